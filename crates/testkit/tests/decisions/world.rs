//! What a set of entries amounts to by the real rules, and what must be true of it.
//!
//! The questions are asked in other words than the rules are written in: of each decision and each
//! piece of work, is there somebody whose word takes it away, and somebody whose word keeps it?

use std::{collections::BTreeMap, sync::Arc};

use etabli_model::{
    act::{Approval, Invite, Known, Role},
    id::{DeviceId, EntryId, MemberId, SpaceId},
    membership::{DeviceStanding, Membership, Standing, standing::Withdrawn, standing::withdrawn},
    time::Timestamp,
};
use etabli_sync::{
    admission::{Admission, Settled, Verdict, Withdrawal},
    anchor::{self, Void},
    entry::{EntryKind, Header, LogKey, verify_signature},
    graph::Graph,
};
use etabli_testkit::peer::START;

use crate::quarrel::{PEOPLE, Written, device};

/// A set of entries, judged.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) graph: Graph,
    pub(crate) admission: Admission,
    pub(crate) settled: Settled,
    pub(crate) void: Void,
    verdicts: BTreeMap<EntryId, Vec<Verdict>>,
}

impl World {
    /// Makes the world of a space of which nothing is known.
    pub(crate) fn empty(space: SpaceId) -> Self {
        Self {
            graph: Graph::new(space),
            admission: Admission::default(),
            settled: Settled::default(),
            void: Void::new(),
            verdicts: BTreeMap::new(),
        }
    }

    /// Stores an entry and judges it by its own past, as a replica does.
    pub(crate) fn insert(&mut self, entry: &Written) {
        let stored = self.graph.insert(entry.id, &entry.header, 0, &entry.certifies);
        assert_eq!(stored, Ok(()), "the model writes what can be stored");
        let judgement = self.admission.judge(&self.graph, entry.id, &entry.header, &entry.body);
        self.graph.note(&entry.id, judgement.powers, judgement.acting);
        self.verdicts.insert(entry.id, judgement.verdicts);
    }

    /// Returns this world with more entries, taken in in the order given, judged as a whole.
    pub(crate) fn with(&self, entries: &[Arc<Written>]) -> Self {
        let mut world = self.clone();
        for entry in entries {
            world.insert(entry);
        }
        world.settled = world.admission.now(&world.graph);
        world.void = anchor::void(&world.graph, &world.settled);
        world
    }

    /// Returns whether both decide the same about authority.
    pub(crate) fn decides_as(&self, other: &Self) -> bool {
        self.settled.membership == other.settled.membership
            && self.settled.withdrawals == other.settled.withdrawals
            && self.settled.void == other.settled.void
    }

    /// Returns whether the same comes out when all authority is read again.
    pub(crate) fn decides_the_same_anew(&self) -> bool {
        let now = self.graph.authority_now();
        self.settled == self.admission.clone().settle_anew(&self.graph, &now)
    }

    /// Returns whether all is judged the same in both.
    pub(crate) fn same_as(&self, other: &Self) -> bool {
        self.decides_as(other) && self.void == other.void && self.verdicts == other.verdicts
    }

    fn membership(&self) -> &Membership {
        &self.settled.membership
    }

    /// Returns whose device was brought in by what names a member, whatever became of it.
    fn person(&self, member: &MemberId) -> Option<DeviceId> {
        let brought = self.admission.decided(&member.0)?;
        match &brought.act {
            Known::Found(_) => Some(brought.author),
            Known::Admit(admit) => Some(admit.device),
            _ => None,
        }
    }

    /// Returns whose device a withdrawal strikes, and whether only what they do as a steward.
    fn struck(&self, what: &Withdrawn) -> Option<(DeviceId, bool)> {
        match what {
            Withdrawn::Member(member) => Some((self.person(member)?, false)),
            Withdrawn::Role(member) => Some((self.person(member)?, true)),
            Withdrawn::Device(device) => Some((*device, false)),
            Withdrawn::Policy(_) => None,
        }
    }

    fn strikes(&self, withdrawal: &Withdrawal, author: &DeviceId, steward: bool) -> bool {
        self.struck(&withdrawal.what)
            .is_some_and(|(device, role)| device == *author && (steward || !role))
    }

    fn knows(&self, later: &EntryId, earlier: &EntryId) -> bool {
        self.graph.node(later).is_some_and(|node| self.graph.knows(node, earlier))
    }

    fn decision_stands(&self, entry: &EntryId) -> bool {
        !self.settled.void.contains_key(entry)
    }

    /// Whoever is excluded was so by two different people, by acts that stand.
    pub(crate) fn exclusions_have_two_signatures(&self, entries: &[Arc<Written>]) -> bool {
        let pairs = self.pairs(entries);
        self.membership().members().all(|(id, member)| {
            member.standing != Standing::Excluded
                || pairs.iter().any(|(target, authors, signed)| {
                    self.membership().member_of(target) == Some(id)
                        && authors.iter().all(|author| self.is_made_steward(entries, author))
                        && signed.iter().all(|entry| self.decision_stands(entry))
                })
        })
    }

    /// Returns the pairs of exclusions by two who were stewards in what lies before both: whom they
    /// strike, and whose they are.
    fn pairs(&self, entries: &[Arc<Written>]) -> Vec<(DeviceId, [DeviceId; 2], [EntryId; 2])> {
        let exclusions: Vec<(DeviceId, DeviceId, EntryId)> = entries
            .iter()
            .filter_map(|entry| match &entry.act {
                Known::Exclude(exclude) => {
                    Some((self.person(&exclude.member)?, entry.header.log.device, entry.id))
                }
                _ => None,
            })
            .collect();
        let gone_back = |on: &EntryId, known_to: &EntryId| {
            entries.iter().any(|entry| match &entry.act {
                Known::Reinstate(back) => {
                    back.lifts.contains(on) && self.graph.reaches(known_to, &entry.id)
                }
                _ => false,
            })
        };
        let mut admission = self.admission.clone();
        let mut pairs = Vec::new();
        for (at, (target, one, first)) in exclusions.iter().enumerate() {
            for (_, other, second) in exclusions
                .iter()
                .skip(at + 1)
                .filter(|(same, author, _)| same == target && author != one)
            {
                let Some(closure) = self.graph.authority_before(first, second) else { continue };
                let before = admission.membership(&self.graph, &closure);
                let steward = |device: &DeviceId| {
                    before
                        .acting(device)
                        .ok()
                        .and_then(|id| before.member(&id).map(|member| member.role))
                        == Some(Role::Steward)
                };
                let one_way = gone_back(first, second) || gone_back(second, first);
                if steward(one) && steward(other) && !one_way {
                    pairs.push((*target, [*one, *other], [*first, *second]));
                }
            }
        }
        pairs
    }

    /// Returns whether all stands that made somebody what they are.
    fn rests(&self, entries: &[Arc<Written>], who: &DeviceId) -> bool {
        self.graph.certifying(who).iter().all(|entry| self.decision_stands(entry))
            && entries.iter().all(|entry| match &entry.act {
                Known::GrantRole(grant) => {
                    self.person(&grant.member) != Some(*who) || self.decision_stands(&entry.id)
                }
                _ => true,
            })
    }

    /// Whom two stewards exclude is excluded, unless two others exclude one of these.
    pub(crate) fn two_signatures_win(&self, entries: &[Arc<Written>]) -> bool {
        // Whom somebody brought in who was taken out by somebody else is not among those who sign.
        let mut pairs = self.pairs(entries);
        pairs.retain(|(_, authors, _)| authors.iter().all(|author| self.rests(entries, author)));
        pairs.iter().all(|(target, authors, _)| {
            let outdone = pairs.iter().any(|(struck, ..)| authors.contains(struck));
            let standing = self
                .membership()
                .member_of(target)
                .and_then(|id| self.membership().member(&id))
                .map(|member| member.standing);
            outdone || standing.is_none_or(|standing| standing == Standing::Excluded)
        })
    }

    /// What stands is applied, and those it strikes feel it.
    pub(crate) fn withdrawals_have_effect(&self, entries: &[Arc<Written>]) -> bool {
        let lifted = entries.iter().any(|entry| matches!(entry.act, Known::Reinstate(_)));
        let granted =
            entries.iter().any(|entry| matches!(entry.act, Known::GrantRole(_) | Known::Admit(_)));
        entries.iter().all(|entry| {
            let Some(decided) = self.admission.decided(&entry.id) else { return true };
            let Some((what, _)) = withdrawn(&decided) else { return true };
            if !self.decision_stands(&entry.id) {
                return true;
            }
            let holds = self.settled.withdrawals.iter().any(|held| held.entry == entry.id);
            let Some((struck, role)) = self.struck(&what) else { return holds };
            let member =
                self.membership().member_of(&struck).and_then(|id| self.membership().member(&id));
            // Whom a void admission brought is out already, and decides nothing.
            let Some(member) = member else { return true };
            if self.membership().member_of(&decided.author).is_none() {
                return true;
            }
            let felt = match what {
                _ if lifted || (role && granted) => true,
                Withdrawn::Device(device) => self
                    .membership()
                    .device(&device)
                    .is_none_or(|device| device.standing != DeviceStanding::Active),
                Withdrawn::Role(_) => {
                    member.role == Role::Member || member.standing != Standing::Active
                }
                Withdrawn::Member(_) | Withdrawn::Policy(_) => member.standing != Standing::Active,
            };
            holds && felt
        })
    }

    /// No decision stands that a withdrawal strikes which it neither knew nor was known by; but
    /// for what two signed, what a steward ratified, and two that strike each other's authors.
    pub(crate) fn no_decision_survives(&self, entries: &[Arc<Written>]) -> bool {
        let author = |held: &Withdrawal| self.admission.decided(&held.entry).map(|act| act.author);
        let authors: Vec<DeviceId> = self.settled.withdrawals.iter().filter_map(author).collect();
        let pairs = self.pairs(entries);
        entries.iter().all(|entry| {
            let Some(decided) = self.admission.decided(&entry.id) else { return true };
            let strikes_back = withdrawn(&decided)
                .and_then(|(what, _)| self.struck(&what))
                .is_some_and(|(device, _)| authors.contains(&device));
            if !self.decision_stands(&entry.id)
                || self.membership().ratified(&entry.id)
                || matches!(decided.act, Known::Leave(_) | Known::OpenLog(_))
                || strikes_back
                || pairs.iter().any(|(.., signed)| signed.contains(&entry.id))
            {
                return true;
            }
            self.settled.withdrawals.iter().all(|held| {
                held.entry == entry.id
                    || !self.strikes(held, &decided.author, decided.powers.steward)
                    || self.knows(&entry.id, &held.entry)
                    || self.knows(&held.entry, &entry.id)
                    // It takes out whoever brought that one's author in.
                    || (withdrawn(&decided).is_some()
                        && author(held).is_some_and(|by| !self.rests(entries, &by)))
            })
        })
    }

    /// Work that a withdrawal strikes and that did not know of it stands just if the withdrawal had
    /// seen it, a steward ratified it, or somebody else whose work stands had built on it without
    /// knowing of the withdrawal. Other work stands.
    pub(crate) fn work_stands_as_it_should(&self, entries: &[Arc<Written>]) -> bool {
        let work: Vec<&Arc<Written>> =
            entries.iter().filter(|entry| entry.header.log.kind() == EntryKind::Content).collect();
        let member = |entry: &Written| self.membership().member_of(&entry.header.log.device);
        work.iter().all(|entry| {
            let LogKey { device, log } = entry.header.log;
            let stands = !self.void.contains_key(&entry.id);
            let Some(author) = member(entry) else { return !stands };
            if self.membership().ratified(&entry.id) {
                return stands;
            }
            let kept = self.settled.withdrawals.iter().all(|held| {
                let seen = held.seen.iter().any(|(of, height)| {
                    *of == LogKey { device, log } && entry.header.seq < *height
                });
                let anchored = || {
                    work.iter().any(|other| {
                        member(other).is_some_and(|other| other != author)
                            && !self.void.contains_key(&other.id)
                            && self.graph.reaches(&other.id, &entry.id)
                            && !self.knows(&other.id, &held.entry)
                    })
                };
                !self.strikes(held, &device, false)
                    || self.knows(&entry.id, &held.entry)
                    || seen
                    || anchored()
            });
            stands == kept
        })
    }

    /// What a ratification that stands names stands, if its author is a member at all.
    pub(crate) fn ratified_stands(&self, entries: &[Arc<Written>]) -> bool {
        entries.iter().all(|entry| {
            let Known::Ratify(ratify) = &entry.act else { return true };
            if !self.decision_stands(&entry.id) {
                return true;
            }
            let stranger = self
                .graph
                .node(&ratify.entry)
                .is_none_or(|node| self.membership().member_of(&node.log.device).is_none());
            self.decision_stands(&ratify.entry)
                && (stranger || !self.void.contains_key(&ratify.entry))
        })
    }

    /// Returns whether somebody was made a steward, or came as one, by an act that stands.
    fn is_made_steward(&self, entries: &[Arc<Written>], who: &DeviceId) -> bool {
        let as_steward = |act: &Known| {
            match act {
            Known::Found(_) => true,
            Known::Admit(admit) => {
                self.admission.decided(&admit.invite).is_some_and(|invite| {
                    matches!(&invite.act, Known::Invite(invite) if invite.role == Role::Steward)
                })
            }
            _ => false,
        }
        };
        let granted = entries.iter().any(|other| match &other.act {
            Known::GrantRole(grant) => {
                self.person(&grant.member) == Some(*who) && self.decision_stands(&other.id)
            }
            _ => false,
        });
        granted
            || self.graph.certifying(who).iter().any(|id| {
                self.decision_stands(id)
                    && self.admission.decided(id).is_some_and(|act| as_steward(&act.act))
            })
    }

    /// Whoever decides as a steward was made one by an act that stands; but for those whom their
    /// word brought down who brought them down.
    pub(crate) fn stewards_were_made(&self, entries: &[Arc<Written>]) -> bool {
        let author = |held: &Withdrawal| self.admission.decided(&held.entry).map(|act| act.author);
        let authors: Vec<DeviceId> = self.settled.withdrawals.iter().filter_map(author).collect();
        entries.iter().all(|entry| {
            let Some(decided) = self.admission.decided(&entry.id) else { return true };
            let strikes_back = withdrawn(&decided)
                .and_then(|(what, _)| self.struck(&what))
                .is_some_and(|(device, _)| authors.contains(&device));
            !decided.powers.steward
                || !self.decision_stands(&entry.id)
                || self.membership().ratified(&entry.id)
                || strikes_back
                || self.membership().member_of(&decided.author).is_none()
                || self.is_made_steward(entries, &decided.author)
        })
    }

    /// Of each decision is known whether it stands, and what made it void if not.
    pub(crate) fn all_is_decided(&self) -> bool {
        self.settled.void.iter().all(|(entry, because)| entry != because)
    }

    /// Somebody's device may invite and admit, unless nobody has one.
    pub(crate) fn somebody_may_admit(&self) -> bool {
        let invite = Known::Invite(Invite {
            key: [5; 32],
            role: Role::Member,
            uses: 1,
            expires: Timestamp::END,
            approval: Approval::Auto,
            more: Vec::new(),
        });
        let left = |(id, device): (&MemberId, &DeviceId)| {
            let standing = self.membership().member(id).map(|member| member.standing);
            let device = self.membership().device(device).map(|device| device.standing);
            standing != Some(Standing::Excluded) && device != Some(DeviceStanding::Revoked)
        };
        let mut devices = self
            .membership()
            .members()
            .flat_map(|(id, member)| member.devices.iter().map(move |device| (id, *device)));
        if !devices.any(|(id, device)| left((&id, &device))) {
            return true;
        }
        PEOPLE.iter().any(|name| {
            self.membership()
                .judge(&self.graph.space(), &device(name), &invite, verify_signature)
                .is_ok()
        })
    }

    /// Whoever has all of it can write what everybody can store; and what somebody did whom nobody
    /// took out, by rights from the beginning, counts.
    pub(crate) fn nobody_is_stuck(&self, entries: &[Arc<Written>]) -> bool {
        let next = PEOPLE.iter().filter(|name| !self.graph.certifying(&device(name)).is_empty());
        let can_go_on = next.into_iter().all(|name| {
            let log = LogKey { device: device(name), log: 1 };
            let prev = self.graph.log(&log).last().copied();
            let deps = self.graph.tips(EntryKind::Content, Some(&log));
            let auth = self.graph.tips(EntryKind::Authority, None);
            let links = prev.iter().chain(&deps).chain(&auth);
            let lamport = links.filter_map(|id| self.graph.node(id)).map(|node| node.lamport);
            let header = Header {
                space: self.graph.space().0,
                log,
                seq: self.graph.height(&log),
                prev: prev.unwrap_or(EntryId([0; 32])),
                lamport: lamport.max().unwrap_or(0) + 1,
                deps,
                auth,
                at: START,
                body_hash: [0; 32],
                body_len: 0,
            };
            self.graph.check(header.id(), &header).is_ok()
        });
        let struck: Vec<DeviceId> = entries
            .iter()
            .filter_map(|entry| self.admission.decided(&entry.id))
            .filter_map(|act| withdrawn(&act).and_then(|(what, _)| self.struck(&what)))
            .map(|(device, _)| device)
            .collect();
        let counts = |entry: &Arc<Written>| {
            let author = entry.header.log.device;
            let steward = self.admission.decided(&entry.id).is_some_and(|act| act.powers.steward);
            let by_right = PEOPLE.iter().take(3).any(|name| device(name) == author)
                || (author == device("Di") && !steward);
            !by_right
                || struck.contains(&author)
                || matches!(entry.act, Known::Admit(_))
                || !self.rests(entries, &author)
                || (self.decision_stands(&entry.id) && !self.void.contains_key(&entry.id))
        };
        can_go_on && entries.iter().all(counts)
    }
}
