//! The contrast of every pair of colours that is used together, from the tokens themselves.

use std::collections::BTreeMap;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// Text must stand out this much.
const TEXT: f64 = 4.5;
/// The edge of a control, and the ring of the focus, this much.
const CONTROL: f64 = 3.0;

type Colours = BTreeMap<String, String>;

/// Returns the colours of the block that begins with `start`.
fn block(start: &str) -> Colours {
    let rest = TOKENS.split(start).nth(1).unwrap_or_else(|| panic!("no {start}"));
    let body = rest.split('}').next().unwrap();
    body.split([';', '\n', '{'])
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .filter(|(_, value)| value.starts_with('#'))
        .collect()
}

fn light() -> Colours {
    block(":root {")
}

fn dark() -> Colours {
    let mut colours = light();
    colours.extend(block("[data-theme=\"dark\"] {"));
    colours
}

fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&colour[at..at + 2], 16).unwrap();
        let value = f64::from(value) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_pair_of_colours_can_be_read() {
    let text = [
        ("text", ["bg", "surface", "sunken", "primary-soft", "warn-soft"].as_slice()),
        ("text", &["danger-soft", "info-soft"]),
        ("text-2", &["bg", "surface", "sunken"]),
        ("bg", &["text"]),
        ("primary", &["bg", "surface"]),
        ("on-primary", &["primary", "primary-hover"]),
        ("on-primary-soft", &["primary-soft"]),
        ("on-accent", &["accent"]),
        ("ok", &["bg", "surface", "sunken", "primary-soft", "ok-soft"]),
        ("warn", &["bg", "surface", "sunken", "primary-soft", "warn-soft"]),
        ("danger", &["bg", "surface", "sunken", "primary-soft", "danger-soft"]),
        ("info", &["bg", "sunken", "info-soft"]),
        ("wood-ink", &["wood"]),
        ("metal-ink", &["metal"]),
        ("electric-ink", &["electric"]),
        ("digital-ink", &["digital"]),
        ("textile-ink", &["textile"]),
        ("garden-ink", &["garden"]),
        ("build-ink", &["build"]),
        ("event-ink", &["event"]),
        ("peg-ink", &["peg", "peg-hole"]),
        ("peg-ink-2", &["peg", "peg-hole"]),
    ];
    let control = [
        ("edge", ["bg", "surface", "sunken"].as_slice()),
        ("focus", &["bg", "surface", "sunken", "primary-soft"]),
        ("primary", &["sunken", "primary-soft"]),
    ];
    for (theme, colours) in [("light", light()), ("dark", dark())] {
        for (least, pairs) in [(TEXT, text.as_slice()), (CONTROL, &control)] {
            for (ink, grounds) in pairs {
                for ground in *grounds {
                    let found = contrast(&colours[*ink], &colours[*ground]);
                    assert!(found >= least, "{theme}: {ink} on {ground} is {found:.2}");
                }
            }
        }
    }
}

#[test]
fn dark_is_the_same_whoever_asks_for_it() {
    assert_eq!(block("[data-theme=\"dark\"] {"), block(":root:not([data-theme=\"light\"]) {"));
}
