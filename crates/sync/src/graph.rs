//! The set of stored entries as a graph: logs, heads, and what reaches what.
//!
//! Whether an entry can be stored is a function of its bytes and of the entries it names; nothing
//! here judges permission. Reachability is answered from clocks: per entry, how much of each other
//! log lies in its past. Adding costs the logarithm of what there is and the number of logs.

use std::{collections::BTreeMap, collections::HashMap, sync::Arc};

use etabli_model::{
    id::{DeviceId, EntryId, SpaceId},
    membership::Powers,
    time::Timestamp,
};

use crate::entry::{EntryKind, Header, LogKey, MOST_AUTH, MOST_DEPS};

/// The most logs one device may have.
pub const MOST_LOGS_PER_DEVICE: u32 = 64;

/// How much of each log lies in an entry's past: (log, height), ascending by log.
pub type Clock = Arc<[(LogIndex, u64)]>;

/// A log by the order in which this graph met it: local, never stored or sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogIndex(u32);

/// A stored entry, without its body.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its log.
    pub log: LogKey,
    /// Its place in the log.
    pub seq: u64,
    /// Its lamport time.
    pub lamport: u64,
    /// When, by its author's clock.
    pub at: Timestamp,
    /// How many bytes it takes when stored.
    pub bytes: u32,
    /// What of the other logs, and of its own, lies in its past.
    clock: Clock,
    /// What of the authority logs lies in the closure of its `auth`; for an authority entry, of
    /// its predecessor and deps.
    authority: Clock,
    /// What its parts make use of.
    powers: Powers,
    /// Whether its author took part where it was written.
    acting: bool,
}

impl Node {
    /// Returns the canonical place of the entry: (lamport, id).
    pub const fn order(&self, id: EntryId) -> (u64, EntryId) {
        (self.lamport, id)
    }

    /// Returns how much of each log lies in the entry's past, itself included.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Returns what its parts make use of.
    pub const fn powers(&self) -> Powers {
        self.powers
    }

    /// Returns whether its author took part where it was written.
    pub const fn acting(&self) -> bool {
        self.acting
    }

    /// Returns the authority that lies in the entry's past.
    pub const fn authority(&self) -> &Clock {
        &self.authority
    }
}

/// How high a log is, and its last entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Height {
    /// The number of entries.
    pub height: u64,
    /// The last entry.
    pub head: EntryId,
}

/// Why an entry is not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreRefusal {
    /// It belongs to another space.
    #[error("the entry belongs to another space")]
    OtherSpace,
    /// Something it names is not here yet.
    #[error("the entry names one that is not here")]
    Missing,
    /// Its log goes on elsewhere at this place.
    #[error("the log has another entry at this place")]
    Fork,
    /// It does not follow from what it names.
    #[error("the entry does not fit what it names")]
    Misfit,
    /// Its device was never admitted in its past.
    #[error("the entry's device was never admitted")]
    NotCertified,
}

/// The stored entries of one space.
#[derive(Debug, Clone)]
pub struct Graph {
    space: SpaceId,
    nodes: HashMap<EntryId, Node>,
    logs: BTreeMap<LogKey, LogIndex>,
    entries: Vec<Vec<EntryId>>,
    certified: BTreeMap<DeviceId, Vec<EntryId>>,
}

impl Graph {
    /// Makes an empty graph.
    pub fn new(space: SpaceId) -> Self {
        Self {
            space,
            nodes: HashMap::new(),
            logs: BTreeMap::new(),
            entries: Vec::new(),
            certified: BTreeMap::new(),
        }
    }

    /// Returns the space.
    pub const fn space(&self) -> SpaceId {
        self.space
    }

    /// Returns how many entries are stored.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Returns whether nothing is stored.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Returns a stored entry.
    pub fn node(&self, id: &EntryId) -> Option<&Node> {
        self.nodes.get(id)
    }

    /// Returns all stored entries, in no order.
    pub fn nodes(&self) -> impl Iterator<Item = (EntryId, &Node)> {
        self.nodes.iter().map(|(id, node)| (*id, node))
    }

    /// Returns the heights of all logs, by log.
    pub fn heights(&self) -> impl Iterator<Item = (LogKey, Height)> {
        self.logs.iter().filter_map(|(log, index)| {
            let entries = self.entries.get(index.0 as usize)?;
            Some((*log, Height { height: entries.len() as u64, head: *entries.last()? }))
        })
    }

    /// Returns the height of a log, 0 if it is not known.
    pub fn height(&self, log: &LogKey) -> u64 {
        self.log(log).len() as u64
    }

    /// Returns the entries of a log in order.
    pub fn log(&self, log: &LogKey) -> &[EntryId] {
        self.logs
            .get(log)
            .and_then(|index| self.entries.get(index.0 as usize))
            .map_or(&[], Vec::as_slice)
    }

    /// Returns whether `past` lies in the past of `id`; an entry lies in its own.
    pub fn reaches(&self, id: &EntryId, past: &EntryId) -> bool {
        if id == past {
            return true;
        }
        let (Some(node), Some(past)) = (self.nodes.get(id), self.nodes.get(past)) else {
            return false;
        };
        self.logs.get(&past.log).is_some_and(|index| height_in(&node.clock, *index) > past.seq)
    }

    /// Returns the heads that an entry of `log` would build on: those of other logs of its kind
    /// that no other head, nor the log's own last entry, reaches. Ascending.
    pub fn tips(&self, kind: EntryKind, except: Option<&LogKey>) -> Vec<EntryId> {
        let heads: Vec<(LogKey, EntryId)> = self
            .heights()
            .filter(|(log, _)| log.kind() == kind)
            .map(|(log, height)| (log, height.head))
            .collect();
        let mut tips: Vec<EntryId> = heads
            .iter()
            .filter(|(log, head)| {
                Some(log) != except
                    && !heads.iter().any(|(_, other)| other != head && self.reaches(other, head))
            })
            .map(|(_, head)| *head)
            .collect();
        tips.sort_unstable();
        tips
    }

    /// Returns whether an entry's author knew of an authority entry.
    pub fn knows(&self, node: &Node, authority: &EntryId) -> bool {
        self.nodes.get(authority).is_some_and(|known| {
            self.logs
                .get(&known.log)
                .is_some_and(|index| height_in(&node.authority, *index) > known.seq)
        })
    }

    /// Returns the authority that lies before one or the other of two authority entries.
    pub fn authority_before(&self, one: &EntryId, other: &EntryId) -> Option<Clock> {
        Some(join(&self.nodes.get(one)?.authority, &self.nodes.get(other)?.authority))
    }

    /// Returns how much of a log lies in a clock.
    pub fn height_in(&self, clock: &Clock, log: &LogKey) -> u64 {
        self.logs.get(log).map_or(0, |index| height_in(clock, *index))
    }

    /// Notes what an entry's parts make use of, and whether its author took part.
    pub fn note(&mut self, id: &EntryId, powers: Powers, acting: bool) {
        if let Some(node) = self.nodes.get_mut(id) {
            node.powers = powers;
            node.acting = acting;
        }
    }

    /// Returns the clock of everything that the authority logs hold now.
    pub fn authority_now(&self) -> Clock {
        self.logs
            .iter()
            .filter(|(log, _)| log.kind() == EntryKind::Authority)
            .map(|(_, index)| {
                (*index, self.entries.get(index.0 as usize).map_or(0, |log| log.len() as u64))
            })
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .collect()
    }

    /// Returns the authority entries inside a clock, in canonical order.
    pub fn authority_entries(&self, clock: &Clock) -> Vec<EntryId> {
        let mut found: Vec<(u64, EntryId)> = clock
            .iter()
            .flat_map(|(index, height)| {
                let log = self.entries.get(index.0 as usize).map_or(&[][..], Vec::as_slice);
                log.get(..usize::try_from(*height).unwrap_or(usize::MAX).min(log.len()))
                    .unwrap_or(&[])
            })
            .filter_map(|id| self.nodes.get(id).map(|node| node.order(*id)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// Judges whether an entry can be stored, by its header alone. `certifies` are the devices
    /// that its body admits, whatever the verdict on that will be.
    pub fn check(&self, id: EntryId, header: &Header) -> Result<(), StoreRefusal> {
        self.place(id, header).map(|_| ())
    }

    /// Stores an entry that was checked for form and signature. Storing twice changes nothing.
    pub fn insert(
        &mut self,
        id: EntryId,
        header: &Header,
        bytes: u32,
        certifies: &[DeviceId],
    ) -> Result<(), StoreRefusal> {
        if self.nodes.contains_key(&id) {
            return Ok(());
        }
        let (clock, authority) = self.place(id, header)?;
        let next = LogIndex(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        let index = *self.logs.entry(header.log).or_insert(next);
        if index == next {
            self.entries.push(Vec::new());
        }
        if let Some(log) = self.entries.get_mut(index.0 as usize) {
            log.push(id);
        }
        for device in certifies {
            self.certified.entry(*device).or_default().push(id);
        }
        // Its own place is part of its clock, so that `reaches` needs no special case.
        let clock = with_height(&clock, index, header.seq + 1);
        let node = Node {
            log: header.log,
            seq: header.seq,
            lamport: header.lamport,
            at: header.at,
            bytes,
            clock,
            authority,
            powers: Powers::default(),
            acting: false,
        };
        self.nodes.insert(id, node);
        Ok(())
    }

    fn place(&self, id: EntryId, header: &Header) -> Result<(Clock, Clock), StoreRefusal> {
        if header.space_id() != self.space {
            return Err(StoreRefusal::OtherSpace);
        }
        let log = self.log(&header.log);
        let founds = header.space == [0; 32];
        if founds && (id.0 != self.space.0 || header.seq != 0 || header.log.log != 0) {
            return Err(StoreRefusal::Misfit);
        }
        let at = usize::try_from(header.seq).map_err(|_| StoreRefusal::Missing)?;
        match log.get(at) {
            Some(there) if *there != id => return Err(StoreRefusal::Fork),
            Some(_) => {}
            None if at > log.len() => return Err(StoreRefusal::Missing),
            None => {}
        }
        let expected = at.checked_sub(1).and_then(|before| log.get(before)).copied();
        if header.prev != expected.unwrap_or(EntryId([0; 32])) {
            return Err(if expected.is_some() { StoreRefusal::Fork } else { StoreRefusal::Misfit });
        }
        let kind = header.log.kind();
        let mut past = Vec::with_capacity(1 + header.deps.len());
        past.extend(expected);
        past.extend_from_slice(&header.deps);
        let mut lamport = 0;
        let mut clock: Clock = Arc::from([]);
        let mut authority: Clock = Arc::from([]);
        let mut logs = vec![header.log];
        for (index, link) in past.iter().enumerate() {
            let node = self.nodes.get(link).ok_or(StoreRefusal::Missing)?;
            let own = index == 0 && expected.is_some();
            if node.log.kind() != kind || (!own && logs.contains(&node.log)) {
                return Err(StoreRefusal::Misfit);
            }
            logs.push(node.log);
            // A dep may well have seen the predecessor, but never the other way round.
            if !own && past.iter().any(|other| other != link && self.reaches(other, link)) {
                return Err(StoreRefusal::Misfit);
            }
            lamport = lamport.max(node.lamport);
            clock = join(&clock, &node.clock);
            authority = join(&authority, &node.authority);
        }
        if kind == EntryKind::Authority {
            authority = clock.clone();
        } else {
            let mut known: Clock = Arc::from([]);
            for link in &header.auth {
                let node = self.nodes.get(link).ok_or(StoreRefusal::Missing)?;
                if node.log.kind() != EntryKind::Authority {
                    return Err(StoreRefusal::Misfit);
                }
                lamport = lamport.max(node.lamport);
                known = join(&known, &node.clock);
            }
            if !covers(&known, &authority) {
                return Err(StoreRefusal::Misfit);
            }
            authority = known;
        }
        if lamport.checked_add(1) != Some(header.lamport)
            || header.deps.len() > MOST_DEPS
            || header.auth.len() > MOST_AUTH
            || header.log.log >= MOST_LOGS_PER_DEVICE
        {
            return Err(StoreRefusal::Misfit);
        }
        if !founds && !self.is_certified(&header.log.device, &authority) {
            return Err(StoreRefusal::NotCertified);
        }
        Ok((clock, authority))
    }

    fn is_certified(&self, device: &DeviceId, authority: &Clock) -> bool {
        self.certified.get(device).is_some_and(|entries| {
            entries.iter().any(|id| {
                self.nodes.get(id).is_some_and(|node| {
                    self.logs
                        .get(&node.log)
                        .is_some_and(|index| height_in(authority, *index) > node.seq)
                })
            })
        })
    }
}

fn height_in(clock: &Clock, log: LogIndex) -> u64 {
    clock
        .binary_search_by_key(&log, |(index, _)| *index)
        .ok()
        .and_then(|at| clock.get(at))
        .map_or(0, |(_, height)| *height)
}

fn covers(greater: &Clock, smaller: &Clock) -> bool {
    Arc::ptr_eq(greater, smaller)
        || smaller.iter().all(|(log, height)| height_in(greater, *log) >= *height)
}

pub(crate) fn join(one: &Clock, other: &Clock) -> Clock {
    if covers(one, other) {
        return one.clone();
    }
    if covers(other, one) {
        return other.clone();
    }
    let mut joined: BTreeMap<LogIndex, u64> = one.iter().copied().collect();
    for (log, height) in other.iter() {
        let at = joined.entry(*log).or_default();
        *at = (*at).max(*height);
    }
    joined.into_iter().collect()
}

fn with_height(clock: &Clock, log: LogIndex, height: u64) -> Clock {
    match clock.binary_search_by_key(&log, |(index, _)| *index) {
        Ok(_) => clock
            .iter()
            .map(|(index, old)| (*index, if *index == log { height } else { *old }))
            .collect(),
        Err(at) => {
            let mut longer = clock.to_vec();
            longer.insert(at, (log, height));
            longer.into()
        }
    }
}
