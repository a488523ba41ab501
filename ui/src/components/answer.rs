//! What a screen shows of an answer while it is not there, or was refused: one look for all.

use etabli_api::{ApiError, ErrorCode};
use yew::prelude::*;

use crate::{
    components::{
        icon::{Icon, icon},
        skeleton::skeleton,
    },
    hub,
    query::Query,
    words::{Words, use_words},
};

/// How many rows stand where an answer will.
const ROWS: usize = 4;

/// Properties of [`Refusal`].
#[derive(Properties, PartialEq)]
pub(crate) struct RefusalProps {
    /// What was refused; nothing is shown for none.
    pub(crate) error: Option<ApiError>,
}

/// Says what was refused and what would help, at once to screen readers.
#[component]
pub(crate) fn Refusal(props: &RefusalProps) -> Html {
    let words = use_words();
    let said = props.error.as_ref().map(|error| said(words, error));
    html! { <div role="alert" class="refusal">{ said }</div> }
}

fn said(words: Words, error: &ApiError) -> Html {
    html! {
        <div class="callout danger" data-testid="error" data-code={error.code.as_str()}>
            { icon(Icon::Alert) }
            <div>
                <p class="strong">{ words.reason(error) }</p>
                <p>{ words.hint(error) }</p>
            </div>
        </div>
    }
}

/// Shows that something is on its way.
pub(crate) fn loading(words: Words) -> Html {
    html! {
        <div class="loading" role="status" data-testid="loading">
            <p class="hidden-label">{ words.t("loading") }</p>
            { skeleton(ROWS) }
        </div>
    }
}

/// Shows an answer, or that it is on its way, or why there is none.
pub(crate) fn answered<T>(words: Words, query: &Query<T>, show: impl FnOnce(&T) -> Html) -> Html {
    match query {
        Query::Loading => loading(words),
        // One banner says what is so; this comes by itself when the link holds again.
        Query::Failed(error) if error.code == ErrorCode::Disconnected => html! {
            <p class="quiet" data-testid="not-loaded">{ words.t("lost-here") }</p>
        },
        Query::Failed(error) => html! {
            <div class="stack">
                <Refusal error={error.clone()} />
                <button type="button" class="button" data-testid="try-again"
                    onclick={|_: MouseEvent| hub::publish_all()}>
                    { icon(Icon::Refresh) }{ words.t("try-again") }
                </button>
            </div>
        },
        Query::Ready(answer) => show(answer),
    }
}
