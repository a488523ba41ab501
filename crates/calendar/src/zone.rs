//! Zones by the names that calendars give them, and zones as calendars are told of them.

use jiff::{
    SignedDuration, Timestamp,
    tz::{Offset, TimeZone},
};

/// What programs from Microsoft call the zones in which our readers live.
const WINDOWS: [(&str, &str); 18] = [
    ("Central America Standard Time", "America/Guatemala"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Central Standard Time", "America/Chicago"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("Eastern Standard Time", "America/New_York"),
    ("FLE Standard Time", "Europe/Kyiv"),
    ("GMT Standard Time", "Europe/London"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Greenwich Standard Time", "Atlantic/Reykjavik"),
    ("Morocco Standard Time", "Africa/Casablanca"),
    ("Mountain Standard Time", "America/Denver"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("Romance Standard Time", "Europe/Paris"),
    ("Russian Standard Time", "Europe/Moscow"),
    ("Turkey Standard Time", "Europe/Istanbul"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("West Central Africa Standard Time", "Africa/Lagos"),
];
/// The most changes of clocks that a file tells.
const MOST_CHANGES: usize = 400;

/// Finds a zone by the name that a calendar gives it.
pub(crate) fn named(name: &str) -> Option<TimeZone> {
    let name = name.trim().trim_matches('"');
    if let Ok(zone) = TimeZone::get(name) {
        return Some(zone);
    }
    let windows = WINDOWS.iter().find(|(theirs, _)| theirs.eq_ignore_ascii_case(name));
    if let Some((_, ours)) = windows {
        return TimeZone::get(ours).ok();
    }
    // `/mozilla.org/20050126_1/Europe/Paris`
    let mut parts = name.rsplit('/');
    let (city, area) = (parts.next()?, parts.next()?);
    TimeZone::get(&format!("{area}/{city}")).ok()
}

/// Returns the lines that tell of a zone between two instants: each change of its clocks by
/// itself, so that no rule need be guessed.
pub(crate) fn told(name: &str, zone: &TimeZone, from: Timestamp, until: Timestamp) -> Vec<String> {
    let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{name}")];
    let mut before = zone.preceding(from);
    let first = before.next();
    let earlier = before.next().map(|it| it.offset());
    let mut offset = earlier.unwrap_or_else(|| zone.to_offset(Timestamp::MIN));
    let changes: Vec<_> = first
        .into_iter()
        .chain(zone.following(from).take_while(|it| it.timestamp() <= until))
        .take(MOST_CHANGES)
        .map(|it| (it.timestamp(), it.offset(), it.dst().is_dst(), it.abbreviation().to_owned()))
        .collect();
    if changes.is_empty() {
        offset = zone.to_offset(from);
        lines.extend(change("19700101T000000", offset, offset, false, name));
    }
    for (at, next, is_dst, abbreviation) in changes {
        let wall = offset.to_datetime(at).strftime("%Y%m%dT%H%M%S").to_string();
        lines.extend(change(&wall, offset, next, is_dst, &abbreviation));
        offset = next;
    }
    lines.push("END:VTIMEZONE".to_owned());
    lines
}

fn change(wall: &str, from: Offset, to: Offset, is_dst: bool, name: &str) -> [String; 6] {
    let kind = if is_dst { "DAYLIGHT" } else { "STANDARD" };
    [
        format!("BEGIN:{kind}"),
        format!("DTSTART:{wall}"),
        format!("TZOFFSETFROM:{}", hours(from)),
        format!("TZOFFSETTO:{}", hours(to)),
        format!("TZNAME:{name}"),
        format!("END:{kind}"),
    ]
}

fn hours(offset: Offset) -> String {
    let seconds = SignedDuration::from_secs(offset.seconds().into()).as_secs();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
    match seconds.abs() % 60 {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        seconds => format!("{sign}{hours:02}{minutes:02}{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_found_by_the_names_that_other_programs_use() {
        for (name, expected) in [
            ("Europe/Paris", "Europe/Paris"),
            ("Romance Standard Time", "Europe/Paris"),
            ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
            ("\"Europe/London\"", "Europe/London"),
        ] {
            let zone = named(name).unwrap();
            assert_eq!(zone.iana_name(), Some(expected), "{name}");
        }
        for (_, ours) in WINDOWS {
            assert!(TimeZone::get(ours).is_ok(), "{ours}");
        }
        for unknown in ["", "/", "Nowhere", "Customized Time Zone 1"] {
            assert!(named(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn changes_of_the_clocks_are_told_one_by_one() {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let [from, until] =
            ["2026-12-01T00:00:00Z", "2027-05-01T00:00:00Z"].map(|it| it.parse().unwrap());
        let lines = told("Europe/Paris", &zone, from, until);
        let starts: Vec<_> = lines.iter().filter(|it| it.starts_with("DTSTART")).collect();
        assert_eq!(starts, ["DTSTART:20261025T030000", "DTSTART:20270328T020000"]);
        assert!(lines.contains(&"TZOFFSETFROM:+0200".to_owned()));
        let utc = told("UTC", &TimeZone::UTC, from, until);
        assert!(utc.contains(&"TZOFFSETTO:+0000".to_owned()), "{utc:?}");
    }
}
