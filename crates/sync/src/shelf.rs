//! The shelf: the files of one space as plain files, each named by what its bytes hash to.
//!
//! Invariant: what is put on the shelf is whole and durable before its hash is told, and what is
//! taken from it was hashed again. A file that is not what its name says is put aside as `….bad`,
//! never deleted, and counts as not here.

use std::{
    fs::{self, File},
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use data_encoding::HEXLOWER;
use etabli_model::{file::MOST_FILE_BYTES, id::FileHash};

use crate::store::{StoreError, sync_path};

/// What the names of files begin with that are being written.
const MAKING: &str = "making-";
/// What is added to the name of a damaged file.
const BAD: &str = "bad";

/// Returns what some bytes hash to.
pub fn hash_of(bytes: &[u8]) -> FileHash {
    FileHash(*blake3::hash(bytes).as_bytes())
}

/// A folder of files, `ab/cdef…`. It need not be there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelf {
    folder: PathBuf,
}

/// What a look at every file of a shelf found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// How many files are whole.
    pub whole: u64,
    /// How many bytes these have.
    pub bytes: u64,
    /// The files that are not what they should be.
    pub damaged: Vec<FileHash>,
}

impl Shelf {
    /// Names a shelf by its folder; nothing is touched.
    pub const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Returns where a file lies, if it is here.
    pub fn path(&self, hash: &FileHash) -> PathBuf {
        let name = hash.to_string();
        let (shelf, rest) = name.split_at_checked(2).unwrap_or(("", &name));
        self.folder.join(shelf).join(rest)
    }

    /// Returns whether a file is here, without reading it.
    pub fn holds(&self, hash: &FileHash) -> bool {
        fs::metadata(self.path(hash)).is_ok_and(|found| found.is_file())
    }

    /// Puts a file on the shelf; it is durable when this returns.
    pub fn put(&self, bytes: &[u8]) -> Result<FileHash, StoreError> {
        let hash = hash_of(bytes);
        let path = self.path(&hash);
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(hash);
        }
        let write = |aside: &Path| {
            let mut file = File::create(aside)?;
            file.write_all(bytes)?;
            file.sync_all()
        };
        self.bring(&path, write)?;
        Ok(hash)
    }

    /// Takes a file; `None` when it is not here, or not what it should be.
    pub fn get(&self, hash: &FileHash) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.path(hash);
        match read(&path) {
            Ok(bytes) if hash_of(&bytes) == *hash => Ok(Some(bytes)),
            Ok(_) => {
                tracing::error!(path = %path.display(), "a file is damaged and is put aside");
                let aside = path.with_extension(BAD);
                if let Err(error) = fs::rename(&path, aside) {
                    tracing::warn!(%error, "a damaged file stays where it is");
                }
                Ok(None)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::io("read a file", &error)),
        }
    }

    /// Takes a file over from another shelf, without copying it where both are on one disk: files
    /// never change, so two names for one are as good as two. Returns whether it was there and whole.
    pub fn take_over(&self, from: &Self, hash: &FileHash) -> Result<bool, StoreError> {
        if self.holds(hash) {
            return Ok(true);
        }
        let source = from.path(hash);
        if !read(&source).is_ok_and(|bytes| hash_of(&bytes) == *hash) {
            return Ok(false);
        }
        self.bring(&self.path(hash), |aside| {
            if fs::hard_link(&source, aside).is_ok() {
                return Ok(());
            }
            fs::copy(&source, aside)?;
            File::open(aside)?.sync_all()
        })?;
        Ok(true)
    }

    /// Reads every file and compares it with its name; nothing is moved.
    pub fn check(&self) -> Result<Checked, StoreError> {
        let mut checked = Checked::default();
        for hash in self.list()? {
            match read(&self.path(&hash)) {
                Ok(bytes) if hash_of(&bytes) == hash => {
                    checked.whole += 1;
                    checked.bytes += bytes.len() as u64;
                }
                Ok(_) | Err(_) => checked.damaged.push(hash),
            }
        }
        Ok(checked)
    }

    /// Returns the files that are here, by their names alone, in order.
    pub fn list(&self) -> Result<Vec<FileHash>, StoreError> {
        let mut found = Vec::new();
        for shelf in entries(&self.folder)? {
            let first = name_of(&shelf);
            if first.len() == 2 {
                let rest = entries(&shelf)?;
                let names = rest.iter().map(|path| format!("{first}{}", name_of(path)));
                found.extend(names.filter_map(|name| exact(&name)));
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    /// Clears what a crash left half written.
    pub fn clear_unfinished(&self) -> Result<(), StoreError> {
        for path in entries(&self.folder)? {
            if name_of(&path).starts_with(MAKING) {
                fs::remove_file(&path).map_err(|error| failed(&error))?;
            }
        }
        Ok(())
    }

    /// Lets `write` write a file aside, and gives it its name when it is whole on disk.
    fn bring(
        &self,
        path: &Path,
        write: impl FnOnce(&Path) -> io::Result<()>,
    ) -> Result<(), StoreError> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let aside = self.folder.join(format!("{MAKING}{}-{number}", std::process::id()));
        let parent = path.parent().unwrap_or(&self.folder);
        let brought = || {
            if !parent.is_dir() {
                fs::create_dir_all(parent)?;
                sync_path(&self.folder)?;
                self.folder.parent().map_or(Ok(()), sync_path)?;
            }
            write(&aside)?;
            fs::rename(&aside, path)?;
            sync_path(parent)
        };
        brought().map_err(|error| {
            // On a full disk, what was written in part takes the room of what matters.
            fs::remove_file(&aside).ok();
            failed(&error)
        })
    }
}

/// Reads a file, at most one byte more than a file may have.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST_FILE_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, StoreError> {
    match fs::read_dir(folder) {
        Ok(read) => Ok(read.flatten().map(|entry| entry.path()).collect()),
        // Where there is no folder there are no files.
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(Vec::new())
        }
        Err(error) => Err(failed(&error)),
    }
}

fn name_of(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// Reads a hash in the one form that is written here.
fn exact(name: &str) -> Option<FileHash> {
    let bytes = HEXLOWER.decode(name.as_bytes()).ok()?;
    bytes.try_into().ok().map(FileHash)
}

fn failed(error: &io::Error) -> StoreError {
    StoreError::io("keep a file", error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf() -> (tempfile::TempDir, Shelf) {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::new(folder.path().join("files"));
        (folder, shelf)
    }

    #[test]
    fn a_file_is_named_by_its_bytes_and_there_once() {
        let (folder, shelf) = shelf();
        let hash = shelf.put(b"a drill").unwrap();
        assert_eq!(hash, hash_of(b"a drill"));
        assert_eq!(shelf.put(b"a drill"), Ok(hash));
        assert!(shelf.holds(&hash));
        assert_eq!(shelf.get(&hash), Ok(Some(b"a drill".to_vec())));
        assert_eq!(shelf.list(), Ok(vec![hash]));
        let name = hash.to_string();
        let path = folder.path().join("files").join(&name[..2]).join(&name[2..]);
        assert_eq!(fs::read(path).unwrap(), b"a drill");
    }

    #[test]
    fn what_is_not_here_is_not_here() {
        let (_folder, shelf) = shelf();
        let hash = hash_of(b"elsewhere");
        assert!(!shelf.holds(&hash));
        assert_eq!(shelf.get(&hash), Ok(None));
        assert_eq!(shelf.list(), Ok(Vec::new()));
        assert_eq!(shelf.check(), Ok(Checked::default()));
        assert_eq!(shelf.clear_unfinished(), Ok(()));
    }

    #[test]
    fn a_damaged_file_is_told_put_aside_and_can_be_brought_again() {
        let (_folder, shelf) = shelf();
        let (one, other) = (shelf.put(b"one").unwrap(), shelf.put(b"other").unwrap());
        fs::write(shelf.path(&one), b"oNe").unwrap();
        let checked = Checked { whole: 1, bytes: 5, damaged: vec![one] };
        assert_eq!(shelf.check(), Ok(checked));
        assert_eq!(shelf.get(&one), Ok(None));
        assert!(shelf.path(&one).with_extension(BAD).exists());
        assert_eq!(shelf.list(), Ok(vec![other]));
        assert_eq!(shelf.put(b"one"), Ok(one));
        assert_eq!(shelf.get(&one), Ok(Some(b"one".to_vec())));
    }

    #[test]
    fn putting_again_repairs_a_file_that_was_cut_short() {
        let (_folder, shelf) = shelf();
        let hash = shelf.put(b"a long story").unwrap();
        fs::write(shelf.path(&hash), b"a long").unwrap();
        assert_eq!(shelf.put(b"a long story"), Ok(hash));
        assert_eq!(shelf.get(&hash), Ok(Some(b"a long story".to_vec())));
    }

    #[test]
    fn what_a_crash_left_half_written_is_cleared_and_never_counts() {
        let (_folder, shelf) = shelf();
        let hash = shelf.put(b"whole").unwrap();
        let half = shelf.folder.join(format!("{MAKING}1-1"));
        fs::write(&half, b"ha").unwrap();
        assert_eq!(shelf.list(), Ok(vec![hash]));
        shelf.clear_unfinished().unwrap();
        assert!(!half.exists());
        assert!(shelf.holds(&hash));
    }

    #[test]
    fn a_file_is_taken_over_whole_or_not_at_all() {
        let (_folder, shelf) = shelf();
        let (_other_folder, other) = self::shelf();
        let (good, bad) = (shelf.put(b"good").unwrap(), shelf.put(b"bad").unwrap());
        fs::write(shelf.path(&bad), b"baD").unwrap();
        assert_eq!(other.take_over(&shelf, &good), Ok(true));
        assert_eq!(other.take_over(&shelf, &bad), Ok(false));
        assert_eq!(other.take_over(&shelf, &hash_of(b"none")), Ok(false));
        assert_eq!(other.list(), Ok(vec![good]));
        assert_eq!(other.get(&good), Ok(Some(b"good".to_vec())));
    }
}
