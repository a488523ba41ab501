//! A replica: a data directory and the command line on it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;
use tokio::{process::Command, time::timeout};

use super::{
    lan::Host,
    process::{LIMIT, Process},
    program::etabli,
};

/// A data directory of its own, on a network that ends at this computer or on a host's.
#[derive(Debug)]
pub(crate) struct Replica {
    folder: TempDir,
    host: Option<Host>,
    network: &'static str,
}

/// A replica that stays on.
#[derive(Debug)]
pub(crate) struct Served {
    /// The link to the interface, if it is served.
    pub(crate) web: Option<String>,
    process: Process,
}

/// What became of a command that may have been killed on the way.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It ended by itself, well.
    Done,
    /// It was killed first.
    Killed,
}

impl Replica {
    /// Makes an empty data directory.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), host: None, network: "loopback" }
    }

    /// Makes an empty data directory of a program that uses no network at all.
    pub(crate) fn without_network() -> Self {
        Self { network: "off", ..Self::new() }
    }

    /// Makes an empty data directory on a host.
    pub(crate) fn on(host: Host) -> Self {
        Self { folder: tempfile::tempdir().unwrap(), host: Some(host), network: "lan" }
    }

    /// Makes an empty data directory inside another directory, such as a small disk.
    pub(crate) fn inside(directory: &Path) -> Self {
        Self { host: None, folder: tempfile::tempdir_in(directory).unwrap(), network: "loopback" }
    }

    /// Returns the data directory.
    pub(crate) fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Returns the state directory.
    pub(crate) fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// Writes a file beside the data directory and returns its path.
    pub(crate) fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    }

    /// Runs a command that must be done, and returns its answer.
    pub(crate) async fn run(&self, words: &[&str]) -> Value {
        match self.try_run(words).await {
            Ok(answer) => answer,
            Err(refusal) => panic!("etabli {}: {refusal}", words.join(" ")),
        }
    }

    /// Runs a command, and returns its answer or its refusal.
    pub(crate) async fn try_run(&self, words: &[&str]) -> Result<Value, Value> {
        let output = timeout(LIMIT, self.command(words).output());
        let output = output.await.unwrap_or_else(|_| panic!("etabli {} hangs", words.join(" ")));
        let output = output.unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let Ok(answer) = serde_json::from_str(&text) else {
            let said = String::from_utf8_lossy(&output.stderr);
            panic!("etabli {} printed {text:?} and said {said}", words.join(" "));
        };
        if output.status.success() { Ok(answer) } else { Err(answer) }
    }

    /// Runs a command and kills it after `delay`, unless it is done before.
    pub(crate) async fn run_and_kill(&self, words: &[&str], delay: Duration) -> Outcome {
        let child = self.command(words).spawn().unwrap();
        // Dropping the future drops the child with it, and that kills it.
        match timeout(delay, child.wait_with_output()).await {
            Ok(output) => {
                let output = output.unwrap();
                assert!(output.status.success(), "etabli {} ended badly", words.join(" "));
                Outcome::Done
            }
            Err(_) => Outcome::Killed,
        }
    }

    /// Starts `etabli serve` and waits until it is ready.
    pub(crate) async fn serve(&self, words: &[&str]) -> Served {
        let mut command = self.command(&["serve"]);
        command.args(words).stderr(Stdio::inherit());
        let mut process = Process::start(&mut command);
        let line = process.line().await;
        let ready: Value = serde_json::from_str(&line).unwrap();
        Served { web: ready["web"].as_str().map(str::to_owned), process }
    }

    /// Starts a command that says more than one line, and ends by itself.
    pub(crate) fn start(&self, words: &[&str]) -> Process {
        Process::start(self.command(words).stderr(Stdio::inherit()))
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = match &self.host {
            None => Command::new(etabli()),
            Some(host) => {
                // `ip` becomes the program, so that signals reach it.
                let [ip, words @ ..] = host.run();
                let mut command = Command::new(ip);
                command.args(words).arg(etabli());
                command
            }
        };
        command.arg("--data").arg(self.data()).arg("--json").args(words);
        surround(&mut command, self.folder.path());
        command
            .env("ETABLI_NETWORK", self.network)
            .kill_on_drop(true)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

impl Served {
    /// Ends it cleanly.
    pub(crate) async fn end(self) {
        self.process.end().await;
    }

    /// Ends it like a power cut.
    pub(crate) async fn kill(self) {
        self.process.kill().await;
    }
}

/// Gives a program under test the surroundings of a test: English, loopback only, and no file of
/// the person who runs it.
pub(crate) fn surround(command: &mut Command, folder: &Path) {
    for name in ["ETABLI_LOG", "RUST_LOG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"] {
        command.env_remove(name);
    }
    command
        .env("LANG", "C.UTF-8")
        .env("NO_COLOR", "1")
        .env("ETABLI_NETWORK", "loopback")
        .env("HOME", folder)
        .env("ETABLI_STATE", folder.join("state"))
        .env("XDG_DATA_HOME", folder.join("home-data"))
        .env("XDG_CACHE_HOME", folder.join("home-cache"))
        .env("XDG_CONFIG_HOME", folder.join("home-config"));
}
