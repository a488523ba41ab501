//! Codes that let somebody in, as screens show them.

use etabli_model::time::Timestamp;
use serde::{Deserialize, Serialize};

use super::CodePurpose;

/// An invitation just made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteView {
    /// The code to hand over, one line, `etabli:…`.
    pub ticket: String,
    /// How many people may use it.
    pub uses: u32,
    /// Until when it is good.
    pub expires: Timestamp,
    /// Whether this computer answers now; if not, nobody can join until it does.
    pub reachable: bool,
    /// The code as a picture for a camera; one that is too long has none.
    #[serde(default)]
    pub picture: Option<CodePicture>,
}

/// A code as squares for a camera, to be drawn black on white.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodePicture {
    /// How many squares it has on a side, with the empty ones that a camera needs around it.
    pub side: u16,
    /// The dark squares, as a path of SVG in which a square is 1 by 1.
    pub path: String,
}

/// What a code says before it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketView {
    /// The space's name as its inviter wrote it.
    pub space_name: String,
    /// Until when it is good.
    pub expires: Timestamp,
    /// Whether that is past on this computer's clock.
    pub expired: bool,
    /// Whether this computer already has the space.
    pub already_here: bool,
    /// What it is for.
    #[serde(default)]
    pub purpose: CodePurpose,
}

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureView {
    /// The code, as it would be pasted.
    pub ticket: String,
}
