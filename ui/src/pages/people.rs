//! Who can what: people found by what they can do, teach or want to learn.

mod asked;
mod contacts;
pub(crate) mod person;
mod week;
mod welcomes;

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{ListPeople, PutOutsider},
    view::{PersonRow, SkillName, SkillView, SpaceRight},
};
use etabli_i18n::Language;
use yew::prelude::*;

use crate::{
    components::{
        answer::answered,
        ask::{Ask, Asked},
        drawing::{Drawing, Empty},
        face::{FaceSize, face},
        field::{Choice, Field, Takes},
    },
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

pub(crate) use self::{asked::AskedToTeach, welcomes::Welcomes};
use self::{contacts::Contacts, week::Week};

/// What makes what people say about themselves old.
pub(crate) const SAID: &[Topic] = &[Topic::Members, Topic::Spaces];

/// How many people are shown at first, and how many more each time.
const PAGE: u32 = 50;

/// The levels, in their order.
pub(crate) const LEVELS: [&str; 3] = ["novice", "able", "expert"];

/// Draws the ways between the pages about people.
pub(crate) fn ways(words: Words, here: Route) -> Html {
    let all = [
        (Route::Members, "nav-members"),
        (Route::People, "people-title"),
        (Route::Offers, "offers-title"),
        (Route::Trainings, "trainings-title"),
    ];
    let links = all.map(|(to, id)| {
        html! {
            <a href={to.href()} aria-current={(to == here).then_some("page")}
                data-testid={format!("way-{id}")}>{ words.t(id) }</a>
        }
    });
    html! { <nav class="views" aria-label={words.t("nav-members")}>{ for links }</nav> }
}

/// Returns what a skill is called in the language of the page.
pub(crate) fn called(words: Words, name: &SkillName) -> String {
    match words.language() {
        Language::French => name.french.clone(),
        Language::English => name.english.clone(),
    }
}

/// Returns names of skills as a list.
pub(crate) fn listed(words: Words, names: &[SkillName]) -> String {
    names.iter().map(|name| called(words, name)).collect::<Vec<_>>().join(", ")
}

/// Returns how somebody stands to a skill, in words.
pub(crate) fn kinds(words: Words, kinds: &[String]) -> String {
    let named = kinds.iter().map(|kind| words.t(&["kind-", kind].concat()));
    named.collect::<Vec<_>>().join(", ")
}

/// Draws a skill: what it is, and how somebody stands to it.
pub(crate) fn skill(words: Words, one: &SkillView) -> Html {
    let mut how = kinds(words, &one.kinds);
    // How well says nothing of what one wants to learn only.
    if !one.level.is_empty() && one.kinds.iter().any(|kind| kind != "want") {
        how = [how.as_str(), ", ", &words.t(&["level-", &one.level].concat()).to_lowercase()]
            .concat();
    }
    if one.endorsed > 0 {
        how = [how.as_str(), " · ", &words.count("person-endorsed", one.endorsed)].concat();
    }
    html! {
        <span><strong>{ called(words, &one.name) }</strong>{ " · " }<span class="muted">{ how }</span></span>
    }
}

fn any(words: Words, id: &str) -> (AttrValue, AttrValue) {
    (AttrValue::default(), words.t(id).into())
}

/// Shows who can what.
#[component]
pub(crate) fn People() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let heading = use_heading(Some(words.t("people-title")));
    let typed = use_state(String::new);
    let facets = [
        use_state(String::new),
        use_state(String::new),
        use_state(String::new),
        use_state(String::new),
        use_state(String::new),
    ];
    let [kind, skill_key, level, language, day] = &facets;
    let said = |state: &UseStateHandle<String>| Some((**state).clone());
    let shown = use_state_eq(|| PAGE);
    let found = use_query(
        ListPeople {
            space: space.named(),
            words: (*typed).clone(),
            skill: said(skill_key),
            kind: said(kind),
            level: said(level),
            language: said(language),
            day: day.parse().ok(),
            most: Some(*shown),
        },
        SAID,
    );
    let outside = use_state(|| None::<Option<PersonRow>>);
    let change = use_change(SAID);
    let bring = use_state_eq(|| None::<()>);
    let on_bring = {
        let bring = bring.setter();
        Callback::from(move |_: MouseEvent| bring.set(Some(())))
    };
    let not_bring = {
        let bring = bring.setter();
        Callback::from(move |()| bring.set(None))
    };
    let week = use_state_eq(|| false);
    let on_week = {
        let week = week.setter();
        Callback::from(move |_: MouseEvent| week.set(true))
    };
    let not_week = {
        let week = week.setter();
        Callback::from(move |()| week.set(false))
    };
    let on_close = {
        let outside = outside.setter();
        Callback::from(move |()| outside.set(None))
    };
    let on_outside = {
        let outside = outside.setter();
        Callback::from(move |one: Option<PersonRow>| outside.set(Some(one)))
    };
    let on_submit = {
        let (change, close, named) = (change.clone(), on_close.clone(), space.named());
        let id = (*outside).clone().flatten().and_then(|one| one.outsider);
        Callback::from(move |typed: Vec<String>| {
            let mut typed = typed.into_iter();
            let mut next = || typed.next().unwrap_or_default();
            let command = PutOutsider {
                space: named.clone(),
                outsider: id.map(|id| id.to_string()),
                name: next(),
                skills: next(),
                reach: next(),
                note: next(),
            };
            let (close, say, name) = (close.clone(), say.clone(), command.name.clone());
            change.order(&command, move || {
                close.emit(());
                say.emit(words.with("people-outside-done", &[("name", (&name).into())]));
            });
        })
    };
    let may = space.may(SpaceRight::EditCatalogue);
    let choices = found.ready().map(|view| {
        let ends = |start: &'static str, all: &[&'static str], first: &str| {
            let mut options = vec![any(words, first)];
            let each = |end: &&'static str| ((*end).into(), words.t(&[start, end].concat()).into());
            options.extend(all.iter().map(each));
            options
        };
        let mut skills = vec![any(words, "people-skill-any")];
        skills.extend(view.skills.iter().map(|one| {
            let name = called(words, &one.name);
            (one.name.key.clone().into(), format!("{name} ({})", one.count).into())
        }));
        let mut languages = vec![any(words, "people-language-any")];
        languages.extend(view.languages.iter().map(|one| (one.clone().into(), one.clone().into())));
        [
            ("kind", ends("kind-", &["can", "teach", "want"], "people-kind-any")),
            ("skill", skills),
            ("level", ends("level-", &LEVELS, "people-level-any")),
            ("language", languages),
            ("day", ends("weekday-", &["1", "2", "3", "4", "5", "6", "7"], "people-day-any")),
        ]
    });
    let choices = choices.into_iter().flatten().zip(&facets).map(|((id, options), chosen)| {
        let name = ["people-", id].concat();
        html! { <Choice id={name.clone()} label={words.t(&name)} {options} chosen={chosen.clone()} /> }
    });
    let list = answered(words, &found, |view| {
        if view.people.is_empty() {
            return html! {
                <Empty id="people-none" drawing={Drawing::Nothing} title={words.t("people-none-title")}
                    text={words.t("people-none-text")}>
                    <a class="button" href={Route::Offers.href()} data-testid="people-offers">
                        { words.t("offers-title") }
                    </a>
                </Empty>
            };
        }
        let rows = view.people.iter().map(|one| row(words, one, may, &on_outside));
        html! { <ul class="ruled" aria-label={words.t("people-title")}>{ for rows }</ul> }
    });
    let count = found.ready().map(|view| view.found);
    let left = found.ready().map_or(0, |view| view.found.saturating_sub(*shown)).min(PAGE);
    let more = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(shown.saturating_add(PAGE)))
    };
    let asked = outside.as_ref().map(|one| {
        let text = |id: &str, value: &str, takes| {
            Asked::text(id.to_owned(), words.t(&["people-outside-", id].concat()), value, takes)
        };
        let none = || String::new();
        let of = one.as_ref();
        let skills = of.map(|of| {
            of.skills.iter().map(|one| called(words, &one.name)).collect::<Vec<_>>().join(", ")
        });
        Rc::from([
            text("name", &of.map_or_else(none, |of| of.name.clone()), Takes::Line),
            text("skills", &skills.unwrap_or_default(), Takes::Line),
            text("reach", &of.map_or_else(none, |of| of.reach.clone()), Takes::Line),
            text("note", &of.map_or_else(none, |of| of.note.clone()), Takes::Lines),
        ])
    });
    let me = space.me().map_or(Route::People, Route::Person).href();
    let add = on_outside.reform(|_: MouseEvent| None);
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("people-title") }</h1>
                    <p class="lede">{ words.t("people-lede") }</p>
                </div>
                <div class="actions">
                    <a class="button main-act" href={me} data-testid="people-mine">
                        { words.t("people-mine") }</a>
                    <button type="button" class="button" onclick={on_week}
                        data-testid="week-open">{ words.t("week-title") }</button>
                    if may {
                        <button type="button" class="button" onclick={add}
                            data-testid="outside-open">{ words.t("people-outside-add") }</button>
                        <button type="button" class="button" onclick={on_bring}
                            data-testid="contacts-open">{ words.t("contacts-title") }</button>
                    }
                </div>
                { ways(words, Route::People) }
            </header>
            <PartBanner />
            <Field id="people-search" label={words.t("people-search")} text={typed}
                hint={words.t("people-search-hint")} />
            <div class="facet-row">{ for choices }</div>
            <p class="muted" role="status" data-testid="people-count">
                { count.map(|count| words.with("people-found", &[("count", count.into())])) }
            </p>
            { list }
            if left > 0 {
                <p class="more">
                    <button type="button" class="button" onclick={more} data-testid="people-more">
                        { words.count("people-more", left) }
                    </button>
                </p>
            }
            if *week { <Week on_close={not_week} /> }
            if bring.is_some() { <Contacts on_close={not_bring} /> }
            if let Some(asked) = asked {
                <Ask id="outside" title={words.t("people-outside")} {asked} submit={words.t("save")}
                    pending={change.is_pending()} error={change.error()} {on_submit} {on_close}>
                    <p class="hint">{ words.t("people-outside-hint") }</p>
                </Ask>
            }
        </div>
    }
}

fn row(words: Words, one: &PersonRow, may: bool, on_outside: &Callback<Option<PersonRow>>) -> Html {
    let name = words.person(&one.name);
    let title = match one.member {
        Some(member) => html! {
            <a class="link" href={Route::Person(member).href()} data-testid="person-open">{ &name }</a>
        },
        None => html! { { &name } },
    };
    let skills = one.skills.iter().map(|one| html! { <li>{ skill(words, one) }</li> });
    let beside = if one.languages.is_empty() { &one.reach } else { &one.languages };
    let change = {
        let of = one.clone();
        on_outside.reform(move |_: MouseEvent| Some(of.clone()))
    };
    let label = words.with("people-outside-change-of", &[("name", (&name).into())]);
    html! {
        <li key={format!("{:?}{:?}", one.member, one.outsider)} class="row loan" data-testid="person-row">
            { face(&name, FaceSize::Normal) }
            <div class="grow">
                <p class="row-title">
                    { title }
                    if one.me { <span class="badge">{ words.t("members-me") }</span> }
                    if one.outsider.is_some() {
                        <span class="badge">{ words.t("people-outside") }</span>
                    }
                </p>
                <ul class="lines">
                    { for skills }
                    if one.more > 0 {
                        <li class="muted">{ words.count("people-skills-more", one.more) }</li>
                    }
                </ul>
                if !beside.is_empty() { <p class="row-note">{ beside }</p> }
                if !one.note.is_empty() { <p class="row-note">{ &one.note }</p> }
            </div>
            if may && one.outsider.is_some() {
                <button type="button" class="button small" onclick={change} aria-label={label}
                    data-testid="outside-change">{ words.t("people-outside-change") }</button>
            }
        </li>
    }
}
