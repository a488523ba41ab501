//! What holds for loans in the whole space, and the fields of categories: stewards change it, the
//! others see it.

use std::rc::Rc;

use etabli_api::{
    Topic,
    command::{ListSettings, SetSetting},
    view::SpaceRight,
};
use yew::prelude::*;

use crate::{
    components::{
        ask::{Ask, Asked},
        field::Takes,
    },
    query::{use_change, use_query},
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// Shows what holds for loans, and lets stewards change it.
#[component]
pub(super) fn Limits() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let topics: &'static [Topic] = &[Topic::Spaces];
    let settings = use_query(ListSettings { space: space.named() }, topics);
    let change = use_change(topics);
    let open = use_state_eq(|| None::<(String, String)>);
    let may = space.may(SpaceRight::Govern);
    let Some(settings) = settings.ready() else { return Html::default() };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let on_submit = {
        let (change, close, named, open) =
            (change.clone(), close.clone(), space.named(), open.clone());
        Callback::from(move |typed: Vec<String>| {
            let Some((setting, _)) = (*open).clone() else { return };
            let text = typed.into_iter().next().unwrap_or_default();
            let (close, say) = (close.clone(), say.clone());
            change.order(&SetSetting { space: named.clone(), setting, text }, move || {
                close.emit(());
                say.emit(words.t("rules-done"));
            });
        })
    };
    let rows = settings.iter().map(|one| {
        let name = words.t(&format!("setting-{}", one.key));
        let value = match (one.value.as_str(), one.key.as_str()) {
            ("", "fields" | "trained") => words.t("item-none"),
            ("", _) => words.t("setting-none"),
            (value, _) => value.to_owned(),
        };
        let onclick = {
            let (open, one) = (open.setter(), (one.key.clone(), one.value.clone()));
            Callback::from(move |_: MouseEvent| open.set(Some(one.clone())))
        };
        let label = words.with("setting-change-of", &[("name", (&name).into())]);
        html! {
            <li class="row" key={one.key.clone()}>
                <div class="grow">
                    <p class="row-title">{ name }</p>
                    <p class="row-note" data-testid={format!("setting-{}", one.key)}>{ value }</p>
                </div>
                if may {
                    <button type="button" class="button small" {onclick} aria-label={label}
                        data-testid={format!("setting-change-{}", one.key)}>
                        { words.t("setting-change") }
                    </button>
                }
            </li>
        }
    });
    html! {
        <section class="section">
            <div class="section-head"><h2>{ words.t("limits-title") }</h2></div>
            <ul>{ for rows }</ul>
            if let Some((key, value)) = &*open {
                <Ask id="setting" title={words.t(&format!("setting-{key}"))} submit={words.t("save")}
                    asked={Rc::from([Asked::text(
                        "value",
                        words.t(&format!("setting-{key}")),
                        value,
                        if key == "fields" || key == "trained" { Takes::Lines } else { Takes::Number },
                    )])}
                    pending={change.is_pending()} error={change.error()} {on_submit}
                    on_close={close}>
                    <p class="hint">
                        { words.t(match key.as_str() {
                            "fields" => "setting-fields-hint",
                            "trained" => "setting-trained-hint",
                            _ => "setting-hint",
                        }) }
                    </p>
                </Ask>
            }
        </section>
    }
}
