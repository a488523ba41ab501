//! Writing a document: from edits to Automerge changes.
//!
//! Invariant: an edit becomes the fewest operations that say it, never a rewrite of what others may
//! have changed; and what is written here passes the walker of every other replica.

use std::{
    borrow::Cow,
    collections::HashMap,
    num::NonZeroU64,
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{
    ActorId, AutomergeError, Change, ChangeHash, ExpandedChange, ObjId, ObjType, ReadDoc,
    ScalarValue, Value,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType, SortedVec},
};

use super::{
    Document, LoadError,
    genesis::Container,
    key,
    walker::{LAST_START, MOST_DEPS, MOST_MESSAGE},
};
use crate::{
    id::{LocalId, PlaceId},
    inventory::{
        ContactField, Edit, ItemField, MOST_FIELDS, MOST_PIECES, NewItem, NewPlace, PlaceField,
    },
    time::Timestamp,
    vocabulary::Wording,
};

/// The most operations that are written into one change.
pub const MOST_CHANGE_OPS: usize = 2_000;
/// The longest change that is written, in bytes.
pub const MOST_CHANGE_BYTES: usize = 200 * 1024;

/// At how many bytes of keys and values a change ends, leaving room for the longest single one.
const ENOUGH_BYTES: usize = 120 * 1024;
/// The most operations that one call of [`Document::edit`] may need.
const MOST_EDIT_OPS: u64 = 10_000_000;
/// The most values that one takes the place of; only malice makes a field have more at once.
const MOST_REPLACED: usize = 5_000;
/// How many bytes an operation takes beside its key and value, at most.
const BYTES_PER_OP: usize = 24;

/// Why edits were refused; none of them was made.
#[derive(Debug, thiserror::Error)]
pub enum EditError {
    /// The document has no item of that id.
    #[error("the document has no item {0}")]
    NoSuchItem(LocalId),
    /// The document has no place of that id.
    #[error("the document has no place {0}")]
    NoSuchPlace(LocalId),
    /// The document has no row of that id, or it has no text.
    #[error("the document has no row {0}")]
    NoSuchRow(LocalId),
    /// The item has no file of that id.
    #[error("the item has no file {0}")]
    NoSuchFile(LocalId),
    /// The file has more than [`crate::file::MOST_FILE_BYTES`] bytes.
    #[error("a file of {0} bytes is too large")]
    FileTooLarge(u64),
    /// The id of something new is already taken in the document.
    #[error("the id {0} is already taken")]
    Taken(LocalId),
    /// Documents of this kind hold nothing of the sort.
    #[error("documents of this kind do not hold that")]
    NotHere,
    /// The quantity is above [`MOST_PIECES`].
    #[error("{0} pieces are too many")]
    TooManyPieces(u32),
    /// The item has more than [`MOST_FIELDS`] extra fields.
    #[error("{0} extra fields are too many")]
    TooManyFields(usize),
    /// The document has come to the end of its numbers or has too many heads to build on.
    #[error("the document takes no more edits")]
    Full,
    /// The message beside the edits has more than [`MOST_MESSAGE`] bytes.
    #[error("the message is too long")]
    LongMessage,
    /// Automerge refused a change.
    #[error("the edit could not be written")]
    Write(#[source] Box<AutomergeError>),
    /// Automerge panicked.
    #[error("writing the edit panicked")]
    Panicked,
    /// The document could not be made again after a failure: it must be rebuilt from its entries.
    #[error("the document could not be restored")]
    NotRestored(#[source] LoadError),
}

impl Document {
    /// Makes edits, all of them or none, and returns the changes that say them to other replicas.
    ///
    /// A field that already is what it would become is not written; so there may be no change.
    pub fn edit(
        &mut self,
        actor: [u8; 16],
        time: Timestamp,
        edits: &[Edit],
    ) -> Result<Vec<Vec<u8>>, EditError> {
        self.edit_beside(actor, time, None, edits)
    }

    /// Makes edits as [`Self::edit`] does, with a message beside them that [`Self::tell`] gives
    /// back, of at most [`MOST_MESSAGE`] bytes.
    pub fn edit_beside(
        &mut self,
        actor: [u8; 16],
        time: Timestamp,
        message: Option<&str>,
        edits: &[Edit],
    ) -> Result<Vec<Vec<u8>>, EditError> {
        if message.is_some_and(|message| message.len() > MOST_MESSAGE) {
            return Err(EditError::LongMessage);
        }
        let steps = self.plan(edits)?;
        if steps.is_empty() {
            return Ok(Vec::new());
        }
        let heads = self.doc.get_heads();
        let mut draft = self.draft(actor, time, &heads)?;
        draft.message = message.map(str::to_owned);
        let first_op = draft.start_op.get();
        let mut drafts = Vec::new();
        let mut number = first_op;
        let mut rest = steps.as_slice();
        while !rest.is_empty() {
            let (change, later) = rest.split_at(change_end(rest));
            draft.start_op = NonZeroU64::new(number).ok_or(EditError::Full)?;
            let operations =
                change.iter().map(|step| step.operation(first_op, &draft.actor_id)).collect();
            drafts.push(ExpandedChange { operations, ..draft.clone() });
            number += change.len() as u64;
            draft.seq += 1;
            rest = later;
        }
        let doc = &mut self.doc;
        let written = catch_unwind(AssertUnwindSafe(|| {
            let mut changes: Vec<Change> = Vec::with_capacity(drafts.len());
            for mut draft in drafts {
                if let Some(previous) = changes.last() {
                    draft.deps = vec![previous.hash()];
                }
                changes.push(Change::from(draft));
            }
            doc.apply_changes(changes.iter().cloned())
                .map_err(|error| EditError::Write(Box::new(error)))?;
            Ok(changes)
        }))
        .unwrap_or(Err(EditError::Panicked));
        match written {
            Ok(changes) => {
                for change in &changes {
                    self.max_ops.insert(change.hash().0, change.max_op());
                    self.last.insert(actor, (change.seq(), change.hash().0));
                }
                let bytes: Vec<Vec<u8>> =
                    changes.iter().map(|change| change.raw_bytes().to_vec()).collect();
                self.remember(bytes.iter().cloned());
                Ok(bytes)
            }
            Err(error) => {
                self.restore().map_err(EditError::NotRestored)?;
                Err(error)
            }
        }
    }

    /// Returns the actor's next change, on top of all there is, without operations.
    fn draft(
        &self,
        actor: [u8; 16],
        time: Timestamp,
        heads: &[ChangeHash],
    ) -> Result<ExpandedChange, EditError> {
        let mut deps = heads.to_vec();
        let mut seq = 1;
        if let Some((last, hash)) = self.last.get(&actor) {
            seq = last + 1;
            // A change always names its author's previous one, also where others built on that.
            let previous = ChangeHash(*hash);
            if !deps.contains(&previous) {
                deps.push(previous);
            }
        }
        deps.sort_unstable();
        let max_op = deps.iter().filter_map(|dep| self.max_ops.get(&dep.0)).max();
        let start_op = max_op.map_or(1, |max_op| max_op + 1);
        if deps.len() as u64 > MOST_DEPS || start_op > LAST_START - MOST_EDIT_OPS {
            return Err(EditError::Full);
        }
        Ok(ExpandedChange {
            operations: Vec::new(),
            actor_id: ActorId::from(actor),
            hash: None,
            seq,
            start_op: NonZeroU64::new(start_op).ok_or(EditError::Full)?,
            time: time.0.div_euclid(1000),
            message: None,
            deps,
            extra_bytes: Vec::new(),
            author: None,
        })
    }

    /// Turns edits into steps, checking all of them before the first is taken.
    fn plan<'a>(&self, edits: &'a [Edit]) -> Result<Vec<Step<'a>>, EditError> {
        let mut plan = Plan {
            document: self,
            steps: Vec::new(),
            made: HashMap::new(),
            made_files: HashMap::new(),
            written: HashMap::new(),
        };
        for edit in edits {
            match edit {
                Edit::PutItem(item) => plan.put_item(item)?,
                Edit::SetItem { local, field } => plan.set_item(*local, field)?,
                Edit::SetItemApart { local, fields } => plan.set_item_apart(*local, fields)?,
                Edit::PutFile { item, file } => plan.put_file(*item, file)?,
                Edit::SetFile { item, file, field } => plan.set_file(*item, *file, field)?,
                Edit::PutPlace(place) => plan.put_place(place)?,
                Edit::SetPlace { local, field } => plan.set_place(*local, field)?,
                Edit::SetProfileName(name) => {
                    let profile = self.container(Container::Profile)?;
                    plan.set(Target::Known(profile), key::NAME.into(), name.as_str().into());
                }
                Edit::SetDeviceName { device, name } => {
                    let profile = Target::Known(self.container(Container::Profile)?);
                    plan.set(profile, key::device_key(device).into(), name.as_str().into());
                }
                Edit::SetSaying(saying, text) => {
                    let profile = self.container(Container::Profile)?;
                    plan.set(Target::Known(profile), saying.key().into(), text.as_str().into());
                }
                Edit::SetOutsider(id, text) => {
                    let space = Target::Known(self.container(Container::Space)?);
                    plan.set(space, key::outsider_key(*id).into(), text.as_str().into());
                }
                Edit::SetSpaceName(name) => {
                    let space = Target::Known(self.container(Container::Space)?);
                    plan.set(space, key::NAME.into(), name.as_str().into());
                }
                Edit::SetSpaceDetail(detail, text) => {
                    let space = self.container(Container::Space)?;
                    plan.set(Target::Known(space), detail.key().into(), text.as_str().into());
                }
                Edit::SetWord { term, tongue, words } => {
                    let space = self.container(Container::Space)?;
                    let written = words.as_ref().map(Wording::written).unwrap_or_default();
                    let key = key::word_key(*term, *tongue).into();
                    plan.set(Target::Known(space), key, written.into());
                }
                Edit::SetSetting(setting, text) => {
                    let space = Target::Known(self.container(Container::Space)?);
                    plan.set(space, key::setting_key(*setting).into(), text.as_str().into());
                }
                Edit::SetContact(field) => {
                    let contact = Target::Known(self.container(Container::Contact)?);
                    let (key, text) = match field {
                        ContactField::Email(line) => (key::EMAIL, line.as_str()),
                        ContactField::Phone(line) => (key::PHONE, line.as_str()),
                        ContactField::Note(note) => (key::NOTE, note.as_str()),
                        ContactField::Shown(shown) => (key::SHOWN, shown.as_str()),
                    };
                    plan.set(contact, key.into(), text.into());
                }
                Edit::SetSheet { key, put } => {
                    let sheet = Target::Known(self.container(Container::Sheet)?);
                    plan.set_field(sheet, key, put);
                }
                Edit::PutRow(row) => plan.put_row(row)?,
                Edit::SetRow { local, key, put } => plan.set_row(*local, key, put)?,
                Edit::WriteText { local, seen, text } => {
                    plan.write_text(*local, seen, text.as_str())?;
                }
            }
        }
        Ok(plan.steps)
    }

    pub(super) fn container(&self, container: Container) -> Result<ObjId, EditError> {
        container.object(&self.id).ok_or(EditError::NotHere)
    }
}

/// The map or text that a step writes to.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Target {
    /// One that the document has.
    Known(ObjId),
    /// One that an earlier step creates, by the index of that step.
    Made(usize),
}

/// Where in its map or text a step writes.
#[derive(Clone)]
pub(super) enum Slot<'a> {
    /// Under a key.
    Key(Cow<'a, str>),
    /// At the front of a text.
    Front,
    /// After a letter.
    After(OpId),
    /// After the letter that an earlier step writes, by the index of that step.
    AfterMade(usize),
    /// At a letter, which goes.
    At(OpId),
}

/// What a step writes.
#[derive(Clone)]
pub(super) enum Write {
    /// A value.
    Value(ScalarValue),
    /// A new map or text.
    Make(ObjType),
    /// Nothing: what is there goes.
    Gone,
}

/// One operation.
pub(super) struct Step<'a> {
    pub(super) target: Target,
    pub(super) slot: Slot<'a>,
    /// What is written.
    pub(super) write: Write,
    /// The operations it takes the place of.
    pub(super) replaces: Vec<OpId>,
}

impl Step<'_> {
    fn bytes(&self) -> usize {
        let value = match &self.write {
            Write::Value(ScalarValue::Str(text)) => text.len(),
            Write::Value(_) | Write::Make(_) | Write::Gone => 0,
        };
        let key = match &self.slot {
            Slot::Key(key) => key.len(),
            Slot::Front | Slot::After(_) | Slot::AfterMade(_) | Slot::At(_) => 0,
        };
        // Each operation that is replaced is named with its number and an actor.
        BYTES_PER_OP * (1 + self.replaces.len()) + key + value
    }

    /// Returns the operation, when the first step's is `first_op` and all are by `actor`.
    fn operation(&self, first_op: u64, actor: &ActorId) -> Op {
        let obj = match &self.target {
            Target::Known(ObjId::Root) => ObjectId::Root,
            Target::Known(ObjId::Id(number, actor, _)) => {
                ObjectId::Id(OpId(*number, actor.clone()))
            }
            Target::Made(index) => ObjectId::Id(OpId(first_op + *index as u64, actor.clone())),
        };
        let action = match &self.write {
            Write::Value(value) => OpType::Put(value.clone()),
            Write::Make(kind) => OpType::Make(*kind),
            Write::Gone => OpType::Delete,
        };
        let (key, insert) = match &self.slot {
            Slot::Key(key) => (Key::Map(key.as_ref().into()), false),
            Slot::Front => (Key::Seq(ElementId::Head), true),
            Slot::After(letter) => (Key::Seq(ElementId::Id(letter.clone())), true),
            Slot::AfterMade(index) => {
                let letter = OpId(first_op + *index as u64, actor.clone());
                (Key::Seq(ElementId::Id(letter)), true)
            }
            Slot::At(letter) => (Key::Seq(ElementId::Id(letter.clone())), false),
        };
        Op { action, obj, key, pred: SortedVec::from(self.replaces.clone()), insert }
    }
}

/// The steps so far, and what they create and write.
pub(super) struct Plan<'a, 'd> {
    pub(super) document: &'d Document,
    pub(super) steps: Vec<Step<'a>>,
    /// By which step each new item and place is created.
    made: HashMap<(Container, LocalId), usize>,
    /// By which step each new file is created, by its item and itself.
    pub(super) made_files: HashMap<(LocalId, LocalId), usize>,
    /// By which step each field is written.
    written: HashMap<(Target, Cow<'a, str>), usize>,
}

impl<'a> Plan<'a, '_> {
    fn put_item(&mut self, item: &'a NewItem) -> Result<(), EditError> {
        let fields = item.fields.len();
        if fields > MOST_FIELDS {
            return Err(EditError::TooManyFields(fields));
        }
        let target = self.create(Container::Items, item.local)?;
        self.put(&target, key::NAME.into(), item.name.as_str().into());
        for (key, line) in [
            (key::TAG, &item.tag),
            (key::CATEGORY, &item.category),
            (key::IMPORT_KEY, &item.import_key),
        ] {
            if !line.as_str().is_empty() {
                self.put(&target, key.into(), line.as_str().into());
            }
        }
        if let Some(place) = item.place {
            self.put(&target, key::PLACE.into(), place_text(Some(place)));
        }
        if item.quantity != 1 {
            self.put(&target, key::QUANTITY.into(), pieces(item.quantity)?);
        }
        if !item.note.as_str().is_empty() {
            self.put(&target, key::NOTE.into(), item.note.as_str().into());
        }
        for (name, value) in &item.fields {
            if !value.as_str().is_empty() {
                self.put(&target, extra_key(name.as_str()), value.as_str().into());
            }
        }
        Ok(())
    }

    fn set_item(&mut self, local: LocalId, field: &'a ItemField) -> Result<(), EditError> {
        let target = self.find(Container::Items, local)?.ok_or(EditError::NoSuchItem(local))?;
        let (key, value) = item_value(field)?;
        self.set(target, key, value);
        Ok(())
    }

    /// Writes values beside each other, none of which takes the place of another.
    fn set_item_apart(&mut self, local: LocalId, fields: &'a [ItemField]) -> Result<(), EditError> {
        let target = self.find(Container::Items, local)?.ok_or(EditError::NoSuchItem(local))?;
        let Target::Known(object) = &target else { return Err(EditError::NoSuchItem(local)) };
        for field in fields {
            let (key, value) = item_value(field)?;
            let there = self.document.doc.get_all(object, key.as_ref()).unwrap_or_default();
            let replaces = replaced(&there);
            let (slot, write) = (Slot::Key(key), Write::Value(value));
            self.steps.push(Step { target: target.clone(), slot, write, replaces });
        }
        Ok(())
    }

    fn put_place(&mut self, place: &'a NewPlace) -> Result<(), EditError> {
        let target = self.create(Container::Places, place.local)?;
        self.put(&target, key::NAME.into(), place.name.as_str().into());
        if let Some(inside) = place.inside {
            self.put(&target, key::INSIDE.into(), place_text(Some(inside)));
        }
        Ok(())
    }

    fn set_place(&mut self, local: LocalId, field: &'a PlaceField) -> Result<(), EditError> {
        let target = self.find(Container::Places, local)?.ok_or(EditError::NoSuchPlace(local))?;
        let (key, value): (Cow<'a, str>, ScalarValue) = match field {
            PlaceField::Name(name) => (key::NAME.into(), name.as_str().into()),
            PlaceField::Inside(inside) => (key::INSIDE.into(), place_text(*inside)),
            PlaceField::Withdrawn(withdrawn) => (key::WITHDRAWN.into(), (*withdrawn).into()),
            PlaceField::Detail(detail, text) => (detail.key().into(), text.as_str().into()),
        };
        self.set(target, key, value);
        Ok(())
    }

    pub(super) fn create(
        &mut self,
        container: Container,
        local: LocalId,
    ) -> Result<Target, EditError> {
        if self.find(container, local)?.is_some() {
            return Err(EditError::Taken(local));
        }
        let index = self.steps.len();
        self.made.insert((container, local), index);
        let holder = Target::Known(self.document.container(container)?);
        Ok(self.make(holder, local.to_string().into(), ObjType::Map))
    }

    /// Makes a map or a text under a key that nothing has.
    pub(super) fn make(&mut self, target: Target, key: Cow<'a, str>, kind: ObjType) -> Target {
        let (slot, write) = (Slot::Key(key), Write::Make(kind));
        self.steps.push(Step { target, slot, write, replaces: Vec::new() });
        Target::Made(self.steps.len().saturating_sub(1))
    }

    pub(super) fn find(
        &self,
        container: Container,
        local: LocalId,
    ) -> Result<Option<Target>, EditError> {
        self.document.container(container)?;
        if let Some(index) = self.made.get(&(container, local)) {
            return Ok(Some(Target::Made(*index)));
        }
        Ok(self.document.entity(container, local).map(Target::Known))
    }

    /// Writes a value into a map that was just created.
    pub(super) fn put(&mut self, target: &Target, key: Cow<'a, str>, value: ScalarValue) {
        self.written.insert((target.clone(), key.clone()), self.steps.len());
        let (slot, write) = (Slot::Key(key), Write::Value(value));
        self.steps.push(Step { target: target.clone(), slot, write, replaces: Vec::new() });
    }

    /// Writes a value unless it is there, and there alone, already.
    pub(super) fn set(&mut self, target: Target, key: Cow<'a, str>, value: ScalarValue) {
        let written = self.written.get(&(target.clone(), key.clone()));
        if let Some(step) = written.and_then(|index| self.steps.get_mut(*index)) {
            step.write = Write::Value(value);
            return;
        }
        let mut replaces = Vec::new();
        if let Target::Known(object) = &target {
            let there = self.document.doc.get_all(object, key.as_ref()).unwrap_or_default();
            if let [(Value::Scalar(old), _)] = there.as_slice()
                && old.as_ref() == &value
            {
                return;
            }
            if there.is_empty() && is_unset(&key, &value) {
                return;
            }
            replaces = replaced(&there);
        }
        self.written.insert((target.clone(), key.clone()), self.steps.len());
        let (slot, write) = (Slot::Key(key), Write::Value(value));
        self.steps.push(Step { target, slot, write, replaces });
    }
}

/// Returns the operations behind values, the newest of them where malice made them many.
fn replaced(there: &[(Value<'_>, ObjId)]) -> Vec<OpId> {
    let newest = there.iter().rev().take(MOST_REPLACED);
    newest
        .filter_map(|(_, id)| match id {
            ObjId::Root => None,
            ObjId::Id(number, actor, _) => Some(OpId(*number, actor.clone())),
        })
        .collect()
}

/// Returns the key and the value of a field.
fn item_value(field: &ItemField) -> Result<(Cow<'_, str>, ScalarValue), EditError> {
    Ok(match field {
        ItemField::Name(name) => (key::NAME.into(), name.as_str().into()),
        ItemField::Tag(tag) => (key::TAG.into(), tag.as_str().into()),
        ItemField::Category(category) => (key::CATEGORY.into(), category.as_str().into()),
        ItemField::Place(place) => (key::PLACE.into(), place_text(*place)),
        ItemField::Quantity(quantity) => (key::QUANTITY.into(), pieces(*quantity)?),
        ItemField::Note(note) => (key::NOTE.into(), note.as_str().into()),
        ItemField::Extra(name, value) => (extra_key(name.as_str()), value.as_str().into()),
        ItemField::Attribute(detail, text) => {
            (key::attribute_key(*detail).into(), text.as_str().into())
        }
        ItemField::ImportKey(line) => (key::IMPORT_KEY.into(), line.as_str().into()),
        ItemField::Withdrawn(withdrawn) => (key::WITHDRAWN.into(), (*withdrawn).into()),
        ItemField::Detail(detail, text) => (detail.key().into(), text.as_str().into()),
    })
}

/// Returns how many of the steps go into the next change.
fn change_end(steps: &[Step<'_>]) -> usize {
    let mut bytes = 0;
    for (index, step) in steps.iter().enumerate() {
        bytes += step.bytes();
        if index > 0 && (index == MOST_CHANGE_OPS || bytes > ENOUGH_BYTES) {
            return index;
        }
    }
    steps.len()
}

/// Returns whether a field reads the same when it was never written.
fn is_unset(key: &str, value: &ScalarValue) -> bool {
    match value {
        ScalarValue::Str(text) => text.is_empty(),
        ScalarValue::Boolean(truth) => !truth,
        ScalarValue::Uint(number) => key == key::QUANTITY && *number == 1,
        ScalarValue::Int(number) => key == key::RANK && *number == 0,
        _ => false,
    }
}

fn pieces(quantity: u32) -> Result<ScalarValue, EditError> {
    if quantity > MOST_PIECES {
        return Err(EditError::TooManyPieces(quantity));
    }
    Ok(ScalarValue::Uint(quantity.into()))
}

fn place_text(place: Option<PlaceId>) -> ScalarValue {
    place.map(|place| place.to_string()).unwrap_or_default().into()
}

fn extra_key(name: &str) -> Cow<'static, str> {
    format!("{}{name}", key::EXTRA).into()
}
