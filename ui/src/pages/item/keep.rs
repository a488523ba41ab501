//! What a loan may do besides coming back: be kept until another day, be lost, be found.

use std::rc::Rc;

use etabli_api::{
    command::{ExtendLoan, MarkLost},
    view::{LoanStatus, LoanView},
};
use yew::prelude::*;

use super::LENDING;
use crate::{
    clock,
    components::{
        answer::Refusal,
        date::{DateField, Typed},
        dialog::Dialog,
        icon::Icon,
        menu::{Act, Menu, Reads},
    },
    query::use_change,
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// Properties of [`Keep`].
#[derive(Properties, PartialEq)]
pub(super) struct KeepProps {
    /// The loan, of which something is out.
    pub(super) loan: LoanView,
    /// What the item is called.
    pub(super) item: String,
}

/// Shows the menu of a loan.
#[component]
pub(super) fn Keep(props: &KeepProps) -> Html {
    let KeepProps { loan, item } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let extending = use_state_eq(|| false);
    let mark = use_change(LENDING);
    let lost = loan.lost.is_some();
    let marking = if lost { ("loan-found", Icon::Check) } else { ("loan-lost", Icon::Alert) };
    let extend = loan.can_extend.then_some(("loan-extend", Icon::Calendar));
    let acts: Rc<[Act]> = extend
        .into_iter()
        .chain([marking])
        .map(|(id, icon)| Act { id: id.into(), words: words.t(id).into(), icon })
        .collect();
    let on_choose = {
        let (extending, mark, named) = (extending.setter(), mark.clone(), space.named());
        let id = loan.id.to_string();
        Callback::from(move |chosen: AttrValue| {
            if chosen == "loan-extend" {
                return extending.set(true);
            }
            let command = MarkLost { space: named.clone(), loan: id.clone(), lost: !lost };
            let say = say.clone();
            mark.send(&command, move |loan| {
                let id = if loan.lost.is_some() { "loan-lost-done" } else { "loan-found-done" };
                say.emit(words.with(id, &[("item", (&loan.item_name).into())]));
            });
        })
    };
    let on_close = {
        let extending = extending.setter();
        Callback::from(move |()| extending.set(false))
    };
    if loan.status == LoanStatus::Returned {
        return Html::default();
    }
    let label = words.with("loan-more", &[("item", item.into())]);
    html! {
        <>
            <Menu id="loan-more" {label} shown={Some(Icon::More)} reads={Reads::Aloud} {acts}
                {on_choose} />
            <Refusal error={mark.error()} />
            if *extending {
                <ExtendDialog loan={loan.clone()} item={item.clone()} {on_close} />
            }
        </>
    }
}

/// Properties of [`ExtendDialog`].
#[derive(Properties, PartialEq)]
struct ExtendDialogProps {
    loan: LoanView,
    item: String,
    on_close: Callback<()>,
}

/// Asks until when a loan is kept.
#[component]
fn ExtendDialog(props: &ExtendDialogProps) -> Html {
    let ExtendDialogProps { loan, item, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let today = clock::today();
    let usual = loan.due.map_or(today, |due| clock::wall(due).0).max(today).plus(7);
    let due = use_state_eq(|| Typed::Day(usual));
    let extend = use_change(LENDING);
    let onsubmit = {
        let (extend, on_close, due) = (extend.clone(), on_close.clone(), due.clone());
        let (named, id) = (space.named(), loan.id.to_string());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let due = match &*due {
                Typed::Day(day) => day.iso(),
                Typed::Nothing => String::new(),
                Typed::Wrong(text) => text.clone(),
            };
            let loan = id.clone();
            let command = ExtendLoan { space: named.clone(), loan, due, despite_bookings: false };
            let (say, on_close) = (say.clone(), on_close.clone());
            extend.send(&command, move |loan| {
                let date = loan.due.map(|due| words.day(due)).unwrap_or_default();
                let done = [("item", (&loan.item_name).into()), ("date", (&date).into())];
                on_close.emit(());
                say.emit(words.with("loan-extended-done", &done));
            });
        })
    };
    let on_due = {
        let setter = due.setter();
        Callback::from(move |typed| setter.set(typed))
    };
    let cancel = on_close.reform(|_: MouseEvent| ());
    let title = words.with("loan-extend-title", &[("item", item.into())]);
    html! {
        <Dialog id="extend-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <DateField id="extend-due" label={words.t("lend-due")} typed={(*due).clone()}
                    on_type={on_due} earliest={today} />
                <Refusal error={extend.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={extend.is_pending()}
                        data-testid="extend-submit">{ words.t("loan-extend-submit") }</button>
                    <button type="button" class="button" onclick={cancel}
                        data-testid="extend-cancel">{ words.t("cancel") }</button>
                </div>
            </form>
        </Dialog>
    }
}
