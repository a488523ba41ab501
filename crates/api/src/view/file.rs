//! Photos and attachments, as screens and shells show them.

use etabli_model::id::{FileHash, LocalId, MemberId};
use serde::{Deserialize, Serialize};

pub use etabli_model::file::FileKind;

/// A photo or an attachment of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    /// Its id within the item.
    pub id: LocalId,
    /// What it is.
    pub kind: FileKind,
    /// What it was called where it came from, safe as the name of a file.
    pub name: String,
    /// The type of its content, like `image/jpeg`.
    pub media: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many pixels a photo is wide; 0 for anything else.
    pub width: u32,
    /// How many pixels a photo is high; 0 for anything else.
    pub height: u32,
    /// What there is to see; empty if nobody said.
    pub caption: String,
    /// What its bytes hash to (BLAKE3).
    pub hash: FileHash,
    /// The small picture of a photo, if that is here.
    pub thumbnail: Option<FileHash>,
    /// Whether its bytes are here.
    pub here: bool,
    /// Who added it, if that is known.
    pub added_by: Option<MemberId>,
    /// That member's name.
    pub added_by_name: String,
    /// How many of its bytes have come, while they are being fetched.
    pub arriving: Option<u64>,
}

/// The bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileContent {
    /// A safe name to offer.
    pub name: String,
    /// The type of its content.
    pub media: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The bytes, in base64.
    pub content: String,
}

/// How the photos and attachments of a space stand on this computer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesHere {
    /// How many are here, small pictures not counted.
    pub here: u64,
    /// How many are on other devices only.
    pub elsewhere: u64,
    /// How many are here and damaged; they count as elsewhere.
    pub damaged: u64,
    /// How many bytes those that are here have.
    pub bytes: u64,
}
