//! The rows of the inventory, a page of them at a time.

use std::rc::Rc;

use etabli_api::{
    id::ItemId,
    view::{ItemPage, ItemRow, ItemStatus},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{ITEMS, PAGE, several::Marks};
use crate::{
    clock,
    components::{
        answer::answered,
        board::{TileSize, tile},
        face::{FaceSize, face},
        status::Standing,
    },
    filter::Filter,
    query::use_query,
    route::{Address, Route},
    space::use_space,
    words::{Words, use_words},
};

/// Returns the id of an item's row on the page.
fn row_id(item: ItemId) -> String {
    format!("row-{item}")
}

/// Moves the focus to an item's row.
pub(super) fn focus(item: ItemId) {
    let document = web_sys::window().and_then(|window| window.document());
    let row = document.and_then(|document| document.get_element_by_id(&row_id(item)));
    let row = row.and_then(|row| row.dyn_into::<HtmlElement>().ok());
    if let Some(Err(error)) = row.map(|row| row.focus()) {
        web_sys::console::error_1(&error);
    }
}

/// Properties of [`FirstRows`].
#[derive(Properties)]
pub(super) struct FirstRowsProps {
    /// The answer that is shown.
    pub(super) page: Rc<ItemPage>,
    /// What was asked for.
    pub(super) filter: Filter,
    /// The item that is open.
    pub(super) selected: Option<ItemId>,
    /// Which ones are marked.
    pub(super) marks: Marks,
}

/// While somebody types, the rows of the last answer stay as they are until the next one comes.
impl PartialEq for FirstRowsProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.page, &other.page)
            && self.selected == other.selected
            && self.marks.ids == other.marks.ids
    }
}

/// Shows the first page.
#[component]
pub(super) fn FirstRows(props: &FirstRowsProps) -> Html {
    rows(use_words(), &props.page.items, &props.filter, props.selected, &props.marks)
}

/// Draws rows.
fn rows(
    words: Words,
    items: &[ItemRow],
    filter: &Filter,
    selected: Option<ItemId>,
    marks: &Marks,
) -> Html {
    let rows = items.iter().map(|item| {
        let to = Address { route: Route::Item(item.id), filter: filter.clone() };
        row(words, item, to.href(), selected == Some(item.id), marks)
    });
    html! {
        <ul class="items" aria-label={words.t("inventory-list")}>{ for rows }</ul>
    }
}

fn row(words: Words, item: &ItemRow, href: String, selected: bool, marks: &Marks) -> Html {
    let current = selected.then_some("true");
    let class = classes!("item", selected.then_some("selected"));
    html! {
        <li key={item.id.to_string()} class={marks.ids.is_some().then_some("markable")}>
            if let Some(ids) = &marks.ids {
                <input type="checkbox" checked={ids.contains(&item.id)} data-testid="item-mark"
                    aria-label={words.with("several-mark", &[("name", (&item.name).into())])}
                    onchange={let id = item.id; marks.on_toggle.reform(move |_: Event| id)} />
            }
            <a id={row_id(item.id)} {class} {href}
                aria-current={current} data-testid="item-row" data-tag={item.tag.clone()}>
                { tile(item, TileSize::Row) }
                <span class="grow">
                    <span class="row-title">
                        <span data-testid="item-row-name">{ &item.name }</span>
                        if !item.tag.is_empty() {
                            <span class="label-tag">{ &item.tag }</span>
                        }
                    </span>
                    <span class="row-note">{ where_it_is(words, item) }</span>
                </span>
                <span class="owner">{ owner(words, item) }</span>
                { Standing::of_item(words, item, clock::now()).show() }
            </a>
        </li>
    }
}

/// Tells where to look for an item: at whoever has it, or in its place.
fn where_it_is(words: Words, item: &ItemRow) -> String {
    match item.status {
        ItemStatus::Out | ItemStatus::Overdue if !item.holder_name.is_empty() => {
            words.with("status-out-with", &[("name", (&item.holder_name).into())])
        }
        _ => item.place.clone(),
    }
}

fn owner(words: Words, item: &ItemRow) -> Html {
    match item.owner {
        None => html! { <span class="cut">{ words.t("inventory-owner-space") }</span> },
        Some(_) => html! {
            <>
                { face(&item.owner_name, FaceSize::Tiny) }
                <span class="cut">{ &item.owner_name }</span>
            </>
        },
    }
}

/// Properties of [`MoreRows`].
#[derive(Properties, PartialEq)]
pub(super) struct MoreRowsProps {
    /// Which items are shown.
    pub(super) filter: Filter,
    /// How many there are in all.
    pub(super) total: u32,
    /// The item that is open.
    pub(super) selected: Option<ItemId>,
    /// Which ones are marked.
    pub(super) marks: Marks,
}

/// Shows the pages after the first, as many as were asked for.
#[component]
pub(super) fn MoreRows(props: &MoreRowsProps) -> Html {
    let MoreRowsProps { filter, total, selected, marks } = props;
    let words = use_words();
    let asked = use_state(|| (Filter::default(), 1_u32));
    // Another filter begins with its first page again.
    let pages = if asked.0 == *filter { asked.1 } else { 1 };
    let shown = pages.saturating_mul(PAGE);
    let left = total.saturating_sub(shown).min(PAGE);
    let more = {
        let (setter, filter) = (asked.setter(), filter.clone());
        Callback::from(move |_: MouseEvent| setter.set((filter.clone(), pages.saturating_add(1))))
    };
    let further = (1..pages).map(|page| {
        let offset = page.saturating_mul(PAGE);
        html! { <PageRows key={page} filter={filter.clone()} {offset} selected={*selected}
        marks={marks.clone()} /> }
    });
    html! {
        <>
            { for further }
            if left > 0 {
                <p class="more">
                    <button type="button" class="button" onclick={more} data-testid="show-more">
                        { words.count("inventory-more", left) }
                    </button>
                </p>
            }
        </>
    }
}

/// Properties of [`PageRows`].
#[derive(Properties, PartialEq)]
struct PageRowsProps {
    filter: Filter,
    offset: u32,
    selected: Option<ItemId>,
    marks: Marks,
}

#[component]
fn PageRows(props: &PageRowsProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let page = use_query(props.filter.question(space.named(), props.offset, PAGE), ITEMS);
    answered(words, &page, |page| {
        rows(words, &page.items, &props.filter, props.selected, &props.marks)
    })
}
