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
    graph::{Graph, LogIndex},
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
        /// The entries that were in the page: the peer has them and what they follow.
        seen: Vec<EntryId>,
    },
    /// Entries came from elsewhere: from here, or from another peer.
    Grew,
    /// What was put off may be sent again.
    Resumed,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send a frame.
    Send(Frame),
    /// Read these entries, pack them and send the page.
    SendEntries(Vec<EntryId>),
    /// Check and store a page of entries, then tell [`Event::Stored`].
    Store(Vec<u8>),
    /// What the peer has is known anew; see [`Session::theirs`] and [`Session::equal`].
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
    /// How far the peer has each branch of each log, by its own word.
    theirs: BTreeMap<LogIndex, u64>,
    /// How far each branch was sent, whether acknowledged or not.
    sent: BTreeMap<LogIndex, u64>,
    /// Branches in which the peer took nothing: not sent again.
    stuck: BTreeSet<LogIndex>,
    /// What the peer has and is not here, by its own word: (log, height, head).
    claims: Vec<(LogKey, u64, EntryId)>,
    /// Branches of which the peer is taken to have all, because its log is longer.
    assumed: BTreeSet<LogIndex>,
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
            claims: Vec::new(),
            assumed: BTreeSet::new(),
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

    /// Returns how far the peer has each log, by its own word; of a forked one the branch that came
    /// first here.
    pub fn theirs(&self, graph: &Graph) -> BTreeMap<LogKey, u64> {
        graph
            .heads()
            .filter(|(index, log, _)| graph.branches(log).first() == Some(index))
            .filter_map(|(index, log, _)| self.theirs.get(&index).map(|height| (log, *height)))
            .collect()
    }

    /// Returns whether the peer has told what it has.
    pub const fn heard(&self) -> bool {
        self.heard
    }

    /// Returns whether both sides have the same, by the peer's own word.
    pub fn equal(&self, graph: &Graph) -> bool {
        let mut heads = graph.heads();
        let same = heads.all(|(index, _, height)| self.theirs.get(&index) == Some(&height.height));
        // Another link may have brought what was claimed.
        self.heard && same && self.claims.iter().all(|(.., head)| graph.node(head).is_some())
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
            (Phase::Greeting, Event::Stored { .. } | Event::Grew | Event::Resumed) => Vec::new(),
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
                self.believe(graph);
                let mut effects = self.send_new(graph);
                effects.push(Effect::Report);
                effects
            }
            // Whoever hears it sends again what it does not name.
            (Phase::Exchanging, Event::Resumed) => vec![Effect::Send(have_all(graph))],
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
        vec![Effect::Send(have_all(graph))]
    }

    fn have(&mut self, logs: Vec<(LogKey, u64, EntryId)>, graph: &Graph) -> Vec<Effect> {
        self.heard = true;
        self.answered();
        self.theirs.clear();
        self.stuck.clear();
        self.claims.clear();
        self.assumed.clear();
        for (log, height, head) in logs {
            if graph.node(&head).is_some() {
                self.has(graph, &head);
            } else {
                self.claims.push((log, height, head));
            }
        }
        self.believe(graph);
        self.sent.clone_from(&self.theirs);
        let mut effects = self.send_new(graph);
        effects.push(Effect::Report);
        effects
    }

    fn acknowledged(&mut self, logs: Vec<(LogKey, u64)>, graph: &Graph) -> Vec<Effect> {
        self.under_way = self.under_way.saturating_sub(1);
        self.answered();
        for (log, height) in logs {
            let branches = graph.branches(&log);
            for index in branches {
                let sent = self.sent.get(index).copied().unwrap_or(0);
                let before = self.theirs.get(index).copied().unwrap_or(0);
                // One number says nothing about several branches: what was sent is taken to be
                // there until the next look at all heads.
                let now = if branches.len() == 1 { height.min(sent).max(before) } else { sent };
                self.theirs.insert(*index, now);
                // Nothing of the page was taken.
                if height == 0 && sent > now {
                    self.stuck.insert(*index);
                }
            }
        }
        let mut effects = self.send_new(graph);
        effects.push(Effect::Report);
        effects
    }

    fn stored(&mut self, logs: &[LogKey], seen: &[EntryId], graph: &Graph) -> Vec<Effect> {
        // Of each log, how far it goes here on the branch that the page was about; 0 where nothing
        // of the page was taken.
        let mut heights: BTreeMap<LogKey, u64> = logs.iter().map(|log| (*log, 0)).collect();
        for node in seen.iter().filter_map(|id| graph.node(id)) {
            let height = heights.entry(node.log).or_default();
            *height = (*height).max(node.seq + 1);
        }
        let ack = logs.iter().map(|log| (*log, heights.get(log).copied().unwrap_or(0))).collect();
        // What was taken to be the same log, only longer, shows to be another branch.
        for (index, log, _) in graph.heads() {
            if graph.branches(&log).len() > 1 && self.assumed.remove(&index) {
                self.theirs.remove(&index);
                self.sent.remove(&index);
            }
        }
        for id in seen {
            self.has(graph, id);
        }
        self.believe(graph);
        let mut effects = vec![Effect::Send(Frame::Ack(ack))];
        effects.extend(self.send_new(graph));
        effects.push(Effect::Report);
        effects
    }

    /// Takes the peer's word for what is not here. Theirs goes on where ours ends, or it is another
    /// branch. In the first case nothing is to be sent; in the second, which shows when ours is as
    /// high, all of it is, so that both sides come to hold both.
    fn believe(&mut self, graph: &Graph) {
        let claims = std::mem::take(&mut self.claims);
        for (log, height, head) in claims {
            if graph.node(&head).is_some() {
                self.has(graph, &head);
                continue;
            }
            if let [index] = graph.branches(&log)
                && graph.branch_height(*index) < height
            {
                let known = self.theirs.entry(*index).or_default();
                *known = (*known).max(height);
                self.assumed.insert(*index);
            }
            self.claims.push((log, height, head));
        }
        for (index, height) in &self.theirs {
            let sent = self.sent.entry(*index).or_default();
            *sent = (*sent).max(*height);
        }
    }

    /// Notes that the peer has an entry, and so what it follows.
    fn has(&mut self, graph: &Graph, id: &EntryId) {
        let Some(node) = graph.node(id) else { return };
        let (mut index, mut height) = (node.branch, node.seq + 1);
        loop {
            let known = self.theirs.entry(index).or_default();
            *known = (*known).max(height);
            match graph.origin(index) {
                (start, Some(parent)) => (index, height) = (parent, start),
                (_, None) => return,
            }
        }
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
            let mut entries = Vec::with_capacity(page.len());
            for (id, index, seq) in page {
                self.sent.insert(index, seq + 1);
                entries.push(id);
            }
            self.tally.sent += entries.len() as u64;
            self.under_way += 1;
            self.waiting = true;
            effects.push(Effect::SendEntries(entries));
        }
        effects
    }

    fn next_page(&self, graph: &Graph) -> Vec<(EntryId, LogIndex, u64)> {
        type Place = (EntryKind, u64, EntryId, LogIndex, u64);
        let place = |index: LogIndex, seq: u64| -> Option<Reverse<Place>> {
            let id = graph.at(index, seq)?;
            let node = graph.node(&id)?;
            Some(Reverse((node.log.kind(), node.lamport, id, index, seq)))
        };
        let mut next: BinaryHeap<Reverse<Place>> = graph
            .heads()
            .filter(|(index, ..)| !self.stuck.contains(index))
            .filter_map(|(index, ..)| {
                // A branch begins where it leaves the one it goes on from.
                let from = self.sent.get(&index).copied().unwrap_or(0);
                place(index, from.max(graph.origin(index).0))
            })
            .collect();
        let mut page = Vec::new();
        let mut bytes = 0_usize;
        while let Some(Reverse((_, _, id, index, seq))) = next.pop() {
            let size = graph.node(&id).map_or(0, |node| node.bytes as usize);
            if !page.is_empty() && bytes + size > PAGE_BYTES {
                break;
            }
            bytes += size;
            page.push((id, index, seq));
            next.extend(place(index, seq + 1));
        }
        page
    }

    fn close(&mut self, reason: CloseReason) -> Vec<Effect> {
        self.phase = Phase::Closed;
        vec![Effect::Close(reason)]
    }
}

/// Returns the frame that tells how far every log goes here.
fn have_all(graph: &Graph) -> Frame {
    Frame::Have(graph.heads().map(|(_, log, height)| (log, height.height, height.head)).collect())
}
