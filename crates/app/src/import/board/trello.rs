//! What Trello exports: one object with lists, cards, check-lists, and actions, of which comments
//! are some. It tells at most a thousand actions, and how many comments each card has.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{ForeignBoard, ForeignCard, list, place, text, told, truth};
use crate::wall::Zone;

/// Reads a board.
pub(super) fn read(value: &Value, zone: &Zone) -> Option<ForeignBoard> {
    value.get("lists")?.as_array()?;
    value.get("cards")?.as_array()?;
    let mut board = ForeignBoard {
        format: "trello",
        name: text(value, "name").to_owned(),
        ..Default::default()
    };
    board.about(text(value, "desc"));
    let lists = sorted(list(value, "lists").iter());
    for list in &lists {
        match truth(list, "closed") {
            true => board.leave(text(list, "name"), "closed-column"),
            false => board.columns.push(text(list, "name").to_owned()),
        }
    }
    let file = File {
        value,
        zone,
        lists: lists.into_iter().map(|list| (text(list, "id"), list)).collect(),
        members: list(value, "members").iter().map(|it| (text(it, "id"), name_of(it))).collect(),
        fields: list(value, "customFields").iter().map(|it| (text(it, "id"), it)).collect(),
    };
    let cards = sorted(list(value, "cards").iter());
    let here: BTreeSet<&str> = cards.iter().map(|card| text(card, "id")).collect();
    for checks in list(value, "checklists") {
        if !here.contains(text(checks, "idCard")) {
            board.leave(text(checks, "name"), "no-card");
        }
    }
    for card in cards {
        let read = file.card(card, &mut board);
        board.cards.push(read);
    }
    Some(board)
}

fn sorted<'a>(all: impl Iterator<Item = &'a Value>) -> Vec<&'a Value> {
    let mut all: Vec<&Value> = all.collect();
    all.sort_by(|one, other| place(one).total_cmp(&place(other)));
    all
}

fn name_of(person: &Value) -> &str {
    match text(person, "fullName") {
        "" => text(person, "username"),
        name => name,
    }
}

/// What cards of a file name.
struct File<'a> {
    value: &'a Value,
    zone: &'a Zone,
    lists: BTreeMap<&'a str, &'a Value>,
    members: BTreeMap<&'a str, &'a str>,
    fields: BTreeMap<&'a str, &'a Value>,
}

impl<'a> File<'a> {
    fn card(&self, card: &'a Value, board: &mut ForeignBoard) -> ForeignCard {
        let (key, title) = (text(card, "id"), text(card, "name"));
        let labels = list(card, "labels").iter().map(|label| match text(label, "name") {
            "" => text(label, "color").to_owned(),
            name => name.to_owned(),
        });
        let people = list(card, "idMembers").iter().filter_map(Value::as_str);
        let comments = self.comments(key);
        let checks = self.checks(card, board);
        let badge = |of: &str| card.get("badges").map_or(0, |badges| told(badges, of));
        if badge("comments") > comments.len() {
            board.leave(title, "comments-elsewhere");
        }
        if badge("checkItems") > checks.len() {
            board.leave(title, "checks-elsewhere");
        }
        for file in list(card, "attachments") {
            board.leave(text(file, "name"), "attachment");
        }
        if list(card, "attachments").is_empty() && badge("attachments") > 0 {
            board.leave(title, "attachment");
        }
        let mut fields = self.fields(card);
        let mut due = board.day(title, card.get("due"), self.zone);
        // What is done by its day is not overdue here.
        if truth(card, "dueComplete") && !due.is_empty() {
            fields.insert("dueComplete".to_owned(), std::mem::take(&mut due));
        }
        let start = board.day(title, card.get("start"), self.zone);
        if !start.is_empty() {
            fields.insert("start".to_owned(), start);
        }
        let column = self.lists.get(text(card, "idList"));
        ForeignCard {
            key: key.to_owned(),
            title: title.to_owned(),
            text: text(card, "desc").to_owned(),
            column: column.map_or("", |it| text(it, "name")).to_owned(),
            due,
            labels: labels.filter(|label| !label.is_empty()).collect(),
            people: people.map(|id| self.person(id)).collect(),
            checks,
            comments,
            archived: truth(card, "closed") || column.is_some_and(|it| truth(it, "closed")),
            fields,
        }
    }

    /// Returns a name; of whoever left the board, only the id is there.
    fn person(&self, id: &str) -> String {
        self.members.get(id).copied().filter(|name| !name.is_empty()).unwrap_or(id).to_owned()
    }

    /// Returns the lines of a card's check-lists, with whom they are for and their days.
    fn checks(&self, card: &'a Value, board: &mut ForeignBoard) -> Vec<(String, bool)> {
        let of = list(self.value, "checklists").iter();
        let of = of.filter(|it| text(it, "idCard") == text(card, "id"));
        let own = list(card, "checklists").iter();
        let mut lists = sorted(of);
        if lists.is_empty() {
            lists = sorted(own);
        }
        let mut checks = Vec::new();
        for item in lists.into_iter().flat_map(|it| sorted(list(it, "checkItems").iter())) {
            let person = Some(text(item, "idMember")).filter(|id| !id.is_empty());
            let due = board.day(text(item, "name"), item.get("due"), self.zone);
            let said = person.map(|id| self.person(id)).into_iter();
            let said: Vec<String> = said.chain(Some(due).filter(|due| !due.is_empty())).collect();
            let title = match said.as_slice() {
                [] => text(item, "name").to_owned(),
                said => format!("{} ({})", text(item, "name"), said.join(", ")),
            };
            checks.push((title, text(item, "state") == "complete"));
        }
        checks
    }

    /// Returns what was written on a card, the oldest first: they are exported the newest first.
    fn comments(&self, key: &str) -> Vec<(String, String)> {
        let said = list(self.value, "actions").iter().rev().filter(|action| {
            let data = action.get("data");
            matches!(text(action, "type"), "commentCard" | "copyCommentCard")
                && data.and_then(|it| it.get("card")).is_some_and(|it| text(it, "id") == key)
        });
        let read = said.map(|action| {
            let by = action.get("memberCreator").map_or("", name_of);
            let words = action.get("data").map_or("", |it| text(it, "text"));
            (by.to_owned(), words.to_owned())
        });
        read.collect()
    }

    /// Returns what is said in fields of a board's own.
    fn fields(&self, card: &Value) -> BTreeMap<String, String> {
        let own = list(card, "customFieldItems").iter().filter_map(|item| {
            let field = self.fields.get(text(item, "idCustomField"))?;
            let said = item.get("value").and_then(Value::as_object);
            let said = said.and_then(|it| it.values().next()?.as_str().map(str::to_owned));
            let chosen = || {
                let mut options = list(field, "options").iter();
                let found = options.find(|it| text(it, "id") == text(item, "idValue"));
                Some(text(found?.get("value")?, "text").to_owned())
            };
            Some((text(field, "name").to_owned(), said.or_else(chosen)?))
        });
        own.collect()
    }
}
