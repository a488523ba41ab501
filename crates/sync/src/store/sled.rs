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
    fmt, fs,
    io::{Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
    time::Duration,
};

use sled::{Config, Db, IVec};

use super::{
    Batch, Store, StoreError, Visit, catch, check_keys, check_room,
    piece::{LABEL, Piece},
    poison::Poison,
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
const ROOM_TO_OPEN: u64 = 2 << 20;

/// The name of sled's log in the store's directory.
pub(super) const FILE: &str = "db";
/// sled writes its log in segments of this size; each begins with a sum and its place in the log.
const SEGMENT: usize = 512 << 10;
/// The most of the log's end that is read before sled cuts it.
const LONGEST_TAIL: usize = 128 << 20;

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
    poison: Poison,
}

impl fmt::Debug for SledStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SledStore")
            .field("directory", &self.directory)
            .field("poison", &self.poison)
            .finish_non_exhaustive()
    }
}

impl SledStore {
    /// Opens the store in a directory, making it if there is none; waits at most 2 s for its lock.
    ///
    /// Blocks. Deletes nothing, whatever it finds.
    pub fn open(directory: &Path) -> Result<Self, StoreError> {
        let fresh = !directory.join(FILE).exists();
        clear_unfinished(directory);
        // sled writes when it opens, and does not go back from a write that fails.
        check_room(directory, ROOM_TO_OPEN, 0)?;
        let db = open_patiently(directory)?;
        #[cfg(target_os = "linux")]
        let log = File::options()
            .read(true)
            .write(true)
            .open(directory.join(FILE))
            .map_err(|error| StoreError::io("open the log of the store", &error))?;
        let store = Self {
            db,
            directory: directory.to_owned(),
            #[cfg(target_os = "linux")]
            log,
            writing: Mutex::new(()),
            poison: Poison::default(),
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

    /// Calls sled so that neither its errors nor its panics get out as they are.
    fn guarded<T>(
        &self,
        doing: &'static str,
        call: impl FnOnce() -> sled::Result<T>,
    ) -> Result<T, StoreError> {
        match catch(call) {
            Ok(outcome) => outcome.map_err(|error| typed(&self.directory, doing, error)),
            Err(panic) => Err(self.damaged(format!("could not {doing}: {panic}"))),
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
        self.poison.check()?;
        let tree_key = tree_key(key);
        let head = self.head(&tree_key)?;
        self.whole(&tree_key, head)
    }

    fn prefix(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.poison.check()?;
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
        self.poison.check()?;
        check_room(&self.directory, ROOM_LEFT, batch.weight())?;
        let plan = self.plan(batch)?;
        self.poison.or_poison(&self.directory, self.guarded("write", || self.db.apply_batch(plan)))
    }

    fn sync(&self) -> Result<(), StoreError> {
        self.poison.check()?;
        self.poison
            .or_poison(&self.directory, self.guarded("flush", || self.db.flush()).map(drop))?;
        // There sled only hands its writes to the disk (sync_file_range); elsewhere it syncs them.
        #[cfg(target_os = "linux")]
        self.poison.or_poison(
            &self.directory,
            self.log.sync_all().map_err(|error| StoreError::io("sync", &error)),
        )?;
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

/// Clears a snapshot that a crash or a full disk left half written: sled 0.34.7 takes it for the
/// newest one and refuses to open. A whole one has another name, and is rebuilt from the log anyway.
fn clear_unfinished(directory: &Path) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with("snap.")
            && name.ends_with(".generating")
            && let Err(error) = fs::remove_file(entry.path())
        {
            tracing::warn!(%error, "a half-written snapshot of sled's stays");
        }
    }
}

fn open_patiently(directory: &Path) -> Result<Db, StoreError> {
    let config = Config::new()
        .path(directory)
        .cache_capacity(CACHE)
        .flush_every_ms(Some(BACKGROUND_FLUSH.as_millis() as u64));
    let mut attempts = LOCK_ATTEMPTS;
    loop {
        // sled asserts its way through recovery: bytes it does not expect may panic.
        let outcome = match catch(|| config.open()) {
            Ok(opened) => opened.map_err(|error| typed(directory, "open the store", error)),
            Err(detail) => Err(StoreError::Damaged { path: directory.to_owned(), detail }),
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

/// Returns the segments that sled reads anew when it opens, as they are now: from the first torn
/// message on it writes over the rest of that segment, whole entries included.
pub(super) fn tail(directory: &Path) -> Vec<Vec<u8>> {
    // A snapshot is named by how much of the log it covers.
    let covered = fs::read_dir(directory)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| i64::from_str_radix(name.strip_prefix("snap.")?, 16).ok())
        .max()
        .unwrap_or(0);
    let first = covered - covered % SEGMENT as i64;
    let Ok(mut file) = fs::File::open(directory.join(FILE)) else { return Vec::new() };
    let mut places: Vec<(i64, u64)> = Vec::new();
    let mut header = [0; 12];
    for start in (0..).step_by(SEGMENT) {
        let read = file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(&mut header));
        let Some(place) = header.last_chunk().filter(|_| read.is_ok()) else { break };
        let place = i64::from_le_bytes(*place) ^ i64::MAX;
        // A place that makes no sense may be a damaged one, so such a segment is kept too.
        if place >= first || place < 0 {
            places.push((place, start));
        }
    }
    places.sort_unstable_by(|one, other| other.cmp(one));
    places.truncate(LONGEST_TAIL / SEGMENT);
    let segment = |(_, start)| {
        let mut bytes = Vec::with_capacity(SEGMENT);
        file.seek(SeekFrom::Start(start)).ok()?;
        (&mut file).take(SEGMENT as u64).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    };
    places.into_iter().filter_map(segment).collect()
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
mod tests;
