//! Where queries hear that they are stale, whoever says so: the program, or a command from here.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use etabli_api::Topic;

type Listener = Rc<dyn Fn(&[Topic])>;

thread_local! {
    static LISTENERS: RefCell<Vec<(u64, Listener)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u64> = const { Cell::new(0) };
    static TOLD: Cell<Told> = const { Cell::new(Told([0; Topic::ALL.len()])) };
}

/// How often each topic was told to be stale.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told([u32; Topic::ALL.len()]);

impl Told {
    /// Returns how often it was so far.
    pub(crate) fn so_far() -> Self {
        TOLD.get()
    }

    /// Returns those of `topics` that were not told since.
    pub(crate) fn untold(self, topics: &[Topic]) -> Vec<Topic> {
        let now = Self::so_far();
        let counts = self.0.into_iter().zip(now.0).zip(Topic::ALL);
        let same = counts.filter(|((then, now), _)| then == now).map(|(_, topic)| topic);
        same.filter(|topic| topics.contains(topic)).collect()
    }

    fn count(mut self, topics: &[Topic]) -> Self {
        for (count, topic) in self.0.iter_mut().zip(Topic::ALL) {
            *count = count.wrapping_add(topics.contains(&topic).into());
        }
        self
    }
}

/// Somebody who listens; dropping it ends that.
#[derive(Debug)]
#[must_use]
pub(crate) struct Subscription(u64);

/// Calls `listener` with the topics of every event from now on.
pub(crate) fn subscribe(listener: impl Fn(&[Topic]) + 'static) -> Subscription {
    let id = NEXT.with(|next| next.replace(next.get().wrapping_add(1)));
    LISTENERS.with(|listeners| listeners.borrow_mut().push((id, Rc::new(listener))));
    Subscription(id)
}

/// Tells all listeners that everything may be stale.
pub(crate) fn publish_all() {
    publish(&Topic::ALL);
}

/// Tells all listeners that topics are stale.
pub(crate) fn publish(topics: &[Topic]) {
    TOLD.set(TOLD.get().count(topics));
    // A listener may end another, or begin one: nothing is borrowed while they run.
    let listeners = LISTENERS.with(|listeners| listeners.borrow().clone());
    for (_, listener) in listeners {
        listener(topics);
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        LISTENERS.with(|listeners| listeners.borrow_mut().retain(|(id, _)| *id != self.0));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_hears_until_it_is_dropped() {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let here = heard.clone();
        let subscription = subscribe(move |topics| here.borrow_mut().extend_from_slice(topics));
        publish(&[Topic::Loans]);
        drop(subscription);
        publish(&[Topic::Members]);
        assert_eq!(*heard.borrow(), [Topic::Loans]);
    }

    #[test]
    fn what_was_told_since_is_not_told_again() {
        let before = Told::so_far();
        assert_eq!(before.untold(&[Topic::Sync, Topic::Loans]), [Topic::Loans, Topic::Sync]);
        publish(&[Topic::Loans, Topic::Inventory]);
        assert_eq!(before.untold(&[Topic::Sync, Topic::Loans]), [Topic::Sync]);
        assert!(Told::so_far().untold(&[]).is_empty());
        publish_all();
        assert!(before.untold(&Topic::ALL).is_empty());
    }
}
