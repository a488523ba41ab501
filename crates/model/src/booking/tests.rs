//! The fold against the rules as they are written, word for word and without haste.

use super::*;
use crate::{
    act::{HandOver, Return, Wall},
    id::{EntryId, ItemId, LoanId, LocalId, PlaceId},
    lending::{Lending, LendingAct},
    time::Timestamp,
};

mod orders;
mod rules;

const ANA: MemberId = MemberId(EntryId([1; 32]));
const BO: MemberId = MemberId(EntryId([2; 32]));
const CY: MemberId = MemberId(EntryId([3; 32]));
/// The beginning of the hours that tests count.
const ZERO: i64 = 1_795_000_020_000;
const HOUR: i64 = 60 * 60 * 1000;

type Acts = Vec<(Position, MemberId, BookingAct)>;

fn laser() -> ResourceId {
    ResourceId::Item(ItemId::common(LocalId([1; 16])))
}

fn saw() -> ResourceId {
    ResourceId::Item(ItemId::common(LocalId([2; 16])))
}

fn room() -> ResourceId {
    ResourceId::Place(PlaceId::common(LocalId([3; 16])))
}

fn at(lamport: u64) -> Position {
    let mut id = [7; 32];
    id[..8].copy_from_slice(&lamport.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    Position { lamport, entry: EntryId(id), index: 0 }
}

fn hours(start: i64, end: i64) -> Occurrence {
    Occurrence { start: Timestamp(ZERO + start * HOUR), end: Timestamp(ZERO + end * HOUR) }
}

fn claim(resource: ResourceId, units: u32) -> Claim {
    Claim { resource, units, capacity: None }
}

fn book(claims: &[Claim], occurrences: &[Occurrence]) -> BookingAct {
    BookingAct::Book(Book {
        claims: claims.to_vec(),
        occurrences: occurrences.to_vec(),
        wall: Wall::default(),
        replaces: None,
        more: Vec::new(),
    })
}

fn instead(of: u64, claims: &[Claim], occurrences: &[Occurrence]) -> BookingAct {
    let BookingAct::Book(mut book) = book(claims, occurrences) else { panic!("a booking") };
    book.replaces = Some(at(of).booking());
    BookingAct::Book(book)
}

fn confirm(of: u64, resources: &[ResourceId]) -> BookingAct {
    let (booking, resources) = (at(of).booking(), resources.to_vec());
    BookingAct::Confirm(ConfirmBooking { booking, resources, more: Vec::new() })
}

fn cancel(of: u64, resources: &[ResourceId]) -> BookingAct {
    let (booking, resources) = (at(of).booking(), resources.to_vec());
    BookingAct::Cancel(CancelBooking { booking, resources, more: Vec::new() })
}

fn seen(of: &[u64], resources: &[ResourceId]) -> BookingAct {
    let bookings = of.iter().map(|of| at(*of).booking()).collect();
    BookingAct::Seen(SeenBookings { bookings, resources: resources.to_vec(), more: Vec::new() })
}

fn capacity(resource: ResourceId, units: u32) -> BookingAct {
    BookingAct::SetCapacity(SetCapacity { resource, units, more: Vec::new() })
}

fn state(bookings: &Bookings) -> Vec<u8> {
    let mut bytes = Vec::new();
    bookings.write_state(&mut |part| bytes.extend_from_slice(part));
    bytes
}

/// Says in a word a time what became of a booking.
fn told(bookings: &Bookings, of: u64) -> String {
    let booking = bookings.booking(&at(of).booking()).expect("it was booked");
    let outcomes = booking.outcomes.iter().map(|outcome| match outcome {
        Outcome::Stands => "stands".to_owned(),
        Outcome::Displaced { winner: None, .. } => "none to be had".to_owned(),
        Outcome::Displaced { winner: Some(winner), .. } => {
            let by = (0..1000).find(|lamport| at(*lamport).booking() == *winner);
            format!("displaced by {}", by.expect("it was booked"))
        }
    });
    outcomes.collect::<Vec<_>>().join(", ")
}

fn folded(acts: &[(u64, MemberId, BookingAct)]) -> Bookings {
    let mut bookings = Bookings::default();
    for (lamport, author, act) in acts {
        bookings.insert(at(*lamport), *author, act.clone());
    }
    bookings
}

#[track_caller]
fn check(acts: &[(u64, MemberId, BookingAct)], expected: &[(u64, &str)]) {
    let bookings = folded(acts);
    for (of, expected) in expected {
        assert_eq!(told(&bookings, *of), *expected, "booking {of}");
    }
}

#[test]
fn what_touches_goes_together_and_what_overlaps_does_not() {
    let taken = [claim(laser(), 1)];
    check(
        &[
            (1, ANA, book(&taken, &[hours(10, 12)])),
            (2, BO, book(&taken, &[hours(12, 14)])),
            (3, CY, book(&taken, &[hours(11, 13)])),
        ],
        &[(1, "stands"), (2, "stands"), (3, "displaced by 1")],
    );
}

#[test]
fn what_was_seen_comes_before_what_an_idle_laptop_booked_at_an_old_point() {
    let taken = [claim(laser(), 1)];
    let acts = [
        (10, ANA, book(&taken, &[hours(10, 12)])),
        (11, CY, seen(&[10], &[laser()])),
        (2, BO, book(&taken, &[hours(10, 12)])),
    ];
    check(&acts, &[(10, "stands"), (2, "displaced by 10")]);
    check(&[acts[0].clone(), acts[2].clone()], &[(2, "stands"), (10, "displaced by 2")]);
    // Also when it is seen in its turn, and when a liar has seen it before it was written.
    let late = (12, CY, seen(&[2], &[laser()]));
    check(&[&acts[..], &[late]].concat(), &[(10, "stands"), (2, "displaced by 10")]);
    let early = (1, CY, seen(&[10], &[laser()]));
    let acts = [
        acts[0].clone(),
        early,
        (5, BO, book(&taken, &[hours(10, 12)])),
        (6, CY, seen(&[5], &[laser()])),
    ];
    check(&acts, &[(5, "stands"), (10, "displaced by 5")]);
}

#[test]
fn a_confirmation_pins_and_of_two_the_later_is_displaced_and_flagged() {
    let taken = [claim(laser(), 1)];
    let acts = [
        (1, ANA, book(&taken, &[hours(10, 12)])),
        (2, BO, book(&taken, &[hours(11, 13)])),
        (3, CY, confirm(2, &[laser()])),
        (4, CY, confirm(1, &[laser()])),
    ];
    check(&acts[..2], &[(1, "stands"), (2, "displaced by 1")]);
    check(&acts[..3], &[(2, "stands"), (1, "displaced by 2")]);
    check(&acts, &[(2, "stands"), (1, "displaced by 2")]);
    let bookings = folded(&acts);
    let twice = |of: u64| bookings.booking(&at(of).booking()).unwrap().is_confirmed_twice();
    assert!(twice(1) && !twice(2));
}

#[test]
fn a_booking_is_pinned_when_all_who_answer_for_what_it_takes_confirmed_it() {
    let both = [claim(laser(), 1), claim(saw(), 1)];
    let acts = [
        (1, ANA, book(&both, &[hours(10, 12)])),
        (2, BO, book(&[claim(saw(), 1)], &[hours(10, 12)])),
        (3, CY, confirm(1, &[laser()])),
        (4, CY, confirm(2, &[saw()])),
        (5, CY, confirm(1, &[saw()])),
    ];
    check(&acts[..4], &[(2, "stands"), (1, "displaced by 2")]);
    let bookings = folded(&acts);
    assert_eq!(told(&bookings, 1), "displaced by 2");
    let sureness = bookings.booking(&at(1).booking()).unwrap().standing.sureness;
    assert_eq!(sureness, Sureness::Confirmed(at(5)));
}

#[test]
fn a_booking_takes_all_or_nothing_each_of_its_times_by_itself() {
    let both = [claim(laser(), 1), claim(saw(), 1)];
    check(
        &[
            (1, ANA, book(&[claim(saw(), 1)], &[hours(34, 36)])),
            (2, BO, book(&both, &[hours(10, 12), hours(34, 36), hours(58, 60)])),
            (3, CY, book(&[claim(laser(), 1)], &[hours(34, 36)])),
            (4, CY, book(&[claim(laser(), 1)], &[hours(59, 61)])),
        ],
        &[(2, "stands, displaced by 1, stands"), (3, "stands"), (4, "displaced by 2")],
    );
}

#[test]
fn what_is_displaced_stays_so_when_the_winner_goes_and_later_ones_find_room() {
    let taken = [claim(laser(), 1)];
    let acts = [
        (1, ANA, book(&taken, &[hours(10, 12)])),
        (2, BO, book(&taken, &[hours(10, 12)])),
        (3, ANA, cancel(1, &[])),
    ];
    check(&acts, &[(2, "displaced by 1")]);
    let mut bookings = folded(&acts);
    let lending = Lending::default();
    let now = Timestamp(ZERO);
    let offered = |bookings: &Bookings| {
        let asker = Asker {
            bookings,
            lending: &lending,
            member: Some(BO),
            now,
            counted: None,
            rules: None,
        };
        asker.offered(&bookings.booking(&at(2).booking()).unwrap()).len()
    };
    assert_eq!(offered(&bookings), 1);
    let asker = Asker {
        bookings: &bookings,
        lending: &lending,
        member: Some(BO),
        now,
        counted: None,
        rules: None,
    };
    let taking = asker.take_offer(&at(2).booking()).unwrap();
    assert_eq!(taking.replaces, Some(at(2).booking()));
    // Somebody else is quicker, at a later point.
    bookings.insert(at(4), CY, book(&taken, &[hours(11, 12)]));
    assert_eq!((told(&bookings, 4).as_str(), offered(&bookings)), ("stands", 0));
    bookings.insert(at(5), CY, cancel(4, &[]));
    assert_eq!(offered(&bookings), 1);
    bookings.insert(at(6), BO, BookingAct::Book(taking));
    assert_eq!((told(&bookings, 6).as_str(), offered(&bookings)), ("stands", 0));
    let end = bookings.booking(&at(2).booking()).unwrap().standing.end;
    assert_eq!(end, Some((at(6), Ending::Replaced(at(6).booking()))));
}

#[test]
fn only_whoever_booked_or_answers_for_it_ends_a_booking() {
    let taken = [claim(laser(), 1), claim(room(), 0)];
    let acts = [
        (1, ANA, book(&taken, &[hours(10, 12)])),
        (2, BO, cancel(1, &[])),
        (3, BO, cancel(1, &[saw()])),
        (4, BO, instead(1, &taken, &[hours(20, 22)])),
    ];
    let mut bookings = folded(&acts);
    assert!(bookings.booking(&at(1).booking()).unwrap().is_live());
    assert_eq!(told(&bookings, 4), "stands");
    bookings.insert(at(5), BO, cancel(1, &[laser()]));
    let end = bookings.booking(&at(1).booking()).unwrap().standing.end;
    assert_eq!(end, Some((at(5), Ending::Refused(BO))));
}

#[test]
fn whoever_was_admitted_twice_ends_their_booking_under_either_name() {
    let taken = [claim(laser(), 1)];
    let mut bookings = folded(&[(1, BO, book(&taken, &[hours(10, 12)])), (2, ANA, cancel(1, &[]))]);
    assert!(bookings.booking(&at(1).booking()).unwrap().is_live());
    bookings.know_as([(BO, ANA)].into_iter());
    assert!(!bookings.booking(&at(1).booking()).unwrap().is_live());
    assert_eq!(bookings.unseen().count(), 0);
}

#[test]
fn a_moved_booking_makes_room_for_itself_and_is_pinned_no_more() {
    let taken = [claim(laser(), 1)];
    let acts = [
        (1, ANA, book(&taken, &[hours(10, 12)])),
        (2, CY, confirm(1, &[laser()])),
        (3, ANA, instead(1, &taken, &[hours(11, 13)])),
        (4, BO, book(&taken, &[hours(10, 11)])),
    ];
    check(&acts, &[(3, "stands"), (4, "stands")]);
    let bookings = folded(&acts);
    let moved = bookings.booking(&at(3).booking()).unwrap();
    assert_eq!(moved.standing.sureness, Sureness::Held);
}

#[test]
fn a_booking_goes_by_the_capacity_that_its_author_knew() {
    let of = |said: u64| Claim { resource: room(), units: 1, capacity: Some(at(said).capacity()) };
    let acts = [
        (1, CY, capacity(room(), 2)),
        (2, ANA, book(&[of(1)], &[hours(10, 12)])),
        (3, BO, book(&[of(1)], &[hours(10, 12)])),
        (4, CY, capacity(room(), 1)),
        (5, CY, book(&[of(4)], &[hours(10, 12)])),
        (6, CY, book(&[of(9)], &[hours(12, 14)])),
        (9, CY, capacity(room(), 0)),
        (10, CY, book(&[of(9)], &[hours(20, 22)])),
    ];
    let expected = [
        (2, "stands"),
        (3, "stands"),
        (5, "displaced by 2"),
        (6, "stands"),
        (10, "none to be had"),
    ];
    check(&acts, &expected);
    // What is said at an old point by somebody who was away changes nothing that was booked.
    let late = (2, CY, capacity(room(), 0));
    let mut acts = acts.to_vec();
    acts.insert(0, (0, late.1, late.2));
    check(&acts, &expected);
    assert_eq!(folded(&acts).capacity(&room()), (0, Some(at(9).capacity())));
}

#[test]
fn a_room_and_what_is_in_it_exclude_each_other_but_not_two_things_in_it() {
    let inside = |thing| [claim(thing, 1), claim(room(), 0)];
    check(
        &[
            (1, ANA, book(&inside(laser()), &[hours(10, 12)])),
            (2, BO, book(&inside(saw()), &[hours(11, 14)])),
            (3, CY, book(&[claim(room(), 1)], &[hours(8, 11)])),
            (4, CY, book(&[claim(room(), 1)], &[hours(14, 16)])),
            (5, BO, book(&inside(saw()), &[hours(15, 17)])),
        ],
        &[
            (1, "stands"),
            (2, "stands"),
            (3, "displaced by 1"),
            (4, "stands"),
            (5, "displaced by 4"),
        ],
    );
}

fn hand_over(lamport: u64, to: MemberId, due: i64) -> (Position, MemberId, LendingAct) {
    let ResourceId::Item(item) = laser() else { panic!("an item") };
    let (since, due) = (Timestamp(ZERO), Some(hours(due, due + 1).start));
    let act = HandOver { item, units: 1, capacity: 1, to, since, due, more: Vec::new() };
    (at(lamport), ANA, LendingAct::HandOver(act))
}

#[test]
fn a_loan_puts_bookings_at_risk_and_never_moves() {
    let taken = [claim(laser(), 1)];
    let bookings = folded(&[
        (1, ANA, book(&taken, &[hours(10, 12)])),
        (2, BO, book(&taken, &[hours(30, 32)])),
    ]);
    let mut lending = Lending::default();
    let (position, by, act) = hand_over(3, BO, 11);
    lending.insert(position, by, act);
    let risks = |lending: &Lending, of: u64, hour: i64| {
        let now = hours(hour, hour + 1).start;
        let asker = Asker {
            bookings: &bookings,
            lending,
            member: Some(CY),
            now,
            counted: None,
            rules: None,
        };
        asker.risks(&bookings.booking(&at(of).booking()).unwrap())
    };
    assert_eq!(risks(&lending, 1, 1), [position.loan()]);
    // Bo's own loan is in Bo's own way at no time; overdue, it is in everybody's.
    assert_eq!((risks(&lending, 2, 1), risks(&lending, 2, 20)), (vec![], vec![]));
    let (item, loan) = (lending.loan(&position.loan()).unwrap().item, position.loan());
    let back = Return { item, loan, units: 1, at: Timestamp(ZERO), more: Vec::new() };
    lending.insert(at(4), BO, LendingAct::Return(back));
    assert_eq!(risks(&lending, 1, 1), Vec::<LoanId>::new());
    lending.insert(at(5), ANA, hand_over(5, CY, 11).2);
    assert_eq!((risks(&lending, 2, 1).len(), risks(&lending, 2, 20).len()), (0, 1));
    assert_eq!(told(&bookings, 1), "stands");
}

#[test]
fn a_wish_is_refused_with_who_is_in_the_way_and_until_when() {
    let bookings = folded(&[(1, ANA, book(&[claim(laser(), 1)], &[hours(10, 12)]))]);
    let mut lending = Lending::default();
    let (position, by, act) = hand_over(2, ANA, 6);
    lending.insert(position, by, act);
    let now = Timestamp(ZERO);
    let asker = Asker {
        bookings: &bookings,
        lending: &lending,
        member: Some(BO),
        now,
        counted: None,
        rules: None,
    };
    let wish = |start: i64, end: i64, units: u32| Wish {
        claims: vec![claim(laser(), units)],
        occurrences: vec![hours(start, end)],
        wall: Wall::default(),
        replaces: None,
    };
    let taken = |start: i64, end: i64, units: u32| match wish(start, end, units).decide(&asker) {
        Err(Refusal::Taken(obstacle)) => (obstacle.holder, obstacle.until),
        other => panic!("not taken: {other:?}"),
    };
    let booked = Holder::Booking(at(1).booking());
    assert_eq!(taken(11, 13, 1), (booked, Some(hours(12, 13).start)));
    let lent = Holder::Loan(position.loan());
    assert_eq!(taken(5, 7, 1), (lent, Some(hours(6, 7).start)));
    assert_eq!(taken(20, 22, 2), (Holder::Nobody, None));
    assert!(wish(6, 10, 1).decide(&asker).is_ok());
    assert_eq!(wish(7, 7, 1).decide(&asker), Err(Refusal::EndBeforeStart));
    assert_eq!(wish(-9, -8, 1).decide(&asker), Err(Refusal::InThePast));
    assert_eq!(wish(7, 8, 0).decide(&asker), Err(Refusal::NoUnits));
    assert_eq!(wish(7, 24 * 400, 1).decide(&asker), Err(Refusal::OutOfBounds));
    let free = asker.next_free(&[claim(laser(), 1)], 5 * HOUR, now, 2);
    assert_eq!(free, [hours(12, 17)]);
    let pieces = asker.free(&[claim(laser(), 1)], hours(5, 13));
    let left: Vec<u32> = pieces.iter().map(|(_, left)| *left).collect();
    assert_eq!(left, [0, 1, 0, 1]);
    // What is booked, Ana may have handed over to her, and Bo may not.
    let claims = [claim(laser(), 1)];
    assert_eq!(asker.booked(&claims, 1, hours(7, 11)).map(|it| it.holder), Some(booked));
    assert_eq!(Asker { member: Some(ANA), ..asker }.booked(&claims, 1, hours(7, 11)), None);
}

#[test]
fn an_old_act_among_very_many_costs_what_is_near_it() {
    let mut bookings = Bookings::default();
    let taken = |number: u64| {
        let mut local = [0; 16];
        local[..8].copy_from_slice(&(number % 50).to_be_bytes());
        let thing = ResourceId::Item(ItemId::common(LocalId(local)));
        [claim(thing, 1), claim(room(), 0)]
    };
    let acts = (0..20_000_u64).map(|number| {
        let start = i64::try_from(number / 50).unwrap() * 3;
        (at(10_000 + number), ANA, book(&taken(number), &[hours(start, start + 3)]))
    });
    bookings.extend(acts);
    let mut most = 0;
    for number in 0..500_u64 {
        let start = i64::try_from(number % 400).unwrap() * 3 + 1;
        let act = book(&taken(number), &[hours(start, start + 3)]);
        most = most.max(bookings.insert(at(1 + number), BO, act));
    }
    assert!(most <= 8, "itself, and those over it: {most}");
}
