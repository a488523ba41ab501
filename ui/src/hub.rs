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

/// All topics: stale when nobody knows what was missed.
const EVERYTHING: [Topic; 6] =
    [Topic::Spaces, Topic::Inventory, Topic::Loans, Topic::Bookings, Topic::Members, Topic::Sync];

/// Tells all listeners that everything may be stale.
pub(crate) fn publish_all() {
    publish(&EVERYTHING);
}

/// Tells all listeners that topics are stale.
pub(crate) fn publish(topics: &[Topic]) {
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
}
