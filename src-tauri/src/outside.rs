//! Links that lead out of the window: they open in the person's browser or mail program, and
//! never in place of the page.

use tauri::Url;

/// The longest link that is followed, in bytes.
const MOST_LINK: usize = 8 * 1024;

/// Whether the window may go there: only to the interface itself.
pub(crate) fn is_ours(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

/// Whether a link may be handed to the system: only to the web or to a letter.
pub(crate) fn may_leave(url: &Url) -> bool {
    let scheme = matches!(url.scheme(), "http" | "https" | "mailto");
    scheme && !is_ours(url) && url.as_str().len() <= MOST_LINK
}

/// Hands a link to the system, if it may be.
pub(crate) fn open(url: &Url) {
    if !may_leave(url) {
        tracing::warn!(scheme = url.scheme(), "a link is not followed");
        return;
    }
    if let Err(error) = open::that_detached(url.as_str()) {
        tracing::warn!(%error, "a link cannot be opened");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn leaves_the_interface_for_nowhere() {
        assert!(is_ours(&url("tauri://localhost/items")));
        assert!(is_ours(&url("http://tauri.localhost/")));
        for other in ["https://example.org/", "file:///etc/passwd", "data:text/html,hello"] {
            assert!(!is_ours(&url(other)), "{other}");
        }
    }

    #[test]
    fn hands_on_what_leads_to_the_web_or_a_letter_and_nothing_else() {
        for fine in ["https://example.org/a?b#c", "http://example.org", "mailto:ana@example.org"] {
            assert!(may_leave(&url(fine)), "{fine}");
        }
        for other in [
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,hello",
            "etabli:code",
            "smb://host/share",
            "tauri://localhost/",
            "https://tauri.localhost/",
            "vscode://file/etc/passwd",
        ] {
            assert!(!may_leave(&url(other)), "{other}");
        }
        assert!(!may_leave(&url(&format!("https://example.org/{}", "a".repeat(MOST_LINK)))));
    }
}
