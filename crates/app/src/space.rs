//! One open space: its replica, its documents and loans, and the read model that views come from.
//!
//! There is one road in: [`Space::apply`] takes judged entries, whether written here or received.
//! A failed write leaves the space unusable; whoever holds it opens it again.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use ed25519_dalek::SigningKey;
use etabli_api::event::Topic;
use etabli_model::{
    act::Known,
    body::{DocumentEdit, Part},
    document::{ChangeRefusal, Document, actor, change_hash},
    id::{DeviceId, DocumentId, EntryId, LoanId, MemberId, SpaceId},
    inventory::Edit,
    lending::{Lending, LendingAct, Position},
    membership::Membership,
    time::Timestamp,
};
use etabli_sync::{
    admission::Verdict,
    entry::{Entry, EntryKind, LogKey},
    mark::{Mark, MarkFile, MarkVerdict},
    recovery::{self, Opened, Rescue},
    replica::{Counted, Replica, ReplicaError},
    store::StorePlace,
};
use serde_bytes::ByteBuf;

use crate::{catalogue::Catalogue, clock, peers::Peers, snapshot::Snapshot};

/// How many bytes of changes go into one entry at most, leaving room for the rest of the body.
const BODY_BYTES: usize = 200 * 1024;
/// After how many bytes of changes a new snapshot is worth its writing.
const SNAPSHOT_AFTER: usize = 64 * 1024;
/// The folder, beside the store, of what is kept a second time.
const SPARE: &str = "spare";
const AUTHORITY_FILE: &str = "authority";
/// How many entries are applied in one go at most.
const RUN: usize = 256;

/// Why a space could not be changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SpaceError {
    /// The replica failed.
    #[error(transparent)]
    Replica(#[from] ReplicaError),
    /// An edit was refused by its document: a fault of the program.
    #[error("an edit was refused: {0}")]
    Edit(#[from] etabli_model::document::EditError),
    /// The device here is not a member.
    #[error("the device here is not a member")]
    NotAMember,
}

/// What a space is opened from.
#[derive(Debug)]
pub(crate) struct Opening {
    /// The space.
    pub(crate) space: SpaceId,
    /// The device's key.
    pub(crate) key: SigningKey,
    /// Where its store is.
    pub(crate) place: StorePlace,
    /// Its folder.
    pub(crate) folder: PathBuf,
    /// The device through whose eyes it is seen.
    pub(crate) seat: DeviceId,
    /// Whether it is a demo.
    pub(crate) demo: bool,
    /// Where it is noted how far the device's logs went.
    pub(crate) mark: Option<MarkFile>,
    /// The folder of backups, where what is missing may be found.
    pub(crate) backups: Option<PathBuf>,
}

/// What changed: topics that front ends show.
pub(crate) type Stale = BTreeSet<Topic>;

/// An open space.
#[derive(Debug)]
pub(crate) struct Space {
    replica: Replica,
    membership: Arc<Membership>,
    documents: BTreeMap<DocumentId, Document>,
    /// Which entry brought each change, so that a change can be asked to build on its past only.
    origins: HashMap<[u8; 32], EntryId>,
    lending: Lending,
    /// The read model.
    pub(crate) catalogue: Catalogue,
    /// What is known about other devices.
    pub(crate) peers: Peers,
    /// Per log, which entries end a command: what people count as one change.
    commands: BTreeMap<LogKey, Vec<bool>>,
    /// Whether the space is a demo.
    pub(crate) demo: bool,
    /// How much of each log the snapshot held when the space was opened.
    covered: BTreeMap<LogKey, u64>,
    /// How many bytes of changes came since the last snapshot.
    replayed: usize,
    /// The device through whose eyes it is seen.
    seat: DeviceId,
    /// How far the device's logs went, and where that is noted.
    mark: Option<(MarkFile, Mark)>,
    /// Where its authority is kept a second time.
    spare: Option<PathBuf>,
}

impl Space {
    /// Opens a space from its store, with the snapshot in its folder if that one fits; returns
    /// what had to be done about its store, if it was damaged.
    pub(crate) fn open(opening: Opening) -> Result<(Self, Option<Rescue>), SpaceError> {
        let Opening { space, key, place, folder, seat, demo, mark, backups } = opening;
        let known = mark.as_ref().and_then(MarkFile::read);
        let spare = folder.join(SPARE);
        let opened = recovery::open(
            &place,
            space,
            &key,
            known.as_ref(),
            &clock::stamp(),
            &backups.into_iter().chain([spare.clone()]).collect::<Vec<_>>(),
        )?;
        let Opened { replica, counted, verdict, rescue } = opened;
        let mut space = Self::around(replica, demo);
        space.seat = seat;
        if let MarkVerdict::Behind { own, entries } = &verdict {
            tracing::warn!(?own, entries, "the store lacks something that was here");
        }
        if let Some(snapshot) = Snapshot::load(&folder, space.replica.graph()) {
            space.covered = snapshot.heights;
            space.documents = snapshot.documents;
            space.origins = snapshot.origins;
        }
        space.take(counted, None);
        space.catalogue.rebuild(&space.documents);
        space.peers = Peers::load(space.replica.store().as_ref());
        space.mark = mark.map(|file| (file, known.unwrap_or_default()));
        if verdict != MarkVerdict::Equal {
            space.raise_mark();
        }
        space.spare = Some(spare).filter(|_| !space.is_copy());
        space.keep_authority();
        Ok((space, rescue))
    }

    /// Notes how far the device's logs go now. What is stored is durable already, so the note is
    /// never ahead of it; one that cannot be written only warns later than it could.
    fn raise_mark(&mut self) {
        let device = self.replica.device();
        let Some((file, mark)) = self.mark.as_mut() else { return };
        mark.raise(self.replica.graph(), &device);
        if let Err(error) = file.write(mark) {
            tracing::warn!(%error, "how far the logs go could not be noted");
        }
    }

    /// Keeps what says who is in the space a second time, beside the store: without it, no device
    /// that could give back the rest would be known here. It is signed, so nobody need trust it.
    fn keep_authority(&self) {
        let Some(spare) = self.spare.as_ref().filter(|_| !self.replica.graph().is_empty()) else {
            return;
        };
        let written = self.replica.authority().map_err(io::Error::other).and_then(|entries| {
            let bytes: Vec<u8> = entries.iter().flat_map(Entry::encode).collect();
            let (aside, path) = (spare.join("authority.new"), spare.join(AUTHORITY_FILE));
            if fs::read(&path).is_ok_and(|kept| kept == bytes) {
                return Ok(());
            }
            fs::create_dir_all(spare)?;
            fs::write(&aside, bytes)?;
            fs::rename(aside, path)
        });
        if let Err(error) = written {
            tracing::warn!(%error, "who is in the space could not be kept a second time");
        }
    }

    /// Returns how what is stored compares with what was here once.
    pub(crate) fn verdict(&self) -> MarkVerdict {
        let mark = self.mark.as_ref().map(|(_, mark)| mark);
        Mark::compare(mark, self.replica.graph(), &self.replica.device())
    }

    /// Makes a space around a replica whose entries are still to be applied.
    pub(crate) fn around(replica: Replica, demo: bool) -> Self {
        Self {
            seat: replica.device(),
            mark: None,
            spare: None,
            replica,
            membership: Arc::default(),
            documents: BTreeMap::new(),
            origins: HashMap::new(),
            lending: Lending::default(),
            catalogue: Catalogue::default(),
            peers: Peers::default(),
            commands: BTreeMap::new(),
            demo,
            covered: BTreeMap::new(),
            replayed: 0,
        }
    }

    /// Writes a snapshot when opening without it would replay much.
    pub(crate) fn snapshot(&mut self, folder: &Path) -> io::Result<()> {
        if self.replayed < SNAPSHOT_AFTER {
            return Ok(());
        }
        Snapshot::write(folder, self.replica.graph(), &mut self.documents, &self.origins)?;
        self.replayed = 0;
        Ok(())
    }

    /// Returns the device through whose eyes it is seen.
    pub(crate) const fn seat(&self) -> DeviceId {
        self.seat
    }

    /// Returns whether it was restored from a backup of another device, and stays as it is.
    pub(crate) fn is_copy(&self) -> bool {
        self.seat != self.replica.device()
    }

    /// Returns the space's id.
    pub(crate) const fn id(&self) -> SpaceId {
        self.replica.space()
    }

    /// Returns the replica.
    pub(crate) const fn replica(&self) -> &Replica {
        &self.replica
    }

    /// Returns the replica, to receive entries with; what it returns must go to [`Space::apply`].
    pub(crate) const fn replica_mut(&mut self) -> &mut Replica {
        &mut self.replica
    }

    /// Returns who is in the space.
    pub(crate) const fn membership(&self) -> &Arc<Membership> {
        &self.membership
    }

    /// Returns the loans.
    pub(crate) const fn lending(&self) -> &Lending {
        &self.lending
    }

    /// Returns the documents.
    pub(crate) const fn documents(&self) -> &BTreeMap<DocumentId, Document> {
        &self.documents
    }

    /// Returns the member who sits here.
    pub(crate) fn me(&self) -> Result<MemberId, SpaceError> {
        self.membership.member_of(&self.seat).ok_or(SpaceError::NotAMember)
    }

    /// Returns who wrote a change of a document.
    pub(crate) fn author_of(&self, change: &[u8; 32]) -> Option<MemberId> {
        let origin = self.origins.get(change)?;
        self.membership.member_of(&self.replica.graph().node(origin)?.log.device)
    }

    /// Writes acts as one command.
    pub(crate) fn act(&mut self, now: Timestamp, acts: &[Known]) -> Result<Stale, SpaceError> {
        Ok(self.act_ids(now, acts)?.1)
    }

    /// Writes acts as one command, and returns what each would be named by.
    pub(crate) fn act_ids(
        &mut self,
        now: Timestamp,
        acts: &[Known],
    ) -> Result<(Vec<LoanId>, Stale), SpaceError> {
        let parts: Vec<Part> = acts.iter().map(|act| Part::Act(act.to_act())).collect();
        let authority = acts
            .iter()
            .any(|act| matches!(act, Known::Invite(_) | Known::Admit(_) | Known::Found(_)));
        let kind = if authority { EntryKind::Authority } else { EntryKind::Content };
        let counted = self.replica.append(kind, now, vec![parts])?;
        let entry = counted.last().map(|entry| entry.id);
        let ids = entry
            .into_iter()
            .flat_map(|entry| (0..acts.len()).map(move |index| (entry, index)))
            .map(|(entry, index)| LoanId { entry, index: u16::try_from(index).unwrap_or(u16::MAX) })
            .collect();
        Ok((ids, self.apply(counted)))
    }

    /// Writes edits of documents as one command, spread over as many entries as they need.
    pub(crate) fn edit(
        &mut self,
        now: Timestamp,
        edits: &[(DocumentId, Vec<Edit>)],
    ) -> Result<Stale, SpaceError> {
        let log = self.replica.content_log();
        let mut bodies: Vec<Vec<Part>> = Vec::new();
        let mut room = 0_usize;
        let mut own = Vec::new();
        for (id, edits) in edits {
            let document = self.documents.entry(*id).or_insert_with(|| Document::new(*id));
            let author = actor(&log.device, log.log, id, 0);
            let changes = document.edit(author, now, edits)?;
            for change in changes {
                own.push(change_hash(&change));
                let size = change.len() + 64;
                let change = ByteBuf::from(change);
                let body = bodies.last_mut().filter(|_| size <= room);
                match body {
                    Some(body) => {
                        room -= size;
                        match body.last_mut() {
                            Some(Part::Edit(edit)) if edit.document == *id => {
                                edit.changes.push(change);
                            }
                            Some(_) | None => body.push(Part::Edit(DocumentEdit {
                                document: *id,
                                epoch: 0,
                                changes: vec![change],
                            })),
                        }
                    }
                    None => {
                        room = BODY_BYTES.saturating_sub(size);
                        bodies.push(vec![Part::Edit(DocumentEdit {
                            document: *id,
                            epoch: 0,
                            changes: vec![change],
                        })]);
                    }
                }
            }
        }
        if bodies.is_empty() {
            return Ok(Stale::new());
        }
        let counted = self.replica.append(EntryKind::Content, now, bodies)?;
        // The documents hold these changes already; `apply` passes them over but reads them anew.
        let mut stale = self.apply(counted);
        for (id, edits) in edits {
            if let Some(document) = self.documents.get(id) {
                self.catalogue.refresh(document, &etabli_model::document::Touched::by(edits));
            }
            stale.extend(topics(*id));
        }
        Ok(stale)
    }

    /// Applies judged entries, in an order in which each comes after what it names.
    pub(crate) fn apply(&mut self, counted: Vec<Counted>) -> Stale {
        let mut stale = Stale::new();
        let authority = counted.iter().any(|entry| entry.log.kind() == EntryKind::Authority);
        self.take(counted, Some(&mut stale));
        self.raise_mark();
        if authority {
            self.keep_authority();
        }
        stale
    }

    fn take(&mut self, counted: Vec<Counted>, mut stale: Option<&mut Stale>) {
        let mut acts = Vec::new();
        let mut joined = 0;
        for (at, entry) in counted.iter().enumerate() {
            let ends = self.commands.entry(entry.log).or_default();
            ends.push(entry.ends_command);
            for (index, verdict) in entry.verdicts.iter().enumerate() {
                match verdict {
                    // An earlier entry took this one along.
                    Verdict::Edit { .. } if at < joined => {}
                    Verdict::Edit { edit, .. } => {
                        let run = edits_in_a_row(counted.get(at..).unwrap_or_default());
                        if self.take_edits(&run, stale.as_deref_mut()) {
                            joined = at + run.len();
                        } else {
                            self.take_edit(entry, edit, stale.as_deref_mut());
                        }
                    }
                    Verdict::Act { member, act } => {
                        let position = Position {
                            lamport: entry.lamport,
                            entry: entry.id,
                            index: u16::try_from(index).unwrap_or(u16::MAX),
                        };
                        let act = match act {
                            Known::HandOver(act) => LendingAct::HandOver(act.clone()),
                            Known::Return(act) => LendingAct::Return(act.clone()),
                            Known::Found(_) | Known::Invite(_) | Known::Admit(_) => continue,
                        };
                        if stale.is_some() {
                            self.lending.insert(position, *member, act);
                        } else {
                            acts.push((position, *member, act));
                        }
                        if let Some(stale) = stale.as_deref_mut() {
                            stale.insert(Topic::Loans);
                        }
                    }
                    Verdict::Unknown(_) | Verdict::Sealed => {}
                    Verdict::Ignored(reason) => {
                        tracing::info!(entry = %entry.id.short(), %reason, "a part has no effect");
                    }
                }
            }
            if entry.log.kind() == EntryKind::Authority
                && let Some(stale) = stale.as_deref_mut()
            {
                stale.extend([Topic::Members, Topic::Spaces]);
            }
        }
        self.lending.extend(acts);
        self.membership = self.replica.membership();
        if let Some(stale) = stale {
            stale.insert(Topic::Sync);
        }
    }

    /// Applies edits of several entries in one go, which costs a document far less than one by
    /// one. They are judged by the past of the first, which is the smallest of them; when that
    /// does not do for all, none is applied and `false` is returned.
    fn take_edits(&mut self, run: &[(&Counted, &DocumentEdit)], stale: Option<&mut Stale>) -> bool {
        let [(first, edit), _, ..] = run else { return false };
        if self.covered.get(&first.log).is_some_and(|height| first.seq < *height) {
            return false;
        }
        let changes: Vec<(EntryId, Vec<u8>)> = run
            .iter()
            .flat_map(|(entry, edit)| edit.changes.iter().map(|change| (entry.id, change.to_vec())))
            .collect();
        self.apply_changes(first, edit, changes, stale).is_ok()
    }

    fn take_edit(&mut self, entry: &Counted, edit: &DocumentEdit, stale: Option<&mut Stale>) {
        if self.covered.get(&entry.log).is_some_and(|height| entry.seq < *height) {
            return;
        }
        let changes = edit.changes.iter().map(|change| (entry.id, change.to_vec())).collect();
        if let Err(refusal) = self.apply_changes(entry, edit, changes, stale) {
            tracing::warn!(entry = %entry.id.short(), %refusal, "an edit has no effect");
        }
    }

    /// Applies changes to the document of `edit`, all or none, judged by the past of `entry`.
    fn apply_changes(
        &mut self,
        entry: &Counted,
        edit: &DocumentEdit,
        changes: Vec<(EntryId, Vec<u8>)>,
        stale: Option<&mut Stale>,
    ) -> Result<(), ChangeRefusal> {
        let id = edit.document;
        let document = self.documents.entry(id).or_insert_with(|| Document::new(id));
        let author = actor(&entry.log.device, entry.log.log, &id, edit.epoch);
        let (origins, graph) = (&self.origins, self.replica.graph());
        let in_past = |change: &[u8; 32]| {
            origins.get(change).is_some_and(|origin| graph.reaches(&entry.id, origin))
        };
        let (entries, changes): (Vec<EntryId>, Vec<Vec<u8>>) = changes.into_iter().unzip();
        let touched = document.apply(&changes, author, in_past)?;
        for (entry, change) in entries.into_iter().zip(&changes) {
            self.replayed += change.len();
            self.origins.entry(change_hash(change)).or_insert(entry);
        }
        if let Some(stale) = stale {
            self.catalogue.refresh(document, &touched);
            stale.extend(topics(id));
        }
        Ok(())
    }

    /// Returns how many changes, as people count them, lie above given heights.
    pub(crate) fn changes_above(&self, heights: &BTreeMap<LogKey, u64>) -> u32 {
        let above: usize = self
            .commands
            .iter()
            .map(|(log, ends)| {
                let from = heights.get(log).copied().unwrap_or(0);
                let from = usize::try_from(from).unwrap_or(usize::MAX);
                ends.iter().skip(from).filter(|end| **end).count()
            })
            .sum();
        u32::try_from(above).unwrap_or(u32::MAX)
    }

    /// Returns the other devices of the space and their members.
    pub(crate) fn other_devices(&self) -> Vec<(DeviceId, MemberId)> {
        let here = self.replica.device();
        self.membership.devices().filter(|(device, _)| *device != here).collect()
    }

    /// Returns BLAKE3 of the canonical state: rules, membership, loans, documents and what they
    /// read as. Equal entries give equal bytes on every machine.
    pub(crate) fn state(&self) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_derive_key("etabli 2026 state v1");
        let mut write = |part: &[u8]| {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        write(&postcard::to_stdvec(self.membership.as_ref()).unwrap_or_default());
        self.lending.write_state(&mut write);
        for (id, document) in &self.documents {
            let content = (
                id,
                document.heads(),
                document.space_name(),
                document.profile(),
                document.places(),
            );
            write(&postcard::to_stdvec(&content).unwrap_or_default());
            for item in document.items() {
                write(&postcard::to_stdvec(&item).unwrap_or_default());
            }
        }
        hasher.finalize()
    }
}

fn topics(document: DocumentId) -> Vec<Topic> {
    match document {
        DocumentId::Catalogue => vec![Topic::Inventory, Topic::Spaces],
        DocumentId::Member(_) => vec![Topic::Inventory, Topic::Members],
        DocumentId::Private(_) => vec![Topic::Members],
        DocumentId::Project(_) | DocumentId::Sheet(_) => Vec::new(),
    }
}

/// Returns the edits of the entries that follow each other in one log, carry one edit each, and
/// change one document: at most [`RUN`].
fn edits_in_a_row(entries: &[Counted]) -> Vec<(&Counted, &DocumentEdit)> {
    let mut run: Vec<(&Counted, &DocumentEdit)> = Vec::new();
    for entry in entries.iter().take(RUN) {
        let [Verdict::Edit { edit, .. }] = entry.verdicts.as_slice() else { break };
        let follows = run.last().is_none_or(|(before, other)| {
            before.log == entry.log
                && before.seq + 1 == entry.seq
                && (other.document, other.epoch) == (edit.document, edit.epoch)
        });
        if !follows {
            break;
        }
        run.push((entry, edit));
    }
    run
}
