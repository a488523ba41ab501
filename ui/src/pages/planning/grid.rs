//! The planning as a table: a row for each thing, a column for each day or hour. Arrows lead from
//! cell to cell, Shift with them marks several, Enter books what is marked; the mouse draws it. One's
//! own booking is carried to another time the same way.

use std::{cell::RefCell, rc::Rc};

use etabli_api::{
    id::BookingId,
    view::{PlanningRow, PlanningView, SpanView, TakenView},
};
use web_sys::Element;
use yew::prelude::*;

use super::{
    carry::Carried,
    lanes::{Lane, Piece, begins, lanes},
};
use crate::{
    booking::{Behind, behind, look_of},
    clock,
    components::icon::icon,
    focus::focus_in,
    format,
    route::Route,
    words::{Words, use_words},
};

/// What the columns are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Columns {
    /// Days.
    Days,
    /// Hours of one day.
    Hours,
}

/// Cells of a row that somebody marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marked {
    /// Which row of the planning.
    row: usize,
    /// Where it began.
    from: usize,
    /// Where it is.
    to: usize,
}

impl Marked {
    fn ends(self) -> (usize, usize) {
        (self.from.min(self.to), self.from.max(self.to))
    }

    fn covers(self, row: usize, cell: usize) -> bool {
        let (first, last) = self.ends();
        self.row == row && (first..=last).contains(&cell)
    }
}

/// Properties of [`Grid`].
#[derive(Properties, PartialEq)]
pub(super) struct GridProps {
    /// What is shown.
    pub(super) view: Rc<PlanningView>,
    /// The columns.
    pub(super) cells: Rc<[SpanView]>,
    /// What they are.
    pub(super) columns: Columns,
    /// Hears which row is to be booked, and the first and last cell.
    pub(super) on_book: Callback<(usize, SpanView)>,
    /// Hears what somebody wants to look at.
    pub(super) on_open: Callback<Behind>,
    /// Hears which booking is to take place so many columns later.
    pub(super) on_carry: Callback<(BookingId, i64)>,
}

/// The keys that carry one's own booking.
const SHIFTED: &str = "Shift+ArrowLeft Shift+ArrowRight";

/// Where the focus is: a row of the planning, a lane of it, a column.
pub(super) type At = (usize, usize, usize);

/// Shows the table.
#[component]
pub(super) fn Grid(props: &GridProps) -> Html {
    let GridProps { view, cells, columns, on_book, on_open, on_carry } = props;
    let (words, table) = (use_words(), use_node_ref());
    let at = use_state_eq(|| (0, 0, 0));
    let marked = use_state_eq(|| None::<Marked>);
    let carried = use_state_eq(|| None::<Carried>);
    let moved = use_mut_ref(|| false);
    // Whether what was held has just been let go: the click that follows is no click.
    let dropped = use_mut_ref(|| false);
    let rows: Rc<[Vec<Lane>]> = view.rows.iter().map(|row| lanes(row, cells)).collect();
    // What had the focus may be gone.
    let there = rows.get(at.0).is_some_and(|lanes| at.1 < lanes.len()) && at.2 < cells.len();
    let here = if there { *at } else { (0, 0, 0) };
    {
        let (table, moved) = (table.clone(), moved.clone());
        use_effect_with(*at, move |_| {
            if moved.replace(false) {
                focus_in(&table, "td [tabindex=\"0\"]");
            }
        });
    }
    let book = {
        let (cells, on_book, marked) = (cells.clone(), on_book.clone(), marked.setter());
        Callback::from(move |chosen: Marked| {
            let (first, last) = chosen.ends();
            if let (Some(first), Some(last)) = (cells.get(first), cells.get(last)) {
                on_book.emit((chosen.row, SpanView { start: first.start, end: last.end }));
            }
            marked.set(None);
        })
    };
    let drop = {
        let (carried, on_carry, dropped) = (carried.clone(), on_carry.clone(), dropped.clone());
        Callback::from(move |()| {
            if let Some(there) = carried.filter(|it| it.by != 0) {
                dropped.replace(true);
                on_carry.emit((there.booking, there.by));
            }
            carried.set(None);
        })
    };
    let onkeydown = {
        let (rows, at, moved, marked) = (rows.clone(), at.setter(), moved, marked.clone());
        let (count, book) = (cells.len(), book.clone());
        let (view, carried, drop) = (view.clone(), carried.clone(), drop.clone());
        Callback::from(move |event: KeyboardEvent| {
            // Held on one's own booking, Shift carries it; Enter lets go, anything else puts it back.
            if carried.is_some_and(|it| it.by != 0) && event.key() == "Enter" {
                event.prevent_default();
                event.stop_propagation();
                drop.emit(());
                return;
            }
            let step = match event.key().as_str() {
                "ArrowRight" => 1,
                "ArrowLeft" => -1,
                _ => 0,
            };
            if event.shift_key() && step != 0 {
                let held = carried.or_else(|| Carried::at(here, &view, &rows));
                if let Some(held) = held {
                    event.prevent_default();
                    carried.set(Some(held.further(step, count)));
                    return;
                }
            } else if event.key() != "Shift" {
                carried.set(None);
            }
            let Some(to) = led(&event.key(), here, &rows, count) else {
                if event.key() == "Enter"
                    && let Some(chosen) = *marked
                {
                    event.prevent_default();
                    book.emit(chosen);
                }
                return;
            };
            event.prevent_default();
            if event.shift_key() && to.0 == here.0 {
                let from = marked.map_or(here.2, |marked| marked.from);
                marked.set(Some(Marked { row: here.0, from, to: to.2 }));
            } else {
                marked.set(None);
            }
            moved.replace(true);
            at.set(to);
        })
    };
    let heads = cells.iter().map(|cell| head(words, *columns, cell));
    let body = view.rows.iter().zip(rows.iter()).enumerate().map(|(place, (row, lanes))| {
        let shown = lanes.iter().enumerate().map(|(lane, pieces)| {
            let drawn = begins(pieces).map(|(cell, piece)| {
                let stop = if landed(here, place, lane, cell, piece) { "0" } else { "-1" };
                // Keys go on from what was pressed with the mouse.
                let onfocus = {
                    let (at, there) = (at.setter(), stop == "0");
                    Callback::from(move |_: FocusEvent| {
                        if !there {
                            at.set((place, lane, cell));
                        }
                    })
                };
                match piece {
                    Piece::Bar { taken, cells } => match row.taken.get(*taken) {
                        Some(taken) => {
                            let held = Carried::of(place, cell, *cells, taken);
                            let on = (place, cell);
                            let shown = Bar { words, taken, cells: *cells, on, onfocus };
                            shown.show(stop, held, (&carried, &dropped), (on_open, &drop))
                        }
                        None => Html::default(),
                    },
                    Piece::Free => {
                        let span = cells.get(cell).copied();
                        let covered = marked.is_some_and(|it| it.covers(place, cell))
                            || carried.is_some_and(|it| it.covers(place, cell));
                        let columns = *columns;
                        let free = Free { words, row, place, cell, span, columns, onfocus };
                        free.show(stop, covered, (&marked, &carried), (&book, &drop))
                    }
                }
            });
            html! {
                <tr key={format!("{place}-{lane}")} class={classes!((lane == 0).then_some("first"))}>
                    if lane == 0 { { named(words, row, place, lanes.len()) } }
                    { for drawn }
                </tr>
            }
        });
        html! { <>{ for shown }</> }
    });
    let leave = {
        let (marked, carried) = (marked.setter(), carried.setter());
        Callback::from(move |_: PointerEvent| {
            marked.set(None);
            carried.set(None);
        })
    };
    // Whatever is let go anywhere else stays where it was.
    let onpointerup = {
        let carried = carried.setter();
        Callback::from(move |_: PointerEvent| carried.set(None))
    };
    let target = carried.filter(|it| it.by != 0).and_then(|it| cells.get(it.first()).copied());
    let target = target.map(|cell| when(words, *columns, cell));
    html! {
        <div class="planning-scroll" tabindex="0" role="region" aria-label={words.t("planning-title")}>
            <table ref={table} class={classes!("planning", (*columns == Columns::Hours).then_some("hours"))}
                {onkeydown} onpointerleave={leave} {onpointerup} data-testid="planning-grid">
                <thead><tr>
                    <th scope="col"><span class="hidden-label">{ words.t("planning-what") }</span></th>
                    { for heads }
                </tr></thead>
                <tbody>{ for body }</tbody>
            </table>
            <p class="hidden-label" role="status" data-testid="planning-carried">
                if let Some(target) = target {
                    { words.with("planning-carried", &[("when", target.into())]) }
                }
            </p>
        </div>
    }
}

/// Returns whether the focus lies on a piece.
fn landed(at: At, row: usize, lane: usize, cell: usize, piece: &Piece) -> bool {
    let cells = match piece {
        Piece::Free => 1,
        Piece::Bar { cells, .. } => *cells,
    };
    (at.0, at.1) == (row, lane) && (cell..cell + cells).contains(&at.2)
}

/// Returns where a key leads.
fn led(key: &str, at: At, rows: &[Vec<Lane>], cells: usize) -> Option<At> {
    let (row, lane, cell) = at;
    let piece = rows.get(row)?.get(lane)?;
    let (begin, long) = begins(piece)
        .map(|(begin, piece)| match piece {
            Piece::Free => (begin, 1),
            Piece::Bar { cells, .. } => (begin, *cells),
        })
        .find(|(begin, long)| (*begin..begin + long).contains(&cell))?;
    let lines: Vec<(usize, usize)> = rows
        .iter()
        .enumerate()
        .flat_map(|(row, lanes)| (0..lanes.len()).map(move |lane| (row, lane)))
        .collect();
    let line = lines.iter().position(|line| *line == (row, lane))?;
    let to = |line: Option<&(usize, usize)>| line.map(|(row, lane)| (*row, *lane, cell));
    match key {
        "ArrowRight" => Some((row, lane, (begin + long).min(cells.checked_sub(1)?))),
        "ArrowLeft" => Some((row, lane, begin.saturating_sub(1))),
        "ArrowDown" => Some(to(lines.get(line + 1)).unwrap_or(at)),
        "ArrowUp" => Some(to(line.checked_sub(1).and_then(|line| lines.get(line))).unwrap_or(at)),
        "Home" => Some((row, lane, 0)),
        "End" => Some((row, lane, cells.checked_sub(1)?)),
        _ => None,
    }
}

fn head(words: Words, columns: Columns, cell: &SpanView) -> Html {
    let (day, _) = clock::wall(cell.start);
    match columns {
        Columns::Days => {
            let today = (day == clock::today()).then_some("date");
            html! {
                <th scope="col" aria-current={today}>
                    { format::weekday(words.language(), day) }{ " " }
                    <span class="planning-day">{ day.parts().2 }</span>
                </th>
            }
        }
        Columns::Hours => html! {
            <th scope="col">{ format::clock(words.language(), cell.start) }</th>
        },
    }
}

fn named(words: Words, row: &PlanningRow, place: usize, lanes: usize) -> Html {
    let name = match row.name.as_str() {
        "" => words.t("unknown-item"),
        name => name.to_owned(),
    };
    let shown = match row.item {
        Some(item) => html! {
            <a href={Route::Item(item).href()} data-testid={format!("planning-row-{place}")}>{ name }</a>
        },
        None => html! { <span class="strong">{ name }</span> },
    };
    html! {
        <th scope="row" rowspan={lanes.to_string()}>
            { shown }
            if !row.tag.is_empty() { { " " }<span class="label-tag">{ &row.tag }</span> }
            if row.item.is_some() && !row.path.is_empty() {
                <span class="row-note cut">{ &row.path }</span>
            }
            if row.capacity > 1 {
                <span class="row-note">
                    { words.with("planning-capacity", &[("count", row.capacity.into())]) }
                </span>
            }
        </th>
    }
}

/// Returns the words for when a cell is.
fn when(words: Words, columns: Columns, cell: SpanView) -> String {
    match columns {
        Columns::Days => format::whole_day(words.language(), clock::wall(cell.start).0),
        Columns::Hours => words.span(cell.start, cell.end),
    }
}

/// Something that is taken, over some cells.
struct Bar<'a> {
    words: Words,
    taken: &'a TakenView,
    cells: usize,
    /// Its row and its first cell.
    on: (usize, usize),
    onfocus: Callback<FocusEvent>,
}

impl Bar<'_> {
    fn show(
        self,
        stop: &'static str,
        held: Option<Carried>,
        (carried, dropped): (&UseStateHandle<Option<Carried>>, &Rc<RefCell<bool>>),
        (on_open, drop): (&Callback<Behind>, &Callback<()>),
    ) -> Html {
        let Self { words, taken, cells, on: (place, begin), onfocus } = self;
        let (tone, shown, id) = look_of(taken);
        let who = words.person(&taken.by_name);
        let when = match taken.end {
            Some(end) => words.span(taken.start, end),
            None => words.with("taken-since", &[("day", words.day(taken.start).into())]),
        };
        let sure = words.with(id, &[("name", (&taken.name).into())]);
        // The column says the day.
        let brief = match taken.end.filter(|_| cells == 1) {
            Some(end) => {
                let clock = |time| format::clock(words.language(), time);
                format!("{}–{}", clock(taken.start), clock(end))
            }
            None => when.clone(),
        };
        // Whoever speaks to the computer says what they see.
        let label = match brief == when {
            true => format!("{who} {when}, {sure}"),
            false => format!("{who} {brief}, {when}, {sure}"),
        };
        let label = match taken.what_for.as_str() {
            "" => label,
            said => format!("{label}, {said}"),
        };
        let onclick = {
            let (on_open, behind, dropped) = (on_open.clone(), behind(taken), dropped.clone());
            Callback::from(move |_: MouseEvent| {
                if dropped.replace(false) {
                    return;
                }
                if let Some(behind) = behind {
                    on_open.emit(behind);
                }
            })
        };
        let onpointerdown = {
            let (carried, dropped) = (carried.setter(), dropped.clone());
            Callback::from(move |event: PointerEvent| {
                dropped.replace(false);
                if event.button() == 0 && event.pointer_type() != "touch" {
                    carried.set(held.map(|held| held.grabbed(&event)));
                }
            })
        };
        // What is taken may be let go upon, too: what is in the way is told then, and what is free.
        let onpointermove = {
            let carried = carried.clone();
            Callback::from(move |event: PointerEvent| {
                if let Some(held) = carried.filter(|it| it.row == place && event.buttons() == 1) {
                    carried.set(Some(held.over(begin + cell_under(&event, cells))));
                }
            })
        };
        let onpointerup = {
            let (drop, carries) = (drop.clone(), carried.is_some_and(|it| it.row == place));
            Callback::from(move |_: PointerEvent| {
                if carries {
                    drop.emit(());
                }
            })
        };
        let covered =
            (begin..begin + cells).any(|cell| carried.is_some_and(|it| it.covers(place, cell)));
        let mine = taken.mine.then_some("mine");
        html! {
            <td colspan={cells.to_string()} class={classes!(covered.then_some("marked"))}
                {onpointermove} {onpointerup}>
                <button type="button" class={classes!("bar", tone.class(), mine)} tabindex={stop}
                    title={label.clone()} aria-label={label} {onclick} {onpointerdown} {onfocus}
                    aria-keyshortcuts={held.map(|_| SHIFTED)} data-testid="planning-taken">
                    { icon(shown) }<span><span class="cut">{ who }</span>{ " " }<small>{ brief }</small></span>
                </button>
            </td>
        }
    }
}

/// Returns over which of the cells of a bar the pointer is.
fn cell_under(event: &PointerEvent, cells: usize) -> usize {
    let bar = event.target_dyn_into::<Element>().and_then(|it| it.closest("td").ok().flatten());
    let Some(bar) = bar.map(|bar| bar.get_bounding_client_rect()) else { return 0 };
    let (from, wide) = (bar.left(), bar.width());
    let counted = u32::try_from(cells).map_or(1.0, f64::from);
    let under = (f64::from(event.client_x()) - from) / wide.max(1.0) * counted;
    (1..cells)
        .filter(|cell| u32::try_from(*cell).is_ok_and(|cell| f64::from(cell) <= under))
        .count()
}

/// A cell in which nothing is.
struct Free<'a> {
    words: Words,
    row: &'a PlanningRow,
    place: usize,
    cell: usize,
    span: Option<SpanView>,
    columns: Columns,
    onfocus: Callback<FocusEvent>,
}

impl Free<'_> {
    fn show(
        self,
        stop: &'static str,
        covered: bool,
        (marked, carried): (&UseStateHandle<Option<Marked>>, &UseStateHandle<Option<Carried>>),
        (book, drop): (&Callback<Marked>, &Callback<()>),
    ) -> Html {
        let Self { words, row, place, cell, span, columns, onfocus } = self;
        let over = span.is_none_or(|span| span.end <= clock::now());
        let when = span.map(|span| when(words, columns, span)).unwrap_or_default();
        // What is taken home may be out while it is closed.
        let closed = span.filter(|_| row.place.is_some()).is_some_and(|span| {
            row.closed.iter().any(|it| it.start <= span.start && span.end <= it.end)
        });
        if !row.may_book || over || closed {
            let id = if closed { "planning-closed" } else { "planning-over" };
            let said = words.with(id, &[("when", (&when).into())]);
            return html! {
                <td class="over"><span tabindex={stop} class="hidden-label">{ said }</span></td>
            };
        }
        let args = [("name", (&row.name).into()), ("when", (&when).into())];
        let here = Marked { row: place, from: cell, to: cell };
        // A press begins, moving goes on within the row, letting go books; a key presses and lets go.
        let onpointerdown = {
            let marked = marked.setter();
            Callback::from(move |event: PointerEvent| {
                if event.button() == 0 && event.pointer_type() != "touch" {
                    marked.set(Some(here));
                }
            })
        };
        let onpointerenter = {
            let (marked, carried) = (marked.clone(), carried.clone());
            Callback::from(move |event: PointerEvent| {
                if let Some(held) = carried.filter(|it| it.row == place && event.buttons() == 1) {
                    carried.set(Some(held.over(cell)));
                }
                let same = marked.filter(|it| it.row == place && event.buttons() == 1);
                if let Some(began) = same {
                    marked.set(Some(Marked { to: cell, ..began }));
                }
            })
        };
        let onclick = {
            let (marked, book) = (marked.clone(), book.clone());
            Callback::from(move |_: MouseEvent| {
                book.emit(marked.filter(|it| it.row == place).unwrap_or(here));
            })
        };
        let onpointerup = {
            let (marked, book, drop) = (marked.clone(), book.clone(), drop.clone());
            let carries = carried.is_some_and(|it| it.row == place);
            Callback::from(move |_: PointerEvent| {
                if carries {
                    drop.emit(());
                }
                // On the cell where it began, the click that follows does it.
                if let Some(chosen) = marked.filter(|it| it.row == place && it.from != cell) {
                    book.emit(chosen);
                }
            })
        };
        html! {
            <td class={classes!("free", covered.then_some("marked"))} {onpointerenter} {onpointerup}>
                <button type="button" tabindex={stop} {onpointerdown} {onclick} {onfocus}
                    aria-label={words.with("planning-book", &args)}
                    data-testid={format!("planning-free-{place}-{cell}")}></button>
            </td>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_over_bars_and_from_lane_to_lane() {
        let bar = Piece::Bar { taken: 0, cells: 2 };
        let free = || Piece::Free;
        let rows = [
            vec![vec![free(), bar, free()], vec![free(), free(), free(), free()]],
            vec![vec![free(), free(), free(), free()]],
        ];
        let led = |key, at| led(key, at, &rows, 4);
        assert_eq!(led("ArrowRight", (0, 0, 0)), Some((0, 0, 1)));
        assert_eq!(led("ArrowRight", (0, 0, 1)), Some((0, 0, 3)));
        assert_eq!(led("ArrowLeft", (0, 0, 2)), Some((0, 0, 0)));
        assert_eq!(led("ArrowDown", (0, 1, 2)), Some((1, 0, 2)));
        assert_eq!(
            (led("ArrowUp", (0, 0, 2)), led("End", (1, 0, 0))),
            (Some((0, 0, 2)), Some((1, 0, 3)))
        );
        assert_eq!((led("x", (0, 0, 0)), led("ArrowLeft", (5, 0, 0))), (None, None));
    }

    #[test]
    fn what_is_marked_covers_its_cells_either_way() {
        let marked = Marked { row: 1, from: 4, to: 2 };
        assert!(marked.covers(1, 3) && !marked.covers(1, 5) && !marked.covers(0, 3));
        assert_eq!(marked.ends(), (2, 4));
    }
}
