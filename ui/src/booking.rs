//! What every screen says of bookings: how sure they are, and when they take place.

pub(crate) mod book;
pub(crate) mod detail;

use etabli_api::{
    Topic,
    id::{BookingId, LoanId},
    time::Timestamp,
    view::{BookingStatus, BookingView, Certainty, TakenKind, TakenView},
};

use crate::{
    clock,
    components::{badge::Tone, icon::Icon},
    day::Day,
    format,
    hour::Hour,
    words::Words,
};

/// What a booking that is made, moved or ended makes old.
pub(crate) const BOOKING: &[Topic] = &[Topic::Bookings];

/// What a list of bookings reads.
pub(crate) const BOOKINGS: &[Topic] =
    &[Topic::Bookings, Topic::Loans, Topic::Inventory, Topic::Members];

/// How something taken looks: its tone, its icon, and the message that says it.
pub(crate) type Look = (Tone, Icon, &'static str);

/// Something that a person wants to book, as far as they have said so.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wanted {
    /// Its id, and its name; empty where it is still to be chosen.
    pub(crate) what: (String, String),
    /// How many there are.
    pub(crate) capacity: u32,
    /// The first day, and from when on.
    pub(crate) from: (Day, Hour),
    /// The last day, and until when.
    pub(crate) to: (Day, Hour),
    /// Whether whole days are meant.
    pub(crate) whole: bool,
    /// The booking that is to be moved there.
    pub(crate) moves: Option<BookingId>,
}

impl Wanted {
    /// Wants something from the next whole hour on.
    pub(crate) fn soon(what: (String, String), capacity: u32) -> Self {
        let (day, hour) = clock::wall(clock::now());
        let next = hour.plus(60 - hour.minutes() % 60);
        // Late in the evening that is tomorrow morning.
        let early = Hour::of(20, 0).is_some_and(|late| next <= late);
        let (day, from) = match early {
            true => (day, next),
            false => (day.plus(1), Hour::of(9, 0).unwrap_or(next)),
        };
        let to = (day, from.plus(120));
        Self { what, capacity, from: (day, from), to, whole: false, moves: None }
    }

    /// Returns its start as the program reads it.
    pub(crate) fn start(&self) -> String {
        text(self.from, self.whole)
    }

    /// Returns its end as the program reads it.
    pub(crate) fn end(&self) -> String {
        text(self.to, self.whole)
    }
}

fn text((day, hour): (Day, Hour), whole: bool) -> String {
    match (whole, hour.minutes()) {
        (true, _) => day.iso(),
        (false, 1440) => format!("{} 00:00", day.plus(1).iso()),
        (false, _) => format!("{} {}", day.iso(), hour.written()),
    }
}

/// What is behind something taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Behind {
    /// A booking.
    Booking(BookingId),
    /// A loan.
    Loan(LoanId),
}

/// Returns what is behind something taken.
pub(crate) fn behind(taken: &TakenView) -> Option<Behind> {
    let booking = taken.booking.map(Behind::Booking);
    booking.or_else(|| taken.loan.map(Behind::Loan))
}

/// Tells how something taken looks.
pub(crate) const fn look_of(taken: &TakenView) -> Look {
    match taken.kind {
        TakenKind::Lent => (Tone::Warn, Icon::Loans, "taken-lent"),
        TakenKind::Inside => (Tone::Plain, Icon::Info, "taken-inside"),
        TakenKind::Around => (Tone::Plain, Icon::Info, "taken-around"),
        TakenKind::Booked => {
            let stands = !matches!(taken.status, BookingStatus::Displaced);
            sureness(taken.status, taken.certainty, stands)
        }
    }
}

/// Tells how sure a booking is.
pub(crate) const fn sureness(status: BookingStatus, certainty: Certainty, stands: bool) -> Look {
    match (status, certainty) {
        (BookingStatus::Cancelled, _) => (Tone::Plain, Icon::Close, "booking-cancelled"),
        (BookingStatus::Displaced, _) => (Tone::Danger, Icon::Alert, "booking-displaced"),
        _ if !stands => (Tone::Danger, Icon::Alert, "booking-displaced"),
        (BookingStatus::Confirmed, _) | (_, Certainty::Confirmed) => {
            (Tone::Ok, Icon::CircleCheck, "booking-confirmed")
        }
        (BookingStatus::Tentative, Certainty::Seen) => (Tone::Info, Icon::Check, "booking-seen"),
        (BookingStatus::Tentative, Certainty::Held) => {
            (Tone::Plain, Icon::CircleDashed, "booking-held")
        }
    }
}

impl Words {
    /// Returns when something starts and ends, as short as it is clear.
    pub(crate) fn span(self, start: Timestamp, end: Timestamp) -> String {
        let hour = |time| format::clock(self.language(), time);
        let day = match clock::days_between(clock::now(), start) {
            0 => self.t("booking-today"),
            1 => self.t("booking-tomorrow"),
            _ => self.day(start),
        };
        let (_, first) = clock::wall(start);
        let (_, last) = clock::wall(end);
        // To midnight is to the end of the day before.
        let ends = clock::days_between(start, end.plus(-1));
        if first.minutes() == 0 && last.minutes() == 0 {
            let last = self.day(end.plus(-1));
            let args = [
                ("day", (&day).into()),
                ("last", (&last).into()),
                ("days", if ends > 0 { 1_u32 } else { 0 }.into()),
            ];
            return self.with("booking-whole-days", &args);
        }
        let to = match ends {
            0 => hour(end),
            _ => format!("{} {}", self.day(end), hour(end)),
        };
        let from = hour(start);
        let args = [("day", (&day).into()), ("from", (&from).into()), ("to", (&to).into())];
        self.with("booking-time", &args)
    }

    /// Returns what is booked, for whoever has not got its name yet.
    pub(crate) fn booked(self, booking: &BookingView) -> String {
        let name = match booking.name.as_str() {
            "" => self.t("unknown-item"),
            name => name.to_owned(),
        };
        match booking.quantity {
            0 | 1 => name,
            count => {
                let args = [("name", (&name).into()), ("count", count.into())];
                self.with("booking-several", &args)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wanted_is_told_as_the_program_reads_it() {
        // The test's clock stands at 13:30 on the 24th of November 2026.
        let soon = Wanted::soon(("i".into(), "Tour".into()), 1);
        assert_eq!(
            (soon.start().as_str(), soon.end().as_str()),
            ("2026-11-24 14:00", "2026-11-24 16:00")
        );
        let night = Wanted { to: (soon.to.0, Hour::of(24, 0).unwrap()), ..soon.clone() };
        assert_eq!(night.end(), "2026-11-25 00:00");
        assert_eq!(Wanted { whole: true, ..soon }.end(), "2026-11-24");
    }
}
