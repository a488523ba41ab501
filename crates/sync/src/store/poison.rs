//! A store that failed to write refuses everything until it is opened again.

use std::{
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
};

use super::StoreError;

/// Whether a write failed.
#[derive(Debug, Default)]
pub(super) struct Poison(AtomicBool);

impl Poison {
    /// Refuses after a failed write.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        match self.0.load(Ordering::Acquire) {
            true => Err(StoreError::Poisoned),
            false => Ok(()),
        }
    }

    /// Poisons the store in a directory if the outcome of a write is a failure.
    pub(super) fn or_poison<T>(
        &self,
        directory: &Path,
        outcome: Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if let Err(error) = &outcome {
            tracing::error!(%error, directory = %directory.display(), "store poisoned");
            self.0.store(true, Ordering::Release);
        }
        outcome
    }
}
