//! Who asked for an item, and asking for it: whoever asks first is first in line.

use std::rc::Rc;

use etabli_api::{
    command::{AnswerRequest, AskForItem, WithdrawRequest},
    view::{ItemView, RequestRight, RequestState, RequestView},
};
use yew::prelude::*;

use super::LENDING;
use crate::{
    clock,
    components::{
        answer::Refusal,
        badge::{Tone, status},
        date::{DateField, Typed},
        dialog::Dialog,
        face::{FaceSize, face},
        icon::Icon,
        stepper::Stepper,
    },
    query::use_change,
    route::Route,
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// Properties of [`RequestList`].
#[derive(Properties, PartialEq)]
pub(crate) struct RequestListProps {
    /// The requests.
    pub(crate) requests: Vec<RequestView>,
    /// Whether each says which item it is for.
    #[prop_or_default]
    pub(crate) names_item: bool,
    /// Hears which is to be handed over.
    pub(crate) on_lend: Callback<RequestView>,
}

/// Shows requests with what can be done about each.
#[component]
pub(crate) fn RequestList(props: &RequestListProps) -> Html {
    let RequestListProps { requests, names_item, on_lend } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let change = use_change(LENDING);
    let pending = change.is_pending();
    let answer = {
        let (change, named) = (change.clone(), space.named());
        Callback::from(move |(request, granted): (RequestView, bool)| {
            let request = request.id.to_string();
            let command = AnswerRequest { space: named.clone(), request, granted, until: None };
            let say = say.clone();
            change.send(&command, move |request| {
                let id = if granted { "request-granted-done" } else { "request-refused-done" };
                let args =
                    [("name", (&request.by_name).into()), ("item", (&request.item_name).into())];
                say.emit(words.with(id, &args));
            });
        })
    };
    let withdraw = {
        let (change, named) = (change.clone(), space.named());
        Callback::from(move |request: RequestView| {
            let command = WithdrawRequest { space: named.clone(), request: request.id.to_string() };
            change.send(&command, |_| ());
        })
    };
    let rows = requests.iter().map(|request| {
        let may = |right| request.may.contains(&right);
        let who = words.person(&request.by_name);
        let item = match request.item_name.as_str() {
            "" => words.t("unknown-item"),
            name => name.to_owned(),
        };
        let button = |id: &'static str, main: bool, on: Callback<MouseEvent>| {
            let args = [("name", (&who).into()), ("item", (&item).into())];
            html! {
                <button type="button" class={classes!("button", "small", main.then_some("main-act"))}
                    onclick={on} disabled={pending} data-testid={id}
                    aria-label={words.with(&format!("{id}-of"), &args)}>{ words.t(id) }</button>
            }
        };
        let said = |granted| {
            let request = request.clone();
            answer.reform(move |_: MouseEvent| (request.clone(), granted))
        };
        let with = |callback: &Callback<RequestView>| {
            let request = request.clone();
            callback.reform(move |_: MouseEvent| request.clone())
        };
        let waiting = matches!(request.status, RequestState::Waiting | RequestState::Lapsed);
        html! {
            <li key={request.id.to_string()} class="row loan" data-testid="request-row">
                { face(&who, FaceSize::Normal) }
                <div class="grow">
                    <div class="row-title">
                        if *names_item {
                            <a href={Route::Item(request.item).href()} data-testid="request-item">{ &item }</a>
                        } else {
                            <span>{ &who }</span>
                        }
                    </div>
                    <p class="row-note">{ note(words, request, *names_item) }</p>
                    { standing(words, request) }
                </div>
                if may(RequestRight::HandOver) && request.here {
                    { button("request-lend", true, with(on_lend)) }
                }
                if may(RequestRight::Answer) && waiting {
                    { button("request-grant", false, said(true)) }
                }
                if may(RequestRight::Answer) && request.status != RequestState::Refused {
                    { button("request-refuse", false, said(false)) }
                }
                if may(RequestRight::Withdraw) {
                    { button("request-withdraw", false, with(&withdraw)) }
                }
            </li>
        }
    });
    html! {
        <>
            <Refusal error={change.error()} />
            <ul data-testid="requests">{ for rows }</ul>
        </>
    }
}

fn note(words: Words, request: &RequestView, names_item: bool) -> String {
    let who = names_item.then(|| words.person(&request.by_name));
    let at = words.with("request-at", &[("date", words.day(request.at).into())]);
    let due =
        request.due.map(|due| words.with("request-until", &[("date", words.day(due).into())]));
    let count = request.quantity;
    let several = (count > 1).then(|| words.with("request-several", &[("count", count.into())]));
    let parts: Vec<String> = [who, Some(at), due, several].into_iter().flatten().collect();
    parts.join(", ")
}

fn standing(words: Words, request: &RequestView) -> Html {
    let (tone, shown, id) = match (request.status, request.here) {
        (RequestState::Granted, true) if request.ready.is_some() => {
            (Tone::Ok, Icon::CircleCheck, "request-granted-here-until")
        }
        (RequestState::Granted, false) if request.ready.is_some() => {
            (Tone::Ok, Icon::Check, "request-granted-until")
        }
        (RequestState::Waiting, true) => (Tone::Ok, Icon::CircleCheck, "request-here"),
        (RequestState::Waiting, false) => (Tone::Warn, Icon::Clock, "request-waiting"),
        (RequestState::Granted, true) => (Tone::Ok, Icon::CircleCheck, "request-granted-here"),
        (RequestState::Granted, false) => (Tone::Ok, Icon::Check, "request-granted"),
        (RequestState::Lapsed, _) => (Tone::Warn, Icon::Clock, "request-lapsed"),
        (RequestState::Refused, _) => (Tone::Danger, Icon::Close, "request-refused"),
        (RequestState::Withdrawn, _) => (Tone::Plain, Icon::Undo, "request-withdrawn"),
        (RequestState::HandedOver, _) => (Tone::Plain, Icon::Check, "request-handed-over"),
    };
    let ready = request.ready.map(|until| words.day(until)).unwrap_or_default();
    let args = [
        ("line", request.line.into()),
        ("name", (&request.answered_by).into()),
        ("date", ready.into()),
    ];
    status(tone, shown, &words.with(id, &args))
}

/// Properties of [`AskDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct AskDialogProps {
    /// The item.
    pub(super) view: Rc<ItemView>,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks for an item.
#[component]
pub(super) fn AskDialog(props: &AskDialogProps) -> Html {
    let AskDialogProps { view, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let due = use_state_eq(|| Typed::Nothing);
    let pieces = use_state_eq(|| 1_u32);
    let ask = use_change(LENDING);
    let onsubmit = {
        let (ask, on_close) = (ask.clone(), on_close.clone());
        let (due, pieces) = (due.clone(), pieces.clone());
        let (named, item) = (space.named(), view.row.id.to_string());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let due = match &*due {
                Typed::Day(day) => Some(day.iso()),
                Typed::Nothing => None,
                Typed::Wrong(text) => Some(text.clone()),
            };
            let quantity = Some(*pieces);
            let command = AskForItem { space: named.clone(), item: item.clone(), due, quantity };
            let (say, on_close) = (say.clone(), on_close.clone());
            ask.send(&command, move |request| {
                on_close.emit(());
                say.emit(words.with("ask-done", &[("item", (&request.item_name).into())]));
            });
        })
    };
    let on_due = {
        let setter = due.setter();
        Callback::from(move |typed| setter.set(typed))
    };
    let on_pieces = {
        let setter = pieces.setter();
        Callback::from(move |count| setter.set(count))
    };
    let cancel = on_close.reform(|_: MouseEvent| ());
    let waiting = view.requests.iter().filter(|request| request.line > 0).count();
    let title = words.with("ask-title", &[("item", (&view.row.name).into())]);
    html! {
        <Dialog id="ask-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <p>{ words.with("ask-line", &[("count", waiting.into())]) }</p>
                <DateField id="ask-due" label={words.t("ask-due")} typed={(*due).clone()}
                    on_type={on_due} earliest={clock::today()} />
                if view.row.quantity > 1 {
                    <Stepper id="ask-quantity" label={words.t("lend-quantity")} count={*pieces}
                        least={1} most={view.row.quantity} on_change={on_pieces} />
                }
                <Refusal error={ask.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={ask.is_pending()}
                        data-testid="ask-submit">{ words.t("ask-submit") }</button>
                    <button type="button" class="button" onclick={cancel} data-testid="ask-cancel">
                        { words.t("cancel") }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
