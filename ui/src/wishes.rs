//! What was chosen from the desktop's own menu, passed to the screen that is shown: it does what
//! its own buttons do.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use etabli_api::window::Wish;
use yew::prelude::{hook, use_effect_with, use_mut_ref};

type Listener = Rc<dyn Fn(Wish)>;

thread_local! {
    static LISTENERS: RefCell<Vec<(u64, Listener)>> = const { RefCell::new(Vec::new()) };
    static NEXT: Cell<u64> = const { Cell::new(0) };
}

/// Passes a wish on.
pub(crate) fn wish(wish: Wish) {
    // A listener may end another: nothing is borrowed while they run.
    let listeners = LISTENERS.with_borrow(Clone::clone);
    for (_, listener) in listeners {
        listener(wish);
    }
}

/// Hears wishes for as long as the component lives; what it does is what it would do now.
#[hook]
pub(crate) fn use_wishes(on_wish: impl Fn(Wish) + 'static) {
    let on_wish: Listener = Rc::new(on_wish);
    let latest = use_mut_ref(|| on_wish.clone());
    latest.replace(on_wish);
    use_effect_with((), move |()| {
        let id = NEXT.replace(NEXT.get().wrapping_add(1));
        let listener: Listener = Rc::new(move |wish| {
            let now = latest.borrow().clone();
            now(wish);
        });
        LISTENERS.with_borrow_mut(|listeners| listeners.push((id, listener)));
        move || LISTENERS.with_borrow_mut(|listeners| listeners.retain(|(own, _)| *own != id))
    });
}
