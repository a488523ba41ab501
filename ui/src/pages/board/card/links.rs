//! What a card names: items, which are booked from here, bookings and people.

use etabli_api::{RowKind, view::LinkView};
use yew::prelude::*;

use super::{Sheet, link::AddLink};
use crate::{
    booking::{Wanted, sureness},
    components::{
        badge::status,
        icon::{Icon, icon},
    },
    route::Route,
};

impl Sheet<'_> {
    /// Draws what the card names, with ways to add to it and to book.
    pub(super) fn links(&self, on_book: &Callback<Option<Wanted>>) -> Html {
        let words = self.words;
        let rows = self.card.links.iter().map(|link| self.link(link, on_book)).collect();
        let id = self.id();
        let linked: Vec<String> = self.card.links.iter().map(|link| link.flag.clone()).collect();
        let on_add = self.on_write.reform(move |flag: String| {
            let flags = vec![(flag, true)];
            (RowKind::Card, Some(id.clone()), Vec::new(), flags)
        });
        let onclick = on_book.reform(|_: MouseEvent| Some(Wanted::soon(Default::default(), 1)));
        let add = html! {
            <>
                <AddLink {linked} {on_add} />
                <div class="acts">
                    <button type="button" class="button small" {onclick} data-testid="card-book">
                        { words.t("book-title") }
                    </button>
                </div>
            </>
        };
        self.part("card-links", rows, add)
    }

    fn link(&self, link: &LinkView, on_book: &Callback<Option<Wanted>>) -> Html {
        let words = self.words;
        let name = match &link.booking {
            Some(booking) => words.booked(booking),
            None if link.name.is_empty() => words.t("card-unknown"),
            None => link.name.clone(),
        };
        let href = match link.kind.as_str() {
            "item" => link.id.parse().ok().map(Route::Item),
            "member" => link.id.parse().ok().map(Route::Person),
            "booking" => Some(Route::Planning),
            _ => None,
        };
        let when = link.booking.as_ref().map(|booking| {
            let (tone, shown, id) = sureness(booking.status, booking.certainty, true);
            html! {
                <>
                    <p class="row-note">{ words.span(booking.start, booking.end) }</p>
                    { status(tone, shown, &words.t(id)) }
                </>
            }
        });
        let of =
            |what: &str| words.with("row-of", &[("what", what.into()), ("name", (&name).into())]);
        let book = (link.kind == "item" && !link.name.is_empty()).then(|| {
            let wanted = Wanted::soon((link.id.clone(), link.name.clone()), 1);
            let onclick = on_book.reform(move |_: MouseEvent| Some(wanted.clone()));
            let what = words.t("book");
            html! {
                <button type="button" class="button small" {onclick} aria-label={of(&what)}
                    data-testid="link-book">{ what }</button>
            }
        });
        let put = self.flag(link.flag.clone(), false);
        let onclick = Callback::from(move |_: MouseEvent| put());
        html! {
            <li key={link.flag.clone()} class="row" data-testid="card-link">
                <div class="grow">
                    if let Some(href) = href {
                        <a class="link" href={href.href()} data-testid="link-open">{ &name }</a>
                    } else { { &name } }
                    { when }
                </div>
                if self.card.can_edit {
                    { book }
                    <button type="button" class="icon-button small" {onclick}
                        aria-label={of(&words.t("row-remove"))} data-testid="link-remove">
                        { icon(Icon::Close) }</button>
                }
            </li>
        }
    }
}
