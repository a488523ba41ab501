//! What a project says of itself: the fields of its sheet, what it needs, what it costs.
//!
//! Invariant: a field is text under a key that never changes what it stands for; what is needed and
//! what it costs are rows with an id each, so that what two people add at once both stays.

use chrono::NaiveDate;

use crate::{
    act::ProjectKind,
    board::{Board, Row, RowKind},
    id::{LocalId, PlaceId},
};

/// What may be written into a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A line.
    Line,
    /// Many lines.
    Note,
    /// A day, like `2026-11-24`.
    Day,
    /// A place of the group, by its id.
    Place,
    /// One of some words.
    Choice(&'static [&'static str]),
}

/// A field of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetField {
    /// Its key.
    pub key: &'static str,
    /// What may be written there.
    pub form: Form,
    /// What has it.
    of: &'static [ProjectKind],
}

/// The key of its name.
pub const NAME: &str = "name";
/// The key of its stage.
pub const STAGE: &str = "stage";
/// The key of what was learned, when it stops.
pub const LEARNED: &str = "learned";
/// The key of whether it is put away.
pub const ARCHIVED: &str = "archived";
/// The key of the day by which a call is answered.
pub const DEADLINE: &str = "deadline";

/// The key of the place where most of the work is done.
pub const PLACE: &str = "place";

/// How far a project is.
pub const STAGES: &[&str] = &["idea", "prototype", "test", "deployment", "done", "stopped"];

const ALL: &[ProjectKind] =
    &[ProjectKind::Project, ProjectKind::Idea, ProjectKind::Group, ProjectKind::Call];
const PROJECT: &[ProjectKind] = &[ProjectKind::Project];
const WORK: &[ProjectKind] = &[ProjectKind::Project, ProjectKind::Group];

/// The fields, in the order in which a sheet shows them.
pub const FIELDS: &[SheetField] = &[
    SheetField { key: NAME, form: Form::Line, of: ALL },
    SheetField { key: "summary", form: Form::Note, of: ALL },
    SheetField { key: "mandate", form: Form::Note, of: &[ProjectKind::Group] },
    SheetField { key: "criteria", form: Form::Note, of: &[ProjectKind::Call] },
    SheetField { key: DEADLINE, form: Form::Day, of: &[ProjectKind::Call] },
    SheetField { key: STAGE, form: Form::Choice(STAGES), of: PROJECT },
    SheetField {
        key: "holder",
        form: Form::Choice(&[
            "student",
            "entrepreneur",
            "hobbyist",
            "innovator",
            "inventor",
            "association",
            "other",
        ]),
        of: PROJECT,
    },
    SheetField {
        key: "goal",
        form: Form::Choice(&["prototype", "validate", "make", "repair", "learn", "venture"]),
        of: PROJECT,
    },
    SheetField { key: PLACE, form: Form::Place, of: WORK },
    SheetField { key: "problem", form: Form::Note, of: PROJECT },
    SheetField { key: "beneficiaries", form: Form::Note, of: PROJECT },
    SheetField { key: "actions", form: Form::Note, of: WORK },
    SheetField { key: "partners", form: Form::Note, of: PROJECT },
    SheetField { key: "spreading", form: Form::Note, of: PROJECT },
    SheetField {
        key: "licence",
        form: Form::Choice(&["reserved", "cc-by", "cc-by-sa", "cc0", "mit", "gpl", "cern-ohl-s"]),
        of: PROJECT,
    },
    SheetField { key: "credits", form: Form::Note, of: PROJECT },
    SheetField { key: LEARNED, form: Form::Note, of: WORK },
];

impl SheetField {
    /// Returns the field of a key.
    pub fn of_key(key: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.key == key)
    }

    /// Returns whether something has it.
    pub fn is_of(&self, kind: ProjectKind) -> bool {
        self.of.contains(&kind)
    }

    /// Returns whether a text may be written there; an empty one always may, but for the name.
    pub fn takes(&self, text: &str) -> bool {
        match self.form {
            Form::Line if self.key == NAME => !text.trim().is_empty() && !text.contains('\n'),
            Form::Line => !text.contains('\n'),
            Form::Note => true,
            Form::Day => text.is_empty() || text.parse::<NaiveDate>().is_ok(),
            Form::Place => text.is_empty() || text.parse::<PlaceId>().is_ok(),
            Form::Choice(words) => text.is_empty() || words.contains(&text),
        }
    }
}

/// What sort of thing is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NeedKind {
    /// A tool, a machine, a part.
    Tool,
    /// A place.
    Place,
    /// Somebody who can do something.
    Skill,
    /// Something that is written down.
    Sheet,
}

impl NeedKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Tool, Self::Place, Self::Skill, Self::Sheet];

    /// Returns the word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tool => "tool",
            Self::Place => "place",
            Self::Skill => "skill",
            Self::Sheet => "sheet",
        }
    }

    /// Reads the word for it.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Something that a project needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Its id in the project's document.
    pub id: LocalId,
    /// What sort of thing.
    pub kind: NeedKind,
    /// What, as people say it.
    pub words: String,
    /// How many, from 1.
    pub quantity: u32,
    /// From which day.
    pub from: Option<NaiveDate>,
    /// Until which day, that one included.
    pub until: Option<NaiveDate>,
    /// Whether it is there by now.
    pub met: bool,
}

impl Need {
    /// Reads a row as something that is needed.
    pub fn of(id: LocalId, row: &Row) -> Option<Self> {
        let day = |key| row.field(key).parse().ok();
        (row.kind == Some(RowKind::Need) && !row.withdrawn).then(|| Self {
            id,
            kind: NeedKind::parse(row.field("what")).unwrap_or(NeedKind::Tool),
            words: row.field("words").to_owned(),
            quantity: row.field("quantity").parse().unwrap_or(1).max(1),
            from: day("from"),
            until: day("until"),
            met: row.is("done"),
        })
    }

    /// Returns what a project needs, what was asked for first at the top.
    pub fn all(board: &Board) -> Vec<Self> {
        board.rows().filter_map(|(id, row)| Self::of(*id, row)).collect()
    }
}

/// Something that a project costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// Its id in the project's document.
    pub id: LocalId,
    /// What.
    pub words: String,
    /// How many cents.
    pub cents: u64,
    /// Whether the holder pays for it; else it is a share in what the group has.
    pub own: bool,
}

impl Cost {
    /// Returns what a project costs.
    pub fn all(board: &Board) -> Vec<Self> {
        let of = |(id, row): (&LocalId, &Row)| {
            (row.kind == Some(RowKind::Cost) && !row.withdrawn).then(|| Self {
                id: *id,
                words: row.field("words").to_owned(),
                cents: row.field("cents").parse().unwrap_or(0),
                own: row.field("whose") != "shared",
            })
        };
        board.rows().filter_map(of).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_takes_only_what_it_can_show() {
        let takes = |key, text| SheetField::of_key(key).is_some_and(|field| field.takes(text));
        assert!(takes("stage", "test") && takes("stage", "") && !takes("stage", "nearly"));
        assert!(takes("deadline", "2026-12-24") && !takes("deadline", "soon"));
        let shelf = PlaceId::common(LocalId([7; 16])).to_string();
        assert!(takes("place", &shelf) && takes("place", "") && !takes("place", "the shed"));
        assert!(takes("problem", "one\ntwo") && !takes("name", "one\ntwo") && !takes("name", " "));
    }
}
