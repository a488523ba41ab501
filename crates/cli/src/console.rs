//! What a job says: one JSON document or people's words on standard output, notes on standard
//! error. A reader that closes its end is no error.

use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
    time::Duration,
};

use etabli_api::ApiError;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    args::Common,
    table::{Style, printable},
    words::Words,
};

/// After this long, a person is told that something is being done.
const PATIENCE: Duration = Duration::from_millis(600);

/// What a job came to.
#[derive(Debug)]
pub(crate) struct Shown {
    /// For programs.
    pub(crate) json: Value,
    /// For people; what a person takes further.
    pub(crate) text: String,
    /// For people, beside it.
    pub(crate) notes: Vec<String>,
    /// For whoever asks whether all is well.
    pub(crate) verdict: Verdict,
}

/// Whether a job found what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// All is well.
    Fine,
    /// The job was done, and what it looked at is not well.
    Wrong,
}

impl Shown {
    /// Shows a view, and the words for it.
    pub(crate) fn new(view: &impl Serialize, text: String) -> Result<Self, ApiError> {
        Ok(Self { json: to_json(view)?, text, notes: Vec::new(), verdict: Verdict::Fine })
    }

    /// Adds a note.
    #[must_use]
    pub(crate) fn with_note(mut self, note: Option<String>) -> Self {
        self.notes.extend(note);
        self
    }
}

/// Returns a view as JSON.
pub(crate) fn to_json(view: &impl Serialize) -> Result<Value, ApiError> {
    serde_json::to_value(view)
        .map_err(|error| ApiError::new(etabli_api::ErrorCode::Internal).with("detail", error))
}

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A person.
    Person,
    /// A program.
    Program,
}

/// Where a job speaks.
#[derive(Debug, Clone)]
pub(crate) struct Console {
    pub(crate) words: Words,
    pub(crate) reader: Reader,
    /// The directory the job works on.
    pub(crate) data: PathBuf,
}

impl Console {
    /// Makes the console that the arguments ask for.
    pub(crate) fn new(common: &Common, words: Words, data: PathBuf) -> Self {
        let reader = if common.json { Reader::Program } else { Reader::Person };
        Self { words, reader, data }
    }

    /// Returns how heads of columns look here.
    pub(crate) fn style(&self) -> Style {
        let colourless = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        match io::stdout().is_terminal() && !colourless {
            true => Style::Bold,
            false => Style::Plain,
        }
    }

    /// Shows what a job came to.
    pub(crate) fn show(&self, shown: &Shown) -> io::Result<()> {
        if self.reader == Reader::Person {
            for note in &shown.notes {
                self.note(note);
            }
        }
        match self.reader {
            Reader::Program => print(&shown.json.to_string()),
            Reader::Person if shown.text.is_empty() => Ok(()),
            Reader::Person => print(&shown.text),
        }
    }

    /// Shows why a job was refused and what would help.
    pub(crate) fn refuse(&self, error: &ApiError) -> io::Result<()> {
        match self.reader {
            Reader::Program => print(&refusal(self.words, error).to_string()),
            Reader::Person => {
                self.tell(error);
                Ok(())
            }
        }
    }

    /// Tells people a reason and what would help, beside the result.
    pub(crate) fn tell(&self, error: &ApiError) {
        self.note(&printable(&self.words.reason(error)));
        if let Some(hint) = self.words.hint(error) {
            self.note(&printable(&hint));
        }
    }

    /// Says something beside the result.
    pub(crate) fn note(&self, text: &str) {
        // Whoever closed standard error does not want to hear this either.
        drop(writeln!(io::stderr().lock(), "{text}"));
    }

    /// Waits for `work`, and says so on a terminal when it takes a while.
    pub(crate) async fn patiently<T>(&self, work: impl Future<Output = T>) -> T {
        let mut work = std::pin::pin!(work);
        if let Ok(done) = tokio::time::timeout(PATIENCE, &mut work).await {
            return done;
        }
        if !io::stderr().is_terminal() {
            return work.await;
        }
        let told = self.words.text("cli-working", &[]);
        drop(write!(io::stderr().lock(), "{told}"));
        let _clearing = Clearing;
        work.await
    }
}

/// Takes back the line that said that something is being done, also when it is interrupted.
struct Clearing;

impl Drop for Clearing {
    fn drop(&mut self) {
        drop(write!(io::stderr().lock(), "\r\u{1b}[K"));
    }
}

/// Prints a line on standard output.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Returns a refusal as programs read it.
pub(crate) fn refusal(words: Words, error: &ApiError) -> Value {
    json!({ "error": {
        "code": error.code,
        "message": words.reason(error),
        "hint": words.hint(error).unwrap_or_default(),
    }})
}

#[cfg(test)]
mod tests {
    use etabli_api::ErrorCode;
    use etabli_i18n::Language;

    use super::*;

    #[test]
    fn a_refusal_has_a_code_a_message_and_a_hint() {
        let error = ApiError::new(ErrorCode::DirectoryLocked).with("holder", "etabli (7)");
        for words in Language::ALL.map(Words::in_language) {
            let shown = refusal(words, &error);
            assert_eq!(shown["error"]["code"], "directory-locked");
            assert!(shown["error"]["message"].as_str().unwrap().contains("etabli (7)"), "{shown}");
            assert!(shown["error"]["hint"].is_string());
        }
    }
}
