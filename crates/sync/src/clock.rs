//! How much of each log lies in an entry's past.
//!
//! A large group has a log for every device, and what an entry adds to its past is little: heights
//! stand in runs of sixteen logs, and a clock that goes on from another shares whatever runs did not
//! change. Otherwise each entry of two thousand devices would weigh 32 kB in memory.

use std::sync::Arc;

/// How many logs share a run.
const RUN: usize = 16;

type Run = Option<Arc<[u64; RUN]>>;

/// A branch of a log by the order in which a graph met it: local, never stored or sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LogIndex(pub(crate) u32);

impl LogIndex {
    const fn at(self) -> (usize, usize) {
        (self.0 as usize / RUN, self.0 as usize % RUN)
    }
}

/// How much of each log lies in an entry's past: a height for each that is not 0. The last run
/// holds something, so that equal clocks are equal in form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Clock(Arc<[Run]>);

impl Clock {
    /// Returns how much of a log it holds.
    pub fn height(&self, log: LogIndex) -> u64 {
        let (run, at) = log.at();
        let heights = self.0.get(run).and_then(Option::as_deref);
        heights.and_then(|heights| heights.get(at)).copied().unwrap_or_default()
    }

    /// Returns the heights that are not 0, ascending by log.
    pub fn iter(&self) -> impl Iterator<Item = (LogIndex, u64)> {
        let runs = (0_u32..).step_by(RUN).zip(self.0.iter());
        let runs = runs.filter_map(|(first, run)| Some((first, run.as_deref()?)));
        runs.flat_map(|(first, heights)| {
            let logs = (first..).map(LogIndex).zip(heights.iter().copied());
            logs.filter(|(_, height)| *height > 0)
        })
    }

    /// Returns whether it holds whatever another one does.
    pub fn covers(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || other.0.len() <= self.0.len()
                && self.0.iter().zip(other.0.iter()).all(|(one, other)| match (one, other) {
                    (_, None) => true,
                    (None, Some(_)) => false,
                    (Some(one), Some(other)) => {
                        Arc::ptr_eq(one, other) || one.iter().zip(&**other).all(|(a, b)| a >= b)
                    }
                })
    }

    /// Returns what one or the other holds.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        if self.covers(other) {
            return self.clone();
        }
        if other.covers(self) {
            return other.clone();
        }
        let run = |at: usize| match (self.run(at), other.run(at)) {
            (run, None) | (None, run) => run.cloned(),
            (Some(one), Some(other)) if Arc::ptr_eq(one, other) => Some(one.clone()),
            (Some(one), Some(other)) => {
                let mut joined = **one;
                for (height, other) in joined.iter_mut().zip(&**other) {
                    *height = (*height).max(*other);
                }
                // What one of them holds already is shared with it.
                let held = [one, other].into_iter().find(|held| ***held == joined);
                Some(held.cloned().unwrap_or_else(|| Arc::new(joined)))
            }
        };
        Self((0..self.0.len().max(other.0.len())).map(run).collect())
    }

    /// Returns it with more of one log.
    #[must_use]
    pub fn with(&self, log: LogIndex, height: u64) -> Self {
        if height <= self.height(log) {
            return self.clone();
        }
        let (at, place) = log.at();
        let run = |run: usize| match run == at {
            false => self.run(run).cloned(),
            true => {
                let mut heights = self.run(run).map_or([0; RUN], |heights| **heights);
                if let Some(one) = heights.get_mut(place) {
                    *one = height;
                }
                Some(Arc::new(heights))
            }
        };
        Self((0..self.0.len().max(at + 1)).map(run).collect())
    }

    fn run(&self, at: usize) -> Option<&Arc<[u64; RUN]>> {
        self.0.get(at)?.as_ref()
    }
}

impl FromIterator<(LogIndex, u64)> for Clock {
    fn from_iter<T: IntoIterator<Item = (LogIndex, u64)>>(heights: T) -> Self {
        let mut runs: Vec<Option<[u64; RUN]>> = Vec::new();
        for (log, height) in heights.into_iter().filter(|(_, height)| *height > 0) {
            let (at, place) = log.at();
            if runs.len() <= at {
                runs.resize(at + 1, None);
            }
            if let Some(one) = runs.get_mut(at)
                && let Some(one) = one.get_or_insert([0; RUN]).get_mut(place)
            {
                *one = (*one).max(height);
            }
        }
        Self(runs.into_iter().map(|run| run.map(Arc::new)).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    type Heights = BTreeMap<u32, u64>;

    fn heights() -> impl Strategy<Value = Heights> {
        proptest::collection::btree_map(0_u32..100, 1_u64..4, 0..12)
    }

    fn clock(heights: &Heights) -> Clock {
        heights.iter().map(|(log, height)| (LogIndex(*log), *height)).collect()
    }

    fn larger(one: &Heights, other: &Heights) -> Heights {
        let mut joined = one.clone();
        for (log, height) in other {
            let at = joined.entry(*log).or_default();
            *at = (*at).max(*height);
        }
        joined
    }

    proptest! {
        #[test]
        fn a_clock_is_the_heights_it_was_made_of(
            one in heights(), other in heights(), log in 0_u32..120, height in 1_u64..6,
        ) {
            let (clocks, joined) = ((clock(&one), clock(&other)), larger(&one, &other));
            let read: Heights = clocks.0.iter().map(|(log, height)| (log.0, height)).collect();
            prop_assert_eq!(&read, &one);
            prop_assert_eq!(clocks.0.height(LogIndex(log)), one.get(&log).copied().unwrap_or(0));
            prop_assert_eq!(clocks.0.covers(&clocks.1), joined == one);
            prop_assert_eq!(clocks.0.join(&clocks.1), clock(&joined));
            let more = larger(&one, &BTreeMap::from([(log, height)]));
            prop_assert_eq!(clocks.0.with(LogIndex(log), height), clock(&more));
        }
    }

    #[test]
    fn what_goes_on_from_a_clock_shares_what_did_not_change() {
        let before: Clock = (0..2_000).map(|log| (LogIndex(log), 1)).collect();
        let after = before.with(LogIndex(777), 2);
        let own = after.0.iter().zip(before.0.iter());
        let own = own.filter(|(one, other)| match (one, other) {
            (Some(one), Some(other)) => !Arc::ptr_eq(one, other),
            _ => true,
        });
        assert_eq!(own.count(), 1);
        let beside = before.with(LogIndex(3), 5).join(&after);
        let shared = |(one, other): &(&Run, &Run)| match (one, other) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        assert_eq!(beside.0.iter().zip(after.0.iter()).filter(shared).count(), 124);
    }
}
