//! Bookings: making, seeing, confirming, moving, ending.

use etabli_api::{
    ApiError,
    command::{
        AcceptOffer, BeginBooking, Book, CancelBooking, CheckBooking, ConfirmBooking, ListBookings,
        ListFree, ListPlanning, MoveBooking, ReleaseBooking, SetCapacity, ShowBooking,
    },
    time::Timestamp,
    view::{
        BookingRight, BookingStatus, BookingView, Certainty, OccurrenceView, TakenKind, TakenView,
    },
};

use super::{Desk, shortened};
use crate::{
    args::{self, BookingJob},
    console::Shown,
    words::{Word, day, minute},
};

pub(super) async fn book(desk: &mut Desk<'_>, book: args::Book) -> Result<Shown, ApiError> {
    let args::Book { resource, from, to, zone, repeat, quantity, check, all_the_same, what_for } =
        book;
    let space = desk.space.clone();
    if check {
        let replaces = None;
        let check = CheckBooking { space, resource, from, to, zone, repeat, quantity, replaces };
        let checked = desk.run(check).await?;
        if let Some(obstacle) = checked.obstacle {
            return Err(obstacle);
        }
        let times: Vec<String> = checked.times.iter().map(|it| span(it.start, it.end)).collect();
        let args =
            [("count", Word::Number(times.len() as u64)), ("times", Word::Text(&times.join("; ")))];
        return Shown::new(&checked, desk.text("cli-booking-possible", &args));
    }
    let command =
        Book { space, resource, from, to, zone, repeat, quantity, all_the_same, what_for };
    let booking = desk.run(command).await?;
    told(desk, &booking, "cli-booked")
}

pub(super) async fn run(desk: &mut Desk<'_>, job: BookingJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    match job {
        BookingJob::List(list) => {
            let args::BookingList { resource, of, all, to_confirm } = list;
            let list = ListBookings { space, resource, of, all, to_confirm };
            let bookings = desk.run(list).await?;
            let text = match bookings.is_empty() {
                true => desk.text("cli-no-bookings", &[]),
                false => table(desk, &bookings),
            };
            Shown::new(&bookings, text)
        }
        BookingJob::Show(of) => {
            let booking = desk.run(ShowBooking { space, booking: of.booking }).await?;
            Shown::new(&booking, whole(desk, &booking))
        }
        BookingJob::Confirm(of) => {
            let booking = desk.run(ConfirmBooking { space, booking: of.booking }).await?;
            told(desk, &booking, "cli-booking-confirmed")
        }
        BookingJob::Cancel(of) => {
            let booking = desk.run(CancelBooking { space, booking: of.booking }).await?;
            told(desk, &booking, "cli-booking-cancelled")
        }
        BookingJob::Move(to) => {
            let args::BookingMove { booking, from, to, zone, all_the_same } = to;
            let command = MoveBooking { space, booking, from, to, zone, all_the_same };
            let booking = desk.run(command).await?;
            told(desk, &booking, "cli-booking-moved")
        }
        BookingJob::Accept(of) => {
            let booking = desk.run(AcceptOffer { space, booking: of.booking }).await?;
            told(desk, &booking, "cli-booked")
        }
        BookingJob::Begin(of) => {
            let booking = desk.run(BeginBooking { space, booking: of.booking }).await?;
            told(desk, &booking, "cli-booking-begun")
        }
        BookingJob::Release(of) => {
            let booking = desk.run(ReleaseBooking { space, booking: of.booking }).await?;
            told(desk, &booking, "cli-booking-released")
        }
        BookingJob::Capacity(of) => {
            let args::BookingCapacity { resource, units } = of;
            let set = desk.run(SetCapacity { space, resource, units }).await?;
            let args = [
                ("name", Word::Text(set.name.as_str())),
                ("count", Word::Number(set.capacity.into())),
            ];
            let text = desk.text("cli-capacity-set", &args);
            Shown::new(&set, text)
        }
    }
}

pub(super) async fn free(desk: &mut Desk<'_>, free: args::Free) -> Result<Shown, ApiError> {
    let args::Free { resource, from, to, zone } = free;
    let command = ListFree { space: desk.space.clone(), resource, from, to, zone };
    let times = desk.run(command).await?;
    let mut table = desk.table(["from", "until", "free"]);
    for time in times.iter().filter(|time| time.left > 0) {
        table.row([minute(time.start), minute(time.end), time.left.to_string()]);
    }
    Shown::new(&times, desk.rows(&table, "cli-nothing-free"))
}

pub(super) async fn planning(
    desk: &mut Desk<'_>,
    asked: args::Planning,
) -> Result<Shown, ApiError> {
    let args::Planning { resource, from, days, zone } = asked;
    let command = ListPlanning { space: desk.space.clone(), from, days, resource, zone };
    let planning = desk.run(command).await?;
    let mut table = desk.table(["booked", "who", "from", "until", "status"]);
    for row in &planning.rows {
        let name = match row.tag.as_str() {
            "" => row.name.clone(),
            tag => format!("{} ({tag})", row.name),
        };
        if row.taken.is_empty() {
            let free = desk.text("cli-taken-not", &[]);
            table.row([name.clone(), String::new(), String::new(), String::new(), free]);
        }
        for taken in &row.taken {
            table.row([
                name.clone(),
                taken.by_name.clone(),
                minute(taken.start),
                taken.end.map(|end| until(taken.start, end)).unwrap_or_default(),
                how(desk, taken),
            ]);
        }
    }
    let mut text = desk.rows(&table, "cli-planning-empty");
    if planning.more > 0 {
        let more = [("count", Word::Number(planning.more.into()))];
        text = format!("{text}\n{}", desk.text("cli-planning-more", &more));
    }
    Shown::new(&planning, text)
}

/// Says why something is taken, and how sure that is.
fn how(desk: &Desk<'_>, taken: &TakenView) -> String {
    let id = match (taken.kind, taken.status, taken.certainty) {
        (TakenKind::Lent, _, _) => "cli-taken-lent",
        (TakenKind::Inside, _, _) => "cli-taken-inside",
        (TakenKind::Around, _, _) => "cli-taken-around",
        (TakenKind::Booked, BookingStatus::Displaced, _) if taken.offered => {
            "cli-booking-is-offered"
        }
        (TakenKind::Booked, BookingStatus::Displaced, _) => "cli-booking-is-displaced",
        (TakenKind::Booked, _, Certainty::Held) => "cli-booking-is-held",
        (TakenKind::Booked, _, Certainty::Seen) => "cli-booking-is-seen",
        (TakenKind::Booked, _, Certainty::Confirmed) => "cli-booking-is-confirmed",
    };
    desk.text(id, &[("name", Word::Text(&taken.name))])
}

fn span(start: Timestamp, end: Timestamp) -> String {
    format!("{} – {}", minute(start), until(start, end))
}

/// Says what became of a booking, and what whoever asked should know of it.
fn told(desk: &Desk<'_>, booking: &BookingView, id: &str) -> Result<Shown, ApiError> {
    let name = name(desk, booking);
    let (from, until) = (minute(booking.start), until(booking.start, booking.end));
    let args = [
        ("name", Word::Text(name.as_str())),
        ("member", Word::Text(booking.by_name.as_str())),
        ("from", Word::Text(from.as_str())),
        ("until", Word::Text(until.as_str())),
        ("times", Word::Number(booking.occurrences.len() as u64)),
    ];
    let mut lines = vec![desk.text(id, &args)];
    if booking.status != BookingStatus::Cancelled {
        lines.extend(notes(desk, booking));
    }
    Shown::new(booking, lines.join("\n"))
}

/// Returns what is to be known of a booking, a line each.
fn notes(desk: &Desk<'_>, booking: &BookingView) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |id: &str, args: &[(&str, Word<'_>)]| lines.push(desk.text(id, args));
    match (booking.status, booking.certainty) {
        (BookingStatus::Cancelled, _) => match booking.cancelled_by.as_str() {
            "" if booking.replaced_by.is_some() => line("cli-booking-was-replaced", &[]),
            "" => line("cli-booking-was-cancelled", &[]),
            by => line("cli-booking-refused-by", &[("member", Word::Text(by))]),
        },
        (BookingStatus::Displaced, _) | (_, Certainty::Confirmed) => {}
        (_, _) if booking.may.contains(&BookingRight::Confirm) => {
            line("cli-booking-held-yours", &[]);
        }
        (_, Certainty::Held) => {
            line("cli-booking-held", &[]);
            if let Some(awaited) = &booking.awaited {
                let at = awaited.met.map(minute).unwrap_or_default();
                let args =
                    [("name", Word::Text(awaited.name.as_str())), ("at", Word::Text(at.as_str()))];
                let never = awaited.met.is_none();
                line(if never { "booking-awaited-never" } else { "booking-awaited" }, &args);
            }
        }
        (_, Certainty::Seen) => line("cli-booking-seen", &[]),
    }
    let ahead = booking.status != BookingStatus::Cancelled;
    for time in booking.occurrences.iter().filter(|time| ahead && !time.stands) {
        let from = minute(time.start);
        let args = [
            ("from", Word::Text(from.as_str())),
            ("member", Word::Text(time.winner_name.as_str())),
        ];
        line(displaced(time), &args);
    }
    for time in &booking.alternatives {
        let (from, until) = (minute(time.start), until(time.start, time.end));
        let args = [("from", Word::Text(from.as_str())), ("until", Word::Text(until.as_str()))];
        line("cli-booking-alternative", &args);
    }
    for risk in &booking.at_risk {
        let due = risk.due.map(day).unwrap_or_else(|| "?".to_owned());
        let args =
            [("member", Word::Text(risk.to_name.as_str())), ("due", Word::Text(due.as_str()))];
        line("cli-booking-at-risk", &args);
    }
    if booking.confirmed_twice {
        line("cli-booking-confirmed-twice", &[]);
    }
    if let Some(against) = &booking.against {
        lines.push(desk.console.words.reason(against));
    }
    let mut line = |id: &str| lines.push(desk.text(id, &[]));
    if booking.all_the_same {
        line("booking-note-all-the-same");
    }
    if booking.claims_changed && ahead {
        line("cli-booking-claims-changed");
    }
    lines
}

const fn displaced(time: &OccurrenceView) -> &'static str {
    match (time.offered, time.winner) {
        (true, _) => "cli-booking-offered",
        (false, Some(_)) => "cli-booking-displaced",
        (false, None) => "cli-booking-not-to-be-had",
    }
}

/// Returns when something ends: the time alone if it is on the day on which it starts.
fn until(start: etabli_api::time::Timestamp, end: etabli_api::time::Timestamp) -> String {
    let text = minute(end);
    match text.split_once(' ') {
        Some((date, time)) if date == day(start) => time.to_owned(),
        Some(_) | None => text,
    }
}

fn name(desk: &Desk<'_>, booking: &BookingView) -> String {
    let name = match booking.name.as_str() {
        "" => desk.text("cli-unknown-item", &[]),
        name => name.to_owned(),
    };
    match booking.quantity {
        1 => name,
        quantity => format!("{name} ×{quantity}"),
    }
}

fn status(desk: &Desk<'_>, booking: &BookingView) -> String {
    let offered = booking.occurrences.iter().any(|time| time.offered);
    let lost = booking.occurrences.iter().any(|time| !time.stands);
    let id = match (booking.status, booking.certainty) {
        (BookingStatus::Cancelled, _) => "cli-booking-is-cancelled",
        (BookingStatus::Displaced, _) if offered => "cli-booking-is-offered",
        (BookingStatus::Displaced, _) => "cli-booking-is-displaced",
        (BookingStatus::Confirmed, _) => "cli-booking-is-confirmed",
        (BookingStatus::Tentative, Certainty::Seen) => "cli-booking-is-seen",
        (BookingStatus::Tentative, Certainty::Held | Certainty::Confirmed) => "cli-booking-is-held",
    };
    let mut status = desk.text(id, &[]);
    let live = !matches!(booking.status, BookingStatus::Cancelled | BookingStatus::Displaced);
    let further = [
        (live && lost, "cli-booking-is-partly-displaced"),
        (!booking.at_risk.is_empty(), "cli-booking-is-at-risk"),
        (booking.confirmed_twice, "cli-booking-is-confirmed-twice"),
    ];
    for (_, id) in further.into_iter().filter(|(holds, _)| *holds) {
        status = format!("{status}, {}", desk.text(id, &[]));
    }
    status
}

/// Returns bookings as a table.
fn table(desk: &Desk<'_>, bookings: &[BookingView]) -> String {
    let mut table = desk.table(["booked", "who", "from", "until", "status", "booking"]);
    let mut id = shortened(bookings.iter().map(|booking| booking.id.to_string()));
    for booking in bookings {
        let times = booking.occurrences.len();
        let until = until(booking.start, booking.end);
        table.row([
            name(desk, booking),
            booking.by_name.clone(),
            minute(booking.start),
            if times > 1 { format!("{until} (×{times})") } else { until },
            status(desk, booking),
            id(),
        ]);
    }
    table.render(desk.console.style())
}

/// Returns all of a booking.
fn whole(desk: &Desk<'_>, booking: &BookingView) -> String {
    let mut lines = vec![table(desk, std::slice::from_ref(booking))];
    if !booking.rule.is_empty() {
        let args = [
            ("rule", Word::Text(booking.rule.as_str())),
            ("zone", Word::Text(booking.zone.as_str())),
        ];
        lines.push(desk.text("cli-booking-rule", &args));
    }
    if !booking.what_for.is_empty() {
        let said = [("what", Word::Text(booking.what_for.as_str()))];
        lines.push(desk.text("cli-booking-for", &said));
    }
    lines.extend(notes(desk, booking));
    lines.join("\n")
}
