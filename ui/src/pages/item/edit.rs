//! An item that changes: only what was typed anew is sent, so that what others change meanwhile
//! stays theirs.

use std::rc::Rc;

use etabli_api::{Topic, command, view::ItemView};
use yew::prelude::*;

use super::form::{Draft, ItemForm, Owner, quantity};
use crate::{query::use_change, space::use_space, undo::use_say_done, words::use_words};

/// Properties of [`EditItem`].
#[derive(Properties, PartialEq)]
pub(super) struct EditItemProps {
    /// The item.
    pub(super) view: Rc<ItemView>,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Shows the fields of an item to change them.
#[component]
pub(super) fn EditItem(props: &EditItemProps) -> Html {
    let EditItemProps { view, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let edit = use_change(&[Topic::Inventory]);
    // What others change while somebody types must not change under their hands.
    let before = use_memo((), |()| draft(view));
    let on_submit = {
        let (edit, before, on_close) = (edit.clone(), before.clone(), on_close.clone());
        let (named, item) = (space.named(), view.row.id);
        Callback::from(move |typed: Draft| {
            let quantity = match quantity(&typed.quantity) {
                Ok(quantity) => quantity,
                Err(error) => return edit.refuse(error),
            };
            let changed = |new: &str, old: &str| (new.trim() != old).then(|| new.trim().to_owned());
            let command = command::EditItem {
                space: named.clone(),
                item: item.to_string(),
                name: changed(&typed.name, &before.name),
                tag: changed(&typed.tag, &before.tag),
                category: changed(&typed.category, &before.category),
                place: changed(&typed.place, &before.place),
                quantity: (typed.quantity.trim() != before.quantity).then_some(quantity),
                note: changed(&typed.note, &before.note),
            };
            let (say, on_close) = (say.clone(), on_close.clone());
            edit.send(&command, move |_| {
                on_close.emit(());
                say.emit(words.t("edit-done"));
            });
        })
    };
    html! {
        <section class="section edit">
            <ItemForm id="edit" draft={(*before).clone()} owned={false} submit={words.t("save")}
                pending={edit.is_pending()} error={edit.error()} {on_submit}
                on_cancel={on_close.clone()} />
        </section>
    }
}

fn draft(view: &ItemView) -> Draft {
    let row = &view.row;
    Draft {
        name: row.name.clone(),
        tag: row.tag.clone(),
        category: row.category.clone(),
        place: row.place.clone(),
        quantity: row.quantity.to_string(),
        owner: Owner::Space,
        note: view.note.clone(),
    }
}
