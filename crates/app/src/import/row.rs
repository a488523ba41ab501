//! Rows of a table as items to be.
//!
//! A row is taken whole or refused with the column and the reason; one refusal per row, so that
//! rows and refusals add up to the lines of the file. A row's key names it for imports to come.

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::view::RefusedRow;
use etabli_model::text::{Name, TextError, fold_for_search, one_line};

use super::{
    column::{Column, Layout, Meaning},
    finding::{Note, Reason},
    format::Format,
    table::{Table, TableRow},
};

/// The most characters a tag may have.
pub const TAG_MOST: usize = 100;
/// The most of an item that there may be.
pub const QUANTITY_MOST: u32 = 1_000_000;
/// The most places that may lie inside each other.
pub const DEPTH_MOST: usize = 16;
/// A row that can become an item. What the file leaves empty is empty, or `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// The line of the file where it begins, from 1.
    pub line: u32,
    /// What people call the item.
    pub name: Name,
    /// The number on its label.
    pub tag: String,
    /// Its kind.
    pub category: String,
    /// Where it is kept, from the outside in.
    pub place: Vec<String>,
    /// How many there are, if the file says it.
    pub quantity: Option<u32>,
    /// Anything else worth knowing.
    pub note: String,
    /// All other columns that are not empty.
    pub fields: BTreeMap<String, String>,
    /// What names the row for imports to come.
    pub key: String,
}

/// The rows of a table that can become items, and those that cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// Those that can, in the order of the file.
    pub rows: Vec<ImportRow>,
    /// Those that cannot, by line.
    pub refused: Vec<RefusedRow>,
    /// How many rows are about an item that a row above names already.
    pub repeats: u32,
    /// What a person should know about columns.
    pub notes: Vec<Note>,
}

impl Rows {
    /// Reads the rows of a table.
    pub fn read(table: &Table, layout: &Layout) -> Self {
        let mut rows = Vec::with_capacity(table.rows.len());
        let mut refused = table.broken.clone();
        let mut keys = Keys::new(layout.format());
        let (mut loans, mut repeats) = (0, 0);
        for row in &table.rows {
            match (Reader { row, layout }).read(&mut keys) {
                Ok(item) if keys.repeated(&item.key) => repeats += 1,
                Ok(item) => {
                    let lent = |(index, _)| !row.cell(index).is_empty();
                    loans += u32::from(layout.with(Meaning::Loan).any(lent));
                    rows.push(item);
                }
                Err(refusal) => refused.push(refusal),
            }
        }
        refused.sort_by_key(|row| row.line);
        let mut notes = notes(layout, &rows, loans);
        if repeats > 0 {
            notes.push(Note::Repeats(repeats));
        }
        if !table.unread.is_empty() {
            notes.push(Note::Sheets(table.unread.clone()));
        }
        Self { rows, refused, repeats, notes }
    }
}

fn notes(layout: &Layout, rows: &[ImportRow], loans: u32) -> Vec<Note> {
    let used: BTreeSet<&str> =
        rows.iter().flat_map(|row| row.fields.keys()).map(String::as_str).collect();
    let headers = |keep: &dyn Fn(&Column) -> bool| -> Vec<String> {
        layout.columns().iter().filter(|c| keep(c)).map(|c| c.header.clone()).collect()
    };
    let kept = headers(&|column| used.contains(column.title.as_str()));
    let skipped = headers(&|column| column.meaning == Meaning::Skip);

    let mut notes = Vec::new();
    if loans > 0 {
        notes.push(Note::Loans(loans));
    }
    if !kept.is_empty() {
        notes.push(Note::Kept(kept));
    }
    if !skipped.is_empty() {
        notes.push(Note::Skipped(skipped));
    }
    notes
}

/// The keys given so far in a file.
struct Keys {
    format: Format,
    marks: BTreeSet<String>,
    repeats: BTreeMap<String, u32>,
}

impl Keys {
    const fn new(format: Format) -> Self {
        Self { format, marks: BTreeSet::new(), repeats: BTreeMap::new() }
    }

    /// Returns the key of what a tag or reference marks.
    fn of_mark(&self, kind: &str, mark: &str) -> String {
        format!("{}:{kind}:{}", self.format, fold_for_search(mark))
    }

    /// Returns whether a row above has that key: where each row is a booking, many are about one
    /// item.
    fn repeated(&mut self, key: &str) -> bool {
        self.format == Format::CommonsBooking && !self.marks.insert(key.to_owned())
    }

    /// Returns the key of a row that only its name and place tell apart.
    fn of_name(&mut self, name: &Name, place: &[String]) -> String {
        if self.format == Format::CommonsBooking {
            // An item may have moved between two bookings, and is the same.
            return self.of_mark("item", name.as_str());
        }
        let place = folded_path(place).join("/");
        let key = format!("{}:name:{}|{place}", self.format, fold_for_search(name.as_str()));
        let repeats = self.repeats.entry(key.clone()).or_default();
        *repeats += 1;
        format!("{key}|{repeats}")
    }
}

/// Returns a path of places for comparing.
pub fn folded_path(path: &[String]) -> Vec<String> {
    path.iter().map(|name| fold_for_search(name)).collect()
}

/// Reads one row.
struct Reader<'a> {
    row: &'a TableRow,
    layout: &'a Layout,
}

impl Reader<'_> {
    fn read(&self, keys: &mut Keys) -> Result<ImportRow, RefusedRow> {
        let name = self.name()?;
        let tag = self.tag()?;
        let category = self.category()?;
        let place = self.place()?;
        let quantity = self.quantity()?;
        let note = self.cells(Meaning::Note).map(|(_, cell)| lines(cell)).collect::<Vec<_>>();

        // A refused row must not make the next one a duplicate, so marks are taken last.
        let tag_key = (!tag.is_empty()).then(|| keys.of_mark("tag", &tag));
        let reference = self.cells(Meaning::Reference).next();
        let reference_key = reference.map(|(_, mark)| keys.of_mark("ref", mark));
        for (meaning, key) in [(Meaning::Tag, &tag_key), (Meaning::Reference, &reference_key)] {
            if key.as_ref().is_some_and(|key| keys.marks.contains(key)) {
                return Err(self.refuse(Reason::DuplicateTag, meaning));
            }
        }
        keys.marks.extend(tag_key.iter().chain(&reference_key).cloned());
        let key = reference_key.or(tag_key).unwrap_or_else(|| keys.of_name(&name, &place));

        Ok(ImportRow {
            line: self.row.line,
            name,
            tag,
            category,
            place,
            quantity,
            note: note.join("\n"),
            fields: self.fields(),
            key,
        })
    }

    /// Returns the cells of a meaning that are not empty, with their columns.
    fn cells(&self, meaning: Meaning) -> impl Iterator<Item = (&Column, &str)> {
        self.layout
            .with(meaning)
            .map(|(index, column)| (column, self.row.cell(index)))
            .filter(|(_, cell)| !cell.is_empty())
    }

    fn refuse(&self, reason: Reason, meaning: Meaning) -> RefusedRow {
        let (header, cell) =
            self.cells(meaning).next().map_or(("", ""), |(column, cell)| (&column.header, cell));
        reason.refuse(self.row.line, header, cell)
    }

    fn name(&self) -> Result<Name, RefusedRow> {
        // Snipe-IT shows an asset without a name under the name of its model.
        for meaning in [Meaning::Name, Meaning::Model] {
            match self.cells(meaning).next().map(|(_, cell)| Name::parse(cell)) {
                Some(Ok(name)) => return Ok(name),
                Some(Err(TextError::TooLong(_))) => {
                    return Err(self.refuse(Reason::TooLong, meaning));
                }
                Some(Err(TextError::Empty)) | None => {}
            }
        }
        Err(Reason::EmptyName.refuse(self.row.line, self.layout.name_header(), ""))
    }

    fn tag(&self) -> Result<String, RefusedRow> {
        let tag =
            self.cells(Meaning::Tag).next().map(|(_, cell)| one_line(cell)).unwrap_or_default();
        if tag.chars().count() > TAG_MOST {
            return Err(self.refuse(Reason::TooLong, Meaning::Tag));
        }
        // Homebox writes an asset without a number as zero.
        let unset =
            self.layout.format() == Format::Homebox && tag.chars().all(|c| matches!(c, '0' | '-'));
        Ok(if unset { String::new() } else { tag })
    }

    fn category(&self) -> Result<String, RefusedRow> {
        if let Some((_, cell)) = self.cells(Meaning::Category).next() {
            return self.short(cell, Meaning::Category);
        }
        let first = |cell: &str| labels(self.layout.format(), cell).next().unwrap_or_default();
        let label = self.cells(Meaning::Labels).next().map(|(_, cell)| first(cell));
        self.short(&label.unwrap_or_default(), Meaning::Labels)
    }

    fn place(&self) -> Result<Vec<String>, RefusedRow> {
        let mut path = Vec::new();
        for (_, cell) in self.cells(Meaning::Place) {
            for name in path_of(self.layout.format(), cell) {
                let name = self.short(name, Meaning::Place)?;
                if !name.is_empty() {
                    path.push(name);
                }
            }
        }
        if path.len() > DEPTH_MOST {
            return Err(self.refuse(Reason::TooLong, Meaning::Place));
        }
        Ok(path)
    }

    fn quantity(&self) -> Result<Option<u32>, RefusedRow> {
        let Some((_, cell)) = self.cells(Meaning::Quantity).next() else { return Ok(None) };
        match whole_number(cell) {
            Some(number @ 1..=QUANTITY_MOST) => Ok(Some(number)),
            Some(_) | None => Err(self.refuse(Reason::BadQuantity, Meaning::Quantity)),
        }
    }

    /// Reads a text as short as a name, which may be empty.
    fn short(&self, text: &str, meaning: Meaning) -> Result<String, RefusedRow> {
        match Name::parse(text) {
            Ok(name) => Ok(name.into()),
            Err(TextError::Empty) => Ok(String::new()),
            Err(TextError::TooLong(_)) => Err(self.refuse(Reason::TooLong, meaning)),
        }
    }

    fn fields(&self) -> BTreeMap<String, String> {
        let mut fields = BTreeMap::new();
        for (index, column) in self.layout.columns().iter().enumerate() {
            let cell = self.row.cell(index);
            let kept = match column.meaning {
                Meaning::Extra if is_unset(self.layout.format(), column, cell) => continue,
                Meaning::Extra | Meaning::Loan | Meaning::Model => lines(cell),
                Meaning::Labels => {
                    labels(self.layout.format(), cell).collect::<Vec<_>>().join("; ")
                }
                Meaning::Name
                | Meaning::Tag
                | Meaning::Category
                | Meaning::Place
                | Meaning::Quantity
                | Meaning::Note
                | Meaning::Reference
                | Meaning::Detail(_)
                | Meaning::Path
                | Meaning::Skip => continue,
            };
            if !kept.is_empty() {
                fields.insert(column.title.clone(), kept);
            }
        }
        fields
    }
}

/// Tells whether Homebox wrote a value only because nobody set one.
fn is_unset(format: Format, column: &Column, cell: &str) -> bool {
    let own = column.header.to_ascii_lowercase();
    format == Format::Homebox
        && own.starts_with("hb.")
        && !own.starts_with("hb.field.")
        && matches!(cell, "false" | "0" | "0.00" | "0001-01-01")
}

fn labels(format: Format, cell: &str) -> impl Iterator<Item = String> {
    let sign = if format == Format::Shelf { ',' } else { ';' };
    cell.split(sign).map(one_line).filter(|label| !label.is_empty())
}

/// Splits a cell into places. Snipe-IT names one; a single stroke inside other names, `Salle 1/2`,
/// does not part them.
pub(super) fn path_of(format: Format, cell: &str) -> Vec<&str> {
    match format {
        Format::SnipeIt | Format::Shelf | Format::FabManager | Format::CommonsBooking => vec![cell],
        Format::Homebox => cell.split('/').collect(),
        Format::Places | Format::Csv => {
            cell.split('>').flat_map(|part| part.split(" / ")).collect()
        }
    }
}

/// Returns a text of several lines without control characters, lines trimmed at their end.
fn lines(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    for line in cell.lines() {
        let line = line.replace(|c: char| c.is_control(), " ");
        let line = line.replace(
            |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'),
            "",
        );
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text.trim().to_owned()
}

/// Reads a whole number; spaces part thousands, and decimals must be zeros. Three decimals are
/// refused: they may be thousands.
fn whole_number(cell: &str) -> Option<u32> {
    let digits: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
    let (whole, decimals) = digits.split_once([',', '.']).unwrap_or((&digits, ""));
    let plain = !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit());
    let zeros = decimals.len() != 3 && decimals.bytes().all(|b| b == b'0');
    if plain && zeros { whole.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn rows(format: Format, text: &str) -> Rows {
        let table = Table::read(text.as_bytes()).unwrap();
        let layout = Layout::new(format, &table.headers, &BTreeMap::new()).unwrap();
        Rows::read(&table, &layout)
    }

    fn refusals(rows: &Rows) -> Vec<String> {
        let one =
            |row: &RefusedRow| format!("{} {} {} {}", row.line, row.field, row.reason, row.found);
        rows.refused.iter().map(one).collect()
    }

    #[test]
    fn reads_whole_numbers_as_people_write_them() {
        for (cell, number) in [
            ("2", Some(2)),
            ("2,0", Some(2)),
            ("2.00", Some(2)),
            ("1\u{202f}200", Some(1200)),
            ("0", Some(0)),
            ("2,5", None),
            ("1,000", None),
            ("-1", None),
            ("x2", None),
            (",0", None),
            ("99999999999", None),
        ] {
            assert_eq!(whole_number(cell), number, "{cell}");
        }
    }

    #[test]
    fn refuses_a_row_with_line_field_and_reason() {
        let long = "x".repeat(201);
        let text = format!(
            "nom;n°;qté\nÉtau;1;2\n ;2;1\nScie;3;deux\nLime;1;1\n{long};4;1\nPince;5;0\nClé;3;\n"
        );
        let rows = rows(Format::Csv, &text);
        assert_eq!(
            refusals(&rows),
            [
                "3 nom import-empty-name ",
                "4 qté import-bad-quantity deux",
                "5 n° import-duplicate-tag 1",
                &format!("6 nom import-too-long {}…", "x".repeat(80)),
                "7 qté import-bad-quantity 0",
            ]
        );
        let lines: Vec<_> = rows.rows.iter().map(|row| (row.line, row.quantity)).collect();
        assert_eq!(lines, [(2, Some(2)), (8, None)]);
    }

    #[test]
    fn reads_snipe_it_assets_with_their_loans() {
        let rows = rows(
            Format::SnipeIt,
            "Item Name,Asset Tag,Category,Location,Model name,Checked Out To: Username,Asset Notes,Checked Out To: Email\n\
             Drill,A-1,Tools,North / Hall,D10,ada,\"two\nlines\",ada@example.org\n\
             ,A-2,Tools,,Saw S5,,,\n\
             ,A-3,Tools,,,,,\n",
        );
        assert_eq!(refusals(&rows), ["5 Item Name import-empty-name "]);
        let drill = &rows.rows[0];
        assert_eq!(drill.place, ["North / Hall"]);
        assert_eq!(drill.note, "two\nlines");
        assert_eq!(drill.key, "snipe-it:tag:a-1");
        let fields: Vec<_> = drill.fields.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(fields, ["Checked Out To: Username=ada", "Model name=D10"]);
        assert_eq!(rows.rows[1].name.as_str(), "Saw S5");
        assert_eq!(rows.notes[0], Note::Loans(1));
        assert_eq!(rows.notes[0].key(), "import-note-loans");
        assert_eq!(rows.notes[1].detail(), "Model name, Checked Out To: Username");
        assert_eq!(rows.notes[2], Note::Skipped(vec!["Checked Out To: Email".to_owned()]));
    }

    #[test]
    fn reads_homebox_paths_labels_and_own_fields() {
        let rows = rows(
            Format::Homebox,
            "HB.import_ref,HB.name,HB.asset_id,HB.location,HB.tags,HB.serial_number,HB.field.Watt,HB.insured,HB.archived\n\
             r1,Drill,000-001,Home /Cellar/ Shelf ,power ; red,S9,500,false,true\n\
             ,Saw,000-000,Home,,,0,true,false\n\
             r1,Plane,,,,,,,\n",
        );
        assert_eq!(refusals(&rows), ["4 HB.import_ref import-duplicate-tag r1"]);
        let drill = &rows.rows[0];
        assert_eq!(drill.place, ["Home", "Cellar", "Shelf"]);
        assert_eq!((drill.tag.as_str(), drill.category.as_str()), ("000-001", "power"));
        assert_eq!(drill.key, "homebox:ref:r1");
        let fields: Vec<_> = drill.fields.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(fields, ["Watt=500", "archived=true", "serial number=S9", "tags=power; red"]);
        let saw = &rows.rows[1];
        assert_eq!((saw.tag.as_str(), saw.key.as_str()), ("", "homebox:name:saw|home|1"));
        let fields: Vec<_> = saw.fields.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(fields, ["Watt=0", "insured=true"]);
    }

    #[test]
    fn rows_alike_get_keys_of_their_own() {
        let rows = rows(Format::Csv, "nom,lieu\nÉtau,Atelier > B3\netau,atelier / b3\nÉtau,\n");
        let keys: Vec<_> = rows.rows.iter().map(|row| row.key.as_str()).collect();
        assert_eq!(
            keys,
            ["csv:name:etau|atelier/b3|1", "csv:name:etau|atelier/b3|2", "csv:name:etau||1"]
        );
    }
}
