//! Every order of arrival of what is said about one thing: what was asked for, granted, refused, taken
//! back, changed and put away comes to one state.

#![expect(clippy::indexing_slicing, reason = "a test that cannot go on fails right there")]

use std::collections::BTreeSet;

use etabli_model::{
    act::{
        AnswerRequest, Book, CancelBooking, Claim, ConfirmBooking, Known, NameKeeper, Occurrence,
        RequestLoan, SeenBookings, Wall, WithdrawRequest, as_keeper,
    },
    booking::{Outcome, Sureness},
    id::{
        BookingId, DocumentId, EntryId, ItemId, KeepingId, LocalId, MemberId, RequestId, ResourceId,
    },
    inventory::{Edit, ItemField},
    text::Name,
};
use etabli_sync::entry::Entry;
use etabli_testkit::{Peer, peer::START};

const HOUR: i64 = 60 * 60 * 1000;

fn hours(start: i64, end: i64) -> Occurrence {
    Occurrence { start: START.plus(start * HOUR), end: START.plus(end * HOUR) }
}

/// Returns every order of some things, by B. R. Heap.
fn orders(count: usize) -> Vec<Vec<usize>> {
    fn turn(rest: usize, order: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
        if rest <= 1 {
            all.push(order.clone());
            return;
        }
        for at in 0..rest {
            turn(rest - 1, order, all);
            order.swap(if rest.is_multiple_of(2) { at } else { 0 }, rest - 1);
        }
    }
    let mut all = Vec::new();
    turn(count, &mut (0..count).collect(), &mut all);
    all
}

/// Hands entries over in every order, again while something was missing for one, to a newcomer each
/// time; all must end alike.
fn arrives_in_any_order(mut ana: Peer, said: &[Entry]) {
    let long = std::env::var_os("ETABLI_LONG").is_some();
    let before: Vec<Entry> = ana
        .all()
        .into_iter()
        .filter(|entry| said.iter().all(|it| it.header.id() != entry.header.id()))
        .collect();
    ana.receive(said);
    let expected = ana.state();
    let orders = orders(said.len());
    assert_eq!(orders.iter().collect::<BTreeSet<_>>().len(), 720);
    for order in orders.iter().step_by(if long { 1 } else { 24 }) {
        let mut newcomer = ana.outside("newcomer");
        newcomer.receive(&before);
        for _ in 0..said.len() {
            for at in order {
                newcomer.receive(&said[*at..=*at]);
            }
        }
        assert_eq!(newcomer.state(), expected, "{order:?}");
    }
}

/// Returns what a peer wrote last.
fn last(peer: &Peer, entry: EntryId) -> Entry {
    peer.all().into_iter().find(|one| one.header.id() == entry).expect("it was written here")
}

/// Ana with what is there, and people who know it and hear nothing of each other from now on.
fn apart() -> (Peer, [Peer; 5]) {
    let mut ana = Peer::found("Ana");
    ana.add_item(1, "Laser");
    let mut bo = ana.admit("Bo");
    let mut cy = ana.admit("Cy");
    let mut dan = ana.admit("Dan");
    ana.meet(&mut cy);
    let mut phone = cy.add_device("Cy's telephone");
    let mut eve = ana.admit("Eve");
    for peer in [&mut bo, &mut cy, &mut dan, &mut phone, &mut eve] {
        ana.meet(peer);
    }
    for peer in [&mut bo, &mut cy, &mut dan, &mut phone] {
        ana.meet(peer);
    }
    (ana, [bo, cy, dan, phone, eve])
}

#[test]
fn request_approve_refuse_cancel_change_and_archive_arrive_in_any_order() {
    let (mut ana, [mut bo, mut cy, mut dan, mut phone, mut eve]) = apart();
    let item = ana.documents[&DocumentId::Catalogue].items().first().expect("it was added").id;
    let (at, more) = (START, Vec::new());
    let asked = cy.act(Known::RequestLoan(RequestLoan { item, units: 1, at, due: None, more }));
    let request = RequestId { entry: asked.entry, index: asked.index };
    let first = last(&cy, asked.entry);
    for peer in [&mut ana, &mut bo, &mut dan, &mut phone, &mut eve] {
        peer.receive(std::slice::from_ref(&first));
    }
    let answer =
        |granted| Known::AnswerRequest(AnswerRequest { item, request, granted, more: Vec::new() });
    let approved = ana.act(answer(true)).entry;
    let refused = bo.act(answer(false)).entry;
    let gone = Known::WithdrawRequest(WithdrawRequest { item, request, more: Vec::new() });
    let cancelled = phone.act(gone).entry;
    let changed = rename(&mut dan, item);
    let archived = archive(&mut eve, item);
    let said = [
        first,
        last(&ana, approved),
        last(&bo, refused),
        last(&phone, cancelled),
        last(&dan, changed),
        last(&eve, archived),
    ];
    arrives_in_any_order(ana, &said);
}

#[test]
fn book_confirm_refuse_cancel_move_and_archive_arrive_in_any_order() {
    let (mut ana, [mut bo, mut cy, mut dan, mut phone, mut eve]) = apart();
    let item = ana.documents[&DocumentId::Catalogue].items().first().expect("it was added").id;
    let resource = ResourceId::Item(item);
    let book = |start: i64, replaces| Book {
        claims: vec![Claim { resource, units: 1, capacity: None }],
        occurrences: vec![hours(start, start + 2)],
        wall: Wall::default(),
        replaces,
        more: Vec::new(),
    };
    let booking = cy.book(book(3, None));
    let first = last(&cy, booking.entry);
    for peer in [&mut ana, &mut bo, &mut dan, &mut phone, &mut eve] {
        peer.receive(std::slice::from_ref(&first));
    }
    let confirmed = ana.confirm(booking, &[resource]);
    let refused = bo.cancel(booking, &[resource]);
    let cancelled = phone.cancel(booking, &[]);
    let moved = cy.book(book(4, Some(booking))).entry;
    let archived = archive(&mut eve, item);
    let said = [
        first,
        last(&ana, confirmed),
        last(&bo, refused),
        last(&phone, cancelled),
        last(&cy, moved),
        last(&eve, archived),
    ];
    arrives_in_any_order(ana, &said);
}

const DRILL: ItemId = ItemId::common(LocalId([9; 16]));

/// A booking of the drill over the same hours, whoever books it.
fn books_the_drill(peer: &mut Peer) -> BookingId {
    peer.book(Book {
        claims: vec![Claim { resource: ResourceId::Item(DRILL), units: 1, capacity: None }],
        occurrences: vec![hours(3, 5)],
        wall: Wall::default(),
        replaces: None,
        more: Vec::new(),
    })
}

fn names(peer: &mut Peer, item: ItemId, keeper: Option<MemberId>) -> KeepingId {
    let named = peer.act(Known::NameKeeper(NameKeeper { item, keeper, at: START, more: vec![] }));
    KeepingId { entry: named.entry, index: named.index }
}

fn confirms_as(peer: &mut Peer, booking: BookingId, named: KeepingId) -> EntryId {
    let (resources, more) = (vec![ResourceId::Item(DRILL)], vec![as_keeper(named)]);
    peer.act(Known::ConfirmBooking(ConfirmBooking { booking, resources, more })).entry
}

/// Ana, a steward, and four members who are none.
fn with_members() -> (Peer, [Peer; 4]) {
    let mut ana = Peer::found("Ana");
    let members = ana.invite("for members", 10);
    let mut peers =
        ["Bo", "Cy", "Dan", "Eve"].map(|name| ana.admit_with(members, "for members", name));
    for peer in &mut peers {
        ana.meet(peer);
    }
    (ana, peers)
}

#[test]
fn keepers_named_apart_who_confirm_see_and_refuse_arrive_in_any_order() {
    let (mut ana, [mut bo, mut cy, mut dan, mut eve]) = with_members();
    let (bos, dans) = (bo.me(), dan.me());
    let named = names(&mut ana, DRILL, Some(bos));
    for peer in [&mut bo, &mut cy, &mut dan, &mut eve] {
        ana.meet(peer);
    }
    let (first, second) = (books_the_drill(&mut cy), books_the_drill(&mut eve));
    let booked = [last(&cy, first.entry), last(&eve, second.entry)];
    for peer in [&mut ana, &mut bo, &mut dan] {
        peer.receive(&booked);
    }
    let other = names(&mut ana, DRILL, Some(dans));
    let naming = last(&ana, other.entry);
    // Bo has not heard that Dan keeps it now, and then has.
    let in_time = confirms_as(&mut bo, second, named);
    bo.receive(std::slice::from_ref(&naming));
    let late = confirms_as(&mut bo, first, named);
    dan.receive(std::slice::from_ref(&naming));
    let (resources, more) = (vec![ResourceId::Item(DRILL)], vec![as_keeper(other)]);
    let seen = SeenBookings { bookings: vec![first], resources, more };
    let seen = dan.act(Known::SeenBookings(seen)).entry;
    let [booked_first, booked_second] = booked;
    let said = [
        booked_first,
        booked_second,
        naming,
        last(&bo, in_time),
        last(&bo, late),
        last(&dan, seen),
    ];
    ana.receive(&said);
    let standing = |booking| ana.bookings.booking(&booking).expect("it was booked");
    let displaced = standing(first);
    assert!(matches!(displaced.standing.sureness, Sureness::Seen(_)));
    assert!(
        matches!(displaced.outcomes, [Outcome::Displaced { winner, .. }] if *winner == Some(second))
    );
    assert!(matches!(standing(second).standing.sureness, Sureness::Confirmed(_)));
    assert_eq!(standing(second).outcomes, [Outcome::Stands]);
    arrives_in_any_order(ana, &said);
}

#[test]
fn nobody_speaks_as_a_keeper_whom_nobody_named_so() {
    let (mut ana, [mut bo, mut cy, mut dan, _]) = with_members();
    let bos = bo.me();
    let named = names(&mut ana, DRILL, Some(bos));
    let saw = names(&mut ana, ItemId::common(LocalId([8; 16])), Some(bos));
    for peer in [&mut bo, &mut cy, &mut dan] {
        ana.meet(peer);
    }
    let booking = books_the_drill(&mut cy);
    for peer in [&mut bo, &mut dan] {
        cy.meet(peer);
    }
    let held = |peer: &Peer| {
        let found = peer.bookings.booking(&booking).expect("it was booked");
        found.is_live() && found.standing.sureness == Sureness::Held
    };
    // In another's name, for another thing, by no naming, for several things at once.
    confirms_as(&mut dan, booking, named);
    confirms_as(&mut bo, booking, saw);
    confirms_as(&mut bo, booking, KeepingId { entry: booking.entry, index: 0 });
    let resources =
        vec![ResourceId::Item(ItemId::common(LocalId([8; 16]))), ResourceId::Item(DRILL)];
    let more = vec![as_keeper(named)];
    bo.act(Known::CancelBooking(CancelBooking { booking, resources, more: more.clone() }));
    bo.act(Known::CancelBooking(CancelBooking {
        booking,
        resources: Vec::new(),
        more: more.clone(),
    }));
    assert!(held(&bo) && held(&dan));
    bo.meet(&mut ana);
    dan.meet(&mut ana);
    assert!(held(&ana));
    // Whom nobody named any more, and knows it.
    names(&mut ana, DRILL, None);
    ana.meet(&mut bo);
    confirms_as(&mut bo, booking, named);
    assert!(held(&bo));
    // Named again, and refused by the one who is.
    let again = names(&mut ana, DRILL, Some(bos));
    ana.meet(&mut bo);
    let (resources, more) = (vec![ResourceId::Item(DRILL)], vec![as_keeper(again)]);
    bo.act(Known::CancelBooking(CancelBooking { booking, resources, more }));
    bo.meet(&mut ana);
    for peer in [&mut bo, &mut ana] {
        assert!(!peer.bookings.booking(&booking).expect("it was booked").is_live());
    }
    assert_eq!(bo.state(), ana.state());
}

fn change(peer: &mut Peer, item: ItemId, field: ItemField) -> EntryId {
    let edit = Edit::SetItem { local: item.local, field };
    peer.try_edit(DocumentId::Catalogue, &[edit]).expect("it is written").entry
}

fn rename(peer: &mut Peer, item: ItemId) -> EntryId {
    change(peer, item, ItemField::Name(Name::parse("Laser cutter").expect("a name")))
}

fn archive(peer: &mut Peer, item: ItemId) -> EntryId {
    change(peer, item, ItemField::Withdrawn(true))
}
