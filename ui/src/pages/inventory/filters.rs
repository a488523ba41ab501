//! What narrows the list: how items stand, of what category they are, where they are kept. What
//! holds stands below as chips, and each chip takes itself away.

use etabli_api::{
    Condition, Topic,
    command::ListPlaces,
    id::MemberId,
    view::{ItemFilter, PlaceView},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::{
    components::chips::{Chip, Chips},
    filter::Filter,
    pages::item::CONDITIONS,
    preferences::{keep_filters, kept_filters},
    query::use_query,
    space::use_space,
    words::{Words, use_words},
};

/// The states with their words.
const STATES: [(ItemFilter, &str); 5] = [
    (ItemFilter::Available, "inventory-filter-available"),
    (ItemFilter::Out, "inventory-filter-out"),
    (ItemFilter::Overdue, "inventory-filter-overdue"),
    (ItemFilter::OfMembers, "inventory-filter-of-members"),
    (ItemFilter::Contested, "inventory-filter-contested"),
];

/// Properties of [`Filters`].
#[derive(Properties, PartialEq)]
pub(super) struct FiltersProps {
    /// Which items are shown.
    pub(super) filter: Filter,
    /// The categories with how many items each, the largest first.
    pub(super) categories: Vec<(String, u32)>,
    /// How many items are in each state.
    pub(super) states: Vec<(ItemFilter, u32)>,
    /// How many items are in each condition.
    pub(super) conditions: Vec<(Condition, u32)>,
    /// Who owns or keeps items, and how many.
    pub(super) people: Vec<(MemberId, String, u32)>,
    /// How many items are found.
    pub(super) found: u32,
    /// Hears which items are to be shown.
    pub(super) on_filter: Callback<Filter>,
}

/// Shows what narrows the list.
#[component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let FiltersProps { filter, categories, states: counts, conditions, people, found, on_filter } =
        props;
    let (words, space) = (use_words(), use_space());
    let places = use_query(ListPlaces { space: space.named() }, &[Topic::Inventory]);
    let places = places.ready().map(|places| places.as_slice()).unwrap_or_default();

    let facet = |id: &'static str, count: Option<u32>, chosen: bool, next: Filter| {
        let pressed = if chosen { "true" } else { "false" };
        let onclick = on_filter.reform(move |_: MouseEvent| next.clone());
        html! {
            <button type="button" class={classes!("facet", chosen.then_some("chosen"))}
                aria-pressed={pressed} data-testid={id} {onclick}>
                { words.t(id) }
                if let Some(count) = count {
                    { " " }<span class="facet-count">{ count }</span>
                }
            </button>
        }
    };
    // What is rare has no place of its own: a line above the list leads to it.
    let states = STATES.iter().filter(|(state, _)| *state != ItemFilter::Contested);
    let states = states.map(|(state, id)| {
        let chosen = filter.status == Some(*state);
        let status = (!chosen).then_some(*state);
        let count = counts.iter().find(|(one, _)| one == state).map(|(_, count)| *count);
        facet(id, count, chosen, Filter { status, ..filter.clone() })
    });
    let on_category = {
        let filter = filter.clone();
        on_filter.reform(move |value: String| {
            let category = Some(value).filter(|value| !value.is_empty());
            Filter { category, ..filter.clone() }
        })
    };
    let on_place = {
        let filter = filter.clone();
        on_filter
            .reform(move |value: String| Filter { place: value.parse().ok(), ..filter.clone() })
    };
    let how = |condition: &Condition| CONDITIONS.iter().find(|(_, it)| it == condition);
    let on_condition = {
        let filter = filter.clone();
        on_filter.reform(move |value: String| {
            let chosen = CONDITIONS.iter().find(|(end, _)| *end == value);
            Filter { condition: chosen.map(|(_, how)| *how), ..filter.clone() }
        })
    };
    let condition_options = conditions.iter().filter_map(|(condition, count)| {
        let (end, _) = how(condition)?;
        Some(((*end).to_owned(), counted(words, &words.t(&format!("told-{end}")), *count)))
    });
    let condition_options: Choices = condition_options.collect();
    let on_person = {
        let filter = filter.clone();
        on_filter
            .reform(move |value: String| Filter { person: value.parse().ok(), ..filter.clone() })
    };
    let person_options = people
        .iter()
        .map(|(id, name, count)| (id.to_string(), counted(words, &words.person(name), *count)));
    let person_options: Choices = person_options.collect();
    // Filters are kept on this device: they are how one looks at things, not what the group says.
    let again = use_force_update();
    let id = space.named().unwrap_or_default();
    let (kept, query) = (kept_filters(&id), filter.query());
    let is_kept = kept.iter().any(|(to, _)| *to == query);
    let parts = held(words, filter, places, people);
    let on_keep = {
        let texts: Vec<&str> = parts.iter().map(|(_, text, _)| text.as_str()).collect();
        let (kept, query, name) = (kept.clone(), query.clone(), texts.join(" · "));
        Callback::from(move |_: MouseEvent| {
            let (mut kept, count) = (kept.clone(), kept.len());
            kept.retain(|(to, _)| *to != query);
            if kept.len() == count {
                kept.push((query.clone(), name.clone()));
            }
            keep_filters(&id, &kept);
            again.force_update();
        })
    };
    let others = kept.iter().map(|(to, name)| {
        let (next, chosen) = (Filter::parse(to.trim_start_matches('?')), *to == query);
        let onclick = on_filter.reform(move |_: MouseEvent| next.clone());
        html! {
            <button type="button" class={classes!("facet", chosen.then_some("chosen"))}
                aria-pressed={if chosen { "true" } else { "false" }} data-testid="filter-kept"
                {onclick}>{ name }</button>
        }
    });
    let category = filter.category.clone().unwrap_or_default();
    let place = filter.place.map(|place| place.to_string()).unwrap_or_default();
    let condition = filter.condition.as_ref().and_then(how).map_or("", |(end, _)| *end);
    let person = filter.person.map(|person| person.to_string()).unwrap_or_default();
    html! {
        <div class="filters" role="group" aria-label={words.t("inventory-filters")}>
            <div class="facets">
                <div class="facet-row">
                    { facet("inventory-all", None, filter.is_empty(), Filter::default()) }
                    { for states }
                </div>
                <div class="facet-row">
                    { choice(words, "filter-category", ("field-category", "inventory-any-category"), &category,
                        category_options(words, categories), on_category) }
                    if !places.is_empty() {
                        { choice(words, "filter-place", ("field-place", "inventory-any-place"), &place,
                            place_options(words, places), on_place) }
                    }
                    if !condition_options.is_empty() {
                        { choice(words, "filter-condition", ("item-condition", "inventory-any-condition"), condition,
                            condition_options, on_condition) }
                    }
                    if !person_options.is_empty() {
                        { choice(words, "filter-person", ("inventory-person", "inventory-any-person"), &person,
                            person_options, on_person) }
                    }
                </div>
            </div>
            if !kept.is_empty() {
                <div class="facet-row" role="group" aria-label={words.t("filters-kept")}>
                    { for others }
                </div>
            }
            <div class="held">
                { chips(words, parts, on_filter) }
                if !filter.is_empty() {
                    <button type="button" class="button small quiet" onclick={on_keep}
                        data-testid="filter-keep">
                        { words.t(if is_kept { "filters-forget" } else { "filters-keep" }) }
                    </button>
                }
                <p role="status" class={classes!("found-count",
                    filter.is_empty().then_some("hidden-label"))}>
                    { words.count("inventory-found", *found) }
                </p>
            </div>
        </div>
    }
}

/// A value, and what it is called.
pub(crate) type Choices = Vec<(String, String)>;

fn category_options(words: Words, categories: &[(String, u32)]) -> Choices {
    let counted = |(name, count): &(String, u32)| {
        (name.clone(), counted(words, &words.category(name), *count))
    };
    categories.iter().map(counted).collect()
}

/// Returns the places as a tree: each after the one it is in, and further in.
pub(crate) fn place_options(words: Words, places: &[PlaceView]) -> Choices {
    let indented = |place: &PlaceView| {
        let depth = usize::try_from(place.depth).unwrap_or_default();
        let name = format!("{}{}", "\u{2003}".repeat(depth), place.name);
        (place.id.to_string(), counted(words, &name, place.items))
    };
    places.iter().map(indented).collect()
}

fn counted(words: Words, name: &str, count: u32) -> String {
    words.with("inventory-counted", &[("name", name.into()), ("count", count.into())])
}

/// Draws a choice; its words are what is chosen, and what it says while nothing is.
fn choice(
    words: Words,
    id: &'static str,
    (what, any): (&'static str, &'static str),
    chosen: &str,
    options: Choices,
    on_choose: Callback<String>,
) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(select) = select {
            on_choose.emit(select.value());
        }
    });
    let options = options.iter().map(|(value, words)| {
        let selected = value == chosen;
        html! { <option key={value.as_str()} value={value.clone()} {selected}>{ words }</option> }
    });
    let class = classes!("facet", "facet-choice", (!chosen.is_empty()).then_some("chosen"));
    html! {
        <select {class} aria-label={words.t(what)} {onchange} data-testid={id}>
            <option value="" selected={chosen.is_empty()}>{ words.t(any) }</option>
            { for options }
        </select>
    }
}

/// What holds: the name of each part, its words, and the filter without it.
type Held = Vec<(&'static str, String, Filter)>;

fn held(
    words: Words,
    filter: &Filter,
    places: &[PlaceView],
    people: &[(MemberId, String, u32)],
) -> Held {
    let quoted = |text: &str| words.with("inventory-chip-words", &[("words", text.into())]);
    let searched = (!filter.words.trim().is_empty()).then(|| quoted(filter.words.trim()));
    let state = STATES.iter().find(|(state, _)| filter.status == Some(*state));
    let place = filter.place.map(|id| {
        let known = places.iter().find(|place| place.id == id);
        known.map_or_else(|| words.t("unknown-place"), |place| place.path.clone())
    });
    let condition = CONDITIONS.iter().find(|(_, how)| Some(*how) == filter.condition);
    let person = filter.person.map(|id| {
        let known = people.iter().find(|(one, _, _)| *one == id);
        words.person(known.map_or("", |(_, name, _)| name))
    });
    let without = filter.clone();
    let parts = [
        ("chip-words", searched, Filter { words: String::new(), ..without.clone() }),
        (
            "chip-status",
            state.map(|(_, id)| words.t(id)),
            Filter { status: None, ..without.clone() },
        ),
        ("chip-category", filter.category.clone(), Filter { category: None, ..without.clone() }),
        ("chip-place", place, Filter { place: None, ..without.clone() }),
        (
            "chip-condition",
            condition.map(|(end, _)| words.t(&format!("told-{end}"))),
            Filter { condition: None, ..without.clone() },
        ),
        ("chip-person", person, Filter { person: None, ..without }),
    ];
    parts.into_iter().filter_map(|(id, text, next)| Some((id, text?, next))).collect()
}

/// Draws what holds; each chip takes itself away.
fn chips(words: Words, held: Held, on_filter: &Callback<Filter>) -> Html {
    let worded = held
        .iter()
        .map(|(id, text, _)| Chip { id: (*id).into(), words: text.clone().into() })
        .collect::<Vec<_>>();
    let on_remove = {
        let on_filter = on_filter.clone();
        Callback::from(move |removed: AttrValue| {
            if let Some((_, _, next)) = held.iter().find(|(id, _, _)| *id == removed.as_str()) {
                on_filter.emit(next.clone());
            }
        })
    };
    html! { <Chips label={words.t("inventory-filters")} chips={worded} {on_remove} /> }
}
