//! The transport of a browser: requests to the door that served the page, with the page's token.

use std::{cell::Cell, rc::Rc};

use etabli_api::{ApiError, ErrorCode, Topic};
use gloo_net::http::Request;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{EventSource, MessageEvent};

use crate::hub;

/// The header that carries the page's token.
const TOKEN_HEADER: &str = "X-Etabli-Token";

/// Sends a command's JSON and returns its reply's.
pub(super) async fn send(name: &str, body: String) -> Result<String, ApiError> {
    let lost = |_: gloo_net::Error| ApiError::new(ErrorCode::Disconnected);
    let request = Request::post(&format!("/api/{name}"))
        .header("Content-Type", "application/json")
        .header(TOKEN_HEADER, &token())
        .body(body)
        .map_err(lost)?;
    let response = request.send().await.map_err(lost)?;
    let text = response.text().await.map_err(lost)?;
    match response.ok() {
        true => Ok(text),
        false => Err(super::refusal(&text)),
    }
}

/// Hears events for as long as the page lives. The browser opens the stream anew when it broke;
/// what was missed meanwhile is asked for again.
pub(super) fn listen() {
    let Ok(source) = EventSource::new(&format!("/api/events?token={}", token())) else { return };
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(|message: MessageEvent| {
        super::heard(&message.data().as_string().unwrap_or_default());
    });
    source.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));

    let was_lost = Rc::new(Cell::new(false));
    let lost = was_lost.clone();
    let on_error = Closure::<dyn Fn()>::new(move || {
        // Nobody may be called up to date by a page that hears nothing any more.
        if !lost.replace(true) {
            hub::publish(&[Topic::Sync]);
        }
    });
    source.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
    let on_open = Closure::<dyn Fn()>::new(move || {
        if was_lost.replace(false) {
            hub::publish_all();
        }
    });
    source.set_onopen(Some(on_open.into_js_value().unchecked_ref()));
    // A stream that nobody holds may be collected, and would fall silent.
    std::mem::forget(source);
}

/// Returns the token that the door wrote into the page.
fn token() -> String {
    let document = web_sys::window().and_then(|window| window.document());
    document
        .and_then(|document| document.query_selector("meta[name=etabli-token]").ok().flatten())
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default()
}
