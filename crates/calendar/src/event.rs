//! Events that others wrote, as their calendars tell them.
//!
//! An event that cannot be read is a problem with its line and what is wrong; it never hides
//! another one.

use std::collections::{BTreeMap, HashMap};

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use crate::{
    line::{Line, lines},
    recurrence::Recurrence,
    rule::{RuleError, Window},
    value::{Moment, day_after, duration, moment, text},
    zone,
};

/// The most events of a calendar, changed times counted.
const MOST_EVENTS: usize = 50_000;
/// The most lines that are kept of one event.
const MOST_LINES: usize = 2_000;
/// The most letters that are kept of a text.
const MOST_TEXT: usize = 2_000;

/// Whether an event takes place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It may.
    Tentative,
    /// It will, or nothing is said.
    Confirmed,
    /// It will not.
    Cancelled,
}

/// A time from its start to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Its first instant.
    pub start: Timestamp,
    /// The first instant after it.
    pub end: Timestamp,
}

/// One of an event's times that is not where the rule has it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    of: DateTime,
    sequence: i64,
    /// Where it is instead; nowhere when it was cancelled.
    to: Option<(DateTime, DateTime)>,
}

/// An event.
#[derive(Debug, Clone)]
pub struct Event {
    /// What names it, in every calendar that has it.
    pub uid: String,
    /// Where it begins in the file, from 1.
    pub line: usize,
    /// What it is called.
    pub summary: String,
    /// Where it takes place, or empty.
    pub location: String,
    /// Whether it takes place.
    pub status: Status,
    /// Whether whoever has it in their calendar is busy meanwhile.
    pub takes_time: bool,
    /// When it first starts, by the clock on the wall.
    pub start: DateTime,
    /// When it first ends, by the same clock.
    pub end: DateTime,
    /// The zone of that clock.
    pub zone: TimeZone,
    /// How it repeats.
    pub recurrence: Recurrence,
    /// How many times it has, where the file says so for whoever tests with it.
    pub expected: Option<usize>,
    is_named: bool,
    sequence: i64,
    changes: Vec<Change>,
}

/// What is wrong with an event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It says not when.
    #[error("it has no start")]
    NoStart,
    /// A line that cannot be read.
    #[error("the line cannot be read: {0}")]
    Unreadable(String),
    /// A zone that nobody here knows.
    #[error("the zone is not known: {0}")]
    Zone(String),
    /// It ends before it starts.
    #[error("it ends before it starts")]
    EndBeforeStart,
    /// A rule that cannot be followed.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A changed time of an event that is not in the file.
    #[error("the event that it changes is not in the file")]
    Orphan,
    /// Two events of one name.
    #[error("another event in the file has the same name")]
    Twice,
    /// Too many events.
    #[error("the file has more than {MOST_EVENTS} events")]
    TooMany,
}

/// An event that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line where it lies, from 1.
    pub line: usize,
    /// What the line is about, as calendars name it.
    pub field: String,
    /// What the event is called, or empty.
    pub summary: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What a file says.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// What it is called, or empty.
    pub name: String,
    /// Its events, as they stand in the file.
    pub events: Vec<Event>,
    /// What was not read, as it stands in the file.
    pub problems: Vec<Problem>,
    /// How many things it has that are no events: tasks, notes.
    pub others: usize,
}

impl Event {
    /// Returns its times within a window, ascending, at most so many: what was changed where it is
    /// now, and nothing that was cancelled.
    pub fn spans(&self, window: Window, most: usize) -> Result<Vec<Span>, RuleError> {
        let mut spans: Vec<Span> =
            self.instances(window, most)?.into_iter().map(|(_, span)| span).collect();
        spans.sort_unstable();
        spans.dedup_by_key(|span| span.start);
        Ok(spans)
    }

    /// Returns the same times, each with when its rule has it, which names it wherever it moves: its
    /// `RECURRENCE-ID`, by the clock of its zone. Ascending by that.
    pub fn instances(
        &self,
        window: Window,
        most: usize,
    ) -> Result<Vec<(DateTime, Span)>, RuleError> {
        let times = self.recurrence.times(self.start, &self.zone, window, most)?;
        let length = self.start.until(self.end).unwrap_or_default();
        let mut walls: BTreeMap<DateTime, (DateTime, DateTime)> = times
            .into_iter()
            .filter(|time| !self.changes.iter().any(|change| change.of == *time))
            .filter_map(|time| Some((time, (time, time.checked_add(length).ok()?))))
            .collect();
        let is_within = |time: &DateTime| window.from <= *time && *time < window.until;
        let changed = self.changes.iter().filter_map(|change| Some((change.of, change.to?)));
        walls.extend(changed.filter(|(_, (start, _))| is_within(start)));
        if walls.len() > most {
            return Err(RuleError::TooMany(most));
        }
        let instant = |wall: DateTime| Some(wall.to_zoned(self.zone.clone()).ok()?.timestamp());
        let spans = walls.into_iter().filter_map(|(of, (start, end))| {
            Some((of, Span { start: instant(start)?, end: instant(end)? }))
        });
        Ok(spans.collect())
    }

    /// Returns whether its times are those of its rule and no others.
    pub fn is_plain(&self) -> bool {
        self.changes.is_empty()
    }

    /// Returns the name of its zone.
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }
}

/// Reads a calendar. Times without a zone are those of the calendar's, or of the one here.
pub fn read(file: &str, here: &TimeZone) -> Calendar {
    let mut calendar = Calendar::default();
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut default = here.clone();
    let mut aliases: HashMap<String, String> = HashMap::new();
    let mut zone_name = String::new();
    for line in lines(file) {
        let inside = open.last().map(String::as_str);
        match line.name.as_str() {
            "BEGIN" => {
                let kind = line.value.trim().to_uppercase();
                match kind.as_str() {
                    "VEVENT" if inside != Some("VEVENT") => {
                        if blocks.len() >= MOST_EVENTS {
                            let fault = Fault::TooMany;
                            calendar.problems.push(problem(&line, "", fault));
                            break;
                        }
                        blocks.push(vec![line]);
                    }
                    "VEVENT" | "VTIMEZONE" => {}
                    _ if inside == Some("VCALENDAR") => calendar.others += 1,
                    _ => {}
                }
                if open.len() < 16 {
                    open.push(kind);
                }
            }
            "END" => {
                let kind = line.value.trim().to_uppercase();
                if let Some(at) = open.iter().rposition(|it| *it == kind) {
                    open.truncate(at);
                }
            }
            "X-WR-CALNAME" if inside == Some("VCALENDAR") => calendar.name = shown(&line.value),
            "X-WR-TIMEZONE" if inside == Some("VCALENDAR") => {
                default = zone::named(&line.value).unwrap_or(default);
            }
            "TZID" if inside == Some("VTIMEZONE") => zone_name = line.value.trim().to_owned(),
            "X-LIC-LOCATION" if inside == Some("VTIMEZONE") => {
                aliases.insert(zone_name.clone(), line.value.trim().to_owned());
            }
            _ if inside == Some("VEVENT") => {
                if let Some(block) = blocks.last_mut().filter(|block| block.len() < MOST_LINES) {
                    block.push(line);
                }
            }
            _ => {}
        }
    }
    let zones = Zones { default, aliases };
    let mut changes = Vec::new();
    let mut named: HashMap<String, usize> = HashMap::new();
    for block in blocks {
        match event(&block, &zones) {
            Err(found) => calendar.problems.push(found),
            Ok((event, Some(of))) => changes.push((event, of)),
            Ok((mut event, None)) => match named.get(&event.uid).copied() {
                None => {
                    named.insert(event.uid.clone(), calendar.events.len());
                    calendar.events.push(event);
                }
                // Nothing says that two without a name are the same.
                Some(_) if !event.is_named => {
                    let same = |it: &&Event| !it.is_named && it.uid.starts_with(&event.uid);
                    let nth = calendar.events.iter().filter(same).count() + 1;
                    event.uid = format!("{}-{nth}", event.uid);
                    calendar.events.push(event);
                }
                // Of two, the later version.
                Some(at) => {
                    let Some(former) = calendar.events.get_mut(at) else { continue };
                    let dropped = match event.sequence > former.sequence {
                        true => std::mem::replace(former, event),
                        false => event,
                    };
                    calendar.problems.push(Problem {
                        line: dropped.line,
                        field: "UID".to_owned(),
                        summary: dropped.summary,
                        fault: Fault::Twice,
                    });
                }
            },
        }
    }
    for (changed, of) in changes {
        let whole = named.get(&changed.uid).and_then(|at| calendar.events.get_mut(*at));
        let Some(whole) = whole else {
            calendar.problems.push(Problem {
                line: changed.line,
                field: "RECURRENCE-ID".to_owned(),
                summary: changed.summary,
                fault: Fault::Orphan,
            });
            continue;
        };
        let wall = |wall: DateTime| {
            let instant = wall.to_zoned(changed.zone.clone()).ok()?.timestamp();
            Some(whole.zone.to_datetime(instant))
        };
        let of = match of {
            Moment::Day(day) => day.to_datetime(whole.start.time()),
            Moment::Wall(of) => wall(of).unwrap_or(of),
            Moment::Instant(instant) => whole.zone.to_datetime(instant),
        };
        let takes_place = changed.status != Status::Cancelled;
        let to = wall(changed.start).zip(wall(changed.end)).filter(|_| takes_place);
        let change = Change { of, sequence: changed.sequence, to };
        match whole.changes.iter_mut().find(|it| it.of == of) {
            Some(former) if former.sequence > change.sequence => {}
            Some(former) => *former = change,
            None => whole.changes.push(change),
        }
    }
    calendar.problems.sort_by_key(|problem| problem.line);
    calendar
}

struct Zones {
    default: TimeZone,
    aliases: HashMap<String, String>,
}

impl Zones {
    fn named(&self, name: &str) -> Option<TimeZone> {
        let alias = self.aliases.get(name.trim());
        zone::named(name).or_else(|| alias.and_then(|alias| zone::named(alias)))
    }
}

fn problem(line: &Line, summary: &str, fault: Fault) -> Problem {
    Problem { line: line.number, field: line.name.clone(), summary: summary.to_owned(), fault }
}

fn shown(value: &str) -> String {
    text(value).trim().chars().take(MOST_TEXT).collect()
}

/// Reads an event, and which of another one's times it changes, if it does.
fn event(block: &[Line], zones: &Zones) -> Result<(Event, Option<Moment>), Problem> {
    let find = |name: &str| block.iter().find(|line| line.name == name);
    let words = |name: &str| find(name).map(|line| shown(&line.value)).unwrap_or_default();
    let summary = words("SUMMARY");
    let at = block.first().map_or(0, |line| line.number);
    let fault = |line: &Line, fault: Fault| problem(line, &summary, fault);
    let unreadable =
        |line: &Line| fault(line, Fault::Unreadable(line.value.chars().take(80).collect()));
    let zone_of = |line: &Line| match line.parameter("TZID") {
        None => Ok(zones.default.clone()),
        Some(name) => zones
            .named(name)
            .ok_or_else(|| fault(line, Fault::Zone(name.chars().take(80).collect()))),
    };
    let moment_of = |line: &Line| moment(&line.value).ok_or_else(|| unreadable(line));
    let no_start = || Problem {
        line: at,
        field: "DTSTART".to_owned(),
        summary: summary.clone(),
        fault: Fault::NoStart,
    };

    let first = find("DTSTART").ok_or_else(no_start)?;
    let zone = match moment_of(first)? {
        // By a clock that does not change: it repeats at the same instant of the day.
        Moment::Instant(_) if first.parameter("TZID").is_none() => TimeZone::UTC,
        _ => zone_of(first)?,
    };
    let midnight = |day: Date| day.to_datetime(Time::midnight());
    let wall = |line: &Line, moment: Moment| match moment {
        Moment::Day(day) => Ok(midnight(day)),
        Moment::Instant(instant) => Ok(zone.to_datetime(instant)),
        Moment::Wall(wall) => {
            let zoned = wall.to_zoned(zone_of(line)?).map_err(|_| unreadable(line))?;
            Ok(zone.to_datetime(zoned.timestamp()))
        }
    };
    let start_moment = moment_of(first)?;
    let start = match start_moment {
        Moment::Wall(start) => start,
        other => wall(first, other)?,
    };
    let end = match (find("DTEND"), find("DURATION"), start_moment) {
        (Some(line), _, _) => match moment_of(line)? {
            // In the same zone: as it is written.
            Moment::Wall(end)
                if line.parameter("TZID") == first.parameter("TZID")
                    && matches!(start_moment, Moment::Wall(_)) =>
            {
                end
            }
            other => wall(line, other)?,
        },
        (None, Some(line), _) => {
            let length = duration(&line.value).ok_or_else(|| unreadable(line))?;
            start.checked_add(length).map_err(|_| unreadable(line))?
        }
        (None, None, Moment::Day(day)) => day_after(day).map(midnight).ok_or_else(no_start)?,
        (None, None, _) => start,
    };
    if end < start {
        return Err(fault(find("DTEND").unwrap_or(first), Fault::EndBeforeStart));
    }
    let mut recurrence = Recurrence::default();
    for line in block {
        if matches!(line.name.as_str(), "RRULE" | "EXRULE" | "RDATE" | "EXDATE") {
            // A time in another zone than the event's is that time by the event's clock.
            let value = match line.name.as_str() {
                "RDATE" | "EXDATE" => in_zone(line, &zone, &zone_of(line)?),
                _ => line.value.clone(),
            };
            recurrence.add(&line.name, &value).map_err(|error| fault(line, error.into()))?;
        }
    }
    let of = find("RECURRENCE-ID").map(moment_of).transpose()?;
    let uid = Some(words("UID")).filter(|uid| !uid.is_empty());
    let event = Event {
        is_named: uid.is_some(),
        uid: uid.unwrap_or_else(|| {
            format!("{:016x}", fingerprint(&format!("{}\n{summary}\n{recurrence:?}", first.value)))
        }),
        line: at,
        location: words("LOCATION"),
        status: match words("STATUS").to_uppercase().as_str() {
            "TENTATIVE" => Status::Tentative,
            "CANCELLED" => Status::Cancelled,
            _ => Status::Confirmed,
        },
        takes_time: !words("TRANSP").eq_ignore_ascii_case("TRANSPARENT"),
        start,
        end,
        zone,
        recurrence,
        expected: find("X-EXPECT-NUMEVENTS").and_then(|line| line.value.trim().parse().ok()),
        sequence: words("SEQUENCE").parse().unwrap_or_default(),
        changes: Vec::new(),
        summary,
    };
    Ok((event, of))
}

/// Returns the times of a line by another clock than the line's own.
fn in_zone(line: &Line, zone: &TimeZone, own: &TimeZone) -> String {
    if zone == own || line.parameter("TZID").is_none() {
        return line.value.clone();
    }
    let told = |part: &str| match moment(part) {
        Some(Moment::Wall(wall)) => wall.to_zoned(own.clone()).map_or_else(
            |_| part.to_owned(),
            |zoned| zone.to_datetime(zoned.timestamp()).strftime("%Y%m%dT%H%M%S").to_string(),
        ),
        _ => part.to_owned(),
    };
    line.value.split(',').map(told).collect::<Vec<_>>().join(",")
}

/// Returns a number that stands for a text, the same everywhere (FNV-1a).
fn fingerprint(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}
