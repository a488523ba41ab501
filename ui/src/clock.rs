//! The time of this computer and its calendar, which only the browser knows.

use etabli_api::time::Timestamp;

use crate::{day::Day, hour::Hour};

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Returns the present moment.
#[cfg(target_arch = "wasm32")]
pub(crate) fn now() -> Timestamp {
    // Whole milliseconds, far below where a float would round.
    Timestamp(js_sys::Date::now() as i64)
}

/// Outside a browser there is no clock: tests see one fixed moment.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn now() -> Timestamp {
    Timestamp(1_795_527_000_000)
}

/// Returns how far local time is ahead of UTC at a moment, in milliseconds.
#[cfg(target_arch = "wasm32")]
pub(crate) fn ahead(time: Timestamp) -> i64 {
    let date = js_sys::Date::new(&wasm_bindgen::JsValue::from_f64(time.0 as f64));
    -(date.get_timezone_offset() * 60_000.0) as i64
}

/// Outside a browser the calendar is that of UTC.
#[cfg(not(target_arch = "wasm32"))]
fn ahead(_: Timestamp) -> i64 {
    0
}

/// Returns how many midnights lie between two moments here; negative if `to` is earlier.
pub(crate) fn days_between(from: Timestamp, to: Timestamp) -> i64 {
    day(to) - day(from)
}

/// Returns the day it is here.
pub(crate) fn today() -> Day {
    Day(day(now()))
}

/// Returns the day and the time of it that clocks here show at a moment.
pub(crate) fn wall(time: Timestamp) -> (Day, Hour) {
    let since = time.0.saturating_add(ahead(time)).rem_euclid(DAY);
    (Day(day(time)), Hour::after_midnight(since).unwrap_or(Hour::MIDNIGHT))
}

fn day(time: Timestamp) -> i64 {
    time.0.saturating_add(ahead(time)).div_euclid(DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_by_midnights() {
        let evening: Timestamp = "2026-11-24T23:59:00Z".parse().unwrap();
        let night: Timestamp = "2026-11-25T00:01:00Z".parse().unwrap();
        assert_eq!(days_between(evening, night), 1);
        assert_eq!(days_between(night, evening), -1);
        assert_eq!(days_between(evening, evening), 0);
    }
}
