//! Taking back what was done on this device, and doing it again.
//!
//! Invariant: only what the person here wrote is taken back, and only where it still stands. What
//! somebody else changed since stays, and is named. What was taken back is written as a command of
//! its own, which names the one whose effect it ends; so what can be undone follows from the log.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use etabli_model::{
    act::Known,
    board::LongText,
    document::{
        Deed, Subject, TRUE, file_field, item_field, place_field, profile_field, row_field,
        space_field,
    },
    id::{DocumentId, EntryId, ItemId, MemberId, PlaceId},
    inventory::{Edit, ItemField, PlaceField},
    time::Timestamp,
};

use super::{
    Space, SpaceError, Stale,
    told::{Command, Said, taking_back},
};

/// The most commands that are looked at.
const MOST: usize = 500;
/// The key of whether a thing is in the bin.
const REMOVED: &str = "withdrawn";

/// What can be taken back, and what can be done again.
#[derive(Debug, Default)]
pub(crate) struct Stacks {
    /// The newest that was not taken back.
    pub(crate) undo: Option<Arc<Command>>,
    /// The newest that took something back, while nothing else was done since.
    pub(crate) redo: Option<Arc<Command>>,
}

/// Something that stays as it is although its command is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Left {
    /// The document it is in.
    pub(crate) document: DocumentId,
    /// The thing.
    pub(crate) subject: Subject,
    /// Its field, or empty for the whole of it.
    pub(crate) field: String,
    /// Why.
    pub(crate) why: Why,
}

/// Why something stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Why {
    /// It was changed since, by somebody if that is known.
    Changed(Option<MemberId>),
    /// Somebody has it.
    Out(MemberId),
    /// Something else is kept there.
    InUse,
}

/// What takes a command back.
#[derive(Debug, Default)]
struct Inverse {
    edits: BTreeMap<DocumentId, Vec<Edit>>,
    acts: Vec<Known>,
    left: Vec<Left>,
}

impl Space {
    /// Notes what was written before the program was started.
    pub(super) fn begin_session(&mut self) {
        let heights = self.replica.graph().heights();
        self.session = heights.map(|(log, height)| (log, height.height)).collect();
    }

    /// Returns what can be taken back and done again of what was done here: since the program was
    /// started, or at any time.
    pub(crate) fn stacks(&mut self, earlier: bool) -> Result<Stacks, SpaceError> {
        let mut stacks = Stacks::default();
        let mut ended: BTreeSet<EntryId> = BTreeSet::new();
        let mut nothing_since = true;
        for id in self.own_commands(earlier) {
            if ended.contains(&id) || self.passed.contains(&id) {
                continue;
            }
            let Some(command) = self.command(id)? else { continue };
            match command.takes_back {
                Some(of) => {
                    ended.insert(of);
                    if self.is_undo(&command)? {
                        if nothing_since && stacks.redo.is_none() {
                            stacks.redo = Some(command);
                        }
                    } else if stacks.undo.is_none() {
                        stacks.undo = Some(command);
                    }
                }
                None => {
                    nothing_since = false;
                    if stacks.undo.is_none() && command.is_undoable() {
                        stacks.undo = Some(command);
                    }
                    if stacks.undo.is_some() {
                        break;
                    }
                }
            }
        }
        Ok(stacks)
    }

    /// Returns a command that was given here and can be taken back, and was not yet.
    pub(crate) fn undoable(&mut self, id: EntryId) -> Result<Option<Arc<Command>>, SpaceError> {
        let own = self.own_commands(true);
        if !own.contains(&id) {
            return Ok(None);
        }
        let mut ended: BTreeSet<EntryId> = BTreeSet::new();
        for newer in own.into_iter().take_while(|newer| *newer != id) {
            if let Some(command) = self.command(newer)?
                && !ended.contains(&newer)
            {
                ended.extend(command.takes_back);
            }
        }
        let command = self.command(id)?.filter(|command| command.is_undoable());
        Ok(command.filter(|_| !ended.contains(&id)))
    }

    /// Returns the commands given in this device's log, the newest first.
    fn own_commands(&self, earlier: bool) -> Vec<EntryId> {
        let log = self.replica.content_log();
        let begun = if earlier { 0 } else { self.session.get(&log).copied().unwrap_or(0) };
        let begun = usize::try_from(begun).unwrap_or(usize::MAX);
        let ends = self.commands.get(&log).map(Vec::as_slice).unwrap_or_default();
        let entries = self.replica.graph().log(&log).iter().zip(ends);
        entries.skip(begun).filter(|(_, end)| **end).map(|(id, _)| *id).rev().take(MOST).collect()
    }

    /// Whether a command takes something back, rather than doing again what was taken back.
    pub(crate) fn is_undo(&mut self, command: &Arc<Command>) -> Result<bool, SpaceError> {
        Ok(self.chain(command)?.0 % 2 == 1)
    }

    /// Returns what a command took back, if that took something back what that did, and so on, to
    /// the first; and how many steps that are.
    pub(crate) fn chain(
        &mut self,
        command: &Arc<Command>,
    ) -> Result<(usize, Arc<Command>), SpaceError> {
        let (mut depth, mut command) = (0_usize, command.clone());
        while let Some(of) = command.takes_back.filter(|_| depth < MOST) {
            depth += 1;
            match self.command(of)? {
                Some(other) => command = other,
                None => break,
            }
        }
        Ok((depth, command))
    }

    /// Takes a command back: as much of it as still stands. Nothing is written where nothing does.
    pub(crate) fn take_back(
        &mut self,
        command: &Command,
        now: Timestamp,
    ) -> Result<(Vec<Left>, Option<Stale>), SpaceError> {
        let me = self.me()?;
        let Inverse { edits, acts, left } = self.inverse(command, me, now);
        let edits: Vec<(DocumentId, Vec<Edit>)> = edits.into_iter().collect();
        let mut stale = None;
        if edits.is_empty() && !acts.is_empty() {
            stale = Some(self.act(now, &acts)?);
        } else if !edits.is_empty() {
            let message = taking_back(&command.id);
            let more = self.edit_beside(now, Some(&message), &edits, &acts)?;
            stale = Some(more).filter(|more| !more.is_empty());
        }
        if stale.is_none() {
            // It would stand in the way of what was done before it.
            self.passed.insert(command.id);
        }
        Ok((left, stale))
    }

    fn inverse(&self, command: &Command, me: MemberId, now: Timestamp) -> Inverse {
        let mut inverse = Inverse::default();
        // What holds others goes after them, so that it is empty then: the innermost place first.
        let mut deeds: Vec<(usize, DocumentId, &Deed)> = Vec::new();
        for said in command.said.iter().rev() {
            match said {
                Said::Deeds { document, deeds: done } => {
                    let order = |deed| (self.order(*document, deed), *document, deed);
                    deeds.extend(done.iter().rev().map(order));
                }
                Said::Act { id, act } => match self.end_act(command.id, *id, act, now) {
                    // Two things that one entry says of an item are taken back by one word.
                    Some((_, Ok(act))) if inverse.acts.contains(&act) => {}
                    Some((_, Ok(act))) => inverse.acts.push(act),
                    Some(((document, subject), Err(why))) => {
                        inverse.left.push(Left { document, subject, field: String::new(), why });
                    }
                    None => {}
                },
                Said::Unknown => {}
            }
        }
        deeds.sort_by_key(|(order, _, _)| *order);
        for (_, document, deed) in deeds {
            let ended = match deed {
                Deed::Made(subject) => self.unmake(document, *subject, me, &inverse),
                Deed::Wrote { subject, field, before, after, .. } => {
                    self.unwrite(document, *subject, (field, before, after), me, &inverse)
                }
                // Its letters go and those that went come back; what anybody wrote since stays.
                Deed::Rewrote { row, before, change } => LongText::parse(before)
                    .map(|text| Edit::WriteText { local: *row, seen: vec![*change], text })
                    .map_err(|_| (String::new(), Why::Changed(None))),
            };
            match ended {
                Ok(edit) => inverse.edits.entry(document).or_default().push(edit),
                Err((field, why)) => {
                    let subject = deed.subject();
                    inverse.left.push(Left { document, subject, field, why });
                }
            }
        }
        inverse
    }

    /// Returns when a deed is taken back: what is kept in places before the places, and of those
    /// the innermost first.
    fn order(&self, document: DocumentId, deed: &Deed) -> usize {
        match deed.subject() {
            Subject::Place(local) => {
                let depth = self.catalogue.ancestry(&PlaceId { document, local }).len();
                usize::MAX.saturating_sub(depth)
            }
            Subject::Item(_)
            | Subject::File { .. }
            | Subject::Profile
            | Subject::Space
            | Subject::Row(_)
            | Subject::Sheet => 0,
        }
    }

    /// Returns the edit that puts a thing that was made here into the bin again.
    fn unmake(
        &self,
        document: DocumentId,
        subject: Subject,
        me: MemberId,
        inverse: &Inverse,
    ) -> Result<Edit, (String, Why)> {
        let whole = |why| (String::new(), why);
        let changed = (String::new(), Why::Changed(None));
        let held = self.documents.get(&document).ok_or(changed.clone())?;
        for change in held.standing(subject) {
            match self.written(&change) {
                Some((author, _)) if author == me => {}
                other => return Err(whole(Why::Changed(other.map(|(author, _)| author)))),
            }
        }
        let edit = match subject {
            Subject::Item(local) => {
                let item = ItemId { document, local };
                self.may_bin(&item).map_err(whole)?;
                item_field(REMOVED, TRUE).map(|field| Edit::SetItem { local, field })
            }
            Subject::File { item, file } => {
                file_field("removed", TRUE).map(|field| Edit::SetFile { item, file, field })
            }
            Subject::Place(local) => {
                let place = PlaceId { document, local };
                if self.is_used(&place, inverse) {
                    return Err(whole(Why::InUse));
                }
                place_field(REMOVED, TRUE).map(|field| Edit::SetPlace { local, field })
            }
            Subject::Row(local) => {
                row_field(REMOVED, TRUE).map(|(key, put)| Edit::SetRow { local, key, put })
            }
            Subject::Profile | Subject::Space | Subject::Sheet => None,
        };
        edit.ok_or(changed)
    }

    fn may_bin(&self, item: &ItemId) -> Result<(), Why> {
        if self.catalogue.item(item).is_none_or(|item| item.withdrawn) {
            return Err(Why::Changed(None));
        }
        let loans = self.lending().item(item).map_or(&[][..], |loans| loans.loans());
        match loans.iter().find(|loan| loan.out() > 0) {
            Some(loan) => Err(Why::Out(loan.to)),
            None => Ok(()),
        }
    }

    /// Whether a place holds what does not leave it together with it.
    fn is_used(&self, place: &PlaceId, inverse: &Inverse) -> bool {
        let mut moved: BTreeSet<ItemId> = BTreeSet::new();
        let mut binned: BTreeSet<PlaceId> = BTreeSet::new();
        for (document, edit) in inverse
            .edits
            .iter()
            .flat_map(|(document, edits)| edits.iter().map(|one| (*document, one)))
        {
            match edit {
                Edit::SetItem {
                    local,
                    field: ItemField::Withdrawn(true) | ItemField::Place(_),
                } => {
                    moved.insert(ItemId { document, local: *local });
                }
                Edit::SetPlace { local, field: PlaceField::Withdrawn(true) } => {
                    binned.insert(PlaceId { document, local: *local });
                }
                _ => {}
            }
        }
        let mut items = self.catalogue.items().map(|shelved| &shelved.item);
        let mut places = self.catalogue.places();
        items.any(|item| item.place == Some(*place) && !moved.contains(&item.id))
            || places.any(|other| other.inside == Some(*place) && !binned.contains(&other.id))
    }

    /// Returns the edit that puts back what a field was, where it still is what was written here.
    fn unwrite(
        &self,
        document: DocumentId,
        subject: Subject,
        (field, before, after): (&str, &[String], &[String]),
        me: MemberId,
        inverse: &Inverse,
    ) -> Result<Edit, (String, Why)> {
        let changed = |by| (field.to_owned(), Why::Changed(by));
        let held = self.documents.get(&document).ok_or_else(|| changed(None))?;
        let now = held.written(subject, field);
        for claim in &now {
            match self.written(&claim.change) {
                Some((author, _)) if author == me => {}
                other => return Err(changed(other.map(|(author, _)| author))),
            }
        }
        let texts: BTreeSet<&String> = now.iter().map(|claim| &claim.text).collect();
        if texts != after.iter().collect() {
            return Err(changed(Some(me)));
        }
        let removed = field == REMOVED;
        let last = match removed {
            // Several removals are one.
            true if before.iter().any(|text| text == TRUE) => TRUE,
            true => "",
            false => before.last().map_or("", String::as_str),
        };
        let edit = match subject {
            Subject::Item(local) => {
                if removed && last == TRUE {
                    let item = ItemId { document, local };
                    self.may_bin(&item).map_err(|why| (field.to_owned(), why))?;
                }
                let apart: BTreeSet<&String> = before.iter().collect();
                if apart.len() > 1 && !removed {
                    let fields = before.iter().filter_map(|text| item_field(field, text));
                    Some(Edit::SetItemApart { local, fields: fields.collect() })
                } else {
                    item_field(field, last).map(|field| Edit::SetItem { local, field })
                }
            }
            Subject::File { item, file } => {
                file_field(field, last).map(|field| Edit::SetFile { item, file, field })
            }
            Subject::Place(local) => {
                let place = PlaceId { document, local };
                if removed && last == TRUE && self.is_used(&place, inverse) {
                    return Err((field.to_owned(), Why::InUse));
                }
                place_field(field, last).map(|field| Edit::SetPlace { local, field })
            }
            Subject::Space => space_field(field, last),
            Subject::Row(local) => {
                row_field(field, last).map(|(key, put)| Edit::SetRow { local, key, put })
            }
            Subject::Sheet => row_field(field, last).map(|(key, put)| Edit::SetSheet { key, put }),
            Subject::Profile => profile_field(field, last),
        };
        edit.ok_or_else(|| changed(None))
    }
}
