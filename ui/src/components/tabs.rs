//! Several views in one place, one at a time. Arrows lead along the tabs and show each at once.

use yew::prelude::*;

use crate::{
    focus::focus_in,
    keys::{Along, step},
};

/// One view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tab {
    /// What it is for, and its name for tests.
    pub(crate) id: AttrValue,
    /// What it shows, in words.
    pub(crate) words: AttrValue,
    /// The view.
    pub(crate) view: Html,
}

/// Properties of [`Tabs`].
#[derive(Properties, PartialEq)]
pub(crate) struct TabsProps {
    /// What the views have in common.
    pub(crate) label: AttrValue,
    /// The views; the first is shown first.
    pub(crate) tabs: Vec<Tab>,
}

/// Shows the tabs and the view of one of them.
#[component]
pub(crate) fn Tabs(props: &TabsProps) -> Html {
    let TabsProps { label, tabs } = props;
    let (list, at) = (use_node_ref(), use_state_eq(|| 0_usize));
    let moved = use_mut_ref(|| false);
    {
        let (list, moved) = (list.clone(), moved.clone());
        use_effect_with(*at, move |_| {
            if moved.replace(false) {
                focus_in(&list, "[tabindex=\"0\"]");
            }
        });
    }
    let onkeydown = {
        let (at, count) = (at.clone(), tabs.len());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(to) = step(&event.key(), Along::Across, Some(*at), count) {
                event.prevent_default();
                moved.replace(true);
                at.set(to);
            }
        })
    };
    let heads = tabs.iter().enumerate().map(|(place, tab)| {
        let here = *at == place;
        let setter = at.setter();
        html! {
            <button type="button" key={tab.id.as_str()} id={format!("{}-tab", tab.id)} role="tab"
                class="tab" aria-selected={if here { "true" } else { "false" }}
                aria-controls={here.then(|| format!("{}-view", tab.id))}
                tabindex={if here { "0" } else { "-1" }} data-testid={tab.id.clone()}
                onclick={move |_: MouseEvent| setter.set(place)}>{ &tab.words }</button>
        }
    });
    let view = tabs.get(*at).map(|tab| {
        html! {
            <div key={tab.id.as_str()} id={format!("{}-view", tab.id)} role="tabpanel" class="view"
                tabindex="0" aria-labelledby={format!("{}-tab", tab.id)}>{ tab.view.clone() }</div>
        }
    });
    html! {
        <div class="tabs">
            <div ref={list} class="tab-list" role="tablist" aria-label={label} {onkeydown}>
                { for heads }
            </div>
            { view }
        </div>
    }
}
