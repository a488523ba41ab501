//! Sheets of OpenDocument workbooks, read as they stream by.
//!
//! What repeats is written once with a count there, so a line may mean a million cells: what is
//! empty is counted and never kept, the rest is bounded as for any other table. Nothing calls
//! itself, however deep things stand in each other, and no entity but those of XML means anything.

use quick_xml::{
    Reader,
    escape::resolve_predefined_entity,
    events::{BytesStart, Event},
};

use super::{
    sheet::{Kept, Sheet, cut},
    table::{CELL_MOST, COLUMNS_MOST, TableError},
};

/// The part of a workbook that holds its sheets.
pub(super) const CONTENT: &str = "content.xml";
/// How sheets begin that only remember what another file said.
const REMEMBERED: &str = "'file:";

/// Returns the first sheet that holds anything.
pub(super) fn first_sheet(content: &str) -> Result<Sheet, TableError> {
    let mut reader = Reader::from_str(content);
    let mut sheets = Sheets::default();
    loop {
        match reader.read_event().map_err(|_unreadable| TableError::NotText)? {
            Event::Start(tag) => sheets.start(&tag),
            Event::Empty(tag) => {
                sheets.start(&tag);
                sheets.end(tag.name().into_inner())?;
            }
            Event::End(tag) => sheets.end(tag.name().into_inner())?,
            Event::Text(text) => sheets.say(&text.xml10_content()),
            Event::CData(text) => sheets.say(&text.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(letter)) => sheets.say(letter.encode_utf8(&mut [0; 4])),
                Ok(None) => sheets.say(resolve_predefined_entity(&entity).unwrap_or_default()),
                Err(_) => return Err(TableError::NotText),
            },
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if sheets.kept.rows.is_empty() {
        return Err(TableError::Empty);
    }
    Ok(Sheet { kind: "ODS", rows: sheets.kept.rows, others: sheets.others })
}

/// A cell on its way.
#[derive(Debug, Default)]
struct Cell {
    /// How often it stands there, one after the other.
    times: u32,
    /// What it says by its value, where that is plainer than what is shown of it.
    value: Option<String>,
    /// What is shown of it.
    shown: String,
    /// How many paragraphs of that there were.
    paragraphs: u32,
}

#[derive(Debug, Default)]
struct Sheets {
    kept: Kept,
    others: Vec<String>,
    /// How many tables stand in each other here: only the outermost is a sheet.
    depth: u32,
    /// The number of the row, from 0, how often it stands there, and of the next cell.
    row: u32,
    times: u32,
    column: u32,
    cell: Option<Cell>,
    /// Whether a paragraph of the cell is read, and how many notes beside it.
    speaks: bool,
    notes: u32,
}

impl Sheets {
    /// Whether what is read now belongs to the sheet whose rows are kept.
    fn reads(&self) -> bool {
        self.depth == 1 && self.others.is_empty()
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.name().into_inner();
        match name {
            "table:table" => {
                self.depth = self.depth.saturating_add(1);
                if self.depth == 1 {
                    (self.row, self.cell) = (0, None);
                    let name = attribute(tag, "table:name").unwrap_or_default();
                    if !self.kept.rows.is_empty() && !name.starts_with(REMEMBERED) {
                        self.others.push(cut(&name));
                    }
                }
            }
            "table:table-row" if self.reads() => {
                self.times = count(tag, "table:number-rows-repeated");
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" if self.reads() => {
                let times = count(tag, "table:number-columns-repeated");
                self.cell = Some(Cell { times, value: value(tag), ..Cell::default() });
                (self.speaks, self.notes) = (false, 0);
            }
            "office:annotation" => self.notes = self.notes.saturating_add(1),
            "text:p" | "text:h" if self.notes == 0 => {
                self.speaks = true;
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.shown.push('\n');
                    }
                    cell.paragraphs = cell.paragraphs.saturating_add(1);
                }
            }
            "text:s" => {
                for _ in 0..count(tag, "text:c").min(CELL_MOST as u32) {
                    self.say(" ");
                }
            }
            "text:tab" => self.say("\t"),
            "text:line-break" => self.say("\n"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) -> Result<(), TableError> {
        match name {
            "table:table" => self.depth = self.depth.saturating_sub(1),
            "table:table-row" if self.reads() => {
                self.kept.close(self.row)?;
                let again = self.row.saturating_add(1);
                self.kept.repeat(again, self.times.saturating_sub(1))?;
                self.row = self.row.saturating_add(self.times);
            }
            "table:table-cell" | "table:covered-table-cell" if self.reads() => {
                let cell = self.cell.take().unwrap_or_default();
                let text = cell.value.unwrap_or(cell.shown);
                if !text.is_empty() {
                    // One more than there may be is enough to refuse the sheet.
                    let most = u32::try_from(COLUMNS_MOST).unwrap_or(u32::MAX);
                    for again in 0..cell.times.min(most.saturating_add(1)) {
                        let column = self.column.saturating_add(again);
                        let column = usize::try_from(column).unwrap_or(usize::MAX);
                        self.kept.put(column, text.clone())?;
                    }
                }
                self.column = self.column.saturating_add(cell.times);
            }
            "office:annotation" => self.notes = self.notes.saturating_sub(1),
            "text:p" | "text:h" if self.notes == 0 => self.speaks = false,
            _ => {}
        }
        Ok(())
    }

    /// Adds to what is shown of the cell; of an endless text enough to refuse it.
    fn say(&mut self, text: &str) {
        if let Some(cell) = &mut self.cell
            && self.speaks
            && self.notes == 0
            && cell.shown.len() <= CELL_MOST
        {
            cell.shown.push_str(&cut(text));
        }
    }
}

/// Returns an attribute.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

/// Returns how often something stands there: once, if nothing is said.
fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).map_or(1, |text| text.trim().parse().unwrap_or(u32::MAX)).max(1)
}

/// Returns what a cell says by its value as somebody would have typed it: dates as in 2024-03-28.
/// Of texts and spans of time, what is shown says it.
fn value(tag: &BytesStart<'_>) -> Option<String> {
    let said = |name| attribute(tag, name).map(|text| cut(&text));
    match attribute(tag, "office:value-type")?.as_str() {
        "float" | "currency" | "percentage" => {
            let text = said("office:value")?;
            // Whole numbers are kept as such, though the sheet may write them with a point.
            Some(text.parse::<f64>().map_or(text, |number| number.to_string()))
        }
        "date" => {
            let text = said("office:date-value")?;
            Some(match text.split_once('T') {
                None => text,
                Some((day, time)) if time.starts_with("00:00") => day.to_owned(),
                Some((day, time)) => format!("{day} {}", time.get(..5).unwrap_or(time)),
            })
        }
        "boolean" => said("office:boolean-value"),
        "string" => said("office:string-value"),
        _ => None,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::{Cursor, Write};

    use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

    use super::*;
    use crate::import::{
        Reading,
        spoilt::spoilt,
        table::{Table, TableRow},
    };

    /// Packs sheets, each a name and its rows.
    pub(crate) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
        let tables: String = sheets
            .iter()
            .map(|(name, rows)| format!(r#"<table:table table:name="{name}"><table:table-column table:number-columns-repeated="16384"/>{rows}</table:table>"#))
            .collect();
        let content = format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
        );
        let mut packed = ZipWriter::new(Cursor::new(Vec::new()));
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let packed_well =
            SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        packed.start_file("mimetype", plain).unwrap();
        packed.write_all(b"application/vnd.oasis.opendocument.spreadsheet").unwrap();
        packed.start_file(CONTENT, packed_well).unwrap();
        packed.write_all(content.as_bytes()).unwrap();
        packed.finish().unwrap().into_inner()
    }

    fn cell(text: &str) -> String {
        format!(
            r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#
        )
    }

    fn row(cells: &str) -> String {
        let rest = r#"<table:table-cell table:number-columns-repeated="16380"/>"#;
        format!("<table:table-row>{cells}{rest}</table:table-row>")
    }

    /// A sheet with headers, a number, a date, a gap, a remark beside a cell and rows that repeat.
    pub(crate) fn tools() -> Vec<u8> {
        let number = r#"<table:table-cell office:value-type="float" office:value="2.0"><text:p>2,00</text:p></table:table-cell>"#;
        let date = r#"<table:table-cell office:value-type="date" office:date-value="2024-03-28"><text:p>28/03/24</text:p></table:table-cell>"#;
        let when = r#"<table:table-cell office:value-type="date" office:date-value="2024-03-28T10:30:00"><text:p>x</text:p></table:table-cell>"#;
        let noted = r#"<table:table-cell office:value-type="string"><office:annotation><text:p>sans rapport</text:p></office:annotation><text:p>Scie<text:s text:c="2"/>à <text:span>ruban</text:span></text:p><text:p>bleue</text:p></table:table-cell>"#;
        let gap = r#"<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
        let empty = "<table:table-cell/>";
        let twice = r#"<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>Serre-joint</text:p></table:table-cell></table:table-row>"#;
        let rest = r#"<table:table-row table:number-rows-repeated="1048566"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
        let rows = [
            &row(&[cell("Nom"), cell("Quantité"), cell("Achat")].concat()),
            &row(&[cell("Étau &amp; mors&#33;"), number.to_owned(), date.to_owned()].concat()),
            gap,
            &row(&[noted, empty, when].concat()),
            twice,
            rest,
        ]
        .concat();
        workbook(&[("Vide", &row("")), ("Outils", &rows), ("Notes", ""), ("'file:///a'#$B", "")])
    }

    #[test]
    fn reads_the_first_sheet_that_holds_anything() {
        let table = Table::read(&tools()).unwrap();
        assert_eq!(table.encoding, "ODS");
        assert_eq!(table.headers, ["Nom", "Quantité", "Achat"]);
        assert_eq!(table.unread, ["Notes"]);
        let shown = |row: &TableRow| {
            format!("{} {}|{}|{}", row.line, row.cell(0), row.cell(1), row.cell(2))
        };
        let rows: Vec<_> = table.rows.iter().map(shown).collect();
        let expected = [
            "2 Étau & mors!|2|2024-03-28",
            "6 Scie  à ruban\nbleue||2024-03-28 10:30",
            "7 Serre-joint||",
            "8 Serre-joint||",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn rows_of_a_workbook_are_items_as_those_of_a_text() {
        let reading = Reading::read(&tools(), "auto", &Default::default()).unwrap();
        let names: Vec<_> = reading.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Étau & mors!", "Scie à ruban bleue", "Serre-joint", "Serre-joint"]);
        assert_eq!(reading.rows.first().and_then(|row| row.quantity), Some(2));
        assert!(reading.notes.iter().any(|note| note.key() == "import-note-sheets"));
    }

    #[test]
    fn what_repeats_without_end_is_refused() {
        let wide = r#"<table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="4294967295"/></table:table-row>"#;
        assert_eq!(Table::read(&workbook(&[("A", wide)])), Err(TableError::TooManyColumns));
        let far = r#"<table:table-row><table:table-cell table:number-columns-repeated="16383"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
        assert_eq!(Table::read(&workbook(&[("A", far)])), Err(TableError::TooManyColumns));
        let long = r#"<table:table-row table:number-rows-repeated="99999999999999"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>"#;
        assert_eq!(Table::read(&workbook(&[("A", long)])), Err(TableError::TooManyRows));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let mut seed = Vec::new();
        let mut archive = zip::ZipArchive::new(Cursor::new(tools())).unwrap();
        std::io::Read::read_to_end(&mut archive.by_name(CONTENT).unwrap(), &mut seed).unwrap();
        spoilt(&seed, |bytes| drop(first_sheet(&String::from_utf8_lossy(bytes))));
    }
}
