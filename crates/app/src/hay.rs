//! What search looks at, and the words it looks for.
//!
//! Most texts hold not even the letters of a word: which occur is kept beside a text, so that it is
//! not fetched from memory to say no.

use memchr::memmem::Finder;

/// What search looks at of an item, folded, a line each: name, tag, category, place, note,
/// further names.
#[derive(Debug, Clone)]
pub(crate) struct Hay {
    text: Box<str>,
    letters: Letters,
}

impl Hay {
    /// Keeps a folded text.
    pub(crate) fn new(text: String) -> Self {
        Self { letters: Letters::of(&text), text: text.into_boxed_str() }
    }

    /// Returns the folded text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Returns whether a word occurs.
    pub(crate) fn has(&self, word: &Word<'_>) -> bool {
        self.letters.cover(word.letters) && word.is_in(&self.text)
    }
}

/// A folded word that is searched for.
#[derive(Debug)]
pub(crate) struct Word<'a> {
    finder: Finder<'a>,
    letters: Letters,
}

impl<'a> Word<'a> {
    /// Takes the words of a folded text.
    pub(crate) fn all(folded: &'a str) -> Vec<Self> {
        let words = folded.split(' ').filter(|word| !word.is_empty());
        words.map(|word| Self { finder: Finder::new(word), letters: Letters::of(word) }).collect()
    }

    /// Returns its letters.
    pub(crate) const fn letters(&self) -> Letters {
        self.letters
    }

    /// Returns whether it occurs in a folded text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        self.finder.find(text.as_bytes()).is_some()
    }
}

/// Which bytes occur in a text, taken together by their rest by 64.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Letters(u64);

impl Letters {
    fn of(text: &str) -> Self {
        Self(text.bytes().fold(0, |letters, byte| letters | 1 << (byte % 64)))
    }

    /// Takes those of a text to these.
    pub(crate) const fn add(&mut self, hay: &Hay) {
        self.0 |= hay.letters.0;
    }

    /// Returns whether all of another text are among these.
    pub(crate) const fn cover(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

#[cfg(test)]
mod tests {
    use etabli_model::text::fold_for_search;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn letters_beside_a_text_change_no_answer(text in "\\PC{0,40}", word in "\\PC{1,3}") {
            let (text, word) = (fold_for_search(&text), fold_for_search(&word));
            for one in Word::all(&word) {
                prop_assert_eq!(Hay::new(text.clone()).has(&one), one.is_in(&text));
            }
        }
    }

    #[test]
    fn a_word_is_found_anywhere_in_the_text() {
        let hay = Hay::new("perceuse a colonne\nt042".to_owned());
        let has = |text| Word::all(text).iter().all(|word| hay.has(word));
        assert!(has("colonne perc") && has("042") && has(""));
        assert!(!has("042 scie") && !has("colonnes"));
    }
}
