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

/// The words of the shell in one language: the page's, once it has told which.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shell(Language);

impl Shell {
    /// Speaks a language named by its code, or that of the system.
    pub(crate) fn speaking(code: Option<&str>) -> Self {
        Self(code.and_then(Language::parse).unwrap_or_else(chosen))
    }

    /// Returns the message `id`.
    pub(crate) fn text(self, id: &str) -> String {
        Messages::of(self.0).text(id)
    }

    /// Returns the message `id` with a text in it.
    pub(crate) fn with(self, id: &str, name: &str, text: &str) -> String {
        self.filled(id, &[(name, Arg::from(text))])
    }

    /// Returns the message `id` about so many.
    pub(crate) fn count(self, id: &str, count: usize) -> String {
        self.filled(id, &[("count", Arg::from(count))])
    }

    fn filled(self, id: &str, arguments: &[(&str, Arg<'_>)]) -> String {
        Messages::of(self.0).find(id, arguments).unwrap_or_else(|| id.to_owned())
    }
}

fn chosen() -> Language {
    let asked = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    asked.and_then(|name| Language::parse(&name)).unwrap_or(Language::English)
}
