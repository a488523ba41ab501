//! Changes of documents: the walk over their bytes, and Automerge behind it.

use std::cell::Cell;

use automerge::{
    ActorId, Automerge, Change, ObjType, ROOT, ReadDoc, ScalarValue,
    transaction::{CommitOptions, Transactable},
};
use etabli_fuzz::{Fuzz, outcome, uleb};
use etabli_model::{
    document::{ChangeRefusal, Document, change_hash, walker::walk},
    id::{DocumentId, LocalId},
    inventory::{Edit, ItemField, NewItem},
    text::Name,
    time::Timestamp,
};

const ACTOR: [u8; 16] = [0xa1; 16];
const OTHER: [u8; 16] = [0xb0; 16];
const THIRD: [u8; 16] = [0xc2; 16];
/// Where the content of a chunk begins, when its length takes one byte.
const FRONT: usize = 9;

fn item(number: u8, name: &str) -> Edit {
    Edit::PutItem(NewItem::named(LocalId([number; 16]), Name::parse(name).unwrap()))
}

/// A catalogue in which somebody else wrote something.
fn base() -> Document {
    let mut document = Document::new(DocumentId::Catalogue);
    document.edit(OTHER, Timestamp(0), &[item(1, "Drill"), item(2, "Saw")]).unwrap();
    document
}

/// What the actor could write next: this program's own changes, and every other kind there is.
fn changes() -> Vec<Vec<u8>> {
    let rename = |number, name: &str| Edit::SetItem {
        local: LocalId([number; 16]),
        field: ItemField::Name(Name::parse(name).unwrap()),
    };
    let mut own = Vec::new();
    for edits in [
        vec![item(3, "Vice"), rename(1, "Drill, 600 W")],
        vec![Edit::SetSpaceName(Name::parse("Atelier du Port").unwrap())],
        (4..20).map(|number| item(number, "Ladder")).collect(),
    ] {
        own.extend(base().edit(ACTOR, Timestamp(1), &edits).unwrap());
    }
    let mut doc = Automerge::load(&base().save()).unwrap().with_actor(ActorId::from(ACTOR));
    let mut tx = doc.transaction();
    let (_, items) = tx.get(ROOT, "items").unwrap().unwrap();
    let list = tx.put_object(&items, "list", ObjType::List).unwrap();
    for index in 0..10 {
        tx.insert(&list, index, format!("é{index}")).unwrap();
    }
    tx.put(&items, "count", ScalarValue::counter(1)).unwrap();
    tx.increment(&items, "count", 3).unwrap();
    let text = tx.put_object(&items, "text", ObjType::Text).unwrap();
    tx.splice_text(&text, 0, 0, "bonjour").unwrap();
    tx.put(&items, "float", 1.5).unwrap();
    tx.put(&items, "yes", true).unwrap();
    tx.put(&items, "bytes", vec![1_u8, 2, 3]).unwrap();
    tx.delete(ROOT, "space").unwrap();
    let (hash, _) = tx.commit_with(CommitOptions::default().with_time(-7).with_message("m"));
    own.push(doc.get_change_by_hash(&hash.unwrap()).unwrap().raw_bytes().to_vec());
    own
}

/// Makes a chunk's length and checksum good for its content.
fn sealed(content: &[u8]) -> Vec<u8> {
    let length = uleb(content.len() as u64);
    let mut chunk = [&[0x85, 0x6f, 0x4a, 0x83, 0, 0, 0, 0, 1], length.as_slice(), content].concat();
    let hash = change_hash(&chunk);
    if let (Some(sum), Some(hash)) = (chunk.get_mut(4..8), hash.get(..4)) {
        sum.copy_from_slice(hash);
    }
    chunk
}

fn content(chunk: &[u8]) -> Vec<u8> {
    let length = chunk.get(FRONT..).unwrap().iter().position(|byte| byte & 0x80 == 0).unwrap();
    chunk.get(FRONT + length + 1..).unwrap().to_vec()
}

#[test]
fn changes_sealed_again_are_what_they_were() {
    for change in changes() {
        assert_eq!(sealed(&content(&change)), change);
    }
}

#[test]
fn the_walk_costs_no_more_than_the_change_is_long() {
    let contents = changes().iter().map(|change| content(change)).collect::<Vec<_>>();
    Fuzz::new("walk", contents).at_most(250_000).run(|bytes| {
        let change = sealed(bytes);
        let (walked, peak) = etabli_fuzz::peak_of(|| walk(&change, &ACTOR));
        assert!(peak <= 64 * 1024 + 8 * change.len(), "{peak} bytes for {}", change.len());
        outcome(&walked)
    });
}

#[test]
fn a_document_takes_a_change_whole_or_stays_as_it_was() {
    let base = base();
    let (heads, items) = (base.heads(), base.items());
    let contents = changes().iter().map(|change| content(change)).collect::<Vec<_>>();
    let (taken, caught) = (Cell::new(0_u64), Cell::new(0_u64));
    Fuzz::new("change", contents).run(|bytes| {
        let mut document = base.clone();
        let change = sealed(bytes);
        let applied = document.apply(std::slice::from_ref(&change), ACTOR, |_| true);
        let (read, places) = (document.items(), document.places());
        for item in &read {
            document.conflicts(item.id.local);
        }
        let now = document.heads();
        match &applied {
            Ok(_) => assert!(document.holds(&change_hash(&change))),
            Err(_) => assert!(now == heads && read == items, "half of a change stayed"),
        }
        let saved = document.save();
        let again = Document::load(DocumentId::Catalogue, &saved).unwrap();
        assert_eq!((again.heads(), again.items(), again.places()), (now, read, places));
        match applied {
            Ok(touched) => {
                taken.set(taken.get() + 1);
                outcome(&touched)
            }
            Err(refusal) => {
                let panicked = matches!(refusal, ChangeRefusal::Panicked);
                caught.set(caught.get() + u64::from(panicked));
                outcome(&refusal)
            }
        }
    });
    println!("{} changes taken, {} panics caught", taken.get(), caught.get());
    assert!(taken.get() > 0);
}

/// A third actor's change, which the next one does not build on.
fn aside() -> Vec<u8> {
    let mut tx = Automerge::load(&base().save()).unwrap().with_actor(ActorId::from(THIRD));
    let hash = {
        let mut tx = tx.transaction();
        let (_, items) = tx.get(ROOT, "items").unwrap().unwrap();
        let list = tx.put_object(&items, "list", ObjType::List).unwrap();
        tx.insert(&list, 0, "one").unwrap();
        tx.put(&items, "count", ScalarValue::counter(1)).unwrap();
        tx.put(&items, "plain", 7).unwrap();
        tx.commit().0.unwrap()
    };
    tx.get_change_by_hash(&hash).unwrap().raw_bytes().to_vec()
}

/// Changes that reach into what the third one wrote, without building on it.
fn reaching() -> Vec<Vec<u8>> {
    let mut before = base();
    let later = before.edit(OTHER, Timestamp(2), &[item(40, "Late"), item(41, "Later")]).unwrap();
    assert_eq!(later.len(), 1);
    let heads = before.heads();
    before.apply(&[aside()], THIRD, |_| true).unwrap();
    let all = before.save();
    let write = |change: &dyn Fn(&mut automerge::transaction::Transaction<'_>)| {
        let mut doc = Automerge::load(&all).unwrap().with_actor(ActorId::from(ACTOR));
        let mut tx = doc.transaction();
        change(&mut tx);
        let hash = tx.commit().0.unwrap();
        let mut change = doc.get_change_by_hash(&hash).unwrap().decode();
        change.deps = heads.iter().map(|head| automerge::ChangeHash(*head)).collect();
        change.hash = None;
        Change::from(change).raw_bytes().to_vec()
    };
    let within = |name, tx: &automerge::transaction::Transaction<'_>| {
        let (_, items) = tx.get(ROOT, "items").unwrap().unwrap();
        (items.clone(), tx.get(&items, name).unwrap().unwrap().1)
    };
    vec![
        write(&|tx| {
            let (_, list) = within("list", tx);
            tx.insert(&list, 1, "two").unwrap();
        }),
        write(&|tx| {
            let (_, list) = within("list", tx);
            tx.insert(&list, 0, "zero").unwrap();
        }),
        write(&|tx| {
            let (items, _) = within("count", tx);
            tx.increment(&items, "count", 3).unwrap();
        }),
        write(&|tx| {
            let (items, _) = within("plain", tx);
            tx.put(&items, "plain", 8).unwrap();
        }),
        write(&|tx| {
            let (items, _) = within("plain", tx);
            tx.delete(&items, "plain").unwrap();
            tx.delete(&items, "list").unwrap();
        }),
    ]
}

#[test]
fn what_arrives_first_does_not_decide_what_is_taken() {
    let mut before = base();
    before.edit(OTHER, Timestamp(2), &[item(40, "Late"), item(41, "Later")]).unwrap();
    let aside = [aside()];
    let contents = reaching().iter().map(|change| content(change)).collect::<Vec<_>>();
    Fuzz::new("order", contents).run(|bytes| {
        let change = [sealed(bytes)];
        let mut one = before.clone();
        let first = one.apply(&change, ACTOR, |_| true);
        one.apply(&aside, THIRD, |_| true).unwrap();
        let mut other = before.clone();
        other.apply(&aside, THIRD, |_| true).unwrap();
        let last = other.apply(&change, ACTOR, |_| true);
        let differ = || format!("alone {first:?}, after another {last:?}");
        assert_eq!(first.is_ok(), last.is_ok(), "{}", differ());
        assert_eq!((one.heads(), one.items()), (other.heads(), other.items()), "{}", differ());
        first.map_or_else(|refusal| outcome(&refusal), |touched| outcome(&touched))
    });
}

#[test]
fn a_saved_document_with_damage_is_refused_or_read() {
    let mut saved = base();
    let whole = saved.save();
    saved.edit(ACTOR, Timestamp(1), &[item(3, "Vice")]).unwrap();
    Fuzz::new("saved document", [whole, saved.save()]).run(|bytes| {
        match Document::load(DocumentId::Catalogue, bytes) {
            Ok(document) => outcome(&(document.items(), document.space_name())),
            Err(error) => outcome(&error.to_string()),
        }
    });
}
