//! What the group wishes for: who wants it, too, and what it became.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    act::{BackWish, EndWish, Known, WishFor},
    id::{EntryId, ItemId, MemberId, WishedId},
    lending::Position,
    time::Timestamp,
};

/// An act about something wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WishAct {
    /// It is wished for.
    For(WishFor),
    /// Somebody wishes for it, too, or no longer.
    Back(BackWish),
    /// It came true, or is taken back.
    End(EndWish),
}

impl WishAct {
    /// Returns the act as one about something wished for, if it is.
    pub fn of(act: &Known) -> Option<Self> {
        match act {
            Known::WishFor(act) => Some(Self::For(act.clone())),
            Known::BackWish(act) => Some(Self::Back(act.clone())),
            Known::EndWish(act) => Some(Self::End(act.clone())),
            _ => None,
        }
    }
}

/// What became of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum WishEnd {
    /// It is in the inventory.
    Item(ItemId),
    /// Whoever wished took it back.
    TakenBack,
}

/// Something wished for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Wished {
    /// Its id.
    pub id: WishedId,
    /// Who wished for it first.
    pub by: MemberId,
    /// What it is.
    pub name: String,
    /// Why, and where it may be had.
    pub note: String,
    /// When.
    pub at: Timestamp,
    /// Who wishes for it, too.
    pub backers: BTreeSet<MemberId>,
    /// What became of it.
    pub end: Option<WishEnd>,
}

/// All that is wished for in a space. What is said of a wish before it is known is kept: entries
/// arrive in an order in which nothing comes before what it names, but acts name wishes freely.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishlist {
    acts: BTreeMap<Position, (MemberId, WishAct)>,
    wishes: BTreeMap<WishedId, Wished>,
}

impl Wishlist {
    /// Takes acts in, wherever they sort, and folds all of them once.
    pub fn extend(&mut self, acts: impl IntoIterator<Item = (Position, MemberId, WishAct)>) {
        let before = self.acts.len();
        self.acts.extend(acts.into_iter().map(|(position, by, act)| (position, (by, act))));
        if self.acts.len() != before {
            self.fold();
        }
    }

    /// Returns something wished for.
    pub fn wish(&self, id: &WishedId) -> Option<&Wished> {
        self.wishes.get(id)
    }

    /// Returns all that was ever wished for.
    pub fn wishes(&self) -> impl Iterator<Item = &Wished> {
        self.wishes.values()
    }

    /// Returns the wish that an item came from.
    pub fn of_item(&self, item: &ItemId) -> Option<&Wished> {
        self.wishes.values().find(|wish| wish.end == Some(WishEnd::Item(*item)))
    }

    fn fold(&mut self) {
        self.wishes.clear();
        for (position, (by, act)) in &self.acts {
            match act {
                WishAct::For(act) => {
                    let id = WishedId { entry: position.entry, index: position.index };
                    let (name, note, at) = (act.name.clone(), act.note.clone(), act.at);
                    let backers = BTreeSet::new();
                    let wish = Wished { id, by: *by, name, note, at, backers, end: None };
                    self.wishes.insert(id, wish);
                }
                WishAct::Back(act) => {
                    if let Some(wish) = self.wishes.get_mut(&act.wish) {
                        match act.backs {
                            true => wish.backers.insert(*by),
                            false => wish.backers.remove(by),
                        };
                    }
                }
                WishAct::End(act) => {
                    let wish = self.wishes.get_mut(&act.wish);
                    // What came true stays so: two people may have got it at once.
                    if let Some(wish) =
                        wish.filter(|wish| !matches!(wish.end, Some(WishEnd::Item(_))))
                    {
                        match act.item {
                            Some(item) => wish.end = Some(WishEnd::Item(item)),
                            None if wish.by == *by => wish.end = Some(WishEnd::TakenBack),
                            None => {}
                        }
                    }
                }
            }
        }
    }

    /// Returns the entries that hold the acts.
    pub fn entries(&self) -> impl Iterator<Item = EntryId> {
        self.acts.keys().map(|position| position.entry)
    }

    /// Writes the canonical state; nothing where nothing is wished for.
    pub fn write_state(&self, write: &mut impl FnMut(&[u8])) {
        for wish in self.wishes.values() {
            write(&postcard::to_stdvec(wish).unwrap_or_default());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::LocalId;

    const ANA: MemberId = MemberId(EntryId([1; 32]));
    const BO: MemberId = MemberId(EntryId([2; 32]));

    fn at(lamport: u64) -> Position {
        Position { lamport, entry: EntryId([lamport as u8; 32]), index: 0 }
    }

    fn acts() -> Vec<(Position, MemberId, WishAct)> {
        let wish = WishedId { entry: at(1).entry, index: 0 };
        let item = |number| Some(ItemId::common(LocalId([number; 16])));
        let (now, more) = (Timestamp(64), Vec::new);
        let name = "Tour".to_owned();
        let back = |backs| WishAct::Back(BackWish { wish, backs, more: more() });
        let end = |item| WishAct::End(EndWish { wish, item, at: now, more: more() });
        vec![
            (
                at(1),
                ANA,
                WishAct::For(WishFor { name, note: String::new(), at: now, more: more() }),
            ),
            (at(2), BO, back(true)),
            (at(3), BO, end(None)),
            (at(4), BO, end(item(7))),
            (at(5), ANA, end(item(8))),
            (at(6), ANA, end(None)),
        ]
    }

    #[test]
    fn a_wish_becomes_the_item_that_came_first_and_nobody_else_takes_it_back() {
        let mut list = Wishlist::default();
        list.extend(acts());
        let wish = list.wishes().next().unwrap();
        let item = ItemId::common(LocalId([7; 16]));
        assert_eq!((wish.backers.len(), wish.end), (1, Some(WishEnd::Item(item))));
        assert_eq!(list.of_item(&item).map(|wish| wish.name.as_str()), Some("Tour"));
        let mut other = Wishlist::default();
        for act in acts().into_iter().rev() {
            other.extend([act.clone()]);
            other.extend([act]);
        }
        assert_eq!(other, list);
    }
}
