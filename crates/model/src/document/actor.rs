//! The actor under which a device writes to a document.
//!
//! Invariant: it follows from the device, its log, the document and the epoch, so nobody can write
//! under another device's actor, and a device that starts over never reuses one.

use crate::id::{DeviceId, DocumentId};

/// Returns the actor of a device's log in a document.
///
/// The epoch rises when a change of the device became void and it starts over.
pub fn actor(device: &DeviceId, log: u32, document: &DocumentId, epoch: u16) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"etabli/actor/1");
    hasher.update(device.as_bytes());
    hasher.update(&log.to_le_bytes());
    let (kind, owner) = match document {
        DocumentId::Catalogue => (0u8, [0; 32]),
        DocumentId::Member(member) => (1, *member.0.as_bytes()),
        DocumentId::Private(member) => (2, *member.0.as_bytes()),
        DocumentId::Project(entry) => (3, *entry.as_bytes()),
        DocumentId::Sheet(entry) => (4, *entry.as_bytes()),
    };
    hasher.update(&[kind]);
    hasher.update(&owner);
    hasher.update(&epoch.to_le_bytes());
    let mut actor = [0; 16];
    hasher.finalize_xof().fill(&mut actor);
    actor
}

#[cfg(test)]
mod tests {
    use data_encoding::HEXLOWER;
    use expect_test::expect;

    use super::*;
    use crate::id::{EntryId, MemberId};

    #[test]
    fn is_what_it_always_was() {
        let device = DeviceId([1; 32]);
        let member = MemberId(EntryId([2; 32]));
        let catalogue = actor(&device, 0, &DocumentId::Catalogue, 0);
        expect!["8255373cc8033594cfce6f313676ca3c"].assert_eq(&HEXLOWER.encode(&catalogue));
        let own = actor(&device, 3, &DocumentId::Member(member), 7);
        expect!["1e592c7e2046b941f1cd5a01e7156caf"].assert_eq(&HEXLOWER.encode(&own));
    }

    #[test]
    fn differs_in_each_part() {
        let device = DeviceId([1; 32]);
        let entry = EntryId([2; 32]);
        let actors = [
            actor(&device, 0, &DocumentId::Catalogue, 0),
            actor(&DeviceId([2; 32]), 0, &DocumentId::Catalogue, 0),
            actor(&device, 1, &DocumentId::Catalogue, 0),
            actor(&device, 0, &DocumentId::Catalogue, 1),
            actor(&device, 0, &DocumentId::Member(MemberId(entry)), 0),
            actor(&device, 0, &DocumentId::Private(MemberId(entry)), 0),
            actor(&device, 0, &DocumentId::Project(entry), 0),
            actor(&device, 0, &DocumentId::Sheet(entry), 0),
        ];
        let distinct: std::collections::BTreeSet<_> = actors.iter().collect();
        assert_eq!(distinct.len(), actors.len());
    }
}
