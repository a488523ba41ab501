//! Boards in documents: what two people do at once both stays, whatever arrives first.

use proptest::prelude::*;

use super::*;
use crate::{
    board::{
        Board, FieldKey, LongText, NewRow, POSITION, Position, Put, Row, RowKind, attachment,
        mention,
    },
    file::NewFile,
    id::{EntryId, FileHash, MemberId},
};

const PROJECT: DocumentId = DocumentId::Project(EntryId([7; 32]));

fn key(text: &str) -> FieldKey {
    FieldKey::parse(text).unwrap()
}

fn says(text: &str) -> Put {
    Put::Says(Note::parse(text).unwrap())
}

fn text(text: &str) -> LongText {
    LongText::parse(text).unwrap()
}

fn card(number: u32, words: &str) -> Edit {
    let fields = vec![(key("title"), says("Card"))];
    Edit::PutRow(NewRow { local: local(number), kind: RowKind::Card, fields, text: text(words) })
}

fn column(number: u32) -> Edit {
    let fields = vec![(key(POSITION), says("A"))];
    let kind = RowKind::Column;
    Edit::PutRow(NewRow { local: local(number), kind, fields, text: LongText::default() })
}

fn write(number: u32, seen: Vec<[u8; 32]>, words: &str) -> Edit {
    Edit::WriteText { local: local(number), seen, text: text(words) }
}

fn set(number: u32, field: &str, put: Put) -> Edit {
    Edit::SetRow { local: local(number), key: key(field), put }
}

fn edit(document: &mut Document, actor: [u8; 16], edits: &[Edit]) -> Vec<Vec<u8>> {
    document.edit(actor, NOW, edits).unwrap()
}

/// Two replicas of one document, each with what both know.
fn two(edits: &[Edit]) -> (Document, Document) {
    let mut one = Document::new(PROJECT);
    let changes = edit(&mut one, ALICE, edits);
    let mut other = Document::new(PROJECT);
    other.apply(&changes, ALICE, |_| true).unwrap();
    (one, other)
}

/// Has each hear what the other wrote, and returns what both say.
fn meet(one: &mut Document, other: &mut Document, alice: &[Vec<u8>], bob: &[Vec<u8>]) -> Vec<Row> {
    one.apply(bob, BOB, |_| true).unwrap();
    other.apply(alice, ALICE, |_| true).unwrap();
    assert_eq!(one.heads(), other.heads());
    assert_eq!(one.rows(), other.rows());
    one.rows().into_iter().map(|(_, row)| row).collect()
}

fn words(document: &Document, number: u32) -> String {
    document.row(local(number)).unwrap().text
}

#[test]
fn two_texts_that_were_written_offline_both_survive() {
    let (mut one, mut other) = two(&[card(1, "Cut the board.")]);
    let alice = edit(&mut one, ALICE, &[write(1, Vec::new(), "Cut the long board.")]);
    let bob = edit(&mut other, BOB, &[write(1, Vec::new(), "Cut the board. Then sand it.")]);
    meet(&mut one, &mut other, &alice, &bob);
    assert_eq!(words(&one, 1), "Cut the long board. Then sand it.");
}

#[test]
fn a_text_is_written_as_its_author_saw_it() {
    let (mut one, mut other) = two(&[card(1, "ab")]);
    let seen = one.heads();
    let bob = edit(&mut other, BOB, &[write(1, Vec::new(), "Xab")]);
    one.apply(&bob, BOB, |_| true).unwrap();
    // Whoever typed did not see the X yet.
    edit(&mut one, ALICE, &[write(1, seen, "abY")]);
    assert_eq!(words(&one, 1), "XabY");
}

#[test]
fn a_long_text_is_written_in_several_changes_and_read_back() {
    let long = "é".repeat(5_000);
    let (one, other) = two(&[card(1, &long)]);
    assert_eq!(words(&one, 1), long);
    assert_eq!(one.rows(), other.rows());
    let mut saved = one.clone();
    assert_eq!(Document::load(PROJECT, &saved.save()).unwrap().rows(), one.rows());
}

#[test]
fn a_label_stays_where_one_put_it_while_another_took_it_away() {
    let (mut one, mut other) = two(&[card(1, "")]);
    let alice = edit(&mut one, ALICE, &[set(1, "label:wood", Put::Is(true))]);
    other.apply(&alice, ALICE, |_| true).unwrap();
    let alice = edit(&mut one, ALICE, &[set(1, "label:wood", Put::Is(false))]);
    let bob = edit(&mut other, BOB, &[set(1, "label:metal", Put::Is(true))]);
    meet(&mut one, &mut other, &alice, &bob);
    let labels = one.row(local(1)).unwrap().flags;
    assert_eq!(labels.into_iter().collect::<Vec<_>>(), ["label:metal"]);
}

#[test]
fn a_card_that_two_move_at_once_lies_in_one_place() {
    let (mut one, mut other) = two(&[column(1), column(2), column(3), card(10, "")]);
    let put = |column: u32| {
        let position = Position { column: Some(local(column)), rank: "V".to_owned() };
        set(10, POSITION, says(&position.to_string()))
    };
    let alice = edit(&mut one, ALICE, &[put(2)]);
    let bob = edit(&mut other, BOB, &[put(3)]);
    meet(&mut one, &mut other, &alice, &bob);
    let mut board = Board::default();
    one.rows().into_iter().for_each(|(id, row)| board.set_row(id, row));
    let cards = board.cards();
    assert_eq!(cards.values().map(Vec::len).sum::<usize>(), 1);
    assert!(cards.keys().all(|column| [Some(local(2)), Some(local(3))].contains(column)));
}

#[test]
fn what_changed_a_row_is_told_and_can_be_written_back() {
    let (mut one, _) = two(&[card(1, "")]);
    let changes = edit(&mut one, ALICE, &[set(1, "title", says("New"))]);
    let told = one.tell(&changes[0]).unwrap();
    let Some(Deed::Wrote { subject, field, before, .. }) = told.deeds.first() else {
        panic!("a field was written: {told:?}");
    };
    assert_eq!(
        (*subject, field.as_str(), before[0].as_str()),
        (Subject::Row(local(1)), "title", "Card")
    );
    let (key, put) = row_field(field, &before[0]).unwrap();
    edit(&mut one, ALICE, &[Edit::SetRow { local: local(1), key, put }]);
    assert_eq!(one.row(local(1)).unwrap().field("title"), "Card");
}

#[test]
fn rows_are_kept_under_words_that_never_change() {
    let words: Vec<&str> = RowKind::ALL.iter().map(|kind| kind.as_str()).collect();
    let golden = ["column", "card", "check", "comment", "relation", "need", "cost", "file"];
    assert_eq!(words, golden);
}

#[test]
fn whom_a_comment_mentions_is_kept_in_a_field_of_its_row_and_its_words_stay() {
    let ana = MemberId(EntryId([9; 32]));
    let fields = vec![
        (key("of"), says(&local(1).to_string())),
        (key("words"), says("Look, @Ana")),
        (key(&format!("{}{ana}", mention::MENTION)), says("Ana")),
    ];
    let (kind, text) = (RowKind::Comment, LongText::default());
    let row = Edit::PutRow(NewRow { local: local(2), kind, fields, text });
    let (_, other) = two(&[card(1, ""), row]);
    let row = other.row(local(2)).unwrap();
    let said: Vec<(&str, &str)> =
        row.fields.iter().map(|(key, it)| (key.as_str(), it.as_str())).collect();
    let (of, mentioned) = (local(1).to_string(), format!("mention:{}", "09".repeat(32)));
    let golden = [(mentioned.as_str(), "Ana"), ("of", of.as_str()), ("words", "Look, @Ana")];
    assert_eq!(said, golden);
    assert_eq!(mention::of(&row), [(ana, "Ana")]);
}

#[test]
fn a_file_on_a_card_is_kept_in_fields_that_never_change_and_is_read_after_a_restart() {
    let file = NewFile {
        local: local(2),
        hash: FileHash([7; 32]),
        name: Name::parse("plan.jpg").unwrap(),
        media: Name::parse("image/jpeg").unwrap(),
        bytes: 1_234,
        pixels: Some((640, 480)),
        caption: Line::parse("The frame").unwrap(),
        thumbnail: Some(FileHash([8; 32])),
    };
    let row = Edit::PutRow(attachment::written(local(1), &file).unwrap());
    let (mut one, other) = two(&[card(1, ""), row]);
    let fields = other.row(local(2)).unwrap().fields;
    let said: Vec<(&str, &str)> =
        fields.iter().map(|(key, it)| (key.as_str(), it.as_str())).collect();
    let (card, hash, small) = (local(1).to_string(), "07".repeat(32), "08".repeat(32));
    let golden = [
        ("bytes", "1234"),
        ("caption", "The frame"),
        ("hash", hash.as_str()),
        ("height", "480"),
        ("media", "image/jpeg"),
        ("name", "plan.jpg"),
        ("of", card.as_str()),
        ("thumbnail", small.as_str()),
        ("width", "640"),
    ];
    assert_eq!(said, golden);
    // Taken away and brought back, it is the same file.
    edit(&mut one, ALICE, &[set(2, "withdrawn", Put::Is(true))]);
    edit(&mut one, ALICE, &[set(2, "withdrawn", Put::Is(false))]);
    let again = Document::load(PROJECT, &one.save()).unwrap();
    let read = attachment::read(local(2), &again.row(local(2)).unwrap()).unwrap();
    assert_eq!((read.hash, read.bytes, read.removed), (file.hash, 1_234, false));
}

#[test]
fn only_projects_have_rows() {
    let mut catalogue = Document::new(DocumentId::Catalogue);
    let refused = catalogue.edit(ALICE, NOW, &[card(1, "")]);
    assert!(matches!(refused, Err(EditError::NotHere)), "{refused:?}");
    let mut project = Document::new(PROJECT);
    let refused = project.edit(ALICE, NOW, &[write(9, Vec::new(), "x")]);
    assert!(matches!(refused, Err(EditError::NoSuchRow(_))), "{refused:?}");
}

proptest! {
    #[test]
    fn concurrent_moves_lose_and_double_no_card(
        alice in prop::collection::vec((10_u32..16, 1_u32..4, prop::option::of(10_u32..16)), 0..8),
        bob in prop::collection::vec((10_u32..16, 1_u32..4, prop::option::of(10_u32..16)), 0..8),
    ) {
        let all: Vec<Edit> =
            (1..4).map(column).chain((10..16).map(|number| card(number, ""))).collect();
        let (mut one, mut other) = two(&all);
        let moves = |document: &mut Document, actor, moves: &[(u32, u32, Option<u32>)]| {
            let mut changes = Vec::new();
            for (card, column, before) in moves {
                let mut board = Board::default();
                document.rows().into_iter().for_each(|(id, row)| board.set_row(id, row));
                let moved = board.moved(local(*card), local(*column), before.map(local), "");
                let edits: Vec<Edit> = moved
                    .into_iter()
                    .map(|(id, position)| {
                        let put = says(&position.to_string());
                        Edit::SetRow { local: id, key: key(POSITION), put }
                    })
                    .collect();
                changes.extend(document.edit(actor, NOW, &edits).unwrap());
            }
            changes
        };
        let alice = moves(&mut one, ALICE, &alice);
        let bob = moves(&mut other, BOB, &bob);
        meet(&mut one, &mut other, &alice, &bob);
        let mut board = Board::default();
        one.rows().into_iter().for_each(|(id, row)| board.set_row(id, row));
        let mut cards: Vec<LocalId> = board.cards().into_values().flatten().collect();
        cards.sort_unstable();
        prop_assert_eq!(cards, (10..16).map(local).collect::<Vec<_>>());
    }

    #[test]
    fn what_two_wrote_into_one_text_both_stays(
        base in "[ab ]{0,12}", ana in "[C-F]{1,4}", bo in "[W-Z]{1,4}", here in 0_usize..13, there in 0_usize..13,
    ) {
        let (mut one, mut other) = two(&[card(1, &base)]);
        let insert = |at: usize, words: &str| {
            let at = at.min(base.len());
            format!("{}{words}{}", &base[..at], &base[at..])
        };
        let alice = edit(&mut one, ALICE, &[write(1, Vec::new(), &insert(here, &ana))]);
        let bob = edit(&mut other, BOB, &[write(1, Vec::new(), &insert(there, &bo))]);
        meet(&mut one, &mut other, &alice, &bob);
        let both = words(&one, 1);
        prop_assert!(both.contains(&ana) && both.contains(&bo), "{}", both);
        prop_assert_eq!(both.len(), base.len() + ana.len() + bo.len());
    }
}
