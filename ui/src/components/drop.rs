//! A place to put files: they are dropped on it, or chosen with a press.

use wasm_bindgen::JsCast;
use web_sys::{File, FileList, HtmlInputElement};
use yew::prelude::*;

use crate::components::icon::{Icon, icon};

/// Properties of [`FileDrop`].
#[derive(Properties, PartialEq)]
pub(crate) struct FileDropProps {
    /// Its name for tests.
    pub(crate) id: AttrValue,
    /// What belongs here.
    pub(crate) words: AttrValue,
    /// What helps; nothing if empty.
    #[prop_or_default]
    pub(crate) hint: AttrValue,
    /// The kinds of files, as a file field takes them; nothing for all.
    #[prop_or_default]
    pub(crate) accept: Option<AttrValue>,
    /// Hears the files.
    pub(crate) on_files: Callback<Vec<File>>,
}

/// Shows a place to put files.
#[component]
pub(crate) fn FileDrop(props: &FileDropProps) -> Html {
    let FileDropProps { id, words, hint, accept, on_files } = props;
    let over = use_state_eq(|| false);
    let hold = |held: bool| {
        let over = over.setter();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(held);
        })
    };
    let ondrop = {
        let (over, on_files) = (over.setter(), on_files.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(false);
            on_files.emit(each(event.data_transfer().and_then(|held| held.files())));
        })
    };
    let onchange = {
        let on_files = on_files.clone();
        Callback::from(move |event: Event| {
            let input =
                event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                on_files.emit(each(input.files()));
                // The same file may be chosen again.
                input.set_value("");
            }
        })
    };
    let hint_id = (!hint.is_empty()).then(|| AttrValue::from(format!("{id}-hint")));
    html! {
        <div class={classes!("drop", over.then_some("over"))} {ondrop} ondragover={hold(true)}
            ondragleave={hold(false)}>
            { icon(Icon::Upload) }
            <label class="button file">
                <input type="file" class="hidden-label" data-testid={id} accept={accept.clone()}
                    multiple=true aria-describedby={hint_id.clone()} {onchange} />
                { words }
            </label>
            if !hint.is_empty() {
                <p id={hint_id} class="hint">{ hint }</p>
            }
        </div>
    }
}

/// Returns the files of a list.
fn each(files: Option<FileList>) -> Vec<File> {
    let all = |list: FileList| (0..list.length()).filter_map(move |at| list.get(at));
    files.into_iter().flat_map(all).collect()
}
