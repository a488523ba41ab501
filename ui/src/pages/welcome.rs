//! How to begin: a new space, somebody else's space, or a demo to look around in. It is there
//! when there is no space yet, and again from the list of spaces.

mod create;
mod join;
mod step;
mod waits;

use etabli_api::{Topic, command::CreateDemo};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        icon::{Icon, icon, mark},
    },
    pages::settings::LookAndLanguage,
    query::use_change,
    route::{Route, use_heading},
    space::use_choose,
    words::use_words,
};

use self::{create::Create, join::Join, waits::use_waits};

/// Properties of [`Welcome`].
#[derive(Properties, PartialEq)]
pub(crate) struct WelcomeProps {
    /// Which step.
    pub(crate) route: Route,
    /// The name of the space to go back to, if there is one.
    #[prop_or_default]
    pub(crate) open: Option<String>,
}

/// Shows how to begin.
#[component]
pub(crate) fn Welcome(props: &WelcomeProps) -> Html {
    let words = use_words();
    let WelcomeProps { route, open } = props;
    let step = match route {
        Route::Create => html! { <Create /> },
        Route::Join => html! { <Join /> },
        Route::Welcome
        | Route::Today
        | Route::Inventory
        | Route::Item(_)
        | Route::Loans
        | Route::Planning
        | Route::Desk
        | Route::Activity
        | Route::Figures
        | Route::Bin
        | Route::Projects
        | Route::Project(_)
        | Route::Board(_)
        | Route::Card(..)
        | Route::Tasks
        | Route::Members
        | Route::Devices
        | Route::Places
        | Route::Place(_)
        | Route::Wishes
        | Route::StockTake
        | Route::People
        | Route::Person(_)
        | Route::Offers
        | Route::Trainings
        | Route::Backups
        | Route::Settings
        | Route::Gallery => html! { <Choices open={open.clone()} /> },
    };
    html! {
        <div class="welcome">
            <header class="pegboard">
                <p class="brand">{ mark() }<span>{ words.t("app-name") }</span></p>
                <p class="pegboard-title">{ words.t("welcome-title") }</p>
                <p class="pegboard-text">{ words.t("welcome-lede") }</p>
            </header>
            <main class="welcome-main" id="main" tabindex="-1">
                { step }
                <LookAndLanguage />
            </main>
        </div>
    }
}

/// Properties of [`Choices`].
#[derive(Properties, PartialEq)]
struct ChoicesProps {
    open: Option<String>,
}

#[component]
fn Choices(props: &ChoicesProps) -> Html {
    let (words, choose) = (use_words(), use_choose());
    let heading = use_heading(Some(words.t("app-name")));
    let waits = use_waits();
    let demo = use_change(&[Topic::Spaces]);
    let open_demo = {
        let demo = demo.clone();
        Callback::from(move |_: MouseEvent| {
            let choose = choose.clone();
            let language = words.language().code().to_owned();
            demo.send(&CreateDemo { language }, move |space| {
                choose.emit(space.id.to_string());
                Route::Today.open();
            });
        })
    };
    let pending = demo.is_pending();
    html! {
        <div class="step">
            if let Some(space) = &props.open {
                <a class="button quiet" href={Route::Inventory.href()} data-testid="welcome-back">
                    { icon(Icon::ArrowLeft) }
                    { words.with("welcome-back", &[("space", space.into())]) }
                </a>
            }
            <h1 ref={heading} tabindex="-1">{ words.t("welcome-choices") }</h1>
            { waits.cards }
            <Refusal error={demo.error()} />
            <ul class="ways">
                <li class="way">
                    <h2>{ words.t("welcome-create-title") }</h2>
                    <p>{ words.t("welcome-create-text") }</p>
                    <a class="button main-act" href={Route::Create.href()}
                        data-testid="welcome-create">{ words.t("welcome-create-act") }</a>
                </li>
                <li class="way">
                    <h2>{ words.t("welcome-join-title") }</h2>
                    <p>{ words.t("welcome-join-text") }</p>
                    <a class="button" href={Route::Join.href()} data-testid="welcome-join">
                        { words.t("welcome-join-act") }
                    </a>
                </li>
                <li class="way">
                    <h2>{ words.t("welcome-demo-title") }</h2>
                    <p>{ words.t("welcome-demo-text") }</p>
                    <button type="button" class="button" onclick={open_demo} disabled={pending}
                        data-testid="welcome-demo">{ words.t("welcome-demo-act") }</button>
                </li>
            </ul>
        </div>
    }
}
