//! Adding and listing places.

use etabli_api::{
    ApiError,
    command::{AddPlace, ListPlaces},
    view::PlaceView,
};
use etabli_model::{
    id::{DocumentId, PlaceId},
    inventory::{Edit, NewPlace},
};

use super::{Handle, space::name};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
};

impl Handle for AddPlace {
    fn handle(self, core: &Core) -> Result<PlaceView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let name = name(&self.name)?;
        let local = clock::local_id();
        core.change(id, |space| {
            let inside = match self.inside.as_deref() {
                Some(inside) => Some(show::find_place(space, inside)?),
                None => None,
            };
            let edit = Edit::PutPlace(NewPlace { local, name, inside });
            let stale = space.edit(clock::now(), &[(DocumentId::Catalogue, vec![edit])])?;
            Ok::<_, ChangeError>(((), stale))
        })?;
        let place = PlaceId::common(local);
        core.with(id, |space| {
            let mut places = show::places(space).into_iter();
            places.find(|view| view.id == place).ok_or_else(|| {
                ApiError::new(etabli_api::ErrorCode::NotFound).with("what", &self.name)
            })
        })
    }
}

impl Handle for ListPlaces {
    fn handle(self, core: &Core) -> Result<Vec<PlaceView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(show::places(space)))
    }
}
