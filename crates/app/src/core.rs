//! What commands work on: the data directory, the open spaces, the node, and who listens.

use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use chrono::NaiveDate;
use etabli_api::{ApiError, ErrorCode, Event, event::Topic};
use etabli_model::{
    id::{DeviceId, FileHash, SpaceId},
    membership::Ignored,
    text::fold_for_search,
};
use etabli_sync::{
    mark::MarkFile, node::Node, recovery::Rescue, replica::ReplicaError, shelf::Shelf,
    store::StorePlace,
};
use tokio::sync::{broadcast, watch};

use crate::{
    Network, backup,
    calendar_file::CalendarState,
    clock,
    directory::{Access, Directory, damaged, store_error},
    guests::Guests,
    joining::Joins,
    space::{FILES, Opening, Space, SpaceError, Stale},
};

/// How many events a slow listener may lag behind before it must ask everything again.
const EVENTS: usize = 256;

/// What commands work on.
#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) directory: Directory,
    pub(crate) network: Network,
    /// Where marks are kept, if anywhere.
    pub(crate) state: Option<PathBuf>,
    spaces: Mutex<BTreeMap<SpaceId, Arc<Mutex<Space>>>>,
    /// Whether the spaces were closed: what runs by itself must not open them again.
    resting: AtomicBool,
    notices: Mutex<Vec<ApiError>>,
    /// On which day a backup of each space was last looked at.
    backed_up: Mutex<BTreeMap<SpaceId, NaiveDate>>,
    /// The files that are being fetched, and how many of their bytes have come.
    fetches: Mutex<HashMap<FileHash, Arc<AtomicU64>>>,
    /// Whether whole files come without anybody's asking.
    keeps_files: AtomicBool,
    pub(crate) node: tokio::sync::Mutex<Option<Arc<Node>>>,
    /// Who stands at the door.
    pub(crate) guests: Guests,
    /// Where this computer waits to be let in.
    pub(crate) joins: Joins,
    /// How the calendar file stands.
    pub(crate) calendar: CalendarState,
    events: broadcast::Sender<Event>,
    grown: watch::Sender<u64>,
}

impl Core {
    /// Makes the core of a data directory; spaces are opened when they are used.
    pub(crate) fn new(directory: Directory, network: Network, state: Option<PathBuf>) -> Self {
        let codes = directory.codes();
        Self {
            directory,
            network,
            state,
            spaces: Mutex::default(),
            resting: AtomicBool::new(false),
            notices: Mutex::default(),
            backed_up: Mutex::default(),
            fetches: Mutex::default(),
            keeps_files: AtomicBool::new(false),
            node: tokio::sync::Mutex::default(),
            guests: Guests::new(codes),
            joins: Joins::default(),
            calendar: CalendarState::default(),
            events: broadcast::Sender::new(EVENTS),
            grown: watch::Sender::new(0),
        }
    }

    /// Returns where the files of a space lie.
    pub(crate) fn shelf(&self, id: &SpaceId) -> Shelf {
        Shelf::new(self.directory.space(id).join(FILES))
    }

    /// Has whole files come without anybody's asking.
    pub(crate) fn keep_files(&self) {
        self.keeps_files.store(true, Ordering::Relaxed);
    }

    /// Returns whether whole files come without anybody's asking.
    pub(crate) fn keeps_files(&self) -> bool {
        self.keeps_files.load(Ordering::Relaxed)
    }

    /// Notes that a file is being fetched; returns where to count its bytes, and whether somebody
    /// counts there already.
    pub(crate) fn begin_fetch(&self, hash: FileHash) -> (Arc<AtomicU64>, bool) {
        let mut fetches = self.fetches.lock().unwrap_or_else(PoisonError::into_inner);
        let known = fetches.get(&hash).cloned();
        let under_way = known.is_some();
        (known.unwrap_or_else(|| fetches.entry(hash).or_default().clone()), under_way)
    }

    /// Notes that a file is not being fetched any more.
    pub(crate) fn end_fetch(&self, hash: &FileHash) {
        self.fetches.lock().unwrap_or_else(PoisonError::into_inner).remove(hash);
    }

    /// Returns how many bytes of a file have come, while it is being fetched.
    pub(crate) fn arriving(&self, hash: &FileHash) -> Option<u64> {
        let fetches = self.fetches.lock().unwrap_or_else(PoisonError::into_inner);
        fetches.get(hash).map(|arrived| arrived.load(Ordering::Relaxed))
    }

    /// Returns a listener to events.
    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Returns what changes whenever a space has new entries.
    pub(crate) fn grown(&self) -> watch::Receiver<u64> {
        self.grown.subscribe()
    }

    /// Opens a space, or returns it open.
    pub(crate) fn space(&self, id: SpaceId) -> Result<Arc<Mutex<Space>>, ApiError> {
        let mut spaces = self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(space) = spaces.get(&id)
            && !space.is_poisoned()
        {
            return Ok(space.clone());
        }
        self.check_running()?;
        spaces.remove(&id);
        let (space, rescue) = self.open(id)?;
        if let Some(rescue) = rescue {
            let notice = ApiError::new(ErrorCode::StoreRebuilt)
                .with("space", space.catalogue.space_name())
                .with("entries", rescue.entries)
                .with("path", rescue.kept.display());
            self.notices.lock().unwrap_or_else(PoisonError::into_inner).push(notice);
        }
        self.back_up(&space);
        let space = Arc::new(Mutex::new(space));
        spaces.insert(id, space.clone());
        Ok(space)
    }

    /// Writes the day's backup of a space, if it is due. One that cannot be written is no reason to
    /// refuse anything; `Status` tells how old the last one is.
    fn back_up(&self, space: &Space) {
        let today = clock::today();
        let mut days = self.backed_up.lock().unwrap_or_else(PoisonError::into_inner);
        if space.demo || space.is_copy() || days.get(&space.id()) == Some(&today) {
            return;
        }
        let written =
            self.directory.backups().and_then(|folder| backup::write_daily(space, &folder));
        if let Err(error) = written {
            tracing::warn!(space = %space.id().short(), %error, "no backup was written");
        }
        days.insert(space.id(), today);
    }

    fn open(&self, id: SpaceId) -> Result<(Space, Option<Rescue>), ApiError> {
        let key = self.directory.key();
        let device = DeviceId(key.verifying_key().to_bytes());
        let demo = self.directory.is_demo(&id);
        // Nobody could give back what a demo or a copy lost.
        let marked = !demo && self.directory.access() == Access::Full;
        let state = self.state.as_ref().filter(|_| marked);
        let mark = state.map(|state| MarkFile::new(state, device, id));
        let opening = Opening {
            space: id,
            key: key.clone(),
            place: self.directory.place(&id),
            folder: self.directory.space(&id),
            seat: self.directory.seat(&id).unwrap_or(device),
            demo,
            mark,
            backups: self.directory.backups().ok(),
        };
        let (space, rescue) = Space::open(opening).map_err(|error| api_error(&error))?;
        match space.replica().graph().is_empty() {
            // Nothing could be read, and without its first entry a space is nothing.
            true => Err(damaged(&self.directory.space(&id))),
            false => Ok((space, rescue)),
        }
    }

    /// Works on the folder of a space while nobody has it open.
    pub(crate) fn closed<T>(
        &self,
        id: SpaceId,
        work: impl FnOnce(&StorePlace) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut spaces = self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
        self.check_running()?;
        spaces.remove(&id);
        work(&self.directory.place(&id))
    }

    /// Takes what a person should be told once.
    pub(crate) fn take_notices(&self) -> Vec<ApiError> {
        std::mem::take(&mut *self.notices.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Closes a space, so that the next use opens it anew from the disk.
    pub(crate) fn close(&self, id: &SpaceId) {
        self.spaces.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }

    /// Lets spaces be opened again: a person asks, or the peer starts.
    pub(crate) fn rouse(&self) {
        self.resting.store(false, Ordering::Relaxed);
    }

    /// Refuses when all spaces were closed.
    fn check_running(&self) -> Result<(), ApiError> {
        match self.resting.load(Ordering::Relaxed) {
            true => Err(ErrorCode::Disconnected.into()),
            false => Ok(()),
        }
    }

    /// Closes all spaces, leaving behind what makes the next opening quick. A peer that asks for one
    /// from now on would hold it open for as long as the program lives, so it is refused.
    pub(crate) fn close_all(&self) {
        let mut spaces = self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
        self.resting.store(true, Ordering::Relaxed);
        for (id, space) in std::mem::take(&mut *spaces) {
            let Ok(mut space) = space.lock() else { continue };
            if let Err(error) = space.snapshot(&self.directory.space(&id)) {
                tracing::warn!(space = %id.short(), %error, "no snapshot was written");
            }
        }
    }

    /// Finds the space that a front end names: by id, by name, or by the beginning of either;
    /// unnamed, the only one or the one used last.
    pub(crate) fn find_space(&self, named: Option<&str>) -> Result<SpaceId, ApiError> {
        let spaces = self.directory.spaces()?;
        let Some(named) = named.map(str::trim).filter(|named| !named.is_empty()) else {
            let last = self.directory.last_space().filter(|last| spaces.contains(last));
            return last
                .or_else(|| spaces.first().copied())
                .ok_or_else(|| ErrorCode::NoSpace.into());
        };
        if let Some(id) = named.parse().ok().filter(|id| spaces.contains(id)) {
            return Ok(id);
        }
        let wanted = fold_for_search(named);
        let mut exact = Vec::new();
        let mut close = Vec::new();
        for id in spaces {
            // A space that cannot be read must not stand in the way of the others.
            let read = self.with(id, |space| Ok(space.catalogue.space_name().to_owned()));
            let Ok(name) = read else { continue };
            let folded = fold_for_search(&name);
            if folded == wanted {
                exact.push((id, name));
            } else if folded.contains(&wanted) || id.to_string().starts_with(&wanted) {
                close.push((id, name));
            }
        }
        let found = if exact.is_empty() { close } else { exact };
        match found.as_slice() {
            [] => Err(ApiError::new(ErrorCode::NotFound).with("what", named)),
            [(id, _)] => Ok(*id),
            several => Err(ApiError::new(ErrorCode::Ambiguous).with("what", named).with(
                "candidates",
                several
                    .iter()
                    .map(|(id, name)| format!("{name} ({})", id.short()))
                    .collect::<Vec<_>>()
                    .join(", "),
            )),
        }
    }

    /// Reads a space.
    pub(crate) fn with<T>(
        &self,
        id: SpaceId,
        read: impl FnOnce(&mut Space) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let space = self.space(id)?;
        let mut space = lock(&space)?;
        read(&mut space)
    }

    /// Changes a space, and tells whoever listens. After a failed write the space is closed, so
    /// that the next use reads what is really on disk.
    pub(crate) fn change<T>(
        &self,
        id: SpaceId,
        change: impl FnOnce(&mut Space) -> Result<(T, Stale), ChangeError>,
    ) -> Result<T, ApiError> {
        self.directory.check_writable()?;
        let space = self.space(id)?;
        let changed = {
            let mut space = lock(&space)?;
            let changed = change(&mut space);
            if changed.is_ok() {
                self.back_up(&space);
            }
            changed
        };
        match changed {
            Ok((value, stale)) => {
                self.tell(id, stale);
                self.stir();
                Ok(value)
            }
            Err(ChangeError::Refused(error)) => Err(error),
            Err(ChangeError::Failed(error)) => {
                self.close(&id);
                Err(api_error(&error))
            }
        }
    }

    /// Notes the codes for devices, so that they stay good when the program starts anew.
    pub(crate) fn keep_codes(&self) {
        if let Err(error) = self.directory.set_codes(&self.guests.pairings()) {
            tracing::warn!(%error, "the codes for devices could not be noted");
        }
    }

    /// Wakes whoever waits for something to change in a space.
    pub(crate) fn stir(&self) {
        self.grown.send_modify(|count| *count = count.wrapping_add(1));
    }

    /// Tells whoever listens that views of no space in particular are stale.
    pub(crate) fn tell_all(&self, topics: impl IntoIterator<Item = Topic>) {
        let topics = topics.into_iter().collect();
        self.events.send(Event::Stale { space: None, topics }).ok();
    }

    /// Tells whoever listens that views are stale.
    pub(crate) fn tell(&self, space: SpaceId, topics: impl IntoIterator<Item = Topic>) {
        let topics: Vec<Topic> = topics.into_iter().collect();
        if !topics.is_empty() {
            self.calendar.note(&topics);
            // Nobody listening is no error.
            self.events.send(Event::Stale { space: Some(space), topics }).ok();
        }
    }
}

/// Why a change was not made.
#[derive(Debug)]
pub(crate) enum ChangeError {
    /// A rule refused; nothing was touched.
    Refused(ApiError),
    /// Writing failed; the space must be opened again.
    Failed(SpaceError),
}

impl From<ApiError> for ChangeError {
    fn from(error: ApiError) -> Self {
        Self::Refused(error)
    }
}

impl From<ErrorCode> for ChangeError {
    fn from(code: ErrorCode) -> Self {
        Self::Refused(code.into())
    }
}

impl From<SpaceError> for ChangeError {
    fn from(error: SpaceError) -> Self {
        match error {
            SpaceError::Refused(_)
            | SpaceError::NotAMember
            | SpaceError::Behind
            | SpaceError::NoRandom
            | SpaceError::Replica(ReplicaError::Forked) => Self::Refused(api_error(&error)),
            SpaceError::Replica(_) | SpaceError::Edit(_) => Self::Failed(error),
        }
    }
}

fn lock(space: &Mutex<Space>) -> Result<MutexGuard<'_, Space>, ApiError> {
    space.lock().map_err(|_| {
        ApiError::new(ErrorCode::Internal).with("detail", "a change broke off; try again")
    })
}

/// Returns what a person is told of something that the rules refuse.
fn refused(reason: Ignored) -> ApiError {
    match reason {
        Ignored::NotActive => ErrorCode::NotActive.into(),
        Ignored::Senseless | Ignored::UnknownMember | Ignored::UnknownInvite => {
            ErrorCode::NothingToChange.into()
        }
        Ignored::NotAMember
        | Ignored::NotEntitled
        | Ignored::NotTheOwner
        | Ignored::BadProof
        | Ignored::AlreadyAMember
        | Ignored::AlreadyFounded
        | Ignored::WrongLog
        | Ignored::Unreadable
        | Ignored::Withdrawn(_)
        | Ignored::Forked => ErrorCode::NotAllowed.into(),
    }
}

/// Returns what a person is told of a space that failed.
pub(crate) fn api_error(error: &SpaceError) -> ApiError {
    match error {
        SpaceError::Replica(ReplicaError::Store(error)) => store_error(error.clone()),
        SpaceError::Replica(ReplicaError::Damaged { key }) => {
            tracing::error!(%key, "a stored entry is damaged");
            ApiError::new(ErrorCode::DirectoryDamaged).with("detail", key)
        }
        SpaceError::Replica(ReplicaError::UpdateNeeded) => ErrorCode::UpdateNeeded.into(),
        SpaceError::NotAMember => ErrorCode::NotAllowed.into(),
        SpaceError::Refused(reason) => refused(*reason),
        SpaceError::Behind | SpaceError::Replica(ReplicaError::Forked) => {
            ErrorCode::DecisionsApart.into()
        }
        error => ApiError::new(ErrorCode::Internal).with("detail", error),
    }
}

#[cfg(test)]
mod tests {
    use etabli_model::text::Name;

    use super::*;
    use crate::handle::space::create;

    #[test]
    fn what_runs_by_itself_opens_no_space_after_all_were_closed() {
        let folder = tempfile::tempdir().unwrap();
        let core = Core::new(Directory::open(folder.path()).unwrap(), Network::Off, None);
        let (name, ana) = (Name::parse("Atelier").unwrap(), Name::parse("Ana").unwrap());
        let id = create(&core, name, ana, false, |_| Ok(())).unwrap();
        core.close_all();
        let refused = core.space(id).unwrap_err();
        assert_eq!(refused.code, ErrorCode::Disconnected);
        assert_eq!(core.closed(id, |_| Ok(())).unwrap_err().code, ErrorCode::Disconnected);
        // Whoever asks has it again.
        core.rouse();
        core.space(id).unwrap();
    }
}
