//! Judging an act by the membership of its own causal past.
//!
//! Nothing here knows what happened since or elsewhere; [`super::standing`] does.

use super::{DeviceStanding, Ignored, MOST_DEVICES, Member, Membership, Standing, VerifySignature};
use crate::{
    act::{
        AddDevice, Admit, Invite, Known, More, OpenLog, Policy, Rebind, Role, Scope, keeping,
        proof_of_device, proof_of_invitation,
    },
    id::{DeviceId, DocumentId, ItemId, MemberId, ResourceId, SpaceId},
};

/// The most content logs a device may open, as many as the graph stores.
const MOST_LOGS: u32 = 64;

/// What an act made use of, beyond being written by a member's device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Powers {
    /// The role of steward.
    pub steward: bool,
    /// What a policy grants to everyone.
    pub policy: Option<Policy>,
}

const ORDINARY: Powers = Powers { steward: false, policy: None };
const STEWARD: Powers = Powers { steward: true, policy: None };

impl Membership {
    /// Judges an authority act, and returns what it makes use of.
    pub fn judge(
        &self,
        space: &SpaceId,
        author: &DeviceId,
        act: &Known,
        verify: VerifySignature,
    ) -> Result<Powers, Ignored> {
        if let Known::Found(_) = act {
            return if self.space.is_none() { Ok(STEWARD) } else { Err(Ignored::AlreadyFounded) };
        }
        let id = match self.acting(author) {
            Ok(id) => id,
            Err(reason) => {
                // A caretaker need not take part otherwise.
                let admits = matches!(act, Known::Invite(_) | Known::Admit(_));
                let id = self.member_of(author).filter(|_| admits && self.may_sync(author));
                id.ok_or(reason)?
            }
        };
        let member = self.members.get(&id).ok_or(Ignored::NotAMember)?;
        let steward = || match (member.role, member.standing) {
            (Role::Steward, Standing::Active) => Ok(STEWARD),
            (Role::Steward | Role::Member, _) => Err(Ignored::NotEntitled),
        };
        let other = |target: &MemberId| {
            let found = self.member(target).ok_or(Ignored::UnknownMember)?;
            if self.first_name(target) == id { Err(Ignored::Senseless) } else { Ok(found) }
        };
        match act {
            Known::Found(_) => Err(Ignored::AlreadyFounded),
            Known::Invite(invite) => self.judge_invite(id, member, invite),
            Known::Admit(admit) => {
                self.judge_admit(space, author, admit, verify)?;
                self.by_policy(id, member, Policy::Admit)
            }
            Known::RevokeInvite(revoke) => {
                let invite = self.invites.get(&revoke.invite).ok_or(Ignored::UnknownInvite)?;
                if invite.by == id { Ok(ORDINARY) } else { steward() }
            }
            Known::AddDevice(add) => self.judge_device(space, author, member, add, verify),
            Known::RevokeDevice(revoke) => {
                let device = self.devices.get(&revoke.device).ok_or(Ignored::UnknownMember)?;
                match device.standing {
                    DeviceStanding::Revoked => Err(Ignored::Senseless),
                    DeviceStanding::Active | DeviceStanding::Contested if device.member == id => {
                        Ok(ORDINARY)
                    }
                    DeviceStanding::Active | DeviceStanding::Contested => steward(),
                }
            }
            Known::Rebind(rebind) => {
                self.judge_rebind(space, rebind, verify)?;
                steward()
            }
            Known::GrantRole(grant) => {
                let target = self.member(&grant.member).ok_or(Ignored::UnknownMember)?;
                match (target.role, target.standing) {
                    (Role::Member, Standing::Active) => steward(),
                    (Role::Member | Role::Steward, _) => Err(Ignored::Senseless),
                }
            }
            Known::RevokeRole(revoke) => {
                let target = self.member(&revoke.member).ok_or(Ignored::UnknownMember)?;
                if target.role != Role::Steward {
                    return Err(Ignored::Senseless);
                }
                if self.first_name(&revoke.member) == id { Ok(ORDINARY) } else { steward() }
            }
            Known::SetPolicy(_) | Known::Ratify(_) => steward(),
            Known::SetFloor(floor) if floor.rules <= self.rules => Err(Ignored::Senseless),
            Known::SetFloor(_) => steward(),
            Known::Leave(_) => Ok(ORDINARY),
            Known::Suspend(suspend) => match other(&suspend.member)?.standing {
                Standing::Active => steward(),
                Standing::Suspended | Standing::Left | Standing::Excluded => {
                    Err(Ignored::Senseless)
                }
            },
            Known::Reinstate(reinstate) => {
                let target = other(&reinstate.member)?;
                let device = reinstate.device.map(|device| self.devices.get(&device));
                match (device, target.standing) {
                    (_, Standing::Excluded) | (None, Standing::Active) => Err(Ignored::Senseless),
                    (Some(None), _) => Err(Ignored::UnknownMember),
                    (Some(Some(device)), _) if device.standing != DeviceStanding::Contested => {
                        Err(Ignored::Senseless)
                    }
                    (Some(Some(_)) | None, _) => steward(),
                }
            }
            Known::Exclude(exclude) => match other(&exclude.member)? {
                target if target.standing == Standing::Excluded => Err(Ignored::Senseless),
                target if target.excluders.contains_key(&id) => Err(Ignored::Senseless),
                _ => steward(),
            },
            Known::OpenLog(open) => judge_log(open),
            Known::Forget(_) => Ok(ORDINARY),
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

    fn by_policy(&self, id: MemberId, member: &Member, policy: Policy) -> Result<Powers, Ignored> {
        let active = member.standing == Standing::Active;
        match (member.role, self.policy(policy)) {
            (Role::Steward, _) if active => Ok(STEWARD),
            (_, Role::Member) if active => Ok(Powers { steward: false, policy: Some(policy) }),
            _ if self.caretaker() == Some(id) => Ok(ORDINARY),
            _ => Err(Ignored::NotEntitled),
        }
    }

    fn judge_invite(
        &self,
        id: MemberId,
        member: &Member,
        invite: &Invite,
    ) -> Result<Powers, Ignored> {
        if invite.uses == 0 {
            return Err(Ignored::Senseless);
        }
        let powers = self.by_policy(id, member, Policy::Admit)?;
        match invite.role {
            Role::Member => Ok(powers),
            Role::Steward if powers.steward => Ok(powers),
            Role::Steward => Err(Ignored::NotEntitled),
        }
    }

    fn judge_admit(
        &self,
        space: &SpaceId,
        author: &DeviceId,
        admit: &Admit,
        verify: VerifySignature,
    ) -> Result<(), Ignored> {
        let invite = self.invites.get(&admit.invite).filter(|invite| !invite.closed);
        let invite = invite.ok_or(Ignored::UnknownInvite)?;
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

    fn judge_device(
        &self,
        space: &SpaceId,
        author: &DeviceId,
        member: &Member,
        add: &AddDevice,
        verify: VerifySignature,
    ) -> Result<Powers, Ignored> {
        let signed = proof_of_device(&space.0, &author.0, &add.device, &add.nonce);
        if !verify(&add.device.0, &signed, &add.proof) {
            return Err(Ignored::BadProof);
        }
        if self.devices.contains_key(&add.device) {
            return Err(Ignored::AlreadyAMember);
        }
        if member.devices.len() >= MOST_DEVICES { Err(Ignored::Senseless) } else { Ok(ORDINARY) }
    }

    fn judge_rebind(
        &self,
        space: &SpaceId,
        rebind: &Rebind,
        verify: VerifySignature,
    ) -> Result<(), Ignored> {
        let member = self.member(&rebind.member).ok_or(Ignored::UnknownMember)?;
        let signed = proof_of_device(&space.0, &rebind.member.0.0, &rebind.device, &rebind.nonce);
        if !verify(&rebind.device.0, &signed, &rebind.proof) {
            return Err(Ignored::BadProof);
        }
        if self.devices.contains_key(&rebind.device) {
            return Err(Ignored::AlreadyAMember);
        }
        match member.standing {
            Standing::Active if member.devices.len() < MOST_DEVICES => Ok(()),
            Standing::Active | Standing::Suspended | Standing::Left | Standing::Excluded => {
                Err(Ignored::Senseless)
            }
        }
    }

    /// Judges whether a device may write in a document, by the membership of the writing's past.
    pub fn may_write(
        &self,
        device: &DeviceId,
        document: &DocumentId,
    ) -> Result<(MemberId, Powers), Ignored> {
        let id = self.acting(device)?;
        let member = self.members.get(&id).ok_or(Ignored::NotAMember)?;
        match document {
            DocumentId::Catalogue => {
                self.by_policy(id, member, Policy::EditCatalogue).map(|powers| (id, powers))
            }
            DocumentId::Member(owner) | DocumentId::Private(owner)
                if self.first_name(owner) == id =>
            {
                Ok((id, ORDINARY))
            }
            DocumentId::Member(_) | DocumentId::Private(_) => Err(Ignored::NotTheOwner),
            // Who works on a project is said by acts: whoever applies the writing asks them.
            DocumentId::Project(_) => Ok((id, ORDINARY)),
            // No rules admit such documents yet.
            DocumentId::Sheet(_) => Err(Ignored::Unreadable),
        }
    }

    /// Judges a daily act by the membership of its own causal past: any member may record what
    /// was handed over and what came back, except that a member's own item is lent by its owner
    /// or by a steward, or by whoever they named keeper, which the fold of the item looks at. Any
    /// member may book anything; what is said of bookings as one who answers
    /// for a resource is said by its owner, or for common ones by a steward.
    pub fn judge_daily(
        &self,
        device: &DeviceId,
        act: &Known,
    ) -> Result<(MemberId, Powers), Ignored> {
        let id = self.acting(device)?;
        let member = self.members.get(&id).ok_or(Ignored::NotAMember)?;
        match act {
            Known::HandOver(hand_over) => {
                let powers = match keeping(&hand_over.more) {
                    Some(_) => ORDINARY,
                    None => self.hands_over(id, member, &hand_over.item)?,
                };
                if hand_over.units == 0 || self.member(&hand_over.to).is_none() {
                    Err(Ignored::Senseless)
                } else {
                    Ok((id, powers))
                }
            }
            Known::Return(back) if back.units == 0 => Err(Ignored::Senseless),
            Known::Return(_) => Ok((id, ORDINARY)),
            Known::RequestLoan(request) if request.units == 0 => Err(Ignored::Senseless),
            Known::RequestLoan(_) | Known::WithdrawRequest(_) | Known::MarkLost(_) => {
                Ok((id, ORDINARY))
            }
            Known::AnswerRequest(answer) if keeping(&answer.more).is_some() => Ok((id, ORDINARY)),
            Known::AnswerRequest(answer) => {
                self.answers_for(id, member, &[ResourceId::Item(answer.item)])
            }
            Known::ExtendLoan(extend) if keeping(&extend.more).is_some() => Ok((id, ORDINARY)),
            Known::NameKeeper(name) if name.keeper.is_some_and(|it| self.member(&it).is_none()) => {
                Err(Ignored::UnknownMember)
            }
            Known::NameKeeper(name) => self.answers_for(id, member, &[ResourceId::Item(name.item)]),
            Known::ExtendLoan(extend) => Ok((id, self.hands_over(id, member, &extend.item)?)),
            // Anybody may say how a thing is, that it is out of order, what they saw or wish for.
            Known::NoteCondition(note) if !note.told.makes_sense() => Err(Ignored::Senseless),
            Known::OpenRepair(open) if !open.makes_sense() => Err(Ignored::Senseless),
            Known::TakeStock(take) if !take.makes_sense() => Err(Ignored::Senseless),
            Known::WishFor(wish) if !wish.makes_sense() => Err(Ignored::Senseless),
            Known::NoteCondition(_)
            | Known::OpenRepair(_)
            | Known::TakeStock(_)
            | Known::WishFor(_)
            | Known::BackWish(_)
            | Known::EndWish(_)
            | Known::Unsay(_)
            | Known::Acknowledge(_) => Ok((id, ORDINARY)),
            // A project is its holders': what of these counts, the fold of projects knows.
            Known::ApplyToCall(apply) if !apply.makes_sense() => Err(Ignored::Senseless),
            Known::ChooseInCall(choose) if !choose.makes_sense() => Err(Ignored::Senseless),
            Known::StartProject(_)
            | Known::TakePart(_)
            | Known::BackProject(_)
            | Known::ApplyToCall(_)
            | Known::ChooseInCall(_)
            | Known::TurnProject(_) => Ok((id, ORDINARY)),
            // What is done with it is for whoever may hand it over.
            Known::TellRepair(tell) if !tell.makes_sense() => Err(Ignored::Senseless),
            Known::TellRepair(tell) => Ok((id, self.hands_over(id, member, &tell.item)?)),
            Known::NoteCare(care) if !care.makes_sense() => Err(Ignored::Senseless),
            Known::NoteCare(care) => Ok((id, self.hands_over(id, member, &care.item)?)),
            Known::MoveStock(moved) if !moved.makes_sense() => Err(Ignored::Senseless),
            Known::MoveStock(moved) => Ok((id, self.hands_over(id, member, &moved.item)?)),
            Known::NoteMoney(money) if !money.makes_sense() => Err(Ignored::Senseless),
            Known::NoteMoney(money) => Ok((id, self.hands_over(id, member, &money.item)?)),
            // Who may give a training, or end one, as a trainer follows from what named them, which
            // the fold looks at.
            Known::GiveTraining(give) if !give.makes_sense() => Err(Ignored::Senseless),
            Known::GiveTraining(give) if self.member(&give.member).is_none() => {
                Err(Ignored::UnknownMember)
            }
            Known::GiveTraining(give) if give.by.is_some() => Ok((id, ORDINARY)),
            Known::GiveTraining(give) => self.trains(id, member, &give.of),
            Known::EndTraining(end) if !end.makes_sense() => Err(Ignored::Senseless),
            Known::EndTraining(end) if end.by.is_some() || self.first_name(&end.member) == id => {
                Ok((id, ORDINARY))
            }
            Known::EndTraining(end) => self.trains(id, member, &end.of),
            Known::NameTrainer(name) if !name.makes_sense() => Err(Ignored::Senseless),
            Known::NameTrainer(name) => self.trains(id, member, &name.of),
            Known::EndTrainer(end) if !end.makes_sense() => Err(Ignored::Senseless),
            Known::EndTrainer(end) if self.first_name(&end.member) == id => Ok((id, ORDINARY)),
            Known::EndTrainer(end) => self.trains(id, member, &end.of),
            Known::AskMentoring(ask) if self.first_name(&ask.of) == id => Err(Ignored::Senseless),
            Known::NoteSession(note) if !note.makes_sense() => Err(Ignored::Senseless),
            Known::AskMentoring(_)
            | Known::AnswerMentoring(_)
            | Known::NoteSession(_)
            | Known::EndMentoring(_) => Ok((id, ORDINARY)),
            Known::Welcome(welcome) => self.welcomes(id, member, welcome.newcomer, welcome.buddy),
            Known::EndWelcome(end) => self.welcomes(id, member, end.newcomer, end.buddy),
            Known::Book(book) if !book.makes_sense() => Err(Ignored::Senseless),
            Known::Book(_) | Known::BeginBooking(_) | Known::ReleaseBooking(_) => {
                Ok((id, ORDINARY))
            }
            Known::ConfirmBooking(confirm) if !confirm.makes_sense() => Err(Ignored::Senseless),
            Known::ConfirmBooking(act) => self.says(id, member, &act.more, &act.resources),
            Known::CancelBooking(cancel) if !cancel.makes_sense() => Err(Ignored::Senseless),
            Known::CancelBooking(act) => self.says(id, member, &act.more, &act.resources),
            Known::SeenBookings(seen) if !seen.makes_sense() => Err(Ignored::Senseless),
            Known::SeenBookings(act) => self.says(id, member, &act.more, &act.resources),
            Known::SetCapacity(set) if !set.makes_sense() => Err(Ignored::Senseless),
            Known::SetCapacity(set) => self.answers_for(id, member, &[set.resource]),
            _ => Err(Ignored::WrongLog),
        }
    }

    /// Judges what is said of bookings: as keeper, of one item, which is for whoever folds it to look
    /// at; else by who answers for the resources.
    fn says(
        &self,
        id: MemberId,
        member: &Member,
        more: &More,
        resources: &[ResourceId],
    ) -> Result<(MemberId, Powers), Ignored> {
        match (keeping(more), resources) {
            (None, resources) => self.answers_for(id, member, resources),
            (Some(_), [ResourceId::Item(_)]) => Ok((id, ORDINARY)),
            (Some(_), _) => Err(Ignored::Senseless),
        }
    }

    /// Judges whether a member may hand an item over, and returns what that makes use of.
    fn hands_over(&self, id: MemberId, member: &Member, item: &ItemId) -> Result<Powers, Ignored> {
        match item.owner() {
            Some(owner) if self.first_name(&owner) != id && member.role != Role::Steward => {
                Err(Ignored::NotTheOwner)
            }
            Some(owner) if self.first_name(&owner) != id => Ok(STEWARD),
            Some(_) | None => Ok(ORDINARY),
        }
    }

    /// Judges whether a member decides who may use something, and returns what that makes use of.
    fn trains(
        &self,
        id: MemberId,
        member: &Member,
        of: &Scope,
    ) -> Result<(MemberId, Powers), Ignored> {
        match of {
            Scope::Item(item) => self.answers_for(id, member, &[ResourceId::Item(*item)]),
            Scope::Category(_) if member.role == Role::Steward => Ok((id, STEWARD)),
            Scope::Category(_) => Err(Ignored::NotEntitled),
        }
    }

    /// Judges whether a member says who welcomes a newcomer: whoever it is about, or a steward.
    fn welcomes(
        &self,
        id: MemberId,
        member: &Member,
        newcomer: MemberId,
        buddy: MemberId,
    ) -> Result<(MemberId, Powers), Ignored> {
        let is = |one: &MemberId| self.first_name(one) == id;
        if self.first_name(&newcomer) == self.first_name(&buddy) {
            return Err(Ignored::Senseless);
        }
        match is(&buddy) || is(&newcomer) {
            true => Ok((id, ORDINARY)),
            false if member.role == Role::Steward => Ok((id, STEWARD)),
            false => Err(Ignored::NotEntitled),
        }
    }

    /// Judges whether a member answers for resources, and returns what that makes use of.
    fn answers_for(
        &self,
        id: MemberId,
        member: &Member,
        resources: &[ResourceId],
    ) -> Result<(MemberId, Powers), Ignored> {
        let mut powers = ORDINARY;
        for resource in resources {
            match resource.owner() {
                Some(owner) if self.first_name(&owner) == id => {}
                Some(_) => return Err(Ignored::NotTheOwner),
                None if member.role == Role::Steward => powers.steward = true,
                None => return Err(Ignored::NotEntitled),
            }
        }
        Ok((id, powers))
    }
}

const fn judge_log(open: &OpenLog) -> Result<Powers, Ignored> {
    if open.log != open.previous
        && open.log > 0
        && open.previous > 0
        && open.log < MOST_LOGS
        && open.previous < MOST_LOGS
    {
        Ok(ORDINARY)
    } else {
        Err(Ignored::Senseless)
    }
}
