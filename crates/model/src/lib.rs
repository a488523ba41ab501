//! The domain of Établi: what a group shares, and the rules by which replicas agree on it.
//!
//! Invariant: nothing here reads a clock, a random source, a file or the network; all of them are
//! parameters. The fold is total: an act is *applied* or *ignored with a reason*, never an error.
//! Without features the crate builds for wasm and is shared with the interface; the feature
//! `documents` adds the Automerge documents.

pub mod act;
pub mod attribute;
pub mod board;
pub mod body;
pub mod booking;
pub mod detail;
#[cfg(feature = "documents")]
pub mod document;
pub mod file;
pub mod id;
pub mod inventory;
pub mod kit;
pub mod lending;
pub mod matching;
pub mod membership;
pub mod mentoring;
pub mod offer;
pub mod project;
pub mod service;
pub mod skill;
pub mod text;
pub mod time;
pub mod trade;
pub mod training;
pub mod upkeep;
pub mod vocabulary;
pub mod wishlist;
