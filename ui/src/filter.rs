//! Which items are shown. A filter is part of the address, so that Back undoes it and a reload
//! keeps it; what an address says that nobody understands is left out.

use etabli_api::{
    Condition,
    command::ListItems,
    id::{MemberId, PlaceId},
    view::ItemFilter,
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::pages::item::CONDITIONS;

/// What stands for itself in an address.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.');
/// The states with their names in addresses.
const STATES: [(ItemFilter, &str); 5] = [
    (ItemFilter::Contested, "contested"),
    (ItemFilter::Available, "available"),
    (ItemFilter::Out, "out"),
    (ItemFilter::Overdue, "overdue"),
    (ItemFilter::OfMembers, "of-members"),
];

/// Which items are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    /// The words that were searched.
    pub(crate) words: String,
    /// Only items in this state.
    pub(crate) status: Option<ItemFilter>,
    /// Only this category.
    pub(crate) category: Option<String>,
    /// Only items in this place or below it.
    pub(crate) place: Option<PlaceId>,
    /// Only items that are in this condition.
    pub(crate) condition: Option<Condition>,
    /// Only items that this member owns or keeps.
    pub(crate) person: Option<MemberId>,
}

impl Filter {
    /// Whether all items are shown.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Reads what follows the `?` of an address.
    pub(crate) fn parse(query: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in query.split('&').filter_map(|part| part.split_once('=')) {
            let value = percent_decode_str(value).decode_utf8_lossy().into_owned();
            match name {
                "words" => filter.words = value,
                "status" => {
                    let state = STATES.iter().find(|(_, name)| *name == value);
                    filter.status = state.map(|(state, _)| *state);
                }
                "category" => filter.category = Some(value),
                "place" => filter.place = value.parse().ok(),
                "person" => filter.person = value.parse().ok(),
                "condition" => {
                    let how = CONDITIONS.iter().find(|(name, _)| *name == value);
                    filter.condition = how.map(|(_, how)| *how);
                }
                _ => {}
            }
        }
        filter
    }

    /// Returns the end of an address, from its `?` on; nothing if all items are shown.
    pub(crate) fn query(&self) -> String {
        let state = STATES.iter().find(|(state, _)| Some(*state) == self.status);
        let how = CONDITIONS.iter().find(|(_, how)| Some(*how) == self.condition);
        let words = Some(self.words.clone()).filter(|words| !words.is_empty());
        let parts = [
            ("words", words),
            ("status", state.map(|(_, name)| (*name).to_owned())),
            ("category", self.category.clone()),
            ("place", self.place.map(|place| place.to_string())),
            ("condition", how.map(|(name, _)| (*name).to_owned())),
            ("person", self.person.map(|person| person.to_string())),
        ];
        let parts: Vec<String> = parts
            .iter()
            .filter_map(|(name, value)| {
                let value = value.as_deref()?;
                Some(format!("{name}={}", utf8_percent_encode(value, KEPT)))
            })
            .collect();
        match parts.is_empty() {
            true => String::new(),
            false => format!("?{}", parts.join("&")),
        }
    }

    /// Returns the question for `limit` items from `offset` on.
    pub(crate) fn question(&self, space: Option<String>, offset: u32, limit: u32) -> ListItems {
        ListItems {
            space,
            words: self.words.clone(),
            category: self.category.clone(),
            place: self.place,
            status: self.status,
            condition: self.condition,
            person: self.person,
            offset,
            limit,
        }
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::id::{EntryId, LocalId};

    use super::*;

    #[test]
    fn a_filter_is_read_back_from_its_address() {
        let place = PlaceId {
            document: etabli_api::id::DocumentId::Member(MemberId(EntryId([7; 32]))),
            local: LocalId([1; 16]),
        };
        for filter in [
            Filter::default(),
            Filter { words: "scie & « étau »? #3 ".to_owned(), ..Filter::default() },
            Filter {
                words: "50%".to_owned(),
                status: Some(ItemFilter::OfMembers),
                category: Some("Électricité / bois=1".to_owned()),
                place: Some(place),
                condition: Some(Condition::Damaged),
                person: Some(MemberId(EntryId([9; 32]))),
            },
        ] {
            let query = filter.query();
            assert!(query.is_ascii() && !query.contains(['#', ' ', '/']), "{query}");
            assert_eq!(Filter::parse(query.trim_start_matches('?')), filter, "{query}");
        }
    }

    #[test]
    fn what_nobody_understands_is_left_out() {
        let filter = Filter::parse("status=lost&place=nowhere&colour=red&&x&words=%ff");
        assert_eq!((filter.status, filter.place), (None, None));
        assert_eq!(Filter::parse(""), Filter::default());
    }
}
