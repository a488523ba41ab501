//! What a package brings: every file with its place and its mode, the same for all systems.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::entry;

/// The package's name, of letters that every system takes.
pub(crate) const NAME: &str = "etabli";
/// The version, of this repository.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");
/// What it is, in one line without a full stop.
pub(crate) const SUMMARY: &str = "What a group shares, on every member's computer";
/// What it is, in some lines.
pub(crate) const DESCRIPTION: &str = "Établi keeps the tools, places, loans and people of a workshop,\n\
    a fablab or a tool library on every member's own computer. The computers\n\
    exchange what is new when they meet. It works offline and needs no server.";
/// Under which terms.
pub(crate) const LICENCE: &str = "AGPL-3.0-or-later";
/// The programs, by their names in the folder where they were built.
const PROGRAMS: [&str; 2] = ["etabli", "etabli-desktop"];
/// The icons, by their size in the theme and their file.
const ICONS: [(&str, &str); 4] = [
    ("32x32", "32x32.png"),
    ("128x128", "128x128.png"),
    ("256x256", "128x128@2x.png"),
    ("scalable", "icon.svg"),
];

/// The licences of the fonts and drawings that the interface brings.
const LICENCES: [&str; 3] = [
    "fonts/LICENSE-atkinson-hyperlegible-next.txt",
    "fonts/LICENSE-bricolage-grotesque.txt",
    "licenses/LICENSE-lucide-icons.txt",
];

/// What stands before a version of the C library in a program that asks for it.
const MARK: &[u8] = b"GLIBC_";

/// Why a package could not be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PackageError {
    /// A file could not be read or written.
    #[error("{path}: {error}")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// The format refused something.
    #[error("the package cannot be written: {0}")]
    Rpm(#[from] rpm::Error),
}

impl PackageError {
    /// Names the file that failed.
    pub(crate) fn io(path: &Path, error: io::Error) -> Self {
        Self::Io { path: path.to_owned(), error }
    }
}

/// One file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Packed {
    /// Where it is installed, without the first slash.
    pub(crate) path: String,
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// Its permissions.
    pub(crate) mode: u32,
}

/// All files of a package, in the order of their paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Content {
    /// The files.
    pub(crate) files: Vec<Packed>,
}

impl Content {
    /// Gathers the programs, the icons, the texts and the entry for menus.
    pub(crate) fn gather(programs: &Path, root: &Path) -> Result<Self, PackageError> {
        let mut files = Vec::new();
        let mut add = |path: String, from: &Path, mode: u32| {
            let bytes = fs::read(from).map_err(|error| PackageError::io(from, error))?;
            files.push(Packed { path, bytes, mode });
            Ok::<(), PackageError>(())
        };
        for name in PROGRAMS {
            add(format!("usr/bin/{name}"), &programs.join(name), 0o755)?;
        }
        for (size, file) in ICONS {
            let kind = file.rsplit('.').next().unwrap_or("png");
            let path = format!("usr/share/icons/hicolor/{size}/apps/{NAME}.{kind}");
            add(path, &root.join("icons").join(file), 0o644)?;
        }
        let texts = format!("usr/share/doc/{NAME}");
        for (name, file) in [("copyright", "LICENSE"), ("README.md", "README.md")] {
            add(format!("{texts}/{name}"), &root.join(file), 0o644)?;
        }
        let assets = root.join("ui").join("assets");
        for file in LICENCES {
            let name = file.rsplit('/').next().unwrap_or(file);
            add(format!("{texts}/{name}"), &assets.join(file), 0o644)?;
        }
        let mut text = |path: &str, text: String| {
            files.push(Packed { path: path.to_owned(), bytes: text.into_bytes(), mode: 0o644 });
        };
        text("usr/share/applications/org.etabli.desktop.desktop", entry::menu());
        text("usr/share/metainfo/org.etabli.desktop.metainfo.xml", entry::metainfo());
        files.sort_unstable_by(|one, other| one.path.cmp(&other.path));
        Ok(Self { files })
    }

    /// Returns the least version of the C library that the programs run with, if they say so.
    pub(crate) fn libc(&self) -> Option<(u32, u32)> {
        let versions = self.files.iter().filter(|file| file.mode == 0o755).flat_map(|file| {
            file.bytes.windows(MARK.len() + 6).filter_map(|bytes| {
                let version = bytes.strip_prefix(MARK)?;
                let end = version.iter().position(|byte| !b"0123456789.".contains(byte))?;
                let version = std::str::from_utf8(version.get(..end)?).ok()?;
                let mut numbers = version.split('.').map(|number| number.parse().ok());
                Some((numbers.next()??, numbers.next()??))
            })
        });
        versions.max()
    }

    /// Returns how many bytes the files have.
    pub(crate) fn size(&self) -> u64 {
        self.files.iter().map(|file| file.bytes.len() as u64).sum()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// Content with programs that are no programs.
    pub(crate) fn small() -> Content {
        let folder = tempfile::tempdir().unwrap();
        for name in PROGRAMS {
            fs::write(folder.path().join(name), name).unwrap();
        }
        // What was compiled in a clone elsewhere, and kept in a cache, names that one.
        let package = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let package = package.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
        Content::gather(folder.path(), package.ancestors().nth(2).unwrap()).unwrap()
    }

    #[test]
    fn programs_may_be_run_and_nothing_else() {
        let content = small();
        let run: Vec<&str> = content
            .files
            .iter()
            .filter(|file| file.mode == 0o755)
            .map(|file| file.path.as_str())
            .collect();
        assert_eq!(run, ["usr/bin/etabli", "usr/bin/etabli-desktop"]);
        assert!(content.files.iter().all(|file| !file.path.starts_with('/')));
        assert!(content.files.is_sorted_by(|one, other| one.path < other.path));
    }

    #[test]
    fn the_newest_version_that_a_program_asks_for_is_needed() {
        let mut content = small();
        assert_eq!(content.libc(), None);
        for file in content.files.iter_mut().filter(|file| file.mode == 0o755) {
            file.bytes = b"\0GLIBC_2.2.5\0GLIBC_2.34\0GLIBC_2.9\0GLIBC_PRIVATE\0......".to_vec();
        }
        assert_eq!(content.libc(), Some((2, 34)));
    }

    #[test]
    fn a_missing_program_is_named() {
        let nowhere = tempfile::tempdir().unwrap();
        let error = Content::gather(nowhere.path(), nowhere.path()).unwrap_err();
        assert!(error.to_string().contains("etabli: "), "{error}");
    }
}
