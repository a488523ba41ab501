//! The commands about people: what they can do, who may use what, what they need and offer.

use serde::{Deserialize, Serialize};

use crate::{
    Command,
    view::{
        ContactsView, MentoringView, OutsiderView, PeopleView, PersonView, PostView, TrainingsView,
        WeekView, WelcomeView,
    },
};

commands! {
    /// Finds people by what they can do, teach or want to learn; all of them when nothing is said.
    ListPeople("list_people", space) -> PeopleView {
        /// Words: of skills, names, languages and notes.
        #[serde(default)]
        words: String,
        /// A skill, by its key or its name in either language.
        #[serde(default)]
        skill: Option<String>,
        /// `can`, `teach` or `want`.
        #[serde(default)]
        kind: Option<String>,
        /// At least `novice`, `able` or `expert`.
        #[serde(default)]
        level: Option<String>,
        /// A language they speak.
        #[serde(default)]
        language: Option<String>,
        /// A day on which they mostly have time, 1 for Monday.
        #[serde(default)]
        day: Option<u8>,
        /// How many are shown at most; fifty when unsaid.
        #[serde(default)]
        most: Option<u32>,
    }
    /// Shows what somebody says about themself; the person here when unsaid.
    ShowPerson("show_person", space) -> PersonView {
        /// Which member: id, name or the beginning of one of them.
        #[serde(default)]
        member: Option<String>,
    }
    /// Shows who is here in the seven days from today on, by what they say themselves: the days on
    /// which they mostly have time, the places they booked, the open places of which they have a key.
    ShowWeek("show_week", space) -> WeekView {}
    /// Changes what the person here says about themself; what is unsaid stays, empty takes it away.
    SetProfile("set_profile", space) -> PersonView {
        /// What they would like to do here.
        #[serde(default)]
        goals: Option<String>,
        /// Which languages they speak, parted by commas.
        #[serde(default)]
        languages: Option<String>,
        /// On which days they mostly have time: numbers, 1 for Monday.
        #[serde(default)]
        days: Option<String>,
        /// Anything else about when they have time.
        #[serde(default)]
        availability: Option<String>,
        /// Whether they like to welcome newcomers: `yes`.
        #[serde(default)]
        welcomes: Option<String>,
        /// A hint about their profile that they do not want to see again.
        #[serde(default)]
        settled: Option<String>,
        /// To whom how to reach them is shown: `members` or `stewards`.
        #[serde(default)]
        shown: Option<String>,
    }
    /// Says how the person here stands to a skill; no kind takes it away.
    SetSkill("set_skill", space) -> PersonView {
        /// The skill, in either language or their own words.
        skill: String,
        /// Any of `can`, `teach` and `want`.
        kinds: Vec<String>,
        /// `novice`, `able` or `expert`; able when unsaid.
        #[serde(default)]
        level: Option<String>,
        /// Anything else of it.
        #[serde(default)]
        note: String,
    }
    /// Endorses what a member says to be able to do, or no longer; nobody endorses themself.
    EndorseSkill("endorse_skill", space) -> PersonView {
        /// Who.
        member: String,
        /// What, as in `set_skill`.
        skill: String,
        /// Whether the person here endorses it.
        endorses: bool,
    }
    /// Hides who endorses the person here, or shows it again.
    HideEndorsements("hide_endorsements", space) -> PersonView {
        /// Whether it is hidden.
        hidden: bool,
    }
    /// Notes somebody outside the group who can help it; an empty name takes them away.
    PutOutsider("put_outsider", space) -> Vec<OutsiderView> {
        /// Whom, by their id or their name; somebody new when unsaid.
        #[serde(default)]
        outsider: Option<String>,
        /// Their name.
        name: String,
        /// What they can do, parted by commas.
        #[serde(default)]
        skills: String,
        /// How they are reached.
        #[serde(default)]
        reach: String,
        /// Anything else.
        #[serde(default)]
        note: String,
    }
    /// Reads people outside the group from a vCard file; who is known by their name stays.
    ImportContacts("import_contacts", space) -> ContactsView {
        /// What the file says.
        text: String,
        /// Whether it is only looked at: nothing is written.
        #[serde(default)]
        look: bool,
    }
    /// Lists what asks for a training, who can train for it, and who may use it.
    ListTrainings("list_trainings", space) -> TrainingsView {}
    /// Says that a member may use something: they were shown how.
    GiveTraining("give_training", space) -> TrainingsView {
        /// Who.
        member: String,
        /// What: an item, or a category.
        of: String,
        /// Until when; without an end when unsaid.
        #[serde(default)]
        until: Option<String>,
    }
    /// Says that a member may no longer use something, from this moment.
    EndTraining("end_training", space) -> TrainingsView {
        /// Who.
        member: String,
        /// What: an item, or a category.
        of: String,
    }
    /// Says that a member may train others for something, or no longer.
    NameTrainer("name_trainer", space) -> TrainingsView {
        /// Who.
        member: String,
        /// What: an item, or a category.
        of: String,
        /// Whether they may.
        trains: bool,
    }
    /// Lists needs, offers and questions, the newest first.
    ListPosts("list_posts", space) -> Vec<PostView> {
        /// Also those that are over.
        #[serde(default)]
        all: bool,
        /// `need`, `offer` or `question`.
        #[serde(default)]
        side: Option<String>,
    }
    /// Writes a need, an offer or a question of the person here.
    WritePost("write_post", space) -> PostView {
        /// `need`, `offer` or `question`.
        side: String,
        /// `good`, `skill` or `knowledge`; a good when unsaid.
        #[serde(default)]
        sort: Option<String>,
        /// `give`, `lend`, `rent` or `swap`; given when unsaid.
        #[serde(default)]
        way: Option<String>,
        /// What it is about.
        title: String,
        /// Anything else.
        #[serde(default)]
        text: String,
        /// Until when it is good; without an end when unsaid.
        #[serde(default)]
        until: Option<String>,
    }
    /// Closes what the person here wrote, or opens it again.
    ClosePost("close_post", space) -> PostView {
        /// Which: its id or its title.
        post: String,
        /// Whether it is over.
        closed: bool,
    }
    /// Answers a need, an offer or a question.
    ReplyToPost("reply_to_post", space) -> PostView {
        /// Which: its id or its title.
        post: String,
        /// What to say.
        text: String,
    }
    /// Lists who learns from whom: what concerns the person here first.
    ListMentorings("list_mentorings", space) -> Vec<MentoringView> {
        /// Also what is over.
        #[serde(default)]
        all: bool,
    }
    /// Asks a member to teach one something.
    AskMentoring("ask_mentoring", space) -> MentoringView {
        /// Whom.
        member: String,
        /// What.
        skill: String,
    }
    /// Answers whoever asked to be taught, or says that it is over.
    AnswerMentoring("answer_mentoring", space) -> MentoringView {
        /// Which: its id, or whose.
        mentoring: String,
        /// `accept`, `refuse` or `end`.
        answer: String,
    }
    /// Notes that the two met.
    NoteSession("note_session", space) -> MentoringView {
        /// Which: its id, or whose.
        mentoring: String,
        /// How long, in minutes.
        minutes: u32,
    }
    /// Lists newcomers and who welcomes them.
    ListWelcomes("list_welcomes", space) -> Vec<WelcomeView> {}
    /// Says who welcomes a newcomer, or that it is done.
    WelcomeMember("welcome_member", space) -> Vec<WelcomeView> {
        /// The newcomer.
        member: String,
        /// Who welcomes them; the person here when unsaid.
        #[serde(default)]
        buddy: Option<String>,
        /// Whether it is done.
        #[serde(default)]
        done: bool,
    }
}
