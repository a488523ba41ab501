//! The words of the command line, in the language of whoever reads them.

use std::ffi::OsString;

use chrono::Local;
use etabli_api::{ApiError, time::Timestamp};
use etabli_i18n::{Arg, Language, Messages};

use crate::args::Lang;

/// An argument of a message.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Word<'a> {
    /// A name or another text.
    Text(&'a str),
    /// A number, which decides on the plural.
    Number(u64),
}

/// The messages of one language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Words {
    messages: &'static Messages,
}

impl Words {
    /// Returns the words of `language`.
    pub(crate) fn in_language(language: Language) -> Self {
        Self { messages: Messages::of(language) }
    }

    /// Returns the words of the language that the arguments or the environment ask for; it is
    /// needed before the arguments are read, for their help.
    pub(crate) fn chosen(
        arguments: &[OsString],
        environment: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let asked = asked_for(arguments).or_else(|| {
            let variables = ["LC_ALL", "LC_MESSAGES", "LANG"];
            variables.into_iter().find_map(|name| environment(name).filter(|v| !v.is_empty()))
        });
        let language = asked.and_then(|name| Language::parse(&name));
        Self::in_language(language.unwrap_or(Language::English))
    }

    /// Returns the words that `--lang` asks for, or these.
    pub(crate) fn or(self, asked: Option<Lang>) -> Self {
        match asked {
            None => self,
            Some(Lang::Fr) => Self::in_language(Language::French),
            Some(Lang::En) => Self::in_language(Language::English),
        }
    }

    /// Returns `fr` or `en`.
    pub(crate) fn code(self) -> &'static str {
        self.messages.language().code()
    }

    /// Returns a message, if there is one of this id.
    pub(crate) fn find(self, id: &str, args: &[(&str, Word<'_>)]) -> Option<String> {
        let args: Vec<_> = args
            .iter()
            .map(|(name, word)| match word {
                Word::Text(text) => (*name, Arg::from(*text)),
                Word::Number(number) => (*name, Arg::from(*number)),
            })
            .collect();
        self.messages.find(id, &args)
    }

    /// Returns a message, or its id when there is none.
    pub(crate) fn text(self, id: &str, args: &[(&str, Word<'_>)]) -> String {
        self.find(id, args).unwrap_or_else(|| id.to_owned())
    }

    /// Returns the reason of a refusal.
    pub(crate) fn reason(self, error: &ApiError) -> String {
        self.find(&format!("error-{}", error.code), &words_of(error))
            .unwrap_or_else(|| error.to_string())
    }

    /// Returns what would help against a refusal.
    pub(crate) fn hint(self, error: &ApiError) -> Option<String> {
        self.find(&format!("hint-{}", error.code), &words_of(error)).filter(|hint| !hint.is_empty())
    }
}

fn words_of(error: &ApiError) -> Vec<(&str, Word<'_>)> {
    error.args.iter().map(|(name, value)| (name.as_str(), word_of(value))).collect()
}

fn word_of(value: &str) -> Word<'_> {
    match value.parse::<u64>() {
        // A tag such as 007 is no number.
        Ok(number) if number.to_string() == value => Word::Number(number),
        Ok(_) | Err(_) => Word::Text(value),
    }
}

fn asked_for(arguments: &[OsString]) -> Option<String> {
    let mut arguments = arguments.iter().map(|argument| argument.to_string_lossy());
    arguments
        .by_ref()
        .find_map(|argument| match argument.strip_prefix("--lang") {
            Some("") => Some(None),
            Some(rest) => rest.strip_prefix('=').map(|language| Some(language.to_owned())),
            None => None,
        })?
        .or_else(|| arguments.next().map(|language| language.into_owned()))
}

/// Returns the day of an instant on this computer's calendar, as ISO 8601.
pub(crate) fn day(time: Timestamp) -> String {
    local(time, "%Y-%m-%d")
}

/// Returns an instant to the minute on this computer's clock.
pub(crate) fn minute(time: Timestamp) -> String {
    local(time, "%Y-%m-%d %H:%M")
}

fn local(time: Timestamp, form: &str) -> String {
    match time.utc() {
        Some(time) => time.with_timezone(&Local).format(form).to_string(),
        None => time.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::ErrorCode;

    use super::*;

    fn chosen(arguments: &[&str], variables: &[(&str, &str)]) -> &'static str {
        let arguments: Vec<_> = arguments.iter().map(OsString::from).collect();
        let environment = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        Words::chosen(&arguments, environment).code()
    }

    #[test]
    fn the_argument_wins_over_the_environment() {
        assert_eq!(chosen(&["status"], &[("LANG", "fr_FR.UTF-8")]), "fr");
        assert_eq!(chosen(&["status"], &[("LANG", "fr_FR"), ("LC_ALL", "C")]), "en");
        assert_eq!(chosen(&["status"], &[("LANG", "fr_CA"), ("LC_ALL", "")]), "fr");
        assert_eq!(chosen(&["--lang", "fr"], &[("LANG", "en_US")]), "fr");
        assert_eq!(chosen(&["status", "--lang=en"], &[("LANG", "fr_FR")]), "en");
        assert_eq!(chosen(&["status", "--lang"], &[]), "en");
    }

    #[test]
    fn a_tag_with_leading_zeros_stays_as_it_is() {
        assert!(matches!(word_of("7"), Word::Number(7)));
        assert!(matches!(word_of("007"), Word::Text("007")));
        assert!(matches!(word_of("drill"), Word::Text("drill")));
    }

    #[test]
    fn every_refusal_has_its_reason_in_every_language() {
        for words in Language::ALL.map(Words::in_language) {
            for code in ErrorCode::ALL {
                let id = format!("error-{code}");
                assert!(words.find(&id, &[]).is_some(), "{} {id}", words.code());
            }
        }
    }
}
