//! Taking files that were chosen or dropped, one after another; the first that is refused ends it.

use etabli_api::{ApiError, command::AddFile, file::MOST_FILE_BYTES, id::ItemId, view::FileKind};
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, FileList};
use yew::prelude::*;

use super::FILES;
use crate::{
    bridge, hub,
    query::Progress,
    space::use_space,
    undo::use_say_done,
    upload,
    words::{Words, use_words},
};

/// A way to add files to an item.
#[derive(Debug, Clone)]
pub(super) struct Adding {
    item: ItemId,
    space: Option<String>,
    progress: UseStateHandle<Progress>,
    say: Callback<String>,
    words: Words,
}

/// Returns a way to add files to an item.
#[hook]
pub(super) fn use_adding(item: ItemId) -> Adding {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let progress = use_state(|| Progress::Idle);
    Adding { item, space: space.named(), progress, say, words }
}

impl Adding {
    /// Whether files are on their way.
    pub(super) fn is_pending(&self) -> bool {
        *self.progress == Progress::Pending
    }

    /// Returns why a file was refused.
    pub(super) fn error(&self) -> Option<ApiError> {
        match &*self.progress {
            Progress::Failed(error) => Some(error.clone()),
            Progress::Idle | Progress::Pending => None,
        }
    }

    /// Adds files, unless others are on their way.
    pub(super) fn take(&self, files: Option<FileList>, kind: Option<FileKind>) {
        let files = files.into_iter();
        let files: Vec<File> =
            files.flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at))).collect();
        if files.is_empty() || self.is_pending() {
            return;
        }
        self.progress.set(Progress::Pending);
        let this = self.clone();
        spawn_local(async move {
            let mut added = 0;
            let mut refused = None;
            for file in &files {
                match this.add(file, kind).await {
                    Ok(()) => added += 1,
                    Err(error) => {
                        refused = Some(error);
                        break;
                    }
                }
            }
            this.progress.set(refused.map_or(Progress::Idle, Progress::Failed));
            if added > 0 {
                this.say.emit(this.words.count("file-added", added));
                hub::publish(FILES);
            }
        });
    }

    async fn add(&self, file: &File, kind: Option<FileKind>) -> Result<(), ApiError> {
        let name = file.name();
        let content = upload::content(file, MOST_FILE_BYTES).await?;
        let (space, item) = (self.space.clone(), self.item.to_string());
        let caption = String::new();
        let command = AddFile { space, project: None, item, name, content, caption, kind };
        bridge::call(&command).await.map(|_| ())
    }
}
