//! One form for every row of a project: a need, a cost, a column, a card, a relation.
//!
//! What is asked is a table; what it is called follows from the row and the field.

use std::{collections::BTreeMap, rc::Rc};

use etabli_api::{RowKind, Topic, command::WriteRow, id::LocalId};
use yew::prelude::*;

use crate::{
    components::{
        ask::{Ask, Asked},
        field::Takes,
    },
    query::use_change,
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// A field of a row: its key, its message, what it takes, its choices by the ends of theirs.
type FieldRow = (&'static str, &'static str, Takes, &'static [(&'static str, &'static str)]);

const NEED: &[FieldRow] = &[
    (
        "what",
        "need-what",
        Takes::Line,
        &[
            ("tool", "need-tool"),
            ("place", "need-place"),
            ("skill", "need-skill"),
            ("sheet", "need-sheet"),
        ],
    ),
    ("words", "need-words", Takes::Line, &[]),
    ("quantity", "need-quantity", Takes::Number, &[]),
    ("from", "need-from", Takes::Day, &[]),
    ("until", "need-until", Takes::Day, &[]),
];
const COST: &[FieldRow] = &[
    ("words", "cost-words", Takes::Line, &[]),
    ("cents", "cost-cents", Takes::Line, &[]),
    ("whose", "cost-whose", Takes::Line, &[("own", "cost-own"), ("shared", "cost-shared")]),
];
const COLUMN: &[FieldRow] = &[
    ("name", "board-column-name", Takes::Line, &[]),
    ("limit", "board-column-limit", Takes::Number, &[]),
];
const CARD: &[FieldRow] =
    &[("title", "card-title", Takes::Line, &[]), ("due", "card-due", Takes::Day, &[])];

const fn fields(kind: RowKind) -> &'static [FieldRow] {
    match kind {
        RowKind::Need => NEED,
        RowKind::Cost => COST,
        RowKind::Column => COLUMN,
        RowKind::Card | RowKind::Check | RowKind::Comment | RowKind::Relation | RowKind::File => {
            CARD
        }
    }
}

/// Properties of [`RowForm`].
#[derive(Properties, PartialEq)]
pub(crate) struct RowFormProps {
    /// The project.
    pub(crate) project: AttrValue,
    /// What it is.
    pub(crate) kind: RowKind,
    /// Which; a new one if none.
    #[prop_or_default]
    pub(crate) row: Option<LocalId>,
    /// What is said of it so far, and what goes along unasked.
    #[prop_or_default]
    pub(crate) values: BTreeMap<String, String>,
    /// What is done, in words.
    pub(crate) title: AttrValue,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Returns what stands in a field at first.
fn shown(words: Words, key: &str, value: &str) -> String {
    match key {
        "cents" => value.parse::<u64>().map_or_else(
            |_| value.to_owned(),
            |cents| crate::format::amount(words.language(), cents),
        ),
        _ => value.to_owned(),
    }
}

/// Asks for a row.
#[component]
pub(crate) fn RowForm(props: &RowFormProps) -> Html {
    let RowFormProps { project, kind, row, values, title, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let change = use_change(&[Topic::Projects]);
    let on_submit = {
        let (change, named, on_close) = (change.clone(), space.named(), on_close.clone());
        let (project, kind, row, values) = (project.to_string(), *kind, *row, values.clone());
        Callback::from(move |typed: Vec<String>| {
            let known = fields(kind).iter().map(|(key, ..)| *key);
            let column = values.get("column").filter(|_| row.is_none());
            let column = column.map(|column| ("column".to_owned(), column.clone()));
            let written = known
                .zip(typed)
                .filter(|(key, text)| {
                    row.is_some() && values.get(*key) != Some(text) || !text.is_empty()
                })
                .map(|(key, text)| (key.to_owned(), text));
            let command = WriteRow {
                space: named.clone(),
                project: project.clone(),
                kind,
                row: row.map(|row| row.to_string()),
                fields: written.chain(column).collect(),
                flags: BTreeMap::new(),
            };
            let (on_close, say) = (on_close.clone(), say.clone());
            change.order(&command, move || {
                on_close.emit(());
                say.emit(words.t("row-saved"));
            });
        })
    };
    html! {
        <Ask id="row" {title} asked={asked(words, *kind, values)} submit={words.t("save")}
            pending={change.is_pending()} error={change.error()} {on_submit}
            on_close={on_close.clone()} />
    }
}

fn asked(words: Words, kind: RowKind, values: &BTreeMap<String, String>) -> Rc<[Asked]> {
    fields(kind)
        .iter()
        .map(|(key, message, takes, options)| {
            let value = shown(words, key, values.get(*key).map_or("", String::as_str));
            let label = words.t(message);
            if options.is_empty() {
                return Asked::text(*key, label, &value, *takes);
            }
            let options = options.iter();
            let options = options.map(|(word, message)| ((*word).into(), words.t(message).into()));
            Asked::choice(*key, label, &value, options.collect())
        })
        .collect()
}
