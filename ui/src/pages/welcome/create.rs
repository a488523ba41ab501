//! A new space: its name, and the name of the person who begins it.

use etabli_api::{Topic, command::CreateSpace};
use yew::prelude::*;

use super::step::Step;
use crate::{
    components::{answer::Refusal, field::Field},
    query::use_change,
    route::Route,
    space::use_choose,
    toast::use_say,
    words::use_words,
};

/// Asks what a new space needs.
#[component]
pub(crate) fn Create() -> Html {
    let (words, choose, say) = (use_words(), use_choose(), use_say());
    let name = use_state(String::new);
    let member = use_state(String::new);
    let create = use_change(&[Topic::Spaces]);
    let onsubmit = {
        let (create, name, member) = (create.clone(), name.clone(), member.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (choose, say) = (choose.clone(), say.clone());
            let command = CreateSpace { name: (*name).clone(), member: (*member).clone() };
            create.send(&command, move |space| {
                choose.emit(space.id.to_string());
                Route::Today.open();
                say.emit(words.with("create-done", &[("space", (&space.name).into())]));
            });
        })
    };
    html! {
        <Step id="create" title={words.t("create-title")}>
            <form class="stack" {onsubmit} novalidate=true>
                <Field id="create-name" label={words.t("create-name")} text={name}
                    hint={words.t("create-name-hint")} required=true />
                <Field id="create-member" label={words.t("create-member")} text={member}
                    hint={words.t("create-member-hint")} required=true />
                <Refusal error={create.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={create.is_pending()}
                        data-testid="create-submit">{ words.t("create-submit") }</button>
                </div>
            </form>
        </Step>
    }
}
