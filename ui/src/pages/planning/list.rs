//! The planning as a list, day by day: for narrow screens, and for whoever hears it read.

use std::rc::Rc;

use etabli_api::view::{PlanningRow, PlanningView, SpanView, TakenKind, TakenView};
use yew::prelude::*;

use crate::{
    booking::{Behind, behind, look_of},
    clock,
    components::badge::status,
    format,
    words::{Words, use_words},
};

/// Properties of [`List`].
#[derive(Properties, PartialEq)]
pub(super) struct ListProps {
    /// What is shown.
    pub(super) view: Rc<PlanningView>,
    /// Hears what somebody wants to look at.
    pub(super) on_open: Callback<Behind>,
}

/// Shows what is taken, day by day.
#[component]
pub(super) fn List(props: &ListProps) -> Html {
    let ListProps { view, on_open } = props;
    let words = use_words();
    let days = view.days.iter().map(|day| {
        let taken = on(view, day);
        let title = format::whole_day(words.language(), clock::wall(day.start).0);
        html! {
            <section class="section" key={day.start.0}>
                <div class="section-head"><h2 class="dated">{ title }</h2></div>
                if taken.is_empty() {
                    <p class="section-text muted">{ words.t("planning-all-free") }</p>
                } else {
                    <ul>{ for taken.iter().map(|(row, taken)| entry(words, row, taken, on_open)) }</ul>
                }
            </section>
        }
    });
    html! { <div data-testid="planning-list">{ for days }</div> }
}

/// Returns what is taken on a day, by start; what is only beside or around something is left out.
fn on<'a>(view: &'a PlanningView, day: &SpanView) -> Vec<(&'a PlanningRow, &'a TakenView)> {
    let over =
        |taken: &TakenView| taken.start < day.end && taken.end.is_none_or(|end| day.start < end);
    let own = |taken: &TakenView| matches!(taken.kind, TakenKind::Booked | TakenKind::Lent);
    let all = view.rows.iter().flat_map(|row| row.taken.iter().map(move |taken| (row, taken)));
    let mut found: Vec<_> = all.filter(|(_, taken)| own(taken) && over(taken)).collect();
    found.sort_by_key(|(_, taken)| taken.start);
    found
}

/// Returns what is said of something on one line.
fn noted(said: &[&str]) -> String {
    let said = said.iter().filter(|said| !said.is_empty());
    said.copied().collect::<Vec<_>>().join(" · ")
}

fn entry(words: Words, row: &PlanningRow, taken: &TakenView, on_open: &Callback<Behind>) -> Html {
    let (tone, shown, id) = look_of(taken);
    let when = match taken.end {
        Some(end) => words.span(taken.start, end),
        None => words.with("taken-since", &[("day", words.day(taken.start).into())]),
    };
    let who = words.person(&taken.by_name);
    let onclick = {
        let (on_open, behind) = (on_open.clone(), behind(taken));
        Callback::from(move |_: MouseEvent| {
            if let Some(behind) = behind {
                on_open.emit(behind);
            }
        })
    };
    html! {
        <li class="row">
            <div class="grow">
                <p class="row-title">
                    <button type="button" class="text-button" {onclick}
                        data-testid="planning-entry">{ &row.name }</button>
                </p>
                <p class="row-note">{ noted(&[&when, &who, &taken.what_for]) }</p>
                { status(tone, shown, &words.with(id, &[("name", (&taken.name).into())])) }
            </div>
        </li>
    }
}
