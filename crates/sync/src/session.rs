//! One exchange between two devices about one space, without sockets, timers or disk.
//!
//! `Hello → Have ↔ Entries* → Ack`, then whatever is new. One look at the peer's heights finds the
//! difference exactly; nothing about a peer has to be remembered for that. Entries go out in an
//! order in which they can be stored: authority first, then canonical. At most [`WINDOW`] pages
//! wait for their acknowledgement.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, BinaryHeap},
};

use etabli_model::id::{DeviceId, EntryId, SpaceId};

use crate::{
    entry::{EntryKind, LogKey},
    graph::Graph,
    page::PAGE_BYTES,
    wire::{Frame, Hello, TAGS, Tag, tag},
};

/// How many pages may be under way.
pub const WINDOW: u32 = 4;
/// The version spoken here.
pub const VERSION: u16 = 1;

/// Which side opened the link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// This device.
    Dialler,
    /// The other one.
    Answerer,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The link is open.
    Opened,
    /// A frame came.
    Received(Frame),
    /// The entries of an [`Effect::Store`] are stored durably, or refused.
    Stored {
        /// The logs that were in the page.
        logs: Vec<LogKey>,
        /// For each log, how far the peer must have it.
        seen: Vec<(LogKey, u64)>,
    },
    /// Entries came from elsewhere: from here, or from another peer.
    Grew,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send a frame.
    Send(Frame),
    /// Read these entries, pack them and send the page.
    SendEntries(Vec<(LogKey, u64)>),
    /// Check and store a page of entries, then tell [`Event::Stored`].
    Store(Vec<u8>),
    /// What the peer has is known anew; see [`Session::missing`] and [`Session::equal`].
    Report,
    /// Close the link.
    Close(CloseReason),
}

/// Why a session ended by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CloseReason {
    /// The peer speaks no version that is spoken here.
    Version,
    /// The peer named none of the spaces it may speak about.
    NothingCommon,
    /// The peer said something out of turn.
    OutOfTurn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Greeting,
    Exchanging,
    Closed,
}

/// What a session counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Entries sent.
    pub sent: u64,
    /// Entries received, known ones included.
    pub received: u64,
    /// How often an answer was waited for.
    pub round_trips: u32,
}

/// One exchange.
#[derive(Debug)]
pub struct Session {
    side: Side,
    here: DeviceId,
    peer: DeviceId,
    space: SpaceId,
    phase: Phase,
    /// How far the peer has each log, by its own word.
    theirs: BTreeMap<LogKey, u64>,
    /// How far each log was sent, whether acknowledged or not.
    sent: BTreeMap<LogKey, u64>,
    /// Logs in which the peer took nothing, or has something else: not sent again.
    stuck: BTreeSet<LogKey>,
    under_way: u32,
    heard: bool,
    waiting: bool,
    tally: Tally,
}

impl Session {
    /// Makes a session about a space with a peer that is known to be of it.
    pub fn new(side: Side, here: DeviceId, peer: DeviceId, space: SpaceId) -> Self {
        Self {
            side,
            here,
            peer,
            space,
            phase: Phase::Greeting,
            theirs: BTreeMap::new(),
            sent: BTreeMap::new(),
            stuck: BTreeSet::new(),
            under_way: 0,
            heard: false,
            waiting: false,
            tally: Tally::default(),
        }
    }

    /// Returns the greeting for a peer about spaces; `noise` fills the rest.
    pub fn hello(
        here: &DeviceId,
        peer: &DeviceId,
        spaces: &[SpaceId],
        noise: [Tag; TAGS],
    ) -> Hello {
        let mut tags = noise;
        for (place, space) in tags.iter_mut().zip(spaces) {
            *place = tag(space, here, peer);
        }
        Hello { versions: (VERSION, VERSION), features: 0, tags }
    }

    /// Returns whether a greeting of `peer` names a space.
    pub fn names(hello: &Hello, space: &SpaceId, peer: &DeviceId, here: &DeviceId) -> bool {
        hello.tags.contains(&tag(space, peer, here))
    }

    /// Returns what was counted so far.
    pub const fn tally(&self) -> Tally {
        self.tally
    }

    /// Returns how far the peer has each log, by its own word.
    pub const fn theirs(&self) -> &BTreeMap<LogKey, u64> {
        &self.theirs
    }

    /// Returns whether the peer has told what it has.
    pub const fn heard(&self) -> bool {
        self.heard
    }

    /// Returns whether both sides have the same, by the peer's own word.
    pub fn equal(&self, graph: &Graph) -> bool {
        let mut logs = 0;
        let same = graph.heights().all(|(log, height)| {
            logs += 1;
            self.theirs.get(&log) == Some(&height.height)
        });
        self.heard && same && logs == self.theirs.values().filter(|height| **height > 0).count()
    }

    /// Takes an event in and returns what is to be done, in order.
    pub fn handle(&mut self, event: Event, graph: &Graph) -> Vec<Effect> {
        match (self.phase, event) {
            (Phase::Closed, _) => Vec::new(),
            (Phase::Greeting, Event::Opened) => Vec::new(),
            (Phase::Greeting, Event::Received(Frame::Hello(hello))) => self.greeted(&hello, graph),
            (Phase::Greeting, Event::Received(Frame::PassOver | Frame::Addresses(_))) => Vec::new(),
            (
                Phase::Greeting,
                Event::Received(Frame::Have(_) | Frame::Entries(_) | Frame::Ack(_)),
            ) => self.close(CloseReason::OutOfTurn),
            (Phase::Greeting, Event::Stored { .. } | Event::Grew) => Vec::new(),
            (Phase::Exchanging, Event::Received(Frame::Have(logs))) => self.have(logs, graph),
            (Phase::Exchanging, Event::Received(Frame::Entries(page))) => vec![Effect::Store(page)],
            (Phase::Exchanging, Event::Received(Frame::Ack(logs))) => {
                self.acknowledged(logs, graph)
            }
            (
                Phase::Exchanging,
                Event::Received(Frame::PassOver | Frame::Addresses(_)) | Event::Opened,
            ) => Vec::new(),
            (Phase::Exchanging, Event::Received(Frame::Hello(_))) => {
                self.close(CloseReason::OutOfTurn)
            }
            (Phase::Exchanging, Event::Stored { logs, seen }) => self.stored(&logs, &seen, graph),
            (Phase::Exchanging, Event::Grew) => {
                let mut effects = self.send_new(graph);
                effects.push(Effect::Report);
                effects
            }
        }
    }

    fn greeted(&mut self, hello: &Hello, graph: &Graph) -> Vec<Effect> {
        let (oldest, newest) = hello.versions;
        if !(oldest..=newest).contains(&VERSION) {
            return self.close(CloseReason::Version);
        }
        if !Self::names(hello, &self.space, &self.peer, &self.here) {
            return self.close(CloseReason::NothingCommon);
        }
        self.phase = Phase::Exchanging;
        self.waiting = true;
        if self.side == Side::Dialler {
            self.tally.round_trips += 1;
        }
        let have = graph.heights().map(|(log, height)| (log, height.height, height.head)).collect();
        vec![Effect::Send(Frame::Have(have))]
    }

    fn have(&mut self, logs: Vec<(LogKey, u64, EntryId)>, graph: &Graph) -> Vec<Effect> {
        self.heard = true;
        self.answered();
        self.theirs.clear();
        self.stuck.clear();
        for (log, height, head) in logs {
            self.theirs.insert(log, height);
            let ours = usize::try_from(height)
                .ok()
                .and_then(|height| height.checked_sub(1))
                .and_then(|last| graph.log(&log).get(last).copied());
            // The same height with another head: a fork, which sending more would not mend.
            if ours.is_some_and(|ours| ours != head) {
                self.stuck.insert(log);
            }
        }
        self.sent.clone_from(&self.theirs);
        let mut effects = self.send_new(graph);
        effects.push(Effect::Report);
        effects
    }

    fn acknowledged(&mut self, logs: Vec<(LogKey, u64)>, graph: &Graph) -> Vec<Effect> {
        self.under_way = self.under_way.saturating_sub(1);
        self.answered();
        for (log, height) in logs {
            let before = self.theirs.insert(log, height).unwrap_or(0);
            if height <= before && self.sent.get(&log).is_some_and(|sent| *sent > height) {
                self.stuck.insert(log);
            }
        }
        let mut effects = self.send_new(graph);
        effects.push(Effect::Report);
        effects
    }

    fn stored(&mut self, logs: &[LogKey], seen: &[(LogKey, u64)], graph: &Graph) -> Vec<Effect> {
        let ack = logs.iter().map(|log| (*log, graph.height(log))).collect();
        for (log, height) in seen {
            let height = (*height).min(graph.height(log));
            let theirs = self.theirs.entry(*log).or_default();
            *theirs = (*theirs).max(height);
            let sent = self.sent.entry(*log).or_default();
            *sent = (*sent).max(height);
        }
        let mut effects = vec![Effect::Send(Frame::Ack(ack))];
        effects.extend(self.send_new(graph));
        effects.push(Effect::Report);
        effects
    }

    /// Notes how many entries a page brought.
    pub fn count_received(&mut self, entries: u64) {
        self.tally.received = self.tally.received.saturating_add(entries);
    }

    fn answered(&mut self) {
        if self.waiting {
            self.waiting = false;
            self.tally.round_trips += 1;
        }
    }

    fn send_new(&mut self, graph: &Graph) -> Vec<Effect> {
        let mut effects = Vec::new();
        while self.heard && self.under_way < WINDOW {
            let page = self.next_page(graph);
            if page.is_empty() {
                break;
            }
            for (log, seq) in &page {
                self.sent.insert(*log, seq + 1);
            }
            self.tally.sent += page.len() as u64;
            self.under_way += 1;
            self.waiting = true;
            effects.push(Effect::SendEntries(page));
        }
        effects
    }

    fn next_page(&self, graph: &Graph) -> Vec<(LogKey, u64)> {
        type Place = (EntryKind, u64, EntryId, LogKey, u64);
        let place = |log: LogKey, seq: u64| -> Option<Reverse<Place>> {
            let id = graph.log(&log).get(usize::try_from(seq).ok()?).copied()?;
            let node = graph.node(&id)?;
            Some(Reverse((log.kind(), node.lamport, id, log, seq)))
        };
        let mut next: BinaryHeap<Reverse<Place>> = graph
            .heights()
            .filter(|(log, _)| !self.stuck.contains(log))
            .filter_map(|(log, _)| place(log, self.sent.get(&log).copied().unwrap_or(0)))
            .collect();
        let mut page = Vec::new();
        let mut bytes = 0_usize;
        while let Some(Reverse((_, _, id, log, seq))) = next.pop() {
            let size = graph.node(&id).map_or(0, |node| node.bytes as usize);
            if !page.is_empty() && bytes + size > PAGE_BYTES {
                break;
            }
            bytes += size;
            page.push((log, seq));
            next.extend(place(log, seq + 1));
        }
        page
    }

    fn close(&mut self, reason: CloseReason) -> Vec<Effect> {
        self.phase = Phase::Closed;
        vec![Effect::Close(reason)]
    }
}
