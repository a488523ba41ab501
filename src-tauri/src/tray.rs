//! The icon that stays while the window is closed, where the desktop has a place for it.

use std::path::Path;

use tauri::{
    AppHandle,
    menu::{Menu, MenuItem},
    tray::TrayIconBuilder,
};

use crate::{presence, words::Shell};

const OPEN: &str = "open";
const QUIT: &str = "quit";

/// Whether the library is there that draws the icon; where it is not, asking it ends the program.
pub(crate) fn is_possible() -> bool {
    const FOLDERS: [&str; 5] = [
        "/usr/lib",
        "/usr/lib64",
        "/usr/local/lib",
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
    ];
    const NAMES: [&str; 2] = ["libayatana-appindicator3.so.1", "libappindicator3.so.1"];
    let found = |folder: &&str| NAMES.iter().any(|name| Path::new(folder).join(name).exists());
    !cfg!(target_os = "linux") || FOLDERS.iter().any(found)
}

/// Puts the icon in its place, with a way to the window and out.
pub(crate) fn build(shell: &AppHandle, words: Shell) -> tauri::Result<()> {
    let open = MenuItem::with_id(shell, OPEN, words.text("shell-open"), true, None::<&str>)?;
    let quit = MenuItem::with_id(shell, QUIT, words.text("shell-quit"), true, None::<&str>)?;
    let mut icon = TrayIconBuilder::with_id("etabli")
        .tooltip("Établi")
        .menu(&Menu::with_items(shell, &[&open, &quit])?)
        .on_menu_event(|shell, event| match event.id().as_ref() {
            OPEN => presence::show(shell, None),
            QUIT => shell.exit(0),
            // It hears of every menu of the program.
            _ => {}
        });
    if let Some(picture) = shell.default_window_icon() {
        icon = icon.icon(picture.clone());
    }
    icon.build(shell)?;
    Ok(())
}
