//! The board of a project: columns with cards, a list, the dates. Cards go elsewhere by pointer, by
//! touch at their grip, by Alt and an arrow, or by a choice on the card itself.

mod ahead;
mod bring;
mod card;
mod column;
mod face;
mod filter;
mod month;
pub(crate) mod tasks;
mod text;

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use etabli_api::{
    RowKind, Topic,
    command::{MoveCard, ShowBoard, WriteRow},
    id::{EntryId, LocalId},
    view::{BoardColumn, BoardView, CardRow},
};
use web_sys::Element;
use yew::prelude::*;

use self::{
    ahead::{Ahead, Moves},
    bring::Bring,
    card::CardDialog,
    column::ColumnForm,
    face::{Cards, agenda, listed},
    filter::{Filters, Looks},
    month::Month,
};
use super::projects::form::RowForm;
use crate::{
    components::answer::{Refusal, answered},
    day::Day,
    focus::focus_in,
    query::{Change, Query, use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// How far a pointer goes before it drags, in pixels.
const DRAGS: i32 = 8;

/// Returns what a column is called.
pub(crate) fn column_of(words: Words, name: &str) -> String {
    match name.strip_prefix("stage:") {
        Some(stage) => words.t(&format!("stage-{stage}")),
        None if name.is_empty() => words.t("board-no-column"),
        None => name.to_owned(),
    }
}

/// A row that is asked for.
#[derive(Debug, Clone, PartialEq)]
enum Front {
    Card(String),
    New(String),
    Column(Option<BoardColumn>),
    Bring,
}

/// A pointer that went down on a card.
#[derive(Debug, Clone, Default, PartialEq)]
struct Drag {
    card: String,
    from: (i32, i32),
    moved: bool,
}

/// Properties of [`Board`].
#[derive(Properties, PartialEq)]
pub(crate) struct BoardProps {
    /// Whose.
    pub(crate) project: EntryId,
    /// The card that is opened at once.
    #[prop_or_default]
    pub(crate) card: Option<LocalId>,
}

/// Where a card is: its lane, its column, its place there.
fn place_of(view: &BoardView, card: &str) -> Option<(usize, usize, usize)> {
    view.lanes.iter().enumerate().find_map(|(lane, cells)| {
        cells.cells.iter().enumerate().find_map(|(column, cell)| {
            let place = cell.cells_position(card)?;
            Some((lane, column, place))
        })
    })
}

/// Finding a card in a cell.
trait Cell {
    fn cells_position(&self, card: &str) -> Option<usize>;
}

impl Cell for Vec<CardRow> {
    fn cells_position(&self, card: &str) -> Option<usize> {
        self.iter().position(|one| one.id == card)
    }
}

/// Sends the move that waits longest, and once it is done the next one.
fn send(change: &Change, moves: &Rc<RefCell<Moves>>, say: &Callback<String>) {
    let Some((command, text)) = moves.borrow_mut().next() else { return };
    let (again, moves, say) = (change.clone(), moves.clone(), say.clone());
    change.order(&command, move || {
        say.emit(text);
        send(&again, &moves, &say);
    });
}

/// Returns the card and the cell at an element: ids, of the cell its lane and column.
fn at(element: Option<Element>) -> (Option<String>, Option<usize>) {
    let close = |of: &str| {
        let found = element.as_ref().and_then(|it| it.closest(&format!("[{of}]")).ok().flatten());
        found.and_then(|it| it.get_attribute(of))
    };
    (close("data-card"), close("data-column").and_then(|column| column.parse().ok()))
}

/// Returns the day at an element.
fn day_at(element: Option<&Element>) -> Option<Day> {
    let found = element?.closest("[data-day]").ok().flatten()?.get_attribute("data-day")?;
    Day::read(&found, Day(0))
}

/// Shows the board.
#[component]
pub(crate) fn Board(props: &BoardProps) -> Html {
    let project = props.project.to_string();
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let looks = use_state_eq(Looks::default);
    let asked = ShowBoard {
        space: space.named(),
        project: project.clone(),
        words: looks.words.clone(),
        label: looks.label.clone(),
        member: looks.member.clone(),
        lanes: looks.lanes.clone(),
        archived: looks.archived,
    };
    let topics: &'static [Topic] = &[Topic::Projects, Topic::Members];
    let mut board = use_query(asked, topics);
    let change = use_change(&[Topic::Projects]);
    let ahead = use_state(|| None::<Ahead>);
    let moves = use_mut_ref(Moves::default);
    let (pending, failed) = (change.is_pending(), change.error().is_some());
    if failed {
        moves.borrow_mut().clear();
    }
    let read = board.ready().cloned();
    let moved = ahead.as_ref().zip(read.as_ref());
    if let Some(moved) = moved.and_then(|(it, now)| it.instead_of(now, pending, failed)) {
        board = Query::Ready(moved);
    }
    let view = board.ready().cloned();
    let title =
        view.as_ref().map(|view| words.with("board-title", &[("name", (&view.name).into())]));
    let heading = use_heading(title.clone());
    let front = use_state_eq(|| None::<Front>);
    {
        let front = front.setter();
        use_effect_with(props.card, move |card| {
            if let Some(card) = card {
                front.set(Some(Front::Card(card.to_string())));
            }
        });
    }
    let (around, kept) = (use_node_ref(), use_mut_ref(|| None::<String>));
    let drag = use_mut_ref(Drag::default);
    let over = use_state_eq(|| None::<usize>);
    {
        // A card that went to another column is another element there.
        let (around, kept) = (around.clone(), kept.clone());
        let shown = view.as_ref().map(|view| Rc::as_ptr(view) as usize);
        use_effect_with(shown, move |_| {
            if let Some(card) = kept.borrow_mut().take() {
                focus_in(&around, &format!("[data-card=\"{card}\"]"));
            }
        });
    }
    let go = {
        let (change, named, project) = (change.clone(), space.named(), project.clone());
        let (view, kept, say) = (view.clone(), kept.clone(), say.clone());
        let (ahead, moves) = (ahead.setter(), moves.clone());
        Callback::from(move |(card, column, before): (String, usize, Option<String>)| {
            let Some(view) = view.clone().filter(|view| view.can_edit) else { return };
            // Something else is being written.
            if change.is_pending() && !moves.borrow().are_under_way() {
                return;
            }
            let Some(to) = view.columns.get(column) else { return };
            let Some(id) = to.id else { return };
            let command = MoveCard {
                space: named.clone(),
                project: project.clone(),
                card: card.clone(),
                column: id.to_string(),
                before: before.clone(),
            };
            let found = place_of(&view, &card);
            let cell = found.and_then(|(lane, ..)| view.lanes.get(lane)?.cells.get(column));
            let place = cell.map_or(0, |cell| {
                let others: Vec<&CardRow> = cell.iter().filter(|it| it.id != card).collect();
                let at = before.as_ref().and_then(|id| others.iter().position(|it| it.id == *id));
                at.unwrap_or(others.len()) + 1
            });
            let title = found.and_then(|(lane, from, at)| {
                Some(view.lanes.get(lane)?.cells.get(from)?.get(at)?.title.clone())
            });
            let (title, called) = (title.unwrap_or_default(), column_of(words, &to.name));
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            let text = words.with(
                "board-moved",
                &[("name", (&title).into()), ("column", (&called).into()), ("place", place.into())],
            );
            let goes = (card.as_str(), column, before.as_deref());
            ahead.set(read.clone().and_then(|read| Ahead::of(read, &view, goes)));
            kept.replace(Some(card));
            moves.borrow_mut().push(command, text);
            // What is under way sends what waits behind it.
            let waits = moves.borrow().are_under_way();
            if !waits {
                send(&change, &moves, &say);
            }
        })
    };
    let on_due = {
        let (change, named, project) = (change.clone(), space.named(), project.clone());
        let (view, ahead) = (view.clone(), ahead.setter());
        Callback::from(move |(card, day): (String, Day)| {
            let Some(view) = view.as_ref().filter(|view| view.can_edit) else { return };
            ahead.set(None);
            let cards = view.lanes.iter().flat_map(|lane| lane.cells.iter().flatten());
            let title = cards.into_iter().find(|it| it.id == card).map(|it| it.title.clone());
            let (name, date) = (title.unwrap_or_default(), words.day(day.start()));
            let text = words.with("month-moved", &[("name", name.into()), ("date", date.into())]);
            let command = WriteRow {
                space: named.clone(),
                project: project.clone(),
                kind: RowKind::Card,
                row: Some(card),
                fields: BTreeMap::from([("due".to_owned(), day.iso())]),
                flags: BTreeMap::new(),
            };
            let say = say.clone();
            change.order(&command, move || say.emit(text));
        })
    };
    let onkeydown = {
        let (view, go, around) = (view.clone(), go.clone(), around.clone());
        Callback::from(move |event: KeyboardEvent| {
            let (card, _) = at(event.target_dyn_into());
            let (Some(card), Some(view)) = (card, view.as_ref()) else { return };
            let Some((lane, column, place)) = place_of(view, &card) else { return };
            let cells = view.lanes.get(lane).map(|lane| lane.cells.as_slice()).unwrap_or_default();
            let id = |column: usize, place: usize| {
                cells.get(column).and_then(|cell| cell.get(place)).map(|card| card.id.clone())
            };
            let beside = |left: bool| if left { column.checked_sub(1) } else { Some(column + 1) };
            let key = event.key();
            let to = match (key.as_str(), event.alt_key()) {
                ("ArrowUp", true) => place.checked_sub(1).map(|at| (column, id(column, at))),
                ("ArrowDown", true) => {
                    id(column, place + 1).map(|_| (column, id(column, place + 2)))
                }
                ("ArrowLeft" | "ArrowRight", true) => {
                    let to = beside(key == "ArrowLeft").filter(|to| view.columns.len() > *to);
                    to.map(|to| (to, id(to, place)))
                }
                ("ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight", false) => {
                    let found = match key.as_str() {
                        "ArrowUp" => place.checked_sub(1).and_then(|at| id(column, at)),
                        "ArrowDown" => id(column, place + 1),
                        "ArrowLeft" => {
                            let filled = (0..column).rev().find(|at| id(*at, 0).is_some());
                            filled.and_then(|at| id(at, place).or_else(|| id(at, 0)))
                        }
                        _ => {
                            let mut right = column + 1..cells.len();
                            let filled = right.find(|at| id(*at, 0).is_some());
                            filled.and_then(|at| id(at, place).or_else(|| id(at, 0)))
                        }
                    };
                    if let Some(found) = found {
                        focus_in(&around, &format!("[data-card=\"{found}\"]"));
                    }
                    event.prevent_default();
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            if let Some((column, before)) = to {
                go.emit((card, column, before));
            }
        })
    };
    let onclick = {
        let (front, drag) = (front.setter(), drag.clone());
        Callback::from(move |event: MouseEvent| {
            // What was dragged is not opened as well.
            if std::mem::take(&mut *drag.borrow_mut()).moved {
                return;
            }
            if let (Some(card), _) = at(event.target_dyn_into()) {
                front.set(Some(Front::Card(card)));
            }
        })
    };
    let onpointerdown = {
        let drag = drag.clone();
        Callback::from(move |event: PointerEvent| {
            let target = event.target_dyn_into::<Element>();
            // A finger that goes down on a card scrolls; at the grip it drags.
            let grips = target.as_ref().and_then(|it| it.closest(".grip").ok().flatten()).is_some();
            let drags = event.pointer_type() == "mouse" && event.button() == 0 || grips;
            let card = at(target).0.filter(|_| drags).unwrap_or_default();
            drag.replace(Drag { card, from: (event.client_x(), event.client_y()), moved: false });
        })
    };
    let onpointermove = {
        let (drag, over, around) = (drag.clone(), over.setter(), around.clone());
        Callback::from(move |event: PointerEvent| {
            let mut drag = drag.borrow_mut();
            if drag.card.is_empty() {
                return;
            }
            let (x, y) = (event.client_x(), event.client_y());
            if !drag.moved && (x - drag.from.0).abs().max((y - drag.from.1).abs()) > DRAGS {
                drag.moved = true;
                let around = around.cast::<Element>();
                if let Some(Err(error)) =
                    around.map(|it| it.set_pointer_capture(event.pointer_id()))
                {
                    web_sys::console::error_1(&error);
                }
            }
            if drag.moved {
                over.set(at(under(x, y)).1);
            }
        })
    };
    let onpointerup = {
        let (drag, over, go, view) = (drag.clone(), over.setter(), go.clone(), view.clone());
        let on_due = on_due.clone();
        Callback::from(move |event: PointerEvent| {
            over.set(None);
            let dragged = drag.borrow().clone();
            if !dragged.moved || dragged.card.is_empty() {
                drag.borrow_mut().card.clear();
                return;
            }
            drag.borrow_mut().card.clear();
            let under = under(event.client_x(), event.client_y());
            if let Some(day) = day_at(under.as_ref()) {
                return on_due.emit((dragged.card, day));
            }
            let (before, column) = at(under);
            let (Some(column), Some(view)) = (column, view.as_ref()) else { return };
            let before = before.filter(|before| *before != dragged.card);
            let here = place_of(view, &dragged.card).map(|(_, column, _)| column);
            if here != Some(column) || before.is_some() {
                go.emit((dragged.card, column, before));
            }
        })
    };
    let onpointercancel = {
        let over = over.setter();
        Callback::from(move |_: PointerEvent| {
            over.set(None);
            drag.replace(Drag::default());
        })
    };
    let close = {
        let front = front.setter();
        Callback::from(move |()| front.set(None))
    };
    let ask = {
        let front = front.setter();
        Callback::from(move |asked: Front| front.set(Some(asked)))
    };
    let shown = answered(words, &board, |view| {
        let body = match looks.view.as_str() {
            "list" => listed(words, view),
            "dates" => agenda(words, view),
            "month" => match board.ready() {
                Some(view) => html! { <Month view={view.clone()} on_due={on_due.clone()} /> },
                None => Html::default(),
            },
            _ => lanes(words, view, *over, &ask),
        };
        html! {
            <div ref={around.clone()} {onkeydown} {onclick} {onpointerdown} {onpointermove}
                {onpointerup} {onpointercancel}>{ body }</div>
        }
    });
    let on_looks = {
        let looks = looks.setter();
        Callback::from(move |next: Looks| looks.set(next))
    };
    let asked = front.as_ref().zip(view.as_ref()).map(|(front, view)| match front {
        Front::Card(card) => html! {
            <CardDialog key={card.clone()} project={project.clone()} card={card.clone()}
                others={others(view)} on_close={close.clone()} />
        },
        Front::New(column) => html! {
            <RowForm project={project.clone()} kind={RowKind::Card}
                values={BTreeMap::from([("column".to_owned(), column.clone())])}
                title={words.t("board-add-card")} on_close={close.clone()} />
        },
        Front::Bring => html! { <Bring project={project.clone()} on_close={close.clone()} /> },
        Front::Column(column) => html! {
            <ColumnForm project={project.clone()} column={column.clone()}
                columns={view.columns.clone()} on_close={close.clone()} />
        },
    });
    let add_column = ask.reform(|_: MouseEvent| Front::Column(None));
    let bring = ask.reform(|_: MouseEvent| Front::Bring);
    html! {
        <div class="page wide">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ title.unwrap_or_default() }</h1>
                    <p class="lede">{ words.t("board-lede") }</p>
                </div>
                <div class="actions">
                    <a class="button" href={Route::Project(props.project).href()}
                        data-testid="board-sheet">{ words.t("project-edit-sheet") }</a>
                    if view.as_ref().is_some_and(|view| view.can_edit) {
                        <button type="button" class="button" onclick={add_column}
                            data-testid="column-add">{ words.t("board-add-column") }</button>
                        <button type="button" class="button" onclick={bring}
                            data-testid="bring-open">{ words.t("bring-title") }</button>
                    }
                </div>
            </header>
            <Refusal error={change.error()} />
            if let Some(view) = &view {
                <Filters looks={(*looks).clone()} view={view.clone()} {on_looks} />
            }
            { shown }
            { asked }
        </div>
    }
}

fn under(x: i32, y: i32) -> Option<Element> {
    let document = web_sys::window()?.document()?;
    #[expect(clippy::cast_precision_loss, reason = "no screen is so wide")]
    document.element_from_point(x as f32, y as f32)
}

/// Returns the cards by id and title, once each.
fn others(view: &BoardView) -> Rc<[(AttrValue, AttrValue)]> {
    let cards = view.lanes.iter().flat_map(|lane| lane.cells.iter().flatten());
    let all: BTreeMap<&str, &str> = cards.map(|it| (it.id.as_str(), it.title.as_str())).collect();
    all.into_iter().map(|(id, title)| (id.to_owned().into(), title.to_owned().into())).collect()
}

/// Draws the columns, once for each lane.
fn lanes(words: Words, view: &BoardView, over: Option<usize>, ask: &Callback<Front>) -> Html {
    let several = view.lanes.len() > 1 || view.lanes.iter().any(|lane| !lane.name.is_empty());
    let lanes = view.lanes.iter().map(|lane| {
        let columns =
            view.columns.iter().zip(&lane.cells).enumerate().map(|(at, (column, cards))| {
                head(words, view, (at, column), cards, (over == Some(at), several), ask)
            });
        let name = match lane.name.as_str() {
            "" => words.t("board-lane-others"),
            name => super::projects::day_of(words, name),
        };
        html! {
            <section key={lane.name.clone()} class="section">
                if several { <h2>{ name }</h2> }
                <div class="kanban">{ for columns }</div>
            </section>
        }
    });
    html! { { for lanes } }
}

fn head(
    words: Words,
    view: &BoardView,
    (at, column): (usize, &BoardColumn),
    cards: &[CardRow],
    (is_over, in_lane): (bool, bool),
    ask: &Callback<Front>,
) -> Html {
    let name = column_of(words, &column.name);
    let too_many = column.limit > 0 && column.count > column.limit;
    let add = {
        let column = column.id.map(|id| id.to_string()).unwrap_or_default();
        ask.reform(move |_: MouseEvent| Front::New(column.clone()))
    };
    let edit = {
        let column = column.clone();
        ask.reform(move |_: MouseEvent| Front::Column(Some(column.clone())))
    };
    let may = view.can_edit && column.id.is_some();
    let title = html! {
        <>
            if may {
                <button type="button" class="text-button" onclick={edit} data-testid="column-edit">
                    { &name }
                </button>
            } else { { &name } }
            { format!(" {}", column.count) }
        </>
    };
    html! {
        <section key={at} class={classes!("kan", is_over.then_some("over"))} data-column={at.to_string()}
            aria-label={words.with("board-column", &[("name", (&name).into())])}
            data-testid="board-column">
            <div class="section-head">
                if in_lane { <h3>{ title }</h3> } else { <h2>{ title }</h2> }
            </div>
            if column.id.is_none() { <p class="row-note">{ words.t("board-no-column-why") }</p> }
            if too_many {
                <p class="row-note strong">
                    { words.with("board-too-many", &[("limit", column.limit.into())]) }
                </p>
            }
            <Cards cards={cards.to_vec()} />
            if may {
                <button type="button" class="button small" onclick={add} data-testid="card-add"
                    aria-label={words.with("board-add-card-to", &[("name", (&name).into())])}>
                    { words.t("board-add-card") }
                </button>
            }
        </section>
    }
}
