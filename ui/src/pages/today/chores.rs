//! What waits to be done about things: what is out of order, to be maintained, to be bought, to be
//! signed. Every line leads to its item, or is done here.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::SignLoan,
    view::{ChoreKind, ChoreView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        badge::{Tone, status},
        icon::Icon,
    },
    pages::item::LENDING,
    query::use_change,
    route::Route,
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// How many lines are shown before the rest is only counted.
const SHOWN: usize = 12;

/// What makes the list old.
pub(super) const CHORES: &[Topic] = &[Topic::Inventory, Topic::Loans, Topic::Members];

/// Properties of [`Chores`].
#[derive(Properties, PartialEq)]
pub(super) struct ChoresProps {
    /// What waits.
    pub(super) all: Rc<Vec<ChoreView>>,
}

/// Shows what waits to be done about things.
#[component]
pub(super) fn Chores(props: &ChoresProps) -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let all = &props.all;
    let sign = use_change(LENDING);
    let on_sign = {
        let (sign, named) = (sign.clone(), space.named());
        Callback::from(move |chore: ChoreView| {
            let Some(loan) = chore.loan else { return };
            let (say, name) = (say.clone(), chore.name);
            let command = SignLoan { space: named.clone(), loan: loan.to_string() };
            sign.order(&command, move || {
                say.emit(words.with("loan-signed-done", &[("item", (&name).into())]));
            });
        })
    };
    let rows = all.iter().take(SHOWN).map(|chore| row(words, chore, sign.is_pending(), &on_sign));
    let more = u32::try_from(all.len().saturating_sub(SHOWN)).unwrap_or(u32::MAX);
    html! {
        <section class="section" data-testid="today-chores">
            <div class="section-head"><h2>{ words.t("today-chores") }</h2></div>
            <Refusal error={sign.error()} />
            <ul>{ for rows }</ul>
            if more > 0 { <p class="muted">{ words.count("today-chores-more", more) }</p> }
        </section>
    }
}

fn row(words: Words, chore: &ChoreView, pending: bool, on_sign: &Callback<ChoreView>) -> Html {
    let (tone, icon, id) = match chore.kind {
        ChoreKind::Sign if chore.count > 0 => (Tone::Info, Icon::Check, "chore-sign-back"),
        ChoreKind::Sign => (Tone::Info, Icon::Check, "chore-sign"),
        ChoreKind::Repair => (Tone::Danger, Icon::Wrench, "chore-repair"),
        ChoreKind::Care => (Tone::Warn, Icon::Wrench, "chore-care"),
        ChoreKind::Short => (Tone::Danger, Icon::Alert, "chore-short"),
        ChoreKind::Low => (Tone::Warn, Icon::Alert, "chore-low"),
        ChoreKind::Missing => (Tone::Danger, Icon::Alert, "chore-missing"),
        ChoreKind::Incomplete => (Tone::Warn, Icon::Alert, "chore-incomplete"),
        ChoreKind::Cycle => (Tone::Danger, Icon::Split, "chore-cycle"),
        ChoreKind::TagTwice => (Tone::Warn, Icon::Copy, "chore-tag-twice"),
        ChoreKind::HolderGone => (Tone::Danger, Icon::Users, "chore-holder-gone"),
        ChoreKind::PlaceGone => (Tone::Warn, Icon::Place, "chore-place-gone"),
    };
    let count = u32::try_from(chore.count.unsigned_abs()).unwrap_or(u32::MAX);
    // What is counted is said with its unit, what is the matter below the name.
    let (unit, note) = match chore.kind {
        ChoreKind::Short | ChoreKind::Low => (chore.text.as_str(), ""),
        _ => ("", chore.text.as_str()),
    };
    let mut said = words.count(id, count);
    if !unit.is_empty() {
        said.push('\u{a0}');
        said.push_str(unit);
    }
    let onclick = {
        let chore = chore.clone();
        on_sign.reform(move |_: MouseEvent| chore.clone())
    };
    html! {
        <li class="row" data-testid="today-chore">
            <div class="grow">
                <p class="row-title">
                    <a href={Route::Item(chore.item).href()} data-testid="chore-item">{ &chore.name }</a>
                </p>
                if !note.is_empty() { <p class="row-note">{ note }</p> }
            </div>
            { status(tone, icon, &said) }
            if chore.loan.is_some() {
                <button type="button" class="button small" disabled={pending} {onclick}
                    aria-label={words.with("loan-sign-of", &[("item", (&chore.name).into())])}
                    data-testid="chore-sign">{ words.t("loan-sign") }</button>
            }
        </li>
    }
}
