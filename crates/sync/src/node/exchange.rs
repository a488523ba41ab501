//! Drives one session over one link: carries out its effects, and nothing more.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use etabli_model::id::{DeviceId, SpaceId};
use tokio::{
    sync::watch,
    time::{Instant, sleep_until, timeout},
};

use super::host::{Host, HostError, PeerNews, StoredPage};
use crate::{
    session::{CloseReason, Effect, Event, Session, Side, Tally},
    transport::{Link, LinkError, LinkReceiver, LinkSender, Traffic},
    wire::{Frame, Hello, MOST_FRAME, ReadFrameError, TAGS, Tag},
};

/// How long a peer may take to greet.
const GREETING: Duration = Duration::from_secs(10);

/// How an exchange stands, for whoever waits for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Progress {
    /// The session's counts.
    pub(super) tally: Tally,
    /// Bytes over the link, both ways.
    pub(super) bytes: u64,
    /// Whether both sides have the same.
    pub(super) equal: bool,
    /// Whether the link is closed.
    pub(super) closed: bool,
}

/// Why an exchange ended.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExchangeError {
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error(transparent)]
    Frame(#[from] ReadFrameError),
    #[error(transparent)]
    Host(#[from] HostError),
    #[error("the peer did not greet")]
    NoGreeting,
    #[error("the session ended: {0:?}")]
    Closed(CloseReason),
    #[error("the peer does not take part any more")]
    TakenOut,
    #[error("the disk task stopped")]
    Stopped,
}

/// What an exchange is about and between whom.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parties {
    pub(super) here: DeviceId,
    pub(super) peer: DeviceId,
    pub(super) space: SpaceId,
    pub(super) side: Side,
    /// Whether the link ends when both sides have the same.
    pub(super) stay: Stay,
}

/// How long a link stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stay {
    /// Until somebody closes it.
    On,
    /// Until both sides have the same.
    UntilEqual,
}

/// Returns noise for a greeting.
pub(super) fn noise(host: &dyn Host) -> Result<[Tag; TAGS], HostError> {
    let mut noise = [[0; 16]; TAGS];
    for pair in noise.chunks_mut(2) {
        let bytes = host.nonce()?;
        let (one, other) = bytes.split_at(16);
        for (place, half) in pair.iter_mut().zip([one, other]) {
            place.copy_from_slice(half);
        }
    }
    Ok(noise)
}

/// Reads the greeting that opens a link.
pub(super) async fn greeting(link: &mut Link) -> Result<Hello, ExchangeError> {
    let first = timeout(GREETING, link.receive(1024)).await;
    match first.map_err(|_| ExchangeError::NoGreeting)?? {
        Some(bytes) => match Frame::decode(&bytes)? {
            Frame::Hello(hello) => Ok(hello),
            Frame::Have(_)
            | Frame::Entries(_)
            | Frame::Ack(_)
            | Frame::Addresses(_)
            | Frame::PassOver => Err(ExchangeError::NoGreeting),
        },
        None => Err(ExchangeError::NoGreeting),
    }
}

/// Runs a session whose greetings were exchanged, until the link closes.
pub(super) async fn run(
    host: Arc<dyn Host>,
    parties: Parties,
    hello: Hello,
    addresses: Vec<std::net::SocketAddr>,
    link: Link,
    progress: watch::Sender<Progress>,
) -> Result<(), ExchangeError> {
    let Parties { here, peer, space, side, stay } = parties;
    let traffic = link.traffic();
    let (sender, mut receiver) = link.split();
    let mut grown = host.grown();
    let mut exchange = Exchange {
        session: Session::new(side, here, peer, space),
        host,
        parties,
        sender,
        traffic,
        progress,
        resumes: None,
    };
    exchange.step(Event::Received(Frame::Hello(hello))).await?;
    exchange.sender.send(&Frame::Addresses(addresses).encode()).await?;
    loop {
        let event = tokio::select! {
            frame = next_frame(&mut receiver) => match frame? {
                None => return Ok(()),
                Some(Frame::Addresses(addresses)) => {
                    exchange.host.hear(space, peer, PeerNews::Addresses(addresses));
                    continue;
                }
                Some(frame) => Event::Received(frame),
            },
            () = moment(exchange.resumes) => {
                exchange.resumes = None;
                Event::Resumed
            }
            changed = grown.changed() => match changed {
                Ok(()) => Event::Grew,
                Err(_) => return Ok(()),
            },
        };
        exchange.step(event).await?;
        if stay == Stay::UntilEqual && exchange.progress.borrow().equal {
            exchange.sender.finish().await;
            return Ok(());
        }
        // Whoever was taken out hears of it, and of nothing after it.
        if !exchange.host.admits(space, peer) {
            exchange.sender.finish().await;
            return Err(ExchangeError::TakenOut);
        }
    }
}

/// Waits for a moment; for ever, where there is none.
async fn moment(when: Option<Instant>) {
    match when {
        Some(when) => sleep_until(when).await,
        None => std::future::pending().await,
    }
}

async fn next_frame(receiver: &mut LinkReceiver) -> Result<Option<Frame>, ExchangeError> {
    match receiver.receive(MOST_FRAME).await? {
        Some(bytes) => Ok(Some(Frame::decode(&bytes)?)),
        None => Ok(None),
    }
}

struct Exchange {
    session: Session,
    host: Arc<dyn Host>,
    parties: Parties,
    sender: LinkSender,
    traffic: Arc<Traffic>,
    progress: watch::Sender<Progress>,
    /// When what was put off may come.
    resumes: Option<Instant>,
}

impl Exchange {
    async fn step(&mut self, event: Event) -> Result<(), ExchangeError> {
        let mut waiting = std::collections::VecDeque::from([event]);
        while let Some(event) = waiting.pop_front() {
            let mut effects = Vec::new();
            let mut event = Some(event);
            self.host.with_graph(self.parties.space, &mut |graph| {
                if let Some(event) = event.take() {
                    effects = self.session.handle(event, graph);
                }
            });
            for effect in effects {
                if let Some(event) = self.carry_out(effect).await? {
                    waiting.push_back(event);
                }
            }
        }
        Ok(())
    }

    async fn carry_out(&mut self, effect: Effect) -> Result<Option<Event>, ExchangeError> {
        let space = self.parties.space;
        match effect {
            Effect::Send(frame) => self.sender.send(&frame.encode()).await?,
            Effect::SendEntries(entries) => {
                let host = self.host.clone();
                let page = blocking(move || host.pack(space, &entries)).await??;
                self.sender.send(&Frame::Entries(page).encode()).await?;
            }
            Effect::Store(page) => {
                let host = self.host.clone();
                let StoredPage { logs, seen, entries, again } =
                    blocking(move || host.store(space, &page)).await??;
                self.resumes = self.resumes.or_else(|| again.map(|wait| Instant::now() + wait));
                self.session.count_received(entries);
                return Ok(Some(Event::Stored { logs, seen }));
            }
            Effect::Report => self.report(),
            Effect::Close(reason) => return Err(ExchangeError::Closed(reason)),
        }
        Ok(None)
    }

    fn report(&self) {
        if !self.session.heard() {
            return;
        }
        let (mut equal, mut theirs) = (false, BTreeMap::new());
        self.host.with_graph(self.parties.space, &mut |graph| {
            equal = self.session.equal(graph);
            theirs = self.session.theirs(graph);
        });
        let news = PeerNews::Heard { theirs, equal };
        self.host.hear(self.parties.space, self.parties.peer, news);
        self.progress.send_replace(Progress {
            tally: self.session.tally(),
            bytes: self.traffic.sent() + self.traffic.received(),
            equal,
            closed: false,
        });
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ExchangeError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ExchangeError::Stopped)
}
