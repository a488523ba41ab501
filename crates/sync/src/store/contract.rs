//! What every store promises, checked on each implementation.
//!
//! `open` is called once the earlier handle is dropped, and must find what was synced.

use std::ops::ControlFlow;

use super::{Batch, LONGEST_KEY, MemoryStore, RedbStore, SledStore, Store, StoreError};

fn listed(store: &dyn Store, prefix: &[u8]) -> Vec<(Vec<u8>, usize)> {
    let mut found = Vec::new();
    store
        .prefix(prefix, &mut |key, value| {
            found.push((key.to_vec(), value.len()));
            ControlFlow::Continue(())
        })
        .unwrap();
    found
}

fn pattern(length: usize, seed: u32) -> Vec<u8> {
    let mut state = seed;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    })
    .take(length)
    .collect()
}

fn keeps_the_contract(open: &dyn Fn() -> Box<dyn Store>) {
    let store = open();
    assert_eq!(store.get(b"").unwrap(), None);
    assert!(listed(&*store, b"").is_empty());

    // Order and prefixes, with keys at the edges of what a byte can be.
    let mut batch = Batch::new();
    for key in [&b"b"[..], b"a\xff\xff", b"a", b"a\x00", b"\xff", b"", b"a\xff", b"\xff\xff"] {
        batch.put(key, key.len().to_string());
    }
    store.apply(batch).unwrap();
    let keys = |prefix: &[u8]| -> Vec<Vec<u8>> {
        listed(&*store, prefix).into_iter().map(|(key, _)| key).collect()
    };
    let all = [&b""[..], b"a", b"a\x00", b"a\xff", b"a\xff\xff", b"b", b"\xff", b"\xff\xff"];
    assert_eq!(keys(b""), all);
    assert_eq!(keys(b"a"), [&b"a"[..], b"a\x00", b"a\xff", b"a\xff\xff"]);
    assert_eq!(keys(b"a\xff"), [&b"a\xff"[..], b"a\xff\xff"]);
    assert_eq!(keys(b"\xff"), [&b"\xff"[..], b"\xff\xff"]);
    assert!(keys(b"c").is_empty());

    // A visitor that stops is not called again, and it may call the store.
    let mut visits = 0;
    store
        .prefix(b"a", &mut |key, _| {
            visits += 1;
            assert!(store.get(key).unwrap().is_some());
            ControlFlow::Break(())
        })
        .unwrap();
    assert_eq!(visits, 1);

    // In one batch the last word on a key holds.
    let mut batch = Batch::new();
    batch.remove("a");
    batch.put("a", "again");
    batch.put("b", "gone");
    batch.remove("b");
    batch.remove("never was");
    store.apply(batch).unwrap();
    assert_eq!(store.get(b"a").unwrap(), Some(b"again".to_vec()));
    assert_eq!(store.get(b"b").unwrap(), None);

    // A refused batch leaves no trace.
    let mut batch = Batch::new();
    batch.put("trace", "1");
    batch.put(vec![7; LONGEST_KEY + 1], "1");
    assert_eq!(store.apply(batch), Err(StoreError::KeyTooLong(LONGEST_KEY + 1)));
    assert_eq!(store.get(b"trace").unwrap(), None);

    // Values of every size, replaced by others of every size.
    let sizes = [0, 1, 5_119, 5_120, 5_121, 10_240, 65_536, 1 << 20];
    for (round, rotation) in [0, 3, 6].into_iter().enumerate() {
        let mut batch = Batch::new();
        for (index, size) in sizes.iter().cycle().skip(rotation).take(sizes.len()).enumerate() {
            batch.put(format!("big/{index}"), pattern(*size, (round * 100 + index) as u32));
        }
        store.apply(batch).unwrap();
        for (index, size) in sizes.iter().cycle().skip(rotation).take(sizes.len()).enumerate() {
            let value = store.get(format!("big/{index}").as_bytes()).unwrap().unwrap();
            assert!(value == pattern(*size, (round * 100 + index) as u32), "{index} of {size}");
        }
        assert_eq!(listed(&*store, b"big/").len(), sizes.len());
    }
    let visible = listed(&*store, b"");
    store.sync().unwrap();
    assert!(store.size_on_disk().unwrap() > 1 << 20);
    drop(store);

    // Opened again, it is as it was.
    let store = open();
    assert_eq!(listed(&*store, b""), visible);
    let mut batch = Batch::new();
    for (key, _) in visible {
        batch.remove(key);
    }
    store.apply(batch).unwrap();
    store.sync().unwrap();
    assert!(listed(&*store, b"").is_empty());
}

#[test]
fn memory_keeps_the_contract() {
    let disk = MemoryStore::new();
    keeps_the_contract(&|| Box::new(disk.clone()));
}

#[test]
fn sled_keeps_the_contract() {
    let directory = tempfile::tempdir().unwrap();
    keeps_the_contract(&|| Box::new(SledStore::open(directory.path()).unwrap()));
}

#[test]
fn redb_keeps_the_contract() {
    let directory = tempfile::tempdir().unwrap();
    keeps_the_contract(&|| Box::new(RedbStore::open(directory.path()).unwrap()));
}
