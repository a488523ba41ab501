//! Who may use what: trainings that were given, trainers who were named, and what ended them.
//!
//! Invariant: nothing here depends on the order in which acts count. An ending beats every training
//! that does not name it, so one that was given without knowing of it never lifts it, and whoever
//! was told that they may no longer use a thing may not, from the first moment it is known.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    act::{EndTrainer, EndTraining, GiveTraining, Known, NameTrainer, Scope},
    id::{MemberId, TrainingId},
    lending::Position,
    time::Timestamp,
};

/// An act about trainings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrainingAct {
    /// Somebody may use something.
    Give(GiveTraining),
    /// Somebody may no longer.
    End(EndTraining),
    /// Somebody may train others.
    Name(NameTrainer),
    /// Somebody may no longer.
    Unname(EndTrainer),
}

impl TrainingAct {
    /// Returns the act as one about trainings, if it is.
    pub fn of(act: &Known) -> Option<Self> {
        match act {
            Known::GiveTraining(act) => Some(Self::Give(act.clone())),
            Known::EndTraining(act) => Some(Self::End(act.clone())),
            Known::NameTrainer(act) => Some(Self::Name(act.clone())),
            Known::EndTrainer(act) => Some(Self::Unname(act.clone())),
            _ => None,
        }
    }

    /// Returns whom it is about, and what.
    const fn about(&self) -> (&MemberId, &Scope) {
        match self {
            Self::Give(GiveTraining { member, of, .. })
            | Self::End(EndTraining { member, of, .. })
            | Self::Name(NameTrainer { member, of, .. })
            | Self::Unname(EndTrainer { member, of, .. }) => (member, of),
        }
    }
}

/// A training that stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Training {
    /// What names it.
    pub id: TrainingId,
    /// Who gave it.
    pub by: MemberId,
    /// Since when.
    pub at: Timestamp,
    /// Until when.
    pub until: Option<Timestamp>,
}

/// Somebody who may train others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Trainer {
    /// What named them.
    pub id: TrainingId,
    /// Who named them.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
}

type About = (Scope, MemberId);

/// All trainings of a space.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trainings {
    acts: BTreeMap<Position, (MemberId, TrainingAct)>,
    aliases: BTreeMap<MemberId, MemberId>,
    held: BTreeMap<About, BTreeSet<Training>>,
    trainers: BTreeMap<About, BTreeSet<Trainer>>,
    /// The endings that stand, of trainings and of trainers.
    ended: BTreeMap<About, BTreeSet<TrainingId>>,
    unnamed: BTreeMap<About, BTreeSet<TrainingId>>,
}

impl Trainings {
    /// Takes acts in, wherever they sort, and folds all of them once.
    pub fn extend(&mut self, acts: impl IntoIterator<Item = (Position, MemberId, TrainingAct)>) {
        let before = self.acts.len();
        self.acts.extend(acts.into_iter().map(|(position, by, act)| (position, (by, act))));
        if self.acts.len() != before {
            self.fold();
        }
    }

    /// Hears under which further names members were admitted.
    pub fn know_as(&mut self, aliases: impl Iterator<Item = (MemberId, MemberId)>) {
        let aliases: BTreeMap<_, _> = aliases.collect();
        if aliases != self.aliases {
            self.aliases = aliases;
            self.fold();
        }
    }

    /// Returns whether a member may use something at a time.
    pub fn holds(&self, member: &MemberId, of: &Scope, now: Timestamp) -> bool {
        self.held(member, of).any(|training| training.until.is_none_or(|until| now < until))
    }

    /// Returns the trainings of a member for something that nobody ended, those that ran out too.
    pub fn held(&self, member: &MemberId, of: &Scope) -> impl Iterator<Item = &Training> {
        self.held.get(&(of.clone(), self.first(member))).into_iter().flatten()
    }

    /// Returns what a member may use, and who may use what: all trainings that nobody ended.
    pub fn all(&self) -> impl Iterator<Item = (&Scope, &MemberId, &Training)> {
        self.held
            .iter()
            .flat_map(|((of, member), all)| all.iter().map(move |one| (of, member, one)))
    }

    /// Returns all who may train others, and for what.
    pub fn trainers(&self) -> impl Iterator<Item = (&Scope, &MemberId, &Trainer)> {
        self.trainers
            .iter()
            .filter_map(|((of, member), all)| all.first().map(|one| (of, member, one)))
    }

    /// Returns what named a member trainer for something, if they may train others for it.
    pub fn trainer(&self, member: &MemberId, of: &Scope) -> Option<&Trainer> {
        self.trainers.get(&(of.clone(), self.first(member)))?.first()
    }

    /// Returns the endings that a new training of a member for something has to name to hold.
    pub fn to_lift(&self, member: &MemberId, of: &Scope) -> Vec<TrainingId> {
        let ended = self.ended.get(&(of.clone(), self.first(member)));
        ended.into_iter().flatten().copied().collect()
    }

    /// Returns the trainings that somebody ended and that no later one lifted: what for, whose, since
    /// when.
    pub fn endings(&self) -> impl Iterator<Item = (&Scope, &MemberId, Timestamp)> {
        let at = |id: &TrainingId| {
            let position = self.acts.iter().find(|(position, _)| named(position) == *id);
            match position?.1 {
                (_, TrainingAct::End(end)) => Some(end.at),
                _ => None,
            }
        };
        self.ended.iter().filter(|(about, _)| !self.held.contains_key(*about)).filter_map(
            move |((of, member), ends)| Some((of, member, ends.iter().filter_map(at).min()?)),
        )
    }

    /// Returns the endings that naming a member trainer anew has to name to hold.
    pub fn to_rename(&self, member: &MemberId, of: &Scope) -> Vec<TrainingId> {
        let unnamed = self.unnamed.get(&(of.clone(), self.first(member)));
        unnamed.into_iter().flatten().copied().collect()
    }

    /// Returns what a trainer said for something, as far as it is known: what stays when somebody
    /// else is to train from now on.
    pub fn said_by(&self, member: &MemberId, of: &Scope) -> Vec<TrainingId> {
        let member = self.first(member);
        let said = self.acts.iter().filter(|(_, (by, act))| {
            let rests = match act {
                TrainingAct::Give(give) => give.by.is_some(),
                TrainingAct::End(end) => end.by.is_some(),
                TrainingAct::Name(_) | TrainingAct::Unname(_) => false,
            };
            rests && self.first(by) == member && act.about().1 == of
        });
        said.map(|(position, _)| named(position)).collect()
    }

    fn first(&self, member: &MemberId) -> MemberId {
        *self.aliases.get(member).unwrap_or(member)
    }

    fn about(&self, act: &TrainingAct) -> About {
        let (member, of) = act.about();
        (of.clone(), self.first(member))
    }

    /// Three passes, each of which rests on the one before only: who may train, what was ended, what
    /// was given.
    fn fold(&mut self) {
        let mut unnamed: BTreeMap<About, BTreeMap<TrainingId, &EndTrainer>> = BTreeMap::new();
        for (position, (_, act)) in &self.acts {
            if let TrainingAct::Unname(end) = act {
                unnamed.entry(self.about(act)).or_default().insert(named(position), end);
            }
        }
        let none = BTreeMap::new();
        let mut trainers: BTreeMap<About, BTreeSet<Trainer>> = BTreeMap::new();
        let mut namings: BTreeMap<TrainingId, (About, &NameTrainer)> = BTreeMap::new();
        for (position, (by, act)) in &self.acts {
            let TrainingAct::Name(name) = act else { continue };
            let (id, about) = (named(position), self.about(act));
            let ends = unnamed.get(&about).unwrap_or(&none);
            if ends.keys().all(|end| name.lifts.contains(end)) {
                let trainer = Trainer { id, by: *by, at: name.at };
                trainers.entry(about.clone()).or_default().insert(trainer);
            }
            namings.insert(id, (about, name));
        }
        // Whether what somebody said as a trainer stands.
        let stands = |id: TrainingId, author: &MemberId, of: &Scope, by: Option<TrainingId>| {
            let Some(by) = by else { return true };
            let Some((about, name)) = namings.get(&by) else { return false };
            let theirs = *about == (of.clone(), self.first(author));
            let ends = unnamed.get(about).unwrap_or(&none);
            theirs
                && ends.iter().all(|(end, un)| name.lifts.contains(end) || un.keeps.contains(&id))
        };
        let mut ended: BTreeMap<About, BTreeSet<TrainingId>> = BTreeMap::new();
        for (position, (author, act)) in &self.acts {
            let TrainingAct::End(end) = act else { continue };
            let id = named(position);
            if stands(id, author, &end.of, end.by) {
                ended.entry(self.about(act)).or_default().insert(id);
            }
        }
        let nothing = BTreeSet::new();
        let mut held: BTreeMap<About, BTreeSet<Training>> = BTreeMap::new();
        for (position, (author, act)) in &self.acts {
            let TrainingAct::Give(give) = act else { continue };
            let (id, about) = (named(position), self.about(act));
            let ends = ended.get(&about).unwrap_or(&nothing);
            let lifted = ends.iter().all(|end| give.lifts.contains(end));
            if lifted && stands(id, author, &give.of, give.by) {
                let training = Training { id, by: *author, at: give.at, until: give.until };
                held.entry(about).or_default().insert(training);
            }
        }
        let unnamed = unnamed.into_iter().map(|(about, ends)| (about, ends.into_keys().collect()));
        self.unnamed = unnamed.collect();
        (self.held, self.trainers, self.ended) = (held, trainers, ended);
    }

    /// Writes the canonical state; nothing where nobody was ever trained.
    pub fn write_state(&self, write: &mut impl FnMut(&[u8])) {
        for each in &self.held {
            write(&postcard::to_stdvec(&each).unwrap_or_default());
        }
        for each in &self.trainers {
            write(&postcard::to_stdvec(&each).unwrap_or_default());
        }
        for each in self.ended.iter().chain(&self.unnamed) {
            write(&postcard::to_stdvec(&each).unwrap_or_default());
        }
    }
}

const fn named(position: &Position) -> TrainingId {
    TrainingId { entry: position.entry, index: position.index }
}

#[cfg(test)]
mod tests;
