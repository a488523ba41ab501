//! The application that every front end uses: run a command, hear what became stale.
//!
//! A front end knows [`etabli_api`] and this door; nothing else. Commands are short and may wait
//! for the disk, so they run on threads of their own; what waits for the network is asynchronous.

pub mod backup;
mod export;
pub mod figures;
pub mod holder;
pub mod import;
pub mod log;
pub mod state;

mod calendar_file;
mod card;
mod catalogue;
mod census;
mod clock;
mod core;
#[cfg(test)]
mod decoders;
mod demo;
mod directory;
mod guests;
mod handle;
mod hay;
mod host;
mod ical;
mod joining;
mod key;
mod moment;
mod opening;
mod peers;
mod prose;
mod roster;
mod seeing;
mod show;
mod snapshot;
mod space;
mod telling;
mod wall;

use std::{path::PathBuf, sync::Arc};

use etabli_api::{ApiError, Command, ErrorCode, Event};
use serde_json::Value;
use tokio::sync::broadcast;

use crate::{core::Core, directory::Directory};

/// How far this computer reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// Nowhere: nothing is bound.
    Off,
    /// The local network and wherever addresses of codes lead.
    Lan,
    /// This computer only.
    Loopback,
}

/// How to open the application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The data directory. Whoever opens it holds its lock; see [`holder`].
    pub data: PathBuf,
    /// How far it reaches.
    pub network: Network,
    /// Where it is noted, outside the data directory, how far this device's logs went; without it,
    /// a restored copy or a lost tail of a disk cannot be told from a sound one.
    pub state: Option<PathBuf>,
}

/// The application over one data directory. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    core: Arc<Core>,
}

impl App {
    /// Opens a data directory. Spaces are opened when they are first used.
    pub async fn open(config: Config) -> Result<Self, ApiError> {
        let Config { data, network, state } = config;
        let directory = blocking(move || Directory::open(&data)).await?;
        let core = Arc::new(Core::new(directory, network, state));
        calendar_file::begin(&core);
        Ok(Self { core })
    }

    /// Runs a command by its name.
    pub async fn call(&self, name: &str, arguments: Value) -> Result<Value, ApiError> {
        self.core.rouse();
        handle::call(&self.core, name, arguments).await
    }

    /// Runs a command.
    pub async fn run<C: Command>(&self, command: C) -> Result<C::Reply, ApiError> {
        let arguments = serde_json::to_value(command).map_err(|error| internal(&error))?;
        let reply = self.call(C::NAME, arguments).await?;
        serde_json::from_value(reply).map_err(|error| internal(&error))
    }

    /// Returns a listener to what becomes stale.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.core.subscribe()
    }

    /// Returns what a person should be told once, and was not yet: codes with their words.
    pub fn notices(&self) -> Vec<ApiError> {
        self.core.take_notices()
    }

    /// Starts the peer, if it does not run yet, and returns the device's id. What this computer
    /// waited to be let in to is taken up again.
    pub async fn listen(&self) -> Result<String, ApiError> {
        self.core.rouse();
        let device = host::listen(&self.core).await?.device().to_string();
        joining::resume(&self.core);
        Ok(device)
    }

    /// Has whole files come without anybody's asking, not only small pictures: for a computer that
    /// stays on.
    pub fn keep_files(&self) {
        self.core.keep_files();
    }

    /// Stops the peer and closes the spaces, which wait for nobody's farewell.
    pub async fn shutdown(&self) {
        /// A peer that does not answer the farewell notices by itself.
        const FAREWELL: std::time::Duration = std::time::Duration::from_secs(3);

        self.core.joins.stop();
        let node = self.core.node.lock().await.take();
        let farewell = async {
            if let Some(node) = node
                && tokio::time::timeout(FAREWELL, node.shutdown()).await.is_err()
            {
                tracing::debug!("somebody did not hear that this computer leaves");
            }
        };
        let core = self.core.clone();
        let closing = blocking(move || {
            calendar_file::refresh(&core);
            core.close_all();
            Ok(())
        });
        let ((), closed) = tokio::join!(farewell, closing);
        if let Err(error) = closed {
            tracing::warn!(%error, "the spaces were not closed in order");
        }
    }
}

/// Returns whether a panic of this thread is caught and told as damage of a store.
pub fn catches_panics() -> bool {
    etabli_sync::store::catches_panics()
}

pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| Err(internal(&error)))
}

fn internal(error: &dyn std::error::Error) -> ApiError {
    ApiError::new(ErrorCode::Internal).with("detail", error)
}
