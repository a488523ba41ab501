//! Prints the figures of this machine: `cargo xtask bench`. With a folder, it measures only the
//! opening of what is there; the whole run starts itself so, to measure a fresh process.

use std::{path::PathBuf, process::Command};

use etabli_app::figures::{Figure, measure, measure_opening};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    if let Some(folder) = std::env::args_os().nth(1) {
        show(&runtime.block_on(measure_opening(&PathBuf::from(folder)))?);
        return Ok(());
    }
    let folder = std::env::temp_dir().join(format!("etabli-figures-{}", std::process::id()));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("{cores} cores, {}", if cfg!(debug_assertions) { "debug" } else { "release" });
    let measured = runtime.block_on(measure(&folder));
    if let Ok(figures) = &measured {
        show(figures);
        Command::new(std::env::current_exe()?).arg(&folder).status()?;
    }
    std::fs::remove_dir_all(&folder)?;
    measured?;
    Ok(())
}

fn show(figures: &[Figure]) {
    for Figure { name, value, unit, target } in figures {
        let verdict = if value <= target { "" } else { "  missed" };
        println!("{name:<45} {value:>10.1} {unit:<3} (at most {target}){verdict}");
    }
}
