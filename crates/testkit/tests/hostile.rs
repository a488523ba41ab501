//! A member who lies, among people who mean well: the others end up equal, nobody is stuck, and
//! the lies cost little memory, counted where it is allocated (what zstd allocates is not seen).

use etabli_fuzz::{Meter, peak_of};
use etabli_testkit::{
    Peer, Random,
    hostile::{Trick, lie},
    shrink,
    trial::{Kind, LIAR, PEOPLE, Step, run, script},
};

#[global_allocator]
static METER: Meter = Meter;

/// The most that all replicas of a trial together may take more than before.
const MOST_MEMORY: usize = 16 * 1024 * 1024;

/// A tenth of the seeds asked for: each is about lies alone.
fn seeds() -> u64 {
    let long = std::env::var_os("ETABLI_LONG").is_some();
    let asked = std::env::var("ETABLI_SEEDS").ok().and_then(|seeds| seeds.parse::<u64>().ok());
    asked.map_or(if long { 1_000 } else { 50 }, |seeds| seeds.div_ceil(10))
}

#[test]
fn whatever_a_member_lies_the_others_are_equal_not_stuck_and_pay_little() {
    assert_eq!(PEOPLE[LIAR], "Mallory");
    let began = std::time::Instant::now();
    let (mut lies, mut most) = (0, 0);
    for seed in 0..seeds() {
        let script = script(seed, Kind::Lies, 50);
        lies += script.iter().filter(|step| matches!(step, Step::Lie { .. })).count();
        let (outcome, peak) = peak_of(|| run(&script));
        most = most.max(peak);
        assert!(peak <= MOST_MEMORY, "seed {seed}: {peak} bytes");
        let Err(failure) = outcome else { continue };
        let same = |steps: &[Step]| run(steps).is_err_and(|other| other.is_like(&failure));
        let short = shrink(&script, same);
        let told: String = short.iter().map(|step| format!("    Step::{step:?},\n")).collect();
        panic!("seed {seed}: {failure:?}\n{told}{:?}", run(&short));
    }
    let (seeds, took) = (seeds(), began.elapsed().as_secs_f64());
    println!("{seeds} seeds, {lies} lies, at most {most} bytes, {took:.1} s");
}

#[test]
fn every_trick_is_played_and_those_that_can_be_stored_are() {
    let mut ana = Peer::found("Ana");
    let mut mallory = ana.admit("Mallory");
    ana.add_item(1, "Drill");
    mallory.receive(&ana.all());
    let mut random = Random::new(1);
    let (mut sent, mut stored) = (Vec::new(), Vec::new());
    for _ in 0..300 {
        let trick = Trick::any(&mut random);
        let before = mallory.replica.graph().len();
        let frames = lie(&mut mallory, trick, &mut random);
        if !frames.is_empty() && !sent.contains(&trick) {
            sent.push(trick);
        }
        if mallory.replica.graph().len() > before && !stored.contains(&trick) {
            stored.push(trick);
        }
    }
    assert_eq!(sent.len(), 11, "{sent:?}");
    for trick in [Trick::Bomb, Trick::Garble, Trick::Invent, Trick::Replay] {
        assert!(!stored.contains(&trick) || trick == Trick::Replay, "{trick:?} was stored");
    }
    assert!(stored.len() >= 7, "{stored:?}");
}
