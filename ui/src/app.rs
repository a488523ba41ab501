//! The whole interface: what a person prefers, which spaces there are, which one is open.

use std::rc::Rc;

use etabli_api::{Topic, command::ListSpaces, view::SpaceView};
use yew::{prelude::*, provide};

use crate::{
    bridge,
    components::{answer::answered, lost::Lost},
    pages::welcome::Welcome,
    preferences::{self, Preferences},
    query::use_query,
    route::{Address, Route, use_address},
    shell::Shell,
    space::{Choose, OpenSpace},
    toast::{Say, ToastAction, ToastList, Toasts},
    words::Words,
};

/// How the page looks and speaks, and a way to change that.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Prefer {
    /// What holds.
    pub(crate) now: Preferences,
    /// Hears what a person prefers.
    pub(crate) change: Callback<Preferences>,
}

/// Shows the interface.
#[component]
pub(crate) fn App() -> Html {
    let preferences = use_state(Preferences::load);
    use_effect_with(*preferences, |preferences| preferences.apply());
    use_effect_with((), |()| bridge::listen());
    use_effect_with(preferences.language, |language| bridge::speak(*language));

    let toasts = use_reducer(Toasts::default);
    let Address { route, filter } = use_address();
    let chosen = use_state(preferences::last_space);
    let words = Words::of(preferences.language);
    let prefer = Prefer {
        now: *preferences,
        change: {
            let setter = preferences.setter();
            Callback::from(move |preferences| setter.set(preferences))
        },
    };
    let say = {
        let dispatcher = toasts.dispatcher();
        Say(Callback::from(move |said| dispatcher.dispatch(ToastAction::Say(said))))
    };
    let choose = {
        let setter = chosen.setter();
        Choose(Callback::from(move |id: String| {
            preferences::remember_space(&id);
            setter.set(Some(id));
        }))
    };

    let spaces = use_query(ListSpaces {}, &[Topic::Spaces, Topic::Members]);
    let screen = answered(words, &spaces, |spaces| {
        let open = opened(spaces, chosen.as_deref());
        match (open, route) {
            #[cfg(feature = "gallery")]
            (_, Route::Gallery) => html! { <crate::pages::gallery::Gallery /> },
            (Some(open), Route::Welcome | Route::Create | Route::Join) => {
                html! { <Welcome {route} open={Some(open.name.clone())} /> }
            }
            (None, _) => html! { <Welcome {route} open={None::<String>} /> },
            (Some(open), _) => {
                let words = words.spoken_in(open);
                let open = OpenSpace::new(Rc::new(open.clone()));
                let key = open.named().unwrap_or_default();
                let spaces = Rc::<[SpaceView]>::from(spaces.as_slice());
                let shell = html! { <Shell {key} {route} {filter} {spaces} /> };
                provide(words, provide(open, shell))
            }
        }
    });

    let shown = html! {
        <>
            { screen }
            <div class="said">
                <Lost />
                <ToastList {toasts} />
            </div>
        </>
    };
    provide(words, provide(prefer, provide(say, provide(choose, shown))))
}

/// Returns the space that was chosen, or the one used last.
fn opened<'a>(spaces: &'a [SpaceView], chosen: Option<&str>) -> Option<&'a SpaceView> {
    let chosen = chosen.and_then(|id| spaces.iter().find(|space| space.id.to_string() == id));
    chosen.or(spaces.first())
}
