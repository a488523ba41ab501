//! Who has what, and when something is free: by week, by day, or as a list.

mod carry;
mod grid;
mod lanes;
mod list;

use std::rc::Rc;

use etabli_api::{
    command::ListPlanning,
    id::BookingId,
    time::Timestamp,
    view::{PlanningRow, PlanningView, SpanView},
};
use yew::prelude::*;

use crate::{
    booking::{
        BOOKINGS, Behind, Wanted,
        book::BookDialog,
        detail::{BookingDialog, Shift},
    },
    calendar_file::CalendarFile,
    clock,
    components::{
        answer::answered,
        drawing::{Drawing, Empty},
        field::Segments,
        icon::{Icon, icon},
    },
    format,
    hour::Hour,
    part::PartBanner,
    query::use_query,
    route::{Route, use_heading},
    space::use_space,
    words::{Words, use_words},
};

use self::{
    grid::{Columns, Grid},
    list::List,
};

/// Below so many pixels there is room for a list only.
const NARROW: f64 = 720.0;
/// The hours that are shown of a day, and more where something is taken.
const OPEN: (u16, u16) = (8, 20);
const HOUR: i64 = 60 * 60 * 1000;

/// How it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Week,
    Day,
    List,
}

impl Shape {
    const ALL: [(Self, &'static str); 3] =
        [(Self::Week, "week"), (Self::Day, "day"), (Self::List, "list")];

    /// Returns what fits the window.
    fn usual() -> Self {
        let width = web_sys::window().and_then(|window| window.inner_width().ok()?.as_f64());
        if width.is_some_and(|width| width < NARROW) { Self::List } else { Self::Week }
    }

    const fn days(self) -> i64 {
        match self {
            Self::Week | Self::List => 7,
            Self::Day => 1,
        }
    }
}

/// What is open over the planning.
#[derive(Debug, Clone, PartialEq)]
enum Over {
    Nothing,
    Book(Wanted),
    Booking(BookingId, Shift),
}

/// Shows the planning.
#[component]
pub(crate) fn Planning() -> Html {
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(Some(words.t("planning-title")));
    let shape = use_state_eq(Shape::usual);
    let day = use_state_eq(clock::today);
    let over = use_state_eq(|| Over::Nothing);
    // A week is the seven days from the one that is chosen: those gone by say little.
    let first = *day;
    let asked = ListPlanning {
        space: space.named(),
        from: Some(first.iso()),
        days: u32::try_from(shape.days()).ok(),
        resource: None,
        zone: None,
    };
    let planning = use_query(asked, BOOKINGS);
    let close = {
        let setter = over.setter();
        Callback::from(move |()| setter.set(Over::Nothing))
    };
    let on_open = {
        let setter = over.setter();
        Callback::from(move |behind: Behind| match behind {
            Behind::Booking(booking) => setter.set(Over::Booking(booking, Shift::default())),
            Behind::Loan(_) => Route::Loans.open(),
        })
    };
    let on_new = {
        let setter = over.setter();
        Callback::from(move |_: MouseEvent| {
            setter.set(Over::Book(Wanted::soon((String::new(), String::new()), 1)));
        })
    };
    let on_shape = {
        let setter = shape.setter();
        Callback::from(move |chosen: AttrValue| {
            let found = Shape::ALL.iter().find(|(_, id)| chosen == *id);
            setter.set(found.map_or(Shape::Week, |(shape, _)| *shape));
        })
    };
    let turn = |days: i64| {
        let day = day.clone();
        Callback::from(move |_: MouseEvent| day.set(day.plus(days)))
    };
    let on_today = {
        let setter = day.setter();
        Callback::from(move |_: MouseEvent| setter.set(clock::today()))
    };
    let chosen = Shape::ALL.iter().find(|(one, _)| one == &*shape).map_or("week", |(_, id)| *id);
    let shapes: Vec<_> = Shape::ALL
        .iter()
        .map(|(_, id)| (AttrValue::from(*id), words.t(&format!("planning-{id}")).into()))
        .collect();
    let shown = answered(words, &planning, |view| {
        let view = Rc::new(view.clone());
        if view.rows.is_empty() {
            return empty(words, &on_new);
        }
        let on_book = {
            let (setter, rows, shape) = (over.setter(), view.clone(), *shape);
            Callback::from(move |(row, span): (usize, SpanView)| {
                if let Some(row) = rows.rows.get(row) {
                    setter.set(Over::Book(wanted(row, span, shape)));
                }
            })
        };
        let on_carry = {
            let (setter, shape) = (over.setter(), *shape);
            Callback::from(move |(booking, by): (BookingId, i64)| {
                let shift = match shape {
                    Shape::Day => Shift { days: 0, hours: by },
                    Shape::Week | Shape::List => Shift { days: by, hours: 0 },
                };
                setter.set(Over::Booking(booking, shift));
            })
        };
        match *shape {
            Shape::Week => html! {
                <Grid cells={Rc::<[SpanView]>::from(view.days.as_slice())} view={view.clone()} columns={Columns::Days}
                    {on_book} on_open={on_open.clone()} {on_carry} />
            },
            Shape::Day => html! {
                <Grid cells={hours(&view)} view={view.clone()} columns={Columns::Hours}
                    {on_book} on_open={on_open.clone()} {on_carry} />
            },
            Shape::List => html! { <List view={view.clone()} on_open={on_open.clone()} /> },
        }
    });
    let more = planning.ready().map_or(0, |view| view.more);
    let offers: Vec<AttrValue> = planning.ready().map(|view| offers(view)).unwrap_or_default();
    let title = match *shape {
        Shape::Day => format::whole_day(words.language(), first),
        Shape::Week | Shape::List => {
            let last = first.plus(shape.days() - 1);
            let (first, last) = (
                format::short_day(words.language(), first),
                format::short_day(words.language(), last),
            );
            words.with("planning-from-to", &[("from", (&first).into()), ("to", (&last).into())])
        }
    };
    let days = shape.days();
    html! {
        <div class="page wide">
            <header class="page-head">
                <h1 ref={heading} tabindex="-1">{ words.t("planning-title") }</h1>
                <div class="actions">
                    <CalendarFile />
                    <button type="button" class="button main-act" onclick={on_new}
                        data-testid="planning-new">{ icon(Icon::Plus) }{ words.t("book") }</button>
                </div>
            </header>
            <PartBanner />
            <div class="planning-bar">
                <div class="planning-turn" role="group" aria-label={words.t("planning-turn")}>
                    <button type="button" class="icon-button" onclick={turn(-days)}
                        aria-label={words.t("planning-before")} data-testid="planning-before">
                        { icon(Icon::Backward) }
                    </button>
                    <button type="button" class="button small" onclick={on_today}
                        data-testid="planning-today">{ words.t("booking-today") }</button>
                    <button type="button" class="icon-button" onclick={turn(days)}
                        aria-label={words.t("planning-after")} data-testid="planning-after">
                        { icon(Icon::Forward) }
                    </button>
                    <p class="strong" aria-live="polite" data-testid="planning-when">{ title }</p>
                </div>
                <Segments id="planning-shape" label={words.t("planning-shape")} options={shapes}
                    {chosen} on_choose={on_shape} />
            </div>
            { shown }
            if more > 0 {
                <p class="muted">{ words.with("planning-more", &[("count", more.into())]) }</p>
            }
            { match &*over {
                Over::Nothing => Html::default(),
                Over::Book(wanted) => html! {
                    <BookDialog wanted={wanted.clone()} {offers} on_close={close} />
                },
                Over::Booking(id, shift) => html! {
                    <BookingDialog id={*id} shift={*shift} on_close={close} />
                },
            } }
        </div>
    }
}

fn empty(words: Words, on_new: &Callback<MouseEvent>) -> Html {
    html! {
        <Empty id="planning-empty" drawing={Drawing::Bench} title={words.t("planning-empty-title")}
            text={words.t("planning-empty-text")}>
            <button type="button" class="button" onclick={on_new.clone()}
                data-testid="planning-empty-new">{ words.t("book-title") }</button>
        </Empty>
    }
}

/// Returns the names of what is in the planning, for whoever types one.
fn offers(view: &PlanningView) -> Vec<AttrValue> {
    let name = |row: &PlanningRow| match row.tag.as_str() {
        "" => row.name.clone(),
        tag => tag.to_owned(),
    };
    view.rows.iter().filter(|row| row.may_book).map(|row| name(row).into()).collect()
}

/// Returns what somebody wants who marked cells.
fn wanted(row: &PlanningRow, span: SpanView, shape: Shape) -> Wanted {
    let id = row.item.map(|item| item.to_string());
    let id = id.or_else(|| row.place.map(|place| place.to_string())).unwrap_or_default();
    let (from, mut to) = (clock::wall(span.start), clock::wall(span.end));
    let what = (id, row.name.clone());
    let soon = Wanted::soon(what, row.capacity);
    if shape == Shape::Day {
        if to.1 == Hour::MIDNIGHT {
            to = (to.0.plus(-1), Hour::MIDNIGHT.plus(24 * 60));
        }
        return Wanted { from, to, ..soon };
    }
    let last = clock::wall(span.end.plus(-1)).0;
    let one = from.0 == last;
    let today = from.0 == soon.from.0;
    let nine = Hour::of(9, 0).unwrap_or(Hour::MIDNIGHT);
    match (one, today) {
        // Of today, what is left; of another day, from the morning on; of several, all.
        (true, true) => soon,
        (true, false) => Wanted { from: (from.0, nine), to: (from.0, nine.plus(120)), ..soon },
        (false, _) => Wanted { from: (from.0, nine), to: (last, nine), whole: true, ..soon },
    }
}

/// Returns the hours of the one day that is shown: those that people work in, and all in which
/// something is taken.
fn hours(view: &PlanningView) -> Rc<[SpanView]> {
    let Some(day) = view.days.first() else { return Rc::from([]) };
    let taken = || view.rows.iter().flat_map(|row| &row.taken);
    let hour = |at: Timestamp| (at.0.clamp(day.start.0, day.end.0) - day.start.0) / HOUR;
    // What goes on from before or beyond needs no more hours.
    let first = taken().filter(|it| it.start >= day.start).map(|it| hour(it.start)).min();
    let ends = taken().filter_map(|it| it.end).filter(|end| *end <= day.end);
    let last = ends.map(|end| hour(end.plus(HOUR - 1))).max();
    let first = first.unwrap_or(i64::MAX).min(i64::from(OPEN.0));
    let last = last.unwrap_or(0).max(i64::from(OPEN.1));
    let cell = |at: i64| SpanView {
        start: day.start.plus(at * HOUR),
        end: day.start.plus((at + 1) * HOUR),
    };
    (first..last).map(cell).filter(|cell| cell.end <= day.end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> PlanningRow {
        PlanningRow {
            item: None,
            place: None,
            name: "Salle".into(),
            tag: String::new(),
            path: String::new(),
            capacity: 1,
            may_book: true,
            closed: Vec::new(),
            taken: Vec::new(),
        }
    }

    fn span(from: &str, to: &str) -> SpanView {
        SpanView { start: from.parse().unwrap(), end: to.parse().unwrap() }
    }

    #[test]
    fn marked_days_are_wanted_whole_and_a_single_one_from_the_morning_on() {
        let days = span("2026-11-26T00:00:00Z", "2026-11-28T00:00:00Z");
        let both = wanted(&row(), days, Shape::Week);
        assert_eq!((both.start(), both.end()), ("2026-11-26".into(), "2026-11-27".into()));
        let one = wanted(&row(), span("2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z"), Shape::Week);
        assert_eq!(
            (one.start(), one.end()),
            ("2026-11-26 09:00".into(), "2026-11-26 11:00".into())
        );
        let late = wanted(&row(), span("2026-11-26T22:00:00Z", "2026-11-27T00:00:00Z"), Shape::Day);
        assert_eq!(late.end(), "2026-11-27 00:00");
    }

    #[test]
    fn a_day_has_the_hours_that_people_work_in() {
        let days = vec![span("2026-11-26T00:00:00Z", "2026-11-27T00:00:00Z")];
        let view = PlanningView { days, zone: "UTC".into(), rows: vec![row()], more: 0 };
        assert_eq!(hours(&view).len(), 12);
    }
}
