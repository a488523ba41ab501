//! What is said of a place, an item or the whole space: hours, rules, what is there, keys.

mod ask;
pub(crate) mod changes;
mod keys;
mod reading;
mod services;

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{ExportHours, ReadDetails},
    time::Timestamp,
    view::{DetailsView, ExceptionView, detail_message},
};
use yew::prelude::*;

use self::{
    ask::{Asked, DetailsDialog, ExceptionDialog},
    keys::Keys,
    reading::ReadHoursDialog,
    services::Services,
};
use crate::{
    clock,
    components::{
        answer::{Refusal, answered},
        badge::{Tone, status},
        button::{Button, ButtonSize},
        icon::Icon,
    },
    download::use_download,
    format,
    query::{use_change, use_query},
    space::use_space,
    words::{Words, use_words},
};

/// What a change of what is said makes old.
pub(crate) const SAID: &[Topic] =
    &[Topic::Inventory, Topic::Spaces, Topic::Sync, Topic::Bookings, Topic::Loans];

/// How many exceptions are listed.
const LISTED: usize = 12;

/// What something is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Thing {
    /// The whole space.
    Space,
    /// A place.
    Place,
    /// An item.
    Item,
}

/// Properties of [`Details`].
#[derive(Properties, PartialEq)]
pub(crate) struct DetailsProps {
    /// Of which item or place, by id; of the space when empty.
    #[prop_or_default]
    pub(crate) of: AttrValue,
    /// What that is.
    pub(crate) thing: Thing,
}

/// What is open over what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Nothing,
    Ask(Asked),
    Exception,
    ReadHours,
}

/// Shows what is said of something, and lets people change it.
#[component]
pub(crate) fn Details(props: &DetailsProps) -> Html {
    let DetailsProps { of, thing } = props;
    let thing = *thing;
    let (words, space) = (use_words(), use_space());
    let over = use_state_eq(|| Over::Nothing);
    let (export, download) = (use_change(&[]), use_download());
    let asked = Some(of.to_string()).filter(|of| !of.is_empty());
    let save = {
        let (export, of, named) = (export.clone(), asked.clone(), space.named());
        Callback::from(move |()| {
            let download = download.clone();
            let command = ExportHours { space: named.clone(), of: of.clone() };
            export.send(&command, move |file| download.calendar(&file.name, &file.content));
        })
    };
    let details = use_query(ReadDetails { space: space.named(), of: asked }, SAID);
    let open = {
        let setter = over.setter();
        Callback::from(move |what: Over| setter.set(what))
    };
    let on_close = open.reform(|()| Over::Nothing);
    answered(words, &details, |view| {
        let view = Rc::new(view.clone());
        let sections = Asked::ALL
            .iter()
            .filter(|asked| asked.fits(thing))
            .map(|asked| section(words, &view, *asked, &open, &save));
        html! {
            <>
                { for sections }
                <Refusal error={export.error()} />
                if thing == Thing::Place {
                    <Services view={view.clone()} />
                    <Keys view={view.clone()} />
                }
                { match *over {
                    Over::Nothing => Html::default(),
                    Over::Ask(asked) => html! { <DetailsDialog view={view.clone()} {asked} {on_close} /> },
                    Over::ReadHours => html! { <ReadHoursDialog view={view.clone()} {on_close} /> },
                    Over::Exception => html! { <ExceptionDialog view={view.clone()} {on_close} /> },
                } }
            </>
        }
    })
}

/// Draws one part of what is said.
fn section(
    words: Words,
    view: &DetailsView,
    asked: Asked,
    open: &Callback<Over>,
    save: &Callback<()>,
) -> Html {
    let id = asked.id();
    let change = view.can_edit.then(|| {
        let on_press = open.reform(move |()| Over::Ask(asked));
        html! {
            <Button id={format!("details-{id}")} words={words.t("details-change")}
                size={ButtonSize::Small} {on_press} />
        }
    });
    let body = match asked {
        Asked::Hours => hours(words, view, open, save),
        Asked::About | Asked::Rules => lines(words, view, asked),
    };
    html! {
        <section class="section" data-testid={format!("details-part-{id}")}>
            <div class="section-head">
                <h3>{ words.t(&format!("details-{id}-title")) }</h3>{ change }
            </div>
            { body }
        </section>
    }
}

/// Draws details as terms; what is said around a thing names where.
fn lines(words: Words, view: &DetailsView, asked: Asked) -> Html {
    let said: Vec<Html> = asked
        .asks()
        .iter()
        .filter_map(|ask| {
            let (text, from) = match (view.own.get(ask.name), view.around.get(ask.name)) {
                (Some(own), _) => (own.as_str(), None),
                (None, Some(around)) => (around.text.as_str(), Some(around.from.as_str())),
                (None, None) => return None,
            };
            let from = from.map(|from| match from {
                "" => words.t("details-from-space"),
                from => from.to_owned(),
            });
            let by = (ask.name == "verified" && !view.verified_by.is_empty())
                .then(|| words.person(&view.verified_by));
            let beside = from.or(by).map(|it| html! { <span class="muted">{ " · " }{ it }</span> });
            Some(html! {
                <>
                    <dt>{ words.t(&detail_message(ask.name)) }</dt>
                    <dd class="pre" data-testid={format!("detail-{}", ask.name)}>
                        { ask.told(words, text) }{ beside }
                    </dd>
                </>
            })
        })
        .collect();
    match said.is_empty() {
        true => {
            html! { <p class="section-text muted">{ words.t(&format!("details-{}-none", asked.id())) }</p> }
        }
        false => html! { <dl class="terms">{ for said }</dl> },
    }
}

/// Draws the hours of a week, whether it is open now, and when the week does not count.
fn hours(words: Words, view: &DetailsView, open: &Callback<Over>, save: &Callback<()>) -> Html {
    let now = view.open.map(|is_open| {
        let id = match (is_open, view.until.is_some()) {
            (true, true) => "details-open-until",
            (true, false) => "details-open",
            (false, true) => "details-closed-until",
            (false, false) => "details-closed",
        };
        let until = view.until.map(|until| instant(words, until)).unwrap_or_default();
        let tone = if is_open { (Tone::Ok, Icon::CircleCheck) } else { (Tone::Plain, Icon::Clock) };
        status(tone.0, tone.1, &words.with(id, &[("until", (&until).into())]))
    });
    let days = (1..).zip(&view.week).map(|(day, hours)| {
        let text = match hours.as_str() {
            "" => words.t("details-closed"),
            hours => hours.replace('-', "–").replace(' ', ", "),
        };
        html! {
            <tr><th scope="row">{ words.t(&format!("detail-hours-{day}")) }</th><td>{ text }</td></tr>
        }
    });
    let from = match (view.week_from.as_str(), view.own.keys().any(|it| it.starts_with("hours:"))) {
        (_, true) => None,
        ("", false) => Some(words.t("details-from-space")),
        (from, false) => Some(from.to_owned()),
    };
    html! {
        <>
            if let Some(now) = now { <div class="section-text" data-testid="details-now">{ now }</div> }
            if view.week.is_empty() {
                <p class="section-text muted">{ words.t("details-hours-none") }</p>
            } else {
                <table class="week" data-testid="details-week">
                    <caption class="muted">
                        { words.with("details-week", &[("zone", (&view.zone).into())]) }
                        if let Some(from) = from { { " · " }{ from } }
                    </caption>
                    <tbody>{ for days }</tbody>
                </table>
            }
            if !view.exceptions.is_empty() {
                <ul class="plain-list section-text">
                    { for view.exceptions.iter().take(LISTED).map(|it| exception(words, it)) }
                </ul>
            }
            <div class="acts">
                if view.can_edit {
                    <Button id="details-exception" words={words.t("details-exception-add")}
                        on_press={open.reform(|()| Over::Exception)} />
                    <Button id="details-hours-read" words={words.t("hours-read")}
                        on_press={open.reform(|()| Over::ReadHours)} />
                }
                if !view.week.is_empty() || !view.exceptions.is_empty() {
                    <Button id="details-hours-save" words={words.t("hours-save")} on_press={save} />
                }
            </div>
        </>
    }
}

/// Says when something is: today the hour is enough.
fn instant(words: Words, at: Timestamp) -> String {
    let hour = format::clock(words.language(), at);
    match clock::days_between(clock::now(), at) {
        0 => hour,
        _ => format!("{}, {hour}", words.day(at)),
    }
}

fn exception(words: Words, off: &ExceptionView) -> Html {
    let id = if off.open { "details-open" } else { "details-closed" };
    let last = [&off.reason, &off.from].into_iter().filter(|it| !it.is_empty());
    let beside = last.cloned().collect::<Vec<_>>().join(" · ");
    html! {
        <li data-testid="details-off">
            <span class="strong">{ words.t(id) }</span>{ " " }{ words.span(off.start, off.end) }
            if !beside.is_empty() { <span class="muted">{ " · " }{ beside }</span> }
        </li>
    }
}
