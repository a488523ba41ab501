//! How the window behaves, as the person chose: kept beside the log, for this account alone.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use auto_launch::{AutoLaunch, AutoLaunchBuilder};
use etabli_api::{ApiError, ErrorCode, window::Choices};
use etabli_i18n::Language;
use serde::{Deserialize, Serialize};

/// The word with which the system starts the program at login.
pub(crate) const HIDDEN: &str = "--hidden";
const FILE: &str = "window.json";

/// What was chosen, and where that is kept.
#[derive(Debug)]
pub(crate) struct Chosen {
    file: Option<PathBuf>,
    now: Mutex<Kept>,
}

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    #[serde(flatten)]
    choices: Choices,
    /// The language that the page spoke last; unsaid, that of the system.
    #[serde(default)]
    language: Option<String>,
}

impl Chosen {
    /// Reads what was chosen; a file that cannot be read counts as none.
    pub(crate) fn read(state: Option<&Path>) -> Self {
        let file = state.map(|state| state.join(FILE));
        let kept = file.as_ref().and_then(|file| fs::read(file).ok());
        let now = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        Self { file, now: Mutex::new(now) }
    }

    /// Returns what is chosen.
    pub(crate) fn now(&self) -> Choices {
        let mut now = self.kept().choices;
        // Whoever took the program out of the list of their system has chosen, too.
        now.autostart = login().and_then(|login| login.is_enabled().ok()).unwrap_or_default();
        now
    }

    /// Chooses anew.
    pub(crate) fn set(&self, choices: Choices) -> Result<(), ApiError> {
        let failed = |error: &dyn std::fmt::Display| {
            ApiError::new(ErrorCode::Internal).with("detail", error)
        };
        let before = self.now();
        if before.autostart != choices.autostart {
            let login = login().ok_or(ErrorCode::Internal)?;
            let done = if choices.autostart { login.enable() } else { login.disable() };
            done.map_err(|error| failed(&error))?;
        }
        self.keep(Kept { choices, ..self.kept() })
    }

    /// Returns the language that the shell speaks, if the page ever told.
    pub(crate) fn language(&self) -> Option<String> {
        self.kept().language
    }

    /// Speaks another language from now on.
    pub(crate) fn speak(&self, language: &str) -> Result<(), ApiError> {
        let kept = self.kept();
        let spoken = Language::parse(language).map(|language| language.code().to_owned());
        if spoken == kept.language { Ok(()) } else { self.keep(Kept { language: spoken, ..kept }) }
    }

    fn kept(&self) -> Kept {
        self.now.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, kept: Kept) -> Result<(), ApiError> {
        if let Some(file) = &self.file {
            write(file, &kept)
                .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))?;
        }
        *self.now.lock().unwrap_or_else(PoisonError::into_inner) = kept;
        Ok(())
    }
}

fn write(file: &Path, kept: &Kept) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    // Half a file would lose the other choices.
    let half = file.with_extension("half");
    fs::write(&half, serde_json::to_vec_pretty(kept)?)?;
    fs::rename(half, file)
}

/// Returns the entry in the list of what the system starts at login.
fn login() -> Option<AutoLaunch> {
    let program = std::env::current_exe().ok()?;
    let path = program.to_str()?;
    AutoLaunchBuilder::new()
        .set_app_name("etabli")
        .set_app_path(path)
        .set_args(&[HIDDEN])
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_chosen_is_there_the_next_time() {
        let state = tempfile::tempdir().unwrap();
        let chosen = Chosen::read(Some(state.path()));
        let before = chosen.now();
        assert!(before.reminders && !before.background, "{before:?}");
        let choices = Choices { background: true, reminders: false, ..before };
        chosen.set(choices.clone()).unwrap();
        chosen.speak("fr-FR").unwrap();
        assert_eq!(Chosen::read(Some(state.path())).language().as_deref(), Some("fr"));
        assert_eq!(Chosen::read(Some(state.path())).now(), choices);
    }

    #[test]
    fn a_file_that_is_damaged_counts_as_nothing_chosen() {
        let state = tempfile::tempdir().unwrap();
        fs::write(state.path().join(FILE), "{half").unwrap();
        assert!(Chosen::read(Some(state.path())).now().reminders);
    }
}
