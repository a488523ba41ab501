//! The store on disk: one sled tree. The only file that names sled.
//!
//! Layout: key `0 ‖ key` holds `0 ‖ value`, or `2 ‖ run ‖ length` for a value in pieces, which lie
//! labelled under `1 ‖ run ‖ index`; a run is used once, so a reader sees all of one value or that it
//! is gone. Stores of layout 1 hold `1 ‖ run ‖ length` and pieces without labels; these stay as they are.
//! Pieces are 5 KiB because sled moves a node over 128 KiB (16 to 20 entries) to a file of its own,
//! which it never syncs and whose loss it passes over in silence. The design's plain files for large
//! values would need their own order of writes; pieces are in the same batch as what refers to them.

#[cfg(target_os = "linux")]
use std::fs::File;
use std::{
    collections::BTreeMap,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use sled::{Config, Db, IVec};

use super::{
    Batch, Store, StoreError, Visit, check_keys, check_room, message,
    piece::{LABEL, Piece},
    sync_path,
};

/// sled's own default is 1 GiB.
const CACHE: u64 = 48 << 20;
/// How often sled writes what nobody synced; its thread also reclaims space, so it must run.
const BACKGROUND_FLUSH: Duration = Duration::from_secs(1);
/// The longest value, and labelled piece of a value, in one entry of the tree.
const PIECE: usize = 5 << 10;
/// sled releases its lock a little after the last handle is dropped.
const LOCK_ATTEMPTS: u32 = 40;
const LOCK_PAUSE: Duration = Duration::from_millis(50);
/// Refusing a batch while this much is left keeps sled, which cannot go back, from hitting the wall.
const ROOM_LEFT: u64 = 16 << 20;

const VALUES: u8 = 0;
const PIECES: u8 = 1;
const LAYOUT: [u8; 1] = [2];
const LAYOUT_VERSION: u8 = 2;
/// Layout 1 is read as it is; what is written to it makes it layout 2.
const READ_TOO: u8 = 1;

const INLINE: u8 = 0;
const BARE: u8 = 1;
const LABELLED: u8 = 2;

/// A store in a directory, held by one handle at a time.
///
/// A batch is atomic across a crash of the process: sled reserves a manifest in its log before a
/// batch and fills in the end of the batch after it, and recovery stops before a manifest whose end
/// lies beyond the last whole message (`BatchManifest` in sled's `pagecache/iterator.rs`). Across a
/// power cut the same holds for what `sync` covered; of a batch that was never synced and spans two
/// segments (512 KiB), a disk that reorders writes may keep a part. So nothing is to be acknowledged
/// or published before `sync`.
pub struct SledStore {
    db: Db,
    directory: PathBuf,
    /// Opened before the first write, so that the kernel reports every failed write-back to it.
    #[cfg(target_os = "linux")]
    log: File,
    /// One batch at a time: a batch looks up the pieces that it replaces.
    writing: Mutex<()>,
    poisoned: AtomicBool,
}

impl fmt::Debug for SledStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SledStore")
            .field("directory", &self.directory)
            .field("poisoned", &self.poisoned)
            .finish_non_exhaustive()
    }
}

impl SledStore {
    /// Opens the store in a directory, making it if there is none; waits at most 2 s for its lock.
    ///
    /// Blocks. Deletes nothing, whatever it finds.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        let fresh = !directory.join("db").exists();
        let db = open_patiently(directory)?;
        #[cfg(target_os = "linux")]
        let log = File::options()
            .read(true)
            .write(true)
            .open(directory.join("db"))
            .map_err(|error| StoreError::io("open the log of the store", &error))?;
        let store = Self {
            db,
            directory: directory.to_owned(),
            #[cfg(target_os = "linux")]
            log,
            writing: Mutex::new(()),
            poisoned: AtomicBool::new(false),
        };
        store.check_layout()?;
        if fresh {
            store.sync()?;
            sync_names(directory)?;
        }
        Ok(store)
    }

    /// Returns the directory it is in.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    fn check_layout(&self) -> Result<(), StoreError> {
        let version = self.guarded("read the layout", || self.db.get(LAYOUT))?;
        match version.as_deref() {
            Some([LAYOUT_VERSION]) => Ok(()),
            None | Some([READ_TOO]) => {
                self.guarded("write the layout", || self.db.insert(LAYOUT, &[LAYOUT_VERSION]))?;
                Ok(())
            }
            Some(other) => Err(self.damaged(format!("layout {other:?} is not known"))),
        }
    }

    fn damaged(&self, detail: impl Into<String>) -> StoreError {
        StoreError::Damaged { path: self.directory.clone(), detail: detail.into() }
    }

    fn check_sound(&self) -> Result<(), StoreError> {
        match self.poisoned.load(Ordering::Acquire) {
            true => Err(StoreError::Poisoned),
            false => Ok(()),
        }
    }

    /// Poisons the store if the outcome of a write is a failure.
    fn or_poison<T>(&self, outcome: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(error) = &outcome {
            tracing::error!(%error, directory = %self.directory.display(), "store poisoned");
            self.poisoned.store(true, Ordering::Release);
        }
        outcome
    }

    /// Calls sled so that neither its errors nor its panics get out as they are.
    fn guarded<T>(
        &self,
        doing: &'static str,
        call: impl FnOnce() -> sled::Result<T>,
    ) -> Result<T, StoreError> {
        match catch_unwind(AssertUnwindSafe(call)) {
            Ok(outcome) => outcome.map_err(|error| typed(&self.directory, doing, error)),
            Err(panic) => Err(self.damaged(format!("could not {doing}: {}", message(&*panic)))),
        }
    }

    fn head(&self, tree_key: &[u8]) -> Result<Option<IVec>, StoreError> {
        self.guarded("read", || self.db.get(tree_key))
    }

    fn parse(&self, head: &[u8]) -> Result<Head, StoreError> {
        Head::parse(head).ok_or_else(|| self.damaged("an entry has no known form"))
    }

    /// Returns the value a head stands for, or `None` if it was replaced meanwhile.
    fn resolve(&self, head: Head) -> Result<Option<Vec<u8>>, StoreError> {
        let split = match head {
            Head::Inline(value) => return Ok(Some(value)),
            Head::Split(split) => split,
        };
        let mut value = Vec::new();
        for index in 0..split.pieces() {
            match self.guarded("read", || self.db.get(split.piece_key(index)))? {
                Some(piece) => match split.form {
                    Form::Bare => value.extend_from_slice(&piece),
                    Form::Labelled => match Piece::read(&piece) {
                        Some(piece) => value.extend_from_slice(piece.bytes),
                        None => return Err(self.damaged("a piece of a value is not whole")),
                    },
                },
                None => return Ok(None),
            }
        }
        match value.len() == split.length as usize {
            true => Ok(Some(value)),
            false => Err(self.damaged("a value has lost a piece")),
        }
    }

    /// Returns the value under a key of the tree, starting from the head that was last seen.
    fn whole(&self, tree_key: &[u8], seen: Option<IVec>) -> Result<Option<Vec<u8>>, StoreError> {
        let mut seen = seen;
        while let Some(raw) = seen {
            if let Some(value) = self.resolve(self.parse(&raw)?)? {
                return Ok(Some(value));
            }
            // Pieces go with their head, so a head that is still there has really lost some.
            let now = self.head(tree_key)?;
            if now.as_ref() == Some(&raw) {
                return Err(self.damaged("a value has lost a piece"));
            }
            seen = now;
        }
        Ok(None)
    }

    /// Translates writes into the tree's terms, old pieces included.
    fn plan(&self, batch: Batch) -> Result<sled::Batch, StoreError> {
        // Only the last write of each key counts.
        let writes: BTreeMap<_, _> = batch.into_writes().into_iter().collect();
        let mut plan = sled::Batch::default();
        for (key, value) in writes {
            let tree_key = tree_key(&key);
            if let Some(old) = self.head(&tree_key)?
                && let Head::Split(split) = self.parse(&old)?
            {
                for index in 0..split.pieces() {
                    plan.remove(split.piece_key(index).as_slice());
                }
            }
            match value {
                None => plan.remove(tree_key),
                Some(value) if value.len() <= PIECE => {
                    let mut head = Vec::with_capacity(1 + value.len());
                    head.push(INLINE);
                    head.extend_from_slice(&value);
                    plan.insert(tree_key, head);
                }
                Some(value) => {
                    let length = u32::try_from(value.len()).map_err(|_| StoreError::Full)?;
                    let run = self.guarded("number a value", || self.db.generate_id())?;
                    let split = Split { form: Form::Labelled, run, length };
                    plan.insert(tree_key, split.head());
                    for (index, bytes) in (0_u32..).zip(value.chunks(split.form.room())) {
                        let piece = Piece { run, index, bytes };
                        plan.insert(split.piece_key(index).as_slice(), piece.labelled());
                    }
                }
            }
        }
        Ok(plan)
    }
}

impl Store for SledStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.check_sound()?;
        let tree_key = tree_key(key);
        let head = self.head(&tree_key)?;
        self.whole(&tree_key, head)
    }

    fn prefix(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.check_sound()?;
        let mut entries = self.db.scan_prefix(tree_key(prefix));
        while let Some((tree_key, head)) = self.guarded("read", || entries.next().transpose())? {
            let Some(value) = self.whole(&tree_key, Some(head))? else { continue };
            let Some((_, key)) = tree_key.split_first() else { continue };
            if visit(key, &value).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        check_keys(&batch)?;
        // Nothing that happens under the lock leaves it in a state that matters.
        let _writing = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        self.check_sound()?;
        check_room(&self.directory, ROOM_LEFT, batch.weight())?;
        let plan = self.plan(batch)?;
        self.or_poison(self.guarded("write", || self.db.apply_batch(plan)))
    }

    fn sync(&self) -> Result<(), StoreError> {
        self.check_sound()?;
        self.or_poison(self.guarded("flush", || self.db.flush()).map(drop))?;
        // There sled only hands its writes to the disk (sync_file_range); elsewhere it syncs them.
        #[cfg(target_os = "linux")]
        self.or_poison(self.log.sync_all().map_err(|error| StoreError::io("sync", &error)))?;
        Ok(())
    }

    fn size_on_disk(&self) -> Result<u64, StoreError> {
        self.guarded("measure", || self.db.size_on_disk())
    }
}

/// What the tree holds under the key of a value.
enum Head {
    Inline(Vec<u8>),
    Split(Split),
}

/// A value that lies in pieces.
#[derive(Clone, Copy)]
struct Split {
    form: Form,
    run: u64,
    length: u32,
}

/// How pieces are written.
#[derive(Clone, Copy)]
enum Form {
    Bare,
    Labelled,
}

impl Form {
    /// Returns how much of a value goes into one piece.
    const fn room(self) -> usize {
        match self {
            Self::Bare => PIECE,
            Self::Labelled => PIECE - LABEL,
        }
    }
}

impl Head {
    fn parse(bytes: &[u8]) -> Option<Self> {
        match bytes.split_first()? {
            (&INLINE, value) => Some(Self::Inline(value.to_vec())),
            (kind @ &(BARE | LABELLED), rest) => {
                let (run, length) = rest.split_first_chunk::<8>()?;
                Some(Self::Split(Split {
                    form: if *kind == BARE { Form::Bare } else { Form::Labelled },
                    run: u64::from_be_bytes(*run),
                    length: u32::from_be_bytes(length.try_into().ok()?),
                }))
            }
            _ => None,
        }
    }
}

impl Split {
    fn head(self) -> Vec<u8> {
        let kind = match self.form {
            Form::Bare => BARE,
            Form::Labelled => LABELLED,
        };
        [&[kind][..], &self.run.to_be_bytes(), &self.length.to_be_bytes()].concat()
    }

    fn pieces(self) -> u32 {
        self.length.div_ceil(self.form.room() as u32)
    }

    fn piece_key(self, index: u32) -> Vec<u8> {
        [&[PIECES][..], &self.run.to_be_bytes(), &index.to_be_bytes()].concat()
    }
}

fn tree_key(key: &[u8]) -> Vec<u8> {
    let mut tree_key = Vec::with_capacity(1 + key.len());
    tree_key.push(VALUES);
    tree_key.extend_from_slice(key);
    tree_key
}

fn open_patiently(directory: &Path) -> Result<Db, StoreError> {
    let config = Config::new()
        .path(directory)
        .cache_capacity(CACHE)
        .flush_every_ms(Some(BACKGROUND_FLUSH.as_millis() as u64));
    let mut attempts = LOCK_ATTEMPTS;
    loop {
        // sled asserts its way through recovery: bytes it does not expect may panic.
        let outcome = match catch_unwind(AssertUnwindSafe(|| config.open())) {
            Ok(opened) => opened.map_err(|error| typed(directory, "open the store", error)),
            Err(panic) => {
                Err(StoreError::Damaged { path: directory.to_owned(), detail: message(&*panic) })
            }
        };
        match outcome {
            Err(StoreError::Locked) if attempts > 0 => {
                attempts -= 1;
                thread::sleep(LOCK_PAUSE);
            }
            outcome => return outcome,
        }
    }
}

/// Gives an error of sled's its place among ours.
fn typed(directory: &Path, doing: &'static str, error: sled::Error) -> StoreError {
    use std::io::ErrorKind;

    let damaged = |detail| StoreError::Damaged { path: directory.to_owned(), detail };
    match error {
        sled::Error::Io(error) => match error.kind() {
            // sled gives a held lock no kind of its own.
            ErrorKind::Other if error.to_string().contains("could not acquire lock") => {
                StoreError::Locked
            }
            ErrorKind::Other | ErrorKind::UnexpectedEof | ErrorKind::InvalidData => {
                damaged(error.to_string())
            }
            _ => StoreError::io(doing, &error),
        },
        other => damaged(other.to_string()),
    }
}

/// Makes the names of a new store's files survive a power cut.
fn sync_names(directory: &Path) -> Result<(), StoreError> {
    sync_path(&directory.join("conf"))
        .and_then(|()| sync_path(directory))
        .and_then(|()| directory.parent().map_or(Ok(()), sync_path))
        .map_err(|error| StoreError::io("sync a new store", &error))
}

#[cfg(test)]
mod tests {
    use std::{fs, ops::ControlFlow};

    use super::*;

    fn put(store: &SledStore, key: String, value: Vec<u8>) {
        let mut batch = Batch::new();
        batch.put(key, value);
        store.apply(batch).unwrap();
    }

    fn blobs(directory: &Path) -> usize {
        fs::read_dir(directory.join("blobs")).unwrap().count()
    }

    #[test]
    fn keeps_everything_out_of_files_that_are_never_synced() {
        let directory = tempfile::tempdir().unwrap();
        let store = SledStore::open(directory.path()).unwrap();
        for round in 0..4_u8 {
            for index in 0..150_usize {
                let length = [PIECE, 3 * PIECE, 64 << 10, 100][(index + round as usize) % 4];
                put(&store, format!("{index:0>900}"), vec![round; length]);
            }
            let mut batch = Batch::new();
            for index in (0..150).step_by(3) {
                batch.remove(format!("{index:0>900}"));
            }
            store.apply(batch).unwrap();
            store.sync().unwrap();
            assert_eq!(blobs(directory.path()), 0);
        }
        put(&store, "large".to_owned(), vec![1; 16 << 20]);
        store.sync().unwrap();
        assert_eq!(blobs(directory.path()), 0);
        assert_eq!(store.get(b"large").unwrap().unwrap().len(), 16 << 20);
    }

    #[test]
    fn leaves_no_piece_behind() {
        let directory = tempfile::tempdir().unwrap();
        let store = SledStore::open(directory.path()).unwrap();
        for length in [200_000, 20_000, 7, 90_000] {
            put(&store, "key".to_owned(), vec![3; length]);
        }
        let mut batch = Batch::new();
        batch.remove("key");
        store.apply(batch).unwrap();
        let left: Vec<_> = store.db.iter().keys().collect::<Result<_, _>>().unwrap();
        assert_eq!(left, [IVec::from(&LAYOUT)]);
    }

    #[test]
    fn a_reader_never_sees_half_of_a_replacement() {
        let directory = tempfile::tempdir().unwrap();
        let store = SledStore::open(directory.path()).unwrap();
        put(&store, "key".to_owned(), vec![0; 40_000]);
        thread::scope(|scope| {
            scope.spawn(|| {
                for round in 1..100_u8 {
                    put(&store, "key".to_owned(), vec![round; 20_000 + 400 * round as usize]);
                }
            });
            for _ in 0..300 {
                let value = store.get(b"key").unwrap().unwrap();
                assert!(value.iter().all(|byte| *byte == value[0]));
            }
        });
    }

    #[test]
    fn a_store_of_the_first_layout_is_read_and_written() {
        let directory = tempfile::tempdir().unwrap();
        let store = SledStore::open(directory.path()).unwrap();
        let value: Vec<u8> = (0..12_000_u32).map(|at| (at / 7) as u8).collect();
        let split = Split { form: Form::Bare, run: 900, length: 12_000 };
        for (index, piece) in (0..).zip(value.chunks(PIECE)) {
            store.db.insert(split.piece_key(index), piece).unwrap();
        }
        store.db.insert(tree_key(b"old"), split.head()).unwrap();
        store.db.insert(LAYOUT, &[READ_TOO]).unwrap();
        drop(store);

        let store = SledStore::open(directory.path()).unwrap();
        assert_eq!(store.get(b"old").unwrap(), Some(value.clone()));
        put(&store, "old".to_owned(), value[1..].to_vec());
        assert_eq!(store.get(b"old").unwrap(), Some(value[1..].to_vec()));
        assert_eq!(store.db.get(split.piece_key(0)).unwrap(), None);
        assert_eq!(store.db.get(LAYOUT).unwrap().unwrap(), [LAYOUT_VERSION]);
    }

    #[test]
    fn a_second_handle_is_refused() {
        let directory = tempfile::tempdir().unwrap();
        let _store = SledStore::open(directory.path()).unwrap();
        assert_eq!(SledStore::open(directory.path()).unwrap_err(), StoreError::Locked);
    }

    #[test]
    fn a_failed_write_poisons_until_reopened() {
        let directory = tempfile::tempdir().unwrap();
        let store = SledStore::open(directory.path()).unwrap();
        put(&store, "key".to_owned(), b"value".to_vec());
        store.sync().unwrap();
        let failure: Result<(), _> = Err(StoreError::Full);
        assert_eq!(store.or_poison(failure), Err(StoreError::Full));
        assert_eq!(store.get(b"key"), Err(StoreError::Poisoned));
        assert_eq!(store.apply(Batch::new()), Err(StoreError::Poisoned));
        assert_eq!(store.sync(), Err(StoreError::Poisoned));
        drop(store);
        let store = SledStore::open(directory.path()).unwrap();
        assert_eq!(store.get(b"key").unwrap(), Some(b"value".to_vec()));
    }

    #[test]
    fn says_that_bytes_it_cannot_read_are_damaged_and_deletes_nothing() {
        let directory = tempfile::tempdir().unwrap();
        drop(SledStore::open(directory.path()).unwrap());
        fs::write(directory.path().join("conf"), b"segment_size: banana\n1234").unwrap();
        match SledStore::open(directory.path()).unwrap_err() {
            StoreError::Damaged { path, .. } => assert_eq!(path, directory.path()),
            other => panic!("{other}"),
        }
        assert!(directory.path().join("db").exists());
    }

    #[test]
    fn a_torn_tail_loses_whole_batches_only() {
        let directory = tempfile::tempdir().unwrap();
        let store = SledStore::open(directory.path()).unwrap();
        for index in 0..60_u32 {
            let mut batch = Batch::new();
            batch.put(format!("a/{index:03}"), vec![1; 3_000]);
            batch.put(format!("b/{index:03}"), vec![2; 12_000]);
            batch.put("count", index.to_string());
            store.apply(batch).unwrap();
            store.sync().unwrap();
        }
        let bytes = fs::read(directory.path().join("db")).unwrap();
        drop(store);

        let end = bytes.iter().rposition(|byte| *byte != 0).unwrap();
        for cut in (0..30).map(|step| end - step * 7_919) {
            let torn = tempfile::tempdir().unwrap();
            fs::create_dir(torn.path().join("blobs")).unwrap();
            fs::copy(directory.path().join("conf"), torn.path().join("conf")).unwrap();
            fs::write(torn.path().join("db"), &bytes[..cut]).unwrap();
            let store = SledStore::open(torn.path()).unwrap();
            let mut seen = [0_usize; 2];
            for (prefix, seen) in [&b"a/"[..], b"b/"].into_iter().zip(&mut seen) {
                store
                    .prefix(prefix, &mut |_, value| {
                        assert!(value.len() == 3_000 || value.len() == 12_000);
                        *seen += 1;
                        ControlFlow::Continue(())
                    })
                    .unwrap();
            }
            let count = store
                .get(b"count")
                .unwrap()
                .map_or(0, |count| String::from_utf8(count).unwrap().parse::<usize>().unwrap() + 1);
            assert_eq!(seen, [count, count], "cut at {cut} of {end}");
        }
    }
}
