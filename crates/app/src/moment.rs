//! Dates and durations as people type them.

use chrono::{Days, NaiveDate};
use etabli_api::{ApiError, ErrorCode};
use etabli_model::time::Timestamp;

use crate::clock;

const DAY: i64 = 24 * 60 * 60 * 1000;
const LONGEST_DAYS: u64 = 36_500;

/// Reads `2026-12-01`, `01/12/2026`, `01/12`, `today`, `tomorrow`, `demain`, `hier`, `+7d`, `-7d` as a
/// day.
pub(crate) fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, ApiError> {
    let bad = || ApiError::new(ErrorCode::BadDate).with("what", text);
    let typed = text.trim().to_lowercase();
    match typed.as_str() {
        "today" | "aujourd'hui" | "aujourd’hui" => return Ok(today),
        "tomorrow" | "demain" => return today.checked_add_days(Days::new(1)).ok_or_else(bad),
        "yesterday" | "hier" => return today.checked_sub_days(Days::new(1)).ok_or_else(bad),
        _ => {}
    }
    let counted = [('+', true), ('-', false)];
    let counted =
        counted.iter().find_map(|(sign, ahead)| Some((typed.strip_prefix(*sign)?, *ahead)));
    if let Some((count, ahead)) = counted {
        let count = count.trim_end_matches(['d', 'j']).trim();
        let count: u64 = count.parse().map_err(|_| bad())?;
        if count > LONGEST_DAYS {
            return Err(bad());
        }
        let days = Days::new(count);
        let found = if ahead { today.checked_add_days(days) } else { today.checked_sub_days(days) };
        return found.and_then(within).ok_or_else(bad);
    }
    if let Ok(day) = NaiveDate::parse_from_str(&typed, "%Y-%m-%d") {
        return within(day).ok_or_else(bad);
    }
    let parts: Vec<&str> = typed.split('/').collect();
    let number = |at: usize| parts.get(at).and_then(|part| part.trim().parse::<u32>().ok());
    let year = match parts.len() {
        2 => None,
        3 => Some(number(2).ok_or_else(bad)?),
        _ => return Err(bad()),
    };
    let (day, month) = (number(0).ok_or_else(bad)?, number(1).ok_or_else(bad)?);
    let year = match year {
        Some(year @ 0..100) => i32::try_from(year + 2000).map_err(|_| bad())?,
        Some(year) => i32::try_from(year).map_err(|_| bad())?,
        None => {
            use chrono::Datelike as _;
            let this = NaiveDate::from_ymd_opt(today.year(), month, day).ok_or_else(bad)?;
            today.year() + i32::from(this < today)
        }
    };
    NaiveDate::from_ymd_opt(year, month, day).and_then(within).ok_or_else(bad)
}

/// Reads a day on which something happened: `20/12` without a year is the last one there was.
fn gone(text: &str, today: NaiveDate) -> Result<NaiveDate, ApiError> {
    use chrono::Datelike as _;
    let found = day(text, today)?;
    let last = || found.with_year(found.year().checked_sub(1)?);
    let told = found <= today || text.split('/').count() != 2;
    if told { Ok(found) } else { Ok(last().unwrap_or(found)) }
}

fn within(day: NaiveDate) -> Option<NaiveDate> {
    use chrono::Datelike as _;
    (2020..2200).contains(&day.year()).then_some(day)
}

/// Reads a due date: the end of the day that was typed, here; or an instant, as it is.
pub(crate) fn due(text: &str) -> Result<Timestamp, ApiError> {
    if let Ok(instant) = text.trim().parse::<Timestamp>() {
        return Ok(instant.clamped());
    }
    clock::end_of(day(text, clock::today())?)
        .ok_or_else(|| ApiError::new(ErrorCode::BadDate).with("what", text))
}

/// Reads when something happened: noon of the day that was typed, but not later than now.
pub(crate) fn past(text: &str) -> Result<Timestamp, ApiError> {
    if let Ok(instant) = text.trim().parse::<Timestamp>() {
        return Ok(instant.clamped());
    }
    let noon = clock::noon_of(gone(text, clock::today())?)
        .ok_or_else(|| ApiError::new(ErrorCode::BadDate).with("what", text))?;
    Ok(noon.min(clock::now()))
}

/// Reads when something happened as the moments between which it did: those of a day here, or an
/// instant twice.
pub(crate) fn within_day(text: &str) -> Result<(Timestamp, Timestamp), ApiError> {
    if let Ok(instant) = text.trim().parse::<Timestamp>() {
        return Ok((instant.clamped(), instant.clamped()));
    }
    let day = gone(text, clock::today())?;
    let before = day.pred_opt().and_then(clock::end_of);
    let bounds = before.map(|end| Timestamp(end.0.saturating_add(1000))).zip(clock::end_of(day));
    bounds.ok_or_else(|| ApiError::new(ErrorCode::BadDate).with("what", text))
}

/// Reads until when somebody wants to look back: an instant, or a day, which counts to its end.
pub(crate) fn until(text: &str) -> Result<Timestamp, ApiError> {
    let instant = past(text)?;
    match text.trim().parse::<Timestamp>() {
        Ok(_) => Ok(instant),
        Err(_) => Ok(Timestamp(instant.0.saturating_add(DAY / 2)).min(clock::now())),
    }
}

/// Reads `90m`, `12h`, `7d` or `7j` as milliseconds, from one minute to `most_days`.
pub(crate) fn duration(text: &str, most_days: i64) -> Result<i64, ApiError> {
    let bad = || ApiError::new(ErrorCode::BadDuration).with("what", text);
    let typed = text.trim().to_lowercase();
    let (count, unit) = typed.split_at_checked(typed.len().saturating_sub(1)).ok_or_else(bad)?;
    let count: i64 = count.trim().parse().map_err(|_| bad())?;
    let unit = match unit {
        "m" => 60 * 1000,
        "h" => 60 * 60 * 1000,
        "d" | "j" => DAY,
        "w" => 7 * DAY,
        _ => return Err(bad()),
    };
    match count.checked_mul(unit) {
        Some(span) if span >= 60 * 1000 && span <= most_days * DAY => Ok(span),
        Some(_) | None => Err(bad()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let found = day(text, today).ok().map(|day| day.to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_dates_as_people_type_them() {
        check("2026-12-01", Some("2026-12-01"));
        check(" 01/12 ", Some("2026-12-01"));
        check("1/2", Some("2027-02-01"));
        check("01/12/26", Some("2026-12-01"));
        check("demain", Some("2026-11-23"));
        check("Today", Some("2026-11-22"));
        check("+7d", Some("2026-11-29"));
        check("+7", Some("2026-11-29"));
        check("Hier", Some("2026-11-21"));
        check("yesterday", Some("2026-11-21"));
        check("-7j", Some("2026-11-15"));
    }

    #[test]
    fn a_day_without_a_year_that_is_over_is_the_last_one() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        for (text, expected) in [
            ("20/11", "2026-11-20"),
            ("22/11", "2026-11-22"),
            ("23/11", "2025-11-23"),
            ("20/12/2026", "2026-12-20"),
            ("tomorrow", "2026-11-23"),
        ] {
            assert_eq!(gone(text, today).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "-",
            "-x",
            "-36000",
            "soon",
            "31/02",
            "0000-01-01",
            "9999-01-01",
            "+999999d",
            "+",
            "1/2/3/4",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn reads_durations_within_bounds() {
        assert_eq!(duration("7d", 365).ok(), Some(7 * DAY));
        assert_eq!(duration("90m", 365).ok(), Some(90 * 60 * 1000));
        for text in ["", "7", "0d", "-1d", "400d", "é", "99999999999999999d"] {
            assert!(duration(text, 365).is_err(), "{text}");
        }
    }
}
