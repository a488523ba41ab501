//! Files that the page hands to the browser to keep. Nothing leaves the computer for it.

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::pictures;

/// How long the browser may take to fetch a file, in milliseconds.
const FETCHED: u32 = 60_000;

/// Saves a text as a CSV file.
pub(crate) fn save_csv(name: &str, text: &str) {
    if let Err(error) = offer(name, "text/csv", text) {
        web_sys::console::error_1(&error);
    }
}

/// Saves a text as a JSON file.
pub(crate) fn save_json(name: &str, text: &str) {
    if let Err(error) = offer(name, "application/json", text) {
        web_sys::console::error_1(&error);
    }
}

/// Saves bytes as a file; they are never shown, whatever they are.
pub(crate) fn save_bytes(name: &str, bytes: &[u8]) {
    let offered = pictures::address_of(bytes, "application/octet-stream")
        .and_then(|url| offer_address(name, url));
    if let Err(error) = offered {
        web_sys::console::error_1(&error);
    }
}

fn offer(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    offer_address(name, Url::create_object_url_with_blob(&blob)?)
}

fn offer_address(name: &str, url: String) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document else { return Ok(()) };
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    let forget = move || {
        if let Err(error) = Url::revoke_object_url(&url) {
            web_sys::console::error_1(&error);
        }
    };
    Timeout::new(FETCHED, forget).forget();
    Ok(())
}
