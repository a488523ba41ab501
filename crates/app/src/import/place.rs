//! Tables of places: each row a place, what it is in, and what is said of it.
//!
//! A row names what it is in by its name, wherever that stands in the file, or by a path. Every row
//! is added, changed, already so, or refused with its reason; nothing that the file leaves empty is
//! taken away, and a place is found again by its path.

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::view::RefusedRow;
use etabli_model::{
    detail::Detail,
    id::PlaceId,
    inventory::Details,
    text::{Name, TextError, fold_for_search, one_line},
};

use super::{
    column::{Layout, Meaning},
    finding::{Note, Reason},
    plan::add_places,
    row::{DEPTH_MOST, folded_path, path_of},
    table::{Table, TableRow},
};

/// A row that can become a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    /// The line of the file where it begins, from 1.
    pub line: u32,
    /// What people call it.
    pub name: Name,
    /// What it is in, from the outside in, as the file says it.
    pub inside: Vec<String>,
    /// What is said of it, by canonical text.
    pub details: Details,
}

/// Reads the rows of a table of places; returns those that cannot be read, too, and what should be
/// known of columns.
pub(super) fn read(table: &Table, layout: &Layout) -> (Vec<PlaceRow>, Vec<RefusedRow>, Vec<Note>) {
    let mut rows = Vec::with_capacity(table.rows.len());
    let mut refused = table.broken.clone();
    for row in &table.rows {
        match read_row(row, layout) {
            Ok(row) => rows.push(row),
            Err(refusal) => refused.push(refusal),
        }
    }
    let left_out = layout.columns().iter().filter(|it| it.meaning == Meaning::Skip);
    let left_out: Vec<String> = left_out.map(|column| column.header.clone()).collect();
    let mut notes = Vec::new();
    if !left_out.is_empty() {
        notes.push(Note::Skipped(left_out));
    }
    if !table.unread.is_empty() {
        notes.push(Note::Sheets(table.unread.clone()));
    }
    (rows, refused, notes)
}

fn read_row(row: &TableRow, layout: &Layout) -> Result<PlaceRow, RefusedRow> {
    let refuse = |reason: Reason, header: &str, cell: &str| reason.refuse(row.line, header, cell);
    let cell = |meaning: Meaning| {
        let all = layout.with(meaning).map(|(index, column)| (&column.header, row.cell(index)));
        all.filter(|(_, cell)| !cell.is_empty())
    };
    let short = |header: &str, text: &str| match Name::parse(text) {
        Ok(name) => Ok(Some(name)),
        Err(TextError::Empty) => Ok(None),
        Err(TextError::TooLong(_)) => Err(refuse(Reason::TooLong, header, text)),
    };
    let mut name = match cell(Meaning::Name).next() {
        Some((header, text)) => short(header, text)?,
        None => None,
    };
    let mut inside = Vec::new();
    for (header, text) in cell(Meaning::Place) {
        for part in path_of(layout.format(), text) {
            inside.extend(short(header, part)?.map(String::from));
        }
    }
    // Our own tables say the whole path, which ends with the name.
    for (header, text) in cell(Meaning::Path) {
        let mut path = Vec::new();
        for part in path_of(layout.format(), text) {
            path.extend(short(header, part)?);
        }
        let last = path.pop();
        name = name.or(last);
        inside = path.into_iter().map(String::from).collect();
    }
    if inside.len() >= DEPTH_MOST {
        return Err(refuse(Reason::TooLong, layout.name_header(), ""));
    }
    let name = name.ok_or_else(|| refuse(Reason::EmptyName, layout.name_header(), ""))?;
    let mut said: BTreeMap<Detail, Vec<String>> = BTreeMap::new();
    for (index, column) in layout.columns().iter().enumerate() {
        let text = row.cell(index);
        if let Meaning::Detail(detail) = column.meaning
            && !text.is_empty()
        {
            said.entry(detail).or_default().push(text.to_owned());
        }
    }
    let mut details = Details::new();
    for (detail, texts) in said {
        // An address stands in several columns.
        let text = texts.join(", ");
        let header =
            || layout.with(Meaning::Detail(detail)).next().map(|(_, it)| it.header.as_str());
        let read = detail.read(&text);
        let read =
            read.map_err(|_| refuse(Reason::TooLong, header().unwrap_or_default(), &text))?;
        if !read.is_empty() {
            details.insert(detail, read);
        }
    }
    Ok(PlaceRow { line: row.line, name, inside, details })
}

/// A place that is already there.
#[derive(Debug, Clone)]
pub struct ExistingPlace<'a> {
    /// Its id.
    pub id: PlaceId,
    /// Where it is, from the outside in, with its own name.
    pub path: Vec<String>,
    /// What is said of it.
    pub details: &'a Details,
}

/// What an import of places changes.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct PlacePlan {
    /// The places to add, as paths; each after the one it is in.
    pub new_places: Vec<Vec<String>>,
    /// How many of these have a row.
    pub created: u32,
    /// What is said of places that are added, by folded path.
    pub said: BTreeMap<Vec<String>, Details>,
    /// What changes of places that are there.
    pub update: Vec<(PlaceId, Details)>,
    /// How many rows say what is already so.
    pub unchanged: u32,
    /// Rows that cannot be taken in.
    pub refused: Vec<RefusedRow>,
}

/// Returns what taking rows in changes of the places that are there.
pub fn plan(rows: &[PlaceRow], places: &[ExistingPlace<'_>]) -> PlacePlan {
    let ways = Ways::new(rows, places);
    let there: BTreeMap<Vec<String>, &ExistingPlace<'_>> =
        places.iter().rev().map(|place| (folded_path(&place.path), place)).collect();
    let mut known: BTreeSet<Vec<String>> = there.keys().cloned().collect();
    let mut taken: BTreeMap<Vec<String>, &Details> = BTreeMap::new();
    let mut plan = PlacePlan::default();
    for (index, row) in rows.iter().enumerate() {
        let refuse = |reason: Reason| reason.refuse(row.line, "", row.name.as_str());
        let path = match ways.of(index) {
            Ok(path) => path,
            Err(reason) => {
                plan.refused.push(refuse(reason));
                continue;
            }
        };
        let folded = folded_path(&path);
        match taken.get(&folded) {
            Some(before) if **before == row.details => {
                plan.unchanged += 1;
                continue;
            }
            Some(_) => {
                plan.refused.push(refuse(Reason::PlaceTwice));
                continue;
            }
            None => taken.insert(folded.clone(), &row.details),
        };
        let Some(place) = there.get(&folded) else {
            add_places(&mut plan.new_places, &mut known, &path);
            plan.created += 1;
            plan.said.insert(folded, row.details.clone());
            continue;
        };
        let news = row.details.iter().filter(|(of, text)| place.details.get(of) != Some(*text));
        let news: Details = news.map(|(of, text)| (*of, text.clone())).collect();
        if news.is_empty() {
            plan.unchanged += 1;
        } else {
            plan.update.push((place.id, news));
        }
    }
    plan
}

/// How rows name what they are in.
struct Ways<'a> {
    rows: &'a [PlaceRow],
    /// The first row of a name.
    named: BTreeMap<String, usize>,
    /// Where the only place of a name is, or nothing if there are several.
    there: BTreeMap<String, Option<&'a [String]>>,
}

impl<'a> Ways<'a> {
    fn new(rows: &'a [PlaceRow], places: &'a [ExistingPlace<'_>]) -> Self {
        let mut named = BTreeMap::new();
        for (index, row) in rows.iter().enumerate() {
            named.entry(fold_for_search(row.name.as_str())).or_insert(index);
        }
        let mut there: BTreeMap<String, Option<&[String]>> = BTreeMap::new();
        for place in places {
            let Some(last) = place.path.last() else { continue };
            let several = there.entry(fold_for_search(last));
            several.and_modify(|only| *only = None).or_insert(Some(&place.path));
        }
        Self { rows, named, there }
    }

    /// Returns the path of a row, from the outside in.
    fn of(&self, index: usize) -> Result<Vec<String>, Reason> {
        let mut seen = BTreeSet::from([index]);
        let mut inwards: Vec<String> = Vec::new();
        let mut at = index;
        while let Some(row) = self.rows.get(at) {
            inwards.push(one_line(row.name.as_str()));
            let outer = match row.inside.as_slice() {
                [] => {
                    // Nothing is said of where it is: it stays where it was put.
                    let only = self.there.get(&fold_for_search(row.name.as_str()));
                    let outer = only.copied().flatten().and_then(<[String]>::split_last);
                    outer.map(|(_, outer)| outer)
                }
                [one] => match self.named.get(&fold_for_search(one)) {
                    Some(next) if !seen.insert(*next) => return Err(Reason::PlaceInItself),
                    Some(next) => {
                        at = *next;
                        continue;
                    }
                    None => {
                        let only = self.there.get(&fold_for_search(one)).copied().flatten();
                        Some(only.unwrap_or(&row.inside))
                    }
                },
                several => Some(several),
            };
            inwards.extend(outer.unwrap_or_default().iter().rev().cloned());
            break;
        }
        inwards.reverse();
        if inwards.len() > DEPTH_MOST { Err(Reason::TooLong) } else { Ok(inwards) }
    }
}

#[cfg(test)]
mod tests {
    use etabli_model::id::LocalId;

    use super::*;
    use crate::import::{Reading, format::Format};

    fn read(text: &str) -> Reading {
        Reading::read(text.as_bytes(), "auto", &BTreeMap::new()).unwrap()
    }

    /// Returns the paths that a file adds, what is said there, and the refusals.
    fn added(text: &str) -> (Vec<String>, Vec<String>) {
        let reading = read(text);
        assert_eq!(reading.format, Format::Places);
        let plan = plan(&reading.places, &[]);
        let line = |path: &Vec<String>| {
            let said = plan.said.get(&folded_path(path)).into_iter().flatten();
            let said: Vec<_> = said.map(|(of, text)| format!("{of}={text}")).collect();
            format!("{} {}", path.join(" / "), said.join(" ")).trim().to_owned()
        };
        let refused = reading.refused.iter().chain(&plan.refused);
        (
            plan.new_places.iter().map(line).collect(),
            refused.map(|row| format!("{} {} {}", row.line, row.reason, row.found)).collect(),
        )
    }

    #[test]
    fn places_are_made_with_what_they_are_in_whatever_comes_first() {
        let (paths, refused) = added(
            "Name,Parent,Address,Address2,City,Country,Manager,Manager username\n\
             Shelf 3,Room 2,,,,,Ann,ann1\nRoom 2,North hall,,,,,,\n\
             North hall,,8 Old Lane,,Lyon,FR,Bob,bob2\nCellar,Old house,,,,,,\n",
        );
        let expected = [
            "North hall access=8 Old Lane, Lyon, FR",
            "North hall / Room 2",
            "North hall / Room 2 / Shelf 3",
            "Old house",
            "Old house / Cellar",
        ];
        assert_eq!((paths, refused), (expected.map(str::to_owned).to_vec(), Vec::new()));
        let reading = read("Name,Parent,Manager\nA,,Ann\n");
        assert!(reading.notes.iter().any(|note| note.detail() == "Manager"), "nothing goes unsaid");
    }

    #[test]
    fn french_words_paths_and_our_own_table_are_read() {
        let (paths, refused) =
            added("Nom;Dans;Type;Équipement\nÉtau;Atelier > Bois;poste;Éclairage\nBois;;salle;\n");
        let expected =
            ["Atelier", "Atelier / Bois", "Atelier / Bois / Étau kind=poste equipment=Éclairage"];
        // A path says more than a name that another row has.
        assert_eq!(paths, [&expected[..], &["Bois kind=salle"]].concat());
        assert_eq!(refused, Vec::<String>::new());
        let (paths, _) =
            added("path,name,items,inside,id,kind\nA / B,B,3,x,y,room\nA,A,0,,z,site\n");
        assert_eq!(paths, ["A kind=site", "A / B kind=room"]);
    }

    #[test]
    fn circles_doubles_and_rows_without_a_name_are_refused_by_line() {
        let (paths, refused) = added(
            "name,parent,city,state,country\nA,B,,,\nB,C,,,\nC,A,,,\nD,D,,,\n,A,,,\n\
             E,,Lyon,,\nE,,Paris,,\nE,,Lyon,,\n",
        );
        assert_eq!(paths, ["E access=Lyon"]);
        let expected = [
            "6 import-empty-name ",
            "2 import-place-in-itself A",
            "3 import-place-in-itself B",
            "4 import-place-in-itself C",
            "5 import-place-in-itself D",
            "8 import-place-twice E",
        ];
        assert_eq!(refused, expected);
    }

    #[test]
    fn the_same_file_again_changes_nothing_and_another_only_what_it_says() {
        let file = "name,parent,city,state,country\nHall,,Lyon,,FR\nRoom,Hall,,,\n";
        let reading = read(file);
        let first = plan(&reading.places, &[]);
        assert_eq!((first.created, first.update.len(), first.unchanged), (2, 0, 0));
        let nothing = Details::new();
        let places: Vec<ExistingPlace<'_>> = (1..)
            .zip(&first.new_places)
            .map(|(number, path)| ExistingPlace {
                id: PlaceId::common(LocalId([number; 16])),
                path: path.clone(),
                details: first.said.get(&folded_path(path)).unwrap_or(&nothing),
            })
            .collect();
        let again = plan(&reading.places, &places);
        assert_eq!(again, PlacePlan { unchanged: 2, ..PlacePlan::default() });
        let other = read("name,parent,city,state,country\nHall,,Paris,,\nRoom,,,,\nNook,Room,,,\n");
        let other = plan(&other.places, &places);
        assert_eq!((other.created, other.unchanged), (1, 1), "where nothing is said it stays");
        assert_eq!(other.new_places, [["Hall", "Room", "Nook"].map(str::to_owned).to_vec()]);
        let said = other.update.first().map(|(_, said)| said.clone()).unwrap();
        assert_eq!(said, Details::from([(Detail::Access, "Paris".to_owned())]));
    }
}
