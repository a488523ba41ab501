//! A page: entries as they travel, without what the receiver can work out for itself.
//!
//! Ids, body hashes and lengths are computed again; predecessors, heads of authority and times are
//! told as differences. A header rebuilt wrongly fails its signature, so the page needs no trust.
//! The whole is compressed with zstd, and inflating stops at [`MOST_INFLATED`].

use std::collections::BTreeMap;

use etabli_model::{
    id::{CommandId, DeviceId, EntryId, SpaceId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::entry::{Entry, Header, LogKey};

/// About how many bytes of entries go into one page.
pub const PAGE_BYTES: usize = 256 * 1024;
/// The most bytes a page may inflate to: a page's worth and one largest entry, with room.
pub const MOST_INFLATED: usize = 1024 * 1024;
/// The most bytes a page may have as it travels.
pub const MOST_TRAVELLING: usize = 768 * 1024;

const LEVEL: i32 = 3;
const COMMAND_CONTEXT: &str = "etabli 2026 command id v1";

#[derive(Serialize, Deserialize)]
struct Page {
    logs: Vec<(DeviceId, u32)>,
    entries: Vec<Packed>,
    signatures: ByteBuf,
}

#[derive(Serialize, Deserialize)]
struct Packed {
    log: u32,
    founds: bool,
    prev: Prev,
    deps: Vec<Link>,
    auth: Option<Vec<Link>>,
    lamport: i64,
    at: i64,
    command: Command,
    body: ByteBuf,
}

#[derive(Serialize, Deserialize)]
enum Prev {
    /// The page's last entry of the same log.
    Follows,
    /// Another one.
    At { seq: u64, prev: EntryId },
}

#[derive(Serialize, Deserialize)]
enum Link {
    /// An entry of this page, by index.
    Near(u32),
    /// Another one.
    Far(EntryId),
}

#[derive(Serialize, Deserialize)]
enum Command {
    /// The body starts with the id that its place gives: left out.
    Derived,
    /// The body is whole.
    Written,
    /// The body was forgotten: its hash and length stand in its place.
    Forgotten,
}

/// Why bytes are not a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the page of entries cannot be read")]
pub struct ReadPageError;

/// Returns the id of the command whose first entry stands at a place of a log.
pub fn derived_command(log: &LogKey, seq: u64) -> CommandId {
    let mut place = Vec::with_capacity(44);
    place.extend_from_slice(&log.device.0);
    place.extend_from_slice(&log.log.to_le_bytes());
    place.extend_from_slice(&seq.to_le_bytes());
    let hash = blake3::derive_key(COMMAND_CONTEXT, &place);
    CommandId(hash.first_chunk::<16>().copied().unwrap_or_default())
}

#[derive(Default)]
struct Last {
    seq: u64,
    id: Option<EntryId>,
    auth: Vec<EntryId>,
    lamport: i64,
    at: i64,
}

/// Packs entries of one space, in the order in which they are to be stored.
pub fn pack(entries: &[Entry]) -> Vec<u8> {
    let mut page = Page { logs: Vec::new(), entries: Vec::new(), signatures: ByteBuf::new() };
    let mut places: BTreeMap<LogKey, u32> = BTreeMap::new();
    let mut lasts: BTreeMap<LogKey, Last> = BTreeMap::new();
    let mut near: BTreeMap<EntryId, u32> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let header = &entry.header;
        let log = *places.entry(header.log).or_insert_with(|| {
            page.logs.push((header.log.device, header.log.log));
            u32::try_from(page.logs.len() - 1).unwrap_or(u32::MAX)
        });
        let last = lasts.entry(header.log).or_default();
        let link = |id: &EntryId| near.get(id).map_or(Link::Far(*id), |at| Link::Near(*at));
        let follows = last.id == Some(header.prev) && last.seq + 1 == header.seq;
        let derived = derived_command(&header.log, header.seq);
        let (command, body) = match entry.body.strip_prefix(&derived.0) {
            _ if entry.is_forgotten() => (Command::Forgotten, trace(header)),
            Some(rest) => (Command::Derived, rest.to_vec()),
            None => (Command::Written, entry.body.clone()),
        };
        page.entries.push(Packed {
            log,
            founds: header.space == [0; 32],
            prev: if follows {
                Prev::Follows
            } else {
                Prev::At { seq: header.seq, prev: header.prev }
            },
            deps: header.deps.iter().map(link).collect(),
            auth: if last.id.is_some() && last.auth == header.auth {
                None
            } else {
                Some(header.auth.iter().map(link).collect())
            },
            lamport: header.lamport.cast_signed().wrapping_sub(last.lamport),
            at: header.at.0.wrapping_sub(last.at),
            command,
            body: ByteBuf::from(body),
        });
        page.signatures.extend_from_slice(&entry.signature);
        let id = header.id();
        *last = Last {
            seq: header.seq,
            id: Some(id),
            auth: header.auth.clone(),
            lamport: header.lamport.cast_signed(),
            at: header.at.0,
        };
        near.insert(id, u32::try_from(index).unwrap_or(u32::MAX));
    }
    let bytes = postcard::to_stdvec(&page).unwrap_or_default();
    zstd::bulk::compress(&bytes, LEVEL).unwrap_or_default()
}

/// Returns what stays of a forgotten body.
fn trace(header: &Header) -> Vec<u8> {
    [header.body_hash.as_slice(), &header.body_len.to_le_bytes()].concat()
}

fn traced(bytes: &[u8]) -> Option<([u8; 32], u32)> {
    let (hash, length) = bytes.split_first_chunk::<32>()?;
    Some((*hash, u32::from_le_bytes(length.try_into().ok()?)))
}

/// Unpacks a page of a space's entries. Form is checked, signatures are not.
pub fn unpack(space: SpaceId, bytes: &[u8]) -> Result<Vec<Entry>, ReadPageError> {
    if bytes.len() > MOST_TRAVELLING {
        return Err(ReadPageError);
    }
    let bytes = zstd::bulk::decompress(bytes, MOST_INFLATED).map_err(|_| ReadPageError)?;
    let page: Page = postcard::from_bytes(&bytes).map_err(|_| ReadPageError)?;
    let mut signatures = page.signatures.chunks_exact(64);
    let mut lasts: BTreeMap<u32, Last> = BTreeMap::new();
    let mut ids: Vec<EntryId> = Vec::with_capacity(page.entries.len());
    let mut entries = Vec::with_capacity(page.entries.len());
    for packed in page.entries {
        let (device, log) = page.logs.get(packed.log as usize).copied().ok_or(ReadPageError)?;
        let log = LogKey { device, log };
        let signature = signatures.next().and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
        let last = lasts.entry(packed.log).or_default();
        let far = |links: Vec<Link>| -> Result<Vec<EntryId>, ReadPageError> {
            links
                .into_iter()
                .map(|link| match link {
                    Link::Far(id) => Ok(id),
                    Link::Near(at) => ids.get(at as usize).copied().ok_or(ReadPageError),
                })
                .collect()
        };
        let (seq, prev) = match packed.prev {
            Prev::At { seq, prev } => (seq, prev),
            Prev::Follows => {
                (last.seq.checked_add(1).ok_or(ReadPageError)?, last.id.ok_or(ReadPageError)?)
            }
        };
        let auth = match packed.auth {
            Some(links) => far(links)?,
            None => last.auth.clone(),
        };
        let mut body = match packed.command {
            Command::Derived => derived_command(&log, seq).0.to_vec(),
            Command::Written | Command::Forgotten => Vec::new(),
        };
        let (body_hash, body_len) = match packed.command {
            Command::Forgotten if log.is_private() => traced(&packed.body).ok_or(ReadPageError)?,
            Command::Forgotten => return Err(ReadPageError),
            Command::Derived | Command::Written => {
                body.extend_from_slice(&packed.body);
                let length = u32::try_from(body.len()).map_err(|_| ReadPageError)?;
                (*blake3::hash(&body).as_bytes(), length)
            }
        };
        let header = Header {
            space: if packed.founds { [0; 32] } else { space.0 },
            log,
            seq,
            prev,
            deps: far(packed.deps)?,
            auth,
            lamport: last.lamport.wrapping_add(packed.lamport).cast_unsigned(),
            at: Timestamp(last.at.wrapping_add(packed.at)),
            body_hash,
            body_len,
        };
        // Decoding again applies every check of form there is.
        let header = Header::decode(&mut header.encode().as_slice()).map_err(|_| ReadPageError)?;
        let id = header.id();
        *last = Last {
            seq,
            id: Some(id),
            auth: header.auth.clone(),
            lamport: header.lamport.cast_signed(),
            at: header.at.0,
        };
        ids.push(id);
        entries.push(Entry { header, signature: signature.ok_or(ReadPageError)?, body });
    }
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;

    use super::*;

    fn entries(count: u64) -> Vec<Entry> {
        let key = SigningKey::from_bytes(&[7; 32]);
        let log = LogKey { device: DeviceId(key.verifying_key().to_bytes()), log: 1 };
        let mut prev = EntryId([0; 32]);
        (0..count)
            .map(|seq| {
                let mut body = derived_command(&log, seq).0.to_vec();
                body.extend_from_slice(b" and the same words again and again");
                let header = Header {
                    space: [1; 32],
                    log,
                    seq,
                    prev,
                    deps: if seq == 3 { vec![EntryId([8; 32])] } else { Vec::new() },
                    auth: vec![EntryId([9; 32])],
                    lamport: seq + 2,
                    at: Timestamp(1_795_000_000_000 + seq.cast_signed() * 1000),
                    body_hash: [0; 32],
                    body_len: 0,
                };
                let entry = Entry::sign(header, body, &key);
                prev = entry.header.id();
                entry
            })
            .collect()
    }

    #[test]
    fn a_page_reads_back_and_costs_little_more_than_its_signatures() {
        let entries = entries(100);
        let bytes = pack(&entries);
        assert_eq!(unpack(SpaceId([1; 32]), &bytes), Ok(entries));
        assert!(bytes.len() < 100 * 64 + 500, "{} bytes", bytes.len());
    }

    #[test]
    fn a_page_replayed_into_another_space_fails_every_signature() {
        let bytes = pack(&entries(3));
        let replayed = unpack(SpaceId([2; 32]), &bytes).unwrap();
        assert!(replayed.iter().all(|entry| entry.verify().is_err()));
    }

    #[test]
    fn a_bomb_is_not_inflated() {
        let bomb = zstd::bulk::compress(&vec![0; 64 * 1024 * 1024], 3).unwrap();
        assert!(bomb.len() < 16 * 1024);
        assert_eq!(unpack(SpaceId([1; 32]), &bomb), Err(ReadPageError));
    }

    #[test]
    fn changed_bytes_never_give_the_same_entries_nor_a_panic() {
        let entries = entries(8);
        let bytes = pack(&entries);
        for index in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[index] ^= 0x15;
            if let Ok(read) = unpack(SpaceId([1; 32]), &changed) {
                let good = read.iter().filter(|entry| entry.verify().is_ok()).count();
                assert!(read != entries || good == entries.len());
            }
        }
    }
}
