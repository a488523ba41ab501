//! What can be borrowed, where and when, as the CommonsAPI of CommonsBooking has it.
//!
//! A location needs coordinates there: without them, the file says of each item when it is free and
//! names its place, and has no list of locations.

use std::collections::BTreeSet;

use etabli_api::ApiError;
use etabli_model::{
    act::Occurrence,
    booking::Asker,
    id::{PlaceId, ResourceId},
    time::Timestamp,
};
use serde_json::{Value, json};

use super::{Found, common, instant, item_address};
use crate::{
    core::api_error,
    handle::{booking_claims, counted_here},
    space::Space,
};

const DAY: i64 = 24 * 60 * 60 * 1000;
/// For how many days it is told when items are free.
const AHEAD: i64 = 30;

/// Writes the common items, where they are, and when they are free.
pub(crate) fn commons_api(space: &Space, found: &Found, now: Timestamp) -> Result<Value, ApiError> {
    let project = space.id().to_string();
    let asker = space.asker(now).map_err(|error| api_error(&error))?;
    let during = Occurrence { start: now, end: now.plus(AHEAD * DAY) };
    let (mut items, mut slots, mut places) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for item in common(space) {
        let resource = ResourceId::Item(item.id);
        // An item that is nowhere in particular is at the space.
        let at = item.place.map_or_else(|| project.clone(), |place| place.to_string());
        places.extend(item.place);
        slots.extend(free(space, &asker, resource, during).map(|it| (it, at.clone(), item.id)));
        let mut view = json!({
            "id": item.id,
            "name": item.name,
            "url": item_address(item),
            "projectId": project,
            "ownerId": project,
        });
        if let Some(view) = view.as_object_mut()
            && !item.note.is_empty()
        {
            view.insert("description".to_owned(), json!(item.note));
        }
        items.push(view);
    }
    let availability: Vec<Value> = slots
        .into_iter()
        .map(|((start, end), at, item)| {
            json!({
                "start": instant(start), "end": instant(end), "locationId": at, "itemId": item,
            })
        })
        .collect();
    let name = space.catalogue.space_name();
    let mut file = json!({
        "items": items,
        "availability": availability,
        "owners": [{ "id": project, "name": name, "url": found.address(space) }],
        "projects": [{ "id": project, "name": name, "url": found.address(space) }],
    });
    if let (Some(at), Some(file)) = (found.at, file.as_object_mut()) {
        file.insert("locations".to_owned(), locations(space, &places, at));
    }
    Ok(file)
}

type Slot = (Timestamp, Timestamp);

/// Returns the times at which at least one of something is free.
fn free(
    space: &Space,
    asker: &Asker<'_>,
    resource: ResourceId,
    during: Occurrence,
) -> impl Iterator<Item = Slot> {
    let mut claims = booking_claims(space, resource, Some(1));
    claims.sort_by_key(|claim| claim.resource != resource);
    let asker = Asker { member: None, counted: counted_here(space, &resource), ..*asker };
    let mut slots: Vec<Slot> = Vec::new();
    for (piece, _) in asker.free(&claims, during).into_iter().filter(|(_, left)| *left > 0) {
        match slots.last_mut() {
            Some((_, end)) if *end == piece.start => *end = piece.end,
            Some(_) | None => slots.push((piece.start, piece.end)),
        }
    }
    slots.into_iter()
}

/// Writes the places of a space, all where it is.
fn locations(space: &Space, places: &BTreeSet<PlaceId>, (north, east): (f64, f64)) -> Value {
    let feature = |id: String, name: String| {
        json!({
            "type": "Feature",
            "properties": { "id": id, "name": name },
            "geometry": { "type": "Point", "coordinates": [east, north] },
        })
    };
    let whole = feature(space.id().to_string(), space.catalogue.space_name().to_owned());
    let inside = places
        .iter()
        .map(|place| feature(place.to_string(), space.catalogue.path(place).join(" / ")));
    let features: Vec<Value> = std::iter::once(whole).chain(inside).collect();
    json!({ "type": "FeatureCollection", "features": features })
}
