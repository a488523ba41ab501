//! Time as the domain sees it: an instant in milliseconds, handed in by whoever has a clock.
//!
//! Instants are for display and for judging by people's rules; the fold never orders by them.

use std::{fmt, str::FromStr};

use chrono::{DateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// An instant: milliseconds since 1970-01-01T00:00:00Z. Its text form is RFC 3339 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Timestamp(pub i64);

/// A text that is not an RFC 3339 instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an instant like 2026-11-24T17:00:00Z")]
pub struct ParseTimestampError;

impl Timestamp {
    /// The first instant an entry may claim: 2020-01-01T00:00:00Z.
    pub const FIRST: Self = Self(1_577_836_800_000);
    /// The first instant too late for an entry to claim: 2200-01-01T00:00:00Z.
    pub const END: Self = Self(7_258_118_400_000);

    /// Returns the instant `milliseconds` later, staying inside what can be written.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// Returns the nearest instant that an entry may claim.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self(self.0.clamp(Self::FIRST.0, Self::END.0 - 1))
    }

    /// Returns the instant as a calendar time in UTC, if the calendar reaches that far.
    pub fn utc(self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp_millis(self.0)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.utc() {
            Some(time) => f.write_str(&time.to_rfc3339_opts(SecondsFormat::AutoSi, true)),
            None => write!(f, "{} ms", self.0),
        }
    }
}

impl FromStr for Timestamp {
    type Err = ParseTimestampError;

    fn from_str(text: &str) -> Result<Self, ParseTimestampError> {
        DateTime::parse_from_rfc3339(text)
            .map(|time| Self(time.timestamp_millis()))
            .map_err(|_| ParseTimestampError)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.collect_str(self)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        } else {
            i64::deserialize(deserializer).map(Self)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_reads_back() {
        let time = Timestamp(1_795_000_000_123);
        assert_eq!(time.to_string(), "2026-11-18T11:06:40.123Z");
        assert_eq!(time.to_string().parse(), Ok(time));
        assert_eq!(Timestamp::FIRST.to_string(), "2020-01-01T00:00:00Z");
        assert_eq!(Timestamp::END.to_string(), "2200-01-01T00:00:00Z");
    }
}
