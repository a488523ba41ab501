//! What a standing act does to the membership.
//!
//! Acts come in canonical order. What a concurrent one made pointless changes nothing, and no
//! order of concurrent acts makes a difference that [`super::standing`] did not decide.

use std::collections::BTreeMap;

use super::{
    Device, DeviceStanding, Ignored, Member, Membership, OpenInvite, Standing, standing::Weight,
};
use crate::{
    act::{Exclude, Found, Known, Policy, RevokeRole, Role, Suspend},
    id::{DeviceId, EntryId, MemberId, SpaceId},
};

impl Membership {
    /// Applies an act that was judged good and stands.
    pub fn apply(
        &mut self,
        entry: EntryId,
        author: &DeviceId,
        act: &Known,
        weight: Weight,
    ) -> Result<(), Ignored> {
        if let Known::Found(found) = act {
            return self.found(entry, author, found);
        }
        let by = match (self.member_of(author), weight) {
            (Some(by), _) => by,
            // Two brought each other down, and with one of them whoever they had brought in.
            (None, Weight::Contested) => return self.contested(entry, act),
            (None, Weight::Single | Weight::Joint) => return Err(Ignored::NotAMember),
        };
        match act {
            Known::Found(_) => Err(Ignored::AlreadyFounded),
            Known::Invite(invite) => {
                self.invites.insert_mut(
                    entry,
                    OpenInvite {
                        by,
                        key: invite.key,
                        role: invite.role,
                        uses: invite.uses,
                        used: 0,
                        expires: invite.expires,
                        approval: invite.approval,
                        closed: false,
                    },
                );
                Ok(())
            }
            Known::Admit(admit) => {
                let invite = self.invites.get_mut(&admit.invite).ok_or(Ignored::UnknownInvite)?;
                invite.used = invite.used.saturating_add(1);
                let (role, inviter) = (invite.role, invite.by);
                let id = MemberId(entry);
                let depth = match role {
                    Role::Steward => Some(self.depth_below(&inviter)),
                    Role::Member => None,
                };
                if self.name_again(id, &admit.device) {
                    self.raise(id, role, depth);
                    return Ok(());
                }
                self.enrol(admit.device, id);
                self.members.insert_mut(
                    id,
                    Member {
                        role,
                        standing: Standing::Active,
                        withdrawals: BTreeMap::new(),
                        devices: vec![admit.device],
                        admitted_by: Some(by),
                        invite: Some(admit.invite),
                        depth,
                        excluders: BTreeMap::new(),
                    },
                );
                Ok(())
            }
            Known::RevokeInvite(revoke) => {
                let invite = self.invites.get_mut(&revoke.invite);
                invite.ok_or(Ignored::UnknownInvite)?.closed = true;
                Ok(())
            }
            Known::AddDevice(add) => self.bring(by, add.device),
            Known::RevokeDevice(revoke) => {
                let device = self.devices.get_mut(&revoke.device).ok_or(Ignored::UnknownMember)?;
                device.standing = match (weight, device.standing) {
                    (_, DeviceStanding::Revoked) => DeviceStanding::Revoked,
                    (Weight::Contested, _) => DeviceStanding::Contested,
                    (Weight::Single | Weight::Joint, _) => DeviceStanding::Revoked,
                };
                Ok(())
            }
            Known::Rebind(rebind) => {
                let needed = self.signatures_to_rebind();
                let signed = self.rebinds.entry((rebind.member, rebind.device)).or_default();
                signed.insert(by);
                if signed.len() < needed {
                    Ok(())
                } else {
                    self.bring(rebind.member, rebind.device)
                }
            }
            Known::GrantRole(grant) => {
                let depth = self.depth_below(&by);
                let member = self.member_mut(&grant.member).ok_or(Ignored::UnknownMember)?;
                member.role = Role::Steward;
                member.depth = Some(member.depth.map_or(depth, |before| before.min(depth)));
                Ok(())
            }
            Known::RevokeRole(revoke) => {
                let member = self.member_mut(&revoke.member).ok_or(Ignored::UnknownMember)?;
                match weight {
                    Weight::Single | Weight::Joint => {
                        member.role = Role::Member;
                        Ok(())
                    }
                    // Two took each other out: both wait for a third, and keep their roles till then.
                    Weight::Contested => self.withdraw(revoke.member, Standing::Suspended, entry),
                }
            }
            Known::SetPolicy(set) => {
                match Policy::of(set.policy) {
                    Some(policy) => drop(self.policies.insert(policy, set.who)),
                    None => self.apply_unknown(),
                }
                Ok(())
            }
            Known::SetFloor(floor) => {
                self.rules = self.rules.max(floor.rules);
                Ok(())
            }
            Known::Leave(_) => self.withdraw(by, Standing::Left, entry),
            Known::Suspend(suspend) => self.withdraw(suspend.member, Standing::Suspended, entry),
            Known::Reinstate(reinstate) => match reinstate.device {
                Some(device) => {
                    let device = self.devices.get_mut(&device).ok_or(Ignored::UnknownMember)?;
                    if device.standing == DeviceStanding::Contested {
                        device.standing = DeviceStanding::Active;
                    }
                    Ok(())
                }
                None => {
                    let member = self.member_mut(&reinstate.member);
                    let member = member.ok_or(Ignored::UnknownMember)?;
                    let lifts = |act: &EntryId| reinstate.lifts.contains(act);
                    member
                        .withdrawals
                        .retain(|act, standing| *standing == Standing::Excluded || !lifts(act));
                    member.excluders.retain(|_, act| !lifts(act));
                    member.standing =
                        member.withdrawals.values().copied().max().unwrap_or(Standing::Active);
                    Ok(())
                }
            },
            Known::Exclude(exclude) => {
                let member = self.member_mut(&exclude.member).ok_or(Ignored::UnknownMember)?;
                member.excluders.insert(by, entry);
                let standing = match weight {
                    Weight::Joint => Standing::Excluded,
                    Weight::Single | Weight::Contested => Standing::Suspended,
                };
                self.withdraw(exclude.member, standing, entry)
            }
            Known::Ratify(ratify) => {
                self.ratified.insert(ratify.entry);
                Ok(())
            }
            Known::OpenLog(_) | Known::Forget(_) => Ok(()),
            Known::HandOver(_)
            | Known::Return(_)
            | Known::Book(_)
            | Known::ConfirmBooking(_)
            | Known::CancelBooking(_)
            | Known::SeenBookings(_)
            | Known::SetCapacity(_)
            | Known::BeginBooking(_)
            | Known::ReleaseBooking(_)
            | Known::RequestLoan(_)
            | Known::AnswerRequest(_)
            | Known::WithdrawRequest(_)
            | Known::ExtendLoan(_)
            | Known::MarkLost(_)
            | Known::NameKeeper(_)
            | Known::NoteCondition(_)
            | Known::OpenRepair(_)
            | Known::TellRepair(_)
            | Known::NoteCare(_)
            | Known::MoveStock(_)
            | Known::TakeStock(_)
            | Known::Acknowledge(_)
            | Known::NoteMoney(_)
            | Known::WishFor(_)
            | Known::BackWish(_)
            | Known::EndWish(_)
            | Known::Unsay(_)
            | Known::StartProject(_)
            | Known::TakePart(_)
            | Known::BackProject(_)
            | Known::ApplyToCall(_)
            | Known::ChooseInCall(_)
            | Known::TurnProject(_)
            | Known::GiveTraining(_)
            | Known::EndTraining(_)
            | Known::NameTrainer(_)
            | Known::EndTrainer(_)
            | Known::AskMentoring(_)
            | Known::AnswerMentoring(_)
            | Known::NoteSession(_)
            | Known::EndMentoring(_)
            | Known::Welcome(_)
            | Known::EndWelcome(_) => Err(Ignored::WrongLog),
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
        let id = MemberId(entry);
        self.space = Some(SpaceId(entry.0));
        self.rules = found.rules;
        self.enrol(*author, id);
        self.members.insert_mut(
            id,
            Member {
                role: Role::Steward,
                standing: Standing::Active,
                withdrawals: BTreeMap::new(),
                devices: vec![*author],
                admitted_by: None,
                invite: None,
                depth: Some(0),
                excluders: BTreeMap::new(),
            },
        );
        Ok(())
    }

    /// Suspends whom an act takes out that nobody who is a member wrote.
    fn contested(&mut self, entry: EntryId, act: &Known) -> Result<(), Ignored> {
        match act {
            Known::Suspend(Suspend { member, .. })
            | Known::Exclude(Exclude { member, .. })
            | Known::RevokeRole(RevokeRole { member, .. }) => {
                self.withdraw(*member, Standing::Suspended, entry)
            }
            Known::RevokeDevice(revoke) => {
                let device = self.devices.get_mut(&revoke.device).ok_or(Ignored::UnknownMember)?;
                device.standing = device.standing.max(DeviceStanding::Contested);
                Ok(())
            }
            _ => Err(Ignored::NotAMember),
        }
    }

    /// Notes another name of whoever has a device, and returns whether anybody has. What is decided
    /// about them by that name is decided about them: otherwise a second admission, at an old place
    /// of somebody's log, would free them of it.
    pub fn name_again(&mut self, name: MemberId, device: &DeviceId) -> bool {
        let Some(member) = self.member_of(device) else { return false };
        if member != name {
            self.aliases.insert(name, member);
        }
        true
    }

    /// Gives what a further admission brings, but nothing back to whoever was demoted.
    fn raise(&mut self, id: MemberId, role: Role, depth: Option<u32>) {
        if let Some(member) = self.member_mut(&id)
            && role == Role::Steward
            && member.depth.is_none()
        {
            member.role = role;
            member.depth = depth;
        }
    }

    fn enrol(&mut self, device: DeviceId, member: MemberId) {
        self.devices.insert_mut(device, Device { member, standing: DeviceStanding::Active });
    }

    fn bring(&mut self, member: MemberId, device: DeviceId) -> Result<(), Ignored> {
        if self.devices.contains_key(&device) {
            return Err(Ignored::AlreadyAMember);
        }
        let member = self.first_name(&member);
        self.members.get_mut(&member).ok_or(Ignored::UnknownMember)?.devices.push(device);
        self.enrol(device, member);
        Ok(())
    }

    fn depth_below(&self, granter: &MemberId) -> u32 {
        let depth = self.members.get(granter).and_then(|member| member.depth);
        depth.map_or(u32::MAX, |depth| depth.saturating_add(1))
    }

    /// Takes a member out, who stays in the list; their open invitations die with it. What was
    /// stronger before stays.
    fn withdraw(&mut self, id: MemberId, standing: Standing, by: EntryId) -> Result<(), Ignored> {
        let id = self.first_name(&id);
        let member = self.members.get_mut(&id).ok_or(Ignored::UnknownMember)?;
        member.withdrawals.insert(by, standing);
        member.standing = member.standing.max(standing);
        let open = self.invites.iter().filter(|(_, invite)| invite.by == id && !invite.closed);
        for invite in open.map(|(invite, _)| *invite).collect::<Vec<EntryId>>() {
            if let Some(invite) = self.invites.get_mut(&invite) {
                invite.closed = true;
            }
        }
        Ok(())
    }
}
