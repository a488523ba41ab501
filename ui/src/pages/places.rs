//! The places of the space, one inside another: how much each holds, new ones, and the bin for
//! those that hold nothing.

pub(crate) mod add;
mod edit;
mod fit;
mod inside;
mod visit;

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{ListPlaces, RemovePlace},
    id::PlaceId,
    view::{PlaceView, SpaceRight},
};
use yew::prelude::*;

use crate::{
    booking::{Wanted, book::BookDialog},
    calendar_reading::ReadCalendarDialog,
    components::{
        answer::{Refusal, answered},
        button::{Button, Ready},
        drawing::{Drawing, Empty},
        icon::{Icon, icon},
        tree::{Branch, Tree},
    },
    details::{Details, Thing},
    focus::use_next_focus,
    labels::{LabelsDialog, Subject},
    pages::inventory::views,
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

use self::{
    add::AddPlaceDialog, edit::EditPlaceDialog, fit::FitDialog, inside::Inside, visit::VisitDialog,
};

/// What is open in front of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Front {
    Nothing,
    Add(Option<PlaceId>),
    Edit(PlaceId),
    Book(PlaceId),
    Labels(PlaceId),
    Calendar(PlaceId),
    Visit(PlaceId),
    Fit,
}

/// Properties of [`Places`].
#[derive(Properties, PartialEq)]
pub(crate) struct PlacesProps {
    /// The place that is shown, if one is.
    #[prop_or_default]
    pub(crate) shown: Option<PlaceId>,
}

/// Shows the places.
#[component]
pub(crate) fn Places(props: &PlacesProps) -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let heading = use_heading(Some(words.t("places-title")));
    let places = use_query(ListPlaces { space: space.named() }, &[Topic::Inventory, Topic::Loans]);
    let chosen = props.shown.map(|it| AttrValue::from(it.to_string())).unwrap_or_default();
    let front = use_state(|| Front::Nothing);
    let remove = use_change(&[Topic::Inventory, Topic::Spaces, Topic::Sync]);
    let next = use_next_focus(places.ready().map(|places| places.to_vec()));
    let may = space.may(SpaceRight::EditCatalogue);
    let on_front = {
        let setter = front.setter();
        Callback::from(move |front: Front| setter.set(front))
    };
    let on_close = on_front.reform(|()| Front::Nothing);
    let on_choose = Callback::from(|id: AttrValue| {
        id.parse().map_or(Route::Places, Route::Place).open();
    });
    let on_remove = {
        let (remove, named) = (remove.clone(), space.named());
        Callback::from(move |place: PlaceView| {
            let (say, next) = (say.clone(), next.clone());
            let command = RemovePlace { space: named.clone(), place: place.id.to_string() };
            remove.send(&command, move |_| {
                // What was pressed goes with the place.
                next.replace(Some("h1".to_owned()));
                say.emit(words.with("places-removed", &[("name", (&place.name).into())]));
            });
        })
    };
    let tree = answered(words, &places, |places| {
        if places.is_empty() {
            return html! {
                <Empty id="places-empty" drawing={Drawing::Shelf}
                    title={words.t("places-empty-title")} text={words.t("places-empty-text")} />
            };
        }
        let branches: Rc<[Branch]> = places.iter().map(|place| branch(words, place)).collect();
        let shown = places.iter().find(|place| Some(place.id) == props.shown);
        let about = match shown {
            None => html! {
                <>
                    <p class="section-text muted">{ words.t("places-choose") }</p>
                    <section class="section">
                        <div class="section-head"><h2>{ words.t("details-space") }</h2></div>
                        <Details thing={Thing::Space} />
                    </section>
                </>
            },
            Some(place) => {
                let ready = if remove.is_pending() { Ready::Busy } else { Ready::Yes };
                let empty = place.items == 0 && !places.iter().any(|p| p.inside == Some(place.id));
                let on_remove = {
                    let place = place.clone();
                    on_remove.reform(move |()| place.clone())
                };
                let id = place.id;
                let acts = html! {
                <>
                                    <Button id="place-book" words={words.t("book")} icon={Some(Icon::Calendar)}
                                        on_press={on_front.reform(move |()| Front::Book(id))} />
                                    <Button id="place-labels" words={words.t("labels-open-one")}
                                        on_press={on_front.reform(move |()| Front::Labels(id))} />
                                    <Button id="place-calendar" words={words.t("calendar-read")}
                                        icon={Some(Icon::Upload)}
                                        on_press={on_front.reform(move |()| Front::Calendar(id))} />
                                    if space.may(SpaceRight::Lend) {
                                        <Button id="place-visit" words={words.t("visit-ask")}
                                            on_press={on_front.reform(move |()| Front::Visit(id))} />
                                    }
                                    if may {
                                        <Button id="place-add-inside" words={words.t("places-add-inside")}
                                            icon={Some(Icon::Plus)}
                                            on_press={on_front.reform(move |()| Front::Add(Some(id)))} />
                                        <Button id="place-edit" words={words.t("places-edit")}
                                            icon={Some(Icon::Place)}
                                            on_press={on_front.reform(move |()| Front::Edit(id))} />
                                        if empty {
                                            <Button id="place-remove" words={words.t("places-remove")}
                                                icon={Some(Icon::Bin)} {ready} on_press={on_remove} />
                                        }
                                    }
                </>
                                };
                described(words, place, acts, may && !empty)
            }
        };
        html! {
            <>
                <Tree label={words.t("places-list")} {branches}
                    chosen={chosen.clone()} on_choose={on_choose.clone()} />
                { about }
            </>
        }
    });
    let name_of = |id| {
        let found = places.ready().and_then(|places| places.iter().find(|it| it.id == id));
        found.map(|place| place.name.clone()).unwrap_or_default()
    };
    let in_front = match *front {
        Front::Nothing => Html::default(),
        Front::Add(inside) => {
            let places = places.ready().map(|places| places.to_vec()).unwrap_or_default();
            html! { <AddPlaceDialog {places} {inside} {on_choose} {on_close} /> }
        }
        Front::Labels(id) => html! { <LabelsDialog subject={Subject::Place(id)} {on_close} /> },
        Front::Calendar(id) => html! {
            <ReadCalendarDialog thing={id.to_string()} name={name_of(id)} {on_close} />
        },
        Front::Fit => html! { <FitDialog {on_close} /> },
        Front::Visit(id) => html! { <VisitDialog name={name_of(id)} {on_close} /> },
        Front::Book(id) => {
            let name = name_of(id);
            html! { <BookDialog wanted={Wanted::soon((id.to_string(), name), 1)} {on_close} /> }
        }
        Front::Edit(id) => {
            let places = places.ready().map(|places| places.to_vec()).unwrap_or_default();
            let place = places.iter().find(|place| place.id == id).cloned();
            place.map_or_else(Html::default, |place| {
                html! { <EditPlaceDialog {places} {place} {on_close} /> }
            })
        }
    };
    html! {
        <div class="page narrow">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("places-title") }</h1>
                    <p class="lede">{ words.t("places-lede") }</p>
                </div>
                <div class="actions">
                    <Button id="place-fit" words={words.t("fit")} icon={Some(Icon::Search)}
                        on_press={on_front.reform(|()| Front::Fit)} />
                    if may {
                        <button type="button" class="button main-act" data-testid="place-add"
                            onclick={on_front.reform(|_: MouseEvent| Front::Add(None))}>
                            { icon(Icon::Plus) }{ words.t("places-add") }
                        </button>
                    }
                </div>
                { views(words, Route::Places) }
            </header>
            <PartBanner />
            <Refusal error={remove.error()} />
            { tree }
            { in_front }
        </div>
    }
}

/// Returns a place as a thing of the tree, with how much it holds.
fn branch(words: Words, place: &PlaceView) -> Branch {
    let counted = [("name", (&place.name).into()), ("count", place.items.into())];
    Branch {
        id: place.id.to_string().into(),
        words: words.with("inventory-counted", &counted).into(),
        depth: usize::try_from(place.depth).unwrap_or_default().saturating_add(1),
    }
}

/// Draws what is known of a place, and what can be done with it.
fn described(words: Words, place: &PlaceView, acts: Html, keeps: bool) -> Html {
    html! {
        <section class="section" data-testid="place">
            <div class="section-head"><h2 class="row-text">{ &place.path }</h2></div>
            <p class="section-text" role="status">
                { words.count("places-items", place.items) }
            </p>
            <div class="acts">
                { acts }
            </div>
            if keeps {
                <p class="section-text muted">{ words.t("places-keep") }</p>
            }
            <Details key={format!("said-{}", place.id)} of={place.id.to_string()}
                thing={Thing::Place} />
            <Inside key={place.id.to_string()} place={place.clone()} />
        </section>
    }
}
