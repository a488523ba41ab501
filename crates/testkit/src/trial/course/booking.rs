//! What people of a trial book, and say of bookings, whether they may or not.

use etabli_model::{
    act::{
        BeginBooking, Book, CancelBooking, Claim, ConfirmBooking, Known, Occurrence,
        ReleaseBooking, SeenBookings, SetCapacity, Wall,
    },
    id::{ItemId, LoanId, LocalId, PlaceId, ResourceId},
};

use super::{DAY, HOUR};
use crate::{Peer, peer::START, trial::Remark};

/// Books a thing in the workshop, or the workshop itself.
pub(super) fn book(peer: &mut Peer, item: u8, hour: u8, times: u8) -> Option<LoanId> {
    let workshop = ResourceId::Place(PlaceId::common(LocalId([9; 16])));
    let things = match item {
        0 => vec![(workshop, 1)],
        _ => vec![(ResourceId::Item(ItemId::common(LocalId([item; 16]))), 1), (workshop, 0)],
    };
    let claim = |(resource, units)| {
        let capacity = peer.bookings.capacity(&resource).1;
        Claim { resource, units, capacity }
    };
    let claims = things.into_iter().map(claim).collect();
    let during = |day: u8| {
        let start = START.plus(i64::from(day) * DAY + i64::from(hour) * HOUR);
        Occurrence { start, end: start.plus(2 * HOUR) }
    };
    let (occurrences, wall) = ((0..times).map(during).collect(), Wall::default());
    peer.try_act(Known::Book(Book { claims, occurrences, wall, replaces: None, more: Vec::new() }))
}

/// Says something of a booking, whether they may or not.
pub(super) fn remark(peer: &mut Peer, nth: usize, remark: Remark) -> Option<LoanId> {
    let count = peer.bookings.bookings().count();
    let found = peer.bookings.bookings().nth(nth.checked_rem(count)?)?;
    let (booking, by, mut book) = (found.id, found.by, found.book.clone());
    let more = Vec::new;
    let resources: Vec<ResourceId> = book.claims.iter().map(|claim| claim.resource).collect();
    let device = peer.replica.device();
    let own = peer.replica.membership().member_of(&device) == Some(by);
    peer.try_act(match remark {
        Remark::Confirm => {
            Known::ConfirmBooking(ConfirmBooking { booking, resources, more: more() })
        }
        Remark::Cancel => {
            let resources = if own { Vec::new() } else { resources };
            Known::CancelBooking(CancelBooking { booking, resources, more: more() })
        }
        Remark::See => {
            let bookings = vec![booking];
            Known::SeenBookings(SeenBookings { bookings, resources, more: more() })
        }
        Remark::Move(hours) => {
            for during in &mut book.occurrences {
                during.start = during.start.plus(i64::from(hours) * HOUR);
                during.end = during.end.plus(i64::from(hours) * HOUR);
            }
            Known::Book(Book { replaces: Some(booking), ..book })
        }
        // After two hours it is over, and what is said then says nothing.
        Remark::Begin(hours) => {
            let at = book.occurrences.first()?.start.plus(i64::from(hours) * HOUR);
            Known::BeginBooking(BeginBooking { booking, occurrence: 0, at, more: more() })
        }
        Remark::Release(hours) => {
            let at = book.occurrences.first()?.start.plus(i64::from(hours) * HOUR);
            Known::ReleaseBooking(ReleaseBooking { booking, occurrence: 0, at, more: more() })
        }
        Remark::Capacity(units) => {
            let resource = *resources.first()?;
            Known::SetCapacity(SetCapacity { resource, units: units.into(), more: more() })
        }
    })
}
