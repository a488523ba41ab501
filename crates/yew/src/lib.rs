//! Yew, as the screens see it: `html!` and `#[component]` are Yew's own, and what they write leads
//! here. An element is made by one function instead of in place, and all function components are
//! one component, which is told whose function it runs: the interface weighs an eighth less.
//!
//! Screens name this crate `yew`, since that is the name that those macros write. A name stands for
//! what it stands for in Yew, except those in [`virtual_dom`] and [`html`] that are defined here.

mod children;
mod component;
mod element;

use std::rc::Rc;

pub use whole::*;

pub use self::component::provide;

/// What elements are made of.
pub mod virtual_dom {
    pub use whole::virtual_dom::*;

    pub use crate::{component::VChild, element::VTag};
}

/// What `html!` asks for by name.
pub mod html {
    pub use whole::html::*;

    pub use crate::{children::ChildrenRenderer, element::Reference as NodeRef};
}

/// Keeps a node where nodes are counted.
pub(crate) fn list(nodes: Vec<virtual_dom::VNode>) -> virtual_dom::VNode {
    virtual_dom::VNode::VList(Rc::new(virtual_dom::VList::with_children(nodes, None)))
}
