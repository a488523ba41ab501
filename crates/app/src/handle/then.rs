//! An item as it was: what its fields said and who had it, once something was done.
//!
//! What counts is what was written until then by the clocks of those who wrote it, with all that it
//! builds on. Nothing is replayed, and nothing changes.

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::{
    ApiError, ErrorCode,
    command::ShowItemThen,
    view::{FieldThen, HolderThen, ItemThenView},
};
use etabli_model::{
    document::TRUE,
    id::{EntryId, ItemId},
    time::Timestamp,
};

use super::Handle;
use crate::{clock, core::Core, moment, show, space::Space, telling};

/// The fields that are always told, in their order; others follow.
const USUAL: [&str; 6] = ["name", "tag", "category", "place", "quantity", "note"];

impl Handle for ShowItemThen {
    fn handle(self, core: &Core) -> Result<ItemThenView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let item = show::find_any_item(space, &self.item)?;
            let then = match (self.step.as_deref(), self.until.as_deref()) {
                (Some(step), _) => place_of(space, step)?,
                (None, Some(until)) => (moment::until(until)?, EntryId([u8::MAX; 32])),
                (None, None) => (clock::now(), EntryId([u8::MAX; 32])),
            };
            then_of(space, item, then)
        })
    }
}

/// Finds a step by the beginning of its id.
fn place_of(space: &Space, step: &str) -> Result<(Timestamp, EntryId), ApiError> {
    let unknown = || ApiError::new(ErrorCode::NotFound).with("what", step);
    let id: EntryId = step.trim().parse().map_err(|_| unknown())?;
    let node = space.replica().graph().node(&id).ok_or_else(unknown)?;
    Ok((node.at, id))
}

fn then_of(
    space: &Space,
    id: ItemId,
    then: (Timestamp, EntryId),
) -> Result<ItemThenView, ApiError> {
    let (changes, acts) = space.written_by_then(&id, then);
    let document = space.documents().get(&id.document);
    let told = |changes: &BTreeSet<[u8; 32]>| {
        document.map(|document| document.item_then(id.local, changes)).unwrap_or_default()
    };
    let was = told(&changes);
    let heads = document.map(|document| document.heads()).unwrap_or_default();
    let is = told(&heads.into_iter().collect());
    let name = last(&was, "name");
    if was.is_empty() {
        let what = last(&is, "name");
        return Err(ApiError::new(ErrorCode::NotThereThen).with("what", what));
    }
    let extra = was
        .keys()
        .chain(is.keys())
        .filter(|key| key.starts_with("field:") || key.starts_with("detail:"));
    let extra: BTreeSet<&str> = extra.map(String::as_str).collect();
    let fields = USUAL.into_iter().chain(extra).map(|field| FieldThen {
        then: telling::value(space, field, &last(&was, field)),
        now: telling::value(space, field, &last(&is, field)),
        field: field.to_owned(),
    });
    let loans = space.lending().item(&id).map_or(&[][..], |loans| loans.loans());
    let out = loans.iter().filter(|loan| {
        let back = loan.out() == 0 && loan.returned_at.is_none_or(|back| back <= then.0);
        acts.contains(&loan.id.entry) && !loan.cancelled && !back
    });
    Ok(ItemThenView {
        id,
        name,
        at: then.0,
        fields: fields.collect(),
        holders: out
            .map(|loan| HolderThen {
                member: loan.to,
                name: space.catalogue.name_of(&loan.to).to_owned(),
                quantity: loan.units,
                since: loan.since,
            })
            .collect(),
        removed: was.get("withdrawn").is_some_and(|all| all.iter().any(|text| text == TRUE)),
        can_edit: show::may_write(space, &id.document)
            && id.owner().is_none_or(|owner| space.me().is_ok_and(|me| me == owner)),
    })
}

/// Returns the value that was shown.
fn last(fields: &BTreeMap<String, Vec<String>>, field: &str) -> String {
    let usual = if field == "quantity" { "1" } else { "" };
    let shown = fields.get(field).and_then(|texts| texts.last());
    shown.map_or_else(|| usual.to_owned(), Clone::clone)
}
