//! Binaryen's optimizer, which takes a fourth off a release's interface. npm has it for every
//! machine; its version and its sum are in `xtask/binaryen`, and it is kept below the target
//! directory.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::{
    machine,
    step::{self, Failure},
};

/// What npm reads.
const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Returns the optimizer, a program for node, which is installed unless it is here already.
fn program() -> Result<PathBuf, Failure> {
    let source = step::root().join("xtask").join("binaryen");
    let folder = step::target().join("binaryen");
    let program = folder.join("node_modules").join("binaryen").join("bin").join("wasm-opt");
    let same = |name: &str| fs::read(source.join(name)).ok() == fs::read(folder.join(name)).ok();
    if program.is_file() && FILES.into_iter().all(same) {
        return Ok(program);
    }
    let npm = machine::npm()?;
    fs::create_dir_all(&folder).map_err(|error| Failure::io(&folder, &error))?;
    for name in FILES {
        let from = source.join(name);
        fs::copy(&from, folder.join(name)).map_err(|error| Failure::io(&from, &error))?;
    }
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    let mut command = Command::new(npm);
    step::attach(command.args(words).current_dir(&folder).stdin(Stdio::null()))?;
    Ok(program)
}

/// Makes WebAssembly smaller, from one file into another.
pub(crate) fn shrink(from: &Path, to: &Path) -> Result<(), Failure> {
    let program = program()?;
    let mut command = Command::new("node");
    command.arg(program).args(["-Oz", "--strip-debug", "--strip-producers"]);
    step::attach(command.arg(from).arg("-o").arg(to).stdin(Stdio::null()))
}
