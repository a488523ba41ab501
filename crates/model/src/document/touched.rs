//! What some changes touched, so that only that is read again.
//!
//! Invariant: computing it costs as much as the changes are large, never as the document is. It
//! follows operations, not what Automerge would show: an item stays found even when somebody wrote
//! over the container that holds it.

use std::collections::{BTreeSet, HashMap};

use automerge::{
    ActorId, Automerge, AutomergeError, Change, ObjId, Prop, ReadDoc,
    legacy::{Key, ObjectId, OpId, OpType},
};

use super::{genesis::Container, key::local_of};
use crate::{
    id::{DocumentId, LocalId},
    inventory::Edit,
};

/// The things of a document that changes touched.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Touched {
    /// Items, ascending.
    pub items: Vec<LocalId>,
    /// Places, ascending.
    pub places: Vec<LocalId>,
    /// Whether the member's profile was.
    pub profile: bool,
    /// Whether what the space says about itself was.
    pub space: bool,
    /// Whether how the member can be reached was.
    pub contact: bool,
    /// Rows of a project, ascending.
    pub rows: Vec<LocalId>,
    /// Whether what a project says of itself was.
    pub sheet: bool,
}

impl Touched {
    /// Returns what edits touch.
    pub fn by(edits: &[Edit]) -> Self {
        let mut items = BTreeSet::new();
        let mut places = BTreeSet::new();
        let mut rows = BTreeSet::new();
        let mut touched = Self::default();
        for edit in edits {
            match edit {
                Edit::PutItem(item) => {
                    items.insert(item.local);
                }
                Edit::SetItem { local, .. }
                | Edit::SetItemApart { local, .. }
                | Edit::PutFile { item: local, .. }
                | Edit::SetFile { item: local, .. } => {
                    items.insert(*local);
                }
                Edit::PutPlace(place) => {
                    places.insert(place.local);
                }
                Edit::SetPlace { local, .. } => {
                    places.insert(*local);
                }
                Edit::SetProfileName(_) | Edit::SetDeviceName { .. } | Edit::SetSaying(..) => {
                    touched.profile = true;
                }
                Edit::SetSpaceName(_)
                | Edit::SetWord { .. }
                | Edit::SetSpaceDetail(..)
                | Edit::SetOutsider(..)
                | Edit::SetSetting(..) => {
                    touched.space = true;
                }
                Edit::SetContact(_) => touched.contact = true,
                Edit::SetSheet { .. } => touched.sheet = true,
                Edit::PutRow(row) => {
                    rows.insert(row.local);
                }
                Edit::SetRow { local, .. } | Edit::WriteText { local, .. } => {
                    rows.insert(*local);
                }
            }
        }
        touched.items = items.into_iter().collect();
        touched.places = places.into_iter().collect();
        touched.rows = rows.into_iter().collect();
        touched
    }

    /// Returns what changes by one actor touch, each after those it builds on, in a document that
    /// has them.
    ///
    /// An operation on an object that is not there is an error.
    pub(super) fn in_changes(
        id: &DocumentId,
        doc: &Automerge,
        changes: &[Change],
    ) -> Result<Self, AutomergeError> {
        let mut owners = Owners::new(id, doc);
        let mut items = BTreeSet::new();
        let mut places = BTreeSet::new();
        let mut rows = BTreeSet::new();
        let mut touched = Self::default();
        for change in changes {
            let change = change.decode();
            // The operations of one object mostly follow each other.
            let mut last: Option<(&ObjectId, Owner)> = None;
            for (number, operation) in (change.start_op.get()..).zip(&change.operations) {
                let owner = match last {
                    Some((object, owner)) if *object == operation.obj => owner,
                    Some(_) | None => owners.of(&operation.obj)?,
                };
                last = Some((&operation.obj, owner));
                let owner = match &operation.key {
                    Key::Map(key) => owner.under(key),
                    Key::Seq(_) => owner,
                };
                match owner {
                    Owner::Item(local) => {
                        items.insert(local);
                    }
                    Owner::Place(local) => {
                        places.insert(local);
                    }
                    Owner::Space => touched.space = true,
                    Owner::Profile => touched.profile = true,
                    Owner::Contact => touched.contact = true,
                    Owner::Row(local) => {
                        rows.insert(local);
                    }
                    Owner::Sheet => touched.sheet = true,
                    Owner::Items | Owner::Places | Owner::Rows | Owner::Nobody => {}
                }
                if matches!(operation.action, OpType::Make(_)) {
                    let made = ObjectId::Id(OpId::new(number, &change.actor_id));
                    owners.known.insert(made, owner);
                }
            }
        }
        touched.items = items.into_iter().collect();
        touched.places = places.into_iter().collect();
        touched.rows = rows.into_iter().collect();
        Ok(touched)
    }
}

/// What an object of the document is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner {
    /// The map of all items.
    Items,
    /// The map of all places.
    Places,
    /// An item.
    Item(LocalId),
    /// A place.
    Place(LocalId),
    /// What the space says about itself.
    Space,
    /// What the member says about themself.
    Profile,
    /// How the member can be reached.
    Contact,
    /// The map of all rows.
    Rows,
    /// A row.
    Row(LocalId),
    /// What a project says of itself.
    Sheet,
    /// Nothing that this version reads.
    Nobody,
}

impl Owner {
    /// Returns what a key of an object is a part of.
    fn under(self, key: &str) -> Self {
        match self {
            Self::Items => local_of(key).map_or(Self::Nobody, Self::Item),
            Self::Places => local_of(key).map_or(Self::Nobody, Self::Place),
            Self::Rows => local_of(key).map_or(Self::Nobody, Self::Row),
            Self::Item(_)
            | Self::Place(_)
            | Self::Space
            | Self::Profile
            | Self::Contact
            | Self::Row(_)
            | Self::Sheet
            | Self::Nobody => self,
        }
    }
}

/// The owners of objects, looked up once each.
struct Owners<'a> {
    doc: &'a Automerge,
    known: HashMap<ObjectId, Owner>,
}

impl<'a> Owners<'a> {
    fn new(id: &DocumentId, doc: &'a Automerge) -> Self {
        let known = [
            (Container::Items, Owner::Items),
            (Container::Places, Owner::Places),
            (Container::Space, Owner::Space),
            (Container::Profile, Owner::Profile),
            (Container::Contact, Owner::Contact),
            (Container::Sheet, Owner::Sheet),
            (Container::Rows, Owner::Rows),
        ]
        .into_iter()
        .filter_map(|(container, owner)| match container.object(id)? {
            ObjId::Root => None,
            ObjId::Id(number, actor, _) => Some((named(number, &actor), owner)),
        })
        .chain([(ObjectId::Root, Owner::Nobody)])
        .collect();
        Self { doc, known }
    }

    fn of(&mut self, object: &ObjectId) -> Result<Owner, AutomergeError> {
        if let Some(owner) = self.known.get(object) {
            return Ok(*owner);
        }
        let ObjectId::Id(OpId(number, actor)) = object else { return Ok(Owner::Nobody) };
        let mut owner = Owner::Nobody;
        for parent in self.doc.parents(ObjId::Id(*number, actor.clone(), 0))? {
            let ObjId::Id(number, actor, _) = &parent.obj else { break };
            let holder = self.known.get(&named(*number, actor)).copied();
            if let (Some(holder), Prop::Map(key)) = (holder, &parent.prop) {
                owner = holder.under(key);
                break;
            }
        }
        self.known.insert(object.clone(), owner);
        Ok(owner)
    }
}

fn named(number: u64, actor: &ActorId) -> ObjectId {
    ObjectId::Id(OpId::new(number, actor))
}
