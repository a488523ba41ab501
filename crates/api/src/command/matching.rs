//! The command that meets what a project needs with what the group has.

use serde::{Deserialize, Serialize};

use crate::{Command, view::NeedMatch};

commands! {
    /// Looks for what meets the needs of a project, in the order of its needs; those that are met
    /// are left out.
    MatchNeeds("match_needs", space) -> Vec<NeedMatch> {
        /// The project: id, name or the beginning of one of them.
        project: String,
    }
}
