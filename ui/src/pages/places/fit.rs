//! Which place fits: its kind, what is there, for how many, and whether it is free then. What is found
//! is told while one chooses.

use etabli_api::{command::FindPlaces, detail::KINDS, view::PlaceFound};
use yew::prelude::*;

use crate::{
    booking::BOOKINGS,
    clock,
    components::{
        answer::answered,
        badge::{Tone, status},
        date::{DateField, Typed},
        dialog::Dialog,
        field::{Choice, Field},
        icon::Icon,
        stepper::Stepper,
        time::TimeField,
    },
    hour::Hour,
    query::use_query,
    route::Route,
    space::use_space,
    words::{Words, use_words},
};

/// For how many people a place is looked for at most.
const MOST: u32 = 1000;

/// Properties of [`FitDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct FitDialogProps {
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks what somebody is about to do, and shows the places that fit.
#[component]
pub(super) fn FitDialog(props: &FitDialogProps) -> Html {
    let on_close = &props.on_close;
    let (words, space) = (use_words(), use_space());
    let (kind, need) = (use_state(String::new), use_state(String::new));
    let people = use_state_eq(|| 1_u32);
    let day = use_state_eq(|| Typed::Nothing);
    let hours = [use_state_eq(|| Hour::read("10")), use_state_eq(|| Hour::read("12"))];
    let times = match (&*day, *hours[0], *hours[1]) {
        (Typed::Day(day), Some(from), Some(to)) => {
            let at = |hour: Hour| format!("{} {}", day.iso(), hour.written());
            Some((at(from), at(to)))
        }
        _ => None,
    };
    let (from, to) = times.unzip();
    let found = use_query(
        FindPlaces {
            space: space.named(),
            kind: Some((*kind).clone()).filter(|kind| !kind.is_empty()),
            need: Some((*need).clone()),
            people: (*people > 1).then_some(*people),
            from,
            to,
            zone: None,
        },
        BOOKINGS,
    );
    let any = (AttrValue::default(), AttrValue::from(words.t("fit-any-kind")));
    let kinds = KINDS.iter().map(|kind| {
        (AttrValue::from(*kind), AttrValue::from(words.t(&format!("detail-kind-{kind}"))))
    });
    let kinds: Vec<_> = std::iter::once(any).chain(kinds).collect();
    let on_people = {
        let setter = people.setter();
        Callback::from(move |count| setter.set(count))
    };
    let on_day = {
        let setter = day.setter();
        Callback::from(move |typed| setter.set(typed))
    };
    let fields = ["from", "to"].into_iter().zip(&hours).map(|(id, hour)| {
        let setter = hour.setter();
        let on_type = Callback::from(move |typed: Result<Hour, String>| setter.set(typed.ok()));
        let typed = hour.ok_or_else(String::new);
        html! {
            <TimeField id={format!("fit-{id}")} label={words.t(&format!("book-{id}"))} {typed} {on_type} />
        }
    });
    let shown = answered(words, &found, |found| {
        if found.is_empty() {
            return html! { <p role="status" data-testid="fit-none">{ words.t("fit-none") }</p> };
        }
        html! {
            <div role="status" data-testid="fit-found">
                <ul>{ for found.iter().map(|place| row(words, place, on_close)) }</ul>
            </div>
        }
    });
    html! {
        <Dialog id="fit" title={words.t("fit-title")} on_close={on_close.clone()}>
            <div class="stack">
                <Choice id="fit-kind" label={words.t("detail-kind")} options={kinds} chosen={kind} />
                <Field id="fit-need" label={words.t("fit-need")} text={need}
                    hint={words.t("fit-need-hint")} />
                <Stepper id="fit-people" label={words.t("fit-people")} least={1} most={MOST}
                    count={*people} on_change={on_people} />
                <DateField id="fit-day" label={words.t("fit-day")} typed={(*day).clone()}
                    on_type={on_day} earliest={clock::today()} />
                if *day != Typed::Nothing { <div class="field-row">{ for fields }</div> }
                { shown }
            </div>
        </Dialog>
    }
}

/// Draws a place that fits, and what is in the way then.
fn row(words: Words, found: &PlaceFound, on_close: &Callback<()>) -> Html {
    let onclick = on_close.reform(|_: MouseEvent| ());
    let holds =
        (found.capacity > 1).then(|| words.with("fit-holds", &[("count", found.capacity.into())]));
    let told: Vec<String> = [holds, Some(found.equipment.replace('\n', ", "))]
        .into_iter()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    html! {
        <li key={found.place.id.to_string()} class="row" data-testid="fit-place">
            <div class="grow">
                <p class="row-title">
                    <a href={Route::Place(found.place.id).href()} {onclick} data-testid="fit-link">{ &found.place.path }</a>
                </p>
                if !told.is_empty() { <p class="row-note">{ told.join(" · ") }</p> }
                if let Some(error) = &found.obstacle {
                    { status(Tone::Warn, Icon::Alert, &words.reason(error)) }
                }
            </div>
        </li>
    }
}
