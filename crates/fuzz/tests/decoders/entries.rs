//! Entries: as bytes, and signed by a member with anything in them.

use etabli_fuzz::{Fuzz, outcome};
use etabli_model::{
    act::{Approval, HandOver, Invite, Known, Policy, Role},
    body::Part,
    id::{DocumentId, EntryId, ItemId, LocalId, MemberId},
    inventory::{Edit, NewItem},
    text::Name,
    time::Timestamp,
};
use etabli_sync::entry::{Entry, EntryKind, Header, ReadEntryError};
use etabli_testkit::{
    Peer,
    peer::{START, device, key},
};

/// A small space: Ana founded it and admitted Bo, and both did something.
fn space() -> (Peer, Vec<Entry>) {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    ana.add_item(1, "Drill");
    bo.receive(&ana.all());
    let me = bo.me();
    let item = ItemId::common(LocalId([3; 16]));
    let loan = bo.lend(item, me);
    bo.take_back(item, loan);
    let name = Name::parse("Saw").unwrap();
    bo.edit(DocumentId::Catalogue, &[Edit::PutItem(NewItem::named(LocalId([9; 16]), name))]);
    ana.receive(&bo.all());
    let all = ana.all();
    (ana, all)
}

/// Returns what each of them could say next, for the seeds.
fn next() -> Vec<Entry> {
    let (mut ana, before) = space();
    let mut bo = ana.outside("Bo");
    bo.receive(&before);
    let me = ana.me();
    let hand_over = Known::HandOver(HandOver {
        item: ItemId::common(LocalId([4; 16])),
        units: 2,
        capacity: 5,
        to: me,
        since: START,
        due: Some(Timestamp(START.0 + 1000)),
        more: Vec::new(),
    });
    let invite = Known::Invite(Invite {
        key: [7; 32],
        role: Role::Member,
        uses: 1,
        expires: START,
        approval: Approval::Auto,
        more: Vec::new(),
    });
    for peer in [&mut ana, &mut bo] {
        peer.write(EntryKind::Content, vec![vec![Part::Act(hand_over.to_act())]]);
        peer.write(EntryKind::Authority, vec![vec![Part::Act(invite.to_act())]]);
        peer.add_item(77, "Vice");
        let name = Name::parse("Anna").unwrap();
        let own = DocumentId::Member(peer.me());
        peer.edit(own, &[Edit::SetProfileName(name)]);
    }
    let mut all = ana.all();
    all.extend(bo.all());
    // What takes rights away, each from the same state, by either of them and against either.
    let acts: [fn(&mut Peer, MemberId); 8] = [
        |peer, member| {
            peer.suspend(member);
        },
        |peer, member| {
            peer.exclude(member);
        },
        |peer, member| {
            peer.grant(member);
        },
        |peer, member| {
            peer.demote(member);
        },
        |peer, _| {
            peer.leave();
        },
        |peer, _| {
            peer.add_device("Tablet");
        },
        |peer, _| {
            peer.revoke_device("Bo");
        },
        |peer, _| {
            peer.set_policy(Policy::Admit, Role::Steward);
        },
    ];
    for (name, other) in [("Ana", "Bo"), ("Bo", "Ana")] {
        for act in acts {
            let mut peer = ana.outside(name);
            peer.receive(&before);
            let other = peer.member(other);
            act(&mut peer, other);
            all.extend(peer.all());
        }
    }
    let known: Vec<EntryId> = before.iter().map(|entry| entry.header.id()).collect();
    all.retain(|entry| !known.contains(&entry.header.id()));
    all
}

/// Header and body in one, as they are mangled together.
fn unsigned(entry: &Entry) -> Vec<u8> {
    [entry.header.encode(), entry.body.clone()].concat()
}

#[test]
fn entries_say_again_what_they_said() {
    let (_, all) = space();
    let seeds = all.iter().chain(&next()).map(Entry::encode).collect::<Vec<_>>();
    Fuzz::new("entry", seeds).run(|bytes| {
        let entry = Entry::decode(bytes);
        if let Ok(entry) = &entry {
            assert_eq!(entry.encode(), bytes, "two texts of one entry");
            return outcome(&entry.verify());
        }
        outcome(&entry)
    });
}

/// Reads a header and a body from the front of `bytes`, and has a member sign them.
fn signed(bytes: &mut &[u8]) -> Result<Entry, ReadEntryError> {
    let mut header = Header::decode(bytes)?;
    let key = key(if header.log.device == device("Ana") { "Ana" } else { "Bo" });
    header.log.device.0 = key.verifying_key().to_bytes();
    let length = bytes.len().min(header.body_len as usize);
    let (body, rest) = bytes.split_at(length);
    *bytes = rest;
    Ok(Entry::sign(header, body.to_vec(), &key))
}

#[test]
fn whatever_a_member_signs_is_judged() {
    let (_, before) = space();
    let space = before.first().unwrap().header.space_id();
    let seeds = next().iter().map(unsigned).collect::<Vec<_>>();
    Fuzz::new("signed entry", seeds).run(|mut bytes| {
        let entry = match signed(&mut bytes) {
            Ok(entry) => entry,
            Err(error) => return outcome(&error),
        };
        let mut peer = Peer::found("Ana");
        assert_eq!(peer.replica.space(), space);
        peer.receive(&before);
        let received = peer.receive(std::slice::from_ref(&entry));
        peer.state();
        let checked = peer.replica.verify().unwrap();
        assert!(checked.problems.is_empty(), "{:?}", checked.problems);
        // A second time it is known, or refused again.
        assert_eq!(peer.receive(&[entry]).counted.len(), 0);
        outcome(&(received.refused.first().map(|(_, why)| *why), peer.void))
    });
}

#[test]
fn two_of_them_are_judged_alike_in_either_order() {
    let (_, before) = space();
    let next = next();
    let pair = |(one, other): (&Entry, &Entry)| [unsigned(one), unsigned(other)].concat();
    let seeds = next.iter().flat_map(|one| next.iter().map(move |other| (one, other)));
    Fuzz::new("two signed entries", seeds.map(pair).collect::<Vec<_>>()).run(|mut bytes| {
        let (one, other) = match (signed(&mut bytes), signed(&mut bytes)) {
            (Ok(one), Ok(other)) => (one, other),
            (Err(error), _) | (Ok(_), Err(error)) => return outcome(&error),
        };
        let place = |entry: &Entry| (entry.header.log, entry.header.seq);
        if place(&one) == place(&other) {
            // Of a fork each replica keeps what it saw first, by design so far.
            return 0;
        }
        let told = [[&one, &other, &one], [&other, &one, &other]].map(|order| {
            let mut peer = Peer::found("Ana");
            peer.receive(&before);
            for entry in order {
                peer.receive(std::slice::from_ref(entry));
            }
            peer
        });
        let [mut first, mut second] = told;
        let heights = |peer: &Peer| peer.replica.heights();
        assert_eq!(heights(&first), heights(&second), "not the same entries are stored");
        assert!(first.state() == second.state(), "equal entries, unequal state");
        first.void.sort();
        second.void.sort();
        assert_eq!(first.void, second.void, "not the same is void");
        outcome(&(first.replica.graph().len(), first.void))
    });
}
