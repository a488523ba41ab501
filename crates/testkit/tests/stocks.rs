//! What is used up and what is made of parts, in a workshop that falls apart: five replicas in groups
//! that change add, use and count screws, go through the shelves, hand a kit over and take it back
//! by halves, and take back what they said; then all meet.
//!
//! Every replica must then have the same bytes. Nothing of a quantity is lost: what is there is the
//! sum of all that was ever moved, less than nothing where more was used than there was.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails right there"
)]

use etabli_fuzz::Random;
use etabli_model::{
    act::{
        Condition, HandOver, Known, MoveStock, NoteCondition, Return, StockWhy, TakeStock, Told,
        Unsay, part_of,
    },
    body::Part,
    id::{EntryId, ItemId, LoanId, LocalId, MemberId},
    lending::{Lending, LendingAct, Position},
    upkeep::{Upkeep, move_stock},
};
use etabli_sync::{admission::Verdict, entry::EntryKind, replica::Counted};
use etabli_testkit::{Peer, peer::START};

/// How many things happen in one schedule.
const STEPS: usize = 60;
/// How many schedules there are.
const SEEDS: u64 = 60;
const NAMES: [&str; 4] = ["Bo", "Cy", "Dan", "Eve"];

const fn item(number: u8) -> ItemId {
    ItemId::common(LocalId([number; 16]))
}

const SCREWS: ItemId = item(1);
const KIT: ItemId = item(2);
const PART: ItemId = item(3);

/// What the acts on one replica come to.
fn folded(peer: &mut Peer) -> (Upkeep, Lending) {
    let mut all: Vec<Counted> = Vec::new();
    peer.replica.replay(|entry| all.push(entry)).unwrap();
    let (mut upkeep, mut lending) = (Upkeep::default(), Lending::default());
    for entry in all {
        for (index, verdict) in (0..).zip(entry.verdicts) {
            let Verdict::Act { member, act } = verdict else { continue };
            let position = Position { lamport: entry.lamport, entry: entry.id, index };
            upkeep.extend([(position, member, act.clone())]);
            lending.extend(LendingAct::of(&act).map(|act| (position, member, act)));
        }
    }
    (upkeep, lending)
}

fn bytes((upkeep, lending): &(Upkeep, Lending)) -> Vec<u8> {
    let mut bytes = Vec::new();
    upkeep.write_state(&mut |part| bytes.extend_from_slice(part));
    lending.write_state(&mut |part| bytes.extend_from_slice(part));
    bytes
}

/// What happened, as the test knows it.
#[derive(Default)]
struct Ledger {
    /// By how much the stock was moved, in all.
    moved: i64,
    /// How many movements there were.
    movements: usize,
    /// The kits that were handed over, and whether their part came back.
    kits: Vec<(LoanId, bool)>,
    /// What was told of the kit: by whom, and whether it was taken back.
    told: Vec<(EntryId, usize, bool)>,
}

impl Ledger {
    fn screws(&mut self, peer: &mut Peer, random: &mut Random) {
        let known = folded(peer).0.item(&SCREWS).map_or(0, |kept| kept.stock());
        let (why, amount) = match random.below(4) {
            0 => (StockWhy::In, 50),
            1 => (StockWhy::Counted, random.below(60)),
            _ => (StockWhy::Used, 1 + random.below(20)),
        };
        let amount = u32::try_from(amount).unwrap();
        let moved = move_stock(SCREWS, why, amount, known, "", START).unwrap();
        let Some(MoveStock { delta, .. }) = moved else { return };
        if why == StockWhy::Counted {
            assert_eq!(known + delta, i64::from(amount), "a count says what is there");
        }
        (self.moved, self.movements) = (self.moved + delta, self.movements + 1);
        peer.act(Known::MoveStock(moved.unwrap()));
    }

    fn hand_over(&mut self, peer: &mut Peer, to: MemberId) {
        let over = |item, more| {
            let (since, due) = (START, None);
            Known::HandOver(HandOver { item, units: 1, capacity: 1, to, since, due, more })
        };
        let acts = [over(KIT, Vec::new()), over(PART, vec![part_of(0)])];
        let parts = acts.iter().map(|act| Part::Act(act.to_act())).collect();
        let entry = peer.write(EntryKind::Content, vec![parts]).entry;
        self.kits.push((LoanId { entry, index: 0 }, false));
    }

    /// Takes a part back that is known here to be out.
    fn part_back(&mut self, peer: &mut Peer) {
        let known = folded(peer).1;
        for (kit, back) in self.kits.iter_mut().filter(|(_, back)| !back) {
            let loan = LoanId { index: 1, ..*kit };
            if known.loan(&loan).is_some_and(|part| part.out() == 1) {
                let (item, at, more) = (PART, START, Vec::new());
                peer.act(Known::Return(Return { item, loan, units: 1, at, more }));
                *back = true;
                return;
            }
        }
    }

    fn tell(&mut self, who: usize, peer: &mut Peer) {
        let (note, missing, photo) = (String::new(), Vec::new(), None);
        let told = Told { condition: Condition::Worn, missing, note, photo };
        let told = NoteCondition { item: KIT, told, at: START, more: Vec::new() };
        self.told.push((peer.act(Known::NoteCondition(told)).entry, who, false));
    }

    fn unsay(&mut self, who: usize, peer: &mut Peer) {
        let mine = self.told.iter_mut().find(|(_, by, unsaid)| *by == who && !unsaid);
        if let Some((entry, _, unsaid)) = mine {
            peer.act(Known::Unsay(Unsay { item: KIT, entry: *entry, more: Vec::new() }));
            *unsaid = true;
        }
    }
}

fn meet(peers: &mut [Peer], one: usize, other: usize) {
    let (low, high) = (one.min(other), one.max(other));
    let (left, right) = peers.split_at_mut(high);
    if low != high {
        left[low].meet(&mut right[0]);
    }
}

fn meet_all(peers: &mut [Peer]) {
    for _ in 0..2 {
        for other in 1..peers.len() {
            meet(peers, 0, other);
        }
    }
}

fn schedule(seed: u64) {
    let mut random = Random::new(seed);
    let mut ana = Peer::found("Ana");
    let members = ana.invite("for members", 10);
    let mut peers: Vec<Peer> =
        NAMES.iter().map(|name| ana.admit_with(members, "for members", name)).collect();
    peers.insert(0, ana);
    // Nobody hands anything to whom they have not heard of.
    meet_all(&mut peers);
    let mut ledger = Ledger::default();
    for _ in 0..STEPS {
        let who = random.below(peers.len());
        let other = random.below(peers.len());
        let to = peers[other].me();
        let peer = &mut peers[who];
        match random.below(9) {
            0..=2 => ledger.screws(peer, &mut random),
            3 => ledger.hand_over(peer, to),
            4 => ledger.part_back(peer),
            5 => ledger.tell(who, peer),
            6 => ledger.unsay(who, peer),
            7 => {
                let (seen, missing) = match random.below(2) {
                    0 => (vec![SCREWS, KIT], Vec::new()),
                    _ => (vec![SCREWS], vec![KIT]),
                };
                let (place, at, more) = (None, START, Vec::new());
                peer.act(Known::TakeStock(TakeStock { place, seen, missing, at, more }));
            }
            _ => meet(&mut peers, who, other),
        }
    }
    meet_all(&mut peers);
    let all: Vec<(Upkeep, Lending)> = peers.iter_mut().map(folded).collect();
    for one in &all {
        assert_eq!(bytes(one), bytes(&all[0]), "seed {seed}: replicas differ");
    }
    let (upkeep, lending) = &all[0];
    let screws = upkeep.item(&SCREWS);
    let held = screws.map_or((0, 0), |kept| (kept.stock(), kept.movements().len()));
    assert_eq!(held, (ledger.moved, ledger.movements), "seed {seed}: some of it is lost");
    for (kit, back) in &ledger.kits {
        let parts: Vec<u32> = lending.parts_of(*kit).map(|part| part.out()).collect();
        assert_eq!(parts, [u32::from(!back)], "seed {seed}: a part left its kit");
    }
    let reports = upkeep.item(&KIT).map_or(0, |kept| kept.reports().len());
    let standing = ledger.told.iter().filter(|(_, _, unsaid)| !unsaid).count();
    assert_eq!(
        reports, standing,
        "seed {seed}: what was taken back counts, or what was not does not"
    );
}

#[test]
fn quantities_are_kept_whatever_the_order_in_which_replicas_meet() {
    for seed in 0..SEEDS {
        schedule(seed);
    }
}
