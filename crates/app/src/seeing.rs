//! What a computer says by itself: that bookings have reached whoever answers for what they take.
//!
//! From then on nobody comes before them by writing at an older point of a log. It is said at most
//! once a minute, and only while there are bookings of which it was not said; of one's own alone only
//! while somebody is connected and has all that is here.

use std::{
    collections::BTreeSet,
    sync::{Arc, Weak},
    time::Duration,
};

use etabli_model::{
    act::{Known, MOST_CLAIMS, MOST_SEEN, SeenBookings},
    id::{BookingId, ResourceId},
    time::Timestamp,
};

use crate::{
    blocking, clock,
    core::{ChangeError, Core},
    show,
    space::{Space, Stale},
};

/// How long it is silent after it said something.
const PAUSE: Duration = Duration::from_secs(60);

/// Says it from now on, whenever something comes, while the peer runs.
pub(crate) fn begin(core: &Arc<Core>) {
    let mut grown = core.grown();
    let core = Arc::downgrade(core);
    tokio::spawn(async move {
        loop {
            let said = match look(&core).await {
                Some(said) => said,
                None => return,
            };
            if said > 0 {
                tokio::time::sleep(PAUSE).await;
            }
            // Now and then also when nothing came: somebody may have been reached meanwhile.
            if let Ok(Err(_)) = tokio::time::timeout(PAUSE, grown.changed()).await {
                return;
            }
        }
    });
}

/// Looks once, unless the peer has stopped; returns for how many spaces something was said.
async fn look(core: &Weak<Core>) -> Option<usize> {
    let core = core.upgrade()?;
    core.node.lock().await.as_ref()?;
    let said = blocking(move || {
        let mut said = 0;
        for id in core.directory.spaces()? {
            if core.directory.is_demo(&id) {
                continue;
            }
            // Most of the time there is nothing to say, and then nobody is told of a change.
            if core.with(id, |space| Ok(to_say(space, clock::now()).is_empty()))? {
                continue;
            }
            core.change(id, |space| see(space, clock::now()))?;
            said += 1;
        }
        Ok(said)
    });
    match said.await {
        Ok(said) => Some(said),
        Err(error) => {
            tracing::warn!(%error, "bookings could not be said to be seen");
            Some(1)
        }
    }
}

/// Says what there is to say of a space.
pub(crate) fn see(space: &mut Space, now: Timestamp) -> Result<((), Stale), ChangeError> {
    let acts = to_say(space, now);
    let stale = if acts.is_empty() { Stale::new() } else { space.act(now, &acts)? };
    Ok(((), stale))
}

/// Returns what whoever sits here should say: that they have seen bookings of what they answer for,
/// and how many there are of counted items.
fn to_say(space: &Space, now: Timestamp) -> Vec<Known> {
    let mut bookings: BTreeSet<BookingId> = BTreeSet::new();
    let mut resources: BTreeSet<ResourceId> = BTreeSet::new();
    for booking in space.bookings().unseen().filter(|booking| show::is_ahead(booking, now)) {
        let unsaid = booking
            .book
            .claims
            .iter()
            .filter(|claim| claim.units > 0)
            .map(|claim| claim.resource)
            .filter(|it| !space.bookings().seen_for(&booking.id, it) && space.speaks_for(it));
        let unsaid: Vec<ResourceId> = unsaid.collect();
        let room = bookings.len() < MOST_SEEN && resources.len() + MOST_CLAIMS <= MOST_SEEN;
        if !unsaid.is_empty() && room {
            bookings.insert(booking.id);
            resources.extend(unsaid);
        }
    }
    // A computer that was away must not vouch for what it booked itself before it has caught up:
    // what it says would come before what others have seen since.
    let me = space.me().ok();
    let by = |id| space.bookings().booking(id).map(|booking| booking.by);
    let of_others = bookings.iter().any(|id| by(id) != me);
    if bookings.is_empty() || !of_others && !space.peers.connected().any(|(_, peer)| peer.equal) {
        return Vec::new();
    }
    let mut acts: Vec<Known> =
        resources.iter().filter_map(|it| space.quantity_to_say(it)).collect();
    let bookings: Vec<BookingId> = bookings.into_iter().collect();
    let resources: Vec<ResourceId> = resources.into_iter().collect();
    for (resources, more) in space.voices(&resources) {
        // Of what is kept, those of that thing only.
        let of = |id: &&BookingId| {
            let found = space.bookings().booking(id);
            found.is_some_and(|it| {
                it.book.claims.iter().any(|claim| resources.contains(&claim.resource))
            })
        };
        let bookings = bookings.iter().filter(of).copied().collect();
        acts.push(Known::SeenBookings(SeenBookings { bookings, resources, more }));
    }
    acts
}
