//! Who stands at the door, and the codes for devices that were made here. Guests are in memory only,
//! and few, because they knock again by themselves.
//!
//! A guest who hung up stays until the code ends: whoever answers later lets them in the next time
//! that they knock. A code for a device serves one device, as often as that one knocks.

use std::sync::{Mutex, MutexGuard, PoisonError};

use etabli_model::{
    id::{DeviceId, SpaceId},
    time::Timestamp,
};
use etabli_sync::{
    join::{JoinRefusal, Request, knock_tag},
    node::host::Answer,
    ticket::Purpose,
};
use serde::{Deserialize, Serialize};

/// How many guests may stand at the door at once.
const MOST: usize = 16;
/// How many of them with one code.
const MOST_FOR_ONE_CODE: usize = 4;
/// How many who were sent away, or came in, are remembered.
const MOST_PAST: usize = 64;
/// How many codes for devices may be good at once.
const MOST_PAIRINGS: usize = 4;
/// How long it is shown that somebody came in, in milliseconds.
const ARRIVED_FOR: i64 = 60 * 60 * 1000;

/// How it stands with a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Somebody must answer.
    Waiting,
    /// They came in without anybody being asked.
    Arrived,
    /// They were sent away.
    Declined,
}

/// Somebody who came to the door.
#[derive(Debug, Clone)]
pub(crate) struct Guest {
    /// What they asked for, and showed.
    pub(crate) request: Request,
    /// When.
    pub(crate) at: Timestamp,
    /// Whether they are still there.
    pub(crate) connected: bool,
    /// How it stands.
    pub(crate) state: State,
}

/// A code for a device that was made here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pairing {
    /// The space.
    pub(crate) space: SpaceId,
    /// What it is for.
    pub(crate) purpose: Purpose,
    /// The public half of its key.
    pub(crate) key: [u8; 32],
    /// Until when it is good.
    pub(crate) expires: Timestamp,
    /// The device that came in with it.
    pub(crate) used_by: Option<DeviceId>,
}

#[derive(Debug, Default)]
struct Known {
    guests: Vec<Guest>,
    pairings: Vec<Pairing>,
}

/// Who stands at the door.
#[derive(Debug, Default)]
pub(crate) struct Guests(Mutex<Known>);

impl Guests {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes the list with the codes that were noted.
    pub(crate) fn new(pairings: Vec<Pairing>) -> Self {
        Self(Mutex::new(Known { guests: Vec::new(), pairings }))
    }

    /// Returns the codes for devices.
    pub(crate) fn pairings(&self) -> Vec<Pairing> {
        self.known().pairings.clone()
    }

    /// Remembers a code for a device; the oldest one of too many is forgotten.
    pub(crate) fn pair(&self, pairing: Pairing, now: Timestamp) {
        let mut known = self.known();
        known.pairings.retain(|old| old.expires > now);
        let over = (known.pairings.len() + 1).saturating_sub(MOST_PAIRINGS);
        known.pairings.drain(..over);
        known.pairings.push(pairing);
    }

    /// Finds the code for a device that a guest knocks with.
    pub(crate) fn pairing(
        &self,
        guest: &DeviceId,
        here: &DeviceId,
        tag: &[u8; 16],
        now: Timestamp,
    ) -> Option<Pairing> {
        let known = self.known();
        let named = |code: &Pairing| knock_tag(&code.space, &code.key, guest, here) == *tag;
        let mut good = known.pairings.iter().filter(|code| code.expires > now);
        good.find(|code| code.used_by.is_none_or(|by| by == *guest) && named(code)).copied()
    }

    /// Whether a code for a device can still bring one in.
    pub(crate) fn is_good(&self, key: &[u8; 32], now: Timestamp) -> bool {
        let good = |code: &Pairing| code.expires > now && code.used_by.is_none();
        self.known().pairings.iter().any(|code| code.key == *key && good(code))
    }

    /// Notes that somebody must answer a guest. A newer request takes the place of an older one of
    /// the same device; without room, one who hung up makes it.
    pub(crate) fn note(&self, request: &Request, now: Timestamp) -> Answer {
        let mut known = self.known();
        known.guests.retain(|guest| {
            guest.request.invitation.expires > now || guest.state == State::Arrived
        });
        let (space, code) = (request.invitation.space, request.invitation.key);
        let mine = |guest: &Guest| {
            guest.request.guest == request.guest && guest.request.invitation.key == code
        };
        if known.guests.iter().any(|guest| mine(guest) && guest.state == State::Declined) {
            return Answer::Refused(JoinRefusal::Declined);
        }
        known.guests.retain(|guest| {
            !(guest.request.guest == request.guest && guest.request.invitation.space == space)
        });
        let waits = |guest: &&Guest| guest.state == State::Waiting;
        let with_code = |guest: &&Guest| waits(guest) && guest.request.invitation.key == code;
        let crowded = known.guests.iter().filter(with_code).count() >= MOST_FOR_ONE_CODE;
        if crowded || known.guests.iter().filter(waits).count() >= MOST {
            let away = known.guests.iter().position(|guest| {
                guest.state == State::Waiting
                    && !guest.connected
                    && (!crowded || guest.request.invitation.key == code)
            });
            match away {
                Some(away) => drop(known.guests.remove(away)),
                None => return Answer::Refused(JoinRefusal::Crowded),
            }
        }
        known.push(request, State::Waiting, now);
        Answer::Waiting
    }

    /// Notes that a guest came in without anybody being asked.
    pub(crate) fn arrived(&self, request: &Request, now: Timestamp) {
        self.known().push(request, State::Arrived, now);
    }

    /// Returns how a request stands, by what is known here.
    pub(crate) fn answer(&self, request: &Request) -> Answer {
        let known = self.known();
        let found = known.guests.iter().find(|guest| guest.request.nonce == request.nonce);
        match found.map(|guest| guest.state) {
            Some(State::Waiting | State::Arrived) => Answer::Waiting,
            Some(State::Declined) => Answer::Refused(JoinRefusal::Declined),
            // A newer request took its place.
            None => Answer::Refused(JoinRefusal::Unable),
        }
    }

    /// Notes that a guest hung up.
    pub(crate) fn parted(&self, request: &Request) {
        let mut known = self.known();
        let mut guests = known.guests.iter_mut();
        if let Some(guest) = guests.find(|guest| guest.request.nonce == request.nonce) {
            guest.connected = false;
        }
    }

    /// Sends a guest away.
    pub(crate) fn decline(&self, device: &DeviceId, space: &SpaceId) {
        for guest in &mut self.known().guests {
            if guest.request.guest == *device && guest.request.invitation.space == *space {
                guest.state = State::Declined;
            }
        }
    }

    /// Forgets a guest about whom all is decided.
    pub(crate) fn forget(&self, request: &Request) {
        self.known().guests.retain(|guest| guest.request.nonce != request.nonce);
    }

    /// Notes that a code for a device has served; returns whether that is news.
    pub(crate) fn served(&self, request: &Request) -> bool {
        let mut known = self.known();
        let mut codes = known.pairings.iter_mut();
        let code = codes.find(|code| code.key == request.invitation.key && code.used_by.is_none());
        code.map(|code| code.used_by = Some(request.guest)).is_some()
    }

    /// Returns who waits in a space or came in a moment ago, in the order in which they came.
    pub(crate) fn of(&self, space: &SpaceId, now: Timestamp) -> Vec<Guest> {
        let known = self.known();
        let shown = |guest: &&Guest| {
            guest.request.invitation.space == *space
                && match guest.state {
                    State::Waiting => guest.request.invitation.expires > now,
                    State::Arrived => guest.at.plus(ARRIVED_FOR) > now,
                    State::Declined => false,
                }
        };
        known.guests.iter().filter(shown).cloned().collect()
    }
}

impl Known {
    fn push(&mut self, request: &Request, state: State, at: Timestamp) {
        let past = |guest: &Guest| guest.state != State::Waiting;
        if self.guests.iter().filter(|guest| past(guest)).count() >= MOST_PAST
            && let Some(oldest) = self.guests.iter().position(past)
        {
            self.guests.remove(oldest);
        }
        self.guests.push(Guest { request: request.clone(), at, connected: true, state });
    }
}

#[cfg(test)]
mod tests {
    use etabli_model::{act::Approval, id::EntryId};
    use etabli_sync::join::Invitation;

    use super::*;

    const NOW: Timestamp = Timestamp(1000);

    fn request(guest: u8, code: u8, nonce: u8) -> Request {
        Request {
            invitation: Invitation {
                purpose: Purpose::Membership,
                space: SpaceId([1; 32]),
                invite: EntryId([code; 32]),
                key: [code; 32],
                left: 1,
                expires: Timestamp(2000),
                approval: Approval::Ask,
            },
            guest: DeviceId([guest; 32]),
            member: DeviceId([9; 32]),
            nonce: [nonce; 32],
            proof: Vec::new(),
            device_proof: Vec::new(),
            name: "Bo".to_owned(),
            words: None,
        }
    }

    fn waiting(guests: &Guests) -> usize {
        guests.of(&SpaceId([1; 32]), NOW).len()
    }

    #[test]
    fn a_flood_of_guests_is_bounded_for_each_code_and_in_all() {
        let guests = Guests::default();
        let mut refused = 0;
        for guest in 0..=u8::MAX {
            let answer = guests.note(&request(guest, guest % 8, guest), NOW);
            refused += u32::from(answer == Answer::Refused(JoinRefusal::Crowded));
        }
        assert_eq!((waiting(&guests), refused), (MOST, 256 - 16));
        let one_code = Guests::default();
        for guest in 0..=u8::MAX {
            one_code.note(&request(guest, 7, guest), NOW);
        }
        assert_eq!(waiting(&one_code), MOST_FOR_ONE_CODE);
        // Others still find room.
        assert_eq!(one_code.note(&request(3, 8, 1), NOW), Answer::Waiting);
    }

    #[test]
    fn who_hung_up_makes_room_and_stays_while_there_is_some() {
        let guests = Guests::default();
        for guest in 0..4 {
            guests.note(&request(guest, 7, guest), NOW);
        }
        guests.parted(&request(2, 7, 2));
        assert_eq!(waiting(&guests), 4);
        assert_eq!(guests.note(&request(5, 7, 5), NOW), Answer::Waiting);
        assert_eq!(waiting(&guests), 4);
        assert_eq!(guests.answer(&request(2, 7, 2)), Answer::Refused(JoinRefusal::Unable));
        assert_eq!(guests.answer(&request(5, 7, 5)), Answer::Waiting);
    }

    #[test]
    fn a_newer_request_of_a_device_takes_the_place_of_the_older() {
        let guests = Guests::default();
        guests.note(&request(1, 7, 1), NOW);
        guests.note(&request(1, 7, 2), NOW);
        assert_eq!(waiting(&guests), 1);
        // The older link ends late, and that is not the end of the newer one.
        guests.parted(&request(1, 7, 1));
        assert!(guests.of(&SpaceId([1; 32]), NOW)[0].connected);
        assert_eq!(guests.answer(&request(1, 7, 1)), Answer::Refused(JoinRefusal::Unable));
    }

    #[test]
    fn who_was_sent_away_is_not_asked_about_again() {
        let guests = Guests::default();
        guests.note(&request(1, 7, 1), NOW);
        guests.decline(&DeviceId([1; 32]), &SpaceId([1; 32]));
        let declined = Answer::Refused(JoinRefusal::Declined);
        assert_eq!(guests.answer(&request(1, 7, 1)), declined);
        assert_eq!(guests.note(&request(1, 7, 2), NOW), declined);
        assert_eq!(waiting(&guests), 0);
        // With another code they may try.
        assert_eq!(guests.note(&request(1, 8, 3), NOW), Answer::Waiting);
    }

    #[test]
    fn a_request_ends_with_its_code() {
        let guests = Guests::default();
        guests.note(&request(1, 7, 1), NOW);
        assert_eq!(guests.of(&SpaceId([1; 32]), Timestamp(2000)).len(), 0);
    }

    #[test]
    fn codes_for_devices_are_few_and_end() {
        let guests = Guests::default();
        let pairing = |key: u8| Pairing {
            space: SpaceId([1; 32]),
            purpose: Purpose::Device,
            key: [key; 32],
            expires: Timestamp(2000),
            used_by: None,
        };
        for key in 0..=MOST_PAIRINGS {
            guests.pair(pairing(u8::try_from(key).unwrap()), NOW);
        }
        assert!(!guests.is_good(&[0; 32], NOW));
        assert!(guests.is_good(&[1; 32], NOW));
        assert!(!guests.is_good(&[1; 32], Timestamp(2000)));
    }

    #[test]
    fn a_code_for_a_device_serves_one_device_as_often_as_it_knocks() {
        let (here, guest, other) = (DeviceId([9; 32]), DeviceId([1; 32]), DeviceId([2; 32]));
        let space = SpaceId([1; 32]);
        let (key, expires) = ([7; 32], Timestamp(2000));
        let code = Pairing { space, purpose: Purpose::Device, key, expires, used_by: None };
        let guests = Guests::new(vec![code]);
        let knocks = |guest| {
            let tag = knock_tag(&space, &key, &guest, &here);
            guests.pairing(&guest, &here, &tag, NOW).is_some()
        };
        assert!(knocks(guest) && knocks(other));
        assert!(guests.served(&request(1, 7, 1)));
        assert!(!guests.served(&request(1, 7, 2)));
        assert!(knocks(guest) && !knocks(other));
        assert!(!guests.is_good(&key, NOW));
    }
}
