//! How cards stand to each other.
//!
//! Invariant: a relation is stored once and read from both ends, so it cannot be half there. A circle
//! of cards that block each other, which two people can make without knowing of each other, is data:
//! it is found and told.

use std::collections::{BTreeMap, BTreeSet};

use super::{Board, RowKind};
use crate::id::LocalId;

/// How a card stands to another one, read from its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stands {
    /// It must be done before the other one.
    Blocks,
    /// The other one must be done before it.
    BlockedBy,
    /// Both say the same.
    Duplicates,
    /// The other one is a part of it.
    Holds,
    /// It is a part of the other one.
    PartOf,
}

impl Stands {
    /// Returns the word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blocks => "blocks",
            Self::BlockedBy => "blocked-by",
            Self::Duplicates => "duplicates",
            Self::Holds => "holds",
            Self::PartOf => "part-of",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Blocks, Self::BlockedBy, Self::Duplicates, Self::Holds, Self::PartOf]
            .into_iter()
            .find(|it| it.as_str() == text)
    }

    /// Returns the same, read from the other side.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Blocks => Self::BlockedBy,
            Self::BlockedBy => Self::Blocks,
            Self::Duplicates => Self::Duplicates,
            Self::Holds => Self::PartOf,
            Self::PartOf => Self::Holds,
        }
    }

    /// Returns how it is stored: from which card to which, under which word. So the same relation
    /// is the same row content from whichever end it was said.
    pub fn stored(self, from: LocalId, to: LocalId) -> (LocalId, LocalId, &'static str) {
        match self {
            Self::Blocks | Self::Holds => (from, to, self.as_str()),
            Self::BlockedBy | Self::PartOf => (to, from, self.reversed().as_str()),
            Self::Duplicates => (from.min(to), from.max(to), self.as_str()),
        }
    }
}

/// All relations between the cards of a board that are in use, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations {
    from: BTreeMap<LocalId, BTreeMap<(Stands, LocalId), Vec<LocalId>>>,
}

impl Relations {
    /// Reads those of a board.
    pub fn of(board: &Board) -> Self {
        let mut relations = Self::default();
        for (row, said) in board.of_kind(RowKind::Relation) {
            let ends = (said.field("of").parse(), said.field("to").parse());
            let (Ok(from), Ok(to), Some(how)) = (ends.0, ends.1, Stands::parse(said.field("what")))
            else {
                continue;
            };
            // A card that is put away takes its relations with it.
            let is_card = |id: &LocalId| {
                board.row(id).is_some_and(|it| it.kind == Some(RowKind::Card) && !it.withdrawn)
            };
            if from != to && is_card(&from) && is_card(&to) {
                let mut note = |one, how, other| {
                    relations
                        .from
                        .entry(one)
                        .or_default()
                        .entry((how, other))
                        .or_default()
                        .push(row);
                };
                note(from, how, to);
                note(to, how.reversed(), from);
            }
        }
        relations
    }

    /// Returns how a card stands to others, each with the rows that say so.
    pub fn of_card(&self, card: &LocalId) -> impl Iterator<Item = (Stands, LocalId, &[LocalId])> {
        let said = self.from.get(card).into_iter().flatten();
        said.map(|((how, other), rows)| (*how, *other, rows.as_slice()))
    }

    /// Returns the cards that block a card.
    pub fn blockers(&self, card: &LocalId) -> impl Iterator<Item = LocalId> {
        self.of_card(card).filter(|(how, ..)| *how == Stands::BlockedBy).map(|(_, other, _)| other)
    }

    /// Returns the circle in which a card blocks itself, beginning with the card; empty if it does
    /// not. It is the shortest, so that one sees which relation to take away.
    pub fn circle(&self, card: &LocalId) -> Vec<LocalId> {
        let mut came: BTreeMap<LocalId, LocalId> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut next = vec![*card];
        while !next.is_empty() {
            let mut further = Vec::new();
            for one in next {
                for (how, other, _) in self.of_card(&one) {
                    if how != Stands::Blocks {
                        continue;
                    }
                    if other == *card {
                        let mut circle = vec![one];
                        let mut at = one;
                        while let Some(before) = came.get(&at) {
                            circle.push(*before);
                            at = *before;
                        }
                        circle.reverse();
                        return circle;
                    }
                    if seen.insert(other) {
                        came.insert(other, one);
                        further.push(other);
                    }
                }
            }
            next = further;
        }
        Vec::new()
    }
}
