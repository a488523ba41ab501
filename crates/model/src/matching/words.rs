//! Whether a thing is what somebody wrote that they need, going by words alone.

use crate::text::fold_for_search;

/// The most words of a need that count: a need is a line, not a page.
const MOST: usize = 12;
/// What it costs that a word of a need occurs nowhere.
const ABSENT: u16 = 8;
/// Words that say nothing about a thing, in French and English, folded.
const EMPTY: [&str; 34] = [
    "a", "an", "and", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "for",
    "from", "in", "l", "la", "le", "les", "of", "on", "or", "ou", "par", "pour", "sur", "the",
    "to", "un", "une", "with", "some", "quelques",
];

/// The words of a need, as they are looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted(Vec<String>);

/// How well a thing fits: the lower, the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fit(pub u16);

impl Wanted {
    /// Takes the words of a need. Where all of them say nothing, all of them count.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let all: Vec<String> = parts(&fold_for_search(text)).map(stem).take(MOST).collect();
        let telling: Vec<String> =
            all.iter().filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect();
        Self(if telling.is_empty() { all } else { telling })
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the words that count, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Returns how well folded texts fit: what a thing is called, what kind of thing it is, and
    /// what else is said of it. Half of the words must occur, and one of them in the first two.
    #[must_use]
    pub fn fit(&self, name: &str, kind: &str, rest: &str) -> Option<Fit> {
        let (mut cost, mut absent, mut close) = (0_u16, 0_usize, false);
        for word in &self.0 {
            let at = [name, kind, rest].iter().position(|text| occurs(word, text));
            close |= at.is_some_and(|at| at < 2);
            absent += usize::from(at.is_none());
            cost += at.and_then(|at| u16::try_from(at).ok()).unwrap_or(ABSENT);
        }
        (close && absent * 2 <= self.0.len()).then_some(Fit(cost))
    }
}

/// Returns the words of a folded text.
fn parts(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

/// Returns a word without the ending of a plural.
fn stem(word: &str) -> String {
    let short = word.strip_suffix(['s', 'x']).filter(|rest| rest.chars().count() >= 3);
    short.unwrap_or(word).to_owned()
}

/// Whether a word begins a word of a folded text: "scie" fits "scies" and "scierie".
fn occurs(word: &str, text: &str) -> bool {
    let begins = |(at, _): (usize, &str)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        before.is_none_or(|before| !before.is_alphanumeric())
    };
    text.match_indices(word).any(begins)
}
