//! What reading a file would change of hours and closures, line by line, before it does.

use etabli_api::view::{DetailChange, ExceptionView, detail_message};
use yew::prelude::*;

use crate::words::Words;

/// How many changes are listed.
const LISTED: usize = 30;

/// Draws what changes; nothing where nothing does.
pub(crate) fn changes(words: Words, all: &[DetailChange]) -> Html {
    if all.is_empty() {
        return Html::default();
    }
    let lines = all.iter().take(LISTED).map(|change| {
        let (was, is) = (told(words, change, false), told(words, change, true));
        let args = [("was", (&was).into()), ("is", (&is).into())];
        let id = match (change.was.is_empty(), change.is.is_empty()) {
            (true, _) => "details-change-new",
            (false, true) => "details-change-gone",
            (false, false) => "details-change-moved",
        };
        html! {
            <li data-testid="details-change">
                <span class="strong">{ head(words, change) }</span>{ " " }{ words.with(id, &args) }
            </li>
        }
    });
    let hidden = all.len().saturating_sub(LISTED);
    html! {
        <>
            <ul class="refused" data-testid="details-changes">{ for lines }</ul>
            if hidden > 0 {
                <p class="muted">{ words.with("details-change-more", &[("count", hidden.into())]) }</p>
            }
        </>
    }
}

/// Says of what a change is: a day of the week, or why it is closed.
fn head(words: Words, change: &DetailChange) -> String {
    let off = change.off.as_ref().or(change.off_was.as_ref());
    match off.map(|off| off.reason.as_str()) {
        Some("") | None => words.t(&detail_message(&change.detail)),
        Some(reason) => reason.to_owned(),
    }
}

/// Says what was said, or what is said then.
fn told(words: Words, change: &DetailChange, then: bool) -> String {
    let (off, text) = match then {
        true => (&change.off, &change.is),
        false => (&change.off_was, &change.was),
    };
    let span = |off: &ExceptionView| {
        let door = words.t(if off.open { "details-open" } else { "details-closed" });
        format!("{door} {}", words.span(off.start, off.end))
    };
    match (off, text.as_str()) {
        (Some(off), _) => span(off),
        (None, "") => words.t("details-closed"),
        (None, text) => text.replace('-', "–").replace(' ', ", "),
    }
}
