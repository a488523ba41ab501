//! What opens in front of any screen, one at a time: a new thing, the palette, help. They are asked
//! for from wherever one is.

use etabli_api::{command::ListPlaces, view::SpaceRight};
use yew::prelude::*;

use crate::{
    chapter::{Later, Shown},
    components::icon::Icon,
    filter::Filter,
    pages::{
        inventory::{ITEMS, add::AddItemDialog, categories},
        places::add::AddPlaceDialog,
    },
    query::use_query,
    route::Route,
    shell::palette::Palette,
    space::{OpenSpace, use_space},
};

/// What is in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Front {
    /// A new item.
    Item,
    /// A new place.
    Place,
    /// A file of items.
    Import,
    /// A new invitation.
    Invitation,
    /// Everything by its name.
    Palette,
    /// The keys, and where help is.
    Help,
}

impl Front {
    /// The new things, as they are offered.
    pub(crate) const NEW: [Self; 4] = [Self::Item, Self::Place, Self::Invitation, Self::Import];

    /// Whether the person here may make it in this space.
    pub(crate) fn is_for(self, space: &OpenSpace) -> bool {
        match self {
            // Things of one's own can be added by everybody who takes part.
            Self::Item => space.may(SpaceRight::Lend),
            Self::Place | Self::Import => space.may(SpaceRight::EditCatalogue),
            Self::Invitation => !space.is_demo() && space.may(SpaceRight::Invite),
            Self::Palette | Self::Help => true,
        }
    }

    /// Returns its name, which is also the id of its words.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Item => "new-item",
            Self::Place => "new-place",
            Self::Import => "new-import",
            Self::Invitation => "new-invitation",
            Self::Palette => "palette",
            Self::Help => "help",
        }
    }

    /// Returns what stands for it.
    pub(crate) const fn icon(self) -> Icon {
        match self {
            Self::Item => Icon::Wrench,
            Self::Place => Icon::Place,
            Self::Import => Icon::Upload,
            Self::Invitation => Icon::UserPlus,
            Self::Palette => Icon::Search,
            Self::Help => Icon::Help,
        }
    }
}

/// A way to open something in front of the screen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Show(pub(crate) Callback<Front>);

/// Returns a way to open something in front of the screen.
#[hook]
pub(crate) fn use_show() -> Callback<Front> {
    use_context::<Show>().map(|show| show.0).unwrap_or_else(Callback::noop)
}

/// Properties of [`InFront`].
#[derive(Properties, PartialEq)]
pub(crate) struct InFrontProps {
    /// What.
    pub(crate) front: Front,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Shows what is in front.
#[component]
pub(crate) fn InFront(props: &InFrontProps) -> Html {
    let InFrontProps { front, on_close } = props;
    let on_close = on_close.clone();
    let front = *front;
    match front {
        Front::Item | Front::Place | Front::Import | Front::Invitation | Front::Help => {
            html! { <Later shown={Shown::Front(front, on_close)} /> }
        }
        Front::Palette => html! { <Palette {on_close} /> },
    }
}

/// Properties of [`NewItem`] and [`NewPlace`].
#[derive(Properties, PartialEq)]
pub(crate) struct NewThingProps {
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Asks what a new item needs, and offers the categories there are.
#[component]
pub(crate) fn NewItem(props: &NewThingProps) -> Html {
    let space = use_space();
    let page = use_query(Filter::default().question(space.named(), 0, 1), ITEMS);
    let categories = page.ready().map(|page| categories(page)).unwrap_or_default();
    html! { <AddItemDialog {categories} on_close={props.on_close.clone()} /> }
}

/// Asks what a new place needs, and leads to where the places are.
#[component]
pub(crate) fn NewPlace(props: &NewThingProps) -> Html {
    let space = use_space();
    let places = use_query(ListPlaces { space: space.named() }, ITEMS);
    let on_choose = Callback::from(|id: AttrValue| {
        id.parse().map_or(Route::Places, Route::Place).open();
    });
    let on_close = props.on_close.clone();
    // It is asked for once: a form does not change under whoever fills it in.
    places.ready().map_or_else(Html::default, |places| {
        let places = places.to_vec();
        html! { <AddPlaceDialog {places} inside={None} {on_choose} {on_close} /> }
    })
}
