//! One project: what it says of itself, what it needs and costs, who takes part, which calls.

use std::{collections::BTreeMap, rc::Rc};

use etabli_api::{
    Part, ProjectKind, RowKind, Topic,
    command::{
        ApplyToCall, BackProject, ChooseInCall, EditProject, ExportProject, ListPlaces,
        ListProjects, ProjectForm, ShowProject, TakePart, TurnProject, WriteRow,
    },
    id::{EntryId, LocalId},
    view::{PROJECT_WORDS, PartnerView, ProjectRow, ProjectView, RowView, SheetFieldView},
};
use yew::prelude::*;

use super::{day_of, form::RowForm, matches::Matches, states, team::Team};
use crate::{
    components::{
        answer::{Refusal, answered},
        ask::{AGREED, Ask, Asked},
        badge::{Tone, badge},
        field::Takes,
        icon::Icon,
        markdown::markdown,
        menu::{Act, Menu},
    },
    download::use_download,
    format,
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// A question in front of the page.
#[derive(Debug, Clone, PartialEq)]
enum Front {
    /// The sheet is changed.
    Edit,
    /// It stops.
    Archive,
    /// A call is answered.
    Apply,
    /// A call chooses.
    Choose,
    /// A row is added or changed.
    Row(RowKind, Option<LocalId>, BTreeMap<String, String>),
}

/// Something that is done to the project at once.
#[derive(Debug, Clone, PartialEq)]
enum Deed {
    Part(Option<String>, Part),
    Back(bool),
    Turn,
    Restore,
    Flag(RowKind, LocalId, &'static str, bool, String),
    Export(ProjectForm),
}

/// Returns the word of how somebody takes part.
const fn word_of(part: Part) -> &'static str {
    match part {
        Part::Out => "out",
        Part::Asks => "asks",
        Part::Member => "member",
        Part::Holder => "holder",
    }
}

/// Properties of [`ProjectSheet`].
#[derive(Properties, PartialEq)]
pub(crate) struct ProjectSheetProps {
    /// Which.
    pub(crate) project: EntryId,
}

/// Shows the project.
#[component]
pub(crate) fn ProjectSheet(props: &ProjectSheetProps) -> Html {
    let id = props.project.to_string();
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let keep = use_download();
    let topics: &'static [Topic] = &[Topic::Projects, Topic::Members];
    let view = use_query(ShowProject { space: space.named(), project: id.clone() }, topics);
    let mine = ListProjects {
        space: space.named(),
        kind: Some(ProjectKind::Project),
        words: String::new(),
        mine: true,
        all: false,
    };
    let mine = use_query(mine, topics);
    let name = view.ready().map(|view| view.row.name.clone());
    let heading = use_heading(name.clone());
    let change = use_change(&[Topic::Projects]);
    let front = use_state_eq(|| None::<Front>);
    let close = {
        let front = front.setter();
        Callback::from(move |()| front.set(None))
    };
    let on_front = {
        let front = front.setter();
        Callback::from(move |asked: Front| front.set(Some(asked)))
    };
    let on_deed = {
        let (change, named, id, say) = (change.clone(), space.named(), id.clone(), say.clone());
        let saved = name.clone().unwrap_or_default();
        Callback::from(move |deed: Deed| {
            let (space, project, say) = (named.clone(), id.clone(), say.clone());
            let text = words.with("project-saved", &[("name", (&saved).into())]);
            let done = move || say.emit(text);
            match deed {
                Deed::Part(member, part) => {
                    change.order(&TakePart { space, project, member, part }, done);
                }
                Deed::Back(backs) => change.order(&BackProject { space, project, backs }, done),
                Deed::Turn => {
                    let kind = ProjectKind::Project;
                    change.order(&TurnProject { space, project, kind }, done);
                }
                Deed::Restore => {
                    let (fields, archived) = (BTreeMap::new(), Some(false));
                    change.order(&EditProject { space, project, fields, archived }, done);
                }
                Deed::Flag(kind, row, flag, is, _) => {
                    let (row, fields) = (Some(row.to_string()), BTreeMap::new());
                    let flags = BTreeMap::from([(flag.to_owned(), is)]);
                    change.order(&WriteRow { space, project, kind, row, fields, flags }, done);
                }
                Deed::Export(form) => {
                    let heads = PROJECT_WORDS.iter();
                    let words = heads.map(|id| ((*id).to_owned(), words.t(id))).collect();
                    let keep = keep.clone();
                    change.send(&ExportProject { space, project, form, words }, move |file| {
                        keep.bytes(&file.name, file.content.as_bytes());
                    });
                }
            }
        })
    };
    let shown = answered(words, &view, |view| {
        let page = Page { words, view, on_front: &on_front, on_deed: &on_deed };
        html! {
            <>
                <header class="page-head">
                    <div>
                        <h1 ref={heading.clone()} tabindex="-1">{ &view.row.name }</h1>
                        <p class="facet-row">{ states(words, &view.row) }</p>
                    </div>
                    { page.actions() }
                </header>
                <Refusal error={change.error().filter(|_| front.is_none())} />
                { page.sections() }
            </>
        }
    });
    let asked = front.as_ref().zip(view.ready()).map(|(front, view)| {
        let mine = mine.ready().map_or(&[][..], |mine| mine.as_slice());
        html! {
            <Question view={(**view).clone()} mine={mine.to_vec()} front={front.clone()}
                on_close={close.clone()} />
        }
    });
    html! { <div class="page"><PartBanner />{ shown }{ asked }</div> }
}

/// What the page is drawn from.
struct Page<'a> {
    words: Words,
    view: &'a ProjectView,
    on_front: &'a Callback<Front>,
    on_deed: &'a Callback<Deed>,
}

impl Page<'_> {
    /// Draws a button that does something at once, or asks first.
    fn button(&self, id: &'static str, act: Result<Deed, Front>) -> Html {
        let (on_deed, on_front) = (self.on_deed.clone(), self.on_front.clone());
        let onclick = Callback::from(move |_: MouseEvent| match act.clone() {
            Ok(deed) => on_deed.emit(deed),
            Err(front) => on_front.emit(front),
        });
        html! {
            <button type="button" class="button" {onclick} data-testid={id}>
                { self.words.t(id) }
            </button>
        }
    }

    fn actions(&self) -> Html {
        let view = self.view;
        let (words, is_idea) = (self.words, view.row.kind == ProjectKind::Idea);
        let parts = view.may.iter().filter(|_| !view.row.archived).filter_map(|part| {
            let id = match part {
                Part::Out => "project-act-out",
                Part::Asks => "project-act-asks",
                Part::Member if !view.can_decide => "project-act-member",
                Part::Holder => "project-act-holder",
                Part::Member => return None,
            };
            Some(self.button(id, Ok(Deed::Part(None, *part))))
        });
        let forms = [
            ("project-export-csv", ProjectForm::Csv),
            ("project-export-markdown", ProjectForm::Markdown),
            ("project-export-html", ProjectForm::Html),
        ];
        let acts: Rc<[Act]> = forms
            .iter()
            .map(|(id, _)| Act {
                id: (*id).into(),
                words: words.t(id).into(),
                icon: Icon::Download,
            })
            .collect();
        let on_choose = self.on_deed.reform(move |id: AttrValue| {
            let found = forms.iter().find(|(known, _)| *known == id.as_str());
            Deed::Export(found.map_or(ProjectForm::Html, |(_, form)| *form))
        });
        html! {
            <div class="actions">
                <a class="button main-act" href={Route::Board(view.row.id).href()}
                    data-testid="project-board">{ words.t("project-board") }</a>
                if view.can_edit { { self.button("project-edit", Err(Front::Edit)) } }
                { for parts }
                if is_idea {
                    { match view.row.backed {
                        false => self.button("project-back", Ok(Deed::Back(true))),
                        true => self.button("project-unback", Ok(Deed::Back(false))),
                    } }
                }
                if is_idea && view.can_decide { { self.button("project-turn", Ok(Deed::Turn)) } }
                if view.can_edit {
                    { match view.row.archived {
                        false => self.button("project-archive", Err(Front::Archive)),
                        true => self.button("project-restore", Ok(Deed::Restore)),
                    } }
                }
                <Menu id="project-export" label={words.t("project-export")} {acts} {on_choose} />
            </div>
        }
    }

    fn sections(&self) -> Html {
        let (words, view) = (self.words, self.view);
        let fields = view.fields.iter().filter(|it| it.key != "name" && !it.value.is_empty());
        let from = view.from.as_ref().map(|(id, name)| {
            let text = words.with("project-from", &[("name", name.into())]);
            html! {
                <p>
                    <a class="link" href={Route::Project(*id).href()} data-testid="project-call">
                        { text }
                    </a>
                </p>
            }
        });
        let members = view.members.iter().map(|member| self.member(member));
        let (own, shared) = &view.totals;
        let sum = |text: &str| if text.is_empty() { "0".to_owned() } else { text.to_owned() };
        let (own, shared) = (sum(own), sum(shared));
        let totals =
            words.with("project-totals", &[("own", (&own).into()), ("shared", (&shared).into())]);
        html! {
            <>
                if view.vacant { <p class="callout warn">{ words.t("project-vacant") }</p> }
                { from }
                <dl class="terms">{ for fields.map(|field| self.field(field)) }</dl>
                if view.row.kind != ProjectKind::Call {
                    { self.rows("project-needs", RowKind::Need, "need-add", &view.needs) }
                    <Team project={view.row.id.to_string()} />
                }
                if view.needs.iter().any(|need| !need.done) {
                    <Matches project={view.row.id.to_string()} />
                }
                if view.row.kind == ProjectKind::Project {
                    { self.rows("project-costs", RowKind::Cost, "cost-add", &view.costs) }
                    if !view.costs.is_empty() { <p class="row-note">{ totals }</p> }
                }
                { self.applications() }
                <section class="section" data-testid="project-members">
                    <h2>{ words.t("project-members") }</h2>
                    <ul class="ruled">{ for members }</ul>
                    if !view.backers.is_empty() {
                        <p class="row-note">
                            { words.count("project-backers", view.row.backers) }{ " · " }
                            { view.backers.join(", ") }
                        </p>
                    }
                </section>
            </>
        }
    }

    fn field(&self, field: &SheetFieldView) -> Html {
        let words = self.words;
        let value = match field.key.as_str() {
            _ if field.long => markdown(&field.prose),
            "stage" => words.t(&format!("stage-{}", field.value)).into(),
            "deadline" => day_of(words, &field.value).into(),
            key if !field.choices.is_empty() => {
                words.t(&format!("sheet-{key}-{}", field.value)).into()
            }
            _ => field.value.clone().into(),
        };
        html! { <><dt>{ words.t(&format!("sheet-{}", field.key)) }</dt><dd>{ value }</dd></> }
    }

    fn rows(
        &self,
        title: &'static str,
        kind: RowKind,
        add: &'static str,
        rows: &[RowView],
    ) -> Html {
        let words = self.words;
        let shown = rows.iter().map(|row| self.row(kind, row));
        html! {
            <section class="section" data-testid={title}>
                <div class="section-head">
                    <h2>{ words.t(title) }</h2>
                    if self.view.can_edit {
                        { self.button(add, Err(Front::Row(kind, None, BTreeMap::new()))) }
                    }
                </div>
                if rows.is_empty() {
                    <p class="row-note">{ words.t(&format!("{title}-none")) }</p>
                } else {
                    <ul class="ruled">{ for shown }</ul>
                }
            </section>
        }
    }

    fn row(&self, kind: RowKind, row: &RowView) -> Html {
        let words = self.words;
        let said = |key: &str| row.fields.get(key).map_or("", String::as_str);
        let name = said("words").to_owned();
        let mut notes = Vec::new();
        if kind == RowKind::Need {
            // Whoever writes from a shell need not say that it is a tool.
            let kind = match said("what") {
                "" => "need-tool".to_owned(),
                what => format!("need-{what}"),
            };
            notes.push(words.t(&kind));
            if !matches!(said("quantity"), "" | "1") {
                notes.push(format!("× {}", said("quantity")));
            }
            let dates = ["from", "until"].map(|key| day_of(words, said(key)));
            match [said("from").is_empty(), said("until").is_empty()] {
                [true, true] => {}
                [false, false] => notes.push(dates.join(" – ")),
                [false, true] => notes.push(format!("{} {}", words.t("need-from"), dates[0])),
                [true, false] => notes.push(format!("{} {}", words.t("need-until"), dates[1])),
            }
        } else {
            let cents = said("cents").parse::<u64>().unwrap_or(0);
            let amount = format::amount(words.language(), cents);
            notes.push(words.with("cost-amount", &[("amount", (&amount).into())]));
            let own = said("whose") != "shared";
            notes.push(words.t(if own { "cost-own" } else { "cost-shared" }));
        }
        let act = |id: &'static str, act: Result<Deed, Front>| {
            let (on_deed, on_front) = (self.on_deed.clone(), self.on_front.clone());
            let label = words.t(id);
            let told = words.with("row-of", &[("what", (&label).into()), ("name", (&name).into())]);
            let onclick = Callback::from(move |_: MouseEvent| match act.clone() {
                Ok(deed) => on_deed.emit(deed),
                Err(front) => on_front.emit(front),
            });
            html! {
                <button type="button" class="button small" aria-label={told} {onclick}
                    data-testid={id}>{ label }</button>
            }
        };
        let (id, done) = (row.id, row.done);
        let flag = |flag: &'static str, is| Deed::Flag(kind, id, flag, is, name.clone());
        let tick = {
            let deed = flag("done", !done);
            self.on_deed.reform(move |_: Event| deed.clone())
        };
        html! {
            <li key={id.to_string()} class="row loan" data-testid="project-line">
                <div class="grow">
                    <p class={classes!("row-title", done.then_some("struck"))}>{ &name }</p>
                    <p class="row-note">{ notes.join(" · ") }</p>
                </div>
                if kind == RowKind::Need {
                    <label class="check">
                        <input type="checkbox" checked={done} onchange={tick}
                            disabled={!self.view.can_edit} data-testid="need-done" />
                        { " " }{ words.t("need-done") }
                    </label>
                }
                if self.view.can_edit {
                    { act("row-edit", Err(Front::Row(kind, Some(id), row.fields.clone()))) }
                    { act("row-remove", Ok(flag("withdrawn", true))) }
                }
            </li>
        }
    }

    fn member(&self, member: &PartnerView) -> Html {
        let words = self.words;
        let name = words.person(&member.name);
        let acts = member.may.iter().filter(|_| self.view.can_decide).filter_map(|part| {
            let id = match part {
                Part::Out => "project-set-out",
                Part::Member => "project-set-member",
                Part::Holder => "project-set-holder",
                Part::Asks => return None,
            };
            let label = words.t(id);
            let told = words
                .with("project-set-of", &[("what", (&label).into()), ("name", (&name).into())]);
            let deed = Deed::Part(Some(member.member.to_string()), *part);
            let onclick = self.on_deed.reform(move |_: MouseEvent| deed.clone());
            Some(html! {
                <button type="button" class="button small" aria-label={told} {onclick}
                    data-testid={id}>{ label }</button>
            })
        });
        html! {
            <li key={member.member.to_string()} class="row loan" data-testid="project-member">
                <div class="grow">
                    <p class="row-title">{ &name }</p>
                    <p class="row-note">
                        { words.t(&format!("project-part-{}", word_of(member.part))) }
                    </p>
                </div>
                if member.gone { { badge(Tone::Warn, &words.t("project-gone")) } }
                { for acts }
            </li>
        }
    }

    fn applications(&self) -> Html {
        let (words, view) = (self.words, self.view);
        let is_call = view.row.kind == ProjectKind::Call;
        if !is_call && view.applications.is_empty() {
            return Html::default();
        }
        let rows = view.applications.iter().map(|other| {
            let date = words.day(other.at);
            let by = words
                .with("card-by", &[("name", (&other.by_name).into()), ("date", (&date).into())]);
            html! {
                <li key={other.project.to_string()} class="row loan" data-testid="application">
                    <div class="grow">
                        <p class="row-title">
                            <a class="link" href={Route::Project(other.project).href()}
                                data-testid="application-open">
                                { &other.name }
                            </a>
                        </p>
                        <p class="row-note">{ by }</p>
                    </div>
                    if other.chosen { { badge(Tone::Ok, &words.t("project-chosen")) } }
                    else if view.chosen { { badge(Tone::Plain, &words.t("project-not-chosen")) } }
                </li>
            }
        });
        html! {
            <section class="section" data-testid="applications">
                <div class="section-head">
                    <h2>{ words.t(if is_call { "project-applications" } else { "project-calls" }) }</h2>
                    if is_call {
                        { self.button("project-apply", Err(Front::Apply)) }
                        if view.can_decide && !view.applications.is_empty() {
                            { self.button("project-choose", Err(Front::Choose)) }
                        }
                    }
                </div>
                <ul class="ruled">{ for rows }</ul>
            </section>
        }
    }
}

/// Properties of [`Question`].
#[derive(Properties, PartialEq)]
struct QuestionProps {
    view: ProjectView,
    mine: Vec<ProjectRow>,
    front: Front,
    on_close: Callback<()>,
}

/// Asks what stands in front of the page.
#[component]
fn Question(props: &QuestionProps) -> Html {
    let QuestionProps { view, mine, front, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let change = use_change(&[Topic::Projects]);
    let places = use_query(ListPlaces { space: space.named() }, &[Topic::Inventory]);
    let places: Vec<AttrValue> = places
        .ready()
        .map(|all| all.iter().map(|place| place.path.clone().into()).collect())
        .unwrap_or_default();
    let id = view.row.id.to_string();
    let (title, asked): (&str, Rc<[Asked]>) = match front {
        Front::Row(kind, row, values) => {
            let title = match (row, kind) {
                (Some(_), _) => "row-edit",
                (None, RowKind::Cost) => "cost-add",
                (None, _) => "need-add",
            };
            return html! {
                <RowForm project={id} kind={*kind} row={*row} values={values.clone()}
                    title={words.t(title)} on_close={on_close.clone()} />
            };
        }
        Front::Edit => {
            ("project-edit", view.fields.iter().map(|field| asked(words, field, &places)).collect())
        }
        Front::Archive => {
            let learned = view.fields.iter().filter(|field| field.key == "learned");
            ("project-archive", learned.map(|field| asked(words, field, &[])).collect())
        }
        Front::Apply => {
            let mine = mine.iter().map(|row| (row.id.to_string().into(), row.name.clone().into()));
            let which = words.t("project-apply-which");
            ("project-apply", Rc::from([Asked::choice("which", which, "", mine.collect())]))
        }
        Front::Choose => {
            let answers = view.applications.iter().map(|other| {
                let said = ["project-not-chosen", "project-chosen"].map(|id| words.t(id));
                let (id, name) = (other.project.to_string(), other.name.clone());
                Asked::agreed(id, name, other.chosen, said)
            });
            ("project-choose", answers.collect())
        }
    };
    let on_submit = {
        let (change, named, on_close) = (change.clone(), space.named(), on_close.clone());
        let (front, view, id) = (front.clone(), view.clone(), id.clone());
        Callback::from(move |typed: Vec<String>| {
            let (space, project, say) = (named.clone(), id.clone(), say.clone());
            let text = words.with("project-saved", &[("name", (&view.row.name).into())]);
            let on_close = on_close.clone();
            let done = move || {
                on_close.emit(());
                say.emit(text);
            };
            match front {
                Front::Apply => {
                    let (call, applies) = (project, true);
                    let project = typed.into_iter().next().unwrap_or_default();
                    change.order(&ApplyToCall { space, call, project, applies }, done);
                }
                Front::Choose => {
                    let chosen = view.applications.iter().zip(typed);
                    let chosen = chosen.filter(|(_, said)| said == AGREED);
                    let projects = chosen.map(|(other, _)| other.project.to_string()).collect();
                    change.order(&ChooseInCall { space, call: project, projects }, done);
                }
                Front::Edit | Front::Archive | Front::Row(..) => {
                    let archive = front == Front::Archive;
                    let of = view.fields.iter().filter(|it| !archive || it.key == "learned");
                    let changed = of.zip(typed).filter(|(field, text)| field.value != *text);
                    let fields = changed.map(|(field, text)| (field.key.clone(), text)).collect();
                    let archived = archive.then_some(true);
                    change.order(&EditProject { space, project, fields, archived }, done);
                }
            }
        })
    };
    html! {
        <Ask id="sheet" title={words.t(title)} {asked} submit={words.t("save")}
            pending={change.is_pending()} error={change.error()} {on_submit}
            on_close={on_close.clone()} />
    }
}

fn asked(words: Words, field: &SheetFieldView, places: &[AttrValue]) -> Asked {
    let label = words.t(&format!("sheet-{}", field.key));
    let key = field.key.clone();
    if field.choices.is_empty() {
        let takes = match field.long {
            true => Takes::Lines,
            false if key == "deadline" => Takes::Day,
            false => Takes::Line,
        };
        let offers = if key == "place" { places.to_vec() } else { Vec::new() };
        return Asked { offers, ..Asked::text(key, label, &field.value, takes) };
    }
    let unsaid = (AttrValue::from(""), AttrValue::from(words.t("sheet-unsaid")));
    let prefix = if key == "stage" { key.clone() } else { format!("sheet-{key}") };
    let choices = field.choices.iter();
    let choices =
        choices.map(|word| (word.clone().into(), words.t(&format!("{prefix}-{word}")).into()));
    Asked::choice(key, label, &field.value, std::iter::once(unsaid).chain(choices).collect())
}
