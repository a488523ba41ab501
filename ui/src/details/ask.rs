//! Dialogs for what is said of something: one field for each detail, as tables tell.

use std::{collections::BTreeMap, rc::Rc};

use etabli_api::{
    command::SetDetails,
    detail::{KINDS, Status},
    view::{DetailsView, detail_message},
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::{SAID, Thing};
use crate::{
    clock,
    components::{
        answer::Refusal,
        date::{DateField, Typed},
        dialog::Dialog,
        field::{Field, Segments},
    },
    hour::Hour,
    query::use_change,
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// What a place can be.
const STATUSES: [&str; 4] = {
    let [candidate, conversion, open, closed] = Status::ALL;
    [candidate.as_str(), conversion.as_str(), open.as_str(), closed.as_str()]
};

/// How a detail is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Line,
    Lines,
    /// One of several words, by the beginning of their messages.
    OneOf(&'static str, &'static [&'static str]),
    /// A length of time.
    Long,
    /// A number of things a week or a month.
    Quota,
}

/// A detail that is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ask {
    /// Its name.
    pub(super) name: &'static str,
    how: How,
}

const fn ask(name: &'static str, how: How) -> Ask {
    Ask { name, how }
}

const ABOUT: [Ask; 7] = [
    ask("kind", How::OneOf("kind", &KINDS)),
    ask("status", How::OneOf("status", &STATUSES)),
    ask("equipment", How::Lines),
    ask("rules", How::Lines),
    ask("access", How::Lines),
    ask("visit", How::Lines),
    ask("verified", How::Line),
];
const HOURS: [Ask; 7] = [
    ask("hours:1", How::Line),
    ask("hours:2", How::Line),
    ask("hours:3", How::Line),
    ask("hours:4", How::Line),
    ask("hours:5", How::Line),
    ask("hours:6", How::Line),
    ask("hours:7", How::Line),
];
const RULES: [Ask; 8] = [
    ask("notice", How::Long),
    ask("horizon", How::Long),
    ask("shortest", How::Long),
    ask("longest", How::Long),
    ask("buffer", How::Long),
    ask("grace", How::Long),
    ask("quota", How::Quota),
    ask("visits", How::Line),
];

/// A part of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// What there is.
    About,
    /// When it is open.
    Hours,
    /// How it is booked.
    Rules,
}

impl Asked {
    /// All of them, in their order on the page.
    pub(super) const ALL: [Self; 3] = [Self::About, Self::Hours, Self::Rules];

    /// Returns its name for tests and messages.
    pub(super) const fn id(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Hours => "hours",
            Self::Rules => "rules",
        }
    }

    /// Returns what is asked for.
    pub(super) const fn asks(self) -> &'static [Ask] {
        match self {
            Self::About => &ABOUT,
            Self::Hours => &HOURS,
            Self::Rules => &RULES,
        }
    }

    /// Whether it is said of something: what there is, only of places.
    pub(super) fn fits(self, thing: Thing) -> bool {
        self != Self::About || thing == Thing::Place
    }
}

impl Ask {
    /// Returns what is said, in words.
    pub(super) fn told(self, words: Words, text: &str) -> String {
        match self.how {
            How::OneOf(kind, known) if known.contains(&text) => {
                words.t(&format!("detail-{kind}-{text}"))
            }
            How::Line if self.name == "verified" => format!("{text}T12:00:00Z")
                .parse()
                .map_or_else(|_| text.to_owned(), |at| words.day(at)),
            How::Long => long(words, text),
            How::Quota => quota(words, text),
            How::OneOf(..) | How::Line | How::Lines => text.to_owned(),
        }
    }

    /// Returns what stands in its field.
    fn typed(self, words: Words, text: &str) -> String {
        match self.how {
            How::Long => long(words, text),
            How::Line => text.replace(' ', ", "),
            How::OneOf(..) | How::Lines | How::Quota => text.to_owned(),
        }
    }
}

/// Says how long so many minutes are.
fn long(words: Words, minutes: &str) -> String {
    let Ok(count) = minutes.parse::<u32>() else { return minutes.to_owned() };
    let (count, id) = match count {
        0 => (0, "long-minutes"),
        count if count % 1440 == 0 => (count / 1440, "long-days"),
        count if count % 60 == 0 => (count / 60, "long-hours"),
        count => (count, "long-minutes"),
    };
    words.count(id, count)
}

/// Says how much a quota such as `3/week` or `4h/month` is.
fn quota(words: Words, text: &str) -> String {
    let Some((most, period)) = text.split_once('/') else { return text.to_owned() };
    let digits = most.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match most.get(digits.len()..) {
        Some("h") => "hours",
        Some("m") => "minutes",
        Some("d") => "days",
        _ => "times",
    };
    let count = words.count(&format!("long-{unit}"), digits.parse().unwrap_or(0));
    words.with(&format!("quota-{period}"), &[("most", (&count).into())])
}

/// Properties of [`DetailsDialog`] and [`ExceptionDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct DetailsDialogProps {
    /// What is said now.
    pub(super) view: Rc<DetailsView>,
    /// Which part of it; the hours, for an exception.
    #[prop_or(Asked::Hours)]
    pub(super) asked: Asked,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

fn of(view: &DetailsView) -> Option<String> {
    Some(view.id.clone()).filter(|of| !of.is_empty())
}

/// Asks what is to be said of something.
#[component]
pub(super) fn DetailsDialog(props: &DetailsDialogProps) -> Html {
    let DetailsDialogProps { view, asked, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let set = use_change(SAID);
    let typed = use_state_eq(|| {
        let own = |ask: &Ask| view.own.get(ask.name).map(String::as_str).unwrap_or_default();
        let all = asked.asks().iter();
        all.map(|ask| (ask.name, ask.typed(words, own(ask)))).collect::<BTreeMap<_, _>>()
    });
    let first = use_state_eq(|| (*typed).clone());
    let write = {
        let typed = typed.clone();
        Callback::from(move |(name, text): (&'static str, String)| {
            let mut all = (*typed).clone();
            all.insert(name, text);
            typed.set(all);
        })
    };
    let onsubmit = {
        let (set, typed, view, on_close) =
            (set.clone(), typed.clone(), view.clone(), on_close.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let changed = typed.iter().filter(|(name, text)| first.get(*name) != Some(*text));
            let details = changed.map(|(name, text)| ((*name).to_owned(), text.clone())).collect();
            let command = SetDetails { space: space.named(), of: of(&view), details };
            let (say, on_close) = (say.clone(), on_close.clone());
            set.send(&command, move |view| {
                on_close.emit(());
                say.emit(words.with("details-saved", &[("name", (&view.name).into())]));
            });
        })
    };
    let fields = asked.asks().iter().map(|ask| {
        let text = typed.get(ask.name).cloned().unwrap_or_default();
        field(words, *ask, text, &write)
    });
    let id = asked.id();
    let title = words.with(&format!("details-{id}-ask"), &[("name", (&view.name).into())]);
    let cancel = on_close.reform(|_: MouseEvent| ());
    html! {
        <Dialog id="details-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <p class="hint">{ words.t(&format!("details-{id}-hint")) }</p>
                { for fields }
                <Refusal error={set.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={set.is_pending()}
                        data-testid="details-save">{ words.t("save") }</button>
                    <button type="button" class="button" onclick={cancel}
                        data-testid="details-cancel">{ words.t("cancel") }</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Draws the field of a detail.
fn field(words: Words, ask: Ask, value: String, write: &Callback<(&'static str, String)>) -> Html {
    let id = AttrValue::from(format!("detail-{}", ask.name.replace(':', "-")));
    let name = ask.name;
    let oninput = write.reform(move |event: InputEvent| (name, text_of(event.target())));
    let control = match ask.how {
        How::OneOf(kind, known) => {
            let onchange = write.reform(move |event: Event| (name, text_of(event.target())));
            let other =
                (!value.is_empty() && !known.contains(&value.as_str())).then_some(value.as_str());
            let options = [""].into_iter().chain(known.iter().copied()).chain(other).map(|one| {
                let words = match one {
                    "" => words.t("details-unsaid"),
                    one if known.contains(&one) => words.t(&format!("detail-{kind}-{one}")),
                    one => one.to_owned(),
                };
                html! { <option value={one.to_owned()} selected={one == value}>{ words }</option> }
            });
            html! {
                <select id={id.clone()} class="input" data-testid={id.clone()} {onchange}>{ for options }</select>
            }
        }
        How::Lines => html! {
            <textarea id={id.clone()} class="input" rows="2" data-testid={id.clone()} {value} {oninput} />
        },
        How::Line | How::Long | How::Quota => html! {
            <input id={id.clone()} class="input" type="text" autocomplete="off"
                data-testid={id.clone()} {value} {oninput} />
        },
    };
    html! {
        <div class="field"><label for={id}>{ words.t(&detail_message(name)) }</label>{ control }</div>
    }
}

fn text_of(target: Option<web_sys::EventTarget>) -> String {
    let Some(target) = target else { return String::new() };
    let target = match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => return input.value(),
        Err(target) => target,
    };
    match target.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => area.value(),
        Err(target) => {
            target.dyn_into::<HtmlSelectElement>().map(|it| it.value()).unwrap_or_default()
        }
    }
}

/// Returns a time of the day as commands take it; what is none, they refuse.
fn hour_of(typed: &str) -> String {
    let read = Hour::read(typed).map(Hour::written);
    read.unwrap_or_else(|| typed.split_whitespace().collect())
}

/// Asks for days or hours at which something is closed, or open, whatever the week says.
#[component]
pub(super) fn ExceptionDialog(props: &DetailsDialogProps) -> Html {
    let DetailsDialogProps { view, on_close, .. } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let set = use_change(SAID);
    let door = use_state_eq(|| AttrValue::from("closed"));
    let today = clock::today();
    let (from, to) = (use_state_eq(|| Typed::Day(today)), use_state_eq(|| Typed::Day(today)));
    let (start, end) = (use_state(String::new), use_state(String::new));
    let reason = use_state(String::new);
    let onsubmit = {
        let (set, view, on_close) = (set.clone(), view.clone(), on_close.clone());
        let (door, from, to, reason) = (door.clone(), from.clone(), to.clone(), reason.clone());
        let (start, end) = (start.clone(), end.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let day = |typed: &Typed, later: i64| match typed {
                Typed::Day(day) => day.plus(later).iso(),
                Typed::Wrong(text) => text.clone(),
                Typed::Nothing => String::new(),
            };
            // Without times it is whole days, the last one with its end.
            let from = match hour_of(&start).as_str() {
                "" => format!("{}T00:00", day(&from, 0)),
                start => format!("{}T{start}", day(&from, 0)),
            };
            let to = match hour_of(&end).as_str() {
                "" | "24:00" => format!("{}T00:00", day(&to, 1)),
                end => format!("{}T{end}", day(&to, 0)),
            };
            let text = format!("{} {from} {to} {}", *door, reason.trim());
            let details = BTreeMap::from([("exception:".to_owned(), text)]);
            let command = SetDetails { space: space.named(), of: of(&view), details };
            let (say, on_close) = (say.clone(), on_close.clone());
            set.send(&command, move |view| {
                on_close.emit(());
                say.emit(words.with("details-saved", &[("name", (&view.name).into())]));
            });
        })
    };
    let on_remove = {
        let (set, named, of) = (set.clone(), use_space().named(), of(view));
        Callback::from(move |detail: String| {
            let details = BTreeMap::from([(detail, String::new())]);
            let command = SetDetails { space: named.clone(), of: of.clone(), details };
            set.send(&command, |_| {});
        })
    };
    let own = view.exceptions.iter().filter(|it| !it.detail.is_empty()).map(|it| {
        let detail = it.detail.clone();
        let onclick = on_remove.reform(move |_: MouseEvent| detail.clone());
        html! {
            <li>
                { words.span(it.start, it.end) }
                if !it.reason.is_empty() { { " · " }{ &it.reason } }
                { " " }
                <button type="button" class="button small" {onclick} disabled={set.is_pending()}
                    data-testid="details-off-remove">{ words.t("details-exception-remove") }</button>
            </li>
        }
    });
    let own: Vec<Html> = own.collect();
    let take = |state: &UseStateHandle<Typed>| {
        let setter = state.setter();
        Callback::from(move |typed: Typed| setter.set(typed))
    };
    let doors = ["closed", "open"]
        .map(|door| (AttrValue::from(door), AttrValue::from(words.t(&format!("details-{door}")))));
    let on_door = {
        let setter = door.setter();
        Callback::from(move |chosen: AttrValue| setter.set(chosen))
    };
    html! {
        <Dialog id="exception-dialog" title={words.with("details-exception-ask", &[("name", (&view.name).into())])}
            on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <Segments id="exception-door" label={words.t("detail-status")}
                    options={doors.to_vec()} chosen={(*door).clone()} on_choose={on_door} />
                <div class="field-row">
                    <DateField id="exception-from" label={words.t("book-start")}
                        typed={(*from).clone()} on_type={take(&from)} earliest={today} />
                    <DateField id="exception-to" label={words.t("book-end")}
                        typed={(*to).clone()} on_type={take(&to)} earliest={today} />
                </div>
                <div class="field-row">
                    <Field id="exception-start" label={words.t("book-from")} text={start}
                        hint={words.t("exception-times-hint")} />
                    <Field id="exception-end" label={words.t("book-to")} text={end} />
                </div>
                <Field id="exception-reason" label={words.t("details-reason")} text={reason} />
                <Refusal error={set.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={set.is_pending()}
                        data-testid="exception-save">{ words.t("save") }</button>
                </div>
                if !own.is_empty() { <ul class="plain-list">{ for own }</ul> }
            </form>
        </Dialog>
    }
}

#[cfg(test)]
mod tests {
    use etabli_i18n::Language;

    use super::*;

    #[test]
    fn lengths_and_quotas_are_said_in_words() {
        let words = Words::of(Language::English);
        let told = [("120", "2 h"), ("43200", "30 days"), ("45", "45 min"), ("1440", "1 day")];
        for (minutes, expected) in told {
            assert_eq!(long(words, minutes), expected);
        }
        assert_eq!(quota(words, "3/week"), "3 times a week");
        assert_eq!(quota(words, "4h/month"), "4 h a month");
    }

    #[test]
    fn everything_that_is_asked_for_has_words() {
        for language in Language::ALL {
            let words = Words::of(language);
            for ask in Asked::ALL.iter().flat_map(|asked| asked.asks()) {
                let label = words.t(&detail_message(ask.name));
                assert!(!label.contains("detail-"), "{label}");
                if let How::OneOf(kind, known) = ask.how {
                    for one in known {
                        let word = words.t(&format!("detail-{kind}-{one}"));
                        assert!(!word.contains("detail-"), "{word}");
                    }
                }
            }
        }
    }
}
