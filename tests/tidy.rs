//! What holds for every file of the repository.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::harness::program::root;

const LONGEST: usize = 600;

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    files(folder, &["rs"], found);
}

fn files(folder: &Path, extensions: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let built = name.starts_with("target") || name == "dist" || name == "gen";
        if path.is_dir() && !name.starts_with('.') && !built {
            files(&path, extensions, found);
        } else if path.extension().is_some_and(|own| extensions.iter().any(|one| own == *one)) {
            found.push(path);
        }
    }
}

/// Returns the sources for which `wrong` has something to say.
fn wrong(wrong: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    sources(&root(), &mut found);
    assert!(found.len() > 20, "only {} sources found", found.len());
    let sentences = found.iter().filter_map(|path| {
        let text = fs::read_to_string(path).unwrap();
        wrong(&text).map(|words| format!("{}: {words}", path.display()))
    });
    sentences.collect()
}

#[test]
fn every_source_opens_with_what_it_is() {
    let wrong = wrong(|text| (!text.starts_with("//! ")).then(|| "no `//!`".to_owned()));
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_source_is_too_long_to_read() {
    let wrong = wrong(|text| {
        let lines = text.lines().count();
        (lines > LONGEST).then(|| format!("{lines} lines"))
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn nothing_holds_two_versions_of_itself() {
    let mut found = Vec::new();
    files(&root(), &["rs", "md", "ftl", "css", "html", "toml", "json", "lock"], &mut found);
    let mark = "<".repeat(7);
    let torn = |path: &&PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        text.lines().any(|line| line.starts_with(&mark))
    };
    let torn: Vec<_> = found.iter().filter(torn).collect();
    assert!(found.len() > 100 && torn.is_empty(), "{torn:#?}");
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this file does not find itself.
    let marks =
        [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("todo", "!("), concat!("#[", "allow(")];
    let wrong = wrong(|text| {
        // A calendar's VTODO is none.
        let text = text.replace(concat!("VTO", "DO"), "");
        let found: Vec<_> = marks.iter().filter(|mark| text.contains(**mark)).collect();
        (!found.is_empty()).then(|| format!("{found:?}"))
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_attack_has_a_test_that_bears_its_number() {
    let mut found = Vec::new();
    sources(&root(), &mut found);
    let text: String = found.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let missing: Vec<u32> =
        (1..=28).filter(|number| !text.contains(&format!("fn s{number:02}_"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn packages_come_from_one_registry() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let sources: Vec<_> = lock.lines().filter(|line| line.starts_with("source = ")).collect();
    assert!(!sources.is_empty());
    for source in sources {
        assert!(
            source.contains("registry+https://github.com/rust-lang/crates.io-index"),
            "{source}"
        );
    }
}

/// Returns what stands in double quotes in a text, in order.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

#[test]
fn every_message_that_a_shell_names_has_words() {
    let mut words = Vec::new();
    files(&root().join("crates/i18n/src"), &["ftl"], &mut words);
    words.retain(|path| path.to_string_lossy().ends_with("en.ftl"));
    let words: String = words.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let known = |id: &str| words.lines().any(|line| line.starts_with(&format!("{id} =")));
    let mut found = Vec::new();
    sources(&root().join("crates/cli/src"), &mut found);
    let mut missing = Vec::new();
    for path in &found {
        let text = fs::read_to_string(path).unwrap();
        for line in text.lines() {
            let named = |id: &&str| {
                let plain = |sign: char| sign.is_ascii_lowercase() || sign == '-';
                id.starts_with("cli-") && !id.ends_with('-') && id.chars().all(plain)
            };
            missing.extend(quoted(line).filter(named).filter(|id| !known(id)).map(str::to_owned));
        }
        // The heads of tables are named by their ends.
        for table in text.split(".table([").skip(1) {
            let heads = quoted(table.split("])").next().unwrap_or_default());
            let heads = heads.map(|head| format!("cli-head-{head}"));
            missing.extend(heads.filter(|id| !known(id)));
        }
    }
    assert!(found.len() > 20, "only {} sources found", found.len());
    assert_eq!(missing, Vec::<String>::new());
}
