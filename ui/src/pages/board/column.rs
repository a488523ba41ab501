//! A column of a board: what it is called, how many cards it holds, where it lies.

use std::{collections::BTreeMap, rc::Rc};

use etabli_api::{
    RowKind, Topic,
    command::{MoveCard, WriteRow},
    view::BoardColumn,
};
use yew::prelude::*;

use super::column_of;
use crate::{
    components::{
        ask::{Ask, Asked},
        field::Takes,
    },
    query::use_change,
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// Properties of [`ColumnForm`].
#[derive(Properties, PartialEq)]
pub(super) struct ColumnFormProps {
    /// The project.
    pub(super) project: AttrValue,
    /// Which; a new one if none.
    pub(super) column: Option<BoardColumn>,
    /// All columns.
    pub(super) columns: Vec<BoardColumn>,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks what a column is called, how many cards it holds, and where it lies.
#[component]
pub(super) fn ColumnForm(props: &ColumnFormProps) -> Html {
    let ColumnFormProps { project, column, columns, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let change = use_change(&[Topic::Projects]);
    let id = column.as_ref().and_then(|column| column.id);
    let at = columns.iter().position(|other| other.id == id);
    let next = at.and_then(|at| columns.get(at + 1)).and_then(|next| next.id);
    let next = next.map(|next| next.to_string()).unwrap_or_default();
    let name = column.as_ref().map(|column| column_of(words, &column.name)).unwrap_or_default();
    let limit = column.as_ref().filter(|column| column.limit > 0);
    let limit = limit.map(|column| column.limit.to_string()).unwrap_or_default();
    let end = (AttrValue::from(""), AttrValue::from(words.t("board-column-end")));
    let others = columns.iter().filter(|other| other.id.is_some() && other.id != id);
    let mut places: Vec<(AttrValue, AttrValue)> = others
        .filter_map(|other| {
            Some((other.id?.to_string().into(), column_of(words, &other.name).into()))
        })
        .collect();
    places.push(end);
    let mut asked = vec![
        Asked::text("name", words.t("board-column-name"), &name, Takes::Line),
        Asked::text("limit", words.t("board-column-limit"), &limit, Takes::Number),
    ];
    if id.is_some() {
        let mut before = Asked::choice("before", words.t("board-column-before"), &next, places);
        before.value.clone_from(&next);
        asked.push(before);
    }
    let write = {
        let (named, project, kind) = (space.named(), project.to_string(), RowKind::Column);
        move |fields: BTreeMap<String, String>, flags: BTreeMap<String, bool>| WriteRow {
            space: named.clone(),
            project: project.clone(),
            kind,
            row: id.map(|id| id.to_string()),
            fields,
            flags,
        }
    };
    let on_submit = {
        let (change, on_close, say, write) =
            (change.clone(), on_close.clone(), say.clone(), write.clone());
        let (named, project) = (space.named(), project.to_string());
        Callback::from(move |typed: Vec<String>| {
            let mut typed = typed.into_iter();
            let mut text = || typed.next().unwrap_or_default();
            let (called, most, before) = (text(), text(), text());
            let mut fields = BTreeMap::new();
            if called != name {
                fields.insert("name".to_owned(), called);
            }
            if most != limit {
                fields.insert("limit".to_owned(), most);
            }
            let (on_close, say) = (on_close.clone(), say.clone());
            let done = move || {
                on_close.emit(());
                say.emit(words.t("row-saved"));
            };
            let moved = id.filter(|_| before != next).map(|id| MoveCard {
                space: named.clone(),
                project: project.clone(),
                card: id.to_string(),
                column: id.to_string(),
                before: Some(before),
            });
            match moved {
                Some(moved) if fields.is_empty() => change.order(&moved, done),
                Some(moved) => {
                    let further = change.clone();
                    let write = write(fields, BTreeMap::new());
                    change.order(&write, move || further.order(&moved, done));
                }
                None => change.order(&write(fields, BTreeMap::new()), done),
            }
        })
    };
    let remove = {
        let (change, on_close, say) = (change.clone(), on_close.clone(), say);
        let called = column.as_ref().map(|column| column_of(words, &column.name));
        Callback::from(move |_: MouseEvent| {
            let flags = BTreeMap::from([("withdrawn".to_owned(), true)]);
            let (on_close, say) = (on_close.clone(), say.clone());
            let name = called.clone().unwrap_or_default();
            change.order(&write(BTreeMap::new(), flags), move || {
                on_close.emit(());
                say.emit(words.with("row-removed", &[("name", (&name).into())]));
            });
        })
    };
    let title = if id.is_some() { "row-edit" } else { "board-add-column" };
    html! {
        <Ask id="column" title={words.t(title)} asked={Rc::<[Asked]>::from(asked)}
            submit={words.t("save")} pending={change.is_pending()} error={change.error()}
            {on_submit} on_close={on_close.clone()}>
            if id.is_some() {
                <button type="button" class="button small" onclick={remove}
                    data-testid="column-remove">{ words.t("board-column-remove") }</button>
            }
        </Ask>
    }
}
