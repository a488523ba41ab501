//! What this computer waits to be let in to: the four words to compare, until a member has answered.

use std::{cell::RefCell, rc::Rc};

use etabli_api::{
    Topic,
    command::{AskToJoin, CancelJoin, ListJoins},
    view::{CodePurpose, JoinState, JoinView},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        icon::{Icon, icon},
    },
    focus::use_next_focus,
    query::{use_change, use_query},
    route::Route,
    space::use_choose,
    toast::use_say,
    words::{Words, use_words},
};

/// How long the answer that is there already may take, in seconds.
const AT_ONCE: u32 = 60;

/// What is waited for, drawn.
pub(super) struct Waits {
    /// Whether anything is.
    pub(super) any: bool,
    /// The cards.
    pub(super) cards: Html,
}

/// Returns what is waited for; opens the space once a member has said yes.
#[hook]
pub(super) fn use_waits() -> Waits {
    let (words, choose, say) = (use_words(), use_choose(), use_say());
    let joins = use_query(ListJoins {}, &[Topic::Spaces]);
    let (hear, cancel) = (use_change(&[Topic::Spaces]), use_change(&[Topic::Spaces]));
    let before = use_mut_ref(Vec::<JoinView>::new);
    {
        let (before, hear) = (before.clone(), hear.clone());
        use_effect_with(joins.ready().cloned(), move |now| {
            let Some(now) = now else { return };
            let gone = ended(&mut before.borrow_mut(), now);
            // What is not waited for any more has ended somehow: that is to be heard.
            for join in gone {
                let known = match join.words.is_empty() {
                    true => vec![String::new()],
                    false => join.words,
                };
                let (ticket, member) = (join.ticket, join.member);
                let (choose, say) = (choose.clone(), say.clone());
                let command = AskToJoin { ticket, member, known, timeout: AT_ONCE };
                hear.send(&command, move |join| {
                    let Some(space) = &join.space else { return };
                    choose.emit(space.id.to_string());
                    Route::Today.open();
                    say.emit(welcome(words, &join));
                });
            }
        });
    }
    let next = use_next_focus(joins.ready().cloned());
    let on_cancel = {
        let (cancel, before) = (cancel.clone(), before.clone());
        Callback::from(move |ticket: String| {
            forget(&before, &ticket);
            let next = next.clone();
            cancel.send(&CancelJoin { ticket }, move |_| drop(next.replace(Some("h1".to_owned()))));
        })
    };
    let shown = joins.ready().map(|joins| joins.as_slice()).unwrap_or_default();
    let cards = html! {
        <>
            <Refusal error={hear.error()} />
            <Refusal error={cancel.error()} />
            <div role="status" class="stack">
                { for shown.iter().map(|join| card(words, join, &on_cancel)) }
            </div>
        </>
    };
    Waits { any: !shown.is_empty(), cards }
}

/// Returns what is said to whoever has come in.
pub(super) fn welcome(words: Words, join: &JoinView) -> String {
    let name = join.space.as_ref().map_or(&join.space_name, |space| &space.name);
    match join.words.first() {
        None => words.with("join-done", &[("space", name.into())]),
        Some(met) => {
            words.with("join-done-words", &[("space", name.into()), ("words", met.into())])
        }
    }
}

/// Returns what was waited for and is not any more, and remembers what is.
fn ended(before: &mut Vec<JoinView>, now: &[JoinView]) -> Vec<JoinView> {
    let mut gone = std::mem::replace(before, now.to_vec());
    gone.retain(|old| !now.iter().any(|join| join.ticket == old.ticket));
    gone
}

/// Forgets what is given up, so that its end is no news.
fn forget(before: &Rc<RefCell<Vec<JoinView>>>, ticket: &str) {
    before.borrow_mut().retain(|join| join.ticket != ticket);
}

fn card(words: Words, join: &JoinView, on_cancel: &Callback<String>) -> Html {
    let space = [("space", (&join.space_name).into())];
    let onclick = {
        let ticket = join.ticket.clone();
        on_cancel.reform(move |_: MouseEvent| ticket.clone())
    };
    let text = match (join.state, join.purpose) {
        (JoinState::Looking | JoinState::Joined, _) => "wait-looking",
        (JoinState::Waiting, CodePurpose::Membership) => "wait-text",
        (JoinState::Waiting, CodePurpose::Device) => "wait-device",
        (JoinState::Waiting, CodePurpose::Replacement) => "wait-replacement",
    };
    let several = join.words.len() > 1;
    let lines = join.words.iter().map(|line| {
        html! { <p class="four-words" key={line.clone()} data-testid="wait-words">{ line }</p> }
    });
    html! {
        <div class="found waiting" key={join.ticket.clone()} data-testid="wait">
            <p class="strong">{ words.with("wait-title", &space) }</p>
            <p>{ words.t(text) }</p>
            { for lines }
            if several {
                <p class="muted">{ words.t("wait-several") }</p>
            }
            if join.purpose == CodePurpose::Replacement && join.state == JoinState::Waiting {
                <p>{ words.with("wait-number", &[("number", (&join.number).into())]) }</p>
            }
            <progress class="along" aria-hidden="true"></progress>
            <p class="muted">{ words.t("wait-leave") }</p>
            <div class="acts">
                <button type="button" class="button" {onclick} data-testid="wait-cancel">
                    { icon(Icon::Close) }{ words.t("wait-cancel") }
                </button>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use etabli_i18n::Language;

    use super::*;
    use crate::tests::rendered;

    fn join(ticket: &str, words: &[&str]) -> JoinView {
        JoinView {
            ticket: ticket.to_owned(),
            space_name: "Atelier".to_owned(),
            purpose: CodePurpose::Membership,
            member: "Bo".to_owned(),
            number: "0123 4567 89ab cdef".to_owned(),
            state: JoinState::Waiting,
            words: words.iter().map(|&words| words.to_owned()).collect(),
            space: None,
        }
    }

    #[test]
    fn the_end_of_waiting_is_heard_once_and_not_when_it_was_given_up() {
        let (one, other) = (join("a", &["x"]), join("b", &["y"]));
        let mut before = Vec::new();
        assert_eq!(ended(&mut before, &[one.clone(), other.clone()]), []);
        assert_eq!(ended(&mut before, std::slice::from_ref(&other)), [one]);
        assert_eq!(ended(&mut before, std::slice::from_ref(&other)), []);
        let before = Rc::new(RefCell::new(before));
        forget(&before, "b");
        assert_eq!(ended(&mut before.borrow_mut(), &[]), []);
    }

    #[tokio::test]
    async fn every_computer_that_asks_has_its_line() {
        let words = Words::of(Language::French);
        let both = rendered(card(words, &join("a", &["un deux", "trois"]), &Callback::noop()));
        let both = both.await;
        assert_eq!(both.matches("wait-words").count(), 2, "{both}");
        assert!(both.contains("une de ces lignes"), "{both}");
        let one = rendered(card(words, &join("a", &["un deux"]), &Callback::noop())).await;
        assert!(!one.contains("une de ces lignes"), "{one}");
    }
}
