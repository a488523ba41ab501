//! The lines of Focalboard's archive, or a list of its blocks: a board, its views, cards, and what
//! stands in each card.
//!
//! A day is kept as noon of that day by UTC, whatever the zone of whoever chose it.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{ForeignBoard, ForeignCard, list, text, truth};
use crate::wall::Zone;

/// What names of days that a card is due begin with, folded.
const DUE: [&str; 6] = ["due", "deadline", "echeance", "date limite", "date d'echeance", "pour le"];

/// Reads the first board; the others are named among what is left.
pub(super) fn read(lines: &[Value]) -> Option<ForeignBoard> {
    let blocks: Vec<&Value> = lines
        .iter()
        .flat_map(|line| match line {
            Value::Array(blocks) => blocks.iter().collect::<Vec<_>>(),
            other => vec![other],
        })
        .map(|line| line.get("data").unwrap_or(line))
        .collect();
    // A board is a block of its own in former versions, and has no such word in later ones.
    let is_board = |it: &&Value| text(it, "type") == "board" || it.get("cardProperties").is_some();
    let mut heads = blocks.iter().copied().filter(is_board);
    let head = heads.next()?;
    let inside = head.get("fields").unwrap_or(head);
    let either = |key: &str| match list(head, key) {
        [] => list(inside, key),
        found => found,
    };
    let properties = either("cardProperties");
    let board_id = text(head, "id");
    let views: Vec<&Value> = blocks
        .iter()
        .copied()
        .filter(|it| text(it, "type") == "view" && belongs(it, board_id))
        .filter_map(|view| view.get("fields"))
        .collect();
    let grouped = views.iter().map(|view| text(view, "groupById")).find(|id| !id.is_empty());
    let first =
        || properties.iter().find(|it| text(it, "type") == "select").map(|it| text(it, "id"));
    let group = grouped.or_else(first).unwrap_or_default();
    let columns = properties.iter().find(|it| text(it, "id") == group);
    let columns = columns.map(|it| list(it, "options")).unwrap_or_default();
    let mut board = ForeignBoard {
        format: "focalboard",
        name: text(head, "title").to_owned(),
        columns: columns.iter().map(|option| text(option, "value").to_owned()).collect(),
        ..Default::default()
    };
    let about = [text(head, "description"), text(inside, "description")];
    board.about(about.into_iter().find(|it| !it.is_empty()).unwrap_or_default());
    for other in heads.filter(|it| text(it, "id") != board_id) {
        board.leave(text(other, "title"), "other-board");
    }
    let Ok(utc) = Zone::named(Some("UTC")) else { return Some(board) };
    let mut inside: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for block in &blocks {
        inside.entry(text(block, "parentId")).or_default().push(block);
    }
    let file = File { properties, group, inside, utc };
    // People lay cards in an order of their own, which a view keeps.
    let order = views.iter().map(|view| list(view, "cardOrder")).find(|order| !order.is_empty());
    let order: BTreeMap<&str, usize> =
        order.into_iter().flatten().filter_map(Value::as_str).zip(0..).collect();
    let cards = blocks.iter().copied().filter(|it| text(it, "type") == "card");
    let mut cards: Vec<&Value> = cards.filter(|it| belongs(it, board_id)).collect();
    cards.sort_by_key(|card| order.get(text(card, "id")).copied().unwrap_or(usize::MAX));
    for block in cards {
        if block.get("fields").is_some_and(|fields| truth(fields, "isTemplate")) {
            board.leave(text(block, "title"), "template");
            continue;
        }
        let card = file.card(block, &mut board);
        board.cards.push(card);
    }
    Some(board)
}

/// Returns whether a block is of a board; where it does not say so, it is.
fn belongs(block: &Value, board: &str) -> bool {
    let said = ["boardId", "rootId", "parentId"].map(|key| text(block, key));
    said.into_iter().find(|id| !id.is_empty()).is_none_or(|id| id == board)
}

/// What cards of a board name.
struct File<'a> {
    properties: &'a [Value],
    /// The property that is the columns.
    group: &'a str,
    /// Blocks by the one in which they are.
    inside: BTreeMap<&'a str, Vec<&'a Value>>,
    utc: Zone,
}

impl File<'_> {
    fn card(&self, block: &Value, board: &mut ForeignBoard) -> ForeignCard {
        let mut card = ForeignCard {
            key: text(block, "id").to_owned(),
            title: text(block, "title").to_owned(),
            archived: block.get("deleteAt").and_then(Value::as_i64).is_some_and(|at| at > 0),
            ..Default::default()
        };
        let fields = block.get("fields");
        let values = fields.and_then(|it| it.get("properties"));
        let mut days = Vec::new();
        // In the order of the board: of several days, the first is the one that it is due.
        for property in self.properties {
            let value = values.and_then(|it| it.get(text(property, "id")));
            let several: Vec<&str> = match value {
                Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).collect(),
                Some(Value::String(value)) if !value.is_empty() => vec![value.as_str()],
                _ => continue,
            };
            let names = several.iter().map(|value| named(property, value));
            match text(property, "type") {
                _ if text(property, "id") == self.group => {
                    card.column = names.collect::<Vec<_>>().join(", ");
                }
                "select" | "multiSelect" => card.labels.extend(names),
                "person" | "multiPerson" => card.people.extend(names),
                "date" => {
                    let read = serde_json::from_str::<Value>(several.first().unwrap_or(&"")).ok();
                    let part = |key: &str| read.as_ref().and_then(|it| it.get(key));
                    let (from, to) = (part("from").or(read.as_ref()), part("to"));
                    let from = board.day(&card.title, from, &self.utc);
                    let to = board.day(&card.title, to, &self.utc);
                    days.push((text(property, "name"), from, to));
                }
                _ => {
                    card.fields.insert(text(property, "name").to_owned(), several.join(", "));
                }
            }
        }
        place_days(&mut card, days);
        self.fill(&mut card, block, board);
        card
    }

    /// Reads what stands in a card, in its order.
    fn fill(&self, card: &mut ForeignCard, block: &Value, board: &mut ForeignBoard) {
        let order = block.get("fields").map(|it| list(it, "contentOrder")).unwrap_or_default();
        // What stands side by side is a list in the list.
        let order = order.iter().flat_map(|part| match part {
            Value::Array(row) => row.iter().collect::<Vec<_>>(),
            one => vec![one],
        });
        let order: BTreeMap<&str, usize> = order.filter_map(Value::as_str).zip(0..).collect();
        let mut parts = self.inside.get(card.key.as_str()).cloned().unwrap_or_default();
        let created = |part: &Value| part.get("createAt").and_then(Value::as_i64).unwrap_or(0);
        parts.sort_by_key(|part| {
            (order.get(text(part, "id")).copied().unwrap_or(usize::MAX), created(part))
        });
        let mut texts: Vec<String> = Vec::new();
        for part in parts {
            let title = text(part, "title");
            let mut write = |before: &str| {
                if !title.trim().is_empty() {
                    texts.push(format!("{before}{title}"));
                }
            };
            match text(part, "type") {
                "text" => write(""),
                "h1" => write("# "),
                "h2" => write("## "),
                "h3" => write("### "),
                "list-item" => write("- "),
                "quote" => write("> "),
                "checkbox" => {
                    let done = part.get("fields").is_some_and(|fields| truth(fields, "value"));
                    card.checks.push((title.to_owned(), done));
                }
                "comment" => {
                    card.comments.push((text(part, "createdBy").to_owned(), title.to_owned()));
                }
                "divider" => texts.push("---".to_owned()),
                "image" | "attachment" | "video" => board.leave(&card.title, "attachment"),
                _ => board.leave(&card.title, "unknown"),
            }
        }
        card.text = texts.join("\n\n");
    }
}

/// Returns the name of what was chosen.
fn named(property: &Value, id: &str) -> String {
    let found = list(property, "options").iter().find(|option| text(option, "id") == id);
    found.map_or_else(|| id.to_owned(), |option| text(option, "value").to_owned())
}

/// Says when a card is due: by the day whose name says so, or by the first; all else is a field.
fn place_days(card: &mut ForeignCard, days: Vec<(&str, String, String)>) {
    let due = days.iter().position(|(name, ..)| {
        let name = etabli_model::text::fold_for_search(name);
        DUE.iter().any(|due| name.starts_with(due))
    });
    for (at, (name, from, to)) in days.into_iter().enumerate() {
        if at == due.unwrap_or(0) {
            let (until, since) = if to.is_empty() { (from, to) } else { (to, from) };
            card.due = until;
            if !since.is_empty() {
                card.fields.insert(name.to_owned(), since);
            }
        } else {
            let said = [from, to].into_iter().filter(|day| !day.is_empty());
            let said = said.collect::<Vec<_>>().join(" – ");
            if !said.is_empty() {
                card.fields.insert(name.to_owned(), said);
            }
        }
    }
}
