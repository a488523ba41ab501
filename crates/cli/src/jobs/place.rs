//! What is said of places, and of items and the space: hours, rules, keys.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{
        AddKey, ExportHours, FindPlaces, ImportHours, LendItem, ReadDetails, ReturnItem, SetDetails,
    },
    view::{DetailsView, KeyView, detail_message},
};

use super::{Desk, files};
use crate::{
    args::{self, HoursJob, KeyJob},
    console::Shown,
    words::{Word, day, minute},
};

pub(super) async fn show(desk: &mut Desk<'_>, of: Option<String>) -> Result<Shown, ApiError> {
    let view = desk.run(ReadDetails { space: desk.space.clone(), of }).await?;
    Shown::new(&view, whole(desk, &view))
}

/// Finds the places that fit, those that are free first.
pub(super) async fn find(desk: &mut Desk<'_>, asked: args::PlaceFind) -> Result<Shown, ApiError> {
    let args::PlaceFind { need, kind, people, from, to } = asked;
    let space = desk.space.clone();
    let found = desk.run(FindPlaces { space, kind, need, people, from, to, zone: None }).await?;
    let mut table = desk.table(["place", "capacity", "free"]);
    for one in &found {
        let free = match &one.obstacle {
            Some(error) => desk.console.words.reason(error),
            None => desk.text("cli-yes", &[]),
        };
        table.row([one.place.path.clone(), one.capacity.to_string(), free]);
    }
    Shown::new(&found, desk.rows(&table, "cli-no-places"))
}

pub(super) async fn set(desk: &mut Desk<'_>, asked: args::Describe) -> Result<Shown, ApiError> {
    let details = asked.detail.into_iter().map(|said| (said.name, said.text)).collect();
    change(desk, asked.of, details).await
}

async fn change(
    desk: &mut Desk<'_>,
    of: Option<String>,
    details: BTreeMap<String, String>,
) -> Result<Shown, ApiError> {
    let view = desk.run(SetDetails { space: desk.space.clone(), of, details }).await?;
    Shown::new(&view, whole(desk, &view))
}

pub(super) async fn hours(desk: &mut Desk<'_>, job: HoursJob) -> Result<Shown, ApiError> {
    match job {
        HoursJob::Set(asked) => {
            let mut details = BTreeMap::new();
            for said in &asked.day {
                let days = args::days(&said.name).ok_or_else(|| {
                    ApiError::new(ErrorCode::BadDetail)
                        .with("what", "hours")
                        .with("text", &said.name)
                })?;
                details.extend(
                    days.into_iter().map(|day| (format!("hours:{day}"), said.text.clone())),
                );
            }
            let mut view = None;
            if !details.is_empty() {
                view = Some(change(desk, asked.of.clone(), details).await?);
            }
            // Each exception that is new has the same name until it has an id.
            let closed = asked.closed.iter().map(|span| ("closed", span));
            for (door, span) in closed.chain(asked.open.iter().map(|span| ("open", span))) {
                let text = format!("{door} {} {} {}", span.from, span.to, span.reason);
                let details = BTreeMap::from([("exception:".to_owned(), text.trim().to_owned())]);
                view = Some(change(desk, asked.of.clone(), details).await?);
            }
            match view {
                Some(view) => Ok(view),
                None => show(desk, asked.of).await,
            }
        }
        HoursJob::Export(asked) => {
            let command = ExportHours { space: desk.space.clone(), of: asked.of };
            let file = desk.run(command).await?;
            let Some(path) = asked.output else { return Shown::new(&file, file.content.clone()) };
            files::write(&path, file.content.as_bytes())?;
            let told = path.to_string_lossy().into_owned();
            Shown::new(&file, desk.text("cli-hours-written", &[("path", Word::Text(&told))]))
        }
        HoursJob::Import(asked) => {
            let content = BASE64_STANDARD.encode(files::read(&asked.file)?);
            let (space, of) = (desk.space.clone(), asked.into);
            let dry_run = asked.dry_run;
            let report = desk.run(ImportHours { space, of, content, dry_run }).await?;
            let mut shown = Shown::new(&report, whole(desk, &report.view))?;
            shown.notes.extend(report.changes.iter().map(|change| files::changed(desk, change)));
            Ok(shown)
        }
    }
}

pub(super) async fn keys(desk: &mut Desk<'_>, job: KeyJob) -> Result<Shown, ApiError> {
    let space = desk.space.clone();
    match job {
        KeyJob::Add(add) => {
            let (place, name, quantity) = (add.place, add.name, add.quantity);
            let view = desk.run(AddKey { space, place, name, quantity }).await?;
            Shown::new(&view, table(desk, &view.keys))
        }
        KeyJob::Give(give) => {
            let command = LendItem {
                space,
                item: give.item,
                to: give.to,
                due: Some(give.due),
                quantity: None,
                since: None,
                despite_bookings: false,
                despite_limits: false,
                told: None,
            };
            let loan = desk.run(command).await?;
            let args = [
                ("name", Word::Text(loan.item_name.as_str())),
                ("member", Word::Text(loan.to_name.as_str())),
            ];
            let text = desk.text("cli-key-given", &args);
            Shown::new(&loan, text)
        }
        KeyJob::Back(back) => {
            let loan = desk
                .run(ReturnItem {
                    space,
                    loan: back.loan,
                    quantity: None,
                    parts: None,
                    told: None,
                    at: None,
                })
                .await?;
            let args = [
                ("name", Word::Text(loan.item_name.as_str())),
                ("member", Word::Text(loan.to_name.as_str())),
            ];
            let text = desk.text("cli-key-back", &args);
            Shown::new(&loan, text)
        }
        KeyJob::List(asked) => {
            let view = desk.run(ReadDetails { space, of: Some(asked.place) }).await?;
            Shown::new(&view.keys, table(desk, &view.keys))
        }
    }
}

fn table(desk: &Desk<'_>, keys: &[KeyView]) -> String {
    let mut table = desk.table(["name", "place", "who", "since", "free"]);
    for key in keys {
        let name = match key.tag.as_str() {
            "" => key.name.clone(),
            tag => format!("{} ({tag})", key.name),
        };
        let place = key.place_name.clone();
        if key.holders.is_empty() {
            let left = key.left.to_string();
            table.row([name.clone(), place.clone(), String::new(), String::new(), left]);
        }
        for holder in &key.holders {
            let (who, since, left) = (holder.name.clone(), day(holder.since), key.left.to_string());
            table.row([name.clone(), place.clone(), who, since, left]);
        }
    }
    desk.rows(&table, "cli-no-keys")
}

/// Returns all that is said of something, a line each.
fn whole(desk: &Desk<'_>, view: &DetailsView) -> String {
    let mut lines = vec![view.name.clone()];
    let label = |name: &str| desk.text(&detail_message(name), &[]);
    for (name, text) in &view.own {
        let other = name.starts_with("hours:") || name.starts_with("exception:");
        if !other {
            lines.push(format!("{} : {text}", label(name)));
        }
    }
    for (name, around) in &view.around {
        let from = match around.from.as_str() {
            "" => desk.text("details-from-space", &[]),
            from => from.to_owned(),
        };
        lines.push(format!("{} : {} ({from})", label(name), around.text));
    }
    for (number, hours) in (1..).zip(&view.week) {
        let text = match hours.as_str() {
            "" => desk.text("details-closed", &[]),
            hours => hours.to_owned(),
        };
        lines.push(format!("{} : {text}", label(&format!("hours:{number}"))));
    }
    for off in &view.exceptions {
        let id = if off.open { "details-open" } else { "details-closed" };
        let (from, to) = (minute(off.start), minute(off.end));
        lines.push(
            format!("{from} – {to} : {} {}", desk.text(id, &[]), off.reason).trim().to_owned(),
        );
    }
    if !view.verified_by.is_empty() {
        let by = [("name", Word::Text(view.verified_by.as_str()))];
        lines.push(desk.text("details-verified-by", &by));
    }
    if !view.keys.is_empty() {
        lines.push(table(desk, &view.keys));
    }
    lines.join("\n")
}
