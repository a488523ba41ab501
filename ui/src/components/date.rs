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
    focus::focus_on,
    words::use_words,
};

/// Properties of [`DateField`].
#[derive(Properties, PartialEq)]
pub(crate) struct DateFieldProps {
    /// Its id on the page, and its name for tests.
    pub(crate) id: AttrValue,
    /// What happens on that day.
    pub(crate) label: AttrValue,
    /// The day, if one is chosen.
    pub(crate) chosen: Option<Day>,
    /// Hears the day, or that there is none.
    pub(crate) on_choose: Callback<Option<Day>>,
    /// The first day that can be chosen.
    #[prop_or_default]
    pub(crate) earliest: Option<Day>,
}

/// Shows a field for a day.
#[component]
pub(crate) fn DateField(props: &DateFieldProps) -> Html {
    let DateFieldProps { id, label, chosen, on_choose, earliest } = props;
    let (chosen, earliest) = (*chosen, *earliest);
    let words = use_words();
    let (around, button) = (use_node_ref(), use_node_ref());
    let open = use_state_eq(|| false);
    // What was typed and is no day.
    let wrong = use_state_eq(|| None::<String>);
    let onchange = {
        let (wrong, on_choose) = (wrong.setter(), on_choose.clone());
        Callback::from(move |event: Event| {
            let input =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = input else { return };
            let text = input.value().trim().to_owned();
            let read = Day::read(&text, clock::today());
            let read = read.filter(|day| earliest.is_none_or(|earliest| *day >= earliest));
            if let Some(day) = read {
                input.set_value(&day.written());
            }
            wrong.set((read.is_none() && !text.is_empty()).then_some(text));
            on_choose.emit(read);
        })
    };
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
        let (on_choose, on_leave, wrong) = (on_choose.clone(), on_leave.clone(), wrong.setter());
        Callback::from(move |day: Day| {
            wrong.set(None);
            on_choose.emit(Some(day));
            on_leave.emit(());
        })
    };
    let hint_id = format!("{id}-hint");
    let hint = match (&*wrong, earliest) {
        (None, _) => words.t("date-hint"),
        (Some(_), None) => words.t("date-wrong"),
        (Some(_), Some(day)) => {
            words.with("date-wrong-earliest", &[("date", day.written().into())])
        }
    };
    let value = wrong
        .as_ref()
        .map_or_else(|| chosen.map(Day::written).unwrap_or_default(), |wrong| wrong.clone());
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            <div ref={around.clone()} class="with-button date">
                <input id={id} class="input" type="text" inputmode="numeric" autocomplete="off"
                    aria-describedby={hint_id.clone()} {value} {onchange} data-testid={id}
                    aria-invalid={wrong.as_ref().map(|_| "true")} />
                <button ref={button} type="button" class="icon-button" onclick={toggle}
                    aria-haspopup="dialog" aria-expanded={if *open { "true" } else { "false" }}
                    aria-label={words.with("date-open", &[("what", label.as_str().into())])}
                    data-testid={format!("{id}-open")}>
                    { icon(Icon::Calendar) }
                </button>
            </div>
            <p id={hint_id} role={wrong.as_ref().map(|_| "alert")}
                class={classes!("hint", wrong.as_ref().map(|_| "wrong"))}>{ hint }</p>
            if *open {
                <Popover anchor={around} {on_close}>
                    <Calendar id={format!("{id}-calendar")} label={label.clone()} {chosen}
                        {earliest} {on_pick} {on_leave} />
                </Popover>
            }
        </div>
    }
}
