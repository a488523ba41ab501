//! The columns of a change, read run by run and never row by row.
//!
//! Invariant: each function reads its bytes once, keeps nothing of them, and stops as soon as the
//! rows are more than [`MOST_OPS`]. No sum can overflow: a count is bounded before it is multiplied.

use super::{Cursor, LAST_START, MOST_KEY, MOST_OPS, WalkError};

/// Some rows that follow each other in a column.
enum Run<T> {
    /// So many rows of one value.
    Same(u64, T),
    /// Rows without a value.
    Null,
}

/// Calls `take` for each run of a column of values that `read` reads; a literal is a run of one.
/// Returns the number of rows.
fn runs<'a, T>(
    bytes: &'a [u8],
    mut read: impl FnMut(&mut Cursor<'a>) -> Result<T, WalkError>,
    mut take: impl FnMut(Run<T>) -> Result<(), WalkError>,
) -> Result<u64, WalkError> {
    let mut cursor = Cursor::new(bytes);
    let mut rows = 0u64;
    let mut add = |count: u64| {
        rows = rows.saturating_add(count);
        if rows > MOST_OPS { Err(WalkError::TooManyOps) } else { Ok(()) }
    };
    while !cursor.is_empty() {
        let head = cursor.signed()?;
        let count = head.unsigned_abs();
        if head > 0 {
            add(count)?;
            take(Run::Same(count, read(&mut cursor)?))?;
        } else if head < 0 {
            add(count)?;
            for _ in 0..count {
                take(Run::Same(1, read(&mut cursor)?))?;
            }
        } else {
            let count = cursor.unsigned()?;
            if count == 0 {
                return Err(WalkError::Number);
            }
            add(count)?;
            take(Run::Null)?;
        }
    }
    Ok(rows)
}

/// A column of indexes into the change's list of actors.
pub(super) struct ActorRows;

impl ActorRows {
    /// Returns the number of rows, each an index below `actors` or nothing.
    pub(super) fn count(bytes: &[u8], actors: u64) -> Result<u64, WalkError> {
        runs(bytes, Cursor::unsigned, |run| match run {
            Run::Same(_, index) if index >= actors => Err(WalkError::ActorIndex),
            Run::Same(..) | Run::Null => Ok(()),
        })
    }
}

/// A column of numbers.
pub(super) struct CounterRows;

impl CounterRows {
    /// Returns the number of rows, none of them without a value.
    pub(super) fn count(bytes: &[u8]) -> Result<u64, WalkError> {
        runs(bytes, Cursor::unsigned, |run| match run {
            Run::Same(..) => Ok(()),
            Run::Null => Err(WalkError::Rows),
        })
    }

    /// Returns the number of rows, each a number below `before` or nothing.
    pub(super) fn count_below(bytes: &[u8], before: u64) -> Result<u64, WalkError> {
        runs(bytes, Cursor::unsigned, |run| match run {
            Run::Same(_, counter) if counter >= before => Err(WalkError::Counter),
            Run::Same(..) | Run::Null => Ok(()),
        })
    }

    /// Returns the number of rows and the sum of their numbers.
    pub(super) fn sum(bytes: &[u8]) -> Result<(u64, u64), WalkError> {
        let mut sum = 0u64;
        let rows = runs(bytes, Cursor::unsigned, |run| match run {
            Run::Same(_, number) if number > MOST_OPS => Err(WalkError::TooManyOps),
            Run::Same(count, number) => {
                sum += count * number;
                if sum > MOST_OPS { Err(WalkError::TooManyOps) } else { Ok(()) }
            }
            Run::Null => Err(WalkError::Rows),
        })?;
        Ok((rows, sum))
    }
}

/// A column of numbers, each written as its difference from the one before.
pub(super) struct DeltaRows;

impl DeltaRows {
    /// Returns the number of rows, each a number from 0 up to and not including `before`, or
    /// nothing.
    pub(super) fn count_below(bytes: &[u8], before: u64) -> Result<u64, WalkError> {
        // A step larger than all numbers there are would leave the range whatever came before.
        const LONGEST_STEP: u64 = LAST_START + MOST_OPS;
        let before = i64::try_from(before).map_err(|_| WalkError::Counter)?;
        let mut number = 0i64;
        runs(bytes, Cursor::signed, |run| match run {
            Run::Same(_, step) if step.unsigned_abs() > LONGEST_STEP => Err(WalkError::Counter),
            Run::Same(count, step) => {
                // Within a run the numbers go one way, so the first and the last bound them all.
                let count = i64::try_from(count).map_err(|_| WalkError::TooManyOps)?;
                let range = 0..before;
                let inside = range.contains(&(number + step));
                number += count * step;
                if inside && range.contains(&number) { Ok(()) } else { Err(WalkError::Counter) }
            }
            Run::Null => Ok(()),
        })
    }
}

/// Returns the number of rows of a column of texts, each at most [`MOST_KEY`] bytes long.
pub(super) fn check_texts(bytes: &[u8]) -> Result<u64, WalkError> {
    let read = |cursor: &mut Cursor<'_>| {
        let length = cursor.length()?;
        if length > MOST_KEY {
            return Err(WalkError::Key);
        }
        std::str::from_utf8(cursor.take(length)?).map(|_| ()).map_err(|_| WalkError::Key)
    };
    runs(bytes, read, |_| Ok(()))
}

/// Returns the number of rows of a column of yes and no.
pub(super) fn check_booleans(bytes: &[u8]) -> Result<u64, WalkError> {
    let mut cursor = Cursor::new(bytes);
    let mut rows = 0u64;
    while !cursor.is_empty() {
        rows = rows.saturating_add(cursor.unsigned()?);
        if rows > MOST_OPS {
            return Err(WalkError::TooManyOps);
        }
    }
    Ok(rows)
}

/// What a column of the kinds and lengths of values means.
pub(super) struct ValueRows {
    /// How many values there are.
    pub(super) rows: u64,
    /// How many bytes they take together.
    pub(super) bytes: u64,
}

impl ValueRows {
    /// Counts the values, none of them without a kind.
    pub(super) fn sum(bytes: &[u8]) -> Result<Self, WalkError> {
        let mut total = 0u64;
        let rows = runs(bytes, Cursor::unsigned, |run| match run {
            Run::Same(count, meta) => {
                let (kind, length) = (meta & 0xf, meta >> 4);
                // Nothing, no and yes have no bytes; a float has eight.
                let fits = match kind {
                    0..=2 => length == 0,
                    5 => length == 8,
                    _ => length <= super::MOST_BYTES as u64,
                };
                if !fits {
                    return Err(WalkError::Values);
                }
                total += count * length;
                Ok(())
            }
            Run::Null => Err(WalkError::Rows),
        })?;
        Ok(Self { rows, bytes: total })
    }
}
