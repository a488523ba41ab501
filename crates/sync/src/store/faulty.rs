//! A store that fails when it is told to, around a store that works.
//!
//! It keeps the promise every store makes: after a failed write or sync it refuses everything until
//! it is opened again. A batch that fails is not passed on.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Batch, Store, StoreError, Visit};

/// A store with planned failures; clones share the plan.
#[derive(Debug, Clone)]
pub struct FaultyStore<S> {
    inner: S,
    plan: Arc<Mutex<Plan>>,
}

/// The call that a planned failure waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// A call of `get` or `prefix`.
    Read,
    /// A call of `apply`.
    Apply,
    /// A call of `sync`.
    Sync,
}

#[derive(Debug, Default)]
struct Plan {
    failures: Vec<Failure>,
    state: State,
}

#[derive(Debug)]
struct Failure {
    operation: Operation,
    calls_left: usize,
    error: StoreError,
}

#[derive(Debug, Clone, Copy, Default)]
enum State {
    #[default]
    Sound,
    Poisoned,
}

impl<S: Store> FaultyStore<S> {
    /// Wraps a store; nothing fails until it is told to.
    pub fn new(inner: S) -> Self {
        Self { inner, plan: Arc::default() }
    }

    /// Plans a failure of the `nth` such call from now on, 1 being the next one.
    pub fn fail(&self, operation: Operation, nth: usize, error: StoreError) {
        self.plan().failures.push(Failure { operation, calls_left: nth.max(1), error });
    }

    /// Opens it again: an earlier failure no longer counts, planned ones still do.
    pub fn reopen(&self) {
        self.plan().state = State::Sound;
    }

    /// Returns the store it wraps.
    pub fn inner(&self) -> &S {
        &self.inner
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        // The plan is valid after every statement, so a poisoned lock is harmless.
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pass(&self, operation: Operation) -> Result<(), StoreError> {
        let mut plan = self.plan();
        if matches!(plan.state, State::Poisoned) {
            return Err(StoreError::Poisoned);
        }
        for failure in plan.failures.iter_mut().filter(|failure| failure.operation == operation) {
            failure.calls_left -= 1;
        }
        let Some(due) = plan.failures.iter().position(|failure| failure.calls_left == 0) else {
            return Ok(());
        };
        let error = plan.failures.remove(due).error;
        match (operation, &error) {
            // A full disk seen before writing, and a read, leave the store as it was.
            (Operation::Read, _) | (Operation::Apply, StoreError::Full) => {}
            (Operation::Apply | Operation::Sync, _) => plan.state = State::Poisoned,
        }
        Err(error)
    }
}

impl<S: Store> Store for FaultyStore<S> {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        self.pass(Operation::Read)?;
        self.inner.get(key)
    }

    fn prefix(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.pass(Operation::Read)?;
        self.inner.prefix(prefix, visit)
    }

    fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        self.pass(Operation::Apply)?;
        self.inner.apply(batch)
    }

    fn sync(&self) -> Result<(), StoreError> {
        self.pass(Operation::Sync)?;
        self.inner.sync()
    }

    fn size_on_disk(&self) -> Result<u64, StoreError> {
        self.inner.size_on_disk()
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::store::MemoryStore;

    fn put(store: &impl Store, key: &str) -> Result<(), StoreError> {
        let mut batch = Batch::new();
        batch.put(key, "value");
        store.apply(batch)
    }

    #[test]
    fn fails_the_nth_write_and_keeps_it_out() {
        let store = FaultyStore::new(MemoryStore::new());
        store.fail(Operation::Apply, 2, StoreError::Full);
        put(&store, "a").unwrap();
        assert_eq!(put(&store, "b"), Err(StoreError::Full));
        put(&store, "c").unwrap();
        assert_eq!(store.get(b"b").unwrap(), None);
        assert!(store.get(b"c").unwrap().is_some());
    }

    #[test]
    fn a_failed_sync_poisons_until_reopened() {
        let store = FaultyStore::new(MemoryStore::new());
        let error = StoreError::io("sync", &io::Error::other("bad sector"));
        store.fail(Operation::Sync, 1, error.clone());
        put(&store, "a").unwrap();
        assert_eq!(store.sync(), Err(error));
        assert_eq!(put(&store, "b"), Err(StoreError::Poisoned));
        assert_eq!(store.sync(), Err(StoreError::Poisoned));
        assert_eq!(store.get(b"a"), Err(StoreError::Poisoned));
        store.reopen();
        store.sync().unwrap();
        assert_eq!(store.get(b"b").unwrap(), None);
    }
}
