//! Power cuts and failing disks, on both kinds of store: what was acknowledged is there again, the
//! damage is named, the old bytes are kept.
//!
//! Short by default; `ETABLI_LONG=1` goes through every write and every byte's neighbourhood.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use etabli_model::{
    act::{Found, Known},
    body::{Act, ActClass, Part},
    membership::RULES,
    time::Timestamp,
};
use serde_bytes::ByteBuf;

use super::*;
use crate::{
    entry::EntryKind,
    store::{FaultyStore, faulty::Operation},
};

const NOW: Timestamp = Timestamp(1_795_000_000_000);
const KINDS: [StoreKind; 2] = [StoreKind::Sled, StoreKind::Redb];
const SECTOR: usize = 512;

/// All files below a directory.
type Files = BTreeMap<PathBuf, Vec<u8>>;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn device() -> DeviceId {
    DeviceId(key().verifying_key().to_bytes())
}

fn long() -> bool {
    std::env::var_os("ETABLI_LONG").is_some_and(|value| value == "1")
}

/// Takes every so many of a range: more of them in the long form.
fn some(from: usize, to: usize, short: usize, long_form: usize) -> impl Iterator<Item = usize> {
    let wanted = if long() { long_form } else { short };
    let step = ((to - from) / wanted).max(1);
    // An odd step does not keep hitting the same place of every sector.
    (from..to).step_by(step | 1)
}

fn read_files(directory: &Path) -> Files {
    let mut files = Files::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(read_files(&path));
        } else {
            files.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    files
}

/// A part of `size` bytes that no version knows, but each keeps.
fn part(seed: u64, size: usize) -> Part {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let bytes = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as u8
    });
    let bytes: Vec<u8> = bytes.take(size).collect();
    Part::Act(Act { kind: 60_000, class: ActClass::Daily, bytes: ByteBuf::from(bytes) })
}

fn bodies(round: usize) -> Vec<Vec<Part>> {
    let sizes = [40, 700, 3_000, 9_000, 30_000, 90];
    (0..1 + round % 3)
        .map(|index| vec![part((round * 10 + index) as u64, sizes[(round + index) % 6])])
        .collect()
}

/// What a disk held at a sync, and what was acknowledged by then.
struct Moment {
    files: Files,
    entries: BTreeSet<EntryId>,
    mark: Mark,
}

struct Recorded {
    folder: tempfile::TempDir,
    place: StorePlace,
    space: SpaceId,
    moments: Vec<Moment>,
    /// The entries of each command.
    commands: Vec<BTreeSet<EntryId>>,
}

fn record(kind: StoreKind, rounds: usize) -> Recorded {
    let folder = tempfile::tempdir().unwrap();
    let place = StorePlace::new(folder.path().join("store"));
    let store = kind.open(place.path()).unwrap();
    let found = Known::Found(Found { rules: RULES, nonce: [1; 16], more: Vec::new() });
    let parts = vec![Part::Act(found.to_act())];
    let (mut replica, first) = Replica::found(key(), store, NOW, parts).unwrap();
    let moment = |replica: &Replica| Moment {
        files: read_files(folder.path()),
        entries: replica.graph().nodes().map(|(id, _)| id).collect(),
        mark: Mark::of(replica.graph(), &device()),
    };
    let mut moments = vec![moment(&replica)];
    let mut commands = vec![BTreeSet::from([first.id])];
    for round in 0..rounds {
        let written = replica.append(EntryKind::Content, NOW, bodies(round)).unwrap();
        commands.push(written.into_iter().map(|entry| entry.id).collect());
        moments.push(moment(&replica));
    }
    let space = replica.space();
    drop(replica);
    Recorded { folder, place, space, moments, commands }
}

impl Recorded {
    /// Puts files where they were recorded, and nothing else.
    fn lay(&self, files: &Files) {
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            fs::remove_dir_all(entry.unwrap().path()).unwrap();
        }
        // sled wants this folder, which is empty.
        fs::create_dir_all(self.place.path().join("blobs")).unwrap();
        for (path, bytes) in files {
            fs::write(path, bytes).unwrap();
        }
    }

    fn open(&self, mark: Option<&Mark>) -> Opened {
        open(&self.place, self.space, &key(), mark, "now", &[]).unwrap()
    }
}

/// Returns a disk that was cut off between two syncs: `keep` says which changed sectors arrived.
fn torn(before: &Files, after: &Files, keep: &mut dyn FnMut(usize) -> Sector) -> Files {
    let mut torn = before.clone();
    let mut number = 0;
    for (path, new) in after {
        let old = before.get(path).cloned().unwrap_or_default();
        let mut bytes = old.clone();
        bytes.resize(new.len(), 0);
        for (index, sector) in new.chunks(SECTOR).enumerate() {
            let place = index * SECTOR..index * SECTOR + sector.len();
            if old.get(place.clone()) == Some(sector) {
                continue;
            }
            match keep(number) {
                Sector::Arrived => bytes[place].copy_from_slice(sector),
                // What was synced before stays, also in a sector that is written again.
                Sector::Zeroed => {
                    for (at, new) in place.zip(sector) {
                        bytes[at] = if old.get(at) == Some(new) { *new } else { 0 };
                    }
                }
                Sector::Lost => {}
            }
            number += 1;
        }
        torn.insert(path.clone(), bytes);
    }
    torn
}

enum Sector {
    Arrived,
    Zeroed,
    Lost,
}

fn a_power_cut_loses_nothing_acknowledged(kind: StoreKind) {
    let recorded = record(kind, 24);
    for at in some(0, recorded.moments.len() - 1, 4, 1_000) {
        let [before, after] = [&recorded.moments[at], &recorded.moments[at + 1]];
        let mut count = 0;
        torn(&before.files, &after.files, &mut |_| {
            count += 1;
            Sector::Lost
        });
        for cut in some(0, count + 1, 3, 1_000) {
            let mut dice = 0x5EED_u64 + cut as u64;
            let mut flip = move || {
                dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                dice >> 62
            };
            type Keep<'a> = Box<dyn FnMut(usize) -> Sector + 'a>;
            let ways: [(&str, Keep<'_>); 4] = [
                ("cut", Box::new(|n| if n < cut { Sector::Arrived } else { Sector::Lost })),
                ("zeroed", Box::new(|n| if n < cut { Sector::Arrived } else { Sector::Zeroed })),
                ("late first", Box::new(|n| if n < cut { Sector::Lost } else { Sector::Arrived })),
                (
                    "any order",
                    Box::new(|_| if flip() < 2 { Sector::Lost } else { Sector::Arrived }),
                ),
            ];
            for (way, mut keep) in ways {
                recorded.lay(&torn(&before.files, &after.files, &mut keep));
                let opened = recorded.open(Some(&before.mark));
                let here: BTreeSet<_> = opened.replica.graph().nodes().map(|(id, _)| id).collect();
                let told = format!("{kind}, write {at}, {way} at {cut} of {count}: {opened:?}");
                assert!(here.is_superset(&before.entries), "{told}");
                assert!(
                    matches!(opened.verdict, MarkVerdict::Equal | MarkVerdict::Ahead),
                    "{told}"
                );
                let command = &recorded.commands[at + 1];
                let part = command.intersection(&here).count();
                assert!(part == 0 || part == command.len(), "half a command: {told}");
            }
        }
    }
}

#[test]
fn a_power_cut_loses_nothing_acknowledged_with_sled() {
    a_power_cut_loses_nothing_acknowledged(StoreKind::Sled);
}

#[test]
fn a_power_cut_loses_nothing_acknowledged_with_redb() {
    a_power_cut_loses_nothing_acknowledged(StoreKind::Redb);
}

fn a_flipped_bit_costs_one_entry_at_most(kind: StoreKind) {
    let recorded = record(kind, 24);
    let last = recorded.moments.last().unwrap();
    let closed = read_files(recorded.folder.path());
    let mut rescued = 0;
    for (path, bytes) in closed.iter().chain(&last.files) {
        let used = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |end| end + 1);
        for at in some(0, used, 10, 4_000) {
            let state = if closed.get(path) == Some(bytes) { &closed } else { &last.files };
            let mut flipped = state.clone();
            flipped.get_mut(path).unwrap()[at] ^= 1 << (at % 8);
            recorded.lay(&flipped);
            let opened = recorded.open(Some(&last.mark));
            let here: BTreeSet<_> = opened.replica.graph().nodes().map(|(id, _)| id).collect();
            let told = format!("{kind}, byte {at} of {}", path.display());
            let left = count_stranded(opened.replica.store()).unwrap();
            let missing = last.entries.len() - here.len();
            assert!(missing as u64 <= left + 1, "{told}: {missing} missing, {left} stranded");
            assert!(here.is_subset(&last.entries), "{told}");
            match (&opened.verdict, missing) {
                (MarkVerdict::Equal, 0) => {}
                (MarkVerdict::Behind { entries, .. }, _) => assert_eq!(*entries, missing as u64),
                (verdict, _) => panic!("{told}: {verdict:?} with {missing} missing"),
            }
            if let Some(rescue) = &opened.rescue {
                rescued += 1;
                let kept = read_files(&rescue.kept);
                assert!(!kept.is_empty(), "{told}");
            }
            // Once repaired, it opens as any other, and says the same.
            let verdict = opened.verdict.clone();
            drop(opened);
            let again = recorded.open(Some(&last.mark));
            assert_eq!(again.verdict, verdict, "{told}");
        }
    }
    assert!(rescued > 0);
}

#[test]
fn a_flipped_bit_costs_one_entry_at_most_with_sled() {
    a_flipped_bit_costs_one_entry_at_most(StoreKind::Sled);
}

#[test]
fn a_flipped_bit_costs_one_entry_at_most_with_redb() {
    a_flipped_bit_costs_one_entry_at_most(StoreKind::Redb);
}

#[test]
fn a_store_that_is_gone_is_said_to_be_missing() {
    for kind in KINDS {
        let recorded = record(kind, 6);
        let mark = &recorded.moments.last().unwrap().mark;
        fs::rename(recorded.place.path(), recorded.folder.path().join("elsewhere")).unwrap();
        let opened = recorded.open(Some(mark));
        assert!(opened.replica.graph().is_empty());
        assert_eq!(
            opened.verdict.missing_own(),
            recorded.moments.last().unwrap().entries.len() as u64
        );
    }
}

#[test]
fn stranded_entries_return_when_what_they_name_is_back() {
    let recorded = record(StoreKind::Sled, 6);
    let all = {
        let opened = recorded.open(None);
        let mut entries = Vec::new();
        for (log, height) in opened.replica.heights() {
            entries.extend(opened.replica.read(&log, 0, height.height).unwrap());
        }
        entries.sort_by_key(|entry| entry.header.lamport);
        entries
    };
    let folder = tempfile::tempdir().unwrap();
    let place = StorePlace::new(folder.path().join("store"));
    drop(StoreKind::Sled.open(place.path()).unwrap());
    {
        let mut opened = open_as_it_is(&place, recorded.space, &key()).unwrap();
        let without: Vec<_> =
            all.iter().enumerate().filter(|(at, _)| *at != 3).map(|(_, e)| e.clone()).collect();
        assert_eq!(place_entries(&mut opened, without).unwrap(), all.len() as u64 - 4);
        opened.0.receive(&all[3..4]).unwrap();
    }
    let opened = open_as_it_is(&place, recorded.space, &key()).unwrap();
    assert_eq!(opened.0.graph().len(), all.len());
    assert_eq!(count_stranded(opened.0.store()).unwrap(), 0);
}

#[test]
fn a_disk_that_refuses_leaves_whole_commands_only() {
    let refusals = [
        (Operation::Apply, StoreError::Full),
        (Operation::Apply, StoreError::io("write", &io::Error::other("bad sector"))),
        (Operation::Sync, StoreError::Full),
        (Operation::Sync, StoreError::io("sync", &io::Error::other("bad sector"))),
    ];
    for (operation, refusal) in refusals {
        let folder = tempfile::tempdir().unwrap();
        let recorded = record(StoreKind::Redb, 3);
        fs::create_dir(folder.path().join("store")).unwrap();
        for (path, bytes) in &recorded.moments[3].files {
            fs::write(folder.path().join("store").join(path.file_name().unwrap()), bytes).unwrap();
        }
        let place = StorePlace::new(folder.path().join("store"));
        let store = Arc::new(FaultyStore::new(place.open().unwrap()));
        let mut replica = Replica::open(recorded.space, key(), store.clone(), |_| {}).unwrap();
        store.fail(operation, 1, refusal.clone());
        let before = recorded.moments[3].entries.len();
        let failed = replica.append(EntryKind::Content, NOW, bodies(2)).unwrap_err();
        assert!(matches!(failed, ReplicaError::Store(said) if said == refusal));
        let again = replica.append(EntryKind::Content, NOW, bodies(2)).unwrap_err();
        assert!(matches!(again, ReplicaError::Broken));
        drop((replica, store));
        let mark = Some(&recorded.moments[3].mark);
        let opened = open(&place, recorded.space, &key(), mark, "now", &[]).unwrap();
        let new = opened.replica.graph().len() - before;
        assert!(new == 0 || new == bodies(2).len(), "{operation:?}: {new}");
        assert!(matches!(opened.verdict, MarkVerdict::Equal | MarkVerdict::Ahead));
        assert_eq!(opened.rescue, None);
    }
}

#[test]
fn what_is_missing_is_found_in_former_stores_and_backups() {
    let recorded = record(StoreKind::Sled, 10);
    let mark = &recorded.moments[9].mark;
    recorded.lay(&recorded.moments[4].files);
    let backups = tempfile::tempdir().unwrap();
    for (number, bytes) in recorded.moments[7].files.values().enumerate() {
        fs::write(backups.path().join(format!("{number}")), bytes).unwrap();
    }
    let elsewhere = [backups.path().to_owned()];
    let again = || open(&recorded.place, recorded.space, &key(), Some(mark), "now", &elsewhere);
    let opened = again().unwrap();
    assert_eq!(opened.replica.graph().len(), recorded.moments[7].entries.len());
    let rescue = opened.rescue.unwrap();
    let back = recorded.moments[7].entries.len() - recorded.moments[4].entries.len();
    assert_eq!((rescue.entries, rescue.stranded), (back as u64, 0));
    drop(opened.replica);
    // What was taken back once is not found anew at each opening.
    assert_eq!(again().unwrap().rescue, None);
}

#[test]
fn a_copy_of_an_older_day_is_behind_its_mark() {
    let recorded = record(StoreKind::Redb, 10);
    recorded.lay(&recorded.moments[4].files);
    let opened = recorded.open(Some(&recorded.moments[9].mark));
    let missing = recorded.moments[9].entries.len() - recorded.moments[4].entries.len();
    assert_eq!(opened.verdict.missing_own(), missing as u64);
    assert_eq!(opened.verdict.missing_of_others(), 0);
    let MarkVerdict::Behind { own, .. } = opened.verdict else { panic!("not behind") };
    assert_eq!(own.len(), 1);
}
