//! The keys under which a document holds what it holds.
//!
//! Invariant: a key never changes what it stands for, since documents of years lie on disks.

use crate::{
    attribute::{Attribute, Setting},
    board,
    id::{DeviceId, LocalId},
    vocabulary::{Term, Tongue},
};

pub(super) const NAME: &str = "name";
pub(super) const TAG: &str = "tag";
pub(super) const CATEGORY: &str = "category";
pub(super) const PLACE: &str = "place";
pub(super) const QUANTITY: &str = "quantity";
pub(super) const NOTE: &str = "note";
pub(super) const EMAIL: &str = "email";
pub(super) const PHONE: &str = "phone";
pub(super) const IMPORT_KEY: &str = "import_key";
pub(super) const INSIDE: &str = "inside";
pub(super) const WITHDRAWN: &str = "withdrawn";
/// What the keys of extra fields begin with, so that none is ever taken for another field.
pub(super) const EXTRA: &str = "field:";

/// What the keys of details begin with.
pub(super) const DETAIL: &str = "detail:";
/// What the keys of what holds for a space begin with.
pub(super) const SETTING: &str = "setting:";
/// What the keys of a space's own words begin with.
pub(super) const WORD: &str = "word:";
/// What the keys of the names of devices begin with.
pub(super) const DEVICE: &str = "device:";
/// What the keys of people outside the group begin with.
pub(super) const OUTSIDER: &str = "outsider:";
pub(super) const SHOWN: &str = "shown";
/// What the keys of files begin with.
pub(super) const FILE: &str = "file:";
pub(super) const MEDIA: &str = "media";
pub(super) const BYTES: &str = "bytes";
pub(super) const HASH: &str = "hash";
pub(super) const WIDTH: &str = "width";
pub(super) const HEIGHT: &str = "height";
pub(super) const THUMBNAIL: &str = "thumbnail";
pub(super) const CAPTION: &str = "caption";
pub(super) const RANK: &str = "rank";
pub(super) const REMOVED: &str = "removed";
pub(super) const KIND: &str = "kind";
pub(super) const TEXT: &str = "text";
/// The key of what is done.
pub(super) const DONE: &str = "done";
/// The key of what a project puts away.
pub(super) const ARCHIVED: &str = crate::project::sheet::ARCHIVED;

/// Whether a field of a project's row or sheet is so or not, rather than saying something.
pub(super) fn is_flag(key: &str) -> bool {
    matches!(key, WITHDRAWN | DONE | ARCHIVED)
        || [board::LABEL, board::FOR, board::LINK].iter().any(|prefix| key.starts_with(prefix))
}

/// Reads the key of an item or place, in the one form that is written here: another form of the
/// same id would be a second item of that id.
pub(super) fn local_of(key: &str) -> Option<LocalId> {
    let plain = key.len() == 32 && key.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if plain { key.parse().ok() } else { None }
}

/// Returns the key of the space's own word for something in a language.
pub(super) fn word_key(term: Term, tongue: Tongue) -> String {
    format!("{WORD}{}:{}", tongue.as_str(), term.as_str())
}

/// Returns what a field of what the space says about itself is the word for.
pub fn word_of(field: &str) -> Option<(Term, Tongue)> {
    let (tongue, term) = field.strip_prefix(WORD)?.split_once(':')?;
    Some((Term::parse(term)?, Tongue::parse(tongue)?))
}

/// Returns the key of a detail.
pub(super) fn attribute_key(detail: Attribute) -> String {
    format!("{DETAIL}{}", detail.as_str())
}

/// Returns which detail of an item a field is.
pub fn attribute_of(field: &str) -> Option<Attribute> {
    Attribute::parse(field.strip_prefix(DETAIL)?)
}

/// Returns the key of what holds for the space.
pub(super) fn setting_key(setting: Setting) -> String {
    format!("{SETTING}{}", setting.as_str())
}

/// Returns what a field of what the space says about itself settles.
pub fn setting_of(field: &str) -> Option<Setting> {
    Setting::parse(field.strip_prefix(SETTING)?)
}

/// Returns the key of somebody outside the group.
pub(super) fn outsider_key(id: LocalId) -> String {
    format!("{OUTSIDER}{id}")
}

/// Returns whom a field of what the space says about itself is about.
pub fn outsider_of(field: &str) -> Option<LocalId> {
    local_of(field.strip_prefix(OUTSIDER)?)
}

/// Returns the key of a device's name.
pub(super) fn device_key(device: &DeviceId) -> String {
    format!("{DEVICE}{device}")
}

/// Returns which device a field of what a member says about themself names.
pub(super) fn device_of(field: &str) -> Option<DeviceId> {
    field.strip_prefix(DEVICE)?.parse().ok()
}

/// Whether a field of what a member says about themself is the name of a device.
pub fn is_device_name(field: &str) -> bool {
    field.starts_with(DEVICE)
}

/// Returns the key of a file in its item.
pub(super) fn file_key(file: LocalId) -> String {
    format!("{FILE}{file}")
}

pub(super) fn file_of(key: &str) -> Option<LocalId> {
    local_of(key.strip_prefix(FILE)?)
}
