//! Who stands at the door, and a new device: the four words on this screen, then a person's answer.

use std::{
    io::{self, BufRead as _},
    time::Duration,
};

use etabli_api::{
    ApiError, ErrorCode,
    command::{AdmitGuest, CreatePairing, ListGuests, RefuseGuest, Status},
    view::{CodePurpose, GuestState, GuestView},
};
use serde_json::json;
use tokio::time::Instant;

use super::{Desk, short, spaces::drawn};
use crate::{
    args::DeviceAdd,
    console::{Reader, Shown, print, to_json},
    words::{Word, minute},
};

/// How often it is looked whether somebody has come.
const LOOK: Duration = Duration::from_millis(500);
/// How long a new device may take to fetch what there is, before this program ends.
const FIRST_EXCHANGE: Duration = Duration::from_secs(120);

pub(super) async fn list(desk: &mut Desk<'_>) -> Result<Shown, ApiError> {
    let guests = desk.run(ListGuests { space: desk.space.clone() }).await?;
    table(desk, &guests)
}

pub(super) async fn admit(desk: &mut Desk<'_>, guest: String) -> Result<Shown, ApiError> {
    let guests = desk.run(AdmitGuest { space: desk.space.clone(), guest }).await?;
    table(desk, &guests)
}

pub(super) async fn refuse(desk: &mut Desk<'_>, guest: String) -> Result<Shown, ApiError> {
    let guests = desk.run(RefuseGuest { space: desk.space.clone(), guest }).await?;
    table(desk, &guests)
}

fn table(desk: &Desk<'_>, guests: &[GuestView]) -> Result<Shown, ApiError> {
    let mut table = desk.table(["device", "name", "wants", "words", "when", "state"]);
    for guest in guests {
        let wants = match guest.purpose {
            CodePurpose::Membership => "cli-guest-membership",
            CodePurpose::Device => "cli-guest-device",
            CodePurpose::Replacement => "cli-guest-replacement",
        };
        table.row([
            short(guest.device),
            guest.name.clone(),
            desk.text(wants, &[]),
            match guest.words.as_str() {
                "" => guest.number.clone(),
                words => words.to_owned(),
            },
            minute(guest.at),
            state(desk, guest),
        ]);
    }
    Shown::new(&guests, desk.rows(&table, "cli-no-guests"))
}

fn state(desk: &Desk<'_>, guest: &GuestView) -> String {
    let signed = guest.signed.join(", ");
    let args = [("signed", Word::Text(&signed)), ("needed", Word::Number(guest.needed.into()))];
    let id = match (guest.state, guest.connected) {
        (GuestState::Arrived, _) => "cli-guest-arrived",
        (GuestState::Signed, _) => "cli-guest-signed",
        (GuestState::Waiting, _) if !guest.signed.is_empty() => "cli-guest-signed",
        (GuestState::Waiting, true) => "cli-guest-waiting",
        (GuestState::Waiting, false) => "cli-guest-away",
    };
    desk.text(id, &args)
}

/// Makes a code for a device, waits for it, shows the words, asks, and stays until it has what there
/// is. Programs read two lines: the code at once, the device when it is in.
pub(super) async fn add_device(desk: &mut Desk<'_>, add: DeviceAdd) -> Result<Shown, ApiError> {
    let end = Instant::now() + add.timeout.0;
    let before = desk.run(ListGuests { space: desk.space.clone() }).await?;
    let pairing = CreatePairing { space: desk.space.clone(), member: add.member };
    let made = desk.run(pairing).await?;
    let failed = |error: io::Error| ApiError::new(ErrorCode::Internal).with("detail", error);
    match desk.console.reader {
        Reader::Program => print(&to_json(&made)?.to_string()).map_err(failed)?,
        Reader::Person => {
            let until = minute(made.expires);
            desk.console.note(&desk.text("cli-device-code", &[("until", Word::Text(&until))]));
            if add.qr {
                print(&drawn(&made.ticket)).map_err(failed)?;
            }
            print(&made.ticket).map_err(failed)?;
            desk.console.note(&desk.text("cli-device-waits", &[]));
        }
    }
    let guest = loop {
        let guests = desk.run(ListGuests { space: desk.space.clone() }).await?;
        let new = |guest: &&GuestView| {
            guest.purpose != CodePurpose::Membership
                && guest.can_admit
                && guest.connected
                && !before.iter().any(|old| old.device == guest.device && old.at == guest.at)
        };
        if let Some(guest) = guests.iter().find(new) {
            break guest.clone();
        }
        if end <= Instant::now() {
            return Err(ErrorCode::NobodyReachable.into());
        }
        tokio::time::sleep(LOOK).await;
    };
    let args = [("device", Word::Text(&short(guest.device)))];
    desk.console.note(&desk.text("cli-device-words", &args));
    desk.console.note(&format!("    {}", guest.words));
    let (space, named) = (desk.space.clone(), guest.device.to_string());
    if !add.yes && !agreed(desk).await? {
        desk.run(RefuseGuest { space, guest: named }).await?;
        return Shown::new(&json!({ "added": false }), desk.text("cli-device-refused", &[]));
    }
    let left = desk.run(AdmitGuest { space, guest: named }).await?;
    let signed = left.iter().find(|left| left.device == guest.device);
    if let Some(signed) = signed {
        // Other stewards must sign, too.
        return Shown::new(signed, state(desk, signed));
    }
    stay(desk, &guest).await?;
    let shown = json!({ "added": true, "id": guest.device, "member": guest.name });
    Shown::new(&shown, desk.text("cli-device-added", &args))
}

/// Asks the person here whether both screens show the same words.
async fn agreed(desk: &Desk<'_>) -> Result<bool, ApiError> {
    desk.console.note(&desk.text("cli-device-agree", &[]));
    let read = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map(|_| line)
    });
    let line = read.await.map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error));
    let line = line?.map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))?;
    Ok(matches!(line.trim().to_lowercase().as_str(), "y" | "yes" | "o" | "oui"))
}

/// Waits until a new device has what is here: it can ask nobody else yet.
async fn stay(desk: &mut Desk<'_>, guest: &GuestView) -> Result<(), ApiError> {
    let end = Instant::now() + FIRST_EXCHANGE;
    while Instant::now() < end {
        let status = desk.run(Status { space: desk.space.clone() }).await?;
        let mut devices = status.devices.iter();
        let here = devices.find(|device| device.id == guest.device);
        if here.is_some_and(|device| device.last_seen.is_some() && device.missing == 0) {
            break;
        }
        tokio::time::sleep(LOOK).await;
    }
    Ok(())
}
