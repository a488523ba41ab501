//! The contract of every front end: commands with their replies, views, events and error codes.
//!
//! One struct per command ties its name, its arguments and its reply. Everything here is plain
//! serde and builds for wasm; front ends show views and never compute them. JSON fields only grow.

pub mod command;
pub mod error;
pub mod event;
pub mod view;
pub mod window;

use serde::{Serialize, de::DeserializeOwned};

pub use error::{ApiError, ErrorCode};
pub use etabli_model::{
    act::{Condition, MoneyFor, Part, ProjectKind, RepairStage, StockWhy},
    board::RowKind,
    detail, file, id, service, text, time, trade, vocabulary,
};
pub use event::{Event, Topic};

/// A command or query that a front end may send.
pub trait Command: Serialize + DeserializeOwned {
    /// Its name on every wire: snake case, unique.
    const NAME: &'static str;
    /// What it answers.
    type Reply: Serialize + DeserializeOwned;
}
