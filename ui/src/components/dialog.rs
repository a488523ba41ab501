//! A question in front of the page. The browser keeps the focus inside, closes it on Esc and
//! makes the rest inert; when it goes, the focus returns to where it was.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

use crate::{
    components::icon::{Icon, icon},
    words::use_words,
};

/// What one answers a question with.
const FIELDS: &str = ".dialog-body :is(input, select, textarea):not([readonly])";

/// How wide a dialog may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DialogWidth {
    /// As wide as a form.
    #[default]
    Form,
    /// As wide as a table.
    Table,
}

impl DialogWidth {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Form => None,
            Self::Table => Some("wide"),
        }
    }
}

/// Properties of [`Dialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct DialogProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// What it is about.
    pub(crate) title: AttrValue,
    /// Hears that a person wants it closed.
    pub(crate) on_close: Callback<()>,
    /// How wide it may be.
    #[prop_or_default]
    pub(crate) width: DialogWidth,
    /// The id of what screen readers say at once, after the title.
    #[prop_or_default]
    pub(crate) described: Option<AttrValue>,
    /// What it holds.
    pub(crate) children: Html,
}

/// Shows a dialog for as long as it is rendered.
#[component]
pub(crate) fn Dialog(props: &DialogProps) -> Html {
    let DialogProps { id, title, on_close, width, described, children } = props;
    let words = use_words();
    let dialog = use_node_ref();
    let shown = dialog.clone();
    use_effect_with((), move |()| {
        let opener = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|document| document.active_element())
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        let dialog = shown.cast::<HtmlDialogElement>();
        if let Some(Err(error)) = dialog.as_ref().map(HtmlDialogElement::show_modal) {
            web_sys::console::error_1(&error);
        }
        // Whoever opens a question wants to answer it: its first field, not its close button.
        let field = dialog.as_ref().and_then(|dialog| dialog.query_selector(FIELDS).ok().flatten());
        let field = field.and_then(|field| field.dyn_into::<HtmlElement>().ok());
        if let Some(Err(error)) = field.map(|field| field.focus()) {
            web_sys::console::error_1(&error);
        }
        move || {
            // While it is open, everything behind it refuses the focus.
            if let Some(dialog) = dialog {
                dialog.close();
            }
            if let Some(Err(error)) = opener.map(|opener| opener.focus()) {
                web_sys::console::error_1(&error);
            }
        }
    });
    // The browser must not close it alone: it goes when its owner stops rendering it.
    // A file field inside sends the same event when its picker is left.
    let oncancel = {
        let on_close = on_close.clone();
        Callback::from(move |event: Event| {
            if event.target_dyn_into::<HtmlDialogElement>().is_some() {
                event.prevent_default();
                on_close.emit(());
            }
        })
    };
    let onclose = on_close.reform(|_: Event| ());
    let onclick = on_close.reform(|_: MouseEvent| ());
    let title_id = format!("{id}-title");
    html! {
        <dialog ref={dialog} class={classes!("dialog", width.class())} data-testid={id} aria-labelledby={title_id.clone()} aria-describedby={described.clone()}
            {oncancel} {onclose}>
            <div class="dialog-head">
                <h2 id={title_id}>{ title }</h2>
                <button type="button" class="icon-button" aria-label={words.t("close")} {onclick}
                    data-testid={format!("{id}-close")}>
                    { icon(Icon::Close) }
                </button>
            </div>
            <div class="dialog-body">{ children.clone() }</div>
        </dialog>
    }
}
