//! The window as other programs of the same person reach it: whoever starts Établi a second time,
//! or follows a link to it, comes to the window that is open.

use std::sync::{Arc, OnceLock};

use etabli_api::{ApiError, ErrorCode, Event};
use etabli_app::{App, holder::Answer};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tauri::{AppHandle, Manager, Url};
use tokio::sync::broadcast;

/// The command that shows the window; no page may call it.
pub(crate) const SHOW: &str = "show_window";
/// The window's label.
pub(crate) const WINDOW: &str = "main";
/// The longest link that is followed, in bytes.
const MOST_LINK: usize = 8 * 1024;

/// The application together with its window.
#[derive(Debug, Clone)]
pub(crate) struct Presence {
    app: App,
    shell: Arc<OnceLock<AppHandle>>,
}

impl Presence {
    /// Makes the presence of an application whose window is not open yet.
    pub(crate) fn new(app: App) -> Self {
        Self { app, shell: Arc::default() }
    }

    /// Notes that the window is there.
    pub(crate) fn appear(&self, shell: AppHandle) {
        if self.shell.set(shell).is_err() {
            tracing::error!("the window appeared twice");
        }
    }

    fn show(&self, link: Option<&str>) -> Result<Value, ApiError> {
        let shell = self.shell.get().ok_or(ErrorCode::Disconnected)?;
        show(shell, link);
        Ok(Value::Null)
    }
}

impl Answer for Presence {
    async fn answer(&self, name: &str, arguments: Value) -> Result<Value, ApiError> {
        if name == SHOW {
            self.show(arguments.get("link").and_then(Value::as_str))
        } else {
            self.app.call(name, arguments).await
        }
    }

    fn events(&self) -> broadcast::Receiver<Event> {
        self.app.subscribe()
    }
}

/// Returns the arguments of [`SHOW`].
pub(crate) fn showing(link: Option<&str>) -> Value {
    json!({ "link": link })
}

/// Brings the window to the front, and to where a link leads.
pub(crate) fn show(shell: &AppHandle, link: Option<&str>) {
    let Some(window) = shell.get_webview_window(WINDOW) else { return };
    let shown = window.show().and_then(|()| window.unminimize()).and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window cannot be brought to the front");
    }
    let Some(address) = link.and_then(address) else { return };
    let followed = window.url().and_then(|mut url| {
        url.set_fragment(Some(&address));
        window.navigate(url)
    });
    if let Err(error) = followed {
        tracing::warn!(%error, "a link cannot be followed");
    }
}

/// Returns the page's address for a link. It only fills in the code: what it is for is shown, and
/// nothing happens until the person says so.
pub(crate) fn address(link: &str) -> Option<String> {
    let code = link.trim();
    let ours = code.len() <= MOST_LINK && Url::parse(code).ok()?.scheme() == "etabli";
    // A label leads to its item; in capital letters its QR code is smaller.
    let lower = code.to_lowercase();
    if let Some(item) = lower.strip_prefix("etabli:item/") {
        let plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '-' | '@' | ':');
        return item.chars().all(plain).then(|| format!("/item/{item}"));
    }
    if lower.starts_with("etabli:place/") {
        return Some("/places".to_owned());
    }
    ours.then(|| format!("/join?code={}", utf8_percent_encode(code, NON_ALPHANUMERIC)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_to_the_screen_that_asks() {
        assert_eq!(address("etabli:abc-1").as_deref(), Some("/join?code=etabli%3Aabc%2D1"));
        assert_eq!(address(" etabli:a&b#c ").as_deref(), Some("/join?code=etabli%3Aa%26b%23c"));
        assert_eq!(address("ETABLI:ITEM/0198AB").as_deref(), Some("/item/0198ab"));
        assert_eq!(address("etabli:item/01@7f").as_deref(), Some("/item/01@7f"));
        assert_eq!(address("etabli:item/../join"), None);
        assert_eq!(address("ETABLI:PLACE/0198AB").as_deref(), Some("/places"));
        for other in ["https://example.org/", "abc", "", "javascript:alert(1)"] {
            assert_eq!(address(other), None, "{other}");
        }
        assert_eq!(address(&format!("etabli:{}", "a".repeat(MOST_LINK))), None);
    }
}
