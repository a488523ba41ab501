//! Forgetting: leaving the bodies out that their author had forgotten.
//!
//! Only private logs have bodies that can be. What is left, header and signature, still holds its
//! log together, and what is forgotten once is forgotten for ever, on every replica.

use etabli_model::id::EntryId;

use super::{Counted, Replica, ReplicaError};
use crate::{
    entry::{Entry, LogKey},
    graph::StoreRefusal,
    store::Batch,
};

impl Replica {
    /// Returns the places of the acts by which members had something forgotten.
    pub fn forgets(&self) -> impl Iterator<Item = (LogKey, u64)> {
        let nodes = self.admission.forgets().iter().filter_map(|(id, _)| self.graph.node(id));
        nodes.map(|node| (node.log, node.seq))
    }

    /// Takes an entry into memory. Where its author had its body forgotten, that is left out, and
    /// what is to be kept is returned too, unless it is as it came.
    pub(super) fn place(
        &mut self,
        entry: &Entry,
        id: EntryId,
    ) -> Result<(Counted, Option<Entry>), StoreRefusal> {
        let Some(rest) = self.without_forgotten(entry, id)? else {
            return Ok((self.place_whole(entry, id)?, None));
        };
        let counted = self.place_whole(&rest, id)?;
        Ok((counted, (!entry.is_forgotten()).then_some(rest)))
    }

    /// Returns what is left of an entry whose body was forgotten.
    fn without_forgotten(
        &mut self,
        entry: &Entry,
        id: EntryId,
    ) -> Result<Option<Entry>, StoreRefusal> {
        if !entry.header.log.is_private() {
            return Ok(None);
        }
        let authority = self.graph.check(id, &entry.header)?;
        if self.admission.forgotten(&self.graph, &entry.header.log.device, &authority) {
            return Ok(Some(Entry { body: Vec::new(), ..entry.clone() }));
        }
        if entry.is_forgotten() { Err(StoreRefusal::Withheld) } else { Ok(None) }
    }

    /// Leaves the bodies out that a new act has forgotten.
    pub(super) fn forget(&mut self) -> Result<(), ReplicaError> {
        if self.forgets == self.admission.forgets().len() {
            return Ok(());
        }
        self.forgets = self.admission.forgets().len();
        let private: Vec<EntryId> = self
            .graph
            .heads()
            .filter(|(_, log, _)| log.is_private())
            .flat_map(|(index, _, head)| {
                (self.graph.origin(index).0..head.height).map(move |seq| (index, seq))
            })
            .filter_map(|(index, seq)| self.graph.at(index, seq))
            .collect();
        let mut batch = Batch::default();
        for id in private {
            let Some(node) = self.graph.node(&id) else { continue };
            let (device, authority) = (node.log.device, node.authority().clone());
            if !self.admission.forgotten(&self.graph, &device, &authority) {
                continue;
            }
            let entry = self.read_entry(&id)?;
            if !entry.is_forgotten() {
                let key = self.key_of(&entry, &id)?;
                batch.put(key, Entry { body: Vec::new(), ..entry }.encode());
                self.rejudged = true;
            }
        }
        if batch.is_empty() { Ok(()) } else { self.commit(batch) }
    }
}
