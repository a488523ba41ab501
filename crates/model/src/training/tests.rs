//! Trainings: every order of the same acts is one state, and an ending beats what did not know it.

use proptest::prelude::*;

use super::*;
use crate::id::EntryId;

const STEWARD: MemberId = MemberId(EntryId([1; 32]));
const ANA: MemberId = MemberId(EntryId([2; 32]));
const BO: MemberId = MemberId(EntryId([3; 32]));
const NOW: Timestamp = Timestamp(1_000);

fn at(lamport: u8) -> Position {
    Position { lamport: lamport.into(), entry: EntryId([lamport; 32]), index: 0 }
}

fn id(lamport: u8) -> TrainingId {
    named(&at(lamport))
}

fn laser() -> Scope {
    Scope::category("Laser")
}

fn give(member: MemberId, by: Option<u8>, lifts: &[u8]) -> TrainingAct {
    TrainingAct::Give(GiveTraining {
        member,
        of: laser(),
        at: Timestamp(1),
        until: None,
        by: by.map(id),
        lifts: lifts.iter().copied().map(id).collect(),
        more: Vec::new(),
    })
}

fn end(member: MemberId, by: Option<u8>) -> TrainingAct {
    let (of, by, at) = (laser(), by.map(id), Timestamp(2));
    TrainingAct::End(EndTraining { member, of, at, by, more: Vec::new() })
}

fn name(member: MemberId, lifts: &[u8]) -> TrainingAct {
    let lifts = lifts.iter().copied().map(id).collect();
    TrainingAct::Name(NameTrainer {
        member,
        of: laser(),
        at: Timestamp(1),
        lifts,
        more: Vec::new(),
    })
}

fn unname(member: MemberId, keeps: &[u8]) -> TrainingAct {
    let keeps = keeps.iter().copied().map(id).collect();
    TrainingAct::Unname(EndTrainer {
        member,
        of: laser(),
        at: Timestamp(2),
        keeps,
        more: Vec::new(),
    })
}

fn fold(acts: &[(u8, MemberId, TrainingAct)]) -> Trainings {
    let mut all = Trainings::default();
    all.extend(acts.iter().map(|(lamport, by, act)| (at(*lamport), *by, act.clone())));
    all
}

#[track_caller]
fn check(acts: &[(u8, MemberId, TrainingAct)], holds: bool) {
    assert_eq!(fold(acts).holds(&BO, &laser(), NOW), holds);
}

#[test]
fn an_ending_beats_a_training_that_did_not_know_of_it_wherever_either_sorts() {
    let (given, ended) = (give(BO, None, &[]), end(BO, None));
    check(&[(1, STEWARD, given.clone())], true);
    check(&[(1, STEWARD, given.clone()), (2, STEWARD, ended.clone())], false);
    check(&[(1, STEWARD, ended.clone()), (2, STEWARD, given)], false);
    check(&[(1, STEWARD, ended.clone()), (2, STEWARD, give(BO, None, &[1]))], true);
    // Two endings at once: who knew of one only does not lift the other.
    check(
        &[(1, STEWARD, ended.clone()), (2, ANA, ended), (3, STEWARD, give(BO, None, &[1]))],
        false,
    );
}

#[test]
fn a_trainer_trains_for_what_they_were_named_for_and_nothing_else() {
    let (named, given) = (name(ANA, &[]), give(BO, Some(1), &[]));
    check(&[(1, STEWARD, named.clone()), (2, ANA, given.clone())], true);
    check(&[(1, STEWARD, named.clone()), (2, BO, given.clone())], false);
    check(&[(2, ANA, given.clone())], false);
    let other = TrainingAct::Name(NameTrainer {
        member: ANA,
        of: Scope::category("Forge"),
        at: Timestamp(1),
        lifts: Vec::new(),
        more: Vec::new(),
    });
    check(&[(1, STEWARD, other), (2, ANA, given)], false);
    assert!(fold(&[(1, STEWARD, named)]).trainer(&ANA, &laser()).is_some());
}

#[test]
fn what_a_former_trainer_said_unknown_to_whoever_ended_it_falls() {
    let (named, given) = (name(ANA, &[]), give(BO, Some(1), &[]));
    let acts = |keeps: &[u8]| {
        [(1, STEWARD, named.clone()), (2, ANA, given.clone()), (3, STEWARD, unname(ANA, keeps))]
    };
    check(&acts(&[2]), true);
    check(&acts(&[]), false);
    assert!(fold(&acts(&[2])).trainer(&ANA, &laser()).is_none());
    let again = [acts(&[]).to_vec(), vec![(4, STEWARD, name(ANA, &[3]))]].concat();
    assert!(fold(&again).trainer(&ANA, &laser()).is_some());
    // What rests on the former naming does not come back with the new one.
    check(&again, false);
}

#[test]
fn a_training_runs_out_by_itself() {
    let TrainingAct::Give(mut given) = give(BO, None, &[]) else { panic!("a training") };
    given.until = Some(NOW);
    let all = fold(&[(1, STEWARD, TrainingAct::Give(given))]);
    assert!(all.holds(&BO, &laser(), Timestamp(999)) && !all.holds(&BO, &laser(), NOW));
    assert_eq!(all.held(&BO, &laser()).count(), 1);
}

#[test]
fn whoever_was_admitted_twice_holds_what_either_name_was_given() {
    let mut all = fold(&[(1, STEWARD, give(ANA, None, &[]))]);
    all.know_as([(ANA, BO)].into_iter());
    assert!(all.holds(&BO, &laser(), NOW) && all.holds(&ANA, &laser(), NOW));
    all.extend([(at(2), STEWARD, end(BO, None))]);
    assert!(!all.holds(&ANA, &laser(), NOW));
}

fn acts() -> impl Strategy<Value = Vec<(u8, MemberId, TrainingAct)>> {
    let member = prop_oneof![Just(STEWARD), Just(ANA), Just(BO)];
    let ids = proptest::collection::vec(1..12_u8, 0..3);
    let one = (0..4_u8, member.clone(), member, proptest::option::of(1..12_u8), ids);
    proptest::collection::vec(one, 1..12).prop_map(|all| {
        let act = |(kind, by, of, resting, ids): (u8, MemberId, MemberId, Option<u8>, Vec<u8>)| {
            let act = match kind {
                0 => give(of, resting, &ids),
                1 => end(of, resting),
                2 => name(of, &ids),
                _ => unname(of, &ids),
            };
            (by, act)
        };
        let numbered = (1..).zip(all.into_iter().map(act));
        numbered.map(|(number, (by, act))| (number, by, act)).collect()
    })
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_give_the_same_bytes(
        (acts, shuffled) in acts().prop_flat_map(|acts| (Just(acts.clone()), Just(acts).prop_shuffle()))
    ) {
        let bytes = |all: &Trainings| {
            let mut bytes = Vec::new();
            all.write_state(&mut |part| bytes.extend_from_slice(part));
            bytes
        };
        let mut one_by_one = Trainings::default();
        for (lamport, by, act) in shuffled.iter().chain(&acts) {
            one_by_one.extend([(at(*lamport), *by, act.clone())]);
        }
        prop_assert_eq!(bytes(&one_by_one), bytes(&fold(&acts)));
        prop_assert_eq!(&one_by_one, &fold(&acts));
    }

    #[test]
    fn nobody_holds_what_an_ending_by_a_steward_that_nothing_names_ended(acts in acts()) {
        let with = [acts, vec![(99, STEWARD, end(BO, None))]].concat();
        prop_assert!(!fold(&with).holds(&BO, &laser(), NOW));
    }
}
