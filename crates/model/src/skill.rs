//! What members can do, can teach and want to learn.
//!
//! Invariant: a skill is one canonical text under the key of its tag in its member's own document,
//! so that nobody writes into anybody else's, and two devices that say the same write the same.
//! What is not canonical reads as nothing said.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Serialize};

use crate::{
    inventory::many_lines,
    text::{fold_for_search, one_line},
};

mod badge;
mod outsider;
mod saying;
mod taxonomy;

pub use self::{
    badge::{Badge, Facts, badges},
    outsider::Outsider,
    saying::{
        BadSaying, DAYS, MOST_ENDORSED, MOST_LANGUAGES, MOST_POSTS, MOST_REPLIES, MOST_SEEN,
        MOST_SKILLS, Saying,
    },
    taxonomy::{SKILLS, Usual},
};

/// The most characters of what a skill is called.
pub const MOST_WORDS: usize = 60;
/// The most characters of what is said of a skill.
pub const MOST_NOTE: usize = 1_000;
/// What the keys of skills begin with that are in no list.
const FREE: char = '~';

/// What names a skill: a key of the list to start with, or what people call it, without accents and
/// capitals, so that two spellings are one skill.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(String);

/// Why a text names no skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text names no skill")]
pub struct BadTag;

impl Tag {
    /// Reads what people call a skill, in either language.
    pub fn read(typed: &str) -> Result<Self, BadTag> {
        let line = one_line(typed);
        let folded = fold_for_search(&line);
        if folded.is_empty() || folded.chars().count() > MOST_WORDS {
            return Err(BadTag);
        }
        match SKILLS.iter().find(|usual| usual.key == line || usual.is_called(&folded)) {
            Some(usual) => Ok(Self(usual.key.to_owned())),
            None => Ok(Self(format!("{FREE}{folded}"))),
        }
    }

    /// Reads a key.
    pub fn parse(key: &str) -> Result<Self, BadTag> {
        let known = match key.strip_prefix(FREE) {
            Some(words) => {
                let length = words.chars().count();
                words == fold_for_search(&one_line(words)) && (1..=MOST_WORDS).contains(&length)
            }
            None => SKILLS.iter().any(|usual| usual.key == key),
        };
        if known { Ok(Self(key.to_owned())) } else { Err(BadTag) }
    }

    /// Returns its key.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the entry of the list, if it is in it.
    pub fn usual(&self) -> Option<&'static Usual> {
        SKILLS.iter().find(|usual| usual.key == self.0)
    }

    /// Returns its name in French and in English, where nobody wrote it otherwise.
    pub fn names(&self) -> (&str, &str) {
        match self.usual() {
            Some(usual) => (usual.french, usual.english),
            None => {
                let words = self.0.strip_prefix(FREE).unwrap_or_default();
                (words, words)
            }
        }
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Tag {
    type Error = BadTag;

    fn try_from(key: String) -> Result<Self, BadTag> {
        Self::parse(&key)
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> Self {
        tag.0
    }
}

/// How a member stands to a skill; one may do something, teach it and want to learn more.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// They can do it.
    #[default]
    Can,
    /// They can teach it.
    Teach,
    /// They want to learn it.
    Want,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Can, Self::Teach, Self::Want];

    /// Returns its word in a canonical text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Can => "can",
            Self::Teach => "teach",
            Self::Want => "want",
        }
    }

    /// Reads it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// How well somebody can do something, by their own word.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// They began.
    Novice,
    /// They do it alone.
    #[default]
    Able,
    /// Others ask them.
    Expert,
}

impl Level {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::Novice, Self::Able, Self::Expert];

    /// Returns its word in a canonical text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Novice => "novice",
            Self::Able => "able",
            Self::Expert => "expert",
        }
    }

    /// Reads it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == text)
    }
}

/// A skill of a member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skill {
    /// What names it.
    pub tag: Tag,
    /// How they wrote it, where it is in no list.
    pub words: String,
    /// How they stand to it, never empty.
    pub kinds: BTreeSet<Kind>,
    /// How well they can do it.
    pub level: Level,
    /// Anything else they say of it.
    pub note: String,
}

impl Skill {
    /// Makes a skill of what a person typed.
    pub fn typed(
        called: &str,
        kinds: impl IntoIterator<Item = Kind>,
        level: Level,
        note: &str,
    ) -> Result<Self, BadTag> {
        let (tag, kinds) = (Tag::read(called)?, kinds.into_iter().collect::<BTreeSet<Kind>>());
        let words = if tag.usual().is_some() { String::new() } else { one_line(called) };
        let note = many_lines(note);
        let fits = !kinds.is_empty() && note.chars().count() <= MOST_NOTE;
        if fits { Ok(Self { tag, words, kinds, level, note }) } else { Err(BadTag) }
    }

    /// Reads a canonical text; empty where the skill was taken away.
    pub fn read(tag: &Tag, text: &str) -> Option<Self> {
        let (head, rest) = text.split_once('\n').unwrap_or((text, ""));
        let (words, note) = rest.split_once('\n').unwrap_or((rest, ""));
        let kinds: BTreeSet<Kind> = head.split(' ').filter_map(Kind::parse).collect();
        let level = head.split(' ').find_map(Level::parse)?;
        let same = match tag.usual() {
            Some(_) => words.is_empty(),
            None => Tag::read(words).as_ref() == Ok(tag),
        };
        let skill =
            Self { tag: tag.clone(), words: words.to_owned(), kinds, level, note: note.to_owned() };
        let fits = !skill.kinds.is_empty() && note.chars().count() <= MOST_NOTE;
        (same && fits && skill.to_string() == text).then_some(skill)
    }

    /// Returns its name in French and in English.
    pub fn names(&self) -> (&str, &str) {
        if self.words.is_empty() { self.tag.names() } else { (&self.words, &self.words) }
    }
}

impl fmt::Display for Skill {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for kind in &self.kinds {
            write!(f, "{} ", kind.as_str())?;
        }
        f.write_str(self.level.as_str())?;
        if !self.words.is_empty() || !self.note.is_empty() {
            write!(f, "\n{}", self.words)?;
        }
        if self.note.is_empty() { Ok(()) } else { write!(f, "\n{}", self.note) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_language_and_any_accents_name_one_skill() {
        let welding = Tag::read("Soudage").unwrap();
        for typed in [" soudage ", "WELDING", "welding"] {
            assert_eq!(Tag::read(typed), Ok(welding.clone()), "{typed}");
        }
        assert_eq!(welding.names(), ("Soudage", "Welding"));
        let free = Tag::read("Vannerie d’Éloïse").unwrap();
        assert_eq!(Tag::read("vannerie  D’eloise"), Ok(free.clone()));
        assert_eq!(Tag::parse(free.as_str()), Ok(free));
        for wrong in ["", "   ", &"x".repeat(61)] {
            assert_eq!(Tag::read(wrong), Err(BadTag), "{wrong}");
        }
        for wrong in ["~", "~É", "~a  b", "nothing", "~\n"] {
            assert_eq!(Tag::parse(wrong), Err(BadTag), "{wrong}");
        }
    }

    #[test]
    fn a_skill_has_one_text() {
        let skill =
            Skill::typed("Vannerie", [Kind::Want, Kind::Can], Level::Expert, "osier\nsaule")
                .unwrap();
        assert_eq!(skill.to_string(), "can want expert\nVannerie\nosier\nsaule");
        assert_eq!(Skill::read(&skill.tag, &skill.to_string()), Some(skill.clone()));
        let usual = Skill::typed("welding", [Kind::Teach], Level::Able, "").unwrap();
        assert_eq!(usual.to_string(), "teach able");
        assert_eq!(Skill::read(&usual.tag, "teach able"), Some(usual.clone()));
        for wrong in ["", "able", "teach", "teach can able", "can able able", "can able\nVannerie"]
        {
            assert_eq!(Skill::read(&usual.tag, wrong), None, "{wrong}");
        }
        assert_eq!(Skill::read(&skill.tag, "can able"), None);
        assert!(Skill::typed("welding", [], Level::Able, "").is_err());
        assert!(Skill::typed("welding", [Kind::Can], Level::Able, &"x".repeat(1001)).is_err());
    }

    #[test]
    fn every_name_of_the_list_is_read_as_its_own_skill() {
        for usual in SKILLS {
            for name in [usual.key, usual.french, usual.english] {
                assert_eq!(Tag::read(name).unwrap().as_str(), usual.key, "{name}");
            }
        }
    }
}
