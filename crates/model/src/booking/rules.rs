//! The rules of booking: opening hours, notice, how far ahead, how long, how close, how much.
//!
//! Invariant: they are asked when somebody books, moves, repeats or takes what is offered, and by
//! no fold: a booking that came from elsewhere against them stands, and is shown with a flag. What
//! zones and documents say has become instants and minutes before it comes here.

use std::collections::{BTreeMap, BTreeSet};

use super::{Asker, Booking, Obstacle, Outcome};
use crate::{
    act::{Claim, Occurrence, Scope},
    detail::Measure,
    id::{BookingId, MemberId, ResourceId},
    time::Timestamp,
};

/// A minute, in milliseconds.
const MINUTE: i64 = 60 * 1000;

/// When something has to be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// All the time: a place is used where it is.
    Throughout,
    /// When it is fetched and when it is brought back.
    AtEnds,
}

/// When something is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opening {
    /// The time that is known of: nothing is said of what lies outside.
    pub known: Occurrence,
    /// When it is open in that time, ascending, none touching another.
    pub spans: Vec<Occurrence>,
    /// Why it is closed, where somebody said so, ascending.
    pub closures: Vec<(Occurrence, String)>,
}

/// How much one member may book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// How much.
    pub most: u32,
    /// Of what.
    pub measure: Measure,
    /// Of which thing, and all that is in it; of all there is, when unsaid.
    pub of: Option<ResourceId>,
    /// The weeks or months that count.
    pub periods: Vec<Occurrence>,
    /// When the days of these begin, and the last one ends, ascending; only where days count.
    pub days: Vec<Timestamp>,
    /// When bookings that have ended did so, by the clock of whoever ended them.
    pub ended: BTreeMap<BookingId, Timestamp>,
}

/// How many may come on one day, to fetch something or to bring it back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visits {
    /// How many.
    pub most: u32,
    /// The days on which as many others come already, ascending.
    pub full: Vec<Occurrence>,
}

impl Visits {
    /// Counts who comes when: each day from one beginning to the next, on which each person comes
    /// once however often they do.
    pub fn counted(
        most: u32,
        days: &[Timestamp],
        comings: impl IntoIterator<Item = (Timestamp, MemberId)>,
    ) -> Self {
        let mut by_day: BTreeMap<usize, BTreeSet<MemberId>> = BTreeMap::new();
        for (at, who) in comings {
            by_day.entry(days.partition_point(|day| *day <= at)).or_default().insert(who);
        }
        let most_here = usize::try_from(most).unwrap_or(usize::MAX);
        let full = by_day.into_iter().filter(|(_, who)| who.len() >= most_here);
        let span = |(day, _): (usize, _)| {
            let start = *days.get(day.checked_sub(1)?)?;
            Some(Occurrence { start, end: *days.get(day)? })
        };
        Self { most, full: full.filter_map(span).collect() }
    }
}

/// What is said of when and how something may be booked; lengths in minutes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// When it is open; always, when unsaid.
    pub opening: Option<(Presence, Opening)>,
    /// How long before.
    pub notice: Option<u32>,
    /// How far ahead.
    pub horizon: Option<u32>,
    /// The shortest.
    pub shortest: Option<u32>,
    /// The longest.
    pub longest: Option<u32>,
    /// Between two.
    pub buffer: Option<u32>,
    /// How much.
    pub limit: Option<Limit>,
    /// How many may come on one day.
    pub visits: Option<Visits>,
    /// The training that it asks for and whoever books does not hold.
    pub lacks: Option<Scope>,
    /// Whether its owner lends it to others than whoever books.
    pub not_for_them: bool,
}

/// What a booking is against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Breach {
    /// Whoever books was not trained for it, or may no longer use it.
    Untrained(Scope),
    /// Its owner lends it to others than whoever books.
    NotForThem,
    /// It is closed at some of that time.
    Closed {
        /// At which of the times that were asked for.
        during: Occurrence,
        /// Why, if somebody said so.
        reason: String,
    },
    /// It starts too soon.
    TooSoon {
        /// The first moment at which one may start.
        earliest: Timestamp,
        /// How long before one must book.
        notice: u32,
    },
    /// It starts too far ahead.
    TooFar {
        /// The last moment at which one may start.
        latest: Timestamp,
    },
    /// It is too short.
    TooShort {
        /// How long it is at least.
        least: u32,
    },
    /// It is too long.
    TooLong {
        /// How long it is at most.
        most: u32,
    },
    /// It is too close to another booking.
    TooClose {
        /// What is in the way.
        obstacle: Box<Obstacle>,
        /// How long there is between two.
        buffer: u32,
    },
    /// It is more than one member may book.
    TooMuch {
        /// How much one may.
        most: u32,
        /// How much of that is used.
        used: u32,
        /// Of what.
        measure: Measure,
        /// In which time.
        period: Occurrence,
    },
    /// As many others come on one of its days as may.
    Crowded {
        /// How many may.
        most: u32,
        /// The day.
        day: Occurrence,
    },
}

impl Rules {
    /// Returns whether nothing is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Checks what somebody wants by every rule.
    pub fn check(
        &self,
        asker: &Asker<'_>,
        claims: &[Claim],
        occurrences: &[Occurrence],
        replaces: Option<BookingId>,
    ) -> Result<(), Breach> {
        self.admits_person()?;
        self.check_times(asker, claims, occurrences, replaces)
    }

    fn check_times(
        &self,
        asker: &Asker<'_>,
        claims: &[Claim],
        occurrences: &[Occurrence],
        replaces: Option<BookingId>,
    ) -> Result<(), Breach> {
        for during in occurrences.iter().filter(|during| during.end > asker.now) {
            self.admits_length(*during)?;
            self.admits_start(*during, asker.now)?;
            self.admits_opening(*during)?;
            self.admits_neighbours(asker, claims, *during, replaces)?;
            self.admits_coming(*during)?;
        }
        self.admits_amount(asker, occurrences, replaces)
    }

    /// Checks of a booking that stands what does not depend on when one looks at it.
    pub fn check_standing(&self, occurrences: &[Occurrence]) -> Result<(), Breach> {
        self.admits_person()?;
        for during in occurrences {
            self.admits_length(*during)?;
            self.admits_opening(*during)?;
        }
        Ok(())
    }

    /// Returns whether one of the free times that are offered keeps to the rules.
    pub fn offers(&self, asker: &Asker<'_>, claims: &[Claim], during: Occurrence) -> bool {
        self.check_times(asker, claims, &[during], None).is_ok()
    }

    /// Returns when something may start because it opens, or may be booked from then on.
    pub fn starts(&self, now: Timestamp) -> Vec<Timestamp> {
        let opens = self.opening.iter().flat_map(|(_, opening)| &opening.spans);
        let mut starts: Vec<Timestamp> = opens.map(|span| span.start).collect();
        starts.extend(self.visits.iter().flat_map(|it| &it.full).map(|day| day.end));
        starts.extend(self.notice.map(|notice| now.plus(i64::from(notice) * MINUTE)));
        starts
    }

    /// Returns how long before and after a booking is kept free, in milliseconds.
    pub fn gap(&self) -> i64 {
        i64::from(self.buffer.unwrap_or(0)) * MINUTE
    }

    fn admits_person(&self) -> Result<(), Breach> {
        match &self.lacks {
            _ if self.not_for_them => Err(Breach::NotForThem),
            Some(of) => Err(Breach::Untrained(of.clone())),
            None => Ok(()),
        }
    }

    fn admits_length(&self, during: Occurrence) -> Result<(), Breach> {
        let length = during.end.0 - during.start.0;
        if let Some(least) = self.shortest.filter(|least| length < i64::from(*least) * MINUTE) {
            return Err(Breach::TooShort { least });
        }
        match self.longest.filter(|most| length > i64::from(*most) * MINUTE) {
            Some(most) => Err(Breach::TooLong { most }),
            None => Ok(()),
        }
    }

    fn admits_start(&self, during: Occurrence, now: Timestamp) -> Result<(), Breach> {
        if let Some(notice) = self.notice {
            let earliest = now.plus(i64::from(notice) * MINUTE);
            if during.start < earliest {
                return Err(Breach::TooSoon { earliest, notice });
            }
        }
        let latest = self.horizon.map(|horizon| now.plus(i64::from(horizon) * MINUTE));
        match latest.filter(|latest| during.start > *latest) {
            Some(latest) => Err(Breach::TooFar { latest }),
            None => Ok(()),
        }
    }

    fn admits_opening(&self, during: Occurrence) -> Result<(), Breach> {
        let Some((presence, opening)) = &self.opening else { return Ok(()) };
        let open = |at: Occurrence| opening.holds(at);
        let admitted = match presence {
            Presence::Throughout => open(during),
            // What ends at the hour of closing is brought back before it.
            Presence::AtEnds => {
                open(Occurrence { start: during.start, end: during.start.plus(1) })
                    && open(Occurrence { start: during.end.plus(-1), end: during.end })
            }
        };
        if admitted {
            return Ok(());
        }
        let why = opening.closures.iter().find(|(closed, _)| closed.overlaps(&during));
        Err(Breach::Closed { during, reason: why.map(|(_, it)| it.clone()).unwrap_or_default() })
    }

    fn admits_neighbours(
        &self,
        asker: &Asker<'_>,
        claims: &[Claim],
        during: Occurrence,
        replaces: Option<BookingId>,
    ) -> Result<(), Breach> {
        let Some(buffer) = self.buffer.filter(|buffer| *buffer > 0) else { return Ok(()) };
        // What overlaps is in the way for another reason, which is told instead.
        if asker.obstacle(claims, during, replaces).is_some() {
            return Ok(());
        }
        let around =
            Occurrence { start: during.start.plus(-self.gap()), end: during.end.plus(self.gap()) };
        // What is around a thing needs no time between two uses of it.
        let own: Vec<Claim> = claims.iter().filter(|claim| claim.units > 0).copied().collect();
        match asker.obstacle(&own, around, replaces) {
            Some(obstacle) => Err(Breach::TooClose { obstacle: Box::new(obstacle), buffer }),
            None => Ok(()),
        }
    }

    /// Whoever fetches something comes when it starts, and again when it ends.
    fn admits_coming(&self, during: Occurrence) -> Result<(), Breach> {
        let Some(Visits { most, full }) = &self.visits else { return Ok(()) };
        let comes = |day: &&Occurrence| {
            [during.start, during.end.plus(-1)].iter().any(|at| day.start <= *at && *at < day.end)
        };
        full.iter()
            .find(comes)
            .map_or(Ok(()), |day| Err(Breach::Crowded { most: *most, day: *day }))
    }

    fn admits_amount(
        &self,
        asker: &Asker<'_>,
        occurrences: &[Occurrence],
        replaces: Option<BookingId>,
    ) -> Result<(), Breach> {
        let Some(limit) = &self.limit else { return Ok(()) };
        for period in &limit.periods {
            let starts_in = |it: &&Occurrence| period.start <= it.start && it.start < period.end;
            let wanted: Vec<Occurrence> = occurrences.iter().filter(starts_in).copied().collect();
            if wanted.is_empty() {
                continue;
            }
            let mut spans = limit.used(asker, *period, replaces);
            let used = limit.amount(&spans);
            spans.extend(wanted);
            if limit.amount(&spans) > limit.most {
                let (most, measure, period) = (limit.most, limit.measure, *period);
                return Err(Breach::TooMuch { most, used, measure, period });
            }
        }
        Ok(())
    }
}

impl Opening {
    /// Returns whether it is open at all of a time.
    pub fn holds(&self, during: Occurrence) -> bool {
        let inside = |span: &Occurrence| span.start <= during.start && during.end <= span.end;
        let known = inside(&self.known);
        !known || self.spans.iter().any(inside)
    }

    /// Returns the first moment from an instant on at which it is open.
    pub fn next(&self, from: Timestamp) -> Option<Timestamp> {
        let ahead = self.spans.iter().find(|span| span.end > from);
        ahead.map(|span| span.start.max(from))
    }
}

impl Limit {
    /// Returns when somebody has used something in a period, or will: what stands of their bookings,
    /// and of those that ended as much as had passed by then.
    fn used(
        &self,
        asker: &Asker<'_>,
        period: Occurrence,
        replaces: Option<BookingId>,
    ) -> Vec<Occurrence> {
        let mine = asker.bookings.bookings().filter(|booking| {
            let of = |it: &Claim| self.of.is_none_or(|of| it.resource == of);
            asker.is(&booking.by) && booking.book.claims.iter().any(of)
        });
        mine.flat_map(|booking| {
            let end = self.end_of(&booking, asker.now, replaces);
            let stands = booking.times().enumerate();
            let spans: Vec<Occurrence> = stands
                .filter(|(_, (_, outcome))| *outcome == Outcome::Stands)
                .map(|(at, (it, _))| {
                    let free = booking.attended(at).and_then(|it| it.released);
                    let free = free.map_or(Timestamp::END, |(_, free)| free);
                    Occurrence { end: it.end.min(end).min(free), ..it }
                })
                .filter(|it| it.start < it.end)
                .filter(|it| period.start <= it.start && it.start < period.end)
                .collect();
            spans
        })
        .collect()
    }

    fn end_of(
        &self,
        booking: &Booking<'_>,
        now: Timestamp,
        replaces: Option<BookingId>,
    ) -> Timestamp {
        match self.ended.get(&booking.id) {
            Some(ended) => *ended,
            None if Some(booking.id) == replaces => now,
            None => Timestamp::END,
        }
    }

    /// Returns how much times are together.
    fn amount(&self, spans: &[Occurrence]) -> u32 {
        let sum = match self.measure {
            Measure::Times => spans.len(),
            Measure::Minutes => {
                let minutes = spans.iter().map(|it| (it.end.0 - it.start.0 + MINUTE - 1) / MINUTE);
                usize::try_from(minutes.sum::<i64>()).unwrap_or(usize::MAX)
            }
            Measure::Days => {
                let days = self.days.iter().zip(self.days.iter().skip(1));
                let days = days.map(|(start, end)| Occurrence { start: *start, end: *end });
                days.filter(|day| spans.iter().any(|it| it.overlaps(day))).count()
            }
        };
        u32::try_from(sum).unwrap_or(u32::MAX)
    }
}
