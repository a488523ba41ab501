//! Peers by name, and links between them that carry real sessions.

use std::{
    collections::{BTreeMap, VecDeque},
    time::Duration,
};

use etabli_sync::{
    budget::Budget,
    page::{pack, unpack},
    session::{Effect, Event, Session, Side, Tally},
    wire::Frame,
};

use crate::{Peer, Random};

/// How many frames a network delivers before it is taken to run in circles.
const MOST_FRAMES: usize = 1_000_000;
/// How long a delayed frame takes, at most; one that is not takes one.
const LONGEST_DELAY: usize = 50;

/// What may happen to a frame, each once in so many; 0 is never. Real links lose nothing and keep
/// the order; a peer that lies need not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Faults {
    /// It is lost.
    pub drop: usize,
    /// It comes twice.
    pub duplicate: usize,
    /// It overtakes one that was sent before.
    pub reorder: usize,
    /// It comes late, and all behind it.
    pub delay: usize,
}

/// How often what happened to frames.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mishaps {
    /// Lost.
    pub dropped: usize,
    /// Came twice.
    pub duplicated: usize,
    /// Overtook another.
    pub reordered: usize,
    /// Came late.
    pub delayed: usize,
    /// Were no frames.
    pub garbled: usize,
}

#[derive(Debug)]
struct End {
    name: String,
    session: Session,
    /// What was sent here, each with when it comes, in the order in which it comes.
    inbox: VecDeque<(u64, Vec<u8>)>,
    bytes: usize,
}

/// A network of named peers.
#[derive(Debug)]
pub struct Network {
    peers: BTreeMap<String, Peer>,
    links: Vec<[End; 2]>,
    random: Random,
    faults: Faults,
    mishaps: Mishaps,
    now: u64,
    /// Where logs are rationed, what each peer has left of them.
    budgets: Option<BTreeMap<String, Budget>>,
    hour: u64,
}

impl Network {
    /// Makes a network; the seed decides the order in which frames are delivered.
    pub const fn new(seed: u64) -> Self {
        Self {
            peers: BTreeMap::new(),
            links: Vec::new(),
            random: Random::new(seed),
            faults: Faults { drop: 0, duplicate: 0, reorder: 0, delay: 0 },
            mishaps: Mishaps { dropped: 0, duplicated: 0, reordered: 0, delayed: 0, garbled: 0 },
            now: 0,
            budgets: None,
            hour: 0,
        }
    }

    /// Returns what happened to frames so far.
    pub const fn mishaps(&self) -> Mishaps {
        self.mishaps
    }

    /// Lets things happen to frames from now on, in an order that another seed decides.
    pub fn disturb(&mut self, faults: Faults, seed: u64) {
        self.faults = faults;
        self.random = Random::new(seed);
    }

    /// From now on each peer takes in no more of a log than one that has caught up does.
    pub fn ration(&mut self) {
        let mut budget = Budget::new(Duration::ZERO);
        budget.catch_up();
        self.budgets = Some(self.peers.keys().map(|name| (name.clone(), budget.clone())).collect());
    }

    /// Lets an hour pass: what was put off may come.
    pub fn next_hour(&mut self) {
        self.hour += 1;
        for link in 0..self.links.len() {
            for side in 0..2 {
                self.step(link, side, Event::Resumed);
            }
        }
    }

    /// Adds a peer.
    pub fn add(&mut self, name: &str, peer: Peer) {
        self.peers.insert(name.to_owned(), peer);
    }

    /// Returns a peer.
    ///
    /// # Panics
    /// When there is none of that name; this is for tests.
    pub fn peer(&mut self, name: &str) -> &mut Peer {
        self.peers.get_mut(name).expect("the test added this peer")
    }

    /// Links two peers: each greets the other.
    pub fn connect(&mut self, one: &str, other: &str) {
        let space = self.peer(one).replica.space();
        let devices = [one, other].map(|name| self.peer(name).replica.device());
        let [here, there] = devices;
        let end = |name: &str, side, here, peer| End {
            name: name.to_owned(),
            session: Session::new(side, here, peer, space),
            inbox: VecDeque::new(),
            bytes: 0,
        };
        let mut link =
            [end(one, Side::Dialler, here, there), end(other, Side::Answerer, there, here)];
        let [first, second] = &mut link;
        let noise = [[0; 16]; etabli_sync::wire::TAGS];
        let hello = |from, to| Frame::Hello(Session::hello(from, to, &[space], noise)).encode();
        second.inbox.push_back((self.now, hello(&here, &there)));
        first.inbox.push_back((self.now, hello(&there, &here)));
        self.links.push(link);
    }

    /// Cuts all links; what was under way is lost.
    pub fn cut(&mut self) {
        self.links.clear();
    }

    /// Cuts the links between those for whom `parts` says so; what was under way there is lost.
    pub fn cut_between(&mut self, parts: impl Fn(&str, &str) -> bool) {
        self.links.retain(|[one, other]| !parts(&one.name, &other.name));
    }

    /// Returns whether two peers are linked.
    pub fn linked(&self, one: &str, other: &str) -> bool {
        self.links.iter().any(|[first, second]| {
            (first.name == one && second.name == other)
                || (first.name == other && second.name == one)
        })
    }

    /// Sends bytes over all links of a peer, whether they are a frame or not.
    pub fn inject(&mut self, name: &str, bytes: &[u8]) {
        for [one, other] in &mut self.links {
            if one.name == name {
                other.inbox.push_back((self.now, bytes.to_vec()));
            } else if other.name == name {
                one.inbox.push_back((self.now, bytes.to_vec()));
            }
        }
    }

    /// Returns all peers by name.
    pub fn peers(&mut self) -> impl Iterator<Item = (&str, &mut Peer)> {
        self.peers.iter_mut().map(|(name, peer)| (name.as_str(), peer))
    }

    /// Returns the bytes that went over the links so far.
    pub fn bytes(&self) -> usize {
        self.links.iter().flatten().map(|end| end.bytes).sum()
    }

    /// Returns what the sessions of a peer counted.
    pub fn tallies(&self, name: &str) -> Vec<Tally> {
        let ends = self.links.iter().flatten().filter(|end| end.name == name);
        ends.map(|end| end.session.tally()).collect()
    }

    /// Returns how many entries a peer takes another to have, by the other's own word: what the
    /// screen says of copies elsewhere.
    pub fn believed(&self, by: &str, of: &str) -> Option<u64> {
        let [here, _] = self.links.iter().find_map(|[one, other]| {
            if one.name == by && other.name == of {
                Some([one, other])
            } else if one.name == of && other.name == by {
                Some([other, one])
            } else {
                None
            }
        })?;
        let graph = self.peers.get(by)?.replica.graph();
        Some(here.session.theirs(graph).values().sum())
    }

    /// Returns whether every session says that both sides have the same.
    pub fn all_equal(&self) -> bool {
        self.links.iter().flatten().all(|end| {
            self.peers.get(&end.name).is_some_and(|peer| end.session.equal(peer.replica.graph()))
        })
    }

    /// Tells every session that its peer may have new entries of its own.
    pub fn push(&mut self) {
        for link in 0..self.links.len() {
            for side in 0..2 {
                self.step(link, side, Event::Grew);
            }
        }
    }

    /// Delivers frames, in an order that the seed decides, until none is under way. After each
    /// delivery the seed may also cut the links, `one_in` times out of that many; 0 never does.
    ///
    /// # Panics
    /// When the frames never end; this is for tests.
    pub fn run_until_quiescent(&mut self, one_in: usize) {
        for _ in 0..MOST_FRAMES {
            if !self.deliver() {
                return;
            }
            if self.random.one_in(one_in) {
                self.cut();
            }
        }
        panic!("the frames never end");
    }

    /// Delivers so many frames, or all there are, and returns how many that were.
    pub fn run(&mut self, frames: usize) -> usize {
        (0..frames).take_while(|_| self.deliver()).count()
    }

    /// Delivers a frame that is due; if none is, time passes until one is. Returns whether any was
    /// under way.
    fn deliver(&mut self) -> bool {
        let first = |end: &End| end.inbox.front().map(|(due, _)| *due);
        let Some(next) = self.links.iter().flatten().filter_map(first).min() else { return false };
        self.now = self.now.max(next) + 1;
        let ready: Vec<(usize, usize)> = self
            .links
            .iter()
            .enumerate()
            .flat_map(|(link, ends)| {
                ends.iter()
                    .enumerate()
                    .filter(|(_, end)| first(end).is_some_and(|due| due < self.now))
                    .map(move |(side, _)| (link, side))
            })
            .collect();
        let Some((link, side)) = self.random.pick(&ready).copied() else { return false };
        let end = self.links.get_mut(link).and_then(|ends| ends.get_mut(side));
        let Some((_, bytes)) = end.and_then(|end| end.inbox.pop_front()) else { return false };
        match Frame::decode(&bytes) {
            Ok(frame) => self.step(link, side, Event::Received(frame)),
            // Whoever sends what is no frame is hung up on.
            Err(_) => {
                self.mishaps.garbled += 1;
                self.links.remove(link);
            }
        }
        true
    }

    /// Sends bytes to one end of a link, as the faults have it.
    fn carry(&mut self, link: usize, side: usize, bytes: Vec<u8>) {
        let (now, faults) = (self.now, self.faults);
        let Some(end) = self.links.get_mut(link).and_then(|ends| ends.get_mut(side)) else {
            return;
        };
        if self.random.one_in(faults.drop) {
            self.mishaps.dropped += 1;
            return;
        }
        let late = self.random.one_in(faults.delay);
        self.mishaps.delayed += usize::from(late);
        let due = if late { now + self.random.below(LONGEST_DELAY) as u64 } else { now };
        let due = end.inbox.back().map_or(due, |(last, _)| due.max(*last));
        if self.random.one_in(faults.duplicate) {
            self.mishaps.duplicated += 1;
            end.inbox.push_back((due, bytes.clone()));
        }
        match end.inbox.pop_back() {
            Some((before, overtaken)) if self.random.one_in(faults.reorder) => {
                self.mishaps.reordered += 1;
                end.inbox.push_back((before, bytes));
                end.inbox.push_back((due, overtaken));
            }
            last => {
                end.inbox.extend(last);
                end.inbox.push_back((due, bytes));
            }
        }
    }

    fn step(&mut self, link: usize, side: usize, event: Event) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let Some(end) = self.links.get_mut(link).and_then(|ends| ends.get_mut(side)) else {
                return;
            };
            let Some(peer) = self.peers.get_mut(&end.name) else { return };
            let name = end.name.clone();
            let mut grew = false;
            let mut frames = Vec::new();
            for effect in end.session.handle(event, peer.replica.graph()) {
                let frame = match effect {
                    Effect::Send(frame) => frame,
                    Effect::SendEntries(entries) => {
                        let read: Vec<_> = entries
                            .iter()
                            .filter_map(|id| peer.replica.read_entry(id).ok())
                            .collect();
                        Frame::Entries(pack(&read))
                    }
                    Effect::Store(page) => {
                        let space = peer.replica.space();
                        let entries = unpack(space, &page).unwrap_or_default();
                        let seen = entries.iter().map(|entry| entry.header.id()).collect();
                        let mut logs: Vec<_> =
                            entries.iter().map(|entry| entry.header.log).collect();
                        logs.sort_unstable();
                        logs.dedup();
                        let budget =
                            self.budgets.as_mut().and_then(|budgets| budgets.get_mut(&name));
                        let entries = match budget {
                            Some(budget) => {
                                let now = Duration::from_secs(3600 * self.hour);
                                let here = peer.replica.device();
                                budget.take(now, &here, peer.replica.graph(), entries).entries
                            }
                            None => entries,
                        };
                        let known = peer.replica.graph().len();
                        if peer.try_receive(&entries).is_err() {
                            // The disk failed: nothing is acknowledged, and the peer is gone.
                            self.cut_between(|one, other| one == name || other == name);
                            return;
                        }
                        grew |= peer.replica.graph().len() > known;
                        events.push_back(Event::Stored { logs, seen });
                        continue;
                    }
                    Effect::Report | Effect::Close(_) => continue,
                };
                let bytes = frame.encode();
                end.bytes += bytes.len();
                frames.push(bytes);
            }
            for frame in frames {
                self.carry(link, 1 - side, frame);
            }
            if grew {
                self.tell_other_links(&name, link);
            }
        }
    }

    /// What came over one link goes on over the others.
    fn tell_other_links(&mut self, name: &str, except: usize) {
        let ends: Vec<(usize, usize)> = self
            .links
            .iter()
            .enumerate()
            .filter(|(link, _)| *link != except)
            .flat_map(|(link, ends)| {
                ends.iter()
                    .enumerate()
                    .filter(|(_, end)| end.name == name)
                    .map(move |(side, _)| (link, side))
            })
            .collect();
        for (link, side) in ends {
            self.step(link, side, Event::Grew);
        }
    }
}
