//! Sheets of labels as PDF: a name, a line of text, and a code that people and cameras read.
//!
//! The same labels and the same setting give the same bytes. What is on a label fits on it: texts
//! are cut with an ellipsis, and nothing is drawn beyond the label's own area.

mod code;
mod page;
mod script;
mod sheet;

use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, ConfigurationBuilder},
    destination::XyzDestination,
    geom::Point,
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    tagging::{ListNumbering, Tag, TagGroup, TagTree},
};

pub use code::{Code, QUIET};
pub use sheet::{Area, Grid, Length, MOST_OFFSET, PAGE_HEIGHT, PAGE_WIDTH, Sheet};

use page::Drawing;
use script::{Script, points};

/// The most labels that are printed at once.
pub const MOST_LABELS: usize = 5_000;

/// What is on a label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What is written large.
    pub name: String,
    /// What people read under the QR code, and type where there is no camera.
    pub code: String,
    /// What is written small: a place, the name of the space.
    pub line: String,
    /// What the QR code says.
    pub link: String,
}

/// Which sheet is printed on, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The sheet.
    pub sheet: Sheet,
    /// The first label that is still there, from 1, row by row.
    pub start: u16,
    /// How far to the right everything moves, in tenths of a millimetre.
    pub across: i16,
    /// How far down everything moves, in tenths of a millimetre.
    pub down: i16,
}

/// What readers of the file are told in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'a> {
    /// The title of the document.
    pub title: &'a str,
    /// Its language, as a tag: `fr`.
    pub language: &'a str,
    /// What a QR code is called.
    pub figure: &'a str,
}

/// Labels on sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The document.
    pub pdf: Vec<u8>,
    /// How many sheets it has.
    pub pages: usize,
    /// How many labels show a question mark where there is something that the fonts do not hold.
    pub unknown: usize,
}

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintError {
    /// No label.
    #[error("there is nothing to print")]
    Nothing,
    /// Too many labels.
    #[error("at most {MOST_LABELS} labels are printed at once")]
    TooMany,
    /// No such label on the sheet.
    #[error("the sheet has labels 1 to {0}")]
    Start(u16),
    /// Too far.
    #[error("a sheet is moved by at most {MOST_OFFSET} tenths of a millimetre")]
    Offset,
    /// The writer of documents refuses.
    #[error("the document cannot be written: {0}")]
    Document(String),
}

impl Setting {
    /// Starts with the first label of a sheet that lies as it should.
    pub const fn of(sheet: Sheet) -> Self {
        Self { sheet, start: 1, across: 0, down: 0 }
    }

    fn check(&self) -> Result<(), PrintError> {
        if !(1..=self.sheet.cells()).contains(&self.start) {
            return Err(PrintError::Start(self.sheet.cells()));
        }
        let range = -MOST_OFFSET..=MOST_OFFSET;
        if !range.contains(&self.across) || !range.contains(&self.down) {
            return Err(PrintError::Offset);
        }
        Ok(())
    }

    /// Returns where a label goes, counted from 0: its sheet, from 0, and its area there.
    pub fn place(&self, nth: usize) -> (usize, Area) {
        let cells = usize::from(self.sheet.cells());
        let at = nth + usize::from(self.start.max(1) - 1);
        let cell = u16::try_from(at % cells).unwrap_or_default();
        let area = self.sheet.area(cell);
        let (across, down) = (Length::from(self.across) * 10, Length::from(self.down) * 10);
        (at / cells, Area { left: area.left + across, top: area.top + down, ..area })
    }
}

/// Prints labels, one after another.
pub fn print(labels: &[Label], setting: &Setting, words: Words<'_>) -> Result<Printed, PrintError> {
    setting.check()?;
    match labels.len() {
        0 => return Err(PrintError::Nothing),
        1..=MOST_LABELS => {}
        _ => return Err(PrintError::TooMany),
    }
    let refused = |what: &str| PrintError::Document(what.to_owned());
    let script = Script::open().ok_or_else(|| refused("the fonts cannot be read"))?;
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| refused(&format!("{error:?}")))?;
    let mut document =
        Document::new_with(SerializeSettings { configuration, ..SerializeSettings::default() });
    let metadata = Metadata::new()
        .title(words.title.to_owned())
        .language(words.language.to_owned())
        .creator("Établi".to_owned());
    document.set_metadata(metadata);

    let mut outline = Outline::new();
    let mut list = TagGroup::new(Tag::L(ListNumbering::None));
    let mut unknown = 0;
    let (mut pages, mut rest) = (0, labels.iter().enumerate().peekable());
    while rest.peek().is_some() {
        let size = PageSettings::from_wh(points(PAGE_WIDTH), points(PAGE_HEIGHT))
            .ok_or_else(|| refused("no page"))?;
        let mut page = document.start_page_with(size);
        let mut drawing = Drawing::new(page.surface(), &script, words.figure, pages);
        if setting.sheet == Sheet::Plain {
            drawing.cut_lines(setting);
        }
        while let Some((nth, label)) = rest.next_if(|(nth, _)| setting.place(*nth).0 == pages) {
            let (group, is_whole) = drawing.label(label, setting.place(nth).1);
            list.push(group);
            unknown += usize::from(!is_whole);
        }
        drawing.finish();
        page.finish();
        let top = XyzDestination::new(pages, Point::from_xy(0.0, 0.0));
        pages += 1;
        outline.push_child(OutlineNode::new(format!("{} {pages}", words.title), top));
    }
    let mut tree = TagTree::new().with_lang(Some(words.language.to_owned()));
    tree.push(list);
    document.set_tag_tree(tree);
    document.set_outline(outline);
    let pdf = document.finish().map_err(|error| refused(&format!("{error:?}")))?;
    Ok(Printed { pdf, pages, unknown })
}

#[cfg(test)]
mod tests;
