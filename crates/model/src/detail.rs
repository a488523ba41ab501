//! What is said of a place, an item or the space beyond its name: short texts under fixed keys.
//!
//! Invariant: a detail has one canonical text, whatever was typed; text that is not canonical, as
//! somebody else's program may have written, reads as nothing said. No fold reads any of it: rules
//! of booking are asked when something is written, never when replicas merge.

use std::fmt;

use chrono::NaiveDateTime;

use crate::{
    id::{LocalId, PlaceId},
    inventory::{Note, many_lines},
    service::{services, written},
    text::one_line,
};

/// What the keys of details begin with in a document, so that none is ever another field.
const ABOUT: &str = "about:";
const HOURS: &str = "hours:";
const EXCEPTION: &str = "exception:";
/// How an instant of a wall clock is written.
const WALL: &str = "%Y-%m-%dT%H:%M";
/// The most stretches of one day.
const MOST_STRETCHES: usize = 8;
/// The most characters of the reason of an exception.
const MOST_REASON: usize = 200;
/// The most visits a day that a rule may name.
const MOST_VISITS: u32 = 10_000;
/// The longest that a rule may name, in minutes: ten years.
const LONGEST: u32 = 10 * 366 * 24 * 60;
const DAY: u16 = 24 * 60;

/// What can be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// What kind of place it is.
    Kind,
    /// Whether it can be used.
    Status,
    /// What is there to work with.
    Equipment,
    /// What is done there for others.
    Services,
    /// What one has to know and keep to.
    Rules,
    /// How one gets in, with a wheelchair too.
    Access,
    /// What one writes to come and look.
    Visit,
    /// On which day somebody looked whether all this is so.
    Verified,
    /// Of which place an item is a key.
    KeyOf,
    /// By which clock hours go.
    Zone,
    /// How long before it starts something must be booked.
    Notice,
    /// How far ahead something can be booked.
    Horizon,
    /// How long a booking is at least.
    Shortest,
    /// How long a booking is at most.
    Longest,
    /// How long there is between two bookings.
    Buffer,
    /// How long after its start a booking that nobody began is kept.
    Grace,
    /// How much one member may book.
    Quota,
    /// How many may come on one day, to fetch something or to bring it back.
    Visits,
    /// When it is open on a day of the week, 1 for Monday.
    Hours(u8),
    /// When it is closed, or open, although the week says otherwise.
    Exception(LocalId),
}

/// Why a text is not what a detail may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text does not say that")]
pub struct BadDetail;

/// The days of a week in their order, from Monday on.
pub const WEEK: [u8; 7] = [1, 2, 3, 4, 5, 6, 7];

/// The kinds of place that are offered; others can be typed.
pub const KINDS: [&str; 16] = [
    "site",
    "building",
    "room",
    "meeting",
    "desk",
    "workshop",
    "workstation",
    "shelf",
    "storage",
    "coworking",
    "fablab",
    "makerspace",
    "library",
    "media",
    "garden",
    "grocery",
];

/// Whether a place can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Somebody thinks of it.
    Candidate,
    /// It is being made ready.
    Conversion,
    /// It is used.
    Open,
    /// It is not used any more.
    Closed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Candidate, Self::Conversion, Self::Open, Self::Closed];

    /// Returns its text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Candidate => "candidate",
            Self::Conversion => "conversion",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Reads it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// Details that have a key of one word, with it.
const NAMED: [(Detail, &str); 18] = [
    (Detail::Kind, "kind"),
    (Detail::Status, "status"),
    (Detail::Equipment, "equipment"),
    (Detail::Services, "services"),
    (Detail::Rules, "rules"),
    (Detail::Access, "access"),
    (Detail::Visit, "visit"),
    (Detail::Verified, "verified"),
    (Detail::KeyOf, "key-of"),
    (Detail::Zone, "zone"),
    (Detail::Notice, "notice"),
    (Detail::Horizon, "horizon"),
    (Detail::Shortest, "shortest"),
    (Detail::Longest, "longest"),
    (Detail::Buffer, "buffer"),
    (Detail::Grace, "grace"),
    (Detail::Quota, "quota"),
    (Detail::Visits, "visits"),
];

impl fmt::Display for Detail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(day) => write!(f, "{HOURS}{day}"),
            Self::Exception(id) => write!(f, "{EXCEPTION}{id}"),
            named => {
                let found = NAMED.iter().find(|(detail, _)| detail == named);
                f.write_str(found.map_or("", |(_, name)| name))
            }
        }
    }
}

impl Detail {
    /// Reads what names it.
    pub fn parse(name: &str) -> Option<Self> {
        if let Some(day) = name.strip_prefix(HOURS) {
            return WEEK.into_iter().find(|it| it.to_string() == day).map(Self::Hours);
        }
        if let Some(id) = name.strip_prefix(EXCEPTION) {
            let read: LocalId = id.parse().ok()?;
            return (read.to_string() == id).then_some(Self::Exception(read));
        }
        NAMED.iter().find(|(_, one)| *one == name).map(|(detail, _)| *detail)
    }

    /// Returns its key in a document.
    pub fn key(&self) -> String {
        format!("{ABOUT}{self}")
    }

    /// Returns what a key of a document is about.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::parse(key.strip_prefix(ABOUT)?)
    }

    /// Returns the canonical text of what somebody typed; empty says nothing.
    pub fn read(&self, text: &str) -> Result<String, BadDetail> {
        let line = one_line(text);
        if line.is_empty() {
            return Ok(line);
        }
        Ok(match self {
            Self::Kind => short(line)?,
            Self::Status => Status::parse(&line).ok_or(BadDetail)?.as_str().to_owned(),
            Self::Services => {
                let text = written(&services(text));
                Note::parse(&text).map_err(|_| BadDetail)?;
                text
            }
            Self::Equipment | Self::Rules | Self::Access | Self::Visit => {
                let text = many_lines(text);
                Note::parse(&text).map_err(|_| BadDetail)?;
                text
            }
            Self::Verified => {
                let day = chrono::NaiveDate::parse_from_str(&line, "%Y-%m-%d");
                day.map_err(|_| BadDetail)?.to_string()
            }
            Self::KeyOf => line.parse::<PlaceId>().map_err(|_| BadDetail)?.to_string(),
            Self::Zone => short(line)?,
            Self::Notice
            | Self::Horizon
            | Self::Shortest
            | Self::Longest
            | Self::Buffer
            | Self::Grace => match minutes(&line).ok_or(BadDetail)? {
                0 if *self != Self::Grace => String::new(),
                minutes => minutes.to_string(),
            },
            Self::Visits => match line.parse().map_err(|_| BadDetail)? {
                0_u32 => String::new(),
                visits if visits <= MOST_VISITS => visits.to_string(),
                _ => return Err(BadDetail),
            },
            Self::Quota => Quota::read(&line).ok_or(BadDetail)?.to_string(),
            Self::Hours(_) => Stretches::read(&line).ok_or(BadDetail)?.to_string(),
            Self::Exception(_) => Exception::read(&line).ok_or(BadDetail)?.to_string(),
        })
    }
}

fn short(line: String) -> Result<String, BadDetail> {
    if line.chars().count() > MOST_REASON { Err(BadDetail) } else { Ok(line) }
}

/// Reads `45`, `45m`, `2h`, `7d`, `7j` or `2w` as minutes.
pub fn minutes(text: &str) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let count: u32 = digits.parse().ok()?;
    let each = match text.get(digits.len()..)?.trim() {
        "" | "m" | "min" => 1,
        "h" => 60,
        "d" | "j" | "day" | "days" | "jour" | "jours" => 24 * 60,
        "w" | "s" => 7 * 24 * 60,
        _ => return None,
    };
    count.checked_mul(each).filter(|minutes| *minutes <= LONGEST)
}

/// When something is open on a day: from and to, in minutes of the wall clock from the day's
/// beginning, ascending and apart; what goes on past midnight ends after the day does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stretches(Vec<(u16, u16)>);

impl Stretches {
    /// Reads `9:00-12:00 14h-18h30`, in any order and with commas; `24h` is the whole day.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.replace(['–', '—'], "-").replace([',', ';'], " ").to_lowercase();
        if matches!(text.trim(), "24h" | "24/24") {
            return Some(Self(vec![(0, DAY)]));
        }
        // Blanks around a dash belong to it.
        let joined = text.split('-').map(str::trim).collect::<Vec<_>>().join("-");
        let mut found = Vec::new();
        for part in joined.split_whitespace() {
            let (from, to) = part.split_once('-')?;
            let (from, to) = (clock(from)?, clock(to)?);
            let to = if to <= from { to.checked_add(DAY)? } else { to };
            (from < DAY && to <= from + DAY).then(|| found.push((from, to)))?;
        }
        found.sort_unstable();
        let apart = found.windows(2).all(|pair| matches!(pair, [one, next] if one.1 <= next.0));
        (apart && !found.is_empty() && found.len() <= MOST_STRETCHES).then_some(Self(found))
    }

    /// Returns from and to of each.
    pub fn spans(&self) -> &[(u16, u16)] {
        &self.0
    }
}

impl fmt::Display for Stretches {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (from, to)) in self.0.iter().enumerate() {
            let to = if *to > DAY { to - DAY } else { *to };
            let gap = if index == 0 { "" } else { " " };
            let (h, m, till, past) = (from / 60, from % 60, to / 60, to % 60);
            write!(f, "{gap}{h:02}:{m:02}-{till:02}:{past:02}")?;
        }
        Ok(())
    }
}

/// Reads `9`, `9h`, `9h30`, `09:30` or `24:00` as minutes of a day.
fn clock(text: &str) -> Option<u16> {
    let mut parts = text.splitn(2, [':', 'h']);
    let number = |part: &str| match part.len() {
        1 | 2 if part.bytes().all(|byte| byte.is_ascii_digit()) => part.parse::<u16>().ok(),
        _ => None,
    };
    let hour = number(parts.next()?)?;
    let minute = match parts.next() {
        None | Some("") => 0,
        Some(minute) => number(minute)?,
    };
    let whole = hour * 60 + minute;
    (minute < 60 && whole <= DAY).then_some(whole)
}

/// Whether an exception opens or closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Door {
    /// It is closed.
    Closed,
    /// It is open.
    Open,
}

/// A time at which the week does not count.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exception {
    /// Its first moment, by the wall clock.
    pub from: NaiveDateTime,
    /// The first moment after it.
    pub to: NaiveDateTime,
    /// What it is then.
    pub door: Door,
    /// Why; may be empty.
    pub reason: String,
}

impl Exception {
    /// Reads `closed 2026-12-24T00:00 2027-01-02T00:00 for a reason`.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, ' ');
        let door = match parts.next()? {
            "closed" => Door::Closed,
            "open" => Door::Open,
            _ => return None,
        };
        let mut wall = || NaiveDateTime::parse_from_str(parts.next()?, WALL).ok();
        let (from, to) = (wall()?, wall()?);
        let reason = parts.next().unwrap_or_default().to_owned();
        let fits = from < to && reason.chars().count() <= MOST_REASON;
        fits.then_some(Self { from, to, door, reason })
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let door = match self.door {
            Door::Closed => "closed",
            Door::Open => "open",
        };
        write!(f, "{door} {} {}", self.from.format(WALL), self.to.format(WALL))?;
        if self.reason.is_empty() { Ok(()) } else { write!(f, " {}", self.reason) }
    }
}

/// What a quota counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Bookings.
    Times,
    /// Minutes.
    Minutes,
    /// Days on which something is booked.
    Days,
}

/// Over what a quota counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// From Monday on.
    Week,
    /// From its first day on.
    Month,
}

/// How much one member may book of something in a week or a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// How much.
    pub most: u32,
    /// Of what.
    pub measure: Measure,
    /// In which time.
    pub period: Period,
}

impl Quota {
    /// Reads `3/week`, `4h/week`, `90m/week`, `2d/month`, and `semaine`, `mois`, `j`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let (most, period) = text.split_once('/')?;
        let period = match period.trim() {
            "week" | "semaine" | "w" | "s" => Period::Week,
            "month" | "mois" | "m" => Period::Month,
            _ => return None,
        };
        let most = most.trim();
        let digits = most.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
        let count: u32 = digits.parse().ok()?;
        let (most, measure) = match most.get(digits.len()..)?.trim() {
            "" | "x" => (count, Measure::Times),
            "m" | "min" => (count, Measure::Minutes),
            "h" => (count.checked_mul(60)?, Measure::Minutes),
            "d" | "j" => (count, Measure::Days),
            _ => return None,
        };
        (1..=LONGEST).contains(&most).then_some(Self { most, measure, period })
    }
}

impl fmt::Display for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (most, unit) = match self.measure {
            Measure::Times => (self.most, ""),
            Measure::Minutes if self.most.is_multiple_of(60) => (self.most / 60, "h"),
            Measure::Minutes => (self.most, "m"),
            Measure::Days => (self.most, "d"),
        };
        let period = match self.period {
            Period::Week => "week",
            Period::Month => "month",
        };
        write!(f, "{most}{unit}/{period}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(detail: Detail, typed: &str, expected: Option<&str>) {
        assert_eq!(detail.read(typed).ok().as_deref(), expected, "{typed}");
        // What is canonical stays as it is.
        if let Some(text) = expected {
            assert_eq!(detail.read(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_day_is_read_as_people_type_it() {
        let day = Detail::Hours(1);
        check(day, "9-12, 14h – 18h30", Some("09:00-12:00 14:00-18:30"));
        check(day, "14:00-18:00;9:00-12:00", Some("09:00-12:00 14:00-18:00"));
        check(day, "20h-2h", Some("20:00-02:00"));
        check(day, "24h", Some("00:00-24:00"));
        check(day, "", Some(""));
        for wrong in ["9", "9-12 11-13", "25-26", "9-10-11", "morning", "9:75-10:00", "-"] {
            check(day, wrong, None);
        }
        assert_eq!(Stretches::read("20h-2h").unwrap().spans(), [(1200, 1560)]);
    }

    #[test]
    fn lengths_and_quotas_have_one_text() {
        check(Detail::Notice, "2h", Some("120"));
        check(Detail::Horizon, " 30 jours ", Some("43200"));
        check(Detail::Buffer, "0", Some(""));
        check(Detail::Grace, "0", Some("0"));
        for wrong in ["-1", "soon", "1y", "99999999999", "4000000000"] {
            check(Detail::Longest, wrong, None);
        }
        check(Detail::Quota, "3 / semaine", Some("3/week"));
        check(Detail::Quota, "240m/week", Some("4h/week"));
        check(Detail::Visits, " 012 ", Some("12"));
        check(Detail::Visits, "0", Some(""));
        check(Detail::Visits, "-1", None);
        check(Detail::Visits, "10001", None);
        check(Detail::Quota, "2j/mois", Some("2d/month"));
        for wrong in ["3", "0/week", "3/year", "h/week", "/week"] {
            check(Detail::Quota, wrong, None);
        }
    }

    #[test]
    fn exceptions_keep_their_reason() {
        let exception = Detail::Exception(LocalId([1; 16]));
        let text = "closed 2026-12-24T00:00 2027-01-02T00:00 Congés de fin d’année";
        check(exception, text, Some(text));
        check(
            exception,
            "open 2026-12-27T10:00 2026-12-27T12:00",
            Some("open 2026-12-27T10:00 2026-12-27T12:00"),
        );
        for wrong in [
            "closed",
            "shut 2026-12-24T00:00 2027-01-02T00:00",
            "closed 2027-01-02T00:00 2026-12-24T00:00",
        ] {
            check(exception, wrong, None);
        }
    }

    #[test]
    fn every_detail_has_a_key_that_reads_back() {
        let all = NAMED.iter().map(|(detail, _)| *detail);
        let days = WEEK.into_iter().map(Detail::Hours);
        for detail in all.chain(days).chain([Detail::Exception(LocalId([7; 16]))]) {
            assert_eq!(Detail::of_key(&detail.key()), Some(detail));
        }
        for other in ["kind", "about:", "about:hours:0", "about:hours:8", "about:exception:x"] {
            assert_eq!(Detail::of_key(other), None, "{other}");
        }
    }
}
