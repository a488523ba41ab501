//! What members ask for, and the line in which they wait.

use serde::Serialize;

use crate::{
    id::{ItemId, LoanId, MemberId, RequestId},
    lending::{ItemLoans, Position},
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
    /// Until when it is kept ready, where it is granted and somebody said so.
    #[serde(skip)]
    pub ready: Option<Timestamp>,
}

impl Request {
    /// Returns whether it is still to be handed over or answered.
    pub const fn is_open(&self) -> bool {
        matches!(self.standing, RequestStanding::Waiting | RequestStanding::Granted(_))
    }

    /// Returns whether it was granted and nobody fetched it while it was kept ready. A hand-over or
    /// another answer is still a fact: what has lapsed holds up nobody else, no more.
    pub fn has_lapsed(&self, now: Timestamp) -> bool {
        let granted = matches!(self.standing, RequestStanding::Granted(_));
        granted && self.ready.is_some_and(|until| until < now)
    }

    /// Returns whether it stands in the line.
    pub fn is_in_line(&self, now: Timestamp) -> bool {
        self.is_open() && !self.has_lapsed(now)
    }
}

impl ItemLoans {
    /// Returns the requests that stand in the line, whoever is first first: those that were granted,
    /// then the others, each in canonical order.
    pub fn line(&self, now: Timestamp) -> Vec<&Request> {
        let mut line: Vec<&Request> =
            self.requests.iter().filter(|one| one.is_in_line(now)).collect();
        line.sort_by_key(|one| matches!(one.standing, RequestStanding::Waiting));
        line
    }
}

/// Ends a request that a hand-over answers. One for somebody else, or that had ended, stays as it
/// is: the hand-over is a fact all the same.
pub(super) fn hand_over_asked(
    requests: &mut [Request],
    request: RequestId,
    position: &Position,
    to: MemberId,
) {
    let asked = requests.iter_mut().find(|one| one.id == request);
    if let Some(asked) = asked.filter(|one| one.by == to && one.is_open()) {
        asked.standing = RequestStanding::HandedOver(position.loan());
    }
}
