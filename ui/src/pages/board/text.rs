//! The text of a card, written by several people at once. What is typed is sent after a short rest,
//! with what it was typed upon; what others wrote meanwhile comes in without taking anything away.

use std::rc::Rc;

use etabli_api::{Topic, command::WriteText, view::CardView};
use gloo_timers::callback::Timeout;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use crate::{
    components::{answer::Refusal, markdown::markdown},
    query::use_change,
    space::use_space,
    words::use_words,
};

/// How long somebody rests before what they typed is sent, in milliseconds.
const REST: u32 = 600;

/// What was typed upon.
#[derive(Debug, Clone, Default, PartialEq)]
struct Base {
    text: String,
    version: String,
}

/// Returns what somebody typed since `sent`, done to what `sent` became: one place that changed,
/// moved along by what others wrote before it.
fn carried(sent: &str, typed: &str, became: &str) -> String {
    let (sent, typed, became): (Vec<char>, Vec<char>, Vec<char>) =
        (sent.chars().collect(), typed.chars().collect(), became.chars().collect());
    let alike =
        |one: &[char], other: &[char]| one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let alike_back = |one: &[char], other: &[char], most: usize| {
        let ends = one.iter().rev().zip(other.iter().rev());
        ends.take_while(|(a, b)| a == b).count().min(most)
    };
    let head = alike(&sent, &typed);
    let tail = alike_back(&sent, &typed, sent.len().min(typed.len()) - head);
    let stays = alike(&sent, &became);
    // Before what others wrote, places count from the front; after it, from the back.
    let at = if head <= stays { head } else { became.len().saturating_sub(sent.len() - head) };
    let gone = (sent.len() - head - tail).min(became.len().saturating_sub(at));
    let came = typed.get(head..typed.len() - tail).unwrap_or_default();
    let (before, after) = became.split_at(at.min(became.len()));
    let after = after.get(gone..).unwrap_or_default();
    before.iter().chain(came).chain(after).collect()
}

/// Properties of [`TextOfCard`].
#[derive(Properties, PartialEq)]
pub(super) struct TextOfCardProps {
    /// The project.
    pub(super) project: AttrValue,
    /// The card.
    pub(super) card: Rc<CardView>,
}

/// Shows the text, and lets it be written.
#[component]
pub(super) fn TextOfCard(props: &TextOfCardProps) -> Html {
    let TextOfCardProps { project, card } = props;
    let (words, space) = (use_words(), use_space());
    let change = use_change(&[Topic::Projects]);
    let writing = use_state_eq(|| false);
    let typed = use_state_eq(|| card.text.clone());
    // What is typed now, also for a reply that comes while another letter is.
    let latest = use_mut_ref(|| card.text.clone());
    let base = use_mut_ref(|| Base { text: card.text.clone(), version: card.version.clone() });
    let rest = use_mut_ref(|| None::<Timeout>);
    let area = use_node_ref();
    // What others wrote is put under the caret at once, not when it is next drawn: a letter typed
    // between the two would be read from the text of before, and take away what came.
    let show = {
        let (area, typed) = (area.clone(), typed.setter());
        Callback::from(move |text: String| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                let at = |place: Result<Option<u32>, _>| {
                    carried_to(&area.value(), &text, place.ok().flatten().unwrap_or(0))
                };
                let (start, end) = (at(area.selection_start()), at(area.selection_end()));
                area.set_value(&text);
                if let Err(error) = area.set_selection_range(start, end) {
                    web_sys::console::error_1(&error);
                }
            }
            typed.set(text);
        })
    };
    let send = {
        let (change, named, project) = (change.clone(), space.named(), project.to_string());
        let (base, latest, show) = (base.clone(), latest.clone(), show.clone());
        let card = card.row.id.clone();
        Callback::from(move |()| {
            let sent = latest.borrow().clone();
            if sent == base.borrow().text {
                return;
            }
            let command = WriteText {
                space: named.clone(),
                project: project.clone(),
                card: card.clone(),
                version: base.borrow().version.clone(),
                text: sent.clone(),
            };
            let (base, latest, show) = (base.clone(), latest.clone(), show.clone());
            change.send(&command, move |reply| {
                let now = carried(&sent, &latest.borrow(), &reply.text);
                base.replace(Base { text: reply.text, version: reply.version });
                if *latest.borrow() != now {
                    latest.replace(now.clone());
                    show.emit(now);
                }
            });
        })
    };
    {
        // Others wrote: it is shown, and what was typed here and could not be sent goes on top.
        let (base, latest) = (base.clone(), latest.clone());
        let send = send.clone();
        use_effect_with((card.text.clone(), card.version.clone()), move |(text, version)| {
            if *latest.borrow() == base.borrow().text {
                base.replace(Base { text: text.clone(), version: version.clone() });
                if *latest.borrow() != *text {
                    latest.replace(text.clone());
                    show.emit(text.clone());
                }
            } else {
                send.emit(());
            }
        });
    }
    {
        // What was typed while a reply was awaited goes next.
        let (send, latest, base) = (send.clone(), latest.clone(), base.clone());
        let refused = change.error().is_some();
        use_effect_with(change.is_pending(), move |pending| {
            if !pending && !refused && *latest.borrow() != base.borrow().text {
                send.emit(());
            }
        });
    }
    let oninput = {
        let (latest, typed, rest, send) = (latest, typed.setter(), rest.clone(), send.clone());
        Callback::from(move |event: InputEvent| {
            let area = event.target_dyn_into::<HtmlTextAreaElement>();
            let text = area.map(|area| area.value()).unwrap_or_default();
            latest.replace(text.clone());
            typed.set(text);
            let send = send.clone();
            rest.replace(Some(Timeout::new(REST, move || send.emit(()))));
        })
    };
    let onblur = {
        let send = send.clone();
        Callback::from(move |_: FocusEvent| {
            rest.replace(None);
            send.emit(());
        })
    };
    let turn = {
        let writing = writing.clone();
        Callback::from(move |_: MouseEvent| writing.set(!*writing))
    };
    let turned = words.t(if *writing { "card-text-read" } else { "card-text-write" });
    html! {
        <section class="section">
            <div class="section-head">
                <h3>{ words.t("card-text") }</h3>
                if card.can_edit {
                    <button type="button" class="button small" onclick={turn}
                        data-testid="card-text-turn">{ turned }</button>
                }
            </div>
            <Refusal error={change.error()} />
            if *writing {
                <textarea ref={area} class="input" rows="8" value={(*typed).clone()} {oninput} {onblur}
                    aria-label={words.t("card-text")} aria-describedby="card-text-hint"
                    data-testid="card-text" />
                <p id="card-text-hint" class="hint">{ words.t("card-text-hint") }</p>
            } else {
                { markdown(&card.prose) }
            }
        </section>
    }
}

/// Returns where a caret goes as one text becomes another: it stays between the letters it was
/// between. Places are counted as browsers count them.
fn carried_to(from: &str, to: &str, at: u32) -> u32 {
    let (from, to): (Vec<u16>, Vec<u16>) =
        (from.encode_utf16().collect(), to.encode_utf16().collect());
    let same = |(one, other): &(&u16, &u16)| one == other;
    let front = from.iter().zip(&to).take_while(same).count();
    let least = from.len().min(to.len()) - front;
    let back = from.iter().rev().zip(to.iter().rev()).take(least).take_while(same).count();
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(from.len());
    let place = if at <= front {
        at
    } else if at >= from.len() - back {
        to.len() - (from.len() - at)
    } else {
        at.min(to.len() - back)
    };
    u32::try_from(place).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{carried, carried_to};

    #[test]
    fn a_caret_stays_where_it_was_while_others_write() {
        for (from, to, at, now) in [
            ("saw", "The saw", 0, 0),
            ("saw", "The saw", 1, 5),
            ("saw", "saw now", 1, 1),
            ("Firs it", "Firs it now", 4, 4),
            ("saw it", "see it", 6, 6),
            ("saw it", "it", 2, 0),
            ("é😀 it", "é😀 cut it", 5, 9),
            ("saw", "saw now", 3, 3),
            ("", "a", 0, 0),
        ] {
            assert_eq!(carried_to(from, to, at), now, "{from} {to} {at}");
        }
    }

    #[test]
    fn what_is_typed_meanwhile_goes_where_it_was_typed() {
        for (sent, typed, became, now) in [
            ("saw", "saws", "saw", "saws"),
            ("saw", "saws", "The saw", "The saws"),
            ("saw", "A saw", "saw now", "A saw now"),
            ("saw it", "see it", "saw it now", "see it now"),
            ("", "a", "", "a"),
        ] {
            assert_eq!(carried(sent, typed, became), now, "{sent} {typed} {became}");
        }
    }
}
