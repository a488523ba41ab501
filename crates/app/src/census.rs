//! What the directory shows of all members beside those who are searched for: counted once, for as
//! long as nobody says something else and the same people take part. At each letter that is typed
//! it would be twenty thousand skills again.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use etabli_api::view::SkillCount;
use etabli_model::{
    id::MemberId,
    skill::{Saying, Skill},
    text::fold_for_search,
};

use crate::{
    roster::{Said, Search},
    show::{Endorsements, is_active, skill_name},
    space::Space,
};

/// How many skills one can choose from beside the search.
const MOST_SKILLS: usize = 100;

/// What is counted of all members who take part.
#[derive(Debug)]
pub(crate) struct Census {
    /// Who takes part, by name: their first name, and the place of what they say under one of them.
    people: Vec<(MemberId, usize)>,
    /// Those who say something under several names.
    pub(crate) several: BTreeSet<MemberId>,
    /// The skills that most have, each with how many do; the most frequent first.
    pub(crate) skills: Vec<SkillCount>,
    /// The languages that are spoken, each once however it is written.
    pub(crate) languages: Vec<String>,
    /// Who endorses what.
    pub(crate) endorsements: Endorsements,
}

impl Census {
    /// Counts it.
    pub(crate) fn of(space: &Space) -> Self {
        let roster = &space.catalogue.roster;
        let active = roster.all().filter(|(member, _)| is_active(space, member));
        let active: Vec<&Said> = active.map(|(_, said)| said).collect();
        let spoken = active.iter().flat_map(|said| said.text(&Saying::Languages).split(", "));
        let spoken: BTreeSet<&str> = spoken.filter(|one| !one.is_empty()).collect();
        let languages: BTreeMap<String, &str> =
            spoken.into_iter().map(|one| (fold_for_search(one), one)).collect();
        let mut counts = roster.counts(&active);
        counts.sort_by_key(|(skill, count)| (Reverse(*count), &skill.tag));
        counts.truncate(MOST_SKILLS);
        let count = |(skill, count): (&Skill, u32)| SkillCount {
            name: skill_name(&skill.tag, &skill.words),
            count,
        };
        let first = |(member, place)| (space.membership().first_name(member), place);
        let people = roster.by_name().map(first).filter(|(member, _)| is_active(space, member));
        let people: Vec<(MemberId, usize)> = people.collect();
        let mut once = BTreeSet::new();
        let several = people.iter().filter(|(member, _)| !once.insert(*member));
        Self {
            several: several.map(|(member, _)| *member).collect(),
            people,
            skills: counts.into_iter().map(count).collect(),
            languages: languages.into_values().map(str::to_owned).collect(),
            endorsements: Endorsements::of(space),
        }
    }
}

/// Returns who takes part and is searched for, by name, with what they say: once under each of their
/// names.
pub(crate) fn find<'a>(
    space: &'a Space,
    search: &'a Search<'a>,
) -> impl Iterator<Item = (MemberId, &'a Said)> {
    space.catalogue.roster.find(search, space.census().people.iter().copied())
}
