//! The transport of a browser: requests to the door that served the page, with the page's token.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use etabli_api::{ApiError, ErrorCode, Topic};
use gloo_net::http::{Request, Response};
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, EventSource, MessageEvent};

use crate::{
    hub,
    link::{self, Heard},
};

/// The header that carries the page's token.
const TOKEN_HEADER: &str = "X-Etabli-Token";
/// What precedes the token in the page.
const TOKEN_PLACE: &str = "name=\"etabli-token\" content=\"";
/// How the door says that it does not know the page.
const UNAUTHORIZED: u16 = 401;
/// From here on, an answer was not meant by the program.
const SERVER_ERROR: u16 = 500;

/// How long to wait before a stream that the door closed is opened anew, in milliseconds.
const REOPEN: u32 = 5_000;

thread_local! {
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
    static REOPENING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Sends a command's JSON and returns its reply's.
pub(super) async fn send(name: &str, body: String) -> (Heard, Result<String, ApiError>) {
    let Some((response, text)) = post(name, body).await else {
        return (Heard::Nothing, Err(ErrorCode::Disconnected.into()));
    };
    if response.ok() {
        return (Heard::Answer, Ok(text));
    }
    let refusal = super::refusal(&text);
    let heard = match response.status() {
        UNAUTHORIZED => Heard::Stranger,
        SERVER_ERROR.. if refusal.code == ErrorCode::Disconnected => Heard::Nothing,
        _ => Heard::Answer,
    };
    (heard, Err(refusal))
}

async fn post(name: &str, body: String) -> Option<(Response, String)> {
    let request = Request::post(&format!("/api/{name}"))
        .header("Content-Type", "application/json")
        .header(TOKEN_HEADER, &token())
        .body(body)
        .ok()?;
    let response = request.send().await.ok()?;
    let text = response.text().await.ok()?;
    Some((response, text))
}

/// Takes the token that the door gives now, if the browser came in by its link: this page then
/// goes on where it was. A door that gives none, or the same, does not know this browser.
pub(super) async fn enter() -> Heard {
    let Ok(response) = Request::get("/").send().await else { return Heard::Nothing };
    let page = match response.ok() {
        true => response.text().await.unwrap_or_default(),
        false => return Heard::Stranger,
    };
    match token_in(&page).filter(|given| *given != token()) {
        Some(given) => {
            let set = place().map(|place| place.set_attribute("content", given));
            if let Some(Err(error)) = set {
                web_sys::console::error_1(&error);
            }
            Heard::Answer
        }
        None => Heard::Stranger,
    }
}

/// An open stream of events, with what listens to it.
struct Stream {
    source: EventSource,
    _heard: Closure<dyn Fn(MessageEvent)>,
    _lost: Closure<dyn Fn()>,
    _open: Closure<dyn Fn()>,
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Hears events, in place of what was listened to before. The browser opens the stream anew when
/// it broke, and the page when the door closed it; what was missed meanwhile is asked for again.
pub(super) fn listen() {
    open_stream(false);
}

fn open_stream(missed: bool) {
    REOPENING.take();
    let Ok(source) = EventSource::new(&format!("/api/events?token={}", token())) else { return };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(|message: MessageEvent| {
        super::heard(&message.data().as_string().unwrap_or_default());
    });
    source.set_onmessage(Some(heard.as_ref().unchecked_ref()));

    let was_lost = Rc::new(Cell::new(missed));
    let (silent, stream) = (was_lost.clone(), source.clone());
    let lost = Closure::<dyn Fn()>::new(move || {
        // An answer that is no stream, such as that there are too many, ends it for the browser.
        if stream.ready_state() == EventSource::CLOSED {
            let reopen = || {
                if !link::is_lost() {
                    open_stream(true);
                }
            };
            REOPENING.set(Some(Timeout::new(REOPEN, reopen)));
        }
        // Nobody may be called up to date by a page that hears nothing any more.
        if !silent.replace(true) {
            hub::publish(&[Topic::Sync]);
            link::try_now();
        }
    });
    source.set_onerror(Some(lost.as_ref().unchecked_ref()));
    let open = Closure::<dyn Fn()>::new(move || {
        if was_lost.replace(false) {
            hub::publish_all();
        }
    });
    source.set_onopen(Some(open.as_ref().unchecked_ref()));
    // A stream that nobody holds may be collected, and would fall silent.
    STREAM.set(Some(Stream { source, _heard: heard, _lost: lost, _open: open }));
}

/// Returns the token that the door wrote into the page.
fn token() -> String {
    place().and_then(|place| place.get_attribute("content")).unwrap_or_default()
}

fn place() -> Option<Element> {
    let document = web_sys::window()?.document()?;
    document.query_selector("meta[name=etabli-token]").ok().flatten()
}

/// Returns the token in the text of a page.
fn token_in(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(TOKEN_PLACE)?;
    let (token, _) = rest.split_once('"')?;
    (!token.is_empty() && token.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_token_where_the_page_has_its_place() {
        let page = include_str!("../../index.html");
        assert_eq!(token_in(page), None);
        assert_eq!(token_in(&page.replace("__ETABLI_TOKEN__", "0aF9")), Some("0aF9"));
        assert_eq!(token_in("<html>502</html>"), None);
    }
}
