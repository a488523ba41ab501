//! What screens of bookings cost in a workshop that has run for five years: 10,000 items, 20,000
//! loans, 20,000 bookings of 50 machines.

use std::{path::Path, time::Instant};

use etabli_api::{
    ApiError, ErrorCode,
    command::{Book, CheckBooking, CreateSpace, ListFree, ListPlanning, ShowSpace},
};
use etabli_model::{
    act::{self, Known, Occurrence, Wall},
    id::{ItemId, MemberId, ResourceId},
    lending,
    time::Timestamp,
};

use super::{Figure, ROUNDS, figure, import, list, millis, open, percentile, resident, table, tag};
use crate::{
    clock,
    core::{ChangeError, api_error},
    handle::booking_claims,
    show,
    space::{Space, Stale},
};

/// How many machines are booked.
const MACHINES: usize = 50;
const BOOKINGS: usize = 20_000;
const LOANS: usize = 20_000;
/// How many acts are written as one command.
const AT_ONCE: usize = 200;
const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;
/// How long it has run, in days, and how far ahead people book.
const PAST: i64 = 4 * 365;
const RUN: i64 = 5 * 365;

/// Makes one below `folder`; returns what it took to import its items.
pub async fn fill_workshop(folder: &Path) -> Result<Figure, ApiError> {
    let app = open(folder.join("workshop")).await?;
    app.run(CreateSpace { name: "Atelier".to_owned(), member: "Ana".to_owned() }).await?;
    let start = Instant::now();
    app.run(import(&table())).await?;
    let imported = millis(start.elapsed());
    let id = app.core.find_space(None)?;
    app.core.change(id, |space| Ok::<_, ChangeError>(((), fill(space)?)))?;
    app.shutdown().await;
    Ok(figure("five years: import of 10,000 rows", imported, "ms", 3000.0))
}

/// Measures what [`fill_workshop`] made, in a process that did nothing else: what filling it took
/// would count as memory otherwise.
pub async fn measure_workshop(folder: &Path) -> Result<Vec<Figure>, ApiError> {
    let start = Instant::now();
    let app = open(folder.join("workshop")).await?;
    app.run(ShowSpace { space: None }).await?;
    app.run(list(String::new(), 0)).await?;
    let opened = millis(start.elapsed());
    let machine = |number: usize| tag(number * 7);
    let mut weeks = Vec::with_capacity(ROUNDS);
    let mut years = Vec::with_capacity(ROUNDS);
    let mut checks = Vec::with_capacity(ROUNDS);
    let mut rows = 0;
    for round in 0..ROUNDS {
        let start = Instant::now();
        let week = ListPlanning {
            space: None,
            from: Some(format!("+{round}d")),
            days: None,
            resource: None,
            zone: Some("UTC".to_owned()),
        };
        rows = app.run(week).await?.rows.len();
        weeks.push(start.elapsed());
        let start = Instant::now();
        let year = ListFree {
            space: None,
            resource: machine(round % MACHINES),
            from: "today".to_owned(),
            to: "+365d".to_owned(),
            zone: Some("UTC".to_owned()),
        };
        app.run(year).await?;
        years.push(start.elapsed());
        let start = Instant::now();
        let weekly = CheckBooking {
            space: None,
            resource: machine(round % MACHINES),
            from: "+1d 06:00".to_owned(),
            to: "07:00".to_owned(),
            zone: Some("UTC".to_owned()),
            repeat: Some("FREQ=WEEKLY;COUNT=52".to_owned()),
            quantity: None,
            replaces: None,
        };
        app.run(weekly).await?;
        checks.push(start.elapsed());
    }
    let held = resident();
    let start = Instant::now();
    let book = Book {
        space: None,
        resource: machine(0),
        from: "+2d 05:00".to_owned(),
        to: "06:00".to_owned(),
        zone: Some("UTC".to_owned()),
        repeat: Some("FREQ=WEEKLY;COUNT=52".to_owned()),
        quantity: None,
        all_the_same: false,
        what_for: None,
    };
    app.run(book).await?;
    let booked = millis(start.elapsed());
    app.shutdown().await;
    if rows < MACHINES {
        return Err(ErrorCode::Internal.into());
    }
    Ok(vec![
        figure("five years: opening, to the first page", opened, "ms", 400.0),
        figure("five years: resident", held, "MB", 250.0),
        figure("five years: planning a week, p95", percentile(&mut weeks, 95), "ms", 10.0),
        figure("five years: free over a year, p95", percentile(&mut years, 95), "ms", 1.0),
        figure("five years: checking 52 weeks, p95", percentile(&mut checks, 95), "ms", 5.0),
        figure("five years: booking 52 weeks", booked, "ms", 20.0),
    ])
}

/// Writes five years of loans and bookings.
fn fill(space: &mut Space) -> Result<Stale, ApiError> {
    let me = space.me().map_err(|error| api_error(&error))?;
    let now = clock::now();
    // Whatever the hour is now, machines are booked in the daytime, and free in the morning.
    let today = Timestamp(now.0 - now.0.rem_euclid(DAY));
    let items: Vec<ItemId> = space.catalogue.items().map(|shelved| shelved.item.id).collect();
    let machines = (0..MACHINES).map(|number| show::find_item(space, &tag(number * 7)));
    let machines: Vec<ItemId> = machines.collect::<Result<_, _>>()?;
    let bookings = (0..BOOKINGS).filter_map(|number| {
        let machine = machines.get(number % MACHINES)?;
        Some(Known::Book(book(space, *machine, number, today)))
    });
    let bookings: Vec<Known> = bookings.collect();
    let mut stale = Stale::new();
    let mut write = |space: &mut Space, acts: &[Known]| -> Result<Vec<act::Return>, ApiError> {
        let mut backs = Vec::new();
        for acts in acts.chunks(AT_ONCE) {
            let (ids, new) = space.act_ids(now, acts).map_err(|error| api_error(&error))?;
            stale.extend(new);
            let loans = ids.iter().filter_map(|id| space.lending().loan(id));
            backs.extend(loans.filter_map(|loan| lending::give_back(loan, None, now).ok()));
        }
        Ok(backs)
    };
    write(space, &bookings)?;
    // What was lent came back, but for the last.
    for round in 0..LOANS / items.len().max(1) {
        let over: Vec<Known> = items.iter().map(|item| hand_over(me, *item, round, now)).collect();
        let backs = write(space, &over)?;
        let backs: Vec<Known> = backs.into_iter().skip(200).map(Known::Return).collect();
        write(space, &backs)?;
    }
    Ok(stale)
}

fn book(space: &Space, machine: ItemId, number: usize, today: Timestamp) -> act::Book {
    let turn = i64::try_from(number / MACHINES).unwrap_or(0);
    let turns = i64::try_from(BOOKINGS / MACHINES).unwrap_or(1);
    let hour = i64::try_from(number % 8).unwrap_or(0) + 9;
    let start = today.plus((turn * RUN / turns - PAST) * DAY + hour * HOUR);
    let during = Occurrence { start, end: start.plus(2 * HOUR) };
    act::Book {
        claims: booking_claims(space, ResourceId::Item(machine), Some(1)),
        occurrences: vec![during],
        wall: Wall::default(),
        replaces: None,
        more: Vec::new(),
    }
}

fn hand_over(to: MemberId, item: ItemId, round: usize, now: Timestamp) -> Known {
    let since = now.plus(-DAY * (PAST - i64::try_from(round).unwrap_or(0)));
    let due = Some(since.plus(7 * DAY));
    let more = Vec::new();
    Known::HandOver(act::HandOver { item, units: 1, capacity: 1, to, since, due, more })
}
