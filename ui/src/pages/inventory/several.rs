//! Several items changed in one step, which one undo takes back.

use std::{collections::BTreeSet, rc::Rc};

use etabli_api::{
    Topic,
    command::{EditItems, ListMembers},
    id::ItemId,
    view::MemberStanding,
};
use yew::prelude::*;

use super::ITEMS;
use crate::{
    components::{
        answer::Refusal,
        field::Field,
        icon::{Icon, icon},
    },
    query::{use_change, use_query},
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// Which items are marked; none can be while nobody wants to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Marks {
    /// Those that are, while they can be.
    pub(super) ids: Option<Rc<BTreeSet<ItemId>>>,
    /// Hears of which one it is to be the other way round.
    pub(super) on_toggle: Callback<ItemId>,
}

/// Properties of [`Several`].
#[derive(Properties, PartialEq)]
pub(super) struct SeveralProps {
    /// The items that are marked.
    pub(super) ids: Rc<BTreeSet<ItemId>>,
    /// The categories there are.
    pub(super) categories: Vec<AttrValue>,
    /// Hears that nothing is to be marked any more.
    pub(super) on_close: Callback<()>,
}

/// Offers what can be done with the items that are marked.
#[component]
pub(super) fn Several(props: &SeveralProps) -> Html {
    let SeveralProps { ids, categories, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let (category, place) = (use_state(String::new), use_state(String::new));
    let keeper = use_state(String::new);
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members]);
    let members = members.ready().map(|members| members.as_slice()).unwrap_or_default();
    let members = members.iter().filter(|member| member.standing == MemberStanding::Active);
    let members: Vec<AttrValue> = members.map(|member| member.name.clone().into()).collect();
    let change = use_change(ITEMS);
    let send = {
        let (change, ids, named) = (change.clone(), ids.clone(), space.named());
        let (category, place, on_close) = (category.clone(), place.clone(), on_close.clone());
        let keeper = keeper.clone();
        move |remove: bool| {
            let typed =
                |text: &str| Some(text.trim().to_owned()).filter(|it| !it.is_empty() && !remove);
            let command = EditItems {
                space: named.clone(),
                items: ids.iter().map(ItemId::to_string).collect(),
                category: typed(&category),
                place: typed(&place),
                keeper: typed(&keeper),
                remove,
            };
            let (say, on_close) = (say.clone(), on_close.clone());
            change.send(&command, move |edited| {
                let mut text = words.count("several-done", edited.changed);
                if !edited.left.is_empty() {
                    let left = words.people(&edited.left);
                    text =
                        format!("{text} {}", words.with("several-left", &[("items", left.into())]));
                }
                on_close.emit(());
                say.emit(text);
            });
        }
    };
    let onsubmit = {
        let send = send.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            send(false);
        }
    };
    let remove = move |_: MouseEvent| send(true);
    let none = ids.is_empty() || change.is_pending();
    let nothing = none || [&category, &place, &keeper].iter().all(|it| it.trim().is_empty());
    html! {
        <form class="callout plain several" {onsubmit} novalidate=true
            aria-label={words.t("several-title")} data-testid="several">
            <p role="status">{ words.count("several-marked", ids.len().try_into().unwrap_or(u32::MAX)) }</p>
            <Field id="several-category" label={words.t("field-category")} text={category}
                offers={categories.clone()} />
            <Field id="several-place" label={words.t("field-place")} text={place} />
            <Field id="several-keeper" label={words.t("detail-keeper")} text={keeper}
                offers={members} />
            <Refusal error={change.error()} />
            <div class="acts">
                <button type="submit" class="button main-act" disabled={nothing}
                    data-testid="several-submit">{ words.t("several-submit") }</button>
                <button type="button" class="button" onclick={remove} disabled={none}
                    data-testid="several-remove">{ icon(Icon::Bin) }{ words.t("several-remove") }</button>
            </div>
        </form>
    }
}
