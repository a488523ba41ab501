//! Who holds a data directory: one process at a time, by a lock taken before the store opens.
//!
//! The holder answers commands of other processes of the same user on a socket in the runtime
//! directory. Whatever happens to a process, the system frees its lock; a socket left behind is
//! removed only under the lock.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use etabli_api::{ApiError, ErrorCode, Event};
use serde_json::Value;
use tokio::{sync::broadcast, time::Instant};

use crate::App;

pub(crate) mod frame;
mod remote;
#[cfg(unix)]
mod runtime;
mod serving;

pub use frame::MAX_REQUEST;
pub use remote::{CallError, Remote};
pub use serving::Serving;

/// The name of the lock file inside a data directory.
pub const LOCK_FILE: &str = "lock";

/// How often a process that waits looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
/// How long a process waits before it says that it waits.
const PATIENCE: Duration = Duration::from_millis(500);
/// The lock file says who holds it in a few short lines.
const MAX_NOTICE: u64 = 8 * 1024;

/// Whoever answers commands: the application, or a stand-in for it.
pub trait Answer: Clone + Send + Sync + 'static {
    /// Answers the command `name`.
    fn answer(
        &self,
        name: &str,
        arguments: Value,
    ) -> impl Future<Output = Result<Value, ApiError>> + Send;

    /// Returns what front ends should hear from now on.
    fn events(&self) -> broadcast::Receiver<Event>;
}

impl Answer for App {
    async fn answer(&self, name: &str, arguments: Value) -> Result<Value, ApiError> {
        self.call(name, arguments).await
    }

    fn events(&self) -> broadcast::Receiver<Event> {
        self.subscribe()
    }
}

/// How a data directory can be used now.
#[derive(Debug)]
pub enum Access {
    /// This process holds it.
    Held(Holder),
    /// Another process holds it, and answers.
    Elsewhere(Remote),
}

/// The right to open the stores of a data directory; it ends when this is dropped.
#[derive(Debug)]
pub struct Holder {
    lock: File,
    data: PathBuf,
}

/// What a lock file says about its holder.
#[derive(Debug, Default)]
struct Notice {
    pid: String,
    program: String,
    #[cfg_attr(not(unix), expect(dead_code, reason = "only Unix has the socket"))]
    socket: PathBuf,
}

impl Holder {
    /// Takes the directory `data`, or finds the process that holds it; waits for at most `wait`
    /// when the holder does not answer, and calls `say` with its name when that takes a while.
    pub async fn acquire(
        data: &Path,
        wait: Duration,
        mut say: impl FnMut(&str),
    ) -> Result<Access, ApiError> {
        let waiting = Waiting::start(wait);
        let (lock, data) = open_lock(data)?;
        let mut said = Said::No;
        loop {
            if try_lock(&lock)? {
                return Self::take(lock, data).map(Access::Held);
            }
            let notice = read_notice(&data);
            if let Some(remote) = Remote::connect(&notice).await {
                return Ok(Access::Elsewhere(remote));
            }
            waiting.look_again(&notice, &mut said, &mut say).await?;
        }
    }

    /// Takes the directory `data` for itself, also when another process would answer for it.
    pub async fn acquire_alone(
        data: &Path,
        wait: Duration,
        mut say: impl FnMut(&str),
    ) -> Result<Self, ApiError> {
        let waiting = Waiting::start(wait);
        let (lock, data) = open_lock(data)?;
        let mut said = Said::No;
        while !try_lock(&lock)? {
            waiting.look_again(&read_notice(&data), &mut said, &mut say).await?;
        }
        Self::take(lock, data)
    }

    /// Says in the lock file, whose lock is ours, that nobody answers yet.
    fn take(lock: File, data: PathBuf) -> Result<Self, ApiError> {
        let holder = Self { lock, data };
        holder.write_notice(Path::new(""))?;
        Ok(holder)
    }

    /// Returns the canonical path of the directory.
    pub fn data(&self) -> &Path {
        &self.data
    }

    /// Answers other processes with `app` until the returned value is ended.
    pub async fn serve(&self, app: impl Answer) -> Result<Serving, ApiError> {
        let serving = Serving::start(&self.data, app).await?;
        self.write_notice(serving.socket())?;
        Ok(serving)
    }

    fn write_notice(&self, socket: &Path) -> Result<(), ApiError> {
        let program = std::env::current_exe().ok();
        let program = program.as_deref().and_then(Path::file_name).unwrap_or_default();
        let notice = format!(
            "{}\n{}\n{}\n",
            std::process::id(),
            program.to_string_lossy(),
            socket.to_string_lossy()
        );
        let mut file = &self.lock;
        file.set_len(0)
            .and_then(|()| file.seek(io::SeekFrom::Start(0)))
            .and_then(|_| file.write_all(notice.as_bytes()))
            .map_err(|error| storage_failed(&self.data.join(LOCK_FILE), &error))
    }
}

enum Said {
    No,
    Yes,
}

struct Waiting {
    since: Instant,
    wait: Duration,
}

impl Waiting {
    fn start(wait: Duration) -> Self {
        Self { since: Instant::now(), wait }
    }

    /// Waits a moment, or refuses when all of the time is over.
    async fn look_again(
        &self,
        notice: &Notice,
        said: &mut Said,
        say: &mut impl FnMut(&str),
    ) -> Result<(), ApiError> {
        let waited = self.since.elapsed();
        if waited >= self.wait {
            return Err(ApiError::new(ErrorCode::DirectoryLocked).with("holder", notice.holder()));
        }
        if matches!(said, Said::No) && waited >= PATIENCE {
            say(&notice.holder());
            *said = Said::Yes;
        }
        tokio::time::sleep(LOOK_AGAIN.min(self.wait - waited)).await;
        Ok(())
    }
}

impl Notice {
    fn holder(&self) -> String {
        match (self.program.as_str(), self.pid.as_str()) {
            ("", "") => "?".to_owned(),
            (program, "") => program.to_owned(),
            ("", pid) => pid.to_owned(),
            (program, pid) => format!("{program} ({pid})"),
        }
    }
}

/// Opens the lock file of `data` and returns it with the directory's canonical path.
fn open_lock(data: &Path) -> Result<(File, PathBuf), ApiError> {
    create_private(data).map_err(|error| storage_failed(data, &error))?;
    let data = data.canonicalize().map_err(|error| storage_failed(data, &error))?;
    let path = data.join(LOCK_FILE);
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let lock = options.open(&path).map_err(|error| storage_failed(&path, &error))?;
    Ok((lock, data))
}

/// Creates a directory that only its owner can read; one that is there stays as it is.
fn create_private(directory: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

fn try_lock(lock: &File) -> Result<bool, ApiError> {
    match lock.try_lock() {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(storage_failed(Path::new(LOCK_FILE), &error)),
    }
}

/// Reads what the holder wrote; a lock file that is empty or unreadable names nobody.
fn read_notice(data: &Path) -> Notice {
    let mut text = String::new();
    let read = File::open(data.join(LOCK_FILE))
        .and_then(|file| file.take(MAX_NOTICE).read_to_string(&mut text));
    if read.is_err() {
        return Notice::default();
    }
    let mut lines = text.lines();
    let mut line = || lines.next().unwrap_or_default().to_owned();
    Notice { pid: line(), program: line(), socket: line().into() }
}

fn storage_failed(path: &Path, error: &io::Error) -> ApiError {
    match error.kind() {
        io::ErrorKind::StorageFull => ErrorCode::DiskFull.into(),
        _ => ApiError::new(ErrorCode::StorageFailed)
            .with("detail", format!("{}: {error}", path.display())),
    }
}

#[cfg(all(test, unix))]
mod tests;
