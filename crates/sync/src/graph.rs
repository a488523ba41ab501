//! The set of stored entries as a graph: logs, heads, and what reaches what.
//!
//! A log of an honest device is a chain. Where a copied disk or a liar wrote two entries at one
//! place, both are stored, each with what follows it, as branches of the log.
//!
//! Whether an entry can be stored is a function of its bytes and of the entries it names; nothing
//! here judges permission. Reachability is answered from clocks: per entry, how much of each other
//! log lies in its past. Adding costs the logarithm of what there is and the number of logs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use etabli_model::{
    id::{DeviceId, EntryId, SpaceId},
    membership::Powers,
    time::Timestamp,
};

pub use crate::clock::{Clock, LogIndex};
use crate::entry::{EntryKind, Header, LogKey, MOST_AUTH, MOST_DEPS};

/// The most logs one device may have.
pub const MOST_LOGS_PER_DEVICE: u32 = 64;

/// A log, or the part of one from where it forked.
#[derive(Debug, Clone)]
struct Branch {
    /// Where it begins.
    start: u64,
    /// What it goes on from, unless it begins the log.
    parent: Option<LogIndex>,
    entries: Vec<EntryId>,
}

impl Branch {
    fn height(&self) -> u64 {
        self.start + self.entries.len() as u64
    }

    fn entry(&self, seq: u64) -> Option<EntryId> {
        let at = usize::try_from(seq.checked_sub(self.start)?).ok()?;
        self.entries.get(at).copied()
    }
}

/// A place at which a device wrote more than one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fork {
    /// The log.
    pub log: LogKey,
    /// The place.
    pub seq: u64,
    /// The entries there, ascending.
    pub firsts: Vec<EntryId>,
}

/// A stored entry, without its body.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its log.
    pub log: LogKey,
    /// Its place in the log.
    pub seq: u64,
    /// The branch of the log on which it was stored.
    pub branch: LogIndex,
    /// The entry before it in the log.
    pub prev: Option<EntryId>,
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
    /// It does not follow from what it names.
    #[error("the entry does not fit what it names")]
    Misfit,
    /// Its body is not here, and nobody whose it was had it forgotten.
    #[error("the entry's body is missing")]
    Withheld,
    /// Its device was never admitted in its past.
    #[error("the entry's device was never admitted")]
    NotCertified,
}

/// The stored entries of one space.
#[derive(Debug, Clone)]
pub struct Graph {
    space: SpaceId,
    nodes: HashMap<EntryId, Node>,
    logs: BTreeMap<LogKey, Vec<LogIndex>>,
    branches: Vec<Branch>,
    certified: BTreeMap<DeviceId, Vec<EntryId>>,
    /// What no entry of the same kind builds on, of authority and of content: kept with every entry
    /// that is stored, since a large group has a head for every device.
    tips: [BTreeSet<EntryId>; 2],
}

impl Graph {
    /// Makes an empty graph.
    pub fn new(space: SpaceId) -> Self {
        Self {
            space,
            nodes: HashMap::new(),
            logs: BTreeMap::new(),
            branches: Vec::new(),
            certified: BTreeMap::new(),
            tips: [BTreeSet::new(), BTreeSet::new()],
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

    fn branch(&self, index: LogIndex) -> Option<&Branch> {
        self.branches.get(index.0 as usize)
    }

    /// Returns the branch of a log that came first.
    fn first(&self, log: &LogKey) -> Option<&Branch> {
        self.logs.get(log)?.first().and_then(|index| self.branch(*index))
    }

    /// Returns the heights of all logs, by log; of a forked one that of the branch that came first.
    pub fn heights(&self) -> impl Iterator<Item = (LogKey, Height)> {
        self.logs.keys().filter_map(|log| {
            let branch = self.first(log)?;
            Some((*log, Height { height: branch.height(), head: *branch.entries.last()? }))
        })
    }

    /// Returns the heights of all branches, by log.
    pub fn heads(&self) -> impl Iterator<Item = (LogIndex, LogKey, Height)> {
        self.logs.iter().flat_map(|(log, indexes)| {
            indexes.iter().filter_map(|index| {
                let branch = self.branch(*index)?;
                let height = Height { height: branch.height(), head: *branch.entries.last()? };
                Some((*index, *log, height))
            })
        })
    }

    /// Returns the height of a branch.
    pub fn branch_height(&self, index: LogIndex) -> u64 {
        self.branch(index).map_or(0, Branch::height)
    }

    /// Returns the entry at a place of a branch, looking through to what the branch goes on from.
    pub fn at(&self, index: LogIndex, seq: u64) -> Option<EntryId> {
        let mut index = index;
        loop {
            let branch = self.branch(index)?;
            if seq >= branch.start {
                return branch.entry(seq);
            }
            index = branch.parent?;
        }
    }

    /// Returns the branches of a log.
    pub fn branches(&self, log: &LogKey) -> &[LogIndex] {
        self.logs.get(log).map_or(&[], Vec::as_slice)
    }

    /// Returns where a branch begins and what it goes on from.
    pub fn origin(&self, index: LogIndex) -> (u64, Option<LogIndex>) {
        self.branch(index).map_or((0, None), |branch| (branch.start, branch.parent))
    }

    /// Returns the places at which a device wrote more than one entry, by log.
    pub fn forks(&self) -> Vec<Fork> {
        let mut forks: BTreeMap<(LogKey, u64, Option<EntryId>), Vec<EntryId>> = BTreeMap::new();
        for (log, indexes) in self.logs.iter().filter(|(_, indexes)| indexes.len() > 1) {
            for branch in indexes.iter().filter_map(|index| self.branch(*index)) {
                let Some(first) = branch.entries.first() else { continue };
                let prev = self.nodes.get(first).and_then(|node| node.prev);
                let firsts = forks.entry((*log, branch.start, prev)).or_default();
                firsts.push(*first);
                let other = branch.parent.and_then(|parent| self.at(parent, branch.start));
                // Of the branch that came first, what stands at the place of the fork.
                let other = other
                    .filter(|other| self.nodes.get(other).is_some_and(|node| node.prev == prev));
                if let Some(other) = other.filter(|other| !firsts.contains(other)) {
                    firsts.push(other);
                }
            }
        }
        forks
            .into_iter()
            .filter(|(_, firsts)| firsts.len() > 1)
            .map(|((log, seq, _), mut firsts)| {
                firsts.sort_unstable();
                Fork { log, seq, firsts }
            })
            .collect()
    }

    /// Returns the authority entries inside a clock that stand at or after a fork which the clock
    /// shows, each with the first entry of another branch.
    pub fn forked(&self, clock: &Clock) -> BTreeMap<EntryId, EntryId> {
        let mut forked = BTreeMap::new();
        if !self.has_forks() {
            return forked;
        }
        for fork in self.forks().iter().filter(|fork| fork.log.kind() == EntryKind::Authority) {
            let shown: Vec<EntryId> =
                fork.firsts.iter().filter(|first| self.holds(clock, first)).copied().collect();
            let [first, second, ..] = shown.as_slice() else { continue };
            for id in self.authority_entries(clock) {
                let Some(node) = self.nodes.get(&id) else { continue };
                let on = |branch: &EntryId| self.reaches(&id, branch);
                if node.log == fork.log && node.seq >= fork.seq && shown.iter().any(on) {
                    forked.insert(id, if on(first) { *second } else { *first });
                }
            }
        }
        forked
    }

    /// Returns whether any device wrote two entries at one place.
    pub fn has_forks(&self) -> bool {
        self.branches.len() > self.logs.len()
    }

    /// Returns whether an entry is stored at a place of a log.
    pub fn taken(&self, log: &LogKey, seq: u64) -> bool {
        self.branches(log)
            .iter()
            .any(|index| self.branch(*index).is_some_and(|branch| branch.entry(seq).is_some()))
    }

    /// Returns the height of a log, 0 if it is not known; of a forked one that of the branch that
    /// came first.
    pub fn height(&self, log: &LogKey) -> u64 {
        self.first(log).map_or(0, Branch::height)
    }

    /// Returns the entries of a log in order; of a forked one those of the branch that came first.
    pub fn log(&self, log: &LogKey) -> &[EntryId] {
        self.first(log).map_or(&[], |branch| branch.entries.as_slice())
    }

    /// Returns whether `past` lies in the past of `id`; an entry lies in its own.
    pub fn reaches(&self, id: &EntryId, past: &EntryId) -> bool {
        if id == past {
            return true;
        }
        let (Some(node), Some(past)) = (self.nodes.get(id), self.nodes.get(past)) else {
            return false;
        };
        node.clock.height(past.branch) > past.seq
    }

    /// Returns the heads that an entry of `log` would build on: those of other logs of its kind
    /// that no other head, nor the log's own last entry, reaches. Ascending.
    pub fn tips(&self, kind: EntryKind, except: Option<&LogKey>) -> Vec<EntryId> {
        let own = except.and_then(|log| self.first(log)).and_then(|own| own.entries.last());
        let [authority, content] = &self.tips;
        let tips = match kind {
            EntryKind::Authority => authority,
            EntryKind::Content => content,
        };
        tips.iter().filter(|tip| Some(*tip) != own).copied().collect()
    }

    /// Returns whether an entry's author knew of an authority entry.
    pub fn knows(&self, node: &Node, authority: &EntryId) -> bool {
        self.nodes
            .get(authority)
            .is_some_and(|known| node.authority.height(known.branch) > known.seq)
    }

    /// Returns the authority that lies before one or the other of two authority entries.
    pub fn authority_before(&self, one: &EntryId, other: &EntryId) -> Option<Clock> {
        Some(self.nodes.get(one)?.authority.join(&self.nodes.get(other)?.authority))
    }

    /// Returns the authority that lies in the past of some authority entries, themselves included.
    pub fn authority_of<'a>(&self, entries: impl Iterator<Item = &'a EntryId>) -> Clock {
        let clocks = entries.filter_map(|id| self.nodes.get(id)).map(|node| &node.clock);
        clocks.fold(Clock::default(), |joined, clock| joined.join(clock))
    }

    /// Returns whether a clock holds a stored entry.
    pub fn holds(&self, clock: &Clock, id: &EntryId) -> bool {
        self.nodes.get(id).is_some_and(|node| clock.height(node.branch) > node.seq)
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
        self.heads()
            .filter(|(_, log, _)| log.kind() == EntryKind::Authority)
            .map(|(index, _, height)| (index, height.height))
            .collect()
    }

    /// Returns the entry inside a clock that comes last in canonical order.
    pub fn last_of(&self, clock: &Clock) -> Option<EntryId> {
        let last = |(index, height): (LogIndex, u64)| {
            let id = self.at(index, height.checked_sub(1)?)?;
            Some(self.nodes.get(&id)?.order(id))
        };
        clock.iter().filter_map(last).max().map(|(_, id)| id)
    }

    /// Returns the authority entries inside a clock, in canonical order.
    pub fn authority_entries(&self, clock: &Clock) -> Vec<EntryId> {
        let mut found: Vec<(u64, EntryId)> = clock
            .iter()
            .flat_map(|(index, height)| {
                let (start, entries) = self
                    .branch(index)
                    .map_or((0, &[][..]), |branch| (branch.start, branch.entries.as_slice()));
                let count = usize::try_from(height.saturating_sub(start)).unwrap_or(usize::MAX);
                entries.get(..count.min(entries.len())).unwrap_or(&[])
            })
            .filter_map(|id| self.nodes.get(id).map(|node| node.order(*id)))
            .collect();
        found.sort_unstable();
        found.into_iter().map(|(_, id)| id).collect()
    }

    /// Judges whether an entry can be stored, by its header alone, and returns the authority in its
    /// past.
    pub fn check(&self, id: EntryId, header: &Header) -> Result<Clock, StoreRefusal> {
        Ok(self.place(id, header)?.1)
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
        let index = self.branch_for(header);
        if let Some(branch) = self.branches.get_mut(index.0 as usize) {
            branch.entries.push(id);
        }
        for device in certifies {
            self.certified.entry(*device).or_default().push(id);
        }
        // What it names is of its kind, and whatever that reaches was no tip any more.
        let tips = self.tips_mut(header.log.kind());
        for past in header.deps.iter().chain([&header.prev]) {
            tips.remove(past);
        }
        tips.insert(id);
        // Its own place is part of its clock, so that `reaches` needs no special case.
        let clock = clock.with(index, header.seq + 1);
        let node = Node {
            log: header.log,
            seq: header.seq,
            branch: index,
            prev: (header.seq > 0).then_some(header.prev),
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

    const fn tips_mut(&mut self, kind: EntryKind) -> &mut BTreeSet<EntryId> {
        let [authority, content] = &mut self.tips;
        match kind {
            EntryKind::Authority => authority,
            EntryKind::Content => content,
        }
    }

    /// Returns the branch that an entry goes on, or begins one where the log forks.
    fn branch_for(&mut self, header: &Header) -> LogIndex {
        let before = self.nodes.get(&header.prev).filter(|_| header.seq > 0);
        let parent = before.map(|node| node.branch);
        if let Some(index) = parent
            && self.branch(index).is_some_and(|branch| branch.height() == header.seq)
        {
            return index;
        }
        let next = LogIndex(u32::try_from(self.branches.len()).unwrap_or(u32::MAX));
        let start = header.seq;
        self.branches.push(Branch { start, parent, entries: Vec::new() });
        self.logs.entry(header.log).or_default().push(next);
        next
    }

    fn place(&self, id: EntryId, header: &Header) -> Result<(Clock, Clock), StoreRefusal> {
        if header.space_id() != self.space {
            return Err(StoreRefusal::OtherSpace);
        }
        let founds = header.space == [0; 32];
        if founds && (id.0 != self.space.0 || header.seq != 0 || header.log.log != 0) {
            return Err(StoreRefusal::Misfit);
        }
        let expected = match header.seq.checked_sub(1) {
            None if header.prev != EntryId([0; 32]) => return Err(StoreRefusal::Misfit),
            None => None,
            Some(before) => {
                let prev = self.nodes.get(&header.prev).ok_or(StoreRefusal::Missing)?;
                if prev.log != header.log || prev.seq != before {
                    return Err(StoreRefusal::Misfit);
                }
                Some(header.prev)
            }
        };
        let kind = header.log.kind();
        let mut past = Vec::with_capacity(1 + header.deps.len());
        past.extend(expected);
        past.extend_from_slice(&header.deps);
        let mut lamport = 0;
        let mut clock = Clock::default();
        let mut authority = Clock::default();
        // At most one link into each branch, the own log's predecessor included.
        let mut branches = Vec::with_capacity(past.len());
        for (index, link) in past.iter().enumerate() {
            let node = self.nodes.get(link).ok_or(StoreRefusal::Missing)?;
            let own = index == 0 && expected.is_some();
            if node.log.kind() != kind || branches.contains(&node.branch) {
                return Err(StoreRefusal::Misfit);
            }
            branches.push(node.branch);
            // A dep may well have seen the predecessor, but never the other way round.
            if !own && past.iter().any(|other| other != link && self.reaches(other, link)) {
                return Err(StoreRefusal::Misfit);
            }
            lamport = lamport.max(node.lamport);
            clock = clock.join(&node.clock);
            authority = authority.join(&node.authority);
        }
        if kind == EntryKind::Authority {
            authority = clock.clone();
        } else {
            let mut known = Clock::default();
            for link in &header.auth {
                let node = self.nodes.get(link).ok_or(StoreRefusal::Missing)?;
                if node.log.kind() != EntryKind::Authority {
                    return Err(StoreRefusal::Misfit);
                }
                lamport = lamport.max(node.lamport);
                known = known.join(&node.clock);
            }
            if !known.covers(&authority) {
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

    /// Returns the entries that bring a device into the space.
    pub fn certifying(&self, device: &DeviceId) -> &[EntryId] {
        self.certified.get(device).map_or(&[], Vec::as_slice)
    }

    fn is_certified(&self, device: &DeviceId, authority: &Clock) -> bool {
        self.certified.get(device).is_some_and(|entries| {
            entries.iter().any(|id| {
                self.nodes.get(id).is_some_and(|node| authority.height(node.branch) > node.seq)
            })
        })
    }
}
