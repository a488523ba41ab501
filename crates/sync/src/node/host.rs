//! What a node needs from whoever owns the spaces. Every call may block on a disk for a moment.

use std::{collections::BTreeMap, fmt, net::SocketAddr, time::Duration};

use etabli_model::id::{DeviceId, EntryId, FileHash, SpaceId};
use tokio::sync::watch;

use super::files::WantedFile;
use crate::{
    entry::{Entry, LogKey},
    graph::Graph,
    join::{Invitation, JoinRefusal, Request},
};

/// What came of a received page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredPage {
    /// The logs that the page brought entries of.
    pub logs: Vec<LogKey>,
    /// The entries it held.
    pub seen: Vec<EntryId>,
    /// How many entries the page held.
    pub entries: u64,
    /// How long to wait before the peer is told again what is here, where something was put off.
    pub again: Option<Duration>,
}

/// Something is known anew about a device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PeerNews {
    /// A link is open.
    Connected,
    /// It told how far it has each log.
    Heard {
        /// The heights, by its own word.
        theirs: BTreeMap<LogKey, u64>,
        /// Whether that is what is here.
        equal: bool,
    },
    /// It told where it can be reached.
    Addresses(Vec<SocketAddr>),
    /// Its last link is closed.
    Gone,
}

/// How a guest's request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Nobody has decided yet.
    Waiting,
    /// The guest is in.
    In,
    /// The guest does not come in.
    Refused(JoinRefusal),
}

/// The space could not be read or written; the link is closed and tried again later.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the space cannot be read or written: {0}")]
pub struct HostError(pub String);

/// Whoever owns the spaces of this computer.
pub trait Host: Send + Sync + fmt::Debug + 'static {
    /// Returns the spaces that are shared with others.
    fn spaces(&self) -> Vec<SpaceId>;
    /// Returns the other devices of a space and where they were last reachable.
    fn peers(&self, space: SpaceId) -> Vec<(DeviceId, Vec<SocketAddr>)>;
    /// Returns whether a device may exchange entries of a space.
    fn admits(&self, space: SpaceId, device: DeviceId) -> bool;
    /// Returns what tells a device that it was taken out: the decision and what that rests on, and
    /// nothing later. `None` for a device that takes part, and for a stranger.
    fn farewell(&self, space: SpaceId, device: DeviceId) -> Option<Vec<Entry>>;
    /// Returns what shows the others of a space who brought this device in.
    fn introduction(&self, space: SpaceId) -> Vec<Entry>;
    /// Calls `read` with the stored entries of a space, if it is here.
    fn with_graph(&self, space: SpaceId, read: &mut dyn FnMut(&Graph));
    /// Reads entries and packs them.
    fn pack(&self, space: SpaceId, entries: &[EntryId]) -> Result<Vec<u8>, HostError>;
    /// Checks and stores a page, durably.
    fn store(&self, space: SpaceId, page: &[u8]) -> Result<StoredPage, HostError>;
    /// Returns a file that the documents of a space name and that is here.
    fn file(&self, space: SpaceId, hash: FileHash) -> Option<Vec<u8>>;
    /// Returns the files of a space that should be here without anybody's asking and are not.
    fn wanted_files(&self, space: SpaceId) -> Vec<WantedFile>;
    /// Keeps a file of a space, durably.
    fn keep_file(&self, space: SpaceId, bytes: &[u8]) -> Result<(), HostError>;
    /// Hears that files of a space came and are kept.
    fn files_came(&self, space: SpaceId);
    /// Returns what changes whenever a space has new entries.
    fn grown(&self) -> watch::Receiver<u64>;
    /// Hears what is known anew about a device.
    fn hear(&self, space: SpaceId, device: DeviceId, news: PeerNews);
    /// Finds what a guest knocks with the code of.
    fn knock(&self, guest: DeviceId, tag: [u8; 16]) -> Option<Invitation>;
    /// Judges a request: writes the admission, or notes that somebody must be asked.
    fn ask(&self, request: &Request) -> Answer;
    /// Returns how a request that was noted stands now.
    fn answer(&self, request: &Request) -> Answer;
    /// Hears that a guest who was noted has hung up.
    fn parted(&self, request: &Request);
    /// Returns what a guest who was let in begins with: all authority entries, in order.
    fn welcome(&self, space: SpaceId) -> Result<Vec<Entry>, HostError>;
    /// Returns 32 unpredictable bytes, or fails: a nonce that can be guessed proves nothing.
    fn nonce(&self) -> Result<[u8; 32], HostError>;
}
