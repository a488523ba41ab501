//! The arguments of bookings.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Book {
    #[arg(value_name = "ITEM|PLACE")]
    pub(crate) resource: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) from: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) to: String,
    #[arg(long, value_name = "ZONE")]
    pub(crate) zone: Option<String>,
    #[arg(long, value_name = "RRULE")]
    pub(crate) repeat: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) quantity: Option<u32>,
    #[arg(long)]
    pub(crate) check: bool,
    #[arg(long)]
    pub(crate) all_the_same: bool,
    #[arg(long = "for", value_name = "TEXT")]
    pub(crate) what_for: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Planning {
    #[arg(value_name = "ITEM|PLACE")]
    pub(crate) resource: Option<String>,
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    pub(crate) from: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) days: Option<u32>,
    #[arg(long, value_name = "ZONE")]
    pub(crate) zone: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Free {
    #[arg(value_name = "ITEM|PLACE")]
    pub(crate) resource: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) from: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) to: String,
    #[arg(long, value_name = "ZONE")]
    pub(crate) zone: Option<String>,
}

/// What to do with bookings.
#[derive(Debug, Subcommand)]
pub(crate) enum BookingJob {
    List(BookingList),
    Show(BookingNamed),
    Confirm(BookingNamed),
    Cancel(BookingNamed),
    Move(BookingMove),
    Accept(BookingNamed),
    Begin(BookingNamed),
    Release(BookingNamed),
    Capacity(BookingCapacity),
}

#[derive(Debug, Args)]
pub(crate) struct BookingList {
    #[arg(value_name = "ITEM|PLACE")]
    pub(crate) resource: Option<String>,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) of: Option<String>,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long)]
    pub(crate) to_confirm: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BookingNamed {
    #[arg(value_name = "BOOKING|ITEM|PLACE")]
    pub(crate) booking: String,
}

#[derive(Debug, Args)]
pub(crate) struct BookingMove {
    #[arg(value_name = "BOOKING|ITEM|PLACE")]
    pub(crate) booking: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) from: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) to: Option<String>,
    #[arg(long, value_name = "ZONE")]
    pub(crate) zone: Option<String>,
    #[arg(long)]
    pub(crate) all_the_same: bool,
}

#[derive(Debug, Args)]
pub(crate) struct BookingCapacity {
    #[arg(value_name = "ITEM|PLACE")]
    pub(crate) resource: String,
    #[arg(value_name = "N")]
    pub(crate) units: u32,
}
