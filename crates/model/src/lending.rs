//! Loans and requests, as a fold over what people ask for, hand over, keep longer and give back.
//!
//! Folding is per item: an act names its item, and folding an item reads only its own acts, in
//! canonical order. What two people did without knowing of each other is a state of the loan,
//! never an error. No clock is read: *overdue* is a question asked with a time.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    act::{
        Acknowledge, AnswerRequest, ExtendLoan, HandOver, Known, MarkLost, MoneyFor, NameKeeper,
        NoteMoney, RequestLoan, Return, WithdrawRequest, answered, kit_of, ready, taken_back,
    },
    id::{BookingId, CapacityId, EntryId, ItemId, LoanId, MemberId, RequestId},
    time::Timestamp,
};

mod keeping;
mod pointless;
mod request;
mod terms;
#[cfg(test)]
mod tests;
mod wish;

use self::{keeping::Keepers, request::hand_over_asked};
pub use self::{
    keeping::Keeping,
    pointless::Pointless,
    request::{Request, RequestStanding},
    terms::Terms,
    wish::{
        Ask, Bounds, Refusal, Wish, acknowledge, answer, came_back, extend, give_back, handed_over,
        in_order, mark_lost, note_money, withdraw,
    },
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

    /// Returns the request that a `RequestLoan` at this position makes.
    pub const fn request(&self) -> RequestId {
        RequestId { entry: self.entry, index: self.index }
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
    /// Something is asked for.
    Request(RequestLoan),
    /// A request was answered.
    Answer(AnswerRequest),
    /// A request was taken back.
    Withdraw(WithdrawRequest),
    /// A loan is kept longer, or shorter.
    Extend(ExtendLoan),
    /// What is out is lost, or was found.
    Lost(MarkLost),
    /// Whoever took part agrees.
    Acknowledge(Acknowledge),
    /// Money changed hands.
    Money(NoteMoney),
    /// Somebody keeps it from now on.
    Keeper(NameKeeper),
}

impl LendingAct {
    /// Returns the act as one about an item, if it is.
    pub fn of(act: &Known) -> Option<Self> {
        match act {
            Known::HandOver(act) => Some(Self::HandOver(act.clone())),
            Known::Return(act) => Some(Self::Return(act.clone())),
            Known::RequestLoan(act) => Some(Self::Request(act.clone())),
            Known::AnswerRequest(act) => Some(Self::Answer(act.clone())),
            Known::WithdrawRequest(act) => Some(Self::Withdraw(act.clone())),
            Known::ExtendLoan(act) => Some(Self::Extend(act.clone())),
            Known::MarkLost(act) => Some(Self::Lost(act.clone())),
            Known::Acknowledge(act) => Some(Self::Acknowledge(act.clone())),
            Known::NoteMoney(act) => Some(Self::Money(act.clone())),
            Known::NameKeeper(act) => Some(Self::Keeper(act.clone())),
            _ => None,
        }
    }

    /// Whether it says what only later versions know of loans.
    fn is_later(&self) -> bool {
        match self {
            Self::Acknowledge(_) | Self::Money(_) => true,
            Self::HandOver(act) => kit_of(EntryId([0; 32]), &act.more).is_some(),
            _ => false,
        }
    }

    /// Returns the item the act is about.
    pub const fn item(&self) -> ItemId {
        match self {
            Self::HandOver(act) => act.item,
            Self::Return(act) => act.item,
            Self::Request(act) => act.item,
            Self::Answer(act) => act.item,
            Self::Withdraw(act) => act.item,
            Self::Extend(act) => act.item,
            Self::Lost(act) => act.item,
            Self::Acknowledge(act) => act.item,
            Self::Money(act) => act.item,
            Self::Keeper(act) => act.item,
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
    /// When what is out was found to be lost.
    #[serde(skip)]
    pub lost: Option<Timestamp>,
    /// Each time another end was agreed on: by which entry, and what held before.
    #[serde(skip)]
    pub extensions: Vec<(EntryId, Option<Timestamp>)>,
    /// The loan of the kit whose part it is.
    #[serde(skip)]
    pub part_of: Option<LoanId>,
    /// Whether whoever took it signed that they did.
    #[serde(skip)]
    pub received: bool,
    /// Who recorded that it came back last, and whether another person signed that, too.
    #[serde(skip)]
    pub back: Option<(MemberId, bool)>,
    /// What was paid and given back for it.
    #[serde(skip)]
    pub money: Vec<Payment>,
}

/// Money that changed hands over a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Payment {
    /// Who recorded it.
    pub by: MemberId,
    /// When, by their word.
    pub at: Timestamp,
    /// What it was for.
    pub what: MoneyFor,
    /// How much, in cents.
    pub cents: u64,
    /// Of which currency.
    pub currency: [u8; 3],
}

impl Loan {
    /// Returns how many are still out.
    pub const fn out(&self) -> u32 {
        self.units.saturating_sub(self.returned)
    }

    /// Takes the word of whoever takes part: of whoever has it, that they have; once it is back, of
    /// somebody else than who said so.
    fn acknowledge(&mut self, by: MemberId) {
        match &mut self.back {
            Some((said, signed)) if *said != by => *signed = true,
            Some(_) => {}
            None => self.received |= by == self.to,
        }
    }

    /// Returns how much of the deposit is held, by currency: cents.
    pub fn deposit(&self) -> BTreeMap<[u8; 3], u64> {
        let mut held = BTreeMap::new();
        for payment in &self.money {
            let of: &mut u64 = held.entry(payment.currency).or_default();
            match payment.what {
                MoneyFor::Deposit => *of = of.saturating_add(payment.cents),
                MoneyFor::DepositBack => *of = of.saturating_sub(payment.cents),
                MoneyFor::Fee | MoneyFor::Waived => {}
            }
        }
        held.retain(|_, cents| *cents > 0);
        held
    }

    /// Returns whether something is out past its due time.
    pub fn overdue(&self, now: Timestamp) -> bool {
        self.out() > 0 && self.due.is_some_and(|due| due < now)
    }
}

/// The acts about one item and what they come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemLoans {
    acts: Vec<(Position, MemberId, LendingAct)>,
    loans: Vec<Loan>,
    requests: Vec<Request>,
    pointless: Vec<(Position, Pointless)>,
    keepers: Vec<Keeping>,
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

    /// Returns what was asked for, in canonical order.
    pub fn requests(&self) -> &[Request] {
        &self.requests
    }

    /// Returns the entries that hold the acts, in canonical order.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.acts.iter().map(|(position, _, _)| position.entry)
    }

    /// Returns the loan that a return of some entry was about.
    pub fn returned_by(&self, entry: &EntryId) -> Option<LoanId> {
        self.acts.iter().find_map(|(position, _, act)| match act {
            LendingAct::Return(act) if position.entry == *entry => Some(act.loan),
            _ => None,
        })
    }

    /// Returns who was named keeper, in canonical order; the last one is.
    pub fn keepers(&self) -> &[Keeping] {
        &self.keepers
    }

    /// Returns the acts that changed nothing.
    pub fn pointless(&self) -> &[(Position, Pointless)] {
        &self.pointless
    }

    fn fold(&mut self) {
        self.loans.clear();
        self.requests.clear();
        self.pointless.clear();
        let mut out: u32 = 0;
        let mut keepers = Keepers::default();
        // What was returned by an entry, and which hand-overs took a cancellation back.
        let mut ended: BTreeMap<EntryId, LoanId> = BTreeMap::new();
        let mut uncancelled: BTreeSet<EntryId> = BTreeSet::new();
        for (position, author, act) in &self.acts {
            match act {
                LendingAct::Keeper(act) => keepers.name(position, *author, act.keeper),
                LendingAct::HandOver(HandOver { more, .. })
                | LendingAct::Extend(ExtendLoan { more, .. })
                    if keepers.did(author, more).is_err() =>
                {
                    self.pointless.push((*position, Pointless::NoKeeper));
                }
                LendingAct::Answer(AnswerRequest { more, .. })
                    if keepers.answers(author, more).is_err() =>
                {
                    self.pointless.push((*position, Pointless::NoKeeper));
                }
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
                        loan.back = loan.back.filter(|_| loan.returned > 0);
                        loan.disputed |= out > act.capacity;
                        continue;
                    }
                    if let Some(request) = answered(&act.more) {
                        hand_over_asked(&mut self.requests, request, position, act.to);
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
                        lost: None,
                        extensions: Vec::new(),
                        part_of: kit_of(position.entry, &act.more),
                        // Whoever hands something to themself has it.
                        received: *author == act.to,
                        back: None,
                        money: Vec::new(),
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
                            // Whatever comes back was found.
                            loan.lost = None;
                            loan.returned = loan.returned.saturating_add(back);
                            loan.returned_at = Some(act.at);
                            loan.back = Some((*author, false));
                            let takes = taken_back(&act.more).filter(|_| *author == loan.by);
                            loan.cancelled |= takes.is_some_and(|entry| {
                                entry == act.loan.entry || uncancelled.contains(&entry)
                            });
                            ended.insert(position.entry, act.loan);
                            out = out.saturating_sub(back);
                        }
                    }
                }
                LendingAct::Request(act) => self.requests.push(Request {
                    id: position.request(),
                    item: act.item,
                    by: *author,
                    units: act.units,
                    at: act.at,
                    due: act.due,
                    standing: RequestStanding::Waiting,
                    ready: None,
                }),
                LendingAct::Answer(act) => {
                    let answer = match act.granted {
                        true => RequestStanding::Granted(*author),
                        false => RequestStanding::Refused(*author),
                    };
                    let answered = self.requests.iter_mut().find(|one| one.id == act.request);
                    let of = |one: &&mut Request| match one.standing {
                        RequestStanding::Waiting
                        | RequestStanding::Granted(_)
                        | RequestStanding::Refused(_) => true,
                        RequestStanding::Withdrawn | RequestStanding::HandedOver(_) => false,
                    };
                    match answered {
                        None => self.pointless.push((*position, Pointless::UnknownRequest)),
                        Some(request) => match Some(request).filter(of) {
                            Some(request) => {
                                request.standing = answer;
                                request.ready = ready(&act.more).filter(|_| act.granted);
                            }
                            None => self.pointless.push((*position, Pointless::NotTheirs)),
                        },
                    }
                }
                LendingAct::Withdraw(act) => {
                    match self.requests.iter_mut().find(|one| one.id == act.request) {
                        None => self.pointless.push((*position, Pointless::UnknownRequest)),
                        Some(request) if request.by == *author && request.is_open() => {
                            request.standing = RequestStanding::Withdrawn;
                        }
                        Some(_) => self.pointless.push((*position, Pointless::NotTheirs)),
                    }
                }
                LendingAct::Extend(act) => {
                    match self.loans.iter_mut().rev().find(|loan| loan.id == act.loan) {
                        None => self.pointless.push((*position, Pointless::UnknownLoan)),
                        Some(loan) if loan.out() == 0 => {
                            self.pointless.push((*position, Pointless::AlreadyBack));
                        }
                        Some(loan) => {
                            let before = std::mem::replace(&mut loan.due, act.due);
                            loan.extensions.push((position.entry, before));
                        }
                    }
                }
                LendingAct::Lost(act) => {
                    match self.loans.iter_mut().rev().find(|loan| loan.id == act.loan) {
                        None => self.pointless.push((*position, Pointless::UnknownLoan)),
                        Some(loan) if loan.out() == 0 => {
                            self.pointless.push((*position, Pointless::AlreadyBack));
                        }
                        Some(loan) => loan.lost = act.lost.then_some(act.at),
                    }
                }
                LendingAct::Acknowledge(act) => {
                    match self.loans.iter_mut().rev().find(|loan| loan.id == act.loan) {
                        None => self.pointless.push((*position, Pointless::UnknownLoan)),
                        Some(loan) => loan.acknowledge(*author),
                    }
                }
                LendingAct::Money(act) => {
                    match self.loans.iter_mut().rev().find(|loan| loan.id == act.loan) {
                        None => self.pointless.push((*position, Pointless::UnknownLoan)),
                        Some(loan) => {
                            let &NoteMoney { what, cents, currency, at, .. } = act;
                            loan.money.push(Payment { by: *author, at, what, cents, currency });
                        }
                    }
                }
            }
        }
        self.keepers = keepers.into_all();
    }
}

/// All loans of a space.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lending {
    items: BTreeMap<ItemId, ItemLoans>,
    item_of: BTreeMap<LoanId, ItemId>,
    asked_of: BTreeMap<RequestId, ItemId>,
}

impl Lending {
    /// Takes an act in, wherever it sorts, and returns how many acts were folded for it; taking it
    /// twice changes nothing. Costs the logarithm of what there is and the acts about its item.
    pub fn insert(&mut self, position: Position, author: MemberId, act: LendingAct) -> usize {
        let item = act.item();
        self.name(position, &act);
        let loans = self.items.entry(item).or_default();
        let Err(index) = loans.acts.binary_search_by_key(&position, |(at, _, _)| *at) else {
            return 0;
        };
        loans.acts.insert(index, (position, author, act));
        loans.fold();
        loans.acts.len()
    }

    /// Takes many acts in at once, folding each item once.
    pub fn extend(&mut self, acts: impl IntoIterator<Item = (Position, MemberId, LendingAct)>) {
        let mut touched = Vec::new();
        for (position, author, act) in acts {
            let item = act.item();
            self.name(position, &act);
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

    /// Notes of which item a loan or a request is.
    fn name(&mut self, position: Position, act: &LendingAct) {
        match act {
            LendingAct::HandOver(act) => {
                self.item_of.insert(position.loan(), act.item);
            }
            LendingAct::Request(act) => {
                self.asked_of.insert(position.request(), act.item);
            }
            _ => {}
        }
    }

    /// Returns a request.
    pub fn request(&self, id: &RequestId) -> Option<&Request> {
        let item = self.asked_of.get(id)?;
        self.items.get(item)?.requests.iter().find(|request| request.id == *id)
    }

    /// Returns all requests, by item.
    pub fn requests(&self) -> impl Iterator<Item = &Request> {
        self.items.values().flat_map(|loans| loans.requests.iter())
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

    /// Returns the loans that went out with a kit: of its parts and theirs. All were handed over in
    /// one entry, one after the other.
    pub fn parts_of(&self, kit: LoanId) -> impl Iterator<Item = &Loan> {
        let from = LoanId { entry: kit.entry, index: 0 };
        let to = LoanId { entry: kit.entry, index: u16::MAX };
        let of = self.item_of.range(from..=to).filter_map(|(id, _)| self.loan(id));
        of.filter(move |loan| loan.part_of == Some(kit))
    }

    /// Returns how many things a member has, parts of kits with their kit.
    pub fn held(&self, is: impl Fn(&MemberId) -> bool) -> u32 {
        let theirs = self.loans().filter(|loan| loan.part_of.is_none() && is(&loan.to));
        theirs.fold(0, |sum, loan| sum.saturating_add(loan.out()))
    }

    /// Returns all loans, by item.
    pub fn loans(&self) -> impl Iterator<Item = &Loan> {
        self.items.values().flat_map(|loans| loans.loans.iter())
    }

    /// Writes the canonical state: the loans by item, and what was pointless; then what later
    /// versions brought, so that the state of spaces without it is written as it always was.
    pub fn write_state(&self, write: &mut impl FnMut(&[u8])) {
        for (item, loans) in &self.items {
            let state = (item, &loans.loans, &loans.pointless);
            write(&postcard::to_stdvec(&state).unwrap_or_default());
            let lost = |loan: &Loan| loan.lost.map(|lost| (loan.id, lost));
            let lost: Vec<_> = loans.loans.iter().filter_map(lost).collect();
            let extended = loans.loans.iter().filter(|loan| !loan.extensions.is_empty());
            let extended: Vec<_> = extended.map(|loan| (loan.id, &loan.extensions)).collect();
            if !(loans.requests.is_empty() && lost.is_empty() && extended.is_empty()) {
                let state = (&loans.requests, lost, extended);
                write(&postcard::to_stdvec(&state).unwrap_or_default());
            }
            if loans.acts.iter().any(|(_, _, act)| act.is_later()) {
                let signed = |loan: &Loan| {
                    (loan.id, loan.part_of, loan.received, loan.back, loan.money.clone())
                };
                let signed: Vec<_> = loans.loans.iter().map(signed).collect();
                write(&postcard::to_stdvec(&signed).unwrap_or_default());
            }
            if !loans.keepers.is_empty() {
                write(&postcard::to_stdvec(&loans.keepers).unwrap_or_default());
            }
            let ready = |one: &Request| one.ready.map(|until| (one.id, until));
            let ready: Vec<_> = loans.requests.iter().filter_map(ready).collect();
            if !ready.is_empty() {
                write(&postcard::to_stdvec(&ready).unwrap_or_default());
            }
        }
    }
}
