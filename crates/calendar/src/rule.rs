//! How something repeats: the rules of RFC 5545, read, and expanded by the clock on a wall.
//!
//! A rule is expanded in wall time, so that what takes place at ten does so all year; zones come
//! into it only for an end that is told as an instant. Work is bounded whatever a rule says.

use jiff::{
    Timestamp, ToSpan as _,
    civil::{Date, DateTime, Time, Weekday},
    tz::TimeZone,
};

/// The most values that one part of a rule may list.
const MOST_VALUES: usize = 400;
/// The most days and times that are looked at for one rule.
const MOST_STEPS: usize = 400_000;

/// How often a rule comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Frequency {
    /// Every second.
    Secondly,
    /// Every minute.
    Minutely,
    /// Every hour.
    Hourly,
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every year.
    Yearly,
}

/// Where a rule ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Last {
    /// Nowhere.
    Never,
    /// After so many times.
    Count(usize),
    /// With a day, to its end.
    Day(Date),
    /// With a time by the clock on the wall.
    Wall(DateTime),
    /// With an instant.
    Instant(Timestamp),
}

/// A rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    frequency: Frequency,
    interval: i64,
    last: Last,
    seconds: Vec<i8>,
    minutes: Vec<i8>,
    hours: Vec<i8>,
    weekdays: Vec<(i16, Weekday)>,
    month_days: Vec<i16>,
    year_days: Vec<i16>,
    weeks: Vec<i16>,
    months: Vec<i16>,
    positions: Vec<i16>,
    week_start: Weekday,
}

/// The times that are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first that counts.
    pub from: DateTime,
    /// The first that does not.
    pub until: DateTime,
}

impl Window {
    /// All there are.
    pub const ALL: Self = Self { from: DateTime::MIN, until: DateTime::MAX };
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleError {
    /// It cannot be read; this part.
    #[error("not a rule: {0}")]
    Unreadable(String),
    /// It names no end.
    #[error("the rule has no end")]
    Endless,
    /// It has more times than are asked for.
    #[error("the rule has more than {0} times")]
    TooMany(usize),
}

fn unreadable(part: &str) -> RuleError {
    RuleError::Unreadable(part.chars().take(80).collect())
}

impl Rule {
    /// Reads a rule, with or without its name before it.
    pub fn read(text: &str) -> Result<Self, RuleError> {
        let typed = text.trim().to_uppercase();
        let mut frequency = None;
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            last: Last::Never,
            seconds: Vec::new(),
            minutes: Vec::new(),
            hours: Vec::new(),
            weekdays: Vec::new(),
            month_days: Vec::new(),
            year_days: Vec::new(),
            weeks: Vec::new(),
            months: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
        };
        let mut seen = Vec::new();
        let parts = typed.strip_prefix("RRULE:").unwrap_or(&typed).split(';').map(str::trim);
        for part in parts.filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(|| unreadable(part))?;
            let (name, value) = (name.trim(), value.trim());
            if seen.contains(&name) {
                return Err(unreadable(part));
            }
            seen.push(name);
            let list =
                |from: i16, to: i16| numbers(value, from, to).ok_or_else(|| unreadable(part));
            let small = |to: i16| {
                let small = |it: i16| i8::try_from(it).ok();
                list(0, to).map(|all| all.into_iter().filter_map(small).collect::<Vec<i8>>())
            };
            match name {
                "FREQ" => frequency = Some(frequency_of(value).ok_or_else(|| unreadable(part))?),
                "INTERVAL" => {
                    let number = value.parse().ok().filter(|it| (1..=10_000).contains(it));
                    rule.interval = number.ok_or_else(|| unreadable(part))?;
                }
                "COUNT" if rule.last == Last::Never => {
                    let number = value.parse().ok().filter(|it| *it > 0);
                    rule.last = Last::Count(number.ok_or_else(|| unreadable(part))?);
                }
                "UNTIL" if rule.last == Last::Never => {
                    rule.last = last(value).ok_or_else(|| unreadable(part))?;
                }
                "BYSECOND" => rule.seconds = small(59)?,
                "BYMINUTE" => rule.minutes = small(59)?,
                "BYHOUR" => rule.hours = small(23)?,
                "BYDAY" => rule.weekdays = weekdays(value).ok_or_else(|| unreadable(part))?,
                "BYMONTHDAY" => rule.month_days = both_ways(list(-31, 31)?, part)?,
                "BYYEARDAY" => rule.year_days = both_ways(list(-366, 366)?, part)?,
                "BYWEEKNO" => rule.weeks = both_ways(list(-53, 53)?, part)?,
                "BYMONTH" => rule.months = list(1, 12)?,
                "BYSETPOS" => rule.positions = both_ways(list(-366, 366)?, part)?,
                "WKST" => rule.week_start = weekday(value).ok_or_else(|| unreadable(part))?,
                _ => return Err(unreadable(part)),
            }
        }
        rule.frequency = frequency.ok_or_else(|| unreadable(text.trim()))?;
        Ok(rule)
    }

    /// Returns where it ends.
    pub fn last(&self) -> Last {
        self.last
    }

    /// Returns whether it ends.
    pub fn has_end(&self) -> bool {
        self.last != Last::Never
    }

    /// Returns the times of something that starts at one, in order: those within a window, and at
    /// most so many. A rule without an end is refused where the window has none, either.
    pub fn times(
        &self,
        start: DateTime,
        zone: &TimeZone,
        window: Window,
        most: usize,
    ) -> Result<Vec<DateTime>, RuleError> {
        if !self.has_end() && window.until == DateTime::MAX {
            return Err(RuleError::Endless);
        }
        let ends = self.ends(zone);
        let count = match self.last {
            Last::Count(count) => count,
            Last::Never | Last::Day(_) | Last::Wall(_) | Last::Instant(_) => usize::MAX,
        };
        let walk = Walk::new(self, start);
        let (mut times, mut passed, mut steps) = (Vec::new(), 0, 0);
        let mut period = Some(walk.first());
        while let Some(at) = period {
            if steps > MOST_STEPS {
                // The thirtieth of February, looked for through centuries.
                return if passed == 0 { Ok(times) } else { Err(RuleError::TooMany(most)) };
            }
            if at > ends || at >= window.until {
                break;
            }
            for time in walk.period(at, &mut steps) {
                if time < start {
                    continue;
                }
                if time > ends || time >= window.until || passed >= count {
                    return Ok(times);
                }
                passed += 1;
                if time < window.from {
                    continue;
                }
                if times.len() >= most {
                    return Err(RuleError::TooMany(most));
                }
                times.push(time);
            }
            if passed >= count {
                break;
            }
            period = walk.next(at);
        }
        Ok(times)
    }

    /// Returns when the last time may be, as it is told: that time counts.
    fn ends(&self, zone: &TimeZone) -> DateTime {
        match self.last {
            Last::Never | Last::Count(_) => DateTime::MAX,
            Last::Day(day) => day.to_datetime(Time::MAX),
            Last::Wall(wall) => wall,
            Last::Instant(instant) => zone.to_datetime(instant),
        }
    }
}

/// A rule together with what the first time says where the rule is silent.
struct Walk<'a> {
    rule: &'a Rule,
    start: DateTime,
    months: Vec<i16>,
    month_days: Vec<i16>,
    weekdays: Vec<Weekday>,
    nth_weekdays: Vec<(i16, Weekday)>,
}

impl<'a> Walk<'a> {
    fn new(rule: &'a Rule, start: DateTime) -> Self {
        let by_months = rule.frequency >= Frequency::Monthly;
        let is_plain = |nth: i16| nth == 0 || !by_months;
        let mut walk = Self {
            rule,
            start,
            months: rule.months.clone(),
            month_days: rule.month_days.clone(),
            weekdays: rule.weekdays.iter().filter(|it| is_plain(it.0)).map(|it| it.1).collect(),
            nth_weekdays: rule.weekdays.iter().copied().filter(|it| !is_plain(it.0)).collect(),
        };
        let says_days = !rule.weeks.is_empty()
            || !rule.year_days.is_empty()
            || !rule.month_days.is_empty()
            || !rule.weekdays.is_empty();
        match rule.frequency {
            _ if says_days => {}
            Frequency::Yearly => {
                if walk.months.is_empty() {
                    walk.months.push(i16::from(start.month()));
                }
                walk.month_days.push(i16::from(start.day()));
            }
            Frequency::Monthly => walk.month_days.push(i16::from(start.day())),
            Frequency::Weekly => walk.weekdays.push(start.weekday()),
            Frequency::Daily | Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {}
        }
        walk
    }

    /// Returns where the first period begins: the start itself, or the first day of its week,
    /// month or year.
    fn first(&self) -> DateTime {
        let date = self.start.date();
        let day = match self.rule.frequency {
            Frequency::Yearly => date.first_of_year(),
            Frequency::Monthly => date.first_of_month(),
            Frequency::Weekly => {
                let back = date.weekday().since(self.rule.week_start);
                date.checked_sub(i64::from(back).days()).unwrap_or(date)
            }
            Frequency::Daily => date,
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => return self.start,
        };
        day.to_datetime(Time::midnight())
    }

    fn seconds(&self) -> i64 {
        match self.rule.frequency {
            Frequency::Hourly => 3600,
            Frequency::Minutely => 60,
            _ => 1,
        }
    }

    /// Returns the period after one, if the calendar has one.
    fn next(&self, at: DateTime) -> Option<DateTime> {
        let interval = self.rule.interval;
        let span = match self.rule.frequency {
            Frequency::Yearly => interval.years(),
            Frequency::Monthly => interval.months(),
            Frequency::Weekly => (7 * interval).days(),
            Frequency::Daily => interval.days(),
            Frequency::Hourly | Frequency::Minutely | Frequency::Secondly => {
                let step = interval * self.seconds();
                if self.takes_place_on(at.date()) {
                    step.seconds()
                } else {
                    // Nothing is to be had on this day, however often it is tried.
                    let time = at.time();
                    let gone = i64::from(time.hour()) * 3600
                        + i64::from(time.minute()) * 60
                        + i64::from(time.second());
                    ((86_400 - gone + step - 1) / step * step).seconds()
                }
            }
        };
        at.checked_add(span).ok()
    }

    /// Returns the times of a period, in order, those that a rule picks out of them.
    fn period(&self, at: DateTime, steps: &mut usize) -> Vec<DateTime> {
        let first = at.date();
        let last = match self.rule.frequency {
            Frequency::Yearly => first.last_of_year(),
            Frequency::Monthly => first.last_of_month(),
            Frequency::Weekly => first.checked_add(6.days()).unwrap_or(Date::MAX),
            _ => first,
        };
        let times = self.times_of_day(at);
        let mut found = Vec::new();
        let mut day = Some(first);
        while let Some(date) = day.filter(|it| *it <= last) {
            *steps += 1;
            if !times.is_empty() && self.takes_place_on(date) {
                *steps += times.len();
                found.extend(times.iter().map(|time| date.to_datetime(*time)));
            }
            day = date.tomorrow().ok();
        }
        if self.rule.positions.is_empty() {
            return found;
        }
        let length = found.len();
        let mut picked: Vec<DateTime> = self
            .rule
            .positions
            .iter()
            .filter_map(|position| {
                let nth = usize::from(position.unsigned_abs());
                let at = if *position > 0 { nth.checked_sub(1) } else { length.checked_sub(nth) };
                found.get(at?).copied()
            })
            .collect();
        picked.sort_unstable();
        picked.dedup();
        picked
    }

    /// Returns the times of a day, or of the hour, minute or second that a period is.
    fn times_of_day(&self, at: DateTime) -> Vec<Time> {
        let rule = self.rule;
        // What is shorter than a period is expanded, what is longer limits it.
        let part = |listed: &[i8], is_period: bool, here: i8, start: i8| -> Vec<i8> {
            match (listed.is_empty(), is_period) {
                (true, true) => vec![here],
                (true, false) => vec![start],
                (false, true) => listed.iter().copied().filter(|it| *it == here).take(1).collect(),
                (false, false) => {
                    let mut all = listed.to_vec();
                    all.sort_unstable();
                    all.dedup();
                    all
                }
            }
        };
        let start = self.start;
        let up_to = |it: Frequency| rule.frequency <= it;
        let hours = part(&rule.hours, up_to(Frequency::Hourly), at.hour(), start.hour());
        let minutes = part(&rule.minutes, up_to(Frequency::Minutely), at.minute(), start.minute());
        let seconds = part(&rule.seconds, up_to(Frequency::Secondly), at.second(), start.second());
        let mut times = Vec::new();
        for hour in &hours {
            for minute in &minutes {
                for second in &seconds {
                    times.extend(Time::new(*hour, *minute, *second, 0));
                }
            }
        }
        times
    }

    /// Returns whether the rule has a place for a day.
    fn takes_place_on(&self, day: Date) -> bool {
        let from_both_ends = |listed: &[i16], nth: i16, length: i16| {
            listed.is_empty() || listed.contains(&nth) || listed.contains(&(nth - length - 1))
        };
        let month_length = i16::from(day.days_in_month());
        (self.months.is_empty() || self.months.contains(&i16::from(day.month())))
            && from_both_ends(&self.month_days, i16::from(day.day()), month_length)
            && from_both_ends(&self.rule.year_days, day.day_of_year(), day.days_in_year())
            && self.is_in_week(day)
            && self.is_weekday(day)
    }

    fn is_weekday(&self, day: Date) -> bool {
        if self.weekdays.is_empty() && self.nth_weekdays.is_empty() {
            return true;
        }
        // The second Tuesday is one of the month, unless the rule is about whole years.
        let of_year = self.rule.frequency == Frequency::Yearly && self.rule.months.is_empty();
        let (nth, length) = match of_year {
            true => (day.day_of_year(), day.days_in_year()),
            false => (i16::from(day.day()), i16::from(day.days_in_month())),
        };
        let (before, after) = ((nth - 1) / 7 + 1, -((length - nth) / 7 + 1));
        let weekday = day.weekday();
        self.weekdays.contains(&weekday)
            || self.nth_weekdays.contains(&(before, weekday))
            || self.nth_weekdays.contains(&(after, weekday))
    }

    fn is_in_week(&self, day: Date) -> bool {
        if self.rule.weeks.is_empty() {
            return true;
        }
        // The week belongs to the year in which most of its days lie: that of its fourth one.
        let back = i64::from(day.weekday().since(self.rule.week_start));
        let Ok(fourth) = day.checked_add((3 - back).days()) else { return false };
        let week = (fourth.day_of_year() - 1) / 7 + 1;
        // The year's last week is the one that its last fourth day of a week lies in.
        let year_end = fourth.last_of_year();
        let past = (year_end.weekday().since(fourth.weekday())) as i16;
        let weeks = (year_end.day_of_year() - past - 1) / 7 + 1;
        self.rule.weeks.contains(&week) || self.rule.weeks.contains(&(week - weeks - 1))
    }
}

fn frequency_of(value: &str) -> Option<Frequency> {
    Some(match value {
        "SECONDLY" => Frequency::Secondly,
        "MINUTELY" => Frequency::Minutely,
        "HOURLY" => Frequency::Hourly,
        "DAILY" => Frequency::Daily,
        "WEEKLY" => Frequency::Weekly,
        "MONTHLY" => Frequency::Monthly,
        "YEARLY" => Frequency::Yearly,
        _ => return None,
    })
}

fn numbers(value: &str, from: i16, to: i16) -> Option<Vec<i16>> {
    let parse = |part: &str| part.trim().parse().ok().filter(|it| (from..=to).contains(it));
    let all: Vec<i16> = value.split(',').take(MOST_VALUES + 1).map(parse).collect::<Option<_>>()?;
    (all.len() <= MOST_VALUES).then_some(all)
}

fn both_ways(listed: Vec<i16>, part: &str) -> Result<Vec<i16>, RuleError> {
    if listed.contains(&0) { Err(unreadable(part)) } else { Ok(listed) }
}

fn weekday(value: &str) -> Option<Weekday> {
    Some(match value {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

fn weekdays(value: &str) -> Option<Vec<(i16, Weekday)>> {
    let parse = |part: &str| {
        let part = part.trim();
        let (nth, day) = part.split_at_checked(part.len().checked_sub(2)?)?;
        let nth = match nth {
            "" => 0,
            nth => nth.parse().ok().filter(|it| *it != 0 && (-53..=53).contains(it))?,
        };
        Some((nth, weekday(day)?))
    };
    let all: Vec<_> = value.split(',').take(MOST_VALUES + 1).map(parse).collect::<Option<_>>()?;
    (all.len() <= MOST_VALUES).then_some(all)
}

fn last(value: &str) -> Option<Last> {
    Some(match crate::value::moment(value)? {
        crate::value::Moment::Day(day) => Last::Day(day),
        crate::value::Moment::Wall(wall) => Last::Wall(wall),
        crate::value::Moment::Instant(instant) => Last::Instant(instant),
    })
}
