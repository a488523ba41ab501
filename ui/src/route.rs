//! The screens and their addresses, which live behind the `#`: they work in a window, in a
//! browser and after a reload alike.

use etabli_api::id::ItemId;
use wasm_bindgen::{JsCast, prelude::Closure};
use yew::prelude::*;

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    /// The list of items.
    Inventory,
    /// One item, beside the list.
    Item(ItemId),
    /// What is out.
    Loans,
    /// Who is in the space.
    Members,
    /// The devices of the space.
    Devices,
    /// Language and appearance.
    Settings,
    /// How to begin.
    Welcome,
    /// A new space.
    Create,
    /// Somebody else's space.
    Join,
}

impl Route {
    /// Reads an address; an unknown one leads to the inventory.
    pub(crate) fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        match path.split_once('/').unwrap_or((path, "")) {
            ("item", id) => id.parse().map_or(Self::Inventory, Self::Item),
            ("loans", "") => Self::Loans,
            ("members", "") => Self::Members,
            ("devices", "") => Self::Devices,
            ("settings", "") => Self::Settings,
            ("welcome", "") => Self::Welcome,
            ("create", "") => Self::Create,
            ("join", "") => Self::Join,
            _ => Self::Inventory,
        }
    }

    /// Returns the address.
    pub(crate) fn href(self) -> String {
        match self {
            Self::Inventory => "#/inventory".to_owned(),
            Self::Item(item) => format!("#/item/{item}"),
            Self::Loans => "#/loans".to_owned(),
            Self::Members => "#/members".to_owned(),
            Self::Devices => "#/devices".to_owned(),
            Self::Settings => "#/settings".to_owned(),
            Self::Welcome => "#/welcome".to_owned(),
            Self::Create => "#/create".to_owned(),
            Self::Join => "#/join".to_owned(),
        }
    }

    /// Goes there.
    pub(crate) fn open(self) {
        let location = web_sys::window().map(|window| window.location());
        if let Some(Err(error)) = location.map(|location| location.set_hash(&self.href())) {
            web_sys::console::error_1(&error);
        }
    }

    /// Returns where the page is.
    fn current() -> Self {
        let hash = web_sys::window().and_then(|window| window.location().hash().ok());
        Self::parse(&hash.unwrap_or_default())
    }
}

/// Follows the address.
#[hook]
pub(crate) fn use_route() -> Route {
    let route = use_state(Route::current);
    let setter = route.setter();
    use_effect_with((), move |()| {
        let on_change = Closure::<dyn Fn()>::new(move || setter.set(Route::current()));
        let window = web_sys::window();
        if let Some(window) = &window {
            window.set_onhashchange(Some(on_change.as_ref().unchecked_ref()));
        }
        move || {
            if let Some(window) = window {
                window.set_onhashchange(None);
            }
            drop(on_change);
        }
    });
    *route
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

thread_local! {
    static ARRIVED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_screen() {
        for route in [
            Route::Inventory,
            Route::Loans,
            Route::Members,
            Route::Devices,
            Route::Settings,
            Route::Welcome,
            Route::Create,
            Route::Join,
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn an_unknown_address_leads_to_the_inventory() {
        for hash in ["", "#", "#/", "#/planning", "#/item/nothing", "#/loans/3"] {
            assert_eq!(Route::parse(hash), Route::Inventory, "{hash}");
        }
    }
}
