//! What screens and shells show of projects: their sheets, their boards, their cards.

use std::collections::BTreeMap;

use etabli_model::{
    act::{Part, ProjectKind},
    id::{EntryId, LocalId, MemberId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use super::{BookingView, FileView, Passage};

/// A project in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectRow {
    /// Its id.
    pub id: EntryId,
    /// What it is.
    pub kind: ProjectKind,
    /// Its name; empty until it has arrived.
    pub name: String,
    /// What it is about.
    pub summary: String,
    /// How far it is, or empty.
    pub stage: String,
    /// The names of who holds it.
    pub holders: String,
    /// How the person here takes part.
    pub part: Part,
    /// How many would like it to be.
    pub backers: u32,
    /// Whether the person here would.
    pub backed: bool,
    /// How many ask to take part.
    pub asking: u32,
    /// How many cards are on its board.
    pub cards: u32,
    /// The day by which a call is answered, or empty.
    pub deadline: String,
    /// Whether it is put away.
    pub archived: bool,
}

/// A field of a project's sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetFieldView {
    /// Its key; the end of its message's name.
    pub key: String,
    /// What is said there, or empty.
    pub value: String,
    /// The words that one chooses among; none where one writes.
    pub choices: Vec<String>,
    /// Whether many lines go there.
    pub long: bool,
    /// Many lines, as they are read.
    pub prose: Vec<Passage>,
}

/// A row of a project: something that is needed, something it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// Its id in the project.
    pub id: LocalId,
    /// What is said of it.
    pub fields: BTreeMap<String, String>,
    /// Whether it is done.
    pub done: bool,
}

/// Somebody who takes part in a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerView {
    /// Who.
    pub member: MemberId,
    /// Their name.
    pub name: String,
    /// How.
    pub part: Part,
    /// Whether they are in the space no longer.
    pub gone: bool,
    /// How the person here may have them take part.
    pub may: Vec<Part>,
}

/// A project that answers a call, or a call that a project answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationView {
    /// The other project.
    pub project: EntryId,
    /// Its name.
    pub name: String,
    /// Who said so.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// Whether it was chosen.
    pub chosen: bool,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectView {
    /// What a list says.
    pub row: ProjectRow,
    /// Its sheet.
    pub fields: Vec<SheetFieldView>,
    /// What it needs.
    pub needs: Vec<RowView>,
    /// What it costs.
    pub costs: Vec<RowView>,
    /// What its holders pay, and what is shared, as people read it.
    pub totals: (String, String),
    /// Who takes part or asks to.
    pub members: Vec<PartnerView>,
    /// The names of who would like it to be.
    pub backers: Vec<String>,
    /// For a call: what answers it; else the calls it answers.
    pub applications: Vec<ApplicationView>,
    /// Whether a call has chosen.
    pub chosen: bool,
    /// What it began as, by its id and name.
    pub from: Option<(EntryId, String)>,
    /// Whether the person here may write in it.
    pub can_edit: bool,
    /// Whether the person here decides about it.
    pub can_decide: bool,
    /// Whether nobody holds it any more.
    pub vacant: bool,
    /// How the person here may take part.
    pub may: Vec<Part>,
}

/// A card on a board.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardRow {
    /// Its id in the project.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day it is due, or empty.
    #[serde(default)]
    pub due: String,
    /// Whether that day is over.
    #[serde(default)]
    pub late: bool,
    /// Its labels, at most eight.
    #[serde(default)]
    pub labels: Vec<String>,
    /// How many labels there are beside those.
    #[serde(default)]
    pub more: u32,
    /// The names of whom it is for.
    #[serde(default)]
    pub people: Vec<String>,
    /// Of its check-list, how much is done and how much there is; empty without one.
    #[serde(default)]
    pub checks: String,
    /// How many comments there are.
    #[serde(default)]
    pub comments: u32,
    /// How many cards must be done before it.
    #[serde(default)]
    pub blockers: u32,
}

/// A column of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardColumn {
    /// Its id; none for what lies in no column.
    pub id: Option<LocalId>,
    /// Its name; empty for what lies in no column.
    pub name: String,
    /// From how many cards on there are too many; 0: never.
    pub limit: u32,
    /// How many cards lie there.
    pub count: u32,
}

/// A lane of a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaneView {
    /// What its cards have in common; empty for the others, or without lanes.
    pub name: String,
    /// Its cards, for each column of the board.
    pub cells: Vec<Vec<CardRow>>,
}

/// A board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    /// Its project.
    pub project: EntryId,
    /// The project's name.
    pub name: String,
    /// What the project is.
    pub kind: ProjectKind,
    /// The columns.
    pub columns: Vec<BoardColumn>,
    /// The lanes; one without a name where none are asked for.
    pub lanes: Vec<LaneView>,
    /// Labels in use, by which a board can be filtered.
    pub labels: Vec<String>,
    /// Who works on it.
    pub people: Vec<(MemberId, String)>,
    /// Custom fields in use, by which lanes can be made.
    pub fields: Vec<String>,
    /// How many cards are put away.
    pub archived: u32,
    /// Whether the person here may write in it.
    pub can_edit: bool,
}

/// What somebody says about a card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentView {
    /// Its id in the project.
    pub id: LocalId,
    /// What.
    pub prose: Vec<Passage>,
    /// Who.
    pub by_name: String,
    /// When.
    pub at: Option<Timestamp>,
    /// Whether the person here wrote it.
    pub own: bool,
}

/// How a card stands to another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RelationView {
    /// How; the end of its message's name.
    pub how: String,
    /// The other card.
    pub card: LocalId,
    /// Its title.
    pub title: String,
    /// The rows that say so.
    pub rows: Vec<LocalId>,
}

/// Something that a card names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkView {
    /// The flag that names it.
    pub flag: String,
    /// What it is: `item`, `booking` or `member`.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Its name; empty if nobody here knows it.
    pub name: String,
    /// How it stands, if it is a booking.
    #[serde(default)]
    pub booking: Option<Box<BookingView>>,
}

/// A card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardView {
    /// What its board says.
    pub row: CardRow,
    /// Its project.
    pub project: EntryId,
    /// The column it lies in.
    pub column: Option<LocalId>,
    /// The columns of its board.
    pub columns: Vec<BoardColumn>,
    /// Its text as it is written.
    pub text: String,
    /// Its text as it is read.
    pub prose: Vec<Passage>,
    /// What its text was read at: whoever writes it hands this back.
    pub version: String,
    /// All its labels.
    pub labels: Vec<String>,
    /// Who works on the project, and whether the card is for them.
    pub people: Vec<(MemberId, String, bool)>,
    /// Its check-list.
    pub checks: Vec<RowView>,
    /// What is said about it.
    pub comments: Vec<CommentView>,
    /// How it stands to others.
    pub relations: Vec<RelationView>,
    /// The titles of a circle of cards that block each other, this one first.
    pub circle: Vec<String>,
    /// Custom fields.
    pub fields: BTreeMap<String, String>,
    /// The files on it.
    #[serde(default)]
    pub files: Vec<FileView>,
    /// Those that were taken away and whose bytes are here: they can be brought back.
    #[serde(default)]
    pub removed_files: Vec<FileView>,
    /// What it names.
    pub links: Vec<LinkView>,
    /// Whether it is put away.
    pub archived: bool,
    /// Whether the person here may write in it.
    pub can_edit: bool,
}

/// A card with where it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskView {
    /// Its project.
    pub project: EntryId,
    /// The project's name.
    pub project_name: String,
    /// The name of its column; empty if it lies in none.
    pub column: String,
    /// The card.
    pub card: CardRow,
}

/// A comment in which somebody mentions the person here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionView {
    /// The project.
    pub project: EntryId,
    /// The project's name.
    pub project_name: String,
    /// The card.
    pub card: LocalId,
    /// The card's title.
    pub title: String,
    /// The comment.
    pub comment: LocalId,
    /// Who wrote it.
    pub by_name: String,
    /// When.
    pub at: Timestamp,
    /// The beginning of what it says.
    pub words: String,
}

/// A row that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenView {
    /// Its id in the project.
    pub id: LocalId,
}

/// What a board of another program holds, or would bring.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardImportView {
    /// Whose file it is: `trello`, `kanboard`, `focalboard` or `csv`.
    pub format: String,
    /// The board's name.
    pub name: String,
    /// How many columns are new.
    pub columns: u32,
    /// How many cards are new.
    pub cards: u32,
    /// How many cards were here already.
    pub known: u32,
    /// How many lines of check-lists are new.
    pub checks: u32,
    /// How many comments are new.
    pub comments: u32,
    /// What cannot be brought, each with why: the end of a message's name.
    pub left: Vec<(String, String)>,
    /// Whether it was written.
    pub written: bool,
}

/// The messages whose words an export takes for its headings.
pub const PROJECT_WORDS: &[&str] = &[
    "language",
    "sheet-summary",
    "sheet-mandate",
    "sheet-criteria",
    "sheet-deadline",
    "sheet-stage",
    "sheet-holder",
    "sheet-goal",
    "sheet-place",
    "sheet-problem",
    "sheet-beneficiaries",
    "sheet-actions",
    "sheet-partners",
    "sheet-spreading",
    "sheet-licence",
    "sheet-credits",
    "sheet-learned",
    "sheet-holder-student",
    "sheet-holder-entrepreneur",
    "sheet-holder-hobbyist",
    "sheet-holder-innovator",
    "sheet-holder-inventor",
    "sheet-holder-association",
    "sheet-holder-other",
    "sheet-goal-prototype",
    "sheet-goal-validate",
    "sheet-goal-make",
    "sheet-goal-repair",
    "sheet-goal-learn",
    "sheet-goal-venture",
    "sheet-licence-reserved",
    "sheet-licence-cc-by",
    "sheet-licence-cc-by-sa",
    "sheet-licence-cc0",
    "sheet-licence-mit",
    "sheet-licence-gpl",
    "sheet-licence-cern-ohl-s",
    "stage-idea",
    "stage-prototype",
    "stage-test",
    "stage-deployment",
    "stage-done",
    "stage-stopped",
    "need-tool",
    "need-place",
    "need-skill",
    "need-sheet",
    "project-needs",
    "project-costs",
    "project-members",
    "board-no-column",
    "card-title",
    "card-column",
    "card-due",
    "card-people",
    "card-labels",
    "card-checks",
    "card-text",
    "card-relations",
    "card-links",
    "card-files",
    "card-comments",
    "relation-blocks",
    "relation-blocked-by",
    "relation-duplicates",
    "relation-holds",
    "relation-part-of",
];
