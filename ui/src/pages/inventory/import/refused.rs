//! The rows that an import refuses: the first of them on the page, all of them as a file in which
//! they can be mended.

use std::rc::Rc;

use etabli_api::view::{ImportReport, RefusedRow};
use yew::prelude::*;

use crate::{
    components::icon::{Icon, icon},
    download::use_download,
    words::{Words, use_words},
};

/// How many refused rows are shown.
const SHOWN: usize = 50;
/// Tells spreadsheets that the file is UTF-8.
const MARK: char = '\u{feff}';

/// Properties of [`Refused`].
#[derive(Properties, PartialEq)]
pub(crate) struct RefusedProps {
    /// What an import did, or would do.
    pub(crate) report: Rc<ImportReport>,
}

/// Shows the refused rows, if there are any.
#[component]
pub(crate) fn Refused(props: &RefusedProps) -> Html {
    let report = &props.report;
    let (words, download) = (use_words(), use_download());
    if report.refused.is_empty() {
        return Html::default();
    }
    let rows = report.refused.iter().take(SHOWN).map(|row| {
        html! {
            <li data-testid="import-refused-row">
                <span class="strong">{ position(words, row) }</span>
                <span>{ reason(words, row) }</span>
            </li>
        }
    });
    let hidden = report.refused.len().saturating_sub(SHOWN);
    let save = {
        let report = report.clone();
        Callback::from(move |_: MouseEvent| {
            download.csv(&words.t("import-refused-file"), &csv(words, &report.refused));
        })
    };
    html! {
        <div class="callout" data-testid="import-refused">
            { icon(Icon::Alert) }
            <div class="grow">
                <p class="strong">
                    { words.with("import-refused", &[("count", report.refused.len().into())]) }
                </p>
                <ul class="refused">{ for rows }</ul>
                if hidden > 0 {
                    <p>{ words.with("import-more-refused", &[("count", hidden.into())]) }</p>
                }
                <button type="button" class="button small" onclick={save}
                    data-testid="import-refused-save">
                    { icon(Icon::Download) }{ words.t("import-refused-save") }
                </button>
            </div>
        </div>
    }
}

fn position(words: Words, row: &RefusedRow) -> String {
    if row.field.is_empty() {
        words.with("import-line", &[("line", row.line.into())])
    } else {
        let args = [("line", row.line.into()), ("field", (&row.field).into())];
        words.with("import-line-field", &args)
    }
}

fn reason(words: Words, row: &RefusedRow) -> String {
    words.with(&row.reason, &[("found", (&row.found).into())])
}

/// Returns the refused rows as a table that other programs read.
fn csv(words: Words, rows: &[RefusedRow]) -> String {
    let mut text = format!("{MARK}line,field,reason,found\r\n");
    for row in rows {
        let cells = [&row.field, &reason(words, row), &row.found].map(|cell| quoted(cell));
        text.push_str(&format!("{},{}\r\n", row.line, cells.join(",")));
    }
    text
}

/// Returns a cell that no spreadsheet takes for a formula.
fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use etabli_i18n::Language;

    use super::*;

    #[test]
    fn refused_rows_become_a_table_without_formulas() {
        let row = RefusedRow {
            line: 3,
            field: "Qté".to_owned(),
            reason: "import-bad-quantity".to_owned(),
            found: "=1+\"1\"".to_owned(),
        };
        let text = csv(Words::of(Language::English), &[row]);
        let lines: Vec<&str> = text.trim_start_matches(MARK).lines().collect();
        assert_eq!(lines.len(), 2, "{text}");
        assert!(lines[1].starts_with("3,\"Qté\",\""), "{text}");
        assert!(lines[1].ends_with(",\"'=1+\"\"1\"\"\""), "{text}");
    }
}
