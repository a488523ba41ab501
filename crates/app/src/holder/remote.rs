//! A data directory that another process holds: its commands go over that process's socket.
//!
//! A command is either not taken, and may be sent again, or its outcome is told; only a holder
//! that dies in between leaves it open, and then the words say so.

use etabli_api::{ApiError, ErrorCode};
use serde_json::Value;

use super::Notice;

/// Why a holder did not answer a command.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CallError {
    /// The holder ended before it took the command; nothing was done.
    #[error("the holder of the data directory ended before it took the command")]
    NotTaken,
    /// The command was refused or failed.
    #[error(transparent)]
    Refused(#[from] ApiError),
}

impl From<CallError> for ApiError {
    fn from(error: CallError) -> Self {
        match error {
            CallError::NotTaken => Self::new(ErrorCode::Disconnected),
            CallError::Refused(error) => error,
        }
    }
}

/// The process that holds a data directory, ready to answer.
#[derive(Debug)]
pub struct Remote {
    holder: String,
    #[cfg(unix)]
    stream: tokio::sync::Mutex<tokio::net::UnixStream>,
}

impl Remote {
    /// Returns the name of the holder, for messages.
    pub fn holder(&self) -> &str {
        &self.holder
    }
}

#[cfg(unix)]
impl Remote {
    /// Connects to the holder that wrote `notice`; `None` if it does not answer.
    pub(super) async fn connect(notice: &Notice) -> Option<Self> {
        if notice.socket.as_os_str().is_empty() {
            return None;
        }
        let stream = tokio::net::UnixStream::connect(&notice.socket).await.ok()?;
        let uid = stream.peer_cred().ok()?.uid();
        (uid == rustix::process::getuid().as_raw())
            .then(|| Self { holder: notice.holder(), stream: stream.into() })
    }

    /// Has the holder run the command `name`.
    pub async fn call(&self, name: &str, arguments: Value) -> Result<Value, CallError> {
        use super::frame::{self, MAX_ANSWER, MAX_REQUEST, Reply, Request};

        let mut stream = self.stream.lock().await;
        let request = Request { name: name.to_owned(), arguments };
        if let Err(error) = frame::write(&mut *stream, &request, MAX_REQUEST).await {
            return Err(match error.kind() {
                std::io::ErrorKind::InvalidInput => {
                    let most = format!("{} MiB", MAX_REQUEST / 1024 / 1024);
                    ApiError::new(ErrorCode::FileTooLarge).with("most", most).into()
                }
                _ => CallError::NotTaken,
            });
        }
        match frame::read(&mut *stream, MAX_ANSWER).await {
            Ok(Some(Reply::Taken)) => {}
            Ok(Some(Reply::Error(error))) => return Err(error.into()),
            Ok(Some(Reply::Ok(value))) => return Ok(value),
            Ok(None) | Err(_) => return Err(CallError::NotTaken),
        }
        match frame::read(&mut *stream, MAX_ANSWER).await {
            Ok(Some(Reply::Ok(value))) => Ok(value),
            Ok(Some(Reply::Error(error))) => Err(error.into()),
            Ok(Some(Reply::Taken) | None) | Err(_) => {
                Err(ApiError::new(ErrorCode::Disconnected).into())
            }
        }
    }
}

#[cfg(not(unix))]
impl Remote {
    /// Finds nobody: only Unix has the socket.
    pub(super) async fn connect(_notice: &Notice) -> Option<Self> {
        None
    }

    /// Refuses: only Unix has the socket.
    pub async fn call(&self, _name: &str, _arguments: Value) -> Result<Value, CallError> {
        Err(CallError::NotTaken)
    }
}
