//! Choosing what a card names among what there is: an item, a booking to come, somebody.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{ListBookings, ListItems, ListMembers},
    view::{BookingStatus, MemberStanding},
};
use yew::prelude::*;

use crate::{
    components::combobox::{Combobox, Offer},
    query::use_query,
    space::use_space,
    words::use_words,
};

/// How many items are fetched at once: whoever has more types a part of a name.
const MOST: u32 = 50;

/// Properties of [`AddLink`].
#[derive(Properties, PartialEq)]
pub(super) struct AddLinkProps {
    /// The flags of what the card names already.
    pub(super) linked: Vec<String>,
    /// Hears the flag of what is chosen.
    pub(super) on_add: Callback<String>,
}

/// Takes something that there is.
#[component]
pub(super) fn AddLink(props: &AddLinkProps) -> Html {
    let AddLinkProps { linked, on_add } = props;
    let (words, space) = (use_words(), use_space());
    let typed = use_state_eq(String::new);
    let items = ListItems {
        space: space.named(),
        words: (*typed).clone(),
        category: None,
        place: None,
        status: None,
        condition: None,
        person: None,
        offset: 0,
        limit: MOST,
    };
    let items = use_query(items, &[Topic::Inventory]);
    let bookings = ListBookings {
        space: space.named(),
        resource: None,
        of: None,
        all: false,
        to_confirm: false,
    };
    let bookings = use_query(bookings, &[Topic::Bookings]);
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members]);
    let mut offers: Vec<Offer> = Vec::new();
    let mut offer = |flag: String, text: String| {
        if !linked.contains(&flag) {
            offers.push((flag.into(), text.into()));
        }
    };
    for item in items.ready().iter().flat_map(|page| &page.items) {
        let name = match item.tag.as_str() {
            "" => item.name.clone(),
            tag => format!("{} · {tag}", item.name),
        };
        offer(format!("link:item:{}", item.id), name);
    }
    let stands = |status| matches!(status, BookingStatus::Tentative | BookingStatus::Confirmed);
    for booking in bookings.ready().iter().flat_map(|all| all.iter()) {
        if stands(booking.status) {
            let (name, when) = (words.booked(booking), words.span(booking.start, booking.end));
            let args = [("name", (&name).into()), ("when", (&when).into())];
            let text = words.with("card-link-booking", &args);
            offer(format!("link:booking:{}", booking.id), text);
        }
    }
    for member in members.ready().iter().flat_map(|all| all.iter()) {
        if member.standing == MemberStanding::Active {
            offer(format!("link:member:{}", member.id), words.person(&member.name));
        }
    }
    let on_type = {
        let typed = typed.setter();
        Callback::from(move |text: String| typed.set(text.trim().to_owned()))
    };
    let on_choose = {
        let (typed, on_add) = (typed.setter(), on_add.clone());
        Callback::from(move |flag: AttrValue| {
            if !flag.is_empty() {
                typed.set(String::new());
                on_add.emit(flag.to_string());
            }
        })
    };
    html! {
        <Combobox id="card-link-add" label={words.t("card-link-add")} chosen=""
            offers={Rc::<[Offer]>::from(offers)} {on_choose} {on_type} />
    }
}
