//! Items from a file: choose it, see what would happen, let it happen, see what did.

use std::{collections::BTreeMap, rc::Rc};

use base64::{Engine, engine::general_purpose::STANDARD};
use etabli_api::{
    ApiError, ErrorCode, Topic,
    command::ImportItems,
    view::{ImportReport, RefusedRow},
};
use etabli_i18n::Arg;
use js_sys::Uint8Array;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use crate::{
    busy::Busy,
    components::{
        answer::Refusal,
        dialog::Dialog,
        icon::{Icon, icon},
    },
    query::use_change,
    space::use_space,
    words::{Words, use_words},
};

/// How many refused rows are shown.
const SHOWN: usize = 50;

/// A file that was chosen.
#[derive(Debug, Clone, PartialEq)]
struct Chosen {
    name: String,
    /// Its bytes, in base64.
    content: String,
}

/// How far the import is.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Choose,
    Preview(Chosen, Rc<ImportReport>),
    Done(Rc<ImportReport>),
}

/// Properties of [`ImportDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct ImportDialogProps {
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Leads through an import.
#[component]
pub(super) fn ImportDialog(props: &ImportDialogProps) -> Html {
    let (words, space) = (use_words(), use_space());
    let step = use_state(|| Step::Choose);
    let look = use_change(&[]);
    let import = use_change(&[Topic::Inventory, Topic::Spaces]);
    let command = {
        let space = space.named();
        move |chosen: &Chosen, dry_run: bool| ImportItems {
            space: space.clone(),
            file_name: chosen.name.clone(),
            content: chosen.content.clone(),
            format: "auto".to_owned(),
            map: BTreeMap::new(),
            dry_run,
        }
    };
    let onchange = {
        let (look, setter, command) = (look.clone(), step.setter(), command.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (look, setter, command) = (look.clone(), setter.clone(), command.clone());
            let busy = Busy::begin();
            spawn_local(async move {
                match read(&file).await {
                    Ok(chosen) => {
                        let asked = command(&chosen, true);
                        look.send(&asked, move |report| {
                            setter.set(Step::Preview(chosen, Rc::new(report)));
                        });
                    }
                    Err(error) => look.refuse(error),
                }
                // The same file may be chosen again after it was mended.
                input.set_value("");
                drop(busy);
            });
        })
    };
    let again = {
        let (setter, import) = (step.setter(), import.clone());
        Callback::from(move |_: MouseEvent| {
            import.forget();
            setter.set(Step::Choose);
        })
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    let body = match &*step {
        Step::Choose => html! {
            <div class="stack">
                <p>{ words.t("import-text") }</p>
                <Refusal error={look.error()} />
                <div class="acts">
                    <label class="button main-act file">
                        <input type="file" class="hidden-label" data-testid="import-file"
                            accept=".csv,.tsv,.txt,text/csv" {onchange} />
                        { icon(Icon::Upload) }{ words.t("import-choose") }
                    </label>
                </div>
                <p role="status">
                    if look.is_pending() { { words.t("import-reading") } }
                </p>
            </div>
        },
        Step::Preview(chosen, report) => {
            let changes = report.created.saturating_add(report.updated);
            let submit = {
                let (import, setter, command) =
                    (import.clone(), step.setter(), command(chosen, false));
                Callback::from(move |_: MouseEvent| {
                    let setter = setter.clone();
                    import.send(&command, move |report| setter.set(Step::Done(Rc::new(report))));
                })
            };
            html! {
                <div class="stack">
                    <h3>{ words.t("import-preview") }</h3>
                    <p class="muted">{ &chosen.name }</p>
                    { shown(words, report) }
                    <Refusal error={import.error()} />
                    <div class="acts">
                        <button type="button" class="button main-act" onclick={submit}
                            disabled={import.is_pending() || changes == 0}
                            data-testid="import-submit">
                            { words.count("import-submit", changes) }
                        </button>
                        <button type="button" class="button" onclick={again}
                            disabled={import.is_pending()} data-testid="import-other">
                            { words.t("import-other") }
                        </button>
                    </div>
                </div>
            }
        }
        Step::Done(report) => html! {
            <div class="stack" data-testid="import-result">
                <h3>{ words.t("import-result") }</h3>
                { shown(words, report) }
                <div class="acts">
                    <button type="button" class="button main-act" onclick={close}
                        data-testid="import-close">{ words.t("close") }</button>
                    <button type="button" class="button" onclick={again} data-testid="import-again">
                        { words.t("import-other") }
                    </button>
                </div>
            </div>
        },
    };
    html! {
        <Dialog id="import-dialog" title={words.t("import-title")} on_close={props.on_close.clone()}>
            { body }
        </Dialog>
    }
}

/// Reads a file that was chosen.
async fn read(file: &File) -> Result<Chosen, ApiError> {
    let name = file.name();
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| {
        let detail = js_sys::Object::from(error).to_string();
        ApiError::new(ErrorCode::FileUnreadable)
            .with("path", &name)
            .with("detail", String::from(detail))
    })?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    Ok(Chosen { name, content: STANDARD.encode(bytes) })
}

/// Draws what an import did, or would do.
fn shown(words: Words, report: &ImportReport) -> Html {
    let format = words.t(&format!("import-format-{}", report.format));
    let read_as = [("format", format.into()), ("encoding", (&report.encoding).into())];
    let refused = u32::try_from(report.refused.len()).unwrap_or(u32::MAX);
    let counts = [
        ("import-created", report.created),
        ("import-updated", report.updated),
        ("import-unchanged", report.unchanged),
        ("import-places", report.places_created),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| {
        html! { <li data-testid={id}>{ words.count(id, count) }</li> }
    });
    let rows = report.refused.iter().take(SHOWN).map(|row| refused_row(words, row));
    let hidden = report.refused.len().saturating_sub(SHOWN);
    let notes = report.notes.iter().map(|text| html! { <li>{ note(words, text) }</li> });
    html! {
        <>
            <p>{ words.with("import-read-as", &read_as) }</p>
            <ul class="facts">
                <li data-testid="import-rows">{ words.count("import-rows", report.rows) }</li>
                { for counts }
            </ul>
            if refused > 0 {
                <div class="callout" data-testid="import-refused">
                    { icon(Icon::Alert) }
                    <div class="grow">
                        <p class="strong">{ words.count("import-refused", refused) }</p>
                        <ul class="refused">{ for rows }</ul>
                        if hidden > 0 {
                            <p>{ words.with("import-more-refused", &[("count", hidden.into())]) }</p>
                        }
                    </div>
                </div>
            }
            if !report.notes.is_empty() {
                <h3>{ words.t("import-notes") }</h3>
                <ul class="facts">{ for notes }</ul>
            }
        </>
    }
}

fn refused_row(words: Words, row: &RefusedRow) -> Html {
    let place = if row.field.is_empty() {
        words.with("import-line", &[("line", row.line.into())])
    } else {
        let args = [("line", row.line.into()), ("field", (&row.field).into())];
        words.with("import-line-field", &args)
    };
    let reason = words.with(&row.reason, &[("found", (&row.found).into())]);
    html! {
        <li>
            <span class="strong">{ place }</span><span>{ reason }</span>
        </li>
    }
}

/// Returns a note in words: it is the key of a message, and after a colon what it is about.
fn note(words: Words, text: &str) -> String {
    match text.split_once(':') {
        None => words.t(&format!("{text}-some")),
        Some((id, detail)) => {
            let detail = detail.trim();
            let detail = detail.parse::<u32>().map_or_else(|_| detail.into(), Arg::from);
            words.with(id, &[("detail", detail)])
        }
    }
}

#[cfg(test)]
mod tests {
    use etabli_i18n::Language;

    use super::*;

    #[test]
    fn a_note_is_said_with_and_without_what_it_is_about() {
        let words = Words::of(Language::English);
        assert_eq!(
            note(words, "import-note-kept: colour, serial"),
            "Kept as extra fields: colour, serial."
        );
        assert_eq!(note(words, "import-note-kept"), "Unknown columns were kept as extra fields.");
        assert!(note(words, "import-note-loans: 1").starts_with("1 row says"));
    }
}
