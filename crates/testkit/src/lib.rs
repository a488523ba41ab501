//! Development only: named replicas that talk over an in-memory network.
//!
//! Everything is driven by hand and by seeds: no sockets, no sleeps, no clock. A [`Peer`] is a real
//! replica over a memory store with the fold of loans and documents on top; a [`Network`] carries
//! the frames of real sessions, and can lose links, cut them, and deliver in any order. A [`trial`]
//! lets people, links and disks do their worst, and says what must hold after.

pub mod hostile;
pub mod network;
pub mod peer;
mod shrink;
pub mod trial;

pub use etabli_fuzz::Random;
pub use network::Network;
pub use peer::Peer;
pub use shrink::shrink;
