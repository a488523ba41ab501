//! A catalogue as a folder of plain pages, to put on any web site or a stick: no scripts, one
//! sheet of styles, small pictures.
//!
//! Only what the space owns is in it, and no name of a member: it may be read by anybody. Whatever
//! members wrote is text, never markup.

use std::{collections::BTreeMap, fs, path::Path};

use base64::{Engine, prelude::BASE64_STANDARD};
use etabli_api::{
    ApiError, ErrorCode,
    command::{ListItems, ReadThumbnail, ShowSpace},
    view::ItemRow,
};
use serde_json::json;

use super::{
    Desk,
    files::{unwritten, write},
};
use crate::{console::Shown, table::printable, words::Word};

/// How many items are asked for at once.
const AT_ONCE: u32 = 500;
const STYLE: &str = include_str!("pages.css");

/// Writes the catalogue into a folder.
pub(super) async fn export(desk: &mut Desk<'_>, folder: &Path) -> Result<Shown, ApiError> {
    let space = desk.run(ShowSpace { space: desk.space.clone() }).await?;
    let mut rows: Vec<ItemRow> = Vec::new();
    let mut offset = 0;
    loop {
        let list = ListItems {
            space: desk.space.clone(),
            words: String::new(),
            category: None,
            place: None,
            status: None,
            condition: None,
            person: None,
            offset,
            limit: AT_ONCE,
        };
        let page = desk.run(list).await?;
        offset += AT_ONCE;
        rows.extend(page.items.into_iter().filter(|row| row.owner.is_none()));
        if offset >= page.total {
            break;
        }
    }
    let photos = folder.join("photos");
    fs::create_dir_all(&photos).map_err(|error| unwritten(&photos, &error))?;
    let mut count = 0_u64;
    for thumbnail in rows.iter_mut().map(|row| &mut row.thumbnail) {
        let Some(hash) = *thumbnail else { continue };
        match desk.run(ReadThumbnail { space: desk.space.clone(), thumbnail: hash }).await {
            Ok(picture) => {
                let bytes = BASE64_STANDARD.decode(&picture.content);
                let bytes = bytes
                    .map_err(|error| ApiError::new(ErrorCode::Internal).with("detail", error))?;
                write(&photos.join(format!("{hash}.jpg")), &bytes)?;
                count += 1;
            }
            // It went meanwhile: the catalogue does without.
            Err(error) if error.code == ErrorCode::NotFound => *thumbnail = None,
            Err(error) => return Err(error),
        }
    }
    write(&folder.join("style.css"), STYLE.as_bytes())?;
    let text = |id: &str, count: u64, all: u64| {
        let args = [("count", Word::Number(count)), ("all", Word::Number(all))];
        desk.console.words.text(id, &args)
    };
    write(&folder.join("index.html"), page(&space.name, &rows, &text).as_bytes())?;
    let shown = printable(&folder.to_string_lossy());
    let told = desk.text("cli-exported", &[("path", Word::Text(&shown))]);
    Shown::new(&json!({ "folder": folder, "items": rows.len(), "photos": count }), told)
}

/// Returns the page; `text` returns a message with a number and another one.
fn page(name: &str, rows: &[ItemRow], text: &impl Fn(&str, u64, u64) -> String) -> String {
    let words = |id: &str| escaped(&text(id, 0, 0));
    let mut kinds: BTreeMap<String, (&str, Vec<&ItemRow>)> = BTreeMap::new();
    for row in rows {
        let kind = kinds.entry(row.category.to_lowercase()).or_insert((&row.category, Vec::new()));
        kind.1.push(row);
    }
    // What has no category comes last.
    let last = kinds.remove("");
    let kinds: Vec<(&str, Vec<&ItemRow>)> = kinds.into_values().chain(last).collect();
    let title = |kind: &str| match kind {
        "" => words("catalogue-other"),
        kind => escaped(kind),
    };
    let (name, language) = (escaped(name), words("catalogue-language"));
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{name}</title>\n\
         <link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<header>\n\
         <h1>{name}</h1>\n<p>{}</p>\n</header>\n",
        escaped(&text("catalogue-count", rows.len() as u64, 0))
    );
    if kinds.len() > 1 {
        html += &format!("<nav aria-label=\"{}\">\n<ul>\n", words("catalogue-kinds"));
        for (nth, (kind, rows)) in kinds.iter().enumerate() {
            html += &format!("<li><a href=\"#k{nth}\">{}</a> {}</li>\n", title(kind), rows.len());
        }
        html += "</ul>\n</nav>\n";
    }
    html += "<main>\n";
    for (nth, (kind, rows)) in kinds.iter().enumerate() {
        html += &format!("<h2 id=\"k{nth}\">{}</h2>\n<ul class=\"items\">\n", title(kind));
        for row in rows {
            html += &item(row, text);
        }
        html += "</ul>\n";
    }
    html += &format!("</main>\n<footer>{}</footer>\n</body>\n</html>\n", words("catalogue-footer"));
    html
}

fn item(row: &ItemRow, text: &impl Fn(&str, u64, u64) -> String) -> String {
    let mut html = "<li>\n".to_owned();
    if let Some(hash) = row.thumbnail {
        // What there is to see is the item, whose name stands below.
        html += &format!("<img src=\"photos/{hash}.jpg\" alt=\"\" loading=\"lazy\">\n");
    }
    html += &format!("<h3>{}</h3>\n", escaped(&row.name));
    let here = text("catalogue-here", row.available.into(), row.quantity.into());
    for line in [&row.tag, &row.place, &here] {
        if !line.is_empty() {
            html += &format!("<p>{}</p>\n", escaped(line));
        }
    }
    html + "</li>\n"
}

/// Returns a text that a browser takes for nothing else, in and outside of quotes.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use etabli_api::{
        id::{ItemId, LocalId},
        view::ItemStatus,
    };
    use etabli_i18n::Language;

    use super::*;
    use crate::words::Words;

    fn row(name: &str, category: &str) -> ItemRow {
        ItemRow {
            id: ItemId::common(LocalId([1; 16])),
            name: name.to_owned(),
            tag: "T-1".to_owned(),
            category: category.to_owned(),
            place: String::new(),
            status: ItemStatus::Available,
            quantity: 3,
            available: 2,
            owner: None,
            owner_name: "Ana".to_owned(),
            holder_name: "Bo".to_owned(),
            due: None,
            thumbnail: None,
            stock: 0,
            unit: String::new(),
        }
    }

    #[test]
    fn what_members_wrote_is_text_and_their_names_are_not_there() {
        let hostile = "<script>alert('x')</script> & \"y\"\u{0}";
        let rows =
            [row("Saw", "Wood"), row(hostile, hostile), row("Drill", "wood"), row("Tin", "")];
        for language in Language::ALL {
            let words = Words::in_language(language);
            let text = |id: &str, count: u64, all: u64| {
                words.text(id, &[("count", Word::Number(count)), ("all", Word::Number(all))])
            };
            let html = page(hostile, &rows, &text);
            assert!(!html.contains("<script") && !html.contains("alert('"), "{html}");
            assert!(!html.contains("Ana") && !html.contains("Bo<"), "{html}");
            // Two ways to write a category are one; what has none comes last.
            assert_eq!(html.matches("<h2").count(), 3);
            assert!(html.find("Drill") < html.find("Tin"));
            assert!(html.contains("T-1"));
        }
    }
}
