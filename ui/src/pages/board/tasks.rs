//! The cards for the person here, in all projects.

use etabli_api::{Topic, command::ListTasks};
use yew::prelude::*;

use super::column_of;
use crate::{
    components::{
        answer::answered,
        drawing::{Drawing, Empty},
    },
    pages::projects::day_of,
    query::use_query,
    route::{Route, use_heading},
    space::use_space,
    words::use_words,
};

/// Shows the cards.
#[component]
pub(crate) fn Tasks() -> Html {
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(Some(words.t("tasks-title")));
    let topics: &'static [Topic] = &[Topic::Projects, Topic::Members];
    let tasks = use_query(ListTasks { space: space.named(), all: false }, topics);
    let list = answered(words, &tasks, |tasks| {
        if tasks.is_empty() {
            return html! {
                <Empty id="tasks-empty" drawing={Drawing::Shelf}
                    title={words.t("tasks-empty-title")} text={words.t("tasks-empty-text")} />
            };
        }
        let rows = tasks.iter().map(|task| {
            let column = column_of(words, &task.column);
            let mut notes = vec![task.project_name.clone(), column];
            if !task.card.due.is_empty() {
                let date = day_of(words, &task.card.due);
                notes.push(match task.card.late {
                    true => words.with("card-late", &[("date", (&date).into())]),
                    false => date,
                });
            }
            html! {
                <li key={task.card.id.clone()} class="row loan" data-testid="task">
                    <div class="grow">
                        <p class="row-title">
                            <a class="link" href={Route::Board(task.project).href()}
                                data-testid="task-board">
                                { &task.card.title }
                            </a>
                        </p>
                        <p class="row-note">{ notes.join(" · ") }</p>
                    </div>
                </li>
            }
        });
        html! { <ul class="ruled" aria-label={words.t("tasks-title")}>{ for rows }</ul> }
    });
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("tasks-title") }</h1>
                    <p class="lede">{ words.t("tasks-lede") }</p>
                </div>
            </header>
            { list }
        </div>
    }
}
