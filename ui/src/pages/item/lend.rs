//! Handing an item over: to whom, until when, how many. Three answers, one act.

use std::rc::Rc;

use etabli_api::{
    ApiError, ErrorCode, Topic,
    command::{LendItem, ListMembers},
    view::{ItemView, MemberStanding, SpaceRight},
};
use yew::prelude::*;

use super::{
    LENDING,
    give_back::{check_lines, told},
    photo::TellPhoto,
};
use crate::{
    clock,
    components::{
        answer::{Refusal, answered},
        ask::{Ticks, keeps},
        date::{DateField, Typed},
        dialog::Dialog,
        field::Choice,
        stepper::Stepper,
    },
    query::{Query, use_change, use_query},
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// The durations that have a button, in days; the first is what holds unsaid.
const DAYS: [u16; 3] = [7, 14, 30];

/// Whether a refusal is one by the limits of loans.
fn is_limit(code: ErrorCode) -> bool {
    matches!(code, ErrorCode::LentTooLong | ErrorCode::TooManyOut)
}

/// Properties of [`LendDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct LendDialogProps {
    /// The item.
    pub(super) view: Rc<ItemView>,
    /// Who takes it, as far as that is known.
    #[prop_or_default]
    pub(super) to: Option<String>,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks who takes an item, and lends it.
#[component]
pub(super) fn LendDialog(props: &LendDialogProps) -> Html {
    let LendDialogProps { view, to, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members]);
    let to = use_state(|| to.clone().unwrap_or_default());
    let today = clock::today();
    let due = use_state_eq(|| Typed::Day(today.plus(7)));
    let since = use_state_eq(|| Typed::Nothing);
    let pieces = use_state_eq(|| 1_u32);
    let lend = use_change(LENDING);
    let checks = view.upkeep.checks.clone();
    let there = use_state_eq(|| vec![true; checks.len()]);
    let photo = use_state_eq(|| None::<String>);
    let despite = use_mut_ref(|| None::<ErrorCode>);
    let onsubmit = {
        let (lend, on_close) = (lend.clone(), on_close.clone());
        let (named, item) = (space.named(), view.row.id);
        let (to, due, pieces) = (to.clone(), due.clone(), pieces.clone());
        let since = since.clone();
        let (checks, there, photo) = (checks.clone(), there.clone(), photo.clone());
        let despite = despite.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let despite = despite.take();
            if to.is_empty() {
                return lend.refuse(ApiError::new(ErrorCode::EmptyName));
            }
            let command = LendItem {
                space: named.clone(),
                item: item.to_string(),
                to: (*to).clone(),
                due: due.said(),
                quantity: Some(*pieces),
                since: since.said(),
                // Whoever goes past one refusal hears of the other one first.
                despite_bookings: despite == Some(ErrorCode::BookedBeforeDue),
                despite_limits: despite.is_some_and(is_limit),
                told: told(&checks, &there, None, String::new(), (*photo).clone()),
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
        let day = Typed::Day(today.plus(i64::from(*days)));
        let pressed = if *due == day { "true" } else { "false" };
        let setter = due.setter();
        let onclick = move |_: MouseEvent| setter.set(day.clone());
        html! {
            <button type="button" class="segment" aria-pressed={pressed} {onclick}
                data-testid={format!("lend-days-{days}")}>
                { words.count("count-days", u32::from(*days)) }
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
    let on_due = {
        let setter = due.setter();
        Callback::from(move |typed| setter.set(typed))
    };
    let on_since = {
        let setter = since.setter();
        Callback::from(move |typed| setter.set(typed))
    };
    let on_pieces = {
        let setter = pieces.setter();
        Callback::from(move |count| setter.set(count))
    };
    let parts = view.upkeep.parts.iter().map(|part| format!("{} × {}", part.count, part.name));
    let parts = parts.collect::<Vec<_>>().join(", ");
    let terms = view.upkeep.details.iter();
    let terms = terms.filter(|one| matches!(one.key.as_str(), "deposit" | "tariff" | "most-days"));
    let terms = terms.map(|one| {
        let name = words.t(&format!("detail-{}", one.key));
        words.with("lend-term", &[("name", (&name).into()), ("value", (&one.text).into())])
    });
    let terms = terms.collect::<Vec<_>>().join(", ");
    let cancel = on_close.reform(|_: MouseEvent| ());
    let title = words.with("lend-title", &[("item", (&view.row.name).into())]);
    let on_photo = {
        let setter = photo.setter();
        Callback::from(move |photo| setter.set(photo))
    };
    // Limits are for whoever answers for it to pass over; a booking, for whoever hands it over.
    let answers = match view.row.owner {
        None => space.may(SpaceRight::Govern),
        Some(_) => view.can_edit,
    };
    let passable = lend
        .error()
        .map(|error| error.code)
        .filter(|code| *code == ErrorCode::BookedBeforeDue || answers && is_limit(*code));
    let no_one =
        to.is_empty() && lend.error().is_some_and(|error| error.code == ErrorCode::EmptyName);
    html! {
        <Dialog id="lend-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <Choice id="lend-to" label={words.t("lend-to")} {options} chosen={to.clone()} />
                { failed }
                <div class="stack-tight">
                    <DateField id="lend-due" label={words.t("lend-due")} typed={(*due).clone()}
                        on_type={on_due} earliest={today} />
                    <div class="segments" role="group" aria-label={words.t("lend-quick")}>
                        { for quick }
                    </div>
                </div>
                <details>
                    <summary data-testid="lend-earlier">{ words.t("lend-earlier") }</summary>
                    <DateField id="lend-since" label={words.t("lend-since")}
                        typed={(*since).clone()} on_type={on_since} />
                </details>
                if view.row.available > 1 {
                    <Stepper id="lend-quantity" label={words.t("lend-quantity")} count={*pieces}
                        least={1} most={view.row.available} on_change={on_pieces} />
                }
                if !view.upkeep.parts.is_empty() {
                    <p class="hint" data-testid="lend-takes">
                        { words.with("lend-takes", &[("parts", (&parts).into())]) }
                    </p>
                }
                if !checks.is_empty() {
                    <Ticks id="lend-check" label={words.t("lend-checks")}
                        lines={check_lines(&checks)} there={(*there).clone()} on_there={keeps(&there)} />
                }
                if view.can_edit {
                    <TellPhoto item={view.row.id} on_photo={on_photo} />
                }
                if !terms.is_empty() {
                    <p class="hint" data-testid="lend-terms">{ terms }</p>
                }
                if no_one {
                    <p role="alert" class="strong status danger" data-testid="lend-nobody">
                        { words.t("lend-nobody") }
                    </p>
                } else {
                    <Refusal error={lend.error()} />
                }
                if let Some(code) = passable {
                    <div class="callout plain stack-tight">
                        <p>{ words.t("lend-despite-text") }</p>
                        <div class="acts">
                            <button type="submit" class="button" disabled={lend.is_pending()}
                                onclick={move |_: MouseEvent| *despite.borrow_mut() = Some(code)}
                                data-testid="lend-despite">{ words.t("lend-despite") }</button>
                        </div>
                    </div>
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
