//! Whether a change speaks only of operations in its own past.
//!
//! Automerge resolves what an operation names in the whole document. A change that names an
//! operation of a change it does not build on would apply where that one has arrived and fail where
//! it has not; so it is refused everywhere.

use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
};

use automerge::{
    ActorId, Automerge, Change, ChangeHash,
    legacy::{Key, ObjectId, Op, OpId},
};

/// Operations from and to a number, all of one change, and that change.
type Range = (u64, u64, [u8; 32]);

/// What a document holds beside the past of the changes that are asked about.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// What the changes asked about build on, in the document; `None` before the first of them.
    past: Option<Vec<ChangeHash>>,
    /// Whose operations are not in that past, ascending.
    changes: HashMap<ActorId, Vec<Range>>,
}

/// Reading a change panicked.
#[derive(Debug)]
pub(super) struct Panicked;

impl Beside {
    /// Looks at what lies beside the past, after `more` was added to it.
    pub(super) fn extend(&mut self, doc: &Automerge, more: impl Iterator<Item = [u8; 32]>) {
        let first = self.past.is_none();
        let mut past = self.past.take().unwrap_or_default();
        let before = past.len();
        past.extend(more.map(ChangeHash));
        let past = self.past.insert(past);
        if past.len() == before && !first {
            return;
        }
        self.changes.clear();
        // Whoever builds on all there is has nothing beside them, which is the rule.
        if doc.get_heads().iter().all(|head| past.contains(head)) {
            return;
        }
        for change in doc.get_changes_meta(past) {
            let range = (change.start_op, change.max_op, change.hash.0);
            self.changes.entry(change.actor.into_owned()).or_default().push(range);
        }
        self.changes.values_mut().for_each(|ranges| ranges.sort_unstable());
    }

    /// Returns a change beside the past, an operation of which `change` names.
    pub(super) fn named_by(&self, change: &Change) -> Result<Option<[u8; 32]>, Panicked> {
        if self.changes.is_empty() {
            return Ok(None);
        }
        let read = catch_unwind(AssertUnwindSafe(|| change.decode())).map_err(|_| Panicked)?;
        Ok(read.operations.iter().flat_map(names).find_map(|id| self.holds(id)))
    }

    fn holds(&self, id: &OpId) -> Option<[u8; 32]> {
        let ranges = self.changes.get(id.actor())?;
        let after = ranges.partition_point(|(first, ..)| *first <= id.counter());
        let (_, last, hash) = ranges.get(after.checked_sub(1)?)?;
        (id.counter() <= *last).then_some(*hash)
    }
}

/// Returns the operations that an operation names.
fn names(op: &Op) -> impl Iterator<Item = &OpId> {
    let object = match &op.obj {
        ObjectId::Root => None,
        ObjectId::Id(id) => Some(id),
    };
    let key = match &op.key {
        Key::Map(_) => None,
        Key::Seq(element) => element.as_opid(),
    };
    object.into_iter().chain(key).chain(op.pred.iter())
}

#[cfg(test)]
mod tests {
    use automerge::{ObjType, ROOT, ReadDoc, ScalarValue, transaction::Transactable};

    use super::*;

    use super::super::{ChangeRefusal, Document};
    use crate::{
        id::{DocumentId, LocalId},
        inventory::{Edit, NewItem},
        text::Name,
        time::Timestamp,
    };

    const ANA: [u8; 16] = [1; 16];
    const BO: [u8; 16] = [2; 16];
    const MALLORY: [u8; 16] = [3; 16];

    /// A catalogue in which Ana wrote much, and what Bo wrote without knowing of it.
    fn catalogue() -> (Document, Vec<u8>) {
        let mut document = Document::new(DocumentId::Catalogue);
        let mut doc = Automerge::load(&document.save()).unwrap().with_actor(ActorId::from(BO));
        let mut tx = doc.transaction();
        let (_, items) = tx.get(ROOT, "items").unwrap().unwrap();
        let list = tx.put_object(&items, "list", ObjType::List).unwrap();
        tx.insert(&list, 0, "one").unwrap();
        tx.put(&items, "count", ScalarValue::counter(1)).unwrap();
        let hash = tx.commit().0.unwrap();
        let beside = doc.get_change_by_hash(&hash).unwrap().raw_bytes().to_vec();
        let name = Name::parse("Drill").unwrap();
        let items: Vec<Edit> = (0..9)
            .map(|number| Edit::PutItem(NewItem::named(LocalId([number; 16]), name.clone())))
            .collect();
        document.edit(ANA, Timestamp(0), &items).unwrap();
        (document, beside)
    }

    #[track_caller]
    fn check(write: impl Fn(&mut automerge::transaction::Transaction<'_>)) {
        let (alone, beside) = catalogue();
        let mut together = alone.clone();
        together.apply(std::slice::from_ref(&beside), BO, |_| true).unwrap();
        // Written with both known, then told as if only Ana's were.
        let bytes = together.save();
        let mut doc = Automerge::load(&bytes).unwrap().with_actor(ActorId::from(MALLORY));
        let mut tx = doc.transaction();
        write(&mut tx);
        let hash = tx.commit().0.unwrap();
        let honest = doc.get_change_by_hash(&hash).unwrap();
        let mut lie = honest.decode();
        lie.deps = alone.heads().into_iter().map(ChangeHash).collect();
        lie.hash = None;
        let lie = vec![Change::from(lie).raw_bytes().to_vec()];

        let refused = together.clone().apply(&lie, MALLORY, |_| true);
        assert!(matches!(refused, Err(ChangeRefusal::OutsidePast { index: 0, .. })), "{refused:?}");
        assert!(alone.clone().apply(&lie, MALLORY, |_| true).is_err());
        together.apply(&[honest.raw_bytes().to_vec()], MALLORY, |_| true).unwrap();
    }

    #[test]
    fn nothing_is_named_that_is_not_built_on() {
        check(|tx| {
            let (_, items) = tx.get(ROOT, "items").unwrap().unwrap();
            let (_, list) = tx.get(&items, "list").unwrap().unwrap();
            tx.insert(&list, 0, "into a list of another").unwrap();
        });
        check(|tx| {
            let (_, items) = tx.get(ROOT, "items").unwrap().unwrap();
            tx.put(&items, "count", "in place of another's").unwrap();
        });
        check(|tx| {
            let (_, items) = tx.get(ROOT, "items").unwrap().unwrap();
            tx.increment(&items, "count", 2).unwrap();
        });
        check(|tx| {
            let (_, items) = tx.get(ROOT, "items").unwrap().unwrap();
            tx.delete(&items, "list").unwrap();
        });
    }
}
