//! Trials at random: people write, decide, lie and copy their disks, links lose, repeat, swap and
//! delay what they carry, the network falls apart, power is cut while something is written, clocks
//! are years off, newer versions write what nobody knows. When it is quiet again, all is equal,
//! nothing acknowledged is gone, and nobody is stuck. A failing seed prints the shortest script.

use etabli_testkit::{
    shrink,
    trial::{Course, Failure, Kind, Step, run, run_with, script},
};

fn seeds() -> u64 {
    let long = std::env::var_os("ETABLI_LONG").is_some();
    let asked = std::env::var("ETABLI_SEEDS").ok().and_then(|seeds| seeds.parse().ok());
    asked.unwrap_or(if long { 10_000 } else { 200 })
}

fn told(steps: &[Step]) -> String {
    steps.iter().map(|step| format!("    Step::{step:?},\n")).collect()
}

/// Runs the scripts of all seeds; of the first that fails, the shortest script is printed.
fn try_all(kind: Kind, seeds: u64, steps: usize) {
    let began = std::time::Instant::now();
    for seed in 0..seeds {
        let script = script(seed, kind, steps);
        let Err(failure) = run(&script) else { continue };
        let same = |steps: &[Step]| run(steps).is_err_and(|other| other.is_like(&failure));
        let short = shrink(&script, same);
        panic!("seed {seed}: {failure:?}\n{}{:?}", told(&short), run(&short));
    }
    println!("{kind:?}: {seeds} seeds, {:.1} s", began.elapsed().as_secs_f64());
}

#[test]
fn whatever_happens_all_end_up_equal_and_nothing_is_lost() {
    try_all(Kind::Everything, seeds(), 60);
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
        .find_map(|seed| Some((seed, run_with(&script(seed, Kind::Everything, 60), ask).err()?)))
        .expect("somebody lends the third thing");
    let long = script(seed, Kind::Everything, 60);
    let same = |steps: &[Step]| run_with(steps, ask).is_err_and(|other| other.is_like(&failure));
    let short = shrink(&long, same);
    assert!(short.len() <= 2, "{}", told(&short));
    assert!(matches!(short.last(), Some(Step::Lend { item: 3, .. })), "{}", told(&short));
    for _ in 0..2 {
        assert_eq!(run_with(&short, ask), Err(failure.clone()));
    }
}
