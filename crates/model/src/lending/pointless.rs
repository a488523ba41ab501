//! Why an act about an item changed nothing.

use serde::Serialize;

/// Why an act changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, thiserror::Error)]
pub enum Pointless {
    /// It returns a loan that is not a loan of this item.
    #[error("it names no loan of this item")]
    UnknownLoan,
    /// Everything was back already.
    #[error("everything was back already")]
    AlreadyBack,
    /// It names a request that is none for this item.
    #[error("it names no request for this item")]
    UnknownRequest,
    /// The request was taken back or handed over, or is somebody else's.
    #[error("the request had ended, or is somebody else's")]
    NotTheirs,
    /// Whoever did it says they keep the item, and were not named its keeper.
    #[error("its author does not keep the item")]
    NoKeeper,
}
