//! Times by the clock on a wall: read as people type them, in a zone, and repeated there.
//!
//! This is the only place that knows of zones. What leaves it are instants, so that no other
//! computer need know the same of daylight saving.

use chrono::{Datelike as _, NaiveDate};
use etabli_api::{ApiError, ErrorCode};
use etabli_calendar::{Recurrence, RuleError, Window};
use etabli_model::{
    act::{MOST_OCCURRENCES, Occurrence, Wall},
    time::Timestamp,
};
use jiff::{
    Timestamp as Instant, ToSpan as _,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use crate::{clock, moment};

/// The zone that is named when a system does not tell its own.
const UNKNOWN: &str = "UTC";
/// The most bytes of a rule that a booking can carry.
pub(crate) const MOST_RULE: usize = 256;

/// A zone.
#[derive(Debug, Clone)]
pub(crate) struct Zone {
    zone: TimeZone,
    name: String,
}

/// A time by the clock on the wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WallTime(DateTime);

/// How something repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Repeat(Recurrence);

fn bad_time(what: &str) -> ApiError {
    ApiError::new(ErrorCode::BadTime).with("what", what)
}

impl Zone {
    /// Returns the zone of a name, or this computer's.
    pub(crate) fn named(name: Option<&str>) -> Result<Self, ApiError> {
        match name.map(str::trim).filter(|name| !name.is_empty()) {
            None => Ok(Self::here()),
            Some(name) => {
                let zone = TimeZone::get(name)
                    .map_err(|_| ApiError::new(ErrorCode::BadZone).with("what", name))?;
                let name = zone.iana_name().unwrap_or(name).to_owned();
                Ok(Self { zone, name })
            }
        }
    }

    fn here() -> Self {
        Self::of(clock::zone())
    }

    /// Returns a zone under its name.
    pub(crate) fn of(zone: TimeZone) -> Self {
        let name = zone.iana_name().unwrap_or(UNKNOWN).to_owned();
        Self { zone, name }
    }

    /// Returns an instant. A wall time that the clocks skip is the same time later.
    pub(crate) fn instant(&self, wall: WallTime) -> Result<Timestamp, ApiError> {
        let zoned = wall.0.to_zoned(self.zone.clone()).map_err(|_| bad_time(&wall.text()))?;
        Ok(Timestamp(zoned.timestamp().as_millisecond()))
    }

    /// Returns the instant of a time by its wall, skipped and doubled ones as [`Self::instant`] does.
    pub(crate) fn at(&self, wall: DateTime) -> Option<Timestamp> {
        self.instant(WallTime(wall)).ok()
    }

    /// Returns the instant of a time by its wall that a document tells.
    pub(crate) fn naive(&self, wall: chrono::NaiveDateTime) -> Option<Timestamp> {
        use chrono::Timelike as _;
        let [hour, minute] = [wall.hour(), wall.minute()].map(i8::try_from);
        let time = Time::new(hour.ok()?, minute.ok()?, 0, 0).ok()?;
        self.at(civil(wall.date())?.to_datetime(time))
    }

    /// Returns which day it is there at an instant.
    pub(crate) fn date(&self, at: Timestamp) -> Option<Date> {
        self.wall(at).map(|wall| wall.0.date())
    }

    /// Returns what the wall shows at an instant.
    pub(crate) fn wall(&self, at: Timestamp) -> Option<WallTime> {
        let instant = Instant::from_millisecond(at.0).ok()?;
        Some(WallTime(self.zone.to_datetime(instant)))
    }

    /// Returns an instant as people read it here, to the minute.
    pub(crate) fn minute(&self, at: Timestamp) -> String {
        match self.wall(at) {
            Some(wall) => wall.0.strftime("%Y-%m-%d %H:%M").to_string(),
            None => at.to_string(),
        }
    }

    /// Reads when something starts: a day and a time, a time today, or a day, from its beginning.
    pub(crate) fn start(&self, text: &str) -> Result<WallTime, ApiError> {
        self.read(text, clock::today(), Edge::Start)
    }

    /// Reads when something that starts ends: as a start, a time on that day, a duration, or a
    /// day, to its end.
    pub(crate) fn end(&self, text: &str, start: WallTime) -> Result<WallTime, ApiError> {
        if !text.contains([':', '-', '/', ' ', '+'])
            && let Ok(length) = moment::duration(text, 366)
        {
            // Hours go by the clock on the wall, as everything that people agree on.
            let end = start.0.checked_add(length.milliseconds());
            return end.map(WallTime).map_err(|_| bad_time(text));
        }
        self.read(text, naive(start.0.date()).ok_or_else(|| bad_time(text))?, Edge::End)
    }

    /// Returns when something that starts ends, if it is as long, by the wall, as another time.
    pub(crate) fn as_long(&self, start: WallTime, other: Occurrence) -> Result<WallTime, ApiError> {
        let walls = self.wall(other.start).zip(self.wall(other.end));
        let length = walls.and_then(|(from, to)| from.0.until(to.0).ok());
        let end = length.and_then(|length| start.0.checked_add(length).ok());
        end.map(WallTime).ok_or_else(too_long)
    }

    fn read(&self, text: &str, today: NaiveDate, edge: Edge) -> Result<WallTime, ApiError> {
        let typed = text.trim();
        if let Ok(instant) = typed.parse::<Timestamp>() {
            return self.wall(instant).ok_or_else(|| bad_time(text));
        }
        if let Some(time) = time(typed) {
            return Ok(WallTime(civil(today).ok_or_else(|| bad_time(text))?.to_datetime(time)));
        }
        let parts = typed.rsplit_once([' ', 'T', 't']);
        if let Some((day, time)) = parts.and_then(|(day, of)| Some((day, time(of)?))) {
            let day = moment::day(day, clock::today()).map_err(|_| bad_time(text))?;
            return Ok(WallTime(civil(day).ok_or_else(|| bad_time(text))?.to_datetime(time)));
        }
        let day = moment::day(typed, clock::today()).map_err(|_| bad_time(text))?;
        let day = match edge {
            Edge::Start => Some(day),
            Edge::End => day.succ_opt(),
        };
        let day = day.and_then(civil).ok_or_else(|| bad_time(text))?;
        Ok(WallTime(day.to_datetime(Time::midnight())))
    }

    /// Returns the instants of something that starts and ends by the wall, and repeats: at the same
    /// times of the day, whatever the clocks do meanwhile.
    pub(crate) fn occurrences(
        &self,
        start: WallTime,
        end: WallTime,
        repeat: &Repeat,
    ) -> Result<Vec<Occurrence>, ApiError> {
        let length = start.0.until(end.0).map_err(|_| too_long())?;
        let times = repeat.0.times(start.0, &self.zone, Window::ALL, MOST_OCCURRENCES);
        let times = times.map_err(|error| match error {
            RuleError::TooMany(_) => too_long(),
            RuleError::Unreadable(_) | RuleError::Endless => bad_repeat(&repeat.text()),
        })?;
        if times.is_empty() {
            return Err(bad_repeat(&repeat.text()));
        }
        let span = |time: DateTime| {
            let end = time.checked_add(length).map_err(|_| too_long())?;
            Ok(Occurrence {
                start: self.instant(WallTime(time))?,
                end: self.instant(WallTime(end))?,
            })
        };
        times.into_iter().map(span).collect()
    }

    /// Returns times as they are when the first of them starts at another one: all as far apart, by
    /// the wall, and each as long as the one that is asked for.
    pub(crate) fn moved(
        &self,
        times: &[Occurrence],
        start: WallTime,
        end: WallTime,
    ) -> Result<Vec<Occurrence>, ApiError> {
        let walls = times.iter().map(|time| self.wall(time.start).ok_or_else(too_long));
        let walls = walls.collect::<Result<Vec<_>, _>>()?;
        let first = walls.first().copied().unwrap_or(start);
        let later = |wall: WallTime, by: WallTime| {
            let span = first.0.until(wall.0).map_err(|_| too_long())?;
            self.instant(WallTime(by.0.checked_add(span).map_err(|_| too_long())?))
        };
        let span =
            |wall: WallTime| Ok(Occurrence { start: later(wall, start)?, end: later(wall, end)? });
        walls.into_iter().map(span).collect()
    }

    /// Returns so many days from the one of a time on, each from midnight to midnight by the wall:
    /// of 23 to 25 hours.
    pub(crate) fn days(&self, first: WallTime, count: u32) -> Result<Vec<Occurrence>, ApiError> {
        let mut day = first.0.date();
        let mut days = Vec::new();
        for _ in 0..count {
            let next = day.tomorrow().map_err(|_| bad_time(&first.text()))?;
            let start = self.instant(WallTime(day.to_datetime(Time::midnight())))?;
            let end = self.instant(WallTime(next.to_datetime(Time::midnight())))?;
            days.push(Occurrence { start, end });
            day = next;
        }
        Ok(days)
    }

    /// Returns the zone itself.
    pub(crate) const fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// Returns its name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Returns what people read of when a booking takes place.
    pub(crate) fn told(&self, start: WallTime, rule: &str) -> Wall {
        Wall { start: start.text(), zone: self.name.clone(), rule: rule.to_owned() }
    }
}

fn too_long() -> ApiError {
    ApiError::new(ErrorCode::BookingTooLong).with("days", 366).with("times", MOST_OCCURRENCES)
}

impl WallTime {
    fn text(self) -> String {
        self.0.strftime("%Y-%m-%dT%H:%M").to_string()
    }
}

#[derive(Debug, Clone, Copy)]
enum Edge {
    Start,
    End,
}

impl Repeat {
    /// Reads a rule of RFC 5545, with exceptions behind it; what is empty takes place once.
    pub(crate) fn read(text: &str) -> Result<Self, ApiError> {
        let read = Recurrence::read(text).map_err(|_| bad_repeat(text))?;
        if !read.has_end() || read.text().len() > MOST_RULE {
            return Err(bad_repeat(text));
        }
        Ok(Self(read))
    }

    /// Returns it in one row, as it is read.
    pub(crate) fn text(&self) -> String {
        self.0.text()
    }
}

fn bad_repeat(text: &str) -> ApiError {
    ApiError::new(ErrorCode::BadRepeat).with("what", text)
}

/// Reads `10:00`, `10:00:00`, `9h` or `9h30`.
fn time(text: &str) -> Option<Time> {
    let text = text.trim().to_lowercase();
    let parts: Vec<&str> = text.split([':', 'h']).collect();
    let number = |part: &str| match part.len() {
        1 | 2 => part.parse::<i8>().ok(),
        _ => None,
    };
    let (hour, minute) = match parts.as_slice() {
        [hour, ""] if text.ends_with('h') => (number(hour)?, 0),
        [hour, minute] => (number(hour)?, number(minute)?),
        [hour, minute, "00"] if !text.contains('h') => (number(hour)?, number(minute)?),
        _ => return None,
    };
    Time::new(hour, minute, 0, 0).ok()
}

fn civil(day: NaiveDate) -> Option<Date> {
    let [month, day_of] = [day.month(), day.day()].map(i8::try_from);
    Date::new(i16::try_from(day.year()).ok()?, month.ok()?, day_of.ok()?).ok()
}

fn naive(day: Date) -> Option<NaiveDate> {
    let [month, day_of] = [day.month(), day.day()].map(u32::try_from);
    NaiveDate::from_ymd_opt(day.year().into(), month.ok()?, day_of.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paris() -> Zone {
        Zone::named(Some("Europe/Paris")).unwrap()
    }

    fn texts(from: &str, to: &str, rule: &str) -> Vec<String> {
        let zone = paris();
        let start = zone.start(from).unwrap();
        let end = zone.end(to, start).unwrap();
        let times = zone.occurrences(start, end, &Repeat::read(rule).unwrap()).unwrap();
        times.iter().map(|time| format!("{} {}", time.start, time.end)).collect()
    }

    #[test]
    fn a_weekly_booking_keeps_its_wall_time_when_the_clocks_go_back() {
        assert_eq!(
            texts("2026-10-20 10:00", "12:00", "FREQ=WEEKLY;COUNT=2"),
            [
                "2026-10-20T08:00:00Z 2026-10-20T10:00:00Z",
                "2026-10-27T09:00:00Z 2026-10-27T11:00:00Z"
            ]
        );
        // Over the night on which they do, a day has twenty-five hours, and a booking of it too.
        let night = ["2026-10-24T22:00:00Z 2026-10-25T23:00:00Z"];
        assert_eq!(texts("2026-10-25", "2026-10-25", ""), night);
        // A time that does not exist is the same time later.
        let skipped = ["2026-03-29T01:30:00Z 2026-03-29T02:00:00Z"];
        assert_eq!(texts("2026-03-29 02:30", "04:00", ""), skipped);
    }

    #[test]
    fn days_are_as_long_as_the_clocks_make_them() {
        let zone = paris();
        let days = zone.days(zone.start("2026-10-24").unwrap(), 3).unwrap();
        let hours = days.iter().map(|day| (day.end.0 - day.start.0) / 3_600_000);
        assert_eq!(hours.collect::<Vec<_>>(), [24, 25, 24]);
        let last = zone.start("9999-12-30").and_then(|start| zone.days(start, 7));
        assert!(last.is_err());
    }

    #[test]
    fn reads_times_as_people_type_them() {
        let expected = ["2026-12-01T09:00:00Z 2026-12-01T11:30:00Z"];
        for (from, to) in [
            ("2026-12-01 10:00", "12:30"),
            ("2026-12-01T10:00", "2026-12-01 12:30:00"),
            ("01/12/2026 10h", "12h30"),
            ("2026-12-01T09:00:00Z", "150m"),
            ("2026-12-01T10:00:00+01:00", "2026-12-01T12:30:00+01:00"),
        ] {
            assert_eq!(texts(from, to, ""), expected, "{from} {to}");
        }
        let zone = paris();
        let start = zone.start("+2d 10:00").unwrap();
        assert_eq!(zone.end("+2d", start).unwrap(), zone.start("+3d").unwrap());
        let days = ["2026-11-30T23:00:00Z 2026-12-02T23:00:00Z"];
        assert_eq!(texts("2026-12-01", "2026-12-02", ""), days);
        for wrong in ["", "soon", "25:00", "10:60", "2026-13-01 10:00", "2026-12-01 noon", "::"] {
            assert!(paris().start(wrong).is_err(), "{wrong}");
        }
        assert!(Zone::named(Some("Europe/Nowhere")).is_err());
    }

    #[test]
    fn reads_rules_within_bounds() {
        let zone = paris();
        let start = zone.start("2026-12-01 10:00").unwrap();
        let end = zone.start("2026-12-01 12:00").unwrap();
        let count = |text: &str| {
            let times = zone.occurrences(start, end, &Repeat::read(text)?)?;
            Ok::<usize, ApiError>(times.len())
        };
        for (text, expected) in [
            ("FREQ=WEEKLY;COUNT=10", 10),
            ("rrule:freq=daily;interval=2;until=20261210", 5),
            ("FREQ=WEEKLY;UNTIL=20261215T235959Z", 3),
            ("FREQ=MONTHLY;BYDAY=1TU;COUNT=6", 6),
            ("FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4;EXDATE=2026-12-03", 3),
        ] {
            assert_eq!(count(text).unwrap(), expected, "{text}");
        }
        for wrong in [
            "FREQ=WEEKLY",
            "COUNT=3",
            "FREQ=WEEKLY;COUNT=0",
            "FREQ=WEEKLY;COUNT=367",
            "FREQ=DAILY;COUNT=2;UNTIL=20261201",
            "FREQ=DAILY;UNTIL=20251201",
            "FREQ=DAILY;INTERVAL=0;COUNT=2",
            "FREQ=DAILY;COUNT=1;EXDATE=20261201",
        ] {
            assert!(count(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_monthly_booking_keeps_its_wall_time_over_both_changes_of_the_clocks() {
        let times = texts("2026-09-01 18:00", "20:00", "FREQ=MONTHLY;BYDAY=1TU;COUNT=9");
        let starts: Vec<&str> = times.iter().filter_map(|time| time.get(5..16)).collect();
        assert_eq!(starts[..3], ["09-01T16:00", "10-06T16:00", "11-03T17:00"]);
        assert_eq!(starts[7..], ["04-06T16:00", "05-04T16:00"]);
    }

    #[test]
    fn times_without_a_rule_move_together() {
        let zone = paris();
        let start = zone.start("2026-10-20 10:00").unwrap();
        let end = zone.end("2h", start).unwrap();
        let times = zone.occurrences(start, end, &Repeat::read("RDATE=20261027T100000").unwrap());
        let (start, end) = (zone.start("2026-10-21 9:00"), zone.start("2026-10-21 10:00"));
        let moved = zone.moved(&times.unwrap(), start.unwrap(), end.unwrap()).unwrap();
        let told: Vec<String> = moved.iter().map(|it| it.start.to_string()).collect();
        assert_eq!(told, ["2026-10-21T07:00:00Z", "2026-10-28T08:00:00Z"]);
    }
}
