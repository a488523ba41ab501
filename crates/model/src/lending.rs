//! Loans, as a fold over hand-overs and returns.
//!
//! Folding is per item: an act names its item, and folding an item reads only its own acts, in
//! canonical order. What two people did without knowing of each other is a state of the loan,
//! never an error. No clock is read: *overdue* is a question asked with a time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    act::{HandOver, Known, Return, taken_back},
    id::{BookingId, CapacityId, EntryId, ItemId, LoanId, MemberId},
    time::Timestamp,
};

/// The canonical position of an act: lamport time, entry, index in its body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Position {
    /// The entry's lamport time.
    pub lamport: u64,
    /// The entry.
    pub entry: EntryId,
    /// Which part of its body.
    pub index: u16,
}

impl Position {
    /// Returns the loan that a hand-over at this position makes.
    pub const fn loan(&self) -> LoanId {
        LoanId { entry: self.entry, index: self.index }
    }

    /// Returns the booking that a `Book` at this position makes.
    pub const fn booking(&self) -> BookingId {
        BookingId { entry: self.entry, index: self.index }
    }

    /// Returns the name of a `SetCapacity` at this position.
    pub const fn capacity(&self) -> CapacityId {
        CapacityId { entry: self.entry, index: self.index }
    }
}

/// An act about an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LendingAct {
    /// Something was handed over.
    HandOver(HandOver),
    /// Something came back.
    Return(Return),
}

impl LendingAct {
    /// Returns the act as one about an item, if it is.
    pub fn of(act: &Known) -> Option<Self> {
        match act {
            Known::HandOver(act) => Some(Self::HandOver(act.clone())),
            Known::Return(act) => Some(Self::Return(act.clone())),
            _ => None,
        }
    }

    /// Returns the item the act is about.
    pub const fn item(&self) -> ItemId {
        match self {
            Self::HandOver(act) => act.item,
            Self::Return(act) => act.item,
        }
    }
}

/// A loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Loan {
    /// Its id.
    pub id: LoanId,
    /// The item.
    pub item: ItemId,
    /// Who took it.
    pub to: MemberId,
    /// Who recorded it.
    pub by: MemberId,
    /// How many were taken.
    pub units: u32,
    /// How many came back.
    pub returned: u32,
    /// When it was handed over.
    pub since: Timestamp,
    /// Until when, if agreed.
    pub due: Option<Timestamp>,
    /// When the last return was, by its author's word.
    pub returned_at: Option<Timestamp>,
    /// More was out after this hand-over than there was, as its author knew it.
    pub disputed: bool,
    /// Whoever recorded it took that back: it was never handed over.
    pub cancelled: bool,
}

impl Loan {
    /// Returns how many are still out.
    pub const fn out(&self) -> u32 {
        self.units.saturating_sub(self.returned)
    }

    /// Returns whether something is out past its due time.
    pub fn overdue(&self, now: Timestamp) -> bool {
        self.out() > 0 && self.due.is_some_and(|due| due < now)
    }
}

/// Why an act changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
pub enum Pointless {
    /// It returns a loan that is not a loan of this item.
    #[error("it names no loan of this item")]
    UnknownLoan,
    /// Everything was back already.
    #[error("everything was back already")]
    AlreadyBack,
}

/// What a person wants handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The item.
    pub item: ItemId,
    /// How many.
    pub units: u32,
    /// Who takes it.
    pub to: MemberId,
    /// When.
    pub since: Timestamp,
    /// Until when, if agreed.
    pub due: Option<Timestamp>,
}

/// Why something cannot be lent or given back, as far as is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing was asked for.
    #[error("the quantity is zero")]
    NoUnits,
    /// Fewer are here than were asked for.
    #[error("only {available} are here")]
    NotEnough {
        /// How many are here.
        available: u32,
    },
    /// It would be due before it is handed over.
    #[error("it would be due before it is handed over")]
    DueBeforeStart,
    /// Nothing of the loan is out.
    #[error("nothing of it is out")]
    NothingOut,
    /// Fewer are out than came back.
    #[error("only {out} are out")]
    MoreThanOut {
        /// How many are out.
        out: u32,
    },
}

impl Wish {
    /// Decides a hand-over, by how many of the item there are and how many are out.
    pub fn decide(self, quantity: u32, out: u32) -> Result<HandOver, Refusal> {
        let available = quantity.saturating_sub(out);
        if self.units == 0 {
            return Err(Refusal::NoUnits);
        }
        if self.units > available {
            return Err(Refusal::NotEnough { available });
        }
        if self.due.is_some_and(|due| due <= self.since) {
            return Err(Refusal::DueBeforeStart);
        }
        Ok(HandOver {
            item: self.item,
            units: self.units,
            capacity: quantity,
            to: self.to,
            since: self.since,
            due: self.due,
            more: Vec::new(),
        })
    }
}

/// Decides a return of `units`, or of all that is out.
pub fn give_back(loan: &Loan, units: Option<u32>, at: Timestamp) -> Result<Return, Refusal> {
    let out = loan.out();
    match units.unwrap_or(out) {
        _ if out == 0 => Err(Refusal::NothingOut),
        0 => Err(Refusal::NoUnits),
        units if units > out => Err(Refusal::MoreThanOut { out }),
        units => Ok(Return { item: loan.item, loan: loan.id, units, at, more: Vec::new() }),
    }
}

/// The acts about one item and what they come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemLoans {
    acts: Vec<(Position, MemberId, LendingAct)>,
    loans: Vec<Loan>,
    pointless: Vec<(Position, Pointless)>,
}

impl ItemLoans {
    /// Returns the loans in canonical order.
    pub fn loans(&self) -> &[Loan] {
        &self.loans
    }

    /// Returns how many are out in all.
    pub fn out(&self) -> u32 {
        self.loans.iter().fold(0, |sum, loan| sum.saturating_add(loan.out()))
    }

    /// Returns the entries that hold the acts, in canonical order.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.acts.iter().map(|(position, _, _)| position.entry)
    }

    /// Returns the loan that a return of some entry was about.
    pub fn returned_by(&self, entry: &EntryId) -> Option<LoanId> {
        self.acts.iter().find_map(|(position, _, act)| match act {
            LendingAct::Return(act) if position.entry == *entry => Some(act.loan),
            LendingAct::Return(_) | LendingAct::HandOver(_) => None,
        })
    }

    /// Returns the acts that changed nothing.
    pub fn pointless(&self) -> &[(Position, Pointless)] {
        &self.pointless
    }

    fn fold(&mut self) {
        self.loans.clear();
        self.pointless.clear();
        let mut out: u32 = 0;
        // What was returned by an entry, and which hand-overs took a cancellation back.
        let mut ended: BTreeMap<EntryId, LoanId> = BTreeMap::new();
        let mut uncancelled: BTreeSet<EntryId> = BTreeSet::new();
        for (position, author, act) in &self.acts {
            match act {
                LendingAct::HandOver(act) => {
                    out = out.saturating_add(act.units);
                    let of = taken_back(&act.more).and_then(|entry| ended.get(&entry));
                    let again = of.and_then(|of| self.loans.iter_mut().find(|one| one.id == *of));
                    // A return that was taken back leaves the loan as it was before.
                    if let Some(loan) = again.filter(|loan| loan.returned >= act.units) {
                        if std::mem::take(&mut loan.cancelled) {
                            uncancelled.insert(position.entry);
                        }
                        loan.returned = loan.returned.saturating_sub(act.units);
                        loan.returned_at = loan.returned_at.filter(|_| loan.returned > 0);
                        loan.disputed |= out > act.capacity;
                        continue;
                    }
                    self.loans.push(Loan {
                        id: position.loan(),
                        item: act.item,
                        to: act.to,
                        by: *author,
                        units: act.units,
                        returned: 0,
                        since: act.since,
                        due: act.due,
                        returned_at: None,
                        disputed: out > act.capacity,
                        cancelled: false,
                    });
                }
                LendingAct::Return(act) => {
                    // What comes back was mostly lent last.
                    match self.loans.iter_mut().rev().find(|loan| loan.id == act.loan) {
                        None => self.pointless.push((*position, Pointless::UnknownLoan)),
                        Some(loan) if loan.out() == 0 => {
                            self.pointless.push((*position, Pointless::AlreadyBack));
                        }
                        Some(loan) => {
                            let back = act.units.min(loan.out());
                            loan.returned = loan.returned.saturating_add(back);
                            loan.returned_at = Some(act.at);
                            let takes = taken_back(&act.more).filter(|_| *author == loan.by);
                            loan.cancelled |= takes.is_some_and(|entry| {
                                entry == act.loan.entry || uncancelled.contains(&entry)
                            });
                            ended.insert(position.entry, act.loan);
                            out = out.saturating_sub(back);
                        }
                    }
                }
            }
        }
    }
}

/// All loans of a space.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lending {
    items: BTreeMap<ItemId, ItemLoans>,
    item_of: BTreeMap<LoanId, ItemId>,
}

impl Lending {
    /// Takes an act in, wherever it sorts, and returns how many acts were folded for it; taking it
    /// twice changes nothing. Costs the logarithm of what there is and the acts about its item.
    pub fn insert(&mut self, position: Position, author: MemberId, act: LendingAct) -> usize {
        let item = act.item();
        let loans = self.items.entry(item).or_default();
        let Err(index) = loans.acts.binary_search_by_key(&position, |(at, _, _)| *at) else {
            return 0;
        };
        if matches!(act, LendingAct::HandOver(_)) {
            self.item_of.insert(position.loan(), item);
        }
        loans.acts.insert(index, (position, author, act));
        loans.fold();
        loans.acts.len()
    }

    /// Takes many acts in at once, folding each item once.
    pub fn extend(&mut self, acts: impl IntoIterator<Item = (Position, MemberId, LendingAct)>) {
        let mut touched = Vec::new();
        for (position, author, act) in acts {
            let item = act.item();
            if matches!(act, LendingAct::HandOver(_)) {
                self.item_of.insert(position.loan(), item);
            }
            self.items.entry(item).or_default().acts.push((position, author, act));
            touched.push(item);
        }
        touched.sort_unstable();
        touched.dedup();
        for item in touched {
            if let Some(loans) = self.items.get_mut(&item) {
                loans.acts.sort_by_key(|(at, _, _)| *at);
                loans.acts.dedup_by_key(|(at, _, _)| *at);
                loans.fold();
            }
        }
    }

    /// Returns the loans of an item.
    pub fn item(&self, item: &ItemId) -> Option<&ItemLoans> {
        self.items.get(item)
    }

    /// Returns a loan.
    pub fn loan(&self, id: &LoanId) -> Option<&Loan> {
        let item = self.item_of.get(id)?;
        self.items.get(item)?.loans.iter().find(|loan| loan.id == *id)
    }

    /// Returns how many items have something out.
    pub fn items_out(&self) -> usize {
        self.items.values().filter(|loans| loans.out() > 0).count()
    }

    /// Returns all loans, by item.
    pub fn loans(&self) -> impl Iterator<Item = &Loan> {
        self.items.values().flat_map(|loans| loans.loans.iter())
    }

    /// Writes the canonical state: the loans by item, and what was pointless.
    pub fn write_state(&self, write: &mut impl FnMut(&[u8])) {
        for (item, loans) in &self.items {
            let state = (item, &loans.loans, &loans.pointless);
            write(&postcard::to_stdvec(&state).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{act::taking_back, id::LocalId};

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
            plan in prop::collection::vec((0_u8..4, 1_u32..4, 0_u64..12), 1..24),
            seed in any::<u64>(),
        ) {
            let acts: Vec<(Position, MemberId, LendingAct)> = plan
                .iter()
                .enumerate()
                .map(|(index, (kind, units, target))| {
                    let act = if *kind < 2 {
                        hand_over(*units, 3, BO)
                    } else {
                        back(at(target + 1), *units)
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
}
