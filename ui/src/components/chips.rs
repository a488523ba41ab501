//! What was chosen, as words that can be taken away one by one. The focus goes on to the next
//! one, so that several can be taken away without a mouse.

use yew::prelude::*;

use crate::{
    components::icon::{Icon, icon},
    focus::use_next_focus,
    words::use_words,
};

/// One of the words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Chip {
    /// What it is for, and its name for tests.
    pub(crate) id: AttrValue,
    /// What it says.
    pub(crate) words: AttrValue,
}

/// Properties of [`Chips`].
#[derive(Properties, PartialEq)]
pub(crate) struct ChipsProps {
    /// What was chosen.
    pub(crate) label: AttrValue,
    /// The words.
    pub(crate) chips: Vec<Chip>,
    /// Hears the id of the one that is taken away.
    pub(crate) on_remove: Callback<AttrValue>,
}

/// Shows the words.
#[component]
pub(crate) fn Chips(props: &ChipsProps) -> Html {
    let ChipsProps { label, chips, on_remove } = props;
    let words = use_words();
    let next = use_next_focus(chips.clone());
    let shown = chips.iter().enumerate().map(|(at, chip)| {
        let beside = chips.get(at + 1).or_else(|| chips.get(at.checked_sub(1)?));
        let beside = beside.map(|chip| format!("[data-testid=\"{}\"]", chip.id));
        let (id, next) = (chip.id.clone(), next.clone());
        let onclick = on_remove.reform(move |_: MouseEvent| {
            next.replace(beside.clone());
            id.clone()
        });
        let name = words.with("chip-remove", &[("what", chip.words.as_str().into())]);
        html! {
            <li key={chip.id.as_str()}>
                <button type="button" class="chip" aria-label={name} {onclick}
                    data-testid={chip.id.clone()}>
                    <span class="cut">{ &chip.words }</span>{ icon(Icon::Close) }
                </button>
            </li>
        }
    });
    if chips.is_empty() {
        return Html::default();
    }
    html! { <ul class="chips" aria-label={label}>{ for shown }</ul> }
}
