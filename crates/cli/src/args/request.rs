//! The arguments of requests.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(crate) struct Ask {
    #[arg(value_name = "ITEM")]
    pub(crate) item: String,
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) due: Option<String>,
    #[arg(long, value_name = "N")]
    pub(crate) quantity: Option<u32>,
}

/// What to do with requests.
#[derive(Debug, Subcommand)]
pub(crate) enum RequestJob {
    List(RequestList),
    Grant(RequestGrant),
    Refuse(RequestNamed),
    Withdraw(RequestNamed),
}

#[derive(Debug, Args)]
pub(crate) struct RequestList {
    #[arg(value_name = "ITEM")]
    pub(crate) item: Option<String>,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) of: Option<String>,
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RequestGrant {
    #[arg(value_name = "REQUEST|ITEM")]
    pub(crate) request: String,
    #[arg(long, value_name = "DATE|never", allow_hyphen_values = true)]
    pub(crate) until: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct RequestNamed {
    #[arg(value_name = "REQUEST|ITEM")]
    pub(crate) request: String,
}
