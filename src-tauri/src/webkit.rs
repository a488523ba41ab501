//! What WebKitGTK needs before it starts: a display, and on some graphics drivers to be told to
//! share frames by memory, or it draws an empty window.

#[cfg(target_os = "linux")]
const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Starts this program anew with the variable set, unless somebody decided already or a test
/// drives the window: then screenshots would never come.
#[cfg(target_os = "linux")]
pub(crate) fn restart_if_needed() {
    use std::{os::unix::process::CommandExt, process::Command};

    let decided = std::env::var_os(VARIABLE).is_some();
    let driven = std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    if decided || driven {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    // A process cannot change its own environment safely; this returns only if it fails.
    let error = Command::new(program).args(std::env::args_os().skip(1)).env(VARIABLE, "1").exec();
    eprintln!("{VARIABLE}: {error}");
}

/// Other systems have another web view.
#[cfg(not(target_os = "linux"))]
pub(crate) fn restart_if_needed() {}

/// Whether a window can open here.
pub(crate) fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}
