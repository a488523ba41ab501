//! The log: what went wrong, on standard error and in dated files outside the data directory, a
//! week of them. Nothing of a space's content is logged above `debug`.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::{EnvFilter, Layer, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// How many days are kept.
const DAYS: usize = 7;
const PREFIX: &str = "etabli";
const SUFFIX: &str = "log";

/// Begins to log what `ETABLI_LOG` asks for, or else what `usual` says; into files, too, where a
/// state directory is known.
pub fn begin(state: Option<&Path>, usual: &str) {
    let filter = || EnvFilter::try_from_env("ETABLI_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    let shown = fmt::layer().with_writer(io::stderr).with_filter(filter());
    let file = state.and_then(|state| {
        let appender = RollingFileAppender::builder()
            .rotation(Rotation::DAILY)
            .filename_prefix(PREFIX)
            .filename_suffix(SUFFIX)
            .max_log_files(DAYS)
            .build(folder(state));
        match appender {
            Ok(appender) => Some(fmt::layer().with_ansi(false).with_writer(appender)),
            Err(error) => {
                eprintln!("etabli: no log is kept: {error}");
                None
            }
        }
    });
    let begun = tracing_subscriber::registry()
        .with(shown)
        .with(file.map(|file| file.with_filter(filter())))
        .try_init();
    if let Err(error) = begun {
        eprintln!("etabli: {error}");
    }
}

/// Returns the folder of the log's files.
pub fn folder(state: &Path) -> PathBuf {
    state.join("log")
}

/// Returns the end of the newest file, whole lines of at most so many bytes.
pub(crate) fn tail(state: &Path, most: u64) -> io::Result<String> {
    let mut newest: Option<PathBuf> = None;
    for entry in std::fs::read_dir(folder(state))? {
        let path = entry?.path();
        let ours = path
            .file_name()
            .and_then(|name| name.to_str())
            .is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        // Their names end with the day: the last is the newest.
        if ours && newest.as_ref().is_none_or(|newest| *newest < path) {
            newest = Some(path);
        }
    }
    let Some(newest) = newest else { return Ok(String::new()) };
    let mut file = File::open(newest)?;
    let begin = file.metadata()?.len().saturating_sub(most);
    file.seek(SeekFrom::Start(begin))?;
    let mut bytes = Vec::new();
    file.take(most).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let whole =
        if begin == 0 { &*text } else { text.split_once('\n').map_or("", |(_, rest)| rest) };
    Ok(whole.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_the_newest_file_is_told_in_whole_lines() {
        let state = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder(state.path())).unwrap();
        let write = |day: &str, text: &str| {
            let name = format!("{PREFIX}.2026-11-{day}.{SUFFIX}");
            std::fs::write(folder(state.path()).join(name), text).unwrap();
        };
        write("21", "yesterday\n");
        write("22", "first\nsecond\nthird\n");
        assert_eq!(tail(state.path(), 1000).unwrap(), "first\nsecond\nthird\n");
        assert_eq!(tail(state.path(), 10).unwrap(), "third\n");
        assert!(tail(Path::new("/nowhere/at/all"), 15).is_err());
    }
}
