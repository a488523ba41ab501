//! The other store on disk: one redb table in one file. The only file that names redb.
//!
//! A batch is a commit that redb keeps in memory; `sync` is an empty one that writes all of them,
//! so what is on disk is always the state after some batch. redb checks every page against its sum
//! when the file is opened, which costs one reading of it and leaves no damage to be met later.

use std::{
    fmt, fs,
    ops::Bound,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};

use redb::{Builder, Database, Durability, Error, ReadableDatabase as _, TableDefinition};

use super::{
    Batch, Store, StoreError, Visit, catch, check_keys, check_room, poison::Poison, sync_path,
};

/// The name of the file in the store's directory.
pub(super) const FILE: &str = "entries.redb";

const TABLE: TableDefinition<'static, &[u8], &[u8]> = TableDefinition::new("entries");
/// redb's own default is 1 GiB.
const CACHE: usize = 48 << 20;
const LOCK_ATTEMPTS: u32 = 40;
const LOCK_PAUSE: Duration = Duration::from_millis(50);
/// A batch that is refused before it is begun leaves the store usable.
const ROOM_LEFT: u64 = 4 << 20;
/// Batches that nobody synced hold on to pages; this many are written without being asked.
const MOST_UNSYNCED: u32 = 64;

/// A store in a directory, held by one handle at a time.
///
/// A batch is atomic across a crash of the process and across a power cut: a commit becomes the
/// current one when its header, with the sum of all it holds, is on disk.
pub struct RedbStore {
    db: Database,
    directory: PathBuf,
    /// How many batches are not on disk yet.
    unsynced: Mutex<u32>,
    poison: Poison,
}

impl fmt::Debug for RedbStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RedbStore")
            .field("directory", &self.directory)
            .field("poison", &self.poison)
            .finish_non_exhaustive()
    }
}

impl RedbStore {
    /// Opens the store in a directory, making it if there is none; waits at most 2 s for its lock.
    ///
    /// Blocks. Deletes nothing, whatever it finds.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        let new = |error: &_| StoreError::io("make a store", error);
        fs::create_dir_all(directory).map_err(|error| new(&error))?;
        let fresh = !directory.join(FILE).exists();
        let db = open_patiently(directory)?;
        let store = Self {
            db,
            directory: directory.to_owned(),
            unsynced: Mutex::new(0),
            poison: Poison::default(),
        };
        if fresh {
            store
                .guarded("make the table", || store.commit(Batch::new(), Durability::Immediate))?;
            sync_path(directory)
                .and_then(|()| directory.parent().map_or(Ok(()), sync_path))
                .map_err(|error| new(&error))?;
        }
        Ok(store)
    }

    /// Returns the directory it is in.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Calls redb so that neither its errors nor its panics get out as they are.
    fn guarded<T>(
        &self,
        doing: &'static str,
        call: impl FnOnce() -> Result<T, Error>,
    ) -> Result<T, StoreError> {
        guarded(&self.directory, doing, call)
    }

    fn commit(&self, batch: Batch, durability: Durability) -> Result<(), Error> {
        let mut transaction = self.db.begin_write()?;
        transaction.set_durability(durability)?;
        {
            let mut table = transaction.open_table(TABLE)?;
            for (key, value) in batch.into_writes() {
                match value {
                    Some(value) => table.insert(key.as_slice(), value.as_slice())?,
                    None => table.remove(key.as_slice())?,
                };
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

impl Store for RedbStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.poison.check()?;
        self.guarded("read", || {
            let table = self.db.begin_read()?.open_table(TABLE)?;
            Ok(table.get(key)?.map(|value| value.value().to_vec()))
        })
    }

    fn prefix(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.poison.check()?;
        let table = self.guarded("read", || Ok(self.db.begin_read()?.open_table(TABLE)?))?;
        let from = (Bound::Included(prefix), Bound::Unbounded);
        let mut entries = self.guarded("read", || Ok(table.range::<&[u8]>(from)?))?;
        while let Some((key, value)) = self.guarded("read", || Ok(entries.next().transpose()?))? {
            if !key.value().starts_with(prefix) || visit(key.value(), value.value()).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        check_keys(&batch)?;
        // The number is right after every statement.
        let mut unsynced = self.unsynced.lock().unwrap_or_else(PoisonError::into_inner);
        self.poison.check()?;
        check_room(&self.directory, ROOM_LEFT, batch.weight().saturating_mul(2))?;
        let durability = match *unsynced < MOST_UNSYNCED {
            true => Durability::None,
            false => Durability::Immediate,
        };
        self.poison
            .or_poison(&self.directory, self.guarded("write", || self.commit(batch, durability)))?;
        *unsynced = if *unsynced < MOST_UNSYNCED { *unsynced + 1 } else { 0 };
        Ok(())
    }

    fn sync(&self) -> Result<(), StoreError> {
        let mut unsynced = self.unsynced.lock().unwrap_or_else(PoisonError::into_inner);
        self.poison.check()?;
        if *unsynced > 0 {
            let empty = || self.commit(Batch::new(), Durability::Immediate);
            self.poison.or_poison(&self.directory, self.guarded("sync", empty))?;
            *unsynced = 0;
        }
        Ok(())
    }

    fn size_on_disk(&self) -> Result<u64, StoreError> {
        let measured = fs::metadata(self.directory.join(FILE));
        measured.map(|file| file.len()).map_err(|error| StoreError::io("measure", &error))
    }
}

impl Drop for RedbStore {
    fn drop(&mut self) {
        // Nobody was promised these, but a store that closes in order keeps them, as sled does.
        if self.poison.check().is_ok()
            && let Err(error) = self.sync()
        {
            tracing::warn!(%error, "the last batches were not written");
        }
    }
}

fn open_patiently(directory: &Path) -> Result<Database, StoreError> {
    let open = || {
        let mut builder = Builder::new();
        builder.set_cache_size(CACHE).set_check_integrity_on_open(true);
        Ok(builder.create(directory.join(FILE))?)
    };
    let mut attempts = LOCK_ATTEMPTS;
    loop {
        match guarded(directory, "open the store", open) {
            Err(StoreError::Locked) if attempts > 0 => {
                attempts -= 1;
                thread::sleep(LOCK_PAUSE);
            }
            outcome => return outcome,
        }
    }
}

/// Calls redb, which may panic on bytes that it did not write, and gives its errors our names.
fn guarded<T>(
    directory: &Path,
    doing: &'static str,
    call: impl FnOnce() -> Result<T, Error>,
) -> Result<T, StoreError> {
    let damaged = |detail| Err(StoreError::Damaged { path: directory.to_owned(), detail });
    match catch(call) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(typed(directory, doing, error)),
        Err(panic) => damaged(format!("could not {doing}: {panic}")),
    }
}

/// Gives an error of redb's its place among ours.
fn typed(directory: &Path, doing: &'static str, error: Error) -> StoreError {
    use std::io::ErrorKind;

    let damaged = |detail| StoreError::Damaged { path: directory.to_owned(), detail };
    match error {
        Error::DatabaseAlreadyOpen | Error::LockProtocolMismatch => StoreError::Locked,
        Error::PreviousIo | Error::LockPoisoned(_) => StoreError::Poisoned,
        Error::Io(error) => match error.kind() {
            // redb says of a file that is no database that its data is invalid.
            ErrorKind::InvalidData | ErrorKind::UnexpectedEof => damaged(error.to_string()),
            _ => StoreError::io(doing, &error),
        },
        other => damaged(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;

    fn put(store: &RedbStore, key: &str, value: &[u8]) {
        let mut batch = Batch::new();
        batch.put(key, value);
        store.apply(batch).unwrap();
    }

    #[test]
    fn a_second_handle_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let _store = RedbStore::open(directory.path()).unwrap();
        assert_eq!(RedbStore::open(directory.path()).unwrap_err(), StoreError::Locked);
    }

    #[test]
    fn a_failed_write_poisons_until_reopened() {
        let directory = tempfile::tempdir().unwrap();
        let store = RedbStore::open(directory.path()).unwrap();
        put(&store, "key", b"value");
        store.sync().unwrap();
        let failure: Result<(), _> = Err(StoreError::Full);
        assert_eq!(store.poison.or_poison(directory.path(), failure), Err(StoreError::Full));
        assert_eq!(store.get(b"key"), Err(StoreError::Poisoned));
        assert_eq!(store.apply(Batch::new()), Err(StoreError::Poisoned));
        assert_eq!(store.sync(), Err(StoreError::Poisoned));
        drop(store);
        let store = RedbStore::open(directory.path()).unwrap();
        assert_eq!(store.get(b"key").unwrap(), Some(b"value".to_vec()));
    }

    #[test]
    fn what_was_synced_is_on_disk_while_the_store_is_open() {
        let directory = tempfile::tempdir().unwrap();
        let store = RedbStore::open(directory.path()).unwrap();
        for round in 0..3 * MOST_UNSYNCED {
            put(&store, "count", round.to_string().as_bytes());
            if round.is_multiple_of(50) {
                store.sync().unwrap();
                let copy = tempfile::tempdir().unwrap();
                fs::copy(directory.path().join(FILE), copy.path().join(FILE)).unwrap();
                let copy = RedbStore::open(copy.path()).unwrap();
                assert_eq!(copy.get(b"count").unwrap(), Some(round.to_string().into_bytes()));
            }
        }
    }

    #[test]
    fn a_flipped_bit_is_damage_or_nothing_and_deletes_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let store = RedbStore::open(directory.path()).unwrap();
        for index in 0..40 {
            put(&store, &format!("{index:03}"), &[index; 3_000]);
        }
        drop(store);
        let path = directory.path().join(FILE);
        let sound = fs::read(&path).unwrap();
        let mut damaged = 0;
        for place in (0..sound.len()).step_by(9_973) {
            let mut bytes = sound.clone();
            bytes[place] ^= 0x10;
            fs::write(&path, &bytes).unwrap();
            match RedbStore::open(directory.path()) {
                Ok(store) => {
                    let every = &mut |key: &[u8], value: &[u8]| {
                        let index: u8 = std::str::from_utf8(key).unwrap().parse().unwrap();
                        assert_eq!(value, [index; 3_000], "flip at {place}");
                        ControlFlow::Continue(())
                    };
                    store.prefix(b"", every).unwrap();
                }
                Err(StoreError::Damaged { .. }) => damaged += 1,
                Err(other) => panic!("{other}"),
            }
            assert!(path.exists());
        }
        assert!(damaged > 0);
    }
}
