//! What documents say of when and how something may be booked, made instants of.
//!
//! A thing goes by what is said of itself, else of the place it is in, and so on outwards, last of
//! all of the space. The hours of a week go by the wall clock of the space's zone, whatever it does
//! in spring and autumn. What is closed around a thing closes it, unless it says otherwise itself.

use std::collections::BTreeMap;

use etabli_model::{
    act::Occurrence,
    booking::{
        Outcome,
        rules::{Limit, Opening, Presence, Rules, Visits},
    },
    detail::{Detail, Door, Exception, Measure, Period, Quota, Status, Stretches, WEEK},
    id::{LocalId, MemberId, PlaceId, ResourceId},
    inventory::Details,
    time::Timestamp,
};
use jiff::{ToSpan as _, civil::Date};

use crate::{clock, space::Space, wall::Zone};

/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;
/// How far ahead it is known when something is open.
const AHEAD: i64 = 400 * DAY;

/// Whose word something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// That of an item or a place.
    Of(ResourceId),
    /// That of the space, for all that is in it.
    Space,
}

/// What is said of a thing and of all around it, from the inside out.
#[derive(Debug)]
pub(crate) struct Word<'a> {
    resource: ResourceId,
    levels: Vec<(Source, &'a Details)>,
    zone: Zone,
}

/// A time at which the week does not count.
#[derive(Debug, Clone)]
pub(crate) struct Off {
    /// When.
    pub(crate) during: Occurrence,
    /// What it is then.
    pub(crate) door: Door,
    /// Why.
    pub(crate) reason: String,
}

impl<'a> Word<'a> {
    /// Looks up what is said of a thing.
    pub(crate) fn of(space: &'a Space, resource: &ResourceId) -> Self {
        let catalogue = &space.catalogue;
        let (own, inside) = match resource {
            ResourceId::Item(item) => {
                let item = catalogue.item(item);
                (item.map(|item| &item.details), item.and_then(|item| item.place))
            }
            ResourceId::Place(place) => {
                let place = catalogue.place(place);
                (place.map(|place| &place.details), place.and_then(|place| place.inside))
            }
        };
        let around = inside.map(|place| catalogue.ancestry(&place)).unwrap_or_default();
        let around = around.into_iter().filter_map(|place| {
            let details = &catalogue.place(&place)?.details;
            Some((Source::Of(ResourceId::Place(place)), details))
        });
        let own = own.map(|details| (Source::Of(*resource), details));
        let mut levels: Vec<(Source, &Details)> = own.into_iter().chain(around).collect();
        levels.push((Source::Space, catalogue.details()));
        levels.retain(|(_, details)| !details.is_empty());
        Self { resource: *resource, levels, zone: zone(space) }
    }

    /// Looks up what is said of the whole space.
    pub(crate) fn of_space(space: &'a Space) -> Self {
        // Whatever it is asked for is a place's: a space is open all of a time.
        let place = PlaceId::common(LocalId([0; 16]));
        let levels = vec![(Source::Space, space.catalogue.details())];
        Self { resource: ResourceId::Place(place), levels, zone: zone(space) }
    }

    /// Returns the nearest word on something.
    pub(crate) fn said(&self, detail: Detail) -> Option<(Source, &'a str)> {
        self.levels
            .iter()
            .find_map(|(source, details)| details.get(&detail).map(|text| (*source, text.as_str())))
    }

    fn minutes(&self, detail: Detail) -> Option<u32> {
        self.said(detail).and_then(|(_, text)| text.parse().ok())
    }

    /// Returns how long a booking that nobody began is kept.
    pub(crate) fn grace(&self) -> Option<u32> {
        self.minutes(Detail::Grace)
    }

    /// Returns the hours of the nearest week that is told, by day from Monday on, and whose they are.
    pub(crate) fn week(&self) -> Option<(Source, [Option<Stretches>; 7])> {
        self.levels.iter().find_map(|(source, details)| {
            let hours = WEEK
                .map(|day| details.get(&Detail::Hours(day)).and_then(|text| Stretches::read(text)));
            hours.iter().any(Option::is_some).then_some((*source, hours))
        })
    }

    /// Returns the status that keeps it from being used, if one does.
    fn shut(&self) -> Option<Status> {
        let (_, text) = self.said(Detail::Status)?;
        Status::parse(text).filter(|status| *status != Status::Open)
    }

    /// Returns all exceptions by the wall, those of what is around first.
    pub(crate) fn all_exceptions(&self) -> Vec<Exception> {
        let said = self.levels.iter().rev().flat_map(|(_, details)| details.iter());
        let said = said.filter(|(detail, _)| matches!(detail, Detail::Exception(_)));
        said.filter_map(|(_, text)| Exception::read(text)).collect()
    }

    /// Returns the exceptions that touch a time, those of what is around first.
    pub(crate) fn exceptions(&self, during: Occurrence) -> Vec<Off> {
        let mut found = Vec::new();
        for (_, details) in self.levels.iter().rev() {
            let mut own: Vec<Exception> = details
                .iter()
                .filter(|(detail, _)| matches!(detail, Detail::Exception(_)))
                .filter_map(|(_, text)| Exception::read(text))
                .collect();
            // Of one thing, that it opens comes after that it closes.
            own.sort_by_key(|it| (it.door, it.from, it.to));
            found.extend(own.into_iter().filter_map(|it| {
                let (start, end) = (self.zone.naive(it.from)?, self.zone.naive(it.to)?);
                let off = Occurrence { start, end };
                let (door, reason) = (it.door, it.reason);
                off.overlaps(&during).then_some(Off { during: off, door, reason })
            }));
        }
        found
    }

    /// Returns when it is open over a time, if anything is said of that.
    pub(crate) fn opening(&self, known: Occurrence) -> Option<Opening> {
        if let Some(status) = self.shut() {
            let why = vec![(known, format!("@{}", status.as_str()))];
            return Some(Opening { known, spans: Vec::new(), closures: why });
        }
        let week = self.week();
        let exceptions = self.exceptions(known);
        if week.is_none() && exceptions.is_empty() {
            return None;
        }
        let mut spans = match &week {
            None => vec![known],
            Some((_, week)) => self.week_over(week, known),
        };
        let mut closures = Vec::new();
        for off in exceptions {
            match off.door {
                Door::Closed => {
                    spans = without(&spans, off.during);
                    closures.push((off.during, off.reason));
                }
                Door::Open => spans.push(off.during),
            }
        }
        Some(Opening { known, spans: joined(spans), closures })
    }

    fn week_over(&self, week: &[Option<Stretches>; 7], known: Occurrence) -> Vec<Occurrence> {
        let mut spans = Vec::new();
        let Some(mut day) = self.zone.date(known.start.plus(-DAY)) else { return spans };
        let Some(last) = self.zone.date(known.end.plus(DAY)) else { return spans };
        while day <= last {
            let index = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0);
            let hours = week.get(index).and_then(Option::as_ref);
            for (from, to) in hours.map(Stretches::spans).unwrap_or_default() {
                let span = self.instant(day, *from).zip(self.instant(day, *to));
                spans.extend(span.map(|(start, end)| Occurrence { start, end }));
            }
            match day.tomorrow() {
                Ok(next) => day = next,
                Err(_) => break,
            }
        }
        spans.retain(|span| span.start < span.end && span.overlaps(&known));
        spans
    }

    fn instant(&self, day: Date, minutes: u16) -> Option<Timestamp> {
        let midnight = day.to_datetime(jiff::civil::Time::midnight());
        self.zone.at(midnight.checked_add(i64::from(minutes).minutes()).ok()?)
    }

    /// Returns the rules by which it is booked at some times, for whoever asks about these only.
    pub(crate) fn rules(&self, space: &Space, times: &[Occurrence]) -> Rules {
        let start = times.iter().map(|it| it.start).min();
        let end = times.iter().map(|it| it.end).max();
        let (Some(start), Some(end)) = (start, end) else { return Rules::default() };
        self.rules_over(space, times, Occurrence { start, end })
    }

    /// Returns the same, for whoever looks for other times from now on.
    pub(crate) fn rules_ahead(&self, space: &Space, times: &[Occurrence], now: Timestamp) -> Rules {
        let end = times.iter().map(|it| it.end).max().unwrap_or(now).max(now.plus(AHEAD));
        self.rules_over(space, times, Occurrence { start: now, end })
    }

    fn rules_over(&self, space: &Space, times: &[Occurrence], over: Occurrence) -> Rules {
        if self.levels.is_empty() {
            return Rules::default();
        }
        let (start, end) = (over.start.plus(-DAY), over.end.plus(DAY).min(Timestamp::END));
        let known = Occurrence { start, end };
        Rules {
            opening: self.opening(known).map(|opening| (self.presence(), opening)),
            notice: self.minutes(Detail::Notice),
            horizon: self.minutes(Detail::Horizon),
            shortest: self.minutes(Detail::Shortest),
            longest: self.minutes(Detail::Longest),
            buffer: self.minutes(Detail::Buffer),
            limit: self.limit(space, times),
            visits: self.visits(space, known),
            lacks: None,
            not_for_them: false,
        }
    }

    /// Returns the rules to which a booking that stands is held, which cost little to look up.
    pub(crate) fn standing(&self, times: &[Occurrence]) -> Rules {
        let (Some(first), Some(last)) = (times.first(), times.last()) else {
            return Rules::default();
        };
        let known = Occurrence { start: first.start.plus(-DAY), end: last.end.plus(DAY) };
        Rules {
            opening: self.opening(known).map(|opening| (self.presence(), opening)),
            shortest: self.minutes(Detail::Shortest),
            longest: self.minutes(Detail::Longest),
            ..Rules::default()
        }
    }

    /// Returns whether nothing at all is said.
    pub(crate) fn is_empty(&self) -> bool {
        self.levels.is_empty()
    }

    /// Returns how many are free, piece by piece of a time: of a place that is closed, none.
    pub(crate) fn clipped(
        &self,
        pieces: Vec<(Occurrence, u32)>,
        during: Occurrence,
    ) -> Vec<(Occurrence, u32)> {
        let opening = match self.presence() {
            Presence::Throughout if !self.is_empty() => self.opening(during),
            Presence::Throughout | Presence::AtEnds => None,
        };
        let Some(opening) = opening else { return pieces };
        let mut clipped = Vec::new();
        for (piece, left) in pieces {
            let mut start = piece.start;
            for span in opening.spans.iter().filter(|span| span.overlaps(&piece)) {
                if start < span.start {
                    clipped.push((Occurrence { start, end: span.start }, 0));
                }
                let open =
                    Occurrence { start: start.max(span.start), end: span.end.min(piece.end) };
                clipped.push((open, left));
                start = open.end;
            }
            if start < piece.end {
                clipped.push((Occurrence { start, end: piece.end }, 0));
            }
        }
        clipped
    }

    const fn presence(&self) -> Presence {
        match self.resource {
            ResourceId::Place(_) => Presence::Throughout,
            ResourceId::Item(_) => Presence::AtEnds,
        }
    }

    fn limit(&self, space: &Space, times: &[Occurrence]) -> Option<Limit> {
        let (source, text) = self.said(Detail::Quota)?;
        let Quota { most, measure, period } = Quota::read(text)?;
        let of = match source {
            Source::Of(resource) => Some(resource),
            Source::Space => None,
        };
        let mut periods: Vec<Occurrence> =
            times.iter().filter_map(|it| self.period(period, it.start)).collect();
        periods.dedup();
        let days = match measure {
            Measure::Times | Measure::Minutes => Vec::new(),
            Measure::Days => self.days(&periods, times),
        };
        let me = space.me().ok().map(|me| space.membership().first_name(&me));
        let mine = space
            .bookings()
            .bookings()
            .filter(|booking| me == Some(space.membership().first_name(&booking.by)));
        let ended: BTreeMap<_, _> =
            mine.filter_map(|it| Some((it.id, space.told_at(&it.standing.end?.0.entry)))).collect();
        Some(Limit { most, measure, of, periods, days, ended })
    }

    /// Returns on which days of a time as many others come as may: for what they have booked, and to
    /// bring back what they were lent.
    fn visits(&self, space: &Space, over: Occurrence) -> Option<Visits> {
        // A place is used where it is.
        let (source, text) =
            (self.presence() == Presence::AtEnds).then(|| self.said(Detail::Visits)).flatten()?;
        let most = text.parse().ok()?;
        let catalogue = &space.catalogue;
        let of = |resource: ResourceId| match (source, resource) {
            (Source::Space, ResourceId::Item(_)) => true,
            (Source::Of(ResourceId::Place(place)), ResourceId::Item(item)) => {
                let stands = catalogue.item(&item).and_then(|item| item.place);
                stands.is_some_and(|it| catalogue.ancestry(&it).contains(&place))
            }
            (Source::Of(of), resource) => of == resource,
            (Source::Space, ResourceId::Place(_)) => false,
        };
        let first = |member: &MemberId| space.membership().first_name(member);
        let booked = space.bookings().bookings().filter(|booking| booking.is_live());
        let booked = booked.flat_map(|booking| {
            let claims = booking.book.claims.iter().filter(|claim| claim.units > 0);
            let counts = claims.into_iter().any(|claim| of(claim.resource));
            let stands = booking.times().filter(|(_, outcome)| *outcome == Outcome::Stands);
            let ends: Vec<Timestamp> = stands
                .filter(|(it, _)| counts && it.overlaps(&over))
                .flat_map(|(it, _)| [it.start, it.end.plus(-1)])
                .collect();
            let who = first(&booking.by);
            ends.into_iter().map(move |at| (at, who))
        });
        let out = space.lending().loans().filter(|loan| loan.out() > 0);
        let due = out.filter_map(|loan| {
            let due = loan.due.filter(|due| over.start <= *due && *due < over.end)?;
            of(ResourceId::Item(loan.item)).then(|| (due, first(&loan.to)))
        });
        let me = space.me().ok().map(|me| first(&me));
        let others = booked.chain(due).filter(|(_, who)| Some(*who) != me);
        let days = self.days(&[over], &[over]);
        Some(Visits::counted(most, &days, others))
    }

    fn period(&self, period: Period, at: Timestamp) -> Option<Occurrence> {
        let day = self.zone.date(at)?;
        let (first, next) = match period {
            Period::Week => {
                let first =
                    day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
                let first = first.ok()?;
                (first, first.checked_add(7.days()).ok()?)
            }
            Period::Month => {
                let first = day.first_of_month();
                (first, first.checked_add(1.month()).ok()?)
            }
        };
        Some(Occurrence { start: self.instant(first, 0)?, end: self.instant(next, 0)? })
    }

    /// Returns when the days begin on which something that starts in some periods can be.
    fn days(&self, periods: &[Occurrence], times: &[Occurrence]) -> Vec<Timestamp> {
        let (Some(first), Some(last)) = (periods.first(), periods.last()) else {
            return Vec::new();
        };
        let last = times.iter().map(|it| it.end).max().unwrap_or(last.end).max(last.end);
        let (Some(mut day), Some(last)) = (self.zone.date(first.start), self.zone.date(last))
        else {
            return Vec::new();
        };
        let mut days = Vec::new();
        while let Ok(next) = day.tomorrow() {
            days.extend(self.instant(day, 0));
            if day > last {
                break;
            }
            day = next;
        }
        days
    }

    /// Returns the moment at or after one at which something that is due can be brought back: the
    /// end of the day, if it is open on it, else that of the next day on which it is.
    pub(crate) fn back_by(&self, due: Timestamp) -> Timestamp {
        let known = Occurrence { start: due.plus(-2 * DAY), end: due.plus(AHEAD) };
        let (Some(opening), Some(day)) = (self.opening(known), self.zone.date(due)) else {
            return due;
        };
        let midnight = self.instant(day, 0);
        let open_that_day = |span: &&Occurrence| {
            midnight.is_some_and(|midnight| span.end > midnight) && span.start <= due
        };
        if opening.spans.iter().any(|span| open_that_day(&span)) {
            return due;
        }
        let next = opening.spans.iter().find(|span| span.start > due);
        let next = next.and_then(|span| self.zone.date(span.start));
        let end = next.and_then(|day| day.tomorrow().ok()).and_then(|day| self.instant(day, 0));
        end.map_or(due, |end| end.plus(-1))
    }
}

/// Returns the zone by whose clock hours go: the space's, or this computer's.
pub(crate) fn zone(space: &Space) -> Zone {
    let said = space.catalogue.details().get(&Detail::Zone);
    let named = Zone::named(said.map(String::as_str));
    named.unwrap_or_else(|_| Zone::of(clock::zone()))
}

/// Returns times, joined where they touch.
fn joined(mut spans: Vec<Occurrence>) -> Vec<Occurrence> {
    spans.sort_unstable();
    let mut joined: Vec<Occurrence> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            Some(_) | None => joined.push(span),
        }
    }
    joined
}

/// Returns times without what is closed.
fn without(spans: &[Occurrence], closed: Occurrence) -> Vec<Occurrence> {
    let parts = spans.iter().flat_map(|span| {
        if !span.overlaps(&closed) {
            return [Some(*span), None];
        }
        let before = Occurrence { end: closed.start, ..*span };
        let after = Occurrence { start: closed.end, ..*span };
        [before, after].map(|part| Some(part).filter(|part| part.start < part.end))
    });
    parts.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NINE_TO_SIX: &str = "09:00-12:00 14:00-18:00";

    fn word<'a>(levels: &'a [Details]) -> Word<'a> {
        let place = PlaceId::common(LocalId([1; 16]));
        let resource = ResourceId::Place(place);
        let levels = levels.iter().map(|details| (Source::Of(resource), details)).collect();
        let zone = Zone::named(Some("Europe/Paris")).expect("a zone");
        Word { resource, levels, zone }
    }

    fn details(said: &[(Detail, &str)]) -> Details {
        said.iter().map(|(detail, text)| (*detail, (*text).to_owned())).collect()
    }

    fn over(levels: &[Details], from: &str, to: &str) -> Vec<String> {
        let known = Occurrence { start: from.parse().unwrap(), end: to.parse().unwrap() };
        let opening = word(levels).opening(known).expect("something is said");
        opening.spans.iter().map(|it| format!("{} {}", it.start, it.end)).collect()
    }

    #[test]
    fn hours_keep_to_the_wall_over_both_changes_of_the_clocks() {
        let sundays = [details(&[(Detail::Hours(7), "02:30-10:00")])];
        assert_eq!(
            over(&sundays, "2026-10-17T00:00:00Z", "2026-11-02T00:00:00Z"),
            [
                "2026-10-18T00:30:00Z 2026-10-18T08:00:00Z",
                // The half hour after two comes twice; the first one opens.
                "2026-10-25T00:30:00Z 2026-10-25T09:00:00Z",
                "2026-11-01T01:30:00Z 2026-11-01T09:00:00Z"
            ]
        );
        assert_eq!(
            over(&sundays, "2026-03-21T00:00:00Z", "2026-04-06T00:00:00Z"),
            [
                "2026-03-22T01:30:00Z 2026-03-22T09:00:00Z",
                // It does not come at all: it opens as much later.
                "2026-03-29T01:30:00Z 2026-03-29T08:00:00Z",
                "2026-04-05T00:30:00Z 2026-04-05T08:00:00Z"
            ]
        );
        let day =
            [details(&[(Detail::Hours(6), "00:00-24:00"), (Detail::Hours(7), "00:00-24:00")])];
        let night = over(&day, "2026-10-24T00:00:00Z", "2026-10-26T12:00:00Z");
        assert_eq!(night, ["2026-10-23T22:00:00Z 2026-10-25T23:00:00Z"]);
    }

    #[test]
    fn the_nearest_week_counts_and_every_closure_around_it() {
        let house = details(&[
            (Detail::Hours(1), NINE_TO_SIX),
            (
                Detail::Exception(LocalId([1; 16])),
                "closed 2026-11-30T00:00 2026-12-01T00:00 Inventaire",
            ),
        ]);
        let room = details(&[(Detail::Hours(1), "10:00-11:00"), (Detail::Hours(2), "10:00-11:00")]);
        let bench = details(&[(
            Detail::Exception(LocalId([2; 16])),
            "open 2026-11-30T16:00 2026-11-30T17:00",
        )]);
        let span = ("2026-11-23T00:00:00Z", "2026-12-02T00:00:00Z");
        assert_eq!(
            over(&[bench, room.clone(), house.clone()], span.0, span.1),
            [
                "2026-11-23T09:00:00Z 2026-11-23T10:00:00Z",
                "2026-11-24T09:00:00Z 2026-11-24T10:00:00Z",
                "2026-11-30T15:00:00Z 2026-11-30T16:00:00Z",
                "2026-12-01T09:00:00Z 2026-12-01T10:00:00Z"
            ]
        );
        assert_eq!(over(&[room, house.clone()], span.0, span.1).len(), 3);
        assert_eq!(over(&[house], span.0, span.1).len(), 2);
    }

    #[test]
    fn what_is_due_when_nobody_is_there_is_due_on_the_next_day_that_is_open() {
        let week = details(&[
            (Detail::Hours(2), NINE_TO_SIX),
            (Detail::Exception(LocalId([1; 16])), "closed 2026-12-01T00:00 2026-12-02T00:00"),
        ]);
        let levels = [week];
        let word = word(&levels);
        let due = |text: &str| word.back_by(text.parse().unwrap()).to_string();
        assert_eq!(due("2026-11-24T22:59:59.999Z"), "2026-11-24T22:59:59.999Z");
        // Wednesday; the Tuesday after is closed, so it is the one after that.
        assert_eq!(due("2026-11-25T22:59:59.999Z"), "2026-12-08T22:59:59.999Z");
    }

    #[test]
    fn what_is_no_place_yet_is_closed() {
        let said = [details(&[(Detail::Status, "candidate")])];
        assert_eq!(over(&said, "2026-11-23T00:00:00Z", "2026-12-02T00:00:00Z"), [""; 0]);
    }
}
