//! What is said of changing several items at once.

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct ItemSet {
    #[arg(required = true, value_name = "ITEM")]
    pub(crate) items: Vec<String>,
    #[arg(long)]
    pub(crate) category: Option<String>,
    #[arg(long)]
    pub(crate) place: Option<String>,
    #[arg(long, value_name = "MEMBER")]
    pub(crate) keeper: Option<String>,
    #[arg(long, conflicts_with_all = ["category", "place", "keeper"])]
    pub(crate) remove: bool,
}
