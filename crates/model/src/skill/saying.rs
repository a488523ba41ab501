//! What a member says about themself beyond their name: a text each, under a key of its own.
//!
//! Invariant: what is said has one canonical text, which reads back as itself; empty says nothing.

use std::fmt;

use super::{Skill, Tag};
use crate::{
    id::{EntryId, LocalId, MemberId},
    inventory::many_lines,
    offer::{Post, Reply},
    text::{fold_for_search, one_line},
};

/// What the keys begin with.
const SAYS: &str = "says:";
const SKILL: &str = "skill:";
const POST: &str = "post:";
const REPLY: &str = "reply:";
const SEEN: &str = "seen:";
const ENDORSED: &str = "endorsed:";

/// The most skills of one member that are read.
pub const MOST_SKILLS: usize = 200;
/// The most needs, offers and questions of one member that are read.
pub const MOST_POSTS: usize = 500;
/// The most answers of one member that are read.
pub const MOST_REPLIES: usize = 2_000;
/// The most comments that mention one member and that they saw.
pub const MOST_SEEN: usize = 2_000;
/// The most skills of others that one member endorses.
pub const MOST_ENDORSED: usize = 2_000;
/// The most languages one speaks here.
pub const MOST_LANGUAGES: usize = 12;
/// The days of a week, 1 for Monday.
pub const DAYS: [u8; 7] = [1, 2, 3, 4, 5, 6, 7];

/// The most characters of a longer text.
const MOST_TEXT: usize = 2_000;
const MOST_LANGUAGE: usize = 40;
const MOST_SETTLED: usize = 32;

/// Something a member says about themself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Saying {
    /// What they would like to do here.
    Goals,
    /// Which languages they speak.
    Languages,
    /// On which days they mostly have time: numbers, 1 for Monday.
    Days,
    /// Anything else about when they have time.
    Availability,
    /// Whether they like to welcome newcomers.
    Welcomes,
    /// Which hints about their profile they do not want to see again.
    Settled,
    /// A skill.
    Skill(Tag),
    /// A need, an offer or a question.
    Post(LocalId),
    /// An answer to one.
    Reply(LocalId),
    /// Whether they saw that a comment of a project mentions them.
    Seen(EntryId, LocalId),
    /// That they endorse what somebody else says to be able to do.
    Endorsed(MemberId, Tag),
    /// Whether who endorses them is hidden.
    Endorsements,
}

/// Why a text is not what may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text does not say that")]
pub struct BadSaying;

const NAMED: [(Saying, &str); 7] = [
    (Saying::Goals, "goals"),
    (Saying::Languages, "languages"),
    (Saying::Days, "days"),
    (Saying::Availability, "availability"),
    (Saying::Welcomes, "welcomes"),
    (Saying::Settled, "settled"),
    (Saying::Endorsements, "endorsements"),
];

impl fmt::Display for Saying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Skill(tag) => write!(f, "{SKILL}{tag}"),
            Self::Post(id) => write!(f, "{POST}{id}"),
            Self::Reply(id) => write!(f, "{REPLY}{id}"),
            Self::Endorsed(member, tag) => write!(f, "{ENDORSED}{member}:{tag}"),
            Self::Seen(project, comment) => write!(f, "{SEEN}{project}:{comment}"),
            named => {
                let found = NAMED.iter().find(|(saying, _)| saying == named);
                f.write_str(found.map_or("", |(_, name)| name))
            }
        }
    }
}

impl Saying {
    /// Reads what names it.
    pub fn parse(name: &str) -> Option<Self> {
        if let Some(key) = name.strip_prefix(SKILL) {
            return Tag::parse(key).ok().map(Self::Skill);
        }
        // An id has one form: another one would be a second thing of that id.
        let local = |id: &str| id.parse::<LocalId>().ok().filter(|read| read.to_string() == id);
        if let Some(id) = name.strip_prefix(POST) {
            return local(id).map(Self::Post);
        }
        if let Some(id) = name.strip_prefix(REPLY) {
            return local(id).map(Self::Reply);
        }
        if let Some(of) = name.strip_prefix(ENDORSED) {
            let (member, tag) = of.split_once(':')?;
            let of = member.parse().ok().filter(|id: &MemberId| id.to_string() == member)?;
            return Tag::parse(tag).ok().map(|tag| Self::Endorsed(of, tag));
        }
        if let Some(of) = name.strip_prefix(SEEN) {
            let (project, comment) = of.split_once(':')?;
            let project = project.parse().ok().filter(|id: &EntryId| id.to_string() == project)?;
            return local(comment).map(|comment| Self::Seen(project, comment));
        }
        NAMED.iter().find(|(_, one)| *one == name).map(|(saying, _)| saying.clone())
    }

    /// Returns its key in a document.
    pub fn key(&self) -> String {
        format!("{SAYS}{self}")
    }

    /// Returns what a key of a document is about.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::parse(key.strip_prefix(SAYS)?)
    }

    /// Returns whether only who says it has to do with it: nobody is told that it was said.
    pub const fn is_own(&self) -> bool {
        matches!(self, Self::Settled | Self::Seen(..))
    }

    /// Returns the canonical text of what somebody typed; empty says nothing.
    pub fn read(&self, typed: &str) -> Result<String, BadSaying> {
        let text = many_lines(typed);
        if text.is_empty() {
            return Ok(text);
        }
        let within = |most: usize| {
            if text.chars().count() <= most { Ok(text.clone()) } else { Err(BadSaying) }
        };
        match self {
            Self::Goals | Self::Availability => within(MOST_TEXT),
            Self::Languages => languages(&text),
            Self::Days => Ok(days(&text)),
            Self::Endorsements => match text.as_str() {
                "hidden" => Ok(text),
                _ => Err(BadSaying),
            },
            Self::Welcomes | Self::Seen(..) | Self::Endorsed(..) => {
                if text == "yes" {
                    Ok(text)
                } else {
                    Err(BadSaying)
                }
            }
            Self::Settled => {
                let known = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
                let words = text.split_whitespace().filter(|word| word.len() <= 40 && known(word));
                let words: std::collections::BTreeSet<&str> = words.take(MOST_SETTLED).collect();
                Ok(words.into_iter().collect::<Vec<_>>().join(" "))
            }
            Self::Skill(tag) => {
                Skill::read(tag, typed).map(|skill| skill.to_string()).ok_or(BadSaying)
            }
            Self::Post(_) => Post::read(typed).map(|post| post.to_string()).ok_or(BadSaying),
            Self::Reply(_) => Reply::read(typed).map(|reply| reply.to_string()).ok_or(BadSaying),
        }
    }
}

fn languages(text: &str) -> Result<String, BadSaying> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split([',', ';', '\n']).map(one_line).filter(|word| !word.is_empty()) {
        let folded = fold_for_search(&word);
        let known = found.iter().any(|one| fold_for_search(one) == folded);
        if word.chars().count() > MOST_LANGUAGE || found.len() >= MOST_LANGUAGES {
            return Err(BadSaying);
        }
        if !known {
            found.push(word);
        }
    }
    Ok(found.join(", "))
}

fn days(text: &str) -> String {
    let named = |day: &u8| text.bytes().any(|byte| byte == b'0' + day);
    DAYS.iter().filter(|day| named(day)).map(u8::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(saying: Saying, typed: &str, expected: Option<&str>) {
        assert_eq!(saying.read(typed).ok().as_deref(), expected, "{typed}");
        if let Some(text) = expected {
            assert_eq!(saying.read(text).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_people_say_has_one_text() {
        check(Saying::Languages, "Français; anglais,  francais", Some("Français, anglais"));
        check(Saying::Languages, &"x, ".repeat(3), Some("x"));
        check(Saying::Languages, &"x".repeat(41), None);
        check(Saying::Days, "7, 1 and 3 9", Some("1 3 7"));
        check(Saying::Welcomes, "yes", Some("yes"));
        check(Saying::Welcomes, "no", None);
        check(Saying::Settled, "skills languages skills", Some("languages skills"));
        check(Saying::Goals, &"x".repeat(2001), None);
        check(Saying::Goals, " un <script> \r\n\n", Some("un <script>"));
    }

    #[test]
    fn every_saying_has_a_key_that_reads_back() {
        let id = LocalId([7; 16]);
        let named = NAMED.iter().map(|(saying, _)| saying.clone());
        let tag = Tag::read("Vannerie").unwrap();
        let seen = Saying::Seen(EntryId([5; 32]), id);
        let endorsed = Saying::Endorsed(MemberId(EntryId([6; 32])), tag.clone());
        let others = [Saying::Skill(tag), Saying::Post(id), Saying::Reply(id), seen, endorsed];
        for saying in named.chain(others) {
            assert_eq!(Saying::of_key(&saying.key()), Some(saying));
        }
        for other in ["name", "says:", "says:skill:", "says:skill:~", "says:post:x", "device:1"] {
            assert_eq!(Saying::of_key(other), None, "{other}");
        }
        for other in [
            "says:endorsed:",
            "says:endorsed:06:welding",
            "says:seen:",
            "says:seen:x:y",
            "says:seen:0505",
        ] {
            assert_eq!(Saying::of_key(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_said_lies_under_keys_that_never_change() {
        let (id, of) = (LocalId([7; 16]), "05".repeat(32));
        let local = "07".repeat(16);
        let tag = Tag::read("Vannerie").unwrap();
        for (saying, key) in [
            (Saying::Goals, "says:goals".to_owned()),
            (Saying::Settled, "says:settled".to_owned()),
            (Saying::Endorsements, "says:endorsements".to_owned()),
            (
                Saying::Endorsed(MemberId(EntryId([5; 32])), tag.clone()),
                format!("says:endorsed:{of}:~vannerie"),
            ),
            (Saying::Skill(tag), "says:skill:~vannerie".to_owned()),
            (Saying::Post(id), format!("says:post:{local}")),
            (Saying::Reply(id), format!("says:reply:{local}")),
            (Saying::Seen(EntryId([5; 32]), id), format!("says:seen:{of}:{local}")),
        ] {
            assert_eq!(saying.key(), key);
        }
    }
}
