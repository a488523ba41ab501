//! What became of an item: its history, the choice between values written at once, the bin.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{ListActivity, RemoveItem, RestoreItem, SettleConflict},
    id::ItemId,
    view::{ConflictView, ItemView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        icon::{Icon, icon},
    },
    pages::activity::DoneList,
    query::{Change, use_change, use_query},
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// What taking an item in or out makes old.
const BINNING: &[Topic] = &[Topic::Inventory, Topic::Spaces, Topic::Sync];
/// How much of its history an item shows at first, and on demand.
const FEW: u32 = 5;
const MANY: u32 = 200;

/// Properties of [`ItemHistory`].
#[derive(Properties, PartialEq)]
pub(super) struct ItemHistoryProps {
    /// The item.
    pub(super) item: ItemId,
    /// Hears after which step it is to be shown as it was.
    pub(super) on_then: Callback<AttrValue>,
}

/// Shows what was done to an item.
#[component]
pub(super) fn ItemHistory(props: &ItemHistoryProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let limit = use_state(|| FEW);
    let asked = ListActivity {
        space: space.named(),
        member: None,
        item: Some(props.item.to_string()),
        part: None,
        since: None,
        after: None,
        limit: *limit,
    };
    let page = use_query(asked, &[Topic::Inventory, Topic::Loans, Topic::Sync]);
    let show_more = {
        let setter = limit.setter();
        Callback::from(move |_: MouseEvent| setter.set(MANY))
    };
    let list = answered(words, &page, |page| {
        html! {
            <>
                <DoneList done={page.done.clone()} links={false}
                    on_then={Some(props.on_then.clone())} />
                if page.next.is_some() && *limit == FEW {
                    <button type="button" class="button quiet small" onclick={show_more}
                        data-testid="item-history-more">{ words.t("activity-more") }</button>
                }
            </>
        }
    });
    html! {
        <section class="section" data-testid="item-history">
            <div class="section-head"><h2>{ words.t("item-history") }</h2></div>
            { list }
        </section>
    }
}

/// Properties of [`Choices`].
#[derive(Properties, PartialEq)]
pub(super) struct ChoicesProps {
    /// The item.
    pub(super) view: Rc<ItemView>,
}

/// Shows the values that people wrote at once, to choose one of each.
#[component]
pub(super) fn Choices(props: &ChoicesProps) -> Html {
    let view = &props.view;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let settle = use_change(&[Topic::Inventory, Topic::Sync]);
    let on_keep = {
        let (settle, named, item) = (settle.clone(), space.named(), view.row.id);
        Callback::from(move |(field, value): (String, String)| {
            let say = say.clone();
            let command =
                SettleConflict { space: named.clone(), item: item.to_string(), field, value };
            settle.send(&command, move |_| say.emit(words.t("choice-done")));
        })
    };
    if view.conflicts.is_empty() {
        return html! { <Refusal error={settle.error()} /> };
    }
    let pending = settle.is_pending();
    let field = |conflict: &ConflictView| {
        let claims = conflict.claims.iter().map(|claim| {
            let value = words.value(&claim.value);
            let label = words.with("choice-keep-what", &[("value", (&value).into())]);
            let chosen = (conflict.field.clone(), claim.value.value.clone());
            let onclick = on_keep.reform(move |_: MouseEvent| chosen.clone());
            html! {
                <li class="row" data-testid="choice-row">
                    <div class="grow">
                        <p class="strong choice-value">{ &value }</p>
                        <p class="row-note">{ words.claimed(claim) }</p>
                    </div>
                    if view.can_edit {
                        <button type="button" class="button small" disabled={pending} {onclick}
                            aria-label={label} data-testid="choice-keep">
                            { words.t("choice-keep") }
                        </button>
                    }
                </li>
            }
        });
        let name = words.field(&conflict.field);
        html! {
            <li key={conflict.field.clone()}>
                <p>{ words.with("choice-field", &[("field", (&name).into())]) }</p>
                <ul>{ for claims }</ul>
            </li>
        }
    };
    let fields = view.conflicts.iter().map(field);
    html! {
        <div class="callout contest" data-testid="item-conflicts">
            { icon(Icon::Split) }
            <div class="grow">
                <p class="strong">{ words.t("item-conflicts") }</p>
                <Refusal error={settle.error()} />
                <ul>{ for fields }</ul>
            </div>
        </div>
    }
}

/// Returns a way to put an item into the bin.
#[hook]
pub(super) fn use_remove(item: ItemId) -> (Change, Callback<MouseEvent>) {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let remove = use_change(BINNING);
    let on_remove = {
        let (remove, named) = (remove.clone(), space.named());
        Callback::from(move |_: MouseEvent| {
            let say = say.clone();
            let command = RemoveItem { space: named.clone(), item: item.to_string(), why: None };
            remove.send(&command, move |item| {
                say.emit(words.with("bin-removed", &[("name", (&item.row.name).into())]));
            });
        })
    };
    (remove, on_remove)
}

/// Properties of [`Removed`].
#[derive(Properties, PartialEq)]
pub(super) struct RemovedProps {
    /// The item.
    pub(super) view: Rc<ItemView>,
}

/// Says that an item is in the bin, and takes it out.
#[component]
pub(super) fn Removed(props: &RemovedProps) -> Html {
    let view = &props.view;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let restore = use_change(BINNING);
    let Some(removal) = &view.removed else { return Html::default() };
    let onclick = {
        let (restore, named, item) = (restore.clone(), space.named(), view.row.id);
        Callback::from(move |_: MouseEvent| {
            let say = say.clone();
            let command = RestoreItem { space: named.clone(), item: item.to_string() };
            restore.send(&command, move |item| {
                say.emit(words.with("bin-restored", &[("name", (&item.row.name).into())]));
            });
        })
    };
    let by = words.person(&removal.by_name);
    let date = words.moment(removal.at);
    html! {
        <div class="callout" data-testid="item-removed">
            { icon(Icon::Bin) }
            <div class="stack-tight">
                <p>{ words.with("bin-by", &[("name", (&by).into()), ("date", (&date).into())]) }</p>
                <Refusal error={restore.error()} />
                if view.can_edit {
                    <div class="acts">
                        <button type="button" class="button small" {onclick}
                            disabled={restore.is_pending()} data-testid="item-restore">
                            { words.t("bin-restore") }
                        </button>
                    </div>
                }
            </div>
        </div>
    }
}
