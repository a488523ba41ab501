//! When a card is due: written at once, unless it is no day.

use yew::prelude::*;

use crate::{
    components::date::{DateField, Typed},
    pages::projects::day_of,
    words::use_words,
};

/// Properties of [`Due`].
#[derive(Properties, PartialEq)]
pub(super) struct DueProps {
    /// The day it is due, or nothing.
    pub(super) due: String,
    /// Whether it can only be read.
    pub(super) fixed: bool,
    /// Hears of another day, or of none.
    pub(super) on_day: Callback<String>,
}

/// Shows the day, and takes another.
#[component]
pub(super) fn Due(props: &DueProps) -> Html {
    let DueProps { due, fixed, on_day } = props;
    let words = use_words();
    let typed = use_state_eq(|| Typed::of(due));
    {
        let typed = typed.setter();
        use_effect_with(due.clone(), move |due| typed.set(Typed::of(due)));
    }
    if *fixed {
        return html! {
            <p class="field"><span>{ words.t("card-due") }</span><span>{ day_of(words, due) }</span></p>
        };
    }
    let on_type = {
        let (due, typed, on_day) = (due.clone(), typed.setter(), on_day.clone());
        Callback::from(move |now: Typed| {
            let said = now.said().unwrap_or_default();
            // What is no day stays in the field, which says so.
            if !matches!(now, Typed::Wrong(_)) && said != due {
                on_day.emit(said);
            }
            typed.set(now);
        })
    };
    html! { <DateField id="card-due" label={words.t("card-due")} typed={(*typed).clone()} {on_type} /> }
}
