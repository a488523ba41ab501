//! Small and capital letters of all scripts. The browser has the tables for them; a second copy
//! would be a fiftieth of the interface.

#[cfg(target_arch = "wasm32")]
pub(crate) use browser::{lower, upper};
#[cfg(not(target_arch = "wasm32"))]
pub(crate) use native::{lower, upper};

#[cfg(target_arch = "wasm32")]
mod browser {
    use js_sys::JsString;

    /// Returns small letters.
    pub(crate) fn lower(text: &str) -> String {
        match text.is_ascii() {
            true => text.to_ascii_lowercase(),
            false => JsString::from(text).to_lower_case().into(),
        }
    }

    /// Returns capital letters.
    pub(crate) fn upper(text: &str) -> String {
        match text.is_ascii() {
            true => text.to_ascii_uppercase(),
            false => JsString::from(text).to_upper_case().into(),
        }
    }
}

/// Outside a browser, where tests run, the standard library has them.
#[cfg(not(target_arch = "wasm32"))]
mod native {
    /// Returns small letters.
    pub(crate) fn lower(text: &str) -> String {
        text.to_lowercase()
    }

    /// Returns capital letters.
    pub(crate) fn upper(text: &str) -> String {
        text.to_uppercase()
    }
}
