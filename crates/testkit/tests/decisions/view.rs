//! What somebody had heard when they wrote.

use std::collections::BTreeSet;

use etabli_model::id::{DeviceId, EntryId};
use etabli_sync::{
    entry::{EntryKind, LogKey},
    graph::Graph,
};

/// What somebody had heard when they wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct View {
    pub(crate) authority: BTreeSet<EntryId>,
    pub(crate) content: BTreeSet<EntryId>,
}

impl View {
    pub(crate) fn of_entry(graph: &Graph, id: &EntryId) -> Self {
        let mut view = Self::default();
        let Some(node) = graph.node(id) else { return view };
        for (other, found) in graph.nodes() {
            match found.log.kind() {
                EntryKind::Authority if graph.knows(node, &other) => {
                    view.authority.insert(other);
                }
                EntryKind::Content if graph.reaches(id, &other) => {
                    view.content.insert(other);
                }
                EntryKind::Authority | EntryKind::Content => {}
            }
        }
        // An authority entry's own place is not among what its author knew.
        if node.log.kind() == EntryKind::Authority {
            view.authority.insert(*id);
        }
        view
    }

    pub(crate) fn join(&self, other: &Self) -> Self {
        Self {
            authority: &self.authority | &other.authority,
            content: &self.content | &other.content,
        }
    }

    pub(crate) fn of_all(graph: &Graph) -> Self {
        let of =
            |kind| graph.nodes().filter(move |(_, node)| node.log.kind() == kind).map(|(id, _)| id);
        Self {
            authority: of(EntryKind::Authority).collect(),
            content: of(EntryKind::Content).collect(),
        }
    }

    /// What a person has surely heard: what brought them in, and what they wrote themselves on.
    pub(crate) fn of_person(graph: &Graph, device: &DeviceId) -> Option<Self> {
        let brought = graph.certifying(device);
        let own = [0, 1].map(|log| graph.log(&LogKey { device: *device, log }).last().copied());
        let mut views = own.into_iter().flatten().map(|id| Self::of_entry(graph, &id));
        match views.next() {
            Some(first) => Some(views.fold(first, |view, other| view.join(&other))),
            None => brought.first().map(|id| Self::of_entry(graph, id)),
        }
    }

    pub(crate) fn tips(graph: &Graph, of: &BTreeSet<EntryId>) -> Vec<EntryId> {
        of.iter()
            .filter(|id| !of.iter().any(|other| other != *id && graph.reaches(other, id)))
            .copied()
            .collect()
    }
}
