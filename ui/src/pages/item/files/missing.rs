//! A file that is not here yet: who added it, and a way to ask everybody who is connected. What is
//! said while it comes is what has come.

use etabli_api::{
    command::{FetchFile, ShowItem},
    id::ItemId,
    view::FileView,
};
use gloo_timers::callback::Interval;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::FILES;
use crate::{
    bridge,
    components::{
        answer::Refusal,
        icon::{Icon, icon},
    },
    query::use_change,
    space::use_space,
    words::use_words,
};

/// How long it is asked for, in seconds.
const LIMIT: u32 = 60;
/// How often it is looked how much has come, in milliseconds.
const LOOK: u32 = 500;

/// Properties of [`Missing`].
#[derive(Properties, PartialEq)]
pub(super) struct MissingProps {
    /// The item.
    pub(super) item: ItemId,
    /// Its file.
    pub(super) file: FileView,
}

/// Says that a file is elsewhere, and fetches it.
#[component]
pub(super) fn Missing(props: &MissingProps) -> Html {
    let MissingProps { item, file } = props;
    let (words, space) = (use_words(), use_space());
    let fetch = use_change(FILES);
    let arrived = use_state(|| 0_u64);
    {
        let (setter, id) = (arrived.setter(), file.id);
        let show = ShowItem { space: space.named(), item: item.to_string() };
        use_effect_with(fetch.is_pending(), move |pending| {
            let look = move || {
                let (reply, setter) = (bridge::call(&show), setter.clone());
                spawn_local(async move {
                    // A look that fails is followed by another.
                    let Ok(view) = reply.await else { return };
                    let known = view.files.into_iter().find(|file| file.id == id);
                    setter.set(known.and_then(|file| file.arriving).unwrap_or(0));
                });
            };
            let timer = pending.then(|| Interval::new(LOOK, look));
            move || drop(timer)
        });
    }
    let onclick = {
        let (fetch, space) = (fetch.clone(), space.named());
        let (item, file) = (item.to_string(), file.id.to_string());
        Callback::from(move |_: MouseEvent| {
            let (space, item, file) = (space.clone(), item.clone(), file.clone());
            fetch.send(&FetchFile { space, project: None, item, file, timeout: LIMIT }, |_| ());
        })
    };
    let progress = match *arrived {
        0 => words.t("file-asking"),
        arrived => {
            let (arrived, whole) = (words.size(arrived), words.size(file.bytes));
            let args = [("arrived", (&arrived).into()), ("whole", (&whole).into())];
            words.with("file-arriving", &args)
        }
    };
    let name = words.person(&file.added_by_name);
    html! {
        <div class="file-missing" data-testid="file-missing">
            <p class="row-note">
                { words.t("file-elsewhere") }{ " " }
                { words.with("file-added-by", &[("name", (&name).into())]) }
            </p>
            <div role="status">
                if fetch.is_pending() {
                    <progress max={file.bytes.to_string()} value={arrived.to_string()}
                        aria-label={progress.clone()} />
                    <p class="row-note">{ progress }</p>
                }
            </div>
            if !fetch.is_pending() {
                <button type="button" class="button small" {onclick} data-testid="file-fetch">
                    { icon(Icon::Download) }{ words.t("file-fetch") }
                </button>
            }
            <Refusal error={fetch.error()} />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::{id::LocalId, view::FileKind};

    use super::*;
    use crate::tests::rendered;

    #[tokio::test]
    async fn says_where_a_file_is_and_offers_to_fetch_it() {
        let html = rendered({
            let (item, file) = (
                ItemId::common(LocalId([7; 16])),
                super::super::tests::file(FileKind::Attachment, false),
            );
            html! { <Missing {item} {file} /> }
        })
        .await;
        assert!(html.contains("l’ordinateur d’un autre membre"), "{html}");
        assert!(html.contains("Bo l’a ajouté") && html.contains("Aller chercher"), "{html}");
        assert!(!html.contains("<progress"), "nothing is under way: {html}");
    }
}
