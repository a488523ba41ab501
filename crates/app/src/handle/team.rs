//! What the team of a project can do of what its needs and its cards ask for.

use std::collections::{BTreeMap, BTreeSet};

use etabli_api::{
    ApiError,
    command::ShowTeam,
    view::{SkillName, TeamMember, TeamSkill, TeamView},
};
use etabli_model::{
    act::Part,
    board::{Board, LABEL, RowKind},
    id::MemberId,
    matching::{Ability, Fit, Help, Helper, standing},
    project::{
        Project,
        sheet::{Need, NeedKind},
    },
    skill::{Kind, Level, Tag},
    text::fold_for_search,
};

use super::Handle;
use crate::{census, core::Core, roster::Sought, show, space::Space};

/// How many skills are told, those that needs ask for first.
const MOST_SKILLS: usize = 50;
/// How many people are told of each side.
const MOST_PEOPLE: usize = 8;

/// What members who take part say of a skill that is asked for.
#[derive(Debug, Default)]
pub(super) struct Able {
    /// Each thing that each of them says.
    pub(super) helpers: Vec<Helper>,
    /// What each of them calls it.
    pub(super) names: BTreeMap<MemberId, SkillName>,
    /// Which skill each of them teaches, of those that were asked for.
    pub(super) taught: BTreeMap<MemberId, Tag>,
}

impl Able {
    /// Gathers what members say.
    pub(super) fn of(space: &Space, sought: &Sought) -> Self {
        let mut able = Self::default();
        let endorsements = &space.census().endorsements;
        let search = space.catalogue.roster.search(sought);
        for (member, said) in census::find(space, &search) {
            for skill in search.skills(said) {
                let level = match skill.level {
                    Level::Novice => 1,
                    Level::Able => 2,
                    Level::Expert => 3,
                };
                let name = || show::skill_name(&skill.tag, &skill.words);
                for kind in &skill.kinds {
                    let ability = match kind {
                        Kind::Can => Ability::Does,
                        Kind::Teach => {
                            able.taught.entry(member).or_insert_with(|| skill.tag.clone());
                            Ability::Teaches
                        }
                        Kind::Want => Ability::Learns,
                    };
                    let endorsed = endorsements.count(&member, skill);
                    able.helpers.push(Helper { member, ability, fit: Fit(0), level, endorsed });
                    if ability != Ability::Learns {
                        able.names.entry(member).or_insert_with(name);
                    }
                }
            }
        }
        able
    }
}

/// A skill that is asked for: how it is called, how it is searched for, and by how many cards.
struct Asked {
    name: SkillName,
    sought: Sought,
    needed: bool,
    cards: u32,
}

/// Returns the skills that needs ask for, and those that labels of open cards name.
fn asked(space: &Space, board: &Board) -> Vec<Asked> {
    let mut found: BTreeMap<String, Asked> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let key_of =
        |words: &str| Tag::read(words).map_or_else(|_| words.to_owned(), |it| it.to_string());
    for need in Need::all(board) {
        if need.kind != NeedKind::Skill || need.met || need.words.is_empty() {
            continue;
        }
        let key = key_of(&need.words);
        let words = Sought::words_of(&need.words);
        if !words.is_empty() && !found.contains_key(&key) {
            let text = need.words.clone();
            let name = SkillName { key: String::new(), french: text.clone(), english: text };
            let sought = Sought { words, ..Sought::default() };
            found.insert(key.clone(), Asked { name, sought, needed: true, cards: 0 });
            order.push(key);
        }
    }
    // A label asks for a skill if it is one of the list or one that somebody here has.
    let known: BTreeSet<&Tag> = space
        .catalogue
        .roster
        .all()
        .flat_map(|(_, said)| said.skills.iter().map(|(skill, _)| &skill.tag))
        .collect();
    for (_, card) in board.of_kind(RowKind::Card) {
        let column = board.lies(card).column.and_then(|id| board.row(&id));
        let stage = column.map_or("", |column| column.field("stage"));
        if matches!(stage, "done" | "stopped") {
            continue;
        }
        for label in card.flagged(LABEL) {
            let Ok(tag) = Tag::read(label) else { continue };
            if tag.usual().is_none() && !known.contains(&tag) {
                continue;
            }
            let key = tag.to_string();
            let one = found.entry(key.clone()).or_insert_with(|| {
                order.push(key);
                let name = match tag.usual() {
                    Some(_) => show::skill_name(&tag, ""),
                    None => show::skill_name(&tag, label),
                };
                let sought = Sought { tag: Some(tag), ..Sought::default() };
                Asked { name, sought, needed: false, cards: 0 }
            });
            one.cards = one.cards.saturating_add(1);
        }
    }
    let taken = order.into_iter().filter_map(|key| found.remove(&key));
    taken.take(MOST_SKILLS).collect()
}

fn team_view(space: &Space, project: &Project, board: &Board) -> TeamView {
    let works = project.members.iter().filter(|(_, part)| **part >= Part::Member);
    let works = works.map(|(member, _)| space.membership().first_name(member));
    let team: BTreeSet<MemberId> = works.filter(|it| show::is_active(space, it)).collect();
    let name = |member: &MemberId| space.catalogue.name_of(member).to_owned();
    let helps = |all: &[Help]| {
        let one = |help: &Help| TeamMember {
            member: help.member,
            name: name(&help.member),
            teaches: help.teaches,
        };
        all.iter().take(MOST_PEOPLE).map(one).collect::<Vec<_>>()
    };
    let skill = |asked: Asked| {
        let stands = standing(&team, Able::of(space, &asked.sought).helpers);
        let learning = stands.learning.iter().take(MOST_PEOPLE);
        let learns =
            |member: &MemberId| TeamMember { member: *member, name: name(member), teaches: false };
        TeamSkill {
            name: asked.name,
            needed: asked.needed,
            cards: asked.cards,
            within: helps(&stands.within),
            learning: learning.map(learns).collect(),
            beyond: helps(&stands.beyond),
            more: show::count(stands.beyond.len().saturating_sub(MOST_PEOPLE)),
        }
    };
    let mut skills: Vec<TeamSkill> = asked(space, board).into_iter().map(skill).collect();
    // What is lacking is seen first.
    skills.sort_by_key(|one| {
        (!one.within.is_empty(), !one.needed, fold_for_search(&one.name.english))
    });
    TeamView { members: show::count(team.len()), skills }
}

impl Handle for ShowTeam {
    fn handle(self, core: &Core) -> Result<TeamView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let project = show::find_project(space, &self.project)?;
            let empty = Board::default();
            Ok(team_view(space, project, space.board(&project.id).unwrap_or(&empty)))
        })
    }
}
