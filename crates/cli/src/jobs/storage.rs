//! Where a space is kept: its store, and its backups.

use std::path::{Path, PathBuf};

use etabli_api::{
    ApiError, ErrorCode,
    command::{CompactStore, ConvertStore, CreateBackup, ListBackups, SetBackupFolder},
    view::BackupView,
};
use serde_json::json;

use super::Desk;
use crate::{
    args::{BackupJob, BackupRestore, StoreJob},
    console::{Console, Shown},
    table::printable,
    words::{Word, minute},
};

pub(super) async fn store(desk: &mut Desk<'_>, job: StoreJob) -> Result<Shown, ApiError> {
    match job {
        StoreJob::Convert(convert) => {
            let to = ConvertStore { space: desk.space.clone(), to: convert.to };
            let report = desk.run(to).await?;
            let args = [
                ("from", Word::Text(report.from.as_str())),
                ("to", Word::Text(report.to.as_str())),
                ("path", Word::Text(report.kept.as_str())),
            ];
            Shown::new(&report, desk.text("cli-store-converted", &args))
        }
        StoreJob::Compact => {
            let report = desk.run(CompactStore { space: desk.space.clone() }).await?;
            let args = [
                ("before", Word::Number(report.before.div_ceil(1024))),
                ("after", Word::Number(report.after.div_ceil(1024))),
            ];
            Shown::new(&report, desk.text("cli-store-compacted", &args))
        }
    }
}

pub(super) async fn backup(desk: &mut Desk<'_>, job: BackupJob) -> Result<Shown, ApiError> {
    match job {
        BackupJob::Create(create) => {
            let to = create.to.as_deref().map(absolute).transpose()?;
            let backup = desk.run(CreateBackup { space: desk.space.clone(), to }).await?;
            let args = [
                ("path", Word::Text(backup.path.as_str())),
                ("entries", Word::Number(backup.entries)),
            ];
            let note = files(desk.console, "cli-backup-files", &backup);
            Ok(Shown::new(&backup, desk.text("cli-backup-created", &args))?.with_note(note))
        }
        BackupJob::List => {
            let backups = desk.run(ListBackups {}).await?;
            let mut table = desk.table(["name", "written", "entries", "bytes", "file"]);
            for backup in &backups {
                table.row([
                    backup.name.clone(),
                    minute(backup.at),
                    backup.entries.to_string(),
                    backup.bytes.to_string(),
                    backup.path.clone(),
                ]);
            }
            Shown::new(&backups, desk.rows(&table, "cli-no-backups"))
        }
        BackupJob::Folder(folder) => {
            let folder = folder.folder.as_deref().map(absolute).transpose()?;
            let folder = desk.run(SetBackupFolder { folder }).await?;
            let text = desk.text("cli-backup-folder", &[("path", Word::Text(&folder))]);
            Shown::new(&json!({ "folder": folder }), text)
        }
        BackupJob::Restore(wanted) => restore(desk.console, wanted).await,
    }
}

/// Opens a backup as a copy; no data directory but the new one is needed.
pub(crate) async fn restore(console: &Console, wanted: BackupRestore) -> Result<Shown, ApiError> {
    let to = absolute(&wanted.to)?;
    let work = move || etabli_app::backup::restore(&wanted.file, &wanted.to);
    let joined = console.patiently(tokio::task::spawn_blocking(work)).await;
    let backup =
        joined.map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))??;
    let (name, path) = (printable(&backup.name), printable(&to));
    let args = [("name", Word::Text(&name)), ("path", Word::Text(&path))];
    let note = files(console, "cli-backup-files-restored", &backup);
    Ok(Shown::new(&backup, console.words.text("cli-backup-restored", &args))?.with_note(note))
}

/// Says what became of the photos and attachments, where there are any.
fn files(console: &Console, id: &str, backup: &BackupView) -> Option<String> {
    let (files, missing) = (backup.files?, backup.files_missing?);
    let args = [("files", Word::Number(files)), ("missing", Word::Number(missing))];
    (files + missing > 0).then(|| console.words.text(id, &args))
}

/// Returns a path as the process that holds the directory can follow it, wherever that one runs.
pub(super) fn absolute(path: &Path) -> Result<String, ApiError> {
    let unreadable = || {
        ApiError::new(ErrorCode::FileUnreadable).with("path", path.display()).with("detail", "?")
    };
    let path: PathBuf = std::path::absolute(path).map_err(|_| unreadable())?;
    path.into_os_string().into_string().map_err(|_| unreadable())
}
