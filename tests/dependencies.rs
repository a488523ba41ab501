//! The directions of dependencies, as cargo resolves them.

use std::{collections::BTreeSet, process::Command};

use crate::harness::program::root;

enum Target {
    Host,
    Wasm,
}

/// Returns the names of all packages that `package` is built from.
fn tree(package: &str, target: Target) -> BTreeSet<String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(["tree", "--offline", "--locked", "--edges", "normal"]);
    command.args(["--prefix", "none", "--format", "{p}", "--package", package]);
    if let Target::Wasm = target {
        command.args(["--target", "wasm32-unknown-unknown"]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

#[track_caller]
fn check(package: &str, target: Target, forbidden: &[&str]) {
    let tree = tree(package, target);
    assert!(tree.contains(package), "{package} is not in its own tree");
    let found: Vec<_> = forbidden.iter().filter(|name| tree.contains(**name)).collect();
    assert!(found.is_empty(), "{package} depends on {found:?}");
}

#[test]
fn the_interface_holds_no_storage_and_no_network() {
    let forbidden = [
        "automerge",
        "iroh",
        "sled",
        "redb",
        "tokio",
        "tauri",
        "etabli-app",
        "etabli-sync",
        "etabli-photo",
        "etabli-labels",
        "etabli-calendar",
        "image",
        "blake3",
        "zstd",
    ];
    check("etabli-ui", Target::Wasm, &forbidden);
}

#[test]
fn the_contract_knows_no_implementation() {
    let forbidden = [
        "automerge",
        "iroh",
        "sled",
        "redb",
        "tokio",
        "tauri",
        "axum",
        "etabli-app",
        "etabli-sync",
    ];
    check("etabli-api", Target::Wasm, &forbidden);
    check("etabli-i18n", Target::Wasm, &forbidden);
}

#[test]
fn the_domain_knows_no_clock_and_no_io() {
    let forbidden = [
        "iroh",
        "sled",
        "redb",
        "tokio",
        "getrandom",
        "rustix",
        "etabli-api",
        "etabli-sync",
        "etabli-app",
    ];
    check("etabli-model", Target::Wasm, &forbidden);
}

#[test]
fn paper_and_calendars_know_nothing_of_the_rest() {
    let forbidden = ["etabli-model", "etabli-api", "automerge", "iroh", "tokio", "chrono"];
    check("etabli-labels", Target::Host, &forbidden);
    check("etabli-calendar", Target::Host, &forbidden);
}

#[test]
fn replication_knows_no_application() {
    let forbidden = ["etabli-api", "etabli-app", "etabli-i18n", "tauri", "axum", "automerge"];
    check("etabli-sync", Target::Host, &forbidden);
}

#[test]
fn the_application_knows_no_front_end() {
    let forbidden = ["tauri", "yew", "axum", "clap", "etabli-ui", "etabli-cli", "etabli-desktop"];
    check("etabli-app", Target::Host, &forbidden);
}

#[test]
fn the_command_line_needs_no_window() {
    check("etabli-cli", Target::Host, &["tauri", "wry", "gtk", "yew", "etabli-desktop"]);
}
