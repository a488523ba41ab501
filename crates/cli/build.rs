//! Puts the built web interface (`cargo xtask ui`) into the program, as a table of files.
//!
//! Without it the program builds all the same, and its web door says what is missing.

use std::{
    env, fmt, fs, io,
    path::{Path, PathBuf},
};

/// Only a build that is whole has this file.
const LAST_FILE: &str = "ui_bg.wasm";

fn main() -> io::Result<()> {
    let missing = |name| move |error| io::Error::other(format!("{name}: {error}"));
    let root = env::var("CARGO_MANIFEST_DIR").map_err(missing("CARGO_MANIFEST_DIR"))?;
    let out = env::var("OUT_DIR").map_err(missing("OUT_DIR"))?;
    let interface = Path::new(&root).join("../../ui");
    let built = interface.join("dist");
    let built = built.canonicalize().unwrap_or(built);

    let mut files = Vec::new();
    if built.join(LAST_FILE).is_file() {
        collect(&built, &mut files)?;
        println!("cargo:rerun-if-changed={}", built.display());
    } else {
        // A watched path that does not exist would have cargo build this crate every time.
        println!("cargo:rerun-if-changed={}", interface.display());
    }
    println!("cargo:rerun-if-changed=build.rs");
    files.sort();

    let mut table = String::from("&[\n");
    for file in &files {
        write_entry(&mut table, &built, file).map_err(io::Error::other)?;
    }
    table.push(']');
    fs::write(Path::new(&out).join("interface.rs"), table)
}

fn write_entry(table: &mut impl fmt::Write, built: &Path, file: &Path) -> fmt::Result {
    let name = file.strip_prefix(built).unwrap_or(file);
    let name = name.to_string_lossy().replace('\\', "/");
    writeln!(table, "({name:?}, include_bytes!({:?})),", file.to_string_lossy())
}

fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path.canonicalize()?);
        }
    }
    Ok(())
}
