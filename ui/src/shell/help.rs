//! Help, the same from every screen: the keys, where to go when something is wrong, which version
//! this is.

use yew::prelude::*;

use crate::{
    components::dialog::{Dialog, DialogWidth},
    route::Route,
    words::{Words, use_words},
};

/// What keys do: each line is the message of the keys and, with `-text`, of what they do.
const KEYS: [&str; 20] = [
    "key-palette",
    "key-search",
    "key-new",
    "key-help",
    "key-undo",
    "key-redo",
    "key-today",
    "key-inventory",
    "key-loans",
    "key-planning",
    "key-desk",
    "key-members",
    "key-activity",
    "key-places",
    "key-devices",
    "key-backups",
    "key-along",
    "key-carry",
    "key-take",
    "key-close",
];

/// Properties of [`Help`].
#[derive(Properties, PartialEq)]
pub(crate) struct HelpProps {
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Shows the keys and where help is.
#[component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let words = use_words();
    let leave = props.on_close.reform(|_: MouseEvent| ());
    let version = env!("CARGO_PKG_VERSION");
    html! {
        <Dialog id="help-dialog" title={words.t("help")} width={DialogWidth::Table} on_close={props.on_close.clone()}>
            <section class="section">
                <div class="section-head"><h3>{ words.t("help-keys") }</h3></div>
                <dl class="keys" data-testid="help-keys">{ for KEYS.map(|id| line(words, id)) }</dl>
                <p class="section-text muted">
                    { words.t("help-letters") }{ " " }
                    <a href={Route::Settings.href()} onclick={leave.clone()}
                        data-testid="help-settings">{ words.t("help-settings") }</a>
                </p>
            </section>
            <section class="section">
                <div class="section-head"><h3>{ words.t("help-wrong") }</h3></div>
                <p class="section-text">
                    { words.t("help-wrong-text") }{ " " }
                    <a href={Route::Devices.href()} onclick={leave} data-testid="help-devices">
                        { words.t("help-devices") }
                    </a>
                </p>
                <p class="muted" data-testid="help-version">
                    { words.with("help-version", &[("version", version.into())]) }
                </p>
            </section>
        </Dialog>
    }
}

/// Draws one line; keys that follow one another or are held together stand apart.
fn line(words: Words, id: &'static str) -> Html {
    let keys = words.t(id);
    let keys = keys.split(' ').map(|key| html! { <kbd>{ key }</kbd> });
    html! {
        <div>
            <dt>{ for keys }</dt>
            <dd>{ words.t(&format!("{id}-text")) }</dd>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use etabli_i18n::Language;

    use super::*;
    use crate::shell::letters::SCREENS;

    #[test]
    fn every_key_is_told_in_every_language() {
        for language in Language::ALL {
            let words = Words::of(language);
            for id in KEYS {
                for id in [id.to_owned(), format!("{id}-text")] {
                    assert!(!words.t(&id).is_empty() && words.t(&id) != id, "{id}");
                }
            }
            let keys: Vec<String> = KEYS.iter().map(|id| words.t(id)).collect();
            for (letter, route) in SCREENS {
                let told = format!("G {}", letter.to_uppercase());
                assert!(keys.contains(&told), "{told} leads to {route:?}");
            }
        }
    }
}
