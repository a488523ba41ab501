//! What changes did is told, with what was there before.

use super::*;
use crate::document::{Deed, Subject, item_field};

fn wrote(number: u32, field: &str, before: &[&str], after: &[&str]) -> Deed {
    let texts = |of: &[&str]| of.iter().map(|text| (*text).to_owned()).collect();
    let subject = Subject::Item(local(number));
    Deed::Wrote {
        subject,
        field: field.to_owned(),
        before: texts(before),
        by: Vec::new(),
        after: texts(after),
    }
}

fn told(document: &Document, change: &[u8]) -> Vec<Deed> {
    let mut deeds = document.tell(change).expect("the document holds it").deeds;
    for deed in &mut deeds {
        if let Deed::Wrote { before, by, .. } = deed {
            assert_eq!(before.len(), by.len());
            assert!(by.iter().all(|change| document.holds(change)));
            by.clear();
        }
    }
    deeds
}

#[test]
fn an_item_is_told_as_it_was_before_later_changes() {
    let mut document = catalogue();
    let made = edit(&mut document, ALICE, &[put(1, "Tour"), put(2, "Scie")]);
    let mut fork = document.clone();
    let renamed = edit(&mut document, ALICE, &[set(1, ItemField::Name(name("Tour à bois")))]);
    let other = edit(&mut fork, BOB, &[set(1, ItemField::Name(name("Tour à métal")))]);
    apply(&mut document, BOB, &other);
    edit(
        &mut document,
        ALICE,
        &[set(1, ItemField::Name(name("Tour"))), set(1, ItemField::Quantity(2))],
    );
    let hash = |changes: &[Vec<u8>]| change_hash(&changes[0]);
    let then = |changes: &[[u8; 32]]| {
        let mut told = document.item_then(local(1), &changes.iter().copied().collect());
        (told.remove("name").unwrap_or_default().len(), told.remove("quantity"))
    };
    assert_eq!(then(&[]), (0, None));
    assert_eq!(then(&[hash(&made)]), (1, None));
    assert_eq!(then(&[hash(&renamed)]), (1, None));
    assert_eq!(then(&[hash(&renamed), hash(&other)]), (2, None));
    assert_eq!(then(&document.heads()), (1, Some(vec!["2".to_owned()])));
    // What is not in the document takes nothing away.
    assert_eq!(then(&[hash(&made), [9; 32]]), (1, None));
    assert!(document.item_then(local(7), &document.heads().into_iter().collect()).is_empty());
}

#[test]
fn a_change_tells_what_it_made_and_what_was_before() {
    let mut document = catalogue();
    let made = edit(&mut document, ALICE, &[put(1, "Tour"), put(2, "Scie")]);
    let renamed = edit(&mut document, ALICE, &[set(1, ItemField::Name(name("Tour à bois")))]);
    let more = [set(1, ItemField::Quantity(3)), set(2, ItemField::Withdrawn(true))];
    let more = edit(&mut document, BOB, &more);
    let items = [1, 2].map(|number| Deed::Made(Subject::Item(local(number))));
    assert_eq!(told(&document, &made[0]), items);
    assert_eq!(told(&document, &renamed[0]), [wrote(1, "name", &["Tour"], &["Tour à bois"])]);
    let both = [wrote(1, "quantity", &[], &["3"]), wrote(2, "withdrawn", &[], &["true"])];
    assert_eq!(told(&document, &more[0]), both);
    assert_eq!(catalogue().tell(&made[0]), None);
    assert_eq!(document.tell(b"no change"), None);

    assert_eq!(document.history(local(1)).len(), 3);
    assert_eq!(document.history(local(2)).len(), 2);
    assert_eq!(document.standing(Subject::Item(local(1))).len(), 3);
}

#[test]
fn a_message_comes_back() {
    let mut document = catalogue();
    let made = document.edit_beside(ALICE, NOW, Some("again"), &[put(1, "Tour")]).unwrap();
    let mut other = catalogue();
    apply(&mut other, ALICE, &made);
    assert_eq!(other.tell(&made[0]).unwrap().message.as_deref(), Some("again"));
    let long = "x".repeat(300);
    assert!(document.edit_beside(ALICE, NOW, Some(&long), &[put(2, "Scie")]).is_err());
}

#[test]
fn a_choice_that_was_settled_can_be_put_back() {
    let (mut alice, mut bob) = (catalogue(), catalogue());
    let first = edit(&mut alice, ALICE, &[put(1, "Tour")]);
    apply(&mut bob, ALICE, &first);
    let by_alice = edit(&mut alice, ALICE, &[set(1, ItemField::Name(name("Tour à bois")))]);
    let by_bob = edit(&mut bob, BOB, &[set(1, ItemField::Name(name("Tour à métal")))]);
    apply(&mut alice, BOB, &by_bob);
    apply(&mut bob, ALICE, &by_alice);
    let shown = alice.item(local(1)).unwrap();
    let settled = edit(&mut alice, ALICE, &[set(1, ItemField::Name(name("Tour à bois")))]);
    let [Deed::Wrote { field, before, .. }] = &told(&alice, &settled[0])[..] else { panic!() };
    assert_eq!(before, &["Tour à bois", "Tour à métal"]);

    let fields = before.iter().map(|text| item_field(field, text).unwrap()).collect();
    let back = edit(&mut alice, ALICE, &[Edit::SetItemApart { local: local(1), fields }]);
    assert_eq!(told(&alice, &back[0]).len(), 1);
    apply(&mut bob, ALICE, &settled);
    apply(&mut bob, ALICE, &back);
    for document in [&mut alice, &mut bob] {
        let conflicts = document.conflicts(local(1));
        let texts: Vec<_> = conflicts[0].claims.iter().map(|claim| claim.text.as_str()).collect();
        assert_eq!(texts, ["Tour à bois", "Tour à métal"]);
        assert_eq!(document.item(local(1)).unwrap(), shown);
        let saved = document.save();
        assert_eq!(
            Document::load(DocumentId::Catalogue, &saved).unwrap().heads(),
            document.heads()
        );
    }
}
