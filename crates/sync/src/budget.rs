//! How much of one log is taken in at a time: a member who floods delays only their own log.
//!
//! What is over the budget is put off, never refused: the heads told in the next hour do not name
//! it, and so it is sent again. An honest group keeps within it by far. A computer that was away,
//! or is new, takes more until it first has what another one has, or until an hour has passed.

use std::{collections::BTreeMap, time::Duration};

use etabli_model::id::DeviceId;

use crate::{
    entry::{Entry, LogKey},
    graph::Graph,
};

/// A part of a log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Amount {
    entries: u64,
    bytes: u64,
}

/// How long a budget lasts.
const HOUR: Duration = Duration::from_secs(3600);
/// What a log may bring in an hour.
const HOURLY: Amount = Amount { entries: 2_000, bytes: 16 * 1024 * 1024 };
/// What a log may bring while this computer catches up.
const AT_FIRST: Amount = Amount { entries: 500_000, bytes: 1024 * 1024 * 1024 };

/// What of a page is taken in now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// What is within the budget, in the order of the page.
    pub entries: Vec<Entry>,
    /// When the peer is to be told again what is here, where something was put off.
    pub again: Option<Duration>,
}

/// The budgets of all logs of a space. Times are since one moment, whichever.
#[derive(Debug, Clone)]
pub struct Budget {
    spent: BTreeMap<LogKey, Amount>,
    hour_began: Duration,
    caught_up: bool,
}

impl Budget {
    /// Begins, with much to catch up on.
    pub const fn new(now: Duration) -> Self {
        Self { spent: BTreeMap::new(), hour_began: now, caught_up: false }
    }

    /// Notes that another device has the same as this one: from now on only what is new comes.
    pub fn catch_up(&mut self) {
        if !self.caught_up {
            self.caught_up = true;
            self.spent.clear();
        }
    }

    /// Takes from a page what is within the budgets. What `here` wrote itself is never put off, and
    /// what is known already costs nothing.
    pub fn take(
        &mut self,
        now: Duration,
        here: &DeviceId,
        graph: &Graph,
        mut entries: Vec<Entry>,
    ) -> Taken {
        if now.saturating_sub(self.hour_began) >= HOUR {
            self.hour_began = now;
            self.caught_up = true;
            self.spent.clear();
        }
        let most = if self.caught_up { HOURLY } else { AT_FIRST };
        let before = entries.len();
        entries.retain(|entry| {
            let log = entry.header.log;
            if log.device == *here || graph.node(&entry.header.id()).is_some() {
                return true;
            }
            let spent = self.spent.entry(log).or_default();
            let sum = Amount {
                entries: spent.entries + 1,
                bytes: spent.bytes + u64::from(entry.header.body_len),
            };
            let within = sum.entries <= most.entries && sum.bytes <= most.bytes;
            if within {
                *spent = sum;
            }
            within
        });
        let again = (entries.len() < before).then(|| self.hour_began + HOUR);
        Taken { entries, again }
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::SigningKey;
    use etabli_model::{
        id::{EntryId, SpaceId},
        time::Timestamp,
    };

    use super::*;
    use crate::entry::Header;

    fn device(key: &SigningKey) -> DeviceId {
        DeviceId(key.verifying_key().to_bytes())
    }

    /// Entries of one log; whether they can be stored is no matter here.
    fn log(key: &SigningKey, entries: u64, body: usize) -> Vec<Entry> {
        let header = |seq| Header {
            space: [1; 32],
            log: LogKey { device: device(key), log: 1 },
            seq,
            prev: EntryId([2; 32]),
            deps: Vec::new(),
            auth: Vec::new(),
            lamport: seq,
            at: Timestamp(1_795_000_000_000),
            body_hash: [0; 32],
            body_len: 0,
        };
        (0..entries).map(|seq| Entry::sign(header(seq), vec![0; body], key)).collect()
    }

    fn keys() -> [SigningKey; 3] {
        [7, 8, 9].map(|seed| SigningKey::from_bytes(&[seed; 32]))
    }

    #[test]
    fn a_flood_is_put_off_until_the_hour_is_over_and_others_are_not() {
        let [here, flooder, honest] = keys();
        let (here, graph) = (device(&here), Graph::new(SpaceId([1; 32])));
        let mut budget = Budget::new(Duration::ZERO);
        budget.catch_up();
        let flood = log(&flooder, 2_500, 4);

        let now = Duration::from_secs(60);
        let first = budget.take(now, &here, &graph, flood.clone());
        assert_eq!((first.entries.len(), first.again), (2_000, Some(HOUR)));
        assert_eq!(first.entries, flood[..2_000]);
        let other = budget.take(now, &here, &graph, log(&honest, 100, 4));
        assert_eq!((other.entries.len(), other.again), (100, None));
        let rest = flood[2_000..].to_vec();
        assert_eq!(budget.take(now, &here, &graph, rest.clone()).entries, []);
        let later = budget.take(HOUR, &here, &graph, rest);
        assert_eq!((later.entries.len(), later.again), (500, None));
    }

    #[test]
    fn few_and_large_bodies_are_a_flood_as_well() {
        let [here, flooder, _] = keys();
        let (here, graph) = (device(&here), Graph::new(SpaceId([1; 32])));
        let mut budget = Budget::new(Duration::ZERO);
        budget.catch_up();
        let taken = budget.take(Duration::ZERO, &here, &graph, log(&flooder, 70, 256 * 1024));
        assert_eq!(taken.entries.len(), 64);
    }

    #[test]
    fn a_computer_that_catches_up_takes_all_but_not_for_more_than_an_hour() {
        let [here, writer, _] = keys();
        let (here, graph) = (device(&here), Graph::new(SpaceId([1; 32])));
        let mut budget = Budget::new(Duration::ZERO);
        let history = log(&writer, 5_000, 4);
        let taken = budget.take(Duration::ZERO, &here, &graph, history.clone());
        assert_eq!((taken.entries.len(), taken.again), (5_000, None));
        assert_eq!(budget.take(HOUR, &here, &graph, history).entries.len(), 2_000);
    }

    #[test]
    fn what_this_device_wrote_comes_back_without_delay() {
        let [here, ..] = keys();
        let graph = Graph::new(SpaceId([1; 32]));
        let mut budget = Budget::new(Duration::ZERO);
        budget.catch_up();
        let own = log(&here, 3_000, 4);
        assert_eq!(budget.take(Duration::ZERO, &device(&here), &graph, own).entries.len(), 3_000);
    }
}
