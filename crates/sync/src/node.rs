//! The peer: binds the endpoint, dials the devices of its spaces, answers theirs, and feeds
//! sessions. It holds no rule; every task ends when the node does.

pub mod files;
pub mod host;

mod door;
mod exchange;
mod joining;

use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use ed25519_dalek::SigningKey;
use etabli_model::id::{DeviceId, SpaceId};
use tokio::{
    sync::{Notify, mpsc, watch},
    task::JoinSet,
    time::Instant,
};

pub use self::joining::{Asked, JoinError, Joined};
use self::{
    exchange::{ExchangeError, Parties, Progress, Stay},
    host::{Host, PeerNews},
};
use crate::{
    entry::Entry,
    file::FILE_ALPN,
    session::{Session, Side},
    transport::{BindOptions, Endpoint, Link, Reach, TransportError},
    wire::Frame,
};

/// The protocol of exchanges.
pub const SYNC_ALPN: &[u8] = b"etabli/sync/1";
/// The protocol of coming in with a code.
pub const JOIN_ALPN: &[u8] = b"etabli/join/1";

/// How long a dial may take.
const DIAL: Duration = Duration::from_secs(10);
/// How often devices that are not connected are looked for.
const ROUND: Duration = Duration::from_secs(5);
/// The longest pause between two dials of one device.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);
/// How long a device waits before it introduces itself to another one again.
const INTRODUCED_FOR: Duration = Duration::from_secs(600);
/// How many links are kept at once.
const MOST_LINKS: usize = 64;
/// How many guests are answered at once.
const MOST_GUESTS: usize = 8;

/// How to start a node.
#[derive(Debug, Clone)]
pub struct NodeOptions {
    /// The seed of the device's key.
    pub secret: [u8; 32],
    /// The UDP port, 0 for any.
    pub port: u16,
    /// How far it reaches.
    pub reach: Reach,
}

/// What one exchange came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// The space.
    pub space: SpaceId,
    /// The device.
    pub device: DeviceId,
    /// Entries sent.
    pub sent: u64,
    /// Entries received.
    pub received: u64,
    /// Bytes, both ways.
    pub bytes: u64,
    /// Round trips.
    pub round_trips: u32,
    /// Whether both now have the same.
    pub equal: bool,
}

type LinkKey = (SpaceId, DeviceId);

#[derive(Debug, Default)]
struct Live {
    links: HashMap<LinkKey, Vec<watch::Receiver<Progress>>>,
    pauses: HashMap<DeviceId, (Instant, Duration)>,
    guests: usize,
    /// When this device last introduced itself.
    introduced: HashMap<LinkKey, Instant>,
}

/// A running peer.
#[derive(Debug)]
pub struct Node {
    /// The device's key, to sign as a new device with.
    key: SigningKey,
    endpoint: Endpoint,
    host: Arc<dyn Host>,
    live: Mutex<Live>,
    wake: Notify,
    files: files::Files,
    tasks: Mutex<JoinSet<()>>,
}

impl Node {
    /// Binds the endpoint and starts answering and dialling.
    pub async fn start(
        options: NodeOptions,
        host: Arc<dyn Host>,
    ) -> Result<Arc<Self>, TransportError> {
        let (endpoint, incoming, discovered) = Endpoint::bind(BindOptions {
            secret: options.secret,
            port: options.port,
            reach: options.reach,
            alpns: vec![SYNC_ALPN.to_vec(), JOIN_ALPN.to_vec(), FILE_ALPN.to_vec()],
        })
        .await?;
        let node = Arc::new(Self {
            key: SigningKey::from_bytes(&options.secret),
            endpoint,
            host,
            live: Mutex::default(),
            wake: Notify::new(),
            files: files::Files::default(),
            tasks: Mutex::default(),
        });
        node.spawn(node.clone().answer(incoming));
        node.spawn(node.clone().dial_rounds(discovered));
        node.spawn(node.clone().file_rounds());
        Ok(node)
    }

    /// Returns this device.
    pub fn device(&self) -> DeviceId {
        self.endpoint.id()
    }

    /// Returns the UDP port in use.
    pub fn port(&self) -> u16 {
        self.endpoint.port()
    }

    /// Returns where this device can be reached, as far as it knows.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.endpoint.addresses()
    }

    /// Looks for devices now.
    pub fn wake(&self) {
        self.live().pauses.clear();
        self.wake.notify_one();
    }

    /// Exchanges with every device of a space that can be reached within `limit`, or with one.
    pub async fn sync(
        self: &Arc<Self>,
        space: SpaceId,
        only: Option<DeviceId>,
        limit: Duration,
    ) -> Vec<Outcome> {
        let end = Instant::now() + limit;
        let mut exchanges = JoinSet::new();
        for (device, addresses) in self.host.peers(space) {
            if only.is_none_or(|only| only == device) {
                let node = self.clone();
                exchanges
                    .spawn(async move { node.exchange_once(space, device, &addresses, end).await });
            }
        }
        let mut outcomes: Vec<Outcome> = exchanges.join_all().await.into_iter().flatten().collect();
        outcomes.sort_by_key(|outcome| outcome.device);
        outcomes
    }

    /// Stops every task and closes the endpoint.
    pub async fn shutdown(&self) {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner).abort_all();
        self.endpoint.close().await;
    }

    async fn exchange_once(
        self: Arc<Self>,
        space: SpaceId,
        device: DeviceId,
        addresses: &[SocketAddr],
        end: Instant,
    ) -> Option<Outcome> {
        // A link that is open already knows only what the other side told so far: a new one asks.
        let left = end.saturating_duration_since(Instant::now()).min(DIAL);
        let dialled = self.clone().dial(space, device, addresses, left, Stay::UntilEqual).await;
        let mut progress = dialled.ok()?;
        // A time-out leaves what was reached so far, which is what is told.
        let done = progress.wait_for(|now| now.equal || now.closed);
        let waited = tokio::time::timeout_at(end, done).await.map(|now| now.map(|now| *now));
        let now = match waited {
            Ok(Ok(now)) => now,
            Ok(Err(_)) | Err(_) => *progress.borrow(),
        };
        Some(Outcome {
            space,
            device,
            sent: now.tally.sent,
            received: now.tally.received,
            bytes: now.bytes,
            round_trips: now.tally.round_trips,
            equal: now.equal,
        })
    }

    async fn dial(
        self: Arc<Self>,
        space: SpaceId,
        device: DeviceId,
        addresses: &[SocketAddr],
        limit: Duration,
        stay: Stay,
    ) -> Result<watch::Receiver<Progress>, ExchangeError> {
        let mut link = match self.endpoint.connect(device, addresses, SYNC_ALPN, limit).await {
            Ok(link) => link,
            Err(error) => {
                tracing::debug!(device = %device.short(), %error, "not reached");
                return Err(ExchangeError::NoGreeting);
            }
        };
        let here = self.device();
        let hello = Session::hello(&here, &device, &[space], exchange::noise(self.host.as_ref())?);
        link.send(&Frame::Hello(hello.clone()).encode()).await?;
        let answer = match exchange::greeting(&mut link).await {
            Ok(answer) => answer,
            // They may not have heard yet that this device was admitted.
            Err(_) if self.introduce(space, device, addresses, limit).await => {
                let again = self.endpoint.connect(device, addresses, SYNC_ALPN, limit).await;
                link = again.map_err(|_| ExchangeError::NoGreeting)?;
                link.send(&Frame::Hello(hello).encode()).await?;
                exchange::greeting(&mut link).await?
            }
            Err(error) => return Err(error),
        };
        let parties = Parties { here, peer: device, space, side: Side::Dialler, stay };
        Ok(self.keep(parties, answer, link))
    }

    /// Shows a device who admitted this one, not too often; returns whether that was enough.
    async fn introduce(
        &self,
        space: SpaceId,
        device: DeviceId,
        addresses: &[SocketAddr],
        limit: Duration,
    ) -> bool {
        let now = Instant::now();
        {
            let mut live = self.live();
            live.introduced.retain(|_, at| *at + INTRODUCED_FOR > now);
            if live.introduced.contains_key(&(space, device)) {
                return false;
            }
            live.introduced.insert((space, device), now);
        }
        let link = match self.endpoint.connect(device, addresses, JOIN_ALPN, limit).await {
            Ok(link) => link,
            Err(_) => return false,
        };
        let host = self.host.clone();
        let entries = tokio::task::spawn_blocking(move || host.introduction(space)).await;
        let entries = entries.unwrap_or_default();
        !entries.is_empty() && door::introduce(link, self.device(), space, &entries).await
    }

    fn keep(
        self: Arc<Self>,
        parties: Parties,
        hello: crate::wire::Hello,
        link: Link,
    ) -> watch::Receiver<Progress> {
        let (sender, receiver) = watch::channel(Progress::default());
        let key = (parties.space, parties.peer);
        self.live().links.entry(key).or_default().push(receiver.clone());
        self.host.hear(parties.space, parties.peer, PeerNews::Connected);
        self.files.wake.notify_one();
        let node = self.clone();
        let addresses = self.addresses();
        self.spawn(async move {
            // In a task of its own: whatever happens in it, the bookkeeping below is done.
            let (host, progress) = (node.host.clone(), sender.clone());
            let run = tokio::spawn(exchange::run(host, parties, hello, addresses, link, progress));
            let _stop = AbortOnDrop(run.abort_handle());
            match run.await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => {
                    tracing::debug!(peer = %parties.peer.short(), %error, "an exchange ended");
                }
                Err(error) => {
                    tracing::warn!(peer = %parties.peer.short(), %error, "an exchange broke");
                }
            }
            sender.send_modify(|progress| progress.closed = true);
            let mut live = node.live();
            let links = live.links.entry(key).or_default();
            links.retain(|link| !link.borrow().closed);
            let gone = links.is_empty();
            if gone {
                live.links.remove(&key);
            }
            drop(live);
            if gone {
                node.host.hear(parties.space, parties.peer, PeerNews::Gone);
            }
        });
        receiver
    }

    async fn answer(self: Arc<Self>, mut incoming: mpsc::Receiver<Link>) {
        while let Some(link) = incoming.recv().await {
            let node = self.clone();
            if link.alpn == JOIN_ALPN {
                self.spawn(node.answer_guest(link));
            } else if link.alpn == SYNC_ALPN {
                self.spawn(node.answer_peer(link));
            } else if link.alpn == FILE_ALPN {
                self.spawn(node.answer_files(link));
            } else {
                link.close(1);
            }
        }
    }

    async fn answer_guest(self: Arc<Self>, link: Link) {
        {
            let mut live = self.live();
            if live.guests >= MOST_GUESTS {
                link.close(2);
                return;
            }
            live.guests += 1;
        }
        let met = door::meet(&self.host, self.device(), link).await;
        {
            let mut live = self.live();
            live.guests = live.guests.saturating_sub(1);
        }
        // How many wait until a person has decided is bounded by the host.
        if let Some((link, request, answer)) = met {
            door::settle(self.host.clone(), link, request, answer).await;
        }
    }

    async fn answer_peer(self: Arc<Self>, mut link: Link) {
        let peer = link.remote;
        let here = self.device();
        let common: Vec<SpaceId> =
            self.host.spaces().into_iter().filter(|space| self.host.admits(*space, peer)).collect();
        if common.is_empty() {
            self.part(link).await;
            return;
        }
        if self.live().links.len() >= MOST_LINKS {
            link.close(3);
            return;
        }
        let hello = match exchange::greeting(&mut link).await {
            Ok(hello) => hello,
            Err(error) => {
                tracing::debug!(peer = %peer.short(), %error, "no greeting");
                link.close(1);
                return;
            }
        };
        let Some(space) =
            common.into_iter().find(|space| Session::names(&hello, space, &peer, &here))
        else {
            link.close(3);
            return;
        };
        let Ok(noise) = exchange::noise(self.host.as_ref()) else {
            link.close(1);
            return;
        };
        let answer = Session::hello(&here, &peer, &[space], noise);
        if link.send(&Frame::Hello(answer).encode()).await.is_err() {
            return;
        }
        let parties = Parties { here, peer, space, side: Side::Answerer, stay: Stay::On };
        self.keep(parties, hello, link);
    }

    /// Tells a device that was taken out of a space that it was. A stranger is closed before a word
    /// of theirs is read.
    async fn part(&self, mut link: Link) {
        let (peer, here) = (link.remote, self.device());
        let host = self.host.clone();
        let parted = move || -> Vec<(SpaceId, Vec<Entry>)> {
            let spaces = host.spaces().into_iter();
            spaces.filter_map(|space| Some((space, host.farewell(space, peer)?))).collect()
        };
        let parted = tokio::task::spawn_blocking(parted).await.unwrap_or_default();
        if parted.is_empty() {
            link.close(3);
            return;
        }
        let Ok(hello) = exchange::greeting(&mut link).await else {
            link.close(1);
            return;
        };
        let named =
            parted.into_iter().find(|(space, _)| Session::names(&hello, space, &peer, &here));
        let (Some((space, entries)), Ok(noise)) = (named, exchange::noise(self.host.as_ref()))
        else {
            link.close(3);
            return;
        };
        let mut frames = vec![Frame::Hello(Session::hello(&here, &peer, &[space], noise))];
        frames.extend(door::pages(&entries).into_iter().map(Frame::Entries));
        for frame in frames {
            if link.send(&frame.encode()).await.is_err() {
                return;
            }
        }
        link.finish().await;
    }

    async fn dial_rounds(self: Arc<Self>, mut discovered: mpsc::Receiver<DeviceId>) {
        let mut discovering = true;
        loop {
            self.dial_round().await;
            tokio::select! {
                () = tokio::time::sleep(ROUND) => {}
                () = self.wake.notified() => {}
                device = discovered.recv(), if discovering => match device {
                    Some(device) => { self.live().pauses.remove(&device); }
                    None => discovering = false,
                },
            }
        }
    }

    async fn dial_round(self: &Arc<Self>) {
        let now = Instant::now();
        let mut dials = JoinSet::new();
        for space in self.host.spaces() {
            for (device, addresses) in self.host.peers(space) {
                let wanted = {
                    let live = self.live();
                    !live.links.contains_key(&(space, device))
                        && live.pauses.get(&device).is_none_or(|(until, _)| *until <= now)
                };
                if wanted && dials.len() < MOST_LINKS {
                    let node = self.clone();
                    dials.spawn(async move {
                        let dialled =
                            node.clone().dial(space, device, &addresses, DIAL, Stay::On).await;
                        let mut live = node.live();
                        match dialled {
                            Ok(_) => {
                                live.pauses.remove(&device);
                            }
                            Err(_) => {
                                let pause = live.pauses.get(&device).map_or(ROUND, |(_, pause)| {
                                    pause.saturating_mul(2).min(LONGEST_PAUSE)
                                });
                                live.pauses.insert(device, (Instant::now() + pause, pause));
                            }
                        }
                    });
                }
            }
        }
        dials.join_all().await;
    }

    fn live(&self) -> MutexGuard<'_, Live> {
        self.live.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn spawn(&self, task: impl Future<Output = ()> + Send + 'static) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        while tasks.try_join_next().is_some() {}
        tasks.spawn(task);
    }
}

struct AbortOnDrop(tokio::task::AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}
