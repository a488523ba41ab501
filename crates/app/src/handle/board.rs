//! Bringing boards of other programs into a project: looked at first, once however often it is
//! done, and one step to undo.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use etabli_api::{ApiError, ErrorCode, command::ImportBoard, view::BoardImportView};
use etabli_model::{
    board::{
        Board, EXTRA, FOR, FieldKey, LABEL, LongText, NewRow, POSITION, Position, Put, RowKind,
        WITHDRAWN, rank,
    },
    id::{DocumentId, LocalId},
    inventory::{Edit, Note},
    text::fold_for_search,
};

use super::Handle;
use crate::{
    clock,
    core::{ChangeError, Core},
    import::board::{self, ForeignBoard, ForeignCard},
    show,
    space::{Space, Stale},
    wall::Zone,
};

/// The key under which a row says what names it in the file it comes from.
const SOURCE: &str = "source";
/// The most bytes of a file.
const MOST: usize = 32 * 1024 * 1024;

impl Handle for ImportBoard {
    fn handle(self, core: &Core) -> Result<BoardImportView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let bytes = BASE64_STANDARD
            .decode(self.content.as_bytes())
            .map_err(|error| ApiError::new(ErrorCode::BadRequest).with("detail", error))?;
        if bytes.len() > MOST {
            return Err(ApiError::new(ErrorCode::FileTooLarge).with("most", "32 MB"));
        }
        let unknown = || ApiError::new(ErrorCode::UnknownFormat).with("what", &self.name);
        let foreign = board::read(&self.name, &bytes, &Zone::named(None)?).ok_or_else(unknown)?;
        let plan = |space: &Space| -> Result<(LocalProject, Brought), ApiError> {
            let project = show::find_project(space, &self.project)?;
            if !show::works_on(space, project) {
                return Err(ErrorCode::NotYourProject.into());
            }
            let empty = Board::default();
            let board = space.board(&project.id).unwrap_or(&empty);
            Ok((LocalProject(DocumentId::Project(project.id)), Brought::of(space, board, foreign)))
        };
        if !self.write {
            return core.with(id, |space| Ok(plan(space)?.1.view));
        }
        core.change(id, |space| {
            let (LocalProject(document), mut brought) = plan(space)?;
            let stale: Stale = space.edit(clock::now(), &[(document, brought.edits)])?;
            brought.view.written = true;
            Ok::<_, ChangeError>((brought.view, stale))
        })
    }
}

/// The document that is written.
struct LocalProject(DocumentId);

/// What a file brings that is not here yet.
struct Brought {
    view: BoardImportView,
    edits: Vec<Edit>,
}

/// Says something in as many letters as a field has room for.
fn says(key: &str, text: &str) -> Option<(FieldKey, Put)> {
    let short: String = text.chars().take(Note::MOST).collect();
    Some((FieldKey::parse(key).ok()?, Put::Says(Note::parse(&short).ok()?)))
}

/// Returns what a card without a title is called: by what it says.
fn titled(card: &ForeignCard) -> &str {
    let check = card.checks.first().map_or("", |(title, _)| title);
    let said = [card.title.as_str(), &card.text, check].into_iter().flat_map(str::lines);
    said.map(|line| line.trim_start_matches(['#', '>', '-', ' ']).trim())
        .find(|line| !line.is_empty())
        .unwrap_or("—")
}

/// Parts words into as many comments as hold them.
fn parted(words: &str) -> Vec<String> {
    let letters: Vec<char> = words.chars().collect();
    letters.chunks(Note::MOST).map(|part| part.iter().collect()).collect()
}

impl Brought {
    fn of(space: &Space, board: &Board, foreign: ForeignBoard) -> Self {
        let view = BoardImportView {
            format: foreign.format.to_owned(),
            name: foreign.name.clone(),
            columns: 0,
            cards: 0,
            known: 0,
            checks: 0,
            comments: 0,
            left: foreign.left.clone(),
            written: false,
        };
        let mut brought = Self { view, edits: Vec::new() };
        let columns = brought.columns(board, &foreign);
        // What was brought before stays known, wherever it lies by now.
        let known: BTreeSet<&str> = board.rows().map(|(_, row)| row.field(SOURCE)).collect();
        let (mut fresh, mut order): (Vec<ForeignCard>, BTreeMap<LocalId, usize>) =
            Default::default();
        for card in foreign.cards {
            let source = format!("{}:{}", foreign.format, card.key);
            match known.contains(source.as_str()) {
                true => brought.view.known += 1,
                false => fresh.push(ForeignCard { key: source, ..card }),
            }
        }
        let first = board.columns().first().map(|(id, _)| *id);
        let column_of =
            |card: &ForeignCard| columns.get(&fold_for_search(&card.column)).copied().or(first);
        for card in &fresh {
            if let Some(column) = column_of(card) {
                *order.entry(column).or_default() += 1;
            }
        }
        // They come below what is there.
        let mut ranks: BTreeMap<LocalId, std::vec::IntoIter<String>> = order
            .into_iter()
            .map(|(column, count)| (column, rank::spread(count).into_iter()))
            .collect();
        let people: BTreeMap<String, String> = space
            .membership()
            .members()
            .map(|(id, _)| (fold_for_search(space.catalogue.name_of(&id)), id.to_string()))
            .collect();
        for card in fresh {
            let column = column_of(&card);
            let rank = column.and_then(|it| ranks.get_mut(&it)).and_then(Iterator::next);
            let position = Position { column, rank: format!("z{}", rank.unwrap_or_default()) };
            brought.card(&card, &position, &people);
        }
        brought
    }

    /// Plans the columns that are not here, and returns all by their folded names.
    fn columns(&mut self, board: &Board, foreign: &ForeignBoard) -> BTreeMap<String, LocalId> {
        let here = board.columns();
        let mut last = here.last().map_or("", |(_, row)| row.field(POSITION)).to_owned();
        let names = |row: &etabli_model::board::Row| {
            [row.field("name"), row.field("stage")].map(fold_for_search)
        };
        let mut columns: BTreeMap<String, LocalId> = here
            .iter()
            .flat_map(|(id, row)| names(row).map(|name| (name, *id)))
            .filter(|(name, _)| !name.is_empty())
            .collect();
        for name in &foreign.columns {
            let folded = fold_for_search(name);
            if folded.is_empty() || columns.contains_key(&folded) {
                continue;
            }
            let (local, text) = (clock::local_id(), LongText::default());
            let rank = rank::between(&last, None, "").unwrap_or_else(|| format!("{last}V"));
            let fields = [says("name", name), says(POSITION, &rank)];
            let fields = fields.into_iter().flatten().collect();
            self.edits.push(Edit::PutRow(NewRow { local, kind: RowKind::Column, fields, text }));
            columns.insert(folded, local);
            last = rank;
            self.view.columns += 1;
        }
        columns
    }

    fn leave(&mut self, what: &str, why: &str) {
        self.view.left.push((what.to_owned(), why.to_owned()));
    }

    fn card(&mut self, card: &ForeignCard, position: &Position, people: &BTreeMap<String, String>) {
        let local = clock::local_id();
        let title = titled(card);
        let mut fields: Vec<(FieldKey, Put)> = [
            says("title", title),
            says(POSITION, &position.to_string()),
            says(SOURCE, &card.key),
            says("due", &card.due),
        ]
        .into_iter()
        .flatten()
        .collect();
        let flag = |flag: &str| Some((FieldKey::parse(flag).ok()?, Put::Is(true)));
        for label in &card.labels {
            match flag(&format!("{LABEL}{label}")) {
                Some(field) => fields.push(field),
                None => self.leave(&format!("{title}: {label}"), "name"),
            }
        }
        for name in &card.people {
            match people.get(&fold_for_search(name)) {
                Some(member) => fields.extend(flag(&format!("{FOR}{member}"))),
                None => self.leave(&format!("{title}: {name}"), "person"),
            }
        }
        for (name, text) in &card.fields {
            match says(&format!("{EXTRA}{name}"), text) {
                Some(field) => fields.push(field),
                None => self.leave(&format!("{title}: {name}"), "name"),
            }
        }
        let cut = |text: &String| text.chars().count() > Note::MOST;
        if cut(&card.title)
            || card.fields.values().any(cut)
            || card.checks.iter().any(|it| cut(&it.0))
        {
            self.leave(title, "too-long");
        }
        if card.archived {
            fields.extend(flag(WITHDRAWN));
        }
        let text = LongText::parse(&card.text).unwrap_or_else(|_| {
            self.leave(title, "too-long");
            let short: String = card.text.chars().take(LongText::MOST).collect();
            LongText::parse(&short).unwrap_or_default()
        });
        self.edits.push(Edit::PutRow(NewRow { local, kind: RowKind::Card, fields, text }));
        self.view.cards += 1;
        let of = local.to_string();
        let mut put = |kind, fields: [Option<(FieldKey, Put)>; 3]| {
            let (local, text) = (clock::local_id(), LongText::default());
            let fields = fields.into_iter().flatten().collect();
            self.edits.push(Edit::PutRow(NewRow { local, kind, fields, text }));
        };
        for (title, done) in &card.checks {
            let done = if *done { flag("done") } else { None };
            put(RowKind::Check, [says("of", &of), says("title", title), done]);
        }
        for (by, words) in &card.comments {
            // Whoever brings it signs it, so it says whose words they are.
            let words = if by.is_empty() { words.clone() } else { format!("**{by}**: {words}") };
            for part in parted(&words) {
                put(RowKind::Comment, [says("of", &of), says("words", &part), None]);
            }
        }
        self.view.checks += show::count(card.checks.len());
        self.view.comments += show::count(card.comments.len());
    }
}
