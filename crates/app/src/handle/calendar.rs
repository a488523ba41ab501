//! Calendars: written for other programs, and read as bookings.

use std::path::PathBuf;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{ExportCalendar, ImportCalendar, ReadCalendarFile, SetCalendarFile},
    view::{CalendarFileView, ExportFile, ImportReport, RefusedRow},
};
use etabli_calendar::{Event, Fault, RuleError, Status, Window};
use etabli_model::{
    act::{Book, Known, MOST_OCCURRENCES, Occurrence, Wall, calendar_key, from_calendar},
    booking::{Asker, Booking, Holder, Refusal, Wish},
    id::ResourceId,
    inventory::Line,
    text::one_line,
    time::Timestamp,
};
use jiff::civil::DateTime;

use super::{Handle, booking, closure};
use crate::{
    calendar_file, clock,
    core::{ChangeError, Core},
    ical, import, moment, show,
    space::Space,
    wall::MOST_RULE,
};

/// The largest calendar that is read, in bytes.
const LARGEST: usize = 16 * 1024 * 1024;
/// The most letters of what was found that are told.
const MOST_FOUND: usize = 80;

impl Handle for ExportCalendar {
    fn handle(self, core: &Core) -> Result<ExportFile, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        if self.what == "busy" {
            if self.of.is_some() {
                return Err(ApiError::new(ErrorCode::BadRequest).with("detail", "of"));
            }
            return core.with(id, |space| {
                let find = |it: &String| show::find_resource(space, it);
                let resource = self.resource.as_ref().map(find).transpose()?;
                let content = ical::busy(space, resource)?;
                Ok(ExportFile { name: format!("{}-busy.ics", stem(space)), content })
            });
        }
        let (bookings, loans) = match self.what.as_str() {
            "all" => (true, true),
            "bookings" => (true, false),
            "loans" => (false, true),
            other => return Err(ApiError::new(ErrorCode::UnknownFormat).with("what", other)),
        };
        core.with(id, |space| {
            let find = |it: &String| show::find_resource(space, it);
            let resource = self.resource.as_ref().map(find).transpose()?;
            let of = self.of.as_ref().map(|it| show::find_member(space, it)).transpose()?;
            let part = ical::Part { bookings, loans, resource, of, since: None };
            let content = ical::calendar(space, &part)?;
            Ok(ExportFile { name: format!("{}.ics", stem(space)), content })
        })
    }
}

/// Returns what a file of a space is called.
fn stem(space: &Space) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    space.catalogue.space_name().chars().map(plain).collect()
}

impl Handle for ReadCalendarFile {
    fn handle(self, core: &Core) -> Result<CalendarFileView, ApiError> {
        Ok(calendar_file::view(core))
    }
}

impl Handle for SetCalendarFile {
    fn handle(self, core: &Core) -> Result<CalendarFileView, ApiError> {
        core.directory.check_writable()?;
        match self.path.as_deref().map(str::trim).filter(|path| !path.is_empty()) {
            None => core.directory.set_calendar_file(None)?,
            Some(path) => {
                let unreadable = |detail: &dyn std::fmt::Display| {
                    ApiError::new(ErrorCode::FileUnreadable)
                        .with("path", path)
                        .with("detail", detail)
                };
                let whole: PathBuf =
                    std::path::absolute(path).map_err(|error| unreadable(&error))?;
                let space = core.find_space(self.space.as_deref())?;
                // What lies there already and is no calendar is somebody's.
                if let Ok(former) = std::fs::read(&whole)
                    && !former.is_empty()
                    && !former.starts_with(b"BEGIN:VCALENDAR")
                {
                    return Err(ErrorCode::NotACalendar.into());
                }
                calendar_file::write(core, space, &whole)?;
                core.directory.set_calendar_file(Some((space, &whole)))?;
            }
        }
        Ok(calendar_file::view(core))
    }
}

impl Handle for ImportCalendar {
    fn handle(self, core: &Core) -> Result<ImportReport, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        if self.content.len() > LARGEST / 3 * 4 {
            return Err(ApiError::new(ErrorCode::FileTooLarge).with("most", "16 MiB"));
        }
        let bytes = STANDARD
            .decode(self.content.as_bytes())
            .map_err(|error| ApiError::new(ErrorCode::BadRequest).with("detail", error))?;
        let (text, encoding) = import::text_of(&bytes).ok_or(ErrorCode::NotACalendar)?;
        let calendar = etabli_calendar::read(&text, &clock::zone());
        if calendar.events.is_empty() && calendar.problems.is_empty() {
            return Err(ErrorCode::NotACalendar.into());
        }
        let now = clock::now();
        let until = match self.until.as_deref() {
            Some(day) => moment::due(day)?,
            None => Timestamp(now.0 + 366 * 24 * 60 * 60 * 1000),
        };
        let ends = Ends { now, until };
        let mut report = ImportReport {
            format: "ics".to_owned(),
            encoding: encoding.to_owned(),
            separator: String::new(),
            rows: show::count(calendar.events.len() + calendar.problems.len()),
            created: 0,
            updated: 0,
            unchanged: 0,
            refused: calendar.problems.iter().map(unread).collect(),
            places_created: 0,
            notes: Vec::new(),
            changes: Vec::new(),
            dry_run: self.dry_run,
        };
        if calendar.others > 0 {
            report.notes.push(format!("import-note-tasks:{}", calendar.others));
        }
        if self.closes {
            let mut report = closure::close(core, id, &self.into, &calendar.events, ends, report)?;
            report.refused.sort_by_key(|row| row.line);
            return Ok(report);
        }
        if self.dry_run {
            core.with(id, |space| {
                let into = show::find_resource(space, &self.into)?;
                let mut before = Vec::new();
                for event in &calendar.events {
                    let reading = read(space, into, event, ends, &before);
                    if let Ok(Reading::New(book) | Reading::Moved(book)) = &reading {
                        before.extend(book.occurrences.iter().copied());
                    }
                    count(&mut report, event, reading.map(|it| it.as_told()));
                }
                Ok(())
            })?;
        } else {
            core.change(id, |space| {
                let into = show::find_resource(space, &self.into)?;
                let mut stale = booking::say_quantity(space, into, now)?;
                for event in &calendar.events {
                    let told = match read(space, into, event, ends, &[]) {
                        Err(refused) => Err(refused),
                        Ok(reading) => {
                            let told = reading.as_told();
                            let act = match reading {
                                Reading::New(book) | Reading::Moved(book) => {
                                    Some(Known::Book(book))
                                }
                                Reading::Gone(act) => Some(act),
                                Reading::Same => None,
                            };
                            if let Some(act) = act {
                                stale.extend(space.act(now, &[act])?);
                            }
                            Ok(told)
                        }
                    };
                    count(&mut report, event, told);
                }
                Ok::<_, ChangeError>(((), stale))
            })?;
        }
        report.refused.sort_by_key(|row| row.line);
        Ok(report)
    }
}

/// From when and until when events are booked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    pub(super) now: Timestamp,
    /// Until when what has no end is booked.
    until: Timestamp,
}

/// What an event comes to.
#[derive(Debug)]
enum Reading {
    /// It was never read before.
    New(Book),
    /// It was, and is at other times now.
    Moved(Book),
    /// It was, and does not take place.
    Gone(Known),
    /// It was, and is as it was; or somebody here ended its booking, and that stands.
    Same,
}

/// What is told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Created,
    Updated,
    Unchanged,
}

impl Reading {
    const fn as_told(&self) -> Told {
        match self {
            Self::New(_) => Told::Created,
            Self::Moved(_) | Self::Gone(_) => Told::Updated,
            Self::Same => Told::Unchanged,
        }
    }
}

/// Counts what became of an event.
pub(super) fn count(
    report: &mut ImportReport,
    event: &Event,
    told: Result<Told, (String, String)>,
) {
    match told {
        Ok(Told::Created) => report.created += 1,
        Ok(Told::Updated) => report.updated += 1,
        Ok(Told::Unchanged) => report.unchanged += 1,
        Err((reason, found)) => report.refused.push(RefusedRow {
            line: show::count(event.line),
            field: event.summary.chars().take(MOST_FOUND).collect(),
            reason,
            found: found.chars().take(MOST_FOUND).collect(),
        }),
    }
}

/// Tells of what could not be read.
fn unread(problem: &etabli_calendar::Problem) -> RefusedRow {
    let (reason, found) = match &problem.fault {
        Fault::NoStart => ("import-event-start", String::new()),
        Fault::Unreadable(found) => ("import-event-value", found.clone()),
        Fault::Zone(zone) => ("import-event-zone", zone.clone()),
        Fault::EndBeforeStart => ("import-event-length", String::new()),
        Fault::Rule(error) => rule(error),
        Fault::Orphan => ("import-event-orphan", String::new()),
        Fault::Twice => ("import-event-twice", String::new()),
        Fault::TooMany => ("import-event-many", String::new()),
    };
    let found = if found.is_empty() { problem.summary.clone() } else { found };
    RefusedRow {
        line: show::count(problem.line),
        field: problem.field.clone(),
        reason: reason.to_owned(),
        found: found.chars().take(MOST_FOUND).collect(),
    }
}

fn rule(error: &RuleError) -> (&'static str, String) {
    match error {
        RuleError::Unreadable(part) => ("import-event-rule", part.clone()),
        RuleError::Endless | RuleError::TooMany(_) => {
            ("import-event-often", MOST_OCCURRENCES.to_string())
        }
    }
}

/// Returns what an event comes to beside what is booked, and beside what else the file takes.
fn read(
    space: &Space,
    into: ResourceId,
    event: &Event,
    ends: Ends,
    before: &[Occurrence],
) -> Result<Reading, (String, String)> {
    let refused = |reason: &str, found: String| (reason.to_owned(), found);
    let key = key(into, &event.uid);
    let former = former(space, into, key);
    if let Some(former) = &former
        && !former.is_live()
    {
        return Ok(Reading::Same);
    }
    let asker = space
        .asker(ends.now)
        .map_err(|error| refused("import-event-refused", error.to_string()))?;
    if event.status == Status::Cancelled {
        let Some(former) = former else {
            return Err(refused("import-event-cancelled", String::new()));
        };
        let gone = asker.cancel(&former.id, |it| space.speaks_for(it));
        return gone
            .map(|act| Reading::Gone(Known::CancelBooking(space.ending(act))))
            .map_err(|error| refused("import-event-refused", error.to_string()));
    }
    if !event.takes_time {
        return Err(refused("import-event-free", String::new()));
    }
    let occurrences = occurrences(event, ends)?;
    let Some(last) = occurrences.last().copied() else {
        return Err(refused("import-event-over", String::new()));
    };
    if last.end > Timestamp::END {
        return Err(refused("import-event-far", String::new()));
    }
    if let Some(former) = &former {
        let ahead: Vec<Occurrence> =
            former.book.occurrences.iter().copied().filter(|it| it.end > ends.now).collect();
        // What has no end is booked a while ahead: that need not move on with every day.
        let half = ends.now.0 + (ends.until.0 - ends.now.0) / 2;
        let goes_on = !event.recurrence.has_end()
            && occurrences.starts_with(&ahead)
            && ahead.last().is_some_and(|last| last.end.0 > half);
        if ahead == occurrences || goes_on {
            return Ok(Reading::Same);
        }
    }
    let capacity = show::capacity(space, &into) as usize;
    let taken =
        |time: &Occurrence| before.iter().filter(|it| it.overlaps(time)).count() >= capacity;
    if occurrences.iter().any(taken) {
        return Err(refused("import-event-overlap", String::new()));
    }
    let wish = Wish {
        claims: booking::claims(space, into, Some(1)),
        wall: wall(event, &occurrences, last),
        occurrences,
        replaces: former.map(|former| former.id),
    };
    let counted = booking::counted(space, &into);
    let rules = booking::rules_of(space, &wish.claims, &wish.occurrences, asker.now);
    let decided = wish.decide(&Asker { counted, rules: Some(&rules), ..asker });
    let book = decided.map_err(|refusal| told(space, refusal))?;
    let said: String = one_line(&event.summary).chars().take(Line::MOST).collect();
    let said = Line::parse(&said).ok();
    let book = Book { more: from_calendar(key), ..book }.saying_for(said.as_ref());
    Ok(if former.is_some() { Reading::Moved(book) } else { Reading::New(book) })
}

fn told(space: &Space, refusal: Refusal) -> (String, String) {
    let (reason, found) = match refusal {
        Refusal::Against(breach) => (super::breach::row(&breach), String::new()),
        Refusal::InThePast => ("import-event-over", String::new()),
        Refusal::EndBeforeStart => ("import-event-length", String::new()),
        Refusal::Taken(obstacle) => {
            let who = match obstacle.holder {
                Holder::Booking(booking) => show::booker(space, &booking),
                Holder::Loan(loan) => {
                    let to = space.lending().loan(&loan).map(|loan| loan.to);
                    to.map(|to| space.catalogue.name_of(&to).to_owned()).unwrap_or_default()
                }
                Holder::Nobody => String::new(),
            };
            ("import-event-taken", who)
        }
        Refusal::OutOfBounds => ("import-event-often", MOST_OCCURRENCES.to_string()),
        other => ("import-event-refused", other.to_string()),
    };
    (reason.to_owned(), found)
}

/// Returns the times of an event that are not over, ascending.
fn occurrences(event: &Event, ends: Ends) -> Result<Vec<Occurrence>, (String, String)> {
    let mut all: Vec<Occurrence> =
        instances(event, ends)?.into_iter().map(|(_, during)| during).collect();
    all.sort_unstable();
    all.dedup_by_key(|during| during.start);
    Ok(all)
}

/// Returns the same, each with when the rule of the event has it.
pub(super) fn instances(
    event: &Event,
    ends: Ends,
) -> Result<Vec<(DateTime, Occurrence)>, (String, String)> {
    let wall = |at: Timestamp| {
        let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
        event.zone.to_datetime(instant)
    };
    let length = event.start.until(event.end).unwrap_or_default();
    let from = wall(ends.now).checked_sub(length).unwrap_or(DateTime::MIN);
    let until = match event.recurrence.has_end() {
        true => DateTime::MAX,
        false => wall(ends.until),
    };
    let times = event.instances(Window { from, until }, MOST_OCCURRENCES).map_err(|error| {
        let (reason, found) = rule(&error);
        (reason.to_owned(), found)
    })?;
    let all = times.into_iter().map(|(of, span)| {
        let start = Timestamp(span.start.as_millisecond());
        (of, Occurrence { start, end: Timestamp(span.end.as_millisecond()) })
    });
    Ok(all.filter(|(_, time)| time.end > ends.now).collect())
}

/// Returns what people read of when an event takes place: its rule where that says it all.
fn wall(event: &Event, occurrences: &[Occurrence], last: Occurrence) -> Wall {
    let text = event.recurrence.text();
    let local = |at: Timestamp| {
        jiff::Timestamp::from_millisecond(at.0).ok().map(|at| event.zone.to_datetime(at))
    };
    let start = occurrences.first().and_then(|first| local(first.start)).unwrap_or(event.start);
    let text = match (event.recurrence.has_end(), local(last.start)) {
        (false, Some(last)) => format!("{text};UNTIL={}", last.strftime("%Y%m%d")),
        _ => text,
    };
    let is_whole = event.is_plain() && start == event.start && text.len() <= MOST_RULE;
    Wall {
        start: start.strftime("%Y-%m-%dT%H:%M").to_string(),
        zone: event.zone_name().to_owned(),
        rule: if is_whole { text } else { String::new() },
    }
}

/// Returns what tells an event of a resource's calendar in the acts.
fn key(into: ResourceId, uid: &str) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key("etabli 2026 event of a calendar");
    hasher.update(show::resource_id(&into).as_bytes());
    hasher.update(b"\n");
    hasher.update(uid.as_bytes());
    let mut key = [0; 16];
    hasher.finalize_xof().fill(&mut key);
    key
}

/// Returns the booking that an event was read as: the one that goes on, or the last of the others.
fn former(space: &Space, into: ResourceId, of: [u8; 16]) -> Option<Booking<'_>> {
    let takes = |booking: &Booking<'_>| booking.book.claims.iter().any(|it| it.resource == into);
    let read = space.bookings().bookings();
    let read = read.filter(|it| calendar_key(&it.book.more) == Some(of) && takes(it));
    read.max_by_key(|booking| (booking.is_live(), booking.position))
}

#[cfg(test)]
mod tests {
    use etabli_model::id::{ItemId, LocalId};

    use super::*;

    #[test]
    fn an_event_has_one_key_for_each_resource() {
        let [one, other] = [1, 2].map(|it| ResourceId::Item(ItemId::common(LocalId([it; 16]))));
        assert_eq!(key(one, "a@example.org"), key(one, "a@example.org"));
        assert_ne!(key(one, "a@example.org"), key(other, "a@example.org"));
        assert_ne!(key(one, "a@example.org"), key(one, "b@example.org"));
    }
}
