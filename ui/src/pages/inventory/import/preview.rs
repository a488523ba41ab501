//! A file before it is taken in: how it is read, what its columns become, what would happen. Each
//! answer changes the others at once, and nothing is written.

use std::rc::Rc;

use etabli_api::{
    ErrorCode, Topic,
    command::{ImportItems, ReadTable},
    view::{ImportReport, TableView},
};
use yew::prelude::*;

use super::{
    Chosen, Outcome, PLACES,
    columns::{Columns, Map},
};
use crate::{
    components::{
        answer::{Refusal, answered},
        field::Segments,
        icon::{Icon, icon},
    },
    query::{Query, use_change, use_query},
    space::use_space,
    words::{Words, use_words},
};

/// The formats that are offered; the first leaves it to the file.
const FORMATS: [&str; 8] =
    ["auto", "snipe-it", "homebox", "shelf", "fab-manager", "commonsbooking", "places", "csv"];

/// Properties of [`Preview`].
#[derive(Properties, PartialEq)]
pub(super) struct PreviewProps {
    /// The file.
    pub(super) chosen: Rc<Chosen>,
    /// Hears what was taken in.
    pub(super) on_done: Callback<Rc<ImportReport>>,
    /// Hears that another file is wanted.
    pub(super) on_other: Callback<MouseEvent>,
}

/// Shows what would happen, and lets it happen.
#[component]
pub(super) fn Preview(props: &PreviewProps) -> Html {
    let PreviewProps { chosen, on_done, on_other } = props;
    let (words, space) = (use_words(), use_space());
    let format = use_state(|| FORMATS.first().copied().unwrap_or_default().to_owned());
    let map = use_state(Map::new);
    let import = use_change(&[Topic::Inventory, Topic::Spaces]);
    let command = ImportItems {
        space: space.named(),
        file_name: chosen.name.clone(),
        content: chosen.content.clone(),
        format: (*format).clone(),
        map: (*map).clone(),
        dry_run: true,
    };
    let table = use_query(
        ReadTable {
            content: chosen.content.clone(),
            format: (*format).clone(),
            map: (*map).clone(),
        },
        &[],
    );
    let report = use_query(command.clone(), &[Topic::Inventory]);

    let on_format = {
        let (format, map) = (format.setter(), map.setter());
        Callback::from(move |chosen: AttrValue| {
            map.set(Map::new());
            format.set(chosen.to_string());
        })
    };
    let on_map = {
        let setter = map.setter();
        Callback::from(move |map| setter.set(map))
    };
    let submit = {
        let (import, on_done) = (import.clone(), on_done.clone());
        Callback::from(move |_: MouseEvent| {
            let on_done = on_done.clone();
            let command = ImportItems { dry_run: false, ..command.clone() };
            import.send(&command, move |report| on_done.emit(Rc::new(report)));
        })
    };
    let formats: Vec<_> = FORMATS
        .iter()
        .map(|name| {
            let word = match *name {
                "csv" => words.t("import-format-other"),
                name => words.t(&format!("import-format-{name}")),
            };
            (AttrValue::from(*name), AttrValue::from(word))
        })
        .collect();
    let columns = match &table {
        Query::Ready(view) => html! {
            <>
                <p class="hint" data-testid="import-read-as">{ read_as(words, view) }</p>
                <Columns table={view.clone()} map={(*map).clone()} {on_map} />
            </>
        },
        // Asking again would not make another file of it.
        Query::Failed(error) => html! { <Refusal error={error.clone()} /> },
        Query::Loading => answered(words, &table, |_| Html::default()),
    };
    let changes = report.ready().map_or(0, |report| report.created.saturating_add(report.updated));
    let of_places = report.ready().is_some_and(|report| report.format == PLACES);
    let submit_word = if of_places { "import-submit-places" } else { "import-submit" };
    html! {
        <div class="stack">
            <p class="file-name">{ icon(Icon::File) }<span class="cut">{ &chosen.name }</span></p>
            <div class="stack-tight">
                <p class="label">{ words.t("import-format") }</p>
                <Segments id="import-format" label={words.t("import-format")} options={formats}
                    chosen={(*format).clone()} on_choose={on_format} />
            </div>
            { columns }
            if table.ready().is_some() {
                { would(words, &report) }
            }
            <Refusal error={import.error()} />
            <div class="acts">
                <button type="button" class="button main-act" onclick={submit}
                    disabled={import.is_pending() || changes == 0} data-testid="import-submit">
                    { words.count(submit_word, changes) }
                </button>
                <button type="button" class="button" onclick={on_other}
                    disabled={import.is_pending()} data-testid="import-other">
                    { words.t("import-other") }
                </button>
            </div>
        </div>
    }
}

fn read_as(words: Words, table: &TableView) -> String {
    let format = words.t(&format!("import-format-{}", table.format));
    let separator = match table.separator.as_str() {
        ";" => words.t("import-separator-semicolon"),
        "," => words.t("import-separator-comma"),
        "tab" => words.t("import-separator-tab"),
        other => other.to_owned(),
    };
    let args = [
        ("format", format.into()),
        ("encoding", (&table.encoding).into()),
        ("separator", separator.into()),
    ];
    let id = if table.separator == "cell" { "import-read-as-sheet" } else { "import-read-as" };
    words.with(id, &args)
}

/// Draws what an import would do, or what has to be said of the columns first.
fn would(words: Words, report: &Query<ImportReport>) -> Html {
    let body = match report {
        Query::Failed(error) if error.code == ErrorCode::NoNameColumn => html! {
            <div class="callout info" role="status" data-testid="import-say-name">
                { icon(Icon::Alert) }<p>{ words.t("import-say-name") }</p>
            </div>
        },
        Query::Ready(report) => html! { <Outcome report={report.clone()} /> },
        Query::Loading | Query::Failed(_) => answered(words, report, |_| Html::default()),
    };
    html! {
        <section class="stack-tight" aria-live="polite">
            <h3>{ words.t("import-preview") }</h3>
            { body }
        </section>
    }
}
