//! Prints the figures of this machine: `cargo xtask bench`. What needs a fresh process, or one that
//! crashes, it does by starting itself: with the word `open`, `crash`, `five-years` or `large-group`,
//! and a folder. With the word `workshop` alone, it measures the workshop of five years and nothing
//! else; with `community`, the large group.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use etabli_app::figures::{
    Figure, fill_community, fill_workshop, measure, measure_community, measure_growth,
    measure_newcomer, measure_workshop, open_once, opening, opening_again, write_much,
};

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let mut arguments = std::env::args().skip(1);
    match (arguments.next().as_deref(), arguments.next()) {
        (Some("open"), Some(folder)) => {
            let (opened, resident) = runtime.block_on(open_once(Path::new(&folder)))?;
            println!("{opened} {resident}");
            Ok(())
        }
        (Some("crash"), Some(folder)) => {
            let _open = runtime.block_on(write_much(Path::new(&folder)))?;
            std::process::abort()
        }
        (Some("five-years"), Some(folder)) => {
            show(&runtime.block_on(measure_workshop(Path::new(&folder)))?);
            Ok(())
        }
        (Some("large-group"), Some(folder)) => {
            show(&runtime.block_on(measure_community(Path::new(&folder)))?);
            Ok(())
        }
        (Some("workshop"), None) => in_a_folder(|folder| workshop(&runtime, folder)),
        (Some("community"), None) => in_a_folder(|folder| community(&runtime, folder)),
        (Some(_), _) => Err("usage: figures [workshop | community]".into()),
        (None, _) => in_a_folder(|folder| all(&runtime, folder)),
    }
}

fn in_a_folder(run: impl FnOnce(&Path) -> Result<(), Failure>) -> Result<(), Failure> {
    let folder = std::env::temp_dir().join(format!("etabli-figures-{}", std::process::id()));
    let done = run(&folder);
    std::fs::remove_dir_all(&folder)?;
    done
}

fn workshop(runtime: &tokio::runtime::Runtime, folder: &Path) -> Result<(), Failure> {
    show(&[runtime.block_on(fill_workshop(folder))?]);
    anew("five-years", folder)
}

fn community(runtime: &tokio::runtime::Runtime, folder: &Path) -> Result<(), Failure> {
    runtime.block_on(fill_community(folder))?;
    anew("large-group", folder)
}

/// Measures in a process that did nothing else.
fn anew(what: &str, folder: &Path) -> Result<(), Failure> {
    let mut child = Command::new(std::env::current_exe()?);
    match child.arg(what).arg(folder).status()?.success() {
        true => Ok(()),
        false => Err(format!("{what} could not be measured").into()),
    }
}

fn all(runtime: &tokio::runtime::Runtime, folder: &Path) -> Result<(), Failure> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("{cores} cores, {}", if cfg!(debug_assertions) { "debug" } else { "release" });
    show(&runtime.block_on(measure(folder))?);
    show(&opening(opened(folder)?));
    crash(folder)?;
    let (crashed, _) = opened(folder)?;
    let (orderly, _) = opened(folder)?;
    show(&[opening_again(crashed, orderly)]);
    show(&[runtime.block_on(measure_newcomer(folder))?]);
    workshop(runtime, folder)?;
    community(runtime, folder)?;
    show(&measure_growth()?);
    Ok(())
}

fn opened(folder: &Path) -> Result<(f64, f64), Failure> {
    let child = Command::new(std::env::current_exe()?).arg("open").arg(folder).output()?;
    let words = String::from_utf8(child.stdout)?;
    let (opened, resident) = words.trim().split_once(' ').ok_or("the opening failed")?;
    Ok((opened.parse()?, resident.parse()?))
}

fn crash(folder: &Path) -> Result<(), Failure> {
    let mut child = Command::new(std::env::current_exe()?);
    let status = child.arg("crash").arg(folder).stderr(Stdio::null()).status()?;
    if status.code().is_some() {
        return Err("the process that should have crashed did not get that far".into());
    }
    Ok(())
}

fn show(figures: &[Figure]) {
    for Figure { name, value, unit, target } in figures {
        let verdict = if value <= target { "" } else { "  missed" };
        println!("{name:<45} {value:>10.1} {unit:<3} (at most {target}){verdict}");
    }
}
