//! Writing a space out, so that nobody has to stay.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use data_encoding::HEXLOWER;
use etabli_api::{ApiError, ErrorCode, command::Export, view::ExportFile};
use etabli_model::{document::Document, id::DocumentId};
use serde_json::{Map, Value, json};

use super::{Handle, write};
use crate::{
    card, clock,
    core::Core,
    export::{self, Found},
    show,
    space::Space,
};

impl Handle for Export {
    fn handle(self, core: &Core) -> Result<ExportFile, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        let found = Found::read(self.url, self.at.as_deref());
        let found =
            found.ok_or_else(|| ApiError::new(ErrorCode::BadRequest).with("detail", "at"))?;
        let now = clock::now();
        core.with(id, |space| match (self.format.as_str(), self.what.as_str()) {
            ("json", what) => views(space, what),
            ("csv", what) => {
                let content = export::table(space, what, now)?;
                Ok(ExportFile { name: format!("{}-{what}.csv", stem(space)), content })
            }
            ("valueflows", "all") => pretty(space, "valueflows", &export::valueflows(space)),
            ("commons-api", "all") => {
                pretty(space, "commons-api", &export::commons_api(space, &found, now)?)
            }
            ("spaceapi", "all") => pretty(space, "spaceapi", &export::space_api(space, &found)),
            ("vcard", "members" | "all") => Ok(ExportFile {
                name: format!("{}-members.vcf", stem(space)),
                content: card::members(space, now),
            }),
            ("murmurations", "all") => {
                pretty(space, "murmurations", &export::offers(space, &found, now))
            }
            ("automerge", "all") => documents(space),
            (
                "automerge" | "vcard" | "murmurations" | "valueflows" | "commons-api" | "spaceapi",
                other,
            )
            | (other, _) => Err(ApiError::new(ErrorCode::UnknownFormat).with("what", other)),
        })
    }
}

/// Writes out what screens show.
fn views(space: &mut Space, what: &str) -> Result<ExportFile, ApiError> {
    let parts: &[&str] = match what {
        "all" => &["items", "places", "members", "loans", "bookings", "requests"],
        "items" => &["items"],
        "places" => &["places"],
        "members" => &["members"],
        "loans" => &["loans"],
        "bookings" => &["bookings"],
        "requests" => &["requests"],
        other => return Err(ApiError::new(ErrorCode::UnknownFormat).with("what", other)),
    };
    let mut content = Map::new();
    content.insert("format".to_owned(), json!("etabli-json"));
    content.insert("version".to_owned(), json!(1));
    content.insert("space".to_owned(), write(&show::space(space)?)?);
    for part in parts {
        content.insert((*part).to_owned(), section(space, part)?);
    }
    file(space, content)
}

/// Writes out the documents as Automerge saves them, each beside what is read in it here.
fn documents(space: &Space) -> Result<ExportFile, ApiError> {
    let documents: Result<Vec<Value>, ApiError> =
        space.documents().values().map(document).collect();
    let mut content = Map::new();
    content.insert("format".to_owned(), json!("etabli-automerge"));
    content.insert("version".to_owned(), json!(1));
    content.insert("space".to_owned(), write(&show::space(space)?)?);
    content.insert("documents".to_owned(), Value::Array(documents?));
    file(space, content)
}

fn document(document: &Document) -> Result<Value, ApiError> {
    let (name, called) = match document.id() {
        DocumentId::Catalogue => ("catalogue".to_owned(), document.space_name()),
        DocumentId::Member(member) => (format!("member-{member}"), document.profile().name),
        DocumentId::Private(member) => (format!("private-{member}"), String::new()),
        DocumentId::Project(entry) => (format!("project-{entry}"), String::new()),
        DocumentId::Sheet(entry) => (format!("sheet-{entry}"), String::new()),
    };
    let heads: Vec<String> = document.heads().iter().map(|head| HEXLOWER.encode(head)).collect();
    Ok(json!({
        "name": name,
        "automerge": BASE64_STANDARD.encode(document.clone().save()),
        "reading": {
            "heads": heads,
            "name": called,
            "items": write(&document.items())?,
            "places": write(&document.places())?,
        },
    }))
}

fn file(space: &Space, content: Map<String, Value>) -> Result<ExportFile, ApiError> {
    let content = serde_json::to_string_pretty(&Value::Object(content))
        .map_err(|error| crate::internal(&error))?;
    Ok(ExportFile { name: format!("{}.json", stem(space)), content })
}

fn pretty(space: &Space, format: &str, content: &Value) -> Result<ExportFile, ApiError> {
    let content = serde_json::to_string_pretty(content).map_err(|error| crate::internal(&error))?;
    Ok(ExportFile { name: format!("{}-{format}.json", stem(space)), content })
}

/// Returns what the names of files begin with.
fn stem(space: &Space) -> String {
    let name = space.catalogue.space_name().chars();
    name.map(|c| if c.is_alphanumeric() { c } else { '-' }).collect()
}

fn section(space: &mut Space, part: &str) -> Result<Value, ApiError> {
    let now = clock::now();
    match part {
        "items" => {
            let items: Vec<_> = space.catalogue.items().map(|one| one.item.clone()).collect();
            let views: Vec<_> = items.iter().map(|item| show::item(space, item, now)).collect();
            write(&views)
        }
        "places" => write(&show::places(space)),
        "members" => {
            let ids = space.membership().members().map(|(id, _)| id);
            let members: Vec<_> = ids.filter_map(|id| show::member(space, id)).collect();
            write(&members)
        }
        "requests" => {
            let requests = space.lending().requests();
            write(&requests.map(|one| show::request(space, one)).collect::<Vec<_>>())
        }
        "bookings" => {
            let bookings = space.bookings().bookings();
            write(&bookings.map(|one| show::booking(space, &one, now)).collect::<Vec<_>>())
        }
        _ => {
            let loans: Vec<_> =
                space.lending().loans().map(|loan| show::loan(space, loan, now)).collect();
            write(&loans)
        }
    }
}
