//! `etabli serve`: a peer that stays on, with the web interface for this computer.
//!
//! The first line of standard output says, when everything answers, where.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    time::Duration,
};

use etabli_api::{ApiError, ErrorCode};
use etabli_app::{Network, holder::Holder};
use serde_json::json;

use crate::{
    args::Serve,
    console::{Console, print},
    reach::{Here, say_waiting},
    signals::Signals,
    web::{self, Key, Web},
    words::Word,
};

/// Serves until the process is asked to end.
pub(crate) async fn run(
    console: &Console,
    serve: Serve,
    network: Network,
    wait: Duration,
    signals: &mut Signals,
) -> Result<(), ApiError> {
    let address = match serve.no_web {
        true => None,
        false => Some(web::loopback(&serve.web.0).map_err(|_| elsewhere(console, &serve.web.0))?),
    };
    let holder = tokio::select! {
        holder = Holder::acquire_alone(&console.data, wait, |h| say_waiting(console, h)) => holder?,
        () = signals.asked() => return Ok(()),
    };
    let here = Here::open(holder, network).await?;
    if serve.keep_files {
        here.app.keep_files();
    }
    let ended = stay(console, &here, address, serve.json_token, network, signals).await;
    here.close().await;
    ended
}

/// Refuses an address that other computers could reach.
fn elsewhere(console: &Console, address: &str) -> ApiError {
    let detail = console.words.text("cli-serve-loopback", &[("address", Word::Text(address))]);
    ApiError::new(ErrorCode::BadRequest).with("detail", detail)
}

async fn stay(
    console: &Console,
    here: &Here,
    address: Option<std::net::SocketAddr>,
    json_token: Option<PathBuf>,
    network: Network,
    signals: &mut Signals,
) -> Result<(), ApiError> {
    let endpoint = match network {
        Network::Off => None,
        Network::Lan | Network::Loopback => Some(here.app.listen().await?),
    };
    let script = json_token.map(TokenFile::write).transpose()?;
    let web = match address {
        Some(address) => {
            let key = script.as_ref().map(|file| file.key.clone());
            Some(Web::open(address, here.app.clone(), key).await?)
        }
        None => None,
    };
    let link = web.as_ref().map(Web::link);
    let ready = json!({ "web": link, "endpoint": endpoint });
    print(&ready.to_string())
        .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))?;
    let told = match link {
        Some(link) => console.words.text("cli-serve-web", &[("link", Word::Text(link))]),
        None => console.words.text("cli-serve-ready", &[]),
    };
    console.note(&told);

    signals.asked().await;
    if let Some(web) = web {
        web.close().await;
    }
    Ok(())
}

/// A file with the token for scripts; it goes when the door closes.
struct TokenFile {
    path: PathBuf,
    key: Key,
}

impl TokenFile {
    fn write(path: PathBuf) -> Result<Self, ApiError> {
        let key = Key::random()
            .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))?;
        match write_private(&path, key.reveal()) {
            Ok(()) => Ok(Self { path, key }),
            Err(error) => Err(ApiError::new(ErrorCode::StorageFailed)
                .with("detail", format!("{}: {error}", path.display()))),
        }
    }
}

impl Drop for TokenFile {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_file(&self.path) {
            tracing::warn!(%error, "the file with the token for scripts cannot be removed");
        }
    }
}

/// Writes a file that only its owner can read, in place of one that is there.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    writeln!(options.open(path)?, "{text}")
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_token_for_scripts_is_its_owner_s_and_goes_with_the_door() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("token");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let file = TokenFile::write(path.clone()).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_to_string(&path).unwrap().trim(), file.key.reveal());
        drop(file);
        assert!(!path.exists());
    }
}
