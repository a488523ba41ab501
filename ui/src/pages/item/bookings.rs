//! When an item is booked: the next two weeks as a strip, what is booked, and booking it.

use etabli_api::{
    command::{ListBookings, ListPlanning},
    id::{BookingId, ItemId},
    view::{BookingStatus, PlanningRow, SpanView, TakenKind},
};
use yew::prelude::*;

use crate::{
    booking::{BOOKINGS, Wanted, book::BookDialog, detail::BookingDialog, sureness},
    clock,
    components::{
        answer::answered,
        badge::status,
        icon::{Icon, icon},
    },
    details::{Details, Thing},
    format,
    hour::Hour,
    query::use_query,
    space::use_space,
    words::{Words, use_words},
};

/// How many days the strip shows.
const DAYS: u32 = 14;

/// Properties of [`ItemBookings`].
#[derive(Properties, PartialEq)]
pub(super) struct ItemBookingsProps {
    /// Which item.
    pub(super) item: ItemId,
    /// What it is called.
    pub(super) name: String,
}

/// What is open over the item.
#[derive(Debug, Clone, PartialEq)]
enum Over {
    Nothing,
    Book(Wanted),
    Booking(BookingId),
}

/// Shows when an item is booked.
#[component]
pub(super) fn ItemBookings(props: &ItemBookingsProps) -> Html {
    let ItemBookingsProps { item, name } = props;
    let (words, space) = (use_words(), use_space());
    let over = use_state_eq(|| Over::Nothing);
    let (named, resource) = (space.named(), Some(item.to_string()));
    let planning = use_query(
        ListPlanning {
            space: named.clone(),
            from: None,
            days: Some(DAYS),
            resource: resource.clone(),
            zone: None,
        },
        BOOKINGS,
    );
    let bookings = use_query(
        ListBookings { space: named, resource, of: None, all: false, to_confirm: false },
        BOOKINGS,
    );
    let close = {
        let setter = over.setter();
        Callback::from(move |()| setter.set(Over::Nothing))
    };
    let row = planning.ready().and_then(|view| view.rows.first());
    let may_book = row.is_some_and(|row| row.may_book);
    let capacity = row.map_or(1, |row| row.capacity);
    let soon = Wanted::soon((item.to_string(), name.clone()), capacity);
    let on_book = {
        let (setter, soon) = (over.setter(), soon.clone());
        Callback::from(move |_: MouseEvent| setter.set(Over::Book(soon.clone())))
    };
    let strip = answered(words, &planning, |view| {
        let Some(row) = view.rows.first() else { return Html::default() };
        let days = view.days.iter().map(|day| {
            let on_day = {
                let (setter, soon, date) = (over.setter(), soon.clone(), clock::wall(day.start).0);
                let nine = Hour::of(9, 0).unwrap_or(Hour::MIDNIGHT);
                let from = if date == soon.from.0 { soon.from } else { (date, nine) };
                let wanted = Wanted { from, to: (date, from.1.plus(120)), ..soon };
                Callback::from(move |_: MouseEvent| setter.set(Over::Book(wanted.clone())))
            };
            cell(words, row, *day, on_day)
        });
        html! { <ul class="strip" data-testid="item-strip">{ for days }</ul> }
    });
    let list = bookings.ready().map(|all| all.iter().map(|booking| {
        let stands = booking.occurrences.iter().all(|time| time.stands);
        let (tone, shown, sure) = sureness(booking.status, booking.certainty, stands);
        let onclick = {
            let (setter, id) = (over.setter(), booking.id);
            Callback::from(move |_: MouseEvent| setter.set(Over::Booking(id)))
        };
        let more = booking.occurrences.len().saturating_sub(1);
        html! {
            <li key={booking.id.to_string()} class="row">
                <div class="grow">
                    <p class="row-title">
                        <button type="button" class="text-button" {onclick}
                            data-testid="item-booking">
                            { words.span(booking.start, booking.end) }
                        </button>
                    </p>
                    <p class="row-note">
                        { words.person(&booking.by_name) }
                        if more > 0 { { " · " }{ words.with("booking-more", &[("count", more.into())]) } }
                    </p>
                    { status(tone, shown, &words.t(sure)) }
                </div>
            </li>
        }
    }).collect::<Html>());
    let any = bookings.ready().is_some_and(|all| !all.is_empty());
    html! {
        <section class="section" data-testid="item-bookings">
            <div class="section-head">
                <h2>{ words.t("item-bookings") }</h2>
                if may_book {
                    <button type="button" class="button small" onclick={on_book}
                        data-testid="item-book">{ icon(Icon::Calendar) }{ words.t("book") }</button>
                }
            </div>
            { strip }
            if any {
                <ul>{ list }</ul>
            } else {
                <p class="section-text muted">{ words.t("item-no-bookings") }</p>
            }
            <details class="describe">
                <summary data-testid="item-rules">{ words.t("item-rules") }</summary>
                <Details of={item.to_string()} thing={Thing::Item} />
            </details>
            { match &*over {
                Over::Nothing => Html::default(),
                Over::Book(wanted) => html! { <BookDialog wanted={wanted.clone()} on_close={close} /> },
                Over::Booking(id) => html! { <BookingDialog id={*id} on_close={close} /> },
            } }
        </section>
    }
}

/// Draws a day of the strip.
fn cell(words: Words, row: &PlanningRow, day: SpanView, on_day: Callback<MouseEvent>) -> Html {
    let date = clock::wall(day.start).0;
    let over = row.taken.iter().filter(|taken| {
        let stands = taken.status != BookingStatus::Displaced && taken.kind != TakenKind::Inside;
        stands && taken.start < day.end && taken.end.is_none_or(|end| day.start < end)
    });
    let over: Vec<_> = over.collect();
    let units = over.iter().fold(0_u32, |sum, taken| sum.saturating_add(taken.quantity.max(1)));
    let full = units >= row.capacity;
    let taken: Vec<String> = over
        .iter()
        .map(|taken| {
            let who = words.person(&taken.by_name);
            match taken.end {
                Some(end) => format!("{} {who}", words.span(taken.start, end)),
                None => who,
            }
        })
        .collect();
    let free = taken.is_empty();
    let state = if free { words.t("strip-free") } else { taken.join(", ") };
    let args =
        [("day", format::whole_day(words.language(), date).into()), ("state", (&state).into())];
    let label = words.with("strip-day", &args);
    let face = html! {
        <>
            <span class="strip-weekday" aria-hidden="true">
                { format::weekday(words.language(), date) }
            </span>
            <span aria-hidden="true">{ date.parts().2 }</span>
            <span class="hidden-label">{ label }</span>
        </>
    };
    let class = classes!("strip-day", full.then_some("taken"));
    html! {
        <li>
            if row.may_book {
                <button type="button" {class} onclick={on_day}
                    data-testid={format!("strip-{}", date.iso())}>{ face }</button>
            } else {
                <span {class}>{ face }</span>
            }
        </li>
    }
}
