//! The command that meets what a project needs with what the group has.

use serde::{Deserialize, Serialize};

use crate::{
    Command,
    view::{NeedMatch, TeamView},
};

commands! {
    /// Looks for what meets the needs of a project, in the order of its needs; those that are met
    /// are left out.
    MatchNeeds("match_needs", space) -> Vec<NeedMatch> {
        /// The project: id, name or the beginning of one of them.
        project: String,
    }
    /// Shows which of the skills that the needs and the cards of a project ask for its team has,
    /// what is lacking first, and who beyond it has that.
    ShowTeam("show_team", space) -> TeamView {
        /// The project: id, name or the beginning of one of them.
        project: String,
    }
}
