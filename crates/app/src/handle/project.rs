//! Starting projects, saying what they are, and who takes part.

use std::collections::BTreeMap;

use etabli_api::{
    ApiError, ErrorCode,
    command::{
        ApplyToCall, BackProject, ChooseInCall, EditProject, ExportProject, ListProjects,
        ProjectForm, ShowProject, StartProject, TakePart, TurnProject,
    },
    view::{CardView, ExportFile, ProjectRow, ProjectView},
};
use etabli_model::{
    act::{self, Known, MOST_CHOSEN, Part, ProjectKind},
    board::{Board, COLUMNS, FieldKey, LongText, NewRow, POSITION, Position, Put, RowKind, rank},
    id::{DocumentId, EntryId, LocalId, SpaceId},
    inventory::{Edit, Note},
    project::sheet::{self, Form, SheetField},
    text::fold_for_search,
};

use super::{Handle, item::too_long, space::name};
use crate::{
    clock,
    core::{ChangeError, Core},
    export::{self, Written},
    moment, show,
    space::Space,
};

/// The longest text of a sheet is a note.
pub(super) fn note(text: &str) -> Result<Note, ApiError> {
    Note::parse(text).map_err(too_long)
}

pub(super) fn key(text: &str) -> Result<FieldKey, ApiError> {
    FieldKey::parse(text).map_err(too_long)
}

fn shown(core: &Core, space: SpaceId, id: EntryId) -> Result<ProjectView, ApiError> {
    core.with(space, |space| {
        let found = space.projects().project(&id);
        let found = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", id))?;
        Ok(show::project(space, found))
    })
}

/// Returns the columns that a board begins with, in the words of the one who starts it.
fn first_columns() -> Vec<Edit> {
    let ranks = rank::spread(COLUMNS.len());
    COLUMNS
        .iter()
        .zip(ranks)
        .filter_map(|(column, rank)| {
            // The interface has words for these as long as nobody wrote others.
            let says = |text: &str| Note::parse(text).ok().map(Put::Says);
            let fields = vec![
                (FieldKey::parse("stage").ok()?, says(column)?),
                (FieldKey::parse(POSITION).ok()?, says(&rank)?),
            ];
            let (local, text) = (clock::local_id(), LongText::default());
            Some(Edit::PutRow(NewRow { local, kind: RowKind::Column, fields, text }))
        })
        .collect()
}

/// Returns what makes a board after another one: its columns, cards, check-lists and needs, without
/// what was said, done or agreed on there.
fn copied(board: &Board) -> Vec<Edit> {
    let kinds = [RowKind::Column, RowKind::Card, RowKind::Check, RowKind::Relation, RowKind::Need];
    let rows = || kinds.into_iter().flat_map(|kind| board.of_kind(kind));
    let ids: BTreeMap<String, LocalId> =
        rows().map(|(id, _)| (id.to_string(), clock::local_id())).collect();
    let renamed = |key: &str, text: &str| match key {
        "of" | "to" => ids.get(text).map_or_else(|| text.to_owned(), LocalId::to_string),
        POSITION => match text.split_once('/') {
            Some((column, rank)) => {
                let column = ids.get(column).copied();
                Position { column, rank: rank.to_owned() }.to_string()
            }
            None => text.to_owned(),
        },
        _ => text.to_owned(),
    };
    rows()
        .filter_map(|(id, row)| {
            let fields = row.fields.iter().filter(|(key, _)| key.as_str() != "due");
            let fields = fields.filter_map(|(key, text)| {
                let note = Note::parse(&renamed(key, text)).ok()?;
                Some((FieldKey::parse(key).ok()?, Put::Says(note)))
            });
            let labels =
                row.flags.iter().filter(|flag| flag.starts_with(etabli_model::board::LABEL));
            let labels =
                labels.filter_map(|flag| Some((FieldKey::parse(flag).ok()?, Put::Is(true))));
            Some(Edit::PutRow(NewRow {
                local: *ids.get(&id.to_string())?,
                kind: row.kind?,
                fields: fields.chain(labels).collect(),
                text: LongText::parse(&row.text).ok()?,
            }))
        })
        .collect()
}

impl Handle for StartProject {
    fn handle(self, core: &Core) -> Result<ProjectView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let name = Note::parse(name(&self.name)?.as_str()).map_err(too_long)?;
        let summary = note(&self.summary)?;
        let project = core.change(id, |space| {
            let from = self.from.as_deref().map(str::trim).filter(|from| !from.is_empty());
            let from = from.map(|from| show::find_project(space, from)).transpose()?;
            let from = from.map(|from| from.id);
            let (now, kind) = (clock::now(), self.kind);
            let act =
                Known::StartProject(act::StartProject { kind, from, at: now, more: Vec::new() });
            let (ids, mut stale) = space.act_ids(now, &[act])?;
            let project = ids.first().map(|made| made.entry).ok_or(ErrorCode::NotAllowed)?;
            let mut edits = vec![
                Edit::SetSheet { key: key(sheet::NAME)?, put: Put::Says(name) },
                Edit::SetSheet { key: key("summary")?, put: Put::Says(summary) },
            ];
            let rows = from.and_then(|from| space.board(&from)).map(copied).unwrap_or_default();
            let has_columns = rows
                .iter()
                .any(|edit| matches!(edit, Edit::PutRow(row) if row.kind == RowKind::Column));
            if !has_columns {
                edits.extend(first_columns());
            }
            edits.extend(rows);
            stale.extend(space.edit(now, &[(DocumentId::Project(project), edits)])?);
            Ok::<_, ChangeError>((project, stale))
        })?;
        shown(core, id, project)
    }
}

impl Handle for ListProjects {
    fn handle(self, core: &Core) -> Result<Vec<ProjectRow>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let folded = fold_for_search(&self.words);
        let words: Vec<&str> = folded.split_whitespace().collect();
        core.with(id, |space| {
            let holds = |row: &ProjectRow| {
                let said: Vec<&str> =
                    sheet::FIELDS.iter().map(|it| show::said(space, &row.id, it.key)).collect();
                let hay = fold_for_search(&format!("{} {}", said.join(" "), row.holders));
                words.iter().all(|word| hay.contains(word))
            };
            let all = space.projects().projects();
            let all = all.filter(|project| self.kind.is_none_or(|kind| kind == project.kind));
            let mut rows: Vec<(_, ProjectRow)> = all
                .map(|project| (project.at, show::project_row(space, project)))
                .filter(|(_, row)| self.all || !row.archived)
                .filter(|(_, row)| !self.mine || row.part > Part::Out)
                .filter(|(_, row)| words.is_empty() || holds(row))
                .collect();
            rows.sort_by_key(|(at, row)| (row.archived, std::cmp::Reverse(*at), row.id));
            Ok(rows.into_iter().map(|(_, row)| row).collect())
        })
    }
}

impl Handle for ShowProject {
    fn handle(self, core: &Core) -> Result<ProjectView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(show::project(space, show::find_project(space, &self.project)?)))
    }
}

/// Returns what a field of a sheet becomes.
fn field(space: &Space, text: &str, of: &SheetField) -> Result<Edit, ApiError> {
    let text = text.trim();
    let read = match of.form {
        Form::Day if !text.is_empty() => Some(moment::day(text, clock::today())?.to_string()),
        Form::Place if !text.is_empty() => Some(show::find_place(space, text)?.to_string()),
        Form::Day | Form::Line | Form::Note | Form::Place | Form::Choice(_) => None,
    };
    let text = read.as_deref().unwrap_or(text);
    if !of.takes(text) {
        let code = match of.form {
            Form::Line if text.is_empty() => ErrorCode::EmptyName,
            Form::Line | Form::Note | Form::Place | Form::Choice(_) => ErrorCode::BadAttribute,
            Form::Day => ErrorCode::BadDate,
        };
        return Err(ApiError::new(code).with("what", text).with("field", of.key));
    }
    Ok(Edit::SetSheet { key: key(of.key)?, put: Put::Says(note(text)?) })
}

impl Handle for EditProject {
    fn handle(self, core: &Core) -> Result<ProjectView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let project = core.change(id, |space| {
            let project = show::find_project(space, &self.project)?;
            let (project, kind) = (project.id, project.kind);
            let mut edits = Vec::new();
            for (key, text) in &self.fields {
                let of = SheetField::of_key(key.trim()).filter(|of| of.is_of(kind));
                let of = of.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", key))?;
                edits.push(field(space, text, of)?);
            }
            if let Some(archived) = self.archived {
                edits.push(Edit::SetSheet { key: key(sheet::ARCHIVED)?, put: Put::Is(archived) });
            }
            let stale = space.edit(clock::now(), &[(DocumentId::Project(project), edits)])?;
            Ok::<_, ChangeError>((project, stale))
        })?;
        shown(core, id, project)
    }
}

/// Writes an act about a project, after it was found.
fn acted(
    core: &Core,
    space: Option<&str>,
    what: &str,
    decide: impl FnOnce(&Space, EntryId) -> Result<Known, ApiError>,
) -> Result<ProjectView, ApiError> {
    let id = core.find_space(space)?;
    let project = core.change(id, |space| {
        let project = show::find_project(space, what)?.id;
        let act = decide(space, project)?;
        Ok::<_, ChangeError>((project, space.act(clock::now(), &[act])?))
    })?;
    shown(core, id, project)
}

fn check_holder(space: &Space, project: &EntryId) -> Result<(), ApiError> {
    let me = space.me().map_err(|error| crate::core::api_error(&error))?;
    let found = space.projects().project(project);
    match found.is_some_and(|project| project.part(&me) == Part::Holder) {
        true => Ok(()),
        false => Err(ErrorCode::NotYourProject.into()),
    }
}

impl Handle for TurnProject {
    fn handle(self, core: &Core) -> Result<ProjectView, ApiError> {
        acted(core, self.space.as_deref(), &self.project, |space, project| {
            check_holder(space, &project)?;
            let kind = self.kind;
            Ok(Known::TurnProject(act::TurnProject { project, kind, more: Vec::new() }))
        })
    }
}

impl Handle for TakePart {
    fn handle(self, core: &Core) -> Result<ProjectView, ApiError> {
        acted(core, self.space.as_deref(), &self.project, |space, project| {
            let me = space.me().map_err(|error| crate::core::api_error(&error))?;
            let member = match self.member.as_deref().map(str::trim) {
                None | Some("") => me,
                Some(member) => show::find_member(space, member)?,
            };
            let part = self.part;
            let found = space.projects().project(&project);
            if !found.is_some_and(|project| project.may_set(&me, &member, part)) {
                return Err(ErrorCode::NotYourProject.into());
            }
            let (at, more) = (clock::now(), Vec::new());
            Ok(Known::TakePart(act::TakePart { project, member, part, at, more }))
        })
    }
}

impl Handle for BackProject {
    fn handle(self, core: &Core) -> Result<ProjectView, ApiError> {
        acted(core, self.space.as_deref(), &self.project, |_, project| {
            let (backs, more) = (self.backs, Vec::new());
            Ok(Known::BackProject(act::BackProject { project, backs, more }))
        })
    }
}

impl Handle for ApplyToCall {
    fn handle(self, core: &Core) -> Result<ProjectView, ApiError> {
        acted(core, self.space.as_deref(), &self.call, |space, call| {
            let project = show::find_project(space, &self.project)?;
            if !show::works_on(space, project) {
                return Err(ErrorCode::NotYourProject.into());
            }
            let is_call = |it: &EntryId| {
                space.projects().project(it).is_some_and(|it| it.kind == ProjectKind::Call)
            };
            if !is_call(&call) || is_call(&project.id) {
                return Err(ApiError::new(ErrorCode::NotFound).with("what", &self.call));
            }
            let closed = show::said(space, &call, sheet::DEADLINE).parse();
            if self.applies && closed.is_ok_and(|day: chrono::NaiveDate| day < clock::today()) {
                return Err(ErrorCode::CallClosed.into());
            }
            let (project, applies, at) = (project.id, self.applies, clock::now());
            let more = Vec::new();
            Ok(Known::ApplyToCall(act::ApplyToCall { call, project, applies, at, more }))
        })
    }
}

impl Handle for ChooseInCall {
    fn handle(self, core: &Core) -> Result<ProjectView, ApiError> {
        acted(core, self.space.as_deref(), &self.call, |space, call| {
            check_holder(space, &call)?;
            let found = self.projects.iter().take(MOST_CHOSEN);
            let projects: Result<Vec<EntryId>, ApiError> =
                found.map(|it| Ok(show::find_project(space, it)?.id)).collect();
            let (projects, at, more) = (projects?, clock::now(), Vec::new());
            Ok(Known::ChooseInCall(act::ChooseInCall { call, projects, at, more }))
        })
    }
}

impl Handle for ExportProject {
    fn handle(self, core: &Core) -> Result<ExportFile, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let found = show::find_project(space, &self.project)?;
            let project = show::project(space, found);
            let board = show::board(space, found, &show::BoardFilter::default());
            let rows = board.lanes.iter().flat_map(|lane| lane.cells.iter().flatten());
            let cards: Result<Vec<CardView>, ApiError> = rows
                .map(|row| {
                    let card = row.id.parse().map_err(|_| ErrorCode::NotFound)?;
                    show::card(space, found, card)
                })
                .collect();
            let written = Written {
                project: &project,
                columns: &board.columns,
                cards: &cards?,
                words: &self.words,
            };
            let (content, end) = match self.form {
                ProjectForm::Csv => (export::rows(written.table())?, "csv"),
                ProjectForm::Markdown => (written.markdown(), "md"),
                ProjectForm::Html => (written.html(), "html"),
            };
            let stem = project.row.name.chars();
            let stem: String = stem.map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
            Ok(ExportFile { name: format!("{stem}.{end}"), content })
        })
    }
}
