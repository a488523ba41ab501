//! Values as calendars write them: days, times, durations and texts.

use jiff::{
    Span, Timestamp, ToSpan as _,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// A day or a time, as it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A whole day.
    Day(Date),
    /// A time by the clock on the wall.
    Wall(DateTime),
    /// An instant, told in UTC.
    Instant(Timestamp),
}

/// Reads `20261201`, `20261201T100000` or `20261201T100000Z`, with or without hyphens and colons.
pub fn moment(text: &str) -> Option<Moment> {
    let plain: String =
        text.trim().to_uppercase().chars().filter(|it| !matches!(it, '-' | ':')).collect();
    let (date, time) =
        plain.split_once('T').map_or((plain.as_str(), None), |it| (it.0, Some(it.1)));
    let digits =
        |text: &str, length| text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(date, 8) {
        return None;
    }
    let date = Date::strptime("%Y%m%d", date).ok()?;
    let Some(time) = time else { return Some(Moment::Day(date)) };
    let (time, is_utc) = time.strip_suffix('Z').map_or((time, false), |time| (time, true));
    let part = |from: usize| time.get(from..from + 2)?.parse::<i8>().ok();
    let second = match time.len() {
        4 => 0,
        // A leap second is the one before it.
        6 => part(4)?.min(59),
        _ => return None,
    };
    if !time.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let time = jiff::civil::Time::new(part(0)?, part(2)?, second, 0).ok()?;
    let wall = date.to_datetime(time);
    match is_utc {
        true => Some(Moment::Instant(wall.to_zoned(TimeZone::UTC).ok()?.timestamp())),
        false => Some(Moment::Wall(wall)),
    }
}

/// Reads a duration that is not negative: `PT1H30M`, `P1D`, `P2W`.
pub(crate) fn duration(text: &str) -> Option<Span> {
    let typed = text.trim().to_uppercase();
    let rest = typed.strip_prefix('+').unwrap_or(&typed).strip_prefix('P')?;
    let (mut span, mut number, mut in_time, mut parts) = (Span::new(), String::new(), false, 0);
    for letter in rest.chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        if letter == 'T' && number.is_empty() {
            in_time = true;
            continue;
        }
        let value: i64 = number.parse().ok().filter(|it| *it <= 1_000_000)?;
        number.clear();
        parts += 1;
        span = match (letter, in_time) {
            ('W', false) => span.try_weeks(value).ok()?,
            ('D', false) => span.try_days(value).ok()?,
            ('H', true) => span.try_hours(value).ok()?,
            ('M', true) => span.try_minutes(value).ok()?,
            ('S', true) => span.try_seconds(value).ok()?,
            _ => return None,
        };
    }
    (parts > 0 && number.is_empty()).then_some(span)
}

/// Returns a text without the backslashes that calendars put into it.
pub(crate) fn text(written: &str) -> String {
    let mut text = String::with_capacity(written.len());
    let mut letters = written.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            _ => text.push(letter),
        }
    }
    text
}

/// Returns a text as calendars write it.
pub(crate) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => written.push_str("\\\\"),
            ';' => written.push_str("\\;"),
            ',' => written.push_str("\\,"),
            '\n' => written.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => written.push(letter),
        }
    }
    written
}

/// Returns the day after one.
pub(crate) fn day_after(day: Date) -> Option<Date> {
    day.checked_add(1.day()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_times_and_instants() {
        let read = |text: &str| match moment(text) {
            Some(Moment::Day(day)) => day.to_string(),
            Some(Moment::Wall(wall)) => wall.to_string(),
            Some(Moment::Instant(instant)) => instant.to_string(),
            None => "none".to_owned(),
        };
        assert_eq!(read("20261201"), "2026-12-01");
        assert_eq!(read("2026-12-01T10:00"), "2026-12-01T10:00:00");
        assert_eq!(read("20261201T100000"), "2026-12-01T10:00:00");
        assert_eq!(read("20261231t235960z"), "2026-12-31T23:59:59Z");
        for wrong in [
            "",
            "2026",
            "20261301",
            "20261201T",
            "20261201T25",
            "20261201T250000",
            "x",
            "20261201T10000",
            "+2026120",
            "20261201T1é00",
        ] {
            assert_eq!(read(wrong), "none", "{wrong}");
        }
    }

    #[test]
    fn reads_durations() {
        let read = |text: &str| duration(text).map(|span| span.to_string());
        assert_eq!(read("PT1H30M").as_deref(), Some("PT1H30M"));
        assert_eq!(read("P1DT2H").as_deref(), Some("P1DT2H"));
        assert_eq!(read("P2W").as_deref(), Some("P2W"));
        for wrong in ["", "P", "PT", "1H", "-PT1H", "PT1", "P1H", "PT99999999H", "P1Y"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn texts_are_written_and_read_back() {
        let all = "a, b; c\\d\ne:f";
        assert_eq!(text(&escaped(all)), all);
        assert_eq!(escaped("a\r\u{7}b"), "ab");
        assert_eq!(text("end\\"), "end");
    }
}
