//! Somebody else's space: the code, what it opens, one's name, then waiting to be let in.

use std::rc::Rc;

use etabli_api::{
    ErrorCode, Topic,
    command::{AskToJoin, ReadPicture, ReadTicket},
    file::MOST_PICTURE_BYTES,
    view::{CodePurpose, JoinState, TicketView},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::{
    step::Step,
    waits::{use_waits, welcome},
};
use crate::{
    components::{
        answer::Refusal,
        drop::FileDrop,
        field::{Field, Takes},
    },
    query::use_change,
    route::{Route, use_offered_code},
    space::use_choose,
    toast::use_say,
    upload,
    words::use_words,
};

/// How long to look for somebody who answers, in seconds.
const PATIENCE: u32 = 60;

/// Asks for a code and uses it.
#[component]
pub(crate) fn Join() -> Html {
    let words = use_words();
    let ticket = use_state(String::new);
    let found = use_state(|| None::<Rc<TicketView>>);
    let other = use_state(|| false);
    let offered = use_offered_code();
    {
        // A link fills in the code, and the person sees what it is for before anything happens.
        let (ticket, found, other) = (ticket.setter(), found.setter(), other.setter());
        use_effect_with(offered, move |code| {
            if let Some(code) = code {
                ticket.set(code.clone());
                found.set(None);
                other.set(true);
            }
        });
    }
    let again = {
        let (setter, other) = (found.setter(), other.setter());
        Callback::from(move |()| {
            setter.set(None);
            other.set(false);
        })
    };
    let on_found = {
        let setter = found.setter();
        Callback::from(move |view| setter.set(Some(view)))
    };
    let waits = use_waits();
    let on_other = {
        let setter = other.setter();
        Callback::from(move |_: MouseEvent| setter.set(true))
    };
    let step = match &*found {
        // One thing at a time, unless a person wants another.
        None if waits.any && !*other => html! {
            <div class="acts">
                <button type="button" class="button" onclick={on_other} data-testid="join-another">
                    { words.t("join-other-code") }
                </button>
            </div>
        },
        None => html! { <EnterCode {ticket} {on_found} /> },
        Some(view) => {
            html! { <EnterName ticket={(*ticket).clone()} view={view.clone()} {again} /> }
        }
    };
    html! {
        <Step id="join" title={words.t("join-title")}>
            { waits.cards }
            { step }
        </Step>
    }
}

/// Properties of [`EnterCode`].
#[derive(Properties, PartialEq)]
struct EnterCodeProps {
    ticket: UseStateHandle<String>,
    on_found: Callback<Rc<TicketView>>,
}

#[component]
fn EnterCode(props: &EnterCodeProps) -> Html {
    let EnterCodeProps { ticket, on_found } = props;
    let words = use_words();
    let read = use_change(&[]);
    let onsubmit = {
        let (read, ticket, on_found) = (read.clone(), ticket.clone(), on_found.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let on_found = on_found.clone();
            let command = ReadTicket { ticket: (*ticket).clone() };
            read.send(&command, move |view| on_found.emit(Rc::new(view)));
        })
    };
    let shown = use_change(&[]);
    let reading = use_state_eq(|| false);
    let on_files = {
        let (read, shown, reading) = (read.clone(), shown.clone(), reading.setter());
        let (ticket, on_found) = (ticket.setter(), on_found.clone());
        Callback::from(move |files: Vec<File>| {
            let Some(file) = files.into_iter().next() else { return };
            let (read, shown, reading) = (read.clone(), shown.clone(), reading.clone());
            let (ticket, on_found) = (ticket.clone(), on_found.clone());
            reading.set(true);
            spawn_local(async move {
                let picture = upload::content(&file, MOST_PICTURE_BYTES).await;
                reading.set(false);
                let content = match picture {
                    Ok(content) => content,
                    Err(error) => return shown.refuse(error),
                };
                shown.send(&ReadPicture { name: file.name(), content }, move |picture| {
                    ticket.set(picture.ticket.clone());
                    let command = ReadTicket { ticket: picture.ticket };
                    read.send(&command, move |view| on_found.emit(Rc::new(view)));
                });
            });
        })
    };
    html! {
        <form class="stack" {onsubmit} novalidate=true>
            <Field id="join-ticket" label={words.t("join-ticket")} text={ticket.clone()}
                hint={words.t("join-ticket-hint")} takes={Takes::Lines} required=true />
            <Refusal error={read.error()} />
            <div class="acts">
                <button type="submit" class="button main-act" disabled={read.is_pending()}
                    data-testid="join-check">{ words.t("join-check") }</button>
            </div>
            <FileDrop id="join-picture" words={words.t("join-picture")}
                hint={words.t("join-picture-hint")} accept="image/png,image/jpeg,image/webp"
                {on_files} />
            <div role="status">
                if *reading || shown.is_pending() {
                    <p class="muted">{ words.t("join-picture-reading") }</p>
                }
            </div>
            <Refusal error={shown.error()} />
        </form>
    }
}

/// Properties of [`EnterName`].
#[derive(Properties, PartialEq)]
struct EnterNameProps {
    ticket: String,
    view: Rc<TicketView>,
    again: Callback<()>,
}

#[component]
fn EnterName(props: &EnterNameProps) -> Html {
    let EnterNameProps { ticket, view, again } = props;
    let (words, choose, say) = (use_words(), use_choose(), use_say());
    let member = use_state(String::new);
    let join = use_change(&[Topic::Spaces]);
    let onsubmit = {
        let (join, member, ticket) = (join.clone(), member.clone(), ticket.clone());
        let again = again.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (choose, say, again) = (choose.clone(), say.clone(), again.clone());
            let (ticket, member) = (ticket.clone(), (*member).clone());
            let refuse = join.clone();
            let command = AskToJoin { ticket, member, known: Vec::new(), timeout: PATIENCE };
            join.send(&command, move |join| match (&join.space, join.state) {
                (Some(space), _) => {
                    choose.emit(space.id.to_string());
                    Route::Today.open();
                    say.emit(welcome(words, &join));
                }
                // What follows is shown where everything is that is waited for.
                (None, JoinState::Waiting) => again.emit(()),
                (None, JoinState::Looking | JoinState::Joined) => {
                    refuse.refuse(ErrorCode::NobodyReachable.into());
                }
            });
        })
    };
    let date = words.day(view.expires);
    let until = if view.expired { "join-expired" } else { "join-until" };
    let pending = join.is_pending();
    let submit = match view.purpose {
        CodePurpose::Membership => "join-submit",
        CodePurpose::Device | CodePurpose::Replacement => "join-submit-device",
    };
    let space = [("space", (&view.space_name).into())];
    let back = again.reform(|_: MouseEvent| ());
    let usable = !view.expired && !view.already_here;
    html! {
        <form class="stack" {onsubmit} novalidate=true>
            <div class="found">
                <p class="muted">{ words.t("join-found") }</p>
                <p class="found-name" data-testid="join-space">{ &view.space_name }</p>
                <p class="muted">{ words.with(until, &[("date", date.into())]) }</p>
                if view.already_here {
                    <p class="strong" data-testid="join-already">{ words.t("join-already") }</p>
                }
            </div>
            if view.purpose != CodePurpose::Membership {
                <p data-testid="join-device">{ words.t("join-device") }</p>
            } else if usable {
                <Field id="join-member" label={words.t("join-member")} text={member}
                    hint={words.t("join-member-hint")} required=true />
            }
            <Refusal error={join.error()} />
            <div role="status">
                if pending {
                    <div class="waiting" data-testid="join-waiting">
                        <p class="strong">{ words.with("join-waiting", &space) }</p>
                        <p class="muted">{ words.t("join-waiting-text") }</p>
                        <progress class="along" aria-hidden="true"></progress>
                    </div>
                }
            </div>
            <div class="acts">
                if usable {
                    <button type="submit" class="button main-act" disabled={pending}
                        data-testid="join-submit">{ words.t(submit) }</button>
                }
                <button type="button" class="button" onclick={back} disabled={pending}
                    data-testid="join-other">{ words.t("join-other-code") }</button>
            </div>
        </form>
    }
}
