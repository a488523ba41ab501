//! The attack scenarios about bookings, with whole replicas: 9 an idle laptop that books at an old
//! point of its log, 15 two machines that disagree about daylight saving, 16 a capacity lowered and
//! a machine moved, 26 confirmations that overlap, half a kit, and a winner who goes.

use etabli_model::{
    act::{Book, Claim, Known, Occurrence, Wall},
    booking::{Asker, Ending, Outcome, Sureness},
    id::{BookingId, CapacityId, ItemId, LoanId, LocalId, PlaceId, ResourceId},
};
use etabli_testkit::{Peer, peer::START};

const HOUR: i64 = 60 * 60 * 1000;

fn laser() -> ResourceId {
    ResourceId::Item(ItemId::common(LocalId([1; 16])))
}

fn saw() -> ResourceId {
    ResourceId::Item(ItemId::common(LocalId([2; 16])))
}

fn room(number: u8) -> ResourceId {
    ResourceId::Place(PlaceId::common(LocalId([number; 16])))
}

fn hours(start: i64, end: i64) -> Occurrence {
    Occurrence { start: START.plus(start * HOUR), end: START.plus(end * HOUR) }
}

fn claim(resource: ResourceId, units: u32, capacity: Option<CapacityId>) -> Claim {
    Claim { resource, units, capacity }
}

fn book(claims: &[Claim], occurrences: &[Occurrence]) -> Book {
    let (claims, occurrences) = (claims.to_vec(), occurrences.to_vec());
    Book { claims, occurrences, wall: Wall::default(), replaces: None, more: Vec::new() }
}

fn one(resource: ResourceId, during: Occurrence) -> Book {
    book(&[claim(resource, 1, None)], &[during])
}

fn stands(peer: &Peer, booking: BookingId) -> Vec<bool> {
    let found = peer.bookings.booking(&booking).expect("it is here");
    found.outcomes.iter().map(|outcome| *outcome == Outcome::Stands).collect()
}

fn winner(peer: &Peer, booking: BookingId) -> Option<BookingId> {
    let found = peer.bookings.booking(&booking).expect("it is here");
    found.outcomes.iter().find_map(|outcome| match outcome {
        Outcome::Displaced { winner, .. } => *winner,
        Outcome::Stands => None,
    })
}

#[test]
fn s09_an_idle_laptop_at_an_old_point_does_not_displace_what_a_stewards_device_has_seen() {
    let mut ana = Peer::found("Ana");
    let members = ana.invite("for members", 10);
    let mut bo = ana.admit_with(members, "for members", "Bo");
    let mut cy = ana.admit_with(members, "for members", "Cy");
    ana.meet(&mut bo);
    ana.meet(&mut cy);
    let mut idle = cy.add_device("the idle laptop");
    idle.receive(&cy.all());
    // Life goes on while the laptop lies there.
    let me = ana.me();
    for _ in 0..20 {
        let ResourceId::Item(item) = saw() else { panic!("an item") };
        ana.lend(item, me);
    }
    ana.meet(&mut bo);
    let first = bo.book(one(laser(), hours(1, 3)));
    ana.meet(&mut bo);
    // A member cannot vouch for when a booking came; the steward's device can.
    bo.see(&[first], &[laser()]);
    assert_eq!(bo.bookings.unseen().count(), 1);
    ana.see(&[first], &[laser()]);
    let old = idle.book(one(laser(), hours(2, 4)));
    idle.see(&[old], &[laser()]);
    idle.confirm(old, &[laser()]);
    let lamport = |peer: &Peer, booking: BookingId| {
        peer.replica.graph().node(&booking.entry).expect("it is here").lamport
    };
    assert!(lamport(&idle, old) < lamport(&ana, first), "it sorts first");
    assert_eq!(stands(&idle, old), [true], "as far as the laptop knows");
    idle.meet(&mut cy);
    cy.meet(&mut ana);
    ana.meet(&mut bo);
    for peer in [&ana, &bo] {
        assert_eq!((stands(peer, first), stands(peer, old)), (vec![true], vec![false]));
        assert_eq!(winner(peer, old), Some(first));
        let found = peer.bookings.booking(&old).unwrap();
        assert_eq!(found.standing.sureness, Sureness::Held);
    }
    assert_eq!(ana.state(), bo.state());
}

#[test]
fn s15_two_machines_with_other_rules_of_daylight_saving_fold_one_booking_alike() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    ana.meet(&mut bo);
    let week = 7 * 24;
    // Ten in the morning on the wall: where one machine put the clocks back, the other did not.
    let paris = [hours(10, 12), hours(10 + week + 1, 12 + week + 1)];
    let elsewhere = [hours(10, 12), hours(10 + week, 12 + week)];
    let wall = Wall {
        start: "2026-10-20T10:00".to_owned(),
        zone: "Europe/Paris".to_owned(),
        rule: "FREQ=WEEKLY;COUNT=2".to_owned(),
    };
    let booking = |times| Book { wall: wall.clone(), ..book(&[claim(laser(), 1, None)], times) };
    let first = ana.book(booking(&paris));
    let second = bo.book(booking(&elsewhere));
    let after = bo.book(one(laser(), hours(12 + week, 13 + week)));
    ana.meet(&mut bo);
    assert_eq!(ana.state(), bo.state());
    let mut of = [first, second].map(|booking| stands(&ana, booking));
    of.sort();
    // Whichever comes first has both; of the other, what is over it is displaced.
    assert_eq!(of, [vec![false, false], vec![true, true]]);
    let (winner, rest) = if stands(&ana, first)[0] { (paris, after) } else { (elsewhere, after) };
    let free = !winner[1].overlaps(&hours(12 + week, 13 + week));
    assert_eq!(stands(&ana, rest), [free], "what counts is what the act says, in UTC");
    // And a machine that knows neither zone nor rule reads the same.
    let strange = Wall { start: "?".into(), zone: "Mars/Olympus".into(), rule: "NEVER".into() };
    let third = bo.book(Book { wall: strange, ..one(laser(), hours(300, 301)) });
    ana.meet(&mut bo);
    assert_eq!((stands(&ana, third), ana.state()), (vec![true], bo.state()));
}

#[test]
fn s16_a_lowered_capacity_and_a_moved_machine_leave_what_was_booked_as_it_was() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    ana.meet(&mut bo);
    let mut idle = ana.add_device("Ana's idle laptop");
    idle.receive(&ana.all());
    let two = ana.set_capacity(room(8), 2);
    ana.meet(&mut bo);
    let seat = |said| [claim(room(8), 1, Some(said))];
    let first = ana.book(book(&seat(two), &[hours(1, 3)]));
    let second = bo.book(book(&seat(two), &[hours(1, 3)]));
    // The laser stands in the first room; it is booked there.
    let inside = [claim(laser(), 1, None), claim(room(8), 0, Some(two))];
    let machine = bo.book(book(&inside, &[hours(5, 7)]));
    ana.meet(&mut bo);
    let one_only = ana.set_capacity(room(8), 1);
    // The laptop says so, too, at a point before all of this.
    idle.set_capacity(room(8), 0);
    idle.meet(&mut ana);
    let third = ana.book(book(&seat(one_only), &[hours(2, 4)]));
    // From now on the laser stands in the second room.
    let moved = [claim(laser(), 1, None), claim(room(9), 0, None)];
    let later = ana.book(book(&moved, &[hours(6, 8)]));
    let whole = ana.book(book(&seat(one_only), &[hours(6, 8)]));
    let other = ana.book(one(room(9), hours(5, 6)));
    ana.meet(&mut bo);
    assert_eq!([first, second, machine].map(|it| stands(&ana, it)), [[true], [true], [true]]);
    assert_eq!([third, later, whole].map(|it| stands(&ana, it)), [[false], [false], [false]]);
    // The new room is taken by what was booked there since, not by what was booked elsewhere.
    assert_eq!((winner(&ana, later), winner(&ana, whole)), (Some(machine), Some(machine)));
    assert_eq!(stands(&ana, other), [true]);
    assert_eq!(ana.state(), bo.state());
    bo.meet(&mut idle);
    assert_eq!(idle.state(), bo.state());
}

#[test]
fn s26_overlapping_confirmations_half_a_kit_and_a_winner_who_goes() {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    let mut cy = ana.admit("Cy");
    for peer in [&mut bo, &mut cy] {
        ana.meet(peer);
    }
    // Two stewards confirm what overlaps, apart.
    let hers = ana.book(one(laser(), hours(1, 3)));
    let his = bo.book(one(laser(), hours(2, 4)));
    ana.confirm(hers, &[laser()]);
    bo.confirm(his, &[laser()]);
    assert_eq!((stands(&ana, hers), stands(&bo, his)), (vec![true], vec![true]));
    ana.meet(&mut bo);
    ana.meet(&mut cy);
    let (won, lost) = if stands(&ana, hers)[0] { (hers, his) } else { (his, hers) };
    assert_eq!((stands(&ana, won), stands(&ana, lost)), (vec![true], vec![false]));
    assert_eq!(winner(&cy, lost), Some(won));
    let twice = |peer: &Peer, of| peer.bookings.booking(&of).unwrap().is_confirmed_twice();
    assert!(twice(&ana, lost) && !twice(&ana, won));
    // Half a kit clashes: none of it is taken, at that time and no other.
    let kit = [claim(laser(), 1, None), claim(saw(), 1, None)];
    let kits = cy.book(book(&kit, &[hours(2, 3), hours(10, 12)]));
    assert_eq!(stands(&cy, kits), [false, true]);
    let saws = cy.book(one(saw(), hours(2, 3)));
    assert_eq!(stands(&cy, saws), [true], "the other half is free");
    // The winner goes: who lost is offered it, and has it once they take it.
    let (winning, losing) = if won == hers { (&mut ana, &mut bo) } else { (&mut bo, &mut ana) };
    winning.meet(&mut cy);
    winning.cancel(won, &[]);
    winning.meet(losing);
    assert_eq!(stands(losing, lost), [false], "it does not come back by itself");
    let member = losing.me();
    let (bookings, lending) = (&losing.bookings, &losing.lending);
    let asker =
        Asker { bookings, lending, member: Some(member), now: START, counted: None, rules: None };
    assert_eq!(asker.offered(&losing.bookings.booking(&lost).unwrap()).len(), 1);
    let taking = asker.take_offer(&lost).expect("it is free");
    let LoanId { entry, index } = losing.act(Known::Book(taking));
    let taken = BookingId { entry, index };
    losing.meet(&mut cy);
    losing.meet(winning);
    winning.meet(&mut cy);
    for peer in [&*winning, &*losing, &cy] {
        assert_eq!(stands(peer, taken), [true]);
        let former = peer.bookings.booking(&lost).unwrap();
        assert!(matches!(former.standing.end, Some((_, Ending::Replaced(by))) if by == taken));
        assert_eq!(peer.bookings.booking(&taken).unwrap().standing.sureness, Sureness::Held);
    }
    assert_eq!(winning.state(), losing.state());
    assert_eq!(winning.state(), cy.state());
}
