//! Development only: named replicas that talk over an in-memory network.
//!
//! Everything is driven by hand and by seeds: no sockets, no sleeps, no clock. A [`Peer`] is a real
//! replica over a memory store with the fold of loans and documents on top; a [`Network`] carries
//! the frames of real sessions, and can lose links, cut them, and deliver in any order.

pub mod network;
pub mod peer;

pub use network::Network;
pub use peer::Peer;

/// A small deterministic source of numbers for tests (xorshift64*).
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// Makes a source from a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Returns the next number.
    pub const fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Returns a number below `end`, or 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0).checked_rem(end).unwrap_or(0)
    }
}
