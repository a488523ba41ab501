//! What came of a space over some time, in numbers.

use etabli_model::{id::ItemId, time::Timestamp};
use serde::{Deserialize, Serialize};

/// One bar of a chart, and its row in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureRow {
    /// What it is about; a month as in `2026-11`.
    pub name: String,
    /// What tells it apart: a tag, a place.
    pub detail: String,
    /// The item, if it is about one.
    pub item: Option<ItemId>,
    /// How much, in the unit of the chart.
    pub value: u64,
    /// How much of the most that there could be, in percent, where that is known.
    pub share: Option<u32>,
}

/// A chart, the most first, or by month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureChart {
    /// What it is about: `months` and `lent` (loans), `avoided` (money, in whole units), `load`
    /// (hours), `repairs`, `idle` (what nobody borrowed, without numbers).
    pub id: String,
    /// Its rows.
    pub rows: Vec<FigureRow>,
    /// How many there are besides.
    pub more: u32,
}

/// The figures of a space.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresView {
    /// Since when; with the first loan or booking if all was asked for, if there is one.
    pub from: Option<Timestamp>,
    /// Until when.
    pub to: Timestamp,
    /// Sums by name: `loans`, `borrowers`, `items-lent`, `hours-booked`, `avoided` (money, in whole
    /// units), `valued` (items whose value is known), `repairs`, `repair-cost` (money, as above).
    pub totals: Vec<(String, u64)>,
    /// The charts.
    pub charts: Vec<FigureChart>,
}
