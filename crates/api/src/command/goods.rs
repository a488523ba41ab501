//! The commands about how things are: condition, repairs, care, stock, kits, wishes.

use std::collections::BTreeMap;

use etabli_model::act::{MoneyFor, RepairStage, StockWhy};
use serde::{Deserialize, Serialize};

use crate::{
    Command,
    view::{ChoreView, ItemView, LoanView, SettingView, StockTakeView, ToldView, WishView},
};

commands! {
    /// Tells how an item is.
    NoteCondition("note_condition", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// How it is.
        told: ToldView,
    }
    /// Says that an item is out of order: it is neither lent nor booked until it is mended.
    OpenRepair("open_repair", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// How many of it; 1 when unsaid.
        #[serde(default)]
        quantity: Option<u32>,
        /// What is the matter.
        #[serde(default)]
        note: String,
    }
    /// Says how far a repair is.
    TellRepair("tell_repair", space) -> ItemView {
        /// The repair's id or its beginning, or the item when it has one that is open.
        repair: String,
        /// How far.
        stage: RepairStage,
        /// What was done.
        #[serde(default)]
        note: String,
        /// What it cost, like `12.50`; nothing when empty.
        #[serde(default)]
        cost: String,
    }
    /// Says that an item was maintained.
    NoteCare("note_care", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// What was done.
        #[serde(default)]
        note: String,
        /// What it cost, as in `tell_repair`.
        #[serde(default)]
        cost: String,
    }
    /// Changes how much there is of what is used up.
    MoveStock("move_stock", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// Why.
        why: StockWhy,
        /// How much came, went or was used; or how much was counted.
        amount: u32,
        /// Anything else.
        #[serde(default)]
        note: String,
    }
    /// Changes details of an item; empty takes one away.
    SetAttributes("set_attributes", space) -> ItemView {
        /// Which item: id, tag, name or the beginning of an id.
        item: String,
        /// The details by key. Parts name items as people do, a line each: `2 T-042`.
        details: BTreeMap<String, String>,
        /// Fields of its category or of an import, by name.
        #[serde(default)]
        fields: BTreeMap<String, String>,
    }
    /// Compares what was seen in a place with what should be there, and writes what follows.
    TakeStock("take_stock", space) -> StockTakeView {
        /// The place: id, path or name; all that has no place when unsaid.
        #[serde(default)]
        place: Option<String>,
        /// What was seen: tags, names, ids, or what labels say.
        seen: Vec<String>,
        /// Whether to note what was seen, what is missing, and to move what was elsewhere.
        #[serde(default)]
        write: bool,
    }
    /// Lists what waits to be done about things, the most pressing first.
    ListChores("list_chores", space) -> Vec<ChoreView> {}
    /// Signs what somebody else recorded of a loan: that it was received, or came back.
    SignLoan("sign_loan", space) -> LoanView {
        /// The loan, as in `return_item`.
        loan: String,
    }
    /// Records money for a loan; nothing is paid by it.
    NoteMoney("note_money", space) -> LoanView {
        /// The loan, as in `return_item`.
        loan: String,
        /// What it was for.
        what: MoneyFor,
        /// How much, like `20` or `12.50 EUR`.
        amount: String,
    }
    /// Wishes that the group had something.
    AddWish("add_wish", space) -> WishView {
        /// What.
        name: String,
        /// Why, and where it may be had.
        #[serde(default)]
        note: String,
    }
    /// Lists what is wished for, what most people want at the top.
    ListWishes("list_wishes", space) -> Vec<WishView> {
        /// Also what has ended.
        #[serde(default)]
        all: bool,
    }
    /// Says that one wishes for it, too, or no longer.
    BackWish("back_wish", space) -> WishView {
        /// The wish: its name, its id or the beginning of one of them.
        wish: String,
        /// Whether one does.
        backs: bool,
    }
    /// Says that a wish came true, or takes one's own back.
    EndWish("end_wish", space) -> WishView {
        /// The wish, as in `back_wish`.
        wish: String,
        /// Whether it came true.
        got: bool,
        /// The item it became: id, tag or name; a new one of its name when unsaid.
        #[serde(default)]
        item: Option<String>,
    }
    /// Lists what holds for the whole space.
    ListSettings("list_settings", space) -> Vec<SettingView> {}
    /// Changes what holds for the whole space; empty takes it away.
    SetSetting("set_setting", space) -> Vec<SettingView> {
        /// Its key.
        setting: String,
        /// What it becomes.
        text: String,
    }
}
