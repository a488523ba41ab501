//! What people want noted of how things are, decided by what is known here.

use super::Repair;
use crate::{
    act::{MOST_CENTS, MoveStock, NoteCare, OpenRepair, RepairStage, StockWhy, TellRepair, short},
    id::ItemId,
    inventory::MOST_PIECES,
    time::Timestamp,
};

/// Why something is not noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It says no number, or one beyond what there is.
    #[error("the quantity is not from 1 to {0}")]
    Units(u32),
    /// The repair has ended.
    #[error("the repair has ended")]
    Ended,
    /// The text is too long.
    #[error("the text is too long")]
    TooLong,
    /// The amount is too large.
    #[error("the amount is too large")]
    TooDear,
    /// It is not counted as something that is used up.
    #[error("it is not used up")]
    NoStock,
}

/// Decides that something is out of order, by how many there are.
pub fn open_repair(
    item: ItemId,
    units: u32,
    quantity: u32,
    note: &str,
    at: Timestamp,
) -> Result<OpenRepair, Refusal> {
    if units == 0 || units > quantity.max(1) {
        return Err(Refusal::Units(quantity.max(1)));
    }
    if !short(note) {
        return Err(Refusal::TooLong);
    }
    Ok(OpenRepair { item, units, at, note: note.to_owned(), more: Vec::new() })
}

/// Decides a step of a repair that is not done.
pub fn tell_repair(
    repair: &Repair,
    stage: RepairStage,
    note: &str,
    cents: u64,
    at: Timestamp,
) -> Result<TellRepair, Refusal> {
    if !repair.is_open() {
        return Err(Refusal::Ended);
    }
    if cents > MOST_CENTS {
        return Err(Refusal::TooDear);
    }
    if !short(note) {
        return Err(Refusal::TooLong);
    }
    let (item, repair, note) = (repair.item, repair.id, note.to_owned());
    Ok(TellRepair { item, repair, stage, at, note, cents, more: Vec::new() })
}

/// Decides that something was maintained.
pub fn care(item: ItemId, note: &str, cents: u64, at: Timestamp) -> Result<NoteCare, Refusal> {
    if cents > MOST_CENTS {
        return Err(Refusal::TooDear);
    }
    match short(note) {
        true => Ok(NoteCare { item, at, note: note.to_owned(), cents, more: Vec::new() }),
        false => Err(Refusal::TooLong),
    }
}

/// Decides a change of stock: `amount` came, went, was used, or is what was counted. `stock` is what
/// is known here; going below nothing is told, not refused, since it was used all the same. `None`
/// where what was counted is what was known.
pub fn move_stock(
    item: ItemId,
    why: StockWhy,
    amount: u32,
    stock: i64,
    note: &str,
    at: Timestamp,
) -> Result<Option<MoveStock>, Refusal> {
    let delta = match why {
        StockWhy::In => i64::from(amount),
        StockWhy::Out | StockWhy::Used => -i64::from(amount),
        StockWhy::Counted => i64::from(amount).saturating_sub(stock),
    };
    if amount > MOST_PIECES || (delta == 0 && why != StockWhy::Counted) {
        return Err(Refusal::Units(MOST_PIECES));
    }
    if !short(note) {
        return Err(Refusal::TooLong);
    }
    let moved = MoveStock { item, delta, why, at, note: note.to_owned(), more: Vec::new() };
    match delta {
        0 => Ok(None),
        _ if moved.makes_sense() => Ok(Some(moved)),
        _ => Err(Refusal::Units(MOST_PIECES)),
    }
}
