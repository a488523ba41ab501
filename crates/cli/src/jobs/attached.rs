//! Photos and attachments of items: adding, describing, listing, fetching and taking them away.
//! `photo` and `file` are the same jobs; `photo` sees photos only.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode, RowKind,
    command::{AddFile, EditFile, FetchFile, ReadFile, RemoveFile, ShowCard, ShowItem, WriteRow},
    file::MOST_FILE_BYTES,
    view::{FileKind, FileView},
};
use serde_json::json;

use super::Desk;
use crate::{
    args::{FileAdd, FileEdit, FileGet, FileJob},
    console::Shown,
    words::Word,
};

/// Which files a job is about: all, or those of one kind.
pub(super) type Only = Option<FileKind>;

pub(super) async fn run(desk: &mut Desk<'_>, only: Only, job: FileJob) -> Result<Shown, ApiError> {
    match job {
        FileJob::Add(wanted) => add(desk, only, wanted).await,
        FileJob::Edit(wanted) => edit(desk, only, wanted).await,
        FileJob::List(wanted) => {
            let files = files(desk, only, Holder::of(&wanted.project, &wanted.item)).await?;
            let text = table(desk, &files);
            let files: Vec<_> = files.into_iter().map(|(_, file)| file).collect();
            Shown::new(&files, text)
        }
        FileJob::Get(wanted) => get(desk, only, wanted).await,
        FileJob::Fetch(wanted) => {
            let holder = Holder::of(&wanted.project, &wanted.item);
            let file = chosen(desk, only, holder, wanted.which.as_deref()).await?;
            let timeout = wanted.timeout.seconds();
            let file = fetched(desk, holder, &file, timeout).await?;
            let text = desk.text("cli-file-fetched", &[("name", Word::Text(&file.name))]);
            Shown::new(&file, text)
        }
        FileJob::Remove(wanted) => {
            let holder = Holder::of(&wanted.project, &wanted.item);
            let file = chosen(desk, only, holder, Some(&wanted.which)).await?;
            let text = desk.text("cli-file-removed", &[("name", Word::Text(&file.name))]);
            if let Some(project) = wanted.project {
                let command = WriteRow {
                    space: desk.space.clone(),
                    project,
                    kind: RowKind::File,
                    row: Some(file.id.to_string()),
                    fields: Default::default(),
                    flags: [("withdrawn".to_owned(), true)].into(),
                };
                desk.run(command).await?;
                return Shown::new(&file, text);
            }
            let command = RemoveFile {
                space: desk.space.clone(),
                item: wanted.item,
                file: file.id.to_string(),
            };
            let file = desk.run(command).await?;
            Shown::new(&file, text)
        }
    }
}

/// What has files: an item, or a card of a project.
#[derive(Clone, Copy)]
struct Holder<'a> {
    project: Option<&'a str>,
    item: &'a str,
}

impl<'a> Holder<'a> {
    fn of(project: &'a Option<String>, item: &'a str) -> Self {
        Self { project: project.as_deref(), item }
    }
}

async fn add(desk: &mut Desk<'_>, only: Only, wanted: FileAdd) -> Result<Shown, ApiError> {
    // A file that cannot be read is told before any is added.
    let read: Result<Vec<_>, ApiError> =
        wanted.files.iter().map(|path| Ok((path, read(path, MOST_FILE_BYTES)?))).collect();
    let mut added = Vec::new();
    let mut lines = Vec::new();
    for (path, bytes) in read? {
        let command = AddFile {
            space: desk.space.clone(),
            project: wanted.project.clone(),
            item: wanted.item.clone(),
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            content: BASE64_STANDARD.encode(bytes),
            caption: wanted.alt.clone().unwrap_or_default(),
            kind: only,
        };
        let file = desk.run(command).await?;
        let args = [("name", Word::Text(&file.name)), ("size", Word::Text(&size(file.bytes)))];
        lines.push(desk.text("cli-file-added", &args));
        added.push(file);
    }
    match added.as_slice() {
        [one] => Shown::new(one, lines.join("\n")),
        all => Shown::new(&all, lines.join("\n")),
    }
}

async fn edit(desk: &mut Desk<'_>, only: Only, wanted: FileEdit) -> Result<Shown, ApiError> {
    let holder = Holder::of(&None, &wanted.item);
    let file = chosen(desk, only, holder, Some(&wanted.which)).await?;
    let command = EditFile {
        space: desk.space.clone(),
        item: wanted.item,
        file: file.id.to_string(),
        caption: wanted.alt,
        first: wanted.first,
    };
    let file = desk.run(command).await?;
    let text = desk.text("cli-file-edited", &[("name", Word::Text(&file.name))]);
    Shown::new(&file, text)
}

async fn get(desk: &mut Desk<'_>, only: Only, wanted: FileGet) -> Result<Shown, ApiError> {
    let holder = Holder::of(&wanted.project, &wanted.item);
    let file = chosen(desk, only, holder, wanted.which.as_deref()).await?;
    let command = ReadFile {
        space: desk.space.clone(),
        project: wanted.project.clone(),
        item: wanted.item.clone(),
        file: file.id.to_string(),
    };
    // That it is damaged shows only when it is read.
    let content = match desk.run(command.clone()).await {
        Err(error) if error.code == ErrorCode::FileNotHere => {
            fetched(desk, holder, &file, wanted.timeout.seconds()).await?;
            desk.run(command).await?
        }
        read => read?,
    };
    let bytes = BASE64_STANDARD
        .decode(&content.content)
        .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))?;
    let path = match wanted.output.is_dir() {
        // Safe by itself; it must still be one name when it comes from another process.
        true => wanted.output.join(plain(&content.name)?),
        false => wanted.output,
    };
    super::files::write(&path, &bytes)?;
    let shown = path.to_string_lossy();
    let text = desk.text("cli-file-written", &[("path", Word::Text(&shown))]);
    Shown::new(&json!({ "file": path, "bytes": bytes.len(), "hash": file.hash }), text)
}

async fn fetched(
    desk: &mut Desk<'_>,
    holder: Holder<'_>,
    file: &FileView,
    timeout: u32,
) -> Result<FileView, ApiError> {
    let command = FetchFile {
        space: desk.space.clone(),
        project: holder.project.map(str::to_owned),
        item: holder.item.to_owned(),
        file: file.id.to_string(),
        timeout,
    };
    desk.run(command).await
}

/// Returns an item's files with their numbers.
async fn files(
    desk: &mut Desk<'_>,
    only: Only,
    holder: Holder<'_>,
) -> Result<Vec<(usize, FileView)>, ApiError> {
    let (space, item) = (desk.space.clone(), holder.item.to_owned());
    let files = match holder.project.map(str::to_owned) {
        Some(project) => desk.run(ShowCard { space, project, card: item }).await?.files,
        None => desk.run(ShowItem { space, item }).await?.files,
    };
    let files = files.into_iter();
    let numbered = (1..).zip(files);
    Ok(numbered.filter(|(_, file)| only.is_none_or(|kind| file.kind == kind)).collect())
}

/// Finds a file by its number, id, name or the beginning of one; unnamed, the first one.
async fn chosen(
    desk: &mut Desk<'_>,
    only: Only,
    holder: Holder<'_>,
    which: Option<&str>,
) -> Result<FileView, ApiError> {
    choose(files(desk, only, holder).await?, which)
}

fn choose(files: Vec<(usize, FileView)>, which: Option<&str>) -> Result<FileView, ApiError> {
    let missing = |what: &str| ApiError::new(ErrorCode::NotFound).with("what", what);
    let Some(which) = which else {
        return files.into_iter().next().map(|(_, file)| file).ok_or_else(|| missing("1"));
    };
    let lower = which.to_lowercase();
    type Numbered = (usize, FileView);
    let ways: [&dyn Fn(&Numbered) -> bool; 3] = [
        &|(number, file)| number.to_string() == which || file.id.to_string() == lower,
        &|(_, file)| file.name.to_lowercase() == lower,
        &|(_, file)| {
            let texts = [file.id.to_string(), file.hash.to_string(), file.name.to_lowercase()];
            texts.iter().any(|text| text.starts_with(&lower))
        },
    ];
    for fits in ways {
        let found: Vec<_> = files.iter().filter(|file| fits(file)).collect();
        match found.as_slice() {
            [] => {}
            [(_, file)] => return Ok(file.clone()),
            several => {
                let named: Vec<_> = several
                    .iter()
                    .map(|(number, file)| format!("{number} {}", file.name))
                    .collect();
                return Err(ApiError::new(ErrorCode::Ambiguous)
                    .with("what", which)
                    .with("candidates", named.join(", ")));
            }
        }
    }
    Err(missing(which))
}

/// Shows files, a line each.
pub(super) fn table(desk: &Desk<'_>, files: &[(usize, FileView)]) -> String {
    let mut table = desk.table(["number", "name", "size", "caption", "where", "id"]);
    let mut id = super::shortened(files.iter().map(|(_, file)| file.id.to_string()));
    for (number, file) in files {
        let size = match file.kind {
            FileKind::Photo => format!("{} ({}×{})", size(file.bytes), file.width, file.height),
            FileKind::Attachment => size(file.bytes),
        };
        let place = match file.here {
            true => desk.text("cli-file-here", &[]),
            false => {
                let id = if file.added_by.is_some() { "cli-file-at" } else { "cli-file-elsewhere" };
                desk.text(id, &[("name", Word::Text(&file.added_by_name))])
            }
        };
        let caption = file.caption.clone();
        table.row([number.to_string(), file.name.clone(), size, caption, place, id()]);
    }
    desk.rows(&table, "cli-no-files")
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

/// Reads a file that a person named, of at most so many bytes.
pub(super) fn read(path: &Path, most: u64) -> Result<Vec<u8>, ApiError> {
    let unreadable = |error: io::Error| {
        ApiError::new(ErrorCode::FileUnreadable).with("path", path.display()).with("detail", error)
    };
    if fs::metadata(path).map_err(unreadable)?.is_dir() {
        return Err(ApiError::new(ErrorCode::NotAFile).with("path", path.display()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(unreadable)?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > most {
        return Err(ApiError::new(ErrorCode::FileOverLimit).with("most", most >> 20));
    }
    Ok(bytes)
}

/// Returns a name only if it is one.
fn plain(name: &str) -> Result<PathBuf, ApiError> {
    let path = PathBuf::from(name);
    match path.file_name() == Some(path.as_os_str()) {
        true => Ok(path),
        false => Err(ApiError::new(ErrorCode::Internal).with("detail", "the name of a file")),
    }
}

#[cfg(test)]
mod tests {
    use etabli_api::id::{FileHash, LocalId};

    use super::*;

    fn file(number: u8, name: &str) -> (usize, FileView) {
        let file = FileView {
            id: LocalId([number; 16]),
            kind: FileKind::Photo,
            name: name.into(),
            media: "image/jpeg".into(),
            bytes: 1,
            width: 1,
            height: 1,
            caption: String::new(),
            hash: FileHash([number ^ 0xf0; 32]),
            thumbnail: None,
            here: true,
            added_by: None,
            added_by_name: String::new(),
            arriving: None,
        };
        (number.into(), file)
    }

    #[test]
    fn a_file_is_found_by_number_name_and_beginning_of_its_id() {
        let all = || vec![file(1, "front.jpg"), file(2, "Front.jpg"), file(3, "back.jpg")];
        let found = |which| choose(all(), which).map(|file| file.id.0[0]).map_err(|e| e.code);
        assert_eq!(found(None), Ok(1));
        assert_eq!(found(Some("2")), Ok(2));
        assert_eq!(found(Some("BACK.jpg")), Ok(3));
        assert_eq!(found(Some("0303")), Ok(3));
        assert_eq!(found(Some("f2")), Ok(2));
        assert_eq!(found(Some("front.jpg")), Err(ErrorCode::Ambiguous));
        assert_eq!(found(Some("9")), Err(ErrorCode::NotFound));
        let none = choose(Vec::new(), None).map(|file| file.name).map_err(|error| error.code);
        assert_eq!(none, Err(ErrorCode::NotFound));
    }

    #[test]
    fn says_what_is_wrong_with_a_path() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path(), 9).unwrap_err().code, ErrorCode::NotAFile);
        assert_eq!(read(&folder.path().join("x"), 9).unwrap_err().code, ErrorCode::FileUnreadable);
        let large = folder.path().join("large");
        File::create(&large).unwrap().set_len(MOST_FILE_BYTES + 1).unwrap();
        assert_eq!(read(&large, MOST_FILE_BYTES).unwrap_err().code, ErrorCode::FileOverLimit);
        assert!(plain("../x").is_err() && plain("/x").is_err() && plain("x.jpg").is_ok());
    }

    #[test]
    fn sizes_are_short() {
        let sizes = [999, 1_000, 250_400, 3_950_000].map(size);
        assert_eq!(sizes, ["999 B", "1 kB", "251 kB", "3.9 MB"]);
    }
}
