//! A field for a time of the day, typed as people write it. The browser's own is not used: in the
//! window one cannot type into it.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    event::{Draft, hand_in, use_draft},
    hour::Hour,
    words::use_words,
};

/// Properties of [`TimeField`].
#[derive(Properties, PartialEq)]
pub(crate) struct TimeFieldProps {
    /// Its id on the page, and its name for tests.
    pub(crate) id: AttrValue,
    /// What happens at that time.
    pub(crate) label: AttrValue,
    /// The time, or what stands there and is none.
    pub(crate) typed: Result<Hour, String>,
    /// Hears what is typed, once the field is left.
    pub(crate) on_type: Callback<Result<Hour, String>>,
}

/// Shows a field for a time of the day.
#[component]
pub(crate) fn TimeField(props: &TimeFieldProps) -> Html {
    let TimeFieldProps { id, label, typed, on_type } = props;
    let words = use_words();
    let Draft { text: draft, oninput, end, onblur } = use_draft();
    let take = {
        let on_type = on_type.clone();
        Callback::from(move |input: HtmlInputElement| {
            let text = input.value();
            let read = Hour::read(&text);
            if let Some(hour) = read {
                input.set_value(&hour.written());
            }
            on_type.emit(read.ok_or(text));
            end.emit(());
        })
    };
    let onchange = {
        let take = take.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target().and_then(|target| target.dyn_into().ok()) {
                take.emit(input);
            }
        })
    };
    let onkeydown = Callback::from(move |event: KeyboardEvent| hand_in(&event, &take));
    let (value, is_wrong) = match typed {
        Ok(hour) => (hour.written(), false),
        Err(text) => (text.clone(), true),
    };
    let value = draft.unwrap_or(value);
    let hint_id = AttrValue::from(format!("{id}-hint"));
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            <input id={id} class="input hour" type="text" inputmode="numeric" autocomplete="off"
                aria-describedby={is_wrong.then(|| hint_id.clone())} {value} {oninput} {onchange} {onblur} {onkeydown}
                aria-invalid={is_wrong.then_some("true")} data-testid={id} />
            if is_wrong {
                <p id={hint_id} role="alert" class="hint wrong">{ words.t("time-wrong") }</p>
            }
        </div>
    }
}
