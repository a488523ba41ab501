//! Replication: how what one device signed comes to every other.
//!
//! ```text
//! command ─▶ Replica::append ─▶ Store (durable) ─▶ Session ─▶ Link ─▶ Session ─▶ Replica::receive
//! ```
//!
//! Everything between is pure: [`entry`] is bytes, [`graph`] and [`admission`] are functions of the
//! set of stored entries, [`session`] and [`join`] are state machines fed with events. Sockets,
//! timers and disk live in [`node`], [`transport`] and [`store`]. This crate does not know what a
//! drill is: it hands admitted bodies to its caller.

pub mod admission;
pub mod anchor;
pub mod budget;
pub mod clock;
pub mod entry;
pub mod file;
pub mod graph;
pub mod join;
pub mod mark;
pub mod node;
pub mod page;
pub mod recovery;
pub mod replica;
pub mod salvage;
pub mod session;
pub mod shelf;
pub mod store;
pub mod ticket;
pub mod transport;
pub mod wire;
pub mod words;
