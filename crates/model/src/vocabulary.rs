//! The words that a space uses instead of the program's own: what it calls an item, a place, …
//!
//! Invariant: a word is one short line without anything that could disguise the text around it. A
//! term or language that this version does not know is left as it is in the document.

use serde::{Deserialize, Serialize};

use crate::text::{TextError, is_seen, one_line};

/// Something that a space may have its own word for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// What is lent.
    Item,
    /// Where it is kept.
    Place,
    /// A person of the space.
    Member,
    /// One who answers for it.
    Steward,
    /// What a hand-over starts.
    Loan,
}

impl Term {
    /// All terms, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Item, Self::Place, Self::Member, Self::Steward, Self::Loan];

    /// Returns its text form.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Place => "place",
            Self::Member => "member",
            Self::Steward => "steward",
            Self::Loan => "loan",
        }
    }

    /// Reads its text form.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|term| term.as_str() == text)
    }
}

/// A language that a space may have its own words in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Tongue {
    /// French.
    #[serde(rename = "fr")]
    French,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl Tongue {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::French, Self::English];

    /// Returns `fr` or `en`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// Reads `fr` or `en`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tongue| tongue.as_str() == text)
    }
}

/// What a space calls something: one of them, and several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Wording {
    one: String,
    many: String,
}

impl Wording {
    /// The most characters that a word may have.
    pub const MOST: usize = 24;

    /// Reads what a person typed; without a word for several, that for one serves for both.
    pub fn parse(one: &str, many: &str) -> Result<Self, TextError> {
        let (one, many) = (plain(one), plain(many));
        if one.is_empty() {
            return Err(TextError::Empty);
        }
        if [&one, &many].iter().any(|word| word.chars().count() > Self::MOST) {
            return Err(TextError::TooLong(Self::MOST));
        }
        Ok(Self { many: if many.is_empty() { one.clone() } else { many }, one })
    }

    /// Returns what one of them is called.
    pub fn one(&self) -> &str {
        &self.one
    }

    /// Returns what several are called.
    pub fn many(&self) -> &str {
        &self.many
    }

    /// Returns the form in which a document holds it: both words are chosen together, so that two
    /// people who write at once never make one of them another's.
    pub fn written(&self) -> String {
        format!("{}\n{}", self.one, self.many)
    }

    /// Reads what a document holds; `None` where nothing is left that could be shown.
    pub fn read(text: &str) -> Option<Self> {
        let (one, many) = text.split_once('\n').unwrap_or((text, ""));
        let short = |word: &str| plain(word).chars().take(Self::MOST).collect::<String>();
        Self::parse(&short(one), &short(many)).ok()
    }
}

/// Returns a word on one line, without marks that nobody sees and without those of markup.
fn plain(text: &str) -> String {
    let seen = |c: &char| is_seen(*c) && !matches!(c, '<' | '>' | '{' | '}' | '\\');
    one_line(&one_line(text).chars().filter(seen).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, many: &str, expect: Result<(&str, &str), TextError>) {
        let found = Wording::parse(one, many);
        let found = found.as_ref().map(|words| (words.one(), words.many())).map_err(|e| *e);
        assert_eq!(found, expect);
    }

    #[test]
    fn a_word_is_short_plain_and_said_for_one_and_for_several() {
        check(" poste  de travail ", "postes", Ok(("poste de travail", "postes")));
        check("établi", "", Ok(("établi", "établi")));
        check("", "postes", Err(TextError::Empty));
        check("\u{200b}\u{202e}", "", Err(TextError::Empty));
        check(&"x".repeat(25), "", Err(TextError::TooLong(24)));
        check("a", &"x".repeat(25), Err(TextError::TooLong(24)));
    }

    #[test]
    fn nothing_in_a_word_disguises_what_is_around_it() {
        check("<b>po\u{202e}ste</b>\u{7}", "{ $x }", Ok(("bposte/b", "$x")));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let words = Wording::parse("établi", "établis").unwrap();
        assert_eq!(words.written(), "établi\nétablis");
        assert_eq!(Wording::read(&words.written()), Some(words));
        assert_eq!(Wording::read(""), None);
        let long = Wording::read(&"x".repeat(100_000)).unwrap();
        assert_eq!((long.one().len(), long.many().len()), (24, 24));
    }

    #[test]
    fn terms_and_languages_have_one_text_form() {
        assert!(Term::ALL.iter().all(|term| Term::parse(term.as_str()) == Some(*term)));
        assert!(Tongue::ALL.iter().all(|one| Tongue::parse(one.as_str()) == Some(*one)));
        assert_eq!((Term::parse("drill"), Tongue::parse("de")), (None, None));
    }
}
