//! What a check of a space found, for front ends to say in a person's language.

use serde::{Deserialize, Serialize};

use super::FilesHere;

macro_rules! findings {
    ($( $(#[$doc:meta])* $name:ident = $text:literal; )*) => {
        /// What is wrong. Its text form is the end of the message id `finding-…`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum FindingKind {
            $( $(#[$doc])* #[serde(rename = $text)] $name ),*
        }

        impl FindingKind {
            /// All kinds, so that a test can look for their messages.
            pub const ALL: &'static [Self] = &[ $( Self::$name ),* ];

            /// Returns the text form.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text ),* }
            }
        }
    };
}

findings! {
    /// The entry `what` cannot be read: `detail`.
    Unreadable = "unreadable";
    /// The entry `what` is not signed by its author: `detail`.
    Unsigned = "unsigned";
    /// The entry `what` does not belong where it is stored.
    Misplaced = "misplaced";
    /// The entry `what` was not there when the space was opened.
    Unread = "unread";
    /// The entry `what` does not fit what it names: `detail`.
    Unlinked = "unlinked";
    /// Of `expected` entries, `found` are stored.
    Miscounted = "miscounted";
    /// The photo or attachment `what` is not as it was kept: `detail` is its hash.
    DamagedFile = "damaged-file";
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// With which thing: the key of an entry, or the name of a file; empty where with none.
    #[serde(default)]
    pub what: String,
    /// More for whoever helps, in English.
    #[serde(default)]
    pub detail: String,
    /// How many there should be.
    #[serde(default)]
    pub expected: u64,
    /// How many there are.
    #[serde(default)]
    pub found: u64,
}

impl Finding {
    /// Returns something wrong with one thing.
    pub fn with(kind: FindingKind, what: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { kind, what: what.into(), detail: detail.into(), expected: 0, found: 0 }
    }
}

/// The result of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyReport {
    /// Whether nothing is wrong.
    pub ok: bool,
    /// Entries checked.
    pub entries: u64,
    /// BLAKE3 of the canonical state, hexadecimal.
    pub state: String,
    /// The rules in force.
    pub rules: u32,
    /// Acts of kinds that this version does not know.
    pub unknown: u64,
    /// What is wrong, one English sentence each.
    pub problems: Vec<String>,
    /// The same, for front ends to say.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// How many of this device's own entries were here once and are missing.
    #[serde(default)]
    pub missing_own: u64,
    /// How many entries of other devices were here once and are missing, at least.
    #[serde(default)]
    pub missing_others: u64,
    /// The photos and attachments. That some are on other devices only is no problem.
    #[serde(default)]
    pub files: FilesHere,
}
