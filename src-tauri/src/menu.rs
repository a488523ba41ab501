//! The menu of the program, where the desktop has a place for one that people look at: on macOS,
//! where without it the keys for copying and pasting do nothing. Elsewhere what it holds is in
//! the window, and a second row of it would only take room.
//!
//! What its entries do is what the page's own buttons do, under the same names.

use etabli_api::window::{WISH_EVENT, Wish};
use tauri::{
    AppHandle, Emitter, Manager, Runtime,
    menu::{IsMenuItem, Menu, MenuItem, PredefinedMenuItem, Submenu},
};

use crate::words::Shell;

/// What stands before a wish in the id of its entry.
const WISH: &str = "wish:";

/// An entry.
#[derive(Debug, Clone, Copy)]
enum Entry {
    /// The page does it: what, the id of its words, its key.
    Page(Wish, &'static str, Option<&'static str>),
    /// The system does it; the words are ours.
    System(System, &'static str),
    /// A line between others.
    Line,
}

/// What the system does by itself.
#[derive(Debug, Clone, Copy)]
enum System {
    About,
    Services,
    Hide,
    HideOthers,
    ShowAll,
    Quit,
    Close,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    FullScreen,
    Minimize,
    Maximize,
}

/// The parts, each with the id of its name; the first one bears the program's.
const PARTS: [(&str, &[Entry]); 6] = [
    (
        "app-name",
        &[
            Entry::System(System::About, "menu-about"),
            Entry::Line,
            Entry::Page(Wish::Settings, "nav-settings", Some("CmdOrCtrl+,")),
            Entry::Line,
            Entry::System(System::Services, "menu-services"),
            Entry::Line,
            Entry::System(System::Hide, "menu-hide"),
            Entry::System(System::HideOthers, "menu-hide-others"),
            Entry::System(System::ShowAll, "menu-show-all"),
            Entry::Line,
            Entry::System(System::Quit, "menu-quit"),
        ],
    ),
    (
        "menu-file",
        &[
            Entry::Page(Wish::NewItem, "new-item", Some("CmdOrCtrl+N")),
            Entry::Page(Wish::NewInvitation, "new-invitation", None),
            Entry::Page(Wish::NewImport, "new-import", None),
            Entry::Line,
            Entry::System(System::Close, "menu-close"),
        ],
    ),
    (
        "menu-edit",
        &[
            Entry::System(System::Undo, "menu-undo"),
            Entry::System(System::Redo, "menu-redo"),
            Entry::Line,
            Entry::System(System::Cut, "menu-cut"),
            Entry::System(System::Copy, "menu-copy"),
            Entry::System(System::Paste, "menu-paste"),
            Entry::System(System::SelectAll, "menu-select-all"),
        ],
    ),
    (
        "menu-view",
        &[
            Entry::Page(Wish::Palette, "palette", Some("CmdOrCtrl+K")),
            Entry::Line,
            Entry::Page(Wish::Today, "nav-today", None),
            Entry::Page(Wish::Inventory, "nav-inventory", None),
            Entry::Page(Wish::Loans, "nav-loans", None),
            Entry::Page(Wish::Members, "nav-members", None),
            Entry::Page(Wish::Activity, "nav-activity", None),
            Entry::Page(Wish::Devices, "nav-sync", None),
            Entry::Line,
            Entry::Page(Wish::Larger, "menu-larger", Some("CmdOrCtrl+=")),
            Entry::Page(Wish::Smaller, "menu-smaller", Some("CmdOrCtrl+-")),
            Entry::Page(Wish::UsualSize, "menu-usual-size", Some("CmdOrCtrl+0")),
            Entry::Line,
            Entry::System(System::FullScreen, "menu-full-screen"),
        ],
    ),
    (
        "menu-window",
        &[
            Entry::System(System::Minimize, "menu-minimize"),
            Entry::System(System::Maximize, "menu-maximize"),
        ],
    ),
    ("menu-help", &[Entry::Page(Wish::Help, "help", None)]),
];

/// Whether people of this desktop look for a menu. A program built for development shows it
/// anywhere it is asked to, so that it can be looked at.
fn is_customary() -> bool {
    cfg!(target_os = "macos")
        || (cfg!(debug_assertions) && std::env::var_os("ETABLI_MENU").is_some())
}

/// Shows the menu where one is customary, and passes on what is chosen from it.
pub(crate) fn begin<R: Runtime>(shell: &AppHandle<R>, words: Shell) {
    shell.on_menu_event(|shell, event| {
        let Some(wish) = event.id().as_ref().strip_prefix(WISH).and_then(wish) else { return };
        if let Err(error) = shell.emit(WISH_EVENT, wish) {
            tracing::warn!(%error, "cannot pass a wish to the window");
        }
    });
    show(shell, words);
}

/// Shows the menu in a language, in place of what was shown before.
pub(crate) fn show<R: Runtime>(shell: &AppHandle<R>, words: Shell) {
    if !is_customary() {
        return;
    }
    if let Err(error) = build(shell, words).and_then(|menu| shell.set_menu(menu)) {
        tracing::warn!(%error, "the menu is not shown");
    }
}

fn build<R: Runtime, M: Manager<R>>(shell: &M, words: Shell) -> tauri::Result<Menu<R>> {
    let menu = Menu::new(shell)?;
    for (title, entries) in PARTS {
        let part = Submenu::new(shell, words.text(title), true)?;
        for entry in entries {
            part.append(entry.build(shell, words)?.as_ref())?;
        }
        menu.append(&part)?;
    }
    Ok(menu)
}

impl Entry {
    fn build<R: Runtime, M: Manager<R>>(
        self,
        shell: &M,
        words: Shell,
    ) -> tauri::Result<Box<dyn IsMenuItem<R>>> {
        Ok(match self {
            Self::Page(wish, text, key) => {
                Box::new(MenuItem::with_id(shell, id(wish), words.text(text), true, key)?)
            }
            Self::System(system, text) => Box::new(system.build(shell, &words.text(text))?),
            Self::Line => Box::new(PredefinedMenuItem::separator(shell)?),
        })
    }
}

impl System {
    fn build<R: Runtime, M: Manager<R>>(
        self,
        shell: &M,
        text: &str,
    ) -> tauri::Result<PredefinedMenuItem<R>> {
        type Item<R> = PredefinedMenuItem<R>;
        let text = Some(text);
        match self {
            Self::About => Item::about(shell, text, None),
            Self::Services => Item::services(shell, text),
            Self::Hide => Item::hide(shell, text),
            Self::HideOthers => Item::hide_others(shell, text),
            Self::ShowAll => Item::show_all(shell, text),
            Self::Quit => Item::quit(shell, text),
            Self::Close => Item::close_window(shell, text),
            Self::Undo => Item::undo(shell, text),
            Self::Redo => Item::redo(shell, text),
            Self::Cut => Item::cut(shell, text),
            Self::Copy => Item::copy(shell, text),
            Self::Paste => Item::paste(shell, text),
            Self::SelectAll => Item::select_all(shell, text),
            Self::FullScreen => Item::fullscreen(shell, text),
            Self::Minimize => Item::minimize(shell, text),
            Self::Maximize => Item::maximize(shell, text),
        }
    }
}

/// Returns the id of the entry for a wish.
fn id(wish: Wish) -> String {
    let name = serde_json::to_value(wish).unwrap_or_default();
    format!("{WISH}{}", name.as_str().unwrap_or_default())
}

/// Reads a wish from the id of its entry.
fn wish(name: &str) -> Option<Wish> {
    serde_json::from_value(name.into()).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn entries() -> impl Iterator<Item = &'static Entry> {
        PARTS.iter().flat_map(|(_, entries)| entries.iter())
    }

    #[test]
    fn every_entry_has_its_words_in_both_languages() {
        let texts = entries().filter_map(|entry| match entry {
            Entry::Page(_, text, _) | Entry::System(_, text) => Some(*text),
            Entry::Line => None,
        });
        for id in texts.chain(PARTS.iter().map(|(title, _)| *title)) {
            let said = ["fr", "en"].map(|code| Shell::speaking(Some(code)).text(id));
            assert!(said.iter().all(|words| words != id && !words.is_empty()), "{id}: {said:?}");
        }
    }

    #[test]
    fn what_is_chosen_is_what_was_meant_and_once_in_the_menu() {
        let mut seen = BTreeSet::new();
        for entry in entries() {
            let Entry::Page(meant, _, _) = entry else { continue };
            let id = id(*meant);
            assert_eq!(id.strip_prefix(WISH).and_then(wish), Some(*meant));
            assert!(seen.insert(id), "{meant:?} is there twice");
        }
        assert_eq!(wish("format-disk"), None);
        assert_eq!(seen.len(), 15);
    }

    #[test]
    fn no_two_entries_have_one_key() {
        let keys = entries().filter_map(|entry| match entry {
            Entry::Page(_, _, key) => *key,
            Entry::System(..) | Entry::Line => None,
        });
        let keys: Vec<_> = keys.collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "{keys:?}");
    }
}
