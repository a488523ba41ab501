//! The commands about projects, their boards and their cards. `project` names one by its id, its
//! name or the beginning of one of them; `card` and `column` name rows of it the same way.

use std::collections::BTreeMap;

use etabli_model::{
    act::{Part, ProjectKind},
    board::RowKind,
};
use serde::{Deserialize, Serialize};

use crate::{
    Command,
    view::{
        BoardImportView, BoardView, CardView, ExportFile, MentionView, ProjectRow, ProjectView,
        TaskView, WrittenView,
    },
};

/// As what a project is written into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProjectForm {
    /// Its cards, a line each.
    Csv,
    /// All of it, in Markdown.
    Markdown,
    /// All of it, as a page that stands alone.
    Html,
}

commands! {
    /// Starts a project, an idea, a working group or a call.
    StartProject("start_project", space) -> ProjectView {
        /// What it is.
        kind: ProjectKind,
        /// Its name.
        name: String,
        /// What it is about.
        #[serde(default)]
        summary: String,
        /// What it is made after: its columns, cards and needs are copied.
        #[serde(default)]
        from: Option<String>,
    }
    /// Lists projects, the newest first.
    ListProjects("list_projects", space) -> Vec<ProjectRow> {
        /// Only these.
        #[serde(default)]
        kind: Option<ProjectKind>,
        /// Only those whose name or sheet holds these words.
        #[serde(default)]
        words: String,
        /// Only those in which the person here takes part.
        #[serde(default)]
        mine: bool,
        /// Also those put away.
        #[serde(default)]
        all: bool,
    }
    /// Shows a project.
    ShowProject("show_project", space) -> ProjectView {
        /// The project.
        project: String,
    }
    /// Changes what a project says of itself; empty takes a field away.
    EditProject("edit_project", space) -> ProjectView {
        /// The project.
        project: String,
        /// The fields by key.
        fields: BTreeMap<String, String>,
        /// Whether it is put away.
        #[serde(default)]
        archived: Option<bool>,
    }
    /// Turns a project into something else: an idea into a project.
    TurnProject("turn_project", space) -> ProjectView {
        /// The project.
        project: String,
        /// What it becomes.
        kind: ProjectKind,
    }
    /// Says how somebody takes part in a project.
    TakePart("take_part", space) -> ProjectView {
        /// The project.
        project: String,
        /// Who: by name or id; the person here when unsaid.
        #[serde(default)]
        member: Option<String>,
        /// How.
        part: Part,
    }
    /// Says that one would like a project to be, or no longer.
    BackProject("back_project", space) -> ProjectView {
        /// The project.
        project: String,
        /// Whether one would.
        backs: bool,
    }
    /// Answers a call with a project, or no longer.
    ApplyToCall("apply_to_call", space) -> ProjectView {
        /// The call.
        call: String,
        /// The project.
        project: String,
        /// Whether it answers.
        applies: bool,
    }
    /// Says which of the projects that answer it a call chose.
    ChooseInCall("choose_in_call", space) -> ProjectView {
        /// The call.
        call: String,
        /// The projects.
        projects: Vec<String>,
    }
    /// Adds a row to a project or changes one: a column, a card, a line of a check-list, a comment,
    /// a relation, something that is needed, something it costs.
    WriteRow("write_row", space) -> WrittenView {
        /// The project.
        project: String,
        /// What it is.
        kind: RowKind,
        /// Which row; a new one when unsaid.
        #[serde(default)]
        row: Option<String>,
        /// Its fields by key; empty takes one away.
        #[serde(default)]
        fields: BTreeMap<String, String>,
        /// What it has or is: `withdrawn`, `done`, `label:…`, `for:…`, `link:…`.
        #[serde(default)]
        flags: BTreeMap<String, bool>,
    }
    /// Shows the board of a project.
    ShowBoard("show_board", space) -> BoardView {
        /// The project.
        project: String,
        /// Only cards that hold these words.
        #[serde(default)]
        words: String,
        /// Only cards with this label.
        #[serde(default)]
        label: String,
        /// Only cards for this member.
        #[serde(default)]
        member: String,
        /// By what lanes are made: `member`, `label`, `due` or a custom field.
        #[serde(default)]
        lanes: String,
        /// Cards that are put away instead.
        #[serde(default)]
        archived: bool,
    }
    /// Moves a card.
    MoveCard("move_card", space) -> () {
        /// The project.
        project: String,
        /// The card.
        card: String,
        /// The column it goes to.
        column: String,
        /// The card it goes before; to the end when unsaid.
        #[serde(default)]
        before: Option<String>,
    }
    /// Shows a card.
    ShowCard("show_card", space) -> CardView {
        /// The project.
        project: String,
        /// The card.
        card: String,
    }
    /// Writes the text of a card; what others wrote meanwhile stays, letter by letter.
    WriteText("write_text", space) -> CardView {
        /// The project.
        project: String,
        /// The card.
        card: String,
        /// What the text was read at; as it is by now when empty.
        #[serde(default)]
        version: String,
        /// What it becomes.
        text: String,
    }
    /// Lists the cards for the person here in all projects, the most pressing first.
    ListTasks("list_tasks", space) -> Vec<TaskView> {
        /// Also those for anybody else.
        #[serde(default)]
        all: bool,
    }
    /// Lists the comments in which others mention the person here and which they did not see, the
    /// newest first.
    ListMentions("list_mentions", space) -> Vec<MentionView> {}
    /// Says that the person here saw that a comment mentions them.
    SeeMention("see_mention", space) -> Vec<MentionView> {
        /// The project.
        project: String,
        /// The comment: its id, its words or the beginning of one of them.
        comment: String,
    }
    /// Writes a project into a file.
    ExportProject("export_project", space) -> ExportFile {
        /// The project.
        project: String,
        /// As what.
        form: ProjectForm,
        /// The words for its headings, by the names of their messages.
        #[serde(default)]
        words: BTreeMap<String, String>,
    }
    /// Reads the board of another program, and brings what is not here yet into a project.
    ImportBoard("import_board", space) -> BoardImportView {
        /// The project.
        project: String,
        /// What the file is called.
        name: String,
        /// The file's bytes, in base64.
        content: String,
        /// Whether to write; else it is only looked at.
        #[serde(default)]
        write: bool,
    }
}
