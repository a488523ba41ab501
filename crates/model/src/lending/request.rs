//! What members ask for, and the line in which they wait.

use serde::Serialize;

use crate::{
    id::{ItemId, LoanId, MemberId, RequestId},
    time::Timestamp,
};

/// How a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum RequestStanding {
    /// Nobody answered.
    Waiting,
    /// Somebody who answers for the item granted it.
    Granted(MemberId),
    /// Somebody who answers for the item refused it.
    Refused(MemberId),
    /// Whoever asked took it back.
    Withdrawn,
    /// It was handed over.
    HandedOver(LoanId),
}

/// Something that a member asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// The item.
    pub item: ItemId,
    /// Who asked.
    pub by: MemberId,
    /// How many.
    pub units: u32,
    /// When.
    pub at: Timestamp,
    /// Until when it would be kept, if said.
    pub due: Option<Timestamp>,
    /// How it stands.
    pub standing: RequestStanding,
}

impl Request {
    /// Returns whether it is still to be handed over or answered.
    pub const fn is_open(&self) -> bool {
        matches!(self.standing, RequestStanding::Waiting | RequestStanding::Granted(_))
    }
}
