//! What members need, offer and ask, what others answer, and who learns from whom.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{
        AnswerMentoring, ClosePost, ListMentorings, ListPosts, NoteSession, ReplyToPost, WritePost,
    },
    view::{MentoringView, PostView, SpaceRight},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        ask::{Ask, Asked},
        drawing::{Drawing, Empty},
        field::Takes,
    },
    pages::people::{called, ways},
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

const POSTS: &[Topic] = &[Topic::Members];

/// What is asked for in front of the page.
#[derive(Debug, Clone, PartialEq)]
enum Front {
    Write,
    Reply(PostView),
    Session(MentoringView),
}

/// What was clicked.
#[derive(Debug, Clone, PartialEq)]
enum Click {
    Show(Front),
    Close(PostView),
    Answer(MentoringView, &'static str),
}

/// Shows them.
#[component]
pub(crate) fn Offers() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let heading = use_heading(Some(words.t("offers-title")));
    let posts = use_query(ListPosts { space: space.named(), all: false, side: None }, POSTS);
    let learning = use_query(ListMentorings { space: space.named(), all: false }, POSTS);
    let change = use_change(POSTS);
    let front = use_state(|| None::<Front>);
    let on_close = {
        let front = front.setter();
        Callback::from(move |()| front.set(None))
    };
    let on_click = {
        let (front, change) = (front.setter(), change.clone());
        let (named, say) = (space.named(), say.clone());
        Callback::from(move |click: Click| {
            let (space, say) = (named.clone(), say.clone());
            match click {
                Click::Show(what) => front.set(Some(what)),
                Click::Close(post) => {
                    let command = ClosePost { space, post: post.id, closed: true };
                    change.order(&command, move || {
                        say.emit(words.with("offer-closed", &[("name", (&post.title).into())]));
                    });
                }
                Click::Answer(one, answer) => {
                    let (mentoring, answer) = (one.id.to_string(), answer.to_owned());
                    let command = AnswerMentoring { space, mentoring, answer };
                    change.order(&command, move || say.emit(words.t("mentoring-done")));
                }
            }
        })
    };
    let on_submit = {
        let (front, change, close) = (front.clone(), change.clone(), on_close.clone());
        let named = space.named();
        Callback::from(move |typed: Vec<String>| {
            let mut typed = typed.into_iter();
            let mut next = || typed.next().unwrap_or_default();
            let (space, close, say) = (named.clone(), close.clone(), say.clone());
            match (*front).clone() {
                None => {}
                Some(Front::Write) => {
                    let command = WritePost {
                        space,
                        side: next(),
                        sort: Some(next()),
                        way: Some(next()),
                        title: next(),
                        text: next(),
                        until: Some(next()),
                    };
                    let name = command.title.clone();
                    change.order(&command, move || {
                        close.emit(());
                        say.emit(words.with("offer-written", &[("name", (&name).into())]));
                    });
                }
                Some(Front::Reply(post)) => {
                    let command = ReplyToPost { space, post: post.id, text: next() };
                    change.order(&command, move || {
                        close.emit(());
                        say.emit(words.t("offer-replied"));
                    });
                }
                Some(Front::Session(one)) => {
                    let minutes = next().trim().parse().unwrap_or(0);
                    let command = NoteSession { space, mentoring: one.id.to_string(), minutes };
                    change.order(&command, move || {
                        close.emit(());
                        say.emit(words.t("mentoring-done"));
                    });
                }
            }
        })
    };
    let may = space.may(SpaceRight::Lend);
    let list = answered(words, &posts, |posts| {
        if posts.is_empty() {
            return html! {
                <Empty id="offers-empty" drawing={Drawing::Board} title={words.t("offers-empty-title")}
                    text={words.t("offers-empty-text")} />
            };
        }
        let rows = posts.iter().map(|one| row(words, one, may, &on_click));
        html! { <ul class="ruled" aria-label={words.t("offers-title")}>{ for rows }</ul> }
    });
    let learning = learning.ready().filter(|all| !all.is_empty()).map(|all| {
        let rows = all.iter().map(|one| mentoring(words, one, &on_click));
        html! {
            <section class="section">
                <div class="section-head"><h2>{ words.t("mentorings-title") }</h2></div>
                <ul>{ for rows }</ul>
            </section>
        }
    });
    let dialog = (*front).clone().map(|front| {
        let (title, asked, submit, hint) = asked(words, &front);
        html! {
            <Ask id="offer" {title} {asked} {submit} pending={change.is_pending()}
                error={change.error()} on_submit={on_submit} on_close={on_close}>
                if let Some(hint) = hint { <p class="hint">{ hint }</p> }
            </Ask>
        }
    });
    let write = on_click.reform(|_: MouseEvent| Click::Show(Front::Write));
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("offers-title") }</h1>
                    <p class="lede">{ words.t("offers-lede") }</p>
                </div>
                if may {
                    <div class="actions">
                        <button type="button" class="button main-act" onclick={write}
                            data-testid="offer-open">{ words.t("offers-write") }</button>
                    </div>
                }
                { ways(words, Route::Offers) }
            </header>
            <PartBanner />
            <Refusal error={change.error().filter(|_| front.is_none())} />
            { list }
            { learning }
            { dialog }
        </div>
    }
}

/// Returns what a dialog asks for: its title, its fields, what submitting does, and a hint.
fn asked(words: Words, front: &Front) -> (String, Rc<[Asked]>, String, Option<String>) {
    let choice = |id: &'static str, start: &str, all: &[&'static str]| {
        let each = |end: &&'static str| ((*end).into(), words.t(&[start, end].concat()).into());
        Asked::choice(id, words.t(&["offer-", id].concat()), "", all.iter().map(each).collect())
    };
    let text =
        |id: &'static str, takes| Asked::text(id, words.t(&["offer-", id].concat()), "", takes);
    match front {
        Front::Write => (
            words.t("offers-write-title"),
            Rc::from([
                choice("side", "side-", &["need", "offer", "question"]),
                choice("sort", "sort-", &["good", "skill", "knowledge"]),
                choice("way", "way-", &["give", "lend", "rent", "swap"]),
                text("title", Takes::Line),
                text("text", Takes::Lines),
                text("until", Takes::Day),
            ]),
            words.t("offers-write"),
            None,
        ),
        Front::Reply(post) => (
            words.with("offer-reply-of", &[("name", (&post.title).into())]),
            Rc::from([text("reply-text", Takes::Lines)]),
            words.t("offer-reply"),
            Some(words.t("offer-reply-hint")),
        ),
        Front::Session(_) => (
            words.t("mentoring-session"),
            Rc::from([Asked::text("minutes", words.t("mentoring-minutes"), "60", Takes::Number)]),
            words.t("save"),
            None,
        ),
    }
}

fn button(
    words: Words,
    id: &'static str,
    label: String,
    click: Click,
    on_click: &Callback<Click>,
) -> Html {
    let onclick = on_click.reform(move |_: MouseEvent| click.clone());
    html! {
        <button type="button" class="button small" {onclick} aria-label={label} data-testid={id}>
            { words.t(id) }</button>
    }
}

fn row(words: Words, one: &PostView, may: bool, on_click: &Callback<Click>) -> Html {
    let (by, date) = (words.person(&one.by_name), words.day(one.at));
    let mut facts =
        vec![words.with("offer-by", &[("name", (&by).into()), ("date", (&date).into())])];
    if one.side != "question" {
        facts.push(words.t(&["sort-", &one.sort].concat()));
        facts.push(words.t(&["way-", &one.way].concat()));
    }
    facts.extend(
        one.until.map(|until| words.with("person-until", &[("date", (&words.day(until)).into())])),
    );
    let replies = one.replies.iter().map(|reply| {
        let name = words.person(&reply.by_name);
        let args = [("name", (&name).into()), ("text", (&reply.text).into())];
        html! { <li class="note" data-testid="offer-said">{ words.with("offer-said", &args) }</li> }
    });
    let label = |id: &str| words.with(&[id, "-of"].concat(), &[("name", (&one.title).into())]);
    html! {
        <li key={one.id.clone()} class="row loan" data-testid="offer-row">
            <div class="grow">
                <p class="row-title">
                    <span class="badge">{ words.t(&["side-", &one.side].concat()) }</span>
                    { " " }{ &one.title }
                </p>
                if !one.text.is_empty() { <p class="note">{ &one.text }</p> }
                <p class="row-note">{ facts.join(" · ") }</p>
                if !one.replies.is_empty() { <ul class="lines">{ for replies }</ul> }
            </div>
            if may {
                { button(words, "offer-reply", label("offer-reply"), Click::Show(Front::Reply(one.clone())), on_click) }
            }
            if may && one.mine {
                { button(words, "offer-close", label("offer-close"), Click::Close(one.clone()), on_click) }
            }
        </li>
    }
}

fn mentoring(words: Words, one: &MentoringView, on_click: &Callback<Click>) -> Html {
    let skill = called(words, &one.skill);
    let (by, of) = (words.person(&one.by_name), words.person(&one.of_name));
    let line = [("by", (&by).into()), ("of", (&of).into()), ("skill", (&skill).into())];
    let line = words.with("mentoring-line", &line);
    let met = [("count", one.sessions.into()), ("minutes", one.minutes.into())];
    let act = |id: &'static str, click: Click| {
        button(words, id, format!("{}: {line}", words.t(id)), click, on_click)
    };
    html! {
        <li key={one.id.to_string()} class="row loan" data-testid="mentoring-row">
            <div class="grow">
                <p class="row-title">{ &line }</p>
                <p class="row-note">
                    { words.t(&["mentoring-", &one.state].concat()) }{ ", " }
                    { words.with("mentoring-met", &met) }
                </p>
            </div>
            if one.can_answer {
                { act("mentoring-accept", Click::Answer(one.clone(), "accept")) }
                { act("mentoring-refuse", Click::Answer(one.clone(), "refuse")) }
            }
            if one.can_go_on {
                { act("mentoring-session", Click::Show(Front::Session(one.clone()))) }
                { act("mentoring-end", Click::Answer(one.clone(), "end")) }
            }
        </li>
    }
}
