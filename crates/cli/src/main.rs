//! `etabli`: every job from a shell, and the peer that stays on.
//!
//! Exit codes: 0 done, 1 refused or failed with one sentence and what would help, 2 wrong usage.

use std::{
    ffi::OsString,
    panic::{self, AssertUnwindSafe},
    path::PathBuf,
    process::ExitCode,
};

use clap::{CommandFactory, FromArgMatches};
use etabli_api::{ApiError, ErrorCode};
use etabli_app::Network;

use crate::{
    args::{Arguments, BackupJob, Job},
    console::{Console, Shown, Verdict},
    reach::Reach,
    words::Words,
};

mod args;
mod console;
mod help;
mod jobs;
mod reach;
mod serve;
mod signals;
mod table;
mod web;
mod words;

/// Done.
const DONE: u8 = 0;
/// Refused or failed.
const REFUSED: u8 = 1;
/// Ended by the person, as shells count it.
const INTERRUPTED: u8 = 130;

fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let words = Words::chosen(&typed, |name| std::env::var(name).ok());
    panic::set_hook(Box::new(move |panic| {
        tracing::error!(%panic, "panicked");
        if etabli_app::catches_panics() {
            return;
        }
        eprintln!("{}", words.text("cli-panic", &[]));
    }));
    start_logging();
    let json = typed.iter().any(|argument| argument == "--json");
    let code = panic::catch_unwind(AssertUnwindSafe(|| run(typed, words))).unwrap_or_else(|_| {
        if json {
            let error = ApiError::new(ErrorCode::Internal).with("detail", "panic");
            drop(console::print(&console::refusal(words, &error).to_string()));
        }
        REFUSED
    });
    ExitCode::from(code)
}

/// Logs for whoever looks for a fault: `ETABLI_LOG=debug`.
fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("ETABLI_LOG");
    let filter = filter.unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("off"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

fn run(typed: Vec<OsString>, words: Words) -> u8 {
    let command = help::worded(Arguments::command(), &words);
    let matches = command.try_get_matches_from(typed);
    let arguments = match matches.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help goes to standard output, wrong usage to standard error; a closed pipe is fine.
            drop(error.print());
            return u8::try_from(error.exit_code()).unwrap_or(REFUSED);
        }
    };
    let words = words.or(arguments.common.lang);
    let data = arguments.common.data.clone().or_else(default_data);
    let console = Console::new(&arguments.common, words, data.clone().unwrap_or_default());
    let ended = match data {
        Some(_) => start(&console, arguments),
        None => Err(ApiError::new(ErrorCode::BadRequest).with("detail", "--data")),
    };
    ended.unwrap_or_else(|error| {
        drop(console.refuse(&error));
        REFUSED
    })
}

/// Where the platform keeps a person's programs' own files.
fn default_data() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "etabli").map(|project| project.data_dir().to_owned())
}

fn start(console: &Console, arguments: Arguments) -> Result<u8, ApiError> {
    let failed = |error: std::io::Error| ApiError::new(ErrorCode::Internal).with("detail", error);
    let network = network(std::env::var("ETABLI_NETWORK").ok().as_deref())?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
    runtime.block_on(async {
        let signals = signals::Signals::listen().map_err(failed)?;
        work(console, arguments, network, signals).await
    })
}

fn network(name: Option<&str>) -> Result<Network, ApiError> {
    match name {
        None | Some("" | "lan") => Ok(Network::Lan),
        Some("loopback") => Ok(Network::Loopback),
        Some("off") => Ok(Network::Off),
        Some(other) => {
            Err(ApiError::new(ErrorCode::BadRequest)
                .with("detail", format!("ETABLI_NETWORK={other}")))
        }
    }
}

async fn work(
    console: &Console,
    arguments: Arguments,
    network: Network,
    mut signals: signals::Signals,
) -> Result<u8, ApiError> {
    let Arguments { common, job, .. } = arguments;
    let wait = common.wait.0;
    if let Job::Serve(serve) = job {
        serve::run(console, serve, network, wait, &mut signals).await?;
        return Ok(DONE);
    }
    if let Job::Backup(BackupJob::Restore(restore)) = job {
        // It makes a directory of its own, and must work where the usual one does not.
        return show(console, &jobs::restore(console, restore).await?);
    }
    let mut reach = tokio::select! {
        reach = Reach::open(console, network, wait) => reach?,
        () = signals.asked() => return Ok(INTERRUPTED),
    };
    let ended = tokio::select! {
        shown = jobs::run(&mut reach, console, common.space, job) => Some(shown),
        () = signals.asked() => None,
    };
    // Whoever asks twice does not wait for others' commands.
    tokio::select! {
        () = reach.close() => {}
        () = signals.asked() => return Ok(INTERRUPTED),
    }
    match ended {
        Some(shown) => show(console, &shown?),
        None => Ok(INTERRUPTED),
    }
}

fn show(console: &Console, shown: &Shown) -> Result<u8, ApiError> {
    console
        .show(shown)
        .map_err(|error| ApiError::new(ErrorCode::StorageFailed).with("detail", error))?;
    Ok(match shown.verdict {
        Verdict::Fine => DONE,
        Verdict::Wrong => REFUSED,
    })
}
