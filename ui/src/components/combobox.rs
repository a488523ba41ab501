//! A choice of one among many: one types a part of it, the list shows what fits. The focus stays
//! in the field; arrows move along the list, Enter takes, Esc leaves things as they were.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

use crate::{
    components::{
        board::plain,
        icon::{Icon, icon},
        popover::Popover,
    },
    focus::focus_on,
    keys::{Along, step},
    words::use_words,
};

/// How many are shown at once: whoever has more types one more letter.
const MOST: usize = 50;

/// Something to choose: its value and its words.
pub(crate) type Offer = (AttrValue, AttrValue);

/// Properties of [`Combobox`].
#[derive(Properties, PartialEq)]
pub(crate) struct ComboboxProps {
    /// Its id on the page, and its name for tests.
    pub(crate) id: AttrValue,
    /// What is chosen.
    pub(crate) label: AttrValue,
    /// What there is.
    pub(crate) offers: Rc<[Offer]>,
    /// The value that is chosen; empty for none.
    pub(crate) chosen: AttrValue,
    /// Hears the value that a person chooses.
    pub(crate) on_choose: Callback<AttrValue>,
    /// Hears what is typed, where more is fetched than is offered at first.
    #[prop_or_default]
    pub(crate) on_type: Callback<String>,
    /// What helps; nothing if empty.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
}

/// Returns what fits the letters that were typed, without regard to accents.
fn fitting(offers: &[Offer], typed: &str) -> Vec<Offer> {
    let typed = plain(typed.trim());
    let fits = |offer: &&Offer| plain(&offer.1).contains(&typed);
    offers.iter().filter(fits).take(MOST).cloned().collect()
}

/// Shows a choice of one among many.
#[component]
pub(crate) fn Combobox(props: &ComboboxProps) -> Html {
    let ComboboxProps { id, label, offers, chosen, on_choose, on_type, hint } = props;
    let words = use_words();
    let (around, field, list) = (use_node_ref(), use_node_ref(), use_node_ref());
    // What is typed, while the list is open; then what is marked in it.
    let typed = use_state_eq(|| None::<String>);
    let at = use_state_eq(|| None::<usize>);
    let now = offers.iter().find(|(value, _)| value == chosen).map(|(_, words)| words.clone());
    let now = now.unwrap_or_default();
    // Whoever opens it sees everything, not only what is chosen already.
    let asked = typed.as_deref().filter(|typed| *typed != now.as_str()).unwrap_or_default();
    let shown: Rc<[Offer]> =
        if typed.is_some() { fitting(offers, asked).into() } else { Rc::from([]) };
    {
        let list = list.clone();
        use_effect_with(*at, move |_| {
            let list = list.cast::<web_sys::Element>();
            let marked = list
                .and_then(|list| list.query_selector("[aria-selected=\"true\"]").ok().flatten());
            if let Some(marked) = marked {
                let nearest = ScrollIntoViewOptions::new();
                nearest.set_block(ScrollLogicalPosition::Nearest);
                marked.scroll_into_view_with_scroll_into_view_options(&nearest);
            }
        });
    }
    let open = {
        let (typed, at, now) = (typed.setter(), at.setter(), now.clone());
        let place = offers.iter().position(|(value, _)| value == chosen);
        move || {
            typed.set(Some(now.to_string()));
            at.set(place);
        }
    };
    let close = {
        let (typed, at) = (typed.setter(), at.setter());
        move || {
            typed.set(None);
            at.set(None);
        }
    };
    let take = {
        let (close, on_choose) = (close.clone(), on_choose.clone());
        move |value: AttrValue| {
            close();
            on_choose.emit(value);
        }
    };
    let oninput = {
        let (typed, at, on_type) = (typed.setter(), at.setter(), on_type.clone());
        Callback::from(move |event: InputEvent| {
            let input =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                let text = input.value();
                at.set((!text.trim().is_empty()).then_some(0));
                on_type.emit(text.clone());
                typed.set(Some(text));
            }
        })
    };
    let onkeydown = {
        let (typed, at, shown) = (typed.clone(), at.clone(), shown.clone());
        let (open, close, take) = (open.clone(), close.clone(), take.clone());
        Callback::from(move |event: KeyboardEvent| {
            let key = event.key();
            match (&*typed, key.as_str()) {
                (None, "ArrowDown" | "ArrowUp") => open(),
                (Some(_), "ArrowDown" | "ArrowUp") => {
                    at.set(step(&key, Along::Down, *at, shown.len()));
                }
                (Some(_), "Escape") => close(),
                (Some(text), "Enter") => match at.and_then(|at| shown.get(at)) {
                    Some((value, _)) => take(value.clone()),
                    None if text.trim().is_empty() => take(AttrValue::default()),
                    None => {}
                },
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    let onblur = {
        let (close, take, typed) = (close.clone(), take.clone(), typed.clone());
        Callback::from(move |_: FocusEvent| match typed.as_deref() {
            // Whoever empties the field wants nothing chosen.
            Some(text) if text.trim().is_empty() => take(AttrValue::default()),
            Some(_) => close(),
            None => {}
        })
    };
    // A press in the list must not take the focus out of the field.
    let keep = Callback::from(|event: MouseEvent| event.prevent_default());
    let toggle = {
        let (typed, field) = (typed.clone(), field.clone());
        let (open, close) = (open.clone(), close);
        Callback::from(move |_: MouseEvent| {
            focus_on(&field);
            if typed.is_some() { close() } else { open() }
        })
    };
    let list_id = format!("{id}-list");
    let option_id = |place: usize| format!("{id}-option-{place}");
    let rows = shown.iter().enumerate().map(|(place, (value, text))| {
        let onclick = {
            let (take, value) = (take.clone(), value.clone());
            Callback::from(move |_: MouseEvent| take(value.clone()))
        };
        let marked = if *at == Some(place) { "true" } else { "false" };
        html! {
            <li key={value.as_str()} id={option_id(place)} class="option" role="option" {onclick}
                aria-selected={marked} data-testid={format!("{id}-{value}")}>
                <span>{ text }</span>
                if value == chosen { { icon(Icon::Check) } }
            </li>
        }
    });
    let count = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    let is_open = typed.is_some();
    let hint_id = (!hint.is_empty()).then(|| AttrValue::from(format!("{id}-hint")));
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            <div ref={around.clone()} class="with-button">
                <input ref={field} id={id} class="input" type="text" role="combobox"
                    autocomplete="off" spellcheck="false" aria-autocomplete="list"
                    aria-expanded={if is_open { "true" } else { "false" }}
                    aria-controls={is_open.then(|| list_id.clone())}
                    aria-activedescendant={at.map(option_id)} aria-describedby={hint_id.clone()}
                    value={typed.as_ref().map_or(now, |typed| typed.clone().into())}
                    {oninput} {onkeydown} {onblur} data-testid={id} />
                <button type="button" class="icon-button" tabindex="-1" onmousedown={keep.clone()}
                    onclick={toggle} data-testid={format!("{id}-open")}
                    aria-label={words.with("combobox-open", &[("what", label.as_str().into())])}>
                    { icon(Icon::Down) }
                </button>
            </div>
            if !hint.is_empty() {
                <p id={hint_id} class="hint">{ hint }</p>
            }
            <p role="status" class="hidden-label">
                if is_open { { words.count("combobox-found", count) } }
            </p>
            if is_open {
                <Popover anchor={around} kind="manual">
                    <ul ref={list} id={list_id} role="listbox" aria-label={label} onmousedown={keep}>
                        { for rows }
                    </ul>
                    if shown.is_empty() {
                        <p class="hint none">{ words.t("combobox-none") }</p>
                    }
                </Popover>
            }
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_is_found_without_accents_and_anywhere_in_the_words() {
        let offers = ["Électricité", "Bois", "Atelier bois"]
            .map(|words| (AttrValue::from(words), AttrValue::from(words)));
        let found = |typed| fitting(&offers, typed).len();
        assert_eq!((found("elec"), found(" BOIS"), found(""), found("x")), (1, 2, 3, 0));
    }
}
