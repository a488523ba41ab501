//! Asking and telling as hooks: a query that stays true, a change with its progress.

use std::{any::Any, cell::Cell, rc::Rc};

use etabli_api::{ApiError, Command, Topic};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{bridge, busy::Busy, hub};

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
            let reply = bridge::send(name, body.clone());
            spawn_local(async move {
                let reply = reply.await;
                if mine.get() == asked {
                    state.set(match reply.and_then(|reply| read(&reply)) {
                        Ok(answer) => Query::Ready(answer),
                        Err(error) => Query::Failed(error),
                    });
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

    /// What all changes have in common, which is compiled once.
    fn tell(&self, name: &'static str, body: Result<String, ApiError>, hear: Hear) {
        if self.is_pending() {
            return;
        }
        self.progress.set(Progress::Pending);
        let (progress, topics, busy) = (self.progress.clone(), self.topics, Busy::begin());
        let reply = bridge::send(name, body);
        spawn_local(async move {
            match reply.await.and_then(|reply| hear(&reply)) {
                Ok(done) => {
                    progress.set(Progress::Idle);
                    done();
                    // The program says so too, but a moment later.
                    hub::publish(topics);
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
