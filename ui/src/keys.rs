//! Keys: those that work wherever the focus is, each listener one of many that takes no other's
//! place; and those that lead along a list.

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::prelude::*;

use crate::{components::board::plain, event::use_window_event};

/// Hears every key that is pressed in the window, for as long as the component lives.
#[hook]
pub(crate) fn use_window_key(on_key: impl Fn(&KeyboardEvent) + 'static) {
    use_window_event("keydown", move |event| {
        if let Some(key) = event.dyn_ref() {
            on_key(key);
        }
    });
}

/// Which keys lead along a row of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Along {
    /// Up and down.
    Down,
    /// Left and right.
    Across,
}

/// Returns where a key leads from `at` among `count` things; round at both ends.
pub(crate) fn step(key: &str, along: Along, at: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match (key, along) {
        ("ArrowDown", Along::Down) | ("ArrowRight", Along::Across) => {
            Some(at.filter(|at| *at < last).map_or(0, |at| at + 1))
        }
        ("ArrowUp", Along::Down) | ("ArrowLeft", Along::Across) => {
            Some(at.filter(|at| *at > 0).map_or(last, |at| at - 1))
        }
        ("Home", _) => Some(0),
        ("End", _) => Some(last),
        _ => None,
    }
}

/// Returns the next of `names` after `at` that begins with the letter of a key.
pub(crate) fn begins<'a>(
    key: &str,
    at: usize,
    names: impl Iterator<Item = &'a str>,
) -> Option<usize> {
    let mut letters = key.chars();
    let (Some(letter), None) = (letters.next().filter(|c| c.is_alphanumeric()), letters.next())
    else {
        return None;
    };
    let letter = plain(&letter.to_string());
    let fits: Vec<usize> = names
        .enumerate()
        .filter(|(_, name)| plain(name).starts_with(&letter))
        .map(|(at, _)| at)
        .collect();
    fits.iter().find(|found| **found > at).or(fits.first()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_and_ends_are_ends() {
        let down = |key, at, count| step(key, Along::Down, at, count);
        assert_eq!(down("ArrowDown", Some(2), 3), Some(0));
        assert_eq!(down("ArrowUp", None, 3), Some(2));
        assert_eq!((down("Home", Some(2), 3), down("End", Some(0), 3)), (Some(0), Some(2)));
        assert_eq!((down("ArrowRight", Some(0), 3), down("ArrowDown", None, 0)), (None, None));
        assert_eq!(step("ArrowRight", Along::Across, Some(0), 3), Some(1));
    }

    #[test]
    fn a_letter_leads_to_the_next_name_with_it() {
        let names = ["Bois", "Électricité", "Échelle"];
        let from = |key, at| begins(key, at, names.into_iter());
        assert_eq!((from("e", 0), from("e", 1), from("e", 2)), (Some(1), Some(2), Some(1)));
        assert_eq!((from("z", 0), from("Enter", 0), from(" ", 0)), (None, None, None));
    }
}
