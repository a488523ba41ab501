//! The acts about projects: who holds one, who works on it, who would like it to be, which calls it
//! answers.
//!
//! What a project says of itself lies in its document; here is only what somebody answers for.

use serde::{Deserialize, Serialize};

use super::More;
use crate::{
    id::{EntryId, MemberId},
    time::Timestamp,
};

/// The most projects that a call chooses.
pub const MOST_CHOSEN: usize = 256;

/// What people work on, or would.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ProjectKind {
    /// Something that somebody makes.
    #[default]
    Project,
    /// Something that could be made.
    Idea,
    /// A working group with its mandate.
    Group,
    /// A call for projects.
    Call,
}

/// How somebody takes part in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Not at all, or no longer.
    Out,
    /// They ask to.
    Asks,
    /// They work on it.
    Member,
    /// They decide about it.
    Holder,
}

/// Starts a project, whose id is that of the entry; whoever does holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartProject {
    /// What it is.
    pub kind: ProjectKind,
    /// What it began as: an idea, or another project it is made after.
    pub from: Option<EntryId>,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says how somebody takes part in a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakePart {
    /// The project.
    pub project: EntryId,
    /// Who.
    pub member: MemberId,
    /// How.
    pub part: Part,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says that one would like a project to be, or no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackProject {
    /// The project.
    pub project: EntryId,
    /// Whether one would.
    pub backs: bool,
    /// Later fields.
    pub more: More,
}

/// Answers a call with a project, or no longer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplyToCall {
    /// The call.
    pub call: EntryId,
    /// The project.
    pub project: EntryId,
    /// Whether it answers.
    pub applies: bool,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says which projects a call chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChooseInCall {
    /// The call.
    pub call: EntryId,
    /// The projects, at most [`MOST_CHOSEN`].
    pub projects: Vec<EntryId>,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// Says that a project is something else by now: that an idea became a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnProject {
    /// The project.
    pub project: EntryId,
    /// What it is by now.
    pub kind: ProjectKind,
    /// Later fields.
    pub more: More,
}

impl ApplyToCall {
    /// Returns whether it says anything: nothing answers itself.
    pub fn makes_sense(&self) -> bool {
        self.call != self.project
    }
}

impl ChooseInCall {
    /// Returns whether it is as short as it may be.
    pub fn makes_sense(&self) -> bool {
        self.projects.len() <= MOST_CHOSEN
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::{Known, ReadAct, read};

    #[test]
    fn golden_acts_about_projects_keep_their_bytes() {
        let (project, call) = (EntryId([1; 32]), EntryId([2; 32]));
        let (at, more) = (Timestamp(64), Vec::new);
        let member = MemberId(EntryId([3; 32]));
        let kind = ProjectKind::Group;
        let acts = [
            Known::StartProject(StartProject { kind, from: Some(call), at, more: more() }),
            Known::TakePart(TakePart { project, member, part: Part::Holder, at, more: more() }),
            Known::BackProject(BackProject { project, backs: true, more: more() }),
            Known::ApplyToCall(ApplyToCall { call, project, applies: true, at, more: more() }),
            Known::ChooseInCall(ChooseInCall { call, projects: vec![project], at, more: more() }),
            Known::TurnProject(TurnProject { project, kind: ProjectKind::Call, more: more() }),
        ];
        let mut golden = String::new();
        for known in acts {
            let act = known.to_act();
            assert_eq!(read(&act), ReadAct::Known(known));
            let bytes = data_encoding::HEXLOWER.encode(&act.bytes);
            let short = bytes.replace(&"01".repeat(32), "P").replace(&"02".repeat(32), "C");
            golden.push_str(&format!("{} {}\n", act.kind, short.replace(&"03".repeat(32), "M")));
        }
        expect_test::expect![[r#"
            1080 0201C800100
            1081 PM03800100
            1082 P0100
            1083 CP01800100
            1084 CP01800100
            1085 P0300
        "#]]
        .assert_eq(&golden);
    }
}
