//! What documents hold: items, places, a member's profile, and the edits people make to them.
//!
//! Invariant: nothing is ever deleted, only `withdrawn`; and what an edit carries was checked when
//! it was built, so that writing it cannot fail on its text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    act::Scope,
    attribute::{Attribute, Counted, Setting, Trained, parts},
    board::{FieldKey, LongText, NewRow, Put},
    detail::Detail,
    file::{FileField, ItemFile, NewFile},
    id::{DeviceId, ItemId, LocalId, MemberId, PlaceId},
    skill::Saying,
    text::{Name, TextError, one_line},
    vocabulary::{Term, Tongue, Wording},
};

/// The most pieces an item may count.
pub const MOST_PIECES: u32 = 1_000_000;

/// The most extra fields an item may have.
pub const MOST_FIELDS: usize = 64;

/// Something that is lent or booked: a tool, a machine, a kit, something counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// What people call it; empty when it cannot be read.
    pub name: String,
    /// The number on its label, or empty.
    pub tag: String,
    /// Its kind, as people name it, or empty.
    pub category: String,
    /// Where it is kept.
    pub place: Option<PlaceId>,
    /// How many there are, at most [`MOST_PIECES`].
    pub quantity: u32,
    /// Anything else worth knowing.
    pub note: String,
    /// What an import brought that has no field of its own; never an empty value.
    pub fields: BTreeMap<String, String>,
    /// What names it in the file it was imported from, or empty.
    pub import_key: String,
    /// Whether it was taken out of the inventory.
    pub withdrawn: bool,
    /// Whether people wrote different things into one of its fields at once: no part of the state,
    /// which holds what they wrote.
    #[serde(skip)]
    pub contested: bool,
    /// Photos and attachments, removed ones too, in the order in which they are shown. Left out
    /// where there are none, so that the state of spaces without files is written as it always was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<ItemFile>,
    /// What is said of it beyond that, by canonical text: no part of the state, which is written as
    /// it always was; what documents hold is compared by their heads.
    #[serde(skip)]
    pub details: Details,
    /// What not every item has, none of it empty. Left out where there is none, as files are.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub attributes: BTreeMap<Attribute, String>,
}

impl Item {
    /// Returns an attribute; empty where it has none.
    pub fn attribute(&self, attribute: Attribute) -> &str {
        self.attributes.get(&attribute).map_or("", String::as_str)
    }

    /// Returns an attribute that is a number.
    pub fn number(&self, attribute: Attribute) -> Option<u32> {
        self.attribute(attribute).parse().ok()
    }

    /// Returns the member who keeps it, where that is said.
    pub fn keeper(&self) -> Option<MemberId> {
        self.attribute(Attribute::Keeper).parse().ok()
    }

    /// Returns the parts of a kit.
    pub fn parts(&self) -> Vec<Counted<ItemId>> {
        parts(self.attribute(Attribute::Parts))
    }

    /// Returns what one has to be trained for to use it; `trained` are the categories that ask for
    /// it, a line each.
    pub fn asks_training(&self, trained: &str) -> Option<Scope> {
        let category = || match self.category.as_str() {
            "" => None,
            name => Some(Scope::category(name)),
        };
        match Trained::parse(self.attribute(Attribute::Training)) {
            Some(Trained::Nothing) => None,
            Some(Trained::Item) => Some(Scope::Item(self.id)),
            Some(Trained::Category) => category(),
            None => category().filter(|of| trained.lines().any(|it| Scope::category(it) == *of)),
        }
    }

    /// Returns whether it is used up, and counted as a stock.
    pub fn is_stock(&self) -> bool {
        !self.attribute(Attribute::Unit).is_empty()
    }

    /// Returns whether it is nothing that could be handed over: a file, a right.
    pub fn is_immaterial(&self) -> bool {
        !self.attribute(Attribute::Licence).is_empty()
    }
}

/// Somewhere things are kept: a room, a shelf.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its id.
    pub id: PlaceId,
    /// What people call it; empty when it cannot be read.
    pub name: String,
    /// The place it is in.
    pub inside: Option<PlaceId>,
    /// Whether it is no longer used.
    pub withdrawn: bool,
    /// What is said of it beyond that, as of an item.
    #[serde(skip)]
    pub details: Details,
}

/// What is said of something beyond its name, by canonical text, never an empty one.
pub type Details = BTreeMap<Detail, String>;

/// The most exceptions to its week that are read of one thing.
pub const MOST_EXCEPTIONS: usize = 256;

/// What a member says about themself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Their name; empty until they wrote one.
    pub name: String,
}

/// How a member can be reached, as they wrote it. They can have all of it forgotten.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// An e-mail address.
    pub email: String,
    /// A telephone number.
    pub phone: String,
    /// Anything else: an address, when to call.
    pub note: String,
    /// To whom programs show it.
    pub shown: Shown,
}

/// To whom the program shows how a member can be reached. It is on every computer of the group all
/// the same: this is a courtesy, not a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// To all members.
    #[default]
    Members,
    /// To stewards only.
    Stewards,
}

impl Shown {
    /// Returns its word in a document; the usual one has none.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Members => "",
            Self::Stewards => "stewards",
        }
    }
}

/// A field of [`Contact`] and its new value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContactField {
    /// The e-mail address.
    Email(Line),
    /// The telephone number.
    Phone(Line),
    /// Anything else.
    Note(Note),
    /// To whom it is shown.
    Shown(Shown),
}

/// A text on one line of at most 200 characters, which may be empty.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Line(String);

impl Line {
    /// The most characters a line may have.
    pub const MOST: usize = 200;

    /// Reads a line, refusing an overlong one.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let line = one_line(text);
        if line.chars().count() > Self::MOST {
            return Err(TextError::TooLong(Self::MOST));
        }
        Ok(Self(line))
    }

    /// Returns the line.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Line {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        Self::parse(&text)
    }
}

impl From<Line> for String {
    fn from(line: Line) -> Self {
        line.0
    }
}

/// A text of any number of lines and at most 4,000 characters, which may be empty.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Note(String);

impl Note {
    /// The most characters a note may have.
    pub const MOST: usize = 4000;

    /// Reads a note, refusing an overlong one.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let note = many_lines(text);
        if note.chars().count() > Self::MOST {
            return Err(TextError::TooLong(Self::MOST));
        }
        Ok(Self(note))
    }

    /// Returns the note.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Note {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        Self::parse(&text)
    }
}

impl From<Note> for String {
    fn from(note: Note) -> Self {
        note.0
    }
}

/// Returns the text with each of its lines as [`one_line`] makes it, without empty lines at its
/// ends.
pub fn many_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(one_line).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// An item as it is first written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewItem {
    /// A fresh id, which nothing in the document has.
    pub local: LocalId,
    /// What people call it.
    pub name: Name,
    /// The number on its label.
    pub tag: Line,
    /// Its kind.
    pub category: Line,
    /// Where it is kept.
    pub place: Option<PlaceId>,
    /// How many there are.
    pub quantity: u32,
    /// Anything else worth knowing.
    pub note: Note,
    /// Extra fields, at most [`MOST_FIELDS`]; one with an empty value is left out.
    pub fields: BTreeMap<Name, Note>,
    /// What names it in the file it comes from.
    pub import_key: Line,
}

impl NewItem {
    /// Returns one item of that name about which nothing else is known.
    pub fn named(local: LocalId, name: Name) -> Self {
        Self {
            local,
            name,
            tag: Line::default(),
            category: Line::default(),
            place: None,
            quantity: 1,
            note: Note::default(),
            fields: BTreeMap::new(),
            import_key: Line::default(),
        }
    }
}

/// A place as it is first written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPlace {
    /// A fresh id, which nothing in the document has.
    pub local: LocalId,
    /// What people call it.
    pub name: Name,
    /// The place it is in.
    pub inside: Option<PlaceId>,
}

/// A field of an item and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemField {
    /// What people call it.
    Name(Name),
    /// The number on its label; empty takes it away.
    Tag(Line),
    /// Its kind; empty takes it away.
    Category(Line),
    /// Where it is kept.
    Place(Option<PlaceId>),
    /// How many there are.
    Quantity(u32),
    /// Anything else worth knowing; empty takes it away.
    Note(Note),
    /// An extra field; empty takes it away.
    Extra(Name, Note),
    /// What names it in the file it was imported from.
    ImportKey(Line),
    /// Whether it is out of the inventory.
    Withdrawn(bool),
    /// What is said of it; empty takes that away.
    Detail(Detail, Note),
    /// What not every item has; empty takes it away.
    Attribute(Attribute, Note),
}

/// A field of a place and what it becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceField {
    /// What people call it.
    Name(Name),
    /// The place it is in.
    Inside(Option<PlaceId>),
    /// Whether it is no longer used.
    Withdrawn(bool),
    /// What is said of it; empty takes that away.
    Detail(Detail, Note),
}

/// One change that a person wants made to a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// Adds an item.
    PutItem(NewItem),
    /// Changes one field of an item.
    SetItem {
        /// Which item of the document.
        local: LocalId,
        /// The field.
        field: ItemField,
    },
    /// Puts a choice between several values of one field of an item back.
    SetItemApart {
        /// Which item of the document.
        local: LocalId,
        /// The field with each of its values; the last one is shown.
        fields: Vec<ItemField>,
    },
    /// Adds a file to an item.
    PutFile {
        /// Which item of the document.
        item: LocalId,
        /// The file.
        file: NewFile,
    },
    /// Changes one field of an item's file.
    SetFile {
        /// Which item of the document.
        item: LocalId,
        /// Which of its files.
        file: LocalId,
        /// The field.
        field: FileField,
    },
    /// Adds a place.
    PutPlace(NewPlace),
    /// Changes one field of a place.
    SetPlace {
        /// Which place of the document.
        local: LocalId,
        /// The field.
        field: PlaceField,
    },
    /// Changes the name of the member whose document it is.
    SetProfileName(Name),
    /// Changes what the member whose document it is calls a device of theirs; empty takes it away.
    SetDeviceName {
        /// The device.
        device: DeviceId,
        /// Its name.
        name: Line,
    },
    /// Changes what the member whose document it is says about themself, by its canonical text;
    /// empty takes it away.
    SetSaying(Saying, Note),
    /// Changes what the space whose catalogue it is notes of somebody outside the group, by its
    /// canonical text; empty takes them away.
    SetOutsider(LocalId, Note),
    /// Changes the name of the space whose catalogue it is.
    SetSpaceName(Name),
    /// Changes what is said of all that is in the space whose catalogue it is; empty takes it away.
    SetSpaceDetail(Detail, Note),
    /// Changes what the space whose catalogue it is calls something.
    SetWord {
        /// What.
        term: Term,
        /// In which language.
        tongue: Tongue,
        /// Its words; the program's own if there are none.
        words: Option<Wording>,
    },
    /// Changes what holds for the space whose catalogue it is; empty takes it away.
    SetSetting(Setting, Note),
    /// Changes how the member whose private document it is can be reached.
    SetContact(ContactField),
    /// Changes what a project says of itself.
    SetSheet {
        /// The field.
        key: FieldKey,
        /// What it becomes.
        put: Put,
    },
    /// Adds a row to a project's document.
    PutRow(NewRow),
    /// Changes a field of a row.
    SetRow {
        /// Which row of the document.
        local: LocalId,
        /// The field.
        key: FieldKey,
        /// What it becomes.
        put: Put,
    },
    /// Writes the text of a row as whoever saw it at some changes would have it.
    WriteText {
        /// Which row of the document.
        local: LocalId,
        /// What they saw it at; as it is by now if empty.
        seen: Vec<[u8; 32]>,
        /// What it becomes.
        text: LongText,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_be_empty_but_not_long() {
        assert_eq!(Line::parse(" T\t042 ").unwrap().as_str(), "T 042");
        assert_eq!(Line::parse("  ").unwrap(), Line::default());
        assert_eq!(Line::parse(&"x".repeat(201)), Err(TextError::TooLong(200)));
    }

    #[test]
    fn a_note_keeps_its_lines() {
        let note = Note::parse("\r\n lame\u{202e} neuve \r\n\r\nmoteur\u{7} vu\n\n").unwrap();
        assert_eq!(note.as_str(), "lame neuve\n\nmoteur vu");
        assert_eq!(Note::parse(&"x".repeat(4001)), Err(TextError::TooLong(4000)));
    }
}
