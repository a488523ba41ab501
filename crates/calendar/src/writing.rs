//! Calendars as they are written, for the programs that people have already.
//!
//! The same entries give the same bytes: nothing in a file tells when it was written.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{
    event::{Span, Status},
    value::{day_after, escaped},
    zone,
};

/// The most bytes of a line, as readers may expect.
const MOST_BYTES: usize = 75;

/// What zones are called that need no name.
const UTC: [&str; 4] = ["UTC", "Etc/UTC", "Etc/UCT", "Etc/GMT"];

/// When an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// From one instant to another.
    Span(Span),
    /// All of a day.
    Day(Date),
}

/// An entry of a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What names it, the same in every file that has it.
    pub uid: String,
    /// What it is called.
    pub summary: String,
    /// What else is said of it, or empty.
    pub description: String,
    /// Where it takes place, or empty.
    pub location: String,
    /// Whether it takes place.
    pub status: Status,
    /// Whether whoever subscribes is busy meanwhile.
    pub takes_time: bool,
    /// When.
    pub when: When,
    /// When this was last said of it.
    pub stamp: Timestamp,
}

/// Writes a calendar; its times are told by the clock of a zone.
pub fn write(name: &str, zone: &TimeZone, entries: &[Entry]) -> String {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Etabli//Etabli//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        "METHOD:PUBLISH".to_owned(),
        format!("X-WR-CALNAME:{}", escaped(name)),
        "REFRESH-INTERVAL;VALUE=DURATION:PT15M".to_owned(),
        "X-PUBLISHED-TTL:PT15M".to_owned(),
    ];
    let spans = || {
        entries.iter().filter_map(|entry| match entry.when {
            When::Span(span) => Some(span),
            When::Day(_) => None,
        })
    };
    let named = zone.iana_name().filter(|name| !UTC.contains(name));
    if let Some(name) = named {
        lines.push(format!("X-WR-TIMEZONE:{name}"));
        let edges = spans().map(|it| it.start).min().zip(spans().map(|it| it.end).max());
        if let Some((first, last)) = edges {
            lines.extend(zone::told(name, zone, first, last));
        }
    }
    for entry in entries {
        lines.extend(event(entry, zone, named));
    }
    lines.push("END:VCALENDAR".to_owned());
    let mut file = String::new();
    for line in lines {
        fold(&line, &mut file);
    }
    file
}

fn event(entry: &Entry, zone: &TimeZone, named: Option<&str>) -> Vec<String> {
    let time = |name: &str, at: Timestamp| match named {
        Some(zone_name) => {
            let wall = zone.to_datetime(at).strftime("%Y%m%dT%H%M%S");
            format!("{name};TZID={zone_name}:{wall}")
        }
        None => format!("{name}:{}", utc(at)),
    };
    let day = |name: &str, day: Date| format!("{name};VALUE=DATE:{}", day.strftime("%Y%m%d"));
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", escaped(&entry.uid)),
        format!("DTSTAMP:{}", utc(entry.stamp)),
    ];
    match entry.when {
        When::Span(span) => lines.extend([time("DTSTART", span.start), time("DTEND", span.end)]),
        When::Day(date) => {
            lines.push(day("DTSTART", date));
            lines.extend(day_after(date).map(|next| day("DTEND", next)));
        }
    }
    lines.push(format!("SUMMARY:{}", escaped(&entry.summary)));
    for (name, text) in [("DESCRIPTION", &entry.description), ("LOCATION", &entry.location)] {
        if !text.is_empty() {
            lines.push(format!("{name}:{}", escaped(text)));
        }
    }
    let status = match entry.status {
        Status::Tentative => "TENTATIVE",
        Status::Confirmed => "CONFIRMED",
        Status::Cancelled => "CANCELLED",
    };
    let transparency = if entry.takes_time { "OPAQUE" } else { "TRANSPARENT" };
    lines.push(format!("STATUS:{status}"));
    lines.push(format!("TRANSP:{transparency}"));
    lines.push("END:VEVENT".to_owned());
    lines
}

/// Returns an instant as calendars write it.
pub(crate) fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Writes a line, folded where it is too long and never within a letter.
pub(crate) fn fold(line: &str, file: &mut String) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > MOST_BYTES {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(letter);
        length += letter.len_utf8();
    }
    file.push_str("\r\n");
}
