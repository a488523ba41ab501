//! Where this computer notes what must survive the data directory: how far this device's logs went.
//!
//! It lies outside the data directory, so that a copy of that one brought back does not bring an
//! old note with it. `ETABLI_STATE` names another place, for tests and for unusual systems.

use std::path::PathBuf;

/// Returns the directory, or `None` for a user without a home.
pub fn directory() -> Option<PathBuf> {
    let asked = std::env::var_os("ETABLI_STATE").filter(|path| !path.is_empty());
    asked.map(PathBuf::from).or_else(usual)
}

fn usual() -> Option<PathBuf> {
    let project = directories::ProjectDirs::from("", "", "etabli")?;
    match project.state_dir() {
        Some(directory) => Some(directory.to_owned()),
        // Where a platform has no such directory, one beside that of the data.
        None => Some(project.data_local_dir().with_file_name("etabli-state")),
    }
}
