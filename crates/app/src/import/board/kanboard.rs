//! What Kanboard answers to `getBoard`: lanes of columns of tasks, each with how many subtasks,
//! comments and files it has, which are elsewhere.

use serde_json::Value;

use super::{ForeignBoard, ForeignCard, id, list, said, text, told};
use crate::wall::Zone;

/// What a task says beside what a card here has a place for, by the name that it has there.
const FURTHER: [&str; 5] = ["priority", "score", "reference", "time_estimated", "time_spent"];

/// Reads a board.
pub(super) fn read(value: &Value, zone: &Zone) -> Option<ForeignBoard> {
    let lanes = value.get("result").unwrap_or(value).as_array()?;
    lanes.iter().find(|lane| lane.get("columns").is_some())?;
    let mut board = ForeignBoard { format: "kanboard", ..Default::default() };
    for lane in lanes {
        let lane_name = [text(lane, "name"), text(lane, "title")];
        let lane_name = lane_name.into_iter().find(|name| !name.is_empty());
        for column in list(lane, "columns") {
            let name = text(column, "title").to_owned();
            if !board.columns.contains(&name) {
                board.columns.push(name.clone());
            }
            if board.name.is_empty() {
                text(column, "project_name").clone_into(&mut board.name);
            }
            for task in list(column, "tasks") {
                let mut card = card(task, &mut board, zone);
                card.column.clone_from(&name);
                let lane = lane_name.map(|lane| ("Swimlane".to_owned(), lane.to_owned()));
                card.fields.extend(lane);
                board.cards.push(card);
            }
        }
    }
    Some(board)
}

fn card(task: &Value, board: &mut ForeignBoard, zone: &Zone) -> ForeignCard {
    let label = |label: &Value| match label {
        Value::String(name) => name.clone(),
        other => text(other, "name").to_owned(),
    };
    let title = text(task, "title");
    let mut labels: Vec<String> = list(task, "tags").iter().map(label).collect();
    labels.extend([text(task, "category_name").to_owned()]);
    let person = [text(task, "assignee_name"), text(task, "assignee_username")];
    let person = person.into_iter().find(|name| !name.is_empty());
    let subtasks = list(task, "subtasks").iter();
    let subtasks = subtasks.map(|it| (text(it, "title").to_owned(), id(it, "status") == "2"));
    let comments = list(task, "comments").iter();
    let comments = comments.map(|it| (text(it, "name").to_owned(), text(it, "comment").to_owned()));
    let further = FURTHER.into_iter().filter_map(|key| Some((key.to_owned(), said(task, key)?)));
    let start = board.day(title, task.get("date_started"), zone);
    let start = Some(start).filter(|start| !start.is_empty());
    let card = ForeignCard {
        key: id(task, "id"),
        title: title.to_owned(),
        text: text(task, "description").to_owned(),
        column: String::new(),
        due: board.day(title, task.get("date_due"), zone),
        labels: labels.into_iter().filter(|it| !it.is_empty()).collect(),
        people: person.map(str::to_owned).into_iter().collect(),
        checks: subtasks.collect(),
        comments: comments.collect(),
        archived: id(task, "is_active") == "0",
        fields: further.chain(start.map(|start| ("date_started".to_owned(), start))).collect(),
    };
    if card.checks.is_empty() && told(task, "nb_subtasks") > 0 {
        board.leave(title, "checks-elsewhere");
    }
    if card.comments.is_empty() && told(task, "nb_comments") > 0 {
        board.leave(title, "comments-elsewhere");
    }
    if told(task, "nb_files") > 0 {
        board.leave(title, "attachment");
    }
    card
}
