//! Hours, rules and keys as views.

use std::collections::BTreeMap;

use etabli_api::view::{AroundView, DetailsView, ExceptionView, HolderView, KeyView, SpanView};
use etabli_model::{
    act::Occurrence,
    booking::Outcome,
    detail::{Detail, Door, Exception},
    document::Subject,
    id::{DocumentId, ItemId, PlaceId, ResourceId},
    inventory::Details,
    time::Timestamp,
};

use super::{capacity, may_write, resource_id, resource_name};
use crate::{
    opening::{Source, Word, zone},
    space::Space,
};

/// How far ahead it is told when something opens or closes, in milliseconds: a year.
const YEAR: i64 = 366 * 24 * 60 * 60 * 1000;
/// How many bookings ahead are told.
const FEW: usize = 5;
/// What counts for a thing where nothing is said of itself.
const HANDED_DOWN: [Detail; 10] = [
    Detail::Status,
    Detail::Notice,
    Detail::Horizon,
    Detail::Shortest,
    Detail::Longest,
    Detail::Buffer,
    Detail::Grace,
    Detail::Quota,
    Detail::Visits,
    Detail::Rules,
];

/// Shows what is said of an item, a place or the space.
pub(crate) fn details(space: &Space, of: Option<ResourceId>, now: Timestamp) -> DetailsView {
    let catalogue = &space.catalogue;
    let nothing = Details::new();
    let own = match of {
        None => Some(catalogue.details()),
        Some(ResourceId::Place(place)) => catalogue.place(&place).map(|it| &it.details),
        Some(ResourceId::Item(item)) => catalogue.item(&item).map(|it| &it.details),
    };
    let own = own.unwrap_or(&nothing);
    let word = match &of {
        Some(resource) => Word::of(space, resource),
        None => Word::of_space(space),
    };
    let from = |source: Source| match source {
        Source::Of(resource) => resource_name(space, &resource),
        Source::Space => String::new(),
    };
    let around = HANDED_DOWN.into_iter().filter(|detail| !own.contains_key(detail));
    let around: BTreeMap<String, AroundView> = around
        .filter_map(|detail| {
            let (source, text) = word.said(detail)?;
            Some((detail.to_string(), AroundView { text: text.to_owned(), from: from(source) }))
        })
        .collect();
    let (week, week_from) = match word.week() {
        None => (Vec::new(), String::new()),
        Some((source, week)) => {
            let days =
                week.iter().map(|day| day.as_ref().map(ToString::to_string).unwrap_or_default());
            (days.collect(), from(source))
        }
    };
    let ahead = Occurrence { start: now, end: now.plus(YEAR) };
    let opening = word.opening(ahead);
    let open = opening.as_ref().map(|it| it.holds(Occurrence { start: now, end: now.plus(1) }));
    let until = opening.as_ref().and_then(|it| match open {
        Some(true) => it.spans.iter().find(|span| span.end > now).map(|span| span.end),
        _ => it.next(now),
    });
    let document = match of {
        None => DocumentId::Catalogue,
        Some(ResourceId::Place(place)) => place.document,
        Some(ResourceId::Item(item)) => item.document,
    };
    DetailsView {
        id: of.as_ref().map(resource_id).unwrap_or_default(),
        name: match of {
            None => catalogue.space_name().to_owned(),
            Some(ResourceId::Place(place)) => catalogue.path(&place).join(" / "),
            Some(ResourceId::Item(_)) => of.map(|it| resource_name(space, &it)).unwrap_or_default(),
        },
        own: own.iter().map(|(detail, text)| (detail.to_string(), text.clone())).collect(),
        around,
        week,
        week_from,
        exceptions: exceptions(space, of, own, now),
        zone: zone(space).name().to_owned(),
        open,
        until: until.filter(|it| *it < ahead.end),
        verified_by: verified_by(space, of),
        capacity: of.map_or(0, |resource| capacity(space, &resource)),
        keys: of.map(|resource| keys(space, &resource)).unwrap_or_default(),
        booked: of.map(|resource| booked(space, &resource, ahead)).unwrap_or_default(),
        can_edit: may_write(space, &document),
        can_count: of.is_some_and(|resource| !space.is_copy() && space.answers_for(&resource)),
    }
}

/// Shows an exception, by its canonical text.
pub(crate) fn exception(space: &Space, detail: &Detail, text: &str) -> Option<ExceptionView> {
    let (read, zone) = (Exception::read(text)?, zone(space));
    Some(ExceptionView {
        detail: detail.to_string(),
        open: read.door == Door::Open,
        start: zone.naive(read.from)?,
        end: zone.naive(read.to)?,
        reason: read.reason,
        from: String::new(),
    })
}

/// Shows the exceptions that are not over: those of a thing itself under their names.
fn exceptions(
    space: &Space,
    of: Option<ResourceId>,
    own: &Details,
    now: Timestamp,
) -> Vec<ExceptionView> {
    let around: Vec<(String, &Details)> = match of {
        None => Vec::new(),
        Some(resource) => {
            let place = match resource {
                ResourceId::Item(item) => space.catalogue.item(&item).and_then(|it| it.place),
                ResourceId::Place(place) => space.catalogue.place(&place).and_then(|it| it.inside),
            };
            let places = place.map(|place| space.catalogue.ancestry(&place)).unwrap_or_default();
            let places = places.into_iter().filter_map(|place| space.catalogue.place(&place));
            let places = places.map(|place| (place.name.clone(), &place.details));
            let whole = (space.catalogue.space_name().to_owned(), space.catalogue.details());
            places.chain([whole]).collect()
        }
    };
    let all = std::iter::once((String::new(), own)).chain(around);
    let mut found: Vec<ExceptionView> = all
        .flat_map(|(from, details)| {
            details.iter().map(move |(detail, text)| (from.clone(), *detail, text.as_str()))
        })
        .filter_map(|(from, detail, text)| {
            let Detail::Exception(_) = detail else { return None };
            let shown = exception(space, &detail, text)?;
            let detail = if from.is_empty() { shown.detail } else { String::new() };
            Some(ExceptionView { detail, from, ..shown })
        })
        .filter(|it| it.end > now)
        .collect();
    found.sort_by(|one, other| {
        (one.start, one.end, &one.detail).cmp(&(other.start, other.end, &other.detail))
    });
    found
}

/// Returns who wrote when somebody looked last.
fn verified_by(space: &Space, of: Option<ResourceId>) -> String {
    let Some(ResourceId::Place(place)) = of else { return String::new() };
    let document = space.documents().get(&place.document);
    let written = document
        .map(|document| document.written(Subject::Place(place.local), &Detail::Verified.key()));
    let last = written.unwrap_or_default().pop();
    let by = last.filter(|it| !it.text.is_empty()).and_then(|it| space.author_of(&it.change));
    by.map(|by| space.catalogue.name_of(&by).to_owned()).unwrap_or_default()
}

/// Shows the keys of a place and of those around it.
fn keys(space: &Space, resource: &ResourceId) -> Vec<KeyView> {
    let ResourceId::Place(place) = resource else { return Vec::new() };
    let around = space.catalogue.ancestry(place);
    let opens = |text: &String| text.parse::<PlaceId>().ok().filter(|it| around.contains(it));
    let keys = space.catalogue.items().filter_map(|shelved| {
        let item = &shelved.item;
        Some((item, item.details.get(&Detail::KeyOf).and_then(opens)?))
    });
    keys.map(|(item, place)| {
        let holders = holders(space, &item.id);
        let out = space.lending().item(&item.id).map_or(0, |loans| loans.out());
        KeyView {
            item: item.id,
            name: item.name.clone(),
            tag: item.tag.clone(),
            place,
            place_name: resource_name(space, &ResourceId::Place(place)),
            quantity: item.quantity,
            left: item.quantity.saturating_sub(out),
            holders,
            can_give: super::takes_part(space),
        }
    })
    .collect()
}

fn holders(space: &Space, item: &ItemId) -> Vec<HolderView> {
    let name = |member| space.catalogue.name_of(member).to_owned();
    let loans = space.lending().item(item).into_iter().flat_map(|loans| loans.loans());
    let mut holders: Vec<HolderView> = loans
        .filter(|loan| loan.out() > 0)
        .map(|loan| HolderView {
            loan: loan.id,
            member: loan.to,
            name: name(&loan.to),
            since: loan.since,
            due: loan.due,
            given_by: name(&loan.by),
        })
        .collect();
    holders.sort_by_key(|holder| (holder.since, holder.loan));
    holders
}

fn booked(space: &Space, resource: &ResourceId, ahead: Occurrence) -> Vec<SpanView> {
    let taking = space.bookings().taking(*resource, ahead);
    let mut spans: Vec<SpanView> = taking
        .filter(|it| it.outcome == Outcome::Stands)
        .map(|it| SpanView { start: it.during.start, end: it.during.end })
        .collect();
    spans.sort_by_key(|span| (span.start, span.end));
    spans.truncate(FEW);
    spans
}
