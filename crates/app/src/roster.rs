//! What people say about themselves, kept ready for search: who can, who teaches, who wants to learn.
//!
//! It holds nothing that documents do not. Search sees text without accents and case, and each word
//! in its beginning only, so that "souder" finds "soudage".

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use etabli_model::{
    document::Document,
    id::{EntryId, LocalId, MemberId},
    offer::{Post, PostId, Reply},
    skill::{Kind, Level, Outsider, Saying, Skill, Tag},
    text::fold_for_search,
};

use crate::{
    census::Census,
    hay::{Hay, Letters, Word},
};

/// From how many letters on a word is searched for by its beginning.
const LONG: usize = 6;
/// How many letters at its end do not count then.
const ENDING: usize = 2;
/// Words that say nothing of what is searched for.
const EMPTY: &[&str] = &[
    "who", "can", "could", "knows", "how", "to", "qui", "sait", "peut", "pourrait", "the", "a",
    "de", "du", "la", "le", "des", "faire", "un", "une",
];

/// What one member says.
#[derive(Debug, Default)]
pub(crate) struct Said {
    /// Their skills, by their tags, each with what is searched of it beside the name of its tag.
    pub(crate) skills: Vec<(Skill, Option<Hay>)>,
    /// Where each of these is among all tags.
    places: Vec<usize>,
    /// The letters of what is searched beside the names of tags.
    letters: Letters,
    /// Whatever is neither a skill, nor a need, an offer, a question or an answer.
    pub(crate) texts: BTreeMap<Saying, String>,
    /// Their needs, offers and questions.
    pub(crate) posts: BTreeMap<LocalId, Post>,
    /// What they answered.
    pub(crate) replies: Vec<Reply>,
    /// The skills of others that they endorse.
    pub(crate) endorsed: BTreeSet<(MemberId, Tag)>,
    /// The comments that mention them and that they saw, by project.
    pub(crate) seen: BTreeSet<(EntryId, LocalId)>,
    /// Their name and languages.
    hay: Option<Hay>,
    /// Their name, as it is sorted by.
    sort: String,
}

impl Said {
    /// Returns what they say of something; empty if nothing.
    pub(crate) fn text(&self, of: &Saying) -> &str {
        self.texts.get(of).map_or("", String::as_str)
    }

    /// Returns on which days they mostly have time.
    pub(crate) fn days(&self) -> Vec<u8> {
        self.text(&Saying::Days).split(' ').filter_map(|day| day.parse().ok()).collect()
    }

    /// Returns whether they say anything.
    fn is_empty(&self) -> bool {
        self.skills.is_empty() && self.texts.is_empty() && self.posts.is_empty()
    }

    /// Returns how they stand to a skill.
    pub(crate) fn skill(&self, tag: &Tag) -> Option<&Skill> {
        let at = self.skills.binary_search_by(|(skill, _)| skill.tag.cmp(tag)).ok()?;
        self.skills.get(at).map(|(skill, _)| skill)
    }

    /// Returns the skills that are of a kind.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Skill> {
        let skills = self.skills.iter().map(|(skill, _)| skill);
        skills.filter(move |skill| skill.kinds.contains(&kind))
    }
}

/// What is searched for.
#[derive(Debug, Default)]
pub(crate) struct Sought {
    /// Its words, as [`Sought::words_of`] makes them.
    pub(crate) words: String,
    /// A skill.
    pub(crate) tag: Option<Tag>,
    /// How somebody stands to it.
    pub(crate) kind: Option<Kind>,
    /// How well they can do it at least.
    pub(crate) level: Option<Level>,
    /// A language, folded.
    pub(crate) language: Option<String>,
    /// A day on which they have time.
    pub(crate) day: Option<u8>,
}

impl Sought {
    /// Returns the words that say something, each as far as it is searched for.
    pub(crate) fn words_of(typed: &str) -> String {
        let folded = fold_for_search(typed);
        let all = || folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let telling = all().any(|word| !EMPTY.contains(&word));
        let said = all().filter(|word| !telling || !EMPTY.contains(word));
        let begun = said.map(|word| {
            let length = word.chars().count();
            let kept = if length >= LONG { length - ENDING } else { length };
            word.chars().take(kept).collect::<String>()
        });
        begun.collect::<Vec<_>>().join(" ")
    }

    /// Returns whether anything is said of a skill.
    fn asks_skill(&self) -> bool {
        self.tag.is_some() || self.kind.is_some() || self.level.is_some()
    }

    fn fits(&self, skill: &Skill) -> bool {
        self.tag.as_ref().is_none_or(|tag| skill.tag == *tag)
            && self.kind.is_none_or(|kind| skill.kinds.contains(&kind))
            && self.level.is_none_or(|level| skill.level >= level)
    }
}

/// Returns what is searched of a skill beside the name of its tag, which is what it is called.
fn further(skill: &Skill) -> Option<Hay> {
    (!skill.note.is_empty()).then(|| Hay::new(fold_for_search(&skill.note)))
}

/// The most words that are searched for at once: a bit each.
const MOST_WORDS: usize = 64;

/// A search among what people say: its words, and which of them the name of each tag holds. That is
/// looked at once, however many have the skill.
pub(crate) struct Search<'a> {
    sought: &'a Sought,
    words: Vec<Word<'a>>,
    /// All of the words, a bit each.
    all: u64,
    /// Those in the names of each tag, by its place.
    tags: Vec<u64>,
}

impl<'a> Search<'a> {
    fn new(sought: &'a Sought, names: &[Hay]) -> Self {
        let mut words = Word::all(&sought.words);
        words.truncate(MOST_WORDS);
        let all = words.iter().fold(0, |all, _| all << 1 | 1);
        let mut search = Self { sought, words, all, tags: Vec::new() };
        search.tags = names.iter().map(|hay| search.within(hay)).collect();
        search
    }

    /// Returns which words a text holds.
    fn within(&self, hay: &Hay) -> u64 {
        self.words.iter().rev().fold(0, |found, word| found << 1 | u64::from(hay.has(word)))
    }

    fn of_tag(&self, place: usize) -> u64 {
        self.tags.get(place).copied().unwrap_or_default()
    }

    /// Returns whether a text of these letters may hold all of some words.
    fn may_hold(&self, missing: u64, letters: Letters) -> bool {
        let missing = self.words.iter().enumerate().filter(|(at, _)| missing >> at & 1 == 1);
        missing.map(|(_, word)| word).all(|word| letters.cover(word.letters()))
    }

    fn own(&self, said: &Said) -> u64 {
        said.hay.as_ref().map_or(0, |hay| self.within(hay))
    }

    /// Returns the skills of the sort that is searched for, each with the words that are in it.
    fn marked<'s>(&self, said: &'s Said) -> impl Iterator<Item = (&'s Skill, u64)> {
        let all = said.skills.iter().zip(&said.places);
        all.filter(|((skill, _), _)| self.sought.fits(skill)).map(|((skill, further), place)| {
            let further = further.as_ref().map_or(0, |hay| self.within(hay));
            (skill, self.of_tag(*place) | further)
        })
    }

    /// Returns whether somebody is searched for.
    pub(crate) fn fits(&self, said: &Said) -> bool {
        let own = self.own(said);
        let shared = said.places.iter().fold(own, |found, place| found | self.of_tag(*place));
        // Most are told by the names of their skills alone: their notes are not even fetched.
        let missing = self.all & !shared;
        if !self.may_hold(missing, said.letters) {
            return false;
        }
        let day = self.sought.day.is_none_or(|day| said.days().contains(&day));
        let speaks = self.sought.language.as_ref().is_none_or(|language| {
            let all = said.text(&Saying::Languages).split(", ");
            all.map(fold_for_search).any(|one| one == *language)
        });
        if !day || !speaks {
            return false;
        }
        if !self.sought.asks_skill() {
            return missing == 0
                || self.marked(said).fold(own, |found, (_, one)| found | one) == self.all;
        }
        let (mut found, mut marked, mut any) = (own, false, false);
        for (_, one) in self.marked(said) {
            found |= one;
            marked |= one != 0 || self.all == 0;
            any = true;
        }
        // A word of a name and a kind: it is the person that was searched for.
        any && found == self.all && (marked || own == self.all)
    }

    /// Returns the skills that were searched for of somebody who is: a word is in them, or only
    /// skills of their sort were searched for.
    pub(crate) fn skills<'s>(&self, said: &'s Said) -> Vec<&'s Skill> {
        let sought_for = self.marked(said).filter(|(_, found)| match self.all {
            0 => self.sought.asks_skill(),
            _ => *found != 0,
        });
        sought_for.map(|(skill, _)| skill).collect()
    }
}

/// All of them.
#[derive(Debug, Default)]
pub(crate) struct Roster {
    said: Vec<Said>,
    /// Where each member's is, by each of their names.
    by: BTreeMap<MemberId, usize>,
    /// Who they are, by what they are sorted by: whoever shows the first need not find the last.
    order: BTreeSet<(String, MemberId)>,
    /// All tags that were read, each with its place: counting by place is counting in a row.
    tags: BTreeMap<Tag, usize>,
    /// The names of each, by its place.
    names: Vec<Hay>,
    outsiders: BTreeMap<LocalId, (Outsider, Hay)>,
    /// What is counted of all of them; nothing where it is not known since something changed.
    census: OnceLock<Census>,
}

impl Roster {
    /// Returns what is counted of all of them, counted only where something changed since.
    pub(crate) fn census(&self, counted: impl FnOnce() -> Census) -> &Census {
        self.census.get_or_init(counted)
    }

    /// Says that others take part now.
    pub(crate) fn recount(&mut self) {
        self.census.take();
    }

    /// Reads what a member says anew.
    pub(crate) fn read_member(&mut self, member: MemberId, document: &Document) {
        let mut said = Said::default();
        for (saying, text) in document.sayings() {
            match saying {
                Saying::Skill(tag) => {
                    let Some(skill) = Skill::read(&tag, &text) else { continue };
                    let further = further(&skill);
                    said.skills.push((skill, further));
                }
                Saying::Post(id) => {
                    said.posts.extend(Post::read(&text).map(|post| (id, post)));
                }
                Saying::Reply(_) => said.replies.extend(Reply::read(&text)),
                Saying::Endorsed(of, tag) => drop(said.endorsed.insert((of, tag))),
                Saying::Seen(project, comment) => drop(said.seen.insert((project, comment))),
                other => drop(said.texts.insert(other, text)),
            }
        }
        said.skills.sort_by(|(one, _), (other, _)| one.tag.cmp(&other.tag));
        said.sort = fold_for_search(&document.profile().name);
        let languages = fold_for_search(said.text(&Saying::Languages));
        said.hay = Some(Hay::new(format!("{}\n{languages}", said.sort)));
        self.keep(member, said);
    }

    fn keep(&mut self, member: MemberId, mut said: Said) {
        self.recount();
        let (tags, names, letters) = (&mut self.tags, &mut self.names, &mut said.letters);
        let place = |(skill, further): &(Skill, Option<Hay>)| {
            further.iter().for_each(|hay| letters.add(hay));
            if let Some(place) = tags.get(&skill.tag) {
                return *place;
            }
            let (french, english) = skill.tag.names();
            names.push(Hay::new([french, english].map(fold_for_search).join("\n")));
            let next = tags.len();
            tags.insert(skill.tag.clone(), next);
            next
        };
        said.places = said.skills.iter().map(place).collect();
        self.order.insert((said.sort.clone(), member));
        match self.by.get(&member).and_then(|place| self.said.get_mut(*place)) {
            Some(old) => {
                let old = std::mem::replace(old, said);
                if self.of(&member).is_some_and(|new| new.sort != old.sort) {
                    self.order.remove(&(old.sort, member));
                }
            }
            None => {
                self.by.insert(member, self.said.len());
                self.said.push(said);
            }
        }
    }

    /// Returns the skills that some of them have, by tag, each with how many of them do.
    pub(crate) fn counts<'a>(&self, of: &[&'a Said]) -> Vec<(&'a Skill, u32)> {
        let mut found: Vec<Option<(&Skill, u32)>> = vec![None; self.tags.len()];
        for said in of {
            for ((skill, _), place) in said.skills.iter().zip(&said.places) {
                let Some(at) = found.get_mut(*place) else { continue };
                let before = at.map_or((skill, 0), |before| before);
                *at = Some((before.0, before.1.saturating_add(1)));
            }
        }
        self.tags.values().filter_map(|place| *found.get(*place)?).collect()
    }

    /// Reads who outside the group is known anew.
    pub(crate) fn read_outsiders(&mut self, document: &Document) {
        let hay = |outsider: &Outsider| {
            let names = outsider.skills.iter().map(|(tag, words)| {
                let (french, english) = tag.names();
                format!("{french}\n{english}\n{words}")
            });
            let skills = names.collect::<Vec<_>>().join("\n");
            let all = [outsider.name.as_str(), &skills, &outsider.note];
            Hay::new(all.map(fold_for_search).join("\n"))
        };
        let read = document.outsiders().into_iter();
        self.outsiders = read.map(|(id, one)| (id, (one.clone(), hay(&one)))).collect();
    }

    /// Returns what a member wrote under one of their names, if anything.
    pub(crate) fn said(&self, member: &MemberId) -> Option<&Said> {
        self.of(member).filter(|said| !said.is_empty())
    }

    /// Returns what a member wrote under a name, be it nothing but that.
    pub(crate) fn of(&self, member: &MemberId) -> Option<&Said> {
        self.said.get(*self.by.get(member)?)
    }

    /// Returns all of them, under each of their names.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&MemberId, &Said)> {
        self.by.iter().filter_map(|(member, place)| Some((member, self.said.get(*place)?)))
    }

    /// Returns all of them by name, each with the place of what they say.
    pub(crate) fn by_name(&self) -> impl Iterator<Item = (&MemberId, usize)> {
        self.order.iter().filter_map(|(_, member)| Some((member, *self.by.get(member)?)))
    }

    /// Returns who outside the group is known.
    pub(crate) fn outsiders(&self) -> impl Iterator<Item = (&LocalId, &Outsider)> {
        self.outsiders.iter().map(|(id, (outsider, _))| (id, outsider))
    }

    /// Returns a need, an offer or a question.
    pub(crate) fn post(&self, id: &PostId) -> Option<&Post> {
        self.of(&id.by)?.posts.get(&id.local)
    }

    /// Returns what some people say who are searched for, in their order.
    pub(crate) fn find<'a>(
        &'a self,
        search: &'a Search<'a>,
        people: impl Iterator<Item = (MemberId, usize)> + 'a,
    ) -> impl Iterator<Item = (MemberId, &'a Said)> {
        let said = people.filter_map(|(member, place)| Some((member, self.said.get(place)?)));
        said.filter(|(_, said)| search.fits(said))
    }

    /// Begins a search.
    pub(crate) fn search<'a>(&self, sought: &'a Sought) -> Search<'a> {
        Search::new(sought, &self.names)
    }

    /// Returns who outside the group fits what is searched for.
    pub(crate) fn find_outsiders(&self, sought: &Sought) -> Vec<(&LocalId, &Outsider)> {
        let words = Word::all(&sought.words);
        let known = sought.day.is_none() && sought.language.is_none() && sought.level.is_none();
        let can = known && sought.kind.is_none_or(|kind| kind == Kind::Can);
        let found = self.outsiders.iter().filter(|(_, (outsider, hay))| {
            let tagged = sought
                .tag
                .as_ref()
                .is_none_or(|tag| outsider.skills.iter().any(|(one, _)| one == tag));
            can && tagged && words.iter().all(|word| hay.has(word))
        });
        found.map(|(id, (outsider, _))| (id, outsider)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use etabli_model::skill::SKILLS;

    use super::*;

    /// How many members there are, and how many skills each has.
    const MANY: (u16, usize) = (2_000, 10);

    fn full() -> Roster {
        let mut roster = Roster::default();
        for number in 0..MANY.0 {
            let mut id = [0; 32];
            id[..2].copy_from_slice(&number.to_be_bytes());
            let mut said = Said { sort: format!("member {number}"), ..Said::default() };
            for step in 0..MANY.1 {
                let usual = &SKILLS[(usize::from(number) + step * 7) % SKILLS.len()];
                let kind = Kind::ALL[step % 3];
                let skill = Skill::typed(usual.key, [kind], Level::Able, "since school").unwrap();
                let further = further(&skill);
                said.skills.push((skill, further));
            }
            said.hay = Some(Hay::new(format!("{}\nfrancais", said.sort)));
            roster.keep(MemberId(EntryId(id)), said);
        }
        roster
    }

    fn all(roster: &Roster) -> impl Iterator<Item = (MemberId, usize)> {
        roster.by_name().map(|(member, place)| (*member, place))
    }

    #[test]
    fn words_that_say_nothing_and_endings_do_not_count() {
        for (typed, sought) in [
            ("Who can weld?", "weld"),
            ("qui sait souder", "soud"),
            ("Électronique", "electroniq"),
            ("who", "who"),
            ("  ", ""),
        ] {
            assert_eq!(Sought::words_of(typed), sought, "{typed}");
        }
    }

    #[test]
    fn words_are_found_in_a_name_a_skill_and_a_note_together() {
        let mut roster = Roster::default();
        let skill = |named: &str, note: &str| {
            let skill = Skill::typed(named, [Kind::Can], Level::Able, note).unwrap();
            let further = further(&skill);
            (skill, further)
        };
        let skills = vec![skill("welding", "TIG, aluminium"), skill("Tuning pianos", "")];
        let hay = Some(Hay::new("ana\nfrancais".to_owned()));
        let ana = Said { sort: "ana".to_owned(), skills, hay, ..Said::default() };
        roster.keep(MemberId(EntryId([1; 32])), ana);
        let found = |typed: &str| {
            let sought = Sought { words: Sought::words_of(typed), ..Sought::default() };
            let search = roster.search(&sought);
            let skills = roster.find(&search, all(&roster)).next();
            skills.map(|(_, said)| search.skills(said).len())
        };
        for (typed, skills) in [
            ("ana", Some(0)),
            ("aluminium", Some(1)),
            ("ana aluminium", Some(1)),
            ("souder tig", Some(1)),
            ("ana piano weld", Some(2)),
            ("pianos TIG", Some(2)),
            ("piano arc", None),
            ("bo weld", None),
            ("school", None),
        ] {
            assert_eq!(found(typed), skills, "{typed}");
        }
        assert_eq!(found(&"ana ".repeat(200)), Some(0), "more words than anybody types");
    }

    #[test]
    fn who_can_is_found_among_two_thousand_members_at_each_keystroke() {
        let roster = full();
        let by_hand = |word: &str, kind: Kind| {
            let has = |skill: &Skill| {
                let (french, english) = skill.names();
                let named = [french, english].map(fold_for_search).join(" ").contains(word);
                named && skill.kinds.contains(&kind)
            };
            let fits = |said: &&Said| said.skills.iter().any(|(skill, _)| has(skill));
            roster.said.iter().filter(fits).count()
        };
        let mut longest = std::time::Duration::ZERO;
        for typed in ["w", "we", "wel", "weld", "soud", "menuis", "3d", "z"] {
            for kind in Kind::ALL {
                let sought = Sought {
                    words: Sought::words_of(typed),
                    kind: Some(kind),
                    ..Sought::default()
                };
                let begun = Instant::now();
                let search = roster.search(&sought);
                let found: Vec<_> = roster.find(&search, all(&roster)).collect();
                longest = longest.max(begun.elapsed());
                let expected = by_hand(&sought.words, kind);
                // A note and a name hold letters, too.
                assert!(found.len() >= expected, "{typed}: {} of {expected}", found.len());
                if typed.len() > 2 {
                    assert_eq!(found.len(), expected, "{typed}");
                }
            }
        }
        println!("the longest search among {MANY:?} took {longest:?}");
        assert!(longest.as_millis() < 250, "{longest:?}");
    }
}
