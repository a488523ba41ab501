//! The frame around every screen of a space: the bar above, the rail beside, the sync line at
//! its foot.

pub(crate) mod help;
mod letters;
mod new;
pub(crate) mod palette;
mod switch;

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{ListLoans, Status},
    view::{SpaceRight, SpaceView},
    window::Wish,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::{prelude::*, provide};

use crate::{
    app::Prefer,
    chapter::{Later, Shown},
    components::{
        face::{FaceSize, face},
        icon::{Icon, icon},
        sync,
    },
    filter::Filter,
    focus::focus_on,
    front::{Front, InFront, Show},
    guests::{use_guests, waiting},
    link::{Link, use_link},
    pages::{inventory::Inventory, loans::Loans, today::Today},
    preferences::{Preferences, TextSize},
    query::use_query,
    route::{Address, Route, Visit},
    space::{OpenSpace, use_space},
    toast::{a_dialog_is_open, use_say},
    undo::UndoButtons,
    wishes::use_wishes,
    words::{Words, use_words},
};

use self::{letters::use_letters, new::NewMenu, switch::SpaceSwitch};

/// The element that the skip link leads to.
const MAIN: &str = "main";

/// Properties of [`Shell`].
#[derive(Properties, PartialEq)]
pub(crate) struct ShellProps {
    /// The screen.
    pub(crate) route: Route,
    /// Which items are shown.
    pub(crate) filter: Filter,
    /// The spaces on this computer.
    pub(crate) spaces: Rc<[SpaceView]>,
}

/// Shows a screen in its frame.
#[component]
pub(crate) fn Shell(props: &ShellProps) -> Html {
    let ShellProps { route, filter, spaces } = props;
    let (words, space) = (use_words(), use_space());

    let late = use_query(
        ListLoans { space: space.named(), open: true, overdue: true, of: None },
        &[Topic::Loans],
    );
    let late = late.ready().map_or(0, |loans| loans.len());
    let status = use_query(
        Status { space: space.named() },
        &[Topic::Sync, Topic::Inventory, Topic::Loans, Topic::Members],
    );
    // Nobody may be called up to date by a page that reaches nobody.
    let held = use_link().link == Link::Held;
    let sync = status.ready().filter(|_| held).map(|status| status.sync.clone());
    let guests = use_guests();
    let guests = guests.ready().map_or(0, |guests| waiting(guests));
    {
        // What asks for an answer is said, wherever one is, and stays on the screen of members.
        let (say, before) = (use_say(), use_mut_ref(|| 0));
        use_effect_with(guests, move |now| {
            if before.replace(*now) < *now {
                say.emit(words.with("guests-wait", &[("count", (*now).into())]));
            }
        });
    }

    let front = use_state(|| None::<Front>);
    let show = {
        let setter = front.setter();
        Show(Callback::from(move |what| setter.set(Some(what))))
    };
    let on_close = {
        let setter = front.setter();
        Callback::from(move |()| setter.set(None))
    };

    {
        let (show, prefer) = (show.0.clone(), use_context::<Prefer>());
        let space = space.clone();
        use_wishes(move |wish| act(wish, &space, &show, prefer.as_ref()));
    }
    let search = use_node_ref();
    use_letters(show.0.clone(), search.clone());
    let help = show.0.reform(|_: MouseEvent| Front::Help);

    let screen = match *route {
        Route::Today => html! { <Today /> },
        Route::Item(item) => {
            html! { <Inventory filter={filter.clone()} selected={Some(item)} /> }
        }
        Route::Inventory | Route::Welcome | Route::Create | Route::Join | Route::Gallery => {
            html! { <Inventory filter={filter.clone()} /> }
        }
        Route::Loans => html! { <Loans /> },
        Route::Planning
        | Route::Desk
        | Route::Activity
        | Route::Figures
        | Route::Bin
        | Route::Members
        | Route::Devices
        | Route::Places
        | Route::Place(_)
        | Route::Wishes
        | Route::StockTake
        | Route::People
        | Route::Person(_)
        | Route::Offers
        | Route::Trainings
        | Route::Projects
        | Route::Project(_)
        | Route::Board(_)
        | Route::Card(..)
        | Route::Tasks
        | Route::Backups
        | Route::Settings => html! { <Later shown={Shown::Screen(*route)} /> },
    };
    let me = space.my_name().to_owned();
    let shown = html! {
        <div class="frame">
            <a class="skip-link" href="#main" onclick={skip} data-testid="skip-link">
                { words.t("skip-to-content") }
            </a>
            <header class="top-bar">
                <SpaceSwitch {spaces} />
                <SearchField filter={filter.clone()} route={*route} field={search} />
                <UndoButtons />
                <NewMenu />
                <button type="button" class="icon-button help" onclick={help}
                    aria-haspopup="dialog" title={words.t("help")}
                    data-testid="help">{ icon(Icon::Help) }</button>
                <a class="me" href={Route::Settings.href()} data-testid="me">
                    { face(&me, FaceSize::Tiny) }<span class="cut">{ me }</span>
                </a>
            </header>
            <nav class="rail" aria-label={words.t("nav-main")}>
                <ul>
                    { link(words, *route, Route::Today, 0) }
                    { link(words, *route, Route::Inventory, 0) }
                    if space.may(SpaceRight::Lend) { { link(words, *route, Route::Desk, 0) } }
                    { link(words, *route, Route::Loans, late) }
                    { link(words, *route, Route::Planning, 0) }
                    { link(words, *route, Route::Projects, 0) }
                    { link(words, *route, Route::Members, guests) }
                    { link(words, *route, Route::Activity, 0) }
                </ul>
                <ul class="rail-foot">
                    <li>
                        <a class="sync-line" href={Route::Devices.href()} data-testid="sync-line"
                            data-state={sync::state(sync.as_ref())}
                            aria-current={current(*route, Route::Devices)}>
                            { icon(sync::icon_of(sync.as_ref())) }
                            <span class="sync-words">
                                if held { { sync::words_of(words, sync.as_ref()) } } else { { words.t("sync-lost") } }
                            </span>
                            <span class="sync-short" aria-hidden="true">{ words.t("nav-sync") }</span>
                        </a>
                    </li>
                    { link(words, *route, Route::Settings, 0) }
                </ul>
            </nav>
            <main id={MAIN} class="main" tabindex="-1">{ screen }</main>
            if let Some(front) = *front {
                <InFront {front} {on_close} />
            }
        </div>
    };
    provide(show, shown)
}

/// Does what was chosen from the desktop's own menu, as the button for it here does; like the
/// keys, not while a question is in front.
fn act(wish: Wish, space: &OpenSpace, show: &Callback<Front>, prefer: Option<&Prefer>) {
    let size = |sized: fn(TextSize) -> TextSize| {
        if let Some(Prefer { now, change }) = prefer {
            change.emit(Preferences { text: sized(now.text), ..*now });
        }
    };
    let in_front = |front: Front| {
        if front.is_for(space) && !a_dialog_is_open() {
            show.emit(front);
        }
    };
    let go = |route: Route| {
        if !a_dialog_is_open() {
            route.open();
        }
    };
    match wish {
        Wish::NewItem => in_front(Front::Item),
        Wish::NewInvitation => in_front(Front::Invitation),
        Wish::NewImport => in_front(Front::Import),
        Wish::Palette => in_front(Front::Palette),
        Wish::Help => in_front(Front::Help),
        Wish::Today => go(Route::Today),
        Wish::Inventory => go(Route::Inventory),
        Wish::Loans => go(Route::Loans),
        Wish::Members => go(Route::Members),
        Wish::Activity => go(Route::Activity),
        Wish::Devices => go(Route::Devices),
        Wish::Settings => go(Route::Settings),
        Wish::Larger => size(|text| text.next(true)),
        Wish::Smaller => size(|text| text.next(false)),
        Wish::UsualSize => size(|_| TextSize::parse("100")),
    }
}

/// Draws a link of the rail; `waits` is how much behind it wants to be looked at.
fn link(words: Words, here: Route, to: Route, waits: usize) -> Html {
    let (shown, id) = match to {
        Route::Today => (Icon::Sun, "nav-today"),
        Route::Loans => (Icon::Loans, "nav-loans"),
        Route::Planning => (Icon::Calendar, "nav-planning"),
        Route::Desk => (Icon::Desk, "nav-desk"),
        Route::Projects | Route::Project(_) | Route::Board(_) | Route::Card(..) | Route::Tasks => {
            (Icon::CheckCheck, "nav-projects")
        }
        Route::Members => (Icon::Users, "nav-members"),
        Route::Settings => (Icon::Settings, "nav-settings"),
        Route::Devices => (Icon::Devices, "nav-sync"),
        Route::Activity => (Icon::Clock, "nav-activity"),
        Route::Inventory
        | Route::Bin
        | Route::Places
        | Route::Place(_)
        | Route::Wishes
        | Route::StockTake
        | Route::People
        | Route::Person(_)
        | Route::Offers
        | Route::Trainings
        | Route::Backups
        | Route::Figures
        | Route::Item(_)
        | Route::Welcome
        | Route::Create
        | Route::Join
        | Route::Gallery => (Icon::Wrench, "nav-inventory"),
    };
    let what = if to == Route::Members { "guests-wait" } else { "nav-overdue" };
    html! {
        <li>
            <a class="rail-link" href={to.href()} aria-current={current(here, to)} data-testid={id}>
                { icon(shown) }
                <span class="rail-word">{ words.t(id) }</span>
                if waits > 0 {
                    <span class="count" aria-hidden="true">{ waits }</span>
                    <span class="hidden-label">{ words.with(what, &[("count", waits.into())]) }</span>
                }
            </a>
        </li>
    }
}

fn current(here: Route, to: Route) -> Option<&'static str> {
    let here = match here {
        Route::Item(_)
        | Route::Bin
        | Route::Places
        | Route::Place(_)
        | Route::Wishes
        | Route::StockTake => Route::Inventory,
        Route::Project(_) | Route::Board(_) | Route::Card(..) | Route::Tasks => Route::Projects,
        Route::People | Route::Person(_) | Route::Offers | Route::Trainings => Route::Members,
        Route::Backups => Route::Settings,
        Route::Figures => Route::Activity,
        other => other,
    };
    (here == to).then_some("page")
}

/// Moves the focus past the frame. The address behind the `#` names a screen, so the browser
/// cannot do that by itself.
fn skip(event: MouseEvent) {
    event.prevent_default();
    let document = web_sys::window().and_then(|window| window.document());
    let main = document.and_then(|document| document.get_element_by_id(MAIN));
    let main = main.and_then(|main| main.dyn_into::<HtmlElement>().ok());
    if let Some(Err(error)) = main.map(|main| main.focus()) {
        web_sys::console::error_1(&error);
    }
}

/// Properties of [`SearchField`].
#[derive(Properties, PartialEq)]
struct SearchFieldProps {
    filter: Filter,
    route: Route,
    field: NodeRef,
}

/// Searches the inventory from everywhere; `/` leads here.
#[component]
fn SearchField(props: &SearchFieldProps) -> Html {
    let SearchFieldProps { filter, route, field } = props;
    let words = use_words();
    let search = {
        let (filter, route) = (filter.clone(), *route);
        Callback::from(move |words: String| {
            let here = matches!(route, Route::Inventory | Route::Item(_));
            let route = if here { route } else { Route::Inventory };
            // One search is one step back, however many letters it has.
            let same = here && filter.words.is_empty() == words.is_empty();
            let visit = if same { Visit::Instead } else { Visit::New };
            Address { route, filter: Filter { words, ..filter.clone() } }.open(visit);
        })
    };
    let oninput = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            let input = event.target().and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                search.emit(input.value());
            }
        })
    };
    let clear = {
        let field = field.clone();
        Callback::from(move |_: MouseEvent| {
            search.emit(String::new());
            focus_on(&field);
        })
    };
    html! {
        <div class="search" role="search">
            { icon(Icon::Search) }
            <input ref={field.clone()} type="text" inputmode="search" autocomplete="off"
                value={filter.words.clone()} {oninput} aria-label={words.t("inventory-search")}
                placeholder={words.t("inventory-search-hint")} data-testid="search" />
            if !filter.words.is_empty() {
                <button type="button" class="icon-button small" onclick={clear}
                    aria-label={words.t("inventory-clear-search")} data-testid="search-clear">
                    { icon(Icon::Close) }
                </button>
            }
        </div>
    }
}
