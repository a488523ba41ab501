//! Guest and member against each other, and against whoever sits in between.

use ed25519_dalek::SigningKey;
use etabli_model::{
    act::Approval,
    id::{EntryId, MemberId, SpaceId},
};
use serde_bytes::ByteBuf;

use super::*;
use crate::{
    join::{Guest, GuestStep},
    page::pack,
    ticket::Ticket,
};

const SPACE: SpaceId = SpaceId([1; 32]);
const NOW: Timestamp = Timestamp(10);

fn device(seed: u8) -> (SigningKey, DeviceId) {
    let key = SigningKey::from_bytes(&[seed; 32]);
    let id = DeviceId(key.verifying_key().to_bytes());
    (key, id)
}

fn ticket(purpose: Purpose) -> Ticket {
    Ticket::new(SPACE, "Atelier", Vec::new(), [7; 32], Timestamp(1000)).with_purpose(purpose)
}

fn invitation(purpose: Purpose) -> Invitation {
    Invitation {
        purpose,
        space: SPACE,
        invite: EntryId([0; 32]),
        key: ticket(purpose).key().verifying_key().to_bytes(),
        left: 1,
        expires: Timestamp(1000),
        approval: Approval::Ask,
    }
}

/// Lets a guest approach a member and present itself; returns both sides.
fn met(purpose: Purpose) -> (Guest, Request) {
    let ((guest_key, guest_id), (_, member_id)) = (device(2), device(3));
    let (mut guest, approach) =
        Guest::approach(&ticket(purpose), guest_id, member_id, [4; 32], "Bo");
    let (_, commitment) = first(&approach).unwrap();
    let opened = Reception::open(member_id, guest_id, invitation(purpose), [5; 32], commitment);
    let (reception, challenge) = opened.unwrap();
    let GuestStep::Say(present) = guest.hear(challenge, &guest_key) else { panic!() };
    let request = reception.hear(present).unwrap();
    (guest, request)
}

#[test]
fn both_sides_read_the_same_words_and_wait_until_a_person_decides() {
    let (guest_key, _) = device(2);
    let (mut guest, request) = met(Purpose::Membership);
    assert_eq!(request.judge(NOW), Ok(()));
    assert_eq!(request.name, "Bo");
    let words = request.words.unwrap();
    assert_eq!(guest.words(), Some(words));
    for _ in 0..3 {
        assert_eq!(guest.hear(JoinFrame::Wait, &guest_key), GuestStep::Wait(words));
    }
    let page = |more| JoinFrame::Welcome { page: ByteBuf::from(pack(&[])), more };
    assert_eq!(guest.hear(page(true), &guest_key), GuestStep::Listen);
    assert_eq!(guest.hear(page(false), &guest_key), GuestStep::In(Vec::new()));
}

#[test]
fn a_device_shows_that_it_wants_to_be_added_by_this_one() {
    let member = MemberId(EntryId([8; 32]));
    for purpose in [Purpose::Device, Purpose::Replacement(member)] {
        let (_, request) = met(purpose);
        assert_eq!(request.judge(NOW), Ok(()));
        let without = Request { device_proof: Vec::new(), ..request.clone() };
        assert_eq!(without.judge(NOW), Err(JoinRefusal::Unknown));
        let elsewhere = Request {
            invitation: Invitation {
                purpose: Purpose::Replacement(MemberId(EntryId([9; 32]))),
                ..request.invitation.clone()
            },
            ..request
        };
        assert_eq!(elsewhere.judge(NOW), Err(JoinRefusal::Unknown));
    }
}

#[test]
fn whoever_sits_in_between_is_told_by_the_words() {
    // The one in between has the code, too, and lets each side speak to a key of its own.
    let ((guest_key, guest_id), (_, member_id)) = (device(2), device(3));
    let (between_key, between_id) = device(6);
    let code = ticket(Purpose::Membership);
    let (mut guest, approach) = Guest::approach(&code, guest_id, between_id, [4; 32], "Bo");
    let (_, bound) = first(&approach).unwrap();
    // The guest's commitment names the device that it speaks to: it cannot be passed on.
    let opened = invitation(Purpose::Membership);
    let passed_on = Reception::open(member_id, between_id, opened.clone(), [5; 32], bound);
    let (reception, challenge) = passed_on.unwrap();
    let GuestStep::Say(present) = guest.hear(challenge, &guest_key) else { panic!() };
    assert_eq!(reception.hear(present), None);
    // Its own meeting with the member has words of its own, whatever nonce it was bound to.
    let mut same = 0;
    for nonce in 0..=u8::MAX {
        let (mut other, approach) = Guest::approach(&code, between_id, member_id, [nonce; 32], "");
        let (_, bound) = first(&approach).unwrap();
        let opened = Reception::open(member_id, between_id, opened.clone(), [5; 32], bound);
        let (reception, challenge) = opened.unwrap();
        let GuestStep::Say(present) = other.hear(challenge, &between_key) else { panic!() };
        let request = reception.hear(present).unwrap();
        same += u32::from(request.words == guest.words());
    }
    assert_eq!(same, 0);
}

#[test]
fn a_nonce_that_the_guest_was_not_bound_to_is_not_taken() {
    let ((guest_key, guest_id), (_, member_id)) = (device(2), device(3));
    let (mut guest, approach) =
        Guest::approach(&ticket(Purpose::Membership), guest_id, member_id, [4; 32], "Bo");
    let (_, bound) = first(&approach).unwrap();
    let opened = invitation(Purpose::Membership);
    let (reception, challenge) =
        Reception::open(member_id, guest_id, opened, [5; 32], bound).unwrap();
    let GuestStep::Say(JoinFrame::Present { signature, device, name, .. }) =
        guest.hear(challenge, &guest_key)
    else {
        panic!()
    };
    let other = JoinFrame::Present { signature, nonce: [6; 32], device, name };
    assert_eq!(reception.hear(other), None);
}

#[test]
fn a_frame_out_of_turn_ends_it_for_good() {
    let ((guest_key, guest_id), (_, member_id)) = (device(2), device(3));
    let welcome = JoinFrame::Welcome { page: ByteBuf::from(pack(&[])), more: false };
    let challenge = JoinFrame::Challenge { nonce: [5; 32] };
    let approach =
        || Guest::approach(&ticket(Purpose::Membership), guest_id, member_id, [4; 32], "Bo").0;
    for early in [JoinFrame::Wait, welcome.clone()] {
        let mut guest = approach();
        assert_eq!(guest.hear(early, &guest_key), GuestStep::Broken);
        // The nonce stays untold, whatever comes now.
        assert_eq!(guest.hear(challenge.clone(), &guest_key), GuestStep::Broken);
    }
    let mut guest = approach();
    assert!(matches!(guest.hear(challenge.clone(), &guest_key), GuestStep::Say(_)));
    assert_eq!(guest.hear(challenge, &guest_key), GuestStep::Broken);
    assert_eq!(guest.hear(welcome, &guest_key), GuestStep::Broken);
}

#[test]
fn the_first_versions_come_in_where_nobody_is_asked() {
    let ((_, guest_id), (_, member_id)) = (device(2), device(3));
    let knock = JoinFrame::Knock { version: 1, tag: [7; 16] };
    assert_eq!(first(&knock), Some(([7; 16], None)));
    assert_eq!(first(&JoinFrame::Knock { version: 2, tag: [7; 16] }), None);
    let newer = JoinFrame::Approach { version: 9, tag: [7; 16], commitment: [1; 32] };
    assert!(first(&newer).is_some());
    let open = |invitation| Reception::open(member_id, guest_id, invitation, [5; 32], None);
    let auto = Invitation { approval: Approval::Auto, ..invitation(Purpose::Membership) };
    let (reception, _) = open(auto).unwrap();
    let request = reception.hear(JoinFrame::Proof { signature: ByteBuf::from(vec![0; 64]) });
    assert_eq!(request.unwrap().words, None);
    for asked in [invitation(Purpose::Membership), invitation(Purpose::Device)] {
        assert_eq!(open(asked).unwrap_err(), JoinRefusal::Unknown);
    }
}
