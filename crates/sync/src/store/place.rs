//! The place of a store on disk: a directory, what kind of store lies in it, and the swaps that put
//! another in its stead.
//!
//! Beside `store` there may be, for a moment, `store.making` (being written) or `store.ready` (whole),
//! and for good `store.old-…` and `store.bad-…`, which nothing here ever deletes. At every instant of
//! a swap exactly one of `store` and `store.ready` is what counts, and [`StorePlace::open`] finds it.

use std::{
    fmt, fs, io,
    ops::ControlFlow,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use super::{Batch, RedbStore, SledStore, Store, StoreError, redb, sled, sync_path};

/// How much is copied in one batch.
const BATCH_BYTES: usize = 1 << 20;

/// The implementations that keep a store on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreKind {
    /// sled, the default.
    Sled,
    /// redb.
    Redb,
}

/// A name that is no kind of store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of store")]
pub struct ParseStoreKindError;

impl FromStr for StoreKind {
    type Err = ParseStoreKindError;

    fn from_str(text: &str) -> Result<Self, ParseStoreKindError> {
        match text {
            "sled" => Ok(Self::Sled),
            "redb" => Ok(Self::Redb),
            _ => Err(ParseStoreKindError),
        }
    }
}

impl fmt::Display for StoreKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sled => "sled",
            Self::Redb => "redb",
        })
    }
}

impl StoreKind {
    /// Opens a store of this kind in a directory, making it if there is none.
    pub fn open(self, directory: &Path) -> Result<Arc<dyn Store>, StoreError> {
        Ok(match self {
            Self::Sled => Arc::new(SledStore::open(directory)?),
            Self::Redb => Arc::new(RedbStore::open(directory)?),
        })
    }

    /// Returns the kind of the store in a directory, if there is one.
    pub fn of(directory: &Path) -> Option<Self> {
        match () {
            () if directory.join(redb::FILE).exists() => Some(Self::Redb),
            () if directory.join(sled::FILE).exists() => Some(Self::Sled),
            () => None,
        }
    }
}

/// Why a former store was put aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aside {
    /// It was replaced by one of another kind, and is whole.
    Old,
    /// It is damaged.
    Bad,
}

/// What a conversion did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The kind it was before.
    pub from: StoreKind,
    /// How many keys were copied and compared.
    pub keys: u64,
    /// Where the former store is now.
    pub aside: PathBuf,
}

/// What writing a store anew did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compacted {
    /// How many keys were copied and compared.
    pub keys: u64,
    /// How many bytes it took before.
    pub before: u64,
    /// How many bytes it takes now.
    pub after: u64,
}

/// Why a store could not be replaced; the one that was there still counts.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// One of the stores failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It is of that kind already.
    #[error("the store is of that kind already")]
    SameKind,
    /// What was written does not read back the same.
    #[error("the new store does not hold what the old one does")]
    Different,
}

/// The place of a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StorePlace {
    path: PathBuf,
}

impl StorePlace {
    /// Names a place by the path of its store; nothing is touched.
    pub fn new(path: PathBuf) -> Self {
        Self { path }
    }

    /// Returns the path of the store.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the kind of the store that is there.
    pub fn kind(&self) -> Option<StoreKind> {
        StoreKind::of(&self.path)
    }

    /// Opens the store that is there, of whichever kind, after finishing a swap that broke off.
    pub fn open(&self) -> Result<Arc<dyn Store>, StoreError> {
        self.settle().map_err(|error| StoreError::io("finish a swap of stores", &error))?;
        match self.kind() {
            Some(kind) => kind.open(&self.path),
            None => Err(StoreError::Damaged {
                path: self.path.clone(),
                detail: "there is no store".to_owned(),
            }),
        }
    }

    /// Returns what opening the store may cut off as torn, to be searched should it be missed.
    pub fn tail(&self) -> Vec<Vec<u8>> {
        match self.kind() {
            Some(StoreKind::Sled) => sled::tail(&self.path),
            Some(StoreKind::Redb) | None => Vec::new(),
        }
    }

    /// Finishes or undoes a swap that broke off.
    pub fn settle(&self) -> io::Result<()> {
        let (making, ready) = (self.beside("making"), self.beside("ready"));
        if self.path.exists() {
            // What lies ready is a copy of what is still in place, and maybe no longer a full one.
            clear(&ready)?;
        } else if ready.exists() {
            fs::rename(&ready, &self.path)?;
            self.sync_names()?;
        }
        clear(&making)
    }

    /// Copies everything into a store of another kind, compares, and puts it in place. The former
    /// one, which must be closed, is kept aside.
    pub fn convert(&self, to: StoreKind, stamp: &str) -> Result<Converted, ReplaceError> {
        let old = self.open()?;
        let from = self.kind().filter(|kind| *kind != to).ok_or(ReplaceError::SameKind)?;
        let (made, keys) = self.duplicate(old, to)?;
        Ok(Converted { from, keys, aside: self.put_in_place(made, Aside::Old, stamp)? })
    }

    /// Writes the store anew without what was removed from it since, compares, and puts it in
    /// place. The former one, which must be closed, is removed then.
    pub fn compact(&self, stamp: &str) -> Result<Compacted, ReplaceError> {
        let size = |path: &Path| {
            weigh(path).map_err(|error| StoreError::io("look at the size of a store", &error))
        };
        let before = size(&self.path)?;
        let old = self.open()?;
        let kind = self.kind().unwrap_or(StoreKind::Sled);
        let (made, keys) = self.duplicate(old, kind)?;
        let aside = self.put_in_place(made, Aside::Old, stamp)?;
        clear(&aside)
            .and_then(|()| self.sync_names())
            .map_err(|error| StoreError::io("remove a former store", &error))?;
        Ok(Compacted { keys, before, after: size(&self.path)? })
    }

    /// Copies everything of a store, which is closed then, into a new one, and compares.
    fn duplicate(&self, old: Arc<dyn Store>, to: StoreKind) -> Result<(Made, u64), ReplaceError> {
        let mut keys = 0;
        let made = self.make(to, |new| {
            copy(&*old, new)?;
            let (before, after) = (fingerprint(&*old)?, fingerprint(new)?);
            keys = before.0;
            if before == after { Ok(()) } else { Err(ReplaceError::Different) }
        })?;
        Ok((made, keys))
    }

    /// Writes a new store with `fill` and puts it in place. The former one, if any, must be closed
    /// and is kept aside; where, is returned.
    pub fn replace<E: From<ReplaceError>>(
        &self,
        kind: StoreKind,
        aside: Aside,
        stamp: &str,
        fill: impl FnOnce(Arc<dyn Store>) -> Result<(), E>,
    ) -> Result<PathBuf, E> {
        let store = |error| E::from(ReplaceError::Store(error));
        let making = self.begin().map_err(|e| store(StoreError::io("make a store", &e)))?;
        let new = kind.open(&making).map_err(store)?;
        fill(new.clone())?;
        let made = finish(new, making).map_err(store)?;
        self.put_in_place(made, aside, stamp).map_err(E::from)
    }

    fn make(
        &self,
        kind: StoreKind,
        fill: impl FnOnce(&dyn Store) -> Result<(), ReplaceError>,
    ) -> Result<Made, ReplaceError> {
        let making = self.begin().map_err(|error| StoreError::io("make a store", &error))?;
        let new = kind.open(&making)?;
        fill(&*new)?;
        Ok(finish(new, making)?)
    }

    fn begin(&self) -> io::Result<PathBuf> {
        let making = self.beside("making");
        clear(&making)?;
        fs::create_dir(&making)?;
        Ok(making)
    }

    fn put_in_place(&self, made: Made, aside: Aside, stamp: &str) -> Result<PathBuf, ReplaceError> {
        let ready = self.beside("ready");
        let aside = self.free_name(aside, stamp);
        let swap = || {
            fs::rename(&made.path, &ready)?;
            self.sync_names()?;
            if self.path.exists() {
                fs::rename(&self.path, &aside)?;
                self.sync_names()?;
            }
            fs::rename(&ready, &self.path)?;
            self.sync_names()
        };
        swap().map_err(|error| StoreError::io("swap stores", &error))?;
        Ok(aside)
    }

    fn free_name(&self, aside: Aside, stamp: &str) -> PathBuf {
        let word = match aside {
            Aside::Old => "old",
            Aside::Bad => "bad",
        };
        let first = self.beside(&format!("{word}-{stamp}"));
        let others = (2_u32..).map(|number| self.beside(&format!("{word}-{stamp}-{number}")));
        std::iter::once(first.clone()).chain(others).find(|path| !path.exists()).unwrap_or(first)
    }

    /// Returns the former stores that are kept beside the one in place.
    pub fn kept(&self) -> Vec<PathBuf> {
        let (old, bad) = (self.beside("old-"), self.beside("bad-"));
        let marks = [old, bad].map(|path| path.file_name().unwrap_or_default().to_owned());
        let former = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            marks.iter().any(|mark| name.starts_with(&*mark.to_string_lossy()))
        };
        let folder = self.path.parent().map(fs::read_dir).into_iter().flatten().flatten();
        let mut kept: Vec<PathBuf> =
            folder.flatten().map(|entry| entry.path()).filter(former).collect();
        kept.sort_unstable();
        kept
    }

    /// Returns a path beside the store that nothing has yet, for what is set aside as damaged.
    pub fn bad(&self, stamp: &str) -> PathBuf {
        self.free_name(Aside::Bad, stamp)
    }

    /// Returns the path of something beside the store.
    pub(crate) fn beside(&self, what: &str) -> PathBuf {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(".");
        name.push(what);
        self.path.with_file_name(name)
    }

    fn sync_names(&self) -> io::Result<()> {
        self.path.parent().map_or(Ok(()), sync_path)
    }
}

/// A store that is whole on disk and not in place yet.
struct Made {
    path: PathBuf,
}

/// Closes a store that was written, and waits until it is free to be moved.
fn finish(store: Arc<dyn Store>, path: PathBuf) -> Result<Made, StoreError> {
    store.sync()?;
    drop(store);
    for entry in fs::read_dir(&path).map_err(|error| StoreError::io("sync a store", &error))? {
        let synced = entry.and_then(|entry| sync_path(&entry.path()));
        synced.map_err(|error| StoreError::io("sync a store", &error))?;
    }
    sync_path(&path).map_err(|error| StoreError::io("sync a store", &error))?;
    Ok(Made { path })
}

/// Returns how many bytes the files of a folder have.
fn weigh(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.metadata()?;
        bytes += if kind.is_dir() { weigh(&entry.path())? } else { kind.len() };
    }
    Ok(bytes)
}

/// Removes a copy that is not in place.
pub(crate) fn clear(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => Ok(()),
    }
}

/// Copies every key and value.
fn copy(from: &dyn Store, to: &dyn Store) -> Result<(), StoreError> {
    let mut batch = Batch::new();
    let mut failed = None;
    from.prefix(b"", &mut |key, value| {
        batch.put(key, value);
        if batch.weight() >= BATCH_BYTES
            && let Err(error) = to.apply(std::mem::take(&mut batch))
        {
            failed = Some(error);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    })?;
    match failed {
        Some(error) => Err(error),
        None => to.apply(batch).and_then(|()| to.sync()),
    }
}

/// Returns how many keys a store has, and a hash of all keys and values.
fn fingerprint(store: &dyn Store) -> Result<(u64, blake3::Hash), StoreError> {
    let mut hasher = blake3::Hasher::new();
    let mut keys = 0;
    store.prefix(b"", &mut |key, value| {
        keys += 1;
        for part in [key, value] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        ControlFlow::Continue(())
    })?;
    Ok((keys, hasher.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(path: &Path, kind: StoreKind) -> StorePlace {
        let place = StorePlace::new(path.join("store"));
        let store = kind.open(place.path()).unwrap();
        for index in 0..120_u32 {
            let mut batch = Batch::new();
            batch.put(format!("k/{index:03}"), vec![index as u8; 97 * index as usize]);
            store.apply(batch).unwrap();
        }
        store.sync().unwrap();
        place
    }

    fn names(path: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn content(place: &StorePlace) -> (u64, blake3::Hash) {
        fingerprint(&*place.open().unwrap()).unwrap()
    }

    #[test]
    fn goes_to_another_kind_and_back_with_every_key() {
        let folder = tempfile::tempdir().unwrap();
        let place = filled(folder.path(), StoreKind::Sled);
        let before = content(&place);
        assert_eq!(before.0, 120);
        let there = place.convert(StoreKind::Redb, "1").unwrap();
        assert_eq!((there.from, there.keys), (StoreKind::Sled, 120));
        assert_eq!(place.kind(), Some(StoreKind::Redb));
        assert_eq!(content(&place), before);
        assert!(matches!(place.convert(StoreKind::Redb, "1"), Err(ReplaceError::SameKind)));
        place.convert(StoreKind::Sled, "1").unwrap();
        assert_eq!(content(&place), before);
        assert_eq!(names(folder.path()), ["store", "store.old-1", "store.old-1-2"]);
        let old = StorePlace::new(there.aside);
        assert_eq!(content(&old), before);
    }

    #[test]
    fn written_anew_it_has_every_key_and_none_of_what_was_removed() {
        for kind in [StoreKind::Sled, StoreKind::Redb] {
            let folder = tempfile::tempdir().unwrap();
            let place = filled(folder.path(), kind);
            let before = content(&place);
            let store = place.open().unwrap();
            for round in 200..240_u8 {
                let mut batch = Batch::new();
                batch.put("secret", vec![round; 60_000]);
                store.apply(batch).unwrap();
            }
            let mut batch = Batch::new();
            batch.remove("secret");
            store.apply(batch).unwrap();
            store.sync().unwrap();
            drop(store);
            let done = place.compact("1").unwrap();
            assert_eq!((done.keys, place.kind()), (120, Some(kind)));
            assert!(done.after < done.before, "{kind}: {done:?}");
            assert_eq!(content(&place), before);
            assert_eq!(names(folder.path()), ["store"]);
            let mut bytes = Vec::new();
            for entry in fs::read_dir(place.path()).unwrap().flatten() {
                bytes.extend(fs::read(entry.path()).unwrap_or_default());
            }
            assert!(!bytes.windows(64).any(|window| window == [239; 64]), "{kind} remembers");
        }
    }

    #[test]
    fn a_swap_that_broke_off_anywhere_leaves_a_whole_store() {
        let folder = tempfile::tempdir().unwrap();
        let place = filled(folder.path(), StoreKind::Sled);
        let before = content(&place);

        // While the new one is written.
        fs::create_dir(place.beside("making")).unwrap();
        fs::write(place.beside("making").join(redb::FILE), b"half").unwrap();
        assert_eq!(content(&place), before);
        assert_eq!(names(folder.path()), ["store"]);

        // When it is whole, and when the former one has left.
        for former in ["store", "store.old-1"] {
            let old = place.open().unwrap();
            let made = place.make(StoreKind::Redb, |new| Ok(copy(&*old, new)?)).unwrap();
            drop(old);
            fs::rename(made.path, place.beside("ready")).unwrap();
            if former != "store" {
                fs::rename(place.path(), folder.path().join(former)).unwrap();
            }
            assert_eq!(content(&place), before);
        }
        assert_eq!(place.kind(), Some(StoreKind::Redb));
        assert_eq!(names(folder.path()), ["store", "store.old-1"]);
    }

    #[test]
    fn a_place_without_a_store_is_damaged_and_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let place = StorePlace::new(folder.path().join("store"));
        assert!(matches!(place.open(), Err(StoreError::Damaged { .. })));
        assert!(names(folder.path()).is_empty());
    }
}
