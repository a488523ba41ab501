//! A number that is small: typed, or made one more or one less.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::icon::{Icon, icon},
    event::{Draft, use_draft},
    words::use_words,
};

/// Properties of [`Stepper`].
#[derive(Properties, PartialEq)]
pub(crate) struct StepperProps {
    /// Its id on the page, and its name for tests.
    pub(crate) id: AttrValue,
    /// What is counted.
    pub(crate) label: AttrValue,
    /// How many.
    pub(crate) count: u32,
    /// The least there may be.
    #[prop_or_default]
    pub(crate) least: u32,
    /// The most there may be.
    pub(crate) most: u32,
    /// Hears another number, never beyond its bounds.
    pub(crate) on_change: Callback<u32>,
}

/// Shows a number with its two buttons.
#[component]
pub(crate) fn Stepper(props: &StepperProps) -> Html {
    let StepperProps { id, label, count, least, most, on_change } = props;
    let (count, least, most) = (*count, *least, *most);
    let words = use_words();
    let field = use_node_ref();
    let Draft { text: draft, oninput, end, onblur } = use_draft();
    // What is typed may be half a number: the field keeps it until it is left.
    let onchange = {
        let on_change = on_change.clone();
        Callback::from(move |event: Event| {
            let input =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                let typed = input.value().trim().parse().unwrap_or(count).clamp(least, most);
                input.set_value(&typed.to_string());
                on_change.emit(typed);
                end.emit(());
            }
        })
    };
    let button = |name: &'static str, shown: Icon, to: u32| {
        html! {
            <button type="button" class="icon-button" data-testid={format!("{id}-{name}")}
                disabled={to == count} onclick={on_change.reform(move |_: MouseEvent| to)}
                aria-label={words.with(&format!("stepper-{name}"), &[("what", label.as_str().into())])}>
                { icon(shown) }
            </button>
        }
    };
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            <div class="stepper">
                { button("less", Icon::Minus, count.saturating_sub(1).max(least)) }
                <input ref={field} id={id} type="number" inputmode="numeric" data-testid={id}
                    min={least.to_string()} max={most.to_string()} {oninput} {onchange} {onblur}
                    value={draft.unwrap_or_else(|| count.to_string())} />
                { button("more", Icon::Plus, count.saturating_add(1).min(most)) }
            </div>
        </div>
    }
}
