//! What a loan may do besides coming back: be kept until another day, be lost, be found.

use std::rc::Rc;

use etabli_api::{
    MoneyFor,
    command::{ExtendLoan, MarkLost, NoteMoney, SignLoan},
    view::{LoanStatus, LoanView},
};
use yew::prelude::*;

use super::{LENDING, upkeep::options};
use crate::{
    clock,
    components::{
        answer::Refusal,
        ask::{Ask, Asked},
        date::{DateField, Typed},
        dialog::Dialog,
        field::Takes,
        icon::Icon,
        menu::{Act, Menu, Reads},
    },
    query::use_change,
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// What money is for, with the ends of messages.
const MONEY: [(&str, MoneyFor); 4] = [
    ("deposit", MoneyFor::Deposit),
    ("deposit-back", MoneyFor::DepositBack),
    ("fee", MoneyFor::Fee),
    ("waived", MoneyFor::Waived),
];

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
    let sign = loan.hand_over.can_sign.then_some(("loan-sign", Icon::CheckCheck));
    let paying = use_state_eq(|| false);
    let close_paying = {
        let paying = paying.setter();
        Callback::from(move |()| paying.set(false))
    };
    let on_pay = {
        let (mark, named, id) = (mark.clone(), space.named(), loan.id.to_string());
        let (say, close) = (say.clone(), close_paying.clone());
        Callback::from(move |typed: Vec<String>| {
            let mut typed = typed.into_iter();
            let (what, amount) = (typed.next(), typed.next().unwrap_or_default());
            let what = MONEY.iter().find(|(end, _)| Some(*end) == what.as_deref());
            let what = what.map_or(MoneyFor::Deposit, |(_, what)| *what);
            let command = NoteMoney { space: named.clone(), loan: id.clone(), what, amount };
            let (say, close) = (say.clone(), close.clone());
            mark.order(&command, move || {
                close.emit(());
                say.emit(words.t("task-done"));
            });
        })
    };
    let money: Rc<[Asked]> = Rc::from([
        Asked::choice(
            "what",
            words.t("money-what"),
            "",
            options(words, "money-", MONEY.iter().map(|(end, _)| *end)),
        ),
        Asked::text("amount", words.t("money-amount"), "", Takes::Line),
    ]);
    let acts: Rc<[Act]> = extend
        .into_iter()
        .chain(sign)
        .chain([("loan-money", Icon::File), marking])
        .map(|(id, icon)| Act { id: id.into(), words: words.t(id).into(), icon })
        .collect();
    let on_choose = {
        let (extending, mark, named) = (extending.setter(), mark.clone(), space.named());
        let (id, item_name, paying_setter) = (loan.id.to_string(), item.clone(), paying.setter());
        Callback::from(move |chosen: AttrValue| {
            match chosen.as_str() {
                "loan-extend" => return extending.set(true),
                "loan-money" => return paying_setter.set(true),
                "loan-sign" => {
                    let (say, item) = (say.clone(), item_name.clone());
                    let command = SignLoan { space: named.clone(), loan: id.clone() };
                    return mark.order(&command, move || {
                        let args = [("item", (&item).into())];
                        say.emit(words.with("loan-signed-done", &args));
                    });
                }
                _ => {}
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
            <Refusal error={mark.error().filter(|_| !*paying)} />
            if *paying {
                <Ask id="money" title={words.with("money-title", &[("item", item.into())])}
                    asked={money} submit={words.t("save")} pending={mark.is_pending()}
                    error={mark.error()} on_submit={on_pay} on_close={close_paying}>
                    <p class="hint">{ words.t("money-hint") }</p>
                </Ask>
            }
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
