//! One space on this device: its entries on disk, and what of them counts.
//!
//! An entry is durable before it is acknowledged or passed on. A failed write leaves the replica
//! unusable until it is opened again, because what is in memory would then be ahead of the disk.

use std::{collections::BTreeSet, sync::Arc};

use ed25519_dalek::SigningKey;
use etabli_model::{
    body::{Body, Part},
    id::{CommandId, DeviceId, EntryId, SpaceId},
    membership::{Membership, standing::Candidate},
    time::Timestamp,
};

use crate::{
    admission::{Admission, Judgement, Settled, Verdict, certifies},
    anchor::{self, Void},
    entry::{
        Entry, EntryKind, FIRST_PRIVATE_LOG, Header, LogKey, MOST_AUTH, MOST_DEPS, ReadEntryError,
        verify_all,
    },
    graph::{Graph, StoreRefusal},
    page::derived_command,
    store::{Batch, Store, StoreError},
};

mod forgetting;
mod logs;
mod problem;
mod reading;

pub use self::problem::Problem;
use self::reading::forked_key;

pub(crate) const ENTRY_PREFIX: u8 = b'e';

/// An entry whose parts were judged; what counts of it is the caller's to apply.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Its id.
    pub id: EntryId,
    /// Its log.
    pub log: LogKey,
    /// Its place in the log.
    pub seq: u64,
    /// Its lamport time.
    pub lamport: u64,
    /// When, by its author's clock.
    pub at: Timestamp,
    /// The verdicts on its parts, in order.
    pub verdicts: Vec<Verdict>,
    /// Whether it is the last of its command.
    pub ends_command: bool,
}

/// Why a replica could not be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum ReplicaError {
    /// The disk failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something stored is not an entry, or does not fit the others.
    #[error("the stored entry {key} is damaged")]
    Damaged {
        /// Where it is stored, hexadecimal.
        key: String,
    },
    /// A write failed before; the space must be opened again.
    #[error("an earlier write failed; the space must be opened again")]
    Broken,
    /// An entry of our own was refused: a fault of the program.
    #[error("an entry of our own does not fit: {0}")]
    OwnEntry(StoreRefusal),
    /// The body of an own entry is too large.
    #[error("a change is too large to be written as one")]
    TooLarge,
    /// A newer version decided something that this one cannot follow.
    #[error("a newer version decided about this space")]
    UpdateNeeded,
    /// This device's log of decisions goes on in two ways, as after a copied disk: what it would
    /// decide now would be void.
    #[error("this device's log of decisions goes on in two ways")]
    Forked,
}

/// Why a received entry was not stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiveRefusal {
    /// Its bytes or its signature are not good.
    #[error(transparent)]
    Form(#[from] ReadEntryError),
    /// It cannot be stored now.
    #[error(transparent)]
    Place(#[from] StoreRefusal),
}

/// What came of received entries.
#[derive(Debug, Default)]
pub struct Received {
    /// New entries, judged, in the order received.
    pub counted: Vec<Counted>,
    /// Entries that were here already.
    pub known: u64,
    /// Entries that were refused.
    pub refused: Vec<(EntryId, ReceiveRefusal)>,
}

/// What a check of everything stored found.
#[derive(Debug, Default)]
pub struct Checked {
    /// Entries read.
    pub entries: u64,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// One space on this device.
#[derive(Debug)]
pub struct Replica {
    store: Arc<dyn Store>,
    graph: Graph,
    admission: Admission,
    key: SigningKey,
    content_log: u32,
    private_log: u32,
    broken: bool,
    unknown: u64,
    void: Void,
    rejudged: bool,
    /// How many acts by which something was forgotten were carried out.
    forgets: usize,
}

impl Replica {
    /// Makes a replica of a space of which nothing is here yet.
    pub fn empty(space: SpaceId, key: SigningKey, store: Arc<dyn Store>) -> Self {
        Self {
            store,
            graph: Graph::new(space),
            admission: Admission::default(),
            key,
            content_log: 1,
            private_log: FIRST_PRIVATE_LOG,
            broken: false,
            unknown: 0,
            void: Void::new(),
            rejudged: false,
            forgets: 0,
        }
    }

    /// Founds a space: writes its first entry. Returns what it says.
    pub fn found(
        key: SigningKey,
        store: Arc<dyn Store>,
        at: Timestamp,
        parts: Vec<Part>,
    ) -> Result<(Self, Counted), ReplicaError> {
        let log = LogKey { device: DeviceId(key.verifying_key().to_bytes()), log: 0 };
        let command = derived_command(&log, 0);
        let header = Header {
            space: [0; 32],
            log,
            seq: 0,
            prev: EntryId([0; 32]),
            deps: Vec::new(),
            auth: Vec::new(),
            lamport: 1,
            at: at.clamped(),
            body_hash: [0; 32],
            body_len: 0,
        };
        let body = Body { command, part: 0, last: true, parts };
        let entry = Entry::sign(header, body.encode(), &key);
        let mut replica = Self::empty(entry.header.space_id(), key, store);
        let mut batch = Batch::default();
        let counted = replica.take_in(&entry, entry.header.id(), &mut batch);
        let counted = counted.map_err(ReplicaError::OwnEntry)?;
        replica.commit(batch)?;
        Ok((replica, counted))
    }

    /// Opens a space from its store, handing every entry to `take` in canonical order. Signatures
    /// were checked when the entries came; [`Replica::verify`] checks them again.
    pub fn open(
        space: SpaceId,
        key: SigningKey,
        store: Arc<dyn Store>,
        take: impl FnMut(Counted),
    ) -> Result<Self, ReplicaError> {
        Self::open_without(BTreeSet::new(), space, key, store, take)
    }

    /// Opens a space as [`Replica::open`] does, as a version that does not know some kinds of acts:
    /// what is tried before a kind is added.
    pub fn open_without(
        kinds: BTreeSet<u16>,
        space: SpaceId,
        key: SigningKey,
        store: Arc<dyn Store>,
        mut take: impl FnMut(Counted),
    ) -> Result<Self, ReplicaError> {
        let mut replica = Self::empty(space, key, store);
        replica.admission = Admission::without(kinds);
        let mut entries = replica.stored()?;
        // What was forgotten is known once all authority is.
        entries.sort_by_key(|(lamport, id, entry)| (entry.header.log.kind(), *lamport, *id));
        let mut counted = Vec::with_capacity(entries.len());
        let mut batch = Batch::default();
        for (_, id, entry) in &entries {
            let placed = replica.place(entry, *id);
            let (placed, forgotten) = placed.map_err(|_| ReplicaError::Damaged {
                key: data_encoding::HEXLOWER.encode(&id.0),
            })?;
            if let Some(rest) = forgotten {
                batch.put(replica.key_of(entry, id)?, rest.encode());
            }
            counted.push(placed);
        }
        if !batch.is_empty() {
            replica.commit(batch)?;
        }
        counted.sort_by_key(|entry| (entry.lamport, entry.id));
        replica.content_log = replica.newest_log(|log| !log.is_private()).unwrap_or(1);
        replica.private_log = replica.newest_log(LogKey::is_private).unwrap_or(FIRST_PRIVATE_LOG);
        replica.forgets = replica.admission.forgets().len();
        replica.void = replica.judge_all();
        for entry in counted {
            take(replica.judged(entry));
        }
        Ok(replica)
    }

    /// Hands every entry to `take` again, in canonical order, as it is judged now: what to do
    /// after [`Replica::rejudged`].
    pub fn replay(&mut self, mut take: impl FnMut(Counted)) -> Result<(), ReplicaError> {
        for (_, id, entry) in self.stored()? {
            let judgement = self.admission.judge(&self.graph, id, &entry.header, &entry.body);
            take(self.judged(counted(&entry, id, judgement)));
        }
        Ok(())
    }

    /// Returns whether entries that were handed over earlier are judged otherwise now, and forgets
    /// that they are.
    pub fn rejudged(&mut self) -> bool {
        std::mem::take(&mut self.rejudged)
    }

    /// Returns the content entries that are void although they were allowed where they were
    /// written, each with the reason.
    pub const fn void(&self) -> &Void {
        &self.void
    }

    fn judge_all(&mut self) -> Void {
        let settled = self.admission.now(&self.graph);
        anchor::void(&self.graph, &settled)
    }

    /// Puts what is known of all entries over the verdicts that one got by its own past.
    fn judged(&self, mut entry: Counted) -> Counted {
        if let Some(parts) = self.void.get(&entry.id) {
            for verdict in &mut entry.verdicts {
                let void = match verdict {
                    Verdict::Edit { .. } => parts.edits,
                    Verdict::Act { .. } => parts.acts,
                    Verdict::Unknown(_)
                    | Verdict::Sealed
                    | Verdict::Forgotten
                    | Verdict::Void { .. }
                    | Verdict::Ignored(_) => false,
                };
                if void {
                    let claim = Box::new(std::mem::replace(verdict, Verdict::Sealed));
                    *verdict = Verdict::Void { claim, reason: parts.reason };
                }
            }
        }
        entry
    }

    /// Judges anew what new entries may have changed, and returns those entries as they are judged
    /// now.
    fn settle(&mut self, counted: Vec<Counted>) -> Vec<Counted> {
        let settled = self.admission.now(&self.graph);
        let disturbed = counted.iter().any(|entry| match entry.log.kind() {
            EntryKind::Authority => {
                !(settled.withdrawals.is_empty()
                    && settled.void.is_empty()
                    && self.void.is_empty()
                    && !self.graph.has_forks())
            }
            EntryKind::Content => self
                .graph
                .node(&entry.id)
                .is_some_and(|node| anchor::disturbs(&self.graph, &settled, node)),
        });
        if disturbed {
            let void = anchor::void(&self.graph, &settled);
            let new: BTreeSet<EntryId> = counted.iter().map(|entry| entry.id).collect();
            self.rejudged |= void
                .iter()
                .filter(|(id, reason)| self.void.get(id) != Some(reason))
                .chain(self.void.iter().filter(|(id, _)| !void.contains_key(id)))
                .any(|(id, _)| !new.contains(id));
            self.void = void;
        }
        counted.into_iter().map(|entry| self.judged(entry)).collect()
    }

    /// Returns the space.
    pub const fn space(&self) -> SpaceId {
        self.graph.space()
    }

    /// Returns this device.
    pub fn device(&self) -> DeviceId {
        DeviceId(self.key.verifying_key().to_bytes())
    }

    /// Returns the stored entries.
    pub const fn graph(&self) -> &Graph {
        &self.graph
    }

    /// Returns where entries are kept.
    pub fn store(&self) -> &Arc<dyn Store> {
        &self.store
    }

    /// Returns who is in the space, by everything stored.
    pub fn membership(&mut self) -> Arc<Membership> {
        self.admission.now(&self.graph).membership
    }

    /// Returns what the authority of everything stored amounts to.
    pub fn authority_settled(&mut self) -> Settled {
        self.admission.now(&self.graph)
    }

    /// Returns what an authority entry decided, if its author had the right to where it was written.
    pub fn decided(&self, entry: &EntryId) -> Option<Arc<Candidate>> {
        self.admission.decided(entry)
    }

    /// Returns how many acts of unknown kinds are stored.
    pub const fn unknown(&self) -> u64 {
        self.unknown
    }

    /// Writes entries of one command, each a body's parts, as one atomic and durable step.
    pub fn append(
        &mut self,
        kind: EntryKind,
        at: Timestamp,
        bodies: Vec<Vec<Part>>,
    ) -> Result<Vec<Counted>, ReplicaError> {
        self.append_to(self.own_log(kind), self.next_command(kind), at, bodies)
    }

    /// Writes entries of one command into the private log. The command's id, by which their bodies
    /// begin, is what keeps forgotten words from being guessed by their hash: it must be random.
    pub fn append_private(
        &mut self,
        command: CommandId,
        at: Timestamp,
        bodies: Vec<Vec<Part>>,
    ) -> Result<Vec<Counted>, ReplicaError> {
        self.append_to(self.private_log(), command, at, bodies)
    }

    fn append_to(
        &mut self,
        log: LogKey,
        command: CommandId,
        at: Timestamp,
        bodies: Vec<Vec<Part>>,
    ) -> Result<Vec<Counted>, ReplicaError> {
        let kind = log.kind();
        if self.broken {
            return Err(ReplicaError::Broken);
        }
        if kind == EntryKind::Authority && self.membership().update_needed() {
            return Err(ReplicaError::UpdateNeeded);
        }
        if kind == EntryKind::Authority && self.is_forked(0) {
            return Err(ReplicaError::Forked);
        }
        let mut batch = Batch::default();
        let mut counted = Vec::with_capacity(bodies.len());
        self.merge_tips(log, command, at, &mut batch, &mut counted)?;
        let count = bodies.len();
        for (index, parts) in bodies.into_iter().enumerate() {
            let body = Body {
                command,
                part: u16::try_from(index).map_err(|_| ReplicaError::TooLarge)?,
                last: index + 1 == count,
                parts,
            };
            self.write(log, at, &body, &mut batch, &mut counted)?;
        }
        self.commit(batch)?;
        self.forget()?;
        Ok(self.settle(counted))
    }

    /// Checks and stores entries of others, durably, in the order given.
    pub fn receive(&mut self, entries: &[Entry]) -> Result<Received, ReplicaError> {
        if self.broken {
            return Err(ReplicaError::Broken);
        }
        let mut received = Received::default();
        let mut batch = Batch::default();
        let named = entries.iter().map(|entry| (entry.header.id(), entry));
        let (known, new): (Vec<_>, Vec<_>) =
            named.partition(|(id, _)| self.graph.node(id).is_some());
        received.known = known.len() as u64;
        let (ids, new): (Vec<EntryId>, Vec<&Entry>) = new.into_iter().unzip();
        for ((id, entry), verified) in ids.into_iter().zip(&new).zip(verify_all(&new)) {
            // A page may hold an entry twice.
            if self.graph.node(&id).is_some() {
                received.known += 1;
                continue;
            }
            let taken = self
                .graph
                .check(id, &entry.header)
                .map_err(ReceiveRefusal::from)
                .and_then(|_| Ok(verified?))
                .and_then(|()| Ok(self.take_in(entry, id, &mut batch)?));
            match taken {
                Ok(counted) => received.counted.push(counted),
                Err(refusal) => received.refused.push((id, refusal)),
            }
        }
        self.commit(batch)?;
        self.forget()?;
        received.counted = self.settle(std::mem::take(&mut received.counted));
        Ok(received)
    }

    /// More tips than an entry may name are first joined by empty entries.
    fn merge_tips(
        &mut self,
        log: LogKey,
        command: CommandId,
        at: Timestamp,
        batch: &mut Batch,
        counted: &mut Vec<Counted>,
    ) -> Result<(), ReplicaError> {
        let empty = Body { command, part: 0, last: false, parts: Vec::new() };
        let authority = LogKey { log: 0, ..log };
        while log.log != 0 && self.graph.tips(EntryKind::Authority, None).len() > MOST_AUTH {
            self.write(authority, at, &empty, batch, counted)?;
        }
        while self.graph.tips(log.kind(), Some(&log)).len() > MOST_DEPS {
            self.write(log, at, &empty, batch, counted)?;
        }
        Ok(())
    }

    fn write(
        &mut self,
        log: LogKey,
        at: Timestamp,
        body: &Body,
        batch: &mut Batch,
        counted: &mut Vec<Counted>,
    ) -> Result<(), ReplicaError> {
        let bytes = body.encode();
        if bytes.len() > etabli_model::body::MOST_BYTES {
            return Err(ReplicaError::TooLarge);
        }
        let mut deps = self.graph.tips(log.kind(), Some(&log));
        deps.truncate(MOST_DEPS);
        let auth = match log.kind() {
            EntryKind::Authority => Vec::new(),
            EntryKind::Content => self.graph.tips(EntryKind::Authority, None),
        };
        let own = self.graph.log(&log);
        let prev = own.last().copied();
        let lamport = deps
            .iter()
            .chain(&auth)
            .chain(&prev)
            .filter_map(|id| self.graph.node(id))
            .map(|node| node.lamport)
            .max()
            .unwrap_or(0);
        let header = Header {
            space: self.graph.space().0,
            log,
            seq: own.len() as u64,
            prev: prev.unwrap_or(EntryId([0; 32])),
            deps,
            auth,
            lamport: lamport.saturating_add(1),
            at: at.clamped(),
            body_hash: [0; 32],
            body_len: 0,
        };
        let entry = Entry::sign(header, bytes, &self.key);
        let id = entry.header.id();
        match self.take_in(&entry, id, batch) {
            Ok(taken) => counted.push(taken),
            Err(refusal) => {
                // Parts of the command may be in memory already, and must not be built on.
                self.broken = true;
                return Err(ReplicaError::OwnEntry(refusal));
            }
        }
        Ok(())
    }

    fn take_in(
        &mut self,
        entry: &Entry,
        id: EntryId,
        batch: &mut Batch,
    ) -> Result<Counted, StoreRefusal> {
        let (log, seq) = (entry.header.log, entry.header.seq);
        let taken = self.graph.taken(&log, seq);
        let (counted, forgotten) = self.place(entry, id)?;
        let key = if taken { forked_key(&log, seq, &id) } else { stored_key(&log, seq).to_vec() };
        batch.put(key, forgotten.as_ref().unwrap_or(entry).encode());
        Ok(counted)
    }

    fn place_whole(&mut self, entry: &Entry, id: EntryId) -> Result<Counted, StoreRefusal> {
        let header = &entry.header;
        let bytes = u32::try_from(entry.body.len() + 256).unwrap_or(u32::MAX);
        self.graph.insert(id, header, bytes, &certifies(header, &entry.body))?;
        let judgement = self.admission.judge(&self.graph, id, header, &entry.body);
        self.graph.note(&id, judgement.powers, judgement.acting);
        let unknown = |verdict: &&Verdict| matches!(verdict, Verdict::Unknown(_));
        self.unknown += judgement.verdicts.iter().filter(unknown).count() as u64;
        Ok(counted(entry, id, judgement))
    }

    fn commit(&mut self, batch: Batch) -> Result<(), ReplicaError> {
        let written = self.store.apply(batch).and_then(|()| self.store.sync());
        if let Err(error) = written {
            self.broken = true;
            return Err(error.into());
        }
        Ok(())
    }
}

fn counted(entry: &Entry, id: EntryId, judgement: Judgement) -> Counted {
    let Judgement { verdicts, ends_command, .. } = judgement;
    Counted {
        id,
        log: entry.header.log,
        seq: entry.header.seq,
        lamport: entry.header.lamport,
        at: entry.header.at,
        verdicts,
        ends_command,
    }
}

pub(crate) fn stored_key(log: &LogKey, seq: u64) -> [u8; 45] {
    let mut key = [0; 45];
    let (prefix, rest) = key.split_at_mut(1);
    let (device, rest) = rest.split_at_mut(32);
    let (number, place) = rest.split_at_mut(4);
    prefix.copy_from_slice(&[ENTRY_PREFIX]);
    device.copy_from_slice(&log.device.0);
    number.copy_from_slice(&log.log.to_be_bytes());
    place.copy_from_slice(&seq.to_be_bytes());
    key
}
