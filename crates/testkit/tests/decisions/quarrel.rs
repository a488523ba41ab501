//! The courses of a quarrel: who may write what next, and in which past.
//!
//! A state is the set of entries written so far, so two courses that end in one set are one. Nobody
//! hears by itself: whoever writes chooses what they had heard, all, nothing or what one other
//! person knew, which covers liars who never cite. Only acts that were allowed in their own past are
//! written; others are without effect everywhere.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    hash::{Hash, Hasher},
    sync::{Arc, LazyLock, Mutex, OnceLock},
};

use etabli_model::{
    act::{
        Admit, Approval, Exclude, Found, GrantRole, HandOver, Invite, Known, Leave, Ratify,
        Reinstate, RevokeDevice, RevokeRole, Role, Seen, Suspend,
    },
    body::{Body, Part},
    id::{CommandId, DeviceId, EntryId, ItemId, LocalId, MemberId, SpaceId},
    membership::{Membership, RULES, Standing},
    time::Timestamp,
};
use etabli_sync::{
    admission::certifies,
    entry::{EntryKind, Header, LogKey, verify_signature},
    join::prove,
};
use etabli_testkit::peer::{self, START, key};
use serde_bytes::ByteBuf;
use stateright::{Model, Property};

use crate::{view::View, world::World};

/// Three stewards, a member, and one who is invited.
pub(crate) const PEOPLE: [&str; 5] = ["Ana", "Bo", "Cy", "Di", "Eve"];
const STEWARDS: &str = "for stewards";
const MEMBERS: &str = "for members";

/// Returns the device of one of these people.
pub(crate) fn device(name: &str) -> DeviceId {
    // Making a key costs more than judging an entry.
    static DEVICES: LazyLock<[DeviceId; 5]> = LazyLock::new(|| PEOPLE.map(peer::device));
    PEOPLE.iter().position(|person| *person == name).map(|at| DEVICES[at]).unwrap()
}

/// What people do in a quarrel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Lend something.
    Work,
    /// Suspend somebody.
    Suspend,
    /// Want somebody excluded.
    Exclude,
    /// Make a steward an ordinary member.
    Demote,
    /// Make a member a steward.
    Grant,
    /// Let somebody take part again.
    Reinstate,
    /// Leave.
    Leave,
    /// Admit a device with either invitation.
    Admit,
    /// Take a device out.
    TakeOut,
    /// Make an entry stand.
    Ratify,
}

/// What everybody knows of the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Start {
    /// All of it.
    Met,
    /// Nothing after their own admission, unless they hear of it.
    Apart,
}

/// An entry that somebody may write, with what the checker asks of it.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) id: EntryId,
    pub(crate) header: Header,
    pub(crate) body: Vec<u8>,
    pub(crate) certifies: Vec<DeviceId>,
    pub(crate) act: Known,
    words: String,
}

#[derive(Debug, Default)]
struct Numbered {
    numbers: HashMap<EntryId, u32>,
    entries: Vec<Arc<Written>>,
}

/// What was written so far; entries by their number in the model.
#[derive(Debug, Clone)]
pub(crate) struct State {
    entries: Vec<u32>,
    world: Arc<OnceLock<World>>,
}

impl PartialEq for State {
    fn eq(&self, other: &Self) -> bool {
        self.entries == other.entries
    }
}

impl Hash for State {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.entries.hash(hasher);
    }
}

/// The model.
#[derive(Debug)]
pub(crate) struct Quarrel {
    kinds: &'static [Kind],
    start: Start,
    depth: usize,
    /// What everybody could know: the founding, the invitations, the admissions.
    beginning: World,
    invites: [(EntryId, &'static str); 2],
    known: Mutex<Numbered>,
}

impl Quarrel {
    /// Returns what everybody could know before it.
    pub(crate) fn into_beginning(self) -> World {
        self.beginning
    }

    /// Makes the model of a quarrel in which these kinds of things happen, so many of them.
    pub(crate) fn of(kinds: &'static [Kind], start: Start, depth: usize) -> Self {
        let found = Known::Found(Found { rules: RULES, nonce: [1; 16], more: Vec::new() });
        let ana = device("Ana");
        let (first, space) = {
            let header = header(SpaceId([0; 32]), LogKey { device: ana, log: 0 }, 0, None, 1);
            let first = written(header, found, "Ana founds".to_owned());
            let space = SpaceId(first.id.0);
            (first, space)
        };
        let mut beginning = World::empty(space);
        beginning.insert(&first);
        let mut quarrel = Self {
            kinds,
            start,
            depth,
            beginning,
            invites: [(first.id, ""); 2],
            known: Mutex::default(),
        };
        let everything = |world: &World| View::of_all(&world.graph);
        for (index, (name, role)) in
            [(STEWARDS, Role::Steward), (MEMBERS, Role::Member)].into_iter().enumerate()
        {
            let act = Known::Invite(Invite {
                key: key(name).verifying_key().to_bytes(),
                role,
                uses: 100,
                expires: Timestamp::END,
                approval: Approval::Auto,
                more: Vec::new(),
            });
            let view = everything(&quarrel.beginning);
            let invite = quarrel.write(&quarrel.beginning, "Ana", &view, act, String::new());
            quarrel.invites[index] = (invite.id, name);
            quarrel.beginning.insert(&invite);
        }
        for (name, with) in [("Bo", 0), ("Cy", 0), ("Di", 1)] {
            let view = everything(&quarrel.beginning);
            let act = quarrel.admission("Ana", name, with);
            let admit = quarrel.write(&quarrel.beginning, "Ana", &view, act, String::new());
            quarrel.beginning.insert(&admit);
        }
        quarrel
    }

    fn admission(&self, who: &str, guest: &str, with: usize) -> Known {
        let (invite, name) = self.invites[with];
        let (space, nonce) = (self.beginning.graph.space(), [7; 32]);
        let proof = prove(&key(name), &space, &device(guest), &device(who), &nonce);
        let (device, proof) = (device(guest), ByteBuf::from(proof));
        Known::Admit(Admit { invite, device, nonce, proof, more: Vec::new() })
    }

    /// Returns the entry by which somebody with a view does something.
    fn write(&self, world: &World, who: &str, view: &View, act: Known, words: String) -> Written {
        let graph = &world.graph;
        let kind = match act {
            Known::HandOver(_) => EntryKind::Content,
            _ => EntryKind::Authority,
        };
        let log = LogKey { device: device(who), log: u32::from(kind == EntryKind::Content) };
        let prev = graph.log(&log).last().copied();
        let tips = match kind {
            EntryKind::Authority => View::tips(graph, &view.authority),
            EntryKind::Content => View::tips(graph, &view.content),
        };
        let deps: Vec<EntryId> = tips.into_iter().filter(|id| Some(*id) != prev).collect();
        let auth = match kind {
            EntryKind::Authority => Vec::new(),
            EntryKind::Content => View::tips(graph, &view.authority),
        };
        let lamport = prev
            .iter()
            .chain(&deps)
            .chain(&auth)
            .filter_map(|id| graph.node(id))
            .map(|node| node.lamport)
            .max()
            .unwrap_or(0);
        let seq = graph.height(&log);
        let header = Header { deps, auth, ..header(graph.space(), log, seq, prev, lamport + 1) };
        written(header, act, words)
    }

    /// Returns what somebody with a view may do.
    fn deeds(&self, who: usize, view: &View, past: &Membership) -> Vec<(Known, String)> {
        let name = PEOPLE[who];
        let member = |name: &str| past.member_of(&device(name));
        let seen = |member: MemberId| -> Seen {
            let of = |name: &&&str| past.member_of(&device(name)) == Some(member);
            let height = |name: &str| {
                let log = LogKey { device: device(name), log: 1 };
                let own = view.content.iter().filter(|id| {
                    let known = self.known.lock().unwrap();
                    known
                        .numbers
                        .get(id)
                        .is_some_and(|at| known.entries[*at as usize].header.log == log)
                });
                own.count() as u64
            };
            PEOPLE
                .iter()
                .filter(of)
                .map(|name| (device(name), 1, height(name)))
                .filter(|(_, _, height)| *height > 0)
                .collect()
        };
        let more = Vec::new;
        let mut deeds: Vec<(Known, String)> = Vec::new();
        for kind in self.kinds {
            match kind {
                Kind::Work => {
                    let Some(to) = member(name) else { continue };
                    let act = HandOver {
                        item: ItemId::common(LocalId([3; 16])),
                        units: 1,
                        capacity: 1,
                        to,
                        since: START,
                        due: None,
                        more: more(),
                    };
                    deeds.push((Known::HandOver(act), format!("{name} works")));
                }
                Kind::Leave => {
                    let Some(me) = member(name) else { continue };
                    let act = Leave { seen: seen(me), more: more() };
                    deeds.push((Known::Leave(act), format!("{name} leaves")));
                }
                Kind::Ratify => {
                    let of_the_run = |id: &&EntryId| self.beginning.graph.node(id).is_none();
                    for entry in view.authority.iter().chain(&view.content).filter(of_the_run) {
                        let known = self.known.lock().unwrap();
                        let Some(at) = known.numbers.get(entry) else { continue };
                        let ratified = &known.entries[*at as usize];
                        if matches!(ratified.act, Known::Ratify(_))
                            || ratified.header.log.device == device(name)
                        {
                            continue;
                        }
                        let words = format!("{name} ratifies «{}»", ratified.words);
                        drop(known);
                        deeds.push((Known::Ratify(Ratify { entry: *entry, more: more() }), words));
                    }
                }
                Kind::Admit => {
                    for guest in PEOPLE {
                        for with in 0..2 {
                            let words = format!("{name} admits {guest} {}", self.invites[with].1);
                            deeds.push((self.admission(name, guest, with), words));
                        }
                    }
                }
                Kind::TakeOut => {
                    for other in PEOPLE {
                        let lost = device(other);
                        let Some(of) = member(other) else { continue };
                        let act = RevokeDevice { device: lost, seen: seen(of), more: more() };
                        let words = format!("{name} takes out the device of {other}");
                        deeds.push((Known::RevokeDevice(act), words));
                    }
                }
                Kind::Suspend | Kind::Exclude | Kind::Demote | Kind::Grant | Kind::Reinstate => {
                    for other in PEOPLE {
                        let Some(target) = member(other) else { continue };
                        let (member, seen) = (target, seen(target));
                        let (act, does) = match kind {
                            Kind::Suspend => {
                                (Known::Suspend(Suspend { member, seen, more: more() }), "suspends")
                            }
                            Kind::Exclude => {
                                (Known::Exclude(Exclude { member, seen, more: more() }), "excludes")
                            }
                            Kind::Demote => (
                                Known::RevokeRole(RevokeRole { member, seen, more: more() }),
                                "demotes",
                            ),
                            Kind::Grant => {
                                (Known::GrantRole(GrantRole { member, more: more() }), "promotes")
                            }
                            _ => {
                                let Some(found) = past.member(&target) else { continue };
                                let lifts = found.withdrawals.keys().copied().collect();
                                let act = Reinstate { member, device: None, lifts, more: more() };
                                (Known::Reinstate(act), "reinstates")
                            }
                        };
                        deeds.push((act, format!("{name} {does} {other}")));
                    }
                }
            }
        }
        deeds
    }

    fn number(&self, written: Written) -> u32 {
        let mut known = self.known.lock().unwrap();
        if let Some(number) = known.numbers.get(&written.id) {
            return *number;
        }
        let number = u32::try_from(known.entries.len()).unwrap();
        known.numbers.insert(written.id, number);
        known.entries.push(Arc::new(written));
        number
    }

    fn entries(&self, state: &State) -> Vec<Arc<Written>> {
        let known = self.known.lock().unwrap();
        let mut entries: Vec<_> =
            state.entries.iter().map(|at| Arc::clone(&known.entries[*at as usize])).collect();
        entries.sort_by_key(|entry| (entry.header.lamport, entry.id));
        entries
    }

    /// Returns what the entries of a state amount to.
    pub(crate) fn world<'a>(&self, state: &'a State) -> &'a World {
        state.world.get_or_init(|| self.beginning.with(&self.entries(state)))
    }

    /// Tells a course so that a person can follow it.
    pub(crate) fn tell(&self, state: &State) -> String {
        let entries = self.entries(state);
        let world = self.world(state);
        let name = |id: &EntryId| {
            entries.iter().position(|entry| entry.id == *id).map(|at| at.to_string())
        };
        let mut lines = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let node = world.graph.node(&entry.id).unwrap();
            let knew: Vec<String> = entries
                .iter()
                .filter(|other| {
                    other.id != entry.id
                        && (world.graph.knows(node, &other.id)
                            || world.graph.reaches(&entry.id, &other.id))
                })
                .filter_map(|other| name(&other.id))
                .collect();
            let void =
                world.void.contains_key(&entry.id) || world.settled.void.contains_key(&entry.id);
            let outcome = if void { "void" } else { "stands" };
            let lamport = entry.header.lamport;
            lines.push(format!(
                "  {at} @{lamport} {} [{}]: {outcome}",
                entry.words,
                knew.join(",")
            ));
        }
        for name in PEOPLE {
            let membership = &world.settled.membership;
            let Some(id) = membership.member_of(&device(name)) else { continue };
            let member = membership.member(&id).unwrap();
            let acts = membership.acting(&device(name)).is_ok();
            lines.push(format!("  {name}: {:?}, {:?}, acts: {acts}", member.role, member.standing));
        }
        lines.join("\n")
    }
}

fn header(space: SpaceId, log: LogKey, seq: u64, prev: Option<EntryId>, lamport: u64) -> Header {
    Header {
        space: space.0,
        log,
        seq,
        prev: prev.unwrap_or(EntryId([0; 32])),
        deps: Vec::new(),
        auth: Vec::new(),
        lamport,
        at: START,
        body_hash: [0; 32],
        body_len: 0,
    }
}

fn written(mut header: Header, act: Known, words: String) -> Written {
    let parts = vec![Part::Act(act.to_act())];
    let body = Body { command: CommandId([0; 16]), part: 0, last: true, parts }.encode();
    header.body_hash = *blake3::hash(&body).as_bytes();
    header.body_len = u32::try_from(body.len()).unwrap();
    let (id, certifies) = (header.id(), certifies(&header, &body));
    Written { id, header, body, certifies, act, words }
}

impl Model for Quarrel {
    type State = State;
    type Action = u32;

    fn init_states(&self) -> Vec<State> {
        vec![State { entries: Vec::new(), world: Arc::default() }]
    }

    fn actions(&self, state: &State, actions: &mut Vec<u32>) {
        if state.entries.len() >= self.depth {
            return;
        }
        let world = self.world(state);
        let graph = &world.graph;
        let views: BTreeMap<usize, View> = (0..PEOPLE.len())
            .filter_map(|who| Some((who, View::of_person(graph, &device(PEOPLE[who]))?)))
            .map(|(who, view)| match self.start {
                Start::Met => (who, view.join(&View::of_all(&self.beginning.graph))),
                Start::Apart => (who, view),
            })
            .collect();
        let all = View::of_all(graph);
        let mut admission = world.admission.clone();
        for (who, own) in &views {
            let mut pasts: BTreeSet<View> = views.values().map(|other| own.join(other)).collect();
            pasts.insert(all.clone());
            for view in pasts {
                let closure = graph.authority_of(View::tips(graph, &view.authority).iter());
                let past = admission.membership(graph, &closure);
                let author = device(PEOPLE[*who]);
                for (act, words) in self.deeds(*who, &view, &past) {
                    let allowed = match act {
                        Known::HandOver(_) => past.judge_daily(&author, &act).is_ok(),
                        _ => past.judge(&graph.space(), &author, &act, verify_signature).is_ok(),
                    };
                    if allowed {
                        let entry = self.write(world, PEOPLE[*who], &view, act, words);
                        actions.push(self.number(entry));
                    }
                }
            }
        }
    }

    fn next_state(&self, last: &State, action: u32) -> Option<State> {
        let mut entries = last.entries.clone();
        let at = entries.binary_search(&action).err()?;
        entries.insert(at, action);
        Some(State { entries, world: Arc::default() })
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always("any order of arrival gives the same", |model, state| {
                let mut entries = model.entries(state);
                // The other way round, as far as what an entry names comes before it.
                entries.sort_by_key(|entry| {
                    (entry.header.log.kind(), entry.header.lamport, std::cmp::Reverse(entry.id))
                });
                let world = model.world(state);
                world.same_as(&model.beginning.with(&entries))
            }),
            Property::always("what is remembered changes no decision", |model, state| {
                model.world(state).decides_the_same_anew()
            }),
            Property::always("what is kept of tips is what no head reaches", |model, state| {
                let graph = &model.world(state).graph;
                let all = View::of_all(graph);
                graph.tips(EntryKind::Authority, None) == View::tips(graph, &all.authority)
                    && graph.tips(EntryKind::Content, None) == View::tips(graph, &all.content)
            }),
            Property::always(
                "what is built on a decision does not make it stand",
                |model, state| {
                    let entries = model.entries(state);
                    let authority: Vec<_> = entries
                        .iter()
                        .filter(|entry| entry.header.log.kind() == EntryKind::Authority)
                        .cloned()
                        .collect();
                    authority.len() == entries.len()
                        || model.world(state).decides_as(&model.beginning.with(&authority))
                },
            ),
            Property::always("whoever decides as a steward was made one", |model, state| {
                model.world(state).stewards_were_made(&model.entries(state))
            }),
            Property::always("every decision is settled", |model, state| {
                model.world(state).all_is_decided()
            }),
            Property::always("an exclusion has two stewards' words that stand", |model, state| {
                model.world(state).exclusions_have_two_signatures(&model.entries(state))
            }),
            Property::always("two signatures win over what one does", |model, state| {
                model.world(state).two_signatures_win(&model.entries(state))
            }),
            Property::always("no withdrawal that stands is without effect", |model, state| {
                model.world(state).withdrawals_have_effect(&model.entries(state))
            }),
            Property::always("nobody decides in the face of a withdrawal", |model, state| {
                model.world(state).no_decision_survives(&model.entries(state))
            }),
            Property::always("work stands if anchored, seen or ratified", |model, state| {
                model.world(state).work_stands_as_it_should(&model.entries(state))
            }),
            Property::always("what was ratified stands", |model, state| {
                model.world(state).ratified_stands(&model.entries(state))
            }),
            Property::always("somebody may invite and admit", |model, state| {
                model.world(state).somebody_may_admit()
            }),
            Property::always("nobody honest is stuck", |model, state| {
                model.world(state).nobody_is_stuck(&model.entries(state))
            }),
            Property::sometimes("somebody is taken out", |model, state| {
                let membership = &model.world(state).settled.membership;
                membership.members().any(|(_, member)| member.standing != Standing::Active)
                    || membership.stewards() < 3
                    || PEOPLE.iter().take(4).any(|name| membership.acting(&device(name)).is_err())
            }),
        ]
    }

    fn within_boundary(&self, state: &State) -> bool {
        state.entries.len() <= self.depth
    }
}
