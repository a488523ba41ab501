//! The interface: `ui` compiled to WebAssembly, with its page, styles and fonts, in `ui/dist`.
//!
//! A file is written only if its bytes changed, so that what embeds `ui/dist` is not built anew
//! without need.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use wasm_bindgen_cli_support::Bindgen;

use crate::{
    optimizer,
    step::{self, Failure, Steps},
};

/// How the interface is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

pub(crate) type Files = BTreeMap<PathBuf, Vec<u8>>;

/// Compiles the interface and brings `ui/dist` up to date. A release that is too heavy is none.
pub(crate) fn build(steps: &mut Steps, profile: Profile) -> Result<(), Failure> {
    let mut files = code(steps, profile)?;
    steps.time("bring the interface together", || {
        let ui = step::root().join("ui");
        read(&ui.join("index.html"), Path::new("index.html"), &mut files)?;
        read(&ui.join("assets"), Path::new(""), &mut files)?;
        read(&ui.join("style"), Path::new("style"), &mut files)?;
        let icon = step::root().join("icons").join("icon.svg");
        read(&icon, Path::new("icon.svg"), &mut files)?;
        words(profile, &mut files)?;
        let changed = write(&ui.join("dist"), &files)?;
        eprintln!("  {} files, {changed} changed", files.len());
        Ok(())
    })
}

/// Brings the words of each language together: the page has them beside its code. The command line
/// says its own, and a release goes without the gallery.
fn words(profile: Profile, files: &mut Files) -> Result<(), Failure> {
    let mut found = Files::new();
    let folder = step::root().join("crates").join("i18n").join("src");
    read(&folder, Path::new(""), &mut found)?;
    for language in ["fr", "en"] {
        let mut text = Vec::new();
        for (name, content) in &found {
            let name = name.to_string_lossy();
            let of = name
                .strip_suffix(".ftl")
                .filter(|name| *name == language || name.ends_with(&format!(".{language}")));
            let left_out = |name: &str| {
                name.starts_with("cli.")
                    || name.starts_with("gallery.") && profile == Profile::Release
            };
            if of.is_some_and(|name| !left_out(name)) {
                text.extend_from_slice(content);
                text.push(b'\n');
            }
        }
        files.insert(Path::new("words").join(format!("{language}.ftl")), text);
    }
    Ok(())
}

/// Compiles the interface into a module that a page can load. A release is made small, and one
/// that is too heavy fails.
pub(crate) fn code(steps: &mut Steps, profile: Profile) -> Result<Files, Failure> {
    let nowhere = step::nowhere();
    let mut words = vec!["build", "--locked", "--package", "etabli-ui"];
    words.extend(["--target", "wasm32-unknown-unknown"]);
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => {
            words.extend(["--profile", "wasm-release", "--no-default-features"]);
            words.extend(nowhere.iter().map(String::as_str));
            "wasm-release"
        }
    };
    steps.cargo("compile the interface", &words)?;
    let compiled =
        step::target().join("wasm32-unknown-unknown").join(folder).join("etabli-ui.wasm");
    let out = step::target().join("ui");
    steps.time("bind the interface", || bind(&compiled, &out))?;
    let bound = out.join(CODE);
    if profile == Profile::Release {
        let small = step::target().join(CODE);
        steps.time("make it small", || {
            optimizer::shrink(&bound, &small)?;
            fs::rename(&small, &bound).map_err(|error| Failure::io(&bound, &error))?;
            weigh(&bound)
        })?;
    }
    let mut files = Files::new();
    read(&out, Path::new(""), &mut files)?;
    Ok(files)
}

/// What the code is called.
const CODE: &str = "ui_bg.wasm";

/// The most bytes that the interface's code may have: old laptops open it. The desktop's program
/// carries it packed by Brotli.
const MOST_CODE: u64 = 1_500_000;
const MOST_PACKED: usize = 500_000;

/// Refuses code that became too heavy.
fn weigh(path: &Path) -> Result<(), Failure> {
    let size = fs::metadata(path).map_err(|error| Failure::io(path, &error))?.len();
    let packed = optimizer::packed(path)?;
    eprintln!("  {size} bytes of code, {packed} packed");
    if size > MOST_CODE || packed > MOST_PACKED {
        let most = format!("{MOST_CODE} and {MOST_PACKED}");
        return Err(Failure::new(format!("the interface is too heavy: at most {most}")));
    }
    Ok(())
}

/// Turns compiled WebAssembly into `ui.js` and `ui_bg.wasm` in the folder `out`.
fn bind(compiled: &Path, out: &Path) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("wasm-bindgen: {error}"));
    match fs::remove_dir_all(out) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::io(out, &error)),
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(compiled).out_name("ui").typescript(false).remove_producers_section(true);
    bindgen.web(true).map_err(|error| failed(&error))?;
    bindgen.generate(out).map_err(|error| failed(&format!("{error:#}")))
}

/// Reads a file, or all files below a folder, under the name `name`. What is not there is no file.
fn read(path: &Path, name: &Path, files: &mut Files) -> Result<(), Failure> {
    let failed = |error| Failure::io(path, &error);
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            read(&entry.path(), &name.join(entry.file_name()), files)?;
        }
    } else if path.is_file() {
        files.insert(name.to_path_buf(), fs::read(path).map_err(failed)?);
    }
    Ok(())
}

/// Makes a folder hold exactly `files`, and returns how many of them were not so.
fn write(folder: &Path, files: &Files) -> Result<usize, Failure> {
    let mut found = Files::new();
    read(folder, Path::new(""), &mut found)?;
    let mut changed = 0;
    for name in found.keys().filter(|name| !files.contains_key(*name)) {
        let path = folder.join(name);
        fs::remove_file(&path).map_err(|error| Failure::io(&path, &error))?;
        changed += 1;
    }
    for (name, content) in files.iter().filter(|(name, content)| found.get(*name) != Some(content))
    {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|error| Failure::io(parent, &error))?;
        fs::write(&path, content).map_err(|error| Failure::io(&path, &error))?;
        changed += 1;
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(pairs: &[(&str, &str)]) -> Files {
        pairs.iter().map(|(name, text)| (PathBuf::from(name), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn writes_only_what_changed_and_removes_what_is_gone() {
        let folder = step::target().join(format!("xtask-interface-{}", std::process::id()));
        let first = files(&[("a.txt", "one"), ("style/b.css", "two")]);
        assert_eq!(write(&folder, &first).unwrap(), 2);
        assert_eq!(write(&folder, &first).unwrap(), 0);
        let second = files(&[("a.txt", "one"), ("c.txt", "three")]);
        assert_eq!(write(&folder, &second).unwrap(), 2);
        let mut found = Files::new();
        read(&folder, Path::new(""), &mut found).unwrap();
        assert_eq!(found, second);
        fs::remove_dir_all(&folder).unwrap();
    }
}
