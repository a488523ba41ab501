//! The interface of Établi: shows what the program knows and sends back what people want.
//!
//! It holds no rule of its own: every screen is a view of a query, every act is a command.

mod app;
mod booking;
mod bridge;
mod busy;
mod calendar_file;
mod clock;
mod components;
mod day;
mod deeds;
mod download;
mod event;
mod filter;
mod focus;
mod format;
mod front;
mod guests;
mod hour;
mod hub;
mod keys;
mod labels;
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
mod words;

#[cfg(test)]
mod tests;

/// The element of `index.html` that the interface fills.
const ROOT: &str = "app";

fn main() {
    report_panics();
    let document = web_sys::window().and_then(|window| window.document());
    if let Some(root) = document.and_then(|document| document.get_element_by_id(ROOT)) {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}

/// Sends what a panic says to the console, where a test or a person can find it.
fn report_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}
