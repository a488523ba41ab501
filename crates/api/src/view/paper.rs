//! What leaves the program: labels on paper, calendars for other programs.

use etabli_model::id::SpaceId;
use serde::{Deserialize, Serialize};

/// What stands under the name on a label.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LabelLine {
    /// Where it is kept.
    #[default]
    Place,
    /// Whose it is; and how they are reached, where they print it themself.
    Owner,
    /// Nothing.
    Nothing,
}

/// What is said in words on and about a sheet of labels: front ends have them, nobody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelWords {
    /// What the document is called.
    pub title: String,
    /// Its language, as a tag: `fr`.
    pub language: String,
    /// What a QR code is called.
    pub figure: String,
}

/// Labels, printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelsView {
    /// A name to offer for the file.
    pub name: String,
    /// The file, a PDF, in base64.
    pub content: String,
    /// How many labels.
    pub labels: u32,
    /// How many sheets.
    pub pages: u32,
    /// How many labels show a question mark where there is something that cannot be printed.
    pub unknown: u32,
}

/// The calendar file that is kept up to date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarFileView {
    /// The space it tells of; none while no file is kept.
    pub space: Option<SpaceId>,
    /// Where it lies; empty while no file is kept.
    pub path: String,
    /// Why it could not be written the last time, or empty.
    pub problem: String,
}
