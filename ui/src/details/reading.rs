//! Opening hours that another program wrote (RFC 7953): choose the file, see what it would change, let
//! it count. One step back takes all of it away.

use std::rc::Rc;

use etabli_api::{
    command::ImportHours,
    view::{DetailsView, HoursReport},
};
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{SAID, changes::changes};
use crate::{
    components::{
        answer::Refusal,
        dialog::Dialog,
        icon::{Icon, icon},
    },
    query::use_change,
    space::use_space,
    undo::use_say_done,
    upload,
    words::use_words,
};

/// The most bytes of such a file.
const MOST: u64 = 768 << 10;

/// Properties of [`ReadHoursDialog`].
#[derive(Properties, PartialEq)]
pub(crate) struct ReadHoursDialogProps {
    /// What is said of the thing now.
    pub(crate) view: Rc<DetailsView>,
    /// Hears that it is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Leads through reading opening hours.
#[component]
pub(crate) fn ReadHoursDialog(props: &ReadHoursDialogProps) -> Html {
    let ReadHoursDialogProps { view, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let (content, report) = (use_state(String::new), use_state(|| None::<Rc<HoursReport>>));
    let read = use_change(SAID);
    let ask = {
        let (named, of) = (space.named(), Some(view.id.clone()).filter(|id| !id.is_empty()));
        move |content: String, dry_run: bool| {
            let (space, of) = (named.clone(), of.clone());
            ImportHours { space, of, content, dry_run }
        }
    };
    let onchange = {
        let (read, content, report) = (read.clone(), content.setter(), report.setter());
        let ask = ask.clone();
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
                        read.send(&ask(chosen, true), move |told| report.set(Some(Rc::new(told))));
                    }
                    Err(error) => read.refuse(error),
                }
            });
        })
    };
    let set = {
        let (read, content, on_close) = (read.clone(), content.clone(), on_close.clone());
        let name = view.name.clone();
        Callback::from(move |_: MouseEvent| {
            let (say, on_close, name) = (say.clone(), on_close.clone(), name.clone());
            read.send(&ask((*content).clone(), false), move |_| {
                on_close.emit(());
                say.emit(words.with("hours-read-done", &[("name", name.into())]));
            });
        })
    };
    let told = report.as_ref().map(|report| {
        let nothing = report.changes.is_empty();
        let count = [("count", report.changes.len().into())];
        html! {
            <div class="stack" data-testid="hours-report">
                <p role="status">
                    { if nothing { words.t("hours-read-same") } else { words.with("hours-read-counts", &count) } }
                </p>
                { changes(words, &report.changes) }
                <div class="acts">
                    <button type="button" class="button main-act" onclick={set}
                        disabled={read.is_pending() || nothing} data-testid="hours-set">
                        { words.t("hours-read-submit") }
                    </button>
                </div>
            </div>
        }
    });
    let title = words.with("hours-read-title", &[("name", (&view.name).into())]);
    html! {
        <Dialog id="read-hours" {title} on_close={on_close.clone()}>
            <div class="stack">
                <p>{ words.t("hours-read-text") }</p>
                <div class="acts">
                    <label class="button file">
                        <input type="file" class="hidden-label" accept=".ics,text/calendar"
                            data-testid="hours-choose" {onchange} />
                        { icon(Icon::Upload) }{ words.t("calendar-read-choose") }
                    </label>
                </div>
                { for told }
                <Refusal error={read.error()} />
            </div>
        </Dialog>
    }
}
