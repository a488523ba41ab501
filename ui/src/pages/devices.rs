//! The devices of the space: which are connected, what each does not have yet, and the way to
//! take a lost one out.

pub(crate) mod add;
mod contested;
mod diagnostics;
mod name;
mod revoke;

use etabli_api::{
    Topic,
    command::{ListMembers, ReinstateMember, Status, SyncNow},
    id::DeviceId,
    view::{DeviceStanding, DeviceView, MemberStanding, MemberView, Part, StatusView, SyncLine},
};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        face::{FaceSize, face},
        icon::{Icon, icon},
        sync,
    },
    focus::use_next_focus,
    guests::{Door, Guests},
    pages::members::{PEOPLE, is_last_steward},
    query::{use_change, use_query},
    route::{Route, use_heading},
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

use self::{
    add::AddDevice, contested::contested, diagnostics::Diagnostics, name::NameDialog,
    revoke::RevokeDialog,
};

/// How long an exchange that was asked for may take, in seconds.
const PATIENCE: u32 = 20;

/// A device that is asked to be taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Asked(DeviceId);

/// What is open in front of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Front {
    Nothing,
    Revoke(Asked),
    Add,
    Name(DeviceId),
}

/// Returns the word for a device that may not act.
pub(crate) const fn standing(standing: DeviceStanding) -> Option<&'static str> {
    match standing {
        DeviceStanding::Active => None,
        DeviceStanding::Contested => Some("device-contested"),
        DeviceStanding::Revoked => Some("device-revoked"),
    }
}

/// Shows the devices.
#[component]
pub(crate) fn Devices() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let heading = use_heading(Some(words.t("sync-title")));
    let status = use_query(
        Status { space: space.named() },
        &[Topic::Sync, Topic::Inventory, Topic::Loans, Topic::Members],
    );
    let members = use_query(ListMembers { space: space.named() }, &[Topic::Members]);
    let front = use_state(|| Front::Nothing);
    let settle = use_change(PEOPLE);
    // Who is asked about is answered in two queries: what had the focus goes with either.
    let shown_now = (members.ready().cloned(), status.ready().map(|s| s.devices.clone()));
    let next = use_next_focus(shown_now);
    let exchange = use_change(&[Topic::Sync]);
    let onclick = {
        let (exchange, named, say) = (exchange.clone(), space.named(), say.clone());
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
    let on_revoke = {
        let setter = front.setter();
        Callback::from(move |asked: Asked| setter.set(Front::Revoke(asked)))
    };
    let on_name = {
        let setter = front.setter();
        Callback::from(move |device: DeviceId| setter.set(Front::Name(device)))
    };
    let on_close = {
        let setter = front.setter();
        Callback::from(move |()| setter.set(Front::Nothing))
    };
    let on_add = {
        let setter = front.setter();
        Callback::from(move |_: MouseEvent| setter.set(Front::Add))
    };
    let on_reinstate = {
        let (settle, named, next) = (settle.clone(), space.named(), next.clone());
        Callback::from(move |(device, name): (DeviceId, String)| {
            let (say, next) = (say.clone(), next.clone());
            let (member, device) = (String::new(), Some(device.to_string()));
            let command = ReinstateMember { space: named.clone(), member, device };
            settle.send(&command, move |_| {
                next.replace(Some("h1".to_owned()));
                say.emit(words.with("devices-given-back", &[("name", name.into())]));
            });
        })
    };
    let people = members.ready().map(|members| members.as_slice()).unwrap_or_default();
    let list = answered(words, &status, |status| {
        html! {
            <>
                { shown(words, status, people, &on_revoke, &on_name) }
                { contested(words, people, &on_revoke, &on_reinstate) }
                { revoked(words, people) }
            </>
        }
    });
    let on_done = {
        let (next, on_close) = (next.clone(), on_close.clone());
        Callback::from(move |()| {
            next.replace(Some("h1".to_owned()));
            on_close.emit(());
        })
    };
    let in_front = match *front {
        Front::Nothing => None,
        Front::Name(device) => {
            let devices = status.ready().map(|status| status.devices.clone()).unwrap_or_default();
            let device = devices.into_iter().find(|one| one.id == device);
            let on_close = on_close.clone();
            device.map(|device| html! { <NameDialog {device} {on_close} /> })
        }
        Front::Add => Some(html! { <AddDevice on_close={on_close.clone()} /> }),
        Front::Revoke(Asked(device)) => {
            let of = |member: &&MemberView| member.devices.iter().any(|d| d.id == device);
            people.iter().find(of).map(|member| {
                let last_steward = is_last_steward(people, member);
                let member = member.clone();
                html! { <RevokeDialog {member} {device} {last_steward} {on_done} {on_close} /> }
            })
        }
    };
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
                        if space.part() == Part::Active && !space.is_copy() {
                            <button type="button" class="button main-act" onclick={on_add}
                                data-testid="device-add-open">
                                { icon(Icon::Plus) }{ words.t("device-add") }
                            </button>
                        }
                        <button type="button" class="button" {onclick} disabled={pending}
                            data-testid="sync-now">
                            { icon(Icon::Refresh) }
                            { words.t(if pending { "busy-waiting" } else { "sync-now" }) }
                        </button>
                    </div>
                }
            </header>
            <Refusal error={exchange.error()} />
            <Refusal error={settle.error()} />
            // Whoever adds a device has them before their eyes already.
            if !space.is_demo() && *front != Front::Add {
                <Guests door={Door::Devices} />
            }
            { list }
            <section class="section">
                <div class="section-head"><h2>{ words.t("backups-title") }</h2></div>
                <p class="section-text">{ words.t("backups-devices-text") }</p>
                <div class="acts">
                    <a class="button" href={Route::Backups.href()} data-testid="devices-backups">
                        { words.t("backups-open") }
                    </a>
                </div>
            </section>
            <Diagnostics />
            { in_front }
        </div>
    }
}

fn shown(
    words: Words,
    status: &StatusView,
    members: &[MemberView],
    on_revoke: &Callback<Asked>,
    on_name: &Callback<DeviceId>,
) -> Html {
    let me = members.iter().find(|member| member.me);
    let mine = |device: &DeviceView| {
        me.is_some_and(|me| me.id == device.member && me.standing == MemberStanding::Active)
    };
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
    let devices = status.devices.iter().map(|device| {
        let mut known = members.iter().flat_map(|member| &member.devices);
        let can_revoke = known.any(|known| known.id == device.id && known.can_revoke);
        row(words, device, can_revoke.then_some(on_revoke), mine(device).then_some(on_name))
    });
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

fn row(
    words: Words,
    device: &DeviceView,
    on_revoke: Option<&Callback<Asked>>,
    on_name: Option<&Callback<DeviceId>>,
) -> Html {
    let name = words.person(&device.name);
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
        <li key={device.id.to_string()} class="row loan" data-testid="device-row">
            { face(&name, FaceSize::Normal) }
            <div class="grow">
                <div class="row-title">
                    <span>{ &name }</span>
                    if !device.device_name.is_empty() {
                        <span data-testid="device-name">{ &device.device_name }</span>
                    }
                    <span class="label-tag">{ device.id.short() }</span>
                </div>
                <p class="row-note">{ note }</p>
            </div>
            <span class={classes!("status", class)}>{ icon(shown) }{ words.t(state) }</span>
            { on_name.map(|on_name| name_button(words, device, on_name)) }
            { on_revoke.map(|on_revoke| revoke_button(words, &name, device.id, on_revoke)) }
        </li>
    }
}

/// Draws the way to name a device.
fn name_button(words: Words, device: &DeviceView, on_name: &Callback<DeviceId>) -> Html {
    let (id, label) = (device.id, [("device", device.id.short().into())]);
    html! {
        <button type="button" class="button quiet small" data-testid="device-rename"
            onclick={on_name.reform(move |_: MouseEvent| id)}
            aria-label={words.with("device-name-of", &label)}>{ words.t("device-name") }</button>
    }
}

/// Draws the way to take a device out.
fn revoke_button(words: Words, name: &str, device: DeviceId, on_revoke: &Callback<Asked>) -> Html {
    let label = [("name", name.into()), ("device", device.short().into())];
    html! {
        <button type="button" class="button small" data-testid="device-revoke"
            onclick={on_revoke.reform(move |_: MouseEvent| Asked(device))}
            aria-label={words.with("device-revoke-of", &label)}>{ words.t("device-revoke") }</button>
    }
}

/// Draws the devices that were taken out.
fn revoked(words: Words, members: &[MemberView]) -> Html {
    let rows: Vec<_> = members
        .iter()
        .flat_map(|member| member.devices.iter().map(move |device| (member, device)))
        .filter(|(_, device)| device.standing == DeviceStanding::Revoked)
        .map(|(member, device)| {
            let name = words.person(&member.name);
            html! {
                <li key={device.id.to_string()} class="row" data-testid="device-out">
                    { face(&name, FaceSize::Normal) }
                    <div class="row-title grow">
                        <span>{ name }</span><span class="label-tag">{ device.id.short() }</span>
                        <span class="badge gone">{ words.t("device-revoked") }</span>
                    </div>
                </li>
            }
        })
        .collect();
    if rows.is_empty() {
        return Html::default();
    }
    html! {
        <section class="section quiet">
            <div class="section-head"><h2>{ words.t("devices-revoked") }</h2></div>
            <ul>{ rows }</ul>
        </section>
    }
}
