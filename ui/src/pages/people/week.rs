//! Who is here this week, day by day, by what they say themselves.

use etabli_api::{
    Topic,
    command::ShowWeek,
    view::{DayHere, PersonHere, PlaceHere},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::answered,
        dialog::{Dialog, DialogWidth},
        face::{FaceSize, face},
    },
    query::use_query,
    route::Route,
    space::use_space,
    words::{Words, use_words},
};

/// What makes it old.
const WEEK: &[Topic] =
    &[Topic::Members, Topic::Spaces, Topic::Bookings, Topic::Loans, Topic::Inventory];

/// Properties of [`Week`].
#[derive(Properties, PartialEq)]
pub(super) struct WeekProps {
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Shows the days from today on.
#[component]
pub(super) fn Week(props: &WeekProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let week = use_query(ShowWeek { space: space.named() }, WEEK);
    let days =
        answered(words, &week, |week| week.days.iter().map(|day| shown(words, day)).collect());
    html! {
        <Dialog id="week" title={words.t("week-title")} width={DialogWidth::Table}
            on_close={props.on_close.clone()}>
            <p class="hint">{ words.t("week-lede") }</p>
            { days }
        </Dialog>
    }
}

fn shown(words: Words, day: &DayHere) -> Html {
    let rows = day.people.iter().map(|one| row(words, day, one));
    html! {
        <section class="section" data-testid="week-day">
            <h3>{ words.day(day.start) }</h3>
            if day.people.is_empty() {
                <p class="row-note">{ words.t("week-nobody") }</p>
            } else {
                <ul class="ruled">{ for rows }</ul>
            }
        </section>
    }
}

fn row(words: Words, day: &DayHere, one: &PersonHere) -> Html {
    let name = words.person(&one.name);
    let place = |id: &str, place: &PlaceHere| {
        let when = words.span(place.span.start, place.span.end);
        words.with(id, &[("place", (&place.name).into()), ("when", (&when).into())])
    };
    let usually =
        one.usually.then(|| words.t(&["week-usually-", &day.weekday.to_string()].concat()));
    let booked = one.booked.iter().map(|it| place("week-booked", it));
    let keys = one.keys.iter().map(|it| place("week-key", it));
    let lines =
        usually.into_iter().chain(booked).chain(keys).map(|line| html! { <li>{ line }</li> });
    html! {
        <li key={one.member.to_string()} class="row" data-testid="week-person">
            { face(&name, FaceSize::Normal) }
            <div class="grow">
                <p class="row-title">
                    <a class="link" href={Route::Person(one.member).href()} data-testid="week-open-person">
                        { &name }
                    </a>
                    if one.me { <span class="badge">{ words.t("members-me") }</span> }
                </p>
                <ul class="lines">{ for lines }</ul>
            </div>
        </li>
    }
}
