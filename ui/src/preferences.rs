//! What a person chose for this page: language, appearance, size of the words, space. Kept in the browser; nothing
//! of it is shared.

use etabli_i18n::Language;

const LANGUAGE: &str = "etabli.language";
const THEME: &str = "etabli.theme";
const TEXT: &str = "etabli.text";
const DENSITY: &str = "etabli.density";
const LETTERS: &str = "etabli.letters";
const SPACE: &str = "etabli.space";
/// Under which the lengths of a sheet of labels are kept.
const SHEET: &str = "etabli.label-sheet";
/// Under which filters are kept, with the space behind it.
const KEPT: &str = "etabli.filters";
const BEGUN: &str = "etabli.begun";

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

/// How large the words are, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextSize(u16);

impl TextSize {
    /// All of them, as one may choose; `tokens.css` knows the same.
    pub(crate) const ALL: [Self; 5] = [Self(90), Self(100), Self(110), Self(125), Self(150)];

    /// Returns the percentage.
    pub(crate) const fn percent(self) -> u16 {
        self.0
    }

    /// Returns the next size, larger or smaller; at an end, the same.
    pub(crate) fn next(self, larger: bool) -> Self {
        let mut sizes = Self::ALL.into_iter();
        let next = match larger {
            true => sizes.find(|size| size.0 > self.0),
            false => sizes.rfind(|size| size.0 < self.0),
        };
        next.unwrap_or(self)
    }

    /// Reads a percentage; what is none of them means the system's size.
    pub(crate) fn parse(percent: &str) -> Self {
        let known = |size: &Self| size.0.to_string() == percent;
        Self::ALL.into_iter().find(known).unwrap_or(Self(100))
    }
}

/// How much air is around rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Density {
    /// As much as reads best.
    Comfortable,
    /// As many rows as possible.
    Compact,
}

impl Density {
    /// Both, as one may choose.
    pub(crate) const ALL: [Self; 2] = [Self::Comfortable, Self::Compact];

    /// Returns `comfortable` or `compact`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Comfortable => "comfortable",
            Self::Compact => "compact",
        }
    }

    /// Reads a code; what is none means comfortable.
    pub(crate) fn parse(code: &str) -> Self {
        match code {
            "compact" => Self::Compact,
            _ => Self::Comfortable,
        }
    }
}

/// Whether single letters and signs are keys of the interface, where nobody types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// They are.
    On,
    /// Only keys that are held together are: what is said aloud to a computer does nothing else.
    Off,
}

impl Letters {
    /// Both, as one may choose.
    pub(crate) const ALL: [Self; 2] = [Self::On, Self::Off];

    /// Returns `on` or `off`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::On => "on",
            Self::Off => "off",
        }
    }

    /// Reads a code; what is none means on.
    pub(crate) fn parse(code: &str) -> Self {
        match code {
            "off" => Self::Off,
            _ => Self::On,
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
    /// How large the words are.
    pub(crate) text: TextSize,
    /// How much air is around rows.
    pub(crate) density: Density,
    /// Whether single letters are keys.
    pub(crate) letters: Letters,
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
        Self {
            language,
            theme: Theme::parse(&read(THEME).unwrap_or_default()),
            text: TextSize::parse(&read(TEXT).unwrap_or_default()),
            density: Density::parse(&read(DENSITY).unwrap_or_default()),
            letters: Letters::parse(&read(LETTERS).unwrap_or_default()),
        }
    }

    /// Keeps the choice and shows it on the page.
    pub(crate) fn apply(self) {
        write(LANGUAGE, self.language.code());
        write(THEME, self.theme.code());
        write(TEXT, &self.text.percent().to_string());
        write(DENSITY, self.density.code());
        write(LETTERS, self.letters.code());
        let document = web_sys::window().and_then(|window| window.document());
        let Some(root) = document.and_then(|document| document.document_element()) else { return };
        let themed = match self.theme {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light | Theme::Dark => root.set_attribute("data-theme", self.theme.code()),
        };
        let spoken = root.set_attribute("lang", self.language.code());
        let sized = root.set_attribute("data-text", &self.text.percent().to_string());
        let spaced = root.set_attribute("data-density", self.density.code());
        for error in [themed, spoken, sized, spaced].into_iter().filter_map(Result::err) {
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

/// Whether the first steps in a space were put away.
pub(crate) fn has_begun(space: &str) -> bool {
    read(&format!("{BEGUN}.{space}")).is_some()
}

/// Puts the first steps in a space away.
pub(crate) fn remember_begun(space: &str) {
    write(&format!("{BEGUN}.{space}"), "yes");
}

/// Reads the filters that are kept here for a space: the end of the address of each, and its name.
pub(crate) fn kept_filters(space: &str) -> Vec<(String, String)> {
    let text = read(&format!("{KEPT}.{space}")).unwrap_or_default();
    let pair =
        |line: &str| line.split_once('\t').map(|(to, name)| (to.to_owned(), name.to_owned()));
    text.lines().filter_map(pair).collect()
}

/// Keeps filters for a space.
pub(crate) fn keep_filters(space: &str, filters: &[(String, String)]) {
    let lines: Vec<String> =
        filters.iter().map(|(to, name)| [to.as_str(), name.as_str()].join("\t")).collect();
    write(&format!("{KEPT}.{space}"), &lines.join("\n"));
}

/// Reads how the labels of a sheet of one's own lie, as it was measured here last.
pub(crate) fn own_sheet() -> Vec<String> {
    read(SHEET).unwrap_or_default().split('\t').map(str::to_owned).collect()
}

/// Keeps how the labels of a sheet of one's own lie.
pub(crate) fn keep_own_sheet(lengths: &[String]) {
    write(SHEET, &lengths.join("\t"));
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
    fn sizes_read_back_and_have_a_style() {
        let tokens = include_str!("../style/tokens.css");
        for size in TextSize::ALL {
            let percent = size.percent();
            assert_eq!(TextSize::parse(&percent.to_string()), size);
            let styled = tokens.contains(&format!("[data-text=\"{percent}\"]"));
            assert_eq!(styled, percent != 100, "{percent}");
        }
        assert_eq!(TextSize::parse("300").percent(), 100);
        let next = |percent: &str, larger| TextSize::parse(percent).next(larger).percent();
        assert_eq!((next("100", true), next("100", false)), (110, 90));
        assert_eq!((next("150", true), next("90", false)), (150, 90));
        for density in Density::ALL {
            assert_eq!(Density::parse(density.code()), density);
        }
        for letters in Letters::ALL {
            assert_eq!(Letters::parse(letters.code()), letters);
        }
    }

    #[test]
    fn themes_read_back() {
        for theme in Theme::ALL {
            assert_eq!(Theme::parse(theme.code()), theme);
        }
        assert_eq!(Theme::parse("sepia"), Theme::System);
    }
}
