//! Members, invitations, and coming in with a code.

use std::{sync::Arc, time::Duration};

use ed25519_dalek::SigningKey;
use etabli_api::{
    ApiError, ErrorCode,
    command::{CreateInvite, JoinSpace, ListMembers, ReadTicket},
    event::Topic,
    view::{self, InviteView, MemberStanding, MemberView, SpaceView, TicketView},
};
use etabli_model::{
    act::{Approval, Invite, Known, Role},
    id::{DocumentId, SpaceId},
    inventory::Edit,
    text::{Name, fold_for_search},
};
use etabli_sync::{
    entry::Entry,
    join::JoinRefusal,
    node::JoinError,
    replica::Replica,
    ticket::{Door, Ticket},
};

use super::{Handle, space::name};
use crate::{
    blocking, clock,
    core::{ChangeError, Core, api_error},
    host, moment, show,
    space::{Space, SpaceError},
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

fn parse(ticket: &str) -> Result<Ticket, ApiError> {
    ticket.parse().map_err(|_| ErrorCode::BadTicket.into())
}

impl Handle for ReadTicket {
    fn handle(self, core: &Core) -> Result<TicketView, ApiError> {
        let ticket = parse(&self.ticket)?;
        Ok(TicketView {
            expired: ticket.expires <= clock::now(),
            already_here: core.directory.spaces()?.contains(&ticket.space),
            expires: ticket.expires,
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
            approval: Approval::Auto,
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
        Ok(InviteView { ticket: ticket.to_string(), uses: asked.uses, expires, reachable: running })
    })
    .await
}

/// Comes in with a code, then fetches what there is.
pub(super) async fn join(core: &Arc<Core>, asked: JoinSpace) -> Result<SpaceView, ApiError> {
    let ticket = parse(&asked.ticket)?;
    let member = name(&asked.member)?;
    if ticket.expires <= clock::now() {
        return Err(ApiError::new(ErrorCode::TicketExpired).with("expires", ticket.expires));
    }
    let space = ticket.space;
    if core.directory.spaces()?.contains(&space) {
        return Err(ApiError::new(ErrorCode::AlreadyJoined).with("space", &ticket.space_name));
    }
    let limit = Duration::from_secs(asked.timeout.clamp(1, LONGEST_WAIT).into());
    let node = host::listen(core).await?;
    let (answered, entries) = node.join(&ticket, limit).await.map_err(|error| match error {
        JoinError::NobodyReachable | JoinError::Refused(JoinRefusal::Unable) => {
            ApiError::from(ErrorCode::NobodyReachable)
        }
        JoinError::Refused(JoinRefusal::Expired) => {
            ApiError::new(ErrorCode::TicketExpired).with("expires", ticket.expires)
        }
        JoinError::Refused(JoinRefusal::UsedUp) => ErrorCode::TicketUsedUp.into(),
        JoinError::Refused(JoinRefusal::Unknown) => ErrorCode::TicketRefused.into(),
    })?;
    let moving_in = core.clone();
    let doors = ticket.doors.clone();
    blocking(move || move_in(&moving_in, space, &entries, member, &doors)).await?;
    // What the space holds follows now, from whoever answered: the others may well be away.
    node.wake();
    node.sync(space, Some(answered), limit).await;
    let core = core.clone();
    blocking(move || core.with(space, |space| show::space(space))).await
}

/// Checks what the member's device sent, and makes the space on this computer, whole or not at all.
fn move_in(
    core: &Core,
    id: SpaceId,
    entries: &[Entry],
    member: Name,
    doors: &[Door],
) -> Result<(), ApiError> {
    let unfinished = core.directory.begin(false)?;
    {
        let store = unfinished.store()?;
        let mut replica = Replica::empty(id, core.directory.key().clone(), store);
        let failed = |error| api_error(&SpaceError::from(error));
        let received = replica.receive(entries).map_err(failed)?;
        let mut space = Space::around(replica, false);
        space.apply(received.counted);
        // Whoever answered may have sent anything; only a chain that admits this device counts.
        let me = space.me().map_err(|_| ApiError::from(ErrorCode::TicketRefused))?;
        space
            .edit(clock::now(), &[(DocumentId::Member(me), vec![Edit::SetProfileName(member)])])
            .map_err(|error| api_error(&error))?;
        for door in doors {
            space.peers.locate(door.device, &door.addresses);
            if let Err(error) = space.peers.save(&door.device, space.replica().store().as_ref()) {
                tracing::warn!(%error, "an address could not be remembered");
            }
        }
        space.replica().store().sync().map_err(|error| failed(error.into()))?;
    }
    core.directory.finish(unfinished, &id)?;
    core.directory.set_last_space(&id);
    core.tell(id, [Topic::Spaces, Topic::Members]);
    Ok(())
}
