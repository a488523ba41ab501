//! The list of items: what there is, where it is, whether it can be taken. The item that is
//! open stands beside it.

pub(crate) mod add;
mod filters;
pub(crate) mod import;
mod rows;
mod several;
mod views;

use std::{collections::BTreeSet, rc::Rc};

use etabli_api::{
    Topic,
    id::ItemId,
    view::{ItemFilter, ItemPage, SpaceRight},
};
use yew::prelude::*;

use crate::{
    chapter::{Later, Shown},
    components::{
        answer::answered,
        drawing::{Drawing, Empty},
        icon::{Icon, icon},
    },
    filter::Filter,
    front,
    labels::Subject,
    pages::item::ItemPanel,
    part::PartBanner,
    query::use_query,
    route::{Address, Route, Visit, use_heading},
    space::use_space,
    words::{Words, use_words},
};

use self::{
    filters::Filters,
    rows::{FirstRows, MoreRows},
    several::{Marks, Several},
};
pub(crate) use self::{filters::place_options, views::views};

/// How many items a page has.
const PAGE: u32 = 50;

/// What makes a list of items old.
pub(crate) const ITEMS: &[Topic] = &[Topic::Inventory, Topic::Loans, Topic::Members];

/// What is open in front of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Front {
    Nothing,
    Add,
    Import,
    Labels,
}

/// Properties of [`Inventory`].
#[derive(Properties, PartialEq)]
pub(crate) struct InventoryProps {
    /// Which items are shown.
    pub(crate) filter: Filter,
    /// The item that is open.
    #[prop_or_default]
    pub(crate) selected: Option<ItemId>,
}

/// Shows the list, and the open item beside it.
#[component]
pub(crate) fn Inventory(props: &InventoryProps) -> Html {
    let InventoryProps { filter, selected } = props;
    let (words, space) = (use_words(), use_space());
    let heading = use_heading(selected.is_none().then(|| words.t("inventory-title")));
    let front = use_state(|| Front::Nothing);
    let page = use_query(filter.question(space.named(), 0, PAGE), ITEMS);
    use_return_to_row(*selected);
    let marked = use_state(|| None::<Rc<BTreeSet<ItemId>>>);
    let marks = Marks {
        ids: (*marked).clone(),
        on_toggle: {
            let marked = marked.clone();
            Callback::from(move |id: ItemId| {
                let mut ids = marked.as_deref().cloned().unwrap_or_default();
                if !ids.remove(&id) {
                    ids.insert(id);
                }
                marked.set(Some(Rc::new(ids)));
            })
        },
    };
    let on_select = {
        let marked = marked.clone();
        Callback::from(move |_: MouseEvent| {
            marked.set(marked.is_none().then(Rc::default));
        })
    };
    let on_unmark = {
        let setter = marked.setter();
        Callback::from(move |()| setter.set(None))
    };

    let open = |what: Front| {
        let setter = front.setter();
        Callback::from(move |_: MouseEvent| setter.set(what))
    };
    let on_close = {
        let setter = front.setter();
        Callback::from(move |()| setter.set(Front::Nothing))
    };
    let on_filter = {
        let route = selected.map_or(Route::Inventory, Route::Item);
        Callback::from(move |filter: Filter| Address { route, filter }.open(Visit::New))
    };
    let show_all = on_filter.reform(|_: MouseEvent| Filter::default());
    let back = Address { route: Route::Inventory, filter: filter.clone() }.href();
    // Things of one's own can be added by everybody who takes part.
    let (may_add, may_import) = (space.may(SpaceRight::Lend), space.may(SpaceRight::EditCatalogue));
    let shown = page.ready().cloned();
    let list = answered(words, &page, |page| match (page.all, page.total) {
        (0, _) => html! {
            <Empty id="inventory-empty" drawing={Drawing::Board}
                title={words.t("inventory-empty-title")}
                text={if may_add { words.t("inventory-empty-text") } else { String::new() }}>
                if may_add {
                    <button type="button" class="button main-act" onclick={open(Front::Add)}
                        data-testid="empty-add">{ words.t("inventory-add") }</button>
                }
                if may_import {
                    <button type="button" class="button" onclick={open(Front::Import)}
                        data-testid="empty-import">{ words.t("inventory-import-file") }</button>
                }
            </Empty>
        },
        (_, 0) => html! {
            <Empty id="inventory-none" drawing={Drawing::Nothing}
                title={words.t("inventory-none-title")} text={words.t("inventory-none-text")}>
                <button type="button" class="button" onclick={show_all.clone()}
                    data-testid="inventory-clear">{ words.t("inventory-clear") }</button>
            </Empty>
        },
        (_, _) => html! {
            <>
                if let Some(page) = shown.clone() {
                    <FirstRows {page} filter={filter.clone()} selected={*selected}
                        marks={marks.clone()} />
                }
                <MoreRows filter={filter.clone()} total={page.total} selected={*selected}
                    marks={marks.clone()} />
            </>
        },
    });
    let page = page.ready();
    let in_front = match *front {
        Front::Nothing => Html::default(),
        Front::Add => {
            let categories = page.map(|page| categories(page)).unwrap_or_default();
            html! { <Later shown={Shown::Add(categories, on_close)} /> }
        }
        Front::Import => html! { <Later shown={Shown::Front(front::Front::Import, on_close)} /> },
        Front::Labels => {
            let shown = page.map(|page| page.total).unwrap_or_default();
            let subject = Subject::Listed(filter.clone(), shown);
            html! { <Later shown={Shown::Labels(subject, on_close)} /> }
        }
    };
    html! {
        <div class={classes!("split", selected.is_some().then_some("has-panel"))}>
            <section class="list-pane">
                <header class="page-head">
                    <h1 ref={heading} tabindex="-1">{ words.t("inventory-title") }</h1>
                    if let Some(page) = page.filter(|page| page.all > 0) {
                        <p class="lede" data-testid="inventory-lede">{ lede(words, page) }</p>
                    }
                    <div class="actions">
                        if page.is_some_and(|page| page.total > 0) {
                            <button type="button" class="button" onclick={open(Front::Labels)}
                                aria-label={words.t("labels-open")} data-testid="labels-open">
                                { icon(Icon::File) }{ words.t("labels-document") }
                            </button>
                        }
                        if may_add && page.is_some_and(|page| page.total > 0) {
                            <button type="button" class="button" onclick={on_select}
                                aria-pressed={if marked.is_some() { "true" } else { "false" }}
                                data-testid="several-open">
                                { icon(Icon::CheckCheck) }{ words.t("several-open") }
                            </button>
                        }
                        if may_import {
                            <button type="button" class="button" onclick={open(Front::Import)}
                                data-testid="import-open">
                                { icon(Icon::Upload) }{ words.t("inventory-import") }
                            </button>
                        }
                        if may_add {
                            <button type="button" class="button main-act"
                                onclick={open(Front::Add)} data-testid="add-open"
                                aria-label={words.t("inventory-add")}>
                                { icon(Icon::Plus) }{ words.t("inventory-add-short") }
                            </button>
                        }
                    </div>
                    { views(words, Route::Inventory) }
                </header>
                <PartBanner />
                if let Some(page) = page.filter(|page| page.contested > 0) {
                    <p class="callout">
                        { icon(Icon::Split) }
                        <a href={contested()} data-testid="inventory-contested">
                            { words.count("inventory-contested", page.contested) }
                        </a>
                    </p>
                }
                if let Some(page) = page.filter(|page| page.all > 0) {
                    <Filters filter={filter.clone()} categories={page.categories.clone()}
                        states={page.states.clone()} conditions={page.conditions.clone()}
                        people={page.people.clone()} found={page.total} {on_filter} />
                    if let Some(ids) = marked.as_ref() {
                        <Several ids={ids.clone()} categories={categories(page)}
                            on_close={on_unmark} />
                    }
                }
                { list }
            </section>
            if let Some(item) = selected {
                <ItemPanel key={item.to_string()} item={*item} {back} />
            }
            { in_front }
        </div>
    }
}

/// Returns where the items are that somebody has to choose for.
pub(crate) fn contested() -> String {
    let filter = Filter { status: Some(ItemFilter::Contested), ..Filter::default() };
    Address { route: Route::Inventory, filter }.href()
}

fn lede(words: Words, page: &ItemPage) -> String {
    words.with("inventory-lede", &[("items", page.all.into()), ("out", page.out.into())])
}

/// Returns the categories there are.
pub(crate) fn categories(page: &ItemPage) -> Vec<AttrValue> {
    page.categories.iter().map(|(name, _)| AttrValue::from(name.clone())).collect()
}

/// Moves the focus back to the row of an item whose panel closed.
#[hook]
fn use_return_to_row(selected: Option<ItemId>) {
    let before = use_mut_ref(|| None::<ItemId>);
    use_effect_with(selected, move |selected| {
        let closed = before.replace(*selected).filter(|_| selected.is_none());
        if let Some(item) = closed {
            rows::focus(item);
        }
    });
}
