//! Reading a document: from what Automerge holds to plain items, places and names.
//!
//! Invariant: reading never fails. Any member may have written anything: a missing value or one of
//! another type reads as its default, and what is shown is as bounded as what people type here.

use std::collections::BTreeMap;

use automerge::{
    Automerge, ObjId, ObjType, ReadDoc, ScalarValue, ScalarValueRef, Value, ValueRef,
    iter::MapRangeItem,
};

use super::{Document, genesis::Container, key::*};
use crate::{
    attribute::Setting,
    detail::Detail,
    file::{ItemFile, MOST_FILE_BYTES, MOST_SIDE, safe_name},
    id::{DeviceId, FileHash, ItemId, LocalId, PlaceId},
    inventory::{
        Contact, Details, Item, Line, MOST_EXCEPTIONS, MOST_FIELDS, MOST_PIECES, Note, Place,
        Profile, Shown, many_lines,
    },
    skill::{MOST_ENDORSED, MOST_POSTS, MOST_REPLIES, MOST_SEEN, MOST_SKILLS, Outsider, Saying},
    text::{Name, one_line},
    vocabulary::{Term, Tongue, Wording},
};

/// The most people outside the group that are read.
const MOST_OUTSIDERS: usize = 5_000;

/// The most devices of a member whose names are read.
const MOST_DEVICES: usize = 256;

/// The most files of an item that are read, those that came first.
const MOST_READ_FILES: usize = 256;

/// The most sides of a conflict that are shown, the last ones.
const MOST_CLAIMS: usize = 16;

/// A field that people wrote differently without knowing of each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The field's key; an extra field's begins with `field:`.
    pub field: String,
    /// What they wrote; the last one is what the document shows.
    pub claims: Vec<Claim>,
}

/// One side of a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What was written, as text.
    pub text: String,
    /// The change that wrote it.
    pub change: [u8; 32],
    /// The actor who wrote it.
    pub actor: [u8; 16],
}

impl Document {
    /// Returns all items, withdrawn ones too, by their local id.
    pub fn items(&self) -> Vec<Item> {
        self.entities(Container::Items, |local, object| self.read_item(local, object))
    }

    /// Returns the items of one of a document's equal parts, so that several threads can share the
    /// reading: all parts, from the first, are what [`Self::items`] returns.
    pub fn items_of_part(&self, part: usize, parts: usize) -> Vec<Item> {
        let Some(container) = Container::Items.object(&self.id) else { return Vec::new() };
        let each = self.doc.length(&container).div_ceil(parts.max(1));
        let last = part.saturating_add(1) >= parts;
        self.doc
            .map_range(&container, ..)
            .skip(part.saturating_mul(each))
            .take(if last { usize::MAX } else { each })
            .filter_map(|entry| {
                self.read_entity(&container, &entry, |id, object| self.read_item(id, object))
            })
            .collect()
    }

    /// Returns one item.
    pub fn item(&self, local: LocalId) -> Option<Item> {
        let object = self.entity(Container::Items, local)?;
        Some(self.read_item(local, &object))
    }

    /// Returns all places, withdrawn ones too, by their local id.
    pub fn places(&self) -> Vec<Place> {
        self.entities(Container::Places, |local, object| self.read_place(local, object))
    }

    /// Returns one place.
    pub fn place(&self, local: LocalId) -> Option<Place> {
        let object = self.entity(Container::Places, local)?;
        Some(self.read_place(local, &object))
    }

    /// Returns what the member whose document it is says about themself.
    pub fn profile(&self) -> Profile {
        Profile { name: self.name_in(Container::Profile) }
    }

    /// Returns what the member whose document it is calls their devices.
    pub fn device_names(&self) -> BTreeMap<DeviceId, String> {
        let Some(profile) = Container::Profile.object(&self.id) else { return BTreeMap::new() };
        self.doc
            .map_range(&profile, ..)
            .filter_map(|entry| {
                let device = entry.key.strip_prefix(DEVICE)?.parse().ok()?;
                let ValueRef::Scalar(ScalarValueRef::Str(text)) = &entry.value else { return None };
                Some((device, line(text))).filter(|(_, name)| !name.is_empty())
            })
            .take(MOST_DEVICES)
            .collect()
    }

    /// Returns what the member whose document it is says about themself beyond their name, as far as
    /// it is canonical, and so much of it as an honest member says.
    pub fn sayings(&self) -> BTreeMap<Saying, String> {
        let mut said = BTreeMap::new();
        let Some(profile) = Container::Profile.object(&self.id) else { return said };
        let (mut skills, mut posts) = (MOST_SKILLS, MOST_POSTS);
        let (mut replies, mut seen) = (MOST_REPLIES, MOST_SEEN);
        let mut endorsed = MOST_ENDORSED;
        for entry in self.doc.map_range(&profile, ..) {
            let ValueRef::Scalar(ScalarValueRef::Str(text)) = &entry.value else { continue };
            let Some(saying) = Saying::of_key(&entry.key).filter(|_| !text.is_empty()) else {
                continue;
            };
            let mut once = 1;
            let room = match saying {
                Saying::Skill(_) => &mut skills,
                Saying::Post(_) => &mut posts,
                Saying::Reply(_) => &mut replies,
                Saying::Seen(..) => &mut seen,
                Saying::Endorsed(..) => &mut endorsed,
                _ => &mut once,
            };
            if *room > 0 && saying.read(text).as_deref() == Ok(text.as_ref()) {
                *room -= 1;
                said.insert(saying, text.to_string());
            }
        }
        said
    }

    /// Returns the people outside the group whom the catalogue names.
    pub fn outsiders(&self) -> BTreeMap<LocalId, Outsider> {
        let Some(space) = Container::Space.object(&self.id) else { return BTreeMap::new() };
        self.doc
            .map_range(&space, ..)
            .filter_map(|entry| {
                let ValueRef::Scalar(ScalarValueRef::Str(text)) = &entry.value else { return None };
                Some((outsider_of(&entry.key)?, Outsider::read(text)?))
            })
            .take(MOST_OUTSIDERS)
            .collect()
    }

    /// Returns how the member whose private document it is can be reached.
    pub fn contact(&self) -> Contact {
        let mut contact = Contact::default();
        let Some(object) = Container::Contact.object(&self.id) else { return contact };
        for entry in self.doc.map_range(&object, ..) {
            let ValueRef::Scalar(ScalarValueRef::Str(text)) = &entry.value else { continue };
            match entry.key.as_ref() {
                EMAIL => contact.email = line(text),
                PHONE => contact.phone = line(text),
                NOTE => contact.note = note(text),
                SHOWN if text == Shown::Stewards.as_str() => contact.shown = Shown::Stewards,
                _ => {}
            }
        }
        contact
    }

    /// Returns who put an item into the bin: each removal that nobody who knew of it took back.
    pub fn item_removals(&self, item: LocalId) -> Vec<Claim> {
        self.entity(Container::Items, item).map(|object| self.removals(&object)).unwrap_or_default()
    }

    /// Returns who put a place into the bin, as [`Self::item_removals`] does.
    pub fn place_removals(&self, place: LocalId) -> Vec<Claim> {
        let object = self.entity(Container::Places, place);
        object.map(|object| self.removals(&object)).unwrap_or_default()
    }

    fn removals(&self, object: &ObjId) -> Vec<Claim> {
        let written = self.doc.get_all(object, WITHDRAWN).unwrap_or_default();
        written
            .iter()
            .filter(|(value, _)| is_true(value))
            .filter_map(|(value, id)| self.claim(value, id))
            .collect()
    }

    /// Whether a removal stands: one that was taken back by somebody who did not know of another
    /// leaves the other one.
    pub(super) fn is_removed(&self, object: &ObjId) -> bool {
        let written = self.doc.get_all(object, WITHDRAWN).unwrap_or_default();
        written.iter().any(|(value, _)| is_true(value))
    }

    /// Returns the name of the space whose catalogue it is, or an empty text.
    pub fn space_name(&self) -> String {
        self.name_in(Container::Space)
    }

    /// Returns the space's own words, of the terms and languages that this version knows.
    pub fn words(&self) -> BTreeMap<(Term, Tongue), Wording> {
        let mut words = BTreeMap::new();
        let Some(space) = Container::Space.object(&self.id) else { return words };
        for entry in self.doc.map_range(&space, ..) {
            let ValueRef::Scalar(ScalarValueRef::Str(text)) = &entry.value else { continue };
            if let (Some(of), Some(said)) = (word_of(&entry.key), Wording::read(text)) {
                words.insert(of, said);
            }
        }
        words
    }

    /// Returns what is said of all that is in the space.
    pub fn space_details(&self) -> Details {
        let mut details = Details::new();
        let Some(space) = Container::Space.object(&self.id) else { return details };
        for entry in self.doc.map_range(&space, ..) {
            if let ValueRef::Scalar(ScalarValueRef::Str(text)) = &entry.value {
                take_detail(&mut details, &entry.key, text);
            }
        }
        details
    }

    /// Returns what holds for the space, none of it empty.
    pub fn settings(&self) -> BTreeMap<Setting, String> {
        let Some(space) = Container::Space.object(&self.id) else { return BTreeMap::new() };
        self.doc
            .map_range(&space, ..)
            .filter_map(|entry| {
                let ValueRef::Scalar(ScalarValueRef::Str(text)) = &entry.value else { return None };
                Some((setting_of(&entry.key)?, note(text)))
            })
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    /// Returns the fields of an item that were written differently at once, by key.
    pub fn conflicts(&self, item: LocalId) -> Vec<Conflict> {
        let Some(object) = self.entity(Container::Items, item) else { return Vec::new() };
        self.doc
            .map_range(&object, ..)
            .filter(|entry| entry.conflict && is_offered(&entry.key))
            .filter_map(|entry| {
                let claims = self.contested(&object, &entry.key)?;
                Some(Conflict { field: entry.key.into_owned(), claims })
            })
            .collect()
    }

    /// Returns what people wrote into a field at once, where it differs.
    fn contested(&self, object: &ObjId, key: &str) -> Option<Vec<Claim>> {
        let written = self.doc.get_all(object, key).unwrap_or_default();
        let older = written.len().saturating_sub(MOST_CLAIMS);
        let shown = written.iter().skip(older);
        let claims: Vec<Claim> = shown.filter_map(|(value, id)| self.claim(value, id)).collect();
        // People who wrote the same do not contradict each other.
        let differ = claims.windows(2).any(|pair| match pair {
            [one, other] => one.text != other.text,
            _ => false,
        });
        differ.then_some(claims)
    }

    pub(super) fn claim(&self, value: &Value<'_>, id: &ObjId) -> Option<Claim> {
        let ObjId::Id(_, actor, _) = id else { return None };
        let text = match value {
            Value::Object(_) => String::new(),
            Value::Scalar(scalar) => scalar_text(scalar.as_ref()),
        };
        Some(Claim {
            text,
            change: self.doc.hash_for_opid(id)?.0,
            actor: actor.to_bytes().try_into().ok()?,
        })
    }

    pub(super) fn entities<T>(
        &self,
        container: Container,
        read: impl Fn(LocalId, &ObjId) -> T,
    ) -> Vec<T> {
        let Some(container) = container.object(&self.id) else { return Vec::new() };
        self.doc
            .map_range(&container, ..)
            .filter_map(|entry| self.read_entity(&container, &entry, &read))
            .collect()
    }

    fn read_entity<T>(
        &self,
        container: &ObjId,
        entry: &MapRangeItem<'_>,
        read: impl Fn(LocalId, &ObjId) -> T,
    ) -> Option<T> {
        let local = local_of(&entry.key)?;
        if entry.conflict {
            let object = first_map(&self.doc, container, &entry.key)?;
            return Some(read(local, &object));
        }
        match entry.value {
            ValueRef::Object(ObjType::Map) => Some(read(local, &entry.id())),
            ValueRef::Object(_) | ValueRef::Scalar(_) => None,
        }
    }

    /// Returns the object of an item or place.
    pub(super) fn entity(&self, container: Container, local: LocalId) -> Option<ObjId> {
        first_map(&self.doc, &container.object(&self.id)?, &local.to_string())
    }

    fn read_item(&self, local: LocalId, object: &ObjId) -> Item {
        let mut item = Item {
            id: ItemId { document: self.id, local },
            name: String::new(),
            tag: String::new(),
            category: String::new(),
            place: None,
            quantity: 1,
            note: String::new(),
            fields: Default::default(),
            import_key: String::new(),
            withdrawn: false,
            contested: false,
            files: Vec::new(),
            details: Details::new(),
            attributes: BTreeMap::new(),
        };
        for entry in self.doc.map_range(object, ..) {
            if entry.conflict && is_offered(&entry.key) {
                item.contested |= self.contested(object, &entry.key).is_some();
            }
            let value = match &entry.value {
                ValueRef::Scalar(value) => value,
                ValueRef::Object(ObjType::Map) => {
                    let room = item.files.len() < MOST_READ_FILES;
                    item.files.extend(file_of(&entry.key).filter(|_| room).and_then(|file| {
                        let object = first_map(&self.doc, object, &entry.key)?;
                        self.read_file(file, &object)
                    }));
                    continue;
                }
                ValueRef::Object(_) => continue,
            };
            match (entry.key.as_ref(), value) {
                (NAME, ScalarValueRef::Str(text)) => item.name = line(text),
                (TAG, ScalarValueRef::Str(text)) => item.tag = line(text),
                (CATEGORY, ScalarValueRef::Str(text)) => item.category = line(text),
                (IMPORT_KEY, ScalarValueRef::Str(text)) => item.import_key = line(text),
                (PLACE, ScalarValueRef::Str(text)) => item.place = text.parse().ok(),
                (NOTE, ScalarValueRef::Str(text)) => item.note = note(text),
                (QUANTITY, value) => item.quantity = pieces(value),
                (WITHDRAWN, _) => item.withdrawn = self.is_removed(object),
                (key, ScalarValueRef::Str(text)) if key.starts_with(DETAIL) => {
                    let Some(attribute) = attribute_of(key) else { continue };
                    let text = note(text);
                    if !text.is_empty() {
                        item.attributes.insert(attribute, text);
                    }
                }
                (key, ScalarValueRef::Str(text)) => {
                    if take_detail(&mut item.details, key, text) {
                        continue;
                    }
                    let Some(field) = key.strip_prefix(EXTRA) else { continue };
                    let (field, text) = (line(field), note(text));
                    let fits = item.fields.len() < MOST_FIELDS;
                    if fits && !field.is_empty() && !text.is_empty() {
                        item.fields.insert(field, text);
                    }
                }
                (_, _) => {}
            }
        }
        item.files.sort_by_key(|file| (file.rank, file.id));
        item
    }

    /// Reads a file; one without a hash cannot be had from anywhere and is none.
    fn read_file(&self, id: LocalId, object: &ObjId) -> Option<ItemFile> {
        let mut hash: Option<FileHash> = None;
        let mut file = ItemFile {
            id,
            hash: FileHash([0; 32]),
            name: String::new(),
            media: String::new(),
            bytes: 0,
            pixels: (0, 0),
            caption: String::new(),
            thumbnail: None,
            rank: 0,
            removed: false,
        };
        for entry in self.doc.map_range(object, ..) {
            let ValueRef::Scalar(value) = &entry.value else { continue };
            match (entry.key.as_ref(), value) {
                (NAME, ScalarValueRef::Str(text)) => file.name = safe_name(text),
                (MEDIA, ScalarValueRef::Str(text)) => file.media = line(text),
                (BYTES, value) => file.bytes = number(value).min(MOST_FILE_BYTES),
                (HASH, ScalarValueRef::Str(text)) => hash = text.parse().ok(),
                (WIDTH, value) => file.pixels.0 = side(value),
                (HEIGHT, value) => file.pixels.1 = side(value),
                (THUMBNAIL, ScalarValueRef::Str(text)) => file.thumbnail = text.parse().ok(),
                (CAPTION, ScalarValueRef::Str(text)) => file.caption = line(text),
                (RANK, ScalarValueRef::Int(rank)) => file.rank = *rank,
                (REMOVED, ScalarValueRef::Boolean(truth)) => file.removed = *truth,
                (_, _) => {}
            }
        }
        file.hash = hash?;
        Some(file)
    }

    /// Returns the change by which a file came to its item.
    pub fn file_change(&self, item: LocalId, file: LocalId) -> Option<[u8; 32]> {
        let object = self.entity(Container::Items, item)?;
        let made = first_map(&self.doc, &object, &file_key(file))?;
        Some(self.doc.hash_for_opid(&made)?.0)
    }

    fn read_place(&self, local: LocalId, object: &ObjId) -> Place {
        let mut place = Place {
            id: PlaceId { document: self.id, local },
            name: String::new(),
            inside: None,
            withdrawn: false,
            details: Details::new(),
        };
        for entry in self.doc.map_range(object, ..) {
            let ValueRef::Scalar(value) = &entry.value else { continue };
            match (entry.key.as_ref(), value) {
                (NAME, ScalarValueRef::Str(text)) => place.name = line(text),
                (INSIDE, ScalarValueRef::Str(text)) => place.inside = text.parse().ok(),
                (WITHDRAWN, _) => place.withdrawn = self.is_removed(object),
                (key, ScalarValueRef::Str(text)) => {
                    take_detail(&mut place.details, key, text);
                }
                (_, _) => {}
            }
        }
        place
    }

    fn name_in(&self, container: Container) -> String {
        let Some(object) = container.object(&self.id) else { return String::new() };
        match self.doc.get(&object, NAME) {
            Ok(Some((Value::Scalar(scalar), _))) => match scalar.as_ref() {
                ScalarValue::Str(text) => line(text),
                _ => String::new(),
            },
            Ok(Some((Value::Object(_), _)) | None) | Err(_) => String::new(),
        }
    }
}

/// Takes a detail that is written as it must be, and returns whether the key is that of one.
fn take_detail(details: &mut Details, key: &str, text: &str) -> bool {
    let Some(detail) = Detail::of_key(key) else { return false };
    let exceptions = || details.keys().filter(|it| matches!(it, Detail::Exception(_))).count();
    let room = !matches!(detail, Detail::Exception(_)) || exceptions() < MOST_EXCEPTIONS;
    if room && !text.is_empty() && detail.read(text).as_deref() == Ok(text) {
        details.insert(detail, text.to_owned());
    }
    true
}

/// Returns what a value says as text, as bounded as what people type.
pub(super) fn scalar_text(value: &ScalarValue) -> String {
    match value {
        ScalarValue::Str(text) => note(text),
        ScalarValue::Int(number) => number.to_string(),
        ScalarValue::Uint(number) => number.to_string(),
        ScalarValue::Boolean(truth) => truth.to_string(),
        ScalarValue::Bytes(_)
        | ScalarValue::F64(_)
        | ScalarValue::Counter(_)
        | ScalarValue::Timestamp(_)
        | ScalarValue::Unknown { .. }
        | ScalarValue::Null => String::new(),
    }
}

pub(super) fn is_true(value: &Value<'_>) -> bool {
    match value {
        Value::Scalar(scalar) => matches!(scalar.as_ref(), ScalarValue::Boolean(true)),
        Value::Object(_) => false,
    }
}

/// Whether people choose between what was written at once into a field of an item. Removals are
/// counted, and what names an item in its file is no matter of people's.
fn is_offered(key: &str) -> bool {
    matches!(key, NAME | TAG | CATEGORY | PLACE | QUANTITY | NOTE)
        || key.starts_with(EXTRA)
        || attribute_of(key).is_some()
}

/// Returns the map that was first created under a key: whoever writes another one under the id of
/// an item that exists makes a second thing, which nobody sees.
pub(super) fn first_map(doc: &Automerge, container: &ObjId, key: &str) -> Option<ObjId> {
    first_made(doc, container, key, ObjType::Map)
}

/// Returns the object of a kind that was first created under a key, as [`first_map`] does.
pub(super) fn first_made(
    doc: &Automerge,
    container: &ObjId,
    key: &str,
    kind: ObjType,
) -> Option<ObjId> {
    let all = doc.get_all(container, key).ok()?;
    all.into_iter()
        .filter(|(value, _)| *value == Value::Object(kind))
        .map(|(_, object)| object)
        .min_by(|one, other| creation(one).cmp(&creation(other)))
}

fn creation(object: &ObjId) -> (u64, &[u8]) {
    match object {
        ObjId::Root => (0, &[]),
        ObjId::Id(number, actor, _) => (*number, actor.to_bytes()),
    }
}

fn number(value: &ScalarValueRef<'_>) -> u64 {
    match value {
        ScalarValueRef::Int(number) => u64::try_from(*number).unwrap_or(0),
        ScalarValueRef::Uint(number) => *number,
        _ => 0,
    }
}

fn side(value: &ScalarValueRef<'_>) -> u32 {
    u32::try_from(number(value)).unwrap_or(MOST_SIDE).min(MOST_SIDE)
}

fn pieces(value: &ScalarValueRef<'_>) -> u32 {
    let number = match value {
        ScalarValueRef::Int(number) => u64::try_from(*number).unwrap_or(0),
        ScalarValueRef::Uint(number) => *number,
        _ => 1,
    };
    u32::try_from(number).unwrap_or(MOST_PIECES).min(MOST_PIECES)
}

/// Returns a text as one line of the length a name may have.
pub(super) fn line(text: &str) -> String {
    const { assert!(Name::MOST == Line::MOST) };
    // Most texts were written by this program and need no second look.
    if text.len() <= Name::MOST && is_plain(text) {
        return text.to_owned();
    }
    clamped(one_line(text), Name::MOST)
}

/// Returns a text of many lines, of the length a note may have.
pub(super) fn note(text: &str) -> String {
    if text.len() <= Note::MOST && is_plain(text) {
        return text.to_owned();
    }
    clamped(many_lines(text), Note::MOST)
}

/// Returns whether a text is surely one line as people may type it.
fn is_plain(text: &str) -> bool {
    let spaced = text.starts_with(' ') || text.ends_with(' ') || text.contains("  ");
    !spaced && text.bytes().all(|b| matches!(b, b' '..=b'~'))
}

fn clamped(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
    }
    text
}
