//! What peers and guests say to each other, and the code that a guest is given.

use data_encoding::BASE32_NOPAD;
use etabli_fuzz::{Fuzz, peak_of, shape};
use etabli_model::{
    id::{DeviceId, EntryId, FileHash, SpaceId},
    time::Timestamp,
};
use etabli_sync::{
    entry::LogKey,
    file::FileFrame,
    join::{JoinFrame, JoinRefusal},
    ticket::{Door, Ticket},
    wire::{Frame, Hello, MOST_FRAME, TAGS},
};
use serde_bytes::ByteBuf;

#[test]
fn frames_are_read_or_refused() {
    let log = LogKey { device: DeviceId([1; 32]), log: 1 };
    let other = LogKey { device: DeviceId([2; 32]), log: 0 };
    let seeds = [
        Frame::Hello(Hello { versions: (1, 1), features: 5, tags: [[2; 16]; TAGS] }),
        Frame::Have(vec![(log, 300, EntryId([3; 32])), (other, 1, EntryId([4; 32]))]),
        Frame::Entries(vec![4, 5, 6]),
        Frame::Ack(vec![(log, 300), (other, u64::MAX)]),
        Frame::Addresses(vec!["127.0.0.1:80".parse().unwrap(), "[::1]:9".parse().unwrap()]),
        Frame::PassOver,
    ];
    Fuzz::new("frame", seeds.iter().map(Frame::encode)).at_most(MOST_FRAME).run(|bytes| {
        let frame = Frame::decode(bytes);
        if let Ok(frame) = &frame {
            assert_eq!(Frame::decode(&frame.encode()).as_ref(), Ok(frame));
        }
        shape(match &frame {
            Err(_) => ("", 0),
            Ok(Frame::Hello(hello)) => ("hello", hello.features.count_ones() as usize),
            Ok(Frame::Have(logs)) => ("have", logs.len()),
            Ok(Frame::Entries(page)) => ("entries", page.len()),
            Ok(Frame::Ack(logs)) => ("ack", logs.len()),
            Ok(Frame::Addresses(addresses)) => ("addresses", addresses.len()),
            Ok(Frame::PassOver) => ("pass over", 0),
        })
    });
}

#[test]
fn file_frames_are_read_or_refused() {
    let seeds = [
        FileFrame::Want { tag: [7; 16], hash: FileHash([8; 32]) },
        FileFrame::Found { length: 300_000 },
        FileFrame::Absent,
        FileFrame::Piece(vec![9; 200]),
        FileFrame::PassOver,
    ];
    Fuzz::new("file frame", seeds.iter().map(FileFrame::encode)).run(|bytes| {
        let frame = FileFrame::decode(bytes);
        if let Ok(frame) = &frame {
            assert_eq!(FileFrame::decode(&frame.encode()).as_ref(), Ok(frame));
        }
        shape(match &frame {
            Err(_) => ("", 0),
            Ok(FileFrame::Want { .. }) => ("want", 0),
            Ok(FileFrame::Found { length }) => ("found", usize::try_from(*length).unwrap()),
            Ok(FileFrame::Absent) => ("absent", 0),
            Ok(FileFrame::Piece(piece)) => ("piece", piece.len()),
            Ok(FileFrame::PassOver) => ("pass over", 0),
        })
    });
}

#[test]
fn the_largest_frames_stay_small() {
    let log = LogKey { device: DeviceId([1; 32]), log: 1 };
    let have = Frame::Have(vec![(log, 1, EntryId([3; 32])); MOST_FRAME / 67]).encode();
    let ack = Frame::Ack(vec![(log, 1); MOST_FRAME / 35]).encode();
    let addresses = vec!["127.0.0.1:80".parse().unwrap(); MOST_FRAME / 7];
    for bytes in [have, ack, Frame::Addresses(addresses).encode()] {
        let (_, peak) = peak_of(|| Frame::decode(&bytes).is_ok());
        println!("a frame of {} bytes costs {} KiB", bytes.len(), peak / 1024);
        assert!(peak < 16 * 1024 * 1024, "{peak}");
    }
}

#[test]
fn join_frames_are_read_or_refused() {
    let seeds = [
        JoinFrame::Knock { version: 1, tag: [7; 16] },
        JoinFrame::Challenge { nonce: [8; 32] },
        JoinFrame::Proof { signature: ByteBuf::from(vec![9; 64]) },
        JoinFrame::Welcome { page: ByteBuf::from(vec![1; 200]), more: true },
        JoinFrame::Refused(JoinRefusal::UsedUp),
        JoinFrame::Refused(JoinRefusal::Crowded),
        JoinFrame::Approach { version: 2, tag: [7; 16], commitment: [8; 32] },
        JoinFrame::Present {
            signature: ByteBuf::from(vec![9; 64]),
            nonce: [10; 32],
            device: ByteBuf::from(vec![11; 64]),
            name: "Bo".to_owned(),
        },
        JoinFrame::Wait,
    ];
    Fuzz::new("join frame", seeds.iter().map(JoinFrame::encode)).run(|bytes| {
        let frame = JoinFrame::decode(bytes);
        if let Some(frame) = &frame {
            assert_eq!(JoinFrame::decode(&frame.encode()).as_ref(), Some(frame));
        }
        shape(match &frame {
            None => ("", 0),
            Some(JoinFrame::Knock { version, .. }) => ("knock", usize::from(*version)),
            Some(JoinFrame::Challenge { .. }) => ("challenge", 0),
            Some(JoinFrame::Proof { signature }) => ("proof", signature.len()),
            Some(JoinFrame::Welcome { page, .. }) => ("welcome", page.len()),
            Some(JoinFrame::Refused(refusal)) => ("refused", *refusal as usize),
            Some(JoinFrame::Introduce { .. }) => ("introduce", 0),
            Some(JoinFrame::Approach { version, .. }) => ("approach", usize::from(*version)),
            Some(JoinFrame::Present { device, name, .. }) => {
                ("present", device.len() * 16 + name.len())
            }
            Some(JoinFrame::Wait) => ("wait", 0),
        })
    });
}

fn ticket() -> Ticket {
    let door = |number: u8, addresses: &[&str]| Door {
        device: DeviceId([number; 32]),
        addresses: addresses.iter().map(|address| address.parse().unwrap()).collect(),
    };
    let doors = vec![door(2, &["127.0.0.1:4000", "[fe80::1]:9"]), door(3, &[])];
    Ticket::new(SpaceId([1; 32]), "Atelier du Port", doors, [3; 32], Timestamp(1_795_000_000_000))
}

fn check(text: &str) -> u64 {
    let read = text.parse::<Ticket>();
    if let Ok(ticket) = &read {
        assert_eq!(ticket.to_string().parse().as_ref(), Ok(ticket));
        assert!(!ticket.space_name.contains(char::is_control));
    }
    let doors = |ticket: &Ticket| ticket.doors.iter().map(|d| d.addresses.len()).sum::<usize>();
    shape(read.as_ref().map_or(("", 0), |read| ("ticket", doors(read) * 16 + read.doors.len())))
}

#[test]
fn tickets_are_read_or_refused() {
    Fuzz::new("ticket", [ticket().to_string().into_bytes()])
        .run(|bytes| check(&String::from_utf8_lossy(bytes)));
}

#[test]
fn what_is_in_a_ticket_is_read_or_refused() {
    let text = ticket().to_string();
    let mut body = BASE32_NOPAD.decode(text.trim_start_matches("etabli:").as_bytes()).unwrap();
    body.truncate(body.len() - 4);
    // The same body as a code for a device, and as one for a replacement.
    let mut device = body.clone();
    device[0] = 2;
    let mut replacement = [body.clone(), vec![5; 32]].concat();
    replacement[0] = 3;
    Fuzz::new("inside of a ticket", [body, device, replacement]).at_most(4096).run(|bytes| {
        let sum = blake3::hash(bytes);
        let whole = [bytes, sum.as_bytes().first_chunk::<4>().unwrap()].concat();
        check(&format!("etabli:{}", BASE32_NOPAD.encode(&whole)))
    });
}
