//! Which authority acts stand, when some of them take away what others need.
//!
//! Every withdrawal is strong: an act that uses what it takes away, and neither saw it nor was seen
//! by it, is void. Two that take each other's authors out both hold, as suspensions, until a third
//! person decides; what two stewards sign beats what one does, while both signatures stand. An act
//! falls with what it rests on: the admission of its author's device, the grant of a role, the
//! invitation. A steward can ratify a
//! void act. The outcome depends on the set of acts and on who saw what, never on an order in which
//! they came.
//!
//! This is the grounded extension of an argumentation framework (P. M. Dung, *On the acceptability
//! of arguments*, Artificial Intelligence 77, 1995), with supports, and with cycles resolved as said.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::Powers;
use crate::{
    act::{Known, Policy, Role, Seen},
    id::{DeviceId, EntryId, MemberId},
};

/// An act that was allowed where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its entry.
    pub entry: EntryId,
    /// The device that wrote it.
    pub author: DeviceId,
    /// Whose device that was.
    pub member: MemberId,
    /// What it made use of.
    pub powers: Powers,
    /// The act.
    pub act: Known,
}

/// How much an act that stands weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// One person decided it.
    Single,
    /// Two stewards decided it.
    Joint,
    /// It and another one take each other's authors out: it suspends and no more.
    Contested,
}

/// What becomes of an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It stands.
    Stands(Weight),
    /// The entry named made it void.
    Void(EntryId),
}

/// What is known about who saw what.
pub trait Past {
    /// Returns whether an entry lies in the past of another; each lies in its own.
    fn reaches(&self, later: &EntryId, earlier: &EntryId) -> bool;

    /// Returns whether two members are active stewards in what lies before both of two entries.
    fn both_stewards(&self, entries: [&EntryId; 2], members: [&MemberId; 2]) -> bool;
}

/// What a withdrawal takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Withdrawn {
    /// All that a member may do.
    Member(MemberId),
    /// What a member may do as a steward.
    Role(MemberId),
    /// All that a device may do.
    Device(DeviceId),
    /// What a policy granted to ordinary members.
    Policy(Policy),
}

impl Withdrawn {
    fn of(self, persons: &Persons) -> Self {
        match self {
            Self::Member(member) => Self::Member(persons.person(&member)),
            Self::Role(member) => Self::Role(persons.person(&member)),
            Self::Device(_) | Self::Policy(_) => self,
        }
    }
}

/// Returns what an act takes away and what its author had seen of the logs concerned.
pub fn withdrawn(candidate: &Candidate) -> Option<(Withdrawn, &Seen)> {
    const NOTHING: &Seen = &Vec::new();
    match &candidate.act {
        Known::Leave(act) => Some((Withdrawn::Member(candidate.member), &act.seen)),
        Known::Suspend(act) => Some((Withdrawn::Member(act.member), &act.seen)),
        Known::Exclude(act) => Some((Withdrawn::Member(act.member), &act.seen)),
        Known::RevokeRole(act) => Some((Withdrawn::Role(act.member), &act.seen)),
        Known::RevokeDevice(act) => Some((Withdrawn::Device(act.device), &act.seen)),
        Known::SetPolicy(act) if act.who == Role::Steward => {
            Some((Withdrawn::Policy(Policy::of(act.policy)?), NOTHING))
        }
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    Open,
    In,
    Contested,
    Out(EntryId),
}

/// Decides what becomes of each of a set of acts, given in canonical order. Entries that stand on
/// a branch of a forked log are given with an entry that proves it: they are void unless ratified.
pub fn outcomes(
    candidates: &[Arc<Candidate>],
    forked: &BTreeMap<EntryId, EntryId>,
    past: &dyn Past,
) -> Vec<Outcome> {
    let persons = Persons::of(candidates);
    let mut pairs = pairs(candidates, &persons, past);
    if forked.is_empty() && !candidates.iter().any(|candidate| withdrawn(candidate).is_some()) {
        return vec![Outcome::Stands(Weight::Single); candidates.len()];
    }
    loop {
        let joint: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
        let mut framework = Framework::of(candidates, &persons, &joint, past);
        framework.forked = candidates.iter().map(|act| forked.get(&act.entry).copied()).collect();
        framework.settle();
        framework.contest(candidates);
        framework.settle();
        if framework.drop_broken(&mut pairs, &joint) {
            continue;
        }
        let weight =
            |index: &usize| if joint.contains(index) { Weight::Joint } else { Weight::Single };
        return framework
            .labels
            .iter()
            .zip(candidates)
            .enumerate()
            .map(|(index, (label, candidate))| match label {
                Label::In => Outcome::Stands(weight(&index)),
                Label::Contested => Outcome::Stands(Weight::Contested),
                Label::Out(because) => Outcome::Void(*because),
                Label::Open => Outcome::Void(candidate.entry),
            })
            .collect();
    }
}

/// Who is one person, however often they were admitted.
#[derive(Debug, Clone, Default)]
pub struct Persons(BTreeMap<MemberId, MemberId>);

impl Persons {
    /// Reads off admissions, void ones included, which names are whose.
    pub fn of(candidates: &[Arc<Candidate>]) -> Self {
        let mut first: BTreeMap<DeviceId, MemberId> = BTreeMap::new();
        let mut same = Self(BTreeMap::new());
        for candidate in candidates {
            let (device, member) = match &candidate.act {
                Known::Found(_) => (candidate.author, MemberId(candidate.entry)),
                Known::Admit(admit) => (admit.device, MemberId(candidate.entry)),
                Known::AddDevice(add) => (add.device, candidate.member),
                _ => continue,
            };
            let member = same.person(&member);
            let before = *first.entry(device).or_insert(member);
            if before != member && matches!(candidate.act, Known::Admit(_)) {
                same.0.insert(member, before);
            }
        }
        same
    }

    /// Returns the name that stands for all names of a member.
    pub fn person(&self, member: &MemberId) -> MemberId {
        self.0.get(member).copied().unwrap_or(*member)
    }
}

/// Returns which two exclusions count together: by two who were stewards, neither knowing of
/// anything that takes the other out, nor of the other's having gone back on their word.
fn pairs(candidates: &[Arc<Candidate>], persons: &Persons, past: &dyn Past) -> Vec<[usize; 2]> {
    let mut wanted: BTreeMap<MemberId, Vec<(usize, &Arc<Candidate>)>> = BTreeMap::new();
    let mut lifted: Vec<(EntryId, EntryId)> = Vec::new();
    for (index, candidate) in candidates.iter().enumerate() {
        match &candidate.act {
            Known::Exclude(exclude) => {
                wanted.entry(persons.person(&exclude.member)).or_default().push((index, candidate));
            }
            Known::Reinstate(reinstate) => {
                lifted.extend(reinstate.lifts.iter().map(|act| (*act, candidate.entry)));
            }
            _ => {}
        }
    }
    let gone_back = |on: &Candidate, known_to: &Candidate| {
        lifted.iter().any(|(act, by)| *act == on.entry && past.reaches(&known_to.entry, by))
    };
    let mut pairs = Vec::new();
    for acts in wanted.values() {
        for (at, (one_index, one)) in acts.iter().enumerate() {
            for (other_index, other) in acts.iter().skip(at + 1) {
                let entries = [&one.entry, &other.entry];
                let members = [&one.member, &other.member];
                if persons.person(&one.member) != persons.person(&other.member)
                    && !gone_back(one, other)
                    && !gone_back(other, one)
                    && past.both_stewards(entries, members)
                {
                    pairs.push([*one_index, *other_index]);
                }
            }
        }
    }
    pairs
}

/// An invitation: which act it is, whose, and for what.
struct Invitation {
    index: usize,
    by: MemberId,
    role: Role,
}

struct Framework {
    labels: Vec<Label>,
    /// By act, those that take away what it uses.
    attackers: Vec<Vec<usize>>,
    /// By act, what it rests on: of each group at least one must stand.
    supports: Vec<Vec<Vec<usize>>>,
    /// By act, those that make it stand.
    ratifiers: Vec<Vec<usize>>,
    entries: Vec<EntryId>,
    /// By act, what proves that its log forked.
    forked: Vec<Option<EntryId>>,
}

impl Framework {
    fn of(
        candidates: &[Arc<Candidate>],
        persons: &Persons,
        joint: &BTreeSet<usize>,
        past: &dyn Past,
    ) -> Self {
        let invitation = |(index, candidate): (usize, &Arc<Candidate>)| match &candidate.act {
            Known::Invite(invite) => {
                let by = persons.person(&candidate.member);
                Some((candidate.entry, Invitation { index, by, role: invite.role }))
            }
            _ => None,
        };
        let invitations: BTreeMap<EntryId, Invitation> =
            candidates.iter().enumerate().filter_map(invitation).collect();
        let mut brought: BTreeMap<DeviceId, Vec<usize>> = BTreeMap::new();
        let mut granted: BTreeMap<MemberId, Vec<usize>> = BTreeMap::new();
        for (index, candidate) in candidates.iter().enumerate() {
            match &candidate.act {
                Known::Found(_) => {
                    brought.entry(candidate.author).or_default().push(index);
                    granted.entry(MemberId(candidate.entry)).or_default().push(index);
                }
                Known::Admit(admit) => {
                    brought.entry(admit.device).or_default().push(index);
                    let role = invitations.get(&admit.invite).map(|invite| invite.role);
                    if role == Some(Role::Steward) {
                        let member = persons.person(&MemberId(candidate.entry));
                        granted.entry(member).or_default().push(index);
                    }
                }
                Known::AddDevice(add) => brought.entry(add.device).or_default().push(index),
                Known::Rebind(rebind) => brought.entry(rebind.device).or_default().push(index),
                Known::GrantRole(grant) => {
                    granted.entry(persons.person(&grant.member)).or_default().push(index);
                }
                _ => {}
            }
        }
        let withdrawals: Vec<(usize, &Arc<Candidate>, Withdrawn)> = candidates
            .iter()
            .enumerate()
            .filter_map(|(index, candidate)| {
                withdrawn(candidate).map(|(what, _)| (index, candidate, what.of(persons)))
            })
            .collect();
        let mut framework = Self {
            labels: vec![Label::Open; candidates.len()],
            attackers: Vec::with_capacity(candidates.len()),
            supports: Vec::with_capacity(candidates.len()),
            ratifiers: vec![Vec::new(); candidates.len()],
            entries: candidates.iter().map(|candidate| candidate.entry).collect(),
            forked: Vec::new(),
        };
        for (index, act) in candidates.iter().enumerate() {
            let attackers = withdrawals.iter().filter(|(other, withdrawal, what)| {
                *other != index
                    && uses(act, persons, withdrawal, what, &invitations)
                    && (joint.contains(other) || !joint.contains(&index))
                    && !past.reaches(&act.entry, &withdrawal.entry)
                    && !past.reaches(&withdrawal.entry, &act.entry)
            });
            framework.attackers.push(attackers.map(|(other, _, _)| *other).collect());
            let before = |of: Option<&Vec<usize>>| -> Vec<usize> {
                let seen = |other: &usize| {
                    *other != index
                        && candidates
                            .get(*other)
                            .is_some_and(|other| past.reaches(&act.entry, &other.entry))
                };
                of.into_iter().flatten().copied().filter(seen).collect()
            };
            let mut supports = vec![before(brought.get(&act.author))];
            if act.powers.steward {
                supports.push(before(granted.get(&persons.person(&act.member))));
            }
            if let Known::Admit(admit) = &act.act {
                supports.push(
                    invitations.get(&admit.invite).map(|invite| invite.index).into_iter().collect(),
                );
            }
            // What founds rests on nothing.
            supports.retain(|group| !group.is_empty());
            framework.supports.push(supports);
        }
        for (index, candidate) in candidates.iter().enumerate() {
            let Known::Ratify(ratify) = &candidate.act else { continue };
            for (entry, ratifiers) in framework.entries.iter().zip(&mut framework.ratifiers) {
                if *entry == ratify.entry {
                    ratifiers.push(index);
                }
            }
        }
        framework
    }

    fn label(&self, index: usize) -> Label {
        self.labels.get(index).copied().unwrap_or(Label::Open)
    }

    /// Labels all that follows from what is labelled.
    fn settle(&mut self) {
        loop {
            while self.pass(false) {}
            // What hangs on a ratification that hangs on something else is not ratified.
            if !self.pass(true) {
                return;
            }
        }
    }

    fn pass(&mut self, strict: bool) -> bool {
        let mut moved = false;
        for index in 0..self.labels.len() {
            if self.label(index) != Label::Open {
                continue;
            }
            if let Some(label) = self.follows(index, strict)
                && let Some(place) = self.labels.get_mut(index)
            {
                *place = label;
                moved = true;
            }
        }
        moved
    }

    fn follows(&self, index: usize, strict: bool) -> Option<Label> {
        fn of<T>(lists: &[Vec<T>], index: usize) -> &[T] {
            lists.get(index).map_or(&[], Vec::as_slice)
        }
        let ratifiers = of(&self.ratifiers, index);
        if ratifiers.iter().any(|other| self.label(*other) == Label::In) {
            return Some(Label::In);
        }
        let undecided = ratifiers.iter().any(|other| self.label(*other) == Label::Open);
        if undecided && !strict {
            return None;
        }
        if let Some(proof) = self.forked.get(index).copied().flatten() {
            return Some(Label::Out(proof));
        }
        let name = |other: usize| self.entries.get(other).copied();
        let mut all_out = true;
        for other in of(&self.attackers, index) {
            match self.label(*other) {
                Label::In | Label::Contested => return name(*other).map(Label::Out),
                Label::Open => all_out = false,
                Label::Out(_) => {}
            }
        }
        let mut supported = true;
        for group in of(&self.supports, index) {
            let stands = |label| matches!(label, Label::In | Label::Contested);
            if group.iter().any(|other| stands(self.label(*other))) {
                continue;
            }
            supported = false;
            let fallen = |other: &usize| match self.label(*other) {
                Label::Out(because) => Some(because),
                Label::Open | Label::In | Label::Contested => None,
            };
            let causes: Option<Vec<EntryId>> = group.iter().map(fallen).collect();
            if let Some(cause) = causes.and_then(|causes| causes.into_iter().min()) {
                return Some(Label::Out(cause));
            }
        }
        (all_out && supported).then_some(Label::In)
    }

    /// Returns the undecided withdrawals that would bring an undecided act down, by striking it or
    /// what it rests on.
    fn threats(&self, index: usize) -> BTreeSet<usize> {
        let open = |at: &usize| self.label(*at) == Label::Open;
        let stands = |at: &usize| matches!(self.label(*at), Label::In | Label::Contested);
        let mut threats = BTreeSet::new();
        let (mut seen, mut next) = (BTreeSet::new(), vec![index]);
        while let Some(at) = next.pop() {
            if !seen.insert(at) {
                continue;
            }
            threats.extend(self.attackers.get(at).into_iter().flatten().copied().filter(open));
            let shaky = self.supports.get(at).into_iter().flatten();
            let shaky = shaky.filter(|group| !group.iter().any(stands));
            next.extend(shaky.flatten().copied().filter(open));
        }
        threats
    }

    /// Lets withdrawals hold that take each other's authors out and that nothing else decides.
    fn contest(&mut self, candidates: &[Arc<Candidate>]) {
        let threats: BTreeMap<usize, BTreeSet<usize>> = candidates
            .iter()
            .enumerate()
            .filter(|(index, act)| self.label(*index) == Label::Open && withdrawn(act).is_some())
            .map(|(index, _)| (index, self.threats(index)))
            .collect();
        let mut contested = Vec::new();
        for (index, by) in threats.iter().filter(|(_, by)| !by.is_empty()) {
            // Everyone who takes this one's author out is, directly or round a circle, taken out
            // by it.
            let circle = by.iter().all(|attacker| {
                let mut seen = BTreeSet::new();
                let mut next = vec![*attacker];
                while let Some(at) = next.pop() {
                    if at == *index {
                        return true;
                    }
                    if seen.insert(at) {
                        next.extend(threats.get(&at).into_iter().flatten());
                    }
                }
                false
            });
            if circle {
                contested.push(*index);
            }
        }
        for index in contested {
            if let Some(label) = self.labels.get_mut(index) {
                *label = Label::Contested;
            }
        }
    }

    /// Drops the pairs of exclusions of which one fell, and returns whether there were any: one
    /// signature alone is not two. Those go first that fell without another pair's striking them,
    /// since these may be all that struck others.
    fn drop_broken(&self, pairs: &mut Vec<[usize; 2]>, joint: &BTreeSet<usize>) -> bool {
        let holds = |index: &usize| matches!(self.label(*index), Label::In | Label::Contested);
        // A ratified word of somebody who is no steward is not a steward's.
        let rests = |index: &usize| {
            let mut groups = self.supports.get(*index).into_iter().flatten();
            groups.all(|group| group.iter().any(holds))
        };
        let stands = |index: &usize| holds(index) && rests(index);
        let outdone = |index: &usize| {
            let by = self.attackers.get(*index).into_iter().flatten();
            by.into_iter().any(|other| joint.contains(other) && stands(other))
        };
        let broken = |pair: &[usize; 2]| !pair.iter().all(stands);
        let by_itself =
            |pair: &[usize; 2]| pair.iter().any(|index| !stands(index) && !outdone(index));
        let before = pairs.len();
        if pairs.iter().any(by_itself) {
            pairs.retain(|pair| !by_itself(pair));
        } else {
            pairs.retain(|pair| !broken(pair));
        }
        pairs.len() < before
    }
}

/// Returns whether an act uses what a withdrawal takes away.
fn uses(
    act: &Candidate,
    persons: &Persons,
    withdrawal: &Candidate,
    what: &Withdrawn,
    invitations: &BTreeMap<EntryId, Invitation>,
) -> bool {
    // Leaving needs nobody's leave, and a new log number harms nobody.
    if matches!(act.act, Known::Leave(_) | Known::OpenLog(_) | Known::Forget(_) | Known::Found(_)) {
        return false;
    }
    // The invitations of whoever leaves of their own will stay good for those who did not know.
    let invite = match (&act.act, &withdrawal.act) {
        (_, Known::Leave(_)) => None,
        (Known::Admit(admit), _) => Some(admit.invite),
        _ => None,
    };
    let author = persons.person(&act.member);
    match what {
        Withdrawn::Member(member) => {
            author == *member
                || invite
                    .and_then(|invite| invitations.get(&invite))
                    .is_some_and(|invite| invite.by == *member)
        }
        Withdrawn::Role(member) => author == *member && act.powers.steward,
        Withdrawn::Device(device) => act.author == *device,
        Withdrawn::Policy(policy) => act.powers.policy == Some(*policy),
    }
}
