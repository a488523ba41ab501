//! What stands where an answer will: grey lines in its shape. They appear only when the answer
//! takes longer than a blink, so that most people never see them.

use yew::prelude::*;

/// Draws so many rows that are not there yet. Screen readers skip it: whoever shows it says so in
/// words, too.
pub(crate) fn skeleton(rows: usize) -> Html {
    let row = html! {
        <div class="skeleton-row">
            <span class="skeleton-tile"></span>
            <span class="skeleton-line"></span>
            <span class="skeleton-line short"></span>
        </div>
    };
    html! { <div class="skeleton" aria-hidden="true">{ for (0..rows).map(|_| row.clone()) }</div> }
}
