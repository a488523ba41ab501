//! A window with one sentence, for when the real one cannot open: who double-clicks sees no
//! standard error.

use etabli_api::ApiError;
use tauri::{
    WebviewUrl, WebviewWindowBuilder,
    http::{Response, header::CONTENT_TYPE},
};

use crate::words;

const SCHEME: &str = "notice";

/// Why the real window does not open, in words.
#[derive(Debug)]
pub(crate) struct Notice {
    reason: String,
    hint: String,
}

impl Notice {
    /// Puts a refusal into words.
    pub(crate) fn new(error: &ApiError) -> Self {
        Self { reason: words::reason(error), hint: words::hint(error) }
    }

    /// Returns the words for a terminal.
    pub(crate) fn words(&self) -> String {
        format!("{} {}", self.reason, self.hint).trim_end().to_owned()
    }

    /// Shows the words until their window is closed.
    pub(crate) fn show(&self) -> tauri::Result<()> {
        let page = self.page();
        tauri::Builder::default()
            .register_uri_scheme_protocol(SCHEME, move |_, _| {
                let mut response = Response::new(page.clone().into_bytes());
                let kind = tauri::http::HeaderValue::from_static("text/html; charset=utf-8");
                response.headers_mut().insert(CONTENT_TYPE, kind);
                response
            })
            .setup(|shell| {
                let url = format!("{SCHEME}://localhost/").parse()?;
                WebviewWindowBuilder::new(shell, SCHEME, WebviewUrl::CustomProtocol(url))
                    .title("Établi")
                    .inner_size(480.0, 220.0)
                    .build()?;
                Ok(())
            })
            .run(crate::context())
    }

    fn page(&self) -> String {
        format!(
            "<!doctype html><html lang=\"{}\"><meta charset=\"utf-8\"><title>Établi</title>\
             <meta http-equiv=\"Content-Security-Policy\" \
             content=\"default-src 'none'; style-src 'unsafe-inline'\">\
             <style>:root{{color-scheme:light dark}}\
             body{{font:1rem/1.5 system-ui,sans-serif;margin:2rem}}p{{margin:0 0 .75rem}}</style>\
             <p><strong>{}</strong></p><p>{}</p></html>",
            words::language(),
            escaped(&self.reason),
            escaped(&self.hint)
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_name_holds_stays_text() {
        let notice = Notice { reason: "<script>a && b</script>".to_owned(), hint: String::new() };
        let page = notice.page();
        assert!(page.contains("&lt;script&gt;a &amp;&amp; b&lt;/script&gt;"), "{page}");
        assert_eq!(notice.words(), "<script>a && b</script>");
    }
}
