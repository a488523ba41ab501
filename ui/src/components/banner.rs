//! A word on top of a screen about the whole of it: what is so, what it means, what can be done.

use yew::prelude::*;

use crate::{
    components::{
        badge::Tone,
        icon::{Icon, icon},
    },
    words::use_words,
};

/// Properties of [`Banner`].
#[derive(Properties, PartialEq)]
pub(crate) struct BannerProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// How pressing it is.
    pub(crate) tone: Tone,
    /// What is so.
    pub(crate) title: AttrValue,
    /// What it means; nothing if empty.
    #[prop_or_default]
    pub(crate) text: AttrValue,
    /// Hears that it was read; without it, it stays.
    #[prop_or_default]
    pub(crate) on_close: Option<Callback<()>>,
    /// What can be done.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// Shows a banner.
#[component]
pub(crate) fn Banner(props: &BannerProps) -> Html {
    let BannerProps { id, tone, title, text, on_close, children } = props;
    let words = use_words();
    let shown = match tone {
        Tone::Warn => Icon::Alert,
        tone => tone.icon(),
    };
    html! {
        <div class={classes!("callout", "part", tone.class())} data-testid={id}>
            { icon(shown) }
            <div class="stack-tight grow">
                <div>
                    <p class="strong">{ title }</p>
                    if !text.is_empty() {
                        <p>{ text }</p>
                    }
                </div>
                { children.clone() }
            </div>
            if let Some(on_close) = on_close {
                <button type="button" class="icon-button small"
                    onclick={on_close.reform(|_: MouseEvent| ())}
                    aria-label={words.t("close")} data-testid={format!("{id}-close")}>
                    { icon(Icon::Close) }
                </button>
            }
        </div>
    }
}
