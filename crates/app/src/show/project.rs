//! Projects as people see them: rows of a list, sheets, boards and cards.

use std::collections::{BTreeMap, BTreeSet};

use data_encoding::HEXLOWER;
use etabli_api::{
    ApiError, ErrorCode,
    view::{
        ApplicationView, BoardColumn, BoardView, CardRow, CardView, CommentView, LaneView,
        LinkView, PartnerView, ProjectRow, ProjectView, RelationView, RowView, SheetFieldView,
    },
};
use etabli_model::{
    act::{Part, ProjectKind},
    board::{Board, EXTRA, FOR, LABEL, LINK, Row, RowKind, relation::Relations},
    id::{DocumentId, EntryId, LocalId, MemberId},
    membership::Standing,
    project::{
        Project,
        sheet::{self, FIELDS, Form, SheetField},
    },
    text::fold_for_search,
};

use super::{count, pick};
use crate::{clock, prose, space::Space};

/// How many labels of a card are shown on its board.
const MOST_LABELS: usize = 8;
/// How many labels, people or fields are offered to choose among.
const MOST_OFFERED: usize = 200;

/// Finds a project by its id, its name or the beginning of one of them.
pub(crate) fn find_project<'a>(space: &'a Space, what: &str) -> Result<&'a Project, ApiError> {
    if let Ok(id) = what.trim().parse::<EntryId>()
        && let Some(project) = space.projects().project(&id)
    {
        return Ok(project);
    }
    let named = space.projects().projects().map(|project| {
        let name = said(space, &project.id, sheet::NAME).to_owned();
        let label = format!("{name} ({})", project.id.short());
        (project, vec![name, project.id.to_string()], label)
    });
    pick(what, named)
}

/// Finds a row of a kind by its id, what it says of itself, or the beginning of one of them; of
/// those put away, by its id only.
pub(crate) fn find_row(board: &Board, kind: RowKind, what: &str) -> Result<LocalId, ApiError> {
    if let Ok(id) = what.trim().parse::<LocalId>()
        && board.row(&id).is_some_and(|row| row.kind == Some(kind))
    {
        return Ok(id);
    }
    let rows = board.of_kind(kind).map(|(id, row)| {
        let name = title(row).to_owned();
        (id, vec![name.clone(), id.to_string()], name)
    });
    pick(what, rows)
}

/// Returns what a row is called.
fn title(row: &Row) -> &str {
    let names = ["title", "name", "words", "stage"].map(|key| row.field(key));
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// Returns what a column is called: `stage:…` as long as nobody wrote another name.
pub(crate) fn column_name(row: &Row) -> String {
    match row.field("name") {
        "" => format!("stage:{}", row.field("stage")),
        name => name.to_owned(),
    }
}

/// Returns what a project says in a field.
pub(crate) fn said<'a>(space: &'a Space, project: &EntryId, key: &str) -> &'a str {
    space.board(project).map_or("", |board| board.said(key))
}

/// How much of its summary a list shows, in characters.
const MOST_SUMMARY: usize = 240;

/// Shows a project in a list.
pub(crate) fn project_row(space: &Space, project: &Project) -> ProjectRow {
    let me = space.me().ok();
    let text = |key| said(space, &project.id, key).to_owned();
    let board = space.board(&project.id);
    let holders: Vec<&str> =
        project.holders().map(|holder| space.catalogue.name_of(holder)).collect();
    let asking = project.members.values().filter(|part| **part == Part::Asks).count();
    ProjectRow {
        id: project.id,
        kind: project.kind,
        name: text(sheet::NAME),
        summary: crate::prose::line(&text("summary"), MOST_SUMMARY),
        stage: text(sheet::STAGE),
        holders: holders.join(", "),
        part: me.map_or(Part::Out, |me| project.part(&me)),
        backers: count(project.backers.len()),
        backed: me.is_some_and(|me| project.backers.contains(&me)),
        asking: count(asking),
        cards: count(board.map_or(0, |board| board.of_kind(RowKind::Card).count())),
        deadline: text(sheet::DEADLINE),
        archived: !said(space, &project.id, sheet::ARCHIVED).is_empty(),
    }
}

/// Returns whether somebody is in the space no longer.
fn is_gone(space: &Space, member: &MemberId) -> bool {
    let standing = space.membership().member(member).map(|member| member.standing);
    !matches!(standing, Some(Standing::Active | Standing::Suspended))
}

/// Shows a project.
pub(crate) fn project(space: &Space, project: &Project) -> ProjectView {
    let me = space.me().ok().filter(|_| !space.is_copy());
    let named = |member: &MemberId| space.catalogue.name_of(member).to_owned();
    let empty = Board::default();
    let board = space.board(&project.id).unwrap_or(&empty);
    let all = [Part::Out, Part::Asks, Part::Member, Part::Holder];
    let may = |member: &MemberId| -> Vec<Part> {
        let Some(me) = me.as_ref() else { return Vec::new() };
        let sets = |part: &Part| {
            *part != project.part(member)
                && (*part != Part::Asks || me == member && project.part(me) == Part::Out)
                && project.may_set(me, member, *part)
        };
        all.into_iter().filter(sets).collect()
    };
    let mut members: Vec<PartnerView> = project
        .members
        .iter()
        .map(|(member, part)| PartnerView {
            member: *member,
            name: named(member),
            part: *part,
            gone: is_gone(space, member),
            may: may(member),
        })
        .collect();
    members.sort_by_key(|it| (std::cmp::Reverse(it.part), it.name.clone()));
    let can_edit = me.is_some_and(|me| project.may_write(&me));
    let rows = |kind| board.of_kind(kind).map(|(id, row)| row_view(id, row)).collect();
    let sum = |own: bool| {
        let costs = sheet::Cost::all(board).into_iter().filter(|cost| cost.own == own);
        super::money(costs.map(|cost| cost.cents).sum())
    };
    ProjectView {
        row: project_row(space, project),
        fields: FIELDS
            .iter()
            .filter(|field| field.is_of(project.kind))
            .map(|field| field_view(space, field, board))
            .collect(),
        needs: rows(RowKind::Need),
        costs: rows(RowKind::Cost),
        totals: (sum(true), sum(false)),
        members,
        backers: project.backers.iter().map(named).collect(),
        applications: applications(space, project),
        chosen: project.chosen.is_some(),
        from: project.from.map(|from| (from, said(space, &from, sheet::NAME).to_owned())),
        can_edit,
        can_decide: me.is_some_and(|me| project.part(&me) == Part::Holder),
        vacant: project.holders().all(|holder| is_gone(space, holder)),
        may: me.map(|me| may(&me)).unwrap_or_default(),
    }
}

/// Returns what a field says as people read it: a place by its path, as long as it is known.
pub(crate) fn field_value(space: &Space, field: &SheetField, board: &Board) -> String {
    let said = board.said(field.key);
    match field.form {
        Form::Place => said.parse().map(|place| space.catalogue.path(&place).join(" / ")),
        Form::Line | Form::Note | Form::Day | Form::Choice(_) => Ok(said.to_owned()),
    }
    .unwrap_or_default()
}

fn field_view(space: &Space, field: &SheetField, board: &Board) -> SheetFieldView {
    let value = field_value(space, field, board);
    let choices = match field.form {
        Form::Choice(words) => words.iter().map(|word| (*word).to_owned()).collect(),
        Form::Line | Form::Note | Form::Day | Form::Place => Vec::new(),
    };
    let long = field.form == Form::Note;
    let prose = if long { prose::read(&value) } else { Vec::new() };
    SheetFieldView { key: field.key.to_owned(), value, choices, long, prose }
}

fn applications(space: &Space, project: &Project) -> Vec<ApplicationView> {
    let view = |call: &Project, other: EntryId, by: &MemberId, at, of: EntryId| ApplicationView {
        project: other,
        name: said(space, &other, sheet::NAME).to_owned(),
        by_name: space.catalogue.name_of(by).to_owned(),
        at,
        chosen: call.chosen.as_ref().is_some_and(|chosen| chosen.contains(&of)),
    };
    if project.kind == ProjectKind::Call {
        let said = project.applications.iter();
        return said.map(|(id, (by, at))| view(project, *id, by, *at, *id)).collect();
    }
    let calls = space.projects().projects();
    calls
        .filter_map(|call| {
            let (by, at) = call.applications.get(&project.id)?;
            Some(view(call, call.id, by, *at, project.id))
        })
        .collect()
}

/// Shows a row.
fn row_view(id: LocalId, row: &Row) -> RowView {
    RowView { id, fields: row.fields.clone(), done: row.is("done") }
}

/// What cards of a board have in common, counted once for all of them.
pub(crate) struct Counts {
    checks: BTreeMap<String, (u32, u32)>,
    comments: BTreeMap<String, u32>,
    relations: Relations,
    done: Option<LocalId>,
}

impl Counts {
    pub(crate) fn of(board: &Board) -> Self {
        let mut checks: BTreeMap<String, (u32, u32)> = BTreeMap::new();
        for (_, row) in board.of_kind(RowKind::Check) {
            let (done, all) = checks.entry(row.field("of").to_owned()).or_default();
            *done += u32::from(row.is("done"));
            *all += 1;
        }
        let mut comments: BTreeMap<String, u32> = BTreeMap::new();
        for (_, row) in board.of_kind(RowKind::Comment) {
            *comments.entry(row.field("of").to_owned()).or_default() += 1;
        }
        let done = board.columns().into_iter().find(|(_, row)| row.field("stage") == "done");
        let done = done.map(|(id, _)| id);
        Self { checks, comments, relations: Relations::of(board), done }
    }
}

/// Shows a card on its board.
pub(crate) fn card_row(
    space: &Space,
    board: &Board,
    counts: &Counts,
    id: LocalId,
    row: &Row,
) -> CardRow {
    let key = id.to_string();
    let labels: Vec<String> = row.flagged(LABEL).take(MOST_LABELS).map(str::to_owned).collect();
    let all = row.flagged(LABEL).count();
    let people = row.flagged(FOR).filter_map(|member| member.parse::<MemberId>().ok());
    let people = people.map(|member| space.catalogue.name_of(&member).to_owned()).collect();
    let lies = |id: &LocalId| board.row(id).and_then(|row| board.lies(row).column);
    let is_done = |id: &LocalId| counts.done.is_some() && lies(id) == counts.done;
    let due = row.field("due").to_owned();
    let past = due.parse().is_ok_and(|day: chrono::NaiveDate| day < clock::today());
    let checks = counts.checks.get(&key);
    CardRow {
        title: row.field("title").to_owned(),
        late: past && !is_done(&id),
        due,
        more: count(all.saturating_sub(labels.len())),
        labels,
        people,
        checks: checks.map(|(done, all)| format!("{done}/{all}")).unwrap_or_default(),
        comments: counts.comments.get(&key).copied().unwrap_or(0),
        blockers: count(counts.relations.blockers(&id).filter(|it| !is_done(it)).count()),
        id: key,
    }
}

/// What a board is asked for.
#[derive(Debug, Default)]
pub(crate) struct BoardFilter<'a> {
    /// Words.
    pub(crate) words: &'a str,
    /// A label.
    pub(crate) label: &'a str,
    /// A member.
    pub(crate) member: &'a str,
    /// What makes lanes.
    pub(crate) lanes: &'a str,
    /// Whether what is put away is shown instead.
    pub(crate) archived: bool,
}

impl BoardFilter<'_> {
    fn keeps(&self, words: &[&str], row: &Row) -> bool {
        let has = |prefix: &str, end: &str| end.is_empty() || row.is(&format!("{prefix}{end}"));
        has(LABEL, self.label) && has(FOR, self.member) && {
            let hay = || fold_for_search(&format!("{} {}", row.field("title"), row.text));
            words.is_empty() || {
                let hay = hay();
                words.iter().all(|word| hay.contains(word))
            }
        }
    }

    /// Returns the lanes that a card lies in; several labels are several lanes.
    fn lanes_of(&self, space: &Space, row: &Row) -> Vec<String> {
        let lanes: Vec<String> = match self.lanes {
            "" => Vec::new(),
            "label" => row.flagged(LABEL).take(MOST_LABELS).map(str::to_owned).collect(),
            "member" => row
                .flagged(FOR)
                .filter_map(|member| member.parse::<MemberId>().ok())
                .map(|member| space.catalogue.name_of(&member).to_owned())
                .collect(),
            "due" => Some(row.field("due"))
                .filter(|due| !due.is_empty())
                .map(str::to_owned)
                .into_iter()
                .collect(),
            field => {
                let said = row.field(&format!("{EXTRA}{field}"));
                Some(said).filter(|said| !said.is_empty()).map(str::to_owned).into_iter().collect()
            }
        };
        if lanes.is_empty() { vec![String::new()] } else { lanes }
    }
}

/// Shows a board.
pub(crate) fn board(space: &Space, project: &Project, filter: &BoardFilter<'_>) -> BoardView {
    let empty = Board::default();
    let board = space.board(&project.id).unwrap_or(&empty);
    let counts = Counts::of(board);
    let folded = fold_for_search(filter.words);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let mut cards = board.cards();
    let archived: Vec<LocalId> = board
        .rows()
        .filter(|(_, row)| row.kind == Some(RowKind::Card) && row.withdrawn)
        .map(|(id, _)| *id)
        .collect();
    let put_away = count(archived.len());
    if filter.archived {
        cards.clear();
        for id in archived {
            let lies = board.row(&id).map(|row| board.lies(row)).unwrap_or_default();
            cards.entry(lies.column).or_default().push(id);
        }
    }
    let mut columns: Vec<BoardColumn> = columns(board, &cards);
    if let Some(strays) = cards.get(&None) {
        let count = count(strays.len());
        columns.insert(0, BoardColumn { id: None, name: String::new(), limit: 0, count });
    }
    let mut lanes: BTreeMap<String, Vec<Vec<CardRow>>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate() {
        for id in cards.get(&column.id).into_iter().flatten() {
            let Some(row) = board.row(id).filter(|row| filter.keeps(&words, row)) else { continue };
            let shown = card_row(space, board, &counts, *id, row);
            for lane in filter.lanes_of(space, row) {
                let cells = lanes.entry(lane).or_insert_with(|| vec![Vec::new(); columns.len()]);
                if let Some(cell) = cells.get_mut(at) {
                    cell.push(shown.clone());
                }
            }
        }
    }
    if lanes.is_empty() {
        lanes.insert(String::new(), vec![Vec::new(); columns.len()]);
    }
    // What belongs to no lane comes last.
    let others = lanes.remove("").map(|cells| LaneView { name: String::new(), cells });
    let named = lanes.into_iter().map(|(name, cells)| LaneView { name, cells });
    let in_use = |prefix: &str, of: fn(&Row) -> Vec<&String>| {
        let all: BTreeSet<String> = board
            .of_kind(RowKind::Card)
            .flat_map(|(_, row)| of(row))
            .filter_map(|key| key.strip_prefix(prefix).map(str::to_owned))
            .collect();
        all.into_iter().take(MOST_OFFERED).collect()
    };
    BoardView {
        project: project.id,
        name: board.said(sheet::NAME).to_owned(),
        kind: project.kind,
        lanes: named.chain(others).collect(),
        columns,
        labels: in_use(LABEL, |row| row.flags.iter().collect()),
        fields: in_use(EXTRA, |row| row.fields.keys().collect()),
        people: people(space, project),
        archived: put_away,
        can_edit: works_on(space, project),
    }
}

fn columns(board: &Board, cards: &BTreeMap<Option<LocalId>, Vec<LocalId>>) -> Vec<BoardColumn> {
    let view = |(id, row): (LocalId, &Row)| BoardColumn {
        id: Some(id),
        name: column_name(row),
        limit: row.field("limit").parse().unwrap_or(0),
        count: count(cards.get(&Some(id)).map_or(0, Vec::len)),
    };
    board.columns().into_iter().map(view).collect()
}

fn people(space: &Space, project: &Project) -> Vec<(MemberId, String)> {
    let works = project.members.iter().filter(|(_, part)| **part >= Part::Member);
    works
        .take(MOST_OFFERED)
        .map(|(member, _)| (*member, space.catalogue.name_of(member).to_owned()))
        .collect()
}

/// Returns whether the person here may write in a project.
pub(crate) fn works_on(space: &Space, project: &Project) -> bool {
    !space.is_copy() && space.me().is_ok_and(|me| project.may_write(&me))
}

/// Shows a card.
pub(crate) fn card(space: &Space, project: &Project, id: LocalId) -> Result<CardView, ApiError> {
    let missing = || ApiError::new(ErrorCode::NotFound).with("what", id);
    let board = space.board(&project.id).ok_or_else(missing)?;
    let row = board.row(&id).filter(|row| row.kind == Some(RowKind::Card)).ok_or_else(missing)?;
    let counts = Counts::of(board);
    let key = id.to_string();
    let document = space.documents().get(&DocumentId::Project(project.id)).ok_or_else(missing)?;
    let heads: Vec<String> = document.heads().iter().map(|head| HEXLOWER.encode(head)).collect();
    let me = space.me().ok();
    let comments = board.rows_of(RowKind::Comment, &key).map(|(comment, row)| {
        let change = document.row_change(comment, "words");
        let written = change.and_then(|change| space.written(&change));
        let by = written.map(|(by, _)| by);
        CommentView {
            id: comment,
            prose: super::mention::prose(space, row),
            by_name: by.map(|by| space.catalogue.name_of(&by).to_owned()).unwrap_or_default(),
            at: written.map(|(_, at)| at),
            own: by.is_some() && by == me,
        }
    });
    let name_of = |id: &LocalId| board.row(id).map(|row| title(row).to_owned()).unwrap_or_default();
    let relations = counts.relations.of_card(&id).map(|(how, other, rows)| RelationView {
        how: how.as_str().to_owned(),
        card: other,
        title: name_of(&other),
        rows: rows.to_vec(),
    });
    let mut people: Vec<(MemberId, String, bool)> = people(space, project)
        .into_iter()
        .map(|(member, name)| (member, name, row.is(&format!("{FOR}{member}"))))
        .collect();
    // Whoever left is still named, so that somebody sees it and takes over.
    for member in row.flagged(FOR).filter_map(|member| member.parse::<MemberId>().ok()) {
        if people.iter().all(|(known, ..)| *known != member) {
            people.push((member, space.catalogue.name_of(&member).to_owned(), true));
        }
    }
    let extra =
        |(key, text): (&String, &String)| Some((key.strip_prefix(EXTRA)?.to_owned(), text.clone()));
    Ok(CardView {
        project: project.id,
        column: board.lies(row).column,
        columns: columns(board, &board.cards()),
        text: row.text.clone(),
        prose: prose::read(&row.text),
        version: heads.join(" "),
        labels: row.flagged(LABEL).take(MOST_OFFERED).map(str::to_owned).collect(),
        people,
        checks: board.rows_of(RowKind::Check, &key).map(|(id, row)| row_view(id, row)).collect(),
        comments: comments.collect(),
        relations: relations.collect(),
        circle: counts.relations.circle(&id).iter().map(name_of).collect(),
        fields: row.fields.iter().filter_map(extra).collect(),
        files: board
            .files_of(id)
            .take(MOST_OFFERED)
            .map(|file| super::card_file(space, project, &file))
            .collect(),
        removed_files: board
            .files_taken_from(id)
            .map(|file| super::card_file(space, project, &file))
            .filter(|file| file.here)
            .take(MOST_OFFERED)
            .collect(),
        links: row.flagged(LINK).filter_map(|link| link_view(space, link)).collect(),
        archived: row.withdrawn,
        can_edit: works_on(space, project),
        row: card_row(space, board, &counts, id, row),
    })
}

fn link_view(space: &Space, link: &str) -> Option<LinkView> {
    let (kind, id) = link.split_once(':')?;
    let mut booked = None;
    let name = match kind {
        "item" => {
            let item = space.catalogue.item(&id.parse().ok()?);
            item.map(|item| item.name.clone()).unwrap_or_default()
        }
        "member" => space.catalogue.name_of(&id.parse().ok()?).to_owned(),
        "booking" => {
            let booking = space.bookings().booking(&id.parse().ok()?);
            let view = booking.map(|it| super::booking(space, &it, clock::now()));
            let name = view.as_ref().map(|view| view.name.clone()).unwrap_or_default();
            booked = view.map(Box::new);
            name
        }
        _ => return None,
    };
    let (kind, id) = (kind.to_owned(), id.to_owned());
    Some(LinkView { flag: format!("{LINK}{link}"), kind, id, name, booking: booked })
}
