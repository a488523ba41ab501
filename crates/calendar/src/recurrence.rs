//! All that is said of how something repeats: rules, exceptions, and single times beside them.

use std::collections::BTreeSet;

use jiff::{civil::DateTime, tz::TimeZone};

use crate::{
    rule::{Rule, RuleError, Window},
    value::{Moment, moment},
};

/// The most exceptions and single times of one recurrence.
const MOST_MOMENTS: usize = 1_000;

/// How something repeats. The empty one takes place once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recurrence {
    rules: Vec<Rule>,
    except_rules: Vec<Rule>,
    also: Vec<Moment>,
    except: Vec<Moment>,
    text: Vec<String>,
}

impl Recurrence {
    /// Reads what people type: a rule, and exceptions behind it, as `FREQ=WEEKLY;COUNT=8
    /// EXDATE=2026-12-25`, with the names of RFC 5545 or in one row.
    pub fn read(text: &str) -> Result<Self, RuleError> {
        let mut all = Self::default();
        let typed = text.trim().to_uppercase();
        for line in typed.split_whitespace() {
            match line.split_once(':') {
                // `EXDATE;TZID=Europe/Paris:20261225T100000`: what stands before it is for others.
                Some((name, value)) if !name.contains('=') || name.contains(';') => {
                    let name = name.split_once(';').map_or(name, |(name, _)| name);
                    all.add(name, value)?;
                }
                Some(_) | None => all.add_row(line)?,
            }
        }
        Ok(all)
    }

    fn add_row(&mut self, row: &str) -> Result<(), RuleError> {
        let (dates, rule): (Vec<&str>, Vec<&str>) = row
            .split(';')
            .filter(|part| !part.trim().is_empty())
            .partition(|part| part.starts_with("EXDATE=") || part.starts_with("RDATE="));
        if !rule.is_empty() {
            self.add("RRULE", &rule.join(";"))?;
        }
        for (name, value) in dates.iter().filter_map(|part| part.split_once('=')) {
            self.add(name, value)?;
        }
        Ok(())
    }

    /// Adds what a line of a calendar says. Other lines say nothing of this.
    pub(crate) fn add(&mut self, name: &str, value: &str) -> Result<(), RuleError> {
        match name {
            "RRULE" | "EXRULE" => {
                // Exceptions may stand in the same row.
                if value.contains("EXDATE=") || value.contains("RDATE=") {
                    return self.add_row(value);
                }
                let rule = Rule::read(value)?;
                let kept = if name == "RRULE" { &mut self.rules } else { &mut self.except_rules };
                if kept.len() >= MOST_MOMENTS {
                    return Err(RuleError::TooMany(MOST_MOMENTS));
                }
                kept.push(rule);
                if name == "RRULE" {
                    let plain = value.trim().to_uppercase();
                    self.text.insert(0, plain.trim_matches(';').to_owned());
                }
            }
            "EXDATE" | "RDATE" => {
                for part in value.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                    // Of a period, the start.
                    let start = part.split_once('/').map_or(part, |(start, _)| start);
                    let at = moment(start).ok_or_else(|| RuleError::Unreadable(part.to_owned()))?;
                    let kept = if name == "RDATE" { &mut self.also } else { &mut self.except };
                    if kept.len() >= MOST_MOMENTS {
                        return Err(RuleError::TooMany(MOST_MOMENTS));
                    }
                    kept.push(at);
                }
                let plain: String =
                    value.chars().filter(|it| !matches!(it, '-' | ':' | ' ')).collect();
                self.text.push(format!("{name}={plain}"));
            }
            _ => return Err(RuleError::Unreadable(name.chars().take(80).collect())),
        }
        Ok(())
    }

    /// Returns it in one row, as [`Self::read`] takes it.
    pub fn text(&self) -> String {
        self.text.join(";")
    }

    /// Returns whether it takes place once.
    pub fn is_once(&self) -> bool {
        self.rules.is_empty() && self.also.is_empty() && self.except.is_empty()
    }

    /// Returns whether it comes to an end.
    pub fn has_end(&self) -> bool {
        self.rules.iter().all(Rule::has_end)
    }

    /// Returns its times within a window, in order, by the clock on the wall of a zone: at most so
    /// many.
    pub fn times(
        &self,
        start: DateTime,
        zone: &TimeZone,
        window: Window,
        most: usize,
    ) -> Result<Vec<DateTime>, RuleError> {
        let wall = |moment: &Moment| match moment {
            Moment::Day(day) => day.to_datetime(start.time()),
            Moment::Wall(wall) => *wall,
            Moment::Instant(instant) => zone.to_datetime(*instant),
        };
        let is_within = |time: &DateTime| window.from <= *time && *time < window.until;
        let mut times = BTreeSet::new();
        if self.rules.is_empty() {
            times.extend([start].iter().filter(|time| is_within(time)));
        }
        // What exceptions take away does not count.
        let all = most + MOST_MOMENTS;
        let too_many = |error| match error {
            RuleError::TooMany(_) => RuleError::TooMany(most),
            other => other,
        };
        for rule in &self.rules {
            times.extend(rule.times(start, zone, window, all).map_err(too_many)?);
        }
        times.extend(self.also.iter().map(wall).filter(is_within));
        let mut gone = BTreeSet::new();
        for rule in &self.except_rules {
            let last = times.last().copied().unwrap_or(start);
            let until = last.checked_add(jiff::Span::new().seconds(1)).unwrap_or(DateTime::MAX);
            let window = Window { from: window.from, until };
            gone.extend(rule.times(start, zone, window, all).map_err(too_many)?);
        }
        let is_excepted = |time: &DateTime| {
            gone.contains(time)
                || self.except.iter().any(|except| match except {
                    Moment::Day(day) => time.date() == *day,
                    Moment::Wall(_) | Moment::Instant(_) => wall(except) == *time,
                })
        };
        times.retain(|time| !is_excepted(time));
        if times.len() > most {
            return Err(RuleError::TooMany(most));
        }
        Ok(times.into_iter().collect())
    }
}
