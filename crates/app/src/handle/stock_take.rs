//! Going through a place: what is there, what is missing, what should be elsewhere.

use std::collections::BTreeSet;

use etabli_api::{
    ApiError, ErrorCode,
    command::TakeStock,
    view::{StockTakeRow, StockTakeView},
};
use etabli_model::{
    act::{self, Known, MOST_TAKEN_STOCK},
    id::{ItemId, PlaceId},
    inventory::{Edit, Item, ItemField},
};

use super::Handle;
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::{Space, Stale},
};

fn row(item: &Item, text: String) -> StockTakeRow {
    StockTakeRow { item: item.id, name: item.name.clone(), tag: item.tag.clone(), text }
}

/// Compares what was typed with what should be in a place, and below it.
fn compare(
    space: &Space,
    place: Option<PlaceId>,
    typed: &[String],
) -> Result<StockTakeView, ApiError> {
    let mut view = StockTakeView {
        place,
        seen: Vec::new(),
        missing: Vec::new(),
        elsewhere: Vec::new(),
        out: Vec::new(),
        not_out: Vec::new(),
        unknown: Vec::new(),
        written: false,
    };
    let mut found: BTreeSet<ItemId> = BTreeSet::new();
    for text in typed.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        match show::find_item(space, text) {
            Ok(item) => drop(found.insert(item)),
            Err(error) if matches!(error.code, ErrorCode::NotFound | ErrorCode::InBin) => {
                view.unknown.push(text.to_owned());
            }
            Err(error) => return Err(error),
        }
    }
    let belongs = |item: &Item| match (place, item.place) {
        (None, None) => true,
        (Some(place), Some(own)) => space.catalogue.ancestry(&own).contains(&place),
        (None, Some(_)) | (Some(_), None) => false,
    };
    let path = |item: &Item| {
        item.place.map(|place| space.catalogue.path(&place).join(" / ")).unwrap_or_default()
    };
    let all_out = |item: &Item| {
        let loans = space.lending().item(&item.id);
        let out = loans.map_or(0, |loans| loans.out());
        let open = loans.and_then(|loans| loans.loans().iter().find(|loan| loan.out() > 0));
        let who = open.map(|loan| space.catalogue.name_of(&loan.to).to_owned());
        who.filter(|_| out >= item.quantity)
    };
    for item in space.catalogue.items().map(|shelved| &*shelved.item) {
        let (seen, here) = (found.contains(&item.id), belongs(item));
        match (seen, here, all_out(item)) {
            (true, _, Some(who)) => view.not_out.push(row(item, who)),
            (true, true, None) => view.seen.push(row(item, path(item))),
            (true, false, None) => view.elsewhere.push(row(item, path(item))),
            (false, true, Some(who)) => view.out.push(row(item, who)),
            (false, true, None) if item.is_immaterial() => {}
            (false, true, None) => view.missing.push(row(item, path(item))),
            (false, false, _) => {}
        }
    }
    Ok(view)
}

/// Writes what a comparison found: what was seen and what was not, and where things are now.
fn write(space: &mut Space, view: &StockTakeView) -> Result<Stale, ChangeError> {
    let now = clock::now();
    let ids = |rows: &[StockTakeRow]| -> Vec<ItemId> { rows.iter().map(|row| row.item).collect() };
    let seen: Vec<ItemId> = [&view.seen, &view.elsewhere, &view.not_out]
        .into_iter()
        .flat_map(|rows| ids(rows))
        .collect();
    let missing = ids(&view.missing);
    let mut acts = Vec::new();
    let takes = |seen: &[ItemId], missing: &[ItemId]| {
        let (seen, missing, more) = (seen.to_vec(), missing.to_vec(), Vec::new());
        Known::TakeStock(act::TakeStock { place: view.place, seen, missing, at: now, more })
    };
    acts.extend(seen.chunks(MOST_TAKEN_STOCK).map(|some| takes(some, &[])));
    acts.extend(missing.chunks(MOST_TAKEN_STOCK).map(|some| takes(&[], some)));
    let mut stale = if acts.is_empty() { Stale::new() } else { space.act(now, &acts)? };
    // What somebody else owns, they move themselves.
    for row in &view.elsewhere {
        let document = row.item.document;
        let own = row.item.owner().is_none_or(|owner| space.me().is_ok_and(|me| me == owner));
        if own && show::may_write(space, &document) {
            let (local, field) = (row.item.local, ItemField::Place(view.place));
            stale.extend(space.edit(now, &[(document, vec![Edit::SetItem { local, field }])])?);
        }
    }
    Ok(stale)
}

impl Handle for TakeStock {
    fn handle(self, core: &Core) -> Result<StockTakeView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let place_of = |space: &Space| {
            let named = self.place.as_deref().map(str::trim).filter(|place| !place.is_empty());
            named.map(|place| show::find_place(space, place)).transpose()
        };
        if !self.write {
            return core.with(id, |space| compare(space, place_of(space)?, &self.seen));
        }
        core.change(id, |space| {
            let view = compare(space, place_of(space)?, &self.seen)?;
            let stale = write(space, &view)?;
            Ok::<_, ChangeError>((StockTakeView { written: true, ..view }, stale))
        })
    }
}
