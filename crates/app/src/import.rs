//! Reading tables of items that others wrote, and what taking them in would change.
//!
//! Bytes become a [`table`], the table's columns get a meaning ([`column`]) by its [`format`],
//! its lines become [`row`]s, and rows beside what is already there become a [`plan`]. Nothing
//! here writes anything. Every line of a file ends up as a row or as a refusal with its reason.

pub(crate) mod board;
pub mod column;
pub mod finding;
pub mod format;
mod ods;
pub mod place;
pub mod plan;
pub mod record;
pub mod row;
mod sheet;
#[cfg(test)]
mod spoilt;
pub mod table;
mod text;

use std::collections::BTreeMap;

use etabli_api::{
    error::{ApiError, ErrorCode},
    view::{ColumnView, ImportReport, RefusedRow, TableView},
};

use self::{
    column::{Column, ColumnError, Layout},
    finding::{Note, shortened},
    format::{Format, UnknownFormat},
    place::{PlacePlan, PlaceRow},
    plan::Plan,
    record::Separator,
    row::{ImportRow, Rows},
    table::{Table, TableError},
};

/// Returns the text of a file with plain line ends, and its encoding, or nothing if it has none.
pub(crate) fn text_of(bytes: &[u8]) -> Option<(std::borrow::Cow<'_, str>, &'static str)> {
    text::read(bytes)
}

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// The asked format does not exist.
    #[error(transparent)]
    Format(#[from] UnknownFormat),
    /// The file is not a table that can be read.
    #[error(transparent)]
    Table(#[from] TableError),
    /// Its columns cannot be given a meaning.
    #[error(transparent)]
    Columns(#[from] ColumnError),
}

impl From<ImportError> for ApiError {
    fn from(error: ImportError) -> Self {
        match error {
            ImportError::Format(UnknownFormat(what)) => {
                Self::new(ErrorCode::UnknownFormat).with("what", what)
            }
            ImportError::Table(TableError::TooLarge) => {
                Self::new(ErrorCode::FileTooLarge).with("most", "64 MiB")
            }
            ImportError::Table(
                error @ (TableError::TooManyRows
                | TableError::TooManyColumns
                | TableError::TooManyCells
                | TableError::NotText
                | TableError::Empty
                | TableError::OpenHeader),
            ) => Self::new(ErrorCode::NotATable).with("detail", error),
            ImportError::Columns(ColumnError::People) => Self::new(ErrorCode::PeopleNotItems),
            ImportError::Columns(ColumnError::NoName) => Self::new(ErrorCode::NoNameColumn),
            ImportError::Columns(ColumnError::UnknownColumn(what)) => {
                Self::new(ErrorCode::NotFound).with("what", what)
            }
            ImportError::Columns(ColumnError::UnknownField(what)) => {
                Self::new(ErrorCode::UnknownField).with("what", what)
            }
            ImportError::Columns(error @ ColumnError::FieldTwice(_)) => {
                Self::new(ErrorCode::BadRequest).with("detail", error)
            }
        }
    }
}

/// How many rows are shown of a file that is looked at.
const FIRST: usize = 3;

/// Looks at a file: its columns with what they become and what they hold.
pub fn look(
    bytes: &[u8],
    format: &str,
    map: &BTreeMap<String, String>,
) -> Result<TableView, ImportError> {
    let asked = Format::asked(format)?;
    let table = Table::read(bytes)?;
    let format = asked.unwrap_or_else(|| Format::of(&table.headers));
    let columns = Column::all(format, &table.headers, map)?;
    let view = |(index, column): (usize, Column)| ColumnView {
        header: column.header,
        field: column.meaning.as_str().to_owned(),
        first: table.rows.iter().take(FIRST).map(|row| shortened(row.cell(index))).collect(),
    };
    Ok(TableView {
        format: format.as_str().to_owned(),
        encoding: table.encoding.to_owned(),
        separator: table.separator.as_str().to_owned(),
        columns: columns.into_iter().enumerate().map(view).collect(),
    })
}

/// A file of items, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The format it was read as.
    pub format: Format,
    /// The encoding that was guessed.
    pub encoding: &'static str,
    /// The separator that was guessed.
    pub separator: Separator,
    /// The rows that can be taken in, in the order of the file.
    pub rows: Vec<ImportRow>,
    /// The rows of a table of places; then there are none of items.
    pub places: Vec<PlaceRow>,
    /// The rows that cannot, by line.
    pub refused: Vec<RefusedRow>,
    /// How many rows are about an item that a row above names already.
    pub repeats: u32,
    /// What a person should know about columns.
    pub notes: Vec<Note>,
}

impl Reading {
    /// Reads a file; `format` is `auto` or the name of one, `map` sends columns to fields.
    pub fn read(
        bytes: &[u8],
        format: &str,
        map: &BTreeMap<String, String>,
    ) -> Result<Self, ImportError> {
        let asked = Format::asked(format)?;
        let table = Table::read(bytes)?;
        let format = asked.unwrap_or_else(|| Format::of(&table.headers));
        let layout = Layout::new(format, &table.headers, map)?;
        let (encoding, separator) = (table.encoding, table.separator);
        if format == Format::Places {
            let (places, refused, notes) = place::read(&table, &layout);
            let (rows, repeats) = (Vec::new(), 0);
            return Ok(Self { format, encoding, separator, rows, places, refused, repeats, notes });
        }
        let Rows { rows, refused, repeats, notes } = Rows::read(&table, &layout);
        Ok(Self { format, encoding, separator, rows, places: Vec::new(), refused, repeats, notes })
    }

    /// Returns how many rows the file has, without headers and blank lines.
    pub fn row_count(&self) -> u32 {
        let read = self.rows.len() + self.places.len();
        count(read + self.refused.len()).saturating_add(self.repeats)
    }

    /// Returns the report on the import that `plan` makes of rows of places: what it counts are
    /// places, and those on the way that have no row of their own.
    pub fn report_places(&self, plan: &PlacePlan, dry_run: bool) -> ImportReport {
        let mut refused = [self.refused.as_slice(), plan.refused.as_slice()].concat();
        refused.sort_by_key(|row| row.line);
        let reading = Self { refused, ..self.clone() };
        let mut report = reading.report(&Plan::default(), dry_run);
        (report.created, report.updated) = (plan.created, count(plan.update.len()));
        report.unchanged = plan.unchanged;
        report.rows =
            report.created + report.updated + report.unchanged + count(report.refused.len());
        report.places_created = count(plan.new_places.len()).saturating_sub(plan.created);
        report
    }

    /// Returns the report on the import that `plan` makes of the rows.
    pub fn report(&self, plan: &Plan, dry_run: bool) -> ImportReport {
        let (created, updated) = (count(plan.create.len()), count(plan.update.len()));
        let refused = count(self.refused.len());
        let unchanged = plan.unchanged + self.repeats;
        ImportReport {
            format: self.format.as_str().to_owned(),
            encoding: self.encoding.to_owned(),
            separator: self.separator.as_str().to_owned(),
            rows: created + updated + unchanged + refused,
            created,
            updated,
            unchanged,
            refused: self.refused.clone(),
            places_created: count(plan.new_places.len()),
            changes: Vec::new(),
            notes: self
                .notes
                .iter()
                .map(|note| format!("{}: {}", note.key(), note.detail()))
                .collect(),
            dry_run,
        }
    }
}

/// Returns a length as the reports count; a table is bounded far below the limit.
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
