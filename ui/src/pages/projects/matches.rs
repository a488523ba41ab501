//! What the group has of what a project needs: things to book or to ask for, people to ask.

use etabli_api::{
    Topic,
    command::{AskForItem, AskMentoring, MatchNeeds},
    id::ResourceId,
    view::{MetHow, NeedMatch, ThingMatch},
};
use etabli_i18n::Language;
use yew::prelude::*;

use crate::{
    booking::{Wanted, book::BookDialog},
    clock,
    components::{
        answer::{Refusal, answered},
        badge::{Tone, status},
        icon::Icon,
    },
    query::{use_change, use_query},
    route::Route,
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// What makes a match old.
const MATCHED: &[Topic] =
    &[Topic::Projects, Topic::Inventory, Topic::Loans, Topic::Bookings, Topic::Members];

/// Properties of [`Matches`].
#[derive(Properties, PartialEq)]
pub(crate) struct MatchesProps {
    /// The project.
    pub(crate) project: String,
}

/// Shows what meets the needs of a project; nothing where it needs nothing.
#[component]
pub(crate) fn Matches(props: &MatchesProps) -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let asked = MatchNeeds { space: space.named(), project: props.project.clone() };
    let found = use_query(asked, MATCHED);
    let ask = use_change(&[Topic::Loans]);
    let learn = use_change(&[Topic::Members]);
    let said = say.clone();
    let wanted = use_state_eq(|| None::<Wanted>);
    let on_book = {
        let setter = wanted.setter();
        Callback::from(move |wanted: Wanted| setter.set(Some(wanted)))
    };
    let on_close = {
        let setter = wanted.setter();
        Callback::from(move |()| setter.set(None))
    };
    let on_ask = {
        let (ask, named) = (ask.clone(), space.named());
        Callback::from(move |(item, quantity, due): Asking| {
            let (space, say) = (named.clone(), say.clone());
            ask.send(&AskForItem { space, item, due, quantity: Some(quantity) }, move |request| {
                say.emit(words.with("ask-done", &[("item", (&request.item_name).into())]));
            });
        })
    };
    let on_learn = {
        let (learn, named) = (learn.clone(), space.named());
        Callback::from(move |(member, skill): (String, String)| {
            let (space, say) = (named.clone(), said.clone());
            learn.order(&AskMentoring { space, member, skill }, move || {
                say.emit(words.t("person-asked"));
            });
        })
    };
    let pending = ask.is_pending() || learn.is_pending();
    let acts = Acts { pending, on_book, on_ask, on_learn };
    let shown = answered(words, &found, |found| {
        let needs = found.iter().map(|need| shown(words, need, &acts));
        match found.is_empty() {
            true => Html::default(),
            false => html! { <ul class="ruled" data-testid="matches">{ for needs }</ul> },
        }
    });
    let some = found.ready().is_none_or(|found| !found.is_empty());
    html! {
        if some {
            <section class="section" data-testid="project-matches">
                <div class="section-head"><h2>{ words.t("match-title") }</h2></div>
                <Refusal error={ask.error().or_else(|| learn.error())} />
                { shown }
                if let Some(wanted) = (*wanted).clone() { <BookDialog {wanted} {on_close} /> }
            </section>
        }
    }
}

/// An item, how many, and until which day.
type Asking = (String, u32, Option<String>);

/// What can be done about what was found.
struct Acts {
    pending: bool,
    on_book: Callback<Wanted>,
    on_ask: Callback<Asking>,
    /// Hears of whom to learn what.
    on_learn: Callback<(String, String)>,
}

fn shown(words: Words, need: &NeedMatch, acts: &Acts) -> Html {
    let (tone, icon, id) = match need.met {
        MetHow::Whole => (Tone::Ok, Icon::CircleCheck, "match-whole"),
        MetHow::Part => (Tone::Warn, Icon::Clock, "match-part"),
        MetHow::Nothing => (Tone::Plain, Icon::Alert, "match-nothing"),
    };
    let untrained = |thing: &ThingMatch| thing.units > 0 && !thing.training.is_empty();
    let id = match need.met {
        MetHow::Nothing if need.things.iter().any(untrained) => "match-untrained",
        _ => id,
    };
    let counts = [("found", need.found.into()), ("wanted", need.wanted.into())];
    let nothing = need.things.is_empty() && need.people.is_empty();
    let things = need.things.iter().map(|thing| row(words, need, thing, acts));
    let people = need.people.iter().map(|person| {
        let (french, english) = &person.skill;
        let skill = match words.language() {
            Language::French => french,
            Language::English => english,
        };
        let name = words.person(&person.name);
        let of = [("name", (&name).into()), ("what", skill.into())];
        let onclick = {
            let asked = (person.member.to_string(), person.asks.clone());
            acts.on_learn.reform(move |_: MouseEvent| asked.clone())
        };
        let how = words.t(if person.teaches { "match-teaches" } else { "match-does" });
        html! {
            <li class="row" data-testid="match-person">
                <div class="grow">
                    <p class="row-title">
                        <a href={Route::Person(person.member).href()}
                            data-testid="match-who">{ &name }</a>
                    </p>
                    <p class="row-note">
                        { skill }
                        if person.endorsed > 0 {
                            { " · " }{ words.count("person-endorsed", person.endorsed) }
                        }
                    </p>
                </div>
                { status(Tone::Ok, Icon::Users, &how) }
                if !person.asks.is_empty() {
                    <button type="button" class="button small" disabled={acts.pending} {onclick}
                        aria-label={words.with("person-ask-of", &of)} data-testid="match-learn">
                        { words.t("person-ask") }
                    </button>
                }
            </li>
        }
    });
    html! {
        <li class="match" data-testid="match-need">
            <div class="row">
                <p class="grow strong">{ &need.words }</p>
                { status(tone, icon, &words.with(id, &counts)) }
            </div>
            if nothing {
                <p class="row-note">{ words.t("match-none") }</p>
            } else {
                <ul>
                    { for things }
                    { for people }
                </ul>
            }
            if need.more > 0 { <p class="row-note">{ words.count("match-more", need.more) }</p> }
        </li>
    }
}

fn row(words: Words, need: &NeedMatch, thing: &ThingMatch, acts: &Acts) -> Html {
    let href = match thing.resource {
        ResourceId::Item(item) => Route::Item(item).href(),
        ResourceId::Place(place) => Route::Place(place).href(),
    };
    let times: Vec<String> =
        thing.times.iter().map(|time| words.span(time.start, time.end)).collect();
    let times = times.join(", ");
    let args =
        [("units", thing.units.into()), ("wanted", need.wanted.into()), ("times", (&times).into())];
    let (tone, icon, id) = match (thing.units, thing.times.is_empty()) {
        (0, _) => (Tone::Plain, Icon::Clock, "match-taken"),
        (_, false) if need.wanted == 1 => (Tone::Warn, Icon::Clock, "match-free-times"),
        (_, false) => (Tone::Warn, Icon::Clock, "match-free-at"),
        (units, true) if units >= need.wanted => (Tone::Ok, Icon::CircleCheck, "match-free"),
        (_, true) => (Tone::Ok, Icon::CircleCheck, "match-free-some"),
    };
    let near = match (thing.steps, thing.near.as_str()) {
        (Some(0), _) => words.t("match-here"),
        (_, "") => String::new(),
        (_, near) => words.with("match-near", &[("place", near.into())]),
    };
    let button = |id: &'static str, label: &'static str, onclick: Callback<MouseEvent>| {
        let label = words.t(label);
        let of = [("what", (&label).into()), ("name", (&thing.name).into())];
        html! {
            <button type="button" class="button small" aria-label={words.with("row-of", &of)}
                disabled={acts.pending} {onclick} data-testid={id}>{ label }</button>
        }
    };
    let booking = {
        let wanted = wanted(need, thing);
        acts.on_book.reform(move |_: MouseEvent| wanted.clone())
    };
    let asking = {
        // It is kept until the end of the last day of the need.
        let due = need.until.map(|until| clock::wall(until.plus(-1)).0.iso());
        let asked = (what(thing), need.wanted.min(thing.units.max(1)), due);
        acts.on_ask.reform(move |_: MouseEvent| asked.clone())
    };
    html! {
        <li class="row loan" data-testid="match-thing">
            <div class="grow">
                <p class="row-title">
                    <a {href} data-testid="match-open">{ &thing.name }</a>
                    if !thing.tag.is_empty() { { " " }<span class="label-tag">{ &thing.tag }</span> }
                </p>
                <p class="row-note">
                    { &thing.path }
                    if !near.is_empty() { { " · " }<span data-testid="match-near">{ near }</span> }
                </p>
                if !thing.training.is_empty() {
                    <p class="row-note">
                        { words.with("match-training", &[
                            ("training", (&thing.training).into()),
                            ("trainers", (&words.people(&thing.trainers)).into()),
                            ("count", thing.trainers.len().into()),
                        ]) }
                    </p>
                }
            </div>
            { status(tone, icon, &words.with(id, &args)) }
            if thing.can_book { { button("match-book", "book", booking) } }
            if thing.can_ask { { button("match-ask", "ask-submit", asking) } }
        </li>
    }
}

fn what(thing: &ThingMatch) -> String {
    match thing.resource {
        ResourceId::Item(item) => item.to_string(),
        ResourceId::Place(place) => place.to_string(),
    }
}

/// Returns the booking that a need and a thing make: when it is free, or the whole time.
fn wanted(need: &NeedMatch, thing: &ThingMatch) -> Wanted {
    let soon = Wanted::soon((what(thing), thing.name.clone()), need.wanted.max(1));
    match (thing.times.first(), need.until) {
        (Some(time), _) => {
            let (from, to) = (clock::wall(time.start), clock::wall(time.end));
            Wanted { from, to, whole: false, ..soon }
        }
        (None, Some(until)) => {
            let (from, to) = (clock::wall(need.from), clock::wall(until.plus(-1)));
            Wanted { from, to, whole: true, ..soon }
        }
        (None, None) => soon,
    }
}
