//! What is said of places, items and the space: hours, rules, what is there, and keys.

use std::collections::BTreeMap;

use etabli_api::{
    ApiError, ErrorCode,
    command::{AddKey, ReadDetails, SetDetails},
    view::DetailsView,
};
use etabli_model::{
    detail::Detail,
    id::{DocumentId, ResourceId},
    inventory::{
        Details, Edit, ItemField, MOST_EXCEPTIONS, MOST_PIECES, NewItem, Note, PlaceField,
    },
};

use super::{Handle, space::name};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::{Space, Stale},
    wall::Zone,
};

/// What a new exception is called until it has an id.
const NEW: &str = "exception:";

/// Finds what is meant: an item, a place, or the space.
pub(super) fn find(space: &Space, of: Option<&str>) -> Result<Option<ResourceId>, ApiError> {
    let of = of.map(str::trim).filter(|of| !of.is_empty());
    of.map(|of| show::find_resource(space, of)).transpose()
}

impl Handle for ReadDetails {
    fn handle(self, core: &Core) -> Result<DetailsView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let of = find(space, self.of.as_deref())?;
            Ok(show::details(space, of, clock::now()))
        })
    }
}

impl Handle for SetDetails {
    fn handle(self, core: &Core) -> Result<DetailsView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let read = canonical(&self.details)?;
        core.change(id, |space| {
            let of = find(space, self.of.as_deref())?;
            let stale = write(space, of, read)?;
            Ok::<_, ChangeError>((show::details(space, of, clock::now()), stale))
        })
    }
}

/// Reads details as people typed them.
fn canonical(typed: &BTreeMap<String, String>) -> Result<Vec<(Detail, Note)>, ApiError> {
    let read = |(name, text): (&String, &String)| {
        let bad = || ApiError::new(ErrorCode::BadDetail).with("what", name).with("text", text);
        let detail = match name.as_str() {
            NEW => Detail::Exception(clock::local_id()),
            name => Detail::parse(name).ok_or_else(bad)?,
        };
        let text = detail.read(text).map_err(|_| bad())?;
        if detail == Detail::Zone && !text.is_empty() {
            Zone::named(Some(&text))?;
        }
        Ok((detail, Note::parse(&text).map_err(|_| bad())?))
    };
    typed.iter().map(read).collect()
}

/// Writes what is said of something; the first hours of a space say by which clock they go.
pub(super) fn write(
    space: &mut Space,
    of: Option<ResourceId>,
    details: Vec<(Detail, Note)>,
) -> Result<Stale, ChangeError> {
    let timed = |detail: &Detail| matches!(detail, Detail::Hours(_) | Detail::Exception(_));
    let says_when = details.iter().any(|(detail, text)| timed(detail) && !text.as_str().is_empty());
    let unsaid = !space.catalogue.details().contains_key(&Detail::Zone);
    let here = says_when && unsaid && details.iter().all(|(detail, _)| *detail != Detail::Zone);
    let here = if here { Note::parse(Zone::named(None)?.name()).ok() } else { None };
    let here = here.map(|zone| Edit::SetSpaceDetail(Detail::Zone, zone));
    let document = match of {
        None => DocumentId::Catalogue,
        Some(ResourceId::Place(place)) => place.document,
        Some(ResourceId::Item(item)) => item.document,
    };
    let set = |(detail, text): (Detail, Note)| match of {
        None => Edit::SetSpaceDetail(detail, text),
        Some(ResourceId::Place(place)) => {
            Edit::SetPlace { local: place.local, field: PlaceField::Detail(detail, text) }
        }
        Some(ResourceId::Item(item)) => {
            Edit::SetItem { local: item.local, field: ItemField::Detail(detail, text) }
        }
    };
    // What is said anew of one that is there takes no room.
    let told: Vec<Detail> = details.iter().map(|(detail, _)| *detail).collect();
    let exceptions = |own: &Details| {
        let stays = |it: &&Detail| matches!(it, Detail::Exception(_)) && !told.contains(it);
        own.keys().filter(stays).count()
    };
    let there = match of {
        None => exceptions(space.catalogue.details()),
        Some(ResourceId::Place(id)) => {
            space.catalogue.place(&id).map_or(0, |it| exceptions(&it.details))
        }
        Some(ResourceId::Item(id)) => {
            space.catalogue.item(&id).map_or(0, |it| exceptions(&it.details))
        }
    };
    let new = details
        .iter()
        .filter(|(it, text)| matches!(it, Detail::Exception(_)) && !text.as_str().is_empty());
    if there + new.count() > MOST_EXCEPTIONS {
        let error = ApiError::new(ErrorCode::BadDetail).with("what", "exception");
        return Err(error.with("text", MOST_EXCEPTIONS).into());
    }
    let edits = details.into_iter().map(set).collect();
    // A member's own item may be told of by whoever may not write the catalogue.
    let may = show::may_write(space, &DocumentId::Catalogue);
    let zone = here.filter(|_| may).into_iter().collect();
    // What somebody said comes first: that is what is taken back, and told.
    let edits = [(document, edits), (DocumentId::Catalogue, zone)];
    let mut stale = space.edit(clock::now(), &edits)?;
    // Rules are part of what bookings are told with.
    stale.insert(etabli_api::Topic::Bookings);
    Ok(stale)
}

impl Handle for AddKey {
    fn handle(self, core: &Core) -> Result<DetailsView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let (name, quantity) = (name(&self.name)?, self.quantity.unwrap_or(1));
        if !(1..=MOST_PIECES).contains(&quantity) {
            return Err(ApiError::new(ErrorCode::BadQuantity).with("most", MOST_PIECES));
        }
        let local = clock::local_id();
        core.change(id, |space| {
            let place = show::find_place(space, &self.place)?;
            let of = Note::parse(&place.to_string()).map_err(|_| ErrorCode::BadDetail)?;
            let item = NewItem { place: Some(place), quantity, ..NewItem::named(local, name) };
            let field = ItemField::Detail(Detail::KeyOf, of);
            let edits = vec![Edit::PutItem(item), Edit::SetItem { local, field }];
            let stale = space.edit(clock::now(), &[(DocumentId::Catalogue, edits)])?;
            let view = show::details(space, Some(ResourceId::Place(place)), clock::now());
            Ok::<_, ChangeError>((view, stale))
        })
    }
}
