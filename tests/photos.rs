//! Photos and attachments from the shell: two computers as processes, and every bad file there is.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::harness::replica::Replica;

/// A grey JPEG of 16 by 8 pixels, written by hand from the format, with where it was taken: a
/// comment and a segment of EXIF that turns it by a quarter.
fn photo() -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8];
    let mut segment = |marker: u8, content: &[u8]| {
        bytes.extend([0xff, marker]);
        bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
        bytes.extend(content);
    };
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend(b"\x01\x3b\0\x02\0\0\0\x09\0\0\0\x26\0\0\0\0GPS 43.29");
    segment(0xe1, &exif);
    segment(0xfe, b"GPS 43.29");
    segment(0xdb, &[&[0_u8][..], &[1; 64]].concat());
    segment(0xc0, &[8, 0, 8, 0, 16, 1, 1, 0x11, 0]);
    // One code of one bit each: a difference of nothing, and the end of a block.
    let codes = |class: u8| [&[class][..], &[1], &[0; 15], &[0]].concat();
    segment(0xc4, &codes(0x00));
    segment(0xc4, &codes(0x10));
    segment(0xda, &[1, 1, 0, 0, 63, 0]);
    bytes.extend([0b0000_1111, 0xff, 0xd9]);
    bytes
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn file(replica: &Replica, name: &str, bytes: &[u8]) -> String {
    let path = replica.file(name, "");
    fs::write(&path, bytes).unwrap();
    path
}

async fn code(replica: &Replica, words: &[&str]) -> String {
    let refusal = replica.try_run(words).await.unwrap_err();
    let message = refusal["error"]["message"].as_str().unwrap();
    assert!(!message.is_empty() && !message.contains('{'), "{refusal}");
    refusal["error"]["code"].as_str().unwrap().to_owned()
}

async fn with_drill(replica: &Replica) {
    replica.run(&["space", "create", "--name", "Atelier", "--member", "Ana"]).await;
    replica.run(&["item", "add", "--name", "Drill", "--tag", "D1"]).await;
}

#[tokio::test]
async fn a_photo_and_a_manual_reach_another_computer_when_asked_for() {
    let (ana, bo) = (Replica::new(), Replica::new());
    with_drill(&ana).await;
    let taken = file(&ana, "IMG 1.jpg", &photo());
    let manual = file(&ana, "manual.pdf", b"%PDF-1.4 the manual");
    let added = ana.run(&["item", "photo", "add", "D1", &taken, "--alt", "The drill"]).await;
    assert_eq!(
        (&added["kind"], &added["width"], &added["height"]),
        (&json!("photo"), &json!(8), &json!(16)),
        "upright"
    );
    assert!(added["id"].is_string() && added["caption"] == "The drill", "{added}");
    let file_added = ana.run(&["item", "file", "add", "D1", &manual]).await;
    assert_eq!(file_added["kind"], "attachment");
    let shown = ana.run(&["item", "show", "D1"]).await;
    assert_eq!(shown["files"].as_array().unwrap().len(), 2, "{shown}");
    assert_eq!(ana.run(&["item", "photo", "list", "D1"]).await.as_array().unwrap().len(), 1);
    assert_eq!(ana.run(&["item", "file", "list", "D1"]).await.as_array().unwrap().len(), 2);

    let served = ana.serve(&["--no-web"]).await;
    let invite = ana.run(&["invite"]).await;
    bo.run(&["join", invite["ticket"].as_str().unwrap(), "--member", "Bo"]).await;
    bo.run(&["sync", "--once", "--timeout", "60s"]).await;
    let listed = bo.run(&["item", "photo", "list", "D1"]).await;
    assert_eq!((&listed[0]["here"], &listed[0]["added_by_name"]), (&json!(false), &json!("Ana")));
    assert_eq!(listed[0]["thumbnail"], added["thumbnail"], "small ones come along");
    assert_eq!(bo.run(&["status"]).await["files"]["elsewhere"], 2);

    let out = bo.data().with_file_name("out");
    fs::create_dir(&out).unwrap();
    let folder = out.to_string_lossy().into_owned();
    bo.run(&["item", "photo", "get", "D1", "-o", &folder]).await;
    bo.run(&["item", "file", "fetch", "D1", "manual.pdf", "--timeout", "60s"]).await;
    served.end().await;
    let path = out.join("m.pdf").to_string_lossy().into_owned();
    bo.run(&["item", "file", "get", "D1", "2", "-o", &path]).await;
    assert_eq!(fs::read(&path).unwrap(), b"%PDF-1.4 the manual", "byte for byte");
    let kept = fs::read(out.join("IMG 1.jpg")).unwrap();
    assert!(kept.starts_with(&[0xff, 0xd8]) && !holds(&kept, b"Exif") && !holds(&kept, b"GPS"));

    let verified = [ana.run(&["verify"]).await, bo.run(&["verify"]).await];
    assert_eq!(verified[0]["state"], verified[1]["state"]);
    assert_eq!(verified[1]["files"]["here"], 2, "{}", verified[1]);
    let exported = bo.run(&["export", "--what", "items"]).await;
    assert_eq!(exported["items"][0]["files"][0]["hash"], added["hash"]);
    flip(&bo.data(), added["hash"].as_str().unwrap());
    let damaged = bo.try_run(&["verify"]).await.unwrap_err();
    assert_eq!((&damaged["ok"], &damaged["files"]["damaged"]), (&Value::Bool(false), &json!(1)));
    assert_eq!(
        code(&bo, &["item", "photo", "get", "D1", "-o", &folder, "--timeout", "1s"]).await,
        "nobody-connected"
    );

    ana.run(&["item", "file", "remove", "D1", "manual.pdf"]).await;
    let left = ana.run(&["item", "file", "list", "D1"]).await;
    assert_eq!(left.as_array().unwrap().len(), 1, "{left}");
}

/// Changes a byte of a file on the shelf.
fn flip(data: &Path, hash: &str) {
    let spaces = fs::read_dir(data.join("spaces")).unwrap();
    let space = spaces.map(|entry| entry.unwrap().path()).next().unwrap();
    let path = space.join("files").join(&hash[..2]).join(&hash[2..]);
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[tokio::test]
async fn every_bad_file_is_refused_with_its_reason() {
    let ana = Replica::new();
    with_drill(&ana).await;
    let folder = ana.data().to_string_lossy().into_owned();
    let large = file(&ana, "large.pdf", &vec![7; 8 * 1024 * 1024 + 1]);
    let empty = file(&ana, "empty.pdf", b"");
    let words = file(&ana, "words.txt", b"no picture");
    let torn = file(&ana, "torn.jpg", &photo()[..60]);
    let mut bomb = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0".to_vec();
    bomb.extend([0xe9, 0x45, 0x6f, 0xed, 0, 0, 0, 0]);
    bomb.extend(b"IDAT\x35\xaf\x06\x1e");
    let bomb = file(&ana, "bomb.png", &bomb);
    for (kind, path, expected) in [
        ("file", large.as_str(), "file-over-limit"),
        ("photo", &empty, "empty-file"),
        ("photo", &words, "not-a-photo"),
        ("photo", &torn, "photo-damaged"),
        ("file", &torn, "photo-damaged"),
        ("photo", "/nowhere/a.jpg", "file-unreadable"),
        ("photo", &folder, "not-a-file"),
        ("photo", &bomb, "photo-too-large"),
    ] {
        assert_eq!(code(&ana, &["item", kind, "add", "D1", path]).await, expected, "{path}");
    }
    assert_eq!(code(&ana, &["item", "photo", "add", "Lathe", &words]).await, "not-found");
    assert_eq!(code(&ana, &["item", "photo", "get", "D1", "-o", "x.jpg"]).await, "not-found");
    assert_eq!(code(&ana, &["item", "file", "remove", "D1", "1"]).await, "not-found");
    assert_eq!(ana.run(&["item", "file", "list", "D1"]).await, json!([]));

    ana.run(&["item", "file", "add", "D1", &words]).await;
    assert_eq!(code(&ana, &["item", "file", "add", "D1", &words]).await, "same-file");
}
