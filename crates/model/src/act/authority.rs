//! The kinds of authority acts: who is in a space, with which devices, and who may do what.
//!
//! Withdrawals list how much they had seen of the logs of those they withdraw from: what was seen
//! is kept, whatever else happens. A list can only save entries, never take any away.

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use super::More;
use crate::{
    id::{DeviceId, EntryId, MemberId},
    time::Timestamp,
};

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

/// How much of content logs a withdrawal had seen: (device, log, height), ascending.
pub type Seen = Vec<(DeviceId, u32, u64)>;

/// Closes an invitation before its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeInvite {
    /// The invitation.
    pub invite: EntryId,
    /// Later fields.
    pub more: More,
}

/// Adds a device to its author's member; both devices sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddDevice {
    /// The new device.
    pub device: DeviceId,
    /// What the adding device asked to be signed.
    pub nonce: [u8; 32],
    /// The new device's signature of [`proof_of_device`].
    pub proof: ByteBuf,
    /// Later fields.
    pub more: More,
}

/// Takes a device out: a laptop that was lost, say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeDevice {
    /// The device.
    pub device: DeviceId,
    /// What was seen of its logs.
    pub seen: Seen,
    /// Later fields.
    pub more: More,
}

/// Gives a member who lost their only device a new one. Takes a majority of the stewards, each of
/// whom writes this act and names those written before; two at least, unless there is only one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rebind {
    /// The member.
    pub member: MemberId,
    /// Their new device.
    pub device: DeviceId,
    /// What the new device was asked to sign.
    pub nonce: [u8; 32],
    /// The new device's signature of [`proof_of_device`], made for the member's id.
    pub proof: ByteBuf,
    /// Later fields.
    pub more: More,
}

/// Makes a member a steward.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GrantRole {
    /// The member.
    pub member: MemberId,
    /// Later fields.
    pub more: More,
}

/// Makes a steward an ordinary member again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevokeRole {
    /// The member.
    pub member: MemberId,
    /// What was seen of their logs.
    pub seen: Seen,
    /// Later fields.
    pub more: More,
}

/// Says who may do something; see [`Policy`] for the numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPolicy {
    /// What.
    pub policy: u16,
    /// Who.
    pub who: Role,
    /// Later fields.
    pub more: More,
}

/// What a policy is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Policy {
    /// Number 1: inviting and admitting.
    Admit,
    /// Number 2: editing the catalogue.
    EditCatalogue,
}

impl Policy {
    /// Returns the policy of a number.
    pub const fn of(number: u16) -> Option<Self> {
        match number {
            1 => Some(Self::Admit),
            2 => Some(Self::EditCatalogue),
            _ => None,
        }
    }

    /// Returns its number.
    pub const fn number(self) -> u16 {
        match self {
            Self::Admit => 1,
            Self::EditCatalogue => 2,
        }
    }
}

/// Raises the rules that the space follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetFloor {
    /// The rules from now on.
    pub rules: u32,
    /// Later fields.
    pub more: More,
}

/// Says that its author leaves the space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leave {
    /// What was seen of the author's logs.
    pub seen: Seen,
    /// Later fields.
    pub more: More,
}

/// Suspends a member until a steward decides otherwise; one steward may.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspend {
    /// The member.
    pub member: MemberId,
    /// What was seen of their logs.
    pub seen: Seen,
    /// Later fields.
    pub more: More,
}

/// Lets a member take part again who was suspended or left, or one device of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reinstate {
    /// The member.
    pub member: MemberId,
    /// Only this device.
    pub device: Option<DeviceId>,
    /// The acts whose effect ends: one that the author did not know of keeps its own.
    pub lifts: Vec<EntryId>,
    /// Later fields.
    pub more: More,
}

/// Excludes a member for good. Takes two stewards: the first one's act suspends, the second one's
/// excludes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exclude {
    /// The member.
    pub member: MemberId,
    /// What was seen of their logs.
    pub seen: Seen,
    /// Later fields.
    pub more: More,
}

/// Makes an entry stand that a withdrawal made void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratify {
    /// The entry.
    pub entry: EntryId,
    /// Later fields.
    pub more: More,
}

/// Has everything forgotten that its author's member wrote about themself in their private document
/// and that does not have this act in its past. It cannot be undone, so nothing makes it void.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forget {
    /// Later fields.
    pub more: More,
}

/// Says that its author goes on in a new content log, because the former one was restored from an
/// older copy or forked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenLog {
    /// The number of the new log.
    pub log: u32,
    /// The number of the former one.
    pub previous: u32,
    /// How high the author has it.
    pub height: u64,
    /// Its last entry, zero for none.
    pub head: EntryId,
    /// Later fields.
    pub more: More,
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

/// Returns the bytes that a new device signs to be added: a domain tag, the space, whoever adds it
/// (a device, or the member it is rebound to), the new device and the nonce it was asked for.
pub fn proof_of_device(
    space: &[u8; 32],
    adder: &[u8; 32],
    device: &DeviceId,
    nonce: &[u8; 32],
) -> Vec<u8> {
    let mut bytes = b"etabli/device/1".to_vec();
    for part in [space, adder, &device.0, nonce] {
        bytes.extend_from_slice(part);
    }
    bytes
}
