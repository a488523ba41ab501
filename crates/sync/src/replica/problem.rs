//! What a check of everything stored finds wrong. Front ends say it in a person's language.

/// Something that a check found wrong with what is stored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// What is stored there cannot be read.
    #[error("{key}: {detail}")]
    Unreadable {
        /// Its key, hexadecimal.
        key: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The entry is not its author's.
    #[error("{key}: {detail}")]
    Unsigned {
        /// Its key, hexadecimal.
        key: String,
        /// What is wrong with it.
        detail: String,
    },
    /// The entry does not belong where it is stored.
    #[error("{key}: it is stored in the wrong place")]
    Misplaced {
        /// Its key, hexadecimal.
        key: String,
    },
    /// The entry was not there when the space was opened.
    #[error("{key}: it was not read")]
    Unread {
        /// Its key, hexadecimal.
        key: String,
    },
    /// The entry does not fit what it names.
    #[error("{key}: {detail}")]
    Unlinked {
        /// Its key, hexadecimal.
        key: String,
        /// What is wrong with it.
        detail: String,
    },
    /// Not all entries that are known are stored.
    #[error("{known} entries are in memory, {stored} on disk")]
    Miscounted {
        /// How many are known.
        known: u64,
        /// How many are stored.
        stored: u64,
    },
}
