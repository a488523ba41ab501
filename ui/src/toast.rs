//! Short messages about what was just done. They are said politely, have a place of their own so
//! that they cover nothing, and go away by themselves, unless somebody points at them, or on Esc.
//! What they say is also on the screen, and the act that one may hold, such as taking back what
//! was done, can be had elsewhere, too.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::prelude::*;

use crate::{
    components::icon::{Icon, icon},
    keys::use_window_key,
    words::use_words,
};

/// How long a message stays, in milliseconds.
const READING: u32 = 8_000;
/// How many are shown at once.
const MOST: usize = 1;

/// What can be done about a message.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Offer {
    /// What it does, in words.
    pub(crate) words: String,
    /// Hears that it is to be done.
    pub(crate) on_take: Callback<()>,
}

/// What is to be said.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Said {
    /// The words.
    pub(crate) text: String,
    /// What can be done about it.
    pub(crate) offer: Option<Offer>,
}

impl Said {
    /// Returns words about which nothing is to be done.
    pub(crate) const fn text(text: String) -> Self {
        Self { text, offer: None }
    }
}

/// One message.
#[derive(Debug, Clone, PartialEq)]
struct Toast {
    id: u32,
    said: Said,
}

/// The messages that are shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Toasts {
    shown: Vec<Toast>,
    next: u32,
}

/// What happens to the messages.
#[derive(Debug)]
pub(crate) enum ToastAction {
    /// Something is to be said.
    Say(Said),
    /// A message was read.
    Hide(u32),
}

impl Reducible for Toasts {
    type Action = ToastAction;

    fn reduce(self: Rc<Self>, action: ToastAction) -> Rc<Self> {
        let mut toasts = (*self).clone();
        match action {
            ToastAction::Say(said) => {
                toasts.shown.push(Toast { id: toasts.next, said });
                toasts.next = toasts.next.wrapping_add(1);
                let old = toasts.shown.len().saturating_sub(MOST);
                toasts.shown.drain(..old);
            }
            ToastAction::Hide(id) => toasts.shown.retain(|toast| toast.id != id),
        }
        Rc::new(toasts)
    }
}

/// A way to say something.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Say(pub(crate) Callback<Said>);

/// Returns a way to say something.
#[hook]
pub(crate) fn use_say() -> Callback<String> {
    use_offer().reform(Said::text)
}

/// Returns a way to say something that something can be done about.
#[hook]
pub(crate) fn use_offer() -> Callback<Said> {
    use_context::<Say>().map(|say| say.0).unwrap_or_else(Callback::noop)
}

/// Properties of [`ToastList`].
#[derive(Properties, PartialEq)]
pub(crate) struct ToastListProps {
    /// The messages.
    pub(crate) toasts: UseReducerHandle<Toasts>,
}

/// Shows the messages in a place that screen readers follow.
#[component]
pub(crate) fn ToastList(props: &ToastListProps) -> Html {
    let words = use_words();
    let toasts = props.toasts.shown.iter().map(|toast| {
        let (dispatcher, id) = (props.toasts.dispatcher(), toast.id);
        let on_hide = Callback::from(move |()| dispatcher.dispatch(ToastAction::Hide(id)));
        html! { <ToastLine key={id} said={toast.said.clone()} {on_hide} /> }
    });
    html! {
        <section class="toasts" aria-live="polite" aria-label={words.t("toasts")}>
            <ul>{ for toasts }</ul>
        </section>
    }
}

/// Properties of [`ToastLine`].
#[derive(Properties, PartialEq)]
struct ToastLineProps {
    said: Said,
    on_hide: Callback<()>,
}

#[component]
fn ToastLine(props: &ToastLineProps) -> Html {
    let ToastLineProps { said: Said { text, offer }, on_hide } = props;
    let words = use_words();
    // Whoever points at a message, or has the focus in it, is still reading it.
    let (pointed, focused) = (use_state(|| false), use_state(|| false));
    {
        let on_hide = on_hide.clone();
        use_effect_with(*pointed || *focused, move |held| {
            let timer = (!*held).then(|| Timeout::new(READING, move || on_hide.emit(())));
            move || drop(timer)
        });
    }
    {
        let on_hide = on_hide.clone();
        use_window_key(move |event| {
            if event.key() == "Escape" && !a_dialog_is_open() {
                on_hide.emit(());
            }
        });
    }
    let point = |value: bool| {
        let setter = pointed.setter();
        Callback::from(move |_: MouseEvent| setter.set(value))
    };
    let focus = |value: bool| {
        let setter = focused.setter();
        Callback::from(move |_: FocusEvent| setter.set(value))
    };
    let hide = on_hide.reform(|_: MouseEvent| ());
    let take = offer.as_ref().map(|offer| {
        let (on_take, on_hide) = (offer.on_take.clone(), on_hide.clone());
        let onclick = Callback::from(move |_: MouseEvent| {
            on_hide.emit(());
            on_take.emit(());
        });
        html! {
            <button type="button" class="button small" {onclick} data-testid="toast-take">
                { &offer.words }
            </button>
        }
    });
    html! {
        <li class="toast" data-testid="toast" onmouseenter={point(true)} onmouseleave={point(false)}
            onfocusin={focus(true)} onfocusout={focus(false)}>
            { icon(Icon::CircleCheck) }
            <span>{ text }</span>
            { take }
            <button type="button" class="icon-button" onclick={hide} data-testid="toast-close"
                aria-label={words.t("toast-close")}>
                { icon(Icon::Close) }
            </button>
        </li>
    }
}

/// Whether Esc is for a question in front of the page.
pub(crate) fn a_dialog_is_open() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| matches!(document.query_selector("dialog[open]"), Ok(Some(_))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(texts: &[&str]) -> Rc<Toasts> {
        texts.iter().fold(Rc::default(), |toasts: Rc<Toasts>, text| {
            toasts.reduce(ToastAction::Say(Said::text((*text).to_owned())))
        })
    }

    #[test]
    fn a_new_message_pushes_out_the_oldest() {
        let toasts = said(&["one", "two", "three"]);
        let texts: Vec<_> = toasts.shown.iter().map(|toast| toast.said.text.as_str()).collect();
        assert_eq!(texts, ["three"]);
    }

    #[test]
    fn a_message_that_was_read_goes_away() {
        let toasts = said(&["one", "two"]);
        assert_eq!(toasts.clone().reduce(ToastAction::Hide(0)).shown.len(), 1);
        assert_eq!(toasts.reduce(ToastAction::Hide(1)).shown.len(), 0);
    }
}
