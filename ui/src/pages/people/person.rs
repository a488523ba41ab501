//! What somebody says about themself; one's own page is where one writes it.

use std::rc::Rc;

use etabli_api::{
    command::{AskMentoring, SetProfile, SetSkill, ShowPerson},
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
    toast::use_say,
    words::{Words, use_words},
};

/// How one may stand to a skill.
const STANDINGS: [&str; 5] = ["can", "can teach", "want", "can want", "teach"];

/// What is asked for in front of the page.
#[derive(Debug, Clone, PartialEq)]
enum Front {
    Profile,
    Skill,
}

/// What was clicked.
#[derive(Debug, Clone, PartialEq)]
enum Click {
    Drop(SkillView),
    Ask(SkillView),
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
    let (words, space, say) = (use_words(), use_space(), use_say());
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
        Callback::from(move |typed: Vec<String>| {
            let mut typed = typed.into_iter();
            let mut next = || typed.next().unwrap_or_default();
            let command = SetSkill {
                space: named.clone(),
                skill: next(),
                kinds: next().split(' ').map(str::to_owned).collect(),
                level: Some(next()),
                note: next(),
            };
            let (close, say, name) = (close.clone(), say.clone(), command.skill.clone());
            change.order(&command, move || {
                close.emit(());
                say.emit(words.with("person-skill-done", &[("name", (&name).into())]));
            });
        })
    };
    let on_click = {
        let (change, space_named) = (change.clone(), space.named());
        Callback::from(move |click: Click| {
            let (say, space) = (say.clone(), space_named.clone());
            match click {
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
        Front::Skill => html! {
            <Ask id="skill" title={words.t("person-add-skill")} asked={new_skill(words, view)}
                submit={words.t("save")} pending={change.is_pending()} error={change.error()}
                on_submit={on_skill} on_close={on_close} />
        },
    });
    html! {
        <div class="page">
            <header class="page-head">
                <h1 ref={heading} tabindex="-1">{ title }</h1>
                if own {
                    <div class="actions">
                        <button type="button" class="button main-act" onclick={open(Front::Skill)}
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

fn new_skill(words: Words, view: &PersonView) -> Rc<[Asked]> {
    let mut named = Asked::text("name", words.t("person-skill"), "", Takes::Line);
    named.offers = view.usual.iter().map(|one| called(words, one).into()).collect();
    let standings = STANDINGS.iter().map(|all| {
        let each: Vec<String> = all.split(' ').map(str::to_owned).collect();
        ((*all).into(), kinds(words, &each).into())
    });
    let levels =
        LEVELS.iter().map(|one| ((*one).into(), words.t(&["level-", one].concat()).into()));
    Rc::from([
        named,
        Asked::choice("kind", words.t("people-kind"), "can", standings.collect()),
        Asked::choice("level", words.t("people-level"), "able", levels.collect()),
        Asked::text("note", words.t("person-skill-note"), "", Takes::Lines),
    ])
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
                if may && view.me { { button("person-skill-drop", &name, Click::Drop(one.clone())) } }
                if may && !view.me && teaches && view.active {
                    { button("person-ask", &name, Click::Ask(one.clone())) }
                }
            </li>
        }
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
            </section>
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
