//! The keys of the frame. Single letters and signs do nothing while somebody types, while a question
//! is in front, after one that was held with them, or when they are switched off.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};
use yew::prelude::*;

use crate::{
    app::Prefer, focus::focus_on, front::Front, keys::use_window_key, preferences::Letters,
    route::Route, toast::a_dialog_is_open, undo::types,
};

use super::new::NEW;

/// How long G waits for the letter after it, in milliseconds.
const PATIENCE: f64 = 1_500.0;
/// The screens that G leads to, with their letters.
pub(super) const SCREENS: [(&str, Route); 10] = [
    ("t", Route::Today),
    ("i", Route::Inventory),
    ("l", Route::Loans),
    ("p", Route::Planning),
    ("k", Route::Desk),
    ("m", Route::Members),
    ("a", Route::Activity),
    ("w", Route::Places),
    ("d", Route::Devices),
    ("b", Route::Backups),
];

/// What a key asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stroke {
    /// The screen that the next letter names.
    Lead,
    Go(Route),
    Search,
    New,
    Help,
}

/// Reads a letter or a sign; `led` says whether G came before it.
fn read(key: &str, led: bool) -> Option<Stroke> {
    let key = key.to_ascii_lowercase();
    let screen = SCREENS.iter().find(|(letter, _)| led && *letter == key);
    match (screen, key.as_str()) {
        (Some((_, route)), _) => Some(Stroke::Go(*route)),
        (None, "g") => Some(Stroke::Lead),
        (None, "/") => Some(Stroke::Search),
        (None, "n") => Some(Stroke::New),
        (None, "?") => Some(Stroke::Help),
        _ => None,
    }
}

/// Hears the keys of the frame, wherever the focus is.
#[hook]
pub(super) fn use_letters(show: Callback<Front>, search: NodeRef) {
    let letters = use_context::<Prefer>().map_or(Letters::On, |prefer| prefer.now.letters);
    // The listener stays; what it reads is what holds now.
    let latest = use_mut_ref(|| (letters, show.clone()));
    latest.replace((letters, show));
    let led = use_mut_ref(|| None::<f64>);
    use_window_key(move |event| {
        let (letters, show) = latest.borrow().clone();
        let before = led.borrow_mut().take();
        if event.default_prevented() || event.repeat() || event.is_composing() {
            return;
        }
        let held = event.ctrl_key() || event.meta_key();
        if held && !event.shift_key() && !event.alt_key() && event.key().eq_ignore_ascii_case("k") {
            event.prevent_default();
            if !a_dialog_is_open() {
                show.emit(Front::Palette);
            }
            return;
        }
        if held || event.alt_key() || letters == Letters::Off || types(event) || a_dialog_is_open()
        {
            return;
        }
        let now = event.time_stamp();
        let led_now = before.is_some_and(|before| now - before < PATIENCE);
        if let Some(stroke) = read(&event.key(), led_now) {
            event.prevent_default();
            act(stroke, event, &show, &search, &led);
        }
    });
}

fn act(
    stroke: Stroke,
    event: &KeyboardEvent,
    show: &Callback<Front>,
    search: &NodeRef,
    led: &RefCell<Option<f64>>,
) {
    match stroke {
        Stroke::Lead => {
            led.replace(Some(event.time_stamp()));
        }
        Stroke::Go(route) => route.open(),
        Stroke::Search => focus_on(search),
        Stroke::New => open_menu(),
        Stroke::Help => show.emit(Front::Help),
    }
}

/// Opens the menu of new things where it stands, as a press on it does.
fn open_menu() {
    let document = web_sys::window().and_then(|window| window.document());
    let button = document.and_then(|document| {
        document.query_selector(&format!(".top-bar [data-testid=\"{NEW}\"]")).ok().flatten()
    });
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_names_a_screen_only_after_g() {
        assert_eq!(read("i", true), Some(Stroke::Go(Route::Inventory)));
        assert_eq!(read("I", true), Some(Stroke::Go(Route::Inventory)));
        assert_eq!(read("i", false), None);
        assert_eq!((read("g", false), read("g", true)), (Some(Stroke::Lead), Some(Stroke::Lead)));
        assert_eq!((read("x", true), read("Enter", false)), (None, None));
    }

    #[test]
    fn signs_mean_the_same_after_g() {
        assert_eq!(
            (read("/", false), read("/", true)),
            (Some(Stroke::Search), Some(Stroke::Search))
        );
        assert_eq!((read("?", false), read("n", false)), (Some(Stroke::Help), Some(Stroke::New)));
    }

    #[test]
    fn no_two_screens_have_the_same_letter() {
        for (at, (letter, route)) in SCREENS.iter().enumerate() {
            let others = SCREENS.iter().skip(at + 1);
            assert!(others.clone().all(|(other, to)| other != letter && to != route), "{letter}");
        }
    }
}
