//! Where the socket of a data directory is: a directory that only this user can enter.
//!
//! A runtime directory that belongs to somebody else, or that others can enter, is not used.

use std::{
    fs, io,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt},
    },
    path::{Path, PathBuf},
};

/// A socket's path has at most 107 bytes on Linux and 103 on macOS.
const MAX_SOCKET_PATH: usize = 100;

/// Returns where the socket of the canonical path `data` belongs, and makes its directory.
pub(super) fn socket_path(data: &Path) -> io::Result<PathBuf> {
    let digest = blake3::hash(data.as_os_str().as_bytes()).to_hex();
    let name = format!("{}.sock", digest.get(..32).unwrap_or_default());
    let session = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let session = session
        .filter(|directory| directory.is_absolute())
        .map(|directory| directory.join("etabli"))
        .filter(|directory| directory.join(&name).as_os_str().len() <= MAX_SOCKET_PATH)
        .filter(|directory| make_private(directory).is_ok());
    let directory = match session {
        Some(directory) => directory,
        None => {
            let uid = rustix::process::getuid().as_raw();
            let directory = PathBuf::from(format!("/tmp/etabli-{uid}"));
            make_private(&directory)?;
            directory
        }
    };
    Ok(directory.join(name))
}

/// Makes `directory`, or checks that the one that is there is ours alone.
fn make_private(directory: &Path) -> io::Result<()> {
    match fs::DirBuilder::new().mode(0o700).create(directory) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        Ok(()) | Err(_) => {}
    }
    // Not following links: in /tmp, anybody may have put one there first.
    let found = fs::symlink_metadata(directory)?;
    let ours = found.is_dir() && found.uid() == rustix::process::getuid().as_raw();
    if ours && found.mode() & 0o077 == 0 {
        return Ok(());
    }
    let words = format!("{} is not a directory of this user alone", directory.display());
    Err(io::Error::new(io::ErrorKind::PermissionDenied, words))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn refuses_a_directory_that_others_can_enter() {
        let home = tempfile::tempdir().unwrap();
        let open = home.path().join("open");
        fs::create_dir(&open).unwrap();
        fs::set_permissions(&open, fs::Permissions::from_mode(0o755)).unwrap();
        assert!(make_private(&open).is_err());
    }

    #[test]
    fn refuses_a_link() {
        let home = tempfile::tempdir().unwrap();
        let (private, link) = (home.path().join("private"), home.path().join("link"));
        make_private(&private).unwrap();
        std::os::unix::fs::symlink(&private, &link).unwrap();
        assert!(make_private(&private).is_ok());
        assert!(make_private(&link).is_err());
    }

    #[test]
    fn two_directories_have_two_sockets() {
        let one = socket_path(Path::new("/a")).unwrap();
        assert_eq!(one, socket_path(Path::new("/a")).unwrap());
        assert_ne!(one, socket_path(Path::new("/b")).unwrap());
    }
}
