//! The transport of the desktop's window. Values cross as JSON text, so that no number is
//! rounded on the way.

use std::cell::Cell;

use etabli_api::{ApiError, ErrorCode, window::WISH_EVENT};
use js_sys::{JSON, Reflect};
use wasm_bindgen::{JsValue, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{link::Heard, wishes};

/// The window event that carries an application event.
const EVENT: &str = "etabli";

thread_local! {
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI__", "core"], js_name = invoke)]
    async fn invoke(name: &str, arguments: JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["window", "__TAURI__", "event"], js_name = listen)]
    async fn listen_to(name: &str, handler: JsValue) -> Result<JsValue, JsValue>;
}

/// Tells whether the page is in the desktop's window.
pub(super) fn is_here() -> bool {
    let tauri = JsValue::from_str("__TAURI__");
    web_sys::window().is_some_and(|window| Reflect::has(&window, &tauri).unwrap_or(false))
}

/// Sends a command's JSON and returns its reply's.
pub(super) async fn send(name: &str, body: &str) -> (Heard, Result<String, ApiError>) {
    let Ok(arguments) = JSON::parse(&format!("{{\"command\":{body}}}")) else {
        return (Heard::Answer, Err(ErrorCode::BadRequest.into()));
    };
    match invoke(name, arguments).await {
        Ok(reply) => (Heard::Answer, Ok(text(&reply).unwrap_or_else(|| "null".to_owned()))),
        Err(error) => {
            let refusal = super::refusal(&text(&error).unwrap_or_default());
            let lost = refusal.code == ErrorCode::Disconnected;
            (if lost { Heard::Nothing } else { Heard::Answer }, Err(refusal))
        }
    }
}

/// Hears events for as long as the page lives, which is as long as the window does.
pub(super) fn listen() {
    if LISTENS.replace(true) {
        return;
    }
    let handler = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let payload = Reflect::get(&event, &JsValue::from_str("payload")).unwrap_or_default();
        super::heard(&text(&payload).unwrap_or_default());
    });
    let handler = handler.into_js_value();
    let chosen = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let payload = Reflect::get(&event, &JsValue::from_str("payload")).unwrap_or_default();
        if let Ok(wish) = serde_json::from_str(&text(&payload).unwrap_or_default()) {
            wishes::wish(wish);
        }
    });
    let chosen = chosen.into_js_value();
    spawn_local(async move {
        for (event, handler) in [(EVENT, handler), (WISH_EVENT, chosen)] {
            if let Err(error) = listen_to(event, handler).await {
                web_sys::console::error_1(&error);
            }
        }
    });
}

/// Returns a value as JSON, if it can be.
fn text(value: &JsValue) -> Option<String> {
    JSON::stringify(value).ok().and_then(|text| text.as_string())
}
