//! The frames of a session: a type byte and a postcard body.
//!
//! Types from 128 up may be passed over by who does not know them; an unknown type below ends the
//! session. Layouts only grow, by new types.

use std::net::SocketAddr;

use etabli_model::id::{DeviceId, EntryId, SpaceId};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::{entry::LogKey, page::MOST_TRAVELLING};

/// The most bytes a frame may have.
pub const MOST_FRAME: usize = MOST_TRAVELLING + 1024;
/// The most logs a frame may name.
pub const MOST_LOGS: usize = 8192;
/// How many spaces a greeting names; the rest is filled with noise.
pub const TAGS: usize = 8;

/// A space's name towards one peer, which tells nothing to whoever does not know the space.
pub type Tag = [u8; 16];

/// What devices say to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Frame {
    /// Greets: the versions spoken, and for which spaces.
    Hello(Hello),
    /// Tells how far every log goes here.
    Have(Vec<(LogKey, u64, EntryId)>),
    /// Brings entries.
    Entries(Vec<u8>),
    /// Tells how far logs go here now, after storing entries durably.
    Ack(Vec<(LogKey, u64)>),
    /// Tells where the sender can be reached later.
    Addresses(Vec<SocketAddr>),
    /// Something of a newer version that may be passed over.
    PassOver,
}

/// The greeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The oldest and newest version spoken.
    pub versions: (u16, u16),
    /// Features, one bit each.
    pub features: u64,
    /// The spaces, blinded for the one who hears, padded with noise.
    pub tags: [Tag; TAGS],
}

/// Why bytes are not a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the frame cannot be read")]
pub struct ReadFrameError;

const HELLO: u8 = 1;
const HAVE: u8 = 2;
const ENTRIES: u8 = 3;
const ACK: u8 = 4;
const FIRST_OPTIONAL: u8 = 128;
const ADDRESSES: u8 = 129;
const MOST_ADDRESSES: usize = 16;

/// Returns what names `space` when `from` speaks to `to`.
pub fn tag(space: &SpaceId, from: &DeviceId, to: &DeviceId) -> Tag {
    let mut hasher = blake3::Hasher::new_derive_key("etabli 2026 space tag v1");
    hasher.update(&space.0).update(&from.0).update(&to.0);
    hasher.finalize().as_bytes().first_chunk::<16>().copied().unwrap_or_default()
}

impl Frame {
    /// Returns the bytes of the frame.
    pub fn encode(&self) -> Vec<u8> {
        fn frame(kind: u8, content: &impl Serialize) -> Vec<u8> {
            let mut bytes = vec![kind];
            bytes.extend(postcard::to_stdvec(content).unwrap_or_default());
            bytes
        }
        match self {
            Self::Hello(hello) => frame(HELLO, hello),
            Self::Have(logs) => {
                let logs: Vec<_> = logs
                    .iter()
                    .map(|(log, height, head)| (log.device, log.log, *height, *head))
                    .collect();
                frame(HAVE, &logs)
            }
            Self::Entries(page) => frame(ENTRIES, &serde_bytes::Bytes::new(page)),
            Self::Ack(logs) => {
                let logs: Vec<_> =
                    logs.iter().map(|(log, height)| (log.device, log.log, *height)).collect();
                frame(ACK, &logs)
            }
            Self::Addresses(addresses) => frame(ADDRESSES, addresses),
            Self::PassOver => vec![FIRST_OPTIONAL],
        }
    }

    /// Reads a frame.
    pub fn decode(bytes: &[u8]) -> Result<Self, ReadFrameError> {
        fn content<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, ReadFrameError> {
            match postcard::take_from_bytes(bytes) {
                Ok((content, [])) => Ok(content),
                Ok(_) | Err(_) => Err(ReadFrameError),
            }
        }
        if bytes.len() > MOST_FRAME {
            return Err(ReadFrameError);
        }
        let (kind, bytes) = bytes.split_first().ok_or(ReadFrameError)?;
        match *kind {
            HELLO => Ok(Self::Hello(content(bytes)?)),
            HAVE => {
                let logs: Vec<(DeviceId, u32, u64, EntryId)> = content(bytes)?;
                if logs.len() > MOST_LOGS {
                    return Err(ReadFrameError);
                }
                Ok(Self::Have(
                    logs.into_iter()
                        .map(|(device, log, height, head)| (LogKey { device, log }, height, head))
                        .collect(),
                ))
            }
            ENTRIES => Ok(Self::Entries(content::<ByteBuf>(bytes)?.into_vec())),
            ACK => {
                let logs: Vec<(DeviceId, u32, u64)> = content(bytes)?;
                if logs.len() > MOST_LOGS {
                    return Err(ReadFrameError);
                }
                Ok(Self::Ack(
                    logs.into_iter()
                        .map(|(device, log, height)| (LogKey { device, log }, height))
                        .collect(),
                ))
            }
            ADDRESSES => {
                let mut addresses: Vec<SocketAddr> = content(bytes)?;
                addresses.truncate(MOST_ADDRESSES);
                Ok(Self::Addresses(addresses))
            }
            FIRST_OPTIONAL.. => Ok(Self::PassOver),
            _ => Err(ReadFrameError),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames() -> Vec<Frame> {
        let log = LogKey { device: DeviceId([1; 32]), log: 1 };
        vec![
            Frame::Hello(Hello { versions: (1, 1), features: 0, tags: [[2; 16]; TAGS] }),
            Frame::Have(vec![(log, 300, EntryId([3; 32]))]),
            Frame::Entries(vec![4, 5, 6]),
            Frame::Ack(vec![(log, 300)]),
            Frame::Addresses(vec!["127.0.0.1:80".parse().unwrap()]),
            Frame::PassOver,
        ]
    }

    #[test]
    fn frames_read_back_and_tears_are_refused() {
        for frame in frames() {
            let bytes = frame.encode();
            assert_eq!(Frame::decode(&bytes), Ok(frame));
            for end in 0..bytes.len() {
                assert_eq!(Frame::decode(&bytes[..end]), Err(ReadFrameError));
            }
        }
    }

    #[test]
    fn golden_frames_keep_their_bytes() {
        let bytes: Vec<u8> = frames().iter().flat_map(Frame::encode).collect();
        let mut golden = vec![1, 1, 1, 0];
        golden.extend([2; 128]);
        golden.extend([2, 1]);
        golden.extend([1; 32]);
        golden.extend([1, 0xac, 0x02]);
        golden.extend([3; 32]);
        golden.extend([3, 3, 4, 5, 6, 4, 1]);
        golden.extend([1; 32]);
        golden.extend([1, 0xac, 0x02, 129, 1, 0, 127, 0, 0, 1, 80, 128]);
        assert_eq!(bytes, golden);
    }

    #[test]
    fn what_a_newer_version_marks_as_optional_is_passed_over() {
        assert_eq!(Frame::decode(&[200, 1, 2, 3]), Ok(Frame::PassOver));
        assert_eq!(Frame::decode(&[99, 1, 2, 3]), Err(ReadFrameError));
    }

    #[test]
    fn a_claimed_length_is_not_believed() {
        assert_eq!(Frame::decode(&[HAVE, 0xff, 0xff, 0xff, 0xff, 0x0f]), Err(ReadFrameError));
    }
}
