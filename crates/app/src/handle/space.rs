//! Creating, listing and showing spaces.

use etabli_api::{
    ApiError, ErrorCode,
    command::{CreateDemo, CreateSpace, ListSpaces, RemoveDemo, RenameSpace, SetWord, ShowSpace},
    event::Topic,
    view::SpaceView,
};
use etabli_model::{
    act::{Found, Known},
    body::Part,
    id::{DocumentId, SpaceId},
    inventory::Edit,
    membership::RULES,
    text::{Name, TextError},
    vocabulary::{Term, Tongue, Wording},
};
use etabli_sync::replica::Replica;

use super::Handle;
use crate::{
    clock,
    core::{ChangeError, Core, api_error},
    demo, show,
    space::{Space, SpaceError},
};

/// Reads a name that a person typed.
pub(crate) fn name(text: &str) -> Result<Name, ApiError> {
    Name::parse(text).map_err(|error| match error {
        TextError::Empty => ErrorCode::EmptyName.into(),
        TextError::TooLong(most) => ApiError::new(ErrorCode::NameTooLong).with("most", most),
    })
}

/// Founds a space in a folder of its own and puts it in place when it is whole.
pub(crate) fn create(
    core: &Core,
    space_name: Name,
    member_name: Name,
    demo: bool,
    fill: impl FnOnce(&mut Space) -> Result<(), ApiError>,
) -> Result<SpaceId, ApiError> {
    let unfinished = core.directory.begin(demo)?;
    let now = clock::now();
    let found = Known::Found(Found { rules: RULES, nonce: clock::random()?, more: Vec::new() });
    let id = {
        let key = core.directory.key().clone();
        let parts = vec![Part::Act(found.to_act())];
        let (replica, first) = Replica::found(key, unfinished.store()?, now, parts)
            .map_err(|error| api_error(&SpaceError::from(error)))?;
        let mut space = Space::around(replica, demo);
        space.apply(vec![first]);
        let me = space.me().map_err(|error| api_error(&error))?;
        space
            .edit(
                now,
                &[
                    (DocumentId::Catalogue, vec![Edit::SetSpaceName(space_name)]),
                    (DocumentId::Member(me), vec![Edit::SetProfileName(member_name)]),
                ],
            )
            .map_err(|error| api_error(&error))?;
        fill(&mut space)?;
        space.id()
    };
    core.directory.finish(unfinished, &id)?;
    core.directory.set_last_space(&id);
    core.tell(id, [Topic::Spaces]);
    Ok(id)
}

impl Handle for CreateSpace {
    fn handle(self, core: &Core) -> Result<SpaceView, ApiError> {
        let id = create(core, name(&self.name)?, name(&self.member)?, false, |_| Ok(()))?;
        core.with(id, |space| show::space(space))
    }
}

impl Handle for ListSpaces {
    fn handle(self, core: &Core) -> Result<Vec<SpaceView>, ApiError> {
        let last = core.directory.last_space();
        let mut views = Vec::new();
        for id in core.directory.spaces()? {
            // One that cannot be read must not hide the others.
            let view = core.with(id, |space| show::space(space));
            views.push(view.unwrap_or_else(|problem| show::broken_space(id, problem)));
        }
        views.sort_by_key(|view| {
            (view.problem.is_some(), Some(view.id) != last, view.name.clone(), view.id)
        });
        Ok(views)
    }
}

impl Handle for ShowSpace {
    fn handle(self, core: &Core) -> Result<SpaceView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.directory.set_last_space(&id);
        core.with(id, |space| show::space(space))
    }
}

impl Handle for CreateDemo {
    fn handle(self, core: &Core) -> Result<SpaceView, ApiError> {
        let id = demo::create(core, &self.language)?;
        core.with(id, |space| show::space(space))
    }
}

impl Handle for RemoveDemo {
    fn handle(self, core: &Core) -> Result<(), ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        if !core.directory.is_demo(&id) {
            return Err(ErrorCode::NotADemo.into());
        }
        core.close(&id);
        core.directory.remove_demo(&id)?;
        core.tell(id, [Topic::Spaces]);
        Ok(())
    }
}

impl Handle for SetWord {
    fn handle(self, core: &Core) -> Result<SpaceView, ApiError> {
        let unknown = |what: &str| ApiError::new(ErrorCode::NotFound).with("what", what);
        let term = Term::parse(&self.term).ok_or_else(|| unknown(&self.term))?;
        let tongue = Tongue::parse(&self.language).ok_or_else(|| unknown(&self.language))?;
        let words = match Wording::parse(&self.one, &self.many) {
            Ok(words) => Some(words),
            // Nothing at all means the usual words; several without one mean nothing.
            Err(TextError::Empty) if self.many.trim().is_empty() => None,
            Err(TextError::Empty) => return Err(ErrorCode::EmptyName.into()),
            Err(TextError::TooLong(most)) => {
                return Err(ApiError::new(ErrorCode::TextTooLong).with("most", most));
            }
        };
        let id = core.find_space(self.space.as_deref())?;
        core.change(id, |space| {
            if !show::may_govern(space) {
                return Err(ErrorCode::NotAllowed.into());
            }
            if space.catalogue.words().get(&(term, tongue)) == words.as_ref() {
                return Err(ErrorCode::NothingToChange.into());
            }
            let edit = Edit::SetWord { term, tongue, words };
            let stale = space.edit(clock::now(), &[(DocumentId::Catalogue, vec![edit])])?;
            Ok::<_, ChangeError>(((), stale))
        })?;
        core.with(id, |space| show::space(space))
    }
}

impl Handle for RenameSpace {
    fn handle(self, core: &Core) -> Result<SpaceView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let name = name(&self.name)?;
        core.change(id, |space| {
            if !show::may_govern(space) {
                return Err(ErrorCode::NotAllowed.into());
            }
            if space.catalogue.space_name() == name.as_str() {
                return Err(ErrorCode::NothingToChange.into());
            }
            let edits = [(DocumentId::Catalogue, vec![Edit::SetSpaceName(name)])];
            let stale = space.edit(clock::now(), &edits)?;
            Ok::<_, ChangeError>(((), stale))
        })?;
        core.with(id, |space| show::space(space))
    }
}
