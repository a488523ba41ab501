//! Events of the page's window. Each listener is one of many that takes no other's place.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::Event;
use yew::prelude::{hook, use_effect_with};

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
