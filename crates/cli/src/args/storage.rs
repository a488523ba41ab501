//! What is said on the command line about the store of a space and its backups.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// What to do with the store of a space.
#[derive(Debug, Subcommand)]
pub(crate) enum StoreJob {
    Convert(StoreConvert),
    Compact,
}

#[derive(Debug, Args)]
pub(crate) struct StoreConvert {
    #[arg(long, value_name = "sled|redb")]
    pub(crate) to: String,
}

/// What to do with backups.
#[derive(Debug, Subcommand)]
pub(crate) enum BackupJob {
    Create(BackupCreate),
    List,
    Folder(BackupFolder),
    Restore(BackupRestore),
}

#[derive(Debug, Args)]
pub(crate) struct BackupCreate {
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct BackupFolder {
    #[arg(value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct BackupRestore {
    pub(crate) file: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(crate) to: PathBuf,
}
