//! Documents through their public door: edits, merging, refusals, and what hostile changes leave.

use std::collections::BTreeMap;

use automerge::{
    ActorId, Automerge, ObjType, ROOT, ReadDoc,
    transaction::{CommitOptions, Transactable},
};

use super::*;
use crate::{
    id::{EntryId, LocalId, MemberId, PlaceId},
    inventory::{Edit, ItemField, Line, NewItem, NewPlace, Note, PlaceField},
    text::Name,
    time::Timestamp,
};

mod bin;
mod files;
mod history;
mod rows;
mod words;

const ALICE: [u8; 16] = [0xa1; 16];
const BOB: [u8; 16] = [0xb0; 16];
const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn local(number: u32) -> LocalId {
    let mut id = [0; 16];
    id[12..].copy_from_slice(&number.to_be_bytes());
    LocalId(id)
}

fn name(text: &str) -> Name {
    Name::parse(text).unwrap()
}

fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

fn put(number: u32, text: &str) -> Edit {
    Edit::PutItem(NewItem::named(local(number), name(text)))
}

fn set(number: u32, field: ItemField) -> Edit {
    Edit::SetItem { local: local(number), field }
}

fn many_items(count: u32) -> Vec<Edit> {
    (0..count)
        .map(|number| {
            Edit::PutItem(NewItem {
                tag: line(&format!("T-{number:05}")),
                category: line(["Bois", "Métal", "Couture"][number as usize % 3]),
                place: Some(PlaceId::common(local(1_000_000 + number % 20))),
                quantity: 1 + number % 4,
                import_key: line(&format!("{number}")),
                ..NewItem::named(local(number), name(&format!("Perceuse n° {number}")))
            })
        })
        .collect()
}

fn catalogue() -> Document {
    Document::new(DocumentId::Catalogue)
}

#[track_caller]
fn edit(document: &mut Document, actor: [u8; 16], edits: &[Edit]) -> Vec<Vec<u8>> {
    document.edit(actor, NOW, edits).unwrap()
}

#[track_caller]
fn apply(document: &mut Document, actor: [u8; 16], changes: &[Vec<u8>]) -> Touched {
    document.apply(changes, actor, |_| true).unwrap()
}

/// Applies changes that must be refused, checks that nothing of them stays, and says why.
#[track_caller]
fn refusal(document: &mut Document, actor: [u8; 16], changes: &[Vec<u8>]) -> String {
    let before = (document.heads(), document.items(), document.places());
    let refusal = document.apply(changes, actor, |_| true).unwrap_err();
    assert_eq!(before, (document.heads(), document.items(), document.places()));
    Document::load(document.id(), &document.clone().save()).unwrap();
    refusal.to_string()
}

/// Writes a change with Automerge alone, as a hostile member would.
fn by_hand(
    document: &Document,
    actor: [u8; 16],
    write: impl FnOnce(&mut automerge::transaction::Transaction<'_>),
) -> Vec<u8> {
    let mut doc = document.doc.clone().with_actor(ActorId::from(actor));
    let mut tx = doc.transaction();
    write(&mut tx);
    let (hash, _) = tx.commit_with(CommitOptions::default().with_time(0));
    doc.get_change_by_hash(&hash.unwrap()).unwrap().raw_bytes().to_vec()
}

/// Rewrites a change and gives it the checksum that fits.
fn rewritten(bytes: &[u8], rewrite: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    rewrite(&mut bytes);
    if let Ok(Ok(change)) = catch_unwind(|| Change::try_from(bytes.as_slice())) {
        bytes[4..8].copy_from_slice(&change.hash().0[..4]);
    }
    bytes
}

#[test]
fn an_item_reads_back_as_it_was_written() {
    let mut document = catalogue();
    let place = PlaceId::common(local(9));
    let item = NewItem {
        local: local(1),
        name: name("Scie à ruban"),
        tag: line("T-042"),
        category: line("Bois"),
        place: Some(place),
        quantity: 3,
        note: Note::parse("lame neuve\nmoteur vu").unwrap(),
        fields: BTreeMap::from([(name("Série"), Note::parse("X9").unwrap())]),
        import_key: line("77"),
    };
    let room = NewPlace { local: local(9), name: name("Cave"), inside: None };
    edit(
        &mut document,
        ALICE,
        &[Edit::PutItem(item), Edit::PutPlace(room), Edit::SetSpaceName(name("L’Établi"))],
    );
    let item = document.item(local(1)).unwrap();
    assert_eq!(item.name, "Scie à ruban");
    assert_eq!((item.tag.as_str(), item.category.as_str()), ("T-042", "Bois"));
    assert_eq!((item.place, item.quantity, item.withdrawn), (Some(place), 3, false));
    assert_eq!(item.note, "lame neuve\nmoteur vu");
    assert_eq!(item.fields, BTreeMap::from([("Série".into(), "X9".into())]));
    assert_eq!(item.import_key, "77");
    assert_eq!(document.items(), [item]);
    assert_eq!(document.places(), [document.place(local(9)).unwrap()]);
    assert_eq!(document.space_name(), "L’Établi");
    assert_eq!(document.item(local(2)), None);
}

#[test]
fn a_member_document_holds_a_profile_and_no_space() {
    let id = DocumentId::Member(MemberId(EntryId([4; 32])));
    let mut document = Document::new(id);
    edit(&mut document, ALICE, &[Edit::SetProfileName(name("Zoé"))]);
    assert_eq!(document.profile().name, "Zoé");
    let refused = document.edit(ALICE, NOW, &[Edit::SetSpaceName(name("Mine"))]);
    assert!(matches!(refused, Err(EditError::NotHere)));
    let changes = edit(&mut document, ALICE, &[put(1, "Tour")]);
    let mut other = catalogue();
    assert!(refusal(&mut other, ALICE, &changes).contains("instead of"));
}

#[test]
fn edits_are_all_made_or_none() {
    let mut document = catalogue();
    let refused = document.edit(ALICE, NOW, &[put(1, "Tour"), set(2, ItemField::Withdrawn(true))]);
    assert!(matches!(refused, Err(EditError::NoSuchItem(id)) if id == local(2)));
    assert_eq!(document.items(), []);
    edit(&mut document, ALICE, &[put(1, "Tour")]);
    let refused = document.edit(ALICE, NOW, &[put(1, "Autre")]);
    assert!(matches!(refused, Err(EditError::Taken(id)) if id == local(1)));
    let refused = document.edit(ALICE, NOW, &[set(1, ItemField::Quantity(1_000_001))]);
    assert!(matches!(refused, Err(EditError::TooManyPieces(1_000_001))));
}

#[test]
fn what_already_is_so_is_not_written() {
    let mut document = catalogue();
    edit(&mut document, ALICE, &[put(1, "Tour")]);
    assert_eq!(edit(&mut document, ALICE, &[set(1, ItemField::Name(name("Tour")))]).len(), 0);
    let as_unwritten = [
        set(1, ItemField::Tag(line(""))),
        set(1, ItemField::Place(None)),
        set(1, ItemField::Quantity(1)),
        set(1, ItemField::Withdrawn(false)),
    ];
    assert_eq!(edit(&mut document, ALICE, &as_unwritten).len(), 0);
    let there_and_back =
        [set(1, ItemField::Name(name("Tour à bois"))), set(1, ItemField::Name(name("Tour")))];
    assert_eq!(edit(&mut document, ALICE, &there_and_back).len(), 1);
    assert_eq!(document.item(local(1)).unwrap().name, "Tour");
}

#[test]
fn something_withdrawn_is_still_there() {
    let mut document = catalogue();
    let room = NewPlace { local: local(2), name: name("Cave"), inside: None };
    edit(&mut document, ALICE, &[put(1, "Tour"), Edit::PutPlace(room)]);
    edit(
        &mut document,
        ALICE,
        &[
            set(1, ItemField::Withdrawn(true)),
            Edit::SetPlace { local: local(2), field: PlaceField::Withdrawn(true) },
        ],
    );
    assert!(document.item(local(1)).unwrap().withdrawn);
    assert!(document.place(local(2)).unwrap().withdrawn);
}

#[test]
fn replicas_converge_in_any_order() {
    let mut alice = catalogue();
    let mut bob = catalogue();
    let first = edit(&mut alice, ALICE, &[put(1, "Tour"), put(2, "Fraiseuse")]);
    apply(&mut bob, ALICE, &first);
    let by_alice = edit(
        &mut alice,
        ALICE,
        &[set(1, ItemField::Name(name("Tour à bois"))), set(2, ItemField::Quantity(2))],
    );
    let by_bob =
        edit(&mut bob, BOB, &[set(1, ItemField::Name(name("Tour à métal"))), put(3, "Établi")]);
    apply(&mut bob, ALICE, &by_alice);
    apply(&mut alice, BOB, &by_bob);
    let mut carol = catalogue();
    apply(&mut carol, ALICE, &first);
    apply(&mut carol, BOB, &by_bob);
    apply(&mut carol, ALICE, &by_alice);
    assert_eq!(alice.items(), bob.items());
    assert_eq!(alice.items(), carol.items());
    assert_eq!(alice.heads(), carol.heads());
    assert_eq!(alice.items().len(), 3);

    let conflicts = alice.conflicts(local(1));
    assert_eq!(conflicts, carol.conflicts(local(1)));
    let [conflict] = conflicts.as_slice() else { panic!("{conflicts:?}") };
    assert_eq!(conflict.field, "name");
    let claims: Vec<_> =
        conflict.claims.iter().map(|claim| (claim.text.as_str(), claim.actor)).collect();
    assert_eq!(claims, [("Tour à bois", ALICE), ("Tour à métal", BOB)]);
    assert_eq!(alice.item(local(1)).unwrap().name, claims.last().unwrap().0);
    assert!(alice.holds(&conflict.claims[0].change));

    let settled = edit(&mut alice, ALICE, &[set(1, ItemField::Name(name("Tour à métal")))]);
    assert_eq!(settled.len(), 1);
    assert_eq!(alice.conflicts(local(1)), []);
}

#[test]
fn writing_the_same_at_once_is_no_conflict() {
    let mut alice = catalogue();
    let first = edit(&mut alice, ALICE, &[put(1, "Tour")]);
    let mut bob = catalogue();
    apply(&mut bob, ALICE, &first);
    edit(&mut alice, ALICE, &[set(1, ItemField::Tag(line("T1")))]);
    let by_bob = edit(&mut bob, BOB, &[set(1, ItemField::Tag(line("T1")))]);
    apply(&mut alice, BOB, &by_bob);
    assert_eq!(alice.conflicts(local(1)), []);
}

#[test]
fn tells_what_changes_touched() {
    let mut alice = catalogue();
    let mut bob = catalogue();
    let room = NewPlace { local: local(9), name: name("Cave"), inside: None };
    let edits =
        [put(1, "Tour"), put(2, "Scie"), Edit::PutPlace(room), Edit::SetSpaceName(name("Ici"))];
    let changes = edit(&mut alice, ALICE, &edits);
    let touched = apply(&mut bob, ALICE, &changes);
    assert_eq!(touched, Touched::by(&edits));
    let edits = [set(2, ItemField::Quantity(4))];
    let changes = edit(&mut alice, ALICE, &edits);
    // A concurrent write that loses touches the item all the same: there is a conflict to show.
    edit(&mut bob, BOB, &[set(2, ItemField::Quantity(5))]);
    let touched = apply(&mut bob, ALICE, &changes);
    assert_eq!(touched, Touched { items: vec![local(2)], ..Touched::default() });
    assert_eq!(apply(&mut bob, ALICE, &changes), Touched::default());
}

#[test]
fn a_large_import_is_split_into_changes_that_the_walker_passes() {
    let mut alice = catalogue();
    let changes = edit(&mut alice, ALICE, &many_items(1_000));
    assert!(changes.len() > 2);
    for change in &changes {
        assert!(change.len() <= MOST_CHANGE_BYTES);
        let outline = walk(change, &ALICE).unwrap();
        assert!(outline.ops as usize <= MOST_CHANGE_OPS);
        assert_eq!(outline.time, 1_795_000_000);
    }
    let mut bob = catalogue();
    let touched = apply(&mut bob, ALICE, &changes);
    assert_eq!(touched.items.len(), 1_000);
    assert_eq!(bob.items(), alice.items());
}

#[test]
fn long_notes_are_split_into_changes_that_are_short_enough() {
    let long = Note::parse(&"é\u{1f527}".repeat(2_000)).unwrap();
    let fields = (0..64).map(|number| (name(&format!("{number}")), long.clone())).collect();
    let item = NewItem { fields, note: long, ..NewItem::named(local(1), name("Kit")) };
    let mut alice = catalogue();
    let changes = edit(&mut alice, ALICE, &[Edit::PutItem(item)]);
    for change in &changes {
        assert!(change.len() <= MOST_CHANGE_BYTES, "{}", change.len());
    }
    let mut bob = catalogue();
    apply(&mut bob, ALICE, &changes);
    assert_eq!(bob.item(local(1)).unwrap().fields.len(), 64);
    assert_eq!(bob.items(), alice.items());
}

#[test]
fn a_saved_document_loads_and_goes_on() {
    let mut alice = catalogue();
    let first = edit(&mut alice, ALICE, &[put(1, "Tour")]);
    let saved = alice.save();
    let mut again = Document::load(DocumentId::Catalogue, &saved).unwrap();
    assert_eq!(again.heads(), alice.heads());
    assert_eq!(again.items(), alice.items());
    let second = edit(&mut again, ALICE, &[set(1, ItemField::Quantity(2))]);
    apply(&mut alice, ALICE, &second);
    let mut bob = catalogue();
    apply(&mut bob, ALICE, &[first, second].concat());
    assert_eq!(bob.items(), alice.items());
}

#[test]
fn all_parts_together_are_all_items() {
    let mut alice = catalogue();
    for parts in 1..5 {
        let items: Vec<_> = (0..parts).flat_map(|part| alice.items_of_part(part, parts)).collect();
        assert!(items.is_empty());
    }
    let puts: Vec<_> = (1..=7).map(|local| put(local, "Tour")).collect();
    edit(&mut alice, ALICE, &puts);
    for parts in 1..10 {
        let items: Vec<_> = (0..parts).flat_map(|part| alice.items_of_part(part, parts)).collect();
        assert_eq!(items, alice.items(), "{parts} parts");
    }
}

#[test]
fn a_torn_or_foreign_file_does_not_load() {
    let mut alice = catalogue();
    edit(&mut alice, ALICE, &many_items(50));
    let saved = alice.save();
    for length in [1, 8, 20, saved.len() / 2, saved.len() - 1] {
        let torn = Document::load(DocumentId::Catalogue, &saved[..length]);
        assert!(torn.is_err(), "{length} bytes loaded");
    }
    let mut flipped = saved.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 1;
    assert!(Document::load(DocumentId::Catalogue, &flipped).is_err());
    let member = DocumentId::Member(MemberId(EntryId([1; 32])));
    assert!(matches!(Document::load(member, &saved), Err(LoadError::OtherKind)));
    assert!(matches!(Document::load(member, &[]), Err(LoadError::OtherKind)));
}

#[test]
fn refuses_another_actor_and_a_gap_in_the_numbers() {
    let mut alice = catalogue();
    let first = edit(&mut alice, ALICE, &[put(1, "Tour")]);
    let second = edit(&mut alice, ALICE, &[put(2, "Scie")]);
    let mut bob = catalogue();
    assert_eq!(refusal(&mut bob, BOB, &first), "change 0 is malformed");
    assert_eq!(refusal(&mut bob, ALICE, &second), "change 0 has number 2 instead of 1");
    apply(&mut bob, ALICE, &first);
    let forked = by_hand(&catalogue(), ALICE, |tx| tx.put(ROOT, "x", 1).unwrap());
    assert_eq!(refusal(&mut bob, ALICE, &[forked]), "change 0 has number 1 instead of 2");
    apply(&mut bob, ALICE, &second);
    assert_eq!(bob.items(), alice.items());
}

#[test]
fn refuses_what_builds_on_missing_or_unknown_changes() {
    let mut alice = catalogue();
    let first = edit(&mut alice, ALICE, &[put(1, "Tour")]);
    let mut bob = catalogue();
    apply(&mut bob, ALICE, &first);
    let on_alice = edit(&mut bob, BOB, &[put(2, "Scie")]);
    let mut carol = catalogue();
    assert_eq!(refusal(&mut carol, BOB, &on_alice), "change 0 builds on a change that is missing");
    carol.apply(&first, ALICE, |_| false).unwrap();
    let outside = carol.apply(&on_alice, BOB, |_| false).unwrap_err();
    assert!(matches!(outside, ChangeRefusal::OutsidePast { index: 0, .. }));
    apply(&mut carol, BOB, &on_alice);
}

#[test]
fn refuses_operations_numbered_too_high() {
    let mut alice = catalogue();
    let first = edit(&mut alice, ALICE, &[put(1, "Tour")]);
    // After the lengths, the dependency and the actor come the sequence and the first number, 4.
    let at = 9 + 2 + 1 + 32 + 1 + 16 + 1;
    assert_eq!(first[0][at], 4);
    let raised = rewritten(&first[0], |bytes| bytes[at] = 5);
    let mut bob = catalogue();
    assert_eq!(refusal(&mut bob, ALICE, &[raised]), "change 0 starts at operation 5 instead of 4");
}

#[test]
fn refuses_a_wrong_checksum_and_compressed_bytes() {
    let mut alice = catalogue();
    let mut changes = edit(&mut alice, ALICE, &many_items(30));
    let mut bob = catalogue();
    let mut compressed = Change::try_from(changes[0].as_slice()).unwrap();
    let compressed = compressed.bytes().into_owned();
    assert_eq!(refusal(&mut bob, ALICE, &[compressed]), "change 0 is malformed");
    changes[0][5] ^= 1;
    assert_eq!(refusal(&mut bob, ALICE, &changes), "change 0 has a wrong checksum");
}

#[test]
fn takes_all_of_a_call_or_nothing() {
    let mut alice = catalogue();
    let first = edit(&mut alice, ALICE, &[put(1, "Tour")]);
    let second = edit(&mut alice, ALICE, &[put(2, "Scie")]);
    let mut torn = second[0].clone();
    torn.truncate(40);
    let mut bob = catalogue();
    refusal(&mut bob, ALICE, &[first[0].clone(), torn]);
    apply(&mut bob, ALICE, &[first, second].concat());
    assert_eq!(bob.items(), alice.items());
}

#[test]
fn whatever_values_are_written_reading_gives_an_item() {
    let mut alice = catalogue();
    edit(&mut alice, ALICE, &[put(1, "Tour")]);
    let object = alice.entity(genesis::Container::Items, local(1)).unwrap();
    let change = by_hand(&alice, BOB, |tx| {
        tx.put(&object, "name", 12).unwrap();
        tx.put(&object, "tag", format!("\u{202e}{}", "x".repeat(5_000))).unwrap();
        tx.put_object(&object, "category", ObjType::Text).unwrap();
        tx.put(&object, "place", "nowhere").unwrap();
        tx.put(&object, "quantity", -4).unwrap();
        tx.put(&object, "withdrawn", "yes").unwrap();
        tx.put(&object, "field:", "nameless").unwrap();
        tx.put(ROOT, "items", "gone").unwrap();
    });
    let touched = apply(&mut alice, BOB, &[change]);
    assert_eq!(touched.items, [local(1)]);
    let item = alice.item(local(1)).unwrap();
    assert_eq!((item.name.as_str(), item.category.as_str()), ("", ""));
    assert_eq!(item.tag, "x".repeat(200));
    assert_eq!((item.place, item.quantity, item.withdrawn), (None, 0, false));
    assert_eq!(item.fields, BTreeMap::new());
    let saved = alice.save();
    assert_eq!(Document::load(alice.id(), &saved).unwrap().items(), [item]);
}

#[test]
fn a_second_item_of_the_same_id_does_not_hide_the_first() {
    let mut alice = catalogue();
    let by_bob = {
        let mut bob = catalogue();
        edit(&mut bob, BOB, &[put(7, "Avant"), put(1, "Faux tour")])
    };
    edit(&mut alice, ALICE, &[put(1, "Tour")]);
    apply(&mut alice, BOB, &by_bob);
    assert_eq!(alice.item(local(1)).unwrap().name, "Tour");
    assert_eq!(alice.items().iter().filter(|item| item.id.local == local(1)).count(), 1);
}

#[test]
fn a_change_on_a_thing_that_is_not_there_leaves_nothing_behind() {
    let mut alice = catalogue();
    let tour = edit(&mut alice, ALICE, &[put(1, "Tour")]);
    // Written on operation 4, which made the item; operation 5 wrote its name and made nothing.
    let object = alice.entity(genesis::Container::Items, local(1)).unwrap();
    let renamed = by_hand(&alice, BOB, |tx| tx.put(&object, "name", "Fantôme").unwrap());
    let column = [0x7f, 1, 0x7f, 4];
    let at = renamed.windows(4).position(|bytes| bytes == column).unwrap();
    let on_ghost = rewritten(&renamed, |bytes| bytes[at + 3] = 5);
    let mut carol = catalogue();
    apply(&mut carol, ALICE, &tour);
    refusal(&mut carol, BOB, &[on_ghost]);
    apply(&mut carol, BOB, &[renamed]);
    assert_eq!(carol.item(local(1)).unwrap().name, "Fantôme");
}

#[test]
fn mangled_changes_never_harm_a_document() {
    let mut alice = catalogue();
    let first = edit(&mut alice, ALICE, &many_items(4));
    let second = edit(
        &mut alice,
        ALICE,
        &[set(1, ItemField::Quantity(9)), set(2, ItemField::Name(name("Scie")))],
    );
    let mut base = catalogue();
    apply(&mut base, ALICE, &first);
    let original = &second[0];
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random as usize
    };
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..600 {
        let mangled = rewritten(original, |bytes| {
            for _ in 0..1 + next() % 3 {
                let at = 60 + next() % (bytes.len() - 60);
                match next() % 3 {
                    0 => bytes[at] ^= 1 << (next() % 8),
                    1 => bytes[at] = next() as u8,
                    _ => bytes[at] = bytes[at].wrapping_add(1),
                }
            }
        });
        let mut document = base.clone();
        match document.apply(&[mangled], ALICE, |_| true) {
            Ok(_) => taken += 1,
            Err(ChangeRefusal::NotRestored(error)) => panic!("{error}"),
            Err(_) => {
                refused += 1;
                assert_eq!(document.heads(), base.heads());
            }
        }
        let read = document.items();
        let saved = document.save();
        let again = Document::load(DocumentId::Catalogue, &saved).unwrap();
        assert_eq!(again.items(), read);
    }
    std::panic::set_hook(hook);
    assert!(taken > 20 && refused > 200, "{taken} taken, {refused} refused");
}

#[test]
fn a_document_of_a_kind_without_content_stays_empty() {
    let mut document = Document::new(DocumentId::Sheet(EntryId([3; 32])));
    assert_eq!(document.items(), []);
    assert_eq!(document.heads(), Vec::<[u8; 32]>::new());
    assert!(matches!(document.edit(ALICE, NOW, &[put(1, "Tour")]), Err(EditError::NotHere)));
    let saved = document.save();
    assert!(Document::load(document.id(), &saved).is_ok());
}

#[test]
fn a_first_change_may_name_its_author() {
    let mut doc = Automerge::load(genesis::first_change(&DocumentId::Catalogue))
        .unwrap()
        .with_author(Some(automerge::Author::from([7u8; 32].as_slice()).into_owned()))
        .with_actor(ActorId::from(BOB));
    let mut tx = doc.transaction();
    tx.put(ROOT, "x", 1).unwrap();
    let (hash, _) = tx.commit_with(CommitOptions::default().with_time(0));
    let bytes = doc.get_change_by_hash(&hash.unwrap()).unwrap().raw_bytes().to_vec();
    apply(&mut catalogue(), BOB, &[bytes]);
}

#[test]
fn short_changes_that_mean_many_operations_together_are_refused() {
    let mut eve = catalogue();
    let mut changes = Vec::new();
    for _ in 0..6 {
        changes.push(flood(&mut eve, 20_000));
    }
    let bytes: usize = changes.iter().map(Vec::len).sum();
    assert!(bytes < 2_000, "{bytes}");
    let mut bob = catalogue();
    assert!(refusal(&mut bob, BOB, &changes).ends_with("too many operations together"));
}

/// Returns a change of that many operations, each making nothing of the same key.
fn flood(document: &mut Document, count: usize) -> Vec<u8> {
    let mut change =
        document.doc.get_change_by_hash(&document.doc.get_heads()[0]).unwrap().decode();
    let same = change.actor_id == ActorId::from(BOB);
    change.seq = if same { change.seq + 1 } else { 1 };
    change.start_op = (change.start_op.get() + change.operations.len() as u64).try_into().unwrap();
    change.actor_id = ActorId::from(BOB);
    change.deps = vec![change.hash.unwrap()];
    let operation = automerge::legacy::Op {
        action: automerge::legacy::OpType::Put(automerge::ScalarValue::Null),
        obj: automerge::legacy::ObjectId::Root,
        key: automerge::legacy::Key::Map("k".into()),
        pred: automerge::legacy::SortedVec::new(),
        insert: false,
    };
    change.operations = vec![operation; count];
    let change = Change::from(change);
    document.doc.apply_changes([change.clone()]).unwrap();
    change.raw_bytes().to_vec()
}
