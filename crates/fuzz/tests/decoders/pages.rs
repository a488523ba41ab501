//! Pages of entries: as they travel, and mangled before they are compressed.

use ed25519_dalek::SigningKey;
use etabli_fuzz::{Fuzz, peak_of, shape};
use etabli_model::{
    id::{DeviceId, EntryId, SpaceId},
    time::Timestamp,
};
use etabli_sync::{
    entry::{Entry, Header, LogKey, MOST_AUTH},
    page::{MOST_INFLATED, MOST_TRAVELLING, derived_command, pack, unpack},
};

const SPACE: SpaceId = SpaceId([1; 32]);

fn entries(count: u64, auth: usize) -> Vec<Entry> {
    let key = SigningKey::from_bytes(&[7; 32]);
    let device = DeviceId(key.verifying_key().to_bytes());
    let mut prev = EntryId([0; 32]);
    (0..count)
        .map(|seq| {
            let log = LogKey { device, log: 1 };
            let mut body = derived_command(&log, seq).0.to_vec();
            body.extend_from_slice(b"words");
            let header = Header {
                space: SPACE.0,
                log,
                seq,
                prev,
                deps: if seq == 3 { vec![EntryId([8; 32])] } else { Vec::new() },
                auth: (0..auth).map(|n| EntryId([u8::try_from(n).unwrap(); 32])).collect(),
                lamport: seq + 2,
                at: Timestamp(1_795_000_000_000),
                body_hash: *blake3::hash(&body).as_bytes(),
                body_len: u32::try_from(body.len()).unwrap(),
            };
            prev = header.id();
            // Nobody looks at signatures here, and making them takes long.
            Entry { header, signature: [5; 64], body }
        })
        .collect()
}

fn inside(page: &[u8]) -> Vec<u8> {
    zstd::bulk::decompress(page, MOST_INFLATED).unwrap()
}

fn check(bytes: &[u8]) -> u64 {
    let read = unpack(SPACE, bytes);
    if let Ok(entries) = &read {
        assert_eq!(unpack(SPACE, &pack(entries)).as_ref(), Ok(entries));
    }
    shape(read.map_or(("", 0), |entries| ("page", entries.len())))
}

fn seeds() -> Vec<Vec<u8>> {
    vec![pack(&entries(8, 1)), pack(&entries(1, 0)), pack(&entries(40, 3)), pack(&[])]
}

#[test]
fn pages_are_read_or_refused() {
    let mut seeds = seeds();
    // Bombs, and frames that do not tell their size.
    for level in [1, 19] {
        seeds.push(zstd::bulk::compress(&vec![0; 64 * 1024 * 1024], level).unwrap());
        seeds.push(zstd::stream::encode_all(vec![1; 3_000_000].as_slice(), level).unwrap());
    }
    Fuzz::new("page", seeds).run(check);
}

#[test]
fn what_is_in_a_page_is_read_or_refused() {
    let seeds = seeds().into_iter().map(|page| inside(&page));
    Fuzz::new("inside of a page", seeds)
        .run(|bytes| check(&zstd::bulk::compress(bytes, 1).unwrap()));
}

#[test]
fn the_most_that_fits_into_a_page_stays_small() {
    // Every entry but the first repeats eight heads of authority for nothing.
    let mut count = 16_000;
    let page = loop {
        let page = pack(&entries(count, MOST_AUTH));
        let raw = zstd::bulk::decompress(&page, 4 * MOST_INFLATED).unwrap().len();
        if raw <= MOST_INFLATED && page.len() <= MOST_TRAVELLING {
            break page;
        }
        count -= count / 10;
    };
    let (read, peak) = peak_of(|| unpack(SPACE, &page).map(|entries| entries.len()));
    assert_eq!(read, Ok(usize::try_from(count).unwrap()));
    println!("a page of {} bytes, {count} entries, costs {} KiB", page.len(), peak / 1024);
    assert!(peak < etabli_fuzz::MOST_MEMORY, "{peak}");
}
