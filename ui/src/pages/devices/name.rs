//! What a device of one's own is called, for everybody in the space.

use etabli_api::{
    command::{ReadHostName, RenameDevice},
    view::DeviceView,
};
use yew::prelude::*;

use crate::{
    components::{answer::Refusal, dialog::Dialog, field::Field},
    pages::members::PEOPLE,
    query::{use_change, use_query},
    space::use_space,
    undo::use_say_done,
    words::use_words,
};

/// Properties of [`NameDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct NameDialogProps {
    /// The device.
    pub(super) device: DeviceView,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Asks for the name; what the system calls this computer is offered where there is none yet.
#[component]
pub(super) fn NameDialog(props: &NameDialogProps) -> Html {
    let NameDialogProps { device, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say_done());
    let name = use_state(|| device.device_name.clone());
    let rename = use_change(PEOPLE);
    let host = use_query(ReadHostName {}, &[]);
    {
        let offered = host.ready().map(|host| host.to_string());
        let (name, here) = (name.clone(), device.here && device.device_name.is_empty());
        use_effect_with(offered, move |offered| {
            if let Some(offered) = offered.clone().filter(|_| here && name.is_empty()) {
                name.set(offered);
            }
        });
    }
    let onsubmit = {
        let (rename, on_close) = (rename.clone(), on_close.clone());
        let command = RenameDevice {
            space: space.named(),
            device: Some(device.id.to_string()),
            name: (*name).clone(),
        };
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (say, on_close) = (say.clone(), on_close.clone());
            rename.send(&command, move |_| {
                on_close.emit(());
                say.emit(words.t("device-name-done"));
            });
        })
    };
    html! {
        <Dialog id="device-name-dialog" title={words.t("device-name-title")}
            on_close={on_close.clone()}>
            <form class="stack" {onsubmit} novalidate=true>
                <Field id="device-new-name" label={words.t("device-name-field")} text={name}
                    hint={words.t("device-name-hint")} />
                <Refusal error={rename.error()} />
                <div class="acts">
                    <button type="submit" class="button main-act" disabled={rename.is_pending()}
                        data-testid="device-name-submit">{ words.t("save") }</button>
                </div>
            </form>
        </Dialog>
    }
}
