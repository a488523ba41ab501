//! The contrast of every pair of colours that is used together, from the tokens themselves.

use std::collections::BTreeMap;

use crate::preferences::Theme;

const TOKENS: &str = include_str!("../../style/tokens.css");

/// Text must stand out this much.
const TEXT: f64 = 4.5;
/// The edge of a control, and the ring of the focus, this much.
const CONTROL: f64 = 3.0;

/// All styles together, in bytes; two thousand of them are for boards.
const MOST: u64 = 56_000;

type Colours = BTreeMap<String, String>;

/// Returns the colours of a theme: each is written `#RRGGBB`, the same in both, or
/// `light-dark(#RRGGBB, #RRGGBB)`.
fn colours(theme: Theme) -> Colours {
    let body = TOKENS.split(":root {").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
    body.split([';', '\n'])
        .filter_map(|line| line.trim().strip_prefix("--")?.split_once(':'))
        .filter_map(|(name, value)| {
            let value = value.trim();
            let pair = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')'));
            let (light, dark) = pair.map_or((value, value), |pair| pair.split_once(", ").unwrap());
            let value = match theme {
                Theme::Light => light,
                Theme::Dark | Theme::System => dark,
            };
            value.starts_with('#').then(|| (name.to_owned(), value.to_owned()))
        })
        .collect()
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
        ("on-soft", &["primary-soft"]),
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
    for (theme, colours) in [Theme::Light, Theme::Dark].map(|theme| (theme.code(), colours(theme)))
    {
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
fn both_themes_have_the_same_colours() {
    let (light, dark) = (colours(Theme::Light), colours(Theme::Dark));
    assert!(light.len() > 40 && light.keys().eq(dark.keys()), "{light:?}");
    assert_ne!(light["bg"], dark["bg"]);
}

#[test]
fn the_styles_stay_small() {
    let folder = super::package().join("style");
    let files = std::fs::read_dir(folder).unwrap();
    let sizes = files.map(|file| file.unwrap().metadata().unwrap().len());
    let sum: u64 = sizes.sum();
    assert!(sum <= MOST, "{sum} bytes of styles");
}
