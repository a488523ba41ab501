//! How a space stands against its other devices: exchanging, status, checking.

use std::time::Duration;

use etabli_api::{
    ApiError, ErrorCode,
    command::{Status, SyncNow, Verify},
    view::{PeerReport, StatusView, SyncLine},
};
use tokio::time::Instant;

use super::{Desk, short, spaces};
use crate::{
    args::Sync,
    console::{Shown, Verdict},
    words::{Word, minute},
};

/// Between two tries to become equal, peers have a moment to come back.
const BETWEEN: Duration = Duration::from_secs(1);

pub(super) async fn sync(desk: &mut Desk<'_>, sync: Sync) -> Result<Shown, ApiError> {
    let end = Instant::now() + sync.timeout.0;
    let peers = loop {
        let left = end.saturating_duration_since(Instant::now());
        let command = SyncNow {
            space: desk.space.clone(),
            with: sync.with.clone(),
            timeout: u32::try_from(left.as_secs().max(1)).unwrap_or(u32::MAX),
        };
        let peers = desk.run(command).await?;
        let equal = !peers.is_empty() && peers.iter().all(|peer| peer.equal);
        if sync.once || equal || end <= Instant::now() + BETWEEN {
            break peers;
        }
        tokio::time::sleep(BETWEEN).await;
    };
    Shown::new(&peers, table(desk, &peers))
}

fn table(desk: &Desk<'_>, peers: &[PeerReport]) -> String {
    let mut table = desk.table(["with", "sent", "received", "bytes", "equal", "device"]);
    for peer in peers {
        let equal = if peer.equal { "cli-yes" } else { "cli-not-yet" };
        table.row([
            peer.name.clone(),
            peer.sent.to_string(),
            peer.received.to_string(),
            peer.bytes.to_string(),
            desk.text(equal, &[]),
            peer.peer.short(),
        ]);
    }
    desk.rows(&table, "cli-nobody-reached")
}

pub(super) async fn status(desk: &mut Desk<'_>) -> Result<Shown, ApiError> {
    let status = desk.run(Status { space: desk.space.clone() }).await?;
    let mut lines = vec![spaces::lines(desk, &status.space), line(desk, &status.sync)];
    lines.push(sizes(desk, &status));
    if status.files.here + status.files.elsewhere > 0 {
        let args = [
            ("here", Word::Number(status.files.here)),
            ("elsewhere", Word::Number(status.files.elsewhere)),
        ];
        lines.push(desk.text("cli-status-files", &args));
    }
    if let Some(at) = status.last_backup {
        lines.push(desk.text("cli-last-backup", &[("at", Word::Text(&minute(at)))]));
    }
    let missing = Missing { own: status.missing_own, others: status.missing_others };
    lines.extend(missing.sentence(desk));
    if status.stranded > 0 {
        lines.push(desk.text("cli-stranded", &[("entries", Word::Number(status.stranded))]));
    }
    for path in &status.kept {
        lines.push(desk.text("cli-store-kept", &[("path", Word::Text(path))]));
    }
    if status.update_needed {
        lines.push(desk.text("cli-update-needed", &[]));
    }
    let mut table = desk.table(["device", "member", "state", "seen", "missing"]);
    for device in &status.devices {
        let state = match (device.here, device.connected) {
            (true, _) => "cli-device-here",
            (false, true) => "cli-device-connected",
            (false, false) => "cli-device-away",
        };
        table.row([
            short(device.id),
            device.name.clone(),
            desk.text(state, &[]),
            device.last_seen.map(minute).unwrap_or_default(),
            device.missing.to_string(),
        ]);
    }
    if !table.is_empty() {
        lines.push(String::new());
        lines.push(table.render(desk.console.style()));
    }
    Shown::new(&status, lines.join("\n"))
}

fn sizes(desk: &Desk<'_>, status: &StatusView) -> String {
    let args = [
        ("entries", Word::Number(status.entries)),
        ("kilobytes", Word::Number(status.store_bytes.div_ceil(1000))),
        ("kind", Word::Text(status.store_kind.as_str())),
    ];
    desk.text("cli-status-sizes", &args)
}

fn line(desk: &Desk<'_>, sync: &SyncLine) -> String {
    match sync {
        SyncLine::Demo => desk.text("cli-sync-demo", &[]),
        SyncLine::OnlyDevice { only_here } => {
            desk.text("cli-sync-alone", &[("changes", Word::Number((*only_here).into()))])
        }
        SyncLine::Offline { only_here, last_seen } => {
            let seen = last_seen.map(minute).unwrap_or_default();
            let args =
                [("changes", Word::Number((*only_here).into())), ("seen", Word::Text(&seen))];
            let id = if last_seen.is_some() { "cli-sync-offline" } else { "cli-sync-unseen" };
            desk.text(id, &args)
        }
        SyncLine::Working { with } => desk.text("cli-sync-working", &[("with", Word::Text(with))]),
        SyncLine::UpToDate { devices, at } => {
            let at = minute(*at);
            let args = [("devices", Word::Number((*devices).into())), ("at", Word::Text(&at))];
            desk.text("cli-sync-done", &args)
        }
    }
}

/// Entries that were here and are not any more.
struct Missing {
    own: u64,
    others: u64,
}

impl Missing {
    /// Says so, with what will happen, unless nothing is missing.
    fn sentence(&self, desk: &Desk<'_>) -> Option<String> {
        let (own, others) = (self.own.to_string(), self.others.to_string());
        let error =
            ApiError::new(ErrorCode::ChangesMissing).with("own", own).with("others", others);
        let words = desk.console.words;
        let said = [Some(words.reason(&error)), words.hint(&error)];
        (self.own + self.others > 0)
            .then(|| said.into_iter().flatten().collect::<Vec<_>>().join(" "))
    }
}

pub(super) async fn verify(desk: &mut Desk<'_>) -> Result<Shown, ApiError> {
    let report = desk.run(Verify { space: desk.space.clone() }).await?;
    let args = [
        ("entries", Word::Number(report.entries)),
        ("problems", Word::Number(u64::try_from(report.problems.len()).unwrap_or(u64::MAX))),
    ];
    let missing = report.missing_own + report.missing_others;
    let id = match (report.ok, report.problems.is_empty()) {
        (false, true) if missing > 0 => "cli-verify-missing",
        (true, _) => "cli-verify-ok",
        (false, _) => "cli-verify-wrong",
    };
    let mut lines = vec![desk.text(id, &args)];
    let missing = Missing { own: report.missing_own, others: report.missing_others };
    lines.extend(missing.sentence(desk));
    lines.extend(report.findings.iter().map(|one| {
        let args = [
            ("what", Word::Text(&one.what)),
            ("detail", Word::Text(&one.detail)),
            ("expected", Word::Number(one.expected)),
            ("found", Word::Number(one.found)),
        ];
        crate::table::printable(&desk.text(&format!("finding-{}", one.kind.as_str()), &args))
    }));
    lines.push(desk.text("cli-verify-state", &[("state", Word::Text(&report.state))]));
    let mut shown = Shown::new(&report, lines.join("\n"))?;
    if !report.ok {
        shown.verdict = Verdict::Wrong;
    }
    Ok(shown)
}
