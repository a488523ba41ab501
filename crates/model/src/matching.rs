//! What is needed, met with what the group has: which things fit the words of a need and are free
//! when they are wanted, and which people can help.
//!
//! Invariant: nothing here decides anything. A match is a pure function of what it is given, in
//! integers, and ends in an order of its own: two replicas that know the same show the same.

mod person;
mod team;
mod thing;
mod words;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;

pub use self::{
    person::{Ability, Help, Helper, people},
    team::{Standing, standing},
    thing::{Freedom, Offered, Thing, Training, shared, steps, things},
    words::{Fit, Wanted},
};

/// How far a need is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Met {
    /// All of it.
    Whole,
    /// So many of those wanted.
    Part(u32),
    /// By nothing that is free or can help; what fits may be shown all the same.
    Nothing,
}

impl Met {
    /// Returns how far so many meet a wish for some.
    #[must_use]
    pub fn of(found: u32, wanted: u32) -> Self {
        match (found, found.cmp(&wanted.max(1))) {
            (0, _) => Self::Nothing,
            (_, Ordering::Less) => Self::Part(found),
            (_, Ordering::Equal | Ordering::Greater) => Self::Whole,
        }
    }
}
