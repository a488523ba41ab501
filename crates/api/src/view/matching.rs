//! What meets the needs of a project.

use etabli_model::{
    id::{LocalId, MemberId, ResourceId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use super::{FreeView, SkillName};

/// How far a need is met by what the group has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetHow {
    /// All of it.
    Whole,
    /// A part of it.
    Part,
    /// None of it.
    Nothing,
}

/// What the group has for a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedMatch {
    /// The need, in the project.
    pub need: LocalId,
    /// What sort of thing it is; the end of its message's name.
    pub kind: String,
    /// What is needed, as people wrote it.
    pub words: String,
    /// How far it is met.
    pub met: MetHow,
    /// How many of those wanted there are.
    pub found: u32,
    /// How many are wanted.
    pub wanted: u32,
    /// When it begins to be needed; now where the need names no day.
    pub from: Timestamp,
    /// When it ends to be needed; none where the need names no day.
    pub until: Option<Timestamp>,
    /// The things that fit, the most useful first.
    pub things: Vec<ThingMatch>,
    /// The people who can help, the ablest first.
    pub people: Vec<PersonMatch>,
    /// How many more fit.
    pub more: u32,
}

/// A thing that fits a need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThingMatch {
    /// The thing.
    pub resource: ResourceId,
    /// Its name.
    pub name: String,
    /// Its tag, or empty.
    pub tag: String,
    /// The places it is in, the outermost first.
    pub path: String,
    /// How many of those wanted are free at once; 0 where none ever is.
    pub units: u32,
    /// When so many are free, if not all the time.
    pub times: Vec<FreeView>,
    /// How many steps away it is in the tree of places.
    pub steps: Option<u32>,
    /// The innermost place that it shares with where the project is worked on, or empty.
    #[serde(default)]
    pub near: String,
    /// The training that nobody of the project holds, or empty.
    pub training: String,
    /// The names of who can give that training.
    pub trainers: Vec<String>,
    /// Whether the person here may book it.
    pub can_book: bool,
    /// Whether the person here may ask for it, or take it.
    pub can_ask: bool,
}

/// Somebody who can help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonMatch {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// The skill that fits best, in French and in English.
    pub skill: (String, String),
    /// Whether they can teach it.
    pub teaches: bool,
    /// How far they are with it; more is further.
    pub level: u8,
    /// How many others endorse it.
    #[serde(default)]
    pub endorsed: u32,
    /// The skill that the person here can ask them to teach; empty if there is none, or if that was
    /// asked already.
    #[serde(default)]
    pub asks: String,
}

/// What a team can do of what is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamView {
    /// How many work on it.
    pub members: u32,
    /// The skills that are asked for, what is lacking first.
    pub skills: Vec<TeamSkill>,
}

/// A skill that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamSkill {
    /// What it is called.
    pub name: SkillName,
    /// Whether a need asks for it.
    pub needed: bool,
    /// How many open cards name it.
    pub cards: u32,
    /// Who in the team can do it, the ablest first.
    pub within: Vec<TeamMember>,
    /// Who in the team wants to learn it.
    pub learning: Vec<TeamMember>,
    /// Who beyond the team can do it, the ablest first.
    pub beyond: Vec<TeamMember>,
    /// How many more beyond it can.
    pub more: u32,
}

/// Somebody who can do it or learns it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamMember {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Whether they teach it.
    pub teaches: bool,
}
