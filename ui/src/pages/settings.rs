//! How the page looks and speaks here, who one is in the open space, and its rules.

mod computer;
mod limits;
mod names;
mod rules;
mod vocabulary;

use etabli_api::{Topic, command::RemoveDemo};
use etabli_i18n::Language;
use yew::prelude::*;

use crate::{
    app::Prefer,
    bridge,
    components::{answer::Refusal, field::Segments},
    preferences::{Density, Letters, Preferences, TextSize, Theme},
    query::use_change,
    route::{Route, use_heading},
    space::use_space,
    toast::use_say,
    words::use_words,
};

use self::{
    computer::Computer, limits::Limits, names::Names, rules::Rules, vocabulary::SpaceWords,
};

/// Of which version the interface is: the program's.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Shows the settings.
#[component]
pub(crate) fn Settings() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let heading = use_heading(Some(words.t("settings-title")));
    let remove = use_change(&[Topic::Spaces]);
    let remove_demo = {
        let (remove, named) = (remove.clone(), space.named());
        Callback::from(move |_: MouseEvent| {
            let say = say.clone();
            remove.send(&RemoveDemo { space: named.clone() }, move |()| {
                Route::Today.open();
                say.emit(words.t("space-demo-removed"));
            });
        })
    };
    html! {
        <div class="page narrow">
            <header class="page-head">
                <h1 ref={heading} tabindex="-1">{ words.t("settings-title") }</h1>
            </header>
            <Names />
            <LookAndLanguage />
            <Reading />
            if bridge::is_window() {
                <Computer />
            }
            <Rules />
            <Limits />
            <SpaceWords />
            <section class="section">
                <div class="section-head"><h2>{ words.t("settings-more") }</h2></div>
                <p class="section-text">{ words.t("settings-more-text") }</p>
                <div class="acts">
                    <a class="button" href={Route::Places.href()} data-testid="settings-places">
                        { words.t("places-title") }
                    </a>
                    <a class="button" href={Route::Backups.href()} data-testid="settings-backups">
                        { words.t("backups-title") }
                    </a>
                </div>
            </section>
            if space.is_demo() {
                <section class="section">
                    <div class="section-head"><h2>{ words.t("settings-demo") }</h2></div>
                    <p class="section-text">{ words.t("welcome-demo-text") }</p>
                    <Refusal error={remove.error()} />
                    <button type="button" class="button" onclick={remove_demo}
                        disabled={remove.is_pending()} data-testid="remove-demo">
                        { words.t("space-remove-demo") }
                    </button>
                </section>
            }
            <section class="section">
                <div class="section-head"><h2>{ words.t("settings-about") }</h2></div>
                <p class="section-text">
                    { words.with("settings-about-version", &[("version", VERSION.into())]) }
                </p>
                <p class="section-text muted">{ words.t("settings-about-text") }</p>
            </section>
        </div>
    }
}

/// Chooses the language and light or dark; both change at once.
#[component]
pub(crate) fn LookAndLanguage() -> Html {
    let words = use_words();
    let Some(Prefer { now, change }) = use_context::<Prefer>() else { return Html::default() };
    let languages: Vec<_> = Language::ALL
        .iter()
        .map(|language| (AttrValue::from(language.code()), AttrValue::from(language.name())))
        .collect();
    let themes: Vec<_> = Theme::ALL
        .iter()
        .map(|theme| {
            let id = format!("theme-{}", theme.code());
            (AttrValue::from(theme.code()), AttrValue::from(words.t(&id)))
        })
        .collect();
    let on_language = change.reform(move |code: AttrValue| Preferences {
        language: Language::parse(&code).unwrap_or(now.language),
        ..now
    });
    let on_theme =
        change.reform(move |code: AttrValue| Preferences { theme: Theme::parse(&code), ..now });
    html! {
        <section class="section look">
            <h2 class="hidden-label">{ words.t("settings-look") }</h2>
            <div class="look-part">
                <p class="label" aria-hidden="true">{ words.t("settings-language") }</p>
                <Segments id="language" label={words.t("settings-language")} options={languages}
                    chosen={now.language.code()} on_choose={on_language} />
            </div>
            <div class="look-part">
                <p class="label" aria-hidden="true">{ words.t("settings-theme") }</p>
                <Segments id="theme" label={words.t("settings-theme")} options={themes}
                    chosen={now.theme.code()} on_choose={on_theme} />
            </div>
        </section>
    }
}

/// Chooses how large the words are and how close rows stand; both change at once.
#[component]
fn Reading() -> Html {
    let words = use_words();
    let Some(Prefer { now, change }) = use_context::<Prefer>() else { return Html::default() };
    let sizes: Vec<_> = TextSize::ALL
        .iter()
        .map(|size| {
            let percent = size.percent();
            let shown = words.with("settings-percent", &[("percent", u32::from(percent).into())]);
            (AttrValue::from(percent.to_string()), AttrValue::from(shown))
        })
        .collect();
    let densities: Vec<_> = Density::ALL
        .iter()
        .map(|density| {
            let id = format!("density-{}", density.code());
            (AttrValue::from(density.code()), AttrValue::from(words.t(&id)))
        })
        .collect();
    let letters: Vec<_> = Letters::ALL
        .iter()
        .map(|letters| {
            let id = format!("letters-{}", letters.code());
            (AttrValue::from(letters.code()), AttrValue::from(words.t(&id)))
        })
        .collect();
    let on_letters =
        change.reform(move |code: AttrValue| Preferences { letters: Letters::parse(&code), ..now });
    let on_size =
        change.reform(move |code: AttrValue| Preferences { text: TextSize::parse(&code), ..now });
    let on_density =
        change.reform(move |code: AttrValue| Preferences { density: Density::parse(&code), ..now });
    html! {
        <section class="section look">
            <h2 class="hidden-label">{ words.t("settings-reading") }</h2>
            <div class="look-part">
                <p class="label" aria-hidden="true">{ words.t("settings-text") }</p>
                <Segments id="text" label={words.t("settings-text")} options={sizes}
                    chosen={now.text.percent().to_string()} on_choose={on_size} />
            </div>
            <div class="look-part">
                <p class="label" aria-hidden="true">{ words.t("settings-density") }</p>
                <Segments id="density" label={words.t("settings-density")} options={densities}
                    chosen={now.density.code()} on_choose={on_density} />
            </div>
            <div class="look-part">
                <p class="label" aria-hidden="true">{ words.t("settings-letters") }</p>
                <Segments id="letters" label={words.t("settings-letters")} options={letters}
                    chosen={now.letters.code()} on_choose={on_letters} />
            </div>
        </section>
    }
}
