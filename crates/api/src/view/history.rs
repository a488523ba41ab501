//! What was: the bin.

use etabli_model::{id::MemberId, time::Timestamp};
use serde::{Deserialize, Serialize};

/// Who put something into the bin, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemovalView {
    /// The member, if that is known here.
    pub by: Option<MemberId>,
    /// That member's name.
    pub by_name: String,
    /// When, by their clock.
    pub at: Timestamp,
}

/// What kind of thing is in the bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BinnedKind {
    /// An item.
    Item,
    /// A place.
    Place,
}

/// Something in the bin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BinnedView {
    /// What it is.
    pub kind: BinnedKind,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The number on its label; empty if it has none.
    pub tag: String,
    /// Who put it there, and when.
    #[serde(flatten)]
    pub removal: RemovalView,
    /// How many of it are out, lent by somebody who did not know that it was put here.
    pub out: u32,
    /// Whether the member here may take it out.
    pub can_restore: bool,
}
