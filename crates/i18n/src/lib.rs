//! The words of Établi in French and English, for the interface, the shell and the window.
//!
//! Both languages have the same messages with the same variables, and looking one up never
//! fails: an unknown id is shown as it is, so that a mistake is seen and nothing breaks.

mod sentence;
mod vocabulary;

use std::{borrow::Cow, collections::HashMap, fmt, sync::OnceLock};

use fluent_syntax::{
    ast::{Entry, Pattern},
    parser,
};

pub use self::vocabulary::{TERMS, Vocabulary};

/// The files of each language: the interface, refusals and what was; the command line and the
/// gallery of components where there are such. A page has them beside its code and gives them to
/// `provide`: a browser reads them faster than code.
#[cfg(not(target_arch = "wasm32"))]
const FRENCH: &[&str] = &[
    include_str!("fr.ftl"),
    include_str!("errors.fr.ftl"),
    include_str!("history.fr.ftl"),
    include_str!("people.fr.ftl"),
    #[cfg(any(test, feature = "cli"))]
    include_str!("cli.fr.ftl"),
    #[cfg(any(test, feature = "gallery"))]
    include_str!("gallery.fr.ftl"),
];
#[cfg(not(target_arch = "wasm32"))]
const ENGLISH: &[&str] = &[
    include_str!("en.ftl"),
    include_str!("errors.en.ftl"),
    include_str!("history.en.ftl"),
    include_str!("people.en.ftl"),
    #[cfg(any(test, feature = "cli"))]
    include_str!("cli.en.ftl"),
    #[cfg(any(test, feature = "gallery"))]
    include_str!("gallery.en.ftl"),
];

/// A language that there are words in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// French.
    French,
    /// English.
    English,
}

impl Language {
    /// All languages, as a person may choose them.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// Reads `fr`, `en-GB`, `fr_FR.UTF-8` and the like; `None` for a language without words.
    pub fn parse(text: &str) -> Option<Self> {
        let primary = text.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match primary.trim().to_ascii_lowercase().as_str() {
            "fr" => Some(Self::French),
            "en" | "c" | "posix" => Some(Self::English),
            _ => None,
        }
    }

    /// Returns `fr` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// Returns the language's own name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::French => "Français",
            Self::English => "English",
        }
    }

    #[cfg(not(target_arch = "wasm32"))]
    const fn sources(self) -> &'static [&'static str] {
        match self {
            Self::French => FRENCH,
            Self::English => ENGLISH,
        }
    }

    #[cfg(target_arch = "wasm32")]
    fn sources(self) -> &'static [&'static str] {
        self.provided().get().copied().unwrap_or_default()
    }

    #[cfg(target_arch = "wasm32")]
    fn provided(self) -> &'static OnceLock<&'static [&'static str]> {
        static FRENCH: OnceLock<&[&str]> = OnceLock::new();
        static ENGLISH: OnceLock<&[&str]> = OnceLock::new();
        match self {
            Self::French => &FRENCH,
            Self::English => &ENGLISH,
        }
    }
}

/// Gives the words of a language, before any is asked for; once given, they stay.
#[cfg(target_arch = "wasm32")]
pub fn provide(language: Language, words: String) {
    language.provided().get_or_init(|| Box::leak(Box::new([&*words.leak()])));
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg<'a> {
    /// A name or another text.
    Text(Cow<'a, str>),
    /// A number, which decides on the plural.
    Number(u64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Arg<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Self::Number(u64::try_from(number).unwrap_or(u64::MAX))
    }
}

/// The messages of one language.
pub struct Messages {
    language: Language,
    patterns: HashMap<&'static str, Pattern<&'static str>>,
    /// Further forms of messages, by the message and what it is for.
    forms: HashMap<(&'static str, &'static str), Pattern<&'static str>>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Messages {
    /// Returns the messages of a language, read once.
    pub fn of(language: Language) -> &'static Self {
        static FRENCH: OnceLock<Messages> = OnceLock::new();
        static ENGLISH: OnceLock<Messages> = OnceLock::new();
        let messages = match language {
            Language::French => &FRENCH,
            Language::English => &ENGLISH,
        };
        messages.get_or_init(|| Self::read(language))
    }

    fn read(language: Language) -> Self {
        let (mut patterns, mut forms) = (HashMap::new(), HashMap::new());
        for source in language.sources() {
            // What could be read is kept: a test refuses the rest.
            let resource = parser::parse_runtime(*source).unwrap_or_else(|(resource, _)| resource);
            for entry in resource.body {
                let Entry::Message(message) = entry else { continue };
                for form in message.attributes {
                    forms.insert((message.id.name, form.id.name), form.value);
                }
                if let Some(pattern) = message.value {
                    patterns.insert(message.id.name, pattern);
                }
            }
        }
        Self { language, patterns, forms }
    }

    /// Returns the language of these messages.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// Returns the message `id`, or the id itself if there is none.
    pub fn text(&self, id: &str) -> String {
        self.text_with(id, &[])
    }

    /// Returns the message `id` with its arguments, or the id itself if there is none.
    pub fn text_with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// Returns the message `id` with its arguments, if there is one.
    pub fn find(&self, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        Some(sentence::written(self.patterns.get(id)?, self.language, args))
    }
}

#[cfg(test)]
mod tests;
