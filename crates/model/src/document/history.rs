//! What changes did to a document, and what was there before: for undoing, and for telling it.
//!
//! Invariant: nothing is replayed. What was before a change is asked of Automerge at what the change
//! builds on, so that telling a change costs what it holds, and telling a thing costs how often it
//! was written, however large the document and however long its history.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{
    Change, ChangeHash, ObjId, Prop, ReadDoc, ScalarValue, Value,
    legacy::{Key, ObjectId, OpId, OpType},
};

use super::{
    Document,
    genesis::Container,
    key::{self, local_of},
    read::{self, Claim},
};
use crate::{
    board::{FieldKey, Put},
    detail::Detail,
    file::FileField,
    id::LocalId,
    inventory::{Edit, ItemField, Line, Note, PlaceField},
    skill::{Outsider, Saying},
    text::Name,
    vocabulary::Wording,
};

/// The most times that a thing was written which are looked at for its history.
const MOST_WRITES: usize = 2_000;

/// What of a document was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An item.
    Item(LocalId),
    /// A file of an item.
    File {
        /// The item.
        item: LocalId,
        /// The file.
        file: LocalId,
    },
    /// A place.
    Place(LocalId),
    /// What the member says about themself.
    Profile,
    /// What the space says about itself.
    Space,
    /// A row of a project.
    Row(LocalId),
    /// What a project says of itself.
    Sheet,
}

/// Something that a change did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// It made a thing that was not there.
    Made(Subject),
    /// It wrote a field of a thing that was there.
    Wrote {
        /// The thing.
        subject: Subject,
        /// The field's key; an extra field's begins with `field:`.
        field: String,
        /// What was there before, as text; the last one was shown.
        before: Vec<String>,
        /// The changes that wrote what was there before.
        by: Vec<[u8; 32]>,
        /// What it wrote, as text; several only where it put a choice back.
        after: Vec<String>,
    },
    /// It wrote letters into the text of a row that was there, or took some away.
    Rewrote {
        /// The row.
        row: LocalId,
        /// Its text before.
        before: String,
        /// The change, which others may have built on.
        change: [u8; 32],
    },
}

impl Deed {
    /// Returns what was made or written.
    pub const fn subject(&self) -> Subject {
        match self {
            Self::Made(subject) | Self::Wrote { subject, .. } => *subject,
            Self::Rewrote { row, .. } => Subject::Row(*row),
        }
    }
}

/// A change, told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// What its author wrote beside it.
    pub message: Option<String>,
    /// What it did, in order.
    pub deeds: Vec<Deed>,
}

impl Document {
    /// Tells what a change did that the document holds, by its bytes; `None` for any other.
    pub fn tell(&self, bytes: &[u8]) -> Option<Told> {
        let change = catch_unwind(|| Change::try_from(bytes)).ok()?.ok()?;
        if !self.holds(&change.hash().0) {
            return None;
        }
        catch_unwind(AssertUnwindSafe(|| self.tell_change(&change))).ok()
    }

    fn tell_change(&self, change: &Change) -> Told {
        let (deps, hash) = (change.deps(), change.hash());
        let change = change.decode();
        let mut told = Told { message: change.message.clone(), deeds: Vec::new() };
        let mut subjects: HashMap<ObjectId, Option<Subject>> = HashMap::new();
        let mut made: BTreeSet<Subject> = BTreeSet::new();
        let mut wrote: BTreeMap<(Subject, String), usize> = BTreeMap::new();
        let mut texts: Vec<ObjectId> = Vec::new();
        for (number, operation) in (change.start_op.get()..).zip(&change.operations) {
            let object = &operation.obj;
            let Key::Map(key) = &operation.key else {
                if !texts.contains(object) {
                    texts.push(object.clone());
                }
                continue;
            };
            if let OpType::Make(_) = operation.action {
                let new = match self.container_of(object) {
                    Some(Container::Items) => local_of(key).map(Subject::Item),
                    Some(Container::Places) => local_of(key).map(Subject::Place),
                    Some(Container::Rows) => local_of(key).map(Subject::Row),
                    Some(_) | None => match self.subject(object, &mut subjects) {
                        Some(Subject::Item(item)) => {
                            key::file_of(key).map(|file| Subject::File { item, file })
                        }
                        Some(_) | None => None,
                    },
                };
                let id = ObjectId::Id(OpId::new(number, &change.actor_id));
                subjects.insert(id, new);
                if let Some(new) = new.filter(|new| made.insert(*new)) {
                    let inside_new = matches!(new, Subject::File { item, .. }
                        if made.contains(&Subject::Item(item)));
                    if !inside_new {
                        told.deeds.push(Deed::Made(new));
                    }
                }
                continue;
            }
            let OpType::Put(value) = &operation.action else { continue };
            let Some(subject) = self.subject(object, &mut subjects) else { continue };
            if made.contains(&subject) {
                continue;
            }
            let text = text_of(value);
            let key = key.to_string();
            if let Some(Deed::Wrote { after, .. }) =
                wrote.get(&(subject, key.clone())).and_then(|index| told.deeds.get_mut(*index))
            {
                after.push(text);
                continue;
            }
            let (before, by) = self.claims_at(object, &key, deps);
            wrote.insert((subject, key.clone()), told.deeds.len());
            told.deeds.push(Deed::Wrote { subject, field: key, before, by, after: vec![text] });
        }
        for text in &texts {
            let row = self.row_of_text(text).filter(|row| !made.contains(&Subject::Row(*row)));
            told.deeds.extend(row.map(|row| {
                let before = self.text_at(row, deps);
                Deed::Rewrote { row, before, change: hash.0 }
            }));
        }
        told
    }

    /// Returns the row whose text an object is.
    fn row_of_text(&self, object: &ObjectId) -> Option<LocalId> {
        let mut parents = self.doc.parents(exid(object)?).ok()?;
        let (of, holder) = (parents.next()?, parents.next()?);
        let rows = Container::Rows.object(&self.id)?;
        match (of.prop, holder.prop) {
            (Prop::Map(text), Prop::Map(row)) if text == key::TEXT && holder.obj == rows => {
                local_of(&row)
            }
            _ => None,
        }
    }

    fn container_of(&self, object: &ObjectId) -> Option<Container> {
        let all = [
            Container::Items,
            Container::Places,
            Container::Space,
            Container::Profile,
            Container::Sheet,
            Container::Rows,
        ];
        all.into_iter()
            .find(|one| one.object(&self.id).is_some_and(|known| is_same(&known, object)))
    }

    fn subject(
        &self,
        object: &ObjectId,
        known: &mut HashMap<ObjectId, Option<Subject>>,
    ) -> Option<Subject> {
        if let Some(subject) = known.get(object) {
            return *subject;
        }
        let subject = match self.container_of(object) {
            Some(Container::Space) => Some(Subject::Space),
            Some(Container::Profile) => Some(Subject::Profile),
            Some(Container::Sheet) => Some(Subject::Sheet),
            Some(_) => None,
            None => self.inside(object),
        };
        known.insert(object.clone(), subject);
        subject
    }

    /// Returns what an object that is no container is.
    fn inside(&self, object: &ObjectId) -> Option<Subject> {
        let parents: Vec<(ObjId, String)> = self
            .doc
            .parents(exid(object)?)
            .ok()?
            .filter_map(|parent| match parent.prop {
                Prop::Map(key) => Some((parent.obj, key)),
                Prop::Seq(_) => None,
            })
            .take(2)
            .collect();
        let is = |object: &ObjId, container: Container| {
            container.object(&self.id).is_some_and(|known| known == *object)
        };
        match parents.as_slice() {
            [(holder, key), ..] if is(holder, Container::Items) => local_of(key).map(Subject::Item),
            [(holder, key), ..] if is(holder, Container::Rows) => local_of(key).map(Subject::Row),
            [(holder, key), ..] if is(holder, Container::Places) => {
                local_of(key).map(Subject::Place)
            }
            [(_, file), (holder, item)] if is(holder, Container::Items) => {
                Some(Subject::File { item: local_of(item)?, file: key::file_of(file)? })
            }
            _ => None,
        }
    }

    /// Returns what was written in a field at some heads, and the changes that wrote it.
    fn claims_at(
        &self,
        object: &ObjectId,
        key: &str,
        heads: &[ChangeHash],
    ) -> (Vec<String>, Vec<[u8; 32]>) {
        let Some(object) = exid(object) else { return Default::default() };
        let there = self.doc.get_all_at(&object, key, heads).unwrap_or_default();
        there
            .iter()
            .filter_map(|(value, id)| {
                Some((text_of(scalar(value)?), self.doc.hash_for_opid(id)?.0))
            })
            .unzip()
    }

    /// Returns what is written in a field now, each with who wrote it; the last one is shown.
    pub fn written(&self, subject: Subject, field: &str) -> Vec<Claim> {
        let Some(object) = self.object(subject) else { return Vec::new() };
        let there = self.doc.get_all(&object, field).unwrap_or_default();
        there.iter().filter_map(|(value, id)| self.claim(value, id)).collect()
    }

    /// Returns the changes that wrote what a thing is now, its files' too, ascending.
    pub fn standing(&self, subject: Subject) -> BTreeSet<[u8; 32]> {
        let mut found = BTreeSet::new();
        let Some(object) = self.object(subject) else { return found };
        found.extend(self.doc.hash_for_opid(&object).map(|hash| hash.0));
        self.fields(&object, &mut |_, id| {
            found.extend(self.doc.hash_for_opid(id).map(|hash| hash.0));
        });
        found
    }

    /// Returns the changes that ever wrote an item or its files, as far as [`MOST_WRITES`] goes.
    pub fn history(&self, item: LocalId) -> BTreeSet<[u8; 32]> {
        let told = catch_unwind(AssertUnwindSafe(|| self.history_of(item)));
        told.unwrap_or_default()
    }

    fn history_of(&self, item: LocalId) -> BTreeSet<[u8; 32]> {
        let mut changes = BTreeSet::new();
        let Some(object) = self.entity(Container::Items, item) else { return changes };
        changes.extend(self.doc.hash_for_opid(&object).map(|hash| hash.0));
        let mut open: Vec<(ObjId, String, ObjId)> = Vec::new();
        self.fields(&object, &mut |(holder, key), id| {
            open.push((holder.clone(), key.to_owned(), id.clone()));
        });
        let mut seen: BTreeSet<(u64, Vec<u8>)> = BTreeSet::new();
        while let Some((holder, key, id)) = open.pop() {
            let ObjId::Id(number, actor, _) = &id else { continue };
            if seen.len() >= MOST_WRITES || !seen.insert((*number, actor.to_bytes().to_vec())) {
                continue;
            }
            let Some(hash) = self.doc.hash_for_opid(&id) else { continue };
            changes.insert(hash.0);
            let Some(meta) = self.doc.get_change_meta_by_hash(&hash) else { continue };
            let before = self.doc.get_all_at(&holder, key.as_str(), &meta.deps);
            for (_, id) in before.unwrap_or_default() {
                open.push((holder.clone(), key.clone(), id));
            }
        }
        changes
    }

    /// Returns what the fields of an item said once these changes and those they build on were
    /// made, by key, as [`Deed`] tells it; the last value was shown. Nothing if it was not there.
    pub fn item_then(
        &self,
        item: LocalId,
        changes: &BTreeSet<[u8; 32]>,
    ) -> BTreeMap<String, Vec<String>> {
        let heads: Vec<ChangeHash> =
            changes.iter().filter(|one| self.holds(one)).map(|one| ChangeHash(*one)).collect();
        let Some(object) = self.entity(Container::Items, item) else { return BTreeMap::new() };
        let told = catch_unwind(AssertUnwindSafe(|| {
            let entries = self.doc.map_range_at(&object, .., &heads);
            let keys = entries.map(|entry| entry.key.into_owned());
            keys.filter_map(|key| {
                let texts = self.texts_at(&object, &key, &heads);
                Some((key, texts)).filter(|(_, texts)| !texts.is_empty())
            })
            .collect()
        }));
        told.unwrap_or_default()
    }

    fn texts_at(&self, object: &ObjId, key: &str, heads: &[ChangeHash]) -> Vec<String> {
        let there = self.doc.get_all_at(object, key, heads).unwrap_or_default();
        there.iter().filter_map(|(value, _)| Some(text_of(scalar(value)?))).collect()
    }

    /// Visits every value of an object, and of the files in it.
    fn fields(&self, object: &ObjId, visit: &mut impl FnMut((&ObjId, &str), &ObjId)) {
        let keys: BTreeSet<String> =
            self.doc.map_range(object, ..).map(|entry| entry.key.into_owned()).collect();
        for key in keys {
            for (value, id) in self.doc.get_all(object, key.as_str()).unwrap_or_default() {
                visit((object, &key), &id);
                if matches!(value, Value::Object(_)) && key::file_of(&key).is_some() {
                    self.fields(&id, visit);
                }
            }
        }
    }

    fn object(&self, subject: Subject) -> Option<ObjId> {
        match subject {
            Subject::Item(local) => self.entity(Container::Items, local),
            Subject::Place(local) => self.entity(Container::Places, local),
            Subject::File { item, file } => {
                let holder = self.entity(Container::Items, item)?;
                read::first_map(&self.doc, &holder, &key::file_key(file))
            }
            Subject::Profile => Container::Profile.object(&self.id),
            Subject::Space => Container::Space.object(&self.id),
            Subject::Row(local) => self.entity(Container::Rows, local),
            Subject::Sheet => Container::Sheet.object(&self.id),
        }
    }
}

fn exid(object: &ObjectId) -> Option<ObjId> {
    match object {
        ObjectId::Root => None,
        ObjectId::Id(OpId(number, actor)) => Some(ObjId::Id(*number, actor.clone(), 0)),
    }
}

fn is_same(known: &ObjId, object: &ObjectId) -> bool {
    exid(object).is_some_and(|object| object == *known)
}

fn scalar<'a>(value: &'a Value<'_>) -> Option<&'a ScalarValue> {
    match value {
        Value::Scalar(scalar) => Some(scalar.as_ref()),
        Value::Object(_) => None,
    }
}

fn text_of(value: &ScalarValue) -> String {
    read::scalar_text(value)
}

/// Returns a field of an item that takes a value, by its key and what [`Deed`] tells of it; nothing
/// written reads as an empty text.
pub fn item_field(key: &str, text: &str) -> Option<ItemField> {
    Some(match key {
        key::NAME => ItemField::Name(Name::parse(text).ok()?),
        key::TAG => ItemField::Tag(Line::parse(text).ok()?),
        key::CATEGORY => ItemField::Category(Line::parse(text).ok()?),
        key::PLACE if text.is_empty() => ItemField::Place(None),
        key::PLACE => ItemField::Place(Some(text.parse().ok()?)),
        key::QUANTITY if text.is_empty() => ItemField::Quantity(1),
        key::QUANTITY => ItemField::Quantity(text.parse().ok()?),
        key::NOTE => ItemField::Note(Note::parse(text).ok()?),
        key::IMPORT_KEY => ItemField::ImportKey(Line::parse(text).ok()?),
        key::WITHDRAWN => ItemField::Withdrawn(text == TRUE),
        detail if let Some(detail) = key::attribute_of(detail) => {
            ItemField::Attribute(detail, Note::parse(text).ok()?)
        }
        extra => {
            if let Some(detail) = Detail::of_key(extra) {
                return Some(ItemField::Detail(detail, canonical(detail, text)?));
            }
            let name = Name::parse(extra.strip_prefix(key::EXTRA)?).ok()?;
            ItemField::Extra(name, Note::parse(text).ok()?)
        }
    })
}

/// Returns a field of a place that takes a value, as [`item_field`] does.
pub fn place_field(key: &str, text: &str) -> Option<PlaceField> {
    Some(match key {
        key::NAME => PlaceField::Name(Name::parse(text).ok()?),
        key::INSIDE if text.is_empty() => PlaceField::Inside(None),
        key::INSIDE => PlaceField::Inside(Some(text.parse().ok()?)),
        key::WITHDRAWN => PlaceField::Withdrawn(text == TRUE),
        detail => {
            let detail = Detail::of_key(detail)?;
            PlaceField::Detail(detail, canonical(detail, text)?)
        }
    })
}

/// Returns a field of a project's row or sheet and what it takes, as [`item_field`] does. What is
/// so or not is told as a truth.
pub fn row_field(key: &str, text: &str) -> Option<(FieldKey, Put)> {
    let truth = key::is_flag(key);
    let put = match truth {
        true => Put::Is(text == TRUE),
        false => Put::Says(Note::parse(text).ok()?),
    };
    Some((FieldKey::parse(key).ok()?, put))
}

/// Returns what is said of the whole space, as [`item_field`] does.
pub fn space_field(key: &str, text: &str) -> Option<Edit> {
    if key == key::NAME {
        return Name::parse(text).ok().map(Edit::SetSpaceName);
    }
    if let Some((term, tongue)) = key::word_of(key) {
        return Some(Edit::SetWord { term, tongue, words: Wording::read(text) });
    }
    if let Some(setting) = key::setting_of(key) {
        return Note::parse(text).ok().map(|text| Edit::SetSetting(setting, text));
    }
    if let Some(outsider) = key::outsider_of(key) {
        let said = text.is_empty() || Outsider::read(text).is_some();
        return Some(Edit::SetOutsider(outsider, Note::parse(text).ok().filter(|_| said)?));
    }
    let detail = Detail::of_key(key)?;
    Some(Edit::SetSpaceDetail(detail, canonical(detail, text)?))
}

/// Returns what a member says of themself, as [`item_field`] does.
pub fn profile_field(key: &str, text: &str) -> Option<Edit> {
    if key == key::NAME {
        return Name::parse(text).ok().map(Edit::SetProfileName);
    }
    if let Some(saying) = Saying::of_key(key) {
        let text = Note::parse(&saying.read(text).ok()?).ok()?;
        return Some(Edit::SetSaying(saying, text));
    }
    let device = key::device_of(key)?;
    Line::parse(text).ok().map(|name| Edit::SetDeviceName { device, name })
}

fn canonical(detail: Detail, text: &str) -> Option<Note> {
    Note::parse(&detail.read(text).ok()?).ok()
}

/// Returns a field of a file that takes a value, as [`item_field`] does.
pub fn file_field(key: &str, text: &str) -> Option<FileField> {
    Some(match key {
        key::CAPTION => FileField::Caption(Line::parse(text).ok()?),
        key::RANK if text.is_empty() => FileField::Rank(0),
        key::RANK => FileField::Rank(text.parse().ok()?),
        key::REMOVED => FileField::Removed(text == TRUE),
        _ => return None,
    })
}

/// How a value that is so is told.
pub const TRUE: &str = "true";
