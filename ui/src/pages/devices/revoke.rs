//! Taking a device out: what follows, then the act.

use etabli_api::{
    command::RevokeDevice,
    id::DeviceId,
    view::{DeviceStanding, MemberView},
};
use yew::prelude::*;

use crate::{
    components::{
        confirm::Confirm,
        icon::{Icon, icon},
    },
    pages::members::{PEOPLE, decide::last_steward_warning},
    query::use_change,
    space::use_space,
    toast::use_say,
    words::use_words,
};

/// Properties of [`RevokeDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct RevokeDialogProps {
    /// Whose it is.
    pub(super) member: MemberView,
    /// Which.
    pub(super) device: DeviceId,
    /// Whether nobody else is a steward.
    pub(super) last_steward: bool,
    /// Hears that it is taken out.
    pub(super) on_done: Callback<()>,
    /// Hears that it is to be closed.
    pub(super) on_close: Callback<()>,
}

/// Whether a member could not act any more without this device.
fn is_only(member: &MemberView, device: DeviceId) -> bool {
    let mut others = member.devices.iter().filter(|other| other.id != device);
    !others.any(|other| other.standing == DeviceStanding::Active)
}

/// Returns what else is to be said about taking this device out.
fn warning(member: &MemberView, device: DeviceId) -> Option<&'static str> {
    let here = member.devices.iter().any(|one| one.id == device && one.here);
    match (here, is_only(member, device)) {
        (true, _) => Some("device-revoke-here"),
        (false, true) => Some("device-revoke-only"),
        (false, false) => None,
    }
}

/// Asks before a device is taken out, and takes it out.
#[component]
pub(super) fn RevokeDialog(props: &RevokeDialogProps) -> Html {
    let RevokeDialogProps { member, device, last_steward, on_done, on_close } = props;
    let (words, space, say) = (use_words(), use_space(), use_say());
    let revoke = use_change(PEOPLE);
    let on_confirm = {
        let (revoke, on_done) = (revoke.clone(), on_done.clone());
        let (named, device) = (space.named(), device.to_string());
        Callback::from(move |()| {
            let (say, on_done) = (say.clone(), on_done.clone());
            let command = RevokeDevice { space: named.clone(), device: device.clone() };
            revoke.send(&command, move |_| {
                on_done.emit(());
                say.emit(words.t("device-revoke-done"));
            });
        })
    };
    let name = words.person(&member.name);
    let args = [("name", (&name).into()), ("device", device.short().into())];
    let only = is_only(member, *device);
    let warning = warning(member, *device).map(|id| words.with(id, &args));
    html! {
        <Confirm id="revoke-dialog" title={words.with("device-revoke-title", &args)}
            act={words.t("device-revoke")} pending={revoke.is_pending()} error={revoke.error()}
            {on_confirm} on_close={on_close.clone()}>
            <p>{ words.t("device-revoke-text") }</p>
            if *last_steward && only {
                { last_steward_warning(words) }
            }
            if let Some(warning) = warning {
                <p class="callout" data-testid="device-warning">
                    { icon(Icon::Alert) }<span>{ warning }</span>
                </p>
            }
        </Confirm>
    }
}
