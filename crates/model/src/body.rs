//! The body of an entry: what a device signed, as parts of one user command.
//!
//! Encoded with postcard. A body that does not encode back to its own bytes is not read: postcard
//! accepts over-long integers, and two texts of one body would be two entries that mean the same.
//! The layout is frozen; new things come as new act kinds, which older versions keep and pass on.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::id::{CommandId, DocumentId};

/// The most bytes a body may have.
pub const MOST_BYTES: usize = 256 * 1024;
/// The most Automerge changes a body may carry.
pub const MOST_CHANGES: usize = 256;

/// What one entry says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The user command this entry belongs to.
    pub command: CommandId,
    /// Which entry of that command, from 0.
    pub part: u16,
    /// Whether it is the command's last entry.
    pub last: bool,
    /// What it does, in order.
    pub parts: Vec<Part>,
}

/// One thing an entry does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// Changes a document.
    Edit(DocumentEdit),
    /// States a fact.
    Act(Act),
    /// Reserved: kept and passed on, outside the shared state.
    Sealed(Sealed),
}

/// Changes of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentEdit {
    /// The document.
    pub document: DocumentId,
    /// Raised when the device had to rebuild the document without one of its own changes.
    pub epoch: u16,
    /// Automerge change chunks, uncompressed.
    pub changes: Vec<ByteBuf>,
}

/// Who a kind of act concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ActClass {
    /// The life of the space; an unknown kind is shown as unknown.
    Daily,
    /// Who may do what; an unknown kind means that this version must not decide any more.
    Authority,
}

/// A fact somebody is answerable for; see [`crate::act`] for the kinds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// Its kind.
    pub kind: u16,
    /// Whom its kind concerns.
    pub class: ActClass,
    /// Its content, postcard by kind.
    pub bytes: ByteBuf,
}

/// Something for some members only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// For whom.
    pub audience: u32,
    /// With which key.
    pub key_id: [u8; 16],
    /// The sealed bytes.
    pub bytes: ByteBuf,
}

/// Why a body is not read. Its entry is stored and passed on all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadBodyError {
    /// The body is larger than [`MOST_BYTES`].
    #[error("the body is too large")]
    TooLarge,
    /// The bytes are not a body that this version knows.
    #[error("the body cannot be read")]
    Unreadable,
    /// The bytes are not the ones this body encodes to.
    #[error("the body is not in canonical form")]
    NotCanonical,
    /// The body carries more than [`MOST_CHANGES`] changes.
    #[error("the body has too many changes")]
    TooManyChanges,
}

impl Body {
    /// Returns the bytes of the body.
    pub fn encode(&self) -> Vec<u8> {
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// Reads a body, refusing one that is not in canonical form.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadBodyError> {
        if bytes.len() > MOST_BYTES {
            return Err(ReadBodyError::TooLarge);
        }
        let body: Self = postcard::from_bytes(bytes).map_err(|_| ReadBodyError::Unreadable)?;
        if body.encode() != bytes {
            return Err(ReadBodyError::NotCanonical);
        }
        let changes: usize = body
            .parts
            .iter()
            .map(|part| match part {
                Part::Edit(edit) => edit.changes.len(),
                Part::Act(_) | Part::Sealed(_) => 0,
            })
            .sum();
        if changes > MOST_CHANGES {
            return Err(ReadBodyError::TooManyChanges);
        }
        Ok(body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{EntryId, MemberId};

    fn body() -> Body {
        Body {
            command: CommandId([1; 16]),
            part: 0,
            last: true,
            parts: vec![
                Part::Edit(DocumentEdit {
                    document: DocumentId::Member(MemberId(EntryId([2; 32]))),
                    epoch: 0,
                    changes: vec![ByteBuf::from(vec![3, 4])],
                }),
                Part::Act(Act { kind: 9, class: ActClass::Daily, bytes: ByteBuf::from(vec![5]) }),
                Part::Sealed(Sealed { audience: 1, key_id: [6; 16], bytes: ByteBuf::new() }),
            ],
        }
    }

    #[test]
    fn golden_body_keeps_its_bytes() {
        let mut golden = Vec::new();
        golden.extend([1; 16]);
        golden.extend([0, 1, 3]);
        golden.extend([0, 1]);
        golden.extend([2; 32]);
        golden.extend([0, 1, 2, 3, 4]);
        golden.extend([1, 9, 0, 1, 5]);
        golden.extend([2, 1]);
        golden.extend([6; 16]);
        golden.push(0);
        assert_eq!(body().encode(), golden);
        assert_eq!(Body::decode(&golden), Ok(body()));
    }

    #[test]
    fn refuses_an_over_long_integer() {
        let mut bytes = body().encode();
        // `part`, 0, written in two bytes.
        bytes.splice(16..17, [0x80, 0x00]);
        assert_eq!(Body::decode(&bytes), Err(ReadBodyError::NotCanonical));
    }

    #[test]
    fn refuses_trailing_bytes_and_tears() {
        let bytes = body().encode();
        let longer: Vec<u8> = bytes.iter().copied().chain([0]).collect();
        assert_eq!(Body::decode(&longer), Err(ReadBodyError::NotCanonical));
        for end in 0..bytes.len() {
            assert!(Body::decode(&bytes[..end]).is_err());
        }
    }
}
