//! An invitation: for how many, for how long, then the code to hand over.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::CreateInvite,
    view::{InviteView, Role, SpaceRight},
};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

use crate::{
    busy::Busy,
    components::{
        answer::Refusal,
        dialog::Dialog,
        field::{Choice, Field, Takes},
        icon::{Icon, icon},
        qr::qr,
    },
    pages::item::form::quantity,
    query::use_change,
    space::use_space,
    words::use_words,
};

/// How long a code can be good, with the words for it.
const SPANS: [(&str, &str); 3] =
    [("1d", "invite-day"), ("7d", "invite-week"), ("30d", "invite-month")];

/// What a guest becomes, as values of a choice.
const MEMBER: &str = "member";
const STEWARD: &str = "steward";

/// Properties of [`InviteDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct InviteDialogProps {
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Makes a code and shows it.
#[component]
pub(super) fn InviteDialog(props: &InviteDialogProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let uses = use_state(|| "1".to_owned());
    let expires = use_state(|| "7d".to_owned());
    let made = use_state(|| None::<Rc<InviteView>>);
    let role = use_state(|| MEMBER.to_owned());
    let invite = use_change(&[Topic::Members]);
    let onsubmit = {
        let (invite, made, named) = (invite.clone(), made.setter(), space.named());
        let (uses, expires, role) = (uses.clone(), expires.clone(), role.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let uses = match quantity(&uses) {
                Ok(uses) => uses,
                Err(error) => return invite.refuse(error),
            };
            let expires = (*expires).clone();
            let role = (*role == STEWARD).then_some(Role::Steward);
            let command = CreateInvite { space: named.clone(), uses, expires, role, approve: None };
            let made = made.clone();
            invite.send(&command, move |view| made.set(Some(Rc::new(view))));
        })
    };
    let again = {
        let made = made.setter();
        Callback::from(move |()| made.set(None))
    };
    let options: Vec<_> = SPANS
        .iter()
        .map(|(span, id)| (AttrValue::from(*span), AttrValue::from(words.t(id))))
        .collect();
    let roles = [(MEMBER, "role-member"), (STEWARD, "role-steward")]
        .map(|(role, id)| (AttrValue::from(role), AttrValue::from(words.t(id))));
    let body = match &*made {
        Some(view) => html! { <Code view={view.clone()} {again} /> },
        None => html! {
            <form class="stack" {onsubmit} novalidate=true>
                <p>{ words.t("invite-text") }</p>
                <Field id="invite-uses" label={words.t("invite-uses")} text={uses}
                    takes={Takes::Number} />
                <Choice id="invite-expires" label={words.t("invite-expires")} {options}
                    chosen={expires} />
                if space.may(SpaceRight::Govern) {
                    <Choice id="invite-role" label={words.t("invite-role")} options={roles.to_vec()}
                        chosen={role} />
                }
                <Refusal error={invite.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={invite.is_pending()}
                        data-testid="invite-submit">{ words.t("invite-submit") }</button>
                </div>
            </form>
        },
    };
    let title = words.with("invite-title", &[("space", space.name().into())]);
    html! {
        <Dialog id="invite-dialog" {title} on_close={props.on_close.clone()}>{ body }</Dialog>
    }
}

/// Properties of [`Code`].
#[derive(Properties, PartialEq)]
struct CodeProps {
    view: Rc<InviteView>,
    again: Callback<()>,
}

#[component]
fn Code(props: &CodeProps) -> Html {
    let CodeProps { view, again } = props;
    let words = use_words();
    let told = use_state(|| None::<&'static str>);
    let copy = {
        let (ticket, told) = (view.ticket.clone(), told.setter());
        Callback::from(move |_: MouseEvent| {
            let (told, ticket, busy) = (told.clone(), ticket.clone(), Busy::begin());
            spawn_local(async move {
                let copied = copied(&ticket).await;
                told.set(Some(if copied { "invite-copied" } else { "invite-copy-failed" }));
                drop(busy);
            });
        })
    };
    let until = [("uses", view.uses.into()), ("date", words.day(view.expires).into())];
    let reach = if view.reachable { "invite-reachable" } else { "invite-unreachable" };
    let again = again.reform(|_: MouseEvent| ());
    html! {
        <div class="stack">
            <div class="field">
                <label for="invite-ticket">{ words.t("invite-code") }</label>
                <textarea id="invite-ticket" class="input code" rows="4" readonly=true
                    data-testid="invite-ticket" value={view.ticket.clone()} />
            </div>
            <p>{ words.with("invite-until", &until) }{ " " }{ words.t(reach) }</p>
            <div class="acts">
                <button type="button" class="button main-act" onclick={copy}
                    data-testid="invite-copy">
                    { icon(Icon::Copy) }{ words.t("invite-copy") }
                </button>
                <button type="button" class="button" onclick={again} data-testid="invite-another">
                    { words.t("invite-another") }
                </button>
            </div>
            <p role="status" class="strong" data-testid="invite-told">
                { told.map(|id| words.t(id)) }
            </p>
            { qr(&view.ticket, words.t("invite-qr")) }
        </div>
    }
}

/// Puts a text on the clipboard, and tells whether the browser let us.
async fn copied(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    // Outside a secure context there is no clipboard at all.
    if !window.is_secure_context() {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
