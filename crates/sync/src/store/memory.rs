//! A store in memory, for tests and simulations.
//!
//! Clones share the same bytes, as handles opened one after the other on a directory would.
//! `crash` takes back what was not synced, so a test can pull the plug.

use std::{
    collections::BTreeMap,
    ops::Bound,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{Batch, Store, StoreError, Visit, check_keys};

/// A store whose disk is a map.
#[derive(Debug, Clone, Default)]
pub struct MemoryStore {
    bytes: Arc<Mutex<Bytes>>,
}

#[derive(Debug, Default)]
struct Bytes {
    map: BTreeMap<Vec<u8>, Vec<u8>>,
    /// What each write since the last sync replaced, oldest first.
    unsynced: Vec<(Vec<u8>, Option<Vec<u8>>)>,
}

impl MemoryStore {
    /// Makes an empty store.
    pub fn new() -> Self {
        Self::default()
    }

    /// Loses everything that was applied after the last sync, as a power cut may.
    pub fn crash(&self) {
        let mut bytes = self.lock();
        while let Some((key, before)) = bytes.unsynced.pop() {
            match before {
                Some(value) => bytes.map.insert(key, value),
                None => bytes.map.remove(&key),
            };
        }
    }

    /// Returns a copy that shares nothing with it, as a cloned disk would be.
    pub fn duplicate(&self) -> Self {
        let bytes = Bytes { map: self.lock().map.clone(), unsynced: Vec::new() };
        Self { bytes: Arc::new(Mutex::new(bytes)) }
    }

    fn lock(&self) -> MutexGuard<'_, Bytes> {
        // No step between two writes to the map can panic, so a poisoned map is still whole.
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Store for MemoryStore {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.lock().map.get(key).cloned())
    }

    fn prefix(&self, prefix: &[u8], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        let mut after = Bound::Included(prefix.to_vec());
        loop {
            // The lock is released before each visit, so that a visitor may call the store.
            let next = {
                let bytes = self.lock();
                bytes
                    .map
                    .range((after, Bound::Unbounded))
                    .next()
                    .filter(|(key, _)| key.starts_with(prefix))
                    .map(|(key, value)| (key.clone(), value.clone()))
            };
            let Some((key, value)) = next else { return Ok(()) };
            if visit(&key, &value).is_break() {
                return Ok(());
            }
            after = Bound::Excluded(key);
        }
    }

    fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        check_keys(&batch)?;
        let mut bytes = self.lock();
        for (key, value) in batch.into_writes() {
            let before = match value {
                Some(value) => bytes.map.insert(key.clone(), value),
                None => bytes.map.remove(&key),
            };
            bytes.unsynced.push((key, before));
        }
        Ok(())
    }

    fn sync(&self) -> Result<(), StoreError> {
        self.lock().unsynced.clear();
        Ok(())
    }

    fn size_on_disk(&self) -> Result<u64, StoreError> {
        let size: usize = self.lock().map.iter().map(|(key, value)| key.len() + value.len()).sum();
        Ok(u64::try_from(size).unwrap_or(u64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crash_loses_what_was_not_synced_and_nothing_else() {
        let store = MemoryStore::new();
        let mut batch = Batch::new();
        batch.put("kept", "1");
        batch.put("changed", "1");
        store.apply(batch).unwrap();
        store.sync().unwrap();

        let mut batch = Batch::new();
        batch.put("changed", "2");
        batch.remove("kept");
        batch.put("new", "2");
        batch.put("new", "3");
        store.apply(batch).unwrap();
        store.crash();

        assert_eq!(store.get(b"kept").unwrap(), Some(b"1".to_vec()));
        assert_eq!(store.get(b"changed").unwrap(), Some(b"1".to_vec()));
        assert_eq!(store.get(b"new").unwrap(), None);
    }

    #[test]
    fn a_duplicate_goes_its_own_way() {
        let store = MemoryStore::new();
        let copy = store.duplicate();
        let mut batch = Batch::new();
        batch.put("only here", "1");
        store.apply(batch).unwrap();
        assert_eq!(copy.get(b"only here").unwrap(), None);
    }
}
