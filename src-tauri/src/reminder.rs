//! Tells what is due, once: a note of the system's for each loan, from one of the member's computers.
//!
//! Nothing leaves the computer for it. What was told is kept, so that a restart does not tell it
//! again; a new due date does.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use etabli_api::{
    command::{ListReminders, ListSpaces},
    id::LoanId,
    time::Timestamp,
    view::{LoanStatus, ReminderView},
};
use etabli_app::App;
use notify_rust::Notification;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager, async_runtime};

use crate::{choices::Chosen, words::Shell};

/// How often one looks.
const INTERVAL: Duration = Duration::from_secs(10 * 60);
/// How many loans are remembered as told.
const MOST_TOLD: usize = 1_000;
/// How many are told one by one; more at once are told as a number.
const MOST_AT_ONCE: usize = 3;
const FILE: &str = "told.json";

/// Looks from time to time, as long as the window's program runs.
pub(crate) fn begin(shell: AppHandle, app: App, state: Option<PathBuf>) {
    async_runtime::spawn(async move {
        let mut told = Told::read(state.as_deref());
        let mut ticks = tokio::time::interval(INTERVAL);
        loop {
            ticks.tick().await;
            let chosen = shell.state::<Chosen>();
            if chosen.now().reminders {
                let language = chosen.language();
                let due = told.news(due(&app).await);
                tell(Shell::speaking(language.as_deref()), due);
                told.write();
            }
        }
    });
}

/// Returns what this computer is to remind of, in all spaces.
async fn due(app: &App) -> Vec<ReminderView> {
    let mut due = Vec::new();
    for space in app.run(ListSpaces {}).await.unwrap_or_default() {
        let reminders = app.run(ListReminders { space: Some(space.id.to_string()) }).await;
        match reminders {
            Ok(reminders) => due.extend(reminders.into_iter().filter(|reminder| reminder.speaks)),
            Err(error) => tracing::warn!(%error, "what is due cannot be read"),
        }
    }
    due
}

fn tell(words: Shell, due: Vec<ReminderView>) {
    let lines: Vec<String> = if due.len() > MOST_AT_ONCE {
        vec![words.count("shell-due-many", due.len())]
    } else {
        due.iter().map(|reminder| line(words, reminder)).collect()
    };
    for body in lines {
        async_runtime::spawn_blocking(move || {
            let note = Notification::new()
                .appname("Établi")
                .summary("Établi")
                .body(&body)
                .icon("etabli")
                .show();
            if let Err(error) = note {
                tracing::info!(%error, "this system shows no notes");
            }
        });
    }
}

fn line(words: Shell, reminder: &ReminderView) -> String {
    let id = match reminder.loan.status {
        LoanStatus::Overdue => "shell-overdue",
        LoanStatus::Out | LoanStatus::Returned => "shell-due",
    };
    words.with(id, "item", &reminder.loan.item_name)
}

/// What was told already: of each loan, which due date.
#[derive(Debug, Default)]
struct Told {
    file: Option<PathBuf>,
    loans: BTreeMap<LoanId, Known>,
}

/// What was said of a loan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    due: Timestamp,
    late: bool,
}

impl Told {
    fn read(state: Option<&Path>) -> Self {
        let file = state.map(|state| state.join(FILE));
        let kept = file.as_ref().and_then(|file| fs::read(file).ok());
        let kept: Option<Vec<(LoanId, Known)>> =
            kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        Self { file, loans: kept.unwrap_or_default().into_iter().collect() }
    }

    /// Returns what was not told yet, and takes it for told.
    fn news(&mut self, due: Vec<ReminderView>) -> Vec<ReminderView> {
        let known = |reminder: &ReminderView| Known {
            due: reminder.loan.due.unwrap_or(Timestamp(0)),
            late: reminder.loan.status == LoanStatus::Overdue,
        };
        let now: BTreeMap<LoanId, Known> =
            due.iter().map(|reminder| (reminder.loan.id, known(reminder))).collect();
        let news = due
            .into_iter()
            .filter(|reminder| self.loans.get(&reminder.loan.id) != Some(&known(reminder)))
            .collect();
        self.loans.extend(now);
        while self.loans.len() > MOST_TOLD {
            self.loans.pop_first();
        }
        news
    }

    fn write(&self) {
        let Some(file) = &self.file else { return };
        let loans: Vec<_> = self.loans.iter().collect();
        let written = serde_json::to_vec(&loans)
            .map_err(std::io::Error::from)
            .and_then(|bytes| fs::write(file, bytes));
        if let Err(error) = written {
            tracing::warn!(%error, "what was told cannot be kept");
        }
    }
}
