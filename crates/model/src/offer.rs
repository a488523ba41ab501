//! Needs, offers and questions of members, and what others answer.
//!
//! Invariant: each lies in its author's own document, so nobody edits another's words; an answer
//! names what it answers, and what it answers may be gone or not here yet. One canonical text each.

use std::fmt;

use crate::{
    id::{LocalId, MemberId},
    inventory::many_lines,
    text::Name,
    time::Timestamp,
};

/// The most characters of a need, an offer or an answer, beside its title.
pub const MOST_SAID: usize = 2_000;

macro_rules! words {
    ($(#[$outer:meta])* $name:ident { $( $(#[$doc:meta])* $variant:ident = $text:literal ),* $(,)? }) => {
        $(#[$outer])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $( $(#[$doc])* $variant ),*
        }

        impl $name {
            /// All of them, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),* ];

            /// Returns its word.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $text ),* }
            }

            /// Returns the one with a word.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    };
}

words! {
    /// What somebody says with a post.
    Side {
        /// They need something.
        Need = "need",
        /// They offer something.
        Offer = "offer",
        /// They ask the group for advice: who answers gets no right to change anything by it.
        Question = "question",
    }
}

words! {
    /// Of what sort it is.
    Sort {
        /// A thing.
        Good = "good",
        /// Something one can do.
        Skill = "skill",
        /// Something one knows.
        Knowledge = "knowledge",
    }
}

words! {
    /// How it changes hands.
    Way {
        /// It is given.
        Give = "give",
        /// It is lent.
        Lend = "lend",
        /// It is rented out.
        Rent = "rent",
        /// Something else comes back for it.
        Swap = "swap",
    }
}

words! {
    /// Whether it goes on.
    State {
        /// It does.
        Open = "open",
        /// Its author closed it.
        Closed = "closed",
    }
}

/// A need, an offer or a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// What is said with it.
    pub side: Side,
    /// Of what sort.
    pub sort: Sort,
    /// How it changes hands.
    pub way: Way,
    /// Whether it goes on.
    pub state: State,
    /// When it was written, by its author's clock.
    pub at: Timestamp,
    /// Until when it is good.
    pub until: Option<Timestamp>,
    /// What it is about.
    pub title: String,
    /// Anything else.
    pub text: String,
}

impl Post {
    /// Returns it with the title and the text that a person typed, if they fit.
    pub fn with(mut self, title: &str, text: &str) -> Option<Self> {
        self.title = Name::parse(title).ok()?.as_str().to_owned();
        self.text = many_lines(text);
        (self.text.chars().count() <= MOST_SAID).then_some(self)
    }

    /// Returns whether others are to see it.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.state == State::Open && self.until.is_none_or(|until| now < until)
    }

    /// Reads a canonical text.
    pub fn read(text: &str) -> Option<Self> {
        let mut lines = text.splitn(3, '\n');
        let mut head = lines.next()?.split(' ');
        let mut next = || head.next().unwrap_or_default();
        let post = Self {
            side: Side::parse(next())?,
            sort: Sort::parse(next())?,
            way: Way::parse(next())?,
            state: State::parse(next())?,
            at: Timestamp(next().parse().ok()?),
            until: match next() {
                "-" => None,
                until => Some(Timestamp(until.parse().ok()?)),
            },
            title: String::new(),
            text: String::new(),
        };
        let post = post.with(lines.next()?, lines.next().unwrap_or_default())?;
        (post.to_string() == text).then_some(post)
    }
}

impl fmt::Display for Post {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [self.side.as_str(), self.sort.as_str(), self.way.as_str()].join(" ");
        write!(f, "{words} {} {} ", self.state.as_str(), self.at.0)?;
        match self.until {
            Some(until) => write!(f, "{}", until.0)?,
            None => f.write_str("-")?,
        }
        write!(f, "\n{}", self.title)?;
        if self.text.is_empty() { Ok(()) } else { write!(f, "\n{}", self.text) }
    }
}

/// What names a post: whose it is, and which of theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostId {
    /// Its author.
    pub by: MemberId,
    /// Which of theirs.
    pub local: LocalId,
}

/// An answer to a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What it answers.
    pub to: PostId,
    /// When it was written, by its author's clock.
    pub at: Timestamp,
    /// What it says.
    pub text: String,
}

impl Reply {
    /// Makes one of what a person typed.
    pub fn typed(to: PostId, at: Timestamp, text: &str) -> Option<Self> {
        let text = many_lines(text);
        let fits = !text.is_empty() && text.chars().count() <= MOST_SAID;
        fits.then_some(Self { to, at, text })
    }

    /// Reads a canonical text.
    pub fn read(text: &str) -> Option<Self> {
        let (head, said) = text.split_once('\n')?;
        let mut words = head.split(' ');
        let by = words.next()?.parse().ok()?;
        let local = words.next()?.parse().ok()?;
        let at = Timestamp(words.next()?.parse().ok()?);
        let reply = Self::typed(PostId { by, local }, at, said)?;
        (reply.to_string() == text).then_some(reply)
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}\n{}", self.to.by, self.to.local, self.at.0, self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::EntryId;

    fn post() -> Post {
        Post {
            side: Side::Need,
            sort: Sort::Good,
            way: Way::Lend,
            state: State::Open,
            at: Timestamp(1_795_000_000_000),
            until: Some(Timestamp(1_796_000_000_000)),
            title: "Une échelle".to_owned(),
            text: "trois mètres\nau moins".to_owned(),
        }
    }

    #[test]
    fn a_post_has_one_text() {
        let text =
            "need good lend open 1795000000000 1796000000000\nUne échelle\ntrois mètres\nau moins";
        assert_eq!((post().to_string().as_str(), Post::read(text)), (text, Some(post())));
        for wrong in [
            "",
            "need good lend open 1 -",
            "need good lend open 1 -\n",
            "want good lend open 1 -\nx",
            "need good lend open 01 -\nx",
            "need good lend open 1 - more\nx",
            "need good lend open 1 -\nx\n",
        ] {
            assert_eq!(Post::read(wrong), None, "{wrong:?}");
        }
        assert_eq!(post().with("x", &"x".repeat(2001)), None);
    }

    #[test]
    fn it_is_open_until_its_end_or_its_authors_word() {
        let until = Timestamp(1_796_000_000_000);
        assert!(post().is_open(Timestamp(0)) && !post().is_open(until));
        assert!(!Post { state: State::Closed, ..post() }.is_open(Timestamp(0)));
    }

    #[test]
    fn an_answer_names_what_it_answers() {
        let to = PostId { by: MemberId(EntryId([1; 32])), local: LocalId([2; 16]) };
        let reply = Reply::typed(to, Timestamp(5), " J’en ai une. ").unwrap();
        assert_eq!(Reply::read(&reply.to_string()), Some(reply));
        assert_eq!(Reply::typed(to, Timestamp(5), " \n "), None);
        assert_eq!(Reply::read("nobody nothing 5\nx"), None);
    }
}
