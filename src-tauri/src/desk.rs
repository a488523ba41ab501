//! The commands that are about this computer: how the window behaves, and files to keep.

use std::{path::PathBuf, time::Duration};

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, Command, ErrorCode,
    window::{ReadWindow, SaveFile, SetLanguage, SetWindow, WindowView},
};
use serde_json::Value;
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_dialog::DialogExt;

use crate::{choices::Chosen, menu, tray, words::Shell};

/// How long a person may think about where to keep a file.
const THINKING: Duration = Duration::from_secs(3600);

/// Answers a command of the window.
pub(crate) async fn answer<R: Runtime>(
    shell: AppHandle<R>,
    name: &str,
    arguments: Value,
) -> Result<Value, ApiError> {
    match name {
        ReadWindow::NAME => told(&view(&shell)?),
        SetWindow::NAME => {
            let SetWindow { choices } = read(arguments)?;
            chosen(&shell)?.set(choices)?;
            told(&view(&shell)?)
        }
        SetLanguage::NAME => {
            let SetLanguage { language } = read(arguments)?;
            chosen(&shell)?.speak(&language)?;
            menu::show(&shell, Shell::speaking(Some(&language)));
            told(&())
        }
        SaveFile::NAME => told(&save(shell, read(arguments)?).await?),
        _ => Err(ApiError::new(ErrorCode::BadRequest).with("detail", name)),
    }
}

fn read<C: Command>(arguments: Value) -> Result<C, ApiError> {
    serde_json::from_value(arguments)
        .map_err(|error| ApiError::new(ErrorCode::BadRequest).with("detail", error))
}

fn told(reply: &impl serde::Serialize) -> Result<Value, ApiError> {
    serde_json::to_value(reply).map_err(|error| internal(&error))
}

fn internal(error: &dyn std::fmt::Display) -> ApiError {
    ApiError::new(ErrorCode::Internal).with("detail", error)
}

fn chosen<R: Runtime>(shell: &AppHandle<R>) -> Result<tauri::State<'_, Chosen>, ApiError> {
    shell.try_state::<Chosen>().ok_or_else(|| ErrorCode::Internal.into())
}

fn view<R: Runtime>(shell: &AppHandle<R>) -> Result<WindowView, ApiError> {
    Ok(WindowView { choices: chosen(shell)?.now(), tray: tray::is_possible() })
}

async fn save<R: Runtime>(shell: AppHandle<R>, file: SaveFile) -> Result<Option<String>, ApiError> {
    let bytes = BASE64_STANDARD
        .decode(&file.content)
        .map_err(|error| ApiError::new(ErrorCode::BadRequest).with("detail", error))?;
    let Some(path) = ask(shell, &file.name).await? else { return Ok(None) };
    let shown = path.display().to_string();
    let written = tokio::task::spawn_blocking(move || std::fs::write(&path, bytes)).await;
    match written {
        Ok(Ok(())) => Ok(Some(shown)),
        Ok(Err(error)) => {
            Err(ApiError::new(ErrorCode::StorageFailed).with("path", shown).with("detail", error))
        }
        Err(error) => Err(internal(&error)),
    }
}

/// Asks where to keep a file. A test names the place instead, since nobody can press the buttons
/// of a dialog that the system draws; only a program built for development listens to it.
async fn ask<R: Runtime>(shell: AppHandle<R>, name: &str) -> Result<Option<PathBuf>, ApiError> {
    let named = std::env::var_os("ETABLI_SAVE_TO").filter(|_| cfg!(debug_assertions));
    if let Some(folder) = named {
        return Ok(Some(PathBuf::from(folder).join(plain(name))));
    }
    let (answer, asked) = tokio::sync::oneshot::channel();
    shell.dialog().file().set_file_name(plain(name)).save_file(move |path| {
        // Whoever asked may have gone.
        let _ = answer.send(path);
    });
    match tokio::time::timeout(THINKING, asked).await {
        Ok(Ok(Some(path))) => path.into_path().map(Some).map_err(|error| internal(&error)),
        Ok(Ok(None) | Err(_)) | Err(_) => Ok(None),
    }
}

/// Returns a name without what leads out of a folder.
fn plain(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '/' | '\\' | ':'))
        .take(120)
        .collect();
    match plain.trim().trim_start_matches('.') {
        "" => "etabli".to_owned(),
        name => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_else() {
        assert_eq!(plain("inventaire 2026.csv"), "inventaire 2026.csv");
        assert_eq!(plain("../../etc/passwd"), "etcpasswd");
        assert_eq!(plain("..\u{0}"), "etabli");
        assert_eq!(plain(&"a".repeat(500)).len(), 120);
    }
}
