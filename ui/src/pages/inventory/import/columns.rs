//! The columns of a file: what each becomes, beside what its first rows hold. A person may say it
//! of any table; the formats of other programs are known.

use std::{collections::BTreeMap, rc::Rc};

use etabli_api::view::{ColumnView, TableView};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::words::{Words, use_words};

/// What a column can become.
const FIELDS: [&str; 8] = ["name", "tag", "category", "place", "quantity", "note", "field", "skip"];
/// What only one column can become.
const ALONE: [&str; 4] = ["name", "tag", "category", "quantity"];

/// What a person said of columns: header to field.
pub(super) type Map = BTreeMap<String, String>;

/// Properties of [`Columns`].
#[derive(Properties, PartialEq)]
pub(super) struct ColumnsProps {
    /// The file.
    pub(super) table: Rc<TableView>,
    /// What was said of its columns so far.
    pub(super) map: Map,
    /// Hears what is said of them.
    pub(super) on_map: Callback<Map>,
}

/// Shows the columns.
#[component]
pub(super) fn Columns(props: &ColumnsProps) -> Html {
    let ColumnsProps { table, map, on_map } = props;
    let words = use_words();
    let free = table.format == "csv";
    let columns = table.columns.iter().enumerate().map(|(index, column)| {
        let becomes = match free {
            true => choice(words, index, column, map, on_map),
            false => html! { <span class="becomes">{ field(words, &column.field) }</span> },
        };
        let first = column.first.iter().map(|cell| html! { <td class="first">{ cell }</td> });
        html! {
            <tr key={column.header.as_str()}>
                <th scope="row" id={header_id(index)}>{ &column.header }</th>
                <td>{ becomes }</td>
                { for first }
            </tr>
        }
    });
    html! {
        <section class="stack-tight">
            <h3>{ words.t("import-columns") }</h3>
            if free {
                <p class="hint">{ words.t("import-columns-text") }</p>
            }
            <div class="columns" tabindex="0" role="group" aria-label={words.t("import-columns")}>
                <table data-testid="import-columns">
                    <thead>
                        <tr>
                            <th scope="col">{ words.t("import-column") }</th>
                            <th scope="col">{ words.t("import-becomes") }</th>
                            <th scope="col" colspan="3" class="first">
                                { words.t("import-first-rows") }
                            </th>
                        </tr>
                    </thead>
                    <tbody>{ for columns }</tbody>
                </table>
            </div>
        </section>
    }
}

fn header_id(index: usize) -> String {
    format!("import-column-{index}")
}

fn choice(
    words: Words,
    index: usize,
    column: &ColumnView,
    map: &Map,
    on_map: &Callback<Map>,
) -> Html {
    let onchange = {
        let (header, map, on_map) = (column.header.clone(), map.clone(), on_map.clone());
        Callback::from(move |event: Event| {
            let select =
                event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
            if let Some(select) = select {
                on_map.emit(said(&map, &header, &select.value()));
            }
        })
    };
    let options = FIELDS.iter().map(|name| {
        let selected = *name == column.field;
        html! { <option key={*name} value={*name} {selected}>{ field(words, name) }</option> }
    });
    let left_out = (column.field == "skip" || column.field == "field").then_some("muted");
    html! {
        <select class={classes!("input", left_out)} aria-labelledby={header_id(index)} {onchange}
            data-testid="import-becomes" data-column={column.header.clone()}>
            { for options }
        </select>
    }
}

/// Returns the words for what a column becomes.
fn field(words: Words, name: &str) -> String {
    match name {
        "name" | "tag" | "category" | "place" | "quantity" | "note" => {
            words.t(&format!("field-{name}"))
        }
        "kind" | "equipment" | "services" | "rules" | "access" => {
            words.t(&format!("detail-{name}"))
        }
        other => words.t(&format!("import-field-{other}")),
    }
}

/// Returns what was said of columns, with one more: it takes the field from the column that was
/// said to be it before, where there can be only one.
fn said(map: &Map, header: &str, field: &str) -> Map {
    let mut map = map.clone();
    if ALONE.contains(&field) {
        map.retain(|_, other| other != field);
    }
    map.insert(header.to_owned(), field.to_owned());
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_last_takes_the_field() {
        let map = said(&Map::new(), "a", "name");
        let map = said(&map, "b", "place");
        let map = said(&map, "c", "place");
        let map = said(&map, "d", "name");
        let fields: Vec<_> = map.iter().map(|(h, f)| format!("{h}={f}")).collect();
        assert_eq!(fields, ["b=place", "c=place", "d=name"]);
    }
}
