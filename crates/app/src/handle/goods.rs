//! How things are: telling it, mending, maintaining, counting what is used up, and their details.

use std::collections::BTreeMap;

use etabli_api::{
    ApiError, ErrorCode,
    command::{MoveStock, NoteCare, NoteCondition, OpenRepair, SetAttributes, TellRepair},
    view::{ItemView, ToldView},
};
use etabli_model::{
    act::{self, Known, MOST_CENTS, MOST_SAID, RepairStage, StockWhy, Told},
    attribute::{Amount, Attribute, AttributeError, Counted, parts},
    id::ItemId,
    inventory::{Edit, ItemField, Line, Note, many_lines},
    kit,
    text::Name,
    time::Timestamp,
    upkeep::{self, Refusal},
};

use super::{Handle, bin, item};
use crate::{
    clock,
    core::{ChangeError, Core},
    show,
    space::Space,
};

/// Reads what a person tells of how an item is.
pub(super) fn told(space: &Space, item: &ItemId, told: &ToldView) -> Result<Told, ApiError> {
    let line = |text: &str| Line::parse(text).map(String::from).map_err(item::too_long);
    let missing = told.missing.iter().filter(|(count, what)| *count > 0 && !what.trim().is_empty());
    let missing: Result<Vec<(u32, String)>, ApiError> =
        missing.map(|(count, what)| Ok((*count, line(what)?))).collect();
    let photo = match told.photo.as_deref().map(str::trim).filter(|photo| !photo.is_empty()) {
        None => None,
        Some(photo) => {
            let found = space.catalogue.item(item);
            let found = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", photo));
            Some(show::find_file(found?, photo)?.hash)
        }
    };
    let told =
        Told { condition: told.condition, missing: missing?, note: said(&told.note)?, photo };
    match told.makes_sense() {
        true => Ok(told),
        false => Err(ApiError::new(ErrorCode::TextTooLong).with("most", MOST_SAID)),
    }
}

/// Reads what a person wrote beside an act.
pub(super) fn said(text: &str) -> Result<String, ApiError> {
    let text = many_lines(text);
    match act::short(&text) {
        true => Ok(text),
        false => Err(ApiError::new(ErrorCode::TextTooLong).with("most", MOST_SAID)),
    }
}

pub(super) fn cents(text: &str) -> Result<u64, ApiError> {
    match text.trim() {
        "" => Ok(0),
        typed => amount(typed).map(|amount| amount.cents),
    }
}

/// Reads an amount of money.
pub(super) fn amount(typed: &str) -> Result<Amount, ApiError> {
    let read = Amount::parse(typed);
    read.map_err(|_| ApiError::new(ErrorCode::BadAmount).with("what", typed))
}

fn refused(space: &Space, refusal: Refusal, item: &ItemId) -> ApiError {
    let name = space.catalogue.item(item).map_or("", |item| item.name.as_str());
    match refusal {
        Refusal::Units(most) => ApiError::new(ErrorCode::BadQuantity).with("most", most),
        Refusal::Ended => ApiError::new(ErrorCode::NoRepair).with("item", name),
        Refusal::TooLong => ApiError::new(ErrorCode::TextTooLong).with("most", MOST_SAID),
        Refusal::TooDear => ApiError::new(ErrorCode::BadAmount).with("what", MOST_CENTS / 100),
        Refusal::NoStock => ApiError::new(ErrorCode::NoStock).with("item", name),
    }
}

/// Refuses what is for whoever may hand an item over.
pub(super) fn allowed(space: &Space, act: &Known, item: &ItemId) -> Result<(), ApiError> {
    if space.may(act) {
        return Ok(());
    }
    match item.owner() {
        Some(owner) => {
            let owner = space.catalogue.name_of(&owner);
            Err(ApiError::new(ErrorCode::NotYours).with("owner", owner))
        }
        None => Err(ErrorCode::NotAllowed.into()),
    }
}

/// Writes one act about an item that a handler decides.
fn write(
    core: &Core,
    space: Option<&str>,
    decide: impl FnOnce(&Space, Timestamp) -> Result<(ItemId, Vec<Known>), ApiError>,
) -> Result<ItemView, ApiError> {
    let id = core.find_space(space)?;
    let now = clock::now();
    let item = core.change(id, |space| {
        let (item, acts) = decide(space, now)?;
        for act in &acts {
            allowed(space, act, &item)?;
        }
        let stale = if acts.is_empty() { Default::default() } else { space.act(now, &acts)? };
        Ok::<_, ChangeError>((item, stale))
    })?;
    item::shown(core, id, item)
}

impl Handle for NoteCondition {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        write(core, self.space.as_deref(), |space, at| {
            let item = show::find_any_item(space, &self.item)?;
            let told = told(space, &item, &self.told)?;
            let more = Vec::new();
            Ok((item, vec![Known::NoteCondition(act::NoteCondition { item, told, at, more })]))
        })
    }
}

impl Handle for OpenRepair {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        write(core, self.space.as_deref(), |space, now| {
            let item = show::find_item(space, &self.item)?;
            let quantity = space.catalogue.item(&item).map_or(1, |item| item.quantity);
            let (units, note) = (self.quantity.unwrap_or(1), said(&self.note)?);
            let open = upkeep::open_repair(item, units, quantity, &note, now);
            let open = open.map_err(|refusal| refused(space, refusal, &item))?;
            Ok((item, vec![Known::OpenRepair(open)]))
        })
    }
}

impl Handle for TellRepair {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        write(core, self.space.as_deref(), |space, now| {
            let repair = show::find_repair(space, &self.repair)?;
            let (note, cents) = (said(&self.note)?, cents(&self.cost)?);
            let tell = upkeep::tell_repair(&repair, self.stage, &note, cents, now);
            let tell = tell.map_err(|refusal| refused(space, refusal, &repair.item))?;
            let mut acts = vec![Known::TellRepair(tell)];
            // What works again is good again, whatever it was before.
            let kept = space.upkeep().item(&repair.item);
            let broken = kept.and_then(|kept| kept.condition()) == Some(act::Condition::Damaged);
            if self.stage == RepairStage::Resolved && broken {
                let (condition, missing) = (act::Condition::Good, Vec::new());
                let told = Told { condition, missing, note: String::new(), photo: None };
                let (item, at, more) = (repair.item, now, Vec::new());
                acts.push(Known::NoteCondition(act::NoteCondition { item, told, at, more }));
            }
            Ok((repair.item, acts))
        })
    }
}

impl Handle for NoteCare {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        write(core, self.space.as_deref(), |space, now| {
            let item = show::find_item(space, &self.item)?;
            let care = upkeep::care(item, &said(&self.note)?, cents(&self.cost)?, now);
            let care = care.map_err(|refusal| refused(space, refusal, &item))?;
            Ok((item, vec![Known::NoteCare(care)]))
        })
    }
}

impl Handle for MoveStock {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        write(core, self.space.as_deref(), |space, now| {
            let item = show::find_item(space, &self.item)?;
            if !space.catalogue.item(&item).is_some_and(|item| item.is_stock()) {
                return Err(refused(space, Refusal::NoStock, &item));
            }
            let (stock, note) = (show::stock(space, &item), said(&self.note)?);
            let moved = upkeep::move_stock(item, self.why, self.amount, stock, &note, now);
            let moved = moved.map_err(|refusal| refused(space, refusal, &item))?;
            Ok((item, moved.map(Known::MoveStock).into_iter().collect()))
        })
    }
}

fn bad(field: &str, what: &str, error: AttributeError) -> ApiError {
    match error {
        AttributeError::Amount => ApiError::new(ErrorCode::BadAmount).with("what", what),
        AttributeError::TooLong(most, _) => {
            ApiError::new(ErrorCode::TextTooLong).with("most", most)
        }
        AttributeError::Number(_, _) | AttributeError::Word | AttributeError::Link => {
            ApiError::new(ErrorCode::BadAttribute).with("what", what).with("field", field)
        }
    }
}

/// Reads the parts of a kit as people name them, a line each: how many, if not one, and what.
fn named_parts(space: &Space, kit: ItemId, typed: &str) -> Result<String, ApiError> {
    let mut lines: Vec<Counted<ItemId>> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // What a program wrote names items by id, before their number.
        if let Some(part) = parts(line).pop() {
            lines.push(part);
            continue;
        }
        let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
        let number = first.trim_end_matches(['×', 'x']).parse::<u32>().ok();
        let number = number.filter(|count| *count > 0 && !rest.trim().is_empty());
        // A name may begin with a number, too: what fits as a whole goes first.
        let (count, what) = match (number, show::find_item(space, line)) {
            (_, Ok(item)) => (1, item),
            (Some(count), Err(_)) => {
                let rest = rest.trim_start_matches(['×', ' ']);
                (count, show::find_item(space, rest)?)
            }
            (None, Err(error)) => return Err(error),
        };
        lines.push(Counted { count, what });
    }
    let inside = |item: &ItemId| match *item == kit {
        true => lines.clone(),
        false => space.catalogue.item(item).map(|item| item.parts()).unwrap_or_default(),
    };
    if let Err(error) = kit::unfold(kit, 1, inside) {
        let name = space.catalogue.item(&kit).map_or("", |item| item.name.as_str());
        let code = match error {
            kit::KitError::Cycle(_) => ErrorCode::KitContainsItself,
            kit::KitError::TooMany => ErrorCode::KitTooLarge,
        };
        return Err(ApiError::new(code).with("item", name));
    }
    let line = |part: &Counted<ItemId>| format!("{} {}", part.what, part.count);
    Ok(lines.iter().map(line).collect::<Vec<_>>().join("\n"))
}

/// Reads people as somebody names them, a line or a comma each, as their ids.
fn named_people(space: &Space, typed: &str) -> Result<String, ApiError> {
    let names = typed.split(['\n', ',']).map(str::trim).filter(|name| !name.is_empty());
    let ids = names.map(|name| show::find_member(space, name).map(|id| id.to_string()));
    Ok(ids.collect::<Result<Vec<_>, ApiError>>()?.join("\n"))
}

/// Reads details and fields of an item as edits of it; what stays as it is, is left out.
fn read_details(
    space: &Space,
    id: ItemId,
    details: &BTreeMap<String, String>,
    fields: &BTreeMap<String, String>,
) -> Result<Vec<ItemField>, ApiError> {
    let found = space.catalogue.item(&id);
    let found = found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", id))?;
    let mut edits = Vec::new();
    for (key, typed) in details {
        let detail = Attribute::parse(key);
        let detail = detail.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", key))?;
        let named = match detail {
            Attribute::Parts => named_parts(space, id, typed)?,
            Attribute::Referents | Attribute::Borrowers => named_people(space, typed)?,
            Attribute::Keeper => item::keeper(space, typed)?.as_str().to_owned(),
            _ => typed.clone(),
        };
        let read = detail.read(&named).map_err(|error| bad(key, typed, error))?;
        if read.as_str() != found.attribute(detail) {
            edits.push(ItemField::Attribute(detail, read));
        }
    }
    let known = show::fields(space, &found.category);
    for (name, typed) in fields {
        let of = known.iter().find(|field| field.name == *name);
        if of.is_some_and(|field| !field.takes(typed)) {
            let bad = ApiError::new(ErrorCode::BadAttribute);
            return Err(bad.with("what", typed).with("field", name));
        }
        let text = Note::parse(typed).map_err(item::too_long)?;
        if found.fields.get(name).map_or("", String::as_str) != text.as_str() {
            edits.push(ItemField::Extra(Name::parse(name).map_err(item::too_long)?, text));
        }
    }
    Ok(edits)
}

impl Handle for SetAttributes {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let item = core.change(id, |space| {
            let item = show::find_item(space, &self.item)?;
            bin::owned(space, item)?;
            let fields = read_details(space, item, &self.details, &self.fields)?;
            // What was counted in pieces begins as a stock of as many.
            let quantity = space.catalogue.item(&item).map_or(0, |item| item.quantity);
            let becomes = fields.iter().any(|field| match field {
                ItemField::Attribute(Attribute::Unit, unit) => !unit.as_str().is_empty(),
                _ => false,
            });
            let unmoved = space.upkeep().item(&item).is_none_or(|kept| kept.movements().is_empty());
            let now = clock::now();
            let first = upkeep::move_stock(item, StockWhy::Counted, quantity, 0, "", now);
            let first = first.ok().flatten().filter(|_| becomes && unmoved).map(Known::MoveStock);
            let keeper = fields.iter().find_map(|field| match field {
                ItemField::Attribute(Attribute::Keeper, keeper) => {
                    item::name_keeper(space, item, keeper)
                }
                _ => None,
            });
            let acts: Vec<Known> = first.into_iter().chain(keeper).collect();
            let set = |field| Edit::SetItem { local: item.local, field };
            let edits = fields.into_iter().map(set).collect();
            let stale = space.edit_beside(now, None, &[(item.document, edits)], &acts)?;
            Ok::<_, ChangeError>((item, stale))
        })?;
        item::shown(core, id, item)
    }
}
