//! A place under another name, or inside another one.

use etabli_api::{Topic, command::EditPlace, view::PlaceView};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        dialog::Dialog,
        field::{Choice, Field},
    },
    pages::inventory::place_options,
    query::use_change,
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// Properties of [`EditPlaceDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct EditPlaceDialogProps {
    /// The places there are.
    pub(super) places: Vec<PlaceView>,
    /// The one that is changed.
    pub(super) place: PlaceView,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks what a place is called and what it is in.
#[component]
pub(super) fn EditPlaceDialog(props: &EditPlaceDialogProps) -> Html {
    let EditPlaceDialogProps { places, place, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let name = use_state(|| place.name.clone());
    let around = use_state(|| place.inside.map(|inside| inside.to_string()).unwrap_or_default());
    let edit = use_change(&[Topic::Inventory, Topic::Spaces, Topic::Sync]);
    let onsubmit = {
        let (edit, on_close) = (edit.clone(), on_close.clone());
        let command = EditPlace {
            space: space.named(),
            place: place.id.to_string(),
            name: Some((*name).clone()),
            inside: Some((*around).clone()),
        };
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (say, on_close) = (say.clone(), on_close.clone());
            edit.send(&command, move |place| {
                on_close.emit(());
                say.emit(words.with("places-saved", &[("name", (&place.name).into())]));
            });
        })
    };
    let none = (String::new(), words.t("places-inside-none"));
    let options = std::iter::once(none).chain(place_options(words, &elsewhere(places, place)));
    let options: Vec<_> = options.map(|(id, name)| (id.into(), name.into())).collect();
    let title = words.with("places-edit-title", &[("name", (&place.name).into())]);
    html! {
        <Dialog id="place-edit-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <Field id="place-new-name" label={words.t("places-name")} text={name}
                    required={true} />
                <Choice id="place-new-inside" label={words.t("places-inside")} {options}
                    chosen={around} />
                <Refusal error={edit.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={edit.is_pending()}
                        data-testid="place-save">{ words.t("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Returns the places that a place can be in: neither itself nor what it holds.
fn elsewhere(places: &[PlaceView], place: &PlaceView) -> Vec<PlaceView> {
    let mut within = None;
    let outside = |one: &&PlaceView| {
        if within.is_some_and(|depth| one.depth <= depth) {
            within = None;
        }
        if one.id == place.id {
            within = Some(one.depth);
        }
        within.is_none()
    };
    places.iter().filter(outside).cloned().collect()
}

#[cfg(test)]
mod tests {
    use etabli_api::id::{LocalId, PlaceId};

    use super::*;

    #[test]
    fn a_place_can_go_anywhere_but_into_itself() {
        let places: Vec<PlaceView> =
            [("hall", 0), ("shelf", 1), ("box", 2), ("wall", 1), ("yard", 0)]
                .iter()
                .zip(1_u8..)
                .map(|((name, depth), number)| PlaceView {
                    id: PlaceId::common(LocalId([number; 16])),
                    name: (*name).to_owned(),
                    inside: None,
                    path: (*name).to_owned(),
                    depth: *depth,
                    items: 0,
                })
                .collect();
        let around = |at: usize| {
            let left = elsewhere(&places, &places[at]);
            left.into_iter().map(|place| place.name).collect::<Vec<_>>()
        };
        assert_eq!(around(1), ["hall", "wall", "yard"]);
        assert_eq!(around(0), ["yard"]);
        assert_eq!(around(4), ["hall", "shelf", "box", "wall"]);
    }
}
