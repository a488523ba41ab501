//! The calendar file that other programs subscribe to: what whoever holds the data directory keeps
//! up to date.
//!
//! It is written a little after a change and before the program ends, beside its place and then
//! moved there, so that nobody reads half of one; and only when something in it differs.

use std::{
    fs,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use etabli_api::{ApiError, ErrorCode, Topic, view::CalendarFileView};
use etabli_model::{id::SpaceId, time::Timestamp};
use tokio::sync::broadcast::error::RecvError;

use crate::{blocking, clock, core::Core, directory, ical};

/// How long changes are gathered.
const PAUSE: Duration = Duration::from_secs(2);
/// How long what is over stays in the file, in milliseconds.
const KEPT: i64 = 31 * 24 * 60 * 60 * 1000;

/// How the calendar file stands.
#[derive(Debug, Default)]
pub(crate) struct CalendarState {
    /// Whether something changed since it was written.
    is_old: AtomicBool,
    /// Why it could not be written the last time, or empty.
    problem: Mutex<String>,
}

impl CalendarState {
    /// Notes that something changed.
    pub(crate) fn note(&self, topics: &[Topic]) {
        let concerns = |topic: &Topic| {
            matches!(topic, Topic::Bookings | Topic::Loans | Topic::Inventory | Topic::Members)
        };
        if topics.iter().any(concerns) {
            self.is_old.store(true, Ordering::Relaxed);
        }
    }

    fn say(&self, problem: String) {
        *self.problem.lock().unwrap_or_else(PoisonError::into_inner) = problem;
    }
}

/// Keeps the file up to date from now on, while the program runs.
pub(crate) fn begin(core: &Arc<Core>) {
    let mut events = core.subscribe();
    let core = Arc::downgrade(core);
    tokio::spawn(async move {
        while !matches!(events.recv().await, Err(RecvError::Closed)) {
            tokio::time::sleep(PAUSE).await;
            let Some(core) = core.upgrade() else { return };
            let refreshed = blocking(move || {
                refresh(&core);
                Ok(())
            });
            if let Err(error) = refreshed.await {
                tracing::warn!(%error, "the calendar file was not looked at");
            }
        }
    });
}

/// Writes the file if something changed.
pub(crate) fn refresh(core: &Core) {
    if !core.calendar.is_old.swap(false, Ordering::Relaxed) {
        return;
    }
    let Some((space, path)) = core.directory.calendar_file() else { return };
    if let Err(error) = write(core, space, &path) {
        tracing::warn!(%error, "the calendar file cannot be written");
    }
}

/// Writes the file.
pub(crate) fn write(core: &Core, space: SpaceId, path: &Path) -> Result<(), ApiError> {
    let written = written(core, space, path);
    let problem = written.as_ref().err().map(|error| {
        error.args.get("detail").cloned().unwrap_or_else(|| error.code.as_str().to_owned())
    });
    core.calendar.say(problem.unwrap_or_default());
    written
}

fn written(core: &Core, space: SpaceId, path: &Path) -> Result<(), ApiError> {
    let since = Timestamp(clock::now().0 - KEPT);
    let content = core.with(space, |space| {
        let part =
            ical::Part { bookings: true, loans: true, since: Some(since), ..ical::Part::default() };
        ical::calendar(space, &part)
    })?;
    if fs::read(path).is_ok_and(|former| former == content.as_bytes()) {
        return Ok(());
    }
    directory::write_durably(path, content.as_bytes()).map_err(|error| {
        ApiError::new(ErrorCode::StorageFailed)
            .with("detail", format!("{}: {error}", path.display()))
    })
}

/// Tells which file is kept.
pub(crate) fn view(core: &Core) -> CalendarFileView {
    let (space, path) = core.directory.calendar_file().unzip();
    let problem = core.calendar.problem.lock().unwrap_or_else(PoisonError::into_inner).clone();
    CalendarFileView {
        space,
        path: path.map(|path| path.display().to_string()).unwrap_or_default(),
        problem,
    }
}
