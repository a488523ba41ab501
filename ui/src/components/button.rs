//! Buttons: what acts. One of a screen is its main act; a busy one says so, keeps the focus, and
//! does nothing until it is done.

use yew::prelude::*;

use crate::components::icon::{Icon, icon};

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Look {
    /// One of several.
    #[default]
    Plain,
    /// What one is here for.
    Main,
    /// What one rarely wants.
    Quiet,
    /// What cannot be taken back.
    Danger,
}

impl Look {
    const fn class(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Main => Some("main-act"),
            Self::Quiet => Some("quiet"),
            Self::Danger => Some("danger"),
        }
    }
}

/// How large a button is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ButtonSize {
    /// In a form.
    #[default]
    Normal,
    /// In a row.
    Small,
}

/// Whether a button can be pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ready {
    /// It can.
    #[default]
    Yes,
    /// What it did is not done yet.
    Busy,
    /// It cannot, now.
    No,
}

/// Properties of [`Button`].
#[derive(Properties, PartialEq)]
pub(crate) struct ButtonProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// What it does, in words.
    pub(crate) words: AttrValue,
    /// What it does and to what, where the words alone would not say it apart from others.
    #[prop_or_default]
    pub(crate) label: Option<AttrValue>,
    /// Hears that it is pressed.
    pub(crate) on_press: Callback<()>,
    /// How much it stands out.
    #[prop_or_default]
    pub(crate) look: Look,
    /// How large it is.
    #[prop_or_default]
    pub(crate) size: ButtonSize,
    /// Whether it can be pressed.
    #[prop_or_default]
    pub(crate) ready: Ready,
    /// What stands before the words.
    #[prop_or_default]
    pub(crate) icon: Option<Icon>,
}

/// Shows a button.
#[component]
pub(crate) fn Button(props: &ButtonProps) -> Html {
    let ButtonProps { id, words, label, on_press, look, size, ready, icon: shown } = props;
    let busy = *ready == Ready::Busy;
    let onclick = {
        let on_press = on_press.clone();
        Callback::from(move |_: MouseEvent| {
            if !busy {
                on_press.emit(());
            }
        })
    };
    let small = (*size == ButtonSize::Small).then_some("small");
    let state = busy.then_some("true");
    html! {
        <button type="button" class={classes!("button", look.class(), small)} {onclick}
            disabled={*ready == Ready::No} aria-disabled={state} aria-busy={state}
            aria-label={label.clone()} data-testid={id}>
            if busy {
                <span class="turning" aria-hidden="true"></span>
            } else {
                { shown.map(icon) }
            }
            { words }
        </button>
    }
}
