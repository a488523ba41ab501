//! Devices that took each other out: none of them counts until a steward decides.

use etabli_api::{
    id::DeviceId,
    view::{DeviceStanding, MemberView},
};
use yew::prelude::*;

use super::{Asked, revoke_button};
use crate::{
    components::{
        face::{FaceSize, face},
        icon::{Icon, icon},
    },
    words::Words,
};

/// Draws the contested devices; nothing while there are none. `on_reinstate` hears which device is to
/// count again, and its member's name.
pub(super) fn contested(
    words: Words,
    members: &[MemberView],
    on_revoke: &Callback<Asked>,
    on_reinstate: &Callback<(DeviceId, String)>,
) -> Html {
    let rows: Vec<_> = members
        .iter()
        .flat_map(|member| member.devices.iter().map(move |device| (member, device)))
        .filter(|(_, device)| device.standing == DeviceStanding::Contested)
        .collect();
    if rows.is_empty() {
        return Html::default();
    }
    let may_decide = rows.iter().any(|(_, device)| device.can_revoke && device.can_reinstate);
    let rows = rows.into_iter().map(|(member, device)| {
        let name = words.person(&member.name);
        let give_back = device.can_reinstate.then(|| {
            let to = (device.id, name.clone());
            let onclick = on_reinstate.reform(move |_: MouseEvent| to.clone());
            let label = words.with(
                "devices-give-back-of",
                &[("name", (&name).into()), ("device", device.id.short().into())],
            );
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

#[cfg(test)]
mod tests {
    use etabli_api::{
        id::{EntryId, MemberId},
        view::{MemberDecision, MemberDevice, MemberStanding, Role},
    };
    use etabli_i18n::Language;

    use super::*;
    use crate::tests::rendered;

    fn bo(standing: DeviceStanding, may: &[MemberDecision]) -> MemberView {
        let device = |first: u8| MemberDevice {
            id: DeviceId([first; 32]),
            name: String::new(),
            here: false,
            standing,
            can_revoke: !may.is_empty(),
            can_reinstate: !may.is_empty(),
        };
        MemberView {
            id: MemberId(EntryId([1; 32])),
            name: "Bo".to_owned(),
            role: Role::Member,
            standing: MemberStanding::Active,
            me: false,
            devices: vec![device(1), device(2)],
            loans_open: 0,
            admitted_by: "Ana".to_owned(),
            excluders: Vec::new(),
            may: may.to_vec(),
            contact: etabli_api::view::ContactView::default(),
        }
    }

    async fn shown(member: MemberView) -> String {
        let words = Words::of(Language::English);
        rendered(contested(words, &[member], &Callback::noop(), &Callback::noop())).await
    }

    #[tokio::test]
    async fn a_steward_sees_what_to_do_and_others_whom_to_ask() {
        let steward = shown(bo(DeviceStanding::Contested, &[MemberDecision::Reinstate])).await;
        assert!(steward.contains("take that one out"), "{steward}");
        assert_eq!(steward.matches("data-testid=\"device-revoke\"").count(), 2, "{steward}");
        let other = shown(bo(DeviceStanding::Contested, &[])).await;
        assert!(other.contains("Ask a steward") && !other.contains("<button"), "{other}");
    }

    #[tokio::test]
    async fn without_contested_devices_nothing_is_said() {
        assert_eq!(shown(bo(DeviceStanding::Active, &[MemberDecision::Reinstate])).await, "");
    }
}
