//! Where the focus goes when what held it is gone: a row that was moved, a button that did its work.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// A place that the focus goes to, once, if nothing has it after the next change.
pub(crate) type NextFocus = Rc<RefCell<Option<String>>>;

/// Returns where to say, as a selector, what the focus is to go to when `shown` changes and with
/// it the thing that had the focus goes away.
#[hook]
pub(crate) fn use_next_focus<T: PartialEq + 'static>(shown: T) -> NextFocus {
    let next = use_mut_ref(|| None::<String>);
    let waiting = next.clone();
    use_effect_with(shown, move |_| {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let held = document.active_element().is_some_and(|element| element.tag_name() != "BODY");
        let Some(selector) = waiting.borrow_mut().take().filter(|_| !held) else { return };
        let element = document.query_selector(&selector).ok().flatten();
        let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(Err(error)) = element.map(|element| element.focus()) {
            web_sys::console::error_1(&error);
        }
    });
    next
}

/// Returns what to set before an act whose button may go away with what it changes: when `shown`
/// then changes and nothing has the focus, the element that fits the selector gets it.
#[hook]
pub(crate) fn use_kept_focus<T: PartialEq + 'static>(
    shown: T,
    selector: &'static str,
) -> Rc<Cell<bool>> {
    let acted = use_mut_ref(|| Rc::new(Cell::new(false))).borrow().clone();
    let now = acted.clone();
    use_effect_with(shown, move |_| {
        let document = web_sys::window().and_then(|window| window.document());
        let Some(document) = document.filter(|_| now.get()) else { return };
        if document.active_element().is_some_and(|element| element.tag_name() != "BODY") {
            return;
        }
        now.set(false);
        let element = document.query_selector(selector).ok().flatten();
        let element = element.and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(Err(error)) = element.map(|element| element.focus()) {
            web_sys::console::error_1(&error);
        }
    });
    acted
}

/// Moves the focus to the first element inside `around` that fits the selector.
pub(crate) fn focus_in(around: &NodeRef, selector: &str) {
    let around = around.cast::<web_sys::Element>();
    let found = around.and_then(|around| around.query_selector(selector).ok().flatten());
    let found = found.and_then(|found| found.dyn_into::<HtmlElement>().ok());
    if let Some(Err(error)) = found.map(|found| found.focus()) {
        web_sys::console::error_1(&error);
    }
}

/// Moves the focus to an element.
pub(crate) fn focus_on(element: &NodeRef) {
    if let Some(Err(error)) = element.cast::<HtmlElement>().map(|element| element.focus()) {
        web_sys::console::error_1(&error);
    }
}
