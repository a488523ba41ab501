//! What a space tells of in calendars: bookings, each of their times by itself, and when loans are
//! due.
//!
//! Names of members stand in them, as on every screen; no address or number of theirs ever does.
//! Marks instead of words: the file is the same in every language.

use std::collections::BTreeSet;

use etabli_api::{ApiError, ErrorCode};
use etabli_calendar::{Busy, Entry, Span, Status, When};
use etabli_model::{
    act::{Occurrence, said_for},
    booking::{Asker, Booking, Ending, Outcome, Sureness},
    id::{EntryId, ItemId, MemberId, ResourceId},
    lending::Loan,
    time::Timestamp,
};
use jiff::tz::TimeZone;

use crate::{
    clock,
    handle::{booking_claims, counted_here},
    show,
    space::Space,
};

/// For how long it is told when things are taken, in days.
const AHEAD: i64 = 366;
/// What stands before the name of something to be brought back.
const DUE: &str = "↩";
/// What stands before the name of something that another booking has.
const DISPLACED: &str = "✕";

/// Which part of a space a calendar tells of.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Part {
    /// Bookings.
    pub(crate) bookings: bool,
    /// Loans.
    pub(crate) loans: bool,
    /// Only of this.
    pub(crate) resource: Option<ResourceId>,
    /// Only of this member.
    pub(crate) of: Option<MemberId>,
    /// Only what ends after this.
    pub(crate) since: Option<Timestamp>,
}

/// Writes the calendar of a space.
pub(crate) fn calendar(space: &Space, part: &Part) -> Result<String, ApiError> {
    let mut entries = Vec::new();
    if part.bookings {
        for booking in space.bookings().bookings().filter(|it| part.has(space, it)) {
            entries.extend(times(space, &booking));
        }
    }
    if part.loans {
        let loans = space.lending().loans();
        entries.extend(
            loans.filter(|loan| part.has_loan(space, loan)).filter_map(|it| due(space, it)),
        );
    }
    if let Some(since) = part.since.and_then(instant) {
        entries.retain(|entry| match entry.when {
            When::Span(span) => span.end > since,
            When::Day(day) => day >= TimeZone::UTC.to_datetime(since).date(),
        });
    }
    entries.sort_by(|one, other| (one.stamp, &one.uid).cmp(&(other.stamp, &other.uid)));
    let name = match part.resource {
        Some(resource) => show::resource_name(space, &resource),
        None => space.catalogue.space_name().to_owned(),
    };
    Ok(etabli_calendar::write(&name, &clock::zone(), &entries))
}

/// Writes when things are taken from today on, for a year, and not by whom: one thing, or all that
/// somebody booked or has.
pub(crate) fn busy(space: &Space, resource: Option<ResourceId>) -> Result<String, ApiError> {
    let today = clock::today();
    let edge = |days| today.checked_add_signed(chrono::TimeDelta::days(days));
    let edges = clock::start_of(today).zip(edge(AHEAD).and_then(clock::start_of));
    let (start, end) = edges.ok_or(ErrorCode::Internal)?;
    let during = Occurrence { start, end };
    let span = |it: Occurrence| Some(Span { start: instant(it.start)?, end: instant(it.end)? });
    let asker = space.asker(clock::now()).map_err(|error| crate::core::api_error(&error))?;
    let busy = |resource: ResourceId| -> Busy {
        let mut claims = booking_claims(space, resource, Some(1));
        claims.sort_by_key(|claim| claim.resource != resource);
        let asker = Asker { member: None, counted: counted_here(space, &resource), ..asker };
        let id = match resource {
            ResourceId::Item(item) => item.to_string(),
            ResourceId::Place(place) => place.to_string(),
        };
        let taken = asker.free(&claims, during).into_iter().filter(|(_, left)| *left == 0);
        Busy {
            uid: format!("{id}-busy@etabli"),
            name: show::resource_name(space, &resource),
            times: taken.filter_map(|(piece, _)| span(piece)).collect(),
        }
    };
    let all = match resource {
        Some(resource) => vec![busy(resource)],
        None => {
            let mut all: Vec<Busy> = used(space, start).into_iter().map(busy).collect();
            all.retain(|busy| !busy.times.is_empty());
            all
        }
    };
    let name = match resource {
        Some(resource) => show::resource_name(space, &resource),
        None => space.catalogue.space_name().to_owned(),
    };
    Ok(etabli_calendar::write_busy(&name, span(during).ok_or(ErrorCode::Internal)?, &all))
}

/// Returns what somebody booked for a time after an instant, or has now.
fn used(space: &Space, from: Timestamp) -> BTreeSet<ResourceId> {
    let is_ahead = |booking: &Booking<'_>| {
        booking.standing.end.is_none() && booking.times().any(|(during, _)| during.end > from)
    };
    let booked = space.bookings().bookings().filter(is_ahead);
    let booked = booked.flat_map(|booking| booking.book.claims.iter().map(|it| it.resource));
    let lent = space.lending().loans().filter(|loan| loan.out() > 0 && !loan.cancelled);
    booked.chain(lent.map(|loan| ResourceId::Item(loan.item))).collect()
}

impl Part {
    fn is_of(&self, space: &Space, member: &MemberId) -> bool {
        let first = |member: &MemberId| space.membership().first_name(member).to_owned();
        self.of.is_none_or(|of| first(&of) == first(member))
    }

    fn has(&self, space: &Space, booking: &Booking<'_>) -> bool {
        // Where it was moved to is told, and that it was elsewhere before is not.
        let is_moved = matches!(booking.standing.end, Some((_, Ending::Replaced(_))));
        let takes = |resource: &ResourceId| {
            let mut claims = booking.book.claims.iter();
            claims.any(|claim| claim.units > 0 && claim.resource == *resource)
        };
        !is_moved && self.is_of(space, &booking.by) && self.resource.as_ref().is_none_or(takes)
    }

    fn has_loan(&self, space: &Space, loan: &Loan) -> bool {
        let is_wanted = self.resource.is_none_or(|it| it == ResourceId::Item(loan.item));
        loan.out() > 0 && !loan.cancelled && is_wanted && self.is_of(space, &loan.to)
    }
}

fn instant(at: Timestamp) -> Option<jiff::Timestamp> {
    jiff::Timestamp::from_millisecond(at.0).ok()
}

fn written(space: &Space, entry: &EntryId) -> jiff::Timestamp {
    let node = space.replica().graph().node(entry);
    node.and_then(|node| instant(node.at)).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}

fn tagged(space: &Space, item: &ItemId) -> String {
    match space.catalogue.item(item) {
        Some(item) if item.tag.is_empty() => item.name.clone(),
        Some(item) => format!("{} ({})", item.name, item.tag),
        None => String::new(),
    }
}

fn place_of(space: &Space, item: &ItemId) -> String {
    let place = space.catalogue.item(item).and_then(|item| item.place);
    place.map(|place| space.catalogue.path(&place).join(" / ")).unwrap_or_default()
}

/// Returns the times of a booking.
fn times<'a>(space: &'a Space, booking: &'a Booking<'a>) -> impl Iterator<Item = Entry> + 'a {
    let taken = show::taken(space, booking);
    let (what, location) = match taken {
        Some((ResourceId::Item(item), _)) => (tagged(space, &item), place_of(space, &item)),
        Some((ResourceId::Place(place), _)) => {
            let path = space.catalogue.path(&place).join(" / ");
            (show::resource_name(space, &ResourceId::Place(place)), path)
        }
        None => (String::new(), String::new()),
    };
    let what = match taken {
        Some((ResourceId::Item(_), units)) if units > 1 => format!("{units} × {what}"),
        _ => what,
    };
    let summary = format!("{what} – {}", space.catalogue.name_of(&booking.by));
    let description = said_for(&booking.book.more).map(String::from).unwrap_or_default();
    let stamp = match booking.standing.end {
        Some((position, _)) => written(space, &position.entry),
        None => written(space, &booking.id.entry),
    };
    booking.times().filter_map(move |(during, outcome)| {
        let (start, end) = instant(during.start).zip(instant(during.end))?;
        let stands = outcome == Outcome::Stands;
        let status = match (booking.standing.end, stands, booking.standing.sureness) {
            (Some(_), _, _) | (None, false, _) => Status::Cancelled,
            (None, true, Sureness::Confirmed(_)) => Status::Confirmed,
            (None, true, Sureness::Seen(_) | Sureness::Held) => Status::Tentative,
        };
        let mark = if stands { String::new() } else { format!("{DISPLACED} ") };
        Some(Entry {
            uid: format!("{}-{}@etabli", booking.id, start.strftime("%Y%m%dT%H%M%SZ")),
            summary: format!("{mark}{summary}"),
            description: description.clone(),
            location: location.clone(),
            status,
            takes_time: status != Status::Cancelled,
            when: When::Span(Span { start, end }),
            stamp,
        })
    })
}

/// Returns on which day a loan is due.
fn due(space: &Space, loan: &Loan) -> Option<Entry> {
    let day = clock::zone().to_datetime(instant(loan.due?)?).date();
    let (what, to) = (tagged(space, &loan.item), space.catalogue.name_of(&loan.to));
    Some(Entry {
        uid: format!("{}@etabli", loan.id),
        summary: format!("{DUE} {what} – {to}"),
        description: String::new(),
        location: place_of(space, &loan.item),
        status: Status::Confirmed,
        takes_time: false,
        when: When::Day(day),
        stamp: written(space, &loan.id.entry),
    })
}
