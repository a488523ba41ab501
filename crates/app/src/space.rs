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

use crate::{catalogue::Catalogue, census::Census, clock, peers::Peers, snapshot::Snapshot};
use ed25519_dalek::SigningKey;
use etabli_api::event::Topic;
use etabli_model::{
    act::{Known, SetCapacity},
    board::Board,
    booking::{Asker, Bookings},
    document::{Document, EditError},
    id::{DeviceId, DocumentId, EntryId, FileHash, MemberId, ResourceId, SpaceId},
    lending::Lending,
    membership::{Ignored, Membership, standing::Candidate},
    mentoring::Mentorings,
    time::Timestamp,
    training::Trainings,
    upkeep::Upkeep,
    wishlist::Wishlist,
};
use etabli_sync::{
    admission::Withdrawal,
    budget::{Budget, Taken},
    entry::{Entry, LogKey},
    mark::{Mark, MarkFile, MarkVerdict},
    recovery::{self, Opened, Rescue},
    replica::{Replica, ReplicaError},
    shelf::Shelf,
    store::StorePlace,
};

mod applying;
mod boards;
mod ending;
mod folds;
mod keeping;
pub(crate) mod told;
pub(crate) mod undoing;
mod writing;

use self::folds::Folds;

/// After how many bytes of changes a new snapshot is worth its writing.
const SNAPSHOT_AFTER: usize = 64 * 1024;
/// The folder, beside the store, of what is kept a second time.
const SPARE: &str = "spare";
/// The folder, beside the store, of photos and attachments.
pub(crate) const FILES: &str = "files";
const AUTHORITY_FILE: &str = "authority";

/// Why a space could not be changed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SpaceError {
    /// The replica failed.
    #[error(transparent)]
    Replica(#[from] ReplicaError),
    /// An edit was refused by its document: a fault of the program.
    #[error("an edit was refused: {0}")]
    Edit(Box<EditError>),
    /// The device here is not a member.
    #[error("the device here is not a member")]
    NotAMember,
    /// Decisions that were made here once are missing: deciding on would contradict them.
    #[error("decisions made here once are missing")]
    Behind,
    /// This computer gave no random bytes.
    #[error("this computer gave no random bytes")]
    NoRandom,
    /// The rules refuse it; nothing was written.
    #[error("the rules refuse it: {0}")]
    Refused(Ignored),
}

impl From<EditError> for SpaceError {
    fn from(error: EditError) -> Self {
        Self::Edit(Box::new(error))
    }
}

/// Something that its author had the right to do where it was written, that a withdrawal made void
/// since, and that a steward may ratify.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    /// Its entry.
    pub(crate) entry: EntryId,
    /// When, by its author's clock.
    pub(crate) at: Timestamp,
    /// Whose it is.
    pub(crate) member: MemberId,
    /// The act, for an edit none.
    pub(crate) act: Option<Known>,
    /// Why it is void.
    pub(crate) reason: Ignored,
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
    folds: Folds,
    /// What projects' documents say, ready to be shown.
    boards: BTreeMap<EntryId, Board>,
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
    /// By document, as which of its actors this device writes.
    epochs: BTreeMap<DocumentId, u16>,
    /// What is void and may be ratified, in the order in which it was read.
    claims: Vec<Claim>,
    /// When each command was given, by its author's clock, and its last entry; ascending.
    timeline: Vec<(Timestamp, EntryId)>,
    /// Commands that were read lately.
    told: HashMap<EntryId, Arc<told::Command>>,
    /// How high each log was when the space was opened.
    session: BTreeMap<LogKey, u64>,
    /// Commands of which nothing could be taken back.
    passed: BTreeSet<EntryId>,
    /// The device through whose eyes it is seen.
    seat: DeviceId,
    /// How far the device's logs went, and where that is noted.
    mark: Option<(MarkFile, Mark)>,
    /// Where its authority is kept a second time.
    spare: Option<PathBuf>,
    /// Where its snapshots are.
    snapshots: Option<PathBuf>,
    /// Where its files lie; none for one that has no folder yet.
    shelf: Option<Shelf>,
    /// How much of each log is taken in.
    budget: Budget,
}

impl Space {
    /// Opens a space from its store, with the snapshot in its folder if that one fits; returns
    /// what had to be done about its store, if it was damaged.
    pub(crate) fn open(opening: Opening) -> Result<(Self, Option<Rescue>), SpaceError> {
        let Opening { space, key, place, folder, seat, demo, mark, backups } = opening;
        let known = mark.as_ref().and_then(MarkFile::read);
        let spare = folder.join(SPARE);
        let others: Vec<PathBuf> = backups.into_iter().chain([spare.clone()]).collect();
        // Reading entries and reading documents take about as long, and neither needs the other.
        let (opened, newest) = std::thread::scope(|scope| {
            let newest = scope.spawn(|| Snapshot::newest(&folder));
            let (known, now) = (known.as_ref(), clock::stamp());
            let opened = recovery::open(&place, space, &key, known, &now, &others);
            // Documents take longest, and no fold needs them.
            let opened = opened.map(|it| (Folds::of(&it.counted, it.replica.graph()), it));
            (opened, newest.join().ok().flatten())
        });
        let (folds, Opened { replica, counted, verdict, rescue }) = opened?;
        let mut space = Self::around(replica, demo);
        space.folds = folds;
        space.seat = seat;
        let shelf = Shelf::new(folder.join(FILES));
        if let Err(error) = shelf.clear_unfinished() {
            tracing::warn!(%error, "files that were left half written stay");
        }
        space.shelf = Some(shelf);
        if let MarkVerdict::Behind { own, entries } = &verdict {
            tracing::warn!(?own, entries, "the store lacks something that was here");
        }
        space.snapshots = Some(folder.clone());
        match Snapshot::fitting(newest, &folder, space.replica.graph()) {
            Some(snapshot) if space.remembers_too_much(&snapshot.heights) => {
                space.remove_snapshots();
            }
            // A snapshot knows nothing of what became void or stands again since it was taken.
            Some(snapshot) if space.replica.void().is_empty() => {
                space.covered = snapshot.heights;
                space.documents = snapshot.documents;
                space.origins = snapshot.origins;
            }
            Some(_) | None => {}
        }
        space.take_documents(&counted, None);
        space.begin_session();
        space.catalogue.rebuild(&space.documents);
        space.read_boards();
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

    /// Returns where its files lie.
    pub(crate) const fn shelf(&self) -> Option<&Shelf> {
        self.shelf.as_ref()
    }

    /// Returns whether a file is here, without reading it.
    pub(crate) fn has_file(&self, hash: &FileHash) -> bool {
        self.shelf.as_ref().is_some_and(|shelf| shelf.holds(hash))
    }

    /// Returns whether what was taken at those heights may hold what was forgotten since.
    fn remembers_too_much(&self, heights: &BTreeMap<LogKey, u64>) -> bool {
        let mut forgets = self.replica.forgets();
        forgets.any(|(log, seq)| heights.get(&log).is_none_or(|height| *height <= seq))
    }

    /// Removes the snapshots, which hold what was forgotten since they were taken.
    fn remove_snapshots(&self) {
        let Some(folder) = self.snapshots.as_ref() else { return };
        if let Err(error) = Snapshot::remove(folder) {
            tracing::warn!(%error, "a snapshot that holds what was forgotten could not be removed");
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
            snapshots: None,
            shelf: None,
            replica,
            membership: Arc::default(),
            documents: BTreeMap::new(),
            origins: HashMap::new(),
            folds: Folds::default(),
            boards: BTreeMap::new(),
            catalogue: Catalogue::default(),
            peers: Peers::default(),
            commands: BTreeMap::new(),
            demo,
            covered: BTreeMap::new(),
            replayed: 0,
            epochs: BTreeMap::new(),
            claims: Vec::new(),
            budget: Budget::new(clock::running()),
            timeline: Vec::new(),
            told: HashMap::new(),
            session: BTreeMap::new(),
            passed: BTreeSet::new(),
        }
    }

    /// Takes from a page of a peer what is within the budgets of its logs.
    pub(crate) fn within_budget(&mut self, entries: Vec<Entry>) -> Taken {
        let Self { budget, replica, .. } = self;
        let now = clock::running();
        let mut taken = budget.take(now, &replica.device(), replica.graph(), entries);
        taken.again = taken.again.map(|again| again.saturating_sub(now));
        taken
    }

    /// Notes that another device has what is here.
    pub(crate) fn caught_up(&mut self) {
        self.budget.catch_up();
    }

    /// Writes a snapshot when opening without it would replay much.
    pub(crate) fn snapshot(&mut self, folder: &Path) -> io::Result<()> {
        if self.replayed < SNAPSHOT_AFTER || !self.replica.void().is_empty() {
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

    /// Returns what is counted of all members.
    pub(crate) fn census(&self) -> &Census {
        self.catalogue.roster.census(|| Census::of(self))
    }

    /// Returns the loans.
    pub(crate) const fn lending(&self) -> &Lending {
        &self.folds.lending
    }

    /// Returns the bookings.
    pub(crate) const fn bookings(&self) -> &Bookings {
        &self.folds.bookings
    }

    /// Returns how things are.
    pub(crate) const fn upkeep(&self) -> &Upkeep {
        &self.folds.upkeep
    }

    /// Returns what is wished for.
    pub(crate) const fn wishlist(&self) -> &Wishlist {
        &self.folds.wishlist
    }

    /// Returns who may use what.
    pub(crate) const fn trainings(&self) -> &Trainings {
        &self.folds.trainings
    }

    /// Returns who learns from whom, and who welcomes whom.
    pub(crate) const fn mentorings(&self) -> &Mentorings {
        &self.folds.mentorings
    }

    /// Returns what bookings of the member here are decided by.
    pub(crate) fn asker(&self, now: Timestamp) -> Result<Asker<'_>, SpaceError> {
        let member = Some(self.me()?);
        let (bookings, lending) = (&self.folds.bookings, &self.folds.lending);
        Ok(Asker { bookings, lending, member, now, counted: None, rules: None })
    }

    /// Returns whether the member here answers for a resource: owns it, or is a steward and it is
    /// the space's.
    pub(crate) fn answers_for(&self, resource: &ResourceId) -> bool {
        let (resource, more) = (*resource, Vec::new());
        self.may(&Known::SetCapacity(SetCapacity { resource, units: 1, more }))
    }

    /// Returns how many there are of a counted item, for the member here to say, if nobody said so.
    pub(crate) fn quantity_to_say(&self, resource: &ResourceId) -> Option<Known> {
        let ResourceId::Item(item) = resource else { return None };
        let units = self.catalogue.item(item)?.quantity;
        let unsaid = units > 1 && self.folds.bookings.capacity(resource).1.is_none();
        let act = SetCapacity { resource: *resource, units, more: Vec::new() };
        (unsaid && self.answers_for(resource)).then_some(Known::SetCapacity(act))
    }

    /// Returns the documents.
    pub(crate) const fn documents(&self) -> &BTreeMap<DocumentId, Document> {
        &self.documents
    }

    /// Returns the withdrawals that hold, in canonical order.
    pub(crate) fn withdrawals(&mut self) -> Arc<[Withdrawal]> {
        self.replica.authority_settled().withdrawals
    }

    /// Returns decisions that are void, each with the withdrawal that made it so.
    pub(crate) fn void_decisions(&mut self) -> Vec<(Arc<Candidate>, EntryId)> {
        let void = self.replica.authority_settled().void;
        let decided =
            |(entry, because): (&EntryId, &EntryId)| Some((self.replica.decided(entry)?, *because));
        void.iter().filter_map(decided).collect()
    }

    /// Returns what an authority entry decided, if it decided one thing.
    pub(crate) fn decided(&self, entry: &EntryId) -> Option<Arc<Candidate>> {
        self.replica.decided(entry)
    }

    /// Returns when an entry was written, by its author's clock.
    pub(crate) fn told_at(&self, entry: &EntryId) -> Timestamp {
        let graph = self.replica.graph();
        graph.node(entry).map_or(Timestamp::FIRST, |node| node.at)
    }

    /// Returns what is void and may be ratified.
    pub(crate) fn claims(&self) -> &[Claim] {
        &self.claims
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

    /// Returns who wrote a change of a document, and when by their clock.
    pub(crate) fn written(&self, change: &[u8; 32]) -> Option<(MemberId, Timestamp)> {
        let node = self.replica.graph().node(self.origins.get(change)?)?;
        Some((self.membership.member_of(&node.log.device)?, node.at))
    }

    /// Returns when an entry was written, by its author's clock.
    pub(crate) fn written_at(&self, entry: &EntryId) -> Option<Timestamp> {
        self.replica.graph().node(entry).map(|node| node.at)
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
        self.folds.lending.write_state(&mut write);
        self.folds.bookings.write_state(&mut write);
        self.folds.upkeep.write_state(&mut write);
        self.folds.wishlist.write_state(&mut write);
        self.folds.projects.write_state(&mut write);
        self.folds.trainings.write_state(&mut write);
        self.folds.mentorings.write_state(&mut write);
        for (id, document) in &self.documents {
            let content = (
                id,
                document.heads(),
                document.space_name(),
                document.profile(),
                document.places(),
            );
            write(&postcard::to_stdvec(&content).unwrap_or_default());
            // The state of spaces without words of their own is written as it always was.
            let words = document.words();
            if !words.is_empty() {
                write(&postcard::to_stdvec(&words).unwrap_or_default());
            }
            let sayings = document.sayings();
            if !sayings.is_empty() {
                let said: Vec<_> =
                    sayings.iter().map(|(saying, text)| (saying.key(), text)).collect();
                write(&postcard::to_stdvec(&said).unwrap_or_default());
            }
            let settings = document.settings();
            if !settings.is_empty() {
                write(&postcard::to_stdvec(&settings).unwrap_or_default());
            }
            let (sheet, rows) = (document.sheet(), document.rows());
            if !sheet.is_empty() || !rows.is_empty() {
                write(&postcard::to_stdvec(&(sheet, rows)).unwrap_or_default());
            }
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
        DocumentId::Project(_) => vec![Topic::Projects],
        DocumentId::Sheet(_) => Vec::new(),
    }
}
