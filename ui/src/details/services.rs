//! What is done at a place for others: who does it, when, and for how much.

use std::rc::Rc;

use etabli_api::{
    command::SetDetails,
    service::{MOST_SERVICES, Service, services, written},
    view::DetailsView,
};
use yew::prelude::*;

use super::SAID;
use crate::{
    components::{
        answer::Refusal,
        button::{Button, ButtonSize, Ready},
        dialog::Dialog,
        field::Field,
    },
    query::use_change,
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// The detail that says them.
const SERVICES: &str = "services";

/// Properties of [`Services`].
#[derive(Properties, PartialEq)]
pub(super) struct ServicesProps {
    /// What is said of the place.
    pub(super) view: Rc<DetailsView>,
}

/// Shows the services of a place, each of which can be changed and taken away.
#[component]
pub(super) fn Services(props: &ServicesProps) -> Html {
    let view = &props.view;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    // Which one is open, by its place in the list; the one behind the last is new.
    let open = use_state_eq(|| None::<usize>);
    let take = use_change(SAID);
    let all = Rc::new(services(view.own.get(SERVICES).map_or("", String::as_str)));
    let on_open = {
        let setter = open.setter();
        Callback::from(move |at: Option<usize>| setter.set(at))
    };
    let on_take = {
        let (take, all, of, named) = (take.clone(), all.clone(), view.id.clone(), space.named());
        Callback::from(move |at: usize| {
            let mut left = (*all).clone();
            let gone = left.remove(at);
            let say = say.clone();
            take.send(&said(named.clone(), &of, &left), move |_| {
                say.emit(words.with("service-gone", &[("name", (&gone.name).into())]));
            });
        })
    };
    let ready = if take.is_pending() { Ready::Busy } else { Ready::Yes };
    let rows = all.iter().enumerate().map(|(at, one)| {
        let beside = [&one.host, &one.when, &one.price];
        let beside = beside.iter().filter(|text| !text.is_empty()).map(|text| text.as_str());
        let beside = beside.collect::<Vec<_>>().join(" · ");
        html! {
            <li class="row" data-testid="service">
                <div class="grow">
                    <p class="row-title">{ &one.name }</p>
                    if !beside.is_empty() { <p class="row-note">{ beside }</p> }
                </div>
                if view.can_edit {
                    <Button id="service-change" words={words.t("details-change")}
                        label={words.with("service-change-of", &[("name", (&one.name).into())])}
                        size={ButtonSize::Small} on_press={on_open.reform(move |()| Some(at))} />
                    <Button id="service-take" words={words.t("service-take")}
                        label={words.with("service-take-of", &[("name", (&one.name).into())])}
                        size={ButtonSize::Small} {ready} on_press={on_take.reform(move |()| at)} />
                }
            </li>
        }
    });
    let end = all.len();
    html! {
        <section class="section" data-testid="details-part-services">
            <div class="section-head">
                <h3>{ words.t("detail-services") }</h3>
                if view.can_edit && end < MOST_SERVICES {
                    <Button id="service-add" words={words.t("service-add")} size={ButtonSize::Small}
                        on_press={on_open.reform(move |()| Some(end))} />
                }
            </div>
            if all.is_empty() {
                <p class="section-text muted">{ words.t("services-none") }</p>
            } else {
                <ul>{ for rows }</ul>
            }
            <Refusal error={take.error()} />
            if let Some(at) = *open {
                <ServiceDialog of={view.id.clone()} {all} {at} on_close={on_open.reform(|()| None)} />
            }
        </section>
    }
}

/// Says which services there are.
fn said(space: Option<String>, of: &str, services: &[Service]) -> SetDetails {
    let details = [(SERVICES.to_owned(), written(services))].into();
    SetDetails { space, of: Some(of.to_owned()), details }
}

/// Properties of [`ServiceDialog`].
#[derive(Properties, PartialEq)]
struct ServiceDialogProps {
    of: String,
    all: Rc<Vec<Service>>,
    /// Which of them; a new one, behind the last.
    at: usize,
    on_close: Callback<()>,
}

/// Asks what is done, by whom, when and for how much.
#[component]
fn ServiceDialog(props: &ServiceDialogProps) -> Html {
    let ServiceDialogProps { of, all, at, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let set = use_change(SAID);
    let known = all.get(*at).cloned().unwrap_or_default();
    let (name, host) = (use_state(|| known.name.clone()), use_state(|| known.host.clone()));
    let (when, price) = (use_state(|| known.when.clone()), use_state(|| known.price.clone()));
    let onsubmit = {
        let (set, of, all, at) = (set.clone(), of.clone(), all.clone(), *at);
        let (name, host, when, price) = (name.clone(), host.clone(), when.clone(), price.clone());
        let on_close = on_close.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = |text: &UseStateHandle<String>| (**text).clone();
            let one = Service {
                name: typed(&name),
                host: typed(&host),
                when: typed(&when),
                price: typed(&price),
            };
            if one.name.trim().is_empty() {
                return;
            }
            let mut services = (*all).clone();
            match services.get_mut(at) {
                Some(known) => *known = one.clone(),
                None => services.push(one.clone()),
            }
            let (say, on_close) = (say.clone(), on_close.clone());
            set.send(&said(space.named(), &of, &services), move |_| {
                on_close.emit(());
                say.emit(words.with("service-said", &[("name", (&one.name).into())]));
            });
        })
    };
    let cancel = on_close.reform(|_: MouseEvent| ());
    let title = match all.get(*at) {
        Some(known) => words.with("service-change-of", &[("name", (&known.name).into())]),
        None => words.t("service-add"),
    };
    html! {
        <Dialog id="service-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <Field id="service-name" label={words.t("service-name")} text={name} required={true} />
                <Field id="service-host" label={words.t("service-host")} text={host} />
                <Field id="service-when" label={words.t("service-when")} text={when}
                    hint={words.t("service-when-hint")} />
                <Field id="service-price" label={words.t("service-price")} text={price} />
                <Refusal error={set.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={set.is_pending()}
                        data-testid="service-save">{ words.t("save") }</button>
                    <button type="button" class="button" onclick={cancel}
                        data-testid="service-cancel">{ words.t("cancel") }</button>
                </div>
            </form>
        </Dialog>
    }
}
