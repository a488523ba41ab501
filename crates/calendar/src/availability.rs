//! Opening hours as calendars tell them: VAVAILABILITY of RFC 7953, written and read.
//!
//! What is read is a week that goes on for ever, and times at which it does not count. What says
//! anything else is refused with its line: half of somebody's hours would be wrong hours.

use std::collections::BTreeMap;

use jiff::{
    ToSpan as _,
    civil::{Date, DateTime, date},
    tz::TimeZone,
};

use crate::{
    line::{Line, lines},
    recurrence::Recurrence,
    rule::Window,
    value::{Moment, duration, escaped, moment, text},
    writing::fold,
    zone,
};

/// A Monday, from which on hours are told.
const FIRST: Date = date(2024, 1, 1);
/// The days of a week, as rules name them, from Monday on.
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
/// The most exceptions that are read.
const MOST: usize = 256;
const DAY: i64 = 24 * 60;

/// A stretch of a day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The day, from 1 for Monday.
    pub day: u8,
    /// When it opens, in minutes of that day.
    pub from: u16,
    /// When it closes, in minutes of that day; past midnight, more than a day has.
    pub to: u16,
}

/// A time at which the week does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exception {
    /// Its first moment, by the wall clock.
    pub from: DateTime,
    /// The first moment after it.
    pub to: DateTime,
    /// Whether it is open then.
    pub open: bool,
    /// Why, or empty.
    pub reason: String,
}

/// When something is open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hours {
    /// Every week; when there is none it is always open.
    pub week: Vec<Stretch>,
    /// When that does not count.
    pub exceptions: Vec<Exception>,
    /// The zone of the clock, if it is told.
    pub zone: Option<String>,
}

/// Why hours were not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursFault {
    /// The file tells none.
    #[error("the file tells no opening hours")]
    None,
    /// Something in it is more than a week with exceptions, or cannot be read.
    #[error("line {0} tells something that is no week with exceptions")]
    Line(usize),
}

/// Writes hours as a calendar; the same hours give the same bytes.
pub fn write_hours(name: &str, uid: &str, zone: &TimeZone, hours: &Hours) -> String {
    let named = zone.iana_name().unwrap_or("UTC");
    let stamp = "DTSTAMP:20240101T000000Z".to_owned();
    let time =
        |what: &str, at: DateTime| format!("{what};TZID={named}:{}", at.strftime("%Y%m%dT%H%M%S"));
    let mut file = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Etabli//Etabli//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(name)),
    ];
    let first = FIRST.to_datetime(jiff::civil::Time::midnight());
    let last = hours.exceptions.iter().map(|it| it.to).max().unwrap_or(first);
    let instant = |at: DateTime| at.to_zoned(zone.clone()).ok().map(|it| it.timestamp());
    let (from, until) =
        (instant(first), instant(last.max(DateTime::constant(2038, 1, 1, 0, 0, 0, 0))));
    if let (Some(from), Some(until)) = (from, until) {
        file.extend(zone::told(named, zone, from, until));
    }
    if !hours.week.is_empty() {
        file.extend(["BEGIN:VAVAILABILITY".to_owned(), format!("UID:{uid}-week"), stamp.clone()]);
        file.extend([format!("SUMMARY:{}", escaped(name)), "PRIORITY:9".to_owned()]);
        let mut together: BTreeMap<(u16, u16), Vec<u8>> = BTreeMap::new();
        for stretch in &hours.week {
            together.entry((stretch.from, stretch.to)).or_default().push(stretch.day);
        }
        for ((from, to), mut days) in together {
            days.sort_unstable();
            let first = i64::from(days.first().copied().unwrap_or(1)) - 1;
            let at = |minutes: u16| first_minutes(first, minutes);
            let (Some(start), Some(end)) = (at(from), at(to)) else { continue };
            let names: Vec<&str> =
                days.iter().filter_map(|day| DAYS.get(usize::from(*day) - 1).copied()).collect();
            file.extend([
                "BEGIN:AVAILABLE".to_owned(),
                format!("UID:{uid}-{from}-{to}"),
                stamp.clone(),
                time("DTSTART", start),
                time("DTEND", end),
                format!("RRULE:FREQ=WEEKLY;BYDAY={}", names.join(",")),
                "END:AVAILABLE".to_owned(),
            ]);
        }
        file.push("END:VAVAILABILITY".to_owned());
    }
    for (number, off) in hours.exceptions.iter().enumerate() {
        let (start, end) = (time("DTSTART", off.from), time("DTEND", off.to));
        let priority = if off.open { "PRIORITY:1" } else { "PRIORITY:2" };
        file.extend([
            "BEGIN:VAVAILABILITY".to_owned(),
            format!("UID:{uid}-off-{number}"),
            stamp.clone(),
        ]);
        file.extend([
            start.clone(),
            end.clone(),
            priority.to_owned(),
            "BUSYTYPE:BUSY-UNAVAILABLE".to_owned(),
        ]);
        if !off.reason.is_empty() {
            file.push(format!("SUMMARY:{}", escaped(&off.reason)));
        }
        if off.open {
            file.extend([
                "BEGIN:AVAILABLE".to_owned(),
                format!("UID:{uid}-open-{number}"),
                stamp.clone(),
            ]);
            file.extend([start, end, "END:AVAILABLE".to_owned()]);
        }
        file.push("END:VAVAILABILITY".to_owned());
    }
    file.push("END:VCALENDAR".to_owned());
    let mut text = String::new();
    for line in file {
        fold(&line, &mut text);
    }
    text
}

fn first_minutes(days: i64, minutes: u16) -> Option<DateTime> {
    let midnight = FIRST.to_datetime(jiff::civil::Time::midnight());
    midnight.checked_add((days * DAY + i64::from(minutes)).minutes()).ok()
}

/// What is known of a component while its lines are read.
#[derive(Debug, Default)]
struct Part {
    line: usize,
    start: Option<DateTime>,
    end: Option<DateTime>,
    rule: String,
    summary: String,
    open: Vec<Self>,
}

impl Part {
    fn take(&mut self, line: &Line, zone: &TimeZone) -> Result<(), HoursFault> {
        let bad = || HoursFault::Line(line.number);
        let midnight = jiff::civil::Time::midnight();
        let wall = || {
            let own = line.parameter("TZID").and_then(zone::named);
            match moment(&line.value).ok_or_else(bad)? {
                Moment::Day(day) => Ok(day.to_datetime(midnight)),
                Moment::Wall(wall) => match own.filter(|own| own != zone) {
                    // Another zone than that of the first time: told by the first one's clock.
                    Some(own) => {
                        let at = wall.to_zoned(own).map_err(|_| bad())?.timestamp();
                        Ok(zone.to_datetime(at))
                    }
                    None => Ok(wall),
                },
                Moment::Instant(at) => Ok(zone.to_datetime(at)),
            }
        };
        match line.name.as_str() {
            "DTSTART" => self.start = Some(wall()?),
            "DTEND" => self.end = Some(wall()?),
            "DURATION" => {
                let length = duration(&line.value).ok_or_else(bad)?;
                let start = self.start.ok_or_else(bad)?;
                self.end = Some(start.checked_add(length).map_err(|_| bad())?);
            }
            "RRULE" => self.rule = line.value.trim().to_uppercase(),
            "RDATE" | "EXDATE" | "RECURRENCE-ID" => return Err(bad()),
            "SUMMARY" => self.summary = text(&line.value),
            "DESCRIPTION" if self.summary.is_empty() => self.summary = text(&line.value),
            _ => {}
        }
        Ok(())
    }
}

/// Reads hours from a calendar; times without a zone are by the clock here.
pub fn read_hours(file: &str, here: &TimeZone) -> Result<Hours, HoursFault> {
    let zoned =
        lines(file).filter(|line| matches!(line.name.as_str(), "DTSTART" | "X-WR-TIMEZONE"));
    let zone = zoned
        .filter_map(|line| match line.name.as_str() {
            "DTSTART" => zone::named(line.parameter("TZID")?),
            _ => zone::named(&line.value),
        })
        .next();
    let clock = zone.clone().unwrap_or_else(|| here.clone());
    let mut parts: Vec<Part> = Vec::new();
    let mut inside: Vec<String> = Vec::new();
    for line in lines(file) {
        let component = line.value.trim().to_uppercase();
        match (line.name.as_str(), inside.last().map(String::as_str)) {
            ("BEGIN", _) if component == "VAVAILABILITY" => {
                parts.push(Part { line: line.number, ..Part::default() });
                inside.push(component);
            }
            ("BEGIN", Some("VAVAILABILITY")) if component == "AVAILABLE" => {
                if let Some(part) = parts.last_mut() {
                    part.open.push(Part { line: line.number, ..Part::default() });
                }
                inside.push(component);
            }
            ("BEGIN", _) => inside.push(component),
            ("END", _) => drop(inside.pop()),
            (_, Some("VAVAILABILITY")) => {
                if let Some(part) = parts.last_mut() {
                    part.take(&line, &clock)?;
                }
            }
            (_, Some("AVAILABLE")) => {
                let part = parts.last_mut().and_then(|part| part.open.last_mut());
                if let Some(part) = part {
                    part.take(&line, &clock)?;
                }
            }
            (_, _) => {}
        }
    }
    if parts.is_empty() {
        return Err(HoursFault::None);
    }
    let mut hours =
        Hours { zone: zone.and_then(|it| it.iana_name().map(str::to_owned)), ..Hours::default() };
    for part in &parts {
        gather(part, &clock, &mut hours)?;
    }
    hours.week.sort_unstable();
    hours.week.dedup();
    hours.exceptions.sort_unstable();
    hours.exceptions.dedup();
    Ok(hours)
}

/// Takes what one component tells.
fn gather(part: &Part, zone: &TimeZone, hours: &mut Hours) -> Result<(), HoursFault> {
    let bad = || HoursFault::Line(part.line);
    let reason = || part.summary.chars().take(200).collect::<String>();
    let range = match (part.start, part.end) {
        (Some(start), Some(end)) if start < end => Some((start, end)),
        (Some(_) | None, None) => None,
        (_, _) => return Err(bad()),
    };
    match range {
        None => {
            for open in &part.open {
                let (start, end) = open.start.zip(open.end).ok_or(HoursFault::Line(open.line))?;
                if open.rule.is_empty() {
                    exception(hours, start, end, true, reason(), open.line)?;
                } else {
                    hours.week.extend(weekly(open, start, end)?);
                }
            }
            if part.open.is_empty() { Err(bad()) } else { Ok(()) }
        }
        Some((from, to)) => {
            let mut opens = Vec::new();
            for open in &part.open {
                let (start, end) = open.start.zip(open.end).ok_or(HoursFault::Line(open.line))?;
                let length = start.until(end).map_err(|_| HoursFault::Line(open.line))?;
                let rule = Recurrence::read(&open.rule).map_err(|_| HoursFault::Line(open.line))?;
                let window = Window { from, until: to };
                let times = rule.times(start, zone, window, MOST);
                for time in times.map_err(|_| HoursFault::Line(open.line))? {
                    let end = time.checked_add(length).map_err(|_| bad())?;
                    if from <= time && time < to {
                        opens.push((time, end.min(to)));
                    }
                }
            }
            // What is open all of the time closes nothing.
            if opens.as_slice() != [(from, to)] {
                exception(hours, from, to, false, reason(), part.line)?;
            }
            for (start, end) in opens {
                exception(hours, start, end, true, reason(), part.line)?;
            }
            Ok(())
        }
    }
}

fn exception(
    hours: &mut Hours,
    from: DateTime,
    to: DateTime,
    open: bool,
    reason: String,
    line: usize,
) -> Result<(), HoursFault> {
    if hours.exceptions.len() >= MOST || from >= to {
        return Err(HoursFault::Line(line));
    }
    hours.exceptions.push(Exception { from, to, open, reason });
    Ok(())
}

/// Returns what opens every week for ever.
fn weekly(open: &Part, start: DateTime, end: DateTime) -> Result<Vec<Stretch>, HoursFault> {
    let bad = || HoursFault::Line(open.line);
    let mut days: Vec<u8> = Vec::new();
    let own = u8::try_from(start.weekday().to_monday_one_offset()).map_err(|_| bad())?;
    let mut frequency = "";
    for part in open.rule.split(';').filter(|part| !part.is_empty()) {
        match part.split_once('=').ok_or_else(bad)? {
            ("FREQ", value) => frequency = value,
            ("INTERVAL", "1") | ("WKST", _) => {}
            ("BYDAY", value) => {
                for name in value.split(',') {
                    let index = (1_u8..).zip(DAYS).find(|(_, day)| *day == name.trim());
                    days.push(index.ok_or_else(bad)?.0);
                }
            }
            (_, _) => return Err(bad()),
        }
    }
    if days.is_empty() {
        days = match frequency {
            "DAILY" => (1..=7).collect(),
            _ => vec![own],
        };
    }
    let from = i64::from(start.hour()) * 60 + i64::from(start.minute());
    let length = start.duration_until(end).as_mins();
    let to = from + length;
    let fits = matches!(frequency, "WEEKLY" | "DAILY") && (1..=DAY).contains(&length);
    match (fits, u16::try_from(from), u16::try_from(to)) {
        (true, Ok(from), Ok(to)) => {
            Ok(days.into_iter().map(|day| Stretch { day, from, to }).collect())
        }
        (_, _, _) => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> TimeZone {
        TimeZone::get("Europe/Paris").unwrap()
    }

    fn wall(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    fn hours() -> Hours {
        let weekdays = (1..=5)
            .flat_map(|day| [(540, 720), (840, 1080)].map(|(from, to)| Stretch { day, from, to }));
        let late = Stretch { day: 6, from: 1200, to: 1560 };
        let off = |from: &str, to: &str, open, reason: &str| Exception {
            from: wall(from),
            to: wall(to),
            open,
            reason: reason.to_owned(),
        };
        Hours {
            week: weekdays.chain([late]).collect(),
            exceptions: vec![
                off("2026-12-24T00:00", "2027-01-04T00:00", false, "Congés, fin d’année"),
                off("2026-12-28T10:00", "2026-12-28T12:00", true, ""),
            ],
            zone: Some("Europe/Paris".to_owned()),
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        let file = write_hours("Atelier", "place", &paris(), &hours());
        assert_eq!(read_hours(&file, &TimeZone::UTC), Ok(hours()));
        assert!(file.contains("RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR\r\n"), "{file}");
        assert!(file.lines().all(|line| line.len() <= 76));
        assert_eq!(file.matches("BEGIN:VAVAILABILITY").count(), 3);
    }

    fn file(content: &str) -> String {
        format!("BEGIN:VCALENDAR\r\n{content}\r\nEND:VCALENDAR\r\n")
    }

    #[test]
    fn hours_of_a_season_are_exceptions_of_it() {
        let summer = file(
            "BEGIN:VAVAILABILITY\nUID:1\nDTSTART;TZID=Europe/Paris:20260706T000000\nDTEND;TZID=Europe/Paris:20260718T000000\n\
             SUMMARY:Été\nBEGIN:AVAILABLE\nUID:2\nDTSTART;TZID=Europe/Paris:20260706T080000\nDURATION:PT4H\nRRULE:FREQ=WEEKLY;BYDAY=MO,TH\nEND:AVAILABLE\nEND:VAVAILABILITY",
        );
        let read = read_hours(&summer, &TimeZone::UTC).unwrap();
        let opens: Vec<String> =
            read.exceptions.iter().filter(|it| it.open).map(|it| it.from.to_string()).collect();
        assert_eq!(opens.len(), 4, "{opens:?}");
        assert_eq!(read.exceptions.iter().filter(|it| !it.open).count(), 1);
    }

    #[test]
    fn what_is_no_week_is_refused_with_its_line() {
        for (rule, line) in [
            ("FREQ=MONTHLY;BYDAY=1MO", 4),
            ("FREQ=WEEKLY;INTERVAL=2", 4),
            ("FREQ=WEEKLY;COUNT=3", 4),
            ("FREQ=WEEKLY;BYDAY=XX", 4),
        ] {
            let text = file(&format!(
                "BEGIN:VAVAILABILITY\nUID:1\nBEGIN:AVAILABLE\nDTSTART:20260706T080000\nDTEND:20260706T120000\nRRULE:{rule}\nEND:AVAILABLE\nEND:VAVAILABILITY"
            ));
            assert_eq!(read_hours(&text, &paris()), Err(HoursFault::Line(line)), "{rule}");
        }
        assert_eq!(read_hours("", &paris()), Err(HoursFault::None));
        assert_eq!(read_hours(&file("BEGIN:VEVENT\nEND:VEVENT"), &paris()), Err(HoursFault::None));
        let torn = file("BEGIN:VAVAILABILITY\nDTSTART:20260706\nDTEND:2026");
        assert_eq!(read_hours(&torn, &paris()), Err(HoursFault::Line(4)));
    }
}
