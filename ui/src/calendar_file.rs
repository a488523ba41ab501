//! Bookings in other programs' calendars: a file to keep once, and one that is kept up to date.

use etabli_api::command::{ExportCalendar, ReadCalendarFile, SetCalendarFile};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        dialog::Dialog,
        field::Field,
        icon::{Icon, icon},
    },
    download::use_download,
    query::{use_change, use_query},
    space::use_space,
    words::use_words,
};

/// Shows a button that opens what can be done.
#[component]
pub(crate) fn CalendarFile() -> Html {
    let (words, is_open) = (use_words(), use_state_eq(|| false));
    let open = {
        let setter = is_open.setter();
        Callback::from(move |_: MouseEvent| setter.set(true))
    };
    let on_close = {
        let setter = is_open.setter();
        Callback::from(move |()| setter.set(false))
    };
    html! {
        <>
            <button type="button" class="button" onclick={open} data-testid="calendar-open">
                { icon(Icon::Calendar) }{ words.t("calendar-file") }
            </button>
            if *is_open {
                <CalendarDialog {on_close} />
            }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct CalendarDialogProps {
    on_close: Callback<()>,
}

#[component]
fn CalendarDialog(props: &CalendarDialogProps) -> Html {
    let on_close = props.on_close.clone();
    let (words, space, download) = (use_words(), use_space(), use_download());
    let kept = use_query(ReadCalendarFile {}, &[]);
    let (export, set) = (use_change(&[]), use_change(&[]));
    let answer = use_state(|| None);
    let path = use_state(String::new);
    let save = |what: &'static str| {
        let (export, named, on_close) = (export.clone(), space.named(), on_close.clone());
        let download = download.clone();
        Callback::from(move |_: MouseEvent| {
            let what = what.to_owned();
            let command = ExportCalendar { space: named.clone(), what, resource: None, of: None };
            let (download, on_close) = (download.clone(), on_close.clone());
            export.send(&command, move |file| {
                on_close.emit(());
                download.calendar(&file.name, &file.content);
            });
        })
    };
    let keep = {
        let (set, named, answer) = (set.clone(), space.named(), answer.setter());
        Callback::from(move |path: Option<String>| {
            let command = SetCalendarFile { space: named.clone(), path };
            let answer = answer.clone();
            set.send(&command, move |kept| answer.set(Some(kept)));
        })
    };
    let onsubmit = {
        let (keep, path) = (keep.clone(), path.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let path = path.trim().to_owned();
            if !path.is_empty() {
                keep.emit(Some(path));
            }
        })
    };
    let drop = keep.reform(|_: MouseEvent| None);
    let pending = set.is_pending();
    let shown = answered(words, &kept, |kept| {
        let kept = (*answer).clone().unwrap_or_else(|| kept.clone());
        if kept.path.is_empty() {
            return html! {
                <form class="stack-tight" {onsubmit} novalidate=true>
                    <Field id="calendar-path" label={words.t("calendar-file-path")}
                        text={path.clone()} hint={words.t("calendar-file-keep-help")} />
                    <div class="acts">
                        <button type="submit" class="button" disabled={pending}
                            data-testid="calendar-keep">{ words.t("calendar-file-keep") }</button>
                    </div>
                </form>
            };
        }
        let problem = [("detail", (&kept.problem).into())];
        html! {
            <div class="stack-tight">
                <p data-testid="calendar-kept">
                    { words.with("calendar-file-kept", &[("path", (&kept.path).into())]) }
                </p>
                <p class="hint">{ words.t("calendar-file-keep-help") }</p>
                if !kept.problem.is_empty() {
                    <p class="status danger">{ words.with("calendar-file-problem", &problem) }</p>
                }
                <div class="acts">
                    <button type="button" class="button" onclick={drop.clone()} disabled={pending}
                        data-testid="calendar-drop">{ words.t("calendar-file-drop") }</button>
                </div>
            </div>
        }
    });
    html! {
        <Dialog id="calendar-dialog" title={words.t("calendar-file-title")} on_close={on_close.clone()}>
            <div class="stack">
                <div class="acts">
                    <button type="button" class="button main-act" onclick={save("all")}
                        disabled={export.is_pending()} data-testid="calendar-save">
                        { icon(Icon::Download) }{ words.t("calendar-file-save") }
                    </button>
                    <button type="button" class="button" onclick={save("busy")}
                        disabled={export.is_pending()} data-testid="calendar-busy">
                        { icon(Icon::Download) }{ words.t("calendar-file-busy") }
                    </button>
                </div>
                { shown }
                <Refusal error={export.error().or_else(|| set.error())} />
            </div>
        </Dialog>
    }
}
