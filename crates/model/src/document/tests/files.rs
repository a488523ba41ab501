//! Files of items: how they read back, and how what people do with them at once merges.

use automerge::{ObjType, transaction::Transactable};

use super::{
    super::{EditError, genesis, key},
    ALICE, BOB, NOW, apply, by_hand, catalogue, edit, line, local, name, put,
};
use crate::{
    file::{FileField, FileKind, MOST_FILE_BYTES, NewFile},
    id::FileHash,
    inventory::Edit,
};

fn photo(number: u32) -> NewFile {
    NewFile {
        local: local(number),
        hash: FileHash([number as u8; 32]),
        name: name("vue.jpg"),
        media: name("image/jpeg"),
        bytes: 300_000,
        pixels: Some((2560, 1920)),
        caption: line("De face"),
        thumbnail: Some(FileHash([9; 32])),
    }
}

fn put_file(number: u32, file: NewFile) -> Edit {
    Edit::PutFile { item: local(number), file }
}

fn set_file(number: u32, file: u32, field: FileField) -> Edit {
    Edit::SetFile { item: local(number), file: local(file), field }
}

#[test]
fn a_file_reads_back_as_it_was_written() {
    let mut document = catalogue();
    edit(&mut document, ALICE, &[put(1, "Scie"), put_file(1, photo(11))]);
    edit(&mut document, ALICE, &[put_file(1, photo(12)), put_file(1, photo(13))]);
    edit(
        &mut document,
        ALICE,
        &[
            set_file(1, 13, FileField::Rank(-1)),
            set_file(1, 12, FileField::Caption(line("De dos"))),
            set_file(1, 11, FileField::Removed(true)),
        ],
    );
    let files = document.item(local(1)).unwrap().files;
    let told: Vec<_> =
        files.iter().map(|file| (file.id, file.caption.as_str(), file.removed)).collect();
    assert_eq!(
        told,
        [(local(13), "De face", false), (local(11), "De face", true), (local(12), "De dos", false)]
    );
    assert_eq!((files[0].bytes, files[0].pixels), (300_000, (2560, 1920)));
    assert_eq!((files[0].hash, files[0].kind()), (FileHash([13; 32]), FileKind::Photo));
    assert!(document.file_change(local(1), local(12)).is_some());
    assert_eq!(document.file_change(local(1), local(99)), None);
    let twice = document.edit(ALICE, NOW, &[put_file(1, photo(11))]);
    assert!(matches!(twice, Err(EditError::Taken(_))));
    let nowhere = document.edit(ALICE, NOW, &[set_file(1, 99, FileField::Rank(1))]);
    assert!(matches!(nowhere, Err(EditError::NoSuchFile(_))));
}

#[test]
fn files_added_described_and_removed_at_once_all_count() {
    let mut alice = catalogue();
    let first = edit(&mut alice, ALICE, &[put(1, "Scie"), put_file(1, photo(11))]);
    let mut bob = catalogue();
    apply(&mut bob, ALICE, &first);

    let by_alice = edit(
        &mut alice,
        ALICE,
        &[put_file(1, photo(12)), set_file(1, 11, FileField::Removed(true))],
    );
    let caption = FileField::Caption(line("La lame"));
    let by_bob = edit(&mut bob, BOB, &[put_file(1, photo(13)), set_file(1, 11, caption)]);
    let touched = apply(&mut alice, BOB, &by_bob);
    assert_eq!(touched.items, [local(1)]);
    apply(&mut bob, ALICE, &by_alice);

    let files = alice.item(local(1)).unwrap().files;
    assert_eq!(bob.item(local(1)).unwrap().files, files);
    let told: Vec<_> = files.iter().map(|file| (file.id, file.removed)).collect();
    assert_eq!(told, [(local(11), true), (local(12), false), (local(13), false)]);
    assert_eq!(files[0].caption, "La lame");
    assert!(alice.conflicts(local(1)).is_empty());
}

#[test]
fn whatever_a_file_says_reading_bounds_it() {
    let mut document = catalogue();
    edit(&mut document, ALICE, &[put(1, "Scie")]);
    let object = document.entity(genesis::Container::Items, local(1)).unwrap();
    let bytes = by_hand(&document, BOB, |tx| {
        for number in 0..300 {
            let file = tx.put_object(&object, key::file_key(local(number)), ObjType::Map).unwrap();
            tx.put(&file, "name", "../../<b>.svg").unwrap();
            tx.put(&file, "media", 7).unwrap();
            tx.put(&file, "bytes", u64::MAX).unwrap();
            tx.put(&file, "width", -4).unwrap();
            tx.put(&file, "height", i64::MAX).unwrap();
            tx.put(&file, "thumbnail", "no hash").unwrap();
            if number % 3 > 0 {
                tx.put(&file, "hash", FileHash([3; 32]).to_string()).unwrap();
            }
        }
        tx.put_object(&object, "file:short", ObjType::Map).unwrap();
        tx.put_object(&object, key::file_key(local(400)), ObjType::List).unwrap();
    });
    apply(&mut document, BOB, &[bytes]);
    let files = document.item(local(1)).unwrap().files;
    assert_eq!(files.len(), 200);
    let file = &files[0];
    assert_eq!((file.name.as_str(), file.media.as_str()), ("b-.svg", ""));
    assert_eq!((file.bytes, file.pixels), (MOST_FILE_BYTES, (0, 65_535)));
    assert_eq!(file.kind(), FileKind::Attachment);
}
