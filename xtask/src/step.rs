//! Steps: named commands, run one after the other from the repository's root, each with its time.

use std::{
    ffi::OsString,
    fmt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Why a chore stopped, in words for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }

    /// Says on what the operating system's error happened.
    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        Self(format!("{}: {error}", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The steps done so far and how long each took.
#[derive(Debug)]
pub(crate) struct Steps {
    done: Vec<(String, Duration)>,
}

impl Steps {
    pub(crate) fn new() -> Self {
        Self { done: Vec::new() }
    }

    /// Runs `work` as the step `name`, and prints how long it took.
    pub(crate) fn time<T>(
        &mut self,
        name: &str,
        work: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        eprintln!("▸ {name}");
        let start = Instant::now();
        let outcome = work();
        let took = start.elapsed();
        eprintln!("  {name}: {:.1} s", took.as_secs_f64());
        self.done.push((name.to_owned(), took));
        outcome
    }

    /// Runs cargo as the step `name`.
    pub(crate) fn cargo(&mut self, name: &str, arguments: &[&str]) -> Result<(), Failure> {
        self.time(name, || attach(cargo().args(arguments).stdin(Stdio::null())))
    }

    /// Prints all steps with their times.
    pub(crate) fn print(&self) {
        for (name, took) in &self.done {
            println!("{:>8.1} s  {name}", took.as_secs_f64());
        }
    }
}

/// Returns a cargo command in the repository's root, the same cargo that started this program.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).env("CARGO_TARGET_DIR", target());
    // What `cargo run` set for this program is not meant for the packages it builds.
    for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_PKG_NAME"] {
        command.env_remove(name);
    }
    command
}

/// Runs a command with this terminal, and fails if it does.
pub(crate) fn attach(command: &mut Command) -> Result<(), Failure> {
    let shown = shown(command);
    let status =
        command.status().map_err(|error| Failure::new(format!("cannot start {shown}: {error}")))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::new(format!("{shown} ended with {status}")))
}

/// Returns what a command prints, or `None` if it cannot be started or fails.
pub(crate) fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Returns the repository's root.
pub(crate) fn root() -> PathBuf {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
        .unwrap_or_else(|| OsString::from(env!("CARGO_MANIFEST_DIR")));
    let manifest = PathBuf::from(manifest);
    manifest.parent().map(Path::to_path_buf).unwrap_or(manifest)
}

/// Returns cargo's target directory.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) if Path::new(&dir).is_absolute() => dir.into(),
        Some(dir) => std::env::current_dir().unwrap_or_default().join(dir),
        None => root().join("target"),
    }
}

/// Returns what makes cargo leave out of a program where it was built.
pub(crate) fn nowhere() -> [String; 2] {
    let home = |name| std::env::var_os(name).map(PathBuf::from);
    let cargo = home("CARGO_HOME")
        .or_else(|| home("HOME").or_else(|| home("USERPROFILE")).map(|home| home.join(".cargo")));
    let flags: Vec<String> = [(cargo, "cargo"), (Some(root()), "etabli")]
        .into_iter()
        .filter_map(|(path, name)| Some((path?, name)))
        .map(|(path, name)| format!("'--remap-path-prefix={}={name}'", path.display()))
        .collect();
    let flags = format!("target.'cfg(all())'.rustflags=[{}]", flags.join(","));
    ["--config".to_owned(), flags]
}

/// Returns a command as a person would type it.
pub(crate) fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
