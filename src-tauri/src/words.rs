//! The few words of the shell itself, in the language that the environment asks for.

use etabli_api::ApiError;
use etabli_i18n::{Arg, Language, Messages};

/// Returns the language's code, for a page.
pub(crate) fn language() -> &'static str {
    chosen().code()
}

/// Returns the message `id`.
pub(crate) fn text(id: &str) -> String {
    Messages::of(chosen()).text(id)
}

/// Returns why something was refused.
pub(crate) fn reason(error: &ApiError) -> String {
    worded("error", error).unwrap_or_else(|| error.to_string())
}

/// Returns what would help; empty if nothing is known to.
pub(crate) fn hint(error: &ApiError) -> String {
    worded("hint", error).unwrap_or_default()
}

fn worded(kind: &str, error: &ApiError) -> Option<String> {
    let arguments: Vec<_> =
        error.args.iter().map(|(name, value)| (name.as_str(), Arg::from(value.as_str()))).collect();
    Messages::of(chosen()).find(&format!("{kind}-{}", error.code), &arguments)
}

fn chosen() -> Language {
    let asked = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    asked.and_then(|name| Language::parse(&name)).unwrap_or(Language::English)
}
