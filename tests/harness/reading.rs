//! A page as a screen reader goes through it: one line for each thing that is said, in order, with
//! its role, its name and its state.
//!
//! What changes from day to day (numbers, names of months, keys of devices) is masked, so that two
//! readings differ only where the page does.

use std::{collections::BTreeMap, fmt::Write, fs};

use serde_json::Value;

use super::{browser::Browser, program::root};

/// Set to write the readings anew instead of comparing them.
const REWRITE: &str = "ETABLI_REWRITE_READINGS";

/// States that are said when they are so.
const STATES: [&str; 14] = [
    "level",
    "checked",
    "pressed",
    "expanded",
    "selected",
    "disabled",
    "required",
    "readonly",
    "invalid",
    "hasPopup",
    "modal",
    "live",
    "multiselectable",
    "valuetext",
];

/// Roles that say nothing of their own.
const SILENT: [&str; 10] = [
    "none",
    "generic",
    "InlineTextBox",
    "LineBreak",
    "ListMarker",
    "LayoutTable",
    "LabelText",
    "sectionheader",
    "MenuListPopup",
    "LayoutTableRow",
];

/// Words of the calendar, which change with the day; a small “may” is none of them.
const CALENDAR: &str = "January February March April May June July August September October \
    November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday \
    Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun janvier février mars avril mai \
    juin juillet août septembre octobre novembre décembre janv févr avr juil sept oct nov déc \
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim";

/// Reads the page as a screen reader would.
pub(crate) async fn read(page: &Browser) -> String {
    page.settle().await;
    let tree = page.accessibility().await;
    let nodes: BTreeMap<&str, &Value> = tree["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["nodeId"].as_str().unwrap(), node))
        .collect();
    let top = tree["nodes"][0]["nodeId"].as_str().unwrap();
    let mut text = String::new();
    tell(&nodes, top, 0, "", &mut text);
    text
}

fn tell(nodes: &BTreeMap<&str, &Value>, id: &str, depth: usize, around: &str, text: &mut String) {
    // Chromium names children that it does not send.
    let Some(node) = nodes.get(id) else { return };
    let role = node["role"]["value"].as_str().unwrap_or_default();
    let name = words(&node["name"]["value"]);
    let states = states(node);
    let children = node["childIds"].as_array().map(Vec::as_slice).unwrap_or_default();
    // A line of words is told with the words.
    if matches!(role, "InlineTextBox" | "ListMarker") {
        return;
    }
    let empty = name.is_empty() && states.is_empty();
    let silent = node["ignored"] == true || (SILENT.contains(&role) && empty);
    let repeated = role == "StaticText" && (around.contains(&name) || name.is_empty());
    let (mut depth, mut around) = (depth, around.to_owned());
    if repeated {
        return;
    }
    if !silent {
        let shown = if role == "StaticText" { "text" } else { role };
        let name = if name.is_empty() { String::new() } else { format!(" ⟨{name}⟩") };
        writeln!(text, "{}{shown}{name}{states}", "  ".repeat(depth)).unwrap();
        depth += 1;
        // What is in a field is told once, too.
        around = format!("{name} {}", words(&node["value"]["value"]));
    }
    for child in children {
        tell(nodes, child.as_str().unwrap(), depth, &around, text);
    }
}

fn states(node: &Value) -> String {
    let mut said = String::new();
    let value = words(&node["value"]["value"]);
    if !value.is_empty() && node["role"]["value"] != "StaticText" {
        write!(said, " = ⟨{value}⟩").unwrap();
    }
    let description = words(&node["description"]["value"]);
    if !description.is_empty() {
        write!(said, " (⟨{description}⟩)").unwrap();
    }
    let properties = node["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
    for state in STATES {
        let found = properties.iter().find(|property| property["name"] == state);
        // Chromium calls every item of a list one of level 1.
        if state == "level" && node["role"]["value"] == "listitem" {
            continue;
        }
        let plain = match found.map(|found| &found["value"]["value"]) {
            None | Some(Value::Bool(false) | Value::Null) => continue,
            Some(Value::Bool(true)) => String::new(),
            Some(Value::String(plain)) => plain.clone(),
            Some(other) => other.to_string(),
        };
        match plain.as_str() {
            "false" if state == "invalid" || state == "hasPopup" => {}
            "off" if state == "live" => {}
            "" | "true" => write!(said, " [{state}]").unwrap(),
            plain => write!(said, " [{state} {plain}]").unwrap(),
        }
    }
    said
}

/// Returns words in one line, without what changes from day to day.
fn words(value: &Value) -> String {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    let plain = text.split_whitespace().map(mask).collect::<Vec<_>>().join(" ");
    plain.replace("# # #", "#").replace("# #", "#")
}

/// Masks a word that changes from day to day or from run to run.
fn mask(word: &str) -> String {
    if word.contains("/tmp/") {
        return "PATH".to_owned();
    }
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let small = bare.to_lowercase();
    if CALENDAR.split(' ').any(|name| name == bare || name == small) {
        // Some months are shortened, and some are short.
        return word.replace(bare, "#").replace('.', "");
    }
    if word.starts_with("etabli:") && word.len() > 30 {
        return "etabli:#".to_owned();
    }
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let mixed = bare.chars().any(|c| c.is_ascii_lowercase()) && digits > 0;
    if mixed && bare.len() >= 6 && bare.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return word.replace(bare, "#");
    }
    let mut masked = String::new();
    for letter in word.chars() {
        match letter {
            '0'..='9' if masked.ends_with('#') => {}
            '0'..='9' => masked.push('#'),
            letter => masked.push(letter),
        }
    }
    masked
}

/// Returns a reading without its words: what is left must be the same in every language.
pub(crate) fn shape(reading: &str) -> String {
    let mut inside = false;
    let keep = |c: &char| {
        match c {
            '⟨' => inside = true,
            '⟩' => inside = false,
            _ => return !inside,
        }
        true
    };
    let bare: String = reading.chars().filter(keep).collect();
    // The language that is spoken is itself a choice on some screens.
    bare.replace(" [pressed false]", " [pressed]")
}

/// Compares a reading with the one that is kept, or keeps it; returns how they differ.
pub(crate) fn compare(language: &str, screen: &str, reading: &str) -> Option<String> {
    let folder = root().join("tests/reading").join(language);
    let path = folder.join(format!("{screen}.txt"));
    if std::env::var_os(REWRITE).is_some() {
        fs::create_dir_all(&folder).unwrap();
        fs::write(&path, reading).unwrap();
        return None;
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let difference = difference(&kept, reading)?;
    Some(format!("tests/reading/{language}/{screen}.txt\n{difference}"))
}

/// Returns the lines that two texts do not share, with where they are; nothing if all are shared.
pub(crate) fn difference(before: &str, after: &str) -> Option<String> {
    let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
    // How many lines the rests share.
    let mut shared = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for (i, old) in before.iter().enumerate().rev() {
        for (j, new) in after.iter().enumerate().rev() {
            shared[i][j] = match old == new {
                true => shared[i + 1][j + 1] + 1,
                false => shared[i + 1][j].max(shared[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut told) = (0, 0, String::new());
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == after.len() || (i < before.len() && shared[i + 1][j] >= shared[i][j + 1]) {
            writeln!(told, "{:>4} - {}", i + 1, before[i]).unwrap();
            i += 1;
        } else {
            writeln!(told, "{:>4} + {}", j + 1, after[j]).unwrap();
            j += 1;
        }
    }
    (!told.is_empty()).then_some(told)
}
