//! How the window behaves on this computer: only the desktop's window has it.

use etabli_api::window::{Choices, ReadWindow, SetWindow, WindowView};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::answer::{Refusal, answered},
    query::{use_change, use_query},
    words::{Words, use_words},
};

/// Shows what can be chosen about the window.
#[component]
pub(crate) fn Computer() -> Html {
    let words = use_words();
    let stored = use_query(ReadWindow {}, &[]);
    let latest = use_state(|| None::<WindowView>);
    let set = use_change(&[]);
    let choose = {
        let (set, latest) = (set.clone(), latest.setter());
        Callback::from(move |choices: Choices| {
            let latest = latest.clone();
            set.send(&SetWindow { choices }, move |view| latest.set(Some(view)));
        })
    };
    let (error, pending) = (set.error(), set.is_pending());
    answered(words, &stored, |stored| {
        let view = (*latest).clone().unwrap_or_else(|| stored.clone());
        let choices = &view.choices;
        let autostart = choose.reform({
            let choices = choices.clone();
            move |autostart| Choices { autostart, ..choices.clone() }
        });
        let background = choose.reform({
            let choices = choices.clone();
            move |background| Choices { background, ..choices.clone() }
        });
        let reminders = choose.reform({
            let choices = choices.clone();
            move |reminders| Choices { reminders, ..choices.clone() }
        });
        let hint = if view.tray { "computer-background-tray" } else { "computer-background-start" };
        html! {
            <section class="section" data-testid="computer">
                <div class="section-head"><h2>{ words.t("settings-computer") }</h2></div>
                <Refusal {error} />
                { check(words, "autostart", choices.autostart, pending, None, &autostart) }
                { check(words, "background", choices.background, pending, Some(hint), &background) }
                { check(words, "reminders", choices.reminders, pending, None, &reminders) }
            </section>
        }
    })
}

/// Draws one choice.
fn check(
    words: Words,
    id: &'static str,
    checked: bool,
    disabled: bool,
    hint: Option<&'static str>,
    on_choose: &Callback<bool>,
) -> Html {
    let name = format!("computer-{id}");
    let about = hint.map(|_| format!("{name}-hint"));
    let onchange = on_choose.reform(|event: Event| {
        event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
    });
    html! {
        <div class="check">
            <input type="checkbox" id={name.clone()} {checked} {disabled} {onchange}
                aria-describedby={about.clone()} data-testid={name.clone()} />
            <div>
                <label for={name.clone()}>{ words.t(&name) }</label>
                if let Some(hint) = hint {
                    <p class="muted" id={about}>{ words.t(hint) }</p>
                }
            </div>
        </div>
    }
}
