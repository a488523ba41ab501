//! The endpoint: one UDP socket per device over which links come and go, on iroh.
//!
//! iroh's router closes the whole endpoint when one handler panics; so each incoming link is set up
//! in a task of its own, whose panic ends nothing else. Setting up is bounded in number and time,
//! because anyone may knock. `Endpoint::online` waits for a relay and so is never called.

use std::{
    net::{Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use etabli_model::id::DeviceId;
use futures_util::StreamExt;
use iroh::{
    EndpointAddr, EndpointId, SecretKey, TransportAddr,
    endpoint::{
        BindOpts, ConnectError, Connection, Incoming, QuicTransportConfig, VarInt, presets,
    },
};
use iroh_mdns_address_lookup::{DiscoveryEvent, MdnsAddressLookup};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    task::JoinSet,
    time::timeout,
};

use super::{BindOptions, Link, Reach, TransportError};

/// The service that mDNS announces: this computer runs Établi.
const SERVICE: &str = "etabli1";
/// How many incoming links are set up at once.
const SETTING_UP: usize = 64;
/// Above so many, who knocks must first show that the address given is theirs.
const TRUSTING: usize = 16;
/// How long an incoming link may take from the first packet to the first frame.
const SET_UP_LIMIT: Duration = Duration::from_secs(10);
/// How many incoming links, and discovered devices, wait to be taken.
const WAITING: usize = 64;
/// How much one stream may have under way, and one connection altogether.
const WINDOW: u32 = 1 << 20;

/// A bound endpoint; clones share it.
#[derive(Debug, Clone)]
pub struct Endpoint {
    inner: iroh::Endpoint,
    reach: Reach,
    /// Keeps the receiver of discovered devices from ending before the endpoint does.
    _discovered: mpsc::Sender<DeviceId>,
}

impl Endpoint {
    /// Binds an endpoint; also returns the incoming links and the devices met on the local network.
    ///
    /// A device is reported when it appears or its addresses change, and can then be dialled
    /// without an address. Where the network forbids multicast nothing is reported.
    pub async fn bind(
        options: BindOptions,
    ) -> Result<(Self, mpsc::Receiver<Link>, mpsc::Receiver<DeviceId>), TransportError> {
        let inner = match bind(&options, options.port).await {
            Err(error) if options.port != 0 => {
                tracing::warn!(port = options.port, %error, "port not to be had, taking any");
                bind(&options, 0).await?
            }
            bound => bound?,
        };
        let (links, incoming) = mpsc::channel(WAITING);
        tokio::spawn(accept(inner.clone(), links));
        let (found, discovered) = mpsc::channel(WAITING);
        match options.reach {
            Reach::Loopback => {}
            Reach::Lan => discover(&inner, found.clone()).await,
        }
        let endpoint = Self { inner, reach: options.reach, _discovered: found };
        Ok((endpoint, incoming, discovered))
    }

    /// Returns the id of this device.
    pub fn id(&self) -> DeviceId {
        DeviceId(*self.inner.id().as_bytes())
    }

    /// Returns the UDP port it is bound to.
    pub fn port(&self) -> u16 {
        let sockets = self.inner.bound_sockets();
        let ip4 = sockets.iter().find(|socket| socket.is_ipv4());
        ip4.or(sockets.first()).map_or(0, SocketAddr::port)
    }

    /// Returns the addresses to put on a ticket: those of this computer's network interfaces.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        let mut addresses: Vec<_> = match self.reach {
            Reach::Loopback => self.inner.bound_sockets(),
            Reach::Lan => self.inner.addr().ip_addrs().copied().filter(is_useful).collect(),
        };
        // An address of IPv4 is more often reachable, and shorter to type.
        addresses.sort_by_key(|address| (address.is_ipv6(), *address));
        addresses
    }

    /// Dials a device at the given addresses and those that discovery knows.
    ///
    /// The device learns of the link with the first frame, which is this side's to send.
    pub async fn connect(
        &self,
        peer: DeviceId,
        addresses: &[SocketAddr],
        alpn: &[u8],
        limit: Duration,
    ) -> Result<Link, TransportError> {
        let id = EndpointId::from_bytes(peer.as_bytes()).map_err(|_| TransportError::NotAKey)?;
        if peer == self.id() {
            return Err(TransportError::Own);
        }
        if self.inner.is_closed() {
            return Err(TransportError::Closed);
        }
        let address =
            EndpointAddr::from_parts(id, addresses.iter().copied().map(TransportAddr::Ip));
        let dial = async {
            let connection = self.inner.connect(address, alpn).await.map_err(unreachable)?;
            let streams = connection.open_bi().await.map_err(unreachable)?;
            Ok(Link::new(connection, true, streams))
        };
        timeout(limit, dial).await.unwrap_or(Err(TransportError::TimedOut { after: limit }))
    }

    /// Closes every link and the socket, letting the other sides know; takes up to 3 s.
    pub async fn close(&self) {
        self.inner.close().await;
    }
}

async fn bind(options: &BindOptions, port: u16) -> Result<iroh::Endpoint, TransportError> {
    let builder = iroh::Endpoint::builder(presets::Minimal)
        .secret_key(SecretKey::from_bytes(&options.secret))
        .alpns(options.alpns.clone())
        .transport_config(
            // A link is one stream, opened by who dials; all else is refused by QUIC itself.
            QuicTransportConfig::builder()
                .max_concurrent_bidi_streams(VarInt::from_u32(1))
                .max_concurrent_uni_streams(VarInt::from_u32(0))
                .datagram_receive_buffer_size(None)
                .stream_receive_window(VarInt::from_u32(WINDOW))
                .receive_window(VarInt::from_u32(WINDOW))
                .build(),
        );
    let failed = |error: &dyn std::error::Error| TransportError::Bind { detail: chain(error) };
    let builder = match options.reach {
        Reach::Loopback => builder.clear_ip_transports().bind_addr((Ipv4Addr::LOCALHOST, port)),
        Reach::Lan => {
            let optional = BindOpts::default().set_is_required(false);
            builder.bind_addr((Ipv4Addr::UNSPECIFIED, port)).and_then(|builder| {
                builder.bind_addr_with_opts((Ipv6Addr::UNSPECIFIED, port), optional)
            })
        }
    };
    builder.map_err(|error| failed(&error))?.bind().await.map_err(|error| failed(&error))
}

/// Takes links in until the endpoint closes or nobody wants them any more.
async fn accept(endpoint: iroh::Endpoint, links: mpsc::Sender<Link>) {
    let room = Arc::new(Semaphore::new(SETTING_UP));
    let mut tasks = JoinSet::new();
    loop {
        tokio::select! {
            incoming = endpoint.accept() => {
                let Some(incoming) = incoming else { break };
                if let Some((incoming, permit)) = admit(incoming, &room) {
                    tasks.spawn(set_up(incoming, links.clone(), permit));
                }
            }
            Some(ended) = tasks.join_next() => {
                if let Err(error) = ended {
                    tracing::error!(%error, "setting up a link panicked");
                }
            }
            () = links.closed() => break,
        }
    }
}

/// Turns away who knocks while too many do.
fn admit(incoming: Incoming, room: &Arc<Semaphore>) -> Option<(Incoming, OwnedSemaphorePermit)> {
    if room.available_permits() < SETTING_UP - TRUSTING && !incoming.remote_addr_validated() {
        if let Err(error) = incoming.retry() {
            tracing::debug!(%error, "could not ask for a proof of address");
        }
        return None;
    }
    match room.clone().try_acquire_owned() {
        Ok(permit) => Some((incoming, permit)),
        Err(_) => {
            incoming.refuse();
            None
        }
    }
}

async fn set_up(incoming: Incoming, links: mpsc::Sender<Link>, _permit: OwnedSemaphorePermit) {
    let greeted = async {
        let connection: Connection = incoming.await.map_err(|error| chain(&error))?;
        let streams = connection.accept_bi().await.map_err(|error| chain(&error))?;
        links
            .send(Link::new(connection, false, streams))
            .await
            .map_err(|_| "nobody takes links any more".to_owned())
    };
    match timeout(SET_UP_LIMIT, greeted).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::debug!(%error, "an incoming link came to nothing"),
        Err(_) => tracing::debug!("an incoming link took too long"),
    }
}

/// Announces this device on the local network and reports the others until the endpoint closes.
async fn discover(endpoint: &iroh::Endpoint, found: mpsc::Sender<DeviceId>) {
    let built = MdnsAddressLookup::builder().service_name(SERVICE).build(endpoint.id());
    let (lookup, services) = match (built, endpoint.address_lookup()) {
        (Ok(lookup), Ok(services)) => (lookup, services),
        (Err(error), _) => {
            tracing::warn!(error = chain(&error), "no discovery on the local network");
            return;
        }
        (_, Err(error)) => {
            tracing::warn!(error = chain(&error), "no discovery on the local network");
            return;
        }
    };
    services.add(lookup.clone());
    let mut events = lookup.subscribe().await;
    tokio::spawn(endpoint.closed().run_until(async move {
        while let Some(event) = events.next().await {
            let DiscoveryEvent::Discovered { endpoint_info, .. } = event else { continue };
            let device = DeviceId(*endpoint_info.endpoint_id.as_bytes());
            if found.send(device).await.is_err() {
                break;
            }
        }
    }));
}

/// Tells addresses that mean something to others: not those of one cable alone.
fn is_useful(address: &SocketAddr) -> bool {
    match address {
        SocketAddr::V4(address) => !address.ip().is_link_local(),
        SocketAddr::V6(address) => !address.ip().is_unicast_link_local(),
    }
}

fn unreachable(error: impl Into<ConnectError>) -> TransportError {
    TransportError::Unreachable { detail: chain(&error.into()) }
}

/// Writes an error and its causes on one line; iroh's outermost errors say little.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    let mut texts: Vec<_> = causes.map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}

#[cfg(test)]
mod tests {
    use std::future::Future;

    use super::*;
    use crate::transport::{LinkError, link::CODE_TOO_LONG};

    const ALPN: &[u8] = b"etabli/test/1";
    const LIMIT: Duration = Duration::from_secs(10);

    async fn soon<T>(future: impl Future<Output = T>) -> T {
        timeout(LIMIT, future).await.expect("it takes too long")
    }

    struct Side {
        endpoint: Endpoint,
        incoming: mpsc::Receiver<Link>,
        _discovered: mpsc::Receiver<DeviceId>,
    }

    async fn side(seed: u8, port: u16) -> Side {
        let options = BindOptions {
            secret: [seed; 32],
            port,
            reach: Reach::Loopback,
            alpns: vec![ALPN.to_vec()],
        };
        let (endpoint, incoming, _discovered) = soon(Endpoint::bind(options)).await.unwrap();
        Side { endpoint, incoming, _discovered }
    }

    async fn dial(from: &Side, to: &Side) -> Link {
        let addresses = to.endpoint.addresses();
        let dialled = from.endpoint.connect(to.endpoint.id(), &addresses, ALPN, LIMIT);
        soon(dialled).await.unwrap()
    }

    async fn linked(alice: &Side, bob: &mut Side) -> (Link, Link) {
        let mut to_bob = dial(alice, bob).await;
        soon(to_bob.send(b"hello")).await.unwrap();
        let mut to_alice = soon(bob.incoming.recv()).await.unwrap();
        assert_eq!(soon(to_alice.receive(16)).await.unwrap().unwrap(), b"hello");
        (to_bob, to_alice)
    }

    #[tokio::test]
    async fn two_devices_exchange_frames_and_count_them() {
        let (alice, mut bob) = (side(1, 0).await, side(2, 0).await);
        let (mut to_bob, mut to_alice) = linked(&alice, &mut bob).await;
        assert_eq!((to_bob.remote, to_bob.outgoing), (bob.endpoint.id(), true));
        assert_eq!((to_alice.remote, to_alice.outgoing), (alice.endpoint.id(), false));
        assert_eq!((&*to_alice.alpn, &*to_bob.alpn), (ALPN, ALPN));
        assert_eq!(to_bob.address().map(|address| address.port()), Some(bob.endpoint.port()));

        let large = vec![7; 3 << 20];
        let (sent, received) =
            soon(async { tokio::join!(to_alice.send(&large), to_bob.receive(4 << 20)) }).await;
        sent.unwrap();
        assert!(received.unwrap().unwrap() == large);
        soon(to_bob.send(b"")).await.unwrap();
        assert_eq!(soon(to_alice.receive(0)).await.unwrap().unwrap(), b"");
        assert_eq!(to_bob.traffic().sent(), 4 + 5 + 4);
        assert_eq!(to_bob.traffic().received(), 4 + (3 << 20));
        assert_eq!(to_alice.traffic().received(), to_bob.traffic().sent());
    }

    #[tokio::test]
    async fn refuses_a_frame_that_is_too_long() {
        let (alice, mut bob) = (side(3, 0).await, side(4, 0).await);
        let (mut to_bob, mut to_alice) = linked(&alice, &mut bob).await;
        soon(to_bob.send(&[0; 17])).await.unwrap();
        let refused = soon(to_alice.receive(16)).await;
        assert_eq!(refused, Err(LinkError::TooLong { length: 17, most: 16 }));
        let told = soon(to_bob.receive(16)).await;
        assert_eq!(told, Err(LinkError::Closed { code: u64::from(CODE_TOO_LONG) }));
    }

    #[tokio::test]
    async fn a_finished_link_delivers_everything_and_then_nothing() {
        let (alice, mut bob) = (side(5, 0).await, side(6, 0).await);
        let (mut to_bob, mut to_alice) = linked(&alice, &mut bob).await;
        let last = vec![9; 200_000];
        soon(to_bob.send(&last)).await.unwrap();
        let reader = async {
            assert!(to_alice.receive(1 << 20).await.unwrap().unwrap() == last);
            assert_eq!(to_alice.receive(16).await, Ok(None));
            to_alice.finish().await;
        };
        soon(async { tokio::join!(to_bob.finish(), reader) }).await;
    }

    #[tokio::test]
    async fn halves_work_at_the_same_time_and_end_on_their_own() {
        let (alice, mut bob) = (side(7, 0).await, side(8, 0).await);
        let (to_bob, to_alice) = linked(&alice, &mut bob).await;
        let echo = async {
            let (mut sender, mut receiver) = to_alice.split();
            while let Some(frame) = receiver.receive(1 << 20).await.unwrap() {
                sender.send(&frame).await.unwrap();
            }
            sender.finish().await;
        };
        let (mut sender, mut receiver) = to_bob.split();
        let send = async {
            for index in 0..50_u8 {
                sender.send(&vec![index; 60_000]).await.unwrap();
            }
            sender.finish().await;
        };
        let receive = async {
            for index in 0..50_u8 {
                assert!(receiver.receive(60_000).await.unwrap().unwrap() == [index; 60_000]);
            }
            assert_eq!(receiver.receive(60_000).await, Ok(None));
        };
        soon(async { tokio::join!(echo, send, receive) }).await;
    }

    #[tokio::test]
    async fn a_cancelled_receive_loses_nothing() {
        let (alice, mut bob) = (side(9, 0).await, side(10, 0).await);
        let (mut to_bob, mut to_alice) = linked(&alice, &mut bob).await;
        let large = vec![5; 300_000];
        let send = async {
            to_bob.send(&large).await.unwrap();
            to_bob.finish().await;
        };
        let receive = async {
            let frame = loop {
                tokio::select! {
                    biased;
                    frame = to_alice.receive(1 << 20) => break frame.unwrap().unwrap(),
                    () = tokio::task::yield_now() => {}
                }
            };
            assert!(frame == large);
            drop(to_alice);
        };
        soon(async { tokio::join!(send, receive) }).await;
    }

    #[tokio::test]
    async fn closing_the_endpoint_ends_its_links_and_its_streams() {
        let (alice, mut bob) = (side(11, 0).await, side(12, 0).await);
        let (to_bob, mut to_alice) = linked(&alice, &mut bob).await;
        soon(alice.endpoint.close()).await;
        assert!(matches!(soon(to_alice.receive(16)).await, Err(LinkError::Closed { .. })));
        drop(to_bob);
        soon(bob.endpoint.close()).await;
        assert!(soon(bob.incoming.recv()).await.is_none());
        let late = bob.endpoint.connect(alice.endpoint.id(), &[], ALPN, LIMIT);
        assert_eq!(soon(late).await.unwrap_err(), TransportError::Closed);
    }

    #[tokio::test]
    async fn takes_another_port_when_the_wanted_one_is_taken() {
        let alice = side(13, 0).await;
        let bob = side(14, alice.endpoint.port()).await;
        assert_ne!(bob.endpoint.port(), 0);
        assert_ne!(bob.endpoint.port(), alice.endpoint.port());
        let only = SocketAddr::from((Ipv4Addr::LOCALHOST, bob.endpoint.port()));
        assert_eq!(bob.endpoint.addresses(), [only]);
    }

    #[tokio::test]
    async fn says_why_a_device_cannot_be_reached() {
        let (alice, bob) = (side(15, 0).await, side(16, 0).await);
        let own = alice.endpoint.connect(alice.endpoint.id(), &[], ALPN, LIMIT);
        assert_eq!(soon(own).await.unwrap_err(), TransportError::Own);
        let addresses = bob.endpoint.addresses();
        let deaf = alice.endpoint.connect(bob.endpoint.id(), &addresses, b"other", LIMIT);
        assert!(matches!(soon(deaf).await.unwrap_err(), TransportError::Unreachable { .. }));
        let short = Duration::from_millis(50);
        let nobody = [SocketAddr::from((Ipv4Addr::LOCALHOST, 9))];
        let stranger = DeviceId(*SecretKey::from_bytes(&[17; 32]).public().as_bytes());
        let silent = alice.endpoint.connect(stranger, &nobody, ALPN, short);
        assert_eq!(soon(silent).await.unwrap_err(), TransportError::TimedOut { after: short });
    }
}
