//! The space as files for other programs, a button each.

use etabli_api::command::Export;
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        icon::{Icon, icon},
    },
    download::use_download,
    query::use_change,
    space::use_space,
    words::use_words,
};

/// The files: the name of each, its format and what of the space it holds.
const FILES: [(&str, &str, &str); 8] = [
    ("export-json", "json", "all"),
    ("export-items", "csv", "items"),
    ("export-loans", "csv", "loans"),
    ("export-bookings", "csv", "bookings"),
    ("export-members", "csv", "members"),
    ("export-valueflows", "valueflows", "all"),
    ("export-commons-api", "commons-api", "all"),
    ("export-spaceapi", "spaceapi", "all"),
];

/// Offers the files.
#[component]
pub(crate) fn Exports() -> Html {
    let (words, space) = (use_words(), use_space());
    let (export, download) = (use_change(&[]), use_download());
    let files = FILES.iter().map(|(id, format, what)| {
        let (export, named, download) = (export.clone(), space.named(), download.clone());
        let onclick = move |_: MouseEvent| {
            let (format, what) = ((*format).to_owned(), (*what).to_owned());
            let command = Export { space: named.clone(), format, what, url: None, at: None };
            let download = download.clone();
            export.send(&command, move |file| match file.name.ends_with(".csv") {
                true => download.csv(&file.name, &file.content),
                false => download.json(&file.name, &file.content),
            });
        };
        html! {
            <button type="button" class="button" {onclick} data-testid={*id}>
                { icon(Icon::Download) }{ words.t(id) }
            </button>
        }
    });
    html! {
        <section class="section">
            <div class="section-head"><h2>{ words.t("export-title") }</h2></div>
            <p class="section-text">{ words.t("export-text") }</p>
            <Refusal error={export.error()} />
            <div class="acts">{ for files }</div>
        </section>
    }
}
