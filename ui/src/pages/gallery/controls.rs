//! What one presses, types in and chooses with.

use std::rc::Rc;

use yew::prelude::*;

use super::part;
use crate::{
    clock,
    components::{
        button::{Button, ButtonSize, Look, Ready},
        chips::{Chip, Chips},
        combobox::{Combobox, Offer},
        date::{DateField, Typed},
        drop::FileDrop,
        field::{Choice, Field, Segments, Takes},
        icon::Icon,
        stepper::Stepper,
    },
    toast::use_say,
    words::{Words, use_words},
};

/// What stands for things of the inventory, and the words for it.
const THINGS: [&str; 4] = ["gallery-drill", "gallery-sander", "gallery-saw", "gallery-tent"];

/// Returns things of the inventory.
pub(super) fn things(words: Words) -> Rc<[Offer]> {
    THINGS.iter().map(|id| (AttrValue::from(*id), AttrValue::from(words.t(id)))).collect()
}

/// Shows the buttons.
#[component]
pub(super) fn Buttons() -> Html {
    let (words, say) = (use_words(), use_say());
    let press = say.reform(move |()| words.t("gallery-toast-text"));
    let button = |id: &'static str, look, size, ready, icon| {
        html! {
            <Button {id} words={words.t(id)} {look} {size} {ready} {icon}
                on_press={press.clone()} />
        }
    };
    let (normal, small) = (ButtonSize::Normal, ButtonSize::Small);
    part(
        words.t("gallery-buttons"),
        html! {
            <div class="acts">
                { button("gallery-main", Look::Main, normal, Ready::Yes, None) }
                { button("gallery-plain", Look::Plain, normal, Ready::Yes, Some(Icon::Clock)) }
                { button("gallery-danger", Look::Danger, normal, Ready::Yes, Some(Icon::Trash)) }
                { button("gallery-busy", Look::Main, normal, Ready::Busy, Some(Icon::Check)) }
                { button("gallery-off", Look::Plain, normal, Ready::No, None) }
                { button("gallery-small", Look::Plain, small, Ready::Yes, None) }
                { button("gallery-quiet", Look::Quiet, normal, Ready::Yes, None) }
            </div>
        },
    )
}

/// Shows the fields.
#[component]
pub(super) fn Fields() -> Html {
    let words = use_words();
    let name = use_state(|| words.t("gallery-drill"));
    let note = use_state(String::new);
    let owner = use_state(|| THINGS.first().copied().unwrap_or_default().to_owned());
    let thing = use_state(|| AttrValue::from("gallery-saw"));
    let shown = use_state(|| AttrValue::from("gallery-history"));
    let day = use_state(|| Typed::Day(clock::today().plus(7)));
    let count = use_state(|| 2_u32);
    let chips = use_state(|| THINGS.to_vec());
    let on_thing = {
        let thing = thing.setter();
        Callback::from(move |value| thing.set(value))
    };
    let on_day = {
        let day = day.setter();
        Callback::from(move |value| day.set(value))
    };
    let on_count = {
        let count = count.setter();
        Callback::from(move |value| count.set(value))
    };
    let on_segment = {
        let shown = shown.setter();
        Callback::from(move |value| shown.set(value))
    };
    let on_remove = {
        let chips = chips.clone();
        Callback::from(move |id: AttrValue| {
            chips.set(chips.iter().copied().filter(|own| format!("chip-{own}") != *id).collect());
        })
    };
    let segments: Vec<_> = ["gallery-history", "gallery-conditions"]
        .map(|id| (AttrValue::from(id), AttrValue::from(words.t(id))))
        .to_vec();
    let worded = chips
        .iter()
        .map(|id| Chip { id: format!("chip-{id}").into(), words: words.t(id).into() })
        .collect::<Vec<_>>();
    part(
        words.t("gallery-fields"),
        html! {
            <div class="sample-grid">
                <Field id="gallery-name" label={words.t("gallery-name")} text={name}
                    hint={words.t("gallery-hint")} />
                <Choice id="gallery-choice" label={words.t("gallery-owner")} chosen={owner}
                    options={things(words).to_vec()} />
                <Combobox id="gallery-combobox" label={words.t("gallery-tools")}
                    offers={things(words)} chosen={(*thing).clone()} on_choose={on_thing} />
                <DateField id="gallery-day" label={words.t("gallery-day")} typed={(*day).clone()}
                    on_type={on_day} earliest={clock::today()} />
                <Stepper id="gallery-count" label={words.t("gallery-count")} count={*count}
                    least={1} most={4} on_change={on_count} />
                <div class="look-part">
                    <p class="label">{ words.t("gallery-states") }</p>
                    <Segments id="gallery-segments" label={words.t("gallery-states")}
                        options={segments} chosen={(*shown).clone()} on_choose={on_segment} />
                </div>
                <Field id="gallery-note" label={words.t("gallery-note")} text={note}
                    takes={Takes::Lines} />
                <FileDrop id="gallery-files" words={words.t("gallery-files")}
                    hint={words.t("gallery-files-hint")} on_files={Callback::noop()} />
                <Chips label={words.t("gallery-tools")} chips={worded} {on_remove} />
            </div>
        },
    )
}
