//! Adding, changing and listing places.

use etabli_api::{
    ApiError, ErrorCode,
    command::{AddPlace, EditPlace, ListPlaces},
    view::PlaceView,
};
use etabli_model::{
    id::{DocumentId, PlaceId, SpaceId},
    inventory::{Edit, NewPlace, PlaceField},
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
        shown(core, id, PlaceId::common(local))
    }
}

impl Handle for ListPlaces {
    fn handle(self, core: &Core) -> Result<Vec<PlaceView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(show::places(space)))
    }
}

impl Handle for EditPlace {
    fn handle(self, core: &Core) -> Result<PlaceView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let name = self.name.as_deref().map(name).transpose()?;
        let place = core.change(id, |space| {
            let place = show::find_place(space, &self.place)?;
            let inside = match self.inside.as_deref().map(str::trim) {
                None => None,
                Some("") => Some(None),
                Some(inside) => Some(Some(show::find_place(space, inside)?)),
            };
            if let Some(Some(inside)) = inside
                && (inside == place || space.catalogue.ancestry(&inside).contains(&place))
            {
                let path = space.catalogue.path(&place).join(" / ");
                return Err(ApiError::new(ErrorCode::PlaceInItself).with("what", path).into());
            }
            let fields = name
                .map(PlaceField::Name)
                .into_iter()
                .chain(inside.map(PlaceField::Inside))
                .map(|field| Edit::SetPlace { local: place.local, field });
            let stale = space.edit(clock::now(), &[(place.document, fields.collect())])?;
            Ok::<_, ChangeError>((place, stale))
        })?;
        shown(core, id, place)
    }
}

fn shown(core: &Core, id: SpaceId, place: PlaceId) -> Result<PlaceView, ApiError> {
    core.with(id, |space| {
        let mut places = show::places(space).into_iter();
        let found = places.find(|view| view.id == place);
        found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", place))
    })
}
