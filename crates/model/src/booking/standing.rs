//! A booking as the fold leaves it: how sure it is, how it ended, what became of its times.
//!
//! Whether it is offered room, or put at risk by a loan, is asked with a time: see [`super::Asker`].

use serde::Serialize;

use crate::{
    act::{Book, Occurrence},
    id::{BookingId, MemberId, ResourceId},
    lending::Position,
    time::Timestamp,
};

/// How sure a booking is, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Sureness {
    /// All who answer for what it takes confirmed it; the last of them there.
    Confirmed(Position),
    /// Devices of all who answer for what it takes have seen it; the last of them there.
    Seen(Position),
    /// Whoever booked holds it.
    Held,
}

/// How a booking ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Ending {
    /// Whoever booked cancelled it.
    Withdrawn,
    /// Somebody who answers for what it takes cancelled it.
    Refused(MemberId),
    /// Another one of the same person took its place.
    Replaced(BookingId),
}

/// Where a booking stands, apart from what others do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// How sure it is.
    pub sureness: Sureness,
    /// Where and how it ended, if it did.
    pub end: Option<(Position, Ending)>,
}

/// What became of one time of a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Outcome {
    /// It takes all that it claims.
    Stands,
    /// It takes nothing.
    Displaced {
        /// Of what there is not enough.
        resource: ResourceId,
        /// The first booking that takes it, or none when there is none to be had.
        winner: Option<BookingId>,
    },
}

/// What was said of one time of a booking once it had begun.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Attendance {
    /// Which of its times.
    pub occurrence: u16,
    /// Where and from when on whoever booked said to be there.
    pub begun: Option<(Position, Timestamp)>,
    /// Where and from when on the rest of it was given free.
    pub released: Option<(Position, Timestamp)>,
}

/// A booking.
#[derive(Debug, Clone, Copy)]
pub struct Booking<'a> {
    /// Its id.
    pub id: BookingId,
    /// Where it was written.
    pub position: Position,
    /// Who booked.
    pub by: MemberId,
    /// What was booked.
    pub book: &'a Book,
    /// Where it stands.
    pub standing: Standing,
    /// What became of its times, in their order.
    pub outcomes: &'a [Outcome],
    /// What was said of those of its times that had begun, ascending.
    pub attendance: &'a [Attendance],
}

impl Booking<'_> {
    /// Returns whether it goes on.
    pub const fn is_live(&self) -> bool {
        self.standing.end.is_none()
    }

    /// Returns its times and what became of each.
    pub fn times(&self) -> impl Iterator<Item = (Occurrence, Outcome)> {
        self.book.occurrences.iter().copied().zip(self.outcomes.iter().copied())
    }

    /// Returns what was said of one of its times once it had begun.
    pub fn attended(&self, occurrence: usize) -> Option<&Attendance> {
        self.attendance.iter().find(|it| usize::from(it.occurrence) == occurrence)
    }

    /// Returns whether the rest of a time was given free.
    pub fn is_released(&self, during: &Occurrence) -> bool {
        let at = self.book.occurrences.binary_search(during);
        at.is_ok_and(|at| self.attended(at).is_some_and(|it| it.released.is_some()))
    }

    /// Returns whether none of its times stands.
    pub fn is_displaced(&self) -> bool {
        !self.outcomes.contains(&Outcome::Stands)
    }

    /// Returns whether it was confirmed although another confirmed one has what it claims.
    pub fn is_confirmed_twice(&self) -> bool {
        let lost =
            |outcome: &Outcome| matches!(outcome, Outcome::Displaced { winner: Some(_), .. });
        matches!(self.standing.sureness, Sureness::Confirmed(_)) && self.outcomes.iter().any(lost)
    }
}
