//! Backups: all entries of one space in one file, and the copy to read that comes back out of it.
//!
//! A backup holds what every member's device holds and never a key, so it cannot speak for anybody:
//! what is restored from it is read, searched and exported, and stays as it is. A file is written
//! whole or not at all, and counts only with its sum. Photos and attachments lie beside the backups
//! of a space in one folder for all of them, each once; what is not there is counted, not passed over.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use ed25519_dalek::SigningKey;
use etabli_api::{ApiError, ErrorCode, view::BackupView};
use etabli_model::{
    id::{DeviceId, SpaceId},
    time::Timestamp,
};
use etabli_sync::{
    entry::Entry,
    recovery::all_entries,
    replica::Replica,
    shelf::Shelf,
    store::{StorePlace, place::StoreKind},
};
use serde::{Deserialize, Serialize};

use crate::{
    clock,
    core::api_error,
    directory::{self, io_error, store_error, sync_directory, write_durably},
    space::{FILES, Opening, Space, SpaceError},
};

/// The ending of a backup's name.
const ENDING: &str = "etabli-backup";
const MAGIC: &[u8; 14] = b"etabli-backup\n";
const FORMAT: u16 = 1;
const CONTEXT: &str = "etabli 2026 backup v1";
/// How many daily backups of a space are kept.
const KEPT: usize = 14;
const LARGEST: u64 = 8 << 30;
/// The length of a day in a name: 2026-11-22.
const DAY_LENGTH: usize = 10;
/// How many entries are restored in one go.
const RUN: usize = 512;

/// What a backup says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Header {
    format: u16,
    space: SpaceId,
    name: String,
    /// The device that wrote it: through its eyes a copy is seen.
    device: DeviceId,
    at: Timestamp,
    entries: u64,
}

/// Whether a backup was asked for or is the day's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Occasion {
    /// Somebody asked for it; it stays until somebody deletes it.
    Asked,
    /// It is the day's; of these the last 14 are kept.
    Daily,
}

/// Returns the file of a new backup in a folder.
pub(crate) fn path_in(folder: &Path, space: &Space, occasion: Occasion) -> PathBuf {
    let when = match occasion {
        Occasion::Asked => clock::stamp(),
        Occasion::Daily => clock::today().format("%Y-%m-%d").to_string(),
    };
    let word = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name: String = space.catalogue.space_name().chars().map(word).take(40).collect();
    folder.join(format!("{name}-{}-{when}.{ENDING}", space.id().short()))
}

/// Writes a backup of a space; a file that is there is never written over.
pub(crate) fn write(space: &Space, path: &Path) -> Result<BackupView, ApiError> {
    if path.exists() {
        return Err(ApiError::new(ErrorCode::FolderNotEmpty).with("path", path.display()));
    }
    let entries = all_entries(space.replica().store().as_ref()).map_err(store_error)?;
    let kept = match space.shelf() {
        Some(shelf) => bring_files(space, shelf, &beside(path, &space.id()))?,
        None => Brought::default(),
    };
    let header = Header {
        format: FORMAT,
        space: space.id(),
        name: space.catalogue.space_name().to_owned(),
        device: space.seat(),
        at: clock::now(),
        entries: entries.len() as u64,
    };
    let bytes = encode(&header, &entries);
    write_durably(path, &bytes).map_err(|error| io_error(&error))?;
    Ok(view(path, &header, bytes.len() as u64, Some(kept)))
}

/// What became of the files that a space names.
#[derive(Debug, Clone, Copy, Default)]
struct Brought {
    files: u64,
    missing: u64,
}

/// Returns where the files of a space's backups lie: beside them, in a folder for all.
fn beside(path: &Path, space: &SpaceId) -> Shelf {
    let folder = path.parent().unwrap_or(Path::new(""));
    Shelf::new(folder.join(format!("{}-files", space.short())))
}

/// Brings what a space names from one shelf to another, as far as it is there.
fn bring_files(space: &Space, from: &Shelf, to: &Shelf) -> Result<Brought, ApiError> {
    let mut brought = Brought::default();
    let mut seen = BTreeSet::new();
    for file in space.files().filter(|file| seen.insert(file.hash)) {
        if let Some(thumbnail) = file.thumbnail {
            to.take_over(from, &thumbnail).map_err(store_error)?;
        }
        match to.take_over(from, &file.hash).map_err(store_error)? {
            true => brought.files += 1,
            false => brought.missing += 1,
        }
    }
    Ok(brought)
}

/// Writes the day's backup of a space, unless it is there or nothing changed since the last one,
/// and lets the oldest go.
pub(crate) fn write_daily(space: &Space, folder: &Path) -> Result<(), ApiError> {
    let path = path_in(folder, space, Occasion::Daily);
    if path.exists() {
        return Ok(());
    }
    let mut daily = daily(folder, &space.id());
    let entries = space.replica().graph().len() as u64;
    let same = |path: &PathBuf| read_header(path).is_some_and(|header| header.entries == entries);
    if daily.last().is_some_and(same) {
        return Ok(());
    }
    write(space, &path)?;
    daily.push(path);
    let spare = daily.len().saturating_sub(KEPT);
    for old in daily.iter().take(spare) {
        if let Err(error) = fs::remove_file(old) {
            tracing::warn!(%error, path = %old.display(), "an old backup stays");
        }
    }
    Ok(())
}

/// Returns the daily backups of a space in a folder, the oldest first.
fn daily(folder: &Path, space: &SpaceId) -> Vec<PathBuf> {
    let day = |path: &PathBuf| {
        let stem = path.file_stem()?.to_str()?;
        let (rest, day) = stem.split_at_checked(stem.len().checked_sub(DAY_LENGTH)?)?;
        let ours = rest.ends_with(&format!("-{}-", space.short()));
        (ours && chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok()).then(|| day.to_owned())
    };
    let mut found: Vec<(String, PathBuf)> =
        files(folder).filter_map(|path| Some((day(&path)?, path))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, path)| path).collect()
}

fn files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let ours = |path: &PathBuf| path.extension().is_some_and(|ending| ending == ENDING);
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).filter(ours)
}

/// Lists the whole backups in a folder, the newest first.
pub(crate) fn list(folder: &Path) -> Vec<BackupView> {
    let mut found: Vec<BackupView> = files(folder)
        .filter_map(|path| match read(&path) {
            Ok((header, _, bytes)) => Some(view(&path, &header, bytes, None)),
            Err(error) => {
                tracing::warn!(%error, "a backup is not whole");
                None
            }
        })
        .collect();
    found.sort_by(|one, other| (other.at, &other.path).cmp(&(one.at, &one.path)));
    found
}

/// Returns when the last backup of a space in a folder was written, by its own word.
pub(crate) fn last(folder: &Path, space: &SpaceId) -> Option<Timestamp> {
    let headers = files(folder).filter_map(|path| read_header(&path));
    headers.filter(|header| header.space == *space).map(|header| header.at).max()
}

/// Opens a backup as a copy: makes a data directory to read, which must not be there or be empty.
pub fn restore(file: &Path, to: &Path) -> Result<BackupView, ApiError> {
    let (header, entries, bytes) = read(file)?;
    let taken = fs::read_dir(to).is_ok_and(|mut read| read.next().is_some()) || to.is_file();
    if taken {
        return Err(ApiError::new(ErrorCode::FolderNotEmpty).with("path", to.display()));
    }
    let mut aside = to.as_os_str().to_owned();
    aside.push(format!(".{}", data_encoding::HEXLOWER.encode(&clock::random::<4>()?)));
    let aside = PathBuf::from(aside);
    let made = fill(&aside, &header, &entries, &beside(file, &header.space)).and_then(|brought| {
        // An empty directory of that name makes way; what is not empty was refused above.
        match fs::remove_dir(to) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(io_error(&error)),
            Ok(()) | Err(_) => {}
        }
        fs::rename(&aside, to).map_err(|error| io_error(&error))?;
        Ok(brought)
    });
    if made.is_err()
        && let Err(error) = fs::remove_dir_all(&aside)
    {
        tracing::warn!(%error, "what was restored in part could not be cleared");
    }
    Ok(view(file, &header, bytes, Some(made?)))
}

fn fill(
    root: &Path,
    header: &Header,
    entries: &[Entry],
    files: &Shelf,
) -> Result<Brought, ApiError> {
    let folder = directory::space_folder(root, &header.space);
    fs::create_dir_all(&folder).map_err(|error| io_error(&error))?;
    let place = StorePlace::new(folder.join(directory::STORE));
    // Nothing is ever signed with this key.
    let key = SigningKey::from_bytes(&clock::random()?);
    {
        let store = StoreKind::Sled.open(place.path()).map_err(store_error)?;
        let mut replica = Replica::empty(header.space, key.clone(), store);
        for run in entries.chunks(RUN) {
            let received =
                replica.receive(run).map_err(|error| api_error(&SpaceError::from(error)))?;
            for (id, refusal) in received.refused {
                tracing::warn!(entry = %id.short(), %refusal, "an entry of a backup is left out");
            }
        }
    }
    let seat = folder.join(directory::SEAT_FILE);
    write_durably(&seat, header.device.to_string().as_bytes())
        .and_then(|()| write_durably(&root.join(directory::READ_ONLY_FILE), b""))
        .and_then(|()| sync_directory(root))
        .map_err(|error| io_error(&error))?;
    // Which files it has, only what is read in its entries says.
    let opening = Opening {
        space: header.space,
        key,
        place,
        folder: folder.clone(),
        seat: header.device,
        demo: false,
        mark: None,
        backups: None,
    };
    let (space, _) = Space::open(opening).map_err(|error| api_error(&error))?;
    bring_files(&space, files, &Shelf::new(folder.join(FILES)))
}

fn view(path: &Path, header: &Header, bytes: u64, brought: Option<Brought>) -> BackupView {
    BackupView {
        path: path.display().to_string(),
        space: header.space,
        name: header.name.clone(),
        at: header.at,
        entries: header.entries,
        bytes,
        files: brought.map(|brought| brought.files),
        files_missing: brought.map(|brought| brought.missing),
    }
}

fn encode(header: &Header, entries: &[Entry]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let mut part = |part: &[u8]| {
        bytes.extend_from_slice(&u32::try_from(part.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend_from_slice(part);
    };
    part(&postcard::to_stdvec(header).unwrap_or_default());
    for entry in entries {
        part(&entry.encode());
    }
    let sum = blake3::derive_key(CONTEXT, &bytes);
    bytes.extend_from_slice(&sum);
    bytes
}

fn decode(bytes: &[u8]) -> Option<(Header, Vec<Entry>)> {
    let (body, sum) = bytes.split_last_chunk::<32>()?;
    if blake3::derive_key(CONTEXT, body) != *sum {
        return None;
    }
    let mut rest = body.strip_prefix(MAGIC)?;
    let header: Header = postcard::from_bytes(take_part(&mut rest)?).ok()?;
    if header.format != FORMAT {
        return None;
    }
    let mut entries = Vec::new();
    while !rest.is_empty() {
        entries.push(Entry::decode(take_part(&mut rest)?).ok()?);
    }
    (entries.len() as u64 == header.entries).then_some((header, entries))
}

fn take_part<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk()?;
    let (part, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    *rest = after;
    Some(part)
}

/// Reads a whole backup; also returns how long the file is.
fn read(path: &Path) -> Result<(Header, Vec<Entry>, u64), ApiError> {
    let unreadable = |error: io::Error| {
        ApiError::new(ErrorCode::FileUnreadable).with("path", path.display()).with("detail", error)
    };
    let length = fs::metadata(path).map_err(unreadable)?.len();
    let wrong = || ApiError::new(ErrorCode::NotABackup).with("path", path.display());
    if length > LARGEST {
        return Err(wrong());
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let (header, entries) = decode(&bytes).ok_or_else(wrong)?;
    Ok((header, entries, length))
}

/// Reads what a backup says of itself, without checking the rest.
fn read_header(path: &Path) -> Option<Header> {
    use std::io::Read as _;

    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(8 << 10).read_to_end(&mut bytes).ok()?;
    let mut rest = bytes.strip_prefix(MAGIC)?;
    postcard::from_bytes(take_part(&mut rest)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(entries: u64) -> Header {
        Header {
            format: FORMAT,
            space: SpaceId([1; 32]),
            name: "Atelier".to_owned(),
            device: DeviceId([2; 32]),
            at: Timestamp(1_795_000_000_000),
            entries,
        }
    }

    #[test]
    fn golden_backup_keeps_its_bytes() {
        let bytes = encode(&header(0), &[]);
        expect_test::expect!["657461626c692d6261636b75700a50000000010101010101010101010101010101010101010101010101010101010101010101074174656c696572020202020202020202020202020202020202020202020202020202020202020280f8b2e5bd680094f3c9796bd050b401bc4a98469865346f7b56e994c4d4df203fd87e2f9b2629"].assert_eq(&data_encoding::HEXLOWER.encode(&bytes));
        assert_eq!(decode(&bytes), Some((header(0), Vec::new())));
    }

    #[test]
    fn a_backup_with_a_flipped_bit_or_an_end_cut_off_is_none() {
        let bytes = encode(&header(0), &[]);
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 4;
            assert_eq!(decode(&flipped), None, "byte {at}");
            assert_eq!(decode(&bytes[..at]), None, "cut at {at}");
        }
    }

    #[test]
    fn only_daily_backups_of_the_space_count_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let space = SpaceId([1; 32]);
        let short = space.short();
        let names = [
            format!("Atelier-{short}-2026-11-22.{ENDING}"),
            format!("Ancien-nom-{short}-2026-11-21.{ENDING}"),
            format!("Atelier-{short}-20261122T073000Z.{ENDING}"),
            format!("Atelier-00000000-2026-11-20.{ENDING}"),
            format!("Atelier-{short}-2026-11-20.json"),
            format!("é.{ENDING}"),
        ];
        for name in &names {
            fs::write(folder.path().join(name), b"").unwrap();
        }
        let found = daily(folder.path(), &space);
        assert_eq!(found, [folder.path().join(&names[1]), folder.path().join(&names[0])]);
    }
}
