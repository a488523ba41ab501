//! Whoever keeps an item, and what they do as its keeper.

use super::*;
use crate::{
    act::{NameKeeper, as_keeper},
    id::KeepingId,
};

const CY: MemberId = MemberId(EntryId([3; 32]));

fn names(keeper: Option<MemberId>) -> LendingAct {
    LendingAct::Keeper(NameKeeper { item: drill(), keeper, at: Timestamp(1), more: Vec::new() })
}

fn keeping(position: Position) -> KeepingId {
    KeepingId { entry: position.entry, index: position.index }
}

fn lends_as(named: Position, to: MemberId) -> LendingAct {
    let LendingAct::HandOver(act) = hand_over(1, 1, to) else { panic!("a hand-over") };
    LendingAct::HandOver(HandOver { more: vec![as_keeper(keeping(named))], ..act })
}

fn asks() -> LendingAct {
    let (item, units, at) = (drill(), 1, Timestamp(5));
    LendingAct::Request(RequestLoan { item, units, at, due: None, more: Vec::new() })
}

fn grants_as(named: Position, request: Position) -> LendingAct {
    let (item, request) = (drill(), request.request());
    let more = vec![as_keeper(keeping(named))];
    LendingAct::Answer(AnswerRequest { item, request, granted: true, more })
}

#[test]
fn a_keeper_lends_and_nobody_else_in_their_name() {
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, names(Some(BO)));
    lending.insert(at(2), CY, lends_as(at(1), CY));
    assert_eq!(lending.item(&drill()).unwrap().out(), 0);
    assert_eq!(lending.item(&drill()).unwrap().pointless(), [(at(2), Pointless::NoKeeper)]);
    lending.insert(at(3), BO, lends_as(at(1), CY));
    assert_eq!(lending.item(&drill()).unwrap().out(), 1);
    // What names nobody a keeper, or another item's, makes nobody one.
    lending.insert(at(4), BO, lends_as(at(9), CY));
    assert_eq!(lending.item(&drill()).unwrap().out(), 1);
}

#[test]
fn what_a_keeper_handed_over_stays_out_and_their_answers_end_with_their_time() {
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, names(Some(BO)));
    lending.insert(at(2), CY, asks());
    lending.insert(at(4), BO, grants_as(at(1), at(2)));
    lending.insert(at(5), BO, lends_as(at(1), ANA));
    let standing = |lending: &Lending| lending.request(&at(2).request()).unwrap().standing;
    assert_eq!(standing(&lending), RequestStanding::Granted(BO));
    // Somebody else was named meanwhile, at a point before both.
    lending.insert(at(3), ANA, names(Some(CY)));
    assert_eq!(standing(&lending), RequestStanding::Waiting);
    assert_eq!(lending.item(&drill()).unwrap().out(), 1, "it is out, whoever is the keeper");
    let keepers: Vec<_> =
        lending.item(&drill()).unwrap().keepers().iter().map(|one| one.keeper).collect();
    assert_eq!(keepers, [Some(BO), Some(CY)]);
}

#[test]
fn keepers_come_to_the_same_in_every_order() {
    let acts = [
        (at(1), ANA, names(Some(BO))),
        (at(2), CY, asks()),
        (at(3), BO, grants_as(at(1), at(2))),
        (at(4), ANA, names(None)),
        (at(5), BO, lends_as(at(1), CY)),
    ];
    let mut states = BTreeSet::new();
    for first in 0..acts.len() {
        for step in 1..acts.len() {
            let mut lending = Lending::default();
            for turn in 0..acts.len() {
                let (position, by, act) = acts[(first + turn * step) % acts.len()].clone();
                lending.insert(position, by, act);
            }
            states.insert(state(&lending));
        }
    }
    assert_eq!(states.len(), 1);
}
