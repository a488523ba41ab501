//! What is known about other devices: where they were, when, and how far they have each log by
//! their own word. Advice for the screen and for dialling; nothing is decided by it.

use std::{
    collections::{BTreeMap, BTreeSet},
    net::SocketAddr,
    ops::ControlFlow,
};

use etabli_model::{id::DeviceId, time::Timestamp};
use etabli_sync::{
    entry::LogKey,
    store::{Batch, Store, StoreError},
};
use serde::{Deserialize, Serialize};

const PREFIX: u8 = b'p';
const MOST_ADDRESSES: usize = 16;

/// What is known about one device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Peer {
    /// Where it was reachable, the latest first.
    pub(crate) addresses: Vec<SocketAddr>,
    /// When it was last heard.
    pub(crate) last_seen: Option<Timestamp>,
    /// How far it has each log: (device, log, height).
    theirs: Vec<(DeviceId, u32, u64)>,
    /// Whether a link is open; never stored.
    #[serde(skip)]
    pub(crate) connected: bool,
    /// Whether it has what is here; never stored.
    #[serde(skip)]
    pub(crate) equal: bool,
}

impl Peer {
    /// Returns how far it has each log.
    pub(crate) fn heights(&self) -> BTreeMap<LogKey, u64> {
        self.theirs
            .iter()
            .map(|(device, log, height)| (LogKey { device: *device, log: *log }, *height))
            .collect()
    }
}

/// What is known about the devices of a space.
#[derive(Debug, Default)]
pub(crate) struct Peers {
    known: BTreeMap<DeviceId, Peer>,
}

impl Peers {
    /// Reads what was remembered; what cannot be read is forgotten.
    pub(crate) fn load(store: &dyn Store) -> Self {
        let mut known = BTreeMap::new();
        let read = store.prefix(&[PREFIX], &mut |key, value| {
            let device = key.get(1..).and_then(|rest| <[u8; 32]>::try_from(rest).ok());
            if let (Some(device), Ok(peer)) = (device, postcard::from_bytes(value)) {
                known.insert(DeviceId(device), peer);
            }
            ControlFlow::Continue(())
        });
        if let Err(error) = read {
            tracing::warn!(%error, "what was known about other devices cannot be read");
        }
        Self { known }
    }

    /// Returns what is known about a device.
    pub(crate) fn get(&self, device: &DeviceId) -> Option<&Peer> {
        self.known.get(device)
    }

    /// Returns the devices that are connected.
    pub(crate) fn connected(&self) -> impl Iterator<Item = (DeviceId, &Peer)> {
        self.known.iter().filter(|(_, peer)| peer.connected).map(|(id, peer)| (*id, peer))
    }

    /// Returns for each log how far some other device has it.
    pub(crate) fn best_heights(&self) -> BTreeMap<LogKey, u64> {
        let mut best = BTreeMap::new();
        for (log, height) in self.known.values().flat_map(Peer::heights) {
            let known: &mut u64 = best.entry(log).or_default();
            *known = (*known).max(height);
        }
        best
    }

    /// Returns when any device was last heard.
    pub(crate) fn last_seen(&self) -> Option<Timestamp> {
        self.known.values().filter_map(|peer| peer.last_seen).max()
    }

    /// Notes that a link opened or closed.
    pub(crate) fn connect(&mut self, device: DeviceId, connected: bool, now: Timestamp) {
        let peer = self.known.entry(device).or_default();
        peer.connected = connected;
        peer.last_seen = Some(now);
        if !connected {
            peer.equal = false;
        }
    }

    /// Notes how far a device has each log, by its own word, also when that is less than before.
    pub(crate) fn hear(
        &mut self,
        device: DeviceId,
        theirs: &BTreeMap<LogKey, u64>,
        equal: bool,
        now: Timestamp,
    ) {
        let peer = self.known.entry(device).or_default();
        peer.theirs = theirs.iter().map(|(log, height)| (log.device, log.log, *height)).collect();
        peer.equal = equal;
        peer.last_seen = Some(now);
    }

    /// Notes where a device can be reached.
    pub(crate) fn locate(&mut self, device: DeviceId, addresses: &[SocketAddr]) {
        let peer = self.known.entry(device).or_default();
        let mut seen = BTreeSet::new();
        let all: Vec<SocketAddr> =
            addresses.iter().chain(&peer.addresses).filter(|a| seen.insert(**a)).copied().collect();
        peer.addresses = all.into_iter().take(MOST_ADDRESSES).collect();
    }

    /// Writes what is known about a device, without waiting for the disk.
    pub(crate) fn save(&self, device: &DeviceId, store: &dyn Store) -> Result<(), StoreError> {
        let Some(peer) = self.known.get(device) else { return Ok(()) };
        let mut key = vec![PREFIX];
        key.extend_from_slice(&device.0);
        let mut batch = Batch::default();
        batch.put(key, postcard::to_stdvec(peer).unwrap_or_default());
        store.apply(batch)
    }
}
