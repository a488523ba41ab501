//! The chips above the list: how items stand, and of what category they are.

use etabli_api::view::ItemFilter;
use yew::prelude::*;

use super::Filter;
use crate::words::use_words;

/// The states that have a chip.
const STATES: [(ItemFilter, &str); 4] = [
    (ItemFilter::Available, "inventory-filter-available"),
    (ItemFilter::Out, "inventory-filter-out"),
    (ItemFilter::Overdue, "inventory-filter-overdue"),
    (ItemFilter::OfMembers, "inventory-filter-of-members"),
];
/// How many categories have a chip: the largest ones.
const CATEGORIES: usize = 12;

/// Properties of [`Filters`].
#[derive(Properties, PartialEq)]
pub(super) struct FiltersProps {
    /// Which items are shown.
    pub(super) filter: UseStateHandle<Filter>,
    /// The categories with how many items each, the largest first.
    pub(super) categories: Vec<(String, u32)>,
}

/// Shows the chips.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let FiltersProps { filter, categories } = props;
    let words = use_words();
    let chip = |id: &'static str, text: String, chosen: bool, next: Filter| {
        let setter = filter.setter();
        let onclick = Callback::from(move |_: MouseEvent| setter.set(next.clone()));
        let pressed = if chosen { "true" } else { "false" };
        html! {
            <button type="button" class={classes!("facet", chosen.then_some("chosen"))}
                aria-pressed={pressed} data-testid={id} {onclick}>{ text }</button>
        }
    };
    let here = &**filter;
    let all = Filter { words: here.words.clone(), ..Filter::default() };
    let is_all = here.category.is_none() && here.status.is_none();
    let states = STATES.iter().map(|(state, id)| {
        let chosen = here.status == Some(*state);
        let status = (!chosen).then_some(*state);
        chip(id, words.t(id), chosen, Filter { status, ..here.clone() })
    });
    let categories = categories.iter().take(CATEGORIES).map(|(name, _)| {
        let chosen = here.category.as_deref() == Some(name.as_str());
        let category = (!chosen).then(|| name.clone());
        chip("category", name.clone(), chosen, Filter { category, ..here.clone() })
    });
    html! {
        <div class="filters" role="group" aria-label={words.t("inventory-filters")}>
            { chip("inventory-all", words.t("inventory-all"), is_all, all) }
            { for states }
            { for categories }
        </div>
    }
}
