//! What people want lent, given back, asked for or kept longer, decided by what is known here.

use crate::{
    act::{AnswerRequest, ExtendLoan, HandOver, MarkLost, RequestLoan, Return, WithdrawRequest},
    id::{ItemId, MemberId},
    lending::{ItemLoans, Loan, Request, RequestStanding},
    time::Timestamp,
};

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
    /// The new end would be over already.
    #[error("that time is over already")]
    DueInPast,
    /// They asked for it already.
    #[error("they asked for it already")]
    AskedAlready,
    /// The request was taken back, or handed over.
    #[error("the request has ended")]
    RequestEnded,
    /// The request is somebody else's.
    #[error("the request is somebody else's")]
    NotTheirs,
    /// Others asked for it, and come next.
    #[error("somebody waits for it")]
    SomebodyWaits(MemberId),
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

/// What a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// The item.
    pub item: ItemId,
    /// How many.
    pub units: u32,
    /// When they ask.
    pub at: Timestamp,
    /// Until when they would keep it, if said.
    pub due: Option<Timestamp>,
}

impl Ask {
    /// Decides a request, by how many of the item there are in all and who waits for it.
    pub fn decide(
        self,
        by: MemberId,
        quantity: u32,
        loans: Option<&ItemLoans>,
    ) -> Result<RequestLoan, Refusal> {
        if self.units == 0 {
            return Err(Refusal::NoUnits);
        }
        if self.units > quantity {
            return Err(Refusal::NotEnough { available: quantity });
        }
        if self.due.is_some_and(|due| due <= self.at) {
            return Err(Refusal::DueInPast);
        }
        let line = loans.map(ItemLoans::line).unwrap_or_default();
        if line.iter().any(|request| request.by == by) {
            return Err(Refusal::AskedAlready);
        }
        let Self { item, units, at, due } = self;
        Ok(RequestLoan { item, units, at, due, more: Vec::new() })
    }
}

/// Decides an answer to a request; another one may follow while nothing was handed over.
pub fn answer(request: &Request, granted: bool) -> Result<AnswerRequest, Refusal> {
    match request.standing {
        RequestStanding::Withdrawn | RequestStanding::HandedOver(_) => Err(Refusal::RequestEnded),
        RequestStanding::Waiting | RequestStanding::Granted(_) | RequestStanding::Refused(_) => {
            let (item, request) = (request.item, request.id);
            Ok(AnswerRequest { item, request, granted, more: Vec::new() })
        }
    }
}

/// Decides that a member takes their request back.
pub fn withdraw(request: &Request, by: MemberId) -> Result<WithdrawRequest, Refusal> {
    if request.by != by {
        return Err(Refusal::NotTheirs);
    }
    if !request.is_open() {
        return Err(Refusal::RequestEnded);
    }
    Ok(WithdrawRequest { item: request.item, request: request.id, more: Vec::new() })
}

/// Decides that a loan is kept until another time, unless others wait for the item.
pub fn extend(
    loan: &Loan,
    loans: Option<&ItemLoans>,
    due: Option<Timestamp>,
    now: Timestamp,
) -> Result<ExtendLoan, Refusal> {
    if loan.out() == 0 {
        return Err(Refusal::NothingOut);
    }
    if due.is_some_and(|due| due <= now || due <= loan.since) {
        return Err(Refusal::DueInPast);
    }
    let longer = match (loan.due, due) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(before), Some(after)) => after > before,
    };
    let waits = loans.into_iter().flat_map(ItemLoans::line).find(|it| it.by != loan.to);
    match waits.filter(|_| longer) {
        Some(request) => Err(Refusal::SomebodyWaits(request.by)),
        None => Ok(ExtendLoan { item: loan.item, loan: loan.id, due, more: Vec::new() }),
    }
}

/// Decides that what is out of a loan is lost, or was found.
pub fn mark_lost(loan: &Loan, lost: bool, at: Timestamp) -> Result<MarkLost, Refusal> {
    if loan.out() == 0 {
        return Err(Refusal::NothingOut);
    }
    Ok(MarkLost { item: loan.item, loan: loan.id, lost, at, more: Vec::new() })
}
