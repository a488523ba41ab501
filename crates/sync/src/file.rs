//! The frames by which files travel: a type byte and what follows.
//!
//! Who dials asks for one file after another by hash, naming the space as sessions do; who answers
//! says how long it is and sends it in pieces, or says that there is none for this one to have,
//! which never tells why. Types from 128 up may be passed over; layouts only grow, by new types.

use etabli_model::{file::MOST_FILE_BYTES, id::FileHash};

use crate::wire::Tag;

/// The protocol of files.
pub const FILE_ALPN: &[u8] = b"etabli/file/1";
/// The most bytes of a file in one frame.
pub const PIECE_BYTES: usize = 64 * 1024;
/// The most bytes a frame may have.
pub const MOST_FRAME: usize = PIECE_BYTES + 1;
/// The most bytes the frame of who asks may have.
pub const MOST_ASK: usize = 256;

const WANT: u8 = 1;
const FOUND: u8 = 2;
const ABSENT: u8 = 3;
const PIECE: u8 = 4;
const FIRST_OPTIONAL: u8 = 128;

/// What devices say to each other about files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFrame {
    /// Asks for a file of a space.
    Want {
        /// The space, as only its members can name it to each other.
        tag: Tag,
        /// The file.
        hash: FileHash,
    },
    /// The file is here and follows in pieces.
    Found {
        /// How many bytes it has, at most [`MOST_FILE_BYTES`].
        length: u64,
    },
    /// There is no such file for whoever asks.
    Absent,
    /// The next bytes of the file, never none.
    Piece(Vec<u8>),
    /// Something of a newer version that may be passed over.
    PassOver,
}

/// Why bytes are not a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the frame cannot be read")]
pub struct ReadFrameError;

impl FileFrame {
    /// Returns the bytes of the frame.
    pub fn encode(&self) -> Vec<u8> {
        match self {
            Self::Want { tag, hash } => [&[WANT], tag.as_slice(), &hash.0].concat(),
            Self::Found { length } => [&[FOUND], length.to_le_bytes().as_slice()].concat(),
            Self::Absent => vec![ABSENT],
            Self::Piece(bytes) => [&[PIECE], bytes.as_slice()].concat(),
            Self::PassOver => vec![FIRST_OPTIONAL],
        }
    }

    /// Reads a frame.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadFrameError> {
        if bytes.len() > MOST_FRAME {
            return Err(ReadFrameError);
        }
        let (kind, rest) = bytes.split_first().ok_or(ReadFrameError)?;
        match (*kind, rest) {
            (WANT, rest) => {
                let (tag, hash) = rest.split_first_chunk().ok_or(ReadFrameError)?;
                let hash = hash.try_into().map_err(|_| ReadFrameError)?;
                Ok(Self::Want { tag: *tag, hash: FileHash(hash) })
            }
            (FOUND, rest) => {
                let length = u64::from_le_bytes(rest.try_into().map_err(|_| ReadFrameError)?);
                match length <= MOST_FILE_BYTES {
                    true => Ok(Self::Found { length }),
                    false => Err(ReadFrameError),
                }
            }
            (ABSENT, []) => Ok(Self::Absent),
            (PIECE, [_, ..]) => Ok(Self::Piece(rest.to_vec())),
            (FIRST_OPTIONAL.., _) => Ok(Self::PassOver),
            (_, _) => Err(ReadFrameError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames() -> Vec<FileFrame> {
        vec![
            FileFrame::Want { tag: [1; 16], hash: FileHash([2; 32]) },
            FileFrame::Found { length: 70_000 },
            FileFrame::Absent,
            FileFrame::Piece(vec![3, 4, 5]),
            FileFrame::PassOver,
        ]
    }

    #[test]
    fn frames_read_back_and_tears_are_refused() {
        for frame in frames() {
            let bytes = frame.encode();
            assert_eq!(FileFrame::decode(&bytes), Ok(frame.clone()));
            assert_eq!(FileFrame::decode(&[]), Err(ReadFrameError));
            if !matches!(frame, FileFrame::Piece(_)) {
                for end in 0..bytes.len() {
                    assert_eq!(FileFrame::decode(&bytes[..end]), Err(ReadFrameError));
                }
            }
        }
        assert_eq!(FileFrame::decode(&[PIECE]), Err(ReadFrameError), "an empty piece");
        assert_eq!(FileFrame::decode(&[ABSENT, 0]), Err(ReadFrameError));
        assert_eq!(FileFrame::decode(&vec![PIECE; MOST_FRAME + 1]), Err(ReadFrameError));
    }

    #[test]
    fn golden_frames_keep_their_bytes() {
        let bytes: Vec<u8> = frames().iter().flat_map(FileFrame::encode).collect();
        let mut golden = vec![1];
        golden.extend([1; 16]);
        golden.extend([2; 32]);
        golden.extend([2, 0x70, 0x11, 1, 0, 0, 0, 0, 0, 3, 4, 3, 4, 5, 128]);
        assert_eq!(bytes, golden);
    }

    #[test]
    fn a_length_above_the_bound_is_refused() {
        let frame = FileFrame::Found { length: MOST_FILE_BYTES + 1 };
        assert_eq!(FileFrame::decode(&frame.encode()), Err(ReadFrameError));
    }

    #[test]
    fn what_a_newer_version_marks_as_optional_is_passed_over() {
        assert_eq!(FileFrame::decode(&[200, 1, 2]), Ok(FileFrame::PassOver));
        assert_eq!(FileFrame::decode(&[99, 1, 2]), Err(ReadFrameError));
    }
}
