//! A card in front of its board: all that is on it, each part written at once where it changes.

mod add;
mod comment;
mod due;
mod files;
mod link;
mod links;

use std::rc::Rc;

use etabli_api::{
    RowKind, Topic,
    command::{MoveCard, ShowCard, WriteRow},
    view::{BookingView, CardView},
};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use self::{
    add::{AddLine, AddRelation},
    comment::AddComment,
    due::Due,
};
use super::{column_of, text::TextOfCard};
use crate::{
    booking::{Wanted, book::BookDialog},
    components::{
        answer::{Refusal, answered},
        chips::{Chip, Chips},
        dialog::{Dialog, DialogWidth},
        icon::{Icon, icon},
        markdown::markdown,
    },
    pages::projects::typed_in,
    query::{use_change, use_query},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// A row that is written: its kind, which, its fields, its flags.
type Written = (RowKind, Option<String>, Vec<(String, String)>, Vec<(String, bool)>);

/// Properties of [`CardDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct CardDialogProps {
    /// The project.
    pub(super) project: AttrValue,
    /// The card.
    pub(super) card: AttrValue,
    /// The cards of the board, by id and title.
    pub(super) others: Rc<[(AttrValue, AttrValue)]>,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Shows the card.
#[component]
pub(super) fn CardDialog(props: &CardDialogProps) -> Html {
    let CardDialogProps { project, card, others, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let topics: &'static [Topic] =
        &[Topic::Projects, Topic::Members, Topic::Inventory, Topic::Bookings];
    let asked =
        ShowCard { space: space.named(), project: project.to_string(), card: card.to_string() };
    let view = use_query(asked, topics);
    let change = use_change(&[Topic::Projects]);
    let on_write = {
        let (change, named, project) = (change.clone(), space.named(), project.to_string());
        Callback::from(move |(kind, row, fields, flags): Written| {
            let command = WriteRow {
                space: named.clone(),
                project: project.clone(),
                kind,
                row,
                fields: fields.into_iter().collect(),
                flags: flags.into_iter().collect(),
            };
            change.order(&command, || ());
        })
    };
    let on_move = {
        let (change, named, project, card) =
            (change.clone(), space.named(), project.to_string(), card.to_string());
        Callback::from(move |column: String| {
            let (space, project, card) = (named.clone(), project.clone(), card.clone());
            let say = say.clone();
            let moved = MoveCard { space, project, card, column, before: None };
            change.order(&moved, move || say.emit(words.t("board-card-moved")));
        })
    };
    let wanted = use_state_eq(|| None::<Wanted>);
    let on_book = {
        let setter = wanted.setter();
        Callback::from(move |wanted: Option<Wanted>| setter.set(wanted))
    };
    let on_booked = {
        let card = card.to_string();
        on_write.reform(move |booking: BookingView| {
            let flags = vec![(format!("link:booking:{}", booking.id), true)];
            (RowKind::Card, Some(card.clone()), Vec::new(), flags)
        })
    };
    let title = view.ready().map(|view| view.row.title.clone()).unwrap_or_default();
    let body = answered(words, &view, |shown| {
        let sheet = Sheet { words, card: shown, on_write: &on_write, others };
        html! {
            <>
                { sheet.facts(&on_move) }
                if let Some(card) = view.ready() {
                    <TextOfCard project={project.clone()} card={card.clone()} />
                }
                { sheet.checks() }
                { sheet.relations() }
                { sheet.links(&on_book) }
                { sheet.files() }
                { sheet.extra() }
                { sheet.comments() }
                { sheet.archive() }
            </>
        }
    });
    let not_booked = on_book.reform(|()| None);
    html! {
        <>
            <Dialog id="card" {title} width={DialogWidth::Table} on_close={on_close.clone()}>
                <Refusal error={change.error()} />
                { body }
            </Dialog>
            if let Some(wanted) = (*wanted).clone() {
                <BookDialog {wanted} {on_booked} on_close={not_booked} />
            }
        </>
    }
}

/// What the dialog is drawn from.
struct Sheet<'a> {
    words: Words,
    card: &'a CardView,
    on_write: &'a Callback<Written>,
    others: &'a Rc<[(AttrValue, AttrValue)]>,
}

impl Sheet<'_> {
    fn id(&self) -> String {
        self.card.row.id.clone()
    }

    /// Returns what writes a flag of the card.
    fn flag(&self, flag: String, is: bool) -> impl Fn() + 'static + use<> {
        let (on_write, id) = (self.on_write.clone(), self.id());
        move || {
            let flags = vec![(flag.clone(), is)];
            on_write.emit((RowKind::Card, Some(id.clone()), Vec::new(), flags));
        }
    }

    /// Returns what adds a row that belongs to the card.
    fn add(&self, kind: RowKind, field: &'static str) -> Callback<String> {
        let id = self.id();
        self.on_write.reform(move |text: String| {
            let fields = vec![("of".to_owned(), id.clone()), (field.to_owned(), text)];
            (kind, None, fields, Vec::new())
        })
    }

    /// Draws a button that puts a row away.
    fn remove(&self, kind: RowKind, rows: &[String], name: &str) -> Html {
        let words = self.words;
        let what = words.t("row-remove");
        let label = words.with("row-of", &[("what", (&what).into()), ("name", name.into())]);
        let (on_write, rows) = (self.on_write.clone(), rows.to_vec());
        let onclick = Callback::from(move |_: MouseEvent| {
            for row in &rows {
                let flags = vec![("withdrawn".to_owned(), true)];
                on_write.emit((kind, Some(row.clone()), Vec::new(), flags));
            }
        });
        html! {
            <button type="button" class="icon-button small" {onclick} aria-label={label}
                data-testid="row-remove">{ icon(Icon::Close) }</button>
        }
    }

    fn facts(&self, on_move: &Callback<String>) -> Html {
        let (words, card) = (self.words, self.card);
        let fixed = !card.can_edit;
        let column = card.columns.iter().find(|column| column.id == card.column);
        let none = column.is_none().then(
            || html! { <option selected=true value="">{ words.t("board-no-column") }</option> },
        );
        let columns = card.columns.iter().filter_map(|column| {
            let (id, selected) = (column.id?.to_string(), column.id == card.column);
            Some(html! { <option key={id.clone()} value={id.clone()} {selected}>{ column_of(words, &column.name) }</option> })
        });
        let onchange = on_move.reform(|event: Event| {
            event.target_dyn_into::<HtmlSelectElement>().map(|it| it.value()).unwrap_or_default()
        });
        let on_title = {
            let (id, same, on_write) = (self.id(), card.row.title.clone(), self.on_write.clone());
            Callback::from(move |event: Event| {
                let text = typed_in(&event);
                if text != same {
                    let fields = vec![("title".to_owned(), text)];
                    on_write.emit((RowKind::Card, Some(id.clone()), fields, Vec::new()));
                }
            })
        };
        let on_due = {
            let id = self.id();
            self.on_write.reform(move |day: String| {
                (RowKind::Card, Some(id.clone()), vec![("due".to_owned(), day)], Vec::new())
            })
        };
        let people = card.people.iter().map(|(member, name, is)| {
            let put = self.flag(format!("for:{member}"), !is);
            let onchange = Callback::from(move |_: Event| put());
            html! {
                <label key={member.to_string()} class="check">
                    <input type="checkbox" checked={*is} {onchange} disabled={fixed}
                        data-testid="card-person" />{ " " }{ words.person(name) }
                </label>
            }
        });
        let labels: Vec<Chip> = card
            .labels
            .iter()
            .map(|label| Chip { id: label.clone().into(), words: label.clone().into() })
            .collect();
        let on_remove = {
            let (on_write, id) = (self.on_write.clone(), self.id());
            Callback::from(move |label: AttrValue| {
                let flags = vec![(format!("label:{label}"), false)];
                on_write.emit((RowKind::Card, Some(id.clone()), Vec::new(), flags));
            })
        };
        let add = {
            let id = self.id();
            self.on_write.reform(move |label: String| {
                let flags = vec![(format!("label:{label}"), true)];
                (RowKind::Card, Some(id.clone()), Vec::new(), flags)
            })
        };
        html! {
            <div class="stack">
                if !card.circle.is_empty() {
                    <p class="callout warn" data-testid="card-circle">
                        { words.with("card-circle", &[("cards", (&card.circle.join(" → ")).into())]) }
                    </p>
                }
                <div class="field-row">
                    <label class="field">
                        <span>{ words.t("card-title") }</span>
                        <input class="input" type="text" value={card.row.title.clone()}
                            onchange={on_title} disabled={fixed} data-testid="card-title" />
                    </label>
                    <label class="field">
                        <span>{ words.t("card-move") }</span>
                        <select class="input" {onchange} disabled={fixed} data-testid="card-move">
                            { none }{ for columns }
                        </select>
                    </label>
                    <Due due={card.row.due.clone()} {fixed} on_day={on_due} />
                </div>
                <fieldset class="field ticks">
                    <legend>{ words.t("card-people") }</legend>
                    <div class="facet-row">{ for people }</div>
                </fieldset>
                <div class="field">
                    <span>{ words.t("card-labels") }</span>
                    if fixed { <p>{ card.labels.join(", ") }</p> } else {
                        <Chips label={words.t("card-labels")} chips={labels} {on_remove} />
                        <AddLine id="card-label-add" on_add={add} />
                    }
                </div>
            </div>
        }
    }

    /// Draws a part of the card; nothing where it is empty and nobody here may fill it.
    fn part(&self, title: &'static str, rows: Vec<Html>, add: Html) -> Html {
        if rows.is_empty() && !self.card.can_edit {
            return Html::default();
        }
        html! {
            <section class="section" data-testid={title}>
                <h3>{ self.words.t(title) }</h3>
                if !rows.is_empty() { <ul class="ruled">{ for rows }</ul> }
                if self.card.can_edit { { add } }
            </section>
        }
    }

    fn checks(&self) -> Html {
        let fixed = !self.card.can_edit;
        let rows = self.card.checks.iter().map(|check| {
            let title = check.fields.get("title").cloned().unwrap_or_default();
            let (row, done) = (check.id.to_string(), check.done);
            let onchange = {
                let row = row.clone();
                self.on_write.reform(move |_: Event| {
                    let flags = vec![("done".to_owned(), !done)];
                    (RowKind::Check, Some(row.clone()), Vec::new(), flags)
                })
            };
            html! {
                <li key={row.clone()} class="row">
                    <label class="check grow">
                        <input type="checkbox" checked={done} {onchange} disabled={fixed}
                            data-testid="card-check" />{ " " }{ &title }
                    </label>
                    if !fixed { { self.remove(RowKind::Check, &[row], &title) } }
                </li>
            }
        });
        let add = self.add(RowKind::Check, "title");
        self.part(
            "card-checks",
            rows.collect(),
            html! { <AddLine id="card-check-add" on_add={add} /> },
        )
    }

    fn relations(&self) -> Html {
        let words = self.words;
        let rows = self.card.relations.iter().map(|relation| {
            let how = words.t(&format!("relation-{}", relation.how));
            let ids: Vec<String> = relation.rows.iter().map(ToString::to_string).collect();
            html! {
                <li key={format!("{}{}", relation.how, relation.card)} class="row" data-testid="relation">
                    <span class="grow">{ how }{ " " }<b>{ &relation.title }</b></span>
                    if self.card.can_edit { { self.remove(RowKind::Relation, &ids, &relation.title) } }
                </li>
            }
        });
        let id = self.id();
        let on_add = {
            let id = id.clone();
            self.on_write.reform(move |(how, other): (String, String)| {
                let fields = [("of", id.clone()), ("what", how), ("to", other)];
                let fields = fields.map(|(key, text)| (key.to_owned(), text)).to_vec();
                (RowKind::Relation, None, fields, Vec::new())
            })
        };
        let others = self.others.iter().filter(|(other, _)| *other != id).cloned();
        let add = html! { <AddRelation others={others.collect::<Vec<_>>()} {on_add} /> };
        self.part("card-relations", rows.collect(), add)
    }

    fn extra(&self) -> Html {
        let rows = self.card.fields.iter().map(|(name, value)| {
            let (id, key) = (self.id(), format!("field:{name}"));
            let onchange = self.on_write.reform(move |event: Event| {
                let fields = vec![(key.clone(), typed_in(&event))];
                (RowKind::Card, Some(id.clone()), fields, Vec::new())
            });
            html! {
                <li key={name.clone()} class="row">
                    <label class="field grow">
                        <span>{ name }</span>
                        <input class="input" type="text" value={value.clone()} {onchange}
                            disabled={!self.card.can_edit} data-testid="card-field" />
                    </label>
                </li>
            }
        });
        let id = self.id();
        let add = self.on_write.reform(move |name: String| {
            // What is typed is `Colour: red`; without a value, the name stands for both.
            let (name, value) = name.split_once(':').unwrap_or((&name, &name));
            let fields = vec![(format!("field:{}", name.trim()), value.trim().to_owned())];
            (RowKind::Card, Some(id.clone()), fields, Vec::new())
        });
        self.part(
            "card-fields",
            rows.collect(),
            html! { <AddLine id="card-field-add" on_add={add} /> },
        )
    }

    fn comments(&self) -> Html {
        let words = self.words;
        let rows = self.card.comments.iter().map(|said| {
            let by = words.person(&said.by_name);
            let date = said.at.map(|at| words.moment(at)).unwrap_or_default();
            let by = words.with("card-by", &[("name", (&by).into()), ("date", (&date).into())]);
            html! {
                <li key={said.id.to_string()} class="row" data-testid="comment">
                    <div class="grow">{ markdown(&said.prose) }<p class="row-note">{ &by }</p></div>
                    if said.own && self.card.can_edit {
                        { self.remove(RowKind::Comment, &[said.id.to_string()], &by) }
                    }
                </li>
            }
        });
        let id = self.id();
        let add = self.on_write.reform(move |(text, chosen): (String, Vec<(String, String)>)| {
            let said = [("of".to_owned(), id.clone()), ("words".to_owned(), text)];
            let chosen =
                chosen.into_iter().map(|(member, name)| (format!("mention:{member}"), name));
            (RowKind::Comment, None, said.into_iter().chain(chosen).collect(), Vec::new())
        });
        self.part("card-comments", rows.collect(), html! { <AddComment on_add={add} /> })
    }

    fn archive(&self) -> Html {
        if !self.card.can_edit {
            return Html::default();
        }
        let put = self.flag("withdrawn".to_owned(), !self.card.archived);
        let onclick = Callback::from(move |_: MouseEvent| put());
        let id = if self.card.archived { "card-restore" } else { "card-archive" };
        html! {
            <div class="section acts">
                <button type="button" class="button" {onclick} data-testid={id}>
                    { self.words.t(id) }
                </button>
            </div>
        }
    }
}
