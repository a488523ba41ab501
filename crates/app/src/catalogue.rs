//! The read model: what documents say, kept ready for lists and search.
//!
//! It holds nothing that documents do not, and is brought up to date by what a change touched.
//! Sorting and search see text folded without accents and case.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use etabli_model::{
    attribute::{Attribute, Setting},
    document::{Document, Touched},
    file::ItemFile,
    id::{DeviceId, DocumentId, FileHash, ItemId, LocalId, MemberId, PlaceId},
    inventory::{Contact, Details, Item, Place},
    text::fold_for_search,
    vocabulary::{Term, Tongue, Wording},
};

use crate::{hay::Hay, roster::Roster};

const DEEPEST: usize = 32;

/// An item with what lists and search need. The item lies apart: looking through what is searched
/// of ten thousand must not fetch a kilobyte of each.
#[derive(Debug, Clone)]
pub(crate) struct Shelved {
    /// The item.
    pub(crate) item: Box<Item>,
    /// Everything that search looks at.
    pub(crate) hay: Hay,
    /// The place of its category among all that were read.
    pub(crate) kind: usize,
}

/// What the documents of a space say.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    /// Items in use by (folded name, id), so that lists need no sorting.
    shelf: BTreeMap<(String, ItemId), Shelved>,
    /// Where on the shelf an item is.
    on_shelf: HashMap<ItemId, String>,
    /// Items by folded tag: what is printed on the thing is what people type.
    tags: BTreeMap<String, BTreeSet<ItemId>>,
    withdrawn: HashMap<ItemId, Item>,
    /// Items on the shelf with values that somebody has to choose between.
    contested: BTreeSet<ItemId>,
    /// How many items on the shelf are of each category.
    categories: HashMap<String, u32>,
    /// All categories that were read, each with its place: what is told of one is told of its items.
    kinds: HashMap<String, usize>,
    /// How often each file is named, small pictures too, removed files not.
    files: HashMap<FileHash, u32>,
    places: BTreeMap<PlaceId, Place>,
    names: BTreeMap<MemberId, String>,
    devices: BTreeMap<MemberId, BTreeMap<DeviceId, String>>,
    contacts: BTreeMap<MemberId, Contact>,
    /// Further names of members who were admitted twice, each with their first.
    aliases: BTreeMap<MemberId, MemberId>,
    space_name: String,
    words: BTreeMap<(Term, Tongue), Wording>,
    details: Details,
    settings: BTreeMap<Setting, String>,
    /// What people say about themselves.
    pub(crate) roster: Roster,
}

impl Catalogue {
    /// Reads all documents anew.
    pub(crate) fn rebuild(&mut self, documents: &BTreeMap<DocumentId, Document>) {
        *self = Self { aliases: std::mem::take(&mut self.aliases), ..Self::default() };
        for document in documents.values() {
            for place in document.places() {
                self.places.insert(place.id, place);
            }
        }
        for (id, document) in documents {
            self.read_names(*id, document);
        }
        for item in read_items(documents) {
            self.shelve(item);
        }
    }

    /// Reads again what changes touched.
    pub(crate) fn refresh(&mut self, document: &Document, touched: &Touched) {
        let id = document.id();
        if touched.profile || touched.space || touched.contact {
            self.read_names(id, document);
        }
        let place_of = |local: LocalId| PlaceId { document: id, local };
        for local in &touched.places {
            if let Some(place) = document.place(*local) {
                self.places.insert(place_of(*local), place);
            }
        }
        for local in &touched.items {
            if let Some(item) = document.item(*local) {
                self.shelve(item);
            }
        }
        if !touched.places.is_empty() {
            // A place's name is part of what search sees of the items in it.
            let items: Vec<Item> = self
                .shelf
                .values()
                .filter(|shelved| shelved.item.place.is_some())
                .map(|shelved| Item::clone(&shelved.item))
                .collect();
            for item in items {
                self.shelve(item);
            }
        }
    }

    fn read_names(&mut self, id: DocumentId, document: &Document) {
        match id {
            DocumentId::Catalogue => {
                self.space_name = document.space_name();
                self.words = document.words();
                self.details = document.space_details();
                self.settings = document.settings();
                self.roster.read_outsiders(document);
            }
            DocumentId::Member(member) => {
                self.names.insert(member, document.profile().name);
                self.devices.insert(member, document.device_names());
                self.roster.read_member(member, document);
            }
            DocumentId::Private(member) => {
                self.contacts.insert(member, document.contact());
            }
            DocumentId::Project(_) | DocumentId::Sheet(_) => {}
        }
    }

    fn shelve(&mut self, item: Item) {
        let id = item.id;
        self.name_files(&item);
        if let Some(old) = self.withdrawn.remove(&id) {
            self.unname_files(&old);
        }
        if let Some(sort) = self.on_shelf.remove(&id)
            && let Some(old) = self.shelf.remove(&(sort, id))
        {
            self.unname_files(&old.item);
            if let Some(tagged) = self.tags.get_mut(&fold_for_search(&old.item.tag)) {
                tagged.remove(&id);
            }
            if let Some(count) = self.categories.get_mut(&old.item.category) {
                *count = count.saturating_sub(1);
            }
        }
        match item.contested && !item.withdrawn {
            true => self.contested.insert(id),
            false => self.contested.remove(&id),
        };
        if item.withdrawn {
            self.withdrawn.insert(id, item);
            return;
        }
        let place = item.place.map(|place| self.path(&place).join(" / ")).unwrap_or_default();
        let sort = fold_for_search(&item.name);
        let tag = fold_for_search(&item.tag);
        let hay = [
            sort.as_str(),
            &tag,
            &fold_for_search(&item.category),
            &fold_for_search(&place),
            &fold_for_search(&item.note),
            &fold_for_search(item.attribute(Attribute::AlsoCalled)),
        ]
        .join("\n");
        if !tag.is_empty() {
            self.tags.entry(tag).or_default().insert(id);
        }
        if !item.category.is_empty() {
            match self.categories.get_mut(&item.category) {
                Some(count) => *count = count.saturating_add(1),
                None => drop(self.categories.insert(item.category.clone(), 1)),
            }
        }
        let kind = match self.kinds.get(&item.category) {
            Some(place) => *place,
            None => {
                let next = self.kinds.len();
                self.kinds.insert(item.category.clone(), next);
                next
            }
        };
        self.on_shelf.insert(id, sort.clone());
        self.shelf.insert((sort, id), Shelved { item: Box::new(item), hay: Hay::new(hay), kind });
    }

    fn name_files(&mut self, item: &Item) {
        for hash in item.files.iter().flat_map(hashes) {
            let count = self.files.entry(hash).or_default();
            *count = count.saturating_add(1);
        }
    }

    fn unname_files(&mut self, item: &Item) {
        for hash in item.files.iter().flat_map(hashes) {
            if let Some(count) = self.files.get_mut(&hash) {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    self.files.remove(&hash);
                }
            }
        }
    }

    /// Returns whether an item has a file of that hash, or a photo with that small picture.
    pub(crate) fn names_file(&self, hash: &FileHash) -> bool {
        self.files.contains_key(hash)
    }

    /// Returns the files of all items, also of those out of the inventory; removed files not.
    pub(crate) fn files(&self) -> impl Iterator<Item = &ItemFile> {
        let items =
            self.shelf.values().map(|shelved| &*shelved.item).chain(self.withdrawn.values());
        items.flat_map(|item| &item.files).filter(|file| !file.removed)
    }

    /// Returns the space's name.
    pub(crate) fn space_name(&self) -> &str {
        &self.space_name
    }

    /// Returns what the space calls things, where that is not as usual.
    pub(crate) fn words(&self) -> &BTreeMap<(Term, Tongue), Wording> {
        &self.words
    }

    /// Returns what is said of all that is in the space.
    pub(crate) const fn details(&self) -> &Details {
        &self.details
    }

    /// Returns what holds for the space; empty where nothing was said.
    pub(crate) fn setting(&self, setting: Setting) -> &str {
        self.settings.get(&setting).map_or("", String::as_str)
    }

    /// Returns a member's name, empty until it has arrived.
    pub(crate) fn name_of(&self, member: &MemberId) -> &str {
        self.written(member, &self.names, |name| !name.is_empty()).map_or("", String::as_str)
    }

    /// Returns what a member calls a device of theirs, empty if they did not name it.
    pub(crate) fn device_name(&self, member: &MemberId, device: &DeviceId) -> &str {
        let named = self.written(member, &self.devices, |names| names.contains_key(device));
        named.and_then(|names| names.get(device)).map_or("", String::as_str)
    }

    /// Returns how a member can be reached, if they wrote anything of it.
    pub(crate) fn contact_of(&self, member: &MemberId) -> Option<&Contact> {
        self.written(member, &self.contacts, |contact| *contact != Contact::default())
    }

    /// Hears under which further names members were admitted.
    pub(crate) fn know_as(&mut self, aliases: impl Iterator<Item = (MemberId, MemberId)>) {
        self.aliases = aliases.collect();
    }

    /// Returns what a member wrote under any of their names, under the first if there is something.
    fn written<'a, T>(
        &self,
        member: &MemberId,
        of: &'a BTreeMap<MemberId, T>,
        tells: impl Fn(&T) -> bool,
    ) -> Option<&'a T> {
        let first = self.aliases.get(member).unwrap_or(member);
        let further = self.aliases.iter().filter(|(_, of)| *of == first).map(|(alias, _)| alias);
        std::iter::once(first).chain(further).filter_map(|name| of.get(name)).find(|it| tells(it))
    }

    /// Returns how many items there are.
    pub(crate) fn len(&self) -> usize {
        self.shelf.len()
    }

    /// Returns how many items have values that somebody has to choose between.
    pub(crate) fn contested(&self) -> usize {
        self.contested.len()
    }

    /// Returns the categories in use and how many items are of each.
    pub(crate) fn categories(&self) -> impl Iterator<Item = (&str, u32)> {
        let used = self.categories.iter().filter(|(_, count)| **count > 0);
        used.map(|(name, count)| (name.as_str(), *count))
    }

    /// Returns the items by name.
    pub(crate) fn items(&self) -> impl Iterator<Item = &Shelved> {
        self.shelf.values()
    }

    /// Returns all categories that were read, the empty one too, each at its place.
    pub(crate) fn kinds(&self) -> Vec<&str> {
        let mut kinds: Vec<(usize, &str)> =
            self.kinds.iter().map(|(kind, place)| (*place, kind.as_str())).collect();
        kinds.sort_unstable();
        kinds.into_iter().map(|(_, kind)| kind).collect()
    }

    /// Returns an item, withdrawn or not.
    pub(crate) fn item(&self, id: &ItemId) -> Option<&Item> {
        match self.on_shelf.get(id) {
            Some(sort) => self.shelf.get(&(sort.clone(), *id)).map(|shelved| &*shelved.item),
            None => self.withdrawn.get(id),
        }
    }

    /// Returns the items in the bin, in no order.
    pub(crate) fn binned_items(&self) -> impl Iterator<Item = &Item> {
        self.withdrawn.values()
    }

    /// Returns the places in the bin, by id.
    pub(crate) fn binned_places(&self) -> impl Iterator<Item = &Place> {
        self.places.values().filter(|place| place.withdrawn)
    }

    /// Returns the items whose tag is this, but for case and accents.
    pub(crate) fn tagged(&self, tag: &str) -> impl Iterator<Item = ItemId> {
        self.tags.get(&fold_for_search(tag)).into_iter().flatten().copied()
    }

    /// Returns the places that are in use, by id.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Place> {
        self.places.values().filter(|place| !place.withdrawn)
    }

    /// Returns a place.
    pub(crate) fn place(&self, id: &PlaceId) -> Option<&Place> {
        self.places.get(id)
    }

    /// Returns a place and those it is in, from the inside out. A circle, which two people can
    /// make without knowing of each other, ends where it would begin again.
    pub(crate) fn ancestry(&self, id: &PlaceId) -> Vec<PlaceId> {
        let mut ancestry = Vec::new();
        let mut next = Some(*id);
        while let Some(id) = next {
            if ancestry.contains(&id) || ancestry.len() >= DEEPEST {
                break;
            }
            let Some(place) = self.places.get(&id) else { break };
            ancestry.push(id);
            next = place.inside;
        }
        ancestry
    }

    /// Returns the names of a place and those it is in, from the outside in.
    pub(crate) fn path(&self, id: &PlaceId) -> Vec<String> {
        let mut path: Vec<String> = self
            .ancestry(id)
            .iter()
            .filter_map(|id| self.places.get(id))
            .map(|place| place.name.clone())
            .collect();
        path.reverse();
        path
    }
}

/// Reads the items of all documents, one half of each on another core: nothing else of an opening
/// that is still to be done then could be done meanwhile.
fn read_items(documents: &BTreeMap<DocumentId, Document>) -> Vec<Item> {
    let part = |part| -> Vec<Item> {
        documents.values().flat_map(|document| document.items_of_part(part, 2)).collect()
    };
    std::thread::scope(|scope| {
        let second = scope.spawn(|| part(1));
        let mut items = part(0);
        items.extend(second.join().unwrap_or_else(|_| part(1)));
        items
    })
}

/// Returns what a file is named by: its own bytes and its small picture's.
fn hashes(file: &ItemFile) -> impl Iterator<Item = FileHash> {
    let named = (!file.removed).then_some([Some(file.hash), file.thumbnail]);
    named.into_iter().flatten().flatten()
}

#[cfg(test)]
mod tests {
    use etabli_model::{id::EntryId, inventory::Edit, text::Name, time::Timestamp};

    use super::*;

    fn profile(id: MemberId, name: &str) -> (DocumentId, Document) {
        let id = DocumentId::Member(id);
        let mut document = Document::new(id);
        if !name.is_empty() {
            let edits = [Edit::SetProfileName(Name::parse(name).expect("a name"))];
            document.edit([1; 16], Timestamp(1_795_000_000_000), &edits).expect("it is written");
        }
        (id, document)
    }

    #[test]
    fn whoever_was_admitted_twice_keeps_the_name_they_wrote() {
        let [first, second, other] = [1, 2, 3].map(|byte| MemberId(EntryId([byte; 32])));
        let mut catalogue = Catalogue::default();
        catalogue.know_as([(second, first)].into_iter());
        catalogue.rebuild(&[profile(second, "Bo"), profile(other, "Cy")].into());
        assert_eq!([first, second, other].map(|id| catalogue.name_of(&id)), ["Bo", "Bo", "Cy"]);
        catalogue.rebuild(&[profile(first, "Bob"), profile(second, "Bo")].into());
        assert_eq!([first, second].map(|id| catalogue.name_of(&id)), ["Bob", "Bob"]);
    }
}
