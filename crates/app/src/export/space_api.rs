//! The space for directories of hackerspaces: SpaceAPI, version 15.
//!
//! Only what the space knows of itself: whether it is open right now is not among it, so `state` is
//! not there, which means just that.

use serde_json::{Value, json};

use super::Found;
use crate::space::Space;

/// Writes the file; a website makes it complete.
pub(crate) fn space_api(space: &Space, found: &Found) -> Value {
    let mut file = json!({
        "api_compatibility": ["15"],
        "space": space.catalogue.space_name(),
        "logo": "",
        "url": found.address(space),
        "contact": {},
        "sensors": {
            "total_member_count": [{ "value": space.membership().active().count() }],
        },
    });
    if let (Some((north, east)), Some(file)) = (found.at, file.as_object_mut()) {
        file.insert("location".to_owned(), json!({ "lat": north, "lon": east }));
    }
    file
}
