//! Development only: hostile bytes for decoders, and a meter of the memory they cost.
//!
//! A [`Fuzz`] mangles bytes that a decoder knows, hands them in, and keeps those with a new
//! outcome to mangle further. A panic, more memory than [`MOST_MEMORY`] or a hang fails the test,
//! with the shortest such bytes it can find. In a moment's form the inputs are the same every time;
//! `ETABLI_LONG` asks for a minute of each, and for others every time.

mod driver;
mod meter;
mod mutation;
mod random;

pub use driver::{Fuzz, MOST_MEMORY, outcome, shape};
pub use meter::{Meter, peak_of};
pub use mutation::{Mutation, uleb};
pub use random::Random;
