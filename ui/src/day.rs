//! A day of the calendar, without a time: what a date field holds. The calendar is the Gregorian
//! one; weeks begin on Monday.

use etabli_api::time::Timestamp;

const MILLISECONDS: i64 = 24 * 60 * 60 * 1000;

/// A day, counted from the first of January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) i64);

impl Day {
    /// Returns a day by its year, month and number; `None` if there is no such day.
    pub(crate) fn of(year: i64, month: i64, number: i64) -> Option<Self> {
        let known = (1..=9999).contains(&year) && (1..=12).contains(&month);
        let day = known.then(|| Self::first_of(year, month).plus(number - 1))?;
        (number >= 1 && day.parts() == (year, month, number)).then_some(day)
    }

    /// Counts in eras of 400 years that begin in March, so that the odd day comes last.
    fn first_of(year: i64, month: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5;
        Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468)
    }

    /// Returns its year, month and number.
    pub(crate) fn parts(self) -> (i64, i64, i64) {
        let days = self.0 + 719_468;
        let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let part = (5 * of_year + 2) / 153;
        let month = if part < 10 { part + 3 } else { part - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        (year, month, of_year - (153 * part + 2) / 5 + 1)
    }

    /// Returns the day so many days later.
    pub(crate) const fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// Returns the day so many months later, or the last of that month if it is shorter.
    pub(crate) fn plus_months(self, months: i64) -> Self {
        let (year, month, number) = self.parts();
        let count = year * 12 + month - 1 + months;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        let found = (0..4).find_map(|short| Self::of(year, month, number - short));
        found.unwrap_or(self)
    }

    /// Returns the first day of its month.
    pub(crate) fn month(self) -> Self {
        self.plus(1 - self.parts().2)
    }

    /// Returns how many days of its week lie before it: 0 is Monday.
    pub(crate) const fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7)
    }

    /// Returns its first moment in UTC.
    pub(crate) const fn start(self) -> Timestamp {
        Timestamp(self.0 * MILLISECONDS)
    }

    /// Returns it as people write it in Europe, `24/11/2026`.
    pub(crate) fn written(self) -> String {
        let (year, month, number) = self.parts();
        format!("{number:02}/{month:02}/{year:04}")
    }

    /// Returns it as machines write it, `2026-11-24`.
    pub(crate) fn iso(self) -> String {
        let (year, month, number) = self.parts();
        format!("{year:04}-{month:02}-{number:02}")
    }

    /// Reads what people write: `24/11/2026`, `24.11.26`, `24 11` (the next one from `today` on),
    /// `2026-11-24`, `+7` (days).
    pub(crate) fn read(text: &str, today: Self) -> Option<Self> {
        if let Some(days) = text.trim().strip_prefix('+') {
            return days.parse::<u16>().ok().map(|days| today.plus(i64::from(days)));
        }
        let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
        let parts: Option<Vec<(usize, i64)>> =
            parts.map(|part| Some((part.len(), part.parse().ok()?))).collect();
        match parts?.as_slice() {
            [(4, year), (_, month), (_, number)] => Self::of(*year, *month, *number),
            [(_, number), (_, month), (4, year)] => Self::of(*year, *month, *number),
            [(_, number), (_, month), (2, year)] => Self::of(2000 + year, *month, *number),
            [(_, number), (_, month)] => {
                let year = today.parts().0;
                let days = [year, year + 1].map(|year| Self::of(year, *month, *number));
                days.into_iter().flatten().find(|day| *day >= today)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i64, month: i64, number: i64) -> Day {
        Day::of(year, month, number).unwrap()
    }

    #[test]
    fn a_day_is_counted_and_read_back() {
        assert_eq!((day(1970, 1, 1), day(2026, 11, 24)), (Day(0), Day(20_781)));
        assert_eq!(day(2026, 11, 24).start().to_string(), "2026-11-24T00:00:00Z");
        for days in (-400_000..400_000).step_by(37) {
            let (year, month, number) = Day(days).parts();
            assert_eq!(Day::of(year, month, number), Some(Day(days)));
        }
    }

    #[test]
    fn there_is_no_thirtieth_of_february() {
        assert_eq!((Day::of(2026, 2, 29), Day::of(2028, 2, 29).is_some()), (None, true));
        assert_eq!((Day::of(2026, 13, 1), Day::of(2026, 1, 0)), (None, None));
        assert_eq!(day(2026, 1, 31).plus_months(1), day(2026, 2, 28));
        assert_eq!(day(2026, 1, 31).plus_months(-2), day(2025, 11, 30));
    }

    #[test]
    fn weeks_begin_on_monday() {
        assert_eq!((day(2026, 11, 23).weekday(), day(2026, 11, 22).weekday()), (0, 6));
        assert_eq!(day(2026, 11, 23).month(), day(2026, 11, 1));
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let today = day(2026, 3, 1);
        for text in ["24/11/2026", "24.11.26", "24 11", " 24-11-2026 ", "2026-11-24"] {
            assert_eq!(Day::read(text, today), Some(day(2026, 11, 24)), "{text}");
        }
        assert_eq!(Day::read("28/2", today), Some(day(2027, 2, 28)));
        assert_eq!(Day::read(" +7", today), Some(day(2026, 3, 8)));
        assert_eq!(day(2026, 3, 4).iso(), "2026-03-04");
        for text in ["", "24", "40/11/2026", "demain", "11/24/2026"] {
            assert_eq!(Day::read(text, today), None, "{text}");
        }
        assert_eq!(day(2026, 3, 4).written(), "04/03/2026");
    }
}
