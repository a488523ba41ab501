//! Who may use what, with whole replicas that part and meet: an ending that somebody did not know of
//! holds against what they gave and did meanwhile, on every computer.

use etabli_model::{
    act::{EndTraining, GiveTraining, Known, NameTrainer, Scope},
    id::{MemberId, TrainingId},
};
use etabli_testkit::{Peer, Random, peer::START};

fn laser() -> Scope {
    Scope::category("Laser")
}

fn give(peer: &Peer, member: MemberId, by: Option<TrainingId>) -> Known {
    let (of, at, more) = (laser(), START, Vec::new());
    let lifts = peer.trainings.to_lift(&member, &of);
    Known::GiveTraining(GiveTraining { member, of, at, until: None, by, lifts, more })
}

fn end(member: MemberId) -> Known {
    let (of, at, more) = (laser(), START, Vec::new());
    Known::EndTraining(EndTraining { member, of, at, by: None, more })
}

fn name(peer: &Peer, member: MemberId) -> Known {
    let (of, at, more) = (laser(), START, Vec::new());
    let lifts = peer.trainings.to_rename(&member, &of);
    Known::NameTrainer(NameTrainer { member, of, at, lifts, more })
}

fn state(peer: &Peer) -> Vec<u8> {
    let mut bytes = Vec::new();
    peer.trainings.write_state(&mut |part| bytes.extend_from_slice(part));
    bytes
}

#[test]
fn a_training_given_apart_from_its_ending_is_none_whoever_comes_first() {
    let mut ana = Peer::found("Ana");
    let members = ana.invite("for members", 10);
    let mut bo = ana.admit_with(members, "for members", "Bo");
    let mut cy = ana.admit_with(members, "for members", "Cy");
    let (bos, cys) = (bo.me(), cy.me());
    let naming = name(&ana, bos);
    let naming = ana.act(naming);
    let naming = TrainingId { entry: naming.entry, index: naming.index };
    ana.meet(&mut bo);
    // Apart: Bo trains Cy, Ana says at the same time that Cy may not.
    let given = give(&bo, cys, Some(naming));
    bo.act(given);
    ana.act(end(cys));
    ana.meet(&mut bo);
    bo.meet(&mut cy);
    cy.meet(&mut ana);
    for peer in [&ana, &bo, &cy] {
        assert!(!peer.trainings.holds(&cys, &laser(), START));
    }
    assert_eq!((state(&ana), state(&bo)), (state(&bo), state(&cy)));
    // Cy cannot give it to themself, nor somebody whom nobody named.
    let own = give(&cy, cys, None);
    cy.try_act(own);
    let own = give(&cy, cys, Some(naming));
    cy.act(own);
    assert!(!cy.trainings.holds(&cys, &laser(), START));
    // Who knows of the ending lifts it.
    let given = give(&bo, cys, Some(naming));
    bo.act(given);
    assert!(bo.trainings.holds(&cys, &laser(), START));
}

#[test]
fn random_courses_over_four_replicas_end_in_one_state() {
    for seed in 0..20 {
        let mut random = Random::new(seed);
        let mut ana = Peer::found("Ana");
        let members = ana.invite("for members", 10);
        let mut peers = Vec::new();
        for name in ["Bo", "Cy", "Di"] {
            peers.push(ana.admit_with(members, "for members", name));
        }
        peers.insert(0, ana);
        let ids: Vec<MemberId> = peers.iter_mut().map(Peer::me).collect();
        for _ in 0..40 {
            let [who, of, other] = [0; 3].map(|_: u8| random.below(4));
            let (peer, member) = (&mut peers[who], ids[of]);
            let trainer = peer.trainings.trainer(&ids[who], &laser()).map(|one| one.id);
            let act = match random.below(4) {
                0 => give(peer, member, trainer),
                1 => end(member),
                2 => name(peer, member),
                _ => {
                    if who != other {
                        let entries = peer.all();
                        peers[other].receive(&entries);
                    }
                    continue;
                }
            };
            peer.try_act(act);
        }
        let all: Vec<_> = peers.iter().map(Peer::all).collect();
        for peer in &mut peers {
            for entries in &all {
                peer.receive(entries);
            }
        }
        let states: Vec<Vec<u8>> = peers.iter().map(state).collect();
        assert!(states.windows(2).all(|pair| pair[0] == pair[1]), "seed {seed}");
    }
}
