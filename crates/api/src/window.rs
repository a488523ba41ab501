//! The commands that only the desktop's window answers: they are about this computer, not about a
//! space, and a browser can do nothing of the kind.

use serde::{Deserialize, Serialize};

use crate::{Command, command::commands};

commands! {
    /// Tells how the window behaves.
    ReadWindow("read_window") -> WindowView {}
    /// Says how the window should behave.
    SetWindow("set_window") -> WindowView {
        /// What is chosen; what cannot be had here stays as it was.
        choices: Choices,
    }
    /// Tells the shell around the page which language the page speaks.
    SetLanguage("set_language") -> () {
        /// `fr` or `en`.
        language: String,
    }
    /// Asks where to keep a file and writes it; tells where, or nothing when the person thought
    /// better of it.
    SaveFile("save_file") -> Option<String> {
        /// The name to begin with.
        name: String,
        /// The bytes, in base64.
        content: String,
    }
}

/// The window event that carries a [`Wish`].
pub const WISH_EVENT: &str = "etabli-wish";

/// What was chosen from the desktop's own menu: the page does what its own button for it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// A new item.
    NewItem,
    /// A new invitation.
    NewInvitation,
    /// A file of items.
    NewImport,
    /// Everything by its name.
    Palette,
    /// The keys, and where help is.
    Help,
    /// What is to be done today.
    Today,
    /// All items.
    Inventory,
    /// What is out.
    Loans,
    /// Who takes part.
    Members,
    /// What was done.
    Activity,
    /// The devices and the exchange between them.
    Devices,
    /// The settings.
    Settings,
    /// Larger words.
    Larger,
    /// Smaller words.
    Smaller,
    /// Words of the usual size.
    UsualSize,
}

/// Returns the names of the window's own commands.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    NAMES.iter().copied()
}

/// How the window behaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Whether it starts, out of sight, when the person logs in.
    #[serde(default)]
    pub autostart: bool,
    /// Whether closing it leaves the exchange with others running.
    #[serde(default)]
    pub background: bool,
    /// Whether it tells what is due.
    #[serde(default = "yes")]
    pub reminders: bool,
}

impl Default for Choices {
    fn default() -> Self {
        Self { autostart: false, background: false, reminders: true }
    }
}

const fn yes() -> bool {
    true
}

/// How the window behaves, and what this computer can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowView {
    /// What is chosen.
    pub choices: Choices,
    /// Whether there is a place for an icon while the window is closed.
    pub tray: bool,
}
