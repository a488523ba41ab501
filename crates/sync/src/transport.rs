//! How bytes travel between two devices: links of frames over QUIC, between keys.
//!
//! Invariant: the device at the other end of a link has proved that it holds the key it is named
//! by. Nothing else is checked here: whether it is welcome is for what speaks over the link.
//! No network is reached but the peers': no relay, no lookup service, no port mapping.

use std::time::Duration;

pub mod iroh;
pub mod link;

pub use self::{
    iroh::Endpoint,
    link::{Link, LinkError, LinkReceiver, LinkSender, Traffic},
};

/// How an endpoint is to be bound.
#[derive(Clone)]
pub struct BindOptions {
    /// The device's secret key.
    pub secret: [u8; 32],
    /// The UDP port; 0, or a port that is taken, means any.
    pub port: u16,
    /// Who can reach it.
    pub reach: Reach,
    /// The protocols that incoming links may speak.
    pub alpns: Vec<Vec<u8>>,
}

impl std::fmt::Debug for BindOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The key stays out of logs.
        f.debug_struct("BindOptions")
            .field("port", &self.port)
            .field("reach", &self.reach)
            .finish_non_exhaustive()
    }
}

/// Who can reach an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Only this computer; nothing is announced.
    Loopback,
    /// Every network this computer is on; it announces itself, by its key alone, on the local ones.
    Lan,
}

/// Why an endpoint could not be bound, or a device not reached.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No socket could be had.
    #[error("could not open a network socket: {detail}")]
    Bind {
        /// What the network said.
        detail: String,
    },
    /// The device's id is no public key, so no device can have it.
    #[error("the id of the device is not a key")]
    NotAKey,
    /// The device is this one.
    #[error("the device is this one")]
    Own,
    /// No answer came in time.
    #[error("no answer within {} s", .after.as_secs_f32())]
    TimedOut {
        /// How long it was waited for.
        after: Duration,
    },
    /// The device has no known address, does not answer or speaks no such protocol.
    #[error("could not reach the device: {detail}")]
    Unreachable {
        /// What the network said.
        detail: String,
    },
    /// The endpoint is closed.
    #[error("the endpoint is closed")]
    Closed,
}
