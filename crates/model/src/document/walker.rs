//! A bounded walk over the bytes of one Automerge change, before Automerge reads them.
//!
//! Invariant: the walk allocates no more than the change is long and takes time in proportion to
//! its length, whatever the bytes say; what it passes means at most [`MOST_OPS`] operations. A
//! column can say "the same two thousand million times" in ten bytes, and Automerge believes it.

use column::{ActorRows, CounterRows, DeltaRows, ValueRows, check_booleans};

mod column;

/// The longest change that is read, in bytes.
pub const MOST_BYTES: usize = 256 * 1024;
/// The most operations in a change, and the most predecessors they name together.
pub const MOST_OPS: u64 = 20_000;
/// The largest number an operation may start at.
pub const LAST_START: u64 = 1 << 31;
/// The most dependencies of a change.
pub const MOST_DEPS: u64 = 256;
/// The longest message of a change, in bytes.
pub const MOST_MESSAGE: usize = 256;
/// The longest key of a map, in bytes.
pub const MOST_KEY: usize = 1024;
/// The longest footer that names an author, in bytes.
pub const MOST_FOOTER: usize = 64;

const MAGIC: [u8; 4] = [0x85, 0x6f, 0x4a, 0x83];
const UNCOMPRESSED_CHANGE: u8 = 1;
const MOST_OTHER_ACTORS: u64 = 256;
const LONGEST_ACTOR: usize = 32;
const MOST_COLUMNS: u64 = 32;
const DEFLATED: u32 = 0b1000;

/// What a change says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeOutline {
    /// Who wrote it.
    pub actor: [u8; 16],
    /// Its number among the changes of that actor, from 1.
    pub seq: u64,
    /// The number of its first operation.
    pub start_op: u64,
    /// How many operations it has, at least one.
    pub ops: u64,
    /// The changes it builds on, ascending.
    pub deps: Vec<[u8; 32]>,
    /// When its author says it was written, in seconds since 1970.
    pub time: i64,
}

impl ChangeOutline {
    /// Returns the number of its last operation.
    pub const fn max_op(&self) -> u64 {
        self.start_op + self.ops - 1
    }
}

/// Why the bytes of a change were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WalkError {
    /// The change is longer than [`MOST_BYTES`].
    #[error("the change is too long")]
    TooLong,
    /// The bytes end early.
    #[error("the bytes end early")]
    Short,
    /// Bytes are left over.
    #[error("bytes are left over")]
    Leftover,
    /// The first bytes are not Automerge's.
    #[error("not an Automerge chunk")]
    Magic,
    /// The chunk is compressed, a document or a bundle.
    #[error("not an uncompressed change")]
    Kind,
    /// A number is too large or written with more bytes than it needs.
    #[error("a number is not well written")]
    Number,
    /// There are too many dependencies, or they do not ascend.
    #[error("the dependencies are too many or not ascending")]
    Dependencies,
    /// The change is not by the expected actor.
    #[error("the change is by another actor")]
    Actor,
    /// The sequence number is 0 or too large.
    #[error("the sequence number is out of range")]
    Sequence,
    /// The operations' numbers are out of range.
    #[error("the operations' numbers are out of range")]
    StartOp,
    /// The message is too long or not text.
    #[error("the message is too long or not text")]
    Message,
    /// The other actors are too many, too long or not ascending.
    #[error("the other actors are too many, too long or not ascending")]
    OtherActors,
    /// A column is unknown, compressed, repeated or out of order.
    #[error("a column is unknown, compressed, repeated or out of order")]
    Column,
    /// The columns mean more operations or predecessors than allowed.
    #[error("the columns mean too many operations")]
    TooManyOps,
    /// The change has no operation.
    #[error("the change has no operation")]
    NoOps,
    /// Columns do not have a row for each operation.
    #[error("the columns do not have the same number of rows")]
    Rows,
    /// A row names an actor that the change does not list.
    #[error("a row names an actor that is not listed")]
    ActorIndex,
    /// A row names an operation that cannot have come before.
    #[error("a row names an operation that cannot have come before")]
    Counter,
    /// A key is too long or not text.
    #[error("a key is too long or not text")]
    Key,
    /// The values do not fill their column exactly.
    #[error("the values do not fill their column")]
    Values,
    /// An author's footer is too long or not in the actor's first change.
    #[error("a footer where none may be")]
    Footer,
}

/// Reads the outline of a change by `actor`, refusing what Automerge should never see.
///
/// The checksum is left to whoever computes the hash.
pub fn walk(bytes: &[u8], actor: &[u8; 16]) -> Result<ChangeOutline, WalkError> {
    if bytes.len() > MOST_BYTES {
        return Err(WalkError::TooLong);
    }
    let mut chunk = Cursor::new(bytes);
    if chunk.array::<4>()? != MAGIC {
        return Err(WalkError::Magic);
    }
    let _checksum = chunk.array::<4>()?;
    if chunk.array::<1>()? != [UNCOMPRESSED_CHANGE] {
        return Err(WalkError::Kind);
    }
    let length = chunk.length()?;
    let mut body = Cursor::new(chunk.take(length)?);
    if !chunk.is_empty() {
        return Err(WalkError::Leftover);
    }

    let deps = dependencies(&mut body)?;
    let actor_length = body.length()?;
    if body.take(actor_length)? != actor {
        return Err(WalkError::Actor);
    }
    let seq = body.unsigned()?;
    if seq == 0 || seq > LAST_START {
        return Err(WalkError::Sequence);
    }
    let start_op = body.unsigned()?;
    if start_op == 0 || start_op > LAST_START {
        return Err(WalkError::StartOp);
    }
    let time = body.signed()?;
    let message_length = body.length()?;
    let message = body.take(message_length)?;
    if message.len() > MOST_MESSAGE || std::str::from_utf8(message).is_err() {
        return Err(WalkError::Message);
    }
    let actors = 1 + other_actors(&mut body, actor)?;
    let columns = Columns::read(&mut body)?;
    let ops = columns.check(actors, start_op)?;
    let footer = body.rest();
    if !footer.is_empty() && (seq != 1 || footer.len() > MOST_FOOTER) {
        return Err(WalkError::Footer);
    }
    Ok(ChangeOutline { actor: *actor, seq, start_op, ops, deps, time })
}

fn dependencies(body: &mut Cursor<'_>) -> Result<Vec<[u8; 32]>, WalkError> {
    let count = body.unsigned()?;
    if count > MOST_DEPS {
        return Err(WalkError::Dependencies);
    }
    let mut deps: Vec<[u8; 32]> = Vec::new();
    for _ in 0..count {
        let dep = body.array::<32>()?;
        if deps.last().is_some_and(|last| *last >= dep) {
            return Err(WalkError::Dependencies);
        }
        deps.push(dep);
    }
    Ok(deps)
}

fn other_actors(body: &mut Cursor<'_>, actor: &[u8; 16]) -> Result<u64, WalkError> {
    let count = body.unsigned()?;
    if count > MOST_OTHER_ACTORS {
        return Err(WalkError::OtherActors);
    }
    let mut last: Option<&[u8]> = None;
    for _ in 0..count {
        let length = body.length()?;
        let other = body.take(length)?;
        let ascends = last.is_none_or(|last| last < other);
        if other.is_empty() || other.len() > LONGEST_ACTOR || !ascends || other == actor {
            return Err(WalkError::OtherActors);
        }
        last = Some(other);
    }
    Ok(count)
}

/// The columns of a change, each the bytes it has or none.
#[derive(Default)]
struct Columns<'a> {
    object_actor: &'a [u8],
    object_counter: &'a [u8],
    key_actor: &'a [u8],
    key_counter: &'a [u8],
    key_text: &'a [u8],
    insert: &'a [u8],
    action: &'a [u8],
    value_meta: &'a [u8],
    value: &'a [u8],
    pred_count: &'a [u8],
    pred_actor: &'a [u8],
    pred_counter: &'a [u8],
    expand: &'a [u8],
    mark_name: &'a [u8],
}

impl<'a> Columns<'a> {
    fn read(body: &mut Cursor<'a>) -> Result<Self, WalkError> {
        let count = body.unsigned()?;
        if count > MOST_COLUMNS {
            return Err(WalkError::Column);
        }
        let mut layout: Vec<(u32, usize)> = Vec::new();
        for _ in 0..count {
            let spec = u32::try_from(body.unsigned()?).map_err(|_| WalkError::Column)?;
            let length = body.length()?;
            let ascends = layout.last().is_none_or(|(last, _)| *last < spec);
            if !ascends || spec & DEFLATED != 0 || length == 0 {
                return Err(WalkError::Column);
            }
            layout.push((spec, length));
        }
        let mut columns = Self::default();
        for (spec, length) in layout {
            let column = match spec {
                0x01 => &mut columns.object_actor,
                0x02 => &mut columns.object_counter,
                0x11 => &mut columns.key_actor,
                0x13 => &mut columns.key_counter,
                0x15 => &mut columns.key_text,
                0x34 => &mut columns.insert,
                0x42 => &mut columns.action,
                0x56 => &mut columns.value_meta,
                0x57 => &mut columns.value,
                0x70 => &mut columns.pred_count,
                0x71 => &mut columns.pred_actor,
                0x73 => &mut columns.pred_counter,
                0x94 => &mut columns.expand,
                0xa5 => &mut columns.mark_name,
                _ => return Err(WalkError::Column),
            };
            *column = body.take(length)?;
        }
        Ok(columns)
    }

    /// Checks that all columns agree, and returns how many operations they mean.
    fn check(&self, actors: u64, start_op: u64) -> Result<u64, WalkError> {
        let ops = CounterRows::count(self.action)?;
        if ops == 0 {
            return Err(WalkError::NoOps);
        }
        // An operation may name one of the same change, never a later one.
        let before = start_op + ops;
        let optional = |rows: u64| match rows {
            0 => Ok(()),
            rows if rows == ops => Ok(()),
            _ => Err(WalkError::Rows),
        };
        optional(ActorRows::count(self.object_actor, actors)?)?;
        optional(CounterRows::count_below(self.object_counter, before)?)?;
        optional(ActorRows::count(self.key_actor, actors)?)?;
        optional(DeltaRows::count_below(self.key_counter, before)?)?;
        optional(column::check_texts(self.key_text)?)?;
        optional(column::check_texts(self.mark_name)?)?;
        optional(check_booleans(self.expand)?)?;
        if check_booleans(self.insert)? != ops {
            return Err(WalkError::Rows);
        }
        let values = ValueRows::sum(self.value_meta)?;
        if values.rows != ops {
            return Err(WalkError::Rows);
        }
        if values.bytes != self.value.len() as u64 {
            return Err(WalkError::Values);
        }
        let (rows, preds) = CounterRows::sum(self.pred_count)?;
        let exact = rows == ops
            && ActorRows::count(self.pred_actor, actors)? == preds
            && DeltaRows::count_below(self.pred_counter, before)? == preds;
        if exact { Ok(ops) } else { Err(WalkError::Rows) }
    }
}

/// Bytes read from the front.
#[derive(Clone, Copy)]
struct Cursor<'a> {
    bytes: &'a [u8],
}

impl<'a> Cursor<'a> {
    const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    const fn rest(&self) -> &'a [u8] {
        self.bytes
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], WalkError> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(WalkError::Short)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], WalkError> {
        let (taken, rest) = self.bytes.split_first_chunk::<N>().ok_or(WalkError::Short)?;
        self.bytes = rest;
        Ok(*taken)
    }

    fn byte(&mut self) -> Result<u8, WalkError> {
        self.array::<1>().map(|[byte]| byte)
    }

    /// Reads a LEB128 number, written with no more bytes than it needs.
    fn unsigned(&mut self) -> Result<u64, WalkError> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return Err(WalkError::Number);
            }
            number |= bits << shift;
            if byte & 0x80 == 0 {
                return if byte == 0 && shift > 0 { Err(WalkError::Number) } else { Ok(number) };
            }
        }
        Err(WalkError::Number)
    }

    /// Reads a signed LEB128 number, written with no more bytes than it needs.
    fn signed(&mut self) -> Result<i64, WalkError> {
        let mut number = 0i64;
        let mut previous = 0u8;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            if shift == 63 && byte != 0 && byte != 0x7f {
                return Err(WalkError::Number);
            }
            number |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let sign_again =
                    (byte == 0 && previous & 0x40 == 0) || (byte == 0x7f && previous & 0x40 != 0);
                if shift > 0 && sign_again {
                    return Err(WalkError::Number);
                }
                if shift < 57 && byte & 0x40 != 0 {
                    number |= -1i64 << (shift + 7);
                }
                return Ok(number);
            }
            previous = byte;
        }
        Err(WalkError::Number)
    }

    fn length(&mut self) -> Result<usize, WalkError> {
        usize::try_from(self.unsigned()?).map_err(|_| WalkError::Number)
    }
}

#[cfg(test)]
mod tests;
