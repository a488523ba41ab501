//! Who keeps an item: whoever answers for it named them, and they lend it and answer requests for it
//! since.
//!
//! What somebody handed over, or let somebody keep longer, as a keeper is a fact, even if another one
//! was named meanwhile: the thing is out. An answer to a request is none from then on, in the one
//! order of acts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{ItemLoans, Pointless, Position};
use crate::{
    act::{More, keeping},
    id::{EntryId, KeepingId, MemberId},
};

/// Who was named keeper of an item, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Keeping {
    /// What names it.
    pub id: KeepingId,
    /// Who; none, if nobody keeps it any more.
    pub keeper: Option<MemberId>,
    /// Who said so.
    pub by: MemberId,
}

impl ItemLoans {
    /// Returns who was named keeper last in some past, which is asked for by entry.
    pub fn last_keeper(&self, in_past: impl Fn(&EntryId) -> bool) -> Option<&Keeping> {
        self.keepers().iter().rev().find(|named| in_past(&named.id.entry))
    }
}

/// Those who were named keepers of an item, in canonical order, while its acts are folded.
#[derive(Debug, Default)]
pub(super) struct Keepers {
    all: Vec<Keeping>,
    at: BTreeMap<KeepingId, usize>,
}

impl Keepers {
    /// Hears who keeps it from now on.
    pub(super) fn name(&mut self, position: &Position, by: MemberId, keeper: Option<MemberId>) {
        let id = KeepingId { entry: position.entry, index: position.index };
        self.at.insert(id, self.all.len());
        self.all.push(Keeping { id, keeper, by });
    }

    /// Judges what somebody did: as somebody's keeper only if they were named one.
    pub(super) fn did(&self, by: &MemberId, more: &More) -> Result<(), Pointless> {
        let Some(id) = keeping(more) else { return Ok(()) };
        let named = self.at.get(&id).and_then(|at| self.all.get(*at));
        match named.is_some_and(|named| named.keeper == Some(*by)) {
            true => Ok(()),
            false => Err(Pointless::NoKeeper),
        }
    }

    /// Judges what somebody answers: as a keeper only while they are the one.
    pub(super) fn answers(&self, by: &MemberId, more: &More) -> Result<(), Pointless> {
        let Some(id) = keeping(more) else { return Ok(()) };
        let last = self.all.last().filter(|last| last.id == id && last.keeper == Some(*by));
        last.map(|_| ()).ok_or(Pointless::NoKeeper)
    }

    /// Returns all of them.
    pub(super) fn into_all(self) -> Vec<Keeping> {
        self.all
    }
}
