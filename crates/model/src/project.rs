//! Projects: who holds one and who works on it, who backs it, which calls it answers.
//!
//! Invariant: a project is its holders'. An act counts by what came before it in the canonical order,
//! and whether somebody may write in a project's document is asked of the acts in the past of what
//! they wrote: so every replica judges the same, and whoever leaves leaves what they wrote.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    act::{
        ApplyToCall, BackProject, ChooseInCall, Known, Part, ProjectKind, StartProject, TakePart,
        TurnProject,
    },
    id::{EntryId, MemberId},
    lending::Position,
    time::Timestamp,
};

pub mod sheet;

/// An act about a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProjectAct {
    /// It begins.
    Start(StartProject),
    /// Somebody takes part.
    Take(TakePart),
    /// Somebody would like it to be.
    Back(BackProject),
    /// It answers a call.
    Apply(ApplyToCall),
    /// A call chose.
    Choose(ChooseInCall),
    /// It is something else by now.
    Turn(TurnProject),
}

impl ProjectAct {
    /// Returns the act as one about a project, if it is.
    pub fn of(act: &Known) -> Option<Self> {
        Some(match act {
            Known::StartProject(act) => Self::Start(act.clone()),
            Known::TakePart(act) => Self::Take(act.clone()),
            Known::BackProject(act) => Self::Back(act.clone()),
            Known::ApplyToCall(act) => Self::Apply(act.clone()),
            Known::ChooseInCall(act) => Self::Choose(act.clone()),
            Known::TurnProject(act) => Self::Turn(act.clone()),
            _ => return None,
        })
    }

    /// Returns the project it is about, when it lies at a position.
    const fn project(&self, position: &Position) -> EntryId {
        match self {
            Self::Start(_) => position.entry,
            Self::Take(act) => act.project,
            Self::Back(act) => act.project,
            Self::Apply(act) => act.call,
            Self::Choose(act) => act.call,
            Self::Turn(act) => act.project,
        }
    }
}

/// A project, as the acts say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Project {
    /// Its id.
    pub id: EntryId,
    /// What it is.
    pub kind: ProjectKind,
    /// Who started it.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
    /// What it began as.
    pub from: Option<EntryId>,
    /// Who takes part or asks to, nobody who is out.
    pub members: BTreeMap<MemberId, Part>,
    /// Who would like it to be.
    pub backers: BTreeSet<MemberId>,
    /// For a call: the projects that answer it, each with who said so and when.
    pub applications: BTreeMap<EntryId, (MemberId, Timestamp)>,
    /// For a call: what it chose, once it did.
    pub chosen: Option<BTreeSet<EntryId>>,
}

impl Project {
    /// Returns how somebody takes part.
    pub fn part(&self, member: &MemberId) -> Part {
        self.members.get(member).copied().unwrap_or(Part::Out)
    }

    /// Returns whether somebody may write in it.
    pub fn may_write(&self, member: &MemberId) -> bool {
        self.part(member) >= Part::Member
    }

    /// Returns who holds it.
    pub fn holders(&self) -> impl Iterator<Item = &MemberId> {
        self.members.iter().filter(|(_, part)| **part == Part::Holder).map(|(member, _)| member)
    }

    /// Returns whether somebody may say how somebody takes part.
    ///
    /// Holders say it of everyone; anybody leaves, asks, and joins a working group. What nobody
    /// holds any more may be taken up by whoever works on it, or by anybody if nobody does.
    pub fn may_set(&self, by: &MemberId, member: &MemberId, part: Part) -> bool {
        let mine = self.part(by);
        if mine == Part::Holder {
            return true;
        }
        by == member
            && match part {
                Part::Out => true,
                Part::Asks => mine == Part::Out,
                Part::Member => self.kind == ProjectKind::Group,
                Part::Holder => {
                    let worked_on = self.members.values().any(|part| *part >= Part::Member);
                    self.holders().next().is_none() && (mine == Part::Member || !worked_on)
                }
            }
    }

    fn apply(&mut self, by: &MemberId, act: &ProjectAct) {
        match act {
            ProjectAct::Start(_) => {}
            ProjectAct::Take(act) => {
                if self.may_set(by, &act.member, act.part) {
                    match act.part {
                        Part::Out => self.members.remove(&act.member),
                        part => self.members.insert(act.member, part),
                    };
                }
            }
            ProjectAct::Back(act) => {
                match act.backs {
                    true => self.backers.insert(*by),
                    false => self.backers.remove(by),
                };
            }
            ProjectAct::Apply(act) => {
                let said = self.applications.get(&act.project).map(|(who, _)| *who);
                match (act.applies, said) {
                    (true, None) => {
                        self.applications.insert(act.project, (*by, act.at));
                    }
                    (false, Some(who)) if who == *by => {
                        self.applications.remove(&act.project);
                    }
                    (true | false, _) => {}
                }
            }
            ProjectAct::Choose(act) => {
                if self.kind == ProjectKind::Call && self.part(by) == Part::Holder {
                    self.chosen = Some(act.projects.iter().copied().collect());
                }
            }
            ProjectAct::Turn(act) => {
                if self.part(by) == Part::Holder {
                    self.kind = act.kind;
                }
            }
        }
    }
}

type Acts = BTreeMap<Position, (MemberId, ProjectAct)>;

/// All projects of a space. What is said of a project before it is known is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Projects {
    acts: BTreeMap<EntryId, Acts>,
    projects: BTreeMap<EntryId, Project>,
}

impl Projects {
    /// Takes an act in, wherever it sorts.
    pub fn insert(&mut self, position: Position, by: MemberId, act: ProjectAct) {
        let id = act.project(&position);
        let acts = self.acts.entry(id).or_default();
        if acts.insert(position, (by, act)).is_none()
            && let Some(project) = fold(&id, acts, |_| true)
        {
            self.projects.insert(id, project);
        }
    }

    /// Returns a project.
    pub fn project(&self, id: &EntryId) -> Option<&Project> {
        self.projects.get(id)
    }

    /// Returns all projects, by id.
    pub fn projects(&self) -> impl Iterator<Item = &Project> {
        self.projects.values()
    }

    /// Returns whether somebody could write in a project's document by the acts of a past, which
    /// is asked for by entry.
    pub fn could_write(
        &self,
        project: &EntryId,
        member: &MemberId,
        in_past: impl Fn(&EntryId) -> bool,
    ) -> bool {
        let Some(acts) = self.acts.get(project) else { return false };
        fold(project, acts, in_past).is_some_and(|project| project.may_write(member))
    }

    /// Returns the entries that hold the acts.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.acts.values().flat_map(|acts| acts.keys().map(|position| position.entry))
    }

    /// Writes the canonical state; nothing where there are no projects.
    pub fn write_state(&self, write: &mut impl FnMut(&[u8])) {
        for project in self.projects.values() {
            write(&postcard::to_stdvec(project).unwrap_or_default());
        }
    }
}

/// Folds the acts about one project that lie in some past.
fn fold(id: &EntryId, acts: &Acts, in_past: impl Fn(&EntryId) -> bool) -> Option<Project> {
    // An entry starts one project: its first act names it.
    let mut starts = acts.iter().filter_map(|(position, (by, act))| match act {
        ProjectAct::Start(act) if position.entry == *id => Some((by, act)),
        _ => None,
    });
    let (by, start) = starts.next().filter(|_| in_past(id))?;
    let mut project = Project {
        id: *id,
        kind: start.kind,
        by: *by,
        at: start.at,
        from: start.from,
        members: BTreeMap::from([(*by, Part::Holder)]),
        backers: BTreeSet::new(),
        applications: BTreeMap::new(),
        chosen: None,
    };
    for (position, (by, act)) in acts {
        if in_past(&position.entry) {
            project.apply(by, act);
        }
    }
    Some(project)
}

#[cfg(test)]
mod tests;
