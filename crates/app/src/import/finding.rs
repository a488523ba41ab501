//! What a person is told of a file: rows refused, and columns that did not become what they say.
//!
//! Findings are keys of messages with what they are about; the words are the front end's.

use etabli_api::view::RefusedRow;
use etabli_model::text::one_line;

/// The most characters of a cell that a refusal repeats.
const FOUND_MOST: usize = 80;

/// Why a row was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It does not name an item.
    EmptyName,
    /// Its quantity is not a whole number in the range of quantities.
    BadQuantity,
    /// A cell is too long.
    TooLong,
    /// It has more cells than there are headers, or a quote that never closes.
    RaggedRow,
    /// A row above has the same tag or reference.
    DuplicateTag,
    /// A row above says something else of the same place.
    PlaceTwice,
    /// A place would be inside itself.
    PlaceInItself,
}

impl Reason {
    /// Returns the key of its message.
    pub const fn key(self) -> &'static str {
        match self {
            Self::EmptyName => "import-empty-name",
            Self::BadQuantity => "import-bad-quantity",
            Self::TooLong => "import-too-long",
            Self::RaggedRow => "import-ragged-row",
            Self::DuplicateTag => "import-duplicate-tag",
            Self::PlaceTwice => "import-place-twice",
            Self::PlaceInItself => "import-place-in-itself",
        }
    }

    pub(super) fn refuse(self, line: u32, field: &str, found: &str) -> RefusedRow {
        let (field, reason) = (field.to_owned(), self.key().to_owned());
        RefusedRow { line, field, reason, found: shortened(found) }
    }
}

/// Returns what is shown of a cell.
pub(super) fn shortened(cell: &str) -> String {
    // A cell may be endless; what is shown of it is cut before it is looked at.
    let start: String = cell.chars().take(FOUND_MOST * 4).collect();
    let shown = one_line(&start);
    let mut short: String = shown.chars().take(FOUND_MOST).collect();
    if short.len() < shown.len() {
        short.push('…');
    }
    short
}

/// What a person should know about the columns of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// So many rows say that somebody has the item; it was kept as extra fields, not as a loan.
    Loans(u32),
    /// These columns were kept as extra fields.
    Kept(Vec<String>),
    /// These columns were passed over as asked.
    Skipped(Vec<String>),
    /// These sheets of the workbook are not read.
    Sheets(Vec<String>),
    /// So many rows are about an item that a row above names already.
    Repeats(u32),
}

impl Note {
    /// Returns the key of its message.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Loans(_) => "import-note-loans",
            Self::Kept(_) => "import-note-kept",
            Self::Skipped(_) => "import-note-skipped",
            Self::Sheets(_) => "import-note-sheets",
            Self::Repeats(_) => "import-note-repeats",
        }
    }

    /// Returns what it is about: a number of rows, or headers.
    pub fn detail(&self) -> String {
        match self {
            Self::Loans(rows) | Self::Repeats(rows) => rows.to_string(),
            Self::Kept(names) | Self::Skipped(names) | Self::Sheets(names) => names.join(", "),
        }
    }
}
