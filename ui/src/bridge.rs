//! The only way to the program: a command goes out by name, its reply comes back.
//!
//! In the desktop's window that is Tauri's bridge, in a browser it is HTTP to the door that
//! served the page. Nothing above this module knows which.

mod http;
mod reply;
mod tauri;

use std::pin::Pin;

use etabli_api::{ApiError, Command, ErrorCode, Event, command::ListSpaces, window::SetLanguage};
use etabli_i18n::Language;
use serde::de::DeserializeOwned;
use wasm_bindgen_futures::spawn_local;

use crate::{
    busy::Busy,
    hub,
    link::{self, Heard},
};

/// What a command's way back brings: its reply's JSON, or why there is none.
type Text = Result<String, ApiError>;

/// Sends a command. The page is busy from the call on until the reply is there.
pub(crate) fn call<C: Command>(
    command: &C,
) -> impl Future<Output = Result<C::Reply, ApiError>> + use<C> {
    let sent = send(C::NAME, written(command));
    async move { read(&sent.await?) }
}

/// Returns a command's JSON.
pub(crate) fn written<C: Command>(command: &C) -> Text {
    serde_json::to_string(command).map_err(|error| internal(&error))
}

/// Reads a reply's JSON.
pub(crate) fn read<R: DeserializeOwned>(reply: &str) -> Result<R, ApiError> {
    reply::read(reply).map_err(|error| internal(&error))
}

/// Sends a command by its name. All commands go this one way, which is compiled once: only what
/// they say and hear differs.
pub(crate) fn send(name: &'static str, body: Text) -> Pin<Box<dyn Future<Output = Text>>> {
    let busy = Busy::begin();
    Box::pin(async move {
        let _busy = busy;
        let (heard, reply) = carry(name, body?).await;
        link::heard(heard);
        reply
    })
}

/// Asks the program for nothing much, to hear whether it answers.
pub(crate) async fn knock() -> Heard {
    let (heard, _) = carry(ListSpaces::NAME, "{}".to_owned()).await;
    match heard {
        // Its browser may have come in again since.
        Heard::Stranger if !tauri::is_here() => http::enter().await,
        Heard::Answer | Heard::Nothing | Heard::Stranger => heard,
    }
}

async fn carry(name: &str, body: String) -> (Heard, Text) {
    match tauri::is_here() {
        true => tauri::send(name, &body).await,
        false => http::send(name, body).await,
    }
}

/// Tells whether the page is in the desktop's window.
pub(crate) fn is_window() -> bool {
    tauri::is_here()
}

/// Tells the shell around the page, where there is one, which language the page speaks.
pub(crate) fn speak(language: Language) {
    if is_window() {
        let reply = call(&SetLanguage { language: language.code().to_owned() });
        spawn_local(async move {
            if let Err(error) = reply.await {
                web_sys::console::error_1(&error.to_string().into());
            }
        });
    }
}

/// Passes what the program tells without being asked to the hub, until this is called again: what
/// was listened to before may have ended.
pub(crate) fn listen() {
    match tauri::is_here() {
        true => tauri::listen(),
        false => http::listen(),
    }
}

/// Passes an event on. What cannot be read comes from a newer program: then all may be stale.
fn heard(text: &str) {
    match reply::read(text) {
        Ok(Event::Stale { space: _, topics }) => hub::publish(&topics),
        Err(_) => hub::publish_all(),
    }
}

/// Reads a refusal; what is none was not said by the program, so the link is lost.
fn refusal(text: &str) -> ApiError {
    reply::read(text).unwrap_or_else(|_| ErrorCode::Disconnected.into())
}

fn internal(error: &dyn std::fmt::Display) -> ApiError {
    ApiError::new(ErrorCode::Internal).with("detail", error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_keeps_its_code_and_arguments() {
        let error = refusal(r#"{"code":"not-yours","args":{"owner":"Bo"}}"#);
        assert_eq!(error, ApiError::new(ErrorCode::NotYours).with("owner", "Bo"));
    }

    #[test]
    fn words_that_are_no_refusal_mean_a_lost_link() {
        assert_eq!(refusal("<html>502</html>").code, ErrorCode::Disconnected);
        assert_eq!(refusal("").code, ErrorCode::Disconnected);
    }
}
