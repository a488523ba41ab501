//! Undoing one's own last act, from the bar above, from the keyboard, and from the message that
//! says it was done.

use std::cell::Cell;

use etabli_api::{
    Command, Topic,
    command::{Redo, Undo, UndoState},
    view::UndoneView,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use crate::{
    bridge,
    components::icon::{Icon, icon},
    hub,
    keys::use_window_key,
    query::use_query,
    space::use_space,
    toast::{Offer, Said, a_dialog_is_open, use_offer},
    words::{Words, use_words},
};

/// What undoing makes old.
const UNDOING: &[Topic] = &[
    Topic::Inventory,
    Topic::Loans,
    Topic::Bookings,
    Topic::Projects,
    Topic::Members,
    Topic::Spaces,
    Topic::Sync,
];

/// What a key stroke asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    Undo,
    Redo,
}

/// Sends a command that undoes or does again, and says what became of it.
fn send<C>(command: &C, words: Words, said: &'static str, say: Callback<Said>)
where
    C: Command<Reply = UndoneView> + 'static,
{
    let reply = bridge::call(command);
    spawn_local(async move {
        let text = match reply.await {
            Ok(undone) => {
                let what = words.step(&undone.step);
                let mut text = words.with(said, &[("what", (&what).into())]);
                for left in &undone.left {
                    text = format!("{text} {}", words.left(left));
                }
                text
            }
            Err(error) => words.reason(&error),
        };
        say.emit(Said::text(text));
        hub::publish(UNDOING);
    });
}

fn undo(space: Option<String>, step: Option<String>, words: Words, say: Callback<Said>) {
    send(&Undo { space, step, earlier: false }, words, "undone-done", say);
}

fn redo(space: Option<String>, words: Words, say: Callback<Said>) {
    send(&Redo { space, earlier: false }, words, "redone-done", say);
}

thread_local! {
    /// How many things were said to be done.
    static SAID: Cell<u32> = const { Cell::new(0) };
}

/// Returns a way to say that something was done here, with a way to undo it. Of two that are said at
/// once the later one stays, whichever answer comes first: the way to undo is that of the last act.
#[hook]
pub(crate) fn use_say_done() -> Callback<String> {
    let (words, space, say) = (use_words(), use_space(), use_offer());
    Callback::from(move |text: String| {
        let (say, named) = (say.clone(), space.named());
        let state = bridge::call(&UndoState { space: named.clone(), earlier: false });
        let mine = SAID.get().wrapping_add(1);
        SAID.set(mine);
        spawn_local(async move {
            let step = state.await.ok().and_then(|state| state.undo);
            if SAID.get() != mine {
                return;
            }
            let offer = step.map(|step| {
                let (say, id) = (say.clone(), step.id.to_string());
                Offer {
                    words: words.t("undo"),
                    on_take: Callback::from(move |()| {
                        undo(named.clone(), Some(id.clone()), words, say.clone());
                    }),
                }
            });
            say.emit(Said { text, offer });
        });
    })
}

/// Shows the two buttons, and hears Ctrl+Z and Ctrl+Shift+Z where nobody types.
#[component]
pub(crate) fn UndoButtons() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_offer());
    let state = use_query(
        UndoState { space: space.named(), earlier: false },
        &[Topic::Sync, Topic::Inventory, Topic::Loans, Topic::Bookings],
    );
    let on_undo = {
        let (named, say) = (space.named(), say.clone());
        Callback::from(move |()| undo(named.clone(), None, words, say.clone()))
    };
    let on_redo = {
        let (named, say) = (space.named(), say);
        Callback::from(move |()| redo(named.clone(), words, say.clone()))
    };
    {
        // The listener stays; what it calls speaks the language of now.
        let latest = use_mut_ref(|| (on_undo.clone(), on_redo.clone()));
        latest.replace((on_undo.clone(), on_redo.clone()));
        use_window_key(move |event| {
            if let Some(wish) = wish(event).filter(|_| !types(event) && !a_dialog_is_open()) {
                event.prevent_default();
                let (on_undo, on_redo) = latest.borrow().clone();
                match wish {
                    Wish::Undo => on_undo.emit(()),
                    Wish::Redo => on_redo.emit(()),
                }
            }
        });
    }
    let state = state.ready();
    let undoes = state.and_then(|state| state.undo.as_ref()).map(|step| words.step(step));
    let redoes = state.and_then(|state| state.redo.as_ref()).map(|step| words.step(step));
    let button = |id: &'static str, shown: Icon, what: &Option<String>, on: Callback<()>| {
        let label = match what {
            Some(what) => words.with(&format!("{id}-what"), &[("what", what.into())]),
            None => words.t(&format!("{id}-none")),
        };
        html! {
            <button type="button" class="icon-button" disabled={what.is_none()} title={label}
                onclick={on.reform(|_: MouseEvent| ())} data-testid={id}>
                { icon(shown) }
            </button>
        }
    };
    html! {
        <div class="undo" role="group" aria-label={words.t("undo-group")}>
            { button("undo", Icon::Undo, &undoes, on_undo) }
            { button("redo", Icon::Redo, &redoes, on_redo) }
        </div>
    }
}

fn wish(event: &KeyboardEvent) -> Option<Wish> {
    let held = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    let key = event.key();
    match (held, event.shift_key()) {
        (true, false) if key.eq_ignore_ascii_case("z") => Some(Wish::Undo),
        (true, true) if key.eq_ignore_ascii_case("z") => Some(Wish::Redo),
        _ => None,
    }
}

/// Whether somebody types: then the key is the field's.
pub(crate) fn types(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| {
        matches!(target.closest("input, textarea, select, [contenteditable]"), Ok(Some(_)))
    })
}
