//! The frame of a step of the welcome: the way back, what the step is about, its questions.

use yew::prelude::*;

use crate::{
    components::icon::{Icon, icon},
    route::{Route, use_heading},
    words::use_words,
};

/// Properties of [`Step`].
#[derive(Properties, PartialEq)]
pub(super) struct StepProps {
    /// Its name for tests.
    pub(super) id: AttrValue,
    /// What it is about.
    pub(super) title: AttrValue,
    /// Its questions.
    pub(super) children: Html,
}

/// Shows a step.
#[component]
pub(super) fn Step(props: &StepProps) -> Html {
    let StepProps { id, title, children } = props;
    let words = use_words();
    let heading = use_heading(Some(title.to_string()));
    html! {
        <div class="step">
            <a class="button quiet" href={Route::Welcome.href()} data-testid={format!("{id}-back")}>
                { icon(Icon::ArrowLeft) }{ words.t("back") }
            </a>
            <h1 ref={heading} tabindex="-1">{ title }</h1>
            { children.clone() }
        </div>
    }
}
