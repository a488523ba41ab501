//! Files: reading items from one, writing the space to one.

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{Export as ExportSpace, ExportCalendar, ImportCalendar, ImportItems},
    view::{DetailChange, ExceptionView, ImportReport, RefusedRow, detail_message},
};
use etabli_app::holder::MAX_REQUEST;
use serde_json::{Value, json};

use super::{Desk, pages};
use crate::{
    args::{Export, Import},
    console::{Shown, to_json},
    table::printable,
    words::{Word, minute},
};

/// The tables of a space.
const TABLES: [&str; 6] = ["items", "places", "members", "loans", "bookings", "requests"];
/// The largest file that fits, as base64, into a request.
const MAX_FILE: usize = (MAX_REQUEST - 64 * 1024) / 4 * 3;
/// How many refused rows a person sees; the report has all.
const MAX_SHOWN: usize = 20;

pub(super) async fn import(desk: &mut Desk<'_>, import: Import) -> Result<Shown, ApiError> {
    let bytes = read(&import.file)?;
    let is_named = import.file.extension().is_some_and(|end| end.eq_ignore_ascii_case("ics"));
    if import.into.is_some() || import.format == "ics" || is_named {
        let Some(into) = import.into else { return Err(ErrorCode::CalendarInto.into()) };
        let command = ImportCalendar {
            space: desk.space.clone(),
            content: BASE64_STANDARD.encode(bytes),
            into,
            until: import.until,
            dry_run: import.dry_run,
            closes: import.closed,
        };
        let report = desk.run(command).await?;
        return reported(desk, import.report.as_deref(), &report);
    }
    let name = import.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let map: BTreeMap<_, _> =
        import.map.into_iter().map(|mapping| (mapping.column, mapping.field)).collect();
    let command = ImportItems {
        space: desk.space.clone(),
        file_name: name,
        content: BASE64_STANDARD.encode(bytes),
        format: import.format,
        map,
        dry_run: import.dry_run,
    };
    let report = desk.run(command).await?;
    reported(desk, import.report.as_deref(), &report)
}

/// Tells what an import did, and writes its report where one is wanted.
fn reported(
    desk: &Desk<'_>,
    path: Option<&Path>,
    report: &ImportReport,
) -> Result<Shown, ApiError> {
    if let Some(path) = path {
        write_report(desk, path, report)?;
    }
    let mut shown = Shown::new(report, summary(desk, report))?;
    shown.notes.extend(report.changes.iter().take(MAX_SHOWN).map(|it| changed(desk, it)));
    shown.notes.extend(report.refused.iter().take(MAX_SHOWN).map(|row| refused(desk, row)));
    let more = report.refused.len().saturating_sub(MAX_SHOWN);
    if more > 0 {
        let more = [("more", Word::Number(u64::try_from(more).unwrap_or(u64::MAX)))];
        shown.notes.push(desk.text("cli-import-more", &more));
    }
    Ok(shown)
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, ApiError> {
    let unreadable = |error: io::Error| {
        ApiError::new(ErrorCode::FileUnreadable).with("path", path.display()).with("detail", error)
    };
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    let bound = u64::try_from(MAX_FILE).unwrap_or(u64::MAX);
    file.take(bound + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > MAX_FILE {
        let most = format!("{} MB", MAX_FILE / 1_000_000);
        return Err(ApiError::new(ErrorCode::FileTooLarge).with("most", most));
    }
    Ok(bytes)
}

fn summary(desk: &Desk<'_>, report: &ImportReport) -> String {
    let refused = u64::try_from(report.refused.len()).unwrap_or(u64::MAX);
    let args = [
        ("format", Word::Text(report.format.as_str())),
        ("encoding", Word::Text(report.encoding.as_str())),
        ("rows", Word::Number(report.rows.into())),
        ("created", Word::Number(report.created.into())),
        ("updated", Word::Number(report.updated.into())),
        ("unchanged", Word::Number(report.unchanged.into())),
        ("refused", Word::Number(refused)),
    ];
    let first = if report.dry_run { "cli-import-would" } else { "cli-import-done" };
    [first, "cli-import-counts"].map(|id| desk.text(id, &args)).join("\n")
}

/// Tells what reading a file changes of hours or closures.
pub(super) fn changed(desk: &Desk<'_>, change: &DetailChange) -> String {
    let told = |off: &Option<ExceptionView>, text: &str| match off {
        Some(off) => format!("{} – {}", minute(off.start), minute(off.end)),
        None if text.is_empty() => desk.text("details-closed", &[]),
        None => text.to_owned(),
    };
    let (was, is) = (told(&change.off_was, &change.was), told(&change.off, &change.is));
    let args = [("was", Word::Text(was.as_str())), ("is", Word::Text(is.as_str()))];
    let id = match (change.was.is_empty(), change.is.is_empty()) {
        (true, _) => "details-change-new",
        (false, true) => "details-change-gone",
        (false, false) => "details-change-moved",
    };
    let off = change.off.as_ref().or(change.off_was.as_ref());
    let head = match off.map(|off| off.reason.clone()).filter(|reason| !reason.is_empty()) {
        Some(reason) => reason,
        None => desk.text(&detail_message(&change.detail), &[]),
    };
    format!("{head} : {}", desk.text(id, &args))
}

fn refused(desk: &Desk<'_>, row: &RefusedRow) -> String {
    let reason = reason(desk, row);
    let args = [
        ("line", Word::Number(row.line.into())),
        ("field", Word::Text(row.field.as_str())),
        ("reason", Word::Text(reason.as_str())),
    ];
    let id = if row.field.is_empty() { "cli-import-row" } else { "cli-import-cell" };
    desk.text(id, &args)
}

/// Returns the words for a row's refusal.
fn reason(desk: &Desk<'_>, row: &RefusedRow) -> String {
    let found = [("found", Word::Text(row.found.as_str())), ("field", Word::Text(&row.field))];
    desk.console.words.find(&row.reason, &found).unwrap_or_else(|| row.reason.clone())
}

/// Writes the report: as JSON when the file's name says so, else the refused rows as CSV.
fn write_report(desk: &Desk<'_>, path: &Path, report: &ImportReport) -> Result<(), ApiError> {
    let json = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("json"));
    let text = match json {
        true => format!("{:#}\n", to_json(report)?),
        false => {
            let mut text = "line,field,reason,found\r\n".to_owned();
            for row in &report.refused {
                let cells = [&row.field, &reason(desk, row), &row.found].map(|cell| quoted(cell));
                text += &format!("{},{}\r\n", row.line, cells.join(","));
            }
            text
        }
    };
    write(path, text.as_bytes())
}

/// Returns a cell of a CSV file that no spreadsheet takes for a formula.
pub(super) fn quoted(cell: &str) -> String {
    let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("\"{guard}{}\"", cell.replace('"', "\"\""))
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), ApiError> {
    fs::write(path, bytes).map_err(|error| unwritten(path, &error))
}

pub(super) fn unwritten(path: &Path, error: &io::Error) -> ApiError {
    match error.kind() {
        io::ErrorKind::StorageFull => ErrorCode::DiskFull.into(),
        _ => ApiError::new(ErrorCode::StorageFailed)
            .with("detail", format!("{}: {error}", path.display())),
    }
}

/// Writes each document of an export into a folder, beside what was read in it, and returns their
/// names.
fn unpack(folder: &Path, export: &Value) -> Result<Vec<String>, ApiError> {
    let unreadable = || ApiError::new(ErrorCode::Internal).with("detail", "the export");
    fs::create_dir_all(folder).map_err(|error| unwritten(folder, &error))?;
    let documents = export.get("documents").and_then(Value::as_array).ok_or_else(unreadable)?;
    let mut names = Vec::with_capacity(documents.len());
    for document in documents {
        let text = |key| document.get(key).and_then(Value::as_str).ok_or_else(unreadable);
        let name = text("name")?;
        // The name comes from another process: nothing outside the folder is written.
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return Err(unreadable());
        }
        let bytes = BASE64_STANDARD.decode(text("automerge")?).map_err(|_| unreadable())?;
        let reading = document.get("reading").ok_or_else(unreadable)?;
        write(&folder.join(format!("{name}.automerge")), &bytes)?;
        write(&folder.join(format!("{name}.json")), format!("{reading:#}\n").as_bytes())?;
        names.push(name.to_owned());
    }
    Ok(names)
}

pub(super) async fn export(desk: &mut Desk<'_>, export: Export) -> Result<Shown, ApiError> {
    if export.format == "ics" {
        return calendar(desk, export).await;
    }
    if export.format == "html" {
        let folder = export.output.unwrap_or_else(|| PathBuf::from("catalogue"));
        return pages::export(desk, &folder).await;
    }
    if export.format == "csv" {
        return tables(desk, export).await;
    }
    let folder = export.format == "automerge";
    let Export { format, what, url, at, .. } = export;
    let command = ExportSpace { space: desk.space.clone(), format, what, url, at };
    let file = desk.run(command).await?;
    let json = || -> Result<Value, ApiError> {
        serde_json::from_str(&file.content)
            .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))
    };
    let Some(path) = export.output else {
        // The file is the result, for a person as for a program.
        return Shown::new(&json()?, file.content.trim_end().to_owned());
    };
    if folder {
        let documents = unpack(&path, &json()?)?;
        let shown = printable(&path.to_string_lossy());
        let text = desk.text("cli-exported", &[("path", Word::Text(&shown))]);
        return Shown::new(&json!({ "folder": path, "documents": documents }), text);
    }
    write(&path, file.content.as_bytes())?;
    let shown = printable(&path.to_string_lossy());
    let text = desk.text("cli-exported", &[("path", Word::Text(&shown))]);
    Shown::new(&json!({ "file": path, "bytes": file.content.len() }), text)
}

/// Writes one table, or all of them into a folder.
async fn tables(desk: &mut Desk<'_>, export: Export) -> Result<Shown, ApiError> {
    let table = |what: &str| ExportSpace {
        space: desk.space.clone(),
        format: "csv".to_owned(),
        what: what.to_owned(),
        url: None,
        at: None,
    };
    if export.what != "all" {
        let command = table(&export.what);
        let file = desk.run(command).await?;
        let Some(path) = export.output else {
            let shown = json!({ "name": file.name, "content": file.content });
            return Shown::new(&shown, file.content.trim_end().to_owned());
        };
        write(&path, file.content.as_bytes())?;
        let shown = printable(&path.to_string_lossy());
        let text = desk.text("cli-exported", &[("path", Word::Text(&shown))]);
        return Shown::new(&json!({ "file": path, "bytes": file.content.len() }), text);
    }
    let folder = export.output.unwrap_or_else(|| PathBuf::from("tables"));
    let commands = TABLES.map(|what| (what, table(what)));
    fs::create_dir_all(&folder).map_err(|error| unwritten(&folder, &error))?;
    for (what, command) in commands {
        let file = desk.run(command).await?;
        write(&folder.join(format!("{what}.csv")), file.content.as_bytes())?;
    }
    let shown = printable(&folder.to_string_lossy());
    let text = desk.text("cli-exported", &[("path", Word::Text(&shown))]);
    Shown::new(&json!({ "folder": folder, "tables": TABLES }), text)
}

/// Writes bookings and loans as a calendar.
async fn calendar(desk: &mut Desk<'_>, export: Export) -> Result<Shown, ApiError> {
    let Export { what, resource, of, output, .. } = export;
    let file = desk.run(ExportCalendar { space: desk.space.clone(), what, resource, of }).await?;
    let Some(path) = output else {
        let shown = json!({ "name": file.name, "content": file.content });
        return Shown::new(&shown, file.content.trim_end().to_owned());
    };
    write(&path, file.content.as_bytes())?;
    let shown = printable(&path.to_string_lossy());
    let text = desk.text("cli-exported", &[("path", Word::Text(&shown))]);
    Shown::new(&json!({ "file": path, "bytes": file.content.len() }), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_of_the_report_is_no_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("a \"b\", c"), "\"a \"\"b\"\", c\"");
    }

    #[test]
    fn nothing_is_unpacked_outside_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let document = |name| json!({ "documents": [{ "name": name, "automerge": "AQID", "reading": { "items": [] } }] });
        assert_eq!(unpack(folder.path(), &document("catalogue")).unwrap(), ["catalogue"]);
        assert_eq!(fs::read(folder.path().join("catalogue.automerge")).unwrap(), [1, 2, 3]);
        for bad in ["../catalogue", "/tmp/catalogue", "a.b"] {
            assert!(unpack(folder.path(), &document(bad)).is_err(), "{bad}");
        }
    }

    #[test]
    fn the_largest_file_fits_into_a_request() {
        assert!(MAX_FILE.div_ceil(3) * 4 + 1024 < MAX_REQUEST);
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = read(Path::new("/nowhere/tools.csv")).unwrap_err();
        assert_eq!(error.code, ErrorCode::FileUnreadable);
        assert_eq!(error.args["path"], "/nowhere/tools.csv");
    }
}
