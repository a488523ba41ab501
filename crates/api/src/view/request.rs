//! What screens and shells show of requests.

use etabli_model::{
    id::{ItemId, MemberId, RequestId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestState {
    /// Nobody answered.
    Waiting,
    /// Somebody who answers for the item granted it.
    Granted,
    /// It was granted, and not fetched while it was kept ready.
    Lapsed,
    /// Somebody who answers for the item refused it.
    Refused,
    /// Whoever asked took it back.
    Withdrawn,
    /// It was handed over.
    HandedOver,
}

/// What the person here may do with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestRight {
    /// Grant or refuse it.
    Answer,
    /// Take it back.
    Withdraw,
    /// Hand the item over.
    HandOver,
}

/// A request for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestView {
    /// Its id.
    pub id: RequestId,
    /// How it stands.
    pub status: RequestState,
    /// The item.
    pub item: ItemId,
    /// The item's name, or empty.
    pub item_name: String,
    /// The item's tag, or empty.
    pub tag: String,
    /// Who asked.
    pub by: MemberId,
    /// Their name.
    pub by_name: String,
    /// How many.
    pub quantity: u32,
    /// When.
    pub at: Timestamp,
    /// Until when it would be kept, if said.
    pub due: Option<Timestamp>,
    /// Until when it is kept ready once granted, if somebody said so.
    #[serde(default)]
    pub ready: Option<Timestamp>,
    /// Who answered, or empty.
    pub answered_by: String,
    /// The place in the line, from 1; 0 once it has ended.
    pub line: u32,
    /// Whether as many are here now as all in line up to this one ask for.
    pub here: bool,
    /// What the person here may do with it.
    pub may: Vec<RequestRight>,
}
