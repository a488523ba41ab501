//! The change every document of a kind begins with: the bytes that create its containers.
//!
//! Invariant: the bytes never change. Two replicas that each created a container would hide one of
//! the two for ever; so nobody creates one, and all replicas start from the same change.

use automerge::{ActorId, ObjId};

use crate::id::DocumentId;

/// The actor of first changes; no device's actor, which is a hash, is ever equal to it.
const ACTOR: [u8; 16] = *b"etabli-genesis-1";

/// The maps that a document's first change creates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Container {
    /// Items by their local id.
    Items,
    /// Places by their local id.
    Places,
    /// What the space says about itself.
    Space,
    /// What the member says about themself.
    Profile,
    /// How the member can be reached.
    Contact,
    /// What a project says of itself.
    Sheet,
    /// What lies on a project's board and beside it, by local id.
    Rows,
}

impl Container {
    /// Returns the container's object, or `None` when a document of that kind has none.
    ///
    /// The number is that of the operation that created it, so that a container cannot be hidden
    /// by writing over its key.
    pub(super) fn object(self, document: &DocumentId) -> Option<ObjId> {
        let number = match (self, document) {
            (Self::Items, DocumentId::Catalogue | DocumentId::Member(_))
            | (Self::Contact, DocumentId::Private(_))
            | (Self::Sheet, DocumentId::Project(_)) => 1,
            (Self::Places, DocumentId::Catalogue | DocumentId::Member(_))
            | (Self::Rows, DocumentId::Project(_)) => 2,
            (Self::Space, DocumentId::Catalogue) | (Self::Profile, DocumentId::Member(_)) => 3,
            (
                Self::Items
                | Self::Places
                | Self::Space
                | Self::Profile
                | Self::Contact
                | Self::Sheet
                | Self::Rows,
                DocumentId::Catalogue
                | DocumentId::Member(_)
                | DocumentId::Private(_)
                | DocumentId::Project(_)
                | DocumentId::Sheet(_),
            ) => return None,
        };
        Some(ObjId::Id(number, ActorId::from(ACTOR), 0))
    }
}

/// Returns the first change of a document, empty for a kind of which this version knows no content.
pub(super) fn first_change(document: &DocumentId) -> &'static [u8] {
    match document {
        DocumentId::Catalogue => CATALOGUE,
        DocumentId::Member(_) => MEMBER,
        DocumentId::Private(_) => PRIVATE,
        DocumentId::Project(_) => PROJECT,
        DocumentId::Sheet(_) => &[],
    }
}

/// Returns the hash of [`first_change`], if there is one.
pub(super) fn first_hash(document: &DocumentId) -> Option<[u8; 32]> {
    match document {
        DocumentId::Catalogue => Some(CATALOGUE_HASH),
        DocumentId::Member(_) => Some(MEMBER_HASH),
        DocumentId::Private(_) => Some(PRIVATE_HASH),
        DocumentId::Project(_) => Some(PROJECT_HASH),
        DocumentId::Sheet(_) => None,
    }
}

const CATALOGUE: &[u8] = &[
    0x85, 0x6f, 0x4a, 0x83, 0xf4, 0x08, 0xbe, 0xb6, 0x01, 0x3d, 0x00, 0x10, 0x65, 0x74, 0x61, 0x62,
    0x6c, 0x69, 0x2d, 0x67, 0x65, 0x6e, 0x65, 0x73, 0x69, 0x73, 0x2d, 0x31, 0x01, 0x01, 0x00, 0x00,
    0x00, 0x05, 0x15, 0x14, 0x34, 0x01, 0x42, 0x02, 0x56, 0x02, 0x70, 0x02, 0x7d, 0x05, 0x69, 0x74,
    0x65, 0x6d, 0x73, 0x06, 0x70, 0x6c, 0x61, 0x63, 0x65, 0x73, 0x05, 0x73, 0x70, 0x61, 0x63, 0x65,
    0x03, 0x03, 0x00, 0x03, 0x00, 0x03, 0x00,
];
const CATALOGUE_HASH: [u8; 32] = [
    0xf4, 0x08, 0xbe, 0xb6, 0x89, 0xc2, 0x2d, 0x76, 0xf6, 0xc1, 0x23, 0x8d, 0x26, 0x19, 0x2c, 0x8f,
    0xd7, 0x2a, 0xc6, 0x0d, 0x78, 0x9c, 0x45, 0x9e, 0x89, 0x85, 0x08, 0x76, 0x5b, 0x2e, 0xa6, 0xed,
];
const MEMBER: &[u8] = &[
    0x85, 0x6f, 0x4a, 0x83, 0x2a, 0xa7, 0x99, 0x2e, 0x01, 0x3f, 0x00, 0x10, 0x65, 0x74, 0x61, 0x62,
    0x6c, 0x69, 0x2d, 0x67, 0x65, 0x6e, 0x65, 0x73, 0x69, 0x73, 0x2d, 0x31, 0x01, 0x01, 0x00, 0x00,
    0x00, 0x05, 0x15, 0x16, 0x34, 0x01, 0x42, 0x02, 0x56, 0x02, 0x70, 0x02, 0x7d, 0x05, 0x69, 0x74,
    0x65, 0x6d, 0x73, 0x06, 0x70, 0x6c, 0x61, 0x63, 0x65, 0x73, 0x07, 0x70, 0x72, 0x6f, 0x66, 0x69,
    0x6c, 0x65, 0x03, 0x03, 0x00, 0x03, 0x00, 0x03, 0x00,
];
const MEMBER_HASH: [u8; 32] = [
    0x2a, 0xa7, 0x99, 0x2e, 0xff, 0xb2, 0xea, 0x42, 0x8e, 0x2e, 0x54, 0xd6, 0x9c, 0x0a, 0x3e, 0xc1,
    0xd4, 0x45, 0x1d, 0x37, 0x32, 0x38, 0xfc, 0xbb, 0xd4, 0x92, 0xb2, 0x55, 0x48, 0x2d, 0xe2, 0x63,
];

const PRIVATE: &[u8] = &[
    0x85, 0x6f, 0x4a, 0x83, 0x43, 0x0b, 0x82, 0xe5, 0x01, 0x32, 0x00, 0x10, 0x65, 0x74, 0x61, 0x62,
    0x6c, 0x69, 0x2d, 0x67, 0x65, 0x6e, 0x65, 0x73, 0x69, 0x73, 0x2d, 0x31, 0x01, 0x01, 0x00, 0x00,
    0x00, 0x05, 0x15, 0x09, 0x34, 0x01, 0x42, 0x02, 0x56, 0x02, 0x70, 0x02, 0x7f, 0x07, 0x63, 0x6f,
    0x6e, 0x74, 0x61, 0x63, 0x74, 0x01, 0x7f, 0x00, 0x7f, 0x00, 0x7f, 0x00,
];
const PRIVATE_HASH: [u8; 32] = [
    0x43, 0x0b, 0x82, 0xe5, 0x6b, 0xf9, 0x1f, 0x3e, 0x62, 0x76, 0xa1, 0xbd, 0xd6, 0xe9, 0xf1, 0xf3,
    0xc4, 0x60, 0x7a, 0xbc, 0x13, 0x71, 0x3f, 0x65, 0xc8, 0xca, 0xde, 0xf8, 0x01, 0xc9, 0x36, 0x5d,
];

const PROJECT: &[u8] = &[
    0x85, 0x6f, 0x4a, 0x83, 0xff, 0xbb, 0x6e, 0xe9, 0x01, 0x35, 0x00, 0x10, 0x65, 0x74, 0x61, 0x62,
    0x6c, 0x69, 0x2d, 0x67, 0x65, 0x6e, 0x65, 0x73, 0x69, 0x73, 0x2d, 0x31, 0x01, 0x01, 0x00, 0x00,
    0x00, 0x05, 0x15, 0x0c, 0x34, 0x01, 0x42, 0x02, 0x56, 0x02, 0x70, 0x02, 0x7e, 0x05, 0x73, 0x68,
    0x65, 0x65, 0x74, 0x04, 0x72, 0x6f, 0x77, 0x73, 0x02, 0x02, 0x00, 0x02, 0x00, 0x02, 0x00,
];
const PROJECT_HASH: [u8; 32] = [
    0xff, 0xbb, 0x6e, 0xe9, 0xe5, 0x66, 0x72, 0xff, 0x40, 0xb4, 0xa7, 0xc7, 0xdc, 0x7a, 0xc0, 0xe8,
    0x3d, 0xec, 0x9a, 0xe6, 0xaf, 0x45, 0x9b, 0xde, 0x50, 0x0c, 0x42, 0xc1, 0xa8, 0xd7, 0x7d, 0x93,
];

#[cfg(test)]
mod tests {
    use automerge::{
        Automerge, Change, ObjType, ROOT, ReadDoc,
        transaction::{CommitOptions, Transactable},
    };
    use data_encoding::HEXLOWER;

    use super::*;
    use crate::{
        document::walker::walk,
        id::{EntryId, MemberId},
    };

    fn created_today(containers: &[&str]) -> Change {
        let mut doc = Automerge::new().with_actor(ActorId::from(ACTOR));
        let mut tx = doc.transaction();
        for name in containers {
            tx.put_object(ROOT, *name, ObjType::Map).unwrap();
        }
        let (hash, _) = tx.commit_with(CommitOptions::default().with_time(0));
        doc.get_change_by_hash(&hash.unwrap()).unwrap()
    }

    #[test]
    fn the_catalogue_begins_as_it_always_did() {
        let change = created_today(&["items", "places", "space"]);
        assert_eq!(HEXLOWER.encode(CATALOGUE), HEXLOWER.encode(change.raw_bytes()));
        assert_eq!(HEXLOWER.encode(&CATALOGUE_HASH), change.hash().to_string());
    }

    #[test]
    fn a_member_document_begins_as_it_always_did() {
        let change = created_today(&["items", "places", "profile"]);
        assert_eq!(HEXLOWER.encode(MEMBER), HEXLOWER.encode(change.raw_bytes()));
        assert_eq!(HEXLOWER.encode(&MEMBER_HASH), change.hash().to_string());
    }

    #[test]
    fn a_private_document_begins_as_it_always_did() {
        let change = created_today(&["contact"]);
        assert_eq!(HEXLOWER.encode(PRIVATE), HEXLOWER.encode(change.raw_bytes()));
        assert_eq!(HEXLOWER.encode(&PRIVATE_HASH), change.hash().to_string());
    }

    #[test]
    fn a_project_begins_as_it_always_did() {
        let change = created_today(&["sheet", "rows"]);
        assert_eq!(HEXLOWER.encode(PROJECT), HEXLOWER.encode(change.raw_bytes()));
        assert_eq!(HEXLOWER.encode(&PROJECT_HASH), change.hash().to_string());
    }

    #[test]
    fn containers_are_where_they_are_looked_for() {
        let member = DocumentId::Member(MemberId(EntryId([1; 32])));
        let private = DocumentId::Private(MemberId(EntryId([1; 32])));
        let project = DocumentId::Project(EntryId([1; 32]));
        for (document, name, container) in [
            (DocumentId::Catalogue, "items", Container::Items),
            (DocumentId::Catalogue, "places", Container::Places),
            (DocumentId::Catalogue, "space", Container::Space),
            (member, "items", Container::Items),
            (member, "places", Container::Places),
            (member, "profile", Container::Profile),
            (private, "contact", Container::Contact),
            (project, "sheet", Container::Sheet),
            (project, "rows", Container::Rows),
        ] {
            let doc = Automerge::load(first_change(&document)).unwrap();
            let (_, object) = doc.get(ROOT, name).unwrap().unwrap();
            assert_eq!(container.object(&document), Some(object));
        }
    }

    #[test]
    fn first_changes_pass_the_walker() {
        for (bytes, ops) in [(CATALOGUE, 3), (MEMBER, 3), (PRIVATE, 1), (PROJECT, 2)] {
            let outline = walk(bytes, &ACTOR).unwrap();
            assert_eq!((outline.seq, outline.start_op, outline.ops), (1, 1, ops));
        }
    }
}
