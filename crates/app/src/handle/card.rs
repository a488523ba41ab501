//! Boards and their cards: what lies where, what is written on it.

use data_encoding::HEXLOWER;
use etabli_api::{
    ApiError, ErrorCode,
    command::{ListTasks, MoveCard, ShowBoard, ShowCard, WriteRow, WriteText},
    view::{BoardView, CardView, TaskView, WrittenView},
};
use etabli_model::{
    board::{
        Board, EXTRA, FOR, LABEL, LINK, LongText, NewRow, POSITION, Put, RowKind, WITHDRAWN, rank,
        relation::Stands,
    },
    id::{DocumentId, EntryId, LocalId, MemberId},
    inventory::Edit,
};

use super::{
    Handle,
    item::too_long,
    project::{key, note},
};
use crate::{
    clock,
    core::{ChangeError, Core},
    moment, show,
    space::{Space, Stale},
};

/// The most flags that a card may have.
const MOST_FLAGS: usize = 10_000;

/// Returns the fields that rows of a kind have, beside custom ones.
const fn fields_of(kind: RowKind) -> &'static [&'static str] {
    match kind {
        RowKind::Column => &["name", "limit", "stage"],
        RowKind::Card => &["title", "due", "column"],
        RowKind::Check => &["of", "title"],
        RowKind::Comment => &["of", "words"],
        RowKind::Relation => &["of", "to", "what"],
        RowKind::Need => &["what", "words", "quantity", "from", "until"],
        RowKind::Cost => &["words", "cents", "whose"],
        // What a file is never changes; it is put on a card with its bytes.
        RowKind::File => &[],
    }
}

/// Finds a project in which the person here may write.
pub(super) fn own<'a>(space: &'a Space, what: &str) -> Result<(EntryId, &'a Board), ApiError> {
    let project = show::find_project(space, what)?;
    if !show::works_on(space, project) {
        return Err(ErrorCode::NotYourProject.into());
    }
    let missing = || ApiError::new(ErrorCode::NotFound).with("what", what);
    Ok((project.id, space.board(&project.id).ok_or_else(missing)?))
}

fn bad(what: &str, field: &str) -> ApiError {
    ApiError::new(ErrorCode::BadAttribute).with("what", what).with("field", field)
}

/// Checks what is written into a field of a row.
fn checked(board: &Board, kind: RowKind, field: &str, text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if !fields_of(kind).contains(&field) && !field.starts_with(EXTRA) {
        return Err(ApiError::new(ErrorCode::NotFound).with("what", field));
    }
    let number = |text: &str| text.is_empty() || text.parse::<u32>().is_ok();
    match field {
        "due" | "from" | "until" if !text.is_empty() => {
            moment::day(text, clock::today()).map(|day| day.to_string())
        }
        "limit" | "quantity" if !number(text) => Err(bad(text, field)),
        "cents" => super::goods::cents(text).map(|cents| cents.to_string()),
        "name" | "title" | "words" if text.is_empty() => Err(ErrorCode::EmptyName.into()),
        "of" | "to" => Ok(show::find_row(board, RowKind::Card, text)?.to_string()),
        "what" if kind == RowKind::Relation && Stands::parse(text).is_none() => {
            Err(bad(text, field))
        }
        _ => Ok(text.to_owned()),
    }
}

/// Checks what a row has or is, and returns it in the one form that is written.
fn flagged(space: &Space, board: &Board, flag: &str) -> Result<String, ApiError> {
    if matches!(flag, WITHDRAWN | "done") {
        return Ok(flag.to_owned());
    }
    if let Some(member) = flag.strip_prefix(FOR) {
        return Ok(format!("{FOR}{}", show::find_member(space, member)?));
    }
    if let Some(label) = flag.strip_prefix(LABEL).map(str::trim).filter(|it| !it.is_empty()) {
        return Ok(format!("{LABEL}{label}"));
    }
    let bad = || bad(flag, "flag");
    let (kind, what) = flag.strip_prefix(LINK).and_then(|it| it.split_once(':')).ok_or_else(bad)?;
    let id = match kind {
        "item" => show::find_item(space, what)?.to_string(),
        "member" => show::find_member(space, what)?.to_string(),
        "booking" => show::find_booking(space, what, clock::now())?.to_string(),
        "card" => show::find_row(board, RowKind::Card, what)?.to_string(),
        _ => return Err(bad()),
    };
    Ok(format!("{LINK}{kind}:{id}"))
}

impl Handle for WriteRow {
    fn handle(mut self, core: &Core) -> Result<WrittenView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            let (project, board) = own(space, &self.project)?;
            let kind = self.kind;
            let row = self.row.as_deref().map(str::trim).filter(|row| !row.is_empty());
            let known = row.map(|row| show::find_row(board, kind, row)).transpose()?;
            let column = self.fields.remove("column");
            let mut puts = Vec::new();
            let mut said = std::collections::BTreeMap::new();
            let chosen = show::mentioned(&mut self.fields);
            for (field, text) in &self.fields {
                said.insert(field.trim().to_owned(), checked(board, kind, field.trim(), text)?);
            }
            if kind == RowKind::Relation && known.is_none() {
                store_once(board, &mut said)?;
            }
            if let Some(words) = said.get("words").filter(|_| kind == RowKind::Comment) {
                let before = known.and_then(|id| board.row(&id));
                let mentions = show::put_mentions(space, words, &chosen, before);
                said.extend(mentions);
            }
            for (field, text) in &said {
                puts.push((key(field)?, Put::Says(note(text)?)));
            }
            for (flag, is) in &self.flags {
                puts.push((key(&flagged(space, board, flag.trim())?)?, Put::Is(*is)));
            }
            let flags = known.and_then(|id| board.row(&id)).map_or(0, |row| row.flags.len());
            if flags.saturating_add(self.flags.len()) > MOST_FLAGS {
                return Err(ApiError::new(ErrorCode::TextTooLong).with("most", MOST_FLAGS).into());
            }
            let (local, mut edits) = match known {
                Some(local) => {
                    let set = |(key, put)| Edit::SetRow { local, key, put };
                    (local, puts.into_iter().map(set).collect::<Vec<_>>())
                }
                None => {
                    let needed = fields_of(kind).iter().any(|field| said.contains_key(*field));
                    if !needed {
                        return Err(ErrorCode::EmptyName.into());
                    }
                    let (local, text) = (clock::local_id(), LongText::default());
                    puts.extend(first_position(board, kind)?);
                    (local, vec![Edit::PutRow(NewRow { local, kind, fields: puts, text })])
                }
            };
            if kind == RowKind::Card && (known.is_none() || column.is_some()) {
                let column = match column.as_deref().map(str::trim) {
                    Some(column) if !column.is_empty() => {
                        Some(show::find_row(board, RowKind::Column, column)?)
                    }
                    Some(_) | None => board.columns().first().map(|(id, _)| *id),
                };
                edits.extend(column.map(|to| moves(board, local, to, None)).unwrap_or_default());
            }
            let stale = space.edit(clock::now(), &[(DocumentId::Project(project), edits)])?;
            Ok::<_, ChangeError>((WrittenView { id: local }, stale))
        })
    }
}

/// Returns where a new column lies: behind all others.
fn first_position(
    board: &Board,
    kind: RowKind,
) -> Result<Option<(etabli_model::board::FieldKey, Put)>, ApiError> {
    if kind != RowKind::Column {
        return Ok(None);
    }
    let columns = board.columns();
    let last = columns.last().map_or("", |(_, row)| row.field(POSITION));
    let rank = rank::between(last, None, &salt()).unwrap_or_else(|| "zzV".to_owned());
    Ok(Some((key(POSITION)?, Put::Says(note(&rank)?))))
}

/// Turns a relation round to the way it is stored; one that is there is not written twice.
fn store_once(
    board: &Board,
    said: &mut std::collections::BTreeMap<String, String>,
) -> Result<(), ApiError> {
    let of = |field: &str| said.get(field).map_or("", String::as_str);
    let (Ok(from), Ok(to), Some(how)) =
        (of("of").parse::<LocalId>(), of("to").parse::<LocalId>(), Stands::parse(of("what")))
    else {
        return Err(bad(of("what"), "what"));
    };
    if from == to {
        return Err(bad(of("to"), "to"));
    }
    let (from, to, what) = how.stored(from, to);
    let there = board.of_kind(RowKind::Relation).any(|(_, row)| {
        row.field("of") == from.to_string()
            && row.field("to") == to.to_string()
            && row.field("what") == what
    });
    if there {
        return Err(ErrorCode::NothingToChange.into());
    }
    said.insert("of".to_owned(), from.to_string());
    said.insert("to".to_owned(), to.to_string());
    said.insert("what".to_owned(), what.to_owned());
    Ok(())
}

/// Returns letters that make two who do the same at once differ.
fn salt() -> String {
    let bytes = clock::random::<2>().unwrap_or_default();
    bytes.iter().map(|byte| char::from(b'a' + byte % 26)).collect()
}

fn moves(board: &Board, card: LocalId, to: LocalId, before: Option<LocalId>) -> Vec<Edit> {
    let moved = board.moved(card, to, before, &salt());
    moved
        .into_iter()
        .filter_map(|(local, position)| {
            let (key, put) = (key(POSITION).ok()?, Put::Says(note(&position.to_string()).ok()?));
            Some(Edit::SetRow { local, key, put })
        })
        .collect()
}

impl Handle for MoveCard {
    fn handle(self, core: &Core) -> Result<(), ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            let (project, board) = own(space, &self.project)?;
            let before = self.before.as_deref().map(str::trim).filter(|it| !it.is_empty());
            let edits = match self.card.trim() {
                // A column goes before another one the same way.
                card if board_has_column(board, card) => move_column(board, card, before)?,
                card => {
                    let card = show::find_row(board, RowKind::Card, card)?;
                    let to = show::find_row(board, RowKind::Column, &self.column)?;
                    let before = before.map(|it| show::find_row(board, RowKind::Card, it));
                    moves(board, card, to, before.transpose()?)
                }
            };
            let stale = space.edit(clock::now(), &[(DocumentId::Project(project), edits)])?;
            Ok::<_, ChangeError>(((), stale))
        })
    }
}

fn board_has_column(board: &Board, id: &str) -> bool {
    let id = id.parse::<LocalId>().ok();
    id.and_then(|id| board.row(&id)).is_some_and(|row| row.kind == Some(RowKind::Column))
}

fn move_column(board: &Board, column: &str, before: Option<&str>) -> Result<Vec<Edit>, ApiError> {
    let column = show::find_row(board, RowKind::Column, column)?;
    let before = before.map(|it| show::find_row(board, RowKind::Column, it)).transpose()?;
    let mut order: Vec<LocalId> =
        board.columns().into_iter().map(|(id, _)| id).filter(|id| *id != column).collect();
    let at = before.and_then(|before| order.iter().position(|id| *id == before));
    order.insert(at.unwrap_or(order.len()), column);
    let ranks = rank::spread(order.len());
    let set = |(local, rank): (LocalId, String)| {
        Ok(Edit::SetRow { local, key: key(POSITION)?, put: Put::Says(note(&rank)?) })
    };
    order.into_iter().zip(ranks).map(set).collect()
}

impl Handle for ShowBoard {
    fn handle(self, core: &Core) -> Result<BoardView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let project = show::find_project(space, &self.project)?;
            let filter = show::BoardFilter {
                words: &self.words,
                label: self.label.trim(),
                member: self.member.trim(),
                lanes: self.lanes.trim(),
                archived: self.archived,
            };
            Ok(show::board(space, project, &filter))
        })
    }
}

impl Handle for ShowCard {
    fn handle(self, core: &Core) -> Result<CardView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let project = show::find_project(space, &self.project)?;
            let empty = Board::default();
            let board = space.board(&project.id).unwrap_or(&empty);
            let card = show::find_row(board, RowKind::Card, &self.card)?;
            show::card(space, project, card)
        })
    }
}

impl Handle for WriteText {
    fn handle(self, core: &Core) -> Result<CardView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let text = LongText::parse(&self.text).map_err(too_long)?;
        let seen = self
            .version
            .split_whitespace()
            .filter_map(|head| HEXLOWER.decode(head.as_bytes()).ok()?.try_into().ok());
        let seen: Vec<[u8; 32]> = seen.collect();
        let (project, card) = core.change(id, |space| {
            let (project, board) = own(space, &self.project)?;
            let local = show::find_row(board, RowKind::Card, &self.card)?;
            let edits = vec![Edit::WriteText { local, seen, text }];
            let stale: Stale =
                space.edit(clock::now(), &[(DocumentId::Project(project), edits)])?;
            Ok::<_, ChangeError>(((project, local), stale))
        })?;
        core.with(id, |space| {
            let missing = || ApiError::new(ErrorCode::NotFound).with("what", project);
            show::card(space, space.projects().project(&project).ok_or_else(missing)?, card)
        })
    }
}

impl Handle for ListTasks {
    fn handle(self, core: &Core) -> Result<Vec<TaskView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let me: MemberId = space.me().map_err(|error| crate::core::api_error(&error))?;
            let flag = format!("{FOR}{me}");
            let mut tasks = Vec::new();
            for project in space.projects().projects() {
                let Some(board) = space.board(&project.id) else { continue };
                if !board.said(etabli_model::project::sheet::ARCHIVED).is_empty() {
                    continue;
                }
                let mine = |row: &etabli_model::board::Row| match self.all {
                    true => row.flagged(FOR).next().is_some(),
                    false => row.is(&flag),
                };
                let cards: Vec<_> =
                    board.of_kind(RowKind::Card).filter(|(_, row)| mine(row)).collect();
                if cards.is_empty() {
                    continue;
                }
                let counts = show::Counts::of(board);
                for (id, row) in cards {
                    let column = board.lies(row).column.and_then(|id| board.row(&id));
                    // What is done or stopped waits for nobody.
                    let stage = column.map_or("", |column| column.field("stage"));
                    if matches!(stage, "done" | "stopped") {
                        continue;
                    }
                    tasks.push(TaskView {
                        project: project.id,
                        project_name: show::said(space, &project.id, "name").to_owned(),
                        column: column.map(show::column_name).unwrap_or_default(),
                        card: show::card_row(space, board, &counts, id, row),
                    });
                }
            }
            tasks.sort_by_key(|task| {
                let due = task.card.due.clone();
                (due.is_empty(), due, task.card.title.clone())
            });
            Ok(tasks)
        })
    }
}
