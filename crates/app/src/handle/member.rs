//! Members, invitations, and coming in with a code.

use std::{sync::Arc, time::Duration};

use ed25519_dalek::SigningKey;
use etabli_api::{
    ApiError, ErrorCode,
    command::{AskToJoin, CancelJoin, CreateInvite, JoinSpace, ListJoins, ListMembers, ReadTicket},
    view::{
        self, Approve, InviteView, JoinView, MemberStanding, MemberView, SpaceView, TicketView,
    },
};
use etabli_model::{
    act::{Approval, Invite, Known, Role},
    text::fold_for_search,
};
use etabli_sync::ticket::{Door, Ticket};

use super::Handle;
use crate::{
    blocking, clock,
    core::{ChangeError, Core},
    host,
    joining::{self, parse},
    moment, show,
};

const MOST_USES: u32 = 1000;
const LONGEST_DAYS: i64 = 365;
const LONGEST_WAIT: u32 = 600;
/// How many other devices a code names besides this one.
const OTHER_DOORS: usize = 3;

impl Handle for ListMembers {
    fn handle(self, core: &Core) -> Result<Vec<MemberView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let membership = space.membership().clone();
            let mut members: Vec<MemberView> =
                membership.members().filter_map(|(id, _)| show::member(space, id)).collect();
            members.sort_by_key(|member| {
                let gone = member.standing != MemberStanding::Active;
                (gone, fold_for_search(&member.name), member.id)
            });
            Ok(members)
        })
    }
}

impl Handle for ReadTicket {
    fn handle(self, core: &Core) -> Result<TicketView, ApiError> {
        let ticket = parse(&self.ticket)?;
        Ok(TicketView {
            expired: ticket.expires <= clock::now(),
            already_here: core.directory.spaces()?.contains(&ticket.space),
            expires: ticket.expires,
            purpose: show::purpose(ticket.purpose),
            space_name: ticket.space_name,
        })
    }
}

/// Makes an invitation. The code carries where this computer can be reached, so the peer starts.
pub(super) async fn invite(core: &Arc<Core>, asked: CreateInvite) -> Result<InviteView, ApiError> {
    if !(1..=MOST_USES).contains(&asked.uses) {
        return Err(ApiError::new(ErrorCode::BadQuantity).with("most", MOST_USES));
    }
    let span = moment::duration(&asked.expires, LONGEST_DAYS)?;
    let reading = core.clone();
    let id = blocking(move || {
        let id = reading.find_space(asked.space.as_deref())?;
        if reading.directory.is_demo(&id) {
            return Err(ErrorCode::DemoStaysHere.into());
        }
        Ok(id)
    })
    .await?;
    let running = core.node.lock().await.is_some();
    let node = host::listen(core).await?;
    let here = Door { device: node.device(), addresses: node.addresses() };
    let core = core.clone();
    blocking(move || {
        let seed: [u8; 32] = clock::random()?;
        let now = clock::now();
        let expires = now.plus(span);
        let act = Known::Invite(Invite {
            key: SigningKey::from_bytes(&seed).verifying_key().to_bytes(),
            role: match asked.role {
                Some(view::Role::Steward) => Role::Steward,
                Some(view::Role::Member) | None => Role::Member,
            },
            uses: asked.uses,
            expires,
            approval: match asked.approve {
                Some(Approve::Ask) => Approval::Ask,
                Some(Approve::Auto) | None => Approval::Auto,
            },
            more: Vec::new(),
        });
        let ticket = core.change(id, |space| {
            let stale = space.act(now, &[act])?;
            let mut doors = vec![here];
            for (device, _) in space.other_devices().into_iter().take(OTHER_DOORS) {
                if let Some(peer) = space.peers.get(&device) {
                    doors.push(Door { device, addresses: peer.addresses.clone() });
                }
            }
            let name = space.catalogue.space_name();
            Ok::<_, ChangeError>((Ticket::new(id, name, doors, seed, expires), stale))
        })?;
        Ok(show::invite(&ticket, asked.uses, expires, running))
    })
    .await
}

/// Comes in with a code, then fetches what there is.
pub(super) async fn join(core: &Arc<Core>, asked: JoinSpace) -> Result<SpaceView, ApiError> {
    joining::join(core, &asked.ticket, &asked.member, patience(asked.timeout)).await
}

/// Begins to come in with a code, or goes on.
pub(super) async fn ask(core: &Arc<Core>, asked: AskToJoin) -> Result<JoinView, ApiError> {
    let limit = patience(asked.timeout);
    joining::ask(core, &asked.ticket, &asked.member, &asked.known, limit).await
}

impl Handle for ListJoins {
    fn handle(self, core: &Core) -> Result<Vec<JoinView>, ApiError> {
        Ok(joining::list(core))
    }
}

impl Handle for CancelJoin {
    fn handle(self, core: &Core) -> Result<Vec<JoinView>, ApiError> {
        joining::cancel(core, &self.ticket)?;
        Ok(joining::list(core))
    }
}

fn patience(seconds: u32) -> Duration {
    Duration::from_secs(seconds.clamp(1, LONGEST_WAIT).into())
}
