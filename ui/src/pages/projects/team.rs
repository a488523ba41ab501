//! What the team of a project can do of what is asked for there, and who beyond it could help.

use etabli_api::{
    Topic,
    command::ShowTeam,
    view::{TeamMember, TeamSkill},
};
use yew::prelude::*;

use crate::{
    components::{
        badge::{Tone, status},
        icon::Icon,
    },
    pages::people::called,
    query::use_query,
    route::Route,
    space::use_space,
    words::{Words, use_words},
};

/// Properties of [`Team`].
#[derive(Properties, PartialEq)]
pub(super) struct TeamProps {
    /// The project.
    pub(super) project: String,
}

/// Shows it; nothing where nothing is asked for.
#[component]
pub(super) fn Team(props: &TeamProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let topics: &'static [Topic] = &[Topic::Projects, Topic::Members, Topic::Spaces];
    let asked = ShowTeam { space: space.named(), project: props.project.clone() };
    let team = use_query(asked, topics);
    let Some(team) = team.ready().filter(|team| !team.skills.is_empty()) else {
        return Html::default();
    };
    let lacking = team.skills.iter().filter(|skill| skill.within.is_empty()).count();
    html! {
        <section class="section" data-testid="project-team">
            <div class="section-head">
                <h2>{ words.t("team-title") }</h2>
            </div>
            <p class="row-note" data-testid="team-lacking">
                { words.with("team-lacking", &[("count", lacking.into())]) }
            </p>
            <ul class="ruled">{ for team.skills.iter().map(|skill| row(words, skill)) }</ul>
        </section>
    }
}

fn row(words: Words, skill: &TeamSkill) -> Html {
    let (tone, icon, id) = match (skill.within.is_empty(), skill.learning.is_empty()) {
        (false, _) => (Tone::Ok, Icon::CircleCheck, "team-covered"),
        (true, false) => (Tone::Warn, Icon::Clock, "team-learned"),
        (true, true) => (Tone::Warn, Icon::Alert, "team-missing"),
    };
    let cards = (skill.cards > 0).then(|| words.count("team-cards", skill.cards));
    html! {
        <li class="match" data-testid="team-skill">
            <div class="row">
                <p class="grow strong">
                    { called(words, &skill.name) }
                    for cards in cards { <span class="row-note">{ " · " }{ cards }</span> }
                </p>
                { status(tone, icon, &words.t(id)) }
            </div>
            { people(words, "team-within", &skill.within, 0) }
            { people(words, "team-learning", &skill.learning, 0) }
            if skill.within.is_empty() {
                { people(words, "team-beyond", &skill.beyond, skill.more) }
                if skill.beyond.is_empty() {
                    <p class="row-note">{ words.t("team-nobody") }</p>
                }
            }
        </li>
    }
}

/// Draws some of them in one line, each a link.
fn people(words: Words, id: &'static str, all: &[TeamMember], more: u32) -> Html {
    if all.is_empty() {
        return Html::default();
    }
    let one = |(at, person): (usize, &TeamMember)| {
        html! {
            <>
                if at > 0 { { ", " } }
                <a class="link" href={Route::Person(person.member).href()} data-testid={id}>
                    { words.person(&person.name) }
                </a>
            </>
        }
    };
    html! {
        <p class="row-note">
            { words.t(id) }{ " " }{ for all.iter().enumerate().map(one) }
            if more > 0 { { " · " }{ words.count("match-more", more) } }
        </p>
    }
}
