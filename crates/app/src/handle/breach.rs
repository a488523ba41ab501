//! What a booking is against, as people are told: the rule, and what would make it possible.

use etabli_api::{ApiError, ErrorCode};
use etabli_model::{
    booking::{Holder, rules::Breach},
    detail::Measure,
};

use super::training;
use crate::{show, space::Space, wall::Zone};

/// A day and an hour, in minutes.
const DAY: u32 = 24 * 60;
const HOUR: u32 = 60;

/// Tells what a booking of something is against.
pub(crate) fn told(space: &Space, zone: &Zone, breach: &Breach, what: &str) -> ApiError {
    let of = |code| ApiError::new(code).with("what", what);
    match breach {
        Breach::NotForThem => {
            let me = space.me().ok().map(|me| space.catalogue.name_of(&me).to_owned());
            ApiError::new(ErrorCode::NotForThem)
                .with("item", what)
                .with("who", me.unwrap_or_default())
        }
        Breach::Untrained(scope) => training::refusal(space, scope, what),
        Breach::Closed { reason, .. } => match reason.strip_prefix('@') {
            Some(status) => of(ErrorCode::NotInUse).with("status", status),
            None => of(ErrorCode::BookingClosed).with(
                "reason",
                match reason.as_str() {
                    "" => "none",
                    reason => reason,
                },
            ),
        },
        Breach::TooSoon { notice, .. } => long(of(ErrorCode::BookingTooSoon), *notice),
        Breach::TooFar { latest } => {
            of(ErrorCode::BookingTooFar).with("until", zone.minute(*latest))
        }
        Breach::TooShort { least } => long(of(ErrorCode::BookingTooShort), *least),
        Breach::TooLong { most } => long(of(ErrorCode::BookingOverLength), *most),
        Breach::TooClose { obstacle, buffer } => {
            let who = match obstacle.holder {
                Holder::Booking(booking) => show::booker(space, &booking),
                Holder::Loan(loan) => {
                    let to = space.lending().loan(&loan).map(|loan| loan.to);
                    to.map(|to| space.catalogue.name_of(&to).to_owned()).unwrap_or_default()
                }
                Holder::Nobody => String::new(),
            };
            long(of(ErrorCode::BookingTooClose), *buffer).with("who", who)
        }
        Breach::Crowded { most, day } => of(ErrorCode::BookingCrowded)
            .with("length", most)
            .with("day", zone.date(day.start).map(|it| it.to_string()).unwrap_or_default()),
        Breach::TooMuch { most, used, measure, period } => {
            let error = of(ErrorCode::BookingOverQuota);
            // A month is longer than a week, whatever the clocks do.
            let week = period.end.0 - period.start.0 < 8 * i64::from(DAY) * 60_000;
            let error = error.with("period", if week { "week" } else { "month" });
            match measure {
                Measure::Times => error.with("length", most).with("unit", "x").with("used", used),
                Measure::Days => error.with("length", most).with("unit", "d").with("used", used),
                Measure::Minutes if most.is_multiple_of(HOUR) && used.is_multiple_of(HOUR) => {
                    let error = error.with("length", most / HOUR).with("unit", "h");
                    error.with("used", used / HOUR)
                }
                Measure::Minutes => error.with("length", most).with("unit", "m").with("used", used),
            }
        }
    }
}

/// Whether a free time that is near is worth telling.
pub(crate) const fn has_next(breach: &Breach) -> bool {
    matches!(
        breach,
        Breach::Closed { .. }
            | Breach::TooSoon { .. }
            | Breach::TooClose { .. }
            | Breach::Crowded { .. }
    )
}

/// Returns the message of a row of a calendar that is not read for a rule.
pub(crate) const fn row(breach: &Breach) -> &'static str {
    match breach {
        Breach::Closed { .. } => "import-event-closed",
        Breach::Untrained(_)
        | Breach::NotForThem
        | Breach::TooSoon { .. }
        | Breach::TooFar { .. }
        | Breach::TooShort { .. }
        | Breach::TooLong { .. }
        | Breach::TooClose { .. }
        | Breach::Crowded { .. }
        | Breach::TooMuch { .. } => "import-event-house-rule",
    }
}

fn long(error: ApiError, minutes: u32) -> ApiError {
    let (length, unit) = match minutes {
        0 => (0, "m"),
        minutes if minutes.is_multiple_of(DAY) => (minutes / DAY, "d"),
        minutes if minutes.is_multiple_of(HOUR) => (minutes / HOUR, "h"),
        minutes => (minutes, "m"),
    };
    error.with("length", length).with("unit", unit)
}
