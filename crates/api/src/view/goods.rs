//! What screens and shells show of how things are: reports, repairs, care, stock, kits, wishes.

use etabli_model::{
    act::{Condition, RepairStage},
    id::{FileHash, ItemId, LoanId, MemberId, PlaceId, RepairId, WishedId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// What somebody tells of how a thing is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToldView {
    /// How it is.
    pub condition: Condition,
    /// What of its check-list is missing: how many, of what.
    #[serde(default)]
    pub missing: Vec<(u32, String)>,
    /// Anything else.
    #[serde(default)]
    pub note: String,
    /// A photo among its files: its number, id or name.
    #[serde(default)]
    pub photo: Option<String>,
}

/// A detail of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttributeView {
    /// Its key, by which commands and messages name it.
    pub key: String,
    /// The value as a command takes it.
    pub value: String,
    /// The value as it is read.
    pub text: String,
}

/// Something that was noted of a thing: how it was, what was done to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteView {
    /// When, by whoever noted it.
    pub at: Timestamp,
    /// Who noted it.
    pub by_name: String,
    /// What it is: the end of a message's name, `good`, `repair-parts`, `stock-used`.
    pub what: String,
    /// By how much there was more or less, where that is what was noted.
    pub count: i64,
    /// What they wrote.
    pub text: String,
    /// What it cost, or empty.
    pub cost: String,
    /// A photo of it.
    pub photo: Option<FileHash>,
}

/// A repair that is not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairView {
    /// Its id.
    pub id: RepairId,
    /// How many of the thing.
    pub quantity: u32,
    /// What is the matter.
    pub note: String,
    /// How far it is; nothing before anybody looked at it.
    pub stage: Option<RepairStage>,
    /// When it was opened.
    pub at: Timestamp,
    /// By whom.
    pub by_name: String,
    /// What it cost so far, or empty.
    pub cost: String,
}

/// A thing that belongs with another: a part of a kit, a kit around it, another copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartView {
    /// Which.
    pub item: ItemId,
    /// Its name; empty if nobody here knows it.
    pub name: String,
    /// Its tag, or empty.
    pub tag: String,
    /// How many of it belong with the other.
    pub count: u32,
    /// How many of it can be taken.
    pub available: u32,
}

/// How a thing is, besides who has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UpkeepView {
    /// How it is by the last word of it.
    pub condition: Option<Condition>,
    /// What was noted of it, the latest first, at most 30.
    pub notes: Vec<NoteView>,
    /// The repairs that are not done.
    pub repairs: Vec<RepairView>,
    /// Its details, in the order in which they are shown.
    pub details: Vec<AttributeView>,
    /// The parts of a kit.
    pub parts: Vec<PartView>,
    /// The kits it is a part of.
    pub kits: Vec<PartView>,
    /// The other copies of what it is one of.
    pub copies: Vec<PartView>,
    /// How many of all copies can be taken, and how many there are.
    pub free: (u32, u32),
    /// Whether it contains itself: two people put kits into each other at once.
    pub cycle: bool,
    /// What is looked for when it goes and comes.
    pub checks: Vec<(u32, String)>,
    /// When it is to be maintained, if it is.
    pub care_due: Option<Timestamp>,
    /// How many loans until it is to be maintained, if that counts.
    pub care_loans: Option<i64>,
    /// Fields that the items of its category have, with what goes in and the choices.
    pub fields: Vec<(String, String, Vec<String>)>,
    /// What it was wished for as, or empty.
    pub wish: String,
    /// Whether the member here may say what is done with it.
    pub can_care: bool,
}

/// A part of a kit that went out with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanPartView {
    /// The loan of the part.
    pub loan: LoanId,
    /// The part.
    pub item: ItemId,
    /// Its name.
    pub name: String,
    /// How many of it are out.
    pub out: u32,
}

/// What a hand-over was besides who took what.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOverView {
    /// The loan of the kit whose part it is.
    pub part_of: Option<LoanId>,
    /// What went out with it, for a kit.
    pub parts: Vec<LoanPartView>,
    /// What is looked for when it comes back.
    pub checks: Vec<(u32, String)>,
    /// Whether whoever took it signed that they did.
    pub received: bool,
    /// Whether both sides signed that it came back.
    pub back_signed: bool,
    /// Whether the member here may sign it now.
    pub can_sign: bool,
    /// When it was noted, where that was another day than when it was handed over.
    pub noted: Option<Timestamp>,
    /// How much of a deposit is held, or empty.
    pub deposit: String,
    /// What was paid for it, or empty.
    pub paid: String,
}

/// Something that waits to be done about things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoreKind {
    /// The person here is to sign that they took it, or that it came back.
    Sign,
    /// It is out of order.
    Repair,
    /// It is to be maintained.
    Care,
    /// More was used than anybody noted.
    Short,
    /// There is little left.
    Low,
    /// It was not found.
    Missing,
    /// Something of it is missing.
    Incomplete,
    /// It contains itself.
    Cycle,
    /// Another thing has the same tag.
    TagTwice,
    /// Whoever has it is no member any more.
    HolderGone,
    /// It is kept in a place that is in the bin.
    PlaceGone,
}

/// Something that waits to be done about a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoreView {
    /// What.
    pub kind: ChoreKind,
    /// About which thing.
    pub item: ItemId,
    /// Its name.
    pub name: String,
    /// How much of it there is, or how many days it is due; whatever the kind counts.
    pub count: i64,
    /// What else there is to say: what is the matter, who has it, what it is counted in.
    pub text: String,
    /// The loan that is to be signed.
    pub loan: Option<LoanId>,
}

/// A thing that a stock-take names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockTakeRow {
    /// Which.
    pub item: ItemId,
    /// Its name.
    pub name: String,
    /// Its tag, or empty.
    pub tag: String,
    /// Where it should be, or who has it.
    pub text: String,
}

/// What somebody who goes through a place sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StockTakeView {
    /// The place.
    pub place: Option<PlaceId>,
    /// What is where it should be.
    pub seen: Vec<StockTakeRow>,
    /// What should be there, and was not seen.
    pub missing: Vec<StockTakeRow>,
    /// What should be elsewhere: it moves here.
    pub elsewhere: Vec<StockTakeRow>,
    /// What somebody has on loan, and so need not be there.
    pub out: Vec<StockTakeRow>,
    /// What is seen although somebody should have it.
    pub not_out: Vec<StockTakeRow>,
    /// What was typed and names nothing.
    pub unknown: Vec<String>,
    /// Whether it was written.
    pub written: bool,
}

/// Something that the group wishes for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WishView {
    /// Its id.
    pub id: WishedId,
    /// What it is.
    pub name: String,
    /// Why, and where it may be had.
    pub note: String,
    /// Who wished for it first.
    pub by: MemberId,
    /// Their name.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// The names of who wishes for it, too.
    pub backers: Vec<String>,
    /// Whether the person here does.
    pub mine: bool,
    /// Whether the person here wished for it first.
    pub own: bool,
    /// Whether it has ended.
    pub ended: bool,
    /// What it became.
    pub item: Option<ItemId>,
}

/// What holds for a whole space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingView {
    /// Its key.
    pub key: String,
    /// What it is; empty if nothing.
    pub value: String,
}
