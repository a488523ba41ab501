//! Who is in a space, as a fold over authority acts.
//!
//! An act counts when its author had the authority at the act's own causal past; whoever calls
//! decides that with [`Membership::judge`] on the membership of that past, and then applies what
//! was allowed in canonical order with [`Membership::apply`]. Both are total.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    act::{Admit, Approval, Found, Invite, Known, Role, proof_of_invitation},
    id::{DeviceId, DocumentId, EntryId, MemberId, SpaceId},
    time::Timestamp,
};

/// The rules this version knows.
pub const RULES: u32 = 1;

/// Checks an ed25519 signature strictly: (public key, message, signature).
pub type VerifySignature = fn(&[u8; 32], &[u8], &[u8]) -> bool;

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// What they may do.
    pub role: Role,
    /// Their devices, in the order of admission.
    pub devices: Vec<DeviceId>,
    /// Who admitted them; `None` for the founder.
    pub admitted_by: Option<MemberId>,
    /// The invitation they came with; `None` for the founder.
    pub invite: Option<EntryId>,
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
}

/// Why an act does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, thiserror::Error)]
pub enum Ignored {
    /// Its author was not a member where it was written.
    #[error("its author was not a member")]
    NotAMember,
    /// Its author's role does not allow it.
    #[error("its author's role does not allow it")]
    NotEntitled,
    /// It names an invitation that its author did not know.
    #[error("it names an unknown invitation")]
    UnknownInvite,
    /// The proof of the invitation is not good.
    #[error("the proof of the invitation is not good")]
    BadProof,
    /// The device it admits is a member's already.
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
}

/// Who is in a space.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Membership {
    space: Option<SpaceId>,
    rules: u32,
    members: BTreeMap<MemberId, Member>,
    devices: BTreeMap<DeviceId, MemberId>,
    invites: BTreeMap<EntryId, OpenInvite>,
    unknown: u64,
}

impl Membership {
    /// Returns the member whose device this is.
    pub fn member_of(&self, device: &DeviceId) -> Option<MemberId> {
        self.devices.get(device).copied()
    }

    /// Returns a member.
    pub fn member(&self, id: &MemberId) -> Option<&Member> {
        self.members.get(id)
    }

    /// Returns the members by id.
    pub fn members(&self) -> impl Iterator<Item = (MemberId, &Member)> {
        self.members.iter().map(|(id, member)| (*id, member))
    }

    /// Returns the devices of all members.
    pub fn devices(&self) -> impl Iterator<Item = (DeviceId, MemberId)> {
        self.devices.iter().map(|(device, member)| (*device, *member))
    }

    /// Returns the invitations by id.
    pub fn invites(&self) -> impl Iterator<Item = (EntryId, &OpenInvite)> {
        self.invites.iter().map(|(id, invite)| (*id, invite))
    }

    /// Returns an invitation.
    pub fn invite(&self, id: &EntryId) -> Option<&OpenInvite> {
        self.invites.get(id)
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

    /// Judges an authority act by the membership of its own causal past.
    pub fn judge(
        &self,
        space: &SpaceId,
        author: &DeviceId,
        act: &Known,
        verify: VerifySignature,
    ) -> Result<(), Ignored> {
        let member = match act {
            Known::Found(_) => {
                return if self.space.is_none() { Ok(()) } else { Err(Ignored::AlreadyFounded) };
            }
            Known::Invite(_) | Known::Admit(_) | Known::HandOver(_) | Known::Return(_) => {
                self.member_of(author).and_then(|id| self.member(&id)).ok_or(Ignored::NotAMember)?
            }
        };
        match act {
            Known::Found(_) => Err(Ignored::AlreadyFounded),
            Known::Invite(invite) => judge_invite(member, invite),
            Known::Admit(admit) => self.judge_admit(space, author, admit, verify),
            Known::HandOver(_) | Known::Return(_) => Err(Ignored::WrongLog),
        }
    }

    fn judge_admit(
        &self,
        space: &SpaceId,
        author: &DeviceId,
        admit: &Admit,
        verify: VerifySignature,
    ) -> Result<(), Ignored> {
        let invite = self.invites.get(&admit.invite).ok_or(Ignored::UnknownInvite)?;
        let signed =
            proof_of_invitation(&space.0, &invite.key, &admit.device, author, &admit.nonce);
        if !verify(&invite.key, &signed, &admit.proof) {
            return Err(Ignored::BadProof);
        }
        if self.devices.contains_key(&admit.device) {
            return Err(Ignored::AlreadyAMember);
        }
        Ok(())
    }

    /// Judges whether a device may write in a document, by the membership of the writing's past.
    pub fn may_write(&self, device: &DeviceId, document: &DocumentId) -> Result<MemberId, Ignored> {
        let member = self.member_of(device).ok_or(Ignored::NotAMember)?;
        match document {
            DocumentId::Catalogue => Ok(member),
            DocumentId::Member(owner) | DocumentId::Private(owner) if *owner == member => {
                Ok(member)
            }
            DocumentId::Member(_) | DocumentId::Private(_) => Err(Ignored::NotTheOwner),
            // No rules admit such documents yet.
            DocumentId::Project(_) | DocumentId::Sheet(_) => Err(Ignored::Unreadable),
        }
    }

    /// Judges a daily act by the membership of its own causal past: any member may record what
    /// was handed over and what came back, except that a member's own item is lent by its owner
    /// or by a steward.
    pub fn judge_daily(&self, device: &DeviceId, act: &Known) -> Result<MemberId, Ignored> {
        let id = self.member_of(device).ok_or(Ignored::NotAMember)?;
        let member = self.member(&id).ok_or(Ignored::NotAMember)?;
        match act {
            Known::Found(_) | Known::Invite(_) | Known::Admit(_) => Err(Ignored::WrongLog),
            Known::HandOver(hand_over) => match hand_over.item.owner() {
                Some(owner) if owner != id && member.role != Role::Steward => {
                    Err(Ignored::NotTheOwner)
                }
                Some(_) | None => {
                    if hand_over.units == 0 || !self.members.contains_key(&hand_over.to) {
                        Err(Ignored::Senseless)
                    } else {
                        Ok(id)
                    }
                }
            },
            Known::Return(back) if back.units == 0 => Err(Ignored::Senseless),
            Known::Return(_) => Ok(id),
        }
    }

    /// Applies an act that was judged good. What a concurrent act made pointless is passed over.
    pub fn apply(&mut self, entry: EntryId, author: &DeviceId, act: &Known) -> Result<(), Ignored> {
        match act {
            Known::Found(found) => self.found(entry, author, found),
            Known::Invite(invite) => {
                let by = self.member_of(author).ok_or(Ignored::NotAMember)?;
                self.invites.insert(
                    entry,
                    OpenInvite {
                        by,
                        key: invite.key,
                        role: invite.role,
                        uses: invite.uses,
                        used: 0,
                        expires: invite.expires,
                        approval: invite.approval,
                    },
                );
                Ok(())
            }
            Known::Admit(admit) => {
                let by = self.member_of(author).ok_or(Ignored::NotAMember)?;
                if self.devices.contains_key(&admit.device) {
                    return Err(Ignored::AlreadyAMember);
                }
                let invite = self.invites.get_mut(&admit.invite).ok_or(Ignored::UnknownInvite)?;
                invite.used = invite.used.saturating_add(1);
                let role = invite.role;
                let member = MemberId(entry);
                self.devices.insert(admit.device, member);
                self.members.insert(
                    member,
                    Member {
                        role,
                        devices: vec![admit.device],
                        admitted_by: Some(by),
                        invite: Some(admit.invite),
                    },
                );
                Ok(())
            }
            Known::HandOver(_) | Known::Return(_) => Err(Ignored::WrongLog),
        }
    }

    /// Counts an authority act of a kind that this version does not know.
    pub fn apply_unknown(&mut self) {
        self.unknown = self.unknown.saturating_add(1);
    }

    fn found(&mut self, entry: EntryId, author: &DeviceId, found: &Found) -> Result<(), Ignored> {
        if self.space.is_some() {
            return Err(Ignored::AlreadyFounded);
        }
        let member = MemberId(entry);
        self.space = Some(SpaceId(entry.0));
        self.rules = found.rules;
        self.devices.insert(*author, member);
        self.members.insert(
            member,
            Member { role: Role::Steward, devices: vec![*author], admitted_by: None, invite: None },
        );
        Ok(())
    }
}

fn judge_invite(member: &Member, invite: &Invite) -> Result<(), Ignored> {
    if invite.uses == 0 {
        return Err(Ignored::Senseless);
    }
    match (member.role, invite.role) {
        (Role::Steward, Role::Steward | Role::Member) | (Role::Member, Role::Member) => Ok(()),
        (Role::Member, Role::Steward) => Err(Ignored::NotEntitled),
    }
}

#[cfg(test)]
mod tests {
    use serde_bytes::ByteBuf;

    use super::*;

    const ANA: DeviceId = DeviceId([1; 32]);
    const BO: DeviceId = DeviceId([2; 32]);
    const SPACE: SpaceId = SpaceId([9; 32]);

    fn any_signature(_: &[u8; 32], _: &[u8], _: &[u8]) -> bool {
        true
    }

    fn no_signature(_: &[u8; 32], _: &[u8], _: &[u8]) -> bool {
        false
    }

    fn founded() -> Membership {
        let mut membership = Membership::default();
        let found = Known::Found(Found { rules: RULES, nonce: [0; 16], more: Vec::new() });
        assert_eq!(membership.judge(&SPACE, &ANA, &found, no_signature), Ok(()));
        assert_eq!(membership.apply(EntryId(SPACE.0), &ANA, &found), Ok(()));
        membership
    }

    fn invite(role: Role, uses: u32) -> Known {
        Known::Invite(Invite {
            key: [5; 32],
            role,
            uses,
            expires: Timestamp::END,
            approval: Approval::Auto,
            more: Vec::new(),
        })
    }

    fn admit(device: DeviceId) -> Known {
        Known::Admit(Admit {
            invite: EntryId([7; 32]),
            device,
            nonce: [0; 32],
            proof: ByteBuf::from(vec![0; 64]),
            more: Vec::new(),
        })
    }

    #[test]
    fn the_founder_is_the_first_steward() {
        let membership = founded();
        let id = membership.member_of(&ANA).unwrap();
        assert_eq!(membership.member(&id).unwrap().role, Role::Steward);
        assert_eq!(id.0.0, SPACE.0);
    }

    #[test]
    fn a_stranger_decides_nothing() {
        let membership = founded();
        assert_eq!(
            membership.judge(&SPACE, &BO, &invite(Role::Member, 1), any_signature),
            Err(Ignored::NotAMember)
        );
        assert_eq!(membership.may_write(&BO, &DocumentId::Catalogue), Err(Ignored::NotAMember));
    }

    #[test]
    fn a_guest_needs_a_good_proof_and_comes_in_once() {
        let mut membership = founded();
        assert_eq!(membership.apply(EntryId([7; 32]), &ANA, &invite(Role::Member, 1)), Ok(()));
        assert_eq!(
            membership.judge(&SPACE, &ANA, &admit(BO), no_signature),
            Err(Ignored::BadProof)
        );
        assert_eq!(membership.judge(&SPACE, &ANA, &admit(BO), any_signature), Ok(()));
        assert_eq!(membership.apply(EntryId([8; 32]), &ANA, &admit(BO)), Ok(()));
        assert_eq!(
            membership.apply(EntryId([10; 32]), &ANA, &admit(BO)),
            Err(Ignored::AlreadyAMember)
        );
        let bo = membership.member_of(&BO).unwrap();
        assert_eq!(membership.member(&bo).unwrap().role, Role::Member);
        assert_eq!(
            membership.judge(&SPACE, &BO, &invite(Role::Steward, 1), any_signature),
            Err(Ignored::NotEntitled)
        );
    }

    #[test]
    fn a_members_document_is_theirs_alone() {
        let membership = founded();
        let stranger = MemberId(EntryId([4; 32]));
        assert_eq!(
            membership.may_write(&ANA, &DocumentId::Member(stranger)),
            Err(Ignored::NotTheOwner)
        );
    }
}
