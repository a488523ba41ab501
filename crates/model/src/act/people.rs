//! The acts about people: who may use what, who learns from whom, who welcomes whom.
//!
//! They carry ids and the names of categories and skills, never a word about a person: their bytes
//! cannot be forgotten.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::More;
use crate::{
    id::{ItemId, MemberId, MentoringId, TrainingId},
    skill::Tag,
    text::fold_for_search,
    time::Timestamp,
    trade,
};

/// The most earlier acts that one of these may name.
pub const MOST_ENDED: usize = 1_000;
/// The longest session, in minutes: a day.
pub const MOST_MINUTES: u32 = 24 * 60;
/// The most bytes of a category.
const MOST_CATEGORY: usize = 800;
/// The number, among the later fields of a hand-over, of what says that whoever took the thing had
/// no training for it, and was given it all the same by whoever answers for it.
const UNTRAINED: u16 = 13;

/// Returns the later field of a hand-over to somebody without the training that it asks for.
pub fn untrained() -> (u16, ByteBuf) {
    (UNTRAINED, ByteBuf::new())
}

/// Returns whether something was handed to somebody without the training that it asks for, by the
/// later fields of the hand-over.
pub fn is_untrained(more: &More) -> bool {
    more.iter().any(|(number, _)| *number == UNTRAINED)
}

/// What a training is for, as it was when it was given.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One item.
    Item(ItemId),
    /// All items of a category, by its name without accents and capitals; a trade by its English one.
    Category(String),
}

impl Scope {
    /// Returns the scope of a category, however it is written.
    pub fn category(name: &str) -> Self {
        let name = trade::named(name).map_or(name, |trade| trade.english);
        Self::Category(fold_for_search(name.trim()))
    }

    /// Returns whether it is within bounds, and in the one form there is.
    pub fn makes_sense(&self) -> bool {
        match self {
            Self::Item(_) => true,
            Self::Category(name) => {
                !name.is_empty() && name.len() <= MOST_CATEGORY && Self::category(name) == *self
            }
        }
    }
}

/// Says that a member may use something: they were shown how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveTraining {
    /// Who.
    pub member: MemberId,
    /// What.
    pub of: Scope,
    /// Since when.
    pub at: Timestamp,
    /// Until when; an instant, so that no replica needs a zone to judge it.
    pub until: Option<Timestamp>,
    /// What named the author trainer; none where they answer for it.
    pub by: Option<TrainingId>,
    /// The endings that it knows of and lifts: an ending it does not name holds.
    pub lifts: Vec<TrainingId>,
    /// Later fields.
    pub more: More,
}

/// Says that a member may no longer use something. It beats every training that does not name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndTraining {
    /// Who.
    pub member: MemberId,
    /// What.
    pub of: Scope,
    /// When.
    pub at: Timestamp,
    /// What named the author trainer; none where they answer for it, or speak of themself.
    pub by: Option<TrainingId>,
    /// Later fields.
    pub more: More,
}

/// Says that a member may train others for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameTrainer {
    /// Who.
    pub member: MemberId,
    /// For what.
    pub of: Scope,
    /// When.
    pub at: Timestamp,
    /// The endings that it knows of and lifts.
    pub lifts: Vec<TrainingId>,
    /// Later fields.
    pub more: More,
}

/// Says that a member may no longer train others for something. What they said as a trainer stands
/// as far as it is named here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndTrainer {
    /// Who.
    pub member: MemberId,
    /// For what.
    pub of: Scope,
    /// When.
    pub at: Timestamp,
    /// What of theirs stays.
    pub keeps: Vec<TrainingId>,
    /// Later fields.
    pub more: More,
}

/// Asks a member to teach one something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskMentoring {
    /// Whom.
    pub of: MemberId,
    /// What.
    pub skill: Tag,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Answers whoever asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerMentoring {
    /// What was asked.
    pub mentoring: MentoringId,
    /// Whether they do.
    pub accepts: bool,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Notes that the two met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteSession {
    /// What they met for.
    pub mentoring: MentoringId,
    /// When.
    pub at: Timestamp,
    /// How long, in minutes.
    pub minutes: u32,
    /// Later fields.
    pub more: More,
}

/// Says that it is over: it is learned, or one of the two has no more time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndMentoring {
    /// What is over.
    pub mentoring: MentoringId,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says who welcomes a newcomer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The newcomer.
    pub newcomer: MemberId,
    /// Who welcomes them.
    pub buddy: MemberId,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says that a newcomer is one no longer, or that somebody else is to welcome them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndWelcome {
    /// The newcomer.
    pub newcomer: MemberId,
    /// Who welcomed them.
    pub buddy: MemberId,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

impl GiveTraining {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        let ahead = self.until.is_none_or(|until| self.at < until);
        self.of.makes_sense() && self.lifts.len() <= MOST_ENDED && ahead
    }
}

impl EndTraining {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        self.of.makes_sense()
    }
}

impl NameTrainer {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        self.of.makes_sense() && self.lifts.len() <= MOST_ENDED
    }
}

impl EndTrainer {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        self.of.makes_sense() && self.keeps.len() <= MOST_ENDED
    }
}

impl NoteSession {
    /// Returns whether it is within bounds.
    pub fn makes_sense(&self) -> bool {
        (1..=MOST_MINUTES).contains(&self.minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        act::{Known, ReadAct, read},
        id::{EntryId, LocalId},
    };

    #[test]
    fn golden_acts_about_people_keep_their_bytes() {
        let item = Scope::Item(ItemId::common(LocalId([1; 16])));
        let member = MemberId(EntryId([2; 32]));
        let entry = EntryId([4; 32]);
        let (id, mentoring) = (TrainingId { entry, index: 1 }, MentoringId { entry, index: 300 });
        let (at, more) = (Timestamp(64), Vec::new);
        let category = Scope::category("Métal");
        let acts = [
            Known::GiveTraining(GiveTraining {
                member,
                of: item.clone(),
                at,
                until: Some(Timestamp(128)),
                by: Some(id),
                lifts: vec![id],
                more: more(),
            }),
            Known::EndTraining(EndTraining { member, of: category, at, by: None, more: more() }),
            Known::NameTrainer(NameTrainer {
                member,
                of: item.clone(),
                at,
                lifts: Vec::new(),
                more: more(),
            }),
            Known::EndTrainer(EndTrainer { member, of: item, at, keeps: vec![id], more: more() }),
            Known::AskMentoring(AskMentoring {
                of: member,
                skill: Tag::read("soudage").unwrap(),
                at,
                more: more(),
            }),
            Known::AnswerMentoring(AnswerMentoring { mentoring, accepts: true, at, more: more() }),
            Known::NoteSession(NoteSession { mentoring, at, minutes: 90, more: more() }),
            Known::EndMentoring(EndMentoring { mentoring, at, more: more() }),
            Known::Welcome(Welcome { newcomer: member, buddy: member, at, more: more() }),
            Known::EndWelcome(EndWelcome { newcomer: member, buddy: member, at, more: more() }),
        ];
        let mut golden = String::new();
        for known in acts {
            let act = known.to_act();
            assert_eq!(read(&act), ReadAct::Known(known));
            let bytes = data_encoding::HEXLOWER.encode(&act.bytes);
            golden.push_str(&format!("{} {bytes}\n", act.kind));
        }
        expect_test::expect![[r#"
            1060 02020202020202020202020202020202020202020202020202020202020202020000010101010101010101010101010101018001018002010404040404040404040404040404040404040404040404040404040404040404010104040404040404040404040404040404040404040404040404040404040404040100
            1061 020202020202020202020202020202020202020202020202020202020202020201056d6574616c80010000
            1062 020202020202020202020202020202020202020202020202020202020202020200000101010101010101010101010101010180010000
            1063 020202020202020202020202020202020202020202020202020202020202020200000101010101010101010101010101010180010104040404040404040404040404040404040404040404040404040404040404040100
            1064 02020202020202020202020202020202020202020202020202020202020202020777656c64696e67800100
            1065 0404040404040404040404040404040404040404040404040404040404040404ac0201800100
            1066 0404040404040404040404040404040404040404040404040404040404040404ac0280015a00
            1067 0404040404040404040404040404040404040404040404040404040404040404ac02800100
            1068 02020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202800100
            1069 02020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202020202800100
        "#]].assert_eq(&golden);
    }

    #[test]
    fn a_category_has_one_form_in_both_languages() {
        assert_eq!(Scope::category("Métal "), Scope::category("metal"));
        assert_eq!(Scope::category("Découpe et gravure"), Scope::category("cutting and engraving"));
        assert!(Scope::category("Métal").makes_sense() && Scope::category("Atelier").makes_sense());
        for wrong in ["", "Métal", "bois"] {
            assert!(!Scope::Category(wrong.to_owned()).makes_sense(), "{wrong}");
        }
        assert!(!Scope::Category("x".repeat(801)).makes_sense());
    }
}
