//! The backups of the space: when the last one was made, each by its day, where they are kept,
//! and the ways to look into one and to check what is here.

mod check;
mod copy;
mod folder;

use etabli_api::{
    Topic,
    command::{CreateBackup, ListBackups, ReadBackupFolder},
    view::BackupView,
};
use yew::prelude::*;

use crate::{
    components::{
        answer::{Refusal, answered},
        badge::Tone,
        button::{Button, Look, Ready},
        drawing::{Drawing, Empty},
        icon::{Icon, icon},
        progress::Progress,
    },
    exports::Exports,
    format,
    part::PartBanner,
    query::{use_change, use_query},
    route::use_heading,
    space::use_space,
    toast::use_say,
    words::{Words, use_words},
};

use self::{check::Check, copy::CopyDialog, folder::FolderDialog};

/// What is open in front of the list.
#[derive(Debug, Clone, PartialEq)]
enum Front {
    Nothing,
    Copy(BackupView),
    Folder(AttrValue),
}

/// Shows the backups.
#[component]
pub(crate) fn Backups() -> Html {
    let (words, space, say) = (use_words(), use_space(), use_say());
    let heading = use_heading(Some(words.t("backups-title")));
    // Backups are nothing that the program tells of: what changes them here says so.
    let backups = use_query(ListBackups {}, &[Topic::Spaces]);
    let folder = use_query(ReadBackupFolder {}, &[Topic::Spaces]);
    let front = use_state(|| Front::Nothing);
    let make = use_change(&[Topic::Spaces]);
    let on_make = {
        let (make, named) = (make.clone(), space.named());
        Callback::from(move |()| {
            let say = say.clone();
            make.send(&CreateBackup { space: named.clone(), to: None }, move |made| {
                say.emit(words.with("backups-made", &[("entries", made.entries.into())]));
            });
        })
    };
    let on_front = {
        let setter = front.setter();
        Callback::from(move |front: Front| setter.set(front))
    };
    let on_close = on_front.reform(|()| Front::Nothing);
    let on_copy = on_front.reform(Front::Copy);
    let id = space.named().unwrap_or_default();
    let list = answered(words, &backups, |backups| {
        let own: Vec<_> = backups.iter().filter(|one| one.space.to_string() == id).collect();
        listed(words, &own, &on_copy)
    });
    let kept = answered(words, &folder, |folder| {
        let onclick = {
            let folder = AttrValue::from(folder.clone());
            on_front.reform(move |_: MouseEvent| Front::Folder(folder.clone()))
        };
        html! {
            <>
                <p class="row-text strong" data-testid="backups-folder">{ folder }</p>
                <p class="section-text">{ words.t("backups-folder-text") }</p>
                if !space.is_copy() {
                    <button type="button" class="button" {onclick}
                        data-testid="backups-folder-open">
                        { words.t("backups-folder-change") }
                    </button>
                }
            </>
        }
    });
    let in_front = match &*front {
        Front::Nothing => Html::default(),
        Front::Copy(backup) => html! { <CopyDialog backup={backup.clone()} {on_close} /> },
        Front::Folder(now) => html! { <FolderDialog now={now.clone()} {on_close} /> },
    };
    let ready = if make.is_pending() { Ready::Busy } else { Ready::Yes };
    html! {
        <div class="page narrow">
            <header class="page-head">
                <div>
                    <h1 ref={heading} tabindex="-1">{ words.t("backups-title") }</h1>
                    <p class="lede">{ words.t("backups-lede") }</p>
                </div>
                if !space.is_copy() {
                    <div class="actions">
                        <Button id="backups-make" words={words.t("backups-make")} look={Look::Main}
                            icon={Some(Icon::Download)} {ready} on_press={on_make} />
                    </div>
                }
            </header>
            <PartBanner />
            <Refusal error={make.error()} />
            if make.is_pending() {
                <Progress id="backups-making" label={words.t("backups-making")} />
            }
            { list }
            <section class="section">
                <div class="section-head"><h2>{ words.t("backups-folder") }</h2></div>
                <div class="section-text">{ kept }</div>
            </section>
            <Exports />
            <Check />
            { in_front }
        </div>
    }
}

/// Draws the backups by day, the newest first.
fn listed(words: Words, backups: &[&BackupView], on_copy: &Callback<BackupView>) -> Html {
    let Some(last) = backups.first() else {
        return html! {
            <Empty id="backups-empty" drawing={Drawing::Shelf}
                title={words.t("backups-empty-title")} text={words.t("backups-empty-text")} />
        };
    };
    let date = words.moment(last.at);
    let days = backups.chunk_by(|one, other| words.day(one.at) == words.day(other.at));
    let days = days.map(|day| {
        let head = day.first().map(|one| words.day(one.at));
        html! {
            <section class="section">
                <div class="section-head"><h2>{ head }</h2></div>
                <ul>{ for day.iter().map(|one| row(words, one, on_copy)) }</ul>
            </section>
        }
    });
    html! {
        <>
            <p class={classes!("callout", Tone::Ok.class())} data-testid="backups-last">
                { icon(Icon::CircleCheck) }
                <span>{ words.with("backups-last", &[("date", date.into())]) }</span>
            </p>
            { for days }
        </>
    }
}

fn row(words: Words, backup: &BackupView, on_copy: &Callback<BackupView>) -> Html {
    let size = words.size(backup.bytes);
    let held = [("entries", backup.entries.into()), ("size", size.into())];
    let onclick = {
        let backup = backup.clone();
        on_copy.reform(move |_: MouseEvent| backup.clone())
    };
    html! {
        <li key={backup.path.clone()} class="row" data-testid="backup-row">
            <div class="grow">
                <div class="row-title">{ format::clock(words.language(), backup.at) }</div>
                <p class="row-note">{ words.with("backups-entries", &held) }</p>
            </div>
            <button type="button" class="button small" {onclick} data-testid="backup-copy"
                aria-label={words.with("backups-copy-of", &[("date", when(words, backup).into())])}>
                { words.t("backups-copy") }
            </button>
        </li>
    }
}

/// Returns the day and the time of a backup.
fn when(words: Words, backup: &BackupView) -> String {
    format!("{}, {}", words.day(backup.at), format::clock(words.language(), backup.at))
}
