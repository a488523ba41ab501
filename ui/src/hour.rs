//! A time of the day: what a time field holds, typed as people write it.

/// Minutes since midnight; 24:00 is the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hour(u16);

/// The end of a day.
const LAST: u16 = 24 * 60;

impl Hour {
    /// The beginning of a day.
    pub(crate) const MIDNIGHT: Self = Self(0);

    /// Returns a time of the day; `None` if there is none such.
    pub(crate) fn of(hours: u16, minutes: u16) -> Option<Self> {
        let all = hours.checked_mul(60)?.checked_add(minutes)?;
        (minutes < 60 && all <= LAST).then_some(Self(all))
    }

    /// Returns the time that lies so many milliseconds after midnight.
    pub(crate) fn after_midnight(milliseconds: i64) -> Option<Self> {
        let minutes = u16::try_from(milliseconds.div_euclid(60_000)).ok()?;
        Self::of(minutes / 60, minutes % 60)
    }

    /// Returns it as it is written in a field, `09:30`.
    pub(crate) fn written(self) -> String {
        format!("{:02}:{:02}", self.0 / 60, self.0 % 60)
    }

    /// Returns how many minutes lie between midnight and it.
    pub(crate) const fn minutes(self) -> u16 {
        self.0
    }

    /// Returns the time so many minutes later, on the same day.
    pub(crate) fn plus(self, minutes: u16) -> Self {
        Self(self.0.saturating_add(minutes).min(LAST))
    }

    /// Reads what people write: `9`, `9:30`, `9h30`, `9 h`, `0930`, `9.30`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let typed: String = text.trim().to_ascii_lowercase();
        let parts: Vec<&str> =
            typed.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let known = |c: char| c.is_ascii_digit() || matches!(c, ':' | 'h' | '.' | ' ' | '\u{a0}');
        if !typed.chars().all(known) {
            return None;
        }
        let number = |text: &str| text.parse::<u16>().ok();
        match parts.as_slice() {
            [hours] if hours.len() <= 2 => Self::of(number(hours)?, 0),
            [both] if both.len() == 4 => {
                let (hours, minutes) = both.split_at(2);
                Self::of(number(hours)?, number(minutes)?)
            }
            [hours, minutes] if minutes.len() == 2 => Self::of(number(hours)?, number(minutes)?),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for (text, read) in [
            ("9", "09:00"),
            (" 9:30 ", "09:30"),
            ("9h30", "09:30"),
            ("9 h", "09:00"),
            ("0930", "09:30"),
            ("9.30", "09:30"),
            ("24:00", "24:00"),
        ] {
            assert_eq!(Hour::read(text).map(Hour::written).as_deref(), Some(read), "{text}");
        }
        for text in ["", "25", "9:60", "24:01", "midi", "9:5", "9:30:10", "-9", "99999"] {
            assert_eq!(Hour::read(text), None, "{text}");
        }
        assert_eq!(Hour::of(23, 30).unwrap().plus(120).written(), "24:00");
        assert_eq!(Hour::after_midnight(-1), None);
    }
}
