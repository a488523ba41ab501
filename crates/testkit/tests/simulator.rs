//! Trials at random: people write, decide, lie and copy their disks, links lose, repeat, swap and
//! delay what they carry, the network falls apart, power is cut while something is written, clocks
//! are years off, newer versions write what nobody knows. When it is quiet again, all is equal,
//! nothing acknowledged is gone, and nobody is stuck. A failing seed prints the shortest script.

use std::cell::Cell;

use etabli_testkit::{
    shrink,
    trial::{Course, Failure, Kind, PEOPLE, Step, run, run_with, script},
};

/// Every third trial is a quarrel.
fn kind(seed: u64) -> Kind {
    if seed % 3 == 2 { Kind::Quarrels } else { Kind::Everything }
}

/// How long a script is.
const STEPS: usize = 60;

fn seeds() -> u64 {
    let long = std::env::var_os("ETABLI_LONG").is_some();
    let asked = std::env::var("ETABLI_SEEDS").ok().and_then(|seeds| seeds.parse().ok());
    asked.unwrap_or(if long { 10_000 } else { 200 })
}

fn told(steps: &[Step]) -> String {
    steps.iter().map(|step| format!("    Step::{step:?},\n")).collect()
}

/// How much happened in trials: whatever never did was never tried.
#[derive(Debug, Default, Clone, Copy)]
struct Happened {
    entries: usize,
    void: usize,
    forks: usize,
    told: usize,
    forgotten: usize,
    copies: usize,
    older: usize,
    torn: usize,
    dropped: usize,
    duplicated: usize,
    reordered: usize,
    delayed: usize,
    garbled: usize,
    unknown: u64,
}

impl Happened {
    fn add(&mut self, course: &mut Course) {
        let mishaps = course.network.mishaps();
        self.copies += course.names.len() - PEOPLE.len();
        self.torn += course.torn;
        self.older += course.network.peers().filter(|(_, peer)| !peer.knows_all_kinds()).count();
        self.dropped += mishaps.dropped;
        self.duplicated += mishaps.duplicated;
        self.reordered += mishaps.reordered;
        self.delayed += mishaps.delayed;
        self.garbled += mishaps.garbled;
        let ana = course.network.peer("Ana");
        self.entries += ana.replica.graph().len();
        self.void += ana.replica.void().len() + ana.replica.authority_settled().void.len();
        self.forks += ana.replica.graph().forks().len();
        self.unknown += ana.replica.unknown();
        let all = ana.all();
        let private = all.iter().filter(|entry| entry.header.log.is_private());
        let forgotten = private.clone().filter(|entry| entry.is_forgotten()).count();
        self.told += private.count() - forgotten;
        self.forgotten += forgotten;
    }

    fn is_all_there(&self) -> bool {
        let Self { entries, void, forks, copies, older, torn, dropped, .. } = *self;
        let Self { duplicated, reordered, delayed, garbled, unknown, .. } = *self;
        let Self { told, forgotten, .. } = *self;
        let people = [entries, void, forks, told, forgotten, copies, older, torn];
        let frames = [dropped, duplicated, reordered, delayed, garbled];
        people.iter().chain(&frames).all(|count| *count > 0) && unknown > 0
    }
}

#[test]
fn whatever_happens_all_end_up_equal_and_nothing_is_lost() {
    let began = std::time::Instant::now();
    let happened = Cell::new(Happened::default());
    for seed in 0..seeds() {
        let script = script(seed, kind(seed), STEPS);
        let counted = run_with(&script, |course| {
            let mut sum = happened.get();
            sum.add(course);
            happened.set(sum);
            Ok(())
        });
        let Err(failure) = counted else { continue };
        let same = |steps: &[Step]| run(steps).is_err_and(|other| other.is_like(&failure));
        let short = shrink(&script, same);
        panic!("seed {seed}: {failure:?}\n{}{:?}", told(&short), run(&short));
    }
    println!("{} seeds, {:.1} s: {:?}", seeds(), began.elapsed().as_secs_f64(), happened.get());
    assert!(seeds() < 50 || happened.get().is_all_there(), "{:?}", happened.get());
}

/// Claims what is not so: that nobody ever lends the third thing.
fn nobody_lends_the_third_thing(course: &mut Course) -> Result<(), Failure> {
    let third = etabli_model::id::ItemId::common(etabli_model::id::LocalId([3; 16]));
    let ana = course.network.peer("Ana");
    match ana.lending.loans().any(|loan| loan.item == third) {
        true => Err(Failure::Asked("the third thing was lent".to_owned())),
        false => Ok(()),
    }
}

#[test]
fn a_failing_script_is_shrunk_to_what_fails_and_replays() {
    let ask = nobody_lends_the_third_thing;
    let (seed, failure) = (0..50)
        .find_map(|seed| Some((seed, run_with(&script(seed, Kind::Everything, STEPS), ask).err()?)))
        .expect("somebody lends the third thing");
    let long = script(seed, Kind::Everything, STEPS);
    let same = |steps: &[Step]| run_with(steps, ask).is_err_and(|other| other.is_like(&failure));
    let short = shrink(&long, same);
    assert!(short.len() <= 2, "{}", told(&short));
    assert!(matches!(short.last(), Some(Step::Lend { item: 3, .. })), "{}", told(&short));
    for _ in 0..2 {
        assert_eq!(run_with(&short, ask), Err(failure.clone()));
    }
}
