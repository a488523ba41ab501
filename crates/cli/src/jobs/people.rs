//! Members, their devices, their invitations, and what stewards decide about them.

use etabli_api::{
    ApiError, ErrorCode,
    command::{
        ExcludeMember, ForgetContact, LeaveSpace, ListClaims, ListDecisions, ListInvites,
        ListMembers, RatifyEntry, ReinstateMember, RenameDevice, RenameMember, RevokeDevice,
        RevokeInvite, SetContact, SetRole, SuspendMember,
    },
    view::{
        Approve, ClaimView, ContactView, DecisionView, DeviceStanding, MemberStanding, MemberView,
        OpenInviteView, Role,
    },
};

use super::{Desk, guests, short};
use crate::{
    args::{DeviceJob, DeviceRename, MemberContact, MemberJob},
    console::Shown,
    words::{Word, minute},
};

pub(super) async fn members(desk: &mut Desk<'_>, job: MemberJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let changed = match job {
        MemberJob::List => {
            let members = desk.run(ListMembers { space }).await?;
            return list(desk, &members);
        }
        MemberJob::Show(named) => find(desk, &named.member).await?,
        MemberJob::Role(named) => {
            let (member, role) = (named.member, named.role.role());
            desk.run(SetRole { space, member, role }).await?
        }
        MemberJob::Suspend(named) => {
            desk.run(SuspendMember { space, member: named.member }).await?
        }
        MemberJob::Reinstate(named) => {
            desk.run(ReinstateMember { space, member: named.member, device: None }).await?
        }
        MemberJob::Exclude(named) => {
            desk.run(ExcludeMember { space, member: named.member }).await?
        }
        MemberJob::Contact(contact) => {
            let MemberContact { email, phone, note } = contact;
            desk.run(SetContact { space, email, phone, note }).await?
        }
        MemberJob::Rename(named) => desk.run(RenameMember { space, name: named.name }).await?,
        MemberJob::Forget => desk.run(ForgetContact { space }).await?,
        MemberJob::Leave => desk.run(LeaveSpace { space }).await?,
        MemberJob::Invites => {
            let invites = desk.run(ListInvites { space }).await?;
            return list_invites(desk, &invites);
        }
        MemberJob::Uninvite(named) => {
            let invites = desk.run(RevokeInvite { space, invite: named.invite }).await?;
            return list_invites(desk, &invites);
        }
        MemberJob::Guests => return guests::list(desk).await,
        MemberJob::Admit(named) => return guests::admit(desk, named.guest).await,
        MemberJob::Refuse(named) => return guests::refuse(desk, named.guest).await,
        MemberJob::Decisions => {
            let decisions = desk.run(ListDecisions { space }).await?;
            return list_decisions(desk, &decisions);
        }
        MemberJob::Claims => {
            let claims = desk.run(ListClaims { space }).await?;
            return list_claims(desk, &claims);
        }
        MemberJob::Ratify(named) => {
            let claims = desk.run(RatifyEntry { space, entry: named.entry }).await?;
            return list_claims(desk, &claims);
        }
    };
    let text = lines(desk, &changed);
    Shown::new(&changed, text)
}

/// Finds a member by id, by name, or by the beginning of either.
pub(super) async fn find(desk: &mut Desk<'_>, named: &str) -> Result<MemberView, ApiError> {
    let members = desk.run(ListMembers { space: desk.space.clone() }).await?;
    let wanted = named.trim().to_lowercase();
    let exact = |member: &&MemberView| {
        member.name.to_lowercase() == wanted || member.id.to_string() == wanted
    };
    let close = |member: &&MemberView| {
        member.name.to_lowercase().contains(&wanted) || member.id.to_string().starts_with(&wanted)
    };
    let mut found: Vec<&MemberView> = members.iter().filter(exact).collect();
    if found.is_empty() {
        found = members.iter().filter(close).collect();
    }
    match found.as_slice() {
        [one] => Ok((*one).clone()),
        [] => Err(ApiError::new(ErrorCode::NotFound).with("what", named)),
        several => {
            let names = several.iter().map(|one| format!("{} ({})", one.name, short(one.id)));
            Err(ApiError::new(ErrorCode::Ambiguous)
                .with("what", named)
                .with("candidates", names.collect::<Vec<_>>().join(", ")))
        }
    }
}

fn role(desk: &Desk<'_>, role: Role) -> String {
    desk.text(
        match role {
            Role::Member => "cli-role-member",
            Role::Steward => "cli-role-steward",
        },
        &[],
    )
}

fn standing(desk: &Desk<'_>, standing: MemberStanding) -> String {
    desk.text(
        match standing {
            MemberStanding::Active => "cli-standing-active",
            MemberStanding::Suspended => "cli-standing-suspended",
            MemberStanding::Left => "cli-standing-left",
            MemberStanding::Excluded => "cli-standing-excluded",
        },
        &[],
    )
}

fn named(desk: &Desk<'_>, member: &MemberView) -> String {
    match member.me {
        true => desk.text("cli-me", &[("name", Word::Text(&member.name))]),
        false => member.name.clone(),
    }
}

fn list(desk: &Desk<'_>, members: &[MemberView]) -> Result<Shown, ApiError> {
    let mut table = desk.table(["id", "name", "role", "standing", "loans"]);
    for member in members {
        table.row([
            short(member.id),
            named(desk, member),
            role(desk, member.role),
            standing(desk, member.standing),
            member.loans_open.to_string(),
        ]);
    }
    Shown::new(&members, desk.rows(&table, "cli-no-members"))
}

fn lines(desk: &Desk<'_>, member: &MemberView) -> String {
    let name = named(desk, member);
    let (role, standing) = (role(desk, member.role), standing(desk, member.standing));
    let wanted = member.excluders.join(", ");
    let ContactView { email, phone, note } = &member.contact;
    let written = [phone, email, note].into_iter().filter(|text| !text.is_empty());
    let contact = written.map(String::as_str).collect::<Vec<_>>().join(" · ");
    let args = [
        ("name", Word::Text(name.as_str())),
        ("role", Word::Text(role.as_str())),
        ("standing", Word::Text(standing.as_str())),
        ("devices", Word::Number(member.devices.len() as u64)),
        ("by", Word::Text(member.admitted_by.as_str())),
        ("excluders", Word::Text(wanted.as_str())),
        ("contact", Word::Text(contact.as_str())),
    ];
    let mut ids = vec!["cli-member-line"];
    if !member.admitted_by.is_empty() {
        ids.push("cli-member-admitted");
    }
    if !member.excluders.is_empty() && member.standing != MemberStanding::Excluded {
        ids.push("cli-member-excluders");
    }
    if !contact.is_empty() {
        ids.push("cli-member-contact");
    }
    ids.iter().map(|id| desk.text(id, &args)).collect::<Vec<_>>().join("\n")
}

fn list_invites(desk: &Desk<'_>, invites: &[OpenInviteView]) -> Result<Shown, ApiError> {
    let mut table = desk.table(["id", "by", "role", "used", "until", "state"]);
    for invite in invites {
        let state = match (invite.open, invite.approve) {
            (true, Approve::Auto) => "cli-invite-open",
            (true, Approve::Ask) => "cli-invite-open-asks",
            (false, _) => "cli-invite-closed",
        };
        table.row([
            short(invite.id),
            invite.by.clone(),
            role(desk, invite.role),
            format!("{}/{}", invite.used, invite.uses),
            minute(invite.expires),
            desk.text(state, &[]),
        ]);
    }
    Shown::new(&invites, desk.rows(&table, "cli-no-invites"))
}

fn list_decisions(desk: &Desk<'_>, decisions: &[DecisionView]) -> Result<Shown, ApiError> {
    let mut table = desk.table(["id", "when", "decision", "void"]);
    for decision in decisions {
        let (when, what) = (minute(decision.at), sentence(desk, decision));
        table.row([short(decision.id), when, what, decision.void.to_string()]);
    }
    Shown::new(&decisions, desk.rows(&table, "cli-no-decisions"))
}

fn sentence(desk: &Desk<'_>, decision: &DecisionView) -> String {
    let args =
        [("by", Word::Text(decision.by.as_str())), ("about", Word::Text(decision.about.as_str()))];
    desk.text(&format!("cli-decision-{}", decision.kind.replace('_', "-")), &args)
}

fn list_claims(desk: &Desk<'_>, claims: &[ClaimView]) -> Result<Shown, ApiError> {
    let mut table = desk.table(["id", "when", "member", "kind", "detail", "because"]);
    for claim in claims {
        let kind = desk.text(&format!("cli-claim-{}", claim.kind.replace('_', "-")), &[]);
        let because = claim.because.as_ref().map(|because| sentence(desk, because));
        table.row([
            short(claim.id),
            minute(claim.at),
            claim.member.clone(),
            kind,
            claim.about.clone(),
            because.unwrap_or_default(),
        ]);
    }
    Shown::new(&claims, desk.rows(&table, "cli-no-claims"))
}

pub(super) async fn devices(desk: &mut Desk<'_>, job: DeviceJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    let members = match job {
        DeviceJob::Add(add) => return guests::add_device(desk, add).await,
        DeviceJob::Revoke(named) => {
            vec![desk.run(RevokeDevice { space, device: named.device }).await?]
        }
        DeviceJob::Rename(named) => {
            let DeviceRename { name, device } = named;
            vec![desk.run(RenameDevice { space, device, name }).await?]
        }
        DeviceJob::Reinstate(named) => {
            let (member, device) = (String::new(), Some(named.device));
            vec![desk.run(ReinstateMember { space, member, device }).await?]
        }
        DeviceJob::List(listed) => match listed.of {
            Some(of) => vec![find(desk, &of).await?],
            None => desk.run(ListMembers { space }).await?,
        },
    };
    let mut table = desk.table(["id", "member", "name", "state"]);
    let mut devices = Vec::new();
    for member in &members {
        for device in &member.devices {
            let state = match (device.standing, device.here) {
                (DeviceStanding::Active, true) => "cli-device-here",
                (DeviceStanding::Active, false) => "cli-device-active",
                (DeviceStanding::Contested, _) => "cli-device-contested",
                (DeviceStanding::Revoked, _) => "cli-device-revoked",
            };
            let (id, state) = (short(device.id), desk.text(state, &[]));
            table.row([id, member.name.clone(), device.name.clone(), state]);
            devices.push(device);
        }
    }
    Shown::new(&devices, desk.rows(&table, "cli-no-devices"))
}
