//! How members can be reached, and having it forgotten.
//!
//! It is written in the member's private document, which no other document and no act speaks of.

use etabli_api::{
    ApiError, ErrorCode,
    command::{ForgetContact, SetContact},
    view::MemberView,
};
use etabli_model::{
    act::{Forget, Known},
    id::DocumentId,
    inventory::{ContactField, Edit, Line, Note},
};

use super::{Handle, item::too_long, stewardship::shown};
use crate::{
    clock,
    core::{ChangeError, Core},
};

impl Handle for SetContact {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let line = |text: &str| Line::parse(text).map_err(too_long);
        let mut edits = Vec::new();
        if let Some(email) = &self.email {
            edits.push(Edit::SetContact(ContactField::Email(line(email)?)));
        }
        if let Some(phone) = &self.phone {
            edits.push(Edit::SetContact(ContactField::Phone(line(phone)?)));
        }
        if let Some(note) = &self.note {
            let note = Note::parse(note).map_err(too_long)?;
            edits.push(Edit::SetContact(ContactField::Note(note)));
        }
        let member = core.change(id, |space| {
            let me = space.me()?;
            let stale = space.edit(clock::now(), &[(DocumentId::Private(me), edits)])?;
            Ok::<_, ChangeError>((me, stale))
        })?;
        shown(core, id, member)
    }
}

impl Handle for ForgetContact {
    fn handle(self, core: &Core) -> Result<MemberView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let member = core.change(id, |space| {
            let me = space.me()?;
            if !space.documents().contains_key(&DocumentId::Private(me)) {
                return Err(ApiError::from(ErrorCode::NothingToChange).into());
            }
            let forget = Known::Forget(Forget { more: Vec::new() });
            let stale = space.act(clock::now(), &[forget])?;
            Ok::<_, ChangeError>((me, stale))
        })?;
        shown(core, id, member)
    }
}
