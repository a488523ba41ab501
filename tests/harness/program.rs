//! Where the repository is, and the programs under test in cargo's target directory.

use std::path::{Path, PathBuf};

/// Returns the repository's root. Cargo says where it is when it runs this: what was compiled in a
/// clone elsewhere, and kept in a cache, names that one.
pub(crate) fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let manifest = manifest.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    manifest.parent().unwrap().to_path_buf()
}

/// Returns the directory where cargo put the programs of this build.
fn built() -> PathBuf {
    let this = std::env::current_exe().unwrap();
    this.parent().and_then(Path::parent).unwrap().to_path_buf()
}

/// Returns the command line's program.
pub(crate) fn etabli() -> PathBuf {
    program("etabli")
}

/// Returns the desktop's program.
pub(crate) fn etabli_desktop() -> PathBuf {
    program("etabli-desktop")
}

/// Returns where screenshots go.
pub(crate) fn shots() -> PathBuf {
    let shots = built().parent().unwrap().join("shots");
    std::fs::create_dir_all(&shots).unwrap();
    shots
}

/// Where other programs than those of this build are, to measure them.
const ELSEWHERE: &str = "ETABLI_PROGRAMS";

fn program(name: &str) -> PathBuf {
    let folder = std::env::var_os(ELSEWHERE).map_or_else(built, PathBuf::from);
    let path = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(path.is_file(), "{} is missing: `cargo xtask test` builds it", path.display());
    path
}
