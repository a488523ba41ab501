//! The entry: a signed header and a body, the only thing that replicas exchange.
//!
//! The header's layout is fixed width and frozen for version 1 (little endian):
//!
//! ```text
//! version u8 · kind u8 · space [32] · device [32] · log u32 · seq u64 · prev [32]
//! deps: count u8 · count × [32] · auth: count u8 · count × [32]
//! lamport u64 · at i64 (ms) · body_hash [32] · body_len u32
//! ```
//!
//! EntryId = BLAKE3 in key-derivation mode, context `etabli 2026 entry id v1`, over the header; the
//! signature is ed25519 over `etabli/entry/1` ‖ EntryId. Parsing is bounded before it allocates.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use etabli_model::{
    body::MOST_BYTES,
    id::{DeviceId, EntryId, SpaceId},
    time::Timestamp,
};

/// The most entries an entry may build on besides its predecessor.
pub const MOST_DEPS: usize = 16;
/// The most heads of authority an entry may name.
pub const MOST_AUTH: usize = 8;
/// The version written here.
pub const VERSION: u8 = 1;

const ID_CONTEXT: &str = "etabli 2026 entry id v1";
const SIGNATURE_TAG: &[u8] = b"etabli/entry/1";
/// The number from which on logs are private.
pub const FIRST_PRIVATE_LOG: u32 = 48;
/// How many cores share the checking of a page.
const MOST_CORES: usize = 4;
/// How many entries are worth a thread: about a millisecond of checking.
const LEAST_TO_SHARE: usize = 32;

/// What a log is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryKind {
    /// Who may do what. Always log 0 of a device.
    Authority,
    /// The life of the space. Logs from 1.
    Content,
}

/// A log: one device's, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogKey {
    /// The device that signs it.
    pub device: DeviceId,
    /// Its number; 0 is the authority log.
    pub log: u32,
}

impl LogKey {
    /// Returns what the log is for.
    pub const fn kind(&self) -> EntryKind {
        if self.log == 0 { EntryKind::Authority } else { EntryKind::Content }
    }

    /// Returns whether it is for what its author may have forgotten, and for nothing else: the
    /// number says so, because of a forgotten body nothing else would.
    pub const fn is_private(&self) -> bool {
        self.log >= FIRST_PRIVATE_LOG
    }
}

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The space; zero in the entry that founds it.
    pub space: [u8; 32],
    /// The log.
    pub log: LogKey,
    /// The place in the log, from 0.
    pub seq: u64,
    /// The entry before it in the log; zero for the first.
    pub prev: EntryId,
    /// The heads of other logs it builds on: ascending, one per log, none reachable from another.
    pub deps: Vec<EntryId>,
    /// The heads of authority its author knew, ascending; empty in authority entries, whose
    /// predecessor and deps say the same.
    pub auth: Vec<EntryId>,
    /// One more than the greatest of what it builds on.
    pub lamport: u64,
    /// When, by the author's clock: for display only.
    pub at: Timestamp,
    /// BLAKE3 of the body.
    pub body_hash: [u8; 32],
    /// The body's length in bytes.
    pub body_len: u32,
}

/// A signed header with its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The header.
    pub header: Header,
    /// The signature of the header's id.
    pub signature: [u8; 64],
    /// The body; empty when it was forgotten.
    pub body: Vec<u8>,
}

/// Why bytes are not an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadEntryError {
    /// The bytes end too early, or too late.
    #[error("the entry is cut off or too long")]
    Length,
    /// The version is not known.
    #[error("the entry is of version {0}")]
    Version(u8),
    /// Kind and log number do not fit.
    #[error("the entry's kind does not fit its log")]
    Kind,
    /// Too many deps or heads of authority, or not ascending.
    #[error("the entry's links are malformed")]
    Links,
    /// The claimed time lies outside 2020–2200.
    #[error("the entry's time is senseless")]
    Time,
    /// The body is too large.
    #[error("the entry's body is too large")]
    BodyTooLarge,
    /// The body is not the one that was signed.
    #[error("the entry's body is not the signed one")]
    Body,
    /// The signature is not good.
    #[error("the entry's signature is not good")]
    Signature,
}

impl Header {
    /// Returns the bytes that are hashed and signed.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(168 + 32 * (self.deps.len() + self.auth.len()));
        bytes.push(VERSION);
        bytes.push(match self.log.kind() {
            EntryKind::Authority => 0,
            EntryKind::Content => 1,
        });
        bytes.extend_from_slice(&self.space);
        bytes.extend_from_slice(&self.log.device.0);
        bytes.extend_from_slice(&self.log.log.to_le_bytes());
        bytes.extend_from_slice(&self.seq.to_le_bytes());
        bytes.extend_from_slice(&self.prev.0);
        for links in [&self.deps, &self.auth] {
            bytes.push(u8::try_from(links.len()).unwrap_or(u8::MAX));
            for link in links {
                bytes.extend_from_slice(&link.0);
            }
        }
        bytes.extend_from_slice(&self.lamport.to_le_bytes());
        bytes.extend_from_slice(&self.at.0.to_le_bytes());
        bytes.extend_from_slice(&self.body_hash);
        bytes.extend_from_slice(&self.body_len.to_le_bytes());
        bytes
    }

    /// Reads a header from the front of `bytes`, with all checks that need nothing else.
    pub fn decode(bytes: &mut &[u8]) -> Result<Self, ReadEntryError> {
        let version = u8::from_le_bytes(take(bytes)?);
        if version != VERSION {
            return Err(ReadEntryError::Version(version));
        }
        let kind = u8::from_le_bytes(take(bytes)?);
        let space = take(bytes)?;
        let device = DeviceId(take(bytes)?);
        let log = LogKey { device, log: u32::from_le_bytes(take(bytes)?) };
        match (kind, log.kind()) {
            (0, EntryKind::Authority) | (1, EntryKind::Content) => {}
            (_, EntryKind::Authority | EntryKind::Content) => return Err(ReadEntryError::Kind),
        }
        let seq = u64::from_le_bytes(take(bytes)?);
        let prev = EntryId(take(bytes)?);
        let deps = links(bytes, MOST_DEPS)?;
        let auth = links(bytes, MOST_AUTH)?;
        let lamport = u64::from_le_bytes(take(bytes)?);
        let at = Timestamp(i64::from_le_bytes(take(bytes)?));
        if at < Timestamp::FIRST || at >= Timestamp::END {
            return Err(ReadEntryError::Time);
        }
        let body_hash = take(bytes)?;
        let body_len = u32::from_le_bytes(take(bytes)?);
        if body_len as usize > MOST_BYTES {
            return Err(ReadEntryError::BodyTooLarge);
        }
        if kind == 0 && !auth.is_empty() {
            return Err(ReadEntryError::Links);
        }
        Ok(Self { space, log, seq, prev, deps, auth, lamport, at, body_hash, body_len })
    }

    /// Returns whether a body is what is left of the signed one after it was forgotten: nothing.
    pub const fn forgot(&self, body: &[u8]) -> bool {
        self.log.is_private() && self.body_len > 0 && body.is_empty()
    }

    /// Returns the entry's id.
    pub fn id(&self) -> EntryId {
        EntryId(blake3::derive_key(ID_CONTEXT, &self.encode()))
    }

    /// Returns the space the entry belongs to: the one it names, or the one it founds.
    pub fn space_id(&self) -> SpaceId {
        if self.space == [0; 32] { SpaceId(self.id().0) } else { SpaceId(self.space) }
    }
}

impl Entry {
    /// Signs a header over a body.
    pub fn sign(mut header: Header, body: Vec<u8>, key: &SigningKey) -> Self {
        header.body_hash = *blake3::hash(&body).as_bytes();
        header.body_len = u32::try_from(body.len()).unwrap_or(u32::MAX);
        let signature = key.sign(&signed_bytes(&header.id())).to_bytes();
        Self { header, signature, body }
    }

    /// Returns whether its body was forgotten: what is left still proves that there was one.
    pub fn is_forgotten(&self) -> bool {
        self.header.forgot(&self.body)
    }

    /// Returns the entry as it is stored: header, signature, body.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.header.encode();
        bytes.extend_from_slice(&self.signature);
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// Reads a stored entry; the signature is not checked.
    pub fn decode(mut bytes: &[u8]) -> Result<Self, ReadEntryError> {
        let header = Header::decode(&mut bytes)?;
        let signature = take(&mut bytes)?;
        if bytes.len() != header.body_len as usize && !header.forgot(bytes) {
            return Err(ReadEntryError::Length);
        }
        Ok(Self { header, signature, body: bytes.to_vec() })
    }

    /// Checks that the body is the signed one, unless it was forgotten, and that the device signed
    /// it, strictly: small-order keys and malleable signatures are refused.
    pub fn verify(&self) -> Result<(), ReadEntryError> {
        let signed = self.body.len() == self.header.body_len as usize
            && *blake3::hash(&self.body).as_bytes() == self.header.body_hash;
        if !signed && !self.is_forgotten() {
            return Err(ReadEntryError::Body);
        }
        let id = self.header.id();
        if verify_signature(&self.header.log.device.0, &signed_bytes(&id), &self.signature) {
            Ok(())
        } else {
            Err(ReadEntryError::Signature)
        }
    }
}

/// Checks entries as [`Entry::verify`] does, on as many cores as there are: among all the work that
/// a received page makes, this is most of it and the only part that needs nothing else.
pub fn verify_all(entries: &[&Entry]) -> Vec<Result<(), ReadEntryError>> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_CORES);
    let each = entries.len().div_ceil(cores).max(LEAST_TO_SHARE);
    let (first, others) = entries.split_at(each.min(entries.len()));
    let check =
        |entries: &[&Entry]| -> Vec<_> { entries.iter().map(|entry| entry.verify()).collect() };
    std::thread::scope(|scope| {
        let others: Vec<_> =
            others.chunks(each).map(|share| (share, scope.spawn(move || check(share)))).collect();
        let mut checked = check(first);
        for (share, other) in others {
            checked.extend(other.join().unwrap_or_else(|_| check(share)));
        }
        checked
    })
}

/// Checks an ed25519 signature strictly.
pub fn verify_signature(key: &[u8; 32], message: &[u8], signature: &[u8]) -> bool {
    let Ok(key) = VerifyingKey::from_bytes(key) else { return false };
    let Ok(signature) = Signature::from_slice(signature) else { return false };
    key.verify_strict(message, &signature).is_ok()
}

fn signed_bytes(id: &EntryId) -> [u8; 46] {
    let mut bytes = [0; 46];
    let (tag, hash) = bytes.split_at_mut(SIGNATURE_TAG.len());
    tag.copy_from_slice(SIGNATURE_TAG);
    hash.copy_from_slice(&id.0);
    bytes
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Result<[u8; N], ReadEntryError> {
    let (head, rest) = bytes.split_first_chunk::<N>().ok_or(ReadEntryError::Length)?;
    *bytes = rest;
    Ok(*head)
}

fn links(bytes: &mut &[u8], most: usize) -> Result<Vec<EntryId>, ReadEntryError> {
    let count = usize::from(u8::from_le_bytes(take(bytes)?));
    if count > most {
        return Err(ReadEntryError::Links);
    }
    let mut links = Vec::with_capacity(count);
    for _ in 0..count {
        let link = EntryId(take(bytes)?);
        if links.last().is_some_and(|last| *last >= link) {
            return Err(ReadEntryError::Links);
        }
        links.push(link);
    }
    Ok(links)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(seed: u8) -> SigningKey {
        SigningKey::from_bytes(&[seed; 32])
    }

    fn header() -> Header {
        Header {
            space: [1; 32],
            log: LogKey { device: DeviceId(key(7).verifying_key().to_bytes()), log: 1 },
            seq: 5,
            prev: EntryId([2; 32]),
            deps: vec![EntryId([3; 32]), EntryId([4; 32])],
            auth: vec![EntryId([5; 32])],
            lamport: 9,
            at: Timestamp(1_795_000_000_000),
            body_hash: [0; 32],
            body_len: 0,
        }
    }

    #[test]
    fn golden_entry_keeps_its_bytes_and_its_id() {
        let entry = Entry::sign(header(), b"body".to_vec(), &key(7));
        let bytes = entry.encode();
        assert_eq!(bytes.len(), 164 + 3 * 32 + 64 + 4);
        assert_eq!(Entry::decode(&bytes), Ok(entry.clone()));
        assert_eq!(entry.verify(), Ok(()));
        expect_test::expect!["1140445dacc4f96db1eb3b090c2ba37a7ed1af250ebf99460b2a78b61b0eaf0d"]
            .assert_eq(&entry.header.id().to_string());
        expect_test::expect!["0a1ce32fb4919e17f68c240f0b88c471adbc9ec1f8246960e0f7a08cb7d3af1e"]
            .assert_eq(&blake3::hash(&bytes).to_hex());
    }

    #[test]
    fn a_changed_byte_anywhere_is_refused() {
        let bytes = Entry::sign(header(), b"body".to_vec(), &key(7)).encode();
        for index in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[index] ^= 1;
            let verdict = Entry::decode(&changed).and_then(|entry| entry.verify());
            assert!(verdict.is_err(), "byte {index} may be changed");
        }
    }

    #[test]
    fn a_torn_entry_is_refused() {
        let bytes = Entry::sign(header(), b"body".to_vec(), &key(7)).encode();
        for end in 0..bytes.len() {
            assert!(Entry::decode(&bytes[..end]).is_err());
        }
    }

    #[test]
    fn small_order_keys_sign_nothing() {
        // The neutral element: with it, a lax check accepts a zero signature over anything.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut signature = [0; 64];
        signature[0] = 1;
        assert!(!verify_signature(&neutral, b"anything", &signature));
    }

    #[test]
    fn a_log_number_must_fit_its_kind() {
        let mut bytes = Entry::sign(header(), Vec::new(), &key(7)).encode();
        bytes[1] = 0;
        assert_eq!(Entry::decode(&bytes), Err(ReadEntryError::Kind));
    }

    #[test]
    fn links_must_ascend() {
        let mut unsorted = header();
        unsorted.deps.reverse();
        let bytes = Entry::sign(unsorted, Vec::new(), &key(7)).encode();
        assert_eq!(Entry::decode(&bytes), Err(ReadEntryError::Links));
    }

    #[test]
    fn entries_checked_together_are_judged_one_by_one() {
        let entries: Vec<Entry> = (0..200)
            .map(|seq| {
                let mut entry = Entry::sign(Header { seq, ..header() }, b"body".to_vec(), &key(1));
                match seq % 7 {
                    0 => entry.signature[5] ^= 1,
                    1 => entry.body.push(0),
                    _ => {}
                }
                entry
            })
            .collect();
        for count in [0, 1, 31, 32, 33, 64, 65, 200] {
            let some: Vec<&Entry> = entries.iter().take(count).collect();
            let alone: Vec<_> = some.iter().map(|entry| entry.verify().is_ok()).collect();
            let together: Vec<_> = verify_all(&some).iter().map(Result::is_ok).collect();
            assert_eq!(together, alone, "{count} entries");
        }
    }
}
