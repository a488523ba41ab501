//! Booking something, or moving a booking: what, when, how often. Whether it would do is told while
//! one chooses, by the rule that decides it.

use std::rc::Rc;

use etabli_api::{
    ApiError, ErrorCode,
    command::{Book, CheckBooking, MoveBooking},
    view::{BookingView, SpanView},
};
use yew::prelude::*;

use super::{BOOKING, BOOKINGS, Wanted};
use crate::{
    clock,
    components::{
        answer::Refusal,
        badge::{Tone, status},
        date::{DateField, Typed},
        dialog::Dialog,
        field::{Choice, Field, Segments},
        icon::Icon,
        stepper::Stepper,
        time::TimeField,
    },
    day::Day,
    hour::Hour,
    query::{Query, use_change, use_query},
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// How something can repeat: the rule, without how often, and the message that says it.
const REPEATS: [(&str, &str); 5] = [
    ("", "book-once"),
    ("FREQ=DAILY", "book-daily"),
    ("FREQ=WEEKLY", "book-weekly"),
    ("FREQ=WEEKLY;INTERVAL=2", "book-fortnightly"),
    ("FREQ=MONTHLY", "book-monthly"),
];
/// The most times something can be booked at once: a year of days.
const MOST_TIMES: u32 = 366;

/// Properties of [`BookDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct BookDialogProps {
    /// What is wanted, to begin with.
    pub(crate) wanted: Wanted,
    /// What is offered where it is not said what is wanted.
    #[prop_or_default]
    pub(crate) offers: Vec<AttrValue>,
    /// Hears what was booked.
    #[prop_or_default]
    pub(crate) on_booked: Callback<BookingView>,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// What the fields hold.
#[derive(Debug, Clone, PartialEq)]
struct Form {
    start: Typed,
    from: Result<Hour, String>,
    end: Typed,
    to: Result<Hour, String>,
    whole: bool,
    times: u32,
    quantity: u32,
    /// The last start that could be read: the end goes with it.
    read: (Day, Hour),
}

impl Form {
    fn of(wanted: &Wanted) -> Self {
        Self {
            start: Typed::Day(wanted.from.0),
            from: Ok(wanted.from.1),
            end: Typed::Day(wanted.to.0),
            to: Ok(wanted.to.1),
            whole: wanted.whole,
            times: 4,
            quantity: 1,
            read: wanted.from,
        }
    }

    /// Moves the start, and the end with it.
    fn starting(&self, start: Typed, from: Result<Hour, String>) -> Self {
        let mut form = Self { start, from, ..self.clone() };
        if let Typed::Day(day) = form.start {
            if let Typed::Day(end) = form.end {
                form.end = Typed::Day(end.plus(day.0 - form.read.0.0));
            }
            form.read.0 = day;
        }
        if let Ok(hour) = form.from {
            // On another day it ends when it did.
            if let (Ok(to), true) = (&form.to, form.start == form.end) {
                let long = to.minutes().saturating_sub(form.read.1.minutes());
                form.to = Ok(hour.plus(long));
            }
            form.read.1 = hour;
        }
        form
    }

    /// Returns it as something wanted, if all of it can be read.
    fn wanted(&self, wanted: &Wanted) -> Option<Wanted> {
        let day = |typed: &Typed| match typed {
            Typed::Day(day) => Some(*day),
            Typed::Nothing | Typed::Wrong(_) => None,
        };
        let hour = |typed: &Result<Hour, String>| match self.whole {
            true => Some(Hour::MIDNIGHT),
            false => typed.as_ref().ok().copied(),
        };
        let from = (day(&self.start)?, hour(&self.from)?);
        let to = (day(&self.end)?, hour(&self.to)?);
        Some(Wanted { from, to, whole: self.whole, ..wanted.clone() })
    }
}

/// Asks what is wanted and when, and books it.
#[component]
pub(crate) fn BookDialog(props: &BookDialogProps) -> Html {
    let BookDialogProps { wanted, offers, on_booked, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let form = use_state_eq(|| Form::of(wanted));
    let what = use_state(String::new);
    let repeat = use_state(String::new);
    let said = use_state(String::new);
    let book = use_change(BOOKING);
    let despite = use_state_eq(|| false);
    let resource = match wanted.what.0.as_str() {
        "" => what.trim().to_owned(),
        id => id.to_owned(),
    };
    let rule = (!repeat.is_empty() && wanted.moves.is_none())
        .then(|| format!("{};COUNT={}", *repeat, form.times));
    let asked = form.wanted(wanted).filter(|_| !resource.is_empty());
    let check = asked.as_ref().map(|asked| CheckBooking {
        space: space.named(),
        resource: resource.clone(),
        from: asked.start(),
        to: asked.end(),
        zone: None,
        repeat: rule.clone(),
        quantity: (wanted.capacity > 1).then_some(form.quantity),
        replaces: wanted.moves.map(|it| it.to_string()),
    });
    let onsubmit = {
        let (book, on_close, check) = (book.clone(), on_close.clone(), check.clone());
        let on_booked = on_booked.clone();
        let (despite, said) = (despite.clone(), said.clone());
        let moves = wanted.moves;
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(check) = check.clone() else {
                return book.refuse(ApiError::new(ErrorCode::BadTime).with("what", "…"));
            };
            let (say, on_close, on_booked) = (say.clone(), on_close.clone(), on_booked.clone());
            let done = move |booking: BookingView| {
                on_close.emit(());
                on_booked.emit(booking.clone());
                let (name, when) = (words.booked(&booking), words.span(booking.start, booking.end));
                let id = moves.map_or("book-done", |_| "book-moved");
                say.emit(words.with(id, &[("name", name.into()), ("when", when.into())]));
            };
            let CheckBooking { space, resource, from, to, zone, repeat, quantity, .. } = check;
            let all_the_same = *despite;
            match moves {
                None => {
                    let what_for = Some(said.trim().to_owned()).filter(|said| !said.is_empty());
                    let command = Book {
                        space,
                        resource,
                        from,
                        to,
                        zone,
                        repeat,
                        quantity,
                        all_the_same,
                        what_for,
                    };
                    book.send(&command, done);
                }
                Some(booking) => {
                    let (booking, to) = (booking.to_string(), Some(to));
                    let command = MoveBooking { space, booking, from, to, zone, all_the_same };
                    book.send(&command, done);
                }
            }
        })
    };
    let set = {
        let form = form.clone();
        move |change: fn(&Form, Input) -> Form| {
            let form = form.clone();
            move |input: Input| form.set(change(&form, input))
        }
    };
    let fields = when(words, &form, &set);
    let on_take = {
        let form = form.clone();
        Callback::from(move |span: SpanView| {
            let (from, to) = (clock::wall(span.start), clock::wall(span.end));
            let taken = Wanted { from, to, whole: false, ..Wanted::soon(Default::default(), 1) };
            let Form { times, quantity, .. } = *form;
            form.set(Form { times, quantity, ..Form::of(&taken) });
        })
    };
    let on_despite = {
        let setter = despite.setter();
        Callback::from(move |all_the_same: bool| setter.set(all_the_same))
    };
    let cancel = on_close.reform(|_: MouseEvent| ());
    let title = match (wanted.moves, wanted.what.1.as_str()) {
        (Some(_), name) => words.with("book-move-title", &[("name", name.into())]),
        (None, "") => words.t("book-title"),
        (None, name) => words.with("book-title-of", &[("name", name.into())]),
    };
    let options = REPEATS.iter().map(|(rule, id)| (AttrValue::from(*rule), words.t(id).into()));
    html! {
        <Dialog id="book-dialog" {title} on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                if wanted.what.0.is_empty() {
                    <Field id="book-what" label={words.t("book-what")} text={what.clone()}
                        hint={words.t("book-what-hint")} offers={offers.clone()} />
                }
                { fields }
                if wanted.moves.is_none() {
                    <div class="field-row">
                        <Choice id="book-repeat" label={words.t("book-repeat")}
                            options={options.collect::<Vec<_>>()} chosen={repeat.clone()} />
                        if !repeat.is_empty() {
                            <Stepper id="book-times" label={words.t("book-times")} least={2}
                                most={MOST_TIMES} count={form.times} on_change={{
                                    let set = set(|form, input| match input {
                                        Input::Count(times) => Form { times, ..form.clone() },
                                        _ => form.clone(),
                                    });
                                    Callback::from(move |count| set(Input::Count(count)))
                                }} />
                        }
                    </div>
                }
                if wanted.capacity > 1 {
                    <Stepper id="book-quantity" label={words.t("lend-quantity")} least={1}
                        most={wanted.capacity} count={form.quantity} on_change={{
                            let set = set(|form, input| match input {
                                Input::Count(quantity) => Form { quantity, ..form.clone() },
                                _ => form.clone(),
                            });
                            Callback::from(move |count| set(Input::Count(count)))
                        }} />
                }
                if wanted.moves.is_none() {
                    <Field id="book-for" label={words.t("book-for")} text={said.clone()}
                        hint={words.t("book-for-hint")} />
                }
                <div class="check" role="status" data-testid="book-check">
                    if let Some(check) = check { <Checked {check} {on_take} {on_despite} despite={*despite} /> }
                </div>
                <Refusal error={book.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" data-testid="book-submit"
                        disabled={book.is_pending()}>
                        { words.t(if wanted.moves.is_some() { "book-move" } else { "book" }) }
                    </button>
                    <button type="button" class="button" onclick={cancel} data-testid="book-cancel">
                        { words.t("cancel") }
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// What a field was given.
#[derive(Debug, Clone)]
enum Input {
    Day(Typed),
    Hour(Result<Hour, String>),
    Whole(bool),
    Count(u32),
}

/// Draws the fields for when.
fn when<F: Fn(Input) + 'static>(
    words: Words,
    form: &Form,
    set: &impl Fn(fn(&Form, Input) -> Form) -> F,
) -> Html {
    let day = |change| {
        let set = set(change);
        Callback::from(move |typed: Typed| set(Input::Day(typed)))
    };
    let hour = |change| {
        let set = set(change);
        Callback::from(move |typed: Result<Hour, String>| set(Input::Hour(typed)))
    };
    let on_start = day(|form, input| match input {
        Input::Day(start) => form.starting(start, form.from.clone()),
        _ => form.clone(),
    });
    let on_from = hour(|form, input| match input {
        Input::Hour(from) => form.starting(form.start.clone(), from),
        _ => form.clone(),
    });
    let on_end = day(|form, input| match input {
        Input::Day(end) => Form { end, ..form.clone() },
        _ => form.clone(),
    });
    let on_to = hour(|form, input| match input {
        Input::Hour(to) => Form { to, ..form.clone() },
        _ => form.clone(),
    });
    let on_whole = {
        let set = set(|form, input| match input {
            Input::Whole(whole) => Form { whole, ..form.clone() },
            _ => form.clone(),
        });
        Callback::from(move |chosen: AttrValue| set(Input::Whole(chosen == "whole")))
    };
    let options: Rc<[(AttrValue, AttrValue)]> = Rc::from([
        ("hours".into(), words.t("book-hours").into()),
        ("whole".into(), words.t("book-whole").into()),
    ]);
    let chosen = match form.whole {
        true => "whole",
        false => "hours",
    };
    let today: Day = clock::today();
    html! {
        <>
            <Segments id="book-when" label={words.t("book-when")} options={options.to_vec()} {chosen}
                on_choose={on_whole} />
            <div class="field-row">
                <DateField id="book-start" label={words.t("book-start")} typed={form.start.clone()}
                    on_type={on_start} earliest={today} />
                if !form.whole {
                    <TimeField id="book-from" label={words.t("book-from")}
                        typed={form.from.clone()} on_type={on_from} />
                }
            </div>
            <div class="field-row">
                <DateField id="book-end" label={words.t("book-end")} typed={form.end.clone()}
                    on_type={on_end} earliest={today} />
                if !form.whole {
                    <TimeField id="book-to" label={words.t("book-to")} typed={form.to.clone()}
                        on_type={on_to} />
                }
            </div>
        </>
    }
}

/// Properties of [`Checked`].
#[derive(Properties, PartialEq)]
struct CheckedProps {
    check: CheckBooking,
    /// Whether rules are passed over.
    despite: bool,
    on_take: Callback<SpanView>,
    on_despite: Callback<bool>,
}

/// Tells whether it would do.
#[component]
fn Checked(props: &CheckedProps) -> Html {
    let words = use_words();
    let checked = use_query(props.check.clone(), BOOKINGS);
    let obstacle = match &checked {
        Query::Loading => return Html::default(),
        Query::Failed(error) => Some(error.clone()),
        Query::Ready(checked) => checked.obstacle.clone(),
    };
    match obstacle {
        Some(error) => {
            let all = checked.ready();
            let spans = all.map(|it| it.alternatives.clone()).unwrap_or_default();
            let spans = spans.into_iter().map(|span| {
                let onclick = props.on_take.reform(move |_: MouseEvent| span);
                html! {
                    <button type="button" class="button small" {onclick}
                        data-testid="book-alternative">
                        { words.span(span.start, span.end) }
                    </button>
                }
            });
            let may = all.is_some_and(|it| it.all_the_same);
            let despite = props.despite;
            let toggle = props.on_despite.reform(move |_: MouseEvent| !despite);
            let pressed = if despite { "true" } else { "false" };
            html! {
                            <div class="stack-tight" data-code={error.code.as_str()} data-testid="book-obstacle">
                                { status(Tone::Danger, Icon::Alert, &words.reason(&error)) }
                                <p class="hint">{ words.hint(&error) }</p>
                                <div class="acts">{ for spans }</div>
                                if may {
                                    <div class="segments">
            <button type="button" class="segment" aria-pressed={pressed}
                                        onclick={toggle} data-testid="book-despite">
                                        { words.t("book-all-the-same") }
                                    </button>
            </div>
                                }
                            </div>
                        }
        }
        None => {
            let times = checked.ready().map_or(1, |checked| checked.times.len());
            let free = words.with("book-free", &[("count", times.into())]);
            html! { status(Tone::Ok, Icon::CircleCheck, &free) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_goes_with_its_start() {
        let wanted = Wanted::soon(("i".into(), "Tour".into()), 1);
        let form = Form::of(&wanted);
        let day = clock::today();
        let later = form.starting(Typed::Day(day.plus(3)), Ok(Hour::of(9, 0).unwrap()));
        let asked = later.wanted(&wanted).unwrap();
        assert_eq!((asked.to.0, asked.to.1.written().as_str()), (day.plus(3), "11:00"));
        let wrong = form.starting(Typed::Wrong("?".into()), form.from.clone());
        assert_eq!((&wrong.end, &wrong.to), (&form.end, &form.to));
        // What cannot be read meanwhile changes nothing in the end.
        let right = wrong.starting(later.start.clone(), later.from.clone());
        assert_eq!((right.end, right.to), (later.end, later.to));
    }

    #[test]
    fn nothing_is_asked_before_all_can_be_read() {
        let wanted = Wanted::soon(("i".into(), "Tour".into()), 1);
        let form = Form { to: Err("soon".into()), ..Form::of(&wanted) };
        assert_eq!(form.wanted(&wanted), None);
        let whole = Form { whole: true, ..form };
        assert_eq!(whole.wanted(&wanted).map(|it| it.end()), Some("2026-11-24".into()));
    }
}
