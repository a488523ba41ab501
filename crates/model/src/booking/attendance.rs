//! Who came: what was said of the times of a booking once they had begun.
//!
//! Invariant: only what whoever booked says of coming counts, and of two things that were said the
//! first in canonical order.

use std::collections::BTreeMap;

use super::{Attendance, Bookings, Mark, Written};

impl Bookings {
    /// Returns what was said of the times of a booking once they had begun: that it was begun counts
    /// from whoever booked, that the rest is free from them always, and from anybody else where it
    /// had not been begun before. What comes first in canonical order counts.
    pub(super) fn attendance(&self, at: usize, written: &Written) -> Vec<Attendance> {
        let marks = self.records.get(at).map(|record| record.marks.as_slice()).unwrap_or_default();
        let mut found: BTreeMap<u16, Attendance> = BTreeMap::new();
        for (position, author, mark) in marks {
            let own = self.first_name(author) == self.first_name(&written.by);
            let position = (*position).max(written.position);
            let (occurrence, at) = match mark {
                Mark::Begin(occurrence, at) if own => (*occurrence, *at),
                Mark::Release(occurrence, at) => (*occurrence, *at),
                Mark::Begin(..)
                | Mark::Confirm(_)
                | Mark::Cancel(_)
                | Mark::Seen(_)
                | Mark::Replace(_) => continue,
            };
            let during = written.book.occurrences.get(usize::from(occurrence));
            if during.is_none_or(|during| at < during.start || during.end <= at) {
                continue;
            }
            let blank = Attendance { occurrence, ..Attendance::default() };
            let it = found.entry(occurrence).or_insert(blank);
            match mark {
                _ if it.released.is_some() => {}
                Mark::Release(..) if own || it.begun.is_none() => {
                    it.released = Some((position, at));
                }
                Mark::Begin(..) if it.begun.is_none() => it.begun = Some((position, at)),
                _ => {}
            }
        }
        found.into_values().collect()
    }
}
