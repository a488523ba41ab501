//! Photos and attachments of items: adding, changing, taking away, reading, fetching.
//!
//! A file is durable on the shelf before the document names it.

use std::{sync::Arc, time::Duration};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode, Topic,
    command::{AddFile, EditFile, FetchFile, ReadFile, ReadThumbnail, RemoveFile, RestoreFile},
    view::{FileContent, FileKind, FileView},
};
use etabli_model::{
    file::{FileField, ItemFile, MOST_FILE_BYTES, MOST_FILES, NewFile, safe_name},
    id::{ItemId, LocalId, SpaceId},
    inventory::{Edit, Item},
};
use etabli_photo::{MOST_PIXELS, Photo, PhotoError};
use etabli_sync::node::files::{FetchError, WantedFile};

use super::{Handle, card_file, item::line, space::name};
use crate::{
    blocking, clock,
    core::{ChangeError, Core, api_error},
    directory::store_error,
    host, show,
    space::{Space, SpaceError},
};

const LONGEST_WAIT: u32 = 600;

/// A file ready to be kept.
struct Ready {
    name: String,
    media: String,
    bytes: Vec<u8>,
    photo: Option<((u32, u32), Vec<u8>)>,
}

impl Handle for AddFile {
    fn handle(self, core: &Core) -> Result<FileView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        core.directory.check_writable()?;
        let caption = line(Some(&self.caption))?;
        // What will be refused anyway should not be read first.
        core.with(id, |space| match &self.project {
            Some(project) => card_file::has_room(space, project, &self.item),
            None => to_change(space, &self.item).and_then(|item| has_room(space, item)),
        })?;
        let ready = ready(&self.name, &self.content, self.kind)?;
        let shelf = core.shelf(&id);
        let hash = shelf.put(&ready.bytes).map_err(store_error)?;
        let pixels = ready.photo.as_ref().map(|(pixels, _)| *pixels);
        let thumbnail = ready.photo.as_ref().map(|(_, small)| shelf.put(small)).transpose();
        let new = NewFile {
            local: clock::local_id(),
            hash,
            name: name(&ready.name)?,
            media: name(&ready.media)?,
            bytes: ready.bytes.len() as u64,
            pixels,
            caption,
            thumbnail: thumbnail.map_err(store_error)?,
        };
        let local = new.local;
        if let Some(project) = &self.project {
            return card_file::add(core, id, project, &self.item, &new);
        }
        let item = core.change(id, |space| {
            let item = to_change(space, &self.item)?;
            has_room(space, item)?;
            let there = item_of(space, item)?;
            if let Some(same) = show::shown_files(there).find(|file| file.hash == hash) {
                return Err(ApiError::new(ErrorCode::SameFile).with("what", &same.name).into());
            }
            let edit = Edit::PutFile { item: item.local, file: new };
            let stale = space.edit(clock::now(), &[(item.document, vec![edit])])?;
            Ok::<_, ChangeError>((item, stale))
        })?;
        shown(core, id, item, local)
    }
}

impl Handle for EditFile {
    fn handle(self, core: &Core) -> Result<FileView, ApiError> {
        let caption = self.caption.as_deref().map(|text| line(Some(text))).transpose()?;
        set(core, self.space.as_deref(), &self.item, &self.file, |item, _| {
            let first = show::shown_files(item).map(|file| file.rank).min().unwrap_or(0);
            let rank = self.first.then(|| FileField::Rank(first.saturating_sub(1)));
            caption.map(FileField::Caption).into_iter().chain(rank).collect()
        })
    }
}

impl Handle for RemoveFile {
    fn handle(self, core: &Core) -> Result<FileView, ApiError> {
        set(core, self.space.as_deref(), &self.item, &self.file, |_, _| {
            vec![FileField::Removed(true)]
        })
    }
}

impl Handle for RestoreFile {
    fn handle(self, core: &Core) -> Result<FileView, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let file: LocalId = self
            .file
            .trim()
            .parse()
            .map_err(|_| ApiError::new(ErrorCode::NotFound).with("what", &self.file))?;
        let item = core.change(id, |space| {
            let item = to_change(space, &self.item)?;
            if !item_of(space, item)?.files.iter().any(|known| known.id == file) {
                return Err(ApiError::new(ErrorCode::NotFound).with("what", &self.file).into());
            }
            has_room(space, item)?;
            let field = FileField::Removed(false);
            let edit = Edit::SetFile { item: item.local, file, field };
            let stale = space.edit(clock::now(), &[(item.document, vec![edit])])?;
            Ok::<_, ChangeError>((item, stale))
        })?;
        shown(core, id, item, file)
    }
}

impl Handle for ReadFile {
    fn handle(self, core: &Core) -> Result<FileContent, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let (file, member) = core.with(id, |space| match &self.project {
            Some(project) => {
                let (file, view) = card_file::found(space, project, &self.item, &self.file)?;
                Ok((file, view.added_by_name))
            }
            None => found(space, &self.item, &self.file),
        })?;
        let bytes = core.shelf(&id).get(&file.hash).map_err(store_error)?;
        let Some(bytes) = bytes else {
            // It may have been taken for here until it was read and found damaged.
            core.tell(id, [Topic::Inventory, Topic::Projects]);
            return Err(not_here(ErrorCode::FileNotHere, &file, &member));
        };
        content(file.name, file.media, bytes)
    }
}

impl Handle for ReadThumbnail {
    fn handle(self, core: &Core) -> Result<FileContent, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let absent = || ApiError::new(ErrorCode::NotFound).with("what", self.thumbnail);
        let named = core.with(id, |space| Ok(space.names_file(&self.thumbnail)))?;
        let bytes = match named {
            true => core.shelf(&id).get(&self.thumbnail).map_err(store_error)?,
            false => None,
        };
        let name = format!("{}.jpg", self.thumbnail.short());
        content(name, "image/jpeg".to_owned(), bytes.ok_or_else(absent)?)
    }
}

/// Asks the other devices of the space for a file, unless it is here.
pub(super) async fn fetch(core: &Arc<Core>, asked: FetchFile) -> Result<FileView, ApiError> {
    let limit = Duration::from_secs(asked.timeout.clamp(1, LONGEST_WAIT).into());
    let looking = core.clone();
    let (project, what) = (asked.project.clone(), asked.item.clone());
    let (space, item, file, member) = blocking(move || {
        let id = looking.find_space(asked.space.as_deref())?;
        looking.with(id, |space| {
            if let Some(project) = &asked.project {
                let (file, view) = card_file::found(space, project, &asked.item, &asked.file)?;
                return Ok((id, None, file, view.added_by_name));
            }
            let item = show::find_item(space, &asked.item)?;
            let (file, member) = found(space, &asked.item, &asked.file)?;
            Ok((id, Some(item), file, member))
        })
    })
    .await?;
    let hash = file.hash;
    let shelf = core.shelf(&space);
    let here = blocking(move || shelf.get(&hash).map_err(store_error)).await?.is_some();
    if !here {
        if core.directory.is_demo(&space) {
            return Err(ErrorCode::DemoStaysHere.into());
        }
        let node = host::listen(core).await?;
        let (arrived, under_way) = core.begin_fetch(hash);
        let wanted = WantedFile { hash, most: MOST_FILE_BYTES };
        let fetched = node.fetch(space, wanted, limit, arrived).await;
        if !under_way {
            core.end_fetch(&hash);
        }
        fetched.map_err(|error| match error {
            FetchError::NobodyReached => not_here(ErrorCode::NobodyConnected, &file, &member),
            FetchError::NobodyHas(asked) => {
                not_here(ErrorCode::NobodyHasFile, &file, &member).with("asked", asked)
            }
            FetchError::NotKept => {
                ApiError::new(ErrorCode::StorageFailed).with("detail", &file.name)
            }
        })?;
    }
    let core = core.clone();
    blocking(move || match (item, project) {
        (Some(item), _) => shown(&core, space, item, file.id),
        (None, project) => {
            let project = project.unwrap_or_default();
            card_file::shown(&core, space, &project, &what, file.id)
        }
    })
    .await
}

/// Makes of what a person gave what is kept of it.
fn ready(name: &str, content: &str, kind: Option<FileKind>) -> Result<Ready, ApiError> {
    let name = safe_name(name);
    let over = || ApiError::new(ErrorCode::FileOverLimit).with("most", MOST_FILE_BYTES >> 20);
    let about = |code| ApiError::new(code).with("what", &name);
    // Told before it is decoded, and once more for what the ending of base64 leaves open.
    if content.len() as u64 > MOST_FILE_BYTES / 3 * 4 + 8 {
        return Err(over());
    }
    let bytes = BASE64_STANDARD
        .decode(content)
        .map_err(|error| ApiError::new(ErrorCode::BadRequest).with("detail", error))?;
    if bytes.len() as u64 > MOST_FILE_BYTES {
        return Err(over());
    }
    if bytes.is_empty() {
        return Err(about(ErrorCode::EmptyFile));
    }
    match (etabli_photo::format_of(&bytes), kind) {
        // A picture never keeps what it says of where it was taken, whatever it is added as.
        (Some(format), _) => match etabli_photo::prepare(&bytes, format) {
            Ok(Photo { bytes, media, ending, pixels, thumbnail }) => Ok(Ready {
                name: renamed(&name, ending),
                media: media.to_owned(),
                bytes,
                photo: Some((pixels, thumbnail)),
            }),
            Err(PhotoError::Damaged) => Err(about(ErrorCode::PhotoDamaged)),
            Err(PhotoError::TooManyPixels) => {
                Err(about(ErrorCode::PhotoTooLarge).with("most", MOST_PIXELS / 1_000_000))
            }
        },
        (None, Some(FileKind::Photo)) => Err(about(ErrorCode::NotAPhoto)),
        (None, Some(FileKind::Attachment) | None) => {
            Ok(Ready { media: media_of(&name).to_owned(), name, bytes, photo: None })
        }
    }
}

/// Returns a name with the ending that fits what the file is now.
fn renamed(name: &str, ending: &str) -> String {
    let (stem, old) = name.rsplit_once('.').unwrap_or((name, ""));
    let same = match ending {
        "jpg" => old.eq_ignore_ascii_case("jpg") || old.eq_ignore_ascii_case("jpeg"),
        ending => old.eq_ignore_ascii_case(ending),
    };
    match same || stem.is_empty() {
        true => name.to_owned(),
        false => format!("{stem}.{ending}"),
    }
}

/// Returns the type that the ending of a name stands for, of those that nothing runs.
fn media_of(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref() {
        Some("pdf") => "application/pdf",
        Some("txt" | "md") => "text/plain",
        Some("csv") => "text/csv",
        Some("zip") => "application/zip",
        Some("odt") => "application/vnd.oasis.opendocument.text",
        Some("ods") => "application/vnd.oasis.opendocument.spreadsheet",
        Some("stl") => "model/stl",
        Some("step" | "stp") => "model/step",
        Some("3mf") => "model/3mf",
        Some("mp3") => "audio/mpeg",
        Some("mp4") => "video/mp4",
        _ => "application/octet-stream",
    }
}

fn content(name: String, media: String, bytes: Vec<u8>) -> Result<FileContent, ApiError> {
    let length = bytes.len() as u64;
    Ok(FileContent { name, media, bytes: length, content: BASE64_STANDARD.encode(bytes) })
}

fn not_here(code: ErrorCode, file: &ItemFile, member: &str) -> ApiError {
    let member = if member.is_empty() { "?" } else { member };
    ApiError::new(code).with("what", &file.name).with("member", member)
}

/// Changes what is said of a file.
fn set(
    core: &Core,
    space: Option<&str>,
    item: &str,
    file: &str,
    fields: impl FnOnce(&Item, &ItemFile) -> Vec<FileField>,
) -> Result<FileView, ApiError> {
    let id = core.find_space(space)?;
    let (item, file) = core.change(id, |space| {
        let item = to_change(space, item)?;
        let there = item_of(space, item)?;
        let file = show::find_file(there, file)?;
        let local = file.id;
        let edit = |field| Edit::SetFile { item: item.local, file: local, field };
        let edits = fields(there, file).into_iter().map(edit).collect();
        let stale = space.edit(clock::now(), &[(item.document, edits)])?;
        Ok::<_, ChangeError>(((item, local), stale))
    })?;
    shown(core, id, item, file)
}

/// Finds an item that the person here may change.
fn to_change(space: &Space, what: &str) -> Result<ItemId, ApiError> {
    let item = show::find_item(space, what)?;
    let me = space.me().map_err(|error| api_error(&error))?;
    if let Some(owner) = item.owner().filter(|owner| *owner != me) {
        let name = space.catalogue.name_of(&owner);
        return Err(ApiError::new(ErrorCode::NotYours).with("owner", name));
    }
    let may = space.membership().may_write(&space.seat(), &item.document);
    may.map_err(|reason| api_error(&SpaceError::Refused(reason)))?;
    Ok(item)
}

fn has_room(space: &Space, item: ItemId) -> Result<(), ApiError> {
    match show::shown_files(item_of(space, item)?).count() < MOST_FILES {
        true => Ok(()),
        false => Err(ApiError::new(ErrorCode::TooManyFiles).with("most", MOST_FILES)),
    }
}

fn item_of(space: &Space, item: ItemId) -> Result<&Item, ApiError> {
    let found = space.catalogue.item(&item);
    found.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", item))
}

/// Finds a file, and the name of who added it.
fn found(space: &Space, item: &str, file: &str) -> Result<(ItemFile, String), ApiError> {
    let item = item_of(space, show::find_item(space, item)?)?;
    let file = show::find_file(item, file)?;
    Ok((file.clone(), show::file(space, item, file).added_by_name))
}

fn shown(core: &Core, space: SpaceId, item: ItemId, file: LocalId) -> Result<FileView, ApiError> {
    let mut view = core.with(space, |space| {
        let item = item_of(space, item)?;
        let known = item.files.iter().find(|known| known.id == file);
        let known = known.ok_or_else(|| ApiError::new(ErrorCode::NotFound).with("what", file))?;
        Ok(show::file(space, item, known))
    })?;
    view.arriving = core.arriving(&view.hash);
    Ok(view)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A JPEG that says something of itself.
    fn from_a_telephone() -> Vec<u8> {
        let picture = image::RgbImage::from_pixel(64, 48, image::Rgb([9, 99, 199]));
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
        let bytes = bytes.into_inner();
        [&bytes[..2], b"\xff\xe1\0\x0eExif\0\0at home", &bytes[2..]].concat()
    }

    fn refused(name: &str, bytes: &[u8], kind: Option<FileKind>) -> ErrorCode {
        ready(name, &BASE64_STANDARD.encode(bytes), kind).map(|ready| ready.name).unwrap_err().code
    }

    #[test]
    fn what_is_no_photo_is_refused_as_one_and_kept_as_it_is_otherwise() {
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
        assert_eq!(refused("a.svg", svg, Some(FileKind::Photo)), ErrorCode::NotAPhoto);
        let kept = ready("../a.svg", &BASE64_STANDARD.encode(svg), None).unwrap();
        assert_eq!((kept.name.as_str(), kept.bytes.as_slice()), ("a.svg", svg.as_slice()));
        assert_eq!(kept.media, "application/octet-stream");
        assert!(kept.photo.is_none());
    }

    #[test]
    fn a_picture_is_a_photo_whatever_it_is_added_as() {
        let taken = BASE64_STANDARD.encode(from_a_telephone());
        let kept = ready("IMG_1.HEIC", &taken, Some(FileKind::Attachment)).unwrap();
        assert_eq!((kept.name.as_str(), kept.media.as_str()), ("IMG_1.jpg", "image/jpeg"));
        assert!(!kept.bytes.windows(4).any(|window| window == b"Exif"));
        assert!(kept.photo.is_some());
    }

    #[test]
    fn says_what_is_wrong_with_a_file() {
        assert_eq!(refused("a.pdf", b"", None), ErrorCode::EmptyFile);
        let large = vec![b'x'; MOST_FILE_BYTES as usize + 1];
        assert_eq!(refused("a.pdf", &large, None), ErrorCode::FileOverLimit);
        assert!(ready("a.pdf", &BASE64_STANDARD.encode(&large[1..]), None).is_ok());
        let torn = &from_a_telephone()[..30];
        assert_eq!(refused("a.jpg", torn, None), ErrorCode::PhotoDamaged);
        assert_eq!(ready("a", "§", None).map(|r| r.name).unwrap_err().code, ErrorCode::BadRequest);
    }
}
