//! The membership and the judgement of acts, one at a time.

use serde_bytes::ByteBuf;

use super::{standing::Weight, *};
use crate::{
    act::{Admit, Approval, Found, Invite, Known},
    id::DocumentId,
};

const ANA: DeviceId = DeviceId([1; 32]);
const BO: DeviceId = DeviceId([2; 32]);
const STEWARD: Powers = Powers { steward: true, policy: None };
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
    assert_eq!(membership.judge(&SPACE, &ANA, &found, no_signature), Ok(STEWARD));
    assert_eq!(membership.apply(EntryId(SPACE.0), &ANA, &found, Weight::Single), Ok(()));
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
    assert_eq!(
        membership.apply(EntryId([7; 32]), &ANA, &invite(Role::Member, 1), Weight::Single),
        Ok(())
    );
    assert_eq!(membership.judge(&SPACE, &ANA, &admit(BO), no_signature), Err(Ignored::BadProof));
    assert_eq!(membership.judge(&SPACE, &ANA, &admit(BO), any_signature), Ok(STEWARD));
    assert_eq!(membership.apply(EntryId([8; 32]), &ANA, &admit(BO), Weight::Single), Ok(()));
    assert_eq!(
        membership.judge(&SPACE, &ANA, &admit(BO), any_signature),
        Err(Ignored::AlreadyAMember)
    );
    let bo = membership.member_of(&BO).unwrap();
    // Somebody else admitted them without knowing: another name, and no other member.
    let again = EntryId([10; 32]);
    assert_eq!(membership.apply(again, &ANA, &admit(BO), Weight::Single), Ok(()));
    assert_eq!(membership.first_name(&MemberId(again)), bo);
    assert_eq!(membership.members().count(), 2);
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
