//! A word about how something is: an icon, the word and a colour together, so that nothing hangs
//! on the colour alone.

use yew::prelude::*;

use crate::components::icon::{Icon, icon};

/// How pressing something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tone {
    /// Not at all.
    #[default]
    Plain,
    /// As it should be.
    Ok,
    /// Good to know.
    Info,
    /// Soon.
    Warn,
    /// Late, broken, refused.
    Danger,
}

impl Tone {
    /// All of them.
    pub(crate) const ALL: [Self; 5] = [Self::Plain, Self::Ok, Self::Info, Self::Warn, Self::Danger];

    /// Returns its class.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Ok => "ok",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Danger => "danger",
        }
    }

    /// Returns the icon that stands for it where nothing else does.
    pub(crate) const fn icon(self) -> Icon {
        match self {
            Self::Plain => Icon::CircleDashed,
            Self::Ok => Icon::CircleCheck,
            Self::Info => Icon::Info,
            Self::Warn => Icon::Clock,
            Self::Danger => Icon::Alert,
        }
    }
}

/// Draws a state beside what it is about.
pub(crate) fn status(tone: Tone, shown: Icon, words: &str) -> Html {
    html! {
        <span class={classes!("status", tone.class())} data-testid="status">
            { icon(shown) }<span>{ words.to_owned() }</span>
        </span>
    }
}

/// Draws a state on a ground of its own.
pub(crate) fn badge(tone: Tone, words: &str) -> Html {
    html! {
        <span class={classes!("badge", tone.class())}>
            { icon(tone.icon()) }<span>{ words.to_owned() }</span>
        </span>
    }
}
