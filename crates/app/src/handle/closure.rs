//! A calendar read as the closures of something: holidays, works, days on which nobody is there.
//!
//! What is said of the week stays, and so do closures that are there. A closure is known again by
//! when it is and why, so the same file a second time changes nothing.

use std::collections::BTreeSet;

use etabli_api::{ApiError, error::ErrorCode, view::ImportReport};
use etabli_calendar::{Event, Status};
use etabli_model::{
    act::Occurrence,
    detail::{Detail, Door, Exception},
    id::{ResourceId, SpaceId},
    inventory::{Details, MOST_EXCEPTIONS, Note},
    text::one_line,
    time::Timestamp,
};
use jiff::civil::{DateTime, Time};

use super::{
    calendar::{Ends, Told, count, occurrences},
    detail,
};
use crate::{
    clock,
    core::{ChangeError, Core},
    opening::zone,
    show,
    space::Space,
};

/// The most letters of a reason that are kept.
const MOST_REASON: usize = 200;

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
            closures(space, into, events, ends, &mut report);
            Ok(())
        })?;
        return Ok(report);
    }
    core.change(id, |space| {
        let into = show::find_resource(space, into)?;
        let texts = closures(space, into, events, ends, &mut report);
        let note = |text: String| Note::parse(&text).map_err(|_| ErrorCode::BadDetail);
        let said: Result<Vec<_>, _> = texts
            .into_iter()
            .map(|text| Ok::<_, ErrorCode>((Detail::Exception(clock::local_id()), note(text)?)))
            .collect();
        let stale = detail::write(space, Some(into), said.map_err(ApiError::from)?)?;
        Ok::<_, ChangeError>((report, stale))
    })
}

/// Returns the closures that are not there yet, by canonical text, and counts them by event.
fn closures(
    space: &Space,
    into: ResourceId,
    events: &[Event],
    ends: Ends,
    report: &mut ImportReport,
) -> Vec<String> {
    let nothing = Details::new();
    let own = match into {
        ResourceId::Place(place) => space.catalogue.place(&place).map(|it| &it.details),
        ResourceId::Item(item) => space.catalogue.item(&item).map(|it| &it.details),
    };
    let own = own.unwrap_or(&nothing).iter();
    let mut there: BTreeSet<String> = own
        .filter(|(detail, _)| matches!(detail, Detail::Exception(_)))
        .map(|(_, text)| text.clone())
        .collect();
    let mut room = MOST_EXCEPTIONS.saturating_sub(there.len());
    let mut texts = Vec::new();
    for event in events {
        let told = told(space, event, ends).and_then(|all| {
            let news: Vec<String> = all.into_iter().filter(|it| !there.contains(it)).collect();
            if news.len() > room {
                return Err(("import-event-many".to_owned(), String::new()));
            }
            room -= news.len();
            let told = if news.is_empty() { Told::Unchanged } else { Told::Created };
            there.extend(news.iter().cloned());
            texts.extend(news);
            Ok(told)
        });
        count(report, event, told);
    }
    texts
}

/// Returns the closures that an event means, by canonical text.
fn told(space: &Space, event: &Event, ends: Ends) -> Result<Vec<String>, (String, String)> {
    let refused = |reason: &str| (reason.to_owned(), String::new());
    if event.status == Status::Cancelled {
        return Err(refused("import-event-cancelled"));
    }
    // Whether whoever has a holiday in their calendar is busy says nothing of the door.
    let times = occurrences(event, ends)?;
    if times.is_empty() {
        return Err(refused("import-event-over"));
    }
    if times.iter().any(|time| time.end > Timestamp::END) {
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
    times.iter().map(|time| text(time).ok_or_else(|| refused("import-event-far"))).collect()
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
