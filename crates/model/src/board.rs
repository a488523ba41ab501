//! Boards: columns with cards, and whatever else lies in a project's document as rows.
//!
//! Invariant: where a card lies is one value, so two moves never mix: the later one holds. A card
//! whose column is gone is shown without one. Nothing is deleted, only `withdrawn`; what is on
//! something is a flag each, and stays where one person put it there while another took it away.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    id::LocalId,
    inventory::{Line, Note},
    text::{TextError, one_line},
};

pub mod attachment;
pub mod mention;
pub mod rank;
pub mod relation;
pub mod splice;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A column of the board.
    Column,
    /// A card.
    Card,
    /// A line of a card's check-list.
    Check,
    /// What somebody says about a card.
    Comment,
    /// How two cards stand to each other.
    Relation,
    /// Something that is needed.
    Need,
    /// Something that it costs.
    Cost,
    /// A file on a card.
    File,
}

impl RowKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Column,
        Self::Card,
        Self::Check,
        Self::Comment,
        Self::Relation,
        Self::Need,
        Self::Cost,
        Self::File,
    ];

    /// Returns the word under which documents hold it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Card => "card",
            Self::Check => "check",
            Self::Comment => "comment",
            Self::Relation => "relation",
            Self::Need => "need",
            Self::Cost => "cost",
            Self::File => "file",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }

    /// Returns whether rows of it have a text that merges letter by letter.
    pub const fn has_text(self) -> bool {
        matches!(self, Self::Card)
    }
}

/// The key of a field of a row or a sheet: a line of 1 to 200 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldKey(String);

impl FieldKey {
    /// Reads a key, refusing those under which something else lies.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let key = one_line(text);
        match key.chars().count() {
            0 => Err(TextError::Empty),
            1..=Line::MOST if key != "text" && key != "kind" => Ok(Self(key)),
            _ => Err(TextError::TooLong(Line::MOST)),
        }
    }

    /// Returns the key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text of any number of lines and at most 20,000 characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LongText(String);

impl LongText {
    /// The most characters.
    pub const MOST: usize = 20_000;

    /// Reads a text, refusing an overlong one. White space at the ends stays: somebody may be
    /// typing there.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.replace("\r\n", "\n");
        if text.chars().count() > Self::MOST {
            return Err(TextError::TooLong(Self::MOST));
        }
        let fits = |c: &char| *c == '\n' || *c == '\t' || !c.is_control();
        Ok(Self(text.chars().filter(fits).collect()))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a field of a row becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// It says something; empty takes that away.
    Says(Note),
    /// It is so, or no longer.
    Is(bool),
}

/// A row as it is first written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRow {
    /// A fresh id, which nothing in the document has.
    pub local: LocalId,
    /// What it is.
    pub kind: RowKind,
    /// What is said of it.
    pub fields: Vec<(FieldKey, Put)>,
    /// Its text, if it has one.
    pub text: LongText,
}

/// What a project's document holds under an id.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is; nothing that this version knows if empty.
    pub kind: Option<RowKind>,
    /// What is said of it, none of it empty.
    pub fields: BTreeMap<String, String>,
    /// What it has or is.
    pub flags: BTreeSet<String>,
    /// Its text.
    pub text: String,
    /// Whether it was put away.
    pub withdrawn: bool,
}

impl Row {
    /// Returns a field; empty where nothing was said.
    pub fn field(&self, key: &str) -> &str {
        self.fields.get(key).map_or("", String::as_str)
    }

    /// Returns whether something is so.
    pub fn is(&self, flag: &str) -> bool {
        self.flags.contains(flag)
    }

    /// Returns the ends of the flags that begin so: its labels, who it is for.
    pub fn flagged<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = &'a str> {
        let from = self.flags.range(prefix.to_owned()..);
        from.map_while(move |flag| flag.strip_prefix(prefix))
    }
}

/// What the flags of labels begin with.
pub const LABEL: &str = "label:";
/// What the flags of whom a card is for begin with.
pub const FOR: &str = "for:";
/// What the flags of links begin with: `link:item:…`, `link:booking:…`, `link:member:…`.
pub const LINK: &str = "link:";
/// What the keys of custom fields begin with.
pub const EXTRA: &str = "field:";
/// The key of where a card or a column lies.
pub const POSITION: &str = "position";
/// The key of what is put away.
pub const WITHDRAWN: &str = "withdrawn";

/// The columns that a board begins with, by the end of their message's name.
pub const COLUMNS: [&str; 6] = ["idea", "prototype", "test", "deployment", "done", "stopped"];

/// Where a card lies: its column, and its rank there. It is one value.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The column.
    pub column: Option<LocalId>,
    /// The rank.
    pub rank: String,
}

impl Position {
    /// Reads a position; what is none lies in no column.
    pub fn parse(text: &str) -> Self {
        let (column, rank) = text.split_once('/').unwrap_or(("", text));
        let rank = if rank::is_rank(rank) { rank } else { "" };
        Self { column: column.parse().ok(), rank: rank.to_owned() }
    }
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.column {
            Some(column) => write!(f, "{column}/{}", self.rank),
            None => write!(f, "/{}", self.rank),
        }
    }
}

/// What a project's document says: its sheet and its rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board {
    sheet: BTreeMap<String, String>,
    rows: BTreeMap<LocalId, Row>,
    /// Which rows are files: what others may fetch is looked up often.
    files: BTreeSet<LocalId>,
}

impl Board {
    /// Takes in what a sheet says.
    pub fn set_sheet(&mut self, sheet: BTreeMap<String, String>) {
        self.sheet = sheet;
    }

    /// Takes in a row.
    pub fn set_row(&mut self, id: LocalId, row: Row) {
        if row.kind == Some(RowKind::File) {
            self.files.insert(id);
        }
        self.rows.insert(id, row);
    }

    /// Returns a field of the sheet; empty where nothing was said.
    pub fn said(&self, key: &str) -> &str {
        self.sheet.get(key).map_or("", String::as_str)
    }

    /// Returns all rows, put away ones too, in the order in which they were made.
    pub fn rows(&self) -> impl Iterator<Item = (&LocalId, &Row)> {
        self.rows.iter()
    }

    /// Returns a row.
    pub fn row(&self, id: &LocalId) -> Option<&Row> {
        self.rows.get(id)
    }

    /// Returns the rows of a kind that are in use.
    pub fn of_kind(&self, kind: RowKind) -> impl Iterator<Item = (LocalId, &Row)> {
        let in_use = self.rows.iter().filter(move |(_, row)| row.kind == Some(kind));
        in_use.filter(|(_, row)| !row.withdrawn).map(|(id, row)| (*id, row))
    }

    /// Returns the columns in their order.
    pub fn columns(&self) -> Vec<(LocalId, &Row)> {
        let mut columns: Vec<(LocalId, &Row)> = self.of_kind(RowKind::Column).collect();
        columns.sort_by(|(one_id, one), (other_id, other)| {
            (one.field(POSITION), one_id).cmp(&(other.field(POSITION), other_id))
        });
        columns
    }

    /// Returns where a card lies: in no column when its own is not there or put away.
    pub fn lies(&self, card: &Row) -> Position {
        let mut position = Position::parse(card.field(POSITION));
        let is_column = |id: &LocalId| {
            self.rows.get(id).is_some_and(|it| it.kind == Some(RowKind::Column) && !it.withdrawn)
        };
        position.column = position.column.filter(is_column);
        position
    }

    /// Returns the cards of each column in their order; those without a column come under none.
    pub fn cards(&self) -> BTreeMap<Option<LocalId>, Vec<LocalId>> {
        let mut lying: Vec<(Position, LocalId)> =
            self.of_kind(RowKind::Card).map(|(id, row)| (self.lies(row), id)).collect();
        lying.sort();
        let mut cards: BTreeMap<Option<LocalId>, Vec<LocalId>> = BTreeMap::new();
        for (position, id) in lying {
            cards.entry(position.column).or_default().push(id);
        }
        cards
    }

    /// Returns the rows of a kind that belong to a card, in the order in which they were made.
    pub fn rows_of<'a>(
        &'a self,
        kind: RowKind,
        card: &'a str,
    ) -> impl Iterator<Item = (LocalId, &'a Row)> {
        self.of_kind(kind).filter(move |(_, row)| row.field("of") == card)
    }

    /// Returns what is to be written for a card to lie in a column before another card, or at its
    /// end: the card's own position, and those of others only where there is no room between two.
    /// `salt` makes two who do so at once differ.
    pub fn moved(
        &self,
        card: LocalId,
        column: LocalId,
        before: Option<LocalId>,
        salt: &str,
    ) -> Vec<(LocalId, Position)> {
        let cards = self.cards();
        let others: Vec<LocalId> = cards
            .get(&Some(column))
            .into_iter()
            .flatten()
            .copied()
            .filter(|id| *id != card)
            .collect();
        let at = before.and_then(|before| others.iter().position(|id| *id == before));
        let at = at.unwrap_or(others.len());
        let rank_of = |index: usize| {
            let row = others.get(index).and_then(|id| self.rows.get(id));
            row.map(|row| Position::parse(row.field(POSITION)).rank)
        };
        let (low, high) = (at.checked_sub(1).and_then(rank_of), rank_of(at));
        let place = |rank: String| Position { column: Some(column), rank };
        if let Some(rank) = rank::between(low.as_deref().unwrap_or(""), high.as_deref(), salt) {
            return vec![(card, place(rank))];
        }
        // Two have the same rank, or there were too many moves in one place: all are ranked anew.
        let mut order = others;
        order.insert(at, card);
        let ranks = rank::spread(order.len());
        order.into_iter().zip(ranks).map(|(id, rank)| (id, place(rank))).collect()
    }
}

#[cfg(test)]
mod tests;
