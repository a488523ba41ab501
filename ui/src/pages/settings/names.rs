//! What the person here and the space are called: everybody writes their own name, stewards the
//! space's.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{RenameMember, RenameSpace},
    view::SpaceRight,
};
use yew::prelude::*;

use crate::{
    components::{
        ask::{Ask, Asked},
        face::{FaceSize, face},
        field::Takes,
    },
    query::use_change,
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// What a name makes old: everything that says it.
const SAID: &[Topic] = &[Topic::Spaces, Topic::Members, Topic::Inventory, Topic::Sync];

/// Whose name is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Named {
    Me,
    Space,
}

impl Named {
    const fn id(self) -> &'static str {
        match self {
            Self::Me => "settings-my-name",
            Self::Space => "settings-space-name",
        }
    }
}

/// Shows both names, each with a way to change it.
#[component]
pub(super) fn Names() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let change = use_change(SAID);
    let open = use_state_eq(|| None::<Named>);
    let on_close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let held = |named| match named {
        Named::Me => space.my_name().to_owned(),
        Named::Space => space.name().to_owned(),
    };
    let rows = [(Named::Me, "settings-me"), (Named::Space, "settings-space")];
    let rows = rows.map(|(named, test)| {
        let may = named == Named::Me || space.may(SpaceRight::Govern);
        let (what, name) = (words.t(named.id()), held(named));
        let onclick = {
            let open = open.setter();
            Callback::from(move |_: MouseEvent| open.set(Some(named)))
        };
        let label = words.with("settings-name-of", &[("what", (&what).into())]);
        html! {
            <li class="row" key={test}>
                if named == Named::Me {
                    { face(&name, FaceSize::Normal) }
                }
                <div class="grow">
                    <p class="row-title"><bdi data-testid={test}>{ name }</bdi></p>
                    <p class="row-note">{ what }</p>
                </div>
                if may {
                    <button type="button" class="button small" {onclick} aria-label={label}
                        data-testid={format!("{test}-change")}>{ words.t("setting-change") }</button>
                }
            </li>
        }
    });
    let dialog = open.map(|named| {
        let on_submit = {
            let (change, close, at) = (change.clone(), on_close.clone(), space.named());
            let (say, held) = (say.clone(), held(named));
            Callback::from(move |typed: Vec<String>| {
                let name = typed.into_iter().next().unwrap_or_default();
                if name == held {
                    return close.emit(());
                }
                let (space, close, say) = (at.clone(), close.clone(), say.clone());
                let done = move || {
                    close.emit(());
                    say.emit(words.t("settings-named"));
                };
                match named {
                    Named::Me => change.order(&RenameMember { space, name }, done),
                    Named::Space => change.order(&RenameSpace { space, name }, done),
                }
            })
        };
        let title = words.t(named.id());
        let asked = Asked::text("value", title.clone(), &held(named), Takes::Line);
        html! {
            <Ask id="name" {title} asked={Rc::from([asked])} submit={words.t("save")}
                pending={change.is_pending()} error={change.error()} {on_submit}
                on_close={on_close.clone()}>
                <p class="hint">{ words.t("settings-name-hint") }</p>
            </Ask>
        }
    });
    html! {
        <section class="section">
            <div class="section-head"><h2>{ words.t("settings-me") }</h2></div>
            <ul>{ for rows }</ul>
            { dialog }
        </section>
    }
}
