//! A table: headers and rows, whatever program wrote it, as text or as a workbook.
//!
//! Encoding, line ends and separator are guessed and said. Sizes are bounded before anything is
//! kept. A line that is not a row of the table is listed as broken with its line number; no byte
//! sequence makes reading panic.

use std::collections::BTreeSet;

use csv::StringRecord;
use etabli_api::view::RefusedRow;
use etabli_model::text::{fold_for_search, one_line};

use super::{
    finding::Reason,
    record::{Record, Records, Separator, guess_separator, without_separator_line},
    sheet, text,
};

/// The most bytes a file may have.
pub const BYTES_MOST: usize = 64 << 20;
/// The most rows a table may have.
pub const ROWS_MOST: usize = 200_000;
/// The most columns a table may have.
pub const COLUMNS_MOST: usize = 256;
/// The most cells that are kept of a table.
pub const CELLS_MOST: usize = 10_000_000;
/// The most bytes a cell may have.
pub const CELL_MOST: usize = 32 << 10;
/// The most characters of a header that are kept.
const HEADER_MOST: usize = 100;
/// Why a file is not a table that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The file has too many bytes.
    #[error("more than {BYTES_MOST} bytes")]
    TooLarge,
    /// The table has too many rows.
    #[error("more than {ROWS_MOST} rows")]
    TooManyRows,
    /// The table has too many columns.
    #[error("more than {COLUMNS_MOST} columns")]
    TooManyColumns,
    /// The table has too many cells.
    #[error("more than {CELLS_MOST} cells")]
    TooManyCells,
    /// The file holds something other than text.
    #[error("not text")]
    NotText,
    /// The file holds nothing.
    #[error("empty")]
    Empty,
    /// A quote in the line of headers never closes.
    #[error("a quote among the headers never closes")]
    OpenHeader,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// The line of the file where it begins, from 1.
    pub line: u32,
    cells: StringRecord,
}

impl TableRow {
    /// Returns the cell of a column, trimmed; a cell that the row lacks is empty.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default().trim()
    }
}

/// A table, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The encoding that was guessed.
    pub encoding: &'static str,
    /// The separator that was guessed.
    pub separator: Separator,
    /// The headers: on one line, never empty, no two the same. One without words is `#` and its
    /// column's number.
    pub headers: Vec<String>,
    /// The rows, without blank ones.
    pub rows: Vec<TableRow>,
    /// The lines that are not rows of the table.
    pub broken: Vec<RefusedRow>,
    /// The names of sheets of a workbook that are not read.
    pub unread: Vec<String>,
}

impl Table {
    /// Reads a table.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        if bytes.len() > BYTES_MOST {
            return Err(TableError::TooLarge);
        }
        if sheet::is_packed(bytes) {
            return Self::of_sheet(sheet::read(bytes)?);
        }
        let (text, encoding) = text::read(bytes).ok_or(TableError::NotText)?;
        let (text, first_line, said) = without_separator_line(&text);
        let separator = said.unwrap_or_else(|| guess_separator(text));

        let mut records = Records::new(text, separator, first_line);
        let headers = match records.next() {
            None => return Err(TableError::Empty),
            Some(Record::Open { .. }) => return Err(TableError::OpenHeader),
            Some(Record::Row { cells, .. }) => cells,
        };
        let mut table = Self::headed(encoding, separator, &headers)?;
        let mut cells_kept = 0;
        for record in records {
            if table.rows.len() + table.broken.len() == ROWS_MOST {
                return Err(TableError::TooManyRows);
            }
            match record {
                Record::Open { line, text } => {
                    table.broken.push(Reason::RaggedRow.refuse(line, "", text));
                }
                Record::Row { line, cells } => {
                    // A short row costs as many looks as a full one.
                    cells_kept += cells.len().max(table.headers.len());
                    if cells_kept > CELLS_MOST {
                        return Err(TableError::TooManyCells);
                    }
                    table.add(line, cells);
                }
            }
        }
        Ok(table)
    }

    /// Takes the rows of a sheet; its first one holds the headers.
    fn of_sheet(sheet: sheet::Sheet) -> Result<Self, TableError> {
        let mut rows = sheet.rows.into_iter();
        let headers = rows.next().ok_or(TableError::Empty)?.cells;
        let mut table = Self::headed(sheet.kind, Separator::Cell, &headers)?;
        table.unread = sheet.others;
        for row in rows {
            table.add(row.line, row.cells);
        }
        Ok(table)
    }

    fn headed(
        encoding: &'static str,
        separator: Separator,
        headers: &StringRecord,
    ) -> Result<Self, TableError> {
        if headers.len() > COLUMNS_MOST {
            return Err(TableError::TooManyColumns);
        }
        let headers = distinct_headers(headers);
        let (rows, broken, unread) = (Vec::new(), Vec::new(), Vec::new());
        Ok(Self { encoding, separator, headers, rows, broken, unread })
    }

    fn add(&mut self, line: u32, cells: StringRecord) {
        let surplus = cells.iter().skip(self.headers.len()).find(|cell| !cell.trim().is_empty());
        let overlong = self.headers.iter().zip(&cells).find(|(_, cell)| cell.len() > CELL_MOST);
        if let Some(cell) = surplus {
            self.broken.push(Reason::RaggedRow.refuse(line, "", cell));
        } else if let Some((header, cell)) = overlong {
            self.broken.push(Reason::TooLong.refuse(line, header, cell));
        } else {
            self.rows.push(TableRow { line, cells });
        }
    }
}

fn distinct_headers(record: &StringRecord) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut headers = Vec::with_capacity(record.len());
    for (index, cell) in record.iter().enumerate() {
        let mut header: String = one_line(cell).chars().take(HEADER_MOST).collect();
        if header.is_empty() {
            header = format!("#{}", index + 1);
        }
        let header = distinct(header, &mut seen);
        headers.push(header);
    }
    headers
}

/// Returns a title that is not among those seen, numbered if need be, and remembers it.
pub(super) fn distinct(title: String, seen: &mut BTreeSet<String>) -> String {
    let mut candidate = title.clone();
    let mut number = 2;
    while !seen.insert(fold_for_search(&candidate)) {
        candidate = format!("{title} ({number})");
        number += 1;
    }
    candidate
}

#[cfg(test)]
mod tests {
    use encoding_rs::WINDOWS_1252;

    use super::*;

    #[track_caller]
    fn table(text: &str) -> Table {
        Table::read(text.as_bytes()).unwrap()
    }

    /// Writes a table out: each row as its line and cells, each broken line as its reason.
    fn shown(table: &Table) -> Vec<String> {
        let rows = table.rows.iter().map(|row| {
            let cells: Vec<_> = (0..table.headers.len()).map(|at| row.cell(at)).collect();
            format!("{} {}", row.line, cells.join("|"))
        });
        let broken =
            table.broken.iter().map(|row| format!("{} {} {}", row.line, row.reason, row.found));
        rows.chain(broken).collect()
    }

    #[test]
    fn keeps_the_lines_of_the_file() {
        let table = table("a,b\r\n\r\n1,2\r\n,\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\n3\r\n");
        assert_eq!(shown(&table), ["3 1|2", "5 x\ny|say \"hi\"", "7 3|"]);
    }

    #[test]
    fn reads_old_line_ends() {
        assert_eq!(shown(&table("a;b\r1;2\r\r3;4")), ["2 1|2", "4 3|4"]);
    }

    #[test]
    fn guesses_the_separator_by_columns_that_agree() {
        let french = table("nom;prix;lieu\nScie, à ruban;12,50;a\n\"Étau;long\";3,20;b\n");
        assert_eq!(french.separator, Separator::Semicolon);
        assert_eq!(shown(&french), ["2 Scie, à ruban|12,50|a", "3 Étau;long|3,20|b"]);
        assert_eq!(table("a\tb, c\n1\t2, 3\n").separator, Separator::Tab);
        assert_eq!(table("name,tags\nDrill,a;b;c;d\n").separator, Separator::Comma);
        assert_eq!(
            shown(&table("nom\nScie, ruban\nÉtau\n")),
            ["2 Scie, ruban|", "3 Étau|"].map(|line| line.trim_end_matches('|'))
        );
    }

    #[test]
    fn believes_a_line_that_names_the_separator() {
        let table = table("sep=;\na,b;c\n1;2\n");
        assert_eq!(table.headers, ["a,b", "c"]);
        assert_eq!(shown(&table), ["3 1|2"]);
    }

    #[test]
    fn makes_headers_distinct() {
        assert_eq!(
            table("Name,,name,Name,\n").headers,
            ["Name", "#2", "name (2)", "Name (3)", "#5"]
        );
    }

    #[test]
    fn refuses_a_row_with_too_many_cells_but_not_one_with_few() {
        let table = table("a,b\n1,2,,\n1,2,3\n1\n");
        assert_eq!(shown(&table), ["2 1|2", "4 1|", "3 import-ragged-row 3"]);
    }

    #[test]
    fn a_stray_quote_costs_its_line_only() {
        let open = table("a,b\n1,2\n\"3,4\n5,6\n");
        assert_eq!(shown(&open), ["2 1|2", "4 5|6", "3 import-ragged-row \"3,4"]);
        let closed_by_another = table("a,b\n\"1,2\n3,4\n\"5\",6\n7,8\n");
        assert_eq!(
            shown(&closed_by_another),
            ["3 3|4", "4 5|6", "5 7|8", "2 import-ragged-row \"1,2"]
        );
        assert_eq!(shown(&table("a,b\n5\" pipe,\"x\"y\n")), ["2 5\" pipe|xy"]);
    }

    #[test]
    fn text_where_every_line_runs_away_is_read_in_time() {
        let mut text = String::from("a,b\n");
        text.push_str(&"a\"b,\"c\n".repeat(100_000));
        let table = table(&text);
        assert_eq!(table.rows.len() + table.broken.len(), 100_000);
    }

    #[test]
    fn reads_and_names_encodings() {
        let text = "nom;lieu\nÉtau;Étagère\n";
        let utf16 = |little: bool| -> Vec<u8> {
            text.encode_utf16()
                .flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() })
                .collect()
        };
        let with_mark = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        for (bytes, name) in [
            (text.as_bytes().to_vec(), "UTF-8"),
            (with_mark(b"\xef\xbb\xbf", text.as_bytes().to_vec()), "UTF-8"),
            (WINDOWS_1252.encode(text).0.to_vec(), "windows-1252"),
            (utf16(true), "UTF-16LE"),
            (utf16(false), "UTF-16BE"),
            (with_mark(b"\xff\xfe", utf16(true)), "UTF-16LE"),
            (with_mark(b"\xfe\xff", utf16(false)), "UTF-16BE"),
        ] {
            let table = Table::read(&bytes).unwrap();
            assert_eq!(table.encoding, name);
            assert_eq!(table.headers, ["nom", "lieu"], "{name}");
            assert_eq!(shown(&table), ["2 Étau|Étagère"], "{name}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_table() {
        for (bytes, error) in [
            (b"".as_slice(), TableError::Empty),
            (b"\n \n\n", TableError::Empty),
            (b"PK\x03\x04rest", TableError::NotText),
            (b"%PDF-1.7\nname,tag\n", TableError::NotText),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", TableError::NotText),
            (b"\x01\x02\x03\x04\x05\x06", TableError::NotText),
            (b"name,\"tag\nx,y\n", TableError::OpenHeader),
        ] {
            assert_eq!(Table::read(bytes), Err(error), "{bytes:?}");
        }
        assert_eq!(Table::read(&vec![b'a'; BYTES_MOST + 1]), Err(TableError::TooLarge));
        let wide = ",x".repeat(COLUMNS_MOST);
        assert_eq!(Table::read(wide.as_bytes()), Err(TableError::TooManyColumns));
        let long = "a\n".repeat(ROWS_MOST + 2);
        assert_eq!(Table::read(long.as_bytes()), Err(TableError::TooManyRows));
    }

    #[test]
    fn refuses_an_endless_cell() {
        let text = format!("a,b\n1,{}\n2,3\n", "x".repeat(CELL_MOST + 1));
        let table = table(&text);
        assert_eq!(table.rows.len(), 1);
        assert_eq!(table.broken.first().map(|row| row.field.as_str()), Some("b"));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let seed = "sep=;\nnom;\"lieu\ndit\";qté\nÉtau;\"a \"\"b\"\"\";2\r\nx;y\r;;\n\"z;\n";
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = move |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below as u64).unwrap()
        };
        for _ in 0..4_000 {
            let mut bytes = seed.as_bytes().to_vec();
            for _ in 0..=random(8) {
                let at = random(bytes.len());
                match random(4) {
                    0 => bytes[at] = u8::try_from(random(256)).unwrap(),
                    1 => bytes.truncate(at.max(1)),
                    2 => bytes.insert(at, b"\"\n\r;,\t\xff\xfe\0"[random(9)]),
                    _ => bytes.rotate_left(at),
                }
            }
            drop(Table::read(&bytes));
        }
    }
}
