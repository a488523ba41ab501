//! What keepers of items say of bookings, judged by what they knew.
//!
//! Whoever was named keeper of an item confirms, refuses and sees bookings of it as whoever answers
//! for it would, until they know of another one. Somebody who was named where the keeper could not
//! hear of it takes nothing away from what the keeper said meanwhile: people went by it.

use super::BookingAct;
use crate::{
    act::{self, More},
    id::{EntryId, KeepingId, MemberId, ResourceId},
    lending::Lending,
};

impl BookingAct {
    /// Returns as keeper of what by what its author says it, if they say it as one.
    pub fn as_keeper(&self) -> Option<(KeepingId, &[ResourceId])> {
        let (more, resources): (&More, &[ResourceId]) = match self {
            Self::Confirm(act) => (&act.more, &act.resources),
            Self::Cancel(act) => (&act.more, &act.resources),
            Self::Seen(act) => (&act.more, &act.resources),
            Self::Book(_) | Self::SetCapacity(_) | Self::Begin(_) | Self::Release(_) => {
                return None;
            }
        };
        act::keeping(more).map(|keeping| (keeping, resources))
    }

    /// Returns whether it counts, if `by` says it as a keeper: in the past of what they said, which
    /// is asked for by entry, nobody but them was named last.
    pub fn is_kept(
        &self,
        by: &MemberId,
        lending: &Lending,
        in_past: impl Fn(&EntryId) -> bool,
    ) -> bool {
        match self.as_keeper() {
            None => true,
            Some((keeping, [ResourceId::Item(item)])) => {
                let named = lending.item(item).and_then(|loans| loans.last_keeper(in_past));
                named.is_some_and(|named| named.id == keeping && named.keeper == Some(*by))
            }
            Some((_, _)) => false,
        }
    }
}
