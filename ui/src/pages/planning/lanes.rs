//! What is taken, laid out in cells: each thing gets as many lanes as it has bookings beside each
//! other, and every cell of a lane is either free or part of one bar.

use etabli_api::{
    time::Timestamp,
    view::{PlanningRow, SpanView, TakenView},
};

/// A part of a lane.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// One cell in which nothing is.
    Free,
    /// A bar over some cells.
    Bar {
        /// What is taken: its place in the row.
        taken: usize,
        /// How many cells it covers.
        cells: usize,
    },
}

/// A lane: its pieces in order, together as many cells as there are.
pub(super) type Lane = Vec<Piece>;

/// Returns the lanes of a row, at least one.
pub(super) fn lanes(row: &PlanningRow, cells: &[SpanView]) -> Vec<Lane> {
    // By lane, the bars with their first and last cell.
    let mut bars: Vec<Vec<(usize, usize, usize)>> = vec![Vec::new()];
    for (place, taken) in row.taken.iter().enumerate() {
        let Some((first, last)) = covered(taken, cells) else { continue };
        let free = bars.iter_mut().find(|lane| lane.last().is_none_or(|bar| bar.1 < first));
        match free {
            Some(lane) => lane.push((first, last, place)),
            None => bars.push(vec![(first, last, place)]),
        }
    }
    bars.into_iter().map(|bars| laid(&bars, cells.len())).collect()
}

fn laid(bars: &[(usize, usize, usize)], count: usize) -> Lane {
    let mut lane = Vec::new();
    let mut at = 0;
    for (first, last, taken) in bars {
        lane.extend((at..*first).map(|_| Piece::Free));
        lane.push(Piece::Bar { taken: *taken, cells: last + 1 - first });
        at = last + 1;
    }
    lane.extend((at..count).map(|_| Piece::Free));
    lane
}

/// Returns the first and the last cell over which something is taken.
fn covered(taken: &TakenView, cells: &[SpanView]) -> Option<(usize, usize)> {
    let end = taken.end.unwrap_or(Timestamp::END);
    let over = |cell: &SpanView| taken.start < cell.end && cell.start < end;
    Some((cells.iter().position(over)?, cells.iter().rposition(over)?))
}

/// Returns where each piece of a lane begins.
pub(super) fn begins(lane: &[Piece]) -> impl Iterator<Item = (usize, &Piece)> {
    lane.iter().scan(0, |at, piece| {
        let here = *at;
        *at += match piece {
            Piece::Free => 1,
            Piece::Bar { cells, .. } => *cells,
        };
        Some((here, piece))
    })
}

#[cfg(test)]
mod tests {
    use etabli_api::view::{BookingStatus, Certainty, TakenKind};

    use super::*;

    fn taken(start: i64, end: Option<i64>) -> TakenView {
        TakenView {
            kind: TakenKind::Booked,
            start: Timestamp(start),
            end: end.map(Timestamp),
            booking: None,
            loan: None,
            name: String::new(),
            by_name: String::new(),
            what_for: String::new(),
            mine: false,
            quantity: 1,
            status: BookingStatus::Tentative,
            certainty: Certainty::Held,
            offered: false,
        }
    }

    fn row(taken: Vec<TakenView>) -> PlanningRow {
        PlanningRow {
            closed: Vec::new(),
            item: None,
            place: None,
            name: "Tour".into(),
            tag: String::new(),
            path: String::new(),
            capacity: 2,
            may_book: true,
            taken,
        }
    }

    fn cells(count: i64) -> Vec<SpanView> {
        let cell = |at| SpanView { start: Timestamp(at * 10), end: Timestamp(at * 10 + 10) };
        (0..count).map(cell).collect()
    }

    #[test]
    fn what_is_beside_each_other_gets_a_lane_of_its_own() {
        let all = [taken(0, Some(20)), taken(15, Some(16)), taken(20, Some(30)), taken(35, None)];
        let lanes = lanes(&row(all.to_vec()), &cells(5));
        let bar = |taken, cells| Piece::Bar { taken, cells };
        assert_eq!(
            lanes,
            [
                vec![bar(0, 2), bar(2, 1), bar(3, 2)],
                vec![Piece::Free, bar(1, 1), Piece::Free, Piece::Free, Piece::Free],
            ]
        );
        assert_eq!(begins(&lanes[0]).map(|(at, _)| at).collect::<Vec<_>>(), [0, 2, 3]);
    }

    #[test]
    fn a_row_without_anything_has_one_free_lane_and_what_is_outside_is_left_out() {
        assert_eq!(lanes(&row(vec![taken(-9, Some(0))]), &cells(2)), [vec![Piece::Free; 2]]);
    }
}
