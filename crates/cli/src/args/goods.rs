//! The arguments of how things are: condition, repairs, care, stock, kits, wishes.

use clap::{Args, Subcommand, ValueEnum};
use etabli_api::{Condition, MoneyFor, RepairStage, view::ToldView};

macro_rules! named {
    ($(#[$doc:meta])* $name:ident => $of:ident { $($variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name { $($variant),* }

        impl From<$name> for $of {
            fn from(named: $name) -> Self {
                match named { $($name::$variant => Self::$variant),* }
            }
        }
    };
}

named! {
    /// How something is.
    ConditionNamed => Condition { Good, Worn, Damaged, Incomplete, Missing }
}
named! {
    /// How far a repair is.
    StageNamed => RepairStage { Assess, Parts, Repairing, Resolved, Retired }
}
named! {
    /// What money was for.
    MoneyNamed => MoneyFor { Deposit, DepositBack, Fee, Waived }
}

/// What is told of how a thing is, as it goes or comes.
#[derive(Debug, Args)]
pub(crate) struct Telling {
    #[arg(long, value_enum)]
    pub(crate) condition: Option<ConditionNamed>,
    #[arg(long, value_name = "LINE")]
    pub(crate) missing: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) remark: Option<String>,
    #[arg(long, value_name = "PHOTO")]
    pub(crate) photo: Option<String>,
}

impl Telling {
    /// Returns what is told, if anything is.
    pub(crate) fn told(self) -> Option<ToldView> {
        let Self { condition, missing, remark, photo } = self;
        let missing: Vec<(u32, String)> = missing
            .iter()
            .map(|line| {
                let (first, rest) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
                match first.parse::<u32>() {
                    Ok(count) if !rest.is_empty() => (count, rest.trim().to_owned()),
                    Ok(_) | Err(_) => (1, line.trim().to_owned()),
                }
            })
            .collect();
        let unsaid = match missing.is_empty() {
            false => Some(Condition::Incomplete),
            true => remark.as_ref().or(photo.as_ref()).map(|_| Condition::Good),
        };
        let condition = condition.map(Condition::from).or(unsaid)?;
        Some(ToldView { condition, missing, note: remark.unwrap_or_default(), photo })
    }
}

#[derive(Debug, Args)]
pub(crate) struct ItemCondition {
    #[arg(value_name = "ITEM")]
    pub(crate) item: String,
    #[arg(value_enum)]
    pub(crate) how: ConditionNamed,
    #[arg(long, value_name = "LINE")]
    pub(crate) missing: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub(crate) remark: Option<String>,
    #[arg(long, value_name = "PHOTO")]
    pub(crate) photo: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ItemDetail {
    #[arg(value_name = "ITEM")]
    pub(crate) item: String,
    #[arg(value_name = "ATTRIBUTE")]
    pub(crate) attribute: String,
    #[arg(value_name = "VALUE")]
    pub(crate) value: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ItemCare {
    #[arg(value_name = "ITEM")]
    pub(crate) item: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) remark: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) cost: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ItemRemove {
    pub(crate) item: String,
    #[arg(long, value_name = "REASON")]
    pub(crate) why: Option<String>,
}

/// What to do with repairs.
#[derive(Debug, Subcommand)]
pub(crate) enum RepairJob {
    Open(RepairOpen),
    Tell(RepairTell),
}

#[derive(Debug, Args)]
pub(crate) struct RepairOpen {
    #[arg(value_name = "ITEM")]
    pub(crate) item: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) remark: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) quantity: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct RepairTell {
    #[arg(value_name = "REPAIR|ITEM")]
    pub(crate) repair: String,
    #[arg(value_enum)]
    pub(crate) stage: StageNamed,
    #[arg(long, value_name = "TEXT")]
    pub(crate) remark: Option<String>,
    #[arg(long, value_name = "AMOUNT")]
    pub(crate) cost: Option<String>,
}

/// What to do with what is used up, and with what should be in a place.
#[derive(Debug, Subcommand)]
pub(crate) enum StockJob {
    In(StockMove),
    Out(StockMove),
    Use(StockMove),
    Count(StockMove),
    Take(StockTaking),
}

#[derive(Debug, Args)]
pub(crate) struct StockMove {
    #[arg(value_name = "ITEM")]
    pub(crate) item: String,
    #[arg(value_name = "N")]
    pub(crate) amount: u32,
    #[arg(long, value_name = "TEXT")]
    pub(crate) remark: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct StockTaking {
    #[arg(value_name = "PLACE")]
    pub(crate) place: Option<String>,
    #[arg(long, value_name = "ITEM", num_args = 1..)]
    pub(crate) seen: Vec<String>,
    #[arg(long)]
    pub(crate) write: bool,
}

/// What to do with what is wished for.
#[derive(Debug, Subcommand)]
pub(crate) enum WishJob {
    Add(WishAdd),
    List(WishList),
    Back(WishNamed),
    Unback(WishNamed),
    Got(WishGot),
    Drop(WishNamed),
}

#[derive(Debug, Args)]
pub(crate) struct WishAdd {
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    #[arg(long, value_name = "TEXT")]
    pub(crate) remark: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct WishList {
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct WishNamed {
    #[arg(value_name = "WISH")]
    pub(crate) wish: String,
}

#[derive(Debug, Args)]
pub(crate) struct WishGot {
    #[arg(value_name = "WISH")]
    pub(crate) wish: String,
    #[arg(long = "as", value_name = "ITEM")]
    pub(crate) item: Option<String>,
}

/// What to do with what holds for the whole space.
#[derive(Debug, Subcommand)]
pub(crate) enum SettingJob {
    List,
    Set(SettingSet),
}

#[derive(Debug, Args)]
pub(crate) struct SettingSet {
    #[arg(value_name = "SETTING")]
    pub(crate) setting: String,
    #[arg(value_name = "VALUE")]
    pub(crate) value: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct LoanMoney {
    #[arg(value_name = "LOAN|ITEM")]
    pub(crate) loan: String,
    #[arg(value_enum)]
    pub(crate) what: MoneyNamed,
    #[arg(value_name = "AMOUNT")]
    pub(crate) amount: String,
}
