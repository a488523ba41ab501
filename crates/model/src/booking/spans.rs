//! Times in a form that finds those over a given one without looking at all of them.
//!
//! Times are kept by how long they are, to a power of two, so that a long one does not make a look
//! at all short ones necessary.

use std::collections::{BTreeMap, BTreeSet};

use crate::{act::Occurrence, time::Timestamp};

/// One time of one booking: the booking's place in the fold, and which of its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    pub(super) record: usize,
    pub(super) occurrence: u16,
}

/// Times of bookings, each with whose it is.
#[derive(Debug, Clone, Default)]
pub(super) struct Spans {
    /// By length: those shorter than two to that power.
    sizes: BTreeMap<u32, BTreeSet<(Occurrence, Slot)>>,
}

impl Spans {
    pub(super) fn insert(&mut self, during: Occurrence, slot: Slot) {
        self.sizes.entry(size(during)).or_default().insert((during, slot));
    }

    pub(super) fn remove(&mut self, during: Occurrence, slot: Slot) {
        let size = size(during);
        if let Some(spans) = self.sizes.get_mut(&size) {
            spans.remove(&(during, slot));
            if spans.is_empty() {
                self.sizes.remove(&size);
            }
        }
    }

    /// Returns those over a time.
    pub(super) fn over(&self, during: Occurrence) -> impl Iterator<Item = (Occurrence, Slot)> {
        self.sizes.iter().flat_map(move |(size, spans)| {
            let longest = 1_i64.checked_shl(*size).unwrap_or(i64::MAX);
            let from = Timestamp(during.start.0.saturating_sub(longest));
            spans
                .range(before(from)..before(during.end))
                .copied()
                .filter(move |(other, _)| other.overlaps(&during))
        })
    }
}

fn size(during: Occurrence) -> u32 {
    i64::BITS - during.end.0.saturating_sub(during.start.0).leading_zeros()
}

/// Returns what sorts before everything that starts at an instant.
const fn before(start: Timestamp) -> (Occurrence, Slot) {
    let during = Occurrence { start, end: Timestamp(i64::MIN) };
    (during, Slot { record: 0, occurrence: 0 })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn during(start: i64, length: i64) -> Occurrence {
        Occurrence { start: Timestamp(start), end: Timestamp(start + length) }
    }

    proptest! {
        #[test]
        fn finds_what_a_look_at_all_finds(
            all in prop::collection::vec((0_i64..200, 1_i64..100), 0..40),
            asked in (0_i64..200, 1_i64..100),
        ) {
            let mut spans = Spans::default();
            for (record, (start, length)) in all.iter().enumerate() {
                spans.insert(during(*start, *length), Slot { record, occurrence: 0 });
            }
            let asked = during(asked.0, asked.1);
            let mut found: Vec<usize> = spans.over(asked).map(|(_, slot)| slot.record).collect();
            found.sort_unstable();
            let expected: Vec<usize> = (0..all.len())
                .filter(|at| during(all[*at].0, all[*at].1).overlaps(&asked))
                .collect();
            prop_assert_eq!(found, expected);
            for (record, (start, length)) in all.iter().enumerate() {
                spans.remove(during(*start, *length), Slot { record, occurrence: 0 });
            }
            prop_assert!(spans.sizes.is_empty());
        }
    }
}
