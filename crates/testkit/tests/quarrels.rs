//! Quarrels at random: members lend, edit, decide, lie and copy their disks, hear of each other late
//! or in part, and in the end everyone who has the same entries sees the same.

use etabli_model::{
    act::{Policy, Role},
    id::{EntryId, ItemId, LocalId},
};
use etabli_testkit::{Peer, Random};

const NAMES: [&str; 5] = ["Ana", "Bo", "Cy", "Di", "Eve"];

fn seeds() -> u64 {
    let long = std::env::var_os("ETABLI_LONG").is_some();
    let asked = std::env::var("ETABLI_SEEDS").ok().and_then(|seeds| seeds.parse().ok());
    asked.unwrap_or(if long { 10_000 } else { 200 })
}

/// One step of one peer; what it does is written down, so that a failing seed can be read.
fn step(random: &mut Random, peers: &mut Vec<Peer>, entries: &mut Vec<EntryId>) -> String {
    let who = random.below(peers.len());
    let target = NAMES.get(random.below(NAMES.len())).copied().unwrap_or("Ana");
    let number = u8::try_from(random.below(6)).unwrap_or(0);
    let crowded = peers.len() >= 8;
    let Some(peer) = peers.get_mut(who) else { return String::new() };
    let Ok(me) = peer.replica.membership().acting(&peer.replica.device()).or_else(|_| {
        // Who was taken out may go on writing all the same: a liar does.
        peer.replica
            .membership()
            .member_of(&peer.replica.device())
            .ok_or(etabli_model::membership::Ignored::NotAMember)
    }) else {
        return format!("{who} is nobody");
    };
    let member = peer.member(target);
    // One in three goes on in a log that forked, as a liar would.
    if random.below(3) > 0 {
        peer.leave_forked_log();
    }
    let decides = !peer.replica.is_forked(0);
    match random.below(14) {
        4..=12 if !decides => format!("{who} cannot decide"),
        0..=2 => {
            let loan = peer.lend(ItemId::common(LocalId([number; 16])), me);
            entries.push(loan.entry);
            format!("{who} lends {number}")
        }
        3 => {
            peer.add_item(random.below(usize::MAX) as u64, "Thing");
            format!("{who} adds a thing")
        }
        4 => {
            entries.push(peer.suspend(member));
            format!("{who} suspends {target}")
        }
        5 => {
            entries.push(peer.exclude(member));
            format!("{who} excludes {target}")
        }
        6 => {
            entries.push(peer.grant(member));
            format!("{who} makes {target} a steward")
        }
        7 => {
            entries.push(peer.demote(member));
            format!("{who} demotes {target}")
        }
        8 => {
            let lifts: Vec<EntryId> = entries.iter().rev().take(4).copied().collect();
            entries.push(peer.reinstate(member, &lifts));
            format!("{who} reinstates {target}")
        }
        9 if !entries.is_empty() => {
            let at = random.below(entries.len());
            let ratified = entries.get(at).map(|entry| peer.ratify(*entry));
            format!("{who} ratifies {ratified:?}")
        }
        10 => {
            let role = if random.below(2) == 0 { Role::Steward } else { Role::Member };
            let policy = if random.below(2) == 0 { Policy::Admit } else { Policy::EditCatalogue };
            entries.push(peer.set_policy(policy, role));
            format!("{who} sets {policy:?} to {role:?}")
        }
        11 => {
            entries.push(peer.revoke_device(target));
            format!("{who} takes out the device of {target}")
        }
        12 if random.below(4) == 0 => {
            entries.push(peer.leave());
            format!("{who} leaves")
        }
        13 if !crowded => {
            // A copy of the disk, which goes on by itself.
            let name = NAMES.get(who).copied().unwrap_or("Ana");
            let mut copy = peer.outside(name);
            copy.receive(&peer.all());
            // A copy of a copy has no name of its own.
            if copy.replica.device() == peer.replica.device() {
                peers.push(copy);
                return format!("{who} is copied");
            }
            format!("{who} is not copied")
        }
        _ => {
            let other = random.below(peers.len());
            let said = peers.get(other).map(Peer::all).unwrap_or_default();
            // Heard in part: what is heard is a beginning, so that it can be stored.
            let part = random.below(said.len() + 1);
            if let (Some(peer), Some(heard)) = (peers.get_mut(who), said.get(..part)) {
                peer.receive(heard);
            }
            format!("{who} hears {part} of {} from {other}", said.len())
        }
    }
}

fn quarrel(seed: u64) -> Result<(), String> {
    let mut random = Random::new(seed);
    let mut ana = Peer::found("Ana");
    let mut peers: Vec<Peer> = NAMES.iter().skip(1).map(|name| ana.admit(name)).collect();
    let all = ana.all();
    peers.insert(0, ana);
    for peer in &mut peers {
        peer.receive(&all);
    }
    let mut entries = Vec::new();
    let mut script = Vec::new();
    for _ in 0..40 {
        script.push(step(&mut random, &mut peers, &mut entries));
    }
    for _ in 0..3 {
        let said: Vec<_> = peers.iter().map(Peer::all).collect();
        for peer in &mut peers {
            for entries in &said {
                peer.receive(entries);
            }
        }
    }
    // A newcomer replays everything, in another order.
    let Some(ana) = peers.first() else { return Err("there is nobody".to_owned()) };
    let mut newcomer = ana.outside("newcomer");
    newcomer.receive(&ana.all());
    let stored = ana.replica.graph().len();
    let state = newcomer.state();
    for (index, peer) in peers.iter_mut().enumerate() {
        let here = peer.replica.graph().len();
        if here != stored {
            return Err(format!(
                "{index} has {here} entries, not {stored}:\n{}",
                script.join("\n")
            ));
        }
        if peer.state() != state {
            return Err(format!("{index} differs:\n{}", script.join("\n")));
        }
    }
    Ok(())
}

#[test]
fn any_quarrel_ends_in_the_same_state_for_all() {
    let failed: Vec<(u64, String)> = (0..seeds())
        .filter_map(|seed| quarrel(seed).err().map(|script| (seed, script)))
        .take(1)
        .collect();
    if let Some((seed, script)) = failed.first() {
        panic!("seed {seed}: {script}");
    }
}
