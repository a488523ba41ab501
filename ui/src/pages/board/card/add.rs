//! Adding to a card: a line of anything, or how it stands to another one.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::words::use_words;

/// Properties of [`AddLine`].
#[derive(Properties, PartialEq)]
pub(super) struct AddLineProps {
    /// Its message, and its name for tests.
    pub(super) id: &'static str,
    /// Hears what was typed.
    pub(super) on_add: Callback<String>,
}

/// Takes a line and adds it.
#[component]
pub(super) fn AddLine(props: &AddLineProps) -> Html {
    let AddLineProps { id, on_add } = props;
    let words = use_words();
    let field = use_node_ref();
    let onsubmit = {
        let (field, on_add) = (field.clone(), on_add.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(input) = field.cast::<HtmlInputElement>() else { return };
            let text = input.value().trim().to_owned();
            if !text.is_empty() {
                input.set_value("");
                on_add.emit(text);
            }
        })
    };
    html! {
        <form class="field-row" {onsubmit}>
            <input ref={field} class="input" type="text" autocomplete="off"
                aria-label={words.t(id)} placeholder={words.t(id)} data-testid={*id} />
        </form>
    }
}

/// Properties of [`AddRelation`].
#[derive(Properties, PartialEq)]
pub(super) struct AddRelationProps {
    /// The other cards, by id and title.
    pub(super) others: Vec<(AttrValue, AttrValue)>,
    /// Hears how and to which.
    pub(super) on_add: Callback<(String, String)>,
}

/// Takes how and to which card.
#[component]
pub(super) fn AddRelation(props: &AddRelationProps) -> Html {
    let AddRelationProps { others, on_add } = props;
    let words = use_words();
    let (how, other) = (use_node_ref(), use_node_ref());
    let onsubmit = {
        let (how, other, on_add) = (how.clone(), other.clone(), on_add.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let value = |of: &NodeRef| of.cast::<HtmlSelectElement>().map(|it| it.value());
            if let (Some(how), Some(other)) = (value(&how), value(&other)) {
                on_add.emit((how, other));
            }
        })
    };
    if others.is_empty() {
        return Html::default();
    }
    let hows = ["blocks", "blocked-by", "duplicates", "holds", "part-of"].iter().map(|word| {
        html! { <option key={*word} value={*word}>{ words.t(&format!("relation-{word}")) }</option> }
    });
    let others = others
        .iter()
        .map(|(id, title)| html! { <option key={id.as_str()} value={id}>{ title }</option> });
    html! {
        <form class="field-row" {onsubmit}>
            <select ref={how} class="input" aria-label={words.t("card-relation-how")}
                data-testid="card-relation-how">{ for hows }</select>
            <select ref={other} class="input" aria-label={words.t("card-relation-to")}
                data-testid="card-relation-to">{ for others }</select>
            <button type="submit" class="button" data-testid="card-relation-add">
                { words.t("card-relation-add") }
            </button>
        </form>
    }
}
