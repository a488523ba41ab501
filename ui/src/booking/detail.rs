//! One booking: when, who, how sure, what is in its way, and what can be done about it.

use std::rc::Rc;

use etabli_api::{
    command::{
        AcceptOffer, BeginBooking, CancelBooking, ConfirmBooking, MoveBooking, ReleaseBooking,
        ShowBooking,
    },
    id::BookingId,
    time::Timestamp,
    view::{BookingRight, BookingStatus, BookingView, OccurrenceView, SpanView},
};
use yew::prelude::*;

use super::{BOOKING, BOOKINGS, Wanted, book::BookDialog, sureness};
use crate::{
    clock,
    components::{
        answer::{Refusal, answered},
        badge::status,
        confirm::Confirm,
        dialog::Dialog,
        icon::{Icon, icon},
    },
    query::{use_change, use_query},
    route::Route,
    space::use_space,
    undo::use_say_done,
    words::{Words, use_words},
};

/// How many times of one that repeats are listed.
const LISTED: usize = 12;

/// By how much somebody carried a booking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Shift {
    /// So many days, at the same hour.
    pub(crate) days: i64,
    /// So many hours.
    pub(crate) hours: i64,
}

/// Properties of [`BookingDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct BookingDialogProps {
    /// Which booking.
    pub(crate) id: BookingId,
    /// By how much it is to be moved, where somebody carried it.
    #[prop_or_default]
    pub(crate) shift: Shift,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Shows a booking and what can be done with it.
#[component]
pub(crate) fn BookingDialog(props: &BookingDialogProps) -> Html {
    let BookingDialogProps { id, shift, on_close } = props;
    let (words, space) = (use_words(), use_space());
    let asked = ShowBooking { space: space.named(), booking: id.to_string() };
    let booking = use_query(asked, BOOKINGS);
    match booking.ready() {
        Some(view) => html! {
            <Shown view={view.clone()} shift={*shift} on_close={on_close.clone()} />
        },
        None => html! {
            <Dialog id="booking-dialog" title={words.t("booking-title")}
                on_close={on_close.clone()}>
                { answered(words, &booking, |_| Html::default()) }
            </Dialog>
        },
    }
}

/// What is open over the booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    Nothing,
    Move,
    Cancel,
}

/// Properties of [`Shown`].
#[derive(Properties, PartialEq)]
struct ShownProps {
    view: Rc<BookingView>,
    shift: Shift,
    on_close: Callback<()>,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let ShownProps { view, shift, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let over = use_state_eq(|| {
        let carried = *shift != Shift::default() && view.may.contains(&BookingRight::Move);
        if carried { Over::Move } else { Over::Nothing }
    });
    let change = use_change(BOOKING);
    let (named, id) = (space.named(), view.id.to_string());
    let said = |id: &'static str| {
        let (say, on_close) = (say.clone(), on_close.clone());
        move |booking: BookingView| {
            on_close.emit(());
            let (name, when) = (words.booked(&booking), words.span(booking.start, booking.end));
            say.emit(words.with(id, &[("name", name.into()), ("when", when.into())]));
        }
    };
    let on_confirm = {
        let command = ConfirmBooking { space: named.clone(), booking: id.clone() };
        let (change, done) = (change.clone(), said("booking-said-confirmed"));
        Callback::from(move |_: MouseEvent| change.send(&command, done.clone()))
    };
    let on_accept = {
        let command = AcceptOffer { space: named.clone(), booking: id.clone() };
        let (change, done) = (change.clone(), said("book-done"));
        Callback::from(move |_: MouseEvent| change.send(&command, done.clone()))
    };
    let on_cancel = {
        let command = CancelBooking { space: named.clone(), booking: id.clone() };
        let (change, done) = (change.clone(), said("booking-said-cancelled"));
        Callback::from(move |()| change.send(&command, done.clone()))
    };
    let on_begin = {
        let command = BeginBooking { space: named.clone(), booking: id.clone() };
        let (change, done) = (change.clone(), said("booking-said-begun"));
        Callback::from(move |_: MouseEvent| change.send(&command, done.clone()))
    };
    let on_release = {
        let command = ReleaseBooking { space: named.clone(), booking: id.clone() };
        let (change, done) = (change.clone(), said("booking-said-released"));
        Callback::from(move |_: MouseEvent| change.send(&command, done.clone()))
    };
    let on_alternative = {
        let (change, done) = (change.clone(), said("book-moved"));
        Callback::from(move |span: SpanView| {
            let (from, to) = (span.start.to_string(), Some(span.end.to_string()));
            let (space, booking) = (named.clone(), id.clone());
            let all_the_same = false;
            let command = MoveBooking { space, booking, from, to, zone: None, all_the_same };
            change.send(&command, done.clone());
        })
    };
    let open = |what: Over| {
        let setter = over.setter();
        Callback::from(move |_: MouseEvent| setter.set(what))
    };
    let close = {
        let setter = over.setter();
        Callback::from(move |()| setter.set(Over::Nothing))
    };
    let may = |right| view.may.contains(&right);
    let stands = view.occurrences.iter().all(|time| time.stands);
    let (tone, shown, sure) = sureness(view.status, view.certainty, stands);
    let pending = change.is_pending();
    let name = words.booked(view);
    if *over == Over::Move {
        return html! { <BookDialog wanted={moved(view, *shift)} on_close={on_close.clone()} /> };
    }
    if *over == Over::Cancel {
        return html! {
            <Confirm id="booking-cancel" title={words.with("booking-cancel-title", &[("name", (&name).into())])}
                act={words.t("booking-cancel")} {pending} error={change.error()}
                on_confirm={on_cancel} on_close={close}>
                <p>{ words.span(view.start, view.end) }</p>
                <p>{ words.t("booking-cancel-text") }</p>
            </Confirm>
        };
    }
    let href = view.item.map(|item| Route::Item(item).href());
    html! {
        <Dialog id="booking-dialog" title={name} on_close={on_close.clone()}>
            <div class="stack">
                { status(tone, shown, &words.t(sure)) }
                { times(words, view) }
                <dl class="terms">
                    <dt>{ words.t("booking-by") }</dt>
                    <dd data-testid="booking-by">{ words.person(&view.by_name) }</dd>
                    if !view.what_for.is_empty() {
                        <dt>{ words.t("book-for") }</dt>
                        <dd data-testid="booking-for">{ &view.what_for }</dd>
                    }
                    if !view.rule.is_empty() {
                        <dt>{ words.t("booking-repeats") }</dt>
                        <dd>{ repeats(words, view) }</dd>
                    }
                </dl>
                { notes(words, view) }
                if !view.alternatives.is_empty() && may(BookingRight::Move) {
                    <div class="stack-tight">
                        <p class="strong">{ words.t("booking-alternatives") }</p>
                        <div class="acts">
                            { for view.alternatives.iter().map(|span| {
                                let span = *span;
                                let onclick = on_alternative.reform(move |_: MouseEvent| span);
                                html! {
                                    <button type="button" class="button small" {onclick}
                                        disabled={pending} data-testid="booking-alternative">
                                        { words.span(span.start, span.end) }
                                    </button>
                                }
                            }) }
                        </div>
                    </div>
                }
                <Refusal error={change.error()} />
                <div class="acts">
                    if may(BookingRight::Accept) {
                        <button type="button" class="button main-act" onclick={on_accept}
                            disabled={pending} data-testid="booking-accept">
                            { words.t("booking-accept") }
                        </button>
                    }
                    if may(BookingRight::Confirm) {
                        <button type="button" class="button main-act" onclick={on_confirm}
                            disabled={pending} data-testid="booking-confirm">
                            { words.t("booking-confirm") }
                        </button>
                    }
                    if may(BookingRight::Begin) {
                        <button type="button" class="button main-act" onclick={on_begin}
                            disabled={pending} data-testid="booking-begin">
                            { words.t("booking-begin") }
                        </button>
                    }
                    if may(BookingRight::Release) {
                        <button type="button" class="button" onclick={on_release}
                            disabled={pending} data-testid="booking-release">
                            { words.t("booking-release") }
                        </button>
                    }
                    if may(BookingRight::Move) {
                        <button type="button" class="button" onclick={open(Over::Move)}
                            disabled={pending} data-testid="booking-move">
                            { words.t("booking-move") }
                        </button>
                    }
                    if may(BookingRight::Cancel) {
                        <button type="button" class="button" onclick={open(Over::Cancel)}
                            disabled={pending} data-testid="booking-cancel">
                            { words.t("booking-cancel") }
                        </button>
                    }
                    if let Some(href) = href {
                        <a class="button quiet" {href} data-testid="booking-item">
                            { words.t("booking-item") }
                        </a>
                    }
                </div>
            </div>
        </Dialog>
    }
}

/// Returns what is wanted when a booking is moved: the same, as long as it was.
fn moved(view: &BookingView, shift: Shift) -> Wanted {
    let id = view.item.map(|item| item.to_string());
    let id = id.or_else(|| view.place.map(|place| place.to_string())).unwrap_or_default();
    let at = |time: Timestamp| {
        let (day, hour) = clock::wall(time.plus(shift.hours * 60 * 60 * 1000));
        (day.plus(shift.days), hour)
    };
    let (from, to) = (at(view.start), at(view.end));
    let whole = from.1.minutes() == 0 && to.1.minutes() == 0;
    let to = if whole { (to.0.plus(-1), to.1) } else { to };
    Wanted { what: (id, view.name.clone()), capacity: 1, from, to, whole, moves: Some(view.id) }
}

/// Draws when it takes place.
fn times(words: Words, view: &BookingView) -> Html {
    let ahead = view.occurrences.iter().filter(|time| time.end > clock::now());
    let ahead: Vec<&OccurrenceView> = ahead.collect();
    let shown = if ahead.is_empty() { view.occurrences.iter().collect() } else { ahead };
    let more = shown.len().saturating_sub(LISTED);
    let rows = shown.iter().take(LISTED).map(|time| {
        let lost = (!time.stands).then(|| match (time.offered, time.winner_name.as_str()) {
            (true, _) => words.t("booking-time-offered"),
            (false, "") => words.t("booking-time-lost"),
            (false, name) => words.with("booking-time-lost-to", &[("name", name.into())]),
        });
        let attended = match (time.released, time.begun) {
            (Some(at), _) => Some(("booking-time-released", at)),
            (None, Some(at)) => Some(("booking-time-begun", at)),
            (None, None) => None,
        };
        let attended = attended.map(|(id, at)| words.with(id, &[("at", words.moment(at).into())]));
        html! {
            <li data-testid="booking-time">
                <span class={classes!((!time.stands).then_some("struck"))}>
                    { words.span(time.start, time.end) }
                </span>
                if let Some(lost) = lost { { " " }<span class="strong">{ lost }</span> }
                if let Some(said) = attended { { " " }<span class="strong">{ said }</span> }
            </li>
        }
    });
    html! {
        <ul class="plain-list">
            { for rows }
            if more > 0 { <li class="muted">{ words.with("booking-more", &[("count", more.into())]) }</li> }
        </ul>
    }
}

fn repeats(words: Words, view: &BookingView) -> String {
    // How often it takes place is told by its times; a rule that says more is told as it is.
    let ends = |part: &&str| part.starts_with("COUNT=") || part.starts_with("UNTIL=");
    let mut rule: Vec<&str> = view.rule.split(';').filter(|part| !ends(part)).collect();
    rule.sort_unstable();
    let id = match rule.as_slice() {
        ["FREQ=WEEKLY", "INTERVAL=2"] => "book-fortnightly",
        ["FREQ=WEEKLY"] => "book-weekly",
        ["FREQ=DAILY"] => "book-daily",
        ["FREQ=MONTHLY"] => "book-monthly",
        _ => return view.rule.clone(),
    };
    words.with(
        "booking-repeats-as",
        &[("how", words.t(id).into()), ("count", view.occurrences.len().into())],
    )
}

/// Draws what is to be known of it.
fn notes(words: Words, view: &BookingView) -> Html {
    let mut lines: Vec<String> = Vec::new();
    match view.status {
        BookingStatus::Cancelled => match view.cancelled_by.as_str() {
            "" if view.replaced_by.is_some() => lines.push(words.t("booking-note-replaced")),
            "" => {}
            name => lines.push(words.with("booking-note-refused", &[("name", name.into())])),
        },
        BookingStatus::Displaced if view.winner_name.is_empty() => {}
        BookingStatus::Displaced => {
            let name = [("name", (&view.winner_name).into())];
            lines.push(words.with("booking-note-displaced", &name));
        }
        BookingStatus::Tentative | BookingStatus::Confirmed => {
            lines.extend(view.at_risk.iter().map(|risk| {
                let name = words.person(&risk.to_name);
                let due = risk.due.map(|due| words.day(due)).unwrap_or_default();
                let args = [("name", (&name).into()), ("due", (&due).into())];
                words.with(
                    if due.is_empty() { "booking-note-out" } else { "booking-note-risk" },
                    &args,
                )
            }));
        }
    }
    if view.confirmed_twice {
        lines.push(words.t("booking-note-twice"));
    }
    if let Some(against) = &view.against {
        lines.push(words.reason(against));
    }
    if view.all_the_same {
        lines.push(words.t("booking-note-all-the-same"));
    }
    if view.claims_changed && view.status != BookingStatus::Cancelled {
        lines.push(words.t("booking-note-elsewhere"));
    }
    let awaited = view.awaited.as_ref().map(|awaited| {
        let name = ("name", words.person(&awaited.name).into());
        match awaited.met {
            Some(at) => words.with("booking-awaited", &[name, ("at", words.moment(at).into())]),
            None => words.with("booking-awaited-never", &[name]),
        }
    });
    let lines = lines.iter().map(|line| {
        html! { <div class="callout warn" data-testid="booking-note">{ icon(Icon::Info) }<p>{ line }</p></div> }
    });
    html! {
        <>
            { for lines }
            if let Some(awaited) = awaited {
                <p class="muted" data-testid="booking-awaited">{ awaited }</p>
            }
        </>
    }
}
