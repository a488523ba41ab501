//! Who came: that somebody is there for what they booked, and that what nobody came for is free.

use etabli_api::{
    ApiError,
    command::{BeginBooking, ReleaseBooking},
    view::BookingView,
};
use etabli_model::act::Known;

use super::{
    Handle,
    booking::{about, say},
};
use crate::{core::Core, show};

/// How many minutes before a booking starts one may say to be there.
pub(crate) const EARLY: u32 = 30;

impl Handle for BeginBooking {
    fn handle(self, core: &Core) -> Result<BookingView, ApiError> {
        say(core, self.space.as_deref(), &self.booking, |space, id, now| {
            let decided = space.asker(now)?.begin(&id, EARLY);
            Ok(vec![Known::BeginBooking(decided.map_err(|refusal| about(space, &id, refusal))?)])
        })
    }
}

impl Handle for ReleaseBooking {
    fn handle(self, core: &Core) -> Result<BookingView, ApiError> {
        say(core, self.space.as_deref(), &self.booking, |space, id, now| {
            let grace = show::grace(space, &id);
            let decided = space.asker(now)?.release(&id, grace, |it| space.speaks_for(it));
            Ok(vec![Known::ReleaseBooking(decided.map_err(|refusal| about(space, &id, refusal))?)])
        })
    }
}
