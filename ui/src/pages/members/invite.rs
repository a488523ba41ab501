//! An invitation: for how many, for how long, then the code to hand over.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::CreateInvite,
    view::{Approve, InviteView, Role, SpaceRight},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        code::Code,
        dialog::Dialog,
        field::{Choice, Field, Takes},
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

/// Whether somebody is asked, as values of a choice.
const AUTO: &str = "auto";
const ASK: &str = "ask";

/// Properties of [`InviteDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct InviteDialogProps {
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Makes a code and shows it.
#[component]
pub(crate) fn InviteDialog(props: &InviteDialogProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let uses = use_state(|| "1".to_owned());
    let expires = use_state(|| "7d".to_owned());
    let made = use_state(|| None::<Rc<InviteView>>);
    let role = use_state(|| MEMBER.to_owned());
    let approve = use_state(|| AUTO.to_owned());
    let asks = *approve == ASK;
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
            let approve = Some(if asks { Approve::Ask } else { Approve::Auto });
            let command = CreateInvite { space: named.clone(), uses, expires, role, approve };
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
    let approvals = [(AUTO, "invite-approve-auto"), (ASK, "invite-approve-ask")]
        .map(|(approve, id)| (AttrValue::from(approve), AttrValue::from(words.t(id))));
    let body = match &*made {
        Some(view) => html! { <Made view={view.clone()} {asks} {again} /> },
        None => html! {
            <form class="stack" {onsubmit} novalidate=true>
                <p>{ words.t("invite-text") }</p>
                <Field id="invite-uses" label={words.t("invite-uses")} text={uses}
                    takes={Takes::Number} />
                <Choice id="invite-expires" label={words.t("invite-expires")} {options}
                    chosen={expires} />
                <Choice id="invite-approve" label={words.t("invite-approve")}
                    options={approvals.to_vec()} chosen={approve} />
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

/// Properties of [`Made`].
#[derive(Properties, PartialEq)]
struct MadeProps {
    view: Rc<InviteView>,
    asks: bool,
    again: Callback<()>,
}

#[component]
fn Made(props: &MadeProps) -> Html {
    let MadeProps { view, asks, again } = props;
    let words = use_words();
    let until = [("uses", view.uses.into()), ("date", words.day(view.expires).into())];
    let reach = if view.reachable { "invite-reachable" } else { "invite-unreachable" };
    let again = again.reform(|_: MouseEvent| ());
    html! {
        <Code id="invite" code={view.ticket.clone()} picture={view.picture.clone()}>
            <p>{ words.with("invite-until", &until) }{ " " }{ words.t(reach) }</p>
            if *asks {
                <p data-testid="invite-asks">{ words.t("invite-asks") }</p>
            }
            <div class="acts">
                <button type="button" class="button" onclick={again} data-testid="invite-another">
                    { words.t("invite-another") }
                </button>
            </div>
        </Code>
    }
}
