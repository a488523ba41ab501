//! The only place that reads the clock, the time zone and the source of randomness.

use std::{
    sync::LazyLock,
    time::{Duration, Instant},
};

use chrono::{Local, NaiveDate, NaiveTime, TimeZone};
use etabli_api::{ApiError, ErrorCode};
use etabli_model::{id::LocalId, time::Timestamp};
use uuid::Uuid;

/// Returns the time now.
pub(crate) fn now() -> Timestamp {
    Timestamp(chrono::Utc::now().timestamp_millis()).clamped()
}

/// Returns how long the program has been asking for the time: it only grows, whatever the clock.
pub(crate) fn running() -> Duration {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGAN.elapsed()
}

/// Returns the time now as part of a file's name, in UTC: `20261122T073000Z`.
pub(crate) fn stamp() -> String {
    chrono::Utc::now().format("%Y%m%dT%H%M%SZ").to_string()
}

/// Returns the calendar day here.
pub(crate) fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// Returns the zone of this computer.
pub(crate) fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::system()
}

/// Returns the last moment of a day here, to the second.
pub(crate) fn end_of(day: NaiveDate) -> Option<Timestamp> {
    at(day, NaiveTime::from_hms_opt(23, 59, 59)?)
}

/// Returns the first moment of a day here.
pub(crate) fn start_of(day: NaiveDate) -> Option<Timestamp> {
    at(day, NaiveTime::MIN)
}

/// Returns noon of a day here.
pub(crate) fn noon_of(day: NaiveDate) -> Option<Timestamp> {
    at(day, NaiveTime::from_hms_opt(12, 0, 0)?)
}

fn at(day: NaiveDate, time: NaiveTime) -> Option<Timestamp> {
    // A wall time that daylight saving skips has no instant; the next hour has.
    let wall = day.and_time(time);
    let instant = Local
        .from_local_datetime(&wall)
        .latest()
        .or_else(|| Local.from_local_datetime(&(wall + chrono::TimeDelta::hours(1))).latest())?;
    Some(Timestamp(instant.timestamp_millis()))
}

/// Returns unpredictable bytes.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], ApiError> {
    let mut bytes = [0; N];
    match getrandom::fill(&mut bytes) {
        Ok(()) => Ok(bytes),
        Err(error) => Err(ApiError::new(ErrorCode::Internal).with("detail", error)),
    }
}

/// Returns a new id for a thing of a document.
pub(crate) fn local_id() -> LocalId {
    LocalId(*Uuid::now_v7().as_bytes())
}
