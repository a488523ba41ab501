//! Asking and telling as hooks: a query that stays true, a change with its progress.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::Rc,
};

use etabli_api::{ApiError, Command, ErrorCode, Topic};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    bridge,
    busy::Busy,
    hub::{self, Told},
};

/// What is known of an answer.
#[derive(Debug)]
pub(crate) enum Query<T: ?Sized> {
    /// Nothing yet.
    Loading,
    /// The last answer.
    Ready(Rc<T>),
    /// The question was refused.
    Failed(ApiError),
}

impl<T: ?Sized> Clone for Query<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Ready(answer) => Self::Ready(answer.clone()),
            Self::Failed(error) => Self::Failed(error.clone()),
        }
    }
}

impl<T> Query<T> {
    /// Returns the answer, if there is one.
    pub(crate) fn ready(&self) -> Option<&Rc<T>> {
        match self {
            Self::Ready(answer) => Some(answer),
            Self::Loading | Self::Failed(_) => None,
        }
    }
}

/// How many answers are remembered for when nobody answers any more.
const REMEMBERED: usize = 24;

type Remembered = VecDeque<(String, Rc<dyn Any>)>;

thread_local! {
    static ANSWERS: RefCell<Remembered> = const { RefCell::new(VecDeque::new()) };
}

/// Remembers the last answer to a question, in place of the one that was not heard for longest.
fn remember(question: String, answer: Rc<dyn Any>) {
    ANSWERS.with_borrow_mut(|answers| {
        answers.retain(|(known, _)| *known != question);
        answers.push_back((question, answer));
        if answers.len() > REMEMBERED {
            answers.pop_front();
        }
    });
}

/// Returns the last answer to a question, if it is remembered.
fn recall(question: &str) -> Option<Rc<dyn Any>> {
    ANSWERS.with_borrow(|answers| {
        let (_, answer) = answers.iter().find(|(known, _)| known == question)?;
        Some(answer.clone())
    })
}

/// Asks, and asks again whenever one of `topics` is stale. While it asks again the last answer
/// stays; an answer that a later question overtook is dropped.
#[hook]
pub(crate) fn use_query<C>(command: C, topics: &'static [Topic]) -> Query<C::Reply>
where
    C: Command + 'static,
    C::Reply: 'static,
{
    let read = |reply: &str| bridge::read::<C::Reply>(reply).map(|answer| Rc::new(answer) as Rc<_>);
    match use_answer(C::NAME, bridge::written(&command), topics, read) {
        Query::Loading => Query::Loading,
        Query::Failed(error) => Query::Failed(error),
        // Nothing else can have been read.
        Query::Ready(answer) => answer.downcast().map_or(Query::Loading, Query::Ready),
    }
}

/// How a reply is read.
type Read = fn(&str) -> Result<Rc<dyn Any>, ApiError>;

/// What all queries have in common, which is compiled once. A question is its name and its JSON.
#[hook]
fn use_answer(
    name: &'static str,
    body: Result<String, ApiError>,
    topics: &'static [Topic],
    read: Read,
) -> Query<dyn Any> {
    let state = use_state(|| Query::Loading);
    let known = state.clone();
    use_effect_with((name, body), move |(name, body)| {
        let (name, body) = (*name, body.clone());
        let turn = Rc::new(Cell::new(0_u32));
        let mine = turn.clone();
        let ask = move || {
            mine.set(mine.get().wrapping_add(1));
            let (asked, mine, state) = (mine.get(), mine.clone(), known.setter());
            let question = body.clone().map(|body| format!("{name} {body}")).unwrap_or_default();
            let reply = bridge::send(name, body.clone());
            spawn_local(async move {
                let reply = reply.await;
                if mine.get() != asked {
                    return;
                }
                match reply.and_then(|reply| read(&reply)) {
                    Ok(answer) => {
                        remember(question, answer.clone());
                        state.set(Query::Ready(answer));
                    }
                    // What was read stays while nobody answers; all is asked for anew later.
                    Err(error) if error.code == ErrorCode::Disconnected => {
                        let read = recall(&question);
                        state.set(read.map_or(Query::Failed(error), Query::Ready));
                    }
                    Err(error) => state.set(Query::Failed(error)),
                }
            });
        };
        ask();
        let subscription = hub::subscribe(move |stale| {
            if stale.iter().any(|topic| topics.contains(topic)) {
                ask();
            }
        });
        move || {
            drop(subscription);
            turn.set(turn.get().wrapping_add(1));
        }
    });
    (*state).clone()
}

/// How long the program may take to say what a change made stale, in milliseconds.
const PATIENCE: u32 = 40;

/// How far a change is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Progress {
    /// Not sent, or done.
    Idle,
    /// Sent.
    Pending,
    /// Refused.
    Failed(ApiError),
}

/// A way to send commands that change something.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    progress: UseStateHandle<Progress>,
    topics: &'static [Topic],
}

impl Change {
    /// Whether an answer is awaited.
    pub(crate) fn is_pending(&self) -> bool {
        *self.progress == Progress::Pending
    }

    /// Returns why the last command was refused.
    pub(crate) fn error(&self) -> Option<ApiError> {
        match &*self.progress {
            Progress::Failed(error) => Some(error.clone()),
            Progress::Idle | Progress::Pending => None,
        }
    }

    /// Refuses without asking.
    pub(crate) fn refuse(&self, error: ApiError) {
        self.progress.set(Progress::Failed(error));
    }

    /// Sends a command, unless one is under way, and hands on its reply.
    pub(crate) fn send<C>(&self, command: &C, done: impl FnOnce(C::Reply) + 'static)
    where
        C: Command + 'static,
        C::Reply: 'static,
    {
        let hear = Box::new(|reply: &str| {
            let reply = bridge::read::<C::Reply>(reply)?;
            Ok(Box::new(|| done(reply)) as Box<dyn FnOnce()>)
        });
        self.tell(C::NAME, bridge::written(command), hear);
    }

    /// Sends a command of whose reply only matters that there is one, so that no page need be able
    /// to read it.
    pub(crate) fn order<C: Command>(&self, command: &C, done: impl FnOnce() + 'static) {
        let hear: Hear = Box::new(|_| Ok(Box::new(done)));
        self.tell(C::NAME, bridge::written(command), hear);
    }

    /// What all changes have in common, which is compiled once.
    fn tell(&self, name: &'static str, body: Result<String, ApiError>, hear: Hear) {
        if self.is_pending() {
            return;
        }
        self.progress.set(Progress::Pending);
        let (progress, topics, busy) = (self.progress.clone(), self.topics, Busy::begin());
        let (reply, told) = (bridge::send(name, body), Told::so_far());
        spawn_local(async move {
            match reply.await.and_then(|reply| hear(&reply)) {
                Ok(done) => {
                    progress.set(Progress::Idle);
                    done();
                    // The program says what is stale, often before it replies; asking twice would
                    // take twice as long. What it does not say, or too late, is said here.
                    if !told.untold(topics).is_empty() {
                        TimeoutFuture::new(PATIENCE).await;
                    }
                    hub::publish(&told.untold(topics));
                }
                Err(error) => progress.set(Progress::Failed(error)),
            }
            drop(busy);
        });
    }
}

/// Reads a reply and returns what is to be done with it.
type Hear = Box<dyn FnOnce(&str) -> Result<Box<dyn FnOnce()>, ApiError>>;

/// Returns a way to change something; afterwards `topics` are stale.
#[hook]
pub(crate) fn use_change(topics: &'static [Topic]) -> Change {
    Change { progress: use_state(|| Progress::Idle), topics }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_answers_are_remembered_and_no_more() {
        for number in 0..=REMEMBERED {
            remember(format!("list {number}"), Rc::new(number));
        }
        remember("list 1".to_owned(), Rc::new(100_usize));
        assert!(recall("list 0").is_none());
        let last = recall("list 1").and_then(|it| it.downcast::<usize>().ok());
        assert_eq!(last.as_deref(), Some(&100));
    }
}
