//! What screens and shells show of bookings.

use etabli_model::{
    id::{BookingId, ItemId, LoanId, MemberId, PlaceId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use crate::error::ApiError;

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
    /// Say that one is there.
    Begin,
    /// Give the rest of its time free.
    Release,
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
    /// Since when whoever booked is there, if they said so.
    pub begun: Option<Timestamp>,
    /// Since when the rest of it is free, if it was given free.
    pub released: Option<Timestamp>,
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
    /// What it is for, or empty.
    #[serde(default)]
    pub what_for: String,
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
    /// Which of today's rules it is against, if it is.
    pub against: Option<ApiError>,
    /// Whether it was made against the rules all the same.
    pub all_the_same: bool,
    /// Whether what it takes lies elsewhere by now than when it was booked.
    pub claims_changed: bool,
    /// The booking it took the place of.
    pub replaces: Option<BookingId>,
    /// The booking that took its place.
    pub replaced_by: Option<BookingId>,
    /// Who cancelled it as one who answers for it, or empty.
    pub cancelled_by: String,
    /// Who has not seen it yet, if nobody who answers for it has.
    #[serde(default)]
    pub awaited: Option<AwaitedView>,
    /// What the person here may do with it.
    pub may: Vec<BookingRight>,
}

/// Somebody whose word a booking waits for: of those who answer for what is booked, whoever was in
/// touch last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AwaitedView {
    /// Their name.
    pub name: String,
    /// When a device of theirs was in touch with this one; never, if none.
    pub met: Option<Timestamp>,
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

/// What would become of a booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingCheck {
    /// Its times, in order.
    pub times: Vec<SpanView>,
    /// What is in the way, if something is: what booking it would answer.
    pub obstacle: Option<ApiError>,
    /// Free times of the same length that keep to all rules, where something is in the way.
    pub alternatives: Vec<SpanView>,
    /// Whether only rules are in the way, and the person here may book all the same.
    pub all_the_same: bool,
}

/// Why something is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TakenKind {
    /// It is booked.
    Booked,
    /// It is on loan.
    Lent,
    /// Something inside it is booked.
    Inside,
    /// A place it is in is booked as a whole.
    Around,
}

/// A time at which something is taken, or was to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenView {
    /// Why.
    pub kind: TakenKind,
    /// From when.
    pub start: Timestamp,
    /// Until when; unsaid for a loan that nobody knows the end of.
    pub end: Option<Timestamp>,
    /// The booking, unless it is a loan.
    pub booking: Option<BookingId>,
    /// The loan, if it is one.
    pub loan: Option<LoanId>,
    /// What was booked, where it is something inside or around.
    pub name: String,
    /// Who has it then.
    pub by_name: String,
    /// What it is for, or empty.
    #[serde(default)]
    pub what_for: String,
    /// Whether that is the person here.
    pub mine: bool,
    /// How many.
    pub quantity: u32,
    /// How the booking stands; tentative for a loan.
    pub status: BookingStatus,
    /// How sure it is.
    pub certainty: Certainty,
    /// Whether a displaced time could be had by now.
    pub offered: bool,
}

/// Something that can be booked, and when it is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanningRow {
    /// The item, if it is one.
    pub item: Option<ItemId>,
    /// The place, if it is one.
    pub place: Option<PlaceId>,
    /// Its name.
    pub name: String,
    /// The number on its label, or empty.
    pub tag: String,
    /// Where it is.
    pub path: String,
    /// How many can be booked at once.
    pub capacity: u32,
    /// Whether the person here may book it.
    pub may_book: bool,
    /// When it is closed over these days.
    pub closed: Vec<SpanView>,
    /// When it is taken, by start.
    pub taken: Vec<TakenView>,
}

/// Who has what over some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanningView {
    /// The days, from midnight to midnight in the zone.
    pub days: Vec<SpanView>,
    /// The zone.
    pub zone: String,
    /// What can be booked: places first, then items, by name.
    pub rows: Vec<PlanningRow>,
    /// How many rows are left out.
    pub more: u32,
}
