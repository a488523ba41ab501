//! The course of a trial: its steps, then quiet, then what must hold.
//!
//! In the quiet everybody is on, disks work, and all can reach each other. Then all have stored the
//! same and see the same, as does a newcomer; nothing that was acknowledged to anybody is gone; and
//! what those who may write write next reaches everybody and counts.

use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Once,
};

use etabli_model::{
    act::{
        Exclude, Forget, GrantRole, HandOver, Known, Leave, Policy, Ratify, Reinstate,
        RevokeDevice, RevokeRole, Role, SetPolicy, Suspend,
    },
    body::{Act, ActClass, Part},
    id::{DeviceId, DocumentId, EntryId, ItemId, LoanId, LocalId, MemberId},
    inventory::{ContactField, Edit, ItemField, Line},
    membership::{DeviceStanding, Membership, Standing},
    text::Name,
    time::Timestamp,
};
use etabli_sync::entry::EntryKind;
use serde_bytes::ByteBuf;

use super::{Decision, LIAR, PEOPLE, Step};
use crate::{
    Network, Peer,
    hostile::lie,
    network::Faults,
    peer::{START, Tail, device},
    trial::course::Failure::{Differ, Lost, Panicked, Stored, Stuck, Undecided, Unequal},
};

mod booking;

/// What an older version does not know: letting somebody take part again, returning things, and
/// having seen bookings.
const NEWER: [u16; 3] = [14, 1001, 1005];
/// A day in milliseconds.
const DAY: i64 = 24 * HOUR;
/// An hour in milliseconds.
const HOUR: i64 = 60 * 60 * 1000;
/// How many copies of disks there may be.
const MOST_COPIES: usize = 2;
/// How many rounds everybody meets everybody in the quiet, at most.
const MOST_ROUNDS: usize = 4;

/// What does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Somebody has stored other entries than others.
    Stored(String),
    /// Somebody sees something else than a newcomer with the same entries.
    Differ(String),
    /// Something that was acknowledged is gone.
    Lost(String),
    /// What somebody honest wrote does not reach everybody, or does not count.
    Stuck(String),
    /// Of a decision is not known what became of it, or nobody is left who may let people in.
    Undecided(String),
    /// The sessions do not say that all is equal.
    Unequal,
    /// Something panicked.
    Panicked(String),
    /// What a test asked for besides.
    Asked(String),
}

impl Failure {
    /// Returns whether another failure is of this kind, whoever it is about.
    pub fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// A trial under way.
#[derive(Debug)]
pub struct Course {
    /// The network and all that are on it.
    pub network: Network,
    /// Their names: people first, then copies.
    pub names: Vec<String>,
    off: BTreeSet<String>,
    tails: Vec<(String, Tail)>,
    split: Option<u8>,
    written: Vec<EntryId>,
    /// How often the power was cut while something was written.
    pub torn: usize,
}

/// Runs a script, and says what does not hold.
pub fn run(script: &[Step]) -> Result<(), Failure> {
    run_with(script, |_| Ok(()))
}

/// Runs a script, and asks something besides of what it ends in.
pub fn run_with(
    script: &[Step],
    ask: impl Fn(&mut Course) -> Result<(), Failure>,
) -> Result<(), Failure> {
    hush_what_is_caught();
    let run = AssertUnwindSafe(|| {
        let mut course = Course::new();
        for step in script {
            course.step(*step)?;
        }
        course.end()?;
        ask(&mut course)
    });
    catch_unwind(run).unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
        Err(Panicked(said.unwrap_or_default()))
    })
}

/// Lets no panic inside Automerge be printed: liars cause them, and documents catch them.
fn hush_what_is_caught() {
    static HUSHED: Once = Once::new();
    HUSHED.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !panic.location().is_some_and(|at| at.file().contains("/automerge-")) {
                loud(panic);
            }
        }));
    });
}

impl Course {
    /// Lets everybody in, and tells everybody of it.
    fn new() -> Self {
        let mut network = Network::new(0);
        let mut ana = Peer::found("Ana");
        let members = ana.invite("for members", 100);
        let mut others: Vec<(&str, Peer)> = PEOPLE
            .into_iter()
            .enumerate()
            .skip(1)
            .map(|(at, name)| match at {
                1 | 2 => (name, ana.admit(name)),
                _ => (name, ana.admit_with(members, "for members", name)),
            })
            .collect();
        let all = ana.all();
        network.add("Ana", ana);
        for (name, mut peer) in others.drain(..) {
            peer.receive(&all);
            network.add(name, peer);
        }
        Self {
            network,
            names: PEOPLE.map(str::to_owned).to_vec(),
            off: BTreeSet::new(),
            tails: Vec::new(),
            split: None,
            written: Vec::new(),
            torn: 0,
        }
    }

    /// Returns a peer that is on, by number.
    fn on(&mut self, who: usize) -> Option<&mut Peer> {
        let name = self.names.get(who).filter(|name| !self.off.contains(*name))?;
        Some(self.network.peer(name))
    }

    fn step(&mut self, step: Step) -> Result<(), Failure> {
        match step {
            Step::Off { who } => {
                if let Some(name) = self.names.get(who).cloned() {
                    self.network.cut_between(|one, other| one == name || other == name);
                    self.off.insert(name);
                }
            }
            Step::On { who } => {
                if let Some(name) = self.names.get(who).filter(|name| self.off.remove(*name)) {
                    self.network.peer(name).restart(Tail::Whole);
                }
            }
            Step::Copy { who } => self.copy(who),
            Step::Downgrade { who } => {
                if let Some(peer) = self.on(who).filter(|peer| !peer.failed) {
                    peer.downgrade(&NEWER);
                    let name = self.names.get(who).cloned().unwrap_or_default();
                    self.network.cut_between(|one, other| one == name || other == name);
                }
            }
            Step::Link { one, other } => self.link(one, other),
            Step::Cut => self.network.cut(),
            Step::Split { mask } => {
                self.split = Some(mask);
                self.cut_parts();
            }
            Step::Heal => self.split = None,
            Step::Run { frames, faults, seed } => {
                self.network.disturb(faults, seed);
                self.network.run(frames);
            }
            Step::Tear { who, tail } => {
                if let Some(peer) = self.on(who) {
                    peer.fail_next_write();
                    let name = self.names.get(who).cloned().unwrap_or_default();
                    self.tails.push((name, tail));
                }
            }
            Step::Lie { trick, seed } => {
                let Some(liar) = self.on(LIAR) else { return Ok(()) };
                let frames = lie(liar, trick, &mut crate::Random::new(seed));
                let name = self.names.get(LIAR).cloned().unwrap_or_default();
                for frame in frames {
                    self.network.inject(&name, &frame);
                }
            }
            Step::Lend { .. }
            | Step::TakeBack { .. }
            | Step::Book { .. }
            | Step::Remark { .. }
            | Step::Add { .. }
            | Step::Rename { .. }
            | Step::Tell { .. }
            | Step::Forget { .. }
            | Step::Decide { .. }
            | Step::Future { .. }
            | Step::Clock { .. } => self.write(step),
        }
        self.restart_failed()
    }

    /// Lets somebody do what ends in an entry of theirs, or would.
    fn write(&mut self, step: Step) {
        let written = self.written.clone();
        let (Step::Lend { who, .. }
        | Step::TakeBack { who, .. }
        | Step::Book { who, .. }
        | Step::Remark { who, .. }
        | Step::Add { who, .. }
        | Step::Rename { who, .. }
        | Step::Tell { who }
        | Step::Forget { who }
        | Step::Decide { who, .. }
        | Step::Future { who, .. }
        | Step::Clock { who, .. }) = step
        else {
            return;
        };
        let Some(peer) = self.on(who) else { return };
        let device = peer.replica.device();
        // Who was taken out may go on writing all the same: a liar does.
        let Some(me) = peer.replica.membership().member_of(&device) else { return };
        let stubborn = matches!(step, Step::Decide { stubborn: true, .. });
        if !stubborn {
            peer.leave_forked_log();
        }
        let wrote = match step {
            Step::Lend { item, .. } => {
                let item = ItemId::common(LocalId([item; 16]));
                peer.try_act(hand_over(item, me, peer.now))
            }
            Step::TakeBack { nth, .. } => {
                let loans = peer.lending.loans();
                let open: Vec<(LoanId, ItemId)> =
                    loans.map(|loan| (loan.id, loan.item)).take(nth + 1).collect();
                let Some((loan, item)) = open.last().copied() else { return };
                let (at, more) = (peer.now, Vec::new());
                let back = etabli_model::act::Return { item, loan, units: 1, at, more };
                peer.try_act(Known::Return(back))
            }
            Step::Book { item, hour, times, .. } => booking::book(peer, item, hour, times),
            Step::Remark { nth, remark, .. } => booking::remark(peer, nth, remark),
            Step::Add { number, .. } => peer.try_add_item(number, "A thing"),
            Step::Rename { nth, .. } => rename(peer, nth),
            Step::Tell { .. } => {
                let number = peer.replica.graph().len().to_string();
                let Ok(phone) = Line::parse(&number) else { return };
                let edits = [Edit::SetContact(ContactField::Phone(phone))];
                peer.try_edit(DocumentId::Private(me), &edits)
            }
            Step::Forget { .. } => peer.try_act(Known::Forget(Forget { more: Vec::new() })),
            Step::Decide { about, decision, .. } => {
                let Some(act) = decide(peer, me, about, decision, &written) else { return };
                peer.try_act(act)
            }
            Step::Future { authority, .. } => {
                let (kind, class, log) = if authority {
                    (77, ActClass::Authority, EntryKind::Authority)
                } else {
                    (2000, ActClass::Daily, EntryKind::Content)
                };
                let act = Act { kind, class, bytes: ByteBuf::from(vec![1, 2, 3]) };
                peer.try_write(log, vec![vec![Part::Act(act)]]).ok()
            }
            Step::Clock { days, .. } => {
                peer.now = Timestamp(START.0 + days * DAY);
                return;
            }
            _ => return,
        };
        self.written.extend(wrote.map(|loan| loan.entry));
        // Whoever is linked is told, but for whose disk failed.
        self.network.push();
    }

    fn copy(&mut self, who: usize) {
        if self.names.len() >= PEOPLE.len() + MOST_COPIES {
            return;
        }
        let Some(copy) = self.on(who).filter(|peer| !peer.failed).map(|peer| peer.copied()) else {
            return;
        };
        let name = format!("copy {}", self.names.len());
        self.network.add(&name, copy);
        self.names.push(name);
    }

    fn link(&mut self, one: usize, other: usize) {
        let side = |at: usize| self.split.map(|mask| mask >> (at % 8) & 1);
        let apart = side(one) != side(other);
        let device = |course: &mut Self, at| course.on(at).map(|peer| peer.replica.device());
        let (Some(here), Some(there)) = (device(self, one), device(self, other)) else { return };
        if here == there || apart {
            return;
        }
        let names = (self.names.get(one).cloned(), self.names.get(other).cloned());
        let (Some(one), Some(other)) = names else { return };
        if !self.network.linked(&one, &other) {
            self.network.connect(&one, &other);
        }
    }

    fn cut_parts(&mut self) {
        let Some(mask) = self.split else { return };
        let names = &self.names;
        let side = |name: &str| {
            let at = names.iter().position(|other| other == name).unwrap_or(0);
            mask >> (at % 8) & 1
        };
        self.network.cut_between(|one, other| side(one) != side(other));
    }

    /// Starts those again whose disk failed: what was acknowledged to them is there.
    fn restart_failed(&mut self) -> Result<(), Failure> {
        let failed: Vec<String> = self
            .network
            .peers()
            .filter(|(_, peer)| peer.failed)
            .map(|(name, _)| name.to_owned())
            .collect();
        for name in failed {
            let at = self.tails.iter().position(|(of, _)| *of == name);
            let tail = at.map_or(Tail::Torn, |at| self.tails.remove(at).1);
            self.network.cut_between(|one, other| one == name || other == name);
            let peer = self.network.peer(&name);
            peer.restart(tail);
            self.torn += 1;
            if peer.lost() > 0 {
                return Err(Lost(format!("{name}, after a cut of power")));
            }
        }
        Ok(())
    }

    /// Quiet comes, and what must hold is asked.
    fn end(&mut self) -> Result<(), Failure> {
        self.split = None;
        self.off.clear();
        self.network.cut();
        self.network.disturb(Faults::default(), 0);
        for name in &self.names {
            let peer = self.network.peer(name);
            peer.restart(Tail::Whole);
            if peer.lost() > 0 {
                return Err(Lost(name.clone()));
            }
        }
        self.meet()?;
        self.agree()?;
        let probes = self.probe();
        self.meet()?;
        self.agree()?;
        for (by, loan) in probes {
            for (name, peer) in self.network.peers() {
                if peer.knows_all_kinds() && peer.lending.loan(&loan).is_none() {
                    return Err(Stuck(format!("what {by} lent does not count for {name}")));
                }
            }
        }
        Ok(())
    }

    /// All meet, until nobody has anything new.
    fn meet(&mut self) -> Result<(), Failure> {
        for _ in 0..MOST_ROUNDS {
            self.network.cut();
            for at in 1..self.names.len() {
                self.link(0, at);
                // A copy meets somebody who is not its own device.
                if at >= PEOPLE.len() {
                    self.link(1, at);
                }
            }
            self.network.run_until_quiescent(0);
            self.network.push();
            self.network.run_until_quiescent(0);
            let sizes: BTreeSet<usize> =
                self.network.peers().map(|(_, peer)| peer.replica.graph().len()).collect();
            if sizes.len() == 1 && self.network.all_equal() {
                return Ok(());
            }
        }
        let ids = |peer: &Peer| -> BTreeSet<EntryId> {
            peer.replica.graph().nodes().map(|(id, _)| id).collect()
        };
        let all: BTreeSet<EntryId> = self.network.peers().flat_map(|(_, peer)| ids(peer)).collect();
        for (name, peer) in self.network.peers() {
            let missing = all.len() - ids(peer).len();
            if missing > 0 {
                return Err(Stored(format!("{name} lacks {missing} of {}", all.len())));
            }
        }
        Err(Unequal)
    }

    /// All have the same, and those with one version see what a newcomer with it sees who takes it in
    /// in another order.
    fn agree(&mut self) -> Result<(), Failure> {
        let ana = self.network.peer("Ana");
        let entries = ana.all();
        let mut newcomer = ana.outside("a newcomer");
        newcomer.receive(&entries);
        let state = newcomer.state();
        let stored = newcomer.replica.graph().len();
        let settled = newcomer.replica.authority_settled();
        if let Some((entry, _)) = settled.void.iter().find(|(entry, because)| entry == because) {
            return Err(Undecided(format!("{} is void because of itself", entry.short())));
        }
        if !somebody_may_admit(&settled.membership) {
            return Err(Undecided("nobody may admit".to_owned()));
        }
        let has = |id: &EntryId| newcomer.replica.graph().node(id).is_some();
        let mut older = None;
        for (name, peer) in self.network.peers() {
            if !peer.acknowledged().all(has) {
                return Err(Lost(format!("it was acknowledged to {name}")));
            }
            if peer.replica.graph().len() != stored {
                return Err(Stored(name.to_owned()));
            }
            let seen = peer.state();
            let expected = if peer.knows_all_kinds() {
                &state
            } else {
                older.get_or_insert_with(|| {
                    let mut newcomer = newcomer.copied();
                    newcomer.downgrade(&NEWER);
                    newcomer.state()
                })
            };
            if seen != *expected {
                return Err(Differ(name.to_owned()));
            }
        }
        Ok(())
    }

    /// Everybody who may write writes once more.
    fn probe(&mut self) -> Vec<(String, LoanId)> {
        let mut probes = Vec::new();
        for (name, peer) in self.network.peers() {
            let device = peer.replica.device();
            let Ok(me) = peer.replica.membership().acting(&device) else { continue };
            peer.leave_forked_log();
            // Of two copies that go on in one log one forks the other's, which is not stuck.
            // What an older version does not know, who takes part, say, it cannot heed.
            if name.starts_with("copy") || !peer.knows_all_kinds() {
                continue;
            }
            let item = ItemId::common(LocalId([200; 16]));
            if let Some(loan) = peer.try_act(hand_over(item, me, peer.now)) {
                probes.push((name.to_owned(), loan));
            }
        }
        probes
    }
}

/// Returns whether somebody may let people in, or nobody has a device left.
fn somebody_may_admit(membership: &Membership) -> bool {
    let steward = |(device, member): (DeviceId, MemberId)| {
        let found = membership.member(&member);
        membership.acting(&device).is_ok()
            && found.is_some_and(|member| member.role == Role::Steward)
    };
    let usable = |device: &DeviceId| {
        membership.device(device).is_some_and(|device| device.standing != DeviceStanding::Revoked)
    };
    membership.devices().any(steward)
        || membership.caretaker().is_some()
        || !membership.members().any(|(_, member)| {
            member.standing != Standing::Excluded
                && (member.depth.is_some() || member.standing == Standing::Active)
                && member.devices.iter().any(usable)
        })
}

fn hand_over(item: ItemId, to: MemberId, since: Timestamp) -> Known {
    let (units, capacity, due, more) = (1, 1, None, Vec::new());
    Known::HandOver(HandOver { item, units, capacity, to, since, due, more })
}

fn rename(peer: &mut Peer, nth: usize) -> Option<LoanId> {
    let items = peer.documents.get(&DocumentId::Catalogue)?.items();
    let local = items.get(nth.checked_rem(items.len())?)?.id.local;
    let name = Name::parse(&format!("thing {nth}")).ok()?;
    let edit = Edit::SetItem { local, field: ItemField::Name(name) };
    peer.try_edit(DocumentId::Catalogue, &[edit])
}

fn decide(
    peer: &mut Peer,
    me: MemberId,
    about: usize,
    decision: Decision,
    written: &[EntryId],
) -> Option<Known> {
    let more = Vec::new;
    let membership = peer.replica.membership();
    let other = device(PEOPLE.get(about)?);
    let member = membership.member_of(&other)?;
    Some(match decision {
        Decision::Suspend => {
            Known::Suspend(Suspend { member, seen: peer.seen(member), more: more() })
        }
        Decision::Exclude => {
            Known::Exclude(Exclude { member, seen: peer.seen(member), more: more() })
        }
        Decision::Promote => Known::GrantRole(GrantRole { member, more: more() }),
        Decision::Demote => {
            Known::RevokeRole(RevokeRole { member, seen: peer.seen(member), more: more() })
        }
        Decision::Reinstate => {
            let lifts = membership.member(&member)?.withdrawals.keys().copied().collect();
            Known::Reinstate(Reinstate { member, device: None, lifts, more: more() })
        }
        Decision::Ratify(nth) => {
            let entry = *written.get(nth.checked_rem(written.len())?)?;
            Known::Ratify(Ratify { entry, more: more() })
        }
        Decision::Admitting | Decision::Editing => {
            let policy =
                if decision == Decision::Admitting { Policy::Admit } else { Policy::EditCatalogue };
            let who = match membership.policy(policy) {
                Role::Member => Role::Steward,
                Role::Steward => Role::Member,
            };
            Known::SetPolicy(SetPolicy { policy: policy.number(), who, more: more() })
        }
        Decision::TakeOut => Known::RevokeDevice(RevokeDevice {
            device: other,
            seen: peer.seen(member),
            more: more(),
        }),
        Decision::Leave => Known::Leave(Leave { seen: peer.seen(me), more: more() }),
    })
}
