//! The bytes of files that a person chose, as commands carry them.

use base64::{Engine, engine::general_purpose::STANDARD};
use etabli_api::{ApiError, ErrorCode};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// Reads a file of at most so many bytes, in base64.
pub(crate) async fn content(file: &File, most: u64) -> Result<String, ApiError> {
    // Told before it is read into the page.
    if file.size() > most as f64 {
        let error = ApiError::new(ErrorCode::FileOverLimit).with("what", file.name());
        return Err(error.with("most", most >> 20));
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| {
        let detail = String::from(js_sys::Object::from(error).to_string());
        ApiError::new(ErrorCode::FileUnreadable).with("path", file.name()).with("detail", detail)
    })?;
    Ok(STANDARD.encode(Uint8Array::new(&buffer).to_vec()))
}
