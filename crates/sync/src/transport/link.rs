//! A link: one stream of frames each way with a device that has proved its key.
//!
//! A frame is its length (u32, little-endian) and its bytes. A frame longer than the receiver asked
//! for is refused before any of it is kept, and ends the link. The side that dialled must send
//! first: the other side sees the link only then. Dropping every part of a link closes it.

use std::{
    fmt,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use etabli_model::id::DeviceId;
use iroh::{
    TransportAddr,
    endpoint::{
        Connection, ConnectionError, ReadError, RecvStream, SendStream, VarInt, WriteError,
    },
};
use tokio::time::timeout;

/// The code of a link that ended as it should.
pub const CODE_FINISHED: u32 = 0;
/// The code of a link that was closed because of a frame that was too long.
pub const CODE_TOO_LONG: u32 = 1;

/// How long a graceful end waits for the other side.
const PATIENCE: Duration = Duration::from_secs(2);
/// How much is taken from the network at once.
const READ_MOST: usize = 64 << 10;
const LENGTH_BYTES: usize = 4;

/// Why a frame could not be sent or received. The link is of no more use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// A frame is longer than is allowed.
    #[error("a frame of {length} bytes where {most} are allowed")]
    TooLong {
        /// The length it claims.
        length: usize,
        /// The most that was allowed.
        most: usize,
    },
    /// The link ended inside a frame.
    #[error("the link ended inside a frame")]
    Cut,
    /// The other side closed the link.
    #[error("the other side closed the link with code {code}")]
    Closed {
        /// The code it gave.
        code: u64,
    },
    /// This side closed the link.
    #[error("this side closed the link")]
    ClosedHere,
    /// Nothing came through for too long.
    #[error("the other side went silent")]
    Silent,
    /// The network failed.
    #[error("the link failed: {detail}")]
    Failed {
        /// What the network said.
        detail: String,
    },
}

/// How many bytes of frames went over a link.
#[derive(Debug, Default)]
pub struct Traffic {
    sent: AtomicU64,
    received: AtomicU64,
}

impl Traffic {
    /// Returns the bytes handed to the network, lengths included.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// Returns the bytes taken from the network, lengths included.
    pub fn received(&self) -> u64 {
        self.received.load(Ordering::Relaxed)
    }
}

/// A link with a device.
#[derive(Debug)]
pub struct Link {
    /// The device at the other end.
    pub remote: DeviceId,
    /// The protocol spoken.
    pub alpn: Vec<u8>,
    /// Whether this side dialled, and so has to send first.
    pub outgoing: bool,
    sender: LinkSender,
    receiver: LinkReceiver,
}

impl Link {
    pub(super) fn new(
        connection: Connection,
        outgoing: bool,
        (send, receive): (SendStream, RecvStream),
    ) -> Self {
        let traffic = Arc::<Traffic>::default();
        Self {
            remote: DeviceId(*connection.remote_id().as_bytes()),
            alpn: connection.alpn().to_vec(),
            outgoing,
            sender: LinkSender {
                connection: connection.clone(),
                stream: send,
                traffic: traffic.clone(),
            },
            receiver: LinkReceiver { connection, stream: receive, traffic, partial: Vec::new() },
        }
    }

    /// Sends a frame; see [`LinkSender::send`].
    pub async fn send(&mut self, frame: &[u8]) -> Result<(), LinkError> {
        self.sender.send(frame).await
    }

    /// Receives a frame; see [`LinkReceiver::receive`].
    pub async fn receive(&mut self, most: usize) -> Result<Option<Vec<u8>>, LinkError> {
        self.receiver.receive(most).await
    }

    /// Takes it apart, to send and receive at the same time.
    pub fn split(self) -> (LinkSender, LinkReceiver) {
        (self.sender, self.receiver)
    }

    /// Ends it after everything sent has arrived and the other side has ended too, or after 2 s.
    ///
    /// What still comes in meanwhile is thrown away.
    pub async fn finish(self) {
        let Self { mut sender, mut receiver, .. } = self;
        let both_done = async {
            sender.end().await;
            receiver.exhaust().await;
        };
        if timeout(PATIENCE, both_done).await.is_err() {
            tracing::debug!("the other side did not end the link in time");
        }
        receiver.close(CODE_FINISHED);
    }

    /// Closes it at once; what is under way may be lost.
    pub fn close(&self, code: u32) {
        self.sender.close(code);
    }

    /// Returns the address it goes over now, if that is not a relay.
    pub fn address(&self) -> Option<SocketAddr> {
        self.sender.address()
    }

    /// Returns the counters of its bytes, which stay valid after it has ended.
    pub fn traffic(&self) -> Arc<Traffic> {
        self.sender.traffic.clone()
    }
}

/// The sending half of a link.
pub struct LinkSender {
    connection: Connection,
    stream: SendStream,
    traffic: Arc<Traffic>,
}

impl LinkSender {
    /// Sends a frame, waiting while the other side is behind.
    ///
    /// Not to be cancelled: half a frame would be on its way.
    pub async fn send(&mut self, frame: &[u8]) -> Result<(), LinkError> {
        let most = u32::MAX as usize;
        let too_long = LinkError::TooLong { length: frame.len(), most };
        let length = u32::try_from(frame.len()).map_err(|_| too_long)?.to_le_bytes();
        self.stream.write_all(&length).await.map_err(write_error)?;
        self.stream.write_all(frame).await.map_err(write_error)?;
        self.traffic.sent.fetch_add((length.len() + frame.len()) as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Ends its half: the other side receives what was sent, then `None`. Waits 2 s at most.
    pub async fn finish(mut self) {
        if timeout(PATIENCE, self.end()).await.is_err() {
            tracing::debug!("the other side did not take everything in time");
        }
    }

    /// Closes the whole link at once; what is under way may be lost.
    pub fn close(&self, code: u32) {
        self.connection.close(VarInt::from_u32(code), b"");
    }

    /// Returns the address the link goes over now, if that is not a relay.
    pub fn address(&self) -> Option<SocketAddr> {
        let paths = self.connection.paths();
        paths.iter().find(|path| path.is_selected()).and_then(|path| match path.remote_addr() {
            TransportAddr::Ip(address) => Some(*address),
            _ => None,
        })
    }

    /// Returns the counters of the link's bytes.
    pub fn traffic(&self) -> Arc<Traffic> {
        self.traffic.clone()
    }

    async fn end(&mut self) {
        // Both fail only when the link has ended already, which is what is wanted.
        if self.stream.finish().is_ok()
            && let Err(error) = self.stream.stopped().await
        {
            tracing::trace!(%error, "the link had ended");
        }
    }
}

impl fmt::Debug for LinkSender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkSender").field("traffic", &self.traffic).finish_non_exhaustive()
    }
}

/// The receiving half of a link.
pub struct LinkReceiver {
    connection: Connection,
    stream: RecvStream,
    traffic: Arc<Traffic>,
    /// The beginning of the frame that is being received, length included.
    partial: Vec<u8>,
}

impl LinkReceiver {
    /// Receives the next frame, or `None` after the other side has ended in good order.
    ///
    /// A frame longer than `most` closes the link. May be cancelled: nothing is lost.
    pub async fn receive(&mut self, most: usize) -> Result<Option<Vec<u8>>, LinkError> {
        loop {
            let missing = match self.partial.first_chunk::<LENGTH_BYTES>() {
                None => LENGTH_BYTES - self.partial.len(),
                Some(length) => {
                    let length = u32::from_le_bytes(*length) as usize;
                    if length > most {
                        self.connection.close(VarInt::from_u32(CODE_TOO_LONG), b"frame too long");
                        return Err(LinkError::TooLong { length, most });
                    }
                    LENGTH_BYTES + length - self.partial.len()
                }
            };
            if missing == 0 {
                let frame = self.partial.split_off(LENGTH_BYTES);
                self.partial.clear();
                return Ok(Some(frame));
            }
            // Room is made for what has come, not for what was announced.
            match self.stream.read_chunk(missing.min(READ_MOST)).await.map_err(read_error)? {
                Some(bytes) => {
                    self.traffic.received.fetch_add(bytes.len() as u64, Ordering::Relaxed);
                    self.partial.extend_from_slice(&bytes);
                }
                None if self.partial.is_empty() => return Ok(None),
                None => return Err(LinkError::Cut),
            }
        }
    }

    /// Closes the whole link at once; what is under way may be lost.
    pub fn close(&self, code: u32) {
        self.connection.close(VarInt::from_u32(code), b"");
    }

    /// Returns the counters of the link's bytes.
    pub fn traffic(&self) -> Arc<Traffic> {
        self.traffic.clone()
    }

    async fn exhaust(&mut self) {
        while let Ok(Some(_)) = self.stream.read_chunk(READ_MOST).await {}
    }
}

impl fmt::Debug for LinkReceiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkReceiver").field("traffic", &self.traffic).finish_non_exhaustive()
    }
}

fn write_error(error: WriteError) -> LinkError {
    match error {
        WriteError::ConnectionLost(error) => lost(&error),
        WriteError::Stopped(code) => LinkError::Closed { code: code.into_inner() },
        WriteError::ClosedStream => LinkError::ClosedHere,
        WriteError::ZeroRttRejected => LinkError::Failed { detail: error.to_string() },
    }
}

fn read_error(error: ReadError) -> LinkError {
    match error {
        ReadError::ConnectionLost(error) => lost(&error),
        ReadError::Reset(code) => LinkError::Closed { code: code.into_inner() },
        ReadError::ClosedStream => LinkError::ClosedHere,
        ReadError::ZeroRttRejected => LinkError::Failed { detail: error.to_string() },
    }
}

fn lost(error: &ConnectionError) -> LinkError {
    match error {
        ConnectionError::ApplicationClosed(close) => {
            LinkError::Closed { code: close.error_code.into_inner() }
        }
        ConnectionError::LocallyClosed => LinkError::ClosedHere,
        ConnectionError::TimedOut => LinkError::Silent,
        other => LinkError::Failed { detail: other.to_string() },
    }
}
