//! What somebody may copy for whoever helps them: facts and the end of the log, no names.

use std::fmt::Write;

use etabli_api::{
    ApiError,
    command::{ReadDiagnostics, Status},
    view::{DiagnosticsView, SyncLine},
};

use super::Handle;
use crate::{core::Core, log};

/// How much of the log is told, in bytes.
const MOST_LOG: u64 = 16 * 1024;

impl Handle for ReadDiagnostics {
    fn handle(self, core: &Core) -> Result<DiagnosticsView, ApiError> {
        let mut text = String::new();
        let (system, machine) = (std::env::consts::OS, std::env::consts::ARCH);
        // Writing to a string does not fail.
        let _ = writeln!(text, "Établi {}, {system} {machine}", env!("CARGO_PKG_VERSION"));
        for id in core.directory.spaces()? {
            let status = Status { space: Some(id.to_string()) }.handle(core);
            let _ = match status {
                Ok(status) => writeln!(
                    text,
                    "space {}: {} members, {} devices, {} connected, {} entries, {} kB {}, rules {} of {}, \
                     unknown {}, missing {} own {} others, only here {}, {}",
                    id.short(),
                    status.space.members,
                    status.devices.len(),
                    status.devices.iter().filter(|device| device.connected).count(),
                    status.entries,
                    status.store_bytes / 1024,
                    status.store_kind,
                    status.rules,
                    status.known_rules,
                    status.unknown,
                    status.missing_own,
                    status.missing_others,
                    status.only_here,
                    line(&status.sync),
                ),
                Err(error) => writeln!(text, "space {}: {}", id.short(), error.code),
            };
        }
        if let Some(state) = core.state.as_deref() {
            let _ = match log::tail(state, MOST_LOG) {
                Ok(log) if log.is_empty() => writeln!(text, "the log is empty"),
                Ok(log) => writeln!(text, "{}", without_home(&log)),
                Err(error) => writeln!(text, "no log: {}", error.kind()),
            };
        }
        Ok(DiagnosticsView { text })
    }
}

/// Says how the exchange stands, without saying with whom.
const fn line(sync: &SyncLine) -> &'static str {
    match sync {
        SyncLine::Demo => "demo",
        SyncLine::OnlyDevice { .. } => "only device",
        SyncLine::Offline { .. } => "nobody connected",
        SyncLine::Working { .. } => "working",
        SyncLine::UpToDate { .. } => "up to date",
    }
}

/// A person's account name stands in paths.
fn without_home(text: &str) -> String {
    match std::env::home_dir().and_then(|home| home.to_str().map(str::to_owned)) {
        Some(home) if home.len() > 1 => text.replace(&home, "~"),
        Some(_) | None => text.to_owned(),
    }
}
