//! Bringing the board of another program: looked at first, then written in one step.

use etabli_api::{Topic, command::ImportBoard, view::BoardImportView};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use crate::{
    busy::Busy,
    components::{answer::Refusal, dialog::Dialog, drop::FileDrop},
    query::use_change,
    space::use_space,
    undo::use_say_done,
    upload::content,
    words::use_words,
};

/// The most bytes of a file.
const MOST: u64 = 32 << 20;

/// Properties of [`Bring`].
#[derive(Properties, PartialEq)]
pub(super) struct BringProps {
    /// The project.
    pub(super) project: AttrValue,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Leads through it.
#[component]
pub(super) fn Bring(props: &BringProps) -> Html {
    let BringProps { project, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let change = use_change(&[Topic::Projects]);
    let looked = use_state(|| None::<(ImportBoard, BoardImportView)>);
    let on_files = {
        let (change, named, project) = (change.clone(), space.named(), project.to_string());
        let looked = looked.setter();
        Callback::from(move |files: Vec<File>| {
            let Some(file) = files.into_iter().next() else { return };
            let (change, space, project) = (change.clone(), named.clone(), project.clone());
            let (looked, busy) = (looked.clone(), Busy::begin());
            spawn_local(async move {
                match content(&file, MOST).await {
                    Ok(content) => {
                        let name = file.name();
                        let command = ImportBoard { space, project, name, content, write: false };
                        let asked = command.clone();
                        change.send(&command, move |view| looked.set(Some((asked, view))));
                    }
                    Err(error) => change.refuse(error),
                }
                drop(busy);
            });
        })
    };
    let onclick = {
        let (change, on_close, looked) = (change.clone(), on_close.clone(), looked.clone());
        Callback::from(move |_: MouseEvent| {
            let Some((command, view)) = &*looked else { return };
            let command = ImportBoard { write: true, ..command.clone() };
            let (on_close, say) = (on_close.clone(), say.clone());
            let text = words.with("bring-done", &[("count", view.cards.into())]);
            change.order(&command, move || {
                on_close.emit(());
                say.emit(text);
            });
        })
    };
    let found = looked.as_ref().map(|(_, view)| {
        let counts = [
            ("bring-cards", view.cards),
            ("bring-known", view.known),
            ("bring-columns", view.columns),
            ("bring-checks", view.checks),
            ("bring-comments", view.comments),
        ];
        let counts = counts.into_iter().filter(|(_, count)| *count > 0);
        let counts =
            counts.map(|(id, count)| html! { <li key={id}>{ words.count(id, count) }</li> });
        let left = view.left.iter().map(|(what, why)| {
            let why = words.t(&format!("bring-left-{why}"));
            html! { <li>{ what }{ " · " }{ why }</li> }
        });
        html! {
            <div class="stack" data-testid="bring-found">
                <p class="strong">{ &view.name }</p>
                <ul>{ for counts }</ul>
                if !view.left.is_empty() {
                    <h3>{ words.t("bring-left") }</h3>
                    <ul>{ for left }</ul>
                }
                <div class="acts">
                    <button type="button" class="button main-act" {onclick}
                        disabled={change.is_pending() || view.cards + view.columns == 0}
                        data-testid="bring-submit">{ words.t("bring-submit") }</button>
                </div>
            </div>
        }
    });
    html! {
        <Dialog id="bring" title={words.t("bring-title")} on_close={on_close.clone()}>
            <div class="stack">
                <FileDrop id="bring-file" words={words.t("bring-choose")}
                    hint={words.t("bring-hint")} accept=".json,.jsonl,.csv,.boardarchive"
                    {on_files} />
                <Refusal error={change.error()} />
                { found }
            </div>
        </Dialog>
    }
}
