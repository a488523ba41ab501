//! Disks that are full, damaged, held by another or brought back from an older day, met by the real
//! program: one clear sentence, exit code 1 where something was refused, and nothing lost.

use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use tempfile::TempDir;

use crate::harness::replica::Replica;

/// A small disk; it is there for root only.
struct Disk {
    folder: TempDir,
}

impl Disk {
    fn mount() -> Option<Self> {
        let disk = Self { folder: tempfile::tempdir().unwrap() };
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", "size=40m", "tmpfs"]).arg(disk.folder.path());
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        mounted.then_some(disk)
    }

    /// Takes all room but so much.
    fn fill(&self, left: u64) {
        let zeros = vec![0; 1 << 16];
        let mut file = File::create(self.filler()).unwrap();
        while std::io::Write::write(&mut file, &zeros).is_ok_and(|written| written > 0) {}
        let taken = file.metadata().unwrap().len();
        file.set_len(taken - left).unwrap();
    }

    fn free(&self) {
        fs::remove_file(self.filler()).unwrap();
    }

    fn filler(&self) -> PathBuf {
        self.folder.path().join("filler")
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // What is not mounted is a plain folder, and goes with its guard.
        Command::new("umount").arg(self.folder.path()).output().ok();
    }
}

async fn names(replica: &Replica) -> Vec<String> {
    let items = replica.run(&["item", "list"]).await;
    let items = items.as_array().unwrap().iter();
    items.map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

async fn refusal(replica: &Replica, words: &[&str]) -> Value {
    replica.try_run(words).await.expect_err("it was not refused")["error"].clone()
}

fn space_folder(data: &Path) -> PathBuf {
    fs::read_dir(data.join("spaces")).unwrap().next().unwrap().unwrap().path()
}

/// Returns the files of the store of the only space that hold anything.
fn store_files(data: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(space_folder(data).join("store")).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    files.filter(|path| path.is_file()).collect()
}

async fn filled(replica: &Replica, kind: &str) {
    replica.run(&["space", "create", "--name", "Atelier", "--member", "Ana"]).await;
    if kind != "sled" {
        replica.run(&["store", "convert", "--to", kind]).await;
    }
    for name in ["Drill", "Saw", "Lathe"] {
        replica.run(&["item", "add", "--name", name]).await;
    }
}

#[tokio::test]
async fn a_full_disk_is_said_in_one_sentence_and_loses_nothing() {
    for kind in ["sled", "redb"] {
        let Some(disk) = Disk::mount() else {
            eprintln!("passed over: only root can mount a small disk");
            return;
        };
        let replica = Replica::inside(disk.folder.path());
        filled(&replica, kind).await;
        disk.fill(0);
        let file = replica.data().join("none");
        let file = file.to_str().unwrap();
        let tries: [&[&str]; 4] = [
            &["item", "add", "--name", "Plane"],
            &["space", "create", "--name", "Another", "--member", "Ana"],
            &["store", "convert", "--to", if kind == "sled" { "redb" } else { "sled" }],
            &["backup", "create", "--to", file],
        ];
        for words in tries {
            let refused = refusal(&replica, words).await;
            assert_eq!(refused["code"], "disk-full", "{kind}: {words:?}: {refused}");
            assert!(refused["message"].as_str().unwrap().contains("disk is full"), "{refused}");
            assert!(!refused["hint"].as_str().unwrap().is_empty());
        }
        disk.free();
        assert_eq!(names(&replica).await, ["Drill", "Lathe", "Saw"], "{kind}");
        assert_eq!(replica.run(&["verify"]).await["ok"], true);
        assert_eq!(replica.run(&["space", "list"]).await.as_array().unwrap().len(), 1);
        let kept = fs::read_dir(space_folder(&replica.data())).unwrap();
        let kept = kept
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("bad"));
        assert_eq!(kept.count(), 0, "{kind}: a full disk is no damage");
        replica.run(&["item", "add", "--name", "Plane"]).await;
        assert_eq!(names(&replica).await.len(), 4);
    }
}

#[tokio::test]
async fn a_disk_that_fills_up_during_an_import_keeps_all_of_it_or_nothing() {
    let Some(disk) = Disk::mount() else {
        eprintln!("passed over: only root can mount a small disk");
        return;
    };
    let replica = Replica::inside(disk.folder.path());
    filled(&replica, "redb").await;
    disk.fill(12 << 20);
    let rows: String =
        (0..4_000).map(|n| format!("Item {n},T{n},{}\n", "n".repeat(2_000))).collect();
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("rows.csv");
    fs::write(&file, format!("name,tag,note\n{rows}")).unwrap();
    let outcome = replica.try_run(&["import", file.to_str().unwrap()]).await;
    let here = names(&replica).await.len();
    assert_eq!(outcome.unwrap_err()["error"]["code"], "disk-full");
    assert_eq!(here, 3);
    assert_eq!(replica.run(&["verify"]).await["ok"], true);
}

#[tokio::test]
async fn a_directory_that_another_holds_is_refused_by_name() {
    let replica = Replica::new();
    filled(&replica, "sled").await;
    let lock = File::options().write(true).open(replica.data().join("lock")).unwrap();
    lock.lock().unwrap();
    let refused = refusal(&replica, &["item", "list", "--wait", "0s"]).await;
    assert_eq!(refused["code"], "directory-locked");
    lock.unlock().unwrap();
    assert_eq!(names(&replica).await.len(), 3);
}

#[tokio::test]
async fn a_damaged_store_is_rebuilt_and_kept_and_hides_nothing() {
    for kind in ["sled", "redb"] {
        let replica = Replica::new();
        filled(&replica, kind).await;
        let before = replica.run(&["verify"]).await;
        for path in store_files(&replica.data()) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let mut bytes = fs::read(&path).unwrap();
            if name == "db" {
                // The first bytes of the log: what it says of its first segment.
                bytes[6] ^= 0x20;
            } else {
                let middle = bytes.len().min(4096) / 2;
                bytes.truncate(bytes.len() - middle.min(bytes.len() / 2));
            }
            fs::write(&path, bytes).unwrap();
        }
        let spaces = replica.run(&["space", "list"]).await;
        assert_eq!(spaces.as_array().unwrap().len(), 1, "{kind}");
        let status = replica.run(&["status"]).await;
        let kept = status["kept"].as_array().unwrap();
        assert!(
            kept.iter().any(|path| path.as_str().unwrap().contains("store.bad-")),
            "{kind}: {status}"
        );
        let after = replica.run(&["verify"]).await;
        assert_eq!(after["state"], before["state"], "{kind}");
        assert_eq!(names(&replica).await, ["Drill", "Lathe", "Saw"], "{kind}");
    }
}

#[tokio::test]
async fn a_directory_brought_back_from_an_older_day_is_noticed() {
    let replica = Replica::new();
    filled(&replica, "sled").await;
    let old: Vec<(PathBuf, Vec<u8>)> = store_files(&replica.data())
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    replica.run(&["item", "add", "--name", "Plane"]).await;
    let store = space_folder(&replica.data()).join("store");
    fs::remove_dir_all(&store).unwrap();
    fs::create_dir_all(store.join("blobs")).unwrap();
    for (path, bytes) in old {
        fs::write(path, bytes).unwrap();
    }
    let report = replica.try_run(&["verify"]).await.unwrap_err();
    assert_eq!(report["missing_own"], 1, "{report}");
    assert_eq!(report["problems"].as_array().unwrap().len(), 0);
    assert_eq!(replica.run(&["status"]).await["missing_own"], 1);
    assert_eq!(names(&replica).await.len(), 3);
}

#[tokio::test]
async fn a_backup_opens_as_a_copy_that_nobody_can_change() {
    let replica = Replica::new();
    filled(&replica, "sled").await;
    let state = replica.run(&["verify"]).await["state"].clone();
    let file = replica.file("unused", "");
    let file = Path::new(&file).with_file_name("one.etabli-backup");
    let file = file.to_str().unwrap();
    let made = replica.run(&["backup", "create", "--to", file]).await;
    assert_eq!(made["name"], "Atelier");
    let key = fs::read(replica.data().join("device.key")).unwrap();
    let bytes = fs::read(file).unwrap();
    assert!(!bytes.windows(32).any(|found| key.starts_with(found)), "the device's key is in it");

    let other = Replica::new();
    let copy = other.data();
    let copy = copy.to_str().unwrap();
    replica.run(&["backup", "restore", file, "--to", copy]).await;
    assert!(!other.data().join("device.key").exists());
    assert_eq!(other.run(&["verify"]).await["state"], state);
    assert_eq!(names(&other).await, ["Drill", "Lathe", "Saw"]);
    assert_eq!(other.run(&["space", "show"]).await["member_name"], "Ana");
    assert_eq!(other.run(&["search", "saw"]).await.as_array().unwrap().len(), 1);
    other.run(&["export", "--format", "json"]).await;
    let changes: [&[&str]; 6] = [
        &["item", "add", "--name", "Plane"],
        &["lend", "Saw", "--to", "Ana"],
        &["invite"],
        &["sync", "--once", "--timeout", "1s"],
        &["space", "create", "--name", "B", "--member", "C"],
        &["serve", "--no-web"],
    ];
    for words in changes {
        assert_eq!(refusal(&other, words).await["code"], "read-only-copy", "{words:?}");
    }
    assert_eq!(other.run(&["verify"]).await["state"], state);
    let again = refusal(&replica, &["backup", "restore", file, "--to", copy]).await;
    assert_eq!(again["code"], "folder-not-empty");
}

#[tokio::test]
async fn what_a_disk_lost_comes_back_from_another_device() {
    let (ana, bo) = (Replica::new(), Replica::new());
    filled(&ana, "sled").await;
    let served = ana.serve(&["--no-web"]).await;
    let invite = ana.run(&["invite"]).await;
    bo.run(&["join", invite["ticket"].as_str().unwrap(), "--member", "Bo"]).await;
    served.end().await;
    for name in ["Plane", "Router", "Sander"] {
        ana.run(&["item", "add", "--name", name]).await;
    }
    ana.run(&["lend", "Plane", "--to", "Bo"]).await;
    let served = ana.serve(&["--no-web"]).await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    served.end().await;
    let before = bo.run(&["verify"]).await["state"].clone();

    // Everything but the first thousand bytes is unreadable; the day's backup holds the beginning.
    let log = space_folder(&ana.data()).join("store").join("db");
    let mut bytes = fs::read(&log).unwrap();
    bytes[1_000..].fill(0);
    fs::write(&log, bytes).unwrap();
    let report = ana.try_run(&["verify"]).await.unwrap_err();
    assert!(report["missing_own"].as_u64().unwrap() > 0, "{report}");

    let served = ana.serve(&["--no-web"]).await;
    let met = bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    assert!(met.as_array().unwrap().iter().any(|peer| peer["equal"] == true), "{met}");
    served.end().await;
    let report = ana.run(&["verify"]).await;
    assert_eq!(report["state"], before, "{report}");
    assert_eq!(report["missing_own"], 0);
    assert_eq!(names(&ana).await.len(), 6);
}

fn all_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, mut files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| all_files(folder)));
    files
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &copied);
        } else {
            fs::copy(&path, &copied).unwrap();
        }
    }
}

#[tokio::test]
async fn a_flipped_bit_in_any_file_of_the_directory_loses_nothing() {
    for kind in ["sled", "redb"] {
        let replica = Replica::new();
        filled(&replica, kind).await;
        replica.run(&["invite"]).await;
        let state = replica.run(&["verify"]).await["state"].clone();
        let mut files = all_files(&replica.data());
        files.retain(|path| fs::metadata(path).unwrap().len() > 0);
        assert!(files.len() > 5, "{files:?}");
        for path in files {
            let hit = Replica::new();
            for (from, to) in [(replica.data(), hit.data()), (replica.state(), hit.state())] {
                copy(&from, &to);
            }
            let path = hit.data().join(path.strip_prefix(replica.data()).unwrap());
            let mut bytes = fs::read(&path).unwrap();
            let used = bytes.iter().rposition(|byte| *byte != 0).unwrap();
            bytes[used / 2] ^= 0x10;
            fs::write(&path, bytes).unwrap();

            let told = format!("{kind}: {}", path.display());
            let spaces = hit.run(&["space", "list"]).await;
            assert_eq!(spaces[0]["problem"], Value::Null, "{told}: {spaces}");
            // The entry that was hit comes back from a second copy, or is said to be missing.
            match hit.try_run(&["verify"]).await {
                Ok(report) => assert_eq!(report["state"], state, "{told}"),
                Err(report) => {
                    assert!(report["missing_own"].as_u64().unwrap() > 0, "{told}: {report}");
                    assert_eq!(report["problems"], Value::Array(Vec::new()), "{told}");
                    let status = hit.run(&["status"]).await;
                    let (missing, stranded) = (&report["missing_own"], &status["stranded"]);
                    let lost = missing.as_u64().unwrap() - stranded.as_u64().unwrap();
                    assert!(lost <= 1, "{told}: {report} {status}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_space_of_which_nothing_is_left_hides_no_other() {
    let replica = Replica::new();
    filled(&replica, "sled").await;
    let lost = space_folder(&replica.data());
    replica.run(&["space", "create", "--name", "Other", "--member", "Ana"]).await;
    for folder in [lost.join("store"), lost.join("spare"), replica.data().join("backups")] {
        fs::remove_dir_all(folder).unwrap();
    }
    let spaces = replica.run(&["space", "list"]).await;
    let spaces = spaces.as_array().unwrap();
    assert_eq!(spaces.len(), 2);
    assert_eq!(spaces[0]["name"], "Other");
    let id = lost.file_name().unwrap().to_str().unwrap();
    assert_eq!(spaces[1]["id"], id);
    assert_eq!(spaces[1]["problem"]["code"], "directory-damaged");
    let refused = refusal(&replica, &["item", "list", "--space", id]).await;
    let message = refused["message"].as_str().unwrap();
    assert!(message.contains(lost.to_str().unwrap()), "{message}");
    for raw in ["backtrace", "sled", "offset", "{"] {
        assert!(!message.contains(raw), "{message}");
    }
    replica.run(&["item", "add", "--name", "Plane", "--space", "Other"]).await;
}
