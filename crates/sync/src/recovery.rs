//! Opening a replica whatever became of its disk: as it is; if it is damaged, from all that can be
//! read of it; if it lacks something that its mark says was there, with what still lies in its files.
//!
//! Nothing is deleted. A damaged store is put aside whole. Entries that were found and do not fit
//! yet, because something they name is missing, are kept as *stranded* beside the others and tried
//! again at each opening; what is missing comes from other devices by ordinary exchange.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    ops::ControlFlow,
    path::PathBuf,
    sync::Arc,
};

use ed25519_dalek::SigningKey;
use etabli_model::id::{DeviceId, EntryId, SpaceId};

use crate::{
    entry::Entry,
    mark::{Mark, MarkVerdict},
    replica::{Counted, ENTRY_PREFIX, Replica, ReplicaError},
    salvage::{Salvage, copy_all},
    store::{
        Batch, Store, StoreError, StorePlace,
        place::{Aside, ReplaceError, StoreKind},
    },
};

const STRANDED_PREFIX: u8 = b's';
/// Where it is noted that a search found nothing more.
const SEARCHED_KEY: &[u8] = b"r";

/// A replica that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The replica.
    pub replica: Replica,
    /// Its entries, judged, each after what it names.
    pub counted: Vec<Counted>,
    /// How it compares with its mark now.
    pub verdict: MarkVerdict,
    /// What had to be done to open it.
    pub rescue: Option<Rescue>,
}

/// What was done about a store that was damaged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescue {
    /// Where the damaged bytes are kept.
    pub kept: PathBuf,
    /// How many entries were read from them.
    pub entries: u64,
    /// How many of these wait for others that are missing.
    pub stranded: u64,
}

/// Opens the replica of a space at a place. `stamp` names what is put aside; `elsewhere` are
/// directories, such as that of backups, to search when something is missing.
pub fn open(
    place: &StorePlace,
    space: SpaceId,
    key: &SigningKey,
    mark: Option<&Mark>,
    stamp: &str,
    elsewhere: &[PathBuf],
) -> Result<Opened, ReplicaError> {
    place.settle().map_err(|error| StoreError::io("finish a swap of stores", &error))?;
    let tail = place.tail();
    let (mut opened, rescue) = match open_as_it_is(place, space, key) {
        Ok(opened) => (opened, None),
        Err(error) if is_damage(&error) => {
            tracing::error!(%error, place = %place.path().display(), "a store is damaged");
            let rescue = rebuild(place, space, key, mark, &tail, stamp)?;
            (open_as_it_is(place, space, key)?, Some(rescue))
        }
        Err(error) => return Err(error),
    };
    let device = DeviceId(key.verifying_key().to_bytes());
    let compare = |replica: &Replica| Mark::compare(mark, replica.graph(), &device);
    let behind = matches!(compare(&opened.0), MarkVerdict::Behind { .. });
    let rescue = match behind || rescue.as_ref().is_some_and(|rescue| rescue.stranded > 0) {
        true => take_back(place, &mut opened, mark, &tail, stamp, elsewhere, rescue)?,
        false => rescue,
    };
    let (replica, counted) = opened;
    let verdict = compare(&replica);
    Ok(Opened { replica, counted, verdict, rescue })
}

type Pair = (Replica, Vec<Counted>);

fn open_as_it_is(
    place: &StorePlace,
    space: SpaceId,
    key: &SigningKey,
) -> Result<Pair, ReplicaError> {
    let store = place.open()?;
    let mut counted = Vec::new();
    let replica = Replica::open(space, key.clone(), store, |entry| counted.push(entry))?;
    let mut opened = (replica, counted);
    let stranded = stranded(opened.0.store().as_ref())?;
    if !stranded.is_empty() {
        place_entries(&mut opened, stranded.into_values().collect())?;
    }
    Ok(opened)
}

/// Returns whether an error means that bytes on disk are not what they were.
fn is_damage(error: &ReplicaError) -> bool {
    matches!(error, ReplicaError::Damaged { .. } | ReplicaError::Store(StoreError::Damaged { .. }))
}

/// Makes a new store from all that can be read of a damaged one, which is put aside.
fn rebuild(
    place: &StorePlace,
    space: SpaceId,
    key: &SigningKey,
    mark: Option<&Mark>,
    tail: &[Vec<u8>],
    stamp: &str,
) -> Result<Rescue, ReplicaError> {
    let mut found = Salvage::search(place, space);
    for bytes in tail {
        found.search_bytes(bytes, space);
    }
    let others = std::mem::take(&mut found.others);
    let entries = found.into_entries(&DeviceId(key.verifying_key().to_bytes()), mark);
    let count = entries.len() as u64;
    let mut stranded = 0;
    let kind = place.kind().unwrap_or(StoreKind::Sled);
    let kept = place.replace(kind, Aside::Bad, stamp, |store| -> Result<(), Failure> {
        let mut batch = Batch::new();
        for (key, value) in others.into_iter().filter(|(key, _)| is_ours_to_keep(key)) {
            batch.put(key, value);
        }
        store.apply(batch).map_err(ReplicaError::from)?;
        let replica = Replica::open(space, key.clone(), store, |_| {})?;
        stranded = place_entries(&mut (replica, Vec::new()), entries)?;
        Ok(())
    });
    let kept = kept.map_err(|failure| failure.0)?;
    // The attempt to open it may have cut these off.
    if !tail.is_empty()
        && let Err(error) = keep(&kept.join("cut"), tail)
    {
        tracing::warn!(%error, "the tail of a damaged store was not kept beside it");
    }
    Ok(Rescue { kept, entries: count, stranded })
}

fn is_ours_to_keep(key: &[u8]) -> bool {
    key.first() != Some(&STRANDED_PREFIX) && key != SEARCHED_KEY
}

/// Takes back entries that were here and that still lie in the files, or did before the store
/// opened and cut its tail off, or that former stores and backups hold.
fn take_back(
    place: &StorePlace,
    opened: &mut Pair,
    mark: Option<&Mark>,
    tail: &[Vec<u8>],
    stamp: &str,
    elsewhere: &[PathBuf],
    rescue: Option<Rescue>,
) -> Result<Option<Rescue>, ReplicaError> {
    let space = opened.0.space();
    let device = opened.0.device();
    let kept = place.kept();
    let searched = search_mark(mark, opened.0.graph().len(), kept.iter().chain(elsewhere));
    if opened.0.store().get(SEARCHED_KEY)?.as_deref() == Some(searched.as_bytes()) {
        return Ok(rescue);
    }
    let mut found = Salvage::default();
    found.search_files(place.path(), space);
    for bytes in tail {
        found.search_bytes(bytes, space);
    }
    for directory in kept.iter().chain(elsewhere) {
        found.search_files(directory, space);
    }
    let waiting: BTreeSet<EntryId> =
        stranded(opened.0.store().as_ref())?.into_keys().map(|(_, id)| id).collect();
    found.without(|id| opened.0.graph().node(id).is_some() || waiting.contains(id));
    let mut entries = found.into_entries(&device, mark);
    if entries.is_empty() {
        let mut batch = Batch::new();
        batch.put(SEARCHED_KEY, searched.as_bytes().as_slice());
        opened.0.store().apply(batch)?;
        return Ok(rescue);
    }
    let kept = match &rescue {
        Some(rescue) => rescue.kept.clone(),
        None => {
            let kept = place.bad(stamp);
            // A store that cuts nothing off writes over it sooner or later.
            let kept_so = match tail {
                [] => copy_all(place.path(), &kept),
                tail => keep(&kept, tail),
            };
            kept_so.map_err(|error| StoreError::io("keep what is damaged", &error))?;
            kept
        }
    };
    let count = rescue.map_or(0, |rescue| rescue.entries) + entries.len() as u64;
    // What waited may fit now, after what it names.
    entries.extend(stranded(opened.0.store().as_ref())?.into_values());
    entries.sort_by_cached_key(|entry| (entry.header.lamport, entry.header.id()));
    let stranded = place_entries(opened, entries)?;
    Ok(Some(Rescue { kept, entries: count, stranded }))
}

/// Returns what a search depends on: the same again finds the same again.
fn search_mark<'a>(
    mark: Option<&Mark>,
    stored: usize,
    places: impl Iterator<Item = &'a PathBuf>,
) -> blake3::Hash {
    let mut names: Vec<PathBuf> = Vec::new();
    for place in places {
        names.push(place.clone());
        let inside = fs::read_dir(place).into_iter().flatten().flatten();
        names.extend(inside.map(|entry| entry.path()));
    }
    names.sort_unstable();
    blake3::hash(format!("{mark:?} {stored} {names:?}").as_bytes())
}

/// Keeps bytes that a store cut off.
fn keep(directory: &std::path::Path, tail: &[Vec<u8>]) -> io::Result<()> {
    fs::create_dir(directory)?;
    for (number, bytes) in tail.iter().enumerate() {
        let path = directory.join(format!("tail-{number}"));
        fs::write(&path, bytes)?;
        fs::File::open(&path)?.sync_all()?;
    }
    Ok(())
}

/// Stores entries that fit, and keeps the others as stranded; returns how many these are.
fn place_entries(opened: &mut Pair, entries: Vec<Entry>) -> Result<u64, ReplicaError> {
    let (replica, counted) = opened;
    let received = replica.receive(&entries)?;
    counted.extend(received.counted);
    let mut batch = Batch::new();
    let mut left = 0;
    for entry in &entries {
        let id = entry.header.id();
        let key = [&[STRANDED_PREFIX][..], &id.0].concat();
        match replica.graph().node(&id) {
            Some(_) => batch.remove(key),
            None => {
                left += 1;
                if replica.store().get(&key)?.is_none() {
                    batch.put(key, entry.encode());
                }
            }
        }
    }
    if !batch.is_empty() {
        let store = replica.store();
        store.apply(batch).and_then(|()| store.sync())?;
    }
    Ok(left)
}

/// Reads the stranded entries in canonical order.
fn stranded(store: &dyn Store) -> Result<BTreeMap<(u64, EntryId), Entry>, StoreError> {
    let mut entries = BTreeMap::new();
    store.prefix(&[STRANDED_PREFIX], &mut |_, value| {
        if let Ok(entry) = Entry::decode(value) {
            entries.insert((entry.header.lamport, entry.header.id()), entry);
        }
        ControlFlow::Continue(())
    })?;
    Ok(entries)
}

/// Reads everything signed that a store holds, stranded entries included, in canonical order.
pub fn all_entries(store: &dyn Store) -> Result<Vec<Entry>, StoreError> {
    let mut entries = stranded(store)?;
    store.prefix(&[ENTRY_PREFIX], &mut |_, value| {
        if let Ok(entry) = Entry::decode(value) {
            entries.insert((entry.header.lamport, entry.header.id()), entry);
        }
        ControlFlow::Continue(())
    })?;
    Ok(entries.into_values().collect())
}

/// Returns how many entries wait for others that are missing.
pub fn count_stranded(store: &Arc<dyn Store>) -> Result<u64, StoreError> {
    let mut count = 0;
    store.prefix(&[STRANDED_PREFIX], &mut |_, _| {
        count += 1;
        ControlFlow::Continue(())
    })?;
    Ok(count)
}

/// A failure while a store is rebuilt, from either side.
struct Failure(ReplicaError);

impl From<ReplicaError> for Failure {
    fn from(error: ReplicaError) -> Self {
        Self(error)
    }
}

impl From<ReplaceError> for Failure {
    fn from(error: ReplaceError) -> Self {
        Self(match error {
            ReplaceError::Store(error) => error.into(),
            // A rebuilding neither compares nor converts.
            ReplaceError::SameKind | ReplaceError::Different => ReplicaError::Broken,
        })
    }
}

#[cfg(test)]
mod tests;
