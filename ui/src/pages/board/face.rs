//! What of a card is seen on its board. A thousand of them are drawn at once, so they are plain
//! elements; the board around them hears for all.

use std::collections::BTreeMap;

use etabli_api::view::{BoardView, CardRow};
use yew::prelude::*;

use super::column_of;
use crate::{
    pages::projects::day_of,
    words::{Words, use_words},
};

/// Properties of [`Cards`].
#[derive(Properties, PartialEq)]
pub(super) struct CardsProps {
    /// Which.
    pub(super) cards: Vec<CardRow>,
}

/// Draws the cards of a column, anew only if one of them changed: of a thousand one is moved.
#[component]
pub(super) fn Cards(props: &CardsProps) -> Html {
    let words = use_words();
    let cards = props.cards.iter().enumerate();
    let cards = cards.map(|(at, card)| face(words, card, at == 0, String::new()));
    html! { <ul class="kan-list">{ for cards }</ul> }
}

/// Draws all cards below each other.
pub(super) fn listed(words: Words, view: &BoardView) -> Html {
    let cells = view.lanes.iter().flat_map(|lane| view.columns.iter().zip(&lane.cells));
    let cards = cells.flat_map(|(column, cards)| cards.iter().map(move |card| (column, card)));
    let cards = cards.map(|(column, card)| face(words, card, true, column_of(words, &column.name)));
    html! { <ul class="kan-list">{ for cards }</ul> }
}

/// Draws the cards by the day they are due.
pub(super) fn agenda(words: Words, view: &BoardView) -> Html {
    let mut days: BTreeMap<(bool, &str), Vec<Html>> = BTreeMap::new();
    for lane in &view.lanes {
        for (column, cards) in view.columns.iter().zip(&lane.cells) {
            for card in cards {
                let day = days.entry((card.due.is_empty(), card.due.as_str())).or_default();
                day.push(face(words, card, true, column_of(words, &column.name)));
            }
        }
    }
    let days = days.into_iter().map(|((undated, day), cards)| {
        let name = if undated { words.t("board-undated") } else { day_of(words, day) };
        html! {
            <section key={day.to_owned()} class="section">
                <h2>{ name }</h2>
                <ul class="kan-list">{ for cards }</ul>
            </section>
        }
    });
    html! { { for days } }
}

/// Draws a card, with its column where that is not seen.
pub(super) fn face(words: Words, card: &CardRow, leads: bool, column: String) -> Html {
    let mut notes: Vec<String> = Vec::new();
    if !column.is_empty() {
        notes.push(column);
    }
    if !card.due.is_empty() {
        let date = day_of(words, &card.due);
        notes.push(if card.late {
            words.with("card-late", &[("date", (&date).into())])
        } else {
            date
        });
    }
    notes.extend(card.people.iter().map(|name| words.person(name)));
    if !card.checks.is_empty() {
        notes.push(format!("☑ {}", card.checks));
    }
    if card.blockers > 0 {
        notes.push(words.count("card-blocked", card.blockers));
    }
    if !card.labels.is_empty() {
        let mut labels = card.labels.join(", ");
        if card.more > 0 {
            labels.push(' ');
            labels.push_str(&words.count("card-more-labels", card.more));
        }
        notes.push(labels);
    }
    let late = card.late.then_some("late");
    html! {
        <li key={card.id.clone()} class="kan-item">
            <button type="button" class={classes!("kan-card", late)} data-card={card.id.clone()}
                tabindex={if leads { "0" } else { "-1" }} data-testid="card">
                <span class="grip" aria-hidden="true" />
                <span>
                    <span class="strong">{ &card.title }</span>
                    if !notes.is_empty() { <span class="row-note">{ notes.join(" · ") }</span> }
                </span>
            </button>
        </li>
    }
}
