//! A local cache of documents, so that opening does not replay every change ever made.
//!
//! Never an authority and never sent: it says which heights it covers, and counts only when the
//! stored entries reach at least there with the same heads. Anything wrong with it, and the
//! entries are replayed as if it were not there.

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

const FORMAT: u16 = 1;
pub(crate) const FILE: &str = "snapshot";
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

impl Snapshot {
    /// Reads the snapshot of a space's folder, if it is whole. [`Snapshot::fits`] must be asked
    /// before it is used.
    pub(crate) fn load(folder: &Path) -> Option<(Self, Vec<(LogKey, u64, EntryId)>)> {
        let path = folder.join(FILE);
        if fs::metadata(&path).ok()?.len() > LARGEST {
            return None;
        }
        Self::read(&fs::read(&path).ok()?)
    }

    /// Reads the bytes of a snapshot.
    pub(crate) fn read(bytes: &[u8]) -> Option<(Self, Vec<(LogKey, u64, EntryId)>)> {
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
        let heads: Vec<(LogKey, u64, EntryId)> = stored
            .heights
            .into_iter()
            .map(|(device, log, height, head)| (LogKey { device, log }, height, head))
            .collect();
        let heights = heads.iter().map(|(log, height, _)| (*log, *height)).collect();
        Some((Self { heights, documents, origins: stored.origins.into_iter().collect() }, heads))
    }

    /// Returns whether the stored entries reach at least where the snapshot was taken.
    pub(crate) fn fits(heads: &[(LogKey, u64, EntryId)], graph: &Graph) -> bool {
        heads.iter().all(|(log, height, head)| {
            let last = usize::try_from(*height).ok().and_then(|height| height.checked_sub(1));
            last.and_then(|last| graph.log(log).get(last)) == Some(head)
        })
    }

    /// Writes a snapshot, replacing the one before when the new one is whole on disk.
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
        fs::rename(&aside, folder.join(FILE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use etabli_model::{id::SpaceId, inventory::Edit, text::Name, time::Timestamp};

    #[test]
    fn reads_back_whole_and_not_when_a_bit_is_flipped() {
        let folder = tempfile::tempdir().unwrap();
        let mut document = Document::new(DocumentId::Catalogue);
        let name = Name::parse("Atelier").unwrap();
        document.edit([1; 16], Timestamp(0), &[Edit::SetSpaceName(name)]).unwrap();
        let mut documents = BTreeMap::from([(DocumentId::Catalogue, document)]);
        let graph = Graph::new(SpaceId([0; 32]));
        let origins = HashMap::from([([2; 32], EntryId([3; 32]))]);
        Snapshot::write(folder.path(), &graph, &mut documents, &origins).unwrap();
        let (snapshot, _) = Snapshot::load(folder.path()).unwrap();
        assert_eq!(snapshot.documents[&DocumentId::Catalogue].space_name(), "Atelier");
        assert_eq!(snapshot.origins, origins);

        let path = folder.path().join(FILE);
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert!(Snapshot::load(folder.path()).is_none());
    }

    #[test]
    fn does_not_count_beside_entries_that_end_earlier() {
        let log = LogKey { device: DeviceId([1; 32]), log: 1 };
        let graph = Graph::new(SpaceId([0; 32]));
        assert!(!Snapshot::fits(&[(log, 1, EntryId([1; 32]))], &graph));
        assert!(Snapshot::fits(&[], &graph));
    }
}
