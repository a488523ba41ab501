//! A card: something with a title that stands for itself among others like it. They are rare;
//! most things are rows.

use yew::prelude::*;

/// Properties of [`Card`].
#[derive(Properties, PartialEq)]
pub(crate) struct CardProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// What it is.
    pub(crate) title: AttrValue,
    /// What stands at its end, such as what can be done.
    #[prop_or_default]
    pub(crate) foot: Html,
    /// What it holds.
    pub(crate) children: Html,
}

/// Shows a card.
#[component]
pub(crate) fn Card(props: &CardProps) -> Html {
    let CardProps { id, title, foot, children } = props;
    let title_id = format!("{id}-title");
    html! {
        <article class="card" aria-labelledby={title_id.clone()} data-testid={id}>
            <h3 id={title_id}>{ title }</h3>
            <div class="card-body">{ children.clone() }</div>
            <div class="acts">{ foot.clone() }</div>
        </article>
    }
}
