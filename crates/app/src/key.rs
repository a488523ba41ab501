//! The device's key on disk: seed and public half, so that a flipped bit is noticed and not taken for
//! another device, and a second time beside it, because nobody can give it back.
//!
//! A damaged file is kept; a key is only made where there is neither a key nor a space.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use ed25519_dalek::{KEYPAIR_LENGTH, SigningKey};
use etabli_api::ApiError;

use crate::{
    clock,
    directory::{damaged, io_error, write_durably},
};

const FILE: &str = "device.key";
const SPARE_FILE: &str = "device.key.spare";

/// What a file holds.
enum Found {
    /// A key and the proof that it is whole.
    Whole(SigningKey),
    /// A key as the first versions wrote it, without a proof.
    Bare(SigningKey),
    /// Something else.
    Damaged,
    /// There is no such file.
    Nothing,
}

/// Whether spaces were made with the key of a directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// There are spaces, so there was a key.
    Used,
    /// There are none.
    Unused,
}

/// Reads the key of a data directory, or makes it where there is none yet.
pub(crate) fn open(root: &Path, used: Use) -> Result<SigningKey, ApiError> {
    let (path, spare) = (root.join(FILE), root.join(SPARE_FILE));
    match (read(&path)?, read(&spare)?) {
        (Found::Whole(key), Found::Whole(_)) => Ok(key),
        (Found::Whole(key), Found::Bare(_) | Found::Damaged | Found::Nothing) => {
            keep(&spare, &key);
            Ok(key)
        }
        (Found::Bare(_) | Found::Damaged | Found::Nothing, Found::Whole(key)) => {
            tracing::warn!(path = %path.display(), "the device's key was damaged; its spare is used");
            put_aside(&path);
            keep(&path, &key);
            Ok(key)
        }
        (Found::Bare(key), Found::Bare(_) | Found::Damaged | Found::Nothing) => {
            keep(&path, &key);
            keep(&spare, &key);
            Ok(key)
        }
        (Found::Nothing, Found::Nothing) if used == Use::Unused => {
            let key = SigningKey::from_bytes(&clock::random()?);
            for path in [&path, &spare] {
                let written = write_durably(path, &key.to_keypair_bytes());
                written.map_err(|error| io_error(&error))?;
            }
            Ok(key)
        }
        // A new key beside spaces that are there would lock their member out for good, so a person
        // must decide.
        (Found::Damaged | Found::Nothing, Found::Bare(_) | Found::Damaged | Found::Nothing) => {
            Err(damaged(&path))
        }
    }
}

fn read(path: &Path) -> Result<Found, ApiError> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::Nothing),
        Err(error) => return Err(io_error(&error)),
    };
    if let Ok(seed) = <[u8; 32]>::try_from(bytes.as_slice()) {
        return Ok(Found::Bare(SigningKey::from_bytes(&seed)));
    }
    let pair = <[u8; KEYPAIR_LENGTH]>::try_from(bytes.as_slice()).ok();
    let key = pair.and_then(|pair| SigningKey::from_keypair_bytes(&pair).ok());
    Ok(key.map_or(Found::Damaged, Found::Whole))
}

/// Writes a key that is in use; failing, there is one copy less and nothing else is wrong.
fn keep(path: &Path, key: &SigningKey) {
    if let Err(error) = write_durably(path, &key.to_keypair_bytes()) {
        tracing::warn!(%error, "the device's key was not kept a second time");
    }
}

fn put_aside(path: &Path) {
    let aside: PathBuf = path.with_file_name(format!("{FILE}.bad-{}", clock::stamp()));
    match fs::rename(path, aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            tracing::warn!(%error, "a damaged key was not put aside");
        }
        Ok(()) | Err(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made() -> (tempfile::TempDir, SigningKey) {
        let folder = tempfile::tempdir().unwrap();
        let key = open(folder.path(), Use::Unused).unwrap();
        (folder, key)
    }

    #[test]
    fn a_flipped_bit_in_either_file_costs_nothing() {
        for name in [FILE, SPARE_FILE] {
            for at in 0..KEYPAIR_LENGTH {
                let (folder, key) = made();
                let path = folder.path().join(name);
                let mut bytes = fs::read(&path).unwrap();
                bytes[at] ^= 1 << (at % 8);
                fs::write(&path, &bytes).unwrap();
                assert_eq!(open(folder.path(), Use::Used).unwrap(), key, "{name} {at}");
                assert_eq!(fs::read(&path).unwrap(), key.to_keypair_bytes(), "{name} {at}");
            }
        }
    }

    #[test]
    fn a_key_of_the_first_versions_is_read_and_kept_twice() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), [7; 32]).unwrap();
        let key = open(folder.path(), Use::Used).unwrap();
        assert_eq!(key, SigningKey::from_bytes(&[7; 32]));
        fs::remove_file(folder.path().join(FILE)).unwrap();
        assert_eq!(open(folder.path(), Use::Used).unwrap(), key);
    }

    #[test]
    fn makes_no_new_key_beside_spaces() {
        let (folder, _) = made();
        for name in [FILE, SPARE_FILE] {
            fs::write(folder.path().join(name), b"nonsense").unwrap();
        }
        assert!(open(folder.path(), Use::Used).is_err());
        assert!(open(folder.path(), Use::Unused).is_err());
        for name in [FILE, SPARE_FILE] {
            fs::remove_file(folder.path().join(name)).unwrap();
        }
        assert!(open(folder.path(), Use::Used).is_err());
    }
}
