//! A table that can be sorted by its columns, and whose rows can be marked for an act on all of
//! them. Where it is too wide, it scrolls in its own place, with the keyboard, too.

use std::{collections::BTreeSet, rc::Rc};

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::icon::{Icon, icon},
    words::use_words,
};

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The least first.
    Rising,
    /// The most first.
    Falling,
}

/// By what rows are sorted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sort {
    /// The column.
    pub(crate) column: AttrValue,
    /// Which way.
    pub(crate) direction: Direction,
}

impl Sort {
    /// Returns what a press on a column's head means.
    fn pressed(&self, column: &AttrValue) -> Self {
        let direction = match self.direction {
            Direction::Rising if self.column == *column => Direction::Falling,
            Direction::Rising | Direction::Falling => Direction::Rising,
        };
        Self { column: column.clone(), direction }
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Words, from the left.
    Words,
    /// Numbers, from the right.
    Numbers,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Column {
    /// What it is for, and its name for tests.
    pub(crate) id: AttrValue,
    /// Its head.
    pub(crate) words: AttrValue,
    /// What it holds.
    pub(crate) holds: Holds,
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TableRow {
    /// What it is for, and its name for tests.
    pub(crate) id: AttrValue,
    /// What it is called.
    pub(crate) name: AttrValue,
    /// What it shows, a cell for each column; the first is its head.
    pub(crate) cells: Vec<Html>,
}

/// The rows that are marked.
pub(crate) type Marked = BTreeSet<AttrValue>;

/// Properties of [`Table`].
#[derive(Properties, PartialEq)]
pub(crate) struct TableProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// What it is about.
    pub(crate) label: AttrValue,
    /// The columns.
    pub(crate) columns: Rc<[Column]>,
    /// The rows, sorted.
    pub(crate) rows: Rc<[TableRow]>,
    /// By what they are sorted.
    pub(crate) sort: Sort,
    /// Hears by what they are to be sorted.
    pub(crate) on_sort: Callback<Sort>,
    /// The rows that are marked.
    pub(crate) marked: Rc<Marked>,
    /// Hears which rows are to be marked.
    pub(crate) on_mark: Callback<Marked>,
    /// What can be done with those that are marked.
    #[prop_or_default]
    pub(crate) children: Html,
}

/// Shows a table.
#[component]
pub(crate) fn Table(props: &TableProps) -> Html {
    let TableProps { id, label, columns, rows, sort, on_sort, marked, on_mark, children } = props;
    let words = use_words();
    let all = use_node_ref();
    let some = !marked.is_empty() && marked.len() < rows.len();
    {
        let all = all.clone();
        // Neither all nor none: only a script can say so of a native box.
        use_effect_with(some, move |some| {
            if let Some(all) = all.cast::<HtmlInputElement>() {
                all.set_indeterminate(*some);
            }
        });
    }
    let mark_all = {
        let (rows, whole) = (rows.clone(), marked.len() == rows.len());
        on_mark.reform(move |_: Event| match whole {
            true => Marked::new(),
            false => rows.iter().map(|row| row.id.clone()).collect(),
        })
    };
    let none = on_mark.reform(|_: MouseEvent| Marked::new());
    let heads = columns.iter().map(|column| {
        let here = sort.column == column.id;
        let (sorted, shown) = match sort.direction {
            _ if !here => (None, Icon::Switch),
            Direction::Rising => (Some("ascending"), Icon::Up),
            Direction::Falling => (Some("descending"), Icon::Down),
        };
        let next = sort.pressed(&column.id);
        let onclick = on_sort.reform(move |_: MouseEvent| next.clone());
        let numbers = (column.holds == Holds::Numbers).then_some("numbers");
        html! {
            <th key={column.id.as_str()} scope="col" aria-sort={sorted} class={classes!(numbers)}>
                <button type="button" class="sort" {onclick} data-testid={column.id.clone()}>
                    { &column.words }{ icon(shown) }
                </button>
            </th>
        }
    });
    let lines = rows.iter().map(|row| {
        let is_marked = marked.contains(&row.id);
        let onchange = {
            let (marked, id) = (marked.clone(), row.id.clone());
            on_mark.reform(move |_: Event| {
                let mut next = (*marked).clone();
                if !next.remove(&id) {
                    next.insert(id.clone());
                }
                next
            })
        };
        let cells = row.cells.iter().zip(columns.iter()).enumerate().map(|(at, (cell, column))| {
            let numbers = (column.holds == Holds::Numbers).then_some("numbers");
            match at {
                0 => html! { <th scope="row" class={classes!(numbers)}>{ cell.clone() }</th> },
                _ => html! { <td class={classes!(numbers)}>{ cell.clone() }</td> },
            }
        });
        html! {
            <tr key={row.id.as_str()} class={classes!(is_marked.then_some("marked"))}>
                <td class="mark-cell">
                    <input type="checkbox" checked={is_marked} {onchange}
                        aria-label={words.with("table-mark", &[("what", row.name.as_str().into())])}
                        data-testid={format!("{id}-mark-{}", row.id)} />
                </td>
                { for cells }
            </tr>
        }
    });
    let count = u32::try_from(marked.len()).unwrap_or(u32::MAX);
    html! {
        <div class="table-frame" data-testid={id}>
            <div class={classes!("table-acts", marked.is_empty().then_some("none"))}>
                if marked.is_empty() {
                    <p aria-hidden="true">{ label }</p>
                }
                <p role="status">
                    if !marked.is_empty() {
                        { words.count("table-marked", count) }
                    }
                </p>
                if !marked.is_empty() {
                    { children.clone() }
                    <button type="button" class="button small quiet" onclick={none}
                        data-testid={format!("{id}-unmark")}>{ words.t("table-unmark") }</button>
                }
            </div>
            <div class="table-scroll" tabindex="0" role="region" aria-label={label}>
                <table class="table">
                    <thead>
                        <tr>
                            <td class="mark-cell">
                                <input ref={all} type="checkbox" onchange={mark_all}
                                    checked={!rows.is_empty() && marked.len() == rows.len()}
                                    aria-label={words.t("table-mark-all")}
                                    data-testid={format!("{id}-mark-all")} />
                            </td>
                            { for heads }
                        </tr>
                    </thead>
                    <tbody>{ for lines }</tbody>
                </table>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_press_turns_the_order_round() {
        let by = |column: &'static str, direction| Sort { column: column.into(), direction };
        let name = by("name", Direction::Rising);
        assert_eq!(name.pressed(&"name".into()), by("name", Direction::Falling));
        assert_eq!(name.pressed(&"place".into()), by("place", Direction::Rising));
        let falling = by("name", Direction::Falling);
        assert_eq!(falling.pressed(&"name".into()), name);
    }
}
