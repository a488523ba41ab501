//! The rows of a project's document: writing them and reading them.
//!
//! Invariant: the text of a row is made with the row, so that there is one; it is written letter by
//! letter, against the letters that whoever writes saw, so that what two people write both stays.

use automerge::{ObjId, ObjType, ReadDoc, ScalarValueRef, ValueRef, legacy::OpId};

use super::{
    Document,
    edit::{EditError, Plan, Slot, Step, Target, Write},
    genesis::Container,
    key, read,
};
use crate::{
    board::{FieldKey, LongText, NewRow, Put, Row, RowKind, splice::splices},
    id::LocalId,
};

/// The most fields and flags of one row or sheet that are read.
const MOST_READ: usize = 20_000;

impl<'a> Plan<'a, '_> {
    pub(super) fn put_row(&mut self, row: &'a NewRow) -> Result<(), EditError> {
        let target = self.create(Container::Rows, row.local)?;
        self.put(&target, key::KIND.into(), row.kind.as_str().into());
        for (key, put) in &row.fields {
            match put {
                Put::Says(note) if note.as_str().is_empty() => {}
                Put::Says(note) => self.put(&target, key.as_str().into(), note.as_str().into()),
                Put::Is(false) => {}
                Put::Is(true) => self.put(&target, key.as_str().into(), true.into()),
            }
        }
        if row.kind.has_text() {
            let text = self.make(target, key::TEXT.into(), ObjType::Text);
            self.letters(&text, Slot::Front, row.text.as_str());
        }
        Ok(())
    }

    pub(super) fn set_row(
        &mut self,
        local: LocalId,
        key: &'a FieldKey,
        put: &'a Put,
    ) -> Result<(), EditError> {
        let target = self.find(Container::Rows, local)?.ok_or(EditError::NoSuchRow(local))?;
        self.set_field(target, key, put);
        Ok(())
    }

    pub(super) fn set_field(&mut self, target: Target, key: &'a FieldKey, put: &'a Put) {
        let value = match put {
            Put::Says(note) => note.as_str().into(),
            Put::Is(truth) => (*truth).into(),
        };
        self.set(target, key.as_str().into(), value);
    }

    /// Writes the letters that came and takes those away that went.
    pub(super) fn write_text(
        &mut self,
        local: LocalId,
        seen: &[[u8; 32]],
        text: &str,
    ) -> Result<(), EditError> {
        let missing = EditError::NoSuchRow(local);
        let Some(Target::Known(row)) = self.find(Container::Rows, local)? else {
            return Err(missing);
        };
        let object = self.document.text_object(&row).ok_or(missing)?;
        let (letters, ids): (Vec<String>, Vec<OpId>) =
            self.document.letters(&object, seen).into_iter().unzip();
        let target = Target::Known(object);
        for splice in splices(&letters, text) {
            let gone = ids.get(splice.at..splice.at.saturating_add(splice.gone));
            for id in gone.unwrap_or_default() {
                self.steps.push(Step {
                    target: target.clone(),
                    slot: Slot::At(id.clone()),
                    write: Write::Gone,
                    replaces: vec![id.clone()],
                });
            }
            let before = splice.at.checked_sub(1).and_then(|at| ids.get(at));
            let slot = before.map_or(Slot::Front, |id| Slot::After(id.clone()));
            self.letters(&target, slot, &splice.came);
        }
        Ok(())
    }

    fn letters(&mut self, target: &Target, mut slot: Slot<'a>, text: &str) {
        for letter in text.chars() {
            let write = Write::Value(letter.to_string().into());
            self.steps.push(Step { target: target.clone(), slot, write, replaces: Vec::new() });
            slot = Slot::AfterMade(self.steps.len().saturating_sub(1));
        }
    }
}

impl Document {
    /// Returns all rows, those put away too, by their local id.
    pub fn rows(&self) -> Vec<(LocalId, Row)> {
        self.entities(Container::Rows, |local, object| (local, self.read_row(object)))
    }

    /// Returns one row.
    pub fn row(&self, local: LocalId) -> Option<Row> {
        Some(self.read_row(&self.entity(Container::Rows, local)?))
    }

    /// Returns what a project says of itself, none of it empty; what is so reads as a truth.
    pub fn sheet(&self) -> std::collections::BTreeMap<String, String> {
        let Some(object) = Container::Sheet.object(&self.id) else { return Default::default() };
        let row = self.read_row(&object);
        let truths = row.flags.into_iter().map(|flag| (flag, super::TRUE.to_owned()));
        row.fields.into_iter().chain(truths).collect()
    }

    /// Returns the change that wrote a field of a row last.
    pub fn row_change(&self, local: LocalId, field: &str) -> Option<[u8; 32]> {
        let object = self.entity(Container::Rows, local)?;
        let (_, id) = self.doc.get(&object, field).ok()??;
        Some(self.doc.hash_for_opid(&id)?.0)
    }

    fn read_row(&self, object: &ObjId) -> Row {
        let mut row = Row::default();
        for entry in self.doc.map_range(object, ..).take(MOST_READ) {
            let written = entry.key.as_ref();
            match &entry.value {
                ValueRef::Object(ObjType::Text) if written == key::TEXT => {
                    row.text = self.read_text(object);
                }
                ValueRef::Object(_) => {}
                ValueRef::Scalar(_) if written == key::WITHDRAWN => {
                    row.withdrawn = self.is_removed(object);
                }
                // What one person put there stays, while another took it away.
                ValueRef::Scalar(_) if key::is_flag(written) => {
                    let all = self.doc.get_all(object, written).unwrap_or_default();
                    if all.iter().any(|(value, _)| read::is_true(value)) {
                        row.flags.insert(read::line(written));
                    }
                }
                ValueRef::Scalar(ScalarValueRef::Str(text)) if written == key::KIND => {
                    row.kind = RowKind::parse(text);
                }
                ValueRef::Scalar(ScalarValueRef::Str(text)) => {
                    let text = read::note(text);
                    if !text.is_empty() {
                        row.fields.insert(read::line(written), text);
                    }
                }
                ValueRef::Scalar(_) => {}
            }
        }
        row
    }

    fn read_text(&self, row: &ObjId) -> String {
        let Some(object) = self.text_object(row) else { return String::new() };
        let letters = self.doc.list_range(&object, ..).take(LongText::MOST);
        let mut text = String::new();
        for letter in letters {
            if let ValueRef::Scalar(ScalarValueRef::Str(letter)) = &letter.value {
                text.push_str(letter);
            }
        }
        LongText::parse(&text).map(|text| text.as_str().to_owned()).unwrap_or_default()
    }

    /// Returns the text of a row as it was at some heads.
    pub(super) fn text_at(&self, local: LocalId, heads: &[automerge::ChangeHash]) -> String {
        let object = self.entity(Container::Rows, local).and_then(|row| self.text_object(&row));
        let Some(object) = object else { return String::new() };
        let mut text = String::new();
        for letter in self.doc.list_range_at(&object, .., heads).take(LongText::MOST) {
            if let ValueRef::Scalar(ScalarValueRef::Str(letter)) = &letter.value {
                text.push_str(letter);
            }
        }
        text
    }

    /// Returns the text that was made first in a row.
    fn text_object(&self, row: &ObjId) -> Option<ObjId> {
        read::first_made(&self.doc, row, key::TEXT, ObjType::Text)
    }

    /// Returns the letters of a text as somebody saw it, each with its operation.
    fn letters(&self, object: &ObjId, seen: &[[u8; 32]]) -> Vec<(String, OpId)> {
        let heads: Vec<automerge::ChangeHash> = seen
            .iter()
            .filter(|one| self.holds(one))
            .map(|one| automerge::ChangeHash(*one))
            .collect();
        let range = match heads.is_empty() {
            true => self.doc.list_range(object, ..),
            false => self.doc.list_range_at(object, .., &heads),
        };
        range
            .take(LongText::MOST)
            .filter_map(|letter| {
                let text = match &letter.value {
                    ValueRef::Scalar(ScalarValueRef::Str(text)) => text.to_string(),
                    ValueRef::Scalar(_) | ValueRef::Object(_) => String::new(),
                };
                match letter.id() {
                    ObjId::Root => None,
                    ObjId::Id(number, actor, _) => Some((text, OpId(number, actor))),
                }
            })
            .collect()
    }
}
