//! People and owners as a disc with their initials, always beside their name.

use yew::prelude::*;

use crate::{components::board::Trade, letters};

/// How large a disc is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FaceSize {
    /// Beside a line of text.
    Tiny,
    /// At the head of a row.
    Normal,
}

/// Draws somebody's disc.
pub(crate) fn face(name: &str, size: FaceSize) -> Html {
    let tiny = (size == FaceSize::Tiny).then_some("tiny");
    let class = classes!("face", tiny, Trade::of_name(name).class());
    html! { <span {class} aria-hidden="true">{ initials(name) }</span> }
}

/// Returns the first letters of the first and the last word.
fn initials(name: &str) -> String {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    letters::upper(&first.into_iter().chain(last).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_those_of_the_first_and_last_word() {
        for (name, expected) in
            [("Maëlle Riou", "MR"), ("Bo", "B"), ("odile de garnier", "OG"), ("", ""), ("é", "É")]
        {
            assert_eq!(initials(name), expected);
        }
    }
}
