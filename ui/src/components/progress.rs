//! How far something is that takes a while: a native bar with its words, or, where nobody can
//! know how far, one that moves along.

use yew::prelude::*;

/// Properties of [`Progress`].
#[derive(Properties, PartialEq)]
pub(crate) struct ProgressProps {
    /// Its id on the page, and its name for tests.
    pub(crate) id: AttrValue,
    /// What is under way.
    pub(crate) label: AttrValue,
    /// How much of how much is done, if that is known.
    #[prop_or_default]
    pub(crate) done: Option<(u32, u32)>,
    /// The same in words.
    #[prop_or_default]
    pub(crate) words: AttrValue,
}

/// Shows how far something is.
#[component]
pub(crate) fn Progress(props: &ProgressProps) -> Html {
    let ProgressProps { id, label, done, words } = props;
    html! {
        <div class="field">
            <label for={id}>{ label }</label>
            if let Some((done, whole)) = done {
                <progress id={id} value={done.to_string()} max={whole.max(&1).to_string()}
                    data-testid={id}></progress>
            } else {
                <progress id={id} class="along" data-testid={id}></progress>
            }
            if !words.is_empty() {
                <p class="hint">{ words }</p>
            }
        </div>
    }
}
