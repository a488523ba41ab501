//! The keys of a place: who has which, since when; giving one and taking it back.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{AddKey, LendItem, ListMembers, ReturnItem},
    id::{ItemId, LoanId},
    view::{DetailsView, HolderView, KeyView, MemberStanding},
};
use yew::prelude::*;

use super::SAID;
use crate::{
    components::{
        answer::Refusal,
        button::{Button, ButtonSize, Ready},
        dialog::Dialog,
        field::{Choice, Field},
    },
    query::{use_change, use_query},
    route::Route,
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// Properties of [`Keys`].
#[derive(Properties, PartialEq)]
pub(super) struct KeysProps {
    /// What is said of the place.
    pub(super) view: Rc<DetailsView>,
}

/// What is open over the keys.
#[derive(Debug, Clone, PartialEq)]
enum Over {
    Nothing,
    Add,
    Give(ItemId, String),
}

/// Shows who has which key.
#[component]
pub(super) fn Keys(props: &KeysProps) -> Html {
    let view = &props.view;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let over = use_state_eq(|| Over::Nothing);
    let back = use_change(SAID);
    let open = {
        let setter = over.setter();
        Callback::from(move |what: Over| setter.set(what))
    };
    let on_close = open.reform(|()| Over::Nothing);
    let on_back = {
        let (back, named) = (back.clone(), space.named());
        Callback::from(move |loan: LoanId| {
            let command = ReturnItem { space: named.clone(), ..ReturnItem::from(loan) };
            let say = say.clone();
            back.send(&command, move |loan| {
                let args = [("name", (&loan.item_name).into()), ("member", (&loan.to_name).into())];
                say.emit(words.with("key-back", &args));
            });
        })
    };
    let ready = if back.is_pending() { Ready::Busy } else { Ready::Yes };
    let holder = |key: &KeyView, holder: &HolderView| {
        let loan = holder.loan;
        let since = words.day(holder.since);
        let name = words.person(&holder.name);
        let args = [("name", (&name).into()), ("since", (&since).into())];
        html! {
            <li>
                { words.with("key-holder", &args) }{ " " }
                if key.can_give {
                    <Button id="key-back" words={words.t("key-take-back")} size={ButtonSize::Small}
                        {ready} on_press={on_back.reform(move |()| loan)} />
                }
            </li>
        }
    };
    let rows = view.keys.iter().map(|key| {
        let give = (key.item, key.name.clone());
        let give = open.reform(move |()| Over::Give(give.0, give.1.clone()));
        let left = words.count("key-left", key.left);
        html! {
            <li data-testid="key">
                <a href={Route::Item(key.item).href()} class="strong" data-testid="key-item">{ &key.name }</a>
                <span class="muted">{ " · " }{ &key.place_name }{ " · " }{ left }</span>{ " " }
                if key.can_give && key.left > 0 {
                    <Button id="key-give" words={words.t("key-give")} size={ButtonSize::Small}
                        on_press={give} />
                }
                <ul class="plain-list">{ for key.holders.iter().map(|it| holder(key, it)) }</ul>
            </li>
        }
    });
    html! {
        <section class="section" data-testid="details-part-keys">
            <div class="section-head">
                <h3>{ words.t("keys-title") }</h3>
                if view.can_edit {
                    <Button id="key-add" words={words.t("key-add")} size={ButtonSize::Small}
                        on_press={open.reform(|()| Over::Add)} />
                }
            </div>
            if view.keys.is_empty() {
                <p class="section-text muted">{ words.t("keys-none") }</p>
            } else {
                <ul class="plain-list section-text">{ for rows }</ul>
            }
            <Refusal error={back.error()} />
            { match &*over {
                Over::Nothing => Html::default(),
                Over::Add => html! {
                    <KeyDialog place={view.id.clone()} {on_close} />
                },
                Over::Give(item, name) => html! {
                    <KeyDialog gives={Some(*item)} name={name.clone()} {on_close} />
                },
            } }
        </section>
    }
}

/// Properties of [`KeyDialog`].
#[derive(Properties, PartialEq)]
struct KeyDialogProps {
    /// The place that a new key is of.
    #[prop_or_default]
    place: String,
    /// The key that is given; a new one when unsaid.
    #[prop_or_default]
    gives: Option<ItemId>,
    /// What the key is called.
    #[prop_or_default]
    name: String,
    on_close: Callback<()>,
}

/// Asks what a new key is called, or who gets one.
#[component]
fn KeyDialog(props: &KeyDialogProps) -> Html {
    let KeyDialogProps { place, gives, name, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members]);
    let typed = use_state(String::new);
    let send = use_change(SAID);
    let onsubmit = {
        let (send, typed, named) = (send.clone(), typed.clone(), space.named());
        let (place, gives, on_close) = (place.clone(), *gives, on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (say, on_close, text) = (say.clone(), on_close.clone(), (*typed).clone());
            match gives {
                None => {
                    let command = AddKey {
                        space: named.clone(),
                        place: place.clone(),
                        name: text,
                        quantity: None,
                    };
                    send.send(&command, move |_| {
                        on_close.emit(());
                        say.emit(words.t("key-added"));
                    });
                }
                Some(item) => {
                    let command = LendItem {
                        space: named.clone(),
                        item: item.to_string(),
                        to: text,
                        due: Some("never".to_owned()),
                        quantity: None,
                        since: None,
                        despite_bookings: false,
                        despite_limits: false,
                        told: None,
                    };
                    send.send(&command, move |loan| {
                        let args = [
                            ("name", (&loan.item_name).into()),
                            ("member", (&loan.to_name).into()),
                        ];
                        on_close.emit(());
                        say.emit(words.with("key-given", &args));
                    });
                }
            }
        })
    };
    let field = match gives {
        None => {
            html! { <Field id="key-name" label={words.t("places-name")} text={typed} required={true} /> }
        }
        Some(_) => {
            let choose = (AttrValue::default(), AttrValue::from(words.t("lend-to-choose")));
            let known = members.ready().map(|members| members.as_slice()).unwrap_or_default();
            let known = known.iter().filter(|it| it.standing == MemberStanding::Active);
            let known = known.map(|it| {
                (AttrValue::from(it.id.to_string()), AttrValue::from(words.person(&it.name)))
            });
            let options: Vec<_> = std::iter::once(choose).chain(known).collect();
            html! { <Choice id="key-to" label={words.t("lend-to")} {options} chosen={typed} /> }
        }
    };
    let title = match gives {
        None => words.t("key-add"),
        Some(_) => words.with("key-give-title", &[("name", name.into())]),
    };
    html! {
        <Dialog id="key-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                { field }
                <Refusal error={send.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={send.is_pending()}
                        data-testid="key-submit">{ words.t("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}
