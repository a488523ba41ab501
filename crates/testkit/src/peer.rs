//! A replica with its documents and loans, without an application around it.

use std::{collections::BTreeMap, sync::Arc};

use ed25519_dalek::SigningKey;
use etabli_model::{
    act::{Admit, Approval, Found, HandOver, Invite, Known, Return, Role},
    body::{Act, DocumentEdit, Part},
    document::{Document, actor, change_hash},
    id::{DeviceId, DocumentId, EntryId, ItemId, LoanId, LocalId, MemberId},
    inventory::{Edit, NewItem},
    lending::{Lending, LendingAct, Position},
    membership::RULES,
    text::Name,
    time::Timestamp,
};
use etabli_sync::{
    admission::Verdict,
    entry::{Entry, EntryKind, LogKey},
    join::prove,
    replica::{Counted, Received, Replica},
    store::{MemoryStore, Store},
};
use serde_bytes::ByteBuf;

/// The instant at which every test begins.
pub const START: Timestamp = Timestamp(1_795_000_000_000);

/// One device with what it knows.
#[derive(Debug)]
pub struct Peer {
    /// Its replica.
    pub replica: Replica,
    /// The loans it sees.
    pub lending: Lending,
    /// The documents it sees.
    pub documents: BTreeMap<DocumentId, Document>,
    /// Verdicts other than *counts*, in words.
    pub void: Vec<(EntryId, String)>,
    /// Its clock, set by hand.
    pub now: Timestamp,
    origins: BTreeMap<[u8; 32], EntryId>,
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
    fn around(replica: Replica) -> Self {
        Self {
            replica,
            lending: Lending::default(),
            documents: BTreeMap::new(),
            void: Vec::new(),
            now: START,
            origins: BTreeMap::new(),
        }
    }

    /// Founds a space and opens an invitation for everyone in the test.
    ///
    /// # Panics
    /// When the space cannot be founded; this is for tests.
    pub fn found(name: &str) -> Self {
        let found = Known::Found(Found { rules: RULES, nonce: [1; 16], more: Vec::new() });
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let parts = vec![Part::Act(found.to_act())];
        let (replica, first) =
            Replica::found(key(name), store, START, parts).expect("memory does not fail");
        let mut peer = Self::around(replica);
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
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        Self::around(Replica::empty(self.replica.space(), key(name), store))
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
        ids.iter()
            .filter_map(|id| self.replica.graph().node(id))
            .flat_map(|node| {
                self.replica.read(&node.log, node.seq, node.seq + 1).expect("memory does not fail")
            })
            .collect()
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
        let kind = match act {
            Known::Found(_) | Known::Invite(_) | Known::Admit(_) => EntryKind::Authority,
            Known::HandOver(_) | Known::Return(_) => EntryKind::Content,
        };
        self.write(kind, vec![vec![Part::Act(act.to_act())]])
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
        let counted = self.replica.append(kind, self.now, bodies).expect("memory does not fail");
        let entry = counted.last().map_or(EntryId([0; 32]), |entry| entry.id);
        self.apply(counted);
        LoanId { entry, index: 0 }
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

    /// Makes edits of a document.
    ///
    /// # Panics
    /// When the document refuses them; this is for tests.
    pub fn edit(&mut self, document: DocumentId, edits: &[Edit]) {
        let log = self.replica.content_log();
        let author = actor(&log.device, log.log, &document, 0);
        let changes = self
            .documents
            .entry(document)
            .or_insert_with(|| Document::new(document))
            .edit(author, self.now, edits)
            .expect("the test makes edits that can be made");
        let changes = changes.into_iter().map(ByteBuf::from).collect();
        let edit = DocumentEdit { document, epoch: 0, changes };
        self.write(EntryKind::Content, vec![vec![Part::Edit(edit)]]);
    }

    /// Adds an item to the catalogue.
    ///
    /// # Panics
    /// When the name is none; this is for tests.
    pub fn add_item(&mut self, number: u64, name: &str) -> ItemId {
        let mut bytes = [0; 16];
        let (front, back) = bytes.split_at_mut(8);
        front.copy_from_slice(
            &self.replica.device().0.first_chunk::<8>().copied().unwrap_or_default(),
        );
        back.copy_from_slice(&number.to_be_bytes());
        let local = LocalId(bytes);
        let name = Name::parse(name).expect("the test gives a name");
        self.edit(DocumentId::Catalogue, &[Edit::PutItem(NewItem::named(local, name))]);
        ItemId::common(local)
    }

    /// Takes entries in as they come from a peer.
    ///
    /// # Panics
    /// When the memory store fails, which it does not.
    pub fn receive(&mut self, entries: &[Entry]) -> Received {
        let mut received = self.replica.receive(entries).expect("memory does not fail");
        self.apply(std::mem::take(&mut received.counted));
        received
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
                    Verdict::Act { member, act: Known::HandOver(act) } => {
                        self.lending.insert(position, *member, LendingAct::HandOver(act.clone()));
                    }
                    Verdict::Act { member, act: Known::Return(act) } => {
                        self.lending.insert(position, *member, LendingAct::Return(act.clone()));
                    }
                    Verdict::Act {
                        act: Known::Found(_) | Known::Invite(_) | Known::Admit(_),
                        ..
                    }
                    | Verdict::Unknown(_)
                    | Verdict::Sealed => {}
                    Verdict::Edit { edit, .. } => self.apply_edit(&entry, edit),
                    Verdict::Ignored(reason) => self.void.push((entry.id, reason.to_string())),
                }
            }
        }
    }

    fn apply_edit(&mut self, entry: &Counted, edit: &DocumentEdit) {
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

    /// Returns everything that replicas must agree on, as bytes.
    pub fn state(&mut self) -> Vec<u8> {
        let membership = self.replica.membership();
        let mut bytes = postcard::to_stdvec(membership.as_ref()).expect("memory does not fail");
        self.lending.write_state(&mut |part| bytes.extend_from_slice(part));
        for (id, document) in &self.documents {
            let content = (id, document.heads(), document.items(), document.places());
            bytes.extend(postcard::to_stdvec(&content).expect("memory does not fail"));
        }
        bytes
    }
}
