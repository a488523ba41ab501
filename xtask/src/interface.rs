//! The interface: `ui` compiled to WebAssembly, with its page, styles and fonts, in `ui/dist`.
//!
//! A file is written only if its bytes changed, so that what embeds `ui/dist` is not built anew
//! without need.

use std::{
    collections::BTreeMap,
    fs,
    hash::{DefaultHasher, Hasher},
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

/// Compiles the interface into modules that a page can load: one that it starts with, and chapters
/// that it fetches later, see `ui/src/chapter.rs`. A release is made small, and one that is too
/// heavy fails.
pub(crate) fn code(steps: &mut Steps, profile: Profile) -> Result<Files, Failure> {
    let nowhere = step::nowhere();
    let mut words = vec!["rustc", "--locked", "--package", "etabli-ui"];
    words.extend(["--target", "wasm32-unknown-unknown"]);
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => {
            words.extend(["--profile", "wasm-release", "--no-default-features"]);
            words.extend(nowhere.iter().map(String::as_str));
            "wasm-release"
        }
    };
    // What the code names is known from its relocations; they go when it is parted.
    words.extend(["--", "-C", "link-arg=--emit-relocs"]);
    steps.cargo("compile the interface", &words)?;
    let compiled =
        step::target().join("wasm32-unknown-unknown").join(folder).join("etabli-ui.wasm");
    let (parted, out) = (step::target().join("ui-parted"), step::target().join("ui"));
    let chapters = steps.time("part the interface", || part(&compiled, &parted))?;
    steps.time("bind the interface", || bind(&parted, &out))?;
    for name in chapters.iter().map(String::as_str).chain([LOADER]) {
        let from = parted.join(name);
        fs::copy(&from, out.join(name)).map_err(|error| Failure::io(&from, &error))?;
    }
    if profile == Profile::Release {
        steps.time("make it small", || {
            for name in chapters.iter().map(String::as_str).chain([CODE]) {
                let (code, small) = (out.join(name), step::target().join(name));
                optimizer::shrink(&code, &small)?;
                fs::rename(&small, &code).map_err(|error| Failure::io(&code, &error))?;
            }
            weigh(&out, &chapters)
        })?;
    }
    let mut files = Files::new();
    read(&out, Path::new(""), &mut files)?;
    Ok(files)
}

/// What the code is called that a page starts with, before it is bound and then.
const MAIN: &str = "main.wasm";
const CODE: &str = "ui_bg.wasm";

/// What fetches the chapters.
const LOADER: &str = "ui_chapters.js";

/// How much code may weigh, as it is and packed by Brotli, as the desktop's program carries it.
struct Most {
    code: u64,
    packed: u64,
}

/// What a page starts with: nothing is shown before it is read, and old laptops read it.
const MOST_MAIN: Most = Most { code: 1_500_000, packed: 500_000 };
/// One file of a chapter: whoever asks for it before it was fetched ahead waits for it.
const MOST_CHAPTER: Most = Most { code: 400_000, packed: 130_000 };
/// All of it: a page that is left alone fetches it, and both programs carry it.
const MOST_ALL: Most = Most { code: 2_600_000, packed: 860_000 };

/// Refuses code that became too heavy.
fn weigh(out: &Path, chapters: &[String]) -> Result<(), Failure> {
    let (mut code, mut packed) = (0, 0);
    for name in chapters.iter().map(String::as_str).chain([CODE]) {
        let path = out.join(name);
        let size = fs::metadata(&path).map_err(|error| Failure::io(&path, &error))?.len();
        let small = optimizer::packed(&path)?;
        heavy(name, size, small, if name == CODE { &MOST_MAIN } else { &MOST_CHAPTER })?;
        code += size;
        packed += small;
    }
    heavy("all of it", code, packed, &MOST_ALL)
}

/// Says what something weighs, and refuses it if that is too much.
fn heavy(name: &str, code: u64, packed: u64, most: &Most) -> Result<(), Failure> {
    eprintln!("  {name}: {code} bytes of code, {packed} packed");
    if code <= most.code && packed <= most.packed {
        return Ok(());
    }
    let most = format!("at most {} and {}", most.code, most.packed);
    Err(Failure::new(format!("the interface is too heavy: {name}: {most}")))
}

/// Parts compiled WebAssembly into the folder `out`, and returns the names of the chapters.
fn part(compiled: &Path, out: &Path) -> Result<Vec<String>, Failure> {
    empty(out)?;
    let code = fs::read(compiled).map_err(|error| Failure::io(compiled, &error))?;
    let main = out.join(MAIN);
    let (link, bound) = (format!("./{LOADER}"), "./ui.js");
    let mut options = wasm_split_cli_support::Options::new(&code);
    options.output_dir = out;
    options.main_out_path = &main;
    options.link_name = &link;
    options.main_module = bound;
    options.emit_dwarf = false;
    let parted = wasm_split_cli_support::transform(options)
        .map_err(|error| Failure::new(format!("wasm-split: {error:#}")))?;
    let loader = out.join(LOADER);
    let mut script = fs::read_to_string(&loader).map_err(|error| Failure::io(&loader, &error))?;
    // A chapter fits the code that it was parted from and no other, such as that of a page from
    // before the program was renewed: there it is not found.
    let mut sum = DefaultHasher::new();
    sum.write(&code);
    let sum = sum.finish();
    let mut chapters = Vec::new();
    for path in parted.split_modules {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.ok_or_else(|| Failure::new("a chapter has no name"))?;
        let short = stem.trim_start_matches("split_").trim_start_matches("chunk_");
        let name = format!("chapter-{short}-{sum:016x}.wasm");
        script = script.replace(&format!("\"./{stem}.wasm\""), &format!("\"./{name}\""));
        fs::rename(&path, out.join(&name)).map_err(|error| Failure::io(&path, &error))?;
        chapters.push(name);
    }
    fs::write(&loader, script).map_err(|error| Failure::io(&loader, &error))?;
    Ok(chapters)
}

/// Makes a folder that holds nothing.
fn empty(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(Failure::io(folder, &error)),
    }
    fs::create_dir_all(folder).map_err(|error| Failure::io(folder, &error))
}

/// Turns what a page starts with into `ui.js` and `ui_bg.wasm` in the folder `out`.
fn bind(parted: &Path, out: &Path) -> Result<(), Failure> {
    let failed = |error: &dyn std::fmt::Display| Failure::new(format!("wasm-bindgen: {error}"));
    empty(out)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(parted.join(MAIN)).out_name("ui").typescript(false);
    // The chapters call through the table, which is one of these.
    bindgen.keep_lld_exports(true).remove_producers_section(true);
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
    fn refuses_what_is_too_heavy_as_it_is_or_packed() {
        let most = Most { code: 10, packed: 5 };
        assert!(heavy("some", 10, 5, &most).is_ok());
        assert!(heavy("some", 11, 5, &most).is_err());
        assert!(heavy("some", 10, 6, &most).is_err());
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
