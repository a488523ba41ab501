//! The words of a space, in the place of the usual ones.
//!
//! A noun that people choose has a gender, an article and an elision that nobody here knows. So it
//! is never put into an ordinary sentence: a message that can take one has a second form, an
//! attribute named after the term, in which nothing agrees with it. All other messages stay as
//! they are, and so does every message while nothing is renamed.

use std::collections::BTreeMap;

use crate::{Arg, Messages, sentence};

/// What a space may have its own word for; `term-…` and `terms-…` are the usual ones.
pub const TERMS: [&str; 5] = ["item", "place", "member", "steward", "loan"];

/// What a space calls things, in one language: one of them and several.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    words: BTreeMap<String, (String, String)>,
}

impl Vocabulary {
    /// Returns the vocabulary with another word in it.
    #[must_use]
    pub fn with(mut self, term: &str, one: &str, many: &str) -> Self {
        self.words.insert(term.to_owned(), (one.to_owned(), many.to_owned()));
        self
    }

    /// Whether everything is called as usual.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Messages {
    /// Returns the message `id` with its arguments in the words of a space, or the id itself if
    /// there is none.
    pub fn text_in(&self, space: &Vocabulary, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.renamed(space, id, args).unwrap_or_else(|| self.text_with(id, args))
    }

    /// Returns the form of a message that takes the space's words, if it has one of those renamed.
    fn renamed(&self, space: &Vocabulary, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        if space.is_empty() {
            return None;
        }
        let mut terms = TERMS.into_iter().filter(|term| space.words.contains_key(*term));
        let form = terms.find_map(|term| self.forms.get(&(id, term)))?;
        let own: Vec<(String, String)> = TERMS
            .into_iter()
            .flat_map(|term| {
                let (one, many) = match space.words.get(term) {
                    Some(words) => words.clone(),
                    None => {
                        (self.text(&format!("term-{term}")), self.text(&format!("terms-{term}")))
                    }
                };
                [
                    (format!("Term-{term}"), capital(&one)),
                    (format!("Terms-{term}"), capital(&many)),
                    (format!("term-{term}"), one),
                    (format!("terms-{term}"), many),
                ]
            })
            .collect();
        let own = own.iter().map(|(name, word)| (name.as_str(), Arg::from(word)));
        let args: Vec<(&str, Arg<'_>)> = args.iter().cloned().chain(own).collect();
        Some(sentence::written(form, self.language, &args))
    }
}

/// Returns a word as it begins a line.
fn capital(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[track_caller]
    fn check(language: Language, space: &Vocabulary, id: &str, expect: &str) {
        let args = [("count", 2_u32.into())];
        assert_eq!(Messages::of(language).text_in(space, id, &args), expect);
    }

    #[test]
    fn only_what_speaks_of_a_renamed_thing_is_said_otherwise() {
        let benches = Vocabulary::default().with("place", "établi", "établis");
        check(Language::French, &benches, "places-title", "Établis");
        check(Language::French, &benches, "places-add", "Ajouter\u{a0}: établi");
        check(Language::French, &benches, "members-title", "Membres");
        check(Language::French, &benches, "count-items", "2 objets");
        check(Language::French, &Vocabulary::default(), "places-add", "Ajouter un lieu");
    }

    #[test]
    fn a_plural_takes_the_word_for_several() {
        let tools = Vocabulary::default().with("item", "tool", "tools");
        check(Language::English, &tools, "count-items", "2 tools");
        check(Language::English, &tools, "new-item", "New tool");
    }

    #[test]
    fn a_word_is_text_and_never_a_pattern() {
        let hostile = Vocabulary::default().with("place", "{ $x }", "{ places-title }");
        check(Language::English, &hostile, "places-title", "{ places-title }");
        let empty = Vocabulary::default().with("place", "", "");
        check(Language::English, &empty, "places-title", "");
    }

    #[test]
    fn every_term_has_usual_words_and_messages_that_take_others() {
        for language in Language::ALL {
            let messages = Messages::of(language);
            for term in TERMS {
                for id in [format!("term-{term}"), format!("terms-{term}")] {
                    assert_ne!(messages.text(&id), id);
                }
                let space = Vocabulary::default().with(term, "zzz", "zzz");
                let taken =
                    ["new-item", "places-title", "members-title", "role-steward", "nav-loans"];
                let taken = taken
                    .iter()
                    .filter(|id| messages.text_in(&space, id, &[]).to_lowercase().contains("zzz"));
                assert_eq!(taken.count(), 1, "{term}");
            }
        }
    }
}
