//! What a person chose for this page: language, appearance, space. Kept in the browser; nothing
//! of it is shared.

use etabli_i18n::Language;

const LANGUAGE: &str = "etabli.language";
const THEME: &str = "etabli.theme";
const SPACE: &str = "etabli.space";

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system says.
    System,
    /// Ink on paper.
    Light,
    /// Chalk on slate.
    Dark,
}

impl Theme {
    /// All of them, as one may choose.
    pub(crate) const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Returns `system`, `light` or `dark`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Reads a code; what is none means the system's.
    pub(crate) fn parse(code: &str) -> Self {
        match code {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// How the page looks and speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Preferences {
    /// The language of the words.
    pub(crate) language: Language,
    /// Light or dark.
    pub(crate) theme: Theme,
}

impl Preferences {
    /// Returns what was chosen, or what the system would choose.
    pub(crate) fn load() -> Self {
        let system = || {
            let languages = web_sys::window().map(|window| window.navigator().languages());
            let names = languages.into_iter().flatten().filter_map(|name| name.as_string());
            first_known(names)
        };
        let language =
            read(LANGUAGE).and_then(|code| Language::parse(&code)).unwrap_or_else(system);
        Self { language, theme: Theme::parse(&read(THEME).unwrap_or_default()) }
    }

    /// Keeps the choice and shows it on the page.
    pub(crate) fn apply(self) {
        write(LANGUAGE, self.language.code());
        write(THEME, self.theme.code());
        let document = web_sys::window().and_then(|window| window.document());
        let Some(root) = document.and_then(|document| document.document_element()) else { return };
        let themed = match self.theme {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light | Theme::Dark => root.set_attribute("data-theme", self.theme.code()),
        };
        let spoken = root.set_attribute("lang", self.language.code());
        for error in [themed, spoken].into_iter().filter_map(Result::err) {
            web_sys::console::error_1(&error);
        }
    }
}

/// Returns the first language that there are words in.
fn first_known(mut names: impl Iterator<Item = String>) -> Language {
    names.find_map(|name| Language::parse(&name)).unwrap_or(Language::English)
}

/// Returns the space that was open last.
pub(crate) fn last_space() -> Option<String> {
    read(SPACE)
}

/// Remembers the space that is open.
pub(crate) fn remember_space(id: &str) {
    write(SPACE, id);
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn write(key: &str, value: &str) {
    // A browser may refuse to keep anything; then the choice holds for this page.
    if let Some(Err(error)) = storage().map(|storage| storage.set_item(key, value)) {
        web_sys::console::warn_1(&error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_with_words_wins() {
        let names = |names: &[&str]| first_known(names.iter().map(|name| (*name).to_owned()));
        assert_eq!(names(&["de-DE", "fr-BE", "en"]), Language::French);
        assert_eq!(names(&["de"]), Language::English);
        assert_eq!(names(&[]), Language::English);
    }

    #[test]
    fn themes_read_back() {
        for theme in Theme::ALL {
            assert_eq!(Theme::parse(theme.code()), theme);
        }
        assert_eq!(Theme::parse("sepia"), Theme::System);
    }
}
