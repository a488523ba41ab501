//! What can be read from a store that does not open: every signed entry that lies whole in its
//! files, wherever, and what the store itself still gives when a copy of it is repaired.
//!
//! Reads only, and trusts nothing but signatures: which file, which place and which order does not
//! matter. The directory is never opened by the store itself, since that may write to it.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    fs::{self, File},
    io::{Read as _, Seek as _, SeekFrom},
    ops::ControlFlow,
    path::Path,
};

use etabli_model::{
    body::Body,
    id::{DeviceId, EntryId, SpaceId},
};

use crate::{
    entry::{Entry, Header, LogKey},
    mark::Mark,
    replica::ENTRY_PREFIX,
    store::{
        Store as _, StorePlace,
        piece::Piece,
        place::{StoreKind, clear},
    },
};

/// How much of a file is passed over when it cannot be read.
const BLOCK: usize = 4 << 10;
/// The longest file that is searched.
const LONGEST_FILE: u64 = 4 << 30;

/// What was found.
#[derive(Debug, Default)]
pub struct Salvage {
    entries: HashMap<EntryId, Entry>,
    /// Those that the repaired copy gave, which were surely stored.
    stored: HashSet<EntryId>,
    /// What else the copy gave.
    pub(crate) others: Vec<(Vec<u8>, Vec<u8>)>,
}

impl Salvage {
    /// Searches the files of a store, and a repaired copy of it.
    pub fn search(place: &StorePlace, space: SpaceId) -> Self {
        let mut found = Self::default();
        found.search_files(place.path(), space);
        if let Some(kind) = place.kind() {
            found.search_copy(place, kind, space);
        }
        found
    }

    /// Searches all files below a directory.
    pub fn search_files(&mut self, directory: &Path, space: SpaceId) {
        for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.metadata() {
                Ok(file) if file.is_dir() => self.search_files(&path, space),
                Ok(file) if file.is_file() && file.len() <= LONGEST_FILE => {
                    self.search_bytes(&read_what_can_be(&path), space);
                }
                Ok(_) | Err(_) => {}
            }
        }
    }

    /// Searches bytes for signed entries of a space, whole or in labelled pieces.
    pub fn search_bytes(&mut self, bytes: &[u8], space: SpaceId) {
        let mut pieces: BTreeMap<(u64, u32), &[u8]> = BTreeMap::new();
        for at in 0..bytes.len() {
            let rest = bytes.get(at..).unwrap_or_default();
            if may_begin_entry(rest, &space) {
                if let Some(entry) = read_entry(rest).filter(|e| e.header.space_id() == space) {
                    self.take(entry);
                }
            } else if let Some(piece) = Piece::read(rest) {
                pieces.insert((piece.run, piece.index), piece.bytes);
            }
        }
        let starts: Vec<u64> =
            pieces.keys().filter(|(_, index)| *index == 0).map(|(run, _)| *run).collect();
        for run in starts {
            let parts = (0..).map_while(|index| pieces.get(&(run, index)).copied());
            let value: Vec<u8> = parts.flatten().copied().collect();
            if let Some(entry) = read_entry(&value).filter(|e| e.header.space_id() == space) {
                self.take(entry);
            }
        }
    }

    /// Lets a copy of the store recover as it can, and reads what it then gives.
    fn search_copy(&mut self, place: &StorePlace, kind: StoreKind, space: SpaceId) {
        let copy = place.beside("copy");
        // As it is; then without what only speeds the opening up, in case that is what is damaged.
        for attempt in [Attempt::AsItIs, Attempt::WithoutSnapshots] {
            let read = clear(&copy)
                .and_then(|()| copy_files(place.path(), &copy, attempt))
                .map(|()| self.read_store(&copy, kind, space));
            match read {
                Ok(Read::All) => break,
                Ok(Read::Part) => {}
                Err(error) => tracing::warn!(%error, "a damaged store was not copied"),
            }
        }
        if let Err(error) = clear(&copy) {
            tracing::warn!(%error, "the copy of a damaged store was not removed");
        }
    }

    fn read_store(&mut self, directory: &Path, kind: StoreKind, space: SpaceId) -> Read {
        let store = match kind.open(directory) {
            Ok(store) => store,
            Err(error) => {
                tracing::info!(%error, "the copy of a damaged store does not open");
                return Read::Part;
            }
        };
        let mut others = Vec::new();
        let read = store.prefix(b"", &mut |key, value| {
            if key.first() != Some(&ENTRY_PREFIX) {
                others.push((key.to_vec(), value.to_vec()));
            } else if let Some(entry) = read_entry(value)
                && entry.header.space_id() == space
            {
                self.stored.insert(entry.header.id());
                self.take(entry);
            }
            ControlFlow::Continue(())
        });
        if others.len() > self.others.len() {
            self.others = others;
        }
        match read {
            Ok(()) => Read::All,
            Err(error) => {
                tracing::info!(%error, "the copy of a damaged store breaks off");
                Read::Part
            }
        }
    }

    fn take(&mut self, entry: Entry) {
        self.entries.entry(entry.header.id()).or_insert(entry);
    }

    /// Leaves out entries that are known already.
    pub fn without(&mut self, known: impl Fn(&EntryId) -> bool) {
        self.entries.retain(|id, _| !known(id));
    }

    /// Returns what was found in canonical order, without what the device began and never
    /// acknowledged: of its own entries beyond the mark, a command counts only when it is whole,
    /// and of two for one place the one that the log went on from.
    pub fn into_entries(self, device: &DeviceId, mark: Option<&Mark>) -> Vec<Entry> {
        let Self { mut entries, stored, .. } = self;
        let kept = own_chains(&entries, &stored, device, mark);
        let whole = whole_commands(&entries, &kept);
        entries.retain(|id, entry| {
            let header = &entry.header;
            if header.log.device != *device {
                return true;
            }
            let acknowledged =
                mark.and_then(|mark| mark.height(header.log.log)).map_or(0, |known| known.height);
            kept.contains(id)
                && (stored.contains(id) || header.seq < acknowledged || whole.contains(id))
        });
        let mut entries: Vec<(u64, EntryId, Entry)> =
            entries.into_iter().map(|(id, entry)| (entry.header.lamport, id, entry)).collect();
        entries.sort_by_key(|(lamport, id, _)| (*lamport, *id));
        entries.into_iter().map(|(_, _, entry)| entry).collect()
    }
}

enum Read {
    All,
    Part,
}

#[derive(Clone, Copy)]
enum Attempt {
    AsItIs,
    WithoutSnapshots,
}

/// Returns the own entries that lie on one chain per log.
fn own_chains(
    entries: &HashMap<EntryId, Entry>,
    stored: &HashSet<EntryId>,
    device: &DeviceId,
    mark: Option<&Mark>,
) -> HashSet<EntryId> {
    let mut logs: BTreeMap<LogKey, BTreeMap<u64, Vec<EntryId>>> = BTreeMap::new();
    for (id, entry) in entries.iter().filter(|(_, entry)| entry.header.log.device == *device) {
        let places = logs.entry(entry.header.log).or_default();
        places.entry(entry.header.seq).or_default().push(*id);
    }
    let mut kept = HashSet::new();
    for (log, places) in logs {
        let head = mark.and_then(|mark| mark.height(log.log)).map(|known| known.head);
        let mut before: Option<EntryId> = None;
        for candidates in places.into_values().rev() {
            let best = candidates.into_iter().min_by_key(|id| {
                (before != Some(*id), head != Some(*id), !stored.contains(id), *id)
            });
            let Some(best) = best else { continue };
            kept.insert(best);
            before = entries.get(&best).map(|entry| entry.header.prev);
        }
    }
    kept
}

/// Returns the entries among `kept` whose command has all its entries there.
fn whole_commands(entries: &HashMap<EntryId, Entry>, kept: &HashSet<EntryId>) -> HashSet<EntryId> {
    let mut commands: BTreeMap<_, Vec<(u16, bool, EntryId)>> = BTreeMap::new();
    for id in kept {
        let Some(entry) = entries.get(id) else { continue };
        let Ok(body) = Body::decode(&entry.body) else { continue };
        commands.entry(body.command).or_default().push((body.part, body.last, *id));
    }
    let mut whole = HashSet::new();
    for mut parts in commands.into_values() {
        parts.sort_unstable();
        let last = parts.iter().rev().find(|(_, last, _)| *last).map(|(part, _, _)| *part);
        let all = last.is_some_and(|last| {
            (0..=last).all(|wanted| parts.iter().any(|(part, _, _)| *part == wanted))
        });
        if all {
            whole.extend(parts.into_iter().map(|(_, _, id)| id));
        }
    }
    whole
}

/// Returns whether an entry of the space may begin where `bytes` do: cheap, and seldom wrong.
fn may_begin_entry(bytes: &[u8], space: &SpaceId) -> bool {
    match bytes {
        [1, 0 | 1, rest @ ..] => rest.starts_with(&space.0) || rest.starts_with(&[0; 32]),
        _ => false,
    }
}

/// Reads the signed entry that `bytes` begin with.
fn read_entry(bytes: &[u8]) -> Option<Entry> {
    let mut rest = bytes;
    let header = Header::decode(&mut rest).ok()?;
    let (signature, rest) = rest.split_first_chunk::<64>()?;
    let body = rest.get(..header.body_len as usize)?.to_vec();
    let entry = Entry { header, signature: *signature, body };
    entry.verify().ok().map(|()| entry)
}

/// Reads a file, with zeros where the disk gives nothing.
fn read_what_can_be(path: &Path) -> Vec<u8> {
    if let Ok(bytes) = fs::read(path) {
        return bytes;
    }
    let Ok(mut file) = File::open(path) else { return Vec::new() };
    let length = file.metadata().map_or(0, |file| file.len().min(LONGEST_FILE));
    let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
    for (start, block) in (0_u64..).step_by(BLOCK).zip(bytes.chunks_mut(BLOCK)) {
        let read = file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(block));
        if let Err(error) = read {
            tracing::warn!(%error, start, path = %path.display(), "a block cannot be read");
        }
    }
    bytes
}

/// Copies all files of a directory into a new one.
pub(crate) fn copy_all(from: &Path, to: &Path) -> std::io::Result<()> {
    copy_files(from, to, Attempt::AsItIs)
}

fn copy_files(from: &Path, to: &Path, attempt: Attempt) -> std::io::Result<()> {
    fs::create_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        let snapshot = name.to_string_lossy().starts_with("snap.");
        match attempt {
            Attempt::WithoutSnapshots if snapshot => continue,
            Attempt::AsItIs | Attempt::WithoutSnapshots => {}
        }
        if entry.file_type()?.is_dir() {
            copy_files(&entry.path(), &to.join(name), attempt)?;
        } else {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}
