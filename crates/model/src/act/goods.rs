//! The acts about things themselves: how they are, what is repaired, what is used up, what was seen
//! in its place, and what is wished for.
//!
//! The texts in them are about things, never about people: nobody can have them forgotten.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::More;
use crate::{
    id::{EntryId, FileHash, ItemId, LoanId, PlaceId, RepairId, WishedId},
    inventory::MOST_PIECES,
    time::Timestamp,
};

/// The most characters of a text in one of these acts.
pub const MOST_SAID: usize = 1_000;
/// The most lines of what is missing.
const MOST_MISSING: usize = 64;
/// The most items that one stock-take names.
pub const MOST_TAKEN_STOCK: usize = 2_000;
/// The most cents that one record may name: ten million of a currency.
pub const MOST_CENTS: u64 = 1_000_000_000;

/// The number, among the later fields of a hand-over or a return, of what was told of how the thing
/// is.
const TELLS: u16 = 11;
/// The number, among a hand-over's later fields, of the hand-over in the same entry whose part it
/// is: the index of that, little-endian.
const PART_OF: u16 = 12;

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// As it should be.
    Good,
    /// Used, and usable.
    Worn,
    /// Something is broken.
    Damaged,
    /// Something of it is missing.
    Incomplete,
    /// Nobody finds it.
    Missing,
}

/// What somebody told of how something is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// How it is.
    pub condition: Condition,
    /// What of its check-list is missing: how many, of what.
    pub missing: Vec<(u32, String)>,
    /// Anything else.
    pub note: String,
    /// A photo among its files.
    pub photo: Option<FileHash>,
}

impl Told {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        short(&self.note)
            && self.missing.len() <= MOST_MISSING
            && self.missing.iter().all(|(count, text)| *count <= MOST_PIECES && short(text))
    }
}

/// Returns the later field of a hand-over or a return that tells how the thing is.
pub fn telling(told: &Told) -> (u16, ByteBuf) {
    (TELLS, ByteBuf::from(postcard::to_stdvec(told).unwrap_or_default()))
}

/// Returns what a hand-over or a return tells of how the thing is, by its later fields.
pub fn told_of(more: &More) -> Option<Told> {
    let (_, bytes) = more.iter().find(|(number, _)| *number == TELLS)?;
    postcard::from_bytes::<Told>(bytes).ok().filter(Told::makes_sense)
}

/// Returns the later field of the hand-over of a kit's part.
pub fn part_of(index: u16) -> (u16, ByteBuf) {
    (PART_OF, ByteBuf::from(index.to_le_bytes().to_vec()))
}

/// Returns the loan whose part a hand-over in an entry is, by its later fields.
pub fn kit_of(entry: EntryId, more: &More) -> Option<LoanId> {
    let (_, bytes) = more.iter().find(|(number, _)| *number == PART_OF)?;
    Some(LoanId { entry, index: u16::from_le_bytes(bytes.as_slice().try_into().ok()?) })
}

/// Tells how something is, besides handing it over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteCondition {
    /// The item.
    pub item: ItemId,
    /// How it is.
    pub told: Told,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says that something is out of order: it is neither lent nor booked until that is mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRepair {
    /// The item.
    pub item: ItemId,
    /// How many of it, from 1.
    pub units: u32,
    /// When.
    pub at: Timestamp,
    /// What is the matter.
    pub note: String,
    /// Later fields.
    pub more: More,
}

/// How far a repair is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepairStage {
    /// Somebody looks at it.
    Assess,
    /// Parts are awaited.
    Parts,
    /// Somebody mends it.
    Repairing,
    /// It works again.
    Resolved,
    /// It is not mended any more.
    Retired,
}

/// Says how far a repair is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TellRepair {
    /// The item.
    pub item: ItemId,
    /// The repair.
    pub repair: RepairId,
    /// How far.
    pub stage: RepairStage,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub note: String,
    /// What it cost, in cents.
    pub cents: u64,
    /// Later fields.
    pub more: More,
}

/// Says that something was maintained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteCare {
    /// The item.
    pub item: ItemId,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub note: String,
    /// What it cost, in cents.
    pub cents: u64,
    /// Later fields.
    pub more: More,
}

/// Why a stock changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StockWhy {
    /// It was bought or given.
    In,
    /// It was given away or thrown away.
    Out,
    /// It was used.
    Used,
    /// It was counted.
    Counted,
}

/// Changes how much there is of something that is used up. What several people do without knowing
/// of each other adds up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MoveStock {
    /// The item.
    pub item: ItemId,
    /// By how much; never none.
    pub delta: i64,
    /// Why.
    pub why: StockWhy,
    /// When.
    pub at: Timestamp,
    /// Anything else.
    pub note: String,
    /// Later fields.
    pub more: More,
}

/// Says what somebody saw who went through a place, and what was not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeStock {
    /// The place; none: wherever things were.
    pub place: Option<PlaceId>,
    /// What was seen.
    pub seen: Vec<ItemId>,
    /// What was not.
    pub missing: Vec<ItemId>,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says that whoever takes part in a hand-over or a return that somebody else recorded agrees: what
/// was given was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledge {
    /// The item.
    pub item: ItemId,
    /// The loan.
    pub loan: LoanId,
    /// Later fields.
    pub more: More,
}

/// What money was for. It is recorded, never moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyFor {
    /// A deposit was taken.
    Deposit,
    /// A deposit, or a part of it, was given back.
    DepositBack,
    /// What the loan costs was paid.
    Fee,
    /// What the loan costs was waived.
    Waived,
}

/// Records money that changed hands over a loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteMoney {
    /// The item.
    pub item: ItemId,
    /// The loan.
    pub loan: LoanId,
    /// What it was for.
    pub what: MoneyFor,
    /// How much, in cents.
    pub cents: u64,
    /// Of which currency: three capital letters.
    pub currency: [u8; 3],
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Wishes that the group had something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishFor {
    /// What.
    pub name: String,
    /// Why, and where it may be had.
    pub note: String,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says that one wishes for it, too, or no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackWish {
    /// What is wished for.
    pub wish: WishedId,
    /// Whether one does.
    pub backs: bool,
    /// Later fields.
    pub more: More,
}

/// Says that a wish came true, or takes one's own back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndWish {
    /// What is wished for.
    pub wish: WishedId,
    /// What it became; nothing: it is taken back.
    pub item: Option<ItemId>,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Takes back what its author said of how a thing is, or did to mend and maintain it, in one entry.
/// Saying this of such an act makes what it took back count again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unsay {
    /// The item.
    pub item: ItemId,
    /// The entry in which it was said.
    pub entry: EntryId,
    /// Later fields.
    pub more: More,
}

/// Returns whether a text is as short as one may be.
pub fn short(text: &str) -> bool {
    text.chars().count() <= MOST_SAID
}

impl OpenRepair {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        (1..=MOST_PIECES).contains(&self.units) && short(&self.note)
    }
}

impl TellRepair {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        self.cents <= MOST_CENTS && short(&self.note)
    }
}

impl NoteCare {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        self.cents <= MOST_CENTS && short(&self.note)
    }
}

impl MoveStock {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        self.delta != 0 && self.delta.unsigned_abs() <= MOST_PIECES.into() && short(&self.note)
    }
}

impl TakeStock {
    /// Returns whether it is within bounds.
    pub const fn makes_sense(&self) -> bool {
        let named = self.seen.len().saturating_add(self.missing.len());
        named > 0 && named <= MOST_TAKEN_STOCK
    }
}

impl NoteMoney {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        (1..=MOST_CENTS).contains(&self.cents) && self.currency.iter().all(u8::is_ascii_uppercase)
    }
}

impl WishFor {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        !self.name.trim().is_empty() && self.name.chars().count() <= 200 && short(&self.note)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        act::{Known, ReadAct, read},
        id::LocalId,
    };

    fn told() -> Told {
        Told {
            condition: Condition::Incomplete,
            missing: vec![(2, "clef".to_owned())],
            note: "usé".to_owned(),
            photo: None,
        }
    }

    #[test]
    fn a_hand_over_tells_how_the_thing_is_and_whose_part_it_is() {
        let entry = EntryId([7; 32]);
        let more = vec![telling(&told()), part_of(258)];
        assert_eq!(told_of(&more), Some(told()));
        assert_eq!(kit_of(entry, &more), Some(LoanId { entry, index: 258 }));
        assert_eq!(told_of(&vec![(TELLS, ByteBuf::from(vec![9]))]), None);
        assert_eq!(kit_of(entry, &vec![(PART_OF, ByteBuf::from(vec![1]))]), None);
    }

    #[test]
    fn golden_acts_about_things_keep_their_bytes() {
        let item = ItemId::common(LocalId([1; 16]));
        let entry = EntryId([4; 32]);
        let (repair, wish) = (RepairId { entry, index: 1 }, WishedId { entry, index: 300 });
        let loan = LoanId { entry, index: 0 };
        let (at, more, note) = (Timestamp(64), Vec::new, || "dent".to_owned());
        let acts = [
            Known::NoteCondition(NoteCondition { item, told: told(), at, more: more() }),
            Known::OpenRepair(OpenRepair { item, units: 1, at, note: note(), more: more() }),
            Known::TellRepair(TellRepair {
                item,
                repair,
                stage: RepairStage::Resolved,
                at,
                note: note(),
                cents: 1250,
                more: more(),
            }),
            Known::NoteCare(NoteCare { item, at, note: note(), cents: 0, more: more() }),
            Known::MoveStock(MoveStock {
                item,
                delta: -3,
                why: StockWhy::Used,
                at,
                note: note(),
                more: more(),
            }),
            Known::TakeStock(TakeStock {
                place: Some(PlaceId::common(LocalId([2; 16]))),
                seen: vec![item],
                missing: Vec::new(),
                at,
                more: more(),
            }),
            Known::Acknowledge(Acknowledge { item, loan, more: more() }),
            Known::NoteMoney(NoteMoney {
                item,
                loan,
                what: MoneyFor::DepositBack,
                cents: 2000,
                currency: *b"EUR",
                at,
                more: more(),
            }),
            Known::WishFor(WishFor { name: "Tour".to_owned(), note: note(), at, more: more() }),
            Known::BackWish(BackWish { wish, backs: true, more: more() }),
            Known::EndWish(EndWish { wish, item: Some(item), at, more: more() }),
            Known::Unsay(Unsay { item, entry, more: more() }),
        ];
        let mut golden = String::new();
        for known in acts {
            let act = known.to_act();
            assert_eq!(read(&act), ReadAct::Known(known));
            let bytes = data_encoding::HEXLOWER.encode(&act.bytes);
            golden.push_str(&format!("{} {bytes}\n", act.kind));
        }
        expect_test::expect![[r#"
            1100 000101010101010101010101010101010103010204636c6566047573c3a900800100
            1101 00010101010101010101010101010101010180010464656e7400
            1102 00010101010101010101010101010101010404040404040404040404040404040404040404040404040404040404040404010380010464656e74e20900
            1103 000101010101010101010101010101010180010464656e740000
            1104 0001010101010101010101010101010101050280010464656e7400
            1105 01000202020202020202020202020202020201000101010101010101010101010101010100800100
            1106 000101010101010101010101010101010104040404040404040404040404040404040404040404040404040404040404040000
            1107 000101010101010101010101010101010104040404040404040404040404040404040404040404040404040404040404040001d00f455552800100
            1108 04546f75720464656e74800100
            1109 0404040404040404040404040404040404040404040404040404040404040404ac020100
            1110 0404040404040404040404040404040404040404040404040404040404040404ac02010001010101010101010101010101010101800100
            1111 0001010101010101010101010101010101040404040404040404040404040404040404040404040404040404040404040400
        "#]].assert_eq(&golden);
    }

    #[test]
    fn what_is_too_long_or_nothing_makes_no_sense() {
        let item = ItemId::common(LocalId([1; 16]));
        let at = Timestamp(64);
        let moved = |delta| MoveStock {
            item,
            delta,
            why: StockWhy::In,
            at,
            note: String::new(),
            more: Vec::new(),
        };
        assert!(moved(1).makes_sense() && moved(-1).makes_sense() && !moved(0).makes_sense());
        assert!(!moved(i64::MIN).makes_sense());
        let long = Told { note: "x".repeat(MOST_SAID + 1), ..told() };
        assert!(told().makes_sense() && !long.makes_sense());
    }
}
