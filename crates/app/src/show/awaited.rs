//! Whose word a booking waits for, and when they were last in touch.

use std::collections::BTreeSet;

use etabli_api::view::AwaitedView;
use etabli_model::{
    act::Role,
    booking::{Booking, Sureness},
    id::{MemberId, ResourceId},
    time::Timestamp,
};

use super::is_ahead;
use crate::space::Space;

/// Returns who among those that answer for what is booked was in touch last, where none of them has
/// seen it and the person here is none of them. Only who booked is told: whom others wait for is
/// not asked of every device each time that a week is drawn.
pub(crate) fn awaited(space: &Space, booking: &Booking<'_>, now: Timestamp) -> Option<AwaitedView> {
    let me = space.me().ok()?;
    let mine = space.membership().first_name(&booking.by) == me;
    let held = booking.standing.sureness == Sureness::Held && is_ahead(booking, now);
    let answering = if mine && held { answering(space, booking) } else { BTreeSet::new() };
    if answering.is_empty() || answering.contains(&me) {
        return None;
    }
    let met = |who: &MemberId| {
        let devices = space.membership().devices();
        let theirs = devices.filter(|(_, of)| space.membership().first_name(of) == *who);
        let known = theirs.filter_map(|(device, _)| space.peers.get(&device));
        known.filter_map(|peer| if peer.connected { Some(now) } else { peer.last_seen }).max()
    };
    let (met, who) = answering.into_iter().map(|who| (met(&who), who)).max()?;
    Some(AwaitedView { name: space.catalogue.name_of(&who).to_owned(), met })
}

/// Returns whose word makes a booking of all that it takes surer, by their first names.
fn answering(space: &Space, booking: &Booking<'_>) -> BTreeSet<MemberId> {
    let first = |member: &MemberId| space.membership().first_name(member);
    let mut answering = BTreeSet::new();
    for claim in booking.book.claims.iter().filter(|claim| claim.units > 0) {
        let owner = match claim.resource {
            ResourceId::Item(item) => {
                let loans = space.lending().item(&item);
                let keeping = loans.and_then(|loans| loans.keepers().last());
                answering.extend(keeping.and_then(|it| it.keeper).map(|keeper| first(&keeper)));
                item.owner()
            }
            ResourceId::Place(_) => None,
        };
        match owner {
            Some(owner) => answering.extend([first(&owner)]),
            None => {
                let stewards = space.membership().active();
                let stewards = stewards.filter(|(_, member)| member.role == Role::Steward);
                answering.extend(stewards.map(|(id, _)| first(&id)));
            }
        }
    }
    answering
}
