//! A look into a backup: a copy in a new folder, and how to open it. A program has one folder of
//! spaces open, so the copy is for another one beside it.

use etabli_api::{command::RestoreBackup, view::BackupView};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    bridge,
    busy::Busy,
    components::{
        answer::Refusal,
        badge::Tone,
        banner::Banner,
        code::copied,
        dialog::Dialog,
        field::Field,
        icon::{Icon, icon},
        progress::Progress,
    },
    query::use_change,
    words::use_words,
};

/// The ending of a backup's file.
const ENDING: &str = ".etabli-backup";

/// Properties of [`CopyDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct CopyDialogProps {
    /// The backup.
    pub(super) backup: BackupView,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks where the copy goes, and tells how to open it.
#[component]
pub(super) fn CopyDialog(props: &CopyDialogProps) -> Html {
    let CopyDialogProps { backup, on_close } = props;
    let words = use_words();
    let to = use_state(|| format!("{}-copy", backup.path.trim_end_matches(ENDING)));
    let made = use_state(|| None::<String>);
    let restore = use_change(&[]);
    let onsubmit = {
        let (restore, to, made) = (restore.clone(), to.clone(), made.setter());
        let file = backup.path.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (made, to) = (made.clone(), beside(&file, to.trim()));
            let command = RestoreBackup { file: file.clone(), to: to.clone() };
            restore.send(&command, move |_| made.set(Some(to)));
        })
    };
    let date = super::when(words, backup);
    let title = words.with("backups-copy-title", &[("date", date.into())]);
    html! {
        <Dialog id="backups-copy-dialog" {title} on_close={on_close.clone()}>
            if let Some(path) = &*made {
                <Made path={path.clone()} />
            } else {
                <form class="stack" {onsubmit} novalidate=true>
                    <p>{ words.t("backups-copy-text") }</p>
                    <Field id="backups-copy-to" label={words.t("backups-copy-to")} text={to}
                        hint={words.t("backups-copy-to-hint")} required={true} />
                    <Refusal error={restore.error()} />
                    if restore.is_pending() {
                        <Progress id="backups-copy-making" label={words.t("backups-copy-making")} />
                    }
                    <div class="acts">
                        <button type="submit" class="button main-act"
                            disabled={restore.is_pending()} data-testid="backups-copy-submit">
                            { words.t("backups-copy-submit") }
                        </button>
                    </div>
                </form>
            }
        </Dialog>
    }
}

/// Properties of [`Made`].
#[derive(Properties, PartialEq)]
struct MadeProps {
    path: String,
}

/// Tells where the copy is, and how to open it.
#[component]
fn Made(props: &MadeProps) -> Html {
    let words = use_words();
    let told = use_state(|| None::<&'static str>);
    let (how, command) = match bridge::is_window() {
        true => ("backups-copy-window", format!("etabli-desktop --data {}", quoted(&props.path))),
        false => ("backups-copy-page", format!("etabli --data {} serve", quoted(&props.path))),
    };
    let onclick = {
        let (told, command) = (told.setter(), command.clone());
        Callback::from(move |_: MouseEvent| {
            let (told, command, busy) = (told.clone(), command.clone(), Busy::begin());
            spawn_local(async move {
                told.set(Some(match copied(&command).await {
                    true => "backups-copy-command-copied",
                    false => "backups-copy-command-failed",
                }));
                drop(busy);
            });
        })
    };
    let done = words.with("backups-copy-done", &[("path", (&props.path).into())]);
    html! {
        <div class="stack" role="status" data-testid="backups-copy-made">
            <Banner id="backups-copy-done" tone={Tone::Ok} title={done} />
            <p>{ words.t(how) }</p>
            <div class="field">
                <label for="backups-copy-command">{ words.t("backups-copy-command") }</label>
                <textarea id="backups-copy-command" class="input code" rows="3" readonly=true
                    value={command} data-testid="backups-copy-command" />
            </div>
            <div class="acts">
                <button type="button" class="button" {onclick}
                    data-testid="backups-copy-command-copy">
                    { icon(Icon::Copy) }{ words.t("backups-copy-command-copy") }
                </button>
            </div>
            <p class="strong">{ told.map(|id| words.t(id)) }</p>
            <p class="muted">{ words.t("backups-copy-back") }</p>
        </div>
    }
}

/// Returns where a folder is to be: a mere name is one beside the backup.
fn beside(file: &str, to: &str) -> String {
    match file.rfind(['/', '\\']).and_then(|end| file.get(..=end)) {
        Some(folder) if !to.is_empty() && !to.contains(['/', '\\']) => format!("{folder}{to}"),
        Some(_) | None => to.to_owned(),
    }
}

/// Writes a path so that a terminal takes it as one word.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+~".contains(c);
    if !path.is_empty() && !path.starts_with('~') && path.chars().all(plain) {
        return path.to_owned();
    }
    // Backslashes are Windows's, whose terminals know the double quote only.
    match path.contains('\\') && !path.starts_with('/') {
        true => format!("\"{path}\""),
        false => format!("'{}'", path.replace('\'', r"'\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mere_name_is_a_folder_beside_the_backup() {
        assert_eq!(beside("/b/x.etabli-backup", "look"), "/b/look");
        assert_eq!(beside("/b/x.etabli-backup", "/tmp/look"), "/tmp/look");
        assert_eq!(beside(r"C:\b\x.etabli-backup", "look"), r"C:\b\look");
    }

    #[test]
    fn a_terminal_takes_a_path_as_one_word() {
        for (path, written) in [
            ("/home/ana/Établi-copy", "/home/ana/Établi-copy"),
            ("/media/Disque d’Ana $1", "'/media/Disque d’Ana $1'"),
            ("/it's", r"'/it'\''s'"),
            (r"C:\Users\Ana Bo", r#""C:\Users\Ana Bo""#),
            ("", "''"),
        ] {
            assert_eq!(quoted(path), written);
        }
    }
}
