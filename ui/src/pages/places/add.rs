//! A new place, perhaps inside another one.

use etabli_api::{Topic, command::AddPlace, id::PlaceId, view::PlaceView};
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

/// Properties of [`AddPlaceDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct AddPlaceDialogProps {
    /// The places there are.
    pub(crate) places: Vec<PlaceView>,
    /// The one that the new one is inside of, unless another is chosen.
    pub(crate) inside: Option<PlaceId>,
    /// Hears the id of the new one.
    pub(crate) on_choose: Callback<AttrValue>,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Asks what a new place needs.
#[component]
pub(crate) fn AddPlaceDialog(props: &AddPlaceDialogProps) -> Html {
    let AddPlaceDialogProps { places, inside, on_choose, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let name = use_state(String::new);
    let around = use_state(|| inside.map(|inside| inside.to_string()).unwrap_or_default());
    let add = use_change(&[Topic::Inventory, Topic::Spaces, Topic::Sync]);
    let onsubmit = {
        let (add, name, around) = (add.clone(), name.clone(), around.clone());
        let (on_choose, on_close) = (on_choose.clone(), on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let inside = Some((*around).clone()).filter(|around| !around.is_empty());
            let command = AddPlace { space: space.named(), name: (*name).clone(), inside };
            let (say, on_choose, on_close) = (say.clone(), on_choose.clone(), on_close.clone());
            add.send(&command, move |place| {
                on_close.emit(());
                on_choose.emit(place.id.to_string().into());
                say.emit(words.with("places-added", &[("name", (&place.name).into())]));
            });
        })
    };
    let none = (String::new(), words.t("places-inside-none"));
    let options = std::iter::once(none).chain(place_options(words, places));
    let options: Vec<_> = options.map(|(id, name)| (id.into(), name.into())).collect();
    html! {
        <Dialog id="place-dialog" title={words.t("places-add-title")} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <Field id="place-name" label={words.t("places-name")} text={name} required={true} />
                if !places.is_empty() {
                    <Choice id="place-inside" label={words.t("places-inside")} {options}
                        chosen={around} />
                }
                <Refusal error={add.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={add.is_pending()}
                        data-testid="place-submit">{ words.t("places-add-submit") }</button>
                </div>
            </form>
        </Dialog>
    }
}
