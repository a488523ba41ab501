//! How a space stands: the sync line, exchanging now, and checking everything.

use std::{collections::HashSet, sync::Arc, time::Duration};

use etabli_api::{
    ApiError, ErrorCode,
    command::{Status, SyncNow, Verify},
    view::{
        DeviceView, FilesHere, Finding, FindingKind, PeerReport, StatusView, SyncLine, VerifyReport,
    },
};
use etabli_model::membership::RULES;
use etabli_sync::{mark::MarkVerdict, recovery::count_stranded, replica::Problem, shelf::Shelf};

use super::Handle;
use crate::{
    blocking,
    core::{Core, api_error},
    host, show,
    space::{Space, SpaceError},
};

const LONGEST_WAIT: u32 = 600;

impl Handle for Status {
    fn handle(self, core: &Core) -> Result<StatusView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let place = core.directory.place(&id);
        let kept = place.kept();
        let last_backup =
            core.directory.backups().ok().and_then(|folder| crate::backup::last(&folder, &id));
        core.with(id, |space| {
            let verdict = space.verdict();
            let stranded = count_stranded(space.replica().store());
            let only_here = space.changes_above(&space.peers.best_heights());
            let store_bytes =
                space.replica().store().size_on_disk().map_err(crate::directory::store_error)?;
            Ok(StatusView {
                space: show::space(space)?,
                sync: sync_line(space, only_here),
                devices: devices(space),
                only_here,
                entries: space.replica().graph().len() as u64,
                store_bytes,
                unknown: space.replica().unknown(),
                update_needed: space.membership().update_needed(),
                rules: space.membership().rules(),
                known_rules: RULES,
                store_kind: place.kind().map(|kind| kind.to_string()).unwrap_or_default(),
                missing_own: verdict.missing_own(),
                missing_others: verdict.missing_of_others(),
                stranded: stranded.map_err(crate::directory::store_error)?,
                kept: kept.iter().map(|path| path.display().to_string()).collect(),
                last_backup,
                files: files(space)?,
            })
        })
    }
}

/// Counts the photos and attachments, without reading them: this is asked often.
fn files(space: &Space) -> Result<FilesHere, ApiError> {
    let mut files = FilesHere::default();
    let mut named = space.files().peekable();
    let Some(shelf) = space.shelf().filter(|_| named.peek().is_some()) else { return Ok(files) };
    let here: HashSet<_> =
        shelf.list().map_err(crate::directory::store_error)?.into_iter().collect();
    let mut seen = HashSet::new();
    for file in named.filter(|file| seen.insert(file.hash)) {
        match here.contains(&file.hash) {
            true => {
                files.here += 1;
                files.bytes += file.bytes;
            }
            false => files.elsewhere += 1,
        }
    }
    Ok(files)
}

fn devices(space: &Space) -> Vec<DeviceView> {
    let here = space.replica().device();
    let mut devices: Vec<DeviceView> = space
        .membership()
        .devices()
        .map(|(id, member)| {
            let peer = space.peers.get(&id);
            let heights = peer.map(crate::peers::Peer::heights).unwrap_or_default();
            DeviceView {
                id,
                member,
                name: space.catalogue.name_of(&member).to_owned(),
                here: id == here,
                connected: peer.is_some_and(|peer| peer.connected),
                last_seen: peer.and_then(|peer| peer.last_seen),
                missing: if id == here { 0 } else { space.changes_above(&heights) },
                device_name: space.catalogue.device_name(&member, &id).to_owned(),
            }
        })
        .collect();
    devices.sort_by_key(|device| (!device.here, !device.connected, device.name.clone(), device.id));
    devices
}

fn sync_line(space: &Space, only_here: u32) -> SyncLine {
    if space.demo {
        return SyncLine::Demo;
    }
    if space.other_devices().is_empty() {
        return SyncLine::OnlyDevice { only_here };
    }
    let name = |device| {
        let member = space.membership().member_of(&device);
        member.map(|id| space.catalogue.name_of(&id).to_owned()).unwrap_or_default()
    };
    let mut equal = Vec::new();
    for (device, peer) in space.peers.connected() {
        if !peer.equal {
            return SyncLine::Working { with: name(device) };
        }
        equal.push(peer.last_seen);
    }
    match equal.iter().flatten().max() {
        Some(at) => SyncLine::UpToDate { devices: show::count(equal.len()), at: *at },
        None => SyncLine::Offline { only_here, last_seen: space.peers.last_seen() },
    }
}

/// Exchanges now with every device that can be reached.
pub(super) async fn sync(core: &Arc<Core>, asked: SyncNow) -> Result<Vec<PeerReport>, ApiError> {
    let limit = Duration::from_secs(asked.timeout.clamp(1, LONGEST_WAIT).into());
    let only = match asked.with.as_deref() {
        None => None,
        Some(text) => {
            let bad = |_| ApiError::new(ErrorCode::NotFound).with("what", text);
            Some(text.trim().parse().map_err(bad)?)
        }
    };
    let reading = core.clone();
    let spaces = blocking(move || match asked.space.as_deref() {
        Some(named) => Ok(vec![reading.find_space(Some(named))?]),
        None => reading.directory.spaces(),
    })
    .await?;
    let node = host::listen(core).await?;
    let mut reports = Vec::new();
    for space in spaces {
        if core.directory.is_demo(&space) {
            continue;
        }
        let outcomes = node.sync(space, only, limit).await;
        let met: Vec<_> = outcomes.iter().map(|outcome| outcome.device).collect();
        // Small pictures come along; a time-out leaves what came.
        if tokio::time::timeout(limit, node.fetch_wanted(space, &met)).await.is_err() {
            tracing::info!(space = %space.short(), "not all small pictures came in time");
        }
        for outcome in outcomes {
            let core = core.clone();
            let name = blocking(move || {
                core.with(space, |space| {
                    let member = space.membership().member_of(&outcome.device);
                    Ok(member.map(|id| space.catalogue.name_of(&id).to_owned()).unwrap_or_default())
                })
            })
            .await?;
            reports.push(PeerReport {
                peer: outcome.device,
                name,
                sent: outcome.sent,
                received: outcome.received,
                bytes: outcome.bytes,
                round_trips: outcome.round_trips,
                equal: outcome.equal,
            });
        }
    }
    Ok(reports)
}

impl Handle for Verify {
    fn handle(self, core: &Core) -> Result<VerifyReport, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.with(id, |space| {
            let checked =
                space.replica().verify().map_err(|error| api_error(&SpaceError::from(error)))?;
            let mut problems: Vec<String> =
                checked.problems.iter().map(Problem::to_string).collect();
            let mut findings: Vec<Finding> = checked.problems.into_iter().map(finding).collect();
            let mut files = files(space)?;
            let shelf = space.shelf().map_or_else(|| Ok(Default::default()), Shelf::check);
            for hash in shelf.map_err(crate::directory::store_error)?.damaged {
                let (mut name, id) = (String::new(), hash.to_string());
                problems.push(format!("the file {hash} is damaged"));
                files.damaged += 1;
                if let Some(file) = space.files().find(|file| file.hash == hash) {
                    files.here = files.here.saturating_sub(1);
                    files.elsewhere += 1;
                    files.bytes = files.bytes.saturating_sub(file.bytes);
                    name.clone_from(&file.name);
                }
                let name = if name.is_empty() { id.clone() } else { name };
                findings.push(Finding::with(FindingKind::DamagedFile, name, id));
            }
            let verdict = space.verdict();
            let missing = matches!(verdict, MarkVerdict::Behind { .. });
            Ok(VerifyReport {
                ok: problems.is_empty() && !missing,
                entries: checked.entries,
                state: space.state().to_hex().to_string(),
                rules: space.membership().rules(),
                unknown: space.replica().unknown(),
                problems,
                findings,
                files,
                missing_own: verdict.missing_own(),
                missing_others: verdict.missing_of_others(),
            })
        })
    }
}

fn finding(problem: Problem) -> Finding {
    match problem {
        Problem::Unreadable { key, detail } => Finding::with(FindingKind::Unreadable, key, detail),
        Problem::Unsigned { key, detail } => Finding::with(FindingKind::Unsigned, key, detail),
        Problem::Misplaced { key } => Finding::with(FindingKind::Misplaced, key, ""),
        Problem::Unread { key } => Finding::with(FindingKind::Unread, key, ""),
        Problem::Unlinked { key, detail } => Finding::with(FindingKind::Unlinked, key, detail),
        Problem::Miscounted { known, stored } => Finding {
            expected: known,
            found: stored,
            ..Finding::with(FindingKind::Miscounted, "", "")
        },
    }
}
