//! Lending, returning, and listing loans.

use etabli_api::{
    ApiError, ErrorCode,
    command::{LendItem, ListLoans, ReturnItem},
    view::{LoanStatus, LoanView},
};
use etabli_model::{
    act::{self, HandOver, Known, Occurrence},
    booking::{Asker, Holder},
    id::{ItemId, LoanId, ResourceId, SpaceId},
    lending::{self, Loan},
    membership::Ignored,
    time::Timestamp,
};

use super::{Handle, booking_claims};
use crate::{
    clock,
    core::{ChangeError, Core},
    moment,
    opening::Word,
    show,
    space::Space,
    wall::Zone,
};

const USUAL_DAYS: &str = "+7d";
/// How somebody says that nothing is agreed on.
const NEVER: &str = "never";

/// Returns when something is due that should come back by then: the next day on which it can.
pub(super) fn open_due(space: &Space, item: &ItemId, due: Timestamp) -> Timestamp {
    Word::of(space, &ResourceId::Item(*item)).back_by(due)
}

pub(super) fn shown(core: &Core, space: SpaceId, loan: LoanId) -> Result<LoanView, ApiError> {
    core.with(space, |space| {
        let found = space.lending().loan(&loan);
        let found = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", loan))?;
        Ok(show::loan(space, found, clock::now()))
    })
}

impl Handle for LendItem {
    fn handle(self, core: &Core) -> Result<LoanView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let now = clock::now();
        let since = self.since.as_deref().map_or(Ok(now), moment::past)?;
        let due = match self.due.as_deref().unwrap_or(USUAL_DAYS).trim() {
            NEVER => None,
            due => Some(moment::due(due)?),
        };
        let loan = core.change(id, |space| {
            let item = show::find_item(space, &self.item)?;
            let to = show::find_member(space, &self.to)?;
            let found = space.catalogue.item(&item);
            let found =
                found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", item))?;
            let name = found.name.clone();
            let wish = lending::Wish {
                item,
                units: self.quantity.unwrap_or(1),
                to,
                since,
                due: due.map(|due| open_due(space, &item, due)),
            };
            let out = space.lending().item(&item).map_or(0, |loans| loans.out());
            let mut over =
                wish.decide(found.quantity, out).map_err(|refusal| refused(refusal, &name))?;
            // Whoever asked for it has it now.
            let line = space.lending().item(&item).map(|loans| loans.line()).unwrap_or_default();
            if let Some(asked) = line.iter().find(|request| request.by == to) {
                over.more.push(act::answering(asked.id));
            }
            let act = Known::HandOver(over);
            if !self.despite_bookings {
                refuse_what_is_booked(space, &act, found.quantity)?;
            }
            let judged = space.membership().judge_daily(&space.replica().device(), &act);
            if let (Err(Ignored::NotTheOwner), Some(owner)) = (judged, item.owner()) {
                let owner = space.catalogue.name_of(&owner);
                return Err(ApiError::new(ErrorCode::NotYours).with("owner", owner).into());
            }
            let (ids, stale) = space.act_ids(now, &[act])?;
            let loan = ids.first().copied().ok_or(ErrorCode::NotAllowed)?;
            Ok::<_, ChangeError>((loan, stale))
        })?;
        shown(core, id, loan)
    }
}

/// Refuses a loan over a booking of somebody else's: a loan never moves for a booking, so whoever
/// hands over should know of it.
pub(super) fn refuse_what_is_booked(
    space: &Space,
    act: &Known,
    quantity: u32,
) -> Result<(), ChangeError> {
    let Known::HandOver(HandOver { item, units, to, since, due, .. }) = act else { return Ok(()) };
    let (now, resource) = (clock::now(), ResourceId::Item(*item));
    let asker = Asker { member: *to, ..space.asker(now)? };
    let mut claims = booking_claims(space, resource, Some(*units));
    // What is handed over leaves the room: whoever has booked that has it all the same.
    claims.retain(|claim| claim.resource == resource);
    let during = Occurrence { start: *since, end: due.unwrap_or(Timestamp::END) };
    let Some(obstacle) = asker.booked(&claims, quantity, during) else { return Ok(()) };
    let Holder::Booking(booking) = obstacle.holder else { return Ok(()) };
    let found = space.bookings().booking(&booking);
    let times = found.iter().flat_map(|found| &found.book.occurrences);
    let from = times.filter(|time| time.overlaps(&during)).map(|time| time.start).min();
    let zone = Zone::named(None)?;
    Err(ApiError::new(ErrorCode::BookedBeforeDue)
        .with("item", show::resource_name(space, &resource))
        .with("who", show::booker(space, &booking))
        .with("from", from.map(|from| zone.minute(from)).unwrap_or_default())
        .into())
}

pub(super) fn refused(refusal: lending::Refusal, item: &str) -> ApiError {
    match refusal {
        lending::Refusal::NoUnits => ApiError::new(ErrorCode::BadQuantity).with("most", 1),
        lending::Refusal::NotEnough { available } => {
            ApiError::new(ErrorCode::NotAvailable).with("item", item).with("available", available)
        }
        lending::Refusal::DueBeforeStart => ErrorCode::DueBeforeStart.into(),
        lending::Refusal::NothingOut => ApiError::new(ErrorCode::NotLent).with("item", item),
        lending::Refusal::MoreThanOut { out } => {
            ApiError::new(ErrorCode::ReturnsTooMany).with("open", out)
        }
        lending::Refusal::DueInPast => ErrorCode::DueInPast.into(),
        lending::Refusal::AskedAlready => ApiError::new(ErrorCode::AskedAlready).with("item", item),
        lending::Refusal::RequestEnded => ErrorCode::RequestEnded.into(),
        lending::Refusal::NotTheirs => ErrorCode::NotYourRequest.into(),
        lending::Refusal::SomebodyWaits(_) => {
            ApiError::new(ErrorCode::SomebodyWaits).with("item", item)
        }
    }
}

/// Finds a loan by its id, or the one open loan of the item that is named.
pub(super) fn find_loan(space: &Space, what: &str) -> Result<Loan, ApiError> {
    if let Ok(id) = what.trim().parse::<LoanId>()
        && let Some(loan) = space.lending().loan(&id)
    {
        return Ok(loan.clone());
    }
    let item = show::find_any_item(space, what)?;
    let name = space.catalogue.item(&item).map(|item| item.name.clone()).unwrap_or_default();
    let loans = space.lending().item(&item).map_or(&[][..], |loans| loans.loans());
    let open: Vec<&Loan> = loans.iter().filter(|loan| loan.out() > 0).collect();
    match open.as_slice() {
        [] => Err(ApiError::new(ErrorCode::NotLent).with("item", name)),
        [loan] => Ok((*loan).clone()),
        several => {
            let candidates: Vec<String> = several
                .iter()
                .map(|loan| format!("{} ({})", space.catalogue.name_of(&loan.to), loan.id))
                .collect();
            Err(ApiError::new(ErrorCode::SeveralLoans)
                .with("item", name)
                .with("candidates", candidates.join(", ")))
        }
    }
}

impl Handle for ReturnItem {
    fn handle(self, core: &Core) -> Result<LoanView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let loan = core.change(id, |space| {
            let loan = find_loan(space, &self.loan)?;
            let name = space.catalogue.item(&loan.item).map(|item| item.name.clone());
            let now = clock::now();
            let back = lending::give_back(&loan, self.quantity, now)
                .map_err(|refusal| refused(refusal, &name.unwrap_or_default()))?;
            let stale = space.act(now, &[Known::Return(back)])?;
            Ok::<_, ChangeError>((loan.id, stale))
        })?;
        shown(core, id, loan)
    }
}

impl Handle for ListLoans {
    fn handle(self, core: &Core) -> Result<Vec<LoanView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let now = clock::now();
            let of = match self.of.as_deref() {
                Some(of) => Some(show::find_member(space, of)?),
                None => None,
            };
            let mut loans: Vec<LoanView> = space
                .lending()
                .loans()
                .filter(|loan| of.is_none_or(|of| space.membership().first_name(&loan.to) == of))
                .filter(|loan| !self.open || loan.out() > 0)
                .filter(|loan| !self.overdue || loan.overdue(now))
                .map(|loan| show::loan(space, loan, now))
                .collect();
            loans.sort_by_key(|loan| {
                let back = loan.status == LoanStatus::Returned;
                (back, loan.due.is_none(), loan.due, loan.since, loan.id)
            });
            Ok(loans)
        })
    }
}
