//! What opens beside a control: in front of everything, even of a dialog, where there is room for
//! it. It closes when one looks elsewhere.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// How far from the control, and from the sides of the window, in pixels.
const GAP: f64 = 4.0;

/// Properties of [`Popover`].
#[derive(Properties, PartialEq)]
pub(crate) struct PopoverProps {
    /// The control.
    pub(crate) anchor: NodeRef,
    /// Whether a press elsewhere closes it; `manual` leaves that to its owner.
    #[prop_or("auto")]
    pub(crate) kind: &'static str,
    /// Hears that it closed by itself.
    #[prop_or_default]
    pub(crate) on_close: Callback<()>,
    /// What it holds.
    pub(crate) children: Html,
}

/// Shows it for as long as it is rendered.
#[component]
pub(crate) fn Popover(props: &PopoverProps) -> Html {
    let PopoverProps { anchor, kind, on_close, children } = props;
    let here = use_node_ref();
    {
        let (here, anchor) = (here.clone(), anchor.clone());
        // After each change: what it holds may have become larger.
        use_effect(move || {
            if let (Some(shown), Some(anchor)) = (here.cast::<HtmlElement>(), anchor.cast()) {
                if !is_open(&shown)
                    && let Err(error) = shown.show_popover()
                {
                    web_sys::console::error_1(&error);
                }
                place(&shown, &anchor);
            }
        });
    }
    {
        let (here, anchor) = (here.clone(), anchor.clone());
        use_effect_with((), move |()| {
            // What scrolls may be anything around the control: it is heard on its way there.
            let follow = Closure::<dyn Fn()>::new(move || {
                if let (Some(shown), Some(anchor)) = (here.cast::<HtmlElement>(), anchor.cast()) {
                    place(&shown, &anchor);
                }
            });
            let window = web_sys::window();
            let hears = follow.as_ref().unchecked_ref();
            let heard = window.as_ref().map(|window| {
                window.add_event_listener_with_callback_and_bool("scroll", hears, true)
            });
            if let Some(Err(error)) = heard {
                web_sys::console::error_1(&error);
            }
            move || {
                let hears = follow.as_ref().unchecked_ref();
                let left = window.map(|window| {
                    window.remove_event_listener_with_callback_and_bool("scroll", hears, true)
                });
                if let Some(Err(error)) = left {
                    web_sys::console::error_1(&error);
                }
            }
        });
    }
    let ontoggle = {
        let on_close = on_close.clone();
        Callback::from(move |event: Event| {
            let shown = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            if shown.is_some_and(|shown| !is_open(&shown)) {
                on_close.emit(());
            }
        })
    };
    html! {
        <div ref={here} class="popover" popover={*kind} {ontoggle}>{ children.clone() }</div>
    }
}

fn is_open(shown: &Element) -> bool {
    shown.matches(":popover-open").unwrap_or_default()
}

/// Puts it below its control, or above if there is more room.
fn place(shown: &HtmlElement, anchor: &Element) {
    let Some(window) = web_sys::window() else { return };
    let inside = |size: Result<wasm_bindgen::JsValue, _>| {
        size.ok().and_then(|size| size.as_f64()).unwrap_or_default()
    };
    let (wide, high) = (inside(window.inner_width()), inside(window.inner_height()));
    let around = anchor.get_bounding_client_rect();
    let style = shown.style();
    let set = |name: &str, value: f64| {
        if let Err(error) = style.set_property(name, &format!("{value}px")) {
            web_sys::console::error_1(&error);
        }
    };
    set("min-width", around.width().min(wide - 2.0 * GAP));
    let (above, below) = (around.top() - 2.0 * GAP, high - around.bottom() - 2.0 * GAP);
    let tall = f64::from(shown.scroll_height()) + 2.0;
    let down = tall <= below || below >= above;
    set("max-height", if down { below } else { above });
    let own = shown.get_bounding_client_rect();
    set("left", around.left().min(wide - own.width() - GAP).max(GAP));
    set("top", if down { around.bottom() + GAP } else { around.top() - own.height() - GAP });
}
