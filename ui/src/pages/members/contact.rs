//! How a member can be reached: reading it, writing one's own, and having it forgotten.

use etabli_api::{
    command::{ForgetContact, SetContact},
    view::{ContactView, MemberView},
};
use yew::prelude::*;

use super::PEOPLE;
use crate::{
    components::{
        answer::Refusal,
        confirm::Confirm,
        dialog::Dialog,
        field::{Field, Takes},
    },
    query::use_change,
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

/// Shows what a member wrote of it; nothing if they wrote nothing.
pub(super) fn contact(words: Words, contact: &ContactView) -> Html {
    let ContactView { email, phone, note } = contact;
    if is_empty(contact) {
        return html! { <span class="muted">{ words.t("contact-none") }</span> };
    }
    html! {
        <>
            if !phone.is_empty() {
                <div>{ phone.clone() }</div>
            }
            if !email.is_empty() {
                <div>{ email.clone() }</div>
            }
            if !note.is_empty() {
                <div class="note">{ note.clone() }</div>
            }
        </>
    }
}

/// Returns whether nothing is written there.
pub(super) fn is_empty(contact: &ContactView) -> bool {
    *contact == ContactView::default()
}

/// Properties of [`ContactDialog`] and [`ForgetDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct ContactDialogProps {
    /// The person here.
    pub(super) member: MemberView,
    /// Hears that it is done, or to be closed.
    pub(super) on_close: Callback<()>,
}

/// Lets the person here write how to reach them.
#[component]
pub(super) fn ContactDialog(props: &ContactDialogProps) -> Html {
    let ContactDialogProps { member, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say());
    let phone = use_state(|| member.contact.phone.clone());
    let email = use_state(|| member.contact.email.clone());
    let note = use_state(|| member.contact.note.clone());
    let write = use_change(PEOPLE);
    let onsubmit = {
        let (write, on_close) = (write.clone(), on_close.clone());
        let command = SetContact {
            space: space.named(),
            email: Some((*email).clone()),
            phone: Some((*phone).clone()),
            note: Some((*note).clone()),
        };
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (say, on_close) = (say.clone(), on_close.clone());
            write.send(&command, move |_| {
                on_close.emit(());
                say.emit(words.t("contact-done"));
            });
        })
    };
    let cancel = on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog id="contact-dialog" title={words.t("contact-title")} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <p>{ words.t("contact-text") }</p>
                <Field id="contact-phone" label={words.t("contact-phone")} text={phone} />
                <Field id="contact-email" label={words.t("contact-email")} text={email} />
                <Field id="contact-note" label={words.t("contact-note")} text={note}
                    hint={words.t("contact-note-hint")} takes={Takes::Lines} />
                <Refusal error={write.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={write.is_pending()}
                        data-testid="contact-submit">{ words.t("contact-submit") }</button>
                    <button type="button" class="button" onclick={cancel}
                        data-testid="contact-cancel">{ words.t("cancel") }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Asks before everything of it is forgotten, and has it forgotten.
#[component]
pub(super) fn ForgetDialog(props: &ContactDialogProps) -> Html {
    let ContactDialogProps { on_close, .. } = props;
    let (words, space, say) = (use_words(), use_space(), use_say());
    let forget = use_change(PEOPLE);
    let on_confirm = {
        let (forget, on_close, named) = (forget.clone(), on_close.clone(), space.named());
        Callback::from(move |()| {
            let (say, on_close) = (say.clone(), on_close.clone());
            forget.send(&ForgetContact { space: named.clone() }, move |_| {
                on_close.emit(());
                say.emit(words.t("forget-done"));
            });
        })
    };
    html! {
        <Confirm id="forget-dialog" title={words.t("forget-title")} act={words.t("forget-act")}
            pending={forget.is_pending()} error={forget.error()} {on_confirm}
            on_close={on_close.clone()}>
            <p>{ words.t("forget-text") }</p>
            <p>{ words.t("forget-limit") }</p>
        </Confirm>
    }
}
