//! A replica with its documents and loans, without an application around it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use ed25519_dalek::{Signer as _, SigningKey};
use etabli_model::{
    act::{
        AddDevice, Admit, Approval, Found, HandOver, Invite, Known, Policy, Ratify, Rebind,
        Reinstate, Return, RevokeDevice, Role, Seen, SetPolicy, proof_of_device,
    },
    body::{Act, ActClass, DocumentEdit, Part},
    booking::{BookingAct, Bookings},
    document::{Document, actor, change_hash},
    id::{CommandId, DeviceId, DocumentId, EntryId, ItemId, LoanId, MemberId},
    inventory::Edit,
    lending::{Lending, LendingAct, Position},
    membership::RULES,
    project::{ProjectAct, Projects},
    time::Timestamp,
    training::{TrainingAct, Trainings},
};
use etabli_sync::{
    admission::Verdict,
    entry::{Entry, EntryKind, LogKey},
    join::prove,
    replica::{Counted, Received, Replica, ReplicaError},
    store::{FaultyStore, MemoryStore},
};
use serde_bytes::ByteBuf;

mod booking;
mod deciding;
mod disk;
mod item;

pub use self::disk::Tail;

/// The instant at which every test begins.
pub const START: Timestamp = Timestamp(1_795_000_000_000);

/// One device with what it knows.
#[derive(Debug)]
pub struct Peer {
    /// Its replica.
    pub replica: Replica,
    /// The loans it sees.
    pub lending: Lending,
    /// The bookings it sees.
    pub bookings: Bookings,
    /// Who may use what.
    pub trainings: Trainings,
    /// The projects it sees.
    pub projects: Projects,
    /// The documents it sees.
    pub documents: BTreeMap<DocumentId, Document>,
    /// Verdicts other than *counts*, in words.
    pub void: Vec<(EntryId, String)>,
    /// Its clock, set by hand.
    pub now: Timestamp,
    /// How often it had to apply all its entries anew.
    pub rebuilt: usize,
    /// Whether its disk failed: it must be started again.
    pub failed: bool,
    /// What was acknowledged to it: on its disk, for good.
    acknowledged: BTreeSet<EntryId>,
    /// Kinds of acts that its version does not know.
    without: BTreeSet<u16>,
    disk: FaultyStore<MemoryStore>,
    key: SigningKey,
    origins: BTreeMap<[u8; 32], EntryId>,
    epochs: BTreeMap<DocumentId, u16>,
}

/// Returns the key of a name.
pub fn key(name: &str) -> SigningKey {
    SigningKey::from_bytes(&blake3::derive_key("etabli testkit key", name.as_bytes()))
}

/// Returns the device of a name.
pub fn device(name: &str) -> DeviceId {
    DeviceId(key(name).verifying_key().to_bytes())
}

fn invite_key() -> SigningKey {
    key("the invitation")
}

impl Peer {
    fn around(replica: Replica, disk: FaultyStore<MemoryStore>, key: SigningKey) -> Self {
        Self {
            replica,
            lending: Lending::default(),
            bookings: Bookings::default(),
            trainings: Trainings::default(),
            projects: Projects::default(),
            documents: BTreeMap::new(),
            void: Vec::new(),
            now: START,
            rebuilt: 0,
            failed: false,
            acknowledged: BTreeSet::new(),
            without: BTreeSet::new(),
            disk,
            key,
            origins: BTreeMap::new(),
            epochs: BTreeMap::new(),
        }
    }

    /// Returns the key of the device here.
    pub const fn key(&self) -> &SigningKey {
        &self.key
    }

    /// Founds a space and opens an invitation for everyone in the test.
    ///
    /// # Panics
    /// When the space cannot be founded; this is for tests.
    pub fn found(name: &str) -> Self {
        let found = Known::Found(Found { rules: RULES, nonce: [1; 16], more: Vec::new() });
        let disk = FaultyStore::new(MemoryStore::new());
        let parts = vec![Part::Act(found.to_act())];
        let (replica, first) = Replica::found(key(name), Arc::new(disk.clone()), START, parts)
            .expect("memory does not fail");
        let mut peer = Self::around(replica, disk, key(name));
        peer.apply(vec![first]);
        peer.act(Known::Invite(Invite {
            key: invite_key().verifying_key().to_bytes(),
            role: Role::Steward,
            uses: 1000,
            expires: Timestamp::END,
            approval: Approval::Auto,
            more: Vec::new(),
        }));
        peer
    }

    /// Makes a device that knows nothing of a space yet.
    pub fn outside(&self, name: &str) -> Self {
        let disk = FaultyStore::new(MemoryStore::new());
        let replica = Replica::empty(self.replica.space(), key(name), Arc::new(disk.clone()));
        Self::around(replica, disk, key(name))
    }

    /// Admits a named device, and returns it with the authority it was shown.
    pub fn admit(&mut self, name: &str) -> Self {
        let invite = self
            .replica
            .membership()
            .invites()
            .find(|(_, invite)| invite.key == invite_key().verifying_key().to_bytes())
            .map(|(id, _)| id);
        let (guest, here, nonce) = (device(name), self.replica.device(), [7; 32]);
        let proof = prove(&invite_key(), &self.replica.space(), &guest, &here, &nonce);
        self.act(Known::Admit(Admit {
            invite: invite.unwrap_or(EntryId([0; 32])),
            device: guest,
            nonce,
            proof: ByteBuf::from(proof),
            more: Vec::new(),
        }));
        let mut peer = self.outside(name);
        peer.receive(&self.authority());
        peer
    }

    /// Returns all authority entries, in an order in which they can be stored.
    ///
    /// # Panics
    /// When the memory store fails, which it does not.
    pub fn authority(&self) -> Vec<Entry> {
        self.replica.authority().expect("memory does not fail")
    }

    /// Returns all entries, in an order in which they can be stored.
    pub fn all(&self) -> Vec<Entry> {
        let mut nodes: Vec<(EntryKind, u64, EntryId)> = self
            .replica
            .graph()
            .nodes()
            .map(|(id, node)| (node.log.kind(), node.lamport, id))
            .collect();
        nodes.sort_unstable();
        self.entries(&nodes.into_iter().map(|(_, _, id)| id).collect::<Vec<_>>())
    }

    fn entries(&self, ids: &[EntryId]) -> Vec<Entry> {
        ids.iter().map(|id| self.replica.read_entry(id).expect("memory does not fail")).collect()
    }

    /// Returns the member who sits here.
    ///
    /// # Panics
    /// When the device is no member's; this is for tests.
    pub fn me(&mut self) -> MemberId {
        let device = self.replica.device();
        self.replica.membership().member_of(&device).expect("the test admitted this device")
    }

    /// Writes an act, and returns what it would be named by.
    pub fn act(&mut self, act: Known) -> LoanId {
        let kind = match act.class() {
            ActClass::Authority => EntryKind::Authority,
            ActClass::Daily => EntryKind::Content,
        };
        self.write(kind, vec![vec![Part::Act(act.to_act())]])
    }

    /// Writes an act, unless the disk fails or the replica may not.
    pub fn try_act(&mut self, act: Known) -> Option<LoanId> {
        let kind = match act.class() {
            ActClass::Authority => EntryKind::Authority,
            ActClass::Daily => EntryKind::Content,
        };
        self.try_write(kind, vec![vec![Part::Act(act.to_act())]]).ok()
    }

    /// Writes an act in whatever form, as a device of another version would.
    pub fn raw_act(&mut self, kind: EntryKind, act: Act) -> LoanId {
        self.write(kind, vec![vec![Part::Act(act)]])
    }

    /// Writes bodies as one command.
    ///
    /// # Panics
    /// When they cannot be written; this is for tests.
    pub fn write(&mut self, kind: EntryKind, bodies: Vec<Vec<Part>>) -> LoanId {
        self.try_write(kind, bodies).expect("memory does not fail")
    }

    /// Writes bodies as one command, unless the disk fails or the replica may not.
    pub fn try_write(
        &mut self,
        kind: EntryKind,
        bodies: Vec<Vec<Part>>,
    ) -> Result<LoanId, ReplicaError> {
        let written = self.replica.append(kind, self.now, bodies);
        let counted = self.note_failure(written)?;
        let entry = counted.last().map_or(EntryId([0; 32]), |entry| entry.id);
        self.take(counted);
        Ok(LoanId { entry, index: 0 })
    }

    /// Lends one of an item, of which there is one.
    pub fn lend(&mut self, item: ItemId, to: MemberId) -> LoanId {
        self.act(Known::HandOver(HandOver {
            item,
            units: 1,
            capacity: 1,
            to,
            since: self.now,
            due: None,
            more: Vec::new(),
        }))
    }

    /// Takes a loan back.
    pub fn take_back(&mut self, item: ItemId, loan: LoanId) -> LoanId {
        self.act(Known::Return(Return { item, loan, units: 1, at: self.now, more: Vec::new() }))
    }

    /// Goes on in a new content log if the one written last forked.
    pub fn leave_forked_log(&mut self) {
        let content = (self.replica.content_log().log, self.replica.unused_logs());
        let private = (self.replica.private_log().log, self.replica.unused_private_logs());
        for (log, unused) in [content, private] {
            if self.replica.is_forked(log)
                && let Some(next) = unused.first()
            {
                self.replica.go_on_in(*next);
            }
        }
    }

    /// Makes edits of a document.
    ///
    /// # Panics
    /// When the document refuses them; this is for tests.
    pub fn edit(&mut self, document: DocumentId, edits: &[Edit]) {
        self.try_edit(document, edits).expect("the test makes edits that can be made");
    }

    /// Makes edits of a document, unless it refuses them or the disk fails.
    pub fn try_edit(&mut self, document: DocumentId, edits: &[Edit]) -> Option<LoanId> {
        let private = matches!(document, DocumentId::Private(_));
        let log = match private {
            true => self.replica.private_log(),
            false => self.replica.content_log(),
        };
        let epoch = self.epochs.get(&document).copied().unwrap_or(0);
        let author = actor(&log.device, log.log, &document, epoch);
        let changes = self
            .documents
            .entry(document)
            .or_insert_with(|| Document::new(document))
            .edit(author, self.now, edits)
            .ok()?;
        let changes = changes.into_iter().map(ByteBuf::from).collect();
        let edit = DocumentEdit { document, epoch, changes };
        let allowed = self.replica.membership().may_write(&log.device, &document).is_ok();
        let written = match private {
            true => {
                let height = self.replica.graph().height(&log).to_le_bytes();
                let salt = blake3::derive_key("etabli testkit salt", &height);
                let salt = CommandId(salt.first_chunk().copied().unwrap_or_default());
                let parts = vec![vec![Part::Edit(edit)]];
                let counted = self.replica.append_private(salt, self.now, parts);
                let counted = self.note_failure(counted).ok()?;
                let entry = counted.last()?.id;
                self.take(counted);
                LoanId { entry, index: 0 }
            }
            false => self.try_write(EntryKind::Content, vec![vec![Part::Edit(edit)]]).ok()?,
        };
        if !allowed || self.replica.void().contains_key(&written.entry) {
            // A liar's own document must not hold what counts for nobody.
            self.rebuild();
        }
        Some(written)
    }

    /// Takes entries in as they come from a peer.
    ///
    /// # Panics
    /// When the memory store fails, which it does not.
    pub fn receive(&mut self, entries: &[Entry]) -> Received {
        self.try_receive(entries).expect("memory does not fail")
    }

    /// Takes entries in as they come from a peer, unless the disk fails.
    pub fn try_receive(&mut self, entries: &[Entry]) -> Result<Received, ReplicaError> {
        let received = self.replica.receive(entries);
        let mut received = self.note_failure(received)?;
        self.take(std::mem::take(&mut received.counted));
        Ok(received)
    }

    fn note_failure<T>(&mut self, done: Result<T, ReplicaError>) -> Result<T, ReplicaError> {
        self.failed |= matches!(done, Err(ReplicaError::Store(_) | ReplicaError::Broken));
        done
    }

    /// Applies new entries, or all entries anew when older ones are judged otherwise now.
    fn take(&mut self, counted: Vec<Counted>) {
        self.acknowledged.extend(counted.iter().map(|entry| entry.id));
        if self.replica.rejudged() {
            self.rebuild();
        } else {
            self.apply(counted);
        }
    }

    /// Applies all entries anew.
    fn rebuild(&mut self) {
        self.rebuilt += 1;
        self.lending = Lending::default();
        self.bookings = Bookings::default();
        self.trainings = Trainings::default();
        self.projects = Projects::default();
        self.documents.clear();
        self.origins.clear();
        self.epochs.clear();
        self.void.clear();
        let mut all = Vec::new();
        self.replica.replay(|entry| all.push(entry)).expect("memory does not fail");
        self.apply(all);
    }

    fn apply(&mut self, counted: Vec<Counted>) {
        for entry in counted {
            for (index, verdict) in entry.verdicts.iter().enumerate() {
                let position = Position {
                    lamport: entry.lamport,
                    entry: entry.id,
                    index: u16::try_from(index).unwrap_or(u16::MAX),
                };
                match verdict {
                    Verdict::Act { member, act } => {
                        if let Some(act) = LendingAct::of(act) {
                            self.lending.insert(position, *member, act);
                        }
                        if let Some(act) = ProjectAct::of(act) {
                            self.projects.insert(position, *member, act);
                        }
                        let graph = self.replica.graph();
                        let knew = |named: &EntryId| graph.reaches(&entry.id, named);
                        let booked = BookingAct::of(act)
                            .filter(|act| act.is_kept(member, &self.lending, knew))
                            .map(|act| (position, *member, act));
                        self.bookings.extend(booked);
                        let trained = TrainingAct::of(act).map(|act| (position, *member, act));
                        self.trainings.extend(trained);
                    }
                    Verdict::Unknown(_) | Verdict::Sealed | Verdict::Forgotten => {}
                    Verdict::Edit { member, edit } if !self.may_apply(&entry, member, edit) => {
                        self.void.push((entry.id, "not theirs to write".to_owned()));
                    }
                    Verdict::Edit { edit, .. } => self.apply_edit(&entry, edit),
                    Verdict::Void { claim, reason } => {
                        self.void.push((entry.id, reason.to_string()));
                        if let Verdict::Edit { edit, .. } = claim.as_ref() {
                            self.raise_epoch(&entry, edit, 1);
                        }
                    }
                    Verdict::Ignored(reason) => self.void.push((entry.id, reason.to_string())),
                }
            }
        }
        self.bookings.know_as(self.replica.membership().aliases());
        self.trainings.know_as(self.replica.membership().aliases());
    }

    /// After a void change of its own, a device writes as another actor.
    fn raise_epoch(&mut self, entry: &Counted, edit: &DocumentEdit, by: u16) {
        if entry.log.device == self.replica.device() {
            let epoch = self.epochs.entry(edit.document).or_default();
            *epoch = (*epoch).max(edit.epoch.saturating_add(by));
        }
    }

    /// Returns whether somebody may write in a document by what they knew.
    fn may_apply(&self, entry: &Counted, member: &MemberId, edit: &DocumentEdit) -> bool {
        let DocumentId::Project(project) = &edit.document else { return true };
        let graph = self.replica.graph();
        self.projects.could_write(project, member, |act| graph.reaches(&entry.id, act))
    }

    fn apply_edit(&mut self, entry: &Counted, edit: &DocumentEdit) {
        self.raise_epoch(entry, edit, 0);
        let id = edit.document;
        let document = self.documents.entry(id).or_insert_with(|| Document::new(id));
        let LogKey { device, log } = entry.log;
        let changes: Vec<Vec<u8>> =
            edit.changes.iter().map(|change| change.clone().into_vec()).collect();
        let (origins, graph) = (&self.origins, self.replica.graph());
        let past = |change: &[u8; 32]| {
            origins.get(change).is_some_and(|origin| graph.reaches(&entry.id, origin))
        };
        match document.apply(&changes, actor(&device, log, &id, edit.epoch), past) {
            Ok(_) => {
                for change in &changes {
                    self.origins.entry(change_hash(change)).or_insert(entry.id);
                }
            }
            Err(refusal) => self.void.push((entry.id, refusal.to_string())),
        }
    }

    /// Returns the member of a named device.
    ///
    /// # Panics
    /// When the device is no member's; this is for tests.
    pub fn member(&mut self, name: &str) -> MemberId {
        self.replica.membership().member_of(&device(name)).expect("the test admitted this device")
    }

    /// Returns whether a named device may act for its member.
    pub fn acts(&mut self, name: &str) -> bool {
        self.replica.membership().acting(&device(name)).is_ok()
    }

    /// Returns how much is here of the content logs of a member's devices.
    pub fn seen(&mut self, member: MemberId) -> Seen {
        let membership = self.replica.membership();
        self.replica
            .graph()
            .heights()
            .filter(|(log, _)| log.kind() == EntryKind::Content)
            .filter(|(log, _)| membership.member_of(&log.device) == Some(member))
            .map(|(log, height)| (log.device, log.log, height.height))
            .collect()
    }

    /// Ends what some acts did to a member.
    pub fn reinstate(&mut self, member: MemberId, lifts: &[EntryId]) -> EntryId {
        let (device, lifts) = (None, lifts.to_vec());
        self.act(Known::Reinstate(Reinstate { member, device, lifts, more: Vec::new() })).entry
    }

    /// Makes a void entry stand.
    pub fn ratify(&mut self, entry: EntryId) -> EntryId {
        self.act(Known::Ratify(Ratify { entry, more: Vec::new() })).entry
    }

    /// Adds a named device to the member here, and returns it with the authority it was shown.
    pub fn add_device(&mut self, name: &str) -> Self {
        let (adder, nonce) = (self.replica.device(), [7; 32]);
        let space = self.replica.space();
        let signed = proof_of_device(&space.0, &adder.0, &device(name), &nonce);
        let proof = ByteBuf::from(key(name).sign(&signed).to_bytes().to_vec());
        let add = AddDevice { device: device(name), nonce, proof, more: Vec::new() };
        self.act(Known::AddDevice(add));
        let mut peer = self.outside(name);
        peer.receive(&self.authority());
        peer
    }

    /// Takes a named device out.
    pub fn revoke_device(&mut self, name: &str) -> EntryId {
        let device = device(name);
        let heights = self.replica.graph().heights();
        let seen = heights
            .filter(|(log, _)| log.kind() == EntryKind::Content && log.device == device)
            .map(|(log, height)| (log.device, log.log, height.height))
            .collect();
        self.act(Known::RevokeDevice(RevokeDevice { device, seen, more: Vec::new() })).entry
    }

    /// Asks, as a steward, that a member gets a named device.
    pub fn rebind(&mut self, member: MemberId, name: &str) -> EntryId {
        let (space, nonce) = (self.replica.space(), [7; 32]);
        let signed = proof_of_device(&space.0, &member.0.0, &device(name), &nonce);
        let proof = ByteBuf::from(key(name).sign(&signed).to_bytes().to_vec());
        let device = device(name);
        self.act(Known::Rebind(Rebind { member, device, nonce, proof, more: Vec::new() })).entry
    }

    /// Says who may do something.
    pub fn set_policy(&mut self, policy: Policy, who: Role) -> EntryId {
        let policy = policy.number();
        self.act(Known::SetPolicy(SetPolicy { policy, who, more: Vec::new() })).entry
    }

    /// Invites ordinary members with a key of a name.
    pub fn invite(&mut self, name: &str, uses: u32) -> EntryId {
        self.act(Known::Invite(Invite {
            key: key(name).verifying_key().to_bytes(),
            role: Role::Member,
            uses,
            expires: Timestamp::END,
            approval: Approval::Auto,
            more: Vec::new(),
        }))
        .entry
    }

    /// Admits a named device by an invitation of [`Peer::invite`].
    pub fn admit_with(&mut self, invite: EntryId, invited_as: &str, name: &str) -> Self {
        let (guest, here, nonce) = (device(name), self.replica.device(), [7; 32]);
        let proof = prove(&key(invited_as), &self.replica.space(), &guest, &here, &nonce);
        let proof = ByteBuf::from(proof);
        self.act(Known::Admit(Admit { invite, device: guest, nonce, proof, more: Vec::new() }));
        let mut peer = self.outside(name);
        peer.receive(&self.authority());
        peer
    }

    /// Exchanges everything with another peer, both ways.
    pub fn meet(&mut self, other: &mut Self) {
        let (ours, theirs) = (self.all(), other.all());
        self.receive(&theirs);
        other.receive(&ours);
    }

    /// Returns everything that replicas must agree on, as bytes.
    pub fn state(&mut self) -> Vec<u8> {
        let membership = self.replica.membership();
        let mut bytes = postcard::to_stdvec(membership.as_ref()).expect("memory does not fail");
        self.lending.write_state(&mut |part| bytes.extend_from_slice(part));
        self.bookings.write_state(&mut |part| bytes.extend_from_slice(part));
        self.trainings.write_state(&mut |part| bytes.extend_from_slice(part));
        for (id, document) in &self.documents {
            let content = (id, document.heads(), document.items(), document.places());
            bytes.extend(postcard::to_stdvec(&content).expect("memory does not fail"));
        }
        bytes
    }
}
