//! Elements. `html!` says all that an element has, most of which it has not: what is plain is made
//! by a function that is told no more than it needs.

use std::mem::{self, ManuallyDrop};

use whole::{
    html::IntoPropValue,
    virtual_dom::{self, AttrValue, AttributeOrProperty, Attributes, Key, Listeners, VNode},
};

/// A reference to an element, if somebody asked for one.
#[derive(Debug, Default)]
pub struct Reference(Option<whole::NodeRef>);

impl Reference {
    fn into_node_ref(self) -> whole::NodeRef {
        self.0.unwrap_or_default()
    }
}

impl IntoPropValue<Reference> for whole::NodeRef {
    fn into_prop_value(self) -> Reference {
        Reference(Some(self))
    }
}

impl IntoPropValue<Reference> for &whole::NodeRef {
    fn into_prop_value(self) -> Reference {
        Reference(Some(self.clone()))
    }
}

/// Attributes that never change.
type Fixed = &'static [(&'static str, AttributeOrProperty)];

/// An element: its functions have the names that `html!` writes.
#[derive(Debug)]
pub struct VTag(());

impl VTag {
    /// Returns any element but a field.
    #[doc(hidden)]
    #[inline(always)]
    pub fn __new_other(
        tag: AttrValue,
        node_ref: Reference,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
        children: VNode,
    ) -> VNode {
        // What is not there is forgotten instead of dropped: the compiler sees that nothing is, but
        // not when it is told to write little.
        match (&tag, &node_ref.0, &key, &listeners) {
            (AttrValue::Static(name), None, None, Listeners::None) => {
                let name = *name;
                mem::forget((tag, node_ref, key, listeners));
                let attributes = ManuallyDrop::new(attributes);
                match &*attributes {
                    Attributes::Static(fixed) => plain(name, fixed, children),
                    _ => named(name, ManuallyDrop::into_inner(attributes), children),
                }
            }
            _ => other(tag, node_ref, key, attributes, listeners, children),
        }
    }

    /// Returns a field of one line, or a box to tick.
    #[doc(hidden)]
    #[inline(never)]
    pub fn __new_input(
        value: Option<AttrValue>,
        checked: Option<bool>,
        node_ref: Reference,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
    ) -> VNode {
        let reference = node_ref.into_node_ref();
        let field =
            virtual_dom::VTag::__new_input(value, checked, reference, key, attributes, listeners);
        field.into()
    }

    /// Returns a field of several lines.
    #[doc(hidden)]
    #[inline(never)]
    pub fn __new_textarea(
        value: Option<AttrValue>,
        first: Option<AttrValue>,
        node_ref: Reference,
        key: Option<Key>,
        attributes: Attributes,
        listeners: Listeners,
    ) -> VNode {
        let reference = node_ref.into_node_ref();
        let field =
            virtual_dom::VTag::__new_textarea(value, first, reference, key, attributes, listeners);
        field.into()
    }
}

#[inline(never)]
fn plain(name: &'static str, fixed: Fixed, children: VNode) -> VNode {
    named(name, Attributes::Static(fixed), children)
}

#[inline(never)]
fn named(name: &'static str, attributes: Attributes, children: VNode) -> VNode {
    let name = AttrValue::Static(name);
    other(name, Reference(None), None, attributes, Listeners::None, children)
}

#[inline(never)]
fn other(
    tag: AttrValue,
    node_ref: Reference,
    key: Option<Key>,
    attributes: Attributes,
    listeners: Listeners,
    children: VNode,
) -> VNode {
    let reference = node_ref.into_node_ref();
    virtual_dom::VTag::__new_other(tag, reference, key, attributes, listeners, children).into()
}
