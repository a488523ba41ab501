//! The proofs: the long form of what `cargo xtask test` does short.
//!
//! A proof is a part of the test suites that reads `ETABLI_LONG` and then tries more: more seeds,
//! more rounds, more time. Each one stands alone, and one that fails does not stop the next.

use std::{process::Command, time::Instant};

use crate::{
    check::{self, Tally},
    interface::{self, Profile},
    machine::{self, Purpose},
    step::{self, Failure, Steps},
};

/// What the tests read; what a person has set already stays as it is.
const LONG: [(&str, &str); 3] =
    [("ETABLI_LONG", "1"), ("ETABLI_SEEDS", "10000"), ("PROPTEST_CASES", "100000")];

/// The same packages as those of `cargo xtask test`; others would be compiled with other features.
const WORKSPACE: [&str; 3] = ["--workspace", "--exclude", "xtask"];

/// Compiled to run for long, see Cargo.toml.
const PROFILE: [&str; 2] = ["--profile", "prove"];

/// A part of the test suites that can run longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Proof {
    name: &'static str,
    proves: &'static str,
    runs: &'static [Run],
}

/// One run of cargo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    /// A test binary of the workspace, and which of its tests.
    Binary(&'static str, &'static [&'static str]),
    /// The tests in the libraries of the workspace, and which of them.
    Libraries(&'static [&'static str]),
    /// A release of the interface, which is weighed.
    Weight,
    /// `cargo deny`, where it is installed.
    Deny(&'static [&'static str]),
}

const PROOFS: [Proof; 13] = [
    Proof {
        name: "properties",
        proves: "any order, duplication and split of a set gives the same state",
        runs: &[Run::Libraries(&["--skip", "decoders::"])],
    },
    Proof {
        name: "decisions",
        proves: "every course of a quarrel, up to a depth, has one outcome and a fair one",
        runs: &[Run::Binary("membership", &[]), Run::Binary("decisions", &[])],
    },
    Proof {
        name: "simulator",
        proves: "replicas with faults on links, disks and clocks end up equal; attacks are survived",
        runs: &[Run::Binary("scenarios", &[]), Run::Binary("simulator", &[])],
    },
    Proof {
        name: "partitions",
        proves: "what five replicas book and lend apart has one outcome, as a ledger reads it",
        runs: &[Run::Binary("partitions", &[]), Run::Binary("arrivals", &[])],
    },
    Proof {
        name: "boards",
        proves: "cards moved, texts written and trainings ended apart all stay, alike on every replica",
        runs: &[Run::Binary("projects", &[]), Run::Binary("trainings", &[])],
    },
    Proof {
        name: "matching",
        proves: "what meets the needs of a project is what counting hour by hour finds, 1,000 spaces",
        runs: &[Run::Binary("app", &["matching::"])],
    },
    Proof {
        name: "hostile",
        proves: "a member who lies makes nobody differ or stuck, and costs at most 16 MiB",
        runs: &[Run::Binary("hostile", &[])],
    },
    Proof {
        name: "decoders",
        proves: "no bytes make a decoder panic, hang or take more than 64 MiB, a minute each",
        runs: &[Run::Binary("decoders", &[]), Run::Libraries(&["decoders::"])],
    },
    Proof {
        name: "crash",
        proves: "what was acknowledged survives a kill, 1,000 rounds",
        runs: &[Run::Binary("integration", &["crash::"])],
    },
    Proof {
        name: "foreign",
        proves: "Automerge and iCalendar of other languages read what we write, and agree",
        runs: &[Run::Binary("integration", &["foreign::"])],
    },
    Proof {
        name: "hosts",
        proves: "hosts with cables find each other, part, and become equal",
        runs: &[Run::Binary("integration", &["hosts::"])],
    },
    Proof {
        name: "weight",
        proves: "a release's interface starts with at most 1.5 MB of code, 500 kB compressed, and each chapter has its limit",
        runs: &[Run::Weight],
    },
    Proof {
        name: "packages",
        proves: "licences, sources and duplicates of all packages are as deny.toml says",
        runs: &[Run::Deny(&["licenses", "bans", "sources"])],
    },
];

/// Returns the proofs of these names, all if there are none, or `None` if a name is unknown.
pub(crate) fn named(names: &[String]) -> Option<Vec<Proof>> {
    if names.is_empty() {
        return Some(PROOFS.to_vec());
    }
    let find = |name: &String| PROOFS.iter().find(|proof| proof.name == name).copied();
    names.iter().map(find).collect()
}

/// Prints which proofs there are.
pub(crate) fn list() {
    for proof in PROOFS {
        println!("{:<12} {}", proof.name, proof.proves);
    }
}

/// Runs proofs one after another, then says of each what came of it and how long it took.
pub(crate) fn run(steps: &mut Steps, proofs: &[Proof]) -> Result<(), Failure> {
    machine::prepare(steps, Purpose::Headless)?;
    let mut lines = Vec::new();
    let mut broken = Vec::new();
    let mut sum = Tally::default();
    for proof in proofs {
        eprintln!("▸ {}: {}", proof.name, proof.proves);
        let start = Instant::now();
        let mut tally = Tally::default();
        let mut word = "holds";
        for run in proof.runs {
            match run.start(steps) {
                Ok(Outcome::Tested(counted)) => tally += counted,
                Ok(Outcome::Checked) => {}
                Ok(Outcome::Skipped(reason)) => {
                    eprintln!("  skipped: {reason}");
                    word = "skipped";
                }
                Err((counted, failure)) => {
                    tally += counted;
                    word = "FAILS";
                    broken.push(failure);
                }
            }
        }
        let took = start.elapsed().as_secs_f64();
        let mut line = format!("{took:>8.1} s  {:<12} {word}", proof.name);
        for (count, what) in
            [(tally.passed, "passed"), (tally.failed, "failed"), (tally.skipped, "skipped")]
        {
            if count > 0 {
                line.push_str(&format!(", {count} {what}"));
            }
        }
        lines.push(line);
        sum += tally;
    }
    println!();
    for line in lines {
        println!("{line}");
    }
    println!();
    for failure in &broken {
        println!("{failure}");
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if broken.is_empty() { Ok(()) } else { Err(Failure::new("not everything holds")) }
}

/// What came of a run that did not fail.
#[derive(Debug)]
enum Outcome {
    /// Tests ran.
    Tested(Tally),
    /// Something else was checked.
    Checked,
    /// What it needs is not here.
    Skipped(&'static str),
}

impl Run {
    fn start(self, steps: &mut Steps) -> Result<Outcome, (Tally, Failure)> {
        let failed = |failure| (Tally::default(), failure);
        match self {
            Self::Binary(binary, which) => {
                let mut build = step::cargo();
                build.args(["build", "--locked"]).args(PROFILE).args(WORKSPACE);
                build.args(["--bin", "etabli", "--test", binary]);
                step::attach(&mut build).map_err(failed)?;
                let mut test = step::cargo();
                test.args(["test", "--locked"]).args(PROFILE).args(WORKSPACE);
                test.args(["--test", binary]);
                tested(&mut test, which)
            }
            Self::Libraries(which) => {
                let mut test = step::cargo();
                test.args(["test", "--locked"]).args(PROFILE).args(WORKSPACE).arg("--lib");
                tested(&mut test, which)
            }
            Self::Weight => {
                interface::code(steps, Profile::Release).map_err(failed)?;
                Ok(Outcome::Checked)
            }
            Self::Deny(checks) => {
                if step::ask(step::cargo().args(["deny", "--version"])).is_none() {
                    return Ok(Outcome::Skipped(
                        "`cargo install cargo-deny` installs what it needs",
                    ));
                }
                step::attach(step::cargo().args(["deny", "check"]).args(checks)).map_err(failed)?;
                Ok(Outcome::Checked)
            }
        }
    }
}

/// Runs tests in their long form; what they measured is shown.
fn tested(test: &mut Command, which: &[&str]) -> Result<Outcome, (Tally, Failure)> {
    for (name, value) in LONG {
        if std::env::var_os(name).is_none() {
            test.env(name, value);
        }
    }
    test.args(["--no-fail-fast", "--", "--show-output"]).args(which);
    match check::count(test) {
        (tally, Ok(())) if tally.passed == 0 => Err((tally, Failure::new("no test ran"))),
        (tally, Ok(())) => Ok(Outcome::Tested(tally)),
        (tally, Err(failure)) => Err((tally, failure)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_means_all_and_an_unknown_name_nothing() {
        assert_eq!(named(&[]).map(|proofs| proofs.len()), Some(PROOFS.len()));
        assert_eq!(named(&["crash".to_owned()]).map(|proofs| proofs.len()), Some(1));
        assert_eq!(named(&["crash".to_owned(), "luck".to_owned()]), None);
    }

    #[test]
    fn no_two_proofs_have_one_name() {
        let mut names: Vec<_> = PROOFS.iter().map(|proof| proof.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), PROOFS.len());
    }
}
