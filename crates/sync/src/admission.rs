//! Admission: what of the stored entries counts, as a pure function of the stored set.
//!
//! An entry's authority is the membership at the closure of the heads of authority its author
//! knew. Memberships are memoised by that closure, so most entries cost a look-up.

use std::{collections::HashMap, sync::Arc};

use etabli_model::{
    act::{self, Known, ReadAct},
    body::{ActClass, Body, DocumentEdit, Part},
    id::{DeviceId, EntryId, MemberId},
    membership::{Ignored, Membership},
};

use crate::{
    entry::{EntryKind, Header, verify_signature},
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
                ReadAct::Known(Known::Invite(_) | Known::HandOver(_) | Known::Return(_))
                | ReadAct::Unknown
                | ReadAct::Malformed => None,
            },
            Part::Edit(_) | Part::Sealed(_) => None,
        })
        .collect()
}

#[derive(Debug, Clone)]
struct Judged {
    author: DeviceId,
    allowed: Vec<Known>,
    unknown: u64,
}

/// The verdicts on authority, and the memberships they make.
#[derive(Debug, Clone, Default)]
pub struct Admission {
    judged: HashMap<EntryId, Judged>,
    remembered: HashMap<Clock, Arc<Membership>>,
}

impl Admission {
    /// Returns the membership that a closure of authority makes.
    pub fn membership(&mut self, graph: &Graph, closure: &Clock) -> Arc<Membership> {
        if let Some(membership) = self.remembered.get(closure) {
            return membership.clone();
        }
        let mut membership = Membership::default();
        for id in graph.authority_entries(closure) {
            let Some(judged) = self.judged.get(&id) else { continue };
            for act in &judged.allowed {
                // What a concurrent act made pointless is passed over, the same everywhere.
                if membership.apply(id, &judged.author, act).is_err() {
                    continue;
                }
            }
            for _ in 0..judged.unknown {
                membership.apply_unknown();
            }
        }
        let membership = Arc::new(membership);
        if self.remembered.len() >= MOST_REMEMBERED {
            self.remembered.clear();
        }
        self.remembered.insert(closure.clone(), membership.clone());
        membership
    }

    /// Returns the membership of everything stored.
    pub fn now(&mut self, graph: &Graph) -> Arc<Membership> {
        self.membership(graph, &graph.authority_now())
    }

    /// Judges the parts of a stored entry, in order.
    pub fn judge(&mut self, graph: &Graph, id: EntryId, header: &Header, body: &[u8]) -> Judgement {
        let Some(closure) = graph.node(&id).map(|node| node.authority().clone()) else {
            return Judgement { verdicts: Vec::new(), ends_command: true };
        };
        let Ok(body) = Body::decode(body) else {
            let verdicts = vec![Verdict::Ignored(Ignored::Unreadable)];
            return Judgement { verdicts, ends_command: true };
        };
        let ends_command = body.last;
        let membership = self.membership(graph, &closure);
        let verdicts = match header.log.kind() {
            EntryKind::Authority => self.judge_authority(graph, id, header, body, &membership),
            EntryKind::Content => {
                let device = header.log.device;
                body.parts.into_iter().map(|part| judge_part(&membership, &device, part)).collect()
            }
        };
        Judgement { verdicts, ends_command }
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
        let mut judged = Judged { author, allowed: Vec::new(), unknown: 0 };
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
                Part::Act(act) => match act::read(&act) {
                    ReadAct::Malformed => Verdict::Ignored(Ignored::Unreadable),
                    ReadAct::Unknown if membership.member_of(&author).is_none() => {
                        Verdict::Ignored(Ignored::NotAMember)
                    }
                    ReadAct::Unknown => {
                        judged.unknown += 1;
                        Verdict::Unknown(ActClass::Authority)
                    }
                    ReadAct::Known(known) => {
                        let outcome = membership
                            .judge(&space, &author, &known, verify_signature)
                            .and_then(|()| membership.apply(id, &author, &known))
                            .and_then(|()| {
                                membership.member_of(&author).ok_or(Ignored::NotAMember)
                            });
                        match outcome {
                            Ok(member) => {
                                judged.allowed.push(known.clone());
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

fn judge_part(membership: &Membership, device: &DeviceId, part: Part) -> Verdict {
    match part {
        Part::Sealed(_) => Verdict::Sealed,
        Part::Edit(edit) => match membership.may_write(device, &edit.document) {
            Ok(member) => Verdict::Edit { member, edit },
            Err(reason) => Verdict::Ignored(reason),
        },
        Part::Act(act) if act.class != ActClass::Daily => Verdict::Ignored(Ignored::WrongLog),
        Part::Act(act) => match act::read(&act) {
            ReadAct::Malformed => Verdict::Ignored(Ignored::Unreadable),
            ReadAct::Unknown => match membership.member_of(device) {
                Some(_) => Verdict::Unknown(ActClass::Daily),
                None => Verdict::Ignored(Ignored::NotAMember),
            },
            ReadAct::Known(known) => match membership.judge_daily(device, &known) {
                Ok(member) => Verdict::Act { member, act: known },
                Err(reason) => Verdict::Ignored(reason),
            },
        },
    }
}
