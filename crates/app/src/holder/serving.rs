//! The holder's side of the socket: answers other processes of the same user.
//!
//! A command that was taken is answered, also while the serving ends; one that was not taken is
//! dropped before anything of it is done.

use std::path::{Path, PathBuf};

use etabli_api::ApiError;

use super::Answer;

/// A socket that answers, until it is ended.
#[derive(Debug)]
pub struct Serving {
    socket: PathBuf,
    #[cfg(unix)]
    stop: tokio::sync::watch::Sender<bool>,
    #[cfg(unix)]
    pub(super) accepting: tokio::task::JoinHandle<()>,
}

impl Serving {
    /// Returns the path of the socket; empty where there is none.
    pub(super) fn socket(&self) -> &Path {
        &self.socket
    }
}

#[cfg(not(unix))]
impl Serving {
    pub(super) async fn start(_data: &Path, _app: impl Answer) -> Result<Self, ApiError> {
        Ok(Self { socket: PathBuf::new() })
    }

    /// Ends at once: only Unix has the socket.
    pub async fn end(self) {}
}

#[cfg(unix)]
impl Serving {
    /// Opens the socket of `data`, whose lock the caller holds, and answers with `app`.
    pub(super) async fn start(data: &Path, app: impl Answer) -> Result<Self, ApiError> {
        let socket =
            super::runtime::socket_path(data).map_err(|e| super::storage_failed(data, &e))?;
        let listener = bind(&socket).map_err(|error| super::storage_failed(&socket, &error))?;
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let accepting = tokio::spawn(accept(listener, app, stopped));
        Ok(Self { socket, stop, accepting })
    }

    /// Takes no more commands, waits for those that run, and removes the socket.
    pub async fn end(self) {
        self.stop.send_replace(true);
        remove(&self.socket);
        if let Err(error) = self.accepting.await {
            tracing::error!(%error, "the holder's socket ended badly");
        }
    }
}

#[cfg(unix)]
fn bind(socket: &Path) -> std::io::Result<tokio::net::UnixListener> {
    use std::os::unix::fs::PermissionsExt;

    // The lock is ours: whoever left a socket here is gone.
    remove(socket);
    let listener = tokio::net::UnixListener::bind(socket)?;
    std::fs::set_permissions(socket, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

#[cfg(unix)]
fn remove(socket: &Path) {
    if let Err(error) = std::fs::remove_file(socket)
        && error.kind() != std::io::ErrorKind::NotFound
    {
        tracing::warn!(%error, "the holder's socket cannot be removed");
    }
}

#[cfg(unix)]
async fn accept(
    listener: tokio::net::UnixListener,
    app: impl Answer,
    mut stopped: tokio::sync::watch::Receiver<bool>,
) {
    use tokio::task::JoinSet;

    /// More processes than this at once wait in the system's queue.
    const MAX_CONNECTIONS: usize = 32;
    /// After a refused `accept`, out of file descriptors say, a moment passes.
    const BREATH: std::time::Duration = std::time::Duration::from_millis(100);

    let own = stopped.clone();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = over(&mut stopped) => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept(), if connections.len() < MAX_CONNECTIONS => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(answer(stream, app.clone(), own.clone()));
                }
                Err(error) => {
                    tracing::warn!(%error, "the holder's socket refused a connection");
                    tokio::time::sleep(BREATH).await;
                }
            },
        }
    }
    drop(listener);
    while connections.join_next().await.is_some() {}
}

/// Waits until the serving ends, or is dropped.
#[cfg(unix)]
async fn over(stopped: &mut tokio::sync::watch::Receiver<bool>) {
    while !*stopped.borrow_and_update() {
        if stopped.changed().await.is_err() {
            return;
        }
    }
}

#[cfg(unix)]
async fn answer(
    mut stream: tokio::net::UnixStream,
    app: impl Answer,
    mut stopped: tokio::sync::watch::Receiver<bool>,
) {
    use super::frame::{self, MAX_ANSWER, MAX_REQUEST, Reply, Request};

    let own = rustix::process::getuid().as_raw();
    if stream.peer_cred().map(|peer| peer.uid()).ok() != Some(own) {
        tracing::warn!("another user tried the holder's socket");
        return;
    }
    loop {
        let request: Request = tokio::select! {
            biased;
            () = over(&mut stopped) => return,
            request = frame::read(&mut stream, MAX_REQUEST) => match request {
                Ok(Some(request)) => request,
                Ok(None) => return,
                Err(error) => {
                    tracing::debug!(%error, "a request on the holder's socket was not readable");
                    return;
                }
            },
        };
        if frame::write(&mut stream, &Reply::Taken, MAX_ANSWER).await.is_err() {
            return;
        }
        let reply = match app.answer(&request.name, request.arguments).await {
            Ok(value) => Reply::Ok(value),
            Err(error) => Reply::Error(error),
        };
        if let Err(error) = frame::write(&mut stream, &reply, MAX_ANSWER).await {
            tracing::debug!(%error, "an answer on the holder's socket did not arrive");
            return;
        }
    }
}
