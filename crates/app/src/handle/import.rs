//! Looking at a file of items, and importing it as one command.

use std::collections::{BTreeMap, HashMap};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{ImportItems, ReadTable},
    view::{ImportReport, TableView},
};
use etabli_model::{
    detail::Detail,
    id::{DocumentId, ItemId, PlaceId, SpaceId},
    inventory::{Edit, ItemField, Line, NewItem, NewPlace, Note, PlaceField},
    text::Name,
};

use super::{Handle, item::field_name};
use crate::{
    clock,
    core::{ChangeError, Core},
    import::{
        self, Reading,
        format::Format,
        place::{self, ExistingPlace, PlacePlan},
        plan::{Existing, FieldChanges, Plan, plan},
        row::{ImportRow, folded_path},
    },
    space::Space,
};

/// The largest file that is read, in bytes.
const LARGEST: usize = 64 * 1024 * 1024;

impl Handle for ReadTable {
    fn handle(self, _: &Core) -> Result<TableView, ApiError> {
        Ok(import::look(&file(&self.content)?, &self.format, &self.map)?)
    }
}

impl Handle for ImportItems {
    fn handle(self, core: &Core) -> Result<ImportReport, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let mut reading = Reading::read(&file(&self.content)?, &self.format, &self.map)?;
        let rows = std::mem::take(&mut reading.rows);
        let dry_run = self.dry_run;
        if reading.format == Format::Places {
            return import_places(core, id, &reading, dry_run);
        }
        if dry_run {
            return core.with(id, |space| {
                let (existing, places) = shelves(space);
                Ok(reading.report(&plan(rows, &existing, &places), true))
            });
        }
        core.change(id, |space| {
            let (existing, places) = shelves(space);
            let plan = plan(rows, &existing, &places);
            let report = reading.report(&plan, false);
            let edits = edits(plan, &places)?;
            let stale = space.edit(clock::now(), &edits)?;
            Ok::<_, ChangeError>((report, stale))
        })
    }
}

/// Takes a table of places in.
fn import_places(
    core: &Core,
    id: SpaceId,
    reading: &Reading,
    dry_run: bool,
) -> Result<ImportReport, ApiError> {
    let planned = |space: &Space| place::plan(&reading.places, &known_places(space));
    if dry_run {
        return core.with(id, |space| Ok(reading.report_places(&planned(space), true)));
    }
    core.change(id, |space| {
        let plan = planned(space);
        let report = reading.report_places(&plan, false);
        let known = known_places(space).into_iter();
        let known: Places = known.map(|place| (folded(&place.path), place.id)).collect();
        let edits = vec![(DocumentId::Catalogue, place_edits(plan, known))];
        let stale = space.edit(clock::now(), &edits)?;
        Ok::<_, ChangeError>((report, stale))
    })
}

/// Returns the common places as the plan of places wants them.
fn known_places(space: &Space) -> Vec<ExistingPlace<'_>> {
    let places = space.catalogue.places();
    let common = places.filter(|place| place.id.document == DocumentId::Catalogue);
    let known = common.map(|place| ExistingPlace {
        id: place.id,
        path: space.catalogue.path(&place.id),
        details: &place.details,
    });
    known.collect()
}

fn place_edits(plan: PlacePlan, mut known: Places) -> Vec<Edit> {
    let detail = |place: PlaceId, (of, text): (Detail, String)| Edit::SetPlace {
        local: place.local,
        field: PlaceField::Detail(of, note(&text)),
    };
    let mut edits = Vec::new();
    let mut said = plan.said;
    for path in plan.new_places {
        edits.extend(new_place(&path, &mut known));
        let place = known.get(&folded(&path)).copied();
        let details = said.remove(&folded(&path)).unwrap_or_default();
        if let Some(place) = place {
            edits.extend(details.into_iter().map(|said| detail(place, said)));
        }
    }
    for (place, details) in plan.update {
        edits.extend(details.into_iter().map(|said| detail(place, said)));
    }
    edits
}

/// Returns what adds a place by its path; the places around it are known by then.
fn new_place(path: &[String], known: &mut Places) -> Option<Edit> {
    let (last, outer) = path.split_last()?;
    let local = clock::local_id();
    let name = field_name(last)?;
    let inside = known.get(&folded(outer)).copied();
    known.insert(folded(path), PlaceId::common(local));
    Some(Edit::PutPlace(NewPlace { local, name, inside }))
}

/// Returns the bytes of a file that came in base64.
fn file(content: &str) -> Result<Vec<u8>, ApiError> {
    if content.len() > LARGEST / 3 * 4 {
        return Err(ApiError::new(ErrorCode::FileTooLarge).with("most", "64 MiB"));
    }
    let bytes = STANDARD.decode(content.as_bytes());
    bytes.map_err(|error| ApiError::new(ErrorCode::BadRequest).with("detail", error))
}

/// Returns the common items and places as the plan wants them. Members' own items are theirs.
fn shelves(space: &Space) -> (Vec<Existing>, Vec<(PlaceId, Vec<String>)>) {
    let paths: Vec<(PlaceId, Vec<String>)> = space
        .catalogue
        .places()
        .filter(|place| place.id.document == DocumentId::Catalogue)
        .map(|place| (place.id, space.catalogue.path(&place.id)))
        .collect();
    let by_id: HashMap<PlaceId, &Vec<String>> =
        paths.iter().map(|(id, path)| (*id, path)).collect();
    let existing = space
        .catalogue
        .items()
        .map(|shelved| &*shelved.item)
        .filter(|item| item.id.document == DocumentId::Catalogue)
        .map(|item| Existing {
            id: item.id,
            key: item.import_key.clone(),
            tag: item.tag.clone(),
            name: item.name.clone(),
            category: item.category.clone(),
            place_path: item
                .place
                .and_then(|place| by_id.get(&place).map(|path| (*path).clone()))
                .unwrap_or_default(),
            quantity: item.quantity,
            note: item.note.clone(),
            fields: item.fields.clone(),
        })
        .collect();
    (existing, paths)
}

type Places = HashMap<Vec<String>, PlaceId>;

fn edits(
    plan: Plan,
    places: &[(PlaceId, Vec<String>)],
) -> Result<Vec<(DocumentId, Vec<Edit>)>, ApiError> {
    let mut known: Places = places.iter().map(|(id, path)| (folded(path), *id)).collect();
    let mut common = Vec::new();
    for path in plan.new_places {
        common.extend(new_place(&path, &mut known));
    }
    for row in plan.create {
        common.push(Edit::PutItem(new_item(row, &known)?));
    }
    for (item, changes) in plan.update {
        common.extend(changed(item, changes, &known)?);
    }
    Ok(vec![(DocumentId::Catalogue, common)])
}

fn folded(path: &[String]) -> Vec<String> {
    folded_path(path)
}

fn line(text: &str) -> Result<Line, ApiError> {
    Line::parse(text).map_err(|_| ApiError::new(ErrorCode::TextTooLong).with("most", Line::MOST))
}

/// Reads a note, keeping what fits of one that is too long: the row was accepted as a whole.
fn note(text: &str) -> Note {
    let short: String = text.chars().take(Note::MOST).collect();
    Note::parse(&short).unwrap_or_default()
}

fn extras(fields: BTreeMap<String, String>) -> BTreeMap<Name, Note> {
    fields
        .into_iter()
        .filter_map(|(name, value)| Some((field_name(&name)?, note(&value))))
        .take(etabli_model::inventory::MOST_FIELDS)
        .collect()
}

fn new_item(row: ImportRow, places: &Places) -> Result<NewItem, ApiError> {
    Ok(NewItem {
        local: clock::local_id(),
        name: row.name,
        tag: line(&row.tag)?,
        category: line(&row.category)?,
        place: places.get(&folded(&row.place)).copied(),
        quantity: row.quantity.unwrap_or(1),
        note: note(&row.note),
        fields: extras(row.fields),
        import_key: line(&short_key(row.key))?,
    })
}

/// A key made of a name and a place may be longer than a line; its hash is as good.
fn short_key(key: String) -> String {
    if key.chars().count() <= Line::MOST {
        key
    } else {
        let hash = blake3::hash(key.as_bytes()).to_hex();
        format!("hash:{hash}")
    }
}

fn changed(item: ItemId, changes: FieldChanges, places: &Places) -> Result<Vec<Edit>, ApiError> {
    let mut fields = Vec::new();
    fields.extend(changes.name.map(ItemField::Name));
    if let Some(tag) = changes.tag {
        fields.push(ItemField::Tag(line(&tag)?));
    }
    if let Some(category) = changes.category {
        fields.push(ItemField::Category(line(&category)?));
    }
    if let Some(path) = changes.place {
        fields.push(ItemField::Place(places.get(&folded(&path)).copied()));
    }
    fields.extend(changes.quantity.map(ItemField::Quantity));
    fields.extend(changes.note.map(|text| ItemField::Note(note(&text))));
    for (name, value) in extras(changes.fields) {
        fields.push(ItemField::Extra(name, value));
    }
    Ok(fields.into_iter().map(|field| Edit::SetItem { local: item.local, field }).collect())
}
