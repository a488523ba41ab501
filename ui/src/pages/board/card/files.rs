//! The files on a card: small pictures, files to keep, and what is on another computer only.

use etabli_api::{
    ApiError, RowKind, Topic,
    command::{AddFile, FetchFile},
    file::MOST_FILE_BYTES,
    view::{FileKind, FileView},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, FileList, HtmlInputElement};
use yew::prelude::*;

use super::Sheet;
use crate::{
    bridge,
    components::{
        answer::Refusal,
        icon::{Icon, icon},
    },
    download::use_download,
    hub, pictures,
    query::use_change,
    space::use_space,
    upload,
    words::use_words,
};

/// What files on cards make old.
const FILES: &[Topic] = &[Topic::Projects, Topic::Inventory];
/// How long a file is asked for, in seconds.
const LIMIT: u32 = 60;

impl Sheet<'_> {
    /// Draws the files on the card, with a way to add to them.
    pub(super) fn files(&self) -> Html {
        let rows = self.card.files.iter().map(|file| {
            let (project, card) = (self.card.project.to_string(), self.id());
            let id = file.id.to_string();
            html! {
                <li key={id.clone()} class="row attachment" data-testid="card-file">
                    <FileOnCard {project} {card} file={file.clone()} />
                    if self.card.can_edit { { self.remove(RowKind::File, &[id], &file.name) } }
                </li>
            }
        });
        let (project, card) = (self.card.project.to_string(), self.id());
        let add = html! { <>{ self.removed() }<AddFiles {project} {card} /></> };
        self.part("card-files", rows.collect(), add)
    }

    /// Draws the files that were taken away and can be brought back.
    fn removed(&self) -> Html {
        let (words, removed) = (self.words, &self.card.removed_files);
        if removed.is_empty() {
            return Html::default();
        }
        let rows = removed.iter().map(|file| {
            let (row, on_write) = (file.id.to_string(), self.on_write.clone());
            let what = words.t("card-file-restore");
            let label = [("what", (&what).into()), ("name", (&file.name).into())];
            let label = words.with("row-of", &label);
            let onclick = Callback::from(move |_: MouseEvent| {
                let flags = vec![("withdrawn".to_owned(), false)];
                on_write.emit((RowKind::File, Some(row.clone()), Vec::new(), flags));
            });
            html! {
                <li key={file.id.to_string()} class="row" data-testid="card-file-removed">
                    <span class="grow row-note">{ &file.name }{ " · " }{ words.size(file.bytes) }</span>
                    <button type="button" class="button small" {onclick} aria-label={label}
                        data-testid="card-file-restore">{ what }</button>
                </li>
            }
        });
        html! {
            <>
                <p class="row-note">{ words.t("card-files-removed") }</p>
                <ul class="ruled">{ for rows }</ul>
            </>
        }
    }
}

/// Properties of [`FileOnCard`].
#[derive(Properties, PartialEq)]
struct FileOnCardProps {
    project: String,
    card: String,
    file: FileView,
}

/// Shows a file: what it is, and a way to keep it, or to fetch it from whoever has it.
#[component]
fn FileOnCard(props: &FileOnCardProps) -> Html {
    let FileOnCardProps { project, card, file } = props;
    let (words, space, download) = (use_words(), use_space(), use_download());
    let failed = use_state_eq(|| None::<ApiError>);
    let fetch = use_change(FILES);
    let thumbnail = pictures::use_thumbnail(file.thumbnail);
    let about = [("name", (&file.name).into())];
    let save = {
        let (failed, space) = (failed.setter(), space.named());
        let (project, card, file) = (project.clone(), card.clone(), file.id.to_string());
        Callback::from(move |_: MouseEvent| {
            let (failed, download) = (failed.clone(), download.clone());
            let reply =
                pictures::read_of(space.clone(), Some(project.clone()), card.clone(), file.clone());
            spawn_local(async move {
                match reply.await {
                    Ok((content, bytes)) => {
                        failed.set(None);
                        download.bytes(&content.name, &bytes);
                    }
                    Err(error) => failed.set(Some(error)),
                }
            });
        })
    };
    let whole = use_state_eq(|| None::<AttrValue>);
    let open = {
        let (failed, whole, space) = (failed.setter(), whole.clone(), space.named());
        let (project, card, file) = (project.clone(), card.clone(), file.id.to_string());
        Callback::from(move |_: MouseEvent| {
            if whole.is_some() {
                return whole.set(None);
            }
            let (failed, setter) = (failed.clone(), whole.setter());
            let reply =
                pictures::read_of(space.clone(), Some(project.clone()), card.clone(), file.clone());
            spawn_local(async move {
                match reply.await {
                    Ok((content, _)) => setter.set(Some(pictures::data_of(&content).into())),
                    Err(error) => failed.set(Some(error)),
                }
            });
        })
    };
    let ask = {
        let (fetch, space) = (fetch.clone(), space.named());
        let (project, item, file) = (project.clone(), card.clone(), file.id.to_string());
        Callback::from(move |_: MouseEvent| {
            let (space, project) = (space.clone(), Some(project.clone()));
            let (item, file) = (item.clone(), file.clone());
            fetch.send(&FetchFile { space, project, item, file, timeout: LIMIT }, |_| ());
        })
    };
    let alt = if file.caption.is_empty() { file.name.clone() } else { file.caption.clone() };
    html! {
        <>
            if let Some(src) = thumbnail {
                <button type="button" class="tool picture" onclick={open} disabled={!file.here}
                    aria-expanded={if whole.is_some() { "true" } else { "false" }}
                    data-testid="card-photo"><img {src} alt={alt.clone()} /></button>
            } else {
                { icon(if file.kind == FileKind::Photo { Icon::Image } else { Icon::File }) }
            }
            <div class="grow">
                <span class="row-title" data-testid="card-file-name">{ &file.name }</span>
                <span class="row-note">
                    { words.size(file.bytes) }{ " · " }{ words.person(&file.added_by_name) }
                </span>
                if !file.here {
                    <button type="button" class="button quiet small" onclick={ask}
                        disabled={fetch.is_pending()} data-testid="card-file-fetch">
                        { words.t(if fetch.is_pending() { "file-asking" } else { "file-fetch" }) }
                    </button>
                }
                <Refusal error={(*failed).clone().or_else(|| fetch.error())} />
                if let Some(src) = (*whole).clone() {
                    <p class="photo-whole"><img {src} {alt} data-testid="card-photo-whole" /></p>
                }
            </div>
            if file.here {
                <button type="button" class="icon-button small" onclick={save}
                    aria-label={words.with("file-save", &about)} data-testid="card-file-save">
                    { icon(Icon::Download) }
                </button>
            }
        </>
    }
}

/// Properties of [`AddFiles`].
#[derive(Properties, PartialEq)]
struct AddFilesProps {
    project: String,
    card: String,
}

/// Takes files that are chosen, one after another; the first that is refused ends it.
#[component]
fn AddFiles(props: &AddFilesProps) -> Html {
    let AddFilesProps { project, card } = props;
    let (words, space) = (use_words(), use_space());
    let pending = use_state_eq(|| false);
    let failed = use_state_eq(|| None::<ApiError>);
    let take = {
        let (pending, failed, space) = (pending.setter(), failed.setter(), space.named());
        let (project, card) = (project.clone(), card.clone());
        move |files: FileList| {
            let files: Vec<File> = (0..files.length()).filter_map(|at| files.get(at)).collect();
            let (pending, failed, space) = (pending.clone(), failed.clone(), space.clone());
            let (project, card) = (project.clone(), card.clone());
            pending.set(true);
            failed.set(None);
            spawn_local(async move {
                for file in &files {
                    let added = async {
                        let content = upload::content(file, MOST_FILE_BYTES).await?;
                        let command = AddFile {
                            space: space.clone(),
                            project: Some(project.clone()),
                            item: card.clone(),
                            name: file.name(),
                            content,
                            caption: String::new(),
                            kind: None,
                        };
                        bridge::call(&command).await
                    };
                    if let Err(error) = added.await {
                        failed.set(Some(error));
                        break;
                    }
                }
                pending.set(false);
                hub::publish(FILES);
            });
        }
    };
    let onchange = Callback::from(move |event: Event| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
        if let Some(files) = input.files().filter(|files| files.length() > 0) {
            take(files);
        }
        // The same file may be chosen again after it was mended.
        input.set_value("");
    });
    html! {
        <>
            <Refusal error={(*failed).clone()} />
            <div class="acts">
                <label class="button small file">
                    <input type="file" class="hidden-label" multiple=true disabled={*pending}
                        data-testid="card-file-add" {onchange} />
                    { icon(Icon::File) }{ words.t("file-add") }
                </label>
                <span role="status">{ if *pending { words.t("file-adding") } else { String::new() } }</span>
            </div>
        </>
    }
}
