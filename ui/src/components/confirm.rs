//! A question before something that others feel: what follows from it, in plain words, and two
//! answers. The focus begins on the one that changes nothing.

use etabli_api::ApiError;
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        button::{Button, Look, Ready},
        dialog::Dialog,
    },
    words::use_words,
};

/// Properties of [`Confirm`].
#[derive(Properties, PartialEq)]
pub(crate) struct ConfirmProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// The question.
    pub(crate) title: AttrValue,
    /// What confirming does, in words.
    pub(crate) act: AttrValue,
    /// Whether an answer is awaited.
    pub(crate) pending: bool,
    /// Why it was refused.
    pub(crate) error: Option<ApiError>,
    /// Hears that it is to be done.
    pub(crate) on_confirm: Callback<()>,
    /// Hears that it is not.
    pub(crate) on_close: Callback<()>,
    /// What follows.
    pub(crate) children: Html,
}

/// Asks before something is done.
#[component]
pub(crate) fn Confirm(props: &ConfirmProps) -> Html {
    let ConfirmProps { id, title, act, pending, error, on_confirm, on_close, children } = props;
    let words = use_words();
    let ready = if *pending { Ready::Busy } else { Ready::Yes };
    let text_id = AttrValue::from(format!("{id}-text"));
    let cancel = on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog id={id.clone()} {title} on_close={on_close.clone()} described={text_id.clone()}>
            <div class="stack">
                <div class="stack" id={text_id}>{ children.clone() }</div>
                <Refusal error={error.clone()} />
                <div class="acts">
                    <Button id={format!("{id}-submit")} words={act} look={Look::Main} {ready}
                        on_press={on_confirm.clone()} />
                    <button type="button" class="button" onclick={cancel} autofocus=true
                        data-testid={format!("{id}-cancel")}>{ words.t("cancel") }</button>
                </div>
            </div>
        </Dialog>
    }
}
