//! The name of the open space, and the way to another one.

use std::rc::Rc;

use etabli_api::view::SpaceView;
use yew::prelude::*;

use crate::{
    components::{
        dialog::Dialog,
        icon::{Icon, icon, mark},
    },
    route::Route,
    space::{use_choose, use_space},
    words::use_words,
};

/// Properties of [`SpaceSwitch`].
#[derive(Properties, PartialEq)]
pub(crate) struct SpaceSwitchProps {
    /// The spaces on this computer.
    pub(crate) spaces: Rc<[SpaceView]>,
}

/// Shows the open space and opens others.
#[component]
pub(crate) fn SpaceSwitch(props: &SpaceSwitchProps) -> Html {
    let (words, space, choose) = (use_words(), use_space(), use_choose());
    let open = use_state(|| false);
    let show = {
        let setter = open.setter();
        move |_: MouseEvent| setter.set(true)
    };
    let on_close = {
        let setter = open.setter();
        Callback::from(move |()| setter.set(false))
    };
    let here = space.named();
    let spaces = props.spaces.iter().map(|space| {
        let id = space.id.to_string();
        let current = (here.as_deref() == Some(id.as_str())).then_some("true");
        let onclick = {
            let (choose, on_close, id) = (choose.clone(), on_close.clone(), id.clone());
            move |_: MouseEvent| {
                on_close.emit(());
                choose.emit(id.clone());
                Route::Today.open();
            }
        };
        html! {
            <li key={id}>
                <button type="button" class="choice" aria-current={current} {onclick}
                    data-testid="space-choice">
                    <span class="row-title">
                        { &space.name }
                        if space.demo {
                            <span class="badge">{ words.t("space-demo") }</span>
                        }
                    </span>
                    <span class="row-note">
                        { words.count("count-items", space.items) }{ ", " }
                        { words.count("count-members", space.members) }
                    </span>
                </button>
            </li>
        }
    });
    let leave = on_close.reform(|_: MouseEvent| ());
    html! {
        <>
            <button type="button" class="space-switch" onclick={show} data-testid="space-switch"
                aria-haspopup="dialog"
                aria-label={words.with("space-switch", &[("space", space.name().into())])}>
                { mark() }
                <span class="cut" data-testid="space-name">{ space.name().to_owned() }</span>
                { icon(Icon::Switch) }
            </button>
            if *open {
                <Dialog id="space-dialog" title={words.t("space-list")} on_close={on_close.clone()}>
                    <ul class="choices">{ for spaces }</ul>
                    <a class="button" href={Route::Welcome.href()} onclick={leave}
                        data-testid="space-new">
                        { icon(Icon::Plus) }{ words.t("space-new") }
                    </a>
                </Dialog>
            }
        </>
    }
}
