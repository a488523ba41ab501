//! Bookings as views, and the words by which people name what is booked.

use etabli_api::{
    ApiError, ErrorCode,
    view::{
        BookingRight, BookingStatus, BookingView, Certainty, OccurrenceView, RiskView, SpanView,
    },
};
use etabli_model::{
    act::{Claim, Occurrence, is_all_the_same, said_for},
    booking::{Asker, Booking, Ending, Outcome, Sureness, rules::Rules},
    id::{BookingId, DocumentId, ItemId, PlaceId, ResourceId},
    time::Timestamp,
};

use super::{CANDIDATES, awaited::awaited, pick, unfolded};
use crate::{
    handle::{EARLY, booking_claims, breach_told, counted_here, rules_ahead, training},
    opening::Word,
    space::Space,
    wall::Zone,
};

/// How many free times are told.
const ALTERNATIVES: usize = 3;

/// Returns the name of what can be booked, or empty.
pub(crate) fn resource_name(space: &Space, resource: &ResourceId) -> String {
    match resource {
        ResourceId::Item(item) => space.catalogue.item(item).map(|item| item.name.clone()),
        ResourceId::Place(place) => space.catalogue.place(place).map(|place| place.name.clone()),
    }
    .unwrap_or_default()
}

/// Returns how many of something can be booked here at once, as the rule will see it.
pub(crate) fn capacity(space: &Space, resource: &ResourceId) -> u32 {
    let counted = counted_here(space, resource).map(|(_, units)| units);
    counted.unwrap_or_else(|| space.bookings().capacity(resource).0)
}

/// Returns the id of what can be booked, as text.
pub(crate) fn resource_id(resource: &ResourceId) -> String {
    match resource {
        ResourceId::Item(item) => item.to_string(),
        ResourceId::Place(place) => place.to_string(),
    }
}

/// Returns the name of whoever made a booking, or empty.
pub(crate) fn booker(space: &Space, booking: &BookingId) -> String {
    let by = space.bookings().booking(booking).map(|booking| booking.by);
    by.map(|by| space.catalogue.name_of(&by).to_owned()).unwrap_or_default()
}

/// Returns what a booking takes, and how many: of a kit and its parts, the kit.
pub(crate) fn taken(space: &Space, booking: &Booking<'_>) -> Option<(ResourceId, u32)> {
    main_claim(space, &booking.book.claims).map(|claim| (claim.resource, claim.units))
}

/// Returns the claim whose the others are parts of, as far as is known here.
pub(crate) fn main_claim<'a>(space: &Space, claims: &'a [Claim]) -> Option<&'a Claim> {
    let whole = || claims.iter().filter(|claim| claim.units > 0);
    let holds = |claim: &&Claim| match claim.resource {
        ResourceId::Item(item) => {
            let all = unfolded(space, item, 1).unwrap_or_default();
            let within =
                |one: &Claim| all.iter().any(|part| ResourceId::Item(part.what) == one.resource);
            whole().all(within)
        }
        ResourceId::Place(_) => false,
    };
    match whole().nth(1) {
        None => whole().next(),
        Some(_) => whole().find(holds).or_else(|| whole().next()),
    }
}

/// Returns whether a booking goes on and is not over.
pub(crate) fn is_ahead(booking: &Booking<'_>, now: Timestamp) -> bool {
    booking.is_live() && booking.book.occurrences.last().is_some_and(|last| last.end > now)
}

/// Shows a booking.
pub(crate) fn booking(space: &Space, booking: &Booking<'_>, now: Timestamp) -> BookingView {
    let name = |member| space.catalogue.name_of(member).to_owned();
    let asker = space.asker(now).ok();
    let offered = asker.map(|asker| asker.offered(booking)).unwrap_or_default();
    let attended = |number: usize| booking.attended(number);
    let occurrences: Vec<OccurrenceView> = booking
        .times()
        .enumerate()
        .map(|(number, (during, outcome))| {
            let winner = match outcome {
                Outcome::Displaced { winner, .. } => winner,
                Outcome::Stands => None,
            };
            OccurrenceView {
                start: during.start,
                end: during.end,
                stands: outcome == Outcome::Stands,
                winner,
                winner_name: winner.map(|it| booker(space, &it)).unwrap_or_default(),
                offered: offered.contains(&during),
                begun: attended(number).and_then(|it| it.begun).map(|(_, at)| at),
                released: attended(number).and_then(|it| it.released).map(|(_, at)| at),
            }
        })
        .collect();
    let next = occurrences.iter().find(|time| time.end > now).or(occurrences.last());
    let (start, end) = next.map_or((now, now), |time| (time.start, time.end));
    let lost = occurrences.iter().find(|time| time.winner.is_some());
    let (winner, winner_name) =
        lost.map(|time| (time.winner, time.winner_name.clone())).unwrap_or_default();
    let (resource, quantity) = taken(space, booking).unzip();
    let item = match resource {
        Some(ResourceId::Item(item)) => Some(item),
        Some(ResourceId::Place(_)) | None => None,
    };
    let place = match resource {
        Some(ResourceId::Place(place)) => Some(place),
        Some(ResourceId::Item(_)) | None => None,
    };
    let tag = item.and_then(|item| space.catalogue.item(&item)).map(|item| item.tag.clone());
    let status = match (booking.standing.end, booking.standing.sureness) {
        (Some(_), _) => BookingStatus::Cancelled,
        (None, _) if booking.is_displaced() => BookingStatus::Displaced,
        (None, Sureness::Confirmed(_)) => BookingStatus::Confirmed,
        (None, Sureness::Seen(_) | Sureness::Held) => BookingStatus::Tentative,
    };
    let (replaced_by, refused_by) = match booking.standing.end {
        Some((_, Ending::Replaced(by))) => (Some(by), None),
        Some((_, Ending::Refused(by))) => (None, Some(by)),
        Some((_, Ending::Withdrawn)) | None => (None, None),
    };
    let displaced_once = status == BookingStatus::Displaced && occurrences.len() == 1;
    let alternatives = asker.filter(|_| displaced_once && offered.is_empty() && end > now);
    BookingView {
        id: booking.id,
        status,
        certainty: match booking.standing.sureness {
            Sureness::Held => Certainty::Held,
            Sureness::Seen(_) => Certainty::Seen,
            Sureness::Confirmed(_) => Certainty::Confirmed,
        },
        item,
        place,
        name: resource.map(|resource| resource_name(space, &resource)).unwrap_or_default(),
        tag: tag.unwrap_or_default(),
        quantity: quantity.unwrap_or_default(),
        by: booking.by,
        by_name: name(&booking.by),
        start,
        end,
        occurrences,
        wall: booking.book.wall.start.clone(),
        zone: booking.book.wall.zone.clone(),
        rule: booking.book.wall.rule.clone(),
        what_for: said_for(&booking.book.more).map(String::from).unwrap_or_default(),
        winner,
        winner_name,
        alternatives: alternatives
            .map(|asker| {
                let claims = asker.claims_now(booking.book);
                let rules = rules_ahead(space, &claims, &booking.book.occurrences, now);
                let asker = Asker { rules: Some(&rules), ..asker };
                let length = end.0 - start.0;
                let free = asker.next_free(&claims, length, start.max(now), ALTERNATIVES);
                free.iter().map(|it| SpanView { start: it.start, end: it.end }).collect()
            })
            .unwrap_or_default(),
        at_risk: asker
            .map(|asker| asker.risks(booking))
            .unwrap_or_default()
            .iter()
            .filter_map(|loan| space.lending().loan(loan))
            .map(|loan| RiskView { loan: loan.id, to_name: name(&loan.to), due: loan.due })
            .collect(),
        confirmed_twice: booking.is_live() && booking.is_confirmed_twice(),
        against: against(space, booking, now),
        all_the_same: is_all_the_same(&booking.book.more),
        claims_changed: resource.is_some_and(|resource| {
            let of = |claims: &[Claim]| claims.iter().map(|it| it.resource).collect::<Vec<_>>();
            of(&booking_claims(space, resource, quantity)) != of(&booking.book.claims)
        }),
        replaces: booking.book.replaces,
        replaced_by,
        cancelled_by: refused_by.as_ref().map(name).unwrap_or_default(),
        awaited: awaited(space, booking, now),
        may: rights(space, booking, now),
    }
}

/// Tells which of today's rules a booking that is not over is against.
fn against(space: &Space, booking: &Booking<'_>, now: Timestamp) -> Option<ApiError> {
    let (resource, _) = taken(space, booking).filter(|_| is_ahead(booking, now))?;
    let word = Word::of(space, &resource);
    let lacks = match is_all_the_same(&booking.book.more) {
        true => None,
        false => training::lacking(space, &booking.book.claims, &booking.by, now),
    };
    if word.is_empty() && lacks.is_none() {
        return None;
    }
    let ahead = booking.times().filter(|(it, outcome)| it.end > now && *outcome == Outcome::Stands);
    let times: Vec<Occurrence> = ahead.map(|(during, _)| during).collect();
    let rules = Rules { lacks, ..word.standing(&times) };
    let breach = rules.check_standing(&times).err()?;
    let zone = Zone::named(None).ok()?;
    let told = breach_told(space, &zone, &breach, &resource_name(space, &resource));
    Some(told.with("next", "none"))
}

/// Returns how long somebody who booked is waited for, in minutes.
pub(crate) fn grace(space: &Space, booking: &BookingId) -> Option<u32> {
    let (resource, _) = taken(space, &space.bookings().booking(booking)?)?;
    Word::of(space, &resource).grace()
}

/// Returns what the person here may do with a booking.
fn rights(space: &Space, booking: &Booking<'_>, now: Timestamp) -> Vec<BookingRight> {
    let takes_part = !space.is_copy() && space.membership().acting(&space.seat()).is_ok();
    let Some(asker) = space.asker(now).ok().filter(|_| takes_part && is_ahead(booking, now)) else {
        return Vec::new();
    };
    let answers = |resource: &ResourceId| space.speaks_for(resource);
    let own = asker.is(&booking.by);
    let grace = grace(space, &booking.id);
    [
        (BookingRight::Confirm, asker.confirm(&booking.id, answers).is_ok()),
        (BookingRight::Cancel, asker.cancel(&booking.id, answers).is_ok()),
        (BookingRight::Move, own),
        (BookingRight::Accept, own && asker.take_offer(&booking.id).is_ok()),
        (BookingRight::Begin, asker.begin(&booking.id, EARLY).is_ok()),
        (BookingRight::Release, asker.release(&booking.id, grace, answers).is_ok()),
    ]
    .into_iter()
    .filter(|(_, may)| *may)
    .map(|(right, _)| right)
    .collect()
}

/// Finds an item or a place by id, tag, name or the beginning of one of them.
pub(crate) fn find_resource(space: &Space, what: &str) -> Result<ResourceId, ApiError> {
    let typed = super::labelled(what).unwrap_or(what).trim();
    if let Ok(id) = typed.parse::<ItemId>()
        && space.catalogue.item(&id).is_some()
    {
        return Ok(ResourceId::Item(id));
    }
    if let Ok(id) = typed.parse::<PlaceId>()
        && space.catalogue.place(&id).is_some()
    {
        return Ok(ResourceId::Place(id));
    }
    let mut tagged = space.catalogue.tagged(typed);
    if let (Some(one), None) = (tagged.next(), tagged.next()) {
        return Ok(ResourceId::Item(one));
    }
    let items = space.catalogue.items().map(|shelved| {
        let item = &shelved.item;
        let label = match item.tag.as_str() {
            "" => format!("{} ({})", item.name, item.id.local),
            tag => format!("{} ({tag})", item.name),
        };
        let names = vec![item.name.clone(), item.tag.clone(), item.id.to_string()];
        (ResourceId::Item(item.id), names, label)
    });
    let common = |place: &PlaceId| place.document == DocumentId::Catalogue;
    let places = space.catalogue.places().filter(|place| common(&place.id)).map(|place| {
        let path = space.catalogue.path(&place.id).join(" / ");
        let names = vec![place.name.clone(), path.clone(), place.id.to_string()];
        (ResourceId::Place(place.id), names, format!("{path} ({})", place.id))
    });
    pick(typed, items.chain(places))
}

/// Finds a booking by its id or the beginning of it, or by what is booked, when that has one
/// booking that goes on and is not over.
pub(crate) fn find_booking(
    space: &Space,
    what: &str,
    now: Timestamp,
) -> Result<BookingId, ApiError> {
    let typed = what.trim().to_lowercase();
    if let Ok(id) = typed.parse::<BookingId>()
        && space.bookings().booking(&id).is_some()
    {
        return Ok(id);
    }
    let hex = typed.len() >= 4 && typed.chars().all(|c| c.is_ascii_hexdigit());
    let begins = |booking: &Booking<'_>| hex && booking.id.to_string().starts_with(&typed);
    let mut found: Vec<Booking<'_>> = space.bookings().bookings().filter(begins).collect();
    if found.is_empty() {
        let resource = find_resource(space, what)?;
        let of =
            |booking: &Booking<'_>| taken(space, booking).is_some_and(|(it, _)| it == resource);
        let bookings = space.bookings().bookings();
        found = bookings.filter(|it| is_ahead(it, now) && of(it)).collect();
    }
    match found.as_slice() {
        [] => Err(ApiError::new(ErrorCode::NotBooked).with("what", what.trim())),
        [booking] => Ok(booking.id),
        several => {
            let zone = Zone::named(None)?;
            let labels: Vec<String> = several
                .iter()
                .take(CANDIDATES)
                .map(|it| {
                    let start = it.book.occurrences.first().map(|first| zone.minute(first.start));
                    let id: String = it.id.to_string().chars().take(12).collect();
                    format!("{} {} ({id})", booker(space, &it.id), start.unwrap_or_default())
                })
                .collect();
            let what = what.trim();
            Err(ApiError::new(ErrorCode::SeveralBookings)
                .with("what", what)
                .with("candidates", labels.join(", ")))
        }
    }
}
