//! Files to keep: in the desktop's window the person is asked where, a browser puts them where it
//! puts all it is given.

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::window::SaveFile;
use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};
use yew::prelude::*;

use crate::{
    bridge, pictures,
    toast::use_say,
    words::{Words, use_words},
};

/// How long the browser may take to fetch a file, in milliseconds.
const FETCHED: u32 = 60_000;

/// A way to keep files.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Download {
    words: Words,
    say: Callback<String>,
}

/// Returns a way to keep files.
#[hook]
pub(crate) fn use_download() -> Download {
    Download { words: use_words(), say: use_say() }
}

impl Download {
    /// Keeps a text as a CSV file.
    pub(crate) fn csv(&self, name: &str, text: &str) {
        self.keep(name, text.as_bytes(), || offer(name, "text/csv", text));
    }

    /// Keeps a text as a JSON file.
    pub(crate) fn json(&self, name: &str, text: &str) {
        self.keep(name, text.as_bytes(), || offer(name, "application/json", text));
    }

    /// Keeps a text as a calendar.
    pub(crate) fn calendar(&self, name: &str, text: &str) {
        self.keep(name, text.as_bytes(), || offer(name, "text/calendar", text));
    }

    /// Keeps bytes as a file; they are never shown, whatever they are.
    pub(crate) fn bytes(&self, name: &str, bytes: &[u8]) {
        self.keep(name, bytes, || {
            pictures::address_of(bytes, "application/octet-stream")
                .and_then(|url| offer_address(name, url))
        });
    }

    fn keep(&self, name: &str, bytes: &[u8], offer: impl FnOnce() -> Result<(), JsValue>) {
        if !bridge::is_window() {
            if let Err(error) = offer() {
                web_sys::console::error_1(&error);
            }
            return;
        }
        let command = SaveFile { name: name.to_owned(), content: BASE64_STANDARD.encode(bytes) };
        let (reply, Self { words, say }) = (bridge::call(&command), self.clone());
        spawn_local(async move {
            match reply.await {
                Ok(Some(path)) => say.emit(words.with("download-done", &[("path", path.into())])),
                // The person thought better of it.
                Ok(None) => {}
                Err(error) => say.emit(words.reason(&error)),
            }
        });
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
