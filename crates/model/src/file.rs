//! Photos and attachments of items: what a document says of them. Their bytes lie elsewhere, named
//! by their hash.
//!
//! Invariant: what a file is never changes, it is another file then; what people say of it, where it
//! stands among the others and whether it was removed are written apart, so that they merge.

use serde::{Deserialize, Serialize};

use crate::{
    id::{FileHash, LocalId},
    inventory::Line,
    text::Name,
};

/// The most bytes of a picture in which a code is looked for.
pub const MOST_PICTURE_BYTES: u64 = 11 * 1024 * 1024;
/// The most bytes a file may have.
pub const MOST_FILE_BYTES: u64 = 8 * 1024 * 1024;
/// The most bytes a thumbnail may have.
pub const MOST_THUMBNAIL_BYTES: u64 = 64 * 1024;
/// The most files an item may have at once, removed ones not counted.
pub const MOST_FILES: usize = 64;
/// The most pixels a side of a photo is believed to have.
pub const MOST_SIDE: u32 = 65_535;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A picture that is shown, with a small one that goes before it.
    Photo,
    /// Anything else; it is only ever handed over.
    Attachment,
}

/// A file of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemFile {
    /// Its id within the item.
    pub id: LocalId,
    /// What its bytes hash to.
    pub hash: FileHash,
    /// What it was called where it came from.
    pub name: String,
    /// The type of its content, like `image/jpeg`.
    pub media: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many pixels a photo is wide and high; 0 where that means nothing.
    pub pixels: (u32, u32),
    /// What there is to see, for whoever does not see it; may be empty.
    pub caption: String,
    /// The small picture of a photo.
    pub thumbnail: Option<FileHash>,
    /// Where it stands: lower ones first, those of one rank as they came.
    pub rank: i64,
    /// Whether it was taken away.
    pub removed: bool,
}

impl ItemFile {
    /// Returns what it is: only a picture of a type that is written here is ever shown as one.
    pub fn kind(&self) -> FileKind {
        let picture = matches!(self.media.as_str(), "image/jpeg" | "image/png");
        match picture && self.thumbnail.is_some() {
            true => FileKind::Photo,
            false => FileKind::Attachment,
        }
    }
}

/// A file as it is first written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFile {
    /// A fresh id, which no file of the item has.
    pub local: LocalId,
    /// What its bytes hash to.
    pub hash: FileHash,
    /// What it was called where it came from.
    pub name: Name,
    /// The type of its content.
    pub media: Name,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many pixels a photo is wide and high.
    pub pixels: Option<(u32, u32)>,
    /// What there is to see.
    pub caption: Line,
    /// The small picture of a photo.
    pub thumbnail: Option<FileHash>,
}

/// A field of a file and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileField {
    /// What there is to see; empty takes it away.
    Caption(Line),
    /// Where it stands among the others.
    Rank(i64),
    /// Whether it is taken away.
    Removed(bool),
}

/// Returns a name for a file that is safe in any folder: its last part, without what some system
/// reads as something else than a letter of a name.
pub fn safe_name(text: &str) -> String {
    let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |c: char| match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => '-',
        c => c,
    };
    let line = crate::text::one_line(&last.chars().map(plain).collect::<String>());
    let line = line.trim_start_matches(['.', ' ', '-']).trim_end_matches(['.', ' ']);
    let (stem, ending) = line.rsplit_once('.').unwrap_or((line, ""));
    let ending: String = ending.chars().take(16).collect();
    let mut name: String = stem.chars().take(100).collect();
    if is_reserved(&name) {
        name.insert(0, '_');
    }
    match (name.is_empty(), ending.is_empty()) {
        (true, true) => "file".to_owned(),
        (true, false) => format!("file.{ending}"),
        (false, true) => name,
        (false, false) => format!("{name}.{ending}"),
    }
}

/// Returns whether Windows takes a name for a machine rather than a file.
fn is_reserved(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    matches!(first.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || ["COM", "LPT"].into_iter().any(|port| {
            first.strip_prefix(port).is_some_and(|rest| {
                rest.len() == 1 && rest.bytes().all(|digit| digit.is_ascii_digit())
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_lead_out_of_its_folder() {
        for (typed, safe) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ana\\Notice d’emploi.PDF", "Notice d’emploi.PDF"),
            ("..", "file"),
            ("", "file"),
            (".bashrc", "bashrc"),
            ("-rf.txt", "rf.txt"),
            ("a\u{202e}fdp.exe", "afdp.exe"),
            ("nul.txt", "_nul.txt"),
            ("LPT1", "_LPT1"),
            ("une\nligne.txt", "une ligne.txt"),
            ("what?.txt", "what-.txt"),
        ] {
            assert_eq!(safe_name(typed), safe, "{typed:?}");
        }
        let long = format!("{}.{}", "é".repeat(500), "x".repeat(500));
        assert_eq!(safe_name(&long).chars().count(), 117);
        assert!(crate::text::Name::parse(&safe_name(&long)).is_ok());
    }
}
