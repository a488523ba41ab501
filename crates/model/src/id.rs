//! Names of things: one newtype per kind of id, each with one text form.
//!
//! An id that an entry creates is that entry's id; an item or place is named by the document that
//! holds it and an id local to it, so its owner follows from its name. Text forms are stable.

use std::{fmt, str::FromStr};

use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use uuid::Uuid;

/// A text that is not the id it was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this kind")]
pub struct ParseIdError;

macro_rules! text_serde {
    ($name:ident, $binary:ty, $to:expr, $from:expr) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.collect_str(self)
                } else {
                    let to: fn(&$name) -> $binary = $to;
                    to(self).serialize(serializer)
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
                } else {
                    let from: fn($binary) -> $name = $from;
                    <$binary>::deserialize(deserializer).map(from)
                }
            }
        }
    };
}

macro_rules! hash_id {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $bytes]);

        impl $name {
            /// Returns the bytes of the id.
            pub const fn as_bytes(&self) -> &[u8; $bytes] {
                &self.0
            }

            /// Returns the first eight hexadecimal digits, for logs.
            pub fn short(&self) -> String {
                HEX.encode(&self.0).chars().take(8).collect()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&HEX.encode(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.short())
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                let bytes = HEX.decode(text.as_bytes()).map_err(|_| ParseIdError)?;
                bytes.try_into().map(Self).map_err(|_| ParseIdError)
            }
        }

        text_serde!($name, [u8; $bytes], |id| id.0, Self);
    };
}

hash_id! {
    /// A space: the id of the entry that founded it.
    SpaceId, 32
}
hash_id! {
    /// A device: its ed25519 public key, which is also its address on the network.
    DeviceId, 32
}
hash_id! {
    /// An entry: BLAKE3 of its header under a domain tag.
    EntryId, 32
}
hash_id! {
    /// A user's command, which may span several entries.
    CommandId, 16
}
hash_id! {
    /// The bytes of a file: their BLAKE3.
    FileHash, 32
}

/// A member: the entry that founded the space or admitted them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct MemberId(pub EntryId);

impl fmt::Display for MemberId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for MemberId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        text.parse().map(Self)
    }
}

text_serde!(MemberId, [u8; 32], |id| id.0.0, |bytes| MemberId(EntryId(bytes)));

/// The id of a thing inside its document: a UUID, version 7.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LocalId(pub [u8; 16]);

impl fmt::Display for LocalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_bytes(self.0).as_simple().fmt(f)
    }
}

impl FromStr for LocalId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        let id = Uuid::try_parse(text).map_err(|_| ParseIdError)?;
        Ok(Self(*id.as_bytes()))
    }
}

text_serde!(LocalId, [u8; 16], |id| id.0, Self);

/// A document. No other documents exist; who owns one is said by its id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum DocumentId {
    /// What the space owns together: its places and items, its name.
    Catalogue,
    /// What a member writes about themself and lends out.
    Member(MemberId),
    /// A member's contact details, which they can have forgotten.
    Private(MemberId),
    /// The board of a project.
    Project(EntryId),
    /// A knowledge sheet.
    Sheet(EntryId),
}

macro_rules! document_local_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name {
            /// The document that holds it.
            pub document: DocumentId,
            /// Its id in that document.
            pub local: LocalId,
        }

        impl $name {
            /// Names a thing of the catalogue.
            pub const fn common(local: LocalId) -> Self {
                Self { document: DocumentId::Catalogue, local }
            }

            /// Returns the member who owns it, or `None` when the space does.
            pub const fn owner(&self) -> Option<MemberId> {
                match self.document {
                    DocumentId::Member(member) | DocumentId::Private(member) => Some(member),
                    DocumentId::Catalogue | DocumentId::Project(_) | DocumentId::Sheet(_) => None,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self.document {
                    DocumentId::Catalogue => write!(f, "{}", self.local),
                    DocumentId::Member(member) => write!(f, "{}@{member}", self.local),
                    DocumentId::Private(member) => write!(f, "{}@private:{member}", self.local),
                    DocumentId::Project(entry) => write!(f, "{}@project:{entry}", self.local),
                    DocumentId::Sheet(entry) => write!(f, "{}@sheet:{entry}", self.local),
                }
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                let Some((local, document)) = text.split_once('@') else {
                    return Ok(Self::common(text.parse()?));
                };
                let document = match document.split_once(':') {
                    None => DocumentId::Member(document.parse()?),
                    Some(("private", member)) => DocumentId::Private(member.parse()?),
                    Some(("project", entry)) => DocumentId::Project(entry.parse()?),
                    Some(("sheet", entry)) => DocumentId::Sheet(entry.parse()?),
                    Some(_) => return Err(ParseIdError),
                };
                Ok(Self { document, local: local.parse()? })
            }
        }

        text_serde!(
            $name,
            (DocumentId, LocalId),
            |id| (id.document, id.local),
            |(document, local)| $name { document, local }
        );
    };
}

document_local_id! {
    /// An item: a tool, a machine, a kit, something counted.
    ItemId
}
document_local_id! {
    /// A place: a room, a shelf.
    PlaceId
}

macro_rules! act_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name {
            /// The entry.
            pub entry: EntryId,
            /// The index of the act in the entry's body, from 0.
            pub index: u16,
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}.{}", self.entry, self.index)
            }
        }

        impl FromStr for $name {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                let (entry, index) = text.split_once('.').ok_or(ParseIdError)?;
                Ok(Self { entry: entry.parse()?, index: index.parse().map_err(|_| ParseIdError)? })
            }
        }

        text_serde!($name, (EntryId, u16), |id| (id.entry, id.index), |(entry, index)| $name {
            entry,
            index
        });
    };
}

act_id! {
    /// A loan: the entry that recorded the hand-over, and which of its parts.
    LoanId
}
act_id! {
    /// A request for something: the entry that made it, and which of its parts.
    RequestId
}
act_id! {
    /// A repair: the entry that opened it, and which of its parts.
    RepairId
}
act_id! {
    /// Something wished for: the entry that said so, and which of its parts.
    WishedId
}
act_id! {
    /// A training that was given or ended, or a trainer who was named: the entry that said so, and
    /// which of its parts.
    TrainingId
}
act_id! {
    /// What somebody learns from somebody: the entry that asked for it, and which of its parts.
    MentoringId
}
act_id! {
    /// What names who keeps an item: an entry, and which of its parts.
    KeepingId
}
act_id! {
    /// A booking: the entry that made it, and which of its parts.
    BookingId
}
act_id! {
    /// What says how many of a resource may be booked at once: an entry, and which of its parts.
    CapacityId
}

/// What can be booked. Its owner follows from its id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResourceId {
    /// An item.
    Item(ItemId),
    /// A place.
    Place(PlaceId),
}

impl ResourceId {
    /// Returns the member who owns it, or `None` when the space does.
    pub const fn owner(&self) -> Option<MemberId> {
        match self {
            Self::Item(item) => item.owner(),
            Self::Place(place) => place.owner(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_forms_read_back() {
        let member = MemberId(EntryId([7; 32]));
        let local = LocalId([1; 16]);
        for document in [
            DocumentId::Catalogue,
            DocumentId::Member(member),
            DocumentId::Private(member),
            DocumentId::Project(EntryId([9; 32])),
            DocumentId::Sheet(EntryId([8; 32])),
        ] {
            let id = ItemId { document, local };
            assert_eq!(id.to_string().parse(), Ok(id));
        }
        let loan = LoanId { entry: EntryId([3; 32]), index: 12 };
        assert_eq!(loan.to_string().parse(), Ok(loan));
    }

    #[test]
    fn refuses_a_text_of_another_kind() {
        assert_eq!("drill".parse::<ItemId>(), Err(ParseIdError));
        assert_eq!("00".parse::<SpaceId>(), Err(ParseIdError));
        assert_eq!("00.1".parse::<LoanId>(), Err(ParseIdError));
    }

    #[test]
    fn binary_form_is_short_and_reads_back() {
        let id = ItemId::common(LocalId([5; 16]));
        let bytes = postcard::to_stdvec(&id).unwrap();
        assert_eq!(bytes.len(), 17);
        assert_eq!(postcard::from_bytes::<ItemId>(&bytes).unwrap(), id);
    }
}
