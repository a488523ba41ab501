//! Peers by name, and links between them that carry real sessions.

use std::collections::{BTreeMap, VecDeque};

use etabli_sync::{
    page::{pack, unpack},
    session::{Effect, Event, Session, Side, Tally},
    wire::Frame,
};

use crate::{Peer, Random};

/// How many frames a network delivers before it is taken to run in circles.
const MOST_FRAMES: usize = 1_000_000;

#[derive(Debug)]
struct End {
    name: String,
    session: Session,
    inbox: VecDeque<Vec<u8>>,
    bytes: usize,
}

/// A network of named peers.
#[derive(Debug)]
pub struct Network {
    peers: BTreeMap<String, Peer>,
    links: Vec<[End; 2]>,
    random: Random,
}

impl Network {
    /// Makes a network; the seed decides the order in which frames are delivered.
    pub const fn new(seed: u64) -> Self {
        Self { peers: BTreeMap::new(), links: Vec::new(), random: Random::new(seed) }
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
        second
            .inbox
            .push_back(Frame::Hello(Session::hello(&here, &there, &[space], noise)).encode());
        first
            .inbox
            .push_back(Frame::Hello(Session::hello(&there, &here, &[space], noise)).encode());
        self.links.push(link);
    }

    /// Cuts all links; what was under way is lost.
    pub fn cut(&mut self) {
        self.links.clear();
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
            let ready: Vec<(usize, usize)> = self
                .links
                .iter()
                .enumerate()
                .flat_map(|(link, ends)| {
                    ends.iter()
                        .enumerate()
                        .filter(|(_, end)| !end.inbox.is_empty())
                        .map(move |(side, _)| (link, side))
                })
                .collect();
            let Some((link, side)) = ready.get(self.random.below(ready.len())).copied() else {
                return;
            };
            let frame = self
                .links
                .get_mut(link)
                .and_then(|ends| ends.get_mut(side))
                .and_then(|end| end.inbox.pop_front());
            if let Some(Ok(frame)) = frame.map(|bytes| Frame::decode(&bytes)) {
                self.step(link, side, Event::Received(frame));
            }
            if one_in > 0 && self.random.below(one_in) == 0 {
                self.cut();
            }
        }
        panic!("the frames never end");
    }

    fn step(&mut self, link: usize, side: usize, event: Event) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let Some(ends) = self.links.get_mut(link) else { return };
            let [first, second] = ends;
            let (end, other) = if side == 0 { (first, second) } else { (second, first) };
            let Some(peer) = self.peers.get_mut(&end.name) else { return };
            let mut grew = false;
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
                        let known = peer.replica.graph().len();
                        peer.receive(&entries);
                        grew |= peer.replica.graph().len() > known;
                        events.push_back(Event::Stored { logs, seen });
                        continue;
                    }
                    Effect::Report | Effect::Close(_) => continue,
                };
                let bytes = frame.encode();
                end.bytes += bytes.len();
                other.inbox.push_back(bytes);
            }
            if grew {
                let name = end.name.clone();
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
