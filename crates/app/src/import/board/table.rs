//! A table with a line for each card, as spreadsheets and programs write them.

use super::{ForeignBoard, ForeignCard};

/// What the headings of tables mean.
const HEADINGS: [(&str, &[&str]); 8] = [
    ("title", &["title", "titre", "card", "carte", "card name", "name", "nom", "task"]),
    (
        "column",
        &["column", "colonne", "list", "list name", "liste", "status", "statut", "etape", "stage"],
    ),
    ("archived", &["archived", "archive", "archivee"]),
    (
        "due",
        &["due", "due date", "echeance", "date d'echeance", "date limite", "deadline", "date_due"],
    ),
    (
        "people",
        &[
            "people",
            "for",
            "pour",
            "assignee",
            "assignee name",
            "assignees",
            "members",
            "responsable",
            "assigne",
        ],
    ),
    ("labels", &["labels", "label", "etiquettes", "etiquette", "tags", "category", "categorie"]),
    ("checks", &["checks", "check-list", "checklist", "liste a cocher"]),
    ("text", &["text", "texte", "description", "card description", "notes"]),
];
/// Meanings of which a card has several.
const SEVERAL: [&str; 3] = ["people", "labels", "checks"];
/// How tables say yes.
const YES: [&str; 7] = ["true", "yes", "oui", "vrai", "1", "x", "archived"];

/// Returns what each heading means. Where several mean what a card has once, the one that says so
/// best does, and the others are fields of their own.
fn meanings(heads: &[String]) -> Vec<Option<&'static str>> {
    let of = |head: &String| {
        let folded = etabli_model::text::fold_for_search(head);
        HEADINGS.iter().find_map(|(meaning, names)| {
            Some((*meaning, names.iter().position(|name| **name == folded)?))
        })
    };
    let found: Vec<Option<(&str, usize)>> = heads.iter().map(of).collect();
    let best = |meaning: &str| {
        let said = found.iter().enumerate().filter_map(|(at, said)| Some((at, (*said)?)));
        let said = said.filter(|(_, (said, _))| *said == meaning);
        said.min_by_key(|(at, (_, well))| (*well, *at)).map(|(at, _)| at)
    };
    let kept = |(at, said): (usize, &Option<(&'static str, usize)>)| {
        let (meaning, _) = (*said)?;
        (SEVERAL.contains(&meaning) || best(meaning) == Some(at)).then_some(meaning)
    };
    found.iter().enumerate().map(kept).collect()
}

/// Returns the day that a cell says, be it with a time.
fn day(cell: &str) -> Option<String> {
    let today = crate::clock::today();
    let whole = crate::moment::day(cell, today).ok();
    let head = || cell.trim().split([' ', 'T']).next().unwrap_or_default();
    let found = whole.or_else(|| crate::moment::day(head(), today).ok())?;
    Some(found.to_string())
}

/// Reads a table with a line for each card.
pub(super) fn read(name: &str, content: &str) -> Option<ForeignBoard> {
    let head = content.lines().next()?;
    let most = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| head.bytes().filter(|byte| byte == sign).count());
    let mut reader =
        csv::ReaderBuilder::new().delimiter(most?).flexible(true).from_reader(content.as_bytes());
    let heads: Vec<String> = reader.headers().ok()?.iter().map(str::to_owned).collect();
    let meanings = meanings(&heads);
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
                    card.due = day(cell).unwrap_or_default();
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
                Some("archived") => {
                    let folded = etabli_model::text::fold_for_search(cell);
                    card.archived = YES.contains(&folded.trim());
                }
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
        if row.iter().skip(heads.len()).any(|cell| !cell.trim().is_empty()) {
            board.leave(&card.title, "unknown");
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
