//! Events of the page's window, each listener one of many that takes no other's place; and forms
//! that are handed in by a key.

use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, FocusEvent, HtmlInputElement, InputEvent, KeyboardEvent};
use yew::prelude::{Callback, hook, use_effect_with, use_state_eq};

/// Hears an event of the window, for as long as the component lives.
#[hook]
pub(crate) fn use_window_event(name: &'static str, on_event: impl Fn(&Event) + 'static) {
    use_effect_with((), move |()| {
        let listener = Closure::<dyn Fn(Event)>::new(move |event| on_event(&event));
        let window = web_sys::window();
        let hears = listener.as_ref().unchecked_ref();
        let heard =
            window.as_ref().map(|window| window.add_event_listener_with_callback(name, hears));
        if let Some(Err(error)) = heard {
            web_sys::console::error_1(&error);
        }
        move || {
            let hears = listener.as_ref().unchecked_ref();
            let left = window.map(|window| window.remove_event_listener_with_callback(name, hears));
            if let Some(Err(error)) = left {
                web_sys::console::error_1(&error);
            }
        }
    });
}

/// What is being typed in a field that is read once it is left.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    /// What stands there, from the first letter on.
    pub(crate) text: Option<String>,
    /// Hears each letter.
    pub(crate) oninput: Callback<InputEvent>,
    /// Ends it: the field was read.
    pub(crate) end: Callback<()>,
    /// Ends it where there was nothing to read: the text is again what it was.
    pub(crate) onblur: Callback<FocusEvent>,
}

/// Keeps what is being typed: whatever else is drawn anew meanwhile, an answer that comes for
/// another field too, would put the former text in its place.
#[hook]
pub(crate) fn use_draft() -> Draft {
    let text = use_state_eq(|| None::<String>);
    let (typed, ended, left) = (text.setter(), text.setter(), text.setter());
    Draft {
        text: (*text).clone(),
        oninput: Callback::from(move |event: InputEvent| {
            let input = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok());
            typed.set(input.map(|input| input.value()));
        }),
        end: Callback::from(move |()| ended.set(None)),
        onblur: Callback::from(move |_: FocusEvent| left.set(None)),
    }
}

/// Takes what stands in a field when Enter is pressed in it, and hands its form in afterwards. A
/// browser tells of the change and of handing in at one blow: before what changed is known.
pub(crate) fn hand_in(event: &KeyboardEvent, take: &Callback<HtmlInputElement>) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input.filter(|_| event.key() == "Enter" && !event.is_composing()) else {
        return;
    };
    event.prevent_default();
    take.emit(input.clone());
    Timeout::new(0, move || {
        if let Some(Err(error)) = input.form().map(|form| form.request_submit()) {
            web_sys::console::error_1(&error);
        }
    })
    .forget();
}
