//! The kinds of acts: facts that devices sign.
//!
//! A kind keeps its number and its fields for ever. What later versions add to a kind goes into
//! [`More`], which this version keeps as it is. Acts carry ids only, never names or contacts:
//! their bytes cannot be forgotten.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_bytes::ByteBuf;

use crate::{
    body::{Act, ActClass},
    id::{DeviceId, EntryId, ItemId, LoanId, MemberId},
    time::Timestamp,
};

/// Fields added by later versions: (number, bytes), ascending by number.
pub type More = Vec<(u16, ByteBuf)>;

/// What a member may do by their role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// An ordinary member.
    Member,
    /// A steward, who answers for the space.
    Steward,
}

/// How an invitation is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Approval {
    /// Whoever shows the code is admitted.
    Auto,
    /// A member is asked first.
    Ask,
}

/// Founds a space; its author is the first steward. The space's id is its entry's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// The rules that hold from the start.
    pub rules: u32,
    /// Makes the space's id its own, even when one device founds two at one moment.
    pub nonce: [u8; 16],
    /// Later fields.
    pub more: More,
}

/// Invites whoever holds a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// The ed25519 public key whose secret is in the code.
    pub key: [u8; 32],
    /// What the guest becomes.
    pub role: Role,
    /// How many guests.
    pub uses: u32,
    /// Until when, by the clock of whoever admits.
    pub expires: Timestamp,
    /// Whether a member is asked first.
    pub approval: Approval,
    /// Later fields.
    pub more: More,
}

/// Admits a guest who proved an invitation. The member's id is its entry's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admit {
    /// The invitation.
    pub invite: EntryId,
    /// The guest's device.
    pub device: DeviceId,
    /// What the admitting device asked to be signed.
    pub nonce: [u8; 32],
    /// The invitation key's signature of [`proof_of_invitation`].
    pub proof: ByteBuf,
    /// Later fields.
    pub more: More,
}

/// Records that things were handed to a member: a loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The item.
    pub item: ItemId,
    /// How many, from 1.
    pub units: u32,
    /// How many of the item there were, as far as the author knew.
    pub capacity: u32,
    /// Who took it.
    pub to: MemberId,
    /// When.
    pub since: Timestamp,
    /// Until when, if agreed: an instant, so that no replica needs a time zone to judge it.
    pub due: Option<Timestamp>,
    /// Later fields.
    pub more: More,
}

/// Records that things came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// The item, so that the act names all it touches.
    pub item: ItemId,
    /// The loan.
    pub loan: LoanId,
    /// How many, from 1.
    pub units: u32,
    /// When.
    pub at: Timestamp,
    /// Later fields.
    pub more: More,
}

/// An act of a kind that this version knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Kind 1.
    Found(Found),
    /// Kind 2.
    Invite(Invite),
    /// Kind 3.
    Admit(Admit),
    /// Kind 1000.
    HandOver(HandOver),
    /// Kind 1001.
    Return(Return),
}

/// What the bytes of an act are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadAct {
    /// An act that this version knows.
    Known(Known),
    /// An act of a kind that it does not know: kept, passed on, shown as unknown.
    Unknown,
    /// Bytes that are not an act of the kind they claim: ignored by everyone.
    Malformed,
}

const FOUND: u16 = 1;
const INVITE: u16 = 2;
const ADMIT: u16 = 3;
const HAND_OVER: u16 = 1000;
const RETURN: u16 = 1001;

impl Known {
    /// Returns the act as it goes into a body.
    pub fn to_act(&self) -> Act {
        fn act(kind: u16, class: ActClass, content: &impl Serialize) -> Act {
            let bytes = ByteBuf::from(postcard::to_stdvec(content).unwrap_or_default());
            Act { kind, class, bytes }
        }
        match self {
            Self::Found(content) => act(FOUND, ActClass::Authority, content),
            Self::Invite(content) => act(INVITE, ActClass::Authority, content),
            Self::Admit(content) => act(ADMIT, ActClass::Authority, content),
            Self::HandOver(content) => act(HAND_OVER, ActClass::Daily, content),
            Self::Return(content) => act(RETURN, ActClass::Daily, content),
        }
    }
}

/// Reads an act.
pub fn read(act: &Act) -> ReadAct {
    fn content<T: Serialize + DeserializeOwned>(
        act: &Act,
        class: ActClass,
        known: impl Fn(T) -> Known,
    ) -> ReadAct {
        if act.class != class {
            return ReadAct::Malformed;
        }
        match postcard::from_bytes::<T>(&act.bytes).map(known) {
            Ok(known) if known.to_act() == *act => ReadAct::Known(known),
            Ok(_) | Err(_) => ReadAct::Malformed,
        }
    }
    match act.kind {
        FOUND => content(act, ActClass::Authority, Known::Found),
        INVITE => content(act, ActClass::Authority, Known::Invite),
        ADMIT => content(act, ActClass::Authority, Known::Admit),
        HAND_OVER => content(act, ActClass::Daily, Known::HandOver),
        RETURN => content(act, ActClass::Daily, Known::Return),
        _ => ReadAct::Unknown,
    }
}

/// Returns the bytes that an invitation key signs to prove an invitation: a domain tag, the space,
/// the invitation key, the guest's device, the admitting device and its nonce.
pub fn proof_of_invitation(
    space: &[u8; 32],
    invite_key: &[u8; 32],
    guest: &DeviceId,
    admitter: &DeviceId,
    nonce: &[u8; 32],
) -> Vec<u8> {
    let mut bytes = b"etabli/invitation/1".to_vec();
    for part in [space, invite_key, &guest.0, &admitter.0, nonce] {
        bytes.extend_from_slice(part);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::LocalId;

    fn hand_over() -> Known {
        Known::HandOver(HandOver {
            item: ItemId::common(LocalId([1; 16])),
            units: 1,
            capacity: 2,
            to: MemberId(EntryId([2; 32])),
            since: Timestamp(1_600_000_000_000),
            due: None,
            more: Vec::new(),
        })
    }

    #[test]
    fn golden_hand_over_keeps_its_bytes() {
        let act = hand_over().to_act();
        let mut golden = vec![0];
        golden.extend([1; 16]);
        golden.extend([1, 2]);
        golden.extend([2; 32]);
        // zig-zag of 1,600,000,000,000
        golden.extend([0x80, 0x80, 0xf4, 0xf6, 0x90, 0x5d]);
        golden.extend([0, 0]);
        assert_eq!((act.kind, act.bytes.as_slice()), (1000, golden.as_slice()));
        assert_eq!(read(&act), ReadAct::Known(hand_over()));
    }

    #[test]
    fn a_kind_of_a_newer_version_is_unknown() {
        let act = Act { kind: 2000, class: ActClass::Daily, bytes: ByteBuf::from(vec![1, 2]) };
        assert_eq!(read(&act), ReadAct::Unknown);
    }

    #[test]
    fn later_fields_are_kept() {
        let Known::HandOver(mut content) = hand_over() else { panic!("a hand-over") };
        content.more.push((7, ByteBuf::from(vec![1])));
        let act = Known::HandOver(content.clone()).to_act();
        assert_eq!(read(&act), ReadAct::Known(Known::HandOver(content)));
    }

    #[test]
    fn a_wrong_class_or_torn_bytes_are_malformed() {
        let act = hand_over().to_act();
        assert_eq!(read(&Act { class: ActClass::Authority, ..act.clone() }), ReadAct::Malformed);
        let torn = ByteBuf::from(act.bytes[..act.bytes.len() - 1].to_vec());
        assert_eq!(read(&Act { bytes: torn, ..act }), ReadAct::Malformed);
    }
}
