//! The arguments of jobs about projects, their boards and their cards.

use clap::{Args, Subcommand, ValueEnum};
use etabli_api::{Part, ProjectKind, RowKind, command::ProjectForm};

/// What to do with projects.
#[derive(Debug, Subcommand)]
pub(crate) enum ProjectJob {
    Add(ProjectAdd),
    List(ProjectList),
    Show(ProjectNamed),
    Set(ProjectSet),
    Archive(ProjectArchive),
    Part(ProjectPart),
    Back(ProjectBack),
    Turn(ProjectTurn),
    Apply(ProjectApply),
    Choose(ProjectChoose),
    Write(ProjectWrite),
    Board(ProjectBoard),
    Move(ProjectMove),
    Card(ProjectCard),
    Text(ProjectText),
    Tasks(ProjectTasks),
    Mentions(ProjectMentions),
    Match(ProjectNamed),
    Team(ProjectNamed),
    Export(ProjectExport),
    Import(ProjectImport),
}

/// What people work on.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum KindNamed {
    Project,
    Idea,
    Group,
    Call,
}

impl From<KindNamed> for ProjectKind {
    fn from(kind: KindNamed) -> Self {
        match kind {
            KindNamed::Project => Self::Project,
            KindNamed::Idea => Self::Idea,
            KindNamed::Group => Self::Group,
            KindNamed::Call => Self::Call,
        }
    }
}

/// How somebody takes part.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum PartNamed {
    Out,
    Asks,
    Member,
    Holder,
}

impl From<PartNamed> for Part {
    fn from(part: PartNamed) -> Self {
        match part {
            PartNamed::Out => Self::Out,
            PartNamed::Asks => Self::Asks,
            PartNamed::Member => Self::Member,
            PartNamed::Holder => Self::Holder,
        }
    }
}

/// What lies in a project.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum RowNamed {
    Column,
    Card,
    Check,
    Comment,
    Relation,
    Need,
    Cost,
}

impl From<RowNamed> for RowKind {
    fn from(row: RowNamed) -> Self {
        match row {
            RowNamed::Column => Self::Column,
            RowNamed::Card => Self::Card,
            RowNamed::Check => Self::Check,
            RowNamed::Comment => Self::Comment,
            RowNamed::Relation => Self::Relation,
            RowNamed::Need => Self::Need,
            RowNamed::Cost => Self::Cost,
        }
    }
}

/// As what a project is written.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum FormNamed {
    Csv,
    Markdown,
    Html,
}

impl From<FormNamed> for ProjectForm {
    fn from(form: FormNamed) -> Self {
        match form {
            FormNamed::Csv => Self::Csv,
            FormNamed::Markdown => Self::Markdown,
            FormNamed::Html => Self::Html,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ProjectAdd {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long, value_enum, default_value = "project")]
    pub(crate) kind: KindNamed,
    #[arg(long, value_name = "TEXT")]
    pub(crate) about: Option<String>,
    #[arg(long, value_name = "PROJECT")]
    pub(crate) after: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectList {
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindNamed>,
    #[arg(long)]
    pub(crate) mine: bool,
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectNamed {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectSet {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_name = "FIELD")]
    pub(crate) field: String,
    #[arg(value_name = "VALUE")]
    pub(crate) value: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectArchive {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) learned: Option<String>,
    #[arg(long)]
    pub(crate) restore: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectPart {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_enum)]
    pub(crate) part: PartNamed,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) who: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectBack {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(long)]
    pub(crate) no_longer: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectTurn {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_enum)]
    pub(crate) kind: KindNamed,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectApply {
    #[arg(value_name = "CALL")]
    pub(crate) call: String,
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(long)]
    pub(crate) no_longer: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectChoose {
    #[arg(value_name = "CALL")]
    pub(crate) call: String,
    #[arg(value_name = "PROJECT")]
    pub(crate) projects: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectWrite {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_enum)]
    pub(crate) kind: RowNamed,
    #[arg(value_name = "FIELD=VALUE")]
    pub(crate) fields: Vec<String>,
    #[arg(long, value_name = "ROW")]
    pub(crate) row: Option<String>,
    #[arg(long, value_name = "FLAG")]
    pub(crate) on: Vec<String>,
    #[arg(long, value_name = "FLAG")]
    pub(crate) off: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectBoard {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[arg(long, value_name = "LABEL")]
    pub(crate) label: Option<String>,
    #[arg(long)]
    pub(crate) archived: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectMove {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_name = "CARD")]
    pub(crate) card: String,
    #[arg(value_name = "COLUMN")]
    pub(crate) column: String,
    #[arg(long, value_name = "CARD")]
    pub(crate) before: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectCard {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_name = "CARD")]
    pub(crate) card: String,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectText {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_name = "CARD")]
    pub(crate) card: String,
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectTasks {
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectMentions {
    #[arg(long, value_name = "COMMENT")]
    pub(crate) seen: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectExport {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_enum)]
    pub(crate) form: FormNamed,
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<std::path::PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ProjectImport {
    #[arg(value_name = "PROJECT")]
    pub(crate) project: String,
    #[arg(value_name = "FILE")]
    pub(crate) file: std::path::PathBuf,
    #[arg(long)]
    pub(crate) write: bool,
}
