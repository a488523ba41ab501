//! What stands in an element.

use whole::virtual_dom::VNode;

/// Makes one node of several, where Yew makes a list first.
#[derive(Debug)]
pub struct ChildrenRenderer(());

impl ChildrenRenderer {
    /// Returns the node that several nodes are.
    #[expect(clippy::new_ret_no_self, reason = "`html!` calls it by this name")]
    #[inline(never)]
    pub fn new(nodes: Vec<VNode>) -> VNode {
        crate::list(nodes)
    }
}
