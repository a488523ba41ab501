//! What withdrawals do to entries whose authors had not seen them.
//!
//! Such an entry stands only if the withdrawal had seen it, if another member had built on it
//! before hearing of the withdrawal (it is *anchored*), or if a steward ratified it. An anchor must
//! itself stand, so two who were both taken out cannot hold each other up. A pure function of the
//! stored set; the result is the least fixed point of that rule.
//!
//! The same holds for a log that forked, from the fork on: acts stand where others had built on
//! them before they could know of the other branch, and of the edits one branch stands, because
//! both write as the same actor of a document.

use std::collections::{BTreeMap, BTreeSet};

use etabli_model::{
    id::{EntryId, MemberId},
    membership::{Ignored, Membership, standing::Withdrawn},
};

use crate::{
    admission::{Settled, Withdrawal},
    entry::EntryKind,
    graph::{Clock, Fork, Graph, Node},
};

/// Content entries that do not count, or not whole, although they were allowed where they were
/// written.
pub type Void = BTreeMap<EntryId, VoidParts>;

/// What of an entry is void.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoidParts {
    /// Why.
    pub reason: Ignored,
    /// Its acts.
    pub acts: bool,
    /// Its edits.
    pub edits: bool,
}

impl VoidParts {
    const fn whole(reason: Ignored) -> Self {
        Self { reason, acts: true, edits: true }
    }
}

/// A fork of a content log, and what others had built on before they could know of it.
struct Split {
    fork: Fork,
    member: MemberId,
    /// By branch, in the order of the fork's entries.
    anchored: Vec<Clock>,
    /// By branch, who built on it without the others.
    citing: Vec<BTreeSet<MemberId>>,
}

impl Split {
    /// Returns which branch an entry goes on from.
    fn branch(&self, graph: &Graph, id: &EntryId, node: &Node) -> Option<usize> {
        if node.log != self.fork.log || node.seq < self.fork.seq {
            return None;
        }
        self.fork.firsts.iter().position(|first| graph.reaches(id, first))
    }

    /// Returns the branch whose edits stand: the one that more members had built on, then the one
    /// whose first entry has the smaller id.
    fn winner(&self) -> usize {
        let votes = self.citing.iter().map(BTreeSet::len).enumerate();
        votes.max_by_key(|(index, votes)| (*votes, std::cmp::Reverse(*index))).map_or(0, |(i, _)| i)
    }
}

/// A withdrawal that some entries did not know of, and what holds them against it.
struct Threat<'a> {
    withdrawal: &'a Withdrawal,
    /// What other members had built on without knowing of the withdrawal, by whose entries are
    /// asked about.
    anchored: BTreeMap<MemberId, Clock>,
}

/// Returns which content entries are void.
pub fn void(graph: &Graph, settled: &Settled) -> Void {
    let membership = &*settled.membership;
    let mut void = Void::new();
    let mut threats: Vec<Threat<'_>> = settled
        .withdrawals
        .iter()
        .map(|withdrawal| Threat { withdrawal, anchored: BTreeMap::new() })
        .collect();
    if threats.is_empty() && settled.void.is_empty() && !graph.has_forks() {
        return void;
    }
    let mut splits: Vec<Split> = graph
        .forks()
        .into_iter()
        .filter(|fork| fork.log.kind() == EntryKind::Content)
        .filter_map(|fork| {
            let member = membership.member_of(&fork.log.device)?;
            let anchored = vec![Clock::default(); fork.firsts.len()];
            let citing = vec![BTreeSet::new(); fork.firsts.len()];
            Some(Split { fork, member, anchored, citing })
        })
        .collect();
    let mut content: Vec<(u64, EntryId, &Node, Option<MemberId>)> = graph
        .nodes()
        .filter(|(_, node)| node.log.kind() == EntryKind::Content)
        .map(|(id, node)| (node.lamport, id, node, membership.member_of(&node.log.device)))
        .collect();
    // From the newest on: what is anchored at all is mostly anchored by the newest.
    content.sort_unstable_by_key(|(lamport, id, ..)| std::cmp::Reverse((*lamport, *id)));
    for (_, _, node, member) in &content {
        let Some(member) = member else { continue };
        for threat in &mut threats {
            if takes(threat.withdrawal, node, *member) && !knows(graph, node, threat.withdrawal) {
                threat.anchored.entry(*member).or_insert_with(Clock::default);
            }
        }
    }
    threats.retain(|threat| !threat.anchored.is_empty());
    while anchor(graph, membership, &content, &mut threats) {}
    for (_, id, node, member) in &content {
        let Some(member) = member.filter(|_| node.acting()) else { continue };
        if blocked(graph, membership, &threats, *id, node, member).is_none() {
            cite(graph, &mut splits, *id, node, member);
        }
    }
    for (_, id, node, member) in &content {
        match stands(graph, membership, settled, &threats, *id, node, *member) {
            Err(reason) => {
                void.insert(*id, VoidParts::whole(reason));
            }
            Ok(()) => {
                // A branch may fork again: what is void by either fork is void.
                let parts = splits.iter().filter_map(|split| {
                    let branch = split.branch(graph, id, node)?;
                    let anchored = split.anchored.get(branch);
                    let acts = !membership.ratified(id)
                        && !anchored.is_some_and(|clock| graph.holds(clock, id));
                    Some((acts, branch != split.winner()))
                });
                let (acts, edits) = parts.fold((false, false), |(acts, edits), parts| {
                    (acts || parts.0, edits || parts.1)
                });
                let reason = Ignored::Forked;
                let parts = (acts || edits).then_some(VoidParts { reason, acts, edits });
                void.extend(parts.map(|parts| (*id, parts)));
            }
        }
    }
    void
}

/// Lets an entry that stands anchor the one branch of each fork that it was built on, if its
/// author could not know of another.
fn cite(graph: &Graph, splits: &mut [Split], id: EntryId, node: &Node, author: MemberId) {
    if splits.iter().any(|split| split.branch(graph, &id, node).is_some()) {
        return;
    }
    for split in splits.iter_mut().filter(|split| split.member != author) {
        let mut reached = split
            .fork
            .firsts
            .iter()
            .enumerate()
            .filter(|(_, first)| graph.reaches(&id, first))
            .map(|(index, _)| index);
        let (Some(branch), None) = (reached.next(), reached.next()) else { continue };
        if let Some(anchored) = split.anchored.get_mut(branch) {
            *anchored = anchored.join(node.clock());
        }
        if let Some(citing) = split.citing.get_mut(branch) {
            citing.insert(author);
        }
    }
}

/// Returns whether a new content entry could change what is void: its author does not know of some
/// withdrawal, or is no member any more, or some log forked.
pub fn disturbs(graph: &Graph, settled: &Settled, node: &Node) -> bool {
    graph.has_forks()
        || settled.membership.member_of(&node.log.device).is_none()
        || settled.withdrawals.iter().any(|withdrawal| !knows(graph, node, withdrawal))
}

fn knows(graph: &Graph, node: &Node, withdrawal: &Withdrawal) -> bool {
    graph.knows(node, &withdrawal.entry)
}

fn takes(withdrawal: &Withdrawal, node: &Node, author: MemberId) -> bool {
    match withdrawal.what {
        Withdrawn::Member(member) => author == member,
        Withdrawn::Role(member) => author == member && node.powers().steward,
        Withdrawn::Device(device) => node.log.device == device,
        Withdrawn::Policy(policy) => node.powers().policy == Some(policy),
    }
}

/// Lets every entry that stands anchor what it was built on; returns whether more is anchored.
fn anchor(
    graph: &Graph,
    membership: &Membership,
    content: &[(u64, EntryId, &Node, Option<MemberId>)],
    threats: &mut [Threat<'_>],
) -> bool {
    let mut more = false;
    for (_, id, node, member) in content {
        let Some(member) = member else { continue };
        if !node.acting() || blocked(graph, membership, threats, *id, node, *member).is_some() {
            continue;
        }
        for threat in &mut *threats {
            if knows(graph, node, threat.withdrawal) {
                continue;
            }
            for (_, anchored) in threat.anchored.iter_mut().filter(|(author, _)| *author != member)
            {
                let joined = anchored.join(node.clock());
                if joined != *anchored {
                    *anchored = joined;
                    more = true;
                }
            }
        }
    }
    more
}

/// Returns the first withdrawal that makes an entry void.
fn blocked(
    graph: &Graph,
    membership: &Membership,
    threats: &[Threat<'_>],
    id: EntryId,
    node: &Node,
    author: MemberId,
) -> Option<EntryId> {
    if membership.ratified(&id) {
        return None;
    }
    threats
        .iter()
        .find(|threat| {
            let withdrawal = threat.withdrawal;
            let seen =
                withdrawal.seen.iter().any(|(log, height)| *log == node.log && node.seq < *height);
            let anchored =
                threat.anchored.get(&author).is_some_and(|clock| graph.holds(clock, &id));
            takes(withdrawal, node, author) && !seen && !anchored && !knows(graph, node, withdrawal)
        })
        .map(|threat| threat.withdrawal.entry)
}

fn stands(
    graph: &Graph,
    membership: &Membership,
    settled: &Settled,
    threats: &[Threat<'_>],
    id: EntryId,
    node: &Node,
    member: Option<MemberId>,
) -> Result<(), Ignored> {
    let Some(member) = member else {
        // Its device was brought in by an act that is void.
        let void = settled.void.iter();
        let cause = void.filter(|(entry, _)| graph.knows(node, entry)).map(|(_, because)| *because);
        return Err(cause.min().map_or(Ignored::NotAMember, Ignored::Withdrawn));
    };
    match blocked(graph, membership, threats, id, node, member) {
        Some(because) => Err(Ignored::Withdrawn(because)),
        None => Ok(()),
    }
}
