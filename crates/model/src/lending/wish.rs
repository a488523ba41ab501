//! What people want lent, given back, asked for or kept longer, decided by what is known here.

use crate::{
    act::{
        Acknowledge, AnswerRequest, Condition, ExtendLoan, HandOver, MarkLost, MoneyFor, NoteMoney,
        RequestLoan, Return, WithdrawRequest, kept_ready,
    },
    attribute::Amount,
    id::{ItemId, MemberId, RepairId},
    lending::{ItemLoans, Loan, Request, RequestStanding},
    time::Timestamp,
    upkeep::ItemUpkeep,
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
    /// It would have come back before it went, or will come back only later.
    #[error("it cannot have come back then")]
    NotBackThen,
    /// It would have been handed over only later.
    #[error("it was not handed over yet")]
    NotYet,
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
    /// As many of it as would be needed are out of order.
    #[error("it is out of order")]
    OutOfOrder(RepairId),
    /// Nobody found it when they looked.
    #[error("it is missing")]
    Missing,
    /// It is used up, not lent.
    #[error("it is used up, not lent")]
    UsedUp,
    /// It is no thing that could be handed over.
    #[error("it is nothing that could be handed over")]
    Immaterial,
    /// They would have more things at once than they may.
    #[error("they have {held} things and may have {most}")]
    TooManyOut {
        /// How many they have.
        held: u32,
        /// How many they may have.
        most: u32,
    },
    /// It would be out for longer than it may.
    #[error("it is lent for {most} days at most")]
    TooLong {
        /// For how many days.
        most: u32,
    },
    /// It was extended as often as it may be.
    #[error("it is extended {most} times at most")]
    TooOften {
        /// How often.
        most: u32,
    },
    /// Its owner lends it to others only.
    #[error("its owner lends it to others only")]
    NotForThem,
    /// Nobody but its owner lends it.
    #[error("its owner alone lends it")]
    OwnerAlone(MemberId),
    /// Both sides signed already.
    #[error("it is signed already")]
    Signed,
    /// More of a deposit would go back than is held.
    #[error("only {held} cents are held")]
    NoDeposit {
        /// How many cents.
        held: u64,
    },
}

/// What bounds loans of an item, besides how many there are: unsaid, nothing does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Bounds {
    /// For how many days it is lent.
    pub days: Option<u32>,
    /// How often a loan is extended.
    pub renewals: Option<u32>,
    /// How many things whoever takes it may have at once.
    pub out: Option<u32>,
    /// How many they have.
    pub held: u32,
}

impl Bounds {
    /// Decides whether a wish stays within them.
    pub fn allow(&self, wish: &Wish) -> Result<(), Refusal> {
        let held = self.held;
        if let Some(most) = self.out.filter(|most| held.saturating_add(wish.units) > *most) {
            return Err(Refusal::TooManyOut { held, most });
        }
        self.last(wish.since, wish.due)
    }

    /// Decides whether a loan may be kept until another time, after so many extensions.
    pub fn extend(
        &self,
        loan: &Loan,
        due: Option<Timestamp>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let often = u32::try_from(loan.extensions.len()).unwrap_or(u32::MAX);
        match self.renewals.filter(|most| often >= *most) {
            Some(most) => Err(Refusal::TooOften { most }),
            None => self.last(now, due),
        }
    }

    fn last(&self, since: Timestamp, due: Option<Timestamp>) -> Result<(), Refusal> {
        // A day due is one until its end.
        let Some(most) = self.days else { return Ok(()) };
        let end = since.plus(i64::from(most.saturating_add(1)).saturating_mul(DAY));
        match due {
            Some(due) if due <= end => Ok(()),
            Some(_) | None => Err(Refusal::TooLong { most }),
        }
    }
}

/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

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

/// Returns when a loan came back that is said to have come between two moments: about their middle,
/// but neither before it went, nor before what came back of it already, nor after `now`.
pub fn came_back(
    loan: &Loan,
    (start, end): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<Timestamp, Refusal> {
    let earliest = loan.returned_at.map_or(loan.since, |back| back.max(loan.since));
    about_middle((start, end), earliest, now).ok_or(Refusal::NotBackThen)
}

/// Returns when something was handed over that is said to have been between two moments: about
/// their middle, but not after `now`.
pub fn handed_over(during: (Timestamp, Timestamp), now: Timestamp) -> Result<Timestamp, Refusal> {
    about_middle(during, Timestamp(i64::MIN), now).ok_or(Refusal::NotYet)
}

/// Returns the moment about the middle of what lies both between two moments and between two others.
fn about_middle(
    (start, end): (Timestamp, Timestamp),
    earliest: Timestamp,
    latest: Timestamp,
) -> Option<Timestamp> {
    let (earliest, latest) = (start.max(earliest), end.min(latest));
    let middle = Timestamp(start.0.saturating_add(end.0.saturating_sub(start.0) / 2));
    (earliest <= latest).then(|| middle.clamp(earliest, latest))
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
        let line = loans.map(|loans| loans.line(self.at)).unwrap_or_default();
        if line.iter().any(|request| request.by == by) {
            return Err(Refusal::AskedAlready);
        }
        let Self { item, units, at, due } = self;
        Ok(RequestLoan { item, units, at, due, more: Vec::new() })
    }
}

/// Decides an answer to a request, and until when what is granted is kept ready, if somebody says
/// so; another answer may follow while nothing was handed over.
pub fn answer(
    request: &Request,
    granted: bool,
    until: Option<Timestamp>,
    now: Timestamp,
) -> Result<AnswerRequest, Refusal> {
    let until = until.filter(|_| granted);
    if until.is_some_and(|until| until <= now) {
        return Err(Refusal::DueInPast);
    }
    match request.standing {
        RequestStanding::Withdrawn | RequestStanding::HandedOver(_) => Err(Refusal::RequestEnded),
        RequestStanding::Waiting | RequestStanding::Granted(_) | RequestStanding::Refused(_) => {
            let (item, request) = (request.item, request.id);
            let more = until.map(kept_ready).into_iter().collect();
            Ok(AnswerRequest { item, request, granted, more })
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
    let waits = loans.into_iter().flat_map(|loans| loans.line(now)).find(|it| it.by != loan.to);
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

/// Decides whether so many of a thing are there and in order, whoever wants them, lent or booked:
/// of `quantity`, `out` are out.
pub fn in_order(
    units: u32,
    quantity: u32,
    out: u32,
    upkeep: Option<&ItemUpkeep>,
) -> Result<(), Refusal> {
    let Some(upkeep) = upkeep else { return Ok(()) };
    let here = quantity.saturating_sub(out);
    if let Some(repair) = upkeep.open_repairs().next()
        && here >= units
        && here.saturating_sub(upkeep.broken()) < units
    {
        return Err(Refusal::OutOfOrder(repair.id));
    }
    match upkeep.condition() {
        Some(Condition::Missing) => Err(Refusal::Missing),
        Some(Condition::Good | Condition::Worn | Condition::Damaged | Condition::Incomplete)
        | None => Ok(()),
    }
}

/// Decides that a member signs what somebody else recorded: that they took a thing, or that it came
/// back.
pub fn acknowledge(loan: &Loan, by: MemberId) -> Result<Acknowledge, Refusal> {
    let (item, id) = (loan.item, loan.id);
    match loan.back {
        Some((said, signed)) if signed || said == by => Err(Refusal::Signed),
        None if loan.received => Err(Refusal::Signed),
        None if loan.to != by => Err(Refusal::NotTheirs),
        Some(_) | None => Ok(Acknowledge { item, loan: id, more: Vec::new() }),
    }
}

/// Decides that money for a loan is recorded: no more of a deposit goes back than is held.
pub fn note_money(
    loan: &Loan,
    what: MoneyFor,
    amount: Amount,
    at: Timestamp,
) -> Result<NoteMoney, Refusal> {
    let Amount { cents, currency } = amount;
    let held = loan.deposit().get(&currency).copied().unwrap_or(0);
    if what == MoneyFor::DepositBack && cents > held {
        return Err(Refusal::NoDeposit { held });
    }
    if cents == 0 {
        return Err(Refusal::NoUnits);
    }
    let (item, loan) = (loan.item, loan.id);
    Ok(NoteMoney { item, loan, what, cents, currency, at, more: Vec::new() })
}
