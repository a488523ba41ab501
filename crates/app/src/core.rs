//! What commands work on: the data directory, the open spaces, the node, and who listens.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use etabli_api::{ApiError, ErrorCode, Event, event::Topic};
use etabli_model::{id::SpaceId, text::fold_for_search};
use etabli_sync::{node::Node, replica::ReplicaError};
use tokio::sync::{broadcast, watch};

use crate::{
    Network,
    directory::{Directory, store_error},
    space::{Space, SpaceError, Stale},
};

/// How many events a slow listener may lag behind before it must ask everything again.
const EVENTS: usize = 256;

/// What commands work on.
#[derive(Debug)]
pub(crate) struct Core {
    pub(crate) directory: Directory,
    pub(crate) network: Network,
    spaces: Mutex<BTreeMap<SpaceId, Arc<Mutex<Space>>>>,
    pub(crate) node: tokio::sync::Mutex<Option<Arc<Node>>>,
    events: broadcast::Sender<Event>,
    grown: watch::Sender<u64>,
}

impl Core {
    /// Makes the core of a data directory; spaces are opened when they are used.
    pub(crate) fn new(directory: Directory, network: Network) -> Self {
        Self {
            directory,
            network,
            spaces: Mutex::default(),
            node: tokio::sync::Mutex::default(),
            events: broadcast::Sender::new(EVENTS),
            grown: watch::Sender::new(0),
        }
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
        spaces.remove(&id);
        let store = self.directory.store(&id)?;
        let demo = self.directory.is_demo(&id);
        let space =
            Space::open(id, self.directory.key().clone(), store, demo, &self.directory.space(&id))
                .map_err(|error| api_error(&error))?;
        let space = Arc::new(Mutex::new(space));
        spaces.insert(id, space.clone());
        Ok(space)
    }

    /// Closes a space, so that the next use opens it anew from the disk.
    pub(crate) fn close(&self, id: &SpaceId) {
        self.spaces.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }

    /// Closes all spaces, leaving behind what makes the next opening quick.
    pub(crate) fn close_all(&self) {
        let mut spaces = self.spaces.lock().unwrap_or_else(PoisonError::into_inner);
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
        let space = self.space(id)?;
        let changed = change(&mut *lock(&space)?);
        match changed {
            Ok((value, stale)) => {
                self.tell(id, stale);
                self.grown.send_modify(|count| *count = count.wrapping_add(1));
                Ok(value)
            }
            Err(ChangeError::Refused(error)) => Err(error),
            Err(ChangeError::Failed(error)) => {
                self.close(&id);
                Err(api_error(&error))
            }
        }
    }

    /// Tells whoever listens that views are stale.
    pub(crate) fn tell(&self, space: SpaceId, topics: impl IntoIterator<Item = Topic>) {
        let topics: Vec<Topic> = topics.into_iter().collect();
        if !topics.is_empty() {
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
        Self::Failed(error)
    }
}

fn lock(space: &Mutex<Space>) -> Result<MutexGuard<'_, Space>, ApiError> {
    space.lock().map_err(|_| {
        ApiError::new(ErrorCode::Internal).with("detail", "a change broke off; try again")
    })
}

/// Returns what a person is told of a space that failed.
pub(crate) fn api_error(error: &SpaceError) -> ApiError {
    match error {
        SpaceError::Replica(ReplicaError::Store(error)) => store_error(error.clone()),
        SpaceError::Replica(ReplicaError::Damaged { key }) => {
            ApiError::new(ErrorCode::DirectoryDamaged).with("detail", key)
        }
        SpaceError::Replica(ReplicaError::UpdateNeeded) => ErrorCode::UpdateNeeded.into(),
        SpaceError::NotAMember => ErrorCode::NotAllowed.into(),
        error => ApiError::new(ErrorCode::Internal).with("detail", error),
    }
}
