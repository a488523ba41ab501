//! Newcomers and who welcomes them, on the page where a space begins.

use etabli_api::{
    command::{ListMembers, ListWelcomes, WelcomeMember},
    id::MemberId,
    view::{MemberStanding, WelcomeView},
};
use web_sys::HtmlSelectElement;
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
        Callback::from(move |(member, buddy, done): (String, Option<String>, bool)| {
            let say = say.clone();
            let command = WelcomeMember { space: named.clone(), member, buddy, done };
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
            let onclick = on_act.reform(move |_: MouseEvent| (member.clone(), None, done));
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
                if one.can_choose {
                    <Choose member={one.member} {name} disabled={change.is_pending()}
                        on_choose={on_act.reform({
                            let member = one.member.to_string();
                            move |buddy: String| (member.clone(), Some(buddy), false)
                        })} />
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

/// Properties of [`Choose`].
#[derive(Properties, PartialEq)]
struct ChooseProps {
    /// The newcomer.
    member: MemberId,
    /// Their name.
    name: String,
    /// Whether something is on its way.
    disabled: bool,
    /// Hears who is to welcome them.
    on_choose: Callback<String>,
}

/// Lets a steward say who welcomes somebody.
#[component]
fn Choose(props: &ChooseProps) -> Html {
    let ChooseProps { member, name, disabled, on_choose } = props;
    let (words, space, field) = (use_words(), use_space(), use_node_ref());
    let all = use_query(ListMembers { space: space.named() }, SAID);
    let fits = |one: &&etabli_api::view::MemberView| {
        one.id != *member && one.standing == MemberStanding::Active
    };
    let options = all.ready().iter().flat_map(|all| all.iter()).filter(fits).map(|one| {
        let id = one.id.to_string();
        html! { <option key={id.clone()} value={id.clone()}>{ words.person(&one.name) }</option> }
    }).collect::<Html>();
    let onsubmit = {
        let (field, on_choose) = (field.clone(), on_choose.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(select) = field.cast::<HtmlSelectElement>() {
                on_choose.emit(select.value());
            }
        })
    };
    html! {
        <form class="field-row" {onsubmit}>
            <select ref={field} class="input" data-testid="welcome-who"
                aria-label={words.with("welcome-who", &[("name", name.into())])}>
                { options }
            </select>
            <button type="submit" class="button small" disabled={*disabled} data-testid="welcome-choose">
                { words.t("welcome-choose") }</button>
        </form>
    }
}
