//! Decisions that take devices of others, whose entries are written here beside the application.

use std::sync::Arc;

use ed25519_dalek::{Signer as _, SigningKey};
use etabli_api::{
    command::{AddPlace, ListMembers},
    view::{DeviceStanding, MemberDevice},
};
use etabli_model::{
    act::{AddDevice, Admit, Approval, Invite, proof_of_device},
    body::Part,
    text::Name,
    time::Timestamp,
};
use etabli_sync::{entry::EntryKind, join::prove, replica::Replica, store::MemoryStore};
use serde_bytes::ByteBuf;
use tempfile::TempDir;

use super::*;
use crate::{Network, directory::Directory, handle::space::create};

const NONCE: [u8; 32] = [9; 32];

/// Makes Ana's space.
fn founded() -> (TempDir, Core, SpaceId) {
    let folder = tempfile::tempdir().unwrap();
    let core = Core::new(Directory::open(folder.path()).unwrap(), Network::Off, None);
    let (name, ana) = (Name::parse("Atelier").unwrap(), Name::parse("Ana").unwrap());
    let id = create(&core, name, ana, false, |_| Ok(())).unwrap();
    (folder, core, id)
}

fn key(seed: u8) -> (SigningKey, DeviceId) {
    let key = SigningKey::from_bytes(&[seed; 32]);
    let id = DeviceId(key.verifying_key().to_bytes());
    (key, id)
}

/// Another device's replica, with everything that says who is in the space.
fn beside(core: &Core, id: SpaceId, key: SigningKey) -> Replica {
    let entries = core.with(id, |space| Ok(space.replica().authority().unwrap())).unwrap();
    let mut replica = Replica::empty(id, key, Arc::new(MemoryStore::default()));
    replica.receive(&entries).unwrap();
    replica
}

fn write(replica: &mut Replica, act: &Known) {
    let parts = vec![Part::Act(act.to_act())];
    replica.append(EntryKind::Authority, clock::now(), vec![parts]).unwrap();
}

fn bring(core: &Core, id: SpaceId, replica: &Replica) {
    let entries = replica.authority().unwrap();
    let brought = core.change(id, |space| {
        let received = space.replica_mut().receive(&entries).unwrap();
        Ok(((), space.apply(received.counted)))
    });
    brought.unwrap();
}

#[test]
fn rules_of_a_newer_version_stop_decisions_until_this_one_is_updated() {
    let (_folder, core, id) = founded();
    // As a newer version would write it.
    let floor = Known::SetFloor(SetFloor { rules: RULES + 1, more: Vec::new() });
    let raised = core.change(id, |space| Ok(((), space.act(clock::now(), &[floor])?)));
    raised.unwrap();
    let status = Status { space: None }.handle(&core).unwrap();
    assert!(status.update_needed);
    assert_eq!((status.rules, status.known_rules), (RULES + 1, RULES));
    let policy = "admit".to_owned();
    let decided = SetPolicy { space: None, policy, who: Role::Steward }.handle(&core);
    assert_eq!(decided.unwrap_err().code, ErrorCode::UpdateNeeded);
    // What is no decision goes on.
    AddPlace { space: None, name: "B3".to_owned(), inside: None }.handle(&core).unwrap();
}

#[test]
fn a_steward_gives_one_of_two_devices_back_that_took_each_other_out() {
    let (_folder, core, id) = founded();
    let ana = DeviceId(core.directory.key().verifying_key().to_bytes());
    let ((one_key, one), (other_key, other)) = (key(1), key(2));
    let code = SigningKey::from_bytes(&[3; 32]);
    let invited = core.change(id, |space| {
        let invite = Known::Invite(Invite {
            key: code.verifying_key().to_bytes(),
            role: act::Role::Member,
            uses: 1,
            expires: Timestamp(i64::MAX),
            approval: Approval::Auto,
            more: Vec::new(),
        });
        let mut stale = space.act(clock::now(), &[invite])?;
        let invite = space.membership().invites().map(|(id, _)| id).next().unwrap();
        let proof = ByteBuf::from(prove(&code, &id, &one, &ana, &NONCE));
        let more = Vec::new();
        let admit = Known::Admit(Admit { invite, device: one, nonce: NONCE, proof, more });
        stale.extend(space.act(clock::now(), &[admit])?);
        Ok(((), stale))
    });
    invited.unwrap();
    let mut at_one = beside(&core, id, one_key);
    let signed = proof_of_device(&id.0, &one.0, &other, &NONCE);
    let proof = ByteBuf::from(other_key.sign(&signed).to_bytes());
    let more = Vec::new();
    let add = AddDevice { device: other, nonce: NONCE, proof, more };
    write(&mut at_one, &Known::AddDevice(add));
    bring(&core, id, &at_one);
    let mut at_other = beside(&core, id, other_key);
    let revoke = |device| {
        let (seen, more) = (Vec::new(), Vec::new());
        Known::RevokeDevice(act::RevokeDevice { device, seen, more })
    };
    write(&mut at_one, &revoke(other));
    write(&mut at_other, &revoke(one));
    bring(&core, id, &at_one);
    bring(&core, id, &at_other);

    let devices = || {
        let members = ListMembers { space: None }.handle(&core).unwrap();
        members.into_iter().find(|member| !member.me).unwrap().devices
    };
    let shown = |device: &MemberDevice| (device.id, device.standing, device.can_reinstate);
    let contested = DeviceStanding::Contested;
    let before: Vec<_> = devices().iter().map(shown).collect();
    assert_eq!(before, [(one, contested, true), (other, contested, true)]);
    let device = Some(other.short());
    ReinstateMember { space: None, member: String::new(), device }.handle(&core).unwrap();
    let after: Vec<_> = devices().iter().map(shown).collect();
    assert_eq!(after, [(one, contested, true), (other, DeviceStanding::Active, false)]);
}
