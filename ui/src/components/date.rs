//! A field for a day: typed as people write it, or picked from a calendar beside it. The browser's
//! own field is not used: in the window one cannot type into it, and each draws its own.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    clock,
    components::{
        calendar::Calendar,
        icon::{Icon, icon},
        popover::Popover,
    },
    day::Day,
    event::{Draft, hand_in, use_draft},
    focus::focus_on,
    words::use_words,
};

/// What stands in the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    /// Nothing.
    Nothing,
    /// A day that can be chosen.
    Day(Day),
    /// Something else.
    Wrong(String),
}

impl Typed {
    /// Reads what stood there before.
    pub(crate) fn of(text: &str) -> Self {
        match (Day::read(text, clock::today()), text.is_empty()) {
            (Some(day), _) => Self::Day(day),
            (None, true) => Self::Nothing,
            (None, false) => Self::Wrong(text.to_owned()),
        }
    }

    /// Returns it as the program takes it, which knows more words for days, and says what it
    /// cannot read; nothing if nothing was typed.
    pub(crate) fn said(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Day(day) => Some(day.iso()),
            Self::Wrong(text) => Some(text.clone()),
        }
    }
}

/// Properties of [`DateField`].
#[derive(Properties, PartialEq)]
pub(crate) struct DateFieldProps {
    /// Its id on the page, and its name for tests.
    pub(crate) id: AttrValue,
    /// What happens on that day.
    pub(crate) label: AttrValue,
    /// What stands in it.
    pub(crate) typed: Typed,
    /// Hears what is typed or picked.
    pub(crate) on_type: Callback<Typed>,
    /// The first day that can be chosen.
    #[prop_or_default]
    pub(crate) earliest: Option<Day>,
}

/// Shows a field for a day.
#[component]
pub(crate) fn DateField(props: &DateFieldProps) -> Html {
    let DateFieldProps { id, label, typed, on_type, earliest } = props;
    let earliest = *earliest;
    let (chosen, is_wrong) = match typed {
        Typed::Nothing => (None, false),
        Typed::Day(day) => (Some(*day), false),
        Typed::Wrong(_) => (None, true),
    };
    let words = use_words();
    let (around, button) = (use_node_ref(), use_node_ref());
    let open = use_state_eq(|| false);
    let Draft { text: draft, oninput, end, onblur } = use_draft();
    let take = {
        let on_type = on_type.clone();
        Callback::from(move |input: HtmlInputElement| {
            let text = input.value().trim().to_owned();
            let read = Day::read(&text, clock::today());
            let read = read.filter(|day| earliest.is_none_or(|earliest| *day >= earliest));
            if let Some(day) = read {
                input.set_value(&day.written());
            }
            on_type.emit(match read {
                Some(day) => Typed::Day(day),
                None if text.is_empty() => Typed::Nothing,
                None => Typed::Wrong(text),
            });
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
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let on_close = {
        let open = open.setter();
        Callback::from(move |()| open.set(false))
    };
    let on_leave = {
        let (on_close, button) = (on_close.clone(), button.clone());
        Callback::from(move |()| {
            on_close.emit(());
            focus_on(&button);
        })
    };
    let on_pick = {
        let (on_type, on_leave) = (on_type.clone(), on_leave.clone());
        Callback::from(move |day: Day| {
            on_type.emit(Typed::Day(day));
            on_leave.emit(());
        })
    };
    let hint_id = format!("{id}-hint");
    let hint = match (is_wrong, earliest) {
        (false, _) => words.t("date-hint"),
        (true, None) => words.t("date-wrong"),
        (true, Some(day)) => words.with("date-wrong-earliest", &[("date", day.written().into())]),
    };
    let value = match typed {
        Typed::Nothing => String::new(),
        Typed::Day(day) => day.written(),
        Typed::Wrong(text) => text.clone(),
    };
    let value = draft.unwrap_or(value);
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            <div ref={around.clone()} class="with-button date">
                <input id={id} class="input" type="text" inputmode="numeric" autocomplete="off"
                    aria-describedby={hint_id.clone()} {value} {oninput} {onchange} {onblur} {onkeydown}
                    data-testid={id}
                    aria-invalid={is_wrong.then_some("true")} />
                <button ref={button} type="button" class="icon-button" onclick={toggle}
                    aria-haspopup="dialog" aria-expanded={if *open { "true" } else { "false" }}
                    aria-label={words.with("date-open", &[("what", label.as_str().into())])}
                    data-testid={format!("{id}-open")}>
                    { icon(Icon::Calendar) }
                </button>
            </div>
            <p id={hint_id} role={is_wrong.then_some("alert")}
                class={classes!("hint", is_wrong.then_some("wrong"))}>{ hint }</p>
            if *open {
                <Popover anchor={around} {on_close}>
                    <Calendar id={format!("{id}-calendar")} label={label.clone()} {chosen}
                        {earliest} {on_pick} {on_leave} />
                </Popover>
            }
        </div>
    }
}
