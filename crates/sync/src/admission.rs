//! Admission: what of the stored entries counts, as a pure function of the stored set.
//!
//! An entry's authority is the membership at the closure of the heads of authority its author
//! knew. Memberships are memoised by that closure, so most entries cost a look-up. What a later
//! withdrawal does to entries that did not see it is decided in [`crate::anchor`].

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use etabli_model::{
    act::{self, Known, ReadAct, Role},
    body::{Act, ActClass, Body, DocumentEdit, Part},
    id::{DeviceId, DocumentId, EntryId, MemberId},
    membership::{
        Ignored, Membership, Powers, Standing,
        standing::{self, Candidate, Outcome, Past, Persons, Weight, Withdrawn},
    },
};

use crate::{
    entry::{EntryKind, Header, LogKey, verify_signature},
    graph::{Clock, Graph},
};

/// How many memberships are remembered at most.
const MOST_REMEMBERED: usize = 4096;

/// The verdict on one part of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// An edit that its author may make; the document has the last word on its changes.
    Edit {
        /// The author.
        member: MemberId,
        /// The edit.
        edit: DocumentEdit,
    },
    /// An act that counts.
    Act {
        /// The author, once the act is applied.
        member: MemberId,
        /// The act.
        act: Known,
    },
    /// An act of a kind that this version does not know: kept, passed on, counted.
    Unknown(ActClass),
    /// Something reserved for later versions.
    Sealed,
    /// What its author had forgotten.
    Forgotten,
    /// It was allowed where it was written, and a withdrawal made it void since: without effect,
    /// but a claim that a steward may ratify.
    Void {
        /// What it would be: an edit or an act.
        claim: Box<Self>,
        /// Why it is void.
        reason: Ignored,
    },
    /// Stored, passed on, without effect.
    Ignored(Ignored),
}

/// The verdicts on an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// On its parts, in order.
    pub verdicts: Vec<Verdict>,
    /// Whether it is the last of its command.
    pub ends_command: bool,
    /// What its parts make use of, together.
    pub powers: Powers,
    /// Whether its author took part where it was written.
    pub acting: bool,
}

impl Judgement {
    const fn empty(verdicts: Vec<Verdict>) -> Self {
        let powers = Powers { steward: false, policy: None };
        Self { verdicts, ends_command: true, powers, acting: false }
    }
}

/// Returns the devices that a body admits, whatever the verdict on that will be: what makes a
/// device certified, a function of bytes alone.
pub fn certifies(header: &Header, body: &[u8]) -> Vec<DeviceId> {
    if header.log.kind() != EntryKind::Authority {
        return Vec::new();
    }
    let Ok(body) = Body::decode(body) else { return Vec::new() };
    body.parts
        .iter()
        .filter_map(|part| match part {
            Part::Act(act) => match act::read(act) {
                ReadAct::Known(Known::Found(_)) => Some(header.log.device),
                ReadAct::Known(Known::Admit(admit)) => Some(admit.device),
                ReadAct::Known(Known::AddDevice(add)) => Some(add.device),
                ReadAct::Known(Known::Rebind(rebind)) => Some(rebind.device),
                ReadAct::Known(_) | ReadAct::Unknown | ReadAct::Malformed => None,
            },
            Part::Edit(_) | Part::Sealed(_) => None,
        })
        .collect()
}

#[derive(Debug, Clone)]
struct Judged {
    allowed: Vec<Arc<Candidate>>,
    unknown: u64,
}

/// A withdrawal that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withdrawal {
    /// The entry that says so.
    pub entry: EntryId,
    /// What it takes away.
    pub what: Withdrawn,
    /// How much it had seen of the logs concerned.
    pub seen: Vec<(LogKey, u64)>,
}

/// What a closure of authority amounts to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    /// Who is in the space.
    pub membership: Arc<Membership>,
    /// The withdrawals that hold, in the order in which they were applied.
    pub withdrawals: Arc<[Withdrawal]>,
    /// Authority entries that are void although they were allowed, each with what made it so.
    pub void: Arc<BTreeMap<EntryId, EntryId>>,
}

/// The verdicts on authority, and the memberships they make.
#[derive(Debug, Clone, Default)]
pub struct Admission {
    judged: HashMap<EntryId, Judged>,
    /// The acts by which members had something forgotten, with who they were.
    forgets: Vec<(EntryId, MemberId)>,
    remembered: HashMap<Clock, Settled>,
    /// Kinds of acts that are taken for unknown.
    without: BTreeSet<u16>,
}

/// Who saw what, with the memberships that pairs of exclusions ask for looked up beforehand.
struct Seen<'a> {
    graph: &'a Graph,
    stewards: HashMap<(EntryId, EntryId), Arc<Membership>>,
}

impl Past for Seen<'_> {
    fn reaches(&self, later: &EntryId, earlier: &EntryId) -> bool {
        self.graph.reaches(later, earlier)
    }

    fn both_stewards(&self, [one, other]: [&EntryId; 2], members: [&MemberId; 2]) -> bool {
        self.stewards.get(&(*one, *other)).is_some_and(|membership| {
            members.iter().all(|id| {
                membership.member(id).is_some_and(|member| {
                    member.role == Role::Steward && member.standing == Standing::Active
                })
            })
        })
    }
}

impl Admission {
    /// Judges as a version does that does not know some kinds of acts.
    pub fn without(kinds: BTreeSet<u16>) -> Self {
        Self { without: kinds, ..Self::default() }
    }

    /// Returns the membership that a closure of authority makes.
    pub fn membership(&mut self, graph: &Graph, closure: &Clock) -> Arc<Membership> {
        self.settled(graph, closure).membership
    }

    /// Returns what a closure of authority amounts to.
    pub fn settled(&mut self, graph: &Graph, closure: &Clock) -> Settled {
        if let Some(settled) = self.remembered.get(closure) {
            return settled.clone();
        }
        let settled = self.settle(graph, closure);
        if self.remembered.len() >= MOST_REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(closure.clone(), settled.clone());
        settled
    }

    fn settle(&mut self, graph: &Graph, closure: &Clock) -> Settled {
        self.go_on(graph, closure).unwrap_or_else(|| self.settle_anew(graph, closure))
    }

    /// Returns what a closure amounts to that is a remembered one and an entry whose author knew all
    /// of that, if the entry only brings somebody or something in. Nothing can make such an entry
    /// void, since it saw whatever could, and it makes nothing else void: a large group is not read
    /// anew with every member who joins.
    fn go_on(&self, graph: &Graph, closure: &Clock) -> Option<Settled> {
        if graph.has_forks() {
            return None;
        }
        let last = graph.last_of(closure)?;
        let node = graph.node(&last).filter(|node| node.clock() == closure)?;
        let before = self.remembered.get(node.authority())?;
        let judged = self.judged.get(&last)?;
        let mut settled = before.clone();
        if judged.allowed.is_empty() && judged.unknown == 0 {
            return Some(settled);
        }
        let membership = Arc::make_mut(&mut settled.membership);
        for candidate in &judged.allowed {
            let brings_in = match &candidate.act {
                Known::Invite(_) | Known::OpenLog(_) => true,
                Known::Admit(admit) => membership.member_of(&admit.device).is_none(),
                Known::AddDevice(add) => membership.member_of(&add.device).is_none(),
                _ => false,
            };
            let Candidate { entry, author, act, .. } = &**candidate;
            if !brings_in || membership.apply(*entry, author, act, Weight::Single).is_err() {
                return None;
            }
        }
        for _ in 0..judged.unknown {
            membership.apply_unknown();
        }
        Some(settled)
    }

    /// Returns what a closure of authority amounts to, from all that lies in it.
    pub fn settle_anew(&mut self, graph: &Graph, closure: &Clock) -> Settled {
        let mut candidates: Vec<Arc<Candidate>> = Vec::new();
        let mut unknown = 0;
        for id in graph.authority_entries(closure) {
            let Some(judged) = self.judged.get(&id) else { continue };
            candidates.extend(judged.allowed.iter().cloned());
            unknown += judged.unknown;
        }
        let stewards = self.stewards_before(graph, &candidates);
        let forked = graph.forked(closure);
        let outcomes = standing::outcomes(&candidates, &forked, &Seen { graph, stewards });
        let mut membership = Membership::default();
        let mut withdrawals = Vec::new();
        let mut void = BTreeMap::new();
        let mut late = Vec::new();
        let mut apply = |membership: &mut Membership, candidate: &Candidate, weight: Weight| {
            let Candidate { entry, author, act, .. } = candidate;
            // What a concurrent act made pointless is passed over, the same everywhere.
            let applied = membership.apply(*entry, author, act, weight).is_ok();
            if let (true, Some((what, seen))) = (applied, standing::withdrawn(candidate)) {
                let seen = seen
                    .iter()
                    .map(|(device, log, height)| (LogKey { device: *device, log: *log }, *height));
                withdrawals.push(Withdrawal { entry: *entry, what, seen: seen.collect() });
            }
            applied
        };
        for (candidate, outcome) in candidates.iter().zip(outcomes) {
            match outcome {
                Outcome::Void(because) => {
                    void.insert(candidate.entry, because);
                }
                Outcome::Stands(weight) => {
                    if !apply(&mut membership, candidate, weight) {
                        late.push((candidate, weight));
                    }
                }
            }
        }
        // Whoever was admitted twice is known by both names, that of an admission which is void
        // included, and what was decided about either holds.
        for candidate in &candidates {
            if let Known::Admit(admit) = &candidate.act {
                membership.name_again(MemberId(candidate.entry), &admit.device);
            }
        }
        for (candidate, weight) in late {
            if standing::withdrawn(candidate).is_some() {
                apply(&mut membership, candidate, weight);
            }
        }
        for withdrawal in &mut withdrawals {
            withdrawal.what = match withdrawal.what {
                Withdrawn::Member(member) => Withdrawn::Member(membership.first_name(&member)),
                Withdrawn::Role(member) => Withdrawn::Role(membership.first_name(&member)),
                what @ (Withdrawn::Device(_) | Withdrawn::Policy(_)) => what,
            };
        }
        for _ in 0..unknown {
            membership.apply_unknown();
        }
        Settled {
            membership: Arc::new(membership),
            withdrawals: withdrawals.into(),
            void: Arc::new(void),
        }
    }

    /// Returns, for each two acts of different members that exclude the same one, the membership
    /// that lies before both. Each such past is smaller than the closure that holds both acts.
    fn stewards_before(
        &mut self,
        graph: &Graph,
        candidates: &[Arc<Candidate>],
    ) -> HashMap<(EntryId, EntryId), Arc<Membership>> {
        let mut before = HashMap::new();
        let exclusions = || {
            candidates.iter().filter_map(|candidate| match &candidate.act {
                Known::Exclude(exclude) => Some((exclude.member, candidate)),
                _ => None,
            })
        };
        if exclusions().nth(1).is_none() {
            return before;
        }
        let persons = Persons::of(candidates);
        let exclusions: Vec<_> = exclusions()
            .map(|(target, by)| (persons.person(&target), persons.person(&by.member), by.entry))
            .collect();
        for (at, (target, author, entry)) in exclusions.iter().enumerate() {
            for (_, _, other) in exclusions
                .iter()
                .skip(at + 1)
                .filter(|(same, by, _)| same == target && by != author)
            {
                if let Some(closure) = graph.authority_before(entry, other) {
                    before.insert((*entry, *other), self.membership(graph, &closure));
                }
            }
        }
        before
    }

    /// Returns the first thing that an authority entry decided, as judged by its own past.
    pub fn decided(&self, entry: &EntryId) -> Option<Arc<Candidate>> {
        self.judged.get(entry)?.allowed.first().cloned()
    }

    /// Returns the membership of everything stored.
    pub fn now(&mut self, graph: &Graph) -> Settled {
        self.settled(graph, &graph.authority_now())
    }

    /// Returns the acts by which members had something forgotten, in the order of their arrival.
    pub fn forgets(&self) -> &[(EntryId, MemberId)] {
        &self.forgets
    }

    /// Returns whether what a device wrote in a private log is forgotten, with that authority in
    /// its past: whether its author had all forgotten that does not know of it. Both are judged by
    /// their own past alone, so that what is forgotten once is forgotten for ever.
    pub fn forgotten(&mut self, graph: &Graph, device: &DeviceId, authority: &Clock) -> bool {
        if self.forgets.is_empty() {
            return false;
        }
        let author = self.membership(graph, authority).member_of(device);
        let mut forgets = self.forgets.iter();
        forgets.any(|(entry, by)| Some(*by) == author && !graph.holds(authority, entry))
    }

    /// Judges the parts of a stored entry, in order.
    pub fn judge(&mut self, graph: &Graph, id: EntryId, header: &Header, body: &[u8]) -> Judgement {
        let Some(closure) = graph.node(&id).map(|node| node.authority().clone()) else {
            return Judgement::empty(Vec::new());
        };
        if header.forgot(body) {
            let acting = self.membership(graph, &closure).acting(&header.log.device).is_ok();
            return Judgement { acting, ..Judgement::empty(vec![Verdict::Forgotten]) };
        }
        let Ok(body) = Body::decode(body) else {
            let verdicts = vec![Verdict::Ignored(Ignored::Unreadable)];
            return Judgement::empty(verdicts);
        };
        let ends_command = body.last;
        let mut powers = Powers::default();
        let membership = self.membership(graph, &closure);
        let verdicts = match header.log.kind() {
            EntryKind::Authority => self.judge_authority(graph, id, header, body, &membership),
            EntryKind::Content => {
                let mut judge =
                    |part| judge_part(&self.without, &membership, &header.log, part, &mut powers);
                body.parts.into_iter().map(&mut judge).collect()
            }
        };
        let acting = membership.acting(&header.log.device).is_ok();
        Judgement { verdicts, ends_command, powers, acting }
    }

    fn judge_authority(
        &mut self,
        graph: &Graph,
        id: EntryId,
        header: &Header,
        body: Body,
        past: &Membership,
    ) -> Vec<Verdict> {
        let author = header.log.device;
        let space = graph.space();
        let mut judged = Judged { allowed: Vec::new(), unknown: 0 };
        // The parts of one entry build on each other.
        let mut membership = past.clone();
        let mut verdicts = Vec::with_capacity(body.parts.len());
        for part in body.parts {
            let verdict = match part {
                Part::Edit(_) => Verdict::Ignored(Ignored::WrongLog),
                Part::Sealed(_) => Verdict::Sealed,
                Part::Act(act) if act.class != ActClass::Authority => {
                    Verdict::Ignored(Ignored::WrongLog)
                }
                Part::Act(act) => match read(&self.without, &act) {
                    ReadAct::Malformed => Verdict::Ignored(Ignored::Unreadable),
                    ReadAct::Unknown => match membership.acting(&author) {
                        Err(reason) => Verdict::Ignored(reason),
                        Ok(_) => {
                            judged.unknown += 1;
                            Verdict::Unknown(ActClass::Authority)
                        }
                    },
                    ReadAct::Known(known) => {
                        let outcome = membership
                            .judge(&space, &author, &known, verify_signature)
                            .and_then(|powers| {
                                membership.apply(id, &author, &known, Weight::Single)?;
                                let member =
                                    membership.member_of(&author).ok_or(Ignored::NotAMember)?;
                                Ok((member, powers))
                            });
                        match outcome {
                            Ok((member, powers)) => {
                                if matches!(known, Known::Forget(_)) {
                                    self.forgets.push((id, member));
                                }
                                judged.allowed.push(Arc::new(Candidate {
                                    entry: id,
                                    author,
                                    member,
                                    powers,
                                    act: known.clone(),
                                }));
                                Verdict::Act { member, act: known }
                            }
                            Err(reason) => Verdict::Ignored(reason),
                        }
                    }
                },
            };
            verdicts.push(verdict);
        }
        self.judged.insert(id, judged);
        verdicts
    }
}

fn read(without: &BTreeSet<u16>, act: &Act) -> ReadAct {
    if without.contains(&act.kind) { ReadAct::Unknown } else { act::read(act) }
}

fn judge_part(
    without: &BTreeSet<u16>,
    membership: &Membership,
    log: &LogKey,
    part: Part,
    powers: &mut Powers,
) -> Verdict {
    let device = &log.device;
    let mut use_up = |(member, used): (MemberId, Powers)| {
        powers.steward |= used.steward;
        powers.policy = powers.policy.or(used.policy);
        member
    };
    match part {
        Part::Sealed(_) => Verdict::Sealed,
        // What may be forgotten and what must not be never share a log.
        Part::Edit(edit) if matches!(edit.document, DocumentId::Private(_)) != log.is_private() => {
            Verdict::Ignored(Ignored::WrongLog)
        }
        Part::Act(_) if log.is_private() => Verdict::Ignored(Ignored::WrongLog),
        Part::Edit(edit) => match membership.may_write(device, &edit.document).map(&mut use_up) {
            Ok(member) => Verdict::Edit { member, edit },
            Err(reason) => Verdict::Ignored(reason),
        },
        Part::Act(act) if act.class != ActClass::Daily => Verdict::Ignored(Ignored::WrongLog),
        Part::Act(act) => match read(without, &act) {
            ReadAct::Malformed => Verdict::Ignored(Ignored::Unreadable),
            ReadAct::Unknown => match membership.acting(device) {
                Ok(_) => Verdict::Unknown(ActClass::Daily),
                Err(reason) => Verdict::Ignored(reason),
            },
            ReadAct::Known(known) => {
                match membership.judge_daily(device, &known).map(&mut use_up) {
                    Ok(member) => Verdict::Act { member, act: known },
                    Err(reason) => Verdict::Ignored(reason),
                }
            }
        },
    }
}
