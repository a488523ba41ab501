//! The devices of the space: which are connected, what each does not have yet.

use etabli_api::{
    Topic,
    command::{Status, SyncNow},
    view::{DeviceView, StatusView, SyncLine},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        face::{FaceSize, face},
        icon::{Icon, icon},
        sync,
    },
    query::{use_change, use_query},
    route::use_heading,
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

/// How long an exchange that was asked for may take, in seconds.
const PATIENCE: u32 = 20;

/// Shows the devices.
#[component]
pub(crate) fn Devices() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let heading = use_heading(Some(words.t("sync-title")));
    let status = use_query(
        Status { space: space.named() },
        &[Topic::Sync, Topic::Inventory, Topic::Loans, Topic::Members],
    );
    let exchange = use_change(&[Topic::Sync]);
    let onclick = {
        let (exchange, named) = (exchange.clone(), space.named());
        Callback::from(move |_: MouseEvent| {
            let say = say.clone();
            let command = SyncNow { space: named.clone(), with: None, timeout: PATIENCE };
            exchange.send(&command, move |reports| {
                say.emit(match reports.len() {
                    0 => words.t("sync-now-none"),
                    met => words.with("sync-now-done", &[("count", met.into())]),
                });
            });
        })
    };
    let list = answered(words, &status, |status| shown(words, status));
    let pending = exchange.is_pending();
    html! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("sync-title") }</h1>
                    <p class="lede">{ words.t("sync-lede") }</p>
                </div>
                if !space.is_demo() {
                    <div class="actions">
                        <button type="button" class="button" {onclick} disabled={pending}
                            data-testid="sync-now">
                            { icon(Icon::Refresh) }
                            { words.t(if pending { "busy-waiting" } else { "sync-now" }) }
                        </button>
                    </div>
                }
            </header>
            <Refusal error={exchange.error()} />
            { list }
        </div>
    }
}

fn shown(words: Words, status: &StatusView) -> Html {
    let line = Some(&status.sync);
    let seen = match &status.sync {
        SyncLine::Offline { last_seen: Some(at), .. } => {
            Some(words.with("sync-last-seen", &[("date", words.moment(*at).into())]))
        }
        SyncLine::Offline { last_seen: None, .. }
        | SyncLine::Demo
        | SyncLine::OnlyDevice { .. }
        | SyncLine::Working { .. }
        | SyncLine::UpToDate { .. } => None,
    };
    let devices = status.devices.iter().map(|device| row(words, device));
    html! {
        <>
            <p class="callout info" data-testid="sync-state">
                { icon(sync::icon_of(line)) }
                <span>{ sync::words_of(words, line) }{ seen.map(|seen| format!(", {seen}")) }</span>
            </p>
            if status.update_needed {
                <p class="callout" data-testid="update-needed">
                    { icon(Icon::Alert) }<span>{ words.t("sync-update-needed") }</span>
                </p>
            }
            <section class="section">
                <div class="section-head"><h2>{ words.t("sync-devices") }</h2></div>
                <ul>{ for devices }</ul>
            </section>
        </>
    }
}

fn row(words: Words, device: &DeviceView) -> Html {
    let name = match device.name.as_str() {
        "" => words.t("unknown-member"),
        name => name.to_owned(),
    };
    let seen = match device.last_seen {
        Some(at) => words.with("sync-seen", &[("date", words.moment(at).into())]),
        None => words.t("sync-never-seen"),
    };
    let missing =
        (device.missing > 0 && !device.here).then(|| words.count("sync-missing", device.missing));
    let note = match (device.here, missing) {
        (true, _) => String::new(),
        (false, None) => seen,
        (false, Some(missing)) => format!("{seen}, {missing}"),
    };
    let (class, shown, state) = match (device.here, device.connected) {
        (true, _) => (None, Icon::Devices, "sync-here"),
        (false, true) => (Some("ok"), Icon::CircleCheck, "sync-connected"),
        (false, false) => (None, Icon::CircleDashed, "sync-away"),
    };
    html! {
        <li key={device.id.to_string()} class="row" data-testid="device-row">
            { face(&name, FaceSize::Normal) }
            <div class="grow">
                <div class="row-title"><span>{ name }</span></div>
                <p class="row-note">{ note }</p>
            </div>
            <span class={classes!("status", class)}>{ icon(shown) }{ words.t(state) }</span>
        </li>
    }
}
