//! How many of something can be booked at once, and how many are free when.

use etabli_api::{
    ApiError, ErrorCode,
    command::{ListFree, SetCapacity},
    view::{CapacityView, FreeView},
};
use etabli_model::{
    act::{self, Known, Occurrence},
    booking::Asker,
    inventory::MOST_PIECES,
};

use super::{
    Handle,
    booking::{claims, counted},
};
use crate::{
    clock,
    core::{ChangeError, Core, api_error},
    opening::Word,
    show,
    wall::Zone,
};

impl Handle for SetCapacity {
    fn handle(self, core: &Core) -> Result<CapacityView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        if self.units > MOST_PIECES {
            return Err(ApiError::new(ErrorCode::BadQuantity).with("most", MOST_PIECES));
        }
        core.change(id, |space| {
            let resource = show::find_resource(space, &self.resource)?;
            let name = show::resource_name(space, &resource);
            if !space.answers_for(&resource) {
                return Err(ApiError::new(ErrorCode::NotAnswering).with("what", name).into());
            }
            let act = act::SetCapacity { resource, units: self.units, more: Vec::new() };
            let stale = space.act(clock::now(), &[Known::SetCapacity(act)])?;
            let id = show::resource_id(&resource);
            Ok::<_, ChangeError>((CapacityView { id, name, capacity: self.units }, stale))
        })
    }
}

impl Handle for ListFree {
    fn handle(self, core: &Core) -> Result<Vec<FreeView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let zone = Zone::named(self.zone.as_deref())?;
        let start = zone.start(&self.from)?;
        let end = zone.instant(zone.end(&self.to, start)?)?;
        let during = Occurrence { start: zone.instant(start)?, end };
        if during.end <= during.start {
            return Err(ErrorCode::EndBeforeStart.into());
        }
        core.with(id, |space| {
            let resource = show::find_resource(space, &self.resource)?;
            let mut claims = claims(space, resource, Some(1));
            claims.sort_by_key(|claim| claim.resource != resource);
            let asker = space.asker(clock::now()).map_err(|error| api_error(&error))?;
            let asker = Asker { counted: counted(space, &resource), ..asker };
            let free = Word::of(space, &resource).clipped(asker.free(&claims, during), during);
            let view = |(Occurrence { start, end }, left)| FreeView { start, end, left };
            Ok(free.into_iter().map(view).collect())
        })
    }
}
