//! What screens and shells show of people: skills, trainings, needs and offers, who learns from whom.

use etabli_model::{
    id::{LocalId, MemberId, MentoringId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use super::ContactView;

/// A skill, by its name in both languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillName {
    /// What names it.
    pub key: String,
    /// Its name in French.
    pub french: String,
    /// Its name in English.
    pub english: String,
}

/// A skill of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillView {
    /// What it is.
    pub name: SkillName,
    /// Any of `can`, `teach` and `want`.
    pub kinds: Vec<String>,
    /// `novice`, `able` or `expert`.
    pub level: String,
    /// Anything else they say of it.
    pub note: String,
    /// How many others endorse it.
    #[serde(default)]
    pub endorsed: u32,
    /// Whether the person here may endorse it; they do not yet.
    #[serde(default)]
    pub can_endorse: bool,
    /// Whether the person here endorses it.
    #[serde(default)]
    pub endorsed_here: bool,
}

/// How often something is said in what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkillCount {
    /// The skill.
    pub name: SkillName,
    /// By how many people.
    pub count: u32,
}

/// Somebody in the directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRow {
    /// The member; somebody outside the group when unsaid.
    pub member: Option<MemberId>,
    /// Who, of those outside the group.
    pub outsider: Option<LocalId>,
    /// Their name.
    pub name: String,
    /// Whether they are the person here.
    pub me: bool,
    /// Their skills, those that were searched for first.
    pub skills: Vec<SkillView>,
    /// How many more they have.
    #[serde(default)]
    pub more: u32,
    /// The languages they speak.
    pub languages: String,
    /// On which days they mostly have time, 1 for Monday.
    pub days: Vec<u8>,
    /// How somebody outside the group is reached, and what else is noted of them.
    pub reach: String,
    /// What else is noted of them.
    pub note: String,
}

/// The directory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleView {
    /// Who was found, by name; those outside the group last.
    pub people: Vec<PersonRow>,
    /// How many there are, of whom those are the first.
    #[serde(default)]
    pub found: u32,
    /// Which skills anybody has, the most frequent first.
    pub skills: Vec<SkillCount>,
    /// Which languages anybody speaks.
    pub languages: Vec<String>,
}

/// Why two people may help each other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchView {
    /// The other one.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// What they can teach that the person here wants to learn.
    pub teaches: Vec<SkillName>,
    /// What the person here can teach that they want to learn.
    pub learns: Vec<SkillName>,
}

/// Something a member may use, or may train for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldView {
    /// What: the name of an item or a category.
    pub of: String,
    /// Until when.
    pub until: Option<Timestamp>,
    /// Whether that time is over.
    pub over: bool,
    /// Whether they train others for it.
    pub trains: bool,
}

/// What somebody says about themself, and what the group knows of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonView {
    /// The member.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Whether they are the person here.
    pub me: bool,
    /// Whether they take part.
    pub active: bool,
    /// Whether they are a steward.
    pub steward: bool,
    /// Their skills.
    pub skills: Vec<SkillView>,
    /// What they would like to do here.
    pub goals: String,
    /// Which languages they speak.
    pub languages: String,
    /// On which days they mostly have time, 1 for Monday.
    pub days: Vec<u8>,
    /// Anything else about when they have time.
    pub availability: String,
    /// Whether they like to welcome newcomers.
    pub welcomes: bool,
    /// How they are reached, where that is shown to the person here.
    pub contact: ContactView,
    /// To whom that is shown: `members` or `stewards`.
    pub shown: String,
    /// What they may use, and train others for.
    pub trainings: Vec<HeldView>,
    /// The items about which they answer questions.
    pub refers: Vec<String>,
    /// How many things of theirs they share.
    pub shares: u32,
    /// How many repairs of theirs are done.
    pub repairs: u32,
    /// Badges, by what they did.
    #[serde(default)]
    pub badges: Vec<BadgeView>,
    /// Whether they hide who endorses them.
    #[serde(default)]
    pub hides_endorsements: bool,
    /// Who could learn from the person here, or the other way round; of the person here only.
    pub matches: Vec<MatchView>,
    /// What is missing in their profile; of the person here only, without what they settled.
    pub nudges: Vec<String>,
    /// The skills that are offered to choose from; to the person here only.
    pub usual: Vec<SkillName>,
}

/// A badge: it follows from what somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadgeView {
    /// What for; the end of its message's name.
    pub key: String,
    /// How often.
    pub count: u32,
}

/// Somebody outside the group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutsiderView {
    /// Their id.
    pub id: LocalId,
    /// Their name.
    pub name: String,
    /// What they can do.
    pub skills: Vec<SkillName>,
    /// How they are reached.
    pub reach: String,
    /// Anything else.
    pub note: String,
}

/// What a file of contacts brings, or would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactsView {
    /// Who is noted outside the group, with those who came.
    pub people: Vec<OutsiderView>,
    /// The names of who is new, with what they can do.
    pub new: Vec<(String, Vec<SkillName>)>,
    /// The names of who was here already.
    pub known: Vec<String>,
    /// What cannot be read: which card of the file, and what it says of a name.
    pub left: Vec<(u32, String)>,
}

/// A member and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainedView {
    /// The member.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Until when.
    pub until: Option<Timestamp>,
    /// Whether that time is over.
    pub over: bool,
}

/// Something that asks for a training, or that somebody was trained for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageView {
    /// What names it: an item's id, or a category.
    pub of: String,
    /// Its name.
    pub name: String,
    /// The items that ask for it.
    pub items: Vec<String>,
    /// Those of them for which no member who is here answers questions.
    #[serde(default)]
    pub unanswered: Vec<String>,
    /// Who can train for it.
    pub trainers: Vec<TrainedView>,
    /// Who may use it.
    pub held: Vec<TrainedView>,
    /// Who may use it no longer, because somebody said so; `until` is since when.
    #[serde(default)]
    pub ended: Vec<TrainedView>,
    /// Whether the person here may train others for it.
    pub may_train: bool,
    /// Whether the person here says who trains.
    pub may_name: bool,
}

/// Who may use what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingsView {
    /// All that asks for a training.
    pub rows: Vec<CoverageView>,
}

/// An answer to a need, an offer or a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyView {
    /// Who.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub text: String,
}

/// A need, an offer or a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostView {
    /// What names it.
    pub id: String,
    /// Whose it is.
    pub by: MemberId,
    /// Their name.
    pub by_name: String,
    /// Whether it is the person's here.
    pub mine: bool,
    /// `need`, `offer` or `question`.
    pub side: String,
    /// `good`, `skill` or `knowledge`.
    pub sort: String,
    /// `give`, `lend`, `rent` or `swap`.
    pub way: String,
    /// Whether it is over.
    pub closed: bool,
    /// When it was written.
    pub at: Timestamp,
    /// Until when it is good.
    pub until: Option<Timestamp>,
    /// What it is about.
    pub title: String,
    /// Anything else.
    pub text: String,
    /// What others answered, the oldest first.
    pub replies: Vec<ReplyView>,
}

/// Somebody who learns from somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentoringView {
    /// Its id.
    pub id: MentoringId,
    /// Who learns.
    pub by_name: String,
    /// Who teaches.
    pub of_name: String,
    /// What.
    pub skill: SkillName,
    /// `asked`, `goes`, `refused` or `ended`; `gone` where one of the two no longer takes part.
    pub state: String,
    /// How often they met.
    pub sessions: u32,
    /// For how many minutes.
    pub minutes: u32,
    /// When it was asked for.
    pub at: Timestamp,
    /// Whether the person here is asked.
    pub can_answer: bool,
    /// Whether the person here may note that they met, or that it is over.
    pub can_go_on: bool,
}

/// A newcomer, and who welcomes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WelcomeView {
    /// The newcomer.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// Whether they are the person here.
    pub me: bool,
    /// Who welcomes them; empty if nobody does yet.
    pub buddy_name: String,
    /// Whether the person here does.
    pub mine: bool,
    /// Whether the person here could.
    pub can_volunteer: bool,
    /// Whether the person here may say who does.
    #[serde(default)]
    pub can_choose: bool,
    /// How their buddy is reached, where that is shown to the person here.
    pub contact: ContactView,
}
