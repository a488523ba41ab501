//! What opens in front of a screen and what is said on it.

use std::rc::Rc;

use yew::prelude::*;

use super::part;
use crate::{
    components::{
        badge::Tone,
        banner::Banner,
        button::{Button, Look},
        confirm::Confirm,
        dialog::Dialog,
        icon::Icon,
        menu::{Act, Menu},
    },
    toast::{Offer, Said, use_offer, use_say},
    words::use_words,
};

/// What is open in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Front {
    Nothing,
    Dialog,
    Question,
}

/// Shows menus, dialogs, banners and messages.
#[component]
pub(super) fn Messages() -> Html {
    let (words, say, offer) = (use_words(), use_say(), use_offer());
    let front = use_state_eq(|| Front::Nothing);
    let open = |what: Front| {
        let front = front.setter();
        Callback::from(move |()| front.set(what))
    };
    let acts: Rc<[Act]> = [
        ("gallery-edit", Icon::Wrench),
        ("gallery-copy", Icon::Copy),
        ("gallery-remove", Icon::Trash),
    ]
    .map(|(id, icon)| Act { id: id.into(), words: words.t(id).into(), icon })
    .into();
    let on_choose = say.reform(move |id: AttrValue| words.t(&id));
    let on_toast = offer.reform(move |()| Said {
        text: words.t("gallery-toast-text"),
        offer: Some(Offer {
            words: words.t("gallery-undo"),
            on_take: say.reform(move |()| words.t("gallery-undone")),
        }),
    });
    let close = open(Front::Nothing);
    let in_front = match *front {
        Front::Nothing => Html::default(),
        Front::Dialog => html! {
            <Dialog id="gallery-dialog-shown" title={words.t("gallery-edit")} on_close={close}>
                <div class="stack">
                    <p>{ words.t("gallery-card-text") }</p>
                    <Menu id="gallery-menu-inside" label={words.t("gallery-more")}
                        acts={acts.clone()} on_choose={on_choose.clone()} />
                </div>
            </Dialog>
        },
        Front::Question => html! {
            <Confirm id="gallery-question" title={words.t("gallery-confirm-title")}
                act={words.t("gallery-remove")} pending={false} error={None}
                on_confirm={close.clone()} on_close={close}>
                <p>{ words.t("gallery-confirm-text") }</p>
            </Confirm>
        },
    };
    let banner = |id: &'static str, tone: Tone| {
        html! {
            <Banner {id} {tone} title={words.t("gallery-banner-title")}
                text={words.t("gallery-banner-text")} />
        }
    };
    part(
        words.t("gallery-menus"),
        html! {
            <>
                <div class="acts">
                    <Menu id="gallery-menu" label={words.t("gallery-more")} {acts} {on_choose} />
                    <Button id="gallery-dialog" words={words.t("gallery-dialog")}
                        on_press={open(Front::Dialog)} />
                    <Button id="gallery-confirm" words={words.t("gallery-confirm")}
                        on_press={open(Front::Question)} />
                    <Button id="gallery-toast" words={words.t("gallery-toast")} look={Look::Quiet}
                        on_press={on_toast} />
                </div>
                <div class="sample-grid">
                    { banner("gallery-banner-plain", Tone::Plain) }
                    { banner("gallery-banner-ok", Tone::Ok) }
                    { banner("gallery-banner-info", Tone::Info) }
                    { banner("gallery-banner-warn", Tone::Warn) }
                    <Banner id="gallery-banner-danger" tone={Tone::Danger}
                        title={words.t("gallery-banner-title")}
                        text={words.t("gallery-banner-text")} on_close={Callback::noop()} />
                </div>
                { in_front }
            </>
        },
    )
}
