//! The arguments of loans.

use clap::{Args, Subcommand};

use super::{LoanMoney, Telling};

#[derive(Debug, Args)]
pub(crate) struct Lend {
    pub(crate) item: String,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) to: String,
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) due: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) quantity: Option<u32>,
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) since: Option<String>,
    #[arg(long)]
    pub(crate) despite_bookings: bool,
    #[arg(long)]
    pub(crate) despite_limits: bool,
    #[command(flatten)]
    pub(crate) told: Telling,
}

#[derive(Debug, Args)]
pub(crate) struct Return {
    #[arg(value_name = "LOAN|ITEM")]
    pub(crate) loan: String,
    #[arg(long, value_name = "N")]
    pub(crate) quantity: Option<u32>,
    #[arg(long, value_name = "LOAN", num_args = 0..)]
    pub(crate) parts: Option<Vec<String>>,
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
    #[command(flatten)]
    pub(crate) told: Telling,
}

/// What to do with loans.
#[derive(Debug, Subcommand)]
pub(crate) enum LoanJob {
    List(LoanList),
    Extend(LoanExtend),
    Lost(LoanNamed),
    Found(LoanNamed),
    Sign(LoanNamed),
    Money(LoanMoney),
}

#[derive(Debug, Args)]
pub(crate) struct LoanExtend {
    #[arg(value_name = "LOAN|ITEM")]
    pub(crate) loan: String,
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) due: String,
    #[arg(long)]
    pub(crate) despite_bookings: bool,
}

#[derive(Debug, Args)]
pub(crate) struct LoanNamed {
    #[arg(value_name = "LOAN|ITEM")]
    pub(crate) loan: String,
}

#[derive(Debug, Args)]
pub(crate) struct LoanList {
    #[arg(long)]
    pub(crate) open: bool,
    #[arg(long)]
    pub(crate) overdue: bool,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) of: Option<String>,
}
