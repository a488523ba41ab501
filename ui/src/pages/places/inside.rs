//! What is kept in a place: the first of its items, and the way to all of them.

use etabli_api::{id::PlaceId, view::PlaceView};
use yew::prelude::*;

use crate::{
    clock,
    components::{
        answer::answered,
        board::{TileSize, tile},
        status::Standing,
    },
    filter::Filter,
    pages::inventory::ITEMS,
    query::use_query,
    route::{Address, Route},
    space::use_space,
    words::use_words,
};

/// How many items are shown here.
const FEW: u32 = 8;

/// Properties of [`Inside`].
#[derive(Properties, PartialEq)]
pub(super) struct InsideProps {
    /// The place.
    pub(super) place: PlaceView,
}

/// Shows what a place holds, in the places inside it too.
#[component]
pub(super) fn Inside(props: &InsideProps) -> Html {
    let place = &props.place;
    let (words, space) = (use_words(), use_space());
    let filter = of(place.id);
    let page = use_query(filter.question(space.named(), 0, FEW), ITEMS);
    let all = Address { route: Route::Inventory, filter }.href();
    let rows = answered(words, &page, |page| {
        let rows = page.items.iter().map(|item| {
            html! {
                <li key={item.id.to_string()}>
                    <a class="item" href={Route::Item(item.id).href()} data-testid="place-item">
                        { tile(item, TileSize::Row) }
                        <span class="grow">
                            <span class="row-title">{ &item.name }</span>
                            if item.place != place.path {
                                <span class="row-note">{ &item.place }</span>
                            }
                        </span>
                        { Standing::of_item(words, item, clock::now()).show() }
                    </a>
                </li>
            }
        });
        html! { <ul class="items">{ for rows }</ul> }
    });
    html! {
        <section class="section">
            <div class="section-head"><h3>{ words.t("places-inside-title") }</h3></div>
            if place.items == 0 {
                <p class="section-text muted">{ words.t("places-nothing") }</p>
            } else {
                { rows }
                <div class="acts">
                    <a class="button" href={all} data-testid="place-items">
                        { words.count("places-all", place.items) }
                    </a>
                </div>
            }
        </section>
    }
}

fn of(place: PlaceId) -> Filter {
    Filter { place: Some(place), ..Filter::default() }
}
