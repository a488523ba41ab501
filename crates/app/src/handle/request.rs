//! Asking for things, answering, and what becomes of a loan besides coming back.

use etabli_api::{
    ApiError, ErrorCode,
    command::{AnswerRequest, AskForItem, ExtendLoan, ListRequests, MarkLost, WithdrawRequest},
    view::{LoanView, RequestView},
};
use etabli_model::{
    act::{HandOver, Known},
    attribute::Setting,
    id::{ItemId, MemberId, RequestId, SpaceId},
    lending::{self, Ask, Request},
    time::Timestamp,
};

use super::{
    Handle,
    lending::{
        NEVER, bounds, cannot, find_loan, open_due, refuse_what_is_booked, refused,
        shown as loan_shown,
    },
    training,
};
use crate::{
    clock,
    core::{ChangeError, Core},
    moment, show,
    space::Space,
};

/// For how long it is told that something was not fetched, in milliseconds: a week.
const LAPSED_TOLD: i64 = 7 * 24 * 60 * 60 * 1000;

fn shown(core: &Core, space: SpaceId, request: RequestId) -> Result<RequestView, ApiError> {
    core.with(space, |space| {
        let found = space.lending().request(&request);
        let found =
            found.ok_or_else(|| ApiError::new(ErrorCode::NotAsked).with("what", request))?;
        Ok(show::request(space, found))
    })
}

/// Turns a refusal about a request into what a person is told.
fn about(space: &Space, refusal: lending::Refusal, item: &str, by: Option<MemberId>) -> ApiError {
    match refusal {
        lending::Refusal::NotTheirs => {
            let who = by.map(|by| space.catalogue.name_of(&by).to_owned()).unwrap_or_default();
            ApiError::new(ErrorCode::NotYourRequest).with("who", who)
        }
        lending::Refusal::SomebodyWaits(who) => ApiError::new(ErrorCode::SomebodyWaits)
            .with("who", space.catalogue.name_of(&who))
            .with("item", item),
        refusal => refused(refusal, item),
    }
}

impl Handle for AskForItem {
    fn handle(self, core: &Core) -> Result<RequestView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let at = clock::now();
        let due = self.due.as_deref().map(moment::due).transpose()?;
        let request = core.change(id, |space| {
            let item = show::find_item(space, &self.item)?;
            let me = space.me()?;
            let found = space.catalogue.item(&item);
            let (name, quantity) =
                found.map(|it| (it.name.clone(), it.quantity)).unwrap_or_default();
            if let Some(of) = training::asked_of(space, item, &me, at) {
                return Err(training::refusal(space, &of, &name).into());
            }
            let may = space.terms(&item).lend_to(me);
            may.map_err(|refusal| cannot(space, refusal, &item, Some(me)))?;
            let ask = Ask { item, units: self.quantity.unwrap_or(1), at, due };
            let act = ask
                .decide(me, quantity, space.lending().item(&item))
                .map_err(|refusal| about(space, refusal, &name, None))?;
            let (ids, stale) = space.act_ids(at, &[Known::RequestLoan(act)])?;
            let made = ids.first().copied().ok_or(ErrorCode::NotAllowed)?;
            let made = RequestId { entry: made.entry, index: made.index };
            Ok::<_, ChangeError>((made, stale))
        })?;
        shown(core, id, request)
    }
}

impl Handle for ListRequests {
    fn handle(self, core: &Core) -> Result<Vec<RequestView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let item = self.item.as_deref().map(|item| show::find_any_item(space, item));
            let item = item.transpose()?;
            let of = self.of.as_deref().map(|of| show::find_member(space, of)).transpose()?;
            let first = |by: &MemberId| space.membership().first_name(by);
            let now = clock::now();
            // What has lapsed is told for a while: whoever asked can ask anew.
            let told = |one: &Request| {
                let lapsed = one.ready.filter(|_| one.has_lapsed(now));
                one.is_open() && lapsed.is_none_or(|at| now.0.saturating_sub(at.0) < LAPSED_TOLD)
            };
            let mut requests: Vec<RequestView> = space
                .lending()
                .requests()
                .filter(|request| self.all || told(request))
                .filter(|request| item.is_none_or(|item| request.item == item))
                .filter(|request| of.is_none_or(|of| first(&request.by) == of))
                .map(|request| show::request(space, request))
                .collect();
            requests.sort_by_key(|request| (request.line == 0, request.at, request.id));
            Ok(requests)
        })
    }
}

impl Handle for AnswerRequest {
    fn handle(self, core: &Core) -> Result<RequestView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let now = clock::now();
        let until = match self.until.as_deref().map(str::trim) {
            None => Ready::AsUsual,
            Some(NEVER) => Ready::Always,
            Some(until) => Ready::Until(moment::due(until)?),
        };
        let request = core.change(id, |space| {
            let request = show::find_request(space, &self.request)?;
            let until = match until {
                Ready::AsUsual => usually_ready(space, &request.item),
                Ready::Always => None,
                Ready::Until(until) => Some(until),
            };
            let mut act = lending::answer(&request, self.granted, until, now)
                .map_err(|refusal| about(space, refusal, "", Some(request.by)))?;
            if self.granted {
                let may = space.terms(&act.item).lent_by(space.me()?);
                may.map_err(|refusal| cannot(space, refusal, &act.item, Some(request.by)))?;
            }
            let keeper = space.as_keeper(&act.item, &Known::AnswerRequest(act.clone()));
            act.more.extend(keeper);
            let act = Known::AnswerRequest(act);
            if !space.may(&act) {
                let name = space.catalogue.item(&request.item).map(|it| it.name.clone());
                let what = name.unwrap_or_default();
                return Err(ApiError::new(ErrorCode::NotAnswering).with("what", what).into());
            }
            let stale = space.act(now, &[act])?;
            Ok::<_, ChangeError>((request.id, stale))
        })?;
        shown(core, id, request)
    }
}

/// Until when what is granted is kept ready.
#[derive(Debug, Clone, Copy)]
enum Ready {
    /// As the space does.
    AsUsual,
    /// For good.
    Always,
    /// Until then.
    Until(Timestamp),
}

/// Returns until when the space keeps ready what is granted now, if it has said so: the end of a day
/// on which it can be fetched.
fn usually_ready(space: &Space, item: &ItemId) -> Option<Timestamp> {
    let days: u32 = space.catalogue.setting(Setting::ReadyDays).parse().ok()?;
    Some(open_due(space, item, moment::due(&format!("+{days}d")).ok()?))
}

impl Handle for WithdrawRequest {
    fn handle(self, core: &Core) -> Result<RequestView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let request = core.change(id, |space| {
            let request = show::find_request(space, &self.request)?;
            let act = lending::withdraw(&request, space.me()?)
                .map_err(|refusal| about(space, refusal, "", Some(request.by)))?;
            let stale = space.act(clock::now(), &[Known::WithdrawRequest(act)])?;
            Ok::<_, ChangeError>((request.id, stale))
        })?;
        shown(core, id, request)
    }
}

impl Handle for ExtendLoan {
    fn handle(self, core: &Core) -> Result<LoanView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let due = moment::due(&self.due)?;
        let now = clock::now();
        let loan = core.change(id, |space| {
            let loan = find_loan(space, &self.loan)?;
            let due = open_due(space, &loan.item, due);
            let found = space.catalogue.item(&loan.item);
            let (name, quantity) =
                found.map(|it| (it.name.clone(), it.quantity)).unwrap_or_default();
            let loans = space.lending().item(&loan.item);
            let answers = space.lends(&loan.item);
            let limits = bounds(space, loan.item, loan.to);
            if !answers && let Err(refusal) = limits.extend(&loan, Some(due), now) {
                return Err(about(space, refusal, &name, None).into());
            }
            let mut act = lending::extend(&loan, loans, Some(due), now)
                .map_err(|refusal| about(space, refusal, &name, None))?;
            act.more.extend(space.as_keeper(&loan.item, &Known::ExtendLoan(act.clone())));
            let act = Known::ExtendLoan(act);
            if !space.may(&act) {
                let owner = loan.item.owner();
                let owner = owner.map(|it| space.catalogue.name_of(&it).to_owned());
                let owner = owner.unwrap_or_default();
                return Err(ApiError::new(ErrorCode::NotYours).with("owner", owner).into());
            }
            if !self.despite_bookings {
                // It is kept as if it were handed over anew.
                let again = HandOver {
                    item: loan.item,
                    units: loan.out(),
                    capacity: quantity,
                    to: loan.to,
                    since: now,
                    due: Some(due),
                    more: Vec::new(),
                };
                refuse_what_is_booked(space, &Known::HandOver(again), quantity)?;
            }
            let stale = space.act(now, &[act])?;
            Ok::<_, ChangeError>((loan.id, stale))
        })?;
        loan_shown(core, id, loan)
    }
}

impl Handle for MarkLost {
    fn handle(self, core: &Core) -> Result<LoanView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let now = clock::now();
        let loan = core.change(id, |space| {
            let loan = find_loan(space, &self.loan)?;
            let name = space.catalogue.item(&loan.item).map(|it| it.name.clone());
            let act = lending::mark_lost(&loan, self.lost, now)
                .map_err(|refusal| about(space, refusal, &name.unwrap_or_default(), None))?;
            let stale = space.act(now, &[Known::MarkLost(act)])?;
            Ok::<_, ChangeError>((loan.id, stale))
        })?;
        loan_shown(core, id, loan)
    }
}
