//! What somebody says about themself; one's own page is where one writes it.

use std::rc::Rc;

use etabli_api::{
    command::{AskMentoring, EndorseSkill, HideEndorsements, SetProfile, SetSkill, ShowPerson},
    id::MemberId,
    view::{PersonView, SkillView},
};
use yew::prelude::*;

use super::{LEVELS, SAID, called, kinds, listed, skill, ways};
use crate::{
    components::{
        answer::{Refusal, answered},
        ask::{Ask, Asked},
        field::Takes,
    },
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// How one may stand to a skill.
const STANDINGS: [&str; 5] = ["can", "can teach", "want", "can want", "teach"];

/// What is asked for in front of the page.
#[derive(Debug, Clone, PartialEq)]
enum Front {
    Profile,
    Skill(Option<SkillView>),
}

/// What was clicked.
#[derive(Debug, Clone, PartialEq)]
enum Click {
    Change(SkillView),
    Drop(SkillView),
    Ask(SkillView),
    Endorse(SkillView, bool),
    Hide(bool),
    Settle(String),
}

/// Properties of [`Person`].
#[derive(Properties, PartialEq)]
pub(crate) struct PersonProps {
    /// Whom.
    pub(crate) member: MemberId,
}

/// Shows somebody.
#[component]
pub(crate) fn Person(props: &PersonProps) -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let named = Some(props.member.to_string());
    let person = use_query(ShowPerson { space: space.named(), member: named.clone() }, SAID);
    let name = person.ready().map(|view| words.person(&view.name));
    let title = name.clone().unwrap_or_else(|| words.t("people-title"));
    let heading = use_heading(Some(title.clone()));
    let front = use_state(|| None::<Front>);
    let change = use_change(SAID);
    let on_close = {
        let front = front.setter();
        Callback::from(move |()| front.set(None))
    };
    let open = |what: Front| {
        let front = front.setter();
        Callback::from(move |_: MouseEvent| front.set(Some(what.clone())))
    };
    let on_profile = {
        let (change, close, say) = (change.clone(), on_close.clone(), say.clone());
        let named = space.named();
        Callback::from(move |typed: Vec<String>| {
            let mut typed = typed.into_iter();
            let mut next = || typed.next();
            let command = SetProfile {
                space: named.clone(),
                goals: next(),
                languages: next(),
                days: next(),
                availability: next(),
                welcomes: next(),
                shown: next(),
                settled: None,
            };
            let (close, say) = (close.clone(), say.clone());
            change.order(&command, move || {
                close.emit(());
                say.emit(words.t("person-edited"));
            });
        })
    };
    let on_skill = {
        let (change, close, say) = (change.clone(), on_close.clone(), say.clone());
        let named = space.named();
        let changed = match &*front {
            Some(Front::Skill(Some(one))) => Some((one.name.key.clone(), called(words, &one.name))),
            Some(Front::Skill(None) | Front::Profile) | None => None,
        };
        Callback::from(move |typed: Vec<String>| {
            let (known, name) = changed.clone().unzip();
            let mut typed = typed.into_iter();
            let mut next = || typed.next().unwrap_or_default();
            let command = SetSkill {
                space: named.clone(),
                skill: known.clone().unwrap_or_else(&mut next),
                kinds: next().split(' ').map(str::to_owned).collect(),
                level: Some(next()),
                note: next(),
            };
            let (close, say) = (close.clone(), say.clone());
            let name = name.unwrap_or_else(|| command.skill.clone());
            change.order(&command, move || {
                close.emit(());
                say.emit(words.with("person-skill-done", &[("name", (&name).into())]));
            });
        })
    };
    let on_click = {
        let (change, space_named) = (change.clone(), space.named());
        let front = front.setter();
        Callback::from(move |click: Click| {
            let (say, space) = (say.clone(), space_named.clone());
            match click {
                Click::Change(one) => front.set(Some(Front::Skill(Some(one)))),
                Click::Drop(one) => {
                    let name = called(words, &one.name);
                    let (skill, kinds, note) = (one.name.key, Vec::new(), String::new());
                    let command = SetSkill { space, skill, kinds, level: None, note };
                    change.order(&command, move || {
                        say.emit(words.with("person-skill-dropped", &[("name", (&name).into())]));
                    });
                }
                Click::Ask(one) => {
                    let member = named.clone().unwrap_or_default();
                    let command = AskMentoring { space, member, skill: one.name.key };
                    change.order(&command, move || say.emit(words.t("person-asked")));
                }
                Click::Endorse(one, endorses) => {
                    let (member, name) =
                        (named.clone().unwrap_or_default(), called(words, &one.name));
                    let command = EndorseSkill { space, member, skill: one.name.key, endorses };
                    let id = if endorses { "person-endorse-done" } else { "person-unendorse-done" };
                    change.order(&command, move || {
                        say.emit(words.with(id, &[("name", (&name).into())]));
                    });
                }
                Click::Hide(hidden) => {
                    let command = HideEndorsements { space, hidden };
                    change.order(&command, move || say.emit(words.t("person-edited")));
                }
                Click::Settle(hint) => {
                    let command = SetProfile {
                        space,
                        goals: None,
                        languages: None,
                        days: None,
                        availability: None,
                        welcomes: None,
                        settled: Some(hint),
                        shown: None,
                    };
                    change.order(&command, || ());
                }
            }
        })
    };
    let may = !space.is_copy();
    let shown = answered(words, &person, |view| body(words, view, may, &on_click));
    let own = person.ready().is_some_and(|view| view.me) && may;
    let dialog = person.ready().zip((*front).clone()).map(|(view, front)| match front {
        Front::Profile => html! {
            <Ask id="profile" title={words.t("person-edit")} asked={profile(words, view)}
                submit={words.t("save")} pending={change.is_pending()} error={change.error()}
                on_submit={on_profile} on_close={on_close}>
                <p class="hint">{ words.t("person-shown-hint") }</p>
            </Ask>
        },
        Front::Skill(known) => {
            let title = match &known {
                None => words.t("person-add-skill"),
                Some(one) => called(words, &one.name),
            };
            html! {
                <Ask id="skill" {title} asked={asked_skill(words, view, known.as_ref())}
                    submit={words.t("save")} pending={change.is_pending()} error={change.error()}
                    on_submit={on_skill} on_close={on_close} />
            }
        }
    });
    html! {
        <div class="page">
            <header class="page-head">
                <h1 ref={heading} tabindex="-1">{ title }</h1>
                if own {
                    <div class="actions">
                        <button type="button" class="button main-act" onclick={open(Front::Skill(None))}
                            data-testid="skill-open">{ words.t("person-add-skill") }</button>
                        <button type="button" class="button" onclick={open(Front::Profile)}
                            data-testid="profile-open">{ words.t("person-edit") }</button>
                    </div>
                }
                { ways(words, Route::Person(props.member)) }
            </header>
            <PartBanner />
            <Refusal error={change.error().filter(|_| front.is_none())} />
            { shown }
            { dialog }
        </div>
    }
}

fn profile(words: Words, view: &PersonView) -> Rc<[Asked]> {
    let text = |id: &'static str, value: &str, takes| {
        Asked::text(id, words.t(&["person-", id].concat()), value, takes)
    };
    let days = view.days.iter().map(u8::to_string).collect::<Vec<_>>().join(" ");
    let option = |value: &'static str, id: &str| (value.into(), words.t(id).into());
    Rc::from([
        text("goals", &view.goals, Takes::Lines),
        text("languages", &view.languages, Takes::Line),
        text("days", &days, Takes::Line),
        text("availability", &view.availability, Takes::Line),
        Asked::agreed(
            "welcomes",
            words.t("person-welcomes"),
            view.welcomes,
            ["person-no", "person-yes"].map(|id| words.t(id)),
        ),
        Asked::choice(
            "shown",
            words.t("person-shown"),
            &view.shown,
            vec![
                option("members", "person-shown-members"),
                option("stewards", "person-shown-stewards"),
            ],
        ),
    ])
}

/// Asks for a skill, or for how one stands to one that is noted.
fn asked_skill(words: Words, view: &PersonView, known: Option<&SkillView>) -> Rc<[Asked]> {
    let mut standings: Vec<&str> = STANDINGS.to_vec();
    let said = known.map_or_else(|| "can".to_owned(), |one| one.kinds.join(" "));
    if !standings.contains(&said.as_str()) {
        standings.push(&said);
    }
    let standings = standings.iter().map(|all| {
        let each: Vec<String> = all.split(' ').map(str::to_owned).collect();
        ((*all).to_owned().into(), kinds(words, &each).into())
    });
    let levels =
        LEVELS.iter().map(|one| ((*one).into(), words.t(&["level-", one].concat()).into()));
    let level = known.map(|one| one.level.as_str()).filter(|level| !level.is_empty());
    let note = known.map_or("", |one| one.note.as_str());
    let mut asked = vec![
        Asked::choice("kind", words.t("people-kind"), &said, standings.collect()),
        Asked::choice("level", words.t("people-level"), level.unwrap_or("able"), levels.collect()),
        Asked::text("note", words.t("person-skill-note"), note, Takes::Lines),
    ];
    if known.is_none() {
        let mut named = Asked::text("name", words.t("person-skill"), "", Takes::Line);
        named.offers = view.usual.iter().map(|one| called(words, one).into()).collect();
        asked.insert(0, named);
    }
    asked.into()
}

fn body(words: Words, view: &PersonView, may: bool, on_click: &Callback<Click>) -> Html {
    let button = |id: &'static str, of: &str, click: Click| {
        let onclick = on_click.reform(move |_: MouseEvent| click.clone());
        let label = words.with(&[id, "-of"].concat(), &[("name", of.into()), ("what", of.into())]);
        html! {
            <button type="button" class="button small" {onclick} aria-label={label}
                data-testid={id}>{ words.t(id) }</button>
        }
    };
    let skills = view.skills.iter().map(|one| {
        let name = called(words, &one.name);
        let teaches = one.kinds.iter().any(|kind| kind == "teach");
        html! {
            <li key={one.name.key.clone()} class="row" data-testid="skill-row">
                <div class="grow">
                    <p>{ skill(words, one) }</p>
                    if !one.note.is_empty() { <p class="row-note">{ &one.note }</p> }
                </div>
                if may && view.me {
                    { button("person-skill-change", &name, Click::Change(one.clone())) }
                }
                if may && view.me { { button("person-skill-drop", &name, Click::Drop(one.clone())) } }
                if one.can_endorse { { button("person-endorse", &name, Click::Endorse(one.clone(), true)) } }
                if may && one.endorsed_here {
                    { button("person-unendorse", &name, Click::Endorse(one.clone(), false)) }
                }
                if may && !view.me && teaches && view.active {
                    { button("person-ask", &name, Click::Ask(one.clone())) }
                }
            </li>
        }
    });
    let hides = view.hides_endorsements;
    let endorsements = {
        let onclick = on_click.reform(move |_: MouseEvent| Click::Hide(!hides));
        let id = if hides { "person-endorsements-show" } else { "person-endorsements-hide" };
        html! {
            <button type="button" class="button small" {onclick} data-testid={id}>
                { words.t(id) }
            </button>
        }
    };
    let badges = view.badges.iter().map(|badge| {
        let text = words.count(&["badge-", &badge.key].concat(), badge.count);
        html! { <span key={badge.key.clone()} class="badge">{ text }</span> }
    });
    let days = view.days.iter().map(|day| words.t(&["weekday-", &day.to_string()].concat()));
    let days = days.chain((!view.availability.is_empty()).then(|| view.availability.clone()));
    let reach = [&view.contact.phone, &view.contact.email, &view.contact.note];
    let reach = reach.into_iter().filter(|one| !one.is_empty()).cloned();
    let trainings = view.trainings.iter().map(|one| {
        let until = one.until.map(|until| {
            let id = if one.over { "person-over" } else { "person-until" };
            words.with(id, &[("date", (&words.day(until)).into())])
        });
        let trains = one.trains.then(|| words.t("person-trains"));
        let all = [Some(one.of.clone()), until, trains];
        all.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    let role = if view.steward { words.t("role-steward") } else { words.t("role-member") };
    let counts = [("shares", view.shares.into()), ("repairs", view.repairs.into())];
    let terms = [
        ("person-says-role", role),
        ("person-says-goals", view.goals.clone()),
        ("person-says-languages", view.languages.clone()),
        ("person-says-days", days.collect::<Vec<_>>().join(", ")),
        ("person-says-contact", reach.collect::<Vec<_>>().join(", ")),
        ("person-says-trainings", trainings.collect::<Vec<_>>().join("; ")),
        ("person-says-refers", view.refers.join(", ")),
        ("person-says-portfolio", words.with("person-portfolio", &counts)),
    ];
    let terms = terms.into_iter().filter(|(_, said)| !said.is_empty()).map(|(id, said)| {
        html! { <><dt>{ words.t(id) }</dt><dd class="note" data-testid={id}>{ said }</dd></> }
    });
    let matches = view.matches.iter().map(|one| {
        let line = |id: &'static str, names: &[etabli_api::view::SkillName]| {
            let skills = listed(words, names);
            let args = [("name", (&one.name).into()), ("skills", (&skills).into())];
            (!names.is_empty()).then(|| html! { <p>{ words.with(id, &args) }</p> })
        };
        html! {
            <li class="row" key={one.member.to_string()} data-testid="person-match">
                <div class="grow">
                    { line("person-match-teaches", &one.teaches) }
                    { line("person-match-learns", &one.learns) }
                </div>
                <a class="button small" href={Route::Person(one.member).href()}
                    data-testid="person-other">
                    { words.person(&one.name) }</a>
            </li>
        }
    });
    let nudges = view.nudges.iter().map(|hint| {
        let text = words.t(&["nudge-", hint].concat());
        html! {
            <li class="row" key={hint.clone()} data-testid="nudge">
                <p class="grow">{ &text }</p>
                { button("nudge-settle", &text, Click::Settle(hint.clone())) }
            </li>
        }
    });
    html! {
        <>
            if may && !view.nudges.is_empty() {
                <section class="section">
                    <div class="section-head"><h2>{ words.t("person-nudges") }</h2></div>
                    <ul>{ for nudges }</ul>
                </section>
            }
            <section class="section">
                <div class="section-head"><h2>{ words.t("person-skills") }</h2></div>
                if view.skills.is_empty() { <p class="muted">{ words.t("person-no-skills") }</p> }
                <ul>{ for skills }</ul>
                if may && view.me && (view.hides_endorsements || view.skills.iter().any(|one| one.endorsed > 0)) {
                    <div class="acts">{ endorsements }</div>
                }
            </section>
            if !view.badges.is_empty() {
                <p class="facet-row" data-testid="person-badges">{ for badges }</p>
            }
            <dl class="terms">{ for terms }</dl>
            if !view.matches.is_empty() {
                <section class="section">
                    <div class="section-head"><h2>{ words.t("person-matches") }</h2></div>
                    <ul>{ for matches }</ul>
                </section>
            }
        </>
    }
}
