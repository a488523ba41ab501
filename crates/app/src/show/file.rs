//! Photos and attachments, as views and by what people call them.

use etabli_api::{
    ApiError,
    view::{FileKind, FileView},
};
use etabli_model::{file::ItemFile, id::DocumentId, inventory::Item, project::Project};

use super::pick;
use crate::space::Space;

/// Returns the files of an item that were not removed, in the order in which they are shown.
pub(crate) fn shown_files(item: &Item) -> impl Iterator<Item = &ItemFile> {
    item.files.iter().filter(|file| !file.removed)
}

/// Shows a file of an item.
pub(crate) fn file(space: &Space, item: &Item, file: &ItemFile) -> FileView {
    let document = space.documents().get(&item.id.document);
    let change = document.and_then(|document| document.file_change(item.id.local, file.id));
    view(space, change, file)
}

/// Shows a file of a card.
pub(crate) fn card_file(space: &Space, project: &Project, file: &ItemFile) -> FileView {
    let document = space.documents().get(&DocumentId::Project(project.id));
    view(space, document.and_then(|document| document.row_change(file.id, "hash")), file)
}

/// Shows a file that came with a change.
fn view(space: &Space, change: Option<[u8; 32]>, file: &ItemFile) -> FileView {
    let added_by = change.and_then(|change| space.author_of(&change));
    let kind = file.kind();
    let (width, height) = match kind {
        FileKind::Photo => file.pixels,
        FileKind::Attachment => (0, 0),
    };
    FileView {
        id: file.id,
        kind,
        name: file.name.clone(),
        media: file.media.clone(),
        bytes: file.bytes,
        width,
        height,
        caption: file.caption.clone(),
        hash: file.hash,
        thumbnail: file.thumbnail.filter(|hash| kind == FileKind::Photo && space.has_file(hash)),
        here: space.has_file(&file.hash),
        added_by,
        added_by_name: added_by
            .map(|id| space.catalogue.name_of(&id).to_owned())
            .unwrap_or_default(),
        arriving: None,
    }
}

/// Finds a file of an item by its number in the list, id, name, or the beginning of one of them.
pub(crate) fn find_file<'a>(item: &'a Item, what: &str) -> Result<&'a ItemFile, ApiError> {
    let files: Vec<&ItemFile> = shown_files(item).collect();
    among(&files, what)
}

/// Finds one of some files the same way.
pub(crate) fn find_among<'a>(files: &'a [ItemFile], what: &str) -> Result<&'a ItemFile, ApiError> {
    let files: Vec<&ItemFile> = files.iter().collect();
    among(&files, what)
}

fn among<'a>(files: &[&'a ItemFile], what: &str) -> Result<&'a ItemFile, ApiError> {
    let what = what.trim();
    let number = what.parse::<usize>().ok().filter(|_| what.len() <= 3);
    if let Some(index) = number.and_then(|number| number.checked_sub(1))
        && let Some(file) = files.get(index)
    {
        return Ok(file);
    }
    pick(
        what,
        files.iter().map(|file| {
            let label = format!("{} ({})", file.name, file.id);
            (*file, vec![file.id.to_string(), file.name.clone(), file.hash.to_string()], label)
        }),
    )
}
