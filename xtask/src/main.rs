//! `cargo xtask`: sets a machine up, builds the interface, runs the app, runs the tests.
//!
//! Nothing here fetches anything but packages: system packages with apt, the wasm target with
//! rustup, crates with cargo, the optimizer of a release's interface with npm.

mod check;
mod interface;
mod machine;
mod optimizer;
mod prove;
mod step;

use std::{
    path::PathBuf,
    process::{Command, ExitCode},
};

use crate::{
    interface::Profile,
    machine::Purpose,
    step::{Failure, Steps},
};

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  run [ARGUMENT…]   install what is missing, build, open the window (or serve the
                    interface on loopback where there is no display)
  test              install what the tests need, build, run all of them
  prove [NAME…]     the long form of the tests, all or some: an hour and more
                    (`prove list` says which there are)
  ci                formatting, clippy, then test
  setup [--tests]   only install what is missing
  ui [--release]    only build the interface into ui/dist; a release that is too heavy fails
  pictures          make the pictures in the README anew, of the screens as they are
  dist              make the packages that people install, into target/packages
  bench             measure this machine: how long and how large the main jobs are
  bench interface   how fast the interface is with 10,000 items, in both engines
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let mut steps = Steps::new();
    let outcome = match command.as_str() {
        "run" => run(&mut steps, &rest),
        "test" if rest.is_empty() => check::test(&mut steps),
        "ci" if rest.is_empty() => check::ci(&mut steps),
        "prove" => match rest.as_slice() {
            [word] if word == "list" => {
                prove::list();
                Ok(())
            }
            names => match prove::named(names) {
                Some(proofs) => prove::run(&mut steps, &proofs),
                None => {
                    prove::list();
                    return ExitCode::from(2);
                }
            },
        },
        "pictures" if rest.is_empty() => check::pictures(&mut steps),
        "bench" => match rest.as_slice() {
            [] => bench(),
            [word] if word == "interface" => bench_interface(&mut steps),
            _ => return usage(),
        },
        "dist" if rest.is_empty() => dist(&mut steps),
        "setup" => match rest.as_slice() {
            [] => machine::prepare(&mut steps, Purpose::Window),
            [flag] if flag == "--tests" => machine::prepare(&mut steps, Purpose::Tests),
            _ => return usage(),
        },
        "ui" => match rest.as_slice() {
            [] => interface::build(&mut steps, Profile::Dev),
            [flag] if flag == "--release" => interface::build(&mut steps, Profile::Release),
            _ => return usage(),
        },
        "help" | "--help" | "-h" => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => return usage(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    eprint!("{USAGE}");
    ExitCode::from(2)
}

/// Measures the main jobs in a release build.
fn bench() -> Result<(), Failure> {
    let package = ["--package", "etabli-app", "--example", "figures"];
    step::attach(step::cargo().args(["run", "--release", "--quiet", "--locked"]).args(package))
}

/// Measures the interface, of the programs that people install.
fn bench_interface(steps: &mut Steps) -> Result<(), Failure> {
    machine::prepare(steps, Purpose::Tests)?;
    let programs = released(steps)?;
    let selection = ["--workspace", "--exclude", "xtask", "--example", "speed"];
    steps.cargo("build the bench", &[&["build", "--locked"], &selection[..]].concat())?;
    let mut bench = Command::new(step::target().join("debug").join("examples").join("speed"));
    bench.arg(step::target().join("speed.json")).env("ETABLI_PROGRAMS", programs);
    step::attach(&mut bench)
}

/// Makes the packages, of a release build.
fn dist(steps: &mut Steps) -> Result<(), Failure> {
    machine::prepare(steps, Purpose::Window)?;
    let programs = released(steps)?;
    let (target, root) = (step::target(), step::root());
    let out = target.join("packages");
    let mut command = step::cargo();
    // Unoptimized it would pack for minutes.
    command.args(["run", "--quiet", "--locked", "--profile", "dist"]).args(step::nowhere());
    command.args(["--package", "etabli-dist", "--"]);
    step::attach(command.args([programs, root, out]))
}

/// Builds the interface and the programs as people install them, and returns their folder.
fn released(steps: &mut Steps) -> Result<PathBuf, Failure> {
    interface::build(steps, Profile::Release)?;
    let nowhere = step::nowhere();
    let mut words = vec!["build", "--profile", "dist", "--locked"];
    words.extend(["--package", "etabli-cli", "--package", "etabli-desktop"]);
    words.extend(nowhere.iter().map(String::as_str));
    steps.cargo("build the programs", &words)?;
    Ok(step::target().join("dist"))
}

/// Opens the window, or serves the same interface where no window can open.
fn run(steps: &mut Steps, arguments: &[String]) -> Result<(), Failure> {
    let arguments: Vec<&str> =
        arguments.iter().skip_while(|word| *word == "--").map(String::as_str).collect();
    let (purpose, package, serve) = match machine::display() {
        machine::Display::Present => (Purpose::Window, "etabli-desktop", None),
        machine::Display::Absent => (Purpose::Headless, "etabli-cli", Some("serve")),
    };
    machine::prepare(steps, purpose)?;
    interface::build(steps, Profile::Dev)?;
    steps.cargo("build the app", &["build", "--locked", "--package", package])?;
    if serve.is_some() {
        eprintln!("There is no display here: open the address below in a browser on this machine.");
    }
    let mut words = vec!["run", "--quiet", "--locked", "--package", package, "--"];
    words.extend(serve);
    words.extend(arguments);
    step::attach(step::cargo().args(words))
}
