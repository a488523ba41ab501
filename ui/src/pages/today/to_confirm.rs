//! What others booked and the person here may confirm: those who answer for a thing, and its keeper.

use etabli_api::{
    command::{ConfirmBooking, ListBookings},
    id::BookingId,
    view::BookingView,
};
use yew::prelude::*;

use super::near;
use crate::{
    booking::{
        BOOKING, BOOKINGS,
        detail::{BookingDialog, Shift},
    },
    clock,
    components::answer::Refusal,
    query::{use_change, use_query},
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// How many are listed.
const LISTED: usize = 5;

/// Shows them; nothing where there are none.
#[component]
pub(super) fn ToConfirm() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let (resource, of) = (None, None);
    let asked = ListBookings { space: space.named(), resource, of, all: false, to_confirm: true };
    let bookings = use_query(asked, BOOKINGS);
    let change = use_change(BOOKING);
    let open = use_state_eq(|| None::<BookingId>);
    let waiting = bookings.ready().map(|all| near(all, clock::now())).unwrap_or_default();
    let close = {
        let setter = open.setter();
        Callback::from(move |()| setter.set(None))
    };
    // What is open stays so, although it waits no more.
    let dialog = open.map(|id| {
        html! { <BookingDialog {id} shift={Shift::default()} on_close={close} /> }
    });
    if waiting.is_empty() {
        return html! { <>{ for dialog }</> };
    }
    let rows = waiting.iter().take(LISTED).map(|(booking, time)| {
        let (name, who) = (words.booked(booking), words.person(&booking.by_name));
        let on_open = {
            let (setter, id) = (open.setter(), booking.id);
            Callback::from(move |_: MouseEvent| setter.set(Some(id)))
        };
        let on_confirm = {
            let (change, say) = (change.clone(), say.clone());
            let command = ConfirmBooking { space: space.named(), booking: booking.id.to_string() };
            Callback::from(move |_: MouseEvent| {
                let say = say.clone();
                change.send(&command, move |booking: BookingView| {
                    let when = words.span(booking.start, booking.end);
                    let args = [("name", words.booked(&booking).into()), ("when", when.into())];
                    say.emit(words.with("booking-said-confirmed", &args));
                });
            })
        };
        let label =
            words.with("today-confirm-it", &[("name", (&name).into()), ("who", (&who).into())]);
        html! {
            <li key={booking.id.to_string()} class="row" data-testid="today-to-confirm">
                <div class="grow">
                    <p class="row-title">
                        <button type="button" class="text-button" onclick={on_open}
                            data-testid="today-confirm-open">{ name }</button>
                    </p>
                    <p class="row-note">{ who }{ " · " }{ words.span(time.start, time.end) }</p>
                </div>
                <button type="button" class="button small" onclick={on_confirm} aria-label={label}
                    disabled={change.is_pending()} data-testid="today-confirm">
                    { words.t("booking-confirm") }
                </button>
            </li>
        }
    });
    let more = waiting.len().saturating_sub(LISTED);
    html! {
        <section class="section" data-testid="today-confirms">
            <div class="section-head"><h2>{ words.t("today-confirms") }</h2></div>
            <Refusal error={change.error()} />
            <ul>{ for rows }</ul>
            if more > 0 {
                <p class="muted">{ words.with("today-chores-more", &[("count", more.into())]) }</p>
            }
            { for dialog }
        </section>
    }
}
