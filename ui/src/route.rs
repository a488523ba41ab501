//! The screens and their addresses, which live behind the `#`: they work in a window, in a
//! browser and after a reload alike.

use std::cell::{Cell, RefCell};

use etabli_api::id::{EntryId, ItemId, LocalId, MemberId, PlaceId};
use percent_encoding::percent_decode_str;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use yew::prelude::*;

use crate::{event::use_window_event, filter::Filter};

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    /// What waits, and what is new.
    Today,
    /// The list of items.
    Inventory,
    /// One item, beside the list.
    Item(ItemId),
    /// What is out.
    Loans,
    /// Who has what, and when it is free.
    Planning,
    /// Lending and taking back, one after the other.
    Desk,
    /// What came of the space, in numbers.
    Figures,
    /// Who did what.
    Activity,
    /// What was put away.
    Bin,
    /// Where things are kept.
    Places,
    /// One place, below the others.
    Place(PlaceId),
    /// What the group would like to have.
    Wishes,
    /// Who can what.
    People,
    /// What one of them says about themself.
    Person(MemberId),
    /// What members need and offer.
    Offers,
    /// Who may use what.
    Trainings,
    /// What is where it should be.
    StockTake,
    /// What is worked on.
    Projects,
    /// One project.
    Project(EntryId),
    /// The board of a project.
    Board(EntryId),
    /// One of its cards, in front of it.
    Card(EntryId, LocalId),
    /// The cards for the person here.
    Tasks,
    /// Who is in the space.
    Members,
    /// The devices of the space.
    Devices,
    /// The copies kept for when something is lost.
    Backups,
    /// Language and appearance.
    Settings,
    /// How to begin.
    Welcome,
    /// A new space.
    Create,
    /// Somebody else's space.
    Join,
    /// The components, which no screen leads to.
    Gallery,
}

impl Route {
    /// Reads an address; an unknown one leads to where a space begins.
    pub(crate) fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        match path.split_once('/').unwrap_or((path, "")) {
            ("inventory", "") => Self::Inventory,
            ("item", id) => id.parse().map_or(Self::Inventory, Self::Item),
            ("loans", "") => Self::Loans,
            ("planning", "") => Self::Planning,
            ("desk", "") => Self::Desk,
            ("activity", "") => Self::Activity,
            ("figures", "") => Self::Figures,
            ("bin", "") => Self::Bin,
            ("members", "") => Self::Members,
            ("devices", "") => Self::Devices,
            ("places", "") => Self::Places,
            ("place", id) => id.parse().map_or(Self::Places, Self::Place),
            ("wishes", "") => Self::Wishes,
            ("projects", "") => Self::Projects,
            ("tasks", "") => Self::Tasks,
            ("project", id) => {
                let (id, part) = id.split_once('/').unwrap_or((id, ""));
                let Ok(id) = id.parse() else { return Self::Projects };
                match part.strip_prefix("card/").map(str::parse) {
                    Some(Ok(card)) => Self::Card(id, card),
                    Some(Err(_)) => Self::Board(id),
                    None if part == "board" => Self::Board(id),
                    None => Self::Project(id),
                }
            }
            ("people", "") => Self::People,
            ("people", id) => id.parse().map_or(Self::People, Self::Person),
            ("offers", "") => Self::Offers,
            ("trainings", "") => Self::Trainings,
            ("stock-take", "") => Self::StockTake,
            ("backups", "") => Self::Backups,
            ("settings", "") => Self::Settings,
            ("welcome", "") => Self::Welcome,
            ("create", "") => Self::Create,
            ("join", "") => Self::Join,
            ("gallery", "") => Self::Gallery,
            _ => Self::Today,
        }
    }

    /// Returns the address.
    pub(crate) fn href(self) -> String {
        match self {
            Self::Today => "#/today".to_owned(),
            Self::Inventory => "#/inventory".to_owned(),
            Self::Item(item) => format!("#/item/{item}"),
            Self::Loans => "#/loans".to_owned(),
            Self::Planning => "#/planning".to_owned(),
            Self::Desk => "#/desk".to_owned(),
            Self::Activity => "#/activity".to_owned(),
            Self::Figures => "#/figures".to_owned(),
            Self::Bin => "#/bin".to_owned(),
            Self::Projects => "#/projects".to_owned(),
            Self::Project(project) => format!("#/project/{project}"),
            Self::Board(project) => format!("#/project/{project}/board"),
            Self::Card(project, card) => format!("#/project/{project}/card/{card}"),
            Self::Tasks => "#/tasks".to_owned(),
            Self::Members => "#/members".to_owned(),
            Self::Devices => "#/devices".to_owned(),
            Self::Places => "#/places".to_owned(),
            Self::Place(place) => format!("#/place/{place}"),
            Self::Wishes => "#/wishes".to_owned(),
            Self::People => "#/people".to_owned(),
            Self::Person(member) => format!("#/people/{member}"),
            Self::Offers => "#/offers".to_owned(),
            Self::Trainings => "#/trainings".to_owned(),
            Self::StockTake => "#/stock-take".to_owned(),
            Self::Backups => "#/backups".to_owned(),
            Self::Settings => "#/settings".to_owned(),
            Self::Welcome => "#/welcome".to_owned(),
            Self::Create => "#/create".to_owned(),
            Self::Join => "#/join".to_owned(),
            Self::Gallery => "#/gallery".to_owned(),
        }
    }

    /// Goes there.
    pub(crate) fn open(self) {
        Address { route: self, filter: Filter::default() }.open(Visit::New);
    }
}

/// A screen, and which items it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// The screen.
    pub(crate) route: Route,
    /// Which items the inventory shows.
    pub(crate) filter: Filter,
}

/// What becomes of the address one leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Visit {
    /// Back leads to it.
    New,
    /// It is forgotten, like half a word.
    Instead,
}

impl Address {
    /// Reads an address.
    fn parse(hash: &str) -> Self {
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        Self { route: Route::parse(path), filter: Filter::parse(query) }
    }

    /// Returns it as the end of a link.
    pub(crate) fn href(&self) -> String {
        format!("{}{}", self.route.href(), self.filter.query())
    }

    /// Goes there.
    pub(crate) fn open(&self, visit: Visit) {
        let Some(window) = web_sys::window() else { return };
        let href = self.href();
        let gone = match visit {
            Visit::New => window.location().set_hash(&href),
            Visit::Instead => window.history().and_then(|history| {
                history.replace_state_with_url(&JsValue::NULL, "", Some(&href))
            }),
        };
        match gone {
            // The browser would say so later, or not at all: a field one types in cannot wait.
            Ok(()) => follow(),
            Err(error) => web_sys::console::error_1(&error),
        }
    }

    /// Returns where the page is.
    fn current() -> Self {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        Self::parse(&hash.unwrap_or_default())
    }
}

thread_local! {
    static FOLLOWER: RefCell<Option<Callback<Address>>> = const { RefCell::new(None) };
    static ARRIVED: Cell<bool> = const { Cell::new(false) };
}

/// Tells whoever follows the address where the page is.
fn follow() {
    let follower = FOLLOWER.with(|follower| follower.borrow().clone());
    if let Some(follower) = follower {
        follower.emit(Address::current());
    }
}

/// Follows the address.
#[hook]
pub(crate) fn use_address() -> Address {
    let address = use_state_eq(Address::current);
    let setter = address.setter();
    use_effect_with((), move |()| {
        let follower = Callback::from(move |address| setter.set(address));
        FOLLOWER.with(|slot| slot.replace(Some(follower)));
        let on_change = Closure::<dyn Fn()>::new(follow);
        let window = web_sys::window();
        if let Some(window) = &window {
            window.set_onhashchange(Some(on_change.as_ref().unchecked_ref()));
        }
        move || {
            if let Some(window) = window {
                window.set_onhashchange(None);
            }
            FOLLOWER.with(|slot| slot.replace(None));
            drop(on_change);
        }
    });
    (*address).clone()
}

/// Returns the code with which the page was opened, if it was: a link leads to the screen that
/// reads it, and there it is taken out of the address, so that it stays in no history.
#[hook]
pub(crate) fn use_offered_code() -> Option<String> {
    let code = use_state(offered);
    let setter = code.setter();
    use_window_event("hashchange", move |_| {
        if let Some(code) = offered() {
            setter.set(Some(code));
        }
    });
    (*code).clone()
}

fn offered() -> Option<String> {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok())?;
    let code = code_in(&hash)?;
    Address { route: Route::Join, filter: Filter::default() }.open(Visit::Instead);
    Some(code)
}

/// Reads the code in an address of the screen for joining.
fn code_in(hash: &str) -> Option<String> {
    let (path, query) = hash.split_once('?')?;
    let mut parts = query.split('&').filter_map(|part| part.split_once('='));
    let (_, code) = parts.find(|(name, _)| *name == "code")?;
    let code = percent_decode_str(code).decode_utf8_lossy().into_owned();
    (Route::parse(path) == Route::Join).then_some(code)
}

/// Names the page in the window's title and moves the focus to its heading, so that a screen
/// reader says where one arrived. The first page leaves the focus alone; without a title the
/// screen leaves both to the one beside it.
#[hook]
pub(crate) fn use_heading(title: Option<String>) -> NodeRef {
    let heading = use_node_ref();
    let focused = title.is_some().then(|| heading.clone());
    use_effect_with(title, |title| {
        let document = web_sys::window().and_then(|window| window.document());
        if let (Some(document), Some(title)) = (document, title) {
            document.set_title(title);
        }
    });
    use_effect_with((), move |()| {
        let heading = focused.and_then(|heading| heading.cast::<web_sys::HtmlElement>());
        if ARRIVED.with(|arrived| arrived.replace(true))
            && let Some(Err(error)) = heading.map(|heading| heading.focus())
        {
            web_sys::console::error_1(&error);
        }
    });
    heading
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_screen() {
        for route in [
            Route::Today,
            Route::Inventory,
            Route::Loans,
            Route::Activity,
            Route::Bin,
            Route::Members,
            Route::Projects,
            Route::Project(EntryId([7; 32])),
            Route::Board(EntryId([7; 32])),
            Route::Card(EntryId([7; 32]), LocalId([9; 16])),
            Route::Tasks,
            Route::Devices,
            Route::Places,
            Route::People,
            Route::Offers,
            Route::Trainings,
            Route::Backups,
            Route::Settings,
            Route::Welcome,
            Route::Create,
            Route::Join,
            Route::Gallery,
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn a_link_brings_its_code_to_the_screen_that_reads_it() {
        assert_eq!(code_in("#/join?code=etabli%3Aabc%2D1").as_deref(), Some("etabli:abc-1"));
        for other in ["#/join", "#/join?words=x", "#/loans?code=x", ""] {
            assert_eq!(code_in(other), None, "{other}");
        }
    }

    #[test]
    fn a_filter_follows_its_screen() {
        let filter = Filter { words: "scie #3?".to_owned(), ..Filter::default() };
        let address = Address { route: Route::Inventory, filter };
        assert_eq!(Address::parse(&address.href()), address);
        let plain = Address { route: Route::Loans, filter: Filter::default() };
        assert_eq!(plain.href(), "#/loans");
    }

    #[test]
    fn an_unknown_address_leads_to_where_a_space_begins() {
        for hash in ["", "#", "#/", "#/nowhere", "#/loans/3"] {
            assert_eq!(Route::parse(hash), Route::Today, "{hash}");
        }
        assert_eq!(Route::parse("#/item/nothing"), Route::Inventory);
    }
}
