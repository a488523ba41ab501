//! A new item.

use etabli_api::{Topic, command::AddItem};
use yew::prelude::*;

use crate::{
    components::dialog::Dialog,
    pages::item::form::{Draft, ItemForm, Owner, quantity},
    query::use_change,
    route::Route,
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// Properties of [`AddItemDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct AddItemDialogProps {
    /// The categories there are.
    pub(crate) categories: Vec<AttrValue>,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Asks what a new item needs.
#[component]
pub(crate) fn AddItemDialog(props: &AddItemDialogProps) -> Html {
    let AddItemDialogProps { categories, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let add = use_change(&[Topic::Inventory, Topic::Spaces]);
    let on_submit = {
        let (add, on_close) = (add.clone(), on_close.clone());
        Callback::from(move |draft: Draft| {
            let quantity = match quantity(&draft.quantity) {
                Ok(quantity) => quantity,
                Err(error) => return add.refuse(error),
            };
            let filled = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
            let owner = match draft.owner {
                Owner::Space => None,
                Owner::Me => space.me().map(|me| me.to_string()),
            };
            let command = AddItem {
                space: space.named(),
                name: draft.name.clone(),
                tag: filled(&draft.tag),
                category: filled(&draft.category),
                place: filled(&draft.place),
                quantity: Some(quantity),
                owner,
                note: filled(&draft.note),
            };
            let (say, on_close) = (say.clone(), on_close.clone());
            add.send(&command, move |item| {
                on_close.emit(());
                Route::Item(item.row.id).open();
                say.emit(words.with("add-done", &[("item", (&item.row.name).into())]));
            });
        })
    };
    html! {
        <Dialog id="add-dialog" title={words.t("add-title")} on_close={on_close.clone()}>
            <ItemForm id="add" draft={Draft::default()} owned={true} categories={categories.clone()}
                submit={words.t("add-submit")} pending={add.is_pending()} error={add.error()}
                {on_submit} on_cancel={on_close.clone()} />
        </Dialog>
    }
}
