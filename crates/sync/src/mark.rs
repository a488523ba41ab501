//! How far a device's own logs once went, kept outside its data directory.
//!
//! A disk that lost its tail, a restored copy and a cloned computer look sound from within. The
//! mark is written after an entry is durable, so it is never ahead of a store that lost nothing,
//! and only ever grows: what a store lacks of it was lost, and is to be taken back.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use etabli_model::id::{DeviceId, EntryId, SpaceId};
use serde::{Deserialize, Serialize};

use crate::{
    entry::LogKey,
    graph::{Graph, Height},
};

const FORMAT: u16 = 1;
const CONTEXT: &str = "etabli 2026 high-water mark v1";

/// How far a device's own logs in one space went, and how many entries it had in all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    own: BTreeMap<u32, Height>,
    entries: u64,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    format: u16,
    device: DeviceId,
    space: SpaceId,
    /// (log, height, head)
    own: Vec<(u32, u64, EntryId)>,
    entries: u64,
}

/// A log of this device that does not go as far here as it once did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The log's number.
    pub log: u32,
    /// How far it went.
    pub known: Height,
    /// How far it goes here. Not less than `known.height` when it goes on differently here.
    pub here: u64,
}

/// How a store compares with its mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkVerdict {
    /// There is no mark.
    Fresh,
    /// The store is exactly where it was.
    Equal,
    /// The store knows more, and all that it did.
    Ahead,
    /// The store lacks something that it had.
    Behind {
        /// The device's own logs that lack something: a new log must be opened before anything is
        /// written, unless all of it is taken back.
        own: Vec<Gap>,
        /// How many entries are missing in all, at least.
        entries: u64,
    },
}

impl MarkVerdict {
    /// Returns how many of the device's own entries are missing.
    pub fn missing_own(&self) -> u64 {
        match self {
            Self::Fresh | Self::Equal | Self::Ahead => 0,
            Self::Behind { own, .. } => {
                own.iter().map(|gap| gap.known.height.saturating_sub(gap.here).max(1)).sum()
            }
        }
    }

    /// Returns how many entries of other devices are missing.
    pub fn missing_of_others(&self) -> u64 {
        match self {
            Self::Fresh | Self::Equal | Self::Ahead => 0,
            Self::Behind { entries, .. } => entries.saturating_sub(self.missing_own()),
        }
    }
}

impl Mark {
    /// Returns the mark of what is stored now.
    pub fn of(graph: &Graph, device: &DeviceId) -> Self {
        let own = graph
            .heights()
            .filter(|(log, _)| log.device == *device)
            .map(|(log, height)| (log.log, height))
            .collect();
        Self { own, entries: graph.len() as u64 }
    }

    /// Returns how far a log of the device's own went.
    pub fn height(&self, log: u32) -> Option<&Height> {
        self.own.get(&log)
    }

    /// Compares what is stored with a mark.
    pub fn compare(known: Option<&Self>, graph: &Graph, device: &DeviceId) -> MarkVerdict {
        let Some(known) = known else { return MarkVerdict::Fresh };
        let own: Vec<Gap> = known
            .own
            .iter()
            .filter_map(|(log, height)| {
                let entries = graph.log(&LogKey { device: *device, log: *log });
                let last =
                    usize::try_from(height.height).ok().and_then(|all| all.checked_sub(1))?;
                let here = entries.len() as u64;
                (entries.get(last) != Some(&height.head)).then_some(Gap {
                    log: *log,
                    known: *height,
                    here,
                })
            })
            .collect();
        let entries = known.entries.saturating_sub(graph.len() as u64);
        if !own.is_empty() || entries > 0 {
            MarkVerdict::Behind { own, entries }
        } else if *known == Self::of(graph, device) {
            MarkVerdict::Equal
        } else {
            MarkVerdict::Ahead
        }
    }

    /// Raises the mark to what is stored now. What it says of logs that lack something here stays.
    pub fn raise(&mut self, graph: &Graph, device: &DeviceId) {
        let now = Self::of(graph, device);
        for (log, height) in now.own {
            let entries = graph.log(&LogKey { device: *device, log });
            let holds = |known: &Height| {
                let last = usize::try_from(known.height).ok().and_then(|all| all.checked_sub(1));
                last.is_none_or(|last| entries.get(last) == Some(&known.head))
            };
            if self.own.get(&log).is_none_or(holds) {
                self.own.insert(log, height);
            }
        }
        self.entries = self.entries.max(now.entries);
    }
}

/// The file of one mark.
#[derive(Debug, Clone)]
pub struct MarkFile {
    path: PathBuf,
    device: DeviceId,
    space: SpaceId,
}

impl MarkFile {
    /// Names the file of a device and a space in a directory of marks; nothing is touched.
    pub fn new(directory: &Path, device: DeviceId, space: SpaceId) -> Self {
        Self { path: directory.join(format!("{device}-{space}")), device, space }
    }

    /// Reads the mark. A file that is not whole counts as none.
    pub fn read(&self) -> Option<Mark> {
        let bytes = fs::read(&self.path).ok()?;
        let (body, sum) = bytes.split_last_chunk::<32>()?;
        let stored: Stored = postcard::from_bytes(body).ok()?;
        let ours = blake3::derive_key(CONTEXT, body) == *sum
            && stored.format == FORMAT
            && (stored.device, stored.space) == (self.device, self.space);
        let height = |(log, height, head)| (log, Height { height, head });
        ours.then(|| Mark {
            own: stored.own.into_iter().map(height).collect(),
            entries: stored.entries,
        })
    }

    /// Writes the mark in one step. It is not waited for the disk: an older mark is a good one.
    pub fn write(&self, mark: &Mark) -> io::Result<()> {
        let stored = Stored {
            format: FORMAT,
            device: self.device,
            space: self.space,
            own: mark.own.iter().map(|(log, at)| (*log, at.height, at.head)).collect(),
            entries: mark.entries,
        };
        let mut bytes = postcard::to_stdvec(&stored).unwrap_or_default();
        let sum = blake3::derive_key(CONTEXT, &bytes);
        bytes.extend_from_slice(&sum);
        let write = || {
            let aside = self.path.with_extension("new");
            fs::File::create(&aside)?.write_all(&bytes)?;
            fs::rename(&aside, &self.path)
        };
        match (write(), self.path.parent()) {
            (Err(error), Some(parent)) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(parent)?;
                write()
            }
            (outcome, _) => outcome,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(height: u64, head: u8, entries: u64) -> Mark {
        let head = EntryId([head; 32]);
        Mark { own: BTreeMap::from([(1, Height { height, head })]), entries }
    }

    #[test]
    fn is_read_back_and_not_when_damaged_or_of_another_space() {
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().join("not there yet");
        let (device, space) = (DeviceId([1; 32]), SpaceId([2; 32]));
        let file = MarkFile::new(&directory, device, space);
        assert_eq!(file.read(), None);
        file.write(&mark(3, 4, 9)).unwrap();
        file.write(&mark(4, 5, 10)).unwrap();
        assert_eq!(file.read(), Some(mark(4, 5, 10)));

        let other = MarkFile::new(&directory, device, SpaceId([3; 32]));
        fs::copy(&file.path, &other.path).unwrap();
        assert_eq!(other.read(), None);
        let mut bytes = fs::read(&file.path).unwrap();
        bytes[5] ^= 1;
        fs::write(&file.path, bytes).unwrap();
        assert_eq!(file.read(), None);
    }

    #[test]
    fn an_empty_store_is_behind_any_mark() {
        let (graph, device) = (Graph::new(SpaceId([2; 32])), DeviceId([1; 32]));
        assert_eq!(Mark::compare(None, &graph, &device), MarkVerdict::Fresh);
        let known = mark(3, 4, 9);
        let verdict = Mark::compare(Some(&known), &graph, &device);
        assert_eq!((verdict.missing_own(), verdict.missing_of_others()), (3, 6));
        let mut raised = known.clone();
        raised.raise(&graph, &device);
        assert_eq!(raised, known);
    }
}
