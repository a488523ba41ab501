//! Text that people type, made safe to store and show: trimmed, bounded, without control characters.

use std::{fmt, str::Chars};

use serde::{Deserialize, Serialize};

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing is left after trimming.
    #[error("the text is empty")]
    Empty,
    /// The text has more characters than allowed.
    #[error("the text is longer than {0} characters")]
    TooLong(usize),
}

/// Returns the text on one line: control characters become spaces, runs of white space one space,
/// and direction overrides, which could disguise a name, are dropped.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    line.extend(OneLine::of(text));
    line
}

/// Returns whether a character leaves a mark, or is a space, rather than only shaping what stands
/// beside it: the format characters of Unicode and its blank letters do not.
pub const fn is_seen(c: char) -> bool {
    !matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

/// The characters of a text on one line. Every text of every item passes here when a space is
/// opened, so nothing is allocated on the way.
struct OneLine<'a> {
    rest: Chars<'a>,
    /// The character that a space stands before.
    held: Option<char>,
    begun: bool,
}

impl<'a> OneLine<'a> {
    fn of(text: &'a str) -> Self {
        Self { rest: text.chars(), held: None, begun: false }
    }
}

impl Iterator for OneLine<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if self.held.is_some() {
            return self.held.take();
        }
        let mut gap = false;
        loop {
            let c = self.rest.next()?;
            match c {
                '!'..='~' => {}
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => continue,
                c if c.is_whitespace() || c.is_control() => {
                    gap = true;
                    continue;
                }
                _ => {}
            }
            if gap && self.begun {
                self.held = Some(c);
                return Some(' ');
            }
            self.begun = true;
            return Some(c);
        }
    }
}

/// A name on one line, of 1 to 200 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Name(String);

impl Name {
    /// The most characters a name may have.
    pub const MOST: usize = 200;

    /// Reads a name, refusing an empty or overlong one.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let line = one_line(text);
        if !line.chars().any(|c| is_seen(c) && !c.is_whitespace()) {
            return Err(TextError::Empty);
        }
        match line.chars().count() {
            1..=Self::MOST => Ok(Self(line)),
            _ => Err(TextError::TooLong(Self::MOST)),
        }
    }

    /// Returns the name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Name {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        Self::parse(&text)
    }
}

impl From<Name> for String {
    fn from(name: Name) -> Self {
        name.0
    }
}

/// Returns the text folded for comparing and searching: lower case, without the accents of Latin
/// letters, ligatures opened, white space as in [`one_line`].
pub fn fold_for_search(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in OneLine::of(text) {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            c.to_lowercase().for_each(|c| fold_into(&mut folded, c));
        }
    }
    folded
}

fn fold_into(folded: &mut String, lower: char) {
    match lower {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
        'ç' => folded.push('c'),
        'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
        'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
        'ñ' => folded.push('n'),
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
        'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
        'ý' | 'ÿ' => folded.push('y'),
        'œ' => folded.push_str("oe"),
        'æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        '’' | '‘' => folded.push('\''),
        '\u{300}'..='\u{36f}' => {}
        other => folded.push(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_trimmed_line() {
        assert_eq!(Name::parse("  Scie \t à\nruban ").unwrap().as_str(), "Scie à ruban");
        assert_eq!(Name::parse(" \u{202e} "), Err(TextError::Empty));
        assert_eq!(Name::parse(&"x".repeat(201)), Err(TextError::TooLong(200)));
        // What nobody sees is no name, but shapes one.
        assert_eq!(Name::parse(" \u{200b}\u{2060} \u{3164}"), Err(TextError::Empty));
        assert_eq!(Name::parse("👩\u{200d}🔧").map(|name| name.0.chars().count()), Ok(3));
    }

    #[test]
    fn a_direction_override_leaves_no_gap() {
        assert_eq!(one_line("\u{feff}a\u{202e}b \u{2066} c\u{7}\u{a0}d "), "ab c d");
        assert_eq!(one_line(" \n\u{202e}\t"), "");
    }

    #[test]
    fn search_does_not_see_accents_or_case() {
        assert_eq!(fold_for_search("Établi d’Œuvre"), "etabli d'oeuvre");
        assert_eq!(fold_for_search("E\u{301}querre"), "equerre");
    }
}
