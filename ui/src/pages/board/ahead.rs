//! A board as it is once a move is done, so that a card lies where it was put before the program
//! has written it down. The program's answer takes its place, whatever that is.

use std::{collections::VecDeque, rc::Rc};

use etabli_api::{command::MoveCard, view::BoardView};

/// The most moves that wait: whoever carries more cards than the program writes down has time.
const MOST_WAITING: usize = 32;

/// The moves that wait for the one that is under way, the first one first, each with what is said
/// once it is done.
#[derive(Debug, Default)]
pub(super) struct Moves {
    waiting: VecDeque<(MoveCard, String)>,
    under_way: bool,
}

impl Moves {
    /// Lets a move wait. Where the same card waits already to go elsewhere, it goes there at once.
    pub(super) fn push(&mut self, command: MoveCard, text: String) {
        self.waiting.retain(|(waiting, _)| waiting.card != command.card);
        if self.waiting.len() < MOST_WAITING {
            self.waiting.push_back((command, text));
        }
    }

    /// Returns whether one is under way.
    pub(super) fn are_under_way(&self) -> bool {
        self.under_way
    }

    /// Takes the move that waits longest: it is under way until another one is taken.
    pub(super) fn next(&mut self) -> Option<(MoveCard, String)> {
        let next = self.waiting.pop_front();
        self.under_way = next.is_some();
        next
    }

    /// Forgets what waits: what came before it was refused.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// A move that was sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Ahead {
    /// What was read last when it was sent.
    read: Rc<BoardView>,
    /// What it comes to.
    to: Rc<BoardView>,
}

impl Ahead {
    /// Puts a card of what is shown into a column before another one, or at its end, in every lane
    /// where it is.
    pub(super) fn of(
        read: Rc<BoardView>,
        shown: &BoardView,
        (card, column, before): (&str, usize, Option<&str>),
    ) -> Option<Self> {
        let mut to = shown.clone();
        let mut left = None;
        for lane in &mut to.lanes {
            let found = lane
                .cells
                .iter()
                .enumerate()
                .find_map(|(at, cell)| Some((at, cell.iter().position(|one| one.id == card)?)));
            let Some((at, place)) = found else { continue };
            let row = lane.cells.get_mut(at)?.remove(place);
            let cell = lane.cells.get_mut(column)?;
            let next = before.and_then(|next| cell.iter().position(|one| one.id == next));
            cell.insert(next.unwrap_or(cell.len()), row);
            left = Some(at);
        }
        let left = left?;
        if left != column {
            let count = &mut to.columns.get_mut(left)?.count;
            *count = count.saturating_sub(1);
            let count = &mut to.columns.get_mut(column)?.count;
            *count = count.saturating_add(1);
        }
        Some(Self { read, to: Rc::new(to) })
    }

    /// Returns what is shown instead of `now`: the move while its command is under way, and after
    /// it until the board was read again.
    pub(super) fn instead_of(
        &self,
        now: &Rc<BoardView>,
        pending: bool,
        failed: bool,
    ) -> Option<Rc<BoardView>> {
        let unread = Rc::ptr_eq(&self.read, now) && !failed;
        (pending || unread).then(|| self.to.clone())
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::view::{BoardColumn, CardRow, LaneView};

    use super::*;

    #[test]
    fn moves_wait_in_their_order_and_a_card_only_once() {
        let go = |card: &str, column: &str| MoveCard {
            space: None,
            project: "P".to_owned(),
            card: card.to_owned(),
            column: column.to_owned(),
            before: None,
        };
        let mut moves = Moves::default();
        for (card, column) in [("a", "2"), ("b", "2"), ("a", "3")] {
            moves.push(go(card, column), String::new());
        }
        assert_eq!(
            moves.next().map(|(it, _)| (it.card, it.column)),
            Some(("b".into(), "2".into()))
        );
        assert_eq!(
            moves.next().map(|(it, _)| (it.card, it.column)),
            Some(("a".into(), "3".into()))
        );
        assert!(moves.are_under_way());
        assert!(moves.next().is_none() && !moves.are_under_way());
        for nth in 0..40 {
            moves.push(go(&nth.to_string(), "2"), String::new());
        }
        assert_eq!(std::iter::from_fn(|| moves.next()).count(), MOST_WAITING);
        moves.push(go("a", "2"), String::new());
        moves.clear();
        assert!(moves.next().is_none());
    }

    fn board(lanes: &[&[&[&str]]]) -> Rc<BoardView> {
        let card = |id: &&str| CardRow {
            id: (*id).to_owned(),
            title: format!("Card {id}"),
            due: String::new(),
            late: false,
            labels: Vec::new(),
            more: 0,
            people: Vec::new(),
            checks: String::new(),
            comments: 0,
            blockers: 0,
        };
        let lanes: Vec<LaneView> = lanes
            .iter()
            .map(|cells| LaneView {
                name: String::new(),
                cells: cells.iter().map(|cell| cell.iter().map(card).collect()).collect(),
            })
            .collect();
        let columns = (0..2).map(|at| BoardColumn {
            id: None,
            name: format!("Column {at}"),
            limit: 0,
            count: u32::try_from(lanes[0].cells[at].len()).unwrap(),
        });
        Rc::new(BoardView {
            project: "00".repeat(32).parse().unwrap(),
            name: "Repair café".to_owned(),
            kind: etabli_api::ProjectKind::Project,
            columns: columns.collect(),
            lanes,
            labels: Vec::new(),
            people: Vec::new(),
            fields: Vec::new(),
            archived: 0,
            can_edit: true,
        })
    }

    fn cell(cards: &[CardRow]) -> Vec<&str> {
        cards.iter().map(|card| card.id.as_str()).collect()
    }

    fn seen(view: &BoardView) -> Vec<Vec<Vec<&str>>> {
        let lanes = view.lanes.iter();
        lanes.map(|lane| lane.cells.iter().map(|it| cell(it)).collect()).collect()
    }

    fn ahead(read: &Rc<BoardView>, to: (&str, usize, Option<&str>)) -> Option<Ahead> {
        Ahead::of(read.clone(), read, to)
    }

    #[test]
    fn a_card_lies_where_it_was_put_and_is_counted_there() {
        let from = board(&[&[&["a", "b"], &["c", "d"]]]);
        let first = ahead(&from, ("a", 1, Some("d"))).unwrap();
        assert_eq!(seen(&first.to), [[vec!["b"], vec!["c", "a", "d"]]]);
        assert_eq!([first.to.columns[0].count, first.to.columns[1].count], [1, 3]);
        let last = ahead(&from, ("a", 0, None)).unwrap();
        assert_eq!(seen(&last.to), [[vec!["b", "a"], vec!["c", "d"]]]);
        assert_eq!(last.to.columns[0].count, 2);
        assert!(ahead(&from, ("z", 1, None)).is_none());
        let next = Ahead::of(from.clone(), &first.to, ("b", 1, None)).unwrap();
        assert_eq!(seen(&next.to), [[vec![], vec!["c", "a", "d", "b"]]]);
    }

    #[test]
    fn a_card_of_two_people_goes_in_both_their_lanes() {
        let from = board(&[&[&["a"], &["c"]], &[&["a", "b"], &[]]]);
        let both = ahead(&from, ("a", 1, Some("c"))).unwrap();
        assert_eq!(seen(&both.to), [[vec![], vec!["a", "c"]], [vec!["b"], vec!["a"]]]);
    }

    #[test]
    fn what_the_program_says_takes_its_place() {
        let from = board(&[&[&["a"], &[]]]);
        let ahead = ahead(&from, ("a", 1, None)).unwrap();
        let read = board(&[&[&["a"], &[]]]);
        assert!(ahead.instead_of(&from, true, false).is_some(), "while it is under way");
        assert!(ahead.instead_of(&read, true, false).is_some(), "somebody else moved another");
        assert!(ahead.instead_of(&from, false, false).is_some(), "until the board is read again");
        assert!(ahead.instead_of(&from, false, true).is_none(), "it was refused");
        assert!(ahead.instead_of(&read, false, false).is_none(), "the board was read again");
    }
}
