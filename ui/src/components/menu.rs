//! A button that opens a list of acts. Arrows, Home, End and first letters lead along it; Esc and
//! Tab leave it; the focus goes back to the button.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    components::{
        icon::{Icon, icon},
        popover::Popover,
    },
    focus::{focus_in, focus_on},
    keys::{Along, begins, step},
};

/// One act.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Act {
    /// What it is for, and its name for tests.
    pub(crate) id: AttrValue,
    /// What it does, in words.
    pub(crate) words: AttrValue,
    /// What stands before them.
    pub(crate) icon: Icon,
}

/// Whether the words of a menu's button are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Reads {
    /// Where there is room.
    #[default]
    Shown,
    /// Only aloud: many of its kind stand below each other.
    Aloud,
}

/// Properties of [`Menu`].
#[derive(Properties, PartialEq)]
pub(crate) struct MenuProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// What it opens.
    pub(crate) label: AttrValue,
    /// What stands before its words; then they may go where there is no room.
    #[prop_or_default]
    pub(crate) shown: Option<Icon>,
    /// Whether its words are read.
    #[prop_or_default]
    pub(crate) reads: Reads,
    /// The acts.
    pub(crate) acts: Rc<[Act]>,
    /// Hears the id of the act that is chosen.
    pub(crate) on_choose: Callback<AttrValue>,
}

/// Shows the button, and the acts when it is pressed.
#[component]
pub(crate) fn Menu(props: &MenuProps) -> Html {
    let MenuProps { id, label, shown, reads, acts, on_choose } = props;
    let (look, word) = match reads {
        Reads::Shown => ("button", "menu-word"),
        Reads::Aloud => ("icon-button", "hidden-label"),
    };
    let (button, list) = (use_node_ref(), use_node_ref());
    // The act that has the focus, while it is open.
    let at = use_state_eq(|| None::<usize>);
    {
        let list = list.clone();
        use_effect_with(*at, move |at| {
            if at.is_some() {
                focus_in(&list, "[tabindex=\"0\"]");
            }
        });
    }
    let leave = {
        let (at, button) = (at.setter(), button.clone());
        move || {
            at.set(None);
            focus_on(&button);
        }
    };
    let toggle = {
        let at = at.clone();
        Callback::from(move |_: MouseEvent| at.set(at.is_none().then_some(0)))
    };
    let open_at_end = {
        let (at, count) = (at.setter(), acts.len());
        Callback::from(move |event: KeyboardEvent| {
            let to = match event.key().as_str() {
                "ArrowDown" => Some(0),
                "ArrowUp" => count.checked_sub(1),
                _ => None,
            };
            if to.is_some() {
                event.prevent_default();
                at.set(to);
            }
        })
    };
    let onkeydown = {
        let (at, acts, leave) = (at.clone(), acts.clone(), leave.clone());
        Callback::from(move |event: KeyboardEvent| {
            let (key, here) = (event.key(), at.unwrap_or_default());
            let names = acts.iter().map(|act| act.words.as_str());
            let to = step(&key, Along::Down, *at, acts.len()).or_else(|| begins(&key, here, names));
            if to.is_some() {
                at.set(to);
            } else if key == "Escape" || key == "Tab" {
                leave();
            } else {
                return;
            }
            if key != "Tab" {
                event.prevent_default();
            }
            event.stop_propagation();
        })
    };
    let on_close = {
        let at = at.setter();
        Callback::from(move |()| at.set(None))
    };
    let rows = acts.iter().enumerate().map(|(place, act)| {
        let onclick = {
            let (leave, id) = (leave.clone(), act.id.clone());
            on_choose.reform(move |_: MouseEvent| {
                leave();
                id.clone()
            })
        };
        html! {
            <button type="button" key={act.id.as_str()} class="option" role="menuitem" {onclick}
                tabindex={if *at == Some(place) { "0" } else { "-1" }}
                data-testid={act.id.clone()}>
                { icon(act.icon) }<span>{ &act.words }</span>
            </button>
        }
    });
    let list_id = format!("{id}-list");
    html! {
        <>
            <button ref={button.clone()} type="button" class={look} onclick={toggle}
                onkeydown={open_at_end} aria-haspopup="menu"
                aria-expanded={if at.is_some() { "true" } else { "false" }}
                aria-controls={at.map(|_| list_id.clone())} data-testid={id}>
                if let Some(shown) = shown { { icon(*shown) } }
                <span class={word}>{ label }</span>
                if shown.is_none() { { icon(Icon::Down) } }
            </button>
            if at.is_some() {
                <Popover anchor={button} {on_close}>
                    <div ref={list} id={list_id} role="menu" aria-label={label} {onkeydown}>
                        { for rows }
                    </div>
                </Popover>
            }
        </>
    }
}
