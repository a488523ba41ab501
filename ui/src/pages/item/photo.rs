//! A photo beside what is told of an item: it is added to the item at once, and told by its id.

use etabli_api::{
    Topic,
    command::AddFile,
    file::MOST_FILE_BYTES,
    id::ItemId,
    view::{FileKind, FileView},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        icon::{Icon, icon},
    },
    pictures::use_thumbnail,
    query::use_change,
    space::use_space,
    upload,
    words::use_words,
};

/// Properties of [`TellPhoto`].
#[derive(Properties, PartialEq)]
pub(crate) struct TellPhotoProps {
    /// The item.
    pub(crate) item: ItemId,
    /// Hears which photo tells how it is.
    pub(crate) on_photo: Callback<Option<String>>,
}

/// Offers to take or choose a photo.
#[component]
pub(crate) fn TellPhoto(props: &TellPhotoProps) -> Html {
    let TellPhotoProps { item, on_photo } = props;
    let (words, space) = (use_words(), use_space());
    let change = use_change(&[Topic::Inventory]);
    let added = use_state_eq(|| None::<String>);
    let onchange = {
        let (change, added, on_photo) = (change.clone(), added.setter(), on_photo.clone());
        let (named, item) = (space.named(), item.to_string());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (change, added, on_photo) = (change.clone(), added.clone(), on_photo.clone());
            let (space, item) = (named.clone(), item.clone());
            spawn_local(async move {
                let content = match upload::content(&file, MOST_FILE_BYTES).await {
                    Ok(content) => content,
                    Err(error) => return change.refuse(error),
                };
                let (name, kind) = (file.name(), Some(FileKind::Photo));
                let caption = String::new();
                let command = AddFile { space, project: None, item, name, content, caption, kind };
                change.send(&command, move |file: FileView| {
                    added.set(Some(file.name));
                    on_photo.emit(Some(file.id.to_string()));
                });
            });
        })
    };
    html! {
        <div class="stack-tight">
            <div class="acts">
                <label class="button small file">
                    <input type="file" class="hidden-label" accept="image/jpeg,image/png,image/webp"
                        data-testid="tell-photo" disabled={change.is_pending()} {onchange} />
                    { icon(Icon::Upload) }{ words.t("tell-photo") }
                </label>
            </div>
            if let Some(name) = &*added {
                <p role="status" class="hint">{ words.with("tell-photo-added", &[("name", name.into())]) }</p>
            }
            <Refusal error={change.error()} />
        </div>
    }
}

/// Properties of [`Small`].
#[derive(Properties, PartialEq)]
pub(super) struct SmallProps {
    /// The photo.
    pub(super) file: FileView,
    /// What it tells of, for whoever does not see it.
    pub(super) what: String,
}

/// Shows the small picture of a photo that tells how something is.
#[component]
pub(super) fn Small(props: &SmallProps) -> Html {
    let SmallProps { file, what } = props;
    let Some(address) = use_thumbnail(file.thumbnail) else { return Html::default() };
    let alt = if file.caption.is_empty() { what } else { &file.caption };
    html! { <img class="told-photo" src={address} alt={alt.clone()} data-testid="told-photo" /> }
}
