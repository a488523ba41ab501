//! Newcomers and who welcomes them, on the page where a space begins.

use etabli_api::{
    command::{ListWelcomes, WelcomeMember},
    view::WelcomeView,
};
use yew::prelude::*;

use super::SAID;
use crate::{
    components::answer::Refusal,
    query::{use_change, use_query},
    space::use_space,
    toast::use_say,
    words::use_words,
};

/// Shows who is new; nothing where nobody is.
#[component]
pub(crate) fn Welcomes() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let all = use_query(ListWelcomes { space: space.named() }, SAID);
    let change = use_change(SAID);
    let Some(all) = all.ready().filter(|all| !all.is_empty()) else { return Html::default() };
    let on_act = {
        let (change, named) = (change.clone(), space.named());
        Callback::from(move |(member, done): (String, bool)| {
            let say = say.clone();
            let command = WelcomeMember { space: named.clone(), member, buddy: None, done };
            change.order(&command, move || say.emit(words.t("welcome-said")));
        })
    };
    let row = |one: &WelcomeView| {
        let name = words.person(&one.name);
        let args = [("name", (&name).into()), ("buddy", (&one.buddy_name).into())];
        let text = match (one.me, one.buddy_name.is_empty(), one.mine) {
            (true, true, _) => words.t("welcome-me-nobody"),
            (true, false, _) => words.with("welcome-me", &[("name", (&one.buddy_name).into())]),
            (false, true, _) => words.with("welcome-nobody", &args),
            (false, false, true) => words.with("welcome-mine", &args),
            (false, false, false) => words.with("welcome-other", &args),
        };
        let reach = [&one.contact.phone, &one.contact.email];
        let reach = reach.into_iter().filter(|it| !it.is_empty()).cloned().collect::<Vec<_>>();
        let button = |id: &'static str, done: bool| {
            let member = one.member.to_string();
            let onclick = on_act.reform(move |_: MouseEvent| (member.clone(), done));
            html! {
                <button type="button" class="button small" {onclick} disabled={change.is_pending()}
                    aria-label={format!("{}: {name}", words.t(id))} data-testid={id}>{ words.t(id) }</button>
            }
        };
        html! {
            <li key={one.member.to_string()} class="row" data-testid="welcome-row">
                <div class="grow">
                    <p>{ text }</p>
                    if !reach.is_empty() { <p class="row-note">{ reach.join(", ") }</p> }
                </div>
                if one.can_volunteer { { button("welcome-volunteer", false) } }
                if one.mine || one.me && !one.buddy_name.is_empty() {
                    { button("welcome-done", true) }
                }
            </li>
        }
    };
    html! {
        <section class="section" data-testid="today-welcomes">
            <div class="section-head"><h2>{ words.t("welcomes-title") }</h2></div>
            <Refusal error={change.error()} />
            <ul>{ for all.iter().map(row) }</ul>
        </section>
    }
}
