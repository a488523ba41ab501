//! The interface of Établi: shows what the program knows and sends back what people want.
//!
//! It holds no rule of its own: every screen is a view of a query, every act is a command.
#![cfg_attr(
    not(feature = "gallery"),
    expect(
        dead_code,
        reason = "until a screen needs them, some components are in the gallery only"
    )
)]

mod app;
mod booking;
mod bridge;
mod busy;
mod calendar_file;
mod calendar_reading;
mod chapter;
mod clock;
mod components;
mod day;
mod deeds;
mod details;
mod download;
mod event;
mod exports;
mod filter;
mod focus;
mod format;
mod front;
mod guests;
mod hour;
mod hub;
mod keys;
mod labels;
mod letters;
mod link;
mod pages;
mod part;
mod pictures;
mod preferences;
mod query;
mod route;
mod shell;
mod space;
mod toast;
mod undo;
mod upload;
mod wishes;
mod words;

#[cfg(test)]
mod tests;

/// The element of `index.html` that the interface fills.
const ROOT: &str = "app";

fn main() {
    report_panics();
    #[cfg(target_arch = "wasm32")]
    take_words();
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.get_element_by_id(ROOT)) {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}

/// Takes the words that the page fetched before it started this, see `boot.js`.
#[cfg(target_arch = "wasm32")]
fn take_words() {
    let global = js_sys::global();
    let words = js_sys::Reflect::get(&global, &"etabliWords".into()).unwrap_or_default();
    for language in etabli_i18n::Language::ALL {
        let text = js_sys::Reflect::get(&words, &language.code().into());
        match text.ok().and_then(|text| text.as_string()) {
            Some(text) => etabli_i18n::provide(language, text),
            None => web_sys::console::error_1(&language.code().into()),
        }
    }
}

/// Sends what a panic says to the console, where a test or a person can find it.
fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}
