//! Tables for spreadsheets: CSV in UTF-8, with commas and a first line of English headings.
//!
//! Every row has as many cells as there are headings, instants are UTC, and no cell is taken for a
//! formula. Headings never change their meaning; new ones come at the end, before extra fields.

use std::collections::BTreeSet;

use etabli_api::{ApiError, ErrorCode};
use etabli_model::{booking::Outcome, time::Timestamp};
use serde::Serialize;

use super::instant;
use crate::{internal, show, space::Space};

/// Bytes by which spreadsheets know UTF-8.
const MARK: &str = "\u{feff}";

/// Writes one table of the space: `items`, `places`, `members`, `loans`, `bookings`, `requests`.
pub(crate) fn table(space: &Space, what: &str, now: Timestamp) -> Result<String, ApiError> {
    match what {
        "items" => items(space, now),
        "places" => places(space),
        "members" => members(space),
        "loans" => loans(space, now),
        "bookings" => bookings(space, now),
        "requests" => requests(space),
        other => Err(ApiError::new(ErrorCode::UnknownFormat).with("what", other)),
    }
}

/// A table on its way.
struct Rows(csv::Writer<Vec<u8>>);

impl Rows {
    fn headed<'a>(headings: impl IntoIterator<Item = &'a str>) -> Result<Self, ApiError> {
        let mut rows = Self(csv::Writer::from_writer(MARK.as_bytes().to_vec()));
        rows.add(headings.into_iter().map(str::to_owned))?;
        Ok(rows)
    }

    fn add(&mut self, cells: impl IntoIterator<Item = String>) -> Result<(), ApiError> {
        let cells = cells.into_iter().map(guarded);
        self.0.write_record(cells).map_err(|error| internal(&error))
    }

    fn text(self) -> Result<String, ApiError> {
        let bytes = self.0.into_inner().map_err(|error| internal(&error))?;
        String::from_utf8(bytes).map_err(|error| internal(&error))
    }
}

/// Writes rows of any table, the first of which are headings.
pub(crate) fn rows(all: Vec<Vec<String>>) -> Result<String, ApiError> {
    let mut all = all.into_iter();
    let heads = all.next().unwrap_or_default();
    let mut table = Rows::headed(heads.iter().map(String::as_str))?;
    for row in all {
        table.add(row)?;
    }
    table.text()
}

/// Returns a cell that no spreadsheet takes for a formula. Numbers stay numbers.
fn guarded(cell: String) -> String {
    let begins = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if begins && cell.parse::<f64>().is_err() { format!("'{cell}") } else { cell }
}

/// Returns how serde writes a value that is one word.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}

fn maybe(at: Option<Timestamp>) -> String {
    at.map(instant).unwrap_or_default()
}

fn items(space: &Space, now: Timestamp) -> Result<String, ApiError> {
    let headings = [
        "name",
        "tag",
        "category",
        "place",
        "quantity",
        "note",
        "available",
        "status",
        "owner",
        "id",
        "condition",
        "keeper",
    ];
    let own: BTreeSet<&str> = space
        .catalogue
        .items()
        .flat_map(|shelved| shelved.item.fields.keys())
        .map(String::as_str)
        .collect();
    // A field that somebody called as a heading would be read as that one.
    let shown = |name: &&str| match headings.contains(name) {
        true => format!("field: {name}"),
        false => (*name).to_owned(),
    };
    let all: Vec<String> =
        headings.iter().map(|name| (*name).to_owned()).chain(own.iter().map(shown)).collect();
    let mut rows = Rows::headed(all.iter().map(String::as_str))?;
    for shelved in space.catalogue.items() {
        let item = &shelved.item;
        let row = show::plain_row(space, item, now);
        let condition = space.upkeep().item(&item.id).and_then(|kept| kept.condition());
        let cells = [
            row.name,
            row.tag,
            row.category,
            row.place,
            row.quantity.to_string(),
            item.note.clone(),
            row.available.to_string(),
            word(&row.status),
            row.owner_name,
            row.id.to_string(),
            condition.map(|condition| word(&condition)).unwrap_or_default(),
            item.keeper().map(|id| space.catalogue.name_of(&id).to_owned()).unwrap_or_default(),
        ];
        let extras = own.iter().map(|name| item.fields.get(*name).cloned().unwrap_or_default());
        rows.add(cells.into_iter().chain(extras))?;
    }
    rows.text()
}

fn places(space: &Space) -> Result<String, ApiError> {
    let mut rows = Rows::headed(["path", "name", "items", "inside", "id"])?;
    for place in show::places(space) {
        let inside = place.inside.map(|id| id.to_string()).unwrap_or_default();
        let items = place.items.to_string();
        rows.add([place.path, place.name, items, inside, place.id.to_string()])?;
    }
    rows.text()
}

fn members(space: &Space) -> Result<String, ApiError> {
    let headings = ["name", "role", "standing", "loans open", "email", "phone", "devices", "id"];
    let mut rows = Rows::headed(headings)?;
    let members = space.membership().members().filter_map(|(id, _)| show::member(space, id));
    for member in members {
        rows.add([
            member.name,
            word(&member.role),
            word(&member.standing),
            member.loans_open.to_string(),
            member.contact.email,
            member.contact.phone,
            member.devices.len().to_string(),
            member.id.to_string(),
        ])?;
    }
    rows.text()
}

fn loans(space: &Space, now: Timestamp) -> Result<String, ApiError> {
    let mut rows = Rows::headed([
        "item",
        "tag",
        "to",
        "given by",
        "quantity",
        "returned",
        "since",
        "due",
        "returned at",
        "status",
        "lost at",
        "extended",
        "cancelled",
        "item id",
        "to id",
        "id",
    ])?;
    for loan in space.lending().loans() {
        let loan = show::loan(space, loan, now);
        rows.add([
            loan.item_name,
            loan.tag,
            loan.to_name,
            loan.by_name,
            loan.quantity.to_string(),
            loan.returned.to_string(),
            instant(loan.since),
            maybe(loan.due),
            maybe(loan.returned_at),
            word(&loan.status),
            maybe(loan.lost),
            loan.extended.to_string(),
            if loan.cancelled { "yes" } else { "" }.to_owned(),
            loan.item.to_string(),
            loan.to.to_string(),
            loan.id.to_string(),
        ])?;
    }
    rows.text()
}

/// Writes a row for each time of each booking.
fn bookings(space: &Space, now: Timestamp) -> Result<String, ApiError> {
    let mut rows = Rows::headed([
        "booked",
        "tag",
        "by",
        "quantity",
        "start",
        "end",
        "stands",
        "status",
        "certainty",
        "zone",
        "rule",
        "what for",
        "booked id",
        "by id",
        "id",
    ])?;
    for booking in space.bookings().bookings() {
        let Some((resource, _)) = show::taken(space, &booking) else { continue };
        let view = show::booking(space, &booking, now);
        for (during, outcome) in booking.times() {
            rows.add([
                view.name.clone(),
                view.tag.clone(),
                view.by_name.clone(),
                view.quantity.to_string(),
                instant(during.start),
                instant(during.end),
                if outcome == Outcome::Stands { "yes" } else { "" }.to_owned(),
                word(&view.status),
                word(&view.certainty),
                view.zone.clone(),
                view.rule.clone(),
                view.what_for.clone(),
                show::resource_id(&resource),
                view.by.to_string(),
                view.id.to_string(),
            ])?;
        }
    }
    rows.text()
}

fn requests(space: &Space) -> Result<String, ApiError> {
    let mut rows = Rows::headed([
        "item",
        "tag",
        "by",
        "quantity",
        "asked at",
        "until",
        "status",
        "answered by",
        "item id",
        "by id",
        "id",
    ])?;
    for request in space.lending().requests() {
        let request = show::request(space, request);
        rows.add([
            request.item_name,
            request.tag,
            request.by_name,
            request.quantity.to_string(),
            instant(request.at),
            maybe(request.due),
            word(&request.status),
            request.answered_by,
            request.item.to_string(),
            request.by.to_string(),
            request.id.to_string(),
        ])?;
    }
    rows.text()
}
