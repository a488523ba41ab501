//! A calendar that somebody else wrote, read into bookings or closures of one thing: choose it, see what would
//! happen, let it happen. What is told before and after comes from one command.

use std::rc::Rc;

use etabli_api::{Topic, command::ImportCalendar, view::ImportReport};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    components::{
        answer::Refusal,
        dialog::Dialog,
        field::Segments,
        icon::{Icon, icon},
    },
    details::changes::changes,
    pages::inventory::import::Refused,
    query::use_change,
    space::use_space,
    undo::use_say_done,
    upload,
    words::use_words,
};

/// The most bytes of a calendar.
const MOST: u64 = 16 << 20;

/// What its times become, by the message that says it.
const BOOKINGS: &str = "calendar-read-bookings";
const CLOSURES: &str = "calendar-read-closures";

/// Properties of [`ReadCalendarDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct ReadCalendarDialogProps {
    /// What is booked.
    pub(crate) thing: AttrValue,
    /// Its name.
    pub(crate) name: AttrValue,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Leads through reading a calendar.
#[component]
pub(crate) fn ReadCalendarDialog(props: &ReadCalendarDialogProps) -> Html {
    let ReadCalendarDialogProps { thing, name, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let (content, report) = (use_state(String::new), use_state(|| None::<Rc<ImportReport>>));
    let closes = use_state_eq(|| false);
    let read = use_change(&[Topic::Bookings, Topic::Inventory]);
    let ask = {
        let (named, into) = (space.named(), thing.to_string());
        move |content: String, closes: bool, dry_run: bool| {
            let (space, into) = (named.clone(), into.clone());
            ImportCalendar { space, content, into, until: None, dry_run, closes }
        }
    };
    let on_kind = {
        let (closes, report, read) = (closes.setter(), report.setter(), read.clone());
        let (content, ask) = (content.clone(), ask.clone());
        Callback::from(move |kind: AttrValue| {
            let (report, now) = (report.clone(), kind == CLOSURES);
            closes.set(now);
            report.set(None);
            // What was chosen is told anew.
            if !content.is_empty() {
                let asked = ask((*content).clone(), now, true);
                read.send(&asked, move |told| report.set(Some(Rc::new(told))));
            }
        })
    };
    let kinds = [BOOKINGS, CLOSURES].map(|kind| (AttrValue::from(kind), words.t(kind).into()));
    let kind = if *closes { CLOSURES } else { BOOKINGS };
    let onchange = {
        let (read, content, report) = (read.clone(), content.setter(), report.setter());
        let (ask, closes) = (ask.clone(), *closes);
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
            let (read, content, report) = (read.clone(), content.clone(), report.clone());
            let ask = ask.clone();
            report.set(None);
            spawn_local(async move {
                let chosen = upload::content(&file, MOST).await;
                // The same file may be chosen again after it was mended.
                input.set_value("");
                match chosen {
                    Ok(chosen) => {
                        content.set(chosen.clone());
                        read.send(&ask(chosen, closes, true), move |told| {
                            report.set(Some(Rc::new(told)))
                        });
                    }
                    Err(error) => read.refuse(error),
                }
            });
        })
    };
    let book = {
        let (read, content, on_close) = (read.clone(), content.clone(), on_close.clone());
        let closes = *closes;
        Callback::from(move |_: MouseEvent| {
            let (say, on_close) = (say.clone(), on_close.clone());
            read.send(&ask((*content).clone(), closes, false), move |told| {
                let done = [("created", told.created.into()), ("updated", told.updated.into())];
                on_close.emit(());
                say.emit(words.with("calendar-read-done", &done));
            });
        })
    };
    let told = report.as_ref().map(|report| {
        let counts = [
            ("created", report.created.into()),
            ("updated", report.updated.into()),
            ("unchanged", report.unchanged.into()),
        ];
        let nothing = report.created + report.updated == 0;
        html! {
            <div class="stack" data-testid="calendar-report">
                <p role="status">{ words.with("calendar-read-counts", &counts) }</p>
                { changes(words, &report.changes) }
                <Refused report={report.clone()} />
                <div class="acts">
                    <button type="button" class="button main-act" onclick={book}
                        disabled={read.is_pending() || nothing} data-testid="calendar-book">
                        { words.t(if *closes { "calendar-read-close" } else { "calendar-read-submit" }) }
                    </button>
                </div>
            </div>
        }
    });
    html! {
        <Dialog id="read-calendar" title={words.with("calendar-read-title", &[("name", name.as_str().into())])}
            on_close={on_close.clone()}>
            <div class="stack">
                <p>{ words.t("calendar-read-text") }</p>
                <Segments id="calendar-kind" label={words.t("calendar-read-kind")}
                    options={kinds.to_vec()} chosen={kind} on_choose={on_kind} />
                <div class="acts">
                    <label class="button file">
                        <input type="file" class="hidden-label" accept=".ics,text/calendar"
                            data-testid="calendar-choose" {onchange} />
                        { icon(Icon::Upload) }{ words.t("calendar-read-choose") }
                    </label>
                </div>
                { for told }
                <Refusal error={read.error()} />
            </div>
        </Dialog>
    }
}
