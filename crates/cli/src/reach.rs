//! The way to the application: in this process when it holds the data directory, else through
//! the process that does. A job cannot tell the difference.

use std::time::Duration;

use etabli_api::{ApiError, Command, ErrorCode};
use etabli_app::{
    App, Config, Network,
    holder::{Access, CallError, Holder, Remote, Serving},
};
use serde_json::Value;

use crate::{
    console::{Console, to_json},
    words::Word,
};

/// How often a command that no holder took is sent to the next one.
const MAX_HOLDERS: u32 = 20;

/// The application, wherever it runs.
pub(crate) struct Reach {
    way: Way,
    network: Network,
    wait: Duration,
}

enum Way {
    Here(Box<Here>),
    There(Remote),
}

/// The application in this process.
pub(crate) struct Here {
    pub(crate) app: App,
    serving: Option<Serving>,
    /// Dropped last: it is the right to have the stores open.
    _holder: Holder,
}

impl Here {
    /// Opens the application on a directory that this process holds.
    pub(crate) async fn open(holder: Holder, network: Network) -> Result<Self, ApiError> {
        let state = etabli_app::state::directory();
        let config = Config { data: holder.data().to_owned(), network, state };
        let app = App::open(config).await?;
        let serving = match holder.serve(app.clone()).await {
            Ok(serving) => Some(serving),
            // Others must wait then, but this job can be done.
            Err(error) => {
                tracing::warn!(%error, "no socket for other processes");
                None
            }
        };
        Ok(Self { app, serving, _holder: holder })
    }

    /// Answers whoever still waits, and closes the stores.
    pub(crate) async fn close(self) {
        if let Some(serving) = self.serving {
            serving.end().await;
        }
        self.app.shutdown().await;
    }
}

impl Reach {
    /// Opens the directory of `console`, or finds who holds it.
    pub(crate) async fn open(
        console: &Console,
        network: Network,
        wait: Duration,
    ) -> Result<Self, ApiError> {
        let way = open_way(console, network, wait).await?;
        Ok(Self { way, network, wait })
    }

    /// Runs a command.
    pub(crate) async fn run<C: Command>(
        &mut self,
        console: &Console,
        command: C,
    ) -> Result<C::Reply, ApiError> {
        let arguments = to_json(&command)?;
        let answer = console.patiently(self.call(console, C::NAME, arguments)).await;
        if let Way::Here(here) = &self.way {
            for notice in here.app.notices() {
                console.tell(&notice);
            }
        }
        let answer = answer?;
        serde_json::from_value(answer)
            .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))
    }

    async fn call(
        &mut self,
        console: &Console,
        name: &str,
        arguments: Value,
    ) -> Result<Value, ApiError> {
        for _ in 0..MAX_HOLDERS {
            match &self.way {
                Way::Here(here) => return here.app.call(name, arguments).await,
                Way::There(remote) => match remote.call(name, arguments.clone()).await {
                    Ok(answer) => return Ok(answer),
                    Err(CallError::Refused(error)) => return Err(error),
                    // The holder ended in between: its directory is free, or somebody else's.
                    Err(CallError::NotTaken) => {
                        self.way = open_way(console, self.network, self.wait).await?;
                    }
                },
            }
        }
        Err(ErrorCode::Disconnected.into())
    }

    /// Lets go of the directory.
    pub(crate) async fn close(self) {
        match self.way {
            Way::Here(here) => here.close().await,
            Way::There(_) => {}
        }
    }
}

async fn open_way(console: &Console, network: Network, wait: Duration) -> Result<Way, ApiError> {
    let say = |holder: &str| say_waiting(console, holder);
    Ok(match Holder::acquire(&console.data, wait, say).await? {
        Access::Held(holder) => Way::Here(Box::new(Here::open(holder, network).await?)),
        Access::Elsewhere(remote) => Way::There(remote),
    })
}

/// Tells who holds the directory that a job waits for.
pub(crate) fn say_waiting(console: &Console, holder: &str) {
    console.note(&console.words.text("cli-waiting", &[("holder", Word::Text(holder))]));
}
