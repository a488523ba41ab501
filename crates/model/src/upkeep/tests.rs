//! Tests of how things are.

use proptest::prelude::*;

use super::*;
use crate::{
    act::{NoteCondition, Return, TakeStock, taking_back, telling},
    id::LocalId,
};

const ANA: MemberId = MemberId(EntryId([1; 32]));
const BO: MemberId = MemberId(EntryId([2; 32]));
const NOW: Timestamp = Timestamp(64);

fn drill() -> ItemId {
    ItemId::common(LocalId([3; 16]))
}

fn at(lamport: u64) -> Position {
    Position { lamport, entry: EntryId([lamport as u8; 32]), index: 0 }
}

fn told(condition: Condition) -> Told {
    Told { condition, missing: Vec::new(), note: String::new(), photo: None }
}

fn notes(condition: Condition) -> Known {
    let (item, told) = (drill(), told(condition));
    Known::NoteCondition(NoteCondition { item, told, at: NOW, more: Vec::new() })
}

fn moves(delta: i64) -> Known {
    let (item, why, note) = (drill(), StockWhy::Used, String::new());
    Known::MoveStock(MoveStock { item, delta, why, at: NOW, note, more: Vec::new() })
}

fn opens(units: u32) -> Known {
    Known::OpenRepair(open_repair(drill(), units, 9, "belt", NOW).unwrap())
}

fn tells(repair: Position, stage: RepairStage, cents: u64) -> Known {
    let repair = RepairId { entry: repair.entry, index: 0 };
    let (item, note) = (drill(), String::new());
    Known::TellRepair(TellRepair { item, repair, stage, at: NOW, note, cents, more: Vec::new() })
}

fn looked(seen: bool) -> Known {
    let (there, not) = if seen { (vec![drill()], vec![]) } else { (vec![], vec![drill()]) };
    let more = Vec::new();
    Known::TakeStock(TakeStock { place: None, seen: there, missing: not, at: NOW, more })
}

fn folded(acts: &[(u64, MemberId, Known)]) -> ItemUpkeep {
    let mut upkeep = Upkeep::default();
    upkeep.extend(acts.iter().map(|(lamport, by, act)| (at(*lamport), *by, act.clone())));
    upkeep.item(&drill()).cloned().unwrap_or_default()
}

#[test]
fn two_movements_that_did_not_know_of_each_other_add_up() {
    let mut here = Upkeep::default();
    here.extend([(at(1), ANA, moves(10)), (at(2), ANA, moves(-4))]);
    let mut there = Upkeep::default();
    there.extend([(at(1), ANA, moves(10)), (at(3), BO, moves(-8))]);
    here.extend([(at(3), BO, moves(-8))]);
    there.extend([(at(2), ANA, moves(-4))]);
    assert_eq!(here, there);
    // More was used than there was: that is so, and is shown.
    assert_eq!(here.item(&drill()).unwrap().stock(), -2);
}

#[test]
fn a_repair_blocks_as_many_as_it_names_until_it_is_done() {
    let mut acts = vec![(1, BO, opens(2)), (2, ANA, opens(1))];
    assert_eq!(folded(&acts).broken(), 3);
    acts.push((3, ANA, tells(at(1), RepairStage::Parts, 1200)));
    acts.push((4, ANA, tells(at(1), RepairStage::Resolved, 300)));
    acts.push((5, ANA, tells(at(9), RepairStage::Resolved, 1)));
    let upkeep = folded(&acts);
    assert_eq!((upkeep.broken(), upkeep.repairs()[0].cents()), (1, 1500));
    // The last word holds: somebody who did not know that it was done goes on mending.
    acts.push((6, BO, tells(at(1), RepairStage::Repairing, 0)));
    assert_eq!(folded(&acts).broken(), 3);
}

#[test]
fn a_repair_that_is_done_is_not_told_on() {
    let upkeep = folded(&[(1, BO, opens(1)), (2, ANA, tells(at(1), RepairStage::Retired, 0))]);
    let again = tell_repair(&upkeep.repairs()[0], RepairStage::Parts, "", 0, NOW);
    assert_eq!(again, Err(Refusal::Ended));
    assert_eq!(open_repair(drill(), 3, 2, "", NOW), Err(Refusal::Units(2)));
    assert_eq!(care(drill(), &"x".repeat(1_001), 0, NOW), Err(Refusal::TooLong));
}

#[test]
fn what_is_seen_is_not_missing_any_more() {
    let mut acts = vec![(1, ANA, notes(Condition::Worn)), (2, ANA, notes(Condition::Missing))];
    assert_eq!(folded(&acts).condition(), Some(Condition::Missing));
    acts.push((3, BO, looked(true)));
    assert_eq!(folded(&acts).condition(), Some(Condition::Worn));
    acts.push((4, BO, looked(false)));
    assert_eq!(folded(&acts).condition(), Some(Condition::Missing));
    acts.push((5, BO, notes(Condition::Good)));
    assert_eq!(folded(&acts).condition(), Some(Condition::Good));
}

#[test]
fn what_a_return_told_goes_with_it_when_it_is_taken_back() {
    let loan = at(1).loan();
    let back = |more| Known::Return(Return { item: drill(), loan, units: 1, at: NOW, more });
    let mut acts = vec![(2, BO, back(vec![telling(&told(Condition::Damaged))]))];
    let upkeep = folded(&acts);
    assert_eq!(upkeep.reports()[0].occasion, Occasion::Return(loan));
    acts.push((3, BO, back(taking_back(at(2).entry))));
    assert_eq!(folded(&acts).condition(), None);
}

#[test]
fn a_count_corrects_by_what_is_known_and_says_nothing_where_it_fits() {
    let counted = |amount, stock| {
        let moved = move_stock(drill(), StockWhy::Counted, amount, stock, "", NOW);
        moved.map(|moved| moved.map(|moved| moved.delta))
    };
    assert_eq!(counted(7, 10), Ok(Some(-3)));
    assert_eq!(counted(0, -2), Ok(Some(2)));
    assert_eq!(counted(4, 4), Ok(None));
    let none = move_stock(drill(), StockWhy::Used, 0, 4, "", NOW);
    assert_eq!(none, Err(Refusal::Units(MOST_PIECES)));
    let used = move_stock(drill(), StockWhy::Used, 9, 4, "", NOW).unwrap();
    assert_eq!(used.map(|moved| moved.delta), Some(-9));
}

use crate::inventory::MOST_PIECES;

fn any_act() -> impl Strategy<Value = Known> {
    prop_oneof![
        prop_oneof![
            Just(Condition::Good),
            Just(Condition::Damaged),
            Just(Condition::Missing),
            Just(Condition::Incomplete)
        ]
        .prop_map(notes),
        (1..4_u32).prop_map(opens),
        (1..9_u64, 0..5_usize).prop_map(|(repair, stage)| {
            let stages = [
                RepairStage::Assess,
                RepairStage::Parts,
                RepairStage::Repairing,
                RepairStage::Resolved,
                RepairStage::Retired,
            ];
            tells(at(repair), stages[stage], repair)
        }),
        (-9..9_i64).prop_map(moves),
        any::<bool>().prop_map(looked),
    ]
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_come_to_the_same(
        acts in prop::collection::vec((any_act(), any::<bool>()), 1..12),
        seed in any::<u64>(),
    ) {
        let acts: Vec<(Position, MemberId, Known)> = (1..)
            .zip(&acts)
            .map(|(lamport, (act, ana))| (at(lamport), if *ana { ANA } else { BO }, act.clone()))
            .collect();
        let mut straight = Upkeep::default();
        straight.extend(acts.clone());
        let mut shuffled = acts.clone();
        let length = shuffled.len();
        for index in 0..length {
            shuffled.swap(index, (seed as usize).wrapping_mul(index + 7) % length);
        }
        let mut other = Upkeep::default();
        for act in shuffled.iter().chain(&acts) {
            other.extend([act.clone()]);
        }
        let state = |upkeep: &Upkeep| {
            let mut bytes = Vec::new();
            upkeep.write_state(&mut |part| bytes.extend_from_slice(part));
            bytes
        };
        prop_assert_eq!(state(&straight), state(&other));
        prop_assert_eq!(straight, other);
    }
}
