//! What was: taking back, telling who did what, giving a field a former value, settling a choice.

use std::sync::Arc;

use etabli_api::{
    ApiError, ErrorCode,
    command::{ListActivity, Redo, RestoreValue, SettleConflict, Undo, UndoState},
    view::{ActivityPage, ActivityView, ItemView, LeftView, LeftWhy, UndoStateView, UndoneView},
};
use etabli_model::{
    document::{Subject, item_field},
    id::{EntryId, ItemId, SpaceId},
    inventory::Edit,
    time::Timestamp,
};

use super::{Handle, bin::owned, item};
use crate::{
    clock,
    core::{ChangeError, Core, api_error},
    moment, show,
    space::{Space, told::Command},
    telling,
};

/// How many commands a page has, unsaid and at most.
const PAGE: u32 = 50;
const MOST: u32 = 200;
/// How many commands are looked at for a page at most.
const LOOKED_AT: usize = 1_000;

/// Tells a step by what was done at first, however often it was taken back and done again since.
fn told(
    space: &mut Space,
    command: Option<Arc<Command>>,
) -> Result<Option<ActivityView>, ApiError> {
    let Some(command) = command else { return Ok(None) };
    let first = space.chain(&command).map(|(_, first)| first);
    let told = first.and_then(|first| telling::activity(space, &first, None));
    let told = told.map_err(|error| api_error(&error))?;
    Ok(told.map(|told| ActivityView { id: command.id, ..told }))
}

fn state(space: &mut Space, earlier: bool) -> Result<UndoStateView, ApiError> {
    if space.is_copy() {
        return Ok(UndoStateView::default());
    }
    let stacks = space.stacks(earlier).map_err(|error| api_error(&error))?;
    Ok(UndoStateView { undo: told(space, stacks.undo)?, redo: told(space, stacks.redo)? })
}

/// Takes a command back, and tells what became of it.
fn take_back(
    core: &Core,
    id: SpaceId,
    earlier: bool,
    choose: impl FnOnce(&mut Space) -> Result<Arc<Command>, ChangeError>,
) -> Result<UndoneView, ApiError> {
    let (step, left) = core.change(id, |space| {
        let command = choose(space)?;
        let step = told(space, Some(command.clone()))?.ok_or(ErrorCode::NothingToUndo)?;
        let (left, stale) = space.take_back(&command, clock::now())?;
        let left: Vec<LeftView> = left.iter().map(|left| telling::left(space, left)).collect();
        match stale {
            Some(stale) => Ok(((step, left), stale)),
            None => Err(refusal(&left).into()),
        }
    })?;
    let state = core.with(id, |space| state(space, earlier))?;
    Ok(UndoneView { step, left, state })
}

/// Returns why nothing was taken back.
fn refusal(left: &[LeftView]) -> ApiError {
    let Some(first) = left.first() else { return ErrorCode::NothingToUndo.into() };
    let code = match first.why {
        LeftWhy::Changed if first.who.is_empty() => ErrorCode::NotAsLeft,
        LeftWhy::Changed => ErrorCode::ChangedSince,
        LeftWhy::Out => ErrorCode::OutSince,
        LeftWhy::InUse => ErrorCode::UsedSince,
    };
    ApiError::new(code).with("what", &first.name).with("who", &first.who)
}

impl Handle for Undo {
    fn handle(self, core: &Core) -> Result<UndoneView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        take_back(core, id, self.earlier, |space| match self.step.as_deref() {
            None => Ok(space.stacks(self.earlier)?.undo.ok_or(ErrorCode::NothingToUndo)?),
            Some(step) => {
                let step: EntryId = step
                    .trim()
                    .parse()
                    .map_err(|_| ApiError::new(ErrorCode::NotFound).with("what", step))?;
                Ok(space.undoable(step)?.ok_or(ErrorCode::NothingToUndo)?)
            }
        })
    }
}

impl Handle for Redo {
    fn handle(self, core: &Core) -> Result<UndoneView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        take_back(core, id, self.earlier, |space| {
            Ok(space.stacks(self.earlier)?.redo.ok_or(ErrorCode::NothingToRedo)?)
        })
    }
}

impl Handle for UndoState {
    fn handle(self, core: &Core) -> Result<UndoStateView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| state(space, self.earlier))
    }
}

impl Handle for ListActivity {
    fn handle(self, core: &Core) -> Result<ActivityPage, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| list(space, &self))
    }
}

fn list(space: &mut Space, asked: &ListActivity) -> Result<ActivityPage, ApiError> {
    let member = asked.member.as_deref().map(|who| show::find_member(space, who)).transpose()?;
    let item = asked.item.as_deref().map(|what| show::find_any_item(space, what)).transpose()?;
    let since = asked.since.as_deref().map(moment::past).transpose()?;
    let after = asked.after.as_deref().map(place).transpose()?;
    let limit = if asked.limit == 0 { PAGE } else { asked.limit.min(MOST) } as usize;
    let commands: Vec<(Timestamp, EntryId)> = match &item {
        Some(item) => {
            let all = space.commands_of(item).into_iter();
            all.filter(|one| after.is_none_or(|after| *one < after)).take(LOOKED_AT).collect()
        }
        None => space.commands_before(after, LOOKED_AT),
    };
    let mut page = ActivityPage { done: Vec::new(), next: None };
    let mut last = None;
    let looked_at = commands.len();
    for (at, entry) in commands {
        if since.is_some_and(|since| at < since) {
            return Ok(page);
        }
        if page.done.len() >= limit {
            page.next = last;
            return Ok(page);
        }
        last = Some(format!("{}-{entry}", at.0));
        if member.is_some_and(|member| !is_by(space, &entry, member)) {
            continue;
        }
        let command = space.command(entry).map_err(|error| api_error(&error))?;
        let Some(command) = command else { continue };
        let view = telling::activity(space, &command, item.as_ref());
        let Some(mut view) = view.map_err(|error| api_error(&error))? else { continue };
        if let Some(part) = asked.part {
            view.deeds.retain(|deed| deed.kind.part() == part);
        }
        if !view.deeds.is_empty() {
            page.done.push(view);
        }
    }
    page.next = last.filter(|_| looked_at >= LOOKED_AT);
    Ok(page)
}

fn is_by(space: &Space, entry: &EntryId, member: etabli_model::id::MemberId) -> bool {
    let node = space.replica().graph().node(entry);
    let by = node.and_then(|node| space.membership().member_of(&node.log.device));
    by.is_some_and(|by| space.membership().first_name(&by) == member)
}

/// Reads from where to go on.
fn place(text: &str) -> Result<(Timestamp, EntryId), ApiError> {
    let read = || {
        let (at, entry) = text.rsplit_once('-')?;
        Some((Timestamp(at.parse().ok()?), entry.parse().ok()?))
    };
    read().ok_or_else(|| ApiError::new(ErrorCode::BadRequest).with("detail", "after"))
}

/// Writes a value into a field of an item.
fn write(
    core: &Core,
    id: SpaceId,
    item: &str,
    (field, value): (&str, &str),
    may: impl FnOnce(&Space, &ItemId) -> Result<(), ApiError>,
) -> Result<ItemView, ApiError> {
    let item = core.change(id, |space| {
        let item = show::find_item(space, item)?;
        owned(space, item)?;
        may(space, &item)?;
        let set = match field {
            "withdrawn" | "import_key" => None,
            field => item_field(field, value),
        };
        let set = set.ok_or_else(|| ApiError::new(ErrorCode::UnknownField).with("what", field))?;
        let edit = Edit::SetItem { local: item.local, field: set };
        let stale = space.edit(clock::now(), &[(item.document, vec![edit])])?;
        Ok::<_, ChangeError>((item, stale))
    })?;
    item::shown(core, id, item)
}

impl Handle for RestoreValue {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        write(core, id, &self.item, (&self.field, &self.value), |_, _| Ok(()))
    }
}

impl Handle for SettleConflict {
    fn handle(self, core: &Core) -> Result<ItemView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        write(core, id, &self.item, (&self.field, &self.value), |space, item| {
            let document = space.documents().get(&item.document);
            let claims = document
                .map(|document| document.written(Subject::Item(item.local), &self.field))
                .unwrap_or_default();
            let offered = claims.len() > 1 && claims.iter().any(|claim| claim.text == self.value);
            match offered {
                true => Ok(()),
                false => Err(ApiError::new(ErrorCode::NoSuchChoice).with("value", &self.value)),
            }
        })
    }
}
