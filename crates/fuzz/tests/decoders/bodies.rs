//! Bodies of entries and the acts in them.

use etabli_fuzz::{Fuzz, outcome, shape};
use etabli_model::{
    act::{
        self, AddDevice, Admit, Approval, BeginBooking, Book, CancelBooking, Claim, ConfirmBooking,
        Exclude, Found, GrantRole, HandOver, Invite, Known, Leave, Occurrence, OpenLog, Ratify,
        ReadAct, Rebind, Reinstate, ReleaseBooking, Return, RevokeDevice, RevokeInvite, RevokeRole,
        Role, SeenBookings, SetCapacity, SetFloor, SetPolicy, Suspend, Wall,
    },
    body::{Act, ActClass, Body, DocumentEdit, Part, Sealed},
    id::{
        BookingId, CapacityId, CommandId, DeviceId, DocumentId, EntryId, ItemId, LoanId, LocalId,
        MemberId, PlaceId, ResourceId,
    },
    time::Timestamp,
};
use serde_bytes::ByteBuf;

const NOW: Timestamp = Timestamp(1_795_000_000_000);

/// One act of every kind.
pub(crate) fn acts() -> Vec<Known> {
    let entry = EntryId([8; 32]);
    let item = ItemId::common(LocalId([1; 16]));
    let booking = BookingId { entry, index: 2 };
    let resource = ResourceId::Item(item);
    let room = ResourceId::Place(PlaceId::common(LocalId([4; 16])));
    let more = vec![(7, ByteBuf::from(vec![1, 2, 3]))];
    vec![
        Known::Found(Found { rules: 1, nonce: [1; 16], more: more.clone() }),
        Known::Invite(Invite {
            key: [2; 32],
            role: Role::Steward,
            uses: 300,
            expires: NOW,
            approval: Approval::Ask,
            more: Vec::new(),
        }),
        Known::Admit(Admit {
            invite: entry,
            device: DeviceId([3; 32]),
            nonce: [4; 32],
            proof: ByteBuf::from(vec![5; 64]),
            more: Vec::new(),
        }),
        Known::RevokeInvite(RevokeInvite { invite: entry, more: Vec::new() }),
        Known::AddDevice(AddDevice {
            device: DeviceId([3; 32]),
            nonce: [4; 32],
            proof: ByteBuf::from(vec![5; 64]),
            more: Vec::new(),
        }),
        Known::RevokeDevice(RevokeDevice {
            device: DeviceId([3; 32]),
            seen: vec![(DeviceId([3; 32]), 1, 300)],
            more: Vec::new(),
        }),
        Known::Rebind(Rebind {
            member: MemberId(entry),
            device: DeviceId([3; 32]),
            nonce: [4; 32],
            proof: ByteBuf::from(vec![5; 64]),
            more: Vec::new(),
        }),
        Known::GrantRole(GrantRole { member: MemberId(entry), more: Vec::new() }),
        Known::RevokeRole(RevokeRole {
            member: MemberId(entry),
            seen: Vec::new(),
            more: more.clone(),
        }),
        Known::SetPolicy(SetPolicy { policy: 2, who: Role::Steward, more: Vec::new() }),
        Known::SetFloor(SetFloor { rules: 300, more: Vec::new() }),
        Known::Leave(Leave { seen: vec![(DeviceId([3; 32]), 1, 2)], more: Vec::new() }),
        Known::Suspend(Suspend { member: MemberId(entry), seen: Vec::new(), more: Vec::new() }),
        Known::Reinstate(Reinstate {
            member: MemberId(entry),
            device: Some(DeviceId([3; 32])),
            lifts: vec![entry],
            more: Vec::new(),
        }),
        Known::Exclude(Exclude { member: MemberId(entry), seen: Vec::new(), more: Vec::new() }),
        Known::Ratify(Ratify { entry, more: Vec::new() }),
        Known::OpenLog(OpenLog { log: 2, previous: 1, height: 300, head: entry, more: Vec::new() }),
        Known::HandOver(HandOver {
            item,
            units: 1,
            capacity: 2,
            to: MemberId(entry),
            since: NOW,
            due: Some(NOW),
            more,
        }),
        Known::Return(Return {
            item: ItemId { document: DocumentId::Member(MemberId(entry)), local: LocalId([2; 16]) },
            loan: LoanId { entry, index: 3 },
            units: 1,
            at: NOW,
            more: Vec::new(),
        }),
        Known::Book(Book {
            claims: vec![
                Claim { resource, units: 1, capacity: Some(CapacityId { entry, index: 0 }) },
                Claim { resource: room, units: 0, capacity: None },
            ],
            occurrences: vec![Occurrence { start: NOW, end: NOW.plus(3_600_000) }],
            wall: Wall {
                start: "2026-11-18T12:06".to_owned(),
                zone: "Europe/Paris".to_owned(),
                rule: "FREQ=DAILY;COUNT=1".to_owned(),
            },
            replaces: Some(booking),
            more: Vec::new(),
        }),
        Known::ConfirmBooking(ConfirmBooking {
            booking,
            resources: vec![resource],
            more: Vec::new(),
        }),
        Known::CancelBooking(CancelBooking { booking, resources: Vec::new(), more: Vec::new() }),
        Known::SeenBookings(SeenBookings {
            bookings: vec![booking],
            resources: vec![resource, room],
            more: Vec::new(),
        }),
        Known::SetCapacity(SetCapacity { resource: room, units: 12, more: Vec::new() }),
        Known::BeginBooking(BeginBooking { booking, occurrence: 1, at: NOW, more: Vec::new() }),
        Known::ReleaseBooking(ReleaseBooking { booking, occurrence: 1, at: NOW, more: Vec::new() }),
    ]
}

/// Bodies with every kind of part.
pub(crate) fn bodies() -> Vec<Body> {
    let whole = |parts| Body { command: CommandId([1; 16]), part: 0, last: true, parts };
    let documents = [
        DocumentId::Catalogue,
        DocumentId::Member(MemberId(EntryId([2; 32]))),
        DocumentId::Private(MemberId(EntryId([2; 32]))),
        DocumentId::Project(EntryId([2; 32])),
        DocumentId::Sheet(EntryId([2; 32])),
    ];
    let edit = |document| {
        let changes = vec![ByteBuf::from(vec![3, 4]), ByteBuf::new()];
        Part::Edit(DocumentEdit { document, epoch: 1, changes })
    };
    let mut bodies: Vec<Body> =
        acts().iter().map(|act| whole(vec![Part::Act(act.to_act())])).collect();
    bodies.push(whole(documents.map(edit).to_vec()));
    bodies.push(whole(vec![
        Part::Sealed(Sealed { audience: 1, key_id: [6; 16], bytes: ByteBuf::from(vec![9; 40]) }),
        Part::Act(Act { kind: 2000, class: ActClass::Authority, bytes: ByteBuf::from(vec![5]) }),
    ]));
    bodies
}

#[test]
fn bodies_say_again_what_they_said() {
    Fuzz::new("body", bodies().iter().map(Body::encode)).run(|bytes| {
        let body = Body::decode(bytes);
        if let Ok(body) = &body {
            assert_eq!(body.encode(), bytes, "two texts of one body");
            for part in &body.parts {
                if let Part::Act(part) = part {
                    act::read(part);
                }
            }
        }
        match body {
            Ok(body) => shape(("body", body.parts.len())),
            Err(error) => outcome(&error),
        }
    });
}

#[test]
fn acts_of_every_kind_say_again_what_they_said() {
    // Kind and class go in front, so that they are mangled, too.
    let seeds = acts().into_iter().map(|known| {
        let act = known.to_act();
        let class = u8::from(act.class == ActClass::Authority);
        [&act.kind.to_le_bytes()[..], &[class], &act.bytes].concat()
    });
    Fuzz::new("act", seeds).run(|bytes| {
        let [low, high, class, content @ ..] = bytes else { return 0 };
        let class = if class % 2 == 0 { ActClass::Daily } else { ActClass::Authority };
        let kind = u16::from_le_bytes([*low, *high]);
        let act = Act { kind, class, bytes: ByteBuf::from(content) };
        let read = act::read(&act);
        if let ReadAct::Known(known) = &read {
            assert_eq!(known.to_act(), act, "two texts of one act");
        }
        match read {
            ReadAct::Known(known) => shape((&format!("{known:.0?}")[..6], content.len())),
            ReadAct::Unknown => shape(("unknown", 0)),
            ReadAct::Malformed => shape(("malformed", usize::from(kind))),
        }
    });
}

#[test]
fn a_body_of_nothing_but_small_parts_stays_small() {
    // The shortest part takes four bytes, and a body has at most 256 KiB.
    let act = Act { kind: 1, class: ActClass::Daily, bytes: ByteBuf::new() };
    let parts = vec![Part::Act(act); 65_000];
    let body = Body { command: CommandId([1; 16]), part: 0, last: true, parts }.encode();
    let nothing = DocumentEdit {
        document: DocumentId::Catalogue,
        epoch: 0,
        changes: vec![ByteBuf::new(); 262_000],
    };
    let parts = vec![Part::Edit(nothing)];
    let changes = Body { command: CommandId([1; 16]), part: 0, last: true, parts }.encode();
    for bytes in [body, changes] {
        let (_, peak) = etabli_fuzz::peak_of(|| Body::decode(&bytes).is_ok());
        println!("a body of {} bytes costs {} KiB", bytes.len(), peak / 1024);
        assert!(peak < 16 * 1024 * 1024, "{peak}");
    }
}
