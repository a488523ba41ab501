//! A process that ends with the test that started it, whatever happens.

use std::{process::Stdio, time::Duration};

use rustix::process::{Pid, Signal, kill_process};
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
    time::timeout,
};

/// How long anything may take before a test gives up on it.
pub(crate) const LIMIT: Duration = Duration::from_secs(120);

/// A running process whose standard output is read line by line.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    name: String,
}

impl Process {
    /// Starts a process; it is killed when the returned value is dropped.
    pub(crate) fn start(command: &mut Command) -> Self {
        let name = command.as_std().get_program().to_string_lossy().into_owned();
        let started =
            command.kill_on_drop(true).stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
        let mut child = match started {
            Ok(child) => child,
            Err(error) => panic!("cannot start {name}: {error}"),
        };
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines, name }
    }

    /// Waits for the next line of standard output.
    pub(crate) async fn line(&mut self) -> String {
        let line = self.next_line().await;
        line.unwrap_or_else(|| panic!("{} ended without another line", self.name))
    }

    /// Waits for the next line of standard output, if there is one before it ends.
    pub(crate) async fn next_line(&mut self) -> Option<String> {
        match timeout(LIMIT, self.lines.next_line()).await {
            Ok(Ok(line)) => line,
            Ok(Err(error)) => panic!("cannot read from {}: {error}", self.name),
            Err(_) => panic!("{} printed nothing", self.name),
        }
    }

    /// Asks the process to end, and waits until it has, cleanly.
    pub(crate) async fn end(mut self) {
        self.send(Signal::TERM);
        match timeout(LIMIT, self.child.wait()).await {
            Ok(Ok(status)) => assert!(status.success(), "{} ended with {status}", self.name),
            Ok(Err(error)) => panic!("lost {}: {error}", self.name),
            Err(_) => panic!("{} does not end", self.name),
        }
    }

    /// Waits until the process has ended by itself, cleanly.
    pub(crate) async fn done(mut self) {
        match timeout(LIMIT, self.child.wait()).await {
            Ok(Ok(status)) => assert!(status.success(), "{} ended with {status}", self.name),
            Ok(Err(error)) => panic!("lost {}: {error}", self.name),
            Err(_) => panic!("{} does not end", self.name),
        }
    }

    /// Ends the process without letting it do anything more.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    fn send(&self, signal: Signal) {
        if let Some(pid) = self.child.id().and_then(|id| Pid::from_raw(id.cast_signed())) {
            kill_process(pid, signal).unwrap();
        }
    }
}
