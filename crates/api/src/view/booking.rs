//! What screens and shells show of bookings.

use etabli_model::{
    id::{BookingId, ItemId, LoanId, MemberId, PlaceId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// How a booking stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingStatus {
    /// It takes what it claims, and may still have to give way.
    Tentative,
    /// Who answers for it confirmed it.
    Confirmed,
    /// Another one has what it claims.
    Displaced,
    /// It was ended.
    Cancelled,
}

/// How sure a booking is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Whoever booked holds it; nobody who answers for it knows of it yet.
    Held,
    /// Whoever answers for it has seen it: what comes later comes after it.
    Seen,
    /// Whoever answers for it confirmed it.
    Confirmed,
}

/// What the person here may do with a booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingRight {
    /// Confirm it.
    Confirm,
    /// Cancel it.
    Cancel,
    /// Move it to another time.
    Move,
    /// Take what it is offered.
    Accept,
}

/// One of the times of a booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OccurrenceView {
    /// When it starts.
    pub start: Timestamp,
    /// When it is over.
    pub end: Timestamp,
    /// Whether it takes what is claimed.
    pub stands: bool,
    /// Which booking has it instead, if one has.
    pub winner: Option<BookingId>,
    /// Who made that one, or empty.
    pub winner_name: String,
    /// Whether there is room by now: whoever booked may take it.
    pub offered: bool,
}

/// A time from its start to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanView {
    /// When it starts.
    pub start: Timestamp,
    /// When it is over.
    pub end: Timestamp,
}

/// A time during which as many of something are free.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeView {
    /// When it starts.
    pub start: Timestamp,
    /// When it is over.
    pub end: Timestamp,
    /// How many can be booked throughout.
    pub left: u32,
}

/// A loan that leaves too few of what is booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskView {
    /// The loan.
    pub loan: LoanId,
    /// Who has it.
    pub to_name: String,
    /// Until when, if agreed.
    pub due: Option<Timestamp>,
}

/// A booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingView {
    /// Its id.
    pub id: BookingId,
    /// How it stands.
    pub status: BookingStatus,
    /// How sure it is.
    pub certainty: Certainty,
    /// The item that is booked, if it is one.
    pub item: Option<ItemId>,
    /// The place that is booked, if it is one.
    pub place: Option<PlaceId>,
    /// Its name.
    pub name: String,
    /// The number on its label, or empty.
    pub tag: String,
    /// How many.
    pub quantity: u32,
    /// Who booked.
    pub by: MemberId,
    /// Their name.
    pub by_name: String,
    /// When the next of its times starts, or the last when all are over.
    pub start: Timestamp,
    /// When that one is over.
    pub end: Timestamp,
    /// All its times, in order.
    pub occurrences: Vec<OccurrenceView>,
    /// When the first starts by the clock on the wall, as it was asked for.
    pub wall: String,
    /// The zone of that clock.
    pub zone: String,
    /// How it repeats, as an RFC 5545 rule, or empty.
    pub rule: String,
    /// The first booking that has what this one claims, if one has.
    pub winner: Option<BookingId>,
    /// Who made that one, or empty.
    pub winner_name: String,
    /// Free times of the same length, when it was displaced and nothing is offered.
    pub alternatives: Vec<SpanView>,
    /// Loans that leave too few of it.
    pub at_risk: Vec<RiskView>,
    /// Whether it was confirmed although another confirmed one has what it claims.
    pub confirmed_twice: bool,
    /// Whether what it takes lies elsewhere by now than when it was booked.
    pub claims_changed: bool,
    /// The booking it took the place of.
    pub replaces: Option<BookingId>,
    /// The booking that took its place.
    pub replaced_by: Option<BookingId>,
    /// Who cancelled it as one who answers for it, or empty.
    pub cancelled_by: String,
    /// What the person here may do with it.
    pub may: Vec<BookingRight>,
}

/// How many of something may be booked at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapacityView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many.
    pub capacity: u32,
}
