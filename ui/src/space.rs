//! The space that is open, as a context of every screen inside it.

use std::rc::Rc;

use etabli_api::{
    id::MemberId,
    view::{Part, Role, SpaceRight, SpaceView},
};
use yew::prelude::*;

/// The space that is open; none outside the shell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct OpenSpace {
    view: Option<Rc<SpaceView>>,
}

impl OpenSpace {
    /// Opens a space.
    pub(crate) fn new(view: Rc<SpaceView>) -> Self {
        Self { view: Some(view) }
    }

    /// Returns how a command names it.
    pub(crate) fn named(&self) -> Option<String> {
        self.view.as_ref().map(|view| view.id.to_string())
    }

    /// Returns what its members call it.
    pub(crate) fn name(&self) -> &str {
        self.view.as_ref().map(|view| view.name.as_str()).unwrap_or_default()
    }

    /// Returns the member who sits here.
    pub(crate) fn me(&self) -> Option<MemberId> {
        self.view.as_ref().map(|view| view.member)
    }

    /// Returns that member's name.
    pub(crate) fn my_name(&self) -> &str {
        self.view.as_ref().map(|view| view.member_name.as_str()).unwrap_or_default()
    }

    /// Returns how that member takes part, at this computer.
    pub(crate) fn part(&self) -> Part {
        self.view.as_ref().map(|view| view.part).unwrap_or_default()
    }

    /// Whether that member may do something.
    pub(crate) fn may(&self, right: SpaceRight) -> bool {
        self.view.as_ref().is_some_and(|view| view.may.contains(&right))
    }

    /// Returns who may invite and admit, and who may edit the catalogue.
    pub(crate) fn policies(&self) -> (Role, Role) {
        self.view.as_ref().map(|view| (view.admit, view.edit_catalogue)).unwrap_or_default()
    }

    /// Returns it as it is shown.
    pub(crate) fn view(&self) -> Option<&SpaceView> {
        self.view.as_deref()
    }

    /// Whether it is a copy from a backup.
    pub(crate) fn is_copy(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.read_only)
    }

    /// Whether it is a demo that stays here.
    pub(crate) fn is_demo(&self) -> bool {
        self.view.as_ref().is_some_and(|view| view.demo)
    }
}

/// Returns the space that is open.
#[hook]
pub(crate) fn use_space() -> OpenSpace {
    use_context::<OpenSpace>().unwrap_or_default()
}

/// Opens another space, by id.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Choose(pub(crate) Callback<String>);

/// Returns a way to open another space.
#[hook]
pub(crate) fn use_choose() -> Callback<String> {
    use_context::<Choose>().map(|choose| choose.0).unwrap_or_else(Callback::noop)
}
