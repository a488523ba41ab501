//! Requests as views, and the words by which people name one.

use etabli_api::{
    ApiError, ErrorCode,
    view::{RequestRight, RequestState, RequestView},
};
use etabli_model::{
    id::{ItemId, MemberId, RequestId},
    inventory::Item,
    lending::{Request, RequestStanding},
};

use super::{CANDIDATES, count, find_any_item};
use crate::{clock, space::Space};

/// How many requests of an item are shown.
const MOST: usize = 20;

/// Returns the requests for an item: whoever is first in line first, then those that have ended,
/// the last first.
pub(crate) fn requests(space: &Space, item: &ItemId) -> Vec<RequestView> {
    let Some(loans) = space.lending().item(item) else { return Vec::new() };
    let now = clock::now();
    let ended = loans.requests().iter().rev().filter(|request| !request.is_in_line(now));
    let all = loans.line(now).into_iter().chain(ended);
    all.take(MOST).map(|one| request(space, one)).collect()
}

/// Returns whether a member may ask for an item: it is there, lent to them, not theirs, and they do not wait for
/// it already.
pub(crate) fn asks(space: &Space, item: &Item, me: MemberId) -> bool {
    let own = |by: &MemberId| space.membership().first_name(by) == me;
    let waits = space.lending().item(&item.id).is_some_and(|loans| {
        loans.line(clock::now()).iter().any(|request| own(&request.by))
            || loans.loans().iter().any(|loan| loan.out() > 0 && own(&loan.to))
    });
    let for_them = space.terms(&item.id).lend_to(me).is_ok();
    let lent = for_them && !item.is_stock() && !item.is_immaterial();
    lent && !item.withdrawn && !waits && !item.id.owner().is_some_and(|owner| own(&owner))
}

/// Shows a request.
pub(crate) fn request(space: &Space, request: &Request) -> RequestView {
    let found = space.catalogue.item(&request.item);
    let loans = space.lending().item(&request.item);
    let now = clock::now();
    let line = loans.map(|loans| loans.line(now)).unwrap_or_default();
    let place = line.iter().position(|one| one.id == request.id);
    let quantity = found.map_or(0, |item| item.quantity);
    let here = quantity.saturating_sub(loans.map_or(0, |loans| loans.out()));
    let before = line.iter().take(place.map_or(0, |place| place + 1));
    let wanted = before.fold(0_u32, |sum, one| sum.saturating_add(one.units));
    let (status, by) = match request.standing {
        RequestStanding::Waiting => (RequestState::Waiting, None),
        RequestStanding::Granted(by) if request.has_lapsed(now) => (RequestState::Lapsed, Some(by)),
        RequestStanding::Granted(by) => (RequestState::Granted, Some(by)),
        RequestStanding::Refused(by) => (RequestState::Refused, Some(by)),
        RequestStanding::Withdrawn => (RequestState::Withdrawn, None),
        RequestStanding::HandedOver(_) => (RequestState::HandedOver, None),
    };
    RequestView {
        id: request.id,
        status,
        item: request.item,
        item_name: found.map(|item| item.name.clone()).unwrap_or_default(),
        tag: found.map(|item| item.tag.clone()).unwrap_or_default(),
        by: request.by,
        by_name: space.catalogue.name_of(&request.by).to_owned(),
        quantity: request.units,
        at: request.at,
        due: request.due,
        ready: request.ready,
        answered_by: by.map(|by| space.catalogue.name_of(&by).to_owned()).unwrap_or_default(),
        line: place.map_or(0, |place| count(place + 1)),
        here: place.is_some() && wanted <= here,
        may: rights(space, request),
    }
}

fn rights(space: &Space, request: &Request) -> Vec<RequestRight> {
    let acting = if space.is_copy() { None } else { space.membership().acting(&space.seat()).ok() };
    let Some(me) = acting else { return Vec::new() };
    let ended =
        matches!(request.standing, RequestStanding::Withdrawn | RequestStanding::HandedOver(_));
    let answers = space.lends(&request.item);
    // What is common, anybody may hand over; what is a member's, they, who keeps it, and stewards.
    let lends = request.item.owner().is_none() || answers;
    [
        (RequestRight::Answer, !ended && answers),
        (RequestRight::Withdraw, request.is_open() && request.by == me),
        (RequestRight::HandOver, request.is_open() && lends),
    ]
    .into_iter()
    .filter(|(_, may)| *may)
    .map(|(right, _)| right)
    .collect()
}

/// Finds a request by its id or the beginning of it, or by its item, when that has one that is open.
pub(crate) fn find_request(space: &Space, what: &str) -> Result<Request, ApiError> {
    let typed = what.trim().to_lowercase();
    if let Ok(id) = typed.parse::<RequestId>()
        && let Some(request) = space.lending().request(&id)
    {
        return Ok(request.clone());
    }
    let hex = typed.len() >= 4 && typed.chars().all(|c| c.is_ascii_hexdigit());
    let begins = |request: &&Request| hex && request.id.to_string().starts_with(&typed);
    let mut found: Vec<&Request> = space.lending().requests().filter(begins).collect();
    if found.is_empty() {
        let item = find_any_item(space, what)?;
        let loans = space.lending().item(&item);
        found = loans.map(|loans| loans.line(clock::now())).unwrap_or_default();
        if found.is_empty() {
            let late = loans.into_iter().flat_map(|loans| loans.requests());
            found = late.filter(|one| one.is_open()).collect();
        }
    }
    match found.as_slice() {
        [] => Err(ApiError::new(ErrorCode::NotAsked).with("what", what.trim())),
        [request] => Ok((*request).clone()),
        several => {
            let label = |request: &&Request| {
                let id: String = request.id.to_string().chars().take(12).collect();
                format!("{} ({id})", space.catalogue.name_of(&request.by))
            };
            let labels: Vec<String> = several.iter().take(CANDIDATES).map(label).collect();
            Err(ApiError::new(ErrorCode::SeveralRequests)
                .with("what", what.trim())
                .with("candidates", labels.join(", ")))
        }
    }
}
