//! Reading what is stored again, and checking it.

use etabli_model::{
    id::{DeviceId, EntryId},
    membership::standing::Withdrawn,
};

use super::{Checked, ENTRY_PREFIX, Problem, Replica, ReplicaError, stored_key};
use crate::{
    admission::Settled,
    entry::{Entry, Header, LogKey},
    graph::Height,
};

impl Replica {
    /// Reads all stored entries, in canonical order.
    pub(super) fn stored(&self) -> Result<Vec<(u64, EntryId, Entry)>, ReplicaError> {
        let mut entries: Vec<(u64, EntryId, Entry)> = Vec::new();
        let mut damaged = None;
        self.store.prefix(&[ENTRY_PREFIX], &mut |key, value| match Entry::decode(value) {
            Ok(entry) if is_key_of(&entry, key) => {
                entries.push((entry.header.lamport, entry.header.id(), entry));
                std::ops::ControlFlow::Continue(())
            }
            Ok(_) | Err(_) => {
                damaged = Some(data_encoding::HEXLOWER.encode(key));
                std::ops::ControlFlow::Break(())
            }
        })?;
        if let Some(key) = damaged {
            return Err(ReplicaError::Damaged { key });
        }
        entries.sort_by_key(|(lamport, id, _)| (*lamport, *id));
        Ok(entries)
    }

    /// Returns the heights of all logs.
    pub fn heights(&self) -> Vec<(LogKey, Height)> {
        self.graph.heights().collect()
    }

    /// Reads stored entries of a log, from a place on, in order.
    pub fn read(&self, log: &LogKey, from: u64, to: u64) -> Result<Vec<Entry>, ReplicaError> {
        let mut entries = Vec::new();
        for seq in from..to.min(self.graph.height(log)) {
            let key = stored_key(log, seq);
            let damaged = || ReplicaError::Damaged { key: data_encoding::HEXLOWER.encode(&key) };
            let bytes = self.store.get(&key)?.ok_or_else(damaged)?;
            entries.push(Entry::decode(&bytes).map_err(|_| damaged())?);
        }
        Ok(entries)
    }

    /// Reads a stored entry.
    pub fn read_entry(&self, id: &EntryId) -> Result<Entry, ReplicaError> {
        let name = || data_encoding::HEXLOWER.encode(&id.0);
        let node = self.graph.node(id).ok_or_else(|| ReplicaError::Damaged { key: name() })?;
        // Of entries at one place, the one that came first has the short key.
        for key in [stored_key(&node.log, node.seq).to_vec(), forked_key(&node.log, node.seq, id)] {
            let Some(bytes) = self.store.get(&key)? else { continue };
            if let Ok(entry) = Entry::decode(&bytes)
                && entry.header.id() == *id
            {
                return Ok(entry);
            }
        }
        Err(ReplicaError::Damaged { key: name() })
    }

    /// Returns the key by which an entry is stored.
    pub(super) fn key_of(&self, entry: &Entry, id: &EntryId) -> Result<Vec<u8>, ReplicaError> {
        let Header { log, seq, .. } = &entry.header;
        let short = stored_key(log, *seq).to_vec();
        let there = self.store.get(&short)?;
        let whose = there.and_then(|bytes| Entry::decode(&bytes).ok());
        let own = whose.is_some_and(|stored| stored.header.id() == *id);
        Ok(if own { short } else { forked_key(log, *seq, id) })
    }

    /// Reads what shows who brought this device in, in an order in which it can be stored.
    pub fn introduction(&self) -> Result<Vec<Entry>, ReplicaError> {
        let closure = self.graph.authority_of(self.graph.certifying(&self.device()).iter());
        let entries = self.graph.authority_entries(&closure);
        entries.iter().map(|id| self.read_entry(id)).collect()
    }

    /// Reads what tells a device that it was taken out: the withdrawals concerned and what they
    /// rest on, in an order in which they can be stored.
    pub fn farewell(&mut self, device: &DeviceId) -> Result<Option<Vec<Entry>>, ReplicaError> {
        let Settled { membership, withdrawals, .. } = self.authority_settled();
        let Some(member) = membership.member_of(device) else { return Ok(None) };
        if membership.may_sync(device) {
            return Ok(None);
        }
        let concerned = withdrawals.iter().filter(|withdrawal| match withdrawal.what {
            Withdrawn::Member(taken_out) => taken_out == member,
            Withdrawn::Device(taken_out) => taken_out == *device,
            Withdrawn::Role(_) | Withdrawn::Policy(_) => false,
        });
        let closure = self.graph.authority_of(concerned.map(|withdrawal| &withdrawal.entry));
        let entries = self.graph.authority_entries(&closure);
        entries.iter().map(|id| self.read_entry(id)).collect::<Result<_, _>>().map(Some)
    }

    /// Reads all authority entries, in an order in which they can be stored.
    pub fn authority(&self) -> Result<Vec<Entry>, ReplicaError> {
        let mut entries = Vec::new();
        for id in self.graph.authority_entries(&self.graph.authority_now()) {
            entries.push(self.read_entry(&id)?);
        }
        Ok(entries)
    }

    /// Reads everything stored again and checks every signature, hash and chain.
    pub fn verify(&self) -> Result<Checked, ReplicaError> {
        let mut checked = Checked::default();
        let mut found = 0_usize;
        self.store.prefix(&[ENTRY_PREFIX], &mut |key, value| {
            checked.entries += 1;
            let name = data_encoding::HEXLOWER.encode(key);
            match Entry::decode(value) {
                Err(error) => {
                    let detail = error.to_string();
                    checked.problems.push(Problem::Unreadable { key: name, detail });
                }
                Ok(entry) => {
                    let id = entry.header.id();
                    if let Err(error) = entry.verify() {
                        let (key, detail) = (name.clone(), error.to_string());
                        checked.problems.push(Problem::Unsigned { key, detail });
                    }
                    if !is_key_of(&entry, key) {
                        checked.problems.push(Problem::Misplaced { key: name.clone() });
                    }
                    match self.graph.check(id, &entry.header) {
                        Ok(_) if self.graph.node(&id).is_some() => found += 1,
                        Ok(_) => checked.problems.push(Problem::Unread { key: name }),
                        Err(error) => {
                            let detail = error.to_string();
                            checked.problems.push(Problem::Unlinked { key: name, detail });
                        }
                    }
                }
            }
            std::ops::ControlFlow::Continue(())
        })?;
        if found != self.graph.len() {
            let (known, stored) = (self.graph.len() as u64, found as u64);
            checked.problems.push(Problem::Miscounted { known, stored });
        }
        Ok(checked)
    }
}

/// Returns the key of an entry at a place where another one is stored.
pub(super) fn forked_key(log: &LogKey, seq: u64, id: &EntryId) -> Vec<u8> {
    let mut key = stored_key(log, seq).to_vec();
    key.extend_from_slice(&id.0);
    key
}

fn is_key_of(entry: &Entry, key: &[u8]) -> bool {
    let Header { log, seq, .. } = &entry.header;
    stored_key(log, *seq) == key || forked_key(log, *seq, &entry.header.id()) == key
}
