//! Items from a file: choose it, say how to read it, see what would happen, let it happen.

mod columns;
mod preview;
mod refused;

use std::rc::Rc;

use base64::{Engine, engine::general_purpose::STANDARD};
use etabli_api::{ApiError, ErrorCode, view::ImportReport};
use etabli_i18n::Arg;
use js_sys::Uint8Array;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement};
use yew::prelude::*;

use crate::{
    busy::Busy,
    components::{
        answer::Refusal,
        dialog::{Dialog, DialogWidth},
        icon::{Icon, icon},
    },
    words::{Words, use_words},
};

use self::preview::Preview;
pub(crate) use self::refused::Refused;

/// The format of tables of places, of which other things are told.
const PLACES: &str = "places";

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
    /// The file could not be read.
    Unreadable(ApiError),
    Preview(Rc<Chosen>),
    Done(Rc<ImportReport>),
}

/// Properties of [`ImportDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct ImportDialogProps {
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Leads through an import.
#[component]
pub(crate) fn ImportDialog(props: &ImportDialogProps) -> Html {
    let words = use_words();
    let step = use_state(|| Step::Choose);
    let onchange = {
        let setter = step.setter();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (setter, busy) = (setter.clone(), Busy::begin());
            spawn_local(async move {
                let read = read(&file).await;
                // The same file may be chosen again after it was mended.
                input.set_value("");
                setter.set(match read {
                    Ok(chosen) => Step::Preview(Rc::new(chosen)),
                    Err(error) => Step::Unreadable(error),
                });
                drop(busy);
            });
        })
    };
    let on_other = {
        let setter = step.setter();
        Callback::from(move |_: MouseEvent| setter.set(Step::Choose))
    };
    let on_done = {
        let setter = step.setter();
        Callback::from(move |report| setter.set(Step::Done(report)))
    };
    let close = props.on_close.reform(|_: MouseEvent| ());
    let body = match &*step {
        Step::Choose | Step::Unreadable(_) => {
            let error = match &*step {
                Step::Unreadable(error) => Some(error.clone()),
                Step::Choose | Step::Preview(_) | Step::Done(_) => None,
            };
            html! {
                <div class="stack">
                    <p>{ words.t("import-text") }</p>
                    <Refusal {error} />
                    <div class="acts">
                        <label class="button main-act file">
                            <input type="file" class="hidden-label" data-testid="import-file"
                                accept=".csv,.tsv,.txt,.xlsx,.xlsm,.ods,text/csv" {onchange} />
                            { icon(Icon::Upload) }{ words.t("import-choose") }
                        </label>
                    </div>
                </div>
            }
        }
        Step::Preview(chosen) => html! { <Preview chosen={chosen.clone()} {on_done} {on_other} /> },
        Step::Done(report) => html! {
            <div class="stack" data-testid="import-result">
                <h3>{ words.t("import-result") }</h3>
                <Outcome report={report.clone()} />
                <div class="acts">
                    <button type="button" class="button main-act" onclick={close}
                        data-testid="import-close">{ words.t("close") }</button>
                    <button type="button" class="button" onclick={on_other}
                        data-testid="import-again">{ words.t("import-other") }</button>
                </div>
            </div>
        },
    };
    let width = match &*step {
        Step::Preview(_) => DialogWidth::Table,
        Step::Choose | Step::Unreadable(_) | Step::Done(_) => DialogWidth::Form,
    };
    html! {
        <Dialog id="import-dialog" title={words.t("import-title")} {width}
            on_close={props.on_close.clone()}>
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

/// Properties of [`Outcome`].
#[derive(Properties, PartialEq)]
struct OutcomeProps {
    report: Rc<ImportReport>,
}

/// Shows what an import did, or would do.
#[component]
fn Outcome(props: &OutcomeProps) -> Html {
    let report = &props.report;
    let words = use_words();
    let counts = match report.format == PLACES {
        false => [
            ("import-created", report.created),
            ("import-updated", report.updated),
            ("import-unchanged", report.unchanged),
            ("import-places", report.places_created),
        ],
        true => [
            ("import-places", report.created.saturating_add(report.places_created)),
            ("import-places-updated", report.updated),
            ("import-places-unchanged", report.unchanged),
            ("import-created", 0),
        ],
    };
    let counts = counts.into_iter().filter(|(_, count)| *count > 0).map(|(id, count)| {
        html! { <li data-testid={id}>{ words.count(id, count) }</li> }
    });
    let notes = report.notes.iter().map(|text| html! { <li>{ note(words, text) }</li> });
    html! {
        <div class="stack-tight">
            <ul class="facts">
                <li data-testid="import-rows">{ words.count("import-rows", report.rows) }</li>
                { for counts }
                { for notes }
            </ul>
            <Refused report={report.clone()} />
        </div>
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
