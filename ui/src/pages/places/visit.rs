//! Asking to come and look at a place: a question to the group that names it, answered where all
//! questions are.

use std::rc::Rc;

use etabli_api::{Topic, command::WritePost};
use yew::prelude::*;

use crate::{
    components::{
        ask::{Ask, Asked},
        field::Takes,
    },
    query::use_change,
    space::use_space,
    toast::use_say,
    words::use_words,
};

/// Properties of [`VisitDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct VisitDialogProps {
    /// What the place is called.
    pub(super) name: AttrValue,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks when one would come, and asks the group.
#[component]
pub(super) fn VisitDialog(props: &VisitDialogProps) -> Html {
    let VisitDialogProps { name, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say());
    let change = use_change(&[Topic::Members]);
    let of = [("name", name.as_str().into())];
    let title = words.with("visit-title", &of);
    let asked: Rc<[Asked]> = Rc::from([
        Asked::text("when", words.t("visit-when"), "", Takes::Line),
        Asked::text("text", words.t("visit-text"), "", Takes::Lines),
    ]);
    let on_submit = {
        let (change, on_close, title) = (change.clone(), on_close.clone(), title.clone());
        let space = space.named();
        Callback::from(move |typed: Vec<String>| {
            let typed: Vec<String> = typed.into_iter().filter(|it| !it.trim().is_empty()).collect();
            let command = WritePost {
                space: space.clone(),
                side: "question".to_owned(),
                sort: None,
                way: None,
                title: title.clone(),
                text: typed.join("\n"),
                until: None,
            };
            let (on_close, say) = (on_close.clone(), say.clone());
            change.order(&command, move || {
                on_close.emit(());
                say.emit(words.t("visit-asked"));
            });
        })
    };
    html! {
        <Ask id="visit" {title} {asked} submit={words.t("visit-ask")}
            pending={change.is_pending()} error={change.error()} {on_submit} on_close={on_close.clone()}>
            <p class="hint">{ words.t("visit-hint") }</p>
        </Ask>
    }
}
