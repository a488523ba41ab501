//! Screens that are not there at once, in chapters: parts of the code that the page fetches in a
//! quiet moment, or when one of their screens is first asked for.
//!
//! Only what draws a chapter names its screens: what something else named, too, would be in the
//! part that the page starts with.

use std::{cell::Cell, rc::Rc};

use etabli_api::view::ItemView;
use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};
use yew::prelude::*;

use crate::{
    busy::Busy,
    components::{
        answer::loading,
        dialog::Dialog,
        icon::{Icon, icon},
    },
    front::{Front, NewItem, NewPlace},
    labels::{LabelsDialog, Subject},
    link::{Link, use_link},
    pages::{
        activity::Activity,
        backups::Backups,
        bin::Bin,
        board::{Board, tasks::Tasks},
        desk::Desk,
        devices::Devices,
        figures::Figures,
        inventory::{add::AddItemDialog, import::ImportDialog},
        item::Item,
        members::Members,
        members::invite::InviteDialog,
        offers::Offers,
        people::{People, person::Person},
        places::Places,
        planning::Planning,
        projects::{Projects, sheet::ProjectSheet},
        settings::Settings,
        stock_take::StockTake,
        trainings::Trainings,
        wishes::Wishes,
    },
    route::Route,
    shell::help::Help,
    words::use_words,
};

/// What a chapter shows.
#[derive(Clone, PartialEq)]
pub(crate) enum Shown {
    /// A screen.
    Screen(Route),
    /// An item, beside the list.
    Item(Rc<ItemView>),
    /// A question for a new item, with the categories there are.
    Add(Vec<AttrValue>, Callback<()>),
    /// A question for labels.
    Labels(Subject, Callback<()>),
    /// What opens in front of any.
    Front(Front, Callback<()>),
}

/// Draws what a chapter shows; the address of such a function is all that is known of a chapter.
type Draw = fn(&Shown) -> Html;

/// A part of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Chapter {
    /// An item, what is asked of it, and how new ones come in.
    Item,
    /// What is planned, lent at the desk, done, counted and wished.
    Work,
    /// The space itself: members, devices, places, settings.
    Space,
    /// Who can what, what they need and offer, who may use what.
    People,
    /// What is worked on.
    Projects,
}

#[wasm_split(item, fallible)]
fn item() -> Result<Draw, SplitLoaderError> {
    Ok(draw_item)
}

fn draw_item(shown: &Shown) -> Html {
    match shown {
        Shown::Item(view) => html! { <Item view={view.clone()} /> },
        Shown::Add(categories, on_close) => {
            html! { <AddItemDialog categories={categories.clone()} on_close={on_close.clone()} /> }
        }
        Shown::Labels(subject, on_close) => {
            html! { <LabelsDialog subject={subject.clone()} on_close={on_close.clone()} /> }
        }
        Shown::Front(Front::Import, on_close) => {
            html! { <ImportDialog on_close={on_close.clone()} /> }
        }
        Shown::Front(_, on_close) => html! { <NewItem on_close={on_close.clone()} /> },
        Shown::Screen(_) => Html::default(),
    }
}

#[wasm_split(work, fallible)]
fn work() -> Result<Draw, SplitLoaderError> {
    Ok(draw_work)
}

fn draw_work(shown: &Shown) -> Html {
    match shown {
        Shown::Screen(Route::Planning) => html! { <Planning /> },
        Shown::Screen(Route::Desk) => html! { <Desk /> },
        Shown::Screen(Route::Activity) => html! { <Activity /> },
        Shown::Screen(Route::Figures) => html! { <Figures /> },
        Shown::Screen(Route::Bin) => html! { <Bin /> },
        Shown::Screen(Route::Wishes) => html! { <Wishes /> },
        Shown::Screen(Route::StockTake) => html! { <StockTake /> },
        _ => Html::default(),
    }
}

#[wasm_split(space, fallible)]
fn space() -> Result<Draw, SplitLoaderError> {
    Ok(draw_space)
}

fn draw_space(shown: &Shown) -> Html {
    match shown {
        Shown::Screen(Route::Members) => html! { <Members /> },
        Shown::Screen(Route::Devices) => html! { <Devices /> },
        Shown::Screen(Route::Places) => html! { <Places /> },
        Shown::Screen(Route::Place(place)) => html! { <Places shown={Some(*place)} /> },
        Shown::Screen(Route::Backups) => html! { <Backups /> },
        Shown::Screen(Route::Settings) => html! { <Settings /> },
        Shown::Front(Front::Help, on_close) => html! { <Help on_close={on_close.clone()} /> },
        Shown::Front(Front::Invitation, on_close) => {
            html! { <InviteDialog on_close={on_close.clone()} /> }
        }
        Shown::Front(Front::Place, on_close) => html! { <NewPlace on_close={on_close.clone()} /> },
        _ => Html::default(),
    }
}

#[wasm_split(people, fallible)]
fn people() -> Result<Draw, SplitLoaderError> {
    Ok(draw_people)
}

fn draw_people(shown: &Shown) -> Html {
    match shown {
        Shown::Screen(Route::People) => html! { <People /> },
        Shown::Screen(Route::Person(member)) => html! { <Person member={*member} /> },
        Shown::Screen(Route::Offers) => html! { <Offers /> },
        Shown::Screen(Route::Trainings) => html! { <Trainings /> },
        _ => Html::default(),
    }
}

#[wasm_split(projects, fallible)]
fn projects() -> Result<Draw, SplitLoaderError> {
    Ok(draw_projects)
}

fn draw_projects(shown: &Shown) -> Html {
    match shown {
        Shown::Screen(Route::Projects) => html! { <Projects /> },
        Shown::Screen(Route::Project(project)) => html! { <ProjectSheet project={*project} /> },
        Shown::Screen(Route::Board(project)) => html! { <Board project={*project} /> },
        Shown::Screen(Route::Card(project, card)) => {
            html! { <Board project={*project} card={*card} /> }
        }
        Shown::Screen(Route::Tasks) => html! { <Tasks /> },
        _ => Html::default(),
    }
}

thread_local! {
    static READY: [Cell<Option<Draw>>; Chapter::ALL.len()] =
        const { [const { Cell::new(None) }; Chapter::ALL.len()] };
}

impl Chapter {
    const ALL: [Self; 5] = [Self::Item, Self::Work, Self::Space, Self::People, Self::Projects];

    const fn of(shown: &Shown) -> Self {
        match shown {
            Shown::Screen(
                Route::Planning
                | Route::Desk
                | Route::Activity
                | Route::Figures
                | Route::Bin
                | Route::Wishes
                | Route::StockTake,
            ) => Self::Work,
            Shown::Screen(Route::People | Route::Person(_) | Route::Offers | Route::Trainings) => {
                Self::People
            }
            Shown::Screen(
                Route::Projects
                | Route::Project(_)
                | Route::Board(_)
                | Route::Card(..)
                | Route::Tasks,
            ) => Self::Projects,
            Shown::Item(_)
            | Shown::Add(..)
            | Shown::Labels(..)
            | Shown::Front(Front::Item | Front::Import, _) => Self::Item,
            Shown::Screen(_) | Shown::Front(..) => Self::Space,
        }
    }

    /// Returns what draws it, if it is here.
    fn ready(self) -> Option<Draw> {
        READY.with(|ready| ready.get(self as usize).and_then(Cell::get))
    }

    /// Fetches it, unless it is here.
    async fn fetch(self) -> Result<(), SplitLoaderError> {
        if self.ready().is_some() {
            return Ok(());
        }
        let _busy = Busy::begin();
        let draw = match self {
            Self::Item => item().await,
            Self::Work => work().await,
            Self::Space => space().await,
            Self::People => people().await,
            Self::Projects => projects().await,
        }?;
        READY.with(|ready| {
            if let Some(ready) = ready.get(self as usize) {
                ready.set(Some(draw));
            }
        });
        Ok(())
    }
}

/// How long the page is left alone before it fetches what may come, in milliseconds.
const QUIET: u32 = 1_000;

/// Fetches every chapter once the page has been drawn, or reaches the program again: then nobody
/// waits for one, nor needs the program to be there.
pub(crate) fn fetch_ahead() {
    let fetch = || {
        spawn_local(async {
            for chapter in Chapter::ALL {
                // Whoever asks for one that did not come is told.
                if chapter.fetch().await.is_err() {
                    break;
                }
            }
        });
    };
    Timeout::new(QUIET, fetch).forget();
}

/// Properties of [`Later`].
#[derive(Properties, PartialEq)]
pub(crate) struct LaterProps {
    /// What.
    pub(crate) shown: Shown,
}

/// Shows what a chapter shows, as soon as it is here.
#[component]
pub(crate) fn Later(props: &LaterProps) -> Html {
    let shown = &props.shown;
    let words = use_words();
    let chapter = Chapter::of(shown);
    let (failed, tries) = (use_state(|| false), use_state(|| 0_u32));
    let held = use_link().link == Link::Held;
    {
        let failed = failed.setter();
        use_effect_with((chapter, held, *tries), move |(chapter, _, _)| {
            let chapter = *chapter;
            if chapter.ready().is_none() {
                spawn_local(async move { failed.set(chapter.fetch().await.is_err()) });
            }
        });
    }
    if let Some(draw) = chapter.ready() {
        return draw(shown);
    }
    let again = Callback::from({
        let tries = tries.clone();
        move |_: MouseEvent| tries.set(tries.wrapping_add(1))
    });
    let missing = |title: Option<String>| {
        html! {
            <div class="callout warn" role="alert" data-testid="not-fetched">
                { icon(Icon::Alert) }
                <div class="stack">
                    if let Some(title) = title { <p class="strong">{ title }</p> }
                    <p>{ words.t("chapter-missing-text") }</p>
                    <button type="button" class="button" onclick={again} data-testid="fetch-again">
                        { icon(Icon::Refresh) }{ words.t("try-again") }
                    </button>
                </div>
            </div>
        }
    };
    let title = words.t("chapter-missing");
    match (*failed, shown) {
        (false, Shown::Screen(_)) => html! { <div class="page">{ loading(words) }</div> },
        (true, Shown::Screen(_)) => html! { <div class="page">{ missing(Some(title)) }</div> },
        (false, Shown::Item(_)) => loading(words),
        (true, Shown::Item(_)) => missing(Some(title)),
        // What opens in front takes the focus, so it comes when it is there.
        (false, _) => Html::default(),
        (true, Shown::Add(_, close) | Shown::Labels(_, close) | Shown::Front(_, close)) => html! {
            <Dialog id="chapter" {title} on_close={close.clone()}>{ missing(None) }</Dialog>
        },
    }
}
