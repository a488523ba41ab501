//! Leaving the space: what stays, what ends, then the act.

use etabli_api::command::LeaveSpace;
use yew::prelude::*;

use super::{PEOPLE, decide::last_steward_warning};
use crate::{
    components::confirm::Confirm, query::use_change, space::use_space, toast::use_say,
    words::use_words,
};

/// Properties of [`LeaveDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct LeaveDialogProps {
    /// How many loans one still has.
    pub(super) loans: u32,
    /// Whether nobody else is a steward.
    pub(super) last_steward: bool,
    /// Hears that one left.
    pub(super) on_done: Callback<()>,
    /// Hears that one stays.
    pub(super) on_close: Callback<()>,
}

/// Asks before one leaves, and leaves.
#[component]
pub(super) fn LeaveDialog(props: &LeaveDialogProps) -> Html {
    let LeaveDialogProps { loans, last_steward, on_done, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say());
    let leave = use_change(PEOPLE);
    let on_confirm = {
        let (leave, on_done, space) = (leave.clone(), on_done.clone(), space.clone());
        Callback::from(move |()| {
            let (say, on_done, name) = (say.clone(), on_done.clone(), space.name().to_owned());
            leave.send(&LeaveSpace { space: space.named() }, move |_| {
                on_done.emit(());
                say.emit(words.with("leave-done", &[("space", name.into())]));
            });
        })
    };
    let title = words.with("leave-title", &[("space", space.name().into())]);
    html! {
        <Confirm id="leave-dialog" {title} act={words.t("leave")} pending={leave.is_pending()}
            error={leave.error()} {on_confirm} on_close={on_close.clone()}>
            <p>{ words.t("leave-text") }</p>
            if *loans > 0 {
                <p>{ words.count("leave-loans", *loans) }</p>
            }
            if *last_steward {
                { last_steward_warning(words) }
            }
        </Confirm>
    }
}
