//! What screens and shells show of loans.

use etabli_model::{
    id::{ItemId, LoanId, MemberId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

use super::HandOverView;

/// How a loan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoanStatus {
    /// Out, not yet due.
    Out,
    /// Out, past its due date.
    Overdue,
    /// All of it came back.
    Returned,
}

/// A loan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanView {
    /// Its id.
    pub id: LoanId,
    /// How it stands.
    pub status: LoanStatus,
    /// The item.
    pub item: ItemId,
    /// The item's name; `unknown item` words are the front end's when empty.
    pub item_name: String,
    /// The item's tag; empty if none.
    pub tag: String,
    /// Who has it.
    pub to: MemberId,
    /// That member's name.
    pub to_name: String,
    /// Who recorded the hand-over.
    pub by_name: String,
    /// How many were taken.
    pub quantity: u32,
    /// How many came back.
    pub returned: u32,
    /// When it was handed over.
    pub since: Timestamp,
    /// Until when, if agreed.
    pub due: Option<Timestamp>,
    /// When the last of it came back.
    pub returned_at: Option<Timestamp>,
    /// Handed over although, as it turned out, not enough was there.
    pub disputed: bool,
    /// Noted by mistake and taken back: it was never handed over.
    #[serde(default)]
    pub cancelled: bool,
    /// When what is out was found to be lost.
    #[serde(default)]
    pub lost: Option<Timestamp>,
    /// How often another end was agreed on.
    #[serde(default)]
    pub extended: u32,
    /// Whether the member here may agree on another end.
    #[serde(default)]
    pub can_extend: bool,
    /// What the hand-over was besides who took what.
    #[serde(default)]
    pub hand_over: HandOverView,
}

/// A loan that the person here should bring back soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderView {
    /// The loan.
    pub loan: LoanView,
    /// Whether this is the one of the person's computers that reminds them: the one used last.
    pub speaks: bool,
}
