//! Files between devices: answering who asks for one, and asking others.
//!
//! Invariant: only a device that may sync a space gets a file of it, asked anew for each file, and
//! only one that the space's documents name; what comes in counts when it hashes to what was asked.

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use etabli_model::id::{DeviceId, FileHash, SpaceId};
use tokio::{
    sync::{Notify, Semaphore},
    task::JoinSet,
    time::{Instant, timeout},
};

use super::Node;
use crate::{
    file::{FILE_ALPN, FileFrame, MOST_ASK, MOST_FRAME, PIECE_BYTES},
    shelf::hash_of,
    transport::Link,
    wire::tag,
};

/// How long the other side may take for a frame.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a dial for a file may take: somebody waits for the answer.
const DIAL: Duration = Duration::from_secs(5);
/// How slow a file may come: 50 kB in a second, after the first seconds.
const SLOWEST: u64 = 50_000;
/// How many links on which files are asked for are answered at once, and of one device.
const MOST_LINKS: usize = 16;
const MOST_LINKS_OF_ONE: usize = 3;
/// How many files are asked for over one link.
const MOST_ASKS: usize = 512;
/// How many devices are dialled at once for a file.
const MOST_DIALS: usize = 4;
/// How many devices give a file at once.
const MOST_GIVERS: usize = 2;
/// How often files are looked for that should come by themselves.
const ROUND: Duration = Duration::from_secs(60);
/// How long one device is asked for such files in one go: longer than the largest may take.
const TURN: Duration = Duration::from_secs(200);
/// The pause between two such looks, so that a long exchange is one reason to look.
const PAUSE: Duration = Duration::from_millis(400);
/// How long a device that did not have a file is not asked for it again.
const LACKING_FOR: Duration = Duration::from_secs(300);
/// How many of these notes are kept.
const MOST_LACKING: usize = 8192;

/// A file that is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WantedFile {
    /// What it hashes to.
    pub hash: FileHash,
    /// The most bytes it may have.
    pub most: u64,
}

/// Why a file did not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// No other device of the space was reached.
    #[error("no other device of the space was reached")]
    NobodyReached,
    /// Devices were asked, and none has it.
    #[error("none of the {0} devices asked has it")]
    NobodyHas(u32),
    /// It came, and could not be written.
    #[error("the file could not be kept")]
    NotKept,
}

/// Why one device did not give a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum AskError {
    #[error("the link broke or was too slow")]
    Broken,
    #[error("what came is not what was asked for")]
    Wrong,
}

/// What is going on about files.
#[derive(Debug, Default)]
pub(super) struct Files {
    /// How many links of each device are being answered.
    answered: Mutex<HashMap<DeviceId, usize>>,
    /// Which device did not have, or give, which file.
    lacking: Mutex<HashMap<(DeviceId, FileHash), Instant>>,
    /// Wakes who looks for files that should come by themselves.
    pub(super) wake: Notify,
}

/// A place among those who are answered; given back when dropped.
struct Seat<'a> {
    files: &'a Files,
    device: DeviceId,
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        let mut answered = self.files.answered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = answered.get_mut(&self.device) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                answered.remove(&self.device);
            }
        }
    }
}

impl Files {
    fn seat(&self, device: DeviceId) -> Option<Seat<'_>> {
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let all: usize = answered.values().sum();
        let of_one = answered.get(&device).copied().unwrap_or(0);
        if all >= MOST_LINKS || of_one >= MOST_LINKS_OF_ONE {
            return None;
        }
        answered.insert(device, of_one + 1);
        Some(Seat { files: self, device })
    }

    /// Notes that a device did not give a file.
    fn lacks(&self, device: DeviceId, hash: FileHash) {
        let mut lacking = self.lacking.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        lacking.retain(|_, at| *at + LACKING_FOR > now);
        if lacking.len() < MOST_LACKING {
            lacking.insert((device, hash), now);
        }
    }

    fn may_have(&self, device: DeviceId, hash: FileHash) -> bool {
        let lacking = self.lacking.lock().unwrap_or_else(PoisonError::into_inner);
        lacking.get(&(device, hash)).is_none_or(|at| at.elapsed() > LACKING_FOR)
    }
}

impl Node {
    /// Asks the other devices of a space for a file until one gives it, and keeps it. Counts in
    /// `arrived` how many of its bytes have come.
    pub async fn fetch(
        self: &Arc<Self>,
        space: SpaceId,
        wanted: WantedFile,
        limit: Duration,
        arrived: Arc<AtomicU64>,
    ) -> Result<DeviceId, FetchError> {
        let (host, asked) = (self.host.clone(), Arc::new(AtomicU64::new(0)));
        let connected = self.connected(space);
        let mut peers = self.peers_of(space).await;
        peers.sort_by_key(|(device, _)| !connected.contains(device));
        let mut waiting = peers.into_iter();
        // Many may be dialled, and few give: a file should not come many times, and one that lets
        // it drip must not keep the others from giving it.
        let turns = Arc::new(Semaphore::new(MOST_GIVERS));
        let search = async {
            let mut tasks = JoinSet::new();
            loop {
                while tasks.len() < MOST_DIALS
                    && let Some((device, addresses)) = waiting.next()
                {
                    let (node, turns) = (self.clone(), turns.clone());
                    let (asked, arrived) = (asked.clone(), arrived.clone());
                    tasks.spawn(async move {
                        let mut link = node.dial_for_files(device, &addresses).await?;
                        let _turn = turns.acquire().await.ok()?;
                        asked.fetch_add(1, Ordering::Relaxed);
                        let given = node.ask(&mut link, space, wanted, &arrived).await;
                        link.close(0);
                        given.ok().flatten().map(|bytes| (device, bytes))
                    });
                }
                match tasks.join_next().await {
                    None => return None,
                    Some(Ok(Some(given))) => return Some(given),
                    Some(Ok(None) | Err(_)) => {}
                }
            }
        };
        let found = timeout(limit, search).await.ok().flatten();
        let Some((device, bytes)) = found else {
            return Err(match u32::try_from(asked.load(Ordering::Relaxed)).unwrap_or(u32::MAX) {
                0 => FetchError::NobodyReached,
                asked => FetchError::NobodyHas(asked),
            });
        };
        let kept = tokio::task::spawn_blocking(move || host.keep_file(space, &bytes)).await;
        match kept {
            Ok(Ok(())) => {
                self.host.files_came(space);
                Ok(device)
            }
            Ok(Err(_)) | Err(_) => Err(FetchError::NotKept),
        }
    }

    /// Asks some devices of a space for what should be here without anybody's asking; returns
    /// whether anything came.
    pub async fn fetch_wanted(self: &Arc<Self>, space: SpaceId, devices: &[DeviceId]) -> bool {
        let host = self.host.clone();
        let looked = tokio::task::spawn_blocking(move || host.wanted_files(space)).await;
        let mut wanted = looked.unwrap_or_default();
        let before = wanted.len();
        for (device, addresses) in self.peers_of(space).await {
            if wanted.is_empty() {
                break;
            }
            if devices.contains(&device) {
                let asking = self.fetch_from(space, device, &addresses, &mut wanted);
                // Who lets them drip must not keep the others from giving theirs.
                if timeout(TURN, asking).await.is_err() {
                    tracing::debug!(device = %device.short(), "the rest is asked for later");
                }
            }
        }
        let came = wanted.len() < before;
        if came {
            self.host.files_came(space);
        }
        came
    }

    /// Looks for what should be here whenever something grew or somebody connected.
    pub(super) async fn file_rounds(self: Arc<Self>) {
        let mut grown = self.host.grown();
        loop {
            tokio::select! {
                changed = grown.changed() => if changed.is_err() { return },
                () = self.files.wake.notified() => {}
                () = tokio::time::sleep(ROUND) => {}
            }
            tokio::time::sleep(PAUSE).await;
            grown.mark_unchanged();
            for space in self.host.spaces() {
                let connected = self.connected(space);
                if !connected.is_empty() && self.fetch_wanted(space, &connected).await {
                    // There may be more than one look brings.
                    self.files.wake.notify_one();
                }
            }
        }
    }

    /// Answers a device that asks for files.
    pub(super) async fn answer_files(self: Arc<Self>, mut link: Link) {
        let (peer, here) = (link.remote, self.device());
        let spaces = self.host.spaces().into_iter();
        let common: Vec<SpaceId> = spaces.filter(|id| self.host.admits(*id, peer)).collect();
        if common.is_empty() {
            // Before a word of a stranger's is read.
            link.close(3);
            return;
        }
        let Some(_seat) = self.files.seat(peer) else {
            link.close(2);
            return;
        };
        for _ in 0..MOST_ASKS {
            let frame = match timeout(PATIENCE, link.receive(MOST_ASK)).await {
                Ok(Ok(Some(bytes))) => FileFrame::decode(&bytes),
                Ok(Ok(None) | Err(_)) | Err(_) => break,
            };
            let (asked, hash) = match frame {
                Ok(FileFrame::Want { tag, hash }) => (tag, hash),
                Ok(FileFrame::PassOver) => continue,
                Ok(FileFrame::Found { .. } | FileFrame::Absent | FileFrame::Piece(_)) | Err(_) => {
                    link.close(1);
                    return;
                }
            };
            let space = common.iter().copied().find(|space| tag(space, &peer, &here) == asked);
            // Whoever was taken out since the link began gets nothing more.
            let Some(space) = space.filter(|space| self.host.admits(*space, peer)) else {
                link.close(3);
                return;
            };
            let host = self.host.clone();
            let found = tokio::task::spawn_blocking(move || host.file(space, hash)).await;
            if !give(&mut link, found.ok().flatten()).await {
                link.close(1);
                return;
            }
        }
        link.finish().await;
    }

    async fn fetch_from(
        &self,
        space: SpaceId,
        device: DeviceId,
        addresses: &[SocketAddr],
        wanted: &mut Vec<WantedFile>,
    ) {
        let asks: Vec<WantedFile> = wanted
            .iter()
            .filter(|file| self.files.may_have(device, file.hash))
            .take(MOST_ASKS)
            .copied()
            .collect();
        if asks.is_empty() {
            return;
        }
        let Some(mut link) = self.dial_for_files(device, addresses).await else { return };
        for file in asks {
            let bytes = match self.ask(&mut link, space, file, &AtomicU64::new(0)).await {
                Ok(Some(bytes)) => bytes,
                Ok(None) => continue,
                Err(_) => return,
            };
            let host = self.host.clone();
            let kept = tokio::task::spawn_blocking(move || host.keep_file(space, &bytes)).await;
            if !matches!(kept, Ok(Ok(()))) {
                // A full disk does not get better by asking on.
                return;
            }
            wanted.retain(|one| one.hash != file.hash);
        }
        link.close(0);
    }

    /// Asks for a file over a link; notes who does not have it, and closes the link on who lies.
    async fn ask(
        &self,
        link: &mut Link,
        space: SpaceId,
        wanted: WantedFile,
        arrived: &AtomicU64,
    ) -> Result<Option<Vec<u8>>, AskError> {
        let tag = tag(&space, &self.device(), &link.remote);
        let want = FileFrame::Want { tag, hash: wanted.hash };
        let received = receive(link, want, wanted, arrived).await;
        if !matches!(received, Ok(Some(_)) | Err(AskError::Broken)) {
            self.files.lacks(link.remote, wanted.hash);
        }
        if let Err(error) = received {
            tracing::info!(device = %link.remote.short(), %error, "a file did not come");
            arrived.store(0, Ordering::Relaxed);
            link.close(1);
        }
        received
    }

    async fn dial_for_files(&self, device: DeviceId, addresses: &[SocketAddr]) -> Option<Link> {
        match self.endpoint.connect(device, addresses, FILE_ALPN, DIAL).await {
            Ok(link) => Some(link),
            Err(error) => {
                tracing::debug!(device = %device.short(), %error, "not reached for a file");
                None
            }
        }
    }

    async fn peers_of(&self, space: SpaceId) -> Vec<(DeviceId, Vec<SocketAddr>)> {
        let host = self.host.clone();
        tokio::task::spawn_blocking(move || host.peers(space)).await.unwrap_or_default()
    }

    fn connected(&self, space: SpaceId) -> Vec<DeviceId> {
        let live = self.live();
        live.links.keys().filter(|(of, _)| *of == space).map(|(_, device)| *device).collect()
    }
}

/// Sends a file, or that there is none; returns whether the other side took it.
async fn give(link: &mut Link, found: Option<Vec<u8>>) -> bool {
    let Some(bytes) = found else { return send(link, FileFrame::Absent).await };
    if !send(link, FileFrame::Found { length: bytes.len() as u64 }).await {
        return false;
    }
    for piece in bytes.chunks(PIECE_BYTES) {
        if !send(link, FileFrame::Piece(piece.to_vec())).await {
            return false;
        }
    }
    true
}

async fn send(link: &mut Link, frame: FileFrame) -> bool {
    // Half a frame may be on its way when this gives up; the link is closed then.
    matches!(timeout(PATIENCE, link.send(&frame.encode())).await, Ok(Ok(())))
}

/// Asks for a file and takes it in; `None` when the other side has none.
async fn receive(
    link: &mut Link,
    ask: FileFrame,
    wanted: WantedFile,
    arrived: &AtomicU64,
) -> Result<Option<Vec<u8>>, AskError> {
    if !send(link, ask).await {
        return Err(AskError::Broken);
    }
    let length = loop {
        match hear(link).await? {
            FileFrame::Found { length } => break length,
            FileFrame::Absent => return Ok(None),
            FileFrame::PassOver => {}
            FileFrame::Want { .. } | FileFrame::Piece(_) => return Err(AskError::Wrong),
        }
    };
    if length > wanted.most {
        return Err(AskError::Wrong);
    }
    let end = Instant::now() + Duration::from_secs(10 + length / SLOWEST);
    // Room is made for what comes, not for what was announced.
    let mut bytes = Vec::new();
    while (bytes.len() as u64) < length {
        if Instant::now() > end {
            return Err(AskError::Broken);
        }
        match hear(link).await? {
            FileFrame::Piece(piece) => bytes.extend_from_slice(&piece),
            FileFrame::PassOver => {}
            FileFrame::Want { .. } | FileFrame::Found { .. } | FileFrame::Absent => {
                return Err(AskError::Wrong);
            }
        }
        arrived.store(bytes.len() as u64, Ordering::Relaxed);
    }
    match bytes.len() as u64 == length && hash_of(&bytes) == wanted.hash {
        true => Ok(Some(bytes)),
        false => Err(AskError::Wrong),
    }
}

async fn hear(link: &mut Link) -> Result<FileFrame, AskError> {
    match timeout(PATIENCE, link.receive(MOST_FRAME)).await {
        Ok(Ok(Some(bytes))) => FileFrame::decode(&bytes).map_err(|_| AskError::Wrong),
        Ok(Ok(None) | Err(_)) | Err(_) => Err(AskError::Broken),
    }
}
