//! What came of a space over some time: what is borrowed, what is not, what was not bought thanks
//! to it, how much machines are used.
//!
//! Counted from acts and from what the catalogue says today, when somebody asks. Purchases avoided
//! are, for each item whose value is known, its value for each member who borrowed it, but its owner:
//! none of them had to buy one. Hours booked are those of bookings that stand, as far as they have
//! passed; their share is of the hours at which the thing is open, and of all hours, day and night, where
//! nothing is said of that.

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::{
    ApiError,
    command::ListFigures,
    view::{FigureChart, FigureRow, FiguresView},
};
use etabli_model::{
    act::Occurrence,
    booking::Outcome,
    id::{ItemId, MemberId, ResourceId},
    inventory::Item,
    lending::Loan,
    text::fold_for_search,
    time::Timestamp,
};

use super::Handle;
use crate::{clock, core::Core, opening::Word, show, space::Space};

const HOUR: i64 = 60 * 60 * 1000;
const DAY: i64 = 24 * HOUR;
/// How many rows a chart has.
const ROWS: usize = 15;
/// How many months are told apart.
const MONTHS: usize = 24;
/// The most months that may be asked for.
const MOST_MONTHS: u32 = 1_200;
/// What people call the field that says what an item is worth, folded.
const VALUE: [&str; 20] = [
    "valeur",
    "value",
    "valuation",
    "prix",
    "price",
    "prix d achat",
    "prix achat",
    "prix neuf",
    "valeur a neuf",
    "valeur d achat",
    "cout",
    "cout d achat",
    "cost",
    "purchase cost",
    "purchase price",
    "purchase value",
    "replacement value",
    "replacement cost",
    "current value",
    "montant",
];

impl Handle for ListFigures {
    fn handle(self, core: &Core) -> Result<FiguresView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let to = clock::now();
        let days = self.months.map(|months| i64::from(months.clamp(1, MOST_MONTHS)) * 365 / 12);
        let from = days.map(|days| to.plus(-days * DAY));
        core.with(id, |space| Ok(figures(space, from, to)))
    }
}

/// What is known of an item's loans in the time.
#[derive(Debug, Default)]
struct Lent {
    times: u64,
    borrowers: BTreeSet<MemberId>,
    /// Whether it is or was out during the time, however it began.
    out: bool,
}

fn figures(space: &Space, since: Option<Timestamp>, to: Timestamp) -> FiguresView {
    let during = |loan: &Loan| since.is_none_or(|since| loan.since >= since) && loan.since <= to;
    let mut lent: BTreeMap<ItemId, Lent> = BTreeMap::new();
    let mut borrowers = BTreeSet::new();
    let mut months: BTreeMap<String, u64> = BTreeMap::new();
    let mut first: Option<Timestamp> = None;
    for loan in space.lending().loans().filter(|loan| !loan.cancelled) {
        let item = lent.entry(loan.item).or_default();
        let back = loan.returned_at.filter(|_| loan.out() == 0);
        item.out |= since.is_none_or(|since| back.is_none_or(|back| back >= since));
        if !during(loan) {
            continue;
        }
        let to = space.membership().first_name(&loan.to);
        item.times += 1;
        item.borrowers.insert(to);
        borrowers.insert(to);
        *months.entry(month(loan.since)).or_default() += 1;
        first = Some(first.map_or(loan.since, |first| first.min(loan.since)));
    }
    let booked = booked(space, since, to);
    let from = since.or(first.into_iter().chain(booked.first).min());

    let loans: u64 = lent.values().map(|item| item.times).sum();
    let items_lent = lent.values().filter(|item| item.times > 0).count();
    let hours: u64 = booked.hours.values().sum();
    let (avoided, valued) = avoided(space, &lent);
    let sum: u64 = avoided.iter().map(|row| row.value).sum();
    let load = booked.hours.iter().map(|(resource, hours)| {
        let whole = from.map_or(0, |from| open_hours(space, resource, from, to));
        let share = (hours * 100).checked_div(whole).map(|share| share.min(100));
        let share = share.and_then(|share| u32::try_from(share).ok());
        FigureRow { share, ..booked_row(space, resource, *hours) }
    });
    let most = lent
        .iter()
        .filter(|(_, item)| item.times > 0)
        .filter_map(|(id, item)| Some(row(space.catalogue.item(id)?, item.times)));
    let used = |item: &Item| {
        lent.get(&item.id).is_some_and(|lent| lent.out)
            || booked.hours.contains_key(&ResourceId::Item(item.id))
    };
    let items = space.catalogue.items().map(|shelved| &*shelved.item);
    let idle = items.filter(|item| !used(item)).map(|item| FigureRow {
        detail: item
            .place
            .map(|place| space.catalogue.path(&place).join(" / "))
            .unwrap_or_default(),
        ..row(item, 0)
    });
    let (repaired, spent) = repaired(space, since, to);
    let skipped = months.len().saturating_sub(MONTHS);
    let by_month = months.into_iter().skip(skipped).map(|(name, value)| FigureRow {
        name,
        detail: String::new(),
        item: None,
        value,
        share: None,
    });
    let totals = [
        ("loans", loans),
        ("borrowers", borrowers.len() as u64),
        ("items-lent", items_lent as u64),
        ("hours-booked", hours),
        ("avoided", sum),
        ("valued", valued),
        ("repairs", repaired.iter().map(|row| row.value).sum()),
        ("repair-cost", spent / 100),
    ];
    FiguresView {
        from,
        to,
        totals: totals.map(|(id, value)| (id.to_owned(), value)).into(),
        charts: vec![
            chart("months", by_month.collect(), MONTHS),
            chart("lent", falling(most.collect()), ROWS),
            chart("load", falling(load.collect()), ROWS),
            chart("avoided", falling(avoided), ROWS),
            chart("repairs", falling(repaired), ROWS),
            chart("idle", idle.collect(), ROWS),
        ],
    }
}

fn chart(id: &str, mut rows: Vec<FigureRow>, most: usize) -> FigureChart {
    let more = show::count(rows.len().saturating_sub(most));
    rows.truncate(most);
    FigureChart { id: id.to_owned(), rows, more }
}

/// Sorts rows by their value, the largest first, and alike ones by name.
fn falling(mut rows: Vec<FigureRow>) -> Vec<FigureRow> {
    rows.sort_by(|one, other| other.value.cmp(&one.value).then_with(|| one.name.cmp(&other.name)));
    rows
}

fn row(item: &Item, value: u64) -> FigureRow {
    let (name, detail) = (item.name.clone(), item.tag.clone());
    let item = (!item.withdrawn).then_some(item.id);
    FigureRow { name, detail, item, value, share: None }
}

fn booked_row(space: &Space, resource: &ResourceId, hours: u64) -> FigureRow {
    let found = match resource {
        ResourceId::Item(item) => space.catalogue.item(item),
        ResourceId::Place(_) => None,
    };
    found.map(|item| row(item, hours)).unwrap_or_else(|| FigureRow {
        name: show::resource_name(space, resource),
        detail: String::new(),
        item: None,
        value: hours,
        share: None,
    })
}

/// How long things were booked.
#[derive(Debug, Default)]
struct Booked {
    hours: BTreeMap<ResourceId, u64>,
    first: Option<Timestamp>,
}

/// Returns for how many hours each thing was booked that somebody could not have had otherwise.
fn booked(space: &Space, since: Option<Timestamp>, to: Timestamp) -> Booked {
    let mut millis: BTreeMap<ResourceId, i64> = BTreeMap::new();
    let mut first = None;
    for booking in space.bookings().bookings().filter(|booking| booking.is_live()) {
        let Some((resource, _)) = show::taken(space, &booking) else { continue };
        for (time, _) in booking.times().filter(|(_, it)| *it == Outcome::Stands) {
            let start = since.map_or(time.start, |since| time.start.max(since));
            let end = time.end.min(to);
            if start < end {
                *millis.entry(resource).or_default() += end.0 - start.0;
                first = Some(first.map_or(start, |first: Timestamp| first.min(start)));
            }
        }
    }
    // Begun hours count: half an hour is not nothing.
    let hours = |millis: i64| u64::try_from((millis + HOUR - 1) / HOUR).unwrap_or(0);
    Booked { hours: millis.into_iter().map(|(it, length)| (it, hours(length))).collect(), first }
}

/// Returns for how many hours a thing was open over a time.
fn open_hours(space: &Space, resource: &ResourceId, from: Timestamp, to: Timestamp) -> u64 {
    let over = Occurrence { start: from, end: to };
    let clipped = |span: &Occurrence| (span.end.min(to).0 - span.start.max(from).0).max(0);
    let open = match Word::of(space, resource).opening(over) {
        Some(opening) => opening.spans.iter().map(clipped).sum(),
        None => to.0 - from.0,
    };
    u64::try_from(open / HOUR).unwrap_or(0)
}

/// Returns how often each thing was to be repaired, and what was spent on it, in hundredths.
fn repaired(space: &Space, since: Option<Timestamp>, to: Timestamp) -> (Vec<FigureRow>, u64) {
    let during = |at: Timestamp| since.is_none_or(|since| at >= since) && at <= to;
    let (mut rows, mut spent) = (Vec::new(), 0_u64);
    for (id, kept) in space.upkeep().items() {
        let opened = kept.repairs().iter().filter(|repair| during(repair.at)).count();
        let steps = kept.repairs().iter().flat_map(|repair| &repair.steps);
        let costs = steps.filter(|step| during(step.at)).map(|step| step.cents);
        spent = costs.fold(spent, u64::saturating_add);
        if let Some(item) = space.catalogue.item(id).filter(|_| opened > 0) {
            rows.push(row(item, opened as u64));
        }
    }
    (rows, spent)
}

/// Returns what was not bought, by item, and of how many items the value is known.
fn avoided(space: &Space, lent: &BTreeMap<ItemId, Lent>) -> (Vec<FigureRow>, u64) {
    let mut valued = 0;
    let mut rows = Vec::new();
    for shelved in space.catalogue.items() {
        let item = &*shelved.item;
        let Some(value) = value_of(item) else { continue };
        valued += 1;
        let owner = item.id.owner().map(|owner| space.membership().first_name(&owner));
        let others = lent.get(&item.id).map_or(0, |lent| {
            lent.borrowers.iter().filter(|borrower| Some(**borrower) != owner).count()
        });
        let saved = value.saturating_mul(others as u64) / 100;
        if saved > 0 {
            rows.push(row(item, saved));
        }
    }
    (rows, valued)
}

/// Returns what an item is worth, in hundredths, if one of its fields says so.
fn value_of(item: &Item) -> Option<u64> {
    let told = item.fields.iter().filter_map(|(name, value)| Some((rank(name)?, value)));
    let (_, value) = told.min_by_key(|(rank, _)| *rank)?;
    hundredths(value)
}

/// Returns how surely a field of that name says what an item is worth; the surest is the least.
fn rank(name: &str) -> Option<usize> {
    let folded = fold_for_search(name).replace(|c: char| !c.is_alphanumeric(), " ");
    let plain = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    VALUE.iter().position(|one| *one == plain)
}

/// Reads an amount as people write it: `1 299,90 €`, `$12.50`, `1,299.00`. Of one sign with three
/// figures behind it, it is the thousands that are parted.
fn hundredths(text: &str) -> Option<u64> {
    let kept: String =
        text.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let (whole, rest) = match kept.rfind(['.', ',']) {
        Some(at) if kept.len() - at - 1 != 3 || at == 0 => {
            (kept.get(..at).unwrap_or_default(), kept.get(at + 1..).unwrap_or_default())
        }
        Some(_) | None => (kept.as_str(), ""),
    };
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let cents: String = rest.chars().chain("00".chars()).take(2).collect();
    if digits.is_empty() && rest.is_empty() || text.trim_start().starts_with('-') {
        return None;
    }
    let whole: u64 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    whole.checked_mul(100)?.checked_add(cents.parse().ok()?)
}

/// Returns the month of an instant, by the clock of this computer.
fn month(at: Timestamp) -> String {
    let zone = jiff::tz::TimeZone::system();
    let instant = jiff::Timestamp::from_millisecond(at.0).unwrap_or_default();
    let day = zone.to_datetime(instant).date();
    format!("{:04}-{:02}", day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, cents) in [
            ("90", Some(9_000)),
            ("12,5", Some(1_250)),
            ("1 299,90 €", Some(129_990)),
            ("1,299.00", Some(129_900)),
            ("1.299", Some(129_900)),
            ("1,299", Some(129_900)),
            ("$12.50", Some(1_250)),
            (",50", Some(50)),
            ("12,505", Some(1_250_500)),
            ("gratuit", None),
            ("-5", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(hundredths(text), cents, "{text}");
        }
    }
}
