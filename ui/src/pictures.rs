//! Pictures on the page. Their bytes come as replies to commands, like everything else, so that
//! nobody can have them by an address alone; the page makes addresses of its own of them.
//!
//! Small ones are kept while the page lives: a hash always names the same picture.

use std::{cell::RefCell, collections::HashMap};

use base64::{Engine, engine::general_purpose::STANDARD};
use etabli_api::{
    ApiError,
    command::{ReadFile, ReadThumbnail},
    id::{FileHash, ItemId, LocalId},
    view::{FileContent, FileView},
};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, BlobPropertyBag, Url};
use yew::prelude::*;

use crate::{bridge, space::use_space};

/// How many small pictures are kept; they are asked for again when there were more.
const MOST_KEPT: usize = 600;

thread_local! {
    static SMALL: RefCell<HashMap<FileHash, AttrValue>> = RefCell::default();
}

fn kept(hash: &FileHash) -> Option<AttrValue> {
    SMALL.with_borrow(|small| small.get(hash).cloned())
}

fn keep(hash: FileHash, address: AttrValue) {
    SMALL.with_borrow_mut(|small| {
        if small.len() >= MOST_KEPT {
            small.clear();
        }
        small.insert(hash, address);
    });
}

/// Returns the address of a small picture, once it is there.
#[hook]
pub(crate) fn use_thumbnail(hash: Option<FileHash>) -> Option<AttrValue> {
    let space = use_space();
    let here = use_state(|| None::<(FileHash, AttrValue)>);
    {
        let setter = here.setter();
        use_effect_with((space.named(), hash), move |(space, hash)| {
            let missing = hash.filter(|hash| kept(hash).is_none());
            let Some(thumbnail) = missing else { return };
            let reply = bridge::call(&ReadThumbnail { space: space.clone(), thumbnail });
            spawn_local(async move {
                // What does not come leaves the drawing in its place.
                if let Ok(content) = reply.await {
                    let address = AttrValue::from(data_address(&content));
                    keep(thumbnail, address.clone());
                    setter.set(Some((thumbnail, address)));
                }
            });
        });
    }
    let hash = hash?;
    kept(&hash).or_else(|| {
        let (of, address) = (*here).clone()?;
        (of == hash).then_some(address)
    })
}

/// A small picture is always a JPEG, whatever anybody says of it.
fn data_address(content: &FileContent) -> String {
    format!("data:image/jpeg;base64,{}", content.content)
}

/// What is known of a whole picture.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Whole {
    /// It is not here, or on its way to the page.
    Awaited,
    /// Its address on the page.
    There(AttrValue),
    /// It could not be read.
    Failed(ApiError),
}

/// An address that ends with this.
struct Address(String);

impl Drop for Address {
    fn drop(&mut self) {
        if let Err(error) = Url::revoke_object_url(&self.0) {
            web_sys::console::error_1(&error);
        }
    }
}

/// Returns the address of a photo, once it is there.
#[hook]
pub(crate) fn use_photo(item: ItemId, file: &FileView) -> Whole {
    let space = use_space();
    let whole = use_state(|| Whole::Awaited);
    {
        let setter = whole.setter();
        let asked = (space.named(), item, file.id, file.here);
        use_effect_with(asked, move |(space, item, file, here)| {
            let held = std::rc::Rc::new(RefCell::new(None::<Address>));
            setter.set(Whole::Awaited);
            if *here {
                let (reply, held) = (read(space.clone(), *item, *file), held.clone());
                spawn_local(async move {
                    let shown = reply.await.map(|(content, bytes)| {
                        address_of(&bytes, safe_type(&content.media)).map(Address)
                    });
                    setter.set(match shown {
                        Err(error) => Whole::Failed(error),
                        Ok(Err(error)) => {
                            web_sys::console::error_1(&error);
                            Whole::Awaited
                        }
                        Ok(Ok(address)) => {
                            let shown = AttrValue::from(address.0.clone());
                            *held.borrow_mut() = Some(address);
                            Whole::There(shown)
                        }
                    });
                });
            }
            move || drop(held.take())
        });
    }
    (*whole).clone()
}

/// Reads a file that is here.
pub(crate) fn read(
    space: Option<String>,
    item: ItemId,
    file: LocalId,
) -> impl Future<Output = Result<(FileContent, Vec<u8>), ApiError>> {
    read_of(space, None, item.to_string(), file.to_string())
}

/// Reads a file of an item, or of a card of a project.
pub(crate) fn read_of(
    space: Option<String>,
    project: Option<String>,
    item: String,
    file: String,
) -> impl Future<Output = Result<(FileContent, Vec<u8>), ApiError>> {
    let command = ReadFile { space, project, item, file };
    let reply = bridge::call(&command);
    async move {
        let content = reply.await?;
        let bytes = STANDARD.decode(&content.content).map_err(|error| {
            ApiError::new(etabli_api::ErrorCode::Internal).with("detail", error)
        })?;
        Ok((content, bytes))
    }
}

/// Returns an address that holds a picture itself.
pub(crate) fn data_of(content: &FileContent) -> String {
    format!("data:{};base64,{}", safe_type(&content.media), content.content)
}

/// Returns the type that bytes are shown as: nothing that could run.
fn safe_type(media: &str) -> &'static str {
    match media {
        "image/png" => "image/png",
        "image/jpeg" => "image/jpeg",
        _ => "application/octet-stream",
    }
}

/// Makes an address of bytes, which stays good until it is revoked.
pub(crate) fn address_of(bytes: &[u8], kind: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    Url::create_object_url_with_blob(&blob)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_is_shown_as_what_it_says_it_is() {
        for media in ["image/svg+xml", "text/html", "image/jpeg;charset=x", ""] {
            assert_eq!(safe_type(media), "application/octet-stream", "{media}");
        }
        assert_eq!(safe_type("image/png"), "image/png");
    }

    #[test]
    fn small_pictures_are_kept_and_not_without_end() {
        for number in 0..=MOST_KEPT {
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&(number as u64).to_le_bytes());
            keep(FileHash(hash), "data:,".into());
        }
        assert_eq!(SMALL.with_borrow(HashMap::len), 1);
    }
}
