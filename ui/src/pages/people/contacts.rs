//! Bringing people outside the group from a vCard file: looked at first, then noted in one step.

use base64::{Engine, engine::general_purpose::STANDARD};
use etabli_api::{command::ImportContacts, view::ContactsView};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::*;

use super::{SAID, listed};
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
const MOST: u64 = 4 << 20;
/// The most people who are shown before they are brought.
const SHOWN: usize = 50;

/// Properties of [`Contacts`].
#[derive(Properties, PartialEq)]
pub(super) struct ContactsProps {
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Leads through it.
#[component]
pub(super) fn Contacts(props: &ContactsProps) -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let change = use_change(SAID);
    let looked = use_state(|| None::<(String, ContactsView)>);
    let on_files = {
        let (change, named, looked) = (change.clone(), space.named(), looked.setter());
        Callback::from(move |files: Vec<File>| {
            let Some(file) = files.into_iter().next() else { return };
            let (change, space) = (change.clone(), named.clone());
            let (looked, busy) = (looked.clone(), Busy::begin());
            spawn_local(async move {
                match content(&file, MOST).await {
                    Ok(content) => {
                        let bytes = STANDARD.decode(content).unwrap_or_default();
                        let text = String::from_utf8_lossy(&bytes).into_owned();
                        let command = ImportContacts { space, text: text.clone(), look: true };
                        change.send(&command, move |view| looked.set(Some((text, view))));
                    }
                    Err(error) => change.refuse(error),
                }
                drop(busy);
            });
        })
    };
    let onclick = {
        let (change, on_close, looked) = (change.clone(), props.on_close.clone(), looked.clone());
        let named = space.named();
        Callback::from(move |_: MouseEvent| {
            let Some((text, view)) = &*looked else { return };
            let command = ImportContacts { space: named.clone(), text: text.clone(), look: false };
            let (on_close, say) = (on_close.clone(), say.clone());
            let done = words.with("contacts-done", &[("count", view.new.len().into())]);
            change.order(&command, move || {
                on_close.emit(());
                say.emit(done);
            });
        })
    };
    let found = looked.as_ref().map(|(_, view)| {
        let new = view.new.iter().take(SHOWN).map(|(name, skills)| {
            html! {
                <li class="row" data-testid="contact-new">
                    <div class="grow">
                        <p class="row-title">{ name }</p>
                        <p class="row-note">{ listed(words, skills) }</p>
                    </div>
                </li>
            }
        });
        let more = view.new.len().saturating_sub(SHOWN);
        let left = view.left.iter().map(|(number, name)| {
            let args = [("number", (*number).into()), ("name", name.into())];
            html! { <li data-testid="contact-left">{ words.with("contacts-left", &args) }</li> }
        });
        html! {
            <div class="stack" data-testid="contacts-found">
                <p class="strong">
                    { words.with("contacts-new", &[("count", view.new.len().into())]) }</p>
                <ul class="ruled">{ for new }</ul>
                if more > 0 { <p class="row-note">{ words.with("contacts-more", &[("count", more.into())]) }</p> }
                if !view.known.is_empty() {
                    <p class="row-note">
                        { words.with("contacts-known", &[("count", view.known.len().into())]) }</p>
                }
                <ul class="row-note">{ for left }</ul>
                <div class="acts">
                    <button type="button" class="button main-act" {onclick}
                        disabled={change.is_pending() || view.new.is_empty()}
                        data-testid="contacts-submit">{ words.t("contacts-submit") }</button>
                </div>
            </div>
        }
    });
    html! {
        <Dialog id="contacts" title={words.t("contacts-title")} on_close={props.on_close.clone()}>
            <div class="stack">
                <p class="hint">{ words.t("people-outside-hint") }</p>
                <FileDrop id="contacts-file" words={words.t("contacts-choose")}
                    hint={words.t("contacts-hint")} accept=".vcf,text/vcard" {on_files} />
                <Refusal error={change.error()} />
                { found }
            </div>
        </Dialog>
    }
}
