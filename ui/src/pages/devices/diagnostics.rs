//! What somebody copies for whoever helps them.

use etabli_api::command::ReadDiagnostics;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    busy::Busy,
    components::{
        answer::Refusal,
        code::copied,
        icon::{Icon, icon},
    },
    query::use_change,
    words::use_words,
};

/// Copies the facts and the end of the log; where nothing can be copied, they are shown.
#[component]
pub(crate) fn Diagnostics() -> Html {
    let words = use_words();
    let read = use_change(&[]);
    let told = use_state(|| None::<&'static str>);
    let shown = use_state(String::new);
    let onclick = {
        let (read, told, shown) = (read.clone(), told.setter(), shown.setter());
        Callback::from(move |_: MouseEvent| {
            let (told, shown) = (told.clone(), shown.clone());
            read.send(&ReadDiagnostics {}, move |diagnostics| {
                let busy = Busy::begin();
                spawn_local(async move {
                    let done = copied(&diagnostics.text).await;
                    told.set(Some(if done { "diagnostics-copied" } else { "diagnostics-shown" }));
                    shown.set(diagnostics.text);
                    drop(busy);
                });
            });
        })
    };
    html! {
        <section class="section" data-testid="diagnostics">
            <div class="section-head"><h2>{ words.t("diagnostics-title") }</h2></div>
            <p class="section-text">{ words.t("diagnostics-text") }</p>
            <Refusal error={read.error()} />
            <div class="acts">
                <button type="button" class="button" {onclick} disabled={read.is_pending()}
                    data-testid="diagnostics-copy">
                    { icon(Icon::Copy) }{ words.t("diagnostics-copy") }
                </button>
            </div>
            <p role="status" class="strong" data-testid="diagnostics-told">
                { told.map(|id| words.t(id)) }
            </p>
            if !shown.is_empty() {
                <textarea class="input code" rows="8" readonly=true value={(*shown).clone()}
                    aria-label={words.t("diagnostics-title")} data-testid="diagnostics-shown" />
            }
        </section>
    }
}
