//! A code to hand over: its text, a way to copy it, and its picture for a camera.

use etabli_api::view::CodePicture;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::{
    busy::Busy,
    components::{
        icon::{Icon, icon},
        qr::qr,
    },
    words::use_words,
};

/// Properties of [`Code`].
#[derive(Properties, PartialEq)]
pub(crate) struct CodeProps {
    /// What its parts' names for tests begin with.
    pub(crate) id: AttrValue,
    /// The code.
    pub(crate) code: AttrValue,
    /// Its picture; a code too long for one has none.
    #[prop_or_default]
    pub(crate) picture: Option<CodePicture>,
    /// What stands between the text and the picture.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// Shows a code.
#[component]
pub(crate) fn Code(props: &CodeProps) -> Html {
    let CodeProps { id, code, picture, children } = props;
    let words = use_words();
    let told = use_state(|| None::<&'static str>);
    let copy = {
        let (code, told) = (code.clone(), told.setter());
        Callback::from(move |_: MouseEvent| {
            let (told, code, busy) = (told.clone(), code.clone(), Busy::begin());
            spawn_local(async move {
                let copied = copied(&code).await;
                told.set(Some(if copied { "invite-copied" } else { "invite-copy-failed" }));
                drop(busy);
            });
        })
    };
    let ticket = format!("{id}-ticket");
    html! {
        <div class="stack">
            <div class="field">
                <label for={ticket.clone()}>{ words.t("invite-code") }</label>
                <textarea id={ticket.clone()} class="input code" rows="4" readonly=true
                    data-testid={ticket} value={code.clone()} />
            </div>
            <div class="acts">
                <button type="button" class="button main-act" onclick={copy}
                    data-testid={format!("{id}-copy")}>
                    { icon(Icon::Copy) }{ words.t("invite-copy") }
                </button>
            </div>
            <p role="status" class="strong" data-testid={format!("{id}-told")}>
                { told.map(|id| words.t(id)) }
            </p>
            { children.clone() }
            { picture.as_ref().map(|picture| qr(picture, words.t("invite-qr"))) }
        </div>
    }
}

/// Puts a text on the clipboard, and tells whether the browser let us.
pub(crate) async fn copied(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Outside a secure context there is no clipboard at all.
    if !window.is_secure_context() {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
