//! The bin: putting items and places into it, taking them out, seeing what is there.
//!
//! Nothing is deleted: what is in the bin stays in its document, for good, and so do its loans.

use etabli_api::{
    ApiError, ErrorCode,
    command::{ListBin, RemoveItem, RemovePlace, RestoreItem, RestorePlace},
    view::{BinnedKind, BinnedView, ItemView, PlaceView},
};
use etabli_model::{
    attribute::Attribute,
    id::{ItemId, PlaceId},
    inventory::{Edit, ItemField, PlaceField},
    lending::Loan,
};

use super::{Handle, item};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::{Space, Stale},
};

fn move_item(
    space: &mut Space,
    id: ItemId,
    removed: bool,
    why: &str,
) -> Result<Stale, ChangeError> {
    owned(space, id)?;
    let edit = |field| Edit::SetItem { local: id.local, field };
    let mut edits = vec![edit(ItemField::Withdrawn(removed))];
    // Why it went is said with its going, and goes with its coming back.
    let before =
        space.catalogue.item(&id).map_or("", |item| item.attribute(Attribute::Gone)).to_owned();
    if before != why
        && let Ok(why) = Attribute::Gone.read(why)
    {
        edits.push(edit(ItemField::Attribute(Attribute::Gone, why)));
    }
    Ok(space.edit(clock::now(), &[(id.document, edits)])?)
}

/// Refuses to touch what belongs to another member.
pub(super) fn owned(space: &Space, id: ItemId) -> Result<(), ChangeError> {
    let me = space.me()?;
    match id.owner().filter(|owner| *owner != me) {
        Some(owner) => {
            let name = space.catalogue.name_of(&owner);
            Err(ApiError::new(ErrorCode::NotYours).with("owner", name).into())
        }
        None => Ok(()),
    }
}

impl Handle for RemoveItem {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let item = core.change(id, |space| {
            let item = show::find_item(space, &self.item)?;
            let loans = space.lending().item(&item).map_or(&[][..], |loans| loans.loans());
            let out: Vec<&Loan> = loans.iter().filter(|loan| loan.out() > 0).collect();
            if !out.is_empty() {
                let who: Vec<&str> =
                    out.iter().map(|loan| space.catalogue.name_of(&loan.to)).collect();
                let name = space.catalogue.item(&item).map_or("", |item| item.name.as_str());
                return Err(ApiError::new(ErrorCode::ItemOut)
                    .with("item", name)
                    .with("who", who.join(", "))
                    .into());
            }
            let why = self.why.as_deref().map(str::trim).unwrap_or_default();
            if !(why.is_empty() || show::is_reason(why)) {
                let unknown = ApiError::new(ErrorCode::BadAttribute);
                return Err(unknown.with("what", why).with("field", "gone").into());
            }
            Ok::<_, ChangeError>((item, move_item(space, item, true, why)?))
        })?;
        item::shown(core, id, item)
    }
}

impl Handle for RestoreItem {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let item = core.change(id, |space| {
            let found = show::find_binned_item(space, &self.item);
            let item = match found {
                Err(error) if error.code == ErrorCode::NotFound => {
                    let item = show::find_item(space, &self.item)?;
                    let name = space.catalogue.item(&item).map_or("", |item| item.name.as_str());
                    return Err(ApiError::new(ErrorCode::NotInBin).with("what", name).into());
                }
                found => found?,
            };
            Ok::<_, ChangeError>((item, move_item(space, item, false, "")?))
        })?;
        item::shown(core, id, item)
    }
}

fn move_place(space: &mut Space, id: PlaceId, removed: bool) -> Result<Stale, ChangeError> {
    let field = PlaceField::Withdrawn(removed);
    let edit = Edit::SetPlace { local: id.local, field };
    Ok(space.edit(clock::now(), &[(id.document, vec![edit])])?)
}

fn shown_place(
    core: &Core,
    space: etabli_model::id::SpaceId,
    id: PlaceId,
) -> Result<PlaceView, ApiError> {
    core.with(space, |space| {
        let place = space.catalogue.place(&id);
        let place = place.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", id))?;
        let items = space.catalogue.items().filter_map(|shelved| shelved.item.place);
        let items = items.filter(|place| space.catalogue.ancestry(place).contains(&id)).count();
        Ok(show::place(space, place, items))
    })
}

impl Handle for RemovePlace {
    fn handle(self, core: &Core) -> Result<PlaceView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let place = core.change(id, |space| {
            let place = show::find_place(space, &self.place)?;
            let items = space.catalogue.items();
            let items = items.filter(|shelved| shelved.item.place == Some(place)).count();
            let places =
                space.catalogue.places().filter(|other| other.inside == Some(place)).count();
            if items + places > 0 {
                let name = space.catalogue.place(&place).map_or("", |place| place.name.as_str());
                return Err(ApiError::new(ErrorCode::PlaceInUse)
                    .with("what", name)
                    .with("items", items)
                    .with("places", places)
                    .into());
            }
            Ok::<_, ChangeError>((place, move_place(space, place, true)?))
        })?;
        shown_place(core, id, place)
    }
}

impl Handle for RestorePlace {
    fn handle(self, core: &Core) -> Result<PlaceView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let place = core.change(id, |space| {
            let place = show::find_binned_place(space, &self.place)?;
            Ok::<_, ChangeError>((place, move_place(space, place, false)?))
        })?;
        shown_place(core, id, place)
    }
}

impl Handle for ListBin {
    fn handle(self, core: &Core) -> Result<Vec<BinnedView>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| Ok(list(space)))
    }
}

fn list(space: &Space) -> Vec<BinnedView> {
    let me = space.me().ok();
    let items = space.catalogue.binned_items().map(|item| {
        let document = space.documents().get(&item.id.document);
        let claims = document.map(|document| document.item_removals(item.id.local));
        let mine = item.id.owner().is_none_or(|owner| Some(owner) == me);
        BinnedView {
            kind: BinnedKind::Item,
            id: item.id.to_string(),
            name: item.name.clone(),
            tag: item.tag.clone(),
            removal: show::removal(space, &claims.unwrap_or_default()),
            out: space.lending().item(&item.id).map_or(0, |loans| loans.out()),
            can_restore: mine && show::may_write(space, &item.id.document),
        }
    });
    let places = space.catalogue.binned_places().map(|place| {
        let document = space.documents().get(&place.id.document);
        let claims = document.map(|document| document.place_removals(place.id.local));
        BinnedView {
            kind: BinnedKind::Place,
            id: place.id.to_string(),
            name: space.catalogue.path(&place.id).join(" / "),
            tag: String::new(),
            removal: show::removal(space, &claims.unwrap_or_default()),
            out: 0,
            can_restore: show::may_write(space, &place.id.document),
        }
    });
    let mut binned: Vec<BinnedView> = items.chain(places).collect();
    binned.sort_by(|one, other| {
        other.removal.at.cmp(&one.removal.at).then_with(|| one.id.cmp(&other.id))
    });
    binned
}
