//! Where a replica keeps its bytes: keys in order, batches that are all or nothing, and a `sync`
//! after which they survive a power cut.
//!
//! Invariant: a batch is seen whole or not at all. A batch that was applied but not synced may be
//! lost in a crash, together with every later one; a synced one never is. A store that failed to
//! write refuses everything until it is opened again, because nobody knows any more what is on disk.

use std::{
    any::Any,
    cell::Cell,
    fmt, io,
    ops::ControlFlow,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
    sync::Arc,
};

pub mod faulty;
pub mod memory;
pub(crate) mod piece;
pub mod place;
mod poison;
pub mod redb;
pub mod sled;

#[cfg(test)]
mod contract;

pub use self::{
    faulty::FaultyStore, memory::MemoryStore, place::StorePlace, redb::RedbStore, sled::SledStore,
};

/// The longest key a store takes.
pub const LONGEST_KEY: usize = 1024;

/// What [`Store::prefix`] calls with each key and value; it may break off.
pub type Visit<'a> = dyn FnMut(&[u8], &[u8]) -> ControlFlow<()> + 'a;

/// An ordered map from keys to values that outlives the process.
///
/// Keys are at most [`LONGEST_KEY`] bytes, values at most a few MiB; empty ones are fine.
pub trait Store: Send + Sync + 'static + fmt::Debug {
    /// Returns the value of a key.
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Visits every key that starts with `prefix` and its value, in ascending order.
    ///
    /// What is applied meanwhile may or may not be visited; each value is whole. The visitor may
    /// call the store.
    fn prefix(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError>;

    /// Writes a batch, all or nothing; it is visible at once and durable after the next `sync`.
    fn apply(&self, batch: Batch) -> Result<(), StoreError>;

    /// Makes everything applied so far survive a power cut.
    fn sync(&self) -> Result<(), StoreError>;

    /// Returns how many bytes the store takes up on disk.
    fn size_on_disk(&self) -> Result<u64, StoreError>;
}

impl<S: Store + ?Sized> Store for Arc<S> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        (**self).get(key)
    }

    fn prefix(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        (**self).prefix(prefix, visit)
    }

    fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        (**self).apply(batch)
    }

    fn sync(&self) -> Result<(), StoreError> {
        (**self).sync()
    }

    fn size_on_disk(&self) -> Result<u64, StoreError> {
        (**self).size_on_disk()
    }
}

/// Writes that take effect together, in the order they were added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Batch {
    writes: Vec<(Vec<u8>, Option<Vec<u8>>)>,
}

impl Batch {
    /// Makes an empty batch.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets a key to a value.
    pub fn put(&mut self, key: impl Into<Vec<u8>>, value: impl Into<Vec<u8>>) {
        self.writes.push((key.into(), Some(value.into())));
    }

    /// Removes a key, if it is there.
    pub fn remove(&mut self, key: impl Into<Vec<u8>>) {
        self.writes.push((key.into(), None));
    }

    /// Adds the writes of another batch after its own.
    pub fn append(&mut self, other: Self) {
        self.writes.extend(other.writes);
    }

    /// Returns whether it writes nothing.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }

    /// Returns the sum of the lengths of its keys and values.
    pub fn weight(&self) -> usize {
        let value = |value: &Option<Vec<u8>>| value.as_ref().map_or(0, Vec::len);
        self.writes.iter().map(|(key, written)| key.len() + value(written)).sum()
    }

    /// Returns the writes in order; `None` removes.
    pub fn into_writes(self) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
        self.writes
    }
}

/// Why a store could not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no room on the disk; nothing was written.
    #[error("the disk is full")]
    Full,
    /// An earlier write or sync failed, so the store must be opened again.
    #[error("an earlier write failed; the store must be opened again")]
    Poisoned,
    /// What is on disk cannot be understood.
    #[error("the store at {path} is damaged: {detail}")]
    Damaged {
        /// The directory of the store; nothing in it was deleted.
        path: PathBuf,
        /// What the store said.
        detail: String,
    },
    /// Another process, or another handle in this one, has it open.
    #[error("the store is open elsewhere")]
    Locked,
    /// A key is longer than [`LONGEST_KEY`]; nothing was written.
    #[error("a key of {0} bytes is too long")]
    KeyTooLong(usize),
    /// The operating system refused.
    #[error("could not {doing}: {detail}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The kind of refusal.
        kind: io::ErrorKind,
        /// What the operating system said.
        detail: String,
    },
}

impl StoreError {
    /// Says what the operating system refused, telling a full disk apart.
    pub fn io(doing: &'static str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            kind => Self::Io { doing, kind, detail: error.to_string() },
        }
    }
}

/// Refuses a batch that holds a key no store takes.
fn check_keys(batch: &Batch) -> Result<(), StoreError> {
    match batch.writes.iter().map(|(key, _)| key.len()).find(|length| *length > LONGEST_KEY) {
        Some(length) => Err(StoreError::KeyTooLong(length)),
        None => Ok(()),
    }
}

/// Refuses a batch while the disk is so full that writing it might not end.
fn check_room(directory: &Path, left: u64, weight: usize) -> Result<(), StoreError> {
    #[cfg(unix)]
    if let Ok(disk) = rustix::fs::statvfs(directory) {
        let room = disk.f_bavail.saturating_mul(disk.f_frsize);
        // Some network disks say nothing of their size.
        if disk.f_blocks > 0 && room < left.saturating_add(weight as u64) {
            return Err(StoreError::Full);
        }
    }
    #[cfg(not(unix))]
    let _: (&Path, u64, usize) = (directory, left, weight);
    Ok(())
}

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Returns whether a panic of this thread would be caught here and told as damage, so that a
/// program's own hook need not alarm anybody.
pub fn catches_panics() -> bool {
    CATCHING.get()
}

/// Calls a library that panics on bytes it does not expect; returns what it said.
fn catch<T>(call: impl FnOnce() -> T) -> Result<T, String> {
    let before = CATCHING.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(call));
    CATCHING.set(before);
    outcome.map_err(|panic| message(&*panic))
}

/// Returns the words of a panic that was caught.
fn message(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without a message".to_owned())
}

/// Makes a file, or the names in a directory, survive a power cut.
pub(crate) fn sync_path(path: &Path) -> io::Result<()> {
    // Elsewhere a directory cannot be opened to be synced; the parent of a path of one part is the
    // empty path, which does not open either.
    if cfg!(unix) && path != Path::new("") { std::fs::File::open(path)?.sync_all() } else { Ok(()) }
}
