//! The arguments of `etabli-desktop`, and what the environment adds to them.

use std::{ffi::OsString, path::PathBuf};

use directories::ProjectDirs;
use etabli_app::Network;

use crate::choices;

const USAGE: &str = "\
Usage: etabli-desktop [--data DIR] [--hidden] [LINK]

  LINK         an invitation, etabli:…, to look at
  --data DIR   where the spaces are kept, instead of the usual place
  --hidden     start without showing the window
  --version    print the version
  --help       print this

Example: etabli-desktop --data ~/atelier";

/// What to open.
#[derive(Debug)]
pub(crate) struct Arguments {
    pub(crate) data: PathBuf,
    pub(crate) network: Network,
    /// Whether the window shows itself only when asked for.
    pub(crate) hidden: bool,
    /// An invitation to look at.
    pub(crate) link: Option<String>,
}

/// What the person asked for.
#[derive(Debug)]
pub(crate) enum Request {
    /// Open the window.
    Open(Arguments),
    /// Print these words and end.
    Print(String),
}

impl Arguments {
    /// Reads the words after the program's name; what cannot be read is said in words.
    pub(crate) fn read(words: impl Iterator<Item = OsString>) -> Result<Request, String> {
        let (mut data, mut hidden, mut link) = (None, false, None);
        let mut words = words;
        while let Some(word) = words.next() {
            match word.to_str() {
                Some("--help" | "-h") => return Ok(Request::Print(USAGE.to_owned())),
                Some("--version" | "-V") => {
                    return Ok(Request::Print(format!("etabli {}", env!("CARGO_PKG_VERSION"))));
                }
                Some("--data") => data = Some(PathBuf::from(words.next().ok_or(USAGE)?)),
                Some(text) if text.starts_with("--data=") => {
                    data = text.strip_prefix("--data=").map(PathBuf::from);
                }
                Some(choices::HIDDEN) => hidden = true,
                Some(text) if text.starts_with("etabli:") && link.is_none() => {
                    link = Some(text.to_owned());
                }
                _ => return Err(USAGE.to_owned()),
            }
        }
        let data = data.or_else(usual).ok_or("This account has no home: name one with --data.")?;
        let network = network(std::env::var("ETABLI_NETWORK").ok().as_deref())?;
        Ok(Request::Open(Self { data, network, hidden, link }))
    }
}

/// The platform's directory for our data, the same as the command line's.
fn usual() -> Option<PathBuf> {
    Some(ProjectDirs::from("", "", "etabli")?.data_dir().to_path_buf())
}

fn network(word: Option<&str>) -> Result<Network, String> {
    match word {
        None | Some("" | "lan") => Ok(Network::Lan),
        Some("loopback") => Ok(Network::Loopback),
        Some("off") => Ok(Network::Off),
        Some(other) => Err(format!("ETABLI_NETWORK is lan, loopback or off, not {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &[&str]) -> Result<Request, String> {
        Arguments::read(words.iter().map(OsString::from))
    }

    #[test]
    fn takes_the_directory_in_both_spellings() {
        for words in [&["--data", "/tmp/a"] as &[&str], &["--data=/tmp/a"]] {
            let Ok(Request::Open(arguments)) = read(words) else { panic!("{words:?} not read") };
            assert_eq!(arguments.data, PathBuf::from("/tmp/a"));
        }
    }

    #[test]
    fn takes_a_link_and_a_start_out_of_sight() {
        let Ok(Request::Open(arguments)) = read(&["--hidden", "etabli:abc"]) else {
            panic!("not read")
        };
        assert!(arguments.hidden);
        assert_eq!(arguments.link.as_deref(), Some("etabli:abc"));
        assert!(read(&["etabli:abc", "etabli:def"]).is_err());
        assert!(read(&["https://example.org"]).is_err());
    }

    #[test]
    fn refuses_what_it_does_not_know() {
        assert!(read(&["--date", "/tmp/a"]).is_err());
        assert!(read(&["--data"]).is_err());
        assert!(network(Some("internet")).is_err());
    }

    #[test]
    fn stays_on_the_local_network_when_nothing_is_said() {
        assert!(matches!(network(None), Ok(Network::Lan)));
        assert!(matches!(network(Some("off")), Ok(Network::Off)));
    }
}
