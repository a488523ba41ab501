//! Who takes part, with which devices, and who may do what: the decisions of stewards and members.
//!
//! The rules of the model are asked before anything is written; what is refused leaves no trace.

use etabli_api::{
    ApiError, ErrorCode,
    command::{
        ExcludeMember, LeaveSpace, ListClaims, ListDecisions, ListInvites, RatifyEntry,
        ReinstateMember, RevokeDevice, RevokeInvite, SetPolicy, SetRole, SetRules, Status,
        SuspendMember,
    },
    view::{
        Approve, ClaimView, DecisionView, MemberView, OpenInviteView, Role, SpaceView, StatusView,
    },
};
use etabli_model::{
    act::{
        Exclude, GrantRole, Known, Leave, Policy, Ratify, Reinstate, RevokeRole, SetFloor, Suspend,
        {self},
    },
    id::{DeviceId, EntryId, MemberId, SpaceId},
    membership::{DeviceStanding, Ignored, RULES, Standing, standing::Candidate},
};

use super::Handle;
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::{Claim, Space},
};

/// How many claims and decisions are listed.
const MOST: usize = 500;

/// Writes one act about a member, and shows them.
fn decide(
    core: &Core,
    space: Option<&str>,
    member: &str,
    act: impl FnOnce(&Space, MemberId) -> Known,
) -> Result<MemberView, ApiError> {
    let id = core.find_space(space)?;
    let member = core.change(id, |space| {
        let member = show::find_member(space, member)?;
        let act = act(space, member);
        let stale = space.act(clock::now(), &[act])?;
        Ok::<_, ChangeError>((member, stale))
    })?;
    shown(core, id, member)
}

pub(super) fn shown(core: &Core, id: SpaceId, member: MemberId) -> Result<MemberView, ApiError> {
    core.with(id, |space| {
        show::member(space, member)
            .ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", member))
    })
}

fn seen_of(space: &Space, member: MemberId) -> act::Seen {
    space.seen(|device| space.membership().member_of(device) == Some(member))
}

impl Handle for SetRole {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        decide(core, self.space.as_deref(), &self.member, |space, member| match self.role {
            Role::Steward => Known::GrantRole(GrantRole { member, more: Vec::new() }),
            Role::Member => {
                let seen = seen_of(space, member);
                Known::RevokeRole(RevokeRole { member, seen, more: Vec::new() })
            }
        })
    }
}

impl Handle for SuspendMember {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        decide(core, self.space.as_deref(), &self.member, |space, member| {
            Known::Suspend(Suspend { member, seen: seen_of(space, member), more: Vec::new() })
        })
    }
}

impl Handle for ExcludeMember {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        decide(core, self.space.as_deref(), &self.member, |space, member| {
            Known::Exclude(Exclude { member, seen: seen_of(space, member), more: Vec::new() })
        })
    }
}

impl Handle for ReinstateMember {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let member = core.change(id, |space| {
            let reinstate = |member, device, lifts| {
                Known::Reinstate(Reinstate { member, device, lifts, more: Vec::new() })
            };
            if let Some(device) = &self.device {
                let (device, owner) = find_device(space, device)?;
                let stale =
                    space.act(clock::now(), &[reinstate(owner, Some(device), Vec::new())])?;
                return Ok((owner, stale));
            }
            let id = show::find_member(space, &self.member)?;
            let member = space.membership().member(&id).cloned();
            let member = member.ok_or(ErrorCode::NothingToChange)?;
            // A member whose own devices took each other out gets them back, too.
            let contested = member.devices.iter().filter(|device| {
                let device = space.membership().device(device);
                device.is_some_and(|device| device.standing == DeviceStanding::Contested)
            });
            let mut acts: Vec<Known> =
                contested.map(|device| reinstate(id, Some(*device), Vec::new())).collect();
            if member.standing != Standing::Active || acts.is_empty() {
                acts.push(reinstate(id, None, member.withdrawals.keys().copied().collect()));
            }
            let stale = space.act(clock::now(), &acts)?;
            Ok::<_, ChangeError>((id, stale))
        })?;
        shown(core, id, member)
    }
}

impl Handle for LeaveSpace {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let member = core.change(id, |space| {
            let me = space.me()?;
            let leave = Known::Leave(Leave { seen: seen_of(space, me), more: Vec::new() });
            let stale = space.act(clock::now(), &[leave])?;
            Ok::<_, ChangeError>((me, stale))
        })?;
        shown(core, id, member)
    }
}

impl Handle for RevokeDevice {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let member = core.change(id, |space| {
            let (device, owner) = find_device(space, &self.device)?;
            let seen = space.seen(|other| *other == device);
            let revoke = act::RevokeDevice { device, seen, more: Vec::new() };
            let stale = space.act(clock::now(), &[Known::RevokeDevice(revoke)])?;
            Ok::<_, ChangeError>((owner, stale))
        })?;
        shown(core, id, member)
    }
}

/// Finds a device and its member by the beginning of the device's id.
fn find_device(space: &Space, named: &str) -> Result<(DeviceId, MemberId), ApiError> {
    let devices = space.membership().members().flat_map(|(_, member)| &member.devices);
    let device = beginning(named, devices.copied(), DeviceId::short)?;
    let owner = space.membership().member_of(&device).ok_or(ErrorCode::NothingToChange)?;
    Ok((device, owner))
}

impl Handle for SetRules {
    fn handle(self, core: &Core) -> Result<StatusView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let rules = self.rules;
        if rules > RULES {
            return Err(ApiError::new(ErrorCode::UnknownRules).with("known", RULES));
        }
        core.change(id, |space| {
            let floor = Known::SetFloor(SetFloor { rules, more: Vec::new() });
            let stale = space.act(clock::now(), &[floor])?;
            Ok::<_, ChangeError>(((), stale))
        })?;
        Status { space: Some(id.to_string()) }.handle(core)
    }
}

impl Handle for SetPolicy {
    fn handle(self, core: &Core) -> Result<SpaceView, ApiError> {
        let policy = match self.policy.as_str() {
            "admit" => Policy::Admit,
            "edit-catalogue" => Policy::EditCatalogue,
            other => return Err(ApiError::new(ErrorCode::NotFound).with("what", other)),
        };
        let who = match self.who {
            Role::Member => act::Role::Member,
            Role::Steward => act::Role::Steward,
        };
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            if space.membership().policy(policy) == who {
                return Err(ErrorCode::NothingToChange.into());
            }
            let set = act::SetPolicy { policy: policy.number(), who, more: Vec::new() };
            let stale = space.act(clock::now(), &[Known::SetPolicy(set)])?;
            Ok::<_, ChangeError>(((), stale))
        })?;
        core.with(id, |space| show::space(space))
    }
}

impl Handle for ListInvites {
    fn handle(self, core: &Core) -> Result<Vec<OpenInviteView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(invites(space)))
    }
}

impl Handle for RevokeInvite {
    fn handle(self, core: &Core) -> Result<Vec<OpenInviteView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            let all = space.membership().invites().map(|(id, _)| id);
            let invite = beginning(&self.invite, all, |id| id.short())?;
            if space.membership().invite(&invite).is_some_and(|invite| invite.closed) {
                return Err(ErrorCode::NothingToChange.into());
            }
            let revoke = act::RevokeInvite { invite, more: Vec::new() };
            let stale = space.act(clock::now(), &[Known::RevokeInvite(revoke)])?;
            Ok::<_, ChangeError>(((), stale))
        })?;
        core.with(id, |space| Ok(invites(space)))
    }
}

fn invites(space: &Space) -> Vec<OpenInviteView> {
    let now = clock::now();
    let mut found: Vec<OpenInviteView> = space
        .membership()
        .invites()
        .map(|(id, invite)| OpenInviteView {
            id,
            by: space.catalogue.name_of(&invite.by).to_owned(),
            role: show::role(invite.role),
            uses: invite.uses,
            used: invite.used,
            expires: invite.expires,
            approve: match invite.approval {
                act::Approval::Auto => Approve::Auto,
                act::Approval::Ask => Approve::Ask,
            },
            open: !invite.closed && invite.used < invite.uses && invite.expires > now,
            can_close: !invite.closed
                && space
                    .may(&Known::RevokeInvite(act::RevokeInvite { invite: id, more: Vec::new() })),
        })
        .collect();
    found.sort_by_key(|invite| (!invite.open, std::cmp::Reverse(invite.expires), invite.id));
    found
}

impl Handle for ListClaims {
    fn handle(self, core: &Core) -> Result<Vec<ClaimView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(claims(space)))
    }
}

impl Handle for RatifyEntry {
    fn handle(self, core: &Core) -> Result<Vec<ClaimView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            let all = claims(space).into_iter().map(|claim| claim.id);
            let entry = beginning(&self.entry, all, |id| id.short())?;
            let ratify = Known::Ratify(Ratify { entry, more: Vec::new() });
            let stale = space.act(clock::now(), &[ratify])?;
            Ok::<_, ChangeError>(((), stale))
        })?;
        core.with(id, |space| Ok(claims(space)))
    }
}

/// Lists what is void: admissions and other decisions first, then what members did.
fn claims(space: &mut Space) -> Vec<ClaimView> {
    let void = space.void_decisions();
    let mut found: Vec<ClaimView> = void
        .iter()
        .map(|(candidate, because)| {
            let (kind, about) = match &candidate.act {
                // Nobody has told their name in here but the one who was not let in.
                Known::Admit(_) => {
                    ("admission", space.catalogue.name_of(&MemberId(candidate.entry)).to_owned())
                }
                _ => ("other", String::new()),
            };
            ClaimView {
                id: candidate.entry,
                at: space.told_at(&candidate.entry),
                member: space.catalogue.name_of(&candidate.member).to_owned(),
                kind: kind.to_owned(),
                about,
                because: decision(space, because),
            }
        })
        .collect();
    let claims: Vec<Claim> = space.claims().iter().rev().take(MOST).cloned().collect();
    for claim in claims {
        let item = |id| space.catalogue.item(id).map_or("", |item| item.name.as_str()).to_owned();
        let (kind, about) = match &claim.act {
            None => ("edit", String::new()),
            Some(Known::HandOver(act)) => ("hand_over", item(&act.item)),
            Some(Known::Return(act)) => ("return", item(&act.item)),
            Some(Known::RequestLoan(act)) => ("request", item(&act.item)),
            Some(Known::Book(act)) => {
                let taken = show::main_claim(space, &act.claims);
                let name = taken.map(|claim| show::resource_name(space, &claim.resource));
                ("booking", name.unwrap_or_default())
            }
            Some(_) => ("other", String::new()),
        };
        let because = match claim.reason {
            Ignored::Withdrawn(because) => decision(space, &because),
            _ => None,
        };
        found.push(ClaimView {
            id: claim.entry,
            at: claim.at,
            member: space.catalogue.name_of(&claim.member).to_owned(),
            kind: kind.to_owned(),
            about,
            because,
        });
    }
    found.truncate(MOST);
    found
}

impl Handle for ListDecisions {
    fn handle(self, core: &Core) -> Result<Vec<DecisionView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let entries: Vec<EntryId> = space.withdrawals().iter().map(|w| w.entry).collect();
            let mut found: Vec<DecisionView> =
                entries.iter().rev().filter_map(|entry| decision(space, entry)).collect();
            found.truncate(MOST);
            Ok(found)
        })
    }
}

fn decision(space: &mut Space, entry: &EntryId) -> Option<DecisionView> {
    let candidate = space.decided(entry)?;
    let name = |id: &MemberId| space.catalogue.name_of(id).to_owned();
    let (kind, about) = about(space, &candidate);
    let void = space.claims().iter().filter(|claim| claim.reason == Ignored::Withdrawn(*entry));
    Some(DecisionView {
        id: *entry,
        at: space.told_at(entry),
        by: name(&candidate.member),
        kind: kind.to_owned(),
        about: about.as_ref().map(name).unwrap_or_default(),
        void: show::count(void.count()),
    })
}

fn about(space: &Space, candidate: &Candidate) -> (&'static str, Option<MemberId>) {
    match &candidate.act {
        Known::Leave(_) => ("leave", Some(candidate.member)),
        Known::Suspend(act) => ("suspend", Some(act.member)),
        Known::Exclude(act) => ("exclude", Some(act.member)),
        Known::RevokeRole(act) => ("revoke_role", Some(act.member)),
        Known::RevokeDevice(act) => ("revoke_device", space.membership().member_of(&act.device)),
        Known::SetPolicy(_) => ("set_policy", None),
        _ => ("other", None),
    }
}

/// Finds the one thing whose id begins as a person typed.
fn beginning<T: std::fmt::Display + Copy>(
    typed: &str,
    all: impl Iterator<Item = T>,
    short: impl Fn(&T) -> String,
) -> Result<T, ApiError> {
    let typed = typed.trim().to_ascii_lowercase();
    let found: Vec<T> =
        all.filter(|id| !typed.is_empty() && id.to_string().starts_with(&typed)).collect();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(ApiError::new(ErrorCode::NotFound).with("what", typed)),
        several => Err(ApiError::new(ErrorCode::Ambiguous)
            .with("what", typed)
            .with("candidates", several.iter().map(short).collect::<Vec<_>>().join(", "))),
    }
}

#[cfg(test)]
mod tests;
