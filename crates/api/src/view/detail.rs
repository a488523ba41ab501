//! What screens and shells show of hours, rules and keys.

use std::collections::BTreeMap;

use etabli_model::{
    id::{ItemId, LoanId, MemberId, PlaceId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use super::{PlaceView, SpanView};
use crate::error::ApiError;

/// What is said of a place, an item or the whole space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailsView {
    /// The place or item, or empty for the space.
    pub id: String,
    /// Its name with those of the places it is in.
    pub name: String,
    /// What is said of itself, by name of the detail, as canonical text.
    pub own: BTreeMap<String, String>,
    /// What counts where nothing is said of itself.
    pub around: BTreeMap<String, AroundView>,
    /// When it is open in a usual week, from Monday on; empty when it is always.
    pub week: Vec<String>,
    /// Of what those are the hours: a name, or empty for the space.
    pub week_from: String,
    /// When it is closed, or open, although the week says otherwise: what is not over.
    pub exceptions: Vec<ExceptionView>,
    /// The zone of the hours.
    pub zone: String,
    /// Whether it is open now, if anything is said of that.
    pub open: Option<bool>,
    /// Until when, or from when on; within a year.
    pub until: Option<Timestamp>,
    /// Who looked last whether all this is so, or empty.
    pub verified_by: String,
    /// How many of it may be booked at once.
    pub capacity: u32,
    /// The keys of a place and of those it is in.
    pub keys: Vec<KeyView>,
    /// Its next bookings, soonest first.
    pub booked: Vec<SpanView>,
    /// Whether the person here may change it.
    pub can_edit: bool,
    /// Whether the person here may say how many there are.
    pub can_count: bool,
}

/// What counts for a thing because it is said of something around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AroundView {
    /// What is said.
    pub text: String,
    /// Of what: a name, or empty for the space.
    pub from: String,
}

/// A time at which the week does not count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExceptionView {
    /// Its name among the details; empty when it is said of something around.
    pub detail: String,
    /// Whether it is open then.
    pub open: bool,
    /// From when.
    pub start: Timestamp,
    /// Until when.
    pub end: Timestamp,
    /// Why, or empty.
    pub reason: String,
    /// Of what it is said, when not of itself.
    pub from: String,
}

/// A place that fits what somebody is about to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceFound {
    /// The place.
    #[serde(flatten)]
    pub place: PlaceView,
    /// Its kind, or empty.
    pub kind: String,
    /// How many it holds.
    pub capacity: u32,
    /// What is there, or empty.
    pub equipment: String,
    /// What is in the way at the time that was asked for, if anything is.
    pub obstacle: Option<ApiError>,
}

/// What reading a file changes of what is said of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DetailChange {
    /// Of what: a name of a detail.
    pub detail: String,
    /// What was said, as canonical text; empty: nothing.
    pub was: String,
    /// What is said then; empty: nothing more.
    pub is: String,
    /// What was said, of an exception.
    pub off_was: Option<ExceptionView>,
    /// What is said then, of an exception.
    pub off: Option<ExceptionView>,
}

/// What reading opening hours comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HoursReport {
    /// What is said of the thing now.
    #[serde(flatten)]
    pub view: DetailsView,
    /// What was changed, or would be: days of the week, and exceptions.
    pub changes: Vec<DetailChange>,
}

/// A key, and who has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyView {
    /// The key.
    pub item: ItemId,
    /// What it is called.
    pub name: String,
    /// The number on its label, or empty.
    pub tag: String,
    /// The place it opens.
    pub place: PlaceId,
    /// The name of that place.
    pub place_name: String,
    /// How many there are.
    pub quantity: u32,
    /// How many of them nobody has.
    pub left: u32,
    /// Who has one, those who have had it longest first.
    pub holders: Vec<HolderView>,
    /// Whether the person here may hand it over.
    pub can_give: bool,
}

/// Who has a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderView {
    /// By which loan.
    pub loan: LoanId,
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
    /// Until when, if that was agreed on.
    pub due: Option<Timestamp>,
    /// Who gave it.
    pub given_by: String,
}

/// Returns the id of the message that says what a detail is about, by its name.
pub fn detail_message(name: &str) -> String {
    let plain = if name.starts_with("exception:") { "exception" } else { name };
    format!("detail-{}", plain.replace(':', "-"))
}
