//! Forgetting: what a member wrote of how to reach them is gone when they say so, everywhere, and
//! everything else stays as it was.

use etabli_model::{
    act::{Forget, Known},
    body::{DocumentEdit, Part},
    document::{Document, actor},
    id::DocumentId,
    inventory::{Contact, ContactField, Edit, Line, NewItem},
    text::Name,
};
use etabli_sync::{
    entry::{Entry, EntryKind, FIRST_PRIVATE_LOG},
    graph::StoreRefusal,
    page::{pack, unpack},
    replica::ReceiveRefusal,
};
use etabli_testkit::{
    Peer,
    peer::{START, Tail},
};
use serde_bytes::ByteBuf;

const PHONE: &str = "06 12 34 56 78";

fn write_phone(peer: &mut Peer, phone: &str) {
    let own = DocumentId::Private(peer.me());
    let phone = Line::parse(phone).expect("a number is a line");
    peer.edit(own, &[Edit::SetContact(ContactField::Phone(phone))]);
}

fn forget(peer: &mut Peer) {
    peer.act(Known::Forget(Forget { more: Vec::new() }));
}

fn phone_of(whose: &mut Peer, at: &Peer) -> Option<String> {
    let contact = at.documents.get(&DocumentId::Private(whose.me()))?.contact();
    Some(contact.phone)
}

/// Whether any stored byte tells the number.
fn knows(peer: &Peer, phone: &str) -> bool {
    let told = |entry: &Entry| entry.encode().windows(phone.len()).any(|at| at == phone.as_bytes());
    peer.all().iter().any(told)
}

fn private(peer: &Peer) -> Vec<Entry> {
    peer.all().into_iter().filter(|entry| entry.header.log.is_private()).collect()
}

/// Ana founds, Bo comes in, and both know Ana's number.
fn two() -> (Peer, Peer) {
    let mut ana = Peer::found("Ana");
    let mut bo = ana.admit("Bo");
    write_phone(&mut ana, PHONE);
    ana.meet(&mut bo);
    assert_eq!(phone_of(&mut ana, &bo).as_deref(), Some(PHONE));
    assert!(knows(&ana, PHONE) && knows(&bo, PHONE));
    (ana, bo)
}

#[test]
fn what_is_forgotten_is_nowhere_and_the_logs_still_hold() {
    let (mut ana, mut bo) = two();
    ana.add_item(1, "Drill");
    forget(&mut ana);
    assert!(!knows(&ana, PHONE));
    ana.meet(&mut bo);
    for peer in [&ana, &bo] {
        assert!(!knows(peer, PHONE));
        assert!(!peer.documents.keys().any(|id| matches!(id, DocumentId::Private(_))));
        assert_eq!(peer.replica.verify().unwrap().problems, []);
        assert_eq!(peer.documents[&DocumentId::Catalogue].items().len(), 1);
    }
    assert_eq!(ana.state(), bo.state());
}

#[test]
fn a_newcomer_gets_everything_else_from_someone_who_forgot() {
    let (mut ana, mut bo) = two();
    forget(&mut ana);
    ana.meet(&mut bo);
    ana.add_item(1, "Drill");
    ana.meet(&mut bo);
    let mut cy = bo.admit("Cy");
    // As it travels.
    let entries = unpack(bo.replica.space(), &pack(&bo.all())).unwrap();
    assert_eq!(entries, bo.all());
    let received = cy.receive(&entries);
    assert_eq!(received.refused, []);
    assert_eq!(cy.state(), bo.state());
    bo.meet(&mut ana);
    assert_eq!(cy.state(), ana.state());
}

#[test]
fn one_who_has_not_heard_of_it_yet_gives_the_words_to_nobody_who_has() {
    let (mut ana, mut bo) = two();
    let before = bo.all();
    forget(&mut ana);
    let mut cy = ana.admit("Cy");
    cy.receive(&ana.authority());
    cy.receive(&before);
    assert!(!knows(&cy, PHONE));
    bo.meet(&mut cy);
    cy.meet(&mut ana);
    assert!(!knows(&bo, PHONE));
    assert_eq!(ana.state(), cy.state());
    assert_eq!(bo.state(), cy.state());
}

#[test]
fn what_another_device_writes_without_knowing_is_forgotten_with_it() {
    let (mut ana, mut bo) = two();
    let mut phone = ana.add_device("Ana's phone");
    ana.meet(&mut phone);
    write_phone(&mut phone, "07 00 00 00 00");
    forget(&mut ana);
    bo.meet(&mut phone);
    assert!(knows(&bo, "07 00 00 00 00"));
    for _ in 0..2 {
        ana.meet(&mut phone);
        ana.meet(&mut bo);
    }
    for peer in [&ana, &bo, &phone] {
        assert!(!knows(peer, "07 00 00 00 00"));
    }
    assert_eq!(ana.state(), bo.state());
    assert_eq!(ana.state(), phone.state());
}

#[test]
fn what_is_written_afterwards_stays() {
    let (mut ana, mut bo) = two();
    forget(&mut ana);
    write_phone(&mut ana, "01 98 76 54 32");
    ana.meet(&mut bo);
    let mut cy = bo.admit("Cy");
    cy.receive(&bo.all());
    bo.meet(&mut ana);
    for peer in [&ana, &bo, &cy] {
        let own = peer.documents.iter().find(|(id, _)| matches!(id, DocumentId::Private(_)));
        let Contact { phone, .. } = own.unwrap().1.contact();
        assert_eq!(phone, "01 98 76 54 32");
    }
    assert_eq!(ana.state(), bo.state());
    assert_eq!(cy.state(), bo.state());
}

#[test]
fn it_stays_forgotten_over_a_restart_and_when_its_author_is_taken_out() {
    let (mut ana, mut bo) = two();
    let them = ana.me();
    bo.act(Known::Forget(Forget { more: Vec::new() }));
    assert!(knows(&bo, PHONE), "nobody forgets for another");
    let mut steward = ana.admit("Cy");
    steward.receive(&ana.all());
    ana.grant(steward.me());
    steward.receive(&ana.all());
    // One does not know of the other.
    steward.suspend(them);
    forget(&mut ana);
    ana.meet(&mut steward);
    steward.meet(&mut bo);
    ana.meet(&mut bo);
    for peer in [&mut ana, &mut bo, &mut steward] {
        assert!(!knows(peer, PHONE));
        peer.restart(Tail::Whole);
        assert!(!knows(peer, PHONE));
    }
    assert_eq!(ana.state(), bo.state());
    assert_eq!(ana.state(), steward.state());
}

#[test]
fn a_body_that_nobody_had_forgotten_cannot_be_withheld() {
    let (ana, _) = two();
    let mut founder = ana;
    let mut cy = founder.admit("Cy");
    let mut entries = founder.all();
    for entry in &mut entries {
        if entry.header.log.is_private() {
            entry.body.clear();
        }
    }
    let received = cy.receive(&entries);
    let withheld = ReceiveRefusal::Place(StoreRefusal::Withheld);
    assert_eq!(received.refused.iter().map(|(_, why)| *why).collect::<Vec<_>>(), [withheld]);
    // It is asked for again, and comes from somebody else.
    cy.receive(&founder.all());
    assert!(knows(&cy, PHONE));
    // Other bodies cannot be left out at all.
    let mut other = founder.all().into_iter().find(|entry| !entry.header.log.is_private()).unwrap();
    other.body.clear();
    assert!(other.verify().is_err() && Entry::decode(&other.encode()).is_err());
}

#[test]
fn what_must_stay_and_what_may_go_never_share_a_log() {
    let (mut ana, mut bo) = two();
    let me = bo.me();
    // A private document in the log of everything else.
    let log = bo.replica.content_log();
    let own = DocumentId::Private(me);
    let changes = |document, log: u32| {
        let author = actor(&bo.replica.device(), log, &document, 0);
        let edits = match document {
            DocumentId::Private(_) => {
                vec![Edit::SetContact(ContactField::Phone(Line::parse("1").unwrap()))]
            }
            _ => {
                let name = Name::parse("Saw").unwrap();
                vec![Edit::PutItem(NewItem::named(etabli_model::id::LocalId([7; 16]), name))]
            }
        };
        let changes = Document::new(document).edit(author, START, &edits).unwrap();
        let changes = changes.into_iter().map(ByteBuf::from).collect();
        vec![Part::Edit(DocumentEdit { document, epoch: 0, changes })]
    };
    let (wrong, hidden) =
        (changes(own, log.log), changes(DocumentId::Catalogue, FIRST_PRIVATE_LOG));
    bo.write(EntryKind::Content, vec![wrong]);
    // What concerns everybody in a log that can be forgotten.
    bo.replica
        .append_private(bo.replica.next_command(EntryKind::Content), START, vec![hidden])
        .unwrap();
    ana.meet(&mut bo);
    assert!(!ana.documents.contains_key(&own));
    assert!(!ana.documents.contains_key(&DocumentId::Catalogue));
    assert_eq!(private(&ana).len(), 2);
}
