//! Who stands at the door: letting in, sending away, and codes for devices.
//!
//! Whoever may admit members answers those; a further device is answered where its code was made,
//! because that device must sign; a replacement needs as many stewards as the rules say.

use std::sync::Arc;

use ed25519_dalek::SigningKey;
use etabli_api::{
    ApiError, ErrorCode, Topic,
    command::{AdmitGuest, CreatePairing, ListGuests, RefuseGuest},
    view::{CodePurpose, GuestState, GuestView, InviteView},
};
use etabli_model::{
    act::{AddDevice, Admit, Known, Rebind, RevokeDevice},
    id::{DeviceId, MemberId, SpaceId},
    membership::{DeviceStanding, Standing},
    text::fold_for_search,
    time::Timestamp,
};
use etabli_sync::{
    join::Request,
    ticket::{Door, Purpose, Ticket},
};
use serde_bytes::ByteBuf;

use super::Handle;
use crate::{
    blocking, clock,
    core::{ChangeError, Core, api_error},
    guests::{Guest, Pairing, State},
    host, show,
    space::{Space, SpaceError, Stale},
};

/// How long a code for a further device is good, in milliseconds: as long as one person with two
/// computers needs.
const GOOD_FOR: i64 = 15 * 60 * 1000;
/// How long one for a replacement is, because several stewards must sign.
const REPLACES_FOR: i64 = 7 * 24 * 60 * 60 * 1000;

/// Makes a code for a device. It is kept here only, so this computer must answer.
pub(super) async fn pair(core: &Arc<Core>, asked: CreatePairing) -> Result<InviteView, ApiError> {
    let reading = core.clone();
    let (id, purpose, name) = blocking(move || {
        let id = reading.find_space(asked.space.as_deref())?;
        if reading.directory.is_demo(&id) {
            return Err(ErrorCode::DemoStaysHere.into());
        }
        reading.with(id, |space| {
            let me = space.membership().acting(&space.seat());
            let me = me.map_err(|reason| api_error(&SpaceError::Refused(reason)))?;
            let purpose = match &asked.member {
                None => Purpose::Device,
                Some(named) => Purpose::Replacement(find_for(space, me, named)?),
            };
            Ok((id, purpose, space.catalogue.space_name().to_owned()))
        })
    })
    .await?;
    let running = core.node.lock().await.is_some();
    let node = host::listen(core).await?;
    let doors = vec![Door { device: node.device(), addresses: node.addresses() }];
    let seed: [u8; 32] = clock::random()?;
    let now = clock::now();
    let expires = now.plus(match purpose {
        Purpose::Replacement(_) => REPLACES_FOR,
        Purpose::Membership | Purpose::Device => GOOD_FOR,
    });
    let key = SigningKey::from_bytes(&seed).verifying_key().to_bytes();
    core.guests.pair(Pairing { space: id, purpose, key, expires, used_by: None }, now);
    core.keep_codes();
    let ticket = Ticket::new(id, &name, doors, seed, expires).with_purpose(purpose);
    Ok(show::invite(&ticket, 1, expires, running))
}

/// Finds a member who may get a new device by the word of the person here, who must be a steward.
fn find_for(space: &Space, me: MemberId, named: &str) -> Result<MemberId, ApiError> {
    use etabli_model::act::Role;
    let steward = space.membership().member(&me).is_some_and(|me| me.role == Role::Steward);
    if !steward {
        return Err(ErrorCode::NotAllowed.into());
    }
    let member = show::find_member(space, named)?;
    let found = space.membership().member(&member);
    match found.is_some_and(|member| member.standing == Standing::Active) {
        true => Ok(member),
        false => Err(ErrorCode::NothingToChange.into()),
    }
}

/// Writes what lets a guest in.
pub(crate) fn admit(core: &Core, request: &Request) -> Result<(), ApiError> {
    core.change(request.invitation.space, |space| {
        if request.invitation.purpose == Purpose::Membership {
            let invite = space.membership().invite(&request.invitation.invite);
            if invite.is_none_or(|invite| invite.used >= invite.uses) {
                return Err(ErrorCode::TicketUsedUp.into());
            }
        }
        let mut stale = space.act(clock::now(), &[act(request)])?;
        if let Purpose::Replacement(member) = request.invitation.purpose {
            stale.extend(take_out_lost(space, member, request.guest)?);
        }
        Ok::<_, ChangeError>(((), stale))
    })
}

/// Takes out the devices that a new one replaces, once enough stewards signed for it.
fn take_out_lost(space: &mut Space, member: MemberId, new: DeviceId) -> Result<Stale, ChangeError> {
    let membership = space.membership().clone();
    if membership.member_of(&new).is_none() {
        return Ok(Stale::new());
    }
    let devices = membership.member(&member).map(|member| member.devices.clone());
    let lost = devices.unwrap_or_default().into_iter().filter(|device| {
        let standing = membership.device(device).map(|device| device.standing);
        *device != new && standing.is_some_and(|standing| standing != DeviceStanding::Revoked)
    });
    let acts: Vec<Known> = lost
        .map(|device| {
            let seen = space.seen(|other| *other == device);
            Known::RevokeDevice(RevokeDevice { device, seen, more: Vec::new() })
        })
        .collect();
    match acts.is_empty() {
        true => Ok(Stale::new()),
        false => Ok(space.act(clock::now(), &acts)?),
    }
}

/// Whether the person here may let a guest in, or sign for it.
pub(crate) fn may_admit(space: &Space, request: &Request) -> bool {
    space.may(&act(request))
}

/// Returns the act that lets a guest in.
fn act(request: &Request) -> Known {
    let (device, nonce, more) = (request.guest, request.nonce, Vec::new());
    match request.invitation.purpose {
        Purpose::Membership => Known::Admit(Admit {
            invite: request.invitation.invite,
            device,
            nonce,
            proof: ByteBuf::from(request.proof.clone()),
            more,
        }),
        Purpose::Device => {
            let proof = ByteBuf::from(request.device_proof.clone());
            Known::AddDevice(AddDevice { device, nonce, proof, more })
        }
        Purpose::Replacement(member) => {
            let proof = ByteBuf::from(request.device_proof.clone());
            Known::Rebind(Rebind { member, device, nonce, proof, more })
        }
    }
}

impl Handle for ListGuests {
    fn handle(self, core: &Core) -> Result<Vec<GuestView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        list(core, id)
    }
}

impl Handle for AdmitGuest {
    fn handle(self, core: &Core) -> Result<Vec<GuestView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let view = find(&list(core, id)?, &self.guest)?;
        let waiting =
            |guest: &Guest| guest.request.guest == view.device && guest.state == State::Waiting;
        match core.guests.of(&id, clock::now()).into_iter().find(waiting) {
            Some(guest) => {
                admit(core, &guest.request)?;
                if core.with(id, |space| Ok(space.membership().may_sync(&view.device)))? {
                    core.guests.forget(&guest.request);
                }
            }
            None => sign(core, id, &view.device)?,
        }
        list(core, id)
    }
}

impl Handle for RefuseGuest {
    fn handle(self, core: &Core) -> Result<Vec<GuestView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.directory.check_writable()?;
        let view = find(&list(core, id)?, &self.guest)?;
        core.guests.decline(&view.device, &id);
        core.stir();
        core.tell(id, [Topic::Members, Topic::Sync]);
        list(core, id)
    }
}

/// Signs that a member gets a new device, as another steward did.
fn sign(core: &Core, id: SpaceId, device: &DeviceId) -> Result<(), ApiError> {
    core.change(id, |space| {
        let gone = || ApiError::new(ErrorCode::GuestGone).with("what", device.short());
        let (rebind, _) = signed_for(space, device).ok_or_else(gone)?;
        let member = rebind.member;
        let mut stale = space.act(clock::now(), &[Known::Rebind(rebind)])?;
        stale.extend(take_out_lost(space, member, *device)?);
        Ok::<_, ChangeError>(((), stale))
    })
}

/// Finds what a steward signed for a new device, as long as its code is good, by their clock.
fn signed_for(space: &Space, device: &DeviceId) -> Option<(Rebind, Timestamp)> {
    let oldest = clock::now().plus(-REPLACES_FOR);
    let entries = space.replica().authority().ok()?;
    entries.iter().find_map(|entry| {
        let id = entry.header.id();
        match &space.decided(&id)?.act {
            Known::Rebind(rebind) if rebind.device == *device => {
                let at = space.told_at(&id);
                (at > oldest).then(|| (rebind.clone(), at))
            }
            _ => None,
        }
    })
}

fn list(core: &Core, id: SpaceId) -> Result<Vec<GuestView>, ApiError> {
    let guests = core.guests.of(&id, clock::now());
    core.with(id, |space| {
        let mut views: Vec<GuestView> =
            guests.iter().filter_map(|guest| view(space, guest)).collect();
        // What other stewards signed, and the new device showed to them.
        let elsewhere: Vec<(MemberId, DeviceId)> = space
            .membership()
            .rebinds()
            .filter(|(_, device, _)| space.membership().member_of(device).is_none())
            .filter(|(_, device, _)| !views.iter().any(|view| view.device == *device))
            .map(|(member, device, _)| (member, device))
            .collect();
        views.extend(elsewhere.into_iter().filter_map(|(member, device)| {
            let active =
                |member: &etabli_model::membership::Member| member.standing == Standing::Active;
            space.membership().member(&member).filter(|member| active(member))?;
            let (rebind, at) = signed_for(space, &device)?;
            let (signed, mine) = signatures(space, member, &device);
            Some(GuestView {
                device,
                name: space.catalogue.name_of(&member).to_owned(),
                purpose: CodePurpose::Replacement,
                words: String::new(),
                number: show::number(&device),
                at,
                connected: false,
                state: if mine { GuestState::Signed } else { GuestState::Waiting },
                signed,
                needed: show::count(space.membership().signatures_to_rebind()),
                can_admit: !mine && space.may(&Known::Rebind(rebind)),
            })
        }));
        // Whoever needs an answer comes first.
        views.sort_by_key(|guest| (guest.state == GuestState::Arrived, guest.at));
        Ok(views)
    })
}

/// Returns who signed that a member gets a device, and whether the person here did.
fn signatures(space: &Space, member: MemberId, device: &DeviceId) -> (Vec<String>, bool) {
    let me = space.me().ok();
    let found = space.membership().rebinds().find(|(of, new, _)| *of == member && new == device);
    let signed = found.map(|(_, _, signed)| signed);
    let names = signed.into_iter().flatten();
    let names = names.map(|by| space.catalogue.name_of(by).to_owned()).collect();
    (names, signed.is_some_and(|signed| me.is_some_and(|me| signed.contains(&me))))
}

fn view(space: &Space, guest: &Guest) -> Option<GuestView> {
    let Guest { request, at, connected, state } = guest;
    let me = space.me().ok()?;
    let membership = space.membership();
    let purpose = request.invitation.purpose;
    let member = match purpose {
        Purpose::Membership => None,
        Purpose::Device => Some(me),
        Purpose::Replacement(member) => Some(member),
    };
    let open = match (state, purpose) {
        (State::Declined, _) => return None,
        (State::Arrived, _) => true,
        _ if membership.member_of(&request.guest).is_some() => return None,
        (State::Waiting, Purpose::Membership) => membership
            .invite(&request.invitation.invite)
            .is_some_and(|invite| !invite.closed && invite.used < invite.uses),
        (State::Waiting, Purpose::Device | Purpose::Replacement(_)) => true,
    };
    let (signed, mine) =
        member.map(|member| signatures(space, member, &request.guest)).unwrap_or_default();
    let name = member.map(|member| space.catalogue.name_of(&member).to_owned());
    open.then(|| GuestView {
        device: request.guest,
        name: name.unwrap_or_else(|| request.name.clone()),
        purpose: show::purpose(purpose),
        words: request.words.map(|words| words.to_string()).unwrap_or_default(),
        number: show::number(&request.guest),
        at: *at,
        connected: *connected,
        state: match state {
            State::Arrived => GuestState::Arrived,
            State::Waiting | State::Declined if mine => GuestState::Signed,
            State::Waiting | State::Declined => GuestState::Waiting,
        },
        signed,
        needed: match purpose {
            Purpose::Replacement(_) => show::count(membership.signatures_to_rebind()),
            Purpose::Membership | Purpose::Device => 1,
        },
        can_admit: *state == State::Waiting && !mine && may_admit(space, request),
    })
}

/// Finds one guest who waits by name or by the beginning of their device's id.
fn find(guests: &[GuestView], named: &str) -> Result<GuestView, ApiError> {
    let waiting: Vec<&GuestView> =
        guests.iter().filter(|guest| guest.state != GuestState::Arrived).collect();
    let wanted = fold_for_search(named);
    let label = |guest: &GuestView| format!("{} ({})", guest.name, guest.device.short());
    let candidates = waiting.into_iter().map(|guest| {
        (guest.clone(), vec![guest.name.clone(), guest.device.to_string()], label(guest))
    });
    show::pick(&wanted, candidates).map_err(|error| match error.code {
        ErrorCode::NotFound => ApiError::new(ErrorCode::GuestGone).with("what", named),
        _ => error,
    })
}
