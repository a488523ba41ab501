//! The web interface as files: what `cargo xtask ui` built, inside the program.

/// The place in the page where its token goes.
const TOKEN_PLACE: &str = "__ETABLI_TOKEN__";

/// The files by name; empty when the interface was not built.
const FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/interface.rs"));

/// Shown instead of an interface that was not built, to whoever builds the program.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <title>Établi</title><body data-token=\"__ETABLI_TOKEN__\"><p>The interface was not built \
    into this program: run <code>cargo xtask ui</code>, then build it again.</p>\
    <p lang=\"fr\">L’interface n’a pas été construite avec ce programme : lancez \
    <code>cargo xtask ui</code>, puis reconstruisez-le.</p>";

/// Shown to a browser that did not come in by the link, or by that of a former run.
const NO_ENTRY: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
    <meta name=\"viewport\" content=\"width=device-width\">\
    <meta name=\"color-scheme\" content=\"light dark\"><title>Établi needs a new link</title>\
    <body style=\"font:1.125rem/1.5 system-ui;max-width:36rem;margin:12vh auto;padding:0 1rem\">\
    <main><h1>Établi</h1><p>This page needs a link of its own, which works once and only while \
    the program runs that showed it. To get a new one, start the program again where you started \
    it, and open the link that it shows: <code>etabli serve</code></p>\
    <p lang=\"fr\">Cette page demande un lien, qui ne sert qu’une fois et seulement tant que \
    tourne le programme qui l’a affiché. Pour en avoir un nouveau, relancez le programme là où \
    vous l’aviez lancé et ouvrez le lien qu’il affiche\u{a0}: <code>etabli serve</code></p></main>";

/// Returns what is shown to a browser that may not come in.
pub(super) const fn no_entry() -> &'static str {
    NO_ENTRY
}

/// Returns the page, with the token that its requests carry.
pub(super) fn page(token: &str) -> String {
    let page = file("index.html").and_then(|bytes| std::str::from_utf8(bytes).ok());
    page.unwrap_or(NOT_BUILT).replace(TOKEN_PLACE, token)
}

/// Returns a file other than the page.
pub(super) fn file(name: &str) -> Option<&'static [u8]> {
    FILES.iter().find(|(known, _)| *known == name).map(|(_, bytes)| *bytes)
}

/// Returns the content type of a file by the end of its name.
pub(super) fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, end)| end) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("json" | "webmanifest") => "application/json",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_carries_its_token_and_no_place_for_one() {
        let page = page("0123abcd");
        assert!(page.contains("0123abcd"));
        assert!(!page.contains(TOKEN_PLACE));
    }

    #[test]
    fn wasm_has_the_type_that_browsers_compile() {
        assert_eq!(content_type("ui_bg.wasm"), "application/wasm");
        assert_eq!(content_type("style/tokens.css"), "text/css; charset=utf-8");
        assert_eq!(content_type("LICENSE"), "application/octet-stream");
    }
}
