//! Projects, their boards and their cards.

use std::collections::BTreeMap;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{
        ApplyToCall, BackProject, ChooseInCall, EditProject, ExportProject, ImportBoard,
        ListMentions, ListProjects, ListTasks, MoveCard, SeeMention, ShowBoard, ShowCard,
        ShowProject, StartProject, TakePart, TurnProject, WriteRow, WriteText,
    },
    view::{CardView, ProjectView},
};
use serde_json::json;

use super::{Desk, files, matching, shortened};
use crate::{
    args::{ProjectJob, ProjectNamed},
    console::Shown,
    table::printable,
    words::Word,
};

pub(super) async fn run(desk: &mut Desk<'_>, job: ProjectJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let view = match job {
        ProjectJob::Add(add) => {
            let (kind, summary) = (add.kind.into(), add.about.unwrap_or_default());
            desk.run(StartProject { space, kind, name: add.name, summary, from: add.after }).await?
        }
        ProjectJob::Show(ProjectNamed { project }) => {
            desk.run(ShowProject { space, project }).await?
        }
        ProjectJob::Set(set) => {
            let fields = BTreeMap::from([(set.field, set.value.join(" "))]);
            let (project, archived) = (set.project, None);
            desk.run(EditProject { space, project, fields, archived }).await?
        }
        ProjectJob::Archive(archive) => {
            let learned = archive.learned.map(|text| ("learned".to_owned(), text));
            let (project, fields) = (archive.project, learned.into_iter().collect());
            let archived = Some(!archive.restore);
            desk.run(EditProject { space, project, fields, archived }).await?
        }
        ProjectJob::Part(part) => {
            let (project, member) = (part.project, part.who);
            desk.run(TakePart { space, project, member, part: part.part.into() }).await?
        }
        ProjectJob::Back(back) => {
            let (project, backs) = (back.project, !back.no_longer);
            desk.run(BackProject { space, project, backs }).await?
        }
        ProjectJob::Turn(turn) => {
            let (project, kind) = (turn.project, turn.kind.into());
            desk.run(TurnProject { space, project, kind }).await?
        }
        ProjectJob::Apply(apply) => {
            let (call, project, applies) = (apply.call, apply.project, !apply.no_longer);
            desk.run(ApplyToCall { space, call, project, applies }).await?
        }
        ProjectJob::Choose(choose) => {
            let (call, projects) = (choose.call, choose.projects);
            desk.run(ChooseInCall { space, call, projects }).await?
        }
        ProjectJob::Match(ProjectNamed { project }) => return matching::run(desk, project).await,
        ProjectJob::Team(ProjectNamed { project }) => return matching::team(desk, project).await,
        other => return rows(desk, other).await,
    };
    let text = sheet(desk, &view);
    Shown::new(&view, text)
}

async fn rows(desk: &mut Desk<'_>, job: ProjectJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    match job {
        ProjectJob::List(list) => {
            let (kind, words) = (list.kind.map(Into::into), list.words.join(" "));
            let (mine, all) = (list.mine, list.all);
            let found = desk.run(ListProjects { space, kind, words, mine, all }).await?;
            let mut table = desk.table(["kind", "name", "status", "who", "id"]);
            let mut id = shortened(found.iter().map(|row| row.id.to_string()));
            for row in &found {
                let kind = desk.text(&format!("project-kind-{}", word(&row.kind)), &[]);
                let stage = stage(desk, &row.stage);
                table.row([kind, row.name.clone(), stage, row.holders.clone(), id()]);
            }
            let text = desk.rows(&table, "projects-empty-title");
            Shown::new(&found, text)
        }
        ProjectJob::Write(write) => {
            let fields = write.fields.iter().map(|field| {
                let (key, value) = field.split_once('=').unwrap_or((field, ""));
                (key.to_owned(), value.to_owned())
            });
            let flags = |flags: Vec<String>, is| flags.into_iter().map(move |flag| (flag, is));
            let command = WriteRow {
                space,
                project: write.project,
                kind: write.kind.into(),
                row: write.row,
                fields: fields.collect(),
                flags: flags(write.on, true).chain(flags(write.off, false)).collect(),
            };
            let written = desk.run(command).await?;
            let id = written.id.to_string();
            Shown::new(&written, desk.text("cli-row-written", &[("id", Word::Text(&id))]))
        }
        ProjectJob::Board(board) => {
            let (project, words) = (board.project, board.words.join(" "));
            let (label, archived) = (board.label.unwrap_or_default(), board.archived);
            let (member, lanes) = (String::new(), String::new());
            let asked = ShowBoard { space, project, words, label, member, lanes, archived };
            let view = desk.run(asked).await?;
            let mut table = desk.table(["state", "name", "due", "who", "id"]);
            let cards = || view.lanes.iter().flat_map(|lane| &lane.cells).flatten();
            let mut id = shortened(cards().map(|card| card.id.clone()));
            for lane in &view.lanes {
                for (column, cell) in view.columns.iter().zip(&lane.cells) {
                    for card in cell {
                        let (name, due) = (card.title.clone(), card.due.clone());
                        let column = column_name(desk, &column.name);
                        table.row([column, name, due, card.people.join(", "), id()]);
                    }
                }
            }
            let text = desk.rows(&table, "board-empty");
            Shown::new(&view, text)
        }
        ProjectJob::Move(moved) => {
            let (project, card, column, before) =
                (moved.project, moved.card, moved.column, moved.before);
            desk.run(MoveCard { space, project, card, column, before }).await?;
            Shown::new(&(), desk.text("board-card-moved", &[]))
        }
        ProjectJob::Card(card) => {
            let (project, card) = (card.project, card.card);
            let view = desk.run(ShowCard { space, project, card }).await?;
            let text = card_text(desk, &view);
            Shown::new(&view, text)
        }
        ProjectJob::Text(text) => {
            let (project, card, text) = (text.project, text.card, text.text);
            let version = String::new();
            let view = desk.run(WriteText { space, project, card, version, text }).await?;
            let text = card_text(desk, &view);
            Shown::new(&view, text)
        }
        ProjectJob::Tasks(tasks) => {
            let found = desk.run(ListTasks { space, all: tasks.all }).await?;
            let mut table = desk.table(["due", "name", "state", "where"]);
            for task in &found {
                let column = column_name(desk, &task.column);
                let (due, title) = (task.card.due.clone(), task.card.title.clone());
                table.row([due, title, column, task.project_name.clone()]);
            }
            let text = desk.rows(&table, "tasks-empty-title");
            Shown::new(&found, text)
        }
        ProjectJob::Mentions(told) => {
            let mut found = desk.run(ListMentions { space: space.clone() }).await?;
            if let Some(seen) = told.seen {
                let named = found.iter().find(|one| {
                    one.comment.to_string().starts_with(&seen) || one.words.starts_with(&seen)
                });
                let missing = || ApiError::new(ErrorCode::NotFound).with("what", &seen);
                let one = named.ok_or_else(missing)?;
                let (project, comment) = (one.project.to_string(), one.comment.to_string());
                found = desk.run(SeeMention { space, project, comment }).await?;
            }
            let mut table = desk.table(["by", "name", "where", "detail", "id"]);
            let mut id = shortened(found.iter().map(|one| one.comment.to_string()));
            for one in &found {
                let (by, title) = (one.by_name.clone(), one.title.clone());
                table.row([by, title, one.project_name.clone(), one.words.clone(), id()]);
            }
            let text = desk.rows(&table, "cli-no-mentions");
            Shown::new(&found, text)
        }
        ProjectJob::Export(export) => {
            let words = &desk.console.words;
            let heads = etabli_api::view::PROJECT_WORDS.iter();
            let words = heads.filter_map(|id| Some(((*id).to_owned(), words.find(id, &[])?)));
            let (project, form, words) = (export.project, export.form.into(), words.collect());
            let file = desk.run(ExportProject { space, project, form, words }).await?;
            let Some(path) = export.output else {
                return Shown::new(&file, file.content.trim_end().to_owned());
            };
            files::write(&path, file.content.as_bytes())?;
            let shown = printable(&path.to_string_lossy());
            let text = desk.text("cli-exported", &[("path", Word::Text(&shown))]);
            Shown::new(&json!({ "file": path, "bytes": file.content.len() }), text)
        }
        ProjectJob::Import(import) => {
            let name = import.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let content = BASE64_STANDARD.encode(files::read(&import.file)?);
            let (project, write) = (import.project, import.write);
            let view = desk.run(ImportBoard { space, project, name, content, write }).await?;
            let counts = [
                ("bring-cards", view.cards),
                ("bring-known", view.known),
                ("bring-columns", view.columns),
                ("bring-checks", view.checks),
                ("bring-comments", view.comments),
            ];
            let mut lines: Vec<String> = counts
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(id, count)| desk.text(id, &[("count", Word::Number((*count).into()))]))
                .collect();
            for (what, why) in &view.left {
                let why = desk.text(&format!("bring-left-{why}"), &[]);
                lines.push(format!("{}: {why}", printable(what)));
            }
            Shown::new(&view, lines.join("\n"))
        }
        // The others answer with the project.
        _ => Err(ErrorCode::BadRequest.into()),
    }
}

/// Returns how serde writes a value that is one word.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(_) | Err(_) => String::new(),
    }
}

fn stage(desk: &Desk<'_>, stage: &str) -> String {
    if stage.is_empty() { String::new() } else { desk.text(&format!("stage-{stage}"), &[]) }
}

/// Returns what a column is called.
fn column_name(desk: &Desk<'_>, name: &str) -> String {
    match name.strip_prefix("stage:") {
        Some(known) => stage(desk, known),
        None if name.is_empty() => desk.text("board-no-column", &[]),
        None => name.to_owned(),
    }
}

fn sheet(desk: &Desk<'_>, view: &ProjectView) -> String {
    let mut lines = vec![printable(&view.row.name)];
    for field in view.fields.iter().filter(|it| it.key != "name" && !it.value.is_empty()) {
        let head = desk.text(&format!("sheet-{}", field.key), &[]);
        let value = match (field.choices.is_empty(), field.key.as_str()) {
            (true, _) => field.value.clone(),
            (false, "stage") => stage(desk, &field.value),
            (false, key) => desk.text(&format!("sheet-{key}-{}", field.value), &[]),
        };
        lines.push(format!("{head}: {}", printable(&value)));
    }
    let said = |row: &etabli_api::view::RowView, key: &str| {
        printable(row.fields.get(key).map_or("", String::as_str))
    };
    for need in &view.needs {
        let kind = desk.text(&format!("need-{}", said(need, "what")), &[]);
        lines.push(format!("{kind}: {} {}", said(need, "words"), said(need, "from")));
    }
    for member in &view.members {
        let part = desk.text(&format!("project-part-{}", word(&member.part)), &[]);
        lines.push(format!("{part}: {}", printable(&member.name)));
    }
    for other in &view.applications {
        lines.push(printable(&other.name));
    }
    lines.join("\n")
}

fn card_text(desk: &Desk<'_>, view: &CardView) -> String {
    let column = view.columns.iter().find(|column| column.id == view.column);
    let column = column_name(desk, column.map_or("", |column| column.name.as_str()));
    let mut lines = vec![format!("{} ({column})", printable(&view.row.title))];
    for text in [&view.row.due, &view.row.people.join(", "), &view.labels.join(", "), &view.text] {
        if !text.is_empty() {
            lines.extend(text.lines().map(printable));
        }
    }
    for check in &view.checks {
        let title = check.fields.get("title").map_or("", String::as_str);
        lines.push(format!("[{}] {}", if check.done { 'x' } else { ' ' }, printable(title)));
    }
    lines.extend(view.files.iter().map(|file| printable(&file.name)));
    for relation in &view.relations {
        let how = desk.text(&format!("relation-{}", relation.how), &[]);
        lines.push(format!("{how}: {}", printable(&relation.title)));
    }
    if !view.circle.is_empty() {
        let circle = view.circle.join(" → ");
        lines.push(desk.text("card-circle", &[("cards", Word::Text(&circle))]));
    }
    lines.join("\n")
}
