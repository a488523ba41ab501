//! Records of a table: cells between separators, quoted where need be.
//!
//! A record knows the line of the file where it begins. A quote that runs away costs the line it
//! is on, and reading takes time in proportion to the text, whatever the text.

use csv::{ReaderBuilder, StringRecord};

/// How much of the text, and how many records, the guess of the separator looks at.
const GUESS_BYTES: usize = 64 << 10;
const GUESS_RECORDS: usize = 50;
/// What making a reader anew costs, in bytes read.
const RESTART_COST: usize = 512;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// A comma.
    Comma,
    /// A semicolon, as spreadsheets write where the comma is for decimals.
    Semicolon,
    /// A tab.
    Tab,
    /// Nothing: the table is a sheet of a workbook.
    Cell,
}

impl Separator {
    const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// Returns the text form: the character, or `tab`, or `cell`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Comma => ",",
            Self::Semicolon => ";",
            Self::Tab => "tab",
            Self::Cell => "cell",
        }
    }

    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
            // Between the cells of a record that is no text stands what ends one.
            Self::Cell => b'\x1f',
        }
    }
}

/// Takes off the line `sep=;` with which spreadsheets say their separator.
pub(super) fn without_separator_line(text: &str) -> (&str, u32, Option<Separator>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let line = first.trim_matches([' ', '"']);
    let said = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| {
        Separator::ALL.into_iter().find(|s| line.as_bytes().get(4..) == Some(&[s.byte()]))
    });
    match said {
        Some(separator) => (rest, 2, Some(separator)),
        None => (text, 1, None),
    }
}

/// Returns the separator under which the first records have most columns, most alike.
pub(super) fn guess_separator(text: &str) -> Separator {
    let mut end = text.len().min(GUESS_BYTES);
    if end < text.len() {
        end = text.as_bytes().iter().take(end).rposition(|b| *b == b'\n').unwrap_or(end);
    }
    let start = text.as_bytes().get(..end).unwrap_or_default();

    let mut best = (Separator::Comma, (0, 0, 0));
    for separator in Separator::ALL {
        let mut reader = reader(start, separator);
        let mut widths = reader
            .byte_records()
            .map_while(Result::ok)
            .filter(|record| record.iter().any(|cell| !cell.trim_ascii().is_empty()))
            .map(|record| record.len())
            .take(GUESS_RECORDS);
        let Some(width) = widths.next() else { continue };
        let (mut alike, mut all) = (1, 1);
        for other in widths {
            all += 1;
            alike += usize::from(other == width);
        }
        // On a tie the sign that is rarer in text parts cells; one column is said to be comma.
        let rank = match separator {
            _ if width == 1 => 0,
            Separator::Comma => 1,
            Separator::Semicolon => 2,
            Separator::Tab => 3,
            Separator::Cell => 4,
        };
        let score = ((width - 1) * alike * 1000 / all, alike, rank);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

fn reader(text: &[u8], separator: Separator) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.byte())
        .from_reader(text)
}

/// A record, or a line whose quote runs away.
pub(super) enum Record<'a> {
    Row { line: u32, cells: StringRecord },
    Open { line: u32, text: &'a str },
}

/// Reads records with the line they begin on. After a quote that runs away, reading goes on with
/// the next line, so that one stray quote does not swallow the rows below it.
pub(super) struct Records<'a> {
    text: &'a str,
    separator: Separator,
    reader: csv::Reader<&'a [u8]>,
    /// Where the reader began, as an offset into the text, and the line there.
    start: usize,
    line: u64,
    /// How many bytes may still be read again.
    patience: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, separator: Separator, line: u32) -> Self {
        Self {
            text,
            separator,
            reader: reader(text.as_bytes(), separator),
            start: 0,
            line: u64::from(line),
            patience: text.len().saturating_mul(4).saturating_add(1 << 20),
        }
    }

    /// Refuses the next line that is not blank, however it reads.
    fn refuse_unread(&mut self) -> Option<Record<'a>> {
        let (mut start, mut line) = (self.start, self.line);
        loop {
            let text = self.text.get(start..)?.lines().next()?;
            if !text.trim().is_empty() {
                return Some(self.refuse_line(start, line));
            }
            start += text.len() + 1;
            line += 1;
        }
    }

    /// Refuses the line at `start` and goes on with the next one.
    fn refuse_line(&mut self, start: usize, line: u64) -> Record<'a> {
        let rest = self.text.get(start..).unwrap_or_default();
        let text = rest.lines().next().unwrap_or_default();
        (self.start, self.line) = ((start + text.len() + 1).min(self.text.len()), line + 1);
        Record::Open { line: line_number(line), text }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        // Text in which every line runs away would be read once for each of them.
        if self.patience == 0 {
            return self.refuse_unread();
        }
        let mut cells = StringRecord::new();
        loop {
            // The text is valid UTF-8 and separators are ASCII, so reading cannot fail.
            if !self.reader.read_record(&mut cells).unwrap_or(false) {
                return None;
            }
            if cells.iter().all(|cell| matches!(cell.trim(), "" | "\u{1a}")) {
                continue;
            }
            let position = cells.position()?;
            let mut start = self.start + usize::try_from(position.byte()).ok()?;
            let mut line = self.line + position.line() - 1;
            let end = self.start + usize::try_from(self.reader.position().byte()).ok()?;
            // The reader places a record before the empty lines that it skipped.
            while self.text.as_bytes().get(start) == Some(&b'\n') {
                start += 1;
                line += 1;
            }
            let raw = self.text.get(start..end).unwrap_or_default();
            let raw = raw.strip_suffix('\n').unwrap_or(raw);
            if runs_away(raw.as_bytes(), self.separator) {
                let first_line = raw.find('\n').unwrap_or(raw.len());
                self.patience = self.patience.saturating_sub(raw.len() - first_line + RESTART_COST);
                let refused = self.refuse_line(start, line);
                if self.patience > 0 {
                    let rest = self.text.as_bytes().get(self.start..).unwrap_or_default();
                    self.reader = reader(rest, self.separator);
                }
                return Some(refused);
            }
            return Some(Record::Row { line: line_number(line), cells });
        }
    }
}

fn line_number(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

/// Tells whether a record has a quote that never closes, or that goes over several lines and then
/// closes in the middle of a cell, which is the opening quote of another row.
fn runs_away(record: &[u8], separator: Separator) -> bool {
    enum At {
        Start,
        Bare,
        Quoted,
        Closed,
    }

    if !record.contains(&b'"') {
        return false;
    }
    let mut at = At::Start;
    let mut closed_inside = false;
    for byte in record {
        at = match (at, *byte) {
            (At::Start, b'"') | (At::Closed, b'"') => At::Quoted,
            (At::Quoted, b'"') => At::Closed,
            (At::Quoted, _) => At::Quoted,
            (At::Start | At::Bare | At::Closed, byte) if byte == separator.byte() => At::Start,
            (At::Start | At::Bare, _) => At::Bare,
            (At::Closed, byte) => {
                closed_inside |= !byte.is_ascii_whitespace();
                At::Bare
            }
        };
    }
    matches!(at, At::Quoted) || (closed_inside && record.contains(&b'\n'))
}
