//! Who is in a space, as a fold over authority acts.
//!
//! An act counts when its author had the authority at the act's own causal past, which
//! [`Membership::judge`] decides on the membership of that past, and when nothing that its author
//! had not seen took that authority away, which [`standing`] decides on everything known. What
//! stands is applied in canonical order with [`Membership::apply`]. All of it is total.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    act::{Approval, Policy, Role},
    id::{DeviceId, EntryId, MemberId, SpaceId},
    time::Timestamp,
};

mod effect;
mod judgement;
pub mod standing;

#[cfg(test)]
mod tests;

pub use self::judgement::Powers;

/// The rules this version knows.
pub const RULES: u32 = 1;
/// The most devices a member may have, those taken out included.
pub const MOST_DEVICES: usize = 16;

/// Checks an ed25519 signature strictly: (public key, message, signature).
pub type VerifySignature = fn(&[u8; 32], &[u8], &[u8]) -> bool;

/// Whether a member takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Standing {
    /// They do.
    Active,
    /// A steward suspended them, until a steward decides.
    Suspended,
    /// They left.
    Left,
    /// Two stewards excluded them.
    Excluded,
}

/// Whether a device may act for its member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum DeviceStanding {
    /// It may.
    Active,
    /// Two devices of one member took each other out: neither acts until a steward decides.
    Contested,
    /// It was taken out.
    Revoked,
}

/// A device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Device {
    /// Whose it is.
    pub member: MemberId,
    /// Whether it may act.
    pub standing: DeviceStanding,
}

/// A member, whether they still take part or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// What they may do.
    pub role: Role,
    /// Whether they take part.
    pub standing: Standing,
    /// The acts by which they do not, each with what it makes of them.
    pub withdrawals: BTreeMap<EntryId, Standing>,
    /// Their devices, in the order in which they came, those taken out included.
    pub devices: Vec<DeviceId>,
    /// Who admitted them; `None` for the founder.
    pub admitted_by: Option<MemberId>,
    /// The invitation they came with; `None` for the founder.
    pub invite: Option<EntryId>,
    /// For whoever is or was a steward, how many grants lie between the founder and them.
    pub depth: Option<u32>,
    /// The stewards who want them excluded, each with the act that says so.
    pub excluders: BTreeMap<MemberId, EntryId>,
}

/// An invitation and how often it was used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenInvite {
    /// Who made it.
    pub by: MemberId,
    /// Its key.
    pub key: [u8; 32],
    /// What the guest becomes.
    pub role: Role,
    /// How many guests it is for.
    pub uses: u32,
    /// How many came. More than `uses` when two members admitted without knowing of each other.
    pub used: u32,
    /// Until when.
    pub expires: Timestamp,
    /// Whether a member is asked first.
    pub approval: Approval,
    /// Whether it was closed, by an act or because its author no longer takes part.
    pub closed: bool,
}

/// Why an act does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, thiserror::Error)]
pub enum Ignored {
    /// Its author was not a member where it was written.
    #[error("its author was not a member")]
    NotAMember,
    /// Its author, or the device, did not take part any more where it was written.
    #[error("its author did not take part any more")]
    NotActive,
    /// Its author's role does not allow it.
    #[error("its author's role does not allow it")]
    NotEntitled,
    /// It names an invitation that its author did not know, or that is closed.
    #[error("it names an unknown invitation")]
    UnknownInvite,
    /// It names a member whom its author did not know.
    #[error("it names an unknown member")]
    UnknownMember,
    /// A proof in it is not good.
    #[error("the proof in it is not good")]
    BadProof,
    /// The device it brings is a member's already.
    #[error("the device is a member's already")]
    AlreadyAMember,
    /// Its fields make no sense.
    #[error("its fields make no sense")]
    Senseless,
    /// It founds a space that is founded.
    #[error("the space is founded already")]
    AlreadyFounded,
    /// It is of the other class than the log it stands in.
    #[error("it stands in the wrong log")]
    WrongLog,
    /// Only the document's owner may write there.
    #[error("the document is another member's")]
    NotTheOwner,
    /// Its kind, or its form, is not known here.
    #[error("it cannot be read here")]
    Unreadable,
    /// A withdrawal that its author had not seen took away what it needed.
    #[error("the act {} made it void", .0.short())]
    Withdrawn(EntryId),
    /// It stands on a branch of a forked log that does not count.
    #[error("its log went on elsewhere")]
    Forked,
}

/// What is kept by id. A membership is remembered for every place of the authority at which somebody
/// wrote, and those of a large group share nearly all: one more member costs the logarithm of them.
type Kept<K, V> = rpds::RedBlackTreeMapSync<K, V>;

/// Who is in a space.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Membership {
    space: Option<SpaceId>,
    rules: u32,
    members: Kept<MemberId, Member>,
    /// Other names of members, from further admissions of a device that was admitted already.
    aliases: BTreeMap<MemberId, MemberId>,
    devices: Kept<DeviceId, Device>,
    invites: Kept<EntryId, OpenInvite>,
    policies: BTreeMap<Policy, Role>,
    rebinds: BTreeMap<(MemberId, DeviceId), BTreeSet<MemberId>>,
    ratified: BTreeSet<EntryId>,
    unknown: u64,
}

impl Membership {
    /// Returns the member whose device this is or was.
    pub fn member_of(&self, device: &DeviceId) -> Option<MemberId> {
        self.devices.get(device).map(|device| device.member)
    }

    /// Returns the member for whom a device may act: both take part.
    pub fn acting(&self, device: &DeviceId) -> Result<MemberId, Ignored> {
        let device = self.devices.get(device).ok_or(Ignored::NotAMember)?;
        let member = self.members.get(&device.member).ok_or(Ignored::NotAMember)?;
        match (device.standing, member.standing) {
            (DeviceStanding::Active, Standing::Active) => Ok(device.member),
            (DeviceStanding::Active | DeviceStanding::Contested | DeviceStanding::Revoked, _) => {
                Err(Ignored::NotActive)
            }
        }
    }

    /// Returns whether a device may exchange entries: it acts for a member, or is the caretaker's.
    pub fn may_sync(&self, device: &DeviceId) -> bool {
        self.acting(device).is_ok()
            || self.devices.get(device).is_some_and(|device| {
                device.standing != DeviceStanding::Revoked
                    && self.caretaker() == Some(device.member)
            })
    }

    /// Returns a member, whether they still take part or not, by any of their names.
    pub fn member(&self, id: &MemberId) -> Option<&Member> {
        self.members.get(&self.first_name(id))
    }

    fn member_mut(&mut self, id: &MemberId) -> Option<&mut Member> {
        let id = self.first_name(id);
        self.members.get_mut(&id)
    }

    /// Returns the id under which a member is listed: two who admit one guest without knowing of
    /// each other name them twice.
    pub fn first_name(&self, id: &MemberId) -> MemberId {
        self.aliases.get(id).copied().unwrap_or(*id)
    }

    /// Returns the further names of members who were admitted twice, each with their first.
    pub fn aliases(&self) -> impl Iterator<Item = (MemberId, MemberId)> {
        self.aliases.iter().map(|(name, first)| (*name, *first))
    }

    /// Returns all members by id, those who no longer take part included.
    pub fn members(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.members.iter().map(|(id, member)| (*id, member))
    }

    /// Returns the members who take part, by id.
    pub fn active(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.members().filter(|(_, member)| member.standing == Standing::Active)
    }

    /// Returns a device.
    pub fn device(&self, id: &DeviceId) -> Option<Device> {
        self.devices.get(id).copied()
    }

    /// Returns the devices that may exchange entries, with their members.
    pub fn devices(&self) -> impl Iterator<Item = (DeviceId, MemberId)> {
        self.devices
            .iter()
            .filter(|(id, _)| self.may_sync(id))
            .map(|(id, device)| (*id, device.member))
    }

    /// Returns the invitations by id, closed ones included.
    pub fn invites(&self) -> impl Iterator<Item = (EntryId, &OpenInvite)> {
        self.invites.iter().map(|(id, invite)| (*id, invite))
    }

    /// Returns an invitation.
    pub fn invite(&self, id: &EntryId) -> Option<&OpenInvite> {
        self.invites.get(id)
    }

    /// Returns the least role that a policy asks for.
    pub fn policy(&self, policy: Policy) -> Role {
        self.policies.get(&policy).copied().unwrap_or(Role::Member)
    }

    /// Returns whether a void entry was made to stand.
    pub fn ratified(&self, entry: &EntryId) -> bool {
        self.ratified.contains(entry)
    }

    /// Returns who looks after a space in which no steward can act: of those who have a device left
    /// and were not excluded, the former steward nearest to the founder; without one, a member. They
    /// may only admit.
    pub fn caretaker(&self) -> Option<MemberId> {
        let acts = |member: &Member| {
            member.role == Role::Steward
                && member.standing == Standing::Active
                && self.has_device(member, DeviceStanding::Active)
        };
        if self.members.values().any(acts) {
            return None;
        }
        self.members
            .iter()
            .filter(|(_, member)| match member.depth {
                Some(_) => member.standing != Standing::Excluded,
                None => member.standing == Standing::Active,
            })
            .filter(|(_, member)| self.has_device(member, DeviceStanding::Contested))
            .min_by_key(|(id, member)| (member.depth.is_none(), member.depth, **id))
            .map(|(id, _)| *id)
    }

    /// Returns whether a member has a device that stands no worse.
    fn has_device(&self, member: &Member, worst: DeviceStanding) -> bool {
        let standing = |id| self.devices.get(id).map(|device| device.standing);
        member.devices.iter().filter_map(standing).any(|standing| standing <= worst)
    }

    /// Returns how many stewards take part.
    pub fn stewards(&self) -> usize {
        self.active().filter(|(_, member)| member.role == Role::Steward).count()
    }

    /// Returns how many stewards must sign that a member gets a new device.
    pub fn signatures_to_rebind(&self) -> usize {
        match self.stewards() {
            0 | 1 => 1,
            stewards => (stewards / 2 + 1).max(2),
        }
    }

    /// Returns the new devices for members that stewards signed, with those who did.
    pub fn rebinds(&self) -> impl Iterator<Item = (MemberId, DeviceId, &BTreeSet<MemberId>)> {
        self.rebinds.iter().map(|((member, device), signed)| (*member, *device, signed))
    }

    /// Returns the rules in force.
    pub const fn rules(&self) -> u32 {
        self.rules
    }

    /// Returns how many authority acts of unknown kinds there are; with any, this version must
    /// not decide about authority any more.
    pub const fn unknown(&self) -> u64 {
        self.unknown
    }

    /// Returns whether a newer version decided something that this one cannot follow.
    pub const fn update_needed(&self) -> bool {
        self.unknown > 0 || self.rules > RULES
    }
}
