//! Where a space is kept: its store in another kind or written anew, and its backups.

use std::path::{Path, PathBuf};

use etabli_api::{
    ApiError, ErrorCode,
    command::{
        CompactStore, ConvertStore, CreateBackup, ListBackups, ReadBackupFolder, RestoreBackup,
        SetBackupFolder,
    },
    view::{BackupView, CompactReport, ConvertReport},
};
use etabli_sync::store::place::{ReplaceError, StoreKind};

use super::Handle;
use crate::{
    backup::{self, Occasion},
    clock,
    core::Core,
    directory::store_error,
};

impl Handle for ConvertStore {
    fn handle(self, core: &Core) -> Result<ConvertReport, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let unknown = |_| ApiError::new(ErrorCode::UnknownFormat).with("what", &self.to);
        let to: StoreKind = self.to.parse().map_err(unknown)?;
        core.directory.check_writable()?;
        // A store that is damaged is rebuilt first, so that what is compared is whole.
        core.with(id, |_| Ok(()))?;
        let converted = core.closed(id, |place| {
            place.convert(to, &clock::stamp()).map_err(|error| refusal(error, to))
        })?;
        Ok(ConvertReport {
            space: id,
            from: converted.from.to_string(),
            to: to.to_string(),
            keys: converted.keys,
            kept: converted.aside.display().to_string(),
        })
    }
}

impl Handle for CompactStore {
    fn handle(self, core: &Core) -> Result<CompactReport, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.directory.check_writable()?;
        core.with(id, |_| Ok(()))?;
        let done = core.closed(id, |place| {
            let kind = place.kind().unwrap_or(StoreKind::Sled);
            place.compact(&clock::stamp()).map_err(|error| refusal(error, kind))
        })?;
        Ok(CompactReport { space: id, keys: done.keys, before: done.before, after: done.after })
    }
}

fn refusal(error: ReplaceError, kind: StoreKind) -> ApiError {
    match error {
        ReplaceError::Store(error) => store_error(error),
        ReplaceError::SameKind => ApiError::new(ErrorCode::SameStoreKind).with("kind", kind),
        error @ ReplaceError::Different => crate::internal(&error),
    }
}

impl Handle for CreateBackup {
    fn handle(self, core: &Core) -> Result<BackupView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let folder = core.directory.backups()?;
        core.with(id, |space| match self.to.as_deref() {
            Some(path) => backup::write(space, Path::new(path)),
            None => backup::write(space, &backup::path_in(&folder, space, Occasion::Asked)),
        })
    }
}

impl Handle for ListBackups {
    fn handle(self, core: &Core) -> Result<Vec<BackupView>, ApiError> {
        Ok(backup::list(&core.directory.backups()?))
    }
}

impl Handle for ReadBackupFolder {
    fn handle(self, core: &Core) -> Result<String, ApiError> {
        Ok(core.directory.backups()?.display().to_string())
    }
}

impl Handle for SetBackupFolder {
    fn handle(self, core: &Core) -> Result<String, ApiError> {
        core.directory.check_writable()?;
        let folder = self.folder.as_deref().map(whole).transpose()?;
        core.directory.set_backups(folder.as_deref())?;
        Ok(core.directory.backups()?.display().to_string())
    }
}

impl Handle for RestoreBackup {
    fn handle(self, _: &Core) -> Result<BackupView, ApiError> {
        backup::restore(Path::new(&self.file), &whole(&self.to)?)
    }
}

/// Returns a path from its beginning on: whoever types it cannot know where this process runs.
fn whole(path: &str) -> Result<PathBuf, ApiError> {
    std::path::absolute(path.trim()).map_err(|error| {
        ApiError::new(ErrorCode::FileUnreadable).with("path", path).with("detail", error)
    })
}
