//! Lending, returning, and listing loans.

use etabli_api::{
    ApiError, ErrorCode,
    command::{LendItem, ListLoans, ReturnItem},
    view::{LoanStatus, LoanView},
};
use etabli_model::{
    act::{self, HandOver, Known, Occurrence},
    attribute::{Attribute, Setting},
    booking::{Asker, Holder},
    id::{ItemId, LoanId, MemberId, ResourceId, SpaceId},
    lending::{self, Loan},
    membership::Ignored,
    time::Timestamp,
};

use super::{Handle, booking_claims, goods, training};
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
pub(super) const NEVER: &str = "never";

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
        let since = match self.since.as_deref() {
            None => now,
            Some(said) => lending::handed_over(moment::within_day(said)?, now)
                .map_err(|refusal| refused(refusal, ""))?,
        };
        let due = match self.due.as_deref().unwrap_or(USUAL_DAYS).trim() {
            NEVER => None,
            due => Some(moment::due(due)?),
        };
        let loan = core.change(id, |space| {
            let item = show::find_item(space, &self.item)?;
            let to = show::find_member(space, &self.to)?;
            let units = self.quantity.unwrap_or(1);
            let wish = lending::Wish {
                item,
                units,
                to,
                since,
                due: due.map(|due| open_due(space, &item, due)),
            };
            let terms = space.terms(&item);
            terms.lent_by(space.me()?).map_err(|no| cannot(space, no, &item, Some(to)))?;
            if !(self.despite_limits && space.lends(&item)) {
                let taker = space.membership().first_name(&to);
                terms.lend_to(taker).map_err(|no| cannot(space, no, &item, Some(to)))?;
                let allowed = bounds(space, item, to).allow(&wish);
                allowed.map_err(|refusal| cannot(space, refusal, &item, Some(to)))?;
            }
            // What goes along with a kit is used, too.
            let all = show::unfold(space, item, units)?;
            let asking = |part: &_| Some((*part, training::asked_of(space, *part, &to, now)?));
            let lacks = all.iter().map(|taken| &taken.what).find_map(asking);
            if let Some((part, of)) = &lacks
                && !(self.despite_limits && space.lends(&item))
            {
                let name = show::resource_name(space, &ResourceId::Item(*part));
                return Err(training::refusal(space, of, &name).into());
            }
            let told =
                self.told.as_ref().map(|told| goods::told(space, &item, told)).transpose()?;
            let mut acts = Vec::new();
            for taken in all {
                let (part, units) = (taken.what, taken.count);
                if part != item && !is_lent(space, &part) {
                    continue;
                }
                let wish = lending::Wish { item: part, units, ..wish.clone() };
                let mut over = decide(space, wish, self.despite_bookings)?;
                match part == item {
                    true => {
                        over.more.extend(told.as_ref().map(act::telling));
                        over.more.extend(lacks.as_ref().map(|_| act::untrained()));
                        over.more.sort_by_key(|(number, _)| *number);
                    }
                    false => over.more.push(act::part_of(0)),
                }
                acts.push(Known::HandOver(over));
            }
            let (ids, stale) = space.act_ids(now, &acts)?;
            let loan = ids.first().copied().ok_or(ErrorCode::NotAllowed)?;
            Ok::<_, ChangeError>((loan, stale))
        })?;
        shown(core, id, loan)
    }
}

/// Whether an item is handed over: not what is used up, nor what is nothing one could hold.
fn is_lent(space: &Space, item: &ItemId) -> bool {
    let found = space.catalogue.item(item);
    found.is_some_and(|item| !item.is_stock() && !item.is_immaterial())
}

/// Decides one hand-over: of what was asked for, or of a part of it.
fn decide(
    space: &Space,
    wish: lending::Wish,
    despite_bookings: bool,
) -> Result<HandOver, ChangeError> {
    let (item, units, to) = (wish.item, wish.units, wish.to);
    let found = space.catalogue.item(&item);
    let found = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", item))?;
    let no = |refusal| cannot(space, refusal, &item, Some(to));
    if found.is_stock() {
        return Err(no(lending::Refusal::UsedUp).into());
    }
    if found.is_immaterial() {
        return Err(no(lending::Refusal::Immaterial).into());
    }
    let loans = space.lending().item(&item);
    let out = loans.map_or(0, |loans| loans.out());
    lending::in_order(units, found.quantity, out, space.upkeep().item(&item)).map_err(no)?;
    let mut over = wish.decide(found.quantity, out).map_err(no)?;
    // Whoever asked for it has it now.
    let line = loans.map(|loans| loans.line(clock::now())).unwrap_or_default();
    // Or comes for it late.
    let late = loans.into_iter().flat_map(|loans| loans.requests()).filter(|one| one.is_open());
    if let Some(asked) = line.into_iter().chain(late).find(|request| request.by == to) {
        over.more.push(act::answering(asked.id));
    }
    over.more.extend(space.as_keeper(&item, &Known::HandOver(over.clone())));
    let act = Known::HandOver(over.clone());
    if !despite_bookings {
        refuse_what_is_booked(space, &act, found.quantity)?;
    }
    let judged = space.membership().judge_daily(&space.replica().device(), &act);
    if let (Err(Ignored::NotTheOwner), Some(owner)) = (judged, item.owner()) {
        let owner = space.catalogue.name_of(&owner);
        return Err(ApiError::new(ErrorCode::NotYours).with("owner", owner).into());
    }
    Ok(over)
}

/// Returns what bounds loans of an item to a member: what its owner says of it, else what holds for
/// the whole space.
pub(super) fn bounds(space: &Space, item: ItemId, to: MemberId) -> lending::Bounds {
    let found = space.catalogue.item(&item);
    let of = |detail, setting| {
        let own = found.and_then(|item| item.number(detail));
        own.or_else(|| space.catalogue.setting(setting).parse().ok())
    };
    let first = |member: &MemberId| space.membership().first_name(member);
    let to = first(&to);
    lending::Bounds {
        days: of(Attribute::MostDays, Setting::MostDays),
        renewals: of(Attribute::MostRenewals, Setting::MostRenewals),
        out: space.catalogue.setting(Setting::MostOut).parse().ok(),
        held: space.lending().held(|member| first(member) == to),
    }
}

/// Tells why something cannot be lent, with what a person needs to know of it.
pub(super) fn cannot(
    space: &Space,
    refusal: lending::Refusal,
    item: &ItemId,
    to: Option<MemberId>,
) -> ApiError {
    let name = space.catalogue.item(item).map_or("", |item| item.name.as_str());
    let error = refused(refusal, name);
    match refusal {
        lending::Refusal::OutOfOrder(repair) => {
            let repair = space.upkeep().repair(&repair);
            error.with("note", repair.map_or("", |repair| repair.note.as_str()))
        }
        lending::Refusal::TooManyOut { .. } | lending::Refusal::NotForThem => {
            error.with("who", to.map_or("", |to| space.catalogue.name_of(&to)))
        }
        lending::Refusal::OwnerAlone(owner) => error.with("owner", space.catalogue.name_of(&owner)),
        _ => error,
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
    let asker = Asker { member: Some(*to), ..space.asker(now)? };
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
        lending::Refusal::NotYet => ErrorCode::NotYetHandedOver.into(),
        lending::Refusal::NotBackThen => ErrorCode::NotBackThen.into(),
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
        lending::Refusal::OutOfOrder(_) => ApiError::new(ErrorCode::OutOfOrder).with("item", item),
        lending::Refusal::Missing => ApiError::new(ErrorCode::ItemMissing).with("item", item),
        lending::Refusal::UsedUp => ApiError::new(ErrorCode::UsedUp).with("item", item),
        lending::Refusal::Immaterial => ApiError::new(ErrorCode::Immaterial).with("item", item),
        lending::Refusal::TooManyOut { held, most } => {
            ApiError::new(ErrorCode::TooManyOut).with("held", held).with("most", most)
        }
        lending::Refusal::TooLong { most } => {
            ApiError::new(ErrorCode::LentTooLong).with("item", item).with("most", most)
        }
        lending::Refusal::TooOften { most } => {
            ApiError::new(ErrorCode::ExtendedTooOften).with("item", item).with("most", most)
        }
        lending::Refusal::NotForThem => ApiError::new(ErrorCode::NotForThem).with("item", item),
        lending::Refusal::OwnerAlone(_) => ApiError::new(ErrorCode::OwnerAlone).with("item", item),
        lending::Refusal::Signed => ErrorCode::SignedAlready.into(),
        lending::Refusal::NoDeposit { held } => {
            let held = format!("{}.{:02}", held / 100, held % 100);
            ApiError::new(ErrorCode::NoDeposit).with("held", held)
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
            let no = |refusal| refused(refusal, name.as_deref().unwrap_or_default());
            let at = match self.at.as_deref() {
                None => now,
                Some(said) => {
                    lending::came_back(&loan, moment::within_day(said)?, now).map_err(no)?
                }
            };
            let told = self.told.as_ref();
            let told = told.map(|told| goods::told(space, &loan.item, told)).transpose()?;
            let mut acts = parts_back(space, &loan, self.parts.as_deref(), at)?;
            let left = space.lending().parts_of(loan.id).filter(|part| part.out() > 0).count();
            if acts.len() == left {
                let mut back = lending::give_back(&loan, self.quantity, at).map_err(no)?;
                back.more.extend(told.as_ref().map(act::telling));
                acts.insert(0, Known::Return(back));
            } else if let Some(told) = told {
                // The kit stays out until all of it is back; how it is, is known now.
                let (item, more) = (loan.item, Vec::new());
                acts.push(Known::NoteCondition(act::NoteCondition { item, told, at, more }));
            }
            if acts.is_empty() {
                return Err(ApiError::new(ErrorCode::ReturnsTooMany).with("open", left).into());
            }
            let stale = space.act(now, &acts)?;
            Ok::<_, ChangeError>((loan.id, stale))
        })?;
        shown(core, id, loan)
    }
}

/// Returns what gives back the parts of a kit that came back: all that are out, or those that are
/// named.
fn parts_back(
    space: &Space,
    kit: &Loan,
    named: Option<&[String]>,
    at: Timestamp,
) -> Result<Vec<Known>, ApiError> {
    let mut acts = Vec::new();
    for part in space.lending().parts_of(kit.id).filter(|part| part.out() > 0) {
        let id = part.id.to_string();
        if named.is_none_or(|named| named.contains(&id)) {
            let earliest = part.returned_at.unwrap_or(part.since).max(part.since);
            let back = lending::give_back(part, None, at.max(earliest));
            acts.push(Known::Return(
                back.map_err(|refusal| cannot(space, refusal, &part.item, None))?,
            ));
        }
    }
    Ok(acts)
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
