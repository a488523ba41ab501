//! Schedules of a workshop that falls apart: five replicas in groups that change book, confirm, see,
//! cancel, as stewards or as keepers whom others may have replaced, lend, extend and take back what overlaps; then all meet.
//!
//! Every replica must then have the same bytes, and what they say must be what a ledger of the test
//! says: a second reading of the rules, hour by hour over a plain grid, that shares nothing with the
//! fold but the acts. Nobody has what another has, and whoever lost is told to whom.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails right there"
)]

use std::collections::{BTreeMap, BTreeSet};

use etabli_fuzz::Random;
use etabli_model::{
    act::{
        Book, CancelBooking, Claim, ConfirmBooking, ExtendLoan, Known, More, NameKeeper,
        Occurrence, SeenBookings, Wall, as_keeper,
    },
    booking::{Asker, Outcome},
    id::{BookingId, CapacityId, EntryId, ItemId, LoanId, LocalId, MemberId, PlaceId, ResourceId},
    time::Timestamp,
};
use etabli_testkit::{Peer, peer::START};

/// Of each resource and hour: how many units somebody took, and when they went.
type Grid = BTreeMap<(ResourceId, i64), Vec<(u32, Option<Place>)>>;

const HOUR: i64 = 60 * 60 * 1000;
/// How many hours the schedules are about.
const HOURS: i64 = 40;
/// How many things happen in one.
const STEPS: usize = 36;
const NAMES: [&str; 5] = ["Ana", "Bo", "Cy", "Dan", "Eve"];
/// Who answers for what is common.
const STEWARDS: usize = 2;

fn item(number: u8) -> ItemId {
    ItemId::common(LocalId([number; 16]))
}

/// A laser in a room, a saw outside of it, and two drills.
fn laser() -> ResourceId {
    ResourceId::Item(item(1))
}

fn saw() -> ResourceId {
    ResourceId::Item(item(2))
}

fn drills() -> ResourceId {
    ResourceId::Item(item(3))
}

fn room() -> ResourceId {
    ResourceId::Place(PlaceId::common(LocalId([8; 16])))
}

fn hours(start: i64, end: i64) -> Occurrence {
    Occurrence { start: START.plus(start * HOUR), end: START.plus(end * HOUR) }
}

/// Returns how somebody speaks as the keeper of what is taken, if they are by all that they know.
fn kept(peer: &Peer, member: MemberId, taken: &[ResourceId]) -> Option<More> {
    let [ResourceId::Item(item)] = taken else { return None };
    let last = *peer.lending.item(item)?.keepers().last()?;
    (last.keeper == Some(member)).then(|| vec![as_keeper(last.id)])
}

/// A booking as the ledger has it.
struct Booked {
    id: BookingId,
    by: MemberId,
    claims: Vec<(ResourceId, u32)>,
    /// First hour and the hour after the last.
    times: Vec<(i64, i64)>,
    confirmed: Vec<EntryId>,
    seen: Vec<EntryId>,
    ended: Vec<EntryId>,
}

/// A loan as the ledger has it; hours from the beginning.
struct Lent {
    id: LoanId,
    item: ItemId,
    to: MemberId,
    since: i64,
    due: Option<i64>,
    extended: Vec<(EntryId, i64)>,
    back: Vec<EntryId>,
}

/// What happened, in the order in which the test did it; it is no order that replicas know.
struct Ledger {
    peers: Vec<Peer>,
    members: Vec<MemberId>,
    two: CapacityId,
    booked: Vec<Booked>,
    lent: Vec<Lent>,
    /// How often a keeper said something that counts.
    kept: usize,
}

type Place = (u64, EntryId);

impl Ledger {
    fn begin() -> Self {
        let mut ana = Peer::found("Ana");
        let bo = ana.admit("Bo");
        let members = ana.invite("for members", 10);
        let mut peers = vec![bo];
        peers.extend(
            NAMES.iter().skip(STEWARDS).map(|name| ana.admit_with(members, "for members", name)),
        );
        let two = ana.set_capacity(drills(), 2);
        peers.insert(0, ana);
        let (members, booked, lent) = (Vec::new(), Vec::new(), Vec::new());
        let mut ledger = Self { peers, members, two, booked, lent, kept: 0 };
        ledger.meet_all();
        ledger.members = ledger.peers.iter_mut().map(Peer::me).collect();
        for number in 1..=3 {
            let (item, keeper) = (item(number), Some(ledger.members[STEWARDS]));
            let act = NameKeeper { item, keeper, at: START, more: More::new() };
            ledger.peers[0].act(Known::NameKeeper(act));
        }
        ledger.meet_all();
        ledger
    }

    fn meet(&mut self, one: usize, other: usize) {
        let (low, high) = (one.min(other), one.max(other));
        let (left, right) = self.peers.split_at_mut(high);
        if let (Some(one), Some(other)) = (left.get_mut(low), right.first_mut())
            && low != high
        {
            one.meet(other);
        }
    }

    fn meet_all(&mut self) {
        for other in 1..self.peers.len() {
            self.meet(0, other);
        }
        for other in 1..self.peers.len() {
            self.meet(0, other);
        }
    }

    fn book(&mut self, who: usize, random: &mut Random) {
        let start = i64::try_from(random.below(30)).unwrap();
        let length = 1 + i64::try_from(random.below(4)).unwrap();
        let times: Vec<(i64, i64)> = (0..=i64::try_from(random.below(2)).unwrap())
            .map(|turn| (start + turn * 6, start + turn * 6 + length))
            .filter(|(_, end)| *end <= HOURS)
            .collect();
        let claims = match random.below(6) {
            0 => vec![(saw(), 1)],
            1 => vec![(room(), 1)],
            2 => vec![(drills(), 2)],
            3 => vec![(drills(), 1)],
            // The laser, and with it a part of the room.
            4 => vec![(laser(), 1), (room(), 0)],
            // A kit.
            _ => vec![(saw(), 1), (drills(), 1)],
        };
        let claim = |(resource, units): &(ResourceId, u32)| Claim {
            resource: *resource,
            units: *units,
            capacity: (*resource == drills()).then_some(self.two),
        };
        let mut written: Vec<Claim> = claims.iter().map(claim).collect();
        written.sort_by_key(|claim| claim.resource);
        let book = Book {
            claims: written,
            occurrences: times.iter().map(|(start, end)| hours(*start, *end)).collect(),
            wall: Wall::default(),
            replaces: None,
            more: Vec::new(),
        };
        let id = self.peers[who].book(book);
        let by = self.members[who];
        let (confirmed, seen, ended) = (Vec::new(), Vec::new(), Vec::new());
        self.booked.push(Booked { id, by, claims, times, confirmed, seen, ended });
    }

    /// Returns a booking that somebody knows of.
    fn known(&self, who: usize, random: &mut Random) -> Option<usize> {
        let all = 0..self.booked.len();
        let peer = &self.peers[who];
        let known: Vec<usize> =
            all.filter(|at| peer.bookings.booking(&self.booked[*at].id).is_some()).collect();
        known.get(random.below(known.len().max(1))).copied()
    }

    /// Returns a loan that somebody knows of.
    fn known_loan(&self, who: usize, random: &mut Random) -> Option<usize> {
        let all = 0..self.lent.len();
        let peer = &self.peers[who];
        let known: Vec<usize> =
            all.filter(|at| peer.lending.loan(&self.lent[*at].id).is_some()).collect();
        known.get(random.below(known.len().max(1))).copied()
    }

    fn remark(&mut self, who: usize, random: &mut Random) {
        let Some(at) = self.known(who, random) else { return };
        let (peer, booked) = (&mut self.peers[who], &mut self.booked[at]);
        let mut taken: Vec<ResourceId> =
            booked.claims.iter().filter(|(_, units)| *units > 0).map(|(it, _)| *it).collect();
        taken.sort();
        let (steward, booking, resources) = (who < STEWARDS, booked.id, taken.clone());
        let voice = if steward { Some(More::new()) } else { kept(peer, self.members[who], &taken) };
        let said = random.below(7);
        self.kept += usize::from(!steward && voice.is_some() && said < 5);
        match (said, voice) {
            (0..=2, Some(more)) => {
                let act = ConfirmBooking { booking, resources, more };
                booked.confirmed.push(peer.act(Known::ConfirmBooking(act)).entry);
            }
            (3, Some(more)) => {
                let act = SeenBookings { bookings: vec![booking], resources, more };
                booked.seen.push(peer.act(Known::SeenBookings(act)).entry);
            }
            (4, Some(more)) => {
                let act = CancelBooking { booking, resources, more };
                booked.ended.push(peer.act(Known::CancelBooking(act)).entry);
            }
            (5, Some(_)) if steward => {
                if let [ResourceId::Item(item)] = taken.as_slice() {
                    let keeper = random.below(NAMES.len() - STEWARDS + 1);
                    let keeper = self.members.get(STEWARDS + keeper).copied();
                    let act = NameKeeper { item: *item, keeper, at: START, more: More::new() };
                    peer.act(Known::NameKeeper(act));
                }
            }
            // Whoever keeps it no more and knows it, or never did, says nothing that counts.
            (5, None) => {
                if let [ResourceId::Item(item)] = taken.as_slice()
                    && let Some(loans) = peer.lending.item(item)
                    && let Some(first) = loans.keepers().first()
                {
                    let more = vec![as_keeper(first.id)];
                    let act = ConfirmBooking { booking, resources, more };
                    peer.act(Known::ConfirmBooking(act));
                }
            }
            _ if booked.by == self.members[who] => {
                booked.ended.push(peer.cancel(booked.id, &[]));
            }
            _ => {}
        }
    }

    fn lend(&mut self, who: usize, random: &mut Random) {
        let item = item(1 + u8::try_from(random.below(2)).unwrap());
        let to = self.members[random.below(NAMES.len())];
        let id = self.peers[who].lend(item, to);
        let (extended, back) = (Vec::new(), Vec::new());
        self.lent.push(Lent { id, item, to, since: 0, due: None, extended, back });
    }

    fn extend(&mut self, who: usize, random: &mut Random) {
        let Some(at) = self.known_loan(who, random) else { return };
        let (peer, lent) = (&mut self.peers[who], &mut self.lent[at]);
        let hour = 1 + i64::try_from(random.below(30)).unwrap();
        let due = Some(START.plus(hour * HOUR));
        let act = ExtendLoan { item: lent.item, loan: lent.id, due, more: Vec::new() };
        lent.extended.push((peer.act(Known::ExtendLoan(act)).entry, hour));
    }

    fn take_back(&mut self, who: usize, random: &mut Random) {
        let Some(at) = self.known_loan(who, random) else { return };
        let (peer, lent) = (&mut self.peers[who], &mut self.lent[at]);
        lent.back.push(peer.take_back(lent.item, lent.id).entry);
    }

    /// Returns where an entry lies in the one order.
    fn place(&self, entry: &EntryId) -> Place {
        let node = self.peers[0].replica.graph().node(entry).expect("it arrived");
        (node.lamport, *entry)
    }

    fn first(&self, entries: &[EntryId]) -> Option<Place> {
        entries.iter().map(|entry| self.place(entry)).min()
    }

    /// Reads the rules a second time: of each booking, which of its times stand.
    fn judged(&self) -> BTreeMap<BookingId, Vec<bool>> {
        struct Judged {
            at: Place,
            end: Option<Place>,
            rank: (u8, Place, Place, usize),
            booked: usize,
            time: usize,
        }
        let mut order: Vec<Judged> = Vec::new();
        for (booked, it) in self.booked.iter().enumerate() {
            let at = self.place(&it.id.entry);
            let end = self.first(&it.ended);
            let before = |entries: &[EntryId]| {
                self.first(entries).filter(|place| end.is_none_or(|end| *place < end))
            };
            let (sure, since) = match (before(&it.confirmed), before(&it.seen)) {
                (Some(since), _) => (0, since),
                (None, Some(since)) => (1, since),
                (None, None) => (2, at),
            };
            for time in 0..it.times.len() {
                order.push(Judged { at, end, rank: (sure, since, at, time), booked, time });
            }
        }
        order.sort_by_key(|one| one.rank);
        let mut stands: BTreeMap<BookingId, Vec<bool>> =
            self.booked.iter().map(|it| (it.id, vec![false; it.times.len()])).collect();
        let mut grid: Grid = BTreeMap::new();
        for one in order {
            let it = &self.booked[one.booked];
            let (start, end) = it.times[one.time];
            let fits = it.claims.iter().all(|(resource, units)| {
                let there = if *resource == drills() { 2 } else { 1 };
                (start..end).all(|hour| {
                    let all = grid.get(&(*resource, hour)).map(Vec::as_slice).unwrap_or_default();
                    let here = || all.iter().filter(|(_, gone)| gone.is_none_or(|at| at > one.at));
                    let whole: u32 = here().map(|(units, _)| units).sum();
                    let inside = *units == 0 || here().any(|(units, _)| *units == 0);
                    whole + units + u32::from(inside) <= there
                })
            });
            if fits {
                stands.get_mut(&it.id).unwrap()[one.time] = true;
                for (resource, units) in &it.claims {
                    for hour in start..end {
                        grid.entry((*resource, hour)).or_default().push((*units, one.end));
                    }
                }
            }
        }
        stands
    }

    /// Reads the rules of lending a second time: what is out, until when, and what is disputed.
    fn outs(&self) -> BTreeMap<LoanId, (bool, Option<i64>, bool)> {
        enum Act {
            Over(usize),
            Back(usize),
            Extend(usize, i64),
        }
        let mut acts: Vec<(Place, Act)> = Vec::new();
        for (at, lent) in self.lent.iter().enumerate() {
            acts.push((self.place(&lent.id.entry), Act::Over(at)));
            acts.extend(lent.back.iter().map(|it| (self.place(it), Act::Back(at))));
            let extended = lent.extended.iter();
            acts.extend(extended.map(|(it, hour)| (self.place(it), Act::Extend(at, *hour))));
        }
        acts.sort_by_key(|(place, _)| *place);
        let mut out: BTreeMap<ItemId, u32> = BTreeMap::new();
        let mut loans: BTreeMap<LoanId, (bool, Option<i64>, bool)> = BTreeMap::new();
        for (_, act) in acts {
            let (Act::Over(at) | Act::Back(at) | Act::Extend(at, _)) = act;
            let lent = &self.lent[at];
            let count = out.entry(lent.item).or_default();
            match act {
                Act::Over(_) => {
                    *count += 1;
                    loans.insert(lent.id, (true, lent.due, *count > 1));
                }
                Act::Back(_) => {
                    let loan = loans.get_mut(&lent.id).unwrap();
                    *count -= u32::from(loan.0);
                    loan.0 = false;
                }
                Act::Extend(_, hour) => {
                    let loan = loans.get_mut(&lent.id).unwrap();
                    if loan.0 {
                        loan.1 = Some(hour);
                    }
                }
            }
        }
        loans
    }
}

/// Runs a schedule to its end.
fn schedule(seed: u64) -> Ledger {
    let mut random = Random::new(seed);
    let mut ledger = Ledger::begin();
    let mut groups = [0; NAMES.len()];
    for step in 0..STEPS {
        if step % 6 == 0 {
            for group in &mut groups {
                *group = random.below(3);
            }
        }
        let who = random.below(NAMES.len());
        match random.below(12) {
            0..=3 => ledger.book(who, &mut random),
            4..=7 => ledger.remark(who, &mut random),
            8 => ledger.lend(who, &mut random),
            9 => ledger.extend(who, &mut random),
            10 => ledger.take_back(who, &mut random),
            _ => {
                let other = random.below(NAMES.len());
                if groups[who] == groups[other] {
                    ledger.meet(who, other);
                }
            }
        }
    }
    ledger.meet_all();
    ledger
}

/// What came of schedules: whatever never did was never tried.
#[derive(Debug, Default)]
struct Happened {
    displaced: usize,
    confirmed_twice: usize,
    disputed: usize,
    at_risk: usize,
    ended: usize,
    kept: usize,
}

fn check(seed: u64, happened: &mut Happened) {
    let mut ledger = schedule(seed);
    let states: BTreeSet<Vec<u8>> = ledger.peers.iter_mut().map(Peer::state).collect();
    assert_eq!(states.len(), 1, "seed {seed}: replicas differ");

    let expected = ledger.judged();
    let outs = ledger.outs();
    for (peer, member) in ledger.peers.iter().zip(&ledger.members) {
        // Whoever has it: the same on every replica, and as read a second time.
        for it in &ledger.booked {
            let found = peer.bookings.booking(&it.id).expect("it arrived");
            let stands: Vec<bool> =
                found.outcomes.iter().map(|outcome| *outcome == Outcome::Stands).collect();
            assert_eq!(stands, expected[&it.id], "seed {seed}: {:?}", it.id);
        }
        let lending: BTreeMap<LoanId, (bool, Option<i64>, bool)> = peer
            .lending
            .loans()
            .map(|loan| {
                let due = loan.due.map(|due| (due.0 - START.0) / HOUR);
                (loan.id, (loan.out() > 0, due, loan.disputed))
            })
            .collect();
        assert_eq!(lending, outs, "seed {seed}");

        // Whoever lost is told to whom, and that one has what both wanted.
        for booking in peer.bookings.bookings() {
            for (during, outcome) in booking.times() {
                let Outcome::Displaced { resource, winner } = outcome else { continue };
                let winner = winner.unwrap_or_else(|| panic!("seed {seed}: nobody to tell of"));
                let other = peer.bookings.booking(&winner).expect("it arrived");
                let wants = |it: &Book| it.claims.iter().any(|claim| claim.resource == resource);
                assert!(wants(booking.book) && wants(other.book), "seed {seed}");
                let mut times = other.times();
                let has = |(at, outcome): (Occurrence, Outcome)| {
                    outcome == Outcome::Stands && at.overlaps(&during)
                };
                assert!(times.any(has), "seed {seed}: the winner has it at another time");
            }
        }

        // And whoever booked what is out is told of the loan.
        let now = START;
        let (bookings, lending) = (&peer.bookings, &peer.lending);
        let asker =
            Asker { bookings, lending, member: Some(*member), now, counted: None, rules: None };
        for booking in peer.bookings.bookings().filter(|booking| booking.is_live()) {
            let told: BTreeSet<LoanId> = asker.risks(&booking).into_iter().collect();
            for lent in &ledger.lent {
                let (out, due, _) = outs[&lent.id];
                let due = due.map_or(Timestamp::END, |due| START.plus(due * HOUR));
                let since = START.plus(lent.since * HOUR);
                let taken = |(during, outcome): (Occurrence, Outcome)| {
                    outcome == Outcome::Stands && during.start < due && since < during.end
                };
                let claimed =
                    booking.book.claims.iter().any(|claim| {
                        claim.units > 0 && claim.resource == ResourceId::Item(lent.item)
                    });
                let hit = out && lent.to != booking.by && claimed && booking.times().any(taken);
                assert_eq!(told.contains(&lent.id), hit, "seed {seed}: {:?}", booking.id);
                happened.at_risk += usize::from(hit);
            }
        }
    }

    // Nothing that stands and goes on is beside more than there is, on any replica: they are equal.
    let peer = &ledger.peers[0];
    let mut grid: BTreeMap<(ResourceId, i64), (u32, u32)> = BTreeMap::new();
    for it in &ledger.booked {
        let found = peer.bookings.booking(&it.id).expect("it arrived");
        happened.displaced += found.outcomes.iter().filter(|it| **it != Outcome::Stands).count();
        happened.confirmed_twice += usize::from(found.is_confirmed_twice());
        happened.ended += usize::from(!found.is_live());
        for ((start, end), stands) in it.times.iter().zip(&expected[&it.id]) {
            for hour in (*start..*end).filter(|_| *stands && found.is_live()) {
                for (resource, units) in &it.claims {
                    let used = grid.entry((*resource, hour)).or_default();
                    used.0 += units;
                    used.1 |= u32::from(*units == 0);
                }
            }
        }
    }
    for ((resource, hour), (whole, inside)) in grid {
        let there = if resource == drills() { 2 } else { 1 };
        assert!(whole + inside <= there, "seed {seed}: {resource:?} at {hour} is taken twice");
    }
    happened.kept += ledger.kept;
    happened.disputed += outs.values().filter(|(_, _, disputed)| *disputed).count();
}

#[test]
fn schedules_apart_have_one_outcome_and_nobody_is_left_untold() {
    let long = std::env::var_os("ETABLI_LONG").is_some();
    let mut happened = Happened::default();
    let schedules = if long { 1_000 } else { 100 };
    for seed in 0..schedules {
        check(seed, &mut happened);
    }
    println!("{schedules} schedules: {happened:?}");
    let Happened { displaced, confirmed_twice, disputed, at_risk, ended, kept } = happened;
    assert!(
        [displaced, confirmed_twice, disputed, at_risk, ended, kept].iter().all(|count| *count > 0)
    );
}
