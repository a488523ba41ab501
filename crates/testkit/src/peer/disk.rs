//! What becomes of a peer when its disk fails, its power is cut, or its disk is copied.
//!
//! What was acknowledged is on the disk; of what was being written, all or nothing is.

use std::sync::Arc;

use etabli_model::id::EntryId;
use etabli_sync::{
    replica::Replica,
    store::{FaultyStore, MemoryStore, StoreError, faulty::Operation},
};

use super::Peer;

/// What a cut of power leaves of a write that was not acknowledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tail {
    /// Nothing.
    Torn,
    /// All of it.
    Whole,
}

impl Peer {
    /// Lets the disk fail at the next write, before it is durable.
    pub fn fail_next_write(&self) {
        let error = StoreError::io("sync", &std::io::Error::other("the power is cut"));
        self.disk.fail(Operation::Sync, 1, error);
    }

    /// Cuts the power and starts again from what is on the disk.
    ///
    /// # Panics
    /// When the disk cannot be read; this is for tests.
    pub fn restart(&mut self, tail: Tail) {
        match tail {
            Tail::Torn => self.disk.inner().crash(),
            Tail::Whole => {}
        }
        // What was planned to fail has failed, or never will.
        *self = self.opened(FaultyStore::new(self.disk.inner().clone()));
    }

    /// Starts again with an older version, which does not know some kinds of acts.
    ///
    /// # Panics
    /// When the disk cannot be read; this is for tests.
    pub fn downgrade(&mut self, without: &[u16]) {
        self.without = without.iter().copied().collect();
        self.restart(Tail::Whole);
    }

    /// Returns whether its version knows all kinds that there are.
    pub fn knows_all_kinds(&self) -> bool {
        self.without.is_empty()
    }

    /// Returns how many entries were acknowledged and are not there any more.
    pub fn lost(&self) -> usize {
        let graph = self.replica.graph();
        self.acknowledged.iter().filter(|id| graph.node(id).is_none()).count()
    }

    /// Returns what was acknowledged to it.
    pub fn acknowledged(&self) -> impl Iterator<Item = &EntryId> {
        self.acknowledged.iter()
    }

    /// Returns a peer that goes on from a copy of the disk, by itself, with the same key.
    ///
    /// # Panics
    /// When the disk cannot be read; this is for tests.
    pub fn copied(&self) -> Self {
        self.opened(FaultyStore::new(self.disk.inner().duplicate()))
    }

    fn opened(&self, disk: FaultyStore<MemoryStore>) -> Self {
        let mut all = Vec::new();
        let (space, store) = (self.replica.space(), Arc::new(disk.clone()));
        let (kinds, key) = (self.without.clone(), self.key.clone());
        let replica = Replica::open_without(kinds, space, key, store, |entry| all.push(entry))
            .expect("memory can be read");
        let mut peer = Self::around(replica, disk, self.key.clone());
        peer.without.clone_from(&self.without);
        peer.now = self.now;
        peer.acknowledged.clone_from(&self.acknowledged);
        peer.apply(all);
        peer
    }
}
