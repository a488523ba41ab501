//! Boards of other programs: Trello, Kanboard and Focalboard as they export them, and tables.
//!
//! Invariant: every card, column, label, line of a check-list, day and comment of a file is read, or
//! named among what is left with the reason. What is read is bounded, and is words.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

use serde_json::Value;
use zip::ZipArchive;

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

    /// Returns a day, or names what says none.
    fn day(&mut self, card: &str, value: Option<&Value>) -> String {
        let found = day(value);
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

    fn bounded(mut self) -> Self {
        for card in self.cards.split_off(self.cards.len().min(MOST_CARDS)) {
            self.leave(&card.title, "too-many");
        }
        self
    }
}

/// Reads a board of any of these kinds, packed or not; nothing if it is none.
pub(crate) fn read(name: &str, bytes: &[u8]) -> Option<ForeignBoard> {
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes);
    }
    unpacked(name, &String::from_utf8_lossy(bytes))
}

/// Reads the first board of a packed archive of Focalboard; the others are named among what is left.
fn packed(bytes: &[u8]) -> Option<ForeignBoard> {
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
        let Some(board) = unpacked("board.jsonl", &String::from_utf8_lossy(&text)) else {
            continue;
        };
        match &mut found {
            Some(first) => first.leave(&board.name, "other-board"),
            None => found = Some(board),
        }
    }
    found
}

fn unpacked(name: &str, text: &str) -> Option<ForeignBoard> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        let board = trello(&value).or_else(|| kanboard(&value));
        return board
            .or_else(|| focalboard(std::slice::from_ref(&value)))
            .map(ForeignBoard::bounded);
    }
    let lines: Result<Vec<Value>, _> =
        text.lines().filter(|line| !line.trim().is_empty()).map(serde_json::from_str).collect();
    if let Some(board) = lines.ok().and_then(|lines| focalboard(&lines)) {
        return Some(board.bounded());
    }
    table(name, text).map(ForeignBoard::bounded)
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

fn place(value: &Value) -> f64 {
    value.get("pos").and_then(Value::as_f64).unwrap_or(0.0)
}

/// Returns the day of an instant or a day, in text or in seconds since 1970.
fn day(value: Option<&Value>) -> String {
    let found = match value {
        Some(Value::String(text)) => {
            let head: String = text.chars().take(10).collect();
            let seconds = text.parse::<i64>().ok().filter(|seconds| *seconds > 0);
            head.parse::<chrono::NaiveDate>().ok().or_else(|| of_seconds(seconds?))
        }
        Some(Value::Number(number)) => {
            let number = number.as_i64().filter(|number| *number > 0);
            // Focalboard counts milliseconds.
            number.and_then(|it| of_seconds(if it > 100_000_000_000 { it / 1000 } else { it }))
        }
        _ => None,
    };
    found.map(|day| day.to_string()).unwrap_or_default()
}

fn of_seconds(seconds: i64) -> Option<chrono::NaiveDate> {
    Some(chrono::DateTime::from_timestamp(seconds, 0)?.date_naive())
}

/// Reads what Trello exports.
fn trello(value: &Value) -> Option<ForeignBoard> {
    value.get("lists")?.as_array()?;
    value.get("cards")?.as_array()?;
    let mut board = ForeignBoard {
        format: "trello",
        name: text(value, "name").to_owned(),
        ..Default::default()
    };
    let mut lists: Vec<&Value> = list(value, "lists").iter().collect();
    lists.sort_by(|one, other| place(one).total_cmp(&place(other)));
    let names: BTreeMap<&str, &str> =
        lists.iter().map(|list| (text(list, "id"), text(list, "name"))).collect();
    for list in lists {
        match truth(list, "closed") {
            true => board.leave(text(list, "name"), "closed-column"),
            false => board.columns.push(text(list, "name").to_owned()),
        }
    }
    let members: BTreeMap<&str, &str> =
        list(value, "members").iter().map(|it| (text(it, "id"), text(it, "fullName"))).collect();
    let fields: BTreeMap<&str, &Value> =
        list(value, "customFields").iter().map(|it| (text(it, "id"), it)).collect();
    let mut cards: Vec<&Value> = list(value, "cards").iter().collect();
    cards.sort_by(|one, other| place(one).total_cmp(&place(other)));
    let here: BTreeSet<&str> = cards.iter().map(|card| text(card, "id")).collect();
    for checks in list(value, "checklists") {
        if !here.contains(text(checks, "idCard")) {
            board.leave(text(checks, "name"), "no-card");
        }
    }
    for card in cards {
        let key = text(card, "id");
        let labels = list(card, "labels").iter().map(|label| match text(label, "name") {
            "" => text(label, "color").to_owned(),
            name => name.to_owned(),
        });
        let people = list(card, "idMembers").iter().filter_map(Value::as_str);
        // Whoever left the board is not named in it any more.
        let people = people.map(|id| members.get(id).copied().unwrap_or(id).to_owned());
        let mut lists: Vec<&Value> =
            list(value, "checklists").iter().filter(|it| text(it, "idCard") == key).collect();
        lists.sort_by(|one, other| place(one).total_cmp(&place(other)));
        let checks = lists.iter().flat_map(|it| {
            let mut items: Vec<&Value> = list(it, "checkItems").iter().collect();
            items.sort_by(|one, other| place(one).total_cmp(&place(other)));
            items
                .into_iter()
                .map(|item| (text(item, "name").to_owned(), text(item, "state") == "complete"))
        });
        let said = list(value, "actions").iter().filter(|action| {
            let data = action.get("data");
            text(action, "type") == "commentCard"
                && data.and_then(|it| it.get("card")).is_some_and(|it| text(it, "id") == key)
        });
        let mut comments: Vec<(String, String)> = said
            .map(|action| {
                let by = action.get("memberCreator").map_or("", |it| text(it, "fullName"));
                let words = action.get("data").map_or("", |it| text(it, "text"));
                (by.to_owned(), words.to_owned())
            })
            .collect();
        // They are exported the newest first.
        comments.reverse();
        for file in list(card, "attachments") {
            board.leave(text(file, "name"), "attachment");
        }
        let extra = list(card, "customFieldItems").iter().filter_map(|item| {
            let field = fields.get(text(item, "idCustomField"))?;
            let said = item.get("value").and_then(Value::as_object);
            let said = said.and_then(|it| it.values().next()?.as_str().map(str::to_owned));
            let chosen = || {
                let options = list(field, "options").iter();
                let mut found = options.filter(|it| text(it, "id") == text(item, "idValue"));
                Some(text(found.next()?.get("value")?, "text").to_owned())
            };
            Some((text(field, "name").to_owned(), said.or_else(chosen)?))
        });
        let due = board.day(text(card, "name"), card.get("due"));
        board.cards.push(ForeignCard {
            key: key.to_owned(),
            title: text(card, "name").to_owned(),
            text: text(card, "desc").to_owned(),
            column: names.get(text(card, "idList")).copied().unwrap_or_default().to_owned(),
            due,
            labels: labels.filter(|label| !label.is_empty()).collect(),
            people: people.collect(),
            checks: checks.collect(),
            comments,
            archived: truth(card, "closed"),
            fields: extra.collect(),
        });
    }
    Some(board)
}

/// Reads what Kanboard answers to `getBoard`: lanes of columns of tasks.
fn kanboard(value: &Value) -> Option<ForeignBoard> {
    let lanes = value.get("result").unwrap_or(value).as_array()?;
    lanes.iter().find(|lane| lane.get("columns").is_some())?;
    let mut board = ForeignBoard { format: "kanboard", ..Default::default() };
    for lane in lanes {
        for column in list(lane, "columns") {
            let name = text(column, "title").to_owned();
            if !board.columns.contains(&name) {
                board.columns.push(name.clone());
            }
            if board.name.is_empty() {
                text(column, "project_name").clone_into(&mut board.name);
            }
            for task in list(column, "tasks") {
                let label = |label: &Value| match label {
                    Value::String(name) => name.clone(),
                    other => text(other, "name").to_owned(),
                };
                let mut labels: Vec<String> = list(task, "tags").iter().map(label).collect();
                labels.extend([text(task, "category_name").to_owned()]);
                let person = [text(task, "assignee_name"), text(task, "assignee_username")];
                let person = person.into_iter().find(|name| !name.is_empty());
                let subtasks = list(task, "subtasks")
                    .iter()
                    .map(|it| (text(it, "title").to_owned(), id(it, "status") == "2"));
                let comments = list(task, "comments").iter();
                let comments = comments
                    .map(|it| (text(it, "name").to_owned(), text(it, "comment").to_owned()));
                let lane = [text(lane, "name"), text(lane, "title")];
                let lane = lane.into_iter().find(|name| !name.is_empty());
                let fields = lane.map(|lane| ("Swimlane".to_owned(), lane.to_owned()));
                let due = board.day(text(task, "title"), task.get("date_due"));
                let card = ForeignCard {
                    key: id(task, "id"),
                    title: text(task, "title").to_owned(),
                    text: text(task, "description").to_owned(),
                    column: name.clone(),
                    due,
                    labels: labels.into_iter().filter(|it| !it.is_empty()).collect(),
                    people: person.map(str::to_owned).into_iter().collect(),
                    checks: subtasks.collect(),
                    comments: comments.collect(),
                    archived: id(task, "is_active") == "0",
                    fields: fields.into_iter().collect(),
                };
                let told = |key: &str| id(task, key).parse::<u32>().unwrap_or(0);
                if card.checks.is_empty() && told("nb_subtasks") > 0 {
                    board.leave(&card.title, "checks-elsewhere");
                }
                if card.comments.is_empty() && told("nb_comments") > 0 {
                    board.leave(&card.title, "comments-elsewhere");
                }
                if told("nb_files") > 0 {
                    board.leave(&card.title, "attachment");
                }
                board.cards.push(card);
            }
        }
    }
    Some(board)
}

/// Reads the lines of Focalboard's archive, or a list of its blocks.
fn focalboard(lines: &[Value]) -> Option<ForeignBoard> {
    let blocks: Vec<&Value> = lines
        .iter()
        .flat_map(|line| match line {
            Value::Array(blocks) => blocks.iter().collect::<Vec<_>>(),
            other => vec![other],
        })
        .map(|line| line.get("data").unwrap_or(line))
        .collect();
    let of = |kind: &'static str| blocks.iter().copied().filter(move |it| text(it, "type") == kind);
    // A board is a block of its own in former versions, and has no such word in later ones.
    let is_board = |it: &&Value| text(it, "type") == "board" || it.get("cardProperties").is_some();
    let head = blocks.iter().copied().find(is_board)?;
    let inside = head.get("fields").unwrap_or(head);
    let properties = match list(head, "cardProperties") {
        [] => list(inside, "cardProperties"),
        properties => properties,
    };
    let grouped = of("view").find_map(|view| {
        let group = view.get("fields").map_or("", |fields| text(fields, "groupById"));
        Some(group).filter(|group| !group.is_empty())
    });
    let first =
        || properties.iter().find(|it| text(it, "type") == "select").map(|it| text(it, "id"));
    let group = grouped.or_else(first).unwrap_or_default();
    let named = |property: &Value, id: &str| {
        let found = list(property, "options").iter().find(|option| text(option, "id") == id);
        found.map_or_else(|| id.to_owned(), |option| text(option, "value").to_owned())
    };
    let columns = properties.iter().find(|it| text(it, "id") == group);
    let columns = columns.map(|it| list(it, "options")).unwrap_or_default();
    let mut board = ForeignBoard {
        format: "focalboard",
        name: text(head, "title").to_owned(),
        columns: columns.iter().map(|option| text(option, "value").to_owned()).collect(),
        ..Default::default()
    };
    for block in of("card") {
        let key = text(block, "id");
        let mut card = ForeignCard {
            key: key.to_owned(),
            title: text(block, "title").to_owned(),
            archived: block.get("deleteAt").and_then(Value::as_i64).is_some_and(|at| at > 0),
            ..Default::default()
        };
        let fields = block.get("fields");
        let values = fields.and_then(|it| it.get("properties")).and_then(Value::as_object);
        for (id, value) in values.into_iter().flatten() {
            let Some(property) = properties.iter().find(|it| text(it, "id") == id) else {
                continue;
            };
            let several: Vec<&str> = match value {
                Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
                Value::String(value) => vec![value.as_str()],
                _ => Vec::new(),
            };
            let names = several.iter().map(|value| named(property, value));
            match text(property, "type") {
                _ if id == group => card.column = names.collect::<Vec<_>>().join(", "),
                "select" | "multiSelect" => card.labels.extend(names),
                "person" | "multiPerson" => card.people.extend(names),
                "date" => {
                    let said = several.first().copied().unwrap_or_default();
                    let read = serde_json::from_str::<Value>(said).ok();
                    let from = read.as_ref().and_then(|it| it.get("from"));
                    card.due = board.day(&card.title, from.or(read.as_ref()));
                }
                _ => {
                    let name = text(property, "name").to_owned();
                    card.fields.insert(name, several.join(", "));
                }
            }
        }
        let order = fields.map(|it| list(it, "contentOrder")).unwrap_or_default();
        let mut parts: Vec<&Value> =
            blocks.iter().copied().filter(|it| text(it, "parentId") == key).collect();
        parts.sort_by_key(|part| order.iter().position(|id| id.as_str() == Some(text(part, "id"))));
        let mut texts = Vec::new();
        for part in parts {
            let title = text(part, "title").to_owned();
            match text(part, "type") {
                "text" => texts.push(title),
                "checkbox" => {
                    let done = part.get("fields").is_some_and(|fields| truth(fields, "value"));
                    card.checks.push((title, done));
                }
                "comment" => card.comments.push((text(part, "createdBy").to_owned(), title)),
                "divider" => texts.push("---".to_owned()),
                "image" | "attachment" => board.leave(&card.title, "attachment"),
                _ => board.leave(&title, "unknown"),
            }
        }
        card.text = texts.join("\n\n");
        board.cards.push(card);
    }
    Some(board)
}

/// What the headings of tables mean.
const HEADINGS: [(&str, &[&str]); 7] = [
    ("title", &["title", "titre", "card", "carte", "name", "nom", "task"]),
    ("column", &["column", "colonne", "list", "status", "etape", "stage"]),
    ("due", &["due", "due date", "echeance", "date_due"]),
    ("people", &["people", "for", "pour", "assignee", "members"]),
    ("labels", &["labels", "etiquettes", "tags", "category"]),
    ("checks", &["checks", "check-list", "checklist", "liste a cocher"]),
    ("text", &["text", "texte", "description", "notes"]),
];

/// Reads a table with a line for each card.
fn table(name: &str, content: &str) -> Option<ForeignBoard> {
    let head = content.lines().next()?;
    let most = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| head.bytes().filter(|byte| byte == sign).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(most?).flexible(true).from_reader(content.as_bytes());
    let heads: Vec<String> = reader.headers().ok()?.iter().map(str::to_owned).collect();
    let meanings: Vec<Option<&str>> = heads
        .iter()
        .map(|head| {
            let folded = etabli_model::text::fold_for_search(head);
            let mut known = HEADINGS.iter();
            known.find(|(_, names)| names.contains(&folded.as_str())).map(|(meaning, _)| *meaning)
        })
        .collect();
    meanings.iter().find(|meaning| **meaning == Some("title"))?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let mut board = ForeignBoard { format: "csv", name: stem, ..Default::default() };
    for (line, row) in reader.records().enumerate() {
        let Ok(row) = row else {
            board.leave(&(line + 2).to_string(), "line");
            continue;
        };
        let mut card = ForeignCard::default();
        for ((cell, meaning), head) in row.iter().zip(&meanings).zip(&heads) {
            let parts = || cell.split(',').map(str::trim).filter(|it| !it.is_empty());
            match meaning {
                Some("title") => cell.clone_into(&mut card.title),
                Some("column") => cell.clone_into(&mut card.column),
                Some("due") => {
                    card.due = crate::moment::day(cell, crate::clock::today())
                        .map(|day| day.to_string())
                        .unwrap_or_default();
                    if card.due.is_empty() && !cell.trim().is_empty() {
                        board.leave(cell, "day");
                    }
                }
                Some("people") => card.people.extend(parts().map(str::to_owned)),
                Some("labels") => card.labels.extend(parts().map(str::to_owned)),
                Some("checks") => card.checks.extend(cell.lines().map(|line| {
                    let done = line.trim_start().starts_with("[x]");
                    let title = line.trim_start_matches("[x]").trim_start_matches("[ ]");
                    (title.trim().to_owned(), done)
                })),
                Some("text") => cell.clone_into(&mut card.text),
                Some(_) => {}
                None if !cell.trim().is_empty() => {
                    card.fields.insert(head.clone(), cell.to_owned());
                }
                None => {}
            }
        }
        if card.title.trim().is_empty() {
            board.leave(&(line + 2).to_string(), "no-title");
            continue;
        }
        // The same line twice is the same card.
        let digest = blake3::hash(format!("{}\n{}", card.title, card.column).as_bytes());
        card.key = digest.to_hex().chars().take(32).collect();
        if !card.column.is_empty() && !board.columns.contains(&card.column) {
            board.columns.push(card.column.clone());
        }
        board.cards.push(card);
    }
    Some(board)
}

#[cfg(test)]
mod tests;
