//! What is taken of a resource over a period, as it is shown: nothing is decided here.

use super::{Booking, Bookings, Outcome, spans::Spans};
use crate::{act::Occurrence, id::ResourceId};

/// A time over a period at which a booking claims a resource.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'a> {
    /// The booking, which goes on.
    pub booking: Booking<'a>,
    /// The time.
    pub during: Occurrence,
    /// What became of it.
    pub outcome: Outcome,
}

impl Bookings {
    /// Returns the resources that were ever claimed, by id.
    pub fn claimed(&self) -> impl Iterator<Item = &ResourceId> {
        self.timelines.keys()
    }

    /// Returns the resources of which somebody said how many there are, by id.
    pub fn counted(&self) -> impl Iterator<Item = &ResourceId> {
        self.said.keys()
    }

    /// Returns the times over a period at which a resource itself is booked, displaced ones too.
    pub fn taking(
        &self,
        resource: ResourceId,
        during: Occurrence,
    ) -> impl Iterator<Item = Taking<'_>> {
        let timeline = self.timelines.get(&resource).into_iter();
        timeline.flat_map(move |timeline| self.shown_over(&timeline.takers, during))
    }

    /// Returns the times over a period at which something inside a resource is booked, displaced
    /// ones too.
    pub fn taking_inside(
        &self,
        resource: ResourceId,
        during: Occurrence,
    ) -> impl Iterator<Item = Taking<'_>> {
        let timeline = self.timelines.get(&resource).into_iter();
        timeline.flat_map(move |timeline| self.shown_over(&timeline.insiders, during))
    }

    fn shown_over<'a>(
        &'a self,
        spans: &'a Spans,
        during: Occurrence,
    ) -> impl Iterator<Item = Taking<'a>> {
        spans.over(during).filter_map(|(during, slot)| {
            let booking = self.shown(slot.record).filter(Booking::is_live)?;
            let outcome = *booking.outcomes.get(usize::from(slot.occurrence))?;
            let attended = booking.attended(usize::from(slot.occurrence));
            // What was given free was taken until then.
            let during = match attended.and_then(|it| it.released) {
                Some((_, free)) => Occurrence { end: free.max(during.start), ..during },
                None => during,
            };
            Some(Taking { booking, during, outcome })
        })
    }
}
