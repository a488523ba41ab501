//! What is worked on, or could be: projects, ideas, working groups and calls.

pub(crate) mod form;
mod matches;
pub(crate) mod sheet;
mod team;

use std::rc::Rc;

use etabli_api::{
    ProjectKind, Topic,
    command::{BackProject, ListProjects, StartProject},
    view::{ProjectRow, SpaceRight},
};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        ask::{Ask, Asked},
        badge::{Tone, badge},
        drawing::{Drawing, Empty},
        field::{Segments, Takes},
    },
    day::Day,
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// The kinds with their words, in the order in which they are offered.
pub(crate) const KINDS: [(&str, ProjectKind); 4] = [
    ("project", ProjectKind::Project),
    ("idea", ProjectKind::Idea),
    ("group", ProjectKind::Group),
    ("call", ProjectKind::Call),
];

/// Returns the word of a kind.
pub(crate) fn word_of(kind: ProjectKind) -> &'static str {
    KINDS.iter().find(|(_, known)| *known == kind).map_or("project", |(word, _)| word)
}

/// Returns a day as it is read.
pub(crate) fn day_of(words: Words, text: &str) -> String {
    let day = Day::read(text, crate::clock::today());
    day.map_or_else(|| text.to_owned(), |day| crate::format::whole_day(words.language(), day))
}

/// Returns what was typed or chosen in a field.
pub(crate) fn typed_in(event: &Event) -> String {
    event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
}

/// Shows the list.
#[component]
pub(crate) fn Projects() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let heading = use_heading(Some(words.t("projects-title")));
    let chosen = use_state_eq(|| AttrValue::from("all"));
    let (typed, archived) = (use_state_eq(String::new), use_state_eq(|| false));
    let kind = KINDS.iter().find(|(word, _)| *word == chosen.as_str()).map(|(_, kind)| *kind);
    let asked = ListProjects {
        space: space.named(),
        kind,
        words: (*typed).clone(),
        mine: false,
        all: *archived,
    };
    let topics: &'static [Topic] = &[Topic::Projects, Topic::Members];
    let projects = use_query(asked, topics);
    let every = ListProjects {
        space: space.named(),
        kind: None,
        words: String::new(),
        mine: false,
        all: true,
    };
    let every = use_query(every, topics);
    let change = use_change(&[Topic::Projects]);
    let starting = use_state_eq(|| false);
    let close = {
        let starting = starting.setter();
        Callback::from(move |()| starting.set(false))
    };
    let on_start = {
        let (change, named, say) = (change.clone(), space.named(), say.clone());
        Callback::from(move |typed: Vec<String>| {
            let mut typed = typed.into_iter();
            let mut next = || typed.next().unwrap_or_default();
            let (kind, name, summary, from) = (next(), next(), next(), next());
            let kind = KINDS.iter().find(|(word, _)| *word == kind).map(|(_, kind)| *kind);
            let command = StartProject {
                space: named.clone(),
                kind: kind.unwrap_or_default(),
                name,
                summary,
                from: Some(from).filter(|from| !from.is_empty()),
            };
            let say = say.clone();
            change.send(&command, move |view| {
                say.emit(words.with("project-started", &[("name", (&view.row.name).into())]));
                Route::Project(view.row.id).open();
            });
        })
    };
    let on_back = {
        let (change, named) = (change.clone(), space.named());
        Callback::from(move |(id, backs): (String, bool)| {
            change.order(&BackProject { space: named.clone(), project: id, backs }, || ());
        })
    };
    let kinds = std::iter::once("all").chain(KINDS.iter().map(|(word, _)| *word));
    let options: Vec<(AttrValue, AttrValue)> =
        kinds.map(|word| (word.into(), words.t(&format!("projects-kind-{word}")).into())).collect();
    let on_choose = {
        let chosen = chosen.setter();
        Callback::from(move |kind| chosen.set(kind))
    };
    let may = space.may(SpaceRight::Lend);
    let pending = change.is_pending();
    let list = answered(words, &projects, |projects| {
        if projects.is_empty() {
            return html! {
                <Empty id="projects-empty" drawing={Drawing::Shelf}
                    title={words.t("projects-empty-title")} text={words.t("projects-empty-text")} />
            };
        }
        let rows = projects.iter().map(|row| shown(words, row, may && !pending, &on_back));
        html! { <ul class="ruled" aria-label={words.t("projects-title")}>{ for rows }</ul> }
    });
    let open = {
        let starting = starting.setter();
        Callback::from(move |_: MouseEvent| starting.set(true))
    };
    let find = {
        let typed = typed.setter();
        Callback::from(move |event: InputEvent| typed.set(typed_in(&event)))
    };
    let turn = {
        let archived = archived.clone();
        Callback::from(move |_: Event| archived.set(!*archived))
    };
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("projects-title") }</h1>
                    <p class="lede">{ words.t("projects-lede") }</p>
                </div>
                <div class="actions">
                    <a class="button" href={Route::Tasks.href()} data-testid="tasks-open">
                        { words.t("tasks-title") }
                    </a>
                    if may {
                        <button type="button" class="button main-act" onclick={open}
                            data-testid="project-open">{ words.t("projects-start") }</button>
                    }
                </div>
            </header>
            <PartBanner />
            <Refusal error={change.error().filter(|_| !*starting)} />
            <div class="planning-bar">
                <Segments id="projects-kind" label={words.t("projects-kinds")} {options}
                    chosen={(*chosen).clone()} {on_choose} />
                <input class="input" type="text" value={(*typed).clone()} oninput={find}
                    aria-label={words.t("projects-search")} placeholder={words.t("projects-search")}
                    data-testid="projects-search" />
                <label class="check">
                    <input type="checkbox" checked={*archived} onchange={turn}
                        data-testid="projects-archived" />{ " " }{ words.t("projects-archived") }
                </label>
            </div>
            { list }
            if *starting {
                <Ask id="project" title={words.t("projects-start")}
                    asked={start_form(words, every.ready().map_or(&[], |all| all.as_slice()))}
                    submit={words.t("projects-start")} {pending} error={change.error()}
                    on_submit={on_start} on_close={close} />
            }
        </div>
    }
}

fn start_form(words: Words, all: &[ProjectRow]) -> Rc<[Asked]> {
    let kinds = KINDS.iter();
    let kinds =
        kinds.map(|(word, _)| ((*word).into(), words.t(&format!("project-kind-{word}")).into()));
    let nothing = (AttrValue::from(""), AttrValue::from(words.t("project-after-none")));
    let after = all.iter().map(|row| (row.id.to_string().into(), row.name.clone().into()));
    Rc::from([
        Asked::choice("kind", words.t("project-kind"), "project", kinds.collect()),
        Asked::text("name", words.t("sheet-name"), "", Takes::Line),
        Asked::text("summary", words.t("sheet-summary"), "", Takes::Lines),
        Asked::choice(
            "after",
            words.t("project-after"),
            "",
            std::iter::once(nothing).chain(after).collect(),
        ),
    ])
}

fn shown(words: Words, row: &ProjectRow, may: bool, on_back: &Callback<(String, bool)>) -> Html {
    let back = {
        let said = (row.id.to_string(), !row.backed);
        on_back.reform(move |_: MouseEvent| said.clone())
    };
    let label = words.t(if row.backed { "project-unback" } else { "project-back" });
    let told = words.with("row-of", &[("what", (&label).into()), ("name", (&row.name).into())]);
    let mut notes = Vec::new();
    if !row.holders.is_empty() {
        notes.push(words.with("project-by", &[("names", (&row.holders).into())]));
    }
    if !row.deadline.is_empty() {
        notes.push(format!("{} {}", words.t("sheet-deadline"), day_of(words, &row.deadline)));
    }
    if row.backers > 0 {
        notes.push(words.count("project-backers", row.backers));
    }
    if row.asking > 0 {
        notes.push(words.count("project-asking", row.asking));
    }
    let name = if row.name.is_empty() { words.t("sheet-unsaid") } else { row.name.clone() };
    html! {
        <li key={row.id.to_string()} class="row loan" data-testid="project-row">
            <div class="grow">
                <p class="row-title">
                    <a class="link" href={Route::Project(row.id).href()}
                        data-testid="project-link">{ name }</a>
                </p>
                if !row.summary.is_empty() { <p class="row-note">{ &row.summary }</p> }
                <p class="row-note">{ notes.join(" · ") }</p>
            </div>
            { states(words, row) }
            if may && row.kind == ProjectKind::Idea {
                <button type="button" class="button small" onclick={back} aria-label={told}
                    data-testid="project-back">{ label }</button>
            }
        </li>
    }
}

/// Draws what something is and how far it is.
pub(crate) fn states(words: Words, row: &ProjectRow) -> Html {
    let kind = words.t(&format!("project-kind-{}", word_of(row.kind)));
    html! {
        <>
            if row.archived { { badge(Tone::Plain, &words.t("project-archived")) } }
            if row.kind != ProjectKind::Project { { badge(Tone::Info, &kind) } }
            if !row.stage.is_empty() {
                { badge(Tone::Ok, &words.t(&format!("stage-{}", row.stage))) }
            }
        </>
    }
}
