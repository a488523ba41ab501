//! What a front end hears without asking: which of its views became stale.

use etabli_model::id::SpaceId;
use serde::{Deserialize, Serialize};

/// What a query reads. An event names topics; a component asks again when one is its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// The list of spaces.
    Spaces,
    /// Items and places.
    Inventory,
    /// Loans, and with them the state of items.
    Loans,
    /// Bookings, and how sure they are.
    Bookings,
    /// Projects, their sheets and boards.
    Projects,
    /// Members and their names.
    Members,
    /// The sync line and the devices.
    Sync,
}

impl Topic {
    /// All of them: stale when nobody knows what was missed.
    pub const ALL: [Self; 7] = [
        Self::Spaces,
        Self::Inventory,
        Self::Loans,
        Self::Bookings,
        Self::Projects,
        Self::Members,
        Self::Sync,
    ];
}

/// Something happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "event")]
pub enum Event {
    /// These views of a space are no longer true.
    Stale {
        /// The space; `None` for all.
        space: Option<SpaceId>,
        /// What changed.
        topics: Vec<Topic>,
    },
}

impl Event {
    /// Says that everything may be stale, to whoever missed what was told.
    pub fn everything() -> Self {
        Self::Stale { space: None, topics: Topic::ALL.to_vec() }
    }
}
