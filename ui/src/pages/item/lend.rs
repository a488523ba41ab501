//! Handing an item over: to whom, until when, how many. Three answers, one act.

use std::rc::Rc;

use etabli_api::{
    ApiError, ErrorCode, Topic,
    command::{LendItem, ListMembers},
    view::{ItemView, MemberStanding},
};
use yew::prelude::*;

use super::{LENDING, form::quantity};
use crate::{
    components::{
        answer::{Refusal, answered},
        dialog::Dialog,
        field::{Choice, Field, Takes},
    },
    query::{Query, use_change, use_query},
    space::use_space,
    toast::use_say,
    words::use_words,
};

/// The durations that have a button, in days; the first is what holds unsaid.
const DAYS: [u32; 3] = [7, 14, 30];

/// Properties of [`LendDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct LendDialogProps {
    /// The item.
    pub(super) view: Rc<ItemView>,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks who takes an item, and lends it.
#[component]
pub(super) fn LendDialog(props: &LendDialogProps) -> Html {
    let LendDialogProps { view, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say());
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members]);
    let to = use_state(String::new);
    let due = use_state(|| "+7".to_owned());
    let pieces = use_state(|| "1".to_owned());
    let lend = use_change(LENDING);
    let onsubmit = {
        let (lend, on_close) = (lend.clone(), on_close.clone());
        let (named, item) = (space.named(), view.row.id);
        let (to, due, pieces) = (to.clone(), due.clone(), pieces.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if to.is_empty() {
                return lend.refuse(ApiError::new(ErrorCode::EmptyName));
            }
            let quantity = match quantity(&pieces) {
                Ok(quantity) => quantity,
                Err(error) => return lend.refuse(error),
            };
            let command = LendItem {
                space: named.clone(),
                item: item.to_string(),
                to: (*to).clone(),
                due: Some(due.trim().to_owned()).filter(|due| !due.is_empty()),
                quantity: Some(quantity),
                since: None,
                despite_bookings: false,
            };
            let (say, on_close) = (say.clone(), on_close.clone());
            lend.send(&command, move |loan| {
                let done = [("item", (&loan.item_name).into()), ("name", (&loan.to_name).into())];
                on_close.emit(());
                say.emit(words.with("lend-done", &done));
            });
        })
    };
    let quick = DAYS.iter().map(|days| {
        let text = format!("+{days}");
        let pressed = if *due == text { "true" } else { "false" };
        let setter = due.setter();
        let onclick = move |_: MouseEvent| setter.set(text.clone());
        html! {
            <button type="button" class="segment" aria-pressed={pressed} {onclick}
                data-testid={format!("lend-days-{days}")}>
                { words.count("count-days", *days) }
            </button>
        }
    });
    let choose = (AttrValue::default(), AttrValue::from(words.t("lend-to-choose")));
    let known = members.ready().map(|members| members.as_slice()).unwrap_or_default();
    let known = known.iter().filter(|member| member.standing == MemberStanding::Active);
    let known = known.map(|member| {
        let name = match member.name.as_str() {
            "" => words.t("unknown-member"),
            name if member.me => words.with("lend-me", &[("name", name.into())]),
            name => name.to_owned(),
        };
        (AttrValue::from(member.id.to_string()), AttrValue::from(name))
    });
    let options: Vec<_> = std::iter::once(choose).chain(known).collect();
    // The field is there before the members are: it is the first to answer, and has the focus.
    let failed = match &members {
        Query::Failed(_) => answered(words, &members, |_| Html::default()),
        Query::Loading | Query::Ready(_) => Html::default(),
    };
    let cancel = on_close.reform(|_: MouseEvent| ());
    let title = words.with("lend-title", &[("item", (&view.row.name).into())]);
    let no_one =
        to.is_empty() && lend.error().is_some_and(|error| error.code == ErrorCode::EmptyName);
    html! {
        <Dialog id="lend-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <Choice id="lend-to" label={words.t("lend-to")} {options} chosen={to.clone()} />
                { failed }
                <div class="stack-tight">
                    <Field id="lend-due" label={words.t("lend-due")} text={due.clone()}
                        hint={words.t("lend-due-hint")} />
                    <div class="segments" role="group" aria-label={words.t("lend-quick")}>
                        { for quick }
                    </div>
                </div>
                if view.row.available > 1 {
                    <Field id="lend-quantity" label={words.t("lend-quantity")} text={pieces}
                        takes={Takes::Number} />
                }
                if no_one {
                    <p role="alert" class="strong status danger" data-testid="lend-nobody">
                        { words.t("lend-nobody") }
                    </p>
                } else {
                    <Refusal error={lend.error()} />
                }
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={lend.is_pending()}
                        data-testid="lend-submit">{ words.t("lend-submit") }</button>
                    <button type="button" class="button" onclick={cancel} data-testid="lend-cancel">
                        { words.t("cancel") }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
