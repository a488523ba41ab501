//! What taking rows in would change, beside what is already there.
//!
//! Every row is created, updated or unchanged, exactly one of them. A row finds its item by its
//! key, else by its tag, and no two rows find the same one. What a file leaves empty stays.

use std::collections::{BTreeMap, BTreeSet};

use etabli_model::{
    id::{ItemId, PlaceId},
    text::{Name, fold_for_search},
};

use super::row::{ImportRow, folded_path};

/// An item that is already there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Existing {
    /// Its id.
    pub id: ItemId,
    /// The key of the row it was imported from; empty if it was not.
    pub key: String,
    /// The number on its label.
    pub tag: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub category: String,
    /// Where it is kept, from the outside in.
    pub place_path: Vec<String>,
    /// How many there are.
    pub quantity: u32,
    /// Anything else worth knowing.
    pub note: String,
    /// Its extra fields.
    pub fields: BTreeMap<String, String>,
}

/// What changes of an item; what is `None`, or no field here, stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldChanges {
    /// A new name.
    pub name: Option<Name>,
    /// A new tag.
    pub tag: Option<String>,
    /// A new category.
    pub category: Option<String>,
    /// A new place, from the outside in.
    pub place: Option<Vec<String>>,
    /// A new quantity.
    pub quantity: Option<u32>,
    /// A new note.
    pub note: Option<String>,
    /// New contents of extra fields.
    pub fields: BTreeMap<String, String>,
}

impl FieldChanges {
    /// Returns what a row changes of an item.
    fn between(row: &ImportRow, item: &Existing) -> Self {
        let text =
            |new: &String, old: &String| (!new.is_empty() && new != old).then(|| new.clone());
        let moved =
            !row.place.is_empty() && folded_path(&row.place) != folded_path(&item.place_path);
        Self {
            name: (row.name.as_str() != item.name).then(|| row.name.clone()),
            tag: text(&row.tag, &item.tag),
            category: text(&row.category, &item.category),
            place: moved.then(|| row.place.clone()),
            quantity: row.quantity.filter(|quantity| *quantity != item.quantity),
            note: text(&row.note, &item.note),
            fields: row
                .fields
                .iter()
                .filter(|(field, content)| item.fields.get(*field) != Some(*content))
                .map(|(field, content)| (field.clone(), content.clone()))
                .collect(),
        }
    }

    /// Tells whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What an import changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The items to add, in the order of the file.
    pub create: Vec<ImportRow>,
    /// The items to change, in the order of the file.
    pub update: Vec<(ItemId, FieldChanges)>,
    /// How many rows say what is already so.
    pub unchanged: u32,
    /// The places to add, as paths; each after the one it is in. Paths are equal when
    /// [`folded_path`] makes them so.
    pub new_places: Vec<Vec<String>>,
}

/// Returns what taking rows in changes of the items and places that are there.
pub fn plan(
    rows: Vec<ImportRow>,
    existing: &[Existing],
    places: &[(PlaceId, Vec<String>)],
) -> Plan {
    let found = matches(&rows, existing);
    let mut known = places.iter().map(|(_, path)| folded_path(path)).collect();
    let mut plan = Plan::default();
    for (row, item) in rows.into_iter().zip(found) {
        let Some(item) = item else {
            add_places(&mut plan.new_places, &mut known, &row.place);
            plan.create.push(row);
            continue;
        };
        let changes = FieldChanges::between(&row, item);
        if changes.is_empty() {
            plan.unchanged += 1;
            continue;
        }
        add_places(&mut plan.new_places, &mut known, changes.place.as_deref().unwrap_or_default());
        plan.update.push((item.id, changes));
    }
    plan
}

/// Returns the item of each row. Of items that share a key or tag the one of the lowest id counts,
/// so that replicas agree.
fn matches<'a>(rows: &[ImportRow], existing: &'a [Existing]) -> Vec<Option<&'a Existing>> {
    fn index(
        existing: &[Existing],
        mark: impl Fn(&Existing) -> String,
    ) -> BTreeMap<String, &Existing> {
        let mut index: BTreeMap<String, &Existing> = BTreeMap::new();
        for item in existing {
            let mark = mark(item);
            if mark.is_empty() {
                continue;
            }
            let entry = index.entry(mark).or_insert(item);
            if item.id < entry.id {
                *entry = item;
            }
        }
        index
    }
    let by_key = index(existing, |item| item.key.clone());
    let by_tag = index(existing, |item| fold_for_search(&item.tag));

    // Keys go first for all rows: a tag must not take the item that another row names.
    let mut taken = BTreeSet::new();
    let mut found: Vec<Option<&Existing>> = rows
        .iter()
        .map(|row| by_key.get(&row.key).copied().filter(|item| taken.insert(item.id)))
        .collect();
    for (row, found) in rows.iter().zip(&mut found) {
        if found.is_none() && !row.tag.is_empty() {
            let item = by_tag.get(&fold_for_search(&row.tag)).copied();
            *found = item.filter(|item| taken.insert(item.id));
        }
    }
    found
}

pub(super) fn add_places(
    new: &mut Vec<Vec<String>>,
    known: &mut BTreeSet<Vec<String>>,
    path: &[String],
) {
    for depth in 1..=path.len() {
        let start = path.get(..depth).unwrap_or_default();
        if known.insert(folded_path(start)) {
            new.push(start.to_vec());
        }
    }
}

#[cfg(test)]
mod tests {
    use etabli_model::id::LocalId;

    use super::*;
    use crate::import::Reading;

    fn read(text: &str) -> Vec<ImportRow> {
        Reading::read(text.as_bytes(), "auto", &BTreeMap::new()).unwrap().rows
    }

    fn id(number: u8) -> ItemId {
        ItemId::common(LocalId([number; 16]))
    }

    /// Makes items of rows, as an import would.
    fn taken_in(rows: &[ImportRow]) -> Vec<Existing> {
        rows.iter()
            .enumerate()
            .map(|(index, row)| Existing {
                id: id(u8::try_from(index).unwrap()),
                key: row.key.clone(),
                tag: row.tag.clone(),
                name: row.name.as_str().to_owned(),
                category: row.category.clone(),
                place_path: row.place.clone(),
                quantity: row.quantity.unwrap_or(1),
                note: row.note.clone(),
                fields: row.fields.clone(),
            })
            .collect()
    }

    const FILE: &str = "nom,n°,lieu,qté,note,prix\n\
        Étau,E-1,Atelier > B3,2,lourd,12\n\
        Scie,,atelier > b4,,,\n\
        Scie,,Atelier > B4,3,,\n\
        Lime,E-2,,,,\n";

    #[test]
    fn the_same_file_again_changes_nothing() {
        let first = plan(read(FILE), &[], &[]);
        assert_eq!(first.create.len(), 4);
        assert_eq!(
            first.new_places,
            [vec!["Atelier"], vec!["Atelier", "B3"], vec!["atelier", "b4"]]
        );

        let place = PlaceId::common(LocalId([9; 16]));
        let places: Vec<_> = first.new_places.iter().map(|path| (place, path.clone())).collect();
        let again = plan(read(FILE), &taken_in(&first.create), &places);
        assert_eq!(again, Plan { unchanged: 4, ..Plan::default() });
    }

    #[test]
    fn an_update_lists_what_differs_and_blanks_nothing() {
        let items = taken_in(&read(FILE));
        let file = "nom,n°,lieu,qté,note,prix\n\
            Étau,e-1,Atelier > B5,,,\nGrande lime,E-2,,2,,3\nScie,E-9,,,,\n";
        let plan = plan(read(file), &items, &[]);
        let vice = FieldChanges {
            tag: Some("e-1".to_owned()),
            place: Some(vec!["Atelier".to_owned(), "B5".to_owned()]),
            ..FieldChanges::default()
        };
        let file = FieldChanges {
            name: Some(Name::parse("Grande lime").unwrap()),
            quantity: Some(2),
            fields: BTreeMap::from([("prix".to_owned(), "3".to_owned())]),
            ..FieldChanges::default()
        };
        assert_eq!(plan.update, [(id(0), vice), (id(3), file)]);
        assert_eq!(plan.create.len(), 1);
        assert_eq!(plan.unchanged, 0);
    }

    #[test]
    fn finds_an_item_by_its_tag_when_another_format_brought_it() {
        let items = taken_in(&read(FILE));
        let plan = plan(read("HB.name,HB.asset_id\nÉtau,E-1\nÉtau bis,E-7\n"), &items, &[]);
        assert_eq!((plan.unchanged, plan.create.len()), (1, 1));
    }

    #[test]
    fn two_rows_never_change_one_item() {
        let mut items = taken_in(&read("nom,n°\nÉtau,\nLime,\n"));
        items[0].tag = "T1".to_owned();
        let rows = read("nom,n°\nScie,T1\nÉtau,\n");
        let plan = plan(rows, &items, &[]);
        assert_eq!((plan.create.len(), plan.update.len(), plan.unchanged), (1, 0, 1));
    }

    #[test]
    fn of_items_with_one_key_the_lowest_id_counts() {
        let rows = read("nom\nÉtau\n");
        let mut items = [taken_in(&rows), taken_in(&rows)].concat();
        items[0].id = id(7);
        items[0].note = "a".to_owned();
        items[1].name = "Autre".to_owned();
        let plan = plan(rows, &items, &[]);
        assert_eq!(plan.update.first().map(|(id, _)| *id), Some(id(0)));
    }
}
