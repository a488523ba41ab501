//! Comments in which others mention the person here, until they were seen or answered.

use std::rc::Rc;

use etabli_api::{Topic, command::SeeMention, view::MentionView};
use yew::prelude::*;

use crate::{
    components::answer::Refusal, query::use_change, route::Route, space::use_space,
    words::use_words,
};

/// What makes them old.
pub(super) const MENTIONS: &[Topic] = &[Topic::Projects, Topic::Members];

/// Properties of [`Mentions`].
#[derive(Properties, PartialEq)]
pub(super) struct MentionsProps {
    /// The comments.
    pub(super) all: Rc<Vec<MentionView>>,
}

/// Shows them.
#[component]
pub(super) fn Mentions(props: &MentionsProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let change = use_change(MENTIONS);
    let row = |one: &MentionView| {
        let name = words.person(&one.by_name);
        let line = [
            ("name", (&name).into()),
            ("card", (&one.title).into()),
            ("project", (&one.project_name).into()),
        ];
        let line = words.with("today-mention", &line);
        let onclick = {
            let (change, space) = (change.clone(), space.named());
            let (project, comment) = (one.project.to_string(), one.comment.to_string());
            Callback::from(move |_: MouseEvent| {
                let (space, project) = (space.clone(), project.clone());
                let command = SeeMention { space, project, comment: comment.clone() };
                change.order(&command, || ());
            })
        };
        let seen = words.t("today-mention-seen");
        html! {
            <li key={one.comment.to_string()} class="row" data-testid="today-mention">
                <div class="grow">
                    <p class="row-title">
                        <a href={Route::Card(one.project, one.card).href()}
                            data-testid="today-mention-open">{ &line }</a>
                    </p>
                    <p class="row-note">{ &one.words }{ " · " }{ words.moment(one.at) }</p>
                </div>
                <button type="button" class="button small" {onclick} disabled={change.is_pending()}
                    aria-label={format!("{seen}: {line}")} data-testid="today-mention-seen">
                    { &seen }
                </button>
            </li>
        }
    };
    html! {
        <section class="section" data-testid="today-mentions">
            <div class="section-head"><h2>{ words.t("today-mentions") }</h2></div>
            <Refusal error={change.error()} />
            <ul>{ for props.all.iter().map(row) }</ul>
        </section>
    }
}
