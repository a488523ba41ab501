//! Workbooks as tables: the first sheet of an XLSX or ODS file that holds anything.
//!
//! A workbook is a packed archive, so a small file may unpack to anything. It is unpacked once with
//! a bound, and counted, before the reader that keeps what it reads sees it; what is kept is
//! bounded as for text. The reader is other people's work: should it panic, the file is refused.

use std::{
    io::{Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{DataRef, Reader, SheetType, Xlsx};
use csv::StringRecord;
use zip::ZipArchive;

use super::{
    ods,
    table::{BYTES_MOST, CELL_MOST, CELLS_MOST, COLUMNS_MOST, ROWS_MOST, TableError},
};

/// The most bytes that the parts of a workbook may have, unpacked.
const UNPACKED_MOST: u64 = 128 << 20;
/// The most parts that a workbook may have.
const PARTS_MOST: usize = 10_000;
/// The most different texts that a workbook may say it holds.
const STRINGS_MOST: u64 = 5_000_000;
/// By what the number of texts is announced, for which the reader makes room at once.
const ANNOUNCED: &[u8] = b"uniqueCount";

/// Which program's workbook a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Office Open XML, as Excel writes it.
    Xlsx,
    /// OpenDocument, as LibreOffice writes it.
    Ods,
}

/// A row of a sheet.
#[derive(Debug, PartialEq)]
pub(super) struct SheetRow {
    /// Its number in the sheet, from 1.
    pub(super) line: u32,
    /// Its cells; none of them is too long by more than a little.
    pub(super) cells: StringRecord,
}

/// The first sheet of a workbook that holds anything.
#[derive(Debug, PartialEq)]
pub(super) struct Sheet {
    /// What kind of workbook it is in, for people.
    pub(super) kind: &'static str,
    /// Its rows, without blank ones.
    pub(super) rows: Vec<SheetRow>,
    /// The names of further sheets, which are not read.
    pub(super) others: Vec<String>,
}

/// Returns whether a file is packed as workbooks are.
pub(super) fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, TableError> {
    let kind = unpack(bytes)?;
    let read = || match kind {
        Kind::Xlsx => first_sheet(bytes),
        Kind::Ods => ods::first_sheet(&content(bytes)?),
    };
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(TableError::NotText))
}

/// Returns the part of an ODS workbook that holds its sheets; all parts were found to be bounded.
fn content(bytes: &[u8]) -> Result<String, TableError> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_unreadable| TableError::NotText)?;
    let part = archive.by_name(ods::CONTENT).map_err(|_unreadable| TableError::NotText)?;
    let mut text = String::new();
    let read = part.take(UNPACKED_MOST).read_to_string(&mut text);
    read.map(|_length| text).map_err(|_unreadable| TableError::NotText)
}

/// Unpacks a workbook to nowhere, so that one that unpacks to too much is refused, and tells whose
/// it is.
fn unpack(bytes: &[u8]) -> Result<Kind, TableError> {
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|_unreadable| TableError::NotText)?;
    if archive.len() > PARTS_MOST {
        return Err(TableError::TooLarge);
    }
    let mut left = UNPACKED_MOST;
    let mut kind = None;
    for index in 0..archive.len() {
        // A part that cannot be unpacked, because it is locked or packed in some way that nobody
        // uses, cannot be read later either.
        let Ok(part) = archive.by_index(index) else { continue };
        let name = part.name().unwrap_or_default().to_ascii_lowercase();
        if name.ends_with("workbook.xml") {
            kind = Some(Kind::Xlsx);
        } else if name == ods::CONTENT {
            kind = kind.or(Some(Kind::Ods));
        }
        let unpacked = if name.ends_with("sharedstrings.xml") {
            let mut text = Vec::new();
            let read = part.take(left + 1).read_to_end(&mut text);
            check_announced(&text)?;
            read.map(|length| u64::try_from(length).unwrap_or(u64::MAX))
        } else {
            std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
        };
        // What is damaged is found by the reader, which stops at the same place.
        let unpacked = unpacked.unwrap_or_default();
        left = left.checked_sub(unpacked).ok_or(TableError::TooLarge)?;
    }
    kind.ok_or(TableError::NotText)
}

/// Refuses a part that announces more texts than there can be: room would be made for all of them.
fn check_announced(text: &[u8]) -> Result<(), TableError> {
    // Only text of one byte a letter can be looked through this way.
    if text.contains(&0) {
        return Err(TableError::NotText);
    }
    for at in memchr::memmem::find_iter(text, ANNOUNCED) {
        let rest = text.get(at + ANNOUNCED.len()..).unwrap_or_default();
        let number: String = rest
            .iter()
            .skip_while(|byte| !byte.is_ascii_digit() && **byte != b'>')
            .take_while(|byte| byte.is_ascii_digit())
            .take(20)
            .map(|byte| char::from(*byte))
            .collect();
        if !number.is_empty() && number.parse().map_or(true, |count: u64| count > STRINGS_MOST) {
            return Err(TableError::TooManyCells);
        }
    }
    Ok(())
}

fn first_sheet(bytes: &[u8]) -> Result<Sheet, TableError> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_unreadable| TableError::NotText)?;
    let sheets = book.sheets_metadata().iter();
    let mut names: Vec<String> = sheets
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    for place in 0..names.len() {
        let Some(name) = names.get(place) else { break };
        let rows = rows(&mut book, name)?;
        if !rows.is_empty() {
            let others = names.split_off(place + 1);
            return Ok(Sheet { kind: "XLSX", rows, others });
        }
    }
    Err(TableError::Empty)
}

fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<SheetRow>, TableError> {
    let mut reader =
        book.worksheet_cells_reader(name).map_err(|_unreadable| TableError::NotText)?;
    let mut kept = Kept::default();
    let mut number = 0;
    while let Some(cell) = reader.next_cell().map_err(|_unreadable| TableError::NotText)? {
        let (at, column) = cell.get_position();
        let text = text(cell.get_value());
        if text.is_empty() {
            continue;
        }
        if at != number {
            kept.close(number)?;
            number = at;
        }
        kept.put(usize::try_from(column).unwrap_or(usize::MAX), text)?;
    }
    kept.close(number)?;
    Ok(kept.rows)
}

/// What is kept of a sheet while it is read, within bounds.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// The rows that are whole.
    pub(super) rows: Vec<SheetRow>,
    row: Vec<String>,
    cells: usize,
    bytes: usize,
}

impl Kept {
    /// Puts a text into a column of the row that is being read.
    pub(super) fn put(&mut self, column: usize, text: String) -> Result<(), TableError> {
        if column >= COLUMNS_MOST {
            return Err(TableError::TooManyColumns);
        }
        self.bytes += text.len();
        if self.bytes > BYTES_MOST {
            return Err(TableError::TooLarge);
        }
        if self.row.len() <= column {
            self.row.resize(column + 1, String::new());
        }
        if let Some(cell) = self.row.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    /// Ends the row that is being read, by its number in the sheet, from 0.
    pub(super) fn close(&mut self, number: u32) -> Result<(), TableError> {
        let row = std::mem::take(&mut self.row);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        self.cells += row.len();
        if self.rows.len() > ROWS_MOST {
            return Err(TableError::TooManyRows);
        }
        if self.cells > CELLS_MOST {
            return Err(TableError::TooManyCells);
        }
        let cells = StringRecord::from(row);
        self.rows.push(SheetRow { line: number.saturating_add(1), cells });
        Ok(())
    }

    /// Says again what the last row says: so many times, from a number on.
    pub(super) fn repeat(&mut self, number: u32, times: u32) -> Result<(), TableError> {
        let Some(last) = self.rows.last() else { return Ok(()) };
        if last.line != number {
            return Ok(());
        }
        let row: Vec<String> = last.cells.iter().map(str::to_owned).collect();
        for again in 0..times {
            for (column, text) in row.iter().enumerate() {
                self.put(column, text.clone())?;
            }
            self.close(number.saturating_add(again))?;
        }
        Ok(())
    }
}

/// Returns what a cell says as somebody would have typed it: dates as in 2024-03-28.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        // Whole numbers are kept as such, though the sheet knows no other kind.
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => cut(text),
        DataRef::SharedString(text) => cut(text),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => cut(text),
        DataRef::Bool(true) => "true".to_owned(),
        DataRef::Bool(false) => "false".to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(when) if when.is_duration() => when.as_f64().to_string(),
        DataRef::DateTime(when) => {
            let (year, month, day, hour, minute, _, _) = when.to_ymd_hms_milli();
            match (hour, minute) {
                (0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                (hour, minute) => {
                    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
                }
            }
        }
    }
}

/// Returns a text, or of an endless one enough to refuse it.
pub(super) fn cut(text: &str) -> String {
    match text.char_indices().find(|(at, _)| *at > CELL_MOST) {
        Some((at, _)) => text.get(..at).unwrap_or_default().to_owned(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write;

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::*;
    use crate::import::{
        Reading,
        spoilt::spoilt,
        table::{Table, TableRow},
    };

    const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#;
    const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

    /// Packs sheets, each a name and what stands between the tags of its data, with texts.
    pub(crate) fn workbook(sheets: &[(&str, &str)], strings: &str) -> Vec<u8> {
        let mut names = String::new();
        let mut links = String::new();
        for (place, (name, _)) in sheets.iter().enumerate() {
            let number = place + 1;
            names += &format!(r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#);
            links += &format!(
                r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>"#
            );
        }
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), TYPES.to_owned()),
            ("_rels/.rels".to_owned(), ROOT.to_owned()),
            (
                "xl/workbook.xml".to_owned(),
                format!(
                    r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{names}</sheets></workbook>"#
                ),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_owned(),
                format!(
                    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>"#
                ),
            ),
            (
                "xl/styles.xml".to_owned(),
                r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#.to_owned(),
            ),
            ("xl/sharedStrings.xml".to_owned(), strings.to_owned()),
        ];
        for (place, (_, rows)) in sheets.iter().enumerate() {
            parts.push((
                format!("xl/worksheets/sheet{}.xml", place + 1),
                format!(
                    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
                ),
            ));
        }
        let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        for (name, content) in parts {
            packed.start_file(name, options).unwrap();
            packed.write_all(content.as_bytes()).unwrap();
        }
        packed.finish().unwrap().into_inner()
    }

    fn strings(texts: &[&str]) -> String {
        let all: String = texts.iter().map(|text| format!("<si><t>{text}</t></si>")).collect();
        format!(
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="{}">{all}</sst>"#,
            texts.len()
        )
    }

    /// A sheet with headers, a number, a date, a gap and an empty row.
    pub(crate) fn tools() -> Vec<u8> {
        let rows = r#"<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>Achat</t></is></c></row>
            <row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><v>2</v></c><c r="C3" s="1"><v>45379</v></c></row>
            <row r="4"><c r="A4"/></row>
            <row r="6"><c r="A6" t="s"><v>3</v></c></row>"#;
        let texts = strings(&["Nom", "Quantité", "Étau &amp; mors", "Scie"]);
        workbook(&[("Vide", ""), ("Outils", rows), ("Notes", "")], &texts)
    }

    #[test]
    fn reads_the_first_sheet_that_holds_anything() {
        let table = Table::read(&tools()).unwrap();
        assert_eq!(table.encoding, "XLSX");
        assert_eq!(table.headers, ["Nom", "Quantité", "Achat"]);
        assert_eq!(table.unread, ["Notes"]);
        let shown = |row: &TableRow| {
            format!("{} {}|{}|{}", row.line, row.cell(0), row.cell(1), row.cell(2))
        };
        let rows: Vec<_> = table.rows.iter().map(shown).collect();
        assert_eq!(rows, ["3 Étau & mors|2|2024-03-28", "6 Scie||"]);
    }

    #[test]
    fn rows_of_a_workbook_are_items_as_those_of_a_text() {
        let reading = Reading::read(&tools(), "auto", &Default::default()).unwrap();
        let names: Vec<_> = reading.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Étau & mors", "Scie"]);
        assert_eq!(reading.rows.first().and_then(|row| row.quantity), Some(2));
        assert!(reading.notes.iter().any(|note| note.key() == "import-note-sheets"));
    }

    #[test]
    fn refuses_what_unpacks_to_too_much() {
        let bomb = workbook(&[("A", &" ".repeat(130 << 20))], &strings(&[]));
        assert!(bomb.len() < 1 << 20);
        assert_eq!(read(&bomb), Err(TableError::TooLarge));
    }

    #[test]
    fn refuses_what_announces_more_texts_than_there_can_be() {
        for count in ["99999999999", "18446744073709551615", "99999999999999999999999"] {
            let lie = strings(&["a"]).replace("\"1\"", &format!(" \"{count}\""));
            assert_eq!(read(&workbook(&[("A", "")], &lie)), Err(TableError::TooManyCells));
        }
    }

    #[test]
    fn one_text_that_is_said_often_counts_as_often() {
        let long = "x".repeat(CELL_MOST);
        let cells: String = (1..=3_000)
            .map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#))
            .collect();
        assert_eq!(
            read(&workbook(&[("A", &cells)], &strings(&[&long]))),
            Err(TableError::TooLarge)
        );
    }

    #[test]
    fn refuses_cells_far_to_the_right_and_packed_files_that_are_no_workbooks() {
        let far = r#"<row r="1"><c r="XFD1"><v>1</v></c></row>"#;
        assert_eq!(read(&workbook(&[("A", far)], &strings(&[]))), Err(TableError::TooManyColumns));
        let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
        packed.start_file("a.txt", SimpleFileOptions::default()).unwrap();
        assert_eq!(read(&packed.finish().unwrap().into_inner()), Err(TableError::NotText));
        assert_eq!(read(b"PK\x03\x04rest"), Err(TableError::NotText));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let seed = tools();
        spoilt(&seed, |bytes| drop(Table::read(bytes)));
    }
}
