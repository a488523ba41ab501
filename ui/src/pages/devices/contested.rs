//! Devices that took each other out: none of them counts until a steward decides.

use etabli_api::view::{DeviceStanding, MemberDecision, MemberView};
use yew::prelude::*;

use super::{Asked, revoke_button};
use crate::{
    components::{
        face::{FaceSize, face},
        icon::{Icon, icon},
    },
    words::Words,
};

/// Draws the contested devices; nothing while there are none. `on_reinstate` hears whose devices
/// are to count again: the member's id and name.
pub(super) fn contested(
    words: Words,
    members: &[MemberView],
    on_revoke: &Callback<Asked>,
    on_reinstate: &Callback<(String, String)>,
) -> Html {
    let rows: Vec<_> = members
        .iter()
        .flat_map(|member| member.devices.iter().map(move |device| (member, device)))
        .filter(|(_, device)| device.standing == DeviceStanding::Contested)
        .collect();
    if rows.is_empty() {
        return Html::default();
    }
    let may_decide = rows.iter().any(|(member, device)| {
        device.can_revoke && member.may.contains(&MemberDecision::Reinstate)
    });
    let rows = rows.into_iter().map(|(member, device)| {
        let name = words.person(&member.name);
        let give_back = member.may.contains(&MemberDecision::Reinstate).then(|| {
            let to = (member.id.to_string(), name.clone());
            let onclick = on_reinstate.reform(move |_: MouseEvent| to.clone());
            let label = words.with("devices-give-back-of", &[("name", (&name).into())]);
            html! {
                <button type="button" class="button small" {onclick} aria-label={label}
                    data-testid="device-give-back">{ words.t("devices-give-back") }</button>
            }
        });
        html! {
            <li key={device.id.to_string()} class="row loan" data-testid="device-contested">
                { face(&name, FaceSize::Normal) }
                <div class="grow">
                    <div class="row-title">
                        <span>{ &name }</span><span class="label-tag">{ device.id.short() }</span>
                    </div>
                </div>
                <span class="status warn">
                    { icon(Icon::Split) }{ words.t("device-contested") }
                </span>
                if device.can_revoke {
                    { revoke_button(words, &name, device.id, on_revoke) }
                }
                { give_back }
            </li>
        }
    });
    html! {
        <section class="section">
            <div class="section-head"><h2>{ words.t("devices-contested") }</h2></div>
            <p class="section-text">
                { words.t("devices-contested-text") }{ " " }
                { words.t(if may_decide { "devices-contested-decide" } else { "devices-contested-ask" }) }
            </p>
            <ul>{ for rows }</ul>
        </section>
    }
}
