//! Attacks on membership, and quarrels: who is in afterwards, and what of their entries counts.
//! Numbers in names are those of the list of attacks in SECURITY.md.

use etabli_model::{
    act::{Policy, Role},
    id::{DocumentId, ItemId, LocalId},
    inventory::Edit,
    membership::Standing,
    text::Name,
};
use etabli_testkit::Peer;

fn thing(number: u8) -> ItemId {
    ItemId::common(LocalId([number; 16]))
}

/// Everyone exchanges everything; two rounds reach everybody.
fn gather(peers: &mut [&mut Peer]) {
    for _ in 0..2 {
        let said: Vec<_> = peers.iter().map(|peer| peer.all()).collect();
        for peer in &mut *peers {
            for entries in &said {
                peer.receive(entries);
            }
        }
    }
}

fn agree(peers: &mut [&mut Peer]) {
    gather(peers);
    let states: Vec<_> = peers.iter_mut().map(|peer| peer.state()).collect();
    for (index, pair) in states.windows(2).enumerate() {
        assert!(pair.first() == pair.last(), "peers {index} and {} differ", index + 1);
    }
}

#[test]
fn s04_a_demoted_steward_who_never_cites_it_decides_nothing_any_more() {
    let mut ana = Peer::found("Ana");
    let mut zoe = ana.admit("Zoé");
    let mut cy = ana.admit("Cy");
    gather(&mut [&mut ana, &mut zoe, &mut cy]);
    let (ana_id, zoe_id, cy_id) = (ana.member("Ana"), ana.member("Zoé"), ana.member("Cy"));
    ana.demote(zoe_id);
    // Zoé goes on as if she had not heard.
    zoe.suspend(cy_id);
    zoe.set_policy(Policy::Admit, Role::Steward);
    agree(&mut [&mut ana, &mut cy, &mut zoe]);
    let membership = ana.replica.membership();
    assert_eq!(membership.member(&zoe_id).unwrap().role, Role::Member);
    assert_eq!(membership.member(&cy_id).unwrap().standing, Standing::Active);
    assert_eq!(membership.policy(Policy::Admit), Role::Member);
    assert_eq!(membership.member(&ana_id).unwrap().standing, Standing::Active);
}

#[test]
fn s04_what_a_suspended_member_does_unseen_is_void_unless_somebody_built_on_it() {
    let mut ana = Peer::found("Ana");
    let mut zoe = ana.admit("Zoé");
    let mut cy = ana.admit("Cy");
    gather(&mut [&mut ana, &mut zoe, &mut cy]);
    let (zoe_id, cy_id) = (ana.member("Zoé"), ana.member("Cy"));
    let seen = zoe.lend(thing(1), cy_id);
    ana.receive(&zoe.all());
    ana.suspend(zoe_id);
    let anchored = zoe.lend(thing(2), cy_id);
    cy.receive(&zoe.all());
    cy.lend(thing(9), cy_id);
    let void = zoe.lend(thing(3), cy_id);
    agree(&mut [&mut ana, &mut cy, &mut zoe]);
    assert!(ana.lending.loan(&seen).is_some(), "the suspension had seen it");
    assert!(ana.lending.loan(&anchored).is_some(), "Cy had built on it");
    assert!(ana.lending.loan(&void).is_none(), "nobody had seen it");
    assert_eq!(ana.replica.void().len(), 1);
}

#[test]
fn s05_a_list_of_heights_that_names_nothing_takes_nothing_that_was_built_on() {
    let mut ana = Peer::found("Ana");
    let mut zoe = ana.admit("Zoé");
    gather(&mut [&mut ana, &mut zoe]);
    let zoe_id = ana.member("Zoé");
    let loans: Vec<_> = (0..5).map(|number| zoe.lend(thing(number), zoe_id)).collect();
    ana.receive(&zoe.all());
    ana.lend(thing(9), zoe_id);
    // The list is empty, as if Ana had seen nothing.
    ana.act(etabli_model::act::Known::Suspend(etabli_model::act::Suspend {
        member: zoe_id,
        seen: Vec::new(),
        more: Vec::new(),
    }));
    agree(&mut [&mut ana, &mut zoe]);
    for loan in loans {
        assert!(ana.lending.loan(&loan).is_some());
    }
}

#[test]
fn s10_two_signatures_beat_a_hostile_founder() {
    let mut founder = Peer::found("Founder");
    let mut ana = founder.admit("Ana");
    let mut bo = founder.admit("Bo");
    gather(&mut [&mut founder, &mut ana, &mut bo]);
    let id = |peer: &mut Peer, name| peer.member(name);
    let (founder_id, ana_id, bo_id) =
        (id(&mut ana, "Founder"), id(&mut ana, "Ana"), id(&mut ana, "Bo"));
    ana.exclude(founder_id);
    bo.receive(&ana.all());
    bo.exclude(founder_id);
    // With old deps: the founder's device has heard of nothing.
    founder.exclude(ana_id);
    founder.exclude(bo_id);
    founder.suspend(ana_id);
    agree(&mut [&mut ana, &mut bo, &mut founder]);
    let membership = ana.replica.membership();
    let standing = |id| membership.member(id).unwrap().standing;
    assert_eq!(standing(&founder_id), Standing::Excluded);
    assert_eq!(standing(&ana_id), Standing::Active);
    assert_eq!(standing(&bo_id), Standing::Active);
    assert!(!ana.acts("Founder"));
}

#[test]
fn exclusions_signed_apart_count_together() {
    let mut founder = Peer::found("Founder");
    let mut ana = founder.admit("Ana");
    let mut bo = founder.admit("Bo");
    gather(&mut [&mut founder, &mut ana, &mut bo]);
    let founder_id = ana.member("Founder");
    ana.exclude(founder_id);
    bo.exclude(founder_id);
    agree(&mut [&mut ana, &mut bo]);
    assert_eq!(ana.replica.membership().member(&founder_id).unwrap().standing, Standing::Excluded);
}

#[test]
fn one_steward_alone_suspends_and_a_steward_may_reinstate() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let mut zoe = ana.admit("Zoé");
    gather(&mut [&mut ana, &mut bo, &mut zoe]);
    let zoe_id = ana.member("Zoé");
    let wanted = ana.exclude(zoe_id);
    agree(&mut [&mut ana, &mut bo, &mut zoe]);
    assert_eq!(bo.replica.membership().member(&zoe_id).unwrap().standing, Standing::Suspended);
    bo.reinstate(zoe_id, &[wanted]);
    agree(&mut [&mut ana, &mut bo, &mut zoe]);
    assert!(zoe.acts("Zoé"));
}

#[test]
fn two_who_suspend_each_other_are_both_suspended_until_a_third_decides() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let mut cy = ana.admit("Cy");
    gather(&mut [&mut ana, &mut bo, &mut cy]);
    let (ana_id, bo_id) = (ana.member("Ana"), ana.member("Bo"));
    let by_ana = ana.suspend(bo_id);
    let by_bo = bo.suspend(ana_id);
    agree(&mut [&mut ana, &mut bo, &mut cy]);
    assert!(!cy.acts("Ana") && !cy.acts("Bo"));
    cy.reinstate(ana_id, &[by_bo]);
    agree(&mut [&mut ana, &mut bo, &mut cy]);
    assert!(cy.acts("Ana") && !cy.acts("Bo"));
    cy.reinstate(bo_id, &[by_ana]);
    agree(&mut [&mut ana, &mut bo, &mut cy]);
    assert!(cy.acts("Ana") && cy.acts("Bo"));
}

#[test]
fn revenge_reaches_the_one_who_acted_and_nobody_else() {
    let mut ana = Peer::found("Ana");
    let mut zoe = ana.admit("Zoé");
    let mut cy = ana.admit("Cy");
    gather(&mut [&mut ana, &mut zoe, &mut cy]);
    let (ana_id, zoe_id, cy_id) = (ana.member("Ana"), ana.member("Zoé"), ana.member("Cy"));
    ana.suspend(zoe_id);
    zoe.suspend(ana_id);
    zoe.suspend(cy_id);
    agree(&mut [&mut ana, &mut zoe, &mut cy]);
    assert!(!cy.acts("Ana") && !cy.acts("Zoé"), "each took the other out");
    assert!(cy.acts("Cy"), "nothing that Zoé did besides counts");
}

#[test]
fn s11_when_both_last_stewards_leave_the_founder_looks_after_the_space() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let guest = ana.invite("for members", 5);
    let mut di = ana.admit_with(guest, "for members", "Di");
    gather(&mut [&mut ana, &mut bo, &mut di]);
    ana.leave();
    bo.leave();
    agree(&mut [&mut ana, &mut bo, &mut di]);
    let ana_id = di.member("Ana");
    assert_eq!(di.replica.membership().caretaker(), Some(ana_id));
    // The caretaker may invite and admit, and nothing else.
    let invite = ana.invite("by the caretaker", 1);
    let mut eve = ana.admit_with(invite, "by the caretaker", "Eve");
    let di_id = di.member("Di");
    ana.suspend(di_id);
    agree(&mut [&mut ana, &mut di, &mut eve]);
    assert!(di.acts("Eve") && di.acts("Di"));
}

#[test]
fn s12_ratifying_an_admission_brings_back_a_months_work() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let mut zoe = ana.admit("Zoé");
    gather(&mut [&mut ana, &mut bo, &mut zoe]);
    let zoe_id = ana.member("Zoé");
    ana.exclude(zoe_id);
    bo.receive(&ana.all());
    bo.exclude(zoe_id);
    // Meanwhile, elsewhere, Zoé admits Dan, who works for a month.
    let mut dan = zoe.admit("Dan");
    let dan_id = dan.member("Dan");
    let admitted = dan_id.0;
    for number in 0..10 {
        dan.lend(thing(number), dan_id);
    }
    dan.add_item(1, "Drill");
    agree(&mut [&mut ana, &mut bo, &mut dan]);
    assert!(!ana.acts("Dan"));
    assert_eq!(ana.lending.loans().count(), 0);
    ana.ratify(admitted);
    agree(&mut [&mut ana, &mut bo, &mut dan]);
    assert!(ana.acts("Dan"));
    assert_eq!(ana.lending.loans().count(), 10);
    assert_eq!(ana.documents[&DocumentId::Catalogue].items().len(), 1);
    assert!(!ana.acts("Zoé"));
}

#[test]
fn s13_a_thief_and_the_owner_who_take_each_other_out_both_wait_for_a_steward() {
    let mut ana = Peer::found("Ana");
    let mut stolen = ana.admit("laptop");
    let mut phone = stolen.add_device("phone");
    gather(&mut [&mut ana, &mut stolen, &mut phone]);
    // The thief adds a phone of their own and takes the owner's out; the owner does the same.
    let mut burner = stolen.add_device("burner");
    stolen.revoke_device("phone");
    phone.revoke_device("laptop");
    agree(&mut [&mut ana, &mut stolen, &mut phone, &mut burner]);
    assert!(!ana.acts("laptop") && !ana.acts("phone"));
    assert!(!ana.acts("burner"), "what a device that is taken out adds is void");
    let owner = ana.member("phone");
    ana.revoke_device("laptop");
    ana.act(etabli_model::act::Known::Reinstate(etabli_model::act::Reinstate {
        member: owner,
        device: Some(phone.replica.device()),
        lifts: Vec::new(),
        more: Vec::new(),
    }));
    agree(&mut [&mut ana, &mut phone]);
    assert!(ana.acts("phone") && !ana.acts("laptop") && !ana.acts("burner"));
}

#[test]
fn a_lost_only_device_is_replaced_by_two_stewards_and_not_by_one() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let guest = ana.invite("for members", 5);
    let mut di = ana.admit_with(guest, "for members", "Di");
    gather(&mut [&mut ana, &mut bo, &mut di]);
    let di_id = ana.member("Di");
    ana.rebind(di_id, "new laptop");
    assert!(!ana.acts("new laptop"));
    bo.receive(&ana.all());
    bo.rebind(di_id, "new laptop");
    agree(&mut [&mut ana, &mut bo, &mut di]);
    assert!(ana.acts("new laptop"));
    assert_eq!(ana.member("new laptop"), di_id);
}

#[test]
fn s20_one_use_at_two_admitters_stands_twice_and_an_excluded_members_code_is_dead() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    gather(&mut [&mut ana, &mut bo]);
    let once = ana.invite("once", 1);
    bo.receive(&ana.all());
    let mut cy = ana.admit_with(once, "once", "Cy");
    let mut di = bo.admit_with(once, "once", "Di");
    agree(&mut [&mut ana, &mut bo, &mut cy, &mut di]);
    assert!(ana.acts("Cy") && ana.acts("Di"));
    let membership = ana.replica.membership();
    let invite = membership.invite(&once).unwrap();
    assert_eq!((invite.uses, invite.used), (1, 2), "the over-use shows");

    let old = cy.invite("Cy's code", 3);
    gather(&mut [&mut ana, &mut bo, &mut cy]);
    let cy_id = ana.member("Cy");
    ana.exclude(cy_id);
    bo.receive(&ana.all());
    bo.exclude(cy_id);
    di.receive(&bo.all());
    di.admit_with(old, "Cy's code", "Mallory");
    agree(&mut [&mut ana, &mut bo, &mut di]);
    assert!(ana.replica.membership().acting(&etabli_testkit::peer::device("Mallory")).is_err());
}

#[test]
fn s03_an_edit_made_while_the_right_was_taken_is_void_and_later_ones_apply() {
    let mut ana = Peer::found("Ana");
    let guest = ana.invite("for members", 5);
    let mut bo = ana.admit_with(guest, "for members", "Bo");
    ana.add_item(1, "Drill");
    gather(&mut [&mut ana, &mut bo]);
    ana.set_policy(Policy::EditCatalogue, Role::Steward);
    let lost = bo.add_item(1, "Bo's saw");
    agree(&mut [&mut ana, &mut bo]);
    let items = |peer: &Peer| peer.documents[&DocumentId::Catalogue].items().len();
    assert_eq!((items(&ana), items(&bo)), (1, 1));
    ana.set_policy(Policy::EditCatalogue, Role::Member);
    bo.receive(&ana.all());
    bo.add_item(2, "Bo's lathe");
    agree(&mut [&mut ana, &mut bo]);
    assert_eq!(items(&ana), 2);
    assert!(ana.documents[&DocumentId::Catalogue].item(lost.local).is_none());
}

#[test]
fn leaving_keeps_what_one_did_and_ends_what_one_may_do() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let me = bo.me();
    let loan = bo.lend(thing(1), me);
    bo.leave();
    bo.edit(DocumentId::Member(me), &[Edit::SetProfileName(Name::parse("x").unwrap())]);
    bo.documents.clear();
    agree(&mut [&mut ana, &mut bo]);
    assert!(ana.lending.loan(&loan).is_some());
    assert!(!ana.acts("Bo"));
    assert!(
        ana.documents.get(&DocumentId::Member(me)).is_none_or(|own| own.profile().name.is_empty())
    );
}

#[test]
fn s07_a_second_entry_at_an_old_place_changes_nothing_that_others_built_on() {
    let mut ana = Peer::found("Ana");
    let mut zoe = ana.admit("Zoé");
    let zoe_id = ana.member("Zoé");
    let mut twin = zoe.copied();
    let first = zoe.lend(thing(1), zoe_id);
    zoe.add_item(1, "Drill");
    ana.receive(&zoe.all());
    ana.lend(thing(9), zoe_id);
    let state = ana.state();
    // Two years later, Zoé publishes another entry at the same place.
    let second = twin.lend(thing(2), zoe_id);
    twin.add_item(2, "Saw");
    let mut cy = ana.admit("Cy");
    cy.receive(&twin.all());
    agree(&mut [&mut ana, &mut cy]);
    assert_eq!(ana.replica.graph().forks().len(), 1);
    assert!(ana.lending.loan(&first).is_some(), "Ana had built on it");
    assert!(ana.lending.loan(&second).is_none());
    let names: Vec<String> = ana.documents[&DocumentId::Catalogue]
        .items()
        .into_iter()
        .map(|item| item.name.to_string())
        .collect();
    assert_eq!(names, ["Drill"]);
    assert!(!state.is_empty());
}

#[test]
fn s07_replicas_with_either_branch_find_and_exchange_both() {
    for seed in 0..20 {
        let mut ana = Peer::found("Ana");
        let mut zoe = ana.admit("Zoé");
        let mut bo = ana.admit("Bo");
        let mut cy = ana.admit("Cy");
        let zoe_id = ana.member("Zoé");
        gather(&mut [&mut ana, &mut zoe, &mut bo, &mut cy]);
        zoe.lend(thing(7), zoe_id);
        let mut twin = zoe.copied();
        for number in 0..(seed % 4 + 1) {
            zoe.lend(thing(u8::try_from(number).unwrap()), zoe_id);
        }
        for number in 0..(seed / 4 + 1) {
            twin.lend(thing(u8::try_from(100 + number).unwrap()), zoe_id);
        }
        bo.receive(&zoe.all());
        cy.receive(&twin.all());
        let mut network = etabli_testkit::Network::new(seed);
        network.add("Bo", bo);
        network.add("Cy", cy);
        network.add("Ana", ana);
        network.connect("Bo", "Cy");
        network.connect("Ana", "Bo");
        network.run_until_quiescent(0);
        network.push();
        network.run_until_quiescent(0);
        let state = network.peer("Bo").state();
        for name in ["Cy", "Ana"] {
            assert_eq!(network.peer(name).replica.graph().forks().len(), 1, "seed {seed}: {name}");
            assert!(network.peer(name).state() == state, "seed {seed}: {name} differs");
        }
        assert!(network.all_equal(), "seed {seed}: the sessions do not say that all is equal");
    }
}

#[test]
fn a_forked_authority_log_decides_nothing_from_the_fork_on_until_it_is_ratified() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let mut zoe = ana.admit("Zoé");
    gather(&mut [&mut ana, &mut bo, &mut zoe]);
    let bo_id = ana.member("Bo");
    let mut twin = zoe.copied();
    let guest = zoe.invite("one", 1);
    let mut di = zoe.admit_with(guest, "one", "Di");
    twin.suspend(bo_id);
    agree(&mut [&mut ana, &mut bo, &mut zoe, &mut twin, &mut di]);
    assert!(ana.acts("Bo") && !ana.acts("Di"));
    let admitted = di.member("Zoé");
    assert!(ana.replica.membership().member(&admitted).is_some());
    ana.ratify(guest);
    let entry = zoe.all().into_iter().map(|entry| entry.header.id()).collect::<Vec<_>>();
    let void = ana.replica.authority_settled().void;
    let admission = void.keys().find(|id| entry.contains(id) && **id != guest).copied();
    assert!(admission.is_some());
}

#[test]
fn a_second_admission_at_an_old_place_frees_nobody_and_takes_nothing_from_them() {
    let mut ana = Peer::found("Ana");
    let mut mallory = ana.admit("Mallory");
    let old = ana.replica.membership().invites().next().unwrap().0;
    let mut bo = ana.admit("Bo");
    let mut zoe = ana.admit("Zoé");
    let (bo_id, zoe_id) = (ana.member("Bo"), ana.member("Zoé"));
    gather(&mut [&mut ana, &mut bo, &mut zoe]);
    ana.exclude(zoe_id);
    bo.receive(&ana.all());
    bo.exclude(zoe_id);
    // Mallory has heard of nothing since she came, she says, and admits both once more.
    let guests = mallory.invite("Mallory's code", 9);
    let mut again = mallory.admit_with(guests, "Mallory's code", "Zoé");
    mallory.admit_with(guests, "Mallory's code", "Bo");
    let other_name = again.me();
    again.set_policy(Policy::Admit, Role::Steward);
    agree(&mut [&mut ana, &mut bo, &mut mallory, &mut again]);
    assert!(old != guests && other_name != zoe_id);
    let membership = ana.replica.membership();
    assert_eq!(membership.member(&zoe_id).unwrap().standing, Standing::Excluded);
    assert_eq!(membership.member(&other_name).unwrap().standing, Standing::Excluded);
    assert_eq!(membership.member(&bo_id).unwrap().role, Role::Steward, "nothing is taken from Bo");
    assert_eq!(membership.policy(Policy::Admit), Role::Member);
    assert!(!ana.acts("Zoé") && ana.acts("Bo"));
    assert_eq!(membership.members().count(), 4);
}

#[test]
fn what_is_decided_about_one_of_two_names_holds_even_if_that_admission_is_void() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let mut cy = ana.admit("Cy");
    let mut di = ana.admit("Di");
    let guests = ana.invite("for guests", 9);
    gather(&mut [&mut ana, &mut bo, &mut cy, &mut di]);
    let cy_id = ana.member("Cy");
    let mut eve = cy.admit_with(guests, "for guests", "Eve");
    bo.suspend(cy_id);
    ana.receive(&eve.all());
    let by_cy = ana.member("Eve");
    ana.suspend(by_cy);
    di.admit_with(guests, "for guests", "Eve");
    agree(&mut [&mut ana, &mut bo, &mut cy, &mut di, &mut eve]);
    assert!(!ana.acts("Eve"), "Ana suspended her, by the name that Cy gave");
}

#[test]
fn a_signature_that_fell_is_not_a_second_one() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let mut cy = ana.admit("Cy");
    let mut di = ana.admit("Di");
    let guest = ana.invite("for members", 5);
    let mut eve = ana.admit_with(guest, "for members", "Eve");
    gather(&mut [&mut ana, &mut bo, &mut cy, &mut di, &mut eve]);
    let (ana_id, bo_id, eve_id) = (ana.member("Ana"), ana.member("Bo"), ana.member("Eve"));
    // Ana is suspended, does not say that she knows, and makes Eve a steward, who signs.
    cy.suspend(ana_id);
    ana.grant(eve_id);
    eve.receive(&ana.all());
    eve.exclude(bo_id);
    di.exclude(bo_id);
    agree(&mut [&mut ana, &mut bo, &mut cy, &mut di, &mut eve]);
    let membership = cy.replica.membership();
    assert_eq!(membership.member(&bo_id).unwrap().standing, Standing::Suspended, "one word");
    assert_eq!(membership.member(&eve_id).unwrap().role, Role::Member);
}

#[test]
fn a_signature_that_was_lifted_is_not_a_second_one() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let mut cy = ana.admit("Cy");
    gather(&mut [&mut ana, &mut bo, &mut cy]);
    let cy_id = ana.member("Cy");
    let word = ana.exclude(cy_id);
    ana.reinstate(cy_id, &[word]);
    agree(&mut [&mut ana, &mut bo, &mut cy]);
    assert!(cy.acts("Cy"));
    bo.exclude(cy_id);
    agree(&mut [&mut ana, &mut bo, &mut cy]);
    assert_eq!(ana.replica.membership().member(&cy_id).unwrap().standing, Standing::Suspended);
    // Ana may change her mind again.
    ana.exclude(cy_id);
    agree(&mut [&mut ana, &mut bo, &mut cy]);
    assert_eq!(ana.replica.membership().member(&cy_id).unwrap().standing, Standing::Excluded);
}

#[test]
fn whoever_takes_out_a_steward_and_with_them_the_one_who_objects_is_suspended_too() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let mut cy = ana.admit("Cy");
    let (ana_id, bo_id) = (ana.member("Ana"), ana.member("Bo"));
    // Bo claims to have heard of nothing since he came, so that Cy's admission is void with Ana.
    bo.suspend(ana_id);
    cy.suspend(bo_id);
    agree(&mut [&mut ana, &mut bo, &mut cy]);
    assert!(!ana.acts("Ana") && !ana.acts("Bo"));
    assert!(ana.replica.authority_settled().void.iter().all(|(act, because)| act != because));
}

#[test]
fn stewards_without_a_device_leave_a_caretaker() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let guest = ana.invite("for members", 5);
    let mut di = ana.admit_with(guest, "for members", "Di");
    gather(&mut [&mut ana, &mut bo, &mut di]);
    ana.revoke_device("Bo");
    bo.revoke_device("Ana");
    agree(&mut [&mut ana, &mut bo, &mut di]);
    assert!(!di.acts("Ana") && !di.acts("Bo"));
    let ana_id = di.member("Ana");
    assert_eq!(di.replica.membership().caretaker(), Some(ana_id));
    let invite = ana.invite("by the caretaker", 1);
    let mut eve = ana.admit_with(invite, "by the caretaker", "Eve");
    agree(&mut [&mut ana, &mut bo, &mut di, &mut eve]);
    assert!(di.acts("Eve"));
}

#[test]
fn a_branch_that_forks_again_has_one_set_of_edits_that_stands() {
    let mut ana = Peer::found("Ana");
    let mut zoe = ana.admit("Zoé");
    let zoe_id = ana.member("Zoé");
    let mut first = zoe.copied();
    zoe.add_item(1, "Drill");
    first.lend(thing(1), zoe_id);
    // Ana builds on the drill, so that this branch is the one whose edits stand.
    ana.receive(&zoe.all());
    ana.lend(thing(9), zoe_id);
    let mut second = zoe.copied();
    zoe.add_item(2, "Saw");
    second.add_item(3, "Lathe");
    let mut bo = ana.admit("Bo");
    for order in [[&zoe, &first, &second], [&second, &zoe, &first]] {
        for peer in order {
            bo.receive(&peer.all());
        }
    }
    for peer in [&first, &second, &zoe] {
        ana.receive(&peer.all());
    }
    assert_eq!(ana.replica.graph().forks().len(), 2);
    agree(&mut [&mut ana, &mut bo, &mut zoe, &mut first, &mut second]);
}
