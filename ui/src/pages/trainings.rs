//! Who may use what: what asks for a training, who can train for it, who was trained.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{EndTraining, GiveTraining, ListMembers, ListTrainings, NameTrainer},
    view::{CoverageView, MemberStanding, TrainedView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::answered,
        ask::{Ask, Asked},
        badge::{Tone, status},
        drawing::{Drawing, Empty},
        field::Takes,
        icon::Icon,
    },
    pages::people::ways,
    part::PartBanner,
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

/// What makes it old.
const TRAINED: &[Topic] = &[Topic::Members, Topic::Inventory, Topic::Spaces, Topic::Bookings];

/// Shows who may use what.
#[component]
pub(crate) fn Trainings() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let heading = use_heading(Some(words.t("trainings-title")));
    let rows = use_query(ListTrainings { space: space.named() }, TRAINED);
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members]);
    let change = use_change(TRAINED);
    let front = use_state(|| None::<(&'static str, CoverageView)>);
    let on_close = {
        let front = front.setter();
        Callback::from(move |()| front.set(None))
    };
    let on_open = {
        let front = front.setter();
        Callback::from(move |what: (&'static str, CoverageView)| front.set(Some(what)))
    };
    let on_submit = {
        let (change, close, named, front) =
            (change.clone(), on_close.clone(), space.named(), front.clone());
        Callback::from(move |typed: Vec<String>| {
            let Some((act, row)) = (*front).clone() else { return };
            let mut typed = typed.into_iter();
            let (member, until) = (typed.next().unwrap_or_default(), typed.next());
            let (space, of, name) = (named.clone(), row.of, row.name);
            let (close, say) = (close.clone(), say.clone());
            let done = move || {
                close.emit(());
                say.emit(words.with("training-done", &[("name", (&name).into())]));
            };
            match act {
                "training-give" => {
                    change.order(&GiveTraining { space, member, of, until }, done);
                }
                "training-end" => change.order(&EndTraining { space, member, of }, done),
                act => {
                    let trains = act == "training-name";
                    change.order(&NameTrainer { space, member, of, trains }, done);
                }
            }
        })
    };
    let list = answered(words, &rows, |view| {
        if view.rows.is_empty() {
            return html! {
                <Empty id="trainings-empty" drawing={Drawing::Shelf}
                    title={words.t("trainings-empty-title")} text={words.t("trainings-empty-text")} />
            };
        }
        let rows = view.rows.iter().map(|one| row(words, one, &on_open));
        html! { <ul class="ruled" aria-label={words.t("trainings-title")}>{ for rows }</ul> }
    });
    let dialog = (*front).clone().map(|(act, row)| {
        let option = |id: String, name: &str| (id.into(), words.person(name).into());
        let of = |all: &[TrainedView]| {
            all.iter().map(|one| option(one.member.to_string(), &one.name)).collect::<Vec<_>>()
        };
        let offers: Vec<(AttrValue, AttrValue)> = match act {
            "training-end" => of(&row.held),
            "training-unname" => of(&row.trainers),
            _ => {
                let all = members.ready().map(|all| all.to_vec()).unwrap_or_default();
                let here = all.iter().filter(|one| one.standing == MemberStanding::Active);
                here.map(|one| option(one.id.to_string(), &one.name)).collect()
            }
        };
        let mut asked = vec![Asked::choice("member", words.t("training-member"), "", offers)];
        if act == "training-give" {
            asked.push(Asked::text("until", words.t("training-until"), "", Takes::Day));
        }
        let asked: Rc<[Asked]> = Rc::from(asked);
        let title = words.with(&[act, "-of"].concat(), &[("name", (&row.name).into())]);
        html! {
            <Ask id="training" {title} {asked} submit={words.t(act)} pending={change.is_pending()}
                error={change.error()} on_submit={on_submit} on_close={on_close} />
        }
    });
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("trainings-title") }</h1>
                    <p class="lede">{ words.t("trainings-lede") }</p>
                </div>
                { ways(words, Route::Trainings) }
            </header>
            <PartBanner />
            { list }
            { dialog }
        </div>
    }
}

fn row(words: Words, one: &CoverageView, on_open: &Callback<(&'static str, CoverageView)>) -> Html {
    let name = words.category(&one.name);
    let button = |act: &'static str| {
        let of = one.clone();
        let label = words.with(&[act, "-of"].concat(), &[("name", (&name).into())]);
        let onclick = on_open.reform(move |_: MouseEvent| (act, of.clone()));
        html! {
            <button type="button" class="button small" {onclick} aria-label={label}
                data-testid={act}>{ words.t(act) }</button>
        }
    };
    let names = |all: &[TrainedView]| {
        let each = all.iter().map(|one| {
            let who = words.person(&one.name);
            match one.until {
                None => who,
                Some(until) => {
                    let id = if one.over { "person-over" } else { "person-until" };
                    let until = words.with(id, &[("date", (&words.day(until)).into())]);
                    format!("{who} ({until})")
                }
            }
        });
        each.collect::<Vec<_>>().join(", ")
    };
    let ended = one.ended.iter().map(|one| {
        let (who, date) = (words.person(&one.name), one.until.map(|at| words.day(at)));
        let date = date.unwrap_or_default();
        words.with("training-ended-on", &[("name", (&who).into()), ("date", (&date).into())])
    });
    let ended = ended.collect::<Vec<_>>().join(", ");
    let line = |id: &str, names: &str| words.with(id, &[("names", names.into())]);
    html! {
        <li key={one.of.clone()} class="row loan" data-testid="training-row">
            <div class="grow">
                <p class="row-title">{ &name }</p>
                if one.trainers.is_empty() {
                    <p>{ status(
                        Tone::Warn,
                        Icon::Alert,
                        &words.with("trainings-nobody", &[("name", (&name).into())]),
                    ) }</p>
                } else {
                    <p class="row-note">{ line("trainings-trainers", &names(&one.trainers)) }</p>
                }
                <p class="row-note">
                    { match one.held.is_empty() {
                        true => words.t("trainings-held-none"),
                        false => line("trainings-held", &names(&one.held)),
                    } }
                </p>
                if !one.ended.is_empty() {
                    <p class="row-note" data-testid="training-ended">{ line("trainings-ended", &ended) }</p>
                }
                if !one.items.is_empty() && one.items != [one.name.clone()] {
                    <p class="row-note">{ line("trainings-items", &one.items.join(", ")) }</p>
                }
                if !one.unanswered.is_empty() {
                    <p class="row-note" data-testid="training-unanswered">
                        { line("trainings-unanswered", &one.unanswered.join(", ")) }
                    </p>
                }
            </div>
            <div class="acts">
                if one.may_train { { button("training-give") } }
                if one.may_train && !one.held.is_empty() { { button("training-end") } }
                if one.may_name { { button("training-name") } }
                if one.may_name && !one.trainers.is_empty() { { button("training-unname") } }
            </div>
        </li>
    }
}
