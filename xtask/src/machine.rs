//! What the machine must have: system libraries and the wasm target. Asks first, and installs
//! only what is missing; where it cannot install, it says exactly what to install.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use crate::step::{self, Failure, Steps};

/// What npm is called as a program.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

const WASM: &str = "wasm32-unknown-unknown";

/// What the machine is prepared for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The interface in a browser: a compiler is enough.
    Headless,
    /// The desktop window.
    Window,
    /// Everything, with browsers and a display for the tests.
    Tests,
}

/// Whether a window could open here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Display {
    Present,
    Absent,
}

/// Looks for a display.
pub(crate) fn display() -> Display {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY") {
        Display::Present
    } else {
        Display::Absent
    }
}

/// Installs what is missing for `purpose`.
pub(crate) fn prepare(steps: &mut Steps, purpose: Purpose) -> Result<(), Failure> {
    steps.time("system packages", || system(purpose))?;
    steps.time("wasm target", wasm_target)
}

/// Debian's packages; of each line, the first name that the distribution knows.
fn debian(purpose: Purpose) -> Vec<&'static [&'static str]> {
    let mut packages: Vec<&[&str]> = vec![&["build-essential"], &["pkg-config"]];
    if purpose != Purpose::Headless {
        packages.push(&["libwebkit2gtk-4.1-dev"]);
    }
    if purpose == Purpose::Tests {
        packages.extend([
            &["webkit2gtk-driver"] as &[&str],
            &["xvfb"],
            &["chromium", "chromium-browser"],
            &["chromium-driver", "chromium-chromedriver"],
            &["fonts-dejavu-core"],
            // Reads the sheets of labels back.
            &["poppler-utils"],
        ]);
    }
    packages
}

fn system(purpose: Purpose) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        elsewhere(purpose);
        return Ok(());
    }
    if find("dpkg-query").is_none() || find("apt-get").is_none() {
        elsewhere(purpose);
        return Ok(());
    }
    let missing: Vec<_> = debian(purpose)
        .into_iter()
        .filter(|names| !names.iter().any(|name| installed(name)))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    apt_get(&["update"])?;
    let names: Vec<&str> = missing
        .iter()
        .filter_map(|names| names.iter().find(|name| known(name)).or(names.first()))
        .copied()
        .collect();
    let mut words = vec!["install", "--yes", "--no-install-recommends"];
    words.extend(&names);
    apt_get(&words)
}

/// Returns npm, which is installed unless it is here already.
pub(crate) fn npm() -> Result<PathBuf, Failure> {
    if let Some(npm) = find(NPM) {
        return Ok(npm);
    }
    if find("apt-get").is_some() {
        apt_get(&["update"])?;
        apt_get(&["install", "--yes", "--no-install-recommends", "npm"])?;
    }
    find(NPM).ok_or_else(|| Failure::new("npm is needed, which comes with Node.js"))
}

fn installed(package: &str) -> bool {
    step::ask(Command::new("dpkg-query").args(["-W", "-f", "${db:Status-Status}", package]))
        .is_some_and(|status| status == "installed")
}

fn known(package: &str) -> bool {
    step::ask(Command::new("apt-cache").args(["policy", package])).is_some_and(|policy| {
        policy.lines().any(|line| {
            line.trim().strip_prefix("Candidate:").is_some_and(|v| v.trim() != "(none)")
        })
    })
}

fn apt_get(words: &[&str]) -> Result<(), Failure> {
    let root = step::ask(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let mut command = if root {
        Command::new("env")
    } else if find("sudo").is_some() {
        let mut command = Command::new("sudo");
        command.arg("env");
        command
    } else {
        return Err(Failure::new(format!(
            "packages are missing and neither root nor sudo is at hand; as root, run:\n  apt-get {}",
            words.join(" ")
        )));
    };
    // Its words go to standard error, so that standard output stays the app's.
    command
        .args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"])
        .args(words)
        .stdin(Stdio::null());
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::new(format!("cannot start apt-get: {error}")))?;
    if output.status.success() {
        return Ok(());
    }
    eprint!("{}", String::from_utf8_lossy(&output.stdout));
    Err(Failure::new(format!("apt-get {} ended with {}", words.join(" "), output.status)))
}

/// Says what to install where there is no apt, once, and only what a probe does not find.
fn elsewhere(purpose: Purpose) {
    if cfg!(target_os = "windows") {
        eprintln!(
            "  Needed on Windows: the Microsoft C++ Build Tools, and WebView2 (part of Windows 11)."
        );
    } else if cfg!(target_os = "macos") {
        eprintln!("  Needed on macOS: the command line tools, with `xcode-select --install`.");
    } else {
        let webkit = step::ask(Command::new("pkg-config").args(["--modversion", "webkit2gtk-4.1"]));
        if purpose != Purpose::Headless && webkit.is_none() {
            eprintln!(
                "  Needed for the window:\n    \
                 Fedora:   dnf install webkit2gtk4.1-devel gcc pkgconf-pkg-config\n    \
                 Arch:     pacman -S webkit2gtk-4.1 base-devel\n    \
                 openSUSE: zypper install webkit2gtk3-devel gcc pkg-config\n    \
                 Alpine:   apk add webkit2gtk-4.1-dev build-base pkgconf"
            );
        }
    }
    if purpose == Purpose::Tests {
        for (program, package) in [
            ("WebKitWebDriver", "the WebDriver of WebKitGTK"),
            ("Xvfb", "the X server without a screen"),
            ("chromedriver", "Chromium with its driver"),
            ("pdftoppm", "the programs of Poppler"),
        ] {
            if find(program).is_none() {
                eprintln!("  Needed for the tests: `{program}`, {package}.");
            }
        }
    }
}

fn wasm_target() -> Result<(), Failure> {
    let sysroot = step::ask(Command::new("rustc").current_dir(step::root()).args([
        "--print",
        "target-libdir",
        "--target",
        WASM,
    ]));
    if sysroot.is_some_and(|dir| Path::new(dir.trim()).is_dir()) {
        return Ok(());
    }
    if find("rustup").is_none() {
        return Err(Failure::new(format!(
            "this Rust lacks the target {WASM} and there is no rustup to add it"
        )));
    }
    step::attach(
        Command::new("rustup")
            .current_dir(step::root())
            .args(["target", "add", WASM])
            .stdin(Stdio::null()),
    )
}

fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}
