//! Boards of other programs: Trello, Kanboard and Focalboard as they export them, and tables.
//!
//! Invariant: every card, column, label, line of a check-list, day and comment of a file is read, or
//! named among what is left with the reason. What is read is bounded, and is words. What a card
//! here has no place for is a field of it, under the name that the file gives it.

mod focalboard;
mod kanboard;
mod table;
mod trello;

use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};

use etabli_model::time::Timestamp;
use serde_json::Value;
use zip::ZipArchive;

use super::text as encoded;
use crate::wall::Zone;

/// The most cards that one file brings.
const MOST_CARDS: usize = 5_000;
/// The most that is named of what is left.
const MOST_LEFT: usize = 200;
/// The most bytes that the boards of an archive may have, unpacked.
const MOST_UNPACKED: u64 = 64 << 20;
/// The most parts of an archive that are looked at.
const MOST_PARTS: usize = 10_000;

/// A card as a file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ForeignCard {
    /// What names it in the file.
    pub(crate) key: String,
    /// Its title.
    pub(crate) title: String,
    /// Its text.
    pub(crate) text: String,
    /// The name of its column.
    pub(crate) column: String,
    /// The day it is due, like `2026-12-24`, or empty.
    pub(crate) due: String,
    /// Its labels.
    pub(crate) labels: Vec<String>,
    /// The names of whom it is for.
    pub(crate) people: Vec<String>,
    /// Its check-lists, each line with whether it is done.
    pub(crate) checks: Vec<(String, bool)>,
    /// Comments with who wrote them.
    pub(crate) comments: Vec<(String, String)>,
    /// Whether it is put away.
    pub(crate) archived: bool,
    /// What it has that a card here has not, each by its name.
    pub(crate) fields: BTreeMap<String, String>,
}

/// A board as a file has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ForeignBoard {
    /// Whose file it is.
    pub(crate) format: &'static str,
    /// Its name.
    pub(crate) name: String,
    /// The names of its columns in their order.
    pub(crate) columns: Vec<String>,
    /// Its cards, by column in their order.
    pub(crate) cards: Vec<ForeignCard>,
    /// What cannot be brought, each with the end of the message that says why.
    pub(crate) left: Vec<(String, String)>,
}

impl ForeignBoard {
    fn leave(&mut self, what: &str, why: &str) {
        if self.left.len() < MOST_LEFT {
            self.left.push((what.to_owned(), why.to_owned()));
        }
    }

    /// Returns the day of an instant or a day, or names what says none.
    fn day(&mut self, card: &str, value: Option<&Value>, zone: &Zone) -> String {
        let found = day(value, zone);
        let said = match value {
            Some(Value::String(said)) => !matches!(said.trim(), "" | "0"),
            Some(Value::Number(number)) => number.as_i64() != Some(0),
            _ => false,
        };
        if found.is_empty() && said {
            self.leave(card, "day");
        }
        found
    }

    /// Names what is said of the board as a whole.
    fn about(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.leave(text.trim().lines().next().unwrap_or_default(), "about");
        }
    }

    fn bounded(mut self) -> Self {
        for card in self.cards.split_off(self.cards.len().min(MOST_CARDS)) {
            self.leave(&card.title, "too-many");
        }
        self
    }
}

/// Reads a board of any of these kinds, packed or not; nothing if it is none. Instants are days of
/// a zone: what is due on an evening in Paris is due on that day.
pub(crate) fn read(name: &str, bytes: &[u8], zone: &Zone) -> Option<ForeignBoard> {
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes, zone);
    }
    unpacked(name, &encoded::read(bytes)?.0, zone)
}

/// Reads the first board of a packed archive of Focalboard; the others are named among what is left.
fn packed(bytes: &[u8], zone: &Zone) -> Option<ForeignBoard> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut room = MOST_UNPACKED;
    let mut found: Option<ForeignBoard> = None;
    for index in 0..archive.len().min(MOST_PARTS) {
        let Ok(part) = archive.by_index(index) else { continue };
        if !part.name().is_ok_and(|name| name.ends_with("board.jsonl")) {
            continue;
        }
        let mut text = Vec::new();
        // What unpacks to more than anybody wrote is not looked at any further.
        part.take(room.saturating_add(1)).read_to_end(&mut text).ok()?;
        room = room.checked_sub(u64::try_from(text.len()).ok()?)?;
        let Some(board) = unpacked("board.jsonl", &String::from_utf8_lossy(&text), zone) else {
            continue;
        };
        match &mut found {
            Some(first) => first.leave(&board.name, "other-board"),
            None => found = Some(board),
        }
    }
    found
}

fn unpacked(name: &str, text: &str, zone: &Zone) -> Option<ForeignBoard> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let board = trello::read(&value, zone).or_else(|| kanboard::read(&value, zone));
        return board
            .or_else(|| focalboard::read(std::slice::from_ref(&value)))
            .map(ForeignBoard::bounded);
    }
    let lines: Result<Vec<Value>, _> =
        text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect();
    if let Some(board) = lines.ok().and_then(|lines| focalboard::read(&lines)) {
        return Some(board.bounded());
    }
    table::read(name, text).map(ForeignBoard::bounded)
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn truth(value: &Value, key: &str) -> bool {
    value.get(key).and_then(Value::as_bool).unwrap_or(false)
}

/// Returns an id, which some write as a number.
fn id(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Number(id)) => id.to_string(),
        _ => String::new(),
    }
}

/// Returns the text of a field that is neither nothing nor zero.
fn said(value: &Value, key: &str) -> Option<String> {
    let text = id(value, key);
    (!matches!(text.trim(), "" | "0")).then_some(text)
}

/// Returns how many a field counts.
fn told(value: &Value, key: &str) -> usize {
    id(value, key).parse().unwrap_or(0)
}

fn place(value: &Value) -> f64 {
    value.get("pos").and_then(Value::as_f64).unwrap_or(0.0)
}

/// Returns the day of an instant or a day, in text, or in seconds or milliseconds since 1970.
fn day(value: Option<&Value>, zone: &Zone) -> String {
    let of_seconds = |seconds: i64| of_instant(seconds.checked_mul(1000)?, zone);
    let found = match value {
        Some(Value::String(text)) => {
            let instant = chrono::DateTime::parse_from_rfc3339(text.trim()).ok();
            let instant = instant.and_then(|at| of_instant(at.timestamp_millis(), zone));
            let head = || text.chars().take(10).collect::<String>().parse().ok();
            let seconds = || text.parse().ok().filter(|it| *it > 0).and_then(of_seconds);
            instant.or_else(head).or_else(seconds)
        }
        Some(Value::Number(number)) => {
            let number = number.as_i64().filter(|number| *number > 0);
            // Focalboard counts milliseconds.
            let of = |it| if it > 100_000_000_000 { of_instant(it, zone) } else { of_seconds(it) };
            number.and_then(of)
        }
        _ => None,
    };
    found.map(|day| day.to_string()).unwrap_or_default()
}

fn of_instant(milliseconds: i64, zone: &Zone) -> Option<chrono::NaiveDate> {
    zone.date(Timestamp(milliseconds))?.to_string().parse().ok()
}

#[cfg(test)]
mod tests;
