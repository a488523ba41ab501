//! The tests: one build of everything, then every test binary, then one line with the sum.

use std::{
    io::{BufRead, BufReader},
    ops::AddAssign,
    process::{Command, Stdio},
};

use crate::{
    interface::{self, Profile},
    machine::{self, Purpose},
    step::{self, Failure, Steps},
};

/// How many tests ran, by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// How many held.
    pub(crate) passed: u64,
    /// How many did not.
    pub(crate) failed: u64,
    /// How many were left out.
    pub(crate) ignored: u64,
    /// How many of those that passed said that they could not try what they are for.
    pub(crate) skipped: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.skipped += other.skipped;
    }
}

impl Tally {
    /// Reads a line such as `test result: ok. 3 passed; 0 failed; 0 ignored; …`, or one with which
    /// a test says that something is missing here.
    fn parse(line: &str) -> Option<Self> {
        if line.starts_with("skipped: ") {
            return Some(Self { skipped: 1, ..Self::default() });
        }
        let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
        let mut tally = Self::default();
        for count in counts.split("; ") {
            let Some((number, kind)) = count.trim().split_once(' ') else { continue };
            let Ok(number) = number.parse() else { continue };
            match kind {
                "passed" => tally.passed = number,
                "failed" => tally.failed = number,
                "ignored" => tally.ignored = number,
                _ => {}
            }
        }
        Some(tally)
    }
}

/// Installs and builds what the tests need.
fn build(steps: &mut Steps) -> Result<(), Failure> {
    machine::prepare(steps, Purpose::Tests)?;
    interface::build(steps, Profile::Dev)?;
    // With the same selection as the tests' run, so that nothing is compiled twice; it also
    // builds the two programs that the end-to-end tests start.
    let build = ["build", "--workspace", "--exclude", "xtask", "--all-targets", "--locked"];
    steps.cargo("build everything", &build)
}

/// Makes the pictures in the README anew.
pub(crate) fn pictures(steps: &mut Steps) -> Result<(), Failure> {
    build(steps)?;
    let words = ["test", "--workspace", "--exclude", "xtask", "--locked", "--test", "integration"];
    let mut command = step::cargo();
    command.args(words).args(["--", "pictures::"]).env("ETABLI_REWRITE_PICTURES", "1");
    step::attach(&mut command)
}

/// Installs, builds, and runs all tests.
pub(crate) fn test(steps: &mut Steps) -> Result<(), Failure> {
    build(steps)?;
    let mut tally = Tally::default();
    let mut broken = Vec::new();
    let selections: [(&str, &[&str]); 2] = [
        ("run the tests", &["--workspace", "--exclude", "xtask"]),
        ("run xtask's tests", &["--package", "xtask"]),
    ];
    for (name, selection) in selections {
        let mut command = step::cargo();
        command.arg("test").args(selection).args(["--locked", "--no-fail-fast"]);
        let (counted, outcome) = steps.time(name, || Ok(count(&mut command)))?;
        tally += counted;
        broken.extend(outcome.err());
    }
    println!();
    steps.print();
    println!();
    for failure in &broken {
        println!("{failure}");
    }
    if tally.ignored > 0 {
        println!("{} ignored", tally.ignored);
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if !broken.is_empty() || tally.failed > 0 {
        return Err(Failure::new("the tests failed"));
    }
    if tally.passed == 0 {
        return Err(Failure::new("no test ran"));
    }
    Ok(())
}

/// Checks formatting, asks clippy, then runs all tests.
pub(crate) fn ci(steps: &mut Steps) -> Result<(), Failure> {
    machine::prepare(steps, Purpose::Tests)?;
    steps.cargo("check the formatting", &["fmt", "--all", "--check"])?;
    interface::build(steps, Profile::Dev)?;
    let words = ["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"];
    steps.cargo("ask clippy", &words)?;
    test(steps)
}

/// Runs a `cargo test`, shows what it prints, and counts the tests.
pub(crate) fn count(command: &mut Command) -> (Tally, Result<(), Failure>) {
    let mut tally = Tally::default();
    let shown = step::shown(command);
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let mut child = match started {
        Ok(child) => child,
        Err(error) => return (tally, Err(Failure::new(format!("cannot start cargo: {error}")))),
    };
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Some(counted) = Tally::parse(&line) {
                tally += counted;
            }
        }
    }
    let outcome = match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure::new(format!("{shown} ended with {status}"))),
        Err(error) => Err(Failure::new(format!("lost cargo: {error}"))),
    };
    (tally, outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_result_line_of_a_test_binary() {
        let line = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(Tally::parse(line), Some(Tally { passed: 12, ignored: 1, ..Tally::default() }));
        let line = "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        assert_eq!(Tally::parse(line), Some(Tally { passed: 3, failed: 2, ..Tally::default() }));
    }

    #[test]
    fn takes_no_other_line_for_a_result() {
        assert_eq!(Tally::parse("test tests::reads ... ok"), None);
        assert_eq!(Tally::parse("running 3 tests"), None);
    }
}
