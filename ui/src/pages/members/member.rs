//! A member: what they are, since whom, what they have, and what can be decided about them.

use etabli_api::{
    Topic,
    command::ListLoans,
    view::{LoanView, MemberDecision, MemberStanding, MemberView, Role, SpaceRight},
};
use yew::prelude::*;

use super::{
    badges,
    contact::{self, contact},
    decide,
};
use crate::{
    components::{
        answer::answered,
        dialog::Dialog,
        face::{FaceSize, face},
        icon::{Icon, icon},
    },
    pages::devices::standing,
    query::use_query,
    route::Route,
    space::use_space,
    words::{Words, use_words},
};

/// Properties of [`MemberDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct MemberDialogProps {
    /// The member.
    pub(super) member: MemberView,
    /// Hears what is to be decided.
    pub(super) on_decide: Callback<MemberDecision>,
    /// Hears that the person here wants to leave.
    pub(super) on_leave: Callback<()>,
    /// Hears that the member is to get a new device.
    pub(super) on_replace: Callback<()>,
    /// Hears that the person here wants to write how to reach them.
    pub(super) on_contact: Callback<()>,
    /// Hears that the person here wants that forgotten.
    pub(super) on_forget: Callback<()>,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Shows a member, with the decisions that the rules allow.
#[component]
pub(super) fn MemberDialog(props: &MemberDialogProps) -> Html {
    let MemberDialogProps { member, on_decide, on_leave, on_replace, on_close, .. } = props;
    let write_contact = props.on_contact.reform(|_: MouseEvent| ());
    let forget = props.on_forget.reform(|_: MouseEvent| ());
    let (words, space) = (use_words(), use_space());
    let loans = use_query(
        ListLoans { space: space.named(), ..ListLoans::from(member.id) },
        &[Topic::Loans, Topic::Inventory],
    );
    let name = words.person(&member.name);
    let decisions = member.may.iter().map(|decision| {
        let decision = *decision;
        let onclick = on_decide.reform(move |_: MouseEvent| decision);
        html! {
            <button type="button" class="button" {onclick} data-testid={decide::key(decision)}>
                { words.t(decide::key(decision)) }
            </button>
        }
    });
    let leave = on_leave.reform(|_: MouseEvent| ());
    let may_write = member.me && member.standing == MemberStanding::Active && !space.is_copy();
    let may_leave = may_write && !space.is_copy() && !space.is_demo();
    let replace = on_replace.reform(|_: MouseEvent| ());
    let may_replace = !member.me
        && member.standing == MemberStanding::Active
        && space.may(SpaceRight::Govern)
        && !space.is_demo();
    let role = match member.role {
        Role::Member => "role-member",
        Role::Steward => "role-steward",
    };
    let admitted = match member.admitted_by.as_str() {
        "" => words.t("member-founder"),
        by => words.with("member-admitted-by", &[("name", by.into())]),
    };
    html! {
        <Dialog id="member-dialog" title={name.clone()} on_close={on_close.clone()}>
            <div class="stack">
                <p class="row-title">
                    { face(&name, FaceSize::Normal) }
                    <span data-testid="member-role">{ words.t(role) }</span>
                    { badges(words, member) }
                </p>
                if !member.excluders.is_empty() && member.standing != MemberStanding::Excluded {
                    <p class="callout" data-testid="member-excluders">
                        { icon(Icon::Alert) }
                        <span>{ excluders(words, &member.excluders) }</span>
                    </p>
                }
                <dl class="terms">
                    <dt>{ words.t("member-contact") }</dt>
                    <dd data-testid="member-contact">{ contact(words, &member.contact) }</dd>
                    <dt>{ words.t("member-admitted") }</dt>
                    <dd data-testid="member-admitted">{ admitted }</dd>
                    <dt>{ words.t("member-loans") }</dt>
                    <dd data-testid="member-loans">
                        { answered(words, &loans, |loans| borrowed(words, loans, on_close)) }
                    </dd>
                    <dt>{ words.t("member-devices") }</dt>
                    <dd data-testid="member-devices">{ devices(words, member) }</dd>
                </dl>
                if !member.may.is_empty() || may_leave || may_replace || may_write {
                    <div class="acts" data-testid="member-acts">
                        if may_write {
                            <button type="button" class="button" onclick={write_contact}
                                data-testid="contact-open">{ words.t("contact-open") }</button>
                        }
                        if may_write && !contact::is_empty(&member.contact) {
                            <button type="button" class="button" onclick={forget}
                                data-testid="forget-open">{ words.t("forget-open") }</button>
                        }
                        { for decisions }
                        if may_replace {
                            <button type="button" class="button" onclick={replace}
                                data-testid="member-replace">{ words.t("device-replace") }</button>
                        }
                        if may_leave {
                            <button type="button" class="button" onclick={leave}
                                data-testid="leave">{ words.t("leave") }</button>
                        }
                    </div>
                }
            </div>
        </Dialog>
    }
}

fn excluders(words: Words, names: &[String]) -> String {
    let args = [("count", names.len().into()), ("names", words.people(names).into())];
    words.with("member-excluders", &args)
}

fn borrowed(words: Words, loans: &[LoanView], on_close: &Callback<()>) -> Html {
    if loans.is_empty() {
        return html! { { words.t("member-no-loans") } };
    }
    let rows = loans.iter().map(|loan| {
        let item = match loan.item_name.as_str() {
            "" => words.t("unknown-item"),
            name => name.to_owned(),
        };
        let until = loan.due.map(|due| words.with("loan-due", &[("date", words.day(due).into())]));
        let onclick = on_close.reform(|_: MouseEvent| ());
        html! {
            <li key={loan.id.to_string()}>
                <a class="link" href={Route::Item(loan.item).href()} {onclick}
                    data-testid="member-loan">{ item }</a>
                { until.map(|until| format!(", {until}")) }
            </li>
        }
    });
    html! { <ul class="lines">{ for rows }</ul> }
}

fn devices(words: Words, member: &MemberView) -> Html {
    let rows = member.devices.iter().map(|device| {
        let word = match standing(device.standing) {
            None if device.here => Some("sync-here"),
            word => word,
        };
        html! {
            <li key={device.id.to_string()}>
                <span class="label-tag">{ device.id.short() }</span>
                { word.map(|id| format!(" {}", words.t(id))) }
            </li>
        }
    });
    html! { <ul class="lines">{ for rows }</ul> }
}
