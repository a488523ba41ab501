//! Writing a space out, so that nobody has to stay.

use etabli_api::{ApiError, ErrorCode, command::Export, view::ExportFile};
use serde_json::{Map, Value, json};

use super::{Handle, write};
use crate::{clock, core::Core, show, space::Space};

impl Handle for Export {
    fn handle(self, core: &Core) -> Result<ExportFile, ApiError> {
        let id = core.find_space(self.space.as_deref())?;
        if self.format != "json" {
            return Err(ApiError::new(ErrorCode::UnknownFormat).with("what", &self.format));
        }
        core.with(id, |space| {
            let parts: &[&str] = match self.what.as_str() {
                "all" => &["items", "places", "members", "loans"],
                "items" => &["items"],
                "places" => &["places"],
                "members" => &["members"],
                "loans" => &["loans"],
                other => return Err(ApiError::new(ErrorCode::UnknownFormat).with("what", other)),
            };
            let mut content = Map::new();
            content.insert("format".to_owned(), json!("etabli-json"));
            content.insert("version".to_owned(), json!(1));
            content.insert("space".to_owned(), write(&show::space(space)?)?);
            for part in parts {
                content.insert((*part).to_owned(), section(space, part)?);
            }
            let text = serde_json::to_string_pretty(&Value::Object(content))
                .map_err(|error| crate::internal(&error))?;
            let stem: String = space
                .catalogue
                .space_name()
                .chars()
                .map(|c| if c.is_alphanumeric() { c } else { '-' })
                .collect();
            Ok(ExportFile { name: format!("{stem}.json"), content: text })
        })
    }
}

fn section(space: &Space, part: &str) -> Result<Value, ApiError> {
    let now = clock::now();
    match part {
        "items" => {
            let items: Vec<_> =
                space.catalogue.items().map(|one| show::item(space, &one.item, now)).collect();
            write(&items)
        }
        "places" => write(&show::places(space)),
        "members" => {
            let ids = space.membership().members().map(|(id, _)| id);
            let members: Vec<_> = ids.filter_map(|id| show::member(space, id)).collect();
            write(&members)
        }
        _ => {
            let loans: Vec<_> =
                space.lending().loans().map(|loan| show::loan(space, loan, now)).collect();
            write(&loans)
        }
    }
}
