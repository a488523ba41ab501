//! The rules of the space: who may do what. Stewards change them, the others see them.

use etabli_api::{
    command::SetPolicy,
    view::{Role, SpaceRight},
};
use yew::prelude::*;

use crate::{
    components::{answer::Refusal, field::Segments},
    pages::members::PEOPLE,
    query::use_change,
    space::use_space,
    toast::use_say,
    words::use_words,
};

/// The values and words for who may do something.
const WHO: [(&str, &str, Role); 2] =
    [("member", "rules-everybody", Role::Member), ("steward", "rules-stewards", Role::Steward)];

/// Shows the rules, and lets stewards change them.
#[component]
pub(super) fn Rules() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let set = use_change(PEOPLE);
    let may = space.may(SpaceRight::Govern);
    let (admit, edit) = space.policies();
    let rules = [("admit", "rules-admit", admit), ("edit-catalogue", "rules-edit", edit)];
    let rules = rules.map(|(policy, id, now)| {
        let chosen = WHO.iter().find(|(_, _, role)| *role == now);
        let (value, word) = chosen.map_or(("", ""), |(value, word, _)| (*value, *word));
        if !may {
            return html! {
                <div class="look-part">
                    <p class="label">{ words.t(id) }</p>
                    <p data-testid={format!("rules-{policy}")}>{ words.t(word) }</p>
                </div>
            };
        }
        let options = WHO.map(|(value, word, _)| (value.into(), words.t(word).into())).to_vec();
        let on_choose = {
            let (set, say, named) = (set.clone(), say.clone(), space.named());
            Callback::from(move |chosen: AttrValue| {
                let role = WHO.iter().find(|(value, _, _)| *value == chosen.as_str());
                let Some((_, _, who)) = role.filter(|(_, _, role)| *role != now) else { return };
                let (space, policy, say) = (named.clone(), policy.to_owned(), say.clone());
                let command = SetPolicy { space, policy, who: *who };
                set.send(&command, move |_| say.emit(words.t("rules-done")));
            })
        };
        html! {
            <div class="look-part">
                <p class="label" aria-hidden="true">{ words.t(id) }</p>
                <Segments id={format!("rules-{policy}")} label={words.t(id)} {options}
                    chosen={value} {on_choose} />
            </div>
        }
    });
    html! {
        <section class="section">
            <div class="section-head"><h2>{ words.t("rules-title") }</h2></div>
            <div class="section-text look">{ for rules }</div>
            <Refusal error={set.error()} />
            if !may {
                <p class="muted">{ words.t("rules-stewards-change") }</p>
            }
        </section>
    }
}
