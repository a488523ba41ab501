//! A shared document: what Automerge merges, behind a door that lets nothing harmful through.
//!
//! Invariant: a document holds only changes that passed the [`walker`], follow their author's last
//! one, and can be given back by Automerge byte for byte; whatever arrives, a call either takes all
//! of it or leaves the document as it was. Every document starts from its kind's first change.

mod actor;
mod attaching;
mod edit;
mod genesis;
mod history;
mod key;
mod past;
mod read;
mod row;
mod touched;
pub mod walker;

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{Automerge, AutomergeError, Change, LoadOptions, OnPartialLoad};

pub use self::{
    actor::actor,
    edit::{EditError, MOST_CHANGE_BYTES, MOST_CHANGE_OPS},
    history::{
        Deed, Subject, TRUE, Told, file_field, item_field, place_field, profile_field, row_field,
        space_field,
    },
    key::{attribute_of, is_device_name, outsider_of, setting_of, word_of},
    read::{Claim, Conflict},
    touched::Touched,
};
use self::{
    past::{Beside, Panicked},
    walker::{ChangeOutline, WalkError, walk},
};
use crate::id::DocumentId;

/// How many bytes of changes are kept beside the last save before a new one is made.
const MOST_LOG_BYTES: usize = 4 * 1024 * 1024;

/// The most operations that one call of [`Document::apply`] takes: far more than an entry honestly
/// holds, far fewer than the many short changes of a hostile one could mean together.
pub const MOST_CALL_OPS: u64 = 100_000;

/// A document of a space.
#[derive(Debug, Clone)]
pub struct Document {
    id: DocumentId,
    doc: Automerge,
    /// The number of the last operation of each change that is in `doc`.
    max_ops: HashMap<[u8; 32], u64>,
    /// The number and the hash of the last change of each actor in `doc`.
    last: HashMap<[u8; 16], (u64, [u8; 32])>,
    fallback: Fallback,
}

/// What the document is made of again when Automerge stopped half-way: it promises nothing about a
/// document after a panic, and copying a document before every change would cost what it weighs.
#[derive(Debug, Clone)]
struct Fallback {
    /// A whole document.
    base: Vec<u8>,
    /// The changes since.
    log: Vec<Vec<u8>>,
    log_bytes: usize,
}

/// Why a saved document could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The bytes are not a whole document.
    #[error("the bytes are not a whole document")]
    Damaged(#[source] Box<AutomergeError>),
    /// Automerge panicked on the bytes.
    #[error("reading the document panicked")]
    Panicked,
    /// The document does not start as one of its kind does.
    #[error("the document is not of the expected kind")]
    OtherKind,
}

/// Why changes were refused; none of them was applied.
#[derive(Debug, thiserror::Error)]
pub enum ChangeRefusal {
    /// The bytes of a change are not what they may be.
    #[error("change {index} is malformed")]
    Malformed {
        /// Its index among those handed in.
        index: usize,
        /// What is wrong with it.
        #[source]
        error: WalkError,
    },
    /// A change is not the next one of its actor.
    #[error("change {index} has number {found} instead of {expected}")]
    WrongSeq {
        /// Its index among those handed in.
        index: usize,
        /// The number it should have.
        expected: u64,
        /// The number it has.
        found: u64,
    },
    /// A change does not build on the one before it by the same actor.
    #[error("change {index} does not build on its actor's previous one")]
    Unchained {
        /// Its index among those handed in.
        index: usize,
    },
    /// A change does not number its operations after those it builds on.
    #[error("change {index} starts at operation {found} instead of {expected}")]
    WrongStartOp {
        /// Its index among those handed in.
        index: usize,
        /// Where it should start.
        expected: u64,
        /// Where it starts.
        found: u64,
    },
    /// A change builds on one that is not in the document.
    #[error("change {index} builds on a change that is missing")]
    MissingDependency {
        /// Its index among those handed in.
        index: usize,
        /// The missing change.
        dependency: [u8; 32],
    },
    /// A change builds on one that its entry's past does not hold, or names what one wrote on which
    /// it does not build.
    #[error("change {index} builds on a change outside its past")]
    OutsidePast {
        /// Its index among those handed in.
        index: usize,
        /// The change outside.
        dependency: [u8; 32],
    },
    /// The changes have more than [`MOST_CALL_OPS`] operations together.
    #[error("the changes have too many operations together")]
    TooManyOps,
    /// A change's checksum is wrong.
    #[error("change {index} has a wrong checksum")]
    Checksum {
        /// Its index among those handed in.
        index: usize,
    },
    /// Automerge cannot read a change.
    #[error("change {index} cannot be read")]
    Unreadable {
        /// Its index among those handed in.
        index: usize,
        /// What Automerge says.
        #[source]
        error: automerge::LoadChangeError,
    },
    /// Automerge cannot apply the changes.
    #[error("the changes cannot be applied")]
    Invalid(#[source] Box<AutomergeError>),
    /// Automerge would not give the changes back as they came, so a saved document would not load.
    #[error("the changes are not written the way Automerge writes them")]
    NotCanonical,
    /// Automerge panicked on the changes.
    #[error("applying the changes panicked")]
    Panicked,
    /// The document could not be made again after a refusal: it must be rebuilt from its entries.
    #[error("the document could not be restored")]
    NotRestored(#[source] LoadError),
}

/// Returns the hash that other changes name a change chunk by: SHA-256 from its type byte on.
/// Source: Automerge binary format, "chunks".
pub fn change_hash(chunk: &[u8]) -> [u8; 32] {
    use sha2::{Digest as _, Sha256};
    Sha256::digest(chunk.get(8..).unwrap_or_default()).into()
}

impl Document {
    /// Returns a document with nothing in it but its kind's containers.
    pub fn new(id: DocumentId) -> Self {
        Self::load(id, genesis::first_change(&id)).expect("a test loads every first change")
    }

    /// Reads a document that [`Self::save`] wrote.
    pub fn load(id: DocumentId, bytes: &[u8]) -> Result<Self, LoadError> {
        let doc = read_whole(bytes)?;
        let mut document = Self {
            id,
            doc,
            max_ops: HashMap::new(),
            last: HashMap::new(),
            fallback: Fallback { base: bytes.to_vec(), log: Vec::new(), log_bytes: 0 },
        };
        document.index();
        match document.first_hash() {
            Some(first) if !document.max_ops.contains_key(&first) => Err(LoadError::OtherKind),
            Some(_) | None => Ok(document),
        }
    }

    /// Returns the document's bytes, and keeps them as what to go back to.
    pub fn save(&mut self) -> Vec<u8> {
        let bytes = self.doc.save();
        self.fallback = Fallback { base: bytes.clone(), log: Vec::new(), log_bytes: 0 };
        bytes
    }

    /// Returns which document it is.
    pub const fn id(&self) -> DocumentId {
        self.id
    }

    /// Returns the changes that no other builds on, ascending.
    pub fn heads(&self) -> Vec<[u8; 32]> {
        let mut heads: Vec<[u8; 32]> = self.doc.get_heads().iter().map(|hash| hash.0).collect();
        heads.sort_unstable();
        heads
    }

    /// Returns whether the document holds a change.
    pub fn holds(&self, change: &[u8; 32]) -> bool {
        self.max_ops.contains_key(change)
    }

    /// Applies changes by one actor, all of them or none, and returns what they touched.
    ///
    /// `known` tells whether a change is in the causal past of the entry that carries these. The
    /// first change of the document is in every past, and so are earlier ones of the same call.
    /// Changes that are already here are passed over.
    pub fn apply(
        &mut self,
        changes: &[Vec<u8>],
        expected_actor: [u8; 16],
        known: impl Fn(&[u8; 32]) -> bool,
    ) -> Result<Touched, ChangeRefusal> {
        let batch = self.admit(changes, &expected_actor, known)?;
        if batch.changes.is_empty() {
            return Ok(Touched::default());
        }
        let id = self.id;
        let doc = &mut self.doc;
        let applied = catch_unwind(AssertUnwindSafe(|| {
            let before = doc.get_heads();
            doc.apply_changes(batch.changes)
                .map_err(|error| ChangeRefusal::Invalid(Box::new(error)))?;
            // Automerge keeps operations, not changes. One that is written in another way than its
            // own, or names operations that are not there, it could not give back.
            let given_back = doc.get_changes(&before);
            let all_there = given_back.len() == batch.max_ops.len()
                && given_back.iter().all(|change| batch.max_ops.contains_key(&change.hash().0));
            if !all_there {
                return Err(ChangeRefusal::NotCanonical);
            }
            Touched::in_changes(&id, doc, &given_back)
                .map_err(|error| ChangeRefusal::Invalid(Box::new(error)))
        }))
        .unwrap_or(Err(ChangeRefusal::Panicked));
        match applied {
            Ok(touched) => {
                self.max_ops.extend(batch.max_ops);
                self.last.extend(batch.last.map(|last| (expected_actor, last)));
                self.remember(batch.bytes.into_iter().cloned());
                Ok(touched)
            }
            Err(refusal) => {
                self.restore().map_err(ChangeRefusal::NotRestored)?;
                Err(refusal)
            }
        }
    }

    /// Checks changes as far as that needs no change to the document.
    fn admit<'a>(
        &self,
        changes: &'a [Vec<u8>],
        actor: &[u8; 16],
        known: impl Fn(&[u8; 32]) -> bool,
    ) -> Result<Batch<'a>, ChangeRefusal> {
        let first = self.first_hash();
        let mut batch = Batch {
            last: self.last.get(actor).copied(),
            ops: 0,
            changes: Vec::with_capacity(changes.len()),
            bytes: Vec::with_capacity(changes.len()),
            max_ops: HashMap::with_capacity(changes.len()),
        };
        let mut beside = Beside::default();
        for (index, bytes) in changes.iter().enumerate() {
            let outline =
                walk(bytes, actor).map_err(|error| ChangeRefusal::Malformed { index, error })?;
            batch.ops += outline.ops;
            if batch.ops > MOST_CALL_OPS {
                return Err(ChangeRefusal::TooManyOps);
            }
            let change = parse(index, bytes)?;
            let hash = change.hash().0;
            if self.holds(&hash) || batch.max_ops.contains_key(&hash) {
                continue;
            }
            let expected = batch.last.map_or(0, |(seq, _)| seq) + 1;
            if outline.seq != expected {
                let found = outline.seq;
                return Err(ChangeRefusal::WrongSeq { index, expected, found });
            }
            if batch.last.is_some_and(|(_, previous)| !outline.deps.contains(&previous)) {
                return Err(ChangeRefusal::Unchained { index });
            }
            let mut expected = 1;
            for dependency in &outline.deps {
                let dependency = *dependency;
                let in_batch = batch.max_ops.get(&dependency);
                let Some(max_op) = in_batch.or_else(|| self.max_ops.get(&dependency)) else {
                    return Err(ChangeRefusal::MissingDependency { index, dependency });
                };
                if in_batch.is_none() && first != Some(dependency) && !known(&dependency) {
                    return Err(ChangeRefusal::OutsidePast { index, dependency });
                }
                expected = expected.max(max_op + 1);
            }
            if outline.start_op != expected {
                let found = outline.start_op;
                return Err(ChangeRefusal::WrongStartOp { index, expected, found });
            }
            let here = outline.deps.iter().filter(|dep| self.max_ops.contains_key(*dep));
            beside.extend(&self.doc, here.copied());
            match beside.named_by(&change) {
                Ok(None) => {}
                Ok(Some(dependency)) => {
                    return Err(ChangeRefusal::OutsidePast { index, dependency });
                }
                Err(Panicked) => return Err(ChangeRefusal::Panicked),
            }
            batch.take(&outline, change, hash, bytes);
        }
        Ok(batch)
    }

    /// Keeps changes that were just applied, to be able to go back to them.
    fn remember(&mut self, changes: impl Iterator<Item = Vec<u8>>) {
        for bytes in changes {
            self.fallback.log_bytes += bytes.len();
            self.fallback.log.push(bytes);
        }
        if self.fallback.log_bytes > MOST_LOG_BYTES {
            self.save();
        }
    }

    /// Makes the document again as it was after the last change that was remembered.
    fn restore(&mut self) -> Result<(), LoadError> {
        let mut doc = read_whole(&self.fallback.base)?;
        let log = &self.fallback.log;
        let applied = catch_unwind(AssertUnwindSafe(|| {
            let changes = log
                .iter()
                .map(|bytes| Change::try_from(bytes.as_slice()).map_err(|_| AutomergeError::Fail))
                .collect::<Result<Vec<Change>, AutomergeError>>()?;
            doc.apply_changes(changes)
        }));
        applied
            .map_err(|_| LoadError::Panicked)?
            .map_err(|error| LoadError::Damaged(Box::new(error)))?;
        self.doc = doc;
        self.index();
        Ok(())
    }

    /// Reads anew which changes the document holds.
    fn index(&mut self) {
        self.max_ops.clear();
        self.last.clear();
        for change in self.doc.get_changes_meta(&[]) {
            self.max_ops.insert(change.hash.0, change.max_op);
            if let Ok(actor) = <[u8; 16]>::try_from(change.actor.to_bytes()) {
                let last = self.last.entry(actor).or_insert((change.seq, change.hash.0));
                if last.0 < change.seq {
                    *last = (change.seq, change.hash.0);
                }
            }
        }
    }

    /// Returns the hash of the change that every document of the kind begins with.
    fn first_hash(&self) -> Option<[u8; 32]> {
        genesis::first_hash(&self.id)
    }
}

/// Changes that may be applied.
struct Batch<'a> {
    last: Option<(u64, [u8; 32])>,
    ops: u64,
    changes: Vec<Change>,
    bytes: Vec<&'a Vec<u8>>,
    max_ops: HashMap<[u8; 32], u64>,
}

impl<'a> Batch<'a> {
    fn take(
        &mut self,
        outline: &ChangeOutline,
        change: Change,
        hash: [u8; 32],
        bytes: &'a Vec<u8>,
    ) {
        self.last = Some((outline.seq, hash));
        self.max_ops.insert(hash, outline.max_op());
        self.changes.push(change);
        self.bytes.push(bytes);
    }
}

/// Lets Automerge parse a change that the walker passed.
fn parse(index: usize, bytes: &[u8]) -> Result<Change, ChangeRefusal> {
    let change = catch_unwind(|| Change::try_from(bytes))
        .map_err(|_| ChangeRefusal::Panicked)?
        .map_err(|error| ChangeRefusal::Unreadable { index, error })?;
    // Automerge computes the hash but does not compare it when it parses a single change.
    match (bytes.get(4..8), change.hash().0.get(..4)) {
        (Some(written), Some(computed)) if written == computed => Ok(change),
        _ => Err(ChangeRefusal::Checksum { index }),
    }
}

fn read_whole(bytes: &[u8]) -> Result<Automerge, LoadError> {
    if bytes.is_empty() {
        return Ok(Automerge::new());
    }
    let options = LoadOptions::new().on_partial_load(OnPartialLoad::Error);
    catch_unwind(AssertUnwindSafe(|| Automerge::load_with_options(bytes, options)))
        .map_err(|_| LoadError::Panicked)?
        .map_err(|error| LoadError::Damaged(Box::new(error)))
}

#[cfg(test)]
mod tests;
