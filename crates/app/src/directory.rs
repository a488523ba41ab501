//! The data directory: the device's key, its network port and one folder per space.
//!
//! A space's folder gets its name only when everything in it is durable, so a crash in the middle
//! of creating or joining leaves a folder that is cleared at the next start, and no half space.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use ed25519_dalek::SigningKey;
use etabli_api::{ApiError, ErrorCode};
use etabli_model::id::{DeviceId, SpaceId};
use etabli_sync::store::{SledStore, Store, StoreError, StorePlace};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    clock,
    guests::Pairing,
    joining::Noted,
    key::{self, Use},
};

const PORT_FILE: &str = "port";
const LAST_FILE: &str = "last-space";
const JOINING_FILE: &str = "joining";
const CODES_FILE: &str = "device-codes";
const SPACES: &str = "spaces";
const UNFINISHED: &str = "unfinished-";
const DEMO_FILE: &str = "demo";
/// The name of a store in a space's folder.
pub(crate) const STORE: &str = "store";
/// The file that makes a data directory a copy to read.
pub(crate) const READ_ONLY_FILE: &str = "read-only";
/// The file in a restored space's folder that names the device whose backup it was.
pub(crate) const SEAT_FILE: &str = "seat";
const BACKUPS: &str = "backups";
const BACKUP_FOLDER_FILE: &str = "backup-folder";
const CALENDAR_FILE: &str = "calendar-file";

/// What may be done to a data directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// Everything.
    Full,
    /// It is a copy restored from a backup: it can be read, and nobody can be met with it.
    ReadOnly,
}

/// The data directory.
#[derive(Debug)]
pub(crate) struct Directory {
    root: PathBuf,
    key: SigningKey,
    access: Access,
}

/// A space's folder that is not in place yet. Dropped unfinished, it is cleared.
#[derive(Debug)]
pub(crate) struct Unfinished {
    path: PathBuf,
    finished: bool,
}

impl Unfinished {
    /// Opens the store in it.
    pub(crate) fn store(&self) -> Result<Arc<dyn Store>, ApiError> {
        Ok(Arc::new(SledStore::open(&self.path.join(STORE)).map_err(store_error)?))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.finished
            && let Err(error) = fs::remove_dir_all(&self.path)
        {
            tracing::warn!(%error, "an unfinished space could not be cleared");
        }
    }
}

impl Directory {
    /// Opens a data directory, making it and the device's key when they are not there.
    pub(crate) fn open(root: &Path) -> Result<Self, ApiError> {
        let access = match root.join(READ_ONLY_FILE).exists() {
            true => Access::ReadOnly,
            false => Access::Full,
        };
        fs::create_dir_all(root.join(SPACES)).map_err(|error| io_error(&error))?;
        let key = match access {
            Access::Full => {
                let spaces = fs::read_dir(root.join(SPACES)).map_err(|error| io_error(&error))?;
                let used = if spaces.count() == 0 { Use::Unused } else { Use::Used };
                key::open(root, used)?
            }
            // Nothing is ever signed with this one.
            Access::ReadOnly => SigningKey::from_bytes(&clock::random()?),
        };
        let directory = Self { root: root.to_owned(), key, access };
        for name in directory.folders()? {
            if name.starts_with(UNFINISHED) {
                fs::remove_dir_all(directory.root.join(SPACES).join(&name))
                    .map_err(|error| io_error(&error))?;
            }
        }
        Ok(directory)
    }

    /// Returns the device's key.
    pub(crate) const fn key(&self) -> &SigningKey {
        &self.key
    }

    /// Returns the spaces that are here.
    pub(crate) fn spaces(&self) -> Result<Vec<SpaceId>, ApiError> {
        Ok(self.folders()?.iter().filter_map(|name| name.parse().ok()).collect())
    }

    /// Returns where the store of a space is.
    pub(crate) fn place(&self, space: &SpaceId) -> StorePlace {
        StorePlace::new(self.space(space).join(STORE))
    }

    /// Returns what may be done here.
    pub(crate) const fn access(&self) -> Access {
        self.access
    }

    /// Refuses when nothing here may be changed.
    pub(crate) fn check_writable(&self) -> Result<(), ApiError> {
        match self.access {
            Access::Full => Ok(()),
            Access::ReadOnly => Err(ErrorCode::ReadOnlyCopy.into()),
        }
    }

    /// Returns the device through whose eyes a restored space is seen.
    pub(crate) fn seat(&self, space: &SpaceId) -> Option<DeviceId> {
        fs::read_to_string(self.space(space).join(SEAT_FILE)).ok()?.trim().parse().ok()
    }

    /// Returns the folder that backups go to, which is made if it is the one beside the spaces.
    pub(crate) fn backups(&self) -> Result<PathBuf, ApiError> {
        if let Ok(named) = fs::read_to_string(self.root.join(BACKUP_FOLDER_FILE)) {
            // It may lie on a disk that is not there now; then nothing must take its place.
            return Ok(PathBuf::from(named));
        }
        let folder = self.root.join(BACKUPS);
        fs::create_dir_all(&folder).map_err(|error| io_error(&error))?;
        Ok(folder)
    }

    /// Names another folder for backups, or returns to the one beside the spaces.
    pub(crate) fn set_backups(&self, folder: Option<&Path>) -> Result<(), ApiError> {
        let file = self.root.join(BACKUP_FOLDER_FILE);
        let Some(folder) = folder else {
            return match fs::remove_file(file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(&error)),
                Ok(()) | Err(_) => Ok(()),
            };
        };
        let path = || folder.display();
        let unreadable = |error: &dyn std::fmt::Display| {
            ApiError::new(ErrorCode::FileUnreadable).with("path", path()).with("detail", error)
        };
        fs::create_dir_all(folder).map_err(|error| unreadable(&error))?;
        let text = folder.to_str().ok_or_else(|| unreadable(&"?"))?;
        write_durably(&file, text.as_bytes()).map_err(|error| io_error(&error))
    }

    /// Returns which calendar file is kept up to date: of which space, and where.
    pub(crate) fn calendar_file(&self) -> Option<(SpaceId, PathBuf)> {
        let noted = fs::read_to_string(self.root.join(CALENDAR_FILE)).ok()?;
        let (space, path) = noted.split_once('\n')?;
        Some((space.parse().ok()?, PathBuf::from(path)))
    }

    /// Names the calendar file that is kept up to date, or none.
    pub(crate) fn set_calendar_file(&self, file: Option<(SpaceId, &Path)>) -> Result<(), ApiError> {
        let noted = self.root.join(CALENDAR_FILE);
        let Some((space, path)) = file else {
            return match fs::remove_file(noted) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_error(&error)),
                Ok(()) | Err(_) => Ok(()),
            };
        };
        let text = path.to_str().filter(|path| !path.contains('\n')).ok_or_else(|| {
            ApiError::new(ErrorCode::FileUnreadable)
                .with("path", path.display())
                .with("detail", "?")
        })?;
        write_durably(&noted, format!("{space}\n{text}").as_bytes())
            .map_err(|error| io_error(&error))
    }

    /// Returns whether a space is a demo.
    pub(crate) fn is_demo(&self, space: &SpaceId) -> bool {
        self.space(space).join(DEMO_FILE).exists()
    }

    /// Makes a folder for a space to be.
    pub(crate) fn begin(&self, demo: bool) -> Result<Unfinished, ApiError> {
        self.check_writable()?;
        let random = data_encoding::HEXLOWER.encode(&clock::random::<8>()?);
        let path = self.root.join(SPACES).join(format!("{UNFINISHED}{random}"));
        fs::create_dir(&path).map_err(|error| io_error(&error))?;
        let unfinished = Unfinished { path, finished: false };
        if demo {
            write_durably(&unfinished.path.join(DEMO_FILE), b"").map_err(|e| io_error(&e))?;
        }
        Ok(unfinished)
    }

    /// Puts a finished space in its place. Its store must be closed.
    pub(crate) fn finish(
        &self,
        mut unfinished: Unfinished,
        space: &SpaceId,
    ) -> Result<(), ApiError> {
        let moved = sync_directory(&unfinished.path)
            .and_then(|()| fs::rename(&unfinished.path, self.space(space)))
            .and_then(|()| sync_directory(&self.root.join(SPACES)));
        moved.map_err(|error| io_error(&error))?;
        unfinished.finished = true;
        Ok(())
    }

    /// Deletes a demo. Anything else is refused: nothing of a group's is ever deleted.
    pub(crate) fn remove_demo(&self, space: &SpaceId) -> Result<(), ApiError> {
        self.check_writable()?;
        if !self.is_demo(space) {
            return Err(ErrorCode::NotADemo.into());
        }
        let random = data_encoding::HEXLOWER.encode(&clock::random::<8>()?);
        let aside = self.root.join(SPACES).join(format!("{UNFINISHED}{random}"));
        fs::rename(self.space(space), &aside)
            .and_then(|()| fs::remove_dir_all(&aside))
            .map_err(|error| io_error(&error))
    }

    /// Returns the UDP port this directory's device uses, 0 when none was chosen yet.
    pub(crate) fn port(&self) -> u16 {
        fs::read_to_string(self.root.join(PORT_FILE))
            .ok()
            .and_then(|text| text.trim().parse().ok())
            .unwrap_or(0)
    }

    /// Remembers the UDP port, so that codes and remembered addresses stay good.
    pub(crate) fn set_port(&self, port: u16) {
        if self.port() != port
            && let Err(error) =
                write_durably(&self.root.join(PORT_FILE), port.to_string().as_bytes())
        {
            tracing::warn!(%error, "the network port could not be remembered");
        }
    }

    /// Returns the space that was used last.
    pub(crate) fn last_space(&self) -> Option<SpaceId> {
        fs::read_to_string(self.root.join(LAST_FILE)).ok()?.trim().parse().ok()
    }

    /// Remembers the space that was used last; losing that matters little.
    pub(crate) fn set_last_space(&self, space: &SpaceId) {
        if self.last_space() != Some(*space)
            && let Err(error) = fs::write(self.root.join(LAST_FILE), space.to_string())
        {
            tracing::warn!(%error, "the last space could not be remembered");
        }
    }

    /// Returns what this computer waits to be let in to; what cannot be read is forgotten.
    pub(crate) fn joining(&self) -> Vec<Noted> {
        self.noted(JOINING_FILE)
    }

    /// Notes what this computer waits to be let in to.
    pub(crate) fn set_joining(&self, noted: &[Noted]) -> io::Result<()> {
        self.note(JOINING_FILE, noted)
    }

    /// Returns the codes for devices that were made here; what cannot be read is forgotten.
    pub(crate) fn codes(&self) -> Vec<Pairing> {
        self.noted(CODES_FILE)
    }

    /// Notes the codes for devices that were made here.
    pub(crate) fn set_codes(&self, codes: &[Pairing]) -> io::Result<()> {
        self.note(CODES_FILE, codes)
    }

    fn noted<T: DeserializeOwned>(&self, file: &str) -> Vec<T> {
        let read = fs::read(self.root.join(file));
        read.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
    }

    fn note<T: Serialize>(&self, file: &str, noted: &[T]) -> io::Result<()> {
        let file = self.root.join(file);
        if noted.is_empty() {
            return match fs::remove_file(file) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
                Ok(()) | Err(_) => Ok(()),
            };
        }
        write_durably(&file, &serde_json::to_vec(noted)?)
    }

    /// Returns the folder of a space.
    pub(crate) fn space(&self, space: &SpaceId) -> PathBuf {
        space_folder(&self.root, space)
    }

    fn folders(&self) -> Result<Vec<String>, ApiError> {
        let read = fs::read_dir(self.root.join(SPACES)).map_err(|error| io_error(&error))?;
        let mut names: Vec<String> =
            read.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort_unstable();
        Ok(names)
    }
}

/// Returns the folder of a space in a data directory.
pub(crate) fn space_folder(root: &Path, space: &SpaceId) -> PathBuf {
    root.join(SPACES).join(space.to_string())
}

/// Returns what a person is told of a store that failed.
pub(crate) fn store_error(error: StoreError) -> ApiError {
    match error {
        StoreError::Full => ErrorCode::DiskFull.into(),
        StoreError::Damaged { path, detail } => {
            tracing::error!(path = %path.display(), %detail, "a store is damaged");
            damaged(&path)
        }
        StoreError::Locked => ApiError::new(ErrorCode::DirectoryLocked).with("holder", "?"),
        error => ApiError::new(ErrorCode::StorageFailed).with("detail", error),
    }
}

/// Returns what a person is told of a file or folder that is damaged.
pub(crate) fn damaged(path: &Path) -> ApiError {
    ApiError::new(ErrorCode::DirectoryDamaged).with("detail", path.display())
}

/// Returns what a person is told of a file that failed.
pub(crate) fn io_error(error: &io::Error) -> ApiError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => ErrorCode::DiskFull.into(),
        _ => ApiError::new(ErrorCode::StorageFailed).with("detail", error),
    }
}

/// Writes a file so that it is there whole or not at all, and readable by its owner only.
pub(crate) fn write_durably(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let aside = path.with_extension("new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let write = || {
        let mut file = options.open(&aside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&aside, path)
    };
    if let Err(error) = write() {
        // On a full disk, what was written in part takes the room of what matters.
        fs::remove_file(&aside).ok();
        return Err(error);
    }
    path.parent().map_or(Ok(()), sync_directory)
}

/// Makes the names in a directory survive a power cut.
pub(crate) fn sync_directory(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}
