//! What a page says whose link to the program is lost: what that means, what to do, and that it
//! tries again by itself. It has a place of its own, so that it covers nothing.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    bridge, chapter,
    components::icon::{Icon, icon},
    event::use_window_event,
    link::{self, Link, use_link},
    toast::use_say,
    words::use_words,
};

/// What to type where the program was started.
const COMMAND: &str = "etabli serve";

/// Says that the link is lost, as long as it is, and when it holds again.
#[component]
pub(crate) fn Lost() -> Html {
    let (words, say, state) = (use_words(), use_say(), use_link());
    // Whoever comes back to the page may just have started the program anew.
    use_window_event("focus", |_| try_if_lost());
    use_window_event("online", |_| try_if_lost());
    {
        let before = use_mut_ref(|| state.link);
        use_effect_with(state.link, move |link| {
            if *link == Link::Held {
                chapter::fetch_ahead();
            }
            if before.replace(*link) != Link::Held && *link == Link::Held {
                say.emit(words.t("lost-back"));
                keep_focus();
            }
        });
    }
    let told = match (state.link, bridge::is_window()) {
        (Link::Held, _) => None,
        (Link::Lost, false) => Some(("lost-title", "lost-page", true)),
        (Link::Lost | Link::Renewed, true) => Some(("lost-title", "lost-window", false)),
        (Link::Renewed, false) => Some(("lost-renewed-title", "lost-renewed", true)),
    };
    let on_try = |_: MouseEvent| link::try_now();
    html! {
        <div class={classes!("lost", told.map(|_| "callout warn"))}>
            if told.is_some() {
                { icon(Icon::Alert) }
            }
            <div role="status" class="grow">
                if let Some((title, text, shell)) = told {
                    <p class="strong" data-testid={title}>{ words.t(title) }</p>
                    <p>
                        { words.t(text) }
                        if shell {
                            { ' ' }<code>{ COMMAND }</code>
                        }
                    </p>
                }
            </div>
            if told.is_some() {
                <button type="button" class="button" onclick={on_try} data-testid="lost-try"
                    aria-disabled={state.trying.then_some("true")}>
                    { icon(Icon::Refresh) }{ words.t("lost-try") }
                </button>
            }
        </div>
    }
}

fn try_if_lost() {
    if link::is_lost() {
        link::try_now();
    }
}

/// Gives the focus a place when the button that had it is gone.
fn keep_focus() {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    if document.active_element().is_some_and(|element| element.tag_name() != "BODY") {
        return;
    }
    let main = document.get_element_by_id("main");
    let main = main.and_then(|main| main.dyn_into::<HtmlElement>().ok());
    if let Some(Err(error)) = main.map(|main| main.focus()) {
        web_sys::console::error_1(&error);
    }
}
