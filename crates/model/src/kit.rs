//! What a kit takes with it: its parts and theirs.
//!
//! Invariant: unfolding ends, whatever a merge made: a kit that came to contain itself is told, and
//! nothing is followed twice on one way down.

use crate::{attribute::Counted, id::ItemId, inventory::MOST_PIECES};

/// The most different things that one kit may take with it.
pub const MOST_UNFOLDED: usize = 256;
/// How deep kits may lie in kits.
const DEEPEST: usize = 16;
/// How many parts are looked at, at most.
const MOST_STEPS: usize = 4_096;

/// Why the parts of a kit cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KitError {
    /// A kit contains itself.
    #[error("it contains itself")]
    Cycle(ItemId),
    /// It has more parts than anybody could hand over.
    #[error("it has more than {MOST_UNFOLDED} parts")]
    TooMany,
}

/// Returns all that so many of a kit take with them, the kit itself first, each thing once.
pub fn unfold(
    kit: ItemId,
    units: u32,
    parts: impl Fn(&ItemId) -> Vec<Counted<ItemId>>,
) -> Result<Vec<Counted<ItemId>>, KitError> {
    let all = vec![Counted { count: units, what: kit }];
    let mut unfolding = Unfolding { parts, way: vec![kit], all, steps: 0 };
    unfolding.take(kit, units)?;
    Ok(unfolding.all)
}

struct Unfolding<P> {
    parts: P,
    /// The kits around what is looked at.
    way: Vec<ItemId>,
    all: Vec<Counted<ItemId>>,
    /// How many parts were looked at: kits that share kits have more ways than things.
    steps: usize,
}

impl<P: Fn(&ItemId) -> Vec<Counted<ItemId>>> Unfolding<P> {
    fn take(&mut self, kit: ItemId, units: u32) -> Result<(), KitError> {
        for part in (self.parts)(&kit) {
            self.steps += 1;
            if self.way.contains(&part.what) {
                return Err(KitError::Cycle(part.what));
            }
            let full = self.all.len() >= MOST_UNFOLDED || self.way.len() >= DEEPEST;
            if full || self.steps > MOST_STEPS {
                return Err(KitError::TooMany);
            }
            let count = part.count.saturating_mul(units).min(MOST_PIECES);
            match self.all.iter_mut().find(|one| one.what == part.what) {
                Some(one) => one.count = one.count.saturating_add(count).min(MOST_PIECES),
                None => self.all.push(Counted { count, what: part.what }),
            }
            self.way.push(part.what);
            self.take(part.what, count)?;
            self.way.pop();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::LocalId;

    fn item(number: u8) -> ItemId {
        ItemId::common(LocalId([number; 16]))
    }

    fn told(of: u8, units: u32, made: &[(u8, u8, u32)]) -> Result<Vec<(u8, u32)>, KitError> {
        let parts = |kit: &ItemId| -> Vec<Counted<ItemId>> {
            let of = made.iter().filter(|(it, _, _)| item(*it) == *kit);
            of.map(|(_, part, count)| Counted { count: *count, what: item(*part) }).collect()
        };
        let all = unfold(item(of), units, parts)?;
        Ok(all.iter().map(|one| (one.what.local.0[0], one.count)).collect())
    }

    #[test]
    fn a_kit_of_kits_takes_all_that_is_in_them_along() {
        let made = [(1, 2, 1), (1, 3, 2), (2, 3, 1), (3, 4, 5)];
        assert_eq!(told(1, 1, &made), Ok(vec![(1, 1), (2, 1), (3, 3), (4, 15)]));
        assert_eq!(told(1, 2, &made), Ok(vec![(1, 2), (2, 2), (3, 6), (4, 30)]));
        assert_eq!(told(4, 3, &made), Ok(vec![(4, 3)]));
    }

    #[test]
    fn a_kit_that_a_merge_made_contain_itself_is_told_and_followed_no_further() {
        assert_eq!(told(1, 1, &[(1, 1, 1)]), Err(KitError::Cycle(item(1))));
        assert_eq!(told(1, 1, &[(1, 2, 1), (2, 3, 1), (3, 1, 1)]), Err(KitError::Cycle(item(1))));
        assert_eq!(told(1, 1, &[(1, 2, 1), (2, 3, 1), (3, 2, 1)]), Err(KitError::Cycle(item(2))));
    }

    #[test]
    fn what_has_too_many_parts_is_refused_and_not_counted_for_ever() {
        let deep: Vec<_> = (1..40).map(|number| (number, number + 1, 1)).collect();
        assert_eq!(told(1, 1, &deep), Err(KitError::TooMany));
        // Each level has four times the ways: few things, and nobody would live to count them.
        let wide: Vec<_> = (1..15).flat_map(|n| [(n, n + 1, 1); 4]).collect();
        assert_eq!(told(1, 1, &wide), Err(KitError::TooMany));
    }
}
