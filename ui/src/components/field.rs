//! Fields of forms: a label that says what goes in, a hint that helps, the text itself.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Takes {
    /// One line.
    #[default]
    Line,
    /// A whole number.
    Number,
    /// Several lines.
    Lines,
    /// A day, which is typed or picked.
    Day,
}

/// Properties of [`Field`].
#[derive(Properties, PartialEq)]
pub(crate) struct FieldProps {
    /// Its id on the page, and its name for tests.
    pub(crate) id: AttrValue,
    /// What goes in.
    pub(crate) label: AttrValue,
    /// What is typed.
    pub(crate) text: UseStateHandle<String>,
    /// What helps; nothing if empty.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    /// What it takes.
    #[prop_or_default]
    pub(crate) takes: Takes,
    /// Whether the form can go without.
    #[prop_or_default]
    pub(crate) required: bool,
    /// Values that are offered while typing.
    #[prop_or_default]
    pub(crate) offers: Vec<AttrValue>,
}

/// Shows a field with its label.
#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let FieldProps { id, label, text, hint, takes, required, offers } = props;
    let setter = text.setter();
    let oninput = Callback::from(move |event: InputEvent| {
        if let Some(typed) = typed(&event) {
            setter.set(typed);
        }
    });
    let hint_id = AttrValue::from(format!("{id}-hint"));
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let list = (!offers.is_empty()).then(|| AttrValue::from(format!("{id}-offers")));
    let value = (**text).clone();
    let control = match takes {
        Takes::Lines => html! {
            <textarea id={id} class="input" rows="4" data-testid={id} aria-describedby={described}
                required={*required} {value} {oninput} />
        },
        // A day has a field of its own.
        Takes::Line | Takes::Day => html! {
            <input id={id} class="input" type="text" data-testid={id} autocomplete="off"
                aria-describedby={described} list={list.clone()} required={*required}
                {value} {oninput} />
        },
        Takes::Number => html! {
            <input id={id} class="input number" type="text" inputmode="numeric" data-testid={id}
                autocomplete="off" aria-describedby={described} required={*required}
                {value} {oninput} />
        },
    };
    let offered = list.map(|list| {
        let options = offers.iter().map(|offer| html! { <option value={offer} /> });
        html! { <datalist id={list}>{ for options }</datalist> }
    });
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            { control }
            { offered }
            if !hint.is_empty() {
                <p id={hint_id} class="hint">{ hint }</p>
            }
        </div>
    }
}

/// Returns what is in the field where something was typed.
fn typed(event: &InputEvent) -> Option<String> {
    let target = event.target()?;
    match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => Some(input.value()),
        Err(target) => target.dyn_into::<HtmlTextAreaElement>().ok().map(|area| area.value()),
    }
}

/// Properties of [`Choice`].
#[derive(Properties, PartialEq)]
pub(crate) struct ChoiceProps {
    /// Its id on the page, and its name for tests.
    pub(crate) id: AttrValue,
    /// What is chosen.
    pub(crate) label: AttrValue,
    /// Values with their words.
    pub(crate) options: Vec<(AttrValue, AttrValue)>,
    /// The value that is chosen.
    pub(crate) chosen: UseStateHandle<String>,
}

/// Shows a choice of one among several.
#[component]
pub(crate) fn Choice(props: &ChoiceProps) -> Html {
    let ChoiceProps { id, label, options, chosen } = props;
    let setter = chosen.setter();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(select) = select {
            setter.set(select.value());
        }
    });
    let options = options.iter().map(|(value, words)| {
        let selected = value.as_str() == chosen.as_str();
        html! { <option key={value.as_str()} {value} {selected}>{ words }</option> }
    });
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            <select id={id} class="input" data-testid={id} {onchange}>{ for options }</select>
        </div>
    }
}

/// Properties of [`Segments`].
#[derive(Properties, PartialEq)]
pub(crate) struct SegmentsProps {
    /// Its name for tests; each value is added to it.
    pub(crate) id: AttrValue,
    /// What is chosen.
    pub(crate) label: AttrValue,
    /// Values with their words.
    pub(crate) options: Vec<(AttrValue, AttrValue)>,
    /// The value that is chosen.
    pub(crate) chosen: AttrValue,
    /// Hears the value that a person chooses.
    pub(crate) on_choose: Callback<AttrValue>,
}

/// Shows a few choices side by side.
#[component]
pub(crate) fn Segments(props: &SegmentsProps) -> Html {
    let SegmentsProps { id, label, options, chosen, on_choose } = props;
    let segments = options.iter().map(|(value, words)| {
        let pressed = if value == chosen { "true" } else { "false" };
        let onclick = {
            let value = value.clone();
            on_choose.reform(move |_: MouseEvent| value.clone())
        };
        html! {
            <button type="button" key={value.as_str()} class="segment" aria-pressed={pressed}
                data-testid={format!("{id}-{value}")} {onclick}>
                { words }
            </button>
        }
    });
    html! { <div class="segments" role="group" aria-label={label}>{ for segments }</div> }
}
