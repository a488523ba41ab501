//! Keys that work wherever the focus is. Each listener is one of many: none takes another's place.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Hears every key that is pressed in the window, for as long as the component lives.
#[hook]
pub(crate) fn use_window_key(on_key: impl Fn(&KeyboardEvent) + 'static) {
    use_effect_with((), move |()| {
        let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event| on_key(&event));
        let window = web_sys::window();
        let hears = listener.as_ref().unchecked_ref();
        let heard =
            window.as_ref().map(|window| window.add_event_listener_with_callback("keydown", hears));
        if let Some(Err(error)) = heard {
            web_sys::console::error_1(&error);
        }
        move || {
            let hears = listener.as_ref().unchecked_ref();
            let left =
                window.map(|window| window.remove_event_listener_with_callback("keydown", hears));
            if let Some(Err(error)) = left {
                web_sys::console::error_1(&error);
            }
        }
    });
}
