//! Which place fits what somebody is about to do: its kind, what is there, for how many, and whether
//! it is free then. What is not in use is no answer.

use etabli_api::{
    ApiError,
    command::FindPlaces,
    view::{PlaceFound, PlaceView},
};
use etabli_model::{
    booking::Asker,
    detail::{Detail, Status},
    id::{DocumentId, PlaceId, ResourceId},
    inventory::Place,
    text::fold_for_search,
    time::Timestamp,
};

use super::{
    Handle,
    booking::{Times, claims, counted, refused, rules_of},
};
use crate::{
    clock,
    core::{Core, api_error},
    show,
    space::Space,
    wall::Zone,
};

/// The most places that are told.
const MOST: usize = 200;

impl Handle for FindPlaces {
    fn handle(self, core: &Core) -> Result<Vec<PlaceFound>, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let now = clock::now();
        let zone = Zone::named(self.zone.as_deref())?;
        let times = match (self.from.as_deref(), self.to.as_deref()) {
            (Some(from), Some(to)) => Some(Times::read(&zone, from, to, None)?),
            (Some(from), None) => Some(Times::read(&zone, from, "1h", None)?),
            (None, _) => None,
        };
        let need = fold_for_search(self.need.as_deref().unwrap_or_default());
        let need: Vec<&str> = need.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
        core.with(id, |space| {
            let mut found = Vec::new();
            for view in show::places(space) {
                let Some(place) = space.catalogue.place(&view.id) else { continue };
                let common = view.id.document == DocumentId::Catalogue;
                let capacity = show::capacity(space, &ResourceId::Place(view.id));
                let large = self.people.is_none_or(|people| people <= capacity);
                let kind = said(place, Detail::Kind);
                let fits =
                    self.kind.as_deref().is_none_or(|asked| asked.is_empty() || asked == kind);
                if !(common && large && fits && in_use(space, view.id) && has(space, &view, &need))
                {
                    continue;
                }
                let obstacle = match &times {
                    Some(times) => obstacle(space, &zone, view.id, self.people, times, now)?,
                    None => None,
                };
                let equipment = said(place, Detail::Equipment).to_owned();
                let kind = kind.to_owned();
                found.push(PlaceFound { place: view, kind, capacity, equipment, obstacle });
                if found.len() >= MOST {
                    break;
                }
            }
            // What is free comes first; besides, the order of the tree.
            found.sort_by_key(|place| place.obstacle.is_some());
            Ok(found)
        })
    }
}

fn said(place: &Place, detail: Detail) -> &str {
    place.details.get(&detail).map(String::as_str).unwrap_or_default()
}

/// Returns whether a place is used, and all that it is in.
fn in_use(space: &Space, place: PlaceId) -> bool {
    let open = Status::Open.as_str();
    let around = space.catalogue.ancestry(&place).into_iter();
    let mut said = around.filter_map(|it| space.catalogue.place(&it)?.details.get(&Detail::Status));
    said.all(|status| status == open)
}

/// Returns whether each word stands in what is said of a place, or in what is kept there.
fn has(space: &Space, view: &PlaceView, need: &[&str]) -> bool {
    if need.is_empty() {
        return true;
    }
    let mut told = vec![view.path.clone()];
    if let Some(place) = space.catalogue.place(&view.id) {
        let about = [Detail::Kind, Detail::Equipment, Detail::Services, Detail::Access];
        told.extend(about.map(|detail| said(place, detail).to_owned()));
    }
    let there = space.catalogue.items().map(|shelved| &shelved.item).filter(|item| {
        !item.withdrawn
            && item.place.is_some_and(|it| space.catalogue.ancestry(&it).contains(&view.id))
    });
    told.extend(there.flat_map(|item| [item.name.clone(), item.category.clone()]));
    let told = fold_for_search(&told.join("\n"));
    need.iter().all(|word| told.contains(word))
}

/// Returns what is in the way of being in a place at a time, with so many.
fn obstacle(
    space: &Space,
    zone: &Zone,
    place: PlaceId,
    people: Option<u32>,
    times: &Times,
    now: Timestamp,
) -> Result<Option<ApiError>, ApiError> {
    let resource = ResourceId::Place(place);
    let wish = times.clone().wish(claims(space, resource, people), None);
    let rules = rules_of(space, &wish.claims, &wish.occurrences, now);
    let asker = space.asker(now).map_err(|error| api_error(&error))?;
    let asker = Asker { counted: counted(space, &resource), rules: Some(&rules), ..asker };
    let decided = wish.clone().decide(&asker);
    Ok(decided.err().map(|refusal| refused(space, zone, Some(&wish), refusal)))
}
