//! The logs that this device writes: which of them its next entry goes to.

use std::ops::Range;

use etabli_model::id::CommandId;

use super::Replica;
use crate::{
    entry::{EntryKind, FIRST_PRIVATE_LOG, LogKey},
    graph::MOST_LOGS_PER_DEVICE,
    page::derived_command,
};

impl Replica {
    /// Returns the id of the command that this device's next entry of a kind begins.
    pub fn next_command(&self, kind: EntryKind) -> CommandId {
        let log = self.own_log(kind);
        derived_command(&log, self.graph.height(&log))
    }

    pub(super) fn own_log(&self, kind: EntryKind) -> LogKey {
        match kind {
            EntryKind::Authority => LogKey { device: self.device(), log: 0 },
            EntryKind::Content => self.content_log(),
        }
    }

    /// Returns the log that this device's next change goes to.
    pub fn content_log(&self) -> LogKey {
        LogKey { device: self.device(), log: self.content_log }
    }

    /// Returns whether a log of this device's own goes on in two ways.
    pub fn is_forked(&self, log: u32) -> bool {
        self.graph.branches(&LogKey { device: self.device(), log }).len() > 1
    }

    /// Returns the log that this device's next private change goes to.
    pub fn private_log(&self) -> LogKey {
        LogKey { device: self.device(), log: self.private_log }
    }

    /// Returns the numbers of content logs, but for private ones, that this device never used.
    pub fn unused_logs(&self) -> Vec<u32> {
        self.unused(1..FIRST_PRIVATE_LOG)
    }

    /// Returns the numbers of private logs that this device never used.
    pub fn unused_private_logs(&self) -> Vec<u32> {
        self.unused(FIRST_PRIVATE_LOG..MOST_LOGS_PER_DEVICE)
    }

    fn unused(&self, logs: Range<u32>) -> Vec<u32> {
        let used = |log: &u32| self.graph.height(&LogKey { device: self.device(), log: *log }) > 0;
        logs.filter(|log| !used(log)).collect()
    }

    /// Goes on in a new content log: where the former one forked, or where it lacks what it once
    /// held, writing on would fork it.
    pub fn go_on_in(&mut self, log: u32) {
        if log >= FIRST_PRIVATE_LOG { self.private_log = log } else { self.content_log = log }
    }

    /// Returns which of some content logs this device wrote last.
    pub(super) fn newest_log(&self, of: impl Fn(&LogKey) -> bool) -> Option<u32> {
        let device = self.device();
        self.graph
            .heads()
            .filter(|(_, log, _)| log.device == device && log.kind() == EntryKind::Content)
            .filter(|(_, log, _)| of(log))
            .filter_map(|(_, log, height)| Some((self.graph.node(&height.head)?.lamport, log.log)))
            .max()
            .map(|(_, log)| log)
    }
}
