//! Foreign readers: the Automerge of another language, from npm, and a reader of calendars of a third,
//! from PyPI, read what the program exports and agree with it. Only in the long form, for they are
//! installed.

use std::{fs, path::PathBuf, process::Command};

use serde_json::Value;

use crate::harness::{csv, length::long, program, replica::Replica};

/// Returns what a program prints, or why it does not run.
fn ask(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(String::from_utf8_lossy(&output.stderr).into_owned())
}

/// Puts the reader and what it needs into the target directory.
fn reader() -> PathBuf {
    let folder = program::shots().with_file_name("foreign");
    fs::create_dir_all(&folder).unwrap();
    let source = program::root().join("tests/foreign");
    for file in ["package.json", "package-lock.json", "reader.mjs"] {
        fs::copy(source.join(file), folder.join(file)).unwrap();
    }
    let words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    ask(Command::new("npm").args(words).current_dir(&folder)).unwrap();
    folder.join("reader.mjs")
}

/// Two people write without knowing of each other, then meet.
async fn merged() -> (Replica, Replica) {
    let (ana, bo) = (Replica::new(), Replica::new());
    ana.run(&["space", "create", "--name", "Atelier « L’Établi »", "--member", "Ana"]).await;
    let file = ana.file("assets.csv", &csv::snipe_it(1, 200));
    ana.run(&["import", &file]).await;
    let file = ana.file("homebox.csv", &csv::homebox());
    ana.run(&["import", &file]).await;
    let served = ana.serve(&["--no-web"]).await;
    let invite = ana.run(&["invite"]).await;
    let ticket = invite["ticket"].as_str().unwrap();
    bo.run(&["join", ticket, "--member", "Bo 🪚"]).await;
    served.end().await;

    ana.run(&["item", "edit", "AP-0001", "--name", "Perceuse à percussion"]).await;
    bo.run(&["item", "edit", "AP-0001", "--name", "Hammer drill"]).await;
    ana.run(&["item", "edit", "AP-0002", "--quantity", "7", "--place", "Cave"]).await;
    bo.run(&["item", "edit", "AP-0002", "--note", "zwei\nZeilen"]).await;
    bo.run(&["item", "add", "--name", "Scie", "--owner", "Bo 🪚", "--tag", "B-1"]).await;
    bo.run(&["place", "add", "--name", "Étagère", "--inside", "Workshop"]).await;
    let notice = bo.file("notice d’emploi.txt", "mode d’emploi");
    bo.run(&["item", "file", "add", "B-1", &notice, "--alt", "Notice"]).await;
    bo.run(&["item", "file", "add", "AP-0001", &notice]).await;
    bo.run(&["item", "file", "remove", "AP-0001", "1"]).await;

    let served = ana.serve(&["--no-web"]).await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    served.end().await;
    (ana, bo)
}

#[tokio::test]
async fn another_language_reads_what_this_one_wrote() {
    if !long() {
        println!("skipped: only in the long form");
        return;
    }
    for program in ["node", "npm"] {
        if let Err(error) = ask(Command::new(program).arg("--version")) {
            println!("skipped: {program} is not here ({error})");
            return;
        }
    }
    let reader = reader();
    let (ana, bo) = merged().await;
    for replica in [&ana, &bo] {
        let folder = replica.data().with_file_name("exported");
        let exported = folder.to_string_lossy().into_owned();
        let told = replica.run(&["export", "--format", "automerge", "-o", &exported]).await;
        let said = ask(Command::new("node").arg(&reader).arg(&folder)).unwrap();
        let said: Value = serde_json::from_str(&said).unwrap();
        println!("{said}");
        assert_eq!(said["documents"], 3, "the catalogue, Ana's and Bo's: {told}");
        assert_eq!(said["items"], 205, "{said}");
    }
}

#[tokio::test]
async fn another_program_reads_our_calendars() {
    if !long() {
        println!("skipped: only in the long form");
        return;
    }
    let folder = program::shots().with_file_name("foreign-python");
    let python = folder.join("bin/python");
    let venv = ask(Command::new("python3").args(["-m", "venv"]).arg(&folder));
    let package = ["-m", "pip", "install", "--quiet", "icalendar==7.3.0"];
    if let Err(error) = venv.and_then(|_| ask(Command::new(&python).args(package))) {
        println!("skipped: python3 or its icalendar cannot be had ({error})");
        return;
    }
    let ana = Replica::new();
    ana.run(&["space", "create", "--name", "Atelier", "--member", "Ana « é; à, ü »"]).await;
    ana.run(&["item", "add", "--name", "Tour à bois, grand; lourd", "--tag", "T-1"]).await;
    ana.run(&["item", "add", "--name", "Scie"]).await;
    let weekly = ["--zone", "Europe/Paris", "--repeat", "FREQ=WEEKLY;COUNT=52"];
    let book = ["book", "T-1", "--from", "+2d 10:00", "--to", "12:30"];
    ana.run(&[&book[..], &weekly[..]].concat()).await;
    ana.run(&["lend", "Scie", "--to", "Ana « é; à, ü »", "--due", "+7"]).await;
    let file = ana.data().with_file_name("calendar.ics");
    let path = file.to_string_lossy().into_owned();
    ana.run(&["export", "--format", "ics", "-o", &path]).await;
    let script = program::root().join("tests/foreign/events.py");
    let said = ask(Command::new(&python).arg(&script).arg(&file)).unwrap();
    let said: Value = serde_json::from_str(&said).unwrap();
    let events = said["events"].as_array().unwrap();
    let (booked, lent): (Vec<_>, Vec<_>) = events.iter().partition(|event| event["timed"] == true);
    assert_eq!((booked.len(), lent.len()), (52, 1), "{said}");
    let uids: std::collections::BTreeSet<_> =
        events.iter().map(|event| event["uid"].as_str()).collect();
    assert_eq!(uids.len(), 53, "each has a name of its own");
    for event in booked {
        let start = event["start"].as_str().unwrap();
        assert_eq!(start.get(11..16), Some("10:00"), "summer or winter: {start}");
        assert_eq!(event["hours"], 2.5);
        assert!(
            event["summary"].as_str().unwrap().contains("Tour à bois, grand; lourd"),
            "{event}"
        );
    }
    for event in events {
        assert!(event["errors"].as_array().unwrap().is_empty(), "{event}");
    }
    ana.run(&["export", "--format", "ics", "--what", "busy", "-o", &path]).await;
    let said = ask(Command::new(&python).arg(&script).arg(&file)).unwrap();
    assert!(!said.contains("Ana"), "{said}");
    let said: Value = serde_json::from_str(&said).unwrap();
    let busy = said["busy"].as_array().unwrap();
    assert_eq!((busy.len(), said["events"].as_array().unwrap().len()), (2, 0), "{said}");
    let lathe = busy.iter().find(|one| one["name"] == "Tour à bois, grand; lourd").unwrap();
    assert_eq!(lathe["starts"].as_array().unwrap().len(), 52, "{said}");
    assert_eq!(lathe["hours"][0], 2.5);
    assert!(busy.iter().all(|one| one["errors"].as_array().unwrap().is_empty()), "{said}");
}
