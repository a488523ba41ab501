//! A dialog that asks for a few things, each said in a table: one form for all small questions.

use std::rc::Rc;

use etabli_api::ApiError;
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        date::{DateField, Typed},
        dialog::Dialog,
        field::{Choice, Field, Takes},
    },
    words::use_words,
};

/// What a question of yes or no holds when it is yes; it holds nothing when it is no.
pub(crate) const AGREED: &str = "yes";

/// What is asked for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Asked {
    /// Its name for tests, and in what is handed in.
    pub(crate) id: AttrValue,
    /// What goes in.
    pub(crate) label: AttrValue,
    /// What it holds at first.
    pub(crate) value: String,
    /// What it takes.
    pub(crate) takes: Takes,
    /// Values with their words, where one is chosen.
    pub(crate) options: Vec<(AttrValue, AttrValue)>,
    /// Values that are offered while typing.
    pub(crate) offers: Vec<AttrValue>,
}

impl Asked {
    /// Asks for a text.
    pub(crate) fn text(id: impl Into<AttrValue>, label: String, value: &str, takes: Takes) -> Self {
        let (id, label, value) = (id.into(), label.into(), value.to_owned());
        Self { id, label, value, takes, options: Vec::new(), offers: Vec::new() }
    }

    /// Asks for one of some values; the first holds unsaid.
    pub(crate) fn choice(
        id: impl Into<AttrValue>,
        label: String,
        value: &str,
        options: Vec<(AttrValue, AttrValue)>,
    ) -> Self {
        let mut asked = Self::text(id, label, value, Takes::Line);
        if value.is_empty()
            && let Some((first, _)) = options.first()
        {
            asked.value = first.to_string();
        }
        asked.options = options;
        asked
    }

    /// Asks for yes or no, in these words for no and yes.
    pub(crate) fn agreed(
        id: impl Into<AttrValue>,
        label: String,
        agreed: bool,
        [no, yes]: [String; 2],
    ) -> Self {
        let options = vec![(AttrValue::default(), no.into()), (AGREED.into(), yes.into())];
        Self::choice(id, label, if agreed { AGREED } else { "" }, options)
    }
}

/// Properties of [`Ask`].
#[derive(Properties, PartialEq)]
pub(crate) struct AskProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// What it is about.
    pub(crate) title: AttrValue,
    /// What it asks for, as it was when it opened.
    pub(crate) asked: Rc<[Asked]>,
    /// What submitting does, in words.
    pub(crate) submit: AttrValue,
    /// Whether an answer is awaited.
    pub(crate) pending: bool,
    /// Why it was refused.
    pub(crate) error: Option<ApiError>,
    /// Hears what was typed, in the order of what is asked.
    pub(crate) on_submit: Callback<Vec<String>>,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
    /// What stands before what is asked.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// Shows the dialog.
#[component]
pub(crate) fn Ask(props: &AskProps) -> Html {
    let AskProps { id, title, asked, submit, pending, error, on_submit, on_close, children } =
        props;
    let words = use_words();
    let typed = use_mut_ref(|| asked.iter().map(|one| one.value.clone()).collect::<Vec<String>>());
    let onsubmit = {
        let typed = typed.clone();
        on_submit.reform(move |event: SubmitEvent| {
            event.prevent_default();
            typed.borrow().clone()
        })
    };
    let fields = asked.iter().enumerate().map(|(place, one)| {
        let typed = typed.clone();
        let on_type = Callback::from(move |text: String| {
            if let Some(held) = typed.borrow_mut().get_mut(place) {
                *held = text;
            }
        });
        html! { <One key={place} id={format!("{id}-{}", one.id)} asked={one.clone()} {on_type} /> }
    });
    let cancel = on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog id={format!("{id}-dialog")} title={title.clone()} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                { children.clone() }
                { for fields }
                <Refusal error={error.clone()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={*pending}
                        data-testid={format!("{id}-submit")}>{ submit }</button>
                    <button type="button" class="button" onclick={cancel}
                        data-testid={format!("{id}-cancel")}>{ words.t("cancel") }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Properties of [`One`].
#[derive(Properties, PartialEq)]
struct OneProps {
    id: AttrValue,
    asked: Asked,
    on_type: Callback<String>,
}

#[component]
fn One(props: &OneProps) -> Html {
    let OneProps { id, asked, on_type } = props;
    let text = use_state(|| asked.value.clone());
    {
        let on_type = on_type.clone();
        use_effect_with((*text).clone(), move |text| on_type.emit(text.clone()));
    }
    if asked.takes == Takes::Day {
        let (setter, on_type) = (text.setter(), on_type.clone());
        let on_day = Callback::from(move |typed: Typed| {
            let said = typed.said().unwrap_or_default();
            // Enter hands in the form at once, before anything is drawn anew.
            on_type.emit(said.clone());
            setter.set(said);
        });
        return html! {
            <DateField id={id} label={asked.label.clone()} typed={Typed::of(&text)} on_type={on_day} />
        };
    }
    match asked.options.is_empty() {
        true => html! {
            <Field id={id} label={asked.label.clone()} {text} takes={asked.takes}
                offers={asked.offers.clone()} />
        },
        false => html! {
            <Choice id={id} label={asked.label.clone()} options={asked.options.clone()}
                chosen={text} />
        },
    }
}

/// Properties of [`Ticks`].
#[derive(Properties, PartialEq)]
pub(crate) struct TicksProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// What is gone through.
    pub(crate) label: AttrValue,
    /// Its lines.
    pub(crate) lines: Vec<AttrValue>,
    /// Which are there.
    pub(crate) there: Vec<bool>,
    /// Hears which are there from now on.
    pub(crate) on_there: Callback<Vec<bool>>,
}

/// Returns what hears of ticks and keeps them.
pub(crate) fn keeps(there: &UseStateHandle<Vec<bool>>) -> Callback<Vec<bool>> {
    let setter = there.setter();
    Callback::from(move |now| setter.set(now))
}

/// Shows a check-list, of which each line is there or not.
#[component]
pub(crate) fn Ticks(props: &TicksProps) -> Html {
    let TicksProps { id, label, lines, there, on_there } = props;
    let boxes = lines.iter().enumerate().map(|(place, line)| {
        let checked = there.get(place).copied().unwrap_or_default();
        let there = there.clone();
        let onchange = on_there.reform(move |_: Event| {
            let mut now = there.clone();
            if let Some(one) = now.get_mut(place) {
                *one = !*one;
            }
            now
        });
        html! {
            <li key={place}>
                <label class="check">
                    <input type="checkbox" {checked} {onchange} data-testid={id} />{ " " }{ line }
                </label>
            </li>
        }
    });
    html! {
        <fieldset class="field ticks">
            <legend>{ label }</legend>
            <ul>{ for boxes }</ul>
        </fieldset>
    }
}
