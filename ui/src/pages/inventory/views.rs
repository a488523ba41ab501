//! The ways to look at what there is, side by side: the list, the places, a stock-take, what is
//! wished for, and what was put away.

use yew::prelude::*;

use crate::{route::Route, words::Words};

/// The ways, with their names for tests and their words.
const VIEWS: [(Route, &str, &str); 5] = [
    (Route::Inventory, "items-open", "inventory-items"),
    (Route::Places, "places-open", "places-title"),
    (Route::StockTake, "take-open", "take-title"),
    (Route::Wishes, "wishes-open", "wishes-title"),
    (Route::Bin, "bin-open", "bin-title"),
];

/// Draws the links to them; `here` is where one is.
pub(crate) fn views(words: Words, here: Route) -> Html {
    let links = VIEWS.iter().map(|(to, id, text)| {
        html! {
            <a href={to.href()} aria-current={(*to == here).then_some("page")} data-testid={*id}>
                { words.t(text) }
            </a>
        }
    });
    html! { <nav class="views" aria-label={words.t("inventory-title")}>{ for links }</nav> }
}
