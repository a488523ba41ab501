//! What the store on sled does beyond the contract: pieces, its tail, torn logs, layouts.

use std::ops::ControlFlow;

use super::*;

fn put(store: &SledStore, key: String, value: Vec<u8>) {
    let mut batch = Batch::new();
    batch.put(key, value);
    store.apply(batch).unwrap();
}

fn blobs(directory: &Path) -> usize {
    fs::read_dir(directory.join("blobs")).unwrap().count()
}

#[test]
fn keeps_everything_out_of_files_that_are_never_synced() {
    let directory = tempfile::tempdir().unwrap();
    let store = SledStore::open(directory.path()).unwrap();
    for round in 0..4_u8 {
        for index in 0..150_usize {
            let length = [PIECE, 3 * PIECE, 64 << 10, 100][(index + round as usize) % 4];
            put(&store, format!("{index:0>900}"), vec![round; length]);
        }
        let mut batch = Batch::new();
        for index in (0..150).step_by(3) {
            batch.remove(format!("{index:0>900}"));
        }
        store.apply(batch).unwrap();
        store.sync().unwrap();
        assert_eq!(blobs(directory.path()), 0);
    }
    put(&store, "large".to_owned(), vec![1; 16 << 20]);
    store.sync().unwrap();
    assert_eq!(blobs(directory.path()), 0);
    assert_eq!(store.get(b"large").unwrap().unwrap().len(), 16 << 20);
}

#[test]
fn leaves_no_piece_behind() {
    let directory = tempfile::tempdir().unwrap();
    let store = SledStore::open(directory.path()).unwrap();
    for length in [200_000, 20_000, 7, 90_000] {
        put(&store, "key".to_owned(), vec![3; length]);
    }
    let mut batch = Batch::new();
    batch.remove("key");
    store.apply(batch).unwrap();
    let left: Vec<_> = store.db.iter().keys().collect::<Result<_, _>>().unwrap();
    assert_eq!(left, [IVec::from(&LAYOUT)]);
}

#[test]
fn a_reader_never_sees_half_of_a_replacement() {
    let directory = tempfile::tempdir().unwrap();
    let store = SledStore::open(directory.path()).unwrap();
    put(&store, "key".to_owned(), vec![0; 40_000]);
    thread::scope(|scope| {
        scope.spawn(|| {
            for round in 1..100_u8 {
                put(&store, "key".to_owned(), vec![round; 20_000 + 400 * round as usize]);
            }
        });
        for _ in 0..300 {
            let value = store.get(b"key").unwrap().unwrap();
            assert!(value.iter().all(|byte| *byte == value[0]));
        }
    });
}

#[test]
fn a_store_of_the_first_layout_is_read_and_written() {
    let directory = tempfile::tempdir().unwrap();
    let store = SledStore::open(directory.path()).unwrap();
    let value: Vec<u8> = (0..12_000_u32).map(|at| (at / 7) as u8).collect();
    let split = Split { form: Form::Bare, run: 900, length: 12_000 };
    for (index, piece) in (0..).zip(value.chunks(PIECE)) {
        store.db.insert(split.piece_key(index), piece).unwrap();
    }
    store.db.insert(tree_key(b"old"), split.head()).unwrap();
    store.db.insert(LAYOUT, &[READ_TOO]).unwrap();
    drop(store);

    let store = SledStore::open(directory.path()).unwrap();
    assert_eq!(store.get(b"old").unwrap(), Some(value.clone()));
    put(&store, "old".to_owned(), value[1..].to_vec());
    assert_eq!(store.get(b"old").unwrap(), Some(value[1..].to_vec()));
    assert_eq!(store.db.get(split.piece_key(0)).unwrap(), None);
    assert_eq!(store.db.get(LAYOUT).unwrap().unwrap(), [LAYOUT_VERSION]);
}

#[test]
fn its_tail_holds_what_was_written_since_it_was_opened() {
    let directory = tempfile::tempdir().unwrap();
    for round in 0..4_u8 {
        let store = SledStore::open(directory.path()).unwrap();
        for index in 0..300 {
            put(&store, format!("{round}/{index}"), vec![round + 1; 3_000]);
        }
        put(&store, "mark".to_owned(), [b"the mark of round ", &[b'0' + round][..]].concat());
        store.sync().unwrap();
        drop(store);
        let tail = tail(directory.path());
        let mark = [b"the mark of round ", &[b'0' + round][..]].concat();
        let holds = |segment: &Vec<u8>| segment.windows(mark.len()).any(|found| found == mark);
        assert!(tail.iter().any(holds), "round {round}");
        let all = fs::metadata(directory.path().join(FILE)).unwrap().len() as usize;
        assert!(round < 2 || tail.len() * SEGMENT < all, "{} segments", tail.len());
    }
}

#[test]
fn a_snapshot_left_half_written_is_no_damage() {
    let directory = tempfile::tempdir().unwrap();
    let store = SledStore::open(directory.path()).unwrap();
    put(&store, "key".to_owned(), b"value".to_vec());
    drop(store);
    fs::write(directory.path().join("snap.00000000000FFFFF.generating"), b"half").unwrap();
    let store = SledStore::open(directory.path()).unwrap();
    assert_eq!(store.get(b"key").unwrap(), Some(b"value".to_vec()));
}

#[test]
fn a_second_handle_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let _store = SledStore::open(directory.path()).unwrap();
    assert_eq!(SledStore::open(directory.path()).unwrap_err(), StoreError::Locked);
}

#[test]
fn a_failed_write_poisons_until_reopened() {
    let directory = tempfile::tempdir().unwrap();
    let store = SledStore::open(directory.path()).unwrap();
    put(&store, "key".to_owned(), b"value".to_vec());
    store.sync().unwrap();
    let failure: Result<(), _> = Err(StoreError::Full);
    assert_eq!(store.poison.or_poison(directory.path(), failure), Err(StoreError::Full));
    assert_eq!(store.get(b"key"), Err(StoreError::Poisoned));
    assert_eq!(store.apply(Batch::new()), Err(StoreError::Poisoned));
    assert_eq!(store.sync(), Err(StoreError::Poisoned));
    drop(store);
    let store = SledStore::open(directory.path()).unwrap();
    assert_eq!(store.get(b"key").unwrap(), Some(b"value".to_vec()));
}

#[test]
fn says_that_bytes_it_cannot_read_are_damaged_and_deletes_nothing() {
    let directory = tempfile::tempdir().unwrap();
    drop(SledStore::open(directory.path()).unwrap());
    fs::write(directory.path().join("conf"), b"segment_size: banana\n1234").unwrap();
    match SledStore::open(directory.path()).unwrap_err() {
        StoreError::Damaged { path, .. } => assert_eq!(path, directory.path()),
        other => panic!("{other}"),
    }
    assert!(directory.path().join("db").exists());
}

#[test]
fn a_torn_tail_loses_whole_batches_only() {
    let directory = tempfile::tempdir().unwrap();
    let store = SledStore::open(directory.path()).unwrap();
    for index in 0..60_u32 {
        let mut batch = Batch::new();
        batch.put(format!("a/{index:03}"), vec![1; 3_000]);
        batch.put(format!("b/{index:03}"), vec![2; 12_000]);
        batch.put("count", index.to_string());
        store.apply(batch).unwrap();
        store.sync().unwrap();
    }
    let bytes = fs::read(directory.path().join("db")).unwrap();
    drop(store);

    let end = bytes.iter().rposition(|byte| *byte != 0).unwrap();
    for cut in (0..30).map(|step| end - step * 7_919) {
        let torn = tempfile::tempdir().unwrap();
        fs::create_dir(torn.path().join("blobs")).unwrap();
        fs::copy(directory.path().join("conf"), torn.path().join("conf")).unwrap();
        fs::write(torn.path().join("db"), &bytes[..cut]).unwrap();
        let store = SledStore::open(torn.path()).unwrap();
        let mut seen = [0_usize; 2];
        for (prefix, seen) in [&b"a/"[..], b"b/"].into_iter().zip(&mut seen) {
            store
                .prefix(prefix, &mut |_, value| {
                    assert!(value.len() == 3_000 || value.len() == 12_000);
                    *seen += 1;
                    ControlFlow::Continue(())
                })
                .unwrap();
        }
        let count = store
            .get(b"count")
            .unwrap()
            .map_or(0, |count| String::from_utf8(count).unwrap().parse::<usize>().unwrap() + 1);
        assert_eq!(seen, [count, count], "cut at {cut} of {end}");
    }
}
