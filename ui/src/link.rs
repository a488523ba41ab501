//! The link between the page and the program behind it: whether it holds, and how it is found
//! again.
//!
//! What was read stays while the link is lost, and all of it is asked for anew once it holds
//! again. A page of a former run of the program gets nothing back by itself: its browser must
//! have come in by the new link first.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{hook, use_effect_with, use_state};

use crate::{bridge, hub};

/// Whether the page reaches the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Link {
    /// It does.
    Held,
    /// Nobody answers.
    Lost,
    /// Somebody answers who does not know this page: the program was started anew.
    Renewed,
}

/// What came of knocking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// An answer, if only a refusal.
    Answer,
    /// Nothing.
    Nothing,
    /// That this page is not known.
    Stranger,
}

impl Heard {
    const fn link(self) -> Link {
        match self {
            Self::Answer => Link::Held,
            Self::Nothing => Link::Lost,
            Self::Stranger => Link::Renewed,
        }
    }
}

/// What is known of the link, for whoever shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct State {
    /// Whether it holds.
    pub(crate) link: Link,
    /// Whether somebody is knocking just now.
    pub(crate) trying: bool,
}

/// How long to wait before knocking again, in milliseconds; then always as long as the last.
const WAITS: [u32; 6] = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

type Listener = Rc<dyn Fn(State)>;

thread_local! {
    static STATE: Cell<State> = const { Cell::new(State { link: Link::Held, trying: false }) };
    static TRIES: Cell<usize> = const { Cell::new(0) };
    static NEXT_TRY: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static LISTENERS: RefCell<Vec<(u64, Listener)>> = const { RefCell::new(Vec::new()) };
    static NEXT_LISTENER: Cell<u64> = const { Cell::new(0) };
}

/// Takes in what came of a command, or of knocking.
pub(crate) fn heard(heard: Heard) {
    let (before, link) = (STATE.get().link, heard.link());
    if link == Link::Held {
        TRIES.set(0);
        NEXT_TRY.take();
    }
    set(State { link, ..STATE.get() });
    match (before, link) {
        (Link::Held, Link::Held) => {}
        (Link::Lost | Link::Renewed, Link::Held) => {
            bridge::listen();
            hub::publish_all();
        }
        (Link::Held | Link::Lost | Link::Renewed, Link::Lost | Link::Renewed) => try_later(),
    }
}

/// Whether the page does not reach the program.
pub(crate) fn is_lost() -> bool {
    STATE.get().link != Link::Held
}

/// Knocks at once: somebody asks for it, or has a reason to doubt the link.
pub(crate) fn try_now() {
    if STATE.get().trying {
        return;
    }
    NEXT_TRY.take();
    set(State { trying: true, ..STATE.get() });
    spawn_local(async {
        let answer = bridge::knock().await;
        set(State { trying: false, ..STATE.get() });
        heard(answer);
    });
}

/// Knocks when it is time to, unless that is waited for already.
fn try_later() {
    if NEXT_TRY.with_borrow(Option::is_some) || STATE.get().trying {
        return;
    }
    let tries = TRIES.replace(TRIES.get().saturating_add(1));
    NEXT_TRY.set(Some(Timeout::new(wait(tries), try_now)));
}

/// Returns how long to wait after so many tries.
fn wait(tries: usize) -> u32 {
    WAITS.get(tries).or(WAITS.last()).copied().unwrap_or_default()
}

fn set(state: State) {
    if STATE.replace(state) != state {
        // A listener may end another: nothing is borrowed while they run.
        let listeners = LISTENERS.with_borrow(Clone::clone);
        for (_, listener) in listeners {
            listener(state);
        }
    }
}

/// Returns what is known of the link, now and whenever it changes.
#[hook]
pub(crate) fn use_link() -> State {
    let state = use_state(|| STATE.get());
    let setter = state.setter();
    use_effect_with((), move |()| {
        let id = NEXT_LISTENER.replace(NEXT_LISTENER.get().wrapping_add(1));
        // What changed before anybody listened counts, too.
        setter.set(STATE.get());
        let listener: Listener = Rc::new(move |state| setter.set(state));
        LISTENERS.with_borrow_mut(|listeners| listeners.push((id, listener)));
        move || LISTENERS.with_borrow_mut(|listeners| listeners.retain(|(own, _)| *own != id))
    });
    *state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knocks_less_and_less_often_but_never_gives_up() {
        let waits: Vec<u32> = (0..9).map(wait).collect();
        assert!(waits.is_sorted(), "{waits:?}");
        assert_eq!(wait(0), 1_000);
        assert_eq!(wait(usize::MAX), 30_000);
    }

    #[test]
    fn a_refusal_is_an_answer_and_a_stranger_is_no_silence() {
        assert_eq!(Heard::Answer.link(), Link::Held);
        assert_eq!(Heard::Nothing.link(), Link::Lost);
        assert_eq!(Heard::Stranger.link(), Link::Renewed);
    }
}
