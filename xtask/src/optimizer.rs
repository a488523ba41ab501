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

const NODE: &str = "node";

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

/// What makes code small. Memory begins with what the stack reaches last, 1 MiB deep, and full of
/// zeros, which the optimizer would not assume otherwise. It is the same memory for a chapter, and
/// nothing writes where its constants will lie before it is there.
const SMALL: [&str; 6] =
    ["--low-memory-unused", "--zero-filled-memory", "--flatten", "--rereloop", "-Oz", "-Oz"];

/// Makes WebAssembly smaller, from one file into another. Functions stand by their names, so that
/// those of one kind stand together, which packs better; then the names go.
pub(crate) fn shrink(from: &Path, to: &Path) -> Result<(), Failure> {
    let program = program()?;
    let run = |from: &Path, to: &Path, words: &[&str]| {
        let mut command = Command::new(NODE);
        command.arg(&program).arg(from).args(words).arg("-o").arg(to);
        step::attach(command.stdin(Stdio::null()))
    };
    let named = to.with_extension("named.wasm");
    run(from, &named, &[&SMALL[..], &["--reorder-functions-by-name", "--debuginfo"]].concat())?;
    run(&named, to, &["--strip-debug", "--strip-producers"])?;
    fs::remove_file(&named).map_err(|error| Failure::io(&named, &error))
}

/// Returns how many bytes a file has as the desktop's program carries it, packed by Brotli.
pub(crate) fn packed(path: &Path) -> Result<u64, Failure> {
    const SCRIPT: &str = "const { readFileSync } = require('node:fs');
        const { brotliCompressSync } = require('node:zlib');
        console.log(brotliCompressSync(readFileSync(process.argv[1])).length);";
    let said = step::ask(Command::new(NODE).args(["--eval", SCRIPT]).arg(path));
    let packed = said.and_then(|said| said.trim().parse().ok());
    packed.ok_or_else(|| Failure::new(format!("{} cannot be packed", path.display())))
}
