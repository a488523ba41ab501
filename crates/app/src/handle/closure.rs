//! A calendar read as the closures of something: holidays, works, days on which nobody is there.
//!
//! What is said of the week stays, and so do closures that are there. A closure goes by an id made of
//! the event's UID and of when its rule has it (its RECURRENCE-ID), so that whoever reads the calendar
//! again, on whatever computer, moves the same one; what was written by hand, or before there were
//! such ids, is known again by when it is and why. The same file a second time changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::{
    ApiError,
    error::ErrorCode,
    view::{DetailChange, ImportReport},
};
use etabli_calendar::{Event, Status};
use etabli_model::{
    act::Occurrence,
    detail::{Detail, Door, Exception},
    id::{LocalId, ResourceId, SpaceId},
    inventory::{Details, MOST_EXCEPTIONS, Note},
    text::one_line,
    time::Timestamp,
};
use jiff::civil::{DateTime, Time};

use super::{
    calendar::{Ends, Told, count, instances},
    detail,
};
use crate::{
    core::{ChangeError, Core},
    opening::zone,
    show,
    space::Space,
};

/// The most letters of a reason that are kept.
const MOST_REASON: usize = 200;
/// The most changes that are told.
const MOST_TOLD: usize = 500;

/// Takes the events of a calendar in as closures, or tells what that would do.
pub(super) fn close(
    core: &Core,
    id: SpaceId,
    into: &str,
    events: &[Event],
    ends: Ends,
    mut report: ImportReport,
) -> Result<ImportReport, ApiError> {
    if report.dry_run {
        core.with(id, |space| {
            let into = show::find_resource(space, into)?;
            let said = closures(space, into, events, ends, &mut report);
            report.changes = changes(space, Some(into), &said);
            Ok(())
        })?;
        return Ok(report);
    }
    core.change(id, |space| {
        let into = show::find_resource(space, into)?;
        let said = closures(space, into, events, ends, &mut report);
        report.changes = changes(space, Some(into), &said);
        let note = |text: String| Note::parse(&text).map_err(|_| ErrorCode::BadDetail);
        let said: Result<Vec<_>, _> = said
            .into_iter()
            .map(|(detail, text)| Ok::<_, ErrorCode>((detail, note(text)?)))
            .collect();
        let stale = detail::write(space, Some(into), said.map_err(ApiError::from)?)?;
        Ok::<_, ChangeError>((report, stale))
    })
}

/// Returns what is said of something itself.
pub(super) fn own(space: &Space, of: Option<ResourceId>) -> Details {
    let own = match of {
        None => Some(space.catalogue.details()),
        Some(ResourceId::Place(place)) => space.catalogue.place(&place).map(|it| &it.details),
        Some(ResourceId::Item(item)) => space.catalogue.item(&item).map(|it| &it.details),
    };
    own.cloned().unwrap_or_default()
}

/// Tells what writing details changes of what is said of something; what is so already is left out.
pub(super) fn changes(
    space: &Space,
    of: Option<ResourceId>,
    said: &[(Detail, String)],
) -> Vec<DetailChange> {
    let own = own(space, of);
    let told = |detail: &Detail, text: &str| match detail {
        Detail::Exception(_) => show::exception(space, detail, text),
        _ => None,
    };
    let news = said.iter().filter_map(|(detail, is)| {
        let was = own.get(detail).cloned().unwrap_or_default();
        (was != *is).then(|| DetailChange {
            detail: detail.to_string(),
            off_was: told(detail, &was),
            off: told(detail, is),
            was,
            is: is.clone(),
        })
    });
    news.take(MOST_TOLD).collect()
}

/// Returns what there is to say of closures, as canonical texts, and counts it by event.
fn closures(
    space: &Space,
    into: ResourceId,
    events: &[Event],
    ends: Ends,
    report: &mut ImportReport,
) -> Vec<(Detail, String)> {
    let own = own(space, Some(into));
    let off: BTreeMap<LocalId, &String> = own
        .iter()
        .filter_map(|(detail, text)| match detail {
            Detail::Exception(id) => Some((*id, text)),
            _ => None,
        })
        .collect();
    let mut there: BTreeSet<String> = off.values().map(|text| (*text).clone()).collect();
    let mut room = MOST_EXCEPTIONS.saturating_sub(off.len());
    let mut said = Vec::new();
    for event in events {
        let series = series(into, &event.uid);
        let known: BTreeMap<LocalId, &String> =
            off.iter().filter(|(id, _)| id.0.starts_with(&series)).map(|(k, v)| (*k, *v)).collect();
        let told = told(space, event, series, ends).or_else(|refused| match refused.0.as_str() {
            // What does not take place any more opens again what it had closed.
            OVER | CANCELLED if known.values().any(|text| is_ahead(space, text, ends.now)) => {
                Ok(BTreeMap::new())
            }
            _ => Err(refused),
        });
        let told = told.and_then(|wanted| {
            let news: Vec<(LocalId, String)> = wanted
                .iter()
                .filter(|(id, text)| match known.get(id) {
                    Some(former) => former != text,
                    None => !there.contains(*text),
                })
                .map(|(id, text)| (*id, text.clone()))
                .collect();
            let gone: Vec<LocalId> = known
                .iter()
                .filter(|(id, text)| !wanted.contains_key(id) && is_ahead(space, text, ends.now))
                .map(|(id, _)| *id)
                .collect();
            let more = news.iter().filter(|(id, _)| !known.contains_key(id)).count();
            if more > room + gone.len() {
                return Err(("import-event-many".to_owned(), String::new()));
            }
            room = room + gone.len() - more;
            let told = match (news.is_empty() && gone.is_empty(), known.is_empty()) {
                (true, _) => Told::Unchanged,
                (false, true) => Told::Created,
                (false, false) => Told::Updated,
            };
            there.extend(news.iter().map(|(_, text)| text.clone()));
            let news = news.into_iter();
            let gone = gone.into_iter().map(|id| (id, String::new()));
            said.extend(news.chain(gone).map(|(id, text)| (Detail::Exception(id), text)));
            Ok(told)
        });
        count(report, event, told);
    }
    said
}

/// Why an event closes nothing.
const OVER: &str = "import-event-over";
const CANCELLED: &str = "import-event-cancelled";

/// Returns whether a closure is not over.
fn is_ahead(space: &Space, text: &str, now: Timestamp) -> bool {
    let end = Exception::read(text).and_then(|it| zone(space).naive(it.to));
    end.is_some_and(|end| end > now)
}

/// Returns what the ids of all closures begin with that an event of a calendar means for something.
fn series(into: ResourceId, uid: &str) -> [u8; 8] {
    let mut hasher = blake3::Hasher::new_derive_key("etabli 2026 closures of an event");
    hasher.update(show::resource_id(&into).as_bytes());
    hasher.update(b"\n");
    hasher.update(uid.as_bytes());
    let mut series = [0; 8];
    hasher.finalize_xof().fill(&mut series);
    series
}

/// Returns the id of the closure that one time of an event means: by when its rule has it, or, of an
/// event that takes place once, wherever it is.
fn closure(series: [u8; 8], event: &Event, of: DateTime) -> LocalId {
    let of = match event.recurrence.is_once() {
        true => 0,
        false => of.to_zoned(jiff::tz::TimeZone::UTC).map_or(0, |at| at.timestamp().as_second()),
    };
    let mut id = [0; 16];
    let (first, last) = id.split_at_mut(series.len());
    first.copy_from_slice(&series);
    last.copy_from_slice(&of.to_be_bytes());
    LocalId(id)
}

/// Returns the closures that an event means, by canonical text.
fn told(
    space: &Space,
    event: &Event,
    series: [u8; 8],
    ends: Ends,
) -> Result<BTreeMap<LocalId, String>, (String, String)> {
    let refused = |reason: &str| (reason.to_owned(), String::new());
    if event.status == Status::Cancelled {
        return Err(refused(CANCELLED));
    }
    // Whether whoever has a holiday in their calendar is busy says nothing of the door.
    let times = instances(event, ends)?;
    if times.is_empty() {
        return Err(refused(OVER));
    }
    if times.iter().any(|(_, time)| time.end > Timestamp::END) {
        return Err(refused("import-event-far"));
    }
    let reason: String = one_line(&event.summary).chars().take(MOST_REASON).collect();
    let whole = [event.start, event.end].iter().all(|at| at.time() == Time::midnight());
    let text = |time: &Occurrence| {
        let (from, to) =
            (wall(space, event, time.start, whole)?, wall(space, event, time.end, whole)?);
        let exception = Exception { from, to, door: Door::Closed, reason: reason.clone() };
        Some(exception.to_string())
    };
    let read = |(of, time): &(DateTime, Occurrence)| {
        let text = text(time).ok_or_else(|| refused("import-event-far"))?;
        Ok((closure(series, event, *of), text))
    };
    times.iter().map(read).collect()
}

/// Returns an instant by the clock that the hours go by. A whole day is that day, whatever the zone.
fn wall(space: &Space, event: &Event, at: Timestamp, whole: bool) -> Option<chrono::NaiveDateTime> {
    let at = jiff::Timestamp::from_millisecond(at.0).ok()?;
    let local: DateTime = match whole {
        true => event.zone.to_datetime(at),
        false => zone(space).zone().to_datetime(at),
    };
    let text = local.strftime("%Y-%m-%dT%H:%M").to_string();
    chrono::NaiveDateTime::parse_from_str(&text, "%Y-%m-%dT%H:%M").ok()
}
