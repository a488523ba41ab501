//! The photos and attachments of an item: small pictures that open, files to keep, and what is on
//! another computer only. What was taken away can be brought back right there.

mod adding;
mod missing;
mod viewer;

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{RemoveFile, RestoreFile},
    id::{ItemId, LocalId},
    view::{FileKind, FileView, ItemView},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        icon::{Icon, icon},
    },
    download::use_download,
    pictures::{self, use_thumbnail},
    query::{Change, use_change},
    space::use_space,
    words::{Words, use_words},
};

use self::{
    adding::{Adding, use_adding},
    missing::Missing,
    viewer::Viewer,
};

/// What files make old.
const FILES: &[Topic] = &[Topic::Inventory];
/// What pictures are chosen from.
const PICTURES: &str = "image/jpeg,image/png,image/webp";

/// Properties of [`Files`].
#[derive(Properties, PartialEq)]
pub(super) struct FilesProps {
    /// The item.
    pub(super) view: Rc<ItemView>,
}

/// Shows the photos and attachments of an item, and takes more.
#[component]
pub(super) fn Files(props: &FilesProps) -> Html {
    let view = &props.view;
    let words = use_words();
    let adding = use_adding(view.row.id);
    let removing = use_removing(view.row.id);
    let open = use_state(|| None::<LocalId>);
    let over = use_state(|| false);

    let (photos, attachments): (Vec<FileView>, Vec<FileView>) =
        view.files.iter().cloned().partition(|file| file.kind == FileKind::Photo);
    if view.files.is_empty() && !view.can_edit && removing.removed.is_none() {
        return Html::default();
    }
    let ondragover = {
        let (setter, takes) = (over.setter(), view.can_edit);
        Callback::from(move |event: DragEvent| {
            if takes {
                event.prevent_default();
                setter.set(true);
            }
        })
    };
    let ondragleave = {
        let setter = over.setter();
        Callback::from(move |_: DragEvent| setter.set(false))
    };
    let ondrop = {
        let (setter, takes, add) = (over.setter(), view.can_edit, adding.clone());
        Callback::from(move |event: DragEvent| {
            setter.set(false);
            if takes {
                event.prevent_default();
                add.take(event.data_transfer().and_then(|dropped| dropped.files()), None);
            }
        })
    };
    let thumbnails = photos.iter().enumerate().map(|(index, file)| {
        let setter = open.setter();
        let id = file.id;
        let on_open = Callback::from(move |_: MouseEvent| setter.set(Some(id)));
        html! {
            <Thumbnail key={id.to_string()} file={file.clone()} {index} {on_open} />
        }
    });
    let rows = attachments.iter().map(|file| {
        html! {
            <Attachment key={file.id.to_string()} item={view.row.id} file={file.clone()}
                can_edit={view.can_edit} removing={removing.clone()} />
        }
    });
    let viewer = (*open).filter(|id| photos.iter().any(|photo| photo.id == *id)).map(|shown| {
        let setter = open.setter();
        let on_show = Callback::from(move |file: Option<LocalId>| setter.set(file));
        html! {
            <Viewer item={view.row.id} name={view.row.name.clone()} photos={photos.clone()} {shown}
                can_edit={view.can_edit} removing={removing.clone()} {on_show} />
        }
    });
    html! {
        <section class={classes!("section", "files", over.then_some("over"))}
            data-testid="item-files" {ondragover} {ondragleave} {ondrop}>
            <div class="section-head"><h2>{ words.t("files-title") }</h2></div>
            if photos.is_empty() && attachments.is_empty() {
                <p class="section-text muted">{ words.t("files-none") }</p>
            }
            if !photos.is_empty() {
                <ul class="photos" data-testid="item-photos">{ for thumbnails }</ul>
            }
            if !attachments.is_empty() {
                <ul data-testid="item-attachments">{ for rows }</ul>
            }
            { removing.line(words, view.can_edit) }
            <Refusal error={adding.error().or_else(|| removing.error())} />
            if view.can_edit {
                { add_buttons(words, &adding) }
            }
            { viewer }
        </section>
    }
}

fn add_buttons(words: Words, adding: &Adding) -> Html {
    let choose = |kind: Option<FileKind>| {
        let adding = adding.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            adding.take(input.files(), kind);
            // The same file may be chosen again after it was mended.
            input.set_value("");
        })
    };
    let disabled = adding.is_pending();
    html! {
        <div class="acts files-add">
            <label class="button small file">
                <input type="file" class="hidden-label" multiple=true accept={PICTURES} {disabled}
                    data-testid="photo-add" onchange={choose(Some(FileKind::Photo))} />
                { icon(Icon::Image) }{ words.t("photo-add") }
            </label>
            <label class="button small file">
                <input type="file" class="hidden-label" multiple=true {disabled}
                    data-testid="file-add" onchange={choose(None)} />
                { icon(Icon::File) }{ words.t("file-add") }
            </label>
            <p class="hint" role="status">
                { if disabled { words.t("file-adding") } else { words.t("file-drop") } }
            </p>
        </div>
    }
}

/// Returns what a picture is called by who does not see it.
fn described(words: Words, file: &FileView, index: usize) -> String {
    match file.caption.as_str() {
        "" => words.count("photo-undescribed", u32::try_from(index + 1).unwrap_or(u32::MAX)),
        caption => caption.to_owned(),
    }
}

/// Properties of [`Thumbnail`].
#[derive(Properties, PartialEq)]
struct ThumbnailProps {
    file: FileView,
    index: usize,
    on_open: Callback<MouseEvent>,
}

#[component]
fn Thumbnail(props: &ThumbnailProps) -> Html {
    let ThumbnailProps { file, index, on_open } = props;
    let words = use_words();
    let alt = described(words, file, *index);
    let picture = match use_thumbnail(file.thumbnail) {
        Some(src) => html! { <img {src} {alt} /> },
        None => html! { <>{ icon(Icon::Image) }<span class="hidden-label">{ alt }</span></> },
    };
    html! {
        <li>
            <button type="button" class="photo" onclick={on_open.clone()} data-testid="photo">
                { picture }
                if !file.here {
                    <span class="photo-away">
                        { icon(Icon::CircleDashed) }
                        <span class="hidden-label">{ words.t("file-away") }</span>
                    </span>
                }
            </button>
        </li>
    }
}

/// Properties of [`Attachment`].
#[derive(Properties, PartialEq)]
struct AttachmentProps {
    item: ItemId,
    file: FileView,
    can_edit: bool,
    removing: Removing,
}

#[component]
fn Attachment(props: &AttachmentProps) -> Html {
    let AttachmentProps { item, file, can_edit, removing } = props;
    let words = use_words();
    let save = use_saving(*item, file);
    let remove = removing.of(file);
    let about = [("name", (&file.name).into())];
    html! {
        <li class="row attachment" data-testid="attachment">
            { icon(Icon::File) }
            <div class="grow">
                <span class="row-title" data-testid="attachment-name">{ &file.name }</span>
                <span class="row-note">
                    { words.size(file.bytes) }
                    if !file.caption.is_empty() { { " · " }{ &file.caption } }
                </span>
                if !file.here { <Missing item={*item} file={file.clone()} /> }
                <Refusal error={save.1} />
            </div>
            if file.here {
                <button type="button" class="icon-button" onclick={save.0}
                    aria-label={words.with("file-save", &about)} data-testid="attachment-save">
                    { icon(Icon::Download) }
                </button>
            }
            if *can_edit {
                <button type="button" class="icon-button" onclick={remove}
                    aria-label={words.with("file-remove", &about)}
                    data-testid="attachment-remove">{ icon(Icon::Close) }</button>
            }
        </li>
    }
}

/// Returns what hands a file over to the browser to keep, and why that failed.
#[hook]
fn use_saving(
    item: ItemId,
    file: &FileView,
) -> (Callback<MouseEvent>, Option<etabli_api::ApiError>) {
    let space = use_space();
    let (failed, download) = (use_state(|| None), use_download());
    let (setter, file) = (failed.setter(), file.id);
    let onclick = Callback::from(move |_: MouseEvent| {
        let (setter, download) = (setter.clone(), download.clone());
        let reply = pictures::read(space.named(), item, file);
        spawn_local(async move {
            match reply.await {
                Ok((content, bytes)) => {
                    setter.set(None);
                    download.bytes(&content.name, &bytes);
                }
                Err(error) => setter.set(Some(error)),
            }
        });
    });
    (onclick, (*failed).clone())
}

/// A way to take files away, and to bring the last one back.
#[derive(Debug, Clone, PartialEq)]
struct Removing {
    item: ItemId,
    space: Option<String>,
    change: ChangeProp,
    removed: Option<FileView>,
    setter: UseStateSetter<Option<FileView>>,
}

/// A change as a property: every render has its own.
#[derive(Debug, Clone)]
struct ChangeProp(Change);

impl PartialEq for ChangeProp {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_pending() == other.0.is_pending() && self.0.error() == other.0.error()
    }
}

#[hook]
fn use_removing(item: ItemId) -> Removing {
    let space = use_space();
    let removed = use_state(|| None);
    {
        let setter = removed.setter();
        // What was taken from one item is no business of the next.
        use_effect_with(item, move |_| setter.set(None));
    }
    Removing {
        item,
        space: space.named(),
        change: ChangeProp(use_change(FILES)),
        removed: (*removed).clone(),
        setter: removed.setter(),
    }
}

impl Removing {
    fn error(&self) -> Option<etabli_api::ApiError> {
        self.change.0.error()
    }

    /// Returns what takes a file away.
    fn of(&self, file: &FileView) -> Callback<MouseEvent> {
        let (this, file) = (self.clone(), file.clone());
        Callback::from(move |_: MouseEvent| {
            let command = RemoveFile {
                space: this.space.clone(),
                item: this.item.to_string(),
                file: file.id.to_string(),
            };
            let setter = this.setter.clone();
            this.change.0.send(&command, move |file| setter.set(Some(file)));
        })
    }

    /// Says what was taken away last, with the way back.
    fn line(&self, words: Words, can_edit: bool) -> Html {
        let line = self.removed.as_ref().filter(|_| can_edit).map(|file| {
            let command = RestoreFile {
                space: self.space.clone(),
                item: self.item.to_string(),
                file: file.id.to_string(),
            };
            let this = self.clone();
            let onclick = Callback::from(move |_: MouseEvent| {
                let setter = this.setter.clone();
                this.change.0.send(&command, move |_| setter.set(None));
            });
            let about = [("name", (&file.name).into())];
            html! {
                <p class="row-note removed-line">
                    { words.with("file-removed", &about) }{ " " }
                    <button type="button" class="button quiet small" {onclick}
                        data-testid="file-restore">{ words.t("file-restore") }</button>
                </p>
            }
        });
        html! { <div role="status">{ line }</div> }
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::id::FileHash;
    use etabli_i18n::Language;

    use super::*;
    use crate::tests::rendered;

    pub(super) fn file(kind: FileKind, here: bool) -> FileView {
        FileView {
            id: LocalId([1; 16]),
            kind,
            name: "notice.pdf".to_owned(),
            media: "application/pdf".to_owned(),
            bytes: 1_250_000,
            width: 0,
            height: 0,
            caption: String::new(),
            hash: FileHash([2; 32]),
            thumbnail: None,
            here,
            added_by: None,
            added_by_name: "Bo".to_owned(),
            arriving: None,
        }
    }

    #[tokio::test]
    async fn a_photo_that_is_elsewhere_says_so_and_can_still_be_opened() {
        let html = rendered({
            let file = file(FileKind::Photo, false);
            html! { <Thumbnail {file} index={1} on_open={Callback::noop()} /> }
        })
        .await;
        assert!(html.contains("pas encore ici") && html.contains("<button"), "{html}");
        assert!(html.contains("Photo 2"), "{html}");
    }

    #[test]
    fn a_caption_is_what_there_is_to_see() {
        let words = Words::of(Language::English);
        let mut shown = file(FileKind::Photo, true);
        assert_eq!(described(words, &shown, 0), "Photo 1, not described");
        shown.caption = "The chuck".to_owned();
        assert_eq!(described(words, &shown, 0), "The chuck");
    }
}
