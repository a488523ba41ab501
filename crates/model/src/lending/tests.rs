//! Tests of loans and of what people ask for.

use proptest::prelude::*;

use super::*;
use crate::{act::taking_back, id::LocalId};

mod keeping;
mod queue;

const ANA: MemberId = MemberId(EntryId([1; 32]));
const BO: MemberId = MemberId(EntryId([2; 32]));

fn drill() -> ItemId {
    ItemId::common(LocalId([3; 16]))
}

fn at(lamport: u64) -> Position {
    Position { lamport, entry: EntryId([lamport as u8; 32]), index: 0 }
}

fn hand_over(units: u32, capacity: u32, to: MemberId) -> LendingAct {
    LendingAct::HandOver(HandOver {
        item: drill(),
        units,
        capacity,
        to,
        since: Timestamp(0),
        due: Some(Timestamp(10)),
        more: Vec::new(),
    })
}

fn back(loan: Position, units: u32) -> LendingAct {
    LendingAct::Return(Return {
        item: drill(),
        loan: loan.loan(),
        units,
        at: Timestamp(5),
        more: Vec::new(),
    })
}

#[test]
fn a_loan_goes_out_and_comes_back_in_parts() {
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(3, 4, BO));
    lending.insert(at(2), ANA, back(at(1), 1));
    let loan = lending.loan(&at(1).loan()).unwrap();
    assert_eq!((loan.out(), loan.disputed), (2, false));
    assert!(loan.overdue(Timestamp(11)) && !loan.overdue(Timestamp(10)));
    lending.insert(at(3), BO, back(at(1), 5));
    assert_eq!(lending.loan(&at(1).loan()).unwrap().out(), 0);
}

#[test]
fn a_return_or_a_hand_over_that_was_taken_back_leaves_the_loan_as_it_was() {
    let taking = |at: Position, act: LendingAct| match act {
        LendingAct::HandOver(mut act) => {
            act.more = taking_back(at.entry);
            LendingAct::HandOver(act)
        }
        LendingAct::Return(mut act) => {
            act.more = taking_back(at.entry);
            LendingAct::Return(act)
        }
        other => other,
    };
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(1, 1, BO));
    let out = lending.clone();
    let is_as = |lending: &Lending, of: &Lending| {
        let loan = |lending: &Lending| lending.loan(&at(1).loan()).cloned();
        loan(lending) == loan(of) && lending.loans().count() == 1
    };
    lending.insert(at(2), BO, back(at(1), 1));
    lending.insert(at(3), BO, taking(at(2), hand_over(1, 1, BO)));
    assert!(is_as(&lending, &out));
    lending.insert(at(4), ANA, taking(at(1), back(at(1), 1)));
    assert!(lending.loan(&at(1).loan()).unwrap().cancelled);
    lending.insert(at(5), ANA, taking(at(4), hand_over(1, 1, BO)));
    assert!(is_as(&lending, &out));
    lending.insert(at(6), ANA, taking(at(5), back(at(1), 1)));
    assert!(lending.loan(&at(1).loan()).unwrap().cancelled);
}

#[test]
fn two_hand_overs_of_one_drill_are_both_kept_and_the_later_is_disputed() {
    let mut lending = Lending::default();
    lending.insert(at(2), BO, hand_over(1, 1, BO));
    lending.insert(at(1), ANA, hand_over(1, 1, ANA));
    let loans = lending.item(&drill()).unwrap();
    let disputed: Vec<bool> = loans.loans().iter().map(|loan| loan.disputed).collect();
    assert_eq!((disputed, loans.out()), (vec![false, true], 2));
}

#[test]
fn returning_twice_is_pointless_and_said() {
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(1, 1, BO));
    lending.insert(at(2), ANA, back(at(1), 1));
    lending.insert(at(3), BO, back(at(1), 1));
    lending.insert(at(4), BO, back(at(9), 1));
    assert_eq!(
        lending.item(&drill()).unwrap().pointless(),
        [(at(3), Pointless::AlreadyBack), (at(4), Pointless::UnknownLoan)]
    );
}

fn wish(units: u32, due: i64) -> Wish {
    Wish { item: drill(), units, to: BO, since: Timestamp(5), due: Some(Timestamp(due)) }
}

#[test]
fn lends_only_what_is_here_and_not_into_the_past() {
    assert!(wish(2, 9).decide(3, 1).is_ok());
    assert_eq!(wish(2, 9).decide(3, 2), Err(Refusal::NotEnough { available: 1 }));
    assert_eq!(wish(0, 9).decide(3, 0), Err(Refusal::NoUnits));
    assert_eq!(wish(1, 5).decide(3, 0), Err(Refusal::DueBeforeStart));
}

#[test]
fn comes_back_on_the_day_that_is_said_but_not_before_it_went_nor_later_than_now() {
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(2, 4, BO));
    let loan = lending.loan(&at(1).loan()).unwrap();
    let since = loan.since.0;
    let on = |start, end, now| {
        let day = (Timestamp(since + start), Timestamp(since + end));
        came_back(loan, day, Timestamp(since + now)).map(|back| back.0 - since)
    };
    assert_eq!(on(100, 200, 900), Ok(150), "about the middle of that day");
    assert_eq!(on(-80, 20, 900), Ok(0), "the day on which it went");
    assert_eq!(on(-20, 80, 10), Ok(10), "today");
    assert_eq!(on(-90, -10, 900), Err(Refusal::NotBackThen));
    assert_eq!(on(100, 200, 90), Err(Refusal::NotBackThen));
    let yesterday = (Timestamp(10), Timestamp(20));
    assert_eq!(handed_over(yesterday, Timestamp(90)), Ok(Timestamp(15)));
    assert_eq!(handed_over(yesterday, Timestamp(12)), Ok(Timestamp(12)));
    assert_eq!(handed_over(yesterday, Timestamp(9)), Err(Refusal::NotYet));
    let ever = (Timestamp(i64::MIN), Timestamp(i64::MAX));
    assert_eq!(came_back(loan, ever, Timestamp(i64::MAX)).unwrap(), loan.since);
    // The rest of it comes back no earlier than what came back already.
    let part =
        Return { at: Timestamp(since + 500), ..give_back(loan, Some(1), loan.since).unwrap() };
    lending.insert(at(2), ANA, LendingAct::Return(part));
    let loan = lending.loan(&at(1).loan()).unwrap();
    let on = |start, end| {
        came_back(loan, (Timestamp(since + start), Timestamp(since + end)), Timestamp(since + 900))
    };
    assert_eq!(on(100, 200), Err(Refusal::NotBackThen));
    assert_eq!(on(300, 600), Ok(Timestamp(since + 500)));
}

#[test]
fn gives_back_at_most_what_is_out() {
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(2, 4, BO));
    let loan = lending.loan(&at(1).loan()).unwrap();
    assert_eq!(give_back(loan, None, Timestamp(6)).unwrap().units, 2);
    assert_eq!(give_back(loan, Some(3), Timestamp(6)), Err(Refusal::MoreThanOut { out: 2 }));
    assert_eq!(give_back(loan, Some(0), Timestamp(6)), Err(Refusal::NoUnits));
    lending.insert(at(2), ANA, back(at(1), 2));
    let loan = lending.loan(&at(1).loan()).unwrap();
    assert_eq!(give_back(loan, None, Timestamp(6)), Err(Refusal::NothingOut));
}

fn state(lending: &Lending) -> Vec<u8> {
    let mut bytes = Vec::new();
    lending.write_state(&mut |part| bytes.extend_from_slice(part));
    bytes
}

proptest! {
    #[test]
    fn any_order_and_any_repetition_give_the_same_state(
        plan in prop::collection::vec((0_u8..9, 1_u32..4, 0_u64..12), 1..24),
        seed in any::<u64>(),
    ) {
        let acts: Vec<(Position, MemberId, LendingAct)> = plan
            .iter()
            .enumerate()
            .map(|(index, (kind, units, target))| {
                let to = at(target + 1);
                let act = match kind {
                    0 | 1 => hand_over(*units, 3, BO),
                    2 | 3 => back(to, *units),
                    4 => asking(*units),
                    5 => answering(to, *units > 1),
                    6 => withdrawing(to),
                    7 => extending(to, i64::from(*units) * 10),
                    _ => lost(to, *units > 1),
                };
                (at(index as u64 + 1), ANA, act)
            })
            .collect();
        let mut in_order = Lending::default();
        in_order.extend(acts.iter().cloned());
        let mut shuffled = Lending::default();
        let mut random = seed | 1;
        let mut rest = [acts.clone(), acts].concat();
        while !rest.is_empty() {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let (position, author, act) = rest.swap_remove(random as usize % rest.len());
            shuffled.insert(position, author, act);
        }
        prop_assert_eq!(state(&in_order), state(&shuffled));
    }
}

fn asking(units: u32) -> LendingAct {
    let (item, at, more) = (drill(), Timestamp(1), Vec::new());
    LendingAct::Request(RequestLoan { item, units, at, due: None, more })
}

fn answering(to: Position, granted: bool) -> LendingAct {
    let (item, request, more) = (drill(), to.request(), Vec::new());
    LendingAct::Answer(AnswerRequest { item, request, granted, more })
}

fn withdrawing(from: Position) -> LendingAct {
    let (item, request, more) = (drill(), from.request(), Vec::new());
    LendingAct::Withdraw(WithdrawRequest { item, request, more })
}

fn extending(loan: Position, due: i64) -> LendingAct {
    let (item, loan, due, more) = (drill(), loan.loan(), Some(Timestamp(due)), Vec::new());
    LendingAct::Extend(ExtendLoan { item, loan, due, more })
}

fn lost(loan: Position, lost: bool) -> LendingAct {
    let (item, loan, at, more) = (drill(), loan.loan(), Timestamp(9), Vec::new());
    LendingAct::Lost(MarkLost { item, loan, lost, at, more })
}

#[test]
fn whoever_asked_first_is_first_in_line_and_a_granted_request_before_others() {
    let mut lending = Lending::default();
    lending.insert(at(3), ANA, asking(1));
    lending.insert(at(2), BO, asking(1));
    let line = |lending: &Lending| -> Vec<MemberId> {
        lending.item(&drill()).unwrap().line(Timestamp(10)).iter().map(|one| one.by).collect()
    };
    assert_eq!(line(&lending), [BO, ANA]);
    lending.insert(at(4), BO, answering(at(3), true));
    assert_eq!(line(&lending), [ANA, BO]);
    lending.insert(at(5), BO, withdrawing(at(2)));
    assert_eq!(line(&lending), [ANA]);
    // Handing over ends the request, for whom it was.
    let LendingAct::HandOver(mut over) = hand_over(1, 1, ANA) else { panic!("a hand-over") };
    over.more = vec![crate::act::answering(at(3).request())];
    lending.insert(at(6), BO, LendingAct::HandOver(over));
    let loans = lending.item(&drill()).unwrap();
    assert_eq!(loans.requests()[1].standing, RequestStanding::HandedOver(at(6).loan()));
    assert!(loans.line(Timestamp(10)).is_empty());
}

#[test]
fn nobody_ends_the_request_of_another_and_what_has_ended_stays_so() {
    let mut lending = Lending::default();
    lending.insert(at(1), BO, asking(1));
    lending.insert(at(2), ANA, withdrawing(at(1)));
    lending.insert(at(3), BO, withdrawing(at(1)));
    lending.insert(at(4), ANA, answering(at(1), true));
    lending.insert(at(5), ANA, answering(at(9), true));
    let loans = lending.item(&drill()).unwrap();
    assert_eq!(loans.requests()[0].standing, RequestStanding::Withdrawn);
    let why: Vec<Pointless> = loans.pointless().iter().map(|(_, why)| *why).collect();
    assert_eq!(why, [Pointless::NotTheirs, Pointless::NotTheirs, Pointless::UnknownRequest]);
}

#[test]
fn a_loan_is_kept_longer_unless_somebody_waits_and_what_is_lost_is_found_by_coming_back() {
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(1, 1, BO));
    let now = Timestamp(5);
    let kept = |lending: &Lending, due: i64| {
        let loan = lending.loan(&at(1).loan()).unwrap();
        extend(loan, lending.item(&drill()), Some(Timestamp(due)), now).map(|_| ())
    };
    assert_eq!((kept(&lending, 20), kept(&lending, 5)), (Ok(()), Err(Refusal::DueInPast)));
    lending.insert(at(2), BO, extending(at(1), 20));
    let loan = lending.loan(&at(1).loan()).unwrap();
    assert_eq!((loan.due, loan.extensions.len()), (Some(Timestamp(20)), 1));
    assert_eq!(loan.extensions[0].1, Some(Timestamp(10)));
    lending.insert(at(3), ANA, asking(1));
    assert_eq!(kept(&lending, 30), Err(Refusal::SomebodyWaits(ANA)));
    // Shorter is nobody's loss.
    assert_eq!(kept(&lending, 15), Ok(()));
    lending.insert(at(4), BO, lost(at(1), true));
    assert_eq!(lending.loan(&at(1).loan()).unwrap().lost, Some(Timestamp(9)));
    lending.insert(at(5), BO, back(at(1), 1));
    assert_eq!(lending.loan(&at(1).loan()).unwrap().lost, None);
    assert_eq!(kept(&lending, 15), Err(Refusal::NothingOut));
}

#[test]
fn asks_once_for_what_there_is() {
    let mut lending = Lending::default();
    let ask = |units, due: Option<i64>| Ask {
        item: drill(),
        units,
        at: Timestamp(5),
        due: due.map(Timestamp),
    };
    assert!(ask(2, None).decide(BO, 2, None).is_ok());
    assert_eq!(ask(0, None).decide(BO, 2, None), Err(Refusal::NoUnits));
    assert_eq!(ask(3, None).decide(BO, 2, None), Err(Refusal::NotEnough { available: 2 }));
    assert_eq!(ask(1, Some(5)).decide(BO, 2, None), Err(Refusal::DueInPast));
    lending.insert(at(1), BO, asking(1));
    let loans = lending.item(&drill());
    assert_eq!(ask(1, None).decide(BO, 2, loans), Err(Refusal::AskedAlready));
    assert!(ask(1, None).decide(ANA, 2, loans).is_ok());
    let request = &loans.unwrap().requests()[0];
    assert_eq!(withdraw(request, ANA), Err(Refusal::NotTheirs));
    assert!(withdraw(request, BO).is_ok() && answer(request, false, None, Timestamp(5)).is_ok());
}

/// Every order in which things may arrive.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let shorter = orders(count - 1);
    let put = |place: usize| {
        shorter.iter().map(move |order| {
            let mut order = order.clone();
            order.insert(place, count - 1);
            order
        })
    };
    (0..count).flat_map(put).collect()
}

#[test]
fn request_grant_refuse_withdraw_hand_over_extend_and_return_in_any_order_come_to_one_state() {
    let LendingAct::HandOver(mut over) = hand_over(1, 1, BO) else { panic!("a hand-over") };
    over.more = vec![crate::act::answering(at(1).request())];
    let acts = [
        (at(1), BO, asking(1)),
        (at(2), ANA, answering(at(1), true)),
        (at(3), ANA, answering(at(1), false)),
        (at(4), BO, withdrawing(at(1))),
        (at(5), ANA, LendingAct::HandOver(over)),
        (at(6), BO, extending(at(5), 40)),
        (at(7), ANA, back(at(5), 1)),
    ];
    let mut states: Vec<Vec<u8>> = orders(acts.len())
        .into_iter()
        .map(|order| {
            let mut lending = Lending::default();
            for at in order {
                let (position, author, act) = acts[at].clone();
                lending.insert(position, author, act);
            }
            state(&lending)
        })
        .collect();
    assert_eq!(states.len(), 5040);
    states.dedup();
    assert_eq!(states.len(), 1);
}

fn of_kit(kit: u16, to: MemberId) -> LendingAct {
    match hand_over(1, 1, to) {
        LendingAct::HandOver(mut act) => {
            act.item = ItemId::common(LocalId([9; 16]));
            act.more.push(crate::act::part_of(kit));
            LendingAct::HandOver(act)
        }
        other => other,
    }
}

#[test]
fn what_went_out_with_a_kit_is_found_with_it_and_counts_with_it() {
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(1, 1, BO));
    let part = Position { index: 1, ..at(1) };
    lending.insert(part, ANA, of_kit(0, BO));
    lending.insert(at(2), ANA, of_kit(7, BO));
    let parts: Vec<LoanId> = lending.parts_of(at(1).loan()).map(|loan| loan.id).collect();
    assert_eq!(parts, [part.loan()]);
    assert_eq!((lending.held(|who| *who == BO), lending.held(|who| *who == ANA)), (1, 0));
}

#[test]
fn both_sides_sign_and_neither_for_the_other() {
    let sign = |by: MemberId, lending: &mut Lending, lamport| {
        let item = drill();
        let act = Acknowledge { item, loan: at(1).loan(), more: Vec::new() };
        lending.insert(at(lamport), by, LendingAct::Acknowledge(act));
        let loan = lending.loan(&at(1).loan()).unwrap();
        (loan.received, loan.back.map(|(_, signed)| signed))
    };
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(1, 1, BO));
    assert_eq!(acknowledge(lending.loan(&at(1).loan()).unwrap(), ANA), Err(Refusal::NotTheirs));
    assert_eq!(sign(ANA, &mut lending, 2), (false, None));
    assert_eq!(sign(BO, &mut lending, 3), (true, None));
    assert_eq!(acknowledge(lending.loan(&at(1).loan()).unwrap(), BO), Err(Refusal::Signed));
    lending.insert(at(4), BO, back(at(1), 1));
    assert_eq!(sign(BO, &mut lending, 5), (true, Some(false)));
    assert_eq!(sign(ANA, &mut lending, 6), (true, Some(true)));
}

#[test]
fn no_more_of_a_deposit_goes_back_than_is_held() {
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(1, 1, BO));
    let amount = |text| crate::attribute::Amount::parse(text).unwrap();
    let held = |lending: &Lending| lending.loan(&at(1).loan()).unwrap().clone();
    let note =
        |lending: &Lending, what, text| note_money(&held(lending), what, amount(text), at_five());
    let back = note(&lending, MoneyFor::DepositBack, "1");
    assert_eq!(back, Err(Refusal::NoDeposit { held: 0 }));
    let taken = note(&lending, MoneyFor::Deposit, "20").unwrap();
    lending.insert(at(2), ANA, LendingAct::Money(taken));
    let back = note(&lending, MoneyFor::DepositBack, "5").unwrap();
    lending.insert(at(3), ANA, LendingAct::Money(back));
    assert_eq!(held(&lending).deposit().get(b"EUR"), Some(&1500));
    assert_eq!(note(&lending, MoneyFor::Fee, "0"), Err(Refusal::NoUnits));
    let other = note(&lending, MoneyFor::DepositBack, "1 CHF");
    assert_eq!(other, Err(Refusal::NoDeposit { held: 0 }));
}

fn at_five() -> Timestamp {
    Timestamp(5)
}

#[test]
fn a_member_has_no_more_things_for_no_longer_than_agreed() {
    let day = 24 * 60 * 60 * 1000;
    let bounds = Bounds { days: Some(7), renewals: Some(1), out: Some(3), held: 2 };
    assert_eq!(bounds.allow(&wish(1, 7 * day)), Ok(()));
    assert_eq!(bounds.allow(&wish(2, 7 * day)), Err(Refusal::TooManyOut { held: 2, most: 3 }));
    assert_eq!(bounds.allow(&wish(1, 9 * day)), Err(Refusal::TooLong { most: 7 }));
    let endless = Wish { due: None, ..wish(1, 9) };
    assert_eq!(bounds.allow(&endless), Err(Refusal::TooLong { most: 7 }));
    assert_eq!(Bounds::default().allow(&endless), Ok(()));
    let mut lending = Lending::default();
    lending.insert(at(1), ANA, hand_over(1, 1, BO));
    let due = Some(Timestamp(day));
    let loan = lending.loan(&at(1).loan()).unwrap().clone();
    assert_eq!(bounds.extend(&loan, due, Timestamp(0)), Ok(()));
    let loan = Loan { extensions: vec![(at(2).entry, None)], ..loan };
    assert_eq!(bounds.extend(&loan, due, Timestamp(0)), Err(Refusal::TooOften { most: 1 }));
}

#[test]
fn what_is_out_of_order_is_not_lent_however_many_are_there() {
    use crate::upkeep::{Upkeep, open_repair};
    let mut upkeep = Upkeep::default();
    let open = open_repair(drill(), 1, 3, "belt", Timestamp(5)).unwrap();
    upkeep.extend([(at(4), BO, Known::OpenRepair(open))]);
    let upkeep = upkeep.item(&drill());
    let repair = upkeep.unwrap().repairs()[0].id;
    assert_eq!(in_order(2, 3, 0, upkeep), Ok(()));
    assert_eq!(in_order(3, 3, 0, upkeep), Err(Refusal::OutOfOrder(repair)));
    assert_eq!(in_order(1, 3, 2, upkeep), Err(Refusal::OutOfOrder(repair)));
    // What is not here is no matter of the repair.
    assert_eq!(in_order(1, 3, 3, upkeep), Ok(()));
    assert_eq!(in_order(1, 1, 0, None), Ok(()));
}
