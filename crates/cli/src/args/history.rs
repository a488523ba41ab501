//! The arguments of what is about what was: the bin, the history, values of fields.

use clap::{Args, Subcommand, ValueEnum};
use etabli_api::view::ActivityPart;

#[derive(Debug, Args)]
pub(crate) struct PlaceNamed {
    pub(crate) place: String,
}

#[derive(Debug, Args)]
#[group(id = "change", required = true, multiple = true, args = ["name", "inside"])]
pub(crate) struct PlaceEdit {
    pub(crate) place: String,
    #[arg(long)]
    pub(crate) name: Option<String>,
    #[arg(long, alias = "in", value_name = "PLACE")]
    pub(crate) inside: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ItemValue {
    pub(crate) item: String,
    pub(crate) field: String,
    pub(crate) value: String,
}

#[derive(Debug, Args)]
pub(crate) struct History {
    pub(crate) item: Option<String>,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) of: Option<String>,
    #[arg(long, value_name = "items|places|loans|members")]
    pub(crate) part: Option<Part>,
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<String>,
    #[arg(long, value_name = "DATE|STEP", requires = "item")]
    pub(crate) as_of: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) limit: u32,
}

/// A part of what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    Items,
    Places,
    Loans,
    Members,
}

impl From<Part> for ActivityPart {
    fn from(part: Part) -> Self {
        match part {
            Part::Items => Self::Items,
            Part::Places => Self::Places,
            Part::Loans => Self::Loans,
            Part::Members => Self::Members,
        }
    }
}

/// What to do with the bin.
#[derive(Debug, Subcommand)]
pub(crate) enum BinJob {
    List,
}
