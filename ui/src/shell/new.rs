//! The menu of what can be made new, the same on every screen.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    components::{
        icon::Icon,
        menu::{Act, Menu},
    },
    front::{Front, use_show},
    space::use_space,
    words::use_words,
};

/// The menu's name for tests; N opens it.
pub(super) const NEW: &str = "new";

/// Shows the menu, to whoever may make something.
#[component]
pub(super) fn NewMenu() -> Html {
    let (words, space, show) = (use_words(), use_space(), use_show());
    let offered: Vec<Front> = Front::NEW.into_iter().filter(|one| one.is_for(&space)).collect();
    let acts: Rc<[Act]> = offered
        .iter()
        .map(|one| Act { id: one.id().into(), words: words.t(one.id()).into(), icon: one.icon() })
        .collect();
    let on_choose = Callback::from(move |id: AttrValue| {
        if let Some(one) = offered.iter().find(|one| one.id() == id.as_str()) {
            show.emit(*one);
        }
    });
    html! {
        if !acts.is_empty() {
            <Menu id={NEW} label={words.t("new")} shown={Some(Icon::Plus)} {acts} {on_choose} />
        }
    }
}
