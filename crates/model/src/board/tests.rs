//! Boards as people see them: where cards lie, what is left when something is put away.

use super::{
    relation::{Relations, Stands},
    *,
};

fn id(number: u8) -> LocalId {
    LocalId([number; 16])
}

fn row(kind: RowKind, fields: &[(&str, String)]) -> Row {
    let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), text.clone())).collect();
    Row { kind: Some(kind), fields, ..Row::default() }
}

fn column(board: &mut Board, number: u8, rank: &str) {
    board.set_row(id(number), row(RowKind::Column, &[(POSITION, rank.to_owned())]));
}

fn card(board: &mut Board, number: u8, column: u8, rank: &str) {
    let position = Position { column: Some(id(column)), rank: rank.to_owned() };
    board.set_row(id(number), row(RowKind::Card, &[(POSITION, position.to_string())]));
}

fn relation(board: &mut Board, number: u8, from: u8, how: Stands, to: u8) {
    let (of, to, what) = how.stored(id(from), id(to));
    let fields = [("of", of.to_string()), ("to", to.to_string()), ("what", what.to_owned())];
    board.set_row(id(number), row(RowKind::Relation, &fields));
}

fn board() -> Board {
    let mut board = Board::default();
    column(&mut board, 1, "A");
    column(&mut board, 2, "B");
    for (number, rank) in [(10, "A"), (11, "B"), (12, "C")] {
        card(&mut board, number, 1, rank);
    }
    board
}

fn moved(board: &mut Board, number: u8, column: u8, before: Option<u8>) -> usize {
    let moves = board.moved(id(number), id(column), before.map(id), "");
    let count = moves.len();
    for (id, position) in moves {
        let mut row = board.row(&id).unwrap().clone();
        row.fields.insert(POSITION.to_owned(), position.to_string());
        board.set_row(id, row);
    }
    count
}

#[test]
fn a_card_lies_where_it_was_put() {
    let mut board = board();
    assert_eq!(moved(&mut board, 12, 1, Some(11)), 1);
    assert_eq!(board.cards()[&Some(id(1))], [10, 12, 11].map(id));
    moved(&mut board, 10, 2, None);
    moved(&mut board, 11, 2, Some(10));
    assert_eq!(board.cards()[&Some(id(2))], [11, 10].map(id));
    assert_eq!(board.cards()[&Some(id(1))], [12].map(id));
}

#[test]
fn cards_of_one_rank_are_ranked_anew_when_something_goes_between() {
    let mut board = board();
    card(&mut board, 11, 1, "A");
    assert_eq!(moved(&mut board, 12, 1, Some(11)), 3);
    assert_eq!(board.cards()[&Some(id(1))], [10, 12, 11].map(id));
}

#[test]
fn a_card_whose_column_is_put_away_lies_in_none_and_comes_back_with_it() {
    let mut board = board();
    let gone = Row { withdrawn: true, ..row(RowKind::Column, &[]) };
    board.set_row(id(1), gone);
    assert_eq!(board.cards()[&None], [10, 11, 12].map(id));
    column(&mut board, 1, "A");
    assert_eq!(board.cards()[&Some(id(1))].len(), 3);
    card(&mut board, 13, 99, "A");
    assert_eq!(board.cards()[&None], [13].map(id));
}

#[test]
fn a_relation_is_read_from_both_ends_and_counts_once() {
    let mut board = board();
    relation(&mut board, 20, 10, Stands::Blocks, 11);
    relation(&mut board, 21, 11, Stands::BlockedBy, 10);
    relation(&mut board, 22, 12, Stands::Duplicates, 10);
    let relations = Relations::of(&board);
    let of = |number: u8| {
        let card = id(number);
        let said = relations.of_card(&card);
        said.map(|(how, other, rows)| (how, other, rows.len())).collect::<Vec<_>>()
    };
    assert_eq!(of(10), [(Stands::Blocks, id(11), 2), (Stands::Duplicates, id(12), 1)]);
    assert_eq!(of(11), [(Stands::BlockedBy, id(10), 2)]);
    assert_eq!(of(12), [(Stands::Duplicates, id(10), 1)]);
}

#[test]
fn a_circle_is_found_and_told() {
    let mut board = board();
    relation(&mut board, 20, 10, Stands::Blocks, 11);
    relation(&mut board, 21, 11, Stands::Blocks, 12);
    assert!(Relations::of(&board).circle(&id(10)).is_empty());
    relation(&mut board, 22, 12, Stands::Blocks, 10);
    assert_eq!(Relations::of(&board).circle(&id(11)), [11, 12, 10].map(id));
}

#[test]
fn what_is_no_position_lies_in_no_column() {
    for text in ["", "x", "/", "zz/A0", "a/b/c"] {
        assert_eq!(Position::parse(text).column, None, "{text}");
    }
    let position = Position { column: Some(id(1)), rank: "Ab1".to_owned() };
    assert_eq!(Position::parse(&position.to_string()), position);
}
