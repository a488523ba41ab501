//! Who has what over some days, resource by resource. It costs what is booked in the months around
//! those days, not what ever was.

use std::collections::BTreeSet;

use etabli_api::{
    ApiError, ErrorCode,
    command::ListPlanning,
    view::{BookingStatus, Certainty, PlanningRow, PlanningView, SpanView, TakenKind, TakenView},
};
use etabli_model::{
    act::{self, Occurrence},
    booking::{Outcome, Sureness, Taking},
    id::{MemberId, ResourceId},
    lending::Loan,
    text::fold_for_search,
    time::Timestamp,
};

use super::Handle;
use crate::{clock, core::Core, opening::Word, show, space::Space, wall::Zone};

const USUAL_DAYS: u32 = 7;
const MOST_DAYS: u32 = 42;
const MOST_ROWS: usize = 200;
/// What was or will be booked within so many milliseconds of the days is shown, free or not.
const AROUND: i64 = 90 * 24 * 60 * 60 * 1000;

impl Handle for ListPlanning {
    fn handle(self, core: &Core) -> Result<PlanningView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let zone = Zone::named(self.zone.as_deref())?;
        let first = zone.start(self.from.as_deref().unwrap_or("today"))?;
        let days = zone.days(first, self.days.unwrap_or(USUAL_DAYS).clamp(1, MOST_DAYS))?;
        let (Some(start), Some(end)) = (days.first(), days.last()) else {
            return Err(ErrorCode::BadTime.into());
        };
        let during = Occurrence { start: start.start, end: end.end };
        core.with(id, |space| {
            let asked = self.resource.as_deref();
            let asked = asked.map(|what| show::find_resource(space, what)).transpose()?;
            let mut resources: Vec<_> = match asked {
                Some(resource) => vec![(place_first(space, &resource), resource)],
                None => {
                    let shown = listed(space, during).into_iter();
                    shown.map(|it| (place_first(space, &it), it)).collect()
                }
            };
            resources.sort();
            let more = show::count(resources.len().saturating_sub(MOST_ROWS));
            resources.truncate(MOST_ROWS);
            let now = clock::now();
            Ok(PlanningView {
                days: days.iter().map(|it| SpanView { start: it.start, end: it.end }).collect(),
                zone: zone.name().to_owned(),
                rows: resources.iter().map(|(_, it)| row(space, it, during, now)).collect(),
                more,
            })
        })
    }
}

/// Returns what is shown when nothing in particular is asked for.
fn listed(space: &Space, during: Occurrence) -> BTreeSet<ResourceId> {
    let (start, end) = (during.start.plus(-AROUND), during.end.plus(AROUND));
    let around = Occurrence { start, end };
    let bookings = space.bookings();
    let booked = bookings.claimed().filter(|it| bookings.taking(**it, around).next().is_some());
    let rooms = bookings.counted().filter(|it| matches!(it, ResourceId::Place(_)));
    let mut listed: BTreeSet<ResourceId> = booked.chain(rooms).copied().collect();
    // What is no more in the inventory is shown only while it is taken.
    listed.retain(|it| in_use(space, it) || bookings.taking(*it, during).next().is_some());
    listed
}

fn in_use(space: &Space, resource: &ResourceId) -> bool {
    match resource {
        ResourceId::Item(item) => space.catalogue.item(item).is_some_and(|it| !it.withdrawn),
        ResourceId::Place(place) => space.catalogue.place(place).is_some_and(|it| !it.withdrawn),
    }
}

/// Returns what rows are sorted by: places first, in order of their paths, then items by name.
fn place_first(space: &Space, resource: &ResourceId) -> (bool, String) {
    match resource {
        ResourceId::Place(place) => {
            (false, fold_for_search(&space.catalogue.path(place).join(" / ")))
        }
        ResourceId::Item(_) => (true, fold_for_search(&show::resource_name(space, resource))),
    }
}

fn row(space: &Space, resource: &ResourceId, during: Occurrence, now: Timestamp) -> PlanningRow {
    let (item, place) = match resource {
        ResourceId::Item(item) => (Some(*item), None),
        ResourceId::Place(place) => (None, Some(*place)),
    };
    let found = item.and_then(|item| space.catalogue.item(&item));
    let around = found.and_then(|item| item.place).or(place);
    let path = around.map(|place| space.catalogue.path(&place)).unwrap_or_default();
    let capacity = show::capacity(space, resource);
    let takes_part = !space.is_copy() && space.membership().acting(&space.seat()).is_ok();
    PlanningRow {
        item,
        place,
        name: show::resource_name(space, resource),
        tag: found.map(|item| item.tag.clone()).unwrap_or_default(),
        path: path.join(" / "),
        capacity,
        may_book: takes_part && capacity > 0 && in_use(space, resource),
        closed: closed(space, resource, during),
        taken: taken(space, resource, during, now),
    }
}

/// Returns when something is closed over a period.
fn closed(space: &Space, resource: &ResourceId, during: Occurrence) -> Vec<SpanView> {
    let word = Word::of(space, resource);
    let opening = Some(&word).filter(|word| !word.is_empty()).and_then(|word| word.opening(during));
    let Some(opening) = opening else { return Vec::new() };
    let mut closed = Vec::new();
    let mut start = during.start;
    for span in opening.spans.iter().filter(|span| span.overlaps(&during)) {
        if start < span.start {
            closed.push(SpanView { start, end: span.start });
        }
        start = start.max(span.end);
    }
    if start < during.end {
        closed.push(SpanView { start, end: during.end });
    }
    closed
}

fn taken(
    space: &Space,
    resource: &ResourceId,
    during: Occurrence,
    now: Timestamp,
) -> Vec<TakenView> {
    let bookings = space.bookings();
    let me = space.me().ok().map(|me| space.membership().first_name(&me));
    let is_me = |member: &MemberId| me == Some(space.membership().first_name(member));
    let own = bookings.taking(*resource, during).map(|it| (TakenKind::Booked, it));
    let inside = bookings.taking_inside(*resource, during).map(|it| (TakenKind::Inside, it));
    let around = match resource {
        ResourceId::Item(item) => space.catalogue.item(item).and_then(|item| item.place),
        ResourceId::Place(place) => space.catalogue.place(place).and_then(|place| place.inside),
    };
    let around = around.map(|place| space.catalogue.ancestry(&place)).unwrap_or_default();
    let around = around.into_iter().flat_map(|place| {
        let whole = bookings.taking(ResourceId::Place(place), during);
        whole.map(|it| (TakenKind::Around, it))
    });
    // Of what is beside, only what stands is in the way.
    let beside = inside.chain(around).filter(|(_, it)| it.outcome == Outcome::Stands);
    let mut taken: Vec<TakenView> = own
        .chain(beside)
        .map(|(kind, taking)| booked(space, kind, &taking, now, is_me(&taking.booking.by)))
        .collect();
    let loans = match resource {
        ResourceId::Item(item) => space.lending().item(item),
        ResourceId::Place(_) => None,
    };
    let loans = loans.into_iter().flat_map(|loans| loans.loans());
    let loans = loans.filter(|loan| loan.out() > 0 && until(loan, now) > during.start);
    let loans = loans.filter(|loan| loan.since < during.end);
    taken.extend(loans.map(|loan| lent(space, loan, now, is_me(&loan.to))));
    taken.sort_by_key(|it| (it.start, it.end, it.booking, it.loan));
    taken
}

/// Returns until when a loan that is out takes an item at least.
fn until(loan: &Loan, now: Timestamp) -> Timestamp {
    loan.due.map_or(Timestamp::END, |due| due.max(now))
}

fn lent(space: &Space, loan: &Loan, now: Timestamp, mine: bool) -> TakenView {
    TakenView {
        kind: TakenKind::Lent,
        start: loan.since,
        end: loan.due.map(|due| due.max(now)),
        booking: None,
        loan: Some(loan.id),
        name: String::new(),
        by_name: space.catalogue.name_of(&loan.to).to_owned(),
        what_for: String::new(),
        mine,
        quantity: loan.out(),
        status: BookingStatus::Tentative,
        certainty: Certainty::Confirmed,
        offered: false,
    }
}

fn booked(
    space: &Space,
    kind: TakenKind,
    taking: &Taking<'_>,
    now: Timestamp,
    mine: bool,
) -> TakenView {
    let Taking { booking, during, outcome } = taking;
    let (resource, quantity) = show::taken(space, booking).unzip();
    let name = match kind {
        TakenKind::Inside | TakenKind::Around => resource,
        TakenKind::Booked | TakenKind::Lent => None,
    };
    let displaced = *outcome != Outcome::Stands;
    let asker = space.asker(now).ok().filter(|_| displaced && mine);
    let (status, certainty) = match booking.standing.sureness {
        Sureness::Held => (BookingStatus::Tentative, Certainty::Held),
        Sureness::Seen(_) => (BookingStatus::Tentative, Certainty::Seen),
        Sureness::Confirmed(_) => (BookingStatus::Confirmed, Certainty::Confirmed),
    };
    TakenView {
        kind,
        start: during.start,
        end: Some(during.end),
        booking: Some(booking.id),
        loan: None,
        name: name.map(|resource| show::resource_name(space, &resource)).unwrap_or_default(),
        by_name: space.catalogue.name_of(&booking.by).to_owned(),
        what_for: act::said_for(&booking.book.more).map(String::from).unwrap_or_default(),
        mine,
        quantity: quantity.unwrap_or_default(),
        status: if displaced { BookingStatus::Displaced } else { status },
        certainty,
        offered: asker.is_some_and(|asker| asker.offered(booking).contains(during)),
    }
}
