//! Where backups are kept: another folder, or the one beside the spaces again.

use etabli_api::{Topic, command::SetBackupFolder};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        button::{Button, Ready},
        dialog::Dialog,
        field::Field,
    },
    query::use_change,
    toast::use_say,
    words::use_words,
};

/// Properties of [`FolderDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct FolderDialogProps {
    /// Where they are kept now.
    pub(super) now: AttrValue,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks for a folder.
#[component]
pub(super) fn FolderDialog(props: &FolderDialogProps) -> Html {
    let FolderDialogProps { now, on_close } = props;
    let (words, say) = (use_words(), use_say());
    let folder = use_state(|| now.to_string());
    let set = use_change(&[Topic::Spaces]);
    let send = {
        let (set, on_close) = (set.clone(), on_close.clone());
        Callback::from(move |folder: Option<String>| {
            let (say, on_close) = (say.clone(), on_close.clone());
            set.send(&SetBackupFolder { folder }, move |path| {
                on_close.emit(());
                say.emit(words.with("backups-folder-done", &[("path", path.into())]));
            });
        })
    };
    let onsubmit = {
        let (send, folder) = (send.clone(), folder.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let folder = folder.trim().to_owned();
            send.emit(Some(folder).filter(|folder| !folder.is_empty()));
        })
    };
    let ready = if set.is_pending() { Ready::Busy } else { Ready::Yes };
    html! {
        <Dialog id="backups-folder-dialog" title={words.t("backups-folder-title")}
            on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <p>{ words.t("backups-folder-note") }</p>
                <Field id="backups-folder-field" label={words.t("backups-folder-field")}
                    text={folder} hint={words.t("backups-folder-hint")} required={true} />
                <Refusal error={set.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={set.is_pending()}
                        data-testid="backups-folder-submit">
                        { words.t("backups-folder-submit") }
                    </button>
                    <Button id="backups-folder-usual" words={words.t("backups-folder-usual")}
                        {ready} on_press={send.reform(|()| None)} />
                </div>
            </form>
        </Dialog>
    }
}
