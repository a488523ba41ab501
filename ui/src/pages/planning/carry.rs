//! One's own booking on its way to another time: by so many columns, within its row.

use etabli_api::{
    id::BookingId,
    view::{PlanningView, TakenKind, TakenView},
};
use web_sys::{HtmlElement, PointerEvent};
use yew::TargetCast;

use super::{
    grid::At,
    lanes::{Lane, Piece, begins},
};
use crate::clock;

/// A booking that somebody carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Carried {
    /// Which row of the planning it is in.
    pub(super) row: usize,
    /// Which booking.
    pub(super) booking: BookingId,
    /// By how many columns.
    pub(super) by: i64,
    /// Its first cell, and how many it covers.
    begin: usize,
    cells: usize,
    /// Which of its cells the pointer holds.
    grip: usize,
}

/// Returns the booking that somebody may carry away: their own, of the thing itself, not over.
fn carriable(taken: &TakenView) -> Option<BookingId> {
    let ahead = taken.end.is_some_and(|end| clock::now() < end);
    taken.booking.filter(|_| taken.mine && ahead && taken.kind == TakenKind::Booked)
}

impl Carried {
    /// Returns what may be carried from a bar.
    pub(super) fn of(row: usize, begin: usize, cells: usize, taken: &TakenView) -> Option<Self> {
        let booking = carriable(taken)?;
        Some(Self { row, booking, by: 0, begin, cells, grip: 0 })
    }

    /// Returns what may be carried from where the focus is.
    pub(super) fn at(at: At, view: &PlanningView, rows: &[Vec<Lane>]) -> Option<Self> {
        let (row, lane, cell) = at;
        let pieces = rows.get(row)?.get(lane)?;
        begins(pieces).find_map(|(begin, piece)| match piece {
            Piece::Bar { taken, cells } if (begin..begin + cells).contains(&cell) => {
                Self::of(row, begin, *cells, view.rows.get(row)?.taken.get(*taken)?)
            }
            Piece::Bar { .. } | Piece::Free => None,
        })
    }

    /// Takes hold of it where the pointer is.
    pub(super) fn grabbed(self, event: &PointerEvent) -> Self {
        let wide = event.target_dyn_into::<HtmlElement>().map(|bar| bar.offset_width());
        let wide = wide.filter(|wide| *wide > 0).unwrap_or(1);
        let cells = i32::try_from(self.cells).unwrap_or(i32::MAX);
        let grip = event.offset_x().max(0).saturating_mul(cells) / wide;
        let grip = usize::try_from(grip).unwrap_or(0).min(self.cells.saturating_sub(1));
        Self { grip, ..self }
    }

    /// Holds it over a cell.
    pub(super) fn over(self, cell: usize) -> Self {
        let number = |place: usize| i64::try_from(place).unwrap_or(0);
        Self { by: number(cell) - number(self.begin + self.grip), ..self }
    }

    /// Carries it some columns further, as long as its first cell is one of so many.
    pub(super) fn further(self, step: i64, count: usize) -> Self {
        let by = self.by + step;
        let first = i64::try_from(self.begin).unwrap_or(0) + by;
        match usize::try_from(first).is_ok_and(|first| first < count) {
            true => Self { by, ..self },
            false => self,
        }
    }

    /// Returns where it would begin.
    pub(super) fn first(self) -> usize {
        self.begin.saturating_add_signed(isize::try_from(self.by).unwrap_or(0))
    }

    /// Returns whether it would lie over a cell.
    pub(super) fn covers(self, row: usize, cell: usize) -> bool {
        let first = self.first();
        self.by != 0 && self.row == row && (first..first + self.cells).contains(&cell)
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::id::EntryId;

    use super::*;

    #[test]
    fn it_goes_along_its_row_and_not_beyond() {
        let booking = BookingId { entry: EntryId([1; 32]), index: 0 };
        let held = Carried { row: 1, booking, by: 0, begin: 2, cells: 2, grip: 0 };
        assert!(!held.covers(1, 2), "what is not carried yet marks nothing");
        let there = held.further(1, 7).further(1, 7);
        assert_eq!((there.by, there.first()), (2, 4));
        assert!(there.covers(1, 5) && !there.covers(1, 6) && !there.covers(0, 4));
        assert_eq!(there.further(1, 5).by, 2, "the last column is the last");
        assert_eq!(held.further(-1, 7).further(-1, 7).further(-1, 7).by, -2);
        let second = Carried { grip: 1, ..held };
        assert_eq!((held.over(5).by, second.over(5).by), (3, 2));
    }
}
