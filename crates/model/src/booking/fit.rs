//! The one rule of conflicts: whether something fits beside what else takes a resource.
//!
//! Every path asks here: folding bookings, booking, moving, taking an offer, handing over, and
//! showing what a loan puts at risk.

use crate::{act::Occurrence, time::Timestamp};

/// Something that takes units of a resource for a time. None: something inside it is used, which
/// goes beside other things inside, but not beside whoever takes the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// How many.
    pub units: u32,
    /// When.
    pub during: Occurrence,
}

/// Returns whether a use fits beside others into a capacity: at no instant of it is more used than
/// there is. All that is used inside takes one unit together.
pub fn fits(capacity: u32, wanted: Use, others: impl IntoIterator<Item = Use>) -> bool {
    let capacity = u64::from(capacity);
    // At one instant, ends come before starts: what ends at noon is out of the way of what starts.
    let mut edges: Vec<(Timestamp, bool, u64, bool)> = Vec::new();
    for other in others.into_iter().filter(|other| other.during.overlaps(&wanted.during)) {
        let inside = other.units == 0;
        let start = other.during.start.max(wanted.during.start);
        edges.push((start, true, other.units.into(), inside));
        edges.push((other.during.end, false, other.units.into(), inside));
    }
    edges.sort_unstable();
    let (mut used, mut inside) = (0_u64, u64::from(wanted.units == 0));
    let full = |used: u64, inside: u64| used + inside.min(1) + u64::from(wanted.units) > capacity;
    if full(used, inside) {
        return false;
    }
    for (_, starts, units, is_inside) in edges {
        match (starts, is_inside) {
            (true, true) => inside += 1,
            (false, true) => inside = inside.saturating_sub(1),
            (true, false) => used += units,
            (false, false) => used = used.saturating_sub(units),
        }
        if starts && full(used, inside) {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(units: u32, start: i64, end: i64) -> Use {
        let during = Occurrence { start: Timestamp(start), end: Timestamp(end) };
        Use { units, during }
    }

    #[test]
    fn what_touches_fits_and_what_overlaps_does_not() {
        assert!(fits(1, used(1, 12, 14), [used(1, 10, 12), used(1, 14, 16)]));
        assert!(!fits(1, used(1, 12, 14), [used(1, 10, 13)]));
        assert!(!fits(1, used(1, 12, 14), [used(1, 13, 20)]));
        assert!(!fits(1, used(1, 12, 14), [used(1, 0, 20)]));
        assert!(!fits(0, used(1, 12, 14), []) && !fits(0, used(0, 12, 14), []));
    }

    #[test]
    fn capacity_counts_at_each_instant_and_not_in_sum() {
        let others = [used(1, 10, 12), used(1, 12, 14)];
        assert!(fits(2, used(1, 10, 14), others) && !fits(2, used(2, 10, 14), others));
        assert!(!fits(2, used(1, 10, 14), [used(1, 10, 12), used(1, 11, 14)]));
    }

    #[test]
    fn what_is_inside_goes_together_but_not_with_the_whole() {
        let inside = [used(0, 10, 14), used(0, 11, 12)];
        assert!(fits(1, used(0, 10, 14), inside) && !fits(1, used(1, 10, 14), inside));
        assert!(fits(2, used(1, 10, 14), inside) && !fits(2, used(2, 10, 14), inside));
        assert!(!fits(1, used(0, 10, 14), [used(1, 13, 20)]));
    }
}
