//! Whether calls are under way, for everyone who looks at the page from outside: `data-busy` on
//! `<html>` is there exactly as long as one is.

use std::cell::Cell;

const ATTRIBUTE: &str = "data-busy";

thread_local! {
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// A call that is under way; it ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Busy(());

impl Busy {
    /// Begins a call.
    pub(crate) fn begin() -> Self {
        count(|calls| calls.saturating_add(1));
        Self(())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        count(|calls| calls.saturating_sub(1));
    }
}

fn count(step: impl FnOnce(u32) -> u32) {
    let calls = CALLS.with(|calls| {
        calls.set(step(calls.get()));
        calls.get()
    });
    show(calls > 0);
}

#[cfg(target_arch = "wasm32")]
fn show(busy: bool) {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(root) = document.and_then(|document| document.document_element()) else { return };
    let shown = match busy {
        true => root.set_attribute(ATTRIBUTE, ""),
        false => root.remove_attribute(ATTRIBUTE),
    };
    if let Err(error) = shown {
        web_sys::console::error_1(&error);
    }
}

/// Outside a browser there is no page to mark.
#[cfg(not(target_arch = "wasm32"))]
fn show(busy: bool) {
    MARKED.with(|marked| marked.set(busy.then_some(ATTRIBUTE)));
}

#[cfg(not(target_arch = "wasm32"))]
thread_local! {
    static MARKED: Cell<Option<&'static str>> = const { Cell::new(None) };
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked() -> bool {
        MARKED.with(Cell::get).is_some()
    }

    #[test]
    fn the_page_is_busy_until_the_last_call_ends() {
        let first = Busy::begin();
        let second = Busy::begin();
        assert!(marked());
        drop(first);
        assert!(marked());
        drop(second);
        assert!(!marked());
    }
}
