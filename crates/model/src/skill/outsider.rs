//! People outside the group who can help it: what the group notes of them, inside the space only.
//!
//! Invariant: one canonical text, which reads back as itself.

use std::fmt;

use super::{MOST_SKILLS, Tag};
use crate::{
    inventory::many_lines,
    text::{Name, one_line},
};

/// The most characters of how somebody is reached.
const MOST_REACH: usize = 200;
/// The most characters of anything else.
const MOST_NOTE: usize = 1_000;

/// Somebody outside the group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outsider {
    /// Their name.
    pub name: String,
    /// What they can do, as people wrote it, by its tag.
    pub skills: Vec<(Tag, String)>,
    /// How they are reached.
    pub reach: String,
    /// Anything else.
    pub note: String,
}

impl Outsider {
    /// Makes one of what a person typed; skills are parted by commas.
    pub fn typed(name: &str, skills: &str, reach: &str, note: &str) -> Option<Self> {
        let name = Name::parse(name).ok()?.as_str().to_owned();
        let (reach, note) = (one_line(reach), many_lines(note));
        let mut read: Vec<(Tag, String)> = Vec::new();
        for words in skills.split([',', ';', '\n']).map(one_line).filter(|words| !words.is_empty())
        {
            let tag = Tag::read(&words).ok()?;
            let words = if tag.usual().is_some() { String::new() } else { words };
            if read.iter().all(|(one, _)| *one != tag) {
                read.push((tag, words));
            }
        }
        let fits = read.len() <= MOST_SKILLS
            && reach.chars().count() <= MOST_REACH
            && note.chars().count() <= MOST_NOTE;
        fits.then_some(Self { name, skills: read, reach, note })
    }

    /// Reads a canonical text.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.splitn(4, '\n');
        let mut next = || lines.next().unwrap_or_default();
        let found = Self::typed(next(), next(), next(), next())?;
        (found.to_string() == text).then_some(found)
    }
}

impl fmt::Display for Outsider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let called = |(tag, words): &(Tag, String)| match words.as_str() {
            "" => tag.to_string(),
            words => words.to_owned(),
        };
        let skills: Vec<String> = self.skills.iter().map(called).collect();
        let lines = [self.name.as_str(), &skills.join(", "), &self.reach, &self.note];
        f.write_str(lines.join("\n").trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_outside_has_one_text() {
        let ana = Outsider::typed("Ana ", "Soudage, Vannerie; welding", "06 12", "a\nb").unwrap();
        assert_eq!(ana.to_string(), "Ana\nwelding, Vannerie\n06 12\na\nb");
        assert_eq!(Outsider::read(&ana.to_string()), Some(ana));
        let bare = Outsider::typed("Bo", "", "", "").unwrap();
        assert_eq!((bare.to_string().as_str(), Outsider::read("Bo")), ("Bo", Some(bare.clone())));
        for wrong in ["", "\n", " Bo", "Bo\n", "Bo\nSoudage"] {
            assert_eq!(Outsider::read(wrong), None, "{wrong:?}");
        }
        assert_eq!(Outsider::typed("Bo", "", &"x".repeat(201), ""), None);
    }
}
