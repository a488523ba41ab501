//! Every order of arrival of what is said about one thing: what was asked for, granted, refused, taken
//! back, changed and put away comes to one state.

#![expect(clippy::indexing_slicing, reason = "a test that cannot go on fails right there")]

use std::collections::BTreeSet;

use etabli_model::{
    act::{AnswerRequest, Book, Claim, Known, Occurrence, RequestLoan, Wall, WithdrawRequest},
    id::{DocumentId, EntryId, ItemId, RequestId, ResourceId},
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
