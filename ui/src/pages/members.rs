//! Who is in the space, and the way to invite more.

mod invite;

use etabli_api::{
    Topic,
    command::ListMembers,
    view::{MemberView, Role},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::answered,
        face::{FaceSize, face},
        icon::{Icon, icon},
    },
    query::use_query,
    route::use_heading,
    space::use_space,
    words::{Words, use_words},
};

use self::invite::InviteDialog;

/// Shows the members.
#[component]
pub(crate) fn Members() -> Html {
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(Some(words.t("members-title")));
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members, Topic::Loans]);
    let inviting = use_state(|| false);
    let invite = {
        let setter = inviting.setter();
        Callback::from(move |_: MouseEvent| setter.set(true))
    };
    let on_close = {
        let setter = inviting.setter();
        Callback::from(move |()| setter.set(false))
    };
    let list = answered(words, &members, |members| {
        let rows = members.iter().map(|member| row(words, member));
        html! { <ul class="ruled" aria-label={words.t("members-list")}>{ for rows }</ul> }
    });
    let count = members
        .ready()
        .map(|members| words.with("count-members", &[("count", members.len().into())]));
    html! {
        <div class="page">
            <header class="page-head">
                <h1 ref={heading} tabindex="-1">{ words.t("members-title") }</h1>
                <p class="lede" data-testid="members-count">{ count }</p>
                if !space.is_demo() {
                    <div class="actions">
                        <button type="button" class="button main-act" onclick={invite}
                            data-testid="invite-open">
                            { icon(Icon::UserPlus) }{ words.t("members-invite") }
                        </button>
                    </div>
                }
            </header>
            if space.is_demo() {
                <p class="section-text muted">{ words.t("members-demo") }</p>
            }
            { list }
            if *inviting {
                <InviteDialog {on_close} />
            }
        </div>
    }
}

fn row(words: Words, member: &MemberView) -> Html {
    let name = match member.name.as_str() {
        "" => words.t("unknown-member"),
        name => name.to_owned(),
    };
    let devices = u32::try_from(member.devices.len()).unwrap_or(u32::MAX);
    html! {
        <li key={member.id.to_string()} class="row" data-testid="member-row">
            { face(&name, FaceSize::Normal) }
            <div class="grow">
                <div class="row-title">
                    <span data-testid="member-name">{ name }</span>
                    if member.me {
                        <span class="badge">{ words.t("members-me") }</span>
                    }
                    if member.role == Role::Steward {
                        <span class="badge">{ words.t("members-steward") }</span>
                    }
                </div>
                <p class="row-note">
                    { words.count("members-loans", member.loans_open) }{ ", " }
                    { words.count("count-devices", devices) }
                </p>
            </div>
        </li>
    }
}
