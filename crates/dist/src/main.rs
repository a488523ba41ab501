//! Makes the packages that people install: `etabli-dist PROGRAMS ROOT OUT` takes the two programs
//! from the folder PROGRAMS, icons and texts from the repository ROOT, and writes a `.deb` and an
//! `.rpm` into OUT.

mod content;
mod deb;
mod entry;
mod redhat;

use std::{path::PathBuf, process::ExitCode};

use crate::content::{Content, PackageError};

fn main() -> ExitCode {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [programs, root, out] = words.as_slice() else {
        eprintln!("Usage: etabli-dist PROGRAMS ROOT OUT");
        return ExitCode::from(2);
    };
    match packages(programs, root, out) {
        Ok(made) => {
            for path in made {
                println!("{}", path.display());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("etabli-dist: {error}");
            ExitCode::FAILURE
        }
    }
}

fn packages(
    programs: &std::path::Path,
    root: &std::path::Path,
    out: &std::path::Path,
) -> Result<[PathBuf; 2], PackageError> {
    std::fs::create_dir_all(out).map_err(|error| PackageError::io(out, error))?;
    let content = Content::gather(programs, root)?;
    Ok([deb::write(&content, out)?, redhat::write(&content, out)?])
}
