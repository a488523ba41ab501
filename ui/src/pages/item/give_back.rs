//! Bringing an item back, the same wherever a loan is shown.

use etabli_api::{command::ReturnItem, view::LoanView};
use yew::prelude::*;

use super::LENDING;
use crate::{
    focus::use_kept_focus,
    query::{Change, use_change},
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// A way to bring items back.
#[derive(Debug, Clone)]
pub(crate) struct GiveBack {
    /// How far it is.
    pub(crate) change: Change,
    /// Hears which loan came back.
    pub(crate) on_return: Callback<LoanView>,
}

/// Returns a way to bring items back; it says when one did. The focus goes to `heading` when the
/// button goes away with what is `shown`.
#[hook]
pub(crate) fn use_give_back<T: PartialEq + 'static>(shown: T, heading: &'static str) -> GiveBack {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let change = use_change(LENDING);
    let acted = use_kept_focus(shown, heading);
    let on_return = {
        let (change, named) = (change.clone(), space.named());
        Callback::from(move |loan: LoanView| {
            let say = say.clone();
            acted.set(true);
            let command = ReturnItem { space: named.clone(), ..ReturnItem::from(loan.id) };
            change.send(&command, move |loan| {
                say.emit(words.with("loan-returned-done", &[("item", (&loan.item_name).into())]));
            });
        })
    };
    GiveBack { change, on_return }
}
