//! A local cache of documents, so that opening does not replay every change ever made.
//!
//! Never an authority and never sent: it says which heights it covers, and counts only when the
//! stored entries reach at least there with the same heads. Two generations are kept; when anything
//! is wrong with the first, the second counts, and without either the entries are replayed.

use std::{
    collections::{BTreeMap, HashMap},
    fs::{self, File},
    io::{self, Write as _},
    path::Path,
};

use etabli_model::{
    document::Document,
    id::{DeviceId, DocumentId, EntryId},
    membership::RULES,
};
use etabli_sync::{entry::LogKey, graph::Graph};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::directory::sync_directory;

const FORMAT: u16 = 1;
pub(crate) const FILE: &str = "snapshot";
const FORMER_FILE: &str = "snapshot.former";
pub(crate) const CONTEXT: &str = "etabli 2026 snapshot v1";
const LARGEST: u64 = 1 << 30;

#[derive(Serialize, Deserialize)]
struct Stored {
    format: u16,
    /// The rules by which what it holds was admitted.
    rules: u32,
    /// (device, log, height, head)
    heights: Vec<(DeviceId, u32, u64, EntryId)>,
    documents: Vec<(DocumentId, ByteBuf)>,
    origins: Vec<([u8; 32], EntryId)>,
}

/// How far each log went, and its last entry there.
type Heads = Vec<(LogKey, u64, EntryId)>;

/// Documents as they were at some heights.
#[derive(Debug, Default)]
pub(crate) struct Snapshot {
    /// How much of each log is in the documents.
    pub(crate) heights: BTreeMap<LogKey, u64>,
    /// The documents.
    pub(crate) documents: BTreeMap<DocumentId, Document>,
    /// Which entry brought each change.
    pub(crate) origins: HashMap<[u8; 32], EntryId>,
}

/// A snapshot and the heads it was taken at.
pub(crate) type Heard = (Snapshot, Heads);

impl Snapshot {
    /// Reads the newest snapshot of a space's folder, if it is whole.
    pub(crate) fn newest(folder: &Path) -> Option<Heard> {
        Self::read_file(&folder.join(FILE))
    }

    /// Returns the newest snapshot if it fits what is stored, else the former one if that does.
    pub(crate) fn fitting(newest: Option<Heard>, folder: &Path, graph: &Graph) -> Option<Self> {
        let fitting = |(snapshot, heads): Heard| Self::fits(&heads, graph).then_some(snapshot);
        newest
            .and_then(fitting)
            .or_else(|| Self::read_file(&folder.join(FORMER_FILE)).and_then(fitting))
    }

    /// Removes all snapshots of a space's folder.
    pub(crate) fn remove(folder: &Path) -> io::Result<()> {
        for file in [FILE, FORMER_FILE] {
            match fs::remove_file(folder.join(file)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                Ok(()) | Err(_) => {}
            }
        }
        sync_directory(folder)
    }

    fn read_file(path: &Path) -> Option<Heard> {
        if fs::metadata(path).ok()?.len() > LARGEST {
            return None;
        }
        Self::read(&fs::read(path).ok()?)
    }

    /// Reads the bytes of a snapshot.
    pub(crate) fn read(bytes: &[u8]) -> Option<Heard> {
        let (body, sum) = bytes.split_last_chunk::<32>()?;
        if blake3::derive_key(CONTEXT, body) != *sum {
            return None;
        }
        let stored: Stored = postcard::from_bytes(body).ok()?;
        if stored.format != FORMAT || stored.rules != RULES {
            return None;
        }
        let mut documents = BTreeMap::new();
        for (id, bytes) in stored.documents {
            documents.insert(id, Document::load(id, &bytes).ok()?);
        }
        let heads: Heads = stored
            .heights
            .into_iter()
            .map(|(device, log, height, head)| (LogKey { device, log }, height, head))
            .collect();
        let heights = heads.iter().map(|(log, height, _)| (*log, *height)).collect();
        Some((Self { heights, documents, origins: stored.origins.into_iter().collect() }, heads))
    }

    /// Returns whether the stored entries reach at least where the snapshot was taken.
    fn fits(heads: &[(LogKey, u64, EntryId)], graph: &Graph) -> bool {
        heads.iter().all(|(log, height, head)| {
            let last = usize::try_from(*height).ok().and_then(|height| height.checked_sub(1));
            last.and_then(|last| graph.log(log).get(last)) == Some(head)
        })
    }

    /// Writes a snapshot beside the one before, which becomes the second when it is whole on disk.
    pub(crate) fn write(
        folder: &Path,
        graph: &Graph,
        documents: &mut BTreeMap<DocumentId, Document>,
        origins: &HashMap<[u8; 32], EntryId>,
    ) -> io::Result<()> {
        let stored = Stored {
            format: FORMAT,
            rules: RULES,
            heights: graph
                .heights()
                .map(|(log, height)| (log.device, log.log, height.height, height.head))
                .collect(),
            documents: documents
                .iter_mut()
                .map(|(id, document)| (*id, ByteBuf::from(document.save())))
                .collect(),
            origins: origins.iter().map(|(change, entry)| (*change, *entry)).collect(),
        };
        let mut bytes = postcard::to_stdvec(&stored).unwrap_or_default();
        let sum = blake3::derive_key(CONTEXT, &bytes);
        bytes.extend_from_slice(&sum);
        let aside = folder.join("snapshot.new");
        let mut file = File::create(&aside)?;
        file.write_all(&bytes)?;
        file.sync_all()?;
        match fs::rename(folder.join(FILE), folder.join(FORMER_FILE)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        fs::rename(&aside, folder.join(FILE))?;
        sync_directory(folder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use etabli_model::{id::SpaceId, inventory::Edit, text::Name, time::Timestamp};

    fn write(folder: &Path, name: &str) {
        let mut document = Document::new(DocumentId::Catalogue);
        let name = Name::parse(name).unwrap();
        document.edit([1; 16], Timestamp(0), &[Edit::SetSpaceName(name)]).unwrap();
        let mut documents = BTreeMap::from([(DocumentId::Catalogue, document)]);
        let graph = Graph::new(SpaceId([0; 32]));
        let origins = HashMap::from([([2; 32], EntryId([3; 32]))]);
        Snapshot::write(folder, &graph, &mut documents, &origins).unwrap();
    }

    fn name(folder: &Path) -> Option<String> {
        let snapshot =
            Snapshot::fitting(Snapshot::newest(folder), folder, &Graph::new(SpaceId([0; 32])))?;
        assert_eq!(snapshot.origins, HashMap::from([([2; 32], EntryId([3; 32]))]));
        Some(snapshot.documents[&DocumentId::Catalogue].space_name().to_owned())
    }

    fn flip(path: &Path) {
        let mut bytes = fs::read(path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(path, bytes).unwrap();
    }

    #[test]
    fn a_damaged_one_makes_way_for_the_one_before() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(name(folder.path()), None);
        for written in ["First", "Second", "Third"] {
            write(folder.path(), written);
            assert_eq!(name(folder.path()).as_deref(), Some(written));
        }
        flip(&folder.path().join(FILE));
        assert_eq!(name(folder.path()).as_deref(), Some("Second"));
        flip(&folder.path().join(FORMER_FILE));
        assert_eq!(name(folder.path()), None);
    }

    #[test]
    fn the_one_before_counts_when_a_swap_broke_off() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "First");
        fs::rename(folder.path().join(FILE), folder.path().join(FORMER_FILE)).unwrap();
        assert_eq!(name(folder.path()).as_deref(), Some("First"));
    }

    #[test]
    fn does_not_count_beside_entries_that_end_earlier() {
        let log = LogKey { device: DeviceId([1; 32]), log: 1 };
        let graph = Graph::new(SpaceId([0; 32]));
        assert!(!Snapshot::fits(&[(log, 1, EntryId([1; 32]))], &graph));
        assert!(Snapshot::fits(&[], &graph));
    }
}
