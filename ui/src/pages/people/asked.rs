//! Who asks the person here to teach them something, on the page where a space begins.

use etabli_api::{
    command::{AnswerMentoring, ListMentorings},
    view::MentoringView,
};
use yew::prelude::*;

use super::{SAID, called};
use crate::{
    components::answer::Refusal,
    query::{use_change, use_query},
    space::use_space,
    toast::use_say,
    words::use_words,
};

/// Shows who asks; nothing where nobody does.
#[component]
pub(crate) fn AskedToTeach() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let all = use_query(ListMentorings { space: space.named(), all: false }, SAID);
    let change = use_change(SAID);
    let waits = all.ready().map(|all| all.iter().filter(|one| one.can_answer).collect::<Vec<_>>());
    let Some(waits) = waits.filter(|waits| !waits.is_empty()) else { return Html::default() };
    let row = |one: &&MentoringView| {
        let (name, skill) = (words.person(&one.by_name), called(words, &one.skill));
        let line = [("name", (&name).into()), ("skill", (&skill).into())];
        let line = words.with("today-teach", &line);
        let button = |id: &'static str, answer: &'static str| {
            let (send, say, mentoring) = (change.clone(), say.clone(), one.id.to_string());
            let space = space.named();
            let onclick = Callback::from(move |_: MouseEvent| {
                let (space, mentoring, say) = (space.clone(), mentoring.clone(), say.clone());
                let command = AnswerMentoring { space, mentoring, answer: answer.to_owned() };
                send.order(&command, move || say.emit(words.t("mentoring-done")));
            });
            html! {
                <button type="button" class="button small" {onclick} disabled={change.is_pending()}
                    aria-label={format!("{}: {line}", words.t(id))} data-testid={id}>{ words.t(id) }</button>
            }
        };
        html! {
            <li key={one.id.to_string()} class="row" data-testid="today-teach">
                <p class="grow">{ &line }</p>
                { button("mentoring-accept", "accept") }
                { button("mentoring-refuse", "refuse") }
            </li>
        }
    };
    html! {
        <section class="section">
            <div class="section-head"><h2>{ words.t("today-teach-title") }</h2></div>
            <Refusal error={change.error()} />
            <ul>{ for waits.iter().map(row) }</ul>
        </section>
    }
}
