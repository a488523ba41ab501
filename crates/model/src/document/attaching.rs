//! Writing what is said of the files of items.
//!
//! Invariant: what a file is never changes once it is written; what is said of it is a field each.

use std::borrow::Cow;

use automerge::{ObjType, ScalarValue};

use super::{
    edit::{EditError, Plan, Target},
    genesis::Container,
    key, read,
};
use crate::{
    file::{FileField, MOST_FILE_BYTES, NewFile},
    id::LocalId,
};

impl<'a> Plan<'a, '_> {
    pub(super) fn put_file(&mut self, item: LocalId, file: &'a NewFile) -> Result<(), EditError> {
        if file.bytes > MOST_FILE_BYTES {
            return Err(EditError::FileTooLarge(file.bytes));
        }
        let holder = self.find(Container::Items, item)?.ok_or(EditError::NoSuchItem(item))?;
        if self.find_file(&holder, item, file.local).is_some() {
            return Err(EditError::Taken(file.local));
        }
        let index = self.steps.len();
        self.made_files.insert((item, file.local), index);
        let target = self.make(holder, key::file_key(file.local).into(), ObjType::Map);
        self.put(&target, key::NAME.into(), file.name.as_str().into());
        self.put(&target, key::MEDIA.into(), file.media.as_str().into());
        self.put(&target, key::BYTES.into(), ScalarValue::Uint(file.bytes));
        self.put(&target, key::HASH.into(), file.hash.to_string().into());
        if let Some((width, height)) = file.pixels {
            self.put(&target, key::WIDTH.into(), ScalarValue::Uint(width.into()));
            self.put(&target, key::HEIGHT.into(), ScalarValue::Uint(height.into()));
        }
        if let Some(thumbnail) = file.thumbnail {
            self.put(&target, key::THUMBNAIL.into(), thumbnail.to_string().into());
        }
        if !file.caption.as_str().is_empty() {
            self.put(&target, key::CAPTION.into(), file.caption.as_str().into());
        }
        Ok(())
    }

    pub(super) fn set_file(
        &mut self,
        item: LocalId,
        file: LocalId,
        field: &'a FileField,
    ) -> Result<(), EditError> {
        let holder = self.find(Container::Items, item)?.ok_or(EditError::NoSuchItem(item))?;
        let target = self.find_file(&holder, item, file).ok_or(EditError::NoSuchFile(file))?;
        let (key, value): (Cow<'a, str>, ScalarValue) = match field {
            FileField::Caption(caption) => (key::CAPTION.into(), caption.as_str().into()),
            FileField::Rank(rank) => (key::RANK.into(), ScalarValue::Int(*rank)),
            FileField::Removed(removed) => (key::REMOVED.into(), (*removed).into()),
        };
        self.set(target, key, value);
        Ok(())
    }

    fn find_file(&self, holder: &Target, item: LocalId, file: LocalId) -> Option<Target> {
        if let Some(index) = self.made_files.get(&(item, file)) {
            return Some(Target::Made(*index));
        }
        match holder {
            Target::Made(_) => None,
            Target::Known(object) => {
                let key = key::file_key(file);
                read::first_map(&self.document.doc, object, &key).map(Target::Known)
            }
        }
    }
}
