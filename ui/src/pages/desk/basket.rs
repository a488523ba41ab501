//! What lies on the desk: each with what will be done, and why it was not.

use yew::prelude::*;

use super::{Deed, Line};
use crate::{
    components::{
        ask::Ticks,
        badge::{Tone, status},
        board::gap,
        icon::{Icon, icon},
    },
    pages::item::{give_back::check_lines, photo::TellPhoto},
    route::Route,
    words::use_words,
};

/// Properties of [`Basket`].
#[derive(Properties, PartialEq)]
pub(super) struct BasketProps {
    /// What lies there.
    pub(super) lines: Vec<Line>,
    /// Hears what is left when something is put away.
    pub(super) on_lines: Callback<Vec<Line>>,
    /// Hears what lies there when more is told of it.
    pub(super) on_change: Callback<Vec<Line>>,
}

/// What is told of a line.
#[derive(Debug, Clone, PartialEq)]
enum Change {
    There(Vec<bool>),
    Photo(Option<String>),
}

/// Shows what lies on the desk.
#[component]
pub(super) fn Basket(props: &BasketProps) -> Html {
    let BasketProps { lines, on_lines, on_change } = props;
    let words = use_words();
    let rows = lines.iter().enumerate().map(|(place, line)| {
        let away = {
            let (lines, on_lines) = (lines.clone(), on_lines.clone());
            Callback::from(move |_: MouseEvent| {
                let mut left = lines.clone();
                left.remove(place);
                on_lines.emit(left);
            })
        };
        let changed = |change: fn(&mut Line, Change)| {
            let (lines, on_lines) = (lines.clone(), on_change.clone());
            Callback::from(move |new: Change| {
                let mut all = lines.clone();
                if let Some(line) = all.get_mut(place) {
                    change(line, new);
                }
                on_lines.emit(all);
            })
        };
        let change = changed(|line, new| match new {
            Change::There(there) => line.there = there,
            Change::Photo(photo) => line.photo = photo,
        });
        let parts = line.parts.iter().map(|part| (part.out, part.name.clone()));
        let gone_through: Vec<(u32, String)> = parts.chain(line.checks.iter().cloned()).collect();
        let (tone, shown, text) = match line.deed {
            Deed::Lend => (Tone::Info, Icon::Forward, words.t("desk-lend")),
            Deed::Return(_) => {
                let holder = words.person(&line.holder);
                let text = words.with("desk-return", &[("name", (&holder).into())]);
                (Tone::Ok, Icon::Backward, text)
            }
        };
        let name = match line.name.as_str() {
            "" => words.t("unknown-item"),
            name => name.to_owned(),
        };
        html! {
            <li key={line.item.to_string()} class="row loan" data-testid="desk-line">
                { gap(&name) }
                <div class="grow">
                    <div class="row-title">
                        <a href={Route::Item(line.item).href()} data-testid="desk-item">{ &name }</a>
                        if !line.tag.is_empty() {
                            <span class="label-tag">{ &line.tag }</span>
                        }
                    </div>
                    { status(tone, shown, &text) }
                    if !gone_through.is_empty() {
                        <Ticks id="desk-check"
                            label={words.with("desk-checks", &[("name", (&name).into())])}
                            lines={check_lines(&gone_through)} there={line.there.clone()}
                            on_there={change.reform(Change::There)} />
                    }
                    if line.can_edit {
                        <TellPhoto item={line.item} on_photo={change.reform(Change::Photo)} />
                    }
                    if let Some(error) = &line.error {
                        <p role="alert" class="hint wrong" data-testid="desk-error">
                            { words.reason(error) }{ " " }{ words.hint(error) }
                        </p>
                    }
                </div>
                <button type="button" class="icon-button" onclick={away}
                    aria-label={words.with("desk-away", &[("name", (&name).into())])}
                    data-testid="desk-away">{ icon(Icon::Close) }</button>
            </li>
        }
    });
    html! { <ul>{ for rows }</ul> }
}
