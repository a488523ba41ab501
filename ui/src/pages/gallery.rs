//! Every component in every state, for whoever works on the interface. No screen leads here; the
//! address is `#/gallery`.

mod controls;
mod messages;
mod shows;

use yew::prelude::*;

use crate::{pages::settings::LookAndLanguage, route::use_heading, words::use_words};

use self::{
    controls::{Buttons, Fields},
    messages::Messages,
    shows::{Lists, Shows},
};

/// Shows the components.
#[component]
pub(crate) fn Gallery() -> Html {
    let words = use_words();
    let heading = use_heading(Some(words.t("gallery-title")));
    html! {
        <main class="gallery" id="main" tabindex="-1" data-testid="gallery">
            <header class="page-head">
                <h1 ref={heading} tabindex="-1">{ words.t("gallery-title") }</h1>
                <p class="lede">{ words.t("gallery-text") }</p>
            </header>
            <LookAndLanguage />
            <Buttons />
            <Fields />
            <Messages />
            <Lists />
            <Shows />
        </main>
    }
}

/// Draws a part of the page.
fn part(title: String, inside: Html) -> Html {
    html! {
        <section class="section">
            <div class="section-head"><h2>{ title }</h2></div>
            <div class="samples">{ inside }</div>
        </section>
    }
}
