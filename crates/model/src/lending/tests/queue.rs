//! The line for an item, and pools of counted things: what other systems of lending got wrong once.

use super::*;
use crate::{
    act::Occurrence,
    booking::{Use, fits},
};

const CY: MemberId = MemberId(EntryId([3; 32]));

fn asks() -> LendingAct {
    let (item, units, at) = (drill(), 1, Timestamp(5));
    LendingAct::Request(RequestLoan { item, units, at, due: None, more: Vec::new() })
}

fn answers(request: Position, granted: bool) -> LendingAct {
    let (item, request) = (drill(), request.request());
    LendingAct::Answer(AnswerRequest { item, request, granted, more: Vec::new() })
}

fn ready_until(request: Position, until: i64) -> LendingAct {
    let (item, request, granted) = (drill(), request.request(), true);
    let more = vec![crate::act::kept_ready(Timestamp(until))];
    LendingAct::Answer(AnswerRequest { item, request, granted, more })
}

fn gives_up(request: Position) -> LendingAct {
    let (item, request) = (drill(), request.request());
    LendingAct::Withdraw(WithdrawRequest { item, request, more: Vec::new() })
}

fn line(lending: &Lending) -> Vec<MemberId> {
    lending.item(&drill()).unwrap().line(Timestamp(10)).iter().map(|request| request.by).collect()
}

fn three() -> Lending {
    let mut lending = Lending::default();
    for (lamport, by) in [(1, ANA), (2, BO), (3, CY)] {
        lending.insert(at(lamport), by, asks());
    }
    lending
}

#[test]
fn whoever_gives_up_leaves_the_others_in_their_order() {
    let mut lending = three();
    lending.insert(at(4), ANA, gives_up(at(1)));
    assert_eq!(line(&lending), [BO, CY]);
    // Nobody gives up for somebody else.
    lending.insert(at(5), CY, gives_up(at(2)));
    assert_eq!(line(&lending), [BO, CY]);
}

#[test]
fn whoever_is_granted_goes_before_and_whoever_is_refused_waits_no_more() {
    let mut lending = three();
    lending.insert(at(4), ANA, answers(at(3), true));
    assert_eq!(line(&lending), [CY, ANA, BO]);
    lending.insert(at(5), ANA, answers(at(1), false));
    assert_eq!(line(&lending), [CY, BO]);
    // Refused by mistake: the answer is another one, the place in the line the former one.
    lending.insert(at(6), ANA, answers(at(1), true));
    assert_eq!(line(&lending), [ANA, CY, BO]);
}

#[test]
fn what_is_kept_ready_for_somebody_who_does_not_fetch_it_is_the_next_ones() {
    let mut lending = three();
    let granted = |lending: &Lending, of: Position, until| {
        let request = lending.request(&of.request()).unwrap();
        LendingAct::Answer(answer(request, true, Some(Timestamp(until)), Timestamp(4)).unwrap())
    };
    let act = granted(&lending, at(3), 20);
    lending.insert(at(4), ANA, act);
    let line = |lending: &Lending, now| -> Vec<MemberId> {
        let line = lending.item(&drill()).unwrap().line(Timestamp(now));
        line.iter().map(|request| request.by).collect()
    };
    assert_eq!(line(&lending, 20), [CY, ANA, BO]);
    assert_eq!(line(&lending, 21), [ANA, BO]);
    let lapsed = lending.request(&at(3).request()).unwrap();
    assert!(lapsed.has_lapsed(Timestamp(21)) && !lapsed.has_lapsed(Timestamp(20)));
    // They ask anew, at the end of the line, or are granted it once more.
    let ask = |now| Ask { item: drill(), units: 1, at: Timestamp(now), due: None };
    let of = |lending: &Lending, now| ask(now).decide(CY, 3, lending.item(&drill())).map(|_| ());
    assert_eq!(of(&lending, 20), Err(Refusal::AskedAlready));
    assert_eq!(of(&lending, 21), Ok(()));
    let act = granted(&lending, at(3), 40);
    lending.insert(at(5), ANA, act);
    assert_eq!(line(&lending, 21), [CY, ANA, BO]);
    // Whoever comes late and gets it all the same has it.
    let HandOver { item, units, capacity, to, since, due, .. } = match hand_over(1, 1, CY) {
        LendingAct::HandOver(act) => act,
        other => panic!("{other:?}"),
    };
    let more = vec![crate::act::answering(at(3).request())];
    let over = HandOver { item, units, capacity, to, since, due, more };
    lending.insert(at(6), ANA, LendingAct::HandOver(over));
    assert_eq!(line(&lending, 99), [ANA, BO]);
    assert!(!lending.request(&at(3).request()).unwrap().has_lapsed(Timestamp(99)));
    // Nothing is kept ready until before now, and nothing that is refused.
    let request = lending.request(&at(1).request()).unwrap();
    let past = answer(request, true, Some(Timestamp(4)), Timestamp(4));
    assert_eq!(past, Err(Refusal::DueInPast));
    let refused = answer(request, false, Some(Timestamp(4)), Timestamp(4)).unwrap();
    assert_eq!(refused.more, Vec::new());
}

#[test]
fn something_handed_to_whoever_did_not_ask_leaves_the_line_as_it_is() {
    let mut lending = Lending::default();
    lending.insert(at(2), BO, asks());
    lending.insert(at(3), ANA, hand_over(1, 1, CY));
    assert_eq!(line(&lending), [BO]);
    lending.insert(at(4), ANA, back(at(3), 1));
    assert_eq!(line(&lending), [BO]);
}

#[test]
fn requests_answers_and_withdrawals_come_to_the_same_in_every_order() {
    let acts = [
        (at(1), ANA, asks()),
        (at(2), BO, asks()),
        (at(3), CY, answers(at(1), true)),
        (at(4), CY, answers(at(1), false)),
        (at(5), BO, gives_up(at(2))),
        (at(6), CY, ready_until(at(2), 40)),
    ];
    let mut orders = vec![Vec::new()];
    for index in 0..acts.len() {
        orders = orders
            .into_iter()
            .flat_map(|order: Vec<usize>| {
                (0..=order.len()).map(move |place| {
                    let mut longer = order.clone();
                    longer.insert(place, index);
                    longer
                })
            })
            .collect();
    }
    assert_eq!(orders.len(), 720);
    let mut states = BTreeSet::new();
    for order in orders {
        let mut lending = Lending::default();
        for index in order {
            let (position, by, act) = acts[index].clone();
            lending.insert(position, by, act);
        }
        states.insert(state(&lending));
    }
    assert_eq!(states.len(), 1);
}

/// How many of ten are free from 10 to 20, when others have some: each from, to, how many.
fn free(others: &[(i64, i64, u32)]) -> u32 {
    let used = |start, end, units| {
        let during = Occurrence { start: Timestamp(start), end: Timestamp(end) };
        Use { units, during }
    };
    let fit = |units: &u32| {
        let others = others.iter().map(|(start, end, units)| used(*start, *end, *units));
        fits(10, used(10, 20, *units), others)
    };
    (1..=10).take_while(fit).last().unwrap_or(0)
}

#[test]
fn a_pool_has_free_what_is_free_all_the_while() {
    // Nothing, the very same time, and what only touches.
    assert_eq!((free(&[]), free(&[(10, 20, 3)]), free(&[(0, 10, 9), (20, 30, 9)])), (10, 7, 10));
    // Over one end, over the other, around it all, and inside.
    assert_eq!((free(&[(5, 12, 4)]), free(&[(18, 25, 4)])), (6, 6));
    assert_eq!((free(&[(5, 25, 4)]), free(&[(12, 15, 4)])), (6, 6));
    // Several inside: one after the other they share, at once they add up.
    assert_eq!(free(&[(11, 13, 4), (13, 15, 5), (16, 18, 3)]), 5);
    assert_eq!(free(&[(11, 14, 4), (13, 15, 5), (16, 18, 3)]), 1);
    assert_eq!(free(&[(5, 14, 4), (13, 25, 6)]), 0);
    // More was promised than there is: nothing is free, and nothing goes wrong.
    assert_eq!(free(&[(5, 14, 8), (13, 25, 6)]), 0);
}
