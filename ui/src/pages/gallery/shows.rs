//! What shows things: tables, trees, tabs, states, waits, cards, empty screens.

use std::{cmp::Ordering, rc::Rc};

use etabli_api::view::{Form, Passage};
use yew::prelude::*;

use super::{controls::things, part};
use crate::{
    components::{
        badge::{Tone, badge, status},
        button::{Button, ButtonSize, Look},
        card::Card,
        drawing::{Drawing, Empty},
        face::{FaceSize, face},
        markdown::markdown,
        progress::Progress,
        skeleton::skeleton,
        table::{Column, Direction, Holds, Marked, Sort, Table, TableRow},
        tabs::{Tab, Tabs},
        tree::{Branch, Tree},
    },
    words::{Words, use_words},
};

/// The words of each tone.
const STATES: [&str; 5] =
    ["gallery-away", "gallery-available", "gallery-known", "gallery-due", "gallery-late"];

/// Places inside places, with how deep they lie.
const PLACES: [(&str, usize); 4] =
    [("gallery-hall", 1), ("gallery-shelf", 2), ("gallery-box", 3), ("gallery-yard", 1)];

/// People with names of several lengths.
const PEOPLE: [&str; 4] = ["Bo", "Maëlle Riou", "Odile Garnier", "Yannick de la Villardière"];

/// A text with forms in it.
fn prose(words: Words) -> [Passage; 4] {
    let form = |form, text: &str, inside| Passage { form, text: text.to_owned(), inside };
    let said = |id| vec![form(Form::Words, &words.t(id), Vec::new())];
    let entry = |id| form(Form::Entry, "", said(id));
    [
        form(Form::Heading, "", said("gallery-prose-title")),
        form(Form::Counted, "1", vec![entry("gallery-prose-first"), entry("gallery-prose-then")]),
        form(Form::Quote, "", said("gallery-prose-ask")),
        form(Form::Link, "https://example.org/manual", said("gallery-prose-link")),
    ]
}

/// Shows a table, a tree and tabs.
#[component]
pub(super) fn Lists() -> Html {
    let words = use_words();
    let rising = || Sort { column: "by-name".into(), direction: Direction::Rising };
    let (sort, marked) = (use_state_eq(rising), use_state(Rc::<Marked>::default));
    let place = use_state_eq(|| AttrValue::from("gallery-hall"));
    let columns: Rc<[Column]> = [
        ("by-name", "gallery-tools", Holds::Words),
        ("by-owner", "gallery-owner", Holds::Words),
        ("by-days", "gallery-days", Holds::Numbers),
    ]
    .map(|(id, head, holds)| Column { id: id.into(), words: words.t(head).into(), holds })
    .into();
    let things = things(words);
    let mut rows: Vec<_> = things
        .iter()
        .zip(PEOPLE)
        .zip([3_u32, 12, 1, 7])
        .map(|(((id, name), owner), days)| (id.clone(), name.clone(), owner, days))
        .collect();
    rows.sort_by(|one, other| {
        let order = match sort.column.as_str() {
            "by-owner" => one.2.cmp(other.2),
            "by-days" => one.3.cmp(&other.3),
            _ => one.1.cmp(&other.1),
        };
        match sort.direction {
            Direction::Rising => order,
            Direction::Falling => Ordering::reverse(order),
        }
    });
    let rows: Rc<[TableRow]> = rows
        .into_iter()
        .map(|(id, name, owner, days)| TableRow {
            id,
            name: name.clone(),
            cells: vec![html! { { name } }, html! { { owner } }, html! { { days } }],
        })
        .collect();
    let on_sort = {
        let sort = sort.setter();
        Callback::from(move |next| sort.set(next))
    };
    let on_mark = {
        let marked = marked.setter();
        Callback::from(move |next: Marked| marked.set(Rc::new(next)))
    };
    let branches: Rc<[Branch]> =
        PLACES.map(|(id, depth)| Branch { id: id.into(), words: words.t(id).into(), depth }).into();
    let on_place = {
        let place = place.setter();
        Callback::from(move |id| place.set(id))
    };
    let tab = |id: &'static str, text: &str| Tab {
        id: id.into(),
        words: words.t(id).into(),
        view: html! { <p>{ words.t(text) }</p> },
    };
    let tabs = vec![
        tab("gallery-conditions", "gallery-conditions-text"),
        tab("gallery-history", "gallery-history-text"),
        tab("gallery-place", "gallery-card-text"),
    ];
    part(
        words.t("gallery-tables"),
        html! {
            <>
                <Table id="gallery-table" label={words.t("gallery-tools")} {columns} {rows}
                    sort={(*sort).clone()} {on_sort} marked={(*marked).clone()} {on_mark}>
                    <Button id="gallery-table-act" words={words.t("gallery-remove")}
                        size={ButtonSize::Small} on_press={Callback::noop()} />
                </Table>
                <div class="sample-grid">
                    <Tree label={words.t("gallery-place")} {branches} chosen={(*place).clone()}
                        on_choose={on_place} />
                    <Tabs label={words.t("gallery-tools")} {tabs} />
                </div>
            </>
        },
    )
}

/// Shows states, waits, cards and empty screens.
#[component]
pub(super) fn Shows() -> Html {
    let words = use_words();
    let states = Tone::ALL.into_iter().zip(STATES).map(|(tone, id)| {
        html! {
            <li class="acts">{ status(tone, tone.icon(), &words.t(id)) }{ badge(tone, &words.t(id)) }</li>
        }
    });
    let people = PEOPLE.iter().map(|name| {
        html! {
            <li class="row">
                { face(name, FaceSize::Normal) }{ face(name, FaceSize::Tiny) }
                <span>{ *name }</span>
            </li>
        }
    });
    let drawings = Drawing::ALL.into_iter().map(|drawing| {
        html! {
            <Empty id="gallery-empty" {drawing} title={words.t("gallery-nothing")}
                text={words.t("gallery-empty-text")} />
        }
    });
    let foot = html! {
        <Button id="gallery-card-act" words={words.t("gallery-main")} look={Look::Main}
            size={ButtonSize::Small} on_press={Callback::noop()} />
    };
    html! {
        <>
            { part(words.t("gallery-states"), html! {
                <div class="sample-grid">
                    <ul class="stack-tight">{ for states }</ul><ul>{ for people }</ul>
                </div>
            }) }
            { part(words.t("gallery-waiting"), html! {
                <div class="sample-grid">
                    <Progress id="gallery-progress" label={words.t("gallery-receiving")}
                        done={Some((80, 214))} words={words.t("gallery-received")} />
                    <Progress id="gallery-along" label={words.t("gallery-searching")} />
                    { skeleton(3) }
                </div>
            }) }
            { part(words.t("gallery-cards"), html! {
                <div class="sample-grid">
                    <Card id="gallery-card" title={words.t("gallery-drill")} {foot}>
                        <p>{ words.t("gallery-card-text") }</p>
                    </Card>
                    { markdown(&prose(words)) }
                </div>
            }) }
            { part(words.t("gallery-drawings"), html! {
                <div class="sample-grid">{ for drawings }</div>
            }) }
        </>
    }
}
